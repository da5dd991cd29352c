//! The surnames of a draft: what makes *Smith* alone a person.

use std::cell::RefCell;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::identity::is_institution;
use super::run::{run_end, text_of, trim};
use super::tokens::tokens;
use crate::prose::Prose;
use crate::span::{Read, Span};

/// How often each surname stands in the full names of a draft. Counted block by block, so that a draft that changed in one
/// is not read again as a whole.
#[derive(Debug, Default)]
pub struct Names(FxHashMap<Box<str>, usize>);

impl Names {
    /// The surnames in all blocks of `prose`.
    #[must_use]
    pub fn of(prose: &Prose) -> Self {
        let mut names = Self::default();
        names.add(prose, 0..prose.blocks.len());
        names
    }

    /// Takes in the surnames of some blocks of `prose`; gives those that were not there before.
    pub fn add<'p>(&mut self, prose: &'p Prose, blocks: Range<usize>) -> Vec<&'p str> {
        let mut new = Vec::new();
        Surnames::of(prose).in_blocks(blocks, |name| match self.0.get_mut(name) {
            Some(count) => *count += 1,
            None => {
                self.0.insert(name.into(), 1);
                new.push(name);
            }
        });
        new
    }

    /// Takes out the surnames of some blocks of `prose`, which were taken in; gives those that are in no block now.
    pub fn remove<'p>(&mut self, prose: &'p Prose, blocks: Range<usize>) -> Vec<&'p str> {
        let mut gone = Vec::new();
        Surnames::of(prose).in_blocks(blocks, |name| {
            if let Some(count) = self.0.get_mut(name) {
                *count -= 1;
                if *count == 0 {
                    self.0.remove(name);
                    gone.push(name);
                }
            }
        });
        gone
    }
}

/// The last words of all names of two words or more and of all names with a title in a draft: what makes *Smith* alone
/// a person. Read where one is asked for.
pub(super) struct Surnames<'a> {
    prose: &'a Prose,
    /// All of them, where they were counted before.
    counted: Option<&'a Names>,
    known: RefCell<Known<'a>>,
}

#[derive(Default)]
struct Known<'a> {
    /// The surnames of all blocks, once so many were asked for that reading all of them costs less.
    all: Option<FxHashSet<&'a str>>,
    /// What was asked for before, with the answers.
    asked: FxHashMap<String, bool>,
}

/// So many questions are answered by looking at the blocks that hold the word.
const FEW: usize = 24;

impl<'a> Surnames<'a> {
    pub fn of(prose: &'a Prose) -> Self {
        Self { prose, counted: None, known: RefCell::default() }
    }

    /// `names` are those of `prose`.
    pub fn counted(prose: &'a Prose, names: &'a Names) -> Self {
        Self { counted: Some(names), ..Self::of(prose) }
    }

    pub fn has(&self, word: &str) -> bool {
        if let Some(Names(counted)) = self.counted {
            return counted.contains_key(word);
        }
        let Known { all, asked } = &mut *self.known.borrow_mut();
        if let Some(all) = all {
            return all.contains(word);
        }
        if let Some(&answer) = asked.get(word) {
            return answer;
        }
        if asked.len() == FEW {
            let mut known = FxHashSet::default();
            self.in_blocks(0..self.prose.blocks.len(), |name| {
                known.insert(name);
            });
            return all.insert(known).contains(word);
        }
        let mut found = false;
        let mut from = 0;
        while !found
            && !self.prose.blocks.is_empty()
            && let Some(at) = memchr::memmem::find(&self.prose.text.as_bytes()[from..], word.as_bytes())
        {
            let block = self.prose.block_at(from + at).unwrap_or(0);
            self.in_block(block, |name| found |= name == word);
            from = self.prose.blocks.get(block + 1).map_or(self.prose.text.len(), |next| next.span.start);
        }
        asked.insert(word.to_owned(), found);
        found
    }

