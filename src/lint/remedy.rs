//! What a desk does about an edit: restore the record's words, mark a cut with an ellipsis, bracket an insertion, drop the
//! quotation marks.
//!
//! All four write into the file, so all four are careful: they change whole words and what stands between them, never
//! half a tag, an entity or a line's prefix. Where that cannot be had the fix says what to write and has no edits.

use super::fit::Named;
use super::style::Style;
use crate::checks::{self, Applicability, Group, LETTER_CASE, TYPOGRAPHY};
use crate::diagnostic::{Fix, Remedy, Replacement};
use crate::edit::{Cause, Difference};
use crate::lexicon::{self, Lang};
use crate::marks::{Form, Quotation};
use crate::prose::Prose;
use crate::span::{Read, Span, Text};

/// What the remedies look at besides the edit.
pub struct Desk<'a> {
    /// The text of the file.
    pub source: &'a str,
    /// Its prose.
    pub prose: &'a Prose,
    /// How it is typeset.
    pub style: &'a Style<'a>,
    /// The quotation.
    pub quotation: &'a Quotation,
    /// Whether another quotation stands inside it.
    pub is_outer: bool,
    /// The wording that was compared with.
    pub record: &'a str,
    /// Whether no other record fits as well.
    pub alone: bool,
}

impl Desk<'_> {
    /// The remedies for `edits[at]`, the best first.
    #[must_use]
    pub fn remedies(&self, edits: &[Named], at: usize) -> Vec<Fix> {
        let edit = &edits[at];
        let restore = self.restore(edits, at);
        let substantive = edit.is_substantive();
        let ellipsis = if substantive { self.ellipsis(edit) } else { None };
        let bracket = if substantive { self.bracket(edit) } else { None };
        let unquote = if substantive { self.unquote() } else { None };
        restore.into_iter().chain(ellipsis).chain(bracket).chain(unquote).collect()
    }

    fn restore(&self, edits: &[Named], at: usize) -> Option<Fix> {
        let edit = &edits[at];
        let difference = &edit.piece.difference;
        if !matches!(difference.cause, Cause::Wording | Cause::Surface | Cause::Between) {
            return None;
        }
        let expected = difference.expected.text.trim();
        let message = match (difference.found.text.is_empty(), expected.is_empty()) {
            (_, true) => format!("leave out `{}`", difference.found.text.trim()),
            (true, _) => format!("insert `{expected}`"),
            _ => format!("write `{expected}`"),
        };
        let safe =
            edit.check.group == Group::Accidental || (edit.check.group == Group::KnownMisquote && self.alone);
        let most = if safe { edit.check.fix } else { edit.check.fix.min(Applicability::Unsafe) };
        let edits = self.replacements(edits, at).unwrap_or_default();
        let applicability = if edits.is_empty() { Applicability::DisplayOnly } else { most };
        Some(Fix { remedy: Remedy::Restore, applicability, message, edits })
    }

    /// The replacements that restore the record's words; none where they cannot be made.
    fn replacements(&self, edits: &[Named], at: usize) -> Option<Vec<Replacement>> {
        let edit = &edits[at];
        let difference = &edit.piece.difference;
        let span = edit.piece.span;
        let part = self.part_of(span)?;
        let text = self.written(edit, part);
        if difference.cause == Cause::Between || !(difference.found.text.is_empty() || text.is_empty()) {
            return match self.replacement(span, &text) {
                Some(one) => Some(vec![one]),
                None => self.word_by_word(difference, span, &text),
            };
        }
        // What is only left out or only put in takes what stands between the words with it.
        let before = gap_before(&self.prose.text[part.start..span.start]);
        let after = gap_after(&self.prose.text[span.end..part.end]);
        let (starts, ends) = (span.start - before == part.start, span.end + after == part.end);
        let taken = |place: usize| edits.iter().enumerate().any(|(i, e)| i != at && touches(e, place));
        let said = edit.piece.said;
        if text.is_empty() {
            if starts && ends {
                return None;
            }
            let to = if ends || taken(span.end + after) { span.end } else { span.end + after };
            let from = if starts { span.start } else { span.start - before };
            let own = &self.record[said.start..][..gap_after(&self.record[said.start..])];
            let between = if starts || to == span.end { "" } else { own };
            let both = self.trimmed(Span::new(from, to), &self.style.written(between), starts, edit);
            // A tag stands on one side: what stands on the other goes.
            return both
                .or_else(|| {
                    self.trimmed(Span::new(span.start, to), "", starts, edit).filter(|_| to > span.end)
                })
                .or_else(|| {
                    self.trimmed(Span::new(from, span.end), "", starts, edit).filter(|_| from < span.start)
                });
        }
        let lead = &self.record[..said.start];
        let lead = &lead[lead.len() - gap_before(lead)..];
        if starts {
            let trail = &self.record[said.end..][..gap_after(&self.record[said.end..])];
            return self.trimmed(span, &(text + &self.style.written(trail)), false, edit);
        }
        if ends || taken(span.end + after) {
            return self.trimmed(span, &(self.style.written(lead) + &text), false, edit);
        }
        let trail = &self.record[said.end..][..gap_after(&self.record[said.end..])];
        let new = self.style.written(lead) + &text + &self.style.written(trail);
        let wide = self.trimmed(Span::new(span.start, span.end + after), &new, false, edit);
        wide.or_else(|| self.trimmed(span, &(self.style.written(lead) + &text), false, edit))
    }

    /// Replaces `span` by `text`, leaving alone what is the same at its two ends. With `opens`, the word after it opens
    /// the quotation, and takes over the capital of the one that did.
    fn trimmed(&self, span: Span<Read>, text: &str, opens: bool, edit: &Named) -> Option<Vec<Replacement>> {
        let old = self.prose.slice(span);
        let same = |a: &str, b: &str, backwards: bool| {
            let pairs: Vec<(char, char)> = match backwards {
                true => a.chars().rev().zip(b.chars().rev()).collect(),
                false => a.chars().zip(b.chars()).collect(),
            };
            pairs.iter().take_while(|(a, b)| a == b && is_gap(*a)).map(|(a, _)| a.len_utf8()).sum::<usize>()
        };
        let end = same(old, text, true);
        let start = same(&old[..old.len() - end], &text[..text.len() - end], false);
        let cut = Span::new(span.start + start, span.end - end);
        let text = &text[start..text.len() - end];
        let mut edits = vec![self.replacement(cut, text)?];
        if opens && starts_upper(&edit.piece.difference.found.text) {
            let next = self.prose.text[span.end..].chars().next().filter(|c| c.is_lowercase());
            if let Some(c) = next {
                let next = Span::new(span.end, span.end + c.len_utf8());
                edits.push(self.replacement(next, &c.to_uppercase().to_string())?);
            }
        }
        Some(edits)
    }

    /// Markup stands among the words: each is replaced by itself, where there are as many on both sides.
    fn word_by_word(
        &self,
        difference: &Difference,
        span: Span<Read>,
        text: &str,
    ) -> Option<Vec<Replacement>> {
        let old = words(self.prose.slice(span));
        let new = words(text);
        if difference.cause == Cause::Between || old.len() != new.len() || old.len() < 2 {
            return None;
        }
        let pairs = old.iter().zip(&new).filter(|((_, a), (_, b))| a != b);
        pairs
            .map(|((at, word), (_, text))| {
                let start = span.start + at;
                self.replacement(Span::new(start, start + word.len()), text)
            })
            .collect()
    }

    /// The expected words as the draft would write them.
    fn written(&self, edit: &Named, part: Span<Read>) -> String {
        let difference = &edit.piece.difference;
        let expected = &difference.expected.text;
        // Only typography itself is about how the record's apostrophes are drawn.
        if *edit.check == TYPOGRAPHY {
            return expected.clone();
        }
        let text = self.style.written(expected);
        if difference.cause == Cause::Between || *edit.check == LETTER_CASE {
            return text;
        }
        let quoted = self.prose.slice(part);
        let shouts = |text: &str| {
            text.chars().filter(|c| c.is_uppercase()).count() > 3 && !text.chars().any(char::is_lowercase)
        };
        if shouts(quoted) {
            return text.to_uppercase();
        }
        if !difference.first || edit.piece.span.start != part.start {
            return text;
        }
        let found = difference.found.text.chars().find(|c| c.is_alphabetic());
        match (found, text.chars().next()) {
            (Some(found), Some(c)) if found.is_uppercase() && c.is_lowercase() => capitalised(&text),
            (Some(found), Some(c)) if found.is_lowercase() && c.is_uppercase() => {
                let first = difference.expected.words.first().map_or("", String::as_str);
                let is_name =
                    difference.lang != Lang::En || lexicon::is_name(first) || first.starts_with("i'");
                if is_name || first == "i" || !difference.expected.opens_sentence {
                    text
                } else {
                    c.to_lowercase().chain(text.chars().skip(1)).collect()
                }
            }
            _ => text,
        }
    }

    /// Marks a cut: an ellipsis in place of the words that were left out, if it would pass for an honest one.
    fn ellipsis(&self, edit: &Named) -> Option<Fix> {
        let difference = &edit.piece.difference;
        if difference.cause != Cause::Wording
            || !difference.found.text.is_empty()
            || difference.expected.text.is_empty()
        {
            return None;
        }
        let sign = self.style.ellipsis();
        let mut marked = difference.clone();
        marked.cause = Cause::Ellipsis;
        marked.found.text = sign.trim().to_owned();
        marked.known_misquote = false;
        if *checks::name(&marked) != checks::MARKED_OMISSION {
            return None;
        }
        let span = edit.piece.span;
        let part = self.part_of(span)?;
        let after = gap_after(&self.prose.text[span.end..part.end]);
        if span.end + after == part.end {
            return None;
        }
        let gap = &self.prose.text[span.end..span.end + after];
        let stop = gap.trim_end();
        let stop = if stop.is_empty() { "" } else { &gap[..stop.len()] };
        let cut = Span::new(span.start + stop.len(), span.end + after);
        let edits = vec![self.replacement(cut, sign)?];
        let message = format!("mark the cut with `{}`", sign.trim());
        Some(Fix { remedy: Remedy::Ellipsis, applicability: Applicability::Unsafe, message, edits })
    }

    /// Brackets words that the speaker did not say.
    fn bracket(&self, edit: &Named) -> Option<Fix> {
        let difference = &edit.piece.difference;
        let insertion = difference.cause == Cause::Wording
            && !difference.found.text.is_empty()
            && difference.expected.text.is_empty();
        // A *not* that nobody said is none that a bracket excuses.
        if !insertion || edit.check.group == Group::Meaning {
            return None;
        }
        self.part_of(edit.piece.span)?;
        let place = self.place(edit.piece.span)?;
        let sign = |at, text: &str| Replacement { span: Span::at(at), text: text.to_owned() };
        let edits = vec![sign(place.start, "["), sign(place.end, "]")];
        let message = format!("write `[{}]`", difference.found.text);
        Some(Fix { remedy: Remedy::Bracket, applicability: Applicability::Unsafe, message, edits })
    }

    /// Drops the quotation marks: what is no quotation cannot be a wrong one.
    fn unquote(&self) -> Option<Fix> {
        if self.quotation.form != Form::Marks || self.is_outer {
            return None;
        }
        let mut edits = Vec::new();
        for part in &self.quotation.parts {
            let before = self.prose.text[..part.start].trim_end_matches([' ', '\u{a0}', '\u{202f}']);
            let after = self.prose.text[part.end..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
            let open = before.len() - mark_len(before.chars().rev())?;
            let end = self.prose.text.len() - after.len();
            let close = end + mark_len(after.chars())?;
            for mark in [Span::new(open, part.start), Span::new(part.end, close)] {
                edits.push(Replacement { span: self.place(mark)?, text: String::new() });
            }
        }
        let message = "drop the quotation marks".to_owned();
        Some(Fix { remedy: Remedy::Unquote, applicability: Applicability::Unsafe, message, edits })
    }

    /// The part of the quotation that holds `span`; none if it runs over several.
    fn part_of(&self, span: Span<Read>) -> Option<Span<Read>> {
        self.quotation.parts.iter().copied().find(|part| part.holds(&span))
    }

    /// `text` in place of `span`, written as the format of the draft has it.
    fn replacement(&self, span: Span<Read>, text: &str) -> Option<Replacement> {
        let place = self.place(span)?;
        let spelled = self.prose.spelled(place.start, text);
        // Code has rules of its own for what is markup in it.
        let in_code = spelled != text && self.prose.inert.iter().any(|code| code.overlaps(&span));
        (!in_code).then_some(Replacement { span: place, text: spelled })
    }

    /// The place of `span` in the file, if it can be replaced as a whole: no tag stands in it, and nothing that is
    /// markup but the end of a line with the prefix of the next, or the backslash of a character that is escaped.
    fn place(&self, span: Span<Read>) -> Option<Span<Text>> {
        let place = self.prose.map.span(span);
        let is_break = |left_out: &str| {
            left_out == "\\"
                || left_out.chars().all(|c| c.is_whitespace() || c == '>')
                    && (left_out.trim().is_empty() || self.prose.slice(span).contains('\n'))
        };
        let whole = self.prose.map.left_out(span).all(|gap| is_break(&self.source[gap.range()]));
        let one_block =
            self.prose.block_at(span.start) == self.prose.block_at(span.end.max(span.start + 1) - 1);
        let atoms = self.prose.map.atoms(span).all(|atom| !self.source[atom.range()].starts_with('<'));
        (whole && atoms && one_block).then_some(place)
    }
}

