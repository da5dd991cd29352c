//! Closed classes of words, by language: negations, numbers, modal verbs, quantifiers, function words.

/// A language that the closed data knows, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Not known: only what holds in every language is claimed.
    #[default]
    Unknown,
    /// English.
    En,
}
