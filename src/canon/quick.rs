//! Rules files as most are written: an element at a time, without a tree of the whole file.

use std::ops::Range;
use std::sync::OnceLock;

use super::rules::{Names, QUOTE_KEY, RULES, quote_record};
use super::{Examples, Record, Wording};
use crate::lexicon::Lang;
use crate::span::{OffsetMap, Said, Span, Text};
use crate::toml_file::pieces::{Plain as Value, pieces, plain, read_piece};
use crate::toml_file::shape::is_language_tag;
use crate::toml_file::{self, Table};

/// The records of a file without mistakes; `head` gets what stands before them. `None`, after which nothing that `head`
/// did may count, if the file has to be read as a whole.
pub(super) fn records(file: usize, text: &str, head: impl FnOnce(Table<'_>)) -> Option<Vec<(Quick, Names)>> {
    // Places are kept in half of the room.
    let (file_number, _) = (u32::try_from(file).ok()?, u32::try_from(text.len()).ok()?);
    let pieces = pieces(text, QUOTE_KEY)?;
    let (first, quotes) = pieces.split_first()?;
    let mut records = Vec::with_capacity(quotes.len());
    for piece in quotes {
        records.push(match read_plain(text, piece.clone()) {
            Some(read) => {
                let names = read.names();
                (Quick::Plain(Plain::new(file_number, piece, &read)), names)
            }
            None => {
                let (record, names) = parsed_record(file, text, piece.clone())?;
                (Quick::Parsed(Box::new(record)), names)
            }
        });
    }
    let mut sound = false;
    read_piece(text, first.clone(), RULES, |root| {
        sound = root.get(QUOTE_KEY).is_none();
        if sound {
            head(root);
        }
    });
    sound.then_some(records)
}

/// A record of a file that is read an element at a time.
pub(super) enum Quick {
    /// One of plain lines.
    Plain(Plain),
    /// Another one.
    Parsed(Box<Record>),
}

fn parsed_record(file: usize, text: &str, piece: Range<usize>) -> Option<(Record, Names)> {
    let mut record = None;
    read_piece(text, piece, RULES, |root| {
        let quote = root.list(QUOTE_KEY).into_iter().find_map(toml_file::Value::table);
        record = quote.and_then(|quote| Some((quote_record(file, quote)?, Names::of(quote))));
    });
    record
}

/// What is kept of a record of plain lines: where it stands. In bytes of its file.
#[derive(Debug)]
pub(super) struct Plain {
    file: u32,
    /// From its header on.
    start: u32,
    end: u32,
    /// What was said, without quotes.
    said: u32,
    said_end: u32,
    /// The index of its speaker, [`NOBODY`] if there is none.
    speaker: u32,
    /// The language that it gives, else the guess, once it is made.
    lang: OnceLock<Lang>,
}

/// See [`Plain::speaker`].
const NOBODY: u32 = u32::MAX;

impl Plain {
    /// The record at `piece`, which was read.
    fn new(file: u32, piece: &Range<usize>, read: &Read<'_>) -> Self {
        let said = read.said.span.start + 1;
        let given = read.lang.map(|tag| Lang::from_tag(tag.text));
        let lang = given.map_or_else(OnceLock::new, OnceLock::from);
        let [start, end, said, said_end] =
            [piece.start, piece.end, said, said + read.said.text.len()].map(|at| at as u32);
        Self { file, start, end, said, said_end, speaker: NOBODY, lang }
    }

    /// The index of its file.
    pub fn file(&self) -> usize {
        self.file as usize
    }

    /// What was said. `text` is that of its file, here and below.
    pub fn said<'t>(&self, text: &'t str) -> &'t str {
        &text[self.said as usize..self.said_end as usize]
    }

    /// Its language, guessed where it gives none.
    pub fn lang(&self, text: &str) -> Lang {
        *self.lang.get_or_init(|| Lang::detect(self.said(text)))
    }

    /// Sets its speaker.
    pub fn set_speaker(&mut self, speaker: usize) {
        self.speaker = speaker as u32;
    }
}

/// The values of a record of plain lines.
struct Read<'t> {
    header: Span<Text>,
    id: Option<Value<'t>>,
    speaker: Option<Value<'t>>,
    said: Value<'t>,
    lang: Option<Value<'t>>,
    date: Option<Value<'t>>,
    translated: bool,
}

impl Read<'_> {
    fn names(&self) -> Names {
        let place = |value: Option<Value<'_>>| {
            value.map_or(0..0, |value| value.span.start as u32 + 1..value.span.end as u32 - 1)
        };
        Names::Plain { id: place(self.id), speaker: place(self.speaker) }
    }
}

fn read_plain(text: &str, piece: Range<usize>) -> Option<Read<'_>> {
    const KEYS: [&str; 6] = ["id", "speaker", "text", "lang", "date", "translated"];
    let (header, values) = plain(text, piece, QUOTE_KEY, KEYS)?;
    let [id, speaker, said, lang, date, translated] = values;
    let is_date = |value: &Value<'_>| value.is_string || is_plain_date(value.text);
    let is_tag = |value: &Value<'_>| value.is_string && is_language_tag(value.text);
    let is_flag = |value: &Value<'_>| !value.is_string && matches!(value.text, "true" | "false");
    // Blank strings are mistakes, and spaces at the ends are no part of a text.
    let is_bare = |value: &Value<'_>| match value.text.as_bytes() {
        [] => false,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => true,
        _ => value.text.trim().len() == value.text.len(),
    };
    let strings = [&id, &speaker, &said].into_iter().flatten().all(|v| v.is_string && is_bare(v));
    let others = date.iter().all(|v| is_date(v) && is_bare(v))
        && lang.iter().all(is_tag)
        && translated.iter().all(is_flag);
    let said = said.filter(|_| strings && others)?;
    let translated = translated.is_some_and(|flag| flag.text == "true");
    Some(Read { header, id, speaker, said, lang, date, translated })
}

/// The record that stands there.
pub(super) fn plain_record(plain: &Plain, text: &str) -> Record {
    let read = read_plain(text, plain.start as usize..plain.end as usize);
    let Read { header, id, said, lang, date, translated, .. } =
        read.unwrap_or_else(|| unreachable!("it was read in the same way before"));
    let map = OffsetMap::<Said, _>::run(said.span.start + 1, said.text.len());
    let owned = |value: Value<'_>| value.text.to_owned();
    Record {
        id: id.map(owned).unwrap_or_default(),
        speaker: Some(plain.speaker as usize).filter(|_| plain.speaker != NOBODY),
        wordings: vec![Wording { text: said.text.to_owned(), map, reason: None }],
        misquotes: Vec::new(),
        date: date.map(owned),
        source: None,
        url: None,
        lang: plain.lang(text),
        lang_tag: lang.map(owned),
        translated,
        levels: Vec::new(),
        examples: Examples::default(),
        file: plain.file(),
        span: header,
        passage: None,
    }
}

/// `2023-05-03`, of a day that every month has.
fn is_plain_date(text: &str) -> bool {
    let digits = |range: Range<usize>| text.get(range).filter(|d| d.bytes().all(|b| b.is_ascii_digit()));
    let dashes = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    dashes
        && digits(0..4).is_some()
        && digits(5..7).is_some_and(|month| ("01"..="12").contains(&month))
        && digits(8..10).is_some_and(|day| ("01"..="28").contains(&day))
}
