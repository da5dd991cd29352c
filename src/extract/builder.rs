//! What every extractor writes its prose with.

use std::ops::Range;

use crate::prose::{Block, BlockKind, BlockQuote, Prose, Spell};
use crate::span::{OffsetMap, Read, Span, Text};

/// A [`Prose`] under construction. Text is appended from left to right; blocks and block quotes are opened and closed.
pub(super) struct Builder<'t> {
    source: &'t str,
    prose: Prose,
    /// Bytes of the source that are to be copied as they are, and are not copied yet: neighbours are joined, so that
    /// a file whose prose is all of its text is copied in one go and mapped by one piece.
    run: Range<usize>,
    /// Where the open block starts.
    open: Option<(usize, BlockKind)>,
}

/// A block quote that is not closed yet.
#[must_use]
pub(super) struct OpenQuote(usize);

impl<'t> Builder<'t> {
    pub(super) fn new(source: &'t str) -> Self {
        Self { source, prose: Prose::default(), run: 0..0, open: None }
    }

    /// Appends bytes of the source as they are.
    pub(super) fn copy(&mut self, from: Range<usize>) {
        if self.run.end == from.start && !self.run.is_empty() {
            self.run.end = from.end;
        } else {
            self.flush();
            self.run = from;
        }
    }

    /// Appends `text` in place of bytes of the source: an entity, a line break, the break between two blocks.
    pub(super) fn replace(&mut self, from: Range<usize>, text: &str) {
        if !text.is_empty() {
            self.flush();
            self.prose.map.push_atom(Span::new(from.start, from.end), text.len());
            self.prose.text.push_str(text);
        }
    }

    /// Takes back the last `len` bytes, which were copied in one go.
    pub(super) fn take_back(&mut self, len: usize) {
        self.run.end -= len.min(self.run.len());
    }

    /// Appends the prose of a text that stands in the source, mapped into it by `map`, as blocks of their own; all of
    /// them of one kind if one is given.
    pub(super) fn append(&mut self, inner: Prose, map: &OffsetMap<Text, Text>, kind: Option<BlockKind>) {
        if inner.blocks.is_empty() {
            return;
        }
        self.close_block();
        if self.len() > 0 {
            let before = self.source_end();
            self.replace(before..before, "\n\n");
        }
        self.flush();
        let (at, first) = (self.prose.text.len(), self.prose.blocks.len());
        let moved = |span: Span<Read>| Span::new(span.start + at, span.end + at);
        self.prose.text.push_str(&inner.text);
        self.prose.map.append(&inner.map.then(map), 0);
        let blocks = inner.blocks.into_iter();
        self.prose.blocks.extend(blocks.map(|b| Block { span: moved(b.span), kind: kind.unwrap_or(b.kind) }));
        let quotes = inner.block_quotes.into_iter().map(|quote| quote.blocks);
        self.prose
            .block_quotes
            .extend(quotes.map(|blocks| BlockQuote { blocks: blocks.start + first..blocks.end + first }));
        self.prose.elements.extend(inner.elements.into_iter().map(moved));
        self.prose.inert.extend(inner.inert.into_iter().map(moved));
        self.prose.comments.extend(inner.comments.into_iter().map(|comment| map.span(comment)));
        self.prose.spelling.extend(inner.spelling.into_iter().map(|(from, spell)| (map.start(from), spell)));
    }

    /// Length of the prose so far.
    pub(super) fn len(&self) -> usize {
        self.prose.text.len() + self.run.len()
    }

    /// Where in the source the prose so far ends.
    pub(super) fn source_end(&self) -> usize {
        if self.run.is_empty() { self.prose.map.finish(self.prose.text.len()) } else { self.run.end }
    }

    /// Whether a block is open.
    pub(super) fn in_block(&self) -> bool {
        self.open.is_some()
    }

    /// How many blocks are closed.
    pub(super) fn blocks(&self) -> usize {
        self.prose.blocks.len()
    }

    /// The prose of the open block.
    pub(super) fn open_text(&mut self) -> &str {
        self.flush();
        self.open.map_or("", |(start, _)| &self.prose.text[start..])
    }

    /// Opens a block at the end of the prose so far; one that is open is closed first.
    pub(super) fn open_block(&mut self, kind: BlockKind) {
        self.close_block();
        self.open = Some((self.len(), kind));
    }

