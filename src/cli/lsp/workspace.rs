//! What the server knows of its projects and their drafts, until something that they are made of changes.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::canons::{Canons, Stamp, stamp};
use super::compared::Compared;
use super::documents::Documents;
use crate::cli::discover::{Discovery, Input};
use crate::cli::input::{findings_of, read_text};
use crate::cli::levels::Levels;
use crate::cli::pattern::relative;
use crate::cli::project::{Records, Style};
use crate::cli::projects::{CONFIG_NAME, Opened, Projects};
use crate::cli::rules::{self, ByFile};
use crate::diagnostic::{Finding, RecordId};
use crate::lint::{Checked, Linter, Memory, Options};
use crate::text_file::{TextFile, visible};

/// How many examples of a rules file are run while it is edited; `misquote rules test` runs all.
const EXAMPLES: usize = 200;

/// More drafts than these are looked at only when a client asks for all of them: they may be an archive.
const UNASKED: usize = 5_000;

/// Everything that is needed to say something of a document.
pub(super) struct Workspace<'a> {
    /// The folder that relative paths count from.
    pub(super) root: &'a Path,
    pub(super) projects: Projects,
    pub(super) canons: &'a Canons,
    pub(super) levels: &'a Levels,
    pub(super) outside_marks: bool,
    linters: RefCell<Linters<'a>>,
    /// Doubts about the records of each project.
    doubts: Vec<OnceCell<ByFile>>,
    /// What was looked at last, and is said again until it changes.
    pub(super) looked: BTreeMap<PathBuf, Looked<'a>>,
    /// What was found in each open document: after a keystroke all but one of its quotations are what they were.
    memories: BTreeMap<PathBuf, Memory>,
    /// Drafts that are to be looked at when there is nothing else to do.
    waiting: VecDeque<PathBuf>,
    /// Whether all of them are known.
    pub(super) are_drafts_found: bool,
    /// What drafts say of one another.
    pub(super) compared: Compared,
}

/// One linter for each project and style, made when first needed.
type Linters<'a> = BTreeMap<(usize, &'static str, bool), Rc<Linter<'a>>>;

/// A file that was looked at.
pub(super) struct Looked<'a> {
    pub(super) answer: Rc<Answer>,
    /// Its state on disk then; none of an open document, whose text is at hand.
    stamp: Option<Stamp>,
    /// How it was judged; none of what is no draft.
    pub(super) judged: Option<Rc<Judged<'a>>>,
}

/// How a draft is judged.
pub(super) struct Judged<'a> {
    pub(super) linter: Rc<Linter<'a>>,
    pub(super) style: Style,
}

