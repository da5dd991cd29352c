//! Turns a folder of block quotes into news prose: the same quotations inside dialogue and reports.
//!
//! ```text
//! cargo run --release --example newsify -- FOLDER OUT [--seed N]
//! ```
//!
//! Every block quote of the folder's Markdown drafts, of which the truth may know something or nothing, is set into a
//! paragraph of our own sentences with its author named, in three styles of marks, each with long lines and hard-wrapped
//! at 78 columns. OUT gets the same shape with the places computed anew, so that `evaluate` measures it: what it finds
//! there should be what it finds in the block quotes. The same seed writes the same bytes.

#[path = "support/mod.rs"]
mod support;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use support::folder::{Folder, Gold};
use support::rng::Rng;
use support::typeset::{Marks, wrap};

/// Columns of a hard-wrapped draft.
const WIDTH: usize = 78;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("newsify: {message}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let mut given: Vec<String> = std::env::args().skip(1).collect();
    let mut seed = 1;
    if let Some(at) = given.iter().position(|a| a == "--seed") {
        let value = given.get(at + 1).and_then(|v| v.parse().ok());
        seed = value.ok_or("--seed needs a number")?;
        given.drain(at..at + 2);
    }
    let [from, to] = given.as_slice() else {
        return Err("name a folder and where to write".into());
    };
    let (folder, out) = (Folder::load(Path::new(from))?, PathBuf::from(to));
    let known = by_place(&folder.gold);
    let alike = by_place(&folder.lookalikes);
    fs::create_dir_all(out.join("drafts")).map_err(|e| format!("{to}: {e}"))?;

    let (mut gold, mut lookalikes) = (Vec::new(), Vec::new());
    for draft in folder.drafts() {
        let path = folder.root.join(&draft);
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let quotes = block_quotes(&text);
        if quotes.is_empty() {
            return Err(format!("{}: no block quote in it", path.display()));
        }
        for marks in Marks::ALL {
            // One stream of chance a style: the styles share the sentences.
            let mut paper = Paper { rng: Rng::new(seed), marks, text: String::new() };
            let mut places = Vec::new();
            for quote in &quotes {
                let (start, end) = paper.print(quote);
                places.push((quote.start, start, end));
            }
            for wrapped in [false, true] {
                let stem = Path::new(&draft).file_stem().unwrap_or_default().to_string_lossy();
                let lines = if wrapped { "wrapped" } else { "long" };
                let name = format!("drafts/{stem}.{}.{lines}.txt", marks.name());
                let text = if wrapped { wrap(&paper.text, WIDTH) } else { paper.text.clone() };
                fs::write(out.join(&name), &text).map_err(|e| format!("{name}: {e}"))?;
                for &(old, start, end) in &places {
                    let moved = |gold: &Gold| Gold {
                        draft: name.clone(),
                        start: Some(start),
                        end: Some(end),
                        text: text[start..end].to_owned(),
                        ..gold.clone()
                    };
                    let place = (draft.clone(), old);
                    gold.extend(known.get(&place).map(|g| moved(g)));
                    lookalikes.extend(alike.get(&place).map(|g| moved(g)));
                }
            }
        }
    }
    let all = folder.gold.len() * 2 * Marks::ALL.len();
    if gold.len() != all {
        return Err(format!("{} of {all} known quotations are block quotes", gold.len()));
    }
    write_json(&out.join("canonicals.json"), &folder.canonicals)?;
    write_json(&out.join("gold.json"), &gold)?;
    write_json(&out.join("lookalikes.json"), &lookalikes)?;
    println!("{} known quotations, {} look-alikes in {}", gold.len(), lookalikes.len(), out.display());
    Ok(())
}

fn write_json<T: serde::Serialize>(path: &Path, value: &T) -> Result<(), String> {
    let text = serde_json::to_string(value).map_err(|e| e.to_string())?;
    fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}

fn by_place(gold: &[Gold]) -> HashMap<(String, usize), &Gold> {
    gold.iter().filter_map(|g| Some(((g.draft.clone(), g.start?), g))).collect()
}

/// One block quote of a draft.
struct BlockQuote {
    start: usize,
    text: String,
    author: Option<String>,
}

