//! What the commands and environments of LaTeX do to the prose.

/// What becomes of the text of an argument or of an environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// It is prose like any other.
    Plain,
    /// It is none.
    Hide,
    /// An element that quotes.
    Element,
    /// Code in running text.
    Inert,
    /// A heading.
    Heading,
    /// A block that is no running text.
    Block,
    /// A block quote.
    Quote,
    /// The name below a block quote.
    Attribution,
    /// Words that the writer put in, in brackets.
    Bracketed,
    /// An ellipsis, with words that the writer put in.
    Elided,
    /// A footnote: a block of its own, after the paragraph.
    Note,
    /// Raised: a footnote mark if it is a number.
    Raised,
}

/// One argument of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Argument {
    /// Any number of arguments in square brackets, none of them prose.
    Options,
    /// One in braces.
    Braces(Effect),
}

use Argument::{Braces, Options};
use Effect::{
    Attribution, Block, Bracketed, Element, Elided, Heading, Hide, Inert, Note, Plain, Quote, Raised,
};

/// The arguments that belong to the command `name`.
///
/// Of a command that is not known the options are left out and the arguments are prose: most commands of a writer's
/// own dress up words.
pub(super) fn arguments(name: &str) -> &'static [Argument] {
    match name {
        "enquote" | "say" => &[Braces(Element)],
        "foreignquote" | "hyphenquote" => &[Braces(Hide), Braces(Element)],
        "textquote" => &[Options, Braces(Element)],
        "foreigntextquote" | "hyphentextquote" => &[Braces(Hide), Options, Braces(Element)],
        "textcquote" => &[Options, Braces(Hide), Options, Braces(Element)],
        "foreigntextcquote" | "hyphentextcquote" => {
            &[Braces(Hide), Options, Braces(Hide), Options, Braces(Element)]
        }
        "blockquote" => &[Options, Braces(Quote)],
        "foreignblockquote" | "hyphenblockquote" | "hybridblockquote" => {
            &[Braces(Hide), Options, Braces(Quote)]
        }
        "blockcquote" => &[Options, Braces(Hide), Options, Braces(Quote)],
        "foreignblockcquote" | "hyphenblockcquote" | "hybridblockcquote" => {
            &[Braces(Hide), Options, Braces(Hide), Options, Braces(Quote)]
        }
        "epigraph" => &[Braces(Quote), Braces(Attribution)],
        "attrib" | "attribution" => &[Braces(Attribution)],
        "textins" => &[Braces(Bracketed)],
        "textelp" => &[Braces(Elided)],
        "textdel" | "textsic" => &[Braces(Plain)],

        "part" | "chapter" | "section" | "subsection" | "subsubsection" | "paragraph" | "subparagraph"
        | "title" | "subtitle" | "frametitle" | "framesubtitle" | "minisec" | "addsec" | "addchap" => {
            &[Options, Braces(Heading)]
        }
        "caption" | "subcaption" => &[Options, Braces(Block)],
        "captionof" => &[Braces(Hide), Options, Braces(Block)],
        "footnote" | "footnotetext" | "endnote" | "sidenote" | "marginpar" | "thanks" | "marginnote" => {
            &[Options, Braces(Note)]
        }
        "textsuperscript" | "textsubscript" => &[Braces(Raised)],
        "texttt" | "code" => &[Braces(Inert)],
        "textcolor" | "colorbox" | "foreignlanguage" | "href" | "parbox" | "rotatebox" | "scalebox" => {
            &[Options, Braces(Hide), Options, Braces(Plain)]
        }
        "raisebox" | "resizebox" => &[Braces(Hide), Options, Braces(Hide), Braces(Plain)],
        "multicolumn" | "multirow" => &[Braces(Hide), Braces(Hide), Braces(Plain)],
        "hyperref" => &[Options, Braces(Plain)],
        "hyperlink" | "hypertarget" => &[Braces(Hide), Braces(Plain)],
        "newcommand"
        | "renewcommand"
        | "providecommand"
        | "newenvironment"
        | "renewenvironment"
        | "DeclareRobustCommand" => &[Braces(Hide), Options, Braces(Hide), Braces(Hide)],
        "setlength"
        | "addtolength"
        | "setcounter"
        | "addtocounter"
        | "newtheorem"
        | "definecolor"
        | "addcontentsline"
        | "markboth"
        | "titleformat"
        | "settowidth"
        | "DeclareMathOperator" => &[Options, Braces(Hide), Options, Braces(Hide), Options, Braces(Hide)],
        "label" | "ref" | "eqref" | "pageref" | "autoref" | "nameref" | "vref" | "cref" | "Cref"
        | "input" | "include" | "subfile" | "import" | "includegraphics" | "usepackage"
        | "RequirePackage" | "documentclass" | "bibliography" | "bibliographystyle" | "addbibresource"
        | "printbibliography" | "index" | "gls" | "glspl" | "Gls" | "url" | "path" | "nolinkurl"
        | "vspace" | "hspace" | "vskip" | "hskip" | "pagestyle" | "thispagestyle" | "pagenumbering"
        | "hypersetup" | "graphicspath" | "markright" | "footnotemark" | "nocite" | "phantom"
        | "hphantom" | "vphantom" | "hyphenation" | "cline" | "cmidrule" | "color" | "selectlanguage"
        | "fontsize" | "author" | "date" | "institute" | "affil" | "MakeOuterQuote" | "MakeAutoQuote"
        | "MakeBlockQuote" | "SetCiteCommand" | "setquotestyle" | "DeclareQuoteStyle" | "newlength"
        | "newcounter" | "stepcounter" | "refstepcounter" | "linespread" | "geometry" | "sisetup"
        | "captionsetup" | "lstset" | "tikzset" | "usetikzlibrary" | "setmainfont" | "setsansfont"
        | "setmonofont" | "setmainlanguage" | "setotherlanguage" | "setdefaultlanguage"
        | "enlargethispage" | "pdfbookmark" | "rule" | "todo" | "comment" | "ensuremath" | "num" | "SI"
        | "si" | "qty" => &[Options, Braces(Hide), Options, Braces(Hide)],
        _ if name.to_ascii_lowercase().contains("cite") => &[Options, Braces(Hide), Options],
        _ => &[Options],
    }
}

