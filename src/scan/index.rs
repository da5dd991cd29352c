//! The words of all records as one sequence of numbers, and every place of every one-, two- and three-word gram.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustc_hash::FxHashMap;

use super::answers::Answers;
pub use super::entries::{Entry, Which};
use super::entries::{each_text, of_rules, words_in};
use super::hunt::{Counts, Hunt};
use super::numbers::Vocabulary;
use super::places;
use super::table::Tables;
use super::written::Written;
use crate::canon::Canon;
use crate::diagnostic::RecordId;
use crate::lexicon::{self, Followers, Lang};
use crate::normalize::{Words, each_plain_word};
use crate::span::{Said, Span};

/// The number of a folded word; [`UNKNOWN`] for a word that no record holds.
pub type WordId = u32;

/// A word that no record holds. In the sequence of records it stands between two entries.
pub const UNKNOWN: WordId = 0;

/// What the background of its language says of a word, asked for when first needed.
#[derive(Debug, Default)]
pub(super) struct Fact {
    /// The first record that holds it, whose language is its own.
    pub(super) record: u32,
    known: OnceLock<Known>,
}

impl Fact {
    pub(super) fn of(record: RecordId) -> Self {
        Self { record: record.0 as u32, known: OnceLock::new() }
    }
}

/// What is known of a word apart from the canon.
#[derive(Debug, Clone, Copy)]
struct Known {
    /// How likely it is.
    background: f32,
    is_function_word: bool,
    /// What commonly follows it.
    followers: Option<Followers>,
}

/// All grams of the canon with their places: a suffix array cut off after three words.
#[derive(Debug, Default)]
pub struct Index<'c> {
    /// What it is an index of; nothing for a text alone, whose language nobody knows.
    canon: Option<&'c Canon>,
    pub(super) vocabulary: Vocabulary,
    pub(super) facts: Vec<Fact>,
    /// The entries in the order of the canon.
    pub entries: Vec<Entry>,
    /// The words of all entries, with one [`UNKNOWN`] after each entry.
    pub tokens: Vec<WordId>,
    /// Where each entry begins in `tokens`, and where they end: small, since it is asked for every place of an anchor.
    begins: Vec<u32>,
    /// For each of `tokens`, whether a sentence ends before it. With `answers`, empty: see [`Index::written`].
    pub(super) stops: Vec<bool>,
    /// For the first of every [`STRIDE`] tokens, the entry that it stands in.
    entry_of: Vec<u32>,
    /// How many of `tokens` are words.
    len: usize,
    /// Positions in `tokens`, sorted by the three words that begin there. With `answers`, those of the pairs and triples that are
    /// asked for, one gram after the other.
    pub(super) places: Vec<u32>,
    /// Where the places of each word begin in `places`; with `answers`, behind them.
    pub(super) starts: Vec<u32>,
    /// For an index that answers the questions of a few drafts and no others: how it does.
    pub(super) answers: Option<Box<Answers>>,
    /// The grams by their hash, once they are asked for so often that it is worth it.
    tables: OnceLock<Tables>,
    /// Of how many words of quotations the grams were asked for.
    asked: AtomicUsize,
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

/// The entry of a place is looked for from the last of so many tokens on of which it is known: with one for each, the list
/// would not stay near at hand.
const STRIDE: usize = 16;

/// To hash the grams of so many words of the canon costs no more than to look one word of a quotation up without: of a
/// canon that stays near at hand, and of one of more than [`FAR`] words, where each step of a search waits for the memory.
const HASHED_IN_TIME: [usize; 2] = [10, 64];
/// See [`HASHED_IN_TIME`].
const FAR: usize = 200_000;

impl<'c> Index<'c> {
    /// Indexes every wording and every known misquote of the rules files of `canon`.
    #[must_use]
    pub fn new(canon: &'c Canon) -> Self {
        Self::of(canon, of_rules(canon))
    }

