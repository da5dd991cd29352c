//! Text made fit for a terminal: its width, and lines that keep to it.

use unicode_width::UnicodeWidthChar;

use crate::text_file::visible;

/// The columns that output for people keeps to where it can.
pub(super) const COLUMNS: usize = 80;
/// Columns from one tab stop to the next.
pub(super) const TAB: usize = 4;

/// Columns of one character. A tab counts as its widest.
pub(super) fn char_width(c: char) -> usize {
    if c == '\t' { TAB } else { c.width().unwrap_or(0) }
}

/// Columns of `text`.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// `text` on one line, with nothing in it that a terminal would obey.
pub(super) fn one_line(text: &str) -> String {
    visible(text).replace(['\n', '\t'], " ")
}

/// `text` with every run of white space as one space: prose that was wrapped, put on one line.
pub(super) fn unwrapped(text: &str) -> String {
    one_line(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `text` in at most `columns` columns: what is too much at its end gives way to `…`, at a space if one is near.
pub(super) fn shorten(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut used = 0;
    let fits = text.char_indices().find(|&(_, c)| {
        used += char_width(c);
        used + 1 > columns
    });
    let end = fits.map_or(text.len(), |(at, _)| at);
    let space = text[..end].rfind(' ').filter(|&at| width(&text[at..end]) <= columns / 3);
    format!("{}…", text[..space.unwrap_or(end)].trim_end_matches([' ', ',', ';']))
}

/// `text` in lines of at most `columns` columns where its spaces allow. Its own line breaks stay.
pub(super) fn wrap(text: &str, columns: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let mut used = 0;
        for word in line.split(' ') {
            let wide = width(word);
            if used > 0 {
                if used + 1 + wide > columns {
                    out.push('\n');
                    used = 0;
                } else {
                    out.push(' ');
                    used += 1;
                }
            }
            out.push_str(word);
            used += wide;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_long_text_is_cut_at_a_space() {
        assert_eq!(shorten("no options left aside", 30), "no options left aside");
        assert_eq!(shorten("no options left aside", 18), "no options left…");
        assert_eq!(shorten("日本語の文章", 7), "日本語…");
    }

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(wrap("one two three\nfour", 8), "one two\nthree\nfour");
    }

    proptest! {
        #[test]
        fn shortened_text_keeps_to_its_columns(text in "[a-z é日\u{301} ]{0,60}", columns in 1usize..40) {
            prop_assert!(width(&shorten(&text, columns)) <= columns);
        }

        #[test]
        fn wrapping_loses_nothing(text in "[a-z ]{0,120}", columns in 1usize..40) {
            let words = |t: &str| t.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(words(&wrap(&text, columns)), words(&text));
        }
    }
}
