//! Word by word: how the words of a quotation answer the words of a record.
//!
//! A semi-global alignment (all of the quotation against the best stretch of the record) with affine differences, by
//! dynamic programming. An ellipsis lets the record run on for free; bracketed words may be the record's own words,
//! an insertion, or stand for words of the record. Like words are cheaper to pair than unlike ones, so that *attack*
//! answers *attacking* rather than the word beside it.

pub mod likeness;
pub mod distance;
mod joined;
mod rest;
mod table;
#[cfg(test)]
mod reference;
pub mod cut;
pub mod edges;
pub mod reorder;

use std::ops::Range;

use crate::normalize::{Bracket, Group, Words};
use crate::scan::index::{Index, UNKNOWN, WordId};
use crate::span::{Read, Span};

/// A quotation made ready for alignment.
#[derive(Debug)]
pub struct Query<'a> {
    /// Its words.
    pub words: &'a Words<Read>,
    /// Their numbers in the index.
    pub numbers: &'a [WordId],
    /// For each word and for the end: whether an ellipsis stands before it.
    pub gap: Vec<bool>,
    /// Bracketed words, and single words with brackets inside.
    pub groups: Vec<Group<Read>>,
}

impl<'a> Query<'a> {
    /// Prepares a quotation whose words have been looked up.
    #[must_use]
    pub fn new(words: &'a Words<Read>, numbers: &'a [WordId]) -> Self {
        let mut gap = vec![false; words.len() + 1];
        for &(before, _) in &words.ellipses {
            gap[before] = true;
        }
        let inner = words.words.iter().enumerate().filter_map(|(i, w)| Some((i, w.inner?, w.span)));
        let mut groups = words.groups.clone();
        groups.extend(inner.map(|(i, bracket, span)| Group { bracket, words: i..i + 1, span }));
        groups.sort_by_key(|g| (g.words.start, g.words.end));
        Self { words, numbers, gap, groups }
    }

    /// Where all of the quotation stands in `record` as it is, for the first time. Nothing is marked in it.
    #[must_use]
    pub fn verbatim_in(&self, record: &[WordId]) -> Option<usize> {
        let (&first, rest) = self.numbers.split_first()?;
        if !self.groups.is_empty() || self.gap.contains(&true) || self.numbers.contains(&UNKNOWN) {
            return None;
        }
        let starts = ..(record.len() + 1).checked_sub(self.numbers.len())?;
        record[starts]
            .iter()
            .enumerate()
            .find_map(|(at, &word)| (word == first && record[at + 1..].starts_with(rest)).then_some(at))
    }

    /// For each word, whether it stands in brackets or holds some.
    #[must_use]
    pub fn bracketed(&self) -> Vec<bool> {
        let mut free = vec![false; self.words.len()];
        for group in &self.groups {
            free[group.words.clone()].fill(true);
        }
        free
    }

    /// For each word, whether no anchor reaches over the border before it.
    #[must_use]
    pub fn borders(&self) -> Vec<bool> {
        let mut border = self.gap.clone();
        for group in &self.groups {
            border[group.words.start] = true;
            border[group.words.end] = true;
        }
        border
    }
}

/// One step of an alignment. Ranges count words: `draft` in the quotation, `record` in the record's wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The same word.
    Same {
        /// In the quotation.
        draft: usize,
        /// In the record.
        record: usize,
    },
    /// Words that differ: changed, dropped (draft range empty), added (record range empty) or swapped.
    Differs {
        /// In the quotation.
        draft: Range<usize>,
        /// In the record.
        record: Range<usize>,
    },
    /// What an ellipsis leaves out.
    Gap {
        /// The word that the ellipsis stands before.
        draft: usize,
        /// In the record.
        record: Range<usize>,
    },
    /// Bracketed words and what they stand for.
    Bracketed {
        /// Which brackets.
        bracket: Bracket,
        /// The brackets and what stands in them.
        span: Span<Read>,
        /// In the quotation.
        draft: Range<usize>,
        /// In the record.
        record: Range<usize>,
    },
}

/// How a quotation answers a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alignment {
    /// The total cost; see [`cost`].
    pub cost: u32,
    /// The stretch of the record that it answers, in words.
    pub record: Range<usize>,
    /// The steps in order.
    pub steps: Vec<Step>,
}

