//! What a draft asks of the canon: the words of its quotations.

use crate::extract;
use crate::marks;
use crate::normalize::Words;
use crate::span::Read;
use crate::text_file::TextFile;

/// The words of every quotation of a draft. Whether a word that is cut at a line's end is one or two, the canon says: such a
/// quotation is there in both readings.
#[must_use]
pub fn quoted(file: &TextFile) -> Vec<Words<Read>> {
    let prose = extract::extract(file);
    let (quotations, _) = marks::quotations(&prose);
    let mut all = Vec::with_capacity(quotations.len());
    for quotation in &quotations {
        for joined in [false, true] {
            let mut words = Words::default();
            quotation.parts.iter().for_each(|part| words.add_part(&prose.text, *part));
            let before = words.len();
            words.join_cuts(|_| joined);
            if !joined || words.len() < before {
                all.push(words);
            }
        }
    }
    all
}
