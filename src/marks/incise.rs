//! The writer's words inside the marks: *«Мы не хотим, — сказал он, — второго моста»*, *« Oui, dit-il, c'est vrai »*.
//!
//! Russian, Ukrainian, Polish, French and others name the speaker without closing the marks. What is said is then what
//! stands around these words. Only words that open with a verb of saying of such a language are taken for the writer's:
//! English writers do not do so.

use crate::lexicon::{Lang, saying};
use crate::span::{Read, Span};

/// The first byte of a dash.
const DASH: u8 = 0xe2;

/// The longest such words, in bytes.
const LONGEST: usize = 200;

/// `part` of `text` without the writer's words in it; only itself where there are none.
pub(super) fn without(text: &str, part: Span<Read>) -> Vec<Span<Read>> {
    let mut parts = Vec::new();
    let mut from = part.start;
    let mut at = part.start;
    while let Some((start, end)) = next(text, Span::new(at, part.end)) {
        if text[from..start].contains(char::is_alphanumeric) {
            parts.push(Span::new(from, start));
        }
        (from, at) = (end, end);
    }
    if parts.is_empty() || text[from..part.end].contains(char::is_alphanumeric) {
        parts.push(Span::new(from, part.end));
    }
    parts
}

/// The next words of the writer's in `part`, with the dashes or commas around them, and the offset after them.
fn next(text: &str, part: Span<Read>) -> Option<(usize, usize)> {
    let slice = &text[part.start..part.end];
    // No other character has one of these bytes in it, but for those that begin as a dash does.
    let mut signs = slice.bytes().enumerate().filter(|(_, b)| matches!(*b, b',' | b'!' | b'?' | DASH));
    signs.find_map(|(at, sign)| {
        let words = match sign {
            DASH if slice[at..].starts_with(['—', '–']) => between_dashes(slice, at),
            DASH => None,
            _ => between_commas(slice, at),
        };
        words.map(|(start, end)| (part.start + start, part.start + end))
    })
}

/// *, — сказал он, —*: from the end of the words before the dash to the start of those after the second one.
fn between_dashes(slice: &str, dash: usize) -> Option<(usize, usize)> {
    let before = slice[..dash].trim_end();
    if before.is_empty() || before.len() == dash {
        return None;
    }
    let first = slice[dash..].chars().next()?.len_utf8();
    let rest = &slice[dash + first..];
    let words = rest.trim_start();
    let lead = rest.len() - words.len();
    if lead == 0 || !opens_with_verb(words) {
        return None;
    }
    // The sentence is interrupted or over; a dash alone stands in many a sentence. Polish sets no comma there, but a name
    // behind the verb says as much: *Pytanie jest proste – wyjaśnił Zych – i…*
    let pauses = before.ends_with([',', '.', '!', '?', '…', '»', '“', '”']);
    if !(pauses || tongue(words) == Some(Lang::Pl) && is_name(words.split_whitespace().nth(1))) {
        return None;
    }
    let close = words.find(['—', '–']).filter(|close| *close <= LONGEST && words[..*close].ends_with(' '));
    let end = match close {
        Some(close) => {
            let after = &words[close..];
            let after = after.trim_start_matches(['—', '–']).trim_start();
            slice.len() - after.len()
        }
        // Nothing of what was said follows.
        None if words.len() <= LONGEST && !words.trim_end_matches('.').contains(['.', '!', '?']) => {
            slice.len()
        }
        None => return None,
    };
    Some((before.len(), end))
}

/// *, dit-il,* and *? demanda-t-elle.*
fn between_commas(slice: &str, mark: usize) -> Option<(usize, usize)> {
    let rest = &slice[mark + 1..];
    let words = rest.trim_start();
    if rest.len() == words.len() || !(is_inverted(words) || names_speaker(words)) {
        return None;
    }
    let end = words.find([',', '.', ';', ':', '!', '?']).unwrap_or(words.len());
    if end > LONGEST || words[..end].contains(['—', '«', '»']) {
        return None;
    }
    let after = words[end..].trim_start_matches([',', '.', ';', ':', '!', '?']).trim_start();
    // The comma or question mark belongs to what was said.
    Some((mark + 1, slice.len() - after.len()))
}

