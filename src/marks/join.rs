//! `“A,” she said, “b.”`: one quotation in two parts, or two?

use super::pair::Marked;
use crate::prose::Prose;
use crate::span::{Read, Span};

/// The longest interruption, in bytes: a speaker with a title and where it was said.
const LONGEST: usize = 240;

/// Whether `second` goes on with the quotation `first`, which is the one before it in the same block and at the same
/// depth.
///
/// It does when the words between end without a full stop and the sentence goes on. Both are needed: in *called it
/// “bad” and “good”* no sentence was interrupted, so a comma or dash has to stand on each side of the words between,
/// or they have to be the few words of *she said*.
pub(super) fn goes_on(prose: &Prose, first: &Marked, second: &Marked) -> bool {
    let (Some(a), Some(b)) = (first.parts.last(), second.parts.first()) else { return false };
    if first.glyph != second.glyph || second.outer.start < first.outer.end {
        return false;
    }
    let between = Span::<Read>::new(first.outer.end, second.outer.start);
    if between.len() > LONGEST {
        return false;
    }
    let (a, between, b) = (prose.slice(*a).trim_end(), prose.slice(between), prose.slice(*b));
    let Some(first_of_b) = b.chars().find(|c| c.is_alphanumeric()) else { return false };
    // A capital says little (*“A,” she said, “I do.”*), a small letter that the sentence was not over.
    let lower = first_of_b.is_lowercase() || !first_of_b.is_alphabetic();

    let words = between.trim();
    let dashes = (words.starts_with(is_dash), words.ends_with(is_dash));
    // British marks stand inside the comma: ‘A’, she said, ‘b’. After “A.” the sentence is over, whatever follows.
    let comma = a.ends_with([',', '，', '、']) || words.starts_with([',', '，']);
    let cut_off = a.ends_with(['?', '!', '—', '–', '-', '…']) || a.ends_with("...");
    if !(comma || cut_off || dashes.0) || (a.ends_with('.') && !a.ends_with("...")) {
        return false;
    }
    let semicolon = words.ends_with(';');
    let broken = a.ends_with(is_dash) && b.trim_start().starts_with(is_dash);
    let resumes = semicolon || broken || words.ends_with([',', '，']) || dashes.1;
    let words =
        words.trim_matches(|c: char| c.is_whitespace() || is_dash(c) || matches!(c, ',' | ';' | '，'));
    let count = words.split_whitespace().count();
    if count == 0 || starts_a_list(words) || ends_sentence(words) {
        return false;
    }
    let says = has_verb_of_saying(words);
    match dashes {
        // *“A.” — Anna Smith, “A Book”* is a line of attribution.
        (true, false) => return false,
        (false, true) if !says => return false,
        _ => {}
    }
    if !resumes {
        return lower && count <= 5 && says;
    }
    if lower {
        return true;
    }
    // From here on the second part starts with a capital: a sentence of its own may be introduced by the words
    // between.
    let new_sentence = !comma && words.starts_with(char::is_uppercase);
    let lead = &prose.text[..first.outer.start];
    !(semicolon
        || new_sentence
        || turns(words)
        || is_part_of_its_sentence(lead)
        || (says && introduces(lead)))
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '―' | '-')
}

/// *the “A,” which he called, “B”*: the first quotation is a thing in the sentence around it.
fn is_part_of_its_sentence(lead: &str) -> bool {
    let lead = lead.strip_suffix(' ').unwrap_or(lead);
    lead.ends_with(char::is_alphanumeric)
}

/// *He said, “A,” and I said, “B.”*: the speaker of the first quotation stands before it, so that the words between
/// name that of the second.
fn introduces(lead: &str) -> bool {
    let lead = lead.trim_end();
    let Some(clause) = lead.strip_suffix([',', ':']) else { return false };
    clause.rsplit(char::is_whitespace).take(4).any(has_verb_of_saying)
}

