//! Swapped roles: large texts are read past the quotations of the drafts, and nothing is kept of them but the places
//! where a quotation may stand. No index of the texts is built, so that they need not fit in memory.
//!
//! **The bound holds here too** (see [`super::pieces`]): *k* + 1 disjoint pieces of a quotation are looked for, of which
//! *k* edits leave one unspoiled, and around each place of a piece the words that both sides share in order are counted.
//! How often a piece stands in the texts is not known beforehand; that of its language stands in for it, which makes the
//! search slower or faster and never changes what is found.
//!
//! Beyond the bound, runs of three telling words point to parts of a quotation: two places of one text that a writer
//! joined, with a mark or without. Parts of a quotation with an ellipsis or brackets further apart than [`LOOSE`] words
//! are each found by such a run of their own.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::grams::{Found, LONGEST};
use super::index::{UNKNOWN, WordId};
use super::pieces::{choose, edits_allowed};
pub use super::site::Site;
use super::tokens::{Tokens, Vocabulary};
use crate::lexicon::{self, Lang};
use crate::normalize::Words;
use crate::span::Read;

/// How far the words of a quotation with an ellipsis or brackets may stand apart and still be counted together.
pub const LOOSE: usize = 150;
/// Two parts no further apart than this, in words, are one place.
const NEAR: usize = 120;
/// Two parts this near are one place whatever they are worth.
const NEXT: usize = 60;
/// What a run of three words must be worth, in bits, to be looked for.
const TELLING_RUN: f32 = 22.0;
/// What a part of a quotation must be worth.
const TELLING_PART: f32 = 20.0;
/// A quotation of fewer than five words that is worth less is a phrase of the language.
const TELLING_SHORT: f32 = 14.0;
/// What a difference costs in bits, where a part is followed along the text.
const PER_EDIT: f32 = 8.0;
/// A part ends where differences have cost so much since its best end.
const DROP: f32 = 24.0;
/// How many words are passed over to find where a part goes on.
const SKIP: usize = 6;
/// Places of one quotation that are kept for each stretch of its words.
const KEPT: usize = 8;
/// Longest quotation, in words, whose shared words are counted in one machine word.
const COUNTED: usize = 128;

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
    /// For each word the anchors that it is alone.
    singles: FxHashMap<WordId, Range<u32>>,
    /// How many pairs of words are counted.
    pairs: usize,
}

/// One quotation.
#[derive(Debug)]
struct Sought {
    words: Vec<WordId>,
    /// What each word is worth, in bits: alone, and after the one before it.
    worth: Vec<(f32, f32)>,
    /// Where each word stands among those outside brackets, as bits.
    places: FxHashMap<WordId, u128>,
    /// How many words stand outside brackets.
    own: usize,
    /// The bound.
    allowed: usize,
    /// Whether an ellipsis or brackets stand in it.
    loose: bool,
}

