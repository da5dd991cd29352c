//! The words of all records as one sequence of numbers, and every place of every one-, two- and three-word gram.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::hunt::{Counts, Hunt};
use super::numbers::Numbers;
use super::table::{Starts, Table, hash};
use crate::canon::Canon;
use crate::diagnostic::RecordId;
use crate::lexicon::{self, Lang};
use crate::normalize::Words;
use crate::span::{Said, Span};

/// The number of a folded word; [`UNKNOWN`] for a word that no record holds.
pub type WordId = u32;

/// A word that no record holds. In the sequence of records it stands between two entries.
pub const UNKNOWN: WordId = 0;

/// Which text of a record an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Which {
    /// An accepted wording; 0 is the record's `text`.
    Wording(usize),
    /// A known misquote.
    Misquote(usize),
}

/// One text of one record.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The record.
    pub record: RecordId,
    /// Which of its texts.
    pub which: Which,
    /// Whether it has no other text.
    pub alone: bool,
}

/// What the background of its language says of a word, asked for when first needed.
#[derive(Debug, Default)]
struct Fact {
    /// The language of the first record that holds it.
    lang: Lang,
    /// How likely it is, and whether it is a function word.
    known: OnceLock<(f32, bool)>,
}

/// All grams of the canon with their places: a suffix array cut off after three words.
#[derive(Debug, Default)]
pub struct Index {
    numbers: Numbers,
    spellings: Vec<Box<str>>,
    facts: Vec<Fact>,
    /// The entries in the order of the canon.
    pub entries: Vec<Entry>,
    /// The words of all entries, with one [`UNKNOWN`] after each entry.
    pub tokens: Vec<WordId>,
    /// Where each entry begins in `tokens`, and where they end: small, since it is asked for every place of an anchor.
    begins: Vec<u32>,
    /// For each of `tokens`, whether a sentence ends before it.
    stops: Vec<bool>,
    entry_of: Vec<u32>,
    /// Positions in `tokens`, sorted by the three words that begin there.
    places: Vec<u32>,
    /// Where the places of each word begin in `places`.
    starts: Vec<u32>,
    /// Where the places of each pair of words begin, by both words.
    pairs: Table,
    pair_starts: Starts,
    /// The same for three words, by the start of the pair and the third word; of common pairs alone.
    triples: Table,
    triple_starts: Starts,
    /// For stretches of source documents: what all of the documents say of the words.
    searched: Option<Searched>,
}

/// How often words stand in the source documents, of which the records are only those stretches that may hold a
/// quotation.
#[derive(Debug, Default)]
struct Searched {
    /// Words of all documents.
    total: u64,
    /// For each word by its number.
    words: Vec<u32>,
    /// For pairs of words that follow one another in a quotation.
    pairs: FxHashMap<(WordId, WordId), u32>,
}

/// A word takes so many bytes, with the space after it: a guess that is rather too low.
const BYTES_A_WORD: usize = 5;

/// A pair with more places than this has its third words in a table; of another they are looked at one by one.
const FEW: u32 = 4;

impl Index {
    /// Indexes every wording and every known misquote of the rules files of `canon`.
    #[must_use]
    pub fn new(canon: &Canon) -> Self {
        let records = canon.records.iter().enumerate();
        Self::of(canon, records.filter(|(_, record)| record.passage.is_none()).map(|(id, _)| RecordId(id)))
    }

    /// Indexes stretches of source documents: `ids`, in order. How rare their words are, `hunt` and `counts` say.
    #[must_use]
    pub fn of_passages(canon: &Canon, ids: &[RecordId], hunt: &Hunt, counts: &Counts) -> Self {
        let mut index = Self::of(canon, ids.iter().copied());
        let words = index.spellings.iter().map(|word| hunt.count(counts, word)).collect();
        let mut pairs = FxHashMap::default();
        for pair in index.tokens.windows(2).filter(|pair| !pair.contains(&UNKNOWN)) {
            let spelling = |word: WordId| &*index.spellings[word as usize];
            let count = || hunt.count_pair(counts, spelling(pair[0]), spelling(pair[1]));
            pairs.entry((pair[0], pair[1])).or_insert_with(count);
        }
        index.searched = Some(Searched { total: counts.read, words, pairs });
        index
    }

