//! The runs of a part, and what is to be put between, around and into them.

use std::fmt::Write;

use rustc_hash::FxHashMap;

use super::super::xml::{Element, Node, Ns, Xml};
use super::AUTHOR;

/// Text for a part, escaped and without what XML cannot hold.
pub(super) struct Mark;

impl Mark {
    /// `text` as the content of an element.
    pub(super) fn text(text: &str) -> String {
        let legal = |c: &char| {
            matches!(c, '\t' | '\n' | '\r') || (*c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'))
        };
        let text: String = text.chars().filter(legal).collect();
        quick_xml::escape::partial_escape(text).into_owned()
    }
}

/// What a run holds besides its properties.
#[derive(Debug)]
struct Child {
    range: (usize, usize),
    /// Its text, if it is one `w:t` without anything but text in it.
    text: Option<(usize, usize)>,
}

/// One run.
#[derive(Debug)]
struct Run<'x> {
    range: (usize, usize),
    /// Its start tag without the signs around it, and the name in it.
    tag: &'x str,
    name: &'x str,
    properties: &'x str,
    children: Vec<Child>,
    /// Where the element that holds it starts.
    parent: usize,
    /// The outermost run around it, which holds the text box that it stands in.
    outer: Option<usize>,
    /// Whether a change inside it is nobody's business: it is tracked already, or the result of a field.
    is_fixed: bool,
}

/// What is put at a place of a run: first what is inserted, then the ends of comments, then their starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Insertion,
    End,
    Start,
}

/// What happens to one run.
#[derive(Debug, Default)]
struct Changes {
    /// By child, and place in its text (0: before the child).
    marks: Vec<(usize, usize, Rank, String)>,
    /// Bytes of the part that are struck out, and the number of the change.
    deleted: Vec<(usize, usize, u32)>,
}

/// A note, or a mark in the text that refers to one.
#[derive(Debug)]
struct Note {
    range: (usize, usize),
    /// Of which kind (`footnote`, `endnote`), and which one.
    of: (&'static str, String),
}

/// What [`find`] finds in a part.
#[derive(Debug, Default)]
struct Found<'x> {
    runs: Vec<Run<'x>>,
    notes: Vec<Note>,
    references: Vec<Note>,
}

/// The runs of a part.
pub(super) struct Runs<'x> {
    source: &'x str,
    runs: Vec<Run<'x>>,
    notes: Vec<Note>,
    references: Vec<Note>,
    changes: FxHashMap<usize, Changes>,
}

impl<'x> Runs<'x> {
    /// Finds the runs of the part called `name`.
    pub(super) fn of(source: &'x str, name: &'x str) -> Result<Self, String> {
        let Found { runs, notes, references } = find(source, name)?;
        Ok(Self { source, runs, notes, references, changes: FxHashMap::default() })
    }

    /// The note of this part that holds the byte at `at`: its kind, and which one.
    pub(super) fn note_at(&self, at: usize) -> Option<&(&'static str, String)> {
        self.notes.iter().find(|note| note.range.0 <= at && at < note.range.1).map(|note| &note.of)
    }

