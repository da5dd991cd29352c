use proptest::prelude::*;

use super::*;
use crate::extract::builder::assert_sound;
use crate::extract::texts;

fn prose(text: &str) -> Prose {
    let prose = extract(&TextFile::new("a.html", text));
    assert_sound(&prose, text);
    prose
}

fn blocks(text: &str) -> Vec<String> {
    texts::blocks(&prose(text))
}

fn quotes(text: &str) -> Vec<String> {
    texts::quotes(&prose(text))
}

fn elements(text: &str) -> Vec<String> {
    texts::elements(&prose(text))
}

#[test]
fn tags_inside_a_word_do_not_break_it_and_references_are_read() {
    assert_eq!(
        blocks(
            "<p>un<em>believ</em>able, A&amp;B, caf&eacute, &#147;x&#8221;, <a href='x>y'>li</a>nk, A & B, a < b</p>"
        ),
        ["unbelievable, A&B, café, “x”, link, A & B, a < b"]
    );
}

#[test]
fn a_place_in_the_prose_is_the_place_in_the_file() {
    let text = "<p>He said\n  &ldquo;no<b> way</b>&rdquo;.";
    let prose = prose(text);
    assert_eq!(prose.text, "He said “no way”.");
    let place = |word: &str| {
        let at = prose.text.find(word).unwrap();
        let span = prose.map.span(Span::new(at, at + word.len()));
        (&text[span.range()], span.start)
    };
    assert_eq!(place("way"), ("way", text.find("way").unwrap()));
    assert_eq!(place("“"), ("&ldquo;", text.find("&ldquo;").unwrap()));
    assert_eq!(place("no way"), ("no<b> way", text.find("no").unwrap()));
}

#[test]
fn what_no_reader_reads_is_left_out() {
    let text = "<!doctype html><html><head><title>A &amp; B</title><style>p { x: \"y\" }</style>\
        <meta name=description content='no'><script>if (a < b) { \"<p>no</p>\" }</script></head><body>\
        <!-- no <p>no --><noscript><p>no</p></noscript><template><p>no</p></template><p>One<img alt='no' src=x> \
        two<wbr>three <input value=no></p><div hidden><div>no</div><p>no</div><p style='color:red; display : none'>no\
        <p>four<span class='a sr-only'>no</span></p><svg><title>no</title><text>no</text></svg>\
        <select><option>no</select><p hidden>no<p>five</p><dialog>no</dialog><dialog open>six</dialog>\
        <pre><code>no</code></pre><textarea>no</textarea><iframe>no</iframe><div class='highlight'><pre>seven</pre></div>";
    assert_eq!(blocks(text), ["A & B", "One twothree", "four", "five", "six", "seven"]);
}

#[test]
fn white_space_is_one_space_and_a_line_break_is_a_line_break() {
    assert_eq!(
        blocks("<p>\n a\r\n\tb <b> c</b>\n<i>\nd</i>&#32; e<br>\n  f<br/>g\n</p>"),
        ["a b c d e\nf\ng"]
    );
    assert_eq!(blocks("one<br><br>two<br>\n<br>three<br><br>"), ["one", "two", "three"]);
    assert_eq!(blocks("<pre>one\n  two\n\nthree\r\nfour</pre>"), ["one\ntwo", "three\nfour"]);
}

