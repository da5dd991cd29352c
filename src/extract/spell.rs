//! How words are written in each format so that they are read back as they are: what a fix puts into a draft is a record's
//! words, and `R&D` is none in HTML, nor `100 %` in LaTeX.
//!
//! Only what a format may take for markup is written in another way, and in the plainest that it has. A law below holds
//! every function to the reader of its format.

use std::borrow::Cow;

use super::html::reference::reference;

/// Plain text, and text out of archives: nothing is markup.
pub(super) fn plain(text: &str) -> String {
    text.to_owned()
}

/// Markdown: a backslash before what may be markup here.
pub(super) fn markdown(text: &str) -> String {
    each(text, |before, rest| {
        let next = rest.chars().nth(1);
        let is_markup = match rest.as_bytes()[0] {
            b'\\' => next.is_none_or(|c| c.is_ascii_punctuation()),
            b'*' | b'`' | b'~' | b'|' => true,
            b'_' => !is_inside_word(before, next),
            b'<' => next.is_none_or(|c| c.is_alphabetic() || "/!?".contains(c)),
            b'&' => reference(rest).is_some(),
            b']' => next.is_some_and(|c| "([:".contains(c)),
            _ => false,
        };
        is_markup.then(|| format!("\\{}", &rest[..1]).into())
    })
}

/// MDX: Markdown in which braces are a program and every angle bracket a tag.
pub(super) fn mdx(text: &str) -> String {
    each(&markdown(text), |before, rest| match rest.as_bytes()[0] {
        sign @ (b'{' | b'<') if before != Some('\\') => Some(format!("\\{}", char::from(sign)).into()),
        _ => None,
    })
}

/// HTML and XHTML.
pub(super) fn html(text: &str) -> String {
    each(text, |_, rest| match rest.as_bytes()[0] {
        b'&' => Some("&amp;".into()),
        b'<' => Some("&lt;".into()),
        b'>' => Some("&gt;".into()),
        _ => None,
    })
}

/// LaTeX, with its own marks and dashes. An empty group keeps apart what would be read as one sign.
pub(super) fn latex(text: &str) -> String {
    each(text, |_, rest| {
        /// The sign that a character is written with, if two of them are another one.
        fn sign(c: char) -> Option<char> {
            Some(match c {
                '-' | '–' | '—' => '-',
                '\'' | '’' | '”' => '\'',
                '<' | '>' | ',' => c,
                _ => return None,
            })
        }
        let c = rest.chars().next()?;
        let apart = sign(c).is_some() && sign(c) == rest.chars().nth(1).and_then(sign);
        let written: Cow<'static, str> = match c {
            '\\' => "\\textbackslash{}".into(),
            '^' => "\\textasciicircum{}".into(),
            '~' => "\\textasciitilde{}".into(),
            '`' => "\\textasciigrave{}".into(),
            '{' | '}' | '$' | '&' | '%' | '#' | '_' => format!("\\{c}").into(),
            '\u{a0}' => "~".into(),
            '—' => "---".into(),
            '–' => "--".into(),
            '’' => "'".into(),
            '“' => "``".into(),
            '”' => "''".into(),
            '"' => "\"{}".into(),
            _ if apart => c.to_string().into(),
            _ => return None,
        };
        Some(if apart { written + "{}" } else { written })
    })
}

/// reStructuredText: a backslash before what may be markup.
pub(super) fn rst(text: &str) -> String {
    each(text, |_, rest| {
        let is_markup = match rest.as_bytes()[0] {
            b'\\' | b'*' | b'`' | b'|' => true,
            b'_' => rest.chars().nth(1).is_none_or(|c| !c.is_alphanumeric()),
            _ => false,
        };
        is_markup.then(|| format!("\\{}", &rest[..1]).into())
    })
}

/// AsciiDoc: character references, since a backslash that escapes nothing is one.
pub(super) fn asciidoc(text: &str) -> String {
    let mut has_colon = false;
    each(text, |before, rest| {
        let c = rest.chars().next()?;
        let next = rest.chars().nth(1);
        has_colon = !c.is_whitespace() && (has_colon || c == ':');
        let is_markup = match c {
            '*' | '`' | '#' | '^' | '~' | '+' | '{' | '|' | '\\' => true,
            '_' => !is_inside_word(before, next) || before == Some('_'),
            // `link:x[text]`, `[[anchor]]`
            '[' => has_colon || next == Some('['),
            '&' => reference(rest).is_some(),
            '<' | '\'' | '-' => next == Some(c),
            // `::` and `;;` end a term of a list, and a reference ends in one of them.
            ':' => next == Some(c) || before == Some(c),
            ';' => next == Some(c) || before.is_some_and(|c| !c.is_alphanumeric()),
            '(' => ["((", "(C)", "(R)", "(TM)"].iter().any(|sign| rest.starts_with(sign)),
            _ => false,
        };
        is_markup.then(|| format!("&#{};", u32::from(c)).into())
    })
}

