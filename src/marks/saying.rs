//! Words around quotations: verbs of saying, and where sentences end.

pub(super) use crate::lexicon::saying::is_saying;

/// *the “A,” which he called, “B”*: the first quotation is a thing in the sentence around it.
pub(super) fn is_part_of_its_sentence(lead: &str) -> bool {
    let lead = lead.strip_suffix(' ').unwrap_or(lead);
    lead.ends_with(char::is_alphanumeric)
}

/// Whether a sentence ends within the words. A full stop after a title or an initial is none: *said Mr. J. Smith,*.
pub(super) fn ends_sentence(words: &str) -> bool {
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

pub(super) fn has_verb_of_saying(words: &str) -> bool {
    words.split(|c: char| !c.is_alphanumeric()).any(is_saying)
}
