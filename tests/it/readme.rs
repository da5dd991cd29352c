//! The README shows what the program does today.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use misquote::checks::TABLE;
use misquote::extract::FORMATS;

/// Set to write the README anew: `MISQUOTE_UPDATE=1 cargo test readme`.
const UPDATE: &str = "MISQUOTE_UPDATE";

/// Holds what stands between `<!-- name -->` and `<!-- /name -->` to `fresh`. Writing it anew fails too, so that no
/// change goes unseen.
fn hold_fresh(name: &str, fresh: &str) {
    // Two tests may want to write at once.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&path).expect("README.md");
    let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = text.split_once(&start).expect("the opening marker");
    let (shown, after) = rest.split_once(&end).expect("the closing marker");
    if shown == fresh {
        return;
    }
    if std::env::var_os(UPDATE).is_none() {
        panic!(
            "`{name}` in README.md is stale; `{UPDATE}=1 cargo test readme` writes it anew. It should be:\n{fresh}"
        );
    }
    fs::write(&path, format!("{before}{start}{fresh}{end}{after}")).expect("README.md can be written");
    drop(turn);
    panic!("`{name}` in README.md was written anew: look at it and run the tests again");
}

#[test]
fn the_table_of_checks_is_fresh() {
    let mut table = String::from("\n| check | level | what it finds |\n| --- | --- | --- |\n");
    for check in TABLE {
        let level = format!("{:?}", check.level).to_lowercase();
        let page = format!("tests/checks/{}.md", check.code);
        writeln!(table, "| [`{}`]({page}) | {level} | {} |", check.code, check.summary.replace('|', "\\|"))
            .unwrap();
    }
    table.push('\n');
    hold_fresh("checks", &table);
}

#[test]
fn the_table_of_formats_is_fresh() {
    let mut table = String::from("\n| format | endings of names |\n| --- | --- |\n");
    for format in FORMATS {
        let endings: Vec<String> = format.extensions.iter().map(|e| format!("`.{e}`")).collect();
        writeln!(table, "| {} | {} |", format.name, endings.join(", ")).unwrap();
    }
    table.push('\n');
    hold_fresh("formats", &table);
}

#[test]
fn the_table_of_outputs_is_fresh() {
    let mut table = String::from("\n| `--format` | what it writes |\n| --- | --- |\n");
    for format in misquote::report::FORMATS {
        writeln!(table, "| `{}` | {} |", format.name, format.summary).unwrap();
    }
    table.push('\n');
    hold_fresh("outputs", &table);
}

/// A draft that a walk would check is one that the git hook gets to see, and no other file is.
#[test]
fn the_git_hook_takes_the_formats_that_are_known() {
    let hooks = Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml");
    let hooks = fs::read_to_string(hooks).expect("the hooks");
    let (_, hook) = hooks.split_once("- id: misquote\n").expect("the hook for drafts");
    let pattern = hook.lines().find_map(|line| line.trim().strip_prefix("files: ")).expect("its pattern");
    let endings: Vec<&str> = FORMATS.iter().flat_map(|format| format.extensions).copied().collect();
    assert_eq!(pattern, format!("\\.({})$", endings.join("|")));
}

/// The output that the README shows is the one that its first command gives.
#[cfg(feature = "cli")]
#[test]
fn the_output_shown_is_real() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_misquote"))
        .args(["examples/draft.md", "--color", "never"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let shown = String::from_utf8(output.stdout).expect("UTF-8");
    hold_fresh("output", &format!("\n```text\n{}\n```\n\n", shown.trim_end()));
}
