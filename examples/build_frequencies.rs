//! Builds `data/frequencies.fst`: how rare common words are, and which pairs of English words are idioms.
//!
//! ```text
//! cargo run --release --example build_frequencies -- FOLDER
//! ```
//!
//! `FOLDER/<language>/<genre>/*.txt` is running text in UTF-8 with paragraphs between empty lines. Paragraphs in another
//! language than their folder says are skipped. Genres weigh alike up to [`MOST_OF_A_GENRE`] words each, so that one
//! long book does not decide what is common; in a language of several genres a word counts as common only if two of them
//! have it. Nothing but counts goes into the table. Where the text comes from: `data/README.md`.
//!
//! Keys are the language's tag, a line break and a folded word, or two words with a space between them; values are
//! sixteenths of a bit.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use misquote::lexicon::Lang;
use misquote::normalize::Words;
use misquote::span::Said;

/// A genre of more words than this weighs no more for them.
const MOST_OF_A_GENRE: f64 = 400_000.0;

/// How many words of English, and of each other language, are listed at most.
const WORDS: (usize, usize) = (6_000, 1_000);

/// How many pairs of English words are listed at most.
const PAIRS: usize = 6_000;

/// A word that is seen less often says little of how rare it is.
const LEAST_COUNT: f64 = 8.0;

#[derive(Default)]
struct Counts {
    words: HashMap<String, f64>,
    pairs: HashMap<(String, String), f64>,
    total: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::args_os().nth(1).ok_or("usage: build_frequencies FOLDER")?);
    let mut table = BTreeMap::new();
    for lang in Lang::KNOWN {
        let genres = read_genres(&folder.join(lang.tag()), lang)?;
        if genres.is_empty() {
            eprintln!("no text in {}", lang.tag());
            continue;
        }
        let pooled = pool(&genres);
        let most = if lang == Lang::En { WORDS.0 } else { WORDS.1 };
        let words = common_words(&genres, &pooled, most);
        println!("{}: {} genres, {} words listed", lang.tag(), genres.len(), words.len());
        for (word, probability) in &words {
            table.insert(format!("{}\n{word}", lang.tag()), sixteenths(*probability));
        }
        if lang == Lang::En {
            for ((first, second), probability) in common_pairs(&pooled) {
                table.insert(format!("{}\n{first} {second}", lang.tag()), sixteenths(probability));
            }
        }
    }
    let map = fst::Map::from_iter(table)?;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/frequencies.fst");
    fs::write(path, map.as_fst().as_bytes())?;
    println!("{} entries, {} bytes", map.len(), map.as_fst().as_bytes().len());
    Ok(())
}

fn read_genres(folder: &Path, lang: Lang) -> Result<Vec<Counts>, Box<dyn Error>> {
    let mut genres = Vec::new();
    if !folder.is_dir() {
        return Ok(genres);
    }
    let mut folders: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    folders.sort();
    for genre in folders {
        let mut counts = Counts::default();
        for entry in fs::read_dir(genre)? {
            let text = fs::read_to_string(entry?.path())?.replace("\r\n", "\n");
            for paragraph in text.split("\n\n").filter(|paragraph| Lang::detect(paragraph) == lang) {
                count(paragraph, &mut counts);
            }
        }
        genres.push(counts);
    }
    Ok(genres)
}

fn count(paragraph: &str, counts: &mut Counts) {
    let words = Words::<Said>::of(paragraph);
    for index in 0..words.len() {
        let word = words.folded(index);
        if !word.chars().all(|c| c.is_alphabetic() || c == '\'') {
            continue;
        }
        *counts.words.entry(word.to_owned()).or_default() += 1.0;
        counts.total += 1.0;
        if index > 0 && !words.stop_before(paragraph, index) {
            *counts.pairs.entry((words.folded(index - 1).to_owned(), word.to_owned())).or_default() += 1.0;
        }
    }
}

/// All genres together, each scaled down to its weight.
fn pool(genres: &[Counts]) -> Counts {
    let mut pooled = Counts::default();
    for genre in genres {
        let scale = (MOST_OF_A_GENRE / genre.total).min(1.0);
        for (word, count) in &genre.words {
            *pooled.words.entry(word.clone()).or_default() += count * scale;
        }
        for (pair, count) in &genre.pairs {
            *pooled.pairs.entry(pair.clone()).or_default() += count * scale;
        }
        pooled.total += genre.total * scale;
    }
    pooled
}

fn common_words(genres: &[Counts], pooled: &Counts, most: usize) -> Vec<(String, f64)> {
    let needed = genres.len().min(2);
    let widespread =
        |word: &str| genres.iter().filter(|genre| genre.words.contains_key(word)).count() >= needed;
    let mut words: Vec<(String, f64)> = pooled
        .words
        .iter()
        .filter(|(word, count)| **count >= LEAST_COUNT && widespread(word))
        .map(|(w, c)| (w.clone(), *c))
        .collect();
    words.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    words.truncate(most);
    words.into_iter().map(|(word, count)| (word, count / pooled.total)).collect()
}

/// The pairs that, listed, save most: frequent ones whose second word is far likelier after the first than elsewhere.
fn common_pairs(pooled: &Counts) -> Vec<((String, String), f64)> {
    let mut pairs: Vec<(f64, (String, String), f64)> = Vec::new();
    for ((first, second), count) in &pooled.pairs {
        let (Some(of_first), Some(of_second)) = (pooled.words.get(first), pooled.words.get(second)) else {
            continue;
        };
        let follows = count / of_first;
        let saved = (follows / (of_second / pooled.total)).log2();
        if *count >= LEAST_COUNT && saved >= 1.0 {
            pairs.push((count * saved, (first.clone(), second.clone()), follows));
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    pairs.truncate(PAIRS);
    pairs.into_iter().map(|(_, pair, follows)| (pair, follows)).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "−log2 of a probability is small and not negative"
)]
fn sixteenths(probability: f64) -> u64 {
    (-probability.log2() * 16.0).round() as u64
}
