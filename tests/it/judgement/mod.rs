//! What an editor would say of each kind of alteration, as each profile says it: the table that `docs/judgement.md` prints.
//!
//! Every row of `cases.rs` is run in straight, curly and British single marks and in every profile. The levels there are
//! written by hand, from what the houses ask for; the program has its own, and this holds it to them. A row that the
//! program judges otherwise is a bug of the program, or of the row.

mod cases;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use misquote::canon::{Canon, faults, rules};
use misquote::checks::profiles::PROFILES;
use misquote::checks::{self, Level, TABLE};
use misquote::diagnostic::{Role, Severity};
use misquote::lint::{Checked, Linter, Options};
use misquote::text_file::TextFile;

use cases::{CASES, Case, Draft};

/// Set to write the table anew: `MISQUOTE_UPDATE=1 cargo test judgement`.
const UPDATE: &str = "MISQUOTE_UPDATE";

/// Styles in which every draft is written: the marks of a quotation, those inside it, and the apostrophe.
const STYLES: [(&str, [&str; 5]); 3] = [
    ("straight", ["\"", "\"", "'", "'", "'"]),
    ("curly", ["“", "”", "‘", "’", "’"]),
    ("British", ["‘", "’", "“", "”", "’"]),
];

/// A draft with `{`, `}`, `<`, `>` and `^` for the marks.
fn styled(text: &str, style: [&str; 5]) -> String {
    let signs = ['{', '}', '<', '>', '^'];
    signs.into_iter().zip(style).fold(text.to_owned(), |text, (sign, mark)| text.replace(sign, mark))
}

fn canon(case: &Case) -> Canon {
    let mut toml = format!("{}\n", case.head);
    for record in case.records {
        let (text, keys) = record.split_once(" ## ").unwrap_or((record, ""));
        let speaker = if keys.contains("speaker =") { "" } else { "speaker = \"Ada Lindqvist\"" };
        let lang = if keys.contains("lang =") { "" } else { "lang = \"en\"" };
        writeln!(toml, "[[quote]]\ntext = '''{text}'''\n{speaker}\n{lang}\n{}", keys.replace("; ", "\n"))
            .unwrap();
    }
    let loaded = rules::load(vec![TextFile::new("rules.toml", toml.as_str())]);
    assert!(loaded.faults.is_empty(), "{}: {:?}\n{toml}", case.what, loaded.faults);
    loaded.canon
}

/// What the program says of one draft: each check by its code, with the level at which it tells of it.
fn said(checked: &Checked) -> Vec<(&'static str, Level)> {
    let judged = checked.quotations.iter().filter_map(|quotation| quotation.records.first());
    let judged = judged.filter(|matched| matched.role == Role::Match);
    let edits: Vec<_> =
        judged.flat_map(|matched| &matched.edits).map(|edit| (edit.check.code, edit.level)).collect();
    // What is said of a quotation as a whole, or of its edges, names no edit.
    let names_edit = |check: &checks::Check| edits.iter().any(|(code, _)| *code == check.code);
    let whole = checked.findings.iter().filter(|finding| !names_edit(finding.check));
    let level = |severity| match severity {
        Severity::Note => Level::Note,
        Severity::Warning => Level::Warn,
        Severity::Error => Level::Deny,
    };
    let whole = whole.map(|finding| (finding.check.code, level(finding.severity)));
    // How the marks are drawn depends on the style, and is judged nowhere.
    edits
        .iter()
        .copied()
        .chain(whole)
        .filter(|(code, _)| *code != "typography" || checked.file.path.ends_with("typography"))
        .collect()
}

fn level(letter: char) -> Level {
    match letter {
        'a' => Level::Allow,
        'n' => Level::Note,
        'w' => Level::Warn,
        'd' => Level::Deny,
        _ => panic!("no level: {letter}"),
    }
}

/// The row of a case that a profile is the column of.
fn expected(case: &Case, profile: usize) -> Vec<(&'static str, Level)> {
    let at = |levels: &str| level(levels.chars().nth(profile).expect("a level for every profile"));
    case.checks.iter().map(|(code, levels)| (*code, at(levels))).collect()
}

