//! Where in the canon a quotation may stand: anchors, and the candidates that they point to.

mod table;
pub mod index;
pub mod grams;
pub mod pieces;

use std::ops::Range;

use self::grams::{Found, Plan};
use self::index::Index;
use self::pieces::{Piece, choose, edits_allowed};
use crate::canon::Canon;
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
pub struct Scanner {
    /// The words of the canon.
    pub index: Index,
    plan: Plan,
}

/// An entry up to this many words is aligned with as a whole; of a longer one, the surroundings of the anchors.
const WHOLE: usize = 1_500;
/// How far the surroundings reach besides the quotation's own length, in words.
const AROUND: usize = 250;
/// A gram of two words or more with at most this many places is looked at even when the bound does not need it.
const RARE: usize = 6;

impl Scanner {
    /// A scanner for `canon` with the plan that suits its size.
    #[must_use]
    pub fn new(canon: &Canon) -> Self {
        let index = Index::new(canon);
        let plan = Plan::for_index(&index);
        Self { index, plan }
    }

    /// The same scanner with the other plan: for tests that hold the two against each other.
    #[must_use]
    pub fn with_plan(canon: &Canon, plan: impl FnOnce(&Index) -> Plan) -> Self {
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
    #[must_use]
    pub fn candidates(&self, found: &Found, free: &[bool], border: &[bool]) -> Vec<Candidate> {
        let n = free.iter().filter(|&&f| !f).count();
        let mut anchors = choose(found, free, border, edits_allowed(n).max(usize::from(n > 2)) + 1);
        anchors.extend(rare_pairs(found, free, border));
        let mut places: Vec<(u32, u32)> = Vec::new();
        for anchor in &anchors {
            let range = &found.ranges[anchor.length - 1][anchor.at];
            places.extend(self.index.places(range).iter().map(|&p| self.index.locate(p)));
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