impl Alignment {
    /// The words of the quotation that are the record's, from the first to the last, when what stands before and after
    /// is counted against the record: the stretch with the greatest surplus of same words over different ones.
    #[must_use]
    pub fn core(&self, words: usize) -> Range<usize> {
        let gain = |step: &Step| match step {
            Step::Same { .. } => 1,
            // Two swapped neighbours are the record's words, too.
            Step::Differs { draft, record } if (draft.len(), record.len()) == (2, 2) => 0,
            Step::Differs { draft, record } => -(draft.len().max(record.len().min(1)) as isize),
            Step::Gap { .. } | Step::Bracketed { .. } => 0,
        };
        // The stretch of the greatest sum (Kadane).
        let (mut sum, mut from, mut most, mut start, mut end) = (0, 0, 0, 0, 0);
        for step in &self.steps {
            sum += gain(step);
            match step {
                Step::Same { draft, .. } if sum > most => (most, start, end) = (sum, from, draft + 1),
                Step::Differs { draft, .. } if sum <= 0 => (sum, from) = (0, draft.end),
                _ => {}
            }
        }
        // What brackets and ellipses hold at the edges belongs to the core.
        let differs = |range: Range<usize>| {
            self.steps.iter().any(|s| matches!(s, Step::Differs { draft, .. } if range.contains(&draft.start) && !draft.is_empty()))
        };
        let start = if differs(0..start) { start } else { 0 };
        let end = if differs(end..words) { end } else { words };
        if start < end { start..end } else { 0..words }
    }

    /// The steps within a range of the quotation's words.
    #[must_use]
    pub fn within(&self, range: &Range<usize>) -> Self {
        let inside = |step: &&Step| match step {
            Step::Same { draft, .. } => range.contains(draft),
            Step::Gap { draft, .. } => range.start < *draft && *draft < range.end,
            Step::Differs { draft, .. } if draft.is_empty() => {
                range.start < draft.start && draft.end < range.end
            }
            Step::Differs { draft, .. } | Step::Bracketed { draft, .. } => {
                range.start <= draft.start && draft.end <= range.end
            }
        };
        let steps: Vec<Step> = self.steps.iter().filter(inside).cloned().collect();
        let same = |step: &Step| if let Step::Same { record, .. } = step { Some(*record) } else { None };
        let record = match (steps.iter().find_map(same), steps.iter().rev().find_map(same)) {
            (Some(first), Some(last)) => first..last + 1,
            _ => self.record.clone(),
        };
        Self { cost: self.cost, record, steps }
    }
}

/// What differences cost, in hundredths of a changed word.
pub mod cost {
    /// A changed word, or the first of a run of dropped or added ones.
    pub const WORD: u32 = 100;
    /// What each difference costs besides its words, so that one difference is better than two.
    pub const OPEN: u32 = 25;
    /// A further dropped word: a long silent omission is one fault.
    pub const DROP_MORE: u32 = 10;
    /// The most that a run of dropped words costs besides its first: however much is left out in silence, it is one
    /// omission, and no reason to pair the words after it with others than their own.
    pub const DROP_MOST: u32 = 200;
    /// A further added word.
    pub const ADD_MORE: u32 = 80;
    /// Two neighbours swapped.
    pub const SWAP: u32 = 110;
    /// An ellipsis that leaves something out.
    pub const GAP: u32 = 12;
    /// Bracketed words that are not the record's.
    pub const BRACKETED: u32 = 30;
    /// A word of the record that bracketed words stand for.
    pub const REPLACED: u32 = 6;
    /// A bracketed word ending or beginning.
    pub const INNER: u32 = 15;
    /// One word for two, or two for one: *don't*, *every day*.
    pub const ONE_FOR_TWO: u32 = 60;
    /// Adding a word at an edge rather than leaving words out further in: *we must go* answers *we have to go*.
    pub const AT_EDGE: u32 = 55;
    /// A first word that differs, where the record may also have it before a word that was left out.
    pub const FIRST: u32 = 30;
    /// A last word that is not like its partner, where the record may also have it after words that were left out: *ends*
    /// answers the *ends* of *session of the council ends* rather than the *of*.
    pub const LAST: u32 = 30;
    /// Pairing a word with one beyond the end of the record's sentence, when it may as well be an addition.
    pub const OVER_STOP: u32 = 5;
}

/// Aligns all of `query` with the best stretch of those words of an entry that stand in `window`, counted from its start.
#[must_use]
pub fn align(query: &Query<'_>, index: &Index, entry: u32, window: Range<usize>) -> Alignment {
    let record = &index.words(entry)[window.clone()];
    // An index that knows words by their hashes has them read before anything is said of them.
    let read = (!index.answers_everything()).then(|| index.written(entry, window.clone()));
    if let Some(at) = query.verbatim_in(record) {
        let n = query.numbers.len();
        let same = (0..n).map(|draft| Step::Same { draft, record: at + draft });
        return Alignment { cost: 0, record: at..at + n, steps: same.collect() };
    }
    table::align(query, record, &read.unwrap_or_else(|| index.written(entry, window)))
}
