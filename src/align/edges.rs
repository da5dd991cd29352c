//! The edges of a quotation: where it starts and ends within its record.

use std::ops::Range;

use super::cut::{Cutter, Worded};
use super::{Alignment, Step};
use crate::lexicon::{self, Class, Lang};
use crate::span::{Read, Said};

/// `alignment` with the words of the record beside its edges for which the words at the quotation's edges stand: the
/// cheapest alignment pairs a lone first word with the last of several (*21* with the *un* of *vingt et un*, *all* with the
/// *of* of *some of*).
#[must_use]
pub fn widened(
    draft: Worded<'_, Read>,
    record: Worded<'_, Said>,
    alignment: &Alignment,
    lang: Lang,
    equivalents: &[Vec<String>],
) -> Alignment {
    /// So many words of the record are looked at beyond an edge.
    const BEYOND: usize = 4;
    let cutter = Cutter { draft, record, lang, equivalents, pieces: Vec::new() };
    let class_in_draft = |i: usize| lexicon::class(draft.words.folded(i), lang);
    let class_in_record = |i: usize| lexicon::class(record.words.folded(i), lang);
    // A word of a class that stands alone, and no such word for it within the edge.
    let is_open = |d: &Range<usize>, r: &Range<usize>| -> Option<Class> {
        let answered = |class: Class| r.clone().any(|i| class_in_record(i) == Some(class));
        d.clone().find_map(class_in_draft).filter(|class| !answered(*class))
    };
    let answers = |i: usize| {
        matches!(class_in_record(i), Some(Class::Negation | Class::Number | Class::Modal | Class::Quantifier))
    };
    let goes_on = |at: usize| !record.words.stop_before(record.text, at);
    let mut wide = alignment.clone();
    let differing = |step: &Step| matches!(step, Step::Differs { draft, .. } if !draft.is_empty());

    let run = wide.steps.iter().take_while(|step| differing(step)).count();
    let ends = |step: Option<&Step>| match step {
        Some(Step::Differs { draft, record }) => Some((draft.clone(), record.clone())),
        _ => None,
    };
    if let (Some((first, answer)), Some((last, last_answer))) =
        (ends(wide.steps.first()), ends(run.checked_sub(1).and_then(|at| wide.steps.get(at))))
    {
        let limit = wide.record.start.saturating_sub(BEYOND);
        let reach = (limit..wide.record.start).rev().take_while(|&start| goes_on(start + 1));
        for start in reach {
            if cutter.is_one_habit(&(0..last.end), &(start..last_answer.end)) {
                wide.record.start = start;
                wide.steps
                    .splice(..run, [Step::Differs { draft: 0..last.end, record: start..last_answer.end }]);
                break;
            }
            if is_open(&first, &answer).is_some() && answers(start) {
                wide.record.start = start;
                wide.steps[0] = Step::Differs { draft: first, record: start..answer.end };
                break;
            }
        }
    }

    let run = wide.steps.iter().rev().take_while(|step| differing(step)).count();
    let at = wide.steps.len() - run;
    if let (Some((first, first_answer)), Some((last, answer)), true) =
        (ends(wide.steps.get(at)), ends(wide.steps.last()), run > 0 && at > 0)
    {
        let limit = record.words.len().min(wide.record.end + BEYOND);
        let reach = (wide.record.end + 1..=limit).take_while(|&end| goes_on(end - 1));
        for end in reach {
            if cutter.is_one_habit(&(first.start..last.end), &(first_answer.start..end)) {
                wide.record.end = end;
                wide.steps.splice(
                    at..,
                    [Step::Differs { draft: first.start..last.end, record: first_answer.start..end }],
                );
                break;
            }
            if is_open(&last, &answer).is_some() && answers(end - 1) {
                wide.record.end = end;
                if let Some(step) = wide.steps.last_mut() {
                    *step = Step::Differs { draft: last, record: answer.start..end };
                }
                break;
            }
        }
    }
    wide
}
