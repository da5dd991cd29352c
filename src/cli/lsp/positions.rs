//! Places as the protocol gives them: lines and columns from 0, columns in the units that client and server agreed on.

use lsp_types::{Position, PositionEncodingKind, Range};

use crate::report::view::{Locator, Point};
use crate::span::{Span, Text};
use crate::text_file::TextFile;

/// The units of columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Units {
    /// Bytes.
    Utf8,
    /// UTF-16 units: what is meant where nothing is agreed on.
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

impl Units {
    /// The best of what a client offers. Bytes need no counting.
    pub(super) fn best_of(offered: Option<&[PositionEncodingKind]>) -> Self {
        let offers = |kind: &PositionEncodingKind| offered.is_some_and(|all| all.contains(kind));
        match () {
            () if offers(&PositionEncodingKind::UTF8) => Self::Utf8,
            () if offers(&PositionEncodingKind::UTF16) => Self::Utf16,
            () if offers(&PositionEncodingKind::UTF32) => Self::Utf32,
            () => Self::Utf16,
        }
    }

    /// Its name in the protocol.
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn column(self, point: Point) -> usize {
        match self {
            Self::Utf8 => point.utf8_column,
            Self::Utf16 => point.utf16_column,
            Self::Utf32 => point.column,
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }

    /// Where `span` stands.
    pub(super) fn range(self, here: &Locator<'_>, span: Span<Text>) -> Range {
        let place = here.place(span);
        Range { start: self.position(place.from), end: self.position(place.to) }
    }

    fn position(self, point: Point) -> Position {
        let small = |n: usize| u32::try_from(n - 1).unwrap_or(u32::MAX);
        Position { line: small(point.line), character: small(self.column(point)) }
    }

    /// The byte offset of a position. One past the end of its line is the end of the line, one in the middle of a
    /// character its start.
    pub(super) fn offset(self, file: &TextFile, at: Position) -> usize {
        let starts = file.line_starts();
        let Some(&start) = starts.get(at.line as usize) else { return file.text.len() };
        let end = starts.get(at.line as usize + 1).copied().unwrap_or(file.text.len());
        let line = file.text[start..end].trim_end_matches(['\n', '\r']);
        // A byte-order mark is no character that an editor counts.
        let mark = if start == 0 && line.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut left = at.character as usize;
        for (offset, c) in line[mark..].char_indices() {
            if left < self.width(c) {
                return start + mark + offset;
            }
            left -= self.width(c);
        }
        start + line.len()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// What the server says of a place is read back as the same place, in all units.
        #[test]
        fn places_survive_the_way_there_and_back(text in "[a𝄞é\u{301}\t\r\n ]{0,60}", at in 0usize..200) {
            let file = TextFile::new("a", text);
            let at = crate::report::view::floor(&file.text, at);
            // Between `\r` and `\n` there is no place.
            prop_assume!(!(file.text[at..].starts_with('\n') && file.text[..at].ends_with('\r')));
            for units in [Units::Utf8, Units::Utf16, Units::Utf32] {
                let range = units.range(&Locator::new(&file), Span::at(at));
                prop_assert_eq!(units.offset(&file, range.start), at);
            }
        }
    }

    #[test]
    fn a_place_beyond_a_line_is_its_end() {
        let file = TextFile::new("a", "ab\r\ncd");
        let at = |line, character| Units::Utf16.offset(&file, Position { line, character });
        assert_eq!((at(0, 9), at(1, 9), at(7, 0)), (2, 6, 6));
    }
}
