//! EPUB: the chapters in the order of the spine.

use misquote::extract;
use misquote::office::{TrackedChanges, read};

use super::{archive, file};

const CONTAINER: &str = "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>\
     <rootfile full-path=\"OEBPS/book.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>";

/// A book of two chapters that stand in the archive the other way round.
pub fn epub(first: &str, second: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let book = "<package xmlns=\"http://www.idpf.org/2007/opf\"><manifest>\
         <item id=\"b\" href=\"text/two.xhtml\" media-type=\"application/xhtml+xml\"/>\
         <item id=\"n\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\
         <item id=\"a\" href=\"text/chapter%20one.xhtml\" media-type=\"application/xhtml+xml\"/>\
         <item id=\"i\" href=\"a.png\" media-type=\"image/png\"/></manifest>\
         <spine><itemref idref=\"n\"/><itemref idref=\"a\"/><itemref idref=\"b\" linear=\"no\"/></spine></package>";
    let page = |body: &str| {
        format!(
            "<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\"><body>{body}</body></html>"
        )
    };
    let (first, second) = (page(first), page(second));
    let mut entries: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("OEBPS/book.opf", book.as_bytes()),
        ("OEBPS/nav.xhtml", b"<html><body><p>Contents</p></body></html>"),
        ("OEBPS/text/two.xhtml", second.as_bytes()),
        ("OEBPS/text/chapter one.xhtml", first.as_bytes()),
    ];
    entries.extend_from_slice(more);
    archive(&entries)
}

#[test]
fn chapters_are_read_in_the_order_of_the_spine_and_a_block_is_a_line() {
    let bytes = epub(
        "<h1>One</h1><p>He\nsaid <q>so <b>it</b> is</q>.</p><blockquote><p>To be<br/>or not</p><p>to be</p></blockquote>",
        "<p>Two <code>x = \"1\"</code></p>",
        &[],
    );
    let file = file("a.epub", &bytes, TrackedChanges::Accept);
    assert_eq!(file.text, "One\nHe said so it is.\nTo be\u{2028}or not\nto be\nTwo x = \"1\"\n");
    let layout = file.layout().unwrap();
    assert_eq!(layout.place(file.text.find("Two").unwrap()), Some(("OEBPS/text/two.xhtml", 1)));
    assert_eq!(layout.place(file.text.find("or not").unwrap()), Some(("OEBPS/text/chapter one.xhtml", 3)));
    let prose = extract::extract(&file);
    assert_eq!(prose.elements.iter().map(|q| prose.slice(*q)).collect::<Vec<_>>(), ["so it is"]);
    assert_eq!(prose.inert.iter().map(|code| prose.slice(*code)).collect::<Vec<_>>(), ["x = \"1\""]);
    assert_eq!(prose.block_quotes.len(), 1);
    assert_eq!(prose.block_quotes[0].blocks, 2..4);
}

#[test]
fn a_book_with_a_key_is_not_read_and_one_with_obfuscated_fonts_is() {
    let encryption = |name: &str| {
        format!("<encryption><EncryptedData><CipherReference URI=\"{name}\"/></EncryptedData></encryption>")
    };
    let with = |name: &str| {
        let encryption = encryption(name);
        read(
            "a.epub".into(),
            &epub("<p>a</p>", "<p>b</p>", &[("META-INF/encryption.xml", encryption.as_bytes())]),
            TrackedChanges::Accept,
        )
    };
    assert_eq!(with("OEBPS/font.otf").unwrap().text, "a\nb\n");
    assert!(with("OEBPS/text/two.xhtml").unwrap_err().contains("encrypted"));
}
