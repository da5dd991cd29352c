//! A record's words outside any marks: in running prose, headlines and captions.
//!
//! Running prose is cut at the quotations that stand in it. Rare grams of the canon point to records; where several of
//! them agree on a place of a record, the words around them are aligned with it, and what is the record's of them is
//! weighed again by itself. It is taken for a quotation when more speaks for it than marks would have asked: nothing
//! says that these words are anybody's.

use std::ops::Range;

use super::fit::Context;
use super::hopes::Hopes;
use super::weighed::{self, Weighed};
use crate::align::Query;
use crate::diagnostic::RecordId;
use crate::marks::Quotation;
use crate::normalize::Words;
use crate::prose::Prose;
use crate::scan::grams::Found;
use crate::scan::index::{Index, WordId};
use crate::significance::{least_unnamed, word_bits};
use crate::span::{Read, Span};

/// What is needed besides, in bits, when most of a record stands there: of most of a record less is asked to begin with.
const UNMARKED: f32 = 12.0;
/// The same when only a piece of it does.
const UNMARKED_PIECE: f32 = 10.0;
/// How much of a record is most of it; and how much of the words must be the record's.
const MOST: f32 = 0.7;
/// Shorter records, in words, are phrases of the language.
const SHORTEST: usize = 5;
/// The same of pieces.
const SHORTEST_PIECE: usize = 7;
/// A gram with more places than this points nowhere.
const COMMON: usize = 64;
/// Anchors further apart than this, in words, are not of one quotation. So far, too, is looked beyond them.
const APART: usize = 12;
/// Less than this, in bits, of words that are the same is not looked at.
const WORTH_A_LOOK: f32 = 22.0;

/// The stretches of prose outside `quotations` that hold a record's words.
#[must_use]
pub fn stretches(context: &Context<'_>, prose: &Prose, quotations: &[Quotation]) -> Vec<Span<Read>> {
    let mut taken: Vec<Span<Read>> = quotations.iter().flat_map(|q| q.parts.iter().copied()).collect();
    taken.sort_unstable();
    let mut found = Vec::new();
    for block in &prose.blocks {
        let first = taken.partition_point(|t| t.end <= block.span.start);
        let mut from = block.span.start;
        for part in taken[first..].iter().take_while(|t| t.start < block.span.end) {
            if from < part.start {
                stretch(context, prose, Span::new(from, part.start), &mut found);
            }
            from = from.max(part.end);
        }
        if from < block.span.end {
            stretch(context, prose, Span::new(from, block.span.end), &mut found);
        }
    }
    found
}

/// Looks for records in one stretch of prose.
fn stretch(context: &Context<'_>, prose: &Prose, span: Span<Read>, out: &mut Vec<Span<Read>>) {
    let mut words = Words::default();
    words.add_part(&prose.text, span);
    if words.len() < SHORTEST {
        return;
    }
    let found = context.scanner.find(&words);
    let fit = |record: RecordId, range: &Range<usize>| {
        let words = words.slice(range.clone());
        let query = Query::new(&words, &found.words[range.clone()]);
        weighed::of_record(context, &query, record)
    };
    let mut accepted: Vec<(f32, Range<usize>)> = Vec::new();
    for (record, range) in clusters(context, &found) {
        if !can_be_one(context, &words, &found, &range, record) {
            continue;
        }
        let Some(rough) = fit(record, &range) else { continue };
        let own = range.start + rough.matched.start..range.start + rough.matched.end;
        let own = to_the_ends(context, &found, &rough, own);
        let fit = if own == range { Some(rough) } else { fit(record, &own) };
        if let Some(fit) = fit.filter(|f| is_one(context, f)) {
            accepted.push((fit.evidence.bits, own));
        }
    }
    // Of several records at one place the one that most speaks for.
    accepted.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.start.cmp(&b.1.start)));
    let mut chosen: Vec<Range<usize>> = Vec::new();
    for (_, range) in accepted {
        if chosen.iter().all(|c| range.end <= c.start || c.end <= range.start) {
            chosen.push(range);
        }
    }
    chosen.sort_by_key(|r| r.start);
    out.extend(chosen.iter().map(|r| words.words[r.start].span.to(words.words[r.end - 1].span)));
}

/// Takes in the first and the last word of a record that stand just beyond a changed word: the end of a record is no
/// chance neighbour.
fn to_the_ends(context: &Context<'_>, found: &Found, fit: &Weighed, own: Range<usize>) -> Range<usize> {
    let index = &context.scanner.index;
    let record = index.words(index.first_entry(fit.record) + fit.wording as u32);
    let length = record.len();
    let beyond = |from_end: &dyn Fn(usize) -> WordId, at: &dyn Fn(usize) -> Option<WordId>| {
        let here = at(0)?;
        let missing = (1..=BEYOND.min(length - 1)).find(|&r| from_end(r) == here)?;
        (missing - 1..=missing + 1).filter(|&d| d > 0).find(|&d| at(d) == Some(from_end(0)))
    };
    let before = |d: usize| found.words.get(own.start.checked_sub(d)?).copied();
    let after = |d: usize| found.words.get(own.end - 1 + d).copied();
    let start = beyond(&|r| record[r], &before).unwrap_or(0);
    let end = beyond(&|r| record[length - 1 - r], &after).unwrap_or(0);
    own.start - start..own.end + end
}