/// `> text`, `>`, `> — author`, and nothing in between.
fn block_quotes(draft: &str) -> Vec<BlockQuote> {
    let mut quotes: Vec<BlockQuote> = Vec::new();
    let (mut at, mut inside) = (0, false);
    for line in draft.split_inclusive('\n') {
        let quoted = line.starts_with('>');
        if let Some(text) = line.strip_prefix("> ") {
            let text = text.trim_end();
            match (text.strip_prefix("— "), quotes.last_mut().filter(|_| inside)) {
                (Some(author), Some(last)) => last.author = Some(name_in(author).to_owned()),
                (None, None) => {
                    quotes.push(BlockQuote { start: at + 2, text: text.to_owned(), author: None })
                }
                (None, Some(last)) => last.text = format!("{} {text}", last.text),
                (Some(_), None) => {}
            }
        }
        inside = quoted;
        at += line.len();
    }
    quotes
}

/// The name in an attribution, without the work that is named after it.
fn name_in(author: &str) -> &str {
    author.split('"').next().unwrap_or_default().trim().trim_end_matches(',')
}

/// A draft being written in one style.
struct Paper {
    rng: Rng,
    marks: Marks,
    text: String,
}

impl Paper {
    /// Writes a paragraph around `quote` and says where its words are.
    fn print(&mut self, quote: &BlockQuote) -> (usize, usize) {
        let name = quote.author.as_deref().filter(|a| !a.is_empty() && !a.eq_ignore_ascii_case("unknown"));
        let someone = *self.rng.pick(&NOBODY);
        if self.rng.chance(40) {
            let line = *self.rng.pick(&BEFORE);
            self.say(line);
        }
        if self.rng.chance(30) {
            self.speak();
        }
        let form = self.rng.below(4);
        let verb = *self.rng.pick(&VERBS);
        let (place, rest) = match form {
            // The words come first: their full stop gives way to a comma.
            0 | 1 => {
                let place = self.quote(&quote.text, true);
                let subject = name.unwrap_or(someone);
                (place, format!(" {verb} {subject}{}", self.rng.pick(&AFTER)))
            }
            2 => {
                self.text +=
                    &format!("{} once {verb}: ", name.map_or_else(|| capital(someone), str::to_owned));
                (self.quote(&quote.text, false), String::new())
            }
            _ => {
                let who = name.unwrap_or(someone);
                self.text += &format!("According to {who}, ");
                let place = self.quote(&quote.text, false);
                (place, String::new())
            }
        };
        self.text += &rest;
        if self.rng.chance(35) {
            self.text.push(' ');
            self.speak();
        }
        let trimmed = self.text.trim_end().len();
        self.text.truncate(trimmed);
        self.text += "\n\n";
        place
    }

    /// Writes `text` in marks.
    fn quote(&mut self, text: &str, more_follows: bool) -> (usize, usize) {
        let mut text = self.marks.inside(text);
        if more_follows {
            match text.chars().last() {
                Some('.') if !text.ends_with("..") => {
                    text.pop();
                    text.push(',');
                }
                Some(c) if c.is_alphanumeric() => text.push(','),
                _ => {}
            }
        }
        let [open, close] = self.marks.outer();
        self.text.push(open);
        let start = self.text.len();
        self.text += &text;
        let end = self.text.len();
        self.text.push(close);
        (start, end)
    }

    /// Somebody in the room says something that is in no record.
    fn speak(&mut self) {
        let (line, rest) = *self.rng.pick(&TALK);
        self.quote(line, true);
        self.text += rest;
        self.text.push(' ');
    }

    fn say(&mut self, line: &str) {
        self.text += line;
        self.text.push(' ');
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

const NOBODY: [&str; 3] = ["a passer-by", "one of the guests", "an old neighbour"];
const VERBS: [&str; 5] = ["said", "wrote", "remarked", "observed", "declared"];
const AFTER: [&str; 4] = [
    ".",
    " in a letter that was read to the council.",
    ", to the surprise of the whole table.",
    " when the lights came on again.",
];
const BEFORE: [&str; 6] = [
    "The bus was late and the hall half empty.",
    "Nobody at the town meeting had prepared a speech.",
    "Rain drummed on the roof of the market, and the stalls closed early.",
    "The librarian leafed through her notes and found the card.",
    "It was the third time that evening that someone reached for a book.",
    "Two aldermen, both from the harbour ward, asked for the floor.",
];
const TALK: [(&str, &str); 6] = [
    ("Who left the gate unlocked last Tuesday?", " the warden asked."),
    ("We'll need a bigger kettle.", " said the caretaker."),
    ("My sister keeps that card on the fridge.", " the baker added, and everybody laughed."),
    ("The minutes can wait until Thursday.", " the clerk told reporters."),
    ("I parked behind the brewery.", " he explained."),
    ("Read it again, slower this time.", " she told him."),
];
