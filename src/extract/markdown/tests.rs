use proptest::prelude::*;

use super::*;
use crate::extract::builder::assert_sound;
use crate::extract::texts;

fn read(text: &str) -> Prose {
    let prose = extract(&TextFile::new("a.md", text));
    assert_sound(&prose, text);
    prose
}

fn blocks(text: &str) -> Vec<String> {
    texts::blocks(&read(text))
}

fn quotes(text: &str) -> Vec<String> {
    texts::quotes(&read(text))
}

#[test]
fn markup_inside_a_word_does_not_break_it() {
    assert_eq!(
        blocks("un*believ*able, A&amp;B, snake\\_case, [li](x)nk, a<b>bc</b>"),
        ["unbelievable, A&B, snake_case, link, abc"]
    );
}

#[test]
fn a_place_in_the_prose_is_the_place_in_the_file_whatever_stands_between() {
    let text = "# Ti*t*le\n\n> He **said\n> &ldquo;no** way&rdquo;.\n";
    let prose = read(text);
    let at = prose.text.find("way").unwrap();
    let span = prose.map.span(Span::new(at, at + 3));
    assert_eq!((&text[span.range()], span.start), ("way", text.find("way").unwrap()));
    let mark = prose.text.find('”').unwrap();
    let span = prose.map.span(Span::new(mark, mark + '”'.len_utf8()));
    assert_eq!(&text[span.range()], "&rdquo;");
}

#[test]
fn what_no_reader_reads_is_left_out() {
    let text = "---\ntitle: \"A\"\n---\n\nOne[^1] <!-- two --> [three](four \"five\") ![six](seven).\n\n```\neight\n```\n\n    \
                nine\n\n<!--\nten\n-->\n\n[ref]: http://eleven \"twelve\"\n\n<script>\nthirteen\n</script>\n\n[^1]: Note.\n";
    assert_eq!(blocks(text), ["One  three .", "Note."]);
}

#[test]
fn inline_code_is_words_in_which_a_mark_is_none() {
    let text = "Use `a \"b` or ``c ` d`` or <code>e \"</code>.";
    let prose = read(text);
    let inert: Vec<_> = prose.inert.iter().map(|&span| prose.slice(span)).collect();
    assert_eq!((prose.text.as_str(), inert), ("Use a \"b or c ` d or e \".", vec!["a \"b", "c ` d", "e \""]));
}

#[test]
fn line_breaks_of_every_kind_are_one() {
    assert_eq!(blocks("a\nb  \nc\\\nd<br>e\r\nf"), ["a\nb\nc\nd\ne\nf"]);
}

#[test]
fn headings_items_and_cells_are_blocks_of_their_own() {
    let text = "Title\n=====\n\n- one\n- two\n  more\n\n| a | b |\n|---|---|\n| c | *d* |\n\n![caption](x.png)\n\nend";
    let prose = read(text);
    let kinds: Vec<_> = prose.blocks.iter().map(|block| (prose.slice(block.span), block.kind)).collect();
    use BlockKind::{Heading, Other, Paragraph};
    assert_eq!(
        kinds,
        [
            ("Title", Heading),
            ("one", Paragraph),
            ("two\nmore", Paragraph),
            ("a", Other),
            ("b", Other),
            ("c", Other),
            ("d", Other),
            ("caption", Other),
            ("end", Paragraph)
        ]
    );
}

#[test]
fn block_quotes_nest_and_callouts_are_none() {
    assert_eq!(quotes("a\n\n> b\n> c\n>\n> > d\n>\n> e\n\nf"), ["b\nc / d / e", "d"]);
    assert!(quotes("> [!NOTE]\n> a\n\n> [!faq]- Title\n> b\n").is_empty());
    assert_eq!(blocks("> [!WARNING]\n> a"), ["a"]);
}

#[test]
fn a_dash_line_at_the_end_of_a_block_quote_keeps_its_dash() {
    assert_eq!(quotes("> It is over.\n> - Anna\n"), ["It is over. / - Anna"]);
    assert_eq!(quotes("> It is over.\n>\n> -- Anna"), ["It is over. / -- Anna"]);
    assert_eq!(quotes("> It is over.\n> &mdash; *Anna*"), ["It is over.\n— Anna"]);
    assert_eq!(quotes("> Two things:\n> - one\n> - two\n"), ["Two things: / one / two"]);
}

