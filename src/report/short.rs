//! `short`: one line a finding, as editors and `grep` read it.

use super::view::Locator;
use super::{Chunk, Format, Found, Mode, Settings, terminal};
use crate::canon::Canon;
use crate::diagnostic::{Judged, Role};
use crate::lint::Summary;

/// `--format short`.
pub struct Short {
    settings: Settings,
}

impl Short {
    /// The format as `settings` ask for it.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self { settings }
    }
}

impl Format for Short {
    fn file(&self, canon: &Canon, found: Found<'_>) -> Chunk {
        let here = Locator::new(found.file);
        let path = terminal::one_line(&found.file.path);
        let mut now = String::new();
        for (_, finding) in found.findings_for(self.settings.mode).filter(|(_, f)| f.suppressed.is_none()) {
            let at = here.place(finding.span).from;
            let (severity, code) = (finding.severity.name(), finding.check.code);
            let message = terminal::one_line(&finding.message);
            now += &format!("{path}:{}:{}: {severity}[{code}]: {message}\n", at.line, at.column);
        }
        if self.settings.mode == Mode::Quotations {
            for judged in found.quotations {
                let at = here.place(judged.span).from;
                let text = terminal::one_line(&judged.text);
                let (verdict, records) = (judged.verdict.name(), records(canon, judged));
                now += &format!("{path}:{}:{}: {verdict}{records}: {text}\n", at.line, at.column);
            }
        }
        Chunk { now, later: String::new() }
    }

    /// Nothing: every line of this format is a place.
    fn tail(&self, _later: &str, _summary: &Summary) -> String {
        String::new()
    }
}

/// The ids of the records that settled the verdict, in square brackets.
fn records(canon: &Canon, judged: &Judged) -> String {
    let judging = judged.records.iter().filter(|m| m.role != Role::Resembles);
    let ids: Vec<&str> = judging.map(|m| canon.records[m.record.0].id.as_str()).collect();
    if ids.is_empty() { String::new() } else { terminal::one_line(&format!("[{}]", ids.join(", "))) }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn one_line_a_finding() {
        let short = Short::new(Settings::default());
        assert_eq!(
            samples::medvedev().render(&short),
            "drafts/a.md:3:60: error[known-misquote]: `except for` is a known misquote: machine translation\n"
        );
    }

    #[test]
    fn one_line_a_quotation() {
        let short = Short::new(Settings { mode: Mode::Quotations, ..Settings::default() });
        let output = samples::medvedev().render(&short);
        assert!(
            output.starts_with(
                "drafts/a.md:3:2: misquoted[medvedev-no-options]: After today's terrorist attack, there"
            ),
            "{output}"
        );
        assert_eq!(output.lines().count(), samples::medvedev().checked.quotations.len());
    }

    #[test]
    fn a_silenced_finding_is_not_shown() {
        let mut sample = samples::medvedev();
        sample.checked.findings[0].suppressed = Some("agreed with the author".into());
        assert_eq!(sample.render(&Short::new(Settings::default())), "");
    }

    #[test]
    fn nothing_in_a_draft_can_break_out_of_its_line() {
        let mut sample = samples::medvedev();
        sample.checked.findings[0].message = "a\nb\u{1b}[31m\u{202e}c".into();
        let output = sample.render(&Short::new(Settings::default()));
        assert!(output.ends_with(": a b␛[31m\u{fffd}c\n"), "{output}");
    }
}
