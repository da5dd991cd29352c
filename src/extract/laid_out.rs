//! Text that came out of an archive: its layout says what each line is.

use super::builder::Builder;
use crate::layout::Layout;
use crate::prose::Prose;
use crate::span::{Read, Span, Text};
use crate::text_file::TextFile;

/// Reads the text of a Word, OpenDocument or EPUB file. A text that did not come out of one is plain.
#[must_use]
pub fn extract(file: &TextFile) -> Prose {
    match file.layout() {
        Some(layout) => read(&file.text, layout),
        None => super::plain::extract(file),
    }
}

fn read(text: &str, layout: &Layout) -> Prose {
    let mut builder = Builder::new(text);
    let mut quotes = layout.block_quotes.iter().peekable();
    let mut open = Vec::new();
    let mut at = 0;
    for (index, paragraph) in layout.paragraphs.iter().enumerate() {
        while let Some((_, quote)) = open.pop_if(|(end, _)| *end <= index) {
            builder.close_quote(&quote);
        }
        while let Some(quote) = quotes.next_if(|quote| quote.start <= index) {
            open.push((quote.end, builder.open_quote()));
        }
        let span = paragraph.span;
        let Some(kind) = paragraph.kind.filter(|_| !span.is_empty()) else { continue };
        // What ends the line before; of several empty lines one is enough.
        if at > 0 {
            builder.copy(at..at + 1);
        }
        builder.open_block(kind);
        copy(&mut builder, text, span);
        builder.close_block();
        at = span.end;
    }
    while let Some((_, quote)) = open.pop() {
        builder.close_quote(&quote);
    }
    let mut prose = builder.finish();
    prose.elements = layout.elements.iter().filter_map(|span| found(&prose, *span)).collect();
    prose.inert = layout.inert.iter().filter_map(|span| found(&prose, *span)).collect();
    prose
}

/// Appends a paragraph. What breaks a line in it does so in the prose.
fn copy(builder: &mut Builder<'_>, text: &str, span: Span<Text>) {
    let mut at = span.start;
    for (found, sign) in text[span.range()].match_indices('\u{2028}') {
        let found = span.start + found;
        builder.copy(at..found);
        at = found + sign.len();
        builder.replace(found..at, "\n");
    }
    builder.copy(at..span.end);
}

/// Where a stretch of the text stands in the prose.
fn found(prose: &Prose, span: Span<Text>) -> Option<Span<Read>> {
    let start = prose.map.back(span.start);
    let end = if span.is_empty() { start } else { prose.map.back(span.end).max(start) };
    (start < end).then(|| Span::new(start, end))
}
