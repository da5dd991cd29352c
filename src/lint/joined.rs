//! Several records in one pair of marks: each has its share of the quotation, and is judged by it.
//!
//! A joint that nothing marks is a splice: it makes one statement of two. An ellipsis between two records of one speaker
//! says that something was left out there, which is true; between two speakers no mark makes it so.

use std::ops::Range;

use super::fit::{Context, Fit, Named, SHORT, fit_of, fits};
use crate::align::cut::Piece;
use crate::canon::Record;
use crate::checks;
use crate::edit::{Cause, Difference, Side};
use crate::lexicon::Lang;
use crate::normalize::Words;
use crate::span::{Read, Span};

/// So much better, in [`Fit::weight`], must several records explain a quotation than one.
const BETTER: usize = 5;
/// More records than this are no quotation but a cento, and are not looked for.
const MOST: usize = 5;
/// How far a joint is moved, in words, to where it reads best.
const AROUND: usize = 4;

/// The records that stand one after another in `words`, in the draft's order, each with its share; together they cover
/// all of it. `None` where one record explains it nearly as well. `alone` are the fits of the whole.
#[must_use]
pub fn shares(context: &Context<'_>, words: &Words<Read>, alone: &[Fit]) -> Option<Vec<Fit>> {
    if words.len() < 2 * SHORT {
        return None;
    }
    let one = alone.iter().filter(|f| is_whole(f)).map(Fit::weight).min();
    if one.is_some_and(|weight| weight < BETTER) {
        return None;
    }
    let core = longest_core(alone)?;
    let mut ranges = Vec::new();
    split(context, words, 0..words.len(), core, &mut ranges).then_some(())?;
    // Two neighbours of one record are a longer piece of it, or an omission, and no joint.
    if ranges.len() < 2 || ranges.windows(2).any(|pair| is_one(context, &pair[0].1, &pair[1].1)) {
        return None;
    }
    for at in 1..ranges.len() {
        move_joint(context, words, &mut ranges, at);
    }
    let weight: usize = ranges.iter().map(|(_, fit)| fit.weight()).sum();
    if one.is_some_and(|one| one < weight + BETTER) {
        return None;
    }
    for at in 1..ranges.len() {
        let marked = words.ellipses.iter().any(|&(before, _)| before == ranges[at].0.start);
        let [(_, first), (_, second)] = &mut ranges[at - 1..=at] else { continue };
        let record = |fit: &Fit| &context.canon.records[fit.record.0];
        // Whose words two source documents hold is as good as two speakers.
        let one_speaker = record(first).speaker == record(second).speaker
            && (record(first).speaker.is_some() || record(first).passage.is_none());
        if !(marked && one_speaker) {
            let joint = joint(context, record(first), first, second);
            first.edits.push(joint);
        }
    }
    Some(ranges.into_iter().map(|(_, fit)| fit).collect())
}

/// Whether two fits are of one record, or of one source document, which the fits of its passages put together explain.
fn is_one(context: &Context<'_>, a: &Fit, b: &Fit) -> bool {
    let record = |fit: &Fit| &context.canon.records[fit.record.0];
    let (first, second) = (record(a), record(b));
    a.record == b.record || (first.passage.is_some() && second.passage.is_some() && first.id == second.id)
}

type Share = (Range<usize>, Fit);

/// Whether a record answers all of the words that it was tried on.
fn is_whole(fit: &Fit) -> bool {
    !fit.runs_on && fit.evidence.is_significant()
}

/// The stretch that most speaks for being one record's.
fn longest_core(fits: &[Fit]) -> Option<Range<usize>> {
    let significant = |f: &&Fit| f.core.len() >= SHORT && f.core_evidence.is_significant();
    let most = |a: &&Fit, b: &&Fit| a.core_evidence.bits.total_cmp(&b.core_evidence.bits);
    fits.iter().filter(significant).max_by(most).map(|f| f.core.clone())
}

/// Cuts `range` of `words` into shares, of which one is `core`. False if some words belong to no record.
fn split(
    context: &Context<'_>,
    words: &Words<Read>,
    range: Range<usize>,
    core: Range<usize>,
    out: &mut Vec<Share>,
) -> bool {
    if core == range {
        return false;
    }
    [range.start..core.start, core.clone(), core.end..range.end].into_iter().all(|piece| {
        piece.is_empty() || (piece.len() >= SHORT && out.len() < MOST && share(context, words, piece, out))
    })
}

