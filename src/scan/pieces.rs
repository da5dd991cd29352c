//! The bound, and the choice of anchors that keeps it.
//!
//! **The bound.** A quotation of *n* words (words in brackets not counted) that differs from a stretch of a record by at
//! most [`edits_allowed`]`(n)` edits is always found. An edit is one word changed, dropped or added, or two neighbours
//! swapped; a marked omission and a bracketed insertion or replacement are none.
//!
//! **Why it holds.** A quotation is cut into disjoint pieces of one to three words. Each edit spoils at most one of
//! them, if between two pieces of more than one word there stands at least one word that belongs to none (a swap over a
//! shared border would spoil both; a single word survives a swap, since it still stands in the record). So of *k* + 1
//! pieces at least one stands in the record unspoiled, and all of its places are looked at. A piece that no record holds
//! is spoiled for certain and has no places to look at: it may be one of them. Where only pieces that stand in the canon
//! are chosen and there are fewer than *k* + 1 even of single words, all words of the quotation that any record holds are
//! chosen, and a record within the bound holds at least one of them.
//!
//! Of all such choices the cheapest is taken, by dynamic programming: the one with the fewest places to look at.
//!
//! Spoiled pieces are chosen of long quotations without marked places alone. What lies beyond the bound is found by runs of
//! three words there; of other quotations it is found by the places of pieces, as far as those go.

use super::grams::{Found, LONGEST};

/// How many edits a quotation of `words` words may hold and still be found for certain.
///
/// | words | 2–4 | 5–7 | 8–11 | 12–15 | 16–67 | 68 and more |
/// | --- | --- | --- | --- | --- | --- | --- |
/// | edits | 0 | 1 | 2 | 3 | one word in four | 16 |
#[must_use]
pub fn edits_allowed(words: usize) -> usize {
    match words {
        0..=4 => 0,
        5..=7 => 1,
        8..=11 => 2,
        _ => (words / 4).min(16),
    }
}

/// How many words of a quotation count: those that are not `free`, which stand in brackets.
#[must_use]
pub fn own_words(free: &[bool]) -> usize {
    free.iter().filter(|&&free| !free).count()
}

/// A chosen gram: `length` words from word `at` of the quotation on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Its first word.
    pub at: usize,
    /// Its length in words.
    pub length: usize,
}

/// What looking at one more piece costs apart from its places, in places.
const PER_PIECE: u64 = 2;

/// Chooses the anchors of a quotation.
///
/// `free[i]` says that word `i` may be no part of a piece (it is bracketed); `gap[i]` that no piece reaches over the
/// border before word `i` (an ellipsis or a bracket stands there). At most `wanted` pieces are chosen, of those that no
/// record holds only if `spoiled` says so.
#[must_use]
pub fn choose(found: &Found, free: &[bool], gap: &[bool], wanted: usize, spoiled: bool) -> Vec<Piece> {
    let n = found.words.len();
    let single = |i: usize| !free[i] && (spoiled || !found.ranges[0][i].is_empty());
    let wanted = wanted.min((0..n).filter(|&i| single(i)).count());
    if wanted == 0 {
        return Vec::new();
    }
    // What a piece of each length costs that begins at a word; none where there can be none.
    const NONE: u64 = u64::MAX;
    let may_go_on = |i: usize| !free[i] && !gap[i];
    let of_length = |i: usize, length: usize| match found.ranges[length - 1][i].len() as u64 {
        0 if spoiled => 0,
        0 => NONE,
        places => places + PER_PIECE,
    };
    let pieces: Vec<[u64; LONGEST]> = (0..n)
        .map(|i| {
            let mut costs = [NONE; LONGEST];
            if !free[i] {
                let longest = (1..LONGEST.min(n - i)).take_while(|more| may_go_on(i + more)).count() + 1;
                let lengths =
                    (1..=longest).map(|length| of_length(i, length)).take_while(|&cost| cost != NONE);
                costs.iter_mut().zip(lengths).for_each(|(cost, of_length)| *cost = of_length);
            }
            costs
        })
        .collect();
    // cost[j][i][t]: the cheapest way to choose j pieces among the first i words, where t says that a piece of more
    // than one word ends right before word i. The step taken is kept for the way back.
    let width = n + 1;
    let slot = |j: usize, i: usize, t: usize| (j * width + i) * 2 + t;
    let mut cost = vec![NONE; (wanted + 1) * width * 2];
    let mut step = vec![(0u8, 0u8); cost.len()];
    cost[slot(0, 0, 0)] = 0;
    for j in 0..=wanted {
        for (i, pieces) in pieces.iter().enumerate() {
            for t in 0..2 {
                let here = cost[slot(j, i, t)];
                if here == NONE {
                    continue;
                }
                let mut go = |to: usize, value: u64, length: usize| {
                    if value < cost[to] {
                        cost[to] = value;
                        step[to] = (length as u8, t as u8);
                    }
                };
                go(slot(j, i + 1, 0), here, 0);
                if j == wanted {
                    continue;
                }
                for (&piece, length) in pieces.iter().zip(1..) {
                    if piece == NONE {
                        break;
                    }
                    // Over a marked gap no two neighbours were swapped.
                    if length > 1 && t == 1 && !gap[i] {
                        continue;
                    }
                    go(slot(j + 1, i + length, usize::from(length > 1)), here + piece, length);
                }
            }
        }
    }
    let best = (0..2).min_by_key(|&t| cost[slot(wanted, n, t)]).unwrap_or(0);
    let (mut j, mut i, mut t) = (wanted, n, best);
    let mut pieces = Vec::with_capacity(wanted);
    while i > 0 {
        let (length, before) = step[slot(j, i, t)];
        if length == 0 {
            i -= 1;
        } else {
            i -= length as usize;
            j -= 1;
            pieces.push(Piece { at: i, length: length as usize });
        }
        t = before as usize;
    }
    pieces.reverse();
    pieces
}
