//! Closed classes of words: what may not be lost among other changes of wording.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::Lang;
use super::compound;
use super::words::{self, Words};
use crate::normalize::fold;
use rustc_hash::{FxBuildHasher, FxHashMap};

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
    if is_numeric(word) {
        return Some(Class::Number);
    }
    let listed = Listed::of(word);
    let class = match place(lang) {
        Some(index) => listed.class(index),
        None => listed.class_everywhere(),
    };
    let is_compound = || match lang {
        Lang::Unknown => {
            listed.langs() == 0 && Lang::KNOWN.into_iter().any(|lang| compound::value(word, lang).is_some())
        }
        lang => compound::value(word, lang).is_some(),
    };
    class
        .or_else(|| denies(word, lang).then_some(Class::Negation))
        .or_else(|| is_compound().then_some(Class::Number))
}

fn is_numeric(word: &str) -> bool {
    word.bytes().any(|b| b.is_ascii_digit()) || word.chars().any(char::is_numeric)
}

/// *don't*, *wouldn't*; no other language of the data has such words. *n'est* is French *ne est*.
fn denies(word: &str, lang: Lang) -> bool {
    match lang {
        Lang::En | Lang::Unknown => word.len() > 3 && word.ends_with("n't"),
        Lang::Fr => word.starts_with("n'"),
        _ => false,
    }
}

/// The place of a language among those that are known.
fn place(lang: Lang) -> Option<usize> {
    Lang::KNOWN.iter().position(|known| *known == lang)
}

/// Whether the folded `word` is a sound between the words: *um*. In [`Lang::Unknown`]: in some language of the data, and
/// a word in none (*er* is German for *he*).
#[must_use]
pub fn is_filler(word: &str, lang: Lang) -> bool {
    let listed = Listed::of(word);
    match place(lang) {
        Some(index) => listed.fillers >> index & 1 == 1,
        None => listed.fillers != 0 && listed.langs() == 0,
    }
}

/// Whether two folded words are forms of one verb in one person and different tenses, by the closed list of `lang`:
/// *ist*, *war*. English has rules of its own (see [`super::verbs`]).
#[must_use]
pub fn other_tense(a: &str, b: &str, lang: Lang) -> bool {
    let tenses = tenses(lang);
    let (Some(a), Some(b)) = (tenses.get(a), tenses.get(b)) else { return false };
    let same_verb = a.iter().any(|(verb, _)| b.iter().any(|(other, _)| other == verb));
    same_verb && !a.iter().any(|form| b.contains(form))
}

/// Whether a folded word only holds a sentence together (articles, pronouns, prepositions, conjunctions, auxiliaries…)
/// and so tells nothing of which sentence it is. In [`Lang::Unknown`]: in any language of the data.
#[must_use]
pub fn is_function_word(word: &str, lang: Lang) -> bool {
    let listed = Listed::of(word).function;
    match place(lang) {
        Some(index) => listed >> index & 1 == 1 || lang == Lang::En && is_english_contraction(word),
        None => listed != 0 || is_english_contraction(word),
    }
}

/// The languages in which a folded word is of a class or a function word, as bits in the order of [`Lang::KNOWN`].
pub(super) fn langs_of(word: &str) -> u16 {
    if is_numeric(word) {
        return (1 << LANGUAGES) - 1;
    }
    let mut langs = plain_langs_of(word);
    for (index, lang) in Lang::KNOWN.into_iter().enumerate() {
        let more = denies(word, lang) || lang == Lang::En && is_english_contraction(word);
        langs |= u16::from(more) << index;
    }
    langs
}

/// The same for a word of letters alone.
pub(super) fn plain_langs_of(word: &str) -> u16 {
    let listed = Listed::of(word).langs();
    if word.len() < compound::SHORTEST {
        return listed;
    }
    let compound = |(index, lang)| u16::from(compound::value(word, lang).is_some()) << index;
    Lang::KNOWN.into_iter().enumerate().map(compound).fold(listed, |langs, bit| langs | bit)
}

/// The folded words of the lists that are of a class or function words, each once, with their languages as in
/// [`langs_of`].
pub(super) fn listed_words() -> impl Iterator<Item = (&'static str, u16)> {
    Listed::table().iter().map(|(word, listed)| (&**word, listed.langs())).filter(|(_, langs)| *langs != 0)
}

/// *don't*, *it's*, *we'll*: what stands before the apostrophe is a function word.
fn is_english_contraction(word: &str) -> bool {
    word.ends_with("n't")
        || word.split_once('\'').is_some_and(|(stem, ending)| {
            matches!(ending, "s" | "m" | "d" | "re" | "ve" | "ll") && Listed::of(stem).function & ENGLISH != 0
        })
}

