//! The bound, proved: whatever the oracle promises, the linter lists, with every plan of the scanner.
//!
//! `MISQUOTE_ORACLE_CASES` sets the number of cases (20,000 unless told).

use misquote::canon::Canon;
use misquote::lint::asked::Opened;
use misquote::lint::{Linter, Options};
use misquote::scan::Scanner;
use misquote::scan::answers::Questions;
use misquote::scan::grams::{Automaton, Plan};
use misquote::text_file::TextFile;

use crate::oracle_distance::{Item, is_promised, least_edits};

/// A small deterministic generator (SplitMix64): the cases must be the same on every machine.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// A vocabulary, and whether its words are written without spaces.
struct Language {
    words: Vec<&'static str>,
    spaced: bool,
}

fn language(dice: &mut Dice) -> Language {
    let spaced = |words: &'static str| Language { words: words.split(' ').collect(), spaced: true };
    match dice.below(6) {
        0 => spaced("ha"),
        1 => spaced("no yes no"),
        2 => spaced("the of to and house river stone light never always people Zürich naïve don't 10.4 %"),
        3 => spaced("мы не будем воевать никогда ёлка мой мои народ и в на"),
        4 => Language {
            words: "日 本 国 民 は 正 当 に 選 挙 さ れ た".split(' ').collect(), spaced: false
        },
        _ => spaced(
            "one river light stone house people never always perhaps under over between freedom justice morning \
             evening winter summer letter window garden mountain ocean silver golden broken gentle sudden quiet",
        ),
    }
}

fn join(words: &[&str], spaced: bool) -> String {
    words.join(if spaced { " " } else { "" })
}

/// Records of every awkward kind: near-duplicates, pieces of one another, repeated words.
fn records(dice: &mut Dice, language: &Language) -> Vec<Vec<&'static str>> {
    let mut records: Vec<Vec<&str>> = Vec::new();
    for _ in 0..1 + dice.below(8) {
        let record = match dice.below(4) {
            0 if !records.is_empty() => {
                let mut near = records[dice.below(records.len())].clone();
                for _ in 0..1 + dice.below(2) {
                    let at = dice.below(near.len());
                    near[at] = dice.pick(&language.words);
                }
                near
            }
            1 if !records.is_empty() => {
                let whole = &records[dice.below(records.len())];
                let start = dice.below(whole.len());
                whole[start..start + 1 + dice.below(whole.len() - start)].to_vec()
            }
            _ => (0..1 + dice.below(45)).map(|_| dice.pick(&language.words)).collect(),
        };
        records.push(record);
    }
    records
}

/// A word that stands in no record.
const STRANGE: &str = "xylophone";

/// A piece of a record with edits, ellipses and brackets: the items for the oracle.
fn quotation<'a>(dice: &mut Dice, record: &[&'a str], language: &Language) -> Vec<Item<'a>>
where
    'static: 'a,
{
    let start = dice.below(record.len());
    let length = 1 + dice.below(record.len() - start);
    let mut items: Vec<Item> = record[start..start + length].iter().map(|w| Item::Word(w)).collect();
    for _ in 0..dice.below(2 + length / 4) {
        if items.is_empty() {
            break;
        }
        let at = dice.below(items.len());
        let word = if dice.one_in(3) && language.spaced { STRANGE } else { dice.pick(&language.words) };
        match dice.below(4) {
            0 => items[at] = Item::Word(word),
            1 => items.insert(at, Item::Word(word)),
            2 => drop(items.remove(at)),
            _ if at > 0 => items.swap(at - 1, at),
            _ => {}
        }
    }
    // What the writer marks: an ellipsis for words that are left out, a bracket for words put in their place.
    for _ in 0..dice.below(6).saturating_sub(3) {
        if items.len() > 2 {
            let at = 1 + dice.below(items.len() - 1);
            let out = dice.below(3).min(items.len() - at);
            items.splice(at..at + out, [Item::Hole]);
        }
    }
    items
}

/// The quotation as a writer types it. A hole is an ellipsis or a bracketed word.
fn typed(dice: &mut Dice, items: &[Item], spaced: bool) -> String {
    let mut text = String::new();
    for item in items {
        let piece = match item {
            Item::Word(word) => (*word).to_owned(),
            Item::Hole if dice.one_in(2) => dice.pick(&["...", "…", ". . .", "[...]"]).to_owned(),
            Item::Hole => "[so to speak]".to_owned(),
        };
        let tight = !spaced && matches!(item, Item::Word(_));
        if !text.is_empty() && (!tight || text.ends_with([']', '.', '…'])) {
            text.push(' ');
        }
        text.push_str(&piece);
    }
    text
}

#[test]
fn whatever_the_bound_promises_is_listed() {
    let cases: u64 = std::env::var("MISQUOTE_ORACLE_CASES").map_or(20_000, |n| n.parse().expect("a number"));
    let mut promised = 0u64;
    let mut case = 0u64;
    while case < cases {
        let mut dice = Dice(case.wrapping_mul(0x2545_f491_4f6c_dd1d));
        let language = language(&mut dice);
        let records = records(&mut dice, &language);
        let mut canon = Canon::default();
        for (i, record) in records.iter().enumerate() {
            canon.add_plain(&format!("r{i}"), None, &join(record, language.spaced));
        }
        let linters = [
            Scanner::with_plan(&canon, |_| Plan::Places),
            Scanner::with_plan(&canon, |index| {
                index.hash_grams();
                Plan::Table
            }),
            Scanner::with_plan(&canon, |index| Plan::Automaton(Automaton::new(index).expect("small"))),
        ]
        .map(|scanner| Linter::with_scanner(&canon, Options::default(), scanner));
        for _ in 0..10 {
            case += 1;
            let record = &records[dice.below(records.len())];
            let items = quotation(&mut dice, record, &language);
            let text = typed(&mut dice, &items, language.spaced);
            let draft = format!("She said: “{text}”\n");
            let mut questions = Questions::default();
            let opened = Opened::new(TextFile::new("draft.txt", draft.as_str()));
            opened.quoted().iter().for_each(|words| questions.add(words));
            let swapped = Linter::for_drafts(&canon, Options::default(), &questions);
            let [places, table, automaton] = linters.each_ref();
            let listed = [places, table, automaton, &swapped].map(|linter| {
                let checked = linter.check(TextFile::new("draft.txt", draft.as_str()), &[]);
                assert!(checked.quotations.len() <= 1, "{draft}");
                let records = checked.quotations.into_iter().flat_map(|q| q.records);
                records.map(|m| (m.record.0, m)).collect::<Vec<_>>()
            });
            assert_eq!(swapped.missed(), 0, "more is asked than was collected of {draft}");
            for other in &listed[1..] {
                assert_eq!(listed[0], *other, "the plans differ on {draft}");
            }
            for (i, record) in records.iter().enumerate() {
                if is_promised(record, &items) {
                    promised += 1;
                    assert!(
                        listed[0].iter().any(|(r, _)| *r == i),
                        "case {case}: {draft} is {} edits from {record:?} and is not listed with it",
                        least_edits(record, &items)
                    );
                }
            }
        }
    }
    // The test would say nothing if the cases were not within the bound.
    assert!(promised > cases / 2, "only {promised} of {cases} cases are within the bound");
    println!("{promised} promises kept in {cases} cases, by each plan");
}
