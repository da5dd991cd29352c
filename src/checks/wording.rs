//! Changes of the words or of their order that are no one's habit. The last of them claims all that is left.

use super::Judge::Edit;
use crate::edit::{Cause, Difference};

/// A dropped run of so many words is a stretch of the record left out in silence.
const UNMARKED_OMISSION_WORDS: usize = 5;

check!(
    KNOWN_MISQUOTE,
    "known-misquote",
    KnownMisquote,
    Deny,
    Safe,
    Edit(|diff| diff.known_misquote),
    "A wording that the rules file lists as wrong"
);
check!(
    REORDERED_PARTS,
    "reordered-parts",
    Wording,
    Deny,
    Unsafe,
    Edit(|diff| diff.cause == Cause::Moved),
    "The parts stand in another order than they were said"
);
check!(
    SPLICE,
    "splice",
    Wording,
    Deny,
    DisplayOnly,
    Edit(|diff| diff.cause == Cause::Joint),
    "Two statements are joined into one without a mark"
);
check!(
    TRANSPOSED_WORDS,
    "transposed-words",
    Wording,
    Deny,
    Unsafe,
    Edit(is_transposed),
    "The same words in another order"
);
check!(
    UNMARKED_OMISSION,
    "unmarked-omission",
    Wording,
    Deny,
    Unsafe,
    Edit(is_long_drop),
    "Five words or more are left out without an ellipsis"
);
check!(
    DROPPED_WORDS,
    "dropped-words",
    Wording,
    Deny,
    Unsafe,
    Edit(|diff| diff.cause == Cause::Wording
        && diff.found.words.is_empty()
        && !diff.expected.words.is_empty()),
    "Words of the record are left out"
);
check!(
    ADDED_WORDS,
    "added-words",
    Wording,
    Deny,
    Unsafe,
    Edit(|diff| diff.cause == Cause::Wording
        && diff.expected.words.is_empty()
        && !diff.found.words.is_empty()),
    "Words that the speaker did not say"
);
check!(
    CHANGED_WORDS,
    "changed-words",
    Wording,
    Deny,
    Unsafe,
    Edit(|_| true),
    "Other words than those that were said"
);

fn is_transposed(diff: &Difference) -> bool {
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort();
        words
    };
    diff.cause == Cause::Wording
        && diff.found.words != diff.expected.words
        && sorted(&diff.found.words) == sorted(&diff.expected.words)
}

fn is_long_drop(diff: &Difference) -> bool {
    diff.found.words.is_empty() && is_long_one_sided(diff)
}

/// Whether five words and more are only dropped, or only added: such a run is one edit, whatever words it holds.
pub(super) fn is_long_one_sided(diff: &Difference) -> bool {
    let (found, expected) = (diff.found.words.len(), diff.expected.words.len());
    diff.cause == Cause::Wording && found.min(expected) == 0 && found.max(expected) >= UNMARKED_OMISSION_WORDS
}
