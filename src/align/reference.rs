//! The alignment as it is defined, cell by cell and with nothing left out: what [`super::table`] is held to.

use super::likeness::{self, Spelled};
use super::{Alignment, Query, Step, cost};
use crate::normalize::Group;
use crate::scan::index::{Index, UNKNOWN, WordId};
use crate::span::Read;

const INF: u32 = u32::MAX / 4;
/// States of the recurrence: in agreement, after a changed pair, after a dropped word, after an added word.
const SAME: usize = 0;
const PAIR: usize = 1;
const DROP: usize = 2;
const ADD: usize = 3;
const STATES: usize = 4;

#[derive(Clone, Copy, Default)]
struct Cell {
    cost: [u32; STATES],
    /// How each state was reached.
    from: [From; STATES],
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum From {
    #[default]
    Start,
    /// One word of each side, after the given state.
    Pair(u8),
    /// Two words of each side, swapped.
    Swap(u8),
    /// One word of the draft, two of the record.
    OneForTwo(u8),
    /// Two words of the draft, one of the record.
    TwoForOne(u8),
    /// A word of the record alone.
    Drop(u8),
    /// A word of the draft alone.
    Add(u8),
    /// A long run of the record's words, from the given column.
    DropMany(u32, u8),
    /// An ellipsis, from the given column.
    Gap(u32, u8),
    /// A group, by index, from the given column.
    Group(u32, u32, u8),
}

impl Cell {
    fn best(&self) -> (u32, u8) {
        (0..STATES).map(|s| (self.cost[s], s as u8)).min().unwrap_or((INF, 0))
    }

