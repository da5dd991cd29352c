//! What a draft asks of the canon: the words of its quotations.

use super::Uncovered;
use crate::extract;
use crate::marks::{self, Quotation, Unbalanced};
use crate::normalize::Words;
use crate::prose::Prose;
use crate::span::Read;
use crate::text_file::TextFile;

/// A draft of which the quotations were found, before it is checked.
#[derive(Debug)]
pub struct Opened {
    pub(super) file: TextFile,
    pub(super) prose: Prose,
    pub(super) quotations: Vec<Quotation>,
    pub(super) unbalanced: Vec<Unbalanced>,
}

impl Opened {
    /// Finds the quotations of a draft.
    #[must_use]
    pub fn new(file: TextFile) -> Self {
        let prose = extract::extract(&file);
        let (quotations, unbalanced) = marks::quotations(&prose);
        Self { file, prose, quotations, unbalanced }
    }

    /// The same draft once more. Its marks were paired when it was checked before.
    pub(super) fn again(file: TextFile, before: &Uncovered) -> Self {
        let prose = extract::extract(&file);
        let (quotations, unbalanced) = before.marks();
        Self { file, prose, quotations, unbalanced }
    }

    /// The words of every quotation. Whether a word that is cut at a line's end is one or two, the canon says: such a
    /// quotation is there in both readings.
    #[must_use]
    pub fn quoted(&self) -> Vec<Words<Read>> {
        let mut all = Vec::with_capacity(self.quotations.len());
        for quotation in &self.quotations {
            for joined in [false, true] {
                let mut words = Words::default();
                quotation.parts.iter().for_each(|part| words.add_part(&self.prose.text, *part));
                let before = words.len();
                words.join_cuts(|_| joined);
                if !joined || words.len() < before {
                    all.push(words);
                }
            }
        }
        all
    }
}
