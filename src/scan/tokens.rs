//! The words of a large text as numbers, at the speed of reading it.
//!
//! What matters here is only whether a word is one of a vocabulary, so no word is kept: it is folded into a small buffer,
//! hashed and looked up. Plain ASCII words, and curly marks around and inside them, take a short way; any other run of
//! letters goes through the one normalizer ([`Words`]). A law holds the two to the same words.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::index::WordId;
use super::slots::Slots;
use crate::normalize::Words;
use crate::span::{Read, Span};

/// The words that are looked for.
#[derive(Debug, Default)]
pub struct Watchlist {
    /// So many slots for each word that one that is not looked for nearly always meets an empty one first.
    slots: Slots<8>,
    numbers: FxHashMap<Box<str>, WordId>,
}

impl Watchlist {
    /// The number of a folded word, from 1; a new one if it has none yet.
    pub fn add(&mut self, folded: &str) -> WordId {
        if let Some(&number) = self.numbers.get(folded) {
            return number;
        }
        let number = self.numbers.len() as WordId + 1;
        self.numbers.insert(folded.into(), number);
        self.slots.insert(hash(folded.as_bytes()), number);
        number
    }

    /// The number of the folded word with this hash; [`UNKNOWN`](super::index::UNKNOWN) if it is not looked for.
    #[must_use]
    #[inline]
    pub fn get(&self, hash: u64) -> WordId {
        self.slots.get(hash)
    }

    /// How many words it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// The number of a folded word, if it has one.
    #[must_use]
    pub fn number(&self, folded: &str) -> Option<WordId> {
        self.numbers.get(folded).copied()
    }
}

/// Eight bytes at a time, each step a multiplication; the last mixes the high bits down, from which a slot is taken. No
/// word holds a zero byte, so that what fills up its last eight bytes is no part of it: words of up to eight bytes all have
/// hashes of their own.
fn hash(bytes: &[u8]) -> u64 {
    let chunk = |chunk: &[u8]| {
        let mut eight = [0; 8];
        eight[..chunk.len()].copy_from_slice(chunk);
        u64::from_le_bytes(eight)
    };
    mixed(bytes.chunks(8).map(chunk).fold(0, step))
}

/// The hash of a folded word.
pub(super) fn hash_of(folded: &str) -> u64 {
    hash(folded.as_bytes())
}

