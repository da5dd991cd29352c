//! Lines of plain text, and the marks of e-mail quotes that they start with.

use std::ops::Range;

/// A line without what ends it, and what ends it.
pub(super) struct Line {
    pub(super) range: Range<usize>,
    pub(super) end: Range<usize>,
}

/// The lines of a text: `\n`, `\r\n` and a lone `\r` each end one.
pub(super) struct Lines<'t> {
    text: &'t str,
    at: usize,
    has_cr: bool,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at, has_cr: memchr::memchr(b'\r', text.as_bytes()).is_some() }
    }
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let rest = bytes.get(start..).filter(|rest| !rest.is_empty())?;
        let found =
            if self.has_cr { memchr::memchr2(b'\n', b'\r', rest) } else { memchr::memchr(b'\n', rest) };
        let end = start + found.unwrap_or(rest.len());
        let width = match bytes.get(end) {
            Some(b'\r') if bytes.get(end + 1) == Some(&b'\n') => 2,
            Some(_) => 1,
            None => 0,
        };
        self.at = end + width;
        Some(Line { range: start..end, end: end..end + width })
    }
}

/// The width of the `#` and the spaces before a comment in plain text; only one to this program is a comment there, since
/// `# Title` and `#1` are prose.
pub(super) fn comment_prefix(line: &str) -> Option<usize> {
    let text = line.trim_start().strip_prefix('#')?.trim_start();
    text.starts_with("misquote-ignore").then(|| line.len() - text.len())
}

/// How many `>` a line starts with, and how many bytes they take with the spaces between and one after.
///
/// `>=` and `>From` (as mailboxes write it) are no quotes.
pub(super) fn quote_prefix(line: &str) -> (usize, usize) {
    let bytes = line.as_bytes();
    let mut at = bytes.iter().take(3).take_while(|&&b| b == b' ').count();
    let mut depth = 0;
    let mut end = 0;
    while bytes.get(at) == Some(&b'>') {
        depth += 1;
        at += 1;
        end = at + usize::from(bytes.get(at) == Some(&b' '));
        at = end;
    }
    match bytes.get(end) {
        Some(b'=' | b'<') => (0, 0),
        _ if depth == 1 && line.starts_with(">From ") => (0, 0),
        _ => (depth, end),
    }
}
