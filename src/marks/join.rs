//! `“A,” she said, “b.”`: one quotation in two parts, or two?

use super::pair::Marked;
use super::saying::{ends_sentence, has_verb_of_saying, is_part_of_its_sentence};
use crate::prose::Prose;
use crate::span::{Read, Span};

/// The longest interruption, in bytes: a speaker with a title and where it was said.
const LONGEST: usize = 240;

/// Whether `second` goes on with the quotation `first`, which is the one before it in the same block and at the same
/// depth.
///
/// It does when the words between end without a full stop and the sentence goes on. Both are needed: in *called it
/// “bad” and “good”* no sentence was interrupted, so a comma or dash has to stand on each side of the words between,
/// or they have to be the few words of *she said*.
pub(super) fn goes_on(prose: &Prose, first: &Marked, second: &Marked) -> bool {
    let (Some(a), Some(b)) = (first.parts.last(), second.parts.first()) else { return false };
    if first.glyph != second.glyph || second.outer.start < first.outer.end {
        return false;
    }
    let between = Span::<Read>::new(first.outer.end, second.outer.start);
    if between.len() > LONGEST {
        return false;
    }
    let (a, between, b) = (prose.slice(*a).trim_end(), prose.slice(between), prose.slice(*b));
    let Some(first_of_b) = b.chars().find(|c| c.is_alphanumeric()) else { return false };
    // A capital says little (*“A,” she said, “I do.”*), a small letter that the sentence was not over.
    let lower = first_of_b.is_lowercase() || !first_of_b.is_alphabetic();

    let words = between.trim();
    let dashes = (words.starts_with(is_dash), words.ends_with(is_dash));
    // British marks stand inside the comma: ‘A’, she said, ‘b’. After “A.” the sentence is over, whatever follows.
    let comma = a.ends_with([',', '，', '、']) || words.starts_with([',', '，']);
    let cut_off = a.ends_with(['?', '!', '—', '–', '-', '…']) || a.ends_with("...");
    if !(comma || cut_off || dashes.0) || (a.ends_with('.') && !a.ends_with("...")) {
        return false;
    }
    let semicolon = words.ends_with(';');
    let broken = a.ends_with(is_dash) && b.trim_start().starts_with(is_dash);
    let resumes = semicolon || broken || words.ends_with([',', '，']) || dashes.1;
    let words =
        words.trim_matches(|c: char| c.is_whitespace() || is_dash(c) || matches!(c, ',' | ';' | '，'));
    let count = words.split_whitespace().count();
    if count == 0 || starts_a_list(words) || ends_sentence(words) {
        return false;
    }
    let says = has_verb_of_saying(words);
    match dashes {
        // *“A.” — Anna Smith, “A Book”* is a line of attribution.
        (true, false) => return false,
        (false, true) if !says => return false,
        _ => {}
    }
    if !resumes {
        return lower && count <= 5 && says;
    }
    if lower {
        return true;
    }
    // From here on the second part starts with a capital: a sentence of its own may be introduced by the words
    // between.
    let new_sentence = !comma && words.starts_with(char::is_uppercase);
    let lead = &prose.text[..first.outer.start];
    !(semicolon
        || new_sentence
        || turns(words)
        || is_part_of_its_sentence(lead)
        || (says && introduces(lead)))
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '―' | '-')
}

/// *He said, “A,” and I said, “B.”*: the speaker of the first quotation stands before it, so that the words between
/// name that of the second.
fn introduces(lead: &str) -> bool {
    let lead = lead.trim_end();
    let Some(clause) = lead.strip_suffix([',', ':']) else { return false };
    clause.rsplit(char::is_whitespace).take(4).any(has_verb_of_saying)
}

/// A conjunction alone, or before an item: *“bad,” and “good”*.
fn starts_a_list(words: &str) -> bool {
    let first = words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    const AND_OR: [&str; 26] = [
        "and", "or", "nor", "but", "plus", "as", "und", "oder", "sowie", "et", "ou", "y", "e", "o", "ed",
        "i", "и", "или", "та", "і", "або", "a", "nebo", "lub", "en", "och",
    ];
    AND_OR.iter().any(|known| known.eq_ignore_ascii_case(first)) && !has_verb_of_saying(words)
}

/// Words that bring in a second sentence after the speaker was named: *said Tom, and Anna replied,* but not *said Tom
/// and Anna,*; or that make the first quotation a thing of which something is said: *“A,” which means, “B”*.
fn turns(words: &str) -> bool {
    const CLAUSE: [&str; 13] = [
        "and", "but", "then", "before", "while", "adding", "added", "replied", "und", "dann", "et", "puis",
        "и",
    ];
    const RELATIVE: [&str; 6] = ["which", "who", "whose", "where", "meaning", "что"];
    let first_word = |clause: &str| clause.split_whitespace().next().unwrap_or_default().to_owned();
    let mut clauses = words.split([',', ';']).map(first_word);
    clauses.next().is_some_and(|word| RELATIVE.contains(&word.as_str()))
        || clauses.any(|word| CLAUSE.contains(&word.as_str()))
}
