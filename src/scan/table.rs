//! Grams by their hash: one probe says whether the canon holds a gram, and where its places begin.
//!
//! An open table of eight bytes a slot. A slot holds half of the hash and the first place of the gram; the gram itself
//! is not kept, since the words at that place are at hand: what has the same half of a hash is compared with them.

use std::ops::Range;

use super::index::{UNKNOWN, WordId};

/// A pair with more places than this has its third words in a table; of another they are looked at one by one.
const FEW: usize = 4;

/// The grams of two and three words of a canon.
#[derive(Debug)]
pub(super) struct Tables {
    /// Where the places of each pair of words begin, by both words.
    pairs: Table,
    pair_starts: Starts,
    /// The same for three words, by the start of the pair and the third word; of common pairs alone.
    triples: Table,
    triple_starts: Starts,
}

impl Tables {
    /// Those of `places` in `tokens`, sorted by the three words that begin at each.
    pub fn of(tokens: &[WordId], places: &[u32]) -> Self {
        let [mut pair_starts, mut triple_starts] = [(); 2].map(|()| Starts::new(places.len()));
        // The hash of each gram, and where its places begin.
        let [mut of_two, mut of_three] = [(); 2].map(|()| Vec::<(u64, u32)>::new());
        let mut start = 0;
        let word = |at: u32, after: usize| tokens[at as usize + after];
        for pair in places.chunk_by(|a, b| word(*a, 0) == word(*b, 0) && word(*a, 1) == word(*b, 1)) {
            pair_starts.set(start);
            let second = word(pair[0], 1);
            if second == UNKNOWN {
                triple_starts.set(start);
                start += pair.len() as u32;
                continue;
            }
            of_two.push((hash(word(pair[0], 0), second), start));
            let first = start;
            for three in pair.chunk_by(|a, b| word(*a, 2) == word(*b, 2)) {
                triple_starts.set(start);
                let third = word(three[0], 2);
                if third != UNKNOWN && pair.len() > FEW {
                    of_three.push((hash(first, third), start));
                }
                start += three.len() as u32;
            }
        }
        let [pairs, triples] = [of_two, of_three].map(|grams| {
            let mut table = Table::with_room(grams.len());
            grams.iter().for_each(|&(hash, start)| table.insert(hash, start));
            table
        });
        Self { pairs, pair_starts, triples, triple_starts }
    }

    /// The places of two words in a row, in `places`.
    pub fn pair(&self, tokens: &[WordId], places: &[u32], first: WordId, second: WordId) -> Range<u32> {
        let is = |start: u32| {
            let at = places[start as usize] as usize;
            tokens[at] == first && tokens[at + 1] == second
        };
        let start = self.pairs.find(hash(first, second), is);
        start.map_or(0..0, |start| start..self.pair_starts.end(start))
    }

    /// Those of the places of a pair that `third` follows.
    pub fn triple(&self, tokens: &[WordId], places: &[u32], pair: &Range<u32>, third: WordId) -> Range<u32> {
        let is = |start: u32| tokens[places[start as usize] as usize + 2] == third;
        let start = if pair.len() > FEW {
            self.triples.find(hash(pair.start, third), |start| pair.contains(&start) && is(start))
        } else {
            // The first of them begins the run.
            pair.clone().find(|&start| is(start))
        };
        start.map_or(0..0, |start| start..self.triple_starts.end(start))
    }
}

/// Where the places of each gram begin.
#[derive(Debug)]
pub(super) struct Table {
    /// The upper half of the hash, then the start plus one; 0 is an empty slot. A power of two of them, half empty.
    slots: Vec<u64>,
    /// A bit or more for each gram, by other bits of its hash: most pairs of words of a draft are in no record, and this is
    /// small enough to be near at hand where the table is not.
    filter: Vec<u64>,
}

/// Bits of the filter for each slot of the table.
const FILTER: usize = 4;

impl Table {
    /// A table with room for so many grams.
    pub fn with_room(grams: usize) -> Self {
        let slots = if grams == 0 { 0 } else { (grams * 2).next_power_of_two() };
        Self { slots: vec![0; slots], filter: vec![0; (slots * FILTER).div_ceil(64)] }
    }

    /// Adds a gram that is not in the table yet.
    pub fn insert(&mut self, hash: u64, start: u32) {
        let (word, bit) = self.bit(hash);
        self.filter[word] |= bit;
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at] != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = hash >> 32 << 32 | u64::from(start + 1);
    }

    /// Whether anything may have been inserted with `hash`; where it is `false`, nothing was.
    #[inline]
    pub fn may_hold(&self, hash: u64) -> bool {
        let (word, bit) = self.bit(hash);
        self.filter.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// The start that was inserted with `hash` and for which `is` holds.
    pub fn find(&self, hash: u64, is: impl Fn(u32) -> bool) -> Option<u32> {
        if !self.may_hold(hash) {
            return None;
        }
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return None;
            }
            let start = slot as u32 - 1;
            if slot >> 32 == hash >> 32 && is(start) {
                return Some(start);
            }
            at = (at + 1) & mask;
        }
    }

    /// The bit of the filter for a hash: which word of it, and which bit in that.
    fn bit(&self, hash: u64) -> (usize, u64) {
        let bit = (hash >> 24) as usize;
        ((bit / 64) & self.filter.len().wrapping_sub(1), 1 << (bit % 64))
    }
}

/// A hash of two numbers whose upper and lower halves can both be used.
pub(super) fn hash(a: u32, b: u32) -> u64 {
    let product = (u64::from(a) << 32 | u64::from(b)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (product ^ product >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

/// A set of places at which runs begin; a run ends where the next one begins.
#[derive(Debug)]
struct Starts {
    bits: Vec<u64>,
    len: u32,
}

impl Starts {
    /// For `len` places.
    pub fn new(len: usize) -> Self {
        Self { bits: vec![0; len / 64 + 1], len: len as u32 }
    }

    /// A run begins at `at`.
    pub fn set(&mut self, at: u32) {
        self.bits[at as usize / 64] |= 1 << (at % 64);
    }

    /// The end of the run that begins at `start`.
    pub fn end(&self, start: u32) -> u32 {
        let next = start + 1;
        let mut word = next as usize / 64;
        let mut bits = self.bits[word] & (u64::MAX << (next % 64));
        while bits == 0 {
            word += 1;
            match self.bits.get(word) {
                Some(&more) => bits = more,
                None => return self.len,
            }
        }
        word as u32 * 64 + bits.trailing_zeros()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_inserted_is_found_and_nothing_else() {
        let mut table = Table::with_room(1_000);
        // Only sixteen different hashes, so that every one is shared.
        (0..1_000).for_each(|n| table.insert(hash(n % 16, 7), n));
        for n in 0..1_000 {
            assert_eq!(table.find(hash(n % 16, 7), |start| start == n), Some(n));
        }
        assert_eq!(table.find(hash(3, 7), |start| start == 4), None);
        assert_eq!(table.find(hash(16, 7), |_| true), None);
        assert_eq!(Table::with_room(0).find(1, |_| true), None);
    }

    #[test]
    fn a_run_ends_where_the_next_begins() {
        let mut starts = Starts::new(300);
        [0, 1, 5, 64, 299].into_iter().for_each(|at| starts.set(at));
        let ends: Vec<u32> = [0, 1, 5, 64, 299].into_iter().map(|at| starts.end(at)).collect();
        assert_eq!(ends, [1, 5, 64, 299, 300]);
    }
}
