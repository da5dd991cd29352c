//! One part of a Word document, read from its first to its last element.

use super::super::TrackedChanges;
use super::super::lines::{Kind, LINE_BREAK, Lines};
use super::super::styles::{Look, Styles};
use super::super::xml::{Element, Node, Ns, Xml};
use super::{toggle, value};
use crate::prose::BlockKind;

/// What a run says of its words.
#[derive(Debug, Default, Clone, Copy)]
struct Run {
    hidden: bool,
    /// Where its words start in the paragraph, if they are code.
    code_from: Option<usize>,
}

/// A paragraph that is open.
#[derive(Debug)]
struct Open {
    look: Look,
    /// Whether the mark that ends it is struck out, so that the next paragraph goes on from it.
    joins: bool,
    /// The fields that are open, and whether each is still at its instructions.
    fields: Vec<bool>,
    run: Run,
}

pub(super) struct Reader<'x, 'l> {
    xml: Xml<'x>,
    styles: &'l Styles,
    tracked: TrackedChanges,
    lines: &'l mut Lines,
    open: Vec<Open>,
    /// For each open `AlternateContent`, whether one of its ways was read.
    chosen: Vec<bool>,
    tables: usize,
    /// Whether the text that comes next is that of words.
    in_words: bool,
    is_margin: bool,
}

impl<'x, 'l> Reader<'x, 'l> {
    pub(super) fn new(
        text: &'x str,
        name: &'x str,
        styles: &'l Styles,
        tracked: TrackedChanges,
        lines: &'l mut Lines,
    ) -> Self {
        let xml = Xml::new(text, name);
        let (open, chosen) = (Vec::new(), Vec::new());
        Self { xml, styles, tracked, lines, open, chosen, tables: 0, in_words: false, is_margin: false }
    }