#[derive(Debug, Clone, Default)]
struct Gram {
    /// The number of a pair that is counted.
    pair: Option<u32>,
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
        let mut sought = Vec::with_capacity(quotations.len());
        for (number, Wanted { words, free, border }) in quotations.iter().enumerate() {
            let numbers: Vec<WordId> = (0..words.len()).map(|i| vocabulary.add(words.folded(i))).collect();
            let one = Sought::new(words, &numbers, free, border.iter().any(|&b| b));
            for pair in numbers.windows(2) {
                let next = pairs.len() as u32;
                pairs.entry(key(pair)).or_insert(next);
            }
            for (at, length) in one.anchors(free, border, expected) {
                let anchor = Anchor { sought: number as u32, at: at as u32 };
                match length {
                    1 => alone.push((numbers[at], anchor)),
                    _ => entries.push((key(&numbers[at..at + length]), anchor)),
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
            singles: FxHashMap::default(),
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
            hunt.singles.insert(same[0].0, range);
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

impl Sought {
    fn new(words: &Words<Read>, numbers: &[WordId], free: &[bool], loose: bool) -> Self {
        let mut worth: Vec<(f32, f32)> = Vec::with_capacity(numbers.len());
        for i in 0..numbers.len() {
            let alone = lexicon::bits(words.folded(i), Lang::Unknown);
            let follows = i.checked_sub(1).and_then(|b| lexicon::pair_bits(words.folded(b), words.folded(i)));
            worth.push((alone, follows.map_or(alone, |bits| bits.clamp(alone * 0.35, alone))));
        }
        let mut places: FxHashMap<WordId, u128> = FxHashMap::default();
        let mut own = 0;
        for (&word, _) in numbers.iter().zip(free).filter(|(_, free)| !**free) {
            *places.entry(word).or_default() |= 1u128.checked_shl(own as u32).unwrap_or(0);
            own += 1;
        }
        Self { words: numbers.to_vec(), worth, places, own, allowed: edits_allowed(own), loose }
    }

    /// What a run of its words is worth.
    fn bits(&self, run: Range<usize>) -> f32 {
        let first = self.worth.get(run.start).map_or(0.0, |w| w.0);
        first + self.worth[run].iter().skip(1).map(|w| w.1).sum::<f32>()
    }

    /// The runs of words to look for: those that the bound asks for, and the telling ones.
    fn anchors(&self, free: &[bool], border: &[bool], expected: u64) -> Vec<(usize, usize)> {
        let n = self.words.len();
        if n < 2 || (self.own < 5 && self.bits(0..n) < TELLING_SHORT) {
            return Vec::new();
        }
        let places = |run: Range<usize>| {
            let count = expected as f32 * (-self.bits(run)).exp2();
            1 + (count as u32).min(1 << 28)
        };
        let ranges: [Vec<Range<u32>>; LONGEST] = std::array::from_fn(|length| {
            (0..n).map(|i| if i + length < n { 0..places(i..i + length + 1) } else { 0..0 }).collect()
        });
        let found = Found { words: self.words.clone(), ranges };
        let mut anchors: Vec<(usize, usize)> =
            choose(&found, free, border, self.allowed + 1).iter().map(|p| (p.at, p.length)).collect();
        for at in 0..(n + 1).saturating_sub(LONGEST) {
            let inside = at + 1..at + LONGEST;
            let whole = !free[at] && !inside.clone().any(|w| free[w] || border[w]);
            if whole && self.bits(at..at + LONGEST) >= TELLING_RUN {
                anchors.push((at, LONGEST));
            }
        }
        anchors
    }
}

/// One reader of texts; each thread has its own.
#[derive(Debug)]
pub struct Search<'h> {
    hunt: &'h Hunt,
    tokens: Tokens,
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
        Self { hunt, tokens: Tokens::default(), counts, found: FxHashMap::default() }
    }

    /// Reads one text: for each quotation that may stand in it, by number, the places, the best first.
    pub fn read(&mut self, text: &str) -> Vec<(usize, Vec<Site>)> {
        let hunt = self.hunt;
        let mut tokens = std::mem::take(&mut self.tokens);
        tokens.read(text, &hunt.vocabulary);
        let words = &tokens.words;
        self.counts.read += words.len() as u64;
        for (at, &word) in words.iter().enumerate() {
            if word == UNKNOWN {
                continue;
            }
            self.counts.words[word as usize] += 1;
            if let Some(range) = hunt.singles.get(&word) {
                self.hits(range, words, at);
            }
            let Some(&second) = words.get(at + 1) else { continue };
            if second == UNKNOWN {
                continue;
            }
            if let Some(gram) = hunt.gram(key(&[word, second])) {
                if let Some(pair) = gram.pair {
                    self.counts.pairs[pair as usize] += 1;
                }
                self.hits(&gram.anchors, words, at);
            }
            let Some(&third) = words.get(at + 2) else { continue };
            if third != UNKNOWN
                && let Some(gram) = hunt.gram(key(&[word, second, third]))
            {
                self.hits(&gram.anchors, words, at);
            }
        }
        let mut found: Vec<(usize, Vec<Site>)> =
            self.found.drain().map(|(number, sites)| (number as usize, put_together(sites))).collect();
        found.sort_by_key(|(number, _)| *number);
        for (_, sites) in &mut found {
            for site in sites {
                site.start = tokens.starts[site.at.start] as usize;
                site.last = tokens.starts[site.at.end - 1] as usize;
            }
        }
        self.tokens = tokens;
        found
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

impl Sought {
    /// What stands in `text` where its word `word` stands at `at`.
    fn look(&self, text: &[WordId], word: usize, at: usize) -> Option<Site> {
        let n = self.words.len();
        if at >= word && text.get(at - word..at - word + n) == Some(&self.words[..]) {
            return Some(Site::of(0..n, at - word..at - word + n, self.bits(0..n), false));
        }
        let followed = self.follow(text, word, at);
        if self.own <= COUNTED {
            let slack = if self.loose { LOOSE } else { self.allowed };
            let window = at.saturating_sub(word + slack)..(at + n - word + slack).min(text.len());
            let missing = self.own - self.shared(&text[window.clone()]);
            if missing <= self.allowed {
                let bits = (self.bits(0..n) - PER_EDIT * missing as f32).max(followed.bits);
                let window = window.start..window.end.max(window.start + 1);
                return Some(Site::of(0..n, window, bits, true));
            }
        }
        (followed.bits >= TELLING_PART && followed.covered() > 2).then_some(followed)
    }

    /// How many of its words outside brackets stand in `text` in their order (Hyyrö's count, by bits).
    fn shared(&self, text: &[WordId]) -> usize {
        let mut row = u128::MAX;
        for word in text {
            if *word != UNKNOWN
                && let Some(places) = self.places.get(word)
            {
                let both = row & places;
                row = row.wrapping_add(both) | (row - both);
            }
        }
        let mask = if self.own == COUNTED { u128::MAX } else { (1 << self.own) - 1 };
        (!row & mask).count_ones() as usize
    }

    /// Follows it along `text` in both directions from a word that stands in both, over small differences.
    fn follow(&self, text: &[WordId], word: usize, at: usize) -> Site {
        let n = self.words.len() as isize;
        let same = |i: isize, j: isize| {
            let ours = usize::try_from(i).ok().and_then(|i| self.words.get(i));
            ours.is_some() && ours == usize::try_from(j).ok().and_then(|j| text.get(j))
        };
        let mut ends = [(word as isize, at as isize); 2];
        let mut total = 0.0;
        for (end, step) in ends.iter_mut().zip([-1isize, 1]) {
            let (mut i, mut j) = *end;
            let (mut bits, mut best, mut run) = (0.0f32, 0.0f32, false);
            if step == 1 {
                (i, j) = (i + 1, j + 1);
                run = true;
            }
            loop {
                if same(i, j) {
                    let worth = self.worth[i as usize];
                    // What follows its neighbour as usual is worth less; backwards that is only known of the next one.
                    bits += if run { worth.1 } else { worth.0 };
                    run = true;
                    if bits > best {
                        (best, *end) = (bits, (i, j));
                    }
                    (i, j) = (i + step, j + step);
                    continue;
                }
                let on = (1..=2 * SKIP)
                    .flat_map(|both| (0..=both.min(SKIP)).map(move |d| (d, both - d)))
                    .find(|&(d, e)| {
                        let (i, j) = (i + d as isize * step, j + e as isize * step);
                        let sure = same(i + step, j + step) || i + step < 0 || i + step >= n;
                        e <= SKIP && same(i, j) && (sure || self.worth[i as usize].0 >= 9.0)
                    });
                let Some((d, e)) = on else { break };
                bits -= PER_EDIT;
                if bits < best - DROP {
                    break;
                }
                (i, j) = (i + d as isize * step, j + e as isize * step);
                run = false;
            }
            total += best;
        }
        let [(first, start), (last, end)] = ends;
        let words = first.max(0) as usize..(last + 1) as usize;
        Site::of(words, start.max(0) as usize..(end + 1) as usize, total, false)
    }
}

/// The better first: worth more, then earlier.
fn by_worth(a: &Site, b: &Site) -> std::cmp::Ordering {
    b.bits.total_cmp(&a.bits).then(a.at.start.cmp(&b.at.start)).then(a.at.end.cmp(&b.at.end))
}

/// Leaves out a place where eight better ones hold the same words of the quotation.
fn keep_best(sites: &mut Vec<Site>) {
    sites.sort_by(by_worth);
    sites.dedup_by(|a, b| a.at == b.at && a.parts == b.parts);
    let mut kept: Vec<Site> = Vec::with_capacity(sites.len());
    for site in sites.drain(..) {
        if kept.iter().filter(|other| site.is_in(other)).take(KEPT).count() < KEPT {
            kept.push(site);
        }
    }
    *sites = kept;
}

/// Adds places at which parts of the quotation stand near one another, and leaves out what better places hold already.
fn put_together(mut sites: Vec<Site>) -> Vec<Site> {
    keep_best(&mut sites);
    let mut joined: Vec<Site> = Vec::new();
    for seed in &sites {
        let mut whole = seed.clone();
        for part in &sites {
            let apart =
                part.at.start.saturating_sub(whole.at.end).max(whole.at.start.saturating_sub(part.at.end));
            let fresh = part.fresh(&whole);
            if fresh >= 2 && (apart <= NEXT || (apart <= NEAR && fresh >= 3)) {
                whole.add(part);
                whole.at = whole.at.start.min(part.at.start)..whole.at.end.max(part.at.end);
            }
        }
        if whole.parts.len() > 1 {
            joined.push(whole);
        }
    }
    sites.append(&mut joined);
    keep_best(&mut sites);
    sites
}
