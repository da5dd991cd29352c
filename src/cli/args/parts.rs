//! The groups of options that several commands share.

use std::num::{NonZeroU16, NonZeroUsize};
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use crate::checks::{self, Check, Level};
use crate::cli::fix::Fixing;
use crate::cli::input::Reading;
use crate::config;
use crate::diagnostic::{Remedy, Severity};
use crate::fix::Choice;
#[cfg(feature = "office")]
use crate::office;
use crate::report::{self, OutputFormat};
use crate::toml_file::nearest::nearest;

/// What to read.
#[derive(Args)]
pub(crate) struct DraftArgs {
    /// Drafts: files, folders, patterns (`*`, `?`, `[…]`, `**`, `{a,b}`), or `-` for standard input. Without any, the
    /// `drafts` of misquote.toml, else the current folder
    #[arg(value_name = "PATH|GLOB|-")]
    pub(crate) paths: Vec<PathBuf>,
    /// Name of what comes from standard input: gives its format and its place among the folders
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_path: Option<PathBuf>,
    /// Field of JSON files that holds text: a key, or keys with dots between (`article.body`). May be given several
    /// times. Without it, the usual ones: title, text, body, content…
    #[arg(long = "json-field", value_name = "NAME")]
    pub(crate) json_fields: Vec<String>,
    /// Look for the words of records outside quotation marks too
    #[arg(long, help_heading = "Judging")]
    pub(crate) outside_marks: bool,
    /// Shortest quotation, in words, that `unverified-quotation` is about
    #[arg(long, value_name = "N", default_value = "5", help_heading = "Judging")]
    pub(crate) min_words: NonZeroU16,
    /// How tracked changes in documents are read: as if all were accepted, or as if all were rejected
    #[cfg(feature = "office")]
    #[arg(long, value_name = "WHICH", value_enum, default_value_t = TrackedChanges::Accept, help_heading = "Judging")]
    pub(crate) tracked_changes: TrackedChanges,
    /// Say of every match why it was made and judged so
    #[arg(long, help_heading = "Output")]
    pub(crate) explain_match: bool,
}

/// What to check against.
#[derive(Args)]
pub(crate) struct RulesFrom {
    /// Rules files, in place of those of misquote.toml (repeatable)
    #[arg(long = "rules", value_name = "GLOB", help_heading = "Rules")]
    pub(crate) globs: Vec<PathBuf>,
    /// Source documents (transcripts, speeches, books), in place of those of misquote.toml (repeatable)
    #[arg(long = "sources", value_name = "GLOB", help_heading = "Rules")]
    pub(crate) sources: Vec<PathBuf>,
    /// Check against no records at all, but for those of `--sources`
    #[arg(long, conflicts_with = "globs", help_heading = "Rules")]
    pub(crate) no_rules: bool,
    /// Configuration, in place of the misquote.toml found upward from each draft
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub(crate) config: Option<PathBuf>,
}

/// The rules files that `misquote rules …` is about.
#[derive(Args)]
pub(crate) struct RulesFiles {
    /// Rules files: files, folders or patterns. Without any, those of misquote.toml
    #[arg(value_name = "PATH|GLOB")]
    pub(crate) paths: Vec<PathBuf>,
    /// The same as PATH (repeatable)
    #[arg(long = "rules", value_name = "GLOB", help_heading = "Rules")]
    pub(crate) globs: Vec<PathBuf>,
    /// Configuration, in place of the misquote.toml found upward from the current folder
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub(crate) config: Option<PathBuf>,
}

/// How much each check counts. Of several options for one check the last wins.
#[derive(Args)]
pub(crate) struct LevelArgs {
    /// House style whose levels hold
    #[arg(long, value_name = "NAME", value_parser = parse_profile, help_heading = "Judging")]
    pub(crate) profile: Option<&'static str>,
    /// No finding for these checks
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = parse_check, help_heading = "Judging")]
    pub(crate) allow: Vec<&'static Check>,
    /// A note for these checks
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = parse_check, help_heading = "Judging")]
    pub(crate) note: Vec<&'static Check>,
    /// A warning for these checks
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = parse_check, help_heading = "Judging")]
    pub(crate) warn: Vec<&'static Check>,
    /// An error for these checks
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = parse_check, help_heading = "Judging")]
    pub(crate) deny: Vec<&'static Check>,
}

/// What of the findings counts.
#[derive(Args, Default)]
pub(crate) struct NarrowArgs {
    /// Only what is staged in git, read as it is staged: findings on lines that the next commit changes
    #[arg(long, conflicts_with = "changed_since", help_heading = "What counts")]
    pub(crate) staged: bool,
    /// Only findings on lines that are changed since the branch left the git revision REV
    #[arg(long, value_name = "REV", help_heading = "What counts")]
    pub(crate) changed_since: Option<String>,
    /// Pass over the findings that FILE lists
    #[arg(long, value_name = "FILE", help_heading = "What counts")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write all findings to FILE, to be passed over from now on
    #[arg(long, value_name = "FILE", help_heading = "What counts")]
    pub(crate) write_baseline: Option<PathBuf>,
}

/// How to fix.
#[derive(Args, Debug, Default, PartialEq, Eq)]
pub(crate) struct FixArgs {
    /// Write nothing, and print what would be changed
    #[arg(long, help_heading = "Fixing")]
    pub(crate) diff: bool,
    /// Make those fixes too that somebody should read: other wordings than the record's are replaced
    #[arg(long, help_heading = "Fixing")]
    pub(crate) unsafe_fixes: bool,
    /// What to do about a misquote where it applies: write the record's words, mark a cut, bracket an insertion, or drop
    /// the quotation marks
    #[arg(long, value_name = "REMEDY", value_parser = remedies(), help_heading = "Fixing")]
    pub(crate) remedy: Option<Remedy>,
}

