//! Plain text: paragraphs by their blank lines, or a paragraph a line.
//!
//! Nothing but the marks of e-mail quotes (`>`) and of list items is left out, so that the prose of most files is one
//! copy of their text.

use std::ops::Range;

use super::builder::{Builder, OpenQuote};
use super::lines::{Line, Lines, comment_prefix, quote_prefix};
use super::wrapping::Breaks;
use crate::prose::{BlockKind, Prose};
use crate::text_file::TextFile;

/// Reads `file` as plain text.
///
/// A block ends at a blank line, and at each line break if the text is not hard-wrapped there: beside lines of more than
/// 120 characters, or throughout if it has no blank line at all while most lines end a sentence (see `wrapping`).
#[must_use]
pub fn extract(file: &TextFile) -> Prose {
    read(&file.text)
}

/// Reads plain text that stands in another file.
pub(super) fn read(text: &str) -> Prose {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = Reader {
        text,
        builder: Builder::new(text),
        breaks: Breaks::of(text, start),
        passed: 0,
        quotes: Vec::new(),
        before: Before::Break,
        line_end: None,
    };
    for line in Lines::new(text, start) {
        reader.line(line);
    }
    reader.end_quotes(0);
    reader.builder.finish()
}

/// What stands before the line that is read next.
#[derive(PartialEq, Eq)]
enum Before {
    /// The start of the file, a blank line, or a change of quote depth.
    Break,
    /// A list item.
    Item,
    /// A line that ends a sentence or a clause.
    Stop,
    /// Any other line.
    Text,
}

struct Reader<'t> {
    text: &'t str,
    builder: Builder<'t>,
    breaks: Breaks,
    /// How many of the breaks the lines read so far passed.
    passed: usize,
    /// The open block quotes: as many as the last line has `>`.
    quotes: Vec<OpenQuote>,
    before: Before,
    /// The line break after the last line, not written yet.
    line_end: Option<Range<usize>>,
}

impl Reader<'_> {
    fn line(&mut self, Line { range, end }: Line) {
        // Nearly every line begins with a letter: it is no quote, no comment, no item of a list, and not blank.
        let first = self.text.as_bytes().get(range.start);
        if self.quotes.is_empty() && !range.is_empty() && first.is_some_and(u8::is_ascii_alphabetic) {
            self.write_line_end();
            if self.breaks.is_before(range.start, &mut self.passed) {
                self.end_block();
            }
            self.text_line(range, end, false);
            return;
        }
        let (depth, prefix) = quote_prefix(&self.text[range.clone()]);
        if depth < self.quotes.len() {
            self.end_quotes(depth);
        }
        if depth > self.quotes.len() {
            self.end_block();
            while self.quotes.len() < depth {
                self.quotes.push(self.builder.open_quote());
            }
        }
        let mut start = range.start + prefix;
        let line = &self.text[start..range.end];
        self.write_line_end();
        if let Some(sign) = comment_prefix(line) {
            self.end_block();
            self.builder.comment(start + sign..start + line.trim_end().len());
            self.line_end = Some(end);
            return;
        }
        if line.trim_ascii_start().is_empty() || line.trim_start().is_empty() {
            self.end_block();
        } else {
            let marker = list_marker(line);
            let is_item = match marker {
                Marker::None => false,
                Marker::Sure(_) => true,
                Marker::Bullet(_) => self.before != Before::Text,
                Marker::Number(_) => matches!(self.before, Before::Break | Before::Item),
            };
            if is_item || self.breaks.is_before(range.start, &mut self.passed) {
                self.end_block();
            }
            if is_item {
                start += marker.width();
                // In a block quote a hyphen is the dash of its attribution line.
                if depth > 0 && line.trim_ascii_start().starts_with('-') {
                    start = range.start + prefix;
                }
            }
            self.text_line(start..range.end, end, is_item);
            return;
        }
        self.builder.copy(start..range.end);
        self.line_end = Some(end);
    }

    /// A line of text, or the first of a list item.
    fn text_line(&mut self, range: Range<usize>, end: Range<usize>, is_item: bool) {
        let line = &self.text[range.clone()];
        if !self.builder.in_block() {
            self.builder.open_block(BlockKind::Paragraph);
        }
        self.before = match line.trim_end().chars().next_back() {
            _ if is_item => Before::Item,
            Some('.' | '?' | '!' | ':' | ';' | ',' | '…' | '"' | '”' | '’' | '»' | ')') => {
                Before::Stop
            }
            _ if self.before == Before::Item && line.starts_with([' ', '\t']) => Before::Item,
            _ => Before::Text,
        };
        self.builder.copy(range);
        self.line_end = Some(end);
    }

    /// A line break is written as `\n` whatever it is in the file; a `\r` before it is simply left out.
    fn write_line_end(&mut self) {
        match self.line_end.take() {
            Some(end) if self.text[end.clone()].ends_with('\n') => self.builder.copy(end.end - 1..end.end),
            Some(end) => self.builder.replace(end, "\n"),
            None => {}
        }
    }

    fn end_block(&mut self) {
        self.builder.close_block();
        self.before = Before::Break;
    }

    fn end_quotes(&mut self, depth: usize) {
        self.end_block();
        while self.quotes.len() > depth {
            if let Some(quote) = self.quotes.pop() {
                self.builder.close_quote(&quote);
            }
        }
    }
}

