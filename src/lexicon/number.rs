//! The values of numbers as they are written: `10.4`, `1,000`, `2nd`, `5bn`, *twenty-five thousand*, `II`.

use super::Lang;
use super::class::number_value;

/// A number that a text states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number {
    /// Its value in millionths, so that decimals compare exactly.
    pub millionths: i128,
    /// How it is meant.
    pub kind: Kind,
}

/// How a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// *five*, `5`.
    Cardinal,
    /// *fifth*, `5th`.
    Ordinal,
    /// *thousands*: so many, no one knows how many.
    Vague,
}

/// Millionths of one.
const ONE: i128 = 1_000_000;

impl Number {
    /// The whole number `value`.
    #[must_use]
    pub fn whole(value: i64) -> Self {
        Self { millionths: i128::from(value) * ONE, kind: Kind::Cardinal }
    }
}

/// The number of digits that `word` states (`10.4`, `1,000`, `2nd`), by the separators of `lang`; none when it is no
/// plain number, as `1990s`, `3:30` and `F-16` are not.
#[must_use]
pub fn from_digits(word: &str, lang: Lang) -> Option<Number> {
    let (digits, kind) = match word.find(|c: char| c.is_alphabetic()) {
        None => (word, Kind::Cardinal),
        Some(at) if is_english(lang) && matches!(&word[at..], "st" | "nd" | "rd" | "th") => {
            (&word[..at], Kind::Ordinal)
        }
        Some(_) => return None,
    };
    let (thousands, decimal) = if is_english(lang) { (',', '.') } else { ('.', ',') };
    let (whole, fraction) = digits.split_once(decimal).unwrap_or((digits, ""));
    let mut groups = whole.split([thousands, '\'', '\u{a0}', '\u{202f}', '\u{2009}', ' ']);
    let mut value: i128 = decimal_digits(groups.next()?)?;
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        value = value.checked_mul(1000)?.checked_add(decimal_digits(group)?)?;
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > 6 || digits.ends_with(decimal) {
        return None;
    }
    let scale = 10i128.pow(6 - u32::try_from(fraction.len()).ok()?);
    let fraction = if fraction.is_empty() { 0 } else { decimal_digits(fraction)? * scale };
    Some(Number { millionths: value.checked_mul(ONE)?.checked_add(fraction)?, kind })
}

/// Whether the habits of English hold; what names no language is mostly English.
fn is_english(lang: Lang) -> bool {
    matches!(lang, Lang::En | Lang::Unknown)
}

/// Whether the digits `next` are the group of thousands after the digits `first`: `10 000`.
#[must_use]
pub fn is_group(first: &str, next: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    (1..=3).contains(&first.len()) && next.len() == 3 && digits(first) && digits(next)
}

