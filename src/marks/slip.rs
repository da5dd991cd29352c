//! `“No, said Tom.` and a new paragraph that opens with a mark: does the quotation go on, or was its closing mark
//! forgotten?
//!
//! Printers set an opening mark on each paragraph of a long quotation, so that an open mark followed by such a
//! paragraph is read as one quotation; in 300 such places of novels and newspapers it is one. But a forgotten closing
//! mark looks the same, and then the quotation of the next paragraph must not be swallowed. Two things tell, both in
//! the words after the last mark of the paragraph that is left open. Where they tell nothing, as where the mark that
//! ends a paragraph is missing, the quotation goes on.

use super::saying::{ends_sentence, is_part_of_its_sentence, is_saying};

/// Whether a quotation was over before its paragraph. `lead` is what stands before the mark that opens it, if it is
/// in this paragraph, and `rest` what follows the last mark, to the end of the paragraph.
pub(super) fn is_over(lead: Option<&str>, rest: &str) -> bool {
    is_told(rest) || lead.is_some_and(|lead| is_left(lead, rest))
}

/// Whether the words say who said them: *“No, said Tom.* Nobody tells so within the marks.
fn is_told(text: &str) -> bool {
    memchr::memchr3_iter(b',', b'?', b'!', text.as_bytes()).any(|at| {
        let rest = &text[at + 1..];
        let mut words = rest.split_whitespace().map(|word| word.trim_matches([',', '.', ';', ':']));
        let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
        if !rest.starts_with(char::is_whitespace) {
            false
        } else if text.as_bytes()[at] == b',' {
            is_telling(first) && is_someone(second) || is_someone(first) && ends_with_telling(rest)
        } else {
            // After a question no sentence goes on with a small letter.
            is_saying(first)
                || first.starts_with(char::is_lowercase) && is_someone(first) && is_saying(second)
        }
    })
}

/// *, he said.* and *, Tom Smith said.*, but not *, he said nothing.*
fn ends_with_telling(rest: &str) -> bool {
    const LONGEST: usize = 4;
    let clause = rest.split_inclusive([',', '.', ';', ':', '?', '!', '—', '"']).next().unwrap_or_default();
    clause.strip_suffix('.').is_some_and(|clause| {
        clause.split_whitespace().count() <= LONGEST
            && clause.split_whitespace().next_back().is_some_and(is_telling)
    })
}

/// Verbs of saying that go with a speaker only: not *came back, saying he* or *raised his hand, told the*.
fn is_telling(word: &str) -> bool {
    is_saying(word) && !["say", "says", "saying", "tell", "tells", "told"].contains(&word)
}

/// Whether a speaker may be named by words that start with this one.
fn is_someone(word: &str) -> bool {
    const ONE: [&str; 12] = ["he", "she", "they", "we", "I", "the", "a", "an", "one", "my", "his", "her"];
    word.starts_with(char::is_uppercase) || ONE.contains(&word)
}

/// Whether a quotation that opens within a sentence (*it was “a fake, and left.*) was left behind: other sentences
/// follow its own. Nobody carries such a fragment over into the next paragraph.
fn is_left(lead: &str, rest: &str) -> bool {
    let rest = rest.trim_start();
    let new_sentence = |(at, c): (usize, char)| {
        let next = &rest[at + c.len_utf8()..];
        matches!(c, '.' | '?' | '!')
            && next.starts_with(char::is_whitespace)
            && next.trim_start().starts_with(char::is_uppercase)
            && ends_sentence(&rest[..=at])
    };
    is_part_of_its_sentence(lead)
        && rest.starts_with(char::is_lowercase)
        && rest.char_indices().any(new_sentence)
}
