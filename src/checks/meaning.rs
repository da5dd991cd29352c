//! Changes that bear on the meaning: never "close enough". A check claims only where the meaning differs, so each first
//! leaves alone what differs by habit (`9` and *nine*), and a long run that is only dropped or only added.

use super::Judge::Edit;
use super::accidental::{is_english, is_inside_number, is_spoken, means_the_same};
use super::editorial::between;
use super::wording::is_long_one_sided;
use crate::edit::{Cause, Difference, Side};
use crate::lexicon::number::{Kind, Number};
use crate::lexicon::{self, Class, Lang, verbs};

check!(
    CHANGED_NEGATION,
    "changed-negation",
    Meaning,
    Deny,
    Unsafe,
    Edit(|diff| negation_differs(diff) && is_open(diff)),
    "Not, never, no or the like is dropped, added or changed"
);
check!(
    CHANGED_NUMBER,
    "changed-number",
    Meaning,
    Deny,
    Unsafe,
    Edit(|diff| symbol_differs(diff) || number_differs(diff) && is_open(diff)),
    "Another number"
);
check!(
    CHANGED_NAME,
    "changed-name",
    Meaning,
    Deny,
    Unsafe,
    Edit(|diff| name_differs(diff) && is_open(diff)),
    "Another name, or a name misspelt"
);
check!(
    CHANGED_MODAL,
    "changed-modal",
    Meaning,
    Deny,
    Unsafe,
    Edit(|diff| modal_differs(diff) && is_open(diff)),
    "Another modal verb (may, will)"
);
check!(
    CHANGED_QUANTIFIER,
    "changed-quantifier",
    Meaning,
    Deny,
    Unsafe,
    Edit(|diff| quantifier_differs(diff) && is_open(diff)),
    "Another quantifier (some, all)"
);
check!(
    CHANGED_TENSE,
    "changed-tense",
    Meaning,
    Deny,
    Unsafe,
    Edit(|diff| tense_differs(diff) && is_open(diff)),
    "The same verb in another tense (say, said)"
);

/// Asked last: it is dearer than what it guards.
fn is_open(diff: &Difference) -> bool {
    diff.cause == Cause::Wording && !is_long_one_sided(diff) && !means_the_same(diff)
}

/// The words of `class` on one side, each reduced by `reduce`, sorted.
fn of_class(side: &Side, lang: Lang, class: Class, reduce: fn(&str) -> &str) -> Vec<&str> {
    let words = side.words.iter().filter(|word| lexicon::class(word, lang) == Some(class));
    let mut words: Vec<&str> = words.map(|word| reduce(word)).collect();
    words.sort_unstable();
    words
}

/// *Not*, *no*, *nobody*, *cannot* all deny alike; *never*, *hardly* and *without* say something else.
fn negation_differs(diff: &Difference) -> bool {
    let strength = |word: &str| -> &'static str {
        match word {
            "never" | "niemals" | "jamais" | "nunca" | "jamas" | "mai" | "nigdy" | "nikdy" | "никогда"
            | "ніколи" => "never",
            "nie" | "nimmer" if diff.lang == Lang::De => "never",
            "hardly" | "scarcely" | "barely" | "kaum" | "guere" | "apenas" | "ledwie" | "sotva" | "едва"
            | "ледве" => "hardly",
            "without" | "ohne" | "sans" | "sin" | "senza" | "bez" | "без" => "without",
            _ => "not",
        }
    };
    let denials = |side: &Side| {
        let words = side.words.iter().filter(|word| lexicon::class(word, diff.lang) == Some(Class::Negation));
        let mut kinds: Vec<_> = words.map(|word| strength(word)).collect();
        kinds.sort_unstable();
        kinds
    };
    denials(&diff.found) != denials(&diff.expected)
        || diff.is_pair()
            && lexicon::deny_each_other(&diff.found.words[0], &diff.expected.words[0], diff.lang)
}

fn number_differs(diff: &Difference) -> bool {
    let stated = |side: &Side| {
        let mut numbers = lexicon::numbers(&side.text, diff.lang);
        // *no one* states no number.
        if side.words.windows(2).any(|pair| pair[0] == "no" && pair[1] == "one") {
            numbers.retain(|number| *number != Number::whole(1));
        }
        numbers.sort_unstable();
        numbers
    };
    // Digits that are no plain number (`1990s`, `3:30`) are compared as they stand.
    let odd = |side: &Side| {
        side.words.iter().filter(|w| w.contains(|c: char| c.is_numeric())).cloned().collect::<Vec<_>>()
    };
    let (found, expected) = (stated(&diff.found), stated(&diff.expected));
    match (found.is_empty(), expected.is_empty()) {
        (false, false) => found != expected,
        (true, true) => odd(&diff.found) != odd(&diff.expected),
        // *One* is often a pronoun, *second* a part of a minute: alone they state no number for sure.
        _ => found.iter().chain(&expected).any(|n| n.kind != Kind::Ordinal && *n != Number::whole(1)),
    }
}

