//! AsciiDoc, by a scanner of its own: the parsers that keep places are not finished.
//!
//! Blocks are found by their lines (here), the markup inside a paragraph by its characters (`inline`).

mod attributes;
mod inline;

use std::ops::Range;

use rustc_hash::FxHashMap;

use self::attributes::Style;
use super::builder::{Builder, OpenQuote};
use super::lines::Lines;
use crate::prose::{BlockKind, Prose};
use crate::text_file::TextFile;

/// Reads `file` as AsciiDoc.
///
/// Left out: comments, listings, literal and passed-through blocks, attributes, anchors, macros. Attributes that the
/// file sets are put in where they are used. A footnote is a block of its own after its paragraph.
#[must_use]
pub fn extract(file: &TextFile) -> Prose {
    let text = file.text.as_str();
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let lines: Vec<Range<usize>> = Lines::new(text, start)
        .map(|line| line.range.start..line.range.start + text[line.range].trim_end().len())
        .collect();
    let mut reader = Reader {
        text,
        lines,
        at: 0,
        builder: Builder::new(text),
        attributes: FxHashMap::default(),
        style: Style::default(),
        open: Vec::new(),
        table: None,
        in_list: false,
        notes: Vec::new(),
    };
    reader.header();
    while reader.at < reader.lines.len() {
        reader.block();
    }
    while let Some(open) = reader.open.pop() {
        reader.close(open);
    }
    reader.builder.finish()
}

/// A delimited block that is open and holds other blocks.
struct Open<'t> {
    /// The line that closes it.
    fence: &'t str,
    quote: Option<OpenQuote>,
    /// Whom it quotes.
    attribution: Option<Range<usize>>,
    /// Whether its line breaks are line breaks.
    verse: bool,
}

struct Reader<'t> {
    text: &'t str,
    lines: Vec<Range<usize>>,
    /// The line that is read next.
    at: usize,
    builder: Builder<'t>,
    attributes: FxHashMap<&'t str, &'t str>,
    /// What the lines in brackets above a block say of it.
    style: Style,
    open: Vec<Open<'t>>,
    /// The fence of the table that is open.
    table: Option<&'t str>,
    /// Whether the paragraph above belongs to a list, so that an item may follow it on the next line.
    in_list: bool,
    /// Footnotes of the paragraph at hand.
    notes: Vec<Range<usize>>,
}

