//! What the program knows of words: languages, closed classes, how common a word is, how it may be spelt.
//!
//! Everything here is closed data, the same on every run: no word's rarity depends on the drafts of the run.
//! Words come *folded* (see [`crate::normalize`]). The lists below are written as the languages are, and are folded when
//! they are first used.

mod class;
mod compound;
mod denial;
mod detect;
mod elision;
mod frequency;
mod list;
pub mod number;
mod reading;
pub mod saying;
mod spelling;
mod variants;
pub mod verbs;
mod words;

pub use class::{Class, class, is_filler, is_function_word, number_word, other_tense};
pub use denial::deny_each_other;
pub use frequency::{Followers, bits};
pub use list::List;
pub use reading::{
    Depth, agree_otherwise, is_agreement, is_plain, numbers, readings, share_a_reading, sound_alike,
};
pub use spelling::{
    distance, is_misspelling, is_name, is_word, same_by_house, split_possessive, without_elision,
};
pub use variants::{is_abbreviation, without_thou};

/// A language that the closed data knows, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Not known: only what holds in every language is claimed.
    #[default]
    Unknown,
    /// English.
    En,
    /// German.
    De,
    /// French.
    Fr,
    /// Spanish.
    Es,
    /// Italian.
    It,
    /// Polish.
    Pl,
    /// Czech.
    Cs,
    /// Russian.
    Ru,
    /// Ukrainian.
    Uk,
}

impl Lang {
    /// The languages with closed data, without [`Lang::Unknown`].
    pub const KNOWN: [Self; 9] =
        [Self::En, Self::De, Self::Fr, Self::Es, Self::It, Self::Pl, Self::Cs, Self::Ru, Self::Uk];

    /// The language of a BCP 47 tag (`en`, `en-GB`, `de_AT`): its first subtag decides, in any letter case.
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::KNOWN.into_iter().find(|lang| lang.tag().eq_ignore_ascii_case(primary)).unwrap_or_default()
    }

    /// Its two-letter tag; `und` for [`Lang::Unknown`].
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Unknown => "und",
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
            Self::Es => "es",
            Self::It => "it",
            Self::Pl => "pl",
            Self::Cs => "cs",
            Self::Ru => "ru",
            Self::Uk => "uk",
        }
    }

    /// The language of `text`, by its letters and its function words; [`Lang::Unknown`] when they do not decide.
    ///
    /// A guess for records that do not name their language: a few words are often too few to tell.
    #[must_use]
    pub fn detect(text: &str) -> Self {
        detect::detect(text)
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn a_tag_is_read_by_its_first_subtag() {
        assert_eq!(Lang::from_tag("en"), Lang::En);
        assert_eq!(Lang::from_tag("EN-gb"), Lang::En);
        assert_eq!(Lang::from_tag("uk_UA"), Lang::Uk);
        assert_eq!(Lang::from_tag("tlh"), Lang::Unknown);
        assert_eq!(Lang::from_tag(""), Lang::Unknown);
        for lang in Lang::KNOWN {
            assert_eq!(Lang::from_tag(lang.tag()), lang);
        }
    }
}
