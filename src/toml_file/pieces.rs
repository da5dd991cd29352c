//! An array of tables, read an element at a time.
//!
//! A rules file is nearly always a head and then a long row of `[[quote]]`s. Parsed as a whole it is a tree of many times
//! its size; each element by itself is small. The file is cut at the headers, and where a piece has any mistake, or a
//! header says that it is no element alone, the whole file is read as one instead: so a mistake is told in one way.

use std::ops::Range;

use toml::de::DeTable;

use super::{Key, Table, shape};
use crate::span::{Span, Text};

/// Cuts `text` at the lines that are `[[name]]`: the head first, then an element each. `None` if another header stands
/// in an element.
#[must_use]
pub fn pieces(text: &str, name: &str) -> Option<Vec<Range<usize>>> {
    let bytes = text.as_bytes();
    let header = format!("[[{name}]]");
    let mut pieces = Vec::new();
    let mut start = 0;
    for at in memchr::memchr_iter(b'[', bytes) {
        // Only one that stands first on its line begins a header.
        let line =
            bytes[..at].iter().rposition(|b| !matches!(b, b' ' | b'\t')).map_or(0, |before| before + 1);
        if line > 0 && bytes[line - 1] != b'\n' {
            continue;
        }
        if line == at && bytes[at..].starts_with(header.as_bytes()) {
            pieces.push(start..at);
            start = at;
        } else if !pieces.is_empty() {
            return None;
        }
    }
    pieces.push(start..bytes.len());
    Some(pieces)
}

/// Hands over the values of one piece as the file that it is by itself; `false`, without a call, if it has a mistake.
pub fn read_piece(
    text: &str,
    piece: Range<usize>,
    keys: &'static [Key],
    take: impl FnOnce(Table<'_>),
) -> bool {
    let Ok(root) = DeTable::parse(&text[piece.clone()]) else { return false };
    let table = Table::new(text, root.get_ref(), Span::at(0), piece.start);
    let sound = shape::check(keys, table).is_empty();
    if sound {
        take(table);
    }
    sound
}

/// A value of a line `key = value` whose text is its source.
#[derive(Debug, Clone, Copy)]
pub struct Plain<'t> {
    /// The value with its quotes.
    pub span: Span<Text>,
    /// The string, or the word without quotes.
    pub text: &'t str,
    /// Whether it has quotes.
    pub is_string: bool,
}

/// The header of an element and its values by the place of their key in `keys`, if each of its lines is a comment or a
/// plain string, date or word under one of the keys, and no key comes twice.
#[must_use]
pub fn plain<'t, const N: usize>(
    text: &'t str,
    piece: Range<usize>,
    name: &str,
    keys: [&str; N],
) -> Option<(Span<Text>, [Option<Plain<'t>>; N])> {
    let header = Span::new(piece.start, piece.start + name.len() + 4);
    if let Some(values) = plainest(text, header.end..piece.end, keys) {
        return Some((header, values));
    }
    let mut values = [None; N];
    let bytes = &text.as_bytes()[..piece.end];
    let line_end = |at: usize| memchr::memchr(b'\n', &bytes[at..]).map_or(piece.end, |length| at + length);
    let mut end = line_end(header.end);
    ends_line(&bytes[header.end..end])?;
    while end < piece.end {
        let mut at = end + 1;
        end = line_end(at);
        at += spaces(&bytes[at..end]);
        if ends_line(&bytes[at..end]).is_some() {
            continue;
        }
        let equals = at + memchr::memchr(b'=', &bytes[at..end])?;
        let key = bytes[at..equals].trim_ascii_end();
        let slot = keys.iter().position(|known| known.as_bytes() == key)?;
        let start = equals + 1 + spaces(&bytes[equals + 1..end]);
        let value = &bytes[start..end];
        let (said, is_string) = match value {
            [quote @ (b'"' | b'\''), rest @ ..] => {
                let length = memchr::memchr(*quote, rest)?;
                // Three quotes open another kind of string, and an empty one is a mistake.
                let is_plain = length > 0 && is_source(&rest[..length], *quote == b'"');
                is_plain.then_some((start + 1..start + 1 + length, true))?
            }
            _ => {
                let is_end = |b: &u8| matches!(b, b' ' | b'\t' | b'#' | b'\r');
                let length = value.iter().position(is_end).unwrap_or(value.len());
                (start..start + length, false)
            }
        };
        let span = Span::new(start, said.end + usize::from(is_string));
        ends_line(&bytes[span.end..end])?;
        if values[slot].replace(Plain { span, text: &text[said], is_string }).is_some() {
            return None;
        }
    }
    Some((header, values))
}

/// The same of lines that are written as nearly all are: a key, ` = ` and a string in double quotes, and nothing else but
/// empty lines. One look for the closing quote is all that such a line takes.
fn plainest<'t, const N: usize>(
    text: &'t str,
    lines: Range<usize>,
    keys: [&str; N],
) -> Option<[Option<Plain<'t>>; N]> {
    const EQUALS: &[u8] = b" = \"";
    let mut values = [None; N];
    let bytes = &text.as_bytes()[..lines.end];
    let mut at = lines.start;
    while at < bytes.len() {
        // The line before ends here.
        if bytes[at] != b'\n' {
            return None;
        }
        at += 1;
        let line = &bytes[at..];
        if line.first().is_none_or(|first| *first == b'\n') {
            continue;
        }
        // Their first letters tell the keys apart, mostly.
        let is_key = |key: &&str| {
            key.as_bytes().first() == line.first()
                && line.starts_with(key.as_bytes())
                && line[key.len()..].starts_with(EQUALS)
        };
        let slot = keys.iter().position(is_key)?;
        let start = at + keys[slot].len() + EQUALS.len();
        let end = start + memchr::memchr(b'"', &bytes[start..])?;
        // A line's end is a control, too.
        if start == end || !is_source(&bytes[start..end], true) {
            return None;
        }
        let value = Plain { span: Span::new(start - 1, end + 1), text: &text[start..end], is_string: true };
        if values[slot].replace(value).is_some() {
            return None;
        }
        at = end + 1;
    }
    Some(values)
}

/// How many spaces and tabs a line begins with.
fn spaces(line: &[u8]) -> usize {
    line.iter().take_while(|b| matches!(b, b' ' | b'\t')).count()
}

/// Whether what stands between quotes stands for itself: no controls, and no backslash where those are `escapes`. Controls are
/// characters that TOML allows nowhere but as the end of a line.
fn is_source(text: &[u8], escapes: bool) -> bool {
    // Without an early end, so that it is compiled to vector instructions.
    let mut any = 0;
    for &b in text {
        let is_control = u8::from(b < b' ') & u8::from(b != b'\t') | u8::from(b == 0x7f);
        any |= is_control | u8::from(escapes) & u8::from(b == b'\\');
    }
    any == 0
}

/// Whether nothing but spaces and a comment is left of a line.
fn ends_line(rest: &[u8]) -> Option<()> {
    let rest = rest.strip_suffix(b"\r").unwrap_or(rest);
    let rest = &rest[spaces(rest)..];
    (rest.is_empty() || rest[0] == b'#' && is_source(rest, false)).then_some(())
}
