//! Comments and suggestions in a Word document: at their words, and nothing else is changed.

use std::io::Read;

use misquote::office::annotate::{Annotated, Remark, annotate};
use misquote::office::{TrackedChanges, read};
use misquote::span::Span;

use super::{docx, run, word};

/// The remark that is made of the first place where `words` stand.
fn remark(text: &str, words: &str, suggestion: Option<&str>) -> Remark {
    let start = text.find(words).unwrap_or_else(|| panic!("no `{words}` in {text:?}"));
    let span = Span::new(start, start + words.len());
    let suggestion = suggestion.map(|new| (span, new.to_owned())).into_iter().collect();
    Remark { span, paragraphs: vec![format!("about <{words}> & more"), "second".to_owned()], suggestion }
}

fn annotated(bytes: &[u8], remarks: &[(&str, Option<&str>)]) -> Annotated {
    let file = read("a.docx".into(), bytes, TrackedChanges::Accept).unwrap();
    let remarks: Vec<Remark> = remarks.iter().map(|(words, new)| remark(&file.text, words, *new)).collect();
    let annotated = annotate(bytes, TrackedChanges::Accept, &remarks).unwrap();
    // What was there is there still, whatever was suggested.
    let rejected = read("a.docx".into(), &annotated.bytes, TrackedChanges::Reject).unwrap();
    let before = read("a.docx".into(), bytes, TrackedChanges::Reject).unwrap();
    assert_eq!(rejected.text, before.text);
    annotated
}