    fn of(canon: &Canon, ids: impl Iterator<Item = RecordId> + Clone) -> Self {
        let mut index = Self::empty();
        let texts =
            ids.clone().flat_map(|id| &canon.records[id.0].wordings).map(|wording| wording.text.len());
        index.reserve(texts.sum::<usize>() / BYTES_A_WORD);
        let mut words = Words::default();
        for id in ids {
            let record = &canon.records[id.0];
            let alone = record.wordings.len() == 1 && record.misquotes.is_empty();
            for (i, wording) in record.wordings.iter().enumerate() {
                let entry = Entry { record: id, which: Which::Wording(i), alone };
                index.add(entry, &wording.text, record.lang, &mut words);
            }
            for (i, wording) in record.misquotes.iter().enumerate() {
                let entry = Entry { record: id, which: Which::Misquote(i), alone };
                index.add(entry, &wording.text, record.lang, &mut words);
            }
        }
        index.sort();
        index
    }

    /// Whether the records are stretches of source documents, whose edges nobody chose.
    #[must_use]
    pub fn is_of_passages(&self) -> bool {
        self.searched.is_some()
    }

    /// How many words were searched: those of all entries, or of all source documents.
    #[must_use]
    pub fn searched_words(&self) -> f32 {
        self.searched.as_ref().map_or(self.len() as f32, |searched| searched.total as f32)
    }

    /// How often a word stands in what was searched.
    #[must_use]
    pub fn count(&self, word: WordId) -> f32 {
        match &self.searched {
            Some(searched) => searched.words[word as usize] as f32,
            None => self.word_range(word).len() as f32,
        }
    }

    /// How often `second` follows `first` in what was searched.
    #[must_use]
    pub fn count_pair(&self, first: WordId, second: WordId) -> f32 {
        match &self.searched {
            Some(searched) => searched.pairs.get(&(first, second)).copied().unwrap_or(0) as f32,
            None => self.pair_range(first, second).len() as f32,
        }
    }

    /// Makes room for so many words: what grows step by step is copied, and takes twice the room while it is.
    fn reserve(&mut self, words: usize) {
        self.tokens.reserve(words);
        self.stops.reserve(words);
        self.entry_of.reserve(words);
    }

    /// Number 0 is no word.
    fn empty() -> Self {
        Self { spellings: vec!["".into()], facts: vec![Fact::default()], begins: vec![0], ..Self::default() }
    }

