//! reStructuredText, by a scanner of its own: no parser that keeps places is finished.
//!
//! Blocks are found by their lines and indentation (here), the markup inside a paragraph by its characters (`inline`).
//! What is indented more than what stands around it is a block quote, unless a list, a directive or a term said before
//! that it belongs to them.

mod directive;
mod inline;
mod table;

use std::ops::Range;

use rustc_hash::FxHashMap;

use self::directive::{Content, Title, directive};
use super::builder::{Builder, OpenQuote};
use super::lines::Lines;
use crate::prose::{BlockKind, Prose};
use crate::text_file::TextFile;

/// Reads `file` as reStructuredText.
///
/// Left out: comments, literal blocks and directives with code, targets, footnote marks, roles, mathematics.
/// Substitutions are put in where they are used.
#[must_use]
pub fn extract(file: &TextFile) -> Prose {
    let text = file.text.as_str();
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let lines: Vec<Line> = Lines::new(text, start).map(|line| Line::new(text, line.range)).collect();
    let mut reader = Reader {
        text,
        substitutions: directive::substitutions(text, &lines),
        lines,
        at: 0,
        builder: Builder::new(text),
        stack: Vec::new(),
        after_blank: true,
    };
    while reader.at < reader.lines.len() {
        reader.block();
    }
    reader.close_down_to(0);
    reader.builder.finish()
}

/// A line, and how far its text is indented, in columns.
#[derive(Debug, Clone)]
struct Line {
    /// Its text, without the spaces around it.
    range: Range<usize>,
    indent: usize,
}

impl Line {
    fn new(text: &str, range: Range<usize>) -> Self {
        let line = &text[range.clone()];
        let body = line.trim_start_matches([' ', '\t', '\u{c}', '\u{b}']);
        let start = range.start + (line.len() - body.len());
        let indent = line[..line.len() - body.len()].bytes().fold(0, |column, b| match b {
            b'\t' => (column / 8 + 1) * 8,
            _ => column + 1,
        });
        Self { range: start..start + body.trim_end().len(), indent }
    }

    fn is_blank(&self) -> bool {
        self.range.is_empty()
    }
}

/// Something that holds blocks and is indented: a list item, a directive, a block quote.
struct Container {
    indent: usize,
    quote: Option<OpenQuote>,
    kind: BlockKind,
}

struct Reader<'t> {
    text: &'t str,
    lines: Vec<Line>,
    /// The line that is read next.
    at: usize,
    builder: Builder<'t>,
    stack: Vec<Container>,
    after_blank: bool,
    substitutions: FxHashMap<&'t str, &'t str>,
}

