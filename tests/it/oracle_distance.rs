//! The oracle of the matching bound: how few edits turn some stretch of a record into a quotation.
//!
//! It is slow on purpose. It knows nothing of the crate: no index, no anchors, no folding; its caller hands it words
//! that are already comparable. An edit is one word substituted, one added, one dropped, or two neighbours swapped, and
//! no word is touched twice (optimal string alignment). What the writer marked is free: an ellipsis stands for any
//! number of the record's words, and so does a bracketed group, whatever it says instead.
//!
//! ```text
//! record     to be or not to be that is the question
//! quotation  be … that was [the] question             → 1 edit (was for is)
//! ```

/// One item of a quotation as its reader sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Item<'a> {
    /// A word.
    Word(&'a str),
    /// An ellipsis, or a bracketed group as a whole: any number of the record's words, none included, go here for free.
    Hole,
}

/// How many words of the quotation count towards the bound.
pub fn counted(quotation: &[Item]) -> usize {
    quotation.iter().filter(|item| matches!(item, Item::Word(_))).count()
}

/// How many edits a quotation of `words` words may hold and still be promised to be found: any one from 5 words,
/// any two from 8, any three from 12, one word in four from there to 40. Shorter ones are promised nothing, and longer
/// ones are promised what a quotation of 40 words is.
pub fn promised_edits(words: usize) -> Option<usize> {
    match words {
        0..5 => None,
        5..8 => Some(1),
        8..12 => Some(2),
        _ => Some(words.min(40) / 4),
    }
}

/// Whether a quotation must be listed with `record`.
pub fn is_promised(record: &[&str], quotation: &[Item]) -> bool {
    promised_edits(counted(quotation)).is_some_and(|most| least_edits(record, quotation) <= most)
}

/// The fewest edits that turn some contiguous stretch of `record` into `quotation`.
///
/// `cost[i][j]` is the least for the first `i` items to answer a stretch that ends just before word `j`. The stretch
/// may start anywhere, so row 0 is all zero, and end anywhere, so the answer is the least of the last row.
pub fn least_edits(record: &[&str], quotation: &[Item]) -> usize {
    let cost = table(record, quotation, |_| 0);
    cost[quotation.len()].iter().copied().min().unwrap_or(0)
}

/// The fewest edits that turn the *whole* of `stretch` into `quotation`.
pub fn least_edits_whole(stretch: &[&str], quotation: &[Item]) -> usize {
    table(stretch, quotation, |dropped| dropped)[quotation.len()][stretch.len()]
}

fn table(record: &[&str], quotation: &[Item], first_row: fn(usize) -> usize) -> Vec<Vec<usize>> {
    let mut cost = vec![(0..=record.len()).map(first_row).collect::<Vec<_>>()];
    for (i, item) in quotation.iter().enumerate() {
        let mut row = Vec::with_capacity(record.len() + 1);
        for j in 0..=record.len() {
            let least = match *item {
                // Whatever was reached at or before `j` is reached at `j`.
                Item::Hole => cost[i][..=j].iter().copied().min().unwrap_or(0),
                Item::Word(word) => {
                    let mut least = cost[i][j] + 1;
                    if j > 0 {
                        least = least.min(row[j - 1] + 1);
                        least = least.min(cost[i][j - 1] + usize::from(word != record[j - 1]));
                    }
                    if let (1.., 2.., Some(&Item::Word(before))) = (i, j, quotation.get(i.wrapping_sub(1)))
                        && (before, word) == (record[j - 1], record[j - 2])
                    {
                        least = least.min(cost[i - 1][j - 2] + 1);
                    }
                    least
                }
            };
            row.push(least);
        }
        cost.push(row);
    }
    cost
}

