//! Places of a text where quotations, or parts of them, may stand.

use std::ops::Range;

/// A place where a quotation, or a part of it, may stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// The words of the quotation that stand there, from the first to the last of each part.
    pub parts: Vec<Range<usize>>,
    /// The first and the last word of the place, as numbers of words of the text.
    pub at: Range<usize>,
    /// The byte at which the first word begins.
    pub start: usize,
    /// The byte at which the last word begins.
    pub last: usize,
    /// What the shared words are worth.
    pub bits: f32,
    /// Whether the place is wider than what stands there: the alignment will say.
    pub wide: bool,
}

impl Site {
    pub(super) fn of(words: Range<usize>, at: Range<usize>, bits: f32, wide: bool) -> Self {
        Self { parts: vec![words], at, start: 0, last: 0, bits, wide }
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

/// What it costs that a quotation is put together from parts, in bits.
const PER_PART: f32 = 10.0;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn site() -> impl Strategy<Value = Site> {
        let part = (0..12_usize, 0..6_usize).prop_map(|(start, length)| start..start + length);
        let site = |parts| Site { parts, at: 0..1, start: 0, last: 0, bits: 0.0, wide: false };
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
