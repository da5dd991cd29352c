//! Remarks in brackets by which lawyers say what they changed: *(cleaned up)*, *(citations omitted)*, *(emphasis added)*.
//! Each relaxes what it names, whatever the profile says.

use super::{BRACKETED_WORDS, Check, DROPPED_WORDS, LETTER_CASE, MARKED_OMISSION, PUNCTUATION, TYPOGRAPHY};
use super::{PARENTHESISED_WORDS, UNMARKED_OMISSION};
use crate::edit::Difference;

/// What the remarks beside a quotation allow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Relaxed {
    /// *(cleaned up)*: brackets, ellipses, inner marks, footnotes, citations and the first letter's case.
    cleaned_up: bool,
    /// *(citations omitted)*, *(footnotes omitted)*.
    citations: bool,
    /// *(quotation marks omitted)*.
    marks: bool,
    /// *(emphasis added)*, *(emphasis omitted)*.
    emphasis: bool,
    /// *(alterations omitted)*, *(brackets omitted)*, *(ellipsis omitted)*.
    alterations: bool,
}

impl Relaxed {
    /// Reads the remarks in the brackets of `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut relaxed = Self::default();
        for piece in text.split(['(', '[']).skip(1) {
            let Some((remark, _)) = piece.split_once([')', ']']) else { continue };
            let remark = remark.to_lowercase();
            let omitted = ["omitted", "deleted", "removed"].iter().any(|word| remark.contains(word));
            relaxed.cleaned_up |= remark.contains("cleaned up");
            relaxed.citations |= omitted && ["citation", "footnote"].iter().any(|word| remark.contains(word));
            relaxed.marks |= omitted && remark.contains("quotation mark");
            relaxed.emphasis |= remark.contains("emphasis") || remark.contains("italics");
            relaxed.alterations |= (omitted || remark.contains("adopted") || remark.contains("in original"))
                && ["alteration", "bracket", "ellips"].iter().any(|word| remark.contains(word));
        }
        relaxed
    }

    /// Whether an edit named `check` is among what the remarks name.
    #[must_use]
    pub fn allows(self, check: &Check, diff: &Difference) -> bool {
        let is_one_of = |checks: &[&Check]| checks.contains(&check);
        self.cleaned_up
            && is_one_of(&[
                &LETTER_CASE,
                &BRACKETED_WORDS,
                &PARENTHESISED_WORDS,
                &MARKED_OMISSION,
                &PUNCTUATION,
            ])
            || self.marks && is_one_of(&[&PUNCTUATION])
            || self.emphasis && is_one_of(&[&TYPOGRAPHY])
            || self.alterations && is_one_of(&[&BRACKETED_WORDS, &MARKED_OMISSION, &LETTER_CASE])
            || (self.citations || self.cleaned_up)
                && is_one_of(&[&DROPPED_WORDS, &UNMARKED_OMISSION, &super::CHANGED_NUMBER])
                && diff.found.words.is_empty()
                && is_citation(&diff.expected.text)
    }
}

/// Whether `text` is a reference to a case, a book or a footnote and nothing that was said: it has a figure, and a sign
/// that only references have, or nothing but figures.
fn is_citation(text: &str) -> bool {
    const SIGNS: [&str; 16] = [
        " v. ", " v ", "U.S.", "F.2d", "F.3d", "F.4th", "F. Supp", "S. Ct", "S.Ct", "L. Ed", "§", "Cir.",
        "Id.", "id. at", "supra", "ibid",
    ];
    let figures = text.contains(|c: char| c.is_ascii_digit());
    let only_figures = !text.contains(char::is_alphabetic);
    let year = text.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() == 4) && text.contains(',');
    figures && (only_figures || year || SIGNS.iter().any(|sign| text.contains(sign)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::tests::difference_in;
    use crate::checks::{CHANGED_WORDS, name};
    use crate::lexicon::Lang;

    #[test]
    fn a_remark_relaxes_what_it_names_and_nothing_else() {
        let allows = |remark: &str, found: &str, expected: &str| {
            let diff = difference_in(found, expected, Lang::En);
            Relaxed::of(remark).allows(name(&diff), &diff)
        };
        let citation = "see Smith v. Jones, 12 U.S. 34, 56";
        assert!(allows("Smith, at 3 (citations omitted)", "", citation));
        assert!(allows("[internal citations and footnotes omitted]", "", citation));
        assert!(allows("(cleaned up)", "", citation));
        assert!(!allows("(emphasis added)", "", citation));
        assert!(!allows("(citations omitted)", "", "and we will never give them two islands"));
        assert!(!allows("(cleaned up)", "may", "will"));
        assert!(!allows("citations omitted", "", citation), "no brackets");
        let case = crate::checks::tests::surface("There", "there");
        assert!(Relaxed::of("(cleaned up)").allows(name(&case), &case));
        assert!(!Relaxed::of("(citations omitted)").allows(name(&case), &case));
        assert!(!Relaxed::of("(cleaned up)").allows(&CHANGED_WORDS, &case));
    }
}
