//! JSON and JSON Lines: the text fields of a content management system's export.
//!
//! Nothing is parsed into values: a scanner passes over the file and stops at the strings that are asked for, so that
//! a broken record costs nothing but itself, and every word keeps its place through the escapes of its string.

use std::borrow::Cow;
use std::ops::Range;

use super::builder::Builder;
use super::{html, plain, spell};
use crate::prose::{BlockKind, Prose, Spell};
use crate::span::{OffsetMap, Span, Text};
use crate::text_file::TextFile;

/// The fields that are read where none is named.
pub const FIELDS: [&str; 16] = [
    "title",
    "headline",
    "subtitle",
    "lead",
    "summary",
    "abstract",
    "text",
    "body",
    "content",
    "html",
    "caption",
    "articleBody",
    "body_html",
    "bodyHtml",
    "rendered",
    "paragraphs",
];

/// Fields whose text is a heading.
const HEADINGS: [&str; 3] = ["title", "headline", "subtitle"];

/// Reads the strings of the fields that `file` names ([`TextFile::json_fields`]); those of [`FIELDS`] if it names none.
///
/// A field is named by its key wherever it stands, or by several keys with dots between, the last ones of its path:
/// `article.body`. Strings in an array that is the value of a field belong to it. A text with tags is read as HTML,
/// any other as plain text.
#[must_use]
pub fn extract(file: &TextFile) -> Prose {
    let fields: Vec<Vec<&str>> = match file.json_fields() {
        [] => FIELDS.iter().map(|field| vec![*field]).collect(),
        fields => fields.iter().map(|field| field.split('.').collect()).collect(),
    };
    let text = file.text.as_str();
    let mut reader = Reader { text, builder: Builder::new(text), fields, path: vec![Open::default()] };
    reader.file();
    reader.builder.finish()
}

/// An object that is open; the first one stands for what is around all objects.
#[derive(Default)]
struct Open<'t> {
    /// The key whose value is read.
    key: &'t str,
    /// How many arrays are open in that value.
    arrays: usize,
}

struct Reader<'t, 'f> {
    text: &'t str,
    builder: Builder<'t>,
    fields: Vec<Vec<&'f str>>,
    /// Never empty.
    path: Vec<Open<'t>>,
}

impl<'t> Reader<'t, '_> {
    fn file(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some(found) = bytes[at..].iter().position(|b| matches!(b, b'"' | b'{' | b'[' | b'}' | b']'))
        {
            at += found;
            match bytes[at] {
                b'"' => at = self.string(at + 1),
                b'{' => self.path.push(Open::default()),
                b'}' => self.path.truncate(self.path.len().max(2) - 1),
                bracket => {
                    if let Some(open) = self.path.last_mut() {
                        open.arrays =
                            if bracket == b'[' { open.arrays + 1 } else { open.arrays.saturating_sub(1) };
                    }
                }
            }
            at += 1;
        }
    }

    /// Reads the string whose first byte is at `start`, and tells where its closing mark is.
    fn string(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = start;
        loop {
            match memchr::memchr3(b'"', b'\\', b'\n', &bytes[end..]) {
                Some(at) if bytes[end + at] == b'\\' => end += at + 2,
                Some(at) => {
                    end += at;
                    break;
                }
                None => end = bytes.len(),
            }
            if end >= bytes.len() {
                return bytes.len().saturating_sub(1);
            }
        }
        if bytes[end] == b'\n' {
            // No string holds a line break: this record is broken, and the next line starts another.
            self.path.truncate(1);
            self.path[0] = Open::default();
            return end;
        }
        let range = start..end;
        let after = bytes[end + 1..].iter().find(|b| !b.is_ascii_whitespace());
        let depth = self.path.len();
        match self.path.last_mut() {
            Some(open) if depth > 1 && open.arrays == 0 && after == Some(&b':') => {
                open.key = &self.text[range]
            }
            _ => {
                if let Some(field) = self.field() {
                    let heading = HEADINGS.contains(&field);
                    self.read(range, heading);
                }
            }
        }
        end
    }

    /// The last key of the field that is at hand, if it is one that is read.
    fn field(&self) -> Option<&'t str> {
        let keys = || self.path[1..].iter().rev().map(|open| open.key);
        let is_it = |field: &Vec<&str>| {
            let mut keys = keys();
            field.iter().rev().all(|name| keys.next() == Some(name))
        };
        self.fields.iter().any(is_it).then(|| keys().next()).flatten()
    }

    /// Reads a text.
    fn read(&mut self, range: Range<usize>, heading: bool) {
        let (text, map) = unescape(self.text, range);
        let start = map.start(0);
        let (inner, spell): (Prose, Spell) = match is_html(&text) {
            true => (html::read(&text, false), spell::json_html),
            false => (plain::read(&text), spell::json),
        };
        self.builder.spelling(start, spell);
        self.builder.append(inner, &map, heading.then_some(BlockKind::Heading));
    }
}

