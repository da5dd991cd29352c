//! `misquote harvest` and `misquote accept`: from drafts to rules files.

use std::fs;

use super::{Desk, RIGHT, SALT, WRONG};

const ARTICLE: &str = "\
# “We leave the harbour to the gulls by winter”

The ferry company gives up its last pier. “We leave the harbour to the gulls by winter,” Tor Halvorsen said, “and the
town is free to buy it.”

Critics called it a “so-called” plan, “nothing but a slogan”. She read “The Old Man and the Sea” again.

“Nobody asked the fishermen before the \"pier\" was sold,” Ada Lindqvist told the council. Lindqvist added: “We will sue.”
";

#[test]
fn an_approved_article_becomes_a_rules_file_that_checks_it() {
    let desk = Desk::with_rules();
    desk.file("drafts/a.md", format!("{ARTICLE}\n{RIGHT}"));
    let ran = desk.run(&["harvest", "drafts"]).ends(0).says(&[
        "3 records",
        "1 quotation, which the records of your rules files cover",
        "# drafts/a.md:3:44",
        "# again, in whole or in part: drafts/a.md:1:4",
        "speaker = \"Tor Halvorsen\"",
        "text = \"We leave the harbour to the gulls by winter, and the town is free to buy it.\"",
        "speaker = \"Ada Lindqvist\"",
        "text = \"We will sue.\"",
    ]);
    for scare in ["so-called", "slogan", "Old Man", "shaker of salt"] {
        assert!(!ran.out.contains(scare), "{scare} in\n{}", ran.out);
    }
    desk.file("rules/harvest.toml", &ran.out);
    desk.run(&["rules", "check", "--fail-on", "note"])
        .ends(0)
        .complains(&["4 records in 2 rules files: 0 doubts"]);
    desk.run(&["check", "drafts"]).ends(0);
    // What was harvested is covered now.
    desk.run(&["harvest", "drafts"]).ends(0).says(&["0 records"]);
    let changed = fs::read_to_string(desk.path("drafts/a.md")).unwrap().replace("fishermen", "farmers");
    desk.file("drafts/a.md", changed);
    desk.run(&["check", "drafts"]).ends(1).says(&["farmers"]);
}

#[test]
fn an_attribution_line_names_a_person_and_says_what_she_is() {
    let desk = Desk::empty();
    desk.file(
        "a.md",
        "> We have asked for the harbour money three times this winter.\n>\n> — Ruth Okafor, mayor of Port Ellery\n\n\
         “Nobody in this town will be left without work,” councillor Okafor added.\n",
    );
    let harvested = desk.run(&["harvest", "a.md"]).ends(0).out;
    assert_eq!(harvested.matches("speaker = \"Ruth Okafor\"").count(), 2, "{harvested}");
}

#[test]
fn two_wordings_of_one_statement_are_one_record_with_a_remark() {
    let desk = Desk::empty();
    desk.file("a.md", "“We leave the harbour to the gulls by winter,” Tor Halvorsen said.\n");
    desk.file("b.md", "“We leave the harbour to the gulls by summer,” Tor Halvorsen said.\n");
    desk.file("c.md", "“We leave the old harbour … to the gulls,” Halvorsen said. “We […] go.”\n");
    let other = "in other words: b.md:1:2: We leave the harbour to the gulls by summer.";
    let ran = desk.run(&["harvest", "--no-rules"]).ends(0).says(&[other]);
    desk.file("rules/h.toml", &ran.out);
    desk.run(&["rules", "check", "--fail-on", "note"]).ends(0);
}

#[test]
fn harvest_writes_no_reviewed_file_over_and_says_what_it_could_not_read() {
    let desk = Desk::empty();
    desk.file("a.md", ARTICLE);
    desk.run(&["harvest", "a.md", "--output", "new.toml"]).ends(0);
    assert!(fs::read_to_string(desk.path("new.toml")).unwrap().contains("Halvorsen"));
    desk.run(&["harvest", "a.md", "--output", "new.toml"]).ends(2).complains(&["is there already"]);
    desk.run(&["harvest", "a.md", "none.md"])
        .ends(2)
        .says(&["# Not read: none.md"])
        .complains(&["may be missing"]);
}

#[test]
fn an_accepted_wording_is_added_and_nothing_else_is_touched() {
    let desk = Desk::empty();
    let rules = format!("# Of the house.\r\n{}# The end.\r\n", SALT.replace('\n', "\r\n"));
    desk.file("rules/salt.toml", &rules);
    desk.file("a.md", format!("# A title\n\n{WRONG}"));
    desk.run(&["accept", "a.md:3", "--reason", "as broadcast"])
        .ends(0)
        .says(&["rules/salt.toml:2", "`salt` now accepts"]);
    let edited = fs::read_to_string(desk.path("rules/salt.toml")).unwrap();
    let added = "accepted = [{ text = \"I would take anything coming out of the Kremlin with a very large pinch of salt.\", reason = \"as broadcast\" }]\r\n";
    assert_eq!(edited, rules.replace("# The end.", &format!("{added}# The end.")));
    desk.run(&["check"]).ends(0).says(&["1 quotation: 1 verbatim"]);
    desk.run(&["accept", "a.md:3"]).ends(2).complains(&["no finding at a.md:3"]);
}

#[test]
fn accept_asks_which_of_several_and_refuses_what_is_no_wording() {
    let desk = Desk::with_rules();
    desk.file("a.md", WRONG.replace("anything", "everything"));
    let ran = desk.run(&["accept", "a.md:1"]).ends(2);
    ran.complains(&["2 findings at a.md:1", "a.md:1:36: changed-", "a.md:1:91: changed-words", "pinch"]);
    desk.run(&["accept", "a.md:1:91"]).ends(0);
    desk.run(&["accept", "a.md:1"]).ends(0);
    let rules = fs::read_to_string(desk.path("rules/salt.toml")).unwrap();
    assert!(rules.contains("everything coming out of the Kremlin with a very large pinch"), "{rules}");
    desk.run(&["check"]).ends(0);

    desk.file("rules/salt.toml", SALT);
    desk.file("b.md", RIGHT.replace("Antony Blinken", "Sergey Lavrov"));
    desk.run(&["accept", "b.md:1"]).ends(2).complains(&["`wrong-speaker` cannot be accepted"]);
    desk.run(&["accept", "b.md"]).ends(2).complains(&["name the line"]);
    desk.run(&["accept", "b.md:9"]).ends(2).complains(&["no finding at b.md:9"]);
    desk.run(&["accept", "none.md:9"]).ends(2).complains(&["none.md"]);
    assert_eq!(fs::read_to_string(desk.path("rules/salt.toml")).unwrap(), SALT);
}
