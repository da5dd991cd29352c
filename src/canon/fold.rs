//! Words of a text with everything folded away that does not tell wordings apart: case, accents, punctuation.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of a text: where each stands (bytes), and the word folded.
///
/// A word is a run of letters, digits and apostrophes between them. In scripts that put no spaces between words each
/// character is one.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (Range<usize>, String)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        rest = end_of_word(text, start);
        Some((start..rest, fold_word(&text[start..rest])))
    })
}

/// All words of a text, folded, with one space between them.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for (_, word) in words(text) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(&word);
    }
    folded
}

fn end_of_word(text: &str, start: usize) -> usize {
    let mut characters = text[start..].char_indices().peekable();
    let mut end = start;
    while let Some((at, c)) = characters.next() {
        let joins = is_apostrophe(c) && characters.peek().is_some_and(|&(_, next)| next.is_alphanumeric());
        let breaks = at > 0 && is_spaceless(c) && !is_combining_mark(c);
        if breaks || !(c.is_alphanumeric() || is_combining_mark(c) || joins) {
            break;
        }
        end = start + at + c.len_utf8();
        let combines = characters.peek().is_some_and(|&(_, next)| is_combining_mark(next));
        if is_spaceless(c) && !combines {
            break;
        }
    }
    end
}

fn fold_word(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let straight = |c| if is_apostrophe(c) { '\'' } else { c };
    word.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).map(straight).collect()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}')
}

/// Han, Hiragana and Katakana, Thai, Lao, Burmese, Khmer.
fn is_spaceless(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_punctuation_do_not_tell_wordings_apart() {
        assert_eq!(folded("“Naïve,” he said – I don’t!"), "naive he said i don't");
        assert_eq!(folded("NAI\u{308}VE he said; I don't"), "naive he said i don't");
    }

    #[test]
    fn words_know_where_they_stand() {
        let text = "«Слава Україні!» 自由";
        let found: Vec<&str> = words(text).map(|(range, _)| &text[range]).collect();
        assert_eq!(found, ["Слава", "Україні", "自", "由"]);
    }

    #[test]
    fn an_apostrophe_at_the_edge_of_a_word_is_no_part_of_it() {
        assert_eq!(folded("'the dogs' dinner'"), "the dogs dinner");
    }
}