/// A conjunction alone, or before an item: *“bad,” and “good”*.
fn starts_a_list(words: &str) -> bool {
    let first = words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    const AND_OR: [&str; 26] = [
        "and", "or", "nor", "but", "plus", "as", "und", "oder", "sowie", "et", "ou", "y", "e", "o", "ed",
        "i", "и", "или", "та", "і", "або", "a", "nebo", "lub", "en", "och",
    ];
    AND_OR.iter().any(|known| known.eq_ignore_ascii_case(first)) && !has_verb_of_saying(words)
}

/// Whether a sentence ends within the words. A full stop after a title or an initial is none: *said Mr. J. Smith,*.
fn ends_sentence(words: &str) -> bool {
    words.char_indices().any(|(at, c)| match c {
        '?' | '!' | '。' | '？' | '！' | ':' => true,
        '.' => {
            let before = &words[..at];
            let len: usize =
                before.chars().rev().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
            let word = &before[before.len() - len..];
            !(word.chars().count() == 1 || ABBREVIATED.iter().any(|known| known.eq_ignore_ascii_case(word)))
        }
        _ => false,
    })
}

const ABBREVIATED: [&str; 30] = [
    "mr", "mrs", "ms", "dr", "gen", "sen", "gov", "rep", "col", "capt", "cpt", "lt", "sgt", "st", "jr", "sr",
    "prof", "rev", "hon", "adm", "maj", "cmdr", "pres", "sec", "supt", "insp", "hr", "fr", "mme", "no",
];

/// Words that bring in a second sentence after the speaker was named: *said Tom, and Anna replied,* but not *said Tom
/// and Anna,*; or that make the first quotation a thing of which something is said: *“A,” which means, “B”*.
fn turns(words: &str) -> bool {
    const CLAUSE: [&str; 13] = [
        "and", "but", "then", "before", "while", "adding", "added", "replied", "und", "dann", "et", "puis",
        "и",
    ];
    const RELATIVE: [&str; 6] = ["which", "who", "whose", "where", "meaning", "что"];
    let first_word = |clause: &str| clause.split_whitespace().next().unwrap_or_default().to_owned();
    let mut clauses = words.split([',', ';']).map(first_word);
    clauses.next().is_some_and(|word| RELATIVE.contains(&word.as_str()))
        || clauses.any(|word| CLAUSE.contains(&word.as_str()))
}

fn has_verb_of_saying(words: &str) -> bool {
    let is_verb = |word: &str| {
        SAYING.contains(&word) || (!word.is_ascii() && SAYING.contains(&word.to_lowercase().as_str()))
    };
    words.split(|c: char| !c.is_alphanumeric()).any(is_verb)
}

/// Verbs of saying, in the forms in which a speaker is named, in the languages of the press that this tool was tried
/// on. The list decides only where the punctuation is careless.
const SAYING: [&str; 75] = [
    "said",
    "says",
    "say",
    "saying",
    "asked",
    "asks",
    "replied",
    "replies",
    "answered",
    "added",
    "adds",
    "continued",
    "continues",
    "cried",
    "exclaimed",
    "wrote",
    "writes",
    "told",
    "tells",
    "remarked",
    "observed",
    "declared",
    "whispered",
    "murmured",
    "muttered",
    "shouted",
    "explained",
    "insisted",
    "argued",
    "noted",
    "admitted",
    "sagte",
    "sagt",
    "fragte",
    "fragt",
    "erklärte",
    "meinte",
    "rief",
    "schrieb",
    "antwortete",
    "dit",
    "demanda",
    "répondit",
    "ajouta",
    "déclaré",
    "écrit",
    "expliqué",
    "dijo",
    "dice",
    "preguntó",
    "respondió",
    "añadió",
    "escribió",
    "disse",
    "chiese",
    "rispose",
    "aggiunse",
    "scrisse",
    "сказал",
    "сказала",
    "спросил",
    "спросила",
    "ответил",
    "написал",
    "заявил",
    "добавил",
    "сказав",
    "заявив",
    "додав",
    "написав",
    "powiedział",
    "powiedziała",
    "zapytał",
    "řekl",
    "řekla",
];
