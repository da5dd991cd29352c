//! The few lines of a file that a diagnostic shows.
//!
//! Prose often has one line a paragraph, and a compiler's renderer would print all of it. So the lines shown here are
//! *virtual*: a long line is folded at spaces around its labels, and the rest of it gives way to `…`, while the numbers
//! of lines and columns stay those of the file. A label that runs over several lines becomes a piece on each, since
//! words that go on in the next line are read on, not bracketed as a block of code would be.
//!
//! ```text
//! 3 │ … there are no options left except for the physical elimination of …
//!   │                             ^^^^^^^^^^ the record says `aside`
//! ```
//!
//! The text shown is not the file's: control characters have visible stand-ins and tabs stay within a virtual line. An
//! [`OffsetMap`] leads back.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use codespan_reporting::files::{Error, Files};

use super::columns::{back, columns_to, forward, next_word};
use super::terminal::width;
use super::view::{Locator, floor};
use crate::span::{OffsetMap, Span, Text};
use crate::text_file::{TextFile, stand_in};

/// Context kept on each side of a label wherever the line has that much.
const CONTEXT: usize = 10;
/// Context kept before a label even if its message then has to hang below it.
const BEFORE: usize = 20;
/// What may stand on a line besides: `… ` before its words; and a caret with a space, since the message of a single
/// character stands behind it.
const SIGNS: usize = 4;
/// Lines of a long label that are shown at its start; the rest but the last is left out.
const HEAD_LINES: usize = 2;

/// Index space: the bytes of an excerpt.
enum Shown {}

/// A stretch of a file to be underlined.
#[derive(Debug, Clone)]
pub(super) struct Label {
    /// Where.
    pub(super) span: Span<Text>,
    /// What is said of it; one line, or nothing.
    pub(super) message: String,
    /// Whether it is what the diagnostic is about.
    pub(super) primary: bool,
}

/// The part of a label that stands on one virtual line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Bytes of the excerpt.
    pub(super) range: Range<usize>,
    /// Index of the label.
    pub(super) label: usize,
    /// Whether it is the label's last piece: the one that carries the message.
    pub(super) last: bool,
    /// Columns before it on its virtual line.
    pub(super) before: usize,
}

/// The lines of one file that a diagnostic shows.
pub(super) struct Excerpt<'a> {
    locator: Rc<Locator<'a>>,
    name: String,
    text: String,
    map: OffsetMap<Shown, Text>,
    lines: Vec<Line>,
}

/// One virtual line.
#[derive(Debug)]
struct Line {
    /// Its index for the renderer, which draws a gap where indices leave one.
    index: usize,
    /// Its number in the file.
    number: usize,
    /// What it shows of the file's text.
    from: Range<usize>,
    /// Its bytes in the excerpt, without the line break.
    whole: Range<usize>,
    /// Those that show `from`: all but the `…`.
    body: Range<usize>,
}

/// A label or its part on one line of the file.
#[derive(Debug, Clone)]
struct Clip {
    span: Range<usize>,
    message: usize,
}

/// What one virtual line shows of a line of the file.
#[derive(Debug, PartialEq, Eq)]
struct Window {
    span: Range<usize>,
    /// Lines were left out before it.
    gap: bool,
}

impl<'a> Excerpt<'a> {
    /// The excerpt of a file that shows `labels` in lines of `columns` columns, and where they are in it.
    pub(super) fn new(locator: Rc<Locator<'a>>, labels: &[Label], columns: usize) -> (Self, Vec<Piece>) {
        let file = locator.file();
        let mut excerpt = Self {
            locator,
            name: super::terminal::one_line(&file.path),
            text: String::new(),
            map: OffsetMap::default(),
            lines: Vec::new(),
        };
        let spans: Vec<Range<usize>> = labels.iter().map(|l| tidy(&file.text, l.span)).collect();
        for (line, clips) in clips(file, labels, &spans) {
            let whole = line_text(file, line);
            let windows = windows(&file.text, &whole, &clips, columns);
            for (i, window) in windows.iter().enumerate() {
                let next = windows.get(i + 1).map(|w| w.span.start);
                excerpt.push(file.line_number(line), &whole, window, next);
            }
        }
        let pieces = spans.iter().enumerate().flat_map(|(i, span)| excerpt.pieces(i, span)).collect();
        (excerpt, pieces)
    }

