//! `misquote fix`: what is written, what is not, and what is said of it.

use std::fs;

use super::{Desk, WRONG};

/// A record with a listed misquote, so that there is a safe fix.
const LIGHT: &str = r#"[[quote]]
id = "light"
speaker = "Ada Lindqvist"
text = "After the storm there is nothing left of the harbour aside the old lighthouse."
misquotes = [{ text = "After the storm there is nothing left of the harbour except for the old lighthouse.", reason = "rewritten" }]
"#;

const WRONG_LIGHT: &str =
    "Ada Lindqvist: “After the storm there is nothing left of the harbour except for the old lighthouse.”\n";
const RIGHT_LIGHT: &str =
    "Ada Lindqvist: “After the storm there is nothing left of the harbour aside the old lighthouse.”\n";

fn desk() -> Desk {
    let desk = Desk::with_rules();
    desk.file("rules/light.toml", LIGHT);
    desk
}

fn read(desk: &Desk, path: &str) -> String {
    fs::read_to_string(desk.path(path)).expect("the draft")
}

#[test]
fn a_known_misquote_is_mended_and_the_result_is_clean() {
    let desk = desk();
    desk.file("a.md", WRONG_LIGHT);
    desk.run(&["fix"]).ends(0).complains(&["fixed 1 finding in 1 file"]);
    assert_eq!(read(&desk, "a.md"), RIGHT_LIGHT);
    desk.run(&["fix", "a.md"]).ends(0).complains(&["nothing to fix"]);
    desk.file("a.md", WRONG_LIGHT);
    desk.run(&["check", "--fix"]).ends(0);
    assert_eq!(read(&desk, "a.md"), RIGHT_LIGHT);
}

#[test]
fn other_words_are_rewritten_only_when_asked_for() {
    let desk = desk();
    desk.file("a.md", WRONG);
    desk.run(&["fix"]).ends(1).says(&["changed-words"]).complains(&["1 more with `--unsafe-fixes`"]);
    assert_eq!(read(&desk, "a.md"), WRONG);
    desk.run(&["fix", "--unsafe-fixes"]).ends(0);
    assert_eq!(read(&desk, "a.md"), super::RIGHT);
    desk.run(&["check", "--unsafe-fixes"]).ends(2).complains(&["--fix"]);
}

#[test]
fn a_diff_writes_nothing_and_is_all_of_standard_output() {
    let desk = desk();
    desk.file("a.md", format!("One.\n\n{WRONG_LIGHT}"));
    let ran = desk.run(&["fix", "--diff"]).ends(0).complains(&["would fix 1 finding in 1 file"]);
    assert_eq!(
        ran.out,
        format!("--- a.md\n+++ a.md\n@@ -1,3 +1,3 @@\n One.\n \n-{WRONG_LIGHT}+{RIGHT_LIGHT}")
    );
    assert_eq!(read(&desk, "a.md"), format!("One.\n\n{WRONG_LIGHT}"));
}

#[test]
fn standard_input_comes_out_mended_and_the_findings_go_to_standard_error() {
    let desk = desk();
    let ran = desk.run_with_input(&["fix", "-"], &format!("{WRONG_LIGHT}\n{WRONG}")).ends(1);
    assert_eq!(ran.out, format!("{RIGHT_LIGHT}\n{WRONG}"));
    ran.complains(&["changed-words", "pinch"]);
    let untouched = desk.run_with_input(&["fix", "-"], RIGHT_LIGHT).ends(0);
    assert_eq!(untouched.out, RIGHT_LIGHT);
}

#[test]
fn line_ends_byte_order_mark_and_encoding_stay() {
    let desk = desk();
    let text = format!("\u{feff}Été.\r\n\r\n{}", WRONG_LIGHT.replace('\n', "\r\n"));
    desk.file("bom.md", &text);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    desk.file("wide.txt", utf16);
    // Curly marks are 0x93 and 0x94 in Windows-1252, and é is 0xE9.
    let old: Vec<u8> = text
        .chars()
        .filter(|&c| c != '\u{feff}')
        .map(|c| match c {
            '“' => 0x93,
            '”' => 0x94,
            c => u8::try_from(u32::from(c)).expect("Latin 1"),
        })
        .collect();
    desk.file("old.txt", &old);
    desk.run(&["fix"]).ends(0).complains(&["fixed 3 findings in 3 files"]);
    let fixed = text.replace("except for", "aside");
    assert_eq!(read(&desk, "bom.md"), fixed);
    let wide: Vec<u8> = fixed.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(fs::read(desk.path("wide.txt")).expect("the draft"), wide);
    let new = fs::read(desk.path("old.txt")).expect("the draft");
    assert_eq!(new.len(), old.len() - 5);
    assert_eq!(new[..40], old[..40]);
}

