//! Which grams of the canon stand in a quotation: one question, several plans, the same answer.
//!
//! The ordinary plan for rules files of ordinary size is one Aho-Corasick automaton over the folded words, whose patterns are
//! all one-, two- and three-word grams of the canon. It costs one pass over a quotation, and to be built as much as looking a
//! hundred words up for each word of the canon: it is built when so many were asked for. Until then, and for large canons, for
//! which the automaton is large, the words are looked up in the vocabulary and the grams in [`Index`]: among the sorted places
//! as long as little is asked for (one article), by their hash from then on. Where what will be asked is known before the canon
//! is indexed, and is little beside it, no more is indexed than that (see [`super::answers`]). Which plan runs never changes an
//! answer; the property tests run over all of them.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::index::{Index, UNKNOWN, WordId};
use crate::normalize::Words;

/// Longest gram, in words.
pub const LONGEST: usize = 3;

/// A canon of more words than this is looked up in the table: building the automaton would cost more than it saves.
pub const CROSSOVER: usize = 4_000;

/// So many words of quotations are looked up in the time that the automaton takes to be built, for each word of the canon.
const BUILT_IN_TIME: usize = 100;

/// The grams of the canon that stand in one quotation.
#[derive(Debug, Default)]
pub struct Found {
    /// The number of each word.
    pub words: Vec<WordId>,
    /// For each length − 1 and each word: the places in the canon of the gram that begins there (empty for none).
    pub ranges: [Vec<Range<u32>>; LONGEST],
}

/// How grams are found.
#[derive(Debug)]
pub enum Plan {
    /// One automaton over folded words.
    Automaton(Automaton),
    /// The same from when it is worth it; the table until then. `None` of a canon that has no automaton.
    Ordinary(OnceLock<Option<Automaton>>),
    /// The vocabulary and the sorted places, whose grams are hashed when that is worth it.
    Table,
    /// The vocabulary and the sorted places alone.
    Places,
}

/// The automaton with what its patterns mean.
#[derive(Debug)]
pub struct Automaton {
    automaton: AhoCorasick,
    /// For each pattern: its length in words, its first word and its places.
    patterns: Vec<(u8, WordId, Range<u32>)>,
}

impl Plan {
    /// The plan for a canon of this size.
    #[must_use]
    pub fn for_index(index: &Index) -> Self {
        if index.len() > CROSSOVER {
            return Self::Table;
        }
        Self::Ordinary(OnceLock::new())
    }

    /// The grams of the canon in `words`.
    #[must_use]
    pub fn find<S>(&self, index: &Index, words: &Words<S>) -> Found {
        match self {
            Self::Automaton(automaton) => automaton.find(words),
            Self::Ordinary(later) => {
                if let Some(Some(automaton)) = later.get() {
                    return automaton.find(words);
                }
                if index.ask(words.len()) > index.len() * BUILT_IN_TIME {
                    later.get_or_init(|| Automaton::new(index));
                }
                look_up(index, words)
            }
            Self::Table => {
                index.ask(words.len());
                look_up(index, words)
            }
            Self::Places => look_up(index, words),
        }
    }
}

fn look_up<S>(index: &Index, words: &Words<S>) -> Found {
    let numbers: Vec<WordId> = (0..words.len()).map(|i| index.number(words.folded(i))).collect();
    let after = |i: usize| numbers.get(i).copied().unwrap_or(UNKNOWN);
    let mut ranges: [Vec<Range<u32>>; LONGEST] = std::array::from_fn(|_| Vec::with_capacity(numbers.len()));
    for (i, &number) in numbers.iter().enumerate() {
        let one = index.word_range(number);
        let [second, third] = [1, 2].map(|more| after(i + more));
        let two = index.pair_range(number, second);
        let three = index.triple_range([number, second, third], &two);
        ranges[0].push(one);
        ranges[1].push(two);
        ranges[2].push(three);
    }
    Found { words: numbers, ranges }
}

impl Automaton {
    /// Builds the automaton; `None` if the library refuses (too many patterns).
    #[must_use]
    pub fn new(index: &Index) -> Option<Self> {
        let mut texts = Vec::new();
        let mut patterns = Vec::new();
        let mut from = 0;
        while from < index.len() as u32 {
            // The places are sorted by gram, so that the first of each run names it.
            let place = index.places(&(from..from + 1))[0] as usize;
            let word = index.tokens[place];
            let one = index.word_range(word);
            let mut add = |length: usize, range: &Range<u32>| {
                if range.start == from {
                    let spellings = index.tokens[place..place + length]
                        .iter()
                        .map(|&w| index.spelling(w))
                        .collect::<Vec<_>>();
                    texts.push(format!(" {} ", spellings.join(" ")));
                    patterns.push((length as u8, word, range.clone()));
                }
            };
            add(1, &one);
            let second = index.tokens[place + 1];
            let two = index.pair_range(word, second);
            let mut next = from + 1;
            if second != UNKNOWN {
                add(2, &two);
                let third = index.tokens[place + 2];
                let three = index.triple_range([word, second, third], &two);
                if third != UNKNOWN {
                    add(3, &three);
                    next = three.end;
                }
            }
            from = next;
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&texts)
            .ok()?;
        Some(Self { automaton, patterns })
    }

    fn find<S>(&self, words: &Words<S>) -> Found {
        let mut text = String::from(" ");
        let mut starts = Vec::with_capacity(words.len());
        for i in 0..words.len() {
            starts.push(text.len() - 1);
            text.push_str(words.folded(i));
            text.push(' ');
        }
        let mut found = Found {
            words: vec![UNKNOWN; words.len()],
            ranges: std::array::from_fn(|_| vec![0..0; words.len()]),
        };
        for hit in self.automaton.find_overlapping_iter(&text) {
            let Ok(at) = starts.binary_search(&hit.start()) else { continue };
            let (length, word, range) = &self.patterns[hit.pattern().as_usize()];
            found.words[at] = *word;
            found.ranges[*length as usize - 1][at] = range.clone();
        }
        found
    }
}
