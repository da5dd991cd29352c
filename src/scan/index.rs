//! The words of all records as one sequence of numbers, and every place of every one-, two- and three-word gram.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::hunt::{Counts, Hunt};
use super::numbers::Numbers;
use super::table::{Starts, Table, hash};
use crate::canon::Canon;
use crate::diagnostic::RecordId;
use crate::lexicon::{self, Lang};
use crate::normalize::Words;
use crate::span::{Said, Span};

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
    /// Whether it has no other text.
    pub alone: bool,
}

/// What the background of its language says of a word, asked for when first needed.
#[derive(Debug, Default)]
struct Fact {
    /// The language of the first record that holds it.
    lang: Lang,
    /// How likely it is, and whether it is a function word.
    known: OnceLock<(f32, bool)>,
}

/// All grams of the canon with their places: a suffix array cut off after three words.
#[derive(Debug, Default)]
pub struct Index {
    numbers: Numbers,
    spellings: Vec<Box<str>>,
    facts: Vec<Fact>,
    /// The entries in the order of the canon.
    pub entries: Vec<Entry>,
    /// The words of all entries, with one [`UNKNOWN`] after each entry.
    pub tokens: Vec<WordId>,
    /// Where each entry begins in `tokens`, and where they end: small, since it is asked for every place of an anchor.
    begins: Vec<u32>,
    /// For each of `tokens`, whether a sentence ends before it.
    stops: Vec<bool>,
    entry_of: Vec<u32>,
    /// Positions in `tokens`, sorted by the three words that begin there.
    places: Vec<u32>,
    /// Where the places of each word begin in `places`.
    starts: Vec<u32>,
    /// Where the places of each pair of words begin, by both words.
    pairs: Table,
    pair_starts: Starts,
    /// The same for three words, by the start of the pair and the third word; of common pairs alone.
    triples: Table,
    triple_starts: Starts,
    /// For stretches of source documents: what all of the documents say of the words.
    searched: Option<Searched>,
}

/// How often words stand in the source documents, of which the records are only those stretches that may hold a
/// quotation.
#[derive(Debug, Default)]
struct Searched {
    /// Words of all documents.
    total: u64,
    /// For each word by its number.
    words: Vec<u32>,
    /// For pairs of words that follow one another in a quotation.
    pairs: FxHashMap<(WordId, WordId), u32>,
}

/// A pair with more places than this has its third words in a table; of another they are looked at one by one.
const FEW: u32 = 4;

impl Index {
    /// Indexes every wording and every known misquote of the rules files of `canon`.
    #[must_use]
    pub fn new(canon: &Canon) -> Self {
        let records = canon.records.iter().enumerate();
        Self::of(canon, records.filter(|(_, record)| record.passage.is_none()).map(|(id, _)| RecordId(id)))
    }

    /// Indexes stretches of source documents: `ids`, in order. How rare their words are, `hunt` and `counts` say.
    #[must_use]
    pub fn of_passages(canon: &Canon, ids: &[RecordId], hunt: &Hunt, counts: &Counts) -> Self {
        let mut index = Self::of(canon, ids.iter().copied());
        let words = index.spellings.iter().map(|word| hunt.count(counts, word)).collect();
        let mut pairs = FxHashMap::default();
        for pair in index.tokens.windows(2).filter(|pair| !pair.contains(&UNKNOWN)) {
            let spelling = |word: WordId| &*index.spellings[word as usize];
            let count = || hunt.count_pair(counts, spelling(pair[0]), spelling(pair[1]));
            pairs.entry((pair[0], pair[1])).or_insert_with(count);
        }
        index.searched = Some(Searched { total: counts.read, words, pairs });
        index
    }

    fn of(canon: &Canon, ids: impl Iterator<Item = RecordId>) -> Self {
        let mut index = Self::empty();
        let mut words = Words::default();
        for id in ids {
            let record = &canon.records[id.0];
            let alone = record.wordings.len() == 1 && record.misquotes.is_empty();
            for (i, wording) in record.wordings.iter().enumerate() {
                let entry = Entry { record: id, which: Which::Wording(i), alone };
                index.add(entry, &wording.text, record.lang, &mut words);
            }
            for (i, wording) in record.misquotes.iter().enumerate() {
                let entry = Entry { record: id, which: Which::Misquote(i), alone };
                index.add(entry, &wording.text, record.lang, &mut words);
            }
        }
        index.sort();
        index
    }

