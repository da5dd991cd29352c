//! What drafts say of one another: one statement in two wordings, in two drafts or in one.
//!
//! Told of all drafts of the workspace once each was looked at. It is worked out anew only when the quotations that no
//! record covers change, or where something is said of them, so that typing between them costs nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use lsp_types::Diagnostic;
use rustc_hash::FxHasher;

use super::diagnostics::Style;
use super::workspace::{Answer, Workspace};
use crate::checks::UNUSED_IGNORE;
use crate::corpus::{self, inconsistencies};
use crate::diagnostic::Finding;
use crate::lint::{Checked, speakers_in};
use crate::report::view::Locator;
use crate::span::{Span, Text};
use crate::text_file::TextFile;

/// What is known so far.
#[derive(Debug, Default)]
pub(super) struct Compared {
    /// Whether all drafts were looked at once; before that nothing is said.
    is_due: bool,
    /// Whether a draft was looked at since.
    pub(super) is_stale: bool,
    /// The quotations of each draft, as they were compared.
    seen: BTreeMap<PathBuf, u64>,
    /// What is said of each draft.
    said: BTreeMap<PathBuf, Vec<Diagnostic>>,
    /// The ignore comments of each draft that silence something of it.
    silencing: BTreeMap<PathBuf, Vec<Span<Text>>>,
    /// Drafts that something else is said of now than was before.
    pub(super) changed: BTreeSet<PathBuf>,
}

impl Workspace<'_> {
    /// What there is to say of the draft at `path` beside others.
    pub(super) fn said_beside_others(&mut self, path: &Path, style: Style<'_>) -> Vec<Diagnostic> {
        if !self.compared.is_due {
            return Vec::new();
        }
        if !self.is_compared(path) {
            self.compare(style);
        }
        self.compared.changed.remove(path);
        self.compared.said.get(path).cloned().unwrap_or_default()
    }

    /// Whether a finding of the draft at `path` holds beside the other drafts: a comment that silences nothing of the
    /// draft alone may silence what another one contradicts. Until all were looked at, nobody can tell.
    pub(super) fn holds(&self, path: &Path, finding: &Finding) -> bool {
        if finding.check != &UNUSED_IGNORE {
            return true;
        }
        if self.compared.is_due {
            let silencing = self.compared.silencing.get(path);
            return !silencing.is_some_and(|comments| comments.contains(&finding.span));
        }
        let Some(checked) = self.draft(path).filter(|checked| !checked.uncovered.is_empty()) else {
            return true;
        };
        let mut comments = checked.ignores.iter().filter(|ignore| ignore.span == finding.span);
        !comments.any(|ignore| ignore.codes.is_empty() && ignore.mistake.is_none())
    }

    /// Compares all drafts if one of them has changed.
    pub(super) fn compare_if_changed(&mut self, style: Style<'_>) {
        if !std::mem::replace(&mut self.compared.is_due, true) {
            let held_back = self.looked.iter().filter(|(_, looked)| {
                looked.answer.findings().iter().any(|finding| finding.check == &UNUSED_IGNORE)
            });
            self.compared.changed.extend(held_back.map(|(path, _)| path.clone()));
        }
        if !std::mem::take(&mut self.compared.is_stale) {
            return;
        }
        let known = self.looked.keys().all(|path| self.is_compared(path));
        if !known || self.compared.seen.keys().any(|path| !self.looked.contains_key(path)) {
            self.compare(style);
        }
    }

    fn is_compared(&self, path: &Path) -> bool {
        let Some(checked) = self.draft(path) else { return true };
        let involved = self.compared.said.contains_key(path);
        self.compared.seen.get(path) == Some(&signature(checked, involved))
    }

    fn draft(&self, path: &Path) -> Option<&Checked> {
        match &*self.looked.get(path)?.answer {
            Answer::Draft(checked) => Some(checked),
            Answer::Mistakes(..) => None,
        }
    }

    fn compare(&mut self, style: Style<'_>) {
        let mut paths = Vec::new();
        let mut drafts = Vec::new();
        for (path, looked) in &self.looked {
            if let (Answer::Draft(checked), Some(judged)) = (&*looked.answer, &looked.judged) {
                paths.push(path.clone());
                drafts.push((checked, Rc::clone(judged)));
            }
        }
        let all: Vec<corpus::Draft<'_>> = drafts
            .iter()
            .map(|(checked, judged)| corpus::Draft {
                uncovered: &checked.uncovered,
                linter: &judged.linter,
                levels: &judged.style.levels,
            })
            .collect();
        let files: Vec<&TextFile> = drafts.iter().map(|(checked, _)| &checked.file).collect();
        let (mut said, mut silencing) = (BTreeMap::new(), BTreeMap::new());
        let found = inconsistencies(&all, |draft, asked| speakers_in(files[draft], asked));
        for ((path, (checked, judged)), mut findings) in paths.iter().zip(&drafts).zip(found) {
            if findings.is_empty() {
                continue;
            }
            let here = Locator::new(&checked.file);
            let canon = judged.linter.canon();
            let comments = findings.iter_mut().filter_map(|finding| checked.silence(finding));
            silencing.insert(path.clone(), comments.collect());
            let diagnostics: Vec<Diagnostic> = findings
                .iter()
                .filter(|finding| finding.suppressed.is_none())
                .map(|finding| style.diagnostic_among(canon, &here, finding, &files))
                .collect();
            said.insert(path.clone(), diagnostics);
        }
        let seen = paths
            .iter()
            .zip(&drafts)
            .map(|(path, (checked, _))| (path.clone(), signature(checked, said.contains_key(path))));
        let seen = seen.collect();
        self.compared.silencing = silencing;
        let before = std::mem::replace(&mut self.compared.said, said);
        let now = &self.compared.said;
        let differ = before.keys().chain(now.keys()).filter(|path| before.get(*path) != now.get(*path));
        self.compared.changed.extend(differ.cloned());
        self.compared.seen = seen;
    }
}

/// What the comparison of a draft depends on: the quotations that no record covers, and where they stand if something
/// is said of them.
fn signature(checked: &Checked, places_count: bool) -> u64 {
    let mut hasher = FxHasher::default();
    checked.uncovered.text().hash(&mut hasher);
    if places_count {
        checked.file.text.hash(&mut hasher);
    }
    hasher.finish()
}