/// The record that `range` of `words` is of, or the several ones.
fn share(context: &Context<'_>, words: &Words<Read>, range: Range<usize>, out: &mut Vec<Share>) -> bool {
    let mut fits = fits(context, &words.slice(range.clone()));
    let nearest = |f: &Fit| (f.rank(), !f.named);
    let whole = (0..fits.len()).filter(|&i| is_whole(&fits[i])).min_by_key(|&i| nearest(&fits[i]));
    // A third of the words may differ, as in a quotation that is found by its bound and a little beyond it.
    if let Some(at) = whole.filter(|&i| fits[i].weight() * 3 <= range.len() + 3) {
        out.push((range, fits.swap_remove(at)));
        return true;
    }
    let Some(core) = longest_core(&fits) else { return false };
    let core = range.start + core.start..range.start + core.end;
    split(context, words, range, core, out)
}

/// Moves the joint before share `at` to where the two sides have the fewest faults, at the end of a sentence if there
/// is a choice: both records may hold the words beside it.
fn move_joint(context: &Context<'_>, words: &Words<Read>, shares: &mut [Share], at: usize) {
    let [(left, first), (right, second)] = &mut shares[at - 1..=at] else { return };
    let now = right.start;
    let set_off = |t: usize| {
        words.part_starts.contains(&t)
            || words.ellipses.iter().any(|e| e.0 == t)
            || words.stop_before(context.prose, t)
    };
    let from = now.saturating_sub(AROUND).max(left.start + SHORT - 1);
    let to = (now + AROUND).min(right.end + 1 - SHORT);
    let tried = (from..=to).filter(|&t| t != now).filter_map(|t| {
        let first = fit_of(context, &words.slice(left.start..t), first.record)?;
        let second = fit_of(context, &words.slice(t..right.end), second.record)?;
        (is_whole(&first) && is_whole(&second)).then_some((t, first, second))
    });
    let cost = |t: usize, first: &Fit, second: &Fit| {
        (first.weight() + second.weight(), !set_off(t), first.edits.len() + second.edits.len())
    };
    let here = cost(now, first, second);
    let best = tried.min_by_key(|(t, first, second)| (cost(*t, first, second), now.abs_diff(*t)));
    if let Some((t, better, other)) = best.filter(|(t, a, b)| cost(*t, a, b) < here) {
        (left.end, right.start) = (t, t);
        (*first, *second) = (better, other);
    }
}

/// The edit that says that two statements are joined without a mark. It belongs to the first.
fn joint(context: &Context<'_>, record: &Record, first: &Fit, second: &Fit) -> Named {
    let end = first.matched.end;
    let difference = Difference {
        cause: Cause::Joint,
        found: Side::default(),
        expected: Side::default(),
        lang: Lang::Unknown,
        first: false,
        last: true,
        known_misquote: false,
        equivalent: false,
    };
    let check = checks::name(&difference);
    let level = (context.level)(check, &difference, record);
    let piece = Piece {
        difference,
        draft: end..end,
        record: end..end,
        span: Span::at(first.span.end),
        // There is no one place: all that was said is shown.
        said: first.said,
    };
    Named {
        piece,
        check,
        level,
        reason: None,
        mixed: false,
        next: Some((second.record, second.wording, second.said)),
    }
}

#[cfg(test)]
mod tests {
    use crate::canon::Canon;
    use crate::diagnostic::{Judged, Role, Verdict};
    use crate::lint::{Checked, Linter, Options};
    use crate::text_file::TextFile;

    const RECORDS: [&str; 3] = [
        "The ferry will run again from the first of May, whatever the ministry in the capital decides.",
        "We have asked for the harbour money three times this winter, and we were never given an answer.",
        "Nobody on this island wants a bridge that only lorries can pay for.",
    ];

    fn check(text: &str) -> Checked {
        let mut canon = Canon::default();
        for (i, record) in RECORDS.iter().enumerate() {
            canon.add_plain(&format!("r{i}"), Some("Ada Lindqvist"), record);
        }
        Linter::new(&canon, Options::default()).check(TextFile::new("a.txt", text), &[])
    }

