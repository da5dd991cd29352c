//! What the rest of a quotation costs at least: of its words at most so many match as stand in the rest of the record in
//! their order (the longest common subsequence of every two rests, by the usual recurrence from the back), and each of
//! the others costs something.

use crate::scan::index::WordId;

/// For every two rests of a quotation and a record, what an alignment of them costs at least: row by row, as in the table
/// of the alignment.
#[derive(Default)]
pub(super) struct Rest(Vec<u32>);

impl Rest {
    /// `least_word` is the least that a word of the quotation costs that does not match.
    pub(super) fn of(query: &[WordId], record: &[WordId], least_word: u32) -> Self {
        let width = record.len() + 1;
        let mut least = vec![0; (query.len() + 1) * width];
        for (i, word) in query.iter().enumerate().rev() {
            let (row, below) = least[i * width..].split_at_mut(width);
            let below = &below[..width];
            let mut right = below[width - 1] + least_word;
            row[width - 1] = right;
            for (j, other) in record.iter().enumerate().rev() {
                right = if word == other { below[j + 1] } else { right.min(below[j] + least_word) };
                row[j] = right;
            }
        }
        Self(least)
    }

    /// The least that it costs to go on from the cell at this place of the table; nothing where nothing is known.
    pub(super) fn least(&self, at: usize) -> u32 {
        self.0.get(at).copied().unwrap_or(0)
    }
}
