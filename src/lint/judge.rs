//! From fits to a verdict.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::fit::{Fit, SHORT};
use crate::attribution::is_speaker;
use crate::canon::Canon;
use crate::checks::Level;
use crate::diagnostic::{RecordId, Role, Verdict};
use crate::span::{Disk, Span};

/// More than this share of a translated record's quotation differs: it is another translation.
const OTHER_TRANSLATION: f32 = 0.4;

/// What is said of one quotation.
#[derive(Debug)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// The fits that are listed, the judged one first.
    pub listed: Vec<(Role, Fit)>,
    /// Whether another speaker than the record's is named.
    pub other_speaker: bool,
    /// Why the nearest record is only named as a resemblance, if that must be said.
    pub resembles: Option<&'static str>,
    /// Whether all the records listed share the quotation, which is judged by every one of them.
    pub joined: bool,
}

impl Judgement {
    /// The fits that the quotation is judged by, each with the findings of its edits.
    pub fn judged_by(&self) -> impl Iterator<Item = &Fit> {
        let judged = |at: usize, role: Role| self.joined || (at == 0 && role == Role::Match);
        self.listed
            .iter()
            .enumerate()
            .filter(move |(at, (role, _))| judged(*at, *role))
            .map(|(_, (_, fit))| fit)
    }
}

/// Why nobody is accused of misquoting a person whom the draft does not quote.
const OTHER_SPEAKER: &str = "but another speaker is named and the words differ";

/// Whom the draft gives a quotation to.
#[derive(Debug, Clone, Copy, Default)]
pub struct SaidBy<'a> {
    /// A person who is named for certain.
    pub person: Option<&'a str>,
    /// Whether it is given to a people and not to a person: `Maori proverb`.
    pub proverb: bool,
}

/// Judges a quotation that several records share (see [`super::joined`]), unless another person is named than any of
/// their speakers. Such a quotation is theirs part by part, and its joints are as much a matter of verdict as its words.
#[must_use]
pub fn judge_shares(canon: &Canon, shares: Vec<Fit>, said_by: SaidBy<'_>) -> Judgement {
    let speaker = |fit: &Fit| canon.records[fit.record.0].speaker.map(|s| &canon.speakers[s]);
    let other = |fit: &Fit| matches!((said_by.person, speaker(fit)), (Some(name), Some(own)) if is_speaker(name, own) == Some(false));
    let other_speaker = shares.iter().all(other);
    let faultless = shares.iter().all(|fit| fit.faults().next().is_none());
    let elsewhere = other_speaker || (said_by.proverb && shares.iter().any(|fit| speaker(fit).is_some()));
    let known = shares.iter().any(Fit::is_known_misquote);
    let (verdict, resembles) = match () {
        () if !faultless && elsewhere && !known => (Verdict::Unverified, Some(OTHER_SPEAKER)),
        () if !faultless => (Verdict::Misquoted, None),
        () if other_speaker => (Verdict::Misattributed, None),
        () => (Verdict::Altered, None),
    };
    let listed = shares.into_iter().map(|fit| (Role::Part, fit)).collect();
    Judgement { verdict, listed, other_speaker, resembles, joined: resembles.is_none() }
}

/// Judges a quotation of `words` words (those in brackets not counted) by its `fits`. `said_by` is whom the draft
/// gives it to; `quoted` says whether the same draft quotes a record elsewhere for certain.
#[must_use]
pub fn judge(
    canon: &Canon,
    mut fits: Vec<Fit>,
    words: usize,
    said_by: SaidBy<'_>,
    quoted: &dyn Fn(RecordId) -> bool,
) -> Judgement {
    fits.retain(|fit| fit.counts);
    // Asked of every pair of fits, and of each speaker the same.
    let others = RefCell::new(FxHashMap::<usize, bool>::default());
    let other = |fit: &Fit| {
        let (Some(name), Some(own)) = (said_by.person, canon.records[fit.record.0].speaker) else {
            return false;
        };
        let is_other = || is_speaker(name, &canon.speakers[own]) == Some(false);
        *others.borrow_mut().entry(own).or_insert_with(is_other)
    };
    fits.sort_by(|a, b| {
        (claims(a, words, quoted).cmp(&claims(b, words, quoted)).reverse())
            .then_with(|| a.rank().cmp(&b.rank()))
            .then_with(|| other(a).cmp(&other(b)))
            .then_with(|| b.named.cmp(&a.named))
            .then_with(|| b.evidence.matched.cmp(&a.evidence.matched))
            .then_with(|| joints(canon, a).cmp(&joints(canon, b)))
            .then_with(|| b.evidence.telling_run.total_cmp(&a.evidence.telling_run))
            .then_with(|| a.record.cmp(&b.record))
    });
    one_a_place(canon, &mut fits);
    let claimed = fits.first().is_some_and(|f| claims(f, words, quoted));
    if !claimed {
        let listed = fits.into_iter().filter(|f| f.in_bound).map(|f| (Role::Resembles, f)).collect();
        return Judgement {
            verdict: Verdict::Unverified,
            listed,
            other_speaker: false,
            resembles: None,
            joined: false,
        };
    }
    let verdict_of = |fit: &Fit| {
        // Nobody is accused of misquoting a person whom the draft does not quote.
        let elsewhere = other(fit) || (said_by.proverb && canon.records[fit.record.0].speaker.is_some());
        verdict(fit, words, other(fit), elsewhere, canon.records[fit.record.0].translated)
    };
    let (verdict, resembles) = verdict_of(&fits[0]);
    let other_speaker = other(&fits[0]);
    let mut ambiguous = false;
    let best = fits.remove(0);
    let mut listed = Vec::with_capacity(fits.len() + 1);
    let mut rest = Vec::new();
    for fit in fits {
        let equal = claims(&fit, words, quoted) && equally_well(&best, &fit) && other(&fit) == other_speaker;
        if equal || (best.is_verbatim() && fit.is_verbatim() && fit.from_source != best.from_source) {
            // What is word for word in the rules is settled, whatever a source says of its speaker.
            ambiguous |= equal && verdict_of(&fit).0 != verdict;
            listed.push((Role::Alternative, fit));
        } else if fit.in_bound {
            rest.push((Role::Resembles, fit));
        }
    }
    let role = match () {
        () if resembles.is_some() => Role::Resembles,
        () if best.runs_on && verdict == Verdict::Unverified => Role::Part,
        () => Role::Match,
    };
    listed.insert(0, (role, best));
    listed.extend(rest);
    let verdict = if ambiguous { Verdict::Ambiguous } else { verdict };
    Judgement { verdict, listed, other_speaker, resembles, joined: false }
}

