//! What a reader of the draft reads, with a map back to the file.

pub mod sentences;

use std::ops::Range;

use crate::span::{OffsetMap, Read, Span, Text};

/// The prose of one draft. Markup, code blocks and everything that no reader reads are left out.
#[derive(Debug, Default)]
pub struct Prose {
    /// The prose. Line breaks inside a block are kept as `\n`.
    pub text: String,
    /// From the prose to the text of the file.
    pub map: OffsetMap<Read, Text>,
    /// Paragraphs, headings, list items, table cells…: in order, without overlap. No quotation in marks leaves its
    /// block, except one over several paragraphs.
    pub blocks: Vec<Block>,
    /// Block quotes, outer ones before those inside them.
    pub block_quotes: Vec<BlockQuote>,
    /// What an element marks as a quotation without marks of its own (`<q>`, `\enquote`), outer ones first.
    pub elements: Vec<Span<Read>>,
    /// Inline code and the like: words are words, but a quotation mark in it is no quotation mark.
    pub inert: Vec<Span<Read>>,
    /// Comments, in order, each without the signs that open and close it: no reader reads them, but a writer may speak
    /// to this program in one (`misquote-ignore`). Places in the file, since they are no prose.
    pub comments: Vec<Span<Text>>,
    /// How words are written here so that they are read as they are: each from a byte of the file on, in order.
    pub spelling: Vec<(usize, Spell)>,
}

/// From words to how they are written: what the format would take for markup is escaped.
pub type Spell = fn(&str) -> String;

/// One block of prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its text in the prose, without the line break that ends it.
    pub span: Span<Read>,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is to its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A title or heading of any depth.
    Heading,
    /// Anything short that is no running text: a table cell, a caption, a term.
    Other,
}

/// A block quote as a range of blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockQuote {
    /// The blocks that it holds, as indices of [`Prose::blocks`].
    pub blocks: Range<usize>,
}

impl Prose {
    /// The text of `span`.
    #[must_use]
    pub fn slice(&self, span: Span<Read>) -> &str {
        &self.text[span.range()]
    }

    /// `text` as it is written at byte `place` of the file.
    #[must_use]
    pub fn spelled(&self, place: usize, text: &str) -> String {
        let next = self.spelling.partition_point(|(from, _)| *from <= place);
        next.checked_sub(1).map_or_else(|| text.to_owned(), |at| (self.spelling[at].1)(text))
    }

    /// The index of the block that holds the byte at `offset`, or of the last one before it.
    #[must_use]
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        self.blocks.partition_point(|b| b.span.start <= offset).checked_sub(1)
    }
}
