//! The words of quotations that no record covers, kept for the pass over all drafts.

use std::hash::BuildHasher;
use std::ops::Range;

use rustc_hash::FxBuildHasher;

use super::Checked;
use super::draft::Draft;
use super::fit::SHORT;
use super::reading::own_words;
use crate::align::cut::squeeze;
use crate::attribution::Speakers;
use crate::checks::{INCONSISTENT_QUOTATION, Level};
use crate::diagnostic::{Judged, Verdict};
use crate::extract;
use crate::lexicon::{Lang, is_function_word};
use crate::marks::{self, Form, Kept, Quotation};
use crate::normalize::Words;
use crate::prose::{BlockKind, Prose};
use crate::span::{OffsetMap, Read, Span, Text};
use crate::text_file::TextFile;

/// The quotations of a draft of five words or more that are in no record: all that the pass over all drafts needs to know
/// of them once their draft is forgotten. They lie together, so that thousands of drafts are a few blocks of memory each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Uncovered {
    all: Vec<One>,
    /// Their words as one text, a stretch for each.
    text: String,
    /// The way from that text to the file.
    map: OffsetMap<Read, Text>,
    /// The places of their parts in that text.
    parts: Vec<Span<Read>>,
    /// See [`UncoveredQuotation::hashes`].
    hashes: Vec<u64>,
    /// See [`Uncovered::nowhere`].
    nowhere: Vec<u32>,
    /// See [`Uncovered::marks`].
    marks: Option<Box<Kept>>,
}

/// One of them, as far as it is not text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct One {
    quotation: usize,
    /// Which of [`Uncovered::marks`] it is.
    place: Option<u32>,
    span: Span<Text>,
    /// Its stretch of [`Uncovered::text`].
    text: Range<u32>,
    /// Its part of [`Uncovered::parts`].
    parts: Range<u32>,
    /// Its part of [`Uncovered::hashes`].
    hashes: Range<u32>,
    own: [u32; 2],
    speaker: Option<Box<str>>,
    block: usize,
    in_body: bool,
}

/// A quotation of five words or more that is in no record.
#[derive(Debug, Clone, Copy)]
pub struct UncoveredQuotation<'a> {
    of: &'a Uncovered,
    one: &'a One,
}

/// The headline and the standfirst of a draft that has no headings, in blocks.
const OPENING: usize = 2;

impl Uncovered {
    /// Each of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = UncoveredQuotation<'_>> {
        self.all.iter().map(|one| UncoveredQuotation { of: self, one })
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Their words, one after the other.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The numbers of the quotations of the draft that fit no record, short ones too, in order. They count as the check
    /// does, not by their places.
    pub(super) fn nowhere(&self) -> &[u32] {
        &self.nowhere
    }

    /// All quotations of the draft in marks, as they were judged: with those apart that are better read so. None if no
    /// quotation is kept.
    pub(super) fn marks(&self) -> Option<&Kept> {
        self.marks.as_deref()
    }

    /// Gives the quotations of the draft new numbers, by their old ones.
    pub(super) fn renumber(&mut self, numbers: &[usize]) {
        self.all.iter_mut().for_each(|one| one.quotation = numbers[one.quotation]);
    }

    /// Gives back the room that it does not need: when it is kept.
    pub fn shrink(&mut self) {
        self.all.shrink_to_fit();
        self.text.shrink_to_fit();
        self.map.shrink();
        self.parts.shrink_to_fit();
        self.hashes.shrink_to_fit();
        self.nowhere.shrink_to_fit();
    }
}

impl<'a> UncoveredQuotation<'a> {
    /// Its index among the quotations of its draft.
    #[must_use]
    pub fn index(&self) -> usize {
        self.one.quotation
    }

    /// Where it stands: from its first to its last word.
    #[must_use]
    pub fn span(&self) -> Span<Text> {
        self.one.span
    }

    /// Its words as a text of their own.
    #[must_use]
    pub fn text(&self) -> &'a str {
        &self.of.text[of(&self.one.text)]
    }

    /// Where a stretch of that text stands in the file.
    #[must_use]
    pub fn place(&self, span: Span<Read>) -> Span<Text> {
        let start = self.one.text.start as usize;
        self.of.map.span(Span::new(start + span.start, start + span.end))
    }

    /// Its words, with places in its own text.
    #[must_use]
    pub fn words(&self) -> Words<Read> {
        let start = self.one.text.start as usize;
        let mut words = Words::default();
        for part in &self.of.parts[of(&self.one.parts)] {
            words.add_part(self.text(), Span::new(part.start - start, part.end - start));
        }
        words
    }

    /// Its words as hashes. The lowest bit of each tells whether it is one that only holds sentences together.
    #[must_use]
    pub fn hashes(&self) -> &'a [u64] {
        &self.of.hashes[of(&self.one.hashes)]
    }

    /// How many of its words stand outside brackets, and how many of those hold no bracket: `[T]here`.
    #[must_use]
    pub fn own(&self) -> [u32; 2] {
        self.one.own
    }

    /// Who is said to speak, if that was read: mostly it was not. See [`speakers_in`].
    #[must_use]
    pub fn speaker(&self) -> Option<&'a str> {
        self.one.speaker.as_deref()
    }

    /// Index of the block of the draft that its first word stands in.
    #[must_use]
    pub fn block(&self) -> usize {
        self.one.block
    }

    /// Whether it stands in the running text of the draft, below its headline and standfirst.
    #[must_use]
    pub fn in_body(&self) -> bool {
        self.one.in_body
    }

    /// Whether its words are written as those of a title: *The Long Way Home to the Sea*.
    #[must_use]
    pub fn in_title_case(&self) -> bool {
        is_in_title_case(self.text())
    }
}

