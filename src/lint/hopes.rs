//! What an alignment could be worth at best, from the words alone: nearly all candidates that share an anchor by chance
//! fail here, at a hundredth of the price of an alignment.

use std::cell::{Cell, OnceCell};

use super::chain::{self, Row};
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
    index: &'a Index<'a>,
    numbers: &'a [WordId],
    /// For each word of the canon, one more than its place in `words`; 0 for those that do not stand in the quotation.
    slots: Vec<u16>,
    words: Vec<Hope>,
    /// How many words count.
    own: usize,
    /// Whether every word counts.
    all: bool,
    /// Whether nothing is marked: no word is bracketed, and no ellipsis stands in the quotation.
    plain: bool,
    /// What each of `words` is worth, in bits; made when it is first asked for.
    worth: OnceCell<Vec<f32>>,
    /// What each word of the quotation is worth after the one before it, where that was asked; not a number where it was not.
    follows: Vec<f32>,
    room: chain::Room,
    /// What the most telling words are worth together, by their number; made when it is first asked for.
    most: OnceCell<Vec<f32>>,
    /// For a quotation whose places do not fit into [`Hope::places`]: those of each word in turn, as bits of so many
    /// `blocks`. Empty for others.
    table: Vec<u64>,
    /// See `table`.
    blocks: usize,
    /// Whether the quotation is short enough for its common subsequences to be counted.
    counted: bool,
    /// Whether a record within the bound counts, whatever it is worth.
    pub resemblances: bool,
    /// The words of the record in question that stand in the quotation, as places in `words`, with one [`BREAK`] for those
    /// between them that do not.
    hits: Vec<u16>,
}

/// Words of a record that do not stand in the quotation.
const BREAK: u16 = u16::MAX;

/// One word of a quotation.
struct Hope {
    word: WordId,
    count: u32,
    /// The places at which it stands, as bits: those below [`chain::LONGEST`].
    places: u128,
}

