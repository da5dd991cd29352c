//! Looking ahead of a tag, a bounded way.

use super::reference::reference;

/// How far a footnote mark or a name may reach, in bytes of markup.
const REACH: usize = 600;

/// What stands up to the end tag of `name`, and what follows it.
fn up_to_end<'t>(rest: &'t str, name: &str) -> Option<(&'t str, &'t str)> {
    let mut reach = REACH.min(rest.len());
    while !rest.is_char_boundary(reach) {
        reach -= 1;
    }
    let near = &rest[..reach];
    for (at, _) in near.match_indices("</") {
        let after = &near[at + 2..];
        if after.len() > name.len() && after.as_bytes()[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
            let end = after.find('>')?;
            return Some((&near[..at], &rest[at + 2 + end + 1..]));
        }
    }
    None
}

/// Whether the content of a raised element is a footnote mark: `1`, `[2]`, `a`, `*`, `iv`, linked or not.
pub(super) fn is_footnote_mark(rest: &str) -> bool {
    let Some((content, _)) = up_to_end(rest, "sup") else { return false };
    let linked = content.contains("<a");
    let mut plain = String::new();
    let mut inside_tag = false;
    let mut at = 0;
    while let Some(c) = content[at..].chars().next() {
        at += c.len_utf8();
        match c {
            '<' => inside_tag = true,
            '>' if inside_tag => inside_tag = false,
            _ if inside_tag => {}
            '&' => match reference(&content[at - 1..]) {
                Some(reference) => {
                    plain.push_str(&reference.text);
                    at += reference.len - 1;
                }
                None => plain.push(c),
            },
            _ => plain.push(c),
        }
    }
    let bracketed = plain.trim().starts_with(['[', '(']);
    let mark = plain.trim().trim_matches(|c: char| "[](){}.,;".contains(c) || c.is_whitespace());
    let is_number = |mark: &str| mark.chars().all(|c| c.is_ascii_digit() || ",-–][ ".contains(c));
    let is_sign = |mark: &str| mark.chars().all(|c| "*†‡§‖¶#↑↩°".contains(c));
    let is_letters = |mark: &str| mark.len() <= 4 && mark.chars().all(|c| c.is_ascii_lowercase());
    // 1st, 2nd; 1er, 2e: what is raised belongs to the number before it, and is no link.
    is_number(mark) || is_sign(mark) || bracketed || linked && is_letters(mark)
}

/// Whether a `<cite>` is the last thing in its paragraph or block quote.
pub(super) fn cite_is_last(rest: &str) -> bool {
    let Some((_, mut after)) = up_to_end(rest, "cite") else { return false };
    loop {
        after = after.trim_start_matches(|c: char| c.is_whitespace() || ".)".contains(c));
        let Some(name) = after.strip_prefix("</") else { return false };
        let Some(end) = name.bytes().take(20).position(|b| b == b'>') else { return false };
        match name[..end].trim_end().to_ascii_lowercase().as_str() {
            "i" | "em" | "a" | "span" | "small" | "b" | "strong" => after = &name[end + 1..],
            "p" | "div" | "footer" | "blockquote" | "section" | "li" => return true,
            _ => return false,
        }
    }
}