    /// Whether the records are stretches of source documents, whose edges nobody chose.
    #[must_use]
    pub fn is_of_passages(&self) -> bool {
        self.searched.is_some()
    }

    /// How many words were searched: those of all entries, or of all source documents.
    #[must_use]
    pub fn searched_words(&self) -> f32 {
        self.searched.as_ref().map_or(self.len() as f32, |searched| searched.total as f32)
    }

    /// How often a word stands in what was searched.
    #[must_use]
    pub fn count(&self, word: WordId) -> f32 {
        match &self.searched {
            Some(searched) => searched.words[word as usize] as f32,
            None => self.word_range(word).len() as f32,
        }
    }

    /// How often `second` follows `first` in what was searched.
    #[must_use]
    pub fn count_pair(&self, first: WordId, second: WordId) -> f32 {
        match &self.searched {
            Some(searched) => searched.pairs.get(&(first, second)).copied().unwrap_or(0) as f32,
            None => self.pair_range(first, second).len() as f32,
        }
    }

    /// Number 0 is no word.
    fn empty() -> Self {
        Self { spellings: vec!["".into()], facts: vec![Fact::default()], begins: vec![0], ..Self::default() }
    }

    /// An index of one text alone.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let mut index = Self::empty();
        let entry = Entry { record: RecordId(0), which: Which::Wording(0), alone: true };
        index.add(entry, text, Lang::Unknown, &mut Words::default());
        index.sort();
        index
    }

    /// `words` is room for the words of `text`.
    fn add(&mut self, entry: Entry, text: &str, lang: Lang, words: &mut Words<Said>) {
        words.clear();
        words.add_part(text, Span::new(0, text.len()));
        for i in 0..words.len() {
            let folded = words.folded(i);
            let next = self.spellings.len() as WordId;
            let number = self.numbers.get_or_insert(folded, next);
            if number == next {
                self.spellings.push(folded.into());
                self.facts.push(Fact { lang, known: OnceLock::new() });
            }
            self.tokens.push(number);
            self.stops.push(words.stop_before(text, i));
        }
        let number = self.entries.len() as u32;
        self.entries.push(entry);
        self.tokens.push(UNKNOWN);
        self.begins.push(self.tokens.len() as u32);
        self.stops.push(true);
        self.entry_of.resize(self.tokens.len(), number);
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
        let words = self.tokens.iter().enumerate().filter(|(_, token)| **token != UNKNOWN);
        let mut places: Vec<u32> = words.map(|(at, _)| at as u32).collect();
        // By the last word first: each round keeps the order of the one before among equals.
        let mut sorted = vec![0u32; places.len()];
        for word in (0..3).rev() {
            let key = |at: u32| self.word_after(at, word) as usize;
            let mut next = vec![0u32; self.spellings.len() + 1];
            places.iter().for_each(|&at| next[key(at) + 1] += 1);
            for i in 1..next.len() {
                next[i] += next[i - 1];
            }
            for &at in &places {
                let slot = &mut next[key(at)];
                sorted[*slot as usize] = at;
                *slot += 1;
            }
            std::mem::swap(&mut places, &mut sorted);
        }
        (self.places, self.starts) = (places, starts);
        self.hash_grams();
    }

    /// The word `after` words after `at`; none where the entry ends before it.
    fn word_after(&self, at: u32, after: usize) -> WordId {
        let words = &self.tokens[at as usize..];
        if after == 2 && words[1] == UNKNOWN { UNKNOWN } else { words[after] }
    }

    fn hash_grams(&mut self) {
        let (mut pairs, mut triples) = (Starts::new(self.len()), Starts::new(self.len()));
        let (mut of_two, mut of_three) = (Vec::new(), Vec::new());
        let mut before = [UNKNOWN; 3];
        let mut pair = 0;
        for (place, &at) in self.places.iter().enumerate() {
            let place = place as u32;
            let gram = [0, 1, 2].map(|after| self.word_after(at, after));
            let two = gram[..2] != before[..2];
            if two {
                pairs.set(place);
                pair = place;
                if gram[1] != UNKNOWN {
                    of_two.push(place);
                }
            }
            if gram != before {
                triples.set(place);
                if gram[2] != UNKNOWN {
                    of_three.push((pair, place));
                }
            }
            before = gram;
        }
        (self.pair_starts, self.triple_starts) = (pairs, triples);
        of_three.retain(|&(pair, _)| self.pair_starts.end(pair) - pair > FEW);
        let word = |place: u32, after| self.word_after(self.places[place as usize], after);
        let mut table = Table::with_room(of_two.len());
        of_two.iter().for_each(|&place| table.insert(hash(word(place, 0), word(place, 1)), place));
        let mut longer = Table::with_room(of_three.len());
        of_three.iter().for_each(|&(pair, place)| longer.insert(hash(pair, word(place, 2)), place));
        (self.pairs, self.triples) = (table, longer);
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

    /// One more than the largest number of a word.
    #[must_use]
    pub fn vocabulary(&self) -> usize {
        self.spellings.len()
    }

    /// The number of a folded word.
    #[must_use]
    pub fn number(&self, folded: &str) -> WordId {
        self.numbers.get(folded)
    }

    /// How likely a word is in its language, apart from the canon.
    #[must_use]
    pub fn background(&self, number: WordId) -> f32 {
        self.fact(number).0
    }

    /// Whether a word is one of the closed classes that carry no topic.
    #[must_use]
    pub fn is_function_word(&self, number: WordId) -> bool {
        self.fact(number).1
    }

    fn fact(&self, number: WordId) -> (f32, bool) {
        let Fact { lang, known } = &self.facts[number as usize];
        *known.get_or_init(|| {
            let word = self.spelling(number);
            ((-lexicon::bits(word, *lang)).exp2(), lexicon::is_function_word(word, *lang))
        })
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
        &self.tokens[self.place(entry)]
    }

    /// For each word of an entry, whether a sentence ends before it.
    #[must_use]
    pub fn stops(&self, entry: u32) -> &[bool] {
        &self.stops[self.place(entry)]
    }

    /// How many words an entry has.
    #[must_use]
    pub fn length(&self, entry: u32) -> usize {
        self.place(entry).len()
    }

    /// Where an entry stands in [`Index::tokens`].
    fn place(&self, entry: u32) -> Range<usize> {
        let entry = entry as usize;
        self.begins[entry] as usize..self.begins[entry + 1] as usize - 1
    }

    /// The entry and the offset in it, in words, of a position in [`Index::tokens`].
    #[must_use]
    pub fn locate(&self, position: u32) -> (u32, u32) {
        let entry = self.entry_of[position as usize];
        (entry, position - self.begins[entry as usize])
    }

    /// The places of a word, as a range of [`Index::places`].
    #[must_use]
    pub fn word_range(&self, word: WordId) -> Range<u32> {
        if word == UNKNOWN { 0..0 } else { self.starts[word as usize]..self.starts[word as usize + 1] }
    }

    /// The places of two words in a row.
    #[must_use]
    pub fn pair_range(&self, first: WordId, second: WordId) -> Range<u32> {
        if first == UNKNOWN || second == UNKNOWN {
            return 0..0;
        }
        let is = |start: u32| {
            let at = self.places[start as usize] as usize;
            self.tokens[at] == first && self.tokens[at + 1] == second
        };
        let start = self.pairs.find(hash(first, second), is);
        start.map_or(0..0, |start| start..self.pair_starts.end(start))
    }

    /// Narrows the places of a pair to those that `third` follows.
    #[must_use]
    pub fn triple_range(&self, pair: &Range<u32>, third: WordId) -> Range<u32> {
        if third == UNKNOWN || pair.is_empty() {
            return 0..0;
        }
        let is = |start: u32| self.tokens[self.places[start as usize] as usize + 2] == third;
        let start = if pair.end - pair.start > FEW {
            self.triples.find(hash(pair.start, third), |start| pair.contains(&start) && is(start))
        } else {
            // The first of them begins the run.
            pair.clone().find(|&start| is(start))
        };
        start.map_or(0..0, |start| start..self.triple_starts.end(start))
    }

    /// Positions in [`Index::tokens`] at which a gram stands.
    #[must_use]
    pub fn places(&self, range: &Range<u32>) -> &[u32] {
        &self.places[range.start as usize..range.end as usize]
    }
}
