//! The archive itself: which parts it holds, and their bytes within bounds.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::decode;

/// All that is read of one archive, unpacked, in bytes. The longest novels take a few megabytes.
const LARGEST: u64 = 512 << 20;
/// Above this size a part must not have been packed tighter than [`TIGHTEST`].
const LARGE: u64 = 64 << 20;
/// How many bytes one packed byte of a large part may come to.
const TIGHTEST: u64 = 100;
/// More entries than any document has; each costs memory before anything is read.
const MOST_ENTRIES: usize = 65_535;

/// An archive being read.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    read: u64,
}

impl<'b> Package<'b> {
    /// Opens the archive in `bytes`; `what` names the format that it should be, for messages.
    ///
    /// # Errors
    /// Why it is none, or must not be read, as a clause.
    pub(super) fn open(bytes: &'b [u8], what: &str) -> Result<Self, String> {
        if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            return Err(match memchr::memmem::find(bytes, &encrypted) {
                Some(_) => "it is encrypted: save it without a password".to_owned(),
                None => format!("it is a file of an old Office program, not {what}: save it anew as one"),
            });
        }
        if !bytes.starts_with(b"PK") {
            return Err(match bytes {
                [] => format!("it is empty, not {what}"),
                _ => format!("it is not {what}: it is no zip archive"),
            });
        }
        if entries(bytes) > MOST_ENTRIES {
            return Err(format!("its archive has more than {MOST_ENTRIES} entries"));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        if archive.has_duplicate_names() {
            return Err("its archive has several entries of one name".to_owned());
        }
        for name in archive.file_names() {
            let name = name.map_err(|error| broken(&error))?;
            if escapes(&name) {
                return Err(format!("its archive has an entry that leads out of it: `{name}`"));
            }
        }
        Ok(Self { archive, read: 0 })
    }

    /// The archive, to be copied.
    pub(super) fn archive(&mut self) -> &mut ZipArchive<Cursor<&'b [u8]>> {
        &mut self.archive
    }

    /// Whether there is an entry of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The bytes of an entry; nothing if there is none of this name.
    ///
    /// # Errors
    /// Why it cannot be unpacked, as a clause.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, String> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let left = LARGEST - self.read;
        let entry = self.archive.by_index(index).map_err(|error| broken(&error))?;
        let packed = entry.compressed_size().max(1);
        let limit = left.min(LARGE.max(packed.saturating_mul(TIGHTEST)));
        let mut bytes = Vec::new();
        entry
            .take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| format!("its archive is broken: {name} cannot be unpacked: {error}"))?;
        if bytes.len() as u64 > limit {
            return Err(match limit == left {
                true => format!("it unpacks to more than {} MiB", LARGEST >> 20),
                false => format!("{name} unpacks to more than {TIGHTEST} times its size"),
            });
        }
        self.read += bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// The text of an entry; nothing if there is none of this name.
    ///
    /// # Errors
    /// Why it cannot be read, as a clause.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, String> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let file =
            decode::decode(name.to_owned(), bytes).map_err(|why| format!("{name} is broken: {why}"))?;
        Ok(Some(file.text))
    }
}

fn broken(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED => {
            "it is encrypted: save it without a password".to_owned()
        }
        error => format!("its archive is broken: {error}"),
    }
}

/// Whether a name leads out of the folder that the archive would be unpacked into.
fn escapes(name: &str) -> bool {
    let bytes = name.as_bytes();
    name.starts_with(['/', '\\'])
        || (bytes.len() > 1 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':')
        || name.split(['/', '\\']).any(|step| step == "..")
}

/// How many entries the archive says it has.
fn entries(bytes: &[u8]) -> usize {
    // The record at the end of the directory: 22 bytes and a comment of up to 65,535.
    let tail = &bytes[bytes.len().saturating_sub(22 + 65_535)..];
    let Some(at) = memchr::memmem::rfind(tail, b"PK\x05\x06") else { return 0 };
    let number =
        |at: usize| tail.get(at..at + 2).map_or(0, |b| usize::from(u16::from_le_bytes([b[0], b[1]])));
    match number(at + 10) {
        // The real number stands in a record for large archives: no document has as many.
        0xffff => usize::MAX,
        entries => entries,
    }
}

/// The name of the part that `target` means when it stands in the part `from`.
pub(super) fn resolve(from: &str, target: &str) -> String {
    let target = target.split(['#', '?']).next().unwrap_or_default();
    let mut steps: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => from.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect()),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_from_where_they_are_named() {
        assert_eq!(resolve("word/document.xml", "footnotes.xml"), "word/footnotes.xml");
        assert_eq!(resolve("word/document.xml", "/word/comments.xml"), "word/comments.xml");
        assert_eq!(resolve("OEBPS/content.opf", "../text/ch1.xhtml#a"), "text/ch1.xhtml");
        assert_eq!(resolve("content.opf", "ch1.xhtml"), "ch1.xhtml");
    }

    #[test]
    fn names_that_lead_out_are_known() {
        for name in ["../a", "/etc/passwd", "a/../../b", "C:/a", "..\\a", "\\a"] {
            assert!(escapes(name), "{name}");
        }
        for name in ["a..b", "word/document.xml", "a/.../b", "[Content_Types].xml"] {
            assert!(!escapes(name), "{name}");
        }
    }
}
