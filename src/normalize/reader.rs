//! Reads the words of a text, and the brackets and ellipses between them.

use unicode_normalization::char::is_combining_mark;

use super::chars::{is_apostrophe, is_invisible, is_symbol_word, is_unspaced, is_word_char};
use super::dots::{bracketed_ellipsis_end, ellipsis_end, footnote_end};
use super::folding::fold_word;
use super::plain::{fold_plain, plain_words};
use super::{Bracket, Group, Word, Words};
use crate::span::Span;

pub(super) struct Scanner<'a, S> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) end: usize,
    /// The bracket that is open, its offset, and the first word after it.
    pub(super) open: Option<(Bracket, usize, usize)>,
    /// Whether plain words are read the short way.
    pub(super) quick: bool,
    pub(super) out: &'a mut Words<S>,
}

impl<S> Scanner<'_, S> {
    fn rest(&self) -> &str {
        &self.text[self.at..self.end]
    }

    pub(super) fn run(mut self) {
        // Set after a hyphen at a line's end that follows a word directly.
        let mut cut = false;
        loop {
            if self.quick && !cut {
                self.plain();
            }
            let Some(c) = self.rest().chars().next() else { break };
            if is_word_char(c) || self.inner_at(self.at).is_some_and(|(_, after)| self.goes_on_at(after)) {
                if cut && c.is_lowercase() {
                    self.out.cuts.push(self.out.words.len());
                }
                cut = false;
                self.word();
                cut = cut || self.skip_line_end_hyphen();
                continue;
            }
            cut = false;
            match c {
                '.' | '…' | '⋯' | '‥' => {
                    if let Some(end) = ellipsis_end(self.text, self.at, self.end, 3) {
                        self.ellipsis(end);
                        continue;
                    }
                }
                '[' | '(' => {
                    if let Some(end) = bracketed_ellipsis_end(self.text, self.at, self.end) {
                        self.ellipsis(end);
                        continue;
                    }
                    if let Some(end) = footnote_end(self.text, self.at, self.end) {
                        self.at = end;
                        continue;
                    }
                    let bracket = if c == '[' { Bracket::Square } else { Bracket::Round };
                    self.open = Some((bracket, self.at, self.out.words.len()));
                }
                ']' | ')' => {
                    let bracket = if c == ']' { Bracket::Square } else { Bracket::Round };
                    if let Some((open, from, first)) = self.open.take()
                        && open == bracket
                        && first < self.out.words.len()
                    {
                        self.at += 1;
                        // The ending belongs to what the brackets stand for: `[the mayor]'s` for *he's*.
                        if let Some(ending) = self.ending_at(self.at) {
                            self.at = ending;
                            self.word();
                        }
                        let span = Span::new(from, self.at);
                        self.out.groups.push(Group { bracket, words: first..self.out.words.len(), span });
                        continue;
                    }
                }
                _ if is_symbol_word(c) => {
                    self.push(self.at + c.len_utf8(), None);
                    continue;
                }
                _ => {}
            }
            self.at += c.len_utf8();
        }
    }

    /// Reads what is plain the short way.
    fn plain(&mut self) {
        let Self { text, out, .. } = self;
        self.at = plain_words(&text.as_bytes()[..self.end], self.at, |start, end, curly| {
            let from = out.folded.len();
            fold_plain(&text[start..end], curly, &mut out.folded);
            let folded = (from as u32, out.folded.len() as u32);
            out.words.push(Word { span: Span::new(start, end), folded, inner: None });
        });
    }

    fn ellipsis(&mut self, end: usize) {
        self.out.ellipses.push((self.out.words.len(), Span::new(self.at, end)));
        self.at = end;
    }

    /// Whether the word before `at` goes on there, with or without an apostrophe: `[T]here`, `[I]'d`.
    fn goes_on_at(&self, at: usize) -> bool {
        self.text[at..self.end].chars().next().is_some_and(is_word_char) || self.ending_at(at).is_some()
    }

    /// Where the letters of an ending begin that an apostrophe at `at` joins to what stands before: `'d`.
    fn ending_at(&self, at: usize) -> Option<usize> {
        let mut chars = self.text[at..self.end].chars();
        let apostrophe = chars.next().filter(|&c| is_apostrophe(c))?;
        chars.next().is_some_and(|c| c.is_alphabetic() && !is_unspaced(c)).then(|| at + apostrophe.len_utf8())
    }

    /// Letters between brackets at `at`, without a space but perhaps with an apostrophe (`who['d]`): which brackets, and
    /// the offset after the closing one.
    fn inner_at(&self, at: usize) -> Option<(Bracket, usize)> {
        let rest = &self.text[at..self.end];
        let (bracket, close) = match rest.as_bytes().first()? {
            b'[' => (Bracket::Square, ']'),
            b'(' => (Bracket::Round, ')'),
            _ => return None,
        };
        let inside = &rest[1..];
        let length = inside.find(|c: char| !c.is_alphabetic() && !is_apostrophe(c)).unwrap_or(inside.len());
        (inside[..length].contains(char::is_alphabetic) && inside[length..].starts_with(close))
            .then(|| (bracket, at + 1 + length + 1))
    }

    /// Reads the word at `self.at`.
    fn word(&mut self) {
        let mut end = self.at;
        let mut inner = None;
        let mut alone = false;
        while let Some(c) = self.text[end..self.end].chars().next() {
            if is_unspaced(c) {
                // One character is one word; what combines with it belongs to it.
                if end == self.at {
                    end += c.len_utf8();
                    alone = true;
                    continue;
                }
                break;
            }
            if is_combining_mark(c) || is_invisible(c) {
                end += c.len_utf8();
                continue;
            }
            if alone {
                break;
            }
            if is_word_char(c) {
                end += c.len_utf8();
                continue;
            }
            if let Some((bracket, after)) = self.inner_at(end) {
                if end > self.at || self.goes_on_at(after) {
                    inner = Some(bracket);
                    end = after;
                    continue;
                }
                break;
            }
            let after = end + c.len_utf8();
            let next = self.text[after..self.end].chars().find(|&c| !is_invisible(c));
            let before = self.text[self.at..end].chars().next_back();
            let joins = match c {
                '.' | ',' | ':' => {
                    before.is_some_and(|b| b.is_ascii_digit()) && next.is_some_and(|n| n.is_ascii_digit())
                }
                _ => {
                    (is_apostrophe(c) || c == '\u{b7}')
                        && next.is_some_and(|n| n.is_alphanumeric() && !is_unspaced(n))
                }
            };
            if !joins || end == self.at {
                break;
            }
            end = after;
        }
        self.push(end, inner);
    }

    fn push(&mut self, end: usize, inner: Option<Bracket>) {
        let start = self.out.folded.len() as u32;
        fold_word(&self.text[self.at..end], &mut self.out.folded);
        let folded = (start, self.out.folded.len() as u32);
        if folded.0 < folded.1 {
            // Invisible characters at the edges are no part of the word's place.
            let slice = &self.text[self.at..end];
            let trimmed = slice.trim_end_matches(is_invisible);
            let lead = trimmed.len() - trimmed.trim_start_matches(is_invisible).len();
            let span = Span::new(self.at + lead, self.at + trimmed.len());
            self.out.words.push(Word { span, folded, inner });
        }
        self.at = end;
    }

    /// After a word: skips a hyphen that ends the line and says whether there was one.
    fn skip_line_end_hyphen(&mut self) -> bool {
        let rest = self.rest();
        let Some(after) = rest.strip_prefix(['-', '\u{2010}']) else { return false };
        let trimmed = after.trim_start_matches([' ', '\t', '\r']);
        if !trimmed.starts_with('\n') {
            return false;
        }
        let next = trimmed.trim_start();
        if trimmed[..trimmed.len() - next.len()].matches('\n').count() != 1 {
            return false;
        }
        self.at = self.end - next.len();
        true
    }
}
