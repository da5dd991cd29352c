//! The documents that the editor has open, which stand in place of the files on disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lsp_types::TextDocumentContentChangeEvent;

use super::positions::Units;
use crate::text_file::TextFile;

/// One open document.
#[derive(Debug)]
pub(super) struct Document {
    /// Its path; what has none yet (an untitled one) is taken to lie in the workspace.
    pub(super) path: PathBuf,
    /// The editor's number for this state of it.
    pub(super) version: i32,
    /// Its text as the editor has it.
    pub(super) text: String,
    /// Whether anything has been said of this state.
    pub(super) is_new: bool,
}

impl Document {
    /// Makes the editor's changes, each in the text that the one before it left.
    pub(super) fn change(
        &mut self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        units: Units,
    ) {
        for change in changes {
            match change.range {
                None => self.text = change.text,
                Some(range) => {
                    let file = TextFile::new("", std::mem::take(&mut self.text));
                    let start = units.offset(&file, range.start);
                    let end = units.offset(&file, range.end).max(start);
                    self.text = file.text;
                    self.text.replace_range(start..end, &change.text);
                }
            }
        }
        (self.version, self.is_new) = (version, true);
    }
}

/// All open documents, by address.
#[derive(Debug, Default)]
pub(super) struct Documents(pub(super) BTreeMap<String, Document>);

impl Documents {
    /// The text of an open document at `path`.
    pub(super) fn text_at(&self, path: &Path) -> Option<&str> {
        self.0.values().find(|document| document.path == path).map(|document| document.text.as_str())
    }
}
