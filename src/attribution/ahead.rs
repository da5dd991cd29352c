//! What stands before a quotation: *X said: “…”*, *X called it “…”*, *according to X, “…”*, *X: “…”*.

use super::abroad;
use super::data::*;
use super::phrase::{Who, is_person, object, subject};
use super::run::{run_end, trim};
use super::signs::{according, closing_len, is_noun, is_put_it, opening_len};
use super::speaker::{CLAUSE, REACH, Reader};
use super::tokens::{Token, begins_with, tokens};
use crate::lexicon::{self, Lang};
use crate::marks::{Form, Quotation};
use crate::prose::BlockKind;
use crate::span::{Span, floor};

impl<'a> Reader<'a> {
    /// What stands before a quotation in its sentence, and whether it leads up to the words in marks at once.
    pub(super) fn before(&self, quotation: &Quotation) -> (Option<Who>, bool) {
        let start = quotation.parts[0].start;
        let Some((words, opens)) = self.lead(quotation, start) else { return (None, false) };
        self.lead_in(&words, opens)
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
            if let Some(who) = self.source(words, comma || colon) {
                return (Some(who), true);
            }
            if words.len() > 4 && begins_with(words, &["in", "the", "words", "of"]) {
                let who = if run_end(words, 4) == words.len() {
                    object(words, 4, surnames, Lang::En)
                } else {
                    Who::Unnamed
                };
                return (Some(who), true);
            }
            if colon && run_end(words, 0) == words.len() {
                return (self.label(words), true);
            }
        }
        // *Diallo quoted Tull as saying*
        if let Some(who) = self.quoted(words, opens) {
            return (Some(who), false);
        }
        let calls = |w: &Token<'_>| w.is_in(CALLING) || abroad::is_calling(w);
        let says = |i: usize| {
            let w = &words[i];
            w.is_lower() && (w.tongue().is_some() || calls(w) || abroad::is_in_two(words, i))
                || is_put_it(words, i)
        };
        let Some(verb) = (0..words.len()).rfind(|&i| says(i) && !is_noun(words, i)) else {
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
        let calls = calls(&words[verb]);
        let immediate = colon && !calls || rest.is_empty() || comma && !calls;
        let leads = if immediate { leads_up(rest, colon) } else { reaches(&words[verb], rest) };
        if !leads {
            return (Some(Who::Unnamed), immediate);
        }
        let (who, start) = subject(words, verb, surnames, opens);
        // *Am Montag sagte Keller: „…“*; *Jak uvedla Nováková, „…“*
        let lang = words[verb].tongue().filter(|lang| *lang != Lang::En);
        if let Some(lang) = lang
            && immediate
            && opens
            && (who == Who::Unnamed || verb < 3)
            && !rest.is_empty()
            && abroad::leads_to_verb(&words[..verb], lang, !colon)
        {
            let whole = rest.last().is_some_and(Token::is_capital) && !rest.iter().any(|w| !w.is_word);
            let who = if whole { object(words, verb + 1, surnames, lang) } else { Who::Unnamed };
            return (Some(who), true);
        }
        // *what Smith said of it, he called “…”*: the clause is over before the words in marks.
        let clause = start.checked_sub(1).is_some_and(|i| words[i].is_in(SUBORDINATING));
        // *Then he said,*
        let early =
            words[..start].iter().all(|w| w.is_in(ADVERBS) || w.is_in(OPENERS) && !w.is_in(SUBORDINATING));
        let early = early && !words[..start].iter().any(|w| w.is_in(&["if", "so", "since", "because"]));
        if matches!(who, Who::Pronoun(_)) && !early || clause && !immediate && rest.len() > 1 {
            return (Some(Who::Unnamed), immediate);
        }
        let shared = verb > 1 && words[verb - 1].is_in(&["and", "but"]);
        let who = if shared && who == Who::Unnamed { self.shared(words, verb - 1, opens) } else { who };
        (Some(who), immediate)
    }

