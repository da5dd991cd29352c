//! Archives that are broken or mean harm: a reason in bounded time and memory, and never a panic.

use std::io::Write;
use std::time::{Duration, Instant};

use misquote::office::{TrackedChanges, read};
use proptest::prelude::*;

use super::epub::epub;
use super::{archive, docx, odt, run, word};

fn refusal(name: &str, bytes: &[u8]) -> String {
    let start = Instant::now();
    let reason =
        read(name.into(), bytes, TrackedChanges::Accept).map(|file| file.text).expect_err("it is refused");
    assert!(start.elapsed() < Duration::from_secs(60), "{reason}");
    reason
}

/// Refused, for a reason that says all of this.
#[track_caller]
fn refused(name: &str, bytes: &[u8], words: &[&str]) {
    let reason = refusal(name, bytes);
    for word in words {
        assert!(reason.contains(word), "no `{word}` in: {reason}");
    }
}

fn document(content: &str) -> Vec<u8> {
    archive(&[("word/document.xml", content.as_bytes())])
}

#[test]
fn what_is_not_the_document_that_its_name_says_is_told_what_it_is() {
    refused("a.docx", b"", &["empty", "a Word document"]);
    refused("a.docx", b"just words", &["not a Word document", "no zip archive"]);
    refused("a.docx", &archive(&[("a.txt", b"words")]), &["no word/document.xml"]);
    refused("a.docx", &odt("", "<text:p>a</text:p>"), &["not a Word document", "by its content"]);
    refused("a.odt", &docx("<w:p/>", &[]), &["not an OpenDocument text", "no content.xml"]);
    refused(
        "a.odt",
        &archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]),
        &["spreadsheet"],
    );
    refused("a.epub", &archive(&[("mimetype", b"application/epub+zip")]), &["no META-INF/container.xml"]);
    refused("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more", &["old Office program"]);
}

#[test]
fn encrypted_documents_are_said_to_be() {
    let mut ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    refused("a.docx", &ole, &["encrypted", "password"]);
    let manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>";
    let bytes = archive(&[("META-INF/manifest.xml", manifest.as_bytes()), ("content.xml", b"\x01\x02")]);
    refused("a.odt", &bytes, &["encrypted"]);
    // The flag of an encrypted entry, in its own header and in the directory.
    let mut bytes = document(&word("document", ""));
    let directory = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    bytes[6] |= 1;
    bytes[directory + 8] |= 1;
    refused("a.docx", &bytes, &["encrypted"]);
}

