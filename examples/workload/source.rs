//! Where words come from: paragraphs of real text, some for records, the others for the drafts.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::path::{Path, PathBuf};

use crate::plant::edited;
use crate::support::folder::Canonical;
use crate::support::rng::Rng;
use crate::support::words::words;

/// Running text shares no run of so many words with a record.
const OWN_RUN: usize = 6;
/// Words of a record.
const RECORD_WORDS: std::ops::RangeInclusive<usize> = 6..=45;

/// Bytes after which a paragraph is cut.
const LONG: usize = 800;

/// Text to work with.
pub struct Source {
    /// The records.
    pub records: Vec<Canonical>,
    /// Of each record, the ids of its near-duplicates.
    pub siblings: HashMap<String, Vec<String>>,
    /// How many records are no sentence of the text but made from its words.
    pub made_up: usize,
    /// Paragraphs for running text, without line breaks.
    pub running: Vec<String>,
    /// Indices of those that hold dialogue.
    pub dialogue: Vec<usize>,
    /// Ordinary words, for edits.
    pub vocabulary: Vec<String>,
}

impl Source {
    /// Reads the text files under `folders` and divides them.
    pub fn read(folders: &[PathBuf], records: usize, rng: &mut Rng) -> Result<Self, String> {
        let mut paragraphs = Vec::new();
        for folder in folders {
            let before = paragraphs.len();
            collect(folder, &mut paragraphs)?;
            if paragraphs.len() == before {
                return Err(format!("{}: no paragraph of text", folder.display()));
            }
        }
        // Text that comes twice would stand on both sides.
        let mut seen = HashSet::new();
        paragraphs.retain(|p| seen.insert(p.clone()));
        shuffle(&mut paragraphs, rng);
        let vocabulary = vocabulary(&paragraphs);
        if vocabulary.len() < 100 {
            return Err("too little text: fewer than 100 common words".into());
        }

        let fresh = records - records / 10;
        let mut texts: Vec<String> = Vec::new();
        let mut known = HashSet::new();
        let mut used = 0;
        // At most two thirds of the text may go into records.
        for paragraph in &paragraphs[..paragraphs.len() * 2 / 3] {
            if texts.len() >= fresh {
                break;
            }
            used += 1;
            texts.extend(sentences(paragraph).filter(|s| known.insert(s.clone())));
        }
        texts.truncate(fresh);
        let real = texts.len();
        let chain = Chain::new(&paragraphs[..used]);
        while texts.len() < fresh {
            texts.push(chain.sentence(rng));
        }
        let (records, siblings) = name(texts, records, &vocabulary, rng);

        let hasher = BuildHasherDefault::<DefaultHasher>::default();
        let runs = |text: &str| -> Vec<u64> {
            words(text).windows(OWN_RUN).map(|run| hasher.hash_one(run)).collect()
        };
        let taken: HashSet<u64> = records.iter().flat_map(|r| runs(&r.text)).collect();
        // A mark that stays open makes the next paragraph part of its quotation, and these paragraphs lose their next.
        let running: Vec<String> = paragraphs
            .split_off(used)
            .into_iter()
            .filter(|p| is_closed(p) && !runs(p).iter().any(|r| taken.contains(r)))
            .collect();
        let dialogue: Vec<usize> =
            (0..running.len()).filter(|&i| running[i].matches('"').count() >= 2).collect();
        if running.len() < 100 || dialogue.is_empty() {
            return Err("too little text is left for the drafts".into());
        }
        let made_up = fresh - real;
        Ok(Self { records, siblings, made_up, running, dialogue, vocabulary })
    }
}

