//! Drafts: running text with quotations planted in it, set like the work of many hands.

use std::collections::BTreeMap;

use crate::plant::Planter;
use crate::source::Source;
use crate::support::folder::{Gold, OUTSIDE};
use crate::support::rng::Rng;
use crate::support::typeset::{Marks, wrap};

/// Bytes of a draft, about.
const SIZE: usize = 30_000;

/// Where drafts are made, one after another.
pub struct Desk<'a> {
    source: &'a Source,
    planter: Planter<'a>,
    rng: Rng,
    /// Bytes of running text between two planted quotations.
    every: usize,
    /// Bytes since the last one.
    since: usize,
    planted: usize,
    /// The same of words outside any marks.
    every_outside: usize,
    since_outside: usize,
    next_paragraph: usize,
    pub files: usize,
    pub bytes: usize,
    pub gold: Vec<Gold>,
    pub lookalikes: Vec<Gold>,
}

impl<'a> Desk<'a> {
    /// Plants `planted` quotations a megabyte, and records' words in `outside` places without marks.
    pub fn new(source: &'a Source, planter: Planter<'a>, planted: usize, outside: usize, rng: Rng) -> Self {
        Self {
            source,
            planter,
            rng,
            every: 1_000_000 / planted.max(1),
            since: 0,
            planted: 0,
            every_outside: 1_000_000usize.checked_div(outside).unwrap_or(usize::MAX),
            since_outside: 0,
            next_paragraph: 0,
            files: 0,
            bytes: 0,
            gold: Vec::new(),
            lookalikes: Vec::new(),
        }
    }

    /// The name and text of the next draft.
    pub fn draft(&mut self) -> (String, String) {
        let extension = if self.rng.chance(50) { "md" } else { "txt" };
        let name = format!("drafts/{:05}.{extension}", self.files);
        let marks = if self.rng.chance(50) { Marks::Curly } else { Marks::Straight };
        let wrapped = self.rng.chance(30);
        let dialogue = self.rng.chance(10);
        let mut text = String::new();
        while text.len() < SIZE {
            let before = text.len();
            let paragraph = if dialogue {
                &self.source.running[*self.rng.pick(&self.source.dialogue)]
            } else {
                self.next_paragraph += 1;
                &self.source.running[self.next_paragraph % self.source.running.len()]
            };
            text += &set(paragraph, marks);
            text += "\n\n";
            self.since += text.len() - before;
            self.since_outside += text.len() - before;
            while self.since_outside >= self.every_outside {
                self.since_outside -= self.every_outside;
                self.plant_outside(&name, marks, &mut text);
            }
            while self.since >= self.every {
                self.since -= self.every;
                self.plant(&name, marks, &mut text);
                self.planted += 1;
                if self.planted.is_multiple_of(2) {
                    self.decoy(&name, marks, &mut text);
                }
            }
        }
        if wrapped {
            text = wrap(&text, 66 + self.rng.below(13));
        }
        self.files += 1;
        self.bytes += text.len();
        (name, text)
    }

    fn plant(&mut self, draft: &str, marks: Marks, text: &mut String) {
        let planted = self.planter.next();
        let named = self.rng.chance(80);
        let speaker = planted.record.speaker.as_deref().filter(|_| named);
        let (start, end) = self.print(&planted.text, marks, speaker, text);
        self.gold.push(Gold {
            draft: draft.into(),
            start: Some(start),
            end: Some(end),
            canonical_id: planted.record.id.clone(),
            also: self.source.siblings.get(&planted.record.id).cloned().unwrap_or_default(),
            kind: if planted.severity == "none" { "exact" } else { "variant" }.into(),
            band: planted.band.into(),
            same_author: true,
            draft_author: speaker.map(str::to_owned),
            severity: planted.severity.into(),
            text: text[start..end].to_owned(),
        });
    }

    /// A record's words in a sentence, as a sentence of their own, or as a headline.
    fn plant_outside(&mut self, draft: &str, marks: Marks, text: &mut String) {
        let planted = self.planter.outside();
        let words = marks.inside(&planted.text);
        let words = words.trim_end_matches(['.', '!', '?', ',']);
        let form = self.rng.below(3);
        match form {
            0 => *text += "The clerk told the council that ",
            1 => *text += "The meeting went on until midnight. ",
            _ => {}
        }
        let start = text.len();
        *text += words;
        let end = text.len();
        *text += [" and then sat down.", ". There was no applause.", ""][form];
        *text += "\n\n";
        self.gold.push(Gold {
            draft: draft.into(),
            start: Some(start),
            end: Some(end),
            canonical_id: planted.record.id.clone(),
            also: self.source.siblings.get(&planted.record.id).cloned().unwrap_or_default(),
            kind: OUTSIDE.into(),
            band: planted.band.into(),
            same_author: true,
            draft_author: None,
            severity: planted.severity.into(),
            text: words.to_owned(),
        });
    }

    fn decoy(&mut self, draft: &str, marks: Marks, text: &mut String) {
        let (record, words) = self.planter.decoy();
        let (start, end) = self.print(&words, marks, None, text);
        self.lookalikes.push(Gold {
            draft: draft.into(),
            start: Some(start),
            end: Some(end),
            canonical_id: record.id.clone(),
            also: Vec::new(),
            kind: "variant".into(),
            band: "decoy".into(),
            same_author: false,
            draft_author: None,
            severity: "words".into(),
            text: text[start..end].to_owned(),
        });
    }

    /// A paragraph around `words`.
    fn print(
        &mut self,
        words: &str,
        marks: Marks,
        speaker: Option<&str>,
        text: &mut String,
    ) -> (usize, usize) {
        let who = speaker.unwrap_or("a spokesman for the town");
        let [open, close] = marks.outer();
        let inner = marks.inside(words);
        let form = self.rng.below(3);
        if form == 0 {
            *text += &format!("In a note to the council, {who} put it this way: ");
        } else if form == 1 {
            *text += *self.rng.pick(&OPENINGS);
        }
        text.push(open);
        let start = text.len();
        *text += &inner;
        let end = text.len();
        text.push(close);
        if form > 0 {
            *text += &format!(" said {who} {}", self.rng.pick(&CLOSINGS));
        }
        *text += "\n\n";
        (start, end)
    }

    /// How many quotations of each kind were planted.
    pub fn bands(&self) -> BTreeMap<&str, usize> {
        let mut bands = BTreeMap::new();
        for gold in &self.gold {
            *bands.entry(gold.band.as_str()).or_default() += 1;
        }
        bands
    }
}

/// A paragraph of running text with the marks of the file.
fn set(paragraph: &str, marks: Marks) -> String {
    if marks == Marks::Straight {
        return paragraph.to_owned();
    }
    let mut out = String::with_capacity(paragraph.len() + 16);
    let mut before = ' ';
    for c in paragraph.chars() {
        let opens = before.is_whitespace() || "([—-".contains(before);
        out.push(match c {
            '"' if opens => '“',
            '"' => '”',
            '\'' if opens => '‘',
            '\'' => '’',
            c => c,
        });
        before = c;
    }
    out
}

const OPENINGS: [&str; 3] = ["", "The meeting went on until midnight. ", "There was no applause. "];
const CLOSINGS: [&str; 3] = ["on Thursday.", "before the vote.", "in the corridor."];
