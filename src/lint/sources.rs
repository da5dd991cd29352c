//! Source documents: from the quotations of all drafts to the passages that each of them is judged by.
//!
//! 1. The quotations of every draft are collected ([`Collection`]).
//! 2. Each document is read past them ([`Reader`]) and leaves passages behind ([`Traces`]).
//! 3. When all are read, the passages become records of the canon ([`Library`]), and each draft is judged by those that
//!    its own quotations located: it gets the same verdict alone or among thousands.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::align::cut::Worded;
use crate::align::{Query, align};
use crate::attribution::is_speaker;
use crate::canon::source::{Passage, Source, Voice};
use crate::canon::{Canon, Examples, Excerpt, Record, Speaker, Wording};
use crate::diagnostic::RecordId;
use crate::extract;
use crate::lexicon::Lang;
use crate::marks;
use crate::normalize::Words;
use crate::prose::Prose;
use crate::scan::Scanner;
use crate::scan::hunt::{Counts, Hunt, Search, Site, Wanted};
use crate::scan::index::Index;
use crate::span::{Read, Said, Span};
use crate::text_file::TextFile;

/// Shortest part of a quotation, in words, that is put together with another part from elsewhere in a document.
const SHORTEST_PART: usize = 3;
/// More parts than this are no quotation but a cento.
const MOST_PARTS: usize = 4;
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

/// A passage, and what of a quotation stands in it.
#[derive(Debug, Clone)]
struct Trace {
    site: Site,
    passage: Passage,
}

