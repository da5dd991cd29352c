//! `unused-record`: records that no draft of a run quotes. Only asked for where whole archives are checked, so that it is
//! off unless a level is set; then the output waits for the last draft, as a rules file may stand before it by path.

use std::collections::{BTreeMap, BTreeSet};

use super::check::Ready;
use super::levels::Levels;
use super::rules::level;
use crate::checks::UNUSED_RECORD;
use crate::diagnostic::{Finding, Role, Severity};
use crate::lint::Checked;
use crate::report::fault;

/// The records that were quoted, by project and by their index in its canon.
#[derive(Debug, Clone, Default)]
pub(crate) struct Quoted(BTreeSet<(usize, usize)>);

impl Quoted {
    /// The records that one draft of `project` quotes.
    pub(crate) fn in_draft(project: usize, checked: &Checked) -> Self {
        let records = checked.quotations.iter().flat_map(|quotation| &quotation.records);
        let quoted = records.filter(|matched| matched.role != Role::Resembles);
        Self(quoted.map(|matched| (project, matched.record.0)).collect())
    }

    /// Takes those of another draft too.
    pub(crate) fn join(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

/// Whether any record of a run is to be told of when it is not quoted.
pub(crate) fn is_asked_for(ready: &[Ready<'_>], levels: &Levels) -> bool {
    ready.iter().any(|ready| unquoted(ready, usize::MAX, &Quoted::default(), levels).next().is_some())
}

/// The records of a project that are not among the `quoted`, by rules file (its index in the canon).
pub(crate) fn findings(
    ready: &Ready<'_>,
    project: usize,
    quoted: &Quoted,
    levels: &Levels,
) -> BTreeMap<usize, Vec<Finding>> {
    let mut findings: BTreeMap<usize, Vec<Finding>> = BTreeMap::new();
    for (index, severity) in unquoted(ready, project, quoted, levels) {
        let record = &ready.records.canon.records[index];
        let message = format!("no draft of this run quotes the record `{}`", record.id);
        let finding = fault(&UNUSED_RECORD, severity, record.span, message, Vec::new());
        findings.entry(record.file).or_default().push(finding);
    }
    findings
}

/// The same records by their index, with how bad that is.
fn unquoted(
    ready: &Ready<'_>,
    project: usize,
    quoted: &Quoted,
    levels: &Levels,
) -> impl Iterator<Item = (usize, Severity)> {
    let records = &ready.records.canon.records;
    let number = if ready.used && ready.sound { records.len() } else { 0 };
    let of_rules = (0..number).filter(|index| !records.is_passage(*index));
    of_rules.filter(move |index| !quoted.0.contains(&(project, *index))).filter_map(|index| {
        let level = level(&UNUSED_RECORD, ready.opened, records.levels(index), levels);
        Some((index, Severity::of(level)?))
    })
}
