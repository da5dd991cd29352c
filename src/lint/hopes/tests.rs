use proptest::prelude::*;

use super::*;
use crate::align::{Query, align};
use crate::canon::Canon;
use crate::diagnostic::{RecordId, Verdict};
use crate::lint::fit::{Context, fit_of};
use crate::lint::{Linter, Options};
use crate::normalize::Words;
use crate::scan::Scanner;
use crate::significance::weigh;
use crate::span::Read;
use crate::text_file::TextFile;

proptest! {
    #[test]
    fn long_quotations_are_counted_like_short_ones(
        quotation in proptest::collection::vec(0..8_usize, 1..60),
        record in proptest::collection::vec(0..8_usize, 1..60),
        before in 0..200_usize,
        after in 0..200_usize,
    ) {
        let index = Index::of_text("ash beech cedar fir hazel larch maple oak");
        let tree = |&at: &usize| index.words(0)[at];
        let words: Vec<WordId> = quotation.iter().map(tree).collect();
        let record: Vec<WordId> = record.iter().map(tree).collect();
        let count = |words: &[WordId]| {
            let mut hopes = Hopes::new(&index, words, &vec![false; words.len()], false);
            hopes.look_up(&record);
            hopes.in_order()
        };
        let unknown = |number| vec![UNKNOWN; number];
        let long = [unknown(before + chain::LONGEST), words.clone(), unknown(after)].concat();
        prop_assert_eq!(count(&long), count(&words));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn what_is_refused_would_be_refused_after_aligning_it(
        (records, words) in records_and_words(8),
        named: bool,
    ) {
        let canon = canon(&records);
        let quotation = text(&words);
        let scanner = Scanner::new(&canon);
        let context = Context {
            canon: &canon,
            scanner: &scanner,
            prose: &quotation,
            level: &|check, _, _| check.level,
            named: &|_| named,
            resemblances: false,
        };
        let words = Words::<Read>::of(&quotation);
        let numbers: Vec<WordId> =
            (0..words.len()).map(|i| scanner.index.number(words.folded(i))).collect();
        let own = numbers.len();
        let mut hopes = Hopes::new(&scanner.index, &numbers, &vec![false; own], false);
        for (entry, id) in (0..records.len()).map(RecordId).enumerate() {
            let record = scanner.index.words(entry as u32);
            hopes.look_up(record);
            let (shared, bits) = hopes.shared();
            let (in_order, _) = hopes.in_order();
            let most = AtMost::of(own, record.len(), shared, bits);
            // Beyond the bound, and where not all words are shared, order counts as well.
            let in_bound = shared == own || in_order + edits_allowed(own) >= own;
            let chain = if in_bound { most } else { hopes.in_chain(most, in_order) };
            for most in [most, chain] {
                if !can_count(&scanner.index, most, SHORT, || named) {
                    let fit = fit_of(&context, &words, id);
                    prop_assert!(fit.is_none(), "“{}” in “{}”: {:?}", quotation, text(&records[id.0]), most);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_alignment_is_worth_more_than_its_bound((records, words) in records_and_words(8)) {
        const ROUNDING: f32 = 0.01;
        let (canon, quotation) = (canon(&records), text(&words));
        let index = &Scanner::new(&canon).index;
        let words = Words::<Read>::of(&quotation);
        let numbers: Vec<WordId> = (0..words.len()).map(|i| index.number(words.folded(i))).collect();
        let own = numbers.len();
        let query = Query::new(&words, &numbers);
        let mut hopes = Hopes::new(index, &numbers, &query.bracketed(), false);
        for entry in 0..records.len() as u32 {
            let record = index.words(entry);
            let most = hopes.at_most(record);
            // Where all words are shared, parts may stand in another order; see `can_fit`.
            if most.matched >= own {
                continue;
            }
            let alignment = align(&query, index, entry, 0..record.len());
            let core = alignment.core(own);
            let [whole, of_core] = [(own, &alignment), (core.len(), &alignment.within(&core))]
                .map(|(own, alignment)| weigh(index, own, record, alignment).evidence(false));
            let told = format!("“{quotation}” in “{}”: {most:?}, {whole:?}", text(&records[entry as usize]));
            prop_assert!(whole.bits <= most.bits + ROUNDING, "{}", told);
            prop_assert!(of_core.bits <= most.of_core + ROUNDING, "{} core {:?}", told, of_core);
            prop_assert!(whole.telling_run <= most.run + ROUNDING, "{}", told);
            prop_assert!(whole.matched <= most.matched, "{}", told);
        }
    }
}

fn text(words: &[usize]) -> String {
    words.iter().map(|&w| WORDS[w]).collect::<Vec<_>>().join(" ")
}

fn canon(records: &[Vec<usize>]) -> Canon {
    let mut canon = Canon::default();
    for (number, record) in records.iter().enumerate() {
        canon.add_plain(&format!("r{number}"), None, &text(record));
    }
    canon
}

/// Some records, and a stretch of the first with up to so many edits.
fn records_and_words(most_edits: usize) -> impl Strategy<Value = (Vec<Vec<usize>>, Vec<usize>)> {
    use proptest::collection::vec;
    let records = vec(vec(0..WORDS.len(), 2..24), 1..5);
    let edits = vec((0..40_usize, 0..4_usize, 0..WORDS.len()), 0..=most_edits);
    (records, (0..24_usize, 1..20_usize), edits).prop_map(|(records, stretch, edits)| {
        let words = varied(&records[0], stretch, edits);
        (records, words)
    })
}

/// A stretch of a record with words changed, added, dropped and swapped.
fn varied(record: &[usize], (from, length): (usize, usize), edits: Vec<(usize, usize, usize)>) -> Vec<usize> {
    let mut words: Vec<usize> = record.iter().skip(from % record.len()).take(length).copied().collect();
    for (at, edit, word) in edits {
        let at = at % words.len();
        match edit {
            0 => words[at] = word,
            1 => words.insert(at, word),
            2 if words.len() > 1 => drop(words.remove(at)),
            _ if at > 0 => words.swap(at - 1, at),
            _ => {}
        }
    }
    words
}

/// Telling words and plain ones.
const WORDS: [&str; 22] = [
    "harbour", "gull", "mend", "lantern", "quarrel", "vinegar", "orchard", "ferry", "thimble", "the", "of",
    "and", "to", "is", "not", "we", "people", "year", "next", "week", "united", "states",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn records_that_are_not_listed_change_nothing(
        (records, words) in records_and_words(4),
        mark in 0..4_usize,
    ) {
        let canon = canon(&records);
        let words = text(&words);
        let quotation = match mark {
            0 => format!("“{words}”"),
            1 => format!("“{words} [...] {}”", text(&records[records.len() - 1])),
            2 => format!("“{words} {}”", text(&records[records.len() - 1])),
            _ => format!("“{words},” the mayor said, “{}”", text(&records[0])),
        };
        let check = |resemblances| {
            let options = Options { resemblances, all_speakers: false, ..Options::default() };
            let checked = Linter::new(&canon, options).check(TextFile::new("a.txt", quotation.clone()), &[]);
            let verdicts: Vec<Verdict> = checked.quotations.iter().map(|quotation| quotation.verdict).collect();
            let findings: Vec<String> = checked.findings.iter().map(|finding| format!("{finding:?}")).collect();
            (verdicts, findings)
        };
        prop_assert_eq!(check(true), check(false), "{}", quotation);
    }
}

#[test]
fn a_misquoted_record_is_found_inside_a_quotation_of_a_page() {
    let mut canon = Canon::default();
    canon.add_plain(
        "gulls",
        None,
        "We leave the harbour to the gulls by winter, and the town is free to buy it.",
    );
    let linter = Linter::new(&canon, Options::default());
    let rest =
        "Nobody asked what would become of the old men who mend nets behind the fish market. ".repeat(20);
    let text = format!(
        "“{rest}We leave the harbour to the gulls by summer, and the town is free to buy it. {rest}”"
    );
    let checked = linter.check(TextFile::new("a.txt", text), &[]);
    assert_eq!(checked.quotations[0].verdict, Verdict::Misquoted);
    assert_eq!(checked.findings[0].found, "summer");
}
