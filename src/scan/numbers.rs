//! Numbers for words, and the words of the numbers.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::index::{UNKNOWN, WordId};
use crate::normalize::PlainWord;

/// The words of an index, numbered in the order in which they came. Number [`UNKNOWN`] is no word.
///
/// Nearly all words are short: one number of 16 bytes is all of their letters, by which they are hashed and compared. A slot
/// of the table takes eight bytes, so that the words of a large canon stay near at hand.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary {
    /// The spellings, one after another.
    spelled: String,
    /// Where the spelling of each number ends.
    ends: Vec<u32>,
    /// The letters of each short word, [`LONG`] for the others.
    letters: Vec<u128>,
    /// The hash, then the number; 0 is an empty slot. A power of two of them, half empty.
    slots: Vec<u64>,
}

/// Letters of a short word, at most.
const SHORT: usize = 16;
/// What stands for the letters of a word that is not short.
const LONG: u128 = 0;

impl Default for Vocabulary {
    fn default() -> Self {
        Self { spelled: String::new(), ends: vec![0], letters: vec![LONG], slots: vec![0; 1024] }
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
        match letters(word) {
            Some(letters) => self.find(hash(letters), |number| self.letters[number as usize] == letters),
            None => self.find(hash_long(word), |number| self.spelling(number) == word),
        }
        .unwrap_or(UNKNOWN)
    }

    /// The number of a word, which gets the next one if it has none yet.
    pub fn number(&mut self, word: &str) -> WordId {
        match letters(word) {
            Some(letters) => self.number_of_short(letters, word.len()),
            None => {
                let hash = hash_long(word);
                self.find(hash, |number| self.spelling(number) == word).unwrap_or_else(|slot| {
                    self.spelled.push_str(word);
                    self.add(slot, hash, LONG)
                })
            }
        }
    }

    /// The same for a plain word, folded on the way.
    pub fn number_of_plain(&mut self, word: PlainWord<'_>) -> WordId {
        let PlainWord { text, start, end, is_ascii, .. } = word;
        let length = end - start;
        if !is_ascii || length > SHORT {
            return self.number(&word.folded());
        }
        let letters = match text.as_bytes()[start..].first_chunk() {
            Some(bytes) => u128::from_le_bytes(*bytes) & mask(length),
            None => padded(&text.as_bytes()[start..end]),
        };
        // Letters, digits and apostrophes have this bit in their small form, and no others stand here.
        const SMALL: u128 = u128::from_le_bytes([0x20; SHORT]);
        self.number_of_short(letters | (SMALL & mask(length)), length)
    }

    fn number_of_short(&mut self, letters: u128, length: usize) -> WordId {
        let hash = hash(letters);
        self.find(hash, |number| self.letters[number as usize] == letters).unwrap_or_else(|slot| {
            let bytes = letters.to_le_bytes();
            // They come from a text.
            self.spelled.push_str(str::from_utf8(&bytes[..length]).unwrap_or_default());
            self.add(slot, hash, letters)
        })
    }

    /// The number for which `is` holds among those of a hash, or the slot where it would stand.
    fn find(&self, hash: u32, is: impl Fn(WordId) -> bool) -> Result<WordId, usize> {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return Err(at);
            }
            if (slot >> 32) as u32 == hash && is(slot as WordId) {
                return Ok(slot as WordId);
            }
            at = (at + 1) & mask;
        }
    }

    /// Gives the next number to the word that was spelled last.
    fn add(&mut self, slot: usize, hash: u32, letters: u128) -> WordId {
        let number = self.ends.len() as WordId;
        self.ends.push(self.spelled.len() as u32);
        self.letters.push(letters);
        self.slots[slot] = u64::from(hash) << 32 | u64::from(number);
        if self.ends.len() * 2 > self.slots.len() {
            self.grow();
        }
        number
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

/// The letters of a short word as one number.
fn letters(word: &str) -> Option<u128> {
    // A word that ends with a zero byte would be another one without it.
    let is_short = (1..=SHORT).contains(&word.len()) && !word.ends_with('\0');
    is_short.then(|| padded(word.as_bytes()))
}

fn padded(word: &[u8]) -> u128 {
    let mut bytes = [0; SHORT];
    bytes[..word.len()].copy_from_slice(word);
    u128::from_le_bytes(bytes)
}

/// All bits of the first bytes.
fn mask(bytes: usize) -> u128 {
    u128::MAX >> (8 * (SHORT - bytes))
}

fn hash(letters: u128) -> u32 {
    let (low, high) = (letters as u64, (letters >> 64) as u64);
    let product = u128::from(low ^ 0x9e37_79b9_7f4a_7c15) * u128::from(high ^ 0xd6e8_feb8_6659_fd93);
    let mixed = product as u64 ^ (product >> 64) as u64;
    (mixed ^ mixed >> 32) as u32
}

fn hash_long(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    let hash = hasher.finish();
    (hash ^ hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::each_plain_word;

    #[test]
    fn each_word_has_its_number_whatever_its_length() {
        let words: Vec<String> = (1..40)
            .flat_map(|n| {
                [
                    "a".repeat(n),
                    "я".repeat(n),
                    "\0".repeat(n),
                    format!("word{n}"),
                    format!("a{}", "\0".repeat(n)),
                ]
            })
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
        for text in ["AaaA aaa.", "aaaaaaaaaaaaaaaaaaaaaaaA", "Word7 word39", "Aa"] {
            let plain = each_plain_word(text, |word| {
                let number = vocabulary.number_of_plain(word);
                assert!((number as usize) <= words.len());
                assert_eq!(vocabulary.spelling(number), text[word.start..word.end].to_ascii_lowercase());
            });
            assert!(plain);
        }
        assert_eq!((vocabulary.get("b"), vocabulary.get("")), (UNKNOWN, UNKNOWN));
        assert_eq!(vocabulary.spelling(UNKNOWN), "");
    }
}