    /// Whom *according to Smith,* names, which leads up to the words in marks; nothing where no such phrase opens `words`.
    fn source(&self, words: &[Token<'_>], paused: bool) -> Option<Who> {
        let (name, lang) = match (according(words), abroad::according(words)) {
            (Some(name), _) => (name, Lang::En),
            (None, Some(name)) => (name, Lang::Unknown),
            (None, None) if paused && abroad::perhaps_according(words) => (1, Lang::Unknown),
            _ => return None,
        };
        // *Según explicó Gil*
        if words[name].tongue().is_some_and(|lang| lang != Lang::En) {
            return None;
        }
        // Without a comma other languages go on: *Laut Keller hat „niemand …“*.
        let goes_on = |w: &Token<'_>| w.is_lower() && w.tongue().is_none() && !w.is_in(FOREIGN);
        let sign = words[name..].iter().position(|w| !w.is_word).map_or(words.len(), |i| name + i);
        let (head, tail) = words.split_at(sign);
        let whole = match tail {
            [] if lang == Lang::En => paused,
            [] => true,
            // *Selon Garnier, ministre de la Mer, « … »*
            // *Selon Bertin, il s’agit d’« … »*
            [comma, ..] if lang != Lang::En && !paused => {
                comma.is(",") && tail.len() < 9 && tail[1..].iter().all(goes_on)
            }
            [comma, first, ..] => {
                let apposition = first.is_lower() || first.is_in(ARTICLES);
                let one = tail[1..].iter().all(|w| w.is_word && w.tongue().is_none());
                comma.is(",") && paused && apposition && one && tail.len() < CLAUSE
            }
            _ => false,
        };
        // *According to a Maori proverb*
        let named = |w: &Token<'_>| w.is_capital() || lang == Lang::En && w.is_in(SAYINGS);
        let end = head.iter().rposition(named).map_or(name, |i| i + 1);
        let clause = &head[end..];
        let fits = whole
            && clause.iter().all(goes_on)
            && (clause.is_empty() || lang != Lang::En && tail.is_empty() && clause.len() < 9)
            && !head[name..].iter().any(|w| w.says());
        Some(if fits { object(&head[..end], name, &self.surnames, lang) } else { Who::Unnamed })
    }

    /// *Diallo quoted Tull as saying “…”*, *Tull was quoted as saying “…”*.
    fn quoted(&self, words: &[Token<'_>], opens: bool) -> Option<Who> {
        let that = usize::from(words.last().is_some_and(|w| w.is_in(&["that"])));
        let lead = &words[..words.len() - that];
        let (rest, as_saying) = lead.split_at(lead.len().checked_sub(2)?);
        if !(as_saying[0].is_in(&["as"]) && as_saying[1].is_in(&["saying"])) {
            return None;
        }
        let quoted = rest
            .iter()
            .rposition(|w| w.is_in(&["quoted", "quotes", "quoting", "cited", "cites", "citing"]))?;
        if quoted + 1 == rest.len() {
            let is = quoted.checked_sub(1).filter(|&i| words[i].is_in(&["was", "is"]))?;
            return Some(subject(words, is, &self.surnames, opens).0);
        }
        let whole = run_end(rest, quoted + 1) == rest.len();
        Some(if whole { object(rest, quoted + 1, &self.surnames, Lang::En) } else { Who::Unnamed })
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
    // Another one's words stand in a clause of their own.
    if abroad::is_calling(verb) {
        return rest.len() < 11 && rest.iter().all(|w| w.is_word && !w.possessive);
    }
    let weak = verb.is_in(WEAK) && !rest.first().is_some_and(|w| w.is_in(&["that"]));
    let elsewhere = verb.says_elsewhere() && !verb.says();
    rest.len() <= CLAUSE
        && !rest.iter().any(foreign)
        && !weak
        && !elsewhere
        && !rest.last().is_some_and(|w| w.possessive)
}
