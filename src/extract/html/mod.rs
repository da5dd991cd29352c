//! HTML and XHTML, as a server sends them: by html5gum, whose tokens carry their places.
//!
//! A text token is taken from the source, not from the tokenizer: the latter has its references decoded and its line
//! ends changed already. So every character of the prose is a copy of its source, or stands for one reference or one
//! run of white space.
//!
//! No tree is built. What matters is on one stack, which is enough for what HTML lets writers leave out: the end tags
//! of paragraphs, items and cells. Everything takes linear time, however deep a page nests.

mod element;
mod near;
pub(super) mod raw;
pub(super) mod reference;
mod tokens;

use std::ops::Range;

use rustc_hash::FxHashMap;

use self::element::{Element, Said};
use self::reference::reference;
use super::builder::{Builder, OpenQuote};
use crate::prose::{BlockKind, Prose};
use crate::span::Span;
use crate::text_file::TextFile;

/// Reads `file` as HTML; as XHTML if it says so in its name or its first line.
///
/// Left out: scripts, styles, templates, `<noscript>`, comments, attributes (so the text for missing images too),
/// elements that are hidden, code blocks, footnote marks, the numbers of pages and verses. The title in the head is a
/// heading. Inline code stays, as words.
#[must_use]
pub fn extract(file: &TextFile) -> Prose {
    read(&file.text, is_xml(file))
}

/// Reads a piece of HTML that stands in another file.
pub(super) fn read(text: &str, xml: bool) -> Prose {
    let mut reader = Reader::new(text);
    tokens::each(text, xml, &mut reader);
    reader.finish()
}

/// Whether an element without content closes itself: `<a id="x"/>`. In HTML the slash means nothing.
fn is_xml(file: &TextFile) -> bool {
    let name = file.path.to_ascii_lowercase();
    name.ends_with(".xhtml") || name.ends_with(".xht") || {
        file.text.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml")
    }
}

/// An element that is open and has an effect.
struct Open {
    /// Hash of its name.
    name: u64,
    element: Element,
    /// Where it starts in the prose.
    at: usize,
    quote: Option<OpenQuote>,
    /// What a block around it is.
    kind: BlockKind,
    /// The innermost open paragraph and item around it, if this one keeps them from being closed.
    outer: [Option<usize>; 2],
    hides: bool,
    dashes: bool,
}

/// Which of [`Reader::slots`]: elements that end where another begins.
const PARAGRAPH: usize = 0;
const ITEM: usize = 1;

