//! LaTeX, by a scanner of its own: no parser that keeps places is finished, and TeX cannot be parsed without being run.
//!
//! What matters is known by name (see `command`); of an unknown command the arguments are prose. The scanner keeps one
//! stack of open groups and environments and never looks further ahead than once, so that a file takes linear time
//! however it is nested and whatever is left open.

mod command;
mod control;

use std::ops::Range;

use rustc_hash::FxHashMap;

use self::command::{Argument, Effect, german};
use super::builder::{Builder, OpenQuote};
use crate::prose::{BlockKind, Prose};
use crate::span::Span;
use crate::text_file::TextFile;

/// Reads `file` as LaTeX.
///
/// Left out: comments, the preamble save for the title, labels, references, citations, formulas, listings. A footnote
/// is a block of its own after the paragraph that it belongs to.
#[must_use]
pub fn extract(file: &TextFile) -> Prose {
    let text = file.text.as_str();
    let mut reader = Reader {
        text,
        builder: Builder::new(text),
        at: 0,
        end: text.len(),
        stack: Vec::new(),
        environments: FxHashMap::default(),
        hidden: 0,
        tables: 0,
        kind: BlockKind::Paragraph,
        single: false,
        german: speaks_german(text),
        notes: Vec::new(),
        in_note: false,
        base: 0,
        quotes: 0,
        last_quote: None,
        missing: FxHashMap::default(),
    };
    reader.file();
    reader.builder.finish()
}

/// How a group ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closing {
    Brace,
    Bracket,
    /// `\end` with this name.
    End(usize, usize),
}

/// A group that is open.
struct Group {
    closing: Closing,
    effect: Effect,
    /// Where it starts in the prose.
    at: usize,
    quote: Option<OpenQuote>,
    /// What a block around it is.
    kind: BlockKind,
    /// The arguments that follow it.
    rest: &'static [Argument],
    /// Whether it is a table.
    table: bool,
}

struct Reader<'t> {
    text: &'t str,
    builder: Builder<'t>,
    at: usize,
    end: usize,
    stack: Vec<Group>,
    /// How many environments of each name are open.
    environments: FxHashMap<&'t str, usize>,
    /// How many groups are open that hide their text.
    hidden: usize,
    /// How many tables are open.
    tables: usize,
    /// What a block that opens now is.
    kind: BlockKind,
    /// Whether a single quotation mark is open in this block.
    single: bool,
    german: bool,
    /// Footnotes of the open block, not read yet.
    notes: Vec<Range<usize>>,
    in_note: bool,
    /// How many of the open groups are outside of the range that is read.
    base: usize,
    /// How many block quotes are open, and the one that closed last.
    quotes: usize,
    last_quote: Option<OpenQuote>,
    /// From where on certain strings are known to occur no more.
    missing: FxHashMap<String, usize>,
}

impl<'t> Reader<'t> {
    /// The title, then the document; all of the text if it has no preamble.
    fn file(&mut self) {
        if let Some(start) = find(self.text, 0, "\\begin{document}") {
            for title in ["\\title", "\\subtitle"] {
                let is_it =
                    |at: &usize| !self.text[at + title.len()..].starts_with(|c: char| c.is_alphabetic());
                let found = self.text[..start].match_indices(title).map(|(at, _)| at).find(is_it);
                if let Some(at) = found {
                    self.read(at..start, true);
                }
            }
            self.at = start;
        }
        let end = find(self.text, self.at, "\\end{document}").unwrap_or(self.text.len());
        self.read(self.at..end, false);
    }

    /// Reads a range of the text; only its first command and the arguments of that if `once`.
    fn read(&mut self, range: Range<usize>, once: bool) {
        (self.at, self.end) = (range.start, range.end);
        let outer = std::mem::replace(&mut self.base, self.stack.len());
        while self.at < self.end {
            self.step();
            if once && self.stack.len() == self.base {
                break;
            }
        }
        while self.stack.len() > self.base {
            self.pop();
        }
        self.base = outer;
        self.end_block();
    }

