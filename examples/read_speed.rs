//! Measures how fast files are read and their prose is taken out of them, on one core.
//!
//! ```text
//! cargo run --release --example read_speed -- [FILE]... [--mebibytes N]
//! ```
//!
//! Without files, an article that it makes in each format, repeated to N MiB (default 8). Printed, a line a file: bytes
//! (of an archive, those of its largest part, unpacked), the best of several runs in MB/s from bytes to prose
//! (unpacking, decoding and extraction), and how much of it is prose.
//!
//! Exit status: 0, or 2 if a file cannot be read.

use std::fmt::Write;
use std::process::ExitCode;
use std::time::Instant;

use misquote::text_file::TextFile;
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
            measure(name, &article.repeat((mebibytes << 20) / article.len() + 1).into_bytes());
        }
        #[cfg(feature = "office")]
        office::measure_all(mebibytes << 20);
        return ExitCode::SUCCESS;
    }
    for path in files {
        match std::fs::read(&path) {
            Ok(bytes) => measure(&path, &bytes),
            Err(error) => {
                eprintln!("read_speed: {path}: {error}");
                return ExitCode::from(2);
            }
        }
    }
    ExitCode::SUCCESS
}

fn measure(name: &str, bytes: &[u8]) {
    #[cfg(feature = "office")]
    if misquote::office::is_archive(name, bytes) {
        return time(name, bytes, bytes.len(), &office::read);
    }
    time(name, bytes, bytes.len(), &decode::decode);
}

/// From bytes to a text.
type Read = dyn Fn(String, Vec<u8>) -> Result<TextFile, String>;

/// Reads `bytes`, which count as `size` bytes, several times.
fn time(name: &str, bytes: &[u8], size: usize, read: &Read) {
    let (mut best, mut prose) = (f64::MAX, 0);
    for _ in 0..RUNS {
        let copy = bytes.to_vec();
        let start = Instant::now();
        match read(name.to_owned(), copy) {
            Ok(file) => prose = extract::extract(&file).text.len(),
            Err(reason) => return println!("{name}: {reason}"),
        }
        best = best.min(start.elapsed().as_secs_f64());
    }
    let rate = size as f64 / best / 1e6;
    let share = prose as f64 * 100.0 / size as f64;
    println!("{name:<24} {size:>9} bytes {rate:>7.0} MB/s {share:>4.0} % prose");
}

/// Archives with one large part.
#[cfg(feature = "office")]
mod office {
    use std::io::{Cursor, Write};

    use misquote::office::TrackedChanges;
    use misquote::text_file::TextFile;
    use zip::write::SimpleFileOptions;

    use super::{articles, time};

    pub(super) fn read(path: String, bytes: Vec<u8>) -> Result<TextFile, String> {
        misquote::office::read(path, &bytes, TrackedChanges::Accept)
    }

    /// Makes and reads a document of each format whose text takes `size` bytes.
    pub(super) fn measure_all(size: usize) {
        let sentence =
            "The mayor of the town, who had not been asked before, said on Monday that nobody expected it";
        // Word parts a paragraph into runs where anything was ever changed.
        let run = |text: &str, style: &str| {
            format!(
                "<w:r w:rsidR=\"00A77B3E\"><w:rPr><w:rFonts w:ascii=\"Times New Roman\"/>{style}<w:lang w:val=\"en-GB\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>"
            )
        };
        let word = format!(
            "<w:p w:rsidR=\"00A77B3E\" w:rsidRDefault=\"00F21C09\"><w:pPr><w:pStyle w:val=\"Normal\"/><w:spacing w:after=\"120\"/></w:pPr>{}{}{}</w:p>",
            run(&format!("{sentence}. “{sentence},” "), ""),
            run("she", "<w:i/>"),
            run(&format!(" said. {sentence}."), "")
        );
        let open = format!(
            "<text:p text:style-name=\"P1\">{sentence}. “{sentence},” <text:span text:style-name=\"T1\">she</text:span> said. {sentence}.</text:p>"
        );
        let page = articles()
            .into_iter()
            .find(|(name, _)| *name == "article.html")
            .map_or_else(String::new, |a| a.1);
        let namespace = "urn:oasis:names:tc:opendocument:xmlns";
        let parts = [
            (
                "article.docx",
                "word/document.xml",
                "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>".to_owned(),
                word,
                "</w:body></w:document>",
            ),
            (
                "article.odt",
                "content.xml",
                format!("<office:document-content xmlns:office=\"{namespace}:office:1.0\" xmlns:text=\"{namespace}:text:1.0\"><office:body><office:text>"),
                open,
                "</office:text></office:body></office:document-content>",
            ),
            ("article.epub", "a.xhtml", "<html><body>".to_owned(), page, "</body></html>"),
        ];
        for (name, part, before, unit, after) in parts {
            let text = format!("{before}{}{after}", unit.repeat(size / unit.len() + 1));
            let entries: &[(&str, &str)] = match name {
                "article.docx" => &[(part, &text)],
                "article.odt" => &[("mimetype", "application/vnd.oasis.opendocument.text"), (part, &text)],
                _ => &[
                    ("mimetype", "application/epub+zip"),
                    ("META-INF/container.xml", "<container><rootfile full-path=\"b.opf\"/></container>"),
                    (
                        "b.opf",
                        "<package><item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/><itemref idref=\"a\"/></package>",
                    ),
                    (part, &text),
                ],
            };
            match archive(entries) {
                Ok(bytes) => time(name, &bytes, text.len(), &read),
                Err(error) => println!("{name}: {error}"),
            }
        }
    }

    fn archive(entries: &[(&str, &str)]) -> Result<Vec<u8>, zip::result::ZipError> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in entries {
            writer.start_file(*name, SimpleFileOptions::default())?;
            writer.write_all(text.as_bytes())?;
        }
        Ok(writer.finish()?.into_inner())
    }
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
