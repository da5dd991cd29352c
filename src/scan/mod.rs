//! Where in the canon a quotation may stand: anchors, and the candidates that they point to.

mod table;
mod places;
mod numbers;
mod slots;
mod site;
mod sought;
mod entries;
pub mod written;
pub mod answers;
pub mod index;
pub mod grams;
pub mod pieces;
pub mod text;
pub mod tokens;
pub mod numbered;
pub mod hunt;

use std::ops::Range;

use self::answers::Questions;
use self::grams::{Found, Plan};
use self::hunt::{Counts, Hunt};
use self::index::Index;
use self::pieces::{Piece, choose, edits_allowed, own_words};
use crate::canon::Canon;
use crate::diagnostic::RecordId;
use crate::normalize::Words;

/// A place where a record may stand: a stretch of one entry, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Index of the entry.
    pub entry: u32,
    /// The stretch of it to align with.
    pub window: Range<usize>,
}

/// Finds candidates in one canon.
#[derive(Debug)]
pub struct Scanner<'c> {
    /// The words of the canon.
    pub index: Index<'c>,
    plan: Plan,
}

/// An entry up to this many words is aligned with as a whole; of a longer one, the surroundings of the anchors.
pub const WHOLE: usize = 1_500;
/// How far the surroundings reach besides the quotation's own length, in words.
const AROUND: usize = 250;
/// A gram of two words or more with at most this many places is looked at even when the bound does not need it.
const RARE: usize = 6;
/// Beyond the bound, a quotation of this many words and more must share a run of [`RUN`] words with a record: long texts of
/// one language share two fifths of their words in order by chance.
pub const LONG: usize = 8;
/// See [`LONG`].
pub const RUN: usize = 3;
/// A gram with more places than this is looked at only where the bound needs it.
const UNCOMMON: usize = 16;
/// A run of [`RUN`] words with more places than this points nowhere.
const RARE_RUN: usize = 64;

impl<'c> Scanner<'c> {
    /// A scanner for `canon` with the plan that suits its size.
    #[must_use]
    pub fn new(canon: &'c Canon) -> Self {
        let index = Index::new(canon);
        let plan = Plan::for_index(&index);
        Self { index, plan }
    }

    /// A scanner for stretches of source documents; see [`Index::of_passages`].
    #[must_use]
    pub fn of_passages(canon: &'c Canon, ids: &[RecordId], hunt: &Hunt, counts: &Counts) -> Self {
        Self { index: Index::of_passages(canon, ids, hunt, counts), plan: Plan::Table }
    }

    /// A scanner of the rules files of `canon` for drafts that ask `questions`, and no others: where those are few, it is
    /// ready in a fraction of the time. See [`super::lint::Linter::for_drafts`].
    #[must_use]
    pub fn to_answer(canon: &'c Canon, questions: &Questions) -> Self {
        Self { index: Index::to_answer(canon, questions), plan: Plan::Places }
    }

