//! What the letters around a mark say of it: how likely it opens, closes, or is no mark at all.
//!
//! Everything is a cost, in tenths of what a slip of the writer weighs, and [`super::pair`] looks for the cheapest
//! reading of a whole paragraph. No rule here decides alone: the `s'` of *the Russians' plan* is a cheap apostrophe
//! and a cheap closing mark.

use super::elided::{AITCHLESS, CLIPPED, ELIDED, ELIDED_OR_WORD, elided_and};
use super::glyph::Glyph;
use crate::span::{Read, Span};

/// A mark that finds no partner. All other costs are weighed against it.
pub(super) const ALONE: u32 = 60;
/// A role that the mark cannot have.
pub(super) const NEVER: u32 = u32::MAX;
/// The apostrophe of *the boys' room*.
const GENITIVE: u32 = 10;
/// A mark inside a word, on the side where a space should be.
const LETTER: u32 = 40;
/// A space on the side where the quoted words should be.
const SPACE: u32 = 30;

/// A quotation mark, or what may be one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub(super) span: Span<Read>,
    pub(super) glyph: Glyph,
    /// Cost of the role that opens.
    pub(super) open: u32,
    /// Cost of the role that closes, before what the pair costs.
    pub(super) close: u32,
    /// Whether the mark starts an indented line, as paragraphs are set in books.
    pub(super) indented: bool,
    /// Whether the mark, if it opens, opens a sentence: after a colon or comma, before a capital.
    pub(super) sentence: bool,
    /// Whether the mark may be the apostrophe of a genitive. It then closes no quotation that is a sentence.
    pub(super) genitive: bool,
    /// Cost of no role: an apostrophe, an inch mark, a mark without a partner.
    pub(super) skip: u32,
}

impl Mark {
    /// Whether the mark, when it has no role, is a mark that lacks its partner.
    pub(super) const fn is_missed(&self) -> bool {
        self.skip >= ALONE
    }
}

/// What stands beside a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// A space, or an end of the block.
    Edge,
    /// An opening bracket.
    Open,
    /// A full stop, a comma and the like, a closing bracket.
    Stop,
    Colon,
    Letter,
    Digit,
    /// A dash, a symbol, an ellipsis, a letter of a script without spaces.
    Neutral,
}

impl Side {
    fn of(c: char) -> Self {
        match c {
            'a'..='z' | 'A'..='Z' => Self::Letter,
            ' ' | '\n' => Self::Edge,
            '(' | '[' | '{' | '<' | '¿' | '¡' | '（' | '【' => Self::Open,
            '.' | ',' | ';' | '!' | '?' | ')' | ']' | '}' | '>' | '。' | '，' | '、' | '！' | '？' | '）' => {
                Self::Stop
            }
            ':' => Self::Colon,
            _ if c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}' => Self::Edge,
            _ if c.is_numeric() => Self::Digit,
            _ if c.is_alphabetic() && !is_spaceless(c) => Self::Letter,
            _ => Self::Neutral,
        }
    }
}

/// Scripts that set no space around marks: Chinese, Japanese, Thai and its neighbours; and Korean, whose endings
/// follow the closing mark.
fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Finds the marks of one block.
pub(super) struct Marks<'t> {
    text: &'t str,
    /// The block.
    block: Span<Read>,
    /// Code and the like, in order; those that end before the block are dropped.
    inert: &'t [Span<Read>],
    /// Whether a double mark typed as two single ones is open.
    doubled: bool,
}

/// First bytes of marks in UTF-8.
const FIRST_BYTE: [bool; 256] = {
    let mut table = [false; 256];
    let mut at = 0;
    let first = [b'"', b'\'', b'`', 0xc2, 0xe2, 0xe3, 0xef];
    while at < first.len() {
        table[first[at] as usize] = true;
        at += 1;
    }
    table
};

