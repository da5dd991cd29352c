//! Measures the linter on a folder whose truth is known.
//!
//! ```text
//! cargo run --release --example evaluate -- FOLDER [--json] [--list KIND]... [--only TEXT] [--binary PATH]
//! ```
//!
//! The folder holds `canonicals.json` (the records), `drafts`, `gold.json` (each known quotation with its bytes, its
//! record and how far it differs) and perhaps `lookalikes.json` (quotations that are *not* the record they resemble).
//! Printed with counts: how many are found, and judged rightly, by band; how often the wrong record is chosen; false
//! alarms; look-alikes called misquotes; how often the edits, undone, give the record's words. Where the truth knows of
//! words outside any marks, these are looked for too.
//!
//! `--list` prints what there is to read: `missed`, `verdict`, `errors`, `wrong-record`, `false-alarms`, `look-alikes`,
//! `edits`, `accused` (what is rightly called misquoted), `all`. `--only` keeps to drafts with TEXT in their path.
//! `--binary` runs a program in place of the library, which reads the formats that only it opens.
//!
//! Exit status: 0 measured, 2 the folder is missing or broken. A measurement that cannot be made is never a pass.

mod measure;
mod report;
mod spelled;
#[path = "../support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use measure::Kind;
use misquote::lint::{Linter, Options};
use misquote::text_file::TextFile;
use support::folder::Folder;
use support::output::Output;
use support::{canon, rules};

struct Arguments {
    folder: PathBuf,
    json: bool,
    lists: Vec<Kind>,
    only: Option<String>,
    binary: Option<PathBuf>,
}

fn main() -> ExitCode {
    match arguments().and_then(|arguments| run(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("evaluate: {message}");
            ExitCode::from(2)
        }
    }
}

fn arguments() -> Result<Arguments, String> {
    let mut given = std::env::args().skip(1);
    let mut folder = None;
    let mut parsed =
        Arguments { folder: PathBuf::new(), json: false, lists: Vec::new(), only: None, binary: None };
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--json" => parsed.json = true,
            "--only" => parsed.only = Some(given.next().ok_or("--only needs a text")?),
            "--binary" => parsed.binary = Some(given.next().ok_or("--binary needs a path")?.into()),
            "--list" => {
                let name = given.next().ok_or("--list needs a kind")?;
                let wanted =
                    Kind::ALL.iter().filter(|(_, n)| name == *n || name == "all").map(|(kind, _)| *kind);
                let before = parsed.lists.len();
                parsed.lists.extend(wanted);
                if parsed.lists.len() == before {
                    let kinds: Vec<&str> = Kind::ALL.iter().map(|(_, n)| *n).collect();
                    return Err(format!("no list {name:?}; there are {} and all", kinds.join(", ")));
                }
            }
            option if option.starts_with('-') => return Err(format!("no option {option}")),
            path if folder.is_none() => folder = Some(PathBuf::from(path)),
            _ => return Err("one folder at a time".into()),
        }
    }
    parsed.folder = folder.ok_or("name a folder with canonicals.json, gold.json and drafts")?;
    Ok(parsed)
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let folder = Folder::load(&arguments.folder)?;
    let mut drafts = folder.drafts();
    if let Some(only) = &arguments.only {
        drafts.retain(|draft| draft.contains(only.as_str()));
        if drafts.is_empty() {
            return Err(format!("no draft with {only:?} in its path"));
        }
    }
    let mut texts = Vec::new();
    for draft in &drafts {
        let path = folder.root.join(draft);
        let bytes = std::fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        texts.push(String::from_utf8(bytes).ok());
    }
    let outputs = match &arguments.binary {
        Some(binary) => from_binary(binary, &folder, &drafts)?,
        None => from_library(&folder, &drafts, &texts)?,
    };
    let measured = measure::measure(&folder, &drafts, &texts, &outputs);
    if arguments.json {
        println!("{:#}", report::json(&measured));
    } else {
        print!("{}", report::table(&measured));
    }
    print!("{}", report::lists(&measured, &arguments.lists, &drafts, &texts));
    Ok(())
}

fn from_library(folder: &Folder, drafts: &[String], texts: &[Option<String>]) -> Result<Vec<Output>, String> {
    let canon = canon::canon(&folder.canonicals)?;
    let ids: Vec<&str> = canon.records.iter().map(|r| r.id.as_str()).collect();
    let options = Options { outside_marks: folder.has_outside(), ..Options::default() };
    let linter = Linter::new(&canon, options);
    let check = |(draft, text): (&String, &Option<String>)| match text {
        Some(text) => Output::of(&linter.check(TextFile::new(draft.as_str(), text.as_str()), &[]), &ids),
        None => Output::default(),
    };
    Ok(drafts.iter().zip(texts).map(check).collect())
}

fn from_binary(binary: &Path, folder: &Folder, drafts: &[String]) -> Result<Vec<Output>, String> {
    let binary = binary.canonicalize().map_err(|e| format!("{}: {e}", binary.display()))?;
    let rules = std::env::temp_dir().join(format!("misquote-evaluate-{}.toml", std::process::id()));
    std::fs::write(&rules, rules::toml(&folder.canonicals))
        .map_err(|e| format!("{}: {e}", rules.display()))?;
    let options: &[&str] = if folder.has_outside() { &["--outside-marks"] } else { &[] };
    let outputs = Output::run(&binary, &rules, &folder.root, drafts, options);
    let _ = std::fs::remove_file(&rules);
    outputs
}
