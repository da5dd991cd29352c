//! `sarif`: SARIF 2.1.0, as code-scanning services and editors read it.
//!
//! Written to the OASIS standard and to what GitHub's code scanning asks for beyond it: every rule with a help text, a
//! region with four ends, `primaryLocationLineHash` as the fingerprint. Columns are Unicode scalar values, which
//! `columnKind` says, since the standard's default is UTF-16 units. Silenced findings stay in it as suppressed, and so do
//! those that a baseline lists.

use serde_json::{Value, json};

use super::view::uri;
use super::wire::{self, Finding, Fix, Span};
use super::{Chunk, Format, Found, Settings};
use crate::canon::Canon;
use crate::checks::{Applicability, Check, Level, TABLE};
use crate::lint::Summary;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// `--format sarif`.
pub struct Sarif {
    settings: Settings,
}

impl Sarif {
    /// The format as `settings` ask for it.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self { settings }
    }
}

impl Format for Sarif {
    fn head(&self) -> String {
        let driver = json!({
            "name": "misquote",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "shortDescription": { "text": "A compiler-style linter for quotations" },
            "rules": TABLE.iter().map(|check| rule(check)).collect::<Vec<_>>(),
        });
        format!(
            "{{\"$schema\":\"{SCHEMA}\",\n\"version\":\"2.1.0\",\n\"runs\":[{{\"tool\":{{\"driver\":{driver}}},\n\
             \"columnKind\":\"unicodeCodePoints\",\n\"automationDetails\":{{\"id\":\"misquote/\"}},\n\"results\":[\n"
        )
    }

