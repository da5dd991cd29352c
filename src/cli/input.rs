//! Reading files, and the findings about those that cannot be read.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::walk::{io_reason, readable};
use crate::checks::{self, Check};
use crate::decode;
use crate::diagnostic::{Finding, Severity};
#[cfg(feature = "office")]
use crate::office;
use crate::report::fault;
use crate::span::Span;
use crate::text_file::TextFile;
use crate::toml_file::Fault;

/// Largest file that is read, in bytes. No draft is larger, and a run must not fill the memory with one that is none.
const LARGEST: u64 = 512 << 20;

/// A file that could not be used, and why.
#[derive(Debug)]
pub(crate) struct Faulty {
    /// The file, as far as it could be read.
    pub(crate) file: TextFile,
    /// What is wrong with it, by offset.
    pub(crate) findings: Vec<Finding>,
}

impl Faulty {
    /// A draft that could not be checked.
    pub(crate) fn not_checked(shown: &str, reason: impl Into<String>) -> Self {
        Self::whole("not-checked", shown, reason.into())
    }

    /// A file of which nothing could be read.
    pub(crate) fn whole(code: &str, shown: &str, reason: String) -> Self {
        let findings = findings_of(code, vec![Fault::new(Span::at(0), reason)]);
        Self { file: TextFile::new(shown, ""), findings }
    }
}

/// Mistakes of a file as findings of the check `code`.
pub(crate) fn findings_of(code: &str, mistakes: Vec<Fault>) -> Vec<Finding> {
    let check = check_of(code);
    let finding = |mistake: Fault| {
        let mut finding = fault(check, Severity::Error, mistake.span, mistake.message, mistake.notes);
        finding.related = mistake.related;
        finding
    };
    mistakes.into_iter().map(finding).collect()
}

/// The check of a code that stands in this program.
pub(crate) fn check_of(code: &str) -> &'static Check {
    checks::find(code).unwrap_or_else(|| unreachable!("`{code}` is in the table of checks"))
}

/// How documents are read.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Reading<'a> {
    /// How tracked changes are read.
    #[cfg(feature = "office")]
    pub(crate) tracked: office::TrackedChanges,
    /// The fields of JSON that are read; those that usually hold text if there are none.
    pub(crate) json_fields: &'a [String],
}

/// The text of the text file at `path`; the error is a reason, as a sentence's end.
pub(crate) fn read_text(path: &Path, shown: &str) -> Result<TextFile, String> {
    decode::decode(shown.to_owned(), bytes_of(path)?)
}

/// The text of the document at `path`, whatever its format; the error is a reason, as a sentence's end.
pub(crate) fn read_document(path: &Path, shown: &str, reading: Reading<'_>) -> Result<TextFile, String> {
    text_of(bytes_of(path)?, shown, reading)
}

/// The text of the document that comes from standard input.
pub(crate) fn read_stdin(shown: &str, reading: Reading<'_>) -> Result<TextFile, String> {
    text_of(stdin_bytes()?, shown, reading)
}

/// What the index of git has in place of files of the working tree.
static INDEX: OnceLock<HashMap<PathBuf, Vec<u8>>> = OnceLock::new();

/// From now on these bytes are read in place of the files at these places. One process looks at one index: this is for
/// the whole run, so that drafts, rules and configuration are all read as they are staged.
pub(crate) fn read_from_index(files: HashMap<PathBuf, Vec<u8>>) {
    let _ = INDEX.set(files);
}

/// Whether something else is read in place of the file at `path`.
pub(crate) fn is_in_index(path: &Path) -> bool {
    INDEX.get().is_some_and(|index| index.contains_key(path))
}

/// The bytes of the file at `path`; the error is a reason, as a sentence's end.
pub(crate) fn bytes_of(path: &Path) -> Result<Vec<u8>, String> {
    if let Some(bytes) = INDEX.get().and_then(|index| index.get(path)) {
        return Ok(bytes.clone());
    }
    readable(path)?;
    let file = File::open(path).map_err(|e| io_reason(&e))?;
    let size = file.metadata().map_or(0, |about| about.len().min(LARGEST));
    all_of(file, size as usize + 1)
}

/// The bytes that come from standard input.
pub(crate) fn stdin_bytes() -> Result<Vec<u8>, String> {
    // It can be read once only, and is wanted twice where there are source documents.
    static BYTES: OnceLock<Result<Vec<u8>, String>> = OnceLock::new();
    BYTES.get_or_init(|| all_of(io::stdin().lock(), 0)).clone()
}

/// The text of a document of whatever format.
#[cfg(feature = "office")]
pub(crate) fn text_of(bytes: Vec<u8>, shown: &str, reading: Reading<'_>) -> Result<TextFile, String> {
    match office::is_archive(shown, &bytes) {
        true => office::read(shown.to_owned(), &bytes, reading.tracked),
        false => text(bytes, shown, reading),
    }
}

/// The text of a document of whatever format.
#[cfg(not(feature = "office"))]
pub(crate) fn text_of(bytes: Vec<u8>, shown: &str, reading: Reading<'_>) -> Result<TextFile, String> {
    text(bytes, shown, reading)
}

fn text(bytes: Vec<u8>, shown: &str, reading: Reading<'_>) -> Result<TextFile, String> {
    Ok(decode::decode(shown.to_owned(), bytes)?.with_json_fields(reading.json_fields))
}

/// All bytes of `from`; room is made for so many as are `expected`.
fn all_of(from: impl Read, expected: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::with_capacity(expected);
    from.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|e| io_reason(&e))?;
    if bytes.len() as u64 > LARGEST {
        return Err(format!("it is larger than {} MiB", LARGEST >> 20));
    }
    Ok(bytes)
}
