//! What the writer marked: omissions, words in brackets, masks, remarks such as *[sic]*.

use super::Check;
use super::Judge::Edit;
use crate::edit::{Cause, Difference, Side};
use crate::lexicon::{self, Class, Lang};

check!(
    MISLEADING_OMISSION,
    "misleading-omission",
    Editorial,
    Warn,
    DisplayOnly,
    Edit(is_misleading),
    "An ellipsis, a bracket or a cut swallows not, never, except, only, if or the like"
);
check!(
    MASK,
    "mask",
    Editorial,
    Allow,
    DisplayOnly,
    Edit(is_mask),
    "A word is masked (f—, f***, [expletive])"
);
check!(
    APPARATUS,
    "apparatus",
    Editorial,
    Allow,
    DisplayOnly,
    Edit(is_apparatus),
    "A remark of the writer's inside the quotation ([sic], [emphasis added])"
);
check!(
    MARKED_OMISSION,
    "marked-omission",
    Editorial,
    Allow,
    DisplayOnly,
    Edit(|diff| diff.cause == Cause::Ellipsis),
    "Words are left out, and an ellipsis says so"
);
check!(
    BRACKETED_WORDS,
    "bracketed-words",
    Editorial,
    Allow,
    DisplayOnly,
    Edit(|diff| diff.cause == Cause::Square),
    "Words in square brackets are put in, or stand for what was said"
);
check!(
    PARENTHESISED_WORDS,
    "parenthesised-words",
    Editorial,
    Allow,
    DisplayOnly,
    Edit(|diff| diff.cause == Cause::Round),
    "Words in round brackets are put in, or stand for what was said"
);

/// What limits a statement without denying it, by language.
fn limits(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En | Lang::Unknown => {
            &["except", "excepting", "excluding", "only", "if", "unless", "barring", "provided"]
        }
        Lang::De => &["außer", "ausser", "nur", "wenn", "falls", "sofern"],
        Lang::Fr => &["sauf", "hormis", "excepté", "excepte", "seulement", "si"],
        Lang::Es => &["excepto", "salvo", "sólo", "solo", "solamente", "si"],
        Lang::It => &["tranne", "eccetto", "salvo", "solo", "soltanto", "se"],
        Lang::Pl => {
            &["oprócz", "oprocz", "prócz", "procz", "tylko", "jeśli", "jesli", "jeżeli", "jezeli", "chyba"]
        }
        Lang::Cs => &["kromě", "krome", "jen", "pouze", "jestli", "pokud", "ledaže", "ledaze"],
        Lang::Ru => &["кроме", "только", "лишь", "если"],
        Lang::Uk => &["крім", "окрім", "тільки", "лише", "якщо"],
    }
}

/// Whether leaving out `word` may turn the meaning round.
#[must_use]
pub fn swallows(word: &str, lang: Lang) -> bool {
    lexicon::class(word, lang) == Some(Class::Negation) || limits(lang).contains(&word)
}

fn is_misleading(diff: &Difference) -> bool {
    match diff.cause {
        Cause::Ellipsis if diff.first => edge_word(&diff.expected, diff.lang, true),
        Cause::Ellipsis if diff.last => edge_word(&diff.expected, diff.lang, false),
        Cause::Ellipsis => swallowed(&diff.expected, diff.lang) > 0,
        // What stands in the bracket may deny as well: `[did not]` for *never*.
        Cause::Square | Cause::Round => {
            swallowed(&diff.expected, diff.lang)
                > diff.found.words.iter().filter(|w| swallows(w, diff.lang)).count()
        }
        _ => false,
    }
}

/// The word that turns the meaning in what an edit named `check` leaves out, as the record has it; for `misleading-omission`
/// only.
#[must_use]
pub fn swallowed_word<'d>(check: &Check, diff: &'d Difference) -> Option<&'d str> {
    let at = diff.expected.words.iter().position(|word| swallows(word, diff.lang))?;
    (*check == MISLEADING_OMISSION).then(|| diff.expected.surfaces.get(at).map(String::as_str)).flatten()
}

