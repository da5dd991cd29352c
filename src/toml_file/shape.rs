//! What may stand where in a file, as data; and the mistakes of a file that has another shape.

use toml::de::DeValue;

use super::nearest::nearest;
use super::{Fault, Table, Value};
use crate::checks::{self, Level};
use crate::span::{Span, Text};

/// What may stand at one place of a file.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A string that is not blank.
    Text,
    /// A string that is a language tag of BCP 47: `en`, `en-GB`, `sr-Latn`.
    Lang,
    /// `true` or `false`.
    Flag,
    /// A TOML date, with or without a time, or a string that is not blank.
    Date,
    /// One of a closed list of words.
    Word(&'static Words),
    /// An array of at least so many elements.
    List(&'static Shape, usize),
    /// A table with these keys and no others.
    Table(&'static [Key]),
    /// A table whose keys are names of the writer's choice.
    Map(&'static Shape),
    /// A table from codes of checks to levels.
    Levels,
    /// Either of two shapes of different TOML types.
    Either(&'static Shape, &'static Shape),
}

/// A closed list of words.
#[derive(Debug)]
pub struct Words {
    /// What each of them is: `level`.
    pub what: &'static str,
    /// The words.
    pub all: &'static [&'static str],
}

/// A key of a table.
#[derive(Debug)]
pub struct Key {
    /// The key as it is written.
    pub name: &'static str,
    /// Whether a table without it is at fault.
    pub required: bool,
    /// What it takes.
    pub shape: Shape,
    /// One line for the JSON Schema, which editors show.
    pub about: &'static str,
}

impl Key {
    /// A key that may be left out.
    #[must_use]
    pub const fn new(name: &'static str, shape: Shape, about: &'static str) -> Self {
        Self { name, required: false, shape, about }
    }

    /// A key that must be there.
    #[must_use]
    pub const fn required(name: &'static str, shape: Shape, about: &'static str) -> Self {
        Self { name, required: true, shape, about }
    }
}

/// The levels by the words that files and options use.
pub const LEVELS: Words = Words { what: "level", all: &["allow", "note", "warn", "deny"] };

/// The level that one of [`LEVELS`] names.
#[must_use]
pub fn level(word: &str) -> Option<Level> {
    const ALL: [Level; 4] = [Level::Allow, Level::Note, Level::Warn, Level::Deny];
    LEVELS.all.iter().position(|&known| known == word).map(|index| ALL[index])
}

/// A fault of shape.
pub(super) struct Mistake {
    pub fault: Fault,
    /// Something is missing, so that the place at fault is all of the table.
    missing: bool,
}

impl Mistake {
    /// Where broken syntax could have caused it: for a missing key, anywhere up to the next header.
    pub fn reach(&self, text: &str) -> Span<Text> {
        let Span { start, end, .. } = self.fault.span;
        if !self.missing {
            return self.fault.span;
        }
        let header = text.get(end..).and_then(|rest| rest.find("\n["));
        Span::new(start, header.map_or(text.len(), |at| end + at))
    }
}

/// The mistakes of the whole file.
pub(super) fn check(keys: &'static [Key], root: Table<'_>) -> Vec<Mistake> {
    let mut mistakes = Mistakes(Vec::new());
    mistakes.table(keys, root, "the file");
    mistakes.0
}

struct Mistakes(Vec<Mistake>);

impl Mistakes {
    fn add(&mut self, fault: Fault) {
        self.0.push(Mistake { fault, missing: false });
    }

    /// `name` is the key under which the value stands, also for the elements of its list.
    fn value(&mut self, shape: &'static Shape, value: Value<'_>, name: &str) {
        if !shape.takes(value) {
            return self.wrong_type(shape, value, name);
        }
        match shape {
            Shape::Flag => {}
            Shape::Text | Shape::Date | Shape::Lang | Shape::Word(_) => self.string(shape, value, name),
            Shape::List(of, least) => self.list(of, *least, value, name),
            Shape::Either(a, b) => self.value(if a.takes(value) { a } else { b }, value, name),
            Shape::Table(keys) => {
                if let Some(table) = value.table() {
                    self.table(keys, table, name);
                }
            }
            Shape::Map(of) => {
                for (_, key, value) in value.table().iter().flat_map(Table::entries) {
                    self.value(of, value, key);
                }
            }
            Shape::Levels => self.levels(value),
        }
    }

    fn string(&mut self, shape: &Shape, value: Value<'_>, name: &str) {
        let Some(text) = value.raw() else { return };
        let fault = |message: String| Fault::new(value.span(), message);
        match shape {
            Shape::Lang if !is_language_tag(text) => self.add(
                fault(format!("`{text}` is not a language tag"))
                    .note("write a BCP 47 tag, such as \"en\", \"en-GB\" or \"uk\""),
            ),
            Shape::Word(words) if !words.all.contains(&text) => self.add(unknown(
                fault(format!("unknown {} `{text}`", words.what)),
                nearest(text, words.all.iter().copied()),
                &format!("known {}s", words.what),
                words.all,
            )),
            _ if text.trim().is_empty() => self.add(fault(format!("`{name}` is empty"))),
            _ => {}
        }
    }

    fn list(&mut self, of: &'static Shape, least: usize, value: Value<'_>, name: &str) {
        let elements = value.elements();
        for &element in &elements {
            self.value(of, element, name);
        }
        if elements.len() < least {
            let has = elements.len();
            self.add(Fault::new(
                value.span(),
                format!("`{name}` needs at least {least} entries, it has {has}"),
            ));
        }
    }

    fn table(&mut self, keys: &'static [Key], table: Table<'_>, name: &str) {
        for (span, key, value) in table.entries() {
            match keys.iter().find(|known| known.name == key) {
                Some(known) => self.value(&known.shape, value, key),
                None => {
                    let names: Vec<&str> = keys.iter().map(|known| known.name).collect();
                    let hint = nearest(key, names.iter().copied());
                    let fault = Fault::new(span, format!("unknown key `{key}`"));
                    self.add(unknown(fault, hint, "known keys", &names));
                }
            }
        }
        for key in keys.iter().filter(|key| key.required && table.get(key.name).is_none()) {
            let fault = Fault::new(table.span(), format!("`{name}` has no `{}`", key.name));
            self.0
                .push(Mistake { fault: fault.note(format!("`{}`: {}", key.name, key.about)), missing: true });
        }
    }

    fn levels(&mut self, value: Value<'_>) {
        static LEVEL: Shape = Shape::Word(&LEVELS);
        for (span, code, level) in value.table().iter().flat_map(Table::entries) {
            if checks::find(code).is_none() {
                let fault = Fault::new(span, format!("unknown check `{code}`"));
                let hint = checks::nearest(code).map(|check| check.code);
                self.add(match hint {
                    Some(hint) => fault.note(format!("did you mean `{hint}`?")),
                    None => fault.note("`misquote checks` lists them"),
                });
            }
            self.value(&LEVEL, level, code);
        }
    }

    fn wrong_type(&mut self, shape: &Shape, value: Value<'_>, name: &str) {
        let found = match value.value() {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) => "an integer",
            DeValue::Float(_) => "a float",
            DeValue::Boolean(_) => "a boolean",
            DeValue::Datetime(_) => "a date or time",
            DeValue::Array(_) => "an array",
            DeValue::Table(_) => "a table",
        };
        let fault = Fault::new(value.span(), format!("`{name}` takes {}, not {found}", shape.describe()));
        let is_list_of_tables = matches!(shape, Shape::List(Shape::Table(_), _));
        self.add(match value.value() {
            DeValue::Table(_) if is_list_of_tables => fault.note(format!("write `[[{name}]]`")),
            _ => fault,
        });
    }
}

fn unknown(fault: Fault, hint: Option<&str>, known: &str, all: &[&str]) -> Fault {
    match hint {
        Some(hint) => fault.note(format!("did you mean `{hint}`?")),
        None => fault.note(format!("{known}: `{}`", all.join("`, `"))),
    }
}

impl Shape {
    /// Whether the value has the TOML type that this shape asks for.
    fn takes(&self, value: Value<'_>) -> bool {
        match (self, value.value()) {
            (Self::Text | Self::Lang | Self::Word(_) | Self::Date, DeValue::String(_))
            | (Self::Flag, DeValue::Boolean(_))
            | (Self::List(..), DeValue::Array(_))
            | (Self::Table(_) | Self::Map(_) | Self::Levels, DeValue::Table(_)) => true,
            // A time of day alone says nothing about when something was said.
            (Self::Date, DeValue::Datetime(date)) => date.date.is_some(),
            (Self::Either(a, b), _) => a.takes(value) || b.takes(value),
            _ => false,
        }
    }

    /// The kind of value, as a message names it.
    fn describe(&self) -> String {
        match self {
            Self::Text | Self::Lang | Self::Word(_) => "a string".to_owned(),
            Self::Flag => "`true` or `false`".to_owned(),
            Self::Date => "a date or a string".to_owned(),
            Self::List(Self::Table(_), _) => "an array of tables".to_owned(),
            Self::List(Self::Text, _) => "an array of strings".to_owned(),
            Self::List(..) => "an array".to_owned(),
            Self::Table(_) | Self::Map(_) | Self::Levels => "a table".to_owned(),
            Self::Either(a, b) => format!("{} or {}", a.describe(), b.describe()),
        }
    }
}

/// A language of two or three letters, then any subtags of up to eight letters and digits.
pub(crate) fn is_language_tag(text: &str) -> bool {
    let mut subtags = text.split('-');
    let is_language = |s: &str| matches!(s.len(), 2 | 3) && s.bytes().all(|b| b.is_ascii_alphabetic());
    let is_subtag = |s: &str| matches!(s.len(), 1..=8) && s.bytes().all(|b| b.is_ascii_alphanumeric());
    subtags.next().is_some_and(is_language) && subtags.all(is_subtag)
}

/// The same as [`is_language_tag`], for the JSON Schema.
pub(super) const LANGUAGE_TAG: &str = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$";