impl<'t> Reader<'t> {
    fn line(&self, at: usize) -> &'t str {
        self.lines.get(at).map_or("", |line| &self.text[line.range.clone()])
    }

    /// Reads the block that starts at the line at hand.
    fn block(&mut self) {
        let Line { range, indent } = self.lines[self.at].clone();
        if range.is_empty() {
            self.after_blank = true;
            self.at += 1;
            return;
        }
        let keep = self.stack.iter().rposition(|container| container.indent <= indent).map_or(0, |at| at + 1);
        self.close_down_to(keep);
        let around = self.stack.last().map_or(0, |container| container.indent);
        if indent > around {
            let quote = self.after_blank.then(|| self.builder.open_quote());
            self.stack.push(Container { indent, quote, kind: BlockKind::Paragraph });
        }
        self.after_blank = false;
        self.item(range.start, indent);
    }

    /// Reads what starts at byte `start` of the line at hand, which is its column `indent`.
    fn item(&mut self, mut start: usize, mut indent: usize) {
        loop {
            let rest = &self.text[start..self.lines[self.at].range.end];
            let width = list_marker(rest).or_else(|| field_width(rest).map(|_| 1));
            let Some(width) = width.filter(|_| !self.is_title()) else { break };
            if rest.starts_with(':') {
                return self.body(start + width, indent, BlockKind::Other);
            }
            let body = rest[width..].trim_start();
            let skipped = rest.len() - body.len();
            start += skipped;
            indent += skipped;
            self.stack.push(Container { indent, quote: None, kind: BlockKind::Paragraph });
            if body.is_empty() {
                self.at += 1;
                return;
            }
        }
        let rest = &self.text[start..self.lines[self.at].range.end];
        let whole = start == self.lines[self.at].range.start;
        if rest == ".." || rest.starts_with(".. ") {
            self.explicit(start, indent);
        } else if rest.starts_with("__ ") {
            self.at += 1;
        } else if rest.starts_with(">>> ") {
            self.skip_paragraph();
        } else if whole && (rest.starts_with("| ") || rest == "|") {
            self.line_block();
        } else if whole && (rest.starts_with("+-") || rest.starts_with("+=")) {
            self.grid_table();
        } else if whole && self.is_simple_table() {
            self.simple_table();
        } else if !self.title() {
            self.paragraph(start, indent);
        }
    }

    /// Whether the line at hand and the one below are a title.
    fn is_title(&self) -> bool {
        let (title, under) = (self.line(self.at), self.line(self.at + 1));
        !title.is_empty()
            && is_rule(under)
            && self.lines[self.at + 1].indent == 0
            && (under.len() >= 4 || under.len() >= title.chars().count())
            && (!is_rule(title) || title.len() < 4)
    }

    /// Reads a title or a transition; tells whether there is one.
    fn title(&mut self) -> bool {
        let line = self.line(self.at);
        if is_rule(line) && line.len() >= 2 {
            let title = self.lines.get(self.at + 1).filter(|title| !title.is_blank()).cloned();
            if let Some(title) = title
                && self.line(self.at + 2) == line
            {
                self.write(title.range, BlockKind::Heading);
                self.at += 3;
                return true;
            }
            if line.len() >= 4 && self.line(self.at + 1).is_empty() {
                self.at += 1;
                return true;
            }
        }
        if !self.is_title() {
            return false;
        }
        self.write(self.lines[self.at].range.clone(), BlockKind::Heading);
        self.at += 2;
        true
    }

    /// Reads a paragraph, or a term with what it means.
    fn paragraph(&mut self, start: usize, indent: usize) {
        let first = self.at;
        let mut kind = self.stack.last().map_or(BlockKind::Paragraph, |container| container.kind);
        self.at += 1;
        while let Some(line) = self.lines.get(self.at) {
            if line.is_blank() || line.indent < indent {
                break;
            }
            if line.indent > indent && self.at == first + 1 {
                // A term, and below it what it means.
                let container = Container { indent: line.indent, quote: None, kind: BlockKind::Paragraph };
                self.stack.push(container);
                kind = BlockKind::Other;
                break;
            }
            // Behind the first line of an item a line may start where the item's text does, or further left.
            self.at += 1;
        }
        let end = self.lines[self.at - 1].range.end;
        let is_attribution = starts_with_dash(&self.text[start..end]);
        let literal = self.text[start..end].ends_with("::");
        let text_end = match literal {
            true if self.text[start..end].trim_end_matches(':').is_empty() => start,
            // `text ::` keeps no colon, `text::` one.
            true if self.text[..end - 2].ends_with([' ', '\n']) => end - 2,
            true => end - 1,
            false => end,
        };
        self.write(start..text_end, kind);
        if literal {
            self.skip_literal(indent);
        }
        if is_attribution && self.stack.last().is_some_and(|container| container.quote.is_some()) {
            // What follows is another block quote.
            self.close_down_to(self.stack.len() - 1);
        }
    }

    /// Reads text that starts at byte `start` of the line at hand and goes on below it, further to the right than
    /// column `indent`: a footnote, a field, the argument of a directive.
    fn body(&mut self, start: usize, indent: usize, kind: BlockKind) {
        self.at += 1;
        while self.lines.get(self.at).is_some_and(|line| !line.is_blank() && line.indent > indent) {
            self.at += 1;
        }
        let end = self.lines[self.at - 1].range.end.max(start);
        self.write(start..end, kind);
        self.hold(indent, None, BlockKind::Paragraph);
    }

    /// Opens a container for the lines below that are indented more than `indent`, if there are any.
    fn hold(&mut self, indent: usize, quote: Option<OpenQuote>, kind: BlockKind) {
        let next = self.lines[self.at.min(self.lines.len())..].iter().find(|line| !line.is_blank());
        match next.filter(|line| line.indent > indent) {
            Some(line) => self.stack.push(Container { indent: line.indent, quote, kind }),
            None => {
                if let Some(quote) = quote {
                    self.builder.close_quote(&quote);
                }
            }
        }
    }

    /// Explicit markup: a directive, a footnote, a target, a comment.
    fn explicit(&mut self, start: usize, indent: usize) {
        let line = &self.text[start..self.lines[self.at].range.end];
        let body = line[2..].trim_start();
        let body_start = start + (line.len() - body.len());
        if let Some(label) = body.strip_prefix('[')
            && let Some(end) = label.find(']')
        {
            return self.body(body_start + end + 2, indent, BlockKind::Paragraph);
        }
        let Some((name, argument)) = directive::name(body) else {
            let first = self.at;
            self.skip_block(indent);
            let is_comment = !body.starts_with(['_', '|']);
            if is_comment {
                let end = self.lines[first..self.at].iter().rfind(|line| !line.is_blank());
                self.builder
                    .comment(body_start..end.map_or(body_start, |line| line.range.end.max(body_start)));
            }
            return;
        };
        let argument_start = body_start + (body.len() - argument.len());
        let directive = directive(name);
        if directive.content == Content::None && directive.title == Title::None {
            return self.skip_block(indent);
        }
        // The argument goes on to the options or a blank line.
        let first = self.at;
        self.at += 1;
        let mut end = self.lines[first].range.end;
        let mut options = false;
        while let Some(line) = self.lines.get(self.at) {
            if line.is_blank() || line.indent <= indent {
                break;
            }
            options |= field_width(self.line(self.at)).is_some();
            if !options && argument.is_empty() {
                break;
            }
            if !options {
                end = line.range.end;
            }
            self.at += 1;
        }
        let argument = argument_start..end.max(argument_start);
        match directive.title {
            Title::None => {}
            Title::Heading => self.write(argument, BlockKind::Heading),
            Title::Other => self.write(argument, BlockKind::Other),
            Title::Text => self.write(argument, BlockKind::Paragraph),
        }
        self.after_blank = true;
        match directive.content {
            Content::None => self.skip_rest(indent),
            Content::Prose => self.hold(indent, None, BlockKind::Paragraph),
            Content::Quote => {
                let quote = self.builder.open_quote();
                self.hold(indent, Some(quote), BlockKind::Paragraph);
            }
        }
    }

    /// Passes over the line at hand and everything below it that is indented more than `indent`.
    fn skip_block(&mut self, indent: usize) {
        self.at += 1;
        self.skip_rest(indent);
    }

    fn skip_rest(&mut self, indent: usize) {
        while self.lines.get(self.at).is_some_and(|line| line.is_blank() || line.indent > indent) {
            self.after_blank = self.lines[self.at].is_blank();
            self.at += 1;
        }
        self.after_blank = true;
    }

    fn skip_paragraph(&mut self) {
        while self.lines.get(self.at).is_some_and(|line| !line.is_blank()) {
            self.at += 1;
        }
    }

    /// A literal block: what is indented more, or lines that all start with one sign.
    fn skip_literal(&mut self, indent: usize) {
        let next = self.lines[self.at..].iter().position(|line| !line.is_blank()).map(|n| self.at + n);
        let Some(next) = next else { return };
        if self.lines[next].indent > indent {
            self.skip_rest(indent);
        } else if self.lines[next].indent == indent
            && next > self.at
            && self.line(next).starts_with(|c: char| c.is_ascii_punctuation())
            && !self.line(next).starts_with("..")
        {
            let sign = self.line(next).as_bytes()[0];
            self.at = next;
            while self.line(self.at).as_bytes().first() == Some(&sign) {
                self.at += 1;
            }
        }
    }

    /// Lines that each start with a bar: verse, addresses.
    fn line_block(&mut self) {
        let mut first = true;
        while let Some(line) = self.lines.get(self.at).cloned() {
            let text = &self.text[line.range.clone()];
            let is_line = text.starts_with("| ") || text == "|";
            if !is_line && (first || line.is_blank() || line.indent == 0) {
                break;
            }
            let body = if is_line { text[1..].trim_start() } else { text };
            let range = line.range.end - body.len()..line.range.end;
            if body.is_empty() {
                self.builder.close_block();
                first = true;
            } else {
                if first {
                    self.open(BlockKind::Paragraph);
                } else {
                    self.builder.replace(range.start..range.start, "\n");
                }
                self.inline(range);
                first = false;
            }
            self.at += 1;
        }
        self.builder.close_block();
    }

    /// Writes a block.
    fn write(&mut self, range: Range<usize>, kind: BlockKind) {
        if self.text[range.clone()].trim().is_empty() {
            return;
        }
        self.open(kind);
        self.inline(range);
        self.builder.close_block();
    }

    fn open(&mut self, kind: BlockKind) {
        self.builder.close_block();
        if self.builder.len() > 0 {
            let before = self.builder.source_end();
            self.builder.replace(before..before, "\n\n");
        }
        self.builder.open_block(kind);
    }

    fn close_down_to(&mut self, left: usize) {
        while self.stack.len() > left {
            if let Some(Container { quote: Some(quote), .. }) = self.stack.pop() {
                self.builder.close_quote(&quote);
            }
        }
    }
}

