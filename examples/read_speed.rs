//! Measures how fast files are read and their prose is taken out of them, on one core.
//!
//! ```text
//! cargo run --release --example read_speed -- [FILE]... [--mebibytes N]
//! ```
//!
//! Without files, an article that it makes in each format, repeated to N MiB (default 8). Printed, a line a file: bytes,
//! the best of several runs in MB/s from bytes to prose (decoding and extraction), and how much of it is prose.
//!
//! Exit status: 0, or 2 if a file cannot be read.

use std::fmt::Write;
use std::process::ExitCode;
use std::time::Instant;

use misquote::{decode, extract};

const RUNS: usize = 5;

fn main() -> ExitCode {
    let mut given = std::env::args().skip(1);
    let (mut files, mut mebibytes) = (Vec::new(), 8);
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--mebibytes" => mebibytes = given.next().and_then(|n| n.parse().ok()).unwrap_or(mebibytes),
            _ => files.push(argument),
        }
    }
    if files.is_empty() {
        for (name, article) in articles() {
            measure(name, article.repeat((mebibytes << 20) / article.len() + 1).into_bytes());
        }
        return ExitCode::SUCCESS;
    }
    for path in files {
        match std::fs::read(&path) {
            Ok(bytes) => measure(&path, bytes),
            Err(error) => {
                eprintln!("read_speed: {path}: {error}");
                return ExitCode::from(2);
            }
        }
    }
    ExitCode::SUCCESS
}

fn measure(name: &str, bytes: Vec<u8>) {
    let (mut best, mut prose) = (f64::MAX, 0);
    for _ in 0..RUNS {
        let copy = bytes.clone();
        let start = Instant::now();
        match decode::decode(name.to_owned(), copy) {
            Ok(file) => prose = extract::extract(&file).text.len(),
            Err(reason) => return println!("{name}: {reason}"),
        }
        best = best.min(start.elapsed().as_secs_f64());
    }
    let size = bytes.len() as f64;
    println!(
        "{name:<24} {:>9} bytes {:>7.0} MB/s {:>4.0} % prose",
        bytes.len(),
        size / best / 1e6,
        prose as f64 * 100.0 / size
    );
}

/// An article of a few paragraphs, in each format.
fn articles() -> Vec<(&'static str, String)> {
    let sentence = "The mayor of the town, who had not been asked before, said on Monday that nobody at the meeting \
                    had expected as many as forty people in so small a hall.";
    let said = "Nobody told the caretaker either, and he went home again without a word to anyone";
    let mut all = Vec::new();
    let mut make = |name, paragraph: &dyn Fn(usize) -> String, around: [&str; 2]| {
        let mut text = String::from(around[0]);
        for n in 0..40 {
            write!(text, "{}\n\n", paragraph(n)).unwrap_or_default();
        }
        text.push_str(around[1]);
        all.push((name, text));
    };
    make("article.txt", &|_| format!("{sentence} “{said},” she said. {sentence}"), ["", ""]);
    make(
        "article.md",
        &|_| format!("{sentence} “{said},” *she* said. [Read on](http://x). {sentence}"),
        ["# News\n\n", ""],
    );
    make(
        "article.html",
        &|n| {
            format!(
                "<div class=\"block block-{n}\" data-id=\"{n}\"><p class=\"text\">{sentence} &ldquo;{said},&rdquo; \
                 <em>she</em> said. <a href=\"https://example.org/{n}\">{sentence}</a></p></div>"
            )
        },
        ["<article><h1>News</h1>\n", "</article>\n"],
    );
    make(
        "article.tex",
        &|_| format!("{sentence} ``{said},'' \\emph{{she}} said~\\cite{{x}}. {sentence}"),
        ["", ""],
    );
    make("article.rst", &|_| format!("{sentence} \"{said},\" *she* said [1]_. {sentence}"), ["", ""]);
    make("article.adoc", &|_| format!("{sentence} \"`{said},`\" _she_ said. {sentence}"), ["", ""]);
    make(
        "article.srt",
        &|n| format!("{n}\n00:00:01,000 --> 00:00:02,000\n{sentence}\n\"{said},\" <i>she</i> said."),
        ["", ""],
    );
    make(
        "article.jsonl",
        &|n| format!("{{\"id\": {n}, \"text\": \"{sentence} \\u201c{said},\\u201d she said.\\n\"}}"),
        ["", ""],
    );
    all
}