    /// Indexes stretches of source documents: `ids`, in order. How rare their words are, `hunt` and `counts` say.
    #[must_use]
    pub fn of_passages(canon: &'c Canon, ids: &[RecordId], hunt: &Hunt, counts: &Counts) -> Self {
        let mut index = Self::of(canon, ids.iter().copied());
        let words = (0..index.vocabulary.len() as WordId)
            .map(|word| hunt.count(counts, index.spelling(word)))
            .collect();
        let mut pairs = FxHashMap::default();
        for pair in index.tokens.windows(2).filter(|pair| !pair.contains(&UNKNOWN)) {
            let spelling = |word: WordId| index.spelling(word);
            let count = || hunt.count_pair(counts, spelling(pair[0]), spelling(pair[1]));
            pairs.entry((pair[0], pair[1])).or_insert_with(count);
        }
        index.searched = Some(Searched { total: counts.read, words, pairs });
        index
    }

    fn of(canon: &'c Canon, ids: impl Iterator<Item = RecordId> + Clone) -> Self {
        let mut index = Self::empty(Some(canon));
        index.tokens.reserve(words_in(canon, ids.clone()));
        index.stops.reserve(index.tokens.capacity());
        let mut words = Words::default();
        each_text(canon, ids, |entry, text| index.add(entry, text, &mut words));
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
    pub(super) fn empty(canon: Option<&'c Canon>) -> Self {
        Self { canon, facts: vec![Fact::default()], begins: vec![0], ..Self::default() }
    }

    /// An index of one text alone.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let mut index = Self::empty(None);
        let entry = Entry { record: RecordId(0), which: Which::Wording(0), alone: true };
        index.add(entry, text, &mut Words::default());
        index.sort();
        index
    }

    /// `words` is room for the words of `text`.
    fn add(&mut self, entry: Entry, text: &str, words: &mut Words<Said>) {
        let begins = self.tokens.len();
        let plain = each_plain_word(text, |word| {
            self.tokens.push(self.vocabulary.number_of_plain(word));
            self.stops.push(word.stop_before);
        });
        if !plain {
            self.tokens.truncate(begins);
            self.stops.truncate(begins);
            words.clear();
            words.add_part(text, Span::new(0, text.len()));
            for i in 0..words.len() {
                self.tokens.push(self.vocabulary.number(words.folded(i)));
                self.stops.push(words.stop_before(text, i));
            }
        }
        self.stops.push(true);
        self.facts.resize_with(self.vocabulary.len(), || Fact::of(entry.record));
        self.end(entry);
    }

    /// Ends the entry whose words were added last.
    pub(super) fn end(&mut self, entry: Entry) {
        let number = self.entries.len() as u32;
        self.len += self.tokens.len() - self.begins[number as usize] as usize;
        self.entries.push(entry);
        self.tokens.push(UNKNOWN);
        self.begins.push(self.tokens.len() as u32);
        self.entry_of.resize(self.tokens.len().div_ceil(STRIDE), number);
    }

    fn sort(&mut self) {
        (self.starts, self.places) = places::sorted(&self.tokens, self.vocabulary.len(), self.len);
    }

    /// The grams by their hash, if they are hashed.
    fn tables(&self) -> Option<&Tables> {
        self.tables.get()
    }

    /// Hashes the grams: looking them up is quicker from now on.
    pub fn hash_grams(&self) {
        self.tables.get_or_init(|| Tables::of(&self.tokens, &self.places));
    }

    /// The grams of so many words more are asked for: how many that are in all. A few are looked for among the sorted places;
    /// to hash all of them is worth it only where many are.
    pub fn ask(&self, words: usize) -> usize {
        let asked = self.asked.fetch_add(words, Ordering::Relaxed) + words;
        let in_time = HASHED_IN_TIME[usize::from(self.places.len() > FAR)];
        let is_worth_it = asked.saturating_mul(in_time) > self.places.len() && self.answers.is_none();
        if is_worth_it && self.tables().is_none() {
            self.hash_grams();
        }
        asked
    }

