//! Measures each stage of the pipeline by itself, in megabytes of drafts a second.
//!
//! ```text
//! cargo run --release --example stages -- FOLDER
//! ```
//!
//! FOLDER is a workload that `--example workload` made: `rules/*.toml` and `drafts/*`. Every stage runs five times over
//! all drafts on one thread; the median is printed. Times are those of a clock on the wall: run it on an idle machine.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use misquote::canon::rules;
use misquote::decode::decode;
use misquote::extract::extract;
use misquote::lint::{Linter, Options};
use misquote::marks::{Quotation, quotations};
use misquote::normalize::Words;
use misquote::prose::Prose;
use misquote::scan::Scanner;
use misquote::span::Read;
use misquote::text_file::TextFile;

const RUNS: usize = 5;

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("stages: name the folder of a workload");
        return ExitCode::from(2);
    };
    match run(Path::new(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("stages: {folder}: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(folder: &Path) -> std::io::Result<()> {
    let rules = files(&folder.join("rules"))?;
    let drafts = files(&folder.join("drafts"))?;
    let text =
        |(name, bytes): &(String, Vec<u8>)| decode(name.clone(), bytes.clone()).expect("a draft is text");
    let bytes: usize = drafts.iter().map(|(_, bytes)| bytes.len()).sum();
    let rules_bytes: usize = rules.iter().map(|(_, bytes)| bytes.len()).sum();

    let loaded = || rules::load(rules.iter().map(text).collect()).canon;
    let canon = loaded();
    let texts: Vec<TextFile> = drafts.iter().map(text).collect();
    let proses: Vec<Prose> = texts.iter().map(extract).collect();
    let marked: Vec<Vec<Quotation>> = proses.iter().map(|prose| quotations(prose).0).collect();
    let words_of = |prose: &Prose, quotation: &Quotation| {
        let mut words = Words::<Read>::default();
        quotation.parts.iter().for_each(|part| words.add_part(&prose.text, *part));
        words
    };
    let in_marks: usize = marked.iter().flatten().flat_map(|q| &q.parts).map(|part| part.len()).sum();
    let scanner = Scanner::new(&canon);
    let linter = Linter::new(&canon, Options { all_speakers: false, ..Options::default() });

    println!(
        "{} records, {:.1} MB of drafts, {:.1} % of them in marks",
        canon.records.len(),
        mega(bytes),
        100.0 * in_marks as f64 / bytes as f64
    );
    show("load the rules files", rules_bytes, || black_box(loaded()).records.len());
    show("index their words", rules_bytes, || black_box(Scanner::new(&canon)).index.len());
    show("decode", bytes, || drafts.iter().map(text).map(|text| text.text.len()).sum());
    show("extract the prose", bytes, || texts.iter().map(|text| extract(text).text.len()).sum());
    show("find the quotations", bytes, || proses.iter().map(|prose| quotations(prose).0.len()).sum());
    let quoted = || proses.iter().zip(&marked).flat_map(|(prose, all)| all.iter().map(move |q| (prose, q)));
    show("fold their words", in_marks, || quoted().map(|(prose, q)| words_of(prose, q).len()).sum());
    let words: Vec<Words<Read>> = quoted().map(|(prose, q)| words_of(prose, q)).collect();
    show("look up their grams", in_marks, || words.iter().map(|words| scanner.find(words).words.len()).sum());
    show("all of a check, but for reading and writing", bytes, || {
        let check =
            |text: &TextFile| linter.check(TextFile::new(text.path.as_str(), text.text.as_str()), &[]);
        texts.iter().map(|text| check(text).findings.len()).sum()
    });
    Ok(())
}

/// The files of a folder by name.
fn files(folder: &Path) -> std::io::Result<Vec<(String, Vec<u8>)>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    paths.into_iter().map(|path| Ok((path.display().to_string(), fs::read(&path)?))).collect()
}

fn show(stage: &str, bytes: usize, mut work: impl FnMut() -> usize) {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort();
    let median = times[RUNS / 2];
    println!(
        "{stage:<44} {:>9.1} MB/s {:>9.1} ms",
        mega(bytes) / median.as_secs_f64(),
        median.as_secs_f64() * 1e3
    );
}

fn mega(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
