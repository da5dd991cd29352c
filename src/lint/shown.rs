//! Where the words of a quotation stand when they are shown on one line.

use std::ops::Range;

use crate::prose::Prose;
use crate::span::{Read, Span};

/// The words of the parts of a quotation, with one space between two of them: where each begins in the prose and on that
/// line, and its length in bytes.
pub(super) struct Shown {
    words: Vec<(usize, usize, usize)>,
}

impl Shown {
    pub(super) fn new(prose: &Prose, parts: &[Span<Read>]) -> Self {
        let (mut words, mut end) = (Vec::new(), 0);
        for part in parts {
            let slice = prose.slice(*part);
            for word in slice.split_whitespace() {
                let within = word.as_ptr() as usize - slice.as_ptr() as usize;
                let start = if words.is_empty() { 0 } else { end + 1 };
                words.push((part.start + within, start, word.len()));
                end = start + word.len();
            }
        }
        Self { words }
    }

    /// Where `span` of the prose stands on that line, in bytes: empty after the word before if it is empty or
    /// stands in none of the parts.
    pub(super) fn place(&self, span: Span<Read>) -> Range<usize> {
        let offset = |at: usize| {
            let next = self.words.partition_point(|&(start, ..)| start <= at);
            let Some(&(start, shown, len)) = next.checked_sub(1).and_then(|last| self.words.get(last)) else {
                return 0;
            };
            shown + (at - start).min(len)
        };
        // A span begins where its first word begins, not where the one before it ends.
        let start = match self.words.binary_search_by_key(&span.start, |&(start, ..)| start) {
            Ok(word) => self.words[word].1,
            Err(_) => offset(span.start),
        };
        start..offset(span.end).max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_the_same_words_on_one_line() {
        let prose =
            Prose { text: "“We  have\nlost,” she said, “14\u{a0}ships.”".into(), ..Prose::default() };
        let at = |words: &str| {
            let start = prose.text.find(words).expect(words);
            Span::new(start, start + words.len())
        };
        let shown = Shown::new(&prose, &[at("We  have\nlost,"), at("14\u{a0}ships.")]);
        let cut = |words: &str| &"We have lost, 14 ships."[shown.place(at(words))];
        assert_eq!(cut("have\nlost"), "have lost");
        assert_eq!(cut("14"), "14");
        assert_eq!(cut("ips"), "ips");
        assert_eq!(cut("lost,” she said, “14"), "lost, 14");
        let after = shown.place(Span::at(at("have").end));
        assert_eq!((after.start, after.len()), ("We have".len(), 0));
    }
}
