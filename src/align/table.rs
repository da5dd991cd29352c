//! The cheapest alignment, by dynamic programming.
//!
//! A cell holds costs and nothing else: how it was reached is worked out again for the few cells on the way back, by the
//! same functions. And cells that no alignment within a limit can pass through are not computed: a cheap guess sets the
//! limit, and where the cheapest alignment turns out to cost more, it is raised. From a cell on, words of the quotation
//! that do not stand in the rest of the record in their order cost something each, too (see [`Rest`]). Neither changes an
//! alignment, equally cheap ones included: every cell on the way of one that is within the limit has its true cost. A law
//! below holds the table to the plain one in [`super::reference`].

use std::ops::Range;

use super::likeness::{self, Spelled};
use super::rest::Rest;
use super::{Alignment, Query, Step, cost};
use crate::normalize::Group;
use crate::scan::index::{UNKNOWN, WordId};
use crate::scan::written::Written;
use crate::span::Read;

const INF: u32 = u32::MAX / 4;
/// States of the recurrence: in agreement, after a changed pair, after a dropped word, after an added word.
const SAME: usize = 0;
const PAIR: usize = 1;
const DROP: usize = 2;
const ADD: usize = 3;
const STATES: usize = 4;

/// The least that it takes to reach a cell in each state.
type Cell = [u32; STATES];
/// A cell that is not reached.
const OUT: Cell = [INF; STATES];

/// What most alignments cost for each word that the record does not have, and besides.
const GUESS: (u32, u32) = (cost::WORD + cost::OPEN, 175);
/// By how much the limit is raised once, before there is none.
const RAISE: u32 = 400;

/// How a state was reached: from which state of which cell.
#[derive(Clone, Copy)]
enum From {
    Start,
    /// One word of each side, after the given state.
    Pair(usize),
    /// Two words of each side, swapped.
    Swap(usize),
    /// One word of the draft, two of the record.
    OneForTwo(usize),
    /// Two words of the draft, one of the record.
    TwoForOne(usize),
    /// A word of the record alone.
    Drop(usize),
    /// A word of the draft alone.
    Add(usize),
    /// A long run of the record's words, from the given column.
    DropMany(usize, usize),
    /// An ellipsis, from the given column.
    Gap(usize, usize),
    /// A group, by index, from the given column.
    Group(usize, usize, usize),
}

/// The cheapest state of a cell, with its cost.
fn best(cell: &Cell) -> (u32, usize) {
    let mut best = (cell[0], 0);
    for (s, &cost) in cell.iter().enumerate().skip(1) {
        if cost < best.0 {
            best = (cost, s);
        }
    }
    best
}

fn least(cell: &Cell) -> u32 {
    cell[0].min(cell[1]).min(cell[2].min(cell[3]))
}

fn open(state: usize) -> u32 {
    if state == SAME { cost::OPEN } else { 0 }
}

/// The cheapest alignment of `query` with a stretch of `record`, which is spelled as `written`.
pub(super) fn align(query: &Query<'_>, record: &[WordId], written: &Written<'_>) -> Alignment {
    let plain = query.groups.is_empty() && !query.gap.contains(&true);
    let folded: Vec<Spelled<'_>> =
        (0..query.numbers.len()).map(|i| Spelled::new(query.words.folded(i))).collect();
    let spellings: Vec<Spelled<'_>> =
        (0..record.len()).map(|at| Spelled::new(written.spelling(at))).collect();
    let joins = !plain || likeness::some_are_one_for_two(&folded, &spellings);
    let missing = query.numbers.iter().filter(|&&word| word == UNKNOWN || !record.contains(&word)).count();
    let guess = GUESS.1 + GUESS.0 * missing as u32;
    let limits = if plain { &[guess, guess + RAISE, INF][..] } else { &[INF][..] };
    let least_word = if joins { cost::ONE_FOR_TWO / 2 } else { likeness::least_pair(&folded, &spellings) };
    let mut table = Table {
        query,
        folded,
        rest: if plain { Rest::of(query.numbers, record, least_word) } else { Rest::default() },
        spellings,
        joins,
        record,
        stops: &written.stops,
        width: record.len() + 1,
        limit: INF,
        cells: Vec::new(),
        least: Vec::new(),
        unmarked: Vec::new(),
    };
    for &limit in limits {
        table.limit = limit;
        if table.fill() {
            break;
        }
    }
    table.trace()
}

struct Table<'a> {
    query: &'a Query<'a>,
    /// The words of `query`.
    folded: Vec<Spelled<'a>>,
    rest: Rest,
    /// The words of `record`.
    spellings: Vec<Spelled<'a>>,
    /// Whether a word on one side may stand for two on the other.
    joins: bool,
    record: &'a [WordId],
    stops: &'a [bool],
    width: usize,
    /// Costs above this are not looked for.
    limit: u32,
    /// Row by row: row `i` is reached with `i` words of the quotation, column `j` with those before word `j` of the
    /// record.
    cells: Vec<Cell>,
    /// The least of each cell.
    least: Vec<u32>,
    /// Rows at an ellipsis as they were before it let the record run on.
    unmarked: Vec<(usize, Vec<Cell>)>,
}