#[test]
fn blocks_are_what_they_are() {
    use BlockKind::{Heading, Other, Paragraph};
    let text = "<title>T</title><h1>H</h1>a<p>b<p>c<ul><li>d<li>e<ul><li>f</ul>g</ul><table><tr><td>h<td><p>i<th>j</table>\
                k<figure><figcaption>l</figcaption></figure>m";
    let prose = prose(text);
    let kinds: Vec<_> = prose.blocks.iter().map(|block| (prose.slice(block.span), block.kind)).collect();
    let expected = [
        ("T", Heading),
        ("H", Heading),
        ("a", Paragraph),
        ("b", Paragraph),
        ("c", Paragraph),
        ("d", Paragraph),
        ("e", Paragraph),
        ("f", Paragraph),
        ("g", Paragraph),
        ("h", Other),
        ("i", Paragraph),
        ("j", Other),
        ("k", Paragraph),
        ("l", Other),
        ("m", Paragraph),
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn elements_that_quote_are_quotations() {
    assert_eq!(elements("<p>He said <q>it is <q>over</q></q>."), ["it is over", "over"]);
    // Without its end tag it ends with its paragraph.
    assert_eq!(elements("<p>He said <q>it is <b>over</b><p>He left.</p>"), ["it is over"]);
    assert_eq!(
        quotes("<p>a<blockquote>b<p>c<blockquote>d</blockquote>e</blockquote>f"),
        ["b / c / d / e", "d"]
    );
}

#[test]
fn whom_a_block_quote_quotes_stands_behind_a_dash() {
    let quote = "<p>It is over.</p>";
    assert_eq!(
        quotes(&format!("<blockquote>{quote}<footer>Anna, <cite>A Book</cite></footer></blockquote>a")),
        ["It is over. / — Anna, A Book"]
    );
    assert_eq!(
        quotes(&format!("<blockquote>{quote}<footer>&mdash; Anna</footer></blockquote>")),
        ["It is over. / — Anna"]
    );
    assert_eq!(
        quotes("<blockquote>It is over.<br><cite><a>Anna</a></cite></blockquote>"),
        ["It is over. / — Anna"]
    );
    assert_eq!(
        quotes("<blockquote><p>It is over. <cite>Anna</cite>\n</p></blockquote>"),
        ["It is over. / — Anna"]
    );
    assert_eq!(quotes("<blockquote><p>As in <cite>A Book</cite></p></blockquote>"), ["As in A Book"]);
    assert_eq!(quotes("<blockquote><p><cite>A Book</cite> says it.</p></blockquote>"), ["A Book says it."]);
    let figure =
        format!("<figure><blockquote>{quote}</blockquote>\n<figcaption>Anna</figcaption></figure><p>a");
    assert_eq!(quotes(&figure), ["It is over. / — Anna"]);
    let after = format!("<blockquote>{quote}</blockquote><div class='attribution'>&#8212; Anna</div><p>a");
    assert_eq!(quotes(&after), ["It is over. / — Anna"]);
    assert_eq!(
        quotes(&format!("<blockquote>{quote}</blockquote><p>a</p><figcaption>b</figcaption>")),
        ["It is over."]
    );
}

#[test]
fn marks_and_numbers_of_the_page_are_no_words() {
    assert_eq!(
        blocks(
            "<p>so<sup>1</sup> it<sup><a href='#n'>[2]</a></sup> is<a role='doc-noteref'>3</a> the 21<sup>st</sup> \
             <sup class=versenum>4</sup>and<span class='pagenum'>[Pg 5]</span> now<sup>[a]</sup>, E<sup>*</sup>.</p>"
        ),
        ["so it is the 21st and now, E."]
    );
}

#[test]
fn inline_code_is_words_in_which_a_mark_is_none() {
    let prose = prose("<p>Use <code>a \"b</code> or <kbd>c</kbd>.");
    let inert: Vec<_> = prose.inert.iter().map(|&span| prose.slice(span)).collect();
    assert_eq!((prose.text.as_str(), inert), ("Use a \"b or c.", vec!["a \"b", "c"]));
}

#[test]
fn comments_are_handed_over() {
    let text = "a<!-- one --><p>b<!--two-->c<!-- <b>three</b><? no ?><script>// <!-- no --></script><!doctype x><!--four";
    let prose = prose(text);
    let comments: Vec<_> = prose.comments.iter().map(|comment| &text[comment.range()]).collect();
    assert_eq!(comments, [" one ", "two", " <b>three</b><? no ?><script>// <!-- no ", "four"]);
}

#[test]
fn in_xhtml_an_element_may_close_itself() {
    let text = "<?xml version=\"1.0\"?><html><head><title/><script src=\"x\"/></head><body><q/>a<p hidden=\"\"/>b</body>";
    assert_eq!(blocks(text), ["a", "b"]);
    assert!(elements(text).is_empty());
}

#[test]
fn everything_unclosed_and_nested_takes_no_more_than_linear_time() {
    let units = [
        "<div>",
        "<b>",
        "<q>",
        "<blockquote>",
        "<div hidden>",
        "<p><li><td>",
        "</div>",
        "<b></i>",
        "<sup>",
        "<cite>",
        "<blockquote><cite>",
        "&amp",
        "<",
        "<!--",
        "<a b='",
        "&#1",
        "<x-y>",
        "<br>",
        "<pre>\n",
        "a\n",
        "<code>",
        "<figure><blockquote></blockquote><figcaption>",
        "<svg><title>",
        "<script>",
        "<![CDATA[",
        "<p><table>",
    ];
    for unit in units {
        prose(&unit.repeat(20_000));
    }
    let tower = format!("{}a{}", "<div><b>".repeat(20_000), "</i></div>".repeat(20_000));
    assert_eq!(blocks(&tower), ["a"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn any_html_is_read_in_order(parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..40)) {
        prose(&parts.concat());
        let text = parts.concat();
        let prose = read(&text, true);
        assert_sound(&prose, &text);
    }

    #[test]
    fn plain_words_between_tags_are_all_read(words in proptest::collection::vec("[a-zé]{1,9}", 1..20)) {
        let tags = ["<p>", "<b>", "</b>", "<div>", "</p>", "<q>", "</div>", "<li>", "<td>", "<blockquote>", " <i>"];
        let text: String = words.iter().enumerate().map(|(i, w)| format!("{w}{}", tags[(i + w.len()) % tags.len()])).collect();
        let letters: String = prose(&text).text.chars().filter(|c| c.is_alphabetic()).collect();
        prop_assert_eq!(letters, words.concat());
    }
}

const PARTS: &[&str] = &[
    "word",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "é",
    "“",
    "\"",
    "&",
    "&amp;",
    "&amp",
    "&#8220;",
    "&#x0;",
    "&eacute",
    "&#32;",
    "<p>",
    "</p>",
    "<q>",
    "</q>",
    "<blockquote>",
    "</blockquote>",
    "<b>",
    "</b>",
    "<div hidden>",
    "</div>",
    "<div>",
    "<br>",
    "<br/>",
    "</br>",
    "<hr>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<sup>1</sup>",
    "<sup>",
    "</sup>",
    "<cite>",
    "</cite>",
    "<footer>",
    "</footer>",
    "<figure>",
    "<figcaption>",
    "</figure>",
    "<li>",
    "<ul>",
    "</ul>",
    "<td>",
    "<table>",
    "</table>",
    "<script>",
    "</script>",
    "<title>",
    "</title>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<",
    ">",
    "</",
    "<a b=\"",
    "'",
    "\"",
    "<x/>",
    "<svg>",
    "</svg>",
    "\u{feff}",
    "\u{a0}",
    "&shy;",
    "<?xml ?>",
    "\0",
    "<textarea>",
    "</textarea>",
    "<plaintext>",
    "<p hidden>",
    "<dialog>",
];
