//! The parts of the package that comments need: their own, how the document refers to it, and what type it has.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::super::docx::{self, relations_part};
use super::super::package::Package;
use super::super::xml::{Node, Xml};
use super::AUTHOR;
use super::runs::Mark;

const TYPES: &str = "[Content_Types].xml";
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const RELATIONS_TYPE: &str = "application/vnd.openxmlformats-package.relationships+xml";
const COMMENTS_RELATION: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The part that holds the comments.
pub(super) struct Comments {
    name: String,
    /// Its text, if the document has one.
    text: Option<String>,
}

impl Comments {
    /// Finds it, or a name for it.
    pub(super) fn of(package: &mut Package<'_>, parts: &docx::Parts) -> Result<Self, String> {
        if let Some(name) = parts.of_kind("comments").next() {
            return Ok(Self { name: name.to_owned(), text: package.text(name)? });
        }
        let folder = parts.main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let names = (0..).map(|number: u32| match number {
            0 => format!("{folder}comments.xml"),
            number => format!("{folder}comments{number}.xml"),
        });
        let free = names.into_iter().find(|name| !package.has(name)).unwrap_or_default();
        Ok(Self { name: free, text: None })
    }

    /// Its text, if the document has one.
    pub(super) fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// The part with these comments added.
    fn with(&self, added: &[(u32, Vec<String>)]) -> Result<String, String> {
        let Some(text) = &self.text else {
            let comments = comments(added, "w");
            return Ok(format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
                 <w:comments xmlns:w=\"{WORD}\">{comments}</w:comments>"
            ));
        };
        let (root, end) = root_of(text, &self.name)?;
        let Some((prefix, _)) = root.name.split_once(':') else {
            return Err(format!("{} names no prefix for its vocabulary", self.name));
        };
        Ok(insert_in_root(text, &root, end, &comments(added, prefix)))
    }
}

/// The start of the outermost element of a part: its tag's place, its name, and whether it is empty.
struct Root {
    range: (usize, usize),
    name: String,
    empty: bool,
}

/// The outermost element, and where its end tag starts.
fn root_of(text: &str, name: &str) -> Result<(Root, usize), String> {
    let mut xml = Xml::new(text, name);
    let mut root = None;
    loop {
        match xml.next()? {
            Node::Open(e) if root.is_none() => {
                root = Some(Root { range: e.range, name: e.name().to_owned(), empty: e.empty });
            }
            Node::Close(_, _, (start, _)) if xml.depth() == 0 => {
                return root.map(|root| (root, start)).ok_or_else(|| format!("{name} is empty"));
            }
            Node::End => return Err(format!("{name} is empty")),
            _ => {}
        }
    }
}

/// A part with `added` before the end of its outermost element.
fn insert_in_root(text: &str, root: &Root, end: usize, added: &str) -> String {
    if root.empty {
        let tag = text[root.range.0..root.range.1].trim_end_matches("/>").trim_end();
        return format!("{}{tag}>{added}</{}>{}", &text[..root.range.0], root.name, &text[root.range.1..]);
    }
    format!("{}{added}{}", &text[..end], &text[end..])
}

fn comments(added: &[(u32, Vec<String>)], p: &str) -> String {
    let mut out = String::new();
    for (id, paragraphs) in added {
        // Writing to a string cannot fail.
        let _ = write!(out, "<{p}:comment {p}:id=\"{id}\" {p}:author=\"{AUTHOR}\" {p}:initials=\"mq\">");
        for paragraph in paragraphs {
            let text = Mark::text(paragraph);
            let _ = write!(out, "<{p}:p><{p}:r><{p}:t xml:space=\"preserve\">{text}</{p}:t></{p}:r></{p}:p>");
        }
        let _ = write!(out, "</{p}:comment>");
    }
    out
}

