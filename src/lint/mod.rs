//! The pipeline on one page: a canon and a draft in, findings and judged quotations out.

mod again;
pub mod asked;
mod edge;
mod far;
mod chain;
mod draft;
mod earlier;
mod hopes;
mod naming;
mod order;
mod reading;
pub mod fit;
pub mod judge;
pub mod joined;
mod apart;
pub mod findings;
pub mod outside;
pub mod remedy;
mod shown;
pub mod sources;
pub mod style;
mod uncovered;
mod weighed;

use std::sync::atomic::{AtomicU64, Ordering};

use rustc_hash::{FxHashMap, FxHashSet};

pub use self::again::Memory;
use self::asked::Opened;
use self::draft::{Draft, Known};
use self::earlier::Again;
use self::fit::Context;
use self::style::Style;
pub use self::uncovered::{Uncovered, UncoveredQuotation, speakers_in};
use crate::attribution::Speakers;
use crate::canon::{Canon, Record, Speaker};
use crate::checks::{self, Check, Level};
use crate::diagnostic::{Finding, Judged, Severity, Verdict};
use crate::edit::Difference;
use crate::marks::{self, Form, Kept, Quotation};
use crate::normalize::fold;
use crate::prose::Prose;
use crate::scan::Scanner;
use crate::scan::answers::Questions;
use crate::span::{Read, Span, Text};
use crate::suppress::{self, Ignore};
use crate::text_file::TextFile;

/// What a run is asked to do, besides the canon.
#[derive(Debug, Clone)]
pub struct Options {
    /// Name of the profile in force.
    pub profile: &'static str,
    /// Levels from `[levels]` and `[[overrides]]`, in the order in which they were given: the later one wins.
    pub levels: Vec<(&'static Check, Level)>,
    /// Levels from the command line: they win over a record's own.
    pub last_levels: Vec<(&'static Check, Level)>,
    /// Shortest quotation, in words, that `unverified-quotation` is about.
    pub min_words: usize,
    /// Whether a record's words in running prose are looked for too.
    pub outside_marks: bool,
    /// Whether quotations are looked for in source documents too.
    pub with_sources: bool,
    /// Whether every quotation is listed with its speaker. Else the speakers of those in no record are not read.
    pub all_speakers: bool,
    /// Whether the records are listed that a quotation resembles and is not judged by. Words of everyday speech stand in
    /// hundreds of them.
    pub resemblances: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            profile: "desk",
            levels: Vec::new(),
            last_levels: Vec::new(),
            min_words: 5,
            outside_marks: false,
            with_sources: false,
            all_speakers: true,
            resemblances: true,
        }
    }
}

/// A draft that was checked.
#[derive(Debug)]
pub struct Checked {
    /// The draft.
    pub file: TextFile,
    /// Every quotation in it, by offset.
    pub quotations: Vec<Judged>,
    /// Every finding, by offset.
    pub findings: Vec<Finding>,
    /// The words of the quotations that no record covers, for [`crate::corpus`]. None where the check that it makes is
    /// allowed.
    pub uncovered: Uncovered,
    /// The ignore comments in it.
    pub ignores: Vec<Ignore>,
}

impl Checked {
    /// Adds findings that were made of several drafts, after each was checked for itself. An ignore comment that silences one
    /// of them silences something after all.
    pub fn add_later(&mut self, findings: Vec<Finding>) {
        for mut finding in findings {
            if let Some(comment) = self.silence(&mut finding) {
                self.findings.retain(|f| f.check != &checks::UNUSED_IGNORE || f.span != comment);
            }
            self.findings.push(finding);
        }
        self.findings.sort_by_key(|f| (f.span, f.check.code));
    }

    /// Silences a finding that was made of several drafts, if an ignore comment holds for it; gives the comment.
    pub fn silence(&self, finding: &mut Finding) -> Option<Span<Text>> {
        let quotation = finding.quotation.map(|index| self.quotations[index].span);
        suppress::silence_later(&self.ignores, finding, quotation)
    }
}

