//! Exit statuses, levels, colours, and the same bytes every time.

use std::io::Read;
use std::process::Stdio;

use super::{Desk, RIGHT, WRONG, finding};

#[test]
fn the_exit_status_follows_the_worst_finding() {
    let desk = Desk::with_rules();
    desk.file("right.md", RIGHT);
    desk.file("wrong.md", WRONG);
    desk.run(&["right.md"]).ends(0).says(&["1 quotation: 1 verbatim"]);
    desk.run(&["check", "right.md", "wrong.md"]).ends(1).says(&["2 quotations: 1 verbatim, 1 misquoted"]);
    desk.run(&["wrong.md", "--warn", "changed-words"]).ends(0).says(&["warning[changed-words]"]);
    desk.run(&["wrong.md", "--warn", "changed-words", "--fail-on", "warning"]).ends(1);
    desk.run(&["wrong.md", "--note", "changed-words", "--fail-on", "warning"]).ends(0);
    desk.run(&["wrong.md", "--note", "changed-words", "--fail-on", "note"]).ends(1);
    desk.run(&["quotes", "wrong.md"]).ends(0);
    desk.run(&["wrong.md", "gone.md"]).ends(2);
}

#[test]
fn the_last_level_for_a_check_wins() {
    let desk = Desk::with_rules();
    desk.file("wrong.md", WRONG);
    desk.run(&["wrong.md", "--allow", "changed-words", "--deny", "changed-words"]).ends(1);
    desk.run(&["wrong.md", "--deny", "changed-words", "--allow", "dropped-words,changed-words"]).ends(0);
}

#[test]
fn a_misquote_is_shown_beside_its_record() {
    let desk = Desk::with_rules();
    desk.file("wrong.md", format!("# News\n\n{WRONG}"));
    let ran = desk.run(&["wrong.md"]).ends(1);
    let ran = ran.says(&[
        "error[changed-words]",
        "wrong.md:3:89",
        "pinch",
        "rules/salt.toml:4:",
        "shaker",
        "Antony Blinken",
    ]);
    assert_eq!(ran.err, "");
}

#[test]
fn one_thread_and_many_write_the_same_bytes() {
    let desk = Desk::with_rules();
    for i in 0..150 {
        desk.file(&format!("d{:02}/{i}.md", i % 7), if i % 3 == 0 { WRONG } else { RIGHT }.repeat(1 + i % 5));
    }
    for format in ["human", "json"] {
        for command in ["check", "quotes"] {
            let run = |threads| desk.run(&[command, "--format", format, "--threads", threads]).out;
            let one = run("1");
            assert!(one.lines().count() > 50, "{one}");
            assert!(
                one == run("4") && one == desk.run(&[command, "--format", format]).out,
                "{command} {format}"
            );
        }
    }
}

#[test]
fn output_is_sorted_by_path_and_offset_whatever_the_order_of_the_arguments() {
    let desk = Desk::with_rules();
    desk.file("b.md", WRONG.repeat(2));
    desk.file("a/c.md", WRONG);
    let args = ["b.md", "zzz.md", "a", "--format", "json"];
    let ran = desk.run(&args).ends(2);
    let expected = [
        ("changed-words", "a/c.md"),
        ("changed-words", "b.md"),
        ("changed-words", "b.md"),
        ("not-checked", "zzz.md"),
    ];
    assert_eq!(ran.findings(), expected.map(|(check, path)| finding(check, path)));
}

#[test]
fn why_a_quotation_was_taken_for_one_of_a_record_is_said_in_words() {
    let desk = Desk::with_rules();
    desk.file("wrong.md", WRONG);
    desk.file("short.md", "He would take “anything coming out of the Kremlin” with caution.\n");
    let told = desk
        .run(&["wrong.md", "--explain-match"])
        .ends(1)
        .out
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(told.contains("why: 15 words matched, 94 % of the quotation"), "{told}");
    assert!(told.contains("the speaker is named beside it"), "{told}");
    let short = desk.run(&["quotes", "short.md", "--explain-match"]).ends(0).out;
    assert!(
        short.contains("words matched") && !short.contains("named") && !short.contains(" 0 bits"),
        "{short}"
    );
}

#[test]
fn json_keeps_to_its_schema() {
    let desk = Desk::with_rules();
    desk.file("wrong.md", WRONG);
    let schema = desk.run(&["schema", "output"]).ends(0).json();
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    for args in [
        &["wrong.md", "gone.md"][..],
        &["quotes", "wrong.md"],
        &["wrong.md", "--explain-match"],
        &["rules", "check"],
    ] {
        let ran = desk.run(&[args, &["--format", "json"]].concat());
        let errors: Vec<String> = schema.iter_errors(&ran.json()).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}\n{}", ran.out);
    }
    let lines = desk.run(&["wrong.md", "--format", "jsonl"]).ends(1).out;
    let last: serde_json::Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    assert_eq!((&last["type"], &last["misquoted"]), (&"summary".into(), &1.into()));
}

#[test]
fn colours_come_when_asked_for() {
    let desk = Desk::with_rules();
    desk.file("wrong.md", WRONG);
    let colored = |args: &[&str], variables: &[(&str, &str)]| {
        let mut command = desk.command("", &[&["wrong.md"], args].concat());
        let output = command.envs(variables.iter().copied()).output().expect("the program runs");
        String::from_utf8(output.stdout).expect("UTF-8").contains('\u{1b}')
    };
    assert!(!colored(&[], &[]));
    assert!(colored(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(colored(&[], &[("FORCE_COLOR", "1")]));
    assert!(colored(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")]));
    assert!(!colored(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!colored(&["--color", "never"], &[("FORCE_COLOR", "1")]));
    // A file shows no colours unless told to.
    desk.run(&["wrong.md", "--output", "report.out"]).ends(1);
    assert!(!std::fs::read_to_string(desk.path("report.out")).unwrap().contains('\u{1b}'));
}

#[test]
fn a_report_goes_where_it_is_sent_and_is_no_draft() {
    let desk = Desk::with_rules();
    desk.file("wrong.md", WRONG);
    for _ in 0..2 {
        let ran = desk.run(&["--output", "report.txt"]).ends(1);
        assert_eq!(ran.out, "");
    }
    let report = std::fs::read_to_string(desk.path("report.txt")).unwrap();
    assert_eq!(report, desk.run(&["wrong.md"]).out);
}

#[test]
fn quiet_and_verbose_are_about_the_rest() {
    let desk = Desk::with_rules();
    desk.file("right.md", RIGHT);
    desk.file("logo.png", "x");
    let ran = desk.run(&["--quiet"]).ends(0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""));
    let ran = desk.run(&["--verbose"]).ends(0).complains(&["rules/salt.toml", "draft: right.md", "logo.png"]);
    assert_eq!(ran.out, desk.run(&[]).ends(0).out);
    assert!(ran.out.contains("1 file of unknown format skipped"), "{}", ran.out);
}

#[test]
fn who_stops_reading_ends_the_run_in_silence() {
    let desk = Desk::with_rules();
    for i in 0..200 {
        desk.file(&format!("{i}.md"), WRONG.repeat(20));
    }
    let mut command = desk.command("", &["--format", "human"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
    let mut some = [0; 100];
    let mut out = child.stdout.take().expect("its output");
    out.read_exact(&mut some).expect("some output");
    drop(out);
    let ran = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&ran.stderr), "");
    assert_eq!(ran.status.code(), Some(1));
}
