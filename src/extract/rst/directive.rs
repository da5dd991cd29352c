//! What the directives of reStructuredText, and of Sphinx, are to a reader.

use rustc_hash::FxHashMap;

use super::Line;

/// What the argument of a directive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Title {
    None,
    Heading,
    Other,
    Text,
}

/// What is indented below a directive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    None,
    Prose,
    Quote,
}

/// A directive.
#[derive(Debug, Clone, Copy)]
pub(super) struct Directive {
    pub(super) title: Title,
    pub(super) content: Content,
}

/// The directive of a name. Of one that is not known, the content is prose: most describe something.
pub(super) fn directive(name: &str) -> Directive {
    let (title, content) = match name {
        "epigraph" | "highlights" | "pull-quote" => (Title::None, Content::Quote),
        "admonition" | "topic" | "sidebar" => (Title::Heading, Content::Prose),
        "rubric" | "centered" | "title" => (Title::Heading, Content::None),
        "table" | "list-table" => (Title::Other, Content::Prose),
        "csv-table" => (Title::Other, Content::None),
        "note" | "warning" | "tip" | "hint" | "important" | "caution" | "danger" | "attention" | "error"
        | "seealso" | "versionadded" | "versionchanged" | "deprecated" | "todo" => {
            (Title::Text, Content::Prose)
        }
        "code" | "code-block" | "sourcecode" | "literalinclude" | "parsed-literal" | "math" | "raw"
        | "image" | "include" | "toctree" | "contents" | "highlight" | "index" | "meta" | "default-role"
        | "role" | "replace" | "unicode" | "date" | "sectnum" | "section-numbering" | "target-notes"
        | "doctest" | "testcode" | "testoutput" | "testsetup" | "graphviz" | "digraph" | "graph" | "plot"
        | "mermaid" | "bibliography" | "productionlist" | "tabularcolumns" | "program" | "option"
        | "module" | "currentmodule" | "automodule" | "autoclass" | "autofunction" | "jupyter-execute"
        | "ipython" => (Title::None, Content::None),
        _ => (Title::None, Content::Prose),
    };
    Directive { title, content }
}

/// The name of a directive and its argument: `name:: argument`.
pub(super) fn name(line: &str) -> Option<(&str, &str)> {
    let (name, argument) = line.split_once("::")?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '+' | '.');
    let known = !name.is_empty() && name.len() <= 60 && name.chars().all(is_name) && !name.ends_with(':');
    (known && (argument.is_empty() || argument.starts_with(' '))).then(|| (name, argument.trim_start()))
}

/// The substitutions that are defined: `.. |name| replace:: text` on one line.
pub(super) fn substitutions<'t>(text: &'t str, lines: &[Line]) -> FxHashMap<&'t str, &'t str> {
    let mut found = FxHashMap::default();
    for line in lines {
        if let Some(rest) = text[line.range.clone()].strip_prefix(".. |")
            && let Some((name, rest)) = rest.split_once('|')
            && let Some(replacement) = rest.trim_start().strip_prefix("replace::")
        {
            found.entry(name).or_insert(replacement.trim());
        }
    }
    found
}
