//! The quotation grammar: which stretches of prose are quotations.
//!
//! Pair first, filter by length afterwards: everything in marks is listed, scare quotes and single words too, since
//! what is passed over can turn every later pair of its paragraph inside out. Five steps, a file each: which characters
//! are marks (`glyph`), what the letters around each say of it (`context`, with the words that begin with an apostrophe
//! in `elided`), the cheapest reading of a paragraph (`pair`, with `slip` for marks that were forgotten), which
//! quotations are one that was interrupted (`join`), and where the writer's own words stand inside the marks
//! (`incise`). Block quotes and elements are added at the end (`blocks`). What has to wait keeps its quotations in
//! little room (`kept`).

mod glyph;
mod elided;
mod context;
mod saying;
mod slip;
mod pair;
mod join;
mod incise;
mod blocks;
mod kept;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;

use self::blocks::{Quoted, add_elements, trim};
pub use self::kept::Kept;
use self::pair::{Marked, pair};
use crate::prose::Prose;
use crate::span::{Read, Span};

/// What makes a stretch of prose a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// A pair of quotation marks.
    Marks,
    /// A block quote, in marks or not.
    Block,
    /// An element such as `<q>`.
    Element,
    /// Nothing: a record's words in running prose.
    Unmarked,
}

/// A stretch of prose that the draft presents as someone's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// Its parts in order, each from just after the opening mark to just before the closing one, trimmed of spaces.
    /// Several for `“A,” she said, “B.”`, for a quotation over several paragraphs, and for a block quote of several
    /// blocks (without those of a block quote inside it). Never none, and none is empty.
    pub parts: Vec<Span<Read>>,
    /// Index of the innermost quotation that it stands in: that one's [`Quotation::span`] holds its own.
    pub inside: Option<usize>,
    /// What makes it a quotation.
    pub form: Form,
    /// The attribution line of a block quote, without its dash.
    pub attribution: Option<Span<Read>>,
}

impl Quotation {
    /// From the start of its first part to the end of its last.
    #[must_use]
    pub fn span(&self) -> Span<Read> {
        Span::new(self.parts[0].start, self.parts[self.parts.len() - 1].end)
    }
}

impl Quotation {
    /// The paragraphs of a quotation in marks over several of them, each as a quotation by itself; of any other only
    /// one. A new paragraph starts at a part that has nothing but its opening mark before it.
    #[must_use]
    pub fn paragraphs(&self, prose: &Prose) -> Vec<Self> {
        let goes_on = |a: &Span<Read>, b: &Span<Read>| {
            self.form != Form::Marks || prose.text[a.end..b.start].contains(char::is_alphanumeric)
        };
        let paragraph = |parts: &[Span<Read>]| Self { parts: parts.to_vec(), ..self.clone() };
        self.parts.chunk_by(goes_on).map(paragraph).collect()
    }
}

/// Puts several quotations in the place of each of those that `several` names by their index, in order. The result is
/// in order again.
#[must_use]
pub fn apart(quotations: Vec<Quotation>, several: Vec<(usize, Vec<Quotation>)>) -> Vec<Quotation> {
    let mut all = Vec::with_capacity(quotations.len() + several.len());
    let mut several = several.into_iter().peekable();
    for (index, quotation) in quotations.into_iter().enumerate() {
        match several.next_if(|(at, _)| *at == index) {
            Some((_, parts)) => all.extend(parts),
            None => all.push(quotation),
        }
    }
    sort(&mut all);
    nest(&mut all);
    all
}

/// A quotation mark whose partner is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unbalanced {
    /// The mark.
    pub mark: Span<Read>,
    /// Whether it opens (and is never closed) or closes (and was never opened).
    pub opens: bool,
}

/// All quotations of `prose`, by start, an outer one before those inside it, and the marks that pair with nothing, in
/// order.
#[must_use]
pub fn quotations(prose: &Prose) -> (Vec<Quotation>, Vec<Unbalanced>) {
    let quoted = Quoted::new(prose);
    let (mut marked, mut unbalanced) = pair(prose, &quoted.stretches(prose));
    marked.sort_by_key(|marked| (marked.outer.start, Reverse(marked.outer.end)));
    unbalanced.sort_by_key(|unbalanced| unbalanced.mark);

    let mut all = Vec::with_capacity(marked.len() + prose.block_quotes.len() + prose.elements.len());
    let marked = joined(prose, marked);
    add_elements(prose, &marked, &mut all);
    quoted.add_to(prose, &marked, &mut all);
    sort(&mut all);
    nest(&mut all);
    (all, unbalanced)
}

/// Joins what was interrupted, and trims. In order, outer ones first.
fn joined(prose: &Prose, marked: Vec<Marked>) -> Vec<(Marked, Quotation)> {
    let mut result: Vec<Option<Marked>> = Vec::with_capacity(marked.len());
    // The quotations that may hold the next one, each with the last one directly inside it.
    let mut around: Vec<(usize, Option<usize>)> = vec![(usize::MAX, None)];
    for marked in marked {
        while around.len() > 1 && around.last().is_some_and(|(end, _)| *end <= marked.outer.start) {
            around.pop();
        }
        let at = result.len();
        let before = around.last_mut().and_then(|(_, last)| last.replace(at));
        let end = marked.outer.end;
        let first = before.and_then(|before| result[before].take_if(|first| is_one(prose, first, &marked)));
        result.push(Some(match first {
            None => marked,
            Some(mut first) => {
                first.parts.extend(&marked.parts);
                Marked { outer: first.outer.to(marked.outer), ..first }
            }
        }));
        around.push((end, None));
    }
    let mut result: Vec<(Marked, Quotation)> = result
        .into_iter()
        .flatten()
        .filter_map(|marked| {
            let parts = marked.parts.iter().flat_map(|&part| incise::without(&prose.text, part));
            let parts: Vec<Span<Read>> =
                parts.map(|part| trim(prose, part)).filter(|part| !part.is_empty()).collect();
            let quotation = Quotation { parts, inside: None, form: Form::Marks, attribution: None };
            (!quotation.parts.is_empty()).then_some((marked, quotation))
        })
        .collect();
    // A joined quotation took the place of its last part.
    result.sort_by_key(|(marked, _)| (marked.outer.start, Reverse(marked.outer.end)));
    result
}

/// Whether two neighbours are one quotation: within one block, and the first interrupted.
fn is_one(prose: &Prose, first: &Marked, second: &Marked) -> bool {
    prose.block_at(first.outer.end - 1) == prose.block_at(second.outer.start)
        && join::goes_on(prose, first, second)
}

/// Puts quotations in order, each set of words once: a block quote may hold nothing but an element.
fn sort(all: &mut Vec<Quotation>) {
    let rank = |quotation: &Quotation| match quotation.form {
        Form::Block => 0,
        Form::Marks | Form::Unmarked => 1,
        Form::Element => 2,
    };
    let order = |quotation: &Quotation| (quotation.span().start, Reverse(quotation.span().end));
    all.sort_by(|a, b| (order(a), &a.parts, rank(a)).cmp(&(order(b), &b.parts, rank(b))));
    all.dedup_by(|later, earlier| later.parts == earlier.parts);
}

/// Points each quotation to the one around it.
fn nest(all: &mut [Quotation]) {
    let mut around: Vec<usize> = Vec::new();
    for at in 0..all.len() {
        let span = all[at].span();
        while around.last().is_some_and(|&outer| all[outer].span().end < span.end) {
            around.pop();
        }
        all[at].inside = around.last().copied();
        around.push(at);
    }
}
