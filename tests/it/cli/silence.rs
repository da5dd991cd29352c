//! Ignore comments and baselines: what is silenced, what that costs, and what stays to be seen.

use std::fs;

use serde_json::Value;

use super::{Desk, RIGHT, WRONG, finding};

fn checks(desk: &Desk, args: &[&str]) -> Vec<(String, Option<String>)> {
    let json = desk.run(&[&["check", "--format", "json"], args].concat()).json();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let findings = json["findings"].as_array().expect("findings");
    findings.iter().map(|f| (text(&f["check"]).expect("a code"), text(&f["suppressed"]))).collect()
}

#[test]
fn a_silenced_finding_stays_in_json_and_fails_nothing() {
    let desk = Desk::with_rules();
    desk.file("a.md", format!("<!-- misquote-ignore[changed-words]: as broadcast -->\n{WRONG}"));
    let ran = desk.run(&["check"]).ends(0);
    assert_eq!(ran.out, "1 quotation: 1 misquoted; 1 finding silenced by comments\n");
    assert_eq!(checks(&desk, &[]), [("changed-words".into(), Some("as broadcast".into()))]);
    let json = desk.run(&["check", "--format", "json"]).json();
    assert_eq!(json["summary"]["errors"], 0);
    assert_eq!(json["summary"]["suppressed"], 1);
    let sarif = desk.run(&["check", "--format", "sarif"]).ends(0);
    assert!(sarif.json()["runs"][0]["results"][0]["suppressions"][0].is_object(), "{}", sarif.out);
    assert_eq!(desk.run(&["check", "--format", "short"]).ends(0).out, "");
}

#[test]
fn a_comment_holds_for_the_next_block_and_no_further() {
    let desk = Desk::with_rules();
    for (path, comment) in [
        ("a.md", "<!-- misquote-ignore: as broadcast -->"),
        ("a.txt", "# misquote-ignore: as broadcast"),
        ("a.html", "<!-- misquote-ignore: as broadcast -->"),
        ("a.mdx", "{/* misquote-ignore: as broadcast */}"),
        ("a.tex", "% misquote-ignore: as broadcast"),
        ("a.rst", ".. misquote-ignore: as broadcast\n"),
        ("a.adoc", "// misquote-ignore: as broadcast"),
        ("a.vtt", "WEBVTT\n\nNOTE misquote-ignore: as broadcast\n"),
    ] {
        let mut cue = 0;
        let mut block = |text: &str| match path {
            "a.html" => format!("<p>{text}</p>"),
            "a.vtt" => {
                cue += 1;
                format!("00:0{cue}:00.000 --> 00:0{cue}:04.000\n{text}")
            }
            _ => text.to_owned(),
        };
        let blocks = [WRONG, WRONG].map(|text| block(text.trim())).join("\n\n");
        desk.file(path, format!("{comment}\n{blocks}\n"));
        let found = checks(&desk, &[path]);
        let silent: Vec<bool> = found.iter().map(|(_, reason)| reason.is_some()).collect();
        assert_eq!(silent, [true, false], "{path}: {found:?}");
        fs::remove_file(desk.path(path)).expect("the draft");
    }
}

#[test]
fn a_comment_before_a_block_quote_holds_for_all_of_it() {
    let desk = Desk::with_rules();
    let quote = "> I would take anything coming out of the Kremlin\n>\n> with a very large pinch of salt.\n";
    let draft = |comment: &str| format!("Antony Blinken said:\n\n{comment}{quote}");
    desk.file("a.md", draft(""));
    assert_eq!(checks(&desk, &[]), [("changed-words".into(), None)]);
    desk.file("a.md", draft("<!-- misquote-ignore: as printed -->\n"));
    assert_eq!(checks(&desk, &[]), [("changed-words".into(), Some("as printed".into()))]);
}

#[test]
fn a_comment_for_the_file_holds_everywhere_and_the_nearer_one_gives_the_reason() {
    let desk = Desk::with_rules();
    desk.file(
        "a.txt",
        format!(
            "{WRONG}\n# misquote-ignore-file: a parody\n\n# misquote-ignore[changed-words]: agreed\n{WRONG}"
        ),
    );
    let reasons: Vec<_> = checks(&desk, &[]).into_iter().filter_map(|(_, reason)| reason).collect();
    assert_eq!(reasons, ["a parody", "agreed"]);
}

#[test]
fn silence_is_looked_at_too() {
    let desk = Desk::with_rules();
    desk.file("a.md", format!("<!-- misquote-ignore[changed-wrods] -->\n{WRONG}"));
    let found: Vec<String> = checks(&desk, &[]).into_iter().map(|(check, _)| check).collect();
    assert_eq!(found, ["ignore-without-reason", "unknown-check", "changed-words"]);
    desk.run(&["check"]).ends(1).says(&["did you mean `changed-words`?"]);
    desk.run(&["fix", "--unsafe-fixes", "--allow", "changed-words"]).ends(0);
    assert!(fs::read_to_string(desk.path("a.md")).expect("the draft").contains("[changed-words]"));

    desk.file("a.md", format!("<!-- misquote-ignore[changed-words]: once wrong -->\n{RIGHT}"));
    let used = checks(&desk, &[]);
    assert_eq!(used, [("unused-ignore".into(), None)]);
    // Where the check is allowed, or nothing was compared, nobody can tell.
    assert_eq!(checks(&desk, &["--allow", "changed-words"]), []);
    assert_eq!(checks(&desk, &["--no-rules"]), []);
    desk.file("a.md", format!("<!-- misquote-ignore[not-checked]: so there -->\n{RIGHT}"));
    desk.run(&["check"]).ends(0).says(&["`not-checked` cannot be silenced"]);
    desk.file(
        "a.md",
        format!(
            "<!-- misquote-ignore-file[unused-ignore]: old drafts -->\n<!-- misquote-ignore: x -->\n{RIGHT}"
        ),
    );
    assert_eq!(checks(&desk, &[]), [("unused-ignore".into(), Some("old drafts".into()))]);
}