/// The place of the first byte that may begin a mark.
fn first_mark_byte(bytes: &[u8]) -> Option<usize> {
    // Without an early end inside a piece, so that it is compiled to vector instructions.
    let holds_one = |piece: &[u8; 32]| {
        let mut any = 0;
        for &b in piece {
            any |= u8::from(b == b'"')
                | u8::from(b == b'\'')
                | u8::from(b == b'`')
                | u8::from(b == 0xc2)
                | u8::from(b == 0xe2)
                | u8::from(b == 0xe3)
                | u8::from(b == 0xef);
        }
        any != 0
    };
    let (pieces, rest) = bytes.as_chunks::<32>();
    let from = pieces.iter().position(holds_one).map_or(bytes.len() - rest.len(), |piece| piece * 32);
    bytes[from..].iter().position(|&b| FIRST_BYTE[b as usize]).map(|at| from + at)
}

impl<'t> Marks<'t> {
    pub(super) fn new(text: &'t str, inert: &'t [Span<Read>]) -> Self {
        Self { text, block: Span::at(0), inert, doubled: false }
    }

    /// Appends the marks of `block` to `marks`. Blocks come in order.
    pub(super) fn read(&mut self, block: Span<Read>, marks: &mut Vec<Mark>) {
        self.block = block;
        self.doubled = false;
        while self.inert.first().is_some_and(|span| span.end <= block.start) {
            self.inert = &self.inert[1..];
        }
        let mut inert = self.inert;
        let bytes = &self.text.as_bytes()[..block.end];
        let mut at = block.start;
        while let Some(skip) = first_mark_byte(&bytes[at..]) {
            at += skip;
            while inert.first().is_some_and(|span| span.end <= at) {
                inert = &inert[1..];
            }
            if let Some(span) = inert.first()
                && span.start <= at
            {
                at = span.end.min(block.end);
                continue;
            }
            at = if let Some(end) = self.apostrophe(at) { end } else { self.token(at, marks) };
        }
    }

    /// The end of the apostrophe at `at` if it stands between two ASCII letters or digits, as nearly all do.
    fn apostrophe(&self, at: usize) -> Option<usize> {
        let bytes = &self.text.as_bytes()[self.block.start..self.block.end];
        let at = at - self.block.start;
        let width = match bytes[at..] {
            [b'\'', ..] => 1,
            [0xe2, 0x80, 0x99, ..] => '’'.len_utf8(),
            _ => return None,
        };
        let inside = at > 0
            && bytes[at - 1].is_ascii_alphanumeric()
            && bytes.get(at + width).is_some_and(u8::is_ascii_alphanumeric);
        inside.then_some(self.block.start + at + width)
    }

    /// *‹ Back*, *Next ›*, *Home › News*: a single angle with plain spaces on both sides. Where French printers set spaces
    /// inside such marks they do not break.
    fn is_arrow(&self, at: usize, end: usize, glyph: Glyph) -> bool {
        let free = |text: &str, last: bool| {
            let next = if last { text.chars().next_back() } else { text.chars().next() };
            next.is_none_or(|c| matches!(c, ' ' | '\n'))
        };
        matches!(glyph, Glyph::LeftAngleSingle | Glyph::RightAngleSingle)
            && free(&self.text[self.block.start..at], true)
            && free(&self.text[end..self.block.end], false)
    }

