//! What stands at a place: the quotation, its record, and where else the record is quoted.

use std::fmt::Write;

use lsp_types::{Hover, HoverContents, Location, MarkupContent, MarkupKind};

use super::diagnostics::Style;
use super::workspace::{Answer, Workspace};
use crate::canon::Canon;
use crate::diagnostic::{Judged, Match, RecordId, Role};
use crate::lint::Checked;
use crate::report::summary;
use crate::report::view::{self, Locator};
use crate::span::Span;
use crate::text_file::TextFile;

/// The innermost quotation at byte `at` of a draft.
pub(super) fn quotation_at(checked: &Checked, at: usize) -> Option<&Judged> {
    index_at(checked, at).map(|index| &checked.quotations[index])
}

fn index_at(checked: &Checked, at: usize) -> Option<usize> {
    checked.quotations.iter().rposition(|q| q.span.start <= at && at <= q.span.end)
}

/// The records that a quotation is judged by; where there are none, those that it resembles.
fn records_of(judged: &Judged) -> Vec<&Match> {
    let of =
        |wanted: fn(Role) -> bool| judged.records.iter().filter(move |m| wanted(m.role)).collect::<Vec<_>>();
    let judging = of(|role| role != Role::Resembles);
    if judging.is_empty() { of(|role| role == Role::Resembles) } else { judging }
}

/// The record, its speaker and its source, for the quotation at byte `at`.
pub(super) fn hover(canon: &Canon, checked: &Checked, at: usize, style: Style<'_>) -> Option<Hover> {
    let index = index_at(checked, at)?;
    let judged = &checked.quotations[index];
    let mut value = format!("**{}**", summary::words(judged.verdict));
    if let Some(speaker) = checked.speaker_of(index) {
        write!(value, " · given to {}", plain(&speaker)).ok()?;
    }
    for found in records_of(judged) {
        let record = view::record(canon, found.record, found.wording);
        let what = match found.role {
            Role::Resembles => "resembles ",
            Role::Alternative => "or ",
            Role::Match | Role::Part => "",
        };
        let who: Vec<&str> = [record.speaker, record.source, record.date].into_iter().flatten().collect();
        write!(value, "\n\n> {}\n\n{what}{} · `{}`", plain(record.text), plain(&who.join(", ")), record.id)
            .ok()?;
    }
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value }),
        range: Some(style.units.range(&Locator::new(&checked.file), judged.span)),
    })
}

/// Text that Markdown shows as it is, on one line.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Where the records of the quotation at byte `at` stand.
pub(super) fn definition(canon: &Canon, checked: &Checked, at: usize, style: Style<'_>) -> Vec<Location> {
    let Some(judged) = quotation_at(checked, at) else { return Vec::new() };
    let place = |found: &&Match| {
        let (file, span) = view::said(canon, found.record, found.wording, found.said);
        let file = &canon.files[file];
        style.location(file, style.units.range(&Locator::new(file), span))
    };
    records_of(judged).iter().filter_map(place).collect()
}

/// The records that are meant at byte `at` of a file: those of the quotation there, or the one that a rules file has
/// there.
pub(super) fn records_at(canon: &Canon, answer: &Answer, at: usize) -> Vec<RecordId> {
    match answer {
        Answer::Draft(checked) => quotation_at(checked, at)
            .map(|judged| records_of(judged).iter().map(|found| found.record).collect())
            .unwrap_or_default(),
        Answer::Mistakes(file, _) => record_at(canon, file, at).into_iter().collect(),
    }
}

/// The record whose lines hold byte `at` of a rules file: the last that begins before it.
fn record_at(canon: &Canon, file: &TextFile, at: usize) -> Option<RecordId> {
    let index = canon.files.iter().position(|f| f.path == file.path)?;
    let own = (0..canon.records.len()).filter(|&id| canon.records.file(id) == index);
    let starts = own.map(|id| (id, canon.records[id].span.start));
    starts.filter(|(_, start)| *start <= at).max_by_key(|(_, start)| *start).map(|(id, _)| RecordId(id))
}

/// Every quotation of `records` in the drafts that were looked at and belong to project `index`.
pub(super) fn references(
    workspace: &mut Workspace<'_>,
    index: usize,
    records: &[RecordId],
    style: Style<'_>,
) -> Vec<Location> {
    let mut places = Vec::new();
    let paths: Vec<_> = workspace.looked.keys().cloned().collect();
    for path in paths {
        if workspace.project_of(&path) != Some(index) {
            continue;
        }
        let Some(Answer::Draft(checked)) = workspace.looked.get(&path).map(|looked| &*looked.answer) else {
            continue;
        };
        let here = Locator::new(&checked.file);
        for judged in &checked.quotations {
            let quotes = records_of(judged).iter().any(|found| records.contains(&found.record));
            if quotes {
                places.extend(style.location(&checked.file, style.units.range(&here, judged.span)));
            }
        }
    }
    places
}

/// Where records begin in their rules files.
pub(super) fn declarations(canon: &Canon, records: &[RecordId], style: Style<'_>) -> Vec<Location> {
    let place = |id: &RecordId| {
        let record = &canon.records[id.0];
        let file = &canon.files[record.file];
        let span = record.wordings[0].map.span(Span::new(0, record.text().len()));
        style.location(file, style.units.range(&Locator::new(file), span))
    };
    records.iter().filter_map(place).collect()
}
