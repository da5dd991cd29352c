//! Spelling, punctuation, letter case, spacing and the habits of houses. Only closed data is claimed here, and slips of
//! the pen that are in no word list: what might be another word is for the wording checks.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Judge::Edit;
use super::numeral;
use crate::edit::{Cause, Difference, Side};
use crate::lexicon::{self, Class, Depth, Lang};

check!(
    TYPOGRAPHY,
    "typography",
    Accidental,
    Allow,
    Safe,
    Edit(is_typography),
    "Curly or straight marks, dashes, spaces, ligatures"
);
check!(
    LETTER_CASE,
    "letter-case",
    Accidental,
    Allow,
    Safe,
    Edit(is_letter_case),
    "Capitals and small letters"
);
check!(
    HYPHENATION,
    "hyphenation",
    Accidental,
    Allow,
    Safe,
    Edit(is_hyphenation),
    "A compound with a hyphen, with a space, or in one word"
);
check!(
    PUNCTUATION,
    "punctuation",
    Accidental,
    Allow,
    Safe,
    Edit(is_punctuation),
    "Commas, full stops and other marks between the words"
);
check!(
    ACCENTS,
    "accents",
    Accidental,
    Allow,
    Safe,
    Edit(|diff| diff.cause == Cause::Surface && !is_number_regrouped(diff) || is_umlaut_spelt_out(diff)),
    "Accents (naïve, naive)"
);
check!(
    EQUIVALENT,
    "equivalent",
    Accidental,
    Allow,
    Safe,
    Edit(|diff| diff.cause == Cause::Wording && diff.equivalent),
    "Spellings of one word or name that the rules file lists as equivalent"
);
check!(
    HOUSE_SPELLING,
    "house-spelling",
    Accidental,
    Allow,
    Safe,
    Edit(|diff| is_read_alike(diff, Depth::House) && !is_read_alike(diff, Depth::Written)),
    "American and British spelling (center, centre)"
);
check!(
    NUMERAL,
    "numeral",
    Accidental,
    Allow,
    Safe,
    Edit(|diff| is_same_number(diff)
        || is_read_alike(diff, Depth::Numeral) && !is_read_alike(diff, Depth::Written)),
    "The same number in digits or in words (9, nine)"
);
check!(
    ABBREVIATION,
    "abbreviation",
    Accidental,
    Allow,
    Safe,
    Edit(|diff| is_read_alike(diff, Depth::Abbreviation)),
    "A short form and what it stands for (Gen., General; %, percent)"
);
check!(FILLER, "filler", Accidental, Allow, Safe, Edit(is_filler), "Sounds (um, uh) and doubled words");
check!(
    DIALECT,
    "dialect",
    Accidental,
    Allow,
    Safe,
    Edit(|diff| is_read_alike(diff, Depth::Dialect)),
    "Spellings of how it sounded (gonna, going to)"
);
check!(
    CONTRACTION,
    "contraction",
    Accidental,
    Warn,
    Safe,
    Edit(|diff| is_read_alike(diff, Depth::Contraction)),
    "A contraction made or expanded (don't, do not)"
);
check!(
    AGREEMENT,
    "agreement",
    Accidental,
    Warn,
    Safe,
    Edit(is_agreement),
    "A verb or article that only agrees with its neighbour (was, were; a, an)"
);
check!(
    JOINED_WORDS,
    "joined-words",
    Accidental,
    Note,
    Safe,
    Edit(is_joined),
    "Words written together or apart (a lot, alot)"
);
check!(
    MISSPELLING,
    "misspelling",
    Accidental,
    Warn,
    Safe,
    Edit(is_misspelling),
    "A slip of the pen: a word that is in no word list, near to the record's word"
);

/// The same number, time or date, written otherwise.
fn is_same_number(diff: &Difference) -> bool {
    is_number_regrouped(diff) || numeral::is_habit(diff)
}

/// `1,000` and `1000` are one word after folding.
fn is_number_regrouped(diff: &Difference) -> bool {
    diff.cause == Cause::Surface && diff.expected.text.contains(|c: char| c.is_ascii_digit())
}

/// Whether the words differ only by habit, so that no check of meaning may claim them.
pub(super) fn means_the_same(diff: &Difference) -> bool {
    diff.equivalent
        || is_read_alike(diff, Depth::Contraction)
        || is_joined(diff)
        || is_filler(diff)
        || is_agreement(diff)
        || is_sound_alike(diff)
        || is_apostrophe_slip(diff)
        || is_umlaut_spelt_out(diff)
        || numeral::is_habit(diff)
}

fn is_typography(diff: &Difference) -> bool {
    matches!(diff.cause, Cause::Surface | Cause::Between)
        && plain(&diff.found.text) == plain(&diff.expected.text)
}

fn is_letter_case(diff: &Difference) -> bool {
    let folded = |side: &Side| plain(&side.text).chars().flat_map(char::to_lowercase).collect::<String>();
    diff.cause == Cause::Surface && folded(&diff.found) == folded(&diff.expected)
}

