//! "Did you mean": the known word that a mistyped one is nearest to.

/// The candidate that `word` was probably meant to be: fewest letters wrong, at most one in three, the first of equals.
///
/// A letter wrong, missing, too much, or swapped with its neighbour counts one; case counts nothing.
#[must_use]
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    // Nobody means a known word by something longer than this, and the distance costs the product of the lengths.
    if word.len() > 40 {
        return None;
    }
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let letters: Vec<char> = candidate.chars().flat_map(char::to_lowercase).collect();
            let wrong = distance(&word, &letters);
            (wrong * 3 <= word.len().max(letters.len())).then_some((wrong, candidate))
        })
        .min_by_key(|&(wrong, _)| wrong)
        .map(|(_, candidate)| candidate)
}

/// Edits of one letter between two words, a swap of neighbours being one (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 4] = ["text", "speaker", "misquotes", "accepted"];

    #[test]
    fn slips_of_the_keyboard_lead_to_the_word_that_was_meant() {
        for (typed, meant) in [
            ("txt", "text"),
            ("tetx", "text"),
            ("Speaker", "speaker"),
            ("speakr", "speaker"),
            ("misquote", "misquotes"),
            ("acepted", "accepted"),
        ] {
            assert_eq!(nearest(typed, KEYS), Some(meant), "{typed}");
        }
    }

    #[test]
    fn a_word_like_none_of_them_gets_no_hint() {
        for typed in ["colour", "x", "", "🙂"] {
            assert_eq!(nearest(typed, KEYS), None, "{typed}");
        }
    }
}
