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

use self::group::Groups;
use self::relate::relations;
use crate::checks::{Check, Level};
use crate::diagnostic::Finding;
use crate::lint::{Checked, Linter};

/// A draft that was checked, and how it is judged.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// What was found in it.
    pub checked: &'a Checked,
    /// The linter that checked it.
    pub linter: &'a Linter<'a>,
    /// The levels of the overrides that hold for its path.
    pub levels: &'a [(&'static Check, Level)],
}

/// The quotations of `drafts` that another one contradicts, as findings: for each draft its own, by offset; those that an
/// ignore comment silences are marked so. The
/// [`Place::Draft`](crate::diagnostic::Place::Draft)s in them are indices into `drafts`.
#[must_use]
pub fn inconsistencies(drafts: &[Draft<'_>]) -> Vec<Vec<Finding>> {
    let groups = Groups::of(drafts);
    let relations = relations(drafts, &groups);
    let mut found = report::findings(drafts, &groups, &relations);
    for (draft, findings) in drafts.iter().zip(&mut found) {
        for finding in findings {
            draft.checked.silence(finding);
        }
    }
    found
}