/// The oracle's own proof: a second one, which has no table and no recurrence, on alphabets small enough to try everything.
#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{Item, is_promised, least_edits, least_edits_whole, promised_edits};

    const ALPHABET: [&str; 3] = ["a", "b", "c"];

    /// A word on the writer's desk, or something between words.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    enum Token {
        /// A word of the record that no edit has touched.
        Fresh(&'static str),
        /// A word that an edit has set.
        Done(&'static str),
        /// The second word of a swapped pair: nothing is added before it.
        Swapped(&'static str),
        /// Where a word was dropped: the words on its two sides are no neighbours to swap.
        Seam,
        /// An ellipsis or a bracketed group.
        Hole,
    }
    use Token::{Done, Fresh, Hole, Seam, Swapped};

    /// Every text that one edit makes of `desk`.
    fn one_edit(desk: &[Token]) -> Vec<Vec<Token>> {
        let mut texts = Vec::new();
        let mut with = |range: std::ops::Range<usize>, tokens: &[Token]| {
            let mut text = desk.to_vec();
            text.splice(range, tokens.iter().copied());
            texts.push(text);
        };
        for at in 0..=desk.len() {
            if !matches!(desk.get(at), Some(Swapped(_))) {
                ALPHABET.iter().for_each(|word| with(at..at, &[Done(word)]));
            }
            if let [Fresh(a), Fresh(b), ..] = desk[at..] {
                with(at..at + 2, &[Done(b), Swapped(a)]);
            }
            if let Some(Fresh(_)) = desk.get(at) {
                with(at..at + 1, &[Seam]);
                ALPHABET.iter().for_each(|word| with(at..at + 1, &[Done(word)]));
            }
        }
        texts
    }

    /// Every way to put up to `holes` marked holes in place of runs of `words`, from left to right.
    fn with_holes(words: &[&'static str], holes: usize) -> Vec<Vec<Token>> {
        let mut texts = vec![words.iter().map(|w| Fresh(w)).collect()];
        if holes == 0 {
            return texts;
        }
        for start in 0..=words.len() {
            for end in start..=words.len() {
                for rest in with_holes(&words[end..], holes - 1) {
                    let before = words[..start].iter().map(|w| Fresh(w));
                    texts.push(before.chain([Hole]).chain(rest).collect());
                }
            }
        }
        texts
    }

    /// What a reader sees of `desk`.
    fn read(desk: &[Token]) -> Vec<Item<'static>> {
        desk.iter()
            .filter_map(|token| match *token {
                Fresh(word) | Done(word) | Swapped(word) => Some(Item::Word(word)),
                Hole => Some(Item::Hole),
                Seam => None,
            })
            .collect()
    }

    /// Every quotation that at most `edits` edits make of `stretches`, with the fewest that do.
    fn all_quotations(stretches: Vec<Vec<Token>>, edits: usize) -> HashMap<Vec<Item<'static>>, usize> {
        let mut fewest = HashMap::new();
        let mut seen: std::collections::HashSet<Vec<Token>> = stretches.iter().cloned().collect();
        let mut desks = stretches;
        for step in 0..=edits {
            for desk in &desks {
                fewest.entry(read(desk)).or_insert(step);
            }
            if step < edits {
                desks =
                    desks.iter().flat_map(|desk| one_edit(desk)).filter(|d| seen.insert(d.clone())).collect();
            }
        }
        fewest
    }

    /// Every record of up to `longest` words of the alphabet.
    fn records(longest: usize) -> Vec<Vec<&'static str>> {
        let mut all = vec![vec![]];
        let mut last = all.clone();
        for _ in 0..longest {
            last = last
                .iter()
                .flat_map(|record: &Vec<&'static str>| {
                    ALPHABET.iter().map(move |word| record.iter().copied().chain([*word]).collect())
                })
                .collect();
            all.extend(last.iter().cloned());
        }
        all
    }

    fn every_stretch<'r>(record: &'r [&'static str]) -> impl Iterator<Item = &'r [&'static str]> {
        (0..=record.len()).flat_map(move |start| (start..=record.len()).map(move |end| &record[start..end]))
    }

    /// Holds both tables to enumeration: each enumerated quotation costs what the table says, and none that was not
    /// reached costs `edits` or less.
    fn agree(longest: usize, holes: usize, edits: usize) {
        let quotations: Vec<Vec<Item>> = quotation_candidates(longest + 1, holes);
        for record in records(longest) {
            let stretches = every_stretch(&record).flat_map(|s| with_holes(s, holes)).collect();
            let reached = all_quotations(stretches, edits);
            for (quotation, &fewest) in &reached {
                assert_eq!(least_edits(&record, quotation), fewest, "{record:?} → {quotation:?}");
            }
            for quotation in quotations.iter().filter(|q| !reached.contains_key(*q)) {
                assert!(least_edits(&record, quotation) > edits, "{record:?} → {quotation:?}");
            }
        }
    }

    /// Every quotation of up to `longest` words with up to `holes` holes between, before or after them.
    fn quotation_candidates(longest: usize, holes: usize) -> Vec<Vec<Item<'static>>> {
        let mut all = Vec::new();
        for words in records(longest) {
            let mut texts = vec![words.iter().map(|w| Item::Word(w)).collect::<Vec<_>>()];
            for _ in 0..holes {
                let more: Vec<Vec<Item>> = texts
                    .iter()
                    .flat_map(|text| {
                        (0..=text.len()).map(|at| {
                            let mut text = text.clone();
                            text.insert(at, Item::Hole);
                            text
                        })
                    })
                    .collect();
                all.append(&mut texts);
                texts = more;
            }
            all.append(&mut texts);
        }
        all
    }

    #[test]
    fn the_table_costs_what_trying_every_edit_costs() {
        agree(3, 0, 2);
        agree(4, 0, 1);
    }

    #[test]
    fn the_table_costs_what_trying_every_edit_costs_with_marked_holes() {
        agree(3, 1, 1);
        agree(2, 2, 1);
    }

    #[test]
    fn free_ends_are_the_best_of_every_stretch() {
        for record in records(4) {
            for quotation in quotation_candidates(3, 1) {
                let best = every_stretch(&record).map(|s| least_edits_whole(s, &quotation)).min();
                assert_eq!(Some(least_edits(&record, &quotation)), best, "{record:?} → {quotation:?}");
            }
        }
    }

    #[test]
    fn a_word_is_not_touched_twice() {
        // Swapped and then parted by a new word would be two edits, if a swapped pair could be touched again.
        assert_eq!(least_edits_whole(&["a", "b"], &["b", "c", "a"].map(Item::Word)), 3);
        assert_eq!(least_edits_whole(&["a", "b"], &["b", "a"].map(Item::Word)), 1);
    }

    #[test]
    fn marked_words_are_free_and_do_not_count() {
        let record: Vec<&str> = "to be or not to be that is the question".split(' ').collect();
        let quote = |text: &'static str| {
            text.split(' ').map(|w| if w == "…" { Item::Hole } else { Item::Word(w) }).collect::<Vec<_>>()
        };
        assert!(is_promised(&record, &quote("be … to be that was … question")));
        assert!(!is_promised(&record, &quote("be … to be thus was … question")), "two of six");
        assert!(!is_promised(&record, &quote("to be or … to")), "four words are too few");
    }

    #[test]
    fn the_promise_never_shrinks_with_length() {
        let promised: Vec<_> = (0..60).map(promised_edits).collect();
        assert!(promised.windows(2).all(|pair| pair[0] <= pair[1]));
        let at = [5, 8, 12, 15, 16, 40, 41].map(promised_edits);
        assert_eq!(at, [1, 2, 3, 3, 4, 10, 10].map(Some));
        assert_eq!(promised_edits(4), None);
    }
}
