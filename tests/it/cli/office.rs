//! Word, OpenDocument and EPUB on the command line.

use std::fs;
use std::io::Read;

use super::{Desk, finding};
use crate::office::{docx, run, word};

const RULES: &str = "[[quote]]\nid = \"salt\"\nspeaker = \"Antony Blinken\"\n\
     text = \"I would take anything coming out of the Kremlin with a very large shaker of salt.\"\n\
     misquotes = [{ text = \"I would take anything coming out of the Kremlin with a very large grain of salt.\", reason = \"a proverb\" }]\n";

/// A desk with rules and a Word document of these paragraphs.
fn desk(paragraphs: &[&str], others: &[(&str, &str)]) -> Desk {
    let desk = Desk::empty();
    desk.file("rules/a.toml", RULES);
    let body: String = paragraphs.iter().map(|words| format!("<w:p>{}</w:p>", run(words))).collect();
    desk.file("a.docx", docx(&body, others));
    desk
}

const PINCH: &str =
    "Antony Blinken would take “anything coming out of the Kremlin with a very large pinch of salt”.";
const GRAIN: &str =
    "Antony Blinken would take “anything coming out of the Kremlin with a very large grain of salt”.";

#[test]
fn places_are_paragraphs_of_parts() {
    let note = format!("<w:footnote w:id=\"1\"><w:p>{}</w:p></w:footnote>", run(PINCH));
    let desk = desk(&["Title", "", PINCH], &[("footnotes", &word("footnotes", &note))]);
    let json = desk.run(&["a.docx", "--format", "json"]).ends(1).json();
    let findings = json["findings"].as_array().unwrap();
    let places: Vec<_> = findings.iter().map(|f| (&f["part"], &f["paragraph"], &f["span"]["line"])).collect();
    assert_eq!(places[0], (&"word/document.xml".into(), &3.into(), &3.into()));
    assert_eq!(places[1], (&"word/footnotes.xml".into(), &1.into(), &4.into()));
    assert_eq!(findings[0]["span"]["part"], "word/document.xml");
    assert_eq!(findings[0]["found"], "pinch");
    desk.run(&["a.docx", "--format", "short"]).ends(1).says(&["a.docx:3:81: error[changed-words]"]);
    desk.run(&["a.docx"]).ends(1).says(&[
        "a.docx:3:81",
        "pinch of salt",
        "in word/footnotes.xml, paragraph 1",
    ]);
}

#[test]
fn documents_are_found_by_a_walk_and_broken_ones_do_not_hide_the_others() {
    let desk = desk(&[PINCH], &[]);
    desk.file("b.docx", "no document");
    let ran = desk.run(&["--format", "json"]).ends(2);
    assert_eq!(ran.findings(), [finding("changed-words", "a.docx"), finding("not-checked", "b.docx")]);
    ran.says(&["it is not a Word document"]);
}

#[test]
fn tracked_changes_are_read_as_asked() {
    let desk = desk(&[], &[]);
    let body = format!(
        "<w:p>{}<w:del w:id=\"1\"><w:r><w:delText>shaker</w:delText></w:r></w:del><w:ins w:id=\"2\">{}</w:ins>{}</w:p>",
        run("“anything coming out of the Kremlin with a very large "),
        run("pinch"),
        run(" of salt”, Antony Blinken said."),
    );
    desk.file("a.docx", docx(&body, &[]));
    desk.run(&["a.docx"]).ends(1).says(&["`pinch`"]);
    desk.run(&["a.docx", "--tracked-changes", "reject"]).ends(0);
}

