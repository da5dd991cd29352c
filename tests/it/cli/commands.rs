//! The commands besides `check`.

use super::{Desk, SALT, WRONG, finding};

#[test]
fn quotes_lists_every_quotation_without_rules() {
    let desk = Desk::empty();
    desk.file("a.md", format!("{WRONG}\nA “so-called” plan, and “another one”.\n"));
    let ran = desk.run(&["quotes", "--format", "json"]).ends(0);
    let json = ran.json();
    assert_eq!(json["quotations"].as_array().unwrap().len(), 3, "{}", ran.out);
    assert_eq!(json["summary"]["unverified"], 3);
    desk.run(&["quotes"]).ends(0).says(&["so-called", "3 quotations: 3 in no record"]);
}

#[test]
fn examples_of_rules_are_tested_and_failing_ones_shown_in_place() {
    let desk = Desk::empty();
    let examples =
        |ok: &str, bad: &str| format!("{SALT}[quote.examples]\nok = ['“{ok}”']\nbad = ['“{bad}”']\n");
    let right = "anything coming out of the Kremlin";
    let wrong = "anything that comes out of the Kremlin with a very large shaker of salt";
    desk.file("rules/salt.toml", examples(right, wrong));
    desk.run(&["rules", "test"]).ends(0).complains(&["1 record, 2 examples: 2 passed, 0 failed"]);

    desk.file("rules/salt.toml", examples(wrong, right));
    let ran = desk.run(&["rules", "test"]).ends(1);
    ran.says(&["failing-example", "rules/salt.toml:6:", "rules/salt.toml:7:"])
        .complains(&["0 passed, 2 failed"]);
    let ran = desk.run(&["rules", "test", "--format", "json"]).ends(1);
    assert_eq!(ran.findings(), vec![finding("failing-example", "rules/salt.toml"); 2]);
    desk.run(&["rules", "test", "--warn", "failing-example"]).ends(0);
}

#[test]
fn rules_check_tells_doubts_and_check_does_not() {
    let desk = Desk::with_rules();
    desk.file("rules/again.toml", SALT.replace("\"salt\"", "\"salt-again\""));
    let ran = desk.run(&["rules", "check"]).ends(0);
    ran.says(&["warning[duplicate-record]", "rules/again.toml", "rules/salt.toml"])
        .complains(&["2 records in 2 rules files"]);
    desk.run(&["rules", "check", "--fail-on", "warning"]).ends(1);
    desk.run(&["rules", "check", "--deny", "duplicate-record"]).ends(1);
    desk.file("a.md", super::RIGHT);
    let ran = desk.run(&[]).ends(0);
    assert!(!ran.out.contains("duplicate-record"), "{}", ran.out);
}

#[test]
fn rules_list_names_every_record_and_its_place() {
    let desk = Desk::with_rules();
    desk.run(&["rules", "list"]).ends(0).says(&[
        "salt",
        "rules/salt.toml:1",
        "Antony Blinken",
        "1 record in 1 rules file",
    ]);
    let json = desk.run(&["rules", "list", "rules", "--format", "json"]).ends(0).json();
    assert_eq!(json["records"][0]["id"], "salt");
    assert_eq!(json["records"][0]["path"], "rules/salt.toml");
}

#[test]
fn explain_and_checks_know_every_check() {
    let desk = Desk::empty();
    let listed = desk.run(&["checks", "--format", "json"]).ends(0).json();
    let listed = listed.as_array().expect("a list");
    assert_eq!(listed.len(), misquote::checks::TABLE.len());
    let table = desk.run(&["checks"]).ends(0).out;
    for check in listed {
        let code = check["code"].as_str().expect("a code");
        assert!(table.contains(code));
        let page = desk.run(&["explain", code]).ends(0).out;
        assert!(page.contains(code) && page.lines().count() > 5, "{page}");
    }
}

#[test]
fn init_writes_a_start_that_works_and_keeps_what_is_there() {
    let desk = Desk::empty();
    desk.run(&["init"]).ends(0).says(&["wrote misquote.toml", "wrote rules/example.toml"]);
    desk.run(&["rules", "check", "--fail-on", "note"]).ends(0);
    desk.run(&["rules", "test"]).ends(0).complains(&["2 passed"]);
    desk.file("a.md", "“That’s one small step for a man,” said Armstrong, “one giant leap for dogs.”\n");
    desk.run(&[]).ends(1).says(&["dogs", "rules/example.toml:"]);
    desk.file("rules/example.toml", SALT);
    desk.run(&["init"]).ends(0).says(&["kept misquote.toml", "kept rules/example.toml"]);
    assert_eq!(std::fs::read_to_string(desk.path("rules/example.toml")).unwrap(), SALT);
}

#[test]
fn schemas_describe_the_files_that_init_writes() {
    let desk = Desk::empty();
    desk.run(&["init"]).ends(0);
    for (schema, file) in [("config", "misquote.toml"), ("rules", "rules/example.toml")] {
        let schema = desk.run(&["schema", schema]).ends(0).json();
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let text = std::fs::read_to_string(desk.path(file)).unwrap();
        let value: toml::Value = toml::from_str(&text).expect("TOML");
        let json = serde_json::to_value(&value).expect("JSON");
        let errors: Vec<String> = validator
            .iter_errors(&json)
            // JSON has no dates; a TOML date is an object of the library here.
            .filter(|e| !e.instance_path().to_string().ends_with("/date"))
            .map(|e| e.to_string())
            .collect();
        assert!(errors.is_empty(), "{file}: {errors:?}");
        assert!(!validator.is_valid(&serde_json::json!({"no-such-key": 1})), "{file}");
    }
}

#[test]
fn help_and_version_go_to_standard_output() {
    let desk = Desk::empty();
    desk.run(&["--help"]).ends(0).says(&["quotes", "rules", "explain", "init", "--fail-on", "misquote init"]);
    desk.run(&["--version"]).ends(0).says(&[env!("CARGO_PKG_VERSION")]);
    desk.run(&["quotes", "--help"]).ends(0).says(&["--min-words"]);
}

#[test]
fn completions_and_the_manual_page_know_every_command() {
    let desk = Desk::empty();
    let commands = ["check", "quotes", "rules", "explain", "init", "schema"];
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        desk.run(&["completions", shell]).ends(0).says(&commands);
    }
    desk.run(&["man"]).ends(0).says(&["MISQUOTE RULES TEST", "outside\\-marks", "misquote explain"]);
    desk.run(&["--version"]).ends(0).says(&["misquote ", env!("CARGO_PKG_VERSION")]);
}