impl FixArgs {
    /// What it comes to.
    pub(crate) fn fixing(&self) -> Fixing {
        let choice = Choice { unsafe_fixes: self.unsafe_fixes, remedy: self.remedy };
        Fixing { choice, diff: self.diff }
    }
}

/// When to fail.
#[derive(Args)]
pub(crate) struct FailArgs {
    /// Least severity that makes the exit status 1
    #[arg(long, value_name = "SEVERITY", value_enum, default_value_t = FailOn::Error, help_heading = "Output")]
    pub(crate) fail_on: FailOn,
}

/// How to write.
#[derive(Args)]
pub(crate) struct FormatArgs {
    /// How to print what was found
    #[arg(long, default_value = "human", value_parser = report_formats(), help_heading = "Output")]
    pub(crate) format: &'static OutputFormat,
}

/// Where to write.
#[derive(Args, Clone)]
pub(crate) struct OutputArgs {
    /// Write to FILE instead of standard output
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
    /// When to use colours
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = ColorChoice::Auto, help_heading = "Output")]
    pub(crate) color: ColorChoice,
    /// Nothing but what was found: no closing count
    #[arg(long, short, help_heading = "Output")]
    pub(crate) quiet: bool,
}

/// How to run.
#[derive(Args)]
pub(crate) struct RunArgs {
    /// Threads to use; without it, one a core
    #[arg(long, value_name = "N", help_heading = "Running")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// Keep the words of source documents in this folder, so that the next run need not read the texts again; it is safe to
    /// delete
    #[arg(long, value_name = "DIR", help_heading = "Running")]
    pub(crate) cache: Option<PathBuf>,
    /// Say which configuration and rules are used and what is passed over
    #[arg(long, short, conflicts_with = "quiet", help_heading = "Running")]
    pub(crate) verbose: bool,
}

/// How tracked changes are read.
#[cfg(feature = "office")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TrackedChanges {
    /// Insertions are read, deletions are not
    Accept,
    /// Deletions are read, insertions are not
    Reject,
}

impl DraftArgs {
    /// How the drafts are read.
    pub(crate) fn reading(&self) -> Reading<'_> {
        Reading {
            #[cfg(feature = "office")]
            tracked: match self.tracked_changes {
                TrackedChanges::Accept => office::TrackedChanges::Accept,
                TrackedChanges::Reject => office::TrackedChanges::Reject,
            },
            json_fields: &self.json_fields,
        }
    }
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal, unless `NO_COLOR`, `CLICOLOR_FORCE` or `FORCE_COLOR` say otherwise
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Least severity that fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Anything at all
    Note,
    /// Warnings and errors
    Warning,
    /// Errors only
    Error,
}

impl FailOn {
    /// The severity from which on a run fails.
    pub(crate) fn severity(self) -> Severity {
        match self {
            Self::Note => Severity::Note,
            Self::Warning => Severity::Warning,
            Self::Error => Severity::Error,
        }
    }
}

impl LevelArgs {
    /// The levels in the order in which they stand on the command line, so that the last one wins.
    pub(crate) fn in_order(&self, matches: &clap::ArgMatches) -> Vec<(&'static Check, Level)> {
        let all = [
            ("allow", Level::Allow, &self.allow),
            ("note", Level::Note, &self.note),
            ("warn", Level::Warn, &self.warn),
            ("deny", Level::Deny, &self.deny),
        ];
        let mut placed: Vec<(usize, &'static Check, Level)> = Vec::new();
        for (name, level, checks) in all {
            let places = matches.indices_of(name).into_iter().flatten();
            placed.extend(places.zip(checks).map(|(place, &check)| (place, check, level)));
        }
        placed.sort_by_key(|&(place, ..)| place);
        placed.into_iter().map(|(_, check, level)| (check, level)).collect()
    }
}

fn report_formats() -> impl TypedValueParser<Value = &'static OutputFormat> {
    let values = report::FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.summary));
    // The parser lets no other name through.
    PossibleValuesParser::new(values).map(|name| report::format(&name).unwrap_or(&report::FORMATS[0]))
}

fn remedies() -> impl TypedValueParser<Value = Remedy> {
    let values = Remedy::ALL.map(|remedy| PossibleValue::new(remedy.name()));
    let find = |name: String| Remedy::ALL.into_iter().find(|remedy| remedy.name() == name);
    PossibleValuesParser::new(values).map(move |name| find(name).unwrap_or(Remedy::Restore))
}

fn parse_profile(name: &str) -> Result<&'static str, String> {
    let all = config::PROFILES.all;
    all.iter().copied().find(|known| *known == name).ok_or_else(|| match nearest(name, all.iter().copied()) {
        Some(near) => format!("there is no such profile; did you mean `{near}`?"),
        None => format!("there is no such profile; there are {}", all.join(", ")),
    })
}

pub(super) fn parse_check(code: &str) -> Result<&'static Check, String> {
    checks::find(code).ok_or_else(|| match checks::nearest(code) {
        Some(near) => format!("there is no such check; did you mean `{}`?", near.code),
        None => "there is no such check; `misquote checks` lists all".to_owned(),
    })
}