    /// How many words all entries hold.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no word at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// One more than the largest number of a word.
    #[must_use]
    pub fn vocabulary(&self) -> usize {
        self.vocabulary.len()
    }

    /// The number of a folded word.
    #[must_use]
    pub fn number(&self, folded: &str) -> WordId {
        let number = self.vocabulary.get(folded);
        match &self.answers {
            Some(answers) => answers.number(number, self.word_range(number).len()),
            None => number,
        }
    }

    /// How likely a word is in its language, apart from the canon.
    #[must_use]
    pub fn background(&self, number: WordId) -> f32 {
        self.known(number).background
    }

    /// Whether a word is one of the closed classes that carry no topic.
    #[must_use]
    pub fn is_function_word(&self, number: WordId) -> bool {
        self.known(number).is_function_word
    }

    /// The words of English that commonly follow a word.
    #[must_use]
    pub fn followers(&self, number: WordId) -> Option<Followers> {
        self.known(number).followers
    }

    fn known(&self, number: WordId) -> &Known {
        let Fact { record, known } = &self.facts[number as usize];
        known.get_or_init(|| {
            let word = self.spelling(number);
            let lang = self.canon.map_or(Lang::Unknown, |canon| canon.records.lang(*record as usize));
            Known {
                background: (-lexicon::bits(word, lang)).exp2(),
                is_function_word: lexicon::is_function_word(word, lang),
                followers: Followers::of(word),
            }
        })
    }

    /// The folded word of a number.
    #[must_use]
    pub fn spelling(&self, number: WordId) -> &str {
        self.vocabulary.spelling(number)
    }

    /// The entry that holds the `text` of a record.
    #[must_use]
    pub fn first_entry(&self, record: RecordId) -> u32 {
        self.entries.partition_point(|e| e.record < record) as u32
    }

    /// The entries that hold the texts of a record.
    #[must_use]
    pub fn entries_of(&self, record: RecordId) -> Range<u32> {
        self.first_entry(record)..self.entries.partition_point(|e| e.record <= record) as u32
    }

    /// The words of an entry.
    #[must_use]
    pub fn words(&self, entry: u32) -> &[WordId] {
        &self.tokens[self.place(entry)]
    }

