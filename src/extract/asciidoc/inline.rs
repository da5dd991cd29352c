//! The markup inside a paragraph of AsciiDoc.

use std::ops::Range;

use super::Reader;
use super::attributes::built_in;
use crate::extract::html::reference::reference;
use crate::span::Span;

/// Formatting marks: the sign, twice where it may stand inside a word.
const FORMATS: [&str; 8] = ["**", "__", "``", "##", "*", "_", "`", "#"];
/// Which of them set code.
const CODE: [&str; 2] = ["``", "`"];

/// A mark whose end is known.
struct Pending {
    /// Where the end is.
    at: usize,
    len: usize,
    /// The sign that ends it.
    sign: &'static str,
    /// What the end is read as.
    text: &'static str,
    /// Where the text of code starts in the prose.
    code: Option<usize>,
}

/// For one kind of mark, an end that was found, or that there is none.
#[derive(Clone, Copy)]
enum Found {
    Unknown,
    At(usize),
    None,
}

impl Reader<'_> {
    /// Appends the text of `range` without its markup. A block is open.
    pub(super) fn inline(&mut self, range: Range<usize>) {
        let mut pending: Vec<Pending> = Vec::new();
        let mut found = [Found::Unknown; FORMATS.len() + 2];
        let mut at = range.start;
        let legacy = memchr::memmem::find(self.text[range.clone()].as_bytes(), b"''").is_some();
        while at < range.end {
            if let Some(n) = pending.iter().rposition(|mark| mark.at == at) {
                let mark = pending.swap_remove(n);
                if let Some(start) = mark.code {
                    self.builder.inert(Span::new(start, self.builder.len()));
                }
                self.builder.replace(at..at + mark.len, mark.text);
                at += mark.len;
                continue;
            }
            let rest = &self.text.as_bytes()[at..range.end];
            let next = pending.iter().map(|mark| mark.at).min().unwrap_or(range.end);
            let plain = rest.iter().position(|b| b"*_`#\"'\\{<[\n\r&:^~+(.-".contains(b));
            let stop = plain.map_or(range.end, |plain| at + plain).min(next.max(at));
            if stop > at {
                self.builder.copy(at..stop);
                at = stop;
                continue;
            }
            let before = at;
            at = self.mark(at, &range, legacy, &mut pending, &mut found);
            // An end that stands in a footnote is not the one that was meant.
            for mark in pending.iter_mut().filter(|mark| before < mark.at && mark.at < at) {
                let end = end_of(self.text, at, range.end, mark.sign, &mut Found::Unknown, true);
                mark.at = end.unwrap_or(range.end);
            }
        }
    }

    /// Reads the character at `at`, which may be markup, and tells where to go on.
    fn mark(
        &mut self,
        at: usize,
        range: &Range<usize>,
        legacy: bool,
        pending: &mut Vec<Pending>,
        found: &mut [Found; FORMATS.len() + 2],
    ) -> usize {
        let text = self.text;
        let rest = &text[at..range.end];
        let before = text[range.start..at].chars().next_back();
        let len = match rest.as_bytes()[0] {
            b'\\' if rest[1..].starts_with(|c: char| c.is_ascii_punctuation()) => {
                self.builder.copy(at + 1..at + 2);
                2
            }
            b'\n' | b'\r' => self.line_break(at, range.end),
            b'"' | b'\'' if rest[1..].starts_with('`') => {
                let (end, open, close, kind) = match rest.starts_with('"') {
                    true => ("`\"", "“", "”", FORMATS.len()),
                    false => ("`'", "‘", "’", FORMATS.len() + 1),
                };
                match end_of(text, at + 2, range.end, end, &mut found[kind], true) {
                    Some(close_at) if !rest[2..].starts_with(char::is_whitespace) => {
                        self.builder.replace(at..at + 2, open);
                        pending.push(Pending { at: close_at, len: 2, sign: end, text: close, code: None });
                        2
                    }
                    _ => 0,
                }
            }
            // ``As AsciiDoc was once written.''
            b'`' if rest.starts_with("``") && legacy => {
                self.builder.replace(at..at + 2, "“");
                2
            }
            b'\'' if rest.starts_with("''") => {
                self.builder.replace(at..at + 2, "”");
                2
            }
            b'`' if rest.starts_with("`'") => {
                self.builder.replace(at..at + 2, "’");
                2
            }
            b'{' => self.attribute(at, rest),
            b'<' if rest.starts_with("<<") => self.cross_reference(at, rest),
            b'[' => self.bracket(at, rest, before),
            b'&' => match reference(rest) {
                Some(found) => {
                    self.builder.replace(at..at + found.len, &found.text);
                    found.len
                }
                None => 0,
            },
            b':' => self.macro_at(at, range),
            b'^' | b'~' => self.raised(at, rest),
            b'+' => self.passed(at, rest),
            b'(' => self.sign(at, rest),
            b'.' if rest.starts_with("...") => {
                self.builder.replace(at..at + 3, "…");
                3
            }
            b'-' if rest.starts_with("--") && !rest.starts_with("---") && before != Some('-') => {
                self.builder.replace(at..at + 2, "—");
                2
            }
            _ => self.format(at, range, pending, found),
        };
        if len > 0 {
            return at + len;
        }
        let len = rest.chars().next().map_or(1, char::len_utf8);
        self.builder.copy(at..at + len);
        at + len
    }

    /// A formatting mark: its length, or 0 if it is none.
    fn format(
        &mut self,
        at: usize,
        range: &Range<usize>,
        pending: &mut Vec<Pending>,
        found: &mut [Found; FORMATS.len() + 2],
    ) -> usize {
        let text = self.text;
        let rest = &text[at..range.end];
        for (kind, &sign) in FORMATS.iter().enumerate() {
            let Some(inside) = rest.strip_prefix(sign) else { continue };
            let constrained = sign.len() == 1;
            let before = text[range.start..at].chars().next_back();
            let may_open = !constrained
                || (before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && !":;}".contains(c))
                    && inside.starts_with(|c: char| !c.is_whitespace()));
            if !may_open || inside.is_empty() {
                continue;
            }
            let from = at + sign.len();
            let Some(end) = end_of(text, from, range.end, sign, &mut found[kind], constrained) else {
                continue;
            };
            if end == from || pending.iter().any(|mark| mark.at == end) {
                continue;
            }
            let code = CODE.contains(&sign).then(|| self.builder.len());
            pending.push(Pending { at: end, len: sign.len(), sign, text: "", code });
            return sign.len();
        }
        0
    }

    /// A line break, the spaces around it, and the comments on the lines after it; a plus sign before it makes it one of the
    /// text, which it is anyway.
    fn line_break(&mut self, at: usize, end: usize) -> usize {
        let rest = &self.text[at..end];
        let from = at + usize::from(rest.starts_with("\r\n"));
        match self.text.as_bytes()[from] {
            b'\n' => self.builder.copy(from..from + 1),
            _ => self.builder.replace(from..from + 1, "\n"),
        }
        let mut next = end - rest.trim_ascii_start().len();
        while self.text[next..end].starts_with("//") && !self.text[next..end].starts_with("///") {
            let line = &self.text.as_bytes()[next..end];
            let stop = next + memchr::memchr2(b'\n', b'\r', line).unwrap_or(line.len());
            self.builder.comment(next + 2..stop);
            next = end - self.text[stop..end].trim_ascii_start().len();
        }
        next - at
    }

    /// `{name}`: its length, or 0 if it stands for nothing.
    fn attribute(&mut self, at: usize, rest: &str) -> usize {
        let Some(len) = rest.bytes().take(60).position(|b| b == b'}') else { return 0 };
        let name = &rest[1..len];
        let value = self.attributes.get(name).copied().or_else(|| built_in(name));
        match value {
            Some(value) => {
                self.builder.replace(at..at + len + 1, value);
                len + 1
            }
            None => 0,
        }
    }

    /// `<<target,text>>`.
    fn cross_reference(&mut self, at: usize, rest: &str) -> usize {
        let near = bounded(rest, 300);
        let Some(len) = near.find(">>") else { return 0 };
        if let Some(comma) = near[..len].find(',') {
            let words = near[comma + 1..len].trim();
            let start = at + len - near[comma + 1..len].trim_start().len();
            self.builder.copy(start..start + words.len());
        }
        len + 2
    }

    /// `[[anchor]]`, `[.role]#text#`: what is no text of the writer's.
    fn bracket(&mut self, _at: usize, rest: &str, before: Option<char>) -> usize {
        if rest.starts_with("[[") {
            return bounded(rest, 200).find("]]").map_or(0, |len| len + 2);
        }
        let Some(len) = rest.bytes().take(80).position(|b| b == b']') else { return 0 };
        let opens = before.is_none_or(|c| !c.is_alphanumeric());
        let marks = rest[len + 1..].starts_with(['#', '*', '_', '`']);
        let is_role =
            rest[1..].starts_with(['.', '#', '%']) || matches!(&rest[1..len], "underline" | "quote");
        if opens && marks && is_role { len + 1 } else { 0 }
    }

    /// A macro whose name stands before the colon at `at`: what there is to read in it.
    fn macro_at(&mut self, at: usize, range: &Range<usize>) -> usize {
        let text = self.text;
        let name_len = text.as_bytes()[range.start..at]
            .iter()
            .rev()
            .take(14)
            .take_while(|b| b.is_ascii_alphanumeric())
            .count();
        // A footnote follows its word without a space.
        let written = &text[at - name_len..at];
        let name =
            ["footnote", "footnoteref"].into_iter().find(|name| written.ends_with(name)).unwrap_or(written);
        let name_len = name.len();
        let rest = &text[at + 1..range.end];
        let known = matches!(
            name,
            "link"
                | "mailto"
                | "xref"
                | "footnote"
                | "footnoteref"
                | "image"
                | "icon"
                | "kbd"
                | "btn"
                | "menu"
                | "pass"
                | "stem"
                | "latexmath"
                | "asciimath"
                | "indexterm"
                | "indexterm2"
                | "anchor"
                | "http"
                | "https"
                | "ftp"
                | "irc"
        );
        if !known || rest.starts_with([' ', ':']) {
            return 0;
        }
        let target = rest.bytes().take(2000).position(|b| matches!(b, b'[' | b' ' | b'\n' | b'\t'));
        let Some(target) = target.filter(|&target| rest.as_bytes()[target] == b'[') else { return 0 };
        let Some(len) = closing(&rest[target + 1..]) else { return 0 };
        let inner = at + 1 + target + 1..at + 1 + target + 1 + len;
        let after = inner.end + 1;
        // The name is written already: it is taken back.
        self.builder.take_back(name_len);
        match name {
            "footnote" | "footnoteref" => {
                let words = &text[inner.clone()];
                let skip = if name == "footnoteref" {
                    words.find(',').map_or(words.len(), |comma| comma + 1)
                } else {
                    0
                };
                self.notes.push(inner.start + skip..inner.end);
            }
            "image" | "icon" | "stem" | "latexmath" | "asciimath" | "indexterm" | "anchor" => {}
            _ => {
                let words = &text[inner.clone()];
                // `link:x[text,window=_blank]`
                let shown = words
                    .split_once(",window=")
                    .or_else(|| words.split_once(",role="))
                    .map_or(words, |(a, _)| a);
                let shown = shown.trim_end_matches('^').trim_matches('"');
                if shown.is_empty() {
                    let target = at + 1 - if name.starts_with("http") { name_len + 1 } else { 0 };
                    self.builder.copy(target..inner.start - 1);
                } else {
                    let start = inner.start + words.find(shown).unwrap_or(0);
                    self.builder.copy(start..start + shown.len());
                }
            }
        }
        after - at
    }

    /// `^raised^` and `~lowered~`: a number that is raised is a footnote mark.
    fn raised(&mut self, at: usize, rest: &str) -> usize {
        let sign = char::from(rest.as_bytes()[0]);
        let near = bounded(&rest[1..], 40);
        let Some(len) = near.find(sign).filter(|&len| len > 0 && !near[..len].contains(char::is_whitespace))
        else {
            return 0;
        };
        let inner = &near[..len];
        if !(sign == '^' && inner.bytes().all(|b| b.is_ascii_digit() || b"[],*".contains(&b))) {
            self.builder.copy(at + 1..at + 1 + len);
        }
        len + 2
    }

    /// `+text+` and its like: text as it is.
    fn passed(&mut self, at: usize, rest: &str) -> usize {
        let signs = rest.bytes().take(3).take_while(|&b| b == b'+').count();
        // ` +` at the end of a line is a line break.
        if signs == 1 && (rest[1..].starts_with('\n') || rest[1..].starts_with("\r\n") || rest.len() == 1) {
            return 1;
        }
        let before = self.text[..at].chars().next_back();
        if signs == 1 && before.is_some_and(char::is_alphanumeric) {
            return 0;
        }
        let near = bounded(&rest[signs..], 1000);
        let sign = &rest[..signs];
        match near.find(sign) {
            Some(len) if len > 0 && !near.starts_with(char::is_whitespace) && !near[..len].contains('\n') => {
                self.builder.copy(at + signs..at + signs + len);
                len + 2 * signs
            }
            _ => 0,
        }
    }

    /// `(C)`, `((index term))`, `(((index term)))`.
    fn sign(&mut self, at: usize, rest: &str) -> usize {
        for (sign, text) in [("(C)", "©"), ("(R)", "®"), ("(TM)", "™")] {
            if rest.starts_with(sign) {
                self.builder.replace(at..at + sign.len(), text);
                return sign.len();
            }
        }
        let near = bounded(rest, 200);
        if near.starts_with("(((") {
            return near.find(")))").map_or(0, |len| len + 3);
        }
        if near.starts_with("((")
            && let Some(len) = near.find("))")
        {
            self.builder.copy(at + 2..at + len);
            return len + 2;
        }
        0
    }
}

