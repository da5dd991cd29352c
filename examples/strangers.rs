//! Whom the linter accuses when whole works are the sources, and the quotations stand in none of them.
//!
//! ```text
//! cargo run --release --example strangers -- QUOTATIONS.json WORKS...
//! ```
//!
//! `QUOTATIONS.json` lists quotations (`id`, `speaker`, `text`); every other path is a work or a folder of them, of any
//! format that the library reads. Each quotation is written down as a newspaper would, with its speaker, and looked for in
//! the works. In many books there are some words of nearly everything: a passage that shares them by chance must not be
//! held against anybody. Printed with the passage, to be read: each that is called misquoted, since some are (a novel may
//! quote, or be quoted). Then the counts.
//!
//! Exit status: 0 measured, 2 nothing could be measured.

mod support;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use misquote::canon::Canon;
use misquote::canon::source::Source;
use misquote::diagnostic::Verdict;
use misquote::lint::sources::{Collection, Library, Reader, wanted};
use misquote::lint::{Linter, Options};
use misquote::text_file::TextFile;
use support::folder::{self, Canonical};
use support::words::words;

/// Shorter quotations are nobody's.
const LEAST_WORDS: usize = 5;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("strangers: {message}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [quotations, paths @ ..] = given.as_slice() else {
        return Err("name a file of quotations and some works".into());
    };
    let quotations: Vec<Canonical> = folder::json(Path::new(quotations))?;
    let mut works = Vec::new();
    for path in paths {
        works_in(Path::new(path), &mut works)?;
    }
    works.sort();
    let draft = draft(&quotations);
    if works.is_empty() || draft.is_empty() {
        return Err("there are no works or no quotations".into());
    }
    let file = || TextFile::new("draft.txt", draft.as_str());

    let start = Instant::now();
    let mut collection = Collection::default();
    let located = collection.add(wanted(&file()));
    let sizes = works.iter().filter_map(|work| std::fs::metadata(work).ok());
    let bytes: u64 = sizes.map(|meta| meta.len()).sum();
    let hunt = collection.hunt(bytes / 6);
    let mut library = Library::default();
    for work in &works {
        let bytes = std::fs::read(work).map_err(|e| format!("{}: {e}", work.display()))?;
        let path = work.display().to_string();
        let source = Source::new(TextFile::new(path.as_str(), String::from_utf8_lossy(&bytes)));
        library.add(&path, Reader::new(&collection, &hunt).finish_with(&source));
    }
    let mut canon = Canon::default();
    library.add_records(&mut canon);
    let passages = library.scanner(&canon, &hunt, &located, None);
    let options = Options { with_sources: true, ..Options::default() };
    let checked = Linter::new(&canon, options).check_with(file(), &[], passages.as_ref());

    let mut counts = [0; Verdict::ALL.len()];
    for quotation in &checked.quotations {
        let at = Verdict::ALL.iter().position(|verdict| *verdict == quotation.verdict).unwrap_or(0);
        counts[at] += 1;
        if matches!(quotation.verdict, Verdict::Misquoted | Verdict::Misattributed) {
            let speaker = quotation.speaker.as_deref().unwrap_or("somebody");
            println!("{speaker}: “{}”", quotation.text);
            for fit in quotation.records.iter().take(1) {
                let record = &canon.records[fit.record.0];
                println!("    {}: {}", record.id, one_line(&record.wordings[fit.wording].text));
                for edit in &fit.edits {
                    println!("    {} {:?} → {:?}", edit.check.code, edit.found, edit.expected);
                }
                println!("    {}\n", fit.why);
            }
        }
    }
    let verdicts = Verdict::ALL.iter().zip(counts).map(|(verdict, n)| format!("{n} {}", verdict.name()));
    println!(
        "{} quotations against {} works of {:.1} MB in {:.1} s: {}",
        checked.quotations.len(),
        works.len(),
        bytes as f64 / 1e6,
        start.elapsed().as_secs_f64(),
        verdicts.collect::<Vec<_>>().join(", ")
    );
    Ok(())
}

/// The quotations as a newspaper prints them.
fn draft(quotations: &[Canonical]) -> String {
    let long = quotations.iter().filter(|quotation| words(&quotation.text).len() >= LEAST_WORDS);
    let printed = long.map(|quotation| {
        let text = one_line(&quotation.text).replace(['“', '”', '"', '«', '»'], "'");
        format!("“{text}” {} said.\n\n", quotation.speaker.as_deref().unwrap_or("somebody"))
    });
    printed.collect()
}

/// The files at `path`, which may be a folder.
fn works_in(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let fault = |e| format!("{}: {e}", path.display());
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in std::fs::read_dir(path).map_err(fault)? {
        works_in(&entry.map_err(fault)?.path(), files)?;
    }
    Ok(())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
