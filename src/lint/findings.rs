//! From edits to findings: messages and places.

use super::fit::{Fit, Named};
use super::remedy::Desk;
use crate::canon::{Canon, Record};
use crate::checks;
use crate::checks::profiles::level_of;
use crate::diagnostic::{Finding, Place, Related, Severity};
use crate::edit::Cause;
use crate::marks::Form;

/// The findings of one judged quotation's edits.
pub fn of_edits(canon: &Canon, desk: &Desk<'_>, fit: &Fit, quotation: usize, profile: &str) -> Vec<Finding> {
    let record = &canon.records[fit.record.0];
    // Where no marks stand, the writer cut nothing: how far the words reach is our guess.
    let cuts: &[Named] = if desk.quotation.form == Form::Unmarked { &[] } else { &fit.cuts };
    fit.edits
        .iter()
        .chain(cuts)
        .enumerate()
        .filter_map(|(index, edit)| {
            let severity = Severity::of(edit.level)?;
            let difference = &edit.piece.difference;
            let mut notes = Vec::new();
            if let Some(reason) = &edit.reason {
                notes.push(format!("known misquote: {reason}"));
            }
            if let Some(word) = checks::swallowed_word(edit.check, difference) {
                notes.push(format!("without `{word}` the words may say something else than was said"));
            }
            if edit.mixed {
                let what = if record.translated { "agreed translation" } else { "accepted wording" };
                notes.push(format!(
                    "`{}` is from another {what} of this record: two of them are not mixed in one quotation",
                    difference.found.text
                ));
            }
            if record.translated && edit.check.group.is_substantive() {
                notes.push("differs from the agreed translation".to_owned());
            }
            if edit.level != edit.check.level {
                let by = match () {
                    () if record.levels.contains(&(edit.check, edit.level)) => {
                        "this record's own `levels`".to_owned()
                    }
                    () if level_of(profile, edit.check, Some(difference)) == edit.level => {
                        format!("profile `{profile}`")
                    }
                    () => "your settings".to_owned(),
                };
                notes.push(format!("`{}` is at this level by {by}", edit.check.code));
            }
            Some(Finding {
                check: edit.check,
                severity,
                message: message(canon, record, edit),
                span: desk.prose.map.span(edit.piece.span),
                found: difference.found.text.clone(),
                expected: difference.expected.text.clone(),
                record: Some((fit.record, fit.wording, edit.piece.said)),
                // Of a cut only the writer knows what to do.
                fixes: if index < fit.edits.len() { desk.remedies(&fit.edits, index) } else { Vec::new() },
                related: related(canon, fit, edit),
                notes,
                quotation: Some(quotation),
                suppressed: None,
            })
        })
        .collect()
}

/// The record's words; at a joint, the words of the record that is joined on.
fn related(canon: &Canon, fit: &Fit, edit: &Named) -> Vec<Related> {
    let (record, wording, said) = edit.next.unwrap_or((fit.record, fit.wording, edit.piece.said));
    let message = said_by(canon, &canon.records[record.0]);
    vec![Related { place: Place::Record { record, wording, said }, message }]
}

/// Who said it, where and when: `Dmitry Medvedev, Telegram post, 2023-05-03`.
#[must_use]
pub fn said_by(canon: &Canon, record: &Record) -> String {
    let speaker = record.speaker.map(|s| canon.speakers[s].name.as_str());
    let parts = [speaker, record.source.as_deref(), record.date.as_deref()];
    let known: Vec<&str> = parts.into_iter().flatten().collect();
    if known.is_empty() { format!("record `{}`", record.id) } else { known.join(", ") }
}

fn message(canon: &Canon, record: &Record, edit: &Named) -> String {
    let difference = &edit.piece.difference;
    let (found, expected) = (difference.found.text.trim(), difference.expected.text.trim());
    let between = |text: &str| match text {
        "" => "a space".to_owned(),
        text => format!("`{text}`"),
    };
    match difference.cause {
        Cause::Moved => "the parts stand in another order than they were said".to_owned(),
        Cause::Ellipsis if difference.first => format!("the quotation begins after `{expected}`"),
        Cause::Ellipsis if difference.last => format!("the quotation ends before `{expected}`"),
        Cause::Ellipsis if expected.is_empty() => format!("nothing is left out at `{found}`"),
        Cause::Ellipsis => format!("the ellipsis leaves out `{expected}`"),
        Cause::Square | Cause::Round if expected.is_empty() => {
            format!("`{found}` is not in the record")
        }
        Cause::Square | Cause::Round => format!("`{found}` stands for `{expected}`"),
        Cause::Between => {
            format!("{} stands where the record has {}", between(found), between(expected))
        }
        Cause::Joint
            if edit.next.is_some_and(|(next, ..)| canon.records[next.0].speaker != record.speaker) =>
        {
            "statements of two speakers stand in one pair of marks".to_owned()
        }
        Cause::Joint => "two statements are joined without a mark".to_owned(),
        Cause::Wording | Cause::Surface if found.is_empty() => {
            format!("the draft leaves out `{expected}`")
        }
        Cause::Wording | Cause::Surface if expected.is_empty() => {
            format!("the draft adds `{found}`, which the record does not have")
        }
        Cause::Wording | Cause::Surface => {
            format!("the draft says `{found}`, the record says `{expected}`")
        }
    }
}
