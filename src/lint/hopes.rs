//! What an alignment could be worth at best, from the words alone: nearly all candidates that share an anchor by chance
//! fail here, at a hundredth of the price of an alignment.

use std::cell::{Cell, OnceCell};

use super::fit::SHORT;
use crate::scan::index::{Index, UNKNOWN, WordId};
use crate::scan::pieces::edits_allowed;
use crate::scan::{LONG, RUN};
use crate::significance::{AtMost, can_count, least_needed, word_bits};

/// Up to this many words no edit is allowed, and no part can have been moved.
const MOST_IN_A_ROW: usize = 4;
/// A part of a quotation may be a record's on its own at this.
const PART_BITS: f32 = 45.0;

/// The words of one quotation, ready to be held against many records.
pub(super) struct Hopes<'a> {
    index: &'a Index,
    /// For each word of the canon, one more than its place in `words`; 0 for those that do not stand in the quotation.
    slots: Vec<u16>,
    words: Vec<Hope>,
    /// How many words count.
    own: usize,
    /// Whether every word counts.
    all: bool,
    /// What the most telling words are worth together, by their number; made when it is first asked for.
    most: OnceCell<Vec<f32>>,
    /// Whether the quotation is short enough for its common subsequences to be counted in one machine word.
    counted: bool,
}

/// One word of a quotation.
struct Hope {
    word: WordId,
    count: u32,
    /// The places at which it stands, as bits.
    places: u128,
}

thread_local! {
    /// The slots of the last quotation, all zero: the next one need not make and clear a table of the whole vocabulary.
    static SLOTS: Cell<Vec<u16>> = const { Cell::new(Vec::new()) };
}

impl Drop for Hopes<'_> {
    fn drop(&mut self) {
        let mut slots = std::mem::take(&mut self.slots);
        self.words.iter().for_each(|hope| slots[hope.word as usize] = 0);
        SLOTS.set(slots);
    }
}

impl<'a> Hopes<'a> {
    /// `numbers` are the words of the quotation; those that are `free` stand in brackets and do not count.
    pub fn new(index: &'a Index, numbers: &[WordId], free: &[bool]) -> Self {
        let mut slots = SLOTS.take();
        if slots.len() < index.vocabulary() {
            slots.resize(index.vocabulary(), 0);
        }
        let mut words: Vec<Hope> = Vec::with_capacity(numbers.len());
        let mut own = 0;
        for (&word, _) in numbers.iter().zip(free).filter(|(_, f)| !**f) {
            // No more different words than fit the table: those of an endless quotation beyond that do not count.
            if word != UNKNOWN && words.len() < usize::from(u16::MAX) {
                let slot = &mut slots[word as usize];
                if *slot == 0 {
                    words.push(Hope { word, count: 0, places: 0 });
                    *slot = words.len() as u16;
                }
                let hope = &mut words[usize::from(*slot) - 1];
                hope.count += 1;
                hope.places |= 1u128.checked_shl(own as u32).unwrap_or(0);
            }
            own += 1;
        }
        let all = own == numbers.len();
        Self { index, slots, words, own, all, most: OnceCell::new(), counted: own < 128 }
    }

    /// Whether an alignment with `record` can come to anything. `named` is asked only where it decides.
    ///
    /// `alone` says that these are all words of a record that has no other wording: then what [`can_count`] refuses is
    /// refused here.
    pub fn can_fit(&self, record: &[WordId], alone: bool, named: impl Fn() -> bool) -> bool {
        let own = self.own;
        let (in_order, has_run) =
            if self.counted { self.in_order(record) } else { (self.shared(record).0, true) };
        // Where no edit is allowed, the words must stand in a row.
        let in_a_row =
            |record: &[WordId]| !self.all || !(1..=MOST_IN_A_ROW).contains(&own) || self.is_in_a_row(record);
        let allowed = edits_allowed(own);
        if in_order + allowed >= own && (allowed > 0 || !alone || in_a_row(record)) {
            return true;
        }
        let telling = has_run || own < LONG;
        let may_be_most = in_order * 20 >= own * 9;
        let may_be_part = in_order * 10 >= own * 3;
        let whole = self.counted && in_order * 4 >= record.len() * 3;
        if !telling || !(may_be_most || may_be_part || whole) {
            return false;
        }
        // Swapped neighbours match, though only one of them stands in order.
        let matched = if self.counted { self.shared_words(record) } else { own };
        let most = AtMost { own, record: record.len(), matched, bits: self.most(matched) };
        // Where all words are shared, parts of two words and more may stand in another order.
        let may_be_moved = matched == own && own > MOST_IN_A_ROW;
        if alone && self.all && !may_be_moved && !can_count(self.index, most, SHORT, || true) {
            return false;
        }
        let (shared, bits) = self.shared(record);
        if bits < least_needed(self.index) {
            return false;
        }
        let part = may_be_part && (bits >= PART_BITS || shared == own);
        if !(whole || part || in_order * 5 >= own * 3 || (may_be_most && named())) {
            return false;
        }
        // Where all words are shared, they may stand in another order.
        if !alone || !self.all || shared == own {
            return true;
        }
        can_count(self.index, AtMost { bits, ..most }, SHORT, named)
    }

