//! In a real repository: only what the next commit, or the branch, changes.

use std::process::{Command, Output};

use super::{Desk, RIGHT, SALT, WRONG};

/// What makes two drafts one to git, although a paragraph is new.
const FILLER: &str = "Some\nother\nwords\nthat\nnobody\nsaid\nand\nthat\nstay\nas\nthey\nare\nand\nwhere.\n";

/// A desk that is a git repository with one commit: rules, and an old draft that quotes wrongly.
struct Repository {
    desk: Desk,
}

impl Repository {
    fn new() -> Self {
        let desk = Desk::with_rules();
        desk.file("old.md", format!("One.\n\n{WRONG}\nTwo.\n\n{FILLER}"));
        let repository = Self { desk };
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository.commit("The archive");
        repository
    }

    fn try_git(&self, args: &[&str]) -> Output {
        let mut command = Command::new("git");
        command.args(args).current_dir(self.desk.path(""));
        let nobody = ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"];
        command.envs(nobody.map(|name| (name, "desk@example.org")));
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        // `cargo test` may run in a hook of the project's own repository.
        for variable in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX"] {
            command.env_remove(variable);
        }
        let program = std::path::Path::new(env!("CARGO_BIN_EXE_misquote")).parent().expect("a folder");
        let path = std::env::var("PATH").unwrap_or_default();
        command.env("PATH", format!("{}:{path}", program.display()));
        command.output().expect("git runs")
    }

    #[track_caller]
    fn git(&self, args: &[&str]) {
        let output = self.try_git(args);
        assert!(output.status.success(), "git {args:?}: {output:?}");
    }

    #[track_caller]
    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--no-verify", "-m", message]);
    }

    #[track_caller]
    fn staged(&self, status: i32) -> super::Ran {
        self.desk.run(&["check", "--staged", "--format", "short"]).ends(status)
    }
}

#[test]
fn a_staged_misquote_is_refused_and_an_old_one_on_an_untouched_line_is_passed_over() {
    let it = Repository::new();
    it.staged(0);
    it.desk.file("old.md", format!("One more.\n\n{WRONG}\nTwo.\n"));
    it.desk.file("new.md", RIGHT);
    it.git(&["add", "--all"]);
    it.staged(0).complains(&["1 finding on lines that are not changed"]);
    it.desk.file("new.md", format!("{RIGHT}\n{WRONG}"));
    it.git(&["add", "--all"]);
    let ran = it.staged(1).says(&["new.md:3:"]);
    assert!(!ran.out.contains("old.md"), "{}", ran.out);
}

#[test]
fn what_counts_is_what_is_staged() {
    let it = Repository::new();
    it.desk.file("new.md", WRONG);
    it.git(&["add", "new.md"]);
    // Mended in the working tree only: the commit would still hold the misquote.
    it.desk.file("new.md", RIGHT);
    it.staged(1).says(&["new.md:1:", "pinch"]);
    // Gone from the working tree.
    std::fs::remove_file(it.desk.path("new.md")).expect("the draft");
    it.staged(1).says(&["new.md:1:"]);
    it.git(&["add", "--all"]);
    it.staged(0);
    // Wrong in the working tree only: the commit is right.
    it.desk.file("new.md", RIGHT);
    it.git(&["add", "new.md"]);
    it.desk.file("new.md", WRONG);
    it.staged(0);
    it.desk.run(&["check", "--staged", "new.md"]).ends(0);
}

#[test]
fn a_staged_change_of_the_rules_asks_about_every_draft() {
    let it = Repository::new();
    it.desk.file("untracked.md", WRONG);
    let mended = SALT.replace("shaker", "pinch");
    it.desk.file("rules/salt.toml", &mended);
    it.staged(0);
    it.git(&["add", "rules"]);
    it.staged(0);
    it.desk.file("right.md", RIGHT);
    it.git(&["add", "right.md"]);
    it.git(&["reset", "--quiet", "rules"]);
    // The rules of the index count, not those of the working tree.
    it.staged(0);
    it.commit("The rules, the other way round");
    it.desk.file("rules/salt.toml", SALT);
    it.git(&["add", "rules"]);
    let ran = it.staged(1).says(&["old.md:3:"]);
    assert!(!ran.out.contains("right.md"), "{}", ran.out);
}

#[test]
fn since_a_revision_only_the_lines_of_the_branch_count() {
    let it = Repository::new();
    it.git(&["checkout", "--quiet", "-b", "story"]);
    it.desk.file("old.md", format!("Zero.\n\nOne.\n\n{WRONG}\nTwo.\n"));
    it.desk.file("story.md", WRONG);
    it.commit("A story");
    it.desk.file("fresh.md", WRONG);
    // Meanwhile on the main branch: no business of this one.
    it.git(&["checkout", "--quiet", "main"]);
    it.desk.file("old.md", format!("One.\n\nTwo.\n\n{RIGHT}"));
    it.git(&["commit", "--quiet", "--no-verify", "-am", "Mended"]);
    it.git(&["checkout", "--quiet", "story"]);
    let ran = it.desk.run(&["check", "--changed-since", "main", "--format", "short"]).ends(1);
    assert!(ran.out.contains("fresh.md:1:") && ran.out.contains("story.md:1:"), "{}", ran.out);
    assert!(!ran.out.contains("old.md"), "{}", ran.out);
    it.desk.run(&["check", "--changed-since", "main", "old.md"]).ends(0);
    it.desk.run(&["check", "--changed-since", "story", "old.md"]).ends(0);
}

