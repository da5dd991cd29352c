//! One part of an OpenDocument text, read from its first to its last element.

use rustc_hash::FxHashMap;

use super::super::lines::{Kind, LINE_BREAK, Lines};
use super::super::styles::Styles;
use super::super::xml::{Element, Node, Ns, Xml};
use super::Change;
use crate::prose::BlockKind;

/// More spaces than anybody wants in a row: `text:c` may say any number.
const MOST_SPACES: usize = 100;

/// A span of words that is open.
#[derive(Debug, Clone, Copy)]
struct Open {
    depth: usize,
    hidden: bool,
    /// Where it starts in the paragraph, if it is code.
    code_from: Option<usize>,
}

pub(super) struct Reader<'x, 'l> {
    xml: Xml<'x>,
    styles: &'l Styles,
    /// The tracked changes, where they are rejected.
    changes: &'l FxHashMap<String, Change>,
    lines: &'l mut Lines,
    /// The paragraphs and spans that are open.
    open: Vec<Open>,
    /// Insertions that are open and not read.
    inserted: usize,
    tables: usize,
    /// Whether text is read here: in the body, or in a header or footer.
    in_text: bool,
    is_margin: bool,
}

impl<'x, 'l> Reader<'x, 'l> {
    pub(super) fn new(
        text: &'x str,
        name: &'x str,
        styles: &'l Styles,
        changes: &'l FxHashMap<String, Change>,
        lines: &'l mut Lines,
    ) -> Self {
        let xml = Xml::new(text, name);
        let (open, is_margin) = (Vec::new(), false);
        Self { xml, styles, changes, lines, open, inserted: 0, tables: 0, in_text: false, is_margin }
    }

    pub(super) fn read(mut self) -> Result<(), String> {
        loop {
            match self.xml.next()? {
                Node::Open(element) => self.element(&element)?,
                Node::Close(ns, local, _) => self.close(ns, local),
                Node::Text(text, at) if self.reads() => self.spaced(text, at),
                Node::Literal(text, from) if self.reads() => self.lines.replace(text, from),
                Node::Reference(c, from) if self.reads() => {
                    self.lines.replace(c.encode_utf8(&mut [0; 4]), from)
                }
                Node::End => return Ok(()),
                _ => {}
            }
        }
    }

    fn reads(&self) -> bool {
        self.in_text
            && self.lines.is_open()
            && self.inserted == 0
            && self.open.last().is_some_and(|o| !o.hidden)
    }

    fn element(&mut self, e: &Element<'x>) -> Result<(), String> {
        match (e.ns, e.local) {
            (Ns::Office, "text") => self.in_text = true,
            (
                Ns::Style,
                "header" | "footer" | "header-left" | "footer-left" | "header-first" | "footer-first",
            ) => {
                (self.in_text, self.is_margin) = (true, true);
            }
            // Comments, what is drawn and described, forms, programs; what was deleted; the numbers of notes.
            (Ns::Office, "annotation" | "forms" | "scripts")
            | (Ns::Draw, "title" | "desc")
            | (
                Ns::Text,
                "tracked-changes"
                | "note-citation"
                | "ruby-text"
                | "hidden-text"
                | "script"
                | "sequence-decls"
                | "variable-decls"
                | "user-field-decls"
                | "table-of-content-source"
                | "alphabetical-index-source"
                | "bibliography-source"
                | "illustration-index-source"
                | "table-index-source"
                | "user-index-source"
                | "object-index-source",
            ) => self.skip()?,
            (Ns::Text, "section") if e.attribute("display").as_deref() == Some("none") => self.skip()?,
            (Ns::Text, "p" | "h") if self.in_text => self.paragraph(e),
            (Ns::Text, "span") => {
                let look = e.attribute("style-name").map(|style| self.styles.look(Some(&style)));
                let around = self.open.last().is_some_and(|open| open.hidden);
                let hidden = look.and_then(|look| look.hides).unwrap_or(around);
                let is_code = look.is_some_and(|look| look.kind == Kind::Code);
                let code_from = is_code.then(|| self.lines.current().len());
                self.open.push(Open { depth: self.xml.depth(), hidden, code_from });
            }
            (Ns::Text, "s") => {
                let count = e.attribute("c").and_then(|c| c.parse().ok()).unwrap_or(1);
                self.stand_in(&" ".repeat(count.min(MOST_SPACES)), e);
            }
            (Ns::Text, "tab") => self.stand_in("\t", e),
            (Ns::Text, "line-break") => self.stand_in(LINE_BREAK, e),
            (Ns::Text, "change-start") if self.is_insertion(e) => self.inserted += 1,
            (Ns::Text, "change-end") if self.is_insertion(e) => {
                self.inserted = self.inserted.saturating_sub(1)
            }
            (Ns::Text, "change") => {
                if let Some(Change::Deletion(text)) = self.change(e) {
                    self.stand_in(text, e);
                }
            }
            (Ns::Table, "table") => self.tables += 1,
            _ => {}
        }
        Ok(())
    }