    /// Reads the character at `at`, which may be a mark, and tells where to go on.
    fn token(&mut self, at: usize, marks: &mut Vec<Mark>) -> usize {
        let rest = &self.text[at..self.block.end];
        let Some(c) = rest.chars().next() else { return at + 1 };
        let end = at + c.len_utf8();
        let Some(glyph) = Glyph::of(c) else { return end };
        if self.is_inside_word(at, end, glyph) || self.is_arrow(at, end, glyph) {
            return end;
        }
        let twice = self.text[end..self.block.end].starts_with(c);
        match glyph {
            Glyph::Backtick if twice => return self.doubled_open(at, end + 1, marks),
            Glyph::Backtick => {
                // `word` in backticks is code, in which no mark is one.
                if let Some(len) = code_length(rest) {
                    return at + len;
                }
            }
            Glyph::StraightSingle | Glyph::RightSingle if twice && self.doubled => {
                self.doubled = false;
                return self.push(at, end + c.len_utf8(), Glyph::DoubledClose, marks);
            }
            Glyph::StraightSingle
                if twice
                    && self.opens_by_shape(at, end + 1)
                    && memchr::memmem::find(&rest.as_bytes()[2..], b"''").is_some() =>
            {
                return self.doubled_open(at, end + 1, marks);
            }
            Glyph::LeftSingle if twice => return self.doubled_open(at, end + c.len_utf8(), marks),
            _ => {}
        }
        // *rock 'n' roll*: neither is a mark.
        if glyph.class() == super::glyph::Class::Single
            && let Some(len) = elided_and(rest)
        {
            return at + len;
        }
        self.push(at, end, glyph, marks)
    }

    fn doubled_open(&mut self, at: usize, end: usize, marks: &mut Vec<Mark>) -> usize {
        self.doubled = true;
        self.push(at, end, Glyph::DoubledOpen, marks)
    }

    fn push(&self, at: usize, end: usize, glyph: Glyph, marks: &mut Vec<Mark>) -> usize {
        marks.push(self.weigh(Span::new(at, end), glyph));
        end
    }

    /// An apostrophe between two letters, a minute mark between two digits, the double mark of a Hebrew acronym.
    fn is_inside_word(&self, at: usize, end: usize, glyph: Glyph) -> bool {
        let (Some(before), Some(after)) = (self.before(at), self.after(end)) else { return false };
        match glyph {
            Glyph::StraightSingle | Glyph::RightSingle | Glyph::LeftSingle | Glyph::Backtick => {
                let (before, after) = (Side::of(before), Side::of(after));
                let inside = |side| matches!(side, Side::Letter | Side::Digit);
                inside(before) && inside(after)
            }
            Glyph::Straight => {
                let is_hebrew = |c: char| matches!(c, '\u{5d0}'..='\u{5ea}');
                is_hebrew(before) && is_hebrew(after)
            }
            _ => false,
        }
    }

    fn opens_by_shape(&self, at: usize, end: usize) -> bool {
        matches!(self.side_before(at), Side::Edge | Side::Open)
            && matches!(self.side_after(end), Side::Letter | Side::Digit)
    }

    /// The costs of each role of the mark at `span`.
    fn weigh(&self, span: Span<Read>, glyph: Glyph) -> Mark {
        let (before, after) = (self.side_before(span.start), self.side_after(span.end));
        let open = match before {
            Side::Edge | Side::Open | Side::Neutral => 0,
            Side::Colon => 5,
            Side::Stop => 20,
            Side::Letter | Side::Digit => LETTER,
        } + match after {
            Side::Edge => SPACE + 10,
            Side::Stop | Side::Colon => 20,
            Side::Open | Side::Letter | Side::Digit | Side::Neutral => 0,
        };
        let close = match before {
            Side::Edge | Side::Open => SPACE,
            Side::Stop | Side::Colon | Side::Letter | Side::Digit | Side::Neutral => 0,
        } + match after {
            Side::Edge | Side::Stop | Side::Colon | Side::Neutral => 0,
            Side::Open | Side::Digit => 10,
            Side::Letter => LETTER,
        };
        let indented = self.is_indented(span.start);
        let sentence = self.opens_sentence(span);
        let mut mark = Mark { span, glyph, open, close, indented, sentence, genitive: false, skip: ALONE };
        match glyph {
            Glyph::Straight => mark.skip = self.inches(span).unwrap_or(ALONE),
            Glyph::StraightSingle => self.weigh_apostrophe(&mut mark),
            Glyph::RightSingle => {
                mark.close /= 2;
                mark.open += 20;
                self.weigh_apostrophe(&mut mark);
            }
            Glyph::LeftSingle => {
                mark.open /= 2;
                self.weigh_apostrophe(&mut mark);
            }
            Glyph::Backtick => {
                mark.open += 10;
                mark.close = NEVER;
                mark.skip = 30;
            }
            Glyph::Left => mark.open /= 2,
            Glyph::Right => {
                mark.close /= 2;
                mark.open += 25;
                mark.skip = self.inches(span).unwrap_or(ALONE);
            }
            Glyph::LeftAngle | Glyph::LeftAngleSingle => {
                // Inner spaces are usual in French: shape says little, direction most.
                mark.open /= 2;
                mark.close += 10;
            }
            Glyph::RightAngle | Glyph::RightAngleSingle => {
                mark.close /= 2;
                mark.open += 10;
            }
            _ => {
                let opens = glyph.direction() == Some(true);
                (mark.open, mark.close) = if opens { (open / 2, NEVER) } else { (NEVER, close / 2) };
            }
        }
        mark
    }

