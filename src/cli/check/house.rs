//! One draft of a run: how it is judged, and what is said of it.

use std::fs;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Mutex;

use rayon::ThreadPool;
use rustc_hash::FxHashMap;

use super::{Answer, Item, Job, Ready};
use crate::canon::Canon;
use crate::cli::compare::{Again, Looked, Making, Seen};
use crate::cli::discover::{Draft, Input};
use crate::cli::fix::{Fixing, Mended, mend};
use crate::cli::input::{Faulty, Reading, read_document, read_stdin};
use crate::cli::narrow::Narrowed;
use crate::cli::project::Style;
use crate::cli::sources::Shelf;
use crate::cli::workers;
use crate::diagnostic::Finding;
use crate::lint::asked::Opened;
use crate::lint::{Linter, Options, Summary, Uncovered};
use crate::report::{self, Format, Mode, Settings};
use crate::scan::answers::Questions;
use crate::text_file::TextFile;

/// The linters of a run.
pub(super) struct Houses<'a> {
    houses: Vec<House<'a>>,
    /// Drafts that were read before the canon was indexed, by their paths, until they are checked.
    opened: FxHashMap<PathBuf, Mutex<Option<Opened>>>,
}

/// A linter, for all drafts of a project that are judged in one style.
struct House<'a> {
    project: usize,
    profile: &'static str,
    overridden: bool,
    linter: Linter<'a>,
    shelf: Option<&'a Shelf>,
}

/// One linter for every style in which drafts of a project are judged: nearly always one a project.
pub(super) fn houses<'a>(
    job: &Job<'_>,
    pool: &ThreadPool,
    items: &[Item<'_>],
    ready: &'a [Ready<'a>],
) -> Houses<'a> {
    let listed = job.mode == Mode::Quotations;
    let shown = (job.format)(Settings::default()).shows_quotations();
    let mut opened = FxHashMap::default();
    let questions: Vec<Option<Questions>> = (ready.iter().enumerate())
        .map(|(project, ready)| questions(job, pool, &drafts_of(items, project), ready, &mut opened))
        .collect();
    let mut houses: Vec<House<'a>> = Vec::new();
    for item in items {
        let Item::Draft(_, project, style) = item else { continue };
        if houses.iter().any(|house| house.is_for(*project, style)) {
            continue;
        }
        let Ready { opened, records, shelf, .. } = &ready[*project];
        let profile = style.profile.unwrap_or(Options::default().profile);
        let options = Options {
            profile,
            levels: if style.overridden { Vec::new() } else { opened.project.config.levels.clone() },
            last_levels: job.levels.last.clone(),
            min_words: job.drafts.min_words.get().into(),
            outside_marks: job.drafts.outside_marks,
            with_sources: shelf.is_some(),
            all_speakers: listed,
            resemblances: listed || shown,
        };
        let linter = match &questions[*project] {
            Some(questions) => Linter::for_drafts(&records.canon, options, questions),
            None => Linter::new(&records.canon, options),
        };
        linter.expect(items.len());
        houses.push(House {
            project: *project,
            profile,
            overridden: style.overridden,
            linter,
            shelf: shelf.as_ref(),
        });
    }
    Houses { houses, opened }
}

/// The drafts of a project.
fn drafts_of<'i>(items: &[Item<'i>], project: usize) -> Vec<&'i Draft> {
    let draft = |item: &Item<'i>| match *item {
        Item::Draft(draft, home, _) if home == project => Some(draft),
        _ => None,
    };
    items.iter().filter_map(draft).collect()
}

/// So many bytes of rules files for each byte of a draft make it worth to read the drafts first.
const LARGE_BESIDE: u64 = 4;
/// Rules files of fewer bytes are indexed at once.
const LARGE: u64 = 1 << 16;

/// What the drafts of a project ask of its rules files, if those are so large beside them that this is worth to be known: the
/// drafts are kept in `opened`. Not where more is asked than they say: fixes change them, and words outside of marks are all
/// their words.
fn questions(
    job: &Job<'_>,
    pool: &ThreadPool,
    drafts: &[&Draft],
    ready: &Ready<'_>,
    opened: &mut FxHashMap<PathBuf, Mutex<Option<Opened>>>,
) -> Option<Questions> {
    let of_rules: u64 = ready.records.canon.files.iter().map(|file| file.text.len() as u64).sum();
    if job.fix.is_some() || job.drafts.outside_marks || of_rules < LARGE {
        return None;
    }
    let are_few = |bytes: u64| bytes.saturating_mul(LARGE_BESIDE) <= of_rules;
    let on_disk = drafts.iter().map(|draft| fs::metadata(&draft.path).map_or(0, |about| about.len())).sum();
    if !are_few(on_disk) {
        return None;
    }
    let mut questions = Questions::default();
    // One that cannot be read, or that the program fails on, asks nothing; its own check will say so.
    let open = |draft: &&Draft| {
        let open = || Some(Opened::new(read(draft, job.drafts.reading()).ok()?));
        let draft = catch_unwind(AssertUnwindSafe(open)).ok().flatten()?;
        let quoted = draft.quoted();
        Some((draft, quoted))
    };
    let mut paths = drafts.iter().map(|draft| &draft.path);
    let mut read = 0;
    workers::in_order(pool, drafts, open, |found| {
        if let (Some(path), Some((draft, quoted))) = (paths.next(), found) {
            quoted.iter().for_each(|words| questions.add(words));
            read += draft.size() as u64;
            opened.insert(path.clone(), Mutex::new(Some(draft)));
        }
        // What comes through a pipe is no longer on the disk than nothing.
        if are_few(read) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    are_few(read).then_some(questions)
}

impl Houses<'_> {
    /// A draft that was read already, once.
    fn opened(&self, draft: &Draft) -> Option<Opened> {
        self.opened.get(&draft.path)?.lock().ok()?.take()
    }
}

impl House<'_> {
    fn is_for(&self, project: usize, style: &Style) -> bool {
        let profile = style.profile.unwrap_or(Options::default().profile);
        (self.project, self.profile, self.overridden) == (project, profile, style.overridden)
    }
}

