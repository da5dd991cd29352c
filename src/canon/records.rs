//! The records of a canon. One that is written plainly is made when it is first asked for.
//!
//! Of a hundred thousand records one article asks for a handful. What a plain record says stands in its file, so that
//! places in the file are all that is kept of it until then.

use std::fmt;
use std::ops::{Index, IndexMut};
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::Record;
use super::quick::{Plain, plain_record};
use crate::checks::{Check, Level};
use crate::lexicon::Lang;
use crate::text_file::TextFile;

/// Records in the order of their files and of their place in them, as a list: by index, one after another, with more
/// at the end.
#[derive(Default)]
pub struct Records {
    slots: Vec<Slot>,
    /// The files of plain records.
    files: Vec<Arc<TextFile>>,
    /// The ids of plain records that give none.
    ids: FxHashMap<usize, Box<str>>,
}

enum Slot {
    Made(Box<Record>),
    Plain(Plain, OnceLock<Box<Record>>),
}

impl Records {
    /// Those of `files`, which are none yet.
    pub(super) fn of_files(files: &[Arc<TextFile>]) -> Self {
        Self { files: files.to_vec(), ..Self::default() }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// All of them. This makes them all: to ask for one thing of each, see [`Records::file`] and its like.
    #[must_use]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Record> + ExactSizeIterator + Clone {
        (0..self.len()).map(|at| &self[at])
    }

    /// Those that are stretches of source documents.
    pub fn passages(&self) -> impl DoubleEndedIterator<Item = &Record> {
        self.slots.iter().filter_map(|slot| match slot {
            Slot::Made(record) => Some(&**record).filter(|record| record.passage.is_some()),
            Slot::Plain(..) => None,
        })
    }

    /// Whether the record `at` is a stretch of a source document.
    #[must_use]
    pub fn is_passage(&self, at: usize) -> bool {
        matches!(&self.slots[at], Slot::Made(record) if record.passage.is_some())
    }

    /// The file of the record `at`, by its index in [`super::Canon::files`].
    #[must_use]
    pub fn file(&self, at: usize) -> usize {
        match &self.slots[at] {
            Slot::Made(record) => record.file,
            Slot::Plain(plain, _) => plain.file(),
        }
    }

    /// The levels that hold for the record `at`.
    #[must_use]
    pub fn levels(&self, at: usize) -> &[(&'static Check, Level)] {
        match &self.slots[at] {
            Slot::Made(record) => &record.levels,
            Slot::Plain(..) => &[],
        }
    }

    /// The language of the record `at`.
    #[must_use]
    pub fn lang(&self, at: usize) -> Lang {
        match &self.slots[at] {
            Slot::Made(record) => record.lang,
            Slot::Plain(plain, _) => plain.lang(self.text_of(plain)),
        }
    }

    /// The text of the record `at`, if it is known to be the only one without that the record is made.
    #[must_use]
    pub fn only_text(&self, at: usize) -> Option<&str> {
        match &self.slots[at] {
            Slot::Made(_) => None,
            Slot::Plain(plain, _) => Some(plain.said(self.text_of(plain))),
        }
    }

    /// The wording that findings show of the record `at`.
    #[must_use]
    pub fn text(&self, at: usize) -> &str {
        self.only_text(at).unwrap_or_else(|| self[at].text())
    }

    /// Adds a record at the end.
    pub fn push(&mut self, record: Record) {
        self.slots.push(Slot::Made(Box::new(record)));
    }

    pub(super) fn push_plain(&mut self, plain: Plain) {
        self.slots.push(Slot::Plain(plain, OnceLock::new()));
    }

    /// Gives the record `at` an id, which it has none of yet.
    pub(super) fn name(&mut self, at: usize, id: String) {
        match &mut self.slots[at] {
            Slot::Made(record) => record.id = id,
            Slot::Plain(..) => drop(self.ids.insert(at, id.into())),
        }
    }

    /// Says who speaks in the record `at`, by the index in [`super::Canon::speakers`].
    pub(super) fn set_speaker(&mut self, at: usize, speaker: usize) {
        match &mut self.slots[at] {
            Slot::Made(record) => record.speaker = Some(speaker),
            Slot::Plain(plain, _) => plain.set_speaker(speaker),
        }
    }

    fn text_of(&self, plain: &Plain) -> &str {
        &self.files[plain.file()].text
    }

    fn make(&self, at: usize, plain: &Plain) -> Record {
        let mut record = plain_record(plain, self.text_of(plain));
        if let Some(id) = self.ids.get(&at) {
            record.id = id.to_string();
        }
        record
    }
}

impl Index<usize> for Records {
    type Output = Record;

    fn index(&self, at: usize) -> &Record {
        match &self.slots[at] {
            Slot::Made(record) => record,
            Slot::Plain(plain, made) => made.get_or_init(|| Box::new(self.make(at, plain))),
        }
    }
}

impl IndexMut<usize> for Records {
    fn index_mut(&mut self, at: usize) -> &mut Record {
        if let Slot::Plain(plain, _) = &self.slots[at] {
            self.slots[at] = Slot::Made(Box::new(self.make(at, plain)));
        }
        match &mut self.slots[at] {
            Slot::Made(record) => record,
            Slot::Plain(..) => unreachable!("it was made above"),
        }
    }
}

impl FromIterator<Record> for Records {
    fn from_iter<I: IntoIterator<Item = Record>>(records: I) -> Self {
        let slots = records.into_iter().map(|record| Slot::Made(Box::new(record))).collect();
        Self { slots, ..Self::default() }
    }
}

impl fmt::Debug for Records {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
