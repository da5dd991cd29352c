//! Numbers, times and dates that houses write otherwise, beyond what [`crate::lexicon::share_a_reading`] takes off.

use crate::edit::{Cause, Difference, Side};
use crate::lexicon::number::{Kind, Number, from_digits, from_roman, is_group};
use crate::lexicon::{self, Lang};

/// Whether both sides state the same number, time or date.
pub(super) fn is_habit(diff: &Difference) -> bool {
    diff.cause == Cause::Wording
        && (is_grouped_otherwise(diff)
            || is_time(diff)
            || is_decade(diff)
            || is_date(diff)
            || is_ordinal_in_digits(diff)
            || is_regnal(diff)
            || is_fraction(diff))
}

/// `1 000` for `1,000`: groups of thousands with a space. Only where the space stands inside the number on one side.
fn is_grouped_otherwise(diff: &Difference) -> bool {
    let digits = |side: &Side| -> Option<String> {
        let words = &side.words;
        let grouped =
            words.windows(2).all(|pair| is_group(&pair[0].replace(',', ""), &pair[1]) || pair[0].len() == 3)
                && words.iter().skip(1).all(|word| word.len() == 3);
        let digits = words.concat().replace(',', "");
        (grouped && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
    };
    let several = diff.found.words.len() > 1 || diff.expected.words.len() > 1;
    several && digits(&diff.found).is_some_and(|found| Some(found) == digits(&diff.expected))
}

/// `9:30` and `9.30` are one time of day.
fn is_time(diff: &Difference) -> bool {
    let time = |word: &str, point: char| -> Option<(String, String)> {
        let (hours, minutes) = word.split_once(point)?;
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let is_time =
            digits(hours) && digits(minutes) && (1..=2).contains(&hours.len()) && minutes.len() == 2;
        is_time.then(|| (hours.trim_start_matches('0').to_owned(), minutes.to_owned()))
    };
    let [found, expected] =
        [&diff.found, &diff.expected].map(|side| side.words.first().map_or("", String::as_str));
    let with = |colon: &str, point: &str| time(colon, ':').is_some_and(|t| Some(t) == time(point, '.'));
    diff.is_pair() && (with(found, expected) || with(expected, found))
}

/// `1990s`, `1990's` and `’90s`.
fn is_decade(diff: &Difference) -> bool {
    let decade = |word: &str| -> Option<String> {
        let digits = word.strip_suffix("'s").or_else(|| word.strip_suffix('s'))?;
        let short = digits.strip_prefix("19").filter(|rest| rest.len() == 2).unwrap_or(digits);
        (digits.bytes().all(|b| b.is_ascii_digit()) && short.ends_with('0')).then(|| short.to_owned())
    };
    diff.is_pair()
        && decade(&diff.found.words[0]).is_some_and(|found| Some(found) == decade(&diff.expected.words[0]))
}

/// `May 3` and `3 May`, `May 3rd` and `May 3`: a number beside the name of a month.
fn is_date(diff: &Difference) -> bool {
    let last = Number::whole(31).millionths;
    let value =
        |word: &str| from_digits(word, Lang::En).map(|number| number.millionths).filter(|day| *day <= last);
    let pair = |side: &Side| match side.words.as_slice() {
        [month, number] if is_month(month) => Some((month.clone(), value(number)?)),
        [number, month] if is_month(month) => Some((month.clone(), value(number)?)),
        [number, of, month] if of == "of" && is_month(month) => Some((month.clone(), value(number)?)),
        _ => None,
    };
    if let (Some(found), Some(expected)) = (pair(&diff.found), pair(&diff.expected)) {
        return found == expected;
    }
    let beside = |side: &Side| {
        side.before.last().is_some_and(|word| is_month(word))
            || side.after.first().is_some_and(|word| is_month(word))
    };
    diff.is_pair()
        && beside(&diff.found)
        && beside(&diff.expected)
        && value(&diff.found.words[0]).is_some_and(|found| Some(found) == value(&diff.expected.words[0]))
}

/// `3.` for *dritten*: most languages of the continent mark an ordinal in digits by a full stop, which is no part of the
/// word.
fn is_ordinal_in_digits(diff: &Difference) -> bool {
    let stated = |side: &Side| match lexicon::numbers(&side.text, diff.lang).as_slice() {
        [number] if side.words.len() == 1 => Some(*number),
        _ => None,
    };
    let in_digits = |side: &Side| side.text.starts_with(|c: char| c.is_ascii_digit());
    if matches!(diff.lang, Lang::En | Lang::Unknown) {
        return false;
    }
    match (stated(&diff.found), stated(&diff.expected)) {
        (Some(found), Some(expected)) => {
            let ordinal = found.kind == Kind::Ordinal || expected.kind == Kind::Ordinal;
            ordinal
                && found.millionths == expected.millionths
                && in_digits(&diff.found) != in_digits(&diff.expected)
        }
        _ => false,
    }
}

/// *Elizabeth II* and *Elizabeth the Second*.
fn is_regnal(diff: &Difference) -> bool {
    let roman = |side: &Side| match side.surfaces.as_slice() {
        [surface] => from_roman(surface).map(|number| number.millionths),
        _ => None,
    };
    let spoken = |side: &Side| match side.words.as_slice() {
        [the, ordinal] if the == "the" => match lexicon::numbers(ordinal, Lang::En).as_slice() {
            [number] if number.kind == Kind::Ordinal => Some(number.millionths),
            _ => None,
        },
        _ => None,
    };
    let is = |a: &Side, b: &Side| roman(a).is_some_and(|value| Some(value) == spoken(b));
    matches!(diff.lang, Lang::En | Lang::Unknown)
        && (is(&diff.found, &diff.expected) || is(&diff.expected, &diff.found))
}

/// `2/3` for *two-thirds*, `½` for *half*.
fn is_fraction(diff: &Difference) -> bool {
    let in_signs = |side: &Side| side.text.contains(['/', '½', '¼', '¾']);
    matches!(diff.lang, Lang::En | Lang::Unknown)
        && in_signs(&diff.found) != in_signs(&diff.expected)
        && fraction(&diff.found).is_some_and(|found| Some(found) == fraction(&diff.expected))
}

fn fraction(side: &Side) -> Option<(i64, i64)> {
    let whole = |word: &str| match lexicon::numbers(word, Lang::En).as_slice() {
        [number] => Some((i64::try_from(number.millionths).ok()? / 1_000_000, number.kind)),
        _ => None,
    };
    match side.text.trim() {
        "½" => return Some((1, 2)),
        "¼" => return Some((1, 4)),
        "¾" => return Some((3, 4)),
        text => {
            if let Some((over, under)) = text.split_once('/') {
                return Some((over.parse().ok()?, under.parse().ok()?));
            }
        }
    }
    let words: Vec<&str> = side.words.iter().map(String::as_str).collect();
    let (over, part) = match words.as_slice() {
        [part] => (1, *part),
        ["a", part] => (1, *part),
        [over, part] => (whole(over)?.0, *part),
        _ => return None,
    };
    let under = match part {
        "half" | "halves" => 2,
        "quarter" | "quarters" => 4,
        part => {
            let (value, kind) = whole(part.strip_suffix('s').unwrap_or(part))?;
            (kind == Kind::Ordinal && words.len() == 2).then_some(value)?
        }
    };
    Some((over, under))
}

fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    // The short forms of houses: *Jan*, *Sept*.
    MONTHS.iter().any(|month| *month == word || word.len() >= 3 && word.len() <= 4 && month.starts_with(word))
}