impl Table<'_> {
    fn row(&self, i: usize) -> &[Cell] {
        &self.cells[i * self.width..(i + 1) * self.width]
    }

    /// A row as it was before an ellipsis at its end.
    fn unmarked_row(&self, i: usize) -> &[Cell] {
        self.unmarked.iter().find(|row| row.0 == i).map_or(self.row(i), |row| &row.1)
    }

    /// Computes all cells that may lie within the limit; says whether an alignment does.
    fn fill(&mut self) -> bool {
        let (n, width) = (self.query.numbers.len(), self.width);
        self.unmarked.clear();
        self.cells.clear();
        self.cells.resize((n + 1) * width, OUT);
        self.least.clear();
        self.least.resize((n + 1) * width, INF);
        for j in 0..width {
            if self.limit_at(j).is_some() {
                self.offer(j, SAME, 0);
            }
        }
        // The columns of the last two rows that hold cells within the limit.
        let (mut before, mut last) = (0..0, 0..width);
        for i in 1..=n {
            let start = [&last, &before].into_iter().filter(|row| !row.is_empty()).map(|row| row.start).min();
            let reach = start.unwrap_or(width)..(last.end.max(before.end) + 2).min(width);
            for j in reach.clone() {
                let at = i * width + j;
                let Some(limit) = self.limit_at(at).filter(|&limit| !self.is_cut_off(i, j, limit)) else {
                    continue;
                };
                let mut cell = OUT;
                self.words(i, j, limit, |state, cost, _| cell[state] = cell[state].min(cost));
                self.set(at, cell, limit);
            }
            for group in self.query.groups.iter().filter(|group| group.words.end == i) {
                self.group(i, group);
            }
            let mut row = self.drops(i, reach);
            if i < n && self.query.gap[i] {
                self.unmarked.push((i, self.row(i).to_vec()));
                self.gap(i);
                row = 0..width;
            }
            (before, last) = (last, row);
            if last.is_empty() && before.is_empty() {
                return false;
            }
        }
        self.least[n * width..].iter().any(|&cost| cost <= self.limit)
    }

    /// Sets a cell, if it lies within `limit`; says whether it does.
    fn set(&mut self, at: usize, cell: Cell, limit: u32) -> bool {
        let cost = least(&cell);
        if cost <= limit {
            self.cells[at] = cell;
            self.least[at] = cost;
        }
        cost <= limit
    }

    /// A state of a cell may be reached for so much.
    fn offer(&mut self, at: usize, state: usize, cost: u32) {
        let cell = &mut self.cells[at];
        cell[state] = cell[state].min(cost);
        self.least[at] = self.least[at].min(cost);
    }

    /// The most that it may cost to come to a cell, if an alignment within the limit can pass through it.
    fn limit_at(&self, at: usize) -> Option<u32> {
        self.limit.checked_sub(self.rest.least(at))
    }

    /// Whether all cells that lead to this one by words of the quotation cost more than `limit`.
    fn is_cut_off(&self, i: usize, j: usize, limit: u32) -> bool {
        let at = i * self.width + j;
        let out = |back: usize| self.least[at - back] > limit;
        let Self { width, .. } = *self;
        let above = out(width) && (j == 0 || out(width + 1)) && (j < 2 || out(width + 2));
        above && (i < 2 || j == 0 || out(2 * width + 1) && (j < 2 || out(2 * width + 2)))
    }

    /// The ways to reach a cell that use word `i` − 1 of the quotation and may cost no more than `limit`, in the order in
    /// which they are preferred.
    #[inline]
    fn words(&self, i: usize, j: usize, limit: u32, mut offer: impl FnMut(usize, u32, From)) {
        let Self { query, record, ref folded, ref spellings, .. } = *self;
        let at = i * self.width + j;
        let above = &self.cells[at - self.width];
        let last = if i > 1 && i == query.numbers.len() { cost::LAST } else { 0 };
        for (s, before) in above.iter().enumerate() {
            let add = match s {
                ADD => cost::ADD_MORE,
                SAME if i == 1 => cost::WORD + cost::OPEN + cost::AT_EDGE,
                SAME => cost::WORD + cost::OPEN,
                _ => cost::WORD,
            };
            offer(ADD, before + add + last, From::Add(s));
        }
        if j == 0 {
            return;
        }
        let (number, other) = (query.numbers[i - 1], record[j - 1]);
        let diagonal = &self.cells[at - self.width - 1];
        if number == other && number != UNKNOWN {
            let (before, s) = best(diagonal);
            return offer(SAME, before, From::Pair(s));
        }
        if self.least[at - self.width - 1] + likeness::SAME_NUMBER <= limit {
            let mut pair = folded[i - 1].pair_cost(spellings[j - 1]);
            // At the end of a sentence of the record a new word is rather an addition than a change of what comes next.
            if self.stops[j - 1] && i > 1 {
                pair += cost::OVER_STOP;
            }
            if pair >= cost::WORD {
                pair += last;
            }
            if i == 1 {
                pair += cost::FIRST;
            }
            for (s, before) in diagonal.iter().enumerate() {
                offer(PAIR, before + open(s) + pair, From::Pair(s));
            }
        }
        if j > 1 && self.joins {
            let from = at - self.width - 2;
            if self.least[from] + cost::ONE_FOR_TWO <= limit
                && folded[i - 1].is_one_for_two(spellings[j - 2], spellings[j - 1])
            {
                let (before, s) = best(&self.cells[from]);
                offer(PAIR, before + open(s) + cost::ONE_FOR_TWO, From::OneForTwo(s));
            }
        }
        if i == 1 || query.gap[i - 1] {
            return;
        }
        let from = at - 2 * self.width - 1;
        if self.joins
            && self.least[from] + cost::ONE_FOR_TWO <= limit
            && spellings[j - 1].is_one_for_two(folded[i - 2], folded[i - 1])
        {
            let (before, s) = best(&self.cells[from]);
            offer(PAIR, before + open(s) + cost::ONE_FOR_TWO, From::TwoForOne(s));
        }
        let known = number != UNKNOWN && other != UNKNOWN;
        if j > 1 && known && number == record[j - 2] && query.numbers[i - 2] == other {
            let (before, s) = best(&self.cells[at - 2 * self.width - 2]);
            offer(PAIR, before + open(s) + cost::SWAP, From::Swap(s));
        }
    }

    /// Words of the record that the draft drops, along row `i`, of which `reach` is computed. Returns the columns that hold
    /// cells within the limit.
    fn drops(&mut self, i: usize, reach: Range<usize>) -> Range<usize> {
        let mut run = Run::default();
        let (mut first, mut end) = (None, reach.start);
        for j in reach.start..self.width {
            let at = i * self.width + j;
            let mut cell = self.cells[at];
            if j > reach.start && (self.least[at - 1] < INF || run.cost < INF) {
                run.drop(&self.cells[at - 1], j - 1, |cost, _| cell[DROP] = cell[DROP].min(cost));
            }
            if self.limit_at(at).is_some_and(|limit| self.set(at, cell, limit)) {
                first = first.or(Some(j));
                end = j + 1;
            } else if j >= reach.end {
                // Further on it only costs more.
                break;
            }
        }
        first.map_or(0..0, |first| first..end)
    }

    /// An ellipsis after row `i`: the record may run on.
    fn gap(&mut self, i: usize) {
        let mut run = Run::default();
        for j in 0..self.width {
            let at = i * self.width + j;
            let here = best(&self.cells[at]);
            self.offer(at, SAME, run.cost + cost::GAP);
            run.leave(here, j);
        }
    }

    /// A group that ends at row `i`: its words are the writer's.
    fn group(&mut self, i: usize, group: &Group<Read>) {
        if self.inner(group) {
            for j in 1..self.width {
                let offered = self.inner_form(group, j).map_or(INF, |(cost, _)| cost);
                self.offer(i * self.width + j, SAME, offered);
            }
            return;
        }
        let mut run = Run::default();
        for j in 0..self.width {
            run.replace(best(&self.row(group.words.start)[j]), j);
            self.offer(i * self.width + j, SAME, run.cost + cost::BRACKETED);
        }
    }

    /// Whether a group is one word with brackets inside.
    fn inner(&self, group: &Group<Read>) -> bool {
        group.words.len() == 1 && self.query.words.words[group.words.start].inner.is_some()
    }

    /// What it costs that a word with brackets inside stands for word `j` − 1 of the record, and the state before.
    fn inner_form(&self, group: &Group<Read>, j: usize) -> Option<(u32, usize)> {
        let word = self.folded[group.words.start];
        let (before, s) = best(&self.row(group.words.start)[j.checked_sub(1)?]);
        likeness::bracketed_form(word.text, self.spellings[j - 1].text).then_some((before + cost::INNER, s))
    }

    /// How a state was reached, as the first of the ways that cost so much.
    fn from(&self, i: usize, j: usize, state: usize) -> From {
        if i == 0 {
            return From::Start;
        }
        let cost = self.row(i)[j][state];
        let mut found = None;
        let mut take = |offered: u32, from: From| {
            if offered == cost {
                found.get_or_insert(from);
            }
        };
        let limit = self.limit_at(i * self.width + j).unwrap_or(0);
        self.words(i, j, limit, |to, offered, from| {
            if to == state {
                take(offered, from);
            }
        });
        if state == DROP {
            let mut run = Run::default();
            for (at, left) in self.unmarked_row(i)[..j].iter().enumerate() {
                run.drop(left, at, |cost, from| {
                    if at + 1 == j {
                        take(cost, from);
                    }
                });
            }
        }
        if state == SAME {
            for (g, group) in self.query.groups.iter().enumerate().filter(|(_, g)| g.words.end == i) {
                if self.inner(group) {
                    if let Some((offered, s)) = self.inner_form(group, j) {
                        take(offered, From::Group(g, j - 1, s));
                    }
                    continue;
                }
                let mut run = Run::default();
                for (at, cell) in self.row(group.words.start)[..=j].iter().enumerate() {
                    run.replace(best(cell), at);
                }
                take(run.cost + cost::BRACKETED, From::Group(g, run.column, run.state));
            }
            if i < self.query.numbers.len() && self.query.gap[i] {
                let mut run = Run::default();
                for (at, cell) in self.unmarked_row(i)[..j].iter().enumerate() {
                    run.leave(best(cell), at);
                }
                take(run.cost + cost::GAP, From::Gap(run.column, run.state));
            }
        }
        found.unwrap_or(From::Start)
    }

    fn trace(&self) -> Alignment {
        let n = self.query.numbers.len();
        let last = self.row(n);
        // A last word that is the record's is better than one that is not; and one that is not is rather a change of the
        // record's next word than an addition.
        let end = (0..self.width).min_by_key(|&j| best(&last[j])).unwrap_or(0);
        let (total, state) = best(&last[end]);
        let (mut i, mut j, mut s) = (n, end, state);
        let mut steps = Vec::with_capacity(n + 4);
        let differs = |draft: Range<usize>, record: Range<usize>| Step::Differs { draft, record };
        loop {
            let (step, to) = match self.from(i, j, s) {
                From::Start => break,
                From::Pair(to) if s == SAME => {
                    (Step::Same { draft: i - 1, record: j - 1 }, (i - 1, j - 1, to))
                }
                From::Pair(to) => (differs(i - 1..i, j - 1..j), (i - 1, j - 1, to)),
                From::Swap(to) => (differs(i - 2..i, j - 2..j), (i - 2, j - 2, to)),
                From::OneForTwo(to) => (differs(i - 1..i, j - 2..j), (i - 1, j - 2, to)),
                From::TwoForOne(to) => (differs(i - 2..i, j - 1..j), (i - 2, j - 1, to)),
                From::Drop(to) => (differs(i..i, j - 1..j), (i, j - 1, to)),
                From::DropMany(column, to) => (differs(i..i, column..j), (i, column, to)),
                From::Add(to) => (differs(i - 1..i, j..j), (i - 1, j, to)),
                From::Gap(column, to) => (Step::Gap { draft: i, record: column..j }, (i, column, to)),
                From::Group(g, column, to) => {
                    let Group { bracket, words, span } = &self.query.groups[g];
                    let (bracket, span, draft) = (*bracket, *span, words.clone());
                    let start = draft.start;
                    (Step::Bracketed { bracket, span, draft, record: column..j }, (start, column, to))
                }
            };
            steps.push(step);
            (i, j, s) = to;
        }
        steps.reverse();
        Alignment { cost: total, record: j..end, steps }
    }
}