    /// Adds a virtual line of the line `number`; `next` is where its next one starts.
    fn push(&mut self, number: usize, line: &Range<usize>, window: &Window, next: Option<usize>) {
        let Window { span, gap } = window;
        let index = self.lines.last().map_or(0, |last| {
            // The renderer fills a gap of one line by itself, with a line that the excerpt does not have.
            last.index + if *gap || last.number + 1 < number { 3 } else { 1 }
        });
        // Neighbours that go on from each other need no sign that words are left out.
        let joined = self.lines.last().is_some_and(|l| l.number == number && l.from.end == span.start);
        let start = self.text.len();
        if span.start > line.start && !joined {
            self.atom("… ", span.start);
        }
        let body = self.text.len();
        let mut run = span.start;
        for (at, c) in self.locator.file().text[span.clone()].char_indices() {
            let Some(shown) = stand_in(c) else { continue };
            self.run(run..span.start + at);
            run = span.start + at + c.len_utf8();
            self.map.push_atom(Span::new(span.start + at, run), shown.len_utf8());
            self.text.push(shown);
        }
        self.run(run..span.end);
        let body = body..self.text.len();
        if span.end < line.end && next != Some(span.end) {
            self.atom(if self.text.ends_with(' ') { "…" } else { " …" }, span.end);
        }
        let whole = start..self.text.len();
        self.atom("\n", span.end);
        self.lines.push(Line { index, number, from: span.clone(), whole, body });
    }

    fn run(&mut self, span: Range<usize>) {
        self.map.push_same(span.start, span.len());
        self.text.push_str(&self.locator.file().text[span]);
    }

    fn atom(&mut self, shown: &str, at: usize) {
        self.map.push_atom(Span::at(at), shown.len());
        self.text.push_str(shown);
    }

    /// The text of a piece.
    pub(super) fn slice(&self, piece: &Piece) -> &str {
        &self.text[piece.range.clone()]
    }

    /// The pieces of one label: never none.
    fn pieces(&self, label: usize, span: &Range<usize>) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = self
            .lines
            .iter()
            .filter(|line| {
                if span.is_empty() {
                    line.from.start <= span.start && span.start <= line.from.end
                } else {
                    span.start < line.from.end && line.from.start < span.end && !line.from.is_empty()
                }
            })
            .map(|line| {
                let range = self.shown(line, span);
                let before = width(&self.text[line.whole.start..range.start]);
                Piece { range, label, last: false, before }
            })
            .collect();
        if span.is_empty() {
            // Where two virtual lines meet, the place belongs to the end of the first.
            pieces.truncate(1);
        }
        if let Some(piece) = pieces.last_mut() {
            piece.last = true;
        }
        pieces
    }

    /// What `line` shows of `span`; something of a column's width if there is any.
    fn shown(&self, line: &Line, span: &Range<usize>) -> Range<usize> {
        let inside = |at: usize| {
            if at >= line.from.end { line.body.end } else { self.map.back(at.max(line.from.start)) }
        };
        let mut shown = inside(span.start)..inside(span.end);
        // A combining mark alone would have carets of no width: its base is underlined with it.
        while !shown.is_empty() && shown.start > line.body.start && width(&self.text[shown.clone()]) == 0 {
            shown.start = floor(&self.text, shown.start - 1);
        }
        shown
    }

    fn line(&self, index: usize) -> Result<&Line, Error> {
        let max = self.lines.last().map_or(0, |l| l.index);
        let found = self.lines.binary_search_by_key(&index, |l| l.index);
        found.map(|i| &self.lines[i]).map_err(|_| Error::LineTooLarge { given: index, max })
    }
}

/// The excerpts of one diagnostic, as the renderer asks for them: a file is its index.
pub(super) struct Excerpts<'a>(pub(super) Vec<Excerpt<'a>>);

impl<'a> Excerpts<'a> {
    fn of(&self, id: usize) -> Result<&Excerpt<'a>, Error> {
        self.0.get(id).ok_or(Error::FileMissing)
    }
}

