//! Differences that are one although the cheapest alignment has them as two, or two although it has them as one.

use std::ops::Range;

use super::Step;
use super::cut::Cutter;
use crate::checks;
use crate::edit::Cause;
use crate::normalize::Words;
use crate::span::{Read, Said};

/// A word or two that the draft moved a few words along, or swapped over a few words, are one difference and not two.
pub(super) fn join_moved_words(draft: &Words<Read>, record: &Words<Said>, steps: &[Step]) -> Vec<Step> {
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
            (plain && d.len() <= NEAR + 2 && same_words(draft, &d, record, &r)).then_some((end, d, r))
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

impl Cutter<'_> {
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
                (plain && apart && short && self.is_one_habit(&d, &r)).then_some((end, d, r))
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

    /// Whether a stretch is a habit as a whole. That one word stands in it on both sides proves nothing: *a b a* and *b*.
    pub(super) fn is_one_habit(&self, draft: &Range<usize>, record: &Range<usize>) -> bool {
        let difference = self.difference(Cause::Wording, draft, record);
        matches!(checks::name(&difference).code, "numeral" | "abbreviation" | "contraction" | "dialect")
    }

    /// Whether each word is spelt otherwise than the word at its place: *gray harbor* and *grey harbour* are two edits.
    pub(super) fn are_habits_apart(&self, draft: &Range<usize>, record: &Range<usize>) -> bool {
        let is_spelling = |(found, expected): (usize, usize)| {
            let pair = self.difference(Cause::Wording, &(found..found + 1), &(expected..expected + 1));
            matches!(
                checks::name(&pair).code,
                "house-spelling" | "accents" | "misspelling" | "equivalent" | "agreement"
            )
        };
        draft.len() > 1 && draft.len() == record.len() && draft.clone().zip(record.clone()).all(is_spelling)
    }
}
