//! Every kind of alteration, as a difference with the one name it must get.

use super::{is_editorial_or_accidental, is_substantive, name};
use crate::edit::{Cause, Difference, Side};
use crate::lexicon::Lang;

/// A side as the aligner makes it. `text` may mark its context: `before words | the words | after words`.
fn side(text: &str) -> Side {
    let mut parts = text.split('|').map(str::trim);
    let (before, middle, after) = match (parts.next(), parts.next(), parts.next()) {
        (Some(before), Some(middle), after) => (before, middle, after.unwrap_or_default()),
        (middle, _, _) => ("so they say", middle.unwrap_or_default(), "at the end"),
    };
    let trim = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'').to_owned();
    let surfaces = |text: &str| {
        let words = text.split([' ', '-', '—']).map(trim);
        words.filter(|word| word.chars().any(char::is_alphanumeric)).collect::<Vec<String>>()
    };
    let fold = |surfaces: Vec<String>| {
        surfaces.iter().map(|s| s.to_lowercase().replace('’', "'")).collect::<Vec<_>>()
    };
    Side {
        text: middle.to_owned(),
        words: fold(surfaces(middle)),
        surfaces: surfaces(middle),
        before: fold(surfaces(before)),
        after: fold(surfaces(after)),
        opens_sentence: before.ends_with(['.', '!', '?']),
    }
}

fn difference(cause: Cause, found: &str, expected: &str, lang: Lang) -> Difference {
    Difference {
        cause,
        found: side(found),
        expected: side(expected),
        lang,
        first: false,
        last: false,
        known_misquote: false,
        equivalent: false,
    }
}

/// One word written in two ways.
pub(crate) fn surface(found: &str, expected: &str) -> Difference {
    difference(Cause::Surface, found, expected, Lang::En)
}

fn between(found: &str, expected: &str) -> &'static str {
    let side = |text: &str| Side { text: text.to_owned(), ..Side::default() };
    let diff = Difference { found: side(found), expected: side(expected), ..surface("", "") };
    name(&Difference { cause: Cause::Between, ..diff }).code
}

/// A change of words in a language.
pub(crate) fn difference_in(found: &str, expected: &str, lang: Lang) -> Difference {
    difference(Cause::Wording, found, expected, lang)
}

pub(crate) fn wording(found: &str, expected: &str) -> &'static str {
    name(&difference(Cause::Wording, found, expected, Lang::En)).code
}

#[track_caller]
fn all(code: &str, pairs: &[(&str, &str)]) {
    for (found, expected) in pairs {
        assert_eq!(wording(found, expected), code, "{found} | {expected}");
    }
}

#[track_caller]
fn both_ways(code: &str, pairs: &[(&str, &str)]) {
    all(code, pairs);
    all(code, &pairs.iter().map(|(a, b)| (*b, *a)).collect::<Vec<_>>());
}

#[test]
fn negations() {
    both_ways(
        "changed-negation",
        &[
            ("", "not"),
            ("can", "cannot"),
            ("never", "ever"),
            ("never", "not"),
            ("do", "don't"),
            ("no", "some"),
            ("nobody", "everybody"),
            ("no one", "everyone"),
            ("with", "without"),
            ("unlikely", "likely"),
            ("illegal", "legal"),
            ("now", "not"),
            ("will", "won't"),
            ("he said he would not come", "we know that they came too"),
        ],
    );
    // The same is denied.
    both_ways("contraction", &[("don't", "do not"), ("can't", "cannot"), ("won't", "will not")]);
    both_ways("joined-words", &[("can not", "cannot")]);
    both_ways("changed-words", &[("nobody", "no one")]);
}

#[test]
fn numbers() {
    both_ways(
        "changed-number",
        &[
            ("104", "10.4"),
            ("nine", "ninety"),
            ("9", "nineteen"),
            ("5 million", "5 billion"),
            ("second", "third"),
            ("1990s", "1980s"),
            ("many", "twelve"),
            ("", "two"),
            ("10 4", "104"),
            ("thousand", "thousands"),
            ("25 percent", "24 per cent"),
        ],
    );
    both_ways(
        "numeral",
        &[
            ("9", "nine"),
            ("twenty-five", "25"),
            ("2nd", "second"),
            ("a hundred", "100"),
            ("Two", "II"),
            ("two hundred and fifty", "250"),
        ],
    );
    both_ways("changed-words", &[("one", "a"), ("one", "someone's")]);
    assert_eq!(name(&difference(Cause::Wording, "fünf", "sechs", Lang::De)).code, "changed-number");
    assert_eq!(name(&difference(Cause::Wording, "5", "fünf", Lang::De)).code, "numeral");
    assert_eq!(name(&difference(Cause::Wording, "семь", "восемь", Lang::Ru)).code, "changed-number");
}