impl<'t> Reader<'t> {
    fn line(&self, at: usize) -> &'t str {
        self.lines.get(at).map_or("", |line| &self.text[line.clone()])
    }

    /// The title of the document, and below it the author and the revision.
    fn header(&mut self) {
        while self.line(self.at).is_empty() && self.at < self.lines.len() {
            self.at += 1;
        }
        while self.comment_or_attribute() {}
        if self.line(self.at).starts_with("= ") {
            self.heading();
            while !self.line(self.at).is_empty() {
                if !self.comment_or_attribute() {
                    self.at += 1;
                }
            }
        }
    }

    /// Passes over a comment or an attribute; tells whether one was there.
    fn comment_or_attribute(&mut self) -> bool {
        let line = self.line(self.at);
        if line.starts_with("//") && !line.starts_with("///") {
            let range = self.lines[self.at].clone();
            self.builder.comment(range.start + 2..range.end);
            self.at += 1;
            return true;
        }
        if let Some((name, value)) = attributes::entry(line) {
            self.attributes.insert(name, value);
            self.at += 1;
            return true;
        }
        false
    }

    /// Reads the block that starts at the line at hand.
    fn block(&mut self) {
        let line = self.line(self.at);
        if line.is_empty() {
            self.at += 1;
            self.in_list = false;
            return;
        }
        if self.open.last().is_some_and(|open| open.fence == line) {
            self.at += 1;
            if let Some(open) = self.open.pop() {
                self.close(open);
            }
            return;
        }
        if self.comment_or_attribute() {
            return;
        }
        if let Some(fence) = self.table {
            return self.cells(fence);
        }
        if let Some(style) = attributes::block_style(line) {
            let start = self.lines[self.at].start;
            self.style.add(style, start);
            self.at += 1;
            return;
        }
        if is_fence(line) {
            return self.fenced(line);
        }
        if line == "|===" || line == "!===" || line == ",===" || line == ":===" {
            self.at += 1;
            self.style = Style::default();
            if line == "|===" || line == "!===" {
                self.table = Some(line);
            } else {
                self.skip_to(line);
            }
            return;
        }
        if is_macro(line) || matches!(line, "+" | "<<<" | "'''" | "---" | "***" | "- - -" | "* * *") {
            self.at += 1;
            self.style = Style::default();
            return;
        }
        if is_heading(line) {
            self.style = Style::default();
            return self.heading();
        }
        if let Some(title) = line.strip_prefix('.')
            && title.starts_with(|c: char| !c.is_whitespace() && c != '.')
        {
            let range = self.lines[self.at].clone();
            self.write(range.start + 1..range.end, BlockKind::Other);
            self.at += 1;
            return;
        }
        self.paragraph();
    }

    fn heading(&mut self) {
        let range = self.lines[self.at].clone();
        let title = self.text[range.clone()].trim_start_matches(['=', '#']).trim_start();
        self.write(range.end - title.len()..range.end, BlockKind::Heading);
        self.at += 1;
    }

    /// A block between two fences.
    fn fenced(&mut self, fence: &'t str) {
        let style = std::mem::take(&mut self.style);
        let first = self.at;
        self.at += 1;
        let hides = match fence.as_bytes()[0] {
            b'/' => {
                self.skip_to(fence);
                let end = self.lines[self.at - 1].start.max(self.lines[first].end);
                self.builder.comment(self.lines[first].end..end);
                return;
            }
            // ```` ```ruby ````
            b'`' => return self.skip_to("```"),
            b'.' | b'+' => true,
            b'-' => fence.len() > 2 || style.hides(),
            _ => style.hides(),
        };
        if hides {
            return self.skip_to(fence);
        }
        let quotes = fence.starts_with('_') || style.is_quote() || style.is_verse();
        let quote = quotes.then(|| self.builder.open_quote());
        self.open.push(Open {
            fence,
            quote,
            verse: style.is_verse(),
            attribution: style.attribution.filter(|_| quotes),
        });
    }

    /// Closes a delimited block.
    fn close(&mut self, open: Open<'t>) {
        self.builder.close_block();
        if let Some(range) = open.attribution {
            self.attribution(range);
        }
        if let Some(quote) = open.quote {
            self.builder.close_quote(&quote);
        }
    }

    /// Whom a block quote quotes, as a line of its own.
    fn attribution(&mut self, range: Range<usize>) {
        self.begin(BlockKind::Other);
        self.builder.replace(range.start..range.start, "— ");
        self.inline(range);
        self.builder.close_block();
    }

    /// Passes over everything up to the line `fence`, and over that.
    fn skip_to(&mut self, fence: &str) {
        while self.at < self.lines.len() && self.line(self.at) != fence {
            self.at += 1;
        }
        self.at = (self.at + 1).min(self.lines.len());
    }

    /// A paragraph or the text of a list item.
    fn paragraph(&mut self) {
        let style = std::mem::take(&mut self.style);
        let verse = style.is_verse() || self.open.last().is_some_and(|open| open.verse);
        let mut start = self.lines[self.at].start;
        let source = &self.text[start..self.lines[self.at].end];
        let mut kind = BlockKind::Paragraph;
        let marker = if verse { None } else { list_marker(source) };
        match marker {
            Some(Marker::Item(width)) => start += width,
            Some(Marker::Term(len, width)) => {
                self.write(start..start + len, BlockKind::Other);
                start += width;
                if start == self.lines[self.at].end {
                    self.at += 1;
                    self.in_list = true;
                    return;
                }
            }
            None => {
                if let Some(width) = admonition(source) {
                    start += width;
                }
            }
        }
        // An indented line is code.
        let literal = marker.is_none() && !verse && !self.in_list && source.starts_with([' ', '\t']);
        if self.table.is_some() {
            kind = BlockKind::Other;
        }
        self.in_list |= marker.is_some();
        let first = self.at;
        self.at += 1;
        while self.at < self.lines.len() && !self.ends_paragraph() {
            self.at += 1;
        }
        let end = self.lines[self.at - 1].end.max(start);
        if literal || style.hides() {
            return;
        }
        let last = self.lines[self.at - 1].clone();
        let quoted = self.text[start..end].starts_with('"')
            && self.at > first + 1
            && self.text[last.clone()].starts_with("-- ");
        if style.is_quote() || style.is_verse() || quoted {
            let quote = self.builder.open_quote();
            if quoted {
                self.write(start..self.lines[self.at - 2].end, BlockKind::Paragraph);
                self.attribution(last.start + 3..last.end);
            } else {
                self.write(start..end, BlockKind::Paragraph);
                if let Some(range) = style.attribution {
                    self.attribution(range);
                }
            }
            self.builder.close_quote(&quote);
        } else if self.text[start..end].starts_with("> ") {
            self.markdown_quote(first);
        } else {
            self.write(start..end, kind);
        }
    }

    /// `> ` before every line, as in Markdown.
    fn markdown_quote(&mut self, first: usize) {
        let quote = self.builder.open_quote();
        for at in first..self.at {
            let range = self.lines[at].clone();
            let text = self.text[range.clone()].trim_start_matches('>').trim_start();
            let attribution = text.strip_prefix("-- ");
            if let Some(name) = attribution {
                self.attribution(range.end - name.len()..range.end);
            } else if text.is_empty() {
                self.builder.close_block();
            } else {
                if self.builder.in_block() {
                    let before = self.builder.source_end();
                    self.builder.replace(before..before, "\n");
                } else {
                    self.begin(BlockKind::Paragraph);
                }
                self.inline(range.end - text.len()..range.end);
            }
        }
        self.builder.close_quote(&quote);
        self.read_notes();
    }

    /// Whether the line at hand cannot go on with the paragraph above it.
    fn ends_paragraph(&self) -> bool {
        let line = self.line(self.at);
        line.is_empty()
            || line == "+"
            || is_fence(line)
            || self.open.last().is_some_and(|open| open.fence == line)
            || self.table.is_some_and(|fence| line == fence || line.trim_start().starts_with('|'))
            || attributes::block_style(line).is_some()
            || (self.in_list && list_marker(line).is_some())
    }

    /// The cells of the line at hand, in a table.
    fn cells(&mut self, fence: &str) {
        let line = self.line(self.at);
        if line == fence {
            self.at += 1;
            self.table = None;
            return;
        }
        let range = self.lines[self.at].clone();
        let bar = if fence.starts_with('!') { '!' } else { '|' };
        let bars: Vec<usize> =
            line.match_indices(bar).map(|(at, _)| at).filter(|&at| !line[..at].ends_with('\\')).collect();
        if bars.first().is_none_or(|&at| at > 0 && !is_cell_style(&line[..at])) {
            return self.paragraph();
        }
        for (n, &at) in bars.iter().enumerate() {
            let end = bars.get(n + 1).map_or(line.len(), |&next| next);
            // `2+|`, `a|`: how the next cell is set.
            let text = &line[at + 1..end];
            let style = text.rfind(' ').map_or(0, |space| space + 1);
            let has_style = n + 1 < bars.len() && is_cell_style(&text[style..]) && !text[style..].is_empty();
            let end = if has_style { at + 1 + style } else { end };
            self.write(range.start + at + 1..range.start + end, BlockKind::Other);
        }
        self.at += 1;
    }

    /// Writes a block, and the footnotes in it.
    fn write(&mut self, range: Range<usize>, kind: BlockKind) {
        if !self.text[range.clone()].trim().is_empty() {
            self.begin(kind);
            self.inline(range);
            self.builder.close_block();
        }
        self.read_notes();
    }

    fn read_notes(&mut self) {
        for note in std::mem::take(&mut self.notes) {
            if !self.text[note.clone()].trim().is_empty() {
                self.begin(BlockKind::Paragraph);
                self.inline(note);
                self.builder.close_block();
            }
        }
        // What a footnote holds in its turn is read as a part of it.
        self.notes.clear();
    }

    fn begin(&mut self, kind: BlockKind) {
        self.builder.close_block();
        if self.builder.len() > 0 {
            let before = self.builder.source_end();
            self.builder.replace(before..before, "\n\n");
        }
        self.builder.open_block(kind);
    }
}

