//! MDX: Markdown with the components, expressions and modules of a program.
//!
//! What belongs to the program is taken out, and what is left is read as Markdown, mapped back to its place. So a quotation
//! inside a component is one like any other, and nothing of the program is ever changed.

use std::ops::Range;

use super::builder::Builder;
use super::lines::Lines;
use super::markdown;
use crate::prose::Prose;
use crate::span::{OffsetMap, Text};
use crate::text_file::TextFile;

/// Longest code in a line, in bytes.
const LONGEST_CODE: usize = 2_000;

/// Reads `file` as MDX.
///
/// Left out, besides what is left out of Markdown: `import` and `export`, expressions in braces, the tags of components
/// with their attributes. An expression that is nothing but a string is its text, and one that is a comment a comment.
#[must_use]
pub fn extract(file: &TextFile) -> Prose {
    let text = file.text.as_str();
    let mut scanner = Scanner::new(text);
    scanner.file();
    let mut builder = Builder::new(text);
    for comment in scanner.comments {
        builder.comment(comment);
    }
    builder.append(markdown::read(&scanner.markdown), &scanner.map, None);
    let mut prose = builder.finish();
    // Inside HTML too everything is written as MDX has it.
    prose.spelling.clear();
    prose
}

struct Scanner<'t> {
    text: &'t str,
    markdown: String,
    map: OffsetMap<Text, Text>,
    comments: Vec<Range<usize>>,
    /// The components that are open, each with the indentation of what it holds, once that is known.
    open: Vec<Option<usize>>,
    /// Whether a brace was found that is never closed: all that follow are braces.
    broken: bool,
    /// Whether a module was found whose brackets are never closed.
    endless: bool,
}

