//! XML as the parts of an archive hold it: elements by namespace and name, text with its place in the part.
//!
//! What an attacker may write is bounded here: elements nest to a depth, a document type with entities is refused, and
//! no entity but the five of XML itself is ever replaced.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;

/// Elements nest this deep at most. Word's own limit for tables in tables is far below.
const DEEPEST: usize = 1000;

/// The vocabularies that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ns {
    /// `WordprocessingML`, transitional or strict.
    Word,
    /// Markup compatibility: the same content in several ways.
    Compatibility,
    /// Formulas of Word.
    Math,
    /// Text of OpenDocument.
    Text,
    /// The frame of an OpenDocument file.
    Office,
    /// Tables of OpenDocument.
    Table,
    /// Styles of OpenDocument.
    Style,
    /// Drawings of OpenDocument and their descriptions.
    Draw,
    /// Anything else.
    Other,
}

impl Ns {
    fn of(uri: &str) -> Self {
        const ODF: &str = "urn:oasis:names:tc:opendocument:xmlns:";
        match uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            _ => match uri.strip_prefix(ODF) {
                Some("text:1.0") => Self::Text,
                Some("office:1.0") => Self::Office,
                Some("table:1.0") => Self::Table,
                Some("style:1.0") => Self::Style,
                Some("drawing:1.0" | "svg-compatible:1.0") => Self::Draw,
                _ => Self::Other,
            },
        }
    }
}

/// The start of an element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element<'x> {
    /// Its vocabulary.
    pub(super) ns: Ns,
    /// Its name without prefix.
    pub(super) local: &'x str,
    /// Its name and attributes as they stand in the tag.
    pub(super) tag: &'x str,
    name_len: usize,
    /// From `<` to `>` in the part.
    pub(super) range: (usize, usize),
    /// Whether it ends at once: `<w:tab/>`. Its end is told all the same.
    pub(super) empty: bool,
}

impl<'x> Element<'x> {
    /// The value of the attribute of this name, whatever its prefix.
    pub(super) fn attribute(&self, local: &str) -> Option<Cow<'x, str>> {
        let mut attributes = Attributes::new(self.tag, self.name_len);
        let found = attributes.with_checks(false).flatten().find(|a| without_prefix(a.key.0) == local)?;
        let unescaped = match &found.value {
            Cow::Borrowed(value) => quick_xml::escape::unescape(value).ok(),
            Cow::Owned(_) => None,
        };
        Some(unescaped.unwrap_or(found.value))
    }

    /// The name with its prefix.
    pub(super) fn name(&self) -> &'x str {
        &self.tag[..self.name_len]
    }
}