    /// Closes the open block, if any. Spaces at its edges stay in the prose, but not in the block; a block of
    /// nothing but spaces is none.
    pub(super) fn close_block(&mut self) {
        let Some((start, kind)) = self.open.take() else { return };
        self.flush();
        let text = &self.prose.text[start..];
        let from = start + (text.len() - text.trim_start().len());
        let to = start + text.trim_end().len();
        if from < to {
            self.prose.blocks.push(Block { span: Span::new(from, to), kind });
        }
    }

    /// Opens a block quote before the next block.
    pub(super) fn open_quote(&mut self) -> OpenQuote {
        self.close_block();
        let at = self.prose.blocks.len();
        self.prose.block_quotes.push(BlockQuote { blocks: at..at });
        OpenQuote(self.prose.block_quotes.len() - 1)
    }

    /// Closes a block quote after the last block.
    pub(super) fn close_quote(&mut self, quote: &OpenQuote) {
        self.close_block();
        self.prose.block_quotes[quote.0].blocks.end = self.prose.blocks.len();
    }

    /// Marks a stretch of the prose as an element that quotes.
    pub(super) fn element(&mut self, span: Span<Read>) {
        self.prose.elements.push(span);
    }

    /// Marks a stretch of the prose as one in which a quotation mark is none.
    pub(super) fn inert(&mut self, span: Span<Read>) {
        self.prose.inert.push(span);
    }

    /// Notes a comment: bytes of the source without the signs that open and close it. It may come at any time, in the
    /// order of the source, and breaks nothing: whether a block ends at a comment is the format's business.
    pub(super) fn comment(&mut self, text: Range<usize>) {
        self.prose.comments.push(Span::new(text.start, text.end));
    }

    /// Says how words are written from byte `from` of the source on.
    pub(super) fn spelling(&mut self, from: usize, spell: Spell) {
        if self.prose.spelling.last().is_none_or(|(_, last)| !std::ptr::fn_addr_eq(*last, spell)) {
            self.prose.spelling.push((from, spell));
        }
    }

    /// The finished prose.
    pub(super) fn finish(mut self) -> Prose {
        self.close_block();
        self.flush();
        self.prose.block_quotes.retain(|quote| !quote.blocks.is_empty());
        // Elements are noted when they close, inner ones first.
        self.prose.elements.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        self.prose.comments.sort();
        self.prose.spelling.sort_by_key(|(from, _)| *from);
        self.prose
    }

    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        self.prose.map.push_same(run.start, run.len());
        self.prose.text.push_str(&self.source[run]);
    }
}

/// What must hold of any prose, whatever made it.
#[cfg(test)]
pub(super) fn assert_sound(prose: &Prose, source: &str) {
    assert_eq!(prose.map.end(), prose.text.len(), "every byte of the prose is mapped");
    let mut last = 0;
    // A footnote is read after the paragraph that it stands in, so that only inside a block all goes forwards.
    let mut starts = prose.blocks.iter().map(|block| block.span.start).peekable();
    for (at, c) in prose.text.char_indices() {
        if starts.next_if_eq(&at).is_some() {
            last = 0;
        }
        let here = Span::new(at, at + c.len_utf8());
        let from = prose.map.span(here);
        let inside = prose.block_at(at).is_some_and(|block| at < prose.blocks[block].span.end);
        assert!(from.end <= source.len(), "the map leaves the source at {at}");
        assert!(last <= from.start || !inside, "the map runs backwards at {at}");
        assert!(source.is_char_boundary(from.start) && source.is_char_boundary(from.end));
        if prose.map.is_run(here) {
            assert_eq!(&source[from.range()], prose.slice(here), "a copied character is its source");
        }
        last = from.start;
    }
    let mut end = 0;
    for block in &prose.blocks {
        assert!(end <= block.span.start && !block.span.is_empty());
        assert_eq!(prose.slice(block.span), prose.slice(block.span).trim());
        end = block.span.end;
    }
    for quote in &prose.block_quotes {
        assert!(!quote.blocks.is_empty() && quote.blocks.end <= prose.blocks.len());
    }
    for pair in prose.block_quotes.windows(2) {
        assert!(pair[0].blocks.start <= pair[1].blocks.start);
    }
    for pair in prose.comments.windows(2) {
        assert!(pair[0].end <= pair[1].start, "comments come in order");
    }
    for comment in &prose.comments {
        assert!(source.is_char_boundary(comment.start) && source.is_char_boundary(comment.end));
    }
    for span in prose.elements.iter().chain(&prose.inert) {
        assert!(prose.text.is_char_boundary(span.start) && prose.text.is_char_boundary(span.end));
    }
}
