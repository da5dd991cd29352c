//! What waits until all drafts are read: those whose quotations another draft may contradict.
//!
//! An archive need not fit in memory: of a draft only its output is kept, and its quotations that no record covers. The few
//! that are contradicted are checked once more.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher;
use std::ops::ControlFlow;
use std::path::Path;

use rayon::ThreadPool;
use rustc_hash::FxBuildHasher;

use super::check::Answer;
use super::fix::{Mended, Tally};
use super::narrow::{Narrow, Narrowed};
use super::output::Complaint;
use super::unused::Quoted;
use super::workers;
use crate::checks::{Check, Level};
use crate::corpus::{self, Comparison};
use crate::diagnostic::{Finding, Place};
use crate::lint::{Linter, Summary, Uncovered, UncoveredQuotation, speakers_in};
use crate::report::{Format, Found};
use crate::text_file::TextFile;

/// What there is of a file after the first look.
#[allow(clippy::large_enum_variant, reason = "one a file, and most are written out at once")]
pub(crate) enum Looked<'a> {
    /// Its output.
    Done(Answer),
    /// A draft that another one may contradict, with its output if none does.
    Open(Answer, Open<'a>),
    /// A draft in which fixes were made, as they left it: that may lie on no disk.
    Kept(Box<Seen<'a>>),
}

/// What is kept of a draft that was only checked.
pub(crate) struct Open<'a> {
    linter: &'a Linter<'a>,
    levels: &'a [(&'static Check, Level)],
    uncovered: Uncovered,
    /// A hash of its text: of a file that changes before it is read again nothing is said.
    text: u64,
}

/// A checked draft, and how it is judged.
pub(crate) struct Seen<'a> {
    pub(crate) mended: Mended,
    pub(crate) project: usize,
    pub(crate) linter: &'a Linter<'a>,
    pub(crate) levels: &'a [(&'static Check, Level)],
    /// Where it lies, absolute.
    pub(crate) path: &'a Path,
    /// What became of its findings.
    pub(crate) narrowed: Narrowed,
}

/// How drafts are looked at once more, by their place among those that wait. The error is why that cannot be done.
pub(crate) trait Again<'a>: Sync {
    /// Reads a draft.
    fn read(&self, at: usize) -> Result<TextFile, String>;
    /// Checks a draft whose text is `file` still, and of which `before` is what the first check found.
    fn check(&self, at: usize, file: TextFile, before: &Uncovered) -> Result<Seen<'a>, String>;
}

/// How the output is made.
#[derive(Clone, Copy)]
pub(crate) struct Making<'m> {
    pub(crate) narrow: &'m Narrow,
    pub(crate) format: &'m dyn Format,
}

impl<'a> Looked<'a> {
    /// What to keep of a draft, which a run that makes fixes keeps as they left it.
    pub(crate) fn of(mut seen: Seen<'a>, fixes: bool, making: Making<'_>) -> Self {
        let Seen { linter, levels, .. } = seen;
        let checked = &mut seen.mended.checked;
        if fixes && !checked.uncovered.is_empty() {
            return Looked::Kept(Box::new(seen));
        }
        let mut uncovered = std::mem::take(&mut checked.uncovered);
        let text = if uncovered.is_empty() { 0 } else { FxBuildHasher.hash_one(&checked.file.text) };
        seen.add(Vec::new(), making.narrow);
        let answer = seen.answer(&[], making.format);
        if uncovered.is_empty() {
            return Looked::Done(answer);
        }
        uncovered.shrink();
        Looked::Open(answer, Open { linter, levels, uncovered, text })
    }

    fn draft(&self) -> Option<corpus::Draft<'_>> {
        match self {
            Looked::Done(_) => None,
            Looked::Open(_, Open { linter, levels, uncovered, .. }) => {
                Some(corpus::Draft { uncovered, linter, levels })
            }
            Looked::Kept(seen) => Some(corpus::Draft {
                uncovered: &seen.mended.checked.uncovered,
                linter: seen.linter,
                levels: seen.levels,
            }),
        }
    }
}

