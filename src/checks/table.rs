//! The table and how it is asked.

use super::{Check, Group, Judge};
use super::{accidental as a, editorial as e, elsewhere as o, meaning as m, wording as w};
use crate::edit::{Cause, Difference};
use crate::lexicon;

/// All checks. Those that judge an edit come first, in the order in which they claim: known misquote, editorial,
/// meaning-bearing, accidental, other wording. Among the accidental ones the narrower comes first, and misspelling,
/// the one that measures a distance, last.
pub static TABLE: &[&Check] = &[
    &w::KNOWN_MISQUOTE,
    &e::MISLEADING_OMISSION,
    &e::MASK,
    &e::APPARATUS,
    &e::MARKED_OMISSION,
    &e::BRACKETED_WORDS,
    &e::PARENTHESISED_WORDS,
    &m::CHANGED_NEGATION,
    &m::CHANGED_NUMBER,
    &m::CHANGED_NAME,
    &m::CHANGED_MODAL,
    &m::CHANGED_QUANTIFIER,
    &m::CHANGED_TENSE,
    &a::TYPOGRAPHY,
    &a::LETTER_CASE,
    &a::HYPHENATION,
    &a::PUNCTUATION,
    &a::ACCENTS,
    &a::EQUIVALENT,
    &a::HOUSE_SPELLING,
    &a::NUMERAL,
    &a::ABBREVIATION,
    &a::FILLER,
    &a::DIALECT,
    &a::JOINED_WORDS,
    &a::CONTRACTION,
    &a::AGREEMENT,
    &a::MISSPELLING,
    &w::REORDERED_PARTS,
    &w::SPLICE,
    &w::TRANSPOSED_WORDS,
    &w::UNMARKED_OMISSION,
    &w::DROPPED_WORDS,
    &w::ADDED_WORDS,
    &w::CHANGED_WORDS,
    &o::WRONG_SPEAKER,
    &o::RESEMBLES_RECORD,
    &o::AMBIGUOUS_QUOTATION,
    &o::UNBALANCED_MARKS,
    &o::UNVERIFIED_QUOTATION,
    &o::MISSING_QUOTATION_MARKS,
    &o::INCONSISTENT_QUOTATION,
    &o::DUPLICATE_RECORD,
    &o::DISAGREEING_RECORDS,
    &o::SHORT_RECORD,
    &o::MISQUOTE_IS_ACCEPTED,
    &o::UNUSED_RECORD,
    &o::FAILING_EXAMPLE,
    &o::UNUSED_IGNORE,
    &o::IGNORE_WITHOUT_REASON,
    &o::UNKNOWN_CHECK,
    &o::NOT_CHECKED,
    &o::INVALID_RULES,
    &o::INVALID_CONFIG,
];

/// The check with this code.
#[must_use]
pub fn find(code: &str) -> Option<&'static Check> {
    TABLE.iter().copied().find(|check| check.code == code)
}

/// The check whose code is nearest to one that does not exist, if any is near: at most three letters away, a third of
/// its length.
#[must_use]
pub fn nearest(code: &str) -> Option<&'static Check> {
    let most = (code.chars().count() / 3).min(3);
    let near =
        TABLE.iter().copied().filter_map(|check| Some((lexicon::distance(code, check.code, most)?, check)));
    near.min_by_key(|(distance, _)| *distance).map(|(_, check)| check)
}

/// The one check that names `diff`: the first that claims it.
#[must_use]
pub fn name(diff: &Difference) -> &'static Check {
    TABLE.iter().copied().find(|check| claims(check, diff)).unwrap_or(&w::CHANGED_WORDS)
}

fn claims(check: &Check, diff: &Difference) -> bool {
    match check.judge {
        Judge::Edit(judge) => judge(diff),
        Judge::Elsewhere => false,
    }
}

