//! The canon: all records that a run checks against.

pub mod faults;
pub mod plain;
pub mod rules;
mod quick;
pub mod records;
mod remarks;
pub mod source;
mod speakers;

use std::sync::Arc;

use self::records::Records;
use crate::checks::{Check, Level};
use crate::lexicon::Lang;
use crate::span::{OffsetMap, Said, Span, Text};
use crate::text_file::TextFile;

/// All records of a run, in the order of their files and of their place in them.
#[derive(Debug, Default)]
pub struct Canon {
    /// The rules files, by path.
    pub files: Vec<Arc<TextFile>>,
    /// The records.
    pub records: Records,
    /// Who said them.
    pub speakers: Vec<Speaker>,
    /// Sets of spellings of one word or name, folded.
    pub equivalents: Vec<Vec<String>>,
}

/// Somebody who is quoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// Full name, as shown.
    pub name: String,
    /// Other names that a draft may use.
    pub aliases: Vec<String>,
}

/// One `[[quote]]`.
#[derive(Debug)]
pub struct Record {
    /// Its id, given or made from the text.
    pub id: String,
    /// Index of its speaker in [`Canon::speakers`].
    pub speaker: Option<usize>,
    /// Its right wordings: `text`, then `accepted` in order. Never empty.
    pub wordings: Vec<Wording>,
    /// Its known wrong wordings.
    pub misquotes: Vec<Wording>,
    /// When it was said, as written in the file.
    pub date: Option<String>,
    /// Title of the source.
    pub source: Option<String>,
    /// Address of the source.
    pub url: Option<String>,
    /// Language, if it is one of those with closed data.
    pub lang: Lang,
    /// Language as the file gives it, a BCP 47 tag.
    pub lang_tag: Option<String>,
    /// Whether the wording is a translation.
    pub translated: bool,
    /// Levels that hold for this record.
    pub levels: Vec<(&'static Check, Level)>,
    /// Sentences that must pass and sentences that must not, with their places.
    pub examples: Examples,
    /// Index of its file in [`Canon::files`].
    pub file: usize,
    /// Its header, `[[quote]]`, or all of it where it is written inline.
    pub span: Span<Text>,
    /// What is known of a stretch of a source document. `None` for a record of a rules file.
    pub passage: Option<Excerpt>,
}

/// What a stretch of a source document is, besides a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The bytes of its text at which parts begin that stand far from what comes before them.
    pub joints: Vec<usize>,
    /// Whether only the labels of source documents name its speaker.
    pub only_labelled: bool,
}

/// A record's own tests.
#[derive(Debug, Default)]
pub struct Examples {
    /// Texts with no finding.
    pub ok: Vec<Wording>,
    /// Texts with a finding about this record.
    pub bad: Vec<Wording>,
}

/// A piece of text in a rules file.
#[derive(Debug)]
pub struct Wording {
    /// The text, escapes resolved.
    pub text: String,
    /// From the text to the rules file.
    pub map: OffsetMap<Said, Text>,
    /// Why it is accepted, or what is wrong with it.
    pub reason: Option<String>,
}

impl Record {
    /// The wording that findings show.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.wordings[0].text
    }
}