/// Counts over a run: the `summary` of every output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that were checked.
    pub files: usize,
    /// Named files that could not be checked.
    pub not_checked: usize,
    /// Files that a walk passed over because their format is not known.
    pub skipped: usize,
    /// Quotations in the checked files.
    pub quotations: usize,
    /// Quotations by verdict, in the order of [`Verdict::ALL`].
    pub verdicts: [usize; 6],
    /// Findings by severity.
    pub errors: usize,
    /// See [`Summary::errors`].
    pub warnings: usize,
    /// See [`Summary::errors`].
    pub notes: usize,
    /// Findings that ignore comments silence: no part of the counts above.
    pub suppressed: usize,
    /// Of the unverified quotations, those of which it is said that they resemble a record.
    pub resembling: usize,
}

impl Summary {
    /// Counts what was found in one draft.
    pub fn add(&mut self, checked: &Checked) {
        self.files += 1;
        self.quotations += checked.quotations.len();
        for quotation in &checked.quotations {
            let index = Verdict::ALL.iter().position(|&v| v == quotation.verdict).unwrap_or(5);
            self.verdicts[index] += 1;
        }
        for finding in &checked.findings {
            self.resembling += usize::from(finding.check == &checks::RESEMBLES_RECORD);
            match finding.suppressed {
                None => self.count(finding.severity),
                Some(_) => self.suppressed += 1,
            }
        }
    }

    /// Adds the counts of other files.
    pub fn join(&mut self, other: &Self) {
        self.files += other.files;
        self.not_checked += other.not_checked;
        self.skipped += other.skipped;
        self.quotations += other.quotations;
        for (sum, &more) in self.verdicts.iter_mut().zip(&other.verdicts) {
            *sum += more;
        }
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
        self.suppressed += other.suppressed;
        self.resembling += other.resembling;
    }

    /// How many findings are at least as bad as `severity`.
    #[must_use]
    pub fn at_least(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.errors + self.warnings,
            Severity::Note => self.errors + self.warnings + self.notes,
        }
    }

    /// Counts one finding.
    pub fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Note => self.notes += 1,
        }
    }
}

/// Words that stand between marks in a draft of ordinary length: a guess.
const WORDS_IN_QUOTATIONS: usize = 1_000;

/// Checks drafts against one canon. Does no input or output and cannot fail; safe to share between threads.
#[derive(Debug)]
pub struct Linter<'a> {
    canon: &'a Canon,
    scanner: Scanner<'a>,
    options: Options,
    /// The speakers' names, aliases and last names, folded: a draft that gives one of them alone means that person.
    people: FxHashSet<String>,
    /// No other linter has the same number.
    number: u64,
}

impl<'a> Linter<'a> {
    /// A linter for `canon`: builds the index of its records.
    #[must_use]
    pub fn new(canon: &'a Canon, options: Options) -> Self {
        Self::with_scanner(canon, options, Scanner::new(canon))
    }

    /// A linter for drafts whose `questions` were collected (see [`asked`]): it is ready in a fraction of the time where they
    /// are few beside the canon. What it says is the same, of any other draft too, but that takes an index of all of it each time.
    #[must_use]
    pub fn for_drafts(canon: &'a Canon, options: Options, questions: &Questions) -> Self {
        Self::with_scanner(canon, options, Scanner::to_answer(canon, questions))
    }

    /// A linter with a scanner of the caller's choice.
    #[must_use]
    pub fn with_scanner(canon: &'a Canon, options: Options, scanner: Scanner<'a>) -> Self {
        // Whom only a label names, other drafts may have brought in: each draft knows those of its own passages.
        let labelled: FxHashSet<usize> = canon
            .records
            .passages()
            .filter(|r| sources::is_only_labelled(r))
            .filter_map(|r| r.speaker)
            .collect();
        let known = canon.speakers.iter().enumerate().filter(|(id, _)| !labelled.contains(id));
        let people = known.flat_map(|(_, speaker)| forms(speaker)).map(fold).collect();
        static NUMBERS: AtomicU64 = AtomicU64::new(1);
        let number = NUMBERS.fetch_add(1, Ordering::Relaxed);
        Self { canon, scanner, options, people, number }
    }

