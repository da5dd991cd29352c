//! The words of a document as numbers of a vocabulary of its own: what is read in place of its text when it is searched
//! again.
//!
//! The vocabulary is kept as the hashes by which [`Watchlist`](super::tokens::Watchlist) knows a word, each with how often
//! the word stands in the document; the words follow in two bytes each, in four where there are more than 65,536.

use super::index::{UNKNOWN, WordId};
use super::slots::Slots;
use crate::packed::{Packer, SEAL, Unpacker};

/// Bytes that are read from the first to the last.
pub trait Bytes {
    /// The next so many; `None` if there are not so many left, or they cannot be read.
    fn next(&mut self, length: usize) -> Option<&[u8]>;
}

impl Bytes for &[u8] {
    fn next(&mut self, length: usize) -> Option<&[u8]> {
        let (next, rest) = self.split_at_checked(length)?;
        *self = rest;
        Some(next)
    }
}

/// Words that are read and checked at once.
const BLOCK: usize = 64 << 10;
/// More different words than this take four bytes each.
const NARROW: usize = 1 << 16;
/// Bytes of what comes first: three numbers and their seal.
const HEAD: usize = 3 * 8 + SEAL;

/// Gives numbers to the words of a document, from 0 in the order of their first places.
#[derive(Debug, Default)]
pub struct Numbering {
    /// The number of each word, increased by one.
    slots: Slots<2>,
}

impl Numbering {
    /// Forgets all words.
    pub fn clear(&mut self) {
        self.slots.clear();
    }

    /// The number of the word with this hash.
    #[inline]
    pub fn number(&mut self, hash: u64) -> WordId {
        match self.slots.get(hash) {
            0 => self.add(hash),
            number => number - 1,
        }
    }

    fn add(&mut self, hash: u64) -> WordId {
        let number = self.hashes().len() as WordId;
        self.slots.insert(hash, number + 1);
        number
    }

    /// The hashes of the words, by number.
    #[must_use]
    pub fn hashes(&self) -> &[u64] {
        self.slots.hashes()
    }

    /// Writes a document, whose words have these numbers, and says how often each of them stands in it.
    pub fn pack(&self, words: &[WordId], out: &mut Packer) -> Vec<u32> {
        let hashes = self.hashes();
        let mut counts = vec![0; hashes.len()];
        words.iter().for_each(|&word| counts[word as usize] += 1);
        let mut vocabulary = Packer::default();
        hashes.iter().for_each(|hash| vocabulary.bytes.extend_from_slice(&hash.to_le_bytes()));
        counts.iter().for_each(|&count| vocabulary.number(count as usize));
        vocabulary.seal(0);
        let from = out.bytes.len();
        for number in [words.len(), hashes.len(), vocabulary.bytes.len()] {
            out.bytes.extend_from_slice(&(number as u64).to_le_bytes());
        }
        out.seal(from);
        out.bytes.extend_from_slice(&vocabulary.bytes);
        for block in words.chunks(BLOCK) {
            let from = out.bytes.len();
            match hashes.len() <= NARROW {
                true => out.bytes.extend(block.iter().flat_map(|&word| (word as u16).to_le_bytes())),
                false => out.bytes.extend(block.iter().flat_map(|word| word.to_le_bytes())),
            }
            out.seal(from);
        }
        counts
    }
}

/// A document that was written by [`Numbering::pack`], of which the vocabulary was read.
#[derive(Debug)]
pub struct Numbered {
    words: usize,
    /// For each word of the vocabulary its number in that of a search.
    known: Vec<WordId>,
}

impl Numbered {
    /// Reads the vocabulary: `number` says which number a search has for the word with a hash, and `count` is told how
    /// often the words stand in the document that it has one for.
    pub fn read(
        bytes: &mut dyn Bytes,
        number: impl Fn(u64) -> WordId,
        mut count: impl FnMut(WordId, u32),
    ) -> Option<Self> {
        let mut head = Unpacker::sealed(bytes.next(HEAD)?)?;
        let mut next = || Some(u64::from_le_bytes(head.bytes(8)?.try_into().ok()?) as usize);
        let (words, different, length) = (next()?, next()?, next()?);
        let mut vocabulary = Unpacker::sealed(bytes.next(length)?)?;
        let (hashes, []) = vocabulary.bytes(different.checked_mul(8)?)?.as_chunks::<8>() else { return None };
        let known: Vec<WordId> = hashes.iter().map(|hash| number(u64::from_le_bytes(*hash))).collect();
        for &word in &known {
            let times = vocabulary.number()?;
            if word != UNKNOWN {
                count(word, u32::try_from(times).ok()?);
            }
        }
        Some(Self { words, known })
    }

