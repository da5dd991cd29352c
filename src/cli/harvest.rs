//! `misquote harvest`: a rules file drafted from approved articles, as one more format of the list of quotations.

use std::fmt::Write as _;
use std::fs;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::args::LookArgs;
use super::check::{self, Job};
use super::levels::Levels;
use super::output::{Complaint, count};
use super::{End, Status, Streams};
use crate::attribution::{is_speaker, same_person};
use crate::canon::{Canon, faults, rules};
use crate::checks::Group;
use crate::diagnostic::{Judged, Verdict};
use crate::lexicon::{Lang, is_function_word};
use crate::lint::Summary;
use crate::normalize::{Words, fold};
use crate::report::{Chunk, Format, Found, Mode};
use crate::span::Said;
use crate::text_file::{TextFile, visible};

/// Shorter quotations, in words, are scare quotes and titles rather than statements…
const SHORT: usize = 5;
/// …unless somebody is named who says a whole sentence of this many words.
const SENTENCE: usize = 3;
/// Words of a statement in its id.
const ID_WORDS: usize = 5;

/// Runs `misquote harvest`.
pub(crate) fn run(args: &LookArgs, levels: Levels, streams: &mut Streams<'_>) -> Result<Status, End> {
    if let Some(path) = args.output.output.as_ref()
        && fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() > 0)
    {
        let complaint = Complaint::new(format!("`{}` is there already", path.display()));
        return Err(complaint.help("name a new file: what was reviewed is not written over").into());
    }
    let job = Job::new(Mode::Quotations, args, levels, &|_| Box::new(Harvest));
    let status = check::run(&job, streams)?;
    if status == Status::Fault {
        let complaint = Complaint::new("not everything could be read, so that quotations may be missing");
        return Err(complaint
            .help("the lines at the top of the output say what, and `misquote check` why")
            .into());
    }
    Ok(status)
}

/// What there is to write down of one file.
#[derive(Serialize, Deserialize)]
struct Sheaf {
    quotes: Vec<Quote>,
    covered: usize,
    short: usize,
    faults: Vec<String>,
}

/// A statement that could be a record.
#[derive(Serialize, Deserialize)]
struct Quote {
    id: String,
    place: String,
    speaker: Option<String>,
    text: String,
    /// Whether the draft marks that words are left out or put in.
    edited: bool,
}

struct Harvest;

impl Format for Harvest {
    fn file(&self, canon: &Canon, found: Found<'_>) -> Chunk {
        let sheaf = Sheaf::of(canon, found);
        let line = serde_json::to_string(&sheaf).unwrap_or_default();
        Chunk { now: String::new(), later: line + "\n" }
    }

    fn tail(&self, later: &str, summary: &Summary) -> String {
        let sheaves: Vec<Sheaf> = later.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        write_rules(sheaves, summary)
    }
}

impl Sheaf {
    fn of(canon: &Canon, found: Found<'_>) -> Self {
        let path = &found.file.path;
        let faults = found.findings.iter().filter(|finding| finding.check.group == Group::Input);
        let faults = faults.map(|finding| format!("{path}: {}", finding.message)).collect();
        let mut sheaf = Self { quotes: Vec::new(), covered: 0, short: 0, faults };
        let names = Names::of(canon, found.quotations);
        let mut outer = None;
        for judged in found.quotations {
            // What stands inside a statement is a part of it.
            if judged.inside.is_some() && judged.inside == outer {
                continue;
            }
            if judged.verdict != Verdict::Unverified {
                sheaf.covered += 1;
                continue;
            }
            let speaker = judged.speaker.as_deref().map(|name| names.full(name));
            if !is_statement(judged, speaker.is_some()) {
                sheaf.short += 1;
                continue;
            }
            outer = Some(judged.span);
            let text = whole_sentence(&judged.text);
            let words = Words::<Said>::of(&judged.text);
            let from = found.file.position(judged.span.start);
            sheaf.quotes.push(Quote {
                id: id(canon, speaker.as_deref(), &text),
                place: format!("{path}:{}:{}", from.line, from.column),
                speaker,
                text,
                edited: !words.ellipses.is_empty()
                    || !words.groups.is_empty()
                    || words.words.iter().any(|word| word.inner.is_some()),
            });
        }
        sheaf
    }
}

/// What the people of one draft are called in full.
struct Names<'a> {
    canon: &'a Canon,
    named: Vec<&'a str>,
}

impl<'a> Names<'a> {
    fn of(canon: &'a Canon, quotations: &'a [Judged]) -> Self {
        Self {
            canon,
            named: quotations.iter().filter_map(|judged| judged.speaker.as_deref().map(person)).collect(),
        }
    }