#[cfg(test)]
mod tests {
    use crate::checks::name;
    use crate::checks::tests::wording;

    #[test]
    fn times_dates_decades_fractions() {
        for (found, expected) in [
            ("9.30", "9:30"),
            ("1 000", "1,000"),
            ("12 000 000", "12,000,000"),
            ("1990's", "1990s"),
            ("90s", "1990s"),
            ("3 May", "May 3"),
            ("3rd of May", "May 3"),
            ("on May | 3rd | we", "on May | 3 | we"),
            ("2/3", "two-thirds"),
            ("three quarters", "3/4"),
            ("½", "half"),
            ("II", "the Second"),
        ] {
            assert_eq!(wording(found, expected), "numeral", "{found} | {expected}");
            assert_eq!(wording(expected, found), "numeral", "{expected} | {found}");
        }
    }

    #[test]
    fn other_numbers_are_other_numbers() {
        for (found, expected) in [
            ("9.30", "9:31"),
            ("9.3", "9:30"),
            ("1 0000", "1,000"),
            ("1.000", "1,000"),
            ("1980's", "1990s"),
            ("3 May", "May 4"),
            ("he came | 3rd | of three", "he came | 3 | of three"),
            ("2/3", "three-thirds"),
            ("2/3", "two-fifths"),
        ] {
            assert_eq!(wording(found, expected), "changed-number", "{found} | {expected}");
        }
        assert_eq!(
            name(&crate::checks::tests::difference_in("3", "dritten", crate::lexicon::Lang::De)).code,
            "numeral"
        );
    }
}
