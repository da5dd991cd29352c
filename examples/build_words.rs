//! Builds the English word data of `data/` from word lists: `words-en.fst` (the folded words of all lists, with 1 for those
//! that stand in the lists with a capital only) and
//! `house-spellings-en.fst` (each word that is spelt differently by American and British houses, with the number of
//! its group).
//!
//! ```text
//! cargo run --example build_words -- VARCON.TXT LIST...
//! ```
//!
//! Where the inputs come from, and their notices: `data/README.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = env::args_os().skip(1).map(PathBuf::from);
    let varcon = paths.next().ok_or("usage: build_words VARCON.TXT LIST...")?;
    let mut words = BTreeMap::new();
    for list in paths {
        for line in read(&list)?.lines() {
            let word = fold(line);
            if is_listed(&word) {
                let capitalised = line.chars().any(char::is_uppercase);
                *words.entry(word).or_insert(true) &= capitalised;
            }
        }
    }
    let groups = house_spellings(&read(&varcon)?);
    // What one house spells so is no misspelling.
    for word in groups.keys() {
        words.entry(word.clone()).or_insert(false);
    }

    let data = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data");
    let list = fst::Map::from_iter(words.iter().map(|(word, capitalised)| (word, u64::from(*capitalised))))?;
    fs::write(data.join("words-en.fst"), list.as_fst().as_bytes())?;
    let map = fst::Map::from_iter(groups.iter().map(|(word, group)| (word, *group)))?;
    fs::write(data.join("house-spellings-en.fst"), map.as_fst().as_bytes())?;
    println!("{} words, {} house spellings", words.len(), groups.len());
    Ok(())
}

/// The text of a file in UTF-8 or, as older lists are, in ISO 8859-1.
fn read(path: &Path) -> Result<String, std::io::Error> {
    fs::read(path).map(|bytes| match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => error.into_bytes().into_iter().map(char::from).collect(),
    })
}

/// Lower case, straight apostrophes, no accents.
fn fold(word: &str) -> String {
    let bare = word.trim().replace('’', "'").nfd().filter(|c| !is_combining_mark(*c)).collect::<String>();
    bare.to_lowercase()
}

/// Possessives are found by their stem; words with anything but letters and inner apostrophes are no single words.
fn is_listed(word: &str) -> bool {
    !word.is_empty() && !word.ends_with("'s") && word.chars().all(|c| c.is_alphabetic() || c == '\'')
}

/// The words of the lines of `varcon` that American and British houses spell differently, with a group number: words
/// of one group are spellings of one word. Seldom used, doubtful and improper variants are left out.
fn house_spellings(varcon: &str) -> BTreeMap<String, u64> {
    let mut groups: Vec<BTreeSet<String>> = Vec::new();
    let mut level = 0;
    for line in varcon.lines() {
        if let Some(head) = line.strip_prefix('#') {
            level =
                head.rsplit("(level ").next().and_then(|n| n.trim_end_matches(')').parse().ok()).unwrap_or(0);
            continue;
        }
        if level > 80 {
            continue;
        }
        let spellings = line.split(" | ").next().unwrap_or_default().split(" / ").filter_map(|spelling| {
            let (tags, word) = spelling.split_once(": ")?;
            let usual =
                tags.split_whitespace().any(|tag| !tag.ends_with(['V', '-', 'x']) && !tag.starts_with('_'));
            usual.then(|| fold(word)).filter(|word| is_listed(word))
        });
        let group: BTreeSet<String> = spellings.collect();
        if group.len() > 1 {
            groups.push(group);
        }
    }
    // Lines that share a word make one group: `gray`/`grey` and `grey`/`gray`.
    let mut number: BTreeMap<String, u64> = BTreeMap::new();
    for (index, group) in (0u64..).zip(&groups) {
        let joined: BTreeSet<u64> = group.iter().filter_map(|word| number.get(word).copied()).collect();
        for value in number.values_mut().filter(|value| joined.contains(value)) {
            *value = index;
        }
        number.extend(group.iter().map(|word| (word.clone(), index)));
    }
    number
}