/// What a part is made of, in order.
#[derive(Debug, Clone, Copy)]
pub(super) enum Node<'x> {
    /// An element starts.
    Open(Element<'x>),
    /// It ends, with the place of its end tag.
    Close(Ns, &'x str, (usize, usize)),
    /// Text without references, as it stands at this place.
    Text(&'x str, usize),
    /// The text of a CDATA section, and the place of the section.
    Literal(&'x str, (usize, usize)),
    /// A character reference or a predefined entity, which stands for this character.
    Reference(char, (usize, usize)),
    /// The part is over.
    End,
}

/// A part being read.
pub(super) struct Xml<'x> {
    source: &'x str,
    reader: Reader<&'x [u8]>,
    name: &'x str,
    /// Prefixes in force: the depth at which each was declared, the prefix, its vocabulary.
    prefixes: Vec<(usize, &'x str, Ns)>,
    /// The prefix that was looked up last: nearly always the next one too.
    last: Option<(&'x str, Ns)>,
    open: Vec<(Ns, &'x str)>,
}

impl<'x> Xml<'x> {
    /// Reads `source`, the part called `name`.
    pub(super) fn new(source: &'x str, name: &'x str) -> Self {
        let mut reader = Reader::from_str(source.strip_prefix('\u{feff}').unwrap_or(source));
        reader.config_mut().expand_empty_elements = true;
        Self { source, reader, name, prefixes: Vec::new(), last: None, open: Vec::new() }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The next node.
    ///
    /// # Errors
    /// Why the part cannot be read, as a clause.
    pub(super) fn next(&mut self) -> Result<Node<'x>, String> {
        let mark = self.source.len() - self.source.strip_prefix('\u{feff}').unwrap_or(self.source).len();
        loop {
            let start = self.at() + mark;
            let event = self.reader.read_event().map_err(|error| self.broken(&error.to_string()))?;
            let end = self.at() + mark;
            match event {
                Event::Start(tag) => {
                    let (name_len, tag_len) = (tag.name().0.len(), tag.len());
                    return self.opened(start, end, tag_len, name_len).map(Node::Open);
                }
                Event::End(_) => {
                    let (ns, local) = self.open.pop().unwrap_or((Ns::Other, ""));
                    let depth = self.open.len();
                    let before = self.prefixes.len();
                    self.prefixes.retain(|&(at, ..)| at <= depth);
                    if self.prefixes.len() != before {
                        self.last = None;
                    }
                    return Ok(Node::Close(ns, local, (start, end)));
                }
                Event::Text(_) => return Ok(Node::Text(&self.source[start..end], start)),
                Event::CData(_) => {
                    let inner = start + "<![CDATA[".len()..end - "]]>".len();
                    return Ok(Node::Literal(&self.source[inner], (start, end)));
                }
                Event::GeneralRef(reference) => {
                    let c = match reference.resolve_char_ref() {
                        Ok(Some(c)) => Some(c),
                        Ok(None) => predefined(&reference),
                        Err(_) => None,
                    };
                    let Some(c) = c else {
                        let what = format!("it uses `&{};`, which is not defined", &*reference);
                        return Err(self.broken(&what));
                    };
                    return Ok(Node::Reference(c, (start, end)));
                }
                Event::DocType(text) => {
                    if text.contains(['[']) || text.contains("ENTITY") || text.contains("SYSTEM") {
                        return Err(format!(
                            "{} has a document type that defines or refers to entities, which are never read",
                            self.name
                        ));
                    }
                }
                Event::Eof => {
                    return match self.open.last() {
                        Some((_, local)) => Err(self.broken(&format!("it ends within `{local}`"))),
                        None => Ok(Node::End),
                    };
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Empty(_) => {}
            }
        }
    }

    /// Passes over the rest of the element that was opened last, and counts the elements in it that `counted` knows.
    pub(super) fn skip(&mut self, counted: impl Fn(&Element<'x>) -> bool) -> Result<usize, String> {
        let (depth, mut count) = (self.depth(), 0);
        loop {
            match self.next()? {
                Node::Open(element) if counted(&element) => count += 1,
                Node::Close(..) if self.depth() < depth => return Ok(count),
                Node::End => return Ok(count),
                _ => {}
            }
        }
    }

    fn opened(
        &mut self,
        start: usize,
        end: usize,
        tag_len: usize,
        name_len: usize,
    ) -> Result<Element<'x>, String> {
        if self.open.len() >= DEEPEST {
            return Err(format!("the elements of {} nest more than {DEEPEST} deep", self.name));
        }
        let tag = &self.source[start + 1..start + 1 + tag_len];
        let depth = self.open.len() + 1;
        if tag[name_len..].contains("xmlns") {
            for attribute in Attributes::new(tag, name_len).with_checks(false).flatten() {
                let prefix = match attribute.key.0.strip_prefix("xmlns") {
                    Some("") => "",
                    Some(prefix) => prefix.strip_prefix(':').unwrap_or(prefix),
                    None => continue,
                };
                self.prefixes.push((depth, prefix, Ns::of(&attribute.value)));
            }
            self.last = None;
        }
        let name = &tag[..name_len];
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let ns = match self.last {
            Some((last, ns)) if last == prefix => ns,
            _ => {
                let ns = self.prefixes.iter().rev().find(|(_, p, _)| *p == prefix);
                let ns = ns.map_or(Ns::Other, |&(.., ns)| ns);
                self.last = Some((prefix, ns));
                ns
            }
        };
        self.open.push((ns, local));
        let empty = self.source[..end].ends_with("/>");
        Ok(Element { ns, local, tag, name_len, range: (start, end), empty })
    }

    fn at(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn broken(&self, why: &str) -> String {
        format!("{} is broken: {why}", self.name)
    }
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

fn without_prefix(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}
