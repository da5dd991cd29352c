//! Plain paragraphs of a Markdown file, known without the parser.
//!
//! Most prose in Markdown is paragraphs in which no character means markup. Where the file holds nothing that reaches over
//! a blank line (fenced code, HTML, definitions, front matter), its text is cut at blank lines into plain paragraphs and
//! the stretches between them, and only those are parsed, each by itself. A law in the tests holds the result to that of
//! the parser on the whole file.

use std::ops::Range;

/// A stretch of a Markdown file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    /// One paragraph, whose text is its source.
    Plain(Range<usize>),
    /// What needs the parser.
    Other(Range<usize>),
}

/// Cuts the text from byte `start` on; `None` if it has to be parsed as a whole.
pub(super) fn stretches(text: &str, start: usize) -> Option<Vec<Stretch>> {
    let bytes = text.as_bytes();
    let reaches_on = ["```", "~~~", "]:", "---", "+++"];
    if memchr::memchr2(b'<', b'\r', bytes).is_some()
        || reaches_on.iter().any(|sign| memchr::memmem::find(bytes, sign.as_bytes()).is_some())
    {
        return None;
    }
    let mut all: Vec<Stretch> = Vec::new();
    let mut at = start;
    while at < bytes.len() {
        let chunk = chunk(bytes, at);
        at = chunk.next;
        if chunk.text.is_empty() {
            continue;
        }
        match all.last_mut() {
            _ if chunk.plain => all.push(Stretch::Plain(chunk.text)),
            // What belongs to a list may come after a blank line.
            Some(Stretch::Other(other)) => other.end = chunk.text.end,
            _ => all.push(Stretch::Other(chunk.text)),
        }
    }
    Some(all)
}

struct Chunk {
    /// Its lines, without the line break after the last one.
    text: Range<usize>,
    plain: bool,
    /// Where the next one starts.
    next: usize,
}

/// The lines from `at` on up to a blank one.
fn chunk(bytes: &[u8], at: usize) -> Chunk {
    let mut end = at;
    let mut plain = true;
    let mut next = at;
    while next < bytes.len() {
        let line_end = memchr::memchr(b'\n', &bytes[next..]).map_or(bytes.len(), |i| next + i);
        let line = &bytes[next..line_end];
        next = (line_end + 1).min(bytes.len());
        if line.iter().all(|b| matches!(b, b' ' | b'\t')) {
            break;
        }
        plain = plain && starts_plain(line) && !matches!(line.last(), Some(b' ' | b'\t'));
        end = line_end;
    }
    plain = plain && !has_signs(&bytes[at..end]);
    Chunk { text: at..end, plain, next }
}

/// Whether a line starts with a letter or a quotation mark, so that it opens nothing but a paragraph.
fn starts_plain(line: &[u8]) -> bool {
    match line {
        [b'A'..=b'Z' | b'a'..=b'z' | b'"' | b'\'', ..] => true,
        [0xe2, 0x80, 0x98..=0x9f, ..] => true,
        // Two bytes: Latin letters with accents, Greek, Cyrillic.
        [0xc3..=0xd4, ..] => true,
        _ => false,
    }
}

/// Whether any byte may mean markup inside a line.
fn has_signs(bytes: &[u8]) -> bool {
    let sign = |b: u8| {
        u8::from(b == b'*')
            | u8::from(b == b'_')
            | u8::from(b == b'[')
            | u8::from(b == b']')
            | u8::from(b == b'>')
            | u8::from(b == b'&')
            | u8::from(b == b'`')
            | u8::from(b == b'\\')
            | u8::from(b == b'~')
            | u8::from(b == b'|')
            | u8::from(b == b'$')
            | u8::from(b == b'^')
    };
    // Without an early end inside a piece, so that it is compiled to vector instructions.
    let holds_one = |piece: &[u8; 32]| {
        let mut any = 0;
        for &b in piece {
            any |= sign(b);
        }
        any != 0
    };
    let (pieces, rest) = bytes.as_chunks::<32>();
    pieces.iter().any(holds_one) || rest.iter().any(|&b| sign(b) != 0)
}
