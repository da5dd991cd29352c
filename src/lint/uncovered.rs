//! The words of quotations that no record covers, kept for the pass over all drafts.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::fit::SHORT;
use super::reading::own_words;
use super::{Checked, Draft};
use crate::align::cut::squeeze;
use crate::attribution::Speakers;
use crate::checks::{INCONSISTENT_QUOTATION, Level};
use crate::diagnostic::{Judged, Verdict};
use crate::extract;
use crate::lexicon::{Lang, is_function_word};
use crate::marks::{self, Form, Quotation};
use crate::normalize::Words;
use crate::prose::BlockKind;
use crate::span::{OffsetMap, Read, Span, Text};
use crate::text_file::TextFile;

/// A quotation of five words or more that is in no record: all that the pass over all drafts needs to know of it once
/// its draft is forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncovered {
    /// Its index among the quotations of its draft.
    pub quotation: usize,
    /// Where it stands: from its first to its last word.
    pub span: Span<Text>,
    /// Its words as a text of their own.
    pub text: Box<str>,
    /// Its words as hashes. The lowest bit of each tells whether it is one that only holds sentences together.
    pub hashes: Box<[u64]>,
    /// How many of its words stand outside brackets, and how many of those hold no bracket: `[T]here`.
    pub own: [u32; 2],
    /// Its parts in that text, and in the file.
    pub parts: Box<[(Span<Read>, Span<Text>)]>,
    /// Who is said to speak, if that was read: mostly it was not. See [`speakers_in`].
    pub speaker: Option<Box<str>>,
    /// The way from that text to the file.
    pub map: OffsetMap<Read, Text>,
    /// Index of the block of the draft that its first word stands in.
    pub block: usize,
    /// Whether it stands in the running text of the draft, below its headline and standfirst.
    pub in_body: bool,
    /// Whether its words are written as those of a title: *The Long Way Home to the Sea*.
    pub in_title_case: bool,
}

/// The headline and the standfirst of a draft that has no headings, in blocks.
const OPENING: usize = 2;

impl Uncovered {
    /// Its words, with places in its own text.
    #[must_use]
    pub fn words(&self) -> Words<Read> {
        let mut words = Words::default();
        self.parts.iter().for_each(|(part, _)| words.add_part(&self.text, *part));
        words
    }
}

impl Draft<'_> {
    /// Those of the draft, in order.
    pub(super) fn uncovered(&self, judged: &[Judged]) -> Vec<Uncovered> {
        if self.level(&INCONSISTENT_QUOTATION, None, None) == Level::Allow {
            return Vec::new();
        }
        let of_draft = self.quotations.iter().zip(judged).enumerate();
        let alone = of_draft.filter(|(_, (quotation, judged))| {
            judged.verdict == Verdict::Unverified && quotation.form != Form::Unmarked
        });
        alone.filter_map(|(index, (quotation, judged))| self.take_out(index, quotation, judged)).collect()
    }

    fn take_out(&self, index: usize, quotation: &Quotation, judged: &Judged) -> Option<Uncovered> {
        let block = self.prose.block_at(quotation.parts[0].start)?;
        let (mut text, mut map) = (String::new(), OffsetMap::<Read, Text>::default());
        let mut parts = Vec::with_capacity(quotation.parts.len());
        for part in &quotation.parts {
            if !text.is_empty() {
                text.push(' ');
                map.push_atom(Span::at(map.finish(map.end())), 1);
            }
            let start = text.len();
            text.push_str(self.prose.slice(*part));
            map.append(&self.prose.map.cut(*part), 0);
            parts.push((Span::new(start, text.len()), self.prose.map.span(*part)));
        }
        let in_body = block >= OPENING && self.prose.blocks[block].kind == BlockKind::Paragraph;
        let in_title_case = is_in_title_case(&text);
        map.shrink();
        let mut uncovered = Uncovered {
            quotation: index,
            span: judged.span,
            text: text.into(),
            hashes: Box::default(),
            own: [0; 2],
            parts: parts.into(),
            speaker: judged.speaker.as_deref().map(Into::into),
            map,
            block,
            in_body,
            in_title_case,
        };
        let words = uncovered.words();
        let own = own_words(&words);
        if own < SHORT || is_code(&uncovered.text, own) {
            return None;
        }
        let inner = words.words.iter().filter(|word| word.inner.is_some()).count();
        uncovered.own = [own, own.saturating_sub(inner)].map(|words| words as u32);
        uncovered.hashes = (0..words.len()).map(|i| hash(words.folded(i))).collect();
        Some(uncovered)
    }
}

/// See [`Uncovered::hashes`].
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
    let (capital, small): (Vec<&str>, Vec<&str>) =
        longer.partition(|word| word.starts_with(char::is_uppercase));
    capital.len() > 1 && capital.len() >= small.len() * 2
}

/// Who the draft `file` says is speaking in each of `quotations`, which are of it. For the few that are asked about later: a
/// check reads nobody's name where no record is near.
#[must_use]
pub fn speakers_in(file: &TextFile, quotations: &[&Uncovered]) -> Vec<Option<String>> {
    let parts = |quotation: &&Uncovered| {
        let parts = quotation.parts.iter().map(|(_, span)| *span).collect();
        (quotation.speaker.as_deref().map(str::to_owned), parts)
    };
    speakers(file, quotations.iter().map(parts))
}

impl Checked {
    /// Who the draft says is speaking in its quotation `index`.
    #[must_use]
    pub fn speaker_of(&self, index: usize) -> Option<String> {
        let judged = &self.quotations[index];
        let parts = judged.parts.iter().map(|(span, _)| *span).collect();
        speakers(&self.file, [(judged.speaker.clone(), parts)].into_iter()).pop().flatten()
    }
}

/// See [`speakers_in`]. Of each quotation come its speaker, if that is known, and its parts.
fn speakers(
    file: &TextFile,
    quotations: impl Iterator<Item = (Option<String>, Vec<Span<Text>>)>,
) -> Vec<Option<String>> {
    let prose = extract::extract(file);
    let (all, _) = marks::quotations(&prose);
    let speakers = Speakers::new(&prose, &all);
    let parts = |quotation: &Quotation| -> Vec<Span<Text>> {
        quotation.parts.iter().map(|part| prose.map.span(*part)).collect()
    };
    let places: FxHashMap<Vec<Span<Text>>, usize> =
        all.iter().enumerate().map(|(index, quotation)| (parts(quotation), index)).collect();
    let said = |parts| speakers.of(*places.get(&parts)?).map(|said| squeeze(prose.slice(said.name)));
    quotations.map(|(known, parts)| known.or_else(|| said(parts))).collect()
}
