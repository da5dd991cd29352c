//! Rules files: the records of a run as people write them down.

use std::collections::hash_map::Entry;
use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::quick::{self, Quick};
use super::records::Records;
use super::speakers::{self, Speakers};
use super::{Canon, Examples, Record, Wording};
use crate::checks::{self, Check, Level};
use crate::diagnostic::{Place, Related};
use crate::lexicon::Lang;
use crate::normalize::{Words, fold};
use crate::span::{Said, Span, Text};
use crate::text_file::TextFile;
use crate::toml_file::{self, Fault, Key, Shape, Table, Value, schema::schema, shape};

const STRINGS: Shape = Shape::List(&Shape::Text, 0);

/// `accepted` and `misquotes`: a string, or a string with a reason.
const WORDINGS: Shape = Shape::List(
    &Shape::Either(
        &Shape::Text,
        &Shape::Table(&[
            Key::required("text", Shape::Text, "the wording"),
            Key::new("reason", Shape::Text, "why it is right or wrong; findings show it"),
        ]),
    ),
    0,
);

const SPEAKER: &[Key] = &[
    Key::required("name", Shape::Text, "full name, as findings show it"),
    Key::new("aliases", STRINGS, "other names and titles that drafts use"),
];

const SOURCE: &[Key] = &[
    Key::new("title", Shape::Text, "what it is: a speech, a post, a book"),
    Key::new("url", Shape::Text, "where it can be read"),
];

const EXAMPLES: &[Key] = &[
    Key::new("ok", STRINGS, "sentences that must pass"),
    Key::new("bad", STRINGS, "sentences that must get a finding about this record"),
];

const QUOTE: &[Key] = &[
    Key::new("id", Shape::Text, "name of the record in findings; made from the text if left out"),
    Key::new("speaker", Shape::Text, "who said it: a key of `[speakers]`, or a name"),
    Key::required("text", Shape::Text, "the words as they were said"),
    Key::new("date", Shape::Date, "when it was said"),
    Key::new("source", Shape::Either(&Shape::Text, &Shape::Table(SOURCE)), "where the words can be checked"),
    Key::new("lang", Shape::Lang, "language of the text, as a BCP 47 tag"),
    Key::new("translated", Shape::Flag, "whether the text is a translation"),
    Key::new("accepted", WORDINGS, "other right wordings of the same statement"),
    Key::new("misquotes", WORDINGS, "wordings known to be wrong, each with the message to show"),
    Key::new("levels", Shape::Levels, "levels of checks for this record"),
    Key::new("examples", Shape::Table(EXAMPLES), "the record's own tests, run by `misquote rules test`"),
];

/// Sets of spellings; the configuration takes them too.
pub(crate) const EQUIVALENTS: Shape = Shape::Map(&Shape::List(&Shape::Text, 2));

/// The key of the records.
pub(super) const QUOTE_KEY: &str = "quote";

pub(super) const RULES: &[Key] = &[
    Key::new("speakers", Shape::Map(&Shape::Table(SPEAKER)), "people and institutions that are quoted"),
    Key::new("equivalents", EQUIVALENTS, "sets of spellings of one word or name"),
    Key::new("quote", Shape::List(&Shape::Table(QUOTE), 0), "the records"),
];

/// The JSON Schema of a rules file.
#[must_use]
pub fn rules_schema() -> serde_json::Value {
    schema("Rules file of misquote", RULES)
}

/// What rules files hold.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The canon. With mistakes in the files it holds what could be read.
    pub canon: Canon,
    /// The mistakes, each with the index of its file in [`Canon::files`]; by file and offset.
    pub faults: Vec<(usize, Fault)>,
}

/// Reads rules files. The order of the files is the order of the records.
#[must_use]
pub fn load(files: Vec<TextFile>) -> Loaded {
    let files: Vec<Arc<TextFile>> = files.into_iter().map(Arc::new).collect();
    let mut loaded = Loaded::default();
    let mut records = Records::of_files(&files);
    let mut names = Vec::new();
    let mut speakers = Speakers::default();
    let mut equivalents = Vec::new();
    for (index, file) in files.iter().enumerate() {
        let head = |root: Table<'_>| {
            speakers.add_table(index, root);
            equivalents.extend(read_equivalents(root));
        };
        if let Some(quick) = quick::records(index, &file.text, head) {
            for (record, of_record) in quick {
                match record {
                    Quick::Plain(plain) => records.push_plain(plain),
                    Quick::Parsed(record) => records.push(*record),
                }
                names.push(of_record);
            }
            continue;
        }
        let ((), faults) = toml_file::read(&file.text, RULES, |root| {
            speakers.add_table(index, root);
            equivalents.extend(read_equivalents(root));
            for quote in root.list("quote").into_iter().filter_map(Value::table) {
                if let Some(record) = quote_record(index, quote) {
                    records.push(record);
                    names.push(Names::of(quote));
                }
            }
        });
        loaded.faults.extend(faults.into_iter().map(|fault| (index, fault)));
    }
    name_records(&mut records, &names, &files, &mut loaded.faults);
    for (at, names) in names.iter().enumerate() {
        let file = records.file(at);
        let Some((name, span)) = names.speaker(&files[file].text) else { continue };
        match speakers.find(file, name) {
            Ok(speaker) => records.set_speaker(at, speaker),
            Err(speakers::TwoOfThatKey) => {
                let message = format!("`{name}` is a different speaker in two other files");
                let fault =
                    Fault::new(span, message).note("write the full name, or define the key in this file");
                loaded.faults.push((file, fault));
            }
        }
    }
    loaded.faults.sort_by_key(|(file, fault)| (*file, fault.span));
    loaded.canon =
        Canon { records, speakers: speakers.into_list(), equivalents: join_equivalents(equivalents), files };
    loaded
}