fn entry(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn accepted(annotated: &Annotated) -> String {
    read("a.docx".into(), &annotated.bytes, TrackedChanges::Accept).unwrap().text
}

/// What stands between the start and the end of the comment `id`, without tags.
fn commented(part: &str, id: usize) -> String {
    let start = part.find(&format!("<w:commentRangeStart w:id=\"{id}\"/>")).expect("its start");
    let end = part.find(&format!("<w:commentRangeEnd w:id=\"{id}\"/>")).expect("its end");
    let mut words = String::new();
    let mut rest = &part[start..end];
    while let Some(open) = rest.find('<') {
        words += &rest[..open];
        rest = &rest[open..];
        rest = &rest[rest.find('>').expect("its end") + 1..];
    }
    words + rest
}

#[test]
fn a_comment_stands_at_its_words_and_runs_keep_their_properties() {
    let body = "<w:p><w:r w:rsidR=\"00A1\"><w:rPr><w:i/></w:rPr><w:t>all of the words here</w:t></w:r></w:p>";
    let bytes = docx(body, &[]);
    let done = annotated(&bytes, &[("the words", None)]);
    assert_eq!((done.comments, done.suggestions), (1, 0));
    let main = entry(&done.bytes, "word/document.xml");
    let run = "<w:r w:rsidR=\"00A1\"><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">";
    assert!(
        main.contains(&format!(
            "{run}all of </w:t></w:r><w:commentRangeStart w:id=\"0\"/>{run}the words</w:t></w:r>\
             <w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>{run} here</w:t></w:r>"
        )),
        "{main}"
    );
    let comments = entry(&done.bytes, "word/comments.xml");
    assert!(
        comments.contains("about &lt;the words&gt; &amp; more</w:t>") && comments.contains("second"),
        "{comments}"
    );
    assert!(comments.contains("w:author=\"misquote\""));
    assert!(entry(&done.bytes, "word/_rels/document.xml.rels").contains("Target=\"/word/comments.xml\""));
    assert!(entry(&done.bytes, "[Content_Types].xml").contains("PartName=\"/word/comments.xml\""));
}

#[test]
fn a_comment_at_whole_runs_leaves_them_as_they_are() {
    let body = format!("<w:p>{}{}{}</w:p>", run("one "), run("two"), run(" three"));
    let done = annotated(&docx(&body, &[]), &[("two", None)]);
    let main = entry(&done.bytes, "word/document.xml");
    assert!(
        main.contains(&format!("<w:commentRangeStart w:id=\"0\"/>{}<w:commentRangeEnd", run("two"))),
        "{main}"
    );
    assert_eq!(commented(&main, 0), "two");
}

#[test]
fn comments_over_split_runs_entities_and_one_another() {
    let body = format!("<w:p>{}{}{}</w:p>", run("he said to b"), run("ee &amp; or not"), run(" to bee"));
    let done = annotated(&docx(&body, &[]), &[("to bee & or", None), ("bee", None), ("& or not to", None)]);
    let main = entry(&done.bytes, "word/document.xml");
    for (id, words) in ["to bee &amp; or", "bee", "&amp; or not to"].iter().enumerate() {
        assert_eq!(commented(&main, id), *words, "{main}");
    }
}

#[test]
fn comments_join_those_that_are_there_and_numbers_stay_unique() {
    let comments = word("comments", "<w:comment w:id=\"0\" w:author=\"me\"><w:p/></w:comment>");
    let body = format!("<w:p><w:ins w:id=\"1\" w:author=\"me\">{}</w:ins></w:p>", run("some words"));
    let done = annotated(&docx(&body, &[("comments", &comments)]), &[("words", None)]);
    let merged = entry(&done.bytes, "word/comments.xml");
    assert!(
        merged.contains("w:author=\"me\"") && merged.contains("w:id=\"2\" w:author=\"misquote\""),
        "{merged}"
    );
    assert_eq!(commented(&entry(&done.bytes, "word/document.xml"), 2), "words");
}

#[test]
fn a_suggestion_is_a_tracked_change_in_the_properties_of_its_words() {
    let body = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>left except for the</w:t></w:r></w:p>";
    let done = annotated(&docx(body, &[]), &[("except for", Some("aside"))]);
    assert_eq!((done.suggestions, done.unsafe_suggestions), (1, 0));
    assert_eq!(accepted(&done), "left aside the\n");
    let main = entry(&done.bytes, "word/document.xml");
    assert!(
        main.contains("<w:ins w:id=\"2\" w:author=\"misquote\"><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">aside"),
        "{main}"
    );
    assert!(main.contains("<w:delText xml:space=\"preserve\">except for</w:delText>"), "{main}");
}

#[test]
fn suggestions_over_split_runs_insertions_and_deletions() {
    let body = format!("<w:p>{}{}{}</w:p>", run("one exc"), run("ept f"), run("or two"));
    let done = annotated(&docx(&body, &[]), &[("except for", Some("aside")), ("two", Some(""))]);
    assert_eq!((accepted(&done).as_str(), done.suggestions), ("one aside \n", 2));
    let bytes = docx(&format!("<w:p>{}</w:p>", run("the end")), &[]);
    let at = Span::new(3, 3);
    let insertion = Remark { span: at, paragraphs: vec!["a".into()], suggestion: vec![(at, " very".into())] };
    let done = annotate(&bytes, TrackedChanges::Accept, &[insertion]).unwrap();
    assert_eq!((accepted(&done).as_str(), done.suggestions), ("the very end\n", 1));
    assert_eq!(commented(&entry(&done.bytes, "word/document.xml"), 0), "the very");
}

#[test]
fn what_cannot_be_changed_safely_is_commented_only() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let text_box =
        format!("<w:r><w:pict><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:pict></w:r>", run("in a box"));
    let bodies = [
        format!("<w:p><w:ins w:id=\"7\" w:author=\"me\">{}</w:ins></w:p>", run("wrong words")),
        format!("<w:p>{}{}{}{}</w:p>", field("begin"), field("separate"), run("wrong words"), field("end")),
        format!("<w:p>{}<w:hyperlink>{}</w:hyperlink></w:p>", run("wrong "), run("words")),
        "<w:p><w:r><w:t>wrong</w:t><w:tab/><w:t>words</w:t></w:r></w:p>".to_owned(),
        format!("<w:p>{}{}</w:p>", run("around "), text_box),
    ];
    for body in bodies {
        let bytes = docx(&body, &[]);
        let text = read("a.docx".into(), &bytes, TrackedChanges::Accept).unwrap().text;
        let words =
            ["wrong words", "wrong\twords", "in a box"].into_iter().find(|w| text.contains(w)).unwrap();
        let done = annotated(&bytes, &[(words, Some("right"))]);
        assert_eq!((done.comments, done.suggestions, done.unsafe_suggestions), (1, 0, 1), "{body}");
        assert_eq!(accepted(&done), text);
    }
}

#[test]
fn words_of_notes_are_commented_at_their_mark_and_those_of_headers_at_the_first_words() {
    let notes =
        word("footnotes", &format!("<w:footnote w:id=\"5\"><w:p>{}</w:p></w:footnote>", run("a note")));
    let header = word("hdr", &format!("<w:p>{}</w:p>", run("a header")));
    let body = format!(
        "<w:p>{}</w:p><w:p>{}<w:r><w:footnoteReference w:id=\"5\"/></w:r></w:p>",
        run("the text"),
        run("more")
    );
    let bytes = docx(&body, &[("footnotes", &notes), ("header1", &header)]);
    let done = annotated(&bytes, &[("note", Some("remark")), ("header", Some("heading"))]);
    assert_eq!((done.comments, done.suggestions, done.unsafe_suggestions), (2, 1, 1));
    let main = entry(&done.bytes, "word/document.xml");
    let mark =
        "<w:commentRangeStart w:id=\"0\"/><w:r><w:footnoteReference w:id=\"5\"/></w:r><w:commentRangeEnd";
    assert!(main.contains(mark), "{main}");
    let comments = entry(&done.bytes, "word/comments.xml");
    assert!(comments.contains("In this footnote, at “note”:"), "{comments}");
    assert!(comments.contains("In word/header1.xml, at “header”:"), "{comments}");
    let note = entry(&done.bytes, "word/footnotes.xml");
    assert!(note.contains("remark</w:t>") && !note.contains("comment"), "{note}");
    assert_eq!(entry(&done.bytes, "word/header1.xml"), header);
}

#[test]
fn entries_that_hold_no_finding_are_copied_as_they_are_packed() {
    let styles = word("styles", "");
    let bytes = docx(&format!("<w:p>{}</w:p>", run("words")), &[("styles", &styles)]);
    let done = annotated(&bytes, &[("words", None)]);
    let raw = |bytes: &[u8], name: &str| {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let index = archive.index_for_name(name).unwrap();
        let mut raw = Vec::new();
        archive.by_index_raw(index).unwrap().read_to_end(&mut raw).unwrap();
        raw
    };
    for name in ["_rels/.rels", "word/styles.xml"] {
        assert_eq!(raw(&bytes, name), raw(&done.bytes, name));
    }
    let nothing = annotate(&bytes, TrackedChanges::Accept, &[]).unwrap();
    assert_eq!(nothing.bytes, bytes);
}