    fn in_blocks(&self, blocks: Range<usize>, mut take: impl FnMut(&'a str)) {
        blocks.for_each(|block| self.in_block(block, &mut take));
    }

    /// Hands over the surnames of the full names in one block.
    fn in_block(&self, block: usize, mut take: impl FnMut(&'a str)) {
        for stretch in capitalised(&self.prose.text, self.prose.blocks[block].span) {
            self.in_stretch(stretch, &mut take);
        }
    }

    fn in_stretch(&self, stretch: Span<Read>, take: &mut impl FnMut(&'a str)) {
        let words = tokens(&self.prose.text, stretch, usize::MAX);
        let mut at = 0;
        while at < words.len() {
            let end = run_end(&words, at);
            if end > at
                && let Some((start, end)) = trim(&words, at, end)
                && end - start > 1
                && !is_institution(text_of(self.prose, &words[start..end]))
            {
                let last = words[start..end].iter().rev().find(|w| !w.is_in(&["jr", "sr", "ii", "iii"]));
                if let Some(last) = last {
                    take(last.text);
                }
            }
            at = end.max(at + 1);
        }
    }
}

/// The stretches of `span` that may hold a name of two words: from a word with a capital to the last one that follows it
/// with nothing but particles between. What stands between white space is taken whole, so that the words of a stretch
/// are those of the block.
fn capitalised(text: &str, span: Span<Read>) -> Vec<Span<Read>> {
    /// So many bytes has the longest particle, which may have a sign before it.
    const PARTICLE: usize = 6;
    /// So many particles stand in a row.
    const ROW: usize = 3;
    let bytes = &text.as_bytes()[span.range()];
    let mut found = Vec::new();
    // The open stretch: its start, its end, how many capitals it has, and how many short words follow it.
    let mut open: Option<(usize, usize, usize, usize)> = None;
    let mut at = 0;
    let mut close = |open: &mut Option<(usize, usize, usize, usize)>| {
        if let Some((start, end, capitals, _)) = open.take()
            && capitals > 1
        {
            found.push(Span::new(span.start + start, span.start + end));
        }
    };
    while at < bytes.len() {
        // White space beyond ASCII joins two words here, which their tokens do not.
        let len = bytes[at..].iter().position(u8::is_ascii_whitespace).unwrap_or(bytes.len() - at);
        let word = &bytes[at..at + len];
        let capitals = word.iter().filter(|b| b.is_ascii_uppercase() || !b.is_ascii()).count();
        match &mut open {
            Some((_, end, all, row)) if capitals > 0 => (*end, *all, *row) = (at + len, *all + capitals, 0),
            None if capitals > 0 => open = Some((at, at + len, capitals, 0)),
            _ if len == 0 => {}
            Some((.., row)) if len <= PARTICLE && *row < ROW => *row += 1,
            _ => close(&mut open),
        }
        at += len + 1;
    }
    close(&mut open);
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::prose::{Block, BlockKind};

    proptest! {
        /// Only what stands around capitals is read, and the same names are found.
        #[test]
        fn the_surnames_of_a_block_are_those_of_its_stretches(
            words in prop::collection::vec((
                prop::sample::select(vec![
                    "Anna", "Smith", "the", "de", "la", "von", "der", "Mr.", "J.R.", "said", "Smith’s", "Jones’", "Élodie",
                    "élu", "O'Brien", "al-Assad", "Kremlin", "May", "Jr", "and", "x", "U.S.", "(Smith", "Mr.Smith", "Ågot",
                    "della", "Ministry", "I", "2020",
                ]),
                prop::sample::select(vec![" ", "\n", "\u{a0}", "  ", ", ", ". ", "—", "    \n ", "", "-", " “"]),
            ), 0..40),
        ) {
            let text: String = words.iter().flat_map(|(word, gap)| [*word, *gap]).collect();
            let span = Span::new(0, text.len());
            let prose = Prose { text, blocks: vec![Block { span, kind: BlockKind::Paragraph }], ..Prose::default() };
            let surnames = Surnames::of(&prose);
            let (mut quick, mut slow) = (Vec::new(), Vec::new());
            surnames.in_block(0, |name| quick.push(name));
            surnames.in_stretch(span, &mut |name| slow.push(name));
            prop_assert_eq!(quick, slow);
        }
    }
}