/// What a record calls itself and its speaker, and where: settled when all files are read.
pub(super) enum Names {
    /// Where they stand in the text of its file, without quotes; nowhere if the record does not say.
    Plain { id: Range<u32>, speaker: Range<u32> },
    /// The names themselves.
    Written(Box<Written>),
}

/// See [`Names::Written`].
pub(super) struct Written {
    id: Option<(String, Span<Text>)>,
    speaker: Option<(String, Span<Text>)>,
}

/// A name, and where it stands with its quotes.
type Name<'n> = (&'n str, Span<Text>);

impl Names {
    pub fn of(quote: Table<'_>) -> Self {
        let named = |key| {
            let value = quote.get(key)?;
            Some((value.string()?.to_owned(), value.span()))
        };
        Self::Written(Box::new(Written { id: named("id"), speaker: named("speaker") }))
    }

    /// The id that it gives. `text` is that of its file.
    fn id<'n>(&'n self, text: &'n str) -> Option<Name<'n>> {
        match self {
            Self::Plain { id, .. } => plain_name(id, text),
            Self::Written(written) => written.id.as_ref().map(|(name, span)| (name.as_str(), *span)),
        }
    }

    /// What it calls its speaker. `text` is that of its file.
    fn speaker<'n>(&'n self, text: &'n str) -> Option<Name<'n>> {
        match self {
            Self::Plain { speaker, .. } => plain_name(speaker, text),
            Self::Written(written) => written.speaker.as_ref().map(|(name, span)| (name.as_str(), *span)),
        }
    }
}

fn plain_name<'n>(place: &Range<u32>, text: &'n str) -> Option<Name<'n>> {
    let (start, end) = (place.start as usize, place.end as usize);
    (start < end).then(|| (&text[start..end], Span::new(start - 1, end + 1)))
}

/// A record with the names that its own file gives it.
pub(super) fn quote_record(file: usize, quote: Table<'_>) -> Option<Record> {
    let accepted = quote.list("accepted");
    let mut wordings = Vec::with_capacity(1 + accepted.len());
    wordings.push(wording(quote.get("text")?)?);
    wordings.extend(accepted.into_iter().filter_map(wording));
    let source = quote.get("source");
    let source_table = source.and_then(Value::table);
    let examples = quote.table("examples");
    let texts = |key| examples.iter().flat_map(|e| e.list(key)).filter_map(wording).collect();
    let lang_tag = quote.string("lang").map(str::to_owned);
    let lang = lang_tag.as_deref().map_or_else(|| Lang::detect(&wordings[0].text), Lang::from_tag);
    let owned = str::to_owned;
    Some(Record {
        id: quote.string("id").unwrap_or_default().to_owned(),
        speaker: None,
        wordings,
        misquotes: quote.list("misquotes").into_iter().filter_map(wording).collect(),
        date: quote.get("date").and_then(Value::date).map(owned),
        source: source.and_then(Value::string).or(source_table.and_then(|t| t.string("title"))).map(owned),
        url: source_table.and_then(|t| t.string("url")).map(owned),
        lang,
        lang_tag,
        translated: quote.get("translated").is_some_and(Value::is_true),
        levels: read_levels(quote),
        examples: Examples { ok: texts("ok"), bad: texts("bad") },
        file,
        span: quote.span(),
        passage: None,
    })
}

/// A string, or a table with a `text` and perhaps a `reason`.
fn wording(value: Value<'_>) -> Option<Wording> {
    let table = value.table();
    let (text, map) = table.map_or(Some(value), |t| t.get("text"))?.wording()?;
    Some(Wording { text, map, reason: table.and_then(|t| t.string("reason")).map(str::to_owned) })
}

/// The levels under `levels`, in the order in which they are written.
pub(crate) fn read_levels(table: Table<'_>) -> Vec<(&'static Check, Level)> {
    let levels = table.table("levels").map(|levels| levels.entries()).unwrap_or_default();
    levels
        .into_iter()
        .filter_map(|(_, code, level)| Some((checks::find(code)?, shape::level(level.string()?)?)))
        .collect()
}