#[test]
fn html_quotes_are_quotes() {
    assert_eq!(quotes("<blockquote>\n\nIt is *over*.\n\n</blockquote>\n\nSo he said."), ["It is over."]);
    assert_eq!(
        quotes("<div>a</div><blockquote cite=\"x\">\n<p>It&nbsp;is</p><p>over</p></blockquote> b"),
        ["It\u{a0}is / over"]
    );
    let prose = read("He said <q>it is <q>over</q></q>.");
    let elements: Vec<_> = prose.elements.iter().map(|&span| prose.slice(span)).collect();
    assert_eq!(elements, ["it is over", "over"]);
}

#[test]
fn a_tag_without_an_end_hides_no_other_paragraph() {
    assert_eq!(blocks("The <pre> tag.\n\nNext <q>one\n\nlast"), ["The", "Next one", "last"]);
}

#[test]
fn a_byte_order_mark_hides_no_heading() {
    let prose = read("\u{feff}# Title");
    assert_eq!((prose.text.as_str(), prose.blocks[0].kind), ("Title", BlockKind::Heading));
}

#[test]
fn deep_nesting_takes_no_more_than_linear_time() {
    for unit in ["> ", "- ", "> - ", "![", "<q>", "<blockquote>"] {
        let text = format!("{}a", unit.repeat(20_000));
        read(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn any_markdown_is_read_in_order(parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..40)) {
        read(&parts.concat());
    }
}

const PARTS: &[&str] = &[
    "word",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "> ",
    "- ",
    "1. ",
    "*",
    "**",
    "_",
    "`",
    "``",
    "[",
    "](x)",
    "![",
    "[^1]",
    "&amp;",
    "&ldquo;",
    "&#x201d;",
    "\\",
    "\\\"",
    "\"",
    "“",
    "é",
    "# ",
    "    ",
    "\t",
    "|",
    "\n|---|---|\n",
    "<q>",
    "</q>",
    "<br>",
    "<blockquote>",
    "</blockquote>",
    "<!--",
    "-->",
    "<pre>",
    "<p>",
    "~~",
    "---\n",
    "- Anna\n",
    "[!NOTE]",
    "\0",
    "  \n",
    "```\n",
    "$",
    "<code>",
    "</code>",
    "\u{feff}",
    "\u{a0}",
];

#[test]
fn comments_are_handed_over_and_are_no_prose() {
    let comments = |text: &str| -> Vec<String> {
        let prose = extract(&TextFile::new("a.md", text));
        assert_sound(&prose, text);
        assert!(!prose.text.contains("misquote"), "{:?}", prose.text);
        prose.comments.iter().map(|span| text[span.range()].trim().to_owned()).collect()
    };
    assert_eq!(comments("<!-- misquote-ignore: a -->\nOne.\n"), ["misquote-ignore: a"]);
    assert_eq!(comments("One.\r\n<!-- misquote-ignore: a -->\r\nTwo.\r\n"), ["misquote-ignore: a"]);
    assert_eq!(comments("One <!--misquote-ignore--> two <!-- b -->.\n"), ["misquote-ignore", "b"]);
    assert_eq!(comments("> <!-- misquote-ignore\n> goes on -->\n> One.\n").len(), 1);
    assert_eq!(comments("- <!-- misquote-ignore: a\n\n  b -->\n\n  One.\n"), ["misquote-ignore: a\n\n  b"]);
    assert_eq!(comments("One. <!-- never closed").len(), 0);
}

proptest! {
    #[test]
    fn plain_paragraphs_are_what_the_parser_says(
        pieces in proptest::collection::vec((0usize..28, 0usize..5), 0..12)
    ) {
        const PIECES: [&str; 28] = [
            "Plain words here.", "“Quoted,” he said.", "\"And so,\" she", "* item", "- item", "1. one", "2) two",
            "> quote", "    code", "a *b* c", "# Head", "line\nline", "word  \nbreak", "\t", "> - Anna", "[a] b", "a_b_c",
            "Title\n===", "| a | b |\n|--|--|\n| c | d |", "Ändern", "\\* x", "  indented", "`code`", "![x](y)", "- a\n\n  b",
            "&amp; so", "Words: more\n+ plus", "[^1] note",
        ];
        let mut text = String::new();
        for (piece, gap) in pieces {
            text += PIECES[piece];
            text += ["\n", "\n\n", "\n \n", "\n\n\n", "\n\n"][gap];
        }
        let file = TextFile::new("a.md", text.as_str());
        prop_assert_eq!(format!("{:?}", extract(&file)), format!("{:?}", extract_by_parser_alone(&file)), "{}", text);
    }
}