#[test]
fn findings_are_written_into_a_copy_as_comments_and_suggestions() {
    let desk = desk(&[PINCH, GRAIN], &[]);
    let before = fs::read(desk.path("a.docx")).expect("the document");
    let ran = desk.run(&["annotate", "a.docx", "-o", "b.docx", "--suggest"]).ends(1);
    assert!(ran.err.contains("wrote 2 comments and 1 suggestion into b.docx"), "{}", ran.err);
    let copy = fs::read(desk.path("b.docx")).expect("the copy");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(copy)).expect("an archive");
    let mut comments = String::new();
    archive.by_name("word/comments.xml").expect("comments").read_to_string(&mut comments).expect("text");
    for words in
        ["error[changed-words]", "Antony Blinken: I would take anything", "known misquote: a proverb"]
    {
        assert!(comments.contains(words), "{comments}");
    }
    assert_eq!(before, fs::read(desk.path("a.docx")).expect("the document"));
    // The suggestion is accepted by whoever reads it so.
    let json = desk.run(&["check", "b.docx", "--format", "json"]).ends(1).json();
    assert_eq!(json["findings"].as_array().unwrap().len(), 1);
    let json =
        desk.run(&["check", "b.docx", "--format", "json", "--tracked-changes", "reject"]).ends(1).json();
    assert_eq!(json["findings"].as_array().unwrap().len(), 2);
}

#[test]
fn annotate_says_what_it_needs() {
    let desk = desk(&[PINCH], &[]);
    desk.run(&["annotate", "a.docx"]).ends(2).complains(&["-o OUT.docx"]);
    desk.run(&["annotate", "a.docx", "-o", "./a.docx"]).ends(2).complains(&["the document itself"]);
    desk.run(&["annotate", "gone.docx", "-o", "b.docx"]).ends(2).says(&["not-checked"]);
    assert!(!desk.path("b.docx").exists());
    desk.file("a.md", PINCH);
    desk.run(&["annotate", "a.md", "-o", "b.docx"]).ends(2);
    assert!(!desk.path("b.docx").exists());
}

#[test]
fn fix_never_writes_into_an_archive() {
    let desk = desk(&[GRAIN], &[]);
    let before = fs::read(desk.path("a.docx")).expect("the document");
    let ran = desk.run(&["fix", "a.docx"]).ends(1);
    ran.says(&["help: write `shaker`"]).complains(&["fixes are not written into archives", "annotate"]);
    assert_eq!(before, fs::read(desk.path("a.docx")).expect("the document"));
}

/// One article, saved by pandoc in four formats and by LibreOffice in one of them once more.
#[test]
fn the_same_article_has_the_same_findings_in_every_format() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/office");
    let found = |name: &str| -> Vec<[String; 3]> {
        let desk = Desk::empty();
        for file in ["rules.toml", name] {
            desk.file(file, fs::read(folder.join(file)).expect(file));
        }
        let json = desk.run(&[name, "--rules", "rules.toml", "--format", "json"]).ends(1).json();
        let findings = json["findings"].as_array().expect("findings").clone();
        let bytes = fs::read(folder.join(name)).expect(name);
        let text = match misquote::office::is_archive(name, &bytes) {
            true => misquote::office::read(name.into(), &bytes, Default::default()).expect(name).text,
            false => String::from_utf8(bytes).expect("UTF-8"),
        };
        let mut found = Vec::new();
        println!("{name}");
        for finding in &findings {
            let one = ["check", "found", "expected"].map(|key| finding[key].as_str().expect(key).to_owned());
            let at =
                |key: &str| usize::try_from(finding["span"][key].as_u64().expect(key)).expect("a number");
            assert_eq!(&text[at("start")..at("end")], one[1], "the words at the place are the words found");
            assert_eq!(finding["paragraph"].is_u64(), name != "article.md");
            println!("  {:>3}:{:<4} {}: {} → {}", at("line"), at("column"), one[0], one[1], one[2]);
            found.push(one);
        }
        // Notes stand where each format has them.
        found.sort();
        found
    };
    let expected = found("article.md");
    assert_eq!(expected.len(), 5);
    for name in ["article.docx", "article.odt", "article.epub", "libreoffice.docx"] {
        assert_eq!(found(name), expected, "{name}");
    }
}
