//! What is doubtful about records that could be read: the findings of `misquote rules check`.
//!
//! All of it takes time linear in the canon, but for sorting: records are compared with each other only where a hash of
//! their words says that there is something to compare.

mod disagreement;

use rustc_hash::FxHashMap;

use super::{Canon, Record, Wording};
use crate::diagnostic::{Place, RecordId, Related};
use crate::lexicon::is_function_word;
use crate::normalize::Words;
use crate::span::{Said, Span, Text};

/// A doubt about one record, to be made a finding at the level in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// Code of the check: `duplicate-record`, `disagreeing-records`, `short-record`, `misquote-is-accepted`.
    pub code: &'static str,
    /// The record.
    pub record: RecordId,
    /// Index of its file in [`Canon::files`].
    pub file: usize,
    /// Where, in that file.
    pub span: Span<Text>,
    /// What is wrong, in one sentence without a final stop.
    pub message: String,
    /// The other wording, where there is one.
    pub related: Vec<Related>,
    /// What follows from it: one remark each.
    pub notes: Vec<String>,
}

/// All doubts about the records of a canon, by file and offset.
#[must_use]
pub fn doubts(canon: &Canon) -> Vec<Doubt> {
    let folded = Folded::new(canon);
    let full = FullWordings::new(&folded);
    let mut doubts = Vec::new();
    for (index, record) in canon.records.iter().enumerate() {
        doubts.extend(short(canon, index));
        doubts.extend(duplicate(&folded, &full, index));
        for (misquote, words) in record.misquotes.iter().zip(&folded.misquotes[index]) {
            doubts.extend(accepted_misquote(&folded, &full, index, misquote, words));
        }
    }
    doubts.extend(disagreement::find(&folded));
    doubts.sort_by_key(|doubt| (doubt.file, doubt.span, doubt.code));
    doubts
}

impl Doubt {
    /// A doubt about `said` in the first wording of a record.
    fn about(canon: &Canon, code: &'static str, record: usize, said: Span<Said>, message: String) -> Self {
        let Record { wordings, file, .. } = &canon.records[record];
        Self::at(code, record, *file, wordings[0].map.span(said), message)
    }

    fn at(code: &'static str, record: usize, file: usize, span: Span<Text>, message: String) -> Self {
        Self { code, record: RecordId(record), file, span, message, related: Vec::new(), notes: Vec::new() }
    }

    fn see(mut self, record: usize, wording: usize, said: Span<Said>, message: &str) -> Self {
        let place = Place::Record { record: RecordId(record), wording, said };
        self.related.push(Related { place, message: message.to_owned() });
        self
    }

    fn note(mut self, note: &str) -> Self {
        self.notes.push(note.to_owned());
        self
    }
}

/// The words of a canon as numbers, equal for words that are equal when folded.
struct Folded<'a> {
    canon: &'a Canon,
    /// By record, then by wording.
    wordings: Vec<Vec<Vec<u32>>>,
    /// By record, then by misquote.
    misquotes: Vec<Vec<Vec<u32>>>,
}

impl<'a> Folded<'a> {
    fn new(canon: &'a Canon) -> Self {
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        let mut number = |word: &str| {
            if let Some(&known) = numbers.get(word) {
                return known;
            }
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            numbers.insert(word.to_owned(), next);
            next
        };
        let mut fold = |wordings: &[Wording]| -> Vec<Vec<u32>> {
            let words = wordings.iter().map(|wording| Words::<Said>::of(&wording.text));
            words.map(|words| (0..words.len()).map(|i| number(words.folded(i))).collect()).collect()
        };
        Self {
            canon,
            wordings: canon.records.iter().map(|record| fold(&record.wordings)).collect(),
            misquotes: canon.records.iter().map(|record| fold(&record.misquotes)).collect(),
        }
    }

    fn record(&self, index: usize) -> &'a Record {
        &self.canon.records[index]
    }
}

/// A record and which of its wordings.
type WordingAt = (usize, usize);

/// Which record has a wording of just these words: the first of each speaker.
struct FullWordings<'f> {
    first: FxHashMap<&'f [u32], WordingAt>,
    first_of: FxHashMap<(&'f [u32], Option<usize>), WordingAt>,
}

