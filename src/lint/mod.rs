//! The pipeline on one page: a canon and a draft in, findings and judged quotations out.

mod again;
mod edge;
mod far;
mod chain;
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

use std::cell::LazyCell;
use std::sync::atomic::{AtomicU64, Ordering};

use rustc_hash::{FxHashMap, FxHashSet};

pub use self::again::Memory;
use self::fit::{Context, Fit, SHORT};
use self::judge::{Judgement, SaidBy, depends_on_others, judge, judge_shares, settles};
use self::reading::{Depth, Quoted};
use self::shown::Shown;
use self::style::Style;
pub use self::uncovered::{Uncovered, UncoveredQuotation, speakers_in};
use crate::align::cut::squeeze;
use crate::attribution::{Attribution, Speakers, is_proverb};
use crate::canon::{Canon, Record, Speaker};
use crate::checks::{self, Check, Level};
use crate::diagnostic::{Edit, Finding, Judged, Match, Place, RecordId, Related, Role, Severity, Verdict};
use crate::edit::Difference;
use crate::extract;
use crate::marks::{self, Form, Quotation, Unbalanced};
use crate::normalize::{Words, fold};
use crate::prose::Prose;
use crate::scan::Scanner;
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
        memory.begin(self.number, levels);
        self.check_in(file, levels, None, Some(memory))
    }

    /// Checks one draft against the passages of source documents too that its quotations located (see [`sources`]).
    #[must_use]
    pub fn check_with(
        &self,
        file: TextFile,
        levels: &[(&'static Check, Level)],
        passages: Option<&Scanner<'_>>,
    ) -> Checked {
        self.check_in(file, levels, passages, None)
    }

    fn check_in(
        &self,
        file: TextFile,
        levels: &[(&'static Check, Level)],
        passages: Option<&Scanner<'_>>,
        memory: Option<&Memory>,
    ) -> Checked {
        let prose = extract::extract(&file);
        let (mut marked, unbalanced) = marks::quotations(&prose);
        let apart = {
            let speakers = Speakers::new(&prose, &marked);
            let draft = Draft {
                source: &file.text,
                style: Style::of(&prose.text),
                linter: self,
                passages,
                memory,
                prose: &prose,
                quotations: &marked,
                speakers: &speakers,
                places: &[],
                levels,
            };
            draft.to_take_apart()
        };
        if !apart.is_empty() {
            marked = marks::apart(marked, apart);
        }
        // Nobody is said to say what stands outside marks.
        let speakers = Speakers::new(&prose, &marked);
        let all;
        let quotations = if self.options.outside_marks {
            all = with_unmarked(marked.clone(), self.unmarked(&prose, &marked));
            &all
        } else {
            &marked
        };
        let mut next = 0..;
        let places: Vec<Option<usize>> =
            quotations.iter().map(|q| if q.form == Form::Unmarked { None } else { next.next() }).collect();
        let draft = Draft {
            source: &file.text,
            style: Style::of(&prose.text),
            linter: self,
            passages,
            memory,
            prose: &prose,
            quotations,
            speakers: &speakers,
            places: &places,
            levels,
        };
        let (judged, mut findings) = draft.judge();
        let mut uncovered = draft.uncovered(&judged);
        let judged = order::by_place(judged, &mut findings, &mut uncovered);
        findings.extend(unbalanced.iter().filter_map(|u| draft.unbalanced(u)));
        let ignores = suppress::ignores(&prose, &file.text);
        let place = |at: usize| judged[at].span;
        let severity = |check| Severity::of(draft.level(check, None, None));
        let compared = !self.canon.records.is_empty();
        suppress::silence(&ignores, &file.text, &mut findings, &place, &severity, compared);
        findings.sort_by_key(|f| (f.span, f.check.code));
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
    fn unmarked(&self, prose: &Prose, quotations: &[Quotation]) -> Vec<Span<Read>> {
        let context = Context {
            canon: self.canon,
            scanner: &self.scanner,
            prose: &prose.text,
            level: &|check, _, _| check.level,
            named: &|_| false,
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

/// One draft on its way through the pipeline.
struct Draft<'a> {
    linter: &'a Linter<'a>,
    /// The passages of source documents that its quotations located.
    passages: Option<&'a Scanner<'a>>,
    /// What was found for its quotations before.
    memory: Option<&'a Memory>,
    /// The text of its file.
    source: &'a str,
    prose: &'a Prose,
    /// How it is typeset.
    style: Style<'a>,
    quotations: &'a [Quotation],
    /// Who is said to speak in those that are marked.
    speakers: &'a Speakers<'a>,
    /// For each quotation, which of those it is.
    places: &'a [Option<usize>],
    levels: &'a [(&'static Check, Level)],
}

impl Draft<'_> {
    fn level(
        &self,
        check: &'static Check,
        difference: Option<&Difference>,
        record: Option<&Record>,
    ) -> Level {
        self.linter.level(self.levels, check, difference, record)
    }

    /// Judges every quotation. Short ones that depend on which records the draft quotes elsewhere are judged last.
    fn judge(&self) -> (Vec<Judged>, Vec<Finding>) {
        let canon = self.linter.canon;
        let mut read: Vec<Quoted> = (self.quotations.iter().enumerate())
            .map(|(i, quotation)| self.read(quotation, &|| self.speaker(i), Depth::All))
            .collect();
        // Another speaker is claimed only where a person is named for certain.
        let person = |i: usize| self.speaker(i).filter(|name| self.is_person(i, name));
        let is_proverb = |i: usize| self.speaker(i).is_some_and(|name| is_proverb(&name));
        let speakers: Vec<(Option<String>, bool)> = (read.iter().enumerate())
            .map(|(i, read)| if read.fits.is_empty() { (None, false) } else { (person(i), is_proverb(i)) })
            .collect();
        let said_by = |i: usize| SaidBy { person: speakers[i].0.as_deref(), proverb: speakers[i].1 };
        let mut settled: FxHashSet<RecordId> = FxHashSet::default();
        let mut judgements: Vec<Option<Judgement>> = (0..read.len()).map(|_| None).collect();
        let (last, first): (Vec<usize>, Vec<usize>) =
            (0..read.len()).partition(|&i| depends_on_others(&read[i].fits, read[i].count));
        for &i in first.iter().chain(&last) {
            let (fits, count) = (std::mem::take(&mut read[i].fits), read[i].count);
            let judgement = match read[i].shares.take() {
                Some(shares) => judge_shares(canon, shares, said_by(i)),
                None => judge(canon, fits, count, said_by(i), &|r| settled.contains(&r)),
            };
            settled.extend(settles(&judgement, count));
            judgements[i] = Some(judgement);
        }
        let (mut judged, mut findings) = (Vec::with_capacity(read.len()), Vec::new());
        for (i, (read, judgement)) in read.iter().zip(judgements).enumerate() {
            let Some(judgement) = judgement else { continue };
            self.report(i, read.count, &judgement, speakers[i].0.as_deref(), &mut findings);
            let listed = self.linter.options.all_speakers || !judgement.listed.is_empty();
            let speaker = if listed { self.speaker(i) } else { None };
            judged.push(self.judged(&self.quotations[i], read.span, judgement, speaker));
        }
        (judged, findings)
    }

    /// Who the draft says is speaking.
    fn attribution(&self, index: usize) -> Option<Attribution> {
        self.speakers.of(self.places[index]?)
    }

    /// Who the draft says is speaking, as it names them.
    fn speaker(&self, index: usize) -> Option<String> {
        self.attribution(index).map(|a| squeeze(self.prose.slice(a.name))).filter(|s| !s.is_empty())
    }

    /// Whether `name`, which the draft gives as the speaker of a quotation, is surely a person's.
    fn is_person(&self, index: usize, name: &str) -> bool {
        let labelled = || {
            let entries = self.passages.into_iter().flat_map(|scanner| &scanner.index.entries);
            let canon = self.linter.canon;
            let mut speakers = entries.filter_map(|entry| canon.records[entry.record.0].speaker);
            speakers.any(|id| forms(&canon.speakers[id]).any(|form| fold(form) == fold(name)))
        };
        self.attribution(index).is_some_and(|a| a.is_person)
            || self.linter.people.contains(&fold(name))
            || labelled()
    }

    fn report(
        &self,
        index: usize,
        words: usize,
        judgement: &Judgement,
        speaker: Option<&str>,
        out: &mut Vec<Finding>,
    ) {
        let canon = self.linter.canon;
        let judged = judgement
            .listed
            .first()
            .filter(|(role, _)| judgement.resembles.is_some() || judgement.joined || *role == Role::Match);
        let Some((_, fit)) = judged else {
            if words >= self.linter.options.min_words {
                let elsewhere = if self.linter.options.with_sources { " and in no source" } else { "" };
                let message = format!("this quotation is in no record{elsewhere}");
                out.extend(self.whole(index, &checks::UNVERIFIED_QUOTATION, None, message));
            }
            return;
        };
        let record = &canon.records[fit.record.0];
        if let Some(why) = judgement.resembles {
            let message = format!("this resembles record `{}`, {why}", record.id);
            out.extend(self.whole(index, &checks::RESEMBLES_RECORD, Some(fit), message));
            return;
        }
        let alone = judgement.joined || judgement.listed.len() == 1;
        if judgement.verdict == Verdict::Ambiguous {
            let message = "several records fit equally well and differ in their verdicts".to_owned();
            let finding = self.whole(index, &checks::AMBIGUOUS_QUOTATION, Some(fit), message);
            let others = judgement.listed.iter().filter(|(role, _)| *role == Role::Alternative);
            let others = others.map(|(_, fit)| Related {
                place: Place::Record { record: fit.record, wording: fit.wording, said: fit.said },
                message: "fits as well".to_owned(),
            });
            out.extend(finding.map(|mut finding| {
                finding.related.extend(others);
                finding
            }));
            return;
        }
        let before = out.len();
        for fit in judgement.judged_by() {
            let desk = remedy::Desk {
                source: self.source,
                prose: self.prose,
                style: &self.style,
                quotation: &self.quotations[index],
                is_outer: self.quotations.iter().any(|q| q.inside == Some(index)),
                record: &canon.records[fit.record.0].wordings[fit.wording].text,
                alone,
            };
            out.extend(findings::of_edits(canon, &desk, fit, index, self.linter.options.profile));
        }
        if self.quotations[index].form == Form::Unmarked && out.len() == before {
            let message = format!("these are the words of record `{}`, without quotation marks", record.id);
            out.extend(self.whole(index, &checks::MISSING_QUOTATION_MARKS, Some(fit), message));
        }
        let wrong_speaker = judgement.verdict == Verdict::Misattributed
            || (judgement.other_speaker && judgement.verdict == Verdict::Misquoted && words >= SHORT);
        if let (true, Some(name), Some(own)) = (wrong_speaker, speaker, record.speaker) {
            let own = &canon.speakers[own].name;
            let message = format!("given to {name}; the record says {own} said it");
            if let Some(mut finding) = self.whole(index, &checks::WRONG_SPEAKER, Some(fit), message) {
                if let Some(attribution) = self.attribution(index) {
                    finding.span = self.prose.map.span(attribution.name);
                }
                finding.found = name.to_owned();
                finding.expected.clone_from(own);
                out.push(finding);
            }
        }
    }

    /// A finding about a quotation as a whole.
    fn whole(
        &self,
        index: usize,
        check: &'static Check,
        fit: Option<&Fit>,
        message: String,
    ) -> Option<Finding> {
        let canon = self.linter.canon;
        let record = fit.map(|f| &canon.records[f.record.0]);
        let severity = Severity::of(self.level(check, None, record))?;
        let span = self.prose.map.span(self.words_span(&self.quotations[index]));
        let related = fit.map(|f| Related {
            place: Place::Record { record: f.record, wording: f.wording, said: f.said },
            message: findings::said_by(canon, &canon.records[f.record.0]),
        });
        Some(Finding {
            check,
            severity,
            message,
            span,
            found: String::new(),
            expected: String::new(),
            record: fit.map(|f| (f.record, f.wording, f.said)),
            fixes: Vec::new(),
            related: related.into_iter().collect(),
            notes: Vec::new(),
            quotation: Some(index),
            suppressed: None,
        })
    }

    fn unbalanced(&self, mark: &Unbalanced) -> Option<Finding> {
        let check = &checks::UNBALANCED_MARKS;
        let severity = Severity::of(self.level(check, None, None))?;
        let what = if mark.opens { "opens and is never closed" } else { "closes nothing that was opened" };
        Some(Finding {
            check,
            severity,
            message: format!("this quotation mark {what}"),
            span: self.prose.map.span(mark.mark),
            found: self.prose.slice(mark.mark).to_owned(),
            expected: String::new(),
            record: None,
            fixes: Vec::new(),
            related: Vec::new(),
            notes: Vec::new(),
            quotation: None,
            suppressed: None,
        })
    }

    /// From the first to the last word of a quotation; all of it where it holds no word.
    fn words_span(&self, quotation: &Quotation) -> Span<Read> {
        let mut words = Words::default();
        for part in &quotation.parts {
            words.add_part(&self.prose.text, *part);
        }
        words.span().unwrap_or_else(|| quotation.span())
    }

    fn judged(
        &self,
        quotation: &Quotation,
        words: Option<Span<Read>>,
        judgement: Judgement,
        speaker: Option<String>,
    ) -> Judged {
        let map = &self.prose.map;
        let span = words.unwrap_or_else(|| quotation.span());
        let place = |part: &Span<Read>| (map.span(*part), squeeze(self.prose.slice(*part)));
        let parts: Vec<(Span<Text>, String)> = quotation.parts.iter().map(place).collect();
        let words = parts.iter().map(|(_, words)| words.as_str()).filter(|words| !words.is_empty());
        let text = words.collect::<Vec<_>>().join(" ");
        // Most quotations are in no record, and nothing in them is pointed to.
        let shown = LazyCell::new(|| Shown::new(self.prose, &quotation.parts));
        let outer = quotation.inside.map(|i| map.span(self.words_span(&self.quotations[i])));
        let edit = |named: fit::Named| Edit {
            check: named.check,
            span: map.span(named.piece.span),
            shown: shown.place(named.piece.span),
            found: named.piece.difference.found.text,
            expected: named.piece.difference.expected.text,
            said: named.piece.said,
            level: named.level,
        };
        Judged {
            span: map.span(span),
            parts,
            inside: outer,
            marks: quotation.form != Form::Unmarked,
            verdict: judgement.verdict,
            speaker,
            records: judgement
                .listed
                .into_iter()
                .map(|(role, fit)| Match {
                    record: fit.record,
                    role,
                    span: map.span(fit.span),
                    wording: fit.wording,
                    said: fit.said,
                    why: fit.evidence.explain(fit.named),
                    edits: fit.edits.into_iter().map(edit).collect(),
                })
                .collect(),
            text,
        }
    }
}

/// The names of a speaker, and the last word of each.
fn forms(speaker: &Speaker) -> impl Iterator<Item = &str> {
    let names = speaker.aliases.iter().chain([&speaker.name]);
    names.flat_map(|name| [Some(name.as_str()), name.split_whitespace().next_back()]).flatten()
}
