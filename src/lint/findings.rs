//! From edits to findings: messages, places and fixes.

use super::fit::{Fit, Named};
use crate::canon::{Canon, Record};
use crate::checks::profiles::level_of;
use crate::checks::{Applicability, Group, TYPOGRAPHY};
use crate::diagnostic::{Finding, Fix, Place, Related, Replacement, Severity};
use crate::edit::Cause;
use crate::prose::Prose;
use crate::span::{Read, Span};

/// The findings of one judged quotation's edits.
pub fn of_edits(
    canon: &Canon,
    prose: &Prose,
    fit: &Fit,
    quotation: usize,
    alone: bool,
    profile: &str,
) -> Vec<Finding> {
    let record = &canon.records[fit.record.0];
    fit.edits
        .iter()
        .filter_map(|edit| {
            let severity = Severity::of(edit.level)?;
            let difference = &edit.piece.difference;
            let mut notes = Vec::new();
            if let Some(reason) = &edit.reason {
                notes.push(format!("known misquote: {reason}"));
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
                message: message(edit),
                span: prose.map.span(edit.piece.span),
                found: difference.found.text.clone(),
                expected: difference.expected.text.clone(),
                record: Some((fit.record, fit.wording, edit.piece.said)),
                fixes: fix(prose, edit, alone).into_iter().collect(),
                related: vec![Related {
                    place: Place::Record { record: fit.record, wording: fit.wording, said: edit.piece.said },
                    message: said_by(canon, record),
                }],
                notes,
                quotation: Some(quotation),
                suppressed: None,
            })
        })
        .collect()
}

/// Who said it, where and when: `Dmitry Medvedev, Telegram post, 2023-05-03`.
#[must_use]
pub fn said_by(canon: &Canon, record: &Record) -> String {
    let speaker = record.speaker.map(|s| canon.speakers[s].name.as_str());
    let parts = [speaker, record.source.as_deref(), record.date.as_deref()];
    let known: Vec<&str> = parts.into_iter().flatten().collect();
    if known.is_empty() { format!("record `{}`", record.id) } else { known.join(", ") }
}

fn message(edit: &Named) -> String {
    let difference = &edit.piece.difference;
    let (found, expected) = (difference.found.text.trim(), difference.expected.text.trim());
    let between = |text: &str| match text {
        "" => "a space".to_owned(),
        text => format!("`{text}`"),
    };
    let what = match edit.check.group {
        Group::KnownMisquote => "known misquote: ",
        _ => "",
    };
    match difference.cause {
        Cause::Moved => "the parts stand in another order than they were said".to_owned(),
        Cause::Ellipsis if expected.is_empty() => format!("{what}nothing is left out at `{found}`"),
        Cause::Ellipsis => format!("{what}the ellipsis leaves out `{expected}`"),
        Cause::Square | Cause::Round if expected.is_empty() => {
            format!("{what}`{found}` is not in the record")
        }
        Cause::Square | Cause::Round => format!("{what}`{found}` stands for `{expected}`"),
        Cause::Between => {
            format!("{what}{} stands where the record has {}", between(found), between(expected))
        }
        Cause::Joint => "two statements are joined without a mark".to_owned(),
        Cause::Wording | Cause::Surface if found.is_empty() => {
            format!("{what}the draft leaves out `{expected}`")
        }
        Cause::Wording | Cause::Surface if expected.is_empty() => {
            format!("{what}the draft adds `{found}`, which the record does not have")
        }
        Cause::Wording | Cause::Surface => {
            format!("{what}the draft says `{found}`, the record says `{expected}`")
        }
    }
}

/// Restores the record's words where that does not cut through markup.
fn fix(prose: &Prose, edit: &Named, alone: bool) -> Option<Fix> {
    let difference = &edit.piece.difference;
    if matches!(
        difference.cause,
        Cause::Moved | Cause::Joint | Cause::Ellipsis | Cause::Square | Cause::Round
    ) {
        return None;
    }
    let safe = edit.check.group == Group::Accidental || (edit.check.group == Group::KnownMisquote && alone);
    let applicability = if safe { edit.check.fix } else { edit.check.fix.min(Applicability::Unsafe) };
    let (span, text) = replacement(prose, edit);
    if !span.is_empty() && !prose.map.is_run(span) {
        return None;
    }
    let expected = difference.expected.text.trim();
    let message = match (difference.found.text.is_empty(), expected.is_empty()) {
        (_, true) => format!("leave out `{}`", difference.found.text.trim()),
        (true, _) => format!("insert `{expected}`"),
        _ => format!("write `{expected}`"),
    };
    Some(Fix { applicability, message, edits: vec![Replacement { span: prose.map.span(span), text }] })
}

/// What is replaced by what, with the spaces that go with added and dropped words.
fn replacement(prose: &Prose, edit: &Named) -> (Span<Read>, String) {
    let piece = &edit.piece;
    let (found, expected) = (&piece.difference.found.text, &piece.difference.expected.text);
    // Only typography itself is about how the record's apostrophes are drawn.
    let text = if *edit.check == TYPOGRAPHY { expected.clone() } else { match_style(&prose.text, expected) };
    if piece.difference.cause == Cause::Between {
        return (piece.span, text);
    }
    if found.is_empty() {
        // Before the first word the space comes after.
        return if piece.draft.start == 0 {
            (piece.span, format!("{text} "))
        } else {
            (piece.span, format!(" {text}"))
        };
    }
    if expected.is_empty() {
        let before = &prose.text[..piece.span.start];
        let start = before.trim_end_matches([' ', '\u{a0}']).len();
        let opens = before[..start].ends_with(['"', '“', '\'', '‘', '«', '„']);
        if start < piece.span.start && !opens && !before[..start].is_empty() {
            return (Span::new(start, piece.span.end), text);
        }
        let after = &prose.text[piece.span.end..];
        let end = piece.span.end + (after.len() - after.trim_start_matches(' ').len());
        return (Span::new(piece.span.start, end), text);
    }
    (piece.span, text)
}

/// Apostrophes as the draft writes them.
fn match_style(draft: &str, text: &str) -> String {
    if text.contains('\'') && draft.contains('’') && !draft.contains('\'') {
        text.replace('\'', "’")
    } else if text.contains('’') && !draft.contains('’') {
        text.replace('’', "'")
    } else {
        text.to_owned()
    }
}
