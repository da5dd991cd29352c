//! Number words that some languages write in one: *fünfundzwanzig*, *zweihundert*, *venticinque*, *duemila*.

use super::Lang;

/// A shorter word, in bytes, is none: *ventuno*, *duemila*.
pub(super) const SHORTEST: usize = 7;

/// The value of a folded word if it is a compound number word of `lang`: from 21 up to 999, and in thousands up to 999,000.
/// Languages that write them apart have none.
#[must_use]
pub(super) fn value(word: &str, lang: Lang) -> Option<i64> {
    let (below_thousand, thousand): (fn(&str) -> Option<i64>, &str) = match lang {
        Lang::De => (german, "tausend"),
        Lang::It => (italian, "mila"),
        _ => return None,
    };
    if word.len() < SHORTEST || !may_be(word, lang) {
        return None;
    }
    match word.strip_suffix(thousand) {
        // *eintausend*; Italian says *mille*.
        Some("ein") if lang == Lang::De => Some(1_000),
        Some("eins") if lang == Lang::De => None,
        Some(thousands) => below_thousand(thousands).filter(|value| *value > 0).map(|value| value * 1_000),
        None => below_thousand(word).filter(|value| *value > 20),
    }
}

/// Whether a word has what all compounds of its language have; nearly no other word does.
fn may_be(word: &str, lang: Lang) -> bool {
    let has = |piece: &[u8]| word.as_bytes().windows(piece.len()).any(|letters| letters == piece);
    match lang {
        // Tens, hundreds or thousands.
        Lang::De => word.ends_with("ig") || word.ends_with("tausend") || has(b"hundert"),
        // *venti*, *trenta* and all other tens; *cento*.
        _ => word.ends_with("mila") || has(b"nt"),
    }
}

/// From 0 to 19, folded.
const GERMAN_UNITS: [&str; 20] = [
    "", "ein", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwolf",
    "dreizehn", "vierzehn", "funfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
];
const GERMAN_TENS: [&str; 8] =
    ["zwanzig", "dreissig", "vierzig", "funfzig", "sechzig", "siebzig", "achtzig", "neunzig"];

/// The value of a folded number word up to 999.
fn german(word: &str) -> Option<i64> {
    // *hundertzwei* is *einhundertzwei*.
    if let Some(rest) = word.strip_prefix("hundert") {
        return Some(100 + german_below_hundred(rest)?);
    }
    let hundreds = (1..10)
        .find(|&unit| word.strip_prefix(GERMAN_UNITS[unit]).is_some_and(|rest| rest.starts_with("hundert")));
    match hundreds {
        Some(hundreds) => {
            let rest = &word[GERMAN_UNITS[hundreds].len() + "hundert".len()..];
            Some(hundreds as i64 * 100 + german_below_hundred(rest)?)
        }
        None => german_below_hundred(word),
    }
}

/// The same up to 99; nothing is 0.
fn german_below_hundred(word: &str) -> Option<i64> {
    let place = |list: &[&str], word: &str| list.iter().position(|known| *known == word);
    match word {
        "eins" => return Some(1),
        "ein" => return None,
        _ => {}
    }
    if let Some(unit) = place(&GERMAN_UNITS, word) {
        return Some(unit as i64);
    }
    let tens = GERMAN_TENS.iter().position(|tens| word.ends_with(tens))?;
    let unit = match &word[..word.len() - GERMAN_TENS[tens].len()] {
        "" => 0,
        before => place(&GERMAN_UNITS[1..10], before.strip_suffix("und")?)? + 1,
    };
    Some((tens * 10 + 20 + unit) as i64)
}

/// From 0 to 19.
const ITALIAN_UNITS: [&str; 20] = [
    "",
    "uno",
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
];
const ITALIAN_TENS: [&str; 8] =
    ["venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"];

/// The value of a number word up to 999.
fn italian(word: &str) -> Option<i64> {
    if let Some(rest) = word.strip_prefix("cento") {
        return Some(100 + italian_below_hundred(rest)?);
    }
    let hundreds = (2..10).find_map(|unit| {
        let rest = word.strip_prefix(ITALIAN_UNITS[unit])?.strip_prefix("cento")?;
        Some((unit as i64, rest))
    });
    match hundreds {
        Some((hundreds, rest)) => Some(hundreds * 100 + italian_below_hundred(rest)?),
        None => italian_below_hundred(word),
    }
}

