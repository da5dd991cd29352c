//! Which mark closes which: the cheapest reading of a paragraph.
//!
//! A dynamic program over the marks of a block. A state is the stack of open marks, at most four deep; of two ways to
//! the same stack only the cheaper one can be part of the best reading, so that a few states are alive at a time and
//! the work is linear in the number of marks, whatever the text. A mark may open, close the innermost open one, or
//! have no role at its own cost: a stray one then costs one slip, less than turning round all pairs after it.

use super::Unbalanced;
use super::context::{ALONE, Mark, Marks, NEVER};
use super::glyph::{Class, Glyph};
use super::slip;
use crate::prose::Prose;
use crate::span::{Read, Span};

/// A block, or the part of it that is read by itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    pub(super) span: Span<Read>,
    /// Whether a quotation may go on in the next stretch.
    pub(super) goes_on: bool,
}

/// A quotation in marks.
#[derive(Debug, Clone)]
pub(super) struct Marked {
    /// With its marks.
    pub(super) outer: Span<Read>,
    /// The mark that opens it.
    pub(super) glyph: Glyph,
    /// Without its marks, a part a paragraph.
    pub(super) parts: Vec<Span<Read>>,
}

/// Pairs the marks of all stretches. The result is in the order in which quotations end.
pub(super) fn pair(prose: &Prose, stretches: &[Stretch]) -> (Vec<Marked>, Vec<Unbalanced>) {
    let mut reader = Marks::new(&prose.text, &prose.inert);
    let mut search = Search::default();
    let mut marks = Vec::new();
    let mut before: Option<Stretch> = None;
    for &stretch in stretches {
        marks.clear();
        reader.read(stretch.span, &mut marks);
        if let Some(before) = before {
            let again = if before.goes_on { leading(prose, stretch, &marks) } else { 0 };
            if search.steps.is_empty() || again == 0 {
                search.finish();
            } else {
                search.go_on(prose, before.span.end, stretch.span.start, &marks[..again]);
            }
        }
        for &mark in &marks {
            search.step(mark);
        }
        before = Some(stretch);
    }
    search.finish();
    (search.found, search.unbalanced)
}

/// How many marks a stretch starts with.
fn leading(prose: &Prose, stretch: Stretch, marks: &[Mark]) -> usize {
    let mut at = stretch.span.start;
    let starts = |mark: &&Mark| {
        let starts = prose.text[at..mark.span.start].trim().is_empty();
        at = mark.span.end;
        starts
    };
    marks.iter().take(DEPTH).take_while(starts).count()
}

/// The deepest nesting that is looked for.
const DEPTH: usize = 4;
/// States kept alive: the best of them, and none that is this far behind the best.
const ALIVE: usize = 5;
const BEHIND: u32 = 2 * ALONE + ALONE / 2;
/// Marks after which the best reading so far is taken as final, to bound memory.
const WINDOW: usize = 4096;

/// The role of a mark, or of the break between two paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Open,
    Close,
    None,
    /// The mark repeats, at the start of a paragraph, one that is open.
    Again,
    /// The mark repeats an open one at the start of an indented line: a paragraph without a blank line before it.
    Indented,
    /// A break at which all that is open goes on.
    Keep,
    /// A break at which nothing goes on.
    Drop,
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Mark(Mark),
    Break { end: usize, start: usize },
}

#[derive(Debug, Clone, Copy)]
struct State {
    stack: [Glyph; DEPTH],
    depth: u8,
    /// For each of the stack, from the lowest bit, whether it opened a sentence.
    sentences: u8,
    /// Leading marks of a paragraph that are still to be repeated.
    again: u8,
    cost: u32,
    node: u32,
}

const START: State =
    State { stack: [Glyph::Straight; DEPTH], depth: 0, sentences: 0, again: 0, cost: 0, node: u32::MAX };

impl State {
    fn open(&self) -> &[Glyph] {
        &self.stack[..self.depth as usize]
    }

    /// Whether whatever follows costs the same.
    fn is_like(&self, other: &Self) -> bool {
        let sentences = (1 << self.depth) - 1;
        self.open() == other.open()
            && self.again == other.again
            && (self.sentences ^ other.sentences) & sentences == 0
    }

    /// The cost if all that is open stays without a partner.
    fn cost_at_end(&self) -> u32 {
        self.cost + u32::from(self.depth) * ALONE
    }
}

/// How a state was reached.
#[derive(Debug, Clone, Copy)]
struct Node {
    before: u32,
    role: Role,
}

