//! Words around quotations: verbs of saying, and where sentences end.

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

/// Whether `word` is a verb of saying.
pub(super) fn is_saying(word: &str) -> bool {
    SAYING.contains(&word) || (!word.is_ascii() && SAYING.contains(&word.to_lowercase().as_str()))
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
