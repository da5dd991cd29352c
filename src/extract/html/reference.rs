//! Character references: `&quot;`, `&#8220;`, `&eacute`.

use std::borrow::Cow;
use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// A character reference in a text.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::extract) struct Reference<'t> {
    /// Its length in bytes.
    pub(in crate::extract) len: usize,
    /// What it stands for; what follows a name without a semicolon included (`&notit;` is `¬it;`).
    pub(in crate::extract) text: Cow<'t, str>,
}

/// The character reference at the start of `rest`, which starts with `&`; `None` if the ampersand is only one.
pub(in crate::extract) fn reference(rest: &str) -> Option<Reference<'_>> {
    let body = rest[1..].bytes();
    let name = body.take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    let len = 1 + name + usize::from(rest.as_bytes().get(1 + name) == Some(&b';'));
    let source = &rest[..len];
    if let Some((_, text)) = COMMON.iter().find(|(known, _)| *known == source) {
        return Some(Reference { len, text: Cow::Borrowed(text) });
    }
    let text = decoded(source);
    (text != source).then_some(Reference { len, text: Cow::Owned(text) })
}

/// A text with its references as the standard reads them: the table of 2,231 names is the tokenizer's.
fn decoded(source: &str) -> String {
    let mut text = Vec::new();
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        if let CallbackEvent::String { value } = event {
            text.extend_from_slice(value);
        }
        None
    });
    let Ok(()) = Tokenizer::new_with_emitter(source, emitter).finish();
    String::from_utf8(text).unwrap_or_else(|_| source.to_owned())
}

/// The references that prose is full of, so that they need no tokenizer of their own.
const COMMON: [(&str, &str); 20] = [
    ("&amp;", "&"),
    ("&nbsp;", "\u{a0}"),
    ("&quot;", "\""),
    ("&ldquo;", "“"),
    ("&rdquo;", "”"),
    ("&lsquo;", "‘"),
    ("&rsquo;", "’"),
    ("&mdash;", "—"),
    ("&ndash;", "–"),
    ("&hellip;", "…"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&apos;", "'"),
    ("&#39;", "'"),
    ("&#x27;", "'"),
    ("&#8217;", "’"),
    ("&#8220;", "“"),
    ("&#8221;", "”"),
    ("&#160;", "\u{a0}"),
    ("&shy;", "\u{ad}"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_as_the_standard_has_it() {
        let read = |rest| reference(rest).map(|r| (r.len, r.text.into_owned()));
        let one = |len, text: &str| Some((len, text.to_owned()));
        assert_eq!(read("&ldquo;It"), one(7, "“"));
        assert_eq!(read("&#x201C;It"), one(8, "“"));
        // Windows-1252 in disguise, as many old pages have it.
        assert_eq!(read("&#147;It"), one(6, "“"));
        // A name without its semicolon takes the letters along that follow it.
        assert_eq!(read("&eacutet "), one(8, "ét"));
        assert_eq!(read("&NotEqualTilde;"), one(15, "≂̸"));
        assert_eq!((read("& B"), read("&"), read("&unknown; "), read("&#;")), (None, None, None, None));
    }

    #[test]
    fn the_common_ones_are_those_of_the_standard() {
        for (source, text) in COMMON {
            assert_eq!(decoded(source), text);
        }
    }
}
