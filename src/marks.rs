//! The quotation grammar: which stretches of prose are quotations.

use crate::prose::Prose;
use crate::span::{Read, Span};

/// What makes a stretch of prose a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// A pair of quotation marks.
    Marks,
    /// A block quote.
    Block,
    /// An element such as `<q>`.
    Element,
}

/// A stretch of prose that the draft presents as someone's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// Its parts in order, each from just after the opening mark to just before the closing one, trimmed of spaces.
    /// Several for `“A,” she said, “B.”` and for a quotation over several paragraphs.
    pub parts: Vec<Span<Read>>,
    /// Index of the quotation that it stands in.
    pub inside: Option<usize>,
    /// What makes it a quotation.
    pub form: Form,
    /// The attribution line of a block quote, without its dash.
    pub attribution: Option<Span<Read>>,
}

impl Quotation {
    /// From the start of its first part to the end of its last.
    #[must_use]
    pub fn span(&self) -> Span<Read> {
        Span::new(self.parts[0].start, self.parts[self.parts.len() - 1].end)
    }
}

/// A quotation mark whose partner is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unbalanced {
    /// The mark.
    pub mark: Span<Read>,
    /// Whether it opens (and is never closed) or closes (and was never opened).
    pub opens: bool,
}

/// All quotations of `prose`, by start, an outer one before those inside it, and the marks that pair with nothing.
#[must_use]
pub fn quotations(prose: &Prose) -> (Vec<Quotation>, Vec<Unbalanced>) {
    let _ = prose;
    (Vec::new(), Vec::new())
}
