//! The configuration, `misquote.toml`, as plain data. Where it lies, and what its patterns match, is the caller's
//! business.

use crate::canon::rules::{EQUIVALENTS, join_equivalents, read_equivalents, read_levels};
use crate::checks::{Check, Level};
use crate::span::{Span, Text};
use crate::text_file::TextFile;
use crate::toml_file::schema::schema;
use crate::toml_file::shape::Words;
use crate::toml_file::{self, Fault, Key, Shape, Table, Value};

/// The names of the profiles that `profile` may take.
pub const PROFILES: Words = Words {
    what: "profile",
    all: &["desk", "wire", "ap", "guardian", "nyt", "chicago", "apa", "bluebook", "strict"],
};

const PROFILE: Shape = Shape::Word(&PROFILES);
/// One pattern, or several.
const PATTERNS: Shape = Shape::Either(&Shape::Text, &Shape::List(&Shape::Text, 0));

const OVERRIDE: &[Key] = &[
    Key::required("paths", PATTERNS, "the drafts that it is for, as glob patterns"),
    Key::new("profile", PROFILE, "the profile for these drafts"),
    Key::new("levels", Shape::Levels, "levels of checks for these drafts"),
];

const CONFIG: &[Key] = &[
    Key::new("rules", PATTERNS, "the rules files, as glob patterns from this file's folder"),
    Key::new("sources", PATTERNS, "whole documents that count as record, as glob patterns"),
    Key::new("drafts", PATTERNS, "what is checked when no path is named, as glob patterns"),
    Key::new("exclude", PATTERNS, "what is never walked into, as glob patterns"),
    Key::new("profile", PROFILE, "the house whose rules hold; `desk` if left out"),
    Key::new("levels", Shape::Levels, "levels of checks: allow, note, warn, deny"),
    Key::new(
        "overrides",
        Shape::List(&Shape::Table(OVERRIDE), 0),
        "other profiles and levels for some drafts; the later one wins",
    ),
    Key::new("equivalents", EQUIVALENTS, "sets of spellings of one word or name"),
];

/// The JSON Schema of the configuration.
#[must_use]
pub fn config_schema() -> serde_json::Value {
    schema("Configuration of misquote", CONFIG)
}

/// What a configuration says. A list that it does not mention is none, so that the caller's default holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// The rules files.
    pub rules: Option<Vec<Pattern>>,
    /// Whole documents that count as record.
    pub sources: Option<Vec<Pattern>>,
    /// What is checked when no path is named.
    pub drafts: Option<Vec<Pattern>>,
    /// What is never walked into.
    pub exclude: Vec<Pattern>,
    /// One of [`PROFILES`].
    pub profile: Option<&'static str>,
    /// `[levels]`.
    pub levels: Vec<(&'static Check, Level)>,
    /// `[[overrides]]` in order: of two that hold for a draft the later one wins.
    pub overrides: Vec<Override>,
    /// Sets of spellings of one word or name, folded.
    pub equivalents: Vec<Vec<String>>,
}

/// A glob pattern with its place in the configuration, for the message that it matches nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The pattern, relative to the folder of the configuration.
    pub glob: String,
    /// Its string, quotes included.
    pub span: Span<Text>,
}

/// One `[[overrides]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// The drafts that it is for.
    pub paths: Vec<Pattern>,
    /// The profile for them, one of [`PROFILES`].
    pub profile: Option<&'static str>,
    /// Levels for them.
    pub levels: Vec<(&'static Check, Level)>,
}

/// Reads a configuration: what it says as far as it could be read, and all its mistakes, by offset.
#[must_use]
pub fn parse(file: &TextFile) -> (Config, Vec<Fault>) {
    toml_file::read(&file.text, CONFIG, |root| Config {
        rules: patterns(root, "rules"),
        sources: patterns(root, "sources"),
        drafts: patterns(root, "drafts"),
        exclude: patterns(root, "exclude").unwrap_or_default(),
        profile: profile(root),
        levels: read_levels(root),
        overrides: root
            .list("overrides")
            .into_iter()
            .filter_map(Value::table)
            .filter_map(one_override)
            .collect(),
        equivalents: join_equivalents(read_equivalents(root)),
    })
}

fn one_override(table: Table<'_>) -> Option<Override> {
    Some(Override { paths: patterns(table, "paths")?, profile: profile(table), levels: read_levels(table) })
}