/// How a draft is looked at.
#[derive(Clone, Copy)]
pub(super) struct How<'a> {
    pub(super) reading: Reading<'a>,
    pub(super) fix: Option<Fixing>,
    pub(super) making: Making<'a>,
}

/// Checks one file and writes down what is said of it. Runs on any thread.
pub(super) fn look_at<'a>(item: &'a Item<'_>, houses: &'a Houses<'a>, how: How<'_>) -> Looked<'a> {
    let format = how.making.format;
    match item {
        Item::Mistakes(file, findings, canon) => Looked::Done(mistakes(file, findings, *canon, format)),
        Item::Draft(draft, project, style) => match see(draft, houses, (*project, style), how, None) {
            Ok(seen) => Looked::of(seen, how.fix.is_some(), how.making),
            Err(reason) => {
                let faulty = Faulty::not_checked(&draft.shown, reason);
                Looked::Done(mistakes(&faulty.file, &faulty.findings, None, format))
            }
        },
    }
}

/// Files that are looked at once more, when nothing is mended.
pub(super) struct Files<'a> {
    pub(super) items: &'a [Item<'a>],
    pub(super) houses: &'a Houses<'a>,
    pub(super) how: How<'a>,
}

impl<'a> Again<'a> for Files<'a> {
    fn read(&self, at: usize) -> Result<TextFile, String> {
        match &self.items[at] {
            Item::Draft(draft, ..) => read(draft, self.how.reading),
            Item::Mistakes(..) => Err("it is no draft".to_owned()),
        }
    }

    fn check(&self, at: usize, file: TextFile, before: &Uncovered) -> Result<Seen<'a>, String> {
        match &self.items[at] {
            Item::Draft(draft, project, style) => {
                see(draft, self.houses, (*project, style), self.how, Some((file, before)))
            }
            Item::Mistakes(..) => Err("it is no draft".to_owned()),
        }
    }
}

/// Checks a draft; `before` is what it reads if it was read before, and what an earlier check of that found.
fn see<'a>(
    draft: &'a Draft,
    houses: &'a Houses<'a>,
    (project, style): (usize, &'a Style),
    how: How<'_>,
    before: Option<(TextFile, &Uncovered)>,
) -> Result<Seen<'a>, String> {
    let check = || check_draft(draft, houses, (project, style), how, before);
    // A bug that one draft brings to light must not keep the others from being checked.
    catch_unwind(AssertUnwindSafe(check))
        .unwrap_or_else(|_| Err("the program failed on it: please report this as a bug".to_owned()))
}

fn check_draft<'a>(
    draft: &'a Draft,
    houses: &'a Houses<'a>,
    (project, style): (usize, &'a Style),
    How { reading, fix, .. }: How<'_>,
    before: Option<(TextFile, &Uncovered)>,
) -> Result<Seen<'a>, String> {
    let house = houses.houses.iter().find(|house| house.is_for(project, style));
    let House { linter, shelf, .. } = house.ok_or("it belongs to no project")?;
    let passages = shelf.and_then(|shelf| shelf.passages(linter.canon(), draft));
    let mended = match fix {
        Some(fixing) => mend(draft, linter, &style.levels, passages.as_ref(), reading, fixing)?,
        None => {
            let (levels, passages) = (&style.levels, passages.as_ref());
            Mended::unchanged(match (before, houses.opened(draft)) {
                (Some((file, before)), _) => linter.check_once_more(file, levels, passages, before),
                (None, Some(opened)) => linter.check_opened(opened, levels, passages),
                (None, None) => linter.check_with(read(draft, reading)?, levels, passages),
            })
        }
    };
    Ok(Seen {
        mended,
        project,
        linter,
        levels: &style.levels,
        path: &draft.path,
        narrowed: Narrowed::default(),
    })
}

fn read(draft: &Draft, reading: Reading<'_>) -> Result<TextFile, String> {
    match draft.input {
        Input::Stdin => read_stdin(&draft.shown, reading),
        Input::File | Input::Unreadable(_) => read_document(&draft.path, &draft.shown, reading),
    }
}

fn mistakes(file: &TextFile, findings: &[Finding], canon: Option<&Canon>, format: &dyn Format) -> Answer {
    let none = Canon::default();
    let chunk = format.file(canon.unwrap_or(&none), report::Found::faults(file, findings));
    let mut summary = Summary::default();
    findings.iter().for_each(|finding| summary.count(finding.severity));
    summary.not_checked = usize::from(findings.iter().any(|f| f.check.code == "not-checked"));
    Answer { chunk, summary, fault: true, ..Answer::default() }
}
