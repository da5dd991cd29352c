//! Which files a run is about, and which configuration holds for them.

use super::{Desk, RIGHT, WRONG, finding};

const JSON: [&str; 2] = ["--format", "json"];

fn list(desk: &Desk, folder: &str, args: &[&str]) -> super::Ran {
    desk.run_in(folder, &[&["quotes"], &JSON[..], args].concat())
}

#[test]
fn folders_are_walked_in_order_and_known_formats_read() {
    let desk = Desk::with_rules();
    for path in ["b.md", "a/z.txt", "a/y.md", "a/x.pdf", "c.MD", ".hidden/d.md"] {
        desk.file(path, WRONG);
    }
    let ran = list(&desk, "", &[]).ends(0);
    assert_eq!(ran.paths(), ["a/y.md", "a/z.txt", "b.md", "c.MD"]);
    assert_eq!(ran.json()["summary"]["skipped"], 1, "{}", ran.out);
    assert_eq!(list(&desk, "", &["a", "./b.md", "b.md"]).ends(0).paths(), ["a/y.md", "a/z.txt", "b.md"]);
    assert_eq!(list(&desk, "a", &["../b.md", "."]).ends(0).paths(), ["../b.md", "y.md", "z.txt"]);
}

#[test]
fn a_file_named_outright_is_read_whatever_its_format() {
    let desk = Desk::with_rules();
    desk.file("notes.draft", WRONG);
    desk.file(".gitignore", "secret.md\nold/\n");
    desk.file("secret.md", WRONG);
    desk.file("old/a.md", WRONG);
    desk.file("ok.md", RIGHT);
    let run = |args: &[&str]| desk.run(&[args, &JSON].concat()).ends(1).findings();
    assert_eq!(run(&["notes.draft"]), [finding("changed-words", "notes.draft")]);
    assert_eq!(run(&["secret.md"]), [finding("changed-words", "secret.md")]);
    // A folder that git ignores is read when it is named.
    assert_eq!(run(&["old"]), [finding("changed-words", "old/a.md")]);
    desk.run(&[]).ends(0);
}

#[test]
fn git_ignore_of_a_folder_further_up_holds() {
    let desk = Desk::with_rules();
    desk.file(".git/HEAD", "ref: refs/heads/main\n");
    desk.file(".gitignore", "/drafts/old/\n**/build/*\n");
    for path in ["drafts/old/a.md", "drafts/new/a.md", "drafts/new/build/b.md"] {
        desk.file(path, WRONG);
    }
    assert_eq!(list(&desk, "drafts", &[]).ends(0).paths(), ["new/a.md"]);
    assert_eq!(list(&desk, "drafts/new", &["../**/*.md"]).ends(0).paths(), ["../new/a.md"]);
}

#[test]
fn patterns_have_one_dialect() {
    let desk = Desk::with_rules();
    for path in ["a.md", "b.txt", "n/a.md", "n/m/c.md", "[x].md"] {
        desk.file(path, WRONG);
    }
    let paths = |pattern: &str| list(&desk, "", &[pattern]).ends(0).paths();
    assert_eq!(paths("*.md"), ["[x].md", "a.md"]);
    assert_eq!(paths("**/*.md"), ["[x].md", "a.md", "n/a.md", "n/m/c.md"]);
    assert_eq!(paths("{a.md,b.t?t,n/**/[b-d].md}"), ["a.md", "b.txt", "n/m/c.md"]);
    // What exists is no pattern.
    assert_eq!(paths("[x].md"), ["[x].md"]);
    desk.file("misquote.toml", "drafts = ['n/*.md', '*.txt']\nexclude = ['n/m']\n");
    assert_eq!(list(&desk, "", &[]).ends(0).paths(), ["b.txt", "n/a.md"]);
    assert_eq!(list(&desk, "n", &[]).ends(0).paths(), ["../b.txt", "a.md"]);
    assert_eq!(list(&desk, "", &["n"]).ends(0).paths(), ["n/a.md"]);
    assert_eq!(list(&desk, "", &["n/m/c.md"]).ends(0).paths(), ["n/m/c.md"]);
}