/// English as a bit: it comes first.
const ENGLISH: u16 = 1;

/// The value of a folded number word; an ordinal's is negative.
pub(super) fn number_value(word: &str, lang: Lang) -> Option<i64> {
    static VALUES: [OnceLock<FxHashMap<String, i64>>; LANGUAGES] = [const { OnceLock::new() }; LANGUAGES];
    let Some(index) = place(lang) else {
        // The last language that has it, as one that comes to agree with those before.
        let states = class(word, lang) == Some(Class::Number);
        let value = || Lang::KNOWN.into_iter().rev().find_map(|lang| number_value(word, lang));
        return states.then(value).flatten();
    };
    let numbers = || words::of(lang).numbers.iter().map(|(word, value)| (fold(word), *value)).collect();
    let listed = VALUES[index].get_or_init(numbers).get(word).copied();
    listed.or_else(|| compound::value(word, lang))
}

/// The value of a folded number word that states a number in some language of the data, and no other thing in another;
/// an ordinal's is negative. English ones count in any case.
#[must_use]
pub fn number_word(word: &str) -> Option<i64> {
    number_value(word, Lang::En).or_else(|| number_value(word, Lang::Unknown))
}

const LANGUAGES: usize = Lang::KNOWN.len();

/// What the lists of all languages say of a word. Bits stand for the languages in the order of [`Lang::KNOWN`].
///
/// One small table for all of them: a program that is started for one article should not spend half of its time on lists.
#[derive(Debug, Clone, Copy, Default)]
struct Listed {
    /// A class in so many bits a language: 0 for none, else one more than its place in [`CLASSES`].
    classes: u32,
    /// Where it is a function word, or of a class that is no number.
    function: u16,
    /// Where it is a sound between the words.
    fillers: u16,
}

/// A word of two lists belongs to the first of them.
const CLASSES: [Class; 4] = [Class::Negation, Class::Number, Class::Modal, Class::Quantifier];

/// Bits of a class.
const CLASS_BITS: usize = 3;

impl Listed {
    fn of(word: &str) -> Self {
        Self::table().get(word).copied().unwrap_or_default()
    }

    fn table() -> &'static FxHashMap<Cow<'static, str>, Self> {
        static TABLE: OnceLock<FxHashMap<Cow<'static, str>, Listed>> = OnceLock::new();
        TABLE.get_or_init(|| {
            let lists = |lang| {
                let Words { negations, numbers, modals, quantifiers, function, fillers, .. } =
                    words::of(lang);
                negations.len()
                    + numbers.len()
                    + modals.len()
                    + quantifiers.len()
                    + function.len()
                    + fillers.len()
            };
            let most = Lang::KNOWN.into_iter().map(lists).sum();
            let mut table = FxHashMap::with_capacity_and_hasher(most, FxBuildHasher);
            for (index, lang) in Lang::KNOWN.into_iter().enumerate() {
                Self::add(&mut table, index, words::of(lang));
            }
            table
        })
    }

    fn add(table: &mut FxHashMap<Cow<'static, str>, Self>, index: usize, words: &'static Words) {
        let mut each = |words: &mut dyn Iterator<Item = &'static str>, then: &dyn Fn(&mut Self)| {
            words.for_each(|word| then(table.entry(folded(word)).or_default()));
        };
        each(&mut words.negations.iter().copied(), &|word| word.set_class(index, Class::Negation));
        each(&mut words.numbers.iter().map(|(word, _)| *word), &|word| word.set_class(index, Class::Number));
        each(&mut words.modals.iter().copied(), &|word| word.set_class(index, Class::Modal));
        each(&mut words.quantifiers.iter().copied(), &|word| word.set_class(index, Class::Quantifier));
        each(&mut words.function.iter().copied(), &|word| word.function |= 1 << index);
        each(&mut words.fillers.iter().copied(), &|word| word.fillers |= 1 << index);
    }

    fn set_class(&mut self, index: usize, class: Class) {
        if self.class(index).is_none() {
            let code = 1 + CLASSES.iter().position(|known| *known == class).unwrap_or_default();
            self.classes |= (code as u32) << (index * CLASS_BITS);
            self.function |= u16::from(class != Class::Number) << index;
        }
    }

    /// Its class in the language `index`.
    fn class(self, index: usize) -> Option<Class> {
        let code = self.classes >> (index * CLASS_BITS) & ((1 << CLASS_BITS) - 1);
        CLASSES.get((code as usize).checked_sub(1)?).copied()
    }

    /// The class of a negation or a number that is of that class in every language that has the word.
    fn class_everywhere(self) -> Option<Class> {
        let class = (0..LANGUAGES).find_map(|index| self.class(index))?;
        let agrees = |index| match self.class(index) {
            Some(there) => there == class,
            None => self.function >> index & 1 == 0,
        };
        (matches!(class, Class::Negation | Class::Number) && (0..LANGUAGES).all(agrees)).then_some(class)
    }

    /// The languages in which it is of a class or a function word.
    fn langs(self) -> u16 {
        let classed = (0..LANGUAGES).map(|index| u16::from(self.class(index).is_some()) << index);
        classed.fold(self.function, |langs, bit| langs | bit)
    }
}

