//! Closed classes of words: what may not be lost among other changes of wording.

use std::sync::OnceLock;

use super::Lang;
use super::compound;
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
    if let Some(&class) = tables(lang).classes.get(word) {
        return Some(class);
    }
    // *don't*, *wouldn't*; no other language of the data has such words. *n'est* is French *ne est*.
    let denies = match lang {
        Lang::En | Lang::Unknown => word.len() > 3 && word.ends_with("n't"),
        Lang::Fr => word.starts_with("n'"),
        _ => false,
    };
    denies.then_some(Class::Negation)
}

/// Whether the folded `word` is a sound between the words: *um*. In [`Lang::Unknown`]: in some language of the data, and
/// a word in none (*er* is German for *he*).
#[must_use]
pub fn is_filler(word: &str, lang: Lang) -> bool {
    tables(lang).fillers.contains(word)
}

/// Whether two folded words are forms of one verb in one person and different tenses, by the closed list of `lang`:
/// *ist*, *war*. English has rules of its own (see [`super::verbs`]).
#[must_use]
pub fn other_tense(a: &str, b: &str, lang: Lang) -> bool {
    let tenses = &tables(lang).tenses;
    let (Some(a), Some(b)) = (tenses.get(a), tenses.get(b)) else { return false };
    let same_verb = a.iter().any(|(verb, _)| b.iter().any(|(other, _)| other == verb));
    same_verb && !a.iter().any(|form| b.contains(form))
}

/// Whether a folded word only holds a sentence together (articles, pronouns, prepositions, conjunctions, auxiliaries…)
/// and so tells nothing of which sentence it is. In [`Lang::Unknown`]: in any language of the data.
#[must_use]
pub fn is_function_word(word: &str, lang: Lang) -> bool {
    let english = matches!(lang, Lang::En | Lang::Unknown);
    tables(lang).function.contains(word) || english && is_english_contraction(word)
}

/// The folded words of `lang` that are of a class or function words; some of them twice.
pub(super) fn listed_words(lang: Lang) -> impl Iterator<Item = &'static str> {
    let tables = tables(lang);
    tables.classes.keys().chain(&tables.function).map(String::as_str)
}

/// *don't*, *it's*, *we'll*: what stands before the apostrophe is a function word.
fn is_english_contraction(word: &str) -> bool {
    word.ends_with("n't")
        || word.split_once('\'').is_some_and(|(stem, ending)| {
            matches!(ending, "s" | "m" | "d" | "re" | "ve" | "ll") && tables(Lang::En).function.contains(stem)
        })
}

/// The value of a folded number word; an ordinal's is negative.
pub(super) fn number_value(word: &str, lang: Lang) -> Option<i64> {
    tables(lang).numbers.get(word).copied()
}

/// The value of a folded number word that states a number in some language of the data, and no other thing in another;
/// an ordinal's is negative. English ones count in any case.
#[must_use]
pub fn number_word(word: &str) -> Option<i64> {
    number_value(word, Lang::En).or_else(|| number_value(word, Lang::Unknown))
}

#[derive(Default)]
struct Tables {
    classes: FxHashMap<String, Class>,
    /// Function words, and the words of all classes but numbers.
    function: FxHashSet<String>,
    /// Values of number words; ordinals are negative.
    numbers: FxHashMap<String, i64>,
    /// Sounds between the words.
    fillers: FxHashSet<String>,
    /// The verbs and the tenses that a word is a form of, by their places in the list.
    tenses: FxHashMap<String, Vec<(usize, usize)>>,
}

fn tables(lang: Lang) -> &'static Tables {
    const LANGUAGES: usize = Lang::KNOWN.len();
    static TABLES: [OnceLock<Tables>; LANGUAGES] = [const { OnceLock::new() }; LANGUAGES];
    static UNKNOWN: OnceLock<Tables> = OnceLock::new();
    match Lang::KNOWN.iter().position(|known| *known == lang) {
        Some(index) => TABLES[index].get_or_init(|| build(words::of(lang), &compound::words(lang))),
        None => UNKNOWN.get_or_init(in_every_language),
    }
}