#[test]
fn a_renamed_draft_is_the_same_draft() {
    let it = Repository::new();
    it.git(&["mv", "old.md", "ältere Texte.md"]);
    it.staged(0);
    it.desk.file("ältere Texte.md", format!("One.\n\n{WRONG}\nTwo.\n\n{WRONG}\n{FILLER}{FILLER}"));
    it.git(&["add", "--all"]);
    let ran = it.staged(1).says(&["ältere Texte.md:7:"]);
    assert!(!ran.out.contains(":3:"), "{}", ran.out);
}

#[test]
fn lines_taken_out_of_a_quotation_are_a_change_of_it() {
    let it = Repository::new();
    let wrapped = RIGHT.replace(" coming out of the Kremlin ", "\ncoming out of\nthe Kremlin\n");
    it.desk.file("wrapped.md", &wrapped);
    it.commit("Wrapped");
    it.desk.file("wrapped.md", wrapped.replace("coming out of\nthe Kremlin\n", ""));
    it.git(&["add", "--all"]);
    it.staged(1).says(&["wrapped.md:"]);
}

#[test]
fn a_moved_finding_is_still_in_the_baseline() {
    let it = Repository::new();
    it.desk.run(&["check", "--write-baseline", "known.json"]).ends(0);
    it.commit("What we know");
    it.desk.file("old.md", format!("Two.\n\nOne.\n\n{WRONG}"));
    it.git(&["add", "--all"]);
    it.desk.run(&["check", "--baseline", "known.json"]).ends(0);
    it.desk.run(&["check", "--staged", "--baseline", "known.json"]).ends(0);
}

#[test]
fn without_git_or_with_an_unknown_revision_the_run_ends_with_the_reason() {
    let desk = Desk::with_rules();
    desk.file("a.md", RIGHT);
    let mut command = desk.command("", &["check", "--staged"]);
    // The folder for temporary files may lie in somebody's repository.
    command.env("GIT_CEILING_DIRECTORIES", desk.path("").parent().expect("a folder"));
    let ran = super::Ran::of(command.output().expect("the program runs"));
    ran.ends(2).complains(&["--staged", "no git repository"]);
    let it = Repository::new();
    it.desk.run(&["check", "--changed-since", "nowhere"]).ends(2).complains(&["no revision `nowhere`"]);
    it.desk.run(&["check", "--changed-since=--output=x"]).ends(2).complains(&["no revision"]);
    let mut command = it.desk.command("", &["check", "--staged"]);
    let ran = super::Ran::of(command.env("PATH", "").output().expect("the program runs"));
    ran.ends(2).complains(&["`git` is not installed"]);
}

#[test]
fn a_conflict_is_not_checked_and_a_first_commit_is() {
    let desk = Desk::with_rules();
    desk.file("a.md", WRONG);
    let it = Repository { desk };
    it.git(&["init", "--quiet", "--initial-branch", "main"]);
    it.git(&["add", "a.md", "rules"]);
    it.staged(1).says(&["a.md:1:"]);
    it.commit("First");
    it.git(&["checkout", "--quiet", "-b", "other"]);
    it.desk.file("a.md", "Other.\n");
    it.commit("Other");
    it.git(&["checkout", "--quiet", "main"]);
    it.desk.file("a.md", "This.\n");
    it.commit("This");
    assert!(!it.try_git(&["merge", "other"]).status.success());
    it.staged(2).says(&["a.md", "conflict"]);
}

#[cfg(unix)]
#[test]
fn the_hook_refuses_a_misquote_and_lets_the_mended_draft_pass() {
    let it = Repository::new();
    it.desk.run(&["init", "--git-hook"]).ends(0).says(&[".git/hooks/pre-commit"]);
    it.desk.run(&["init", "--git-hook"]).ends(0).says(&["kept"]);
    it.desk.file("new.md", WRONG);
    it.git(&["add", "--all"]);
    let refused = it.try_git(&["commit", "-m", "A misquote"]);
    assert!(!refused.status.success(), "{refused:?}");
    let told =
        String::from_utf8_lossy(&refused.stderr).into_owned() + &String::from_utf8_lossy(&refused.stdout);
    assert!(told.contains("new.md:1:") && told.contains("pinch"), "{told}");
    // `git commit FILE` has an index of its own.
    let refused = it.try_git(&["commit", "-m", "A misquote", "new.md"]);
    assert!(!refused.status.success(), "{refused:?}");
    it.desk.file("new.md", RIGHT);
    it.git(&["commit", "--quiet", "-am", "Mended"]);
}

#[cfg(unix)]
#[test]
fn a_hook_of_somebody_else_stays_and_the_folder_is_the_one_that_git_looks_in() {
    let it = Repository::new();
    it.desk.file("hooks/pre-commit", "#!/bin/sh\nexit 0\n");
    it.git(&["config", "core.hooksPath", "hooks"]);
    it.desk.run(&["init", "--git-hook"]).ends(2).complains(&["hooks/pre-commit", "misquote check --staged"]);
    assert_eq!(
        std::fs::read_to_string(it.desk.path("hooks/pre-commit")).expect("the hook"),
        "#!/bin/sh\nexit 0\n"
    );
    std::fs::remove_file(it.desk.path("hooks/pre-commit")).expect("the hook");
    it.desk.run(&["init", "--git-hook"]).ends(0);
    assert!(it.desk.path("hooks/pre-commit").exists());
}
