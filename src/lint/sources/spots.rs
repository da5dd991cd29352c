//! The choice among the places where a quotation, or parts of it, stand in a document, before passages are made of them.

use std::sync::Mutex;

use super::KEPT;
use crate::canon::source::Passage;
use crate::normalize::Words;
use crate::scan::hunt::{PER_PART, Site};
use crate::span::{Read, Span};

/// Shortest part of a quotation, in words, that is put together with another part from elsewhere in a document.
const SHORTEST_PART: usize = 3;
/// More parts than this are no quotation but a cento.
const MOST_PARTS: usize = 4;
/// Sums of the same numbers in another order differ in the last places.
const ROUNDING: f32 = 0.01;

/// A passage, and what of a quotation stands in it.
#[derive(Debug, Clone)]
pub(super) struct Trace {
    pub(super) site: Site,
    pub(super) passage: Passage,
}

/// A place of a document at which something of a quotation stands.
#[derive(Debug)]
pub(super) struct Spot {
    pub(super) site: Site,
    /// The piece of the document that it lies in.
    pub(super) piece: usize,
    /// The passage, if it was made already.
    pub(super) passage: Option<Passage>,
}

/// Makes the passage of a site in a piece of the document. `None` if it cannot be read.
pub(super) type Make<'m> = dyn FnMut(usize, &Site, &Words<Read>) -> Option<Passage> + 'm;

impl Spot {
    fn passage(&mut self, words: &Words<Read>, make: &mut Make<'_>) -> Option<&Passage> {
        if self.passage.is_none() {
            self.passage = Some(make(self.piece, &self.site, words)?);
        }
        self.passage.as_ref()
    }

    fn joints(&self) -> usize {
        self.passage.as_ref().map_or(0, |passage| passage.joints.len())
    }
}

/// The better first; of equals the earlier.
fn by_worth(a: &Spot, b: &Spot) -> std::cmp::Ordering {
    let place = |spot: &Spot| (spot.piece, spot.site.at.start, spot.site.at.end, spot.joints());
    b.site.bits.total_cmp(&a.site.bits).then_with(|| place(a).cmp(&place(b)))
}

/// Leaves out a place where `most` better ones hold the same words of the quotation.
pub(super) fn keep_best(spots: &mut Vec<Spot>, most: usize) {
    spots.sort_by(by_worth);
    let mut kept: Vec<Spot> = Vec::with_capacity(spots.len());
    for spot in spots.drain(..) {
        if kept.iter().filter(|other| spot.site.is_in(&other.site)).take(most).count() < most {
            kept.push(spot);
        }
    }
    *spots = kept;
}

/// The passages that are kept: none where [`KEPT`] better ones, here or in `others`, hold the same words of the quotation.
pub(super) fn choose(
    mut spots: Vec<Spot>,
    words: &Words<Read>,
    others: &[Other],
    make: &mut Make<'_>,
) -> Option<Vec<Trace>> {
    spots.sort_by(by_worth);
    let mut kept: Vec<Trace> = Vec::new();
    for mut spot in spots {
        let others =
            others.iter().filter(|other| other.is_before(&spot.site) && spot.site.is_in(&other.site));
        let joints = spot.joints();
        let own = kept.iter().filter(|own| own.passage.joints.len() <= joints && spot.site.is_in(&own.site));
        if others.take(KEPT).count() + own.take(KEPT).count() >= KEPT {
            continue;
        }
        spot.passage(words, make)?;
        let Spot { site, passage: Some(passage), .. } = spot else { return None };
        let is_same = |own: &Trace| {
            own.site.bits == site.bits
                && own.passage.place == passage.place
                && own.passage.joints == passage.joints
                && site.is_in(&own.site)
        };
        if !kept.iter().any(is_same) {
            kept.push(Trace { site, passage });
        }
    }
    Some(kept)
}

/// Whether `other` holds what `trace` holds of a quotation. One that is put together of several does not stand for one of
/// its parts: should that carry all, it is the better answer.
pub(super) fn covers(other: &Trace, trace: &Trace) -> bool {
    other.passage.joints.len() <= trace.passage.joints.len() && trace.site.is_in(&other.site)
}