#[test]
fn names() {
    all(
        "changed-name",
        &[
            ("Putin", "Zelensky"),
            ("Zelenski", "Zelensky"),
            ("the president", "Zelensky"),
            ("Moscow", "Kyiv"),
            ("Kyiv", "NATO"),
            ("Russian", "Ukrainian"),
            ("Tuesday", "Monday"),
            ("June", "May"),
            ("Zelensky", "| Medvedev | said"),
        ],
    );
    all(
        "changed-words",
        &[
            ("Liberty", "| Freedom | is"),
            ("Liberty", "They came. | Freedom | is"),
            ("we", "I"),
            ("Zelensky's", "Zelensky"),
            ("his", "the"),
        ],
    );
    all("dropped-words", &[("", "Volodymyr")]);
    // German writes every noun with a capital: only initials are surely a name.
    assert_eq!(name(&difference(Cause::Wording, "Haus", "Wohnung", Lang::De)).code, "changed-words");
    assert_eq!(name(&difference(Cause::Wording, "EU", "NATO", Lang::De)).code, "changed-name");
}

#[test]
fn modals_quantifiers_tenses() {
    both_ways(
        "changed-modal",
        &[
            ("will", "may"),
            ("could", "can"),
            ("should", "must"),
            ("", "would"),
            ("I'll", "I"),
            ("shall", "will"),
        ],
    );
    both_ways(
        "changed-quantifier",
        &[
            ("some", "all"),
            ("few", "many"),
            ("none", "all"),
            ("", "most"),
            ("everyone", "someone"),
            ("always", "sometimes"),
            ("half", "both"),
        ],
    );
    assert_eq!(wording("there were | | few men", "there were | a | few men"), "changed-quantifier");
    assert_eq!(wording("there was | | man", "there was | a | man"), "dropped-words");
    both_ways("changed-words", &[("everyone", "everybody")]);
    both_ways(
        "changed-tense",
        &[
            ("said", "says"),
            ("went", "go"),
            ("is", "was"),
            ("walked", "walk"),
            ("will go", "goes"),
            ("has been", "is"),
            ("had gone", "went"),
            ("have", "had"),
        ],
    );
    both_ways(
        "agreement",
        &[("was", "were"), ("has", "have"), ("is", "are"), ("a", "an"), ("don't", "doesn't")],
    );
    both_ways(
        "changed-words",
        &[("attack", "act"), ("attack", "attacking"), ("aside", "except for"), ("say", "says")],
    );
}

#[test]
fn one_meaning_bearing_check_claims_before_another() {
    all("changed-negation", &[("will go", "will not go"), ("all", "not all of the three")]);
    all("changed-number", &[("the three men may", "the two men will")]);
    all("changed-name", &[("Putin will", "Zelensky may")]);
    all("changed-modal", &[("all may", "some will")]);
}

#[test]
fn a_long_run_on_one_side_is_one_edit_whatever_it_holds() {
    all("unmarked-omission", &[("", "and we will never give them two of our islands")]);
    all("added-words", &[("and we will never give them two of our islands", "")]);
    all("dropped-words", &[("", "and his cabal")]);
    all("added-words", &[("very", ""), ("so very large", "")]);
}

#[test]
fn surfaces() {
    for (found, expected, code) in [
        ("It’s", "It's", "typography"),
        ("ﬁnal", "final", "typography"),
        ("co\u{ad}operate", "cooperate", "typography"),
        ("juſt", "just", "typography"),
        ("There", "there", "letter-case"),
        ("NATO", "Nato", "letter-case"),
        ("1,000", "1000", "numeral"),
        ("naive", "naïve", "accents"),
        ("Cafe", "café", "accents"),
    ] {
        assert_eq!(name(&surface(found, expected)).code, code, "{found} {expected}");
    }
}

#[test]
fn what_stands_between_words() {
    for (found, expected, code) in [
        (" ", "\u{a0}", "typography"),
        (" ", "\n", "typography"),
        ("—", " – ", "typography"),
        (" -- ", "—", "typography"),
        (" ‘", " “", "typography"),
        ("...", "…", "typography"),
        (" ; ", "; ", "typography"),
        ("-", " ", "hyphenation"),
        ("\u{2011}", " ", "hyphenation"),
        (", ", " ", "punctuation"),
        (". ", "; ", "punctuation"),
        ("? ", ". ", "punctuation"),
        (" — ", ", ", "punctuation"),
        ("-", "—", "punctuation"),
    ] {
        assert_eq!(between(found, expected), code, "{found:?} {expected:?}");
        assert_eq!(between(expected, found), code, "{expected:?} {found:?}");
    }
}

