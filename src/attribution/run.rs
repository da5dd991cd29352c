//! Which words in a row are a name.

use super::abroad;
use super::data::*;
use super::tokens::Token;
use crate::prose::Prose;
use crate::span::{Read, Span};

/// The longest run of capitalised words that is a name; a longer one is a headline.
pub(super) const LONGEST: usize = 7;

/// The text of a run of words, without the possessive ending of the last.
pub(super) fn text_of<'a>(prose: &'a Prose, run: &[Token<'_>]) -> &'a str {
    prose.slice(span_of(run))
}

/// The span of a run of words without the possessive ending of the last.
pub(super) fn span_of(run: &[Token<'_>]) -> Span<Read> {
    let (first, last) = (run[0], run[run.len() - 1]);
    let end = if last.possessive { last.span.start + last.text.len() } else { last.span.end };
    Span::new(first.span.start, end)
}

/// The end of the run of name words that starts at `at`; `at` itself where none does.
pub(super) fn run_end(words: &[Token<'_>], at: usize) -> usize {
    let mut end = at;
    while end < words.len() {
        let word = &words[end];
        let named = word.is_capital() && !(end > at && (word.is_in(TIMES) || abroad::is_time(word)));
        let particle = end > at
            && word.is_in(PARTICLES)
            && words[end..]
                .iter()
                .take(3)
                .skip(1)
                .find(|w| !w.is_in(PARTICLES))
                .is_some_and(Token::is_capital)
            // *sagte Clara Vogt der Nachrichtenagentur*, but *von der Leyen*
            && (!word.is_in(&["der", "den"]) || words[end - 1].is_in(PARTICLES));
        if !(named || particle) {
            break;
        }
        end += 1;
        if word.possessive {
            break;
        }
    }
    end
}

/// The start of the run of name words that ends before `end`; `end` itself where none does.
pub(super) fn run_start(words: &[Token<'_>], end: usize) -> usize {
    let mut start = end;
    while start > 0 {
        let word = &words[start - 1];
        let inner_possessive = word.possessive;
        let named = word.is_capital();
        let particle = start < end
            && word.is_in(PARTICLES)
            && words[..start - 1]
                .iter()
                .rev()
                .take(2)
                .find(|w| !w.is_in(PARTICLES))
                .is_some_and(Token::is_capital);
        let junior = start < end
            && word.is(",")
            && words[start].is_in(&["jr", "sr"])
            && start > 1
            && words[start - 2].is_capital();
        if inner_possessive || !(named || particle || junior) {
            break;
        }
        start -= 1;
    }
    start
}

/// The name in the run `start..end`, without what people and offices stand before it. `None` where no name is left.
pub(super) fn trim(words: &[Token<'_>], mut start: usize, mut end: usize) -> Option<(usize, usize)> {
    // *Maori Proverb*: nobody's name, but whom the words are given to.
    if end > start + 1 && words[end - 1].is_in(SAYINGS) && !words[start].is_in(OPENERS) {
        return Some((start, end));
    }
    while start < end
        && (words[start].is_in(OPENERS) || words[start].is_in(PEOPLES) || is_day(&words[start], end - start))
    {
        start += 1;
    }
    while start < end && words[end - 1].is_in(TIMES) && !(end - start > 1 && end == start + 2) {
        end -= 1;
    }
    if start >= end || end - start > LONGEST {
        return None;
    }
    // *Former Prime Minister Dmitry Medvedev*: the name begins after the last title, if two words are left.
    if let Some(title) = (start..end - 1).rev().find(|&i| words[i].is_in(TITLES)) {
        let rest = end - title - 1;
        if rest > 1
            && !words[title].dotted
            && !words[title].is_in(&["mr", "mrs", "ms", "miss", "dr", "sir", "pope"])
        {
            start = title + 1;
            // *Ein Sprecher des Ministeriums*
            if words[start].is_in(&["des", "du", "del", "der", "della"]) {
                return None;
            }
        } else {
            let mut first = title;
            while first > start && words[first - 1].is_in(TITLES) {
                first -= 1;
            }
            start = first;
        }
    }
    let is_empty = |w: &Token<'_>| {
        (w.is_in(TITLES)
            || w.is_in(PEOPLES)
            || w.is_in(TIMES)
            || w.is_in(OPENERS)
            || w.is_in(&["jr", "sr", "proverb"]))
            && !w.possessive
    };
    let names = words[start..end].iter().filter(|w| w.is_word && !is_empty(w)).count();
    let long_enough = words[start..end].iter().any(|w| w.text.chars().count() > 1);
    (names > 0 && long_enough).then_some((start, end))
}

/// A weekday or month that opens a run. *May Smith* and *April Jones* are people.
pub(super) fn is_day(word: &Token<'_>, left: usize) -> bool {
    word.is_in(TIMES) && !(left > 1 && word.is_in(&["may", "april", "june", "august"]))
}