fn build(words: &Words, compounds: &[(String, i64)]) -> Tables {
    let mut tables = Tables::default();
    let numbers = words.numbers.iter().map(|(word, _)| *word);
    let numbers = numbers.chain(compounds.iter().map(|(word, _)| word.as_str()));
    // A word of two lists belongs to the first of them.
    let lists: [(Class, Vec<&str>); 4] = [
        (Class::Negation, words.negations.to_vec()),
        (Class::Number, numbers.collect()),
        (Class::Modal, words.modals.to_vec()),
        (Class::Quantifier, words.quantifiers.to_vec()),
    ];
    for (class, list) in lists {
        for word in list.into_iter().map(fold) {
            tables.classes.entry(word).or_insert(class);
        }
    }
    let compounds = compounds.iter().map(|(word, value)| (fold(word), *value));
    let numbers = words.numbers.iter().map(|(word, value)| (fold(word), *value));
    tables.numbers = compounds.chain(numbers).collect();
    tables.fillers = words.fillers.iter().copied().map(fold).collect();
    for (verb, forms) in words.tenses.iter().enumerate() {
        for (tense, forms) in forms.iter().enumerate() {
            for form in forms.split(' ').map(fold) {
                tables.tenses.entry(form).or_default().push((verb, tense));
            }
        }
    }
    let classed = tables.classes.iter().filter(|(_, class)| **class != Class::Number);
    tables.function =
        classed.map(|(word, _)| word.clone()).chain(words.function.iter().copied().map(fold)).collect();
    tables
}

/// What holds of a word whatever language it is of: *nicht* denies wherever it stands, *will* is English or German.
fn in_every_language() -> Tables {
    let mut union = Tables::default();
    for lang in Lang::KNOWN {
        union.function.extend(tables(lang).function.iter().cloned());
    }
    for lang in Lang::KNOWN {
        let telling = |class: &Class| matches!(class, Class::Negation | Class::Number);
        for (word, &class) in tables(lang).classes.iter().filter(|(_, class)| telling(class)) {
            let agrees = Lang::KNOWN.into_iter().map(tables).all(|other| match other.classes.get(word) {
                Some(&there) => there == class,
                None => !other.function.contains(word),
            });
            if agrees {
                union.classes.insert(word.clone(), class);
                union.numbers.extend(tables(lang).numbers.get(word).map(|value| (word.clone(), *value)));
            }
        }
    }
    for lang in Lang::KNOWN {
        let is_word = |filler: &String| {
            Lang::KNOWN
                .into_iter()
                .map(tables)
                .any(|other| other.function.contains(filler) || other.classes.contains_key(filler))
        };
        union.fillers.extend(tables(lang).fillers.iter().filter(|filler| !is_word(filler)).cloned());
    }
    union
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
    fn sounds_are_sounds_in_their_own_language_only() {
        assert!(is_filler("um", Lang::En) && is_filler("er", Lang::En));
        assert!(!is_filler("um", Lang::De) && !is_filler("er", Lang::De), "German for *about* and *he*");
        assert!(is_filler("ah", Lang::De), "äh, as folding leaves it");
        assert!(is_filler("э", Lang::Ru) && !is_filler("э", Lang::En));
        assert!(is_filler("hmm", Lang::Unknown) && !is_filler("er", Lang::Unknown));
    }

    #[test]
    fn tenses_of_other_languages() {
        for (a, b, lang) in [
            ("ist", "war", Lang::De),
            ("etait", "est", Lang::Fr),
            ("es", "fue", Lang::Es),
            ("sono", "furono", Lang::It),
            ("jest", "bedzie", Lang::Pl),
            ("jsou", "byli", Lang::Cs),
            ("знает", "знал", Lang::Ru),
            ("є", "буде", Lang::Uk),
        ] {
            assert!(other_tense(&fold(a), &fold(b), lang), "{a} {b}");
            assert!(!other_tense(&fold(a), &fold(a), lang), "{a}");
        }
        assert!(!other_tense("ist", "waren", Lang::De), "another person");
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
            for list in [words.negations, words.modals, words.quantifiers, words.function, words.fillers] {
                let mut seen = FxHashSet::default();
                for word in list {
                    assert!(seen.insert(word), "{lang:?}: {word} twice");
                    assert!(!word.chars().any(|c| c.is_uppercase() || c.is_whitespace()), "{lang:?}: {word}");
                }
            }
        }
    }
}
