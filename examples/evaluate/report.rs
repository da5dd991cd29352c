//! The counts as a table, as JSON, and the cases to read.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::measure::{Kind, Measured, Rate};

/// The table for people.
pub fn table(measured: &Measured) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        let _ = writeln!(out, "{}", text.trim_end());
    };
    line(format!(
        "{:<10} {:<8} {:>22} {:>22} {:>22}",
        "band", "author", "found", "verdict right", "no error"
    ));
    for ((band, same), counts) in &measured.bands {
        let author = if *same { "same" } else { "another" };
        line(format!(
            "{band:<10} {author:<8} {:>22} {:>22} {:>22}",
            rate(counts.found),
            rate(counts.verdict),
            rate(counts.no_error)
        ));
    }
    line(String::new());
    for (what, counts) in figures(measured) {
        line(format!("{what:<62} {:>22}", rate(counts)));
    }
    line(format!("{:<62} {:>13}", "altered, counted as right: only the spelling differs", measured.spelled));
    if measured.bands.keys().any(|(band, _)| band.starts_with("outside")) {
        let rate = measured.outside_alarms as f64 * 1e6 / measured.bytes.max(1) as f64;
        let what = "outside marks, listed where nothing was planted";
        line(format!("{what:<62} {:>13} {rate:>6.2} a MB", measured.outside_alarms));
    }
    if !measured.silent_drafts.is_empty() {
        line(format!("drafts without any quotation: {}", measured.silent_drafts.join(", ")));
    }
    out
}

fn figures(measured: &Measured) -> [(&'static str, Rate); 5] {
    [
        ("edits, undone, give the record's words", measured.edits),
        ("matched with a record that is not quoted", measured.wrong_record),
        ("misquoted, though the truth knows of nothing", measured.false_alarms),
        ("look-alikes of another named author, called misquotes", measured.lookalikes_named),
        ("look-alikes of nobody, called misquotes", measured.lookalikes_unnamed),
    ]
}

fn rate(rate: Rate) -> String {
    let percent = rate.percent().map_or_else(|| "–  ".into(), |p| format!("{p:6.2} %"));
    format!("{}/{} {percent:>8}", rate.hits, rate.of)
}

/// The same for programs.
pub fn json(measured: &Measured) -> Value {
    let rate = |r: Rate| json!({"hits": r.hits, "of": r.of, "percent": r.percent()});
    let bands: Vec<Value> = measured
        .bands
        .iter()
        .map(|((band, same), counts)| {
            json!({
                "band": band, "same_author": same, "found": rate(counts.found),
                "verdict": rate(counts.verdict), "no_error": rate(counts.no_error),
            })
        })
        .collect();
    json!({
        "bands": bands,
        "edits_reproduce": rate(measured.edits),
        "wrong_record": rate(measured.wrong_record),
        "only_in_spelling": measured.spelled,
        "outside_alarms": measured.outside_alarms,
        "bytes": measured.bytes,
        "false_alarms": rate(measured.false_alarms),
        "lookalikes_named": rate(measured.lookalikes_named),
        "lookalikes_unnamed": rate(measured.lookalikes_unnamed),
        "silent_drafts": measured.silent_drafts,
    })
}

/// The cases of the asked kinds, each with its place.
pub fn lists(measured: &Measured, kinds: &[Kind], drafts: &[String], texts: &[Option<String>]) -> String {
    let mut out = String::new();
    for (kind, name) in Kind::ALL.iter().filter(|(kind, _)| kinds.contains(kind)) {
        let cases: Vec<_> = measured.cases.iter().filter(|case| case.kind == *kind).collect();
        let _ = writeln!(out, "\n== {name}: {}", cases.len());
        for case in cases {
            let text = drafts.iter().position(|d| *d == case.draft).and_then(|i| texts[i].as_deref());
            let line = text
                .map_or(0, |t| 1 + t.as_bytes()[..case.at.min(t.len())].split(|&b| b == b'\n').count() - 1);
            let _ = writeln!(out, "\n{}:{line}", case.draft);
            for text in &case.lines {
                let _ = writeln!(out, "  {text}");
            }
        }
    }
    out
}
