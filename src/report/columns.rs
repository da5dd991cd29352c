//! Steps over a text by the columns that a terminal gives it.

use super::terminal::char_width;
use crate::text_file::stand_in;

/// The columns from `start` to `end`, counted no further than just over `limit`.
pub(super) fn columns_to(text: &str, start: usize, end: usize, limit: usize) -> usize {
    let mut used = 0;
    for c in text.get(start..end).unwrap_or_default().chars() {
        used += cost(c);
        if used > limit {
            break;
        }
    }
    used
}

/// Columns of a character for the purpose of folding. One of no width counts too: a line of a million combining marks
/// has to be folded like any other.
fn cost(c: char) -> usize {
    char_width(stand_in(c).unwrap_or(c)).max(1)
}

/// The furthest offset back from `at`, not before `start`, that is within `columns`.
pub(super) fn back(text: &str, start: usize, at: usize, columns: usize) -> usize {
    let mut used = 0;
    let mut reached = at;
    for (offset, c) in text[start..at].char_indices().rev() {
        used += cost(c);
        if used > columns {
            break;
        }
        // Not between a letter and its accent.
        if char_width(c) > 0 {
            reached = start + offset;
        }
    }
    if used <= columns { start } else { reached }
}

/// The start of the first word at or after `from` but not after `limit`; `from` itself where no space stands between.
pub(super) fn next_word(text: &str, from: usize, limit: usize) -> usize {
    if text[..from].ends_with(char::is_whitespace) {
        return from;
    }
    let Some(space) = text[from..limit].find(char::is_whitespace) else { return from };
    let word = limit - text[from + space..limit].trim_start().len();
    // A script without spaces is cut anywhere: better than no context at all.
    if word - from > (limit - from) / 2 { from } else { word }
}

/// The furthest offset from `at` on, not past `end`, that is within `columns` and, if there is a choice, between words.
pub(super) fn forward(text: &str, at: usize, end: usize, columns: usize) -> usize {
    let mut used = 0;
    let mut reached = at;
    let mut space = None;
    for (offset, c) in text[at..end].char_indices() {
        let here = at + offset;
        if char_width(c) > 0 {
            reached = here;
        }
        if c == ' ' {
            space = Some(here);
        }
        used += cost(c);
        if used > columns {
            // At least one character, so that folding goes on.
            let least = reached.max(at + text[at..end].chars().next().map_or(0, char::len_utf8));
            // A script with few spaces is cut anywhere: better than a line that is all but empty.
            return space.filter(|&s| s > at && s - at >= (least - at) / 2).unwrap_or(least);
        }
    }
    end
}