/// The end mark `sign` of what starts at `from`, looked for once for all that start before it.
fn end_of(
    text: &str,
    from: usize,
    end: usize,
    sign: &str,
    found: &mut Found,
    constrained: bool,
) -> Option<usize> {
    match *found {
        Found::None => return None,
        Found::At(at) if at >= from => return Some(at),
        _ => {}
    }
    let rest = &text[from..end];
    let is_end = |&(at, _): &(usize, &str)| {
        let before = &rest[..at];
        let after = rest[at + sign.len()..].chars().next();
        let inside = at > 0 && !before.ends_with('\\');
        let doubled = sign.len() == 1 && (rest[at + 1..].starts_with(sign) || before.ends_with(sign));
        inside
            && !doubled
            && (!constrained
                || (!before.ends_with(char::is_whitespace)
                    && after.is_none_or(|c| !c.is_alphanumeric() && (c != '_' || sign != "_"))))
    };
    let at = rest.match_indices(sign).find(is_end).map(|(at, _)| from + at);
    *found = at.map_or(Found::None, Found::At);
    at
}

/// The length of the text in brackets that is behind its opening one.
fn closing(rest: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, b) in rest.bytes().enumerate().take(4000) {
        match b {
            b'[' => depth += 1,
            b']' if depth == 0 => return Some(at),
            b']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The first bytes of a text.
fn bounded(text: &str, len: usize) -> &str {
    let mut len = len.min(text.len());
    while !text.is_char_boundary(len) {
        len -= 1;
    }
    &text[..len]
}
