//! One article, written once and saved in every format, gives the same findings, each at its own place.

use std::fs;
use std::path::{Path, PathBuf};

use misquote::canon::Canon;
use misquote::canon::rules::load;
use misquote::diagnostic::{Finding, Verdict};
use misquote::extract::{self, FORMATS};
use misquote::fix::{Choice, fix};
use misquote::lint::{Checked, Linter, Options};
use misquote::prose::{Block, Prose};
use misquote::text_file::TextFile;

/// The same article, as a desk keeps it in each format. To add a format, add its file.
const ARTICLES: [&str; 12] = [
    "article.txt",
    "article.md",
    "article.mdx",
    "article.html",
    "article.xhtml",
    "article.tex",
    "article.rst",
    "article.adoc",
    "article.srt",
    "article.vtt",
    "article.json",
    "article.jsonl",
];

/// What is wrong in the article: the check, the words of the draft, those of the record, and what stands in the file
/// where the words of the draft are.
const FAULTS: [(&str, &str, &str); 4] = [
    ("changed-number", "nine", "eight"),
    ("changed-words", "openly", "secretly"),
    ("changed-words", "small", "large"),
    ("changed-negation", "", "never"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats")
}

fn read(name: &str) -> TextFile {
    TextFile::new(name, fs::read_to_string(folder().join(name)).expect("a fixture"))
}

fn canon() -> Canon {
    let loaded = load(vec![read("rules.toml")]);
    assert!(loaded.faults.is_empty());
    loaded.canon
}

fn check<'a>(linter: &Linter<'a>, name: &str) -> (Checked, Vec<(String, String, String)>) {
    let checked = linter.check(read(name), &[]);
    let fault = |f: &Finding| (f.check.code.to_owned(), f.found.clone(), f.expected.clone());
    let faults = checked.findings.iter().map(fault).collect();
    (checked, faults)
}

#[test]
fn one_article_in_every_format_gives_the_same_findings() {
    let canon = canon();
    let linter = Linter::new(&canon, Options::default());
    let expected: Vec<(String, String, String)> =
        FAULTS.iter().map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned())).collect();
    let mut table = String::new();
    let mut wrong = String::new();
    for name in ARTICLES {
        let (checked, faults) = check(&linter, name);
        let place = |finding: &Finding| {
            let at = checked.file.position(finding.span.start);
            format!("{}:{}", at.line, at.column)
        };
        let places: Vec<String> = checked.findings.iter().map(place).collect();
        let row: Vec<String> = places.iter().map(|place| format!("{place:>8}")).collect();
        table.push_str(&format!("{name:<14}{:>4} quotations  {}\n", checked.quotations.len(), row.join(" ")));
        if faults != expected {
            wrong.push_str(&format!("{name}: {faults:#?}\n"));
        }
    }
    println!("{:<32}{}\n{table}", "", FAULTS.map(|(_, found, _)| format!("{found:>9}")).concat());
    assert!(wrong.is_empty(), "{table}\n{wrong}");
}

/// The bytes at a finding's place, read as the format reads them, are the words that are flagged.
#[test]
fn what_stands_at_a_finding_is_what_was_found() {
    let canon = canon();
    let linter = Linter::new(&canon, Options::default());
    for name in ARTICLES {
        let (checked, _) = check(&linter, name);
        let mut last = 0;
        for finding in &checked.findings {
            let place = checked.file.slice(finding.span);
            assert_eq!(letters(&words_at(name, place)), letters(&finding.found), "{name}: {place:?}");
            assert!(last <= finding.span.start, "{name}: findings come in order");
            last = finding.span.start;
        }
        for quotation in &checked.quotations {
            let place = checked.file.slice(quotation.span);
            let (first, last) =
                (quotation.text.split_whitespace().next(), quotation.text.split_whitespace().last());
            let read = prose_at(name, place);
            let word = |word: Option<&str>| letters(word.unwrap_or_default());
            assert_eq!(word(read.text.split_whitespace().next()), word(first), "{name}: {place:?}");
            // A note that stands within the quotation is read after it.
            let ends = |block: &Block| word(read.slice(block.span).split_whitespace().last()) == word(last);
            assert!(read.blocks.iter().any(ends), "{name}: {place:?}");
        }
    }
}

/// The letters and digits of a text: a place that ends inside `*marked*` words holds half of the marks.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn words_at(name: &str, piece: &str) -> String {
    prose_at(name, piece).text
}

/// A piece of a file of the format that `name` goes by, read by itself.
fn prose_at(name: &str, piece: &str) -> Prose {
    let file = match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("json" | "jsonl") => format!("{{\"text\": \"{piece}\"}}"),
        Some("srt" | "vtt") => format!("00:00:01.000 --> 00:00:02.000\n{piece}"),
        _ => piece.to_owned(),
    };
    extract::extract(&TextFile::new(name, file))
}