    /// Reads up to the next character that is more than itself, and that one.
    fn step(&mut self) {
        let bytes = self.text.as_bytes();
        let rest = &bytes[self.at..self.end];
        let plain = rest.iter().position(|&b| SPECIAL[usize::from(b)]).unwrap_or(rest.len());
        self.copy(self.at..self.at + plain);
        self.at += plain;
        if self.at == self.end {
            return;
        }
        let at = self.at;
        let next = bytes.get(at + 1).copied().filter(|_| at + 1 < self.end).unwrap_or(0);
        match bytes[at] {
            b'\\' => self.command(),
            b'{' => {
                self.at += 1;
                self.push(Closing::Brace, Effect::Plain, &[]);
            }
            b'}' => {
                self.at += 1;
                if self.innermost() == Some(Closing::Bracket) {
                    // A bracket cannot be open any more where the group around it ends.
                    self.pop();
                }
                if self.innermost() == Some(Closing::Brace) {
                    self.close();
                }
            }
            b']' if self.innermost() == Some(Closing::Bracket) => {
                self.at += 1;
                self.close();
            }
            b'%' => self.comment(),
            b'\n' | b'\r' => self.line_end(),
            b'~' => self.put(1, "\u{a0}"),
            b'$' => self.dollar(),
            b'&' if self.tables > 0 => {
                self.at += 1;
                self.end_block();
            }
            b'`' if next == b'`' => self.put(2, "“"),
            b'`' => {
                self.put(1, "‘");
                self.single = true;
            }
            b'\'' if next == b'\'' => self.put(2, "”"),
            b'\'' if self.single && !self.is_apostrophe() => {
                self.put(1, "’");
                self.single = false;
            }
            b'-' if next == b'-' => {
                let dashes = bytes[at..self.end].iter().take(3).take_while(|&&b| b == b'-').count();
                self.put(dashes, if dashes == 3 { "—" } else { "–" });
            }
            b',' if next == b',' => self.put(2, "„"),
            b'<' if next == b'<' => self.put(2, "«"),
            b'>' if next == b'>' => self.put(2, "»"),
            b'"' if self.german => match self.text[at + 1..self.end].chars().next().and_then(german) {
                Some(text) => self.put(2, text),
                None => self.put(1, "\""),
            },
            _ => {
                self.copy(at..at + 1);
                self.at += 1;
            }
        }
    }

    /// Whether the straight mark at hand stands between two letters.
    fn is_apostrophe(&self) -> bool {
        self.text[self.at + 1..self.end].starts_with(char::is_alphabetic)
            && self.text[..self.at].ends_with(char::is_alphabetic)
    }

    /// Appends what stands here as it is.
    fn copy(&mut self, from: Range<usize>) {
        if self.hidden > 0 || from.is_empty() {
            return;
        }
        let text = &self.text[from.clone()];
        let start = match self.builder.in_block() {
            true => from.start,
            false => from.start + (text.len() - text.trim_ascii_start().len()),
        };
        if start < from.end {
            self.begin();
            self.builder.copy(start..from.end);
        }
    }

    /// Appends `text` in place of the next `len` bytes.
    fn put(&mut self, len: usize, text: &str) {
        let from = self.at..(self.at + len).min(self.end);
        self.at = from.end;
        self.replace(from, text);
    }

    fn replace(&mut self, from: Range<usize>, text: &str) {
        let is_space = text.trim().is_empty();
        if self.hidden == 0 && (!is_space || self.builder.in_block()) {
            self.begin();
            self.builder.replace(from, text);
        }
    }

    /// Opens a block unless one is open, and tells where the prose ends.
    fn begin(&mut self) -> usize {
        if self.hidden == 0 && !self.builder.in_block() {
            let before = self.builder.source_end();
            if self.builder.len() > 0 {
                self.builder.replace(before..before, "\n\n");
            }
            self.builder.open_block(self.kind);
        }
        self.builder.len()
    }

    /// Ends the open block, and reads its footnotes.
    fn end_block(&mut self) {
        self.builder.close_block();
        self.single = false;
        if self.notes.is_empty() || self.in_note {
            return;
        }
        let (here, kind) = ((self.at, self.end), self.kind);
        self.in_note = true;
        for note in std::mem::take(&mut self.notes) {
            self.kind = BlockKind::Paragraph;
            self.read(note, false);
        }
        self.in_note = false;
        ((self.at, self.end), self.kind) = (here, kind);
    }

    /// `%` to the end of the line, and the spaces that the next one starts with.
    fn comment(&mut self) {
        let bytes = self.text.as_bytes();
        let rest = &bytes[self.at..self.end];
        let len = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        self.builder.comment(self.at + 1..self.at + len);
        self.at += len;
        self.at += match &bytes[self.at..self.end] {
            [b'\r', b'\n', ..] => 2,
            [] => 0,
            _ => 1,
        };
        let rest = &bytes[self.at..self.end];
        self.at += rest.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
    }

    /// A line break; a blank line ends the block.
    fn line_end(&mut self) {
        let rest = &self.text[self.at..self.end];
        let space = rest.len() - rest.trim_ascii_start().len();
        let lines = rest[..space].replace("\r\n", "\n").matches(['\n', '\r']).count();
        if lines > 1 {
            while self.innermost().is_some() && self.stack.last().is_some_and(Group::is_argument) {
                self.pop();
            }
            if self.hidden == 0 {
                self.end_block();
            }
        } else if self.hidden == 0 && self.builder.in_block() {
            let from = self.at + usize::from(rest.starts_with("\r\n"));
            match rest.as_bytes()[from - self.at] {
                b'\n' => self.builder.copy(from..from + 1),
                _ => self.builder.replace(from..from + 1, "\n"),
            }
        }
        self.at += space;
    }

