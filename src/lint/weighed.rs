//! One quotation against the canon, as far as it takes to tell which records it fits: what is the same, and what that is
//! worth. What differs is named only where that is asked for, in [`super::fit`].

use std::ops::Range;

use super::fit::{Context, SHORT};
use super::hopes::Hopes;
use crate::align::reorder::Tile;
use crate::align::{Alignment, Query, Step, align, distance, reorder};
use crate::diagnostic::RecordId;
use crate::scan::grams::Found;
use crate::scan::index::{Index, Which, WordId};
use crate::scan::{
    Candidate, WHOLE,
    pieces::{edits_allowed, own_words},
};
use crate::significance::{Evidence, weigh};

/// A record that a quotation fits.
pub(super) struct Weighed {
    /// The record.
    pub record: RecordId,
    /// The wording that is nearest.
    pub wording: usize,
    /// How it was aligned.
    pub nearest: Tried,
    /// The quotation as parts of it in another order, if that explains it to the word.
    pub tiles: Option<Vec<Tile>>,
    /// Words of the quotation outside brackets.
    pub own: usize,
    /// The words of the quotation that the record answers.
    pub core: Range<usize>,
    /// The alignment of the core.
    pub of_core: Alignment,
    /// See [`super::fit::Fit::matched`].
    pub matched: Range<usize>,
    /// What speaks for it.
    pub evidence: Evidence,
    /// What speaks for the core alone.
    pub core_evidence: Evidence,
    /// Whether it lies within the bound.
    pub in_bound: bool,
    /// Whether the record's speaker is named beside the quotation.
    pub named: bool,
    /// Whether the words are those of a known misquote.
    pub is_known_misquote: bool,
}

/// One text of a record, aligned.
pub(super) struct Tried {
    /// The text.
    pub entry: u32,
    which: Which,
    window: Range<usize>,
    /// With all of it, though none but those in the window were looked at.
    pub alignment: Alignment,
}

/// The records that a quotation fits, or of those `only` one, in order. `found` are the grams of its words.
pub(super) fn search(
    context: &Context<'_>,
    query: &Query<'_>,
    found: &Found,
    only: Option<RecordId>,
) -> Vec<Weighed> {
    let scanner = context.scanner;
    let free = query.bracketed();
    let own = own_words(&free);
    let mut candidates = scanner.candidates(found, &free, &query.borders());
    let record_of = |c: &Candidate| scanner.index.entries[c.entry as usize].record;
    match only {
        Some(record) => candidates.retain(|c| record_of(c) == record),
        None => {
            let mut hopes = Hopes::new(&scanner.index, query.numbers, &free, query.gap.contains(&true));
            hopes.resemblances = context.resemblances;
            // The records lie far apart in memory: the waits for one after another of them are had at once.
            let touch = |c: &Candidate| scanner.index.touch(c.entry, &c.window);
            std::hint::black_box(candidates.iter().map(touch).sum::<usize>());
            candidates.retain(|c| {
                let words = scanner.index.words(c.entry);
                let alone = || scanner.index.entries[c.entry as usize].alone && c.window.len() == words.len();
                let named = || (context.named)(&context.canon.records[record_of(c).0]);
                hopes.can_fit(&words[c.window.clone()], alone, named)
            });
        }
    }
    candidates.sort_by_key(|c| (record_of(c), c.entry, c.window.start));
    candidates
        .chunk_by(|a, b| record_of(a) == record_of(b))
        .filter_map(|chunk| weighed(context, query, own, record_of(&chunk[0]), chunk))
        .collect()
}

/// How a quotation fits one record, whatever points to it; none if it does not.
pub(super) fn of_record(context: &Context<'_>, query: &Query<'_>, id: RecordId) -> Option<Weighed> {
    let index = &context.scanner.index;
    let entries = index.entries_of(id);
    if entries.clone().any(|entry| index.length(entry) > WHOLE) {
        return search(context, query, &context.scanner.find(query.words), Some(id)).pop();
    }
    let own = own_words(&query.bracketed());
    let candidates: Vec<Candidate> =
        entries.map(|entry| Candidate { entry, window: 0..index.length(entry) }).collect();
    weighed(context, query, own, id, &candidates)
}