/// What there is to say of one file.
#[allow(clippy::large_enum_variant, reason = "one a file, behind a pointer")]
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
        let doubts = canons.all.iter().map(|_| OnceCell::new()).collect();
        Self {
            root,
            projects,
            canons,
            levels,
            outside_marks,
            linters: RefCell::default(),
            doubts,
            looked: BTreeMap::new(),
            memories: BTreeMap::new(),
            waiting: VecDeque::new(),
            are_drafts_found: false,
            compared: Compared::default(),
        }
    }

    /// The index of the project of a file; none if its records have not been read yet.
    pub(super) fn project_of(&mut self, path: &Path) -> Option<usize> {
        let index = self.projects.of_draft(path);
        (index < self.canons.all.len()).then_some(index)
    }

    /// What there is to say of the text of the file at `path`: nothing of one that is no draft here.
    pub(super) fn look_at(&mut self, path: &Path, text: &str) -> Option<Rc<Answer>> {
        if let Some(known) = self.looked.get(path).filter(|known| known.answer.file().text == text) {
            return Some(Rc::clone(&known.answer));
        }
        self.look_anew(path, TextFile::new(relative(path, self.root), text), None)
    }

    fn look_anew(&mut self, path: &Path, file: TextFile, stamp: Option<Stamp>) -> Option<Rc<Answer>> {
        let index = self.project_of(path)?;
        let records = &self.canons.all[index];
        let opened = &self.projects.all()[index];
        let is = |other: &TextFile| self.root.join(&other.path) == path;
        let (answer, judged) = if opened.file.as_ref().is_some_and(is) {
            let mistakes = opened.faults.iter().chain(&records.config_faults).cloned().collect();
            (Answer::Mistakes(file, findings_of("invalid-config", mistakes)), None)
        } else if let Some(at) = records.canon.files.iter().position(|file| is(file)) {
            let findings = self.of_rules(index, records, at, path);
            (Answer::Mistakes(file, findings), None)
        } else if path.extension().is_some_and(|e| e == "toml") || self.projects.passes_over(path) {
            self.looked.remove(path);
            return None;
        } else {
            let judged = self.judged(index, path);
            let levels = &judged.style.levels;
            let checked = match stamp {
                Some(_) => judged.linter.check(file, levels),
                None => {
                    let memory = self.memories.entry(path.to_owned()).or_default();
                    judged.linter.check_again(file, levels, memory)
                }
            };
            (Answer::Draft(checked), Some(Rc::new(judged)))
        };
        let answer = Rc::new(answer);
        self.compared.is_stale = true;
        self.looked.insert(path.to_owned(), Looked { answer: Rc::clone(&answer), stamp, judged });
        Some(answer)
    }

    /// The linter for a draft, and the style in which it is judged.
    pub(super) fn judged(&self, index: usize, path: &Path) -> Judged<'a> {
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
                // Read when one is asked about: after a keystroke nobody waits for names.
                all_speakers: false,
                ..Options::default()
            };
            Rc::new(Linter::new(&self.canons.all[index].canon, options))
        });
        Judged { linter: Rc::clone(linter), style }
    }

    /// Hands `then` a check of texts that are nearly that of the document at `path`.
    pub(super) fn check_like<T>(
        &mut self,
        path: &Path,
        judged: &Judged<'_>,
        then: impl FnOnce(&dyn Fn(TextFile) -> Checked) -> T,
    ) -> T {
        let memory = RefCell::new(self.memories.remove(path).unwrap_or_default());
        let levels = &judged.style.levels;
        let answer = then(&|file| judged.linter.check_again(file, levels, &mut memory.borrow_mut()));
        self.memories.insert(path.to_owned(), memory.into_inner());
        answer
    }

    /// Mistakes in a rules file, doubts about its records, and their examples that fail.
    fn of_rules(&self, index: usize, records: &Records, file: usize, path: &Path) -> Vec<Finding> {
        let opened: &Opened = &self.projects.all()[index];
        let mut findings =
            findings_of("invalid-rules", records.faults.get(&file).cloned().unwrap_or_default());
        let doubts = self.doubts[index].get_or_init(|| rules::doubts(opened, &records.canon, self.levels));
        findings.extend(doubts.get(&file).into_iter().flatten().cloned());
        if opened.faults.is_empty() && records.are_sound() {
            let linter = self.judged(index, path).linter;
            let all = &records.canon.records;
            let own = (0..all.len()).filter(|&id| all.file(id) == file);
            let mut examples = 0;
            for id in own {
                if let Some((number, failing)) =
                    rules::failing_examples(&linter, RecordId(id), opened, self.levels)
                {
                    findings.extend(failing);
                    examples += number;
                }
                if examples >= EXAMPLES {
                    break;
                }
            }
        }
        findings.sort_by_key(|finding| finding.span);
        findings
    }

    /// Finds the drafts of the workspace, and puts those that are new or changed on disk among the waiting ones: `all`,
    /// or none if they are too many to be looked at unasked.
    pub(super) fn find_drafts(&mut self, documents: &Documents, all: bool) {
        self.are_drafts_found = true;
        let drafts: BTreeSet<PathBuf> = self.drafts().into_iter().collect();
        if drafts.len() > UNASKED && !all {
            return;
        }
        self.looked.retain(|path, looked| {
            drafts.contains(path) || documents.text_at(path).is_some() || looked.judged.is_none()
        });
        let is_known = |path: &PathBuf| match self.looked.get(path) {
            Some(known) => known.stamp.is_none() || known.stamp == stamp(path),
            None => false,
        };
        self.waiting = drafts.into_iter().filter(|path| !is_known(path)).collect();
    }

    /// A document is closed: from now on it is what is on disk.
    pub(super) fn forget(&mut self, path: &Path) {
        self.memories.remove(path);
        if self.looked.remove(path).is_some() {
            self.waiting.push_back(path.to_owned());
            self.compared.is_stale = true;
        }
    }

    /// Looks at one of the drafts that wait, as it is in the editor or on disk; false if there is none.
    pub(super) fn look_at_next(&mut self, documents: &Documents) -> bool {
        if !self.are_drafts_found {
            self.find_drafts(documents, false);
            return true;
        }
        let Some(path) = self.waiting.pop_front() else { return false };
        match documents.text_at(&path) {
            Some(text) => drop(self.look_at(&path, text)),
            None => {
                let stamp = stamp(&path);
                if let Ok(file) = read_text(&path, &relative(&path, self.root)) {
                    self.look_anew(&path, file, stamp);
                }
            }
        }
        true
    }

    /// The paths of the drafts of the workspace: those that `misquote check` reads.
    fn drafts(&mut self) -> Vec<PathBuf> {
        let root = self.root;
        let configured = self.projects.all()[0].project.drafts.clone();
        let mut no_draft = |path: &Path| self.projects.passes_over(path);
        let mut discovery = Discovery::new(root, &mut no_draft);
        configured.iter().for_each(|pattern| discovery.add_configured(pattern));
        if configured.is_empty() {
            discovery.add_argument(root, None);
        }
        let files = discovery.finish().drafts.into_iter().filter(|draft| draft.input == Input::File);
        files.map(|draft| draft.path).collect()
    }

    /// The files that projects are made of, with their texts as they were read.
    pub(super) fn inputs(&self) -> Vec<(PathBuf, String)> {
        let rules = self.canons.all.iter().flat_map(|records| &records.canon.files).map(|file| &**file);
        let configs = self.projects.all().iter().filter_map(|opened| opened.file.as_ref());
        let mut inputs: Vec<(PathBuf, String)> =
            rules.chain(configs).map(|file| (self.root.join(&file.path), file.text.clone())).collect();
        inputs.sort();
        inputs.dedup();
        inputs
    }

    /// Mistakes in the files that projects are made of, each with its place in words.
    pub(super) fn mistakes(&self) -> impl Iterator<Item = (PathBuf, String)> {
        let told = |file: &TextFile, at: usize, message: &str| {
            let line = file.position(at).line;
            (self.root.join(&file.path), format!("{}:{line}: {message}", visible(&file.path)))
        };
        let mut all = Vec::new();
        for (opened, records) in self.projects.all().iter().zip(&self.canons.all) {
            let config = opened.faults.iter().chain(&records.config_faults);
            let config = opened.file.iter().flat_map(|file| config.clone().map(move |fault| (file, fault)));
            let rules = records.faults.iter().flat_map(|(&file, faults)| {
                faults.iter().map(move |fault| (&*records.canon.files[file], fault))
            });
            all.extend(config.chain(rules).map(|(file, fault)| told(file, fault.span.start, &fault.message)));
            let unreadable = records.unreadable.iter().flat_map(|f| f.findings.iter().map(move |g| (f, g)));
            all.extend(unreadable.map(|(faulty, finding)| told(&faulty.file, 0, &finding.message)));
            all.extend(records.errors.iter().map(|error| (PathBuf::new(), error.clone())));
        }
        all.into_iter()
    }

    /// Whether a file is one that projects are made of.
    pub(super) fn is_input(&mut self, path: &Path) -> bool {
        path.file_name().is_some_and(|name| name == CONFIG_NAME)
            || path.extension().is_some_and(|e| e == "toml") && self.projects.passes_over(path)
    }
}
