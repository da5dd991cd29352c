//! Whom the program takes for the speaker, on news and on a novel in which the speakers are marked, in nine languages.
//!
//! Before each quotation of `tests/speakers/*.txt` stands in braces who speaks, as the sentences around say it, or `?`
//! where they do not say so beyond doubt. A speaker who is not found costs little, a wrong one makes a false accusation.

use std::fs;
use std::path::Path;

use misquote::attribution::same_person;
use misquote::canon::Canon;
use misquote::lint::{Linter, Options};
use misquote::text_file::TextFile;

/// A quotation: who speaks, who is said to, and its words.
struct Read {
    truth: Option<String>,
    claimed: Option<String>,
    text: String,
}

/// The quotations of a passage whose speakers are marked.
fn read(name: &str) -> Vec<Read> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/speakers").join(name);
    let marked = fs::read_to_string(path).expect("the passage");
    let (mut text, mut truths) = (String::new(), Vec::new());
    for piece in marked.split('{') {
        match piece.split_once('}') {
            Some((speaker, rest)) => {
                truths.push((text.len(), Some(speaker.to_owned()).filter(|speaker| speaker != "?")));
                text.push_str(rest);
            }
            None => text.push_str(piece),
        }
    }
    let canon = Canon::default();
    let checked = Linter::new(&canon, Options::default()).check(TextFile::new(name, text), &[]);
    // A marker stands before its quotation; the parts of one that was interrupted may have several.
    let of = |quotation: &misquote::diagnostic::Judged| {
        let before = truths.iter().rev().find(|(at, _)| *at <= quotation.span.start);
        Read {
            truth: before.and_then(|(_, truth)| truth.clone()),
            claimed: quotation.speaker.clone(),
            text: quotation.text.clone(),
        }
    };
    checked.quotations.iter().map(of).collect()
}

#[test]
fn a_wrong_speaker_is_hardly_ever_claimed() {
    holds(&["news.txt", "novel.txt", "press.txt"], 200);
}

#[test]
fn nor_in_other_languages() {
    holds(&["de.txt", "fr.txt", "es.txt", "it.txt", "pl.txt", "cs.txt", "ru.txt", "uk.txt"], 220);
}

/// The passages have at least so many quotations; of a hundred claimed speakers less than one is wrong, and most are found.
fn holds(passages: &[&str], least: usize) {
    let all: Vec<Read> = passages.iter().copied().flat_map(read).collect();
    assert!(all.len() >= least, "only {} quotations", all.len());
    let right = |read: &&Read| match (&read.truth, &read.claimed) {
        (Some(truth), Some(claimed)) => same_person(truth, claimed) == Some(true),
        _ => false,
    };
    // An institution or an office is no person, and nobody is accused in its name.
    let wrong: Vec<String> = all
        .iter()
        .filter(|read| read.claimed.is_some() && !right(read))
        .map(|read| format!("{:?} for {:?}: {}", read.claimed, read.truth, read.text))
        .collect();
    let missed: Vec<String> = all
        .iter()
        .filter(|read| read.truth.is_some() && read.claimed.is_none())
        .map(|read| format!("{:?}: {}", read.truth, read.text))
        .collect();
    let found = all.iter().filter(right).count();
    let claimed = found + wrong.len();
    let known = all.iter().filter(|read| read.truth.is_some()).count();
    println!("{} quotations: precision {found} of {claimed}, recall {found} of {known}", all.len());
    println!("wrong:\n{}\nmissed:\n{}", wrong.join("\n"), missed.join("\n"));
    assert!(wrong.len() * 100 < claimed.max(1), "{wrong:#?}");
    assert!(found * 10 >= known * 8, "{missed:#?}");
}
