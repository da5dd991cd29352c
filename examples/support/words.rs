//! Words as the measurements compare them: lower case, no accents, straight apostrophes, nothing between them.
//!
//! Kept apart from the crate's own folding on purpose: a measurement must not share the faults of what it measures.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The folded words of `text`. A hyphen and a dash part words, an apostrophe inside a word does not.
pub fn words(text: &str) -> Vec<String> {
    let folded: Vec<char> = text
        .nfkd()
        .filter(|&c| !is_combining_mark(c) && c != '\u{ad}')
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`') { '\'' } else { c })
        .collect();
    let mut words = Vec::new();
    let mut word = String::new();
    for (i, &c) in folded.iter().enumerate() {
        let inside =
            c == '\'' && !word.is_empty() && folded.get(i + 1).is_some_and(|next| next.is_alphanumeric());
        if c.is_alphanumeric() || inside {
            word.push(c);
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    words.extend(Some(word).filter(|w| !w.is_empty()));
    words
}
