//! Findings written into a Word document: a comment at the words, and where it can be done safely a tracked change.
//!
//! Runs are cut where a comment begins or ends within them, with their properties kept. Nothing else in the document
//! changes: entries of the archive that hold no finding are copied as they are packed.

mod ids;
mod parts;
mod runs;

use self::ids::Ids;
use self::runs::{Mark, Runs};
use super::docx;
use super::lines::Piece;
use super::package::Package;
use super::{Extraction, TrackedChanges};
use crate::span::{Span, Text};

/// Who comments.
const AUTHOR: &str = "misquote";

/// Something to be said of words of a document.
#[derive(Debug, Clone)]
pub struct Remark {
    /// The words, in the text that [`super::read`] gives. Of a zero-length span the word before is meant.
    pub span: Span<Text>,
    /// What to say: the paragraphs of the comment.
    pub paragraphs: Vec<String>,
    /// What to write instead, as a tracked change.
    pub suggestion: Vec<(Span<Text>, String)>,
}

/// A document with remarks.
#[derive(Debug)]
pub struct Annotated {
    /// The document.
    pub bytes: Vec<u8>,
    /// How many comments were written.
    pub comments: usize,
    /// How many suggestions were written.
    pub suggestions: usize,
    /// How many were left out, since the change would cut through a field, another tracked change or a text box.
    pub unsafe_suggestions: usize,
}

/// A place in the parts of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    part: usize,
    from: usize,
    to: usize,
}

/// Writes remarks into the Word document in `bytes`; `tracked` is how its text was read.
///
/// # Errors
/// The reason, as a clause, if it is no Word document or one that cannot be written.
pub fn annotate(bytes: &[u8], tracked: TrackedChanges, remarks: &[Remark]) -> Result<Annotated, String> {
    let mut package = Package::open(bytes, docx::NAME)?;
    let names = docx::Parts::of(&mut package)?;
    let document = docx::read(&mut package, tracked)?;
    let margins: Vec<&str> = ["header", "footer"].into_iter().flat_map(|kind| names.of_kind(kind)).collect();
    let comments = parts::Comments::of(&mut package, &names)?;
    let mut ids = Ids::of(document.parts.iter().map(|part| part.text.as_str()).chain(comments.text()))?;
    let mut runs = Vec::new();
    for part in &document.parts {
        runs.push(Runs::of(&part.text, &part.name)?);
    }
    let (mut written, mut suggestions, mut unsafe_suggestions) = (Vec::new(), 0, 0);
    for remark in remarks {
        let in_margin = |place: &Place| margins.contains(&document.parts[place.part].name.as_str());
        let mut paragraphs = remark.paragraphs.clone();
        let place = match place(&document, remark.span) {
            Some(place) if place.part > 0 => {
                paragraphs.insert(0, elsewhere(&document, &runs, place, remark.span));
                stand_in(&runs, place).or_else(|| first(&document))
            }
            place => place.or_else(|| first(&document)),
        };
        let Some(place) = place else { continue };
        let id = ids.fresh();
        if !runs[place.part].comment(place.from, place.to, id) {
            continue;
        }
        written.push((id, paragraphs));
        if !remark.suggestion.is_empty() {
            let replaced =
                remark.suggestion.iter().map(|(span, text)| Some((change(&document, *span)?, text.as_str())));
            let replaced: Option<Vec<(Place, &str)>> = replaced.collect();
            let done = replaced.is_some_and(|all| {
                all.iter().all(|(at, _)| !in_margin(at) && runs[at.part].can_replace(at.from, at.to))
                    && all.iter().all(|(at, text)| {
                        runs[at.part].replace(at.from, at.to, &Mark::text(text), &mut || ids.fresh())
                    })
            });
            suggestions += usize::from(done);
            unsafe_suggestions += usize::from(!done);
        }
    }
    let changed: Vec<(String, String)> = (document.parts.iter().zip(&runs))
        .filter_map(|(part, runs)| Some((part.name.clone(), runs.rendered()?)))
        .collect();
    let comments_written = written.len();
    let bytes = parts::write(bytes, &mut package, &names, comments, &written, changed)?;
    Ok(Annotated { bytes, comments: comments_written, suggestions, unsafe_suggestions })
}

