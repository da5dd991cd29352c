//! Bad input gets one clear message, and nothing is lost or passes in silence.

use super::{Desk, RIGHT, SALT, WRONG, finding};

#[test]
fn without_rules_a_run_says_how_to_start() {
    let desk = Desk::empty();
    desk.run(&[]).ends(2).complains(&["no records", "misquote init", "--rules", "--no-rules"]);
    desk.file("a.md", WRONG);
    desk.run(&["a.md"]).ends(2).complains(&["misquote init"]);
    desk.file("rules/empty.toml", "[speakers.x]\nname = 'X'\n");
    desk.run(&["a.md"]).ends(2).complains(&["no records"]);
    desk.run(&["quotes", "a.md"]).ends(0);
    desk.run(&["rules", "test", "--rules", "nowhere"]).ends(2).complains(&["`nowhere` matches no file"]);
}

#[test]
fn what_matches_nothing_is_an_error_and_the_rest_is_checked() {
    let desk = Desk::with_rules();
    desk.file("a.md", WRONG);
    desk.file("empty/x.pdf", "%PDF");
    desk.run(&["*.txt"]).ends(2).complains(&["nothing to check in `*.txt`"]);
    desk.run(&["empty", "a.md"])
        .ends(2)
        .complains(&["`empty`", "no known format"])
        .says(&["changed-words", "a.md:1:"]);
    desk.run(&["a.md", "--rules", "none/*.toml"]).ends(2).complains(&["`none/*.toml` matches no file"]);
    desk.run(&["{a,b.md"]).ends(2).complains(&["never closed"]);
    desk.file("misquote.toml", "rules = ['rules/*', 'more/*.toml']\n");
    let ran = desk.run(&["a.md", "--format", "json"]).ends(2);
    assert_eq!(ran.findings(), [finding("invalid-config", "misquote.toml")]);
    assert_eq!(ran.json()["findings"][0]["span"]["column"], 21, "{}", ran.out);
    desk.run(&["quotes"]).ends(2).says(&["`more/*.toml` matches no file"]);
    desk.file("misquote.toml", "drafts = ['posts/**/*.md']\n");
    desk.run(&[]).ends(2).complains(&["nothing to check in `posts/**/*.md`"]);
}

#[test]
fn every_mistake_in_rules_is_shown_and_no_draft_called_clean() {
    let desk = Desk::empty();
    desk.file("rules/bad.toml", "[[quote]]\ntxet = 'one two three'\n\n[[quote]]\ntext = 7\nspeeker = 'X'\n");
    desk.file("rules/good.toml", SALT);
    desk.file("a.md", RIGHT);
    let ran =
        desk.run(&[]).ends(2).says(&["rules/bad.toml:2:1", "`text`", "rules/bad.toml:6:1", "`speaker`"]);
    assert!(!ran.out.contains("verbatim"), "{}", ran.out);
    let ran = desk.run(&["--format", "json"]).ends(2);
    assert!(ran.findings().len() >= 3, "{}", ran.out);
    assert!(ran.findings().iter().all(|f| *f == finding("invalid-rules", "rules/bad.toml")), "{}", ran.out);
    desk.run(&["rules", "check"]).ends(2).says(&["rules/bad.toml:2:1"]);
    desk.run(&["rules", "test"]).ends(2).says(&["rules/bad.toml:2:1"]);
    // No level makes it less.
    desk.run(&["--allow", "invalid-rules"]).ends(2).complains(&["fixed"]);
}

#[test]
fn every_mistake_in_a_configuration_is_shown_and_no_draft_called_clean() {
    let desk = Desk::with_rules();
    desk.file("a.md", RIGHT);
    desk.file(
        "misquote.toml",
        "ruels = []\nexclude = ['{a']\n[levels]\nchanged-word = 'deny'\nchanged-words = 'denied'\n",
    );
    let ran = desk.run(&[]).ends(2).says(&[
        "misquote.toml:1:1",
        "`rules`",
        "misquote.toml:2:12",
        "never closed",
        "misquote.toml:4:1",
        "`changed-words`",
        "misquote.toml:5:17",
    ]);
    assert!(!ran.out.contains("verbatim"), "{}", ran.out);
    desk.run(&["a.md", "--config", "none.toml"]).ends(2).complains(&["none.toml", "no such file"]);
}