/// How many words that turn the meaning stand in what was left out. Sentences that are left out whole, with others on
/// both sides of them, turn no meaning.
fn swallowed(side: &Side, lang: Lang) -> usize {
    let sentences = sentence_starts(side);
    let (first_end, last_start) = match (sentences.first(), sentences.last()) {
        (Some(first), Some(last)) => (*first, *last),
        _ => (side.words.len(), side.words.len()),
    };
    let parts = side.words[..first_end].iter().chain(&side.words[last_start..]);
    parts.filter(|word| swallows(word, lang)).count()
}

/// The indices of the words in `side` that start a sentence after another one.
fn sentence_starts(side: &Side) -> Vec<usize> {
    between(side)
        .into_iter()
        .filter(|(_, gap)| gap.contains(['.', '!', '?']))
        .map(|(index, _)| index)
        .collect()
}

/// For each word of `side` but the first: its index, and the text between it and the word before it.
pub(super) fn between(side: &Side) -> Vec<(usize, &str)> {
    let mut gaps = Vec::new();
    let mut at = 0;
    for (index, surface) in side.surfaces.iter().enumerate() {
        let Some(found) = side.text[at..].find(surface.as_str()) else { break };
        if index > 0 {
            gaps.push((index, &side.text[at..at + found]));
        }
        at += found + surface.len();
    }
    gaps
}

fn edge_word(side: &Side, lang: Lang, before: bool) -> bool {
    turning_word(side, lang, before).is_some()
}

/// Which word next to a cut turns the meaning, if one does: the last of `side` when the quotation starts after it, the
/// first when it ends before it. Articles and auxiliaries are looked through, within the clause.
#[must_use]
pub fn turning_word(side: &Side, lang: Lang, before: bool) -> Option<usize> {
    let gaps = between(side);
    let mut clauses = gaps.iter().filter(|(_, gap)| ends_clause(gap)).map(|(index, _)| *index);
    let found = if before {
        let start = clauses.next_back().unwrap_or(0);
        (start..side.words.len()).rev().find(|&i| !is_looked_through(&side.words[i], lang))
    } else {
        let end = clauses.next().unwrap_or(side.words.len());
        (0..end).find(|&i| !is_looked_through(&side.words[i], lang))
    };
    found.filter(|&i| swallows(&side.words[i], lang) && !denies_nothing(&side.words, i, lang))
}

/// *no less than*, *not only*, *no doubt*: words that deny nothing, at `at` in `words`.
fn denies_nothing(words: &[String], at: usize, lang: Lang) -> bool {
    let next = words.get(at + 1).map_or("", String::as_str);
    let phrase: &[&str] = match words[at].as_str() {
        "no" => &["less", "fewer", "doubt", "sooner"],
        "not" => &["only", "just", "merely", "simply", "least", "alone"],
        "only" => return at > 0 && words[at - 1] == "not",
        _ => return false,
    };
    matches!(lang, Lang::En | Lang::Unknown) && phrase.contains(&next)
}

/// Whether what stands between two words ends a clause.
#[must_use]
pub fn ends_clause(gap: &str) -> bool {
    gap.contains([',', ';', ':', '.', '!', '?', '—', '–', '(', ')', '…'])
}

