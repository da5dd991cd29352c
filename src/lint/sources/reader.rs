//! Reads one document past the quotations of all drafts.
//!
//! Where they stand is found first, by words alone. Passages are made last, of the places that were chosen: of the last
//! piece of a document, or of any that was recorded, they can be made at any time.

use rustc_hash::FxHashMap;

use super::spots::{Best, Make, Spot, Trace, choose, keep_best, put_together};
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

/// What was kept of a document: the words of its pieces are read from the first to the last, and then perhaps what passages
/// are made of.
pub trait Stored: Bytes + Store {
    /// Which piece, by number, [`Self::index`] and [`Store::places`] are of from now on; `None` if its words were not read.
    fn turn_to(&mut self, piece: usize) -> Option<()>;
    /// The bytes of [`Kept::index`].
    fn index(&mut self) -> Option<Vec<u8>>;
}

/// Reads one document, in one piece or in several.
#[derive(Debug)]
pub struct Reader<'h> {
    search: Search<'h>,
    wanted: &'h [Wanted],
    /// The best of all documents, and the number of this one among them.
    among: Option<(&'h Best, usize)>,
    found: FxHashMap<usize, Vec<Spot>>,
    /// How many pieces were read.
    pieces: usize,
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
            among: None,
            found: FxHashMap::default(),
            pieces: 0,
            labels: FxHashMap::default(),
            last: None,
        }
    }

    /// The same for one of several documents, by its number in their order: what others make needless is left out, so that
    /// the traces of all together say the same, and those of this one alone need not.
    #[must_use]
    pub fn among(self, best: &'h Best, document: usize) -> Self {
        Self { among: Some((best, document)), ..self }
    }

    /// Reads a piece of the document that others follow.
    pub fn read(&mut self, source: &Source) {
        let found = self.search.read(&source.prose.text);
        self.add(found);
        self.settle(source);
    }

    /// The same, and says what is to be kept of the piece so that [`Reader::recall`] finds the same in it.
    pub fn record(&mut self, source: &Source) -> Recorded {
        let (found, recorded) = self.search_and_record(source);
        self.add(found);
        self.settle(source);
        recorded
    }

    /// Reads the document, or its last piece, and says what was found in all of it.
    #[must_use]
    pub fn finish_with(mut self, source: &Source) -> Traces {
        let found = self.search.read(&source.prose.text);
        self.add(found);
        self.finish_in(source)
    }

    /// [`Reader::finish_with`] and [`Reader::record`] in one.
    #[must_use]
    pub fn finish_recording(mut self, source: &Source) -> (Traces, Recorded) {
        let (found, recorded) = self.search_and_record(source);
        self.add(found);
        (self.finish_in(source), recorded)
    }

    /// What was found, when no piece is left to read.
    #[must_use]
    pub fn finish(mut self) -> Traces {
        let is_transcript = self.is_transcript();
        // All passages were made.
        self.conclude(is_transcript, &mut |_, _, _| None).unwrap_or_default()
    }

    /// Reads the words that were recorded of the document, or of its next piece. `None` if they are damaged: this reader is
    /// of no use then.
    pub fn recall(&mut self, stored: &mut impl Stored) -> Option<()> {
        let found = self.search.recall(stored)?;
        self.add(found);
        Some(())
    }

    /// What was found, when the words of all pieces have been read; the passages are made of what is `stored` besides.
    /// `None` if it is damaged. Whether the document is a transcript, who recorded it knows.
    pub fn finish_recalled(mut self, stored: &mut impl Stored, is_transcript: bool) -> Option<Traces> {
        let mut all: Vec<Option<Places>> = (0..self.pieces).map(|_| None).collect();
        self.conclude(is_transcript, &mut |piece, site, words| {
            stored.turn_to(piece)?;
            let places = match all.get_mut(piece)? {
                Some(places) => places,
                none => none.insert(Places::unpack(&stored.index()?)?),
            };
            let of = |prose: &Prose, start, last| stretch(prose, words, site, start, last);
            places.passage(stored, site.at.clone(), of)
        })
    }

    fn search_and_record(&mut self, source: &Source) -> (Vec<(usize, Vec<Site>)>, Recorded) {
        let mut words = Packer::default();
        let found = self.search.record(&source.prose.text, &mut words);
        let kept = Kept::of(source, self.search.starts(), self.last.as_deref());
        (found, Recorded { words: words.bytes, kept })
    }

    /// Adds what was found in the next piece.
    fn add(&mut self, found: Vec<(usize, Vec<Site>)>) {
        let piece = self.pieces;
        self.pieces += 1;
        for (number, sites) in found {
            let spots = self.found.entry(number).or_default();
            spots.extend(sites.into_iter().map(|site| Spot { site, piece, passage: None }));
            // More than are kept in the end, since some may be parts of a whole.
            keep_best(spots, 2 * KEPT);
        }
    }

    /// Makes the passages of the piece that was read last, of which nothing is left afterwards.
    fn settle(&mut self, source: &Source) {
        for (&number, spots) in &mut self.found {
            let words = &self.wanted[number].words;
            for spot in spots.iter_mut().filter(|spot| spot.passage.is_none()) {
                spot.passage =
                    Some(cut(source, words, &spot.site, self.search.starts(), self.last.as_deref()));
            }
        }
        self.note_labels(source);
    }

    fn note_labels(&mut self, source: &Source) {
        for name in source.names() {
            *self.labels.entry(name.to_owned()).or_default() += 1;
            self.last = Some(name.to_owned());
        }
    }

    fn is_transcript(&self) -> bool {
        self.labels.values().filter(|&&times| times > 1).count() > 1
    }

    fn finish_in(mut self, source: &Source) -> Traces {
        let before = self.last.clone();
        self.note_labels(source);
        let is_transcript = self.is_transcript();
        let starts = self.search.take_starts();
        let make = &mut |_, site: &Site, words: &Words<Read>| {
            Some(cut(source, words, site, &starts, before.as_deref()))
        };
        self.conclude(is_transcript, make).unwrap_or_default()
    }

    /// Chooses among the places, and makes passages of those alone that are chosen.
    fn conclude(&mut self, is_transcript: bool, make: &mut Make<'_>) -> Option<Traces> {
        let mut found = Vec::with_capacity(self.found.len());
        for (number, mut spots) in self.found.drain() {
            let words = &self.wanted[number].words;
            let others = self.among.map(|(best, document)| best.beside(number, document)).unwrap_or_default();
            put_together(&mut spots, words, &others, make)?;
            let traces = choose(spots, words, &others, make)?;
            if !traces.is_empty() {
                found.push((number, traces));
            }
        }
        found.sort_by_key(|(number, _)| *number);
        if let Some((best, document)) = self.among {
            found.iter().for_each(|(number, traces)| best.add(*number, document, traces));
        }
        Some(Traces { counts: std::mem::take(&mut self.search.counts), found, is_transcript })
    }
}

/// The passage of a site in `source`, whose words begin at `starts` and which begins under the label `before`.
fn cut(source: &Source, words: &Words<Read>, site: &Site, starts: &[u32], before: Option<&str>) -> Passage {
    let [start, last] = [site.at.start, site.at.end - 1].map(|word| starts[word] as usize);
    source.passage(stretch(&source.prose, words, site, start, last), before)
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
    let alignment = align(&query, &index, 0, 0..index.length(0));
    let said = Words::<Said>::of(text);
    let span = Worded { text, words: &said }.span(&alignment.record);
    if span.is_empty() { stretch } else { Span::new(stretch.start + span.start, stretch.start + span.end) }
}
