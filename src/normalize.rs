//! From text to words: Unicode folding, with the place of each word carried along.
//!
//! Two words are *the same word* when their folded forms are equal: compatibility forms and ligatures resolved, case
//! folded, accents of Latin and Greek letters left out, apostrophes straight, soft hyphens and other invisible
//! characters gone. What folding hides (accents, case, dashes) is judged later, on the surfaces.
//!
//! Scripts that put no spaces between words (Han, Kana, Thai, Lao, Khmer, Burmese) count a character, with the marks
//! that combine with it, as a word.

mod chars;
mod plain;
mod dots;
mod folding;
mod reader;

use std::ops::Range;

pub use self::chars::is_unspaced;
use self::folding::fold_word;
use self::plain::{fold_plain, plain_words};
use self::reader::Scanner;
use crate::span::Span;

/// Which brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bracket {
    /// `[…]`
    Square,
    /// `(…)`
    Round,
}

/// One word.
#[derive(Debug)]
pub struct Word<S> {
    /// Its place in the text that was normalized.
    pub span: Span<S>,
    folded: (u32, u32),
    /// Set for a word with brackets inside it (`[T]here`, `weapon[s]`).
    pub inner: Option<Bracket>,
}

impl<S> Word<S> {
    // A derived impl would ask the marker type for `Clone`.
    fn same(&self) -> Self {
        Self { span: self.span, folded: self.folded, inner: self.inner }
    }
}

/// Words between two brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<S> {
    /// Which brackets.
    pub bracket: Bracket,
    /// The words, as indices.
    pub words: Range<usize>,
    /// From the opening to the closing bracket.
    pub span: Span<S>,
}

/// The words of a text, and what stands between them that matters for matching.
#[derive(Debug)]
pub struct Words<S> {
    folded: String,
    /// The words in order.
    pub words: Vec<Word<S>>,
    /// Ellipses, each as the index of the word that it stands before and its place. In order.
    pub ellipses: Vec<(usize, Span<S>)>,
    /// Bracketed words, in order, without nesting.
    pub groups: Vec<Group<S>>,
    /// Indices of words that are joined to the word before by a hyphen at a line's end.
    cuts: Vec<usize>,
    /// Indices of the first words of parts after the first.
    pub part_starts: Vec<usize>,
}

impl<S> Default for Words<S> {
    fn default() -> Self {
        Self {
            folded: String::new(),
            words: Vec::new(),
            ellipses: Vec::new(),
            groups: Vec::new(),
            cuts: Vec::new(),
            part_starts: Vec::new(),
        }
    }
}

/// So many bytes of a part are made room for at once.
const MOST_ROOM: usize = 4096;
/// A word takes so many bytes, with what stands before it: a guess.
const BYTES_A_WORD: usize = 6;

impl<S> Words<S> {
    /// The words of one text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut words = Self::default();
        words.add_part(text, Span::new(0, text.len()));
        words
    }

    /// Takes all words out, and keeps the room that they took.
    pub fn clear(&mut self) {
        self.folded.clear();
        self.words.clear();
        self.ellipses.clear();
        self.groups.clear();
        self.cuts.clear();
        self.part_starts.clear();
    }

    /// Appends the words of one part: `part` is a range of `text`, and spans are places in `text`.
    pub fn add_part(&mut self, text: &str, part: Span<S>) {
        if !self.words.is_empty() {
            self.part_starts.push(self.words.len());
        }
        // What nearly every part needs is asked for at once, and of an endless one not too much.
        let bytes = (part.end - part.start).min(MOST_ROOM);
        self.folded.reserve(bytes);
        self.words.reserve(bytes / BYTES_A_WORD + 1);
        Scanner { text, at: part.start, end: part.end, open: None, quick: true, out: self }.run();
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The folded form of word `index`.
    #[must_use]
    pub fn folded(&self, index: usize) -> &str {
        let (start, end) = self.words[index].folded;
        &self.folded[start as usize..end as usize]
    }

    /// From the first to the last word; `None` when there is none.
    #[must_use]
    pub fn span(&self) -> Option<Span<S>> {
        Some(self.words.first()?.span.to(self.words.last()?.span))
    }

    /// The words of a range alone, with the ellipses and groups that lie within it.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let within = |r: &Range<usize>| range.start <= r.start && r.end <= range.end;
        let shift = |index: usize| index - range.start;
        Self {
            folded: self.folded.clone(),
            words: self.words[range.clone()].iter().map(Word::same).collect(),
            ellipses: (self.ellipses.iter())
                .filter(|e| range.start < e.0 && e.0 < range.end)
                .map(|e| (shift(e.0), e.1))
                .collect(),
            groups: (self.groups.iter())
                .filter(|g| within(&g.words))
                .map(|g| Group {
                    bracket: g.bracket,
                    words: shift(g.words.start)..shift(g.words.end),
                    span: g.span,
                })
                .collect(),
            cuts: Vec::new(),
            part_starts: (self.part_starts.iter().copied())
                .filter(|&p| range.start < p && p < range.end)
                .map(shift)
                .collect(),
        }
    }

    /// The text between word `index` − 1 and word `index` of `text`; nothing where a new part begins.
    #[must_use]
    pub fn between<'t>(&self, text: &'t str, index: usize) -> Option<&'t str> {
        if index == 0 || self.part_starts.contains(&index) {
            return None;
        }
        Some(&text[self.words[index - 1].span.end..self.words[index].span.start])
    }

    /// Whether a sentence of `text` ends between word `index` − 1 and word `index`.
    #[must_use]
    pub fn stop_before(&self, text: &str, index: usize) -> bool {
        self.between(text, index).is_none_or(is_stop)
    }

    /// At how many places a word may have been cut at a line's end.
    #[must_use]
    pub fn cuts(&self) -> usize {
        self.cuts.len()
    }

    /// Joins words that were cut at a line's end (`deci-⏎sion`) wherever `known` knows the joined form and does not
    /// hold the hyphen for part of the word.
    pub fn join_cuts(&mut self, known: impl Fn(&str) -> bool) {
        for cut in std::mem::take(&mut self.cuts).into_iter().rev() {
            let joined = format!("{}{}", self.folded(cut - 1), self.folded(cut));
            if !known(&joined) {
                continue;
            }
            let start = self.folded.len() as u32;
            self.folded.push_str(&joined);
            let second = self.words.remove(cut);
            let first = &mut self.words[cut - 1];
            first.folded = (start, self.folded.len() as u32);
            first.span = first.span.to(second.span);
            let shift = |index: &mut usize| *index -= usize::from(*index >= cut);
            self.ellipses.iter_mut().for_each(|(index, _)| shift(index));
            self.part_starts.iter_mut().for_each(shift);
            for group in &mut self.groups {
                shift(&mut group.words.start);
                shift(&mut group.words.end);
            }
        }
    }
}

