//! Places of a text where quotations, or parts of them, may stand.

use std::ops::Range;

/// Two parts no further apart than this, in words, are one place.
const NEAR: usize = 120;
/// Two parts this near are one place whatever they are worth.
const NEXT: usize = 60;
/// Places of one quotation that are kept for each stretch of its words.
pub(super) const KEPT: usize = 8;

/// A place where a quotation, or a part of it, may stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// The words of the quotation that stand there, from the first to the last of each part.
    pub parts: Vec<Range<usize>>,
    /// The first and the last word of the place, as numbers of words of the text.
    pub at: Range<usize>,
    /// What the shared words are worth.
    pub bits: f32,
    /// Whether the place is wider than what stands there: the alignment will say.
    pub wide: bool,
}

impl Site {
    pub(super) fn of(words: Range<usize>, at: Range<usize>, bits: f32, wide: bool) -> Self {
        Self { parts: vec![words], at, bits, wide }
    }

    /// Whether a word of the quotation lies in one of the parts.
    #[must_use]
    pub fn has(&self, word: usize) -> bool {
        self.parts.iter().any(|part| part.contains(&word))
    }

    /// How many words of the quotation lie in its parts.
    #[must_use]
    pub fn covered(&self) -> usize {
        self.words().count()
    }

    /// How many words of the quotation lie in its parts and not in those of `other`.
    #[must_use]
    pub fn fresh(&self, other: &Self) -> usize {
        self.words().filter(|&word| !other.has(word)).count()
    }

    /// Whether all words of the quotation that lie in its parts lie in those of `other` too.
    #[must_use]
    pub fn is_in(&self, other: &Self) -> bool {
        let holds = |part: &Range<usize>| {
            other.parts.iter().any(|whole| whole.start <= part.start && part.end <= whole.end)
                || part.clone().all(|word| other.has(word))
        };
        self.parts.iter().all(holds)
    }

    /// The words of the quotation that lie in its parts, in order.
    fn words(&self) -> impl Iterator<Item = usize> {
        let end = self.parts.iter().map(|part| part.end).max().unwrap_or(0);
        (0..end).filter(|&word| self.has(word))
    }

    /// Adds what `other` has besides. The place itself is the caller's to widen.
    pub fn add(&mut self, other: &Self) {
        let (fresh, all) = (other.fresh(self), other.covered());
        self.bits += other.bits * fresh as f32 / all.max(1) as f32 - PER_PART;
        self.parts.extend(other.parts.iter().cloned());
        // Where parts are put together, each of them tells where it stands.
        self.wide = false;
    }
}

/// The better first: worth more, then earlier.
fn by_worth(a: &Site, b: &Site) -> std::cmp::Ordering {
    b.bits.total_cmp(&a.bits).then(a.at.start.cmp(&b.at.start)).then(a.at.end.cmp(&b.at.end))
}

/// Leaves out a place where eight better ones hold the same words of the quotation.
pub(super) fn keep_best(sites: &mut Vec<Site>) {
    sites.sort_by(by_worth);
    sites.dedup_by(|a, b| a.at == b.at && a.parts == b.parts);
    let mut kept: Vec<Site> = Vec::with_capacity(sites.len());
    for site in sites.drain(..) {
        if kept.iter().filter(|other| site.is_in(other)).take(KEPT).count() < KEPT {
            kept.push(site);
        }
    }
    *sites = kept;
}

/// Adds places at which parts of the quotation stand near one another, and leaves out what better places hold already.
pub(super) fn put_together(mut sites: Vec<Site>) -> Vec<Site> {
    keep_best(&mut sites);
    let mut joined: Vec<Site> = Vec::new();
    for seed in &sites {
        let mut whole = seed.clone();
        for part in &sites {
            let apart =
                part.at.start.saturating_sub(whole.at.end).max(whole.at.start.saturating_sub(part.at.end));
            let fresh = part.fresh(&whole);
            if fresh >= 2 && (apart <= NEXT || (apart <= NEAR && fresh >= 3)) {
                whole.add(part);
                whole.at = whole.at.start.min(part.at.start)..whole.at.end.max(part.at.end);
            }
        }
        if whole.parts.len() > 1 {
            joined.push(whole);
        }
    }
    sites.append(&mut joined);
    keep_best(&mut sites);
    sites
}

/// What it costs that a quotation is put together from parts, in bits.
pub const PER_PART: f32 = 10.0;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn site() -> impl Strategy<Value = Site> {
        let part = (0..12_usize, 0..6_usize).prop_map(|(start, length)| start..start + length);
        let site = |parts| Site { parts, at: 0..1, bits: 0.0, wide: false };
        proptest::collection::vec(part, 1..4).prop_map(site)
    }

    proptest! {
        #[test]
        fn a_place_is_in_another_if_it_has_no_word_of_its_own(one in site(), other in site()) {
            prop_assert_eq!(one.is_in(&other), one.fresh(&other) == 0);
            prop_assert!(one.is_in(&one));
        }
    }
}
