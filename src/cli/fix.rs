//! `misquote fix`: the fixes of the library written back, whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use similar::TextDiff;

use super::Streams;
use super::discover::{Draft, Input};
use super::input::{Reading, bytes_of, stdin_bytes, text_of};
use super::output::count;
use super::walk::io_reason;
use crate::checks::{Check, Level};
use crate::decode::{self, encode};
use crate::diagnostic::Replacement;
use crate::fix::{self, Choice};
use crate::lint::{Checked, Linter};
use crate::scan::Scanner;
use crate::text_file::TextFile;

/// What a run is to do besides checking.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fixing {
    /// Which fixes to make.
    pub(crate) choice: Choice,
    /// Whether to show what would be changed and write nothing.
    pub(crate) diff: bool,
}

/// What came of fixing.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tally {
    /// Findings that were mended.
    pub(crate) made: usize,
    /// Files that were changed.
    pub(crate) files: usize,
    /// Findings that unsafe fixes would mend.
    pub(crate) more: usize,
}

impl Tally {
    /// Adds what came of another draft.
    pub(crate) fn add(&mut self, other: Self) {
        self.made += other.made;
        self.files += other.files;
        self.more += other.more;
    }
}

impl Fixing {
    /// Says what came of it: the line that ends a run.
    pub(crate) fn say(self, tally: Tally, streams: &mut Streams<'_>) -> io::Result<()> {
        let did = if self.diff { "would fix" } else { "fixed" };
        let more = match tally.more {
            0 => String::new(),
            more => format!("; {more} more with `--unsafe-fixes`, which rewrite quotations: read them"),
        };
        match tally.made {
            0 => writeln!(streams.err, "nothing to fix{more}"),
            made => {
                let (findings, files) = (count(made, "finding"), count(tally.files, "file"));
                writeln!(streams.err, "{did} {findings} in {files}{more}")
            }
        }
    }
}

/// A draft with its fixes made.
pub(crate) struct Mended {
    /// What is said of the result.
    pub(crate) checked: Checked,
    /// How many findings were mended.
    pub(crate) made: usize,
    /// How many more `--unsafe-fixes` would mend.
    pub(crate) more: usize,
    /// For standard output: the difference, or the text that came from standard input.
    pub(crate) output: Vec<u8>,
    /// Why the file is as it was although there was something to mend.
    pub(crate) failed: Option<String>,
}

impl Mended {
    /// A draft that was only checked.
    pub(crate) fn unchanged(checked: Checked) -> Self {
        Self { checked, made: 0, more: 0, output: Vec::new(), failed: None }
    }
}