/// Of how many parts, far from one another, the passage of a document is put together, but for the first.
fn joints(canon: &Canon, fit: &Fit) -> usize {
    canon.records[fit.record.0].passage.as_ref().map_or(0, |excerpt| excerpt.joints.len())
}

/// Leaves the best fit of each place of a document: its passages overlap, and one place is one answer.
fn one_a_place(canon: &Canon, fits: &mut Vec<Fit>) {
    let place = |fit: &Fit| {
        let record = &canon.records[fit.record.0];
        record.passage.as_ref()?;
        let wording = &record.wordings[fit.wording];
        Some((record.id.as_str(), canon.files[record.file].disk(wording.map.span(fit.said))))
    };
    let mut seen: Vec<(&str, Span<Disk>)> = Vec::new();
    fits.retain(|fit| {
        let Some((document, span)) = place(fit) else { return true };
        let again = |(other, of): &(&str, Span<Disk>)| {
            *other == document && span.start < of.end && of.start < span.end
        };
        let fresh = !seen.iter().any(again);
        if fresh {
            seen.push((document, span));
        }
        fresh
    });
}

/// Whether a fit is more than a resemblance.
fn claims(fit: &Fit, words: usize, quoted: &dyn Fn(RecordId) -> bool) -> bool {
    let faultless = fit.faults().next().is_none();
    if fit.runs_on {
        return fit.core.len() >= SHORT && fit.core_evidence.is_significant();
    }
    if faultless {
        return fit.evidence.matched > 1 && fit.evidence.is_plausible();
    }
    if words >= SHORT {
        return fit.evidence.is_significant();
    }
    // A short misquote is claimed only where two telling words in a row are shared and something else points to the
    // record.
    fit.evidence.has_telling_run() && (fit.named || quoted(fit.record))
}

/// Whether a short quotation is claimed only if the draft quotes its record elsewhere.
#[must_use]
pub fn depends_on_others(fits: &[Fit], words: usize) -> bool {
    let claimed = |quoted: bool| fits.iter().any(|fit| claims(fit, words, &|_| quoted));
    words < SHORT && !claimed(false) && claimed(true)
}

/// Equally well: the same number of edits of each class and the same matched words, and neither is preferred by name.
fn equally_well(a: &Fit, b: &Fit) -> bool {
    a.rank() == b.rank() && a.named == b.named && a.evidence.matched == b.evidence.matched
}

fn verdict(
    fit: &Fit,
    words: usize,
    other: bool,
    elsewhere: bool,
    translated: bool,
) -> (Verdict, Option<&'static str>) {
    if fit.faults().next().is_none() {
        return match () {
            // The record vouches for a part; for what stands before or after it nothing does.
            () if fit.runs_on => (Verdict::Unverified, None),
            () if other && words >= SHORT && fit.evidence.is_significant() => (Verdict::Misattributed, None),
            () if fit.is_verbatim() => (Verdict::Verbatim, None),
            () => (Verdict::Altered, None),
        };
    }
    if fit.is_known_misquote() {
        return (Verdict::Misquoted, None);
    }
    if elsewhere {
        return (Verdict::Unverified, Some(OTHER_SPEAKER));
    }
    if translated && fit.differing > OTHER_TRANSLATION {
        return (Verdict::Unverified, Some("but the words differ so much that it is another translation"));
    }
    (Verdict::Misquoted, None)
}

/// Whether a judged fit settles that a draft quotes the record.
#[must_use]
pub fn settles(judgement: &Judgement, words: usize) -> Option<RecordId> {
    let (role, fit) = judgement.listed.first()?;
    let certain = *role == Role::Match && (words >= SHORT || fit.faults().next().is_none());
    (certain && fit.evidence.is_significant()).then_some(fit.record)
}

/// Whether an edit at `level` shows.
#[must_use]
pub fn shows(level: Level) -> bool {
    level > Level::Allow
}