/// The cheapest place so far at which to leave the record, along a row.
struct Run {
    cost: u32,
    column: usize,
    state: usize,
}

impl Default for Run {
    fn default() -> Self {
        Self { cost: INF, column: 0, state: 0 }
    }
}

impl Run {
    /// The ways to drop the word after the cell `left` in `column`.
    fn drop(&mut self, left: &Cell, column: usize, mut offer: impl FnMut(u32, From)) {
        for (s, &cost) in left.iter().enumerate() {
            let drop = if s == DROP { cost::DROP_MORE } else { cost::WORD + open(s) };
            offer(cost + drop, From::Drop(s));
            if s != DROP && cost + open(s) < self.cost {
                *self = Self { cost: cost + open(s), column, state: s };
            }
        }
        offer(self.cost + cost::WORD + cost::DROP_MOST, From::DropMany(self.column, self.state));
    }

    /// The record may be left at `column` as well.
    fn leave(&mut self, (cost, state): (u32, usize), column: usize) {
        if cost <= self.cost {
            *self = Self { cost, column, state };
        }
    }

    /// The same, where every word of the record that is passed over costs a little.
    fn replace(&mut self, here: (u32, usize), column: usize) {
        self.cost += cost::REPLACED;
        self.leave(here, column);
    }
}

#[cfg(test)]
mod tests;
