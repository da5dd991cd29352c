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
    let mut line = 0;
    while line < bytes.len() {
        let rest = &bytes[line..];
        let indent = rest.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        if rest[indent..].starts_with(b"[") {
            if rest.starts_with(header.as_bytes()) {
                pieces.push(start..line);
                start = line;
            } else if !pieces.is_empty() {
                return None;
            }
        }
        line += memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
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
    let mut values = [None; N];
    let header = Span::new(piece.start, piece.start + name.len() + 4);
    ends_line(text[header.end..piece.end].split('\n').next()?)?;
    let mut at =
        header.end + text[header.end..piece.end].find('\n').map_or(piece.end - header.end, |i| i + 1);
    while at < piece.end {
        let length = memchr::memchr(b'\n', &text.as_bytes()[at..piece.end]);
        let line = &text[at..length.map_or(piece.end, |length| at + length)];
        let next = at + line.len() + 1;
        let body = line.trim_start_matches([' ', '\t']);
        if ends_line(body).is_none() {
            let (key, value) = body.split_at(memchr::memchr(b'=', body.as_bytes())?);
            let value = &value[1..];
            let key = key.trim_ascii_end();
            let slot = keys.iter().position(|known| *known == key)?;
            let value = value.trim_start_matches([' ', '\t']);
            let start = at + line.len() - value.len();
            let (text, is_string, length) = match value.as_bytes() {
                [quote @ (b'"' | b'\''), rest @ ..] => {
                    let length = memchr::memchr(*quote, rest)?;
                    let text = &value[1..=length];
                    // Three quotes open another kind of string.
                    let is_plain =
                        |b: u8| (b >= b' ' || b == b'\t') && b != 0x7f && (b != b'\\' || *quote == b'\'');
                    (text.bytes().all(is_plain) && length > 0).then_some((text, true, length + 2))?
                }
                _ => {
                    let length = value.find([' ', '\t', '#', '\r']).unwrap_or(value.len());
                    (&value[..length], false, length)
                }
            };
            ends_line(&value[length..])?;
            let plain = Plain { span: Span::new(start, start + length), text, is_string };
            if values[slot].replace(plain).is_some() {
                return None;
            }
        }
        at = next;
    }
    Some((header, values))
}

/// Whether characters stand in `text` that TOML allows nowhere but as the end of a line.
fn has_controls(text: &str) -> bool {
    // Without an early end, so that it is compiled to vector instructions.
    let mut any = 0;
    for b in text.bytes() {
        any |= u8::from(b < b' ') & u8::from(b != b'\t') | u8::from(b == 0x7f);
    }
    any != 0
}

/// Whether nothing but spaces and a comment is left of a line.
fn ends_line(rest: &str) -> Option<()> {
    let rest = rest.strip_suffix('\r').unwrap_or(rest).trim_start_matches([' ', '\t']);
    (rest.is_empty() || rest.starts_with('#') && !has_controls(rest)).then_some(())
}
