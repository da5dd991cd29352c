//! Swapped roles for rules files: where few drafts are checked against a large canon, what they ask for is known first, and
//! no more of the canon is indexed than that.
//!
//! A word of the canon that stands in no quotation has no number of its own, so that the vocabulary is small enough to stay
//! near at hand while the canon is read past it; and only those places are kept at which a pair of words begins that follow
//! one another in a quotation. All that is counted over the canon is counted as ever. Which records a draft is held
//! against, and what is said of it, is the same: an index that is asked for anything else says so (see [`Index::missed`]),
//! and what was found with it counts for nothing.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::entries::{each_text, of_rules, words_in};
use super::index::{Fact, Index, UNKNOWN, WordId};
use super::numbers::Vocabulary;
use super::slots::Slots;
use super::table::{Table, hash};
use super::tokens::{Tokens, hash_of};
use crate::canon::Canon;
use crate::diagnostic::RecordId;
use crate::normalize::Words;

/// The number of all words of the canon that stand in no quotation.
const OTHER: WordId = 1;
/// What has that number: no word holds a zero byte.
const NO_WORD: &str = "\0";

/// What drafts may ask a canon for: their quotations.
#[derive(Debug)]
pub struct Questions {
    vocabulary: Vocabulary,
    /// The numbers of the words by their hashes. So many slots for each that a word without a number meets an empty one.
    slots: Slots<8>,
    /// Two words in a row, in either order: two that were swapped are looked for the other way round.
    pairs: Vec<(WordId, WordId)>,
}

impl Default for Questions {
    fn default() -> Self {
        let mut vocabulary = Vocabulary::default();
        vocabulary.number(NO_WORD);
        Self { vocabulary, slots: Slots::default(), pairs: Vec::new() }
    }
}

impl Questions {
    /// Adds the words of a quotation.
    pub fn add<S>(&mut self, words: &Words<S>) {
        let mut last = None;
        for at in 0..words.len() {
            let (known, folded) = (self.vocabulary.len(), words.folded(at));
            let word = self.vocabulary.number(folded);
            if word as usize == known {
                self.slots.insert(hash_of(folded), word);
            }
            if let Some(last) = last {
                self.pairs.extend([(last, word), (word, last)]);
            }
            last = Some(word);
        }
    }
}

/// How an index answers the questions of a few drafts.
#[derive(Debug)]
pub(super) struct Answers {
    /// The pairs that are asked for, in order.
    pairs: Vec<(WordId, WordId)>,
    /// The place of each in `pairs`, by its hash.
    table: Table,
    /// Where the places of each pair begin among those of the index.
    starts: Vec<u32>,
    /// For each of those places, the word after the pair: they are sorted by it.
    thirds: Vec<WordId>,
    /// The places of all words that are not common.
    of_words: OnceLock<OfWords>,
    /// Common words, in order, and the places of those that were asked for alone.
    common: Vec<(WordId, OnceLock<Vec<u32>>)>,
    /// How often it was asked for anything else.
    missed: AtomicUsize,
}

/// Where words stand, each alone: asked for in few quotations, and of few words.
#[derive(Debug)]
struct OfWords {
    places: Vec<u32>,
    /// Where those of each word begin.
    starts: Vec<u32>,
}

/// The places of a word with more of them are looked for when they are asked for: hardly a quotation is found by one.
const COMMON: u32 = 1_000;

impl<'c> Index<'c> {
    /// An index of the rules files of `canon` that answers `questions`, and no others.
    #[must_use]
    pub fn to_answer(canon: &'c Canon, questions: &Questions) -> Self {
        let mut index = Self::empty(Some(canon));
        index.vocabulary = questions.vocabulary.clone();
        index.tokens.reserve(words_in(canon, of_rules(canon)));
        let mut pairs = questions.pairs.clone();
        pairs.sort_unstable();
        pairs.dedup();
        let mut table = Table::with_room(pairs.len());
        pairs.iter().zip(0..).for_each(|(&(first, second), at)| table.insert(hash(first, second), at));
        let mut seen = vec![(0u32, u32::MAX); index.vocabulary.len()];
        // Of each place that is kept: the pair, the word after it, where it is.
        let mut hits: Vec<(u32, WordId, u32)> = Vec::new();
        let mut tokens = Tokens::default();
        each_text(canon, of_rules(canon), |entry, text| {
            tokens.read_with(text, |hash| questions.slots.get(hash).max(OTHER));
            let begins = index.tokens.len() as u32;
            index.tokens.extend_from_slice(&tokens.words);
            let record = entry.record.0 as u32;
            index.end(entry);
            let words = &index.tokens[begins as usize..];
            let mut last = OTHER;
            for (&word, at) in words.iter().zip(begins..) {
                let (count, first) = &mut seen[word as usize];
                *count += 1;
                *first = record.min(*first);
                if word > OTHER
                    && last > OTHER
                    && let Some(pair) = table.find(hash(last, word), |at| pairs[at as usize] == (last, word))
                {
                    // A separator stands behind the last word of each entry.
                    hits.push((pair, words[(at - begins) as usize + 1], at - 1));
                }
                last = word;
            }
        });
        // These are no words that can be asked for.
        seen[UNKNOWN as usize].0 = 0;
        seen[OTHER as usize].0 = 0;
        index.facts = seen.iter().map(|&(_, first)| Fact::of(RecordId(first as usize))).collect();
        let (starts, packed) = sorted(&hits, pairs.len());
        let thirds = packed.iter().map(|packed| (packed >> 32) as WordId).collect();
        index.places = packed.iter().map(|&packed| packed as u32).collect();
        // Places of words alone are counted on behind those of the pairs, and looked for when they are asked for.
        let counts = seen.iter().map(|(count, _)| *count);
        index.starts = sums(index.places.len() as u32, counts);
        let common = (0..).zip(&seen).filter(|(_, (count, _))| *count > COMMON);
        let common = common.map(|(word, _)| (word, OnceLock::new())).collect();
        let (of_words, missed) = (OnceLock::new(), AtomicUsize::new(0));
        index.answers = Some(Box::new(Answers { pairs, table, starts, thirds, of_words, common, missed }));
        index
    }

