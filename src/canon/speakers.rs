//! Who is who: the speakers' tables of all rules files, and the names that records use.

use rustc_hash::FxHashMap;

use super::Speaker;
use crate::normalize::fold;
use crate::toml_file::{Table, Value};

/// The speakers of a run while its files are read. Two tables of one name (case counts nothing) are one speaker.
#[derive(Debug, Default)]
pub(super) struct Speakers {
    list: Vec<Speaker>,
    by_name: FxHashMap<String, usize>,
    /// Speakers by alias; several may share one (a family name).
    by_alias: FxHashMap<String, Vec<usize>>,
    /// Speakers by what records call them, so that each way to write a name is folded once.
    found: FxHashMap<String, usize>,
    /// Speakers by key, with the file that defines it.
    by_key: FxHashMap<String, Vec<(usize, usize)>>,
}

/// A key that other files define for different speakers, so that nobody can say who is meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TwoOfThatKey;

impl Speakers {
    /// Takes in `[speakers]` of one file. All files come before the first [`Speakers::find`].
    pub fn add_table(&mut self, file: usize, root: Table<'_>) {
        let tables = root.table("speakers").map(|speakers| speakers.entries()).unwrap_or_default();
        for (_, key, value) in tables {
            let Some((table, name)) = value.table().and_then(|t| Some((t, t.string("name")?))) else {
                continue;
            };
            let speaker = self.named(name, identity(name));
            for alias in table.list("aliases").into_iter().filter_map(Value::string) {
                self.add_alias(speaker, alias);
            }
            self.by_key.entry(key.to_owned()).or_default().push((file, speaker));
        }
    }

    /// Who `name` is in a record of `file`: a key of that file, a key of any file, a name, an alias of one speaker,
    /// else somebody new.
    pub fn find(&mut self, file: usize, name: &str) -> Result<usize, TwoOfThatKey> {
        if let Some(of_key) = self.by_key.get(name) {
            if let Some(&(_, speaker)) = of_key.iter().find(|&&(defined_in, _)| defined_in == file) {
                return Ok(speaker);
            }
            let (_, first) = of_key[0];
            return if of_key.iter().all(|&(_, other)| other == first) {
                Ok(first)
            } else {
                Err(TwoOfThatKey)
            };
        }
        if let Some(&found) = self.found.get(name) {
            return Ok(found);
        }
        let folded = identity(name);
        let speaker = match self.by_alias.get(&folded).map(Vec::as_slice) {
            Some(&[only]) if !self.by_name.contains_key(&folded) => only,
            _ => self.named(name, folded),
        };
        self.found.insert(name.to_owned(), speaker);
        Ok(speaker)
    }

    /// All of them, by the indices that [`Speakers::find`] gave.
    pub fn into_list(self) -> Vec<Speaker> {
        self.list
    }

    /// The speaker of a name, whose [`identity`] is `folded`.
    fn named(&mut self, name: &str, folded: String) -> usize {
        *self.by_name.entry(folded).or_insert_with(|| {
            self.list.push(Speaker { name: name.to_owned(), aliases: Vec::new() });
            self.list.len() - 1
        })
    }

    fn add_alias(&mut self, speaker: usize, alias: &str) {
        let known = self.by_alias.entry(identity(alias)).or_default();
        if !known.contains(&speaker) {
            known.push(speaker);
            self.list[speaker].aliases.push(alias.to_owned());
        }
    }
}

/// A name without case, accents and punctuation. A name of nothing else is itself.
fn identity(name: &str) -> String {
    let folded = fold(name);
    if folded.is_empty() { name.trim().to_owned() } else { folded }
}