impl<'f> FullWordings<'f> {
    fn new(folded: &'f Folded<'_>) -> Self {
        let mut full = Self { first: FxHashMap::default(), first_of: FxHashMap::default() };
        for (record, wordings) in folded.wordings.iter().enumerate() {
            let speaker = folded.record(record).speaker;
            for (wording, words) in wordings.iter().enumerate().filter(|(_, words)| !words.is_empty()) {
                full.first.entry(words).or_insert((record, wording));
                full.first_of.entry((words, speaker)).or_insert((record, wording));
            }
        }
        full
    }

    /// A record, and which of its wordings, that has these words and may have the speaker: two speakers may well have
    /// said the same, but a record without a speaker has anybody's words.
    fn find(&self, words: &[u32], speaker: Option<usize>) -> Option<WordingAt> {
        match speaker {
            None => self.first.get(words).copied(),
            Some(_) => {
                let same = self.first_of.get(&(words, speaker)).copied();
                let unknown = self.first_of.get(&(words, None)).copied();
                same.into_iter().chain(unknown).min()
            }
        }
    }
}

fn whole(wording: &Wording) -> Span<Said> {
    Span::new(0, wording.text.len())
}

/// The place of the words `from..to` of a text. For no words: after the word before.
fn place_of_words(text: &str, from: usize, to: usize) -> Span<Said> {
    let words = Words::<Said>::of(text).words;
    if from < to {
        return Span::new(words[from].span.start, words[to - 1].span.end);
    }
    Span::at(from.checked_sub(1).map_or(0, |before| words[before].span.end))
}

fn short(canon: &Canon, index: usize) -> Option<Doubt> {
    let record = &canon.records[index];
    let text = record.text();
    let words = Words::<Said>::of(text);
    let telling = || (0..words.len()).any(|i| !is_function_word(words.folded(i), record.lang));
    let (message, note) = match words.len() {
        0 => ("the text holds no word", "it can never be found in a draft"),
        1 => ("the text is one word", "one word alone never makes a match"),
        _ if !telling() => ("the text has no telling word", "words this common would match by chance"),
        _ => return None,
    };
    let said = whole(&record.wordings[0]);
    Some(Doubt::about(canon, "short-record", index, said, message.to_owned()).note(note))
}

fn duplicate(folded: &Folded<'_>, full: &FullWordings<'_>, index: usize) -> Option<Doubt> {
    let record = folded.record(index);
    folded.wordings[index].iter().zip(&record.wordings).find_map(|(words, wording)| {
        let (other, its_wording) = full.find(words, record.speaker).filter(|&(other, _)| other < index)?;
        let its_record = folded.record(other);
        let message = format!("the record `{}` has the same words as `{}`", record.id, its_record.id);
        let said = whole(&its_record.wordings[its_wording]);
        let span = wording.map.span(whole(wording));
        let doubt = Doubt::at("duplicate-record", index, record.file, span, message);
        Some(doubt.see(other, its_wording, said, "the same words"))
    })
}

fn accepted_misquote(
    folded: &Folded<'_>,
    full: &FullWordings<'_>,
    index: usize,
    misquote: &Wording,
    words: &[u32],
) -> Option<Doubt> {
    if words.is_empty() {
        return None;
    }
    let record = folded.record(index);
    let own = folded.wordings[index].iter().enumerate().find_map(|(wording, right)| {
        let from = right.windows(words.len()).position(|window| window == words)?;
        let said = place_of_words(&record.wordings[wording].text, from, from + words.len());
        Some((index, wording, said))
    });
    let others = || {
        let (other, wording) = full.find(words, record.speaker)?;
        Some((other, wording, whole(&folded.record(other).wordings[wording])))
    };
    let (other, wording, said) = own.or_else(others)?;
    let message = format!("a misquote of `{}` is also a right wording", record.id);
    let doubt =
        Doubt::at("misquote-is-accepted", index, record.file, misquote.map.span(whole(misquote)), message);
    Some(doubt.see(other, wording, said, "right here").note("case, accents and punctuation make no misquote"))
}

#[cfg(test)]
#[path = "faults_tests.rs"]
mod tests;
