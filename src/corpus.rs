//! What needs all drafts of a run at once: one statement quoted in different words in two places.
//!
//! One further pass over what [`Linter::check`] returned. The quotations that no record covers become records
//! themselves, each wording once, and each is looked up among the others as a quotation is among records: the same
//! search, alignment and names of edits. Only wordings that share words that few others hold are looked at, so that
//! thousands of drafts cost little more than reading them.
//!
//! What no editor would call another wording is none: what the profile allows, a part of a longer quotation, words that
//! either side marks as left out or put in, and what another speaker is said to have said.

mod group;
mod relate;
mod report;
#[cfg(test)]
mod tests;

pub use self::relate::Relation;

use self::group::Groups;
use crate::checks::{Check, Level};
use crate::diagnostic::Finding;
use crate::lint::{Linter, Uncovered, UncoveredQuotation};

/// A draft that was checked, and how it is judged.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// Its quotations that no record covers.
    pub uncovered: &'a Uncovered,
    /// The linter that checked it.
    pub linter: &'a Linter<'a>,
    /// The levels of the overrides that hold for its path.
    pub levels: &'a [(&'static Check, Level)],
}

/// Drafts that are held against each other, in steps: each may be long, and what a step asks for only the caller can
/// give. Of the drafts nothing is kept but their quotations, so that they need not stay in memory.
#[derive(Debug)]
pub struct Comparison<'a> {
    drafts: &'a [Draft<'a>],
    groups: Groups<'a>,
}

impl<'a> Comparison<'a> {
    /// Puts quotations in the same words together, and finds out which wordings may be one statement's.
    #[must_use]
    pub fn of(drafts: &'a [Draft<'a>]) -> Self {
        Self { drafts, groups: Groups::of(drafts) }
    }

    /// The quotations of which it has to be known who speaks, by draft: each draft once, as its index, in order. See
    /// [`speakers_in`](crate::lint::speakers_in).
    #[must_use]
    pub fn asked(&self) -> Vec<(usize, Vec<UncoveredQuotation<'a>>)> {
        self.groups.asked()
    }

    /// Takes the answers to [`Comparison::asked`], in the same order, and leaves of the wordings those that may still be one
    /// statement's.
    pub fn answer(&mut self, speakers: Vec<Vec<Option<String>>>) {
        self.groups.answer(speakers);
    }

    /// The wordings to ask [`Comparison::relations_of`] about, each for itself.
    #[must_use]
    pub fn wordings(&self) -> Vec<usize> {
        let partners = self.groups.partners.iter().enumerate();
        partners.filter(|(_, partners)| !partners.is_empty()).map(|(index, _)| index).collect()
    }

    /// Looks one wording up among those that may be of the same statement.
    #[must_use]
    pub fn relations_of(&self, wording: usize) -> Vec<Relation> {
        relate::relations(self.drafts, &self.groups, wording)
    }

    /// The quotations that another one contradicts, as findings: for each draft its own, by offset. The
    /// [`Place::Draft`](crate::diagnostic::Place::Draft)s in them are indices into the drafts. `relations` are those of
    /// all wordings, in order.
    #[must_use]
    pub fn findings(&self, relations: &[Relation]) -> Vec<Vec<Finding>> {
        report::findings(self.drafts, &self.groups, relations)
    }
}

/// All steps of a [`Comparison`] one after the other. `speakers` tells of a draft, by its index, who is said to speak in each
/// of some of its quotations.
#[must_use]
pub fn inconsistencies(
    drafts: &[Draft<'_>],
    speakers: impl Fn(usize, &[UncoveredQuotation<'_>]) -> Vec<Option<String>>,
) -> Vec<Vec<Finding>> {
    let mut comparison = Comparison::of(drafts);
    let answers = comparison.asked().iter().map(|(draft, asked)| speakers(*draft, asked)).collect();
    comparison.answer(answers);
    let wordings = comparison.wordings();
    let relations: Vec<Relation> =
        wordings.into_iter().flat_map(|wording| comparison.relations_of(wording)).collect();
    comparison.findings(&relations)
}
