//! From relations to findings: which wording the others are held against, and how that is said.

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::Draft;
use super::group::{Groups, Member};
use super::relate::Relation;
use crate::align::cut::Worded;
use crate::checks::INCONSISTENT_QUOTATION;
use crate::diagnostic::{Finding, Place, Related, Severity};

/// Differences that a message spells out.
const TOLD: usize = 3;

/// A wording that another contradicts, and how.
struct Conflict<'r> {
    /// The other wording.
    other: usize,
    relation: &'r Relation,
}

/// Findings for each draft, by offset. Of the wordings that contradict each other the one that is quoted most often is
/// the measure, of several the one that stands first; each quotation that contradicts it gets a finding.
pub(super) fn findings(
    drafts: &[Draft<'_>],
    groups: &Groups<'_>,
    relations: &[Relation],
) -> Vec<Vec<Finding>> {
    let groups = &groups.all;
    let (mut conflicts, mut agreeing): (Vec<Vec<Conflict<'_>>>, Vec<Vec<usize>>) =
        (groups.iter().map(|_| Vec::new()).collect(), vec![Vec::new(); groups.len()]);
    for relation in relations {
        let [a, b] = relation.between;
        for (one, other) in [(a, b), (b, a)] {
            match relation.faults.is_empty() {
                true => agreeing[one].push(other),
                false => conflicts[one].push(Conflict { other, relation }),
            }
        }
    }
    // A part of the statement speaks for a wording if it, too, contradicts what the wording does.
    let contradicts = |a: usize, b: usize| conflicts[a].iter().any(|conflict| conflict.other == b);
    let support = |group: usize| -> usize {
        let speaks = |&&other: &&usize| conflicts[group].iter().any(|c| contradicts(other, c.other));
        let parts: usize =
            agreeing[group].iter().filter(speaks).map(|&other| groups[other].members.len()).sum();
        groups[group].members.len() + parts
    };
    let place = |group: usize| {
        let first = &groups[group].members[0];
        (first.draft, first.uncovered.index())
    };
    let mut order: Vec<usize> = (0..groups.len()).filter(|&group| !conflicts[group].is_empty()).collect();
    let supports: Vec<usize> = (0..groups.len()).map(support).collect();
    order.sort_by_key(|&group| (Reverse(supports[group]), place(group)));

    let mut out: Vec<Vec<Finding>> = drafts.iter().map(|_| Vec::new()).collect();
    let mut told = FxHashSet::default();
    for &measure in &order {
        if told.contains(&measure) {
            continue;
        }
        let against: usize = conflicts[measure].iter().map(|c| groups[c.other].members.len()).sum();
        let votes = (supports[measure], supports[measure] + against);
        for Conflict { other, relation } in &conflicts[measure] {
            if !told.insert(*other) {
                continue;
            }
            for member in &groups[*other].members {
                let Some(reference) = groups[measure].partner(member) else { continue };
                let sides = if relation.between[0] == measure { [1, 0] } else { [0, 1] };
                let ranges = relation.faults.iter();
                let faults: Vec<_> = ranges.map(|f| sides.map(|side| f[side].clone())).collect();
                let draft = drafts[member.draft];
                out[member.draft].extend(finding(draft, member, reference, &faults, votes));
            }
        }
    }
    for findings in &mut out {
        findings.sort_by_key(|finding| finding.span);
    }
    out
}

fn finding(
    draft: Draft<'_>,
    member: &Member<'_>,
    reference: &Member<'_>,
    faults: &[[Range<usize>; 2]],
    (for_it, of): (usize, usize),
) -> Option<Finding> {
    let check = &INCONSISTENT_QUOTATION;
    let severity = Severity::of(draft.linter.level(draft.levels, check, None, None))?;
    let words = [member.uncovered.words(), reference.uncovered.words()];
    let here = Worded { text: member.uncovered.text(), words: &words[0] };
    let there = Worded { text: reference.uncovered.text(), words: &words[1] };
    let whole = |side: usize| {
        let start = faults.iter().map(|fault| fault[side].start).min().unwrap_or(0);
        let end = faults.iter().map(|fault| fault[side].end).max().unwrap_or(start);
        start..end.max(start)
    };
    let (own, other) = (whole(0), whole(1));
    let majority = for_it * 2 > of && of > 2;
    let mut differences: Vec<String> = faults
        .iter()
        .take(TOLD)
        .map(|[own, other]| match (here.read(own), there.read(other)) {
            (own, other) if own.is_empty() => format!("without `{other}` here"),
            (own, other) if other.is_empty() => format!("`{own}` only here"),
            (own, other) => format!("`{own}` here, `{other}` elsewhere"),
        })
        .collect();
    if faults.len() > TOLD {
        differences.push(format!("and {} more differences", faults.len() - TOLD));
    }
    let notes = match () {
        () if majority => {
            vec![format!("{for_it} of {of} quotations of this statement have the other wording")]
        }
        () if of > 2 => vec![format!("no wording has a majority among {of} quotations of this statement")],
        () => Vec::new(),
    };
    let message = match &reference.speaker {
        _ if majority => "most quotations have this wording".to_owned(),
        Some(speaker) => format!("quoted from {speaker} in these words"),
        None => "quoted in these words".to_owned(),
    };
    let span = reference.uncovered.place(there.span(&other));
    let place = match reference.draft == member.draft {
        true => Place::Here(span),
        false => Place::Draft { draft: reference.draft, span },
    };
    Some(Finding {
        check,
        severity,
        message: format!("one statement in two wordings: {}", differences.join("; ")),
        span: member.uncovered.place(here.span(&own)),
        found: here.read(&own),
        expected: there.read(&other),
        record: None,
        fixes: Vec::new(),
        related: vec![Related { place, message }],
        notes,
        quotation: Some(member.uncovered.index()),
        suppressed: None,
    })
}
