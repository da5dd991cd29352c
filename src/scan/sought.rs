//! One quotation that is looked for: by which of its words, and what of it stands at a place of a text.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::grams::{Found, LONGEST};
use super::index::{UNKNOWN, WordId};
use super::pieces::{choose, edits_allowed};
use super::site::Site;
use super::text::Text;
use crate::lexicon::{self, Followers, Lang};
use crate::normalize::Words;
use crate::span::Read;

/// How far the words of a quotation with an ellipsis or brackets may stand apart and still be counted together.
const LOOSE: usize = 150;
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
/// Longest quotation, in words, whose shared words are counted in one machine word.
const COUNTED: usize = 128;

/// One quotation.
#[derive(Debug)]
pub(super) struct Sought {
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

impl Sought {
    pub(super) fn new(words: &Words<Read>, numbers: &[WordId], free: &[bool], loose: bool) -> Self {
        let mut worth: Vec<(f32, f32)> = Vec::with_capacity(numbers.len());
        for i in 0..numbers.len() {
            let alone = lexicon::bits(words.folded(i), Lang::Unknown);
            let follows =
                i.checked_sub(1).and_then(|b| Followers::of(words.folded(b))?.bits(words.folded(i)));
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
    pub(super) fn anchors(&self, free: &[bool], border: &[bool], expected: u64) -> Vec<(usize, usize)> {
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
            choose(&found, free, border, self.allowed + 1, false).iter().map(|p| (p.at, p.length)).collect();
        for at in 0..(n + 1).saturating_sub(LONGEST) {
            let inside = at + 1..at + LONGEST;
            let whole = !free[at] && !inside.clone().any(|w| free[w] || border[w]);
            if whole && self.bits(at..at + LONGEST) >= TELLING_RUN {
                anchors.push((at, LONGEST));
            }
        }
        anchors
    }

    /// What stands in `text` where its word `word` stands at `at`.
    pub(super) fn look(&self, text: impl Text, word: usize, at: usize) -> Option<Site> {
        let n = self.words.len();
        let is_whole = |start: usize| {
            start + n <= text.end() && self.words.iter().zip(start..).all(|(&word, at)| text.word(at) == word)
        };
        if at >= word && is_whole(at - word) {
            return Some(Site::of(0..n, at - word..at - word + n, self.bits(0..n), false));
        }
        let followed = self.follow(text, word, at);
        if self.own <= COUNTED {
            let slack = if self.loose { LOOSE } else { self.allowed };
            let window = at.saturating_sub(word + slack)..(at + n - word + slack).min(text.end());
            let missing = self.own - self.shared(text, window.clone());
            if missing <= self.allowed {
                let bits = (self.bits(0..n) - PER_EDIT * missing as f32).max(followed.bits);
                let window = window.start..window.end.max(window.start + 1);
                return Some(Site::of(0..n, window, bits, true));
            }
        }
        (followed.bits >= TELLING_PART && followed.covered() > 2).then_some(followed)
    }

    /// How many of its words outside brackets stand in a stretch of `text` in their order (Hyyrö's count, by bits).
    fn shared(&self, text: impl Text, range: Range<usize>) -> usize {
        let mut row = u128::MAX;
        for word in range.map(|at| text.word(at)) {
            if word != UNKNOWN
                && let Some(places) = self.places.get(&word)
            {
                let both = row & places;
                row = row.wrapping_add(both) | (row - both);
            }
        }
        let mask = if self.own == COUNTED { u128::MAX } else { (1 << self.own) - 1 };
        (!row & mask).count_ones() as usize
    }

    /// Follows it along `text` in both directions from a word that stands in both, over small differences.
    fn follow(&self, text: impl Text, word: usize, at: usize) -> Site {
        let n = self.words.len() as isize;
        let same = |i: isize, j: isize| {
            let ours = usize::try_from(i).ok().and_then(|i| self.words.get(i).copied());
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
