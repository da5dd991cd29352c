//! The plain count of edits that the bound of [`crate::scan::pieces`] speaks of.

use super::{Alignment, Query, Step, cost};
use crate::scan::index::{UNKNOWN, WordId};

/// The most that one edit costs an alignment: a word added before the first.
const DEAREST: u32 = cost::WORD + cost::OPEN + cost::AT_EDGE;

/// Whether [`edits`] between `query` and `record` are at most `most`. Their cheapest alignment mostly tells: its steps are
/// edits enough, and each edit would have cost so much at most.
#[must_use]
pub fn is_at_most(query: &Query<'_>, record: &[WordId], alignment: &Alignment, most: usize) -> bool {
    if query.groups.is_empty() && !query.gap.contains(&true) {
        if alignment.cost > DEAREST * most as u32 {
            return false;
        }
        let count = |step: &Step| match step {
            // Two for two are two neighbours that were swapped.
            Step::Differs { draft, record } if (draft.len(), record.len()) == (2, 2) => 1,
            Step::Differs { draft, record } => draft.len().max(record.len()),
            _ => 0,
        };
        if alignment.steps.iter().map(count).sum::<usize>() <= most {
            return true;
        }
    }
    edits(query, record) <= most
}

/// The least number of edits between all of `query` and any stretch of `record`: words changed, dropped, added, or
/// swapped with a neighbour. Words of the record at an ellipsis, and words in brackets with whatever they stand for,
/// cost nothing.
#[must_use]
pub fn edits(query: &Query<'_>, record: &[WordId]) -> usize {
    if query.verbatim_in(record).is_some() {
        return 0;
    }
    let (n, m) = (query.numbers.len(), record.len());
    let width = m + 1;
    let mut table = vec![0u16; (n + 1) * width];
    for i in 1..=n {
        let word = query.numbers[i - 1];
        for j in 0..width {
            let mut best = table[(i - 1) * width + j] + 1;
            if j > 0 {
                let same = word == record[j - 1] && word != UNKNOWN;
                best = best.min(table[(i - 1) * width + j - 1] + u16::from(!same));
                best = best.min(table[i * width + j - 1] + 1);
            }
            if i > 1 && j > 1 && !query.gap[i - 1] && word != UNKNOWN && query.numbers[i - 2] != UNKNOWN {
                let swapped = word == record[j - 2] && query.numbers[i - 2] == record[j - 1];
                if swapped {
                    best = best.min(table[(i - 2) * width + j - 2] + 1);
                }
            }
            table[i * width + j] = best;
        }
        for group in query.groups.iter().filter(|g| g.words.end == i) {
            let mut least = u16::MAX;
            for j in 0..width {
                least = least.min(table[group.words.start * width + j]);
                let here = &mut table[i * width + j];
                *here = (*here).min(least);
            }
        }
        if query.gap[i] {
            for j in 1..width {
                table[i * width + j] = table[i * width + j].min(table[i * width + j - 1]);
            }
        }
        // What a group or an ellipsis made cheaper carries on along the row.
        for j in 1..width {
            table[i * width + j] = table[i * width + j].min(table[i * width + j - 1] + 1);
        }
    }
    table[n * width..].iter().copied().min().map_or(0, usize::from)
}