/// Whether a sentence ends in what stands between two words.
#[must_use]
pub fn is_stop(gap: &str) -> bool {
    const STOPS: [char; 9] = ['.', '?', '!', ':', '…', '。', '？', '！', '॥'];
    if gap == " " {
        return false;
    }
    if gap.is_ascii() {
        return gap.bytes().any(|b| matches!(b, b'.' | b'?' | b'!' | b':'));
    }
    gap.contains(STOPS)
}

/// A word of a text in which nothing asks for a closer look.
#[derive(Debug, Clone, Copy)]
pub struct PlainWord<'t> {
    /// The text.
    pub text: &'t str,
    /// Where in it the word begins, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Whether a sentence ends before it.
    pub stop_before: bool,
    /// Whether it is of ASCII letters, digits and straight apostrophes alone, so that small letters are its folded form.
    pub is_ascii: bool,
}

impl PlainWord<'_> {
    /// Its folded form.
    #[must_use]
    pub fn folded(&self) -> String {
        let mut folded = String::new();
        fold_plain(&self.text[self.start..self.end], !self.is_ascii, &mut folded);
        folded
    }
}

/// Hands over the words of a text that is plain throughout, as most are: the words that [`Words`] has, at a fraction of
/// what they cost. `false` if it is not: then those that were handed over say nothing.
pub fn each_plain_word<'t>(text: &'t str, mut each: impl FnMut(PlainWord<'t>)) -> bool {
    let mut last = None;
    let read = plain_words(text.as_bytes(), 0, |start, end, curly| {
        let stop_before = last.is_none_or(|last| is_stop(&text[last..start]));
        each(PlainWord { text, start, end, stop_before, is_ascii: !curly });
        last = Some(end);
    });
    read == text.len()
}

/// Folds one word or a short text to the form in which words are compared.
#[must_use]
pub fn fold(text: &str) -> String {
    // Letters that fold to themselves, in one word, as nearly all words of the lists are, or in several, as names are.
    let mut after_space = true;
    let is_plain = text.bytes().all(|b| {
        let is_space = b == b' ';
        let sound = b.is_ascii_alphanumeric() || is_space && !after_space;
        after_space = is_space;
        sound
    });
    if is_plain && !after_space || !text.is_empty() && text.chars().all(|c| matches!(c, 'а'..='я')) {
        return text.to_ascii_lowercase();
    }
    // Latin and Cyrillic letters make one word, whatever they fold to.
    let is_letter = |c: char| matches!(c, 'a'..='z' | 'A'..='Z' | 'À'..='ſ' | 'Ѐ'..='џ') && c.is_alphabetic();
    if text.chars().all(is_letter) {
        let mut folded = String::with_capacity(text.len());
        fold_word(text, &mut folded);
        return folded;
    }
    let words = Words::<crate::span::Said>::of(text);
    (0..words.len()).map(|i| words.folded(i)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