/// So many words may be missing between a record's end and what was found of it.
const BEYOND: usize = 3;

/// Whether what both share can be worth what [`is_one`] asks, before they are aligned: anchors agree by chance in every
/// second sentence.
fn can_be_one(
    context: &Context<'_>,
    words: &Words<Read>,
    found: &Found,
    range: &Range<usize>,
    record: RecordId,
) -> bool {
    let index = &context.scanner.index;
    // See `to_the_ends`.
    let reach = range.start.saturating_sub(BEYOND + 1)..(range.end + BEYOND + 1).min(words.len());
    let words = words.slice(reach.clone());
    let query = Query::new(&words, &found.words[reach]);
    let mut hopes = Hopes::new(index, query.numbers, &query.bracketed(), query.gap.contains(&true));
    index.entries_of(record).any(|entry| {
        let most = hopes.at_most(index.words(entry));
        most.matched >= SHORTEST && most.of_core >= least_unnamed(index, &most) + UNMARKED.min(UNMARKED_PIECE)
    })
}

fn is_one(context: &Context<'_>, fit: &Weighed) -> bool {
    let index = &context.scanner.index;
    let length = index.words(index.first_entry(fit.record) + fit.wording as u32).len();
    let evidence = &fit.evidence;
    let most = evidence.matched as f32 >= MOST * length as f32;
    let (shortest, more) = if most { (SHORTEST, UNMARKED) } else { (SHORTEST_PIECE, UNMARKED_PIECE) };
    evidence.matched >= shortest && evidence.share >= MOST && evidence.bits >= evidence.needed + more
}

/// A gram of a stretch that stands in the canon: the entry, the word of the stretch, the word of the entry, the length.
type Hit = (u32, usize, usize, usize);

/// Places where several anchors agree: the record, and the words of the stretch to align with it.
fn clusters(context: &Context<'_>, found: &Found) -> Vec<(RecordId, Range<usize>)> {
    let index = &context.scanner.index;
    let n = found.words.len();
    let mut hits: Vec<Hit> = Vec::new();
    for at in 0..n {
        let [_, pair, triple] = [0, 1, 2].map(|l| &found.ranges[l][at]);
        let (range, length) = if triple.is_empty() { (pair, 2) } else { (triple, 3) };
        if range.is_empty() || range.len() > COMMON {
            continue;
        }
        hits.extend(index.places(range).iter().map(|&place| {
            let (entry, offset) = index.locate(place);
            (entry, at, offset as usize, length)
        }));
    }
    hits.sort_unstable();
    let near = |a: &Hit, b: &Hit| {
        let shift = (b.1 as isize - a.1 as isize) - (b.2 as isize - a.2 as isize);
        a.0 == b.0 && b.1 - a.1 <= APART && shift.unsigned_abs() <= APART
    };
    let mut worth = Worth::new(index, &found.words);
    hits.chunk_by(near)
        .filter_map(|hits| {
            let (first, last) = (hits.first()?, hits.last()?);
            // What the anchors are worth; words that two of them share count once.
            let (mut bits, mut done) = (0.0, first.1);
            for &(_, at, _, length) in hits {
                for word in at.max(done)..at + length {
                    bits += worth.of(word, word > at.max(done));
                }
                done = done.max(at + length);
            }
            if bits < WORTH_A_LOOK {
                return None;
            }
            let length = index.words(first.0).len();
            let start = first.1.saturating_sub(first.2.min(APART) + EDGE);
            let end = (last.1 + (length - last.2).min(last.3 + APART) + EDGE).min(n);
            Some((index.entries[first.0 as usize].record, start..end))
        })
        .collect()
}

/// Words beside a quotation that show where it ends.
const EDGE: usize = 3;

/// What the words of a stretch are worth, each worked out once.
struct Worth<'a> {
    index: &'a Index<'a>,
    words: &'a [WordId],
    /// Of each word alone, and after the one before it.
    known: Vec<[Option<f32>; 2]>,
}

impl<'a> Worth<'a> {
    fn new(index: &'a Index<'a>, words: &'a [WordId]) -> Self {
        Self { index, words, known: vec![[None; 2]; words.len()] }
    }

    /// What the word `at` is worth; `follows` says that the one before it counts, too.
    fn of(&mut self, at: usize, follows: bool) -> f32 {
        let before = follows.then(|| self.words[at - 1]);
        *self.known[at][usize::from(follows)]
            .get_or_insert_with(|| word_bits(self.index, self.words[at], before))
    }
}
