//! Whether two texts differ in spelling only, by a count of the measurement's own.
//!
//! The truth calls every changed letter a changed word. A house's spelling, a slip of the pen, a contraction made or
//! written out and a doubled word are `altered` all the same, and not `misquoted`.

use crate::support::words::words;

/// So many letters may differ in a word.
const LETTERS: usize = 2;
/// Shorter words, in letters, are other words when a letter differs.
const LONG: usize = 5;

/// Whether `draft` holds the words of `record`, or of a piece of it, but for their spelling. What an ellipsis leaves out
/// may be missing.
pub fn only_in_spelling(draft: &str, record: &str) -> bool {
    [written_out as fn(&[String]) -> Vec<String>, without_apostrophes]
        .iter()
        .any(|plain| stands_in(draft, &plain(&words(record)), plain))
}

fn stands_in(draft: &str, record: &[String], plain: &fn(&[String]) -> Vec<String>) -> bool {
    let mut from = 0;
    draft.replace('…', "...").split("...").map(|piece| plain(&words(piece))).all(|piece| {
        let rest = &record[from..];
        let found = (0..=rest.len().saturating_sub(piece.len())).find(|&at| {
            rest[at..].len() >= piece.len() && piece.iter().zip(&rest[at..]).all(|(a, b)| alike(a, b))
        });
        from += found.map_or(0, |at| at + piece.len());
        found.is_some()
    })
}

/// Contractions written out, doubled words once.
fn written_out(words: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in words {
        let (stem, ending) = match word.rsplit_once('\'') {
            Some((stem, "s")) => (stem, Some("is")),
            Some((stem, "m")) => (stem, Some("am")),
            Some((stem, "re")) => (stem, Some("are")),
            Some((stem, "ve")) => (stem, Some("have")),
            Some((stem, "ll")) => (stem, Some("will")),
            Some((stem, "d")) => (stem, Some("would")),
            Some((stem, "t")) if stem.ends_with('n') => (&stem[..stem.len() - 1], Some("not")),
            _ => (word.as_str(), None),
        };
        out.extend([Some(stem), ending].into_iter().flatten().map(|w| w.replace('\'', "")));
    }
    out.dedup();
    out
}

fn without_apostrophes(words: &[String]) -> Vec<String> {
    let mut out: Vec<String> = words.iter().map(|word| word.replace('\'', "")).collect();
    out.dedup();
    out
}

fn alike(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    a == b || (a.len().max(b.len()) >= LONG && a.first() == b.first() && letters(&a, &b) <= LETTERS)
}

/// Letters changed, dropped or added (Levenshtein).
fn letters(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let cost = (diagonal + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], cost);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::only_in_spelling;

    #[test]
    fn spelling_is_told_from_wording() {
        for (draft, record) in [
            ("Who sows virtue reaps honour.", "Who sows virtue reaps honor."),
            ("It is easier at the beginning.", "It's easier at the beginning than at the end."),
            ("It happens happens as it should", "It happens as it should"),
            ("taken from a man but ... ones own way", "taken from a man but one thing: one's own way"),
        ] {
            assert!(only_in_spelling(draft, record), "{draft}");
        }
        for (draft, record) in [
            ("It is now easier.", "It is not easier."),
            ("The wind was cold.", "The wind is cold."),
            ("We left it there.", "We left it."),
        ] {
            assert!(!only_in_spelling(draft, record), "{draft}");
        }
    }
}
