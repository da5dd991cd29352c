//! The words of a large text as numbers, at the speed of reading it.
//!
//! What matters here is only whether a word is one of a vocabulary, so no word is kept: it is folded into a small buffer,
//! hashed and looked up. Plain ASCII words, and curly marks around and inside them, take a short way; any other run of
//! letters goes through the one normalizer ([`Words`]). A law holds the two to the same words.

use rustc_hash::FxHashMap;

use super::index::{UNKNOWN, WordId};
use crate::normalize::Words;
use crate::span::{Read, Span};

/// The words that are looked for.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Hash and number of each word, in a table with open addressing; number 0 is an empty slot.
    slots: Vec<(u64, WordId)>,
    numbers: FxHashMap<Box<str>, WordId>,
}

/// Slots of the table for each word: so many that a word that is not looked for nearly always meets an empty one first.
const SLOTS_A_WORD: usize = 8;

impl Vocabulary {
    /// The number of a folded word, from 1; a new one if it has none yet.
    pub fn add(&mut self, folded: &str) -> WordId {
        if let Some(&number) = self.numbers.get(folded) {
            return number;
        }
        let number = self.numbers.len() as WordId + 1;
        self.numbers.insert(folded.into(), number);
        if self.numbers.len() * SLOTS_A_WORD > self.slots.len() {
            let size = (self.numbers.len() * 2 * SLOTS_A_WORD).next_power_of_two().max(64);
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

    /// The number of the folded word with this hash; [`UNKNOWN`] if it is not looked for. Two words of one hash are one
    /// word here: that makes a candidate that the alignment refuses.
    #[must_use]
    #[inline]
    pub fn get(&self, hash: u64) -> WordId {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        loop {
            // Without a branch on what nobody can foresee, whether a word is looked for: the next slot is hardly ever asked.
            let Some(&(other, number)) = self.slots.get(at) else { return UNKNOWN };
            if number == UNKNOWN || other == hash {
                return number;
            }
            at = (at + 1) & mask;
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
    /// The number of each word; [`UNKNOWN`] for one that is not looked for.
    pub words: Vec<WordId>,
    /// The byte at which each begins.
    pub starts: Vec<u32>,
    /// Words that went the long way.
    long: Words<Read>,
}

impl Tokens {
    /// Reads `text`, which is shorter than 4 GB, in place of what was read before.
    pub fn read(&mut self, text: &str, vocabulary: &Vocabulary) {
        self.read_with(text, |hash| vocabulary.get(hash));
    }

    /// The same with numbers that `number` gives to the hashes of folded words. It may be asked about words that turn out
    /// to be parts of others.
    pub fn read_with(&mut self, text: &str, mut number: impl FnMut(u64) -> WordId) {
        self.words.clear();
        self.starts.clear();
        let bytes = text.as_bytes();
        // Where the run without white space begins that is being read, and how many words there were before it.
        let (mut run, mut before) = (0, 0);
        let mut at = 0;
        while let Some(&first) = bytes.get(at) {
            let kind = KINDS[first as usize];
            if kind == Kind::Letter {
                let (hash, end) = letters(bytes, at);
                let next = bytes.get(end).copied().unwrap_or(b' ');
                let ends = match KINDS[next as usize] {
                    Kind::Space | Kind::Other | Kind::Symbol => true,
                    Kind::Joint => !bytes[end - 1].is_ascii_digit(),
                    _ => false,
                };
                if ends {
                    self.push(at, number(hash));
                    at = end;
                    // Nearly every word is followed by one space.
                    if next == b' ' {
                        at += 1;
                        (run, before) = (at, self.words.len());
                    }
                    continue;
                }
            }
            let plain = match kind {
                Kind::Space => {
                    at += 1;
                    (run, before) = (at, self.words.len());
                    continue;
                }
                Kind::Letter => plain_word(bytes, at).map(|(hash, end)| {
                    self.push(at, number(hash));
                    end
                }),
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
                Kind::Apostrophe | Kind::Joint | Kind::Other => Some(at + 1),
            };
            at = plain.unwrap_or_else(|| {
                self.words.truncate(before);
                self.starts.truncate(before);
                self.other(text, run, &mut number)
            });
        }
    }

    #[inline]
    fn push(&mut self, start: usize, word: WordId) {
        self.words.push(word);
        self.starts.push(start as u32);
    }

    /// The long way through one run without white space: where it ends.
    fn other(&mut self, text: &str, start: usize, number: &mut impl FnMut(u64) -> WordId) -> usize {
        let run = text.as_bytes()[start..].iter().position(u8::is_ascii_whitespace);
        let end = run.map_or(text.len(), |run| start + run);
        self.long.clear();
        self.long.add_part(text, Span::new(start, end));
        for i in 0..self.long.len() {
            self.words.push(number(hash(self.long.folded(i).as_bytes())));
            self.starts.push(self.long.words[i].span.start as u32);
        }
        end
    }
}

/// The letters and digits from `at` on, of which there is at least one: the hash of their folded form, and where they end.
#[inline]
fn letters(bytes: &[u8], mut at: usize) -> (u64, usize) {
    let mut hash = 0;
    loop {
        let chunk = match bytes.get(at..at + 8) {
            Some(eight) => u64::from_le_bytes(eight.try_into().unwrap_or_default()),
            None => {
                let mut eight = [0; 8];
                let rest = &bytes[at..];
                eight[..rest.len()].copy_from_slice(rest);
                u64::from_le_bytes(eight)
            }
        };
        let others = no_letters(chunk);
        // Letters and digits alike are folded by one bit.
        let folded = chunk | (EACH * 0x20);
        if others != 0 {
            let bits = others.trailing_zeros() & !7;
            if bits > 0 {
                hash = step(hash, folded & !(u64::MAX << bits));
            }
            return (mixed(hash), at + bits as usize / 8);
        }
        hash = step(hash, folded);
        at += 8;
    }
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