/// Whether a symbol that is read aloud, or the inside of a number, differs between words that are the same.
fn symbol_differs(diff: &Difference) -> bool {
    // A hyphen between a space and a digit is a minus.
    let minus = |side: &Side| {
        let sign = side.text.strip_suffix(['-', '\u{2010}', '\u{2011}', '\u{2212}', '–']);
        sign.is_some_and(|before| before.ends_with(char::is_whitespace))
            && side.after.first().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
    };
    let spoken = |side: &Side| {
        let signs = side.text.chars().filter(|c| is_spoken(*c));
        signs.chain(minus(side).then_some('-')).collect::<String>()
    };
    let beside_digits = diff.found.before.last().into_iter().chain(diff.found.after.first());
    let beside_digits = beside_digits.into_iter().any(|word| word.contains(|c: char| c.is_numeric()));
    diff.cause == Cause::Between
        && (is_inside_number(diff) || beside_digits && spoken(&diff.found) != spoken(&diff.expected))
}

/// Whether a name of the record is answered by something else. A name that is only left out, or only put in, is a
/// matter for the wording checks: what was said of the others still stands.
fn name_differs(diff: &Difference) -> bool {
    let bare = |word: &str| lexicon::split_possessive(word).0.to_owned();
    let found: Vec<String> = diff.found.words.iter().map(|word| bare(word)).collect();
    !found.is_empty() && names(&diff.expected, diff.lang).iter().any(|name| !found.contains(&bare(name)))
}

/// The folded words of `side` that are names.
fn names(side: &Side, lang: Lang) -> Vec<&str> {
    let gaps = between(side);
    let opens = |index: usize| {
        if index == 0 {
            return side.opens_sentence || side.before.is_empty();
        }
        gaps.iter().any(|(at, gap)| *at == index && gap.contains(['.', '!', '?']))
    };
    let words = side.words.iter().zip(&side.surfaces).enumerate();
    words
        .filter(|(index, (word, surface))| is_name(word, surface, opens(*index), lang))
        .map(|(_, (word, _))| word.as_str())
        .collect()
}

fn is_name(word: &str, surface: &str, opens_sentence: bool, lang: Lang) -> bool {
    let surface = lexicon::without_elision(surface);
    let letters = surface.chars().filter(|c| c.is_alphabetic());
    let capitals = letters.clone().filter(|c| c.is_uppercase()).count();
    let starts_with_capital = surface.chars().next().is_some_and(char::is_uppercase);
    // NATO, U.S.: capitals beyond the first letter are no sentence's.
    if capitals >= 2 {
        return true;
    }
    if !starts_with_capital || lexicon::class(word, lang) == Some(Class::Number) {
        return false;
    }
    let function = lexicon::is_function_word(word, lang);
    match lang {
        // Every noun has a capital.
        Lang::De => false,
        Lang::En | Lang::Unknown if opens_sentence => lang == Lang::En && !function && lexicon::is_name(word),
        // *May* and *Will* inside a sentence are names, *I* and *The* are not.
        _ if !opens_sentence => !function || matches!(word, "may" | "will"),
        _ => false,
    }
}

fn modal_differs(diff: &Difference) -> bool {
    let modals = |side: &Side| {
        let modal = |word: &str| match word.rsplit_once('\'') {
            Some((_, "ll")) if is_english(diff.lang) => Some("will".to_owned()),
            Some((_, "d")) if is_english(diff.lang) => Some("would".to_owned()),
            // *thou shalt* and *you shall* are one verb.
            _ => (lexicon::class(word, diff.lang) == Some(Class::Modal))
                .then(|| lexicon::without_thou(word).unwrap_or(word).to_owned()),
        };
        let words = side.words.iter().zip(&side.surfaces);
        let words = words.filter(|(word, surface)| {
            !matches!(word.as_str(), "may" | "will") || !is_inner_capital(surface, side)
        });
        let mut modals: Vec<String> = words.filter_map(|(word, _)| modal(word)).collect();
        modals.sort_unstable();
        modals
    };
    // *will go* for *went* is a tense; *shall* for *will* is not.
    let (found, expected) = (modals(&diff.found), modals(&diff.expected));
    let future = found.iter().chain(&expected).all(|modal| matches!(modal.as_str(), "will" | "shall"));
    found != expected && !(future && (found.is_empty() || expected.is_empty()) && tense_differs(diff))
}

