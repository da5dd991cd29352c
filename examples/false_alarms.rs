//! Whom the linter accuses in text that quotes none of the records.
//!
//! ```text
//! cargo run --release --example false_alarms -- CANONICALS.json PATH... [--outside-marks] [--json]
//! ```
//!
//! `CANONICALS.json` lists records (`id`, `speaker`, `text`); every path is a text file or a folder of them: novels and
//! news with dialogue. Every quotation of three words and more counts. Each one called misquoted and each finding from
//! a warning up is printed with the text around it, to be read: some are true, since novels quote too. Then the rates:
//! in marks out of 10,000 quotations, outside marks out of a megabyte.
//!
//! Exit status: 0 measured, 2 nothing could be measured.

mod support;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use misquote::lint::{Linter, Options};
use misquote::text_file::TextFile;
use serde_json::{Value, json};
use support::folder::{self, Canonical};
use support::output::{Bytes, Output, Quotation};
use support::words::words;

/// Quotations below this many words are scare quotes and cries.
const LEAST_WORDS: usize = 3;
/// Bytes of text shown on either side.
const AROUND: usize = 160;

#[derive(Default)]
struct Counts {
    files: usize,
    bytes: usize,
    quotations: usize,
    /// Records listed as what a quotation is, without complaint.
    settled: usize,
    misquoted: usize,
    outside: usize,
    alarms: Vec<Alarm>,
}

/// One complaint to read.
struct Alarm {
    path: String,
    line: usize,
    in_marks: bool,
    verdict: String,
    findings: Vec<String>,
    quoted: String,
    records: Vec<(String, String, String)>,
    edits: Vec<String>,
    why: String,
    around: String,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("false_alarms: {message}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let (options, given): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|a| a.starts_with("--"));
    if let Some(unknown) = options.iter().find(|o| !matches!(o.as_str(), "--outside-marks" | "--json")) {
        return Err(format!("no option {unknown}"));
    }
    let outside_marks = options.iter().any(|o| o == "--outside-marks");
    let [canonicals, paths @ ..] = given.as_slice() else {
        return Err("name the records and the text to read".into());
    };
    let records: Vec<Canonical> = folder::json(Path::new(canonicals))?;
    let mut files = Vec::new();
    for path in paths {
        texts_in(Path::new(path), &mut files)?;
    }
    files.sort();

    let canon = support::canon::canon(&records)?;
    let ids: Vec<&str> = canon.records.iter().map(|r| r.id.as_str()).collect();
    let linter = Linter::new(&canon, Options { outside_marks, ..Options::default() });
    let mut counts = Counts::default();
    for path in &files {
        let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
        let text = String::from_utf8_lossy(&bytes);
        let file = TextFile::new(path.display().to_string(), text);
        let checked = linter.check(file, &[]);
        counts.add(&Output::of(&checked, &ids), &checked.file, &records);
    }
    if counts.quotations == 0 {
        return Err(format!("no quotation of {LEAST_WORDS} words in {} files", counts.files));
    }
    if options.iter().any(|o| o == "--json") {
        println!("{:#}", counts.json());
    } else {
        counts.print();
    }
    Ok(())
}

/// The text files at `path`, which may be a folder.
fn texts_in(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let fault = |e| format!("{}: {e}", path.display());
    if path.is_dir() {
        for entry in std::fs::read_dir(path).map_err(fault)? {
            let entry = entry.map_err(fault)?.path();
            let text = entry.extension().is_some_and(|e| e == "txt" || e == "md" || e == "html");
            if entry.is_dir() || text {
                texts_in(&entry, files)?;
            }
        }
    } else {
        files.push(path.to_owned());
    }
    Ok(())
}

impl Counts {
    fn add(&mut self, output: &Output, file: &TextFile, records: &[Canonical]) {
        self.files += 1;
        self.bytes += file.text.len();
        // Findings that fall into no counted quotation (a mark without its partner) are nobody's accusation.
        for quotation in &output.quotations {
            let long = words(&quotation.text).len() >= LEAST_WORDS;
            if quotation.marks && !long {
                continue;
            }
            if quotation.marks {
                self.quotations += 1;
            } else {
                self.outside += 1;
            }
            let findings: Vec<String> = output
                .findings
                .iter()
                .filter(|f| f.severity != "note" && within(f.span, quotation.span))
                .map(|f| format!("{}: {}", f.check, f.message))
                .collect();
            let misquoted = quotation.verdict == "misquoted";
            self.misquoted += usize::from(misquoted && quotation.marks);
            if misquoted || !findings.is_empty() {
                self.alarms.push(Alarm::of(quotation, findings, file, records));
            } else if matches!(quotation.verdict.as_str(), "verbatim" | "altered") {
                self.settled += 1;
            }
        }
    }

