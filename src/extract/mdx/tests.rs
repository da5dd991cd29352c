use proptest::prelude::*;

use super::super::builder::assert_sound;
use super::super::texts;
use super::*;
use crate::span::Span;

fn blocks(text: &str) -> Vec<String> {
    let prose = extract(&TextFile::new("a.mdx", text));
    assert_sound(&prose, text);
    texts::blocks(&prose)
}

#[test]
fn what_belongs_to_the_program_is_left_out() {
    let text = "---\ntitle: no\n---\nimport A from 'no'\nimport {\n  B,\n\n  C } from \"no\"\n\nexport const no = () => {\n  return 'n}o'\n\n}\n\n\
                # One {props.no}\n\n<Note kind=\"no>\" on={() => { no }}>\n    He said “un<b>be</b>liev<Em>able</Em>{' '}things”.\n\n    - two\n      - three\n</Note>\n\n\
                `{yes}` and \\{yes} {/* no */}\n\n```js\nno\n```\n\n<div style={{color: 'no'}}>\n**four**\n</div>\n\nexport is a word, a < b.\n";
    assert_eq!(
        blocks(text),
        ["One", "He said “unbelievable things”.", "two", "three", "{yes} and {yes}", "four",]
    );
}

#[test]
fn a_word_that_a_module_begins_with_is_one_inside_a_paragraph() {
    assert_eq!(
        blocks("They\nexport wheat.\n\n{unclosed and <a\n\n> quoted <T> {x\n"),
        ["They\nexport wheat.", "{unclosed and <a", "quoted  {x"]
    );
}

#[test]
fn places_are_those_of_the_file_and_comments_speak() {
    let text = "{/* misquote-ignore: as sung */}\n\n<A b={c}>He said “{\"no\"} <i>one</i>”.</A>\r\n";
    let prose = extract(&TextFile::new("a.mdx", text));
    assert_sound(&prose, text);
    assert_eq!(&text[prose.comments[0].range()], " misquote-ignore: as sung ");
    let at = prose.text.find("no one").expect("the words");
    assert_eq!(&text[prose.map.span(Span::new(at, at + 6)).range()], "no\"} <i>one");
}

#[test]
fn everything_unclosed_takes_no_more_than_linear_time() {
    for unit in [
        "{",
        "<A ",
        "<A>\n",
        "`",
        "`` `",
        "import {\n\n",
        "export (",
        "\"",
        "<a b=\"",
        "{'",
        "</",
        "~~~\n",
        "{`",
    ] {
        blocks(&unit.repeat(20_000));
    }
}

proptest! {
    #[test]
    fn any_text_is_read_in_order(parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..40)) {
        blocks(&parts.concat());
    }
}

const PARTS: &[&str] = &[
    "word",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "é",
    "“",
    "{",
    "}",
    "{x}",
    "{\"a\"}",
    "{/* c */}",
    "<A>",
    "</A>",
    "<A b={",
    "/>",
    "<",
    ">",
    "<>",
    "</>",
    "<div>\n",
    "</div>\n",
    "<b>",
    "</b>",
    "`",
    "```\n",
    "\\",
    "import ",
    "export ",
    "---\n",
    "    ",
    "- ",
    "> ",
    "*",
    "\"",
    "'",
    "&amp;",
    "\u{feff}",
    "<!-- c -->",
    "//",
];
