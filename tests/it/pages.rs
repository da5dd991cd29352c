//! The page of every check, `tests/checks/<code>.md`, is also its tests: each case is run as a reader of the page would
//! run it, and the program must print what the page shows.
//!
//! A case is a title, an optional `options` block (of `check`), an optional `config` block, a `rules` block, a draft (`text`, `markdown`, or `bytes` with `\xNN`
//! escapes) and the `report`. Without a draft the rules themselves are looked at: their examples with `rules test` on
//! the page of `failing-example`, otherwise their faults with `rules check`.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use misquote::checks::{self, Check, TABLE};
use serde_json::Value;
use tempfile::TempDir;

/// Set to write the reports anew: `MISQUOTE_UPDATE=1 cargo test pages`.
const UPDATE: &str = "MISQUOTE_UPDATE";

/// One case of a page.
struct Case<'p> {
    title: &'p str,
    /// The fenced blocks in order: language and text.
    blocks: Vec<(&'p str, String)>,
}

impl Case<'_> {
    fn block(&self, language: &str) -> Option<&str> {
        self.blocks.iter().find(|(l, _)| *l == language).map(|(_, text)| text.as_str())
    }

    /// Name and content of the draft, if the case has one.
    fn draft(&self) -> Option<(&'static str, Vec<u8>)> {
        let named = |name, text: &str| (name, text.as_bytes().to_vec());
        (self.block("text").map(|text| named("draft.txt", text)))
            .or_else(|| self.block("markdown").map(|text| named("draft.md", text)))
            .or_else(|| self.block("bytes").map(|text| ("draft.txt", unescape(text))))
    }

    fn is_flagged(&self) -> bool {
        self.title.starts_with("Flagged: ")
    }
}

/// The cases of a page.
fn cases(page: &str) -> Vec<Case<'_>> {
    let mut cases: Vec<Case> = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        if inside {
            let (_, block) =
                cases.last_mut().and_then(|case| case.blocks.last_mut()).expect("a block is open");
            if line == "```" {
                inside = false;
            } else {
                block.push_str(line);
                block.push('\n');
            }
        } else if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case { title, blocks: Vec::new() });
        } else if let Some(language) = line.strip_prefix("```") {
            let case = cases.last_mut().expect("blocks stand in cases");
            case.blocks.push((language, String::new()));
            inside = true;
        }
    }
    assert!(!inside, "the last block is closed");
    cases
}

/// The page with the report of each case put in.
fn with_reports(page: &str, reports: &[String]) -> String {
    let mut fresh = String::new();
    let mut reports = reports.iter();
    let mut inside = false;
    for line in page.lines() {
        if line == "```report" {
            let report = reports.next().expect("a report for every case");
            write!(fresh, "{line}\n{report}").expect("memory");
            inside = true;
        } else if !inside || line == "```" {
            fresh.push_str(line);
            fresh.push('\n');
            inside = false;
        }
    }
    fresh
}

/// The bytes that `\xNN` escapes stand for.
fn unescape(text: &str) -> Vec<u8> {
    let mut pieces = text.split("\\x");
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        bytes.push(u8::from_str_radix(&piece[..2], 16).expect("two hexadecimal digits"));
        bytes.extend(piece[2..].bytes());
    }
    bytes
}

/// A folder with the files of a case.
struct Desk {
    folder: TempDir,
    draft: Option<&'static str>,
    options: Vec<String>,
}

impl Desk {
    fn lay(case: &Case<'_>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("a file");
        put("rules.toml", case.block("rules").expect("a `rules` block").as_bytes());
        if let Some(config) = case.block("config") {
            put("misquote.toml", config.as_bytes());
        }
        let draft = case.draft().map(|(name, bytes)| {
            put(name, &bytes);
            name
        });
        let options =
            case.block("options").unwrap_or_default().split_whitespace().map(str::to_owned).collect();
        Self { folder, draft, options }
    }

