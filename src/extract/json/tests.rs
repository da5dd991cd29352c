use proptest::prelude::*;

use super::*;
use crate::extract::builder::assert_sound;
use crate::extract::texts;

fn read_fields(text: &str, fields: &[&str]) -> Prose {
    let fields: Vec<String> = fields.iter().map(|field| (*field).to_owned()).collect();
    let prose = extract(&TextFile::new("a.json", text).with_json_fields(&fields));
    assert_sound(&prose, text);
    prose
}

fn blocks(text: &str, fields: &[&str]) -> Vec<String> {
    let prose = read_fields(text, fields);
    texts::blocks(&prose)
}

#[test]
fn the_fields_that_are_asked_for_are_read() {
    let text = "{\"title\": \"A\", \"id\": \"no\", \"body\": \"b\\n\\nc\", \"x\": {\"body\": [\"d\", {\"no\": \"no\"}, \"e\"]}}";
    assert_eq!(blocks(text, &[]), ["A", "b", "c", "d", "e"]);
    assert_eq!(blocks(text, &["x.body"]), ["d", "e"]);
    assert_eq!(blocks(text, &["id", "title"]), ["A", "no"]);
    assert_eq!(read_fields(text, &[]).blocks[0].kind, BlockKind::Heading);
    assert!(blocks(text, &["y"]).is_empty());
}

#[test]
fn lines_are_records_and_a_broken_one_spoils_no_other() {
    let text =
        "{\"text\": \"one\"}\n{\"text\": \"no\n{\"text\": \"two\"}\r\n{\"text\": [{\n{\"text\": \"three\"}";
    assert_eq!(blocks(text, &["text"]), ["one", "two", "three"]);
}

#[test]
fn a_text_may_be_html_and_every_word_keeps_its_place() {
    let text = r#"{"body": "<p>He said &ldquo;un<em class=\"x\">be</em>liev\u0061ble\ud83d\ude00 caf\u00e9s&rdquo;.<\/p><blockquote>b<\/blockquote>"}"#;
    let prose = read_fields(text, &[]);
    assert_eq!(prose.text, "He said “unbelievable😀 cafés”.\n\nb");
    assert_eq!(prose.block_quotes.len(), 1);
    let place = |word: &str| {
        let at = prose.text.find(word).unwrap();
        &text[prose.map.span(Span::new(at, at + word.len())).range()]
    };
    assert_eq!(place("unbelievable"), r#"un<em class=\"x\">be</em>liev\u0061ble"#);
    assert_eq!((place("cafés"), place("”")), (r"caf\u00e9s", "&rdquo;"));
    assert_eq!(blocks(r#"{"text": "1 < 2 & 3 > 2: \"a\\b\" \q"}"#, &[]), [r#"1 < 2 & 3 > 2: "a\b" \q"#]);
}

#[test]
fn a_text_is_read_however_deep_it_stands() {
    let text = format!("{}{{\"text\": [[\"a\"]]}}", "[{\"b\": [".repeat(5_000));
    assert_eq!(blocks(&text, &[]), ["a"]);
}

#[test]
fn deep_and_broken_files_take_no_more_than_linear_time() {
    for unit in [
        "[",
        "{\"text\":",
        "{\"text\": \"a\", \"b\": ",
        "\"",
        "\\\"",
        "{\"text\": \"\\u",
        "]}",
        "{\"text\": \"<&\"}\n",
    ] {
        blocks(&unit.repeat(20_000), &[]);
    }
    let long = format!("{{\"text\": \"{}\"}}", "a <b> &amp; \\n".repeat(20_000));
    blocks(&long, &[]);
}

proptest! {
    #[test]
    fn any_file_is_read_in_order(parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..40)) {
        blocks(&parts.concat(), &["text"]);
    }

    #[test]
    fn what_a_writer_of_json_writes_is_read_back(words in "[a-z\"\\\\“é😀\u{1}/. ]{0,40}") {
        let text = serde_json::json!({ "text": words }).to_string();
        let read = read_fields(&text, &["text"]).text;
        prop_assert_eq!(read.trim(), words.trim());
    }
}

const PARTS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"text\"",
    ":",
    ",",
    "\"",
    "\\",
    "\\\"",
    "\\n",
    "\\u00e9",
    "\\ud83d",
    "\\ude00",
    "\\u",
    "word",
    " ",
    "é",
    "<p>",
    "</p>",
    "&amp;",
    "\n",
    "{\"text\": \"",
    "\"}",
    "“",
];