/// Whether a line opens or closes a delimited block.
fn is_fence(line: &str) -> bool {
    let bytes = line.as_bytes();
    let Some(&sign) = bytes.first() else { return false };
    if line == "--" {
        return true;
    }
    if let Some(language) = line.strip_prefix("```") {
        return !language.contains('`');
    }
    b"-.+/_=*".contains(&sign) && bytes.len() >= 4 && bytes.iter().all(|&b| b == sign)
}

/// `== Title`, `## Title`.
fn is_heading(line: &str) -> bool {
    let sign = if line.starts_with('=') { '=' } else { '#' };
    let level = line.chars().take_while(|&c| c == sign).count();
    (1..=6).contains(&level) && line[level..].starts_with(' ')
}

/// A block macro or a preprocessor directive: `image::x.png[]`, `include::x[]`.
fn is_macro(line: &str) -> bool {
    let name = line.bytes().take(20).take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
    name > 0
        && line[name..].starts_with("::")
        && !line[name + 2..].starts_with([' ', ':'])
        && line.ends_with(']')
        && line[name..].contains('[')
}

/// The width of the label of an admonition.
fn admonition(line: &str) -> Option<usize> {
    const LABELS: [&str; 5] = ["NOTE: ", "TIP: ", "IMPORTANT: ", "WARNING: ", "CAUTION: "];
    LABELS.iter().find(|label| line.starts_with(**label)).map(|label| label.len())
}

