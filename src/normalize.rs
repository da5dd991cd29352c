//! From text to words: Unicode folding, with the place of each word carried along.
//!
//! Two words are *the same word* when their folded forms are equal: compatibility forms and ligatures resolved, case
//! folded, accents of Latin and Greek letters left out, apostrophes straight, soft hyphens and other invisible
//! characters gone. What folding hides (accents, case, dashes) is judged later, on the surfaces.
//!
//! Scripts that put no spaces between words (Han, Kana, Thai, Lao, Khmer, Burmese) count a character, with the marks
//! that combine with it, as a word.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::span::Span;

/// Which brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bracket {
    /// `[…]`
    Square,
    /// `(…)`
    Round,
}

/// One word.
#[derive(Debug)]
pub struct Word<S> {
    /// Its place in the text that was normalized.
    pub span: Span<S>,
    folded: (u32, u32),
    /// Set for a word with brackets inside it (`[T]here`, `weapon[s]`).
    pub inner: Option<Bracket>,
}

impl<S> Word<S> {
    // A derived impl would ask the marker type for `Clone`.
    fn same(&self) -> Self {
        Self { span: self.span, folded: self.folded, inner: self.inner }
    }
}

/// Words between two brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<S> {
    /// Which brackets.
    pub bracket: Bracket,
    /// The words, as indices.
    pub words: Range<usize>,
    /// From the opening to the closing bracket.
    pub span: Span<S>,
}

/// The words of a text, and what stands between them that matters for matching.
#[derive(Debug)]
pub struct Words<S> {
    folded: String,
    /// The words in order.
    pub words: Vec<Word<S>>,
    /// Ellipses, each as the index of the word that it stands before and its place. In order.
    pub ellipses: Vec<(usize, Span<S>)>,
    /// Bracketed words, in order, without nesting.
    pub groups: Vec<Group<S>>,
    /// Indices of words that are joined to the word before by a hyphen at a line's end.
    cuts: Vec<usize>,
    /// Indices of the first words of parts after the first.
    pub part_starts: Vec<usize>,
}

impl<S> Default for Words<S> {
    fn default() -> Self {
        Self {
            folded: String::new(),
            words: Vec::new(),
            ellipses: Vec::new(),
            groups: Vec::new(),
            cuts: Vec::new(),
            part_starts: Vec::new(),
        }
    }
}

