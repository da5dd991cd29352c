//! What an element is to its reader, by its name and attributes.

use crate::prose::BlockKind;

/// What an element does to the prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    /// Stands in running text.
    Inline,
    /// Has no content, and no effect: an image, a chance to break a word.
    Void,
    /// `<br>`.
    Break,
    /// `<hr>`.
    Rule,
    /// Starts on a line of its own.
    Block(BlockKind),
    /// `<p>`, which ends where the next block starts.
    Paragraph,
    /// An item of a list: ends where the next one starts.
    Item(BlockKind),
    /// A cell of a table: ends where the next one starts, and no paragraph reaches out of it.
    Cell,
    /// A block quote.
    Quote,
    /// `<q>`.
    Q,
    /// Inline code.
    Inert,
    /// Its lines are lines.
    Pre,
    /// Raised: perhaps a footnote mark.
    Raised,
    /// `<cite>`: in a block quote, perhaps whom it quotes.
    Cite,
    /// What stands below a figure, or below the words in a block quote.
    Caption,
    /// Never prose.
    Hidden,
}

impl Element {
    /// The element of a name in lower case.
    pub(super) fn of(name: &[u8]) -> Self {
        use BlockKind::{Heading, Other, Paragraph};
        match name {
            b"p" => Self::Paragraph,
            b"li" => Self::Item(Paragraph),
            b"dd" => Self::Item(Paragraph),
            b"dt" => Self::Item(Other),
            b"td" | b"th" => Self::Cell,
            b"br" => Self::Break,
            b"hr" => Self::Rule,
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"hgroup" | b"title" => Self::Block(Heading),
            b"caption" | b"legend" | b"button" | b"summary" => Self::Block(Other),
            b"figcaption" | b"footer" => Self::Caption,
            b"blockquote" => Self::Quote,
            b"q" => Self::Q,
            b"code" | b"kbd" | b"samp" | b"tt" => Self::Inert,
            b"pre" | b"listing" | b"xmp" | b"plaintext" => Self::Pre,
            b"sup" => Self::Raised,
            b"cite" => Self::Cite,
            b"area" | b"base" | b"col" | b"embed" | b"img" | b"input" | b"link" | b"meta" | b"param"
            | b"source" | b"track" | b"wbr" | b"basefont" | b"bgsound" | b"frame" => Self::Void,
            _ if hides(name) => Self::Hidden,
            _ if is_block(name) => Self::Block(Paragraph),
            _ => Self::Inline,
        }
    }

    /// Whether it starts on a line of its own.
    pub(super) fn is_block(self) -> bool {
        !matches!(
            self,
            Self::Inline
                | Self::Void
                | Self::Break
                | Self::Q
                | Self::Inert
                | Self::Raised
                | Self::Cite
                | Self::Hidden
        )
    }

    /// What the text directly in it is.
    pub(super) fn kind(self) -> Option<BlockKind> {
        match self {
            Self::Block(kind) | Self::Item(kind) => Some(kind),
            Self::Paragraph | Self::Quote | Self::Pre => Some(BlockKind::Paragraph),
            Self::Cell | Self::Caption => Some(BlockKind::Other),
            _ => None,
        }
    }
}

/// Elements whose text no reader reads, or not as prose: programs, what stands in for a missing program, formulas,
/// lists to choose from, and how to pronounce a word.
fn hides(name: &[u8]) -> bool {
    matches!(
        name,
        b"script"
            | b"style"
            | b"template"
            | b"noscript"
            | b"textarea"
            | b"svg"
            | b"math"
            | b"select"
            | b"datalist"
            | b"iframe"
            | b"object"
            | b"video"
            | b"audio"
            | b"canvas"
            | b"map"
            | b"noframes"
            | b"noembed"
            | b"rt"
            | b"rp"
    )
}

fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"address"
            | b"article"
            | b"aside"
            | b"body"
            | b"center"
            | b"details"
            | b"dialog"
            | b"dir"
            | b"div"
            | b"dl"
            | b"fieldset"
            | b"figure"
            | b"form"
            | b"head"
            | b"header"
            | b"html"
            | b"main"
            | b"menu"
            | b"nav"
            | b"ol"
            | b"search"
            | b"section"
            | b"table"
            | b"tbody"
            | b"tfoot"
            | b"thead"
            | b"tr"
            | b"ul"
    )
}

