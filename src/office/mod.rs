//! Word, OpenDocument and EPUB: from an archive to the text in it.
//!
//! The text has one line a paragraph and carries a [`Layout`] that says which paragraph of which part each line was;
//! everything after that is as for any text. Nothing in an archive is trusted: what it unpacks to, how deep its elements
//! nest and how many entries it has are bounded, entities are never defined or fetched, and an archive that cannot be
//! read as a whole is not read at all.

pub mod annotate;
mod docx;
mod epub;
mod lines;
mod odt;
mod package;
mod styles;
mod xml;

use self::lines::Piece;
use self::package::Package;
use crate::layout::Layout;
use crate::text_file::TextFile;

/// How tracked changes are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TrackedChanges {
    /// As if all were accepted: insertions are read, deletions are not.
    #[default]
    Accept,
    /// As if all were rejected: the text before the changes.
    Reject,
}

/// A format of archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Docx,
    Odt,
    Epub,
}

/// The endings of file names that each format goes by, lower case.
const EXTENSIONS: [(&str, Kind); 7] = [
    ("docx", Kind::Docx),
    ("docm", Kind::Docx),
    ("dotx", Kind::Docx),
    ("dotm", Kind::Docx),
    ("odt", Kind::Odt),
    ("ott", Kind::Odt),
    ("epub", Kind::Epub),
];

/// What an archive comes to.
struct Extraction {
    text: String,
    layout: Layout,
    /// Where the text comes from, in order.
    pieces: Vec<Piece>,
    /// The parts that were read, in the order of [`Layout::parts`].
    parts: Vec<Part>,
}

/// A part that was read.
struct Part {
    name: String,
    text: String,
}

/// Whether the file at `path` is to be read by this module: by its name or, where that says nothing, by its content.
#[must_use]
pub fn is_archive(path: &str, bytes: &[u8]) -> bool {
    kind_of(path, bytes).is_some()
}

/// Reads the archive in `bytes`, the file shown as `path`.
///
/// # Errors
/// The reason, as a clause for a message, if it is none of these formats, is encrypted, or cannot be read within bounds.
pub fn read(path: String, bytes: &[u8], tracked: TrackedChanges) -> Result<TextFile, String> {
    let kind = kind_of(&path, bytes).ok_or("it is no document that can be read")?;
    let extraction = extract(kind, bytes, tracked)?;
    Ok(TextFile::laid_out(path, extraction.text, extraction.layout))
}

fn extract(kind: Kind, bytes: &[u8], tracked: TrackedChanges) -> Result<Extraction, String> {
    match kind {
        Kind::Docx => docx::read(&mut Package::open(bytes, docx::NAME)?, tracked),
        Kind::Odt => odt::read(&mut Package::open(bytes, odt::NAME)?, tracked),
        Kind::Epub => epub::read(&mut Package::open(bytes, epub::NAME)?),
    }
}

fn kind_of(path: &str, bytes: &[u8]) -> Option<Kind> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let by_name = EXTENSIONS.iter().find(|(known, _)| extension.eq_ignore_ascii_case(known));
    by_name.map(|&(_, kind)| kind).or_else(|| kind_by_content(bytes))
}

fn kind_by_content(bytes: &[u8]) -> Option<Kind> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let mut package = Package::open(bytes, "an archive").ok()?;
    let mimetype = package.bytes("mimetype").ok()?.unwrap_or_default();
    if mimetype.starts_with(b"application/vnd.oasis.opendocument.text") {
        return Some(Kind::Odt);
    }
    if mimetype.starts_with(b"application/epub+zip") {
        return Some(Kind::Epub);
    }
    docx::Parts::of(&mut package).is_ok().then_some(Kind::Docx)
}
