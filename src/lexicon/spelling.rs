//! Which words exist, and which are spelt in two ways.

use std::sync::OnceLock;

use fst::Map;

use super::Lang;

/// Whether the folded `word` is in the word list of `lang`; none in a language without a list. A possessive or a
/// contraction is looked up by what stands before its apostrophe.
#[must_use]
pub fn is_word(word: &str, lang: Lang) -> Option<bool> {
    if lang != Lang::En {
        return None;
    }
    let known = |word: &str| word_list().contains_key(word);
    Some(known(word) || word.split_once('\'').is_some_and(|(stem, ending)| known(stem) && is_ending(ending)))
}

/// Whether the folded English `word` is a name: in the word list with a capital only, or in no list at all. (A word
/// of both kinds, such as *brown* or *may*, is none: its place in the sentence must tell.)
#[must_use]
pub fn is_name(word: &str) -> bool {
    let (stem, _) = split_possessive(word);
    word_list().get(stem).is_none_or(|capitalised| capitalised == 1)
}

fn is_ending(ending: &str) -> bool {
    matches!(ending, "" | "s" | "d" | "ll" | "re" | "ve" | "m")
}

/// Whether the folded English words `a` and `b` are spellings of one word by different houses (*centre*, *center*).
#[must_use]
pub fn same_by_house(a: &str, b: &str) -> bool {
    let (stem_a, ending_a) = split_possessive(a);
    let (stem_b, ending_b) = split_possessive(b);
    let group = spelling_group(stem_a);
    ending_a == ending_b && group.is_some() && group == spelling_group(stem_b)
}

/// The number of the group of spellings that the folded English `word` belongs to, its possessive ending aside.
pub(super) fn spelling_group(word: &str) -> Option<u64> {
    house_spellings().get(split_possessive(word).0)
}

/// A word and its possessive ending, if it has one: `centre's` is `centre` and `'s`.
#[must_use]
pub fn split_possessive(word: &str) -> (&str, &str) {
    match word.strip_suffix("'s") {
        Some(stem) => (stem, "'s"),
        None => (word, ""),
    }
}

/// A word as it stands without the elided article or particle before it: *l'Europe* is *Europe*, *dell'Italia* is
/// *Italia*; *O'Brien* stays.
#[must_use]
pub fn without_elision(surface: &str) -> &str {
    match surface.split_once(['\'', '’']) {
        Some((particle, rest))
            if particle.chars().next().is_some_and(char::is_lowercase) && particle.len() <= 5 =>
        {
            rest
        }
        _ => surface,
    }
}

/// Whether `found` is a slip of the pen for `expected`: it is in no word list of `lang`, `expected` is in one, and at
/// most two letters (one in a word of four letters and less) are changed, dropped, added or swapped with a neighbour. With
/// an ending more it is another form of the word, and no slip.
#[must_use]
pub fn is_misspelling(found: &str, expected: &str, lang: Lang) -> bool {
    let most = if expected.chars().count() <= 4 { 1 } else { 2 };
    let letters = |word: &str| word.chars().all(|c| c.is_alphabetic() || c == '\'');
    letters(found)
        && letters(expected)
        && is_word(found, lang) == Some(false)
        && is_word(expected, lang) == Some(true)
        && distance(found, expected, most).is_some()
        && !is_other_form(found, expected)
        && !is_old_form(found, expected)
}

/// Whether `old` is the form of three hundred years ago of the verb `today`: *hideth*, *hides*; *knowest*, *know*.
fn is_old_form(old: &str, today: &str) -> bool {
    let of = |ending: &str, todays: &[&str]| {
        old.strip_suffix(ending).filter(|stem| stem.len() > 1).is_some_and(|stem| {
            // *sitteth*
            let mut last = stem.chars().rev();
            let doubled = last.next().is_some_and(|c| last.next() == Some(c) && c.is_ascii());
            let single = if doubled { &stem[..stem.len() - 1] } else { stem };
            let is = |stem: &str| todays.iter().any(|ending| today.strip_prefix(stem) == Some(*ending));
            is(stem) || is(single)
        })
    };
    of("eth", &["s", "es"]) || of("est", &["", "e"])
}

/// Whether `found` is `expected` with an ending: *darknesses* is in no list, and yet another number than *darkness*.
fn is_other_form(found: &str, expected: &str) -> bool {
    let ending = found.strip_prefix(expected);
    ending.is_some_and(|ending| matches!(ending, "s" | "es" | "d" | "ed" | "ing" | "er" | "est" | "ly"))
}

/// The Damerau–Levenshtein distance of two words in characters (neighbours swapped count one), if at most `most`.
#[must_use]
pub fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    // Three rows of the usual table: a swap looks back two.
    let mut before = vec![0; b.len() + 1];
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let substituted = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = substituted.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        if row.iter().min() > Some(&most) {
            return None;
        }
        before = std::mem::replace(&mut above, row);
    }
    Some(above[b.len()]).filter(|distance| *distance <= most)
}

