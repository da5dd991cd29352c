//! How a text that was taken out of an archive is laid out: which paragraph of which part each of its lines was.
//!
//! Word, OpenDocument and EPUB files have no lines. Their text is made of their paragraphs, one a line (a line break
//! inside a paragraph is U+2028), so that the number of a line is that of a paragraph, and a place in it can be told to
//! people and programs.

use std::ops::Range;

use crate::prose::BlockKind;
use crate::span::{Span, Text};

/// What is known of the lines of an extracted text.
#[derive(Debug, Default)]
pub struct Layout {
    /// The parts of the archive that were read, by their names in it, in the order of the text.
    pub parts: Vec<String>,
    /// One for each line of the text, in order, without overlap; an empty line may have none.
    pub paragraphs: Vec<Paragraph>,
    /// Block quotes as ranges of [`Layout::paragraphs`], outer ones before those inside them.
    pub block_quotes: Vec<Range<usize>>,
    /// What an element marks as a quotation without marks of its own, outer ones first.
    pub elements: Vec<Span<Text>>,
    /// Inline code and the like: a quotation mark in it is no quotation mark.
    pub inert: Vec<Span<Text>>,
}

/// One paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Its line in the text, without what ends it.
    pub span: Span<Text>,
    /// The part that it stands in, as an index of [`Layout::parts`].
    pub part: usize,
    /// Which paragraph of that part it is, from 1: paragraphs in tables and text boxes and empty ones count.
    pub number: usize,
    /// What it is to its reader; nothing for one that is no prose (a listing).
    pub kind: Option<BlockKind>,
}

impl Layout {
    /// The paragraph that holds the byte at `offset` of the text, or the last one before it.
    #[must_use]
    pub fn paragraph_at(&self, offset: usize) -> Option<&Paragraph> {
        let next = self.paragraphs.partition_point(|p| p.span.start <= offset);
        self.paragraphs[..next].last().or_else(|| self.paragraphs.first())
    }

    /// The name of the part and the number of the paragraph that hold the byte at `offset`.
    #[must_use]
    pub fn place(&self, offset: usize) -> Option<(&str, usize)> {
        let paragraph = self.paragraph_at(offset)?;
        Some((self.parts.get(paragraph.part)?, paragraph.number))
    }
}