/// The sets under `equivalents` with their names, folded.
pub(crate) fn read_equivalents(table: Table<'_>) -> Vec<(String, Vec<String>)> {
    let sets = table.table("equivalents").map(|sets| sets.entries()).unwrap_or_default();
    let spellings = |set: Value<'_>| set.elements().iter().filter_map(|s| s.string()).map(fold).collect();
    sets.into_iter().map(|(_, name, set)| (name.to_owned(), spellings(set))).collect()
}

/// Sets of one name are one set, so that a second file can add a spelling.
pub(crate) fn join_equivalents(sets: Vec<(String, Vec<String>)>) -> Vec<Vec<String>> {
    let mut joined: Vec<Vec<String>> = Vec::new();
    let mut by_name: FxHashMap<String, usize> = FxHashMap::default();
    for (name, spellings) in sets {
        let index = *by_name.entry(name).or_insert_with(|| {
            joined.push(Vec::new());
            joined.len() - 1
        });
        for spelling in spellings {
            if !joined[index].contains(&spelling) {
                joined[index].push(spelling);
            }
        }
    }
    joined
}

/// Sees to it that every record has an id of its own: given ones must differ, the others are made from the text.
fn name_records(
    records: &mut Records,
    names: &[Names],
    files: &[Arc<TextFile>],
    faults: &mut Vec<(usize, Fault)>,
) {
    let of_files: Vec<usize> = (0..names.len()).map(|at| records.file(at)).collect();
    let id_of = |at: usize| names[at].id(&files[of_files[at]].text);
    let mut given = Given::of(names.len(), &id_of);
    for (at, &file) in of_files.iter().enumerate() {
        let Some((id, span)) = id_of(at) else { continue };
        if let Some(first) = given.add(at, id) {
            let mut fault = Fault::new(span, format!("the id `{id}` is used twice"));
            let span = id_of(first).map_or(Span::at(0), |(_, span)| span);
            let place = Place::Rules { file: of_files[first], span };
            fault.related.push(Related { place, message: "first used here".to_owned() });
            faults.push((file, fault));
        }
    }
    let mut taken: FxHashSet<String> = FxHashSet::default();
    let mut last_number: FxHashMap<String, usize> = FxHashMap::default();
    for at in (0..names.len()).filter(|&at| id_of(at).is_none()) {
        let slug = slug(records.text(at));
        let number = last_number.entry(slug.clone()).or_insert(0);
        let id = loop {
            *number += 1;
            let id = if *number == 1 { slug.clone() } else { format!("{slug}-{number}") };
            if given.find(&id).is_none() && taken.insert(id.clone()) {
                break id;
            }
        };
        records.name(at, id);
    }
}

/// The ids that records give, by their hashes alone: what each hash stands for is looked up in the files.
struct Given<'n> {
    id_of: &'n dyn Fn(usize) -> Option<Name<'n>>,
    first: FxHashMap<u64, u32>,
    /// Records whose ids have the hash of another one's.
    others: Vec<u32>,
}

impl<'n> Given<'n> {
    fn of(records: usize, id_of: &'n dyn Fn(usize) -> Option<Name<'n>>) -> Self {
        let mut first = FxHashMap::default();
        first.reserve(records);
        Self { id_of, first, others: Vec::new() }
    }

    /// The first record of this id.
    fn find(&self, id: &str) -> Option<usize> {
        let first = *self.first.get(&FxBuildHasher.hash_one(id))?;
        let mut all = std::iter::once(&first).chain(&self.others).map(|&at| at as usize);
        all.find(|&at| (self.id_of)(at).is_some_and(|(other, _)| other == id))
    }

    /// Adds the id of a record, unless another one has it, which is given.
    fn add(&mut self, at: usize, id: &str) -> Option<usize> {
        match self.first.entry(FxBuildHasher.hash_one(id)) {
            Entry::Vacant(free) => {
                free.insert(at as u32);
                None
            }
            Entry::Occupied(_) => {
                let known = self.find(id);
                if known.is_none() {
                    self.others.push(at as u32);
                }
                known
            }
        }
    }
}

/// The first words of a text, as many as make a name that is told apart at a glance.
fn slug(text: &str) -> String {
    const WORDS: usize = 6;
    const CHARACTERS: usize = 48;
    let mut slug = String::new();
    let start = text.match_indices(char::is_whitespace).nth(WORDS).map_or(text, |(end, _)| &text[..end]);
    let words = Words::<Said>::of(start);
    for index in 0..words.len().min(WORDS) {
        let word: String = words.folded(index).chars().filter(|&c| c != '\'').take(CHARACTERS).collect();
        if slug.chars().count() + word.chars().count() > CHARACTERS {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word);
    }
    if slug.is_empty() { "quote".to_owned() } else { slug }
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
