//! Guessing the language of a text from its letters and its function words.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::Lang;
use super::class::{langs_of, listed_words, plain_langs_of};
use super::compound;

/// Letters that, among the languages of the data, only one uses.
const TELLING_LETTERS: &[(Lang, &str)] = &[
    (Lang::De, "ß"),
    (Lang::Fr, "œùêç"),
    (Lang::Es, "ñ¿¡"),
    (Lang::Pl, "ąęłńśźż"),
    (Lang::Cs, "ěřůďť"),
    (Lang::Ru, "ыэъё"),
    (Lang::Uk, "іїєґ"),
];

/// How many votes a telling letter has: a function word has one, and may be shared by several languages.
const VOTES_OF_A_LETTER: usize = 2;

/// Only so much of a long text is looked at: a language shows in its first words.
const WORDS_LOOKED_AT: usize = 400;

pub(super) fn detect(text: &str) -> Lang {
    let mut votes = [0usize; Lang::KNOWN.len()];
    let votes_of = Votes::of_words();
    let mut rest = text;
    for _ in 0..WORDS_LOOKED_AT {
        let Some((word, is_plain)) = next_word(&mut rest) else { break };
        // Nearly every word is in ASCII, has no telling letter and no apostrophe, and is looked up once for all languages.
        if is_plain {
            let mut langs = votes_of.of(word);
            while langs != 0 {
                votes[langs.trailing_zeros() as usize] += 1;
                langs &= langs - 1;
            }
            continue;
        }
        let folded: String =
            word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect();
        let langs = langs_of(&folded);
        for (bit, (lang, count)) in Lang::KNOWN.into_iter().zip(&mut votes).enumerate() {
            *count += usize::from(langs >> bit & 1);
            let letters =
                TELLING_LETTERS.iter().find(|(of, _)| *of == lang).map_or("", |(_, letters)| letters);
            if folded.contains(|c| letters.contains(c)) {
                *count += VOTES_OF_A_LETTER;
            }
        }
    }
    let most = votes.iter().copied().max().unwrap_or(0);
    let mut winners = Lang::KNOWN.into_iter().zip(votes).filter(|(_, count)| *count == most);
    match (winners.next(), winners.next()) {
        (Some((lang, _)), None) => lang,
        _ => Lang::Unknown,
    }
}

/// The next run of letters and apostrophes, and whether it is one of ASCII letters alone.
fn next_word<'t>(rest: &mut &'t str) -> Option<(&'t str, bool)> {
    let is_letter = |c: char| c.is_alphabetic() || c == '\'' || c == '’';
    let begins = |b: &u8| b.is_ascii_alphabetic() || *b == b'\'' || !b.is_ascii();
    let start = rest.bytes().position(|b| begins(&b))?;
    *rest = &rest[start..];
    if !rest.as_bytes()[0].is_ascii() {
        *rest = rest.trim_start_matches(|c: char| !is_letter(c));
    }
    let plain = rest.bytes().position(|b| !b.is_ascii_alphabetic()).unwrap_or(rest.len());
    let length = match rest.as_bytes().get(plain) {
        Some(b'\'' | 0x80..) => rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len()),
        _ => plain,
    };
    let word;
    (word, *rest) = rest.split_at(length);
    (!word.is_empty()).then_some((word, length == plain))
}

/// For each word of a few ASCII letters that is of a class or a function word in some language: those languages, as bits.
struct Votes {
    /// By [`Votes::key`].
    short: FxHashMap<u64, u16>,
}

/// Longer words, in bytes, are no words of any list, nor numbers in one word.
const LONGEST: usize = 64;

impl Votes {
    fn of_words() -> &'static Self {
        static VOTES: OnceLock<Votes> = OnceLock::new();
        VOTES.get_or_init(|| {
            // Only words of ASCII letters are looked up here.
            let plain = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase());
            let words = listed_words().filter(|(word, _)| plain(word));
            Self { short: words.filter_map(|(word, langs)| Some((Self::key(word)?, langs))).collect() }
        })
    }

    /// The languages of a word of ASCII letters, in any case.
    fn of(&self, word: &str) -> u16 {
        if let Some(&langs) = Self::key(word).and_then(|key| self.short.get(&key)) {
            return langs;
        }
        if !(compound::SHORTEST..=LONGEST).contains(&word.len()) {
            return 0;
        }
        let mut letters = [0; LONGEST];
        let letters = &mut letters[..word.len()];
        letters.copy_from_slice(word.as_bytes());
        letters.make_ascii_lowercase();
        std::str::from_utf8(letters).map_or(0, plain_langs_of)
    }

    /// A short word of ASCII letters as a number, the same for any case.
    fn key(word: &str) -> Option<u64> {
        let is_short = word.len() <= 8 && word.bytes().all(|b| b.is_ascii_alphabetic());
        is_short.then(|| word.bytes().fold(0, |key, b| key << 8 | u64::from(b | 0x20)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{class, is_function_word};

    #[test]
    fn the_table_says_of_plain_words_what_the_lists_say() {
        let words =
            listed_words().map(|(word, _)| word).filter(|word| word.bytes().all(|b| b.is_ascii_lowercase()));
        for word in words.chain(["zwanzigtausend", "ventidue", "harbour", "gulls"]) {
            for written in [word.to_owned(), word.to_ascii_uppercase()] {
                let langs = Votes::of_words().of(&written);
                for (bit, lang) in Lang::KNOWN.into_iter().enumerate() {
                    let listed = is_function_word(word, lang) || class(word, lang).is_some();
                    assert_eq!(langs & 1 << bit != 0, listed, "{written} {lang:?}");
                }
            }
        }
    }

    #[test]
    fn a_sentence_is_enough() {
        for (lang, text) in [
            (Lang::En, "There are no options left aside the physical elimination of the cabal."),
            (Lang::En, "I have nothing to offer but blood, toil, tears and sweat."),
            (Lang::De, "Niemand hat die Absicht, eine Mauer zu errichten."),
            (Lang::Fr, "La France a perdu une bataille, mais la France n’a pas perdu la guerre."),
            (Lang::Es, "Venceréis, pero no convenceréis."),
            (Lang::It, "Libera Chiesa in libero Stato, e questo è il principio della nostra libertà."),
            (Lang::Pl, "Nie pytaj, co kraj może zrobić dla ciebie."),
            (Lang::Cs, "Pravda a láska musí zvítězit nad lží a nenávistí, a to je naše naděje."),
            (Lang::Ru, "Мы не ведём войну с этим народом, и никто нас не остановит."),
            (Lang::Uk, "Мені потрібні боєприпаси, а не поїздка."),
        ] {
            assert_eq!(Lang::detect(text), lang, "{text}");
        }
    }

    #[test]
    fn what_does_not_decide_is_unknown() {
        for text in ["", "12 345", "Xyzzy", "我们不打第一枪", "Zelensky Medvedev"] {
            assert_eq!(Lang::detect(text), Lang::Unknown, "{text}");
        }
    }
}