    /// An index of one text alone.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let mut index = Self::empty();
        let entry = Entry { record: RecordId(0), which: Which::Wording(0), alone: true };
        index.add(entry, text, Lang::Unknown, &mut Words::default());
        index.sort();
        index
    }

    /// `words` is room for the words of `text`.
    fn add(&mut self, entry: Entry, text: &str, lang: Lang, words: &mut Words<Said>) {
        words.clear();
        words.add_part(text, Span::new(0, text.len()));
        for i in 0..words.len() {
            let folded = words.folded(i);
            let next = self.spellings.len() as WordId;
            let number = self.numbers.get_or_insert(folded, next);
            if number == next {
                self.spellings.push(folded.into());
                self.facts.push(Fact { lang, known: OnceLock::new() });
            }
            self.tokens.push(number);
            self.stops.push(words.stop_before(text, i));
        }
        let number = self.entries.len() as u32;
        self.entries.push(entry);
        self.tokens.push(UNKNOWN);
        self.begins.push(self.tokens.len() as u32);
        self.stops.push(true);
        self.entry_of.resize(self.tokens.len(), number);
    }

    /// Sorts the places by the words that begin there: first by one word, in one round over the sequence; then those of each
    /// word by the two that follow, which are fetched once and sorted where they are near.
    fn sort(&mut self) {
        let mut starts = vec![0u32; self.spellings.len() + 1];
        for &token in &self.tokens {
            starts[token as usize + 1] += 1;
        }
        // Separators are no places.
        starts[1] = 0;
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut places = vec![0u32; starts[starts.len() - 1] as usize];
        let mut next = starts.clone();
        for (at, &token) in self.tokens.iter().enumerate().filter(|(_, token)| **token != UNKNOWN) {
            let slot = &mut next[token as usize];
            places[*slot as usize] = at as u32;
            *slot += 1;
        }
        drop(next);
        let mut grams = Grams::new(places.len());
        let mut following: Vec<(u64, u32)> = Vec::new();
        for range in starts.windows(2).map(|ends| ends[0] as usize..ends[1] as usize) {
            let start = range.start as u32;
            let places = &mut places[range];
            following.clear();
            following.extend(places.iter().map(|&at| (self.two_after(at), at)));
            following.sort_unstable();
            for (place, (_, at)) in places.iter_mut().zip(&following) {
                *place = *at;
            }
            grams.add(start, &following);
        }
        (self.places, self.starts) = (places, starts);
        self.hash_grams(grams);
    }

    /// The two words after the one at `at`, as one number; none where the entry ends before them.
    fn two_after(&self, at: u32) -> u64 {
        let words = &self.tokens[at as usize..];
        let third = if words[1] == UNKNOWN { UNKNOWN } else { words[2] };
        u64::from(words[1]) << 32 | u64::from(third)
    }

    fn hash_grams(&mut self, grams: Grams) {
        let Grams { pairs, triples, of_two, of_three } = grams;
        (self.pair_starts, self.triple_starts) = (pairs, triples);
        let mut table = Table::with_room(of_two.len());
        let mut first = 0;
        for (second, place) in of_two {
            while self.starts[first + 1] <= place {
                first += 1;
            }
            table.insert(hash(first as WordId, second), place);
        }
        let mut longer = Table::with_room(of_three.len());
        of_three.iter().for_each(|&(pair, third, place)| longer.insert(hash(pair, third), place));
        (self.pairs, self.triples) = (table, longer);
    }

    /// How many words all entries hold.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is no word at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// One more than the largest number of a word.
    #[must_use]
    pub fn vocabulary(&self) -> usize {
        self.spellings.len()
    }

    /// The number of a folded word.
    #[must_use]
    pub fn number(&self, folded: &str) -> WordId {
        self.numbers.get(folded)
    }

    /// How likely a word is in its language, apart from the canon.
    #[must_use]
    pub fn background(&self, number: WordId) -> f32 {
        self.fact(number).0
    }

    /// Whether a word is one of the closed classes that carry no topic.
    #[must_use]
    pub fn is_function_word(&self, number: WordId) -> bool {
        self.fact(number).1
    }

    fn fact(&self, number: WordId) -> (f32, bool) {
        let Fact { lang, known } = &self.facts[number as usize];
        *known.get_or_init(|| {
            let word = self.spelling(number);
            ((-lexicon::bits(word, *lang)).exp2(), lexicon::is_function_word(word, *lang))
        })
    }

    /// The folded word of a number.
    #[must_use]
    pub fn spelling(&self, number: WordId) -> &str {
        &self.spellings[number as usize]
    }

    /// The entry that holds the `text` of a record.
    #[must_use]
    pub fn first_entry(&self, record: RecordId) -> u32 {
        self.entries.partition_point(|e| e.record < record) as u32
    }

    /// The words of an entry.
    #[must_use]
    pub fn words(&self, entry: u32) -> &[WordId] {
        &self.tokens[self.place(entry)]
    }

    /// For each word of an entry, whether a sentence ends before it.
    #[must_use]
    pub fn stops(&self, entry: u32) -> &[bool] {
        &self.stops[self.place(entry)]
    }

    /// How many words an entry has.
    #[must_use]
    pub fn length(&self, entry: u32) -> usize {
        self.place(entry).len()
    }

    /// Where an entry stands in [`Index::tokens`].
    fn place(&self, entry: u32) -> Range<usize> {
        let entry = entry as usize;
        self.begins[entry] as usize..self.begins[entry + 1] as usize - 1
    }

    /// The entry and the offset in it, in words, of a position in [`Index::tokens`].
    #[must_use]
    pub fn locate(&self, position: u32) -> (u32, u32) {
        let entry = self.entry_of[position as usize];
        (entry, position - self.begins[entry as usize])
    }

    /// The places of a word, as a range of [`Index::places`].
    #[must_use]
    pub fn word_range(&self, word: WordId) -> Range<u32> {
        if word == UNKNOWN { 0..0 } else { self.starts[word as usize]..self.starts[word as usize + 1] }
    }

    /// The places of two words in a row.
    #[must_use]
    pub fn pair_range(&self, first: WordId, second: WordId) -> Range<u32> {
        if first == UNKNOWN || second == UNKNOWN {
            return 0..0;
        }
        let is = |start: u32| {
            let at = self.places[start as usize] as usize;
            self.tokens[at] == first && self.tokens[at + 1] == second
        };
        let start = self.pairs.find(hash(first, second), is);
        start.map_or(0..0, |start| start..self.pair_starts.end(start))
    }

    /// Narrows the places of a pair to those that `third` follows.
    #[must_use]
    pub fn triple_range(&self, pair: &Range<u32>, third: WordId) -> Range<u32> {
        if third == UNKNOWN || pair.is_empty() {
            return 0..0;
        }
        let is = |start: u32| self.tokens[self.places[start as usize] as usize + 2] == third;
        let start = if pair.end - pair.start > FEW {
            self.triples.find(hash(pair.start, third), |start| pair.contains(&start) && is(start))
        } else {
            // The first of them begins the run.
            pair.clone().find(|&start| is(start))
        };
        start.map_or(0..0, |start| start..self.triple_starts.end(start))
    }

    /// Positions in [`Index::tokens`] at which a gram stands.
    #[must_use]
    pub fn places(&self, range: &Range<u32>) -> &[u32] {
        &self.places[range.start as usize..range.end as usize]
    }
}