    /// Where this part refers to a note.
    pub(super) fn reference(&self, note: &(&'static str, String)) -> Option<(usize, usize)> {
        self.references.iter().find(|reference| reference.of == *note).map(|reference| reference.range)
    }

    /// Comments on the bytes from `from` to `to`. Whether that could be done.
    pub(super) fn comment(&mut self, from: usize, to: usize, id: u32) -> bool {
        let (Some(first), Some(last)) = (self.run_at(from), self.run_at(to - 1)) else { return false };
        let (start, end) = (self.spot(first, from, Rank::Start), self.spot(last, to, Rank::End));
        let prefix = |run: usize| self.runs[run].name.split_once(':').map(|(prefix, _)| prefix);
        let (Some(p), Some(q)) = (prefix(first), prefix(last)) else { return false };
        let opens = format!("<{p}:commentRangeStart {p}:id=\"{id}\"/>");
        let closes = format!(
            "<{q}:commentRangeEnd {q}:id=\"{id}\"/><{q}:r><{q}:commentReference {q}:id=\"{id}\"/></{q}:r>"
        );
        self.mark(start, Rank::Start, opens);
        self.mark(end, Rank::End, closes);
        true
    }

    /// Whether the bytes from `from` to `to` are words that can be replaced by a tracked change.
    pub(super) fn can_replace(&self, from: usize, to: usize) -> bool {
        let Some(covered) = self.covered(from, to) else { return false };
        let (first, last) = (&self.runs[covered.0], &self.runs[covered.1]);
        let free = |run: &Run<'_>| !run.is_fixed && run.outer.is_none() && run.parent == first.parent;
        // Nothing but whole or cut texts of runs that stand side by side.
        let texts_only = |run: &Run<'_>| {
            let mut inside = run.children.iter().filter(|c| c.range.0 < to && from < c.range.1);
            inside.all(|c| c.text.is_some())
        };
        let runs = &self.runs[covered.0..=covered.1];
        let untouched = |at: usize| {
            let deleted = self.changes.get(&at).map_or(&[][..], |c| &c.deleted);
            deleted.iter().all(|&(a, b, _)| b <= from || to <= a)
        };
        runs.iter().all(|run| free(run) && texts_only(run))
            && (covered.0..=covered.1).all(untouched)
            && first.range.0 <= from
            && to <= last.range.1
    }

    /// Strikes out the bytes from `from` to `to` and puts `text`, which is escaped, behind them.
    pub(super) fn replace(
        &mut self,
        from: usize,
        to: usize,
        text: &str,
        fresh: &mut dyn FnMut() -> u32,
    ) -> bool {
        let Some((first, last)) = self.covered(from, to) else { return false };
        if from < to {
            for at in first..=last {
                let id = fresh();
                self.changes.entry(at).or_default().deleted.push((from, to, id));
            }
        }
        if !text.is_empty() {
            let run = &self.runs[first];
            let Some((p, _)) = run.name.split_once(':') else { return false };
            let id = fresh();
            let properties = without_changes(run.properties);
            let inserted = format!(
                "<{p}:ins {p}:id=\"{id}\" {p}:author=\"{AUTHOR}\"><{p}:r>{properties}<{p}:t xml:space=\"preserve\">{text}\
                 </{p}:t></{p}:r></{p}:ins>"
            );
            let spot = self.spot(last, to, Rank::Insertion);
            self.mark(spot, Rank::Insertion, inserted);
        }
        true
    }

    /// The part with all changes; nothing if there is none.
    pub(super) fn rendered(&self) -> Option<String> {
        if self.changes.is_empty() {
            return None;
        }
        let mut touched: Vec<usize> = self.changes.keys().copied().collect();
        touched.sort_unstable();
        let mut out = String::with_capacity(self.source.len() + 1024);
        let mut at = 0;
        for index in touched {
            let run = &self.runs[index];
            out += &self.source[at..run.range.0];
            self.render(run, &self.changes[&index], &mut out);
            at = run.range.1;
        }
        out += &self.source[at..];
        Some(out)
    }