/// Whether a line is a row of one punctuation mark.
fn is_rule(line: &str) -> bool {
    let bytes = line.as_bytes();
    bytes.first().is_some_and(|first| first.is_ascii_punctuation() && bytes.iter().all(|b| b == first))
}

/// The width of the marker of a list item with one space: `- `, `1. `, `(a) `, `#. `.
fn list_marker(line: &str) -> Option<usize> {
    let mark = match line.chars().next()? {
        c @ ('-' | '*' | '+' | '•' | '‣' | '⁃') => c.len_utf8(),
        _ => {
            let body = line.strip_prefix('(').unwrap_or(line);
            let number = body.bytes().take(6).take_while(u8::is_ascii_alphanumeric).count();
            let number = if body.starts_with('#') { 1 } else { number };
            let text = &body[..number];
            let is_number = text == "#"
                || text.len() == 1 && text.starts_with(|c: char| c.is_ascii_alphabetic())
                || !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
                || text.len() > 1 && text.bytes().all(|b| b"ivxlcdm".contains(&b))
                || text.len() > 1 && text.bytes().all(|b| b"IVXLCDM".contains(&b));
            let closes = if body.len() < line.len() { &[')'][..] } else { &['.', ')'][..] };
            if !is_number || !body[number..].starts_with(closes) {
                return None;
            }
            line.len() - body.len() + number + 1
        }
    };
    match line[mark..].chars().next() {
        None => Some(mark),
        Some(' ' | '\t') => Some(mark + 1),
        _ => None,
    }
}

/// The width of the name of a field, `:name:`, if the line starts with one.
fn field_width(line: &str) -> Option<usize> {
    let body = line.strip_prefix(':')?;
    let end = body.bytes().take(80).position(|b| b == b':')?;
    let is_name = end > 0 && !body.starts_with(' ') && !body[..end].contains('`');
    (is_name && body[end + 1..].chars().next().is_none_or(|c| c == ' ')).then_some(end + 2)
}

fn starts_with_dash(text: &str) -> bool {
    let rest =
        text.strip_prefix("---").or_else(|| text.strip_prefix("--")).or_else(|| text.strip_prefix('—'));
    rest.is_some_and(|rest| rest.trim_start().starts_with(|c: char| c != '-') && !rest.is_empty())
}

#[cfg(test)]
mod tests;