/// Checks a draft and mends it as `fixing` says. The error is why it could not be read, as a sentence's end.
pub(crate) fn mend(
    draft: &Draft,
    linter: &Linter<'_>,
    levels: &[(&'static Check, Level)],
    passages: Option<&Scanner<'_>>,
    reading: Reading<'_>,
    fixing: Fixing,
) -> Result<Mended, String> {
    let is_stdin = draft.input == Input::Stdin;
    let bytes = if is_stdin { stdin_bytes()? } else { bytes_of(&draft.path)? };
    let read = |bytes: &[u8]| text_of(bytes.to_vec(), &draft.shown, reading);
    let file = read(&bytes)?;
    if file.layout().is_some() {
        return Ok(unmended(linter.check_with(file, levels, passages), bytes, is_stdin, fixing));
    }
    let fixed = fix::fix_by(&|file| linter.check_with(file, levels, passages), file, fixing.choice);
    let everything = Choice { unsafe_fixes: true, ..fixing.choice };
    let more = fixed.checked.findings.iter().filter(|f| everything.of(f).is_some()).count();
    let mut mended =
        Mended { checked: fixed.checked, made: fixed.made, more, output: Vec::new(), failed: None };
    if fixed.changes.is_empty() {
        if is_stdin && !fixing.diff {
            mended.output = bytes;
        }
        return Ok(mended);
    }
    let old = read(&bytes)?;
    let written = match rewritten(&old, &bytes, &fixed.changes, &mended.checked.file.text) {
        Ok(new) if fixing.diff => {
            mended.output = difference(&old, &mended.checked.file.text).into_bytes();
            Ok(new)
        }
        Ok(new) if is_stdin => {
            mended.output = new;
            return Ok(mended);
        }
        Ok(new) => replace_file(&draft.path, &bytes, &new).map(|()| new),
        Err(reason) => Err(reason),
    };
    if let Err(reason) = written {
        mended.checked = linter.check(old, levels);
        mended.made = 0;
        mended.output = if is_stdin && !fixing.diff { bytes } else { Vec::new() };
        mended.failed = Some(reason);
    }
    Ok(mended)
}

/// What is said of a Word, OpenDocument or EPUB file. No fix is written into one: its text is not what lies on disk.
fn unmended(checked: Checked, bytes: Vec<u8>, is_stdin: bool, fixing: Fixing) -> Mended {
    let mut mended = Mended::unchanged(checked);
    if is_stdin && !fixing.diff {
        mended.output = bytes;
    }
    if mended.checked.findings.iter().any(|finding| fixing.choice.of(finding).is_some()) {
        let how = "`misquote annotate --suggest` writes them into Word documents as tracked changes";
        mended.failed = Some(format!("fixes are not written into archives; {how}"));
    }
    mended
}

/// The bytes of a file with `changes` made to its text, in its own encoding. What is not changed keeps its bytes.
fn rewritten(old: &TextFile, bytes: &[u8], changes: &[Replacement], text: &str) -> Result<Vec<u8>, String> {
    let mut new = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for change in changes {
        let place = old.disk(change.span);
        new.extend_from_slice(&bytes[at..place.start]);
        let encoded = encode(&change.text, old.encoding)
            .map_err(|c| format!("`{c}` cannot be written in {}", old.encoding))?;
        new.extend_from_slice(&encoded);
        at = place.end;
    }
    new.extend_from_slice(&bytes[at..]);
    // An encoding with shifts, or one that was guessed: the next reader must see what was meant.
    match decode::decode(old.path.clone(), new.clone()) {
        Ok(again) if again.text == text => Ok(new),
        _ => Err(format!("as {} the fixed text would be read otherwise", old.encoding)),
    }
}

/// The difference between a file and its text after the fixes, in the unified format.
fn difference(old: &TextFile, new: &str) -> String {
    let diff = TextDiff::from_lines(old.text.as_str(), new);
    diff.unified_diff().header(&old.path, &old.path).to_string()
}

/// Puts `new` in the place of the file at `path`, of which `old` was read: at any moment there is the old file or the
/// new one, whole. The new one lies where a link leads to, and has the old one's mode and owner.
pub(super) fn replace_file(path: &Path, old: &[u8], new: &[u8]) -> Result<(), String> {
    let reason = |error: io::Error| io_reason(&error);
    let target = fs::canonicalize(path).map_err(reason)?;
    let metadata = fs::metadata(&target).map_err(reason)?;
    if metadata.permissions().readonly() {
        return Err("it is write-protected".to_owned());
    }
    let folder = target.parent().unwrap_or(Path::new("/"));
    // Dropped before it is persisted, it is gone again.
    let mut file = tempfile::Builder::new().prefix(".misquote-").tempfile_in(folder).map_err(reason)?;
    file.write_all(new).map_err(reason)?;
    keep_owner(&metadata, file.as_file());
    file.as_file().set_permissions(metadata.permissions()).map_err(reason)?;
    file.as_file().sync_all().map_err(reason)?;
    if fs::read(&target).map_err(reason)? != old {
        return Err("somebody changed it meanwhile: run it again".to_owned());
    }
    file.persist(&target).map_err(|error| io_reason(&error.error))?;
    // The name, too, should outlast a power cut; not every system lets a folder be opened.
    let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Only root may give files away; for everybody else a file that they may replace becomes theirs.
#[cfg(unix)]
fn keep_owner(old: &fs::Metadata, new: &fs::File) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let _ = fchown(new, Some(old.uid()), Some(old.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &fs::Metadata, _: &fs::File) {}
