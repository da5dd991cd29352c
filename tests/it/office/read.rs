//! What a reader of the page reads, and where it stands.

use misquote::extract;
use misquote::office::TrackedChanges;

use super::*;

/// The text of a Word document with this body.
fn text(body: &str) -> String {
    file("a.docx", &docx(body, &[]), TrackedChanges::Accept).text
}

/// What is left when tracked changes are accepted, and when they are rejected.
fn both(body: &str) -> [String; 2] {
    [TrackedChanges::Accept, TrackedChanges::Reject]
        .map(|tracked| file("a.docx", &docx(body, &[]), tracked).text)
}

#[test]
fn words_split_over_runs_join_and_paragraphs_are_lines() {
    let body = "<w:p><w:r><w:t>to b</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ee</w:t></w:r></w:p><w:p/>\
                <w:p><w:r><w:t>A &amp; B&#8217;s</w:t></w:r></w:p>";
    assert_eq!(text(body), "to bee\n\nA & B’s\n");
}

#[test]
fn everything_that_holds_runs_is_read_through() {
    let body = format!(
        "<w:p><w:hyperlink w:anchor=\"x\">{}</w:hyperlink><w:smartTag w:element=\"n\">{}</w:smartTag>\
         <w:sdt><w:sdtPr><w:alias w:val=\"t\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>\
         <w:fldSimple w:instr=\"PAGE\">{}</w:fldSimple><w:proofErr w:type=\"spellStart\"/>{}</w:p>",
        run("one "),
        run("two "),
        run("three "),
        run("four "),
        run("five"),
    );
    assert_eq!(text(&body), "one two three four five\n");
}

#[test]
fn signs_of_their_own_elements_stand_for_characters() {
    let body = "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>\
                <w:softHyphen/><w:t>e</w:t><w:sym w:font=\"Wingdings\" w:char=\"F0E8\"/><w:cr/></w:r></w:p>";
    assert_eq!(text(body), "a\tb\u{2028}c\u{2011}d\u{ad}e\u{fffd}\u{2028}\n");
}

#[test]
fn a_line_break_in_a_paragraph_breaks_the_line_of_the_prose_only() {
    let body = "<w:p><w:r><w:t>To be</w:t><w:br/><w:t>or not</w:t></w:r></w:p>";
    let file = file("a.docx", &docx(body, &[]), TrackedChanges::Accept);
    assert_eq!(extract::extract(&file).text, "To be\nor not");
    assert_eq!(file.line_starts().len(), 2);
}

#[test]
fn fields_show_their_results_and_not_their_instructions() {
    let char = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let body = format!(
        "<w:p>{}<w:r><w:instrText> IF </w:instrText></w:r>{}<w:r><w:instrText> REF x </w:instrText></w:r>{}{}{}{}{}{}</w:p>",
        char("begin"),
        char("begin"),
        char("separate"),
        run("hidden"),
        char("end"),
        char("separate"),
        run("shown"),
        char("end"),
    );
    assert_eq!(text(&body), "shown\n");
}

#[test]
fn hidden_text_is_not_read_whoever_hides_it() {
    let styles = word(
        "styles",
        "<w:style w:type=\"character\" w:styleId=\"Secret\"><w:name w:val=\"Secret\"/><w:rPr><w:vanish/></w:rPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Gone\"><w:name w:val=\"Gone\"/><w:rPr><w:vanish/></w:rPr></w:style>",
    );
    let hidden = |properties: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>hidden</w:t></w:r>");
    let body = format!(
        "<w:p>{}{}{}{}</w:p><w:p><w:pPr><w:pStyle w:val=\"Gone\"/></w:pPr>{}{}</w:p>",
        run("a "),
        hidden("<w:vanish/>"),
        hidden("<w:rStyle w:val=\"Secret\"/>"),
        "<w:r><w:rPr><w:rStyle w:val=\"Secret\"/><w:vanish w:val=\"0\"/></w:rPr><w:t>shown</w:t></w:r>",
        run("hidden"),
        "<w:r><w:rPr><w:vanish w:val=\"false\"/></w:rPr><w:t>too</w:t></w:r>",
    );
    let file = file("a.docx", &docx(&body, &[("styles", &styles)]), TrackedChanges::Accept);
    assert_eq!(file.text, "a shown\ntoo\n");
}