impl<S> Words<S> {
    /// The words of one text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut words = Self::default();
        words.add_part(text, Span::new(0, text.len()));
        words
    }

    /// Takes all words out, and keeps the room that they took.
    pub fn clear(&mut self) {
        self.folded.clear();
        self.words.clear();
        self.ellipses.clear();
        self.groups.clear();
        self.cuts.clear();
        self.part_starts.clear();
    }

    /// Appends the words of one part: `part` is a range of `text`, and spans are places in `text`.
    pub fn add_part(&mut self, text: &str, part: Span<S>) {
        if !self.words.is_empty() {
            self.part_starts.push(self.words.len());
        }
        Scanner { text, at: part.start, end: part.end, open: None, quick: true, out: self }.run();
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The folded form of word `index`.
    #[must_use]
    pub fn folded(&self, index: usize) -> &str {
        let (start, end) = self.words[index].folded;
        &self.folded[start as usize..end as usize]
    }

    /// From the first to the last word; `None` when there is none.
    #[must_use]
    pub fn span(&self) -> Option<Span<S>> {
        Some(self.words.first()?.span.to(self.words.last()?.span))
    }

    /// The words of a range alone, with the ellipses and groups that lie within it.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let within = |r: &Range<usize>| range.start <= r.start && r.end <= range.end;
        let shift = |index: usize| index - range.start;
        Self {
            folded: self.folded.clone(),
            words: self.words[range.clone()].iter().map(Word::same).collect(),
            ellipses: (self.ellipses.iter())
                .filter(|e| range.start < e.0 && e.0 < range.end)
                .map(|e| (shift(e.0), e.1))
                .collect(),
            groups: (self.groups.iter())
                .filter(|g| within(&g.words))
                .map(|g| Group {
                    bracket: g.bracket,
                    words: shift(g.words.start)..shift(g.words.end),
                    span: g.span,
                })
                .collect(),
            cuts: Vec::new(),
            part_starts: (self.part_starts.iter().copied())
                .filter(|&p| range.start < p && p < range.end)
                .map(shift)
                .collect(),
        }
    }

    /// The text between word `index` − 1 and word `index` of `text`; nothing where a new part begins.
    #[must_use]
    pub fn between<'t>(&self, text: &'t str, index: usize) -> Option<&'t str> {
        if index == 0 || self.part_starts.contains(&index) {
            return None;
        }
        Some(&text[self.words[index - 1].span.end..self.words[index].span.start])
    }

    /// Whether a sentence of `text` ends between word `index` − 1 and word `index`.
    #[must_use]
    pub fn stop_before(&self, text: &str, index: usize) -> bool {
        const STOPS: [char; 9] = ['.', '?', '!', ':', '…', '。', '？', '！', '॥'];
        self.between(text, index).is_none_or(|gap| gap != " " && gap.contains(STOPS))
    }

    /// Joins words that were cut at a line's end (`deci-⏎sion`) wherever `known` knows the joined form and does not
    /// hold the hyphen for part of the word.
    pub fn join_cuts(&mut self, known: impl Fn(&str) -> bool) {
        for cut in std::mem::take(&mut self.cuts).into_iter().rev() {
            let joined = format!("{}{}", self.folded(cut - 1), self.folded(cut));
            if !known(&joined) {
                continue;
            }
            let start = self.folded.len() as u32;
            self.folded.push_str(&joined);
            let second = self.words.remove(cut);
            let first = &mut self.words[cut - 1];
            first.folded = (start, self.folded.len() as u32);
            first.span = first.span.to(second.span);
            let shift = |index: &mut usize| *index -= usize::from(*index >= cut);
            self.ellipses.iter_mut().for_each(|(index, _)| shift(index));
            self.part_starts.iter_mut().for_each(shift);
            for group in &mut self.groups {
                shift(&mut group.words.start);
                shift(&mut group.words.end);
            }
        }
    }
}

/// Folds one word or a short text to the form in which words are compared.
#[must_use]
pub fn fold(text: &str) -> String {
    // One word of letters that fold to themselves, as nearly all words of the lists are.
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, 'а'..='я');
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_ascii_lowercase();
    }
    let words = Words::<crate::span::Said>::of(text);
    (0..words.len()).map(|i| words.folded(i)).collect::<Vec<_>>().join(" ")
}

struct Scanner<'a, S> {
    text: &'a str,
    at: usize,
    end: usize,
    /// The bracket that is open, its offset, and the first word after it.
    open: Option<(Bracket, usize, usize)>,
    /// Whether plain words are read the short way.
    quick: bool,
    out: &'a mut Words<S>,
}