    /// What it costs to take a single mark for an apostrophe, and what the word at it adds to the other roles.
    fn weigh_apostrophe(&self, mark: &mut Mark) {
        let before = self.before(mark.span.start);
        let after = self.after(mark.span.end);
        let side = |c: Option<char>| c.map_or(Side::Edge, Side::of);
        match (side(before), side(after)) {
            (Side::Letter, _) => {
                let (skip, close) = self.at_word_end(mark.span);
                mark.close = mark.close.saturating_add(close);
                mark.skip = skip;
                mark.genitive = skip == GENITIVE;
            }
            (Side::Digit, _) => mark.skip = if self.is_feet_and_inches(mark.span.end) { 3 } else { 10 },
            (_, Side::Letter | Side::Digit) => {
                let (skip, open) = self.at_word_start(mark);
                mark.open += open;
                mark.skip = skip;
            }
            (Side::Edge, Side::Edge) => mark.skip = 20,
            _ => {}
        }
    }

    /// `s'`, `in'`, `o'`: the cost of an apostrophe at the end of a word, and what it takes from a closing mark.
    fn at_word_end(&self, span: Span<Read>) -> (u32, u32) {
        let text = &self.text[self.block.start..span.start];
        let word = word_before(text);
        let mut rest = self.text[span.end..self.block.end].chars();
        let goes_on =
            rest.next().is_some_and(char::is_whitespace) && rest.next().is_some_and(char::is_alphabetic);
        match word.chars().next_back() {
            _ if is_one_of(word, CLIPPED) => (5, 10),
            // A genitive has its thing after it.
            Some('s' | 'x' | 'z' | 'S' | 'ß') if goes_on => (GENITIVE, 5),
            Some('s' | 'x' | 'z' | 'S' | 'ß') => (20, 0),
            _ if word.len() > 3 && (word.ends_with("in") || word.ends_with("IN")) => (5, 5),
            _ => (30, 0),
        }
    }

    /// `'90s`, `'tis`, `'ouse`: the cost of an apostrophe at the start of a word, and what it takes from an opening
    /// mark.
    fn at_word_start(&self, mark: &Mark) -> (u32, u32) {
        let rest = &self.text[mark.span.end..self.block.end];
        let word = word_after(rest);
        // A program that turns straight marks into curly ones writes ‘90s.
        let slip = if mark.glyph == Glyph::LeftSingle { 5 } else { 0 };
        let is_decade = match rest.as_bytes() {
            [b'0'..=b'9', b'0'..=b'9', tail @ ..] => {
                let tail = tail.strip_prefix(b"s").unwrap_or(tail);
                !tail.first().is_some_and(u8::is_ascii_alphanumeric)
            }
            _ => false,
        };
        if is_decade {
            (3 + slip, 15)
        } else if rest[word.len()..].starts_with(|c| Glyph::of(c).is_some()) {
            // One word in marks: *'em' is a pronoun*.
            (ALONE, 0)
        } else if is_one_of(word, ELIDED) {
            (3 + slip, 25)
        } else if is_one_of(word, ELIDED_OR_WORD) {
            (8 + slip, 15)
        } else if mark.glyph == Glyph::LeftSingle {
            (ALONE, 0)
        } else if is_one_of(word, AITCHLESS) {
            (20, 5)
        } else if mark.glyph == Glyph::RightSingle {
            (30, 0)
        } else {
            (ALONE, 0)
        }
    }

