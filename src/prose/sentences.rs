//! Where sentences begin and end.

use crate::span::floor;

/// Byte offsets just after the sentences of a text, the end of the text included.
#[must_use]
pub fn sentence_ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut word_start = 0;
    while let Some((at, c)) = chars.next() {
        if c.is_whitespace() {
            word_start = at + c.len_utf8();
        }
        if matches!(c, '.' | '!' | '?' | '。' | '！' | '？') {
            let mut end = at + c.len_utf8();
            while let Some(&(next, closing)) = chars.peek()
                && matches!(closing, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '.' | '…')
            {
                end = next + closing.len_utf8();
                chars.next();
            }
            let word = text[word_start..at].trim_start_matches(|c: char| !c.is_alphanumeric());
            let initial = word.chars().next_back().is_some_and(char::is_uppercase)
                && word.chars().rev().nth(1).is_none_or(|c| c == '.');
            let abbreviated = c == '.' && end == at + 1 && (initial || is_abbreviation(word));
            let next = text[end..].trim_start().chars().next();
            if !abbreviated
                && text[end..].starts_with(char::is_whitespace)
                && next.is_some_and(|n| !n.is_lowercase())
            {
                ends.push(end);
            }
        }
    }
    ends.push(text.len());
    ends
}

/// Where the sentence of `text` begins that holds byte `at`, not before `from`.
#[must_use]
pub fn sentence_start(text: &str, from: usize, at: usize) -> usize {
    let from = from.max(floor(text, at.saturating_sub(FARTHEST)));
    // What comes after decides whether a stop ends a sentence.
    let to = floor(text, (at + 4).min(text.len())).max(at);
    let ends = sentence_ends(&text[from..to]);
    let before = ends.iter().map(|end| from + end).take_while(|&end| end <= at).last();
    before.filter(|&end| end < to || end == at).unwrap_or(from)
}

/// Where the sentence of `text` ends that holds the byte before `at`, not after `to`.
#[must_use]
pub fn sentence_end(text: &str, at: usize, to: usize) -> usize {
    let word = text[..at].rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let last = floor(text, to.min(at + FARTHEST));
    let from = floor(text, word).min(at);
    let ends = sentence_ends(&text[from..last.max(at)]);
    ends.into_iter()
        .map(|end| from + end)
        .find(|&end| end >= at)
        .map_or(to, |end| if end == last { last } else { end })
}

/// How far a sentence is followed, in bytes.
pub const FARTHEST: usize = 4_000;

/// Whether `word` is written with a full stop that ends no sentence: titles and ranks.
#[must_use]
pub fn is_abbreviation(word: &str) -> bool {
    const ABBREVIATED: [&str; 36] = [
        "Mr", "Mrs", "Ms", "Dr", "Gen", "Sen", "Rep", "Gov", "St", "Lt", "Col", "Prof", "Sr", "Jr", "Capt",
        "Sgt", "Rev", "Hon", "Maj", "Adm", "Cmdr", "Brig", "Pres", "Msgr", "Fr", "Messrs", "Mme", "Mlle",
        "Atty", "Supt", "Det", "Insp", "Wm", "Chas", "Geo", "Esq",
    ];
    ABBREVIATED.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_its_stop_and_not_at_a_title() {
        let text = "One came. Mr. Poe saw “two” there! Then (he said) three.";
        let sentence = |word: &str| {
            let at = text.find(word).unwrap();
            text[sentence_start(text, 0, at)..sentence_end(text, at + word.len(), text.len())].trim()
        };
        assert_eq!(sentence("came"), "One came.");
        assert_eq!(sentence("One"), "One came.");
        assert_eq!(sentence("Mr"), "Mr. Poe saw “two” there!");
        assert_eq!(sentence("Poe"), "Mr. Poe saw “two” there!");
        assert_eq!(sentence("two"), "Mr. Poe saw “two” there!");
        assert_eq!(sentence("there"), "Mr. Poe saw “two” there!");
        assert_eq!(sentence("three"), "Then (he said) three.");
        assert_eq!(sentence("Then"), "Then (he said) three.");
    }
}