/// An open quotation while the best reading is replayed.
#[derive(Debug)]
struct Opened {
    mark: Span<Read>,
    glyph: Glyph,
    /// Where its present part starts.
    start: usize,
    parts: Vec<Span<Read>>,
}

struct Search {
    states: Vec<State>,
    next: Vec<(State, Role)>,
    nodes: Vec<Node>,
    /// What was read since the last final mark; every state has one node for each.
    steps: Vec<Step>,
    opened: Vec<Opened>,
    /// How many of them were repeated since the last break.
    repeated: usize,
    found: Vec<Marked>,
    unbalanced: Vec<Unbalanced>,
}

impl Default for Search {
    fn default() -> Self {
        Self {
            states: vec![START],
            next: Vec::new(),
            nodes: Vec::new(),
            steps: Vec::new(),
            opened: Vec::new(),
            repeated: 0,
            found: Vec::new(),
            unbalanced: Vec::new(),
        }
    }
}

impl Search {
    fn step(&mut self, mark: Mark) {
        if self.steps.len() >= WINDOW {
            self.settle(|state| state.cost);
        }
        self.next.clear();
        for &state in &self.states {
            if state.again > 0 {
                self.next.push((State { again: state.again - 1, ..state }, Role::Again));
                continue;
            }
            if mark.close != NEVER
                && let Some(&top) = state.open().last()
                && let Some(pair) = top.closed_by(mark.glyph)
            {
                let mut cost = state.cost + mark.close + pair;
                if mark.genitive && state.sentences & 1 << (state.depth - 1) != 0 {
                    cost += 15;
                }
                self.next.push((State { depth: state.depth - 1, cost, ..state }, Role::Close));
            }
            if mark.open != NEVER && state.open().len() < DEPTH {
                let cost = state.cost + mark.open + nesting(state.open(), mark.glyph);
                let mut stack = state.stack;
                stack[state.depth as usize] = mark.glyph;
                let bit = 1 << state.depth;
                let sentences = if mark.sentence { state.sentences | bit } else { state.sentences & !bit };
                self.next
                    .push((State { stack, sentences, depth: state.depth + 1, cost, ..state }, Role::Open));
            }
            if mark.indented && state.open().last().is_some_and(|top| top.goes_on_with(mark.glyph)) {
                self.next.push((State { cost: state.cost + 10, ..state }, Role::Indented));
            }
            // Of two openers with one closer, the nearer is its partner; and the other way round.
            let passed_over = if mark.is_missed() && state.depth > 0 { 2 } else { 0 };
            self.next.push((State { cost: state.cost + mark.skip + passed_over, ..state }, Role::None));
        }
        self.steps.push(Step::Mark(mark));
        self.advance();
    }

    /// Keeps the best of the next states, one for each stack.
    fn advance(&mut self) {
        let best = self.next.iter().map(|(state, _)| state.cost).min().unwrap_or(0);
        self.next.retain(|(state, _)| state.cost <= best + BEHIND);
        self.states.clear();
        while self.states.len() < ALIVE {
            // Of equal ones the earlier, so that the result depends on the text alone.
            let cheapest = self.next.iter().enumerate().min_by_key(|(_, (state, _))| state.cost);
            let Some((at, &(state, role))) = cheapest.filter(|(_, (state, _))| state.cost != NEVER) else {
                break;
            };
            // Far above any cost: taken.
            self.next[at].0.cost = NEVER;
            if !self.states.iter().any(|other| state.is_like(other)) {
                let node = u32::try_from(self.nodes.len()).unwrap_or(NEVER);
                self.nodes.push(Node { before: state.node, role });
                self.states.push(State { node, ..state });
            }
        }
    }

    /// Goes on over a break between two paragraphs, of which the second starts with the marks `leading`.
    fn go_on(&mut self, prose: &Prose, end: usize, start: usize, leading: &[Mark]) {
        // A paragraph inside a quotation ends like any other, with a stop or a mark; and not with its speaker's name.
        let block = &prose.text[..end];
        let last_line = block[block.rfind('\n').map_or(0, |at| at + 1)..].trim_start();
        let price = match () {
            () if last_line.starts_with(['-', '–', '—', '―', '(']) => ALONE,
            () if block.ends_with(char::is_alphanumeric) => 50,
            () => 5,
        };
        let Some(closed) = self.states.iter().copied().min_by_key(State::cost_at_end) else { return };
        self.next.clear();
        self.next.push((State { depth: 0, again: 0, cost: closed.cost_at_end(), ..closed }, Role::Drop));
        for &state in &self.states {
            let again =
                state.open().iter().zip(leading).take_while(|(open, mark)| open.goes_on_with(mark.glyph));
            let again = u8::try_from(again.count()).unwrap_or(0);
            let cost = state.cost + if self.is_slip(prose, end, &state) { ALONE } else { price };
            if again > 0 && cost < closed.cost_at_end() {
                self.next.push((State { again, cost, ..state }, Role::Keep));
            }
        }
        if self.next.len() == 1 {
            self.finish();
        } else {
            self.steps.push(Step::Break { end, start });
            self.advance();
        }
    }

