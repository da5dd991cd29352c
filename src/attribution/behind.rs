//! What stands behind a quotation: *“…,” said X*, *« … », a déclaré X*, *“…,” X said*, *“…” — X*.

use super::abroad;
use super::data::*;
use super::phrase::{Who, object, subject};
use super::run::{run_end, trim};
use super::signs::{Ending, according, closing_len, ending_of, is_mark, is_noun, is_put_it, is_quoted_as};
use super::speaker::{CLAUSE, MOST, REACH, Reader};
use super::tokens::{Token, tokens};
use crate::lexicon::{self, Lang, saying};
use crate::span::{Read, Span, floor};

impl Reader<'_> {
    pub(super) fn after(&self, part: Span<Read>, limit: usize, to_block_end: bool) -> Option<Who> {
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
        words.first()?;
        if let Some(name) = according(words) {
            return Some(object(words, name, &self.surnames, Lang::En));
        }
        // *„…“, so Keller*: English has its comma within the marks.
        let named = words.get(1).is_some_and(Token::is_capital);
        let so = words[0].is_in(&["so"]) && words[0].is_lower() && named && at > 0 && !dash;
        if let Some(name) = abroad::according(words).or(so.then_some(1)) {
            return Some(object(words, name, &self.surnames, Lang::De));
        }
        // *“…,” said X*; *« … », a déclaré X*; *«…», — также отметил X*
        let mut verb = abroad::skip(words, 0);
        if words.get(verb).is_some_and(|w| w.is_in(abroad::AUXILIARIES)) {
            verb = abroad::skip(words, verb + 1);
        }
        let lang = words.get(verb).filter(|w| w.is_lower() && !w.is_in(&["told", "tells"])).and_then(|w| {
            let foreign = w.tongue().or_else(|| abroad::is_in_two(words, verb).then_some(Lang::De));
            let foreign = foreign.or_else(|| w.is_in(saying::INVERTED).then_some(Lang::En));
            foreign.filter(|lang| verb == 0 || *lang != Lang::En)
        });
        if let Some(lang) = lang
            && (ending != Ending::Open || dash)
        {
            return Some(object(words, verb + 1, &self.surnames, lang));
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
            words[i].is_lower() && words[i].tongue().is_some() && !is_noun(words, i)
                || is_put_it(words, i)
                || is_quoted_as(words, i)
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
}
