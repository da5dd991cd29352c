//! A canon for the library, made of plain records.

use misquote::canon::Canon;

use super::folder::Canonical;

/// The canon of `records`.
pub fn canon(records: &[Canonical]) -> Canon {
    let mut canon = Canon::default();
    for record in records {
        canon.add_plain(&record.id, record.speaker.as_deref(), &record.text);
    }
    canon
}
