//! Attributes of AsciiDoc: of the document, and of a block.

use std::ops::Range;

/// `:name: value`.
pub(super) fn entry(line: &str) -> Option<(&str, &str)> {
    let body = line.strip_prefix(':')?;
    let end = body.bytes().take(60).position(|b| b == b':')?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '!');
    let known = end > 0 && body[..end].chars().all(is_name);
    let value = &body[end + 1..];
    (known && (value.is_empty() || value.starts_with(' '))).then(|| (&body[..end], value.trim()))
}

/// A text that an attribute which is always set stands for.
pub(super) fn built_in(name: &str) -> Option<&'static str> {
    Some(match name {
        "nbsp" => "\u{a0}",
        "zwsp" => "\u{200b}",
        "wj" => "\u{2060}",
        "apos" => "'",
        "quot" => "\"",
        "lsquo" => "‘",
        "rsquo" => "’",
        "ldquo" => "“",
        "rdquo" => "”",
        "deg" => "°",
        "plus" => "+",
        "brvbar" => "¦",
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "startsb" => "[",
        "endsb" => "]",
        "vbar" => "|",
        "caret" => "^",
        "asterisk" => "*",
        "tilde" => "~",
        "backslash" => "\\",
        "backtick" => "`",
        "two-colons" => "::",
        "two-semicolons" => ";;",
        "cpp" => "C++",
        "empty" | "blank" => "",
        "sp" => " ",
        _ => return None,
    })
}

/// What the lines in brackets above a block say of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    name: String,
    /// Whom it quotes, and where from.
    pub(super) attribution: Option<Range<usize>>,
}

/// The attributes of a line in brackets, `[quote, Anna, A Book]`; `None` for a line of prose.
pub(super) fn block_style(line: &str) -> Option<&str> {
    let inner = line.strip_prefix('[')?.strip_suffix(']')?;
    let first = inner.chars().next();
    let is_list = match first {
        None => true,
        Some(c) => c.is_alphanumeric() || matches!(c, '.' | '#' | '%' | '[' | ',' | '"'),
    };
    let closes_early = inner.trim_start_matches('[').trim_end_matches(']').contains(']');
    // `[He said it.]` is prose: a name stands before a comma or is the only word.
    let name = inner.split([',', '.', '#', '%', '=']).next().unwrap_or_default();
    (is_list && !closes_early && (inner.starts_with('[') || !name.trim().contains(' '))).then_some(inner)
}

impl Style {
    /// Takes in a line in brackets, which starts at byte `start`.
    pub(super) fn add(&mut self, inner: &str, start: usize) {
        let name = inner.split([',', '.', '#', '%']).next().unwrap_or_default().trim();
        if !name.is_empty() && !name.contains('=') && !inner.starts_with('[') {
            name.clone_into(&mut self.name);
        }
        if !self.is_quote() && !self.is_verse() {
            return;
        }
        let at = |part: &str| start + 1 + (part.as_ptr() as usize - inner.as_ptr() as usize);
        if let Some((_, rest)) = inner.split_once(',') {
            let rest = rest.trim();
            let value = |key: &str| {
                let (_, value) = rest.split_once(key)?;
                let value = value.trim_start_matches(['=', '"']);
                Some(&value[..value.find(['"', ',']).unwrap_or(value.len())])
            };
            let named = value("attribution=").or_else(|| value("citetitle="));
            let name = named.unwrap_or(rest).trim_matches([' ', '"', ',']);
            if !name.is_empty() {
                self.attribution = Some(at(name)..at(name) + name.len());
            }
        }
    }

    pub(super) fn is_quote(&self) -> bool {
        self.name == "quote"
    }

    pub(super) fn is_verse(&self) -> bool {
        self.name == "verse"
    }

    /// Whether the block is no prose.
    pub(super) fn hides(&self) -> bool {
        matches!(
            self.name.as_str(),
            "source"
                | "listing"
                | "literal"
                | "pass"
                | "stem"
                | "latexmath"
                | "asciimath"
                | "comment"
                | "plantuml"
                | "ditaa"
                | "graphviz"
                | "mermaid"
        )
    }
}