    pub(super) fn read(mut self) -> Result<(), String> {
        loop {
            match self.xml.next()? {
                Node::Open(element) => match element.ns {
                    Ns::Word => self.word(&element)?,
                    Ns::Compatibility => self.compatibility(&element)?,
                    Ns::Math if element.local == "t" => self.in_words = true,
                    _ => {}
                },
                Node::Close(Ns::Word, local, _) => self.close(local),
                Node::Close(Ns::Math, "t", _) => self.in_words = false,
                Node::Close(Ns::Compatibility, "AlternateContent", _) => {
                    self.chosen.pop();
                }
                Node::Text(text, at) if self.reads() => self.lines.copy(text, at),
                Node::Literal(text, from) if self.reads() => self.lines.replace(text, from),
                Node::Reference(c, from) if self.reads() => {
                    self.lines.replace(c.encode_utf8(&mut [0; 4]), from);
                }
                Node::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// Whether text at this place is read.
    fn reads(&self) -> bool {
        self.in_words && self.is_shown()
    }

    /// Whether words at this place are shown to a reader.
    fn is_shown(&self) -> bool {
        self.open.last().is_some_and(|open| !open.run.hidden && !open.fields.contains(&true))
    }

    fn word(&mut self, element: &Element<'x>) -> Result<(), String> {
        let struck = match self.tracked {
            TrackedChanges::Accept => matches!(element.local, "del" | "moveFrom"),
            TrackedChanges::Reject => matches!(element.local, "ins" | "moveTo"),
        };
        match element.local {
            _ if struck => self.skip()?,
            "p" => {
                let kind = Kind::Block(BlockKind::Paragraph);
                self.lines.open(kind, false);
                let look = self.styles.look(None);
                self.open.push(Open { look, joins: false, fields: Vec::new(), run: Run::default() });
                self.style_paragraph(look, false);
            }
            "pPr" => self.paragraph_properties()?,
            "r" => {
                if let Some(open) = self.open.last_mut() {
                    open.run = Run { hidden: open.look.hides == Some(true), code_from: None };
                }
            }
            "rPr" => self.run_properties()?,
            "t" | "delText" => self.in_words = true,
            "tab" | "ptab" => self.stand_in("\t", element),
            "br" | "cr" => self.stand_in(LINE_BREAK, element),
            "noBreakHyphen" => self.stand_in("\u{2011}", element),
            "softHyphen" => self.stand_in("\u{ad}", element),
            "sym" => {
                let code = element.attribute("char").and_then(|c| u32::from_str_radix(&c, 16).ok());
                // Fonts of symbols have their signs where Unicode has none: nobody knows what they show.
                let sign = code.and_then(char::from_u32).filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c));
                self.stand_in(sign.unwrap_or('\u{fffd}').encode_utf8(&mut [0; 4]), element);
            }
            "fldChar" => self.field(element),
            "tbl" => {
                self.tables += 1;
                self.lines.break_off();
            }
            "trPr" => self.row_properties()?,
            "hdr" | "ftr" => self.is_margin = true,
            // Instructions of fields, how words are spoken, what fills an empty form, layout.
            "instrText" | "delInstrText" | "rt" | "sdtPr" | "sectPr" | "tblPr" | "tcPr" | "tblGrid"
            | "ffData" => {
                self.skip()?;
            }
            _ => {}
        }
        Ok(())
    }

    fn compatibility(&mut self, element: &Element<'x>) -> Result<(), String> {
        match element.local {
            "AlternateContent" => self.chosen.push(false),
            "Choice" | "Fallback" => match self.chosen.last_mut() {
                Some(chosen) if !*chosen => *chosen = true,
                _ => self.skip()?,
            },
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, local: &str) {
        match local {
            "p" => {
                let Some(open) = self.open.pop() else { return };
                self.in_words = false;
                self.lines.close(open.joins);
            }
            "r" => {
                if let Some(open) = self.open.last_mut() {
                    let run = std::mem::take(&mut open.run);
                    if let Some(start) = run.code_from {
                        self.lines.inert_from(start);
                    }
                }
            }
            "t" | "delText" => self.in_words = false,
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                self.lines.break_off();
            }
            "tc" | "footnote" | "endnote" | "txbxContent" => self.lines.break_off(),
            _ => {}
        }
    }

    /// Appends what an element of a run stands for.
    fn stand_in(&mut self, text: &str, element: &Element<'x>) {
        if self.is_shown() {
            self.lines.replace(text, element.range);
        }
    }

    /// Passes over an element; the paragraphs in it count all the same.
    fn skip(&mut self) -> Result<(), String> {
        let paragraphs = self.xml.skip(|e| e.ns == Ns::Word && e.local == "p")?;
        self.lines.pass(paragraphs);
        Ok(())
    }

    fn style_paragraph(&mut self, look: Look, is_heading: bool) {
        let kind = match look.kind {
            _ if is_heading => Kind::Block(BlockKind::Heading),
            Kind::Block(BlockKind::Paragraph) if self.tables > 0 || self.is_margin => {
                Kind::Block(BlockKind::Other)
            }
            kind => kind,
        };
        self.lines.is(kind, look.is_quote);
    }

    /// Reads the properties of a paragraph: its style, its place in the outline, whether its mark is struck out.
    fn paragraph_properties(&mut self) -> Result<(), String> {
        let depth = self.xml.depth();
        let (mut style, mut is_heading, mut joins) = (None, false, false);
        loop {
            match self.xml.next()? {
                Node::Open(e) if e.ns == Ns::Word => match e.local {
                    "pStyle" => style = Some(value(&e)),
                    "outlineLvl" => is_heading = value(&e).parse::<u8>().is_ok_and(|level| level < 9),
                    "pPrChange" | "rPrChange" | "sectPr" | "numPr" | "tabs" => {
                        self.xml.skip(|_| false)?;
                    }
                    "del" | "moveFrom" => joins |= self.tracked == TrackedChanges::Accept,
                    "ins" | "moveTo" => joins |= self.tracked == TrackedChanges::Reject,
                    _ => {}
                },
                Node::Close(..) if self.xml.depth() < depth => break,
                Node::End => break,
                _ => {}
            }
        }
        let look = self.styles.look(style.as_deref());
        if let Some(open) = self.open.last_mut() {
            (open.look, open.joins) = (look, joins);
            open.run.hidden = look.hides == Some(true);
        }
        self.style_paragraph(look, is_heading);
        Ok(())
    }

    /// Reads the properties of a run: whether it is hidden, whether it is code.
    fn run_properties(&mut self) -> Result<(), String> {
        let depth = self.xml.depth();
        let (mut style, mut vanish) = (None, None);
        loop {
            match self.xml.next()? {
                Node::Open(e) if e.ns == Ns::Word => match e.local {
                    "rStyle" => style = Some(value(&e)),
                    "vanish" => vanish = Some(toggle(&e)),
                    "rPrChange" => {
                        self.xml.skip(|_| false)?;
                    }
                    _ => {}
                },
                Node::Close(..) if self.xml.depth() < depth => break,
                Node::End => break,
                _ => {}
            }
        }
        let look = style.as_deref().map(|style| self.styles.look(Some(style)));
        let from_style = look.and_then(|look| look.hides);
        let is_code = look.is_some_and(|look| look.kind == Kind::Code);
        if let Some(open) = self.open.last_mut() {
            open.run.hidden = vanish.or(from_style).or(open.look.hides).unwrap_or(false);
            open.run.code_from = is_code.then(|| self.lines.current().len());
        }
        Ok(())
    }

    /// A row that is inserted or struck out as a whole.
    fn row_properties(&mut self) -> Result<(), String> {
        let (depth, mut struck) = (self.xml.depth(), false);
        loop {
            match self.xml.next()? {
                Node::Open(e) if e.ns == Ns::Word => match (e.local, self.tracked) {
                    ("del", TrackedChanges::Accept) | ("ins", TrackedChanges::Reject) => struck = true,
                    _ => {}
                },
                Node::Close(..) if self.xml.depth() < depth => break,
                Node::End => break,
                _ => {}
            }
        }
        // What is left of the row.
        if struck { self.skip() } else { Ok(()) }
    }

    fn field(&mut self, element: &Element<'x>) {
        let Some(open) = self.open.last_mut() else { return };
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => open.fields.push(true),
            Some("separate") => {
                if let Some(field) = open.fields.last_mut() {
                    *field = false;
                }
            }
            Some("end") => {
                open.fields.pop();
            }
            _ => {}
        }
    }
}
