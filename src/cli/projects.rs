//! All projects of a run: every draft is checked by the `misquote.toml` nearest to it.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::input::read_text;
use super::pattern::{normal, relative, shown};
use super::project::{Project, RecordPattern, Wanted};
use super::walk::readable;
use crate::config::{self, Config};
use crate::text_file::TextFile;
use crate::toml_file::Fault;

/// The name of configuration files.
pub(crate) const CONFIG_NAME: &str = "misquote.toml";

/// All projects of a run.
pub(crate) struct Projects {
    /// From where the search began: absolute, without `.` and `..`.
    cwd: PathBuf,
    /// `--rules` and `--sources`, in place of those of every configuration.
    wanted: Wanted,
    /// `--config`: there is no other project.
    only: bool,
    all: Vec<Opened>,
    nearest: HashMap<PathBuf, Option<usize>>,
}

/// A project with its configuration file and what is wrong with that.
pub(crate) struct Opened {
    /// The project.
    pub(crate) project: Project,
    /// The configuration file, if there is one.
    pub(crate) file: Option<TextFile>,
    /// Mistakes in it.
    pub(crate) faults: Vec<Fault>,
}

impl Projects {
    /// The projects as seen from `cwd`, which is absolute and [`normal`]; the first is that of `config`, else that of
    /// the current folder. `rules` and `sources` are the patterns of the command line. The error is a sentence without a
    /// final stop.
    pub(crate) fn new(
        cwd: &Path,
        config: Option<&Path>,
        rules: &[PathBuf],
        sources: &[PathBuf],
    ) -> Result<Self, String> {
        let named = |globs: &[PathBuf]| -> Result<Vec<RecordPattern>, String> {
            globs.iter().map(|glob| RecordPattern::named(&shown(glob), cwd)).collect()
        };
        let wanted = Wanted { rules: named(rules)?, sources: named(sources)? };
        let (all, nearest) = (Vec::new(), HashMap::new());
        let mut projects = Self { cwd: cwd.to_owned(), wanted, only: config.is_some(), all, nearest };
        if let Some(config) = config {
            let file = cwd.join(config);
            let unreadable = |why| format!("cannot read the configuration `{}`: {why}", shown(config));
            readable(&file).map_err(unreadable)?;
            projects.open(&normal(&file), &shown(config));
        } else if projects.nearest(cwd).is_none() {
            let project = Project::new(cwd, Config::default(), &projects.wanted, &mut Vec::new());
            projects.all.push(Opened { project, file: None, faults: Vec::new() });
        }
        Ok(projects)
    }

    /// All projects met so far.
    pub(crate) fn all(&self) -> &[Opened] {
        &self.all
    }

    /// The index of the project that a draft belongs to: the nearest configuration from its folder upward to the root
    /// of its repository, else that of the current folder.
    pub(crate) fn of_draft(&mut self, path: &Path) -> usize {
        if self.only { 0 } else { self.nearest(path.parent().unwrap_or(path)).unwrap_or(0) }
    }

    /// Whether a file is no draft unless it is named outright.
    pub(crate) fn passes_over(&mut self, path: &Path) -> bool {
        let index = self.of_draft(path);
        path.file_name().is_some_and(|name| name == CONFIG_NAME) || self.all[index].project.passes_over(path)
    }

    /// Whether the records of the project that a file lies in are read from it.
    pub(crate) fn is_canon(&mut self, path: &Path) -> bool {
        let index = self.of_draft(path);
        self.all[index].project.is_canon(path)
    }

    fn nearest(&mut self, folder: &Path) -> Option<usize> {
        if let Some(&known) = self.nearest.get(folder) {
            return known;
        }
        let config = folder.join(CONFIG_NAME);
        let found = if fs::symlink_metadata(&config).is_ok() {
            let name = relative(&config, &self.cwd);
            Some(self.open(&config, &name))
        } else if folder.join(".git").exists() {
            None
        } else {
            folder.parent().and_then(|parent| self.nearest(parent))
        };
        self.nearest.insert(folder.to_owned(), found);
        found
    }

    fn open(&mut self, path: &Path, name: &str) -> usize {
        let folder = path.parent().unwrap_or(path);
        let opened = match read_text(path, name) {
            Ok(file) => {
                let (config, mut faults) = config::parse(&file);
                let project = Project::new(folder, config, &self.wanted, &mut faults);
                faults.sort_by_key(|fault| fault.span);
                Opened { project, file: Some(file), faults }
            }
            Err(why) => {
                let fault = Fault::new(crate::span::Span::at(0), format!("cannot be read: {why}"));
                let project = Project::new(folder, Config::default(), &self.wanted, &mut Vec::new());
                Opened { project, file: Some(TextFile::new(name, "")), faults: vec![fault] }
            }
        };
        self.all.push(opened);
        self.all.len() - 1
    }
}
