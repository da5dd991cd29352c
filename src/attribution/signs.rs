//! The signs around the words of a quotation, and the small phrases that say whose they are.

use super::data::PREPOSITIONS;
use super::tokens::{Token, begins_with};

/// How the words in marks end: what decides whether the sentence around goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    Comma,
    /// `?`, `!`, `…` or a dash: both an end and a pause.
    Either,
    Stop,
    Open,
}

pub(super) fn ending_of(text: &str) -> Ending {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || is_mark_char(c));
    if text.ends_with("...") || text.ends_with(['?', '!', '…', '—', '–', '-', '？', '！']) {
        Ending::Either
    } else if text.ends_with([',', '，']) {
        Ending::Comma
    } else if text.ends_with(['.', ';', ':', '。']) {
        Ending::Stop
    } else {
        Ending::Open
    }
}

pub(super) fn is_mark_char(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
            | '`'
            | '*'
            | '_'
            | '＂'
            | '〝'
            | '〞'
    )
}

pub(super) fn is_mark(text: &str) -> bool {
    text.chars().all(is_mark_char)
}

/// The length of the marks that close a quotation at the start of `text`, spaces before them included.
pub(super) fn closing_len(text: &str) -> usize {
    let marks = text.trim_start();
    let rest = marks.trim_start_matches(is_mark_char);
    if rest.len() == marks.len() { 0 } else { text.len() - rest.len() }
}

/// The length of the marks that open a quotation at the end of `text`, spaces behind them included.
pub(super) fn opening_len(text: &str) -> usize {
    let marks = text.trim_end();
    text.len() - marks.trim_end_matches(is_mark_char).len()
}

/// *as Smith put it*, and no more: *puts it this way in “…”* names a book.
pub(super) fn is_put_it(words: &[Token<'_>], at: usize) -> bool {
    words[at].is_in(&["put", "puts"])
        && words.get(at + 1).is_some_and(|w| w.is_in(&["it"]))
        && words.get(at + 2).is_none_or(|w| !w.is_word)
}

/// *Smith was quoted as saying*, at *was*.
pub(super) fn is_quoted_as(words: &[Token<'_>], at: usize) -> bool {
    let phrase = [&["was", "is"][..], &["quoted"], &["as"], &["saying"]];
    words.len() >= at + phrase.len()
        && phrase.iter().zip(&words[at..]).all(|(known, word)| word.is_in(*known))
}

/// Whether the word at `at`, which may be a verb of saying, is a noun there: *the head of claims*, *his cries*.
pub(super) fn is_noun(words: &[Token<'_>], at: usize) -> bool {
    words[at].text.ends_with('s')
        && at.checked_sub(1).is_some_and(|i| {
            words[i].is_in(PREPOSITIONS)
                || words[i].is_in(&[
                    "the", "his", "her", "their", "its", "my", "our", "your", "these", "those", "no",
                ])
        })
}

/// Where the name begins after *according to* and the like at the start of `words`.
pub(super) fn according(words: &[Token<'_>]) -> Option<usize> {
    (words.len() > 2 && begins_with(words, &["according", "to"])).then_some(2)
}