struct Reader<'t> {
    text: &'t str,
    has_cr: bool,
    builder: Builder<'t>,
    stack: Vec<Open>,
    /// How many elements of each name are on the stack.
    counts: FxHashMap<u64, usize>,
    /// The open paragraph and the open item, as indices of the stack.
    slots: [Option<usize>; 2],
    /// How many elements are open that hide their text.
    hidden: usize,
    /// How many `<pre>` are open.
    pre: usize,
    /// How many block quotes are open.
    quotes: usize,
    /// What a block that opens now is.
    kind: BlockKind,
    /// Whether the prose of the open block ends in white space.
    after_space: bool,
    /// Whether it ends in a `<br>`.
    after_break: bool,
    /// Whether the next words say whom a block quote quotes: a dash goes before them.
    dash: bool,
    /// The block quote that closed last, and how many blocks there were.
    last_quote: Option<(OpenQuote, usize)>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            has_cr: memchr::memchr(b'\r', text.as_bytes()).is_some(),
            builder: Builder::new(text),
            stack: Vec::new(),
            counts: FxHashMap::default(),
            slots: [None; 2],
            hidden: 0,
            pre: 0,
            quotes: 0,
            kind: BlockKind::Paragraph,
            after_space: false,
            after_break: false,
            dash: false,
            last_quote: None,
        }
    }

    fn finish(mut self) -> Prose {
        self.close_down_to(0);
        self.end_block();
        self.builder.finish()
    }

    /// A start tag at `from`. `empty` if the element ends with it.
    fn start_tag(&mut self, name: u64, element: Element, said: Said, from: Range<usize>, empty: bool) {
        match element {
            Element::Void => return,
            Element::Break => return self.line_break(from),
            Element::Rule if self.hidden == 0 => return self.end_block(),
            Element::Rule => return,
            _ => {}
        }
        let mut hides = element == Element::Hidden || said.hidden || said.closed;
        if self.hidden == 0 {
            hides |= match element {
                Element::Raised => near::is_footnote_mark(&self.text[from.end..]),
                Element::Pre => said.code,
                // Code in a `<pre>` is a code block.
                Element::Inert => self.pre > 0,
                Element::Inline => said.code && self.pre > 0,
                _ => false,
            };
        }
        if empty || (self.hidden == 0 && element == Element::Inline && !hides) {
            if element.is_block() && self.hidden == 0 {
                self.end_block();
            }
            return;
        }
        self.make_room(element);
        let mut open = Open {
            name,
            element,
            at: self.builder.len(),
            quote: None,
            kind: self.kind,
            outer: self.slots,
            hides,
            dashes: false,
        };
        self.hidden += usize::from(hides);
        if self.hidden == 0 {
            self.begin_element(&mut open, said, from.end);
        }
        match element {
            Element::Paragraph => self.slots[PARAGRAPH] = Some(self.stack.len()),
            Element::Item(_) => self.slots = [None, Some(self.stack.len())],
            _ if element.is_block() => self.slots[PARAGRAPH] = None,
            _ => {}
        }
        // A list in an item, and a table in either: what is inside ends nothing outside.
        if matches!(element, Element::Block(_) | Element::Cell | Element::Quote) {
            self.slots[ITEM] = None;
        }
        *self.counts.entry(name).or_default() += 1;
        self.stack.push(open);
    }

    /// What an element that is not hidden does where it starts.
    fn begin_element(&mut self, open: &mut Open, said: Said, after: usize) {
        match open.element {
            Element::Q | Element::Inert => open.at = self.begin(after),
            Element::Quote => {
                open.quote = Some(self.builder.open_quote());
                self.quotes += 1;
            }
            Element::Pre => self.pre += 1,
            Element::Cite
                if self.quotes > 0 && self.may_name() && near::cite_is_last(&self.text[after..]) =>
            {
                self.end_block();
                open.dashes = true;
            }
            Element::Caption => open.dashes = self.quotes > 0 || self.follows_quote(),
            _ => {}
        }
        open.dashes |= said.attribution && (self.quotes > 0 || self.follows_quote());
        self.dash |= open.dashes;
        if let Some(kind) = open.element.kind() {
            self.kind = kind;
        }
    }

    /// Whether nothing stands between here and the block quote before.
    fn follows_quote(&self) -> bool {
        let blocks = self.builder.blocks();
        self.last_quote.as_ref().is_some_and(|(_, end)| *end == blocks) && !self.builder.in_block()
    }

    /// Whether what was read last may stand before the name of whom a block quote quotes.
    fn may_name(&mut self) -> bool {
        const ENDS: &[char] =
            &['.', '!', '?', '…', '"', '”', '\'', '’', '»', '“', ')', '—', '–', '-', '―', '。', '」'];
        !self.builder.in_block() || self.after_break || self.builder.open_text().trim_end().ends_with(ENDS)
    }

    /// Closes what ends where `element` begins, and the block before it.
    fn make_room(&mut self, element: Element) {
        let slot = match element {
            Element::Item(_) => ITEM,
            _ if element.is_block() => PARAGRAPH,
            _ => return,
        };
        if let Some(at) = self.slots[slot] {
            self.close_down_to(at);
        }
        if self.hidden == 0 {
            self.close_inline();
            self.end_block();
        }
    }

    /// Closes `<q>` and its like where the block that they stand in ends without their end tags.
    fn close_inline(&mut self) {
        while self.builder.in_block()
            && let Some(open) = self.stack.last()
            && !open.element.is_block()
            && !open.hides
        {
            self.pop();
        }
    }

    fn end_tag(&mut self, name: u64, element: Element, from: Range<usize>) {
        match element {
            Element::Break => return self.line_break(from),
            Element::Void => return,
            _ => {}
        }
        if self.counts.get(&name).is_some_and(|&count| count > 0) {
            let at = self.stack.iter().rposition(|open| open.name == name).unwrap_or(self.stack.len());
            self.close_down_to(at);
        } else if element.is_block() && self.hidden == 0 {
            self.end_block();
        }
    }

    /// Closes open elements until so many are left.
    fn close_down_to(&mut self, left: usize) {
        while self.stack.len() > left {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(open) = self.stack.pop() else { return };
        if let Some(count) = self.counts.get_mut(&open.name) {
            *count -= 1;
        }
        let depth = self.stack.len();
        self.slots = open.outer.map(|slot| slot.filter(|&at| at < depth));
        if open.hides {
            self.hidden -= 1;
        } else if self.hidden == 0 {
            self.end_element(open);
        }
    }

    fn end_element(&mut self, open: Open) {
        let end = self.builder.len();
        match open.element {
            Element::Q if open.at < end => self.builder.element(Span::new(open.at, end)),
            Element::Inert if open.at < end => self.builder.inert(Span::new(open.at, end)),
            Element::Pre => self.pre -= 1,
            _ => {}
        }
        if open.element.is_block() || open.dashes {
            self.end_block();
            self.kind = open.kind;
        }
        if open.dashes {
            self.dash = false;
            if let Some((quote, _)) = self.last_quote.take().filter(|_| self.quotes == 0) {
                self.builder.close_quote(&quote);
            }
        }
        if let Some(quote) = open.quote {
            self.builder.close_quote(&quote);
            self.quotes -= 1;
            self.last_quote = Some((quote, self.builder.blocks()));
        }
    }

    fn end_block(&mut self) {
        self.builder.close_block();
        (self.after_space, self.after_break) = (false, false);
    }

    /// A `<br>` ends a line, and a second one the paragraph.
    fn line_break(&mut self, from: Range<usize>) {
        if self.hidden > 0 || !self.builder.in_block() {
            return;
        }
        if self.after_break {
            self.close_inline();
            self.end_block();
        } else {
            self.builder.replace(from, "\n");
            (self.after_space, self.after_break) = (true, true);
        }
    }

    /// Opens a block unless one is open, and tells where the prose ends. What is read next stands at `next`.
    fn begin(&mut self, next: usize) -> usize {
        if !self.builder.in_block() {
            let before = self.builder.source_end();
            if self.builder.len() > 0 {
                self.builder.replace(before..before, "\n\n");
            }
            self.builder.open_block(self.kind);
            if std::mem::take(&mut self.dash) && !starts_with_dash(&self.text[next..]) {
                self.builder.replace(next..next, "— ");
            }
        }
        self.builder.len()
    }

    /// A comment with its signs, or something else that the standard takes for one.
    fn comment(&mut self, from: Range<usize>) {
        let source = &self.text[from.clone()];
        if let Some(comment) = source.strip_prefix("<!--") {
            let start = from.end - comment.len();
            let text = comment.strip_suffix("-->").unwrap_or(comment);
            self.builder.comment(start..start + text.len());
        }
    }

    /// A text token.
    fn words(&mut self, from: Range<usize>) {
        if self.hidden > 0 {
            return;
        }
        if self.pre > 0 {
            return self.lines(from);
        }
        let mut at = from.start;
        while at < from.end {
            let (stop, c) = self.next_stop(at..from.end);
            // The spaces before a line break are one run with it and with those after it.
            let end = if c == b' ' { at + self.text[at..stop].trim_ascii_end().len() } else { stop };
            self.copy(at..end);
            at = match c {
                b'&' => self.reference(stop, from.end),
                b' ' => self.white_space(end, from.end),
                _ => stop,
            };
        }
    }

    /// The next place in `range` that is not copied as it is: an ampersand, or white space that is not a space.
    fn next_stop(&self, range: Range<usize>) -> (usize, u8) {
        let bytes = &self.text.as_bytes()[range.clone()];
        let found = memchr::memchr3(b'&', b'\n', b'\t', bytes);
        let found = match self.has_cr {
            true => memchr::memchr(b'\r', &bytes[..found.unwrap_or(bytes.len())]).or(found),
            false => found,
        };
        match found {
            Some(at) if bytes[at] == b'&' => (range.start + at, b'&'),
            Some(at) => (range.start + at, b' '),
            None => (range.end, 0),
        }
    }

    fn copy(&mut self, from: Range<usize>) {
        let text = &self.text[from.clone()];
        let start = match self.after_space || !self.builder.in_block() {
            true => from.start + (text.len() - text.trim_ascii_start().len()),
            false => from.start,
        };
        if start < from.end {
            self.begin(start);
            self.builder.copy(start..from.end);
            self.after_space = text.ends_with(' ');
            self.after_break = false;
        }
    }

    /// Reads white space from `at` on, and tells where it ends.
    fn white_space(&mut self, at: usize, end: usize) -> usize {
        let rest = &self.text[at..end];
        let to = at + (rest.len() - rest.trim_ascii_start().len());
        if !self.after_space && self.builder.in_block() {
            self.builder.replace(at..to, " ");
            self.after_space = true;
        }
        to
    }

    /// Reads the ampersand at `at`, and tells where what it starts ends.
    fn reference(&mut self, at: usize, end: usize) -> usize {
        match reference(&self.text[at..end]) {
            Some(found) => {
                let to = at + found.len;
                let is_space = found.text.trim_ascii().is_empty();
                if !is_space {
                    self.begin(at);
                }
                if !is_space || !self.after_space && self.builder.in_block() {
                    self.builder.replace(at..to, &found.text);
                    self.after_space = is_space;
                    self.after_break &= is_space;
                }
                to
            }
            None => {
                self.copy(at..at + 1);
                at + 1
            }
        }
    }

    /// A text token in `<pre>`: a blank line ends a block, any other line break is one.
    fn lines(&mut self, from: Range<usize>) {
        let mut at = from.start;
        while at < from.end {
            let rest = &self.text.as_bytes()[at..from.end];
            let stop = rest.iter().position(|b| matches!(b, b'&' | b'\n' | b'\r'));
            let stop = stop.map_or(from.end, |stop| at + stop);
            self.copy(at..stop);
            at = match self.text.as_bytes().get(stop) {
                _ if stop == from.end => stop,
                Some(b'&') => self.reference(stop, from.end),
                _ => {
                    let end = stop + if self.text[stop..from.end].starts_with("\r\n") { 2 } else { 1 };
                    self.line_break(stop..end);
                    end
                }
            };
        }
    }
}

/// Whether a text starts with a dash, written as it is or as a reference.
fn starts_with_dash(text: &str) -> bool {
    let is_dash = |text: &str| text.starts_with(['—', '–', '―', '-', '‒', '−']);
    match text.starts_with('&') {
        true => reference(text).is_some_and(|reference| is_dash(&reference.text)),
        false => is_dash(text),
    }
}

#[cfg(test)]
mod tests;