impl<S> Scanner<'_, S> {
    fn rest(&self) -> &str {
        &self.text[self.at..self.end]
    }

    fn run(mut self) {
        // Set after a hyphen at a line's end that follows a word directly.
        let mut cut = false;
        loop {
            if self.quick && !cut {
                self.plain();
            }
            let Some(c) = self.rest().chars().next() else { break };
            if is_word_char(c) || self.inner_at(self.at).is_some_and(|(_, after)| self.goes_on_at(after)) {
                if cut && c.is_lowercase() {
                    self.out.cuts.push(self.out.words.len());
                }
                cut = false;
                self.word();
                cut = cut || self.skip_line_end_hyphen();
                continue;
            }
            cut = false;
            match c {
                '.' | '…' | '⋯' | '‥' => {
                    if let Some(end) = ellipsis_end(self.text, self.at, self.end, 3) {
                        self.ellipsis(end);
                        continue;
                    }
                }
                '[' | '(' => {
                    if let Some(end) = bracketed_ellipsis_end(self.text, self.at, self.end) {
                        self.ellipsis(end);
                        continue;
                    }
                    if let Some(end) = footnote_end(self.text, self.at, self.end) {
                        self.at = end;
                        continue;
                    }
                    let bracket = if c == '[' { Bracket::Square } else { Bracket::Round };
                    self.open = Some((bracket, self.at, self.out.words.len()));
                }
                ']' | ')' => {
                    let bracket = if c == ']' { Bracket::Square } else { Bracket::Round };
                    if let Some((open, from, first)) = self.open.take()
                        && open == bracket
                        && first < self.out.words.len()
                    {
                        self.at += 1;
                        // The ending belongs to what the brackets stand for: `[the mayor]'s` for *he's*.
                        if let Some(ending) = self.ending_at(self.at) {
                            self.at = ending;
                            self.word();
                        }
                        let span = Span::new(from, self.at);
                        self.out.groups.push(Group { bracket, words: first..self.out.words.len(), span });
                        continue;
                    }
                }
                _ if is_symbol_word(c) => {
                    self.push(self.at + c.len_utf8(), None);
                    continue;
                }
                _ => {}
            }
            self.at += c.len_utf8();
        }
    }

    /// Reads plain words and what stands between them up to the next character that asks for a closer look. Nearly all
    /// of most texts is plain, and this way costs a tenth of the other.
    fn plain(&mut self) {
        let bytes = &self.text.as_bytes()[..self.end];
        let mut at = self.at;
        while let Some(&first) = bytes.get(at) {
            match PLAIN[first as usize] {
                Plain::Letter => {
                    let Some((end, curly)) = plain_word(bytes, at) else { break };
                    let start = self.out.folded.len();
                    let word = &self.text[at..end];
                    if curly {
                        let letter = |c| if c == '’' { '\'' } else { c };
                        self.out.folded.extend(word.chars().map(letter));
                    } else {
                        self.out.folded.push_str(word);
                    }
                    self.out.folded[start..].make_ascii_lowercase();
                    let folded = (start as u32, self.out.folded.len() as u32);
                    self.out.words.push(Word { span: Span::new(at, end), folded, inner: None });
                    at = end;
                }
                Plain::Between => at += 1,
                // A stop is no ellipsis when a letter or a line follows, with or without a space.
                Plain::Stop => match bytes.get(at + 1..) {
                    Some([b' ' | b'\n', next, ..]) if PLAIN[*next as usize] == Plain::Letter => at += 2,
                    Some([next, ..]) if PLAIN[*next as usize] == Plain::Letter => at += 1,
                    Some([]) | None => at += 1,
                    _ => break,
                },
                Plain::Other if is_curly_or_dash(&bytes[at..]) => at += '’'.len_utf8(),
                Plain::Other => break,
            }
        }
        self.at = at;
    }

    fn ellipsis(&mut self, end: usize) {
        self.out.ellipses.push((self.out.words.len(), Span::new(self.at, end)));
        self.at = end;
    }

    /// Whether the word before `at` goes on there, with or without an apostrophe: `[T]here`, `[I]'d`.
    fn goes_on_at(&self, at: usize) -> bool {
        self.text[at..self.end].chars().next().is_some_and(is_word_char) || self.ending_at(at).is_some()
    }

    /// Where the letters of an ending begin that an apostrophe at `at` joins to what stands before: `'d`.
    fn ending_at(&self, at: usize) -> Option<usize> {
        let mut chars = self.text[at..self.end].chars();
        let apostrophe = chars.next().filter(|&c| is_apostrophe(c))?;
        chars.next().is_some_and(|c| c.is_alphabetic() && !is_unspaced(c)).then(|| at + apostrophe.len_utf8())
    }

    /// Letters between brackets at `at`, without a space but perhaps with an apostrophe (`who['d]`): which brackets, and
    /// the offset after the closing one.
    fn inner_at(&self, at: usize) -> Option<(Bracket, usize)> {
        let rest = &self.text[at..self.end];
        let (bracket, close) = match rest.as_bytes().first()? {
            b'[' => (Bracket::Square, ']'),
            b'(' => (Bracket::Round, ')'),
            _ => return None,
        };
        let inside = &rest[1..];
        let length = inside.find(|c: char| !c.is_alphabetic() && !is_apostrophe(c)).unwrap_or(inside.len());
        (inside[..length].contains(char::is_alphabetic) && inside[length..].starts_with(close))
            .then(|| (bracket, at + 1 + length + 1))
    }

    /// Reads the word at `self.at`.
    fn word(&mut self) {
        let mut end = self.at;
        let mut inner = None;
        let mut alone = false;
        while let Some(c) = self.text[end..self.end].chars().next() {
            if is_unspaced(c) {
                // One character is one word; what combines with it belongs to it.
                if end == self.at {
                    end += c.len_utf8();
                    alone = true;
                    continue;
                }
                break;
            }
            if is_combining_mark(c) || is_invisible(c) {
                end += c.len_utf8();
                continue;
            }
            if alone {
                break;
            }
            if is_word_char(c) {
                end += c.len_utf8();
                continue;
            }
            if let Some((bracket, after)) = self.inner_at(end) {
                if end > self.at || self.goes_on_at(after) {
                    inner = Some(bracket);
                    end = after;
                    continue;
                }
                break;
            }
            let after = end + c.len_utf8();
            let next = self.text[after..self.end].chars().find(|&c| !is_invisible(c));
            let before = self.text[self.at..end].chars().next_back();
            let joins = match c {
                '.' | ',' | ':' => {
                    before.is_some_and(|b| b.is_ascii_digit()) && next.is_some_and(|n| n.is_ascii_digit())
                }
                _ => {
                    (is_apostrophe(c) || c == '\u{b7}')
                        && next.is_some_and(|n| n.is_alphanumeric() && !is_unspaced(n))
                }
            };
            if !joins || end == self.at {
                break;
            }
            end = after;
        }
        self.push(end, inner);
    }

    fn push(&mut self, end: usize, inner: Option<Bracket>) {
        let start = self.out.folded.len() as u32;
        fold_word(&self.text[self.at..end], &mut self.out.folded);
        let folded = (start, self.out.folded.len() as u32);
        if folded.0 < folded.1 {
            // Invisible characters at the edges are no part of the word's place.
            let slice = &self.text[self.at..end];
            let trimmed = slice.trim_end_matches(is_invisible);
            let lead = trimmed.len() - trimmed.trim_start_matches(is_invisible).len();
            let span = Span::new(self.at + lead, self.at + trimmed.len());
            self.out.words.push(Word { span, folded, inner });
        }
        self.at = end;
    }

    /// After a word: skips a hyphen that ends the line and says whether there was one.
    fn skip_line_end_hyphen(&mut self) -> bool {
        let rest = self.rest();
        let Some(after) = rest.strip_prefix(['-', '\u{2010}']) else { return false };
        let trimmed = after.trim_start_matches([' ', '\t', '\r']);
        if !trimmed.starts_with('\n') {
            return false;
        }
        let next = trimmed.trim_start();
        if trimmed[..trimmed.len() - next.len()].matches('\n').count() != 1 {
            return false;
        }
        self.at = self.end - next.len();
        true
    }
}