#[test]
fn what_stands_between_digits() {
    let between = |found: &str, expected: &str, before: &str, after: &str| {
        let side = |text: &str| Side {
            text: text.to_owned(),
            before: vec![before.to_owned()],
            after: vec![after.to_owned()],
            ..Side::default()
        };
        let diff = Difference { found: side(found), expected: side(expected), ..surface("", "") };
        name(&Difference { cause: Cause::Between, ..diff }).code
    };
    assert_eq!(between(" ", ".", "10", "4"), "changed-number");
    assert_eq!(between("-", ".", "10", "4"), "changed-number");
    assert_eq!(between(",", " ", "10", "400"), "punctuation");
    assert_eq!(between(" £", " $", "about", "40"), "changed-number");
    assert_eq!(between("% ", " ", "40", "of"), "changed-number");
    assert_eq!(between(", ", " ", "1941", "7"), "punctuation");
    assert_eq!(between(" & ", " ", "salt", "pepper"), "changed-words");
    assert_eq!(between(" -", " ", "was", "5"), "changed-number");
    assert_eq!(between("-", " ", "F", "16"), "hyphenation");
}

#[test]
fn habits_of_houses() {
    both_ways("house-spelling", &[("centre", "center"), ("organise", "organize"), ("labour's", "labor's")]);
    both_ways("hyphenation", &[("anti-war", "antiwar"), ("e-mail", "email")]);
    both_ways("joined-words", &[("alot", "a lot"), ("everyday", "every day")]);
    both_ways(
        "abbreviation",
        &[
            ("Gen.", "General"),
            ("9 %", "9 percent"),
            ("9%", "nine per cent"),
            ("St.", "Saint"),
            ("U.S.", "United States"),
            ("Mr.", "Mister"),
            ("$5 million", "five million dollars"),
        ],
    );
    both_ways("dialect", &[("gonna", "going to"), ("'em", "them"), ("doin'", "doing"), ("ain't", "isn't")]);
    both_ways(
        "contraction",
        &[("it's", "it is"), ("we've", "we have"), ("I'd", "I would"), ("they'll", "they will")],
    );
    both_ways("filler", &[("", "um"), ("", "uh er")]);
    assert_eq!(wording("and | | we go", "and | and | we go"), "filler");
    assert_eq!(wording("I | | was there", "I was | I was | there"), "filler");
    assert_eq!(wording("never | | again", "never | never | again"), "filler");
}

#[test]
fn slips_of_the_pen() {
    all("misspelling", &[("goverment", "government"), ("teh", "the"), ("attak", "attack"), ("its", "it's")]);
    all("misspelling", &[("eliminaton", "elimination"), ("states", "state's")]);
    // Both are words, or the record's is none.
    all("changed-words", &[("form", "from"), ("government", "goverment"), ("hat", "hut")]);
    // No claim without a word list.
    assert_eq!(name(&difference(Cause::Wording, "regirung", "regierung", Lang::De)).code, "changed-words");
    assert_eq!(
        name(&difference(Cause::Wording, "goverment", "government", Lang::Unknown)).code,
        "changed-words"
    );
}

#[test]
fn marked_by_the_writer() {
    for (cause, found, expected, code) in [
        (Cause::Ellipsis, "", "and his friends", "marked-omission"),
        (Cause::Ellipsis, "", "", "marked-omission"),
        (Cause::Ellipsis, "", "but we will not go", "misleading-omission"),
        (Cause::Ellipsis, "", "only if they", "misleading-omission"),
        (Cause::Square, "Zelensky's", "his", "bracketed-words"),
        (Cause::Square, "Ukrainian President", "", "bracketed-words"),
        (Cause::Square, "there", "There", "bracketed-words"),
        (Cause::Square, "can", "cannot", "misleading-omission"),
        (Cause::Square, "did not", "never", "bracketed-words"),
        (Cause::Round, "Ukrainian President Volodymyr", "", "parenthesised-words"),
        (Cause::Square, "sic", "", "apparatus"),
        (Cause::Round, "Emphasis added", "", "apparatus"),
        (Cause::Square, "expletive", "fucking", "mask"),
        (Cause::Wording, "f***", "fuck", "mask"),
        (Cause::Wording, "f—", "fuck", "mask"),
        (Cause::Wording, "f", "fucking", "mask"),
        (Cause::Wording, "s**t", "shit", "mask"),
        (Cause::Wording, "f", "friend", "changed-words"),
        (Cause::Moved, "we win we fight", "we fight … we win", "reordered-parts"),
    ] {
        let diff = difference(cause, found, expected, Lang::En);
        assert_eq!(name(&diff).code, code, "{cause:?} {found} | {expected}");
    }
}

