//! Where things stand, for every format: bytes on disk, lines, columns in characters, in UTF-16 units and in bytes.

use std::cell::Cell;

use super::Found;
use crate::canon::Canon;
use crate::diagnostic::{self, RecordId};
use crate::span::{Said, Span, Text};
pub(crate) use crate::text_file::floor;
use crate::text_file::{Stretch, TextFile};

/// One end of a [`Place`]. Line and columns count from 1; a byte-order mark is no character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// Line; `\n`, `\r\n` and a lone `\r` each end one.
    pub line: usize,
    /// Column in Unicode scalar values.
    pub column: usize,
    /// Column in UTF-16 units.
    pub utf16_column: usize,
    /// Column in bytes of UTF-8, whatever the encoding on disk.
    pub utf8_column: usize,
}

/// A span in every unit that an output may want.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// First byte in the file on disk.
    pub start: usize,
    /// One past the last byte in the file on disk.
    pub end: usize,
    /// Where it begins.
    pub from: Point,
    /// Just after its last character.
    pub to: Point,
}

/// Finds places in one file.
///
/// It remembers the last point and counts on from there, in both directions: places asked for in order cost one pass
/// over the text even when all of it is one line of 100 MB.
pub struct Locator<'a> {
    file: &'a TextFile,
    last: Cell<Option<(usize, Point)>>,
}

impl<'a> Locator<'a> {
    /// A locator for `file`.
    #[must_use]
    pub fn new(file: &'a TextFile) -> Self {
        Self { file, last: Cell::new(None) }
    }

    /// The file.
    #[must_use]
    pub fn file(&self) -> &'a TextFile {
        self.file
    }

    /// The place of `span`, whose ends are moved to the nearest character boundary before them within the text.
    #[must_use]
    pub fn place(&self, span: Span<Text>) -> Place {
        let span = Span::new(floor(&self.file.text, span.start), floor(&self.file.text, span.end));
        let disk = self.file.disk(span);
        Place { start: disk.start, end: disk.end, from: self.point(span.start), to: self.point(span.end) }
    }

    /// The point at a byte offset of the text. An offset past the end is the end.
    #[must_use]
    pub fn point(&self, offset: usize) -> Point {
        let text = &self.file.text;
        let offset = floor(text, offset);
        let starts = self.file.line_starts();
        let index = starts.partition_point(|&start| start <= offset) - 1;
        let (line, start) = (self.file.line_number(index), starts[index]);
        let (from, known) = match self.last.get() {
            Some((at, point)) if point.line == line && at.abs_diff(offset) < offset - start => (at, point),
            _ => {
                let stretch = self.file.stretch(start);
                let stretch = if stretch.at == start { stretch } else { Stretch::WHOLE };
                let Stretch { column, utf16_column, utf8_column, .. } = stretch;
                (start, Point { line, column, utf16_column, utf8_column })
            }
        };
        let (chars, units, bytes) = count(text, from.min(offset), from.max(offset));
        let go = |column: usize, by: usize| if from <= offset { column + by } else { column - by };
        let point = Point {
            line,
            column: go(known.column, chars),
            utf16_column: go(known.utf16_column, units),
            utf8_column: go(known.utf8_column, bytes),
        };
        self.last.set(Some((offset, point)));
        point
    }
}

/// Characters, UTF-16 units and bytes between two offsets, without a byte-order mark at the start of the text.
fn count(text: &str, from: usize, to: usize) -> (usize, usize, usize) {
    let between = &text[from..to];
    let between = if from == 0 { between.strip_prefix('\u{feff}').unwrap_or(between) } else { between };
    let chars = between.chars().count();
    // Only a character of four bytes takes two units.
    (chars, chars + between.bytes().filter(|&b| b >= 0xf0).count(), between.len())
}

/// A record as a finding or a quotation refers to it.
#[derive(Debug, Clone, Copy)]
pub struct RecordView<'a> {
    /// Its id.
    pub id: &'a str,
    /// Full name of its speaker.
    pub speaker: Option<&'a str>,
    /// The wording that was compared with.
    pub text: &'a str,
    /// Which wording that is.
    pub wording: usize,
    /// The file that it stands in.
    pub file: &'a TextFile,
    /// The whole wording in that file.
    pub span: Span<Text>,
    /// When it was said.
    pub date: Option<&'a str>,
    /// Title of its source.
    pub source: Option<&'a str>,
}