/// What a byte is to a reader in a hurry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Plain {
    /// An ASCII letter or digit.
    Letter,
    /// A sign that only parts words.
    Between,
    /// A full stop, which may begin an ellipsis.
    Stop,
    /// Anything else.
    Other,
}

const PLAIN: [Plain; 256] = {
    let mut table = [Plain::Other; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => Plain::Letter,
            b' ' | b'\t' | b'\n' | b'\r' | b',' | b';' | b':' | b'!' | b'?' | b'"' | b'\'' | b'-' | b'/'
            | b'*' | b'_' => Plain::Between,
            b'.' => Plain::Stop,
            _ => Plain::Other,
        };
        byte += 1;
    }
    table
};

/// Whether the bytes start with a curly mark or a dash, which only part words where they stand alone.
fn is_curly_or_dash(bytes: &[u8]) -> bool {
    matches!(bytes, [0xe2, 0x80, 0x93 | 0x94 | 0x98 | 0x99 | 0x9c | 0x9d, ..])
}

/// The end of the word that starts at `at`, and whether a curly apostrophe stands in it; `None` if it takes a closer look
/// to tell.
fn plain_word(bytes: &[u8], at: usize) -> Option<(usize, bool)> {
    let letter = |at: usize| bytes.get(at).is_some_and(|&b| PLAIN[b as usize] == Plain::Letter);
    let mut curly = false;
    let mut end = at + 1;
    loop {
        while letter(end) {
            end += 1;
        }
        match bytes.get(end) {
            None | Some(b' ' | b'\n' | b'\t' | b'\r' | b';' | b'!' | b'?' | b'"' | b'/' | b'*' | b'_') => {
                return Some((end, curly));
            }
            // Between digits they belong to a number.
            Some(b'.' | b',' | b':') if !bytes[end - 1].is_ascii_digit() => return Some((end, curly)),
            // Inside a word an apostrophe belongs to it; at a line's end a hyphen may.
            Some(b'\'') if letter(end + 1) => end += 2,
            Some(b'\'') if bytes.get(end + 1).is_none_or(u8::is_ascii) => return Some((end, curly)),
            Some(b'-') if letter(end + 1) => return Some((end, curly)),
            Some(0xe2) => match bytes[end + 1..] {
                [0x80, 0x99, ..] if letter(end + 3) => (end, curly) = (end + 4, true),
                [0x80, 0x98 | 0x99] => return Some((end, curly)),
                [0x80, 0x98 | 0x99, next, ..] if next.is_ascii() && !letter(end + 3) => {
                    return Some((end, curly));
                }
                [0x80, 0x93 | 0x94 | 0x9c | 0x9d, ..] => return Some((end, curly)),
                _ => return None,
            },
            _ => return None,
        }
    }
}