impl<'a> Files<'a> for Excerpts<'_> {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.of(id)?.name)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.of(id)?.text)
    }

    /// An index at or past the end of the text is on the last line.
    fn line_index(&'a self, id: usize, byte: usize) -> Result<usize, Error> {
        let lines = &self.of(id)?.lines;
        let next = lines.partition_point(|l| l.whole.start <= byte);
        next.checked_sub(1).map(|i| lines[i].index).ok_or(Error::FileMissing)
    }

    fn line_number(&'a self, id: usize, index: usize) -> Result<usize, Error> {
        Ok(self.of(id)?.line(index)?.number)
    }

    fn column_number(&'a self, id: usize, _line: usize, byte: usize) -> Result<usize, Error> {
        let excerpt = self.of(id)?;
        Ok(excerpt.locator.point(excerpt.map.start(byte)).column)
    }

    fn line_range(&'a self, id: usize, index: usize) -> Result<Range<usize>, Error> {
        Ok(self.of(id)?.line(index)?.whole.clone())
    }
}

/// `span` within the text and on character boundaries, without white space at its ends unless it is nothing else.
/// A byte-order mark is never shown, and a line break alone becomes the place before it.
fn tidy(text: &str, span: Span<Text>) -> Range<usize> {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let (start, end) = (floor(text, span.start).max(mark), floor(text, span.end).max(mark));
    let words = &text[start..end];
    let kept = words.trim();
    if !kept.is_empty() {
        let start = start + (words.len() - words.trim_start().len());
        return start..start + kept.len();
    }
    let breaks = ['\n', '\r'];
    let end = start + words.find(breaks).unwrap_or(words.len());
    // Between the two halves of a line break there is no place.
    let halved = text[..start].ends_with('\r') && text[start..].starts_with('\n');
    if halved { start - 1..start - 1 } else { start..end }
}

/// The labels by the lines of the file (from 0) on which they stand, sorted by place.
fn clips(file: &TextFile, labels: &[Label], spans: &[Range<usize>]) -> BTreeMap<usize, Vec<Clip>> {
    let starts = file.line_starts();
    let line_of = |at: usize| starts.partition_point(|&start| start <= at) - 1;
    let mut lines: BTreeMap<usize, Vec<Clip>> = BTreeMap::new();
    for (label, span) in labels.iter().zip(spans) {
        let (first, last) = (line_of(span.start), line_of(span.end));
        for line in (first..=last).filter(|&line| line < first + HEAD_LINES || line == last) {
            let whole = line_text(file, line);
            let clip = span.start.clamp(whole.start, whole.end)..span.end.clamp(whole.start, whole.end);
            // A blank line within a label says nothing.
            if clip.is_empty() && !span.is_empty() && last > first {
                continue;
            }
            let message = if line == last { width(&label.message) } else { 0 };
            lines.entry(line).or_default().push(Clip { span: clip, message });
        }
    }
    for clips in lines.values_mut() {
        clips.sort_by_key(|c| (c.span.start, c.span.end));
    }
    lines
}

/// The text of a line (from 0) without its line break and without a byte-order mark.
fn line_text(file: &TextFile, line: usize) -> Range<usize> {
    let starts = file.line_starts();
    let end = starts.get(line + 1).copied().unwrap_or(file.text.len());
    let text = &file.text[starts[line]..end];
    let end = starts[line] + text.trim_end_matches(['\n', '\r']).len();
    let mark = if line == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    starts[line] + mark..end
}

/// What to show of a line so that all `clips` are seen, each with some words around it, in `columns` columns.
fn windows(text: &str, line: &Range<usize>, clips: &[Clip], columns: usize) -> Vec<Window> {
    // The message stands behind the carets or hangs below the first of them.
    let fits = |clip: &Clip| {
        let before = columns_to(text, line.start, clip.span.start, columns);
        // That of a single character cannot hang.
        let least = if text[clip.span.clone()].chars().nth(1).is_some() { 0 } else { 2 };
        before == 0 || before + least + clip.message <= columns
    };
    if columns_to(text, line.start, line.end, columns) <= columns && clips.iter().all(fits) {
        return vec![Window { span: line.clone(), gap: false }];
    }
    let mut windows: Vec<Window> = Vec::new();
    let groups = groups(text, clips, columns);
    for (number, &group) in groups.iter().enumerate() {
        let done = windows.last().map_or(line.start, |w| w.span.end);
        // Some words before the next group are its own.
        let end = groups.get(number + 1).map_or(line.end, |next| {
            let own = group.iter().map(|clip| clip.span.end).max().unwrap_or(done).max(done);
            let cut = back(text, own, next[0].span.start.max(own), CONTEXT);
            // With all of its first word, unless that is a line of a script without spaces.
            let word = text[own..cut].rfind(' ').map_or(own, |space| own + space + 1);
            if columns_to(text, word, cut, 2 * CONTEXT) <= CONTEXT { word } else { cut }
        });
        let mut shown = around(text, &(done..end), line.start, group, columns);
        // A row begins with a word: the space before it stays at the end of the last one.
        if shown.start == done
            && let (Some(last), true) = (windows.last_mut(), text[shown.clone()].starts_with(' '))
        {
            last.span.end += 1;
            shown.start += 1;
        }
        // Nothing is left for a label that stands in the context of the one before it.
        if windows.is_empty() || !shown.is_empty() {
            windows.extend(fold(text, shown, group, columns));
        }
    }
    windows
}