/// The attributes that matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attribute {
    Hidden,
    Style,
    Class,
    Role,
    Open,
    Other,
}

impl Attribute {
    /// The attribute of a name in lower case.
    pub(super) fn of(name: &[u8]) -> Self {
        match name {
            b"hidden" => Self::Hidden,
            b"style" => Self::Style,
            b"class" => Self::Class,
            b"role" | b"epub:type" => Self::Role,
            b"open" => Self::Open,
            _ => Self::Other,
        }
    }
}

/// What the attributes of a tag say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// No reader sees it, or it is no part of the text: a footnote mark, the number of a page or a verse.
    pub(super) hidden: bool,
    /// It says whom the block quote beside it quotes.
    pub(super) attribution: bool,
    /// It is a program.
    pub(super) code: bool,
    /// It is a dialogue that is not shown: it is not said to be open.
    pub(super) closed: bool,
}

impl Said {
    /// Takes in an attribute without looking at its value.
    pub(super) fn name(&mut self, attribute: Attribute) {
        match attribute {
            Attribute::Hidden => self.hidden = true,
            Attribute::Open => self.closed = false,
            _ => {}
        }
    }

    /// Takes in the value of an attribute.
    pub(super) fn value(&mut self, attribute: Attribute, value: &[u8]) {
        match attribute {
            Attribute::Hidden if value.eq_ignore_ascii_case(b"until-found") => self.hidden = false,
            Attribute::Style => self.hidden |= is_not_displayed(value),
            Attribute::Class | Attribute::Role => {
                for word in value.split(u8::is_ascii_whitespace) {
                    let class = attribute == Attribute::Class;
                    self.hidden |= if class { is_no_text(word) } else { is_no_text_by_role(word) };
                    self.attribution |= class && word.eq_ignore_ascii_case(b"attribution");
                    self.code |= class && is_code(word);
                }
            }
            _ => {}
        }
    }
}

/// `display: none` among the declarations of a style.
fn is_not_displayed(style: &[u8]) -> bool {
    style.split(|&b| b == b';').any(|declaration| {
        let mut halves = declaration.splitn(2, |&b| b == b':').map(<[u8]>::trim_ascii);
        let is = |half: Option<&[u8]>, word: &[u8]| half.is_some_and(|half| half.eq_ignore_ascii_case(word));
        is(halves.next(), b"display")
            && halves.next().is_some_and(|value| is(value.split(|b| b" !".contains(b)).next(), b"none"))
    })
}

fn is_no_text(class: &[u8]) -> bool {
    const NO_TEXT: [&str; 19] = [
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
        "screen-reader-text",
        "screen-reader-only",
        "pagenum",
        "pageno",
        "page-number",
        "pagebreak",
        "linenum",
        "lineno",
        "versenum",
        "verse-num",
        "verse-number",
        "footnote-ref",
        "footnote-back",
        "footnote-reference",
        "noteref",
        "mw-editsection",
    ];
    NO_TEXT.iter().any(|known| class.eq_ignore_ascii_case(known.as_bytes()))
}

fn is_no_text_by_role(role: &[u8]) -> bool {
    const NO_TEXT: [&str; 5] = ["doc-noteref", "doc-backlink", "doc-pagebreak", "noteref", "pagebreak"];
    NO_TEXT.iter().any(|known| role.eq_ignore_ascii_case(known.as_bytes()))
}

/// Classes by which programs that colour code say that something is code.
fn is_code(class: &[u8]) -> bool {
    const CODE: [&str; 8] = [
        "highlight",
        "sourcecode",
        "code",
        "brush:",
        "prettyprint",
        "codehilite",
        "literal-block",
        "programlisting",
    ];
    CODE.iter().any(|known| class.eq_ignore_ascii_case(known.as_bytes()))
        || class.to_ascii_lowercase().starts_with(b"language-")
}
