//! Numbers for words.

use rustc_hash::FxHashMap;

use super::index::{UNKNOWN, WordId};

/// The numbers of words by their spellings. Nearly all words are short, and stand in the table itself: a look-up goes to
/// one place of the memory and not to two.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    short: FxHashMap<u128, WordId>,
    long: FxHashMap<Box<str>, WordId>,
}

impl Numbers {
    /// The number of a word; [`UNKNOWN`] if it has none.
    pub fn get(&self, word: &str) -> WordId {
        match key(word) {
            Some(key) => self.short.get(&key),
            None => self.long.get(word),
        }
        .copied()
        .unwrap_or(UNKNOWN)
    }

    /// The number of a word, which is `next` if it has none yet.
    pub fn get_or_insert(&mut self, word: &str, next: WordId) -> WordId {
        match key(word) {
            Some(key) => *self.short.entry(key).or_insert(next),
            None => match self.long.get(word) {
                Some(&number) => number,
                None => *self.long.entry(word.into()).or_insert(next),
            },
        }
    }
}

/// A short word and its length as a number.
fn key(word: &str) -> Option<u128> {
    const LENGTH: usize = 15;
    let mut bytes = [0; LENGTH + 1];
    bytes.get_mut(..word.len()).filter(|_| word.len() <= LENGTH)?.copy_from_slice(word.as_bytes());
    bytes[LENGTH] = word.len() as u8;
    Some(u128::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_its_number_whatever_its_length() {
        let words: Vec<String> =
            (0..40).flat_map(|n| ["a".repeat(n), "я".repeat(n), "\0".repeat(n)]).collect();
        let mut numbers = Numbers::default();
        let mut next = 1;
        for word in &words {
            next += WordId::from(numbers.get_or_insert(word, next) == next);
        }
        // The empty word comes three times.
        assert_eq!(next as usize, words.len() - 1);
        for word in &words {
            assert_eq!(numbers.get_or_insert(word, next), numbers.get(word));
            assert_ne!(numbers.get(word), UNKNOWN);
        }
        assert_eq!(numbers.get("b"), UNKNOWN);
    }
}
