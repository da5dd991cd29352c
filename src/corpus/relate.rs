//! Which wordings are one statement's, and in which words they differ.

use std::ops::Range;

use super::Draft;
use super::group::Groups;
use crate::canon::Canon;
use crate::checks::{self, Check, Level};
use crate::diagnostic::RecordId;
use crate::edit::{Cause, Difference};
use crate::lint::fit::{Context, Fit, Named, fits_with};
use crate::normalize::Words;
use crate::scan::Scanner;
use crate::scan::grams::Plan;
use crate::significance::Evidence;
use crate::span::Read;

/// Two wordings of one statement.
#[derive(Debug)]
pub struct Relation {
    /// Their indices; all words of the first, which is not the longer one, answer words of the second.
    pub(super) between: [usize; 2],
    /// Where they differ, in words of each; none if they agree as far as the shorter one goes.
    pub(super) faults: Vec<[Range<usize>; 2]>,
}

/// So many words must two wordings share whose speakers are not known to be one.
const ENOUGH: usize = 7;

/// The relations of the wording `index` with those of its partners that some draft may give the same statement.
pub(super) fn relations(drafts: &[Draft<'_>], groups: &Groups<'_>, index: usize) -> Vec<Relation> {
    let group = &groups.all[index];
    let may_be_one =
        |other: &usize| group.members.iter().any(|member| groups.all[*other].partner(member).is_some());
    let partners: Vec<usize> = groups.partners[index].iter().copied().filter(may_be_one).collect();
    match partners.is_empty() {
        true => Vec::new(),
        false => relations_of(drafts, groups, index, &partners),
    }
}

/// Looks one wording up among its partners, as a quotation among records.
fn relations_of(
    drafts: &[Draft<'_>],
    groups: &Groups<'_>,
    index: usize,
    partners: &[usize],
) -> Vec<Relation> {
    let first = &groups.all[index].members[0];
    let Draft { linter, levels, .. } = drafts[first.draft];
    let mut canon = Canon { equivalents: linter.canon().equivalents.clone(), ..Canon::default() };
    for &other in partners {
        let other = &groups.all[other].members[0];
        canon.add_plain("", None, other.uncovered.text());
    }
    // So few texts are looked up once: no automaton is worth building.
    let scanner = Scanner::with_plan(&canon, |_| Plan::Table);
    let level = |check, difference: &Difference| linter.level(levels, check, Some(difference), None);
    let context = Context {
        canon: &canon,
        scanner: &scanner,
        prose: first.uncovered.text(),
        level: &|check, difference, _| level(check, difference),
        named: &|_| false,
        resemblances: false,
    };
    let words = groups.all[index].words();
    let own = &groups.all[index];
    // What people say every day stands in two texts by chance: *I am glad to hear it*.
    let enough = |RecordId(other): RecordId, evidence: &Evidence| match own
        .is_one_speaker(&groups.all[partners[other]])
    {
        true => evidence.is_plausible(),
        false => evidence.is_significant() && evidence.matched >= ENOUGH,
    };
    let fits = fits_with(&context, &words, &enough);
    let relations = fits.iter().filter_map(|fit| {
        let RecordId(record) = fit.record;
        relation(groups, [index, partners[record]], &words, fit, &level)
    });
    relations.collect()
}

fn relation(
    groups: &Groups<'_>,
    between: [usize; 2],
    words: &Words<Read>,
    fit: &Fit,
    level: &dyn Fn(&'static Check, &Difference) -> Level,
) -> Option<Relation> {
    let [group, other] = between.map(|index| &groups.all[index]);
    if fit.runs_on {
        return None;
    }
    let other_words = other.words();
    let faults = fit.edits.iter().filter(|edit| is_other_wording(edit, &other_words, level));
    let faults: Vec<_> = faults.map(|edit| [edit.piece.draft.clone(), edit.piece.record.clone()]).collect();
    // Who says a like thing twice changes more of it than a reporter who hears it.
    let changed: usize = faults.iter().map(|[own, other]| own.len().max(other.len())).sum();
    if changed * 5 > group.own() * 2 || faults.len() > 1 + group.own() / 5 {
        return None;
    }
    let relation = Relation { between, faults };
    // A record is one text, a quotation may be in parts: words that one of them reads otherwise would have no place.
    let sound = |[a, b]: &[Range<usize>; 2]| a.end <= words.len() && b.end <= other_words.len();
    relation.faults.iter().all(sound).then_some(relation)
}

/// Whether an edit makes another wording: by the profile, seen from either side, and neither side marks it.
fn is_other_wording(
    edit: &Named,
    other: &Words<Read>,
    level: &dyn Fn(&'static Check, &Difference) -> Level,
) -> bool {
    let matters = |check: &'static Check, difference: &Difference| {
        let least = if checks::is_substantive(check, difference) { Level::Note } else { Level::Warn };
        level(check, difference) >= least && check.group != checks::Group::Editorial
    };
    let difference = &edit.piece.difference;
    let record = &edit.piece.record;
    // The other quotation begins or ends where this one says more.
    let beyond = record.is_empty() && (record.start == 0 || record.end == other.len());
    let touches = |at: &Range<usize>| at.start <= record.end && record.start <= at.end;
    let marked = other.ellipses.iter().any(|&(at, _)| touches(&(at..at)))
        || other.groups.iter().any(|group| touches(&group.words))
        || other.words[record.start.min(other.len())..record.end.min(other.len())]
            .iter()
            .any(|word| word.inner.is_some());
    let wording = matches!(difference.cause, Cause::Wording | Cause::Surface | Cause::Between | Cause::Moved);
    if !wording || beyond || marked || !matters(edit.check, difference) {
        return false;
    }
    let mut reverse = difference.clone();
    std::mem::swap(&mut reverse.found, &mut reverse.expected);
    matters(checks::name(&reverse), &reverse)
}