#[test]
fn what_cannot_be_read_is_told_with_the_reason_and_the_rest_is_checked() {
    let desk = Desk::with_rules();
    desk.file("a.md", WRONG);
    desk.file("noise.md", [0u8, 159, 146, 150, 0, 1, 2, 3, 0, 0, 255, 254, 0].repeat(40));
    let ran = desk.run(&["gone.md", "noise.md", "a.md", "--format", "json"]).ends(2);
    assert_eq!(
        ran.findings(),
        [
            finding("changed-words", "a.md"),
            finding("not-checked", "gone.md"),
            finding("not-checked", "noise.md")
        ]
    );
    let json = ran.json();
    assert!(json["findings"][1]["message"].as_str().unwrap().contains("no such file"), "{}", ran.out);
    assert_eq!(json["findings"][1]["found"], "");
    assert_eq!((&json["summary"]["not_checked"], &json["summary"]["files"]), (&2.into(), &1.into()));
    // A list names them too, and so does the output for people.
    let ran = desk.run(&["quotes", "gone.md", "a.md", "--format", "json"]).ends(2);
    assert_eq!(ran.findings(), [finding("not-checked", "gone.md")]);
    desk.run(&["gone.md", "--allow", "not-checked"]).ends(2).says(&["gone.md", "no such file"]);
}

#[cfg(unix)]
#[test]
fn links_devices_and_pipes_are_told_apart() {
    let desk = Desk::with_rules();
    desk.file("real/a.md", WRONG);
    super::link("nowhere.md", &desk.path("broken.md"));
    super::link("a.md", &desk.path("real/link.md"));
    // A loop of folders is not walked for ever.
    super::link(".", &desk.path("real/loop"));
    assert!(std::process::Command::new("mkfifo").arg(desk.path("pipe.md")).status().unwrap().success());

    let ran = desk.run(&["--format", "json"]).ends(2);
    assert_eq!(
        ran.findings(),
        [
            finding("not-checked", "broken.md"),
            finding("not-checked", "pipe.md"),
            finding("changed-words", "real/a.md"),
            finding("changed-words", "real/link.md"),
        ]
    );
    desk.run(&["broken.md"]).ends(2).says(&["broken link to `nowhere.md`"]);
    desk.run(&["pipe.md"]).ends(2).says(&["a device or a pipe"]);
    desk.run(&["/dev/null"]).ends(2).says(&["a device or a pipe"]);
    super::link("nowhere.toml", &desk.path("rules/x.toml"));
    desk.run(&["real"]).ends(2).says(&["rules/x.toml", "broken link"]);
}

#[test]
fn mistakes_of_usage_are_explained() {
    let desk = Desk::with_rules();
    desk.file("a.md", WRONG);
    desk.run(&["--deny", "changed-word"]).ends(2).complains(&["did you mean `changed-words`?"]);
    desk.run(&["--profile", "wires"]).ends(2).complains(&["did you mean `wire`?"]);
    desk.run(&["--format", "jsn"]).ends(2).complains(&["json"]);
    desk.run(&["--fromat", "json"]).ends(2).complains(&["--format"]);
    desk.run(&["explain", "droped-words"]).ends(2).complains(&["did you mean `dropped-words`?"]);
    desk.run(&["rules", "tset"]).ends(2).complains(&["test"]);
    desk.run(&["quots", "a.md"]).ends(2).says(&["quots", "no such file", "`quotes`"]);
    desk.run(&["--stdin-path", "x.md"]).ends(2).complains(&["write `-`"]);
    desk.run(&["--threads", "0"]).ends(2).complains(&["--threads"]);
    desk.run(&["--rules", "x", "--no-rules"]).ends(2).complains(&["--no-rules"]);
    desk.run(&["a.md", "--output", "no/such/folder.txt"])
        .ends(2)
        .complains(&["cannot write `no/such/folder.txt`"]);
}

#[test]
fn what_a_terminal_would_obey_is_made_visible() {
    let desk = Desk::with_rules();
    desk.file("a.md", WRONG.replace("very", "\u{1b}[31mvery\u{202e}"));
    for args in [&["a.md"][..], &["quotes", "a.md"], &["a.md", "--format", "short"], &["\u{1b}[2J.md"]] {
        let ran = desk.run(args);
        assert!(
            !ran.out.contains(['\u{1b}', '\u{202e}']) && !ran.err.contains('\u{1b}'),
            "{:?}",
            ran.out + &ran.err
        );
    }
}
