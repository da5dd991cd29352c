//! `json` and `jsonl`. Each finding and each quotation is one line in both, so that two outputs can be compared by line.

use serde::Serialize;

use super::wire::{self, Line};
use super::{Chunk, Format, Found, Settings};
use crate::canon::Canon;
use crate::lint::Summary;

/// `--format json`: one document.
pub struct Json {
    settings: Settings,
}

impl Json {
    /// The format as `settings` ask for it.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self { settings }
    }
}

impl Format for Json {
    fn head(&self) -> String {
        format!("{{\"version\":{},\n\"findings\":[\n", wire::VERSION)
    }

    fn file(&self, canon: &Canon, found: Found<'_>) -> Chunk {
        let join = |items: Vec<String>| items.join(self.separator());
        Chunk {
            now: join(wire::findings(canon, found, self.settings).iter().map(text).collect()),
            later: join(wire::quotations(canon, found, self.settings).iter().map(text).collect()),
        }
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn tail(&self, later: &str, summary: &Summary) -> String {
        format!("],\n\"quotations\":[\n{later}],\n\"summary\":{}}}\n", text(&wire::Summary::from(summary)))
    }
}

/// `--format jsonl`: one value a line.
pub struct Lines {
    settings: Settings,
}

impl Lines {
    /// The format as `settings` ask for it.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self { settings }
    }
}

impl Format for Lines {
    fn file(&self, canon: &Canon, found: Found<'_>) -> Chunk {
        let findings = wire::findings(canon, found, self.settings).into_iter().map(Line::Finding);
        let quotations = wire::quotations(canon, found, self.settings).into_iter().map(Line::Quotation);
        let now = findings.chain(quotations).map(|line| text(&line) + "\n").collect();
        Chunk { now, later: String::new() }
    }

    fn tail(&self, _later: &str, summary: &Summary) -> String {
        text(&Line::Summary(summary.into())) + "\n"
    }
}

