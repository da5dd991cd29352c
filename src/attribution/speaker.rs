//! What stands before, within and after a quotation.

use std::cell::RefCell;

use super::data::*;
use super::phrase::{Who, is_person, object, run_end, subject, trim};
use super::surnames::Surnames;
use super::tokens::{Token, tokens};
use crate::lexicon;
use crate::marks::{Form, Quotation};
use crate::prose::{BlockKind, Prose};
use crate::span::{Read, Span, floor};

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
const MOST: usize = 70;
/// The longest way from a verb to the words in marks that belong to it, in words.
const CLAUSE: usize = 26;

/// Who is said to speak: read where it is asked for, since most quotations of a draft are in no record.
pub struct Speakers<'a> {
    reader: Reader<'a>,
    found: RefCell<Vec<Option<Found>>>,
}

impl<'a> Speakers<'a> {
    /// The speakers of `quotations`, which are all those of `prose`, in order.
    #[must_use]
    pub fn new(prose: &'a Prose, quotations: &'a [Quotation]) -> Self {
        let mut ends: Vec<usize> = quotations.iter().flat_map(|q| q.parts.iter().map(|p| p.end)).collect();
        ends.sort_unstable();
        let reader = Reader { prose, quotations, ends, surnames: Surnames::of(prose) };
        Self { reader, found: RefCell::new(vec![None; quotations.len()]) }
    }