#[test]
fn every_draft_has_the_configuration_nearest_to_it() {
    let desk = Desk::with_rules();
    desk.file("misquote.toml", "");
    desk.file("a.md", WRONG);
    desk.file("strict/misquote.toml", "rules = ['../rules/*.toml']\n[levels]\nchanged-words = 'warn'\n");
    desk.file("strict/deep/b.md", WRONG);
    let ran = desk.run(&JSON).ends(1);
    let severities: Vec<_> =
        ran.json()["findings"].as_array().unwrap().iter().map(|f| f["severity"].clone()).collect();
    assert_eq!(
        ran.findings(),
        [finding("changed-words", "a.md"), finding("changed-words", "strict/deep/b.md")]
    );
    assert_eq!(severities, ["error", "warning"]);
    // From anywhere: the folder of the draft counts, not the current one.
    desk.run_in("rules", &["../strict/deep/b.md"]).ends(0).says(&["../strict/deep/b.md"]);
    // One that is named holds for all.
    desk.run(&["--config", "strict/misquote.toml", "a.md"]).ends(0);
    // The search ends at the root of the repository.
    desk.file("other/.git/HEAD", "");
    desk.file("other/c.md", WRONG);
    desk.run_in("other", &["c.md"]).ends(2).complains(&["misquote init"]);
    // Then the configuration of the current folder holds.
    desk.run(&["other/c.md"]).ends(1);
}

#[test]
fn overrides_hold_by_path_and_the_later_wins() {
    let desk = Desk::with_rules();
    desk.file(
        "misquote.toml",
        "[[overrides]]\npaths = ['opinion/**', 'blog']\nlevels = { changed-words = 'note' }\n\
         [[overrides]]\npaths = ['opinion/hard/*']\nlevels = { changed-words = 'deny' }\n",
    );
    for path in ["opinion/a.md", "opinion/hard/b.md", "blog/x/c.md"] {
        desk.file(path, WRONG);
    }
    desk.run(&["opinion/a.md", "blog"]).ends(0).says(&["note[changed-words]"]);
    desk.run(&["opinion/hard/b.md"]).ends(1);
    desk.run(&["opinion/hard/b.md", "--warn", "changed-words"]).ends(0);
}

#[test]
fn rules_files_are_no_drafts_unless_named() {
    let desk = Desk::empty();
    desk.file("said.txt", super::SALT);
    desk.file("a.md", RIGHT);
    desk.file("misquote.toml", "rules = ['*.txt', 'said.txt']\n");
    let ran = list(&desk, "", &[]);
    assert!(!ran.out.contains("\"said.txt\",\"span\""), "{}", ran.out);
    assert_eq!(
        ran.ends(2).findings(),
        [finding("invalid-config", "misquote.toml")],
        "a wildcard means TOML files"
    );
    desk.file("misquote.toml", "rules = ['said.txt']\n");
    assert_eq!(list(&desk, "", &[]).ends(0).paths(), ["a.md"]);
    assert!(list(&desk, "", &["said.txt"]).ends(0).paths().contains(&"said.txt".to_owned()));
}

#[test]
fn rules_of_the_command_line_replace_those_of_the_configuration() {
    let desk = Desk::empty();
    desk.file("misquote.toml", "rules = ['house/*.toml']\n");
    desk.file(
        "house/a.toml",
        "[[quote]]\ntext = 'It was a bright cold day in April, he said, and nobody cared.'\n",
    );
    desk.file("mine/salt.toml", super::SALT);
    desk.file("a.md", WRONG);
    desk.run(&["a.md"]).ends(0);
    desk.run(&["a.md", "--rules", "mine/*.toml"]).ends(1);
    desk.run(&["a.md", "--rules", "mine"]).ends(1);
    desk.run(&["a.md", "--rules", "house/a.toml", "--rules", "mine/salt.toml"]).ends(1);
    desk.run(&["a.md", "--no-rules"]).ends(0);
    desk.run_in("mine", &["../a.md", "--rules", "salt.toml"]).ends(1).says(&["salt.toml:4:"]);
}

#[test]
fn standard_input_has_the_place_that_it_is_given() {
    let desk = Desk::with_rules();
    desk.file("strict/misquote.toml", "rules = ['../rules/*']\nlevels = { changed-words = 'warn' }\n");
    desk.run_with_input(&["-"], WRONG).ends(1).says(&["<stdin>:1:"]);
    desk.run_with_input(&["-", "--stdin-path", "strict/x.md"], WRONG).ends(0).says(&["strict/x.md:1:"]);
    // The format comes from the name: code is no prose in Markdown.
    let code = format!("    {WRONG}");
    desk.run_with_input(&["-", "--stdin-path", "x.md"], &code).ends(0);
    desk.run_with_input(&["-"], &code).ends(1);
}
