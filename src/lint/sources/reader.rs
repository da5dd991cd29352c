//! Reads one document past the quotations of all drafts.

use rustc_hash::FxHashMap;

use super::{Collection, KEPT};
use crate::align::cut::Worded;
use crate::align::{Query, align};
use crate::canon::source::kept::{Kept, Places, Store};
use crate::canon::source::{Passage, Source};
use crate::normalize::Words;
use crate::packed::Packer;
use crate::prose::Prose;
use crate::scan::hunt::{Counts, Hunt, Search, Site, Wanted};
use crate::scan::index::Index;
use crate::scan::numbered::Bytes;
use crate::span::{Read, Said, Span};

/// Shortest part of a quotation, in words, that is put together with another part from elsewhere in a document.
const SHORTEST_PART: usize = 3;
/// More parts than this are no quotation but a cento.
const MOST_PARTS: usize = 4;

/// A passage, and what of a quotation stands in it.
#[derive(Debug, Clone)]
pub(super) struct Trace {
    pub(super) site: Site,
    pub(super) passage: Passage,
}

/// What one document says of the quotations.
#[derive(Debug, Default)]
pub struct Traces {
    /// How often the words of the quotations stand in it.
    pub counts: Counts,
    /// For each quotation that may stand in it, by number.
    pub(super) found: Vec<(usize, Vec<Trace>)>,
    /// Whether its labels name its speakers.
    pub is_transcript: bool,
}

/// What is to be kept of a document, or of one piece of it.
#[derive(Debug)]
pub struct Recorded {
    /// Its words.
    pub words: Vec<u8>,
    /// What passages are made of.
    pub kept: Kept,
}

/// What was kept of a document, or of one piece of it: its words are read from the first to the last, and then perhaps
/// what passages are made of.
pub trait Stored: Bytes + Store {
    /// The bytes of [`Kept::index`].
    fn index(&mut self) -> Option<Vec<u8>>;
}

/// Reads one document, in one piece or in several.
#[derive(Debug)]
pub struct Reader<'h> {
    search: Search<'h>,
    wanted: &'h [Wanted],
    found: FxHashMap<usize, Vec<Trace>>,
    labels: FxHashMap<String, usize>,
    /// The last label of the pieces before.
    last: Option<String>,
}

impl<'h> Reader<'h> {
    /// A reader for the quotations of `collection`, which `hunt` is for.
    #[must_use]
    pub fn new(collection: &'h Collection, hunt: &'h Hunt) -> Self {
        Self {
            search: Search::new(hunt),
            wanted: collection.wanted(),
            found: FxHashMap::default(),
            labels: FxHashMap::default(),
            last: None,
        }
    }

    /// Reads the document, or its next piece.
    pub fn read(&mut self, source: &Source) {
        let found = self.search.read(&source.prose.text);
        self.take(source, found);
    }

    /// The same, and says what is to be kept of the piece so that [`Reader::recall`] finds the same in it.
    pub fn record(&mut self, source: &Source) -> Recorded {
        let mut words = Packer::default();
        let found = self.search.record(&source.prose.text, &mut words);
        let kept = Kept::of(source, self.search.starts(), self.last.as_deref());
        self.take(source, found);
        Recorded { words: words.bytes, kept }
    }

    fn take(&mut self, source: &Source, found: Vec<(usize, Vec<Site>)>) {
        for (number, sites) in found {
            let traces = self.found.entry(number).or_default();
            for site in sites {
                let words = &self.wanted[number].words;
                let [start, last] =
                    [site.at.start, site.at.end - 1].map(|word| self.search.starts()[word] as usize);
                let stretch = stretch(&source.prose, words, &site, start, last);
                let passage = source.passage(stretch, self.last.as_deref());
                traces.push(Trace { site, passage });
            }
            keep_best(traces, 2 * KEPT);
        }
        for name in source.names() {
            *self.labels.entry(name.to_owned()).or_default() += 1;
            self.last = Some(name.to_owned());
        }
    }

    /// Reads what was recorded of the document, or of its next piece: first its words from `stored`, then, if anything
    /// stands there, the places of the passages. `None` if it is damaged: this reader is of no use then.
    pub fn recall(&mut self, stored: &mut impl Stored) -> Option<()> {
        let found = self.search.recall(stored)?;
        if found.is_empty() {
            return Some(());
        }
        let mut places = Places::unpack(&stored.index()?)?;
        for (number, sites) in found {
            let traces = self.found.entry(number).or_default();
            for site in sites {
                let words = &self.wanted[number].words;
                let of = |prose: &Prose, start, last| stretch(prose, words, &site, start, last);
                let passage = places.passage(stored, site.at.clone(), of)?;
                traces.push(Trace { site, passage });
            }
            keep_best(traces, 2 * KEPT);
        }
        Some(())
    }

    /// What was found, when all of the document has been read.
    #[must_use]
    pub fn finish(self) -> Traces {
        let is_transcript = self.labels.values().filter(|&&times| times > 1).count() > 1;
        self.finish_recalled(is_transcript)
    }