/// Whether a text has tags or character references.
fn is_html(text: &str) -> bool {
    let tag = |at: usize| {
        let rest = &text.as_bytes()[at + 1..];
        let name = rest.strip_prefix(b"/").unwrap_or(rest);
        name.first().is_some_and(u8::is_ascii_alphabetic) && name.iter().take(400).any(|&b| b == b'>')
    };
    let reference = |at: usize| {
        html::reference::reference(&text[at..]).is_some_and(|r| text[..at + r.len].ends_with(';'))
    };
    let tags = memchr::memchr_iter(b'<', text.as_bytes()).take(20).any(tag);
    tags || memchr::memchr_iter(b'&', text.as_bytes()).take(20).any(reference)
}

/// The text of a string, and where its bytes stand in the file.
fn unescape(source: &str, range: Range<usize>) -> (Cow<'_, str>, OffsetMap<Text, Text>) {
    let raw = &source[range.clone()];
    let mut map = OffsetMap::default();
    if memchr::memchr(b'\\', raw.as_bytes()).is_none() {
        map.push_same(range.start, raw.len());
        return (Cow::Borrowed(raw), map);
    }
    let mut text = String::with_capacity(raw.len());
    let mut at = 0;
    while at < raw.len() {
        let stop = memchr::memchr(b'\\', &raw.as_bytes()[at..]).map_or(raw.len(), |stop| at + stop);
        text.push_str(&raw[at..stop]);
        map.push_same(range.start + at, stop - at);
        if stop == raw.len() {
            break;
        }
        let (c, len) = escape(&raw[stop..]);
        text.push(c);
        map.push_atom(Span::new(range.start + stop, range.start + stop + len), c.len_utf8());
        at = stop + len;
    }
    (Cow::Owned(text), map)
}

/// The character of the escape at the start of `rest`, and the escape's length. A wrong one is a backslash.
fn escape(rest: &str) -> (char, usize) {
    let simple = |c| (c, 2);
    match rest.as_bytes().get(1) {
        Some(b'n') => simple('\n'),
        Some(b't') => simple('\t'),
        Some(b'r') => simple('\r'),
        Some(b'b') => simple('\u{8}'),
        Some(b'f') => simple('\u{c}'),
        Some(c @ (b'"' | b'\\' | b'/')) => simple(char::from(*c)),
        Some(b'u') => match unit(rest) {
            Some(high @ 0xd800..=0xdbff) => match rest.get(6..).and_then(unit) {
                Some(low @ 0xdc00..=0xdfff) => {
                    let c = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                    (char::from_u32(c).unwrap_or('\u{fffd}'), 12)
                }
                _ => ('\u{fffd}', 6),
            },
            Some(unit) => (char::from_u32(unit).unwrap_or('\u{fffd}'), 6),
            None => ('\\', 1),
        },
        _ => ('\\', 1),
    }
}

/// `\uXXXX`.
fn unit(rest: &str) -> Option<u32> {
    let digits = rest.strip_prefix("\\u")?.get(..4)?;
    if digits.bytes().all(|b| b.is_ascii_hexdigit()) { u32::from_str_radix(digits, 16).ok() } else { None }
}

#[cfg(test)]
mod tests;
