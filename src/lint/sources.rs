//! Source documents: from the quotations of all drafts to the passages that each of them is judged by.
//!
//! 1. The quotations of every draft are collected ([`Collection`]).
//! 2. Each document is read past them ([`Reader`]) and leaves passages behind ([`Traces`]).
//! 3. When all are read, the passages become records of the canon ([`Library`]), and each draft is judged by those that
//!    its own quotations located: it gets the same verdict alone or among thousands.

mod library;
mod reader;
mod spots;

use rustc_hash::FxHashMap;

pub use self::library::Library;
pub use self::reader::{Reader, Recorded, Stored, Traces};
pub use self::spots::Best;
use crate::align::Query;
use crate::canon::Record;
use crate::extract;
use crate::marks;
use crate::normalize::Words;
use crate::prose::Prose;
use crate::scan::hunt::{Hunt, Wanted};
use crate::span::{Read, Span};
use crate::text_file::TextFile;

/// Passages that one quotation is judged by, for each stretch of its words.
const KEPT: usize = 4;

/// The quotations of the drafts of a run, each once.
#[derive(Debug, Default)]
pub struct Collection {
    wanted: Vec<Wanted>,
    numbers: FxHashMap<String, usize>,
}

/// The quotations of one draft, by their numbers in a [`Collection`].
pub type Located = Vec<usize>;

impl Collection {
    /// Adds the quotations of a draft, in every reading of them.
    pub fn add(&mut self, draft: Vec<Wanted>) -> Located {
        let mut located: Vec<usize> = draft.into_iter().map(|wanted| self.number(wanted)).collect();
        located.sort_unstable();
        located.dedup();
        located
    }

    fn number(&mut self, wanted: Wanted) -> usize {
        let mut key = String::new();
        for i in 0..wanted.words.len() {
            key.push(if wanted.border[i] { '|' } else { ' ' });
            key.push_str(if wanted.free[i] { "[" } else { "" });
            key.push_str(wanted.words.folded(i));
        }
        *self.numbers.entry(key).or_insert_with(|| {
            self.wanted.push(wanted);
            self.wanted.len() - 1
        })
    }

    /// The quotations.
    #[must_use]
    pub fn wanted(&self) -> &[Wanted] {
        &self.wanted
    }

    /// The best places of each of them in all documents: none yet.
    #[must_use]
    pub fn best(&self) -> Best {
        Best::new(self.wanted.len())
    }

    /// A hunt for them in documents of about `expected` words.
    #[must_use]
    pub fn hunt(&self, expected: u64) -> Hunt {
        Hunt::new(&self.wanted, expected)
    }
}

/// The quotations of a draft in every reading: whole, and by their paragraphs where they have several.
#[must_use]
pub fn wanted(file: &TextFile) -> Vec<Wanted> {
    let prose = extract::extract(file);
    let (quotations, _) = marks::quotations(&prose);
    let mut all = Vec::new();
    for quotation in &quotations {
        add_wanted(&prose, &quotation.parts, &mut all);
        let paragraphs = quotation.paragraphs(&prose);
        if paragraphs.len() > 1 {
            paragraphs.iter().for_each(|paragraph| add_wanted(&prose, &paragraph.parts, &mut all));
        }
    }
    all
}

fn add_wanted(prose: &Prose, parts: &[Span<Read>], out: &mut Vec<Wanted>) {
    // Whether a word that is cut at a line's end is one or two, the documents will say.
    for joined in [false, true] {
        let mut words = Words::default();
        parts.iter().for_each(|part| words.add_part(&prose.text, *part));
        let before = words.len();
        words.join_cuts(|_| joined);
        if words.len() > 1 && (!joined || words.len() < before) {
            let query = Query::new(&words, &[]);
            let (free, border) = (query.bracketed(), query.borders());
            out.push(Wanted { words, free, border });
        }
    }
}

/// Whether only a label of a source document names the speaker of a record.
#[must_use]
pub fn is_only_labelled(record: &Record) -> bool {
    record.passage.as_ref().is_some_and(|excerpt| excerpt.only_labelled)
}
