//! Few drafts beside rules files that are large: what they ask for is known before the canon is indexed.

use super::Desk;

/// A record like no other, of words that many of them share.
fn record(number: usize) -> String {
    let of = |words: &[&str], step: usize| words[number / step % words.len()].to_owned();
    format!(
        "We {} the {} of the {} before the winter, and nobody in house {number} has asked us to {} it again.",
        of(&["closed", "painted", "sold", "burned", "counted"], 1),
        of(&["boats", "doors", "ledgers", "bells"], 5),
        of(&["harbour", "mill", "chapel", "school", "island", "market"], 20),
        of(&["do", "say", "pay for", "write"], 120),
    )
}

/// Drafts that quote the records in every way, and rules files of more than 64 KB.
fn desk() -> Desk {
    let desk = Desk::empty();
    let rules: String = (0..900)
        .map(|number| {
            let speaker = ["Ada Lindqvist", "Tom Addo"][number % 2];
            format!("[[quote]]\nspeaker = \"{speaker}\"\ntext = \"{}\"\n\n", record(number))
        })
        .collect();
    assert!(rules.len() > 100_000);
    desk.file("rules/many.toml", rules);
    let quoted = |number: usize, edit: [&str; 2]| record(number).replace(edit[0], edit[1]);
    desk.file(
        "a.md",
        format!(
            "“{}” Ada Lindqvist said.\n\n“{}” Tom Addo said. “Nothing of the kind was ever said here.”\n\n> {}\n",
            quoted(10, ["winter", "summer"]),
            quoted(500, ["", ""]),
            quoted(321, ["nobody in house 321 has", "no one has"]),
        ),
    );
    desk.file(
        "b/b.txt",
        format!(
            "He said: \"{} ... {}\"\n\n\"{}\"\n",
            quoted(7, [" before the winter", ""]),
            quoted(8, ["the", "a"]),
            quoted(801, ["nobody", "no-\nbody"]),
        ),
    );
    desk
}

#[test]
fn what_is_said_of_a_draft_is_the_same_beside_many_others() {
    let desk = desk();
    let told = |args: &[&str]| {
        let lines = desk.run(&[args, &["--format", "jsonl"]].concat()).out;
        let lines: Vec<String> =
            lines.lines().filter(|line| !line.contains("\"summary\"")).map(str::to_owned).collect();
        lines
    };
    let few = [told(&[]), told(&["--threads", "3"]), told(&["quotes"])];
    assert!(few[0].len() > 3 && few[2].len() > 4, "{few:#?}");
    assert!(few[0].iter().any(|line| line.contains("summer")), "{:#?}", few[0]);
    // So much is no longer little beside the rules: all of them are indexed.
    desk.file("c.txt", "The ferry was late, and later still on the way back.\n".repeat(2_000));
    assert_eq!(few, [told(&[]), told(&["--threads", "3"]), told(&["quotes"])]);
}

#[test]
fn a_draft_is_checked_alike_from_standard_input_and_one_that_cannot_be_read_is_told() {
    let desk = desk();
    let text = std::fs::read_to_string(desk.path("a.md")).expect("a draft");
    let of_file = desk.run(&["--format", "json", "a.md"]).ends(1).json();
    let args = ["--format", "json", "--stdin-path", "a.md", "-"];
    assert_eq!(desk.run_with_input(&args, &text).ends(1).json(), of_file);
    desk.file("odd.txt", b"\"\xff\xfe\x00\x00 said.");
    let both = desk.run(&["--format", "json", "a.md", "odd.txt", "none.txt"]).ends(2).json();
    let of_a = |json: &serde_json::Value| {
        let all = json["findings"].as_array().expect("findings").clone();
        all.into_iter().filter(|finding| finding["path"] == "a.md").collect::<Vec<_>>()
    };
    assert_eq!(of_a(&both), of_a(&of_file));
    assert!(!of_a(&both).is_empty());
}