    fn in_marks(&self) -> usize {
        self.alarms.iter().filter(|a| a.in_marks).count()
    }

    fn print(&self) {
        for alarm in &self.alarms {
            println!("{}:{}: {}", alarm.path, alarm.line, alarm.verdict);
            println!("  draft:   {}", alarm.quoted);
            for (role, id, text) in &alarm.records {
                println!("  {:<9}{id} {text}", format!("{role}:"));
            }
            alarm.edits.iter().for_each(|edit| println!("  edit:    {edit}"));
            alarm.findings.iter().for_each(|finding| println!("  finding: {finding}"));
            println!("  why:     {}", alarm.why);
            println!("  around:  {}\n", alarm.around);
        }
        let megabytes = self.bytes as f64 / 1e6;
        let of_ten_thousand = |n: usize| n as f64 * 10_000.0 / self.quotations as f64;
        println!(
            "{} files, {megabytes:.1} MB, {} quotations of {LEAST_WORDS} words and more",
            self.files, self.quotations
        );
        println!("verbatim or altered          {:>6}", self.settled);
        println!(
            "misquoted                    {:>6}  {:.2} of 10,000",
            self.misquoted,
            of_ten_thousand(self.misquoted)
        );
        println!(
            "misquoted or with a warning  {:>6}  {:.2} of 10,000",
            self.in_marks(),
            of_ten_thousand(self.in_marks())
        );
        let outside = self.alarms.len() - self.in_marks();
        if self.outside > 0 {
            println!(
                "outside marks: listed {}, complaints {outside}, {:.2} a MB",
                self.outside,
                outside as f64 / megabytes
            );
        }
    }

    fn json(&self) -> Value {
        let alarms: Vec<Value> = self
            .alarms
            .iter()
            .map(|a| {
                json!({
                    "path": a.path, "line": a.line, "marks": a.in_marks, "verdict": a.verdict, "text": a.quoted,
                    "records": a.records, "edits": a.edits, "findings": a.findings, "why": a.why, "around": a.around,
                })
            })
            .collect();
        json!({
            "files": self.files, "bytes": self.bytes, "quotations": self.quotations, "settled": self.settled,
            "misquoted": self.misquoted, "alarms_in_marks": self.in_marks(), "outside_marks": self.outside,
            "alarms": alarms,
        })
    }
}

impl Alarm {
    fn of(quotation: &Quotation, findings: Vec<String>, file: &TextFile, records: &[Canonical]) -> Self {
        let text = |id: &str| records.iter().find(|r| r.id == id).map_or("", |r| r.text.as_str());
        let Bytes { start, end } = quotation.span;
        Self {
            path: file.path.clone(),
            line: file.position(start).line,
            in_marks: quotation.marks,
            verdict: quotation.verdict.clone(),
            findings,
            quoted: one_line(&quotation.text),
            records: quotation
                .records
                .iter()
                .take(3)
                .map(|r| (r.role.clone(), r.id.clone(), one_line(text(&r.id))))
                .collect(),
            edits: quotation
                .records
                .first()
                .map(|r| r.edits.as_slice())
                .unwrap_or_default()
                .iter()
                .map(|e| format!("{} {:?} → {:?}", e.check, e.found, e.expected))
                .collect(),
            why: quotation.records.first().map(|r| r.why.clone()).unwrap_or_default(),
            around: one_line(cut(&file.text, start.saturating_sub(AROUND), end + AROUND)),
        }
    }
}

fn within(inner: Bytes, outer: Bytes) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// `text[start..end]`, widened to whole characters.
fn cut(text: &str, mut start: usize, end: usize) -> &str {
    let mut end = end.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    &text[start..end]
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
