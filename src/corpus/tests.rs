//! Drafts held against each other.

use super::{Draft, inconsistencies};
use crate::canon::Canon;
use crate::diagnostic::Place;
use crate::lint::{Checked, Linter, Options, UncoveredQuotation, speakers_in};
use crate::text_file::TextFile;

/// Every finding about `drafts`: the draft and the line that it is about, what stands there, what elsewhere, and the
/// draft that it points to.
fn found(drafts: &[&str]) -> Vec<(usize, usize, String, String, usize)> {
    let mut canon = Canon::default();
    canon.add_plain(
        "covered",
        Some("Ada Lindqvist"),
        "The council will meet again in the old school on Monday.",
    );
    let linter = Linter::new(&canon, Options::default());
    let name = |at: usize| format!("{at}.md");
    let checked: Vec<Checked> = drafts
        .iter()
        .enumerate()
        .map(|(at, text)| linter.check(TextFile::new(name(at), *text), &[]))
        .collect();
    let views: Vec<Draft<'_>> =
        checked.iter().map(|c| Draft { uncovered: &c.uncovered, linter: &linter, levels: &[] }).collect();
    let speakers = |draft: usize, asked: &[UncoveredQuotation<'_>]| speakers_in(&checked[draft].file, asked);
    let mut all = Vec::new();
    for (draft, findings) in inconsistencies(&views, speakers).into_iter().enumerate() {
        let file = &checked[draft].file;
        for finding in findings {
            let there = match finding.related[0].place {
                Place::Draft { draft, .. } => draft,
                _ => draft,
            };
            assert!(finding.quotation.is_some() && finding.record.is_none());
            let line = file.position(finding.span.start).line;
            all.push((draft, line, finding.found, finding.expected, there));
        }
    }
    all
}

fn one(
    draft: usize,
    line: usize,
    found: &str,
    expected: &str,
    there: usize,
) -> (usize, usize, String, String, usize) {
    (draft, line, found.into(), expected.into(), there)
}

const HARBOUR: &str =
    "“We leave the harbour to the gulls by winter, and the town is free to buy it,” said Halvorsen.";

#[test]
fn two_drafts_that_quote_one_statement_in_other_words_are_told_apart() {
    let other = HARBOUR.replace("winter", "summer");
    assert_eq!(found(&[HARBOUR, &other]), [one(1, 1, "summer", "winter", 0)]);
    let longer = format!("{other}\n\nHe said “the town is free to buy it”.");
    assert_eq!(found(&[&longer, HARBOUR]), [one(1, 1, "winter", "summer", 0)]);
    // Also a part of it, and whatever is dropped or added.
    let part = "“The city is free to buy it,” said Halvorsen.";
    assert_eq!(found(&[HARBOUR, part]), [one(1, 1, "city", "town", 0)]);
    // So few telling words are an idiom where nobody is named.
    assert_eq!(found(&[HARBOUR, "They offered that “the city is free to buy it” at once."]), []);
    // So is what people say every day.
    let everyday =
        ["“I think you had better come home,” he said.", "“The doctors think she had better come home.”"];
    assert_eq!(found(&everyday), []);
    let more = HARBOUR.replace("free", "not free");
    assert_eq!(found(&[HARBOUR, &more]), [one(1, 1, "not", "", 0)]);
    assert_eq!(found(&[&more, HARBOUR]), [one(1, 1, "", "not", 0)]);
}

#[test]
fn the_wording_of_most_places_is_the_measure_wherever_it_stands() {
    let other = HARBOUR.replace("winter", "summer");
    let third = HARBOUR.replace("winter", "autumn");
    assert_eq!(found(&[&other, HARBOUR, HARBOUR]), [one(0, 1, "summer", "winter", 1)]);
    let all = found(&[&other, &third, HARBOUR, HARBOUR]);
    assert_eq!(all, [one(0, 1, "summer", "winter", 2), one(1, 1, "autumn", "winter", 2)]);
    // A part that has the word counts.
    let part = "He will “leave the harbour to the gulls by winter” for good.";
    assert_eq!(found(&[&other, HARBOUR, part]), [one(0, 1, "summer", "winter", 1)]);
}

#[test]
fn what_the_profile_allows_or_a_side_marks_is_no_other_wording() {
    for other in [
        HARBOUR.replace(['“', '”'], "\""),
        HARBOUR.replace("harbour", "harbor"),
        HARBOUR.replace("by winter, and", "… and"),
        HARBOUR.replace("it,", "[the harbour],"),
        HARBOUR.replace("We leave", "[They] leave"),
        HARBOUR.replace("We leave the", "The"),
        HARBOUR.replace("We leave the", "“[W]e leave the").replace("““", "“"),
        HARBOUR.replace("winter, and", "winter,” he said, “and"),
        HARBOUR.replace("we", "WE"),
    ] {
        for drafts in [[HARBOUR, &other], [&other, HARBOUR]] {
            assert_eq!(found(&drafts), [], "{other}");
        }
    }
}

#[test]
fn neither_covered_words_nor_two_speakers_nor_one_breath_contradict() {
    let covered = "“The council will meet again in the old school on Monday,” said Ada Lindqvist.";
    assert_eq!(found(&[covered, &covered.replace("school", "church")]), []);
    let other = HARBOUR.replace("winter", "summer").replace("said Halvorsen", "said Ada Lindqvist");
    assert_eq!(found(&[&HARBOUR.replace("Halvorsen", "Tor Halvorsen"), &other]), []);
    let breath = "“We leave the harbour to the gulls.” “We leave the harbour to the rats,” he said.";
    assert_eq!(found(&[breath]), []);
    let inner = "“He said ‘we leave the harbour to the gulls by summer’,” Anna told them.";
    assert_eq!(found(&[inner]), []);
}

#[test]
fn a_story_may_repeat_itself_but_not_its_headline() {
    let filler = "Nothing was said.\n\nThe rain went on.\n\n";
    let asked = "“We leave the harbour to the gulls by winter.”";
    let again = asked.replace("winter", "summer");
    assert_eq!(found(&[&format!("{filler}{asked}\n\n{again}")]), []);
    assert_eq!(found(&[&format!("{asked}\n\n{filler}{again}")]).len(), 1);
    assert_eq!(found(&[&format!("{filler}# {asked}\n\n{again}")]).len(), 1);
    let named = |words: &str| format!("Ada Lindqvist asked: {words}");
    assert_eq!(found(&[&format!("{filler}{}\n\n{}", named(asked), named(&again))]).len(), 1);
    let long = "“We leave the harbour to the gulls by winter, and the town is free to buy it.”";
    assert_eq!(found(&[&format!("{filler}{long}\n\n{}", long.replace("winter", "summer"))]).len(), 1);
}

#[test]
fn idioms_and_titles_are_no_statements() {
    let pairs = [
        [
            "It is told in “Harbour Pilots of the Northern Gulls by Winter Light”.",
            "It is told in “Harbour Pilots of the Northern Gulls by Summer Light”.",
        ],
        [
            "Ask for “https://harbour.example/gulls/winter/tide?year=1931” there.",
            "Ask for “https://harbour.example/gulls/summer/tide?year=1931” there.",
        ],
        ["He read “The Lord of the Rings” twice.", "She read “The Lord of the Flies” twice."],
        ["It was “the best of times” for us.", "It was “the worst of times” for us."],
        ["“I do not know what you mean,” he said.", "“I do not know what he meant,” she said."],
        [
            "“Thank you very much for coming here,” he said.",
            "“Thank you very much for being here,” she said.",
        ],
        ["It was “at the end of the day” there.", "It was “at the end of the week” there."],
    ];
    for pair in pairs {
        assert_eq!(found(&pair), [], "{pair:?}");
    }
}
