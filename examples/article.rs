//! Measures one article of 1,000 words against 1,000 records, with everything on, once the rules are loaded.
//!
//! ```text
//! cargo run --release --example article
//! ```
//!
//! Article and records are made up, the same on every machine. The article quotes records word for word and changed, and
//! people who are in no record, and holds a record's words in running prose. What is timed is the whole of a check but for
//! reading the file: prose, marks, speakers, every quotation judged, `--outside-marks`, `unverified-quotation`. The
//! median of 200 runs on one thread is printed, and the quickest; times are those of a clock on the wall.

#[path = "support/rng.rs"]
#[allow(dead_code, reason = "each example uses its own share")]
mod rng;

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use misquote::canon::Canon;
use misquote::checks::{Level, find};
use misquote::lint::{Linter, Options};
use misquote::text_file::TextFile;
use rng::Rng;

const RECORDS: usize = 1_000;
const WORDS: usize = 1_000;
const RUNS: usize = 200;

fn main() -> ExitCode {
    let mut rng = Rng::new(4);
    let records: Vec<String> = (0..RECORDS).map(|_| statement(&mut rng)).collect();
    let mut canon = Canon::default();
    for (number, text) in records.iter().enumerate() {
        canon.add_plain(&format!("r{number}"), Some(SPEAKERS[number % SPEAKERS.len()]), text);
    }
    let article = article(&records, &mut rng);
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
const WHO: [&str; 16] = [
    "the council",
    "nobody on the coast",
    "the harbour board",
    "every family",
    "the ministry",
    "our engineers",
    "the insurers",
    "my neighbour",
    "the school",
    "a third of the fleet",
    "the new owners",
    "the old guard",
    "the bank",
    "half of the town",
    "the lighthouse service",
    "the last mayor",
];
const DOES: [&str; 16] = [
    "has refused to pay for",
    "will rebuild",
    "never asked about",
    "could still save",
    "sold",
    "must give up",
    "remembers",
    "is waiting for",
    "has painted",
    "may close",
    "would not touch",
    "counted",
    "promised us",
    "forgot",
    "buried",
    "wants",
];
const WHAT: [&str; 20] = [
    "the pier",
    "nine red boats",
    "the ferry to the islands",
    "a second bridge",
    "the winter timetable",
    "our sea wall",
    "the customs house",
    "forty tons of herring",
    "the old lamp",
    "a road that floods each spring",
    "the coal store",
    "two slipways",
    "the fishing quota",
    "the lifeboat",
    "an honest survey",
    "the parish accounts",
    "the fog bell",
    "every mooring ring",
    "the shipyard crane",
    "a library of charts",
];
const WHEN: [&str; 16] = [
    "before the frost",
    "in the year of the great storm",
    "without a single vote",
    "for as long as I can think",
    "after the third inquiry",
    "on the advice of a man from the capital",
    "and not one of us was asked",
    "if the money comes",
    "by the end of June",
    "since the war",
    "when the tide allows it",
    "while the rest of us slept",
    "for 10.4 million crowns",
    "in spite of every warning",
    "whatever the newspapers say",
    "once the ice has gone",
];

fn statement(rng: &mut Rng) -> String {
    let clauses = 1 + rng.below(3);
    let clause = |rng: &mut Rng| {
        format!("{} {} {} {}", rng.pick(&WHO), rng.pick(&DOES), rng.pick(&WHAT), rng.pick(&WHEN))
    };
    let all: Vec<String> = (0..clauses).map(|_| clause(rng)).collect();
    let text = all.join(", and ");
    format!("{}{}.", text[..1].to_uppercase(), &text[1..])
}

/// About [`WORDS`] words, a fifth of them in marks.
fn article(records: &[String], rng: &mut Rng) -> String {
    let mut text = String::new();
    let mut paragraph = 0;
    while text.split_whitespace().count() < WORDS {
        let record = rng.pick(records).trim_end_matches('.').to_owned();
        let speaker = rng.pick(&SPEAKERS);
        match paragraph % 5 {
            0 => text += &format!("“{record},” {speaker} said on Monday. "),
            1 => {
                let words: Vec<&str> = record.split(' ').collect();
                let at = rng.below(words.len());
                let changed: Vec<&str> =
                    words.iter().enumerate().map(|(i, word)| if i == at { "copper" } else { word }).collect();
                text += &format!("According to {speaker}, “{}”. ", changed.join(" "));
            }
            2 => text += &format!("“{}” {speaker} told reporters. ", statement(rng).replace("the ", "that ")),
            3 => {
                text += &format!(
                    "It is known that {} They said so in May. ",
                    records[rng.below(RECORDS)].to_lowercase()
                )
            }
            _ => {}
        }
        for _ in 0..3 {
            text += &statement(rng).replace("the ", "its ").replace(" and", ", while");
            text.push(' ');
        }
        text += "\n\n";
        paragraph += 1;
    }
    text
}