#[test]
fn sentences_left_out_whole_turn_no_meaning() {
    let omitted = |text: &str| name(&difference(Cause::Ellipsis, "", text, Lang::En)).code;
    assert_eq!(omitted("and we go. They do not like it. Tomorrow we"), "marked-omission");
    assert_eq!(omitted("and do not go. They like it. Tomorrow we"), "misleading-omission");
    assert_eq!(omitted("and we go. They like it. Tomorrow we never"), "misleading-omission");
}

#[test]
fn only_the_word_next_to_an_edge_cut_counts() {
    let cut = |first: bool, expected: &str| {
        let mut diff = difference(Cause::Ellipsis, "", expected, Lang::En);
        (diff.first, diff.last) = (first, !first);
        (name(&diff).code, is_substantive(name(&diff), &diff))
    };
    assert_eq!(cut(true, "there are no options left aside the"), ("marked-omission", false));
    assert_eq!(cut(true, "I would not be a"), ("misleading-omission", false));
    assert_eq!(cut(true, "if not, then the"), ("marked-omission", false));
    assert_eq!(cut(false, "unless it rains"), ("misleading-omission", false));
    assert_eq!(cut(false, "and we do not care"), ("marked-omission", false));
    // Inside the quotation it makes a misquote.
    let inside = difference(Cause::Ellipsis, "", "do not", Lang::En);
    assert!(is_substantive(name(&inside), &inside));
}

#[test]
fn what_the_rules_file_lists_comes_first() {
    let mut diff = difference(Cause::Wording, "except for", "aside", Lang::En);
    assert_eq!(name(&diff).code, "changed-words");
    diff.known_misquote = true;
    assert_eq!(name(&diff).code, "known-misquote");
    let mut diff = difference(Cause::Wording, "Kiev", "Kyiv", Lang::En);
    assert_eq!(name(&diff).code, "changed-name");
    diff.equivalent = true;
    assert_eq!(name(&diff).code, "equivalent");
}

#[test]
fn words_in_another_order() {
    both_ways("transposed-words", &[("left no options", "no options left"), ("a b", "b a")]);
}

#[test]
fn a_whole_difference_is_known_for_habit_before_it_is_cut() {
    let whole =
        |found, expected| is_editorial_or_accidental(&difference(Cause::Wording, found, expected, Lang::En));
    assert!(whole("don't", "do not"));
    assert!(whole("9%", "nine percent"));
    assert!(!whole("do", "do not"));
    assert!(!whole("aside", "except for"));
}

mod laws {
    use super::*;
    use proptest::prelude::*;

    fn words() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            Just("not"),
            Just("nine"),
            Just("9"),
            Just("May"),
            Just("may"),
            Just("some"),
            Just("Kyiv"),
            Just("don't"),
            Just("do"),
            Just("went"),
            Just("go"),
            Just("10.4"),
            Just("%"),
            Just("…"),
            Just("teh"),
            Just("я"),
            Just("’"),
        ];
        prop::collection::vec(word, 0..7).prop_map(|words| words.join(" "))
    }

    fn cause() -> impl Strategy<Value = Cause> {
        prop_oneof![
            Just(Cause::Wording),
            Just(Cause::Surface),
            Just(Cause::Between),
            Just(Cause::Ellipsis),
            Just(Cause::Square),
            Just(Cause::Round),
            Just(Cause::Moved),
            Just(Cause::Joint),
        ]
    }

    proptest! {
        #[test]
        fn every_difference_has_a_name_and_only_a_change_of_words_bears_on_meaning(
            cause in cause(), found in words(), expected in words(), first: bool, last: bool,
        ) {
            let mut diff = difference(cause, &found, &expected, Lang::En);
            (diff.first, diff.last) = (first, last);
            let check = name(&diff);
            if check.group == crate::checks::Group::Meaning {
                prop_assert!(matches!(cause, Cause::Wording | Cause::Between));
            }
            if matches!(cause, Cause::Ellipsis | Cause::Square | Cause::Round) {
                prop_assert_eq!(check.group, crate::checks::Group::Editorial);
            }
        }

        #[test]
        fn a_habit_around_other_words_is_still_a_habit(
            habit in prop::sample::select(&[("9%", "nine per cent"), ("don't", "do not"), ("gonna", "going to"),
                ("centre", "center"), ("Gen.", "General"), ("25", "twenty-five")][..]),
            before in prop::sample::select(&["", "the ", "we never "][..]),
            after in prop::sample::select(&["", " again", " of them all"][..]),
            turned: bool,
        ) {
            let (a, b) = (format!("{before}{}{after}", habit.0), format!("{before}{}{after}", habit.1));
            let (found, expected) = if turned { (b, a) } else { (a, b) };
            let check = name(&difference(Cause::Wording, &found, &expected, Lang::En));
            prop_assert_eq!(check.group, crate::checks::Group::Accidental, "{} | {}", found, expected);
        }
    }
}
