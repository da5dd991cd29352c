//! A file that was read: its decoded text, and lines and columns in it.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::layout::Layout;
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
        }
    }

    /// The text that was taken out of an archive. It lies on no disk: offsets are those of the text.
    #[must_use]
    pub fn laid_out(path: impl Into<String>, text: String, layout: Layout) -> Self {
        Self { layout: Some(layout), ..Self::new(path, text) }
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
        let line = self.line_starts().partition_point(|&start| start <= offset);
        let start = self.line_starts()[line - 1];
        let before = &self.text[start..offset];
        // A byte-order mark is no character that an editor counts.
        let mark = usize::from(start == 0 && before.starts_with('\u{feff}'));
        Position { line, column: before.chars().count() - mark + 1 }
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
}
