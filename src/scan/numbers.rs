//! Numbers for words, and the words of the numbers.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::index::{UNKNOWN, WordId};

/// The words of an index, numbered in the order in which they came. Number [`UNKNOWN`] is no word.
///
/// One text holds all spellings, and a slot of the table eight bytes: the words of a large canon stay near at hand.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// The spellings, one after another.
    spelled: String,
    /// Where the spelling of each number ends.
    ends: Vec<u32>,
    /// Half of the hash, then the number; 0 is an empty slot. A power of two of them, half empty.
    slots: Vec<u64>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self { spelled: String::new(), ends: vec![0], slots: vec![0; 16] }
    }
}

impl Vocabulary {
    /// One more than the largest number.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word of a number; nothing for [`UNKNOWN`].
    pub fn spelling(&self, number: WordId) -> &str {
        let number = number as usize;
        let start = if number == 0 { 0 } else { self.ends[number - 1] as usize };
        &self.spelled[start..self.ends[number] as usize]
    }

    /// The number of a word; [`UNKNOWN`] if it has none.
    pub fn get(&self, word: &str) -> WordId {
        self.find(word, half_hash(word)).unwrap_or(UNKNOWN)
    }

    /// The number of a word, which gets the next one if it has none yet.
    pub fn number(&mut self, word: &str) -> WordId {
        let hash = half_hash(word);
        match self.find(word, hash) {
            Ok(number) => number,
            Err(slot) => {
                let number = self.ends.len() as WordId;
                self.spelled.push_str(word);
                self.ends.push(self.spelled.len() as u32);
                self.slots[slot] = u64::from(hash) << 32 | u64::from(number);
                if self.ends.len() * 2 > self.slots.len() {
                    self.grow();
                }
                number
            }
        }
    }

    /// The number of a word, or the slot where it would stand.
    fn find(&self, word: &str, hash: u32) -> Result<WordId, usize> {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return Err(at);
            }
            let number = slot as WordId;
            if (slot >> 32) as u32 == hash && self.bytes(number) == word.as_bytes() {
                return Ok(number);
            }
            at = (at + 1) & mask;
        }
    }

    fn bytes(&self, number: WordId) -> &[u8] {
        let number = number as usize;
        &self.spelled.as_bytes()[self.ends[number - 1] as usize..self.ends[number] as usize]
    }

    fn grow(&mut self) {
        let mut slots = vec![0; self.slots.len() * 2];
        let mask = slots.len() - 1;
        for &slot in self.slots.iter().filter(|slot| **slot != 0) {
            let mut at = (slot >> 32) as usize & mask;
            while slots[at] != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = slot;
        }
        self.slots = slots;
    }
}

fn half_hash(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    let hash = hasher.finish();
    (hash ^ hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_its_number_whatever_its_length() {
        let words: Vec<String> = (1..40)
            .flat_map(|n| ["a".repeat(n), "я".repeat(n), "\0".repeat(n), format!("word{n}")])
            .collect();
        let mut vocabulary = Vocabulary::default();
        for (before, word) in words.iter().enumerate() {
            assert_eq!(vocabulary.get(word), UNKNOWN);
            assert_eq!(vocabulary.number(word) as usize, before + 1);
        }
        assert_eq!(vocabulary.len(), words.len() + 1);
        for (word, number) in words.iter().zip(1..) {
            assert_eq!(vocabulary.number(word), number);
            assert_eq!(vocabulary.get(word), number);
            assert_eq!(vocabulary.spelling(number), word);
        }
        assert_eq!((vocabulary.get("b"), vocabulary.get("")), (UNKNOWN, UNKNOWN));
        assert_eq!(vocabulary.spelling(UNKNOWN), "");
    }
}