impl Seen<'_> {
    /// Adds the findings `later`, which were made of several drafts, and leaves of all of them those that count.
    fn add(&mut self, later: Vec<Finding>, narrow: &Narrow) {
        self.mended.checked.add_later(later);
        self.narrowed = narrow.apply(self.linter.canon(), &mut self.mended.checked, self.path);
    }

    /// Its output. `drafts` are those that its findings point into.
    fn answer(&self, drafts: &[&TextFile], format: &dyn Format) -> Answer {
        let Mended { checked, made, more, output, failed, .. } = &self.mended;
        let mut summary = Summary::default();
        summary.add(checked);
        let found = Found { drafts, known: &self.narrowed.known, ..Found::from(checked) };
        let complain = |why| Complaint::new(format!("`{}` is as it was: {why}", checked.file.path));
        Answer {
            chunk: format.file(self.linter.canon(), found).shrunk(),
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

/// Hands on the output of the drafts that waited, in their order, after they were held against each other.
pub(crate) fn compare<'a>(
    pool: &ThreadPool,
    waiting: Vec<Looked<'a>>,
    again: &impl Again<'a>,
    making: Making<'_>,
    take: impl FnMut(Answer) -> ControlFlow<()>,
) {
    let found = contradictions(pool, &waiting, again);
    let mut waiting: Vec<(usize, Looked<'a>, Vec<Finding>)> =
        waiting.into_iter().zip(found).enumerate().map(|(at, (looked, later))| (at, looked, later)).collect();
    for (_, looked, later) in &mut waiting {
        if let Looked::Kept(seen) = looked {
            seen.add(std::mem::take(later), making.narrow);
        }
    }
    // Either all drafts are kept or none.
    let none = TextFile::new("", "");
    let files = waiting.iter().map(|(_, looked, _)| match looked {
        Looked::Kept(seen) => &seen.mended.checked.file,
        Looked::Done(_) | Looked::Open(..) => &none,
    });
    let kept: Vec<&TextFile> = files.collect();
    let readable = |at: usize| waiting[at].1.read_again(at, again);
    let answer = |(at, looked, later): &(usize, Looked<'a>, Vec<Finding>)| match looked {
        Looked::Kept(seen) => seen.answer(&kept, making.format),
        Looked::Open(answer, open) if !later.is_empty() => {
            open.answer(*at, later, &readable, again, making).unwrap_or_else(|| answer.clone())
        }
        Looked::Done(answer) | Looked::Open(answer, _) => answer.clone(),
    };
    workers::in_order(pool, &waiting, answer, take);
}

/// The findings about each of those that wait. The drafts in them are counted among those that wait, too.
fn contradictions<'a>(
    pool: &ThreadPool,
    waiting: &[Looked<'a>],
    again: &impl Again<'a>,
) -> Vec<Vec<Finding>> {
    let (places, drafts): (Vec<usize>, Vec<corpus::Draft<'_>>) =
        waiting.iter().enumerate().filter_map(|(at, looked)| Some((at, looked.draft()?))).unzip();
    let mut comparison = Comparison::of(&drafts);
    let speakers = |(draft, asked): &(usize, Vec<UncoveredQuotation<'_>>)| {
        let at = places[*draft];
        let read = match &waiting[at] {
            Looked::Kept(seen) => Some(speakers_in(&seen.mended.checked.file, asked)),
            looked => looked.read_again(at, again).map(|file| speakers_in(&file, asked)),
        };
        read.unwrap_or_else(|| vec![None; asked.len()])
    };
    let mut answers = Vec::new();
    workers::in_order(pool, &comparison.asked(), speakers, |names| {
        answers.push(names);
        ControlFlow::Continue(())
    });
    comparison.answer(answers);
    let mut relations = Vec::new();
    let relate = |wording: &usize| comparison.relations_of(*wording);
    workers::in_order(pool, &comparison.wordings(), relate, |more| {
        relations.extend(more);
        ControlFlow::Continue(())
    });
    let mut found: Vec<Vec<Finding>> = waiting.iter().map(|_| Vec::new()).collect();
    for (at, mut findings) in places.iter().zip(comparison.findings(&relations)) {
        findings.iter_mut().flat_map(drafts_in).for_each(|draft| *draft = places[*draft]);
        found[*at] = findings;
    }
    found
}

/// The drafts that a finding points to.
fn drafts_in(finding: &mut Finding) -> impl Iterator<Item = &mut usize> {
    finding.related.iter_mut().filter_map(|related| match &mut related.place {
        Place::Draft { draft, .. } => Some(draft),
        _ => None,
    })
}

impl Looked<'_> {
    /// The text of the draft `at`, unless somebody changed it meanwhile.
    fn read_again<'a>(&self, at: usize, again: &impl Again<'a>) -> Option<TextFile> {
        let Looked::Open(_, open) = self else { return None };
        again.read(at).ok().filter(|file| FxBuildHasher.hash_one(&file.text) == open.text)
    }
}

impl Open<'_> {
    /// The output of the draft `at` with the findings `later`, for which it is checked once more; none if it can no longer be
    /// spoken of.
    fn answer<'a>(
        &self,
        at: usize,
        later: &[Finding],
        read: &dyn Fn(usize) -> Option<TextFile>,
        again: &impl Again<'a>,
        making: Making<'_>,
    ) -> Option<Answer> {
        let mut seen = again.check(at, read(at)?, &self.uncovered).ok()?;
        let mut later = later.to_vec();
        let named: BTreeSet<usize> = later.iter_mut().flat_map(drafts_in).map(|draft| *draft).collect();
        let files: BTreeMap<usize, TextFile> =
            named.into_iter().filter_map(|draft| Some((draft, read(draft)?))).collect();
        // From now on they count among these files alone.
        let places: BTreeMap<usize, usize> = files.keys().copied().zip(0..).collect();
        later.retain_mut(|finding| {
            drafts_in(finding).all(|draft| places.get(draft).map(|place| *draft = *place).is_some())
        });
        seen.add(later, making.narrow);
        Some(seen.answer(&files.values().collect::<Vec<_>>(), making.format))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canon::Canon;
    use crate::lint::{Checked, Options};
    use crate::report::{Settings, format};

    const FIRST: &str = "“We leave the harbour to the gulls by winter,” Tor Halvorsen said.\n";
    const OTHER: &str = "“We leave the harbour to the gulls by summer,” Tor Halvorsen said.\n";

    /// Drafts whose texts are at hand.
    struct Desk<'a> {
        linter: &'a Linter<'a>,
        texts: Vec<&'a str>,
    }

    impl<'a> Again<'a> for Desk<'a> {
        fn read(&self, at: usize) -> Result<TextFile, String> {
            Ok(TextFile::new(format!("{at}.md"), self.texts[at]))
        }

        fn check(&self, _: usize, file: TextFile, before: &Uncovered) -> Result<Seen<'a>, String> {
            Ok(self.seen(self.linter.check_once_more(file, &[], None, before)))
        }
    }

    impl<'a> Desk<'a> {
        fn seen(&self, checked: Checked) -> Seen<'a> {
            let (mended, narrowed) = (Mended::unchanged(checked), Narrowed::default());
            Seen { mended, project: 0, linter: self.linter, levels: &[], path: Path::new("a"), narrowed }
        }
    }

    /// The output about two drafts that read `then` when they are first looked at, and `now` after that.
    fn said(then: [&str; 2], now: [&str; 2], fixes: bool) -> String {
        let canon = Canon::default();
        let linter = Linter::new(&canon, Options::default());
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().expect("threads");
        let json = (format("jsonl").expect("a format").make)(Settings::default());
        let narrow = Narrow::default();
        let making = Making { narrow: &narrow, format: &*json };
        let [then, now] = [then, now].map(|texts| Desk { linter: &linter, texts: texts.to_vec() });
        let first = |at| then.seen(linter.check(then.read(at).expect("a draft"), &[]));
        let look = |at| Looked::of(first(at), fixes, making);
        let mut said = String::new();
        compare(&pool, vec![look(0), look(1)], &now, making, |answer| {
            said.push_str(&answer.chunk.now);
            ControlFlow::Continue(())
        });
        said
    }

    #[test]
    fn of_a_draft_that_changes_meanwhile_nothing_is_said() {
        let both = said([FIRST, OTHER], [FIRST, OTHER], false);
        assert!(both.contains("inconsistent-quotation") && both.contains("\"0.md\""), "{both}");
        // What fixes left is at hand, whatever lies on the disk.
        assert_eq!(said([FIRST, OTHER], ["", ""], true), both);
        let moved = format!("A line more.\n\n{OTHER}");
        for now in [[FIRST, &moved], [FIRST, ""], ["", OTHER]] {
            let said = said([FIRST, OTHER], now, false);
            assert!(!said.contains("inconsistent-quotation"), "{now:?}: {said}");
        }
    }
}