/// Whether an edit begins at `place` of the prose and changes what stands before its words.
fn touches(edit: &Named, place: usize) -> bool {
    let difference = &edit.piece.difference;
    edit.piece.span.start == place
        && (difference.found.text.is_empty() || difference.expected.text.is_empty())
}

/// What may stand between two words and goes with them when they go. A quotation mark or a bracket is none of it: its
/// partner stands elsewhere.
fn is_gap(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, ',' | ';' | ':' | '.' | '…' | '?' | '!' | '—' | '–' | '―' | '-' | '¿' | '¡')
}

fn gap_before(text: &str) -> usize {
    text.len() - text.trim_end_matches(is_gap).len()
}

fn gap_after(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_gap).len()
}

/// The words of `text` with their offsets.
fn words(text: &str) -> Vec<(usize, &str)> {
    let start = text.as_ptr() as usize;
    text.split_whitespace().map(|word| (word.as_ptr() as usize - start, word)).collect()
}

fn starts_upper(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// The length of the quotation mark that comes first: one character, or two alike of those that typewriters double.
fn mark_len(mut chars: impl Iterator<Item = char>) -> Option<usize> {
    const MARKS: &str = "\"“”„‟«»‹›‘’‚‛'「」『』`,";
    let mark = chars.next().filter(|&c| MARKS.contains(c))?;
    let doubled = chars.next() == Some(mark);
    match mark {
        '`' | '\'' | ',' if doubled => Some(2),
        ',' => None,
        mark => Some(mark.len_utf8()),
    }
}
