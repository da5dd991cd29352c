//! The documents of a run, and the records that their passages become.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::reader::Traces;
use super::spots::{Trace, covers};
use super::{KEPT, is_only_labelled};
use crate::attribution::is_speaker;
use crate::canon::source::{Passage, Voice};
use crate::canon::{Canon, Examples, Excerpt, Record, Speaker, Wording};
use crate::diagnostic::RecordId;
use crate::lexicon::Lang;
use crate::scan::Scanner;
use crate::scan::hunt::{Counts, Hunt};
use crate::span::Span;

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