/// Writes the package anew: `changed` parts with their new text, comments where there are any, all else as it is packed.
pub(super) fn write(
    bytes: &[u8],
    package: &mut Package<'_>,
    parts: &docx::Parts,
    comments: Comments,
    added: &[(u32, Vec<String>)],
    changed: Vec<(String, String)>,
) -> Result<Vec<u8>, String> {
    if added.is_empty() {
        return Ok(bytes.to_vec());
    }
    let mut new: Vec<(String, String)> =
        changed.into_iter().map(|(name, text)| (name, as_utf8(text))).collect();
    new.push((comments.name.clone(), as_utf8(comments.with(added)?)));
    if comments.text.is_none() {
        let relations = relations_part(&parts.main);
        let text = package.text(&relations)?;
        new.push((relations, with_relation(text.as_deref(), &comments.name)?));
    }
    if let Some(types) = package.text(TYPES)?
        && !types.contains(COMMENTS_TYPE)
    {
        new.push((TYPES.to_owned(), as_utf8(with_type(&types, &comments.name)?)));
    }
    let cannot = |error: zip::result::ZipError| format!("it cannot be written: {error}");
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + 4096)));
    let archive = package.archive();
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(cannot)?;
        let name = entry.name().map_err(cannot)?.into_owned();
        let Some(at) = new.iter().position(|(changed, _)| *changed == name) else {
            writer.raw_copy_file(entry).map_err(cannot)?;
            continue;
        };
        let mut options = SimpleFileOptions::default();
        if let Some(time) = entry.last_modified() {
            options = options.last_modified_time(time);
        }
        drop(entry);
        let (name, text) = new.remove(at);
        put(&mut writer, &name, &text, options)?;
    }
    for (name, text) in new {
        put(&mut writer, &name, &text, SimpleFileOptions::default())?;
    }
    Ok(writer.finish().map_err(cannot)?.into_inner())
}

fn put(
    writer: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    text: &str,
    options: SimpleFileOptions,
) -> Result<(), String> {
    writer.start_file(name, options).map_err(|error| format!("it cannot be written: {error}"))?;
    writer.write_all(text.as_bytes()).map_err(|error| format!("it cannot be written: {error}"))
}

/// The relations of the main part with one to the comments.
fn with_relation(text: Option<&str>, comments: &str) -> Result<String, String> {
    let name = "the relations of the document";
    let text = text.unwrap_or(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>",
    );
    let (root, end) = root_of(text, name)?;
    let prefix = root.name.split_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
    let ids = (1..).map(|number: u32| format!("rIdMisquote{number}"));
    let id = ids.into_iter().find(|id| !text.contains(&format!("\"{id}\""))).unwrap_or_default();
    let relation =
        format!("<{prefix}Relationship Id=\"{id}\" Type=\"{COMMENTS_RELATION}\" Target=\"/{comments}\"/>");
    Ok(as_utf8(insert_in_root(text, &root, end, &relation)))
}

/// The types of the parts with that of the comments, and of relations if they have none.
fn with_type(types: &str, comments: &str) -> Result<String, String> {
    let (root, end) = root_of(types, TYPES)?;
    let prefix = root.name.split_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
    let mut added = format!("<{prefix}Override PartName=\"/{comments}\" ContentType=\"{COMMENTS_TYPE}\"/>");
    if !types.contains(RELATIONS_TYPE) {
        added += &format!("<{prefix}Default Extension=\"rels\" ContentType=\"{RELATIONS_TYPE}\"/>");
    }
    Ok(insert_in_root(types, &root, end, &added))
}

/// A part as it is written: in UTF-8, whatever its declaration said before.
fn as_utf8(text: String) -> String {
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    let Some(end) = text.strip_prefix("<?xml").and_then(|_| text.find("?>")) else { return text };
    let Some(at) = text[..end].find("encoding=") else { return text };
    let value = &text[at + "encoding=".len()..end];
    let Some(mark) = value.chars().next().filter(|mark| matches!(mark, '"' | '\'')) else { return text };
    let Some(close) = value[1..].find(mark) else { return text };
    if value[1..=close].eq_ignore_ascii_case("utf-8") {
        return text;
    }
    let rest = &value[close + 2..];
    format!("{}encoding=\"UTF-8\"{rest}{}", &text[..at], &text[end..])
}
