//! Markdown.
use crate::prose::Prose;
use crate::text_file::TextFile;
/// Reads.
pub fn extract(file: &TextFile) -> Prose {
    super::plain::extract(file)
}
