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

use super::index::{UNKNOWN, WordId};
use super::numbered::{Bytes, Numbered, Numbering, Numbers};
use super::site::{KEPT, keep_best, put_together};
pub use super::site::{PER_PART, Site};
use super::sought::Sought;
use super::text::{Coded, Text};
use super::tokens::{Tokens, Watchlist};
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
    vocabulary: Watchlist,
    sought: Vec<Sought>,
    /// Each pair of neighbours in a quotation, by [`pair_key`].
    pairs: FxHashMap<u64, Pair>,
    /// The anchors that are runs of three words.
    runs: FxHashMap<[WordId; 3], Range<u32>>,
    anchors: Vec<Anchor>,
    /// For each word of the vocabulary what may begin with it.
    leads: Vec<Lead>,
    /// The anchors that each word of the vocabulary is alone.
    alone: Vec<Range<u32>>,
}

/// What may begin with a word.
#[derive(Debug, Clone, Copy, Default)]
struct Lead {
    /// One bit for each word that follows it in a quotation; all of them if it is an anchor alone.
    next: u64,
    /// Its own bit where it follows another.
    bit: u8,
}

/// The bit of a word among those that follow another. The last is that of the words that are not looked for, so that
/// nothing but a word alone goes on with one.
fn bit_of(word: WordId) -> u8 {
    if word == UNKNOWN { 63 } else { (word % 63) as u8 }
}

/// Two words that follow one another in a quotation.
#[derive(Debug, Clone, Default)]
struct Pair {
    /// Its number among those that are counted.
    number: u32,
    /// One bit for each word that ends a run of three which is looked for.
    next: u64,
    /// The anchors that it is.
    anchors: Range<u32>,
}