/// A word of a list, folded: nearly all are as they are.
fn folded(word: &'static str) -> Cow<'static, str> {
    match word.bytes().all(|b| b.is_ascii_lowercase()) {
        true => Cow::Borrowed(word),
        false => Cow::Owned(fold(word)),
    }
}

/// The verbs and the tenses that a word is a form of, by their places in the list of `lang`.
fn tenses(lang: Lang) -> &'static FxHashMap<String, Vec<(usize, usize)>> {
    type Places = FxHashMap<String, Vec<(usize, usize)>>;
    static TENSES: [OnceLock<Places>; LANGUAGES + 1] = [const { OnceLock::new() }; LANGUAGES + 1];
    let index = place(lang).unwrap_or(LANGUAGES);
    TENSES[index].get_or_init(|| {
        let mut tenses: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
        for (verb, forms) in words::of(lang).tenses.iter().enumerate() {
            for (tense, forms) in forms.iter().enumerate() {
                for form in forms.split(' ').map(fold) {
                    tenses.entry(form).or_default().push((verb, tense));
                }
            }
        }
        tenses
    })
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashSet;

    use super::*;

    /// What the lists say, word by word.
    fn by_list(word: &str, lang: Lang) -> (Option<Class>, bool) {
        let lists = words::of(lang);
        let holds = |list: &[&str]| list.iter().any(|other| fold(other) == word);
        let numbers: Vec<&str> = lists.numbers.iter().map(|(word, _)| *word).collect();
        let class = match () {
            () if holds(lists.negations) => Some(Class::Negation),
            () if holds(&numbers) || compound::value(word, lang).is_some() => Some(Class::Number),
            () if holds(lists.modals) => Some(Class::Modal),
            () if holds(lists.quantifiers) => Some(Class::Quantifier),
            () => None,
        };
        (class, holds(lists.function) || class.is_some_and(|class| class != Class::Number))
    }

    #[test]
    fn the_table_says_what_the_lists_say() {
        let all = Lang::KNOWN.into_iter().map(words::of).flat_map(|words| {
            let lists =
                [words.negations, words.modals, words.quantifiers, words.function, words.fillers].concat();
            lists.into_iter().chain(words.numbers.iter().map(|(word, _)| *word))
        });
        let compounds = ["zweihundertfunfzig", "ventuno", "milan", "hundertwasser"].map(str::to_owned);
        for word in all.map(fold).chain(compounds).collect::<std::collections::BTreeSet<String>>() {
            let said = Lang::KNOWN.map(|lang| by_list(&word, lang));
            for (index, (lang, (class_there, function))) in Lang::KNOWN.into_iter().zip(said).enumerate() {
                if !word.contains('\'') {
                    assert_eq!(class(&word, lang), class_there, "{word} {lang:?}");
                    assert_eq!(is_function_word(&word, lang), function, "{word} {lang:?}");
                    let listed = function || class_there.is_some();
                    assert_eq!(langs_of(&word) >> index & 1 == 1, listed, "{word} {lang:?}");
                }
                let filler = words::of(lang).fillers.iter().any(|filler| fold(filler) == word);
                assert_eq!(is_filler(&word, lang), filler, "{word} {lang:?}");
                let listed = words::of(lang).numbers.iter().rev().find(|(other, _)| fold(other) == word);
                let value = listed.map(|(_, value)| *value).or_else(|| compound::value(&word, lang));
                assert_eq!(number_value(&word, lang), value, "{word} {lang:?}");
            }
            let telling = |class: &Class| matches!(class, Class::Negation | Class::Number);
            let first = said.iter().find_map(|(class, _)| *class).filter(telling);
            let agrees =
                |(there, function): &(Option<Class>, bool)| *there == first || (there.is_none() && !function);
            let everywhere = first.filter(|_| said.iter().all(agrees));
            if !word.contains('\'') {
                assert_eq!(class(&word, Lang::Unknown), everywhere, "{word}");
                assert_eq!(
                    is_function_word(&word, Lang::Unknown),
                    said.iter().any(|(_, function)| *function)
                );
            }
        }
    }

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
