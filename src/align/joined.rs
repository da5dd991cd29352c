//! Differences that are one although the cheapest alignment has them as two, or two although it has them as one.

use std::ops::Range;

use super::Step;
use super::cut::Cutter;
use crate::checks;
use crate::edit::Cause;
use crate::lexicon;
use crate::normalize::Words;
use crate::span::{Read, Said};

/// Whether both ranges have the same words, in any order.
pub(super) fn same_words(
    draft: &Words<Read>,
    d: &Range<usize>,
    record: &Words<Said>,
    r: &Range<usize>,
) -> bool {
    let sorted = |mut words: Vec<String>| {
        words.sort_unstable();
        words
    };
    d.len() == r.len()
        && sorted(d.clone().map(|i| draft.folded(i).to_owned()).collect())
            == sorted(r.clone().map(|i| record.folded(i).to_owned()).collect())
}

/// Between two words of one kind, these make a set of them, which has no order.
const AND_OR: &[&str] = &[
    "and", "or", "nor", "und", "oder", "et", "ou", "y", "e", "o", "u", "i", "oraz", "lub", "ani", "a",
    "nebo", "и", "или", "і", "й", "та", "або", "чи",
];

impl Cutter<'_> {
    /// A word or two that the draft moved a few words along, or swapped over a few words, are one difference and not two.
    pub(super) fn join_moved_words(&self, steps: &[Step]) -> Vec<Step> {
        const NEAR: usize = 3;
        let mut out: Vec<Step> = Vec::with_capacity(steps.len());
        let mut at = 0;
        while at < steps.len() {
            let joined = (at + 2..steps.len().min(at + 2 + 2 * NEAR)).rev().find_map(|end| {
                let (Step::Differs { draft: d1, record: r1 }, Step::Differs { draft: d2, record: r2 }) =
                    (&steps[at], &steps[end])
                else {
                    return None;
                };
                let between = &steps[at + 1..end];
                let (d, r) = (d1.start..d2.end, r1.start..r2.end);
                let plain = between.iter().all(|s| !matches!(s, Step::Gap { .. } | Step::Bracketed { .. }));
                let moved = plain
                    && d.len() <= NEAR + 2
                    && same_words(self.draft.words, &d, self.record.words, &r)
                    && !self.are_exchanged(r1, r2);
                moved.then_some((end, d, r))
            });
            match joined {
                Some((end, draft, record)) => {
                    out.push(Step::Differs { draft, record });
                    at = end + 1;
                }
                None => {
                    out.push(steps[at].clone());
                    at += 1;
                }
            }
        }
        out
    }

    /// Whether two words of the record, which stand in each other's place in the draft, say something else there: *from 5
    /// to 10* and *from 10 to 5*. In *5 and 10* the order tells nothing.
    fn are_exchanged(&self, first: &Range<usize>, second: &Range<usize>) -> bool {
        if first.len() != 1 || second.len() != 1 {
            return false;
        }
        let (a, b) = (first.start, second.start);
        let class = |i: usize| lexicon::class(self.record.words.folded(i), self.lang);
        let name = |i: usize| self.record.is_name(i, self.lang);
        let one_kind = class(a).is_some() && class(a) == class(b) || name(a) && name(b);
        let is_set = b == a + 2 && AND_OR.contains(&self.record.words.folded(a + 1));
        one_kind && !is_set
    }

    /// Differences with a few same words between them that are one habit of a house: *$3 million* and *3 million dollars*.
    pub(super) fn join_habits(&self, steps: &[Step]) -> Vec<Step> {
        const NEAR: usize = 3;
        let mut out: Vec<Step> = Vec::with_capacity(steps.len());
        let mut at = 0;
        while at < steps.len() {
            let joined = (at + 2..steps.len().min(at + 2 + 2 * NEAR)).rev().find_map(|end| {
                let (Step::Differs { draft: d1, record: r1 }, Step::Differs { draft: d2, record: r2 }) =
                    (&steps[at], &steps[end])
                else {
                    return None;
                };
                let (d, r) = (d1.start..d2.end, r1.start..r2.end);
                let plain =
                    !steps[at..end].iter().any(|s| matches!(s, Step::Gap { .. } | Step::Bracketed { .. }));
                let apart = steps[at + 1..end].iter().any(|s| matches!(s, Step::Same { .. }));
                let short = d.len().max(r.len()) <= NEAR + 2;
                // Each by itself a habit, they are two: *’gainst the wind ’tis*.
                let two = || self.is_one_habit(d1, r1) && self.is_one_habit(d2, r2);
                let one = || {
                    self.is_one_habit(&d, &r) && !two() || self.denies_once([(d1, r1), (d2, r2)], (&d, &r))
                };
                (plain && apart && short && one()).then_some((end, d, r))
            });
            match joined {
                Some((end, draft, record)) => {
                    out.push(Step::Differs { draft, record });
                    at = end + 1;
                }
                None => {
                    out.push(steps[at].clone());
                    at += 1;
                }
            }
        }
        out
    }

    /// Words beside an ellipsis that are a habit for the record's words there: *The F.A.I. … was* and *The FAI of that time
    /// was*. What an ellipsis leaves out costs nothing, so that the alignment leaves out more than it stands for.
    pub(super) fn habits_beside_gaps(&self, steps: Vec<Step>) -> Vec<Step> {
        const NEAR: usize = 4;
        let is_added = |step: &Step| matches!(step, Step::Differs { record, .. } if record.is_empty());
        let mut out: Vec<Step> = Vec::with_capacity(steps.len());
        for step in steps {
            match (&step, out.last()) {
                (Step::Gap { draft: at, record }, Some(last)) if is_added(last) => {
                    let from = out.iter().rposition(|step| !is_added(step)).map_or(0, |i| i + 1);
                    let start = match &out[from] {
                        Step::Differs { draft: first, .. } => first.start,
                        _ => *at,
                    };
                    let words = start..*at;
                    let taken = (1..record.len().min(NEAR + 1))
                        .map(|n| record.start..record.start + n)
                        .find(|taken| self.is_one_habit(&words, taken));
                    if let Some(taken) = taken {
                        let gap = Step::Gap { draft: *at, record: taken.end..record.end };
                        out.truncate(from);
                        out.extend([Step::Differs { draft: words, record: taken }, gap]);
                        continue;
                    }
                }
                (Step::Differs { draft, .. }, Some(_)) if is_added(&step) => {
                    let at = out.iter().rposition(|step| !is_added(step));
                    if let Some(from) = at
                        && let Step::Gap { draft: at, record } = &out[from]
                    {
                        let words = *at..draft.end;
                        let taken = (1..record.len().min(NEAR + 1))
                            .map(|n| record.end - n..record.end)
                            .find(|taken| self.is_one_habit(&words, taken));
                        if let Some(taken) = taken {
                            let gap = Step::Gap { draft: *at, record: record.start..taken.start };
                            out.truncate(from);
                            out.extend([gap, Step::Differs { draft: words, record: taken }]);
                            continue;
                        }
                    }
                }
                _ => {}
            }
            out.push(step);
        }
        out
    }

    /// Whether a stretch is a habit as a whole. That one word stands in it on both sides proves nothing: *a b a* and *b*.
    pub(super) fn is_one_habit(&self, draft: &Range<usize>, record: &Range<usize>) -> bool {
        // Plain words are written in one way.
        if self.draft.is_plain(draft, self.lang) && self.record.is_plain(record, self.lang) {
            return false;
        }
        let difference = self.difference(Cause::Wording, draft, record);
        matches!(checks::name(&difference).code, "numeral" | "abbreviation" | "contraction" | "dialect")
    }

    /// Whether two differences deny only each for itself, and together say the same: *don't want any* and *want no*.
    fn denies_once(
        &self,
        parts: [(&Range<usize>, &Range<usize>); 2],
        (draft, record): (&Range<usize>, &Range<usize>),
    ) -> bool {
        let name = |d: &Range<usize>, r: &Range<usize>| checks::name(&self.difference(Cause::Wording, d, r));
        parts.iter().all(|(d, r)| *name(d, r) == checks::CHANGED_NEGATION)
            && *name(draft, record) == checks::CHANGED_WORDS
    }

    /// Whether each word is spelt otherwise than the word at its place: *gray harbor* and *grey harbour* are two edits.
    pub(super) fn are_habits_apart(&self, draft: &Range<usize>, record: &Range<usize>) -> bool {
        let is_spelling = |(found, expected): (usize, usize)| {
            let pair = self.difference(Cause::Wording, &(found..found + 1), &(expected..expected + 1));
            matches!(
                checks::name(&pair).code,
                "house-spelling" | "accents" | "misspelling" | "equivalent" | "agreement" | "dialect"
            )
        };
        draft.len() > 1 && draft.len() == record.len() && draft.clone().zip(record.clone()).all(is_spelling)
    }
}
