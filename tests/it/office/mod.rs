//! Word, OpenDocument and EPUB. The archives are made here, by hand.

mod annotate;
mod epub;
mod hostile;
mod read;

use std::io::{Cursor, Write};

use misquote::extract;
use misquote::office::{TrackedChanges, read};
use misquote::text_file::TextFile;
use zip::write::SimpleFileOptions;

/// An archive with these entries.
pub fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        writer.write_all(bytes).expect("memory");
    }
    writer.finish().expect("an archive").into_inner()
}

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

/// A part of a Word document.
pub fn word(root: &str, content: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:{root} {WORD}>{content}</w:{root}>")
}

/// A Word document with this content of its body and these other parts below `word/`.
pub fn docx(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |all: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
        )
    };
    let one = |id: usize, name: &str, target: &str| {
        format!("<Relationship Id=\"rId{id}\" Type=\"{kind}/{name}\" Target=\"{target}\"/>")
    };
    let document = word("document", &format!("<w:body>{body}</w:body>"));
    let root = relations(&one(1, "officeDocument", "word/document.xml"));
    let related: String = (others.iter().enumerate())
        .map(|(id, (name, _))| {
            one(id + 1, name.trim_end_matches(|c: char| c.is_ascii_digit()), &format!("{name}.xml"))
        })
        .collect();
    let related = relations(&related);
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
                 <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
                 <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                 <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
                 </Types>";
    let names: Vec<String> = others.iter().map(|(name, _)| format!("word/{name}.xml")).collect();
    let mut entries: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", related.as_bytes()),
    ];
    entries.extend(names.iter().zip(others).map(|(name, (_, text))| (name.as_str(), text.as_bytes())));
    archive(&entries)
}

/// An OpenDocument text with these automatic styles and this content.
pub fn odt(styles: &str, content: &str) -> Vec<u8> {
    const ODF: &str = "urn:oasis:names:tc:opendocument:xmlns:";
    let names: String =
        ["office", "text", "style", "table"].map(|n| format!(" xmlns:{n}=\"{ODF}{n}:1.0\"")).concat();
    let content = format!(
        "<office:document-content{names} xmlns:draw=\"{ODF}drawing:1.0\">\
         <office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{content}</office:text></office:body></office:document-content>"
    );
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())])
}

pub fn file(name: &str, bytes: &[u8], tracked: TrackedChanges) -> TextFile {
    let file = read(name.into(), bytes, tracked).expect("a document");
    assert_sound(&file);
    file
}

/// What must hold of any text out of an archive.
pub fn assert_sound(file: &TextFile) {
    let layout = file.layout().expect("a layout");
    let mut end = 0;
    for (at, paragraph) in layout.paragraphs.iter().enumerate() {
        assert!(at == 0 || end < paragraph.span.start, "paragraphs are lines of their own");
        assert!(!file.slice(paragraph.span).contains(['\n', '\r']), "a paragraph is one line");
        assert!(paragraph.number > 0 && paragraph.part < layout.parts.len());
        end = paragraph.span.end;
    }
    let prose = extract::extract(file);
    assert_eq!(prose.map.end(), prose.text.len());
    let mut last = 0;
    for (at, c) in prose.text.char_indices() {
        let here = misquote::span::Span::new(at, at + c.len_utf8());
        let from = prose.map.span(here);
        assert!(last <= from.start && from.end <= file.text.len(), "offsets are monotone");
        assert!(!prose.map.is_run(here) || file.slice(from) == prose.slice(here));
        last = from.start;
    }
}

/// A run of a Word document.
pub fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}