/// Whether a character belongs to words.
fn is_word_char(c: char) -> bool {
    // The modifier letters that some take for apostrophes are letters by Unicode.
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        c.is_alphanumeric() && !is_footnote_digit(c) && !is_apostrophe(c)
    }
}

/// Signs that are read aloud as words, so that dropping one drops a word.
fn is_symbol_word(c: char) -> bool {
    matches!(c, '%' | '&' | '$' | '€' | '£' | '¥' | '§' | '°' | '‰' | '+' | '=' | '₴' | '₽' | '¢')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '\u{2bb}' | '\u{ff07}' | '\u{b4}' | '`')
}

/// Superscript digits in prose are nearly always footnote marks.
fn is_footnote_digit(c: char) -> bool {
    matches!(c, '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2070}' | '\u{2074}'..='\u{2079}')
}

/// Characters that no reader sees.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{34f}')
}

/// Letters of scripts that are written without spaces.
#[must_use]
pub fn is_unspaced(c: char) -> bool {
    matches!(c as u32, 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3005..=0x3007 | 0x3040..=0x30ff
        | 0x31f0..=0x31ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0xff66..=0xff9d | 0x20000..=0x3ffff)
        && c.is_alphanumeric()
}

/// The end of a run of at least `least` dots that begins at `at`; `. . .` counts, and so does `…`.
fn ellipsis_end(text: &str, at: usize, end: usize, least: usize) -> Option<usize> {
    let mut dots = 0;
    let mut last = at;
    let mut spaces = 0;
    for (offset, c) in text[at..end].char_indices() {
        match c {
            '.' => dots += 1,
            '…' | '⋯' => dots += 3,
            '‥' => dots += 2,
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' if spaces == 0 => {
                spaces += 1;
                continue;
            }
            _ => break,
        }
        spaces = 0;
        last = at + offset + c.len_utf8();
    }
    (dots >= least).then_some(last)
}