/// An environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Environment {
    /// Its text is copied as it is by LaTeX, or is none: no prose.
    Listing,
    /// Mathematics, in the middle of a sentence.
    Formula,
    /// A table: cells and rows.
    Table,
    /// Anything else.
    Prose(Effect),
}

/// The environment of a name without its star.
pub(super) fn environment(name: &str) -> Environment {
    match name {
        "verbatim" | "Verbatim" | "BVerbatim" | "LVerbatim" | "lstlisting" | "minted" | "alltt"
        | "comment" | "filecontents" | "tikzpicture" | "pgfpicture" | "forest" | "thebibliography"
        | "Highlighting" | "Shaded" | "algorithm" | "algorithmic" | "picture" | "listing" => {
            Environment::Listing
        }
        "equation" | "align" | "alignat" | "flalign" | "gather" | "multline" | "eqnarray" | "math"
        | "displaymath" => Environment::Formula,
        "tabular" | "tabularx" | "tabulary" | "longtable" | "supertabular" | "tabbing" | "array" => {
            Environment::Table
        }
        "quote"
        | "quotation"
        | "verse"
        | "quoting"
        | "displayquote"
        | "foreigndisplayquote"
        | "hyphendisplayquote"
        | "displaycquote"
        | "foreigndisplaycquote"
        | "altverse"
        | "quoteblock" => Environment::Prose(Quote),
        _ => Environment::Prose(Plain),
    }
}

/// The character that a command without arguments stands for.
pub(super) fn symbol(name: &str) -> Option<&'static str> {
    Some(match name {
        "ss" => "ß",
        "SS" => "ẞ",
        "ae" => "æ",
        "AE" => "Æ",
        "oe" => "œ",
        "OE" => "Œ",
        "o" => "ø",
        "O" => "Ø",
        "l" => "ł",
        "L" => "Ł",
        "aa" => "å",
        "AA" => "Å",
        "i" => "ı",
        "j" => "ȷ",
        "dh" => "ð",
        "DH" => "Ð",
        "th" => "þ",
        "TH" => "Þ",
        "dj" => "đ",
        "DJ" => "Đ",
        "ng" => "ŋ",
        "NG" => "Ŋ",
        "ldots" | "dots" | "textellipsis" => "…",
        "lq" | "textquoteleft" => "‘",
        "rq" | "textquoteright" => "’",
        "textquotedblleft" => "“",
        "textquotedblright" => "”",
        "textquotedbl" | "dq" => "\"",
        "textquotesingle" => "'",
        "quotedblbase" | "glqq" => "„",
        "grqq" => "“",
        "quotesinglbase" | "glq" => "‚",
        "grq" => "‘",
        "guillemotleft" | "guillemetleft" | "flqq" => "«",
        "guillemotright" | "guillemetright" | "frqq" => "»",
        "guilsinglleft" | "flq" => "‹",
        "guilsinglright" | "frq" => "›",
        "textemdash" => "—",
        "textendash" => "–",
        "textasciitilde" => "~",
        "textasciicircum" => "^",
        "textbackslash" => "\\",
        "textbar" => "|",
        "textless" => "<",
        "textgreater" => ">",
        "textunderscore" => "_",
        "textasciigrave" => "`",
        "textbullet" => "•",
        "textdegree" | "degree" => "°",
        "textonehalf" => "½",
        "texteuro" | "euro" | "EUR" => "€",
        "pounds" | "textsterling" => "£",
        "textdollar" => "$",
        "S" | "textsection" => "§",
        "P" => "¶",
        "copyright" | "textcopyright" => "©",
        "texttrademark" => "™",
        "slash" => "/",
        "TeX" => "TeX",
        "LaTeX" => "LaTeX",
        "quad" | "qquad" | "space" | "hfill" | "enspace" | "thinspace" | "enskip" | "nobreakspace" => " ",
        _ => return None,
    })
}

/// The mark that an accent command puts on a letter.
pub(super) fn accent(name: &str) -> Option<char> {
    Some(match name {
        "`" => '\u{300}',
        "'" => '\u{301}',
        "^" => '\u{302}',
        "~" => '\u{303}',
        "=" => '\u{304}',
        "u" => '\u{306}',
        "." => '\u{307}',
        "\"" => '\u{308}',
        "r" => '\u{30a}',
        "H" => '\u{30b}',
        "v" => '\u{30c}',
        "d" => '\u{323}',
        "c" => '\u{327}',
        "k" => '\u{328}',
        "b" => '\u{331}',
        _ => return None,
    })
}

/// What a double quote and the character after it stand for in German: babel's shorthands.
pub(super) fn german(next: char) -> Option<&'static str> {
    Some(match next {
        'a' => "ä",
        'o' => "ö",
        'u' => "ü",
        'A' => "Ä",
        'O' => "Ö",
        'U' => "Ü",
        's' => "ß",
        'e' => "ë",
        'i' => "ï",
        '`' => "„",
        '\'' => "“",
        '<' => "«",
        '>' => "»",
        '=' | '~' => "-",
        '-' | '|' | '"' => "",
        _ => return None,
    })
}
