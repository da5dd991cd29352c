//! The most that an alignment can be worth, from the words that both sides share: a bound that heeds order and
//! differences, and costs a few steps a shared word.
//!
//! Words that match stand in the same order on both sides, but for neighbours that are swapped. Where two that follow one
//! another in the alignment are not neighbours on both sides, something differs in between, which costs [`PER_EDIT`]; so
//! does what is left over of the quotation before the first and after the last. Where they are neighbours on both sides, the
//! second is worth what it is worth after the first. No alignment of a quotation without marks
//! is worth more than the best such chain (a sum of best ways to each shared word, as in any alignment, but over shared
//! words alone), and what can be got by swaps besides.

use crate::significance::{PER_EDIT, SWAPPED};

/// Longest quotation, in words: its places are the bits of one number.
pub(super) const LONGEST: usize = 127;

/// A word of the record that stands in the quotation.
pub(super) struct Row {
    /// The places at which it stands there, as bits: below [`LONGEST`].
    pub places: u128,
    /// What it is worth alone, in bits.
    pub worth: f32,
    /// Whether it is a function word.
    pub function: bool,
}

/// What an alignment can be worth at most, in bits of information.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Most {
    /// All of the quotation.
    pub whole: f32,
    /// Any stretch of it.
    pub core: f32,
    /// A run of two neighbours and more that match, without function words.
    pub run: f32,
    /// How many words can match besides those that stand in order.
    pub swapped: usize,
}

/// Room for the ways of one quotation, for one record after the other.
#[derive(Default)]
pub(super) struct Room {
    /// For each word of the quotation: the best way that ends before it in an earlier row, and not just before it in the last
    /// one; with and without what is left over in front.
    before: Vec<[f32; 2]>,
    /// For each place of the last row and of this one: the best ways that end there, and the run.
    lasts: [Vec<Last>; 2],
    /// What the word at each place is worth.
    swappable: Vec<f32>,
}

impl Room {
    /// Forgets the last record. Of the other lists nothing is read that was not written for this one.
    fn clear(&mut self, own: usize) {
        self.before.clear();
        self.before.resize(own + 1, [f32::NEG_INFINITY; 2]);
        self.lasts.iter_mut().for_each(|last| last.resize(own, Last::default()));
        self.swappable.resize(own, 0.0);
    }
}

/// Looks at the words of a record in turn: `None` for one or several in a row that do not stand in the quotation, which has
/// `own` words. `follows` tells what the word of the quotation at a place is worth after the one before it.
pub(super) fn most(
    room: &mut Room,
    own: usize,
    rows: impl Iterator<Item = Option<Row>>,
    mut follows: impl FnMut(usize) -> f32,
) -> Most {
    room.clear(own);
    let Room { before, lasts: [last, this], swappable } = room;
    let (mut last, mut this, mut last_places) = (last, this, 0u128);
    let (mut best, mut run, mut swaps) = ([0.0f32; 2], 0.0f32, 0u128);
    for row in rows {
        let Some(Row { places, worth, function }) = row else {
            passed(before, last, last_places, 1);
            last_places = 0;
            continue;
        };
        // This word stands just before the last one in the quotation.
        let swapped = last_places >> 1 & places;
        swaps |= swapped;
        for at in bits(places) {
            swappable[at] = worth;
            let start = [if at > 0 { -PER_EDIT } else { 0.0 }, 0.0];
            let afresh = std::array::from_fn(|i| worth + start[i].max(before[at][i] - PER_EDIT));
            let next = at > 0 && last_places >> (at - 1) & 1 == 1;
            let ((ways, sum, words), own_worth) = match next {
                false => ((afresh, 0.0, 0), worth),
                true => {
                    let ((ways, sum, words), worth) = (last[at - 1], follows(at));
                    ((std::array::from_fn(|i| (ways[i] + worth).max(afresh[i])), sum, words), worth)
                }
            };
            // The word before may match elsewhere: then this one begins the run.
            let (sum, words) = if function { (0.0, 0) } else { ((sum + own_worth).max(worth), words + 1) };
            if words > 1 {
                run = run.max(sum);
            }
            this[at] = (ways, sum, words);
            let rest = if at + 1 < own { PER_EDIT } else { 0.0 };
            best = [best[0].max(ways[0] - rest), best[1].max(ways[1])];
        }
        passed(before, last, last_places, 1);
        passed(before, this, places, 2);
        last_places = places;
        std::mem::swap(&mut last, &mut this);
    }
    let by_swaps: f32 = bits(swaps).map(|i| SWAPPED * (swappable[i] + swappable[i + 1])).sum();
    let swapped = swaps.count_ones() as usize * 2;
    Most { whole: best[0] + by_swaps, core: best[1] + by_swaps, run, swapped }
}

/// The ways that end at a place and what its run is worth, in so many words.
type Last = ([f32; 2], f32, usize);

/// From each of `places` on the ways that end there come before the words `further` places behind it. No way grows shorter by
/// a further word: where one is not better, it is not so further on.
fn passed(before: &mut [[f32; 2]], last: &[Last], places: u128, further: usize) {
    for at in bits(places) {
        for i in 0..2 {
            let way = last[at].0[i];
            let behind = before.iter_mut().skip(at + further);
            behind.take_while(|b| b[i] < way).for_each(|b| b[i] = way);
        }
    }
}

/// The places that are set, in order.
fn bits(mut places: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = places.trailing_zeros() as usize;
        (places != 0).then(|| {
            places &= places - 1;
            at
        })
    })
}