    /// The name by which the rules know somebody, else the longest that the draft uses.
    fn full(&self, name: &str) -> String {
        let name = person(name);
        let mut known = self.canon.speakers.iter().filter(|speaker| is_speaker(name, speaker) == Some(true));
        if let (Some(only), None) = (known.next(), known.next()) {
            return only.name.clone();
        }
        let last = |name: &str| name.split_whitespace().next_back().map(fold);
        let same = self
            .named
            .iter()
            .filter(|other| last(other) == last(name) && same_person(other, name) == Some(true));
        let longest = same.max_by_key(|other| other.split_whitespace().count());
        longest.map_or(name, |longest| *longest).to_owned()
    }
}

/// *Ruth Okafor* of the attribution line *Ruth Okafor, mayor of Port Ellery*.
fn person(name: &str) -> &str {
    match name.split_once(", ") {
        Some((person, what)) if person.contains(' ') && !what.starts_with(char::is_uppercase) => person,
        _ => name,
    }
}

/// Whether a quotation is more than a scare quote, a title or a phrase.
fn is_statement(judged: &Judged, is_named: bool) -> bool {
    let words = Words::<Said>::of(&judged.text);
    let bracketed: usize = words.groups.iter().map(|group| group.words.len()).sum();
    let telling: Vec<&str> = (0..words.len())
        .filter(|&i| !is_function_word(words.folded(i), Lang::detect(&judged.text)))
        .map(|i| &judged.text[words.words[i].span.range()])
        .collect();
    let sentence =
        judged.text.starts_with(char::is_uppercase) && judged.text.ends_with(['.', ',', '!', '?', '…']);
    // A title has capitals throughout.
    let title = telling.len() > 1
        && !judged.text.ends_with(['.', ',', '!', '?'])
        && telling.iter().all(|word| word.starts_with(char::is_uppercase));
    let least = if is_named && sentence { SENTENCE } else { SHORT };
    words.len() - bracketed >= least && !telling.is_empty() && (is_named || !title)
}

/// The words as a record has them: what the sentence around added at the end is gone.
fn whole_sentence(text: &str) -> String {
    let bare = text.trim_end_matches([',', ';', ':', '—', '–', '-', ' ']);
    let cut_at_a_comma = text[bare.len()..].starts_with(',') && bare.starts_with(char::is_uppercase);
    if cut_at_a_comma { format!("{bare}.") } else { bare.to_owned() }
}

/// An id that no record has: the speaker's last name and the first telling words.
fn id(canon: &Canon, speaker: Option<&str>, text: &str) -> String {
    let name = speaker.and_then(|name| name.split_whitespace().next_back()).map(fold).unwrap_or_default();
    let words = Words::<Said>::of(text);
    let all = (0..words.len()).map(|i| words.folded(i));
    let telling = all.filter(|word| !is_function_word(word, Lang::detect(text))).take(ID_WORDS);
    let parts = name.split(' ').chain(telling).filter(|part| !part.is_empty());
    let plain = |part: &str| part.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let id = parts.map(plain).collect::<Vec<_>>().join("-");
    let taken = |id: &String| canon.records.iter().any(|record| record.id == *id);
    (1..).map(|n| numbered(&id, n)).find(|id| !taken(id)).unwrap_or(id)
}

fn numbered(id: &str, number: usize) -> String {
    if number == 1 { id.to_owned() } else { format!("{id}-{number}") }
}

/// A record to be written, with the other places of its statement.
struct Record {
    quote: Quote,
    /// Where it is quoted again, in whole or in part.
    again: Vec<String>,
    /// Where it is quoted in other words, and in which.
    other: Vec<(String, String)>,
}

fn write_rules(sheaves: Vec<Sheaf>, summary: &Summary) -> String {
    let (mut covered, mut short, mut faults, mut quotes) = (0, 0, Vec::new(), Vec::new());
    for sheaf in sheaves {
        covered += sheaf.covered;
        short += sheaf.short;
        faults.extend(sheaf.faults);
        quotes.extend(sheaf.quotes);
    }
    let mut records = without_doubts(without_parts(quotes));
    number(&mut records);
    let mut text = format!(
        "# Drafted by `misquote harvest` from {}: {}.\n\
         # Review each before it counts: every word, who said it, where and when.\n",
        count(summary.files, "draft"),
        count(records.len(), "record")
    );
    let left_out = |number: usize, why: &str| match number {
        0 => String::new(),
        number => format!("# Left out: {}, {why}.\n", count(number, "quotation")),
    };
    text += &left_out(covered, "which the records of your rules files cover");
    text += &left_out(short, "too short to be a statement, or a title");
    for fault in faults {
        text += &comment("Not read: ", &fault);
    }
    for record in &records {
        text.push('\n');
        text += &record.comments();
        text += &record.quote.toml();
    }
    text
}

