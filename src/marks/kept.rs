//! The quotations of a draft in little room: thousands of drafts wait for others to be read, and to find the marks of one
//! again takes longer than to read it.

use super::{Form, Quotation, Unbalanced};
use crate::span::{Read, Span};

/// The quotations of one prose, and the marks that pair with nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    all: Vec<One>,
    /// The parts of all of them, one after the other.
    parts: Vec<[u32; 2]>,
    /// The attribution lines, each with the number of its quotation, in order.
    lines: Vec<(u32, Span<Read>)>,
    unbalanced: Vec<Unbalanced>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct One {
    /// Where its parts end in [`Kept::parts`].
    parts: u32,
    /// One more than the number of the quotation that it stands in; 0 for none.
    inside: u32,
    form: Form,
}

impl Kept {
    /// Keeps these. Places are kept in 32 bits, as those of words are.
    #[must_use]
    pub fn of(quotations: &[Quotation], unbalanced: &[Unbalanced]) -> Self {
        let mut parts = Vec::with_capacity(quotations.iter().map(|quotation| quotation.parts.len()).sum());
        for part in quotations.iter().flat_map(|quotation| &quotation.parts) {
            parts.push([part.start as u32, part.end as u32]);
        }
        let lines =
            quotations.iter().zip(0..).filter_map(|(quotation, at)| Some((at, quotation.attribution?)));
        let mut end = 0;
        let one = |Quotation { parts, inside, form, .. }: &Quotation| {
            end += parts.len() as u32;
            One { parts: end, inside: inside.map_or(0, |outer| outer as u32 + 1), form: *form }
        };
        Self {
            all: quotations.iter().map(one).collect(),
            parts,
            lines: lines.collect(),
            unbalanced: unbalanced.to_vec(),
        }
    }

    /// The quotations.
    #[must_use]
    pub fn quotations(&self) -> Vec<Quotation> {
        let (mut from, mut lines) = (0, self.lines.iter().peekable());
        let quotation = |(at, one): (u32, &One)| {
            let parts = &self.parts[std::mem::replace(&mut from, one.parts as usize)..one.parts as usize];
            Quotation {
                parts: parts.iter().map(|&[start, end]| Span::new(start as usize, end as usize)).collect(),
                inside: one.inside.checked_sub(1).map(|outer| outer as usize),
                form: one.form,
                attribution: lines.next_if(|(of, _)| *of == at).map(|&(_, line)| line),
            }
        };
        (0..).zip(&self.all).map(quotation).collect()
    }

    /// The marks that pair with nothing.
    #[must_use]
    pub fn unbalanced(&self) -> &[Unbalanced] {
        &self.unbalanced
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    prop_compose! {
        fn quotation()(
            parts in proptest::collection::vec((0..9_usize, 0..9_usize), 1..4),
            inside in proptest::option::of(0..9_usize),
            form in proptest::sample::select(vec![Form::Marks, Form::Block, Form::Element]),
            line in proptest::option::of(0..9_usize),
        ) -> Quotation {
            let parts = parts.into_iter().map(|(start, words)| Span::new(start, start + words)).collect();
            Quotation { parts, inside, form, attribution: line.map(|at| Span::new(at, at + 1)) }
        }
    }

    proptest! {
        #[test]
        fn what_is_kept_comes_back(all in proptest::collection::vec(quotation(), 0..6), marks in 0..3_usize) {
            let mark = |at| Unbalanced { mark: Span::new(at, at + 1), opens: at % 2 == 0 };
            let unbalanced: Vec<Unbalanced> = (0..marks).map(mark).collect();
            let kept = Kept::of(&all, &unbalanced);
            prop_assert_eq!(kept.quotations(), all);
            prop_assert_eq!(kept.unbalanced(), unbalanced);
        }
    }
}
