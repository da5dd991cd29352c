//! EPUB: the chapters of the spine in its order, each read as the XHTML that it is.
//!
//! A block of a chapter is a paragraph; tables of contents are none. Fonts may be obfuscated, chapters not.

use super::Extraction;
use super::package::{Package, resolve};
use super::xml::{Node, Xml};
use crate::decode;
use crate::extract;
use crate::layout::{Layout, Paragraph};
use crate::prose::Prose;
use crate::span::{Read, Span, Text};

/// What the format is called in messages.
pub(super) const NAME: &str = "an EPUB";

/// Reads the book in `package`.
pub(super) fn read(package: &mut Package<'_>) -> Result<Extraction, String> {
    let container = "META-INF/container.xml";
    let Some(text) = package.text(container)? else {
        return Err(format!("it is not {NAME}: it has no {container}"));
    };
    let Some(root) = first_attribute(&text, container, "rootfile", "full-path")? else {
        return Err(format!("it is not {NAME}: its {container} names no book"));
    };
    let Some(book) = package.text(&root)? else {
        return Err(format!("it is not {NAME}: it has no {root}"));
    };
    let chapters = spine(&book, &root)?;
    let encrypted = encrypted(package)?;
    let mut out = Book::default();
    for name in chapters {
        if encrypted.contains(&name) {
            return Err(format!("it is encrypted: {name} can be read only with a key"));
        }
        let Some(bytes) = package.bytes(&name)? else {
            return Err(format!("its archive is broken: it has no {name}"));
        };
        let mut file =
            decode::decode(name.clone(), bytes).map_err(|why| format!("{name} is broken: {why}"))?;
        if defines_entities(&file.text) {
            return Err(format!("{name} has a document type that defines entities, which are never read"));
        }
        // Whatever a chapter is called, it is XHTML.
        file.path = "chapter.xhtml".to_owned();
        out.add(name, &extract::extract(&file));
    }
    Ok(Extraction { text: out.text, layout: out.layout, pieces: Vec::new(), parts: Vec::new() })
}

/// A book being put together.
#[derive(Default)]
struct Book {
    text: String,
    layout: Layout,
}

impl Book {
    fn add(&mut self, name: String, prose: &Prose) {
        let Self { text, layout } = self;
        let part = layout.parts.len();
        layout.parts.push(name);
        let before = layout.paragraphs.len();
        for (index, block) in prose.blocks.iter().enumerate() {
            let start = text.len();
            // Paragraphs are lines; what breaks a line in them does not.
            text.push_str(&prose.slice(block.span).replace('\n', super::lines::LINE_BREAK));
            let span = Span::new(start, text.len());
            text.push('\n');
            layout.paragraphs.push(Paragraph { span, part, number: index + 1, kind: Some(block.kind) });
        }
        let quotes = prose.block_quotes.iter();
        layout.block_quotes.extend(quotes.map(|q| before + q.blocks.start..before + q.blocks.end));
        let own = &layout.paragraphs[before..];
        let place = |span: &Span<Read>| stretch(prose, own, *span);
        layout.elements.extend(prose.elements.iter().filter_map(place));
        layout.inert.extend(prose.inert.iter().filter_map(place));
    }
}

/// Where a stretch of a chapter's prose stands in the text of the book.
fn stretch(prose: &Prose, paragraphs: &[Paragraph], span: Span<Read>) -> Option<Span<Text>> {
    let start = place(prose, paragraphs, span.start)?;
    let end = place(prose, paragraphs, span.end)?;
    (start < end).then(|| Span::new(start, end))
}

fn place(prose: &Prose, paragraphs: &[Paragraph], at: usize) -> Option<usize> {
    let block = prose.block_at(at)?;
    let span = prose.blocks[block].span;
    let at = at.min(span.end);
    let breaks = prose.text[span.start..at].matches('\n').count();
    Some(paragraphs[block].span.start + (at - span.start) + breaks * (super::lines::LINE_BREAK.len() - 1))
}

/// The chapters in the order in which they are read, by their names in the archive.
fn spine(book: &str, root: &str) -> Result<Vec<String>, String> {
    let mut xml = Xml::new(book, root);
    let mut items: Vec<(String, String)> = Vec::new();
    let mut chapters = Vec::new();
    loop {
        match xml.next()? {
            Node::Open(e) if e.local == "item" => {
                let kind = e.attribute("media-type").unwrap_or_default();
                let contents =
                    e.attribute("properties").is_some_and(|p| p.split_whitespace().any(|p| p == "nav"));
                let is_page = kind == "application/xhtml+xml" || kind == "text/html";
                if let (true, Some(id), Some(href)) =
                    (is_page && !contents, e.attribute("id"), e.attribute("href"))
                {
                    items.push((id.into_owned(), resolve(root, &unescaped(&href))));
                }
            }
            Node::Open(e) if e.local == "itemref" => {
                let id = e.attribute("idref").unwrap_or_default();
                let item = items.iter().find(|(known, _)| *known == id);
                chapters.extend(item.map(|(_, name)| name.clone()).filter(|name| !chapters.contains(name)));
            }
            Node::End => return Ok(chapters),
            _ => {}
        }
    }
}

/// The names of the entries that are encrypted.
fn encrypted(package: &mut Package<'_>) -> Result<Vec<String>, String> {
    let name = "META-INF/encryption.xml";
    let Some(text) = package.text(name)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(&text, name);
    let mut names = Vec::new();
    loop {
        match xml.next()? {
            Node::Open(e) if e.local == "CipherReference" => {
                names.extend(e.attribute("URI").map(|uri| resolve("", &unescaped(&uri))));
            }
            Node::End => return Ok(names),
            _ => {}
        }
    }
}

fn first_attribute(text: &str, name: &str, element: &str, attribute: &str) -> Result<Option<String>, String> {
    let mut xml = Xml::new(text, name);
    loop {
        match xml.next()? {
            Node::Open(e) if e.local == element => {
                return Ok(e.attribute(attribute).map(|value| value.into_owned()));
            }
            Node::End => return Ok(None),
            _ => {}
        }
    }
}

/// Whether a chapter begins with a document type that defines entities.
fn defines_entities(text: &str) -> bool {
    let head = text.find("<!DOCTYPE").or_else(|| text.find("<!doctype"));
    // The part before the outermost element; a chapter may well write about document types.
    let is_head = |at: &usize| text[..*at].matches('<').count() < 8;
    head.filter(is_head).is_some_and(|at| {
        let end = text[at..].find(['[', '>']).map_or(text.len(), |end| at + end);
        text[end..].starts_with('[')
    })
}

/// A path of a URL with its `%XX` escapes resolved.
fn unescaped(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = |b: u8| char::from(b).to_digit(16);
        match (first, after) {
            (b'%', [a, b, more @ ..]) if hex(*a).is_some() && hex(*b).is_some() => {
                bytes.push((hex(*a).unwrap_or(0) * 16 + hex(*b).unwrap_or(0)) as u8);
                rest = more;
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_urls_are_unescaped() {
        assert_eq!(unescaped("a%20b%C3%A9.xhtml"), "a bé.xhtml");
        assert_eq!(unescaped("100%"), "100%");
    }

    #[test]
    fn only_a_document_type_with_a_subset_defines_entities() {
        assert!(defines_entities(
            "<?xml version='1.0'?>\n<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///a'>]><html/>"
        ));
        assert!(!defines_entities(
            "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.1//EN' 'xhtml11.dtd'><html>[a]</html>"
        ));
    }
}