    /// A formula in dollars; a dollar without a partner in its paragraph is one.
    fn dollar(&mut self) {
        let rest = &self.text[self.at..self.end];
        let bytes = rest.as_bytes();
        let marks = if rest.starts_with("$$") { 2 } else { 1 };
        let mut at = marks;
        let mut blank = false;
        while let Some(&b) = bytes.get(at) {
            match b {
                b'\\' => at += 1,
                b'$' if marks == 1 || bytes.get(at + 1) == Some(&b'$') => {
                    self.at += at + marks;
                    return;
                }
                b'\n' if blank => break,
                b'\n' => blank = true,
                b' ' | b'\t' | b'\r' => {}
                _ => blank = false,
            }
            at += 1;
        }
        self.copy(self.at..self.at + marks);
        self.at += marks;
    }

    fn push(&mut self, closing: Closing, effect: Effect, rest: &'static [Argument]) {
        let mut group = Group {
            closing,
            effect,
            at: self.builder.len(),
            quote: None,
            kind: self.kind,
            rest,
            table: false,
        };
        if effect == Effect::Hide {
            self.hidden += 1;
        }
        if self.hidden == 0 {
            match effect {
                Effect::Element | Effect::Inert => group.at = self.begin(),
                Effect::Bracketed => self.replace(self.at..self.at, "["),
                Effect::Elided => self.replace(self.at..self.at, "[…"),
                Effect::Heading | Effect::Block => {
                    self.end_block();
                    self.kind = if effect == Effect::Heading { BlockKind::Heading } else { BlockKind::Other };
                }
                Effect::Quote => {
                    self.end_block();
                    group.quote = Some(self.builder.open_quote());
                    self.quotes += 1;
                }
                Effect::Attribution => {
                    self.end_block();
                    self.replace(self.at..self.at, "— ");
                }
                _ => {}
            }
        }
        self.stack.push(group);
    }

    /// How the innermost group of the range that is read ends.
    fn innermost(&self) -> Option<Closing> {
        self.stack[self.base..].last().map(|group| group.closing)
    }

    /// Closes the innermost group at its closing character, and goes on with the arguments after it.
    fn close(&mut self) {
        let rest = self.stack.last().map_or(&[][..], |group| group.rest);
        self.pop();
        if !rest.is_empty() {
            self.arguments(rest);
        }
    }

    fn pop(&mut self) {
        let Some(group) = self.stack.pop() else { return };
        if let Closing::End(a, b) = group.closing
            && let Some(open) = self.environments.get_mut(&self.text[a..b])
        {
            *open = open.saturating_sub(1);
        }
        self.tables -= usize::from(group.table);
        if group.effect == Effect::Hide {
            self.hidden -= 1;
            return;
        }
        if self.hidden > 0 {
            return;
        }
        let end = self.builder.len();
        match group.effect {
            Effect::Element if group.at < end => self.builder.element(Span::new(group.at, end)),
            Effect::Inert if group.at < end => self.builder.inert(Span::new(group.at, end)),
            Effect::Bracketed | Effect::Elided => self.replace(self.at..self.at, "]"),
            Effect::Heading | Effect::Block | Effect::Attribution => {
                self.end_block();
                self.kind = group.kind;
            }
            _ => {}
        }
        if let Some(quote) = group.quote {
            self.end_block();
            self.builder.close_quote(&quote);
            self.quotes -= 1;
            self.last_quote = Some(quote);
        }
        if group.effect == Effect::Attribution
            && self.quotes == 0
            && let Some(quote) = self.last_quote.take()
        {
            self.builder.close_quote(&quote);
        }
    }
}

impl Group {
    /// Whether it is an argument that no blank line can stand in.
    fn is_argument(&self) -> bool {
        self.closing == Closing::Bracket || (self.closing == Closing::Brace && self.effect == Effect::Hide)
    }
}

/// The characters that are more than themselves.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let all = b"\\{}]%\n\r~$&`'-,<>\"";
    let mut at = 0;
    while at < all.len() {
        special[all[at] as usize] = true;
        at += 1;
    }
    special
};

fn find(text: &str, from: usize, needle: &str) -> Option<usize> {
    memchr::memmem::find(&text.as_bytes()[from..], needle.as_bytes()).map(|at| from + at)
}

/// Whether babel is told to speak German, where a double quote is a shorthand.
fn speaks_german(text: &str) -> bool {
    let preamble = &text[..find(text, 0, "\\begin{document}").unwrap_or(0)];
    preamble.lines().any(|line| {
        let line = line.split('%').next().unwrap_or_default();
        (line.contains("babel") || line.contains("documentclass")) && line.contains("german")
            || line.contains("{ngerman}")
            || line.contains("{german}")
    })
}

#[cfg(test)]
mod tests;