    /// For each record that shares the one quotation: its number, its words, and what its edits are called.
    fn shares(checked: &Checked) -> Vec<(usize, String, Vec<&'static str>)> {
        let [quotation] = checked.quotations.as_slice() else { panic!("one quotation") };
        assert!(quotation.records.iter().all(|r| r.role == Role::Part), "{quotation:?}");
        let words = |r: &crate::diagnostic::Match| checked.file.text[r.span.range()].to_owned();
        let edits = |r: &crate::diagnostic::Match| r.edits.iter().map(|e| e.check.code).collect();
        quotation.records.iter().map(|r| (r.record.0, words(r), edits(r))).collect()
    }

    fn only(checked: &Checked) -> &Judged {
        &checked.quotations[0]
    }

    #[test]
    fn each_record_has_its_share_and_its_own_edits() {
        let first = "The ferry will run again from the first of June, whatever the ministry";
        let second = "We have asked for the harbour money three times this winter";
        let checked = check(&format!("“{first}. {second},” Ada Lindqvist said."));
        let expected =
            [(0, first.to_owned(), vec!["changed-words", "splice"]), (1, second.to_owned(), vec![])];
        let found = shares(&checked);
        assert_eq!(found.len(), 2);
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!((found.0, &found.1), (expected.0, &expected.1));
            assert_eq!(found.2.last(), expected.2.last());
            assert_eq!(found.2.len(), expected.2.len());
        }
        assert_eq!(only(&checked).verdict, Verdict::Misquoted);
        let splice = checked.findings.iter().find(|f| f.check.code == "splice").expect("a splice");
        let joint = checked.file.text.find(". We").expect("the joint");
        assert_eq!((splice.span.start, splice.span.end), (joint, joint));
        assert_eq!(splice.record.map(|r| r.0.0), Some(0));
        assert_eq!(checked.findings.len(), 2);
    }

    #[test]
    fn shares_may_be_many_and_uneven() {
        let text = format!(
            "“Whatever the ministry in the capital decides, {} Nobody on this island wants a bridge,” she said.",
            RECORDS[1]
        );
        let found = shares(&check(&text));
        assert_eq!(found.iter().map(|s| s.0).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(found.iter().map(|s| s.2.len()).collect::<Vec<_>>(), [2, 1, 0]);
    }

    #[test]
    fn a_mark_between_two_statements_of_one_speaker_is_honest() {
        for mark in ["…", "...", "[…]", ". . ."] {
            let text =
                format!("“The ferry will run again from the first of May {mark} {}” she said.", RECORDS[2]);
            let checked = check(&text);
            assert_eq!(only(&checked).verdict, Verdict::Altered, "{text}");
            assert_eq!(shares(&checked).len(), 2);
            assert!(checked.findings.is_empty(), "{:?}", checked.findings);
        }
    }

    #[test]
    fn words_that_end_one_record_and_begin_the_next_go_to_the_sentence_they_stand_in() {
        let mut canon = Canon::default();
        canon.add_plain(
            "a",
            None,
            "We will rebuild the bridge the day after the ice has gone from the river.",
        );
        canon.add_plain("b", None, "The harbour opens for the fishing boats on the second of April.");
        let text = "“We will rebuild the bridge. The harbour opens for the fishing boats,” she said.";
        let checked = Linter::new(&canon, Options::default()).check(TextFile::new("a.txt", text), &[]);
        let found = shares(&checked);
        assert_eq!(found[0].1, "We will rebuild the bridge");
        assert_eq!(found[1].1, "The harbour opens for the fishing boats");
    }

    #[test]
    fn one_record_with_a_long_omission_is_no_splice() {
        let mut canon = Canon::default();
        let middle = "and so we went on from house to house and from street to street ".repeat(8);
        canon.add_plain("a", None, &format!("We counted every boat in the harbour twice, {middle}until the wind had torn the last roof away."));
        let text = "“We counted every boat in the harbour twice, until the wind had torn the last roof away,” she said.";
        let checked = Linter::new(&canon, Options::default()).check(TextFile::new("a.txt", text), &[]);
        let codes: Vec<&str> = checked.findings.iter().map(|f| f.check.code).collect();
        assert_eq!(codes, ["unmarked-omission"]);
        assert_eq!(only(&checked).records[0].role, Role::Match);
    }
}