/// One step of [`hash`].
#[inline]
fn step(hash: u64, chunk: u64) -> u64 {
    (hash.rotate_left(23) ^ chunk).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The last step of [`hash`].
#[inline]
fn mixed(hash: u64) -> u64 {
    hash ^ (hash >> 32)
}

/// The words of one text.
#[derive(Debug, Default)]
pub struct Tokens {
    /// The number of each word; [`UNKNOWN`](super::index::UNKNOWN) for one that is not looked for.
    pub words: Vec<WordId>,
    /// The byte at which each begins.
    pub starts: Vec<u32>,
    /// Words that went the long way.
    long: Words<Read>,
}

impl Tokens {
    /// Reads `text`, which is shorter than 4 GB, in place of what was read before.
    pub fn read(&mut self, text: &str, vocabulary: &Watchlist) {
        self.read_with(text, |hash| vocabulary.get(hash));
    }

    /// The same with numbers that `number` gives to the hashes of folded words. It may be asked about words that turn out
    /// to be parts of others.
    ///
    /// Where runs of letters begin and end is found first, 64 bytes at a time: to look for the end of one before the next
    /// is looked at would be to wait for it.
    pub fn read_with(&mut self, text: &str, mut number: impl FnMut(u64) -> WordId) {
        self.words.clear();
        self.starts.clear();
        self.words.reserve(text.len() / 5);
        self.starts.reserve(text.len() / 5);
        let bytes = text.as_bytes();
        // How far the text has been read, and where the run of letters begins that is open.
        let (mut at, mut open) = (0, None);
        let mut before = 0;
        // Up to the end and with it, so that letters end there which are the last of a whole block.
        for base in (0..=bytes.len()).step_by(BLOCK) {
            let block = letters_of(bytes, base);
            // A bit where letters begin after others, or others after letters.
            let mut edges = block ^ (block << 1 | before);
            before = block >> (BLOCK - 1);
            while edges != 0 {
                let edge = base + edges.trailing_zeros() as usize;
                edges &= edges - 1;
                open = match open {
                    None => Some(edge),
                    Some(start) => {
                        at = self.run(text, at, start..edge, &mut number);
                        None
                    }
                }
            }
        }
        self.between(text, at, bytes.len(), &mut number);
    }

    /// Reads on from `at` over a run of letters and digits: how far.
    #[inline]
    fn run(
        &mut self,
        text: &str,
        mut at: usize,
        letters: Range<usize>,
        number: &mut impl FnMut(u64) -> WordId,
    ) -> usize {
        let bytes = text.as_bytes();
        let Range { start, end } = letters;
        // Nearly every word follows on one space.
        if at + 1 != start || bytes[at] != b' ' {
            at = self.between(text, at, start, number);
            // It was read with what stands before it.
            if at > start {
                return at;
            }
        }
        let next = bytes.get(end).copied().unwrap_or(b' ');
        // In one question, since it ends nearly always: by which of them, nobody can foresee.
        let kind = KINDS[next as usize];
        let ends = matches!(kind, Kind::Space | Kind::Other | Kind::Symbol)
            | ((kind == Kind::Joint) & !bytes[end - 1].is_ascii_digit());
        if ends {
            self.push(start, number(hash_folded(bytes, start, end)));
            return end;
        }
        match plain_word(bytes, start) {
            Some((hash, end)) => {
                self.push(start, number(hash));
                end
            }
            None => self.other(text, start, number),
        }
    }

    /// Reads on from `at` to `end`, between which no letters stand: how far, which is further if they belong to a word.
    fn between(
        &mut self,
        text: &str,
        mut at: usize,
        end: usize,
        number: &mut impl FnMut(u64) -> WordId,
    ) -> usize {
        let bytes = text.as_bytes();
        while at < end {
            let plain = match KINDS[bytes[at] as usize] {
                Kind::Symbol => {
                    self.push(at, number(hash(&bytes[at..=at])));
                    Some(at + 1)
                }
                Kind::Bracket if at > 0 && bytes[at - 1].is_ascii_alphanumeric() => None,
                // A bracket that is closed in the same run may stand inside a word, or be a footnote's.
                Kind::Bracket => {
                    let mut rest = bytes[at..].iter().take_while(|b| !b.is_ascii_whitespace());
                    (!rest.any(|b| matches!(b, b')' | b']'))).then_some(at + 1)
                }
                Kind::Wide => is_mark(bytes, at).then_some(at + 3),
                Kind::Space | Kind::Apostrophe | Kind::Joint | Kind::Letter | Kind::Other => {
                    at += 1;
                    continue;
                }
            };
            at = match plain {
                Some(next) => next,
                None => self.other(text, at, number),
            };
        }
        at
    }

    #[inline]
    fn push(&mut self, start: usize, word: WordId) {
        self.words.push(word);
        self.starts.push(start as u32);
    }

    /// The long way through the run without white space that holds the byte at `at`: where it ends. Words of it that were
    /// read already are read anew.
    fn other(&mut self, text: &str, at: usize, number: &mut impl FnMut(u64) -> WordId) -> usize {
        let (before, after) = text.as_bytes().split_at(at);
        let start = before.iter().rposition(u8::is_ascii_whitespace).map_or(0, |space| space + 1);
        let end = after.iter().position(u8::is_ascii_whitespace).map_or(text.len(), |space| at + space);
        let known =
            self.starts.iter().rposition(|&known| (known as usize) < start).map_or(0, |last| last + 1);
        self.words.truncate(known);
        self.starts.truncate(known);
        self.long.clear();
        self.long.add_part(text, Span::new(start, end));
        for i in 0..self.long.len() {
            self.words.push(number(hash(self.long.folded(i).as_bytes())));
            self.starts.push(self.long.words[i].span.start as u32);
        }
        end
    }
}

/// The eight bytes from `at` on, as far as there are so many.
#[inline]
fn eight(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..at + 8) {
        Some(eight) => u64::from_le_bytes(eight.try_into().unwrap_or_default()),
        None => {
            let mut eight = [0; 8];
            let rest = &bytes[at..];
            eight[..rest.len()].copy_from_slice(rest);
            u64::from_le_bytes(eight)
        }
    }
}