#[test]
fn what_the_encoding_lacks_is_shown_and_not_made() {
    let desk = Desk::empty();
    desk.file("rules/light.toml", LIGHT.replace("aside the", "łąka the"));
    let text = WRONG_LIGHT.replace('“', "\"").replace('”', "\" – déjà vu à l’été, près du château");
    let bytes: Vec<u8> = text
        .chars()
        .map(|c| match c {
            '–' => 0x96,
            '’' => 0x92,
            c => u8::try_from(u32::from(c)).expect("Latin 1"),
        })
        .collect();
    desk.file("old.txt", &bytes);
    desk.run(&["fix", "--unsafe-fixes"]).ends(1);
    assert_eq!(fs::read(desk.path("old.txt")).expect("the draft"), bytes);
}

#[test]
fn remedies_are_those_that_were_asked_for() {
    let desk = Desk::with_rules();
    let cut = "Antony Blinken said: “I would take anything with a very large shaker of salt.”\n";
    let added = "Antony Blinken said: “I would gladly take anything coming out of the Kremlin with a very large shaker of salt.”\n";
    for (remedy, draft, fixed) in [
        ("restore", cut, None),
        ("ellipsis", cut, Some(cut.replace("anything with", "anything … with"))),
        ("bracket", added, Some(added.replace("gladly", "[gladly]"))),
        ("unquote", WRONG, Some(WRONG.replace(['“', '”'], ""))),
    ] {
        desk.file("a.md", draft);
        let status = if fixed.is_none() { 1 } else { 0 };
        desk.run(&["fix", "--remedy", remedy]).ends(status);
        assert_eq!(read(&desk, "a.md"), fixed.unwrap_or_else(|| draft.to_owned()), "{remedy}");
    }
    desk.run(&["fix", "--remedy", "elipsis"]).ends(2).complains(&["ellipsis"]);
}

#[test]
fn the_ellipsis_is_drawn_as_in_the_rest_of_the_draft() {
    let desk = Desk::with_rules();
    desk.file("a.md", "“One [...] two.”\n\nAntony Blinken said: “I would take anything with a very large shaker of salt.”\n");
    desk.run(&["fix", "--remedy", "ellipsis"]).ends(0);
    assert!(read(&desk, "a.md").contains("anything [...] with"), "{}", read(&desk, "a.md"));
}

#[test]
fn words_are_mended_inside_markup_but_not_across_it() {
    let desk = desk();
    for (draft, fixed) in [
        ("harbour *except for* the", Some("harbour *aside* the")),
        ("harbour except\nfor the", Some("harbour aside the")),
        ("harbour *except* for the", None),
        ("harbour <b>except for the</b>", Some("harbour <b>aside the</b>")),
    ] {
        let text = WRONG_LIGHT.replace("harbour except for the", draft);
        desk.file("a.md", &text);
        let ran = desk.run(&["fix"]);
        let expected = fixed.map_or(text, |fixed| WRONG_LIGHT.replace("harbour except for the", fixed));
        assert_eq!(read(&desk, "a.md"), expected);
        if fixed.is_none() {
            ran.ends(1).says(&["help: write `aside`"]);
        }
    }
}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::super::link;
    use super::{RIGHT_LIGHT, WRONG_LIGHT, desk, read};

    #[test]
    fn links_are_followed_and_the_mode_stays() {
        let desk = desk();
        desk.file("archive/a.md", WRONG_LIGHT);
        fs::set_permissions(desk.path("archive/a.md"), fs::Permissions::from_mode(0o640)).expect("a mode");
        link("archive/a.md", &desk.path("link.md"));
        desk.run(&["fix", "link.md"]).ends(0);
        assert_eq!(read(&desk, "archive/a.md"), RIGHT_LIGHT);
        assert!(fs::symlink_metadata(desk.path("link.md")).expect("the link").is_symlink());
        let mode = fs::metadata(desk.path("archive/a.md")).expect("the draft").permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
        assert_eq!(
            fs::read_dir(desk.path("archive")).expect("the folder").count(),
            1,
            "nothing is left behind"
        );
    }

    #[test]
    fn a_write_protected_draft_stays_as_it_is() {
        let desk = desk();
        desk.file("a.md", WRONG_LIGHT);
        fs::set_permissions(desk.path("a.md"), fs::Permissions::from_mode(0o444)).expect("a mode");
        desk.run(&["fix"]).ends(2).says(&["known-misquote"]).complains(&["write-protected"]);
        assert_eq!(read(&desk, "a.md"), WRONG_LIGHT);
    }

    /// A file-size limit is a disk that fills up while the file is written.
    #[test]
    fn on_a_full_disk_the_old_file_stays_whole() {
        let desk = desk();
        let long = format!("{WRONG_LIGHT}\n{}", "Some other words.\n".repeat(200));
        desk.file("a.md", &long);
        let script = format!("trap '' XFSZ; ulimit -f 1; exec '{}' fix a.md", env!("CARGO_BIN_EXE_misquote"));
        let mut command = std::process::Command::new("sh");
        command.args(["-c", &script]).current_dir(desk.path(""));
        let output = command.output().expect("a shell");
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("`a.md` is as it was"), "{output:?}");
        assert_eq!(read(&desk, "a.md"), long);
        assert_eq!(fs::read_dir(desk.path("")).expect("the folder").count(), 2, "nothing is left behind");
    }
}