/// Where a comment on words of another part than the main one can stand. Word has none in headers and footers, and
/// LibreOffice does not open a document with one in a note: the mark that refers to the note stands for its words.
fn stand_in(runs: &[Runs<'_>], place: Place) -> Option<Place> {
    let note = runs[place.part].note_at(place.from)?;
    let (from, to) = runs.first()?.reference(note)?;
    Some(Place { part: 0, from, to })
}

/// What such a comment says first.
fn elsewhere(document: &Extraction, runs: &[Runs<'_>], place: Place, span: Span<Text>) -> String {
    let words = &document.text[span.range()];
    let at = if words.is_empty() { String::new() } else { format!(", at “{words}”") };
    match runs[place.part].note_at(place.from) {
        Some((kind, _)) => format!("In this {kind}{at}:"),
        None => format!("In {}{at}:", document.parts[place.part].name),
    }
}

/// Where the words of `span` stand; of a zero-length span, the word before it.
fn place(document: &Extraction, span: Span<Text>) -> Option<Place> {
    let text = &document.text;
    let span = if span.is_empty() {
        let line = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let before = text[line..span.start].trim_end();
        let word = before
            .rfind(char::is_whitespace)
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        match before.is_empty() {
            false => Span::new(line + word, line + before.len()),
            true => {
                let rest = &text[span.start..];
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                Span::new(span.start, span.start + end)
            }
        }
    } else {
        span
    };
    let first = piece_at(document, span.start)?;
    let last = piece_at(document, span.end.checked_sub(1)?)?;
    let part = part_at(document, span.start)?;
    let from = start_in(first, span.start);
    let to =
        if part_at(document, last.text.start) == Some(part) { end_in(last, span.end) } else { first.from.1 };
    (from < to).then_some(Place { part, from, to })
}

/// Where a change is to be made; its two ends are the same for an insertion, which goes behind what stands before it.
fn change(document: &Extraction, span: Span<Text>) -> Option<Place> {
    if !span.is_empty() {
        let (first, last) = (piece_at(document, span.start)?, piece_at(document, span.end - 1)?);
        let part = part_at(document, span.start)?;
        let is_exact =
            |piece: &Piece, at: usize| piece.same || at == piece.text.start || at == piece.text.end;
        let exact = is_exact(first, span.start) && is_exact(last, span.end);
        let (from, to) = (start_in(first, span.start), end_in(last, span.end));
        return (exact && from < to && part_at(document, last.text.start) == Some(part)).then_some(Place {
            part,
            from,
            to,
        });
    }
    let before = piece_at(document, span.start.checked_sub(1)?)?;
    let part = part_at(document, before.text.start)?;
    let to = end_in(before, span.start);
    Some(Place { part, from: to, to })
}

/// The first words of the main part.
fn first(document: &Extraction) -> Option<Place> {
    let piece = document.pieces.first()?;
    (part_at(document, piece.text.start) == Some(0)).then_some(Place {
        part: 0,
        from: piece.from.0,
        to: piece.from.1,
    })
}

fn piece_at(document: &Extraction, at: usize) -> Option<&Piece> {
    let next = document.pieces.partition_point(|piece| piece.text.start <= at);
    document.pieces[..next].last()
}

fn part_at(document: &Extraction, at: usize) -> Option<usize> {
    document.layout.paragraph_at(at).map(|paragraph| paragraph.part)
}

fn start_in(piece: &Piece, at: usize) -> usize {
    if piece.same { (piece.from.0 + (at - piece.text.start)).min(piece.from.1) } else { piece.from.0 }
}

fn end_in(piece: &Piece, at: usize) -> usize {
    if piece.same { (piece.from.0 + (at - piece.text.start)).min(piece.from.1) } else { piece.from.1 }
}
