//! Swapped roles for rules files: where few drafts are checked against a large canon, what they ask for is known first, and
//! no more of the canon is indexed than that.
//!
//! A word of the canon that stands in no quotation has no number of its own, so that the vocabulary is small enough to stay
//! near at hand while the canon is read past it; and only those places are kept at which a pair of words begins that follow
//! one another in a quotation. All that is counted over the canon is counted as ever. Which records a draft is held
//! against, and what is said of it, is the same: an index that is asked for anything else says so (see [`Index::missed`]),
//! and what was found with it counts for nothing. Words are known by hashes of 64 bits; those of a record that is aligned are
//! read, and another word of the same hash is such a question, too.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::entries::{each_text, of_rules, words_in};
use super::index::{Fact, Index, UNKNOWN, WordId};
use super::numbers::Vocabulary;
use super::slots::Slots;
use super::table::{Table, hash};
use super::tokens::{Tokens, hash_of};
use super::written::Written;
use crate::canon::Canon;
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
    /// Three words in a row.
    triples: Vec<[WordId; 3]>,
}

impl Default for Questions {
    fn default() -> Self {
        let mut vocabulary = Vocabulary::default();
        vocabulary.number(NO_WORD);
        Self { vocabulary, slots: Slots::default(), pairs: Vec::new(), triples: Vec::new() }
    }
}

impl Questions {
    /// Adds the words of a quotation.
    pub fn add<S>(&mut self, words: &Words<S>) {
        let (mut before, mut last) = (None, None);
        for at in 0..words.len() {
            let (known, folded) = (self.vocabulary.len(), words.folded(at));
            let word = self.vocabulary.number(folded);
            if word as usize == known {
                self.slots.insert(hash_of(folded), word);
            }
            if let Some(last) = last {
                self.pairs.extend([(last, word), (word, last)]);
                self.triples.extend(before.map(|before| [before, last, word]));
            }
            (before, last) = (last, Some(word));
        }
    }
}

/// How an index answers the questions of a few drafts.
#[derive(Debug)]
pub(super) struct Answers {
    /// The pairs that are asked for.
    pairs: Grams,
    /// The same of three words: the place of the first two among the pairs, and the third.
    triples: Grams,
    /// The places of all words that are not common.
    of_words: OnceLock<OfWords>,
    /// Common words, in order, and the places of those that were asked for alone.
    common: Vec<(WordId, OnceLock<Vec<u32>>)>,
    /// How often it was asked for anything else.
    missed: AtomicUsize,
}

/// Grams of one length that are asked for: what each begins with, and its last word.
#[derive(Debug)]
struct Grams {
    grams: Vec<(u32, WordId)>,
    /// The place of each in `grams`, by its hash.
    table: Table,
    /// Where the places of each begin among those of the index, once they are known.
    starts: Vec<u32>,
}

impl Grams {
    fn of(mut grams: Vec<(u32, WordId)>) -> Self {
        grams.sort_unstable();
        grams.dedup();
        let mut table = Table::with_room(grams.len());
        grams.iter().zip(0..).for_each(|(&(first, last), at)| table.insert(hash(first, last), at));
        Self { grams, table, starts: Vec::new() }
    }

    #[inline]
    fn find(&self, first: u32, last: WordId) -> Option<u32> {
        self.table.find(hash(first, last), |at| self.grams[at as usize] == (first, last))
    }

    /// The places of a gram; `None` if it is not asked for.
    fn range(&self, first: u32, last: WordId) -> Option<Range<u32>> {
        let at = self.find(first, last)? as usize;
        let range = self.starts[at]..self.starts[at + 1];
        Some(if range.is_empty() { 0..0 } else { range })
    }

    /// Looks up so many grams as `key` gives, each with whether it is to be looked up at all, and hands over those that are
    /// asked for, by their number and their place here.
    ///
    /// Most are not, which one bit tells; but no processor foresees of which, so that each is written down, and the next one
    /// over it if it is none. Those that are left are looked up with nothing in between, so that the waits for memory overlap.
    fn find_all(
        &self,
        number: usize,
        key: impl Fn(usize) -> (bool, u32, WordId),
        mut found: impl FnMut(usize, u32),
    ) {
        let mut passed = [0; SIEVED];
        for from in (0..number).step_by(SIEVED) {
            let mut left = 0;
            for nth in from..number.min(from + SIEVED) {
                let (counts, first, last) = key(nth);
                passed[left % SIEVED] = nth;
                left += usize::from(counts & self.table.may_hold(hash(first, last)));
            }
            for &nth in &passed[..left] {
                let (_, first, last) = key(nth);
                if let Some(gram) = self.find(first, last) {
                    found(nth, gram);
                }
            }
        }
    }

