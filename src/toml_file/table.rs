//! The values of a parsed file with their places.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::string;
use crate::span::{OffsetMap, Said, Span, Text};

/// A table of a file. What has the wrong kind reads as absent.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    text: &'a str,
    table: &'a DeTable<'a>,
    span: Span<Text>,
    /// Where in the text the places that the parser gives begin.
    base: usize,
}

/// A value of a file.
#[derive(Debug, Clone, Copy)]
pub struct Value<'a> {
    text: &'a str,
    value: &'a Spanned<DeValue<'a>>,
    base: usize,
}

impl<'a> Table<'a> {
    pub(super) fn new(text: &'a str, table: &'a DeTable<'a>, span: Span<Text>, base: usize) -> Self {
        Self { text, table, span, base }
    }

    /// Its header, or all of it where it is written inline.
    #[must_use]
    pub fn span(&self) -> Span<Text> {
        self.span
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Value<'a>> {
        self.table.get(key).map(|value| Value { text: self.text, value, base: self.base })
    }

    /// Its keys and values in the order in which they are written, each with the place of the key.
    #[must_use]
    pub fn entries(&self) -> Vec<(Span<Text>, &'a str, Value<'a>)> {
        let entry = |(key, value): (&'a Spanned<DeString<'a>>, _)| {
            let span = key.span();
            let value = Value { text: self.text, value, base: self.base };
            (Span::new(self.base + span.start, self.base + span.end), key.get_ref().as_ref(), value)
        };
        let mut entries: Vec<_> = self.table.iter().map(entry).collect();
        entries.sort_by_key(|&(span, ..)| span);
        entries
    }

    /// The string under a key, without white space at its ends.
    #[must_use]
    pub fn string(&self, key: &str) -> Option<&'a str> {
        self.get(key)?.string()
    }

    /// The elements of the array under a key; a value that is no array counts as the only one.
    #[must_use]
    pub fn list(&self, key: &str) -> Vec<Value<'a>> {
        match self.get(key) {
            Some(value) if matches!(value.value(), DeValue::Array(_)) => value.elements(),
            Some(value) => vec![value],
            None => Vec::new(),
        }
    }

    /// The table under a key.
    #[must_use]
    pub fn table(&self, key: &str) -> Option<Table<'a>> {
        self.get(key)?.table()
    }
}

impl<'a> Value<'a> {
    pub(super) fn value(self) -> &'a DeValue<'a> {
        self.value.get_ref()
    }

    /// The string as it is, if it is one.
    pub(super) fn raw(self) -> Option<&'a str> {
        self.value().as_str()
    }

    /// Its place, quotes and brackets included; the header of a table that has one.
    #[must_use]
    pub fn span(self) -> Span<Text> {
        let span = self.value.span();
        Span::new(self.base + span.start, self.base + span.end)
    }

    /// The string without white space at its ends; none if it is blank.
    #[must_use]
    pub fn string(self) -> Option<&'a str> {
        self.raw().map(str::trim).filter(|text| !text.is_empty())
    }

    /// Whether it is `true`.
    #[must_use]
    pub fn is_true(self) -> bool {
        self.value().as_bool() == Some(true)
    }

    /// A date as it is written, or a string.
    #[must_use]
    pub fn date(self) -> Option<&'a str> {
        match self.value() {
            DeValue::Datetime(_) => self.text.get(self.span().range()),
            _ => self.string(),
        }
    }

    /// The elements of an array; none for anything else.
    #[must_use]
    pub fn elements(self) -> Vec<Value<'a>> {
        let elements = self.value().as_array().map(|array| array.iter());
        elements.into_iter().flatten().map(|value| Value { value, ..self }).collect()
    }

    /// The table, if it is one.
    #[must_use]
    pub fn table(self) -> Option<Table<'a>> {
        self.value().as_table().map(|table| Table::new(self.text, table, self.span(), self.base))
    }

    /// The string without white space at its ends, and where each of its bytes was written; none if it is blank.
    ///
    /// `\r\n` reads as `\n`, so that a text does not depend on how the file was checked out.
    #[must_use]
    pub fn wording(self) -> Option<(String, OffsetMap<Said, Text>)> {
        self.raw()?;
        let literal = self.text.get(self.span().range())?;
        let (text, map) = string::decode(literal, self.span().start);
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return None;
        }
        if trimmed.len() == text.len() {
            return Some((text, map));
        }
        let start = text.len() - text.trim_start().len();
        Some((trimmed.to_owned(), map.cut(Span::new(start, start + trimmed.len()))))
    }
}