/// Whether an edit named `check` is a change of what was said, and so makes a misquote when its level is above `allow`.
/// A misleading omission is one inside the quotation only; at an edge it warns and leaves the verdict as it is.
#[must_use]
pub fn is_substantive(check: &Check, diff: &Difference) -> bool {
    let is_cut = diff.cause == Cause::Ellipsis && (diff.first || diff.last);
    if *check == e::MISLEADING_OMISSION { !is_cut } else { check.group.is_substantive() }
}

/// Whether the writer marked `diff`, or it is a matter of spelling, punctuation or house habit. Ask it of a whole
/// maximal difference before cutting it: *do not* for *don't* is one contraction, not a dropped *not*.
#[must_use]
pub fn is_editorial_or_accidental(diff: &Difference) -> bool {
    matches!(name(diff).group, Group::Editorial | Group::Accidental)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::Level;

    #[test]
    fn codes_are_unique_kebab_case_and_found() {
        for check in TABLE {
            assert!(check.code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{check:?}");
            assert_eq!(find(check.code), Some(*check));
            assert_eq!(TABLE.iter().filter(|other| other.code == check.code).count(), 1, "{check:?}");
            let summary = check.summary;
            assert!(summary.len() > 10 && !summary.ends_with('.') && !summary.contains('\n'), "{check:?}");
        }
        assert_eq!(find("no-such-check"), None);
    }

    #[test]
    fn a_mistyped_code_is_met_with_the_nearest_one() {
        let nearest = |code| nearest(code).map(|check| check.code);
        assert_eq!(nearest("changed-word"), Some("changed-words"));
        assert_eq!(nearest("chnaged-negation"), Some("changed-negation"));
        assert_eq!(nearest("know-misquote"), Some("known-misquote"));
        assert_eq!(nearest("spelling-of-names"), None);
        assert_eq!(nearest(""), None);
    }

    #[test]
    fn every_page_says_why_when_and_what_of_the_fix_and_shows_both_sides() {
        for check in TABLE {
            let page = check.page;
            assert!(page.starts_with(&format!("# {}\n\n", check.code)), "{check:?}");
            for part in ["**When to allow it.** ", "**The fix.** ", "\n## Flagged: ", "\n## Not flagged: "] {
                assert!(page.contains(part), "{check:?} has no {part:?}");
            }
            let cases: Vec<&str> = page.split("\n## ").skip(1).collect();
            for case in &cases {
                let ends_with_report = case.trim_end().ends_with("```") && case.contains("\n```report\n");
                let given = ["```rules\n", "```config\n"].iter().any(|fence| case.contains(fence));
                assert!(ends_with_report && given, "{check:?}: {case}");
                assert_eq!(case.matches("\n```").count() % 2, 0, "{check:?}: {case}");
            }
            let titles: Vec<&str> = cases.iter().filter_map(|case| case.lines().next()).collect();
            assert!(
                titles.iter().all(|t| t.starts_with("Flagged: ") || t.starts_with("Not flagged: ")),
                "{check:?}"
            );
            // A page that links another check's page links one that exists.
            for link in page.split("](").skip(1).filter_map(|rest| rest.split_once(".md)")) {
                assert!(find(link.0).is_some(), "{check:?} links {}", link.0);
            }
        }
    }

    #[test]
    fn levels_are_those_of_the_desk() {
        let at = |level| TABLE.iter().filter(|c| c.level == level).map(|c| c.code).collect::<Vec<_>>();
        assert_eq!(at(Level::Note), ["joined-words", "ambiguous-quotation", "unbalanced-marks"]);
        let mut warned = at(Level::Warn);
        warned.sort_unstable();
        assert_eq!(
            warned,
            [
                "agreement",
                "contraction",
                "disagreeing-records",
                "duplicate-record",
                "ignore-without-reason",
                "inconsistent-quotation",
                "misleading-omission",
                "misquote-is-accepted",
                "misspelling",
                "resembles-record",
                "short-record",
                "unused-ignore"
            ]
        );
        for check in TABLE.iter().filter(|c| c.group.is_substantive()) {
            assert_eq!(check.level, Level::Deny, "{check:?}");
        }
    }
}