fn word_list() -> &'static Map<&'static [u8]> {
    static LIST: OnceLock<Map<&'static [u8]>> = OnceLock::new();
    LIST.get_or_init(|| {
        let bytes: &[u8] = include_bytes!("../../data/words-en.fst");
        Map::new(bytes).expect("data/words-en.fst is a map (a test reads all of it)")
    })
}

fn house_spellings() -> &'static Map<&'static [u8]> {
    static MAP: OnceLock<Map<&'static [u8]>> = OnceLock::new();
    MAP.get_or_init(|| {
        let bytes: &[u8] = include_bytes!("../../data/house-spellings-en.fst");
        Map::new(bytes).expect("data/house-spellings-en.fst is a map (a test reads all of it)")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_data_is_whole() {
        word_list().as_fst().verify().unwrap();
        house_spellings().as_fst().verify().unwrap();
        assert!(word_list().len() > 100_000);
        assert!(house_spellings().len() > 10_000);
    }

    #[test]
    fn words_of_the_list() {
        for word in
            ["elimination", "naive", "russia", "centre", "center", "don't", "russia's", "they'll", "organise"]
        {
            assert_eq!(is_word(word, Lang::En), Some(true), "{word}");
        }
        for no_word in ["goverment", "teh", "attak", "zzyzx", ""] {
            assert_eq!(is_word(no_word, Lang::En), Some(false), "{no_word}");
        }
        assert_eq!(is_word("goverment", Lang::De), None);
    }

    #[test]
    fn names() {
        for name in ["russia", "russia's", "zelensky", "medvedev", "texas"] {
            assert!(is_name(name), "{name}");
        }
        for word in ["freedom", "brown", "may", "hill", "we"] {
            assert!(!is_name(word), "{word}");
        }
    }

    #[test]
    fn houses_differ() {
        for (a, b) in [
            ("centre", "center"),
            ("organise", "organize"),
            ("organising", "organizing"),
            ("colour", "color"),
            ("grey", "gray"),
            ("labour's", "labor's"),
            ("defence", "defense"),
            ("travelled", "traveled"),
            ("judgement", "judgment"),
            ("programme", "program"),
        ] {
            assert!(same_by_house(a, b) && same_by_house(b, a), "{a} {b}");
        }
        for (a, b) in
            [("now", "not"), ("color", "center"), ("attack", "attacks"), ("labour", "labor's"), ("", "")]
        {
            assert!(!same_by_house(a, b), "{a} {b}");
        }
    }

    #[test]
    fn no_group_of_spellings_is_so_large_that_it_must_be_a_mistake() {
        use fst::Streamer;
        let mut sizes = std::collections::BTreeMap::<u64, Vec<String>>::new();
        let mut stream = house_spellings().stream();
        while let Some((word, group)) = stream.next() {
            sizes.entry(group).or_default().push(String::from_utf8_lossy(word).into_owned());
        }
        for group in sizes.values() {
            assert!((2..=7).contains(&group.len()), "{group:?}");
        }
    }

    #[test]
    fn slips_of_the_pen() {
        for (found, expected) in
            [("goverment", "government"), ("teh", "the"), ("attak", "attack"), ("statment", "statement")]
        {
            assert!(is_misspelling(found, expected, Lang::En), "{found} {expected}");
            assert!(!is_misspelling(expected, found, Lang::En), "{expected} {found}");
            assert!(!is_misspelling(found, expected, Lang::De), "{found} {expected}");
        }
        // A word of the list is no slip, however near; two letters are too much of a short word; names are no words.
        for (found, expected) in [
            ("now", "not"),
            ("ths", "then"),
            ("attaccke", "atom"),
            ("10.4", "104"),
            ("darknesses", "darkness"),
        ] {
            assert!(!is_misspelling(found, expected, Lang::En), "{found} {expected}");
        }
    }

    proptest! {
        #[test]
        fn distance_is_symmetric_and_bounded(a in "[a-d]{0,7}", b in "[a-d]{0,7}") {
            let full = distance(&a, &b, 20).unwrap();
            prop_assert_eq!(distance(&b, &a, 20), Some(full));
            prop_assert_eq!(full == 0, a == b);
            for most in 0..5 {
                prop_assert_eq!(distance(&a, &b, most), (full <= most).then_some(full));
            }
        }

        #[test]
        fn one_slip_is_a_distance_of_one(word in "[a-z]{3,9}", at in 0usize..2) {
            let mut letters: Vec<char> = word.chars().collect();
            letters.swap(at, at + 1);
            let swapped: String = letters.iter().collect();
            prop_assert!(distance(&word, &swapped, 1).is_some());
            letters.remove(at);
            let shorter: String = letters.iter().collect();
            prop_assert_eq!(distance(&swapped, &shorter, 1), Some(1));
        }
    }
}
