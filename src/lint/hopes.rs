//! What an alignment could be worth at best, from the words alone: nearly all candidates that share an anchor by chance
//! fail here, at a hundredth of the price of an alignment.

use std::cell::Cell;

use super::fit::SHORT;
use crate::scan::index::{Index, UNKNOWN, WordId};
use crate::scan::pieces::edits_allowed;
use crate::scan::{LONG, RUN};
use crate::significance::{AtMost, can_count, least_needed, word_bits};

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
        Self { index, slots, words, own, all: own == numbers.len(), counted: own < 128 }
    }

    /// Whether an alignment with `record` can come to anything. `named` is asked only where it decides.
    ///
    /// `alone` says that these are all words of a record that has no other wording: then what [`can_count`] refuses is
    /// refused here.
    pub fn can_fit(&self, record: &[WordId], alone: bool, named: impl Fn() -> bool) -> bool {
        let own = self.own;
        let (in_order, has_run) =
            if self.counted { self.in_order(record) } else { (self.shared(record).0, true) };
        if in_order + edits_allowed(own) >= own {
            return true;
        }
        let telling = has_run || own < LONG;
        let may_be_most = in_order * 20 >= own * 9;
        let may_be_part = in_order * 10 >= own * 3;
        let whole = self.counted && in_order * 4 >= record.len() * 3;
        if !telling || !(may_be_most || may_be_part || whole) {
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
        // Swapped neighbours match, though only one of them stands in order.
        let most = AtMost { own, record: record.len(), matched: shared, bits };
        can_count(self.index, most, SHORT, named)
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