#[test]
fn what_is_silenced_is_never_fixed() {
    let desk = Desk::with_rules();
    let text = format!("<!-- misquote-ignore: as broadcast -->\n{WRONG}");
    desk.file("a.md", &text);
    desk.run(&["fix", "--unsafe-fixes", "--remedy", "unquote"]).ends(0).complains(&["nothing to fix"]);
    assert_eq!(fs::read_to_string(desk.path("a.md")).expect("the draft"), text);
}

#[test]
fn broken_rules_cannot_be_silenced() {
    let desk = Desk::with_rules();
    desk.file("rules/broken.toml", "[[quote]]\ntxet = 'x'\n");
    desk.file("a.md", format!("<!-- misquote-ignore-file: never mind -->\n{RIGHT}"));
    desk.run(&["check"]).ends(2).says(&["invalid-rules"]);
}

#[test]
fn a_baseline_passes_over_what_was_there_wherever_it_moves() {
    let desk = Desk::with_rules();
    desk.file("misquote.toml", "");
    desk.file("drafts/a.md", WRONG);
    desk.run(&["check", "--write-baseline", "known.json"])
        .ends(0)
        .complains(&["wrote known.json: 1 finding"]);
    let baseline = fs::read_to_string(desk.path("known.json")).expect("the baseline");
    let json: Value = serde_json::from_str(&baseline).expect("JSON");
    assert_eq!(json["findings"][0]["path"], "drafts/a.md");
    desk.run(&["check", "--baseline", "known.json"]).ends(0);
    desk.file("drafts/a.md", format!("A line more.\n\n{WRONG}"));
    desk.run(&["check", "--baseline", "known.json"]).ends(0);
    desk.run_in("drafts", &["check", "--baseline", "../known.json"]).ends(0);
    // The same fault once more is a new one.
    desk.file("drafts/a.md", format!("{WRONG}\n{WRONG}"));
    // SARIF keeps what is passed over, and tells it from what is new.
    let sarif = desk.run(&["check", "--baseline", "known.json", "--format", "sarif"]).ends(1).json();
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let states: Vec<&str> = results.iter().filter_map(|result| result["baselineState"].as_str()).collect();
    assert_eq!(states.iter().filter(|state| **state == "new").count(), 1, "{states:?}");
    assert!(states.len() == results.len() && states.contains(&"unchanged"), "{states:?}");
    for result in results {
        let suppressed = result["suppressions"][0]["kind"] == "external";
        assert_eq!(suppressed, result["baselineState"] == "unchanged", "{result}");
    }
    let ran = desk.run(&["check", "--baseline", "known.json", "--format", "json"]).ends(1);
    assert_eq!(ran.findings(), [finding("changed-words", "drafts/a.md")]);
    assert_eq!(
        fs::read_to_string(desk.path("known.json")).expect("the baseline"),
        baseline,
        "nothing is written unasked"
    );
}

#[test]
fn a_baseline_is_sorted_and_stale_entries_are_told_and_pruned() {
    let desk = Desk::with_rules();
    desk.file("b.md", WRONG);
    desk.file("a.md", WRONG);
    desk.run(&["check", "b.md", "a.md", "--write-baseline", "one.json"]).ends(0);
    desk.run(&["check", "--threads", "1", "--write-baseline", "two.json"]).ends(0);
    let read = |name: &str| fs::read_to_string(desk.path(name)).expect("the baseline");
    assert_eq!(read("one.json"), read("two.json"));
    desk.file("a.md", RIGHT);
    let ran = desk.run(&["check", "--verbose", "--baseline", "one.json"]).ends(0);
    ran.complains(&["in the baseline: a.md: changed-words: `pinch`"]);
    desk.run(&["check", "--baseline", "one.json", "--write-baseline", "one.json"]).ends(0);
    assert!(!read("one.json").contains("a.md") && read("one.json").contains("b.md"));
}

#[test]
fn a_baseline_that_cannot_be_read_or_vouched_for_ends_the_run() {
    let desk = Desk::with_rules();
    desk.file("a.md", WRONG);
    desk.run(&["check", "--baseline", "none.json"]).ends(2).complains(&["none.json", "no such file"]);
    desk.file("broken.json", "{\"version\": 1, \"findings\": [");
    desk.run(&["check", "--baseline", "broken.json"]).ends(2).complains(&["broken.json", "line 1"]);
    desk.file("new.json", "{\"version\": 9, \"findings\": []}");
    desk.run(&["check", "--baseline", "new.json"]).ends(2).complains(&["version is 9"]);
    desk.run(&["check", "a.md", "gone.md", "--write-baseline", "x.json"])
        .ends(2)
        .complains(&["no baseline is written"]);
    assert!(!desk.path("x.json").exists());
}
