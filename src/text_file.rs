//! A file that was read: its decoded text, and lines and columns in it.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::layout::Layout;
pub use crate::span::floor;
use crate::span::{Disk, OffsetMap, Span, Text};

/// A decoded file. Offsets inside the crate are bytes of [`TextFile::text`]; [`TextFile::disk`] turns them into
/// bytes of the file as it lies on disk, which differ only where the file is not UTF-8.
#[derive(Debug)]
pub struct TextFile {
    /// The path as it is shown and reported: as given or walked, with `/`.
    pub path: String,
    /// The decoded text. A byte-order mark of a UTF-8 file is kept, so that offsets stay those of the disk.
    pub text: String,
    /// The encoding on disk, by its WHATWG name.
    pub encoding: &'static str,
    to_disk: Option<ToDisk>,
    layout: Option<Layout>,
    lines: OnceLock<Vec<usize>>,
    /// For an excerpt of a larger file: the stretches that it is made of, by offset. Empty for a whole file.
    stretches: Vec<Stretch>,
    /// See [`TextFile::with_json_fields`].
    json_fields: Vec<String>,
}

/// One stretch of an excerpt: where it starts in the text of the excerpt, and where that place is in the whole file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Byte of the excerpt's text at which it starts. Every stretch but the first starts after a line break.
    pub at: usize,
    /// The line of that byte in the whole file, from 1.
    pub line: usize,
    /// Its column in the whole file in Unicode scalar values, from 1.
    pub column: usize,
    /// Its column in UTF-16 units, from 1.
    pub utf16_column: usize,
    /// Its column in bytes of UTF-8, from 1.
    pub utf8_column: usize,
}

impl Stretch {
    /// The start of a file that is there as a whole.
    pub const WHOLE: Self = Self { at: 0, line: 1, column: 1, utf16_column: 1, utf8_column: 1 };

    /// The place just after `text`, which begins at this one.
    #[must_use]
    pub fn after(&self, text: &str) -> Self {
        let breaks = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes());
        let ends = |&at: &usize| text.as_bytes()[at] == b'\n' || text.as_bytes().get(at + 1) != Some(&b'\n');
        let (mut lines, mut start) = (0, None);
        for at in breaks.filter(ends) {
            (lines, start) = (lines + 1, Some(at + 1));
        }
        let last = &text[start.unwrap_or(0)..];
        let from = if start.is_none() { *self } else { Self::WHOLE };
        // A byte-order mark is no character that an editor counts.
        let last =
            if start.is_none() && *self == Self::WHOLE { last.trim_start_matches('\u{feff}') } else { last };
        Self {
            at: 0,
            line: self.line + lines,
            column: from.column + last.chars().count(),
            utf16_column: from.utf16_column + last.encode_utf16().count(),
            utf8_column: from.utf8_column + last.len(),
        }
    }
}

/// The way from the text to the bytes on disk.
#[derive(Debug)]
enum ToDisk {
    /// Piece by piece.
    Map(OffsetMap<Text, Disk>),
    /// By counting: every character takes a number of bytes that it tells by itself.
    Counted {
        width: fn(char) -> usize,
        /// The offset on disk of the character that holds each [`STEP`]th byte of the text.
        steps: Vec<usize>,
    },
}

/// Bytes of the text between two offsets that are remembered: few enough to count quickly, enough that the offsets of a
/// file of hundreds of megabytes take little room.
const STEP: usize = 4096;

impl ToDisk {
    fn counted(text: &str, first: usize, width: fn(char) -> usize) -> Self {
        let mut steps = Vec::with_capacity(text.len() / STEP + 1);
        let mut disk = first;
        for (at, c) in text.char_indices() {
            while steps.len() * STEP < at + c.len_utf8() {
                steps.push(disk);
            }
            disk += width(c);
        }
        if steps.is_empty() || steps.len() * STEP == text.len() {
            steps.push(disk);
        }
        Self::Counted { width, steps }
    }

