//! The words of all records as one sequence of numbers, and every place of every one-, two- and three-word gram.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::canon::Canon;
use crate::diagnostic::RecordId;
use crate::normalize::Words;
use crate::span::Said;

/// The number of a folded word; [`UNKNOWN`] for a word that no record holds.
pub type WordId = u32;

/// A word that no record holds. In the sequence of records it stands between two entries.
pub const UNKNOWN: WordId = 0;

/// Which text of a record an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Which {
    /// An accepted wording; 0 is the record's `text`.
    Wording(usize),
    /// A known misquote.
    Misquote(usize),
}

/// One text of one record.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The record.
    pub record: RecordId,
    /// Which of its texts.
    pub which: Which,
    /// Its words in [`Index::tokens`].
    pub tokens: Range<u32>,
}

/// All grams of the canon with their places: a suffix array cut off after three words.
#[derive(Debug, Default)]
pub struct Index {
    numbers: FxHashMap<Box<str>, WordId>,
    spellings: Vec<Box<str>>,
    /// The entries in the order of the canon.
    pub entries: Vec<Entry>,
    /// The words of all entries, with one [`UNKNOWN`] after each entry.
    pub tokens: Vec<WordId>,
    /// For each of `tokens`, whether a sentence ends before it.
    stops: Vec<bool>,
    entry_of: Vec<u32>,
    /// Positions in `tokens`, sorted by the three words that begin there.
    places: Vec<u32>,
    /// Where the places of each word begin in `places`.
    starts: Vec<u32>,
}

impl Index {
    /// Indexes every wording and every known misquote of `canon`.
    #[must_use]
    pub fn new(canon: &Canon) -> Self {
        let mut index = Self { spellings: vec!["".into()], ..Self::default() };
        for (id, record) in canon.records.iter().enumerate() {
            for (i, wording) in record.wordings.iter().enumerate() {
                index.add(RecordId(id), Which::Wording(i), &wording.text);
            }
            for (i, wording) in record.misquotes.iter().enumerate() {
                index.add(RecordId(id), Which::Misquote(i), &wording.text);
            }
        }
        index.sort();
        index
    }

    /// An index of one text alone.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let mut index = Self { spellings: vec!["".into()], ..Self::default() };
        index.add(RecordId(0), Which::Wording(0), text);
        index.sort();
        index
    }

    fn add(&mut self, record: RecordId, which: Which, text: &str) {
        let words = Words::<Said>::of(text);
        let start = self.tokens.len() as u32;
        for i in 0..words.len() {
            let folded = words.folded(i);
            let number = match self.numbers.get(folded) {
                Some(&number) => number,
                None => {
                    let number = self.spellings.len() as WordId;
                    self.spellings.push(folded.into());
                    self.numbers.insert(folded.into(), number);
                    number
                }
            };
            self.tokens.push(number);
            self.stops.push(words.stop_before(text, i));
        }
        let entry = self.entries.len() as u32;
        self.entries.push(Entry { record, which, tokens: start..self.tokens.len() as u32 });
        self.tokens.push(UNKNOWN);
        self.stops.push(true);
        self.entry_of.resize(self.tokens.len(), entry);
    }

    fn sort(&mut self) {
        let mut starts = vec![0u32; self.spellings.len() + 1];
        for &token in &self.tokens {
            starts[token as usize + 1] += 1;
        }
        // Separators are no places.
        starts[1] = 0;
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut places = vec![0u32; starts[starts.len() - 1] as usize];
        for (at, &token) in self.tokens.iter().enumerate().filter(|(_, t)| **t != UNKNOWN) {
            places[next[token as usize] as usize] = at as u32;
            next[token as usize] += 1;
        }
        for pair in starts.windows(2) {
            places[pair[0] as usize..pair[1] as usize].sort_unstable_by_key(|&at| (self.following(at), at));
        }
        (self.places, self.starts) = (places, starts);
    }

    /// The two words after `at` as one number; the second counts as none where the first is.
    fn following(&self, at: u32) -> u64 {
        let second = self.tokens[at as usize + 1];
        let third = if second == UNKNOWN { UNKNOWN } else { self.tokens[at as usize + 2] };
        u64::from(second) << 32 | u64::from(third)
    }

    /// How many words all entries hold.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is no word at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The number of a folded word.
    #[must_use]
    pub fn number(&self, folded: &str) -> WordId {
        self.numbers.get(folded).copied().unwrap_or(UNKNOWN)
    }

    /// The folded word of a number.
    #[must_use]
    pub fn spelling(&self, number: WordId) -> &str {
        &self.spellings[number as usize]
    }

    /// The entry that holds the `text` of a record.
    #[must_use]
    pub fn first_entry(&self, record: RecordId) -> u32 {
        self.entries.partition_point(|e| e.record < record) as u32
    }

    /// The words of an entry.
    #[must_use]
    pub fn words(&self, entry: u32) -> &[WordId] {
        let tokens = &self.entries[entry as usize].tokens;
        &self.tokens[tokens.start as usize..tokens.end as usize]
    }

    /// For each word of an entry, whether a sentence ends before it.
    #[must_use]
    pub fn stops(&self, entry: u32) -> &[bool] {
        let tokens = &self.entries[entry as usize].tokens;
        &self.stops[tokens.start as usize..tokens.end as usize]
    }

    /// The entry and the offset in it, in words, of a position in [`Index::tokens`].
    #[must_use]
    pub fn locate(&self, position: u32) -> (u32, u32) {
        let entry = self.entry_of[position as usize];
        (entry, position - self.entries[entry as usize].tokens.start)
    }

    /// The places of a word, as a range of [`Index::places`].
    #[must_use]
    pub fn word_range(&self, word: WordId) -> Range<u32> {
        if word == UNKNOWN { 0..0 } else { self.starts[word as usize]..self.starts[word as usize + 1] }
    }

    /// Narrows the places of a word to those that `second` follows.
    #[must_use]
    pub fn pair_range(&self, word: &Range<u32>, second: WordId) -> Range<u32> {
        if second == UNKNOWN {
            return 0..0;
        }
        self.narrow(word, u64::from(second) << 32, u64::from(second + 1) << 32)
    }

    /// Narrows the places of a pair to those that `third` follows.
    #[must_use]
    pub fn triple_range(&self, pair: &Range<u32>, second: WordId, third: WordId) -> Range<u32> {
        if third == UNKNOWN {
            return 0..0;
        }
        let key = u64::from(second) << 32 | u64::from(third);
        self.narrow(pair, key, key + 1)
    }

    fn narrow(&self, range: &Range<u32>, from: u64, to: u64) -> Range<u32> {
        let slice = &self.places[range.start as usize..range.end as usize];
        let start = slice.partition_point(|&at| self.following(at) < from);
        let length = slice[start..].partition_point(|&at| self.following(at) < to);
        range.start + start as u32..range.start + (start + length) as u32
    }

    /// Positions in [`Index::tokens`] at which a gram stands.
    #[must_use]
    pub fn places(&self, range: &Range<u32>) -> &[u32] {
        &self.places[range.start as usize..range.end as usize]
    }
}