#[test]
fn tracked_changes_are_read_as_accepted_or_as_rejected() {
    let body = format!(
        "<w:p>{}<w:del w:id=\"1\" w:author=\"x\"><w:r><w:delText xml:space=\"preserve\">old </w:delText></w:r></w:del>\
         <w:ins w:id=\"2\" w:author=\"x\">{}</w:ins>{}</w:p>\
         <w:p><w:moveFrom w:id=\"3\">{}</w:moveFrom>{}<w:moveTo w:id=\"4\">{}</w:moveTo></w:p>",
        run("the "),
        run("new "),
        run("words"),
        run("moved "),
        run("stays "),
        run("moved"),
    );
    assert_eq!(both(&body), ["the new words\nstays moved\n", "the old words\nmoved stays \n"]);
}

#[test]
fn a_paragraph_whose_mark_is_struck_out_goes_on_in_the_next_and_lines_stay_paragraphs() {
    let mark = |change: &str| format!("<w:pPr><w:rPr><w:{change} w:id=\"1\"/></w:rPr></w:pPr>");
    let body = format!(
        "<w:p>{}{}</w:p><w:p>{}</w:p><w:p>{}{}</w:p><w:p>{}</w:p>",
        mark("del"),
        run("one "),
        run("two"),
        mark("ins"),
        run("three "),
        run("four"),
    );
    assert_eq!(both(&body), ["one two\n\nthree \nfour\n", "one \ntwo\nthree four\n\n"]);
    let file = file("a.docx", &docx(&body, &[]), TrackedChanges::Accept);
    let four = file.layout().unwrap().place(file.text.find("four").unwrap());
    assert_eq!(four, Some(("word/document.xml", 4)));
}

#[test]
fn a_row_that_is_struck_out_is_gone() {
    let row = |change: &str, words: &str| {
        format!("<w:tr><w:trPr>{change}</w:trPr><w:tc><w:p>{}</w:p></w:tc></w:tr>", run(words))
    };
    let body =
        format!("<w:tbl>{}{}</w:tbl>", row("<w:del w:id=\"1\"/>", "old"), row("<w:ins w:id=\"2\"/>", "new"));
    assert_eq!(both(&body), ["\nnew\n", "old\n\n"]);
}

#[test]
fn a_text_box_is_read_once_and_does_not_come_between_paragraphs() {
    let text_box = |words: &str| format!("<w:txbxContent><w:p>{}</w:p></w:txbxContent>", run(words));
    let body = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">{}</mc:Choice><mc:Fallback><w:pict>{}</w:pict>\
         </mc:Fallback></mc:AlternateContent></w:r>{}</w:p><w:p>{}</w:p>",
        run("before "),
        text_box("box"),
        text_box("box"),
        run("after"),
        run("next"),
    );
    let file = file("a.docx", &docx(&body, &[]), TrackedChanges::Accept);
    assert_eq!(file.text, "before after\n\n\nnext\nbox\n");
    let place = |words: &str| file.layout().unwrap().place(file.text.find(words).unwrap()).unwrap().1;
    assert_eq!((place("after"), place("box"), place("next")), (1, 2, 4));
}

#[test]
fn notes_headers_and_footers_are_read_and_comments_are_not() {
    let part = |root: &str, words: &str| word(root, &format!("<w:p>{}</w:p>", run(words)));
    let notes = |one: &str| {
        let (all, words) = (format!("{one}s"), run(&format!("a {one}")));
        word(&all, &format!("<w:{one} w:id=\"1\"><w:p><w:r><w:footnoteRef/></w:r>{words}</w:p></w:{one}>"))
    };
    let bytes = docx(
        &format!("<w:p>{}<w:r><w:footnoteReference w:id=\"1\"/></w:r>{}</w:p>", run("main"), run(" part")),
        &[
            ("comments", &part("comments", "no prose")),
            ("header1", &part("hdr", "a header")),
            ("footer2", &part("ftr", "a footer")),
            ("endnotes", &notes("endnote")),
            ("footnotes", &notes("footnote")),
        ],
    );
    let file = file("a.docx", &bytes, TrackedChanges::Accept);
    assert_eq!(file.text, "main part\na footnote\na endnote\na header\na footer\n");
    let place = file.layout().unwrap().place(file.text.find("endnote").unwrap());
    assert_eq!(place, Some(("word/endnotes.xml", 1)));
}