/// Subtitles.
pub(super) fn subtitles(text: &str) -> String {
    each(text, |_, rest| match rest.as_bytes()[0] {
        b'&' if reference(rest).is_some() => Some("&amp;".into()),
        b'{' if rest[1..].starts_with('\\') => Some("&#123;".into()),
        b'<' if rest[1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/') => Some("&lt;".into()),
        _ => None,
    })
}

/// A string of JSON.
pub(super) fn json(text: &str) -> String {
    each(text, |_, rest| {
        let c = rest.chars().next()?;
        Some(match c {
            '"' => "\\\"".into(),
            '\\' => "\\\\".into(),
            '\n' => "\\n".into(),
            '\t' => "\\t".into(),
            c if c.is_control() => format!("\\u{:04x}", u32::from(c)).into(),
            _ => return None,
        })
    })
}

/// A string of JSON that is HTML.
pub(super) fn json_html(text: &str) -> String {
    json(&html(text))
}

fn is_inside_word(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
}

/// `text` with each character as `write` has it, from the character before it and the text that it begins.
fn each(text: &str, mut write: impl FnMut(Option<char>, &str) -> Option<Cow<'static, str>>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    for (at, c) in text.char_indices() {
        match write(before, &text[at..]) {
            Some(written) => out.push_str(&written),
            None => out.push(c),
        }
        before = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::extract::{FORMATS, Format, extract};
    use crate::text_file::TextFile;

    /// A draft of a format with `words`, as they are written there, in the middle of a sentence; none of an archive.
    fn drafts(format: &Format, words: &str) -> Vec<(String, String)> {
        let name = format!("a.{}", format.extensions[0]);
        let spelled = (format.spell)(words);
        let drafts: Vec<String> = match format.name {
            "Word" | "OpenDocument" | "EPUB" => Vec::new(),
            "HTML" => vec![format!("<p>One {spelled} two.</p>")],
            "subtitles" => vec![format!("1\n00:00:01,000 --> 00:00:02,000\nOne {spelled} two.\n")],
            // A text with tags or references is HTML, in which they are words only as references.
            "JSON" if words.contains(['<', '&']) => {
                vec![format!("{{\"text\": \"<p>One {} two.</p>\"}}", super::json_html(words))]
            }
            "JSON" => vec![format!("{{\"text\": \"One {spelled} two.\"}}")],
            "Markdown" => vec![
                format!("One {spelled} two.\n"),
                format!("A *b*.\n\n<div>\n<p>One {} two.</p>\n</div>\n", super::html(words)),
            ],
            _ => vec![format!("One {spelled} two.\n")],
        };
        drafts.into_iter().map(|text| (name.clone(), text)).collect()
    }

    fn assert_read_back(words: &str) {
        // What is drawn in another way is not read in another way.
        let drawn = |text: &str| text.replace('’', "'").split_whitespace().collect::<Vec<_>>().join(" ");
        for format in FORMATS {
            for (name, text) in drafts(format, words) {
                let read = extract(&TextFile::new(name, text.as_str())).text;
                assert!(
                    drawn(&read).contains(&drawn(&format!("One {words} two."))),
                    "{words:?} in {text:?}: {read:?}"
                );
            }
        }
    }

    #[test]
    fn what_looks_like_markup_is_read_back_as_words() {
        for words in [
            "R&D costs 100 % of $5",
            "a < b && b > c <i>d</i>",
            "2 * 3 * 4, *not* _so_ __much__ `as` snake_case_names",
            "{curly} C:\\temp\\new [x](y) [a]: b #1 ~~no~~ ^a^",
            "AT&amp;T &copy; &#8220;",
            "a|b |c| \"say\" 'so' ''twice''",
            "<<see>> ((this)) +that+ link:x[y] http://x[y]",
            "term:: and more ;; :::: so",
            "naïve — “so” – it’s",
            "\\",
            "a_ b__ c",
            "one two :: three ;; four::",
            "one *; two ;;; three",
            "<!-- no --> </p> <?x?>",
        ] {
            assert_read_back(words);
        }
    }

    proptest! {
        #[test]
        fn any_words_are_read_back(parts in proptest::collection::vec(proptest::sample::select(PARTS), 1..9)) {
            assert_read_back(parts.concat().trim());
        }
    }

    const PARTS: &[&str] = &[
        "a", "b ", " c", "é", "*", "**", "_", "`", "``", "#", "&", "&lt;", "<", ">", "<b>", "</b>", "{", "}",
        "\\", "%", "$", "^", "~", "|", "+", "[", "]", "(", ")", "\"", "'", "“", "”", "—", ",", "!", "?", ":",
        "/", "=", "@",
    ];
}