fn is_hyphenation(diff: &Difference) -> bool {
    let plain = || [&diff.found, &diff.expected].map(|side| plain(&side.text));
    match diff.cause {
        Cause::Between => {
            let texts = plain();
            let joins = |text: &String| matches!(text.as_str(), "-" | " " | "");
            texts.iter().all(joins) && texts.iter().any(|text| text == "-") && !is_between_digits(diff)
        }
        Cause::Wording => is_joined(diff) && plain().iter().any(|text| text.contains('-')),
        _ => false,
    }
}

/// Marks between the words; what is read aloud (`$`, `%`, `+`) is none, and neither is what stands inside a number.
fn is_punctuation(diff: &Difference) -> bool {
    let spoken = |side: &Side| plain(&side.text).chars().filter(|c| is_spoken(*c)).collect::<String>();
    diff.cause == Cause::Between && spoken(&diff.found) == spoken(&diff.expected) && !is_inside_number(diff)
}

/// Whether a symbol is read aloud, and so changes what was said.
pub(super) fn is_spoken(c: char) -> bool {
    matches!(
        c,
        '%' | '‰' | '$' | '€' | '£' | '¥' | '&' | '§' | '°' | '+' | '=' | '<' | '>' | '@' | '#' | '±' | '×'
    )
}

/// Whether digits stand on both sides, in the draft and in the record.
pub(super) fn is_between_digits(diff: &Difference) -> bool {
    let digit = |word: Option<&String>, last: bool| {
        word.and_then(|word| if last { word.chars().last() } else { word.chars().next() })
            .is_some_and(char::is_numeric)
    };
    diff.cause == Cause::Between
        && digit(diff.found.before.last(), true)
        && digit(diff.found.after.first(), false)
}

/// Whether `diff` makes one number of two or another number (`10.4`, `10-4`), and not only groups its thousands
/// otherwise (`1,000`, `1 000`).
pub(super) fn is_inside_number(diff: &Difference) -> bool {
    let inside = |side: &Side| matches!(side.text.as_str(), "." | "," | "" | "'" | "’" | "·" | ":" | "/");
    let grouping = |side: &Side| matches!(plain(&side.text).as_str(), "," | "." | " " | "" | "'");
    let three = diff.found.after.first().is_some_and(|word| word.len() == 3);
    is_between_digits(diff)
        && (inside(&diff.found) || inside(&diff.expected))
        && !(three && grouping(&diff.found) && grouping(&diff.expected))
}

/// The text with the typographer's choices taken off; signs of emphasis (`*`, `_`) too.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    // Compatibility forms would make a space of the acute accent that stands for an apostrophe.
    let letters = text.chars().map(|c| if c == '´' { '\'' } else { c });
    // What has no other form need not be asked for it.
    let is_its_own = |c: char| c.is_ascii() || matches!(c, '\u{2012}'..='\u{2015}' | '\u{2018}'..='\u{201f}');
    let letters: &mut dyn Iterator<Item = char> =
        if text.chars().all(is_its_own) { &mut letters.into_iter() } else { &mut letters.nfkc() };
    for c in letters {
        match c {
            '*' | '_' => {}
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            '‘' | '’' | '‚' | '‛' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '"' | '\'' | '`'
            | '′' | '″' | '\u{2bc}' | '\u{2bb}' => {
                plain.push('\'');
            }
            '\u{2010}' | '\u{2011}' => plain.push('-'),
            '\u{2012}'..='\u{2015}' | '\u{2212}' => plain.push('—'),
            'ſ' => plain.push('s'),
            c if c.is_whitespace() => plain.push(' '),
            c => plain.push(c),
        }
    }
    // Words and single marks have nothing left to take off.
    let trimmed = plain.trim_matches(' ');
    if trimmed.bytes().all(|b| b.is_ascii_graphic() && b != b'-') && !trimmed.contains("''") {
        return if trimmed.is_empty() && !plain.is_empty() { " ".to_owned() } else { trimmed.to_owned() };
    }
    let plain = plain.replace("---", "—").replace("--", "—").replace(" - ", "—").replace("''", "'");
    let spaced: String = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let edge = if spaced.is_empty() && !plain.is_empty() { " " } else { "" };
    // Spaces around a dash, and before a mark as the French set them, are the typographer's.
    let mut tight = spaced + edge;
    for (loose, close) in [(" —", "—"), ("— ", "—"), (" ;", ";"), (" :", ":"), (" !", "!"), (" ?", "?")]
    {
        tight = tight.replace(loose, close);
    }
    tight.replace(". . .", "...")
}

fn is_read_alike(diff: &Difference, depth: Depth) -> bool {
    diff.cause == Cause::Wording
        && !diff.found.words.is_empty()
        && !diff.expected.words.is_empty()
        && lexicon::share_a_reading(text(&diff.found), text(&diff.expected), diff.lang, depth)
}

fn text(side: &Side) -> &str {
    &side.text
}