fn is_inner_capital(surface: &str, side: &Side) -> bool {
    surface.starts_with(char::is_uppercase) && !side.opens_sentence && !side.before.is_empty()
}

fn quantifier_differs(diff: &Difference) -> bool {
    let reduce = |word: &str| -> String {
        match word.strip_suffix("body").filter(|_| is_english(diff.lang)) {
            Some(stem) => format!("{stem}one"),
            None => word.to_owned(),
        }
    };
    // *isn't any* is *is no*: beside a denial *any* counts nothing.
    let is_denied = |side: &Side| {
        let denies = |word: &String| lexicon::class(word, diff.lang) == Some(Class::Negation);
        is_english(diff.lang) && side.words.iter().any(denies)
    };
    let quantifiers = |side: &Side| {
        let mut words = of_class(side, diff.lang, Class::Quantifier, |word| word);
        words.retain(|word| !(word.starts_with("any") && is_denied(side)));
        words.into_iter().map(reduce).collect::<Vec<_>>()
    };
    quantifiers(&diff.found) != quantifiers(&diff.expected) || few_differs(diff)
}

/// *Few* were there, and *a few* were: the article is the quantifier.
fn few_differs(diff: &Difference) -> bool {
    let is_article = |side: &Side, other: &Side| {
        other.words.is_empty()
            && side.words == ["a"]
            && side.after.first().is_some_and(|word| matches!(word.as_str(), "few" | "little"))
    };
    is_english(diff.lang)
        && (is_article(&diff.found, &diff.expected) || is_article(&diff.expected, &diff.found))
}

/// The main verbs are the same, and their forms or their auxiliaries show another tense. A lone auxiliary that is
/// dropped or added is no tense: it may be all that the sentence has.
fn tense_differs(diff: &Difference) -> bool {
    if !is_english(diff.lang) {
        return diff.is_pair()
            && lexicon::other_tense(&diff.found.words[0], &diff.expected.words[0], diff.lang);
    }
    if diff.found.words.is_empty() || diff.expected.words.is_empty() {
        return is_perfect(diff);
    }
    let (found_main, found_aux) = split_auxiliaries(&diff.found.words);
    let (main, aux) = split_auxiliaries(&diff.expected.words);
    let one_verb =
        |a: &str, b: &str| a == b || verbs::differ_in_tense(a, b) || verbs::is_third_person_pair(a, b);
    let same_verbs =
        found_main.len() == main.len() && found_main.iter().zip(&main).all(|(a, b)| one_verb(a, b));
    if !same_verbs {
        return false;
    }
    let main_differs = found_main.iter().zip(&main).any(|(a, b)| verbs::differ_in_tense(a, b));
    let agrees = |a: &str, b: &str| a == b || lexicon::is_agreement(a, b);
    let aux_differs = found_aux.len() != aux.len() || found_aux.iter().zip(&aux).any(|(a, b)| !agrees(a, b));
    let is_verb = |word: &&str| main_differs || verbs::is_verb(word);
    // Without a verb on either side (*the* for *is the*) nothing shows a tense.
    let shown =
        if main.is_empty() { !found_aux.is_empty() && !aux.is_empty() } else { main.iter().any(is_verb) };
    shown && (main_differs || aux_differs)
}

/// *We have sold* and *we sold*: a lone *have* before a participle is the tense.
fn is_perfect(diff: &Difference) -> bool {
    let (side, other) = if diff.found.words.is_empty() {
        (&diff.expected, &diff.found)
    } else {
        (&diff.found, &diff.expected)
    };
    let have = |word: &str| matches!(word, "have" | "has" | "had");
    let participle = |word: &String| word.len() > 4 && word.ends_with("ed") || verbs::is_past_form(word);
    other.words.is_empty()
        && matches!(side.words.as_slice(), [word] if have(word))
        && side.after.first().is_some_and(participle)
}

fn split_auxiliaries(words: &[String]) -> (Vec<&str>, Vec<&str>) {
    let is_auxiliary = |word: &str| verbs::is_form_of_be_have_do(word) || matches!(word, "will" | "shall");
    words.iter().map(String::as_str).partition(|word| !is_auxiliary(word))
}