fn collect(path: &Path, paragraphs: &mut Vec<String>) -> Result<(), String> {
    let fault = |e| format!("{}: {e}", path.display());
    if path.is_dir() {
        let mut entries = Vec::new();
        for entry in fs::read_dir(path).map_err(fault)? {
            entries.push(entry.map_err(fault)?.path());
        }
        entries.sort();
        for entry in entries.iter().filter(|e| e.is_dir() || e.extension().is_some_and(|e| e == "txt")) {
            collect(entry, paragraphs)?;
        }
    } else {
        let bytes = fs::read(path).map_err(fault)?;
        let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
        // Characters that mean markup in Markdown would make other text of it.
        let plain =
            |p: &String| p.len() > 60 && p.len() < 4_000 && !p.contains(['<', '`', '\\', '|', '\u{fffd}']);
        for block in text.split("\n\n") {
            let joined = block.split_whitespace().collect::<Vec<_>>().join(" ");
            let straight = joined.replace(['“', '”'], "\"").replace(['‘', '’'], "'");
            paragraphs.extend(cut(&straight).map(str::to_owned).filter(plain));
        }
    }
    Ok(())
}

/// A paragraph of endless length, as speeches are stored, in pieces that end with a sentence outside quotation marks.
fn cut(paragraph: &str) -> impl Iterator<Item = &str> {
    let mut rest = paragraph;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let ends = rest.match_indices(". ").map(|(i, _)| i + 1);
        let end = ends.skip_while(|&i| i < LONG).find(|&i| rest[..i].matches('"').count().is_multiple_of(2));
        let (piece, after) = rest.split_at(end.filter(|_| rest.len() > 2 * LONG).unwrap_or(rest.len()));
        rest = after.trim_start();
        Some(piece)
    })
}

/// Whether its marks open and close by turns.
fn is_closed(paragraph: &str) -> bool {
    let mut inside = false;
    let by_turns = paragraph.match_indices('"').all(|(at, _)| {
        let opens = paragraph[at + 1..].starts_with(|c: char| !c.is_whitespace());
        let closes = paragraph[..at].ends_with(|c: char| !c.is_whitespace());
        inside = !inside;
        if inside { opens } else { closes }
    });
    by_turns && !inside
}

fn shuffle<T>(items: &mut [T], rng: &mut Rng) {
    for i in (1..items.len()).rev() {
        items.swap(i, rng.below(i + 1));
    }
}

/// Sentences of `paragraph` that can stand alone, without marks or brackets of their own.
fn sentences(paragraph: &str) -> impl Iterator<Item = String> + '_ {
    let ends = paragraph
        .match_indices(['.', '?', '!'])
        .filter(|&(i, _)| {
            let mut rest = paragraph[i + 1..].chars();
            let last = paragraph[..i].rsplit(' ').next().unwrap_or_default();
            // An initial or a title before the stop is no end.
            last.len() > 1
                && !TITLES.contains(&last)
                && (rest.next(), rest.next().is_none_or(char::is_uppercase)) == (Some(' '), true)
        })
        .map(|(i, _)| i + 1)
        .chain([paragraph.len()]);
    let mut from = 0;
    ends.filter_map(move |end| {
        let sentence = paragraph[std::mem::replace(&mut from, end)..end].trim();
        let alone = sentence.starts_with(|c: char| c.is_uppercase())
            && sentence.ends_with(['.', '?', '!'])
            && !sentence.contains(['"', '[', ']', '(', ')', '_', '*', '{', '}', '=', ':', ';', '…', '/'])
            && !sentence.contains("..")
            && !sentence.contains("--")
            && !sentence.split(' ').any(|w| w.starts_with('\'') || w.ends_with('\''))
            && RECORD_WORDS.contains(&sentence.split(' ').count());
        alone.then(|| sentence.to_owned())
    })
}

/// Common words of four letters and more, in lower case.
fn vocabulary(paragraphs: &[String]) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in paragraphs.iter().flat_map(|p| p.split(' ')) {
        if word.len() >= 4 && word.bytes().all(|b| b.is_ascii_lowercase()) {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut common: Vec<String> =
        counts.into_iter().filter(|&(_, n)| n >= 20).map(|(word, _)| word.to_owned()).collect();
    common.sort();
    common
}

/// Which word follows which, for sentences that nobody wrote.
struct Chain<'a> {
    words: Vec<&'a str>,
    places: HashMap<&'a str, Vec<u32>>,
}