/// What one document says of the quotations.
#[derive(Debug, Default)]
pub struct Traces {
    /// How often the words of the quotations stand in it.
    pub counts: Counts,
    /// For each quotation that may stand in it, by number.
    found: Vec<(usize, Vec<Trace>)>,
    /// Whether its labels name its speakers.
    is_transcript: bool,
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
        let text = &source.prose.text;
        for (number, sites) in self.search.read(text) {
            let traces = self.found.entry(number).or_default();
            for site in sites {
                let mut stretch = Span::new(site.start, end_of_word(text, site.last));
                if site.wide {
                    stretch = tighten(&self.wanted[number].words, &source.prose, stretch);
                }
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

    /// What was found, when all of the document has been read.
    #[must_use]
    pub fn finish(self) -> Traces {
        let is_transcript = self.labels.values().filter(|&&times| times > 1).count() > 1;
        let mut found: Vec<(usize, Vec<Trace>)> = self.found.into_iter().collect();
        found.sort_by_key(|(number, _)| *number);
        for (number, traces) in &mut found {
            put_together(traces, self.wanted[*number].words.len());
            keep_best(traces, KEPT);
        }
        Traces { counts: self.search.counts, found, is_transcript }
    }
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
fn covers(other: &Trace, trace: &Trace) -> bool {
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

/// All documents of a run, when they have been read.
#[derive(Debug, Default)]
pub struct Library {
    counts: Counts,
    /// For each quotation, by number: the passages with the numbers of their documents.
    found: FxHashMap<usize, Vec<(usize, Trace)>>,
    documents: Vec<Document>,
    /// For each quotation, by number: the records that its passages became.
    records: FxHashMap<usize, Vec<RecordId>>,
}

#[derive(Debug)]
struct Document {
    path: String,
    is_transcript: bool,
}

impl Library {
    /// Adds a document; `path` is its name as it is shown. The order of the documents is that of their records.
    pub fn add(&mut self, path: &str, traces: Traces) {
        self.counts.join(&traces.counts);
        let document = self.documents.len();
        for (number, traces) in traces.found {
            let all = self.found.entry(number).or_default();
            all.extend(traces.into_iter().map(|trace| (document, trace)));
            if all.len() > 64 {
                keep_best_of_all(all);
            }
        }
        self.documents.push(Document { path: path.to_owned(), is_transcript: traces.is_transcript });
    }

    /// Makes records of the passages, in the order of the documents and of their place in them.
    pub fn add_records(&mut self, canon: &mut Canon) {
        let mut all: Vec<(usize, Trace, usize)> = Vec::new();
        for (number, mut traces) in self.found.drain() {
            keep_best_of_all(&mut traces);
            all.extend(traces.into_iter().map(|(document, trace)| (document, trace, number)));
        }
        let place = |(document, trace, _): &(usize, Trace, usize)| {
            (*document, trace.passage.place, trace.passage.joints.len())
        };
        all.sort_by(|a, b| {
            place(a).cmp(&place(b)).then(a.1.passage.text.cmp(&b.1.passage.text)).then(a.2.cmp(&b.2))
        });
        let mut speakers: FxHashMap<String, (usize, bool)> = FxHashMap::default();
        let mut last: Option<(usize, RecordId)> = None;
        for (document, trace, number) in all {
            let passage = trace.passage;
            let same = last.filter(|(of, id)| *of == document && is_same(canon, *id, &passage));
            let id = match same {
                Some((_, id)) => id,
                None => self.add_record(canon, document, passage, &mut speakers),
            };
            last = Some((document, id));
            self.records.entry(number).or_default().push(id);
        }
    }

    fn add_record(
        &self,
        canon: &mut Canon,
        document: usize,
        passage: Passage,
        speakers: &mut FxHashMap<String, (usize, bool)>,
    ) -> RecordId {
        let Document { path, is_transcript } = &self.documents[document];
        let speaker = match &passage.voice {
            Voice::One(name) if *is_transcript => {
                Some(*speakers.entry(name.clone()).or_insert_with(|| speaker(canon, name)))
            }
            _ => None,
        };
        let file = canon.files.len();
        let span = passage.map.span(Span::new(0, passage.text.len()));
        canon.files.push(Arc::new(passage.lines.into_file(path)));
        let lang = Lang::detect(&passage.text);
        canon.records.push(Record {
            id: path.clone(),
            speaker: speaker.map(|(speaker, _)| speaker),
            wordings: vec![Wording { text: passage.text, map: passage.map, reason: None }],
            misquotes: Vec::new(),
            date: None,
            source: None,
            url: None,
            lang,
            lang_tag: None,
            translated: false,
            levels: Vec::new(),
            examples: Examples::default(),
            file,
            span,
            passage: Some(Excerpt {
                joints: passage.joints,
                only_labelled: speaker.is_some_and(|(_, only_labelled)| only_labelled),
            }),
        });
        RecordId(canon.records.len() - 1)
    }

    /// The scanner of the passages that the quotations of one draft located; `None` if there is none. `canon` is the one
    /// that the records were added to. `own` is the draft's own name among the documents: no text vouches for itself.
    #[must_use]
    pub fn scanner<'c>(
        &self,
        canon: &'c Canon,
        hunt: &Hunt,
        located: &[usize],
        own: Option<&str>,
    ) -> Option<Scanner<'c>> {
        let records = located.iter().filter_map(|number| self.records.get(number)).flatten();
        let mut ids: Vec<RecordId> =
            records.copied().filter(|id| own != Some(canon.records[id.0].id.as_str())).collect();
        ids.sort_unstable();
        ids.dedup();
        (!ids.is_empty()).then(|| Scanner::of_passages(canon, &ids, hunt, &self.counts))
    }
}

fn is_same(canon: &Canon, id: RecordId, passage: &Passage) -> bool {
    let record = &canon.records[id.0];
    let file = &canon.files[record.file];
    file.disk(record.span) == passage.place && record.wordings[0].text == passage.text
}

fn keep_best_of_all(traces: &mut Vec<(usize, Trace)>) {
    traces.sort_by(|a, b| {
        b.1.site
            .bits
            .total_cmp(&a.1.site.bits)
            .then(a.0.cmp(&b.0))
            .then(a.1.passage.place.cmp(&b.1.passage.place))
    });
    let mut kept: Vec<(usize, Trace)> = Vec::with_capacity(traces.len());
    for (document, trace) in traces.drain(..) {
        if kept.iter().filter(|(_, other)| covers(other, &trace)).take(KEPT).count() < KEPT {
            kept.push((document, trace));
        }
    }
    *traces = kept;
}

/// Who bears a label: somebody whom the rules files know, else somebody new.
fn speaker(canon: &mut Canon, name: &str) -> (usize, bool) {
    let known = canon.speakers.iter().position(|speaker| is_speaker(name, speaker) == Some(true));
    if let Some(known) = known {
        let of_a_label = |record: &Record| record.speaker == Some(known) && is_only_labelled(record);
        return (known, canon.records.passages().rev().any(of_a_label));
    }
    canon.speakers.push(Speaker { name: name.to_owned(), aliases: Vec::new() });
    (canon.speakers.len() - 1, true)
}

/// Whether only a label of a source document names the speaker of a record.
#[must_use]
pub fn is_only_labelled(record: &Record) -> bool {
    record.passage.as_ref().is_some_and(|excerpt| excerpt.only_labelled)
}
