//! The markup inside a paragraph of reStructuredText.

use std::ops::Range;

use super::Reader;
use crate::span::Span;

/// What ends what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Emphasis,
    Strong,
    Literal,
    Interpreted,
}

const ALL: [(Mark, &str); 4] =
    [(Mark::Strong, "**"), (Mark::Emphasis, "*"), (Mark::Literal, "``"), (Mark::Interpreted, "`")];

/// Which of them.
const INTERPRETED: usize = 3;

impl Reader<'_> {
    /// Appends the text of `range` without its markup. A block is open.
    pub(super) fn inline(&mut self, range: Range<usize>) {
        let mut at = range.start;
        // Of a mark without an end, the same mark further on has none either.
        let mut missing = [false; ALL.len()];
        while at < range.end {
            let rest = &self.text.as_bytes()[at..range.end];
            let plain = rest.iter().position(|b| b"*`_|[\\\n\r:".contains(b)).unwrap_or(rest.len());
            self.builder.copy(at..at + plain);
            at += plain;
            if at == range.end {
                break;
            }
            at = self.mark(at, &range, &mut missing);
        }
    }

    /// Reads the character at `at`, which may be markup, and tells where what it starts ends.
    fn mark(&mut self, at: usize, range: &Range<usize>, missing: &mut [bool; ALL.len()]) -> usize {
        let text = self.text;
        let rest = &text[at..range.end];
        match rest.as_bytes()[0] {
            b'\\' => return self.escape(at, range.end),
            b'\n' | b'\r' => return self.line_break(at, range.end),
            b'_' => {
                // `word_` and `word__` are links, and so is the mark at hand if it starts one: _`target`.
                let end = at + rest.bytes().take(2).take_while(|&b| b == b'_').count();
                let behind = text[end..range.end].chars().next();
                let is_link = at > range.start
                    && text[range.start..at].ends_with(|c: char| c.is_alphanumeric())
                    && behind.is_none_or(|c| !c.is_alphanumeric() && c != '_');
                let starts_target = rest.starts_with("_`") && may_open(&text[range.start..at], &rest[2..]);
                if is_link || starts_target {
                    return if starts_target { at + 1 } else { end };
                }
            }
            b'[' => {
                if let Some(len) = footnote_len(rest) {
                    return at + len;
                }
            }
            b'|' => {
                if let Some(len) = self.substitution(at, range.end) {
                    return at + len;
                }
            }
            b':' => {
                // A role before what it is about.
                let name = role_len(&rest[1..]);
                if name > 0 && rest[1 + name..].starts_with(":`") && may_open(&text[range.start..at], "x") {
                    let role = &rest[1..=name];
                    let open = at + name + 2;
                    let known =
                        if missing[INTERPRETED] { None } else { self.find_end(open + 1, range.end, "`") };
                    match known {
                        Some(end) => {
                            self.interpreted(role, open + 1..end);
                            return end + 1;
                        }
                        None => missing[INTERPRETED] = true,
                    }
                }
            }
            _ => {
                for (n, (mark, sign)) in ALL.iter().enumerate() {
                    if !rest.starts_with(sign) || missing[n] {
                        continue;
                    }
                    if !may_open(&text[range.start..at], &rest[sign.len()..]) {
                        break;
                    }
                    match self.find_end(at + sign.len(), range.end, sign) {
                        Some(end) => return self.marked(*mark, at + sign.len()..end, range.end),
                        None => missing[n] = true,
                    }
                    break;
                }
            }
        }
        let len = rest.chars().next().map_or(1, char::len_utf8);
        self.builder.copy(at..at + len);
        at + len
    }

    /// Where the end mark `sign` of markup stands whose text starts at `from`.
    fn find_end(&self, from: usize, end: usize, sign: &str) -> Option<usize> {
        let rest = &self.text[from..end];
        for (at, _) in rest.match_indices(sign) {
            let before = &rest[..at];
            let after = &rest[at + sign.len()..];
            let literal = sign == "``";
            let escaped = !literal && before.ends_with('\\') && !before.ends_with("\\\\");
            let inside = at > 0 && !before.ends_with(char::is_whitespace);
            let follows = after
                .chars()
                .next()
                .is_none_or(|c| c.is_whitespace() || !(c.is_alphanumeric() || sign == "*" && c == '*'));
            if inside && !escaped && follows {
                return Some(from + at);
            }
        }
        None
    }

    /// Marked text; tells where it ends with its mark and what belongs to that.
    fn marked(&mut self, mark: Mark, text: Range<usize>, end: usize) -> usize {
        match mark {
            Mark::Emphasis | Mark::Strong => {
                self.plain(text.clone());
                text.end + if mark == Mark::Strong { 2 } else { 1 }
            }
            Mark::Literal => {
                let start = self.builder.len();
                self.builder.copy(text.clone());
                self.builder.inert(Span::new(start, self.builder.len()));
                text.end + 2
            }
            Mark::Interpreted => {
                let after = text.end + 1;
                let rest = &self.text[after..end];
                // A role behind what it is about.
                let name = rest.strip_prefix(':').map_or(0, role_len);
                if name > 0 {
                    let role = rest[1..=name].to_owned();
                    self.interpreted(&role, text);
                    return after + name + 2;
                }
                self.plain(without_target(self.text, text));
                after + rest.bytes().take(2).take_while(|&b| b == b'_').count()
            }
        }
    }

    /// Text with a role.
    fn interpreted(&mut self, role: &str, text: Range<usize>) {
        let role = role.rsplit(':').next().unwrap_or(role);
        let shown = without_target(self.text, text.clone());
        match role {
            "math" | "raw" | "cite" | "footcite" | "eq" | "index" | "numref" => {}
            // A link by name, whose text is that of the place that it leads to.
            "ref" | "doc" | "any" if shown == text => {}
            "sup" | "superscript" if self.text[shown.clone()].bytes().all(|b| b.is_ascii_digit()) => {}
            "code" | "literal" | "file" | "samp" | "kbd" | "command" | "option" | "envvar" | "class"
            | "func" | "meth" | "mod" | "attr" | "data" | "exc" | "obj" | "const" => {
                let start = self.builder.len();
                self.plain(shown);
                self.builder.inert(Span::new(start, self.builder.len()));
            }
            _ => self.plain(shown),
        }
    }

    /// Text without markup: only escapes and line breaks are read.
    fn plain(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let rest = &self.text.as_bytes()[at..range.end];
            let stop = at + memchr::memchr3(b'\\', b'\n', b'\r', rest).unwrap_or(rest.len());
            self.builder.copy(at..stop);
            at = match self.text.as_bytes().get(stop) {
                _ if stop == range.end => stop,
                Some(b'\\') => self.escape(stop, range.end),
                _ => self.line_break(stop, range.end),
            };
        }
    }

    /// A backslash: the next character as it is, and nothing for white space.
    fn escape(&mut self, at: usize, end: usize) -> usize {
        let Some(c) = self.text[at + 1..end].chars().next() else { return end };
        let after = at + 1 + c.len_utf8();
        if !c.is_whitespace() {
            self.builder.copy(at + 1..after);
        }
        after
    }

    /// A line break and the indentation of the next line.
    fn line_break(&mut self, at: usize, end: usize) -> usize {
        let rest = &self.text[at..end];
        let from = at + usize::from(rest.starts_with("\r\n"));
        match self.text.as_bytes()[from] {
            b'\n' => self.builder.copy(from..from + 1),
            _ => self.builder.replace(from..from + 1, "\n"),
        }
        at + (rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n', '\u{c}', '\u{b}']).len())
    }

    /// `|name|`, and the text that it stands for if it is known; its length.
    fn substitution(&mut self, at: usize, end: usize) -> Option<usize> {
        let rest = &self.text[at + 1..end];
        let len = rest.bytes().take(60).position(|b| b == b'|')?;
        let replacement = self.substitutions.get(&rest[..len])?;
        let mut width = len + 2;
        width += rest[len + 1..].bytes().take(2).take_while(|&b| b == b'_').count();
        self.builder.replace(at..at + width, replacement);
        Some(width)
    }
}