    /// Adds the places of the grams, each of which is in `hits` with its own, to `places`.
    fn put(&mut self, hits: &[(u32, u32)], places: &mut Vec<u32>) {
        let mut counts = vec![0; self.grams.len()];
        hits.iter().for_each(|&(gram, _)| counts[gram as usize] += 1);
        self.starts = put(hits.iter().copied(), counts.into_iter(), places);
    }
}

/// Where words stand, each alone: asked for in few quotations, and of few words.
#[derive(Debug)]
struct OfWords {
    places: Vec<u32>,
    /// Where those of each word begin.
    starts: Vec<u32>,
}

/// So many grams are looked at in one go, before any is looked up.
const SIEVED: usize = 1024;

/// The places of a word with more of them are looked for when they are asked for: hardly a quotation is found by one.
const COMMON: u32 = 1_000;

impl<'c> Index<'c> {
    /// An index of the rules files of `canon` that answers `questions`, and no others.
    #[must_use]
    pub fn to_answer(canon: &'c Canon, questions: &Questions) -> Self {
        let mut index = Self::empty(Some(canon));
        index.vocabulary = questions.vocabulary.clone();
        index.tokens.reserve(words_in(canon, of_rules(canon)));
        let mut pairs = Grams::of(questions.pairs.clone());
        let of_three = questions.triples.iter();
        let of_three =
            of_three.filter_map(|&[first, second, third]| Some((pairs.find(first, second)?, third)));
        let mut triples = Grams::of(of_three.collect());
        let mut tokens = Tokens::default();
        each_text(canon, of_rules(canon), |entry, text| {
            tokens.read_with(text, |hash| questions.slots.get(hash).max(OTHER));
            index.tokens.extend_from_slice(&tokens.words);
            index.end(entry);
        });
        let all = &index.tokens[..];
        // Of each word, how often it stands there and where first.
        let mut seen = vec![(0u32, u32::MAX); index.vocabulary.len()];
        for (&word, at) in all.iter().zip(0..) {
            let (count, first) = &mut seen[word as usize];
            *count += 1;
            *first = at.min(*first);
        }
        // These are no words that can be asked for.
        seen[UNKNOWN as usize] = (0, u32::MAX);
        seen[OTHER as usize] = (0, u32::MAX);
        let fact = |&(count, first)| match count {
            0 => Fact::default(),
            _ => Fact::of(index.entries[index.locate(first).0 as usize].record),
        };
        index.facts = seen.iter().map(fact).collect();
        // The grams that stand in the canon, each with its place. A separator parts the entries.
        let [mut of_two, mut of_three] = [(); 2].map(|()| Vec::<(u32, u32)>::new());
        let pair = |at: usize| {
            let [first, second] = [all[at], all[at + 1]];
            ((first > OTHER) & (second > OTHER), first, second)
        };
        pairs.find_all(all.len().saturating_sub(1), pair, |at, pair| of_two.push((pair, at as u32)));
        let triple = |nth: usize| {
            let [(pair, at), (_, next)] = [of_two[nth], of_two[nth + 1]];
            (next == at + 1, pair, all[next as usize + 1])
        };
        triples.find_all(of_two.len().saturating_sub(1), triple, |nth, triple| {
            of_three.push((triple, of_two[nth].1));
        });
        pairs.put(&of_two, &mut index.places);
        triples.put(&of_three, &mut index.places);
        // Places of words alone are counted on behind those of the grams, and looked for when they are asked for.
        let counts = seen.iter().map(|(count, _)| *count);
        index.starts = sums(index.places.len() as u32, counts);
        let common = (0..).zip(&seen).filter(|(_, (count, _))| *count > COMMON);
        let common = common.map(|(word, _)| (word, OnceLock::new())).collect();
        let (of_words, missed) = (OnceLock::new(), AtomicUsize::new(0));
        index.answers = Some(Box::new(Answers { pairs, triples, of_words, common, missed }));
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

/// Where each of several runs of so many begins, and where the last one ends.
fn sums(from: u32, counts: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut sum = from;
    let ends = counts.map(|count| {
        sum += count;
        sum
    });
    std::iter::once(from).chain(ends).collect()
}

/// Adds places to `places`, sorted by what stands there: `hits` are both, that and the place, and `counts` how often each
/// comes. Says where those of each begin, and where the last ones end.
fn put(
    hits: impl Iterator<Item = (u32, u32)>,
    counts: impl Iterator<Item = u32>,
    places: &mut Vec<u32>,
) -> Vec<u32> {
    let starts = sums(places.len() as u32, counts);
    let mut next = starts.clone();
    places.resize(starts.last().map_or(0, |&end| end as usize), 0);
    for (of, at) in hits {
        let slot = &mut next[of as usize];
        places[*slot as usize] = at;
        *slot += 1;
    }
    starts
}

impl Answers {
    /// The number of a word that is `number` in the vocabulary and stands in the canon so often.
    pub fn number(&self, number: WordId, times: usize) -> WordId {
        if number == UNKNOWN {
            self.miss();
        }
        if times == 0 { UNKNOWN } else { number }
    }

    /// The places of two words in a row.
    pub fn pair(&self, first: WordId, second: WordId) -> Range<u32> {
        self.pairs.range(first, second).unwrap_or_else(|| self.miss())
    }

    /// The places of three words in a row, the first two of which stand in the canon.
    pub fn triple(&self, [first, second, third]: [WordId; 3]) -> Range<u32> {
        let range = self.pairs.find(first, second).and_then(|pair| self.triples.range(pair, third));
        range.unwrap_or_else(|| self.miss())
    }

    /// Notes it where words of the canon that have numbers are others than those that drafts ask for: words of one hash.
    pub fn confirm(&self, vocabulary: &Vocabulary, tokens: &[WordId], written: &Written<'_>) {
        let is_other =
            |(at, &word): (usize, &WordId)| word > OTHER && vocabulary.spelling(word) != written.spelling(at);
        if tokens.iter().enumerate().any(is_other) {
            self.miss();
        }
    }

    /// Notes that it does not know what it was asked for.
    fn miss(&self) -> Range<u32> {
        self.missed.fetch_add(1, Ordering::Relaxed);
        0..0
    }

    /// The places of a word alone, which `starts` counts in `range`.
    pub fn places_of_word(&self, range: &Range<u32>, starts: &[u32], tokens: &[WordId]) -> &[u32] {
        if range.is_empty() {
            return &[];
        }
        let word = starts.partition_point(|&start| start <= range.start) as WordId - 1;
        if let Ok(at) = self.common.binary_search_by_key(&word, |(word, _)| *word) {
            return self.common[at].1.get_or_init(|| places_of(word, tokens));
        }
        let OfWords { places, starts } = self.of_words.get_or_init(|| OfWords::of(starts, tokens));
        &places[starts[word as usize] as usize..starts[word as usize + 1] as usize]
    }
}

/// The places of one word in `tokens`.
fn places_of(word: WordId, tokens: &[WordId]) -> Vec<u32> {
    const BLOCK: usize = 64;
    let mut places = Vec::new();
    for (block, from) in tokens.chunks(BLOCK).zip((0..).step_by(BLOCK)) {
        // Without an early end, so that it is compiled to vector instructions.
        if block.iter().fold(false, |any, token| any | (*token == word)) {
            let here = (from..).zip(block).filter(|(_, token)| **token == word);
            places.extend(here.map(|(at, _)| at));
        }
    }
    places
}

impl OfWords {
    /// Those of `tokens`, of which each word has as many as `starts` count.
    fn of(starts: &[u32], tokens: &[WordId]) -> Self {
        let counts = starts.windows(2).map(|ends| ends[1] - ends[0]);
        let counts: Vec<u32> = counts.map(|count| if count > COMMON { 0 } else { count }).collect();
        let mut places = Vec::new();
        let kept = tokens.iter().copied().zip(0..).filter(|(token, _)| counts[*token as usize] > 0);
        let starts = put(kept, counts.iter().copied(), &mut places);
        Self { places, starts }
    }
}
