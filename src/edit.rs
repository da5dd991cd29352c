//! What differs between the words in a draft and the words of a record, as plain data that the checks judge.

use crate::lexicon::Lang;

/// How a difference came about, as far as the draft itself marks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// Words differ and nothing marks it.
    Wording,
    /// The same word (equal after folding), written differently: case, accents, apostrophes, ligatures.
    Surface,
    /// The words on both sides are the same; what stands between two of them (punctuation, hyphen, space) differs.
    /// [`Side::text`] is that in-between text.
    Between,
    /// An ellipsis of the draft stands for the expected words (possibly none).
    Ellipsis,
    /// Words in square brackets: inserted, or in place of the expected words; also `[T]here`, `weapon[s]`.
    Square,
    /// The same in round brackets.
    Round,
    /// All words stand in the record, in another order: parts of at least three words each.
    Moved,
    /// The joint between two records, or two far places of one source, inside one pair of marks.
    Joint,
}

/// One of the two texts of a difference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    /// The text as it is read: from the first word to the last, with what stands between; empty when there is none.
    pub text: String,
    /// Its words, folded: lower case, without accents, straight apostrophes.
    pub words: Vec<String>,
    /// Its words as they stand.
    pub surfaces: Vec<String>,
    /// The folded words just before (nearest last), up to four, within the quotation or the record.
    pub before: Vec<String>,
    /// The folded words just after (nearest first), up to four, within the quotation or the record.
    pub after: Vec<String>,
    /// Whether its first word is the first of a sentence, so that a capital there tells no name. What has no words
    /// before it is taken to be, whatever this says.
    pub opens_sentence: bool,
}

/// One piece of a maximal difference, to be named by exactly one check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// How it came about.
    pub cause: Cause,
    /// What the draft says.
    pub found: Side,
    /// What the record says.
    pub expected: Side,
    /// Language of the record, if known.
    pub lang: Lang,
    /// Whether it is at the quotation's first word.
    pub first: bool,
    /// Whether it is at the quotation's last word.
    pub last: bool,
    /// Whether it also makes a known misquote out of the record.
    pub known_misquote: bool,
    /// Whether the two sides are spellings of one word by the rules file's `[equivalents]`.
    pub equivalent: bool,
}

impl Difference {
    /// Whether one word stands for one word.
    #[must_use]
    pub fn is_pair(&self) -> bool {
        self.found.words.len() == 1 && self.expected.words.len() == 1
    }
}