#[derive(Debug, Clone, Copy)]
enum Marker {
    /// The width of an item's marker.
    Item(usize),
    /// The length of a term, and the width of it with its marker.
    Term(usize, usize),
}

/// The marker of a list item at the start of a line.
fn list_marker(line: &str) -> Option<Marker> {
    let indent = line.len() - line.trim_start().len();
    let body = &line[indent..];
    let item = |mark: usize| {
        let rest = &body[mark..];
        let spaces = rest.len() - rest.trim_start().len();
        (spaces > 0 && rest.len() > spaces).then_some(Marker::Item(indent + mark + spaces))
    };
    let run = |sign: u8| body.bytes().take_while(|&b| b == sign).count();
    match body.as_bytes().first()? {
        b'-' => item(1),
        b'*' => item(run(b'*')),
        b'.' => item(run(b'.')),
        b'<' => item(body.bytes().take(5).position(|b| b == b'>').map_or(1, |end| end + 1)),
        b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z'
            if {
                let mark = body.bytes().take(4).take_while(u8::is_ascii_alphanumeric).count();
                body[mark..].starts_with('.')
                    && (mark == 1 || body.as_bytes()[..mark].iter().all(u8::is_ascii_digit))
                    && item(mark + 1).is_some()
            } =>
        {
            item(body.find('.')? + 1)
        }
        _ => {
            let near = body.char_indices().nth(120).map_or(body.len(), |(at, _)| at);
            let (at, sign) = ["::", ";;"].iter().find_map(|sign| Some((body[..near].find(sign)?, sign)))?;
            let rest = body[at..].trim_start_matches(&sign[..1]);
            let marks = body.len() - at - rest.len();
            let ends = rest.is_empty() || rest.starts_with([' ', '\t']);
            let width = body.len() - rest.trim_start().len();
            (at > 0 && marks <= 4 && ends).then_some(Marker::Term(indent + at, indent + width))
        }
    }
}

/// `2+`, `.3+^.>s`, `a`: how a cell is set.
fn is_cell_style(text: &str) -> bool {
    text.len() <= 8 && text.bytes().all(|b| b.is_ascii_digit() || b".+*<^>adehlmsv".contains(&b))
}

#[cfg(test)]
mod tests;
