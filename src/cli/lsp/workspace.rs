//! What the server knows of its projects, until something that they are made of changes.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::SystemTime;

use super::documents::Documents;
use crate::canon::faults;
use crate::cli::input::{check_of, findings_of, read_text};
use crate::cli::levels::Levels;
use crate::cli::pattern::relative;
use crate::cli::project::{Records, Style};
use crate::cli::projects::{Opened, Projects};
use crate::cli::rules::level;
use crate::diagnostic::{Finding, Severity};
use crate::lint::{Checked, Linter, Options};
use crate::report::fault;
use crate::text_file::TextFile;

/// The records of all projects that are known so far.
pub(super) struct Canons {
    pub(super) all: Vec<Records>,
    /// What they were read from, as it was then.
    stamps: Vec<Stamp>,
}

type Stamp = (PathBuf, Option<(SystemTime, u64)>);

impl Canons {
    /// Reads the records of `projects`; open documents stand in place of files.
    pub(super) fn load(projects: &Projects, root: &Path, documents: &Documents) -> Self {
        let read = |path: &Path, name: &str| match documents.text_at(path) {
            Some(text) => Ok(TextFile::new(name, text)),
            None => read_text(path, name),
        };
        let all: Vec<Records> = projects.all().iter().map(|o| o.project.records_from(root, &read)).collect();
        let rules = all.iter().flat_map(|records| records.canon.files.iter().map(|file| &file.path));
        let configs = projects.all().iter().filter_map(|o| o.file.as_ref()).map(|file| &file.path);
        let stamps = rules.chain(configs).map(|name| stamp(root.join(name))).collect();
        Self { all, stamps }
    }

    /// Whether a file that they were read from is another now. Asked where the editor does not watch files.
    pub(super) fn are_stale(&self) -> bool {
        self.stamps.iter().any(|(path, seen)| stamp(path.clone()).1 != *seen)
    }
}

fn stamp(path: PathBuf) -> Stamp {
    let state = fs::metadata(&path).ok().and_then(|meta| Some((meta.modified().ok()?, meta.len())));
    (path, state)
}

/// Everything that is needed to say something of a document.
pub(super) struct Workspace<'a> {
    /// The folder that relative paths count from.
    pub(super) root: &'a Path,
    pub(super) projects: Projects,
    pub(super) canons: &'a Canons,
    pub(super) levels: &'a Levels,
    pub(super) outside_marks: bool,
    linters: RefCell<Linters<'a>>,
}

/// One linter for each project and style, made when first needed.
type Linters<'a> = BTreeMap<(usize, &'static str, bool), Rc<Linter<'a>>>;

/// What there is to say of one file.
pub(super) enum Answer {
    /// A draft.
    Draft(Checked),
    /// A rules file or a configuration, with what is wrong with it.
    Mistakes(TextFile, Vec<Finding>),
}

impl Answer {
    pub(super) fn file(&self) -> &TextFile {
        match self {
            Self::Draft(checked) => &checked.file,
            Self::Mistakes(file, _) => file,
        }
    }

    pub(super) fn findings(&self) -> &[Finding] {
        match self {
            Self::Draft(checked) => &checked.findings,
            Self::Mistakes(_, findings) => findings,
        }
    }
}

impl<'a> Workspace<'a> {
    pub(super) fn new(
        root: &'a Path,
        projects: Projects,
        canons: &'a Canons,
        levels: &'a Levels,
        outside_marks: bool,
    ) -> Self {
        Self { root, projects, canons, levels, outside_marks, linters: RefCell::default() }
    }

    /// The index of the project of a file; none if its records have not been read yet.
    pub(super) fn project_of(&mut self, path: &Path) -> Option<usize> {
        let index = self.projects.of_draft(path);
        (index < self.canons.all.len()).then_some(index)
    }

    /// What there is to say of the text of the file at `path`.
    pub(super) fn look_at(&mut self, path: &Path, text: &str) -> Option<Answer> {
        let index = self.project_of(path)?;
        let name = relative(path, self.root);
        let records = &self.canons.all[index];
        let opened = &self.projects.all()[index];
        if let Some(file) = &opened.file
            && self.root.join(&file.path) == path
        {
            let mistakes = opened.faults.iter().chain(&records.config_faults).cloned().collect();
            return Some(Answer::Mistakes(
                TextFile::new(name, text),
                findings_of("invalid-config", mistakes),
            ));
        }
        if let Some(at) = records.canon.files.iter().position(|file| self.root.join(&file.path) == path) {
            let findings = self.of_rules(opened, records, at);
            return Some(Answer::Mistakes(TextFile::new(name, text), findings));
        }
        let (linter, style) = self.linter(index, path);
        Some(Answer::Draft(linter.check(TextFile::new(name, text), &style.levels)))
    }

    /// The linter for a draft, and the style in which it is judged.
    pub(super) fn linter(&self, index: usize, path: &Path) -> (Rc<Linter<'a>>, Style) {
        let project = &self.projects.all()[index].project;
        let style = project.style(path, self.levels.profile);
        let profile = style.profile.unwrap_or(Options::default().profile);
        let mut linters = self.linters.borrow_mut();
        let linter = linters.entry((index, profile, style.overridden)).or_insert_with(|| {
            let options = Options {
                profile,
                levels: if style.overridden { Vec::new() } else { project.config.levels.clone() },
                last_levels: self.levels.last.clone(),
                outside_marks: self.outside_marks,
                ..Options::default()
            };
            Rc::new(Linter::new(&self.canons.all[index].canon, options))
        });
        (Rc::clone(linter), style)
    }

    /// Mistakes in a rules file and doubts about its records.
    fn of_rules(&self, opened: &Opened, records: &Records, file: usize) -> Vec<Finding> {
        let mut findings =
            findings_of("invalid-rules", records.faults.get(&file).cloned().unwrap_or_default());
        for doubt in faults::doubts(&records.canon).into_iter().filter(|doubt| doubt.file == file) {
            let check = check_of(doubt.code);
            let record = &records.canon.records[doubt.record.0];
            let Some(severity) = Severity::of(level(check, opened, record, self.levels)) else { continue };
            let mut finding = fault(check, severity, doubt.span, doubt.message, doubt.notes);
            finding.related = doubt.related;
            findings.push(finding);
        }
        findings.sort_by_key(|finding| finding.span);
        findings
    }
}