/// Joins what is the same statement, or a part of one.
fn without_parts(quotes: Vec<Quote>) -> Vec<Record> {
    let padded = |text: &str| format!(" {} ", fold(text));
    let folded: Vec<String> = quotes.iter().map(|quote| padded(&quote.text)).collect();
    let mut order: Vec<usize> = (0..quotes.len()).collect();
    // The longest first, so that each part meets its whole.
    order.sort_by_key(|&i| (std::cmp::Reverse(folded[i].len()), i));
    let mut wholes: Vec<usize> = Vec::new();
    let mut again: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for at in order {
        let two_people = |whole: usize| match (&quotes[at].speaker, &quotes[whole].speaker) {
            (Some(a), Some(b)) => same_person(a, b) == Some(false),
            _ => false,
        };
        match wholes.iter().find(|&&whole| folded[whole].contains(&folded[at]) && !two_people(whole)) {
            Some(&whole) => again.entry(whole).or_default().push(at),
            None => wholes.push(at),
        }
    }
    let mut parts: FxHashMap<usize, (Vec<String>, Option<String>)> = FxHashMap::default();
    for (whole, mut members) in again {
        members.sort_unstable();
        let speaker = members.iter().find_map(|&at| quotes[at].speaker.clone());
        let places = members.iter().map(|&at| quotes[at].place.clone()).collect();
        parts.insert(whole, (places, speaker));
    }
    let wholes: FxHashSet<usize> = wholes.into_iter().collect();
    let kept = quotes.into_iter().enumerate().filter(|(at, _)| wholes.contains(at));
    let record = |(at, mut quote): (usize, Quote)| {
        let (again, speaker) = parts.remove(&at).unwrap_or_default();
        quote.speaker = quote.speaker.or(speaker);
        Record { quote, again, other: Vec::new() }
    };
    kept.map(record).collect()
}

/// Takes out what `misquote rules check` would doubt: of two wordings of one statement the second is told beside the
/// first, so that whoever reviews the file decides.
fn without_doubts(mut records: Vec<Record>) -> Vec<Record> {
    loop {
        number(&mut records);
        let text: String = records.iter().map(|record| record.quote.toml()).collect();
        let loaded = rules::load(vec![TextFile::new("harvest.toml", text)]);
        let doubts = faults::doubts(&loaded.canon);
        let mut gone: Vec<(usize, Option<usize>)> = doubts
            .iter()
            .map(|doubt| {
                let other = doubt.related.iter().find_map(|related| match related.place {
                    crate::diagnostic::Place::Record { record, .. } => Some(record.0),
                    _ => None,
                });
                let (first, second) = (doubt.record.0, other.unwrap_or(doubt.record.0));
                (first.max(second), (first != second).then(|| first.min(second)))
            })
            .collect();
        gone.sort_unstable();
        gone.dedup_by_key(|(record, _)| *record);
        if gone.is_empty() {
            return records;
        }
        for (record, first) in gone.into_iter().rev() {
            let removed = records.remove(record);
            let Some(first) = first else { continue };
            let Quote { place, text, .. } = removed.quote;
            records[first].other.push((place, text));
            records[first].other.extend(removed.other);
        }
    }
}

/// Sees to it that no two ids are the same.
fn number(records: &mut [Record]) {
    let mut taken = FxHashSet::default();
    for Record { quote, .. } in records {
        let id = (1..).map(|n| numbered(&quote.id, n)).find(|id| !taken.contains(id));
        quote.id = id.unwrap_or_default();
        taken.insert(quote.id.clone());
    }
}

impl Record {
    fn comments(&self) -> String {
        let mut text = comment("", &self.quote.place);
        if !self.again.is_empty() {
            text += &comment("again, in whole or in part: ", &self.again.join(", "));
        }
        for (place, words) in &self.other {
            text += &comment("in other words: ", &format!("{place}: {words}"));
        }
        if self.quote.speaker.is_none() {
            text += "# The draft does not say for certain who speaks.\n";
        }
        if self.quote.edited {
            text += "# The draft leaves words out or puts some in: write what was said.\n";
        }
        text
    }
}

impl Quote {
    fn toml(&self) -> String {
        let mut text = "[[quote]]\n".to_owned();
        let value = |text: &str| toml_edit::Value::from(text).to_string();
        let _ = writeln!(text, "id = {}", value(&self.id));
        if let Some(speaker) = &self.speaker {
            let _ = writeln!(text, "speaker = {}", value(speaker));
        }
        let _ = writeln!(text, "text = {}", value(&self.text));
        text
    }
}

fn comment(what: &str, text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("# {what}{}\n", visible(&one_line))
}