fn pair_key(first: WordId, second: WordId) -> u64 {
    u64::from(first) << 32 | u64::from(second)
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

impl Hunt {
    /// A hunt for `quotations` in texts of about `expected` words: the number guides the choice of anchors and nothing
    /// else.
    #[must_use]
    pub fn new(quotations: &[Wanted], expected: u64) -> Self {
        let mut vocabulary = Watchlist::default();
        let mut alone: Vec<(WordId, Anchor)> = Vec::new();
        let mut in_pairs: Vec<(u64, Anchor)> = Vec::new();
        let mut in_runs: Vec<([WordId; 3], Anchor)> = Vec::new();
        let mut pairs: FxHashMap<u64, Pair> = FxHashMap::default();
        let mut leads = vec![Lead::default()];
        let mut sought = Vec::with_capacity(quotations.len());
        for (number, Wanted { words, free, border }) in quotations.iter().enumerate() {
            let numbers: Vec<WordId> = (0..words.len()).map(|i| vocabulary.add(words.folded(i))).collect();
            leads.resize(vocabulary.len() + 1, Lead::default());
            let one = Sought::new(words, &numbers, free, border.iter().any(|&b| b));
            for pair in numbers.windows(2) {
                let number = pairs.len() as u32;
                pairs.entry(pair_key(pair[0], pair[1])).or_insert(Pair { number, ..Pair::default() });
                leads[pair[0] as usize].next |= 1 << bit_of(pair[1]);
            }
            for (at, length) in one.anchors(free, border, expected) {
                let anchor = Anchor { sought: number as u32, at: at as u32 };
                match numbers[at..at + length] {
                    [word] => alone.push((word, anchor)),
                    [first, second] => in_pairs.push((pair_key(first, second), anchor)),
                    [first, second, third] => {
                        in_runs.push(([first, second, third], anchor));
                        pairs.entry(pair_key(first, second)).or_default().next |= 1 << bit_of(third);
                    }
                    _ => {}
                }
            }
            sought.push(one);
        }
        for (word, lead) in leads.iter_mut().enumerate() {
            lead.bit = bit_of(word as WordId);
        }
        let mut hunt = Self {
            vocabulary,
            sought,
            pairs,
            runs: FxHashMap::default(),
            anchors: Vec::new(),
            alone: vec![0..0; leads.len()],
            leads,
        };
        for (word, range) in hunt.push_anchors(alone) {
            hunt.leads[word as usize].next = u64::MAX;
            hunt.alone[word as usize] = range;
        }
        for (key, range) in hunt.push_anchors(in_pairs) {
            hunt.pairs.entry(key).or_default().anchors = range;
        }
        hunt.runs = hunt.push_anchors(in_runs).collect();
        hunt
    }

    /// Adds anchors, and says for each key where its own lie.
    fn push_anchors<K: Copy + Ord>(
        &mut self,
        mut keyed: Vec<(K, Anchor)>,
    ) -> impl Iterator<Item = (K, Range<u32>)> + use<K> {
        keyed.sort_unstable();
        keyed.dedup();
        let start = self.anchors.len();
        self.anchors.extend(keyed.iter().map(|&(_, anchor)| anchor));
        let mut ranges: Vec<(K, Range<u32>)> = Vec::new();
        for (at, (key, _)) in (start as u32..).zip(keyed) {
            match ranges.last_mut() {
                Some((last, range)) if *last == key => range.end = at + 1,
                _ => ranges.push((key, at..at + 1)),
            }
        }
        ranges.into_iter()
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
        let pair = self.pairs.get(&pair_key(first, second));
        pair.and_then(|pair| counts.pairs.get(pair.number as usize)).copied().unwrap_or(0)
    }

    /// The places in `words`, of which there are at most [`SIEVED`] and the next one, at which something may begin that is
    /// looked for: nothing does with a pair that stands in no quotation. Returns their number. Whether a place is one, no
    /// processor foresees: each is written down, and the next one over it if it is none.
    fn sieve(&self, words: &[WordId], places: &mut [u16; SIEVED]) -> usize {
        let Some((&first, rest)) = words.split_first() else { return 0 };
        let mut next = self.leads[first as usize].next;
        let mut number = 0;
        for (at, &word) in (0..SIEVED).zip(rest) {
            let lead = self.leads[word as usize];
            places[number % SIEVED] = at as u16;
            number += (next >> (lead.bit & 63)) as usize & 1;
            next = lead.next;
        }
        number
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
    /// Room for the words that were recorded of a text.
    numbers: Numbers,
}

/// So many words are looked at in one go, before anything is looked up.
const SIEVED: usize = 4096;

impl<'h> Search<'h> {
    /// A reader for `hunt`.
    #[must_use]
    pub fn new(hunt: &'h Hunt) -> Self {
        let counts =
            Counts { read: 0, words: vec![0; hunt.vocabulary.len() + 1], pairs: vec![0; hunt.pairs.len()] };
        Self {
            hunt,
            tokens: Tokens::default(),
            numbering: Numbering::default(),
            counts,
            found: FxHashMap::default(),
            numbers: Numbers::default(),
        }
    }

    /// Reads one text: for each quotation that may stand in it, by number, the places, the best first.
    pub fn read(&mut self, text: &str) -> Vec<(usize, Vec<Site>)> {
        self.tokens.read(text, &self.hunt.vocabulary);
        let words = std::mem::take(&mut self.tokens.words);
        self.counts.read += words.len() as u64;
        // Most words are not looked for: four numbers a word, so that one does not wait for the one before.
        let mut counts = vec![[0_u32; 4]; self.counts.words.len()];
        let (fours, rest) = words.as_chunks::<4>();
        for four in fours {
            (0..4).for_each(|nth| counts[four[nth] as usize][nth] += 1);
        }
        rest.iter().for_each(|&word| counts[word as usize][0] += 1);
        for (sum, more) in self.counts.words.iter_mut().zip(counts) {
            *sum += more.iter().sum::<u32>();
        }
        let found = self.sites(&words[..]);
        self.tokens.words = words;
        found
    }

    /// The same, and writes the words to `out` so that [`Search::recall`] finds the same when it reads them.
    pub fn record(&mut self, text: &str, out: &mut Packer) -> Vec<(usize, Vec<Site>)> {
        self.numbering.clear();
        self.tokens.read_with(text, |hash| self.numbering.number(hash));
        let words = std::mem::take(&mut self.tokens.words);
        let counts = self.numbering.pack(&words, out);
        let hashes = self.numbering.hashes().iter();
        let known: Vec<WordId> = hashes.map(|&hash| self.hunt.vocabulary.get(hash)).collect();
        self.counts.read += words.len() as u64;
        for (&word, times) in known.iter().zip(counts) {
            self.counts.words[word as usize] += times;
        }
        let found = self.sites(Coded { numbers: &words, known: &known });
        self.tokens.words = words;
        found
    }

    /// Reads the words of one text that were recorded, and not where they begin. `None` if what was recorded is damaged:
    /// this search is of no use then.
    pub fn recall(&mut self, bytes: &mut dyn Bytes) -> Option<Vec<(usize, Vec<Site>)>> {
        let hunt = self.hunt;
        let count = |word: WordId, times| self.counts.words[word as usize] += times;
        let numbered = Numbered::read(bytes, |hash| hunt.vocabulary.get(hash), count)?;
        self.counts.read += numbered.len() as u64;
        let mut numbers = std::mem::take(&mut self.numbers);
        numbered.words(bytes, &mut numbers)?;
        let known = numbered.known();
        let found = match numbered.is_narrow() {
            true => self.sites(Coded { numbers: &numbers.narrow, known }),
            false => self.sites(Coded { numbers: &numbers.wide, known }),
        };
        self.numbers = numbers;
        Some(found)
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

    /// The places in a text.
    fn sites(&mut self, text: impl Text) -> Vec<(usize, Vec<Site>)> {
        // All others were counted as one, which spares a question a word.
        self.counts.words[UNKNOWN as usize] = 0;
        let (mut words, mut promising) = ([UNKNOWN; SIEVED + 1], [0; SIEVED]);
        for from in (0..text.end()).step_by(SIEVED) {
            // After the last word comes none that is looked for.
            let number = text.copy(from, &mut words).min(SIEVED) + 1;
            let promising_ones = self.hunt.sieve(&words[..number], &mut promising);
            promising[..promising_ones].iter().for_each(|&after| self.begin(text, from + usize::from(after)));
        }
        let mut found: Vec<(usize, Vec<Site>)> =
            self.found.drain().map(|(number, sites)| (number as usize, put_together(sites))).collect();
        found.sort_by_key(|(number, _)| *number);
        found
    }

    /// Looks up what may begin with the known word at `at`.
    fn begin(&mut self, text: impl Text, at: usize) {
        let hunt = self.hunt;
        let first = text.word(at);
        let alone = &hunt.alone[first as usize];
        if !alone.is_empty() {
            self.hits(alone, text, at);
        }
        let Some(second) = text.get(at + 1) else { return };
        let Some(pair) = hunt.pairs.get(&pair_key(first, second)) else { return };
        self.counts.pairs[pair.number as usize] += 1;
        self.hits(&pair.anchors, text, at);
        let third = text.get(at + 2).unwrap_or(UNKNOWN);
        if pair.next & (1 << bit_of(third)) != 0
            && let Some(anchors) = hunt.runs.get(&[first, second, third])
        {
            self.hits(anchors, text, at);
        }
    }

    fn hits(&mut self, anchors: &Range<u32>, text: impl Text, at: usize) {
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