/// In a longer quotation nothing is counted: what it could be worth is guessed high.
const LONGEST_ROW: usize = 4096;

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
    /// `numbers` are the words of the quotation; those that are `free` stand in brackets and do not count. `gaps` says
    /// whether an ellipsis stands in it.
    pub fn new(index: &'a Index<'a>, numbers: &'a [WordId], free: &[bool], gaps: bool) -> Self {
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
        let counted = own <= LONGEST_ROW;
        let blocks = if counted && own > chain::LONGEST { own.div_ceil(64) } else { 0 };
        let mut table = vec![0; blocks * words.len()];
        if blocks > 0 {
            let counting = numbers.iter().zip(free).filter(|(_, f)| !**f).enumerate();
            for (place, (&word, _)) in counting.filter(|(_, (word, _))| **word != UNKNOWN) {
                let slot = usize::from(slots[word as usize]) - 1;
                table[slot * blocks + place / 64] |= 1 << (place % 64);
            }
        }
        Self {
            index,
            numbers,
            slots,
            words,
            own,
            all,
            plain: all && !gaps,
            worth: OnceCell::new(),
            follows: Vec::new(),
            room: chain::Room::default(),
            most: OnceCell::new(),
            table,
            blocks,
            counted,
            resemblances: true,
            hits: Vec::new(),
        }
    }

    /// Whether an alignment with `record` can come to anything. `named` is asked only where it decides.
    ///
    /// `alone` says that these are all words of a record that has no other wording: then what [`can_count`] refuses is
    /// refused here.
    pub fn can_fit(
        &mut self,
        record: &[WordId],
        alone: impl FnOnce() -> bool,
        named: impl Fn() -> bool,
    ) -> bool {
        let own = self.own;
        let allowed = edits_allowed(own);
        let hits = self.look_up(record);
        // No more words than that can stand in order: the shares that are asked for below.
        let may_be_whole = self.counted && hits * 4 >= record.len() * 3;
        let few = hits * 10 < own * 3 && !may_be_whole;
        if hits + allowed < own && (few || self.worth_of_hits() < least_needed(self.index)) {
            return false;
        }
        let alone = alone();
        let (in_order, has_run) = if self.counted { self.in_order() } else { (self.shared().0, true) };
        // Where no edit is allowed, the words must stand in a row.
        let in_a_row =
            |record: &[WordId]| !self.all || !(1..=MOST_IN_A_ROW).contains(&own) || self.is_in_a_row(record);
        if in_order + allowed >= own && (allowed > 0 || !alone || in_a_row(record)) {
            if self.resemblances || !alone || !self.all {
                return true;
            }
            let (shared, bits) = self.shared();
            return can_count(self.index, AtMost::of(own, record.len(), shared, bits), SHORT, named);
        }
        let telling = has_run || own < LONG;
        let may_be_most = in_order * 20 >= own * 9;
        let may_be_part = in_order * 10 >= own * 3;
        let whole = self.counted && in_order * 4 >= record.len() * 3;
        if !telling || !(may_be_most || may_be_part || whole) {
            return false;
        }
        // Swapped neighbours match, though only one of them stands in order.
        let (shared, bits) = self.shared();
        if bits < least_needed(self.index) {
            return false;
        }
        let part = may_be_part && (bits >= PART_BITS || shared == own);
        let matched = if self.counted { shared } else { own };
        let most = AtMost::of(own, record.len(), matched, bits);
        // Where all words are shared, parts of two words and more may stand in another order.
        if alone && self.all && shared == own && own <= MOST_IN_A_ROW {
            let most = AtMost::of(own, record.len(), matched, self.most(own));
            return (whole || part || in_order * 5 >= own * 3 || (may_be_most && named()))
                && can_count(self.index, most, SHORT, || true);
        }
        let is_bound = alone && self.all && shared < own;
        let in_chain = is_bound && self.plain && own <= chain::LONGEST;
        let most = if in_chain { self.in_chain(most, in_order) } else { most };
        let may_count = |named: &dyn Fn() -> bool| !is_bound || can_count(self.index, most, SHORT, named);
        // Who is speaking is asked last: it takes reading a sentence.
        may_count(&|| true)
            && (whole || part || in_order * 5 >= own * 3 || (may_be_most && named()))
            && may_count(&named)
    }

    /// What an alignment with `record` can come to at most.
    pub fn at_most(&mut self, record: &[WordId]) -> AtMost {
        self.look_up(record);
        let (shared, bits) = self.shared();
        let most = AtMost::of(self.own, record.len(), shared, bits);
        if self.plain && self.own <= chain::LONGEST { self.in_chain(most, self.in_order().0) } else { most }
    }

    /// What the most telling of the words are worth together, so many of them.
    fn most(&self, words: usize) -> f32 {
        let sums = self.most.get_or_init(|| {
            let worth = |(hope, &bits): (&Hope, &f32)| std::iter::repeat_n(bits, hope.count as usize);
            let mut bits: Vec<f32> = self.words.iter().zip(self.worth()).flat_map(worth).collect();
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
        let place = |word: WordId| {
            let at = usize::from(self.slots[word as usize]);
            at.checked_sub(1).map_or(0, |at| self.words[at].places)
        };
        record
            .windows(self.own)
            .any(|words| words.iter().enumerate().all(|(i, &word)| place(word) >> i & 1 == 1))
    }

    /// Finds the words of `record` in the quotation, and says how many there are, however often they stand there.
    fn look_up(&mut self, record: &[WordId]) -> usize {
        self.hits.clear();
        // Most words are not shared.
        self.hits.reserve(record.len());
        let (mut shared, mut before) = (0, BREAK);
        for &word in record {
            let at = self.slots[word as usize].wrapping_sub(1);
            if at & before == BREAK {
                continue;
            }
            shared += usize::from(at != BREAK);
            self.hits.push(at);
            before = at;
        }
        shared
    }

    /// What all those words are worth together.
    fn worth_of_hits(&self) -> f32 {
        let worth = self.worth();
        self.hits.iter().filter_map(|&at| worth.get(usize::from(at))).sum()
    }

    /// How many words both have in the same order at most, and whether [`RUN`] words of the record in a row stand in the
    /// quotation in a row.
    fn in_order(&self) -> (usize, bool) {
        if self.blocks > 0 {
            return self.in_order_of_many();
        }
        // Hyyrö's bit-parallel count of the longest common subsequence: the zero bits of `row`.
        let mut row = u128::MAX;
        // Bit i of `runs[l]`: the last l + 1 words of the record so far stand in the quotation up to word i.
        let mut runs = [0u128; RUN];
        let mut has_run = false;
        for &at in &self.hits {
            let Some(hope) = self.words.get(usize::from(at)) else {
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

    /// The same for a quotation of more words than one number has bits.
    fn in_order_of_many(&self) -> (usize, bool) {
        let blocks = self.blocks;
        let mut row = vec![u64::MAX; blocks];
        let mut runs = vec![0; blocks * RUN];
        let mut has_run = false;
        for at in self.hits.iter().map(|&at| usize::from(at)) {
            let Some(places) = self.table.get(at * blocks..(at + 1) * blocks) else {
                runs.fill(0);
                continue;
            };
            for l in (1..RUN).rev() {
                let mut carry = 0;
                for (block, place) in places.iter().enumerate() {
                    let before = runs[(l - 1) * blocks + block];
                    runs[l * blocks + block] = (before << 1 | carry) & place;
                    carry = before >> 63;
                }
            }
            runs[..blocks].copy_from_slice(places);
            has_run |= runs[(RUN - 1) * blocks..].iter().any(|&run| run != 0);
            let mut carry = false;
            for (row, place) in row.iter_mut().zip(places) {
                let both = *row & place;
                let (sum, over) = row.overflowing_add(both);
                let (sum, over_again) = sum.overflowing_add(u64::from(carry));
                carry = over || over_again;
                *row = sum | (*row - both);
            }
        }
        let zeros = row.iter().map(|row| row.count_zeros() as usize).sum::<usize>();
        // Bits beyond the last word stay as they are set, or are carried into.
        let beyond = (self.own..blocks * 64).filter(|bit| row[bit / 64] >> (bit % 64) & 1 == 0).count();
        (zeros - beyond, has_run)
    }

    /// The same as `most`, which counts the shared words in any order, with their order and the differences heeded.
    fn in_chain(&mut self, most: AtMost, in_order: usize) -> AtMost {
        let (mut known, mut room) = (std::mem::take(&mut self.follows), std::mem::take(&mut self.room));
        known.resize(self.numbers.len(), f32::NAN);
        let worth = self.worth();
        let row = |&at: &u16| {
            let hope = self.words.get(usize::from(at))?;
            let function = self.index.is_function_word(hope.word);
            Some(Row { places: hope.places, worth: worth[usize::from(at)], function })
        };
        let follows = |at: usize| {
            if known[at].is_nan() {
                known[at] = word_bits(self.index, self.numbers[at], Some(self.numbers[at - 1]));
            }
            known[at]
        };
        let chain = chain::most(&mut room, self.own, self.hits.iter().map(row), follows);
        (self.follows, self.room) = (known, room);
        AtMost {
            matched: most.matched.min(in_order + chain.swapped),
            bits: most.bits.min(chain.whole),
            of_core: most.of_core.min(chain.core),
            run: most.run.min(chain.run),
            ..most
        }
    }

    /// What each of the words is worth alone.
    fn worth(&self) -> &[f32] {
        self.worth
            .get_or_init(|| self.words.iter().map(|hope| word_bits(self.index, hope.word, None)).collect())
    }

    /// How many words both have in any order, and what those are worth together.
    fn shared(&self) -> (usize, f32) {
        /// So many different words need no room of their own.
        const FEW: usize = 128;
        let (mut few, mut many);
        let left = if self.words.len() <= FEW {
            few = [0; FEW];
            &mut few[..self.words.len()]
        } else {
            many = vec![0; self.words.len()];
            &mut many[..]
        };
        left.iter_mut().zip(&self.words).for_each(|(left, hope)| *left = hope.count);
        let worth = self.worth();
        let (mut shared, mut bits) = (0, 0.0);
        for at in self.hits.iter().map(|&at| usize::from(at)) {
            if left.get(at).is_some_and(|&left| left > 0) {
                left[at] -= 1;
                shared += 1;
                bits += worth[at];
            }
        }
        (shared, bits)
    }
}

#[cfg(test)]
mod tests;
