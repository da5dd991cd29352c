//! Rules files as most are written: an element at a time, without a tree of the whole file.

use std::ops::Range;

use super::rules::{Names, QUOTE_KEY, RULES, quote_record};
use super::{Examples, Record, Wording};
use crate::lexicon::Lang;
use crate::span::{OffsetMap, Said};
use crate::toml_file::pieces::{Plain, pieces, plain, read_piece};
use crate::toml_file::shape::is_language_tag;
use crate::toml_file::{Table, Value};

/// The records of a file without mistakes; `head` gets what stands before them. `None`, after which nothing that `head`
/// did may count, if the file has to be read as a whole.
pub(super) fn records(file: usize, text: &str, head: impl FnOnce(Table<'_>)) -> Option<Vec<(Record, Names)>> {
    let pieces = pieces(text, QUOTE_KEY)?;
    let (first, quotes) = pieces.split_first()?;
    let mut records = Vec::with_capacity(quotes.len());
    for piece in quotes {
        records.push(match plain_record(file, text, piece.clone()) {
            Some(record) => record,
            None => parsed_record(file, text, piece.clone())?,
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

fn parsed_record(file: usize, text: &str, piece: Range<usize>) -> Option<(Record, Names)> {
    let mut record = None;
    read_piece(text, piece, RULES, |root| {
        let quote = root.list(QUOTE_KEY).into_iter().find_map(Value::table);
        record = quote.and_then(|quote| Some((quote_record(file, quote)?, Names::of(quote))));
    });
    record
}

fn plain_record(file: usize, text: &str, piece: Range<usize>) -> Option<(Record, Names)> {
    const KEYS: [&str; 6] = ["id", "speaker", "text", "lang", "date", "translated"];
    let (span, values) = plain(text, piece, QUOTE_KEY, KEYS)?;
    let [id, speaker, said, lang, date, translated] = values;
    let is_date = |value: &Plain<'_>| value.is_string || is_plain_date(value.text);
    let is_tag = |value: &Plain<'_>| value.is_string && is_language_tag(value.text);
    let is_flag = |value: &Plain<'_>| !value.is_string && matches!(value.text, "true" | "false");
    // Blank strings are mistakes, and spaces at the ends are no part of a text.
    let is_bare = |value: &Plain<'_>| !value.text.is_empty() && value.text.trim().len() == value.text.len();
    let strings = [&id, &speaker, &said].into_iter().flatten().all(|v| v.is_string && is_bare(v));
    let others = date.iter().all(|v| is_date(v) && is_bare(v))
        && lang.iter().all(is_tag)
        && translated.iter().all(is_flag);
    let said = said.filter(|_| strings && others)?;
    let map = OffsetMap::<Said, _>::run(said.span.start + 1, said.text.len());
    let owned = |value: Plain<'_>| value.text.to_owned();
    let record = Record {
        id: id.map(owned).unwrap_or_default(),
        speaker: None,
        wordings: vec![Wording { text: said.text.to_owned(), map, reason: None }],
        misquotes: Vec::new(),
        date: date.map(owned),
        source: None,
        url: None,
        lang: lang.map_or_else(|| Lang::detect(said.text), |tag| Lang::from_tag(tag.text)),
        lang_tag: lang.map(owned),
        translated: translated.is_some_and(|flag| flag.text == "true"),
        levels: Vec::new(),
        examples: Examples::default(),
        file,
        span,
        passage: None,
    };
    let speaker = speaker.map(|name| (name.text.to_owned(), name.span));
    Some((record, Names { id: id.map(|id| id.span), speaker }))
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
