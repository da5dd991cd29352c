//! What the styles of a document say about its paragraphs and words: headings, block quotes, listings, hidden text.
//!
//! A style means what its name says, or else the style that it is based on. Word keeps the English names of its own
//! styles in the file whatever language it speaks to its user; LibreOffice and pandoc have their own.

use rustc_hash::FxHashMap;

use super::lines::Kind;
use crate::prose::BlockKind;

/// Styles are based on one another over so many steps at most; a ring has no end.
const MOST_STEPS: usize = 32;

/// One style as the document defines it.
#[derive(Debug, Default)]
pub(super) struct Style {
    /// The name for people.
    pub(super) name: String,
    /// The id of the style that it is based on.
    pub(super) based_on: Option<String>,
    /// Whether it has a place in the outline.
    pub(super) is_heading: bool,
    /// Whether it hides text or shows what another one hides; nothing if it does not say.
    pub(super) hides: Option<bool>,
}

/// The styles of a document by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// All styles.
    pub(super) all: FxHashMap<String, Style>,
    /// The one of paragraphs that name none.
    pub(super) default: Option<String>,
}

/// What a style says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    /// What a paragraph of this style is.
    pub(super) kind: Kind,
    /// Whether it stands in a block quote.
    pub(super) is_quote: bool,
    /// Whether it is hidden; nothing if no style says so.
    pub(super) hides: Option<bool>,
}

impl Styles {
    /// What the style `id` says; without an id, the default one.
    pub(super) fn look(&self, id: Option<&str>) -> Look {
        let mut look = Look { kind: Kind::Block(BlockKind::Paragraph), is_quote: false, hides: None };
        let mut next = id.or(self.default.as_deref());
        let mut settled = false;
        for _ in 0..MOST_STEPS {
            let Some(id) = next else { break };
            // A style that is built in need not be defined: its id says what it is.
            let style = self.all.get(id);
            look.hides = look.hides.or(style.and_then(|style| style.hides));
            if !settled {
                let name =
                    style.map(|style| style.name.as_str()).filter(|name| !name.is_empty()).unwrap_or(id);
                let is_heading = style.is_some_and(|style| style.is_heading);
                let means = if is_heading { Some(Meaning::Heading) } else { meaning(name) };
                settled = means.is_some();
                match means {
                    Some(Meaning::Heading) => look.kind = Kind::Block(BlockKind::Heading),
                    Some(Meaning::Quote) => look.is_quote = true,
                    Some(Meaning::Code) => look.kind = Kind::Code,
                    Some(Meaning::Caption) => look.kind = Kind::Block(BlockKind::Other),
                    Some(Meaning::Text) | None => {}
                }
            }
            next = style.and_then(|style| style.based_on.as_deref());
        }
        look
    }
}

/// What the name of a style can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Heading,
    Quote,
    Code,
    Caption,
    /// Running text, even if it is based on something else.
    Text,
}

fn meaning(name: &str) -> Option<Meaning> {
    let name: String = name
        .replace("_20_", " ")
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect();
    let is_numbered =
        |stem: &str| name.strip_prefix(stem).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()));
    Some(match name.as_str() {
        "title" | "subtitle" => Meaning::Heading,
        _ if is_numbered("heading") => Meaning::Heading,
        "blocktext" | "blockcitation" | "extract" | "zitat" | "blockzitat" | "intensiveszitat"
        | "citationintense" => Meaning::Quote,
        "sourcecode" | "code" | "codeblock" | "listing" | "preformattedtext" | "htmlpreformatted"
        | "verbatimchar" | "htmlcode" | "sourcetext" | "codechar" | "inlinecode" | "teletype"
        | "htmltypewriter" => Meaning::Code,
        "caption" | "imagecaption" | "tablecaption" | "figure" | "illustration" => Meaning::Caption,
        "normal" | "standard" | "textbody" | "bodytext" => Meaning::Text,
        // Who said it is no part of what was said.
        name if name.contains("quot") => {
            match ["attribution", "author", "source", "speaker", "cite"].iter().any(|who| name.contains(who))
            {
                true => Meaning::Text,
                false => Meaning::Quote,
            }
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(all: &[(&str, &str, Option<&str>)]) -> Styles {
        let style = |name: &str, based_on: Option<&str>| Style {
            name: name.into(),
            based_on: based_on.map(str::to_owned),
            ..Style::default()
        };
        let all = all.iter().map(|&(id, name, on)| (id.to_owned(), style(name, on))).collect();
        Styles { all, default: None }
    }

    #[test]
    fn a_style_is_what_it_is_called_or_what_it_is_based_on() {
        let styles = styles(&[
            ("a", "Intense Quote", None),
            ("b", "House Long", Some("a")),
            ("c", "Quote Attribution", Some("a")),
            ("P1", "", Some("Quotations")),
            ("h", "heading 2", Some("n")),
            ("Block_20_Text", "", None),
            ("ring", "one", Some("gnir")),
            ("gnir", "two", Some("ring")),
        ]);
        let quote = |id| styles.look(Some(id)).is_quote;
        assert!(quote("a") && quote("b") && quote("P1") && quote("Block_20_Text"));
        assert!(!quote("c") && !quote("h") && !quote("ring") && !quote("unknown"));
        assert_eq!(styles.look(Some("h")).kind, Kind::Block(BlockKind::Heading));
    }
}