/// A tag.
struct Tag<'t> {
    name: &'t str,
    /// Up to behind its `>`.
    end: usize,
    closes: bool,
    /// Whether it has no content.
    empty: bool,
    /// Whether an attribute holds an expression.
    has_code: bool,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            markdown: String::with_capacity(text.len()),
            map: OffsetMap::default(),
            comments: Vec::new(),
            open: Vec::new(),
            broken: false,
            endless: false,
        }
    }

    fn keep(&mut self, range: Range<usize>) {
        self.map.push_same(range.start, range.len());
        self.markdown.push_str(&self.text[range]);
    }

    fn file(&mut self) {
        let start = if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut at = start;
        if self.text[start..].starts_with("---\n") || self.text[start..].starts_with("---\r\n") {
            let end =
                Lines::new(self.text, start).skip(1).find(|line| &self.text[line.range.clone()] == "---");
            if let Some(line) = end {
                self.keep(start..line.end.end);
                at = line.end.end;
            }
        }
        let mut after_blank = true;
        while at < self.text.len() {
            let line_end = self.line_end(at);
            let line = &self.text[at..line_end];
            let is_module = after_blank && is_module(line);
            after_blank = line.trim().is_empty();
            at = if is_module {
                after_blank = true;
                self.module_end(at)
            } else if let Some(fence) = fence(line) {
                self.fenced(at, fence)
            } else {
                self.line(at)
            };
        }
    }

    /// The end of the line that holds byte `at`, without what ends it.
    fn line_end(&self, at: usize) -> usize {
        let rest = &self.text.as_bytes()[at..];
        memchr::memchr2(b'\n', b'\r', rest).map_or(self.text.len(), |end| at + end)
    }

    /// The first byte after what ends the line that ends at `end`.
    fn next_line(&self, end: usize) -> usize {
        let rest = &self.text[end..];
        end + if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) }
    }

    /// An `import` or `export` ends at the first blank line at which all of its brackets are closed.
    fn module_end(&mut self, start: usize) -> usize {
        let mut depth = 0_usize;
        let mut first_blank = None;
        let mut at = start;
        while at < self.text.len() {
            match self.text.as_bytes()[at] {
                b'{' | b'(' | b'[' => depth += 1,
                b'}' | b')' | b']' => depth = depth.saturating_sub(1),
                b'\n' | b'\r' => {
                    let next = self.next_line(at);
                    if self.text[next..self.line_end(next)].trim().is_empty() {
                        if depth == 0 || self.endless {
                            return next;
                        }
                        first_blank = first_blank.or(Some(next));
                    }
                    at = next;
                    continue;
                }
                _ => {
                    at = self.program(at);
                    continue;
                }
            }
            at += 1;
        }
        // What is never closed ends at a blank line, and so does all that follows.
        self.endless = depth > 0;
        if depth == 0 { at } else { first_blank.unwrap_or(at) }
    }

    /// Passes over a string, a comment or one other character of a program.
    fn program(&self, at: usize) -> usize {
        let rest = &self.text.as_bytes()[at..];
        let past = |sign: &[u8]| memchr::memmem::find(rest, sign).map_or(rest.len(), |end| end + sign.len());
        at + match rest {
            [b'/', b'*', ..] => past(b"*/"),
            [b'/', b'/', ..] => memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len()),
            [mark @ (b'"' | b'\'' | b'`'), inside @ ..] => {
                let mut escaped = false;
                let end = inside.iter().position(|b| {
                    let ends = !escaped && (b == mark || *b == b'\n' && *mark != b'`');
                    escaped = !escaped && *b == b'\\';
                    ends
                });
                // A mark without a partner on its line is an apostrophe.
                match end {
                    Some(end) if inside[end] == *mark => end + 2,
                    _ => 1,
                }
            }
            _ => 1,
        }
    }

    /// Code up to the closing fence.
    fn fenced(&mut self, start: usize, (sign, width): (u8, usize)) -> usize {
        let mut at = start;
        loop {
            let end = self.line_end(at);
            let line = &self.text[at..end];
            let is_fence =
                at == start || fence(line).is_some_and(|(s, w)| s == sign && w >= width && is_bare(line));
            let from = if is_fence { at + (line.len() - line.trim_start().len()) } else { at };
            let next = self.next_line(end);
            self.keep(from..next);
            if next == self.text.len() || is_fence && at > start {
                return next;
            }
            at = next;
        }
    }

    /// Reads a line, with the expressions and tags that begin on it; where the next one starts.
    fn line(&mut self, start: usize) -> usize {
        let mut at = start;
        let line = &self.text[start..self.line_end(start)];
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(base) = self.open.last_mut()
            && indent < line.len()
        {
            // What a component holds may be indented: that makes no code of it.
            at += indent.min(*base.get_or_insert(indent));
        }
        let mut kept = at;
        while at < self.text.len() {
            let rest = &self.text.as_bytes()[at..];
            let Some(stop) = rest.iter().position(|b| b"\n\r\\`{<".contains(b)) else { break };
            at += stop;
            at = match self.text.as_bytes()[at] {
                b'\n' | b'\r' => {
                    let next = self.next_line(at);
                    self.keep(kept..next);
                    return next;
                }
                b'\\' => at + 1 + self.text[at + 1..].chars().next().map_or(0, char::len_utf8),
                b'`' => self.code_end(at),
                b'{' => match self.expression(at) {
                    Some(end) => {
                        self.keep(kept..at);
                        self.value(at + 1..end - 1);
                        kept = end;
                        end
                    }
                    None => at + 1,
                },
                _ => match self.tag(at) {
                    Some(tag) => {
                        self.keep(kept..at);
                        kept = tag.end;
                        let whole = self.text[start..at].trim().is_empty()
                            && self.text[tag.end..self.line_end(tag.end)].trim().is_empty();
                        self.read_tag(at, &tag, whole);
                        tag.end
                    }
                    None => at + 1,
                },
            };
        }
        self.keep(kept..self.text.len());
        self.text.len()
    }

    /// Behind the code that begins with the backtick at `at`; behind these backticks if they begin none.
    fn code_end(&self, at: usize) -> usize {
        let rest = &self.text.as_bytes()[at..];
        let width = rest.iter().take_while(|&&b| b == b'`').count();
        let mut from = width;
        let reach = &rest[..rest.len().min(width + LONGEST_CODE)];
        while let Some(found) = reach.get(from..).and_then(|near| memchr::memchr2(b'`', b'\n', near)) {
            from += found;
            if rest[from] == b'\n' {
                from += 1;
                if rest[from..].iter().find(|b| !b" \t\r".contains(b)).is_none_or(|b| *b == b'\n') {
                    break;
                }
                continue;
            }
            let run = rest[from..].iter().take_while(|&&b| b == b'`').count();
            from += run;
            if run == width {
                return at + from;
            }
        }
        at + width
    }

    /// Behind the expression that begins with the brace at `at`.
    fn expression(&mut self, at: usize) -> Option<usize> {
        if self.broken {
            return None;
        }
        let mut depth = 0_usize;
        let mut here = at;
        while here < self.text.len() {
            match self.text.as_bytes()[here] {
                b'{' => depth += 1,
                b'}' if depth == 1 => return Some(here + 1),
                b'}' => depth -= 1,
                _ => {
                    here = self.program(here);
                    continue;
                }
            }
            here += 1;
        }
        self.broken = true;
        None
    }

    /// What an expression adds to the text.
    fn value(&mut self, range: Range<usize>) {
        let source = &self.text[range.clone()];
        let inner = source.trim();
        let start = range.start + (source.len() - source.trim_start().len());
        if let Some(comment) = inner.strip_prefix("/*").and_then(|rest| rest.strip_suffix("*/")) {
            self.comments.push(start + 2..start + 2 + comment.len());
        } else if inner.len() > 1
            && inner.starts_with(['"', '\'', '`'])
            && inner.ends_with(&inner[..1])
            && !inner[1..inner.len() - 1].contains([inner.as_bytes()[0] as char, '\\', '$', '\n'])
        {
            self.keep(start + 1..start + inner.len() - 1);
        }
    }

    /// The tag that begins with the bracket at `at`.
    fn tag(&mut self, at: usize) -> Option<Tag<'t>> {
        let text = self.text;
        let rest = &text[at + 1..];
        let closes = rest.starts_with('/');
        let start = at + 1 + usize::from(closes);
        let is_name = |b: &u8| b.is_ascii_alphanumeric() || b"._-".contains(b);
        let name = &text[start..];
        let name = &name[..name.bytes().take_while(is_name).count()];
        let mut here = start + name.len();
        let starts = name.starts_with(|c: char| c.is_ascii_alphabetic());
        // `<>`, `</>`; `<https://…>` is a link.
        if !(starts || name.is_empty() && text[here..].starts_with('>')) || text[here..].starts_with("://") {
            return None;
        }
        let mut has_code = false;
        while let Some(&b) = text.as_bytes().get(here) {
            here = match b {
                b'>' => {
                    let empty = text[..here].ends_with('/');
                    return Some(Tag { name, end: here + 1, closes, empty, has_code });
                }
                b'{' => {
                    has_code = true;
                    self.expression(here)?
                }
                b'"' | b'\'' => here + 1 + memchr::memchr(b, &text.as_bytes()[here + 1..])? + 1,
                b'<' => return None,
                b'\n' if text[here + 1..].starts_with(['\n', '\r']) => return None,
                _ => here + 1,
            };
        }
        None
    }

    /// What a tag leaves behind: nothing of a component, all but its expressions of an element of HTML.
    fn read_tag(&mut self, at: usize, tag: &Tag<'t>, whole: bool) {
        let is_component = tag.name.is_empty()
            || tag.name.contains('.')
            || tag.name.starts_with(|c: char| c.is_ascii_uppercase());
        // On a line of its own it only holds Markdown.
        let holds = whole && HOLDERS.contains(&tag.name);
        if (is_component || holds) && whole && !tag.empty {
            match tag.closes {
                true => drop(self.open.pop()),
                false => self.open.push(None),
            }
        }
        if is_component || holds {
            return;
        }
        let name_end = at + 1 + usize::from(tag.closes) + tag.name.len();
        if tag.has_code {
            self.keep(at..name_end);
            self.keep(tag.end - 1..tag.end);
        } else {
            self.keep(at..tag.end);
        }
    }
}

/// Elements of HTML that hold Markdown where their tags stand on lines of their own.
const HOLDERS: [&str; 13] = [
    "div",
    "section",
    "article",
    "details",
    "summary",
    "center",
    "main",
    "aside",
    "header",
    "footer",
    "figure",
    "figcaption",
    "span",
];

fn is_module(line: &str) -> bool {
    ["import ", "export ", "import{", "export{", "import\"", "import'"]
        .iter()
        .any(|word| line.starts_with(word))
}

/// The sign and the width of a fence of code.
fn fence(line: &str) -> Option<(u8, usize)> {
    let line = line.trim_start().as_bytes();
    let sign = *line.first().filter(|b| b"`~".contains(b))?;
    let width = line.iter().take_while(|&&b| b == sign).count();
    (width >= 3 && (sign == b'~' || !line[width..].contains(&b'`'))).then_some((sign, width))
}

/// Whether a line holds nothing but its fence.
fn is_bare(line: &str) -> bool {
    line.trim().bytes().all(|b| b == b'`' || b == b'~')
}

#[cfg(test)]
mod tests;