/// The end of `[...]`, `[…]`, `(…)` at `at`.
fn bracketed_ellipsis_end(text: &str, at: usize, end: usize) -> Option<usize> {
    let close = if text.as_bytes()[at] == b'[' { ']' } else { ')' };
    let inside = at + 1 + leading_spaces(&text[at + 1..end]);
    let dots = ellipsis_end(text, inside, end, 2)?;
    let after = dots + leading_spaces(&text[dots..end]);
    text[after..end].starts_with(close).then_some(after + 1)
}

fn leading_spaces(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// The end of a footnote mark such as `[12]` at `at`.
fn footnote_end(text: &str, at: usize, end: usize) -> Option<usize> {
    let inside = text[at..end].strip_prefix('[')?;
    let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
    let tight = !text[..at].ends_with(char::is_whitespace) && at > 0;
    (tight && (1..=3).contains(&digits) && inside[digits..].starts_with(']')).then_some(at + digits + 2)
}

/// Appends the folded form of one word.
fn fold_word(word: &str, out: &mut String) {
    if word.is_ascii() {
        let bytes = word.as_bytes();
        for (i, &b) in bytes.iter().enumerate() {
            match b {
                b'[' | b']' | b'(' | b')' => {}
                b'`' => out.push('\''),
                // A comma that groups thousands is a matter of style.
                b',' if groups_thousands(bytes, i) => {}
                _ => out.push(b.to_ascii_lowercase() as char),
            }
        }
        return;
    }
    let shown = word.chars().filter(|&c| !is_invisible(c) && !matches!(c, '[' | ']' | '(' | ')'));
    let start = out.len();
    // Compatibility forms would make a space and a combining mark of an acute accent that stands for an apostrophe.
    for c in shown.map(|c| if c == '\u{b4}' { '\'' } else { c }).nfkc() {
        // A compatibility form may begin with an apostrophe (`ŉ`), which no word does.
        if !(is_apostrophe(c) && (out.len() == start || out.ends_with('\''))) {
            fold_char(c, out);
        }
    }
}

fn groups_thousands(bytes: &[u8], comma: usize) -> bool {
    let after = bytes[comma + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
    after == 3
}

fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(if c == '`' { '\'' } else { c.to_ascii_lowercase() });
        return;
    }
    match c {
        _ if is_apostrophe(c) => out.push('\''),
        // The dot of Catalan `l·l`; `Ŀ` resolves to it.
        '\u{b7}' => {}
        'ß' | 'ẞ' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'ς' => out.push('σ'),
        'ё' | 'Ё' => out.push('е'),
        // Stress marks, Hebrew points, Arabic vowel signs and the tatweel are left out by most writers.
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{640}' | '\u{64b}'..='\u{652}' => {}
        _ if is_latin_or_greek(c) => {
            for part in std::iter::once(c).nfd().filter(|&p| !is_combining_mark(p)) {
                if part == c {
                    out.extend(c.to_lowercase().filter(|&l| !is_combining_mark(l)));
                } else {
                    fold_char(part, out);
                }
            }
        }
        _ => out.extend(c.to_lowercase()),
    }
}

fn is_latin_or_greek(c: char) -> bool {
    matches!(c as u32, 0xc0..=0x24f | 0x1e00..=0x1eff | 0x370..=0x3ff | 0x1f00..=0x1fff)
}

#[cfg(test)]
mod tests;