    /// Who is said to speak in quotation `index`. `None` wherever the sentences around do not say so beyond doubt.
    /// Asked of every quotation, in time linear in the prose.
    #[must_use]
    pub fn of(&self, index: usize) -> Option<Attribution> {
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

/// How the words in marks end: what decides whether the sentence around goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Comma,
    /// `?`, `!`, `…` or a dash: both an end and a pause.
    Either,
    Stop,
    Open,
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
        lead.rsplit(|c: char| !c.is_alphanumeric()).next().is_some_and(|word| OWNERS.contains(&word))
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

    fn after(&self, part: Span<Read>, limit: usize, to_block_end: bool) -> Option<Who> {
        let text = &self.prose.text;
        let start = part.end + closing_len(&text[part.end..limit.max(part.end)]);
        let end = floor(text, limit.min(start + REACH));
        if start >= end {
            return None;
        }
        let mut words = tokens(text, Span::new(start, end), MOST);
        // What opens the next quotation is no word of this sentence.
        while words.last().is_some_and(|w| !w.is_word && is_mark(w.text)) {
            words.pop();
        }
        let stop = words.iter().position(Token::ends_sentence);
        let words = &words[..stop.unwrap_or(words.len())];
        let mut ending = ending_of(&text[part.range()]);
        let mut at = 0;
        let mut dash = false;
        if words.first().is_some_and(|w| w.is(",")) {
            (ending, at) = (Ending::Comma, 1);
        }
        if words.get(at).is_some_and(Token::is_dash) {
            dash = true;
            at += 1;
        }
        let words = &words[at..];
        let first = words.first()?;
        if let Some(name) = according(words) {
            return Some(object(words, name, &self.surnames));
        }
        // *“…,” said X*; *« … », a déclaré X*
        let auxiliary = first.is_in(&["a", "hat", "ha"]) && words.get(1).is_some_and(|w| w.says_elsewhere());
        let verb = usize::from(auxiliary);
        let says = words[verb].is_lower()
            && (words[verb].says() || words[verb].says_elsewhere())
            && !words[verb].is_in(&["told", "tells"]);
        if says && (ending != Ending::Open || dash) {
            return Some(object(words, verb + 1, &self.surnames));
        }
        if dash && self.is_signature(words, to_block_end && stop.is_none()) {
            let end = run_end(words, 0);
            return Some(trim(words, 0, end).map_or(Who::Unnamed, |(a, b)| {
                Who::Named(Span::new(words[a].span.start, words[b - 1].span.end))
            }));
        }
        if ending == Ending::Stop || ending == Ending::Open {
            return None;
        }
        self.clause(words, ending)
    }

    /// *“…,” X said*: the verb's subject has to open the clause.
    fn clause(&self, words: &[Token<'_>], ending: Ending) -> Option<Who> {
        let verb = (0..words.len().min(CLAUSE)).find(|&i| {
            words[i].is_lower() && (words[i].says() || words[i].says_elsewhere()) && !is_noun(words, i)
        });
        let Some(verb) = verb else {
            let other =
                words.iter().take(CLAUSE).any(|w| w.is_in(&["reported", "reports", "quoted", "according"]));
            return (other && ending == Ending::Comma).then_some(Who::Unnamed);
        };
        let skip = usize::from(words[0].is_in(&["as", "so"]));
        let (who, start) = subject(&words[skip..], verb.checked_sub(skip)?, &self.surnames, true);
        if start > 0 {
            return (ending == Ending::Comma).then_some(Who::Unnamed);
        }
        // *“Why?” Smith said he did not know*: a sentence of its own. *“Why?” Jones replied, “…”* may be one.
        let next = words.get(verb + 1);
        let own_sentence = ending == Ending::Either
            && next.is_some_and(|w| {
                !(w.is_in(PREPOSITIONS)
                    || w.is_in(TIMES)
                    || w.is_in(&["reporters", "when", "while", "as"])
                    || w.text.ends_with("ly"))
            });
        (!own_sentence).then_some(who)
    }

    /// A line of attribution: *— Mark Twain*, and nothing else but a work on its line.
    fn is_signature(&self, words: &[Token<'_>], to_end: bool) -> bool {
        let end = run_end(words, 0);
        let ends = match words.get(end) {
            None => to_end,
            Some(next) => next.opens_line || next.is("("),
        };
        end > 1 && end < 6 && ends && words[..end].iter().any(|w| lexicon::is_name(&w.text.to_lowercase()))
    }

    /// What stands before a quotation in its sentence, and whether it leads up to the words in marks at once.
    fn before(&self, quotation: &Quotation) -> (Option<Who>, bool) {
        let start = quotation.parts[0].start;
        let Some((words, opens)) = self.lead(quotation, start) else { return (None, false) };
        let (who, immediate) = self.lead_in(&words, opens);
        (who, immediate)
    }

    /// The words before a quotation, back to the one before it; and whether they open their block.
    fn lead(&self, quotation: &Quotation, start: usize) -> Option<(Vec<Token<'a>>, bool)> {
        let text = &self.prose.text;
        let block = self.prose.block_at(start)?;
        let own = self.prose.blocks[block].span;
        let bounds = self.bounds(quotation);
        let low = own.start.max(bounds.start);
        let open = start - opening_len(&text[low..start]);
        let previous = self.previous_end(start);
        let from = low.max(
            previous + if previous > low { closing_len(&text[previous..open.max(previous)]) } else { 0 },
        );
        if text[from.min(open)..open].trim().is_empty() && previous <= low && quotation.inside.is_none() {
            // The block begins with the quotation: the one before may end in a colon.
            let earlier = self.prose.blocks[block.checked_sub(1)?].clone();
            let lead = self.prose.slice(earlier.span).trim_end();
            if !lead.ends_with(':') || earlier.kind != BlockKind::Paragraph {
                return None;
            }
            let from = earlier.span.start.max(self.previous_end(start));
            return Some(self.window(from, earlier.span.end, from == earlier.span.start));
        }
        if quotation.form == Form::Block || from >= open {
            return None;
        }
        Some(self.window(from, open, previous <= low))
    }

    /// The last tokens of `from..to`.
    fn window(&self, from: usize, to: usize, opens: bool) -> (Vec<Token<'a>>, bool) {
        let text = &self.prose.text;
        let near = floor(text, from.max(to.saturating_sub(REACH)));
        // A cut in the middle of a word would read half of it.
        let near =
            if near > from { near + text[near..to].find(char::is_whitespace).unwrap_or(0) } else { near };
        let words = tokens(text, Span::new(near, to), usize::MAX);
        (words, opens && near == from)
    }

    fn lead_in(&self, words: &[Token<'_>], opens: bool) -> (Option<Who>, bool) {
        let trailing = words.iter().rev().take_while(|w| !w.is_word).count();
        let (body, signs) = words.split_at(words.len() - trailing);
        let stopped = signs.iter().any(Token::ends_sentence);
        let start = body.iter().rposition(|w| w.ends_sentence() || w.is(";")).map_or(0, |i| i + 1);
        let (opens, words) = (opens || start > 0, &body[start..]);
        if words.is_empty() || signs.iter().any(|s| s.is("(") || s.is("[")) {
            return (None, false);
        }
        let colon = signs.iter().any(|s| s.is(":"));
        let comma = signs.iter().any(|s| s.is(","));
        let surnames = &self.surnames;
        if opens && !stopped {
            if let Some(name) = according(words) {
                // The name has to reach up to the quotation.
                let whole = !words[name..].iter().any(|w| !w.is_word || w.says());
                let who =
                    if whole && (comma || colon) { object(words, name, surnames) } else { Who::Unnamed };
                return (Some(who), true);
            }
            if words.len() > 4
                && words[0].is_in(&["in"])
                && words[1].is_in(&["the"])
                && words[2].is_in(&["words"])
                && words[3].is_in(&["of"])
            {
                let who =
                    if run_end(words, 4) == words.len() { object(words, 4, surnames) } else { Who::Unnamed };
                return (Some(who), true);
            }
            if colon && run_end(words, 0) == words.len() {
                return (self.label(words), true);
            }
        }
        let says = |w: &Token<'_>| w.is_lower() && (w.says() || w.is_in(CALLING) || w.says_elsewhere());
        let Some(verb) = (0..words.len()).rfind(|&i| says(&words[i]) && !is_noun(words, i)) else {
            let foreign =
                words.iter().any(|w| w.is_in(&["saying", "calling", "reported", "quoted", "according"]));
            return (foreign.then_some(Who::Unnamed), false);
        };
        let rest = &words[verb + 1..];
        if stopped {
            // *Smith added. “…”*
            let adds = rest.is_empty() && words[verb].is_in(&["added", "said", "continued"]) && opens;
            let (who, _) = subject(words, verb, surnames, opens);
            return (adds.then_some(who).filter(|w| matches!(w, Who::Named(_))), true);
        }
        let calls = words[verb].is_in(CALLING);
        let immediate = colon && !calls || rest.is_empty() || comma && !calls;
        let leads = if immediate { leads_up(rest, colon) } else { reaches(&words[verb], rest) };
        if !leads {
            return (Some(Who::Unnamed), immediate);
        }
        let (who, start) = subject(words, verb, surnames, opens);
        // *what Smith said of it, he called “…”*: the clause is over before the words in marks.
        let clause = start.checked_sub(1).is_some_and(|i| words[i].is_in(SUBORDINATING));
        if matches!(who, Who::Pronoun(_)) && start > 0 || clause && !immediate && rest.len() > 1 {
            return (Some(Who::Unnamed), immediate);
        }
        let shared = verb > 1 && words[verb - 1].is_in(&["and", "but"]);
        let who = if shared && who == Who::Unnamed { self.shared(words, verb - 1, opens) } else { who };
        (Some(who), immediate)
    }

    /// *Smith: “…”*. A label of common words (*Breaking News:*) is none.
    fn label(&self, words: &[Token<'_>]) -> Option<Who> {
        let (from, to) = trim(words, 0, words.len())?;
        let name = &words[from..to];
        let known = name.last().is_some_and(|w| self.surnames.has(w.text)) && name.len() == 1;
        let proper = name.len() > 1
            && name.iter().all(|w| w.dotted || w.is_in(TITLES) || lexicon::is_name(&w.text.to_lowercase()));
        let span = Span::new(name[0].span.start, name[name.len() - 1].span.end);
        let person = is_person(self.prose, span, &self.surnames);
        ((known || proper) && person && !name[name.len() - 1].possessive).then_some(Who::Named(span))
    }

    /// The subject of *Smith denied it and called it “…”*: the first verb's, if no other name stands between.
    fn shared(&self, words: &[Token<'_>], and: usize, opens: bool) -> Who {
        let is_verb =
            |w: &Token<'_>| w.is_lower() && (w.says() || w.is_in(CALLING) || lexicon::verbs::is_verb(w.text));
        let Some(first) = words[..and].iter().position(is_verb) else { return Who::Unnamed };
        let other = words[first + 1..and].iter().any(|w| {
            w.is_capital() && !w.possessive && !w.is_in(TIMES) && !w.is_in(PEOPLES)
                || w.is_in(&["who", "he", "she", "they", "it", "that", "and"])
        });
        match subject(words, first, &self.surnames, opens) {
            (Who::Named(name), 0) if !other && opens => Who::Named(name),
            _ => Who::Unnamed,
        }
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
        let follows = found.after && stops == 1 && words.last().is_some_and(|w| w.is("."));
        let named = found.who.filter(|w| matches!(w, Who::Named(_)));
        if and && !found.after || follows { named } else { None }
    }

    /// The part of the outer quotation that holds this one; all of the prose where it stands in none.
    fn bounds(&self, quotation: &Quotation) -> Span<Read> {
        let span = quotation.span();
        let outer = quotation.inside.map(|i| &self.quotations[i]);
        outer
            .and_then(|o| o.parts.iter().find(|p| p.start <= span.start && span.end <= p.end).copied())
            .unwrap_or_else(|| Span::new(0, self.prose.text.len()))
    }

    fn block_span(&self, at: usize) -> Span<Read> {
        self.prose.block_at(at).map_or_else(|| Span::new(at, at), |b| self.prose.blocks[b].span)
    }

    /// Where the next quotation after `at` begins.
    fn next_start(&self, at: usize) -> usize {
        let next = self.quotations.partition_point(|q| q.span().start < at);
        self.quotations.get(next).map_or(self.prose.text.len(), |q| q.span().start)
    }

    /// Where the last part of a quotation before `at` ends.
    fn previous_end(&self, at: usize) -> usize {
        let before = self.ends.partition_point(|&end| end <= at);
        before.checked_sub(1).map_or(0, |i| self.ends[i])
    }
}

/// Whether the word at `at`, which may be a verb of saying, is a noun there: *the head of claims*, *his cries*.
fn is_noun(words: &[Token<'_>], at: usize) -> bool {
    words[at].text.ends_with('s')
        && at.checked_sub(1).is_some_and(|i| {
            words[i].is_in(PREPOSITIONS)
                || words[i].is_in(&[
                    "the", "his", "her", "their", "its", "my", "our", "your", "these", "those", "no",
                ])
        })
}

/// Where the name begins after *according to* and the like at the start of `words`.
fn according(words: &[Token<'_>]) -> Option<usize> {
    let first = words.first()?;
    match () {
        () if first.is_in(&["according"]) && words.get(1).is_some_and(|w| w.is_in(&["to"])) => Some(2),
        () if first.is_in(&["selon", "laut", "según", "secondo"]) => Some(1),
        () => None,
    }
}

/// Whether the words in marks that follow *Smith said `rest`:* or *Smith said `rest`,* are surely Smith's.
fn leads_up(rest: &[Token<'_>], colon: bool) -> bool {
    const OTHERS: [&str; 8] =
        ["reading", "quoting", "quoted", "citing", "saying", "sign", "banner", "slogan"];
    let that = rest.len() > 1 && rest.iter().any(|w| w.is_in(&["that"]));
    let long = !colon && rest.len() > 6 && rest.iter().any(|w| w.is_in(FOREIGN));
    !that && !long && !rest.iter().any(|w| w.is_in(&OTHERS))
}

/// Whether the words in marks that stand in the clause of a verb after the words `rest` are surely its subject's.
fn reaches(verb: &Token<'_>, rest: &[Token<'_>]) -> bool {
    let foreign = |w: &Token<'_>| {
        w.is_in(FOREIGN) || !w.is_word && matches!(w.text, ":" | "(" | ")" | "[") || w.is_dash()
    };
    let weak = verb.is_in(WEAK) && !rest.first().is_some_and(|w| w.is_in(&["that"]));
    let elsewhere = verb.says_elsewhere() && !verb.says();
    rest.len() <= CLAUSE
        && !rest.iter().any(foreign)
        && !weak
        && !elsewhere
        && !rest.last().is_some_and(|w| w.possessive)
}

fn ending_of(text: &str) -> Ending {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || is_mark_char(c));
    if text.ends_with("...") || text.ends_with(['?', '!', '…', '—', '–', '-', '？', '！']) {
        Ending::Either
    } else if text.ends_with([',', '，']) {
        Ending::Comma
    } else if text.ends_with(['.', ';', ':', '。']) {
        Ending::Stop
    } else {
        Ending::Open
    }
}

fn is_mark_char(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
            | '`'
            | '*'
            | '_'
            | '＂'
            | '〝'
            | '〞'
    )
}

fn is_mark(text: &str) -> bool {
    text.chars().all(is_mark_char)
}

/// The length of the marks that close a quotation at the start of `text`, spaces before them included.
fn closing_len(text: &str) -> usize {
    let marks = text.trim_start();
    let rest = marks.trim_start_matches(is_mark_char);
    if rest.len() == marks.len() { 0 } else { text.len() - rest.len() }
}

/// The length of the marks that open a quotation at the end of `text`, spaces behind them included.
pub(super) fn opening_len(text: &str) -> usize {
    let marks = text.trim_end();
    text.len() - marks.trim_end_matches(is_mark_char).len()
}
