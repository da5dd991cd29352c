//! Ellipses in every spelling, and the marks of footnotes.

/// The end of a run of at least `least` dots that begins at `at`; `. . .` counts, and so does `…`.
pub(super) fn ellipsis_end(text: &str, at: usize, end: usize, least: usize) -> Option<usize> {
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
pub(super) fn bracketed_ellipsis_end(text: &str, at: usize, end: usize) -> Option<usize> {
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
pub(super) fn footnote_end(text: &str, at: usize, end: usize) -> Option<usize> {
    let inside = text[at..end].strip_prefix('[')?;
    let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
    let tight = !text[..at].ends_with(char::is_whitespace) && at > 0;
    (tight && (1..=3).contains(&digits) && inside[digits..].starts_with(']')).then_some(at + digits + 2)
}
