use proptest::prelude::*;

use super::*;
use crate::extract::builder::assert_sound;
use crate::extract::texts;

fn prose(text: &str) -> Prose {
    let prose = extract(&TextFile::new("a.tex", text));
    assert_sound(&prose, text);
    prose
}

fn blocks(text: &str) -> Vec<String> {
    texts::blocks(&prose(text))
}

fn elements(text: &str) -> Vec<String> {
    texts::elements(&prose(text))
}

fn quotes(text: &str) -> Vec<String> {
    texts::quotes(&prose(text))
}

#[test]
fn the_preamble_and_what_is_no_prose_is_left_out() {
    let text = "\\documentclass[a4paper]{article}\n\\usepackage{csquotes}\n\\newcommand{\\x}[1]{no #1}\n\
        \\title[no]{A \\emph{Title}}\\author{no}\n\\begin{document}\n\\maketitle\n\\section*{One}\\label{sec:no}\n\
        Two % no ``no''\nthree~\\cite[p.~3]{no}, see \\ref{no}.% no\nfour \\verb|no}| and $n_o$ and \\(no\\) and \\[no\\]\n\
        \\begin{equation*}no\\end{equation*}five.\n\\begin{verbatim}\nno ``no\n\\end{verbatim}\n\\vspace{1em}\nsix\\index{no}\n\
        \\begin{tabular}{ll}a & b\\\\ c & \\textbf{d}\\\\\\end{tabular}\\end{document}\nno";
    assert_eq!(
        blocks(text),
        ["A Title", "One", "Two three\u{a0}, see .four  and  and  and \nfive.", "six", "a", "b", "c", "d"]
    );
}

#[test]
fn marks_dashes_and_accents_are_what_they_print() {
    assert_eq!(
        blocks(
            "``It's `so','' he said -- 9--5 --- na\\\"{\\i}ve, caf\\'e, \\v{s}, gar\\c con, Stra\\ss e, \\ss{} \\&\\ \\$5\\ldots{} \\H{o}"
        ),
        ["“It's ‘so’,” he said – 9–5 — naïve, café, š, garçon, Straße, ß & $5… ő"]
    );
    let german = "\\documentclass[ngerman]{article}\\begin{document}\"`Sch\"on\"', sagte er.\\end{document}";
    assert_eq!(blocks(german), ["„Schön“, sagte er."]);
    assert_eq!(blocks("\\glqq Ja\\grqq{} und \\enquote{Nein}"), ["„Ja“ und Nein"]);
}

#[test]
fn commands_that_quote_are_quotations() {
    assert_eq!(
        elements(
            "\\enquote{a \\enquote*{b} c} \\foreignquote{german}{d} \\textquote[{\\cite{x}}][.]{e} \
             \\textcquote[1][2]{key}{f} \\say{g}"
        ),
        ["a b c", "b", "d", "e", "f", "g"]
    );
    assert_eq!(
        quotes(
            "\\blockquote[cite]{a} b\n\\begin{quote}c\n\n--- Anna\\end{quote}\\begin{verse}d\\\\\ne\\\\*[2pt]f\n\ng\\end{verse}\
             \\begin{displayquote}[x]h\\end{displayquote}\\epigraph{i}{Anna}j"
        ),
        ["a", "c / — Anna", "d\ne\nf / g", "h", "i / — Anna"]
    );
    assert_eq!(
        blocks("He \\textins{Anna} went\\textelp{} home \\textelp{and} now."),
        ["He [Anna] went[…] home […and] now."]
    );
}

#[test]
fn a_footnote_is_a_block_after_its_paragraph() {
    assert_eq!(
        blocks("One\\footnote{Two \\emph{three}.} four.\\footnotemark[2]\n\nFive."),
        ["One four.", "Two three.", "Five."]
    );
}

