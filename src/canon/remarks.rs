//! What stands in a document and was never said: a transcript's remarks in brackets (*(Applause.)*, *[laughter]*, *[sic]*),
//! the marks of footnotes and the numbers of pages. A quotation that leaves them out leaves out nothing.

use crate::prose::{Block, Prose};
use crate::span::{OffsetMap, Read, Span, Text};

/// What a room does, and what a scribe says of the tape.
const NOISES: &[&str] = &[
    "applause",
    "applauds",
    "laughter",
    "laughs",
    "laugh",
    "laughing",
    "chuckles",
    "chuckling",
    "cheers",
    "cheering",
    "boos",
    "booing",
    "jeers",
    "pause",
    "pauses",
    "inaudible",
    "unintelligible",
    "indiscernible",
    "crosstalk",
    "sic",
    "chanting",
    "coughs",
    "sighs",
    "ovation",
    "beifall",
    "heiterkeit",
    "gelächter",
    "rires",
    "applaudissements",
    "risas",
    "aplausos",
    "risate",
    "applausi",
    "smiech",
    "śmiech",
    "oklaski",
    "smích",
    "potlesk",
    "смех",
    "аплодисменты",
    "сміх",
    "оплески",
];

/// What may stand beside a noise: how loud it is, and whose.
const BESIDE: &[&str] = &[
    "and",
    "the",
    "from",
    "in",
    "of",
    "a",
    "an",
    "loud",
    "long",
    "brief",
    "prolonged",
    "sustained",
    "continued",
    "continuing",
    "general",
    "great",
    "renewed",
    "scattered",
    "some",
    "more",
    "standing",
    "audience",
    "gallery",
    "hall",
    "room",
    "crowd",
    "house",
    "floor",
    "word",
    "words",
    "und",
    "im",
    "et",
    "y",
    "e",
    "i",
    "a",
    "и",
    "в",
    "зале",
    "та",
];

/// A bracket with more bytes than this holds more than a remark.
const LONGEST: usize = 60;

/// `prose` without what nobody said. `None` if there is nothing of the kind in it. Of the places of a prose, its text, its
/// map and its blocks are kept: what a document is read for.
#[must_use]
pub fn without_remarks(prose: &Prose) -> Option<Prose> {
    let gone = remarks(&prose.text);
    if gone.is_empty() {
        return None;
    }
    let (mut text, mut map) = (String::with_capacity(prose.text.len()), OffsetMap::<Read, Text>::default());
    let mut from = 0;
    for span in gone.iter().copied().chain([Span::at(prose.text.len())]) {
        let kept = Span::<Read>::new(from, span.start);
        text.push_str(prose.slice(kept));
        map.append(&prose.map.cut(kept), 0);
        from = span.end;
    }
    let mut removed = 0;
    let mut next = gone.iter().peekable();
    let mut moved = |at: usize| {
        while let Some(span) = next.next_if(|span| span.end <= at) {
            removed += span.len();
        }
        // Inside of what is gone, its start stands for it.
        let inside = next.peek().map_or(0, |span| at.saturating_sub(span.start));
        at - removed - inside
    };
    let mut blocks = Vec::with_capacity(prose.blocks.len());
    for block in &prose.blocks {
        let (start, end) = (moved(block.span.start), moved(block.span.end));
        blocks.push(Block { span: Span::new(start, end), kind: block.kind });
    }
    Some(Prose { text, map, blocks, ..Prose::default() })
}

/// The places of remarks in `text`, in order, each with the space before it.
fn remarks(text: &str) -> Vec<Span<Read>> {
    let bytes = text.as_bytes();
    let mut all: Vec<Span<Read>> = Vec::new();
    for open in memchr::memchr2_iter(b'(', b'[', bytes) {
        let close = if bytes[open] == b'(' { b')' } else { b']' };
        let limit = bytes.len().min(open + LONGEST);
        let Some(length) = memchr::memchr(close, &bytes[open..limit]) else { continue };
        let inner = &text[open + 1..open + length];
        let after_word = open > 0 && !bytes[open - 1].is_ascii_whitespace();
        let is_said = !(is_remark(inner) || bytes[open] == b'[' && is_mark(inner, after_word));
        if is_said {
            continue;
        }
        let end = open + length + 1;
        // The space before goes too, where one stands after: the words around are neighbours.
        let is_space = |at: usize| bytes.get(at).is_none_or(|b| matches!(b, b' ' | b'\n'));
        let start = if open > 0 && bytes[open - 1] == b' ' && is_space(end) { open - 1 } else { open };
        if all.last().is_none_or(|last| last.end <= start) {
            all.push(Span::new(start, end));
        }
    }
    all
}

fn is_remark(inner: &str) -> bool {
    let words = inner.split(|c: char| !c.is_alphanumeric() && c != ':').filter(|word| !word.is_empty());
    let mut noisy = false;
    for word in words {
        let word = word.to_lowercase();
        let word = word.trim_matches(':');
        let is_noise = NOISES.contains(&word);
        // `[inaudible 00:12:30]`
        let is_time = word.bytes().all(|b| b.is_ascii_digit() || b == b':');
        if !is_noise && !BESIDE.contains(&word) && !is_time {
            return false;
        }
        noisy |= is_noise;
    }
    noisy
}

/// The mark of a footnote (*harbour.[12]*) or the number of a page (*[p. 12]*).
fn is_mark(inner: &str, after_word: bool) -> bool {
    let is_number = |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let of_page = ["pg.", "pg", "p.", "page", "Pg.", "Pg", "P.", "Page"]
        .iter()
        .find_map(|sign| inner.strip_prefix(sign));
    after_word && is_number(inner) || of_page.is_some_and(|number| is_number(number.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract;
    use crate::text_file::TextFile;

    #[test]
    fn remarks_and_marks_are_told_from_what_was_said() {
        for inner in
            ["Applause.", "laughter", "Loud and prolonged cheers", "sic", "inaudible 00:12:30", "Смех в зале"]
        {
            assert!(is_remark(inner), "{inner}");
        }
        for inner in ["see the letter of 3 April", "and the", "the laughter of children", "", "12"] {
            assert!(!is_remark(inner), "{inner}");
        }
        assert!(is_mark("12", true) && is_mark("p. 12", false) && is_mark("Pg 7", false));
        assert!(!is_mark("12", false) && !is_mark("1999 or so", true));
    }

    #[test]
    fn what_is_left_maps_to_its_own_bytes() {
        let text = "We sold the boats. (Applause.) We sold [sic] them all.[3]\n\n[Laughter]\n\nAnd (as he said) [p. 4] the quay.\n";
        let file = TextFile::new("a.txt", text);
        let prose = without_remarks(&extract::extract(&file)).expect("remarks");
        assert!(prose.text.contains("We sold the boats. We sold them all.\n"), "{:?}", prose.text);
        assert!(prose.text.contains("And (as he said) the quay."), "{:?}", prose.text);
        for (at, word) in prose
            .text
            .split_whitespace()
            .map(|word| (word.as_ptr() as usize - prose.text.as_ptr() as usize, word))
        {
            let span = prose.map.span(Span::new(at, at + word.len()));
            assert_eq!(&text[span.range()], word);
        }
        assert!(prose.blocks.iter().all(|block| block.span.end <= prose.text.len()));
        assert!(
            prose.blocks.windows(2).all(|two| two[0].span.end <= two[1].span.start),
            "{:?}",
            prose.blocks
        );
    }
}