/// The [`hash`] of the folded form of letters and digits.
#[inline]
fn hash_folded(bytes: &[u8], mut start: usize, end: usize) -> u64 {
    // Letters and digits alike are folded by one bit.
    const FOLD: u64 = EACH * 0x20;
    let mut hash = 0;
    while end - start > 8 {
        hash = step(hash, eight(bytes, start) | FOLD);
        start += 8;
    }
    let unused = 64 - 8 * (end - start) as u32;
    mixed(step(hash, (eight(bytes, start) | FOLD) & (u64::MAX >> unused)))
}

/// Bytes that are looked at in one go.
const BLOCK: usize = 64;

/// One bit for each of the [`BLOCK`] bytes from `at` on: whether it is an ASCII letter or digit. There is none beyond the end.
#[inline]
fn letters_of(bytes: &[u8], at: usize) -> u64 {
    let mut padded = [0; BLOCK];
    let block = bytes[at..].first_chunk::<BLOCK>().unwrap_or_else(|| {
        let rest = &bytes[at..];
        padded[..rest.len()].copy_from_slice(rest);
        &padded
    });
    let mut letters = 0;
    for (nth, eight) in block.as_chunks::<8>().0.iter().enumerate() {
        let high = !no_letters(u64::from_le_bytes(*eight)) & (EACH * 0x80);
        // Eight bits that lie eight apart, put together in the highest byte.
        letters |= ((high >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * nth);
    }
    letters
}

/// One in each of eight bytes.
const EACH: u64 = 0x0101_0101_0101_0101;

/// The high bit of each of eight bytes that is no ASCII letter or digit.
#[inline]
fn no_letters(chunk: u64) -> u64 {
    let low = chunk & (EACH * 0x7f);
    // No sum of two numbers below 128 runs over into the next byte: its high bit tells whether the byte is at least so much.
    let least = |bytes: u64, least: u8| bytes + EACH * u64::from(0x80 - least);
    let folded = low | (EACH * 0x20);
    let letter = least(folded, b'a') & !least(folded, b'z' + 1);
    let digit = least(low, b'0') & !least(low, b'9' + 1);
    (!(letter | digit) | chunk) & (EACH * 0x80)
}

/// The word that begins with the letter or digit at `at`, apostrophes and the joints of numbers included: the hash of its
/// folded form, and where it ends. `None` if it holds anything out of the ordinary.
fn plain_word(bytes: &[u8], mut at: usize) -> Option<(u64, usize)> {
    let mut word = [0u8; LONGEST];
    let mut len = 0;
    while let Some(&b) = bytes.get(at) {
        let next = bytes.get(at + 1).copied().unwrap_or(b' ');
        let folded = match KINDS[b as usize] {
            Kind::Letter => b.to_ascii_lowercase(),
            Kind::Apostrophe if next.is_ascii_alphanumeric() => b'\'',
            Kind::Apostrophe if !next.is_ascii() => return None,
            Kind::Joint if bytes[at - 1].is_ascii_digit() && next.is_ascii_digit() => {
                if b == b',' && digits(&bytes[at + 1..]) == 3 {
                    at += 1;
                    continue;
                }
                b
            }
            Kind::Wide if is_curly_apostrophe(bytes, at) => {
                match bytes.get(at + 3) {
                    Some(next) if next.is_ascii_alphanumeric() => at += 2,
                    Some(next) if !next.is_ascii() => return None,
                    _ => break,
                }
                b'\''
            }
            Kind::Wide if is_mark(bytes, at) => break,
            Kind::Wide | Kind::Bracket => return None,
            _ => break,
        };
        *word.get_mut(len)? = folded;
        len += 1;
        at += 1;
    }
    Some((hash(&word[..len]), at))
}

/// Longest word that takes the short way, in bytes.
const LONGEST: usize = 40;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Space,
    Letter,
    Apostrophe,
    /// Part of a number between two digits.
    Joint,
    /// A word of its own.
    Symbol,
    /// An opening bracket.
    Bracket,
    /// The first or a later byte of a character beyond ASCII.
    Wide,
    Other,
}