    /// The canon that it checks against.
    #[must_use]
    pub fn canon(&self) -> &'a Canon {
        self.canon
    }

    /// How many questions about the canon it could not answer, since its drafts were not known to ask them. A draft during
    /// whose check it was asked one is checked twice.
    #[must_use]
    pub fn missed(&self) -> usize {
        self.scanner.index.missed()
    }

    /// Makes ready for so many drafts, which changes no result: what is worth it only for many is done at once.
    pub fn expect(&self, drafts: usize) {
        // One draft may be checked without.
        self.scanner.index.ask(drafts.saturating_sub(1) * WORDS_IN_QUOTATIONS);
    }

    /// Checks one draft. `levels` are those of the overrides that hold for its path.
    #[must_use]
    pub fn check(&self, file: TextFile, levels: &[(&'static Check, Level)]) -> Checked {
        self.check_with(file, levels, None)
    }

    /// Checks one draft that was checked before in nearly the same words: the same result as that of [`Linter::check`],
    /// but what stands in `memory` is not worked out anew.
    #[must_use]
    pub fn check_again(
        &self,
        file: TextFile,
        levels: &[(&'static Check, Level)],
        memory: &mut Memory,
    ) -> Checked {
        // What is asked for in vain must not be remembered.
        if !self.scanner.index.answers_everything() {
            return self.check(file, levels);
        }
        memory.begin(self.number, levels);
        self.check_in(Opened::new(file), levels, None, Known { memory: Some(memory), before: None })
    }

    /// Checks one draft against the passages of source documents too that its quotations located (see [`sources`]).
    #[must_use]
    pub fn check_with(
        &self,
        file: TextFile,
        levels: &[(&'static Check, Level)],
        passages: Option<&Scanner<'_>>,
    ) -> Checked {
        self.check_opened(Opened::new(file), levels, passages)
    }

    /// The same of a draft whose quotations were found before.
    #[must_use]
    pub fn check_opened(
        &self,
        draft: Opened,
        levels: &[(&'static Check, Level)],
        passages: Option<&Scanner<'_>>,
    ) -> Checked {
        self.check_in(draft, levels, passages, Known::default())
    }

    /// The same result once more. What `before` knows of the quotations is not worked out again: it was made of the same
    /// text, with the same levels and passages.
    #[must_use]
    pub fn check_once_more(
        &self,
        file: TextFile,
        levels: &[(&'static Check, Level)],
        passages: Option<&Scanner<'_>>,
        before: &Uncovered,
    ) -> Checked {
        self.check_in(
            Opened::again(file, before),
            levels,
            passages,
            Known { memory: None, before: Some(before) },
        )
    }

    fn check_in(
        &self,
        draft: Opened,
        levels: &[(&'static Check, Level)],
        passages: Option<&Scanner<'_>>,
        known: Known<'_>,
    ) -> Checked {
        let before = self.missed();
        let checked = self.check_by(&self.scanner, draft, levels, passages, known);
        if self.missed() == before {
            return checked;
        }
        // Its words are not among those that were collected.
        let draft = match known.before {
            Some(before) => Opened::again(checked.file, before),
            None => Opened::new(checked.file),
        };
        self.check_by(&Scanner::new(self.canon), draft, levels, passages, known)
    }

    /// Checks a draft against what `scanner` finds in the rules files.
    fn check_by(
        &self,
        scanner: &Scanner<'_>,
        draft: Opened,
        levels: &[(&'static Check, Level)],
        passages: Option<&Scanner<'_>>,
        known: Known<'_>,
    ) -> Checked {
        let Opened { file, prose, quotations: marked, unbalanced } = draft;
        let style = Style::of(&prose.text);
        let plain = Draft {
            source: &file.text,
            style: &style,
            linter: self,
            scanner,
            passages,
            known,
            prose: &prose,
            quotations: &[],
            speakers: None,
            places: &[],
            levels,
        };
        let again = known.memory.map(|memory| Again::of(memory.earlier(), &file.text, &prose, &marked));
        let apart = match known.before.and_then(Uncovered::marks) {
            Some(_) => Vec::new(),
            None => plain.with(&marked).to_take_apart(|at| again.as_ref()?.apart(at)),
        };
        let were_apart = if again.is_some() { apart.clone() } else { Vec::new() };
        let taken_apart;
        let marked = match apart.is_empty() {
            true => &marked,
            false => {
                taken_apart = marks::apart(marked.clone(), apart);
                &taken_apart
            }
        };
        let all;
        let quotations = if self.options.outside_marks {
            all = with_unmarked(marked.clone(), self.unmarked(scanner, &prose, marked));
            &all
        } else {
            marked
        };
        let (mut said, remember) = match again {
            None => (Vec::new(), None),
            Some(again) => {
                let (said, remember) = again.said(quotations, were_apart, &style);
                (said, Some(remember))
            }
        };
        // Nobody is said to say what stands outside marks.
        let speakers = match &remember {
            None => Speakers::new(&prose, marked),
            Some(remember) => Speakers::among(&remember.names, &prose, marked),
        };
        let mut next = 0..;
        let places: Vec<Option<usize>> =
            quotations.iter().map(|q| if q.form == Form::Unmarked { None } else { next.next() }).collect();
        let draft = Draft { speakers: Some(&speakers), places: &places, ..plain.with(quotations) };
        let (judged, mut findings, nowhere) = draft.judge(&mut said);
        let mut uncovered = draft.uncovered(&judged, nowhere, || Kept::of(marked, &unbalanced));
        let judged = order::by_place(judged, &mut findings, &mut uncovered);
        findings.extend(unbalanced.iter().filter_map(|u| draft.unbalanced(u)));
        let ignores = suppress::ignores(&prose, &file.text);
        let place = |at: usize| judged[at].span;
        let severity = |check| Severity::of(draft.level(check, None, None));
        let compared = !self.canon.records.is_empty();
        suppress::silence(&ignores, &file.text, &mut findings, &place, &severity, compared);
        findings.sort_by_key(|f| (f.span, f.check.code));
        if let (Some(memory), Some(remember)) = (known.memory, remember) {
            let habits = style.asked();
            memory.keep_draft(remember.with(&file.text, prose, habits, said));
        }
        Checked { file, quotations: judged, findings, uncovered, ignores }
    }

    /// The level of `check` for a difference, in a draft for which `overrides` hold; later words win.
    #[must_use]
    pub fn level(
        &self,
        overrides: &[(&'static Check, Level)],
        check: &'static Check,
        difference: Option<&Difference>,
        record: Option<&Record>,
    ) -> Level {
        let options = &self.options;
        let given = [
            options.last_levels.as_slice(),
            record.map_or(&[][..], |r| &r.levels),
            overrides,
            options.levels.as_slice(),
        ];
        let chosen = given.iter().find_map(|levels| levels.iter().rev().find(|(c, _)| *c == check));
        match chosen {
            Some(&(_, level)) => level,
            None => checks::profiles::level_of(options.profile, check, difference),
        }
    }
}

impl Linter<'_> {
    /// The places outside any marks that hold a record's words.
    fn unmarked(&self, scanner: &Scanner<'_>, prose: &Prose, quotations: &[Quotation]) -> Vec<Span<Read>> {
        let context = Context {
            canon: self.canon,
            scanner,
            prose: &prose.text,
            level: &|check, _, _| check.level,
            named: &|_| false,
            resemblances: true,
        };
        outside::stretches(&context, prose, quotations)
    }
}

/// Puts unmarked quotations among the marked ones, by offset.
fn with_unmarked(quotations: Vec<Quotation>, unmarked: Vec<Span<Read>>) -> Vec<Quotation> {
    let stray = |span| Quotation { parts: vec![span], inside: None, form: Form::Unmarked, attribution: None };
    let mut all: Vec<(Option<usize>, Quotation)> =
        quotations.into_iter().enumerate().map(|(i, q)| (Some(i), q)).collect();
    all.extend(unmarked.into_iter().map(|span| (None, stray(span))));
    all.sort_by_key(|(old, q)| (q.span().start, old.is_none(), *old));
    let place: FxHashMap<usize, usize> =
        all.iter().enumerate().filter_map(|(new, (old, _))| Some(((*old)?, new))).collect();
    let moved = |(_, q): (_, Quotation)| Quotation { inside: q.inside.map(|i| place[&i]), ..q };
    all.into_iter().map(moved).collect()
}

/// The names of a speaker, and the last word of each.
fn forms(speaker: &Speaker) -> impl Iterator<Item = &str> {
    let names = speaker.aliases.iter().chain([&speaker.name]);
    names.flat_map(|name| [Some(name.as_str()), name.split_whitespace().next_back()]).flatten()
}