#[test]
fn a_small_archive_that_unpacks_to_a_large_one_is_refused() {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let spaces = vec![b' '; 1 << 20];
    writer.write_all(word("document", "").as_bytes()).unwrap();
    for _ in 0..80 {
        writer.write_all(&spaces).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    assert!(bytes.len() < 200_000);
    refused("a.docx", &bytes, &["word/document.xml unpacks to more than 100 times"]);
}

#[test]
fn elements_that_nest_without_end_are_refused() {
    let nested = "<w:tbl>".repeat(10_000);
    refused("a.docx", &docx(&nested, &[]), &["nest", "word/document.xml"]);
    let nested = "<text:span>".repeat(10_000);
    refused("a.odt", &odt("", &format!("<text:p>{nested}")), &["nest"]);
}

#[test]
fn entities_are_never_defined_or_fetched() {
    for doctype in [
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>",
        "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\">",
    ] {
        let content = word("document", "<w:body/>").replace("?>\n", &format!("?>\n{doctype}"));
        refused("a.docx", &document(&content), &["entities", "never"]);
    }
    refused(
        "a.docx",
        &document(&word("document", "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>")),
        &["`&x;`", "not defined"],
    );
    let mut page = epub("<p>a</p>", "<p>b</p>", &[]);
    assert!(read("a.epub".into(), &page, TrackedChanges::Accept).is_ok());
    let chapter =
        "<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><html><body><p>&x;</p></body></html>";
    page = archive(&[
        ("META-INF/container.xml", b"<container><rootfile full-path=\"b.opf\"/></container>"),
        ("b.opf", b"<package><item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/><itemref idref=\"a\"/></package>"),
        ("a.xhtml", chapter.as_bytes()),
    ]);
    refused("a.epub", &page, &["a.xhtml", "entities"]);
}

#[test]
fn broken_xml_and_broken_archives_are_refused() {
    let whole = docx(&format!("<w:p>{}</w:p>", run("words")), &[]);
    for content in ["<w:p>", "<w:p></w:q>", "<w:p", "</w:p>", "<w:document><w:body>", "text &amp", "\u{1}<"] {
        refusal("a.docx", &document(content));
    }
    for length in [4, 30, whole.len() / 2, whole.len() - 1] {
        refused("a.docx", &whole[..length], &["archive"]);
    }
    // A byte of the packed text: its checksum tells.
    let mut changed = whole.clone();
    let at = whole.windows(17).position(|w| w == b"word/document.xml").unwrap() + 60;
    changed[at] ^= 0x55;
    refused("a.docx", &changed, &["broken"]);
}

#[test]
fn names_that_lead_out_and_names_that_stand_twice_are_refused() {
    for name in ["../../evil.sh", "/etc/cron.d/evil", "C:\\evil"] {
        let main = word("document", "<w:body/>");
        refused(
            "a.docx",
            &archive(&[("word/document.xml", main.as_bytes()), (name, b"x")]),
            &["leads out", name],
        );
    }
    // The same name twice: the writer does not make such a thing, so one name of equal length is changed.
    let mut bytes =
        archive(&[("word/document.xml", word("document", "").as_bytes()), ("word/document.xmk", b"<a/>")]);
    let name = b"word/document.xmk";
    while let Some(at) = bytes.windows(name.len()).position(|w| w == name) {
        bytes[at + name.len() - 1] = b'l';
    }
    refused("a.docx", &bytes, &["several entries of one name"]);
}

#[test]
fn what_a_document_need_not_have_is_not_missed() {
    let bytes = document(&word("document", &format!("<w:body><w:p>{}</w:p></w:body>", run("words"))));
    assert_eq!(read("a.docx".into(), &bytes, TrackedChanges::Accept).unwrap().text, "words\n");
}

proptest! {
    #[test]
    fn no_change_of_bytes_makes_it_panic(
        kind in 0..3_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let notes = word("footnotes", &format!("<w:footnote w:id=\"1\"><w:p>{}</w:p></w:footnote>", run("note")));
        let (name, mut bytes) = match kind {
            0 => ("a.docx", docx(&format!("<w:p>{}</w:p>", run("words")), &[("footnotes", &notes)])),
            1 => ("a.odt", odt("", "<text:p>words <text:s/></text:p>")),
            _ => ("a.epub", epub("<p>words</p>", "<p>more</p>", &[])),
        };
        for (at, byte) in &changes {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        if changes.len() == 5 {
            bytes.truncate(cut.index(bytes.len()));
        }
        for tracked in [TrackedChanges::Accept, TrackedChanges::Reject] {
            if let Ok(file) = read(name.into(), &bytes, tracked) {
                super::assert_sound(&file);
            }
        }
    }

    /// Elements in any order: what is well-formed is read, whatever it means.
    #[test]
    fn no_markup_makes_it_panic(pieces in prop::collection::vec(0..24_usize, 0..40)) {
        const NAMES: [&str; 12] =
            ["p", "r", "t", "rPr", "pPr", "del", "ins", "tbl", "tr", "txbxContent", "hyperlink", "footnote"];
        const ALONE: [&str; 8] = [
            "words ", "<w:tab/>", "<w:br/>", "<w:fldChar w:fldCharType=\"begin\"/>", "<w:fldChar w:fldCharType=\"end\"/>",
            "<w:vanish/>", "&#x2019;", "<w:p/>",
        ];
        let mut body = String::new();
        let mut open = Vec::new();
        for piece in pieces {
            match piece {
                0..12 => {
                    body += &format!("<w:{}>", NAMES[piece]);
                    open.push(NAMES[piece]);
                }
                12..20 => body += ALONE[piece - 12],
                _ => {
                    if let Some(name) = open.pop() {
                        body += &format!("</w:{name}>");
                    }
                }
            }
        }
        while let Some(name) = open.pop() {
            body += &format!("</w:{name}>");
        }
        let bytes = docx(&body, &[]);
        for tracked in [TrackedChanges::Accept, TrackedChanges::Reject] {
            super::assert_sound(&read("a.docx".into(), &bytes, tracked).unwrap());
        }
    }
}
