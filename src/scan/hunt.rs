//! Swapped roles: large texts are read past the quotations of the drafts, and nothing is kept of them but the places
//! where a quotation may stand. No index of the texts is built, so that they need not fit in memory.
//!
//! **The bound holds here too** (see [`super::pieces`]): *k* + 1 disjoint pieces of a quotation are looked for, of which
//! *k* edits leave one unspoiled, and around each place of a piece the words that both sides share in order are counted.
//! How often a piece stands in the texts is not known beforehand; that of its language stands in for it, which makes the
//! search slower or faster and never changes what is found.
//!
//! Beyond the bound, runs of three telling words point to parts of a quotation: two places of one text that a writer
//! joined, with a mark or without. Parts of a quotation with an ellipsis or brackets further apart than 150 words
//! are each found by such a run of their own.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::grams::LONGEST;
use super::index::{UNKNOWN, WordId};
use super::numbered::{Bytes, Numbered, Numbering};
pub use super::site::Site;
use super::site::{KEPT, keep_best, put_together};
use super::sought::Sought;
use super::tokens::{Tokens, Vocabulary};
use crate::normalize::Words;
use crate::packed::Packer;
use crate::span::Read;

/// A quotation to look for.
#[derive(Debug)]
pub struct Wanted {
    /// Its words.
    pub words: Words<Read>,
    /// For each word, whether it stands in brackets.
    pub free: Vec<bool>,
    /// For each word and for the end, whether no anchor reaches over the border before it.
    pub border: Vec<bool>,
}

/// Quotations that are looked for.
#[derive(Debug)]
pub struct Hunt {
    vocabulary: Vocabulary,
    sought: Vec<Sought>,
    /// By the key of its words: each run of words that is looked for.
    grams: FxHashMap<u64, Gram>,
    /// One bit for the key of each gram, so that most runs of the text are passed over unseen.
    filter: Vec<u64>,
    anchors: Vec<Anchor>,
    /// For each word of the vocabulary what may begin with it.
    leads: Vec<Lead>,
    /// How many pairs of words are counted.
    pairs: usize,
}

/// What may begin with a word.
#[derive(Debug, Clone, Default)]
struct Lead {
    /// One bit for each word that follows it in a quotation, by [`bit_of`].
    next: u64,
    /// The anchors that it is alone.
    alone: Range<u32>,
}

/// The bit of a word in [`Lead::next`].
fn bit_of(word: WordId) -> u64 {
    1 << (word & 63)
}

#[derive(Debug, Clone, Default)]
struct Gram {
    /// The number of a pair that is counted: every pair is that stands in a quotation.
    pair: Option<u32>,
    /// Whether a pair begins a run of three that is looked for.
    goes_on: bool,
    anchors: Range<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Anchor {
    sought: u32,
    at: u32,
}

/// What the texts say of the words of the quotations: how often each stands in them.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    /// How many words were read.
    pub read: u64,
    words: Vec<u32>,
    pairs: Vec<u32>,
}

impl Counts {
    /// Adds the counts of other texts.
    pub fn join(&mut self, other: &Self) {
        self.read += other.read;
        for (mine, theirs) in [(&mut self.words, &other.words), (&mut self.pairs, &other.pairs)] {
            mine.resize(mine.len().max(theirs.len()), 0);
            mine.iter_mut().zip(theirs).for_each(|(sum, more)| *sum += more);
        }
    }
}