    fn paragraph(&mut self, e: &Element<'x>) {
        let style = e.attribute("style-name");
        let look = self.styles.look(style.as_deref());
        let kind = match look.kind {
            _ if e.local == "h" => Kind::Block(BlockKind::Heading),
            Kind::Block(BlockKind::Paragraph) if self.tables > 0 || self.is_margin => {
                Kind::Block(BlockKind::Other)
            }
            kind => kind,
        };
        self.lines.open(kind, look.is_quote);
        self.open.push(Open { depth: self.xml.depth(), hidden: look.hides == Some(true), code_from: None });
    }

    fn close(&mut self, ns: Ns, local: &str) {
        match (ns, local) {
            // A paragraph that ends in a rejected insertion goes on in the next one.
            (Ns::Text, "p" | "h") if self.pop().is_some() => self.lines.close(self.inserted > 0),
            (Ns::Text, "span") => {
                if let Some(start) = self.pop().and_then(|open| open.code_from) {
                    self.lines.inert_from(start);
                }
            }
            (Ns::Table, "table") => self.tables = self.tables.saturating_sub(1),
            (Ns::Office, "text") | (Ns::Style, "master-page") => self.in_text = false,
            _ => {}
        }
    }

    fn pop(&mut self) -> Option<Open> {
        let depth = self.xml.depth();
        self.open.pop_if(|open| open.depth > depth)
    }

    fn change(&self, e: &Element<'x>) -> Option<&'l Change> {
        self.changes.get(&*e.attribute("change-id")?)
    }

    fn is_insertion(&self, e: &Element<'x>) -> bool {
        self.change(e) == Some(&Change::Insertion)
    }

    fn stand_in(&mut self, text: &str, e: &Element<'x>) {
        if self.reads() {
            self.lines.replace(text, e.range);
        }
    }

    fn skip(&mut self) -> Result<(), String> {
        let paragraphs = self.xml.skip(|e| e.ns == Ns::Text && matches!(e.local, "p" | "h"))?;
        if self.in_text {
            self.lines.pass(paragraphs);
        }
        Ok(())
    }

    /// Appends text of which a reader sees one space for any number of them, and none at the start of a paragraph.
    fn spaced(&mut self, text: &str, at: usize) {
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        let mut done = 0;
        while done < text.len() {
            let rest = &text[done..];
            let words = rest.find(is_space).unwrap_or(rest.len());
            self.lines.copy(&rest[..words], at + done);
            let spaces = rest[words..].len() - rest[words..].trim_start_matches(is_space).len();
            let (start, end) = (at + done + words, at + done + words + spaces);
            let before = self.lines.current();
            if spaces > 0 && !before.is_empty() && !before.ends_with([' ', '\t', '\u{2028}']) {
                match rest[words..].starts_with(' ') {
                    true => self.lines.copy(" ", start),
                    false => self.lines.replace(" ", (start, end)),
                }
            }
            done += words + spaces;
        }
    }
}