    fn span(&self, text: &str, span: Span<Text>) -> Span<Disk> {
        match self {
            Self::Map(map) => map.span(span),
            Self::Counted { width, steps } => {
                let offset = |at: usize| {
                    let step = at / STEP;
                    let mut from = step * STEP;
                    while !text.is_char_boundary(from) {
                        from -= 1;
                    }
                    steps[step] + text[from..at].chars().map(width).sum::<usize>()
                };
                Span::new(offset(span.start), offset(span.end))
            }
        }
    }
}

/// A place for people: both count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line; `\n`, `\r\n` and a lone `\r` each end one.
    pub line: usize,
    /// Column in Unicode scalar values.
    pub column: usize,
}

impl TextFile {
    /// A file whose text is already at hand as UTF-8.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
            encoding: "UTF-8",
            to_disk: None,
            layout: None,
            lines: OnceLock::new(),
            stretches: Vec::new(),
            json_fields: Vec::new(),
        }
    }

    /// The same file of which, if it is JSON, these fields are read; those that usually hold text if there are none.
    #[must_use]
    pub fn with_json_fields(self, fields: &[String]) -> Self {
        Self { json_fields: fields.to_vec(), ..self }
    }

    /// The fields of JSON that are read; those that usually hold text if there are none.
    #[must_use]
    pub fn json_fields(&self) -> &[String] {
        &self.json_fields
    }

    /// The file after its text was changed: of the same name, and read in the same way.
    #[must_use]
    pub fn changed(&self, text: String) -> Self {
        Self::new(self.path.as_str(), text).with_json_fields(&self.json_fields)
    }

    /// The text that was taken out of an archive. It lies on no disk: offsets are those of the text.
    #[must_use]
    pub fn laid_out(path: impl Into<String>, text: String, layout: Layout) -> Self {
        Self { layout: Some(layout), ..Self::new(path, text) }
    }

    /// Some stretches of a larger file, in order: what a diagnostic shows of a file that is too large to be kept.
    /// Places in it are those of the whole file: `to_disk` leads from `text` to the bytes of the whole file.
    #[must_use]
    pub fn excerpt(
        path: impl Into<String>,
        text: String,
        encoding: &'static str,
        to_disk: OffsetMap<Text, Disk>,
        stretches: Vec<Stretch>,
    ) -> Self {
        Self { encoding, to_disk: Some(ToDisk::Map(to_disk)), stretches, ..Self::new(path, text) }
    }

    /// A file decoded from another encoding, with the map back to its bytes.
    #[must_use]
    pub fn decoded(
        path: impl Into<String>,
        text: String,
        encoding: &'static str,
        to_disk: OffsetMap<Text, Disk>,
    ) -> Self {
        Self { encoding, to_disk: Some(ToDisk::Map(to_disk)), ..Self::new(path, text) }
    }

    /// A file decoded from an encoding in which a character takes as many bytes as `width` says; the first one begins at
    /// the byte `first`.
    #[must_use]
    pub fn counted(
        path: impl Into<String>,
        text: String,
        encoding: &'static str,
        first: usize,
        width: fn(char) -> usize,
    ) -> Self {
        let to_disk = ToDisk::counted(&text, first, width);
        Self { encoding, to_disk: Some(to_disk), ..Self::new(path, text) }
    }

    /// The map from a stretch of the text, which becomes a text of its own, to the bytes on disk.
    #[must_use]
    pub fn disk_map(&self, span: Span<Text>) -> OffsetMap<Text, Disk> {
        match &self.to_disk {
            Some(ToDisk::Map(map)) => map.cut(span),
            Some(counted @ ToDisk::Counted { width, .. }) => {
                let mut map = OffsetMap::default();
                let mut at = counted.span(&self.text, Span::at(span.start)).start;
                for c in self.slice(span).chars() {
                    map.push_atom(Span::new(at, at + width(c)), c.len_utf8());
                    at += width(c);
                }
                map
            }
            None => OffsetMap::run(span.start, span.len()),
        }
    }

    /// The stretch that holds a byte of the text; all of the file where it is no excerpt.
    #[must_use]
    pub fn stretch(&self, offset: usize) -> Stretch {
        let next = self.stretches.partition_point(|s| s.at <= offset);
        next.checked_sub(1).map_or(Stretch::WHOLE, |i| self.stretches[i])
    }

    /// The number, from 1, that the line with index `index` of [`TextFile::line_starts`] has in the whole file.
    #[must_use]
    pub fn line_number(&self, index: usize) -> usize {
        let starts = self.line_starts();
        let stretch = self.stretch(starts[index]);
        stretch.line + index + 1 - starts.partition_point(|&start| start <= stretch.at)
    }

    /// The bytes on disk that `span` was decoded from.
    #[must_use]
    pub fn disk(&self, span: Span<Text>) -> Span<Disk> {
        match &self.to_disk {
            Some(map) => map.span(&self.text, span),
            None => Span::new(span.start, span.end),
        }
    }

    /// Whether bytes on disk and bytes of the text are the same.
    #[must_use]
    pub fn is_utf8(&self) -> bool {
        self.to_disk.is_none()
    }

    /// What the lines of a text out of an archive are; nothing for a file that is text itself.
    #[must_use]
    pub fn layout(&self) -> Option<&Layout> {
        self.layout.as_ref()
    }

    /// The text of `span`.
    #[must_use]
    pub fn slice(&self, span: Span<Text>) -> &str {
        &self.text[span.range()]
    }

    /// Byte offsets at which the lines start.
    #[must_use]
    pub fn line_starts(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
                .filter(|&i| bytes[i] == b'\n' || bytes.get(i + 1) != Some(&b'\n'))
                .map(|i| i + 1);
            std::iter::once(0).chain(ends).collect()
        })
    }

    /// Line and column of a byte offset. An offset past the end is the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let index = self.line_starts().partition_point(|&start| start <= offset) - 1;
        let start = self.line_starts()[index];
        let stretch = self.stretch(start);
        let first = if start == stretch.at { stretch.column } else { 1 };
        let before = &self.text[start..offset];
        // A byte-order mark is no character that an editor counts.
        let mark = usize::from(start == 0 && before.starts_with('\u{feff}'));
        Position { line: self.line_number(index), column: before.chars().count() - mark + first }
    }
}

