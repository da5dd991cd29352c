//! Whether two names are those of one person.

use super::data::{INSTITUTIONS, PLACES, REGNAL, SAYINGS, TITLES};
use crate::canon::Speaker;
use crate::lexicon;
use crate::normalize::fold;

/// Names that name nobody.
const NOBODY: [&str; 9] =
    ["anonymous", "unknown", "author unknown", "anon", "proverb", "traditional", "various", "n a", "nobody"];

/// Whether two names are those of one person: `None` when one of them names nobody or that cannot be told.
///
/// The same when they share a word of a name (*Gen. Smith*, *John Smith*) or nearly (*Zelensky*, *Zelenskiy*). A wrong
/// speaker is claimed only where no word of the two names agrees and both are names of persons: an institution speaks
/// through persons, and who may speak for it a name does not say.
#[must_use]
pub fn same_person(a: &str, b: &str) -> Option<bool> {
    let speaks_for_others = is_institution(a) || is_institution(b);
    let (a, b) = (fold(a), fold(b));
    if [&a, &b].iter().any(|name| {
        NOBODY.contains(&name.as_str()) || name.split(' ').any(|w| w != "proverb" && NOBODY.contains(&w))
    }) {
        return None;
    }
    let (left, right) = (name_words(&a), name_words(&b));
    if left.is_empty() || right.is_empty() {
        return None;
    }
    let shared = |w: &&str| right.iter().any(|other| alike(w, other));
    if left.iter().any(shared) {
        // *John Smith* and *John Adams* share a first name only: two people, or one who changed the other name.
        let (l, r) = (left[left.len() - 1], right[right.len() - 1]);
        let full = left.len() > 1 && right.len() > 1;
        let last = |name: &str, words: &[&str]| words.iter().any(|w| alike(name, w));
        let by_first_only = full && !speaks_for_others && !last(l, &right) && !last(r, &left);
        return if by_first_only { None } else { Some(true) };
    }
    // *King Charles*, but not *Stephen King*.
    let regnal = |name: &str| name.split(' ').next().is_some_and(|w| REGNAL.contains(w));
    if speaks_for_others || regnal(&a) || regnal(&b) || initials_agree(&a, &b) || joined_agree(&a, &b) {
        return None;
    }
    Some(false)
}

/// Whether a name is that of a people's saying: `Maori proverb`, `Old Irish saying`.
#[must_use]
pub fn is_proverb(name: &str) -> bool {
    fold(name).split(' ').skip(1).any(|w| SAYINGS.contains(w))
}

/// The same for a speaker with all names: one that agrees decides, else the full name.
#[must_use]
pub fn is_speaker(name: &str, speaker: &Speaker) -> Option<bool> {
    let own = speaker.aliases.iter();
    if own.map(|alias| same_person(name, alias)).any(|same| same == Some(true)) {
        return Some(true);
    }
    same_person(name, &speaker.name)
}

/// Whether `name` is an institution's, a place's that stands for its government, or an abbreviation.
pub(super) fn is_institution(name: &str) -> bool {
    let name = name.trim();
    if name.get(..4).is_some_and(|article| article.eq_ignore_ascii_case("the ")) {
        return true;
    }
    let lower = name.to_lowercase();
    let mut words = lower.split(|c: char| !(c.is_alphanumeric() || c == '.')).filter(|w| !w.is_empty());
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let abbreviation = !name.contains(' ')
        && capitals > 1
        && name.chars().count() <= 6
        && name.chars().all(|c| !c.is_lowercase());
    abbreviation
        || PLACES.contains(lower.trim_end_matches('.'))
        || words.any(|w| INSTITUTIONS.contains(w.trim_end_matches('.')))
}

/// The words of a folded name that tell people apart.
fn name_words(name: &str) -> Vec<&str> {
    name.split(' ')
        .filter(|w| w.chars().count() > 2 || w.chars().any(crate::normalize::is_unspaced))
        .filter(|w| !lexicon::is_function_word(w, lexicon::Lang::En))
        .filter(|w| !TITLES.contains(w) || name.ends_with(*w) && name.contains(' '))
        .collect()
}

/// The same word, or one letter or two apart in longer ones: transliterations and slips of the pen.
fn alike(a: &str, b: &str) -> bool {
    let len = a.chars().count().min(b.chars().count());
    let most = match len {
        ..=4 => 0,
        5..=6 => 1,
        _ => 2,
    };
    a == b || most > 0 && lexicon::distance(a, b, most).is_some()
}

/// *Lao Tzu* and *Laozi*: nearly the same letters, spaces aside.
fn joined_agree(a: &str, b: &str) -> bool {
    let (a, b) = (a.replace(' ', ""), b.replace(' ', ""));
    let same_start = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count() >= 3;
    same_start && lexicon::distance(&a, &b, 2).is_some()
}

/// *JFK* and *John F. Kennedy*.
fn initials_agree(a: &str, b: &str) -> bool {
    let initials = |name: &str| name.split(' ').filter_map(|w| w.chars().next()).collect::<String>();
    let of = |short: &str, long: &str| {
        !short.contains(' ')
            && long.contains(' ')
            && (2..=4).contains(&short.chars().count())
            && initials(long) == *short
    };
    of(a, b) || of(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_apart_only_when_no_word_of_their_names_agrees() {
        for (a, b, same) in [
            ("Gen. Smith", "John Smith", Some(true)),
            ("Byron Pulsifer", "Warren Buffett", Some(false)),
            ("Anonymous", "Warren Buffett", None),
            ("Chinese Proverb", "Confucius", None),
            ("President Zelenskyy", "Volodymyr Zelensky", Some(true)),
            ("President Putin", "President Zelensky", Some(false)),
            ("John Smith", "John Adams", None),
            ("JFK", "John Fitzgerald Kennedy", None),
            ("Lao Tzu", "Laozi", None),
            ("Lord Beaverbrook", "Max Aitken", None),
            ("the Kremlin", "Kremlin press service", Some(true)),
            ("Dmitry Peskov", "Kremlin press service", None),
            ("the White House", "Joe Biden", None),
            ("Reuters", "Joe Biden", None),
            ("Moscow", "Vladimir Putin", None),
            ("Red Smith", "Ernest Hemingway", Some(false)),
            ("Martin Luther King", "Dr. King", Some(true)),
        ] {
            assert_eq!(same_person(a, b), same, "{a} / {b}");
            assert_eq!(same_person(b, a), same, "{b} / {a}");
        }
    }

    #[test]
    fn an_alias_that_agrees_decides() {
        let speaker = Speaker { name: "Karol Wojtyla".into(), aliases: vec!["Pope John Paul II".into()] };
        assert_eq!(is_speaker("Red Smith", &speaker), Some(false));
        assert_eq!(is_speaker("John Paul", &speaker), Some(true));
        assert_eq!(is_speaker("Wojtyła", &speaker), Some(true));
    }
}
