//! The little HTML that stands in Markdown: tags of one event, character references.

use std::borrow::Cow;

use super::reference::{Reference, reference};

/// One tag: its name in lower case, and whether it closes.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::extract) struct Tag {
    pub(in crate::extract) name: String,
    pub(in crate::extract) closes: bool,
}

/// A piece of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::extract) enum Piece<'t> {
    /// A tag.
    Tag(Tag),
    /// Text as it stands in the source.
    Text(&'t str),
    /// A character reference that was decoded, as it stands in the source.
    Reference(&'t str, Cow<'t, str>),
    /// A comment: the text between its signs.
    Comment(&'t str),
    /// A declaration, a processing instruction.
    Hidden,
    /// The tag or comment before it goes on after the end of this HTML, up to these characters.
    GoesOn(&'static str),
}

/// Splits raw HTML into pieces, each with its byte offset. What cannot be understood is text.
pub(in crate::extract) fn pieces(html: &str) -> impl Iterator<Item = (usize, Piece<'_>)> {
    let mut at = 0;
    let mut goes_on = None;
    std::iter::from_fn(move || {
        if let Some(end) = goes_on.take() {
            return Some((at, Piece::GoesOn(end)));
        }
        let rest = html.get(at..).filter(|rest| !rest.is_empty())?;
        let start = at;
        let (piece, len) = piece(rest).unwrap_or_else(|(piece, end)| {
            goes_on = Some(end);
            (piece, rest.len())
        });
        at += len;
        Some((start, piece))
    })
}

/// The piece at the start of `rest` with its length, or one that has no end with the characters that would end it.
fn piece(rest: &str) -> Result<(Piece<'_>, usize), (Piece<'_>, &'static str)> {
    let hidden = |end: &'static str| {
        rest.find(end).map(|at| (Piece::Hidden, at + end.len())).ok_or((Piece::Hidden, end))
    };
    if let Some(comment) = rest.strip_prefix("<!--") {
        let closed = comment.find("-->").map(|len| (Piece::Comment(&comment[..len]), "<!---->".len() + len));
        return closed.ok_or((Piece::Comment(comment), "-->"));
    }
    if rest.starts_with("<!") || rest.starts_with("<?") {
        return hidden(">");
    }
    if let Some((tag, len)) = tag(rest) {
        return match len {
            Some(len) => Ok((Piece::Tag(tag), len)),
            None => Err((Piece::Tag(tag), ">")),
        };
    }
    if rest.starts_with('&')
        && let Some(Reference { len, text }) = reference(rest)
    {
        return Ok((Piece::Reference(&rest[..len], text), len));
    }
    let first = rest.chars().next().map_or(1, char::len_utf8);
    let len = rest[first..].find(['<', '&']).map_or(rest.len(), |at| first + at);
    Ok((Piece::Text(&rest[..len]), len))
}

/// The tag at the start of `rest`, and its length if it has an end.
fn tag(rest: &str) -> Option<(Tag, Option<usize>)> {
    let body = rest.strip_prefix('<')?;
    let (closes, body) = body.strip_prefix('/').map_or((false, body), |body| (true, body));
    let len = body.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
    if !body.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name = body[..len].to_ascii_lowercase();
    // A `>` inside the marks of an attribute does not end the tag.
    let mut mark = None;
    let end = rest.bytes().position(|b| match (mark, b) {
        (None, b'"' | b'\'') => {
            mark = Some(b);
            false
        }
        (Some(open), b) if open == b => {
            mark = None;
            false
        }
        (None, b'>') => true,
        _ => false,
    });
    Some((Tag { name, closes }, end.map(|end| end + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_html_splits_into_tags_text_and_references() {
        let tag = |name: &str, closes| Piece::Tag(Tag { name: name.into(), closes });
        let found: Vec<_> = pieces("<Q cite='a>b'>A &#8220;b&ldquo; &c <!-- > -->< d</q ><?x").collect();
        let expected = vec![
            (0, tag("q", false)),
            (14, Piece::Text("A ")),
            (16, Piece::Reference("&#8220;", "“".into())),
            (23, Piece::Text("b")),
            (24, Piece::Reference("&ldquo;", "“".into())),
            (31, Piece::Text(" ")),
            (32, Piece::Text("&c ")),
            (35, Piece::Comment(" > ")),
            (45, Piece::Text("< d")),
            (48, tag("q", true)),
            (53, Piece::Hidden),
            (56, Piece::GoesOn(">")),
        ];
        assert_eq!(found, expected);
    }
}
