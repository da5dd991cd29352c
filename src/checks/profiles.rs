//! House styles: how their levels differ from those of the desk, which are the checks' own.
//!
//! Levels follow what the houses' published style guides say of quotations; where a guide is silent the desk decides.
//! Typography and the sentence's final mark are never findings in any of them.

use super::{Check, Level};
use crate::edit::{Cause, Difference};

use Level::{Allow, Deny, Note, Warn};

/// A named table of levels.
#[derive(Debug)]
pub struct Profile {
    /// Its name in the configuration.
    pub name: &'static str,
    /// One line for lists.
    pub summary: &'static str,
    /// Tables of levels by code where they differ from the checks' own. No code stands in two of them.
    pub levels: &'static [&'static [(&'static str, Level)]],
    /// Level of `letter-case` for the first letter of the quotation; elsewhere `levels` decides.
    pub first_letter: Level,
}

/// All profiles, the default one first.
pub static PROFILES: &[Profile] = &[
    Profile {
        name: "desk",
        summary: "What most copy desks let pass without a word passes without a word",
        levels: &[],
        first_letter: Allow,
    },
    Profile {
        name: "wire",
        summary: "News agencies: a marked deletion is the only change that passes without a word",
        levels: &[&[("filler", Warn), ("bracketed-words", Warn), ("parenthesised-words", Deny)]],
        first_letter: Allow,
    },
    Profile {
        name: "ap",
        summary: "Associated Press: not even a speaker's slip is mended; what the writer puts in stands in brackets",
        levels: &[&[("filler", Deny), ("agreement", Deny), ("contraction", Deny)]],
        first_letter: Allow,
    },
    Profile {
        name: "guardian",
        summary: "The Guardian: small slips of grammar may be mended",
        levels: &[&[("agreement", Allow), ("contraction", Note)]],
        first_letter: Allow,
    },
    Profile {
        name: "nyt",
        summary: "The New York Times: grammar is not mended, round brackets do not put words in",
        levels: &[&[("agreement", Deny), ("contraction", Deny), ("parenthesised-words", Deny)]],
        first_letter: Allow,
    },
    Profile {
        name: "chicago",
        summary: "Chicago: the first letter and the final mark may change in silence, spelling is noted",
        levels: &[SCHOLARLY],
        first_letter: Allow,
    },
    Profile { name: "apa", summary: "APA: as Chicago", levels: &[SCHOLARLY], first_letter: Allow },
    Profile {
        name: "bluebook",
        summary: "Law: every change is marked, the first letter's too",
        levels: &[UNCHANGED],
        first_letter: Deny,
    },
    Profile {
        name: "strict",
        summary: "Word for word: even marked omissions and brackets are findings",
        levels: &[UNCHANGED, &[("bracketed-words", Deny), ("marked-omission", Deny)]],
        first_letter: Deny,
    },
];

const SCHOLARLY: &[(&str, Level)] = &[
    ("filler", Warn),
    ("house-spelling", Note),
    ("hyphenation", Note),
    ("accents", Note),
    ("numeral", Note),
    ("abbreviation", Note),
    ("agreement", Deny),
    ("contraction", Deny),
    ("parenthesised-words", Deny),
];

/// Nothing changes in silence.
const UNCHANGED: &[(&str, Level)] = &[
    ("filler", Deny),
    ("house-spelling", Deny),
    ("hyphenation", Deny),
    ("accents", Deny),
    ("numeral", Deny),
    ("abbreviation", Deny),
    ("agreement", Deny),
    ("contraction", Deny),
    ("parenthesised-words", Deny),
];

/// The profile of this name.
#[must_use]
pub fn profile(name: &str) -> Option<&'static Profile> {
    PROFILES.iter().find(|profile| profile.name == name)
}

/// The level of `check` in the profile called `name`; the check's own where there is no such profile.
#[must_use]
pub fn level(name: &str, check: &Check) -> Level {
    let tables = profile(name).map_or(&[] as &[_], |profile| profile.levels);
    tables
        .iter()
        .copied()
        .flatten()
        .find(|(code, _)| *code == check.code)
        .map_or(check.level, |(_, level)| *level)
}

/// The level of `check`, for this edit if it names one: the first letter's case may have a level of its own.
#[must_use]
pub fn level_of(name: &str, check: &Check, diff: Option<&Difference>) -> Level {
    match profile(name) {
        Some(profile) if check.code == "letter-case" && diff.is_some_and(is_first_letter) => {
            profile.first_letter
        }
        _ => level(name, check),
    }
}

/// Whether the case of the quotation's first letter is all that differs. *NATO* for *Nato* is more.
fn is_first_letter(diff: &Difference) -> bool {
    let rest = |text: &str| text.chars().skip(1).collect::<String>();
    diff.first && diff.cause == Cause::Surface && rest(&diff.found.text) == rest(&diff.expected.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::{TABLE, find};

    #[test]
    fn profiles_name_real_checks_once_and_only_where_they_differ() {
        for profile in PROFILES {
            let levels: Vec<_> = profile.levels.iter().copied().flatten().collect();
            for (index, (code, level)) in levels.iter().enumerate() {
                let check = find(code).unwrap_or_else(|| panic!("{}: {code}", profile.name));
                assert_ne!(check.level, *level, "{}: {code} is as in desk", profile.name);
                assert!(!levels[..index].iter().any(|(other, _)| other == code), "{}: {code}", profile.name);
            }
        }
    }

    #[test]
    fn typography_and_punctuation_are_findings_nowhere() {
        for profile in PROFILES {
            for code in ["typography", "punctuation"] {
                assert_eq!(level(profile.name, find(code).unwrap()), Allow, "{}", profile.name);
            }
        }
    }

    #[test]
    fn no_profile_lets_a_change_of_meaning_pass() {
        for profile in PROFILES {
            for check in TABLE.iter().filter(|check| check.group.is_substantive()) {
                assert_eq!(level(profile.name, check), Deny, "{} {check:?}", profile.name);
            }
        }
    }

    #[test]
    fn the_law_denies_the_first_letters_case_alone() {
        let case = find("letter-case").unwrap();
        let mut diff = crate::checks::tests::surface("There", "there");
        diff.first = true;
        assert_eq!(level_of("bluebook", case, Some(&diff)), Deny);
        assert_eq!(level_of("chicago", case, Some(&diff)), Allow);
        diff.first = false;
        assert_eq!(level_of("bluebook", case, Some(&diff)), Allow);
        let mut acronym = crate::checks::tests::surface("NATO", "Nato");
        acronym.first = true;
        assert_eq!(level_of("bluebook", case, Some(&acronym)), Allow);
    }
}