#[test]
fn unknown_commands_dress_up_words_and_brackets_after_a_space_are_the_writers() {
    assert_eq!(
        blocks("\\hl[x]{one} {\\em two} \\noindent [three] \\textcolor{red}{four} \\href{http://x}{five}"),
        ["one two [three] four five"]
    );
}

#[test]
fn comments_are_handed_over() {
    let text = "a % one\nb\\% no\n\\begin{verbatim}% no\n\\end{verbatim}\\footnote{c % two\n}%three";
    let prose = prose(text);
    let comments: Vec<_> = prose.comments.iter().map(|comment| &text[comment.range()]).collect();
    assert_eq!(comments, [" one", " two", "three"]);
}

#[test]
fn a_dollar_alone_is_a_dollar_and_a_blank_line_ends_a_forgotten_argument() {
    assert_eq!(
        blocks("It costs $5.\n\n\\label{no\n\ntwo $x$ \\cite[no\n\nthree"),
        ["It costs $5.", "two", "three"]
    );
}

#[test]
fn a_place_in_the_prose_is_the_place_in_the_file() {
    let text = "x\n\n``un\\emph{belie}v\\-able'' caf\\'{e}s\n";
    let prose = prose(text);
    let place = |word: &str| {
        let at = prose.text.find(word).unwrap();
        &text[prose.map.span(Span::new(at, at + word.len())).range()]
    };
    assert_eq!((place("unbelievable"), place("cafés")), ("un\\emph{belie}v\\-able", "caf\\'{e}s"));
}

#[test]
fn everything_unclosed_and_nested_takes_no_more_than_linear_time() {
    let units = [
        "{",
        "}",
        "\\emph{",
        "\\enquote{",
        "\\footnote{",
        "\\label{",
        "\\cite[",
        "\\begin{quote}",
        "\\begin{equation}",
        "\\[",
        "\\(",
        "$",
        "$a\n",
        "\\begin{x}",
        "\\end{x}",
        "\\verb|",
        "`",
        "'",
        "\\'",
        "\\",
        "%",
        "\\item[",
        "&",
        "\\begin{tabular}{",
        "\\begin{verbatim}",
        "\\begin{",
        "\\def",
        "\\newcommand{",
        "\\lstinline[",
        "\n",
        "\n\n\\footnote{a}",
    ];
    for unit in units {
        prose(&unit.repeat(20_000));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn any_latex_is_read_in_order(parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..40)) {
        prose(&parts.concat());
    }
}

const PARTS: &[&str] = &[
    "word",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "é",
    "``",
    "''",
    "`",
    "'",
    "\"",
    "{",
    "}",
    "[",
    "]",
    "\\emph{",
    "\\enquote{",
    "\\blockquote[",
    "\\footnote{",
    "\\footnote{note}",
    "\\label{x}",
    "\\cite[a]{b}",
    "\\begin{quote}",
    "\\end{quote}",
    "\\begin{verse}",
    "\\end{verse}",
    "\\\\",
    "\\\\*[1]",
    "%",
    "% c\n",
    "~",
    "--",
    "---",
    "$",
    "$$",
    "\\[",
    "\\]",
    "\\(",
    "\\begin{equation}",
    "\\end{equation}",
    "\\begin{verbatim}",
    "\\end{verbatim}",
    "\\verb|",
    "|",
    "\\'e",
    "\\\"{o}",
    "\\v",
    "\\c{c}",
    "\\ss",
    "\\ldots{}",
    "\\item[",
    "\\item",
    "\\section{",
    "\\title{",
    "\\begin{document}",
    "\\end{document}",
    "&",
    "\\&",
    "\\begin{tabular}{l}",
    "\\end{tabular}",
    "\\par",
    "\\epigraph{a}{b}",
    "\\attrib{x}",
    "\\textsuperscript{1}",
    "\\textelp{",
    "\\def\\x{",
    "\\usepackage[ngerman]{babel}",
    ",,",
    "<<",
    "\\",
    "\u{a0}",
    "-",
];
