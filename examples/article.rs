//! Measures one article of 1,000 words against 1,000 records, with everything on, once the rules are loaded.
//!
//! ```text
//! cargo run --release --example article
//! ```
//!
//! Both are made of the sentences that stand in this crate's own comments, so that the words are as rare and as common as
//! words are. The article quotes records word for word and changed, and people who are in no record, and holds a record's
//! words in running prose. What is timed is the whole of a check but for reading the file: prose, marks, speakers, every
//! quotation judged, `--outside-marks`, `unverified-quotation`. The median of the runs on one thread is printed, and the
//! quickest; times are those of a clock on the wall.

#[path = "support/rng.rs"]
#[allow(dead_code, reason = "each example uses its own share")]
mod rng;

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use misquote::canon::Canon;
use misquote::checks::{Level, find};
use misquote::lint::{Linter, Options};
use misquote::text_file::TextFile;
use rng::Rng;

const RECORDS: usize = 1_000;
const WORDS: usize = 1_000;
const RUNS: usize = 60;
/// Words of a sentence that is used.
const LENGTH: std::ops::RangeInclusive<usize> = 8..=45;

fn main() -> ExitCode {
    let mut sentences = Vec::new();
    if let Err(error) = collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sentences) {
        eprintln!("article: {error}");
        return ExitCode::from(2);
    }
    sentences.sort_unstable();
    sentences.dedup();
    let mut rng = Rng::new(4);
    let mut draw = || sentences.swap_remove(rng.below(sentences.len()));
    let records: Vec<String> = (0..RECORDS).map(|_| draw()).collect();
    let others: Vec<String> = (0..WORDS / 8).map(|_| draw()).collect();
    let mut canon = Canon::default();
    for (number, text) in records.iter().enumerate() {
        canon.add_plain(&format!("r{number}"), Some(SPEAKERS[number % SPEAKERS.len()]), text);
    }
    let article = article(&records, &others);
    let Some(unverified) = find("unverified-quotation") else { return ExitCode::FAILURE };
    let levels = vec![(unverified, Level::Deny)];
    let options = Options { outside_marks: true, levels, ..Options::default() };
    let start = Instant::now();
    let linter = Linter::new(&canon, options);
    let loaded = start.elapsed();
    let check = || linter.check(TextFile::new("article.txt", article.as_str()), &[]);
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            black_box(check());
            start.elapsed()
        })
        .collect();
    times.sort();
    let checked = check();
    println!(
        "{} words, {RECORDS} records (indexed in {:.1} ms): {} quotations, {} findings",
        article.split_whitespace().count(),
        loaded.as_secs_f64() * 1e3,
        checked.quotations.len(),
        checked.findings.len()
    );
    let ms = |at: usize| times[at].as_secs_f64() * 1e3;
    println!("median {:.2} ms, quickest {:.2} ms, slowest {:.2} ms", ms(RUNS / 2), ms(0), ms(RUNS - 1));
    ExitCode::SUCCESS
}

const SPEAKERS: [&str; 6] =
    ["Ada Lindqvist", "Paul Orwin", "Marta Keller", "Samuel Okoro", "Ines Carvalho", "Joseph Tull"];
/// The sentences of the comments below `folder`.
fn collect(folder: &Path, out: &mut Vec<String>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, out)?;
            continue;
        }
        let comment = |line: &str| {
            let line = line.trim_start();
            line.strip_prefix("///")
                .or_else(|| line.strip_prefix("//!"))
                .map(|text| text.replace(['*', '`'], ""))
        };
        let text: Vec<String> = fs::read_to_string(&path)?
            .lines()
            .map(|line| comment(line).unwrap_or_else(|| "\n".to_owned()))
            .collect();
        for paragraph in text.concat().split('\n') {
            for sentence in paragraph.split(". ") {
                let sentence = sentence.trim().trim_end_matches('.');
                let plain =
                    sentence.starts_with(char::is_uppercase) && !sentence.contains(['“', '”', '"', '«', '»']);
                if plain && LENGTH.contains(&sentence.split(' ').count()) {
                    out.push(sentence.to_owned());
                }
            }
        }
    }
    Ok(())
}

/// About [`WORDS`] words, a third of them in marks.
fn article(records: &[String], others: &[String]) -> String {
    let mut text = String::new();
    let mut others = others.iter().cycle();
    let mut next = || others.next().map_or("", String::as_str);
    for (number, record) in records.iter().step_by(7).enumerate() {
        if text.split_whitespace().count() >= WORDS {
            break;
        }
        let speaker = SPEAKERS[number * 7 % SPEAKERS.len()];
        match number % 5 {
            0 => text += &format!("“{record},” {speaker} said on Monday. "),
            1 => {
                let words: Vec<&str> = record.split(' ').collect();
                let at = words.len() / 2;
                let changed = words.iter().enumerate().map(|(i, word)| if i == at { "copper" } else { word });
                text += &format!("According to {speaker}, “{}”. ", changed.collect::<Vec<_>>().join(" "));
            }
            2 => text += &format!("“{},” {speaker} told reporters. ", next()),
            3 => text += &format!("It is known that {record}. They said so in May. "),
            _ => {}
        }
        text += &format!("{}. {}.\n\n", next(), next());
    }
    text
}