#[test]
fn every_format_has_its_article() {
    // Archives are no text: their articles are made by the programs that write them.
    let text = FORMATS.iter().filter(|format| !["Word", "OpenDocument", "EPUB"].contains(&format.name));
    for format in text {
        let has = |name: &&str| extract::format_for(name).is_some_and(|known| known.name == format.name);
        assert!(ARTICLES.iter().any(has), "no article is saved as {}", format.name);
    }
}

/// Words that are markup somewhere, and must be written so that each format reads them as words.
const MARKED_UP: &str = "R&D cost <b>100 %</b> of $5 {more} than #1, C:\\temp & the snake_case_ *names* of x";

/// A fix is written as the format has it: what is read after it are the words of the record, and what stands around them
/// is the same, byte for byte.
#[test]
fn a_fix_puts_the_records_words_into_every_format() {
    let mut canon = Canon::default();
    canon.add_plain("costs", None, &format!("We were told on Monday that {MARKED_UP} would be there again."));
    let linter = Linter::new(&canon, Options::default());
    let mut wrong_ones = String::new();
    let everything = Choice { unsafe_fixes: true, ..Choice::default() };
    for format in FORMATS {
        // Before and after what is quoted, and whether its marks have to be escaped.
        let (before, after) = match format.name {
            "Word" | "OpenDocument" | "EPUB" => continue,
            "HTML" => ("<p title=\"a&b\">One &amp; <i>two</i>: &ldquo;", "&rdquo;</p>\r\n"),
            "LaTeX" => ("One \\& \\emph{two}: ``", "'' % no\n"),
            "JSON" => (
                "{\"id\": 7, \"body\": \"<p>One &amp; <i class=\\\"x\\\">two</i>: \\u201c",
                "\\u201d<\\/p>\"}\n",
            ),
            "subtitles" => ("1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>One</i>: “", "”\r\n"),
            "MDX" => ("import A from 'a'\n\n<A b={c}>\n\n  One *two*: “", "”\n</A>\n"),
            "AsciiDoc" => ("One _two_: \"`", "`\"\n"),
            _ => ("One *two*: “", "”\n"),
        };
        let name = format!("a.{}", format.extensions[0]);
        for wrong in [
            "we were told on Monday that nothing at all would be there again",
            "We were told on Monday that would be there again",
        ] {
            let text = format!("{before}{wrong}{after}");
            let fixed = fix(&linter, TextFile::new(name.as_str(), text.as_str()), &[], everything);
            let result = &fixed.checked.file.text;
            let verdicts: Vec<Verdict> = fixed.checked.quotations.iter().map(|q| q.verdict).collect();
            if verdicts != [Verdict::Verbatim] || !result.starts_with(before) || !result.ends_with(after) {
                wrong_ones.push_str(&format!("{}: {text:?}: {result:?}: {verdicts:?}\n", format.name));
            }
        }
    }
    assert!(wrong_ones.is_empty(), "{wrong_ones}");
}

/// A line of many megabytes: a web page or an export without line breaks.
#[test]
fn a_file_of_one_line_is_read_in_bounded_time() {
    let canon = canon();
    let linter = Linter::new(&canon, Options::default());
    let said = "“We have taken money from the ferry company,” Calder said.";
    for (name, before, unit, after) in [
        ("a.txt", "", "Nobody asked. “What is this?” It was cold & late. ", ""),
        ("a.md", "", "Nobody *asked*. “What is this?” It was `cold` & late. ", ""),
        ("a.mdx", "", "Nobody *asked*. “What is <A>this</A>?” It was {cold} & late. ", ""),
        ("a.html", "<p>", "Nobody <i>asked</i>. “What is this?” It was cold &amp; late. ", "</p>"),
        ("a.tex", "", "Nobody \\emph{asked}. ``What is this?'' It was cold \\& late. ", ""),
        ("a.rst", "", "Nobody *asked*. “What is this?” It was ``cold`` & late. ", ""),
        ("a.adoc", "", "Nobody *asked*. “What is this?” It was `cold` & late. ", ""),
        (
            "a.srt",
            "00:00:01,000 --> 00:00:02,000\n",
            "Nobody <i>asked</i>. “What is this?” It was cold. ",
            "",
        ),
        ("a.json", "{\"text\": \"", "Nobody asked. \\u201cWhat is this?\\u201d It was cold. ", "\"}"),
    ] {
        let text = format!("{before}{}{said}{after}", unit.repeat(5_000));
        let checked = linter.check(TextFile::new(name, text), &[]);
        assert_eq!(checked.quotations.len(), 5_001, "{name}");
        let found: Vec<_> = checked.findings.iter().map(|f| (f.check.code, f.expected.as_str())).collect();
        assert_eq!(found, [("changed-negation", "never")], "{name}");
    }
}
