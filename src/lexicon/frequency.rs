//! How telling a word is: the background probability of words and of pairs of words.
//!
//! The table is data of the program, made from public text (`examples/build_frequencies.rs`), so that a word is as rare
//! in one run as in any other. It lists what is common; all else is rare by its length.

use std::sync::OnceLock;

use fst::raw::Fst;

use super::{Lang, is_function_word, split_possessive};
use crate::normalize::is_unspaced;

/// A word of a language with a table that is in no table.
const RARE: f32 = 16.0;

/// A function word of a language without a table.
const FUNCTION_WORD: f32 = 8.0;

/// What `'s` adds to its stem.
const POSSESSIVE: f32 = 4.0;

/// −log2 of the background probability of a folded word in `lang`; for [`Lang::Unknown`] in the language in which it is
/// most common. Between 3 (*the*) and 20.
#[must_use]
pub fn bits(word: &str, lang: Lang) -> f32 {
    let mut letters = word.chars();
    let (first, length) = (letters.next().unwrap_or_default(), word.chars().count());
    if first.is_ascii_digit() {
        // Small numbers and years are common, long figures are not.
        return (9.0 + length as f32).min(18.0);
    }
    if length == 1 && is_unspaced(first) {
        return 9.0;
    }
    let listed = match lang {
        Lang::Unknown => Lang::KNOWN.into_iter().filter_map(|lang| listed(word, lang)).min_by(f32::total_cmp),
        lang => listed(word, lang),
    };
    listed.unwrap_or_else(|| if length == 1 { 13.0 } else { unlisted(word, length, lang) })
}

/// The English words that commonly follow a word: *one of the* is an idiom, and tells less than its words do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Followers(Walk);

impl Followers {
    /// Those of `first`; `None` for most words.
    #[must_use]
    pub fn of(first: &str) -> Option<Self> {
        Walk::default().over([Lang::En.tag(), "\n", first, " "]).map(Self)
    }

    /// −log2 of the probability that `second` follows, if it is one of them.
    #[must_use]
    pub fn bits(self, second: &str) -> Option<f32> {
        self.0.over([second])?.value()
    }
}

fn listed(word: &str, lang: Lang) -> Option<f32> {
    let listed = Walk::default().over([lang.tag(), "\n", word]).and_then(Walk::value);
    listed.or_else(|| is_function_word(word, lang).then_some(FUNCTION_WORD))
}

fn unlisted(word: &str, length: usize, lang: Lang) -> f32 {
    let (stem, ending) = split_possessive(word);
    if !ending.is_empty() {
        return (bits(stem, lang) + POSSESSIVE).min(20.0);
    }
    // Short words that are not in the table are mostly names and forms of listed ones; long ones are rarer than rare.
    (RARE + 0.4 * (length as f32 - 6.0)).clamp(15.0, 20.0)
}

/// How far a key was walked: without making it, and from where another walk ended.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Walk {
    node: u32,
    sixteenths: u32,
}

impl Default for Walk {
    fn default() -> Self {
        Self { node: table().root().addr() as u32, sixteenths: 0 }
    }
}

impl Walk {
    /// Walks on over the bytes that `pieces` make up, if some key goes on so.
    fn over<const N: usize>(self, pieces: [&str; N]) -> Option<Self> {
        let table = table();
        let mut node = table.node(self.node as usize);
        let mut sixteenths = self.sixteenths;
        for byte in pieces.iter().flat_map(|piece| piece.bytes()) {
            let transition = node.transition(node.find_input(byte)?);
            sixteenths += transition.out.value() as u32;
            node = table.node(transition.addr);
        }
        Some(Self { node: node.addr() as u32, sixteenths })
    }

    /// The value of the key that ends here.
    fn value(self) -> Option<f32> {
        let node = table().node(self.node as usize);
        node.is_final().then(|| (self.sixteenths + node.final_output().value() as u32) as f32 / 16.0)
    }
}

fn table() -> &'static Fst<&'static [u8]> {
    static TABLE: OnceLock<Fst<&'static [u8]>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let bytes: &[u8] = include_bytes!("../../data/frequencies.fst");
        Fst::new(bytes).expect("data/frequencies.fst is a map (a test reads all of it)")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_data_is_whole() {
        table().verify().unwrap();
        assert!(table().len() > 5_000);
    }

    #[test]
    fn rarer_words_tell_more() {
        for rising in [
            ["the", "people", "danger", "zelensky"],
            ["of", "great", "salt", "antidisestablishmentarianism"],
            ["and", "is", "government", "shaker"],
        ] {
            for pair in rising.windows(2) {
                assert!(bits(pair[0], Lang::En) < bits(pair[1], Lang::En), "{pair:?}");
            }
        }
        assert!(bits("the", Lang::En) < 5.0);
        assert!(bits("und", Lang::De) < 7.0);
        assert!(bits("и", Lang::Ru) < 7.0);
        assert!(bits("і", Lang::Uk) <= FUNCTION_WORD);
        // In a language that is not known, a word may be of any.
        assert!((bits("und", Lang::Unknown) - bits("und", Lang::De)).abs() < f32::EPSILON);
        assert!(bits("zelensky's", Lang::En) > bits("zelensky", Lang::En));
    }

    #[test]
    fn idioms_tell_less_than_their_words() {
        let follows = |first, second| Followers::of(first)?.bits(second);
        for (first, second) in
            [("one", "of"), ("of", "the"), ("united", "states"), ("per", "cent"), ("at", "least")]
        {
            let follows = follows(first, second).unwrap_or_else(|| panic!("{first} {second} is no pair"));
            assert!(follows < bits(second, Lang::En), "{first} {second}");
        }
        assert_eq!(follows("salt", "elimination"), None);
        assert_eq!(follows("", ""), None);
        assert_eq!(follows("the", ""), None);
    }

    proptest! {
        #[test]
        fn every_word_tells_something_and_none_tells_all(word in "\\PC{0,30}", lang in 0usize..9) {
            for lang in [Lang::KNOWN[lang], Lang::Unknown] {
                let bits = bits(&word, lang);
                prop_assert!((2.0..=20.0).contains(&bits), "{} {}", word, bits);
            }
        }
    }
}
