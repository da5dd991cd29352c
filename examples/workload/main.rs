//! Makes a workload: rules files, drafts with planted quotations, and the truth about them.
//!
//! ```text
//! cargo run --release --example workload -- --records N --megabytes M --text FOLDER... --out FOLDER
//!     [--seed N] [--planted N] [--outside N]
//! ```
//!
//! Records and running text come from the `.txt` files under the `--text` folders (`benches/corpora.sh` fetches some),
//! never from one paragraph both, and no running text shares six words in a row with a record. A tenth of the records
//! are near-duplicates of another. `--planted` quotations a megabyte (200) stand in the drafts: 26 % exact, 50 % with
//! one to three edits, 17 % legitimately altered, 5 % both; besides, half as many decoys that share four to six words
//! with a record. `--outside` times a megabyte (0) a record's words, all or some, with up to three edits, stand
//! outside any marks. Half the files have curly marks, 30 % are hard-wrapped, a tenth is heavy with dialogue.
//!
//! Written: `rules/*.toml`, `drafts/*.txt` and `*.md`, `canonicals.json`, `gold.json` and `lookalikes.json` as `evaluate`
//! reads them, and `patterns.txt`, the records one a line, for `grep -F -f`. The same arguments write the same bytes.

mod draft;
mod plant;
mod source;
#[path = "../support/mod.rs"]
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use draft::Desk;
use plant::Planter;
use source::Source;
use support::rng::Rng;
use support::rules;

/// Records in one rules file.
const RECORDS_A_FILE: usize = 1_000;

struct Arguments {
    records: usize,
    megabytes: f64,
    text: Vec<PathBuf>,
    out: PathBuf,
    seed: u64,
    planted: usize,
    outside: usize,
}

fn main() -> ExitCode {
    match arguments().and_then(|arguments| run(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("workload: {message}");
            ExitCode::from(2)
        }
    }
}

fn arguments() -> Result<Arguments, String> {
    let mut parsed = Arguments {
        records: 0,
        megabytes: 0.0,
        text: Vec::new(),
        out: PathBuf::new(),
        seed: 1,
        planted: 200,
        outside: 0,
    };
    let mut given = std::env::args().skip(1);
    while let Some(name) = given.next() {
        let value = given.next().ok_or_else(|| format!("{name} needs a value"))?;
        let number = || value.parse::<usize>().map_err(|e| format!("{name}: {e}"));
        match name.as_str() {
            "--records" => parsed.records = number()?,
            "--megabytes" => parsed.megabytes = value.parse().map_err(|e| format!("{name}: {e}"))?,
            "--planted" => parsed.planted = number()?,
            "--outside" => parsed.outside = number()?,
            "--seed" => parsed.seed = number()? as u64,
            "--text" => parsed.text.push(value.into()),
            "--out" => parsed.out = value.into(),
            _ => return Err(format!("no option {name}")),
        }
    }
    let complete = parsed.records > 0
        && parsed.megabytes > 0.0
        && !parsed.text.is_empty()
        && parsed.out.as_os_str() != "";
    if complete { Ok(parsed) } else { Err("--records, --megabytes, --text and --out are needed".into()) }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let out = &arguments.out;
    for folder in ["rules", "drafts"] {
        // Files of an earlier run would be part of the measurement.
        let folder = out.join(folder);
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        }
        fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    let mut rng = Rng::new(arguments.seed);
    let source = Source::read(&arguments.text, arguments.records, &mut rng)?;
    for (number, records) in source.records.chunks(RECORDS_A_FILE).enumerate() {
        write(&out.join(format!("rules/{number:03}.toml")), &rules::toml(records))?;
    }
    let patterns: Vec<&str> = source.records.iter().map(|r| r.text.as_str()).collect();
    write(&out.join("patterns.txt"), &(patterns.join("\n") + "\n"))?;

    let planter = Planter::new(&source, rng.clone());
    let mut desk = Desk::new(&source, planter, arguments.planted, arguments.outside, rng);
    let wanted = (arguments.megabytes * 1e6) as usize;
    while desk.bytes < wanted {
        let (name, text) = desk.draft();
        write(&out.join(&name), &text)?;
    }
    write_json(&out.join("canonicals.json"), &source.records)?;
    write_json(&out.join("gold.json"), &desk.gold)?;
    write_json(&out.join("lookalikes.json"), &desk.lookalikes)?;
    println!(
        "{} records ({} of them made up), {} drafts, {:.1} MB, {} planted, {} decoys",
        source.records.len(),
        source.made_up,
        desk.files,
        desk.bytes as f64 / 1e6,
        desk.gold.len(),
        desk.lookalikes.len()
    );
    for (band, count) in desk.bands() {
        println!("  {band:<10} {count}");
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}

fn write_json<T: serde::Serialize>(path: &Path, value: &T) -> Result<(), String> {
    write(path, &serde_json::to_string(value).map_err(|e| e.to_string())?)
}
