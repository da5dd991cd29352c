use proptest::prelude::*;

use super::*;
use crate::extract::builder::assert_sound;
use crate::extract::texts;
use crate::span::Span;

fn prose(text: &str) -> Prose {
    let prose = extract(&TextFile::new("a.adoc", text));
    assert_sound(&prose, text);
    prose
}

fn blocks(text: &str) -> Vec<String> {
    texts::blocks(&prose(text))
}

fn quotes(text: &str) -> Vec<String> {
    texts::quotes(&prose(text))
}

#[test]
fn markup_in_a_paragraph_is_left_out() {
    assert_eq!(
        blocks(
            "un**believ**able, *two _words_*, `li\"t`, \"`double`\" and '`single`', it`'s, 2 * 3 * 4, snake_case, \\*no*, \
             link:http://x[a link], https://y[other], https://z, <<no>><<no,yes>>, [[no]]x^2^ H~2~O, {nbsp}{unknown}, \
             image:no.png[no], [.role]#marked#, +*as is*+, kbd:[Ctrl], a -- b, (C) &#8220;"
        ),
        [
            "unbelievable, two words, li\"t, “double” and ‘single’, it’s, 2 * 3 * 4, snake_case, *no*, a link, other, \
             https://z, yes, x H2O, \u{a0}{unknown}, , marked, *as is*, Ctrl, a — b, © “"
        ]
    );
}

#[test]
fn the_header_is_a_title_and_attributes_are_put_in() {
    let text = "// no\n:who: Anna\n= A *Title*\nNo Author <no@x>\n:what: it\n\n== One\n\n{who} said {what}.\n\n.Caption\nText +\nmore.";
    assert_eq!(blocks(text), ["A Title", "One", "Anna said it.", "Caption", "Text \nmore."]);
    assert_eq!(prose(text).blocks[1].kind, BlockKind::Heading);
}

#[test]
fn block_quotes_say_whom_they_quote() {
    assert_eq!(
        quotes(
            "[quote, Anna Smith, A Book]\n____\nIt is\nover.\n\nYes.\n____\n\n[quote]\nShort.\n\n[verse, Bob]\n____\nd\n  e\n\nf\n____\n\n\
             \"It was.\"\n-- Cleo\n\n> Old\n> style.\n> -- Dora\n\n[quote,attribution=\"Eve\"]\nLast."
        ),
        [
            "It is\nover. / Yes. / — Anna Smith, A Book",
            "Short.",
            "d\ne / f / — Bob",
            "\"It was.\" / — Cleo",
            "Old\nstyle. / — Dora",
            "Last. / — Eve"
        ]
    );
}

#[test]
fn what_no_reader_reads_is_left_out() {
    let text = "One. // yes\n// no\ntwo.\n\n----\nno\n----\n\n[source,ruby]\nno\n\n....\nno\n....\n\n++++\nno\n++++\n\n////\nno\n////\n\n```ruby\nno\n```\n\n\
                image::no.png[no]\n\n  no\n\ninclude::no[]\n\nNOTE: three\n\n====\nfour\n====\n\n[NOTE]\n====\nfive\n====\n\n'''\n\n[He said it.]\n";
    assert_eq!(blocks(text), ["One. // yes\ntwo.", "three", "four", "five", "[He said it.]"]);
    let prose = prose(text);
    let comments: Vec<_> = prose.comments.iter().map(|comment| text[comment.range()].trim()).collect();
    assert_eq!(comments, ["no", "no"]);
}

#[test]
fn items_terms_and_cells_are_blocks() {
    assert_eq!(
        blocks(
            "* one\n** two\nmore\n+\nagain\n. three\n1. four\nterm:: meaning\nother::\n  its\n\n|===\n|a |b\n\n|c\n2+|d e\n|===\n\nend"
        ),
        [
            "one",
            "two\nmore",
            "again",
            "three",
            "four",
            "term",
            "meaning",
            "other",
            "its",
            "a",
            "b",
            "c",
            "d e",
            "end"
        ]
    );
}

#[test]
fn a_footnote_is_a_block_after_its_paragraph() {
    assert_eq!(blocks("\"`One footnote:[\"`Two`\"] three`\""), ["“One  three”", "“Two”"]);
    assert_eq!(
        blocks("One.footnote:[Two _three_.] Four.footnote:id[Five.]\n\nSix."),
        ["One. Four.", "Two three.", "Five.", "Six."]
    );
}

#[test]
fn a_place_in_the_prose_is_the_place_in_the_file() {
    let text = "a\n\n\"`un**belie**vable\r\nlink:x[things]`\".\n";
    let prose = prose(text);
    let place = |word: &str| {
        let at = prose.text.find(word).unwrap();
        &text[prose.map.span(Span::new(at, at + word.len())).range()]
    };
    assert_eq!((place("unbelievable"), place("things"), place("“")), ("un**belie**vable", "things", "\"`"));
}

#[test]
fn everything_unclosed_and_nested_takes_no_more_than_linear_time() {
    let units = [
        "*",
        "*a ",
        "**a ",
        "_a ",
        "`a ",
        "\"`a ",
        "'`a ",
        "#a ",
        "{a",
        "<<a ",
        "[[a ",
        "link:a[",
        "footnote:[",
        "^a",
        "+a ",
        "((a ",
        "[.a]",
        "____\n",
        "----\n",
        "====\na\n",
        "|===\n",
        "|a",
        "* a\n",
        "a::\n",
        ":a: b\n",
        "// a\n",
        "[a]\n",
        "> a\n",
        "\"\n-- a\n",
        "....\n\n",
    ];
    for unit in units {
        prose(&unit.repeat(20_000));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn any_text_is_read_in_order(parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..40)) {
        prose(&parts.concat());
    }
}

const PARTS: &[&str] = &[
    "word",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "  ",
    "é",
    "“",
    "\"",
    "*",
    "**",
    "_",
    "__",
    "`",
    "``",
    "#",
    "\"`",
    "`\"",
    "'`",
    "`'",
    "[quote, A]\n",
    "[verse]\n",
    "[source]\n",
    "[x",
    "]",
    "[[",
    "]]",
    "____\n",
    "----\n",
    "====\n",
    "--\n",
    "|===\n",
    "|a ",
    "link:x[",
    "https://x[",
    "footnote:[",
    "image:x[a]",
    "<<a,b>>",
    "<<",
    "{nbsp}",
    "{",
    "}",
    ":a: b\n",
    "// c\n",
    "////\n",
    "* ",
    ". ",
    "a:: ",
    "+\n",
    "+",
    "^",
    "~",
    "\\",
    "== ",
    "= T\n",
    ".T\n",
    "> ",
    "-- A\n",
    "(C)",
    "((",
    "))",
    "...",
    "--",
    "&amp;",
    "NOTE: ",
    "\u{feff}",
    "\u{a0}",
    "```\n",
];