fn decimal_digits(text: &str) -> Option<i128> {
    // 30 digits fit twice over; `parse` alone would take a sign.
    (!text.is_empty() && text.len() <= 30 && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

/// The value of the folded number word `word` in `lang`, and whether it multiplies what stands before it (*hundred*,
/// *million*, *dozen*).
#[must_use]
pub fn from_word(word: &str, lang: Lang) -> Option<(Number, bool)> {
    let value = number_value(word, lang)?;
    let kind = match word {
        _ if value < 0 => Kind::Ordinal,
        "dozens" | "hundreds" | "thousands" | "millions" | "billions" | "trillions" if is_english(lang) => {
            Kind::Vague
        }
        _ => Kind::Cardinal,
    };
    let magnitude = value.abs();
    let multiplies = magnitude >= 100 || matches!(word, "dozen" | "dozens");
    Some((Number { kind, ..Number::whole(magnitude) }, multiplies))
}

/// The value of a Roman numeral of two letters and more up to 39 in capitals: *World War II*, *Louis XIV*.
#[must_use]
pub fn from_roman(surface: &str) -> Option<Number> {
    if surface.len() < 2 || !surface.bytes().all(|b| matches!(b, b'I' | b'V' | b'X')) {
        return None;
    }
    let value = |b| match b {
        b'I' => 1i64,
        b'V' => 5,
        _ => 10,
    };
    let bytes = surface.as_bytes();
    let total = bytes.iter().enumerate().fold(0, |sum, (i, b)| match bytes.get(i + 1) {
        Some(next) if value(*next) > value(*b) => sum - value(*b),
        _ => sum + value(*b),
    });
    // Only the usual way of writing it: `IIX` and `VV` are initials.
    (to_roman(total) == surface).then(|| Number::whole(total))
}

fn to_roman(mut value: i64) -> String {
    let mut roman = String::new();
    for (worth, letters) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while value >= worth {
            roman.push_str(letters);
            value -= worth;
        }
    }
    roman
}

/// Adds number words up as they are read: *two hundred and five thousand*.
#[derive(Debug, Default)]
pub struct Sum {
    total: i128,
    group: Option<i128>,
    last: i128,
    multiplied: bool,
    kind: Option<Kind>,
}

impl Sum {
    /// Takes one more number word; `false`, unchanged, when the word starts another number (*five six*).
    pub fn push(&mut self, number: Number, multiplies: bool) -> bool {
        if matches!(self.kind, Some(Kind::Ordinal | Kind::Vague)) {
            return false;
        }
        let value = number.millionths;
        match self.group {
            _ if multiplies => {
                let group = self.group.take().unwrap_or(ONE);
                let Some(product) = group.checked_mul(value / ONE) else { return false };
                if value >= 1000 * ONE {
                    let Some(total) = self.total.checked_add(product) else { return false };
                    self.total = total;
                } else {
                    self.group = Some(product);
                }
                self.multiplied = true;
            }
            None => self.group = Some(value),
            // *twenty five*, *hundred five*; not *five six*, *ten five*.
            Some(group) if value < self.last && self.last >= 20 * ONE => self.group = Some(group + value),
            Some(_) => return false,
        }
        self.last = value;
        self.kind = Some(number.kind);
        true
    }

    /// Whether *and* may follow inside the number: *two hundred and five*.
    #[must_use]
    pub fn takes_and(&self) -> bool {
        self.multiplied && self.kind == Some(Kind::Cardinal)
    }

    /// Whether a unit may follow after the *and* of a language that says *thirty and five*.
    #[must_use]
    pub fn takes_unit(&self) -> bool {
        self.kind == Some(Kind::Cardinal) && (20 * ONE..100 * ONE).contains(&self.last)
    }

    /// The number, if any word was taken.
    #[must_use]
    pub fn finish(self) -> Option<Number> {
        let kind = self.kind?;
        Some(Number { millionths: self.total + self.group.unwrap_or(0), kind })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn millionths(word: &str, lang: Lang) -> Option<i128> {
        from_digits(word, lang).map(|n| n.millionths)
    }

    #[test]
    fn digits_are_read_by_the_separators_of_the_language() {
        assert_eq!(millionths("10.4", Lang::En), Some(10_400_000));
        assert_eq!(millionths("104", Lang::En), Some(104_000_000));
        assert_eq!(millionths("1,000", Lang::En), millionths("1000", Lang::En));
        assert_eq!(millionths("1.000,5", Lang::De), Some(1_000_500_000));
        assert_eq!(millionths("10,4", Lang::De), millionths("10.4", Lang::En));
        assert_eq!(millionths("10.40", Lang::En), millionths("10.4", Lang::En));
        for no_number in ["1990s", "3:30", "10,4", "", ".", "1.", "f16", "-5", "1.1234567"] {
            assert_eq!(millionths(no_number, Lang::En), None, "{no_number}");
        }
        assert_eq!(millionths(&"9".repeat(60), Lang::En), None);
    }

    #[test]
    fn ordinals_are_not_cardinals() {
        assert_eq!(from_digits("2nd", Lang::En).map(|n| n.kind), Some(Kind::Ordinal));
        assert_ne!(from_digits("2nd", Lang::En), from_digits("2", Lang::En));
        assert_eq!(from_digits("2nd", Lang::En), from_word("second", Lang::En).map(|(n, _)| n));
        assert_eq!(from_word("thousands", Lang::En).map(|(n, _)| n.kind), Some(Kind::Vague));
    }

    #[test]
    fn roman_numerals() {
        assert_eq!(from_roman("II"), Some(Number::whole(2)));
        assert_eq!(from_roman("XIV"), Some(Number::whole(14)));
        for initials in ["IIX", "VV", "I", "Xi", "IC"] {
            assert_eq!(from_roman(initials), None, "{initials}");
        }
    }

    #[test]
    fn number_words_add_up() {
        let read = |words: &str| {
            let mut sum = Sum::default();
            for word in words.split(' ') {
                let (number, multiplies) = from_word(word, Lang::En)?;
                if !sum.push(number, multiplies) {
                    return None;
                }
            }
            sum.finish().map(|n| n.millionths / ONE)
        };
        assert_eq!(read("twenty five"), Some(25));
        assert_eq!(read("two hundred five thousand"), Some(205_000));
        assert_eq!(read("three million two hundred thousand seven"), Some(3_200_007));
        assert_eq!(read("two dozen"), Some(24));
        assert_eq!(read("five six"), None);
        assert_eq!(read("nineteen ten"), None);
    }
}
