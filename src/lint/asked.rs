//! What a draft asks of the canon: the words of its quotations.

use std::cell::Cell;

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

    /// The same draft once more. Its marks are not paired again if they were kept.
    pub(super) fn again(file: TextFile, before: &Uncovered) -> Self {
        let Some(marks) = before.marks() else { return Self::new(file) };
        let prose = extract::extract(&file);
        Self { file, prose, quotations: marks.quotations(), unbalanced: marks.unbalanced().to_vec() }
    }

    /// How long its text is, in bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.file.text.len()
    }

    /// The words of every quotation. Whether a word that is cut at a line's end is one or two, the canon says: a quotation with
    /// cuts is there in all readings, as far as cuts can stand so near that one question is about both.
    #[must_use]
    pub fn quoted(&self) -> Vec<Words<Read>> {
        /// A question is about three words, and about four cuts at most: one before, one after and two between them.
        const NEAR: usize = 4;
        let mut all = Vec::with_capacity(self.quotations.len());
        for quotation in &self.quotations {
            let words = || {
                let mut words = Words::default();
                quotation.parts.iter().for_each(|part| words.add_part(&self.prose.text, *part));
                words
            };
            let first = words();
            let readings = 1usize << first.cuts().min(NEAR);
            all.push(first);
            all.extend((1..readings).map(|reading| {
                let (mut words, cut) = (words(), Cell::new(0));
                words.join_cuts(|_| reading >> (cut.replace(cut.get() + 1) % NEAR) & 1 == 1);
                words
            }));
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canon::Canon;
    use crate::lint::{Linter, Options};
    use crate::scan::answers::Questions;

    #[test]
    fn cuts_side_by_side_are_asked_in_all_readings() {
        let mut canon = Canon::default();
        canon.add_plain(
            "a",
            None,
            "In this town nobody well known has ever paid for the harbour or the mill.",
        );
        // One of the two is one word for the canon, and the other is two.
        let text = "“In this town no-\nbody well-\nknown has ever paid for the har-\nbour or the mills,” she said.\n";
        let file = || TextFile::new("a.txt", text);
        let mut questions = Questions::default();
        Opened::new(file()).quoted().iter().for_each(|words| questions.add(words));
        let linter = Linter::for_drafts(&canon, Options::default(), &questions);
        let checked = linter.check(file(), &[]);
        assert_eq!(linter.missed(), 0);
        let found: Vec<&str> = checked.findings.iter().map(|finding| finding.found.as_str()).collect();
        assert_eq!(found, ["mills"]);
    }

    #[test]
    fn a_draft_without_open_quotations_is_checked_once_more_as_it_was() {
        let mut canon = Canon::default();
        canon.add_plain("a", None, "We never sell the harbour to the people of the mill.");
        let linter = Linter::new(&canon, Options::default());
        let file =
            || TextFile::new("a.txt", "“We always sell the harbour to the people of the mill,” she said.\n");
        let checked = linter.check(file(), &[]);
        assert!(checked.uncovered.is_empty() && !checked.findings.is_empty());
        let again = linter.check_once_more(file(), &[], None, &checked.uncovered);
        assert_eq!((again.quotations, again.findings), (checked.quotations, checked.findings));
    }
}
