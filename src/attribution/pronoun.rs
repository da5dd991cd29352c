//! Whom *he* and *she* mean.

use super::data::*;
use super::identity::is_institution;
use super::phrase::is_person;
use super::run::{run_end, trim};
use super::signs::opening_len;
use super::speaker::{REACH, Reader};
use super::tokens::{Token, tokens};
use crate::marks::Quotation;
use crate::prose::BlockKind;
use crate::span::{Read, Span, floor};

impl<'a> Reader<'a> {
    /// The one person whom the sentence before a quotation's own names, if it names one.
    pub(super) fn resolve(&self, quotation: &Quotation, she: bool) -> Option<Span<Read>> {
        if quotation.inside.is_some() {
            return None;
        }
        let start = quotation.parts[0].start;
        let block = self.prose.block_at(start)?;
        let own = self.prose.blocks[block].span;
        let open = start - opening_len(&self.prose.text[own.start..start]);
        let words = self.outside_marks(own.start.max(open.saturating_sub(2 * REACH)), open);
        let bound = words.iter().rposition(Token::ends_sentence);
        let lead = &words[bound.map_or(0, |i| i + 1)..];
        if !self.candidates(lead, false).is_empty() {
            return None;
        }
        let sentence = match bound {
            Some(bound) => {
                let from = words[..bound].iter().rposition(Token::ends_sentence).map_or(0, |i| i + 1);
                words[from..bound].to_vec()
            }
            None => {
                let earlier = self.prose.blocks[block.checked_sub(1)?].clone();
                let from =
                    floor(&self.prose.text, earlier.span.start.max(earlier.span.end.saturating_sub(REACH)));
                if earlier.kind != BlockKind::Paragraph || self.holds_speech(from, earlier.span.end) {
                    return None;
                }
                let words = self.outside_marks(from, earlier.span.end);
                let end = words.len() - usize::from(words.last().is_some_and(Token::ends_sentence));
                let from = words[..end].iter().rposition(Token::ends_sentence).map_or(0, |i| i + 1);
                words[from..end].to_vec()
            }
        };
        let people = [
            "he",
            "him",
            "she",
            "her",
            "them",
            "they",
            "man",
            "woman",
            "boy",
            "girl",
            "father",
            "mother",
            "husband",
            "wife",
            "son",
            "daughter",
            "brother",
            "sister",
            "friend",
            "lady",
            "gentleman",
            "voice",
        ];
        if sentence.iter().any(|w| w.is_in(&people)) {
            return None;
        }
        let [Some(only)] = self.candidates(&sentence, true)[..] else { return None };
        let words = tokens(&self.prose.text, only, 3);
        let other = if she { MEN } else { WOMEN };
        (!words.iter().any(|w| w.is_in(other)) && is_person(self.prose, only, &self.surnames)).then_some(only)
    }

    /// The names in `words` that may be persons'; `None` for one that is no subject or may be no person.
    fn candidates(&self, words: &[Token<'_>], skip_possessives: bool) -> Vec<Option<Span<Read>>> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let end = run_end(words, at);
            if end > at
                && let Some((from, to)) = trim(words, at, end)
            {
                let span = Span::new(words[from].span.start, words[to - 1].span.end);
                let bound =
                    at > 0 && (words[at - 1].is_in(PREPOSITIONS) || words[at - 1].is_in(&["and", "or"]));
                let institution = is_institution(self.prose.slice(span).trim_end_matches(['\'', '’', 's']))
                    || is_institution(self.prose.slice(span));
                let possessive = words[to - 1].possessive;
                if !(institution || possessive && skip_possessives) {
                    let person = is_person(self.prose, span, &self.surnames);
                    out.push((!bound && person && !possessive).then_some(span));
                }
            }
            at = end.max(at + 1);
        }
        out
    }

    /// The tokens of `from..to` that stand in no quotation.
    fn outside_marks(&self, from: usize, to: usize) -> Vec<Token<'a>> {
        let text = &self.prose.text;
        let mut words = tokens(text, Span::new(floor(text, from), to), usize::MAX);
        let near = self.near(from, to);
        words.retain(|w| !near.iter().any(|p| p.start <= w.span.start && w.span.end <= p.end));
        words
    }

    /// Whether whole sentences are quoted in `from..to`.
    fn holds_speech(&self, from: usize, to: usize) -> bool {
        self.near(from, to).iter().any(|part| {
            let words = self.prose.slice(*part);
            words.starts_with(char::is_uppercase) && words.ends_with(['.', ',', '?', '!', '—', '…'])
        })
    }

    /// The parts of quotations that begin in `from..to`.
    fn near(&self, from: usize, to: usize) -> Vec<Span<Read>> {
        let first = self.quotations.partition_point(|q| q.span().start < from.saturating_sub(REACH));
        let near = self.quotations[first..].iter().take_while(|q| q.span().start < to);
        near.flat_map(|q| q.parts.iter().copied()).filter(|p| p.end > from && p.start < to).collect()
    }
}