fn weighed(
    context: &Context<'_>,
    query: &Query<'_>,
    own: usize,
    id: RecordId,
    candidates: &[Candidate],
) -> Option<Weighed> {
    let index = &context.scanner.index;
    let mut tried: Vec<Tried> = candidates.iter().map(|c| Tried::new(query, index, c)).collect();
    let at_most = |t: &Tried, edits: usize| {
        distance::is_at_most(query, &index.words(t.entry)[t.window.clone()], &t.alignment, edits)
    };
    let right = tried.iter().enumerate().filter(|(_, t)| matches!(t.which, Which::Wording(_)));
    let nearest_right = right.min_by_key(|(_, t)| (t.alignment.cost, t.which)).map(|(at, _)| at);
    let wrong = tried.iter().filter(|t| matches!(t.which, Which::Misquote(_)));
    let nearest_wrong = wrong.min_by_key(|t| (t.alignment.cost, t.which));
    let in_bound = tried.iter().any(|t| own > 1 && at_most(t, edits_allowed(own)));
    let is_known_misquote = nearest_wrong.is_some_and(|t| at_most(t, 0));
    let weight = |t: &Tried, own: usize, a: &Alignment| weigh(index, own, index.words(t.entry), a);
    let of_wrong = nearest_wrong.map(|t| weight(t, own, &t.alignment));
    let has_misquote = of_wrong.is_some();
    // A known misquote may share too little with the record to have pointed to it.
    let nearest = match nearest_right {
        Some(at) => tried.swap_remove(at),
        None => {
            let entry = index.first_entry(id);
            Tried::new(query, index, &Candidate { entry, window: 0..index.words(entry).len() })
        }
    };
    let Which::Wording(wording) = nearest.which else { return None };
    let differs = nearest.alignment.steps.iter().any(|s| matches!(s, Step::Differs { .. }));
    let tiles = if differs { moved_tiles(context, query, index.words(nearest.entry)) } else { None };
    let whole = 0..query.numbers.len();
    let core = if tiles.is_some() { whole.clone() } else { nearest.alignment.core(whole.end) };
    let matched = matched(&nearest.alignment.within(&core));
    let core = if long_enough(&core, &whole) { core } else { whole.clone() };
    let of_core = if core == whole { nearest.alignment.clone() } else { nearest.alignment.within(&core) };
    let (of_right, of_wrong) = match &tiles {
        Some(tiles) => (weight(&nearest, own, &in_tiles(tiles)), None),
        None => (weight(&nearest, own, &nearest.alignment), of_wrong),
    };
    let core_weight = (core != whole).then(|| weight(&nearest, core.len(), &of_core));
    let evidence = |named: bool| -> (Evidence, Evidence) {
        let right = of_right.evidence(named);
        let evidence = match of_wrong.map(|wrong| wrong.evidence(named)) {
            Some(wrong) if right.stands_to(&wrong).is_le() => wrong,
            _ => right,
        };
        let of_core = core_weight.map_or_else(|| evidence.clone(), |core| core.evidence(named));
        (evidence, of_core)
    };
    let worth_a_look = |(evidence, of_core): &(Evidence, Evidence)| {
        evidence.is_plausible()
            || (core != whole && core.len() >= SHORT && of_core.is_significant())
            || (own < SHORT && evidence.has_telling_run())
    };
    // What is worth no look even with its speaker's name beside it need not have its speaker looked for.
    let resembles = in_bound && context.resemblances;
    if !resembles && !has_misquote && !worth_a_look(&evidence(true)) {
        return None;
    }
    let named = (context.named)(&context.canon.records[id.0]);
    let worth = evidence(named);
    if !resembles && !worth_a_look(&worth) {
        return None;
    }
    let (evidence, core_evidence) = worth;
    Some(Weighed {
        record: id,
        wording,
        nearest,
        tiles,
        own,
        core,
        of_core,
        matched,
        evidence,
        core_evidence,
        in_bound,
        named,
        is_known_misquote,
    })
}

/// From the first to the last word that is the same.
fn matched(alignment: &Alignment) -> Range<usize> {
    let same = |step: &Step| if let Step::Same { draft, .. } = step { Some(*draft) } else { None };
    let first = alignment.steps.iter().find_map(same).unwrap_or(0);
    first..alignment.steps.iter().rev().find_map(same).map_or(first, |last| last + 1)
}

/// Whether what stands outside the core is long enough to be somebody else's words.
fn long_enough(core: &Range<usize>, whole: &Range<usize>) -> bool {
    let outside = |words: usize| words == 0 || words >= SET_OFF;
    !core.is_empty() && outside(core.start) && outside(whole.end - core.end)
}

/// A run of this many words at an edge is more than an addition if a stop sets it off.
const SET_OFF: usize = 3;

impl Tried {
    fn new(query: &Query<'_>, index: &Index, candidate: &Candidate) -> Self {
        let window = candidate.window.clone();
        let mut alignment = align(query, index, candidate.entry, window.clone());
        shift(&mut alignment, window.start);
        let which = index.entries[candidate.entry as usize].which;
        Self { entry: candidate.entry, which, window, alignment }
    }
}

/// Makes an alignment with a window one with the whole entry.
fn shift(alignment: &mut Alignment, by: usize) {
    if by == 0 {
        return;
    }
    let move_range = |r: &mut Range<usize>| *r = r.start + by..r.end + by;
    move_range(&mut alignment.record);
    for step in &mut alignment.steps {
        match step {
            Step::Same { record, .. } => *record += by,
            Step::Differs { record, .. } | Step::Gap { record, .. } | Step::Bracketed { record, .. } => {
                move_range(record);
            }
        }
    }
}

/// The quotation as parts in another order, if that explains it to the word.
fn moved_tiles(context: &Context<'_>, query: &Query<'_>, record: &[WordId]) -> Option<Vec<Tile>> {
    let n = query.numbers.len();
    let set_off: Vec<bool> =
        (0..n).map(|i| query.gap[i] || query.words.stop_before(context.prose, i)).collect();
    reorder::moved(query, record, &set_off)
}

/// Parts in another order as an alignment, in which every word is the same.
pub(super) fn in_tiles(tiles: &[Tile]) -> Alignment {
    let same = |t: &Tile| {
        t.draft
            .clone()
            .zip(t.record.clone())
            .map(|(draft, record)| Step::Same { draft, record })
            .collect::<Vec<_>>()
    };
    Alignment { cost: 0, record: stretch(tiles), steps: tiles.iter().flat_map(same).collect() }
}

/// From the first to the last word of the record that parts in another order hold.
pub(super) fn stretch(tiles: &[Tile]) -> Range<usize> {
    let start = tiles.iter().map(|t| t.record.start).min().unwrap_or(0);
    start..tiles.iter().map(|t| t.record.end).max().unwrap_or(start)
}