fn text(value: &impl Serialize) -> String {
    // A value of `wire` has string keys only and no number that JSON lacks: the two ways in which this could fail.
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::{FORMATS, Mode, samples};
    use super::*;

    fn documents(mode: Mode, explain: bool) -> Vec<Value> {
        let format = Json::new(Settings { mode, explain, ..Settings::default() });
        let read = |output: String| serde_json::from_str(&output).expect("one JSON document");
        let mut documents: Vec<Value> = samples::all().iter().map(|s| read(s.render(&format))).collect();
        // All samples as one run, with a file that adds nothing between them.
        documents.push(read(samples::render_all(&format)));
        documents
    }

    #[test]
    fn real_output_keeps_to_the_published_schema() {
        let schema = wire::output_schema();
        let whole = jsonschema::validator_for(&schema).expect("a valid schema");
        let mut line = schema.clone();
        let object = line.as_object_mut().expect("an object");
        object.retain(|key, _| key == "$schema" || key == "$defs");
        object.insert("$ref".into(), "#/$defs/Line".into());
        let line = jsonschema::validator_for(&line).expect("a valid schema");
        for mode in [Mode::Findings, Mode::Quotations] {
            for explain in [false, true] {
                for document in documents(mode, explain) {
                    let errors: Vec<String> = whole.iter_errors(&document).map(|e| e.to_string()).collect();
                    assert!(errors.is_empty(), "{errors:?}\n{document:#}");
                }
                let lines =
                    samples::render_all(&Lines::new(Settings { mode, explain, ..Settings::default() }));
                for text in lines.lines() {
                    let value = serde_json::from_str(text).expect("JSON on every line");
                    let errors: Vec<String> = line.iter_errors(&value).map(|e| e.to_string()).collect();
                    assert!(errors.is_empty(), "{errors:?}\n{value:#}");
                }
            }
        }
    }

    /// A schema that allows everything would hold any output.
    #[test]
    fn the_schema_refuses_what_is_not_output() {
        let schema = jsonschema::validator_for(&wire::output_schema()).expect("a valid schema");
        let document = documents(Mode::Quotations, true).pop().expect("a document");
        for (pointer, wrong) in [
            ("/version", "one".into()),
            ("/quotations/0/verdict", "nearly".into()),
            ("/quotations/0/span/line", 0.into()),
            ("/quotations/0/records/0/role", "friend".into()),
            ("/summary/files", Value::Null),
        ] {
            let mut bad = document.clone();
            *bad.pointer_mut(pointer).expect(pointer) = wrong;
            assert!(!schema.is_valid(&bad), "{pointer}");
        }
        for key in ["version", "findings", "quotations", "summary"] {
            let mut bad = document.clone();
            bad.as_object_mut().expect("an object").remove(key);
            assert!(!schema.is_valid(&bad), "{key}");
        }
    }

    #[test]
    fn check_fills_findings_and_quotes_fills_quotations() {
        let sample = samples::medvedev();
        let read = |mode| -> Value {
            let format = Json::new(Settings { mode, ..Settings::default() });
            serde_json::from_str(&sample.render(&format)).expect("JSON")
        };
        let (check, quotes) = (read(Mode::Findings), read(Mode::Quotations));
        assert_eq!(check["quotations"], Value::Array(Vec::new()));
        assert_eq!(quotes["findings"], Value::Array(Vec::new()));
        assert_eq!(check["findings"][0]["check"], "known-misquote");
        assert_eq!(quotes["quotations"][0]["verdict"], "misquoted");
        assert_eq!(check["summary"], quotes["summary"]);
    }

    /// What can be checked without knowing how it was made: the bytes of every span are the words that are reported.
    #[test]
    fn spans_cut_out_of_the_files_give_the_words() {
        let sample = samples::medvedev();
        let format = Json::new(Settings::default());
        let document: Value = serde_json::from_str(&sample.render(&format)).expect("JSON");
        let finding = &document["findings"][0];
        let cut = |text: &str, span: &Value| {
            let at = |key: &str| usize::try_from(span[key].as_u64().expect(key)).expect("a small number");
            text[at("start")..at("end")].to_owned()
        };
        assert_eq!(cut(&sample.checked.file.text, &finding["span"]), finding["found"].as_str().unwrap());
        let record = &finding["record"];
        let rules = &sample.canon.files[0].text;
        assert_eq!(cut(rules, &record["span"]), record["text"].as_str().unwrap());
        assert_eq!(
            cut(record["text"].as_str().unwrap(), &record["span_in_record"]),
            finding["expected"].as_str().unwrap()
        );
        assert_eq!(finding["record"]["speaker"], "Dmitry Medvedev");
        assert_eq!(finding["suppressed"], Value::Null);
    }

    /// Offsets of a draft in UTF-16 are those of its bytes on disk.
    #[test]
    fn spans_are_bytes_on_disk() {
        let sample = samples::utf16();
        let document: Value =
            serde_json::from_str(&sample.render(&Json::new(Settings::default()))).expect("JSON");
        let span = &document["findings"][0]["span"];
        let start = sample.checked.findings[0].span.start as u64;
        assert_eq!(span["start"], 2 + 2 * start);
        assert_eq!(span["column"], start + 1);
    }

    #[test]
    fn a_fault_of_the_input_is_a_finding_in_both_modes() {
        let sample = samples::not_checked();
        for mode in [Mode::Findings, Mode::Quotations] {
            let format = Json::new(Settings { mode, ..Settings::default() });
            let document: Value = serde_json::from_str(&sample.render(&format)).expect("JSON");
            let finding = &document["findings"][0];
            assert_eq!(finding["check"], "not-checked");
            assert_eq!(finding["found"], "");
            assert_eq!(
                finding["span"],
                serde_json::json!({"start":0,"end":0,"line":1,"column":1,"end_line":1,"end_column":1})
            );
        }
    }

    #[test]
    fn the_last_line_is_the_summary_and_every_line_has_its_type() {
        let lines =
            samples::render_all(&Lines::new(Settings { mode: Mode::Quotations, ..Settings::default() }));
        let types: Vec<String> = lines
            .lines()
            .map(|l| serde_json::from_str::<Value>(l).expect("JSON")["type"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(types.last().unwrap(), "summary");
        assert!(types[..types.len() - 1].iter().all(|t| t == "finding" || t == "quotation"));
        assert!(types.iter().any(|t| t == "finding") && types.iter().any(|t| t == "quotation"));
    }

    #[test]
    fn why_a_record_was_matched_is_written_only_when_asked_for() {
        for mode in [Mode::Findings, Mode::Quotations] {
            for explain in [false, true] {
                let sample = samples::medvedev();
                let output = sample.render(&Json::new(Settings { mode, explain, ..Settings::default() }));
                assert_eq!(output.contains("\"explain\":"), explain);
            }
        }
    }

    #[test]
    fn names_of_formats_are_unique_and_found() {
        for format in FORMATS {
            assert!(std::ptr::eq(super::super::format(format.name).expect(format.name), format));
        }
    }
}