/// Looks two words up in `pairs` and the like.
fn key(words: &[WordId]) -> u64 {
    words.iter().fold(words.len() as u64, |key, &word| {
        (key.rotate_left(21) ^ u64::from(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}

impl Hunt {
    /// A hunt for `quotations` in texts of about `expected` words: the number guides the choice of anchors and nothing
    /// else.
    #[must_use]
    pub fn new(quotations: &[Wanted], expected: u64) -> Self {
        let mut vocabulary = Vocabulary::default();
        let mut entries: Vec<(u64, Anchor)> = Vec::new();
        let mut alone: Vec<(WordId, Anchor)> = Vec::new();
        let mut pairs: FxHashMap<u64, u32> = FxHashMap::default();
        let mut begin: Vec<u64> = Vec::new();
        let mut leads: Vec<Lead> = Vec::new();
        let mut sought = Vec::with_capacity(quotations.len());
        for (number, Wanted { words, free, border }) in quotations.iter().enumerate() {
            let numbers: Vec<WordId> = (0..words.len()).map(|i| vocabulary.add(words.folded(i))).collect();
            leads.resize(vocabulary.len() + 1, Lead::default());
            let one = Sought::new(words, &numbers, free, border.iter().any(|&b| b));
            for pair in numbers.windows(2) {
                let number = pairs.len() as u32;
                pairs.entry(key(pair)).or_insert(number);
                leads[pair[0] as usize].next |= bit_of(pair[1]);
            }
            for (at, length) in one.anchors(free, border, expected) {
                let anchor = Anchor { sought: number as u32, at: at as u32 };
                match length {
                    1 => alone.push((numbers[at], anchor)),
                    _ => entries.push((key(&numbers[at..at + length]), anchor)),
                }
                if length > 2 {
                    begin.push(key(&numbers[at..at + 2]));
                }
            }
            sought.push(one);
        }
        entries.sort_unstable();
        entries.dedup();
        alone.sort_unstable();
        alone.dedup();
        let mut hunt = Self {
            vocabulary,
            sought,
            grams: FxHashMap::default(),
            filter: Vec::new(),
            anchors: Vec::with_capacity(entries.len() + alone.len()),
            leads,
            pairs: pairs.len(),
        };
        for (key, pair) in pairs {
            hunt.grams.entry(key).or_default().pair = Some(pair);
        }
        for same in entries.chunk_by(|a, b| a.0 == b.0) {
            let range = hunt.push_anchors(same.iter().map(|&(_, anchor)| anchor));
            hunt.grams.entry(same[0].0).or_default().anchors = range;
        }
        for same in alone.chunk_by(|a, b| a.0 == b.0) {
            let range = hunt.push_anchors(same.iter().map(|&(_, anchor)| anchor));
            hunt.leads[same[0].0 as usize].alone = range;
        }
        for key in begin {
            hunt.grams.entry(key).or_default().goes_on = true;
        }
        hunt.filter = vec![0; (hunt.grams.len() * 16).next_power_of_two().max(64) / 64];
        let bits = hunt.filter.len() * 64 - 1;
        for &key in hunt.grams.keys() {
            let bit = (key >> 20) as usize & bits;
            hunt.filter[bit / 64] |= 1 << (bit % 64);
        }
        hunt
    }

    fn push_anchors(&mut self, anchors: impl Iterator<Item = Anchor>) -> Range<u32> {
        let start = self.anchors.len() as u32;
        self.anchors.extend(anchors);
        start..self.anchors.len() as u32
    }

    /// How many quotations are looked for.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sought.len()
    }

    /// Whether nothing is looked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sought.is_empty()
    }

    /// How often a folded word of the quotations stands in the texts that `counts` are of.
    #[must_use]
    pub fn count(&self, counts: &Counts, folded: &str) -> u32 {
        let number = self.vocabulary.number(folded);
        number.and_then(|n| counts.words.get(n as usize)).copied().unwrap_or(0)
    }

    /// How often two words that follow one another in a quotation do so in the texts.
    #[must_use]
    pub fn count_pair(&self, counts: &Counts, first: &str, second: &str) -> u32 {
        let numbers = [self.vocabulary.number(first), self.vocabulary.number(second)];
        let [Some(first), Some(second)] = numbers else { return 0 };
        let pair = self.grams.get(&key(&[first, second])).and_then(|gram| gram.pair);
        pair.and_then(|pair| counts.pairs.get(pair as usize)).copied().unwrap_or(0)
    }

    fn gram(&self, key: u64) -> Option<&Gram> {
        let bit = (key >> 20) as usize & (self.filter.len() * 64 - 1);
        if self.filter[bit / 64] & (1 << (bit % 64)) == 0 {
            return None;
        }
        self.grams.get(&key)
    }
}

/// One reader of texts; each thread has its own.
#[derive(Debug)]
pub struct Search<'h> {
    hunt: &'h Hunt,
    tokens: Tokens,
    /// Numbers for the words of a text that is recorded.
    numbering: Numbering,
    /// What was counted in all texts read so far.
    pub counts: Counts,
    found: FxHashMap<u32, Vec<Site>>,
}

impl<'h> Search<'h> {
    /// A reader for `hunt`.
    #[must_use]
    pub fn new(hunt: &'h Hunt) -> Self {
        let counts =
            Counts { read: 0, words: vec![0; hunt.vocabulary.len() + 1], pairs: vec![0; hunt.pairs] };
        Self {
            hunt,
            tokens: Tokens::default(),
            numbering: Numbering::default(),
            counts,
            found: FxHashMap::default(),
        }
    }

    /// Reads one text: for each quotation that may stand in it, by number, the places, the best first.
    pub fn read(&mut self, text: &str) -> Vec<(usize, Vec<Site>)> {
        let hunt = self.hunt;
        self.tokens.read(text, &hunt.vocabulary);
        self.counts.read += self.tokens.words.len() as u64;
        for &word in &self.tokens.words {
            self.counts.words[word as usize] += 1;
        }
        self.sites()
    }

    /// The same, and writes the words to `out` so that [`Search::recall`] finds the same when it reads them.
    pub fn record(&mut self, text: &str, out: &mut Packer) -> Vec<(usize, Vec<Site>)> {
        let hunt = self.hunt;
        self.numbering.clear();
        self.tokens.read_with(text, |hash| self.numbering.number(hash));
        self.numbering.pack(&self.tokens.words, out);
        let known: Vec<WordId> =
            self.numbering.hashes().iter().map(|&hash| hunt.vocabulary.get(hash)).collect();
        self.counts.read += self.tokens.words.len() as u64;
        for word in &mut self.tokens.words {
            *word = known[*word as usize];
            self.counts.words[*word as usize] += 1;
        }
        self.sites()
    }

    /// Reads the words of one text that were recorded, and not where they begin. `None` if what was recorded is damaged:
    /// this search is of no use then.
    pub fn recall(&mut self, bytes: &mut dyn Bytes) -> Option<Vec<(usize, Vec<Site>)>> {
        let hunt = self.hunt;
        let count = |word: WordId, times| self.counts.words[word as usize] += times;
        let numbered = Numbered::read(bytes, |hash| hunt.vocabulary.get(hash), count)?;
        self.counts.read += numbered.len() as u64;
        numbered.words(bytes, &mut self.tokens.words)?;
        Some(self.sites())
    }

    /// The byte at which each word of the text begins that was read last.
    #[must_use]
    pub fn starts(&self) -> &[u32] {
        &self.tokens.starts
    }

    /// The same, to keep.
    pub fn take_starts(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.tokens.starts)
    }

    /// The places in the words that were read last.
    fn sites(&mut self) -> Vec<(usize, Vec<Site>)> {
        // All others were counted as one, which spares a question a word.
        self.counts.words[UNKNOWN as usize] = 0;
        let words = std::mem::take(&mut self.tokens.words);
        for (at, &word) in words.iter().enumerate() {
            if word != UNKNOWN {
                self.begin(&words, at);
            }
        }
        self.tokens.words = words;
        let mut found: Vec<(usize, Vec<Site>)> =
            self.found.drain().map(|(number, sites)| (number as usize, put_together(sites))).collect();
        found.sort_by_key(|(number, _)| *number);
        found
    }

    /// Looks up what may begin with the known word at `at`.
    fn begin(&mut self, words: &[WordId], at: usize) {
        let hunt = self.hunt;
        let lead = &hunt.leads[words[at] as usize];
        if !lead.alone.is_empty() {
            self.hits(&lead.alone, words, at);
        }
        let Some(&second) = words.get(at + 1) else { return };
        // Nothing that is looked for begins with a pair that stands in no quotation.
        if second == UNKNOWN || lead.next & bit_of(second) == 0 {
            return;
        }
        let Some(gram) = hunt.gram(key(&[words[at], second])) else { return };
        if let Some(pair) = gram.pair {
            self.counts.pairs[pair as usize] += 1;
        }
        self.hits(&gram.anchors, words, at);
        if gram.goes_on
            && let Some(three) = words.get(at..at + LONGEST)
            && three[LONGEST - 1] != UNKNOWN
            && let Some(gram) = hunt.gram(key(three))
        {
            self.hits(&gram.anchors, words, at);
        }
    }

    fn hits(&mut self, anchors: &Range<u32>, text: &[WordId], at: usize) {
        for anchor in &self.hunt.anchors[anchors.start as usize..anchors.end as usize] {
            let sought = &self.hunt.sought[anchor.sought as usize];
            let known = self.found.get(&anchor.sought);
            let word = anchor.at as usize;
            // Most anchors of one place follow one another.
            let seen = |site: &Site| site.at.contains(&at) && site.has(word);
            if known.is_some_and(|sites| sites.iter().rev().take(3).any(seen)) {
                continue;
            }
            if let Some(site) = sought.look(text, word, at) {
                let sites = self.found.entry(anchor.sought).or_default();
                sites.push(site);
                if sites.len() > 16 * KEPT {
                    keep_best(sites);
                }
            }
        }
    }
}
