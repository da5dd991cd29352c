use proptest::prelude::*;

use super::*;
use crate::extract::builder::assert_sound;
use crate::extract::texts;
use crate::span::Span;

fn prose(text: &str) -> Prose {
    let prose = extract(&TextFile::new("a.rst", text));
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
            "un\\ *believ*\\ able, **two** words, ``li*t``, `a link <http://x>`_, word_, :emphasis:`role`, `text`:sub:, \
             2 * 3 * 4, \"*\", [1]_ [#n]_, _`target`, snake_case, \\*no\\*, :ref:`no`, :ref:`yes <no>`, :math:`x`."
        ),
        [
            "unbelievable, two words, li*t, a link, word, role, text, 2 * 3 * 4, \"*\",  , target, snake_case, *no*, , yes, ."
        ]
    );
    assert_eq!(blocks(".. |x| replace:: the *thing*\n\nIt is |x|_, |y|."), ["It is the *thing*, |y|."]);
}

#[test]
fn titles_lists_and_terms_are_blocks() {
    use BlockKind::{Heading, Other, Paragraph};
    let text = "=====\nTitle\n=====\n\nSub *t*\n-----\n\n- one\n- two\n  more\n\n  again\n\n1. three\n\n(a) four\n\nterm\n  meaning\n\n\
                ----\n\n:Author: Anna\n\nfive\nsix\n";
    let prose = prose(text);
    let kinds: Vec<_> = prose.blocks.iter().map(|block| (prose.slice(block.span), block.kind)).collect();
    let expected = [
        ("Title", Heading),
        ("Sub t", Heading),
        ("one", Paragraph),
        ("two\nmore", Paragraph),
        ("again", Paragraph),
        ("three", Paragraph),
        ("four", Paragraph),
        ("term", Other),
        ("meaning", Paragraph),
        ("Author: Anna", Other),
        ("five\nsix", Paragraph),
    ];
    assert_eq!(kinds, expected);
    assert!(prose.block_quotes.is_empty());
}

#[test]
fn what_is_indented_is_a_block_quote() {
    assert_eq!(
        quotes(
            "Text:\n\n   It is\n   over.\n\n   -- Anna\n\n   Second.\n\nText.\n\n- item\n\n     In it.\n\n.. epigraph::\n\n   Third.\n\n   -- Bob\n"
        ),
        ["It is\nover. / -- Anna", "Second.", "In it.", "Third. / -- Bob"]
    );
    assert_eq!(blocks("| one\n| two\n|\n| three"), ["one\ntwo", "three"]);
}

#[test]
fn what_no_reader_reads_is_left_out() {
    let text = ".. comment \"no\n   no\n\nOne::\n\n   no\n\n   no\n\nTwo ::\n\n> no\n> no\n\n::\n\n   no\n\n.. code-block:: python\n   :x: y\n\n   no\n\n\
                .. note:: three\n   four\n\n   five\n\n.. figure:: no.png\n   :alt: no\n\n   six\n\n.. _no: http://no\n\n>>> no\n\n.. [1] seven\n   eight\n\n\
                .. image:: no\n\n..\n\n.. admonition:: Title\n\n   nine\n\n__ no\n";
    assert_eq!(blocks(text), ["One:", "Two", "three\nfour", "five", "six", "seven\neight", "Title", "nine"]);
}

#[test]
fn comments_are_handed_over() {
    let text = "a\n\n.. one\n   two\n\nb\n\n..\n   three\n\n.. _no: x\n\n.. four";
    let prose = prose(text);
    let comments: Vec<_> = prose.comments.iter().map(|comment| &text[comment.range()]).collect();
    assert_eq!(comments, ["one\n   two", "\n   three", "four"]);
}

#[test]
fn cells_are_blocks() {
    let grid = "+----+----+\n| a  | b  |\n+====+====+\n| c  | *d*|\n+----+----+\n\nend";
    assert_eq!(blocks(grid), ["a", "b", "c", "d", "end"]);
    let tall = "+------+------+\n| He   | yes  |\n| said | and  |\n|      | no   |\n| one  |      |\n+------+------+\n\nend";
    assert_eq!(blocks(tall), ["He\nsaid", "one", "yes\nand\nno", "end"]);
    let simple = "==== ====\na    b\n==== ====\nc    d e\nf    g\n==== ====\n\nend";
    assert_eq!(blocks(simple), ["a", "b", "c", "d e", "f", "g", "end"]);
}

#[test]
fn a_place_in_the_prose_is_the_place_in_the_file() {
    let text = "a\n\n   He said \"un\\ *belie*\\ vable\r\n   things\".\n";
    let prose = prose(text);
    let place = |word: &str| {
        let at = prose.text.find(word).unwrap();
        &text[prose.map.span(Span::new(at, at + word.len())).range()]
    };
    assert_eq!((place("unbelievable"), place("things")), ("un\\ *belie*\\ vable", "things"));
}

#[test]
fn everything_unclosed_and_nested_takes_no_more_than_linear_time() {
    for unit in [
        "*", "* ", "`", "``", "**a ", "*a ", "|a ", ":a:`b ", "[", "- ", "- - ", ".. ", "::\n", ":a: ",
        "+-\n", "| ", "= =\n", "_", "\\",
    ] {
        prose(&unit.repeat(20_000));
    }
    let stairs: String = (0..1500).map(|n| format!("{}a\n\n", " ".repeat(n))).collect();
    prose(&stairs);
}

#[test]
fn a_tab_in_a_table_is_no_place_in_the_line_before() {
    assert_eq!(blocks("== ==\né== ==\n\t\n\ta é"), ["é==", "==", "a", "é"]);
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
    "   ",
    "\t",
    "é",
    "“",
    "\"",
    "*",
    "**",
    "`",
    "``",
    "`_",
    "_",
    "|",
    "| ",
    "[1]_",
    "[",
    "]",
    "\\",
    ":role:`",
    ":",
    "::",
    "::\n\n",
    ".. ",
    ".. note:: ",
    ".. epigraph::\n\n",
    ".. code::\n\n",
    ".. [1] ",
    ".. _a: b\n",
    ".. |a| replace:: b\n",
    "|a|",
    "- ",
    "1. ",
    "(a) ",
    "====\n",
    "----\n",
    "== ==\n",
    "+--+\n",
    "| a |\n",
    "-- Anna\n",
    ">>> ",
    ":a: ",
    "__ ",
    "\u{feff}",
    "\u{a0}",
    "<b>`_",
];