impl<'a> Chain<'a> {
    fn new(paragraphs: &'a [String]) -> Self {
        let plain = |w: &&str| w.bytes().all(|b| b.is_ascii_lowercase());
        let words: Vec<&str> = paragraphs.iter().flat_map(|p| p.split(' ')).filter(plain).collect();
        let mut places: HashMap<&str, Vec<u32>> = HashMap::new();
        for (i, word) in words.iter().enumerate() {
            places.entry(word).or_default().push(i as u32);
        }
        Self { words, places }
    }

    fn sentence(&self, rng: &mut Rng) -> String {
        let length = 8 + rng.below(22);
        let mut word = *rng.pick(&self.words);
        let mut text = String::new();
        for i in 0..length {
            if i > 0 {
                text.push(' ');
            }
            text.push_str(word);
            let next = *rng.pick(&self.places[word]) as usize + 1;
            word = self.words[next % self.words.len()];
        }
        text[..1].make_ascii_uppercase();
        text + "."
    }
}

const TITLES: [&str; 16] = [
    "Mr", "Mrs", "Ms", "Dr", "St", "Col", "Gen", "Sen", "Rep", "Jr", "Sr", "Lt", "Capt", "Prof", "Rev", "Gov",
];

/// Gives records ids and speakers, and adds near-duplicates until there are `wanted`.
fn name(
    texts: Vec<String>,
    wanted: usize,
    vocabulary: &[String],
    rng: &mut Rng,
) -> (Vec<Canonical>, HashMap<String, Vec<String>>) {
    let speaker = |rng: &mut Rng| Some(format!("{} {}", rng.pick(&FIRST), rng.pick(&LAST)));
    let mut records: Vec<Canonical> = texts
        .into_iter()
        .enumerate()
        .map(|(i, text)| Canonical { id: format!("r{i}"), speaker: speaker(rng), text })
        .collect();
    let originals = records.len();
    let mut siblings: HashMap<String, Vec<String>> = HashMap::new();
    while records.len() < wanted && originals > 0 {
        let of = rng.below(originals);
        let edits = 1 + rng.below(2);
        let text = edited(&records[of].text, edits, vocabulary, rng)
            .map_or_else(|| records[of].text.replacen(' ', " indeed ", 1), |(text, _)| text);
        let id = format!("n{}", records.len());
        let family = siblings.get(&records[of].id).cloned().unwrap_or_default();
        for member in family.iter().chain([&records[of].id]) {
            siblings.entry(member.clone()).or_default().push(id.clone());
            siblings.entry(id.clone()).or_default().push(member.clone());
        }
        let speaker = records[of].speaker.clone();
        records.push(Canonical { id, speaker, text });
    }
    (records, siblings)
}

const FIRST: [&str; 24] = [
    "Adele", "Bruno", "Carla", "Dmitri", "Elena", "Farid", "Greta", "Hector", "Imelda", "Jonas", "Katya",
    "Liam", "Mireille", "Nikhil", "Odette", "Pavel", "Quentin", "Rosalind", "Selim", "Tamara", "Ulrich",
    "Vesna", "Wanda", "Yusuf",
];
const LAST: [&str; 24] = [
    "Abernathy",
    "Bergstrom",
    "Castellano",
    "Drummond",
    "Eriksen",
    "Fairweather",
    "Gutierrez",
    "Holloway",
    "Ivanenko",
    "Jankowski",
    "Kowalczyk",
    "Lindqvist",
    "Marchetti",
    "Nakamura",
    "Oyelaran",
    "Petrossian",
    "Quayle",
    "Rosenthal",
    "Santangelo",
    "Thorvald",
    "Underhill",
    "Vandermeer",
    "Whitcombe",
    "Zielinska",
];