/// What there is to show of one wording of a record.
#[must_use]
pub fn record(canon: &Canon, id: RecordId, wording: usize) -> RecordView<'_> {
    let record = &canon.records[id.0];
    let words = &record.wordings[wording];
    RecordView {
        id: &record.id,
        speaker: record.speaker.map(|s| canon.speakers[s].name.as_str()),
        text: &words.text,
        wording,
        file: &canon.files[record.file],
        span: words.map.span(Span::new(0, words.text.len())),
        date: record.date.as_deref(),
        source: record.source.as_deref(),
    }
}

/// Where words of a record stand in its file.
#[must_use]
pub fn said(canon: &Canon, id: RecordId, wording: usize, said: Span<Said>) -> (usize, Span<Text>) {
    let record = &canon.records[id.0];
    (record.file, record.wordings[wording].map.span(said))
}

/// The file and the span of a place that a finding of `found` points to.
#[must_use]
pub fn related<'a>(
    canon: &'a Canon,
    found: Found<'a>,
    place: diagnostic::Place,
) -> (&'a TextFile, Span<Text>) {
    match place {
        diagnostic::Place::Here(span) => (found.file, span),
        diagnostic::Place::Draft { draft, span } => (found.drafts[draft], span),
        diagnostic::Place::Rules { file, span } => (&canon.files[file], span),
        diagnostic::Place::Record { record, wording, said: words } => {
            let (file, span) = said(canon, record, wording, words);
            (&canon.files[file], span)
        }
    }
}

/// A path as a relative URI reference: what may not stand in one is escaped (RFC 3986).
#[must_use]
pub fn uri(path: &str) -> String {
    let path = path.strip_prefix("./").unwrap_or(path);
    let mut uri = String::with_capacity(path.len());
    // A colon in the first segment would make it a scheme.
    if path.split('/').next().is_some_and(|first| first.contains(':')) {
        uri.push_str("./");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => uri.push(byte as char),
            b'-' | b'.' | b'_' | b'~' | b'/' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+'
            | b',' | b';' | b'=' | b':' | b'@' => uri.push(byte as char),
            _ => uri += &format!("%{byte:02X}"),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn utf16_columns_count_two_for_a_character_beyond_the_first_plane() {
        let file = TextFile::new("a", "x𝄞é\ny");
        let place = Locator::new(&file).place(Span::new(5, 7));
        assert_eq!(place.from, Point { line: 1, column: 3, utf16_column: 4, utf8_column: 6 });
        assert_eq!(place.to, Point { line: 1, column: 4, utf16_column: 5, utf8_column: 8 });
    }

    #[test]
    fn a_path_is_a_uri() {
        assert_eq!(uri("./drafts/Küche 1.md"), "drafts/K%C3%BCche%201.md");
        assert_eq!(uri("a:b.md"), "./a:b.md");
        assert_eq!(uri("100%#?.md"), "100%25%23%3F.md");
    }

    proptest! {
        /// Whatever was asked before, the answer is the one that the text file itself gives.
        #[test]
        fn the_remembered_point_never_shows(text in "\u{feff}?[a𝄞é\u{301}\r\n\t ]{0,60}", asked in prop::collection::vec(0usize..200, 1..20)) {
            let file = TextFile::new("a", text.clone());
            let locator = Locator::new(&file);
            for offset in asked {
                let offset = floor(&text, offset);
                let point = locator.point(offset);
                let truth = file.position(offset);
                prop_assert_eq!((point.line, point.column), (truth.line, truth.column));
                let start = file.line_starts()[point.line - 1];
                let before = text[start..offset].trim_start_matches('\u{feff}');
                prop_assert_eq!(point.utf16_column, before.encode_utf16().count() + 1);
                prop_assert_eq!(point.utf8_column, before.len() + 1);
            }
        }
    }
}
