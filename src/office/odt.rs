//! OpenDocument text: the content, then the headers and footers of its pages.
//!
//! Spaces are those of a reader: any number of them is one, unless they are written as `text:s`. Of tracked changes the
//! content holds what was inserted; what was deleted is kept at the start of the file and put back where changes are
//! rejected.

mod reader;

use rustc_hash::FxHashMap;

use self::reader::Reader;
use super::lines::{Extracted, Lines};
use super::package::Package;
use super::styles::{Style, Styles};
use super::xml::{Node, Ns, Xml};
use super::{Extraction, Part, TrackedChanges};

/// What the format is called in messages.
pub(super) const NAME: &str = "an OpenDocument text";

/// What a tracked change did.
#[derive(Debug, PartialEq, Eq)]
enum Change {
    /// It put in what stands between its marks.
    Insertion,
    /// It took out this text, which stood at its mark.
    Deletion(String),
}

/// Reads the document in `package`.
pub(super) fn read(package: &mut Package<'_>, tracked: TrackedChanges) -> Result<Extraction, String> {
    if let Some(manifest) = package.text("META-INF/manifest.xml")?
        && manifest.contains("encryption-data")
    {
        return Err("it is encrypted: save it without a password".to_owned());
    }
    if let Some(mimetype) = package.bytes("mimetype")?
        && !mimetype.starts_with(b"application/vnd.oasis.opendocument.text")
    {
        let mimetype = String::from_utf8_lossy(&mimetype[..mimetype.len().min(80)]).trim().to_owned();
        return Err(format!("it is not {NAME} but says that it is `{mimetype}`"));
    }
    let Some(content) = package.text("content.xml")? else {
        return Err(format!("it is not {NAME}: it has no content.xml"));
    };
    let page = package.text("styles.xml")?;
    let mut styles = Styles::default();
    for (name, text) in page.iter().map(|text| ("styles.xml", text)).chain([("content.xml", &content)]) {
        read_styles(&mut styles, text, name)?;
    }
    let changes = match tracked {
        TrackedChanges::Accept => FxHashMap::default(),
        TrackedChanges::Reject => changes(&content)?,
    };
    let mut lines = Lines::default();
    let mut parts = Vec::new();
    for (name, text) in [("content.xml", Some(content)), ("styles.xml", page)] {
        let Some(text) = text else { continue };
        lines.part(name);
        Reader::new(&text, name, &styles, &changes, &mut lines).read()?;
        parts.push(Part { name: name.to_owned(), text });
    }
    let Extracted { text, layout, pieces } = lines.finish();
    Ok(Extraction { text, layout, pieces, parts })
}

fn read_styles(styles: &mut Styles, text: &str, name: &str) -> Result<(), String> {
    let mut xml = Xml::new(text, name);
    let mut open: Option<(String, Style)> = None;
    loop {
        match xml.next()? {
            // All styles stand before the text.
            Node::Open(e) if (e.ns, e.local) == (Ns::Office, "body") => return Ok(()),
            Node::Open(e) if (e.ns, e.local) == (Ns::Style, "style") => {
                let id = e.attribute("name").unwrap_or_default().into_owned();
                let style = Style {
                    name: e.attribute("display-name").unwrap_or_default().into_owned(),
                    based_on: e.attribute("parent-style-name").map(|parent| parent.into_owned()),
                    ..Style::default()
                };
                open = Some((id, style));
            }
            Node::Open(e) if (e.ns, e.local) == (Ns::Style, "text-properties") => {
                if let (Some((_, style)), Some(display)) = (&mut open, e.attribute("display")) {
                    style.hides = Some(display == "none");
                }
            }
            Node::Close(Ns::Style, "style", _) => {
                if let Some((id, style)) = open.take() {
                    styles.all.insert(id, style);
                }
            }
            Node::End => return Ok(()),
            _ => {}
        }
    }
}

/// The tracked changes by their ids.
fn changes(content: &str) -> Result<FxHashMap<String, Change>, String> {
    let mut xml = Xml::new(content, "content.xml");
    let mut changes = FxHashMap::default();
    let mut id = String::new();
    loop {
        match xml.next()? {
            Node::Open(e) if e.ns == Ns::Text => match e.local {
                "changed-region" => id = e.attribute("id").unwrap_or_default().into_owned(),
                "insertion" => {
                    changes.insert(id.clone(), Change::Insertion);
                }
                "deletion" => {
                    let deleted = deleted(&mut xml)?;
                    changes.insert(id.clone(), Change::Deletion(deleted));
                }
                // They stand before the text.
                "p" | "h" => return Ok(changes),
                _ => {}
            },
            Node::Close(Ns::Text, "tracked-changes", _) | Node::End => return Ok(changes),
            _ => {}
        }
    }
}

/// The text of the deletion that was opened last, its paragraphs joined by line breaks.
fn deleted(xml: &mut Xml<'_>) -> Result<String, String> {
    let depth = xml.depth();
    let mut text = String::new();
    let (mut paragraphs, mut open) = (0, 0_usize);
    loop {
        match xml.next()? {
            Node::Open(e) if e.ns == Ns::Text => match e.local {
                "p" | "h" => {
                    if paragraphs > 0 {
                        text.push_str(super::lines::LINE_BREAK);
                    }
                    paragraphs += 1;
                    open += 1;
                }
                "s" => text.push(' '),
                "tab" => text.push('\t'),
                "line-break" => text.push_str(super::lines::LINE_BREAK),
                "note" => {
                    xml.skip(|_| false)?;
                }
                _ => {}
            },
            Node::Close(Ns::Text, "p" | "h", _) => open = open.saturating_sub(1),
            Node::Text(part, _) | Node::Literal(part, _) if open > 0 => {
                text.push_str(&part.replace(['\n', '\r', '\t'], " "));
            }
            Node::Reference(c, _) if open > 0 => text.push(c),
            Node::Close(..) if xml.depth() < depth => return Ok(text),
            Node::End => return Ok(text),
            _ => {}
        }
    }
}
