//! A quotation over several paragraphs that is none: the closing mark of the first was forgotten.
//!
//! Marks alone cannot tell the two readings apart where the paragraphs say nothing else. The records can: a quotation
//! is taken apart if one of its paragraphs is in a record and the paragraphs, each judged alone, differ from the
//! records in fewer places than the whole. If both readings fit equally well, it stays one, as the marks have it.

use super::fit::SHORT;
use super::judge::{SaidBy, judge};
use super::{Draft, own_words};
use crate::checks::Level;
use crate::diagnostic::Role;
use crate::marks::Quotation;

impl Draft<'_> {
    /// The quotations that are better read as one a paragraph, as indices in order.
    pub(super) fn to_take_apart(&self) -> Vec<usize> {
        let is_better = |quotation: &Quotation| {
            let paragraphs = quotation.paragraphs(self.prose);
            if paragraphs.len() < 2 {
                return false;
            }
            let alone: Vec<usize> =
                paragraphs.iter().filter_map(|paragraph| self.differences(paragraph)).collect();
            !alone.is_empty()
                && self.differences(quotation).is_none_or(|whole| alone.iter().sum::<usize>() < whole)
        };
        let better = self.quotations.iter().enumerate().filter(|(_, quotation)| is_better(quotation));
        better.map(|(at, _)| at).collect()
    }

    /// In how many places that matter a quotation differs from its record; `None` if it is in none.
    fn differences(&self, quotation: &Quotation) -> Option<usize> {
        let words = self.words(quotation);
        let count = own_words(&words);
        if count < SHORT {
            return None;
        }
        let fits = self.fits(quotation, &|| None, &words);
        if fits.is_empty() {
            return None;
        }
        let judgement = judge(self.linter.canon, fits, count, SaidBy::default(), &|_| false);
        let (role, fit) = judgement.listed.first()?;
        (*role == Role::Match && judgement.resembles.is_none())
            .then(|| fit.edits.iter().filter(|edit| edit.level != Level::Allow).count())
    }
}

#[cfg(test)]
mod tests {
    use crate::canon::Canon;
    use crate::diagnostic::Verdict::{self, Misquoted, Unverified, Verbatim};
    use crate::lint::{Linter, Options};
    use crate::text_file::TextFile;

    const RECORD: &str =
        "We fight on our own ground, and we defend our villages and our cities. It is nobody else's.";

    fn verdicts(text: &str) -> Vec<Verdict> {
        let mut canon = Canon::default();
        canon.add_plain("ground", None, RECORD);
        let checked = Linter::new(&canon, Options::default()).check(TextFile::new("a.txt", text), &[]);
        checked.quotations.iter().map(|quotation| quotation.verdict).collect()
    }

    #[test]
    fn a_forgotten_closing_mark_accuses_no_one() {
        let text = "“We did not attack anyone last night.\n\n\
                    “We fight on our own ground, and we defend our towns and our cities,” he said.\n";
        assert_eq!(verdicts(text), [Unverified, Misquoted]);
        assert_eq!(verdicts(&text.replace("towns", "villages")), [Unverified, Verbatim]);
    }

    #[test]
    fn a_record_quoted_over_two_paragraphs_is_quoted_once() {
        let text = "“We fight on our own ground, and we defend our villages and our cities.\n\n\
                    “It is nobody else's,” he said.\n";
        assert_eq!(verdicts(text), [Verbatim]);
        assert_eq!(verdicts(&text.replace("villages", "towns")), [Misquoted]);
    }
}