    /// How many words the document has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words == 0
    }

    /// For each word of the vocabulary its number in that of the search.
    #[must_use]
    pub fn known(&self) -> &[WordId] {
        &self.known
    }

    /// Reads the words in place of what `numbers` holds.
    pub fn words(&self, bytes: &mut dyn Bytes, numbers: &mut Numbers) -> Option<()> {
        let Numbers { narrow, wide } = numbers;
        narrow.clear();
        wide.clear();
        let mut from = 0;
        while from < self.words {
            let to = self.words.min(from + BLOCK);
            let length = (to - from) * if self.is_narrow() { 2 } else { 4 };
            let mut read = Unpacker::sealed(bytes.next(length + SEAL)?)?;
            let read = read.bytes(length)?;
            match self.is_narrow() {
                true => {
                    narrow.resize(to, 0);
                    for (number, bytes) in narrow[from..].iter_mut().zip(read.as_chunks().0) {
                        *number = u16::from_le_bytes(*bytes);
                    }
                }
                false => {
                    wide.resize(to, 0);
                    for (number, bytes) in wide[from..].iter_mut().zip(read.as_chunks().0) {
                        *number = u32::from_le_bytes(*bytes);
                    }
                }
            }
            from = to;
        }
        Some(())
    }

    /// Whether the words take two bytes each.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        self.known.len() <= NARROW
    }
}

/// Words that were read, in the one or the other.
#[derive(Debug, Default)]
pub struct Numbers {
    /// In two bytes each.
    pub narrow: Vec<u16>,
    /// In four.
    pub wide: Vec<u32>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A document of so many words, of which so many are different.
    fn document(words: usize, different: u64) -> (Numbering, Vec<WordId>, Vec<u64>) {
        let mut numbering = Numbering::default();
        let hashes: Vec<u64> = (0..words as u64)
            .map(|at| (at * at + at / 3) % different)
            .map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15))
            .collect();
        let numbers = hashes.iter().map(|&hash| numbering.number(hash)).collect();
        (numbering, numbers, hashes)
    }

    fn is_looked_for(hash: u64) -> WordId {
        if hash.is_multiple_of(3) { (hash >> 40) as WordId + 1 } else { UNKNOWN }
    }

    #[test]
    fn words_come_back_as_those_that_are_looked_for() {
        for (words, different) in [(0, 1), (1, 1), (1_000, 70), (200_000, 90_000), (70_000, 60_000)] {
            let (numbering, numbers, hashes) = document(words, different);
            let mut packer = Packer::default();
            numbering.pack(&numbers, &mut packer);
            let mut bytes = packer.bytes.as_slice();
            let mut counted = std::collections::BTreeMap::new();
            let numbered = Numbered::read(&mut bytes, is_looked_for, |word, times| {
                *counted.entry(word).or_insert(0) += times
            })
            .expect("a vocabulary");
            let mut read = Numbers::default();
            numbered.words(&mut bytes, &mut read).expect("the words");
            let known = |number: u32| numbered.known()[number as usize];
            let read: Vec<WordId> = match numbered.is_narrow() {
                true => read.narrow.iter().map(|&number| known(number.into())).collect(),
                false => read.wide.iter().map(|&number| known(number)).collect(),
            };
            let wanted: Vec<WordId> = hashes.iter().map(|&hash| is_looked_for(hash)).collect();
            assert_eq!(read, wanted);
            assert!(bytes.is_empty());
            let mut counts = std::collections::BTreeMap::new();
            wanted
                .iter()
                .filter(|word| **word != UNKNOWN)
                .for_each(|&word| *counts.entry(word).or_insert(0) += 1);
            counted.retain(|_, times| *times > 0);
            assert_eq!(counted, counts);
        }
    }

    proptest! {
        #[test]
        fn damage_is_seen(at in any::<usize>(), bit in 0..8_u32, cut in any::<bool>()) {
            let (numbering, numbers, _) = document(500, 40);
            let mut packer = Packer::default();
            numbering.pack(&numbers, &mut packer);
            let at = at % packer.bytes.len();
            match cut {
                true => packer.bytes.truncate(at),
                false => packer.bytes[at] ^= 1 << bit,
            }
            let mut bytes = packer.bytes.as_slice();
            let read = Numbered::read(&mut bytes, is_looked_for, |_, _| {});
            prop_assert!(read.and_then(|read| read.words(&mut bytes, &mut Numbers::default())).is_none());
        }
    }
}
