//! Numbers by the hashes of words.

/// A table with open addressing: the number from 1 of each hash. It has at least so many slots for each number. Two words of
/// one hash are one word here: that makes a candidate, whose words are read before anything is said of them.
///
/// A slot holds the number alone, so that four times as many stay near at hand; most hashes have none and meet an empty one.
#[derive(Debug)]
pub(super) struct Slots<const ROOM: usize> {
    /// Number 0 is an empty slot. A power of two of them, or none.
    slots: Vec<u32>,
    /// The hash of each number; that of 0 is not asked for.
    hashes: Vec<u64>,
    filled: usize,
}

impl<const ROOM: usize> Default for Slots<ROOM> {
    fn default() -> Self {
        Self { slots: Vec::new(), hashes: vec![0], filled: 0 }
    }
}

impl<const ROOM: usize> Slots<ROOM> {
    /// Forgets all numbers, and keeps the room for them.
    pub fn clear(&mut self) {
        self.slots.fill(0);
        self.hashes.truncate(1);
        self.filled = 0;
    }

    /// The number of a hash; 0 if it has none.
    #[must_use]
    #[inline]
    pub fn get(&self, hash: u64) -> u32 {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        loop {
            // Without a branch on what nobody can foresee, whether it has one: the next slot is hardly ever asked.
            let Some(&number) = self.slots.get(at) else { return 0 };
            if (number == 0) | (self.hashes[number as usize] == hash) {
                return number;
            }
            at = (at + 1) & mask;
        }
    }

    /// The hashes that have numbers, by those, from 1.
    #[must_use]
    pub fn hashes(&self) -> &[u64] {
        &self.hashes[1..]
    }

    /// Gives a number to a hash that has none yet.
    pub fn insert(&mut self, hash: u64, number: u32) {
        self.filled += 1;
        let at = number as usize;
        if at >= self.hashes.len() {
            self.hashes.resize(at + 1, 0);
        }
        self.hashes[at] = hash;
        if self.filled * ROOM > self.slots.len() {
            let size = (self.filled * 2 * ROOM).next_power_of_two().max(64);
            let old = std::mem::replace(&mut self.slots, vec![0; size]);
            old.into_iter().filter(|&number| number != 0).for_each(|number| self.place(number));
        }
        self.place(number);
    }

    fn place(&mut self, number: u32) {
        let mask = self.slots.len() - 1;
        let mut at = self.hashes[number as usize] as usize & mask;
        while self.slots[at] != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = number;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_hash_has_the_number_that_it_was_given() {
        let mut slots = Slots::<2>::default();
        assert_eq!(slots.get(7), 0);
        // Hashes that differ in high bits alone all want the same slot.
        let hash = |n: u32| u64::from(n) << 40 | u64::from(n % 3);
        for round in 0..2 {
            (1..500).for_each(|n| slots.insert(hash(n), n + round));
            assert!((1..500).all(|n| slots.get(hash(n)) == n + round));
            assert_eq!(slots.get(hash(500)), 0);
            slots.clear();
            assert!((1..500).all(|n| slots.get(hash(n)) == 0));
        }
    }
}
