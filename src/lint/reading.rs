//! One quotation as it is read against the canon: the step that costs most, as a function of little.
//!
//! What a quotation fits depends on a stretch of prose around it ([`Near`]), on whom the draft names as its speaker, on
//! the names beside it, and on nothing else: the search is handed that stretch and no more of the draft, and asks for
//! the names. So a [`Memory`] can tell when the same question was answered before, wherever the quotation stands now.

use std::cell::{LazyCell, OnceCell, RefCell};

use rustc_hash::FxHashMap;

use super::again::Question;
use super::draft::Draft;
use super::fit::{Context, Fit, fits};
use super::joined;
use crate::attribution::{is_speaker, names, surroundings};
use crate::canon::Record;
use crate::checks::Level;
use crate::checks::parenthetical::Relaxed;
use crate::edit::Difference;
use crate::marks::Quotation;
use crate::normalize::Words;
use crate::scan::Scanner;
use crate::scan::index::UNKNOWN;
use crate::span::{Read, Span, floor};

/// A quotation as read against the canon.
#[derive(Debug, Clone, Default)]
pub(super) struct Quoted {
    /// From its first to its last word; none where it holds no word.
    pub(super) span: Option<Span<Read>>,
    /// How many words it has, those in brackets not counted.
    pub(super) count: usize,
    /// The records that it fits.
    pub(super) fits: Vec<Fit>,
    /// The records that share it, if several do.
    pub(super) shares: Option<Vec<Fit>>,
}

impl Quoted {
    /// The same quotation `by` bytes further on.
    pub(super) fn shifted(mut self, by: usize) -> Self {
        self.span = self.span.map(|span| further(span, by));
        self.fits.iter_mut().chain(self.shares.iter_mut().flatten()).for_each(|fit| {
            fit.span = further(fit.span, by);
            for edit in fit.edits.iter_mut().chain(&mut fit.cuts) {
                edit.piece.span = further(edit.piece.span, by);
            }
        });
        self
    }
}

fn further(span: Span<Read>, by: usize) -> Span<Read> {
    Span::new(span.start + by, span.end + by)
}

/// Words outside brackets.
pub(super) fn own_words(words: &Words<Read>) -> usize {
    let bracketed: usize = words.groups.iter().map(|g| g.words.len()).sum();
    words.len() - bracketed
}

/// The prose that a quotation is read in. Places in it count from its start.
#[derive(Debug, Clone, Copy)]
pub(super) struct Near<'t> {
    /// The quotation with what stands before and after it.
    pub(super) text: &'t str,
    /// Where that begins in the prose.
    start: usize,
}

/// How far the draft's own words beside a cut reach, in bytes: see [`super::edge`].
pub(super) const BEFORE: usize = 160;
/// How far a remark on a quotation stands behind it, in bytes; no less than [`BEFORE`].
pub(super) const AFTER: usize = 264;

impl<'t> Near<'t> {
    fn of(prose: &'t str, quotation: &Quotation) -> Self {
        let span = quotation.span();
        let start = floor(prose, span.start.saturating_sub(BEFORE));
        Self { text: &prose[start..floor(prose, span.end + AFTER)], start }
    }

    /// The parts of a quotation of the prose in it.
    fn parts(self, quotation: &Quotation) -> impl Iterator<Item = Span<Read>> {
        quotation.parts.iter().map(move |part| Span::new(part.start - self.start, part.end - self.start))
    }
}

/// How much is asked of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Depth {
    /// Which records it fits, whoever is said to speak.
    Words,
    /// Which records it fits, and which share it.
    All,
}

/// What is said beside a quotation of who speaks, as far as it was asked for.
struct Beside<'d, 'a> {
    draft: &'d Draft<'a>,
    quotation: &'d Quotation,
    /// Tells who the draft says is speaking.
    speaker: &'d dyn Fn() -> Option<String>,
    said_by: OnceCell<Option<String>>,
    names: OnceCell<String>,
}

impl Beside<'_, '_> {
    fn said_by(&self) -> Option<&str> {
        self.said_by.get_or_init(self.speaker).as_deref()
    }

    fn names(&self) -> &str {
        self.names.get_or_init(|| self.draft.around(self.quotation))
    }

    fn is_named(&self, id: usize) -> bool {
        let speaker = &self.draft.linter.canon.speakers[id];
        match self.said_by().and_then(|name| is_speaker(name, speaker)) {
            Some(is_speaker) => is_speaker,
            None if self.quotation.attribution.is_some() => false,
            None => names(self.names(), speaker),
        }
    }
}

