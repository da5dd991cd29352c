//! From the text of a file to its prose: one extractor a format, and the table of formats.

mod builder;
mod spell;
mod lines;
mod wrapping;
pub mod plain;
pub mod html;
pub mod markdown;
pub mod mdx;
pub mod latex;
pub mod rst;
pub mod asciidoc;
pub mod subtitles;
#[cfg(test)]
mod texts;
pub mod json;
pub mod laid_out;

use crate::prose::{Prose, Spell};
use crate::text_file::TextFile;

/// A format that can be read.
#[derive(Debug)]
pub struct Format {
    /// Its name in messages.
    pub name: &'static str,
    /// The endings of file names that it goes by, without a dot, lower case.
    pub extensions: &'static [&'static str],
    /// Its extractor. Never fails: what cannot be understood is read as text.
    pub extract: fn(&TextFile) -> Prose,
    /// How words are written in it so that they are read as they are.
    pub spell: Spell,
}

/// Plain text: also what a file named outright is read as when its format is not known.
pub static PLAIN: Format =
    Format { name: "plain text", extensions: &["txt", "text"], extract: plain::extract, spell: spell::plain };

/// Markdown: CommonMark with the extensions of GitHub.
pub static MARKDOWN: Format = Format {
    name: "Markdown",
    extensions: &["md", "markdown", "mdown", "mkd", "mkdn"],
    extract: markdown::extract,
    spell: spell::markdown,
};

/// MDX: Markdown with components.
pub static MDX: Format =
    Format { name: "MDX", extensions: &["mdx"], extract: mdx::extract, spell: spell::mdx };

/// HTML and XHTML, as a server sends them.
pub static HTML: Format = Format {
    name: "HTML",
    extensions: &["html", "htm", "xhtml", "xht"],
    extract: html::extract,
    spell: spell::html,
};

/// Word.
#[cfg(feature = "office")]
pub static DOCX: Format = Format {
    name: "Word",
    extensions: &["docx", "docm", "dotx", "dotm"],
    extract: laid_out::extract,
    spell: spell::plain,
};

/// OpenDocument text.
#[cfg(feature = "office")]
pub static ODT: Format = Format {
    name: "OpenDocument",
    extensions: &["odt", "ott"],
    extract: laid_out::extract,
    spell: spell::plain,
};

/// EPUB.
#[cfg(feature = "office")]
pub static EPUB: Format =
    Format { name: "EPUB", extensions: &["epub"], extract: laid_out::extract, spell: spell::plain };

/// LaTeX.
pub static LATEX: Format = Format {
    name: "LaTeX",
    extensions: &["tex", "latex", "ltx"],
    extract: latex::extract,
    spell: spell::latex,
};

/// reStructuredText, with the directives of Sphinx.
pub static RST: Format = Format {
    name: "reStructuredText",
    extensions: &["rst", "rest"],
    extract: rst::extract,
    spell: spell::rst,
};

/// AsciiDoc.
pub static ASCIIDOC: Format = Format {
    name: "AsciiDoc",
    extensions: &["adoc", "asciidoc", "asc"],
    extract: asciidoc::extract,
    spell: spell::asciidoc,
};

/// Subtitles.
pub static SUBTITLES: Format = Format {
    name: "subtitles",
    extensions: &["srt", "vtt"],
    extract: subtitles::extract,
    spell: spell::subtitles,
};

/// JSON and JSON Lines with fields of text.
pub static JSON: Format = Format {
    name: "JSON",
    extensions: &["json", "jsonl", "ndjson"],
    extract: json::extract,
    spell: spell::json,
};

/// All formats. No extension stands twice.
pub static FORMATS: &[&Format] = &[
    &PLAIN,
    &MARKDOWN,
    &MDX,
    &HTML,
    #[cfg(feature = "office")]
    &DOCX,
    #[cfg(feature = "office")]
    &ODT,
    #[cfg(feature = "office")]
    &EPUB,
    &LATEX,
    &RST,
    &ASCIIDOC,
    &SUBTITLES,
    &JSON,
];

/// The prose of a file, by the format that its path goes by, or else by its first line; plain text where neither tells.
#[must_use]
pub fn extract(file: &TextFile) -> Prose {
    // What came out of an archive is known by its layout, whatever the archive is called.
    if file.layout().is_some() {
        return laid_out::extract(file);
    }
    let format = format_for(&file.path).unwrap_or_else(|| format_of(&file.text));
    let mut prose = (format.extract)(file);
    prose.spelling.insert(0, (0, format.spell));
    prose
}

/// The format of a text whose name tells nothing: a web page, LaTeX and subtitles say what they are in their first
/// line.
#[must_use]
pub fn format_of(text: &str) -> &'static Format {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let head = start.bytes().take(16).map(|b| b.to_ascii_lowercase() as char).collect::<String>();
    match head.as_str() {
        head if head.starts_with("<!doctype html") || head.starts_with("<html") => &HTML,
        head if head.starts_with("\\documentclass") => &LATEX,
        head if head.starts_with("webvtt") => &SUBTITLES,
        _ => &PLAIN,
    }
}

/// The format that `path` goes by, from its extension in any case; `None` if it has none or an unknown one.
#[must_use]
pub fn format_for(path: &str) -> Option<&'static Format> {
    let name = path.rsplit(['/', '\\']).next()?;
    let (stem, extension) = name.rsplit_once('.')?;
    if stem.is_empty() {
        return None;
    }
    FORMATS.iter().copied().find(|f| f.extensions.iter().any(|e| e.eq_ignore_ascii_case(extension)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_goes_by_the_last_extension_in_any_case() {
        let name = |path| format_for(path).map(|format| format.name);
        assert_eq!(name("drafts/a.b/News.MD"), Some("Markdown"));
        assert_eq!(name("note.draft.txt"), Some("plain text"));
        assert_eq!(name("drafts.md/README"), None);
        assert_eq!(name(".txt"), None);
        assert_eq!(name("photo.jpg"), None);
    }

    #[test]
    fn a_file_without_a_telling_name_goes_by_its_first_line() {
        let name = |text| format_of(text).name;
        assert_eq!(name("\u{feff}\n<!DOCTYPE html><p>a"), "HTML");
        assert_eq!(name("<HTML lang=en>"), "HTML");
        assert_eq!(name("\\documentclass{article}"), "LaTeX");
        assert_eq!(name("WEBVTT\n\n"), "subtitles");
        assert_eq!(name("<3 is a heart"), "plain text");
        assert_eq!(extract(&TextFile::new("page", "<html>a&amp;b")).text, "a&b");
    }

    #[test]
    fn no_extension_names_two_formats() {
        let mut all: Vec<&str> = FORMATS.iter().flat_map(|f| f.extensions).copied().collect();
        all.sort_unstable();
        assert!(all.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(all.iter().all(|e| e.chars().all(|c| !c.is_uppercase())));
    }
}