#[test]
fn every_alteration_is_judged_as_every_profile_says_in_every_style_of_marks() {
    let mut wrong = String::new();
    for case in CASES {
        let canon = canon(case);
        let Draft::Text(draft) = case.draft else {
            let doubts: Vec<&str> = faults::doubts(&canon).iter().map(|doubt| doubt.code).collect();
            let wanted: Vec<&str> = case.checks.iter().map(|(code, _)| *code).collect();
            if doubts != wanted {
                writeln!(wrong, "{}: {doubts:?}, not {wanted:?}", case.what).unwrap();
            }
            continue;
        };
        let typography = case.checks.iter().any(|(code, _)| *code == "typography");
        let name = if typography { "typography" } else { "draft.txt" };
        for (index, profile) in PROFILES.iter().enumerate() {
            let wanted = expected(case, index);
            // What no profile tells of is told of when asked for, so that a row cannot pass by saying nothing.
            let linter = Linter::new(&canon, Options { profile: profile.name, ..Options::default() });
            for (style, marks) in STYLES {
                let text = styled(draft, marks);
                let checked = linter.check(TextFile::new(name, text.as_str()), &[]);
                let mut said = said(&checked);
                said.sort_unstable();
                let mut shown: Vec<_> = wanted.clone();
                let silent = |code: &str, level: Level| {
                    level == Level::Allow
                        && matches!(checks::find(code).expect("a check").judge, checks::Judge::Elsewhere)
                };
                shown.retain(|(code, level)| !silent(code, *level));
                shown.sort_unstable();
                let verdict = checked.quotations.first().map_or("none", |quotation| quotation.verdict.name());
                if said != shown || index == 0 && verdict != case.verdict {
                    writeln!(
                        wrong,
                        "{} ({style} marks, {}):\n  {text}\n  {verdict} {said:?}\n  not {} {shown:?}",
                        case.what, profile.name, case.verdict
                    )
                    .unwrap();
                    break;
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_is_allowed_is_told_of_when_asked_for() {
    for case in CASES {
        let Draft::Text(draft) = case.draft else { continue };
        let canon = canon(case);
        for (code, _) in case.checks {
            let check = checks::find(code).expect("a check");
            let options = Options { last_levels: vec![(check, Level::Deny)], ..Options::default() };
            let checked =
                Linter::new(&canon, options).check(TextFile::new("a.txt", styled(draft, STYLES[1].1)), &[]);
            let told = checked.findings.iter().any(|finding| finding.check == check);
            assert!(told, "{}: `--deny {code}` finds nothing", case.what);
        }
    }
}

#[test]
fn the_table_is_as_printed() {
    let fresh = table();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/judgement.md");
    if fs::read_to_string(&path).is_ok_and(|printed| printed == fresh) {
        return;
    }
    if std::env::var_os(UPDATE).is_none() {
        panic!("docs/judgement.md is stale; `{UPDATE}=1 cargo test judgement` prints it anew");
    }
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
    fs::write(&path, fresh).expect("docs/judgement.md can be written");
    panic!("docs/judgement.md was printed anew: look at it and run the tests again");
}

const INTRODUCTION: &str = "\
# What is said of each alteration, by each house

One row a kind of alteration: what the record says, what the draft says, the check that names the difference, the verdict
of the quotation in the default profile `desk`, and the level in every profile. `-` is no finding (`allow`). Each row is
run, as it stands here, by `cargo test judgement`, in straight, curly and British single marks; the table is printed by
`MISQUOTE_UPDATE=1 cargo test judgement`. How to read the levels: `misquote explain CODE`.
";

fn table() -> String {
    let mut out = INTRODUCTION.to_owned();
    let shown = |letter: char| match letter {
        'a' => "-",
        'n' => "note",
        'w' => "warn",
        _ => "deny",
    };
    let columns: Vec<&str> = PROFILES.iter().map(|profile| profile.name).collect();
    let ruler = "| --- ".repeat(columns.len());
    let mut group = "";
    for case in CASES {
        if case.group != group {
            group = case.group;
            let head = columns.join(" | ");
            write!(out, "\n## {group}\n\n| alteration | record | draft | verdict | check | {head} |\n")
                .unwrap();
            writeln!(out, "| --- | --- | --- | --- | --- {ruler}|").unwrap();
        }
        let records: Vec<&str> =
            case.records.iter().map(|record| record.split(" ## ").next().unwrap_or_default()).collect();
        let draft = match case.draft {
            Draft::Text(text) => styled(text, STYLES[1].1),
            Draft::None => String::new(),
        };
        let cell = |text: &str| {
            text.replace('|', "\\|")
                .replace('\n', "<br>")
                .replace('*', "\\*")
                .replace('_', "\\_")
                .replace('[', "\\[")
        };
        let rows = if case.checks.is_empty() { &[("", "aaaaaaaaa")][..] } else { case.checks };
        let mut rows = rows.to_vec();
        rows.dedup();
        for (index, (code, levels)) in rows.iter().enumerate() {
            let levels: Vec<&str> = levels.chars().map(shown).collect();
            let check = if code.is_empty() { "none".to_owned() } else { format!("`{code}`") };
            let [what, record, draft, verdict] = match index {
                0 => [
                    case.what.replace('|', "\\|"),
                    cell(&records.join("\n")),
                    cell(&draft),
                    case.verdict.to_owned(),
                ],
                _ => [const { String::new() }; 4],
            };
            writeln!(out, "| {what} | {record} | {draft} | {verdict} | {check} | {} |", levels.join(" | "))
                .unwrap();
        }
    }
    out
}

#[test]
fn rows_name_real_checks_and_a_level_for_every_profile() {
    for case in CASES {
        for (code, levels) in case.checks {
            assert!(checks::find(code).is_some(), "{}: {code}", case.what);
            assert_eq!(levels.len(), PROFILES.len(), "{}: {levels}", case.what);
        }
    }
    // Whatever judges an edit is held by a row.
    let judges_edits = |check: &&checks::Check| matches!(check.judge, checks::Judge::Edit(_));
    for check in TABLE.iter().copied().filter(judges_edits) {
        let has_row = CASES.iter().any(|case| case.checks.iter().any(|(code, _)| *code == check.code));
        assert!(has_row || check.code == "splice", "no row for {}", check.code);
    }
}