    /// A stretch of an entry as it is written: how its words are spelled, and where its sentences end.
    #[must_use]
    pub fn written(&self, entry: u32, window: Range<usize>) -> Written<'_> {
        let Range { start, end } = self.place(entry);
        let words = start + window.start..start + window.end;
        let Some(answers) = &self.answers else {
            return Written::numbered(&self.vocabulary, &self.tokens[words.clone()], &self.stops[words]);
        };
        debug_assert!(words.end <= end);
        let written = Written::read(self.text(entry), window);
        answers.confirm(&self.vocabulary, &self.tokens[words], &written);
        written
    }

    /// The text of an entry.
    fn text(&self, entry: u32) -> &'c str {
        let Some(canon) = self.canon else { return "" };
        let Entry { record: RecordId(record), which, .. } = self.entries[entry as usize];
        match which {
            Which::Wording(at) => {
                canon.records.only_text(record).unwrap_or_else(|| &canon.records[record].wordings[at].text)
            }
            Which::Misquote(at) => &canon.records[record].misquotes[at].text,
        }
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

    /// Reads a little of a stretch of an entry, so that it is at hand when it is looked at.
    #[must_use]
    pub fn touch(&self, entry: u32, window: &Range<usize>) -> usize {
        let begins = self.begins[entry as usize] as usize;
        let word = |at: usize| self.tokens[begins + at] as usize;
        word(window.start) ^ word(window.end) ^ usize::from(self.entries[entry as usize].alone)
    }

    /// The entry and the offset in it, in words, of a position in [`Index::tokens`].
    #[must_use]
    pub fn locate(&self, position: u32) -> (u32, u32) {
        let mut entry = self.entry_of[position as usize / STRIDE];
        while self.begins[entry as usize + 1] <= position {
            entry += 1;
        }
        (entry, position - self.begins[entry as usize])
    }

    /// The places of a word, as a range for [`Index::places`].
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
        if let Some(answers) = &self.answers {
            return answers.pair(first, second);
        }
        match self.tables() {
            Some(tables) => tables.pair(&self.tokens, &self.places, first, second),
            None => self.narrowed(&self.word_range(first), 1, second),
        }
    }

    /// The places of three words in a row; `pair` are those of the first two.
    #[must_use]
    pub fn triple_range(&self, words: [WordId; 3], pair: &Range<u32>) -> Range<u32> {
        let third = words[2];
        if third == UNKNOWN || pair.is_empty() {
            return 0..0;
        }
        if let Some(answers) = &self.answers {
            return answers.triple(words);
        }
        match self.tables() {
            Some(tables) => tables.triple(&self.tokens, &self.places, pair, third),
            None => self.narrowed(pair, 2, third),
        }
    }

    /// Of places that are sorted by the word that stands `after` words further on, those where it is `word`.
    fn narrowed(&self, range: &Range<u32>, after: usize, word: WordId) -> Range<u32> {
        let places = self.places(range);
        let word_at = |at: &u32| self.tokens[*at as usize + after];
        let before = places.partition_point(|at| word_at(at) < word);
        let same = places[before..].partition_point(|at| word_at(at) == word);
        let start = range.start + before as u32;
        if same == 0 { 0..0 } else { start..start + same as u32 }
    }

    /// Positions in [`Index::tokens`] at which a gram stands.
    #[must_use]
    pub fn places(&self, range: &Range<u32>) -> &[u32] {
        if let Some(answers) = &self.answers
            && range.start as usize >= self.places.len()
        {
            return answers.places_of_word(range, &self.starts, &self.tokens);
        }
        &self.places[range.start as usize..range.end as usize]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_gram_has_all_its_places_in_order(
            records in proptest::collection::vec(proptest::collection::vec(0..4_usize, 1..30), 1..5),
            hashed: bool,
        ) {
            let mut canon = Canon::default();
            for words in &records {
                let text: Vec<&str> = words.iter().map(|&word| ["ash", "beech", "cedar", "fir"][word]).collect();
                canon.add_plain("", None, &text.join(" "));
            }
            let index = Index::new(&canon);
            if hashed {
                index.hash_grams();
            }
            let after = |at: u32, words: usize| {
                let end = index.tokens[at as usize..].iter().position(|word| *word == UNKNOWN).unwrap_or(0);
                index.tokens[at as usize..][..words.min(end)].to_vec()
            };
            for entry in 0..index.entries.len() as u32 {
                let place = index.place(entry);
                for at in place.clone() {
                    prop_assert_eq!(index.locate(at as u32), (entry, (at - place.start) as u32));
                }
            }
            let mut sorted: Vec<u32> = index.places.clone();
            sorted.sort_by_key(|&at| (after(at, 3), at));
            prop_assert_eq!(&index.places, &sorted);
            prop_assert_eq!(sorted.len(), records.concat().len());
            let words: Vec<WordId> = (1..index.vocabulary() as WordId).collect();
            let places = |range: &Range<u32>| index.places(range).to_vec();
            let with = |gram: &[WordId]| -> Vec<u32> {
                sorted.iter().copied().filter(|&at| after(at, gram.len()) == gram).collect()
            };
            for &a in &words {
                prop_assert_eq!(places(&index.word_range(a)), with(&[a]));
                for &b in &words {
                    let pair = index.pair_range(a, b);
                    prop_assert_eq!(places(&pair), with(&[a, b]));
                    for &c in &words {
                        prop_assert_eq!(places(&index.triple_range([a, b, c], &pair)), with(&[a, b, c]));
                    }
                }
            }
        }
    }
}