/// Articles, and auxiliaries that stand between a negation and its verb.
fn is_looked_through(word: &str, lang: Lang) -> bool {
    let words: &[&str] = match lang {
        Lang::En | Lang::Unknown => &[
            "a", "an", "the", "be", "been", "being", "is", "are", "was", "were", "am", "has", "have", "had",
            "do", "does", "did", "to",
        ],
        Lang::De => {
            &["der", "die", "das", "den", "dem", "ein", "eine", "einen", "ist", "sind", "hat", "haben", "zu"]
        }
        Lang::Fr => &["le", "la", "les", "l'", "un", "une", "de", "est", "sont", "a", "ont"],
        Lang::Es => &["el", "la", "los", "las", "un", "una", "es", "son", "ha", "han"],
        Lang::It => &["il", "lo", "la", "i", "gli", "le", "un", "una", "è", "e", "sono", "ha", "hanno"],
        Lang::Pl | Lang::Cs | Lang::Ru | Lang::Uk => {
            &["jest", "są", "być", "je", "jsou", "být", "был", "была", "было", "были"]
        }
    };
    words.contains(&word)
}

/// Words that the writer may put in the place of one that is not printed.
const MASKING_WORDS: &[&str] =
    &["expletive", "deleted", "redacted", "obscenity", "profanity", "slur", "bleep", "bleeped"];

/// Words that houses mask, so that `f—` is no changed word.
const MASKED_STEMS: &[&str] = &[
    "fuck",
    "shit",
    "damn",
    "goddamn",
    "hell",
    "bitch",
    "bastard",
    "ass",
    "arse",
    "cunt",
    "cock",
    "prick",
    "piss",
    "crap",
    "bullshit",
    "motherfuck",
    "nigg",
    "fag",
    "dick",
    "pussy",
    "whore",
    "slut",
    "tits",
    "wank",
    "bollock",
    "bugger",
];

fn is_mask(diff: &Difference) -> bool {
    let (found, expected) = (&diff.found, &diff.expected);
    match diff.cause {
        Cause::Square | Cause::Round => {
            !found.words.is_empty() && found.words.iter().all(|word| MASKING_WORDS.contains(&word.as_str()))
        }
        Cause::Wording => expected.words.len() == 1 && masks(found, &expected.words[0]),
        _ => false,
    }
}

/// `f***`, `f—`, `sh--`, `s**t`: the letters that are left are the first and the last ones of the word. Where the mask
/// itself is lost (it is no letter), only a word that houses do mask is believed.
fn masks(found: &Side, word: &str) -> bool {
    let text = found.text.to_lowercase();
    let is_masking = |c: char| matches!(c, '*' | '-' | '–' | '—' | '_' | '@' | '#' | '$' | '!' | '•' | '…');
    let (start, end) = match (text.find(is_masking), text.rfind(is_masking)) {
        (Some(first), Some(last)) => {
            (text[..first].to_owned(), text[last..].trim_start_matches(is_masking).to_owned())
        }
        _ if MASKED_STEMS.iter().any(|stem| word.starts_with(stem)) => (text, String::new()),
        _ => return false,
    };
    !start.is_empty()
        && start.chars().count() + end.chars().count() < word.chars().count()
        && word.starts_with(&start)
        && word.ends_with(&end)
}

/// Remarks that are no words of the speaker.
const REMARKS: &[&str] = &[
    "sic",
    "emphasis added",
    "emphasis mine",
    "emphasis ours",
    "my emphasis",
    "our emphasis",
    "emphasis supplied",
    "emphasis omitted",
    "emphasis in original",
    "emphasis in the original",
    "italics added",
    "italics mine",
    "italics in original",
    "cleaned up",
    "citation omitted",
    "citations omitted",
    "internal citations omitted",
    "internal quotation marks omitted",
    "quotation marks omitted",
    "footnote omitted",
    "footnotes omitted",
    "alteration in original",
    "alterations in original",
    "translation mine",
    "my translation",
    "author's translation",
    "laughter",
    "laughs",
    "laughing",
    "applause",
    "cheers",
    "pause",
    "pauses",
    "inaudible",
    "unintelligible",
    "crosstalk",
];

fn is_apparatus(diff: &Difference) -> bool {
    matches!(diff.cause, Cause::Square | Cause::Round)
        && diff.expected.words.is_empty()
        && REMARKS.contains(&diff.found.words.join(" ").as_str())
}