    /// What the most telling of the words are worth together, so many of them.
    fn most(&self, words: usize) -> f32 {
        let sums = self.most.get_or_init(|| {
            let worth = |hope: &Hope| {
                std::iter::repeat_n(word_bits(self.index, hope.word, None), hope.count as usize)
            };
            let mut bits: Vec<f32> = self.words.iter().flat_map(worth).collect();
            bits.sort_unstable_by(|a, b| b.total_cmp(a));
            let sum = bits.iter().scan(0.0, |sum, bits| {
                *sum += bits;
                Some(*sum)
            });
            std::iter::once(0.0).chain(sum).collect()
        });
        sums[words.min(sums.len() - 1)]
    }

    /// Whether all words stand in `record` in a row.
    fn is_in_a_row(&self, record: &[WordId]) -> bool {
        let place = |word: WordId| self.hope(word).map_or(0, |(_, hope)| hope.places);
        record
            .windows(self.own)
            .any(|words| words.iter().enumerate().all(|(i, &word)| place(word) >> i & 1 == 1))
    }

    fn hope(&self, word: WordId) -> Option<(usize, &Hope)> {
        let at = usize::from(self.slots[word as usize]).checked_sub(1)?;
        Some((at, &self.words[at]))
    }

    /// How many words both have in the same order at most, and whether [`RUN`] words of the record in a row stand in the
    /// quotation in a row.
    fn in_order(&self, record: &[WordId]) -> (usize, bool) {
        // Hyyrö's bit-parallel count of the longest common subsequence: the zero bits of `row`.
        let mut row = u128::MAX;
        // Bit i of `runs[l]`: the last l + 1 words of the record so far stand in the quotation up to word i.
        let mut runs = [0u128; RUN];
        let mut has_run = false;
        for &word in record {
            let Some((_, hope)) = self.hope(word) else {
                runs = [0; RUN];
                continue;
            };
            for l in (1..RUN).rev() {
                runs[l] = (runs[l - 1] << 1) & hope.places;
            }
            runs[0] = hope.places;
            has_run |= runs[RUN - 1] != 0;
            let both = row & hope.places;
            row = row.wrapping_add(both) | (row - both);
        }
        ((!row & ((1 << self.own) - 1)).count_ones() as usize, has_run)
    }

    /// How many words both have in any order, if the quotation has fewer than 128.
    fn shared_words(&self, record: &[WordId]) -> usize {
        let mut left = [0u8; 128];
        for (left, hope) in left.iter_mut().zip(&self.words) {
            *left = hope.count as u8;
        }
        let mut shared = 0;
        for &word in record {
            if let Some((at, _)) = self.hope(word)
                && left[at] > 0
            {
                left[at] -= 1;
                shared += 1;
            }
        }
        shared
    }

    /// How many words both have in any order, and what those are worth together.
    fn shared(&self, record: &[WordId]) -> (usize, f32) {
        let mut left: Vec<u32> = self.words.iter().map(|hope| hope.count).collect();
        let (mut shared, mut bits) = (0, 0.0);
        for &word in record {
            if let Some((at, _)) = self.hope(word)
                && left[at] > 0
            {
                left[at] -= 1;
                shared += 1;
                bits += word_bits(self.index, word, None);
            }
        }
        (shared, bits)
    }
}