/// Clips that fit on one virtual line together, each with its message at least below it; a clip that is too wide for one
/// is a group with all that it overlaps.
fn groups<'c>(text: &str, clips: &'c [Clip], columns: usize) -> Vec<&'c [Clip]> {
    let mut groups = Vec::new();
    let mut first = 0;
    let mut end = clips[0].span.end;
    for (i, clip) in clips.iter().enumerate().skip(1) {
        let start = clips[first].span.start;
        let both = columns_to(text, start, clip.span.end.max(end), columns);
        let hanging = columns_to(text, start, clip.span.start, columns) + clip.message;
        if clip.span.start >= end && (both + 2 * CONTEXT > columns || hanging + CONTEXT + SIGNS > columns) {
            groups.push(&clips[first..i]);
            first = i;
            end = clip.span.end;
        }
        end = end.max(clip.span.end);
    }
    groups.push(&clips[first..]);
    groups
}

/// The stretch of `free` to show for a group: the group itself, with context on both sides that ends between words.
/// `line` is where the line starts.
fn around(text: &str, free: &Range<usize>, line: usize, group: &[Clip], columns: usize) -> Range<usize> {
    let end = group.iter().map(|c| c.span.end).max().unwrap_or(free.start).max(free.start);
    let start = group[0].span.start.max(free.start);
    let wide = columns_to(text, start, end, columns);
    // Two columns for each `…` with its space.
    let room = columns.saturating_sub(wide + 4);
    let after = columns_to(text, end, free.end, columns);
    let message = group.iter().map(|c| c.message).max().unwrap_or(0);
    let hanging = group.iter().map(|c| columns_to(text, start, c.span.start.max(start), columns) + c.message);
    // More before than after, since a sentence is understood from its start; but the messages have to fit, behind the
    // carets if that leaves something, else below the first of them.
    let most = columns.saturating_sub(hanging.max().unwrap_or(0) + SIGNS);
    let before = (room - room.min(after).min(room * 2 / 5))
        .min(columns.saturating_sub(wide + message + 3).max(BEFORE))
        .max(CONTEXT)
        .min(most);
    let from = back(text, free.start, start, before);
    let from = if from > line { next_word(text, from, start) } else { from };
    let room = room.saturating_sub(columns_to(text, from, start, columns)).max(CONTEXT);
    from..forward(text, end, free.end, room)
}

/// `shown` in virtual lines of `columns` columns. Lines in the middle of a long label are left out.
fn fold(text: &str, shown: Range<usize>, group: &[Clip], columns: usize) -> Vec<Window> {
    // Two columns for each `…` with its space, and one for the space at which a line breaks.
    let room = columns.saturating_sub(4).max(2);
    let mut rows = Vec::new();
    let mut start = shown.start;
    while columns_to(text, start, shown.end, columns) > room {
        let end = forward(text, start, shown.end, room - 1);
        if end == start {
            break;
        }
        // The space at which the line breaks stays at its end, so that nothing falls between two rows.
        let end = end + usize::from(text[end..shown.end].starts_with(' '));
        rows.push(start..end);
        start = end;
    }
    if start < shown.end || rows.is_empty() {
        rows.push(start..shown.end);
    }
    let last = rows.len() - 1;
    let mut gap = false;
    let mut windows = Vec::new();
    for (i, row) in rows.into_iter().enumerate() {
        let inside = |at: usize| row.start <= at && at <= row.end;
        if i >= HEAD_LINES && i < last && !group.iter().any(|c| inside(c.span.start) || inside(c.span.end)) {
            gap = true;
            continue;
        }
        windows.push(Window { span: row, gap: std::mem::take(&mut gap) });
    }
    windows
}

#[cfg(test)]
#[path = "excerpt_tests.rs"]
mod tests;
