//! The records of the projects that the server knows, until something that they are made of changes.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::documents::Documents;
use crate::cli::input::read_text;
use crate::cli::project::Records;
use crate::cli::projects::Projects;
use crate::text_file::TextFile;

/// The records of all projects that are known so far.
pub(super) struct Canons {
    pub(super) all: Vec<Records>,
    /// What they were read from, as it was then: rules files, the folders that hold them, configurations.
    stamps: Vec<(PathBuf, Option<Stamp>)>,
}

/// A state of a file: when it was written, and how long it is. None of a file that is not there.
pub(super) type Stamp = (SystemTime, u64);

impl Canons {
    /// Reads the records of `projects`; open documents stand in place of files.
    pub(super) fn load(projects: &Projects, root: &Path, documents: &Documents) -> Self {
        let read = |path: &Path, name: &str| match documents.text_at(path) {
            Some(text) => Ok(TextFile::new(name, text)),
            None => read_text(path, name),
        };
        let all: Vec<Records> = projects.all().iter().map(|o| o.project.records_from(root, &read)).collect();
        let rules = all.iter().flat_map(|records| &records.canon.files).map(|file| root.join(&file.path));
        let mut paths: Vec<PathBuf> = rules.collect();
        // A rules file that is new is seen by its folder.
        let mut folders: Vec<PathBuf> = paths.iter().filter_map(|p| p.parent()).map(Path::to_owned).collect();
        folders.dedup();
        paths.append(&mut folders);
        paths.extend(projects.all().iter().filter_map(|o| o.file.as_ref()).map(|file| root.join(&file.path)));
        let stamps = paths.into_iter().map(|path| (stamp(&path), path)).map(|(stamp, path)| (path, stamp));
        Self { all, stamps: stamps.collect() }
    }

    /// Whether a file that they were read from is another now. Asked where the editor does not watch files.
    pub(super) fn are_stale(&self) -> bool {
        self.stamps.iter().any(|(path, seen)| stamp(path) != *seen)
    }
}

/// The state of the file at `path` now.
pub(super) fn stamp(path: &Path) -> Option<Stamp> {
    fs::metadata(path).ok().and_then(|meta| Some((meta.modified().ok()?, meta.len())))
}
