//! Word: the main part, then notes, headers and footers.
//!
//! Read is what a reader of the page reads: words of runs, whatever stands around them (hyperlinks, content controls,
//! smart tags, text boxes); of content that is given in several ways, one. Not read: comments, hidden text, the
//! instructions of fields, and of tracked changes what is struck out.

mod reader;

use super::lines::{Extracted, Lines};
use super::package::{Package, resolve};
use super::styles::{Style, Styles};
use super::xml::{Element, Node, Ns, Xml};
use super::{Extraction, Part, TrackedChanges};

/// What the format is called in messages.
pub(super) const NAME: &str = "a Word document";

/// The parts that a document consists of.
pub(super) struct Parts {
    /// The name of the main part.
    pub(super) main: String,
    /// What the main part refers to: the last word of the relation, and the name of the part.
    pub(super) related: Vec<(String, String)>,
}

impl Parts {
    /// Finds the parts of a document.
    pub(super) fn of(package: &mut Package<'_>) -> Result<Self, String> {
        let main = relations(package, "")?.into_iter().find(|(kind, _)| kind == "officeDocument");
        let main = main.map(|(_, name)| name).filter(|name| package.has(name));
        let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
        if !package.has(&main) {
            return Err(match package.has("mimetype") || package.has("content.xml") {
                true => format!("it is not {NAME} but something else, by its content"),
                false => format!("it is not {NAME}: it has no {main}"),
            });
        }
        let mut related = relations(package, &main)?;
        related.retain(|(_, name)| package.has(name));
        related.dedup();
        Ok(Self { main, related })
    }

    /// The parts of a kind, in the order in which they are related.
    pub(super) fn of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a str> {
        self.related.iter().filter(move |(k, _)| k == kind).map(|(_, name)| name.as_str())
    }
}

/// The relations of a part (of the package, for the empty name): the last word of the relation's kind, and its target.
fn relations(package: &mut Package<'_>, part: &str) -> Result<Vec<(String, String)>, String> {
    let name = relations_part(part);
    let Some(text) = package.text(&name)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(&text, &name);
    let mut related = Vec::new();
    loop {
        match xml.next()? {
            Node::Open(e)
                if e.local == "Relationship" && e.attribute("TargetMode").as_deref() != Some("External") =>
            {
                if let (Some(kind), Some(target)) = (e.attribute("Type"), e.attribute("Target")) {
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    related.push((kind, resolve(part, &target)));
                }
            }
            Node::End => return Ok(related),
            _ => {}
        }
    }
}

/// The name of the part that holds the relations of `part`.
pub(super) fn relations_part(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// Reads the document in `package`.
pub(super) fn read(package: &mut Package<'_>, tracked: TrackedChanges) -> Result<Extraction, String> {
    let parts = Parts::of(package)?;
    let mut styles = Styles::default();
    if let Some(name) = parts.of_kind("styles").next().map(str::to_owned)
        && let Some(text) = package.text(&name)?
    {
        styles = read_styles(&text, &name)?;
    }
    let mut names = vec![parts.main.clone()];
    for kind in ["footnotes", "endnotes", "header", "footer"] {
        names.extend(parts.of_kind(kind).map(str::to_owned));
    }
    let mut lines = Lines::default();
    let mut read = Vec::new();
    for name in names {
        let Some(text) = package.text(&name)? else { continue };
        lines.part(&name);
        reader::Reader::new(&text, &name, &styles, tracked, &mut lines).read()?;
        read.push(Part { name, text });
    }
    let Extracted { text, layout, pieces } = lines.finish();
    Ok(Extraction { text, layout, pieces, parts: read })
}

fn read_styles(text: &str, name: &str) -> Result<Styles, String> {
    let mut xml = Xml::new(text, name);
    let mut styles = Styles::default();
    let mut open: Option<(String, Style)> = None;
    loop {
        match xml.next()? {
            Node::Open(e) if e.ns == Ns::Word => match e.local {
                "style" => {
                    let id = e.attribute("styleId").unwrap_or_default().into_owned();
                    if e.attribute("type").as_deref() == Some("paragraph")
                        && is_on(e.attribute("default").as_deref())
                    {
                        styles.default = Some(id.clone());
                    }
                    open = Some((id, Style::default()));
                }
                "name" => {
                    if let Some((_, style)) = &mut open {
                        style.name = value(&e);
                    }
                }
                "basedOn" => {
                    if let Some((_, style)) = &mut open {
                        style.based_on = Some(value(&e));
                    }
                }
                "outlineLvl" => {
                    if let Some((_, style)) = &mut open {
                        style.is_heading = value(&e).parse::<u8>().is_ok_and(|level| level < 9);
                    }
                }
                "vanish" => {
                    if let Some((_, style)) = &mut open {
                        style.hides = Some(toggle(&e));
                    }
                }
                // How the style looked before a tracked change, and the parts of tables.
                "pPrChange" | "rPrChange" | "tblStylePr" => {
                    xml.skip(|_| false)?;
                }
                _ => {}
            },
            Node::Close(Ns::Word, "style", _) => {
                if let Some((id, style)) = open.take() {
                    styles.all.insert(id, style);
                }
            }
            Node::End => return Ok(styles),
            _ => {}
        }
    }
}

fn value(element: &Element<'_>) -> String {
    element.attribute("val").unwrap_or_default().into_owned()
}

/// Whether a property that is on or off is on: it is, unless it says otherwise.
fn toggle(element: &Element<'_>) -> bool {
    element.attribute("val").is_none_or(|value| is_on(Some(&value)))
}

fn is_on(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true" | "on"))
}