    fn offer(&mut self, state: usize, cost: u32, from: From) {
        if cost < self.cost[state] {
            self.cost[state] = cost;
            self.from[state] = from;
        }
    }
}

/// Aligns all of `query` with the best stretch of `record`. `stops[j]` says that a sentence of the record ends before
/// its word `j`.
#[must_use]
pub fn align(query: &Query<'_>, index: &Index, record: &[WordId], stops: &[bool]) -> Alignment {
    let (n, m) = (query.numbers.len(), record.len());
    if let Some(at) = query.verbatim_in(record) {
        let same = (0..n).map(|draft| Step::Same { draft, record: at + draft });
        return Alignment { cost: 0, record: at..at + n, steps: same.collect() };
    }
    let width = m + 1;
    let mut table = vec![Cell { cost: [INF; STATES], from: [From::Start; STATES] }; (n + 1) * width];
    for cell in &mut table[..width] {
        cell.cost[SAME] = 0;
    }
    for i in 0..=n {
        if i > 0 {
            words_row(query, index, record, stops, &mut table, i);
        }
        for (g, group) in query.groups.iter().enumerate().filter(|(_, g)| g.words.end == i) {
            group_row(query, index, record, &mut table, g, group);
        }
        if i > 0 {
            drops_row(&mut table[i * width..(i + 1) * width]);
        }
        if i > 0 && i < n && query.gap[i] {
            gap_row(&mut table[i * width..(i + 1) * width]);
        }
    }
    trace(query, &table, width)
}

/// Steps that use word `i` − 1 of the quotation.
fn words_row(
    query: &Query<'_>,
    index: &Index,
    record: &[WordId],
    stops: &[bool],
    table: &mut [Cell],
    i: usize,
) {
    let width = record.len() + 1;
    let number = query.numbers[i - 1];
    let folded = query.words.folded(i - 1);
    let last = if i > 1 && i == query.numbers.len() { cost::LAST } else { 0 };
    let (above, row) = table.split_at_mut(i * width);
    let upper = &above[(i - 1) * width..];
    for j in 0..width {
        let cell = &mut row[j];
        for s in 0..STATES {
            let before = upper[j].cost[s];
            let add = match s {
                ADD => cost::ADD_MORE,
                SAME if i == 1 => cost::WORD + cost::OPEN + cost::AT_EDGE,
                SAME => cost::WORD + cost::OPEN,
                _ => cost::WORD,
            };
            cell.offer(ADD, before + add + last, From::Add(s as u8));
        }
        if j == 0 {
            continue;
        }
        let other = record[j - 1];
        if number == other && number != UNKNOWN {
            let (before, s) = upper[j - 1].best();
            cell.offer(SAME, before, From::Pair(s));
            continue;
        }
        let mut pair = Spelled::new(folded).pair_cost(Spelled::new(index.spelling(other)));
        // At the end of a sentence of the record a new word is rather an addition than a change of what comes next.
        if stops[j - 1] && i > 1 {
            pair += cost::OVER_STOP;
        }
        if pair >= cost::WORD {
            pair += last;
        }
        if i == 1 {
            pair += cost::FIRST;
        }
        for s in 0..STATES {
            let open = if s == SAME { cost::OPEN } else { 0 };
            cell.offer(PAIR, upper[j - 1].cost[s] + open + pair, From::Pair(s as u8));
        }
        let open = |s: u8| if usize::from(s) == SAME { cost::OPEN } else { 0 };
        if j > 1 && likeness::one_for_two(folded, index.spelling(record[j - 2]), index.spelling(other)) {
            let (before, s) = upper[j - 2].best();
            cell.offer(PAIR, before + open(s) + cost::ONE_FOR_TWO, From::OneForTwo(s));
        }
        if i > 1
            && !query.gap[i - 1]
            && likeness::one_for_two(index.spelling(other), query.words.folded(i - 2), folded)
        {
            let (before, s) = above[(i - 2) * width + j - 1].best();
            cell.offer(PAIR, before + open(s) + cost::ONE_FOR_TWO, From::TwoForOne(s));
        }
        if i > 1 && j > 1 && number == record[j - 2] && query.numbers[i - 2] == other && !query.gap[i - 1] {
            let (before, s) = above[(i - 2) * width + j - 2].best();
            if number != UNKNOWN && other != UNKNOWN {
                cell.offer(PAIR, before + open(s) + cost::SWAP, From::Swap(s));
            }
        }
    }
}

/// Words of the record that the draft drops, along one row.
fn drops_row(row: &mut [Cell]) {
    // The cheapest place to leave the record for a long time.
    let (mut least, mut at, mut state) = (INF, 0, 0);
    for j in 1..row.len() {
        let left = row[j - 1];
        for s in 0..STATES {
            let open = if s == SAME { cost::OPEN } else { 0 };
            let drop = if s == DROP { cost::DROP_MORE } else { cost::WORD + open };
            row[j].offer(DROP, left.cost[s] + drop, From::Drop(s as u8));
            if s != DROP && left.cost[s] + open < least {
                (least, at, state) = (left.cost[s] + open, j as u32 - 1, s as u8);
            }
        }
        row[j].offer(DROP, least + cost::WORD + cost::DROP_MOST, From::DropMany(at, state));
    }
}

/// An ellipsis: the record may run on.
fn gap_row(row: &mut [Cell]) {
    let (mut least, mut at, mut state) = (INF, 0, 0);
    for (j, cell) in row.iter_mut().enumerate() {
        let (here, s) = cell.best();
        cell.offer(SAME, least + cost::GAP, From::Gap(at, state));
        if here <= least {
            (least, at, state) = (here, j as u32, s);
        }
    }
}

/// A group that ends at this row: its words are the writer's and stand for any number of words of the record.
fn group_row(
    query: &Query<'_>,
    index: &Index,
    record: &[WordId],
    table: &mut [Cell],
    g: usize,
    group: &Group<Read>,
) {
    let width = record.len() + 1;
    let (above, below) = table.split_at_mut(group.words.end * width);
    let upper = &above[group.words.start * width..(group.words.start + 1) * width];
    let row = &mut below[..width];
    let inner = query.words.words[group.words.start].inner;
    if inner.is_some() && group.words.len() == 1 {
        for j in 1..width {
            if likeness::bracketed_form(query.words.folded(group.words.start), index.spelling(record[j - 1]))
            {
                let (before, s) = upper[j - 1].best();
                row[j].offer(SAME, before + cost::INNER, From::Group(g as u32, j as u32 - 1, s));
            }
        }
        return;
    }
    let (mut least, mut at, mut state) = (INF, 0, 0);
    for (j, cell) in row.iter_mut().enumerate() {
        let (here, s) = upper[j].best();
        least += cost::REPLACED;
        if here <= least {
            (least, at, state) = (here, j as u32, s);
        }
        cell.offer(SAME, least + cost::BRACKETED, From::Group(g as u32, at, state));
    }
}

fn trace(query: &Query<'_>, table: &[Cell], width: usize) -> Alignment {
    let n = query.numbers.len();
    let last = &table[n * width..];
    // A last word that is the record's is better than one that is not; and one that is not is rather a change of the
    // record's next word than an addition.
    let end = (0..width).min_by_key(|&j| last[j].best()).unwrap_or(0);
    let (total, state) = last[end].best();
    let (mut i, mut j, mut s) = (n, end, usize::from(state));
    let mut steps = Vec::new();
    loop {
        let from = table[i * width + j].from[s];
        let (step, to) = match from {
            From::Start => break,
            From::Pair(to) if s == SAME => (Step::Same { draft: i - 1, record: j - 1 }, (i - 1, j - 1, to)),
            From::Pair(to) => (Step::Differs { draft: i - 1..i, record: j - 1..j }, (i - 1, j - 1, to)),
            From::Swap(to) => (Step::Differs { draft: i - 2..i, record: j - 2..j }, (i - 2, j - 2, to)),
            From::OneForTwo(to) => (Step::Differs { draft: i - 1..i, record: j - 2..j }, (i - 1, j - 2, to)),
            From::TwoForOne(to) => (Step::Differs { draft: i - 2..i, record: j - 1..j }, (i - 2, j - 1, to)),
            From::Drop(to) => (Step::Differs { draft: i..i, record: j - 1..j }, (i, j - 1, to)),
            From::DropMany(column, to) => {
                (Step::Differs { draft: i..i, record: column as usize..j }, (i, column as usize, to))
            }
            From::Add(to) => (Step::Differs { draft: i - 1..i, record: j..j }, (i - 1, j, to)),
            From::Gap(column, to) => {
                (Step::Gap { draft: i, record: column as usize..j }, (i, column as usize, to))
            }
            From::Group(g, column, to) => {
                let group = &query.groups[g as usize];
                let step = Step::Bracketed {
                    bracket: group.bracket,
                    span: group.span,
                    draft: group.words.clone(),
                    record: column as usize..j,
                };
                (step, (group.words.start, column as usize, to))
            }
        };
        steps.push(step);
        (i, j, s) = (to.0, to.1, usize::from(to.2));
    }
    steps.reverse();
    Alignment { cost: total, record: j..end, steps }
}
