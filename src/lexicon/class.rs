//! Closed classes of words: what may not be lost among other changes of wording.

use std::sync::OnceLock;

use super::Lang;
use super::words::{self, Words};
use crate::normalize::fold;
use rustc_hash::{FxHashMap, FxHashSet};

/// A class of words whose change bears on the meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// *not*, *never*, *nobody*, *don't*, *cannot*…
    Negation,
    /// Digits and number words.
    Number,
    /// *may*, *must*, *will*…
    Modal,
    /// *all*, *some*, *most*, *always*…
    Quantifier,
}

/// The class of a folded word in `lang`. In [`Lang::Unknown`] digits are numbers, and a word is a negation or a number
/// only when it is nothing else in any language of the data.
#[must_use]
pub fn class(word: &str, lang: Lang) -> Option<Class> {
    if word.bytes().any(|b| b.is_ascii_digit()) || word.chars().any(char::is_numeric) {
        return Some(Class::Number);
    }
    if lang == Lang::Unknown {
        return class_in_every_language(word);
    }
    let tables = tables(lang);
    if let Some(&class) = tables.classes.get(word) {
        return Some(class);
    }
    // *don't*, *wouldn't*; *I'll*, *they'd* keep their pronoun and are judged by the checks.
    (lang == Lang::En && word.len() > 3 && word.ends_with("n't")).then_some(Class::Negation)
}

/// Whether a folded word only holds a sentence together (articles, pronouns, prepositions, conjunctions, auxiliaries…)
/// and so tells nothing of which sentence it is.
#[must_use]
pub fn is_function_word(word: &str, lang: Lang) -> bool {
    if lang == Lang::Unknown {
        return Lang::KNOWN.into_iter().any(|lang| is_function_word(word, lang));
    }
    let tables = tables(lang);
    tables.function.contains(word)
        || tables.classes.get(word).is_some_and(|class| *class != Class::Number)
        || lang == Lang::En && is_english_contraction(word)
}

/// *don't*, *it's*, *we'll*: what stands before the apostrophe is a function word.
fn is_english_contraction(word: &str) -> bool {
    word.ends_with("n't")
        || word.split_once('\'').is_some_and(|(stem, ending)| {
            matches!(ending, "s" | "m" | "d" | "re" | "ve" | "ll") && tables(Lang::En).function.contains(stem)
        })
}

fn class_in_every_language(word: &str) -> Option<Class> {
    let mut result = None;
    for lang in Lang::KNOWN {
        let here = match class(word, lang) {
            None if is_function_word(word, lang) => return None,
            None => continue,
            Some(class) => class,
        };
        if !matches!(here, Class::Negation | Class::Number) || result.is_some_and(|before| before != here) {
            return None;
        }
        result = Some(here);
    }
    result
}

struct Tables {
    classes: FxHashMap<String, Class>,
    function: FxHashSet<String>,
}

fn tables(lang: Lang) -> &'static Tables {
    static TABLES: [OnceLock<Tables>; Lang::KNOWN.len()] = [const { OnceLock::new() }; Lang::KNOWN.len()];
    let index = Lang::KNOWN
        .iter()
        .position(|known| *known == lang)
        .expect("tables are only asked of known languages");
    TABLES[index].get_or_init(|| build(words::of(lang)))
}

fn build(words: &Words) -> Tables {
    let mut classes = FxHashMap::default();
    let numbers = words.numbers.iter().map(|(word, _)| *word);
    // A word of two lists belongs to the first of them.
    let lists: [(Class, Vec<&str>); 4] = [
        (Class::Negation, words.negations.to_vec()),
        (Class::Number, numbers.collect()),
        (Class::Modal, words.modals.to_vec()),
        (Class::Quantifier, words.quantifiers.to_vec()),
    ];
    for (class, list) in lists {
        for word in list.into_iter().map(fold) {
            classes.entry(word).or_insert(class);
        }
    }
    Tables { classes, function: words.function.iter().copied().map(fold).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_classes() {
        for (word, expected) in [
            ("not", Some(Class::Negation)),
            ("don't", Some(Class::Negation)),
            ("cannot", Some(Class::Negation)),
            ("nobody", Some(Class::Negation)),
            ("seven", Some(Class::Number)),
            ("10.4", Some(Class::Number)),
            ("1990s", Some(Class::Number)),
            ("³", Some(Class::Number)),
            ("might", Some(Class::Modal)),
            ("none", Some(Class::Quantifier)),
            ("always", Some(Class::Quantifier)),
            ("the", None),
            ("elimination", None),
            ("n't", None),
        ] {
            assert_eq!(class(word, Lang::En), expected, "{word}");
        }
    }

    #[test]
    fn words_are_found_as_folding_leaves_them() {
        for (word, lang, expected) in [
            ("никакой", Lang::Ru, Class::Negation),
            ("ещё не", Lang::Ru, Class::Negation),
            ("żaden", Lang::Pl, Class::Negation),
            ("können", Lang::De, Class::Modal),
            ("dreißig", Lang::De, Class::Number),
            ("п’ять", Lang::Uk, Class::Number),
        ] {
            let folded = fold(word);
            let last = folded.split(' ').next_back().unwrap();
            assert_eq!(class(last, lang), Some(expected), "{word}");
        }
    }

    #[test]
    fn an_unknown_language_claims_only_what_is_one_thing_everywhere() {
        assert_eq!(class("12", Lang::Unknown), Some(Class::Number));
        assert_eq!(class("nicht", Lang::Unknown), Some(Class::Negation));
        assert_eq!(class("cannot", Lang::Unknown), Some(Class::Negation));
        // German `war`, `die`; Polish `no`; English `will` is German *wants*.
        assert_eq!(class("will", Lang::Unknown), None);
        assert_eq!(class("me", Lang::Unknown), None);
    }

    #[test]
    fn function_words() {
        for word in ["the", "of", "it's", "we'll", "not", "don't", "which"] {
            assert!(is_function_word(word, Lang::En), "{word}");
        }
        for word in ["physical", "elimination", "russia's", "salt", "seven"] {
            assert!(!is_function_word(word, Lang::En), "{word}");
        }
        assert!(is_function_word("und", Lang::De));
        assert!(is_function_word("und", Lang::Unknown));
    }

    #[test]
    fn no_list_repeats_a_word_and_every_list_is_lower_case() {
        for lang in Lang::KNOWN {
            let words = words::of(lang);
            for list in [words.negations, words.modals, words.quantifiers, words.function] {
                let mut seen = FxHashSet::default();
                for word in list {
                    assert!(seen.insert(word), "{lang:?}: {word} twice");
                    assert!(!word.chars().any(|c| c.is_uppercase() || c.is_whitespace()), "{lang:?}: {word}");
                }
            }
        }
    }
}
