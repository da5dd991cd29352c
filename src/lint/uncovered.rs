//! The words of quotations that no record covers, kept for the pass over all drafts.

use rustc_hash::FxHashMap;

use super::fit::SHORT;
use super::reading::own_words;
use super::{Checked, Draft};
use crate::align::cut::squeeze;
use crate::attribution::Speakers;
use crate::checks::{INCONSISTENT_QUOTATION, Level};
use crate::diagnostic::{Judged, Verdict};
use crate::extract;
use crate::marks::{self, Form, Quotation};
use crate::normalize::Words;
use crate::prose::BlockKind;
use crate::span::{OffsetMap, Read, Span, Text};

/// A quotation of five words or more that is in no record.
#[derive(Debug)]
pub struct Uncovered {
    /// Its index among the quotations of its draft.
    pub quotation: usize,
    /// Its words as a text of their own.
    pub text: String,
    /// Its parts in that text.
    pub parts: Vec<Span<Read>>,
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
        self.parts.iter().for_each(|part| words.add_part(&self.text, *part));
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
        alone.filter_map(|(index, (quotation, _))| self.take_out(index, quotation)).collect()
    }

    fn take_out(&self, index: usize, quotation: &Quotation) -> Option<Uncovered> {
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
            parts.push(Span::new(start, text.len()));
        }
        let in_body = block >= OPENING && self.prose.blocks[block].kind == BlockKind::Paragraph;
        let in_title_case = is_in_title_case(&text);
        let uncovered = Uncovered { quotation: index, text, parts, map, block, in_body, in_title_case };
        let words = own_words(&uncovered.words());
        (words >= SHORT && !is_code(&uncovered.text, words)).then_some(uncovered)
    }
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

impl Checked {
    /// Who the draft says is speaking in each of `quotations`, which are indices. For the few that are asked about later:
    /// a check reads nobody's name where no record is near.
    #[must_use]
    pub fn speakers_of(&self, quotations: &[usize]) -> Vec<Option<String>> {
        let prose = extract::extract(&self.file);
        let (all, _) = marks::quotations(&prose);
        let speakers = Speakers::new(&prose, &all);
        let parts = |quotation: &Quotation| -> Vec<Span<Text>> {
            quotation.parts.iter().map(|part| prose.map.span(*part)).collect()
        };
        let places: FxHashMap<Vec<Span<Text>>, usize> =
            all.iter().enumerate().map(|(index, quotation)| (parts(quotation), index)).collect();
        let name = |&quotation: &usize| {
            let judged = &self.quotations[quotation];
            let known: Vec<Span<Text>> = judged.parts.iter().map(|(span, _)| *span).collect();
            let said = || speakers.of(*places.get(&known)?).map(|said| squeeze(prose.slice(said.name)));
            judged.speaker.clone().or_else(said)
        };
        quotations.iter().map(name).collect()
    }
}