/// The start of a list item, and its width in bytes with the spaces around it.
#[derive(Clone, Copy)]
enum Marker {
    None,
    /// `•` and its like: nothing else starts so.
    Sure(usize),
    /// `-` or `*`, which may be punctuation where a line was wrapped.
    Bullet(usize),
    /// `1.`, which may be the end of a sentence where a line was wrapped.
    Number(usize),
}

impl Marker {
    fn width(self) -> usize {
        match self {
            Self::None => 0,
            Self::Sure(width) | Self::Bullet(width) | Self::Number(width) => width,
        }
    }
}

fn list_marker(line: &str) -> Marker {
    let item = line.trim_ascii_start();
    let indent = line.len() - item.len();
    // The width of the mark and of the spaces after it, if there are any.
    let marker = |mark: usize| {
        let spaces = item.bytes().skip(mark).take_while(|b| matches!(b, b' ' | b'\t')).count();
        (spaces > 0).then_some(indent + mark + spaces)
    };
    match item.as_bytes() {
        [b'-' | b'*' | b'+', ..] => marker(1).map_or(Marker::None, Marker::Bullet),
        [b'0'..=b'9', ..] => {
            let digits = item.bytes().take_while(u8::is_ascii_digit).count();
            match item.as_bytes().get(digits) {
                Some(b'.' | b')') if digits <= 3 => marker(digits + 1).map_or(Marker::None, Marker::Number),
                _ => Marker::None,
            }
        }
        _ => match item.chars().next() {
            Some(c @ ('•' | '‣' | '◦' | '▪' | '●' | '⁃')) => {
                Marker::Sure(marker(c.len_utf8()).unwrap_or(indent + c.len_utf8()))
            }
            _ => Marker::None,
        },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::builder::assert_sound;
    use super::super::texts;
    use super::*;
    use crate::span::Span;

    fn blocks(text: &str) -> Vec<String> {
        let prose = extract(&TextFile::new("a.txt", text));
        assert_sound(&prose, text);
        texts::blocks(&prose)
    }

    #[test]
    fn a_line_to_this_program_is_a_comment_and_no_prose() {
        let text = "One.\n# misquote-ignore[changed-words]: as broadcast \r\nTwo\ntwo.\n# Three\n> #misquote-ignore\n> Four.";
        let prose = extract(&TextFile::new("a.txt", text));
        assert_sound(&prose, text);
        let comments: Vec<&str> = prose.comments.iter().map(|span| &text[span.range()]).collect();
        assert_eq!(comments, ["misquote-ignore[changed-words]: as broadcast", "misquote-ignore"]);
        assert_eq!(blocks(text), ["One.", "Two\ntwo.\n# Three", "Four."]);
    }

    #[test]
    fn a_long_reason_does_not_make_wrapped_text_unwrapped() {
        let reason = "because ".repeat(30);
        let text = format!("He said\nso.\n\n# misquote-ignore: {reason}\nShe said\nno.\n");
        assert_eq!(blocks(&text), ["He said\nso.", "She said\nno."]);
    }

    const LONG: &str = "This paragraph was typed into a text field that wraps on the screen only, so that its one line is \
                        longer than any line that a person or an editor would have broken.";

    #[test]
    fn a_blank_line_ends_a_block_of_a_wrapped_file() {
        assert_eq!(
            blocks("He said\n“it is\nover”.\n \t\nShe left.\n"),
            ["He said\n“it is\nover”.", "She left."]
        );
    }

    #[test]
    fn every_line_is_a_block_where_one_is_too_long_to_be_wrapped() {
        assert_eq!(blocks(&format!("A title\n{LONG}\nA caption\n")), ["A title", LONG, "A caption"]);
    }

    #[test]
    fn every_line_is_a_block_where_lines_end_sentences_and_none_is_blank() {
        assert_eq!(blocks("“No.”\nHe left.\nA caption"), ["“No.”", "He left.", "A caption"]);
        assert_eq!(blocks("He said “no\nand then he\nleft.”\n"), ["He said “no\nand then he\nleft.”"]);
    }

    #[test]
    fn addresses_rules_and_tables_say_nothing_about_wrapping() {
        let address = format!("https://example.org/{}", "a/".repeat(60));
        let table = format!("| {} | b | c |", "wide ".repeat(30));
        for odd in [address, "=".repeat(150), table] {
            assert_eq!(blocks(&format!("One\ntwo\n{odd}\n\nthree")).len(), 2, "{odd}");
        }
    }

    #[test]
    fn list_items_are_blocks_and_their_marks_are_left_out() {
        let text = "Points:\n  • one\n  • two\n    goes on\n\n- three\n* four\n\n1. five\n2. six\n";
        assert_eq!(blocks(text), ["Points:", "one", "two\n    goes on", "three", "four", "five", "six"]);
    }

    #[test]
    fn a_number_or_dash_that_was_wrapped_to_the_start_of_a_line_is_no_item() {
        let text = "The plan\n- which failed - was made in\n1984. He\nknew.\n\nEnd";
        assert_eq!(blocks(text), ["The plan\n- which failed - was made in\n1984. He\nknew.", "End"]);
    }

    #[test]
    fn quote_prefixes_are_left_out_and_nest() {
        let text = "She wrote:\n> it is\n> over\n>\n>> who\n>> says\n> - Anna\n\n> again\nmy answer\n";
        let file = TextFile::new("a.txt", text);
        let prose = extract(&file);
        assert_sound(&prose, text);
        assert_eq!(blocks(text), ["She wrote:", "it is\nover", "who\nsays", "- Anna", "again", "my answer"]);
        let quotes: Vec<_> = prose.block_quotes.iter().map(|quote| quote.blocks.clone()).collect();
        assert_eq!(quotes, [1..4, 2..3, 4..5]);
    }

    #[test]
    fn comparisons_and_mailbox_escapes_are_no_quotes() {
        assert!(extract(&TextFile::new("a", ">= 5\n\n>From here on\n")).block_quotes.is_empty());
    }

    #[test]
    fn every_kind_of_line_end_becomes_one_line_break() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["one", "two", "", "three"].join(end);
            assert_eq!(blocks(&text), ["one\ntwo", "three"]);
        }
    }

    #[test]
    fn a_plain_file_is_copied_in_one_piece_without_its_byte_order_mark() {
        let file = TextFile::new("a", "\u{feff}One\ntwo.\n\n\u{c}Three\n");
        let prose = extract(&file);
        assert_eq!(prose.text, "One\ntwo.\n\n\u{c}Three");
        assert!(prose.map.is_run(Span::new(0, prose.text.len())));
        assert_eq!(file.slice(prose.map.span(prose.blocks[1].span)), "Three");
    }

    proptest! {
        #[test]
        fn any_text_is_read_in_order(text in "([>\\-*•1. \\t]{0,4}[a-z“”\"’é.]{0,9}(\n|\r\n|\r|\u{c}|\n\n)){0,20}") {
            blocks(&text);
        }

        #[test]
        fn no_letter_is_lost(text in "([> \\-]{0,3}[a-zé]{0,5}(\n|\r\n|\n\n)){0,20}") {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            prop_assert_eq!(letters(&blocks(&text).concat()), letters(&text));
        }
    }
}
