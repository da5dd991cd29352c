//! What waits until all drafts are read: those whose quotations another draft may contradict.

use std::path::Path;

use super::check::Answer;
use super::fix::{Mended, Tally};
use super::narrow::{Narrow, Narrowed};
use super::output::Complaint;
use super::unused::Quoted;
use crate::checks::{Check, Level};
use crate::corpus::{self, inconsistencies};
use crate::lint::{Linter, Summary};
use crate::report::{Format, Found};
use crate::text_file::TextFile;

/// What there is of a file after the first look.
#[allow(clippy::large_enum_variant, reason = "one a file, and most are written out at once")]
pub(crate) enum Looked<'a> {
    /// Its output.
    Done(Answer),
    /// A draft that another one may contradict.
    Open(Box<Open<'a>>),
}

/// A checked draft, and how it is judged.
pub(crate) struct Open<'a> {
    pub(crate) mended: Mended,
    pub(crate) project: usize,
    pub(crate) linter: &'a Linter<'a>,
    pub(crate) levels: &'a [(&'static Check, Level)],
    /// Where it lies, absolute.
    pub(crate) path: &'a Path,
    /// What became of its findings.
    pub(crate) narrowed: Narrowed,
}

impl Looked<'_> {
    /// Its output. `drafts` are those of [`drafts`].
    pub(crate) fn answer(&self, drafts: &[&TextFile], format: &dyn Format) -> Answer {
        match self {
            Looked::Done(answer) => answer.clone(),
            Looked::Open(open) => open.answer(drafts, format),
        }
    }
}

impl Open<'_> {
    /// Leaves of its findings those that count. Comes after all of them are known.
    pub(crate) fn narrow(&mut self, narrow: &Narrow) {
        self.narrowed = narrow.apply(self.linter.canon(), &mut self.mended.checked, self.path);
    }

    /// Its output. `drafts` are those that its findings point into.
    pub(crate) fn answer(&self, drafts: &[&TextFile], format: &dyn Format) -> Answer {
        let Mended { checked, made, more, output, failed, .. } = &self.mended;
        let mut summary = Summary::default();
        summary.add(checked);
        let found = Found { drafts, known: &self.narrowed.known, ..Found::from(checked) };
        let complain = |why| Complaint::new(format!("`{}` is as it was: {why}", checked.file.path));
        Answer {
            chunk: format.file(self.linter.canon(), found),
            summary,
            // What is never changed is no fault.
            fault: failed.is_some() && checked.file.layout().is_none(),
            tally: Tally { made: *made, files: usize::from(*made > 0), more: *more },
            quoted: Quoted::in_draft(self.project, checked),
            output: output.clone(),
            narrowed: self.narrowed.clone(),
            complaint: failed.as_ref().map(complain),
        }
    }
}

/// Adds to each open draft the findings about what contradicts it.
pub(crate) fn compare(looked: &mut [Looked<'_>]) {
    let drafts: Vec<corpus::Draft<'_>> = open(looked)
        .map(|Open { mended, linter, levels, .. }| corpus::Draft { checked: &mended.checked, linter, levels })
        .collect();
    let found = inconsistencies(&drafts);
    let drafts = looked.iter_mut().filter_map(|looked| match looked {
        Looked::Open(open) => Some(&mut **open),
        Looked::Done(_) => None,
    });
    for (draft, findings) in drafts.zip(found) {
        draft.mended.checked.add_later(findings);
    }
}

/// Leaves of the findings of each open draft those that count.
pub(crate) fn narrow_open(looked: &mut [Looked<'_>], narrow: &Narrow) {
    for looked in looked {
        if let Looked::Open(open) = looked {
            open.narrow(narrow);
        }
    }
}

/// The texts of the open drafts, which their findings point into.
pub(crate) fn drafts<'l>(looked: &'l [Looked<'_>]) -> Vec<&'l TextFile> {
    open(looked).map(|open| &open.mended.checked.file).collect()
}

fn open<'l, 'a>(looked: &'l [Looked<'a>]) -> impl Iterator<Item = &'l Open<'a>> {
    looked.iter().filter_map(|looked| match looked {
        Looked::Open(open) => Some(&**open),
        Looked::Done(_) => None,
    })
}
