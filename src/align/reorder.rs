//! Parts of a quotation that stand in the record word for word, but in another order.

use std::ops::Range;

use super::Query;
use crate::scan::index::{UNKNOWN, WordId};

/// A part and where it stands, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// In the quotation.
    pub draft: Range<usize>,
    /// In the record.
    pub record: Range<usize>,
}

/// A part that no mark sets off needs this many words.
const SHORTEST: usize = 3;
/// More parts than this are no quotation in another order but a cento.
const MOST: usize = 6;

/// Covers all of `query` with parts that stand in `record` word for word, longest first. `None` unless there are at
/// least two and they stand in another order there. `set_off[i]` says that a mark (an ellipsis, a full stop) sets off
/// what begins at word `i`; such parts may have two words.
#[must_use]
pub fn moved(query: &Query<'_>, record: &[WordId], set_off: &[bool]) -> Option<Vec<Tile>> {
    let n = query.numbers.len();
    if n < 2 * SHORTEST - 1 || !query.groups.is_empty() {
        return None;
    }
    // Nearly all quotations have a word that the record has not, which no part covers.
    if query.numbers.iter().any(|&word| word == UNKNOWN || !record.contains(&word)) {
        return None;
    }
    let mut covered = vec![false; n];
    let mut used = vec![false; record.len()];
    let mut tiles: Vec<Tile> = Vec::new();
    while covered.contains(&false) {
        if tiles.len() == MOST {
            return None;
        }
        let tile = longest(query, record, &covered, &used)?;
        let edges = set_off[tile.draft.start] && (tile.draft.end == n || set_off[tile.draft.end]);
        if tile.draft.len() < if edges { 2 } else { SHORTEST } {
            return None;
        }
        covered[tile.draft.clone()].fill(true);
        used[tile.record.clone()].fill(true);
        tiles.push(tile);
    }
    tiles.sort_by_key(|t| t.draft.start);
    for at in 1..tiles.len() {
        meet_where_set_off(&mut tiles, at, query, record, set_off);
    }
    let ordered = tiles.windows(2).all(|p| p[0].record.end <= p[1].record.start);
    (tiles.len() > 1 && !ordered).then_some(tiles)
}

/// The longest run that both share in words not yet covered; the first of equals. No part reaches over an ellipsis.
fn longest(query: &Query<'_>, record: &[WordId], covered: &[bool], used: &[bool]) -> Option<Tile> {
    let n = query.numbers.len();
    let mut best: Option<Tile> = None;
    let mut row = vec![0usize; record.len() + 1];
    for i in 1..=n {
        let mut diagonal = 0;
        for j in 1..=record.len() {
            let above = row[j];
            let word = query.numbers[i - 1];
            let same = word == record[j - 1] && word != UNKNOWN && !covered[i - 1] && !used[j - 1];
            row[j] = match same {
                true if query.gap[i - 1] => 1,
                true => diagonal + 1,
                false => 0,
            };
            if row[j] > best.as_ref().map_or(0, |t| t.draft.len()) {
                best = Some(Tile { draft: i - row[j]..i, record: j - row[j]..j });
            }
            diagonal = above;
        }
    }
    best
}

/// Moves the border of the part at `at` and the one before it to the nearest place that a mark sets off, if the words
/// between fit either part. The longest part takes words that begin the next sentence too: *We asked him. We* | *told
/// her* for *We asked him.* | *We told her*.
fn meet_where_set_off(tiles: &mut [Tile], at: usize, query: &Query<'_>, record: &[WordId], set_off: &[bool]) {
    let (left, right) = (&tiles[at - 1], &tiles[at]);
    let border = right.draft.start;
    if set_off[border] {
        return;
    }
    // Where a part that gives or takes words up to `to` stands in the record; those words must be free and the same.
    let is_free = |range: Range<usize>, giver: usize| {
        let others = tiles.iter().enumerate().filter(|(i, _)| *i != giver);
        others.map(|(_, t)| &t.record).all(|r| range.end <= r.start || r.end <= range.start)
    };
    let back = (left.draft.start + 1..border).rev().find(|&i| set_off[i]);
    let on = (border + 1..right.draft.end).find(|&i| set_off[i]);
    if let Some(to) = back
        && let Some(start) = right.record.start.checked_sub(border - to)
        && record[start..right.record.start] == query.numbers[to..border]
        && is_free(start..right.record.start, at - 1)
    {
        let given = border - to;
        tiles[at - 1].draft.end -= given;
        tiles[at - 1].record.end -= given;
        tiles[at].draft.start -= given;
        tiles[at].record.start -= given;
    } else if let Some(to) = on
        && let end = left.record.end + (to - border)
        && record.get(left.record.end..end) == Some(&query.numbers[border..to])
        && is_free(left.record.end..end, at)
    {
        let taken = to - border;
        tiles[at - 1].draft.end += taken;
        tiles[at - 1].record.end += taken;
        tiles[at].draft.start += taken;
        tiles[at].record.start += taken;
    }
}

/// Leaves out the parts at both ends that stand where they should.
#[must_use]
pub fn only_moved(tiles: &[Tile]) -> Vec<Tile> {
    let mut tiles = tiles.to_vec();
    while tiles.len() > 2 && tiles[1..].iter().all(|t| tiles[0].record.end <= t.record.start) {
        tiles.remove(0);
    }
    while tiles.len() > 2 {
        let last = &tiles[tiles.len() - 1];
        if !tiles[..tiles.len() - 1].iter().all(|t| t.record.end <= last.record.start) {
            break;
        }
        tiles.pop();
    }
    tiles
}