    /// Whether the words after the last mark before a break, which opens the innermost quotation of `state`, show
    /// that it was over before the paragraph was, and only the mark that closes it is missing.
    fn is_slip(&self, prose: &Prose, end: usize, state: &State) -> bool {
        let mut node = state.node;
        for step in self.steps.iter().rev() {
            let Some(&Node { before, role }) = self.nodes.get(node as usize) else { return false };
            match (step, role) {
                (Step::Mark(mark), Role::Open) => {
                    let lead = &prose.text[..mark.span.start];
                    let rest = &prose.text[mark.span.end..end];
                    return slip::is_over(Some(lead), rest);
                }
                (Step::Mark(mark), Role::Again | Role::Indented) => {
                    return slip::is_over(None, &prose.text[mark.span.end..end]);
                }
                (Step::Mark(_), Role::None) => node = before,
                _ => return false,
            }
        }
        false
    }

    /// Ends the search: what is still open has no partner.
    fn finish(&mut self) {
        if !self.steps.is_empty() || !self.opened.is_empty() {
            self.settle(State::cost_at_end);
            self.drop_opened();
            self.states.clear();
            self.states.push(START);
        }
    }

    /// Takes the best reading so far as final.
    fn settle(&mut self, cost: impl Fn(&State) -> u32) {
        let Some(best) = self.states.iter().copied().min_by_key(cost) else { return };
        let mut roles = Vec::with_capacity(self.steps.len());
        let mut node = best.node;
        while let Some(&Node { before, role }) = self.nodes.get(node as usize) {
            roles.push(role);
            node = before;
        }
        let steps = std::mem::take(&mut self.steps);
        for (step, role) in steps.iter().zip(roles.into_iter().rev()) {
            self.replay(*step, role);
        }
        self.steps = steps;
        self.steps.clear();
        self.nodes.clear();
        self.states.clear();
        self.states.push(State { cost: 0, node: u32::MAX, ..best });
    }

    fn replay(&mut self, step: Step, role: Role) {
        match (step, role) {
            (Step::Mark(Mark { span, glyph, .. }), Role::Open) => {
                self.opened.push(Opened { mark: span, glyph, start: span.end, parts: Vec::new() });
            }
            (Step::Mark(mark), Role::Close) => {
                if let Some(mut open) = self.opened.pop() {
                    open.parts.push(Span::new(open.start, mark.span.start));
                    let outer = open.mark.to(mark.span);
                    self.found.push(Marked { outer, glyph: open.glyph, parts: open.parts });
                }
            }
            (Step::Mark(mark), Role::Again) => {
                // Quotations deeper than the last repeated mark go on behind it.
                for open in self.opened.iter_mut().skip(self.repeated) {
                    open.start = mark.span.end;
                }
                self.repeated += 1;
            }
            (Step::Mark(mark), Role::Indented) => {
                if let Some(open) = self.opened.last_mut() {
                    open.parts.push(Span::new(open.start, mark.span.start));
                    open.start = mark.span.end;
                }
            }
            (Step::Mark(mark), _) => {
                if mark.is_missed() {
                    self.unbalanced.push(Unbalanced { mark: mark.span, opens: mark.open <= mark.close });
                }
            }
            (Step::Break { end, start }, Role::Keep) => {
                self.repeated = 0;
                for open in &mut self.opened {
                    open.parts.push(Span::new(open.start, end));
                    open.start = start;
                }
            }
            (Step::Break { .. }, _) => self.drop_opened(),
        }
    }

    fn drop_opened(&mut self) {
        let opened = self.opened.drain(..);
        self.unbalanced.extend(opened.map(|open| Unbalanced { mark: open.mark, opens: true }));
    }
}

/// What it costs to open `glyph` inside what is open: double marks go inside single ones and single inside double.
fn nesting(open: &[Glyph], glyph: Glyph) -> u32 {
    let class = glyph.class();
    match (open.last(), class) {
        (None, _) | (_, Class::Sure) => 0,
        (Some(top), Class::Angle) if top.class() == Class::Angle => 20,
        (Some(top), _) if top.class() == class => ALONE + 5,
        _ if open.iter().any(|other| other.class() == class) => 5,
        _ => 0,
    }
}
