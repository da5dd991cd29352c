//! What was found for the quotations of a draft, kept for the next check of it.
//!
//! A draft that is being written is checked after every keystroke, and all but one of its quotations are what they were.
//! An answer is kept with everything that it was made of: the stretch of prose that the search was handed, and the names
//! that it asked for. It is given again only where all of that is the same to the letter, so that a check with a memory
//! finds what one without finds, whatever was typed (a law in `tests/it/again.rs` holds it to that).

use std::cell::RefCell;
use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::earlier::Earlier;
use super::reading::{Depth, Quoted};
use crate::checks::{Check, Level};
use crate::span::{Read, Span};

/// So many checks after it was last of use an answer is forgotten: what is undone was known a moment ago.
const KEPT: u64 = 16;

/// Answers of earlier checks. It serves one linter and one list of levels at a time: with another it starts anew.
#[derive(Debug, Default)]
pub struct Memory {
    /// The number of the linter that it serves.
    linter: u64,
    /// The levels of the overrides that it serves.
    levels: Vec<(&'static Check, Level)>,
    known: RefCell<FxHashMap<u64, Vec<Known>>>,
    /// The draft as it was checked last.
    earlier: RefCell<Option<Box<Earlier>>>,
    /// How many checks there were.
    checks: u64,
}

/// What is asked of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Question<'q> {
    /// The stretch of prose that it stands in.
    pub(super) text: &'q str,
    /// Its parts there.
    pub(super) parts: &'q [Span<Read>],
    /// Whether it has a line of attribution.
    pub(super) has_line: bool,
    pub(super) depth: Depth,
}

/// What a search asked of the draft: who is said to speak, and the words beside the quotation. `None` where it asked not.
pub(super) type Asked = (Option<Option<String>>, Option<String>);

/// A question with its answer.
#[derive(Debug)]
struct Known {
    text: String,
    parts: Vec<Span<Read>>,
    has_line: bool,
    depth: Depth,
    asked: Asked,
    /// Its places count from the start of `text`.
    quoted: Quoted,
    /// The check that it was of use to last.
    used: u64,
}

impl Known {
    fn question(&self) -> Question<'_> {
        Question { text: &self.text, parts: &self.parts, has_line: self.has_line, depth: self.depth }
    }
}

impl Memory {
    /// Begins a check by linter number `linter`.
    pub(super) fn begin(&mut self, linter: u64, levels: &[(&'static Check, Level)]) {
        if self.linter != linter || self.levels != levels {
            *self = Self { linter, levels: levels.to_vec(), ..Self::default() };
        }
        self.checks += 1;
        let oldest = self.checks.saturating_sub(KEPT);
        // Looked through now and then: it takes as long as all answers together.
        if self.checks.is_multiple_of(KEPT) {
            self.known.get_mut().retain(|_, known| {
                known.retain(|known| known.used >= oldest);
                !known.is_empty()
            });
        }
    }

    /// The draft as it was checked last. It is handed out once.
    pub(super) fn earlier(&self) -> Option<Earlier> {
        self.earlier.take().map(|earlier| *earlier)
    }

    /// Keeps a draft that was checked.
    pub(super) fn keep_draft(&self, draft: Earlier) {
        self.earlier.replace(Some(Box::new(draft)));
    }

    /// What was answered to `question`, if what was asked of the draft then has the same answers now.
    pub(super) fn answer<'n>(
        &self,
        question: Question<'_>,
        said_by: impl Fn() -> Option<&'n str>,
        names: impl Fn() -> &'n str,
    ) -> Option<Quoted> {
        let mut all = self.known.borrow_mut();
        let known = all.get_mut(&FxBuildHasher.hash_one(question))?.iter_mut().find(|known| {
            let (said, beside) = &known.asked;
            known.question() == question
                && said.as_ref().is_none_or(|said| said.as_deref() == said_by())
                && beside.as_ref().is_none_or(|beside| beside == names())
        })?;
        known.used = self.checks;
        Some(known.quoted.clone())
    }

    /// Keeps the answer to `question`.
    pub(super) fn keep(&self, question: Question<'_>, asked: Asked, quoted: Quoted) {
        let Question { text, parts, has_line, depth } = question;
        self.known.borrow_mut().entry(FxBuildHasher.hash_one(question)).or_default().push(Known {
            text: text.to_owned(),
            parts: parts.to_vec(),
            has_line,
            depth,
            asked,
            quoted,
            used: self.checks,
        });
    }
}