/// The length of the name of a role that a text starts with, up to the colon that ends it; 0 if there is none.
fn role_len(text: &str) -> usize {
    let is_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b':' | b'+');
    let len = text.bytes().take(60).take_while(is_name).count();
    text[..len].rfind(':').unwrap_or(0)
}

/// Whether markup may open between `before` and `after`.
fn may_open(before: &str, after: &str) -> bool {
    let Some(next) = after.chars().next().filter(|c| !c.is_whitespace()) else { return false };
    match before.chars().next_back() {
        None => true,
        Some(c) if c.is_whitespace() => true,
        Some(c) if c.is_alphanumeric() || c == '\\' => false,
        // `"*"` is a star in quotation marks.
        Some(open) => !matches!(
            (open, next),
            ('"', '"')
                | ('\'', '\'')
                | ('(', ')')
                | ('[', ']')
                | ('{', '}')
                | ('<', '>')
                | ('“', '”')
                | ('‘', '’')
        ),
    }
}

/// `text <target>`: the text alone.
fn without_target(source: &str, range: Range<usize>) -> Range<usize> {
    let text = &source[range.clone()];
    if text.ends_with('>')
        && let Some(open) = text.rfind('<')
        && (open == 0 || text[..open].ends_with(char::is_whitespace))
        && !text[..open].trim_end().is_empty()
    {
        return range.start..range.start + text[..open].trim_end().len();
    }
    // `!name` and `~name` of Sphinx.
    let start = range.start + usize::from(text.starts_with(['!', '~']) && text.len() > 1);
    start..range.end
}

/// The length of a footnote or citation mark: `[1]_`, `[#]_`, `[#note]_`, `[*]_`, `[CIT2002]_`.
fn footnote_len(rest: &str) -> Option<usize> {
    let len = rest.bytes().take(60).position(|b| b == b']')?;
    let label = &rest[1..len];
    let is_label = |c: char| c.is_alphanumeric() || matches!(c, '#' | '*' | '-' | '_' | '.' | '+' | ':');
    let marked = rest[len + 1..].starts_with('_') && !label.is_empty() && label.chars().all(is_label);
    let ends = rest[len + 1..].chars().nth(1).is_none_or(|c| !c.is_alphanumeric());
    (marked && ends).then_some(len + 2)
}
