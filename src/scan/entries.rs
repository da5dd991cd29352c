//! The texts of the records of a canon, one after the other.

use crate::canon::Canon;
use crate::diagnostic::RecordId;

/// Which text of a record an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Which {
    /// An accepted wording; 0 is the record's `text`.
    Wording(usize),
    /// A known misquote.
    Misquote(usize),
}

/// One text of one record.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The record.
    pub record: RecordId,
    /// Which of its texts.
    pub which: Which,
    /// Whether it has no other text.
    pub alone: bool,
}

/// A word takes so many bytes, with the space after it: a guess that is rather too low.
const BYTES_A_WORD: usize = 5;

/// The records of the rules files.
pub(super) fn of_rules(canon: &Canon) -> impl Iterator<Item = RecordId> + Clone {
    (0..canon.records.len()).filter(|id| !canon.records.is_passage(*id)).map(RecordId)
}

/// About how many words the records hold: what grows step by step is copied, and takes twice the room while it is.
pub(super) fn words_in(canon: &Canon, ids: impl Iterator<Item = RecordId>) -> usize {
    ids.map(|id| canon.records.text(id.0).len()).sum::<usize>() / BYTES_A_WORD
}

/// Every text of the records, in order.
pub(super) fn each_text<'c>(
    canon: &'c Canon,
    ids: impl Iterator<Item = RecordId>,
    mut each: impl FnMut(Entry, &'c str),
) {
    for id in ids {
        if let Some(text) = canon.records.only_text(id.0) {
            each(Entry { record: id, which: Which::Wording(0), alone: true }, text);
            continue;
        }
        let record = &canon.records[id.0];
        let alone = record.wordings.len() == 1 && record.misquotes.is_empty();
        for (i, wording) in record.wordings.iter().enumerate() {
            each(Entry { record: id, which: Which::Wording(i), alone }, &wording.text);
        }
        for (i, wording) in record.misquotes.iter().enumerate() {
            each(Entry { record: id, which: Which::Misquote(i), alone }, &wording.text);
        }
    }
}
