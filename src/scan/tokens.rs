//! The words of a large text as numbers, at the speed of reading it.
//!
//! What matters here is only whether a word is one of a vocabulary, so no word is kept: it is folded into a small buffer,
//! hashed and looked up. Plain ASCII words, and curly marks around and inside them, take a short way; any other run of
//! letters goes through the one normalizer ([`Words`]). A law holds the two to the same words.

use rustc_hash::FxHashMap;

use super::index::{UNKNOWN, WordId};
use crate::normalize::Words;
use crate::span::Read;

/// The words that are looked for.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Hash and number of each word, in a table with open addressing; number 0 is an empty slot.
    slots: Vec<(u64, WordId)>,
    numbers: FxHashMap<Box<str>, WordId>,
}

impl Vocabulary {
    /// The number of a folded word, from 1; a new one if it has none yet.
    pub fn add(&mut self, folded: &str) -> WordId {
        if let Some(&number) = self.numbers.get(folded) {
            return number;
        }
        let number = self.numbers.len() as WordId + 1;
        self.numbers.insert(folded.into(), number);
        if self.numbers.len() * 4 > self.slots.len() {
            let size = (self.numbers.len() * 8).next_power_of_two().max(64);
            self.slots = vec![(0, UNKNOWN); size];
            let all: Vec<(u64, WordId)> =
                self.numbers.iter().map(|(word, &number)| (hash(word.as_bytes()), number)).collect();
            all.into_iter().for_each(|(hash, number)| self.place(hash, number));
        } else {
            self.place(hash(folded.as_bytes()), number);
        }
        number
    }

    fn place(&mut self, hash: u64, number: WordId) {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at].1 != UNKNOWN {
            at = (at + 1) & mask;
        }
        self.slots[at] = (hash, number);
    }

    /// The number of a folded word; [`UNKNOWN`] if it is not looked for. Two words of one hash are one word here: that
    /// makes a candidate that the alignment refuses.
    fn get(&self, folded: &[u8]) -> WordId {
        if self.slots.is_empty() {
            return UNKNOWN;
        }
        let hash = hash(folded);
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            match self.slots[at] {
                (_, UNKNOWN) => return UNKNOWN,
                (other, number) if other == hash => return number,
                _ => at = (at + 1) & mask,
            }
        }
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

/// Eight bytes at a time, each step a multiplication; the last mixes the high bits down, from which a slot is taken.
fn hash(bytes: &[u8]) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        hash = (hash.rotate_left(23) ^ u64::from_le_bytes(chunk.try_into().unwrap_or_default()))
            .wrapping_mul(ODD);
    }
    let rest = chunks.remainder();
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        hash = (hash.rotate_left(23) ^ u64::from_le_bytes(last)).wrapping_mul(ODD);
    }
    hash ^ (hash >> 32)
}

/// The words of one text.
#[derive(Debug, Default)]
pub struct Tokens {
    /// The number of each word; [`UNKNOWN`] for one that is not looked for.
    pub words: Vec<WordId>,
    /// The byte at which each begins.
    pub starts: Vec<u32>,
}

impl Tokens {
    /// Reads `text`, which is shorter than 4 GB, in place of what was read before.
    pub fn read(&mut self, text: &str, vocabulary: &Vocabulary) {
        self.words.clear();
        self.starts.clear();
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at].is_ascii_whitespace() {
                at += 1;
                continue;
            }
            let start = at;
            match self.plain(bytes, start, vocabulary) {
                Ok(end) => at = end,
                Err(words) => {
                    self.words.truncate(words);
                    self.starts.truncate(words);
                    at = self.other(text, start, vocabulary);
                }
            }
        }
    }

    fn push(&mut self, start: usize, word: WordId) {
        self.words.push(word);
        self.starts.push(start as u32);
    }

    /// The short way through one run without white space that starts at `at`: where it ends; or how many words there
    /// were before it, if it holds anything out of the ordinary.
    fn plain(&mut self, bytes: &[u8], mut at: usize, vocabulary: &Vocabulary) -> Result<usize, usize> {
        let before = self.words.len();
        let mut word = [0u8; LONGEST];
        loop {
            let Some(&b) = bytes.get(at) else { return Ok(at) };
            match KINDS[b as usize] {
                Kind::Space => return Ok(at),
                Kind::Letter => {
                    let start = at;
                    let mut len = 0;
                    while let Some(&b) = bytes.get(at) {
                        let next = bytes.get(at + 1).copied().unwrap_or(b' ');
                        let folded = match KINDS[b as usize] {
                            Kind::Letter => b.to_ascii_lowercase(),
                            Kind::Apostrophe if next.is_ascii_alphanumeric() => b'\'',
                            Kind::Apostrophe if !next.is_ascii() => return Err(before),
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
                                    Some(next) if !next.is_ascii() => return Err(before),
                                    _ => break,
                                }
                                b'\''
                            }
                            Kind::Wide if is_mark(bytes, at) => break,
                            Kind::Wide | Kind::Bracket => return Err(before),
                            _ => break,
                        };
                        if len == LONGEST {
                            return Err(before);
                        }
                        word[len] = folded;
                        len += 1;
                        at += 1;
                    }
                    self.push(start, vocabulary.get(&word[..len]));
                }
                Kind::Symbol => {
                    self.push(at, vocabulary.get(&bytes[at..=at]));
                    at += 1;
                }
                Kind::Bracket if at > 0 && bytes[at - 1].is_ascii_alphanumeric() => return Err(before),
                // A bracket that is closed in the same run may stand inside a word, or be a footnote's.
                Kind::Bracket => {
                    let run = bytes[at..].iter().take_while(|b| !b.is_ascii_whitespace());
                    if run.clone().any(|b| matches!(b, b')' | b']')) {
                        return Err(before);
                    }
                    at += 1;
                }
                Kind::Wide if is_mark(bytes, at) => at += 3,
                Kind::Wide => return Err(before),
                Kind::Apostrophe | Kind::Joint | Kind::Other => at += 1,
            }
        }
    }

    /// The long way through one run without white space: where it ends.
    fn other(&mut self, text: &str, start: usize, vocabulary: &Vocabulary) -> usize {
        let run = text.as_bytes()[start..].iter().position(u8::is_ascii_whitespace);
        let end = run.map_or(text.len(), |run| start + run);
        let mut words = Words::<Read>::default();
        words.add_part(text, crate::span::Span::new(start, end));
        for i in 0..words.len() {
            self.push(words.words[i].span.start, vocabulary.get(words.folded(i).as_bytes()));
        }
        end
    }
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

    use super::*;

    /// Both readings of a text over a vocabulary of all its words.
    fn both(text: &str) -> [Vec<(String, usize)>; 2] {
        let words = Words::<Read>::of(text);
        let mut vocabulary = Vocabulary::default();
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
        let mut vocabulary = Vocabulary::default();
        let salt = vocabulary.add("salt");
        let mut tokens = Tokens::default();
        tokens.read("Pepper and “Salt”.", &vocabulary);
        assert_eq!(tokens.words, [UNKNOWN, UNKNOWN, salt]);
        assert_eq!(tokens.starts, [0, 7, 14]);
    }
}
