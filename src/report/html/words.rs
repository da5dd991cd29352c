//! A stretch of text with what differs marked.

use std::ops::Range;

use super::text;
use crate::report::view::floor;

/// A place to mark.
pub(super) struct Marked {
    /// Bytes of the text; empty where words are missing.
    pub(super) at: Range<usize>,
    /// The class of the mark.
    pub(super) class: &'static str,
    /// What is said to whoever does not see the mark, before the words.
    pub(super) label: &'static str,
}

/// How much of a text stands around what it is shown for, in bytes.
const AROUND: usize = 240;

/// `words` with `marks` (in order; one that overlaps the one before it is left out), cut to what stands around `window`,
/// outside of which they are paler.
pub(super) fn marked(words: &str, window: &Range<usize>, marks: &[Marked]) -> String {
    let start = cut_before(words, window.start);
    let end = cut_after(words, window.end);
    let mut out = String::new();
    if start > 0 {
        out.push('…');
    }
    let window = floor(words, window.start).max(start)..floor(words, window.end).min(end);
    out += &pale(&words[start..window.start]);
    let mut from = window.start;
    for mark in marks {
        let at = floor(words, mark.at.start)..floor(words, mark.at.end);
        if at.start < from || at.end > window.end {
            continue;
        }
        out += &text(&words[from..at.start]);
        if at.is_empty() {
            let class = mark.class;
            out += &format!(
                "<mark class=\"gap {class}\"><span class=\"away\">[words missing here]</span>‸</mark>"
            );
        } else {
            let (class, label) = (mark.class, mark.label);
            out += &format!(
                "<mark class=\"{class}\"><span class=\"away\">[{label}: </span>{}<span class=\"away\">]</span></mark>",
                text(&words[at.clone()])
            );
        }
        from = at.end;
    }
    out += &text(&words[from..window.end]);
    out += &pale(&words[window.end..end]);
    if end < words.len() {
        out.push('…');
    }
    out
}

fn pale(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("<span class=\"rest\">{}</span>", text(words)) }
}

fn cut_before(words: &str, at: usize) -> usize {
    let from = floor(words, at.saturating_sub(AROUND));
    if from == 0 { 0 } else { words[from..].find(' ').map_or(from, |space| from + space + 1).min(at) }
}

fn cut_after(words: &str, at: usize) -> usize {
    let to = floor(words, at.saturating_add(AROUND));
    if to == words.len() { to } else { words[..to].rfind(' ').unwrap_or(to).max(at) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_put_where_they_belong_and_text_is_escaped() {
        let mark = |at| Marked { at, class: "", label: "differs" };
        let out = marked("a <b> c d", &(0..9), &[mark(2..5), mark(3..4), mark(7..7)]);
        assert_eq!(
            out,
            "a <mark class=\"\"><span class=\"away\">[differs: </span>&lt;b&gt;<span class=\"away\">]</span></mark> c\
             <mark class=\"gap \"><span class=\"away\">[words missing here]</span>‸</mark> d"
        );
    }

    #[test]
    fn a_long_text_is_cut_around_what_matters() {
        let long = "word ".repeat(400);
        let out = marked(&long, &(1000..1010), &[]);
        assert!(out.starts_with('…') && out.ends_with('…') && out.len() < 600, "{out}");
        assert_eq!(marked("short", &(0..5), &[]), "short");
        assert_eq!(
            marked("a short one", &(2..7), &[]),
            "<span class=\"rest\">a </span>short<span class=\"rest\"> one</span>"
        );
    }
}
