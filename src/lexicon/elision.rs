//! Words of which verse leaves out a syllable: *heav'n*, *o'er*, *walk'd*, *th' harbour*, *'gainst*.

use super::spelling::is_word;
use super::{Lang, is_function_word};
use crate::normalize::fold;

/// What an apostrophe inside a word stands for: a weak vowel, or the *v* between two.
const INSIDE: [&str; 7] = ["e", "o", "i", "a", "u", "v", "ve"];
/// What one at the front stands for: the weak syllable of *against*, *between*, *escape*, *until*.
const IN_FRONT: [&str; 4] = ["a", "be", "e", "un"];

/// The English words that `surface`, a word with one apostrophe, may be short for; folded. Only words of the word list,
/// and none for what is a contraction (*he'd* is no *heed*) or a genitive.
#[must_use]
pub(super) fn full_words(surface: &str) -> Vec<String> {
    let word = surface.replace('’', "'").to_lowercase();
    let known = |word: String| (is_word(&word, Lang::En) == Some(true)).then_some(word);
    let Some((left, right)) = word.split_once('\'') else { return Vec::new() };
    if right.contains('\'') || !left.chars().chain(right.chars()).all(char::is_alphabetic) {
        return Vec::new();
    }
    let contracted = matches!(right, "d" | "ll" | "m" | "re" | "ve") && is_function_word(left, Lang::En);
    match (left, right) {
        ("", rest) => with_front(&fold(rest)),
        // *th' harbour*; *the boys'* is a genitive.
        ("th", "") => vec!["the".to_owned()],
        ("wi", "") => vec!["with".to_owned()],
        ("i", "") => vec!["in".to_owned()],
        // *don't* is no *donut*.
        (_, "" | "s" | "t") => Vec::new(),
        _ if contracted => Vec::new(),
        _ => INSIDE.iter().filter_map(|inside| known(format!("{left}{inside}{right}"))).collect(),
    }
}

/// The words of which a weak first syllable is left out in the folded `rest`.
fn with_front(rest: &str) -> Vec<String> {
    let words = IN_FRONT.iter().map(|front| format!("{front}{rest}"));
    words.filter(|word| is_word(word, Lang::En) == Some(true)).collect()
}

#[cfg(test)]
mod tests {
    use super::full_words;

    #[test]
    fn an_apostrophe_in_verse_stands_for_a_weak_syllable() {
        for (short, long) in [
            ("heav'n", "heaven"),
            ("Heav’n", "heaven"),
            ("o'er", "over"),
            ("ne'er", "never"),
            ("e'en", "even"),
            ("ev'ry", "every"),
            ("pow'r", "power"),
            ("walk'd", "walked"),
            ("lov'd", "loved"),
            ("mem'ry", "memory"),
            ("th'", "the"),
            ("'gainst", "against"),
            ("'twixt", "betwixt"),
            ("'scape", "escape"),
        ] {
            assert!(full_words(short).iter().any(|word| word == long), "{short}: {:?}", full_words(short));
        }
    }

    #[test]
    fn contractions_and_genitives_are_none() {
        for word in
            ["he'd", "we'd", "we've", "don't", "it's", "dog's", "boys'", "rock'n'roll", "I'm", "they're"]
        {
            assert!(full_words(word).is_empty(), "{word}: {:?}", full_words(word));
        }
    }
}
