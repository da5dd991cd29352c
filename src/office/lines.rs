//! The text of an archive under construction: one line a paragraph.

use std::ops::Range;

use crate::layout::{Layout, Paragraph};
use crate::prose::BlockKind;
use crate::span::{Span, Text};

/// A line break inside a paragraph.
pub(super) const LINE_BREAK: &str = "\u{2028}";

/// What a paragraph is, as far as its reader is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Prose.
    Block(BlockKind),
    /// A listing. It is read as prose only in a file that consists of such paragraphs.
    Code,
}

impl Default for Kind {
    fn default() -> Self {
        Self::Block(BlockKind::Paragraph)
    }
}

/// Bytes of the text that come from one place in a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where they stand in the text.
    pub(super) text: Span<Text>,
    /// What they come from: bytes of the part.
    pub(super) from: (usize, usize),
    /// Whether they are the same bytes, so that an offset in one is an offset in the other.
    pub(super) same: bool,
}

/// A paragraph whose end is not reached, or that waits for the paragraph around it to end.
#[derive(Debug, Default)]
struct Line {
    number: usize,
    kind: Kind,
    in_quote: bool,
    text: String,
    pieces: Vec<Piece>,
    inert: Vec<Range<usize>>,
    /// Numbers of paragraphs that became part of this one, or that are passed over after it: an empty line each.
    empty: usize,
    /// Paragraphs that stand inside this one: in text boxes, in notes.
    inside: Vec<Line>,
}

/// What the archive comes to.
#[derive(Debug, Default)]
pub(super) struct Extracted {
    /// One line a paragraph.
    pub(super) text: String,
    /// What the lines are.
    pub(super) layout: Layout,
    /// Where the text comes from, in order.
    pub(super) pieces: Vec<Piece>,
}

/// Collects paragraphs.
#[derive(Debug, Default)]
pub(super) struct Lines {
    out: Extracted,
    /// For each paragraph of the layout, whether it stands in a block quote, and whether it is a listing.
    quoted: Vec<bool>,
    code: Vec<bool>,
    /// How many paragraphs of the part have begun.
    number: usize,
    open: Vec<Line>,
    /// Paragraphs that stand inside others: they are written when the part is over, so that what a note or a text box
    /// says does not come between two paragraphs that belong together.
    inside: Vec<Line>,
    /// A paragraph that goes on in the next one, since the mark between them is deleted, and how many were open around it.
    goes_on: Option<(usize, Line)>,
}

impl Lines {
    /// Begins the part called `name`.
    pub(super) fn part(&mut self, name: &str) {
        self.end_part();
        self.out.layout.parts.push(name.to_owned());
        self.number = 0;
    }

    /// Opens a paragraph, inside the one that is open, if any.
    pub(super) fn open(&mut self, kind: Kind, in_quote: bool) {
        self.number += 1;
        if let Some((_, mut line)) = self.goes_on.take_if(|(depth, _)| *depth == self.open.len()) {
            line.empty += 1;
            self.open.push(line);
            return;
        }
        self.break_off();
        self.open.push(Line { number: self.number, kind, in_quote, ..Line::default() });
    }

    /// Says what the open paragraph is, which is known only after it is opened.
    pub(super) fn is(&mut self, kind: Kind, in_quote: bool) {
        if let Some(line) = self.open.last_mut().filter(|line| line.text.is_empty()) {
            (line.kind, line.in_quote) = (kind, in_quote);
        }
    }

    /// Whether a paragraph is open.
    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Closes the innermost open paragraph; `goes_on` if the next one is read as part of it.
    pub(super) fn close(&mut self, goes_on: bool) {
        let Some(line) = self.open.pop() else { return };
        if goes_on {
            self.goes_on = Some((self.open.len(), line));
            return;
        }
        self.put(line);
    }

    /// Ends a paragraph that was to go on: what follows is not one.
    pub(super) fn break_off(&mut self) {
        if let Some((_, line)) = self.goes_on.take() {
            self.put(line);
        }
    }

    /// Passes over `count` paragraphs that are not read.
    pub(super) fn pass(&mut self, count: usize) {
        self.number += count;
        match self.open.last_mut() {
            Some(line) => match line.inside.last_mut() {
                Some(last) => last.empty += count,
                None => line.empty += count,
            },
            None => self.out.text.extend(std::iter::repeat_n('\n', count)),
        }
    }

    /// Appends text that stands as it is at `from` in the part. Line breaks and tabs in it are spaces to a reader.
    pub(super) fn copy(&mut self, text: &str, from: usize) {
        let Some(line) = self.open.last_mut() else { return };
        let mut rest = text;
        let mut at = from;
        while let Some(found) = rest.find(['\n', '\r', '\t', '\u{2028}', '\u{2029}']) {
            line.push(&rest[..found], (at, at + found), true);
            let width = rest[found..].chars().next().map_or(1, char::len_utf8);
            line.push(" ", (at + found, at + found + width), false);
            at += found + width;
            rest = &rest[found + width..];
        }
        line.push(rest, (at, at + rest.len()), true);
    }

