//! TOML files that people write by hand: every mistake of a file at its own place, then its values with their places.
//!
//! A file is described once, as a [`Shape`]. From it come the faults, the hints for mistyped keys and the JSON Schema
//! (see [`schema`]), so that the three cannot drift apart. What reads the values afterwards ([`Table`]) need not judge
//! any more: a value of the wrong kind has its fault already and reads as absent.

pub mod nearest;
pub mod pieces;
pub mod schema;
pub mod shape;
pub mod string;
pub mod table;

use std::borrow::Cow;
use std::ops::Range;

use toml::de::{DeTable, Error};

pub use self::shape::{Key, Shape};
pub use self::table::{Table, Value};
use crate::diagnostic::Related;
use crate::span::{Span, Text};

/// One mistake in a file: the matter of an `invalid-rules` or `invalid-config` finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The characters at fault; zero-length where something is missing.
    pub span: Span<Text>,
    /// What is wrong, in one sentence without a final stop.
    pub message: String,
    /// What to do about it: one remark each.
    pub notes: Vec<String>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
}

impl Fault {
    /// A fault without remarks.
    #[must_use]
    pub fn new(span: Span<Text>, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), notes: Vec::new(), related: Vec::new() }
    }

    /// The same with a remark.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }
}

/// Reads the text of one file: `take` gets its values, the caller also all its mistakes, by offset.
///
/// `take` is called whatever the mistakes: it sees what could be read.
pub fn read<T>(text: &str, keys: &'static [Key], take: impl FnOnce(Table<'_>) -> T) -> (T, Vec<Fault>) {
    let (mut root, mut errors) = DeTable::parse_recoverable(text);
    // The parser stops building at a key without a value and drops the rest of the file. Such lines are blanked out
    // (offsets stay) so that the mistakes after them are seen as well.
    let blanked = without_valueless_keys(text, &errors);
    if let Cow::Owned(blanked) = &blanked {
        let (rest, more) = DeTable::parse_recoverable(blanked);
        root = rest;
        errors.extend(more);
    }
    let mut faults: Vec<Fault> = errors.iter().map(|error| syntax_fault(text, error)).collect();
    faults.sort_by_key(|fault| fault.span);
    faults.dedup();

    let table = Table::new(text, root.get_ref(), Span::at(0), 0);
    let broken: Vec<Range<usize>> = faults.iter().map(|fault| fault.span.range()).collect();
    let mistakes = shape::check(keys, table);
    // One mistake, one fault: what follows from broken syntax is not told a second time.
    faults.extend(mistakes.into_iter().filter(|m| !touches(&broken, m.reach(text))).map(|m| m.fault));
    faults.sort_by_key(|fault| fault.span);
    (take(table), faults)
}

/// What the `toml` crate calls a key that no `=` follows. A test fails when a new version calls it something else.
const VALUELESS: &str = "key with no value";

fn without_valueless_keys<'t>(text: &'t str, errors: &[Error]) -> Cow<'t, str> {
    let lines: Vec<Range<usize>> = errors
        .iter()
        .filter(|error| error.message().starts_with(VALUELESS))
        .filter_map(Error::span)
        .map(|span| line_around(text, span.start))
        .collect();
    if lines.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    for line in lines {
        bytes[line].fill(b' ');
    }
    // Whole lines were replaced, so that no character was cut.
    Cow::Owned(String::from_utf8(bytes).unwrap_or_default())
}

/// The line that holds the byte at `offset`, without the line break that ends it.
fn line_around(text: &str, offset: usize) -> Range<usize> {
    let offset = offset.min(text.len());
    let is_break = |b: &u8| matches!(b, b'\n' | b'\r');
    let bytes = text.as_bytes();
    let start = bytes[..offset].iter().rposition(&is_break).map_or(0, |i| i + 1);
    let end = bytes[offset..].iter().position(is_break).map_or(bytes.len(), |i| offset + i);
    start..end
}

/// An error of the `toml` crate in our words: what is wrong as the message, what was expected as a note.
fn syntax_fault(text: &str, error: &Error) -> Fault {
    let span = error.span().unwrap_or(0..0);
    // The crate promises nothing about characters: a place inside one is widened to all of it.
    let is_boundary = |&at: &usize| text.is_char_boundary(at);
    let start = (0..=span.start.min(text.len())).rev().find(is_boundary).unwrap_or(0);
    let end = (span.end.clamp(start, text.len())..=text.len()).find(is_boundary).unwrap_or(text.len());
    let message = error.message().trim_end();
    let (message, expected) =
        message.split_once(", expected ").map_or((message, None), |(m, e)| (m, Some(e)));
    let fault = Fault::new(Span::new(start, end), message);
    match expected {
        Some(expected) => fault.note(format!("expected {expected}")),
        None => fault,
    }
}

/// Whether one of the sorted `ranges` overlaps `span` or borders on it.
fn touches(ranges: &[Range<usize>], span: Span<Text>) -> bool {
    ranges.iter().any(|range| range.start <= span.end && span.start <= range.end)
}

#[cfg(test)]
mod tests;