    fn render(&self, run: &Run<'_>, changes: &Changes, out: &mut String) {
        let mut marks: Vec<_> = changes.marks.iter().collect();
        marks.sort_by_key(|(child, at, rank, _)| (*child, *at, *rank));
        let mut marks = marks.into_iter().peekable();
        let last = run.children.len();
        if marks.clone().all(|&(child, at, ..)| at == 0 && (child == 0 || child == last))
            && changes.deleted.is_empty()
        {
            let mut whole = Some(&self.source[run.range.0..run.range.1]);
            for (child, _, _, mark) in marks {
                if *child == last && last > 0 {
                    *out += whole.take().unwrap_or_default();
                }
                *out += mark;
            }
            *out += whole.unwrap_or_default();
            return;
        }
        let mut pending = Pending { run, content: String::new(), deleted: None };
        for (index, child) in run.children.iter().enumerate() {
            while let Some((_, _, _, mark)) = marks.next_if(|(c, at, ..)| (*c, *at) <= (index, 0)) {
                pending.flush(out);
                *out += mark;
            }
            let Some((start, end)) = child.text else {
                pending.push(None, &self.source[child.range.0..child.range.1], out);
                continue;
            };
            let mut cuts: Vec<usize> = changes.deleted.iter().flat_map(|&(a, b, _)| [a, b]).collect();
            cuts.extend(
                changes.marks.iter().filter(|(c, at, ..)| *c == index && *at > 0).map(|(_, at, ..)| *at),
            );
            cuts.retain(|&cut| start < cut && cut < end);
            cuts.push(end);
            cuts.sort_unstable();
            cuts.dedup();
            let whole = cuts.len() == 1;
            let mut at = start;
            for cut in cuts {
                let deleted =
                    changes.deleted.iter().find(|&&(a, b, _)| a <= at && cut <= b).map(|&(.., id)| id);
                let text = &self.source[at..cut];
                if whole && deleted.is_none() {
                    pending.push(None, &self.source[child.range.0..child.range.1], out);
                } else {
                    let p = run.name.split_once(':').map_or("w", |(p, _)| p);
                    let name = if deleted.is_some() { "delText" } else { "t" };
                    let text = format!("<{p}:{name} xml:space=\"preserve\">{text}</{p}:{name}>");
                    pending.push(deleted, &text, out);
                }
                at = cut;
                while let Some((_, _, _, mark)) =
                    marks.next_if(|(c, at, ..)| *c == index && *at <= cut && *at > 0)
                {
                    pending.flush(out);
                    *out += mark;
                }
            }
        }
        pending.flush(out);
        for (_, _, _, mark) in marks {
            *out += mark;
        }
    }

    fn mark(&mut self, (run, child, at): (usize, usize, usize), rank: Rank, text: String) {
        self.changes.entry(run).or_default().marks.push((child, at, rank, text));
    }

    /// The innermost run that holds the byte at `at`.
    fn run_at(&self, at: usize) -> Option<usize> {
        let next = self.runs.partition_point(|run| run.range.0 <= at);
        (0..next).rev().take(64).find(|&run| at < self.runs[run].range.1)
    }

    /// The runs that hold the bytes from `from` to `to`; for an insertion, the run that ends or goes on there.
    fn covered(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let last = self.run_at(to.checked_sub(1)?)?;
        let first = if from < to { self.run_at(from)? } else { last };
        (first <= last).then_some((first, last))
    }

    /// The place in a run that is at the byte `at`, as child and place in its text. Word has no comments in text boxes:
    /// there it is before or behind the outermost run, which holds the box.
    fn spot(&self, index: usize, at: usize, rank: Rank) -> (usize, usize, usize) {
        let run = &self.runs[index];
        if let Some(outer) = run.outer {
            return (outer, if rank == Rank::Start { 0 } else { self.runs[outer].children.len() }, 0);
        }
        for (child, Child { range, text }) in run.children.iter().enumerate() {
            let (start, end) = text.unwrap_or(*range);
            if at <= start {
                return (index, child, 0);
            }
            if at < end {
                return (index, child, if text.is_some() { at } else { 0 });
            }
        }
        (index, run.children.len(), 0)
    }
}

/// A run that is written again, up to where it is cut next.
struct Pending<'r, 'x> {
    run: &'r Run<'x>,
    content: String,
    deleted: Option<u32>,
}

impl Pending<'_, '_> {
    fn push(&mut self, deleted: Option<u32>, content: &str, out: &mut String) {
        if deleted != self.deleted {
            self.flush(out);
            self.deleted = deleted;
        }
        self.content += content;
    }

    fn flush(&mut self, out: &mut String) {
        let content = std::mem::take(&mut self.content);
        if content.is_empty() {
            return;
        }
        let Run { tag, name, properties, .. } = self.run;
        let p = name.split_once(':').map_or("w", |(p, _)| p);
        // Writing to a string cannot fail.
        let _ = match self.deleted {
            Some(id) => write!(
                out,
                "<{p}:del {p}:id=\"{id}\" {p}:author=\"{AUTHOR}\"><{tag}>{properties}{content}</{name}></{p}:del>"
            ),
            None => write!(out, "<{tag}>{properties}{content}</{name}>"),
        };
    }
}