static KINDS: [Kind; 256] = kinds();

const fn kinds() -> [Kind; 256] {
    let mut kinds = [Kind::Other; 256];
    let mut b = 0;
    while b < 256 {
        kinds[b] = match b as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Kind::Letter,
            b' ' | b'\t' | b'\n' | b'\r' | 0x0c => Kind::Space,
            b'\'' | b'`' => Kind::Apostrophe,
            b'.' | b',' | b':' => Kind::Joint,
            b'%' | b'&' | b'$' | b'+' | b'=' => Kind::Symbol,
            b'[' | b'(' => Kind::Bracket,
            0x80.. => Kind::Wide,
            _ => Kind::Other,
        };
        b += 1;
    }
    kinds
}

/// `‘` or `’`.
fn is_curly_apostrophe(bytes: &[u8], at: usize) -> bool {
    matches!(bytes[at..], [0xe2, 0x80, 0x98 | 0x99, ..])
}

/// Curly marks, dashes and the ellipsis.
fn is_mark(bytes: &[u8], at: usize) -> bool {
    matches!(bytes[at..], [0xe2, 0x80, 0x93 | 0x94 | 0x98 | 0x99 | 0x9c | 0x9d | 0xa6, ..])
}

fn digits(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| b.is_ascii_digit()).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::index::UNKNOWN;
    use super::*;

    /// Both readings of a text over a vocabulary of all its words.
    fn both(text: &str) -> [Vec<(String, usize)>; 2] {
        let words = Words::<Read>::of(text);
        let mut vocabulary = Watchlist::default();
        let mut spellings = vec!["?".to_owned()];
        for i in 0..words.len() {
            if vocabulary.add(words.folded(i)) as usize == spellings.len() {
                spellings.push(words.folded(i).to_owned());
            }
        }
        let mut tokens = Tokens::default();
        tokens.read(text, &vocabulary);
        let slow = (0..words.len()).map(|i| (words.folded(i).to_owned(), words.words[i].span.start));
        let fast = tokens.words.iter().zip(&tokens.starts);
        [slow.collect(), fast.map(|(&w, &s)| (spellings[w as usize].clone(), s as usize)).collect()]
    }

    proptest! {
        #[test]
        fn the_short_way_reads_the_same_words(
            text in "([a-zA-Z0-9]{0,4}|[ \n\t]|['`.,:’‘“”—–…\\-_/!?]|[%&$+=€£°]|[\\[\\]()]|[éßЖ日ไ\u{301}\u{ad}²ŉ·]|[0-9]{3}){0,24}"
        ) {
            let [slow, fast] = both(&text);
            prop_assert_eq!(slow, fast);
        }

        #[test]
        fn any_text_is_read_alike(text in "\\PC{0,60}") {
            let [slow, fast] = both(&text);
            prop_assert_eq!(slow, fast);
        }
    }

    #[test]
    fn long_words_and_large_vocabularies_are_no_exception() {
        let long = "a".repeat(100);
        let many: String = (0..5_000).map(|i| format!("w{i} ")).collect();
        let [slow, fast] = both(&format!("{long} {many}"));
        assert_eq!(slow, fast);
    }

    #[test]
    fn a_word_that_is_not_looked_for_is_unknown() {
        let mut vocabulary = Watchlist::default();
        let salt = vocabulary.add("salt");
        let mut tokens = Tokens::default();
        tokens.read("Pepper and “Salt”.", &vocabulary);
        assert_eq!(tokens.words, [UNKNOWN, UNKNOWN, salt]);
        assert_eq!(tokens.starts, [0, 7, 14]);
    }
}
