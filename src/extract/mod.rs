//! From the text of a file to its prose: one extractor a format, and the table of formats.

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