#[test]
fn styles_say_what_is_a_heading_a_block_quote_and_a_listing() {
    let style = |id: &str, name: &str| {
        format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/></w:style>")
    };
    let all = [style("1", "heading 1"), style("2", "Quote"), style("3", "Source Code"), style("4", "Normal")]
        .concat();
    let styles = word("styles", &all);
    let paragraph =
        |id: &str, words: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{id}\"/></w:pPr>{}</w:p>", run(words));
    let body = [
        paragraph("1", "Title"),
        paragraph("2", "said"),
        paragraph("2", "and said"),
        paragraph("3", "listing"),
        paragraph("4", "text"),
    ];
    let file = file("a.docx", &docx(&body.concat(), &[("styles", &styles)]), TrackedChanges::Accept);
    let prose = extract::extract(&file);
    assert_eq!(prose.text, "Title\nsaid\nand said\ntext");
    assert_eq!(prose.blocks[0].kind, misquote::prose::BlockKind::Heading);
    assert_eq!(prose.block_quotes.len(), 1);
    assert_eq!(prose.block_quotes[0].blocks, 1..3);
}

#[test]
fn strict_and_renamed_vocabularies_are_the_same_to_a_reader() {
    let document = "<x:document xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\" xmlns:a=\"urn:a\"><x:body><x:p>\
                    <a:r><a:t>drawing</a:t></a:r><x:r><x:t>text</x:t></x:r></x:p></x:body></x:document>";
    let bytes = archive(&[("word/document.xml", document.as_bytes())]);
    assert_eq!(file("a.docx", &bytes, TrackedChanges::Accept).text, "text\n");
}

#[test]
fn an_opendocument_text_is_read_as_its_reader_sees_it() {
    let styles = "<style:style style:name=\"P1\" style:family=\"paragraph\" style:parent-style-name=\"Quotations\"/>\
                  <style:style style:name=\"T1\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>";
    let content = "<text:sequence-decls/><text:h text:outline-level=\"1\">A  title\n </text:h>\
         <text:p>\n  Some <text:span>wor</text:span>ds,<text:s text:c=\"2\"/>a<text:tab/>b<text:line-break/>c\
         <text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>a note</text:p></text:note-body></text:note>\
         <office:annotation><text:p>a comment</text:p></office:annotation><text:span text:style-name=\"T1\">hidden</text:span>!</text:p>\
         <text:p text:style-name=\"P1\">said</text:p>\
         <table:table><table:table-row><table:table-cell><text:p>cell</text:p></table:table-cell></table:table-row></table:table>";
    let file = file("a.odt", &odt(styles, content), TrackedChanges::Accept);
    assert_eq!(file.text, "A title \nSome words,  a\tb\u{2028}c!\n\n\nsaid\ncell\na note\n");
    let prose = extract::extract(&file);
    assert_eq!(prose.block_quotes.len(), 1);
    let place = |words: &str| file.layout().unwrap().place(file.text.find(words).unwrap()).unwrap().1;
    assert_eq!((place("a note"), place("said"), place("cell")), (3, 5, 6));
}

#[test]
fn tracked_changes_of_opendocument_are_read_both_ways() {
    let content = "<text:tracked-changes>\
         <text:changed-region text:id=\"i\"><text:insertion/></text:changed-region>\
         <text:changed-region text:id=\"d\"><text:deletion><office:change-info/><text:p>old </text:p></text:deletion></text:changed-region>\
         </text:tracked-changes>\
         <text:p>the <text:change text:change-id=\"d\"/><text:change-start text:change-id=\"i\"/>new \
         <text:change-end text:change-id=\"i\"/>words</text:p>";
    let read = |tracked| file("a.odt", &odt("", content), tracked).text;
    assert_eq!(read(TrackedChanges::Accept).trim_start(), "the new words\n");
    assert_eq!(read(TrackedChanges::Reject).trim_start(), "the old words\n");
}

#[test]
fn what_a_nameless_archive_is_shows_in_its_content() {
    for (bytes, expected) in
        [(docx(&format!("<w:p>{}</w:p>", run("a")), &[]), "a\n"), (odt("", "<text:p>b</text:p>"), "b\n")]
    {
        assert!(misquote::office::is_archive("<stdin>", &bytes));
        assert_eq!(file("<stdin>", &bytes, TrackedChanges::Accept).text, expected);
    }
    assert!(!misquote::office::is_archive("a.bin", &archive(&[("a", b"b")])));
}
