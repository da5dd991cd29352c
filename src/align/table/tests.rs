use proptest::prelude::*;

use super::super::reference;
use super::*;
use crate::normalize::Words;
use crate::scan::index::Index;

/// Words that are alike, that are contracted, that state numbers, that are in no record.
const WORDS: [&str; 16] = [
    "do", "not", "don't", "dont", "nine", "9", "%", "percent", "attack", "attacks", "the", "of", "every",
    "day", "everyday", "we",
];
const MARKS: [&str; 10] = ["", "", "", "", "", ".", ",", "...", "[we]", "(of the)"];

fn text(words: &[(usize, usize)], marks: bool) -> String {
    let one = |&(word, mark): &(usize, usize)| {
        let mark = MARKS[mark % MARKS.len()];
        let mark = if marks || mark == "." { mark } else { "" };
        // A word with a bracket inside.
        let word = WORDS[word % WORDS.len()];
        if marks && word.len() > 5 { format!("{}[s]{mark} ", word) } else { format!("{word}{mark} ") }
    };
    words.iter().map(one).collect()
}

fn check(quotation: &str, record: &str) -> Result<(), TestCaseError> {
    let words = Words::<Read>::of(quotation);
    let index = Index::of_text(record);
    let numbers: Vec<WordId> = (0..words.len()).map(|i| index.number(words.folded(i))).collect();
    let query = Query::new(&words, &numbers);
    let words = index.words(0);
    let written = index.written(0, 0..words.len());
    let (quick, plain) = (
        super::super::align(&query, &index, 0, 0..words.len()),
        reference::align(&query, &index, words, &written.stops),
    );
    prop_assert_eq!(quick, plain, "“{}” in “{}”", quotation, record);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_table_is_the_plain_one(
        quotation in prop::collection::vec((0usize..16, 0usize..10), 0..12),
        record in prop::collection::vec((0usize..14, 0usize..10), 0..24),
        marks: bool,
    ) {
        check(&text(&quotation, marks), &text(&record, false))?;
    }

    #[test]
    fn near_ones_are_aligned_alike(
        record in prop::collection::vec((0usize..16, 0usize..10), 4..40),
        edits in prop::collection::vec((0usize..40, 0usize..4, 0usize..16), 0..5),
        marks: bool,
    ) {
        let mut quotation = record.clone();
        for (at, edit, word) in edits {
            let at = at % quotation.len();
            match edit {
                0 => quotation[at].0 = word,
                1 => quotation.insert(at, (word, 0)),
                2 if quotation.len() > 1 => drop(quotation.remove(at)),
                _ if at > 0 => quotation.swap(at - 1, at),
                _ => {}
            }
        }
        check(&text(&quotation, marks), &text(&record, false))?;
    }
}
