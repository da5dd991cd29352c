//! Which names stand beside a quotation.

use crate::canon::Speaker;
use crate::prose::Prose;
use crate::prose::sentences::sentence_ends;
use crate::span::{Read, Span};

/// The stretch of prose in which a name counts as standing beside a quotation: its sentence and the one before, within
/// its block or, at the start of a block, from the last sentence of the block before.
#[must_use]
pub fn surroundings(prose: &Prose, quotation: Span<Read>) -> Span<Read> {
    let Some(block) = prose.block_at(quotation.start) else { return quotation };
    let own = prose.blocks[block].span;
    let last = prose.block_at(quotation.end.max(1) - 1).map_or(own, |b| prose.blocks[b].span);
    let ends = sentence_ends(prose.slice(own));
    let start_in_block = quotation.start - own.start;
    let before: Vec<usize> = ends.iter().copied().filter(|&e| e <= start_in_block).collect();
    let start = match before.as_slice() {
        [.., earlier, _] => own.start + earlier,
        [_] => own.start,
        _ => {
            let previous = block.checked_sub(1).map(|b| prose.blocks[b].span);
            previous.map_or(own.start, |p| {
                p.start + sentence_ends(prose.slice(p)).iter().rev().nth(1).unwrap_or(&0)
            })
        }
    };
    let after = sentence_ends(&prose.text[quotation.end.min(last.end)..last.end]);
    // The words after a quotation that ends its sentence inside the marks still speak of it: `…,” said X.`
    let end = after.iter().find(|&&e| e > 3).map_or(last.end, |e| quotation.end + e);
    Span::new(start, end.max(quotation.end))
}

/// Whether `text` names `speaker`, by full name, alias or last name, as words with their capitals.
#[must_use]
pub fn names(text: &str, speaker: &Speaker) -> bool {
    let last = speaker.name.split_whitespace().next_back().filter(|_| speaker.name.contains(' '));
    let last = last.filter(|l| l.chars().count() > 2 && l.starts_with(char::is_uppercase));
    speaker
        .aliases
        .iter()
        .map(String::as_str)
        .chain([speaker.name.as_str()])
        .chain(last)
        .any(|name| holds_name(text, name))
}

fn holds_name(text: &str, name: &str) -> bool {
    let name = name.trim();
    let mut from = 0;
    while !name.is_empty()
        && let Some(at) = find_ignoring_case(&text[from..], name)
    {
        let (start, end) = (from + at, from + at + name.len());
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        let capital = !name.starts_with(char::is_uppercase) || text[start..].starts_with(char::is_uppercase);
        if capital && !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        {
            return true;
        }
        from = start + text[start..].chars().next().map_or(1, char::len_utf8);
    }
    false
}

/// Finds `name` in `text`; ASCII letters in either case, all else to the letter.
fn find_ignoring_case(text: &str, name: &str) -> Option<usize> {
    let (hay, needle) = (text.as_bytes(), name.as_bytes());
    let starts = hay.get(..(hay.len() + 1).checked_sub(needle.len())?)?;
    let first = *needle.first()?;
    memchr::memchr2_iter(first.to_ascii_lowercase(), first.to_ascii_uppercase(), starts)
        .find(|&i| hay[i..i + needle.len()].eq_ignore_ascii_case(needle) && text.is_char_boundary(i))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_counts_in_the_sentence_and_the_one_before() {
        let text = "One. Mr. Poe spoke. He said \"a b c\" to us. Later Twain came.";
        let mut prose = Prose { text: text.into(), ..Prose::default() };
        prose.blocks.push(crate::prose::Block {
            span: Span::new(0, text.len()),
            kind: crate::prose::BlockKind::Paragraph,
        });
        let at = text.find("a b c").unwrap();
        let near = surroundings(&prose, Span::new(at, at + 5));
        assert_eq!(prose.slice(near).trim(), "Mr. Poe spoke. He said \"a b c\" to us.");
    }
}