/// A range of what is kept in one list for several.
fn of(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

impl Draft<'_> {
    /// Those of the draft, in order. `nowhere` are the numbers of those that fit no record.
    pub(super) fn uncovered(
        &self,
        judged: &[Judged],
        nowhere: Vec<u32>,
        marks: impl FnOnce() -> Kept,
    ) -> Uncovered {
        if self.level(&INCONSISTENT_QUOTATION, None, None) == Level::Allow {
            return Uncovered::default();
        }
        let mut uncovered = Uncovered { nowhere, ..Uncovered::default() };
        let of_draft = self.quotations.iter().zip(judged).enumerate();
        let alone = of_draft.filter(|(_, (quotation, judged))| {
            judged.verdict == Verdict::Unverified && quotation.form != Form::Unmarked
        });
        alone.for_each(|(index, (quotation, judged))| {
            self.take_out(index, quotation, judged, &mut uncovered);
        });
        if !uncovered.is_empty() {
            uncovered.marks = Some(Box::new(marks()));
        }
        uncovered
    }

    fn take_out(&self, index: usize, quotation: &Quotation, judged: &Judged, out: &mut Uncovered) {
        let Some(block) = self.prose.block_at(quotation.parts[0].start) else { return };
        let (mut text, mut words) = (String::new(), Words::<Read>::default());
        let mut parts = Vec::with_capacity(quotation.parts.len());
        for part in &quotation.parts {
            if !text.is_empty() {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(self.prose.slice(*part));
            parts.push(Span::new(start, text.len()));
        }
        parts.iter().for_each(|part| words.add_part(&text, *part));
        let own = own_words(&words);
        if own < SHORT || is_code(&text, own) {
            return;
        }
        let inner = words.words.iter().filter(|word| word.inner.is_some()).count();
        let before = [out.text.len(), out.parts.len(), out.hashes.len()];
        for (part, place) in quotation.parts.iter().zip(&parts) {
            if place.start > 0 {
                out.map.push_atom(Span::at(out.map.finish(out.map.end())), 1);
            }
            out.map.append(&self.prose.map.cut(*part), 0);
            out.parts.push(Span::new(before[0] + place.start, before[0] + place.end));
        }
        out.text.push_str(&text);
        out.hashes.extend((0..words.len()).map(|i| hash(words.folded(i))));
        let range = |from: usize, to: usize| from as u32..to as u32;
        out.all.push(One {
            quotation: index,
            place: self.places[index].map(|place| place as u32),
            span: judged.span,
            text: range(before[0], out.text.len()),
            parts: range(before[1], out.parts.len()),
            hashes: range(before[2], out.hashes.len()),
            own: [own, own.saturating_sub(inner)].map(|words| words as u32),
            speaker: judged.speaker.as_deref().map(Into::into),
            block,
            in_body: block >= OPENING && self.prose.blocks[block].kind == BlockKind::Paragraph,
        });
    }
}

/// See [`UncoveredQuotation::hashes`].
fn hash(word: &str) -> u64 {
    FxBuildHasher.hash_one(word) & !1 | u64::from(is_function_word(word, Lang::En))
}

/// Whether `text` of so many words is an address or a piece of code: nobody's statement.
fn is_code(text: &str, words: usize) -> bool {
    const SIGNS: &[char] = &['/', '_', '=', '{', '}', '<', '>', '|', '\\', '@', '#'];
    text.contains("://") || text.matches(SIGNS).count() * 4 >= words
}

/// Whether two of three longer words begin with a capital, the first word apart.
fn is_in_title_case(text: &str) -> bool {
    let longer = text.split_whitespace().skip(1).filter(|word| word.chars().count() > 3);
    let (capital, small) =
        longer.fold((0, 0), |(capital, small), word| match word.starts_with(char::is_uppercase) {
            true => (capital + 1, small),
            false => (capital, small + 1),
        });
    capital > 1 && capital >= small * 2
}

/// Who the draft `file` says is speaking in each of `quotations`, which are of it. For the few that are asked about later: a
/// check reads nobody's name where no record is near.
#[must_use]
pub fn speakers_in(file: &TextFile, quotations: &[UncoveredQuotation<'_>]) -> Vec<Option<String>> {
    let Some(first) = quotations.first() else { return Vec::new() };
    let prose = extract::extract(file);
    let all = first.of.marks().map_or_else(|| marks::quotations(&prose).0, Kept::quotations);
    let speakers = Speakers::new(&prose, &all);
    let known = |quotation: &UncoveredQuotation<'_>| quotation.speaker().map(str::to_owned);
    let said = |quotation: &UncoveredQuotation<'_>| name(&prose, &speakers, quotation.one.place? as usize);
    quotations.iter().map(|quotation| known(quotation).or_else(|| said(quotation))).collect()
}

/// Who is said to speak in quotation `index` of those that `speakers` knows, as the draft names them.
fn name(prose: &Prose, speakers: &Speakers<'_>, index: usize) -> Option<String> {
    speakers.of(index).map(|said| squeeze(prose.slice(said.name)))
}

impl Checked {
    /// Who the draft says is speaking in its quotation `index`.
    #[must_use]
    pub fn speaker_of(&self, index: usize) -> Option<String> {
        let judged = &self.quotations[index];
        judged.speaker.clone().or_else(|| {
            let prose = extract::extract(&self.file);
            let (all, _) = marks::quotations(&prose);
            let here: Vec<Span<Text>> = judged.parts.iter().map(|(span, _)| *span).collect();
            let is_here = |quotation: &Quotation| {
                quotation.parts.iter().map(|part| prose.map.span(*part)).eq(here.iter().copied())
            };
            let index = all.iter().position(is_here)?;
            name(&prose, &Speakers::new(&prose, &all), index)
        })
    }
}