/// *dit-il*, *répondit-elle*, *a-t-il ajouté*: French verbs of saying before their pronoun.
fn is_inverted(words: &str) -> bool {
    let word = words
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':'))
        .next()
        .unwrap_or_default();
    let Some((verb, pronoun)) = word.rsplit_once('-') else { return false };
    let pronoun = matches!(pronoun, "il" | "elle" | "on" | "ils" | "elles" | "je");
    let verb = verb.strip_suffix("-t").unwrap_or(verb);
    match verb {
        "a" | "ont" | "avait" | "ai" => {
            pronoun && words.split_whitespace().nth(1).is_some_and(ends_participle)
        }
        _ => pronoun && (VERBS.contains(&verb) || tongue(verb).is_some()),
    }
}

/// *a expliqué Luc Ferrand*, *explique Luc Ferrand*: a French verb of saying before a name.
fn names_speaker(words: &str) -> bool {
    let auxiliary = ["a ", "avait "].iter().find_map(|auxiliary| words.strip_prefix(auxiliary));
    let verb = auxiliary.unwrap_or(words);
    let participle = || verb.split_whitespace().next().is_some_and(ends_participle);
    (auxiliary.is_none() || participle())
        && is_name(verb.split_whitespace().nth(1))
        && tongue(verb) == Some(Lang::Fr)
}

fn is_name(word: Option<&str>) -> bool {
    word.is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// The language whose verb of saying opens the words.
fn tongue(words: &str) -> Option<Lang> {
    let first = words.split(|c: char| !(c.is_alphabetic() || matches!(c, '\'' | '’'))).next()?;
    let small = first.starts_with(char::is_lowercase);
    saying::tongue(first).map(|(lang, _)| lang).filter(|lang| small && *lang != Lang::En)
}

fn ends_participle(word: &str) -> bool {
    let word = word.trim_end_matches(|c: char| !c.is_alphabetic());
    word.ends_with(['é', 'i', 'u', 't'])
}

fn opens_with_verb(words: &str) -> bool {
    let first = words.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    VERBS.contains(&first) || tongue(words).is_some() || is_inverted(words)
}

/// More of them, which beside closed marks say too little, or are of several.
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "сказали", "говорят", "заявили", "продолжал", "продолжает", "подумал", "подумала", "цитирует", "передаёт",
    "передает", "казав", "казала", "uważa", "note", "fit", "observa", "continua",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<&str> {
        without(text, Span::new(0, text.len())).into_iter().map(|part| text[part.range()].trim()).collect()
    }

    #[test]
    fn the_writers_words_are_taken_out() {
        for (text, expected) in [
            ("Мы не хотим, — сказал он, — второго моста", &["Мы не хотим,", "второго моста"][..]),
            ("Мы не хотим. — Он помолчал. — Нет", &["Мы не хотим. — Он помолчал. — Нет"]),
            ("Нет! — крикнула она громко. — Никогда!", &["Нет!", "Никогда!"]),
            ("Нет, — ответил министр обороны", &["Нет,"]),
            ("Ми не хочемо, — наголосив він, — війни", &["Ми не хочемо,", "війни"]),
            ("Nie chcemy – powiedział – mostu", &["Nie chcemy – powiedział – mostu"]),
            ("Nie, – odparł burmistrz – nigdy", &["Nie,", "nigdy"]),
            ("Oui, répondit-elle, c’est vrai.", &["Oui,", "c’est vrai."]),
            ("Nous ne voulons pas, a-t-il ajouté mardi, de pont", &["Nous ne voulons pas,", "de pont"]),
            ("Pourquoi ? demanda-t-elle. Parce que.", &["Pourquoi ?", "Parce que."]),
            (
                "Pytanie jest proste – wyjaśnił Piotr Zych – i odpowiedź też",
                &["Pytanie jest proste", "i odpowiedź też"],
            ),
            (
                "La question est simple, a expliqué Luc Ferrand, et la réponse aussi.",
                &["La question est simple,", "et la réponse aussi."],
            ),
            ("La réponse, insiste Marie Le Goff, est non.", &["La réponse,", "est non."]),
            ("No, —dijo él—, nunca", &["No, —dijo él—, nunca"]),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn other_dashes_and_commas_stay() {
        for text in [
            "I told him, — he said nothing, — and left",
            "We won — twice — and lost",
            "Война — это мир, — вот что они думают",
            "Que ferons-nous, dis-moi, sans le port",
            "Il a vu, a dit, a fait ce qu'il fallait",
            "Le préfet, dit la lettre, viendra",
            "",
            "—",
            "Est-ce vrai, ou est-il parti, lui aussi ?",
        ] {
            assert_eq!(said(text), [text], "{text}");
        }
    }
}