    /// Appends `text`, which as a whole stands for the bytes `from` of the part.
    pub(super) fn replace(&mut self, text: &str, from: (usize, usize)) {
        if let Some(line) = self.open.last_mut() {
            // A paragraph stays on its line, whatever character references it holds.
            match text.contains(['\n', '\r', '\u{2029}']) {
                true => line.push(&text.replace(['\n', '\r', '\u{2029}'], " "), from, false),
                false => line.push(text, from, false),
            }
        }
    }

    /// The text of the open paragraph so far.
    pub(super) fn current(&self) -> &str {
        self.open.last().map_or("", |line| &line.text)
    }

    /// Marks the open paragraph from `start` on as one in which a quotation mark is none.
    pub(super) fn inert_from(&mut self, start: usize) {
        if let Some(line) = self.open.last_mut().filter(|line| start < line.text.len()) {
            line.inert.push(start..line.text.len());
        }
    }

    /// The whole.
    pub(super) fn finish(mut self) -> Extracted {
        self.end_part();
        let Extracted { layout, .. } = &mut self.out;
        // Paragraphs beside one another are one block quote; an empty one between them is no end of it.
        let mut open: Option<Range<usize>> = None;
        for (at, paragraph) in layout.paragraphs.iter().enumerate() {
            if paragraph.span.is_empty() {
                continue;
            }
            match &mut open {
                Some(quote) if self.quoted[at] && layout.paragraphs[quote.start].part == paragraph.part => {
                    quote.end = at + 1;
                }
                _ => {
                    layout.block_quotes.extend(open.take());
                    open = self.quoted[at].then_some(at..at + 1);
                }
            }
        }
        layout.block_quotes.extend(open);
        let is_code = |at: usize| self.code[at] && !layout.paragraphs[at].span.is_empty();
        let code = (0..layout.paragraphs.len()).filter(|&at| is_code(at)).count();
        let other = layout.paragraphs.iter().filter(|p| !p.span.is_empty()).count() - code;
        if code < other {
            for at in (0..layout.paragraphs.len()).filter(|&at| self.code[at]) {
                layout.paragraphs[at].kind = None;
            }
        }
        self.out
    }

    fn end_part(&mut self) {
        self.break_off();
        while !self.open.is_empty() {
            self.close(false);
        }
        self.break_off();
        let mut at = 0;
        while at < self.inside.len() {
            let line = std::mem::take(&mut self.inside[at]);
            self.write(line);
            at += 1;
        }
        self.inside.clear();
    }

    fn put(&mut self, line: Line) {
        match self.open.last_mut() {
            Some(around) => around.inside.push(line),
            None => self.write(line),
        }
    }

    fn write(&mut self, line: Line) {
        let Extracted { text, layout, pieces } = &mut self.out;
        let start = text.len();
        text.push_str(&line.text);
        let span = Span::new(start, text.len());
        // What stands inside leaves its lines empty.
        let empty = line.inside.iter().map(|inside| inside.lines()).sum::<usize>() + line.empty;
        text.extend(std::iter::repeat_n('\n', empty + 1));
        pieces.extend(line.pieces.iter().map(|piece| Piece {
            text: Span::new(piece.text.start + start, piece.text.end + start),
            ..*piece
        }));
        let kind = match line.kind {
            Kind::Block(kind) => kind,
            Kind::Code => BlockKind::Paragraph,
        };
        let part = layout.parts.len().saturating_sub(1);
        layout.paragraphs.push(Paragraph { span, part, number: line.number, kind: Some(kind) });
        layout.inert.extend(line.inert.iter().map(|r| Span::new(start + r.start, start + r.end)));
        self.quoted.push(line.in_quote);
        self.code.push(line.kind == Kind::Code);
        self.inside.extend(line.inside.into_iter().map(|inside| Line { empty: 0, ..inside }));
    }
}

impl Line {
    /// How many paragraphs begin with it and before the next one that is told apart.
    fn lines(&self) -> usize {
        1 + self.empty + self.inside.iter().map(Self::lines).sum::<usize>()
    }

    fn push(&mut self, text: &str, from: (usize, usize), same: bool) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        let end = self.text.len();
        if let Some(last) = self.pieces.last_mut()
            && same
            && last.same
            && last.from.1 == from.0
        {
            last.from.1 = from.1;
            last.text = Span::new(last.text.start, end);
            return;
        }
        self.pieces.push(Piece { text: Span::new(start, end), from, same });
    }
}