    fn file(&self, canon: &Canon, found: Found<'_>) -> Chunk {
        let findings = wire::findings(canon, found, self.settings);
        let known = wire::known(canon, found, self.settings);
        let new = findings.iter().map(|finding| {
            let mut result = result(finding);
            if self.settings.baseline {
                result["baselineState"] = json!("new");
            }
            result
        });
        let old = known.iter().map(|finding| {
            let mut result = result(finding);
            result["baselineState"] = json!("unchanged");
            result["suppressions"] =
                json!([{ "kind": "external", "status": "accepted", "justification": "listed in the baseline" }]);
            result
        });
        let results: Vec<String> = new.chain(old).map(|result| result.to_string()).collect();
        Chunk { now: results.join(self.separator()), later: String::new() }
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn tail(&self, _later: &str, _summary: &Summary) -> String {
        "]}]}\n".to_owned()
    }
}

/// A check as a `reportingDescriptor`.
fn rule(check: &Check) -> Value {
    let level = match check.level {
        Level::Allow => "none",
        Level::Note => "note",
        Level::Warn => "warning",
        Level::Deny => "error",
    };
    json!({
        "id": check.code,
        "shortDescription": { "text": check.summary },
        "fullDescription": { "text": why(check) },
        "help": { "text": check.page, "markdown": check.page },
        "defaultConfiguration": { "level": level, "enabled": check.level > Level::Allow },
        "properties": {
            "tags": ["quotation", check.group.name()],
            "precision": if check.level == Level::Deny { "very-high" } else { "high" },
            "problem.severity": match check.level {
                Level::Deny => "error",
                Level::Warn => "warning",
                Level::Note | Level::Allow => "recommendation",
            },
        },
    })
}

/// What a check is about, from its page: the first paragraph below the title, at most the 1,024 characters that GitHub
/// keeps.
fn why(check: &Check) -> String {
    let paragraph = check.page.split("\n\n").nth(1).unwrap_or(check.summary);
    paragraph.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(1024).collect()
}

fn result(finding: &Finding<'_>) -> Value {
    let mut result = json!({
        "ruleId": finding.check,
        "ruleIndex": TABLE.iter().position(|check| check.code == finding.check),
        "level": finding.severity,
        "message": { "text": message(finding) },
        "locations": [{ "physicalLocation": place(finding.path, &finding.span, finding.found) }],
        "partialFingerprints": {
            "primaryLocationLineHash": format!("{}:1", finding.fingerprint),
            "misquote/v1": finding.fingerprint,
        },
        "suppressions": match finding.suppressed {
            Some(reason) => json!([{ "kind": "inSource", "status": "accepted", "justification": reason }]),
            None => json!([]),
        },
    });
    let related: Vec<Value> = finding
        .related
        .iter()
        .enumerate()
        .map(|(id, related)| {
            json!({
                "id": id + 1,
                "physicalLocation": place(related.path, &related.span, ""),
                "message": { "text": related.message },
            })
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = Value::Array(related);
    }
    let fixes: Vec<Value> = finding.fixes.iter().filter_map(|f| fix(finding.path, f)).collect();
    if !fixes.is_empty() {
        result["fixes"] = Value::Array(fixes);
    }
    if let Some(record) = &finding.record {
        result["properties"] = json!({
            "found": finding.found,
            "expected": finding.expected,
            "record": record.id,
            "speaker": record.speaker,
            "text": record.text,
        });
    }
    result
}

/// The message with what else there is to know, since most readers show nothing else.
fn message(finding: &Finding<'_>) -> String {
    std::iter::once(finding.message)
        .chain(finding.notes.iter().map(String::as_str))
        .collect::<Vec<_>>()
        .join("\n")
}

fn place(path: &str, span: &Span, words: &str) -> Value {
    let mut region = region(span);
    if !words.is_empty() {
        region["snippet"] = json!({ "text": words });
    }
    json!({ "artifactLocation": { "uri": uri(path) }, "region": region })
}

fn region(span: &Span) -> Value {
    json!({
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    })
}

fn fix(path: &str, fix: &Fix<'_>) -> Option<Value> {
    if fix.applicability == wire::applicability(Applicability::DisplayOnly) {
        return None;
    }
    let replacement = |edit: &wire::Replacement<'_>| json!({ "deletedRegion": region(&edit.span), "insertedContent": { "text": edit.text } });
    let replacements: Vec<Value> = fix.edits.iter().map(replacement).collect();
    (!replacements.is_empty()).then(|| {
        json!({
            "description": { "text": fix.message },
            "artifactChanges": [{ "artifactLocation": { "uri": uri(path) }, "replacements": replacements }],
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn results(sample: &samples::Sample) -> Vec<Value> {
        let log: Value = serde_json::from_str(&sample.render(&Sarif::new(Settings::default())))
            .expect("one JSON document");
        log["runs"][0]["results"].as_array().expect("results").clone()
    }

    #[test]
    fn every_result_names_a_rule_with_help_and_has_all_four_ends() {
        let log: Value =
            serde_json::from_str(&samples::render_all(&Sarif::new(Settings::default()))).expect("JSON");
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        assert_eq!(rules.len(), TABLE.len());
        let results = run["results"].as_array().expect("results");
        assert!(results.len() > 3);
        for result in results {
            let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
            assert_eq!(rules[index]["id"], result["ruleId"]);
            let region = &result["locations"][0]["physicalLocation"]["region"];
            for end in ["startLine", "startColumn", "endLine", "endColumn"] {
                assert!(region[end].as_u64().is_some_and(|n| n > 0), "{region}");
            }
        }
        for rule in rules {
            for text in ["shortDescription", "fullDescription", "help"] {
                assert!(
                    rule[text]["text"]
                        .as_str()
                        .is_some_and(|t| !t.is_empty() && !t.starts_with('#') || text == "help"),
                    "{rule}"
                );
            }
        }
    }

    #[test]
    fn a_silenced_finding_stays_as_suppressed() {
        let mut sample = samples::medvedev();
        sample.checked.findings[0].suppressed = Some("agreed with the author".into());
        let results = results(&sample);
        assert_eq!(results[0]["suppressions"][0]["justification"], "agreed with the author");
        assert_eq!(results[0]["suppressions"][0]["kind"], "inSource");
    }

    #[test]
    fn what_a_baseline_lists_stays_as_unchanged_and_suppressed() {
        let mut sample = samples::medvedev();
        let print = |result: &Value| result["partialFingerprints"]["misquote/v1"].clone();
        let before = results(&sample);
        let settings = Settings { baseline: true, ..Settings::default() };
        // The first is known; what is equal to it but for its place keeps the number that it had.
        let mut again = sample.checked.findings[0].clone();
        again.span = crate::span::Span::new(again.span.start + 7, again.span.end + 7);
        sample.checked.findings.push(again);
        let both = results(&sample);
        let known = vec![sample.checked.findings.remove(0)];
        let found = Found { known: &known, ..Found::from(&sample.checked) };
        let chunk = Sarif::new(settings).file(&sample.canon, found).now;
        let results: Vec<Value> = serde_json::from_str(&format!("[{chunk}]")).expect("results");
        let old = results.last().expect("a result");
        assert_eq!(
            (&old["baselineState"], &old["suppressions"][0]["kind"]),
            (&json!("unchanged"), &json!("external"))
        );
        assert_eq!(print(old), print(&before[0]));
        assert!(
            results[..results.len() - 1]
                .iter()
                .all(|new| new["baselineState"] == "new" && new["suppressions"] == json!([]))
        );
        assert_eq!(print(&results[results.len() - 2]), print(both.last().expect("a result")));
        assert_ne!(print(&before[0]), print(both.last().expect("a result")));
        assert!(before.iter().all(|result| result["baselineState"] == Value::Null));
    }

    #[test]
    fn a_fingerprint_survives_lines_put_before_it() {
        let print = |sample: &samples::Sample| results(sample)[0]["partialFingerprints"].clone();
        let sample = samples::medvedev();
        let mut moved = samples::medvedev();
        let text = format!("A new first line.\n\n{}", moved.checked.file.text);
        let by = text.len() - moved.checked.file.text.len();
        moved.checked.file = crate::text_file::TextFile::new("drafts/a.md", text);
        let finding = &mut moved.checked.findings[0];
        finding.span = crate::span::Span::new(finding.span.start + by, finding.span.end + by);
        assert_eq!(print(&sample), print(&moved));
        assert_ne!(results(&sample)[0]["locations"], results(&moved)[0]["locations"]);
    }
}