/// Adds passages of parts that stand far from one another in one document.
pub(super) fn put_together(
    spots: &mut Vec<Spot>,
    words: &Words<Read>,
    others: &[Other],
    make: &mut Make<'_>,
) -> Option<()> {
    spots.sort_by(by_worth);
    let full = |spot: &Spot| spot.site.covered() + SHORTEST_PART > words.len();
    if spots.first().is_none_or(full) {
        return Some(());
    }
    // No whole can be worth more than its parts, less what it costs to put them together.
    let worth = |(nth, spot): (usize, &Spot)| match nth {
        0 => spot.site.bits,
        _ => (spot.site.bits - PER_PART).max(0.0),
    };
    let most: f32 = ROUNDING + spots.iter().take(MOST_PARTS).enumerate().map(worth).sum::<f32>();
    let beats_all =
        |other: &&Other| other.site.bits > most && spots.iter().all(|spot| spot.site.is_in(&other.site));
    if others.iter().filter(beats_all).take(KEPT).count() == KEPT {
        return Some(());
    }
    let mut joined = Vec::new();
    for seed in 0..spots.len().min(KEPT) {
        let mut parts = vec![seed];
        while parts.len() < MOST_PARTS {
            let Some(next) = next_part(spots, &parts, words, make)? else { break };
            parts.push(next);
        }
        if parts.len() < 2 {
            continue;
        }
        let mut parts: Vec<(&Spot, &Passage)> =
            parts.iter().filter_map(|&part| Some((&spots[part], spots[part].passage.as_ref()?))).collect();
        parts.sort_by_key(|(_, passage)| passage.place);
        let (first, mut passage) = (parts[0].0, parts[0].1.clone());
        let mut site = first.site.clone();
        for (part, more) in &parts[1..] {
            passage = passage.and(more);
            site.add(&part.site);
        }
        joined.push(Spot { site, piece: first.piece, passage: Some(passage) });
    }
    spots.append(&mut joined);
    Some(())
}

/// The part that adds most to `parts`; of equals one that stands in the order of the quotation, then the nearest. The
/// outer answer is `None` if a passage cannot be read.
fn next_part(
    spots: &mut [Spot],
    parts: &[usize],
    words: &Words<Read>,
    make: &mut Make<'_>,
) -> Option<Option<usize>> {
    let mut whole = spots[parts[0]].site.clone();
    parts[1..].iter().for_each(|&part| whole.add(&spots[part].site));
    // A part that is in the quotation already, but for a word or two, is the same part found elsewhere.
    let adds = |at: usize| {
        let site = &spots[at].site;
        let fresh = site.fresh(&whole);
        (fresh >= SHORTEST_PART && fresh * 3 >= site.covered() * 2).then_some((fresh, at))
    };
    let mut adding: Vec<(usize, usize)> = (0..spots.len()).filter_map(adds).collect();
    adding.sort_by_key(|(fresh, _)| std::cmp::Reverse(*fresh));
    for alike in adding.chunk_by(|a, b| a.0 == b.0) {
        let alike = alike.iter().map(|&(_, at)| at);
        for at in parts.iter().copied().chain(alike.clone()) {
            spots[at].passage(words, make)?;
        }
        let place = |at: usize| spots[at].passage.as_ref().map_or(Span::at(0), |passage| passage.place);
        let first = |at: usize| spots[at].site.parts.iter().map(|part| part.start).min();
        let apart = |at: &usize| {
            let own = place(*at);
            parts.iter().map(|&part| place(part)).all(|part| own.end <= part.start || part.end <= own.start)
        };
        let in_order = |at: usize| {
            parts.iter().all(|&part| (first(part) < first(at)) == (place(part).start < place(at).start))
        };
        let distance =
            |at: usize| parts.iter().map(|&part| place(part).start.abs_diff(place(at).start)).min();
        let best = alike.filter(apart).min_by_key(|&at| (!in_order(at), distance(at)));
        if best.is_some() {
            return Some(best);
        }
    }
    Some(None)
}

/// The best places of each quotation in all documents that were read so far, on all threads. It spares making passages that
/// none is judged by in the end. Since a place is left out only for others that are kept, it does not matter which
/// documents were read before.
#[derive(Debug)]
pub struct Best {
    quotations: Vec<Mutex<Vec<(usize, Site)>>>,
}

/// A place in another document.
#[derive(Debug)]
pub(super) struct Other {
    site: Site,
    /// Whether its document comes before.
    earlier: bool,
}

impl Other {
    fn is_before(&self, site: &Site) -> bool {
        self.site.bits > site.bits || (self.earlier && self.site.bits >= site.bits)
    }
}

impl Best {
    /// For so many quotations.
    #[must_use]
    pub fn new(quotations: usize) -> Self {
        Self { quotations: (0..quotations).map(|_| Mutex::default()).collect() }
    }

    /// The best places of a quotation outside one document.
    pub(super) fn beside(&self, quotation: usize, document: usize) -> Vec<Other> {
        let Some(Ok(best)) = self.quotations.get(quotation).map(Mutex::lock) else { return Vec::new() };
        let others = best.iter().filter(|(of, _)| *of != document);
        others.map(|(of, site)| Other { site: site.clone(), earlier: *of < document }).collect()
    }

    /// Adds those of a document.
    pub(super) fn add(&self, quotation: usize, document: usize, traces: &[Trace]) {
        let Some(Ok(mut best)) = self.quotations.get(quotation).map(Mutex::lock) else { return };
        let whole = traces.iter().filter(|trace| trace.passage.joints.is_empty());
        best.extend(whole.map(|trace| (document, trace.site.clone())));
        best.sort_by(|a, b| b.1.bits.total_cmp(&a.1.bits).then(a.0.cmp(&b.0)));
        let mut kept: Vec<(usize, Site)> = Vec::with_capacity(best.len());
        for (document, site) in best.drain(..) {
            if kept.iter().filter(|(_, other)| site.is_in(other)).take(KEPT).count() < KEPT {
                kept.push((document, site));
            }
        }
        *best = kept;
    }
}
