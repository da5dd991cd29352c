//! Number words that some languages write in one: *fünfundzwanzig*, *zweihundert*, *venticinque*, *duemila*.

use super::Lang;

/// Compound number words of `lang` up to 999 and in thousands up to 999,000, with their values; none for a language
/// that writes them apart.
pub(super) fn words(lang: Lang) -> Vec<(String, i64)> {
    let (spell, thousand): (fn(i64) -> Vec<String>, &str) = match lang {
        Lang::De => (german, "tausend"),
        Lang::It => (italian, "mila"),
        _ => return Vec::new(),
    };
    let mut words = Vec::with_capacity(2_200);
    for value in 21..1_000 {
        words.extend(spell(value).into_iter().map(|word| (word, value)));
    }
    for value in 1..1_000 {
        // *eintausend*; Italian says *mille*.
        let stems = if lang == Lang::De && value == 1 { vec!["ein".to_owned()] } else { spell(value) };
        words.extend(stems.into_iter().map(|stem| (stem + thousand, value * 1_000)));
    }
    words
}

const GERMAN_UNITS: [&str; 20] = [
    "",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
];
const GERMAN_TENS: [&str; 8] =
    ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];

fn german(value: i64) -> Vec<String> {
    let at = |number: i64| usize::try_from(number).unwrap_or_default();
    let (hundreds, rest) = (at(value / 100), at(value % 100));
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

fn italian(value: i64) -> Vec<String> {
    let at = |number: i64| usize::try_from(number).unwrap_or_default();
    let (hundreds, rest) = (at(value / 100), at(value % 100));
    let below = match (rest, rest % 10) {
        (0..20, _) => ITALIAN_UNITS[rest].to_owned(),
        (_, 0) => ITALIAN_TENS[rest / 10 - 2].to_owned(),
        // *ventuno*, *ventotto*: of two vowels the first goes.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compounds_have_their_values() {
        for (lang, word, value) in [
            (Lang::De, "fünfundzwanzig", 25),
            (Lang::De, "einundzwanzig", 21),
            (Lang::De, "hunderteins", 101),
            (Lang::De, "zweihundertfünfzig", 250),
            (Lang::De, "eintausend", 1_000),
            (Lang::De, "zwölftausend", 12_000),
            (Lang::It, "venticinque", 25),
            (Lang::It, "ventuno", 21),
            (Lang::It, "novantotto", 98),
            (Lang::It, "duecentocinquanta", 250),
            (Lang::It, "duemila", 2_000),
        ] {
            assert!(words(lang).contains(&(word.to_owned(), value)), "{word}");
        }
        assert!(words(Lang::En).is_empty());
    }
}
