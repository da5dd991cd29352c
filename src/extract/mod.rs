//! From the text of a file to its prose: one extractor a format, and the table of formats.

mod builder;
mod lines;
mod wrapping;
pub mod plain;
pub mod html;
pub mod markdown;
pub mod laid_out;

use crate::prose::Prose;
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
}

/// Plain text: also what a file named outright is read as when its format is not known.
pub static PLAIN: Format =
    Format { name: "plain text", extensions: &["txt", "text"], extract: plain::extract };

/// Markdown: CommonMark with the extensions of GitHub.
pub static MARKDOWN: Format = Format {
    name: "Markdown",
    extensions: &["md", "markdown", "mdown", "mkd", "mkdn"],
    extract: markdown::extract,
};

/// HTML and XHTML, as a server sends them.
pub static HTML: Format =
    Format { name: "HTML", extensions: &["html", "htm", "xhtml", "xht"], extract: html::extract };

/// Word.
#[cfg(feature = "office")]
pub static DOCX: Format =
    Format { name: "Word", extensions: &["docx", "docm", "dotx", "dotm"], extract: laid_out::extract };

/// OpenDocument text.
#[cfg(feature = "office")]
pub static ODT: Format =
    Format { name: "OpenDocument", extensions: &["odt", "ott"], extract: laid_out::extract };

/// EPUB.
#[cfg(feature = "office")]
pub static EPUB: Format = Format { name: "EPUB", extensions: &["epub"], extract: laid_out::extract };

/// All formats. No extension stands twice.
pub static FORMATS: &[&Format] = &[
    &PLAIN,
    &MARKDOWN,
    &HTML,
    #[cfg(feature = "office")]
    &DOCX,
    #[cfg(feature = "office")]
    &ODT,
    #[cfg(feature = "office")]
    &EPUB,
];

/// The prose of a file, by the format that its path goes by; plain text where it goes by none.
#[must_use]
pub fn extract(file: &TextFile) -> Prose {
    // What came out of an archive is known by its layout, whatever the archive is called.
    if file.layout().is_some() {
        return laid_out::extract(file);
    }
    (format_for(&file.path).unwrap_or(&PLAIN).extract)(file)
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
    fn no_extension_names_two_formats() {
        let mut all: Vec<&str> = FORMATS.iter().flat_map(|f| f.extensions).copied().collect();
        all.sort_unstable();
        assert!(all.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(all.iter().all(|e| e.chars().all(|c| !c.is_uppercase())));
    }
}