    /// The same for a document that was recalled: whether it is a transcript, who recorded it knows.
    #[must_use]
    pub fn finish_recalled(self, is_transcript: bool) -> Traces {
        let mut found: Vec<(usize, Vec<Trace>)> = self.found.into_iter().collect();
        found.sort_by_key(|(number, _)| *number);
        for (number, traces) in &mut found {
            put_together(traces, self.wanted[*number].words.len());
            keep_best(traces, KEPT);
        }
        Traces { counts: self.search.counts, found, is_transcript }
    }
}

/// The stretch of `prose` that a site means, whose first word begins at `start` and whose last at `last`.
fn stretch(prose: &Prose, words: &Words<Read>, site: &Site, start: usize, last: usize) -> Span<Read> {
    let stretch = Span::new(start, end_of_word(&prose.text, last));
    if site.wide { tighten(words, prose, stretch) } else { stretch }
}

/// The end of the word that begins at `at`, or of the run without spaces that it stands in.
fn end_of_word(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’'))).unwrap_or(rest.len());
    at + end.max(rest.chars().next().map_or(0, char::len_utf8))
}

/// The part of `stretch` that `words` answer.
fn tighten(words: &Words<Read>, prose: &Prose, stretch: Span<Read>) -> Span<Read> {
    let text = prose.slice(stretch);
    let index = Index::of_text(text);
    let numbers: Vec<_> = (0..words.len()).map(|i| index.number(words.folded(i))).collect();
    let query = Query::new(words, &numbers);
    let alignment = align(&query, &index, index.words(0), index.stops(0));
    let said = Words::<Said>::of(text);
    let span = Worded { text, words: &said }.span(&alignment.record);
    if span.is_empty() { stretch } else { Span::new(stretch.start + span.start, stretch.start + span.end) }
}

/// The better first; of equals the earlier.
fn by_worth(a: &Trace, b: &Trace) -> std::cmp::Ordering {
    b.site.bits.total_cmp(&a.site.bits).then(a.passage.place.cmp(&b.passage.place))
}

/// Whether `other` holds what `trace` holds of a quotation. One that is put together of several does not stand for one of
/// its parts: should that carry all, it is the better answer.
pub(super) fn covers(other: &Trace, trace: &Trace) -> bool {
    other.passage.joints.len() <= trace.passage.joints.len() && trace.site.is_in(&other.site)
}

/// Leaves out a passage where `most` better ones hold the same words of the quotation.
fn keep_best(traces: &mut Vec<Trace>, most: usize) {
    traces.sort_by(by_worth);
    traces.dedup_by(|a, b| a.passage.place == b.passage.place && a.passage.joints == b.passage.joints);
    let mut kept: Vec<Trace> = Vec::with_capacity(traces.len());
    for trace in traces.drain(..) {
        if kept.iter().filter(|other| covers(other, &trace)).take(most).count() < most {
            kept.push(trace);
        }
    }
    *traces = kept;
}

/// Adds passages of parts that stand far from one another in one document.
fn put_together(traces: &mut Vec<Trace>, words: usize) {
    traces.sort_by(by_worth);
    let full = |trace: &Trace| trace.site.covered() + SHORTEST_PART > words;
    if traces.first().is_none_or(full) {
        return;
    }
    let mut joined = Vec::new();
    for seed in traces.iter().take(KEPT) {
        let mut parts: Vec<&Trace> = vec![seed];
        while parts.len() < MOST_PARTS {
            let Some(next) = next_part(traces, &parts) else { break };
            parts.push(next);
        }
        if parts.len() < 2 {
            continue;
        }
        parts.sort_by_key(|part| part.passage.place);
        let mut passage = parts[0].passage.clone();
        let mut site = parts[0].site.clone();
        for part in &parts[1..] {
            passage = passage.and(&part.passage);
            site.add(&part.site);
        }
        joined.push(Trace { site, passage });
    }
    traces.append(&mut joined);
}

/// The part that adds most to `parts`; of equals one that stands in the order of the quotation, then the nearest.
fn next_part<'t>(traces: &'t [Trace], parts: &[&Trace]) -> Option<&'t Trace> {
    let mut whole = parts[0].site.clone();
    parts[1..].iter().for_each(|part| whole.add(&part.site));
    let first = |trace: &Trace| trace.site.parts.iter().map(|part| part.start).min();
    let fresh = |trace: &Trace| trace.site.fresh(&whole);
    let apart = |trace: &&Trace| {
        parts.iter().all(|part| {
            let (a, b) = (&part.passage.place, &trace.passage.place);
            a.end <= b.start || b.end <= a.start
        })
    };
    let in_order = |trace: &Trace| {
        parts.iter().all(|part| {
            let later = first(part) < first(trace);
            later == (part.passage.place.start < trace.passage.place.start)
        })
    };
    let distance = |trace: &Trace| {
        parts.iter().map(|part| part.passage.place.start.abs_diff(trace.passage.place.start)).min()
    };
    // A part that is in the quotation already, but for a word or two, is the same part found elsewhere.
    let adds = |trace: &&Trace| {
        let fresh = fresh(trace);
        fresh >= SHORTEST_PART && fresh * 3 >= trace.site.covered() * 2
    };
    traces
        .iter()
        .filter(adds)
        .filter(apart)
        .min_by_key(|trace| (std::cmp::Reverse(fresh(trace)), !in_order(trace), distance(trace)))
}