/// The properties of a run without the record of how they were changed, which belongs to the run that they were copied from.
fn without_changes(properties: &str) -> String {
    let Some(start) = properties.find("rPrChange").and_then(|at| properties[..at].rfind('<')) else {
        return properties.to_owned();
    };
    match properties.rfind("rPrChange>") {
        Some(end) => format!("{}{}", &properties[..start], &properties[end + "rPrChange>".len()..]),
        None => String::new(),
    }
}

/// Finds the runs of a part, each before those inside it.
fn find<'x>(source: &'x str, name: &'x str) -> Result<Found<'x>, String> {
    let mut xml = Xml::new(source, name);
    let Found { mut runs, mut notes, mut references } = Found::default();
    // What is open: its start, the index of its run if it is one, whether it makes what it holds nobody's business.
    let mut open: Vec<(usize, Option<usize>, bool)> = Vec::new();
    let mut child: Option<Child> = None;
    let mut fields = 0_usize;
    loop {
        match xml.next()? {
            Node::Open(e) => {
                let parent_run = open.last().and_then(|&(_, run, _)| run);
                let mut index = None;
                if is(&e, "r") {
                    let outer = open.iter().find_map(|&(_, run, _)| run);
                    let parent = open.last().map_or(0, |&(start, ..)| start);
                    let is_fixed = fields > 0 || open.iter().any(|&(.., fixed)| fixed);
                    index = Some(runs.len());
                    runs.push(Run {
                        range: e.range,
                        tag: e.tag.trim_end_matches('/').trim_end(),
                        name: e.name(),
                        properties: "",
                        children: Vec::new(),
                        parent,
                        outer,
                        is_fixed,
                    });
                } else if is(&e, "fldChar") {
                    match e.attribute("fldCharType").as_deref() {
                        Some("begin") => fields += 1,
                        Some("end") => fields = fields.saturating_sub(1),
                        _ => {}
                    }
                }
                let id = |kind| (kind, e.attribute("id").unwrap_or_default().into_owned());
                match e.local {
                    "footnote" => notes.push(Note { range: e.range, of: id("footnote") }),
                    "endnote" => notes.push(Note { range: e.range, of: id("endnote") }),
                    "footnoteReference" => references.push(Note { range: e.range, of: id("footnote") }),
                    "endnoteReference" => references.push(Note { range: e.range, of: id("endnote") }),
                    _ => {}
                }
                if parent_run.is_some() && !is(&e, "rPr") {
                    let text = is(&e, "t").then_some((e.range.1, e.range.1));
                    child = Some(Child { range: e.range, text });
                } else if let Some(child) = &mut child {
                    // Something inside a text.
                    child.text = None;
                }
                let fixes = e.ns == Ns::Word
                    && matches!(
                        e.local,
                        "ins" | "del" | "moveFrom" | "moveTo" | "fldSimple" | "dataBinding" | "dir" | "bdo"
                    );
                open.push((e.range.0, index, fixes));
            }
            Node::Close(ns, local, (start, end)) => {
                let Some((from, run, _)) = open.pop() else { continue };
                if let Some(note) = notes.last_mut().filter(|note| note.range.0 == from) {
                    note.range.1 = end;
                }
                let around = open.last().and_then(|&(_, run, _)| run);
                if let Some(run) = run {
                    runs[run].range.1 = end;
                }
                let Some(around) = around else { continue };
                if ns == Ns::Word && local == "rPr" {
                    runs[around].properties = &source[from..end];
                } else {
                    let text = child.take().filter(|c| c.range.0 == from).and_then(|c| c.text);
                    let text = text.map(|(text, _)| (text, start)).filter(|(text, start)| text < start);
                    runs[around].children.push(Child { range: (from, end), text });
                }
            }
            Node::Literal(..) => {
                if let Some(child) = &mut child {
                    child.text = None;
                }
            }
            Node::End => return Ok(Found { runs, notes, references }),
            _ => {}
        }
    }
}

fn is(element: &Element<'_>, local: &str) -> bool {
    element.ns == Ns::Word && element.local == local
}
