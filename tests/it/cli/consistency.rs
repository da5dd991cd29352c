//! Drafts that quote one statement in different words.

use super::{Desk, RIGHT, SALT, WRONG};

const FIRST: &str = "“We leave the harbour to the gulls by winter,” Tor Halvorsen said.\n";

fn desk() -> Desk {
    let desk = Desk::empty();
    desk.file("a.md", FIRST);
    desk.file("b/b.txt", format!("A line before.\n\n{}", FIRST.replace("winter", "summer")));
    desk
}

#[test]
fn both_places_are_shown_without_rules() {
    let desk = desk();
    let ran = desk.run(&["check", "--no-rules"]).ends(0);
    ran.says(&[
        "warning[inconsistent-quotation]",
        "a.md:1:39",
        "b/b.txt:3:39",
        "`summer` here, `winter` elsewhere",
    ]);
    desk.run(&["check", "--no-rules", "--fail-on", "warning"]).ends(1);
    let json = desk.run(&["--no-rules", "--format", "json"]).ends(0).json();
    let finding = &json["findings"][0];
    assert_eq!(json["summary"]["warnings"], 1);
    assert_eq!((&finding["path"], &finding["found"]), (&"b/b.txt".into(), &"summer".into()));
    assert_eq!((&finding["expected"], &finding["record"]), (&"winter".into(), &serde_json::Value::Null));
    let related = &finding["related"][0];
    assert_eq!((&related["path"], &related["span"]["line"]), (&"a.md".into(), &1.into()));
    let span = |span: &serde_json::Value| {
        (span["start"].as_u64().unwrap() as usize, span["end"].as_u64().unwrap() as usize)
    };
    let (start, end) = span(&related["span"]);
    assert_eq!(&FIRST[start..end], "winter");

    assert!(
        !desk.run(&["--no-rules", "--allow", "inconsistent-quotation"]).ends(0).out.contains("inconsistent-")
    );
    desk.run(&["--no-rules", "--deny", "inconsistent-quotation"]).ends(1);
    desk.file(
        "misquote.toml",
        "[[overrides]]\npaths = [\"b/**\"]\nlevels = { inconsistent-quotation = \"allow\" }\n",
    );
    assert!(!desk.run(&["--no-rules"]).ends(0).out.contains("inconsistent-"));
}

#[test]
fn the_output_is_the_same_with_one_thread_and_many() {
    let desk = Desk::empty();
    for number in 0..40 {
        let words = ["winter", "summer", "winter", "autumn", "winter"][number % 5];
        let other = format!("“Nobody asked me about plan {number},” he said.\n");
        desk.file(&format!("{number:02}.md"), format!("{}\n{other}", FIRST.replace("winter", words)));
    }
    let one = desk.run(&["--no-rules", "--threads", "1", "--format", "json"]).ends(0);
    let many = desk.run(&["--no-rules", "--threads", "4", "--format", "json"]).ends(0);
    assert_eq!(one.out, many.out);
    let findings = one.findings();
    assert_eq!(findings.len(), 16, "{findings:?}");
    assert!(findings.is_sorted_by_key(|(_, path)| path.clone()));
    one.says(&["24 of 40 quotations of this statement have the other wording"]);
}

#[test]
fn what_a_record_covers_is_not_held_against_other_drafts() {
    let desk = Desk::with_rules();
    desk.file("a.md", RIGHT);
    desk.file("b.md", WRONG);
    let ran = desk.run(&["--format", "json"]).ends(1);
    assert_eq!(ran.findings(), [super::finding("changed-words", "b.md")]);
    desk.file("rules/salt.toml", SALT.replace("Kremlin", "Senate").replace("salt", "pepper"));
}

#[test]
fn a_comment_silences_what_another_draft_contradicts() {
    let desk = desk();
    for (comment, reason) in [
        ("<!-- misquote-ignore[inconsistent-quotation]: as first reported -->", "as first reported"),
        ("<!-- misquote-ignore: a parody -->", "a parody"),
        ("<!-- misquote-ignore-file: a parody -->", "a parody"),
    ] {
        desk.file("b/b.txt", "");
        desk.file("c.md", format!("{comment}\n{}", FIRST.replace("winter", "summer")));
        let ran = desk.run(&["--no-rules", "--format", "json", "--fail-on", "note"]).ends(0).json();
        assert_eq!(ran["findings"].as_array().map(Vec::len), Some(1), "{comment}: {ran:#}");
        assert_eq!(ran["findings"][0]["suppressed"], reason, "{comment}");
        assert_eq!((&ran["summary"]["suppressed"], &ran["summary"]["warnings"]), (&1.into(), &0.into()));
    }
}

/// Two newspapers on one evening: what either quotes of the minister and of the others.
const MORNING: &str = "The quay will stay shut for a third winter, the minister said on Tuesday.\n\n\
“We were promised two ferries by the spring, and we have one ferry that cannot turn in its own harbour,” Edda Solberg told the \
council. “I will not sign for a second one.”\n\n\
The owner of the yard, Per Lund, was less patient. “Nobody from the ministry has been on the slipway since 2019,” he said.\n\n\
“There is no money left for the lights,” the treasurer wrote.\n";
const EVENING: &str = "Edda Solberg has refused to pay for another boat.\n\n\
“We were promised three ferries by the spring, and we have one ferry that cannot turn in its own harbour”, the minister told \
the council. “I will sign for a second one.”\n\n\
Per Lund of the yard said that “nobody from the ministry has been on the slipway since 2019”.\n\n\
“The gulls have the harbour to themselves,” said a pensioner.\n";

#[test]
fn two_newspapers_that_quote_one_statement_are_held_against_each_other() {
    let desk = Desk::empty();
    desk.file("evening.txt", EVENING);
    desk.file("morning.txt", MORNING);
    let json = desk.run(&["--no-rules", "--format", "json"]).ends(0).json();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let mut found: Vec<(String, String)> = Vec::new();
    for finding in json["findings"].as_array().expect("findings") {
        assert_eq!(finding["check"], "inconsistent-quotation");
        let mut words = [text(&finding["found"]), text(&finding["expected"])];
        words.sort();
        found.push((words[0].clone(), words[1].clone()));
    }
    // What both have in the same words, and what only one of them has, is no finding.
    assert_eq!(found, [("three".to_owned(), "two".to_owned())]);

    // The same two as a record and a draft.
    desk.file(
        "rules/solberg.toml",
        "[[quote]]\nspeaker = \"Edda Solberg\"\ntext = \"We were promised two ferries by the spring, and we have one \
         ferry that cannot turn in its own harbour.\"\n\n[[quote]]\nspeaker = \"Edda Solberg\"\ntext = \"I will not sign \
         for a second one.\"\n\n[[quote]]\nspeaker = \"Per Lund\"\ntext = \"Nobody from the ministry has been on the \
         slipway since 2019.\"\n",
    );
    let ran = desk.run(&["evening.txt", "morning.txt", "--format", "json"]).ends(1);
    assert_eq!(
        ran.findings(),
        [super::finding("changed-number", "evening.txt"), super::finding("changed-negation", "evening.txt")]
    );
}
