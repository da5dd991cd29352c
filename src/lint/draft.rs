//! One draft on its way through the pipeline: its quotations judged, and what is said of them.

use std::cell::{Cell, LazyCell};

use rustc_hash::FxHashSet;

use super::again::Memory;
use super::findings;
use super::fit::{Fit, Named, SHORT};
use super::judge::{Judgement, SaidBy, depends_on_others, judge, judge_shares, settles};
use super::reading::{Depth, Quoted};
use super::remedy;
use super::shown::Shown;
use super::style::Style;
use super::uncovered::Uncovered;
use super::{Linter, forms};
use crate::align::cut::squeeze;
use crate::attribution::{Attribution, Speakers, is_proverb};
use crate::canon::Record;
use crate::checks::{self, Check, Level};
use crate::diagnostic::{Edit, Finding, Judged, Match, Place, RecordId, Related, Role, Severity, Verdict};
use crate::edit::Difference;
use crate::marks::{Form, Quotation, Unbalanced};
use crate::normalize::{Words, fold};
use crate::prose::Prose;
use crate::scan::Scanner;
use crate::span::{Read, Span, Text};

/// What is known of a draft from an earlier check of it.
#[derive(Clone, Copy, Default)]
pub(super) struct Known<'a> {
    /// What was found for its quotations.
    pub(super) memory: Option<&'a Memory>,
    /// What was found when the same text was checked before.
    pub(super) before: Option<&'a Uncovered>,
}

/// What is said of one quotation.
#[derive(Debug, Clone)]
pub(super) struct Said {
    judged: Judged,
    /// By offset in the prose; ignore comments have silenced nothing yet.
    findings: Vec<Finding>,
    /// The record that it settles, see [`settles`].
    settles: Option<RecordId>,
    /// Whether it fits no record at all.
    fits_nothing: bool,
}

impl Said {
    /// The same of a quotation that stands `by` bytes further on in its file.
    pub(super) fn moved(mut self, by: isize) -> Self {
        if by != 0 {
            self.judged = self.judged.moved(by);
            self.findings = self.findings.into_iter().map(|finding| finding.moved(by)).collect();
        }
        self
    }
}

/// One draft on its way through the pipeline.
#[derive(Clone, Copy)]
pub(super) struct Draft<'a> {
    pub(super) linter: &'a Linter<'a>,
    /// What finds candidates in the rules files.
    pub(super) scanner: &'a Scanner<'a>,
    /// The passages of source documents that its quotations located.
    pub(super) passages: Option<&'a Scanner<'a>>,
    pub(super) known: Known<'a>,
    /// The text of its file.
    pub(super) source: &'a str,
    pub(super) prose: &'a Prose,
    /// How it is typeset.
    pub(super) style: &'a Style<'a>,
    pub(super) quotations: &'a [Quotation],
    /// Who is said to speak in those that are marked, if that may be asked.
    pub(super) speakers: Option<&'a Speakers<'a>>,
    /// For each quotation, which of those it is.
    pub(super) places: &'a [Option<usize>],
    pub(super) levels: &'a [(&'static Check, Level)],
}

impl<'a> Draft<'a> {
    /// The same draft with these quotations.
    pub(super) fn with(self, quotations: &'a [Quotation]) -> Self {
        Self { quotations, ..self }
    }
}

impl Draft<'_> {
    pub(super) fn level(
        &self,
        check: &'static Check,
        difference: Option<&Difference>,
        record: Option<&Record>,
    ) -> Level {
        self.linter.level(self.levels, check, difference, record)
    }

    /// Judges every quotation. Short ones that depend on which records the draft quotes elsewhere are judged last. Given
    /// besides are the numbers of those that fit no record. `known` is what is known to be said of each, and empty if nothing
    /// is to be remembered; what is worked out, and holds as long as the draft is the same around it, is added.
    pub(super) fn judge(&self, known: &mut [Option<Said>]) -> (Vec<Judged>, Vec<Finding>, Vec<u32>) {
        let canon = self.linter.canon;
        let nowhere = self.known.before.map_or(&[][..], Uncovered::nowhere);
        let mut read: Vec<Quoted> = (self.quotations.iter().enumerate())
            .map(|(i, quotation)| match nowhere.binary_search(&(i as u32)) {
                _ if known.get(i).is_some_and(Option::is_some) => Quoted::default(),
                Ok(_) => self.read_alone(quotation),
                Err(_) => self.read(quotation, &|| self.speaker(i), Depth::All),
            })
            .collect();
        let fits_nothing = |i: usize| match known.get(i) {
            Some(Some(said)) => said.fits_nothing,
            _ => read[i].fits.is_empty() && read[i].shares.is_none(),
        };
        let nowhere: Vec<u32> = (0..read.len()).filter(|&i| fits_nothing(i)).map(|i| i as u32).collect();
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
        // Those of which it counts what else the draft quotes.
        let mut among_others: FxHashSet<usize> = last.iter().copied().collect();
        for &i in first.iter().chain(&last) {
            if let Some(Some(said)) = known.get(i) {
                settled.extend(said.settles);
                continue;
            }
            let (fits, count) = (std::mem::take(&mut read[i].fits), read[i].count);
            let asked = Cell::new(false);
            let judgement = match read[i].shares.take() {
                Some(shares) => judge_shares(canon, shares, said_by(i)),
                None => judge(canon, fits, count, said_by(i), &|record| {
                    asked.set(true);
                    settled.contains(&record)
                }),
            };
            if asked.get() {
                among_others.insert(i);
            }
            settled.extend(settles(&judgement, count));
            judgements[i] = Some(judgement);
        }
        let (mut judged, mut findings) = (Vec::with_capacity(read.len()), Vec::new());
        for (i, (read, judgement)) in read.iter().zip(judgements).enumerate() {
            let Some(judgement) = judgement else {
                if let Some(Some(said)) = known.get(i) {
                    judged.push(said.judged.clone());
                    let again = said.findings.iter().cloned();
                    findings.extend(again.map(|finding| Finding { quotation: Some(i), ..finding }));
                }
                continue;
            };
            let from = findings.len();
            self.report(i, read.count, &judgement, speakers[i].0.as_deref(), &mut findings);
            let listed = self.linter.options.all_speakers || !judgement.listed.is_empty();
            let speaker = if listed { self.speaker(i) } else { None };
            let settles = settles(&judgement, read.count);
            judged.push(self.judged(&self.quotations[i], read.span, judgement, speaker));
            if let Some(known) = known.get_mut(i).filter(|_| !among_others.contains(&i)) {
                let (judged, findings) = (judged[i].clone(), findings[from..].to_vec());
                *known = Some(Said {
                    judged,
                    findings,
                    settles,
                    fits_nothing: nowhere.binary_search(&(i as u32)).is_ok(),
                });
            }
        }
        (judged, findings, nowhere)
    }

    /// Who the draft says is speaking.
    fn attribution(&self, index: usize) -> Option<Attribution> {
        self.speakers?.of(self.places[index]?)
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
                style: self.style,
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
    pub(super) fn whole(
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

    pub(super) fn unbalanced(&self, mark: &Unbalanced) -> Option<Finding> {
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
    pub(super) fn words_span(&self, quotation: &Quotation) -> Span<Read> {
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
        let edit = |named: Named| Edit {
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