/// The grams of two and three words while places are sorted.
struct Grams {
    /// See [`Index::pair_starts`].
    pairs: Starts,
    /// See [`Index::triple_starts`].
    triples: Starts,
    /// For each pair its second word, and where its places begin.
    of_two: Vec<(WordId, u32)>,
    /// For each three words of a pair with many places: where those of the pair begin, the third word, where its own begin.
    of_three: Vec<(u32, WordId, u32)>,
}

impl Grams {
    fn new(places: usize) -> Self {
        let [pairs, triples] = [(); 2].map(|()| Starts::new(places));
        Self { pairs, triples, of_two: Vec::new(), of_three: Vec::new() }
    }

    /// Adds those of one word, whose places begin at `start`: the two words that follow each, in order.
    fn add(&mut self, start: u32, following: &[(u64, u32)]) {
        let second = |two: u64| (two >> 32) as WordId;
        let mut place = start;
        for pair in following.chunk_by(|(a, _), (b, _)| second(*a) == second(*b)) {
            self.pairs.set(place);
            let first = place;
            if second(pair[0].0) != UNKNOWN {
                self.of_two.push((second(pair[0].0), first));
            }
            for three in pair.chunk_by(|(a, _), (b, _)| a == b) {
                self.triples.set(place);
                let third = three[0].0 as WordId;
                if third != UNKNOWN && pair.len() > FEW as usize {
                    self.of_three.push((first, third, place));
                }
                place += three.len() as u32;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_gram_has_all_its_places_in_order(
            records in proptest::collection::vec(proptest::collection::vec(0..4_usize, 1..30), 1..5),
        ) {
            let mut canon = Canon::default();
            for words in &records {
                let text: Vec<&str> = words.iter().map(|&word| ["ash", "beech", "cedar", "fir"][word]).collect();
                canon.add_plain("", None, &text.join(" "));
            }
            let index = Index::new(&canon);
            let after = |at: u32, words: usize| {
                let end = index.tokens[at as usize..].iter().position(|word| *word == UNKNOWN).unwrap_or(0);
                index.tokens[at as usize..][..words.min(end)].to_vec()
            };
            let mut sorted: Vec<u32> = index.places.clone();
            sorted.sort_by_key(|&at| (after(at, 3), at));
            prop_assert_eq!(&index.places, &sorted);
            prop_assert_eq!(sorted.len(), records.concat().len());
            let words: Vec<WordId> = (1..index.vocabulary() as WordId).collect();
            let places = |range: &Range<u32>| index.places(range).to_vec();
            let with = |gram: &[WordId]| -> Vec<u32> {
                sorted.iter().copied().filter(|&at| after(at, gram.len()) == gram).collect()
            };
            for &a in &words {
                prop_assert_eq!(places(&index.word_range(a)), with(&[a]));
                for &b in &words {
                    let pair = index.pair_range(a, b);
                    prop_assert_eq!(places(&pair), with(&[a, b]));
                    for &c in &words {
                        prop_assert_eq!(places(&index.triple_range(&pair, c)), with(&[a, b, c]));
                    }
                }
            }
        }
    }
}
