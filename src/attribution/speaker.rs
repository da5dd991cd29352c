//! What stands before, within and after a quotation.

use std::cell::RefCell;

use super::data::*;
use super::phrase::{Who, is_person};
use super::signs::{closing_len, is_mark_char, opening_len};
use super::surnames::{Names, Surnames};
use super::tokens::tokens;
use crate::marks::{Form, Quotation};
use crate::prose::Prose;
use crate::span::{Read, Span};

/// Who the draft says is speaking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attribution {
    /// The name as it stands in the draft, without offices before a full name: *Dmitry Peskov* of *said Kremlin
    /// spokesman Dmitry Peskov*; *the Kremlin* of *the Kremlin said*.
    pub name: Span<Read>,
    /// Whether this is surely a person's name. *Boeing* alone is not, nor is *Smith* in a draft that names no Smith in
    /// full: another speaker is not claimed on the strength of it.
    pub is_person: bool,
}

/// How far from a quotation its speaker is looked for, in bytes.
pub(super) const REACH: usize = 400;
/// The same in words and signs.
pub(super) const MOST: usize = 70;
/// The longest way from a verb to the words in marks that belong to it, in words.
pub(super) const CLAUSE: usize = 26;

/// Who is said to speak: read where it is asked for, since most quotations of a draft are in no record.
pub struct Speakers<'a> {
    reader: Reader<'a>,
    found: RefCell<Vec<Option<Found>>>,
    /// What was told of each: asked for several times of a quotation.
    told: RefCell<Vec<Option<Option<Attribution>>>>,
}

impl<'a> Speakers<'a> {
    /// The speakers of `quotations`, which are all those of `prose`, in order.
    #[must_use]
    pub fn new(prose: &'a Prose, quotations: &'a [Quotation]) -> Self {
        Self::with(prose, quotations, Surnames::of(prose))
    }

    /// The same with the surnames of `prose`, where they are known.
    #[must_use]
    pub fn among(names: &'a Names, prose: &'a Prose, quotations: &'a [Quotation]) -> Self {
        Self::with(prose, quotations, Surnames::counted(prose, names))
    }

    fn with(prose: &'a Prose, quotations: &'a [Quotation], surnames: Surnames<'a>) -> Self {
        let mut ends: Vec<usize> = quotations.iter().flat_map(|q| q.parts.iter().map(|p| p.end)).collect();
        ends.sort_unstable();
        let reader = Reader { prose, quotations, ends, surnames };
        let (found, told) = (vec![None; quotations.len()], vec![None; quotations.len()]);
        Self { reader, found: RefCell::new(found), told: RefCell::new(told) }
    }

    /// Who is said to speak in quotation `index`. `None` wherever the sentences around do not say so beyond doubt.
    /// Asked of every quotation, in time linear in the prose.
    #[must_use]
    pub fn of(&self, index: usize) -> Option<Attribution> {
        if let Some(told) = self.told.borrow()[index] {
            return told;
        }
        let told = self.read(index);
        self.told.borrow_mut()[index] = Some(told);
        told
    }

    fn read(&self, index: usize) -> Option<Attribution> {
        match self.found(index).who {
            Some(Who::Named(name)) => {
                // An attribution line is a name and nothing else.
                let is_line = self.reader.quotations[index].attribution == Some(name);
                let is_person = is_line || is_person(self.reader.prose, name, &self.reader.surnames);
                Some(Attribution { name, is_person })
            }
            _ => None,
        }
    }

    /// What was found for a quotation, after what was found for those before it that it may take its speaker from.
    fn found(&self, index: usize) -> Found {
        let mut found = self.found.borrow_mut();
        let mut chain = vec![index];
        while let Some(&last) = chain.last()
            && found[last].is_none()
            && let Some(before) = self.reader.source_of(last)
        {
            chain.push(before);
        }
        let mut before = Found::default();
        for index in chain.into_iter().rev() {
            before = *found[index].get_or_insert_with(|| self.reader.find(index, before));
        }
        before
    }
}

/// Who is said to speak, for every quotation of `quotations` (all those of `prose`, in order).
#[must_use]
pub fn speakers(prose: &Prose, quotations: &[Quotation]) -> Vec<Option<Attribution>> {
    let speakers = Speakers::new(prose, quotations);
    (0..quotations.len()).map(|index| speakers.of(index)).collect()
}

/// What was found for one quotation.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    /// Nothing where no attribution stands at all.
    who: Option<Who>,
    /// Whether it stands after the words or between them.
    after: bool,
}

pub(super) struct Reader<'a> {
    pub(super) prose: &'a Prose,
    pub(super) quotations: &'a [Quotation],
    /// The ends of all parts, sorted.
    ends: Vec<usize>,
    pub(super) surnames: Surnames<'a>,
}