impl Draft<'_> {
    /// Reads a quotation against the canon. `speaker` tells who the draft says is speaking.
    pub(super) fn read(
        &self,
        quotation: &Quotation,
        speaker: &dyn Fn() -> Option<String>,
        depth: Depth,
    ) -> Quoted {
        let near = Near::of(&self.prose.text, quotation);
        let beside =
            Beside { draft: self, quotation, speaker, said_by: OnceCell::new(), names: OnceCell::new() };
        let parts: Vec<Span<Read>> = near.parts(quotation).collect();
        let Some(memory) = self.known.memory else {
            return self.read_in(near.text, &parts, &beside, depth).shifted(near.start);
        };
        let question =
            Question { text: near.text, parts: &parts, has_line: quotation.attribution.is_some(), depth };
        let known = memory.answer(question, || beside.said_by(), || beside.names());
        let quoted = known.unwrap_or_else(|| {
            let quoted = self.read_in(near.text, &parts, &beside, depth);
            let asked = (beside.said_by.get().cloned(), beside.names.get().cloned());
            memory.keep(question, asked, quoted.clone());
            quoted
        });
        quoted.shifted(near.start)
    }

    /// Reads a quotation that fits no record.
    pub(super) fn read_alone(&self, quotation: &Quotation) -> Quoted {
        let words = self.words(&self.prose.text, &quotation.parts);
        Quoted { span: words.span(), count: own_words(&words), fits: Vec::new(), shares: None }
    }

    /// The words of the quotation whose `parts` stand in `text`.
    fn words(&self, text: &str, parts: &[Span<Read>]) -> Words<Read> {
        let mut words = Words::default();
        parts.iter().for_each(|part| words.add_part(text, *part));
        words.join_cuts(|joined| self.scanners().any(|scanner| scanner.index.number(joined) != UNKNOWN));
        words
    }

    /// Reads the quotation whose `parts` stand in `text`.
    fn read_in(&self, text: &str, parts: &[Span<Read>], beside: &Beside<'_, '_>, depth: Depth) -> Quoted {
        let words = self.words(text, parts);
        let count = own_words(&words);
        let relaxed =
            LazyCell::new(|| Relaxed::of(remarks(text, parts[0].start, parts[parts.len() - 1].end)));
        let known = RefCell::new(FxHashMap::<usize, bool>::default());
        let named = |record: &Record| {
            let Some(id) = record.speaker else { return false };
            *known.borrow_mut().entry(id).or_insert_with(|| beside.is_named(id))
        };
        let level = |check, difference: &Difference, record: &Record| match relaxed.allows(check, difference)
        {
            true => Level::Allow,
            false => self.level(check, Some(difference), Some(record)),
        };
        let canon = self.linter.canon;
        let resemblances = depth == Depth::All && self.linter.options.resemblances;
        let context =
            |scanner| Context { canon, scanner, prose: text, level: &level, named: &named, resemblances };
        let mut all: Vec<Fit> = Vec::new();
        if words.len() > 1 {
            self.scanners().for_each(|scanner| all.extend(fits(&context(scanner), &words)));
        }
        let mut scanners = self.scanners().filter(|_| depth == Depth::All);
        let shares = scanners.find_map(|scanner| joined::shares(&context(scanner), &words, &all));
        Quoted { span: words.span(), count, fits: all, shares }
    }

    /// The scanner of the rules files, then that of the passages of source documents.
    fn scanners(&self) -> impl Iterator<Item = &Scanner<'_>> {
        [Some(self.scanner), self.passages].into_iter().flatten()
    }

    /// The words beside a quotation, its own left out: a name inside the marks names nobody who speaks.
    fn around(&self, quotation: &Quotation) -> String {
        let near = surroundings(self.prose, quotation.span());
        let mut text = String::new();
        let mut from = near.start;
        for part in &quotation.parts {
            if from < part.start {
                text.push_str(&self.prose.text[from..part.start]);
            }
            from = from.max(part.end);
        }
        if from < near.end {
            text.push_str(&self.prose.text[from..near.end]);
        }
        text
    }
}

/// A quotation and what follows it up to the next one: where a writer says in brackets what was changed.
fn remarks(text: &str, start: usize, end: usize) -> &str {
    /// A reference with a remark after it is no longer, in bytes.
    const LONGEST: usize = 240;
    let rest = &text[end..];
    let mark = rest.chars().next().map_or(0, char::len_utf8);
    let after = rest[mark..]
        .char_indices()
        .take_while(|&(at, c)| at < LONGEST && !matches!(c, '“' | '"' | '«' | '„' | '‘' | '\n'));
    let end = end + mark + after.last().map_or(0, |(at, c)| at + c.len_utf8());
    &text[start..end]
}
