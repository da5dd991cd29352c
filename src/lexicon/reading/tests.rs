use super::*;

fn alike(a: &str, b: &str, depth: Depth) -> bool {
    let there = share_a_reading(a, b, Lang::En, depth);
    assert_eq!(there, share_a_reading(b, a, Lang::En, depth), "not symmetric: {a} | {b}");
    there
}

#[test]
fn a_plain_word_is_read_as_it_stands() {
    for word in ["Harbour", "center", "nine", "Gen", "us", "US", "II", "going", "nothin", "salt", "The", "st"]
    {
        for depth in [Depth::Written, Depth::House, Depth::Numeral, Depth::Abbreviation, Depth::Contraction] {
            for lang in [Lang::En, Lang::Unknown] {
                let alone = vec![vec![Rc::from(word.to_lowercase())]];
                // Looked at like any other.
                let read = readings_of(&[Token::new(word)], lang, depth);
                assert!(!is_plain(word, lang) || read == alone, "{word}");
            }
        }
    }
    assert!(is_plain("salt", Lang::En) && is_plain("The", Lang::En));
    assert!(!["center", "nine", "US", "II", "nothin"].iter().any(|word| is_plain(word, Lang::En)));
}

#[test]
fn habits_of_houses_are_taken_off() {
    for (a, b, depth) in [
        ("centre", "center", Depth::House),
        ("the Labour Party's", "the Labor Party's", Depth::House),
        ("9", "nine", Depth::Numeral),
        ("25,000", "twenty-five thousand", Depth::Numeral),
        ("a hundred", "100", Depth::Numeral),
        ("one hundred and five", "105", Depth::Numeral),
        ("2nd", "second", Depth::Numeral),
        ("World War II", "World War Two", Depth::Numeral),
        ("10.4 million", "10,400,000", Depth::Numeral),
        ("9%", "nine per cent", Depth::Abbreviation),
        ("9%", "9 percent", Depth::Abbreviation),
        ("$5 million", "five million dollars", Depth::Abbreviation),
        ("$5m", "$5 million", Depth::Abbreviation),
        ("Gen.", "General", Depth::Abbreviation),
        ("St. Paul", "Saint Paul", Depth::Abbreviation),
        ("U.S.", "United States", Depth::Abbreviation),
        ("U.S.", "US", Depth::Written),
        ("9 a.m.", "9am", Depth::Written),
        ("5% to 10%", "five to 10 percent", Depth::Abbreviation),
        ("gonna", "going to", Depth::Dialect),
        ("nothin’", "nothing", Depth::Dialect),
        ("ain't", "isn't", Depth::Dialect),
        ("don’t", "do not", Depth::Contraction),
        ("can't", "cannot", Depth::Contraction),
        ("it's", "it has", Depth::Contraction),
        ("I'd", "I would", Depth::Contraction),
        ("they'll", "they will", Depth::Contraction),
        ("won't", "will not", Depth::Contraction),
        ("dunno", "do not know", Depth::Contraction),
    ] {
        assert!(alike(a, b, depth), "{a} | {b}");
    }
}

#[test]
fn nothing_else_is() {
    for (a, b) in [
        ("10.4", "104"),
        ("9", "nineteen"),
        ("us", "United States"),
        ("sun", "Sunday"),
        ("can", "cannot"),
        ("do", "don't"),
        ("5 million", "5 billion"),
        ("$5", "£5"),
        ("$5", "5"),
        ("five six", "eleven"),
        ("thousand", "thousands"),
        ("second", "two"),
        ("may", "might"),
        ("", ""),
        ("is", "was"),
    ] {
        assert!(!alike(a, b, Depth::Contraction), "{a} | {b}");
    }
}

#[test]
fn numbers_in_other_languages() {
    assert!(share_a_reading("10 000", "zehn tausend", Lang::De, Depth::Numeral));
    assert!(share_a_reading("10.000", "10000", Lang::De, Depth::Numeral));
    for (words, digits, lang) in [
        ("девять", "9", Lang::Ru),
        ("двадцать пять", "25", Lang::Ru),
        ("триста", "300", Lang::Ru),
        ("fünfundzwanzig", "25", Lang::De),
        ("zwölftausend", "12.000", Lang::De),
        ("vingt et un", "21", Lang::Fr),
        ("quatre-vingt-dix", "90", Lang::Fr),
        ("soixante-dix-sept", "77", Lang::Fr),
        ("quatre-vingts", "80", Lang::Fr),
        ("deux cent mille", "200 000", Lang::Fr),
        ("treinta y cinco", "35", Lang::Es),
        ("veintidós", "22", Lang::Es),
        ("doscientos mil", "200.000", Lang::Es),
        ("venticinque", "25", Lang::It),
        ("duemila", "2.000", Lang::It),
        ("dziewięćdziesiąt", "90", Lang::Pl),
        ("pět set", "500", Lang::Cs),
        ("двадцять п'ять", "25", Lang::Uk),
    ] {
        assert!(share_a_reading(words, digits, lang, Depth::Numeral), "{words}");
    }
    assert!(!share_a_reading("fünf", "sechs", Lang::De, Depth::Numeral));
}
