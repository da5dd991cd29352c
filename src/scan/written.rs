//! The words of a record as an alignment reads them.

use std::borrow::Cow;
use std::ops::Range;

use super::index::WordId;
use super::numbers::Vocabulary;
use crate::normalize::Words;
use crate::span::Said;

/// A stretch of an entry as it is written. Words count from its first one.
#[derive(Debug)]
pub struct Written<'i> {
    spelled: Spelled<'i>,
    /// For each word, whether a sentence ends before it.
    pub stops: Cow<'i, [bool]>,
}

#[derive(Debug)]
enum Spelled<'i> {
    /// Every word of the canon has a number of its own.
    Numbered(&'i Vocabulary, &'i [WordId]),
    /// The words of the whole entry, and the first that counts.
    Read(Words<Said>, usize),
}

impl<'i> Written<'i> {
    pub(super) fn numbered(vocabulary: &'i Vocabulary, words: &'i [WordId], stops: &'i [bool]) -> Self {
        Self { spelled: Spelled::Numbered(vocabulary, words), stops: stops.into() }
    }

    /// The words `window` of `text`.
    pub(super) fn read(text: &str, window: Range<usize>) -> Self {
        let words = Words::of(text);
        let stops = window.clone().map(|at| words.stop_before(text, at)).collect();
        Self { spelled: Spelled::Read(words, window.start), stops }
    }

    /// A word, folded.
    #[must_use]
    pub fn spelling(&self, at: usize) -> &str {
        match &self.spelled {
            Spelled::Numbered(vocabulary, words) => vocabulary.spelling(words[at]),
            Spelled::Read(words, first) => words.folded(first + at),
        }
    }
}