/// The same up to 99; nothing is 0.
fn italian_below_hundred(word: &str) -> Option<i64> {
    let place = |list: &[&str], word: &str| list.iter().position(|known| *known == word);
    if let Some(unit) = place(&ITALIAN_UNITS, word) {
        return Some(unit as i64);
    }
    let stem = |tens: &'static str| &tens[..tens.len() - 1];
    let tens = ITALIAN_TENS.iter().position(|tens| word.starts_with(stem(tens)))?;
    let (whole, stem) = (ITALIAN_TENS[tens], stem(ITALIAN_TENS[tens]));
    let unit = match (word.strip_prefix(whole), word.strip_prefix(stem)?) {
        (Some(""), _) => 0,
        // *ventuno*, *ventotto*: of two vowels the first goes.
        (_, "uno") => 1,
        (_, "otto") => 8,
        (Some("uno" | "otto") | None, _) => return None,
        (Some(rest), _) => place(&ITALIAN_UNITS[1..10], rest)? + 1,
    };
    Some((tens * 10 + 20 + unit) as i64)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::normalize::fold;

    /// How German writes a number.
    fn in_german(value: usize) -> Vec<String> {
        let (hundreds, rest) = (value / 100, value % 100);
        let below = match rest {
            1 => "eins".to_owned(),
            0..20 => GERMAN_UNITS[rest].to_owned(),
            _ if rest % 10 == 0 => GERMAN_TENS[rest / 10 - 2].to_owned(),
            _ => format!("{}und{}", GERMAN_UNITS[rest % 10], GERMAN_TENS[rest / 10 - 2]),
        };
        match hundreds {
            0 => vec![below],
            1 => vec![format!("hundert{below}"), format!("einhundert{below}")],
            _ => vec![format!("{}hundert{below}", GERMAN_UNITS[hundreds])],
        }
    }

    /// How Italian writes a number.
    fn in_italian(value: usize) -> Vec<String> {
        let (hundreds, rest) = (value / 100, value % 100);
        let below = match (rest, rest % 10) {
            (0..20, _) => ITALIAN_UNITS[rest].to_owned(),
            (_, 0) => ITALIAN_TENS[rest / 10 - 2].to_owned(),
            (_, unit @ (1 | 8)) => {
                let tens = ITALIAN_TENS[rest / 10 - 2];
                format!("{}{}", &tens[..tens.len() - 1], ITALIAN_UNITS[unit])
            }
            (_, unit) => format!("{}{}", ITALIAN_TENS[rest / 10 - 2], ITALIAN_UNITS[unit]),
        };
        match hundreds {
            0 => vec![below],
            1 => vec![format!("cento{below}")],
            _ => vec![format!("{}cento{below}", ITALIAN_UNITS[hundreds])],
        }
    }

    /// All compounds of a language.
    fn words(lang: Lang) -> BTreeMap<String, i64> {
        let (spell, thousand): (fn(usize) -> Vec<String>, &str) = match lang {
            Lang::De => (in_german, "tausend"),
            _ => (in_italian, "mila"),
        };
        let mut words = BTreeMap::new();
        for value in 21..1_000 {
            words.extend(spell(value).into_iter().map(|word| (word, value as i64)));
        }
        for value in 1..1_000 {
            let stems = if lang == Lang::De && value == 1 { vec!["ein".to_owned()] } else { spell(value) };
            words.extend(stems.into_iter().map(|stem| (stem + thousand, value as i64 * 1_000)));
        }
        // *cento* is in the list.
        words.retain(|word, _| word.len() >= SHORTEST);
        words
    }

    #[test]
    fn every_number_has_its_value() {
        for lang in [Lang::De, Lang::It] {
            for (word, expected) in words(lang) {
                assert_eq!(value(&word, lang), Some(expected), "{word}");
                assert!((SHORTEST..=64).contains(&word.len()), "{word}");
                assert_eq!(value(&word, Lang::En), None, "{word}");
            }
        }
    }

    #[test]
    fn the_pieces_are_folded() {
        let pieces = [&GERMAN_UNITS[1..], &GERMAN_TENS, &ITALIAN_UNITS[1..], &ITALIAN_TENS].concat();
        assert!(pieces.iter().all(|piece| fold(piece) == *piece));
        for (word, number) in [("fünfundzwanzig", 25), ("zweihundertdreißig", 230), ("zwölftausend", 12_000)]
        {
            assert_eq!(value(&fold(word), Lang::De), Some(number), "{word}");
        }
    }

    proptest! {
        #[test]
        fn nothing_else_is_a_number(pieces in proptest::collection::vec(0..51_usize, 1..5)) {
            let all = [
                &GERMAN_UNITS[..], &GERMAN_TENS, &ITALIAN_UNITS, &ITALIAN_TENS,
                &["und", "hundert", "tausend", "cento", "mila", "eins", "vent"],
            ].concat();
            let word: String = pieces.into_iter().map(|piece| all[piece % all.len()]).collect();
            static KNOWN: LazyLock<[BTreeMap<String, i64>; 2]> =
                LazyLock::new(|| [Lang::De, Lang::It].map(words));
            for (lang, known) in [Lang::De, Lang::It].into_iter().zip(&*KNOWN) {
                prop_assert_eq!(value(&word, lang), known.get(&word).copied(), "{}", word);
            }
        }
    }
}
