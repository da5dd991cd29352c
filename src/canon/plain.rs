//! Records that come from no rules file: for programs that hold their quotations elsewhere, and for tests.

use std::sync::Arc;

use super::{Canon, Examples, Record, Speaker, Wording};
use crate::lexicon::Lang;
use crate::span::{OffsetMap, Span};
use crate::text_file::TextFile;

impl Canon {
    /// Adds a record with an id of its own, said by `speaker`. It stands in a file of its own, whose text it is.
    pub fn add_plain(&mut self, id: &str, speaker: Option<&str>, text: &str) {
        let file = self.files.len();
        self.files.push(Arc::new(TextFile::new(id, text)));
        let speaker = speaker.map(|name| {
            self.speakers.iter().position(|s| s.name == name).unwrap_or_else(|| {
                self.speakers.push(Speaker { name: name.to_owned(), aliases: Vec::new() });
                self.speakers.len() - 1
            })
        });
        self.records.push(Record {
            id: id.to_owned(),
            speaker,
            wordings: vec![Wording {
                text: text.to_owned(),
                map: OffsetMap::run(0, text.len()),
                reason: None,
            }],
            misquotes: Vec::new(),
            date: None,
            source: None,
            url: None,
            lang: Lang::detect(text),
            lang_tag: None,
            translated: false,
            levels: Vec::new(),
            examples: Examples::default(),
            file,
            span: Span::new(0, text.len()),
            passage: None,
        });
    }
}