/// Text with every control character and bidirectional override replaced by a visible stand-in, safe for a terminal.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().any(|c| stand_in(c).is_some()) {
        Cow::Owned(text.chars().map(|c| stand_in(c).unwrap_or(c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// What is shown in place of a character that must not reach a terminal; `None` for a harmless one.
#[must_use]
pub fn stand_in(c: char) -> Option<char> {
    match c {
        '\n' | '\t' => None,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32),
        '\u{7f}' => Some('\u{2421}'),
        '\u{80}'..='\u{9f}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some('\u{fffd}')
        }
        '\u{2028}' | '\u{2029}' => Some('\u{2424}'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_ends_one_line() {
        let file = TextFile::new("a", "a\nb\r\nc\rd");
        let lines: Vec<usize> = [0, 2, 5, 7].iter().map(|&o| file.position(o).line).collect();
        assert_eq!(lines, [1, 2, 3, 4]);
    }

    #[test]
    fn columns_count_characters_and_not_the_byte_order_mark() {
        let file = TextFile::new("a", "\u{feff}é𝄞x");
        assert_eq!(file.position(file.text.len() - 1), Position { line: 1, column: 3 });
    }

    #[test]
    fn places_in_an_excerpt_are_those_of_the_whole_file() {
        let whole = TextFile::new("a", "One é two.\nThree.\nFour.\nFive six.\n");
        let mut map = whole.disk_map(Span::new(7, 19));
        map.push_same(25, 10);
        let stretches = vec![
            Stretch { column: 7, utf16_column: 7, utf8_column: 8, ..Stretch::WHOLE },
            Stretch { at: 12, line: 4, ..Stretch::WHOLE },
        ];
        let excerpt = TextFile::excerpt("a", "two.\nThree.\nFive six.\n".to_owned(), "UTF-8", map, stretches);
        for word in ["two", "Three", "Five", "six"] {
            let (here, there) = (excerpt.text.find(word).unwrap(), whole.text.find(word).unwrap());
            assert_eq!(excerpt.position(here), whole.position(there), "{word}");
            let end = word.len();
            assert_eq!(
                excerpt.disk(Span::new(here, here + end)),
                whole.disk(Span::new(there, there + end)),
                "{word}"
            );
        }
    }
}
