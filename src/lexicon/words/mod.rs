//! The closed lists, one file a language (small ones share a file).

mod en;
mod germanic_romance;
mod slavic;

use super::Lang;

/// The closed lists of one language, lower case, written as the language is.
pub(super) struct Words {
    /// Words that deny.
    pub negations: &'static [&'static str],
    /// Number words with their values: cardinals positive, ordinals negative.
    pub numbers: &'static [(&'static str, i64)],
    /// Modal verbs in their common forms.
    pub modals: &'static [&'static str],
    /// Words for how many, how much, how often.
    pub quantifiers: &'static [&'static str],
    /// Articles, pronouns, prepositions, conjunctions, auxiliaries, common adverbs.
    pub function: &'static [&'static str],
    /// Sounds between the words.
    pub fillers: &'static [&'static str],
    /// Forms of one verb in one person, an entry a tense; an entry may list several forms. English has rules of its
    /// own ([`super::verbs`]).
    pub tenses: &'static [&'static [&'static str]],
}

/// The lists of `lang`; empty ones for [`Lang::Unknown`].
pub(super) fn of(lang: Lang) -> &'static Words {
    match lang {
        Lang::Unknown => &NONE,
        Lang::En => &en::EN,
        Lang::De => &germanic_romance::DE,
        Lang::Fr => &germanic_romance::FR,
        Lang::Es => &germanic_romance::ES,
        Lang::It => &germanic_romance::IT,
        Lang::Pl => &slavic::PL,
        Lang::Cs => &slavic::CS,
        Lang::Ru => &slavic::RU,
        Lang::Uk => &slavic::UK,
    }
}

static NONE: Words = Words {
    negations: &[],
    numbers: &[],
    modals: &[],
    quantifiers: &[],
    function: &[],
    fillers: &[],
    tenses: &[],
};
