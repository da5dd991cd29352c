//! String literals, decoded with a map: each byte of the text knows the place where it was written.
//!
//! The `toml` crate decodes the same literals but keeps no map. It has already refused what is malformed, so that here
//! a malformed piece stands for itself.

use crate::span::{OffsetMap, Said, Span, Text};

/// The text of a string literal, and the map from it to the file. `literal` is the literal with its quotes, at byte
/// `at` of the file.
///
/// A line break written as `\r\n` becomes `\n`. What is no literal (a word without quotes) stands for itself.
#[must_use]
pub fn decode(literal: &str, at: usize) -> (String, OffsetMap<Said, Text>) {
    let (body, open, escapes) = body(literal);
    let at = at + open;
    let special: &[u8] = if escapes { b"\\\r" } else { b"\r" };
    if !body.bytes().any(|b| special.contains(&b)) {
        return (body.to_owned(), OffsetMap::run(at, body.len()));
    }

    let mut text = String::with_capacity(body.len());
    let mut map = OffsetMap::default();
    let mut next = 0;
    while next < body.len() {
        let rest = &body[next..];
        match special_at_start(rest, escapes) {
            Some(Special::Character(c, len)) => {
                text.push(c);
                map.push_atom(Span::new(at + next, at + next + len), c.len_utf8());
                next += len;
            }
            Some(Special::Nothing(len)) => next += len,
            None => {
                // At least one character, which may be a backslash or return that starts nothing.
                let first = rest.chars().next().map_or(1, char::len_utf8);
                let run = rest[first..]
                    .bytes()
                    .position(|b| special.contains(&b))
                    .map_or(rest.len(), |n| first + n);
                text.push_str(&rest[..run]);
                map.push_same(at + next, run);
                next += run;
            }
        }
    }
    (text, map)
}

/// What stands between the quotes, the length of what comes before it, and whether backslashes are escapes in it.
fn body(literal: &str) -> (&str, usize, bool) {
    for (quote, escapes) in [("\"\"\"", true), ("'''", false), ("\"", true), ("'", false)] {
        let Some(inner) = literal.strip_prefix(quote) else { continue };
        let inner = inner.strip_suffix(quote).unwrap_or(inner);
        // The line break right after three opening quotes is not part of the text.
        let line_break = match inner.as_bytes() {
            [b'\n', ..] if quote.len() == 3 => 1,
            [b'\r', b'\n', ..] if quote.len() == 3 => 2,
            _ => 0,
        };
        return (&inner[line_break..], quote.len() + line_break, escapes);
    }
    (literal, 0, false)
}

/// A stretch of a literal that does not stand for itself.
enum Special {
    /// So many bytes stand for one character.
    Character(char, usize),
    /// So many bytes stand for nothing: a backslash at the end of a line, and the white space after it.
    Nothing(usize),
}

fn special_at_start(rest: &str, escapes: bool) -> Option<Special> {
    match rest.as_bytes() {
        [b'\r', b'\n', ..] => Some(Special::Character('\n', 2)),
        [b'\\', kind, ..] if escapes => {
            let simple = |c| Some(Special::Character(c, 2));
            match kind {
                b'b' => simple('\u{8}'),
                b't' => simple('\t'),
                b'n' => simple('\n'),
                b'f' => simple('\u{c}'),
                b'r' => simple('\r'),
                b'e' => simple('\u{1b}'),
                b'"' => simple('"'),
                b'\\' => simple('\\'),
                b'x' => hexadecimal(rest, 2),
                b'u' => hexadecimal(rest, 4),
                b'U' => hexadecimal(rest, 8),
                b' ' | b'\t' | b'\r' | b'\n' => {
                    let after = rest[1..].trim_start_matches([' ', '\t', '\r', '\n']);
                    Some(Special::Nothing(rest.len() - after.len()))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// `\x`, `\u` or `\U` with so many digits.
fn hexadecimal(rest: &str, digits: usize) -> Option<Special> {
    let number = rest.get(2..2 + digits).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let c = u32::from_str_radix(number, 16).ok().and_then(char::from_u32)?;
    Some(Special::Character(c, 2 + digits))
}