    /// What the program prints to its two outputs, and its exit status.
    fn run(&self, args: &[&str]) -> (String, String, i32) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_misquote"));
        command.args(args).args(["--rules", "rules.toml"]);
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        for variable in ["NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "COLUMNS"] {
            command.env_remove(variable);
        }
        let output = command.output().expect("the program runs");
        let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
        (out, err, output.status.code().expect("an exit status"))
    }

    /// What a reader of the case sees in the terminal.
    fn report(&self, check: &Check) -> (String, i32) {
        let (out, err, status) = match self.draft {
            Some(draft) => self.check(draft, &[]),
            None if *check == checks::FAILING_EXAMPLE => self.run(&["rules", "test"]),
            None => self.run(&["rules", "check"]),
        };
        (format!("{}\n", (out + &err).trim_end()), status)
    }

    fn check(&self, draft: &str, more: &[&str]) -> (String, String, i32) {
        let mut args = vec!["check", draft];
        args.extend(self.options.iter().map(String::as_str).chain(more.iter().copied()));
        self.run(&args)
    }

    /// The findings in the draft.
    fn findings(&self) -> Vec<Value> {
        let (output, ..) = self.check(self.draft.expect("a draft"), &["--format", "json"]);
        let document: Value = serde_json::from_str(&output).expect("JSON");
        document["findings"].as_array().expect("a list").clone()
    }

    fn text(&self) -> String {
        fs::read_to_string(self.folder.path().join(self.draft.expect("a draft"))).expect("the draft")
    }

    /// The draft with every safe fix of the findings applied.
    fn fixed(&self) -> String {
        let findings = self.findings();
        let fixes = findings.iter().flat_map(|finding| finding["fixes"].as_array().expect("fixes"));
        let safe = fixes.filter(|fix| fix["applicability"] == "safe");
        let mut edits: Vec<_> = safe
            .flat_map(|fix| fix["edits"].as_array().expect("edits"))
            .map(|edit| (range(&edit["span"]), edit["text"].as_str().expect("text").to_owned()))
            .collect();
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        assert!(edits.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start), "fixes overlap: {edits:?}");
        let mut text = self.text();
        for (range, new) in edits.into_iter().rev() {
            text.replace_range(range, &new);
        }
        text
    }
}

fn range(span: &Value) -> std::ops::Range<usize> {
    let at = |key: &str| usize::try_from(span[key].as_u64().expect(key)).expect("a small number");
    at("start")..at("end")
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The pages as they are on disk, which is where they are written anew.
fn pages() -> impl Iterator<Item = (&'static Check, std::path::PathBuf, String)> {
    TABLE.iter().map(|check| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks");
        let path = folder.join(check.code).with_extension("md");
        let page = fs::read_to_string(&path).expect("the page");
        (*check, path, page)
    })
}

#[test]
fn the_reports_are_what_the_program_prints() {
    let mut stale = String::new();
    for (check, path, page) in pages() {
        let reports: Vec<String> = cases(&page).iter().map(|case| Desk::lay(case).report(check).0).collect();
        let fresh = with_reports(&page, &reports);
        if fresh == page {
            continue;
        }
        for (case, report) in cases(&page).iter().zip(&reports) {
            if case.block("report") != Some(report) {
                writeln!(stale, "{}: {}\n{report}", check.code, case.title).expect("memory");
            }
        }
        if std::env::var_os(UPDATE).is_some() {
            fs::write(path, fresh).expect("the page can be written");
        }
    }
    // Writing anew fails too, so that no change goes unseen.
    assert!(stale.is_empty(), "`{UPDATE}=1 cargo test pages` writes these reports; look at them:\n\n{stale}");
}