fn patterns(table: Table<'_>, key: &str) -> Option<Vec<Pattern>> {
    table.get(key)?;
    let pattern = |value: Value<'_>| Some(Pattern { glob: value.string()?.to_owned(), span: value.span() });
    Some(table.list(key).into_iter().filter_map(pattern).collect())
}

fn profile(table: Table<'_>) -> Option<&'static str> {
    let name = table.string("profile")?;
    PROFILES.all.iter().copied().find(|&known| known == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::toml_file::schema::testing::assert_schema_agrees;

    fn parse_text(text: &str) -> (Config, Vec<Fault>) {
        parse(&TextFile::new("misquote.toml", text))
    }

    #[test]
    fn a_full_configuration_is_read() {
        let (config, faults) = parse_text(
            "rules = ['house/*.toml', 'rules/**']\nsources = 'speeches/**/*.txt'\nexclude = ['old/**']\n\
             profile = 'wire'\n[[overrides]]\npaths = ['opinion/**']\nprofile = 'strict'\n\
             [equivalents]\nkyiv = ['Kyiv', 'Kiev']\n",
        );
        assert_eq!(faults, []);
        let globs = |p: &[Pattern]| p.iter().map(|p| p.glob.clone()).collect::<Vec<_>>();
        assert_eq!(globs(config.rules.as_deref().unwrap()), ["house/*.toml", "rules/**"]);
        assert_eq!(globs(config.sources.as_deref().unwrap()), ["speeches/**/*.txt"]);
        assert_eq!(config.drafts, None);
        assert_eq!(globs(&config.exclude), ["old/**"]);
        assert_eq!(config.profile, Some("wire"));
        assert_eq!(globs(&config.overrides[0].paths), ["opinion/**"]);
        assert_eq!(config.overrides[0].profile, Some("strict"));
        assert_eq!(config.equivalents, [["kyiv", "kiev"]]);
    }

    #[test]
    fn the_schema_and_the_reader_agree() {
        let full = "rules = ['a', 'b']\nsources = 'c'\ndrafts = ['d']\nexclude = ['e']\nprofile = 'ap'\n[levels]\n\
                    [[overrides]]\npaths = 'f'\nprofile = 'wire'\nlevels = {}\n[equivalents]\ng = ['h', 'i']\n";
        assert_schema_agrees(&config_schema(), full, |text| parse_text(text).1.is_empty());
    }

    #[test]
    fn every_profile_can_be_named() {
        let names: Vec<&str> = crate::checks::profiles::PROFILES.iter().map(|profile| profile.name).collect();
        assert_eq!(PROFILES.all, names);
    }

    #[test]
    fn an_empty_file_says_nothing() {
        assert_eq!(parse_text(""), (Config::default(), Vec::new()));
    }

    #[test]
    fn a_pattern_knows_its_place() {
        let text = "\u{feff}# ours\r\nrules = [\r\n  'a.toml',\r\n  \"b.toml\",\r\n]\r\n";
        let (config, _) = parse_text(text);
        let places: Vec<&str> = config.rules.unwrap().iter().map(|p| &text[p.span.range()]).collect();
        assert_eq!(places, ["'a.toml'", "\"b.toml\""]);
    }

    #[test]
    fn every_mistake_is_told_with_what_was_meant() {
        let text = "ruels = []\nprofile = 'wires'\nexclude = [1]\n[levles]\n[[overrides]]\nprofile = 'ap'\n";
        let (_, faults) = parse_text(text);
        let told: Vec<(&str, &str)> =
            faults.iter().map(|f| (&text[f.span.range()], f.message.as_str())).collect();
        assert_eq!(
            told,
            [
                ("ruels", "unknown key `ruels`"),
                ("'wires'", "unknown profile `wires`"),
                ("1", "`exclude` takes a string, not an integer"),
                ("levles", "unknown key `levles`"),
                ("[[overrides]]", "`overrides` has no `paths`"),
            ]
        );
        let notes: Vec<&str> = faults.iter().filter_map(|f| f.notes.first()).map(String::as_str).collect();
        assert_eq!(notes[..2], ["did you mean `rules`?", "did you mean `wire`?"]);
        assert_eq!(notes[2], "did you mean `levels`?");
    }
}