    /// `6"`, `5' 10"`: what it costs to take a double mark for inches or seconds.
    fn inches(&self, span: Span<Read>) -> Option<u32> {
        let before = &self.text[self.block.start..span.start];
        let number = before.trim_end_matches(|c: char| c.is_numeric() || c == '.');
        if number.len() == before.len() || before.ends_with('.') {
            return None;
        }
        let feet = number.strip_suffix(' ').unwrap_or(number);
        let has_feet = feet
            .strip_suffix(['\'', '’', '′'])
            .is_some_and(|feet| feet.ends_with(|c: char| c.is_ascii_digit()));
        Some(if has_feet { 3 } else { 15 })
    }

    /// Whether what follows the mark that ends at `end` is the ` 10"` of `5' 10"`.
    fn is_feet_and_inches(&self, end: usize) -> bool {
        let rest = &self.text[end..self.block.end];
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        let inches = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        inches.len() < rest.len() && inches.starts_with(['"', '”', '″'])
    }

    /// Whether `at` is the first character of an indented line after one that is not.
    fn is_indented(&self, at: usize) -> bool {
        let before = &self.text[self.block.start..at];
        let line_end = before.trim_end_matches([' ', '\t', '\u{a0}', '\u{3000}']);
        line_end.len() < before.len()
            && line_end.strip_suffix('\n').is_some_and(|lines| {
                let line = &lines[lines.rfind('\n').map_or(0, |at| at + 1)..];
                !line.starts_with([' ', '\t', '\u{a0}', '\u{3000}'])
            })
    }

    fn opens_sentence(&self, span: Span<Read>) -> bool {
        let lead = self.text[self.block.start..span.start].trim_end();
        (lead.is_empty() || lead.ends_with([':', ',']))
            && self.after(span.end).is_some_and(char::is_uppercase)
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text[self.block.start..at].chars().next_back()
    }

    fn after(&self, at: usize) -> Option<char> {
        self.text[at..self.block.end].chars().next()
    }

    /// What stands before `at`, looking through a few other marks: in `"'No,'` the inner mark is at the start too.
    fn side_before(&self, at: usize) -> Side {
        let mut chars = self.text[self.block.start..at].chars().rev();
        match chars.by_ref().take(4).find(|&c| !is_transparent(c)) {
            Some('…') => Side::Stop,
            Some(c) => Side::of(c),
            None => Side::Edge,
        }
    }

    fn side_after(&self, at: usize) -> Side {
        let mut chars = self.text[at..self.block.end].chars();
        match chars.by_ref().take(4).find(|&c| !is_transparent(c)) {
            Some('.') if chars.next() == Some('.') => Side::Neutral,
            Some(c) => Side::of(c),
            None => Side::Edge,
        }
    }
}

/// Other marks, and the signs of emphasis in plain text.
fn is_transparent(c: char) -> bool {
    matches!(c, '*' | '_') || Glyph::of(c).is_some()
}

/// Letters before the end of `text`, a few at most.
fn word_before(text: &str) -> &str {
    let len: usize = text.chars().rev().take(12).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    &text[text.len() - len..]
}

fn word_after(text: &str) -> &str {
    let len: usize = text.chars().take(12).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    &text[..len]
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// The length of a stretch in backticks at the start of `rest`, on one line.
fn code_length(rest: &str) -> Option<usize> {
    let end = rest.bytes().skip(1).take(200).position(|b| matches!(b, b'`' | b'\'' | b'\n'))? + 1;
    let is_code = rest.as_bytes()[end] == b'`' && end > 1 && !rest.as_bytes()[end - 1].is_ascii_whitespace();
    is_code.then_some(end + 1)
}