impl<'a> Reader<'a> {
    /// `earlier` is what was found for the quotation that this one may take its speaker from.
    fn find(&self, index: usize, earlier: Found) -> Found {
        let quotation = &self.quotations[index];
        if let Some(name) = quotation.attribution {
            let who = self.prose.slice(name).chars().any(char::is_alphabetic).then_some(Who::Named(name));
            return Found { who, after: false };
        }
        let after = if self.is_owned(quotation) { None } else { self.after_all(index) };
        let (before, immediate) = self.before(quotation);
        let who = match (after, before) {
            (Some(Who::Named(a)), Some(Who::Named(b))) if immediate && !self.is_same_name(a, b) => {
                Some(Who::Unnamed)
            }
            (Some(after), _) => Some(after),
            (None, before) => before,
        };
        let who = match who {
            Some(Who::Pronoun(she)) => Some(self.resolve(quotation, she).map_or(Who::Unnamed, Who::Named)),
            None => self.inherited(index, earlier),
            known => known,
        };
        Found { who, after: after.is_some() }
    }

    fn is_same_name(&self, a: Span<Read>, b: Span<Read>) -> bool {
        super::identity::same_person(self.prose.slice(a), self.prose.slice(b)) != Some(false)
    }

    /// *a review of “A Title”, Smith says,*: the words in marks are a thing that the sentence speaks of.
    fn is_owned(&self, quotation: &Quotation) -> bool {
        let start = quotation.parts[0].start;
        let lead = &self.prose.text[self.block_span(start).start.min(start)..start];
        let lead = lead.trim_end_matches(|c: char| c == ' ' || is_mark_char(c));
        lead.rsplit(|c: char| !c.is_alphanumeric()).next().is_some_and(|word| OWNERS.contains(word))
    }

    /// What stands between the parts of a quotation and after it.
    fn after_all(&self, index: usize) -> Option<Who> {
        let quotation = &self.quotations[index];
        let last = quotation.parts.len() - 1;
        for (i, part) in quotation.parts.iter().enumerate() {
            let limit = match quotation.parts.get(i + 1) {
                Some(next) => next.start,
                None => self.next_start(quotation.span().end).min(self.bounds(quotation).end),
            };
            let outside = self.block_span(part.end - 1);
            if i < last && limit > outside.end {
                continue;
            }
            let limit = limit.min(outside.end);
            if let Some(who) = self.after(*part, limit, limit == outside.end && i == last) {
                return Some(who);
            }
        }
        None
    }

    /// The quotation before this one, if it stands in one block with it and near.
    fn source_of(&self, index: usize) -> Option<usize> {
        let quotation = &self.quotations[index];
        let before = (0..index).rev().find(|&i| self.quotations[i].inside == quotation.inside)?;
        let first = &self.quotations[before];
        let (from, to) = (first.span().end, quotation.parts[0].start);
        let near = from <= to && to - from <= REACH;
        let marked = first.form == Form::Marks && quotation.form == Form::Marks;
        (near && marked && self.prose.block_at(from) == self.prose.block_at(to)).then_some(before)
    }

    /// A quotation that follows the attribution of another in one block, with a full stop between, is the same
    /// speaker's: *“A,” Smith said. “B.”* So is the second of *“bad” and “good”*. `found` is what was found for the other.
    fn inherited(&self, index: usize, found: Found) -> Option<Who> {
        let first = &self.quotations[self.source_of(index)?];
        let (from, to) = (first.span().end, self.quotations[index].parts[0].start);
        let text = &self.prose.text;
        let start = from + closing_len(&text[from..to]);
        let end = to - opening_len(&text[start..to]);
        let words = tokens(text, Span::new(start, end.max(start)), MOST);
        let and = matches!(words.as_slice(), [w] if w.is_in(&["and", "or"]))
            || matches!(words.as_slice(), [c, w] if c.is(",") && w.is_in(&["and", "or"]));
        let stops = words.iter().filter(|w| w.ends_sentence()).count();
        // *“Well!” exclaimed Smith; “I never…”*
        let pause = stops == 0 && words.len() < 12 && words.last().is_some_and(|w| w.is(";"));
        let follows = found.after && (stops == 1 && words.last().is_some_and(|w| w.is(".")) || pause);
        let named = found.who.filter(|w| matches!(w, Who::Named(_)));
        if and && !found.after || follows { named } else { None }
    }

    /// The part of the outer quotation that holds this one; all of the prose where it stands in none.
    pub(super) fn bounds(&self, quotation: &Quotation) -> Span<Read> {
        let span = quotation.span();
        let outer = quotation.inside.map(|i| &self.quotations[i]);
        outer
            .and_then(|o| o.parts.iter().find(|p| p.start <= span.start && span.end <= p.end).copied())
            .unwrap_or_else(|| Span::new(0, self.prose.text.len()))
    }

    pub(super) fn block_span(&self, at: usize) -> Span<Read> {
        self.prose.block_at(at).map_or_else(|| Span::new(at, at), |b| self.prose.blocks[b].span)
    }

    /// Where the next quotation after `at` begins.
    fn next_start(&self, at: usize) -> usize {
        let next = self.quotations.partition_point(|q| q.span().start < at);
        self.quotations.get(next).map_or(self.prose.text.len(), |q| q.span().start)
    }

    /// Where the last part of a quotation before `at` ends.
    pub(super) fn previous_end(&self, at: usize) -> usize {
        let before = self.ends.partition_point(|&end| end <= at);
        before.checked_sub(1).map_or(0, |i| self.ends[i])
    }
}
