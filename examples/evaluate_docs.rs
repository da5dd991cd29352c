//! Measures how many known quotations are found in real documents.
//!
//! ```text
//! cargo run --release --example evaluate_docs -- FOLDER
//! ```
//!
//! The folder holds `canonicals.json` (the records), `gold.json` (which record stands verbatim in which document) and
//! the documents. Of every known quotation it is asked whether its words stand in the prose of one paragraph, whether
//! it is listed as verbatim to its record, and whether the bytes at its place in the file are its first and its last
//! word. Every quotation that fails one of these is printed, and every error and warning: a document that quotes its
//! records verbatim misquotes none of them.
//!
//! Exit status: 0 all are found, 1 some are not, 2 the folder is missing or broken.

mod support;

use std::path::PathBuf;
use std::process::ExitCode;

use misquote::extract;
use misquote::lint::{Linter, Options};
use misquote::prose::Prose;
use support::canon;
use support::folder::{Canonical, Folder};
use support::output::Output;
use support::words::words;

/// What became of the known quotations.
#[derive(Default)]
struct Counts {
    known: usize,
    in_prose: usize,
    verbatim: usize,
    in_place: usize,
    alarms: usize,
}

fn main() -> ExitCode {
    match run() {
        Ok(counts) => {
            println!("known quotations                    {:>6}", counts.known);
            println!("their words stand in a paragraph    {:>6}", counts.in_prose);
            println!("listed as verbatim to their record  {:>6}", counts.verbatim);
            println!("at the right place in the file      {:>6}", counts.in_place);
            println!("errors and warnings                 {:>6}", counts.alarms);
            let all = [counts.in_prose, counts.verbatim, counts.in_place].iter().all(|&n| n == counts.known);
            ExitCode::from(u8::from(!all))
        }
        Err(message) => {
            eprintln!("evaluate_docs: {message}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<Counts, String> {
    let mut given = std::env::args().skip(1);
    let (Some(root), None) = (given.next().map(PathBuf::from), given.next()) else {
        return Err("name a folder with canonicals.json, gold.json and documents".into());
    };
    let folder = Folder::load(&root)?;
    let canon = canon::canon(&folder.canonicals)?;
    let ids: Vec<&str> = canon.records.iter().map(|r| r.id.as_str()).collect();
    let linter = Linter::new(&canon, Options::default());
    let mut counts = Counts::default();
    for draft in folder.drafts() {
        let path = root.join(&draft);
        let bytes = std::fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let file = misquote::decode::decode(draft.clone(), bytes).map_err(|e| format!("{draft}: {e}"))?;
        let prose = paragraphs(&extract::extract(&file));
        let checked = linter.check(file, &[]);
        let output = Output::of(&checked, &ids);
        for gold in folder.gold.iter().filter(|gold| gold.draft == draft) {
            let record = folder.canonicals.iter().find(|c| c.id == gold.canonical_id);
            let record = record.ok_or_else(|| format!("no record {}", gold.canonical_id))?;
            counts.count(record, &prose, &output, &checked.file.text);
        }
        for finding in output.findings.iter().filter(|finding| finding.severity != "note") {
            let at = checked.file.position(finding.span.start);
            println!("{draft}:{}:{}: {}: {}", at.line, at.column, finding.check, finding.message);
            counts.alarms += 1;
        }
    }
    Ok(counts)
}

/// The words of each paragraph, with spaces around.
fn paragraphs(prose: &Prose) -> Vec<String> {
    prose.blocks.iter().map(|block| spaced(&words(prose.slice(block.span)))).collect()
}

fn spaced(words: &[String]) -> String {
    format!(" {} ", words.join(" "))
}

impl Counts {
    fn count(&mut self, record: &Canonical, prose: &[String], output: &Output, text: &str) {
        let said = words(&record.text);
        self.known += 1;
        let in_prose = prose.iter().any(|paragraph| paragraph.contains(&spaced(&said)));
        let verbatim = output.quotations.iter().find(|quotation| {
            quotation.verdict == "verbatim" && quotation.records.iter().any(|listed| listed.id == record.id)
        });
        let in_place = verbatim.is_some_and(|quotation| {
            let place = &text[quotation.span.start..quotation.span.end];
            let quoted = words(&quotation.text);
            let (first, last) = (words(place).first().cloned(), words(place).last().cloned());
            first.as_ref() == quoted.first() && last.as_ref() == quoted.last()
        });
        self.in_prose += usize::from(in_prose);
        self.verbatim += usize::from(verbatim.is_some());
        self.in_place += usize::from(in_place);
        if !(in_prose && in_place) {
            let why = if in_prose { "in the prose" } else { "not in the prose" };
            println!(
                "{}: {why}, {}: {}",
                record.id,
                if verbatim.is_some() { "misplaced" } else { "not verbatim" },
                record.text
            );
        }
    }
}
