//! Cuts at the two ends of a quotation. They are no edits, and no house owes an ellipsis for them; but one that falls
//! right beside *not*, *only*, *unless* or the like makes another statement of what is left.

use std::ops::Range;

use super::fit::{Context, Named};
use crate::align::cut::{Piece, Worded};
use crate::canon::Record;
use crate::checks::{self, MISLEADING_OMISSION, ends_clause, swallows, turning_word};
use crate::edit::{Cause, Difference, Side};
use crate::lexicon::Lang;
use crate::normalize::Words;
use crate::span::{Read, Said, Span};

/// How many words beyond a cut are looked at, in the record and in the draft.
const NEAR: usize = 6;
/// From so many words on, a quotation is hardly of two documents by chance.
const LONG: usize = 8;
/// Bytes of the draft that surely hold so many words.
const NEAR_BYTES: usize = 120;

/// The cuts of a quotation of `stretch` of a record that leave out a word which turns the meaning. None where the draft
/// says such a word itself, outside the marks: he would not “leave the harbour”.
#[must_use]
pub fn misleading(
    context: &Context<'_>,
    record: &Record,
    draft: Worded<'_, Read>,
    said: Worded<'_, Said>,
    stretch: &Range<usize>,
) -> Vec<Named> {
    // In a library the words of a short quotation stand somewhere by chance, and what stands beside them there says
    // nothing of the quotation.
    if record.passage.is_some() && draft.words.len() < LONG && !(context.named)(record) {
        return Vec::new();
    }
    let (first, last) = (stretch.start.saturating_sub(NEAR)..stretch.start, stretch.end..said.words.len());
    let last = last.start..last.end.min(last.start + NEAR);
    let Some(span) = draft.words.span() else { return Vec::new() };
    [(first, true), (last, false)]
        .into_iter()
        .filter_map(|(range, before)| {
            let at = if before { stretch.start } else { stretch.end };
            let gap = (!range.is_empty()).then(|| said.words.between(said.text, at)).flatten()?;
            let word = turning_word(&said.side(&range), record.lang, before).filter(|_| !ends_clause(gap))?;
            if denies(context.prose, span, before, record.lang) {
                return None;
            }
            let out =
                if before { range.start + word..range.end } else { range.start..range.start + word + 1 };
            let difference = Difference {
                cause: Cause::Ellipsis,
                found: Side::default(),
                expected: said.side(&out),
                lang: record.lang,
                first: before,
                last: !before,
                known_misquote: false,
                equivalent: false,
            };
            let check = checks::name(&difference);
            let level = (context.level)(check, &difference, record);
            let place = Span::at(if before { span.start } else { span.end });
            let words = if before { 0..0 } else { draft.words.len()..draft.words.len() };
            let piece = Piece { difference, draft: words, said: said.span(&out), record: out, span: place };
            (*check == MISLEADING_OMISSION).then_some(Named {
                piece,
                check,
                level,
                reason: None,
                mixed: false,
                next: None,
            })
        })
        .collect()
}

/// Whether the draft itself denies or limits what it quotes, in the sentence right before or after it.
fn denies(prose: &str, quoted: Span<Read>, before: bool, lang: Lang) -> bool {
    let boundary = |mut at: usize| {
        while !prose.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let near = if before {
        Span::new(boundary(quoted.start.saturating_sub(NEAR_BYTES)), quoted.start)
    } else {
        Span::new(quoted.end, boundary((quoted.end + NEAR_BYTES).min(prose.len())))
    };
    let mut words = Words::<Read>::default();
    words.add_part(prose, near);
    let n = words.len();
    let denying = |i: usize| swallows(words.folded(i), lang);
    if before {
        let same = (1..=n).rev().take(NEAR).take_while(|&i| i == n || !words.stop_before(prose, i));
        same.map(|i| i - 1).any(denying)
    } else {
        (0..n).take(NEAR).take_while(|&i| i == 0 || !words.stop_before(prose, i)).any(denying)
    }
}
