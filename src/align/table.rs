//! The cheapest alignment, by dynamic programming.
//!
//! A cell holds costs and nothing else: how it was reached is worked out again for the few cells on the way back, by the
//! same functions. And cells that no alignment within a limit can pass through are not computed: a cheap guess sets the
//! limit, and where the cheapest alignment turns out to cost more, it is raised. From a cell on, words of the quotation
//! that do not stand in the rest of the record in their order cost something each, too (see [`Rest`]). Neither changes an
//! alignment, equally cheap ones included: every cell on the way of one that is within the limit has its true cost. A law
//! below holds the table to the plain one in [`super::reference`].

use std::ops::Range;

use super::rest::Rest;
use super::{Alignment, Query, Step, cost, likeness};
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

/// The least that it takes to reach a cell in each state.
type Cell = [u32; STATES];

/// The least that two different words cost.
const LEAST_PAIR: u32 = cost::WORD - 50;
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
    (0..STATES).map(|s| (cell[s], s)).min().unwrap_or((INF, 0))
}

fn least(cell: &Cell) -> u32 {
    cell[0].min(cell[1]).min(cell[2].min(cell[3]))
}

fn open(state: usize) -> u32 {
    if state == SAME { cost::OPEN } else { 0 }
}

/// The cheapest alignment of `query` with a stretch of `record`.
pub(super) fn align(query: &Query<'_>, index: &Index, record: &[WordId], stops: &[bool]) -> Alignment {
    let plain = query.groups.is_empty() && !query.gap.contains(&true);
    let missing = query.numbers.iter().filter(|&&word| word == UNKNOWN || !record.contains(&word)).count();
    let guess = GUESS.1 + GUESS.0 * missing as u32;
    let limits = if plain { &[guess, guess + RAISE, INF][..] } else { &[INF][..] };
    let mut table = Table {
        query,
        folded: (0..query.numbers.len()).map(|i| query.words.folded(i)).collect(),
        rest: if plain { Rest::of(query.numbers, record) } else { Rest::default() },
        spellings: record.iter().map(|&word| index.spelling(word)).collect(),
        record,
        stops,
        width: record.len() + 1,
        limit: INF,
        cells: Vec::new(),
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
    folded: Vec<&'a str>,
    rest: Rest,
    /// The words of `record`.
    spellings: Vec<&'a str>,
    record: &'a [WordId],
    stops: &'a [bool],
    width: usize,
    /// Costs above this are not looked for.
    limit: u32,
    /// Row by row: row `i` is reached with `i` words of the quotation, column `j` with those before word `j` of the
    /// record.
    cells: Vec<Cell>,
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
        self.cells.resize((n + 1) * width, [INF; STATES]);
        for j in 0..width {
            if self.limit_at(0, j).is_some() {
                self.cells[j][SAME] = 0;
            }
        }
        // The columns of the last two rows that hold cells within the limit.
        let (mut before, mut last) = (0..0, 0..width);
        for i in 1..=n {
            let start = [&last, &before].into_iter().filter(|row| !row.is_empty()).map(|row| row.start).min();
            let reach = start.unwrap_or(width)..(last.end.max(before.end) + 2).min(width);
            for j in reach.clone() {
                let Some(limit) = self.limit_at(i, j).filter(|&limit| !self.is_cut_off(i, j, limit)) else {
                    continue;
                };
                let mut cell = [INF; STATES];
                self.words(i, j, limit, |state, cost, _| cell[state] = cell[state].min(cost));
                if least(&cell) <= limit {
                    self.cells[i * width + j] = cell;
                }
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
        self.row(n).iter().any(|cell| least(cell) <= self.limit)
    }

    /// The most that it may cost to come to a cell, if an alignment within the limit can pass through it.
    fn limit_at(&self, i: usize, j: usize) -> Option<u32> {
        self.limit.checked_sub(self.rest.least(i, j))
    }

    /// Whether all cells that lead to this one by words of the quotation cost more than `limit`.
    fn is_cut_off(&self, i: usize, j: usize, limit: u32) -> bool {
        let at = i * self.width + j;
        let out = |back: usize| least(&self.cells[at - back]) > limit;
        let Self { width, .. } = *self;
        let above = out(width) && (j == 0 || out(width + 1)) && (j < 2 || out(width + 2));
        above && (i < 2 || j == 0 || out(2 * width + 1) && (j < 2 || out(2 * width + 2)))
    }

    /// The ways to reach a cell that use word `i` − 1 of the quotation and may cost no more than `limit`, in the order in
    /// which they are preferred.
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
        if least(diagonal) + LEAST_PAIR <= limit {
            let mut pair = likeness::pair_cost(folded[i - 1], spellings[j - 1]);
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
        if j > 1 {
            let cell = &self.cells[at - self.width - 2];
            if least(cell) + cost::ONE_FOR_TWO <= limit
                && likeness::one_for_two(folded[i - 1], spellings[j - 2], spellings[j - 1])
            {
                let (before, s) = best(cell);
                offer(PAIR, before + open(s) + cost::ONE_FOR_TWO, From::OneForTwo(s));
            }
        }
        if i == 1 || query.gap[i - 1] {
            return;
        }
        let cell = &self.cells[at - 2 * self.width - 1];
        if least(cell) + cost::ONE_FOR_TWO <= limit
            && likeness::one_for_two(spellings[j - 1], folded[i - 2], folded[i - 1])
        {
            let (before, s) = best(cell);
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
            let mut cell = self.row(i)[j];
            if j > reach.start {
                run.drop(&self.row(i)[j - 1], j - 1, |cost, _| cell[DROP] = cell[DROP].min(cost));
            }
            if self.limit_at(i, j).is_some_and(|limit| least(&cell) <= limit) {
                self.cells[i * self.width + j] = cell;
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
        for (j, cell) in self.cells[i * self.width..(i + 1) * self.width].iter_mut().enumerate() {
            let here = best(cell);
            cell[SAME] = cell[SAME].min(run.cost + cost::GAP);
            run.leave(here, j);
        }
    }

    /// A group that ends at row `i`: its words are the writer's.
    fn group(&mut self, i: usize, group: &Group<Read>) {
        if self.inner(group) {
            for j in 1..self.width {
                let offered = self.inner_form(group, j).map_or(INF, |(cost, _)| cost);
                let cell = &mut self.cells[i * self.width + j];
                cell[SAME] = cell[SAME].min(offered);
            }
            return;
        }
        let mut run = Run::default();
        for j in 0..self.width {
            run.replace(best(&self.row(group.words.start)[j]), j);
            let cell = &mut self.cells[i * self.width + j];
            cell[SAME] = cell[SAME].min(run.cost + cost::BRACKETED);
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
        likeness::bracketed_form(word, self.spellings[j - 1]).then_some((before + cost::INNER, s))
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
        let limit = self.limit_at(i, j).unwrap_or(0);
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
mod tests {
    use proptest::prelude::*;

    use super::super::reference;
    use super::*;
    use crate::normalize::Words;

    /// Words that are alike, that are contracted, that state numbers, that are in no record.
    const WORDS: [&str; 16] = [
        "do", "not", "don't", "dont", "nine", "9", "%", "percent", "attack", "attacks", "the", "of", "every",
        "day", "everyday", "we",
    ];
    const MARKS: [&str; 10] = ["", "", "", "", "", ".", ",", "...", "[we]", "(of the)"];

    fn text(words: &[(usize, usize)], marks: bool) -> String {
        let one = |&(word, mark): &(usize, usize)| {
            let mark = MARKS[mark % MARKS.len()];
            let mark = if marks || mark == "." { mark } else { "" };
            // A word with a bracket inside.
            let word = WORDS[word % WORDS.len()];
            if marks && word.len() > 5 { format!("{}[s]{mark} ", word) } else { format!("{word}{mark} ") }
        };
        words.iter().map(one).collect()
    }

    fn check(quotation: &str, record: &str) -> Result<(), TestCaseError> {
        let words = Words::<Read>::of(quotation);
        let index = Index::of_text(record);
        let numbers: Vec<WordId> = (0..words.len()).map(|i| index.number(words.folded(i))).collect();
        let query = Query::new(&words, &numbers);
        let (words, stops) = (index.words(0), index.stops(0));
        let (quick, plain) = (
            super::super::align(&query, &index, words, stops),
            reference::align(&query, &index, words, stops),
        );
        prop_assert_eq!(quick, plain, "“{}” in “{}”", quotation, record);
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn the_table_is_the_plain_one(
            quotation in prop::collection::vec((0usize..16, 0usize..10), 0..12),
            record in prop::collection::vec((0usize..14, 0usize..10), 0..24),
            marks: bool,
        ) {
            check(&text(&quotation, marks), &text(&record, false))?;
        }

        #[test]
        fn near_ones_are_aligned_alike(
            record in prop::collection::vec((0usize..16, 0usize..10), 4..40),
            edits in prop::collection::vec((0usize..40, 0usize..4, 0usize..16), 0..5),
            marks: bool,
        ) {
            let mut quotation = record.clone();
            for (at, edit, word) in edits {
                let at = at % quotation.len();
                match edit {
                    0 => quotation[at].0 = word,
                    1 => quotation.insert(at, (word, 0)),
                    2 if quotation.len() > 1 => drop(quotation.remove(at)),
                    _ if at > 0 => quotation.swap(at - 1, at),
                    _ => {}
                }
            }
            check(&text(&quotation, marks), &text(&record, false))?;
        }
    }
}
