//! What the rest of a quotation costs at least: of its words at most so many match as stand in the rest of the record in
//! their order (the longest common subsequence, which Hyyrö's bit-parallel algorithm counts for all rests of the quotation
//! at once), and each of the others costs something.

use super::cost;
use crate::scan::index::WordId;

/// For every two rests of a quotation and a record, what an alignment of them costs at least.
#[derive(Default)]
pub(super) struct Rest {
    /// For each column the words of the quotation, the last one first, as bits: those set do not match.
    columns: Vec<u128>,
    words: usize,
}

/// The least that a word of the quotation costs that does not match: two of them stand for one of the record.
const LEAST_WORD: u32 = cost::ONE_FOR_TWO / 2;

impl Rest {
    /// Nothing is known of quotations of more words than a number has bits.
    pub(super) fn of(query: &[WordId], record: &[WordId]) -> Self {
        let words = query.len();
        if words > 127 {
            return Self::default();
        }
        let mut columns = vec![(1 << words) - 1; record.len() + 1];
        for (j, word) in record.iter().enumerate().rev() {
            let mut places = 0u128;
            for (i, other) in query.iter().rev().enumerate() {
                places |= u128::from(word == other) << i;
            }
            let row: u128 = columns[j + 1];
            let both = row & places;
            columns[j] = row.wrapping_add(both) | (row - both);
        }
        Self { columns, words }
    }

    /// The least that it costs to go on from a cell.
    pub(super) fn least(&self, i: usize, j: usize) -> u32 {
        let Some(column) = self.columns.get(j) else { return 0 };
        let rest = (1 << (self.words - i)) - 1;
        (column & rest).count_ones() * LEAST_WORD
    }
}
