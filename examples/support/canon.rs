//! A canon for the library, made of plain records.

use misquote::canon::{Canon, Examples, Record, Speaker, Wording};
use misquote::lexicon::Lang;
use misquote::span::{OffsetMap, Span};
use misquote::text_file::TextFile;

use super::folder::Canonical;

/// The canon of `records`.
pub fn canon(records: &[Canonical]) -> Canon {
    let mut canon =
        Canon { files: vec![TextFile::new("rules.toml", super::rules::toml(records))], ..Canon::default() };
    for record in records {
        let speaker = record.speaker.as_ref().map(|name| {
            canon.speakers.iter().position(|s| s.name == *name).unwrap_or_else(|| {
                canon.speakers.push(Speaker { name: name.clone(), aliases: Vec::new() });
                canon.speakers.len() - 1
            })
        });
        canon.records.push(Record {
            id: record.id.clone(),
            speaker,
            wordings: vec![Wording { text: record.text.clone(), map: OffsetMap::default(), reason: None }],
            misquotes: Vec::new(),
            date: None,
            source: None,
            url: None,
            lang: Lang::En,
            translated: false,
            levels: Vec::new(),
            examples: Examples::default(),
            file: 0,
            span: Span::at(0),
        });
    }
    canon
}
