//! `gitlab`: the Code Quality report of GitLab, a JSON array.
//!
//! Equal fingerprints are merged there, which the occurrence number in ours prevents.

use serde_json::json;

use super::wire::{self, Finding};
use super::{Chunk, Format, Found, Settings};
use crate::canon::Canon;
use crate::checks::{self, Group};
use crate::lint::Summary;

/// `--format gitlab`.
pub struct GitLab {
    settings: Settings,
}

impl GitLab {
    /// The format as `settings` ask for it.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self { settings }
    }
}

impl Format for GitLab {
    fn head(&self) -> String {
        "[\n".to_owned()
    }

    fn file(&self, canon: &Canon, found: Found<'_>) -> Chunk {
        let findings = wire::findings(canon, found, self.settings);
        let open = findings.iter().filter(|finding| finding.suppressed.is_none());
        let issues: Vec<String> = open.map(issue).collect();
        Chunk { now: issues.join(self.separator()), later: String::new() }
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn tail(&self, _later: &str, _summary: &Summary) -> String {
        "]\n".to_owned()
    }
}

fn issue(finding: &Finding<'_>) -> String {
    let mut description = finding.message.to_owned();
    for note in finding.notes {
        description += &format!("; {note}");
    }
    json!({
        "description": description,
        "check_name": finding.check,
        "fingerprint": finding.fingerprint,
        "severity": severity(finding),
        "location": {
            "path": finding.path.strip_prefix("./").unwrap_or(finding.path),
            "lines": { "begin": finding.span.line, "end": finding.span.end_line },
        },
    })
    .to_string()
}

/// What changes the meaning, and what could not be checked, is worse than other errors.
fn severity(finding: &Finding<'_>) -> &'static str {
    let group = checks::find(finding.check).map(|check| check.group);
    match finding.severity {
        "error" if matches!(group, Some(Group::Meaning | Group::KnownMisquote | Group::Input)) => "critical",
        "error" => "major",
        "warning" => "minor",
        _ => "info",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::samples;
    use super::*;

    #[test]
    fn an_array_of_issues_with_unique_fingerprints() {
        let output = samples::render_all(&GitLab::new(Settings::default()));
        let issues: Vec<Value> = serde_json::from_str(&output).expect("a JSON array");
        let mut prints: Vec<&str> = issues.iter().map(|i| i["fingerprint"].as_str().expect("text")).collect();
        prints.sort_unstable();
        prints.dedup();
        assert_eq!(prints.len(), issues.len());
        assert!(issues.len() > 4);
        for issue in &issues {
            assert!(
                ["info", "minor", "major", "critical"].contains(&issue["severity"].as_str().expect("text"))
            );
            assert!(issue["location"]["lines"]["begin"].as_u64().is_some_and(|line| line > 0));
        }
        assert_eq!(issues[0]["severity"], "critical");
        assert_eq!(issues[0]["check_name"], "known-misquote");
    }

    #[test]
    fn nothing_found_is_an_empty_array() {
        let output = samples::nothing().render(&GitLab::new(Settings::default()));
        assert_eq!(serde_json::from_str::<Value>(&output).expect("JSON"), Value::Array(Vec::new()));
    }
}
