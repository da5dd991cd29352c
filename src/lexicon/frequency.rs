//! How telling a word is: the background probability of words and of pairs of words.

use super::{Lang, is_function_word};

/// −log2 of the background probability of a folded word in `lang`.
#[must_use]
pub fn bits(word: &str, lang: Lang) -> f32 {
    if is_function_word(word, lang) { 8.0 } else { 16.0 }
}

/// −log2 of the probability that the English word `second` follows `first`, for common pairs only.
#[must_use]
pub fn pair_bits(_first: &str, _second: &str) -> Option<f32> {
    None
}