/// A sound dropped or put in, or a word said twice in a row that stands once.
fn is_filler(diff: &Difference) -> bool {
    if diff.cause != Cause::Wording {
        return false;
    }
    let (side, other) = (&diff.expected, &diff.found);
    let (side, other) = if side.words.is_empty() { (other, side) } else { (side, other) };
    if !other.words.is_empty() || side.words.is_empty() {
        return false;
    }
    let number = side.words.iter().any(|word| lexicon::class(word, diff.lang) == Some(Class::Number));
    // *He had had enough*: two tenses, no stammer.
    let grammar = is_english(diff.lang) && side.words == ["had"];
    side.words.iter().all(|word| lexicon::is_filler(word, diff.lang))
        || !number && !grammar && (side.before.ends_with(&side.words) || side.after.starts_with(&side.words))
}

fn is_agreement(diff: &Difference) -> bool {
    let short = |side: &Side| (1..=2).contains(&side.words.len());
    diff.cause == Cause::Wording
        && is_english(diff.lang)
        && short(&diff.found)
        && short(&diff.expected)
        && (diff.is_pair() && lexicon::is_agreement(&diff.found.words[0], &diff.expected.words[0])
            || lexicon::agree_otherwise(text(&diff.found), text(&diff.expected)))
}

/// Whether both sides have the same letters in the same order, cut into words otherwise. `10 4` is not `104`, and
/// *now here* is not *nowhere*.
fn is_joined(diff: &Difference) -> bool {
    let letters = |side: &Side| side.words.concat();
    let length = |side: &Side| side.words.iter().map(String::len).sum::<usize>();
    let splits_digits = |side: &Side| {
        side.words
            .windows(2)
            .any(|pair| pair[0].ends_with(char::is_numeric) && pair[1].starts_with(char::is_numeric))
    };
    let denials = |side: &Side| {
        side.words.iter().filter(|word| lexicon::class(word, diff.lang) == Some(Class::Negation)).count()
    };
    diff.cause == Cause::Wording
        && diff.found.words != diff.expected.words
        && !diff.found.words.is_empty()
        && length(&diff.found) == length(&diff.expected)
        && letters(&diff.found) == letters(&diff.expected)
        && !splits_digits(&diff.found)
        && !splits_digits(&diff.expected)
        && denials(&diff.found) == denials(&diff.expected)
}

fn is_sound_alike(diff: &Difference) -> bool {
    diff.cause == Cause::Wording
        && diff.is_pair()
        && is_english(diff.lang)
        && lexicon::sound_alike(&diff.found.words[0], &diff.expected.words[0])
}

fn is_misspelling(diff: &Difference) -> bool {
    is_sound_alike(diff)
        || is_apostrophe_slip(diff)
        || diff.cause == Cause::Wording
            && diff.is_pair()
            && lexicon::is_misspelling(&bare(&diff.found.words[0]), &bare(&diff.expected.words[0]), diff.lang)
}

/// *Id* for *I'd*, *well* for *we'll*: the same letters, an apostrophe lost or put in. No other word was meant. In *OBrien*
/// for *O'Brien* a name is misspelt.
fn is_apostrophe_slip(diff: &Difference) -> bool {
    let letters = |side: &Side| side.words[0].replace('\'', "");
    let of_name = |side: &Side| side.words[0].chars().skip(1).take(2).any(|c| c == '\'');
    if diff.is_pair() && (of_name(&diff.found) || of_name(&diff.expected)) && !is_contracted(diff) {
        return false;
    }
    is_english(diff.lang)
        && diff.cause == Cause::Wording
        && diff.is_pair()
        && letters(&diff.found) == letters(&diff.expected)
}

/// Whether a side of a pair of words is a contraction or a possessive: *I'd*, *Russia's*.
fn is_contracted(diff: &Difference) -> bool {
    let ending = |side: &Side| {
        let ending = side.words[0].rsplit_once('\'').map(|(_, ending)| ending.to_owned());
        ending.is_some_and(|ending| matches!(ending.as_str(), "s" | "t" | "d" | "m" | "ll" | "re" | "ve"))
    };
    ending(&diff.found) || ending(&diff.expected)
}

/// *Mueller* for *Müller*, *Strasse* for *Straße*: what writers without the letter set.
fn is_umlaut_spelt_out(diff: &Difference) -> bool {
    let spelt = |side: &Side| {
        let lower = text(side).to_lowercase();
        let letters =
            [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("ø", "oe"), ("å", "aa"), ("æ", "ae")];
        letters.iter().fold(lower.nfc().collect::<String>(), |text, (letter, two)| text.replace(letter, two))
    };
    let has_letter = |side: &Side| !text(side).is_ascii();
    diff.cause == Cause::Wording
        && diff.is_pair()
        && has_letter(&diff.found) != has_letter(&diff.expected)
        && spelt(&diff.found) == spelt(&diff.expected)
}

/// Word lists are without accents.
fn bare(word: &str) -> String {
    word.nfd().filter(|c| !is_combining_mark(*c)).collect()
}

pub(super) fn is_english(lang: Lang) -> bool {
    matches!(lang, Lang::En | Lang::Unknown)
}
