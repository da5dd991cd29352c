//! `rdjson`: Reviewdog Diagnostic Format, with fixes as suggestions. Its columns count bytes of UTF-8 from 1.

use serde_json::{Value, json};

use super::view::{Locator, Point};
use super::{Chunk, Format, Found, Settings, view};
use crate::canon::Canon;
use crate::checks::Applicability;
use crate::diagnostic::{Finding, Severity};
use crate::lint::Summary;
use crate::span::{Span, Text};

/// `--format rdjson`.
pub struct RdJson {
    settings: Settings,
}

impl RdJson {
    /// The format as `settings` ask for it.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self { settings }
    }
}

impl Format for RdJson {
    fn head(&self) -> String {
        "{\"source\":{\"name\":\"misquote\"},\n\"diagnostics\":[\n".to_owned()
    }

    fn file(&self, canon: &Canon, found: Found<'_>) -> Chunk {
        let here = Locator::new(found.file);
        let findings = found.findings_for(self.settings.mode).map(|(_, f)| f);
        let open = findings.filter(|finding| finding.suppressed.is_none());
        let all: Vec<String> =
            open.map(|finding| diagnostic(canon, found, &here, finding).to_string()).collect();
        Chunk { now: all.join(self.separator()), later: String::new() }
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn tail(&self, _later: &str, _summary: &Summary) -> String {
        "]}\n".to_owned()
    }
}

fn diagnostic(canon: &Canon, found: Found<'_>, here: &Locator<'_>, finding: &Finding) -> Value {
    let path = &here.file().path;
    let mut message = finding.message.clone();
    for note in &finding.notes {
        message += &format!("\n{note}");
    }
    // Not every reader knows the format's own field for related locations, and some refuse what they do not know.
    for related in &finding.related {
        let (file, span) = view::related(canon, found, related.place);
        let line = file.position(span.start).line;
        message += &format!("\n{}:{line}: {}", file.path, related.message);
    }
    let mut value = json!({
        "message": message,
        "location": { "path": path, "range": range(here, finding.span) },
        "severity": match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Note => "INFO",
        },
        "code": { "value": finding.check.code },
    });
    // One suggestion is one replacement; a fix of several would be half done by it.
    let suggestions: Vec<Value> = finding
        .fixes
        .iter()
        .filter(|fix| fix.applicability > Applicability::DisplayOnly && fix.edits.len() == 1)
        .map(|fix| json!({ "range": range(here, fix.edits[0].span), "text": fix.edits[0].text }))
        .collect();
    if !suggestions.is_empty() {
        value["suggestions"] = Value::Array(suggestions);
    }
    value
}

fn range(here: &Locator<'_>, span: Span<Text>) -> Value {
    let place = here.place(span);
    let point = |point: Point| json!({ "line": point.line, "column": point.utf8_column });
    json!({ "start": point(place.from), "end": point(place.to) })
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn read(output: &str) -> Value {
        serde_json::from_str(output).expect("one JSON document")
    }

    #[test]
    fn columns_are_bytes_and_the_suggestion_restores_the_record() {
        let sample = samples::medvedev();
        let document = read(&sample.render(&RdJson::new(Settings::default())));
        let first = &document["diagnostics"][0];
        // The curly mark before the quotation has three bytes: one character is three columns.
        assert_eq!(first["location"]["range"]["start"], json!({ "line": 3, "column": 62 }));
        assert_eq!(first["suggestions"][0]["text"], "aside");
        assert_eq!(first["suggestions"][0]["range"], first["location"]["range"]);
        assert_eq!(first["code"]["value"], "known-misquote");
    }

    #[test]
    fn silenced_findings_are_left_out() {
        let mut sample = samples::medvedev();
        sample.checked.findings[0].suppressed = Some("agreed".into());
        let document = read(&sample.render(&RdJson::new(Settings::default())));
        assert_eq!(document["diagnostics"], Value::Array(Vec::new()));
    }
}