    /// Whether it was made to answer everything.
    #[must_use]
    pub fn answers_everything(&self) -> bool {
        self.answers.is_none()
    }

    /// How often it was asked for anything that it was not made to answer.
    #[must_use]
    pub fn missed(&self) -> usize {
        self.answers.as_ref().map_or(0, |answers| answers.missed.load(Ordering::Relaxed))
    }
}

/// Where the places of each pair begin, and the places themselves: the word after the pair, by which they are sorted, and the
/// place, as one number.
fn sorted(hits: &[(u32, WordId, u32)], pairs: usize) -> (Vec<u32>, Vec<u64>) {
    let mut counts = vec![0; pairs];
    hits.iter().for_each(|&(pair, ..)| counts[pair as usize] += 1);
    let starts = sums(0, counts.into_iter());
    let mut next = starts.clone();
    let mut packed = vec![0; hits.len()];
    for &(pair, third, at) in hits {
        let slot = &mut next[pair as usize];
        packed[*slot as usize] = u64::from(third) << 32 | u64::from(at);
        *slot += 1;
    }
    for of_one in starts.windows(2).filter(|ends| ends[1] - ends[0] > 1) {
        packed[of_one[0] as usize..of_one[1] as usize].sort_unstable();
    }
    (starts, packed)
}

/// Where each of several runs of so many begins, and where the last one ends.
fn sums(from: u32, counts: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut sum = from;
    let ends = counts.map(|count| {
        sum += count;
        sum
    });
    std::iter::once(from).chain(ends).collect()
}

impl Answers {
    /// The number of a word that is `number` in the vocabulary and stands in the canon so often.
    pub fn number(&self, number: WordId, times: usize) -> WordId {
        if number == UNKNOWN {
            self.missed.fetch_add(1, Ordering::Relaxed);
        }
        if times == 0 { UNKNOWN } else { number }
    }

    /// The places of two words in a row.
    pub fn pair(&self, first: WordId, second: WordId) -> Range<u32> {
        let is = |at: u32| self.pairs[at as usize] == (first, second);
        let Some(at) = self.table.find(hash(first, second), is) else {
            self.missed.fetch_add(1, Ordering::Relaxed);
            return 0..0;
        };
        match self.starts[at as usize]..self.starts[at as usize + 1] {
            none if none.is_empty() => 0..0,
            places => places,
        }
    }

    /// Those of the places of a pair that `third` follows.
    pub fn triple(&self, pair: &Range<u32>, third: WordId) -> Range<u32> {
        let thirds = &self.thirds[pair.start as usize..pair.end as usize];
        let before = thirds.partition_point(|&other| other < third);
        let same = thirds[before..].partition_point(|&other| other == third) as u32;
        let start = pair.start + before as u32;
        if same == 0 { 0..0 } else { start..start + same }
    }

    /// The places of a word alone, which `starts` counts in `range`.
    pub fn places_of_word(&self, range: &Range<u32>, starts: &[u32], tokens: &[WordId]) -> &[u32] {
        if range.is_empty() {
            return &[];
        }
        let word = starts.partition_point(|&start| start <= range.start) as WordId - 1;
        if let Ok(at) = self.common.binary_search_by_key(&word, |(word, _)| *word) {
            return self.common[at].1.get_or_init(|| {
                (0..).zip(tokens).filter(|(_, token)| **token == word).map(|(at, _)| at).collect()
            });
        }
        let OfWords { places, starts } = self.of_words.get_or_init(|| OfWords::of(starts, tokens));
        &places[starts[word as usize] as usize..starts[word as usize + 1] as usize]
    }
}

impl OfWords {
    /// Those of `tokens`, of which each word has as many as `starts` count.
    fn of(starts: &[u32], tokens: &[WordId]) -> Self {
        let counts = starts.windows(2).map(|ends| ends[1] - ends[0]);
        let counts: Vec<u32> = counts.map(|count| if count > COMMON { 0 } else { count }).collect();
        let starts = sums(0, counts.iter().copied());
        let mut next = starts.clone();
        let mut places = vec![0; starts.last().map_or(0, |&end| end as usize)];
        for (&token, at) in tokens.iter().zip(0..).filter(|(token, _)| counts[**token as usize] > 0) {
            let slot = &mut next[token as usize];
            places[*slot as usize] = at;
            *slot += 1;
        }
        Self { places, starts }
    }
}
