//! A record's words outside any marks: in running prose, headlines and captions.
//!
//! Running prose is cut at the quotations that stand in it. Rare grams of the canon point to records; a cluster of them
//! about one place of a record is aligned like a quotation, and taken for one when most of the record stands there and
//! more speaks for it than marks would have asked.

use std::ops::Range;

use super::fit::{Context, Fit, fits};
use crate::diagnostic::RecordId;
use crate::marks::Quotation;
use crate::normalize::Words;
use crate::prose::Prose;
use crate::scan::grams::Found;
use crate::span::{Read, Span};

/// What is needed besides, in bits: nothing says that these words are anybody's.
const UNMARKED: f32 = 12.0;
/// How much of a record must stand there.
const COVERAGE: f32 = 0.7;
/// Shorter records, in words, are phrases of the language.
const SHORTEST: usize = 5;
/// A gram with more places than this points nowhere.
const COMMON: usize = 64;
/// Anchors further apart than this, in words, are not of one quotation.
const APART: usize = 12;

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
    let mut accepted: Vec<(f32, Range<usize>)> = Vec::new();
    for (record, range) in clusters(context, &found) {
        let part = words.slice(range.clone());
        let fit = fits(context, &part).into_iter().find(|f| f.record == record);
        if let Some(fit) = fit.filter(|f| is_one(context, f)) {
            let own = range.start + fit.matched.start..range.start + fit.matched.end;
            accepted.push((fit.core_evidence.bits, own));
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

fn is_one(context: &Context<'_>, fit: &Fit) -> bool {
    let index = &context.scanner.index;
    let length = index.words(index.first_entry(fit.record) + fit.wording as u32).len();
    let evidence = &fit.core_evidence;
    length >= SHORTEST
        && evidence.matched as f32 >= COVERAGE * length as f32
        && evidence.bits >= evidence.needed + UNMARKED
        && evidence.share >= COVERAGE
        && fit.matched.len() >= SHORTEST
}

/// Places where several anchors agree: the record and the words of the stretch that it would take up.
fn clusters(context: &Context<'_>, found: &Found) -> Vec<(RecordId, Range<usize>)> {
    let index = &context.scanner.index;
    let n = found.words.len();
    // Entry, word of the stretch, word of the entry.
    let mut hits: Vec<(u32, usize, usize)> = Vec::new();
    for at in 0..n {
        let [_, pair, triple] = [0, 1, 2].map(|l| &found.ranges[l][at]);
        let range = if triple.is_empty() { pair } else { triple };
        if range.is_empty() || range.len() > COMMON {
            continue;
        }
        hits.extend(index.places(range).iter().map(|&place| {
            let (entry, offset) = index.locate(place);
            (entry, at, offset as usize)
        }));
    }
    hits.sort_unstable();
    let near = |a: &(u32, usize, usize), b: &(u32, usize, usize)| {
        let shift = (b.1 as isize - a.1 as isize) - (b.2 as isize - a.2 as isize);
        a.0 == b.0 && b.1 - a.1 <= APART && shift.unsigned_abs() <= APART
    };
    hits.chunk_by(near)
        .filter_map(|hits| {
            let (first, last) = (hits.first()?, hits.last()?);
            let length = index.words(first.0).len();
            // Two anchors and more, or one that is most of the record.
            let covered = last.1 - first.1 + 2;
            if (hits.len() < 2 && covered * 2 < length) || covered * 3 < length {
                return None;
            }
            let start = first.1.saturating_sub(first.2);
            let end = (last.1 + (length - last.2)).min(n);
            Some((index.entries[first.0 as usize].record, start..end))
        })
        .collect()
}