#[test]
fn a_case_shows_its_check_exactly_if_its_title_says_so() {
    let mut wrong = String::new();
    for (check, _, page) in pages() {
        for case in cases(&page) {
            let desk = Desk::lay(&case);
            let (report, status) = desk.report(check);
            let shown = match desk.draft {
                Some(_) => desk.findings().iter().any(|finding| finding["check"] == check.code),
                None => report.contains(&format!("[{}]", check.code)),
            };
            // Only what could not be read makes the status 2; then nothing was checked.
            let unread = check.group == checks::Group::Input && case.is_flagged();
            if shown != case.is_flagged() || (status == 2) != unread {
                writeln!(wrong, "{}: {} (status {status})\n{report}", check.code, case.title)
                    .expect("memory");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn spans_cut_out_of_the_draft_are_what_was_found() {
    let mut seen = 0;
    for (check, _, page) in pages() {
        for case in cases(&page).iter().filter(|case| case.block("text").is_some()) {
            let desk = Desk::lay(case);
            let text = desk.text();
            for finding in desk.findings() {
                let found = finding["found"].as_str().expect("found");
                let cut = &text[range(&finding["span"])];
                if !found.is_empty() {
                    assert_eq!(squeezed(cut), squeezed(found), "{}: {}", check.code, case.title);
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 20, "only {seen} findings were looked at");
}

#[test]
fn safe_fixes_leave_nothing_that_a_safe_fix_would_change() {
    let mut changed = 0;
    for (check, _, page) in pages() {
        for mut case in cases(&page) {
            let Some(at) = case.blocks.iter().position(|(l, _)| matches!(*l, "text" | "markdown")) else {
                continue;
            };
            let once = Desk::lay(&case).fixed();
            changed += usize::from(once != case.blocks[at].1);
            case.blocks[at].1.clone_from(&once);
            assert_eq!(Desk::lay(&case).fixed(), once, "{}: {}", check.code, case.title);
        }
    }
    assert!(changed > 5, "only {changed} drafts were changed");
}

/// Replacing each edit's span by the words expected there gives the words of the record.
#[test]
fn edits_lead_from_the_draft_to_the_record() {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let mut seen = 0;
    for (check, _, page) in pages() {
        for case in cases(&page).iter().filter(|case| case.block("text").is_some()) {
            let desk = Desk::lay(case);
            let (list, _, status) = desk.run(&["rules", "list", "--format", "json"]);
            if status != 0 {
                continue;
            }
            let list: Value = serde_json::from_str(&list).expect("JSON");
            let (output, ..) = desk.run(&["quotes", "draft.txt", "--format", "json"]);
            let document: Value = serde_json::from_str(&output).expect("JSON");
            for quotation in document["quotations"].as_array().expect("a list") {
                let matched = quotation["records"].as_array().expect("a list").iter();
                for matched in matched.filter(|matched| matched["role"] == "match") {
                    let records = list["records"].as_array().expect("a list");
                    let record = records.iter().find(|r| r["id"] == matched["id"]).expect("the record");
                    let said = match matched["wording"].as_u64().expect("a number") {
                        0 => &record["text"],
                        n => &record["accepted"][usize::try_from(n - 1).expect("a small number")],
                    };
                    let said = &said.as_str().expect("text")[range(&matched["span_in_record"])];
                    let (mut mended, whole) = (desk.text(), range(&quotation["span"]));
                    mended.truncate(whole.end);
                    for edit in matched["edits"].as_array().expect("a list").iter().rev() {
                        let expected = edit["expected"].as_str().expect("text");
                        mended.replace_range(range(&edit["span"]), &format!(" {expected} "));
                    }
                    // An edit inside a word (`[T]here`) is not on these pages: spaces around each do no harm.
                    assert_eq!(words(&mended[whole.start..]), words(said), "{}: {}", check.code, case.title);
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 50, "only {seen} quotations were looked at");
}

#[test]
fn every_page_belongs_to_a_check() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks");
    for entry in fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("an entry").path();
        let code = path.file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(checks::find(&code).is_some(), "{} is the page of no check", path.display());
    }
}