    /// The same scanner with the other plan: for tests that hold the two against each other.
    #[must_use]
    pub fn with_plan(canon: &'c Canon, plan: impl FnOnce(&Index<'c>) -> Plan) -> Self {
        let index = Index::new(canon);
        let plan = plan(&index);
        Self { index, plan }
    }

    /// The grams of the canon that stand in a quotation.
    #[must_use]
    pub fn find<S>(&self, words: &Words<S>) -> Found {
        self.plan.find(&self.index, words)
    }

    /// The candidates for a quotation, by entry. `free` and `border` as in [`choose`].
    ///
    /// Most quotations are in no record, and are dismissed before any place of the canon is looked at: a quotation that
    /// more edits than the bound allows would be needed to explain (see `least_edits`) is not within the bound of any
    /// record. Of such a one only the places of whole runs that are not common are looked at.
    #[must_use]
    pub fn candidates(&self, found: &Found, free: &[bool], border: &[bool]) -> Vec<Candidate> {
        let n = own_words(free);
        let allowed = edits_allowed(n);
        let marked = n < free.len() || border.iter().any(|&b| b);
        let mut places: Vec<(u32, u32)> = Vec::new();
        let mut add = |at: usize, length: usize, shortest: usize| {
            let located =
                self.index.places(&found.ranges[length - 1][at]).iter().map(|&p| self.index.locate(p));
            places
                .extend(located.filter(|&(entry, _)| shortest == 0 || self.index.length(entry) >= shortest));
        };
        let runs_only = !marked && (n >= LONG || !found.ranges[1].iter().any(|pair| !pair.is_empty()));
        let in_bound =
            !marked && least_edits(&self.index, found) <= allowed && (allowed > 0 || all_runs(found));
        // Of a long quotation within the bound nearly all words are the record's.
        let shortest = if runs_only { n - allowed } else { 0 };
        let pieces = match () {
            () if in_bound => allowed + 1,
            () if runs_only => 0,
            () => allowed.max(usize::from(n > 2)) + 1,
        };
        // Beyond the bound a long quotation is found by its runs; of a short or marked one the pieces are all that there is, and
        // those that are spoiled point nowhere.
        let spoiled = in_bound && runs_only;
        for anchor in choose(found, free, border, pieces, spoiled) {
            let places = found.ranges[anchor.length - 1][anchor.at].len();
            if marked || in_bound || places <= UNCOMMON {
                add(anchor.at, anchor.length, shortest);
            }
        }
        if runs_only {
            let is_rare = |at: &usize| (1..=RARE_RUN).contains(&found.ranges[RUN - 1][*at].len());
            (0..found.words.len()).filter(is_rare).for_each(|at| add(at, RUN, 0));
        } else {
            rare_pairs(found, free, border).for_each(|pair| add(pair.at, pair.length, 0));
        }
        places.sort_unstable();
        places.dedup();
        let reach = if border.iter().any(|&b| b) { usize::MAX } else { found.words.len() + AROUND };
        let mut candidates: Vec<Candidate> = Vec::new();
        for hits in places.chunk_by(|a, b| a.0 == b.0) {
            let entry = hits[0].0;
            let words = self.index.words(entry);
            if words.len() <= WHOLE || reach == usize::MAX {
                candidates.push(Candidate { entry, window: 0..words.len() });
            } else {
                for &(_, at) in hits {
                    let window = (at as usize).saturating_sub(reach)..(at as usize + reach).min(words.len());
                    match candidates.last_mut() {
                        Some(last) if last.entry == entry && last.window.end >= window.start => {
                            last.window.end = window.end;
                        }
                        _ => candidates.push(Candidate { entry, window }),
                    }
                }
            }
        }
        candidates
    }
}

/// Whether each run of [`RUN`] words, or all of them where there are fewer, stands in some record.
fn all_runs(found: &Found) -> bool {
    let n = found.words.len();
    let length = RUN.min(n);
    length > 0 && found.ranges[length - 1][..=n - length].iter().all(|range| !range.is_empty())
}

/// How many edits it takes at least to make a quotation without marked places of the words of any record.
///
/// Two neighbours that stand so in no record were made neighbours by an edit. A word that was changed or added accounts
/// for two such pairs in a row, two words that were swapped for three, and then the canon holds them the other way round.
/// Taken from left to right, each edit as far to the right as it can be, so few edits account for all of them.
fn least_edits(index: &Index, found: &Found) -> usize {
    let pairs = &found.ranges[1];
    let (mut edits, mut at) = (0, 0);
    while at + 1 < found.words.len() {
        if !pairs[at].is_empty() {
            at += 1;
            continue;
        }
        edits += 1;
        let swapped = at + 2 < found.words.len()
            && !index.pair_range(found.words[at + 2], found.words[at + 1]).is_empty();
        at += if swapped { 3 } else { 2 };
    }
    edits
}

fn rare_pairs<'a>(
    found: &'a Found,
    free: &'a [bool],
    border: &'a [bool],
) -> impl Iterator<Item = Piece> + 'a {
    (1..found.words.len()).filter_map(move |i| {
        let places = found.ranges[1][i - 1].len();
        let whole = !free[i - 1] && !free[i] && !border[i];
        (whole && (1..=RARE).contains(&places)).then_some(Piece { at: i - 1, length: 2 })
    })
}
