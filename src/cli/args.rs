//! The arguments, as one table from which clap makes the parser and the help.

mod parts;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use self::parts::*;
use super::accept::LinePlace;
use crate::checks::Check;

/// The version, and the commit that it was built from where that is known.
pub(crate) const VERSION: &str = match option_env!("MISQUOTE_VERSION") {
    Some(version) => version,
    None => env!("CARGO_PKG_VERSION"),
};

/// The command line as a whole.
#[derive(Parser)]
#[command(
    name = "misquote",
    version = VERSION,
    about = "Finds misquotes in drafts and shows them beside the record, as a good compiler shows a type error",
    after_help = "Without a command, `check` is meant. To start in a new folder: `misquote init`.\n\n\
                  Exit status: 0 nothing found at or above --fail-on, 1 findings, 2 bad usage or input.",
    args_conflicts_with_subcommands = true
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) check: CheckArgs,
}

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Check the quotations in drafts against the records of rules files (the default)
    Check(CheckArgs),
    /// Mend what can be mended safely, and check the result
    Fix(FixCommandArgs),
    /// List every quotation in drafts with its verdict, speaker and record; needs no rules
    Quotes(ReportArgs),
    /// Draft a rules file from approved articles: what is quoted in them, by whom, and where
    ///
    /// Prints the file, ready to be reviewed. Left out is what a record covers already, and scare quotes, titles and
    /// single words; a part of a longer quotation is told beside it.
    Harvest(LookArgs),
    /// Add the wording of a finding to its record as one that is right
    ///
    /// Edits the rules file: only the new entry under `accepted` is written, all else stays as it is.
    Accept(AcceptArgs),
    /// Check, list or test rules files
    Rules {
        #[command(subcommand)]
        command: RulesCommand,
    },
    /// Explain a check: why it matters, when to allow it, examples
    Explain {
        /// Code of a check, such as `changed-words`
        #[arg(value_parser = parse_check)]
        code: &'static Check,
    },
    /// List all checks with their default levels
    Checks {
        /// How to print the list
        #[arg(long, value_enum, default_value_t = ListFormat::Human)]
        format: ListFormat,
    },
    /// Write what is found in a Word document into a copy of it, as comments
    #[cfg(feature = "office")]
    Annotate(AnnotateArgs),
    /// Write a commented misquote.toml and a first rules file into the current folder
    Init {
        /// Install a git hook that refuses commits with misquotes, and nothing else
        #[arg(long)]
        git_hook: bool,
    },
    /// Serve an editor on standard input and output (Language Server Protocol)
    #[cfg(feature = "lsp")]
    Lsp(LspArgs),
    /// Print a script that completes commands and options in a shell
    Completions {
        /// Which shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
    /// Print the JSON Schema of a file format
    Schema {
        /// Of what
        #[arg(value_enum)]
        of: SchemaOf,
    },
}

/// `misquote check`.
#[derive(Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) job: JobArgs,
    #[command(flatten)]
    pub(crate) narrow: NarrowArgs,
    /// Mend what can be mended safely: the same as `misquote fix`
    #[arg(long, help_heading = "Fixing", conflicts_with_all = ["staged", "changed_since", "baseline", "write_baseline"])]
    pub(crate) fix: bool,
    #[command(flatten)]
    pub(crate) how: FixArgs,
}

/// `misquote annotate`.
#[cfg(feature = "office")]
#[derive(Args)]
pub(crate) struct AnnotateArgs {
    #[command(flatten)]
    pub(crate) job: JobArgs,
    /// Write safe fixes into the copy, too, as tracked changes
    #[arg(long, help_heading = "Fixing")]
    pub(crate) suggest: bool,
}

/// `misquote fix`.
#[derive(Args)]
pub(crate) struct FixCommandArgs {
    #[command(flatten)]
    pub(crate) job: JobArgs,
    #[command(flatten)]
    pub(crate) how: FixArgs,
}

/// What every command that looks at drafts has.
#[derive(Args)]
pub(crate) struct LookArgs {
    #[command(flatten)]
    pub(crate) drafts: DraftArgs,
    #[command(flatten)]
    pub(crate) rules: RulesFrom,
    #[command(flatten)]
    pub(crate) levels: LevelArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

/// What those have that report on each.
#[derive(Args)]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    pub(crate) look: LookArgs,
    #[command(flatten)]
    pub(crate) format: FormatArgs,
}

/// What `check` and `fix` have in common.
#[derive(Args)]
pub(crate) struct JobArgs {
    #[command(flatten)]
    pub(crate) report: ReportArgs,
    #[command(flatten)]
    pub(crate) fail: FailArgs,
}

/// `misquote lsp`.
#[cfg(feature = "lsp")]
#[derive(Args)]
pub(crate) struct LspArgs {
    #[command(flatten)]
    pub(crate) rules: RulesFrom,
    #[command(flatten)]
    pub(crate) levels: LevelArgs,
    /// Look for the words of records outside quotation marks too
    #[arg(long, help_heading = "Judging")]
    pub(crate) outside_marks: bool,
    /// Standard input and output, which is what is served anyway: some editors say so
    #[arg(long, hide = true)]
    pub(crate) stdio: bool,
}

/// `misquote accept`.
#[derive(Args)]
pub(crate) struct AcceptArgs {
    /// Where the finding stands, as a report gives it: `drafts/a.md:12`, or with its column, `drafts/a.md:12:5`
    #[arg(value_name = "PATH:LINE[:COLUMN]", value_parser = LinePlace::parse)]
    pub(crate) place: LinePlace,
    /// Why this wording is right too: goes into the rules file
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: Option<String>,
    /// Rules files, in place of those of misquote.toml (repeatable)
    #[arg(long = "rules", value_name = "GLOB", help_heading = "Rules")]
    pub(crate) globs: Vec<PathBuf>,
    /// Configuration, in place of the misquote.toml found upward from the draft
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub(crate) config: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) levels: LevelArgs,
    /// When to use colours
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = ColorChoice::Auto, help_heading = "Output")]
    pub(crate) color: ColorChoice,
}

/// What to do with rules files.
#[derive(Subcommand)]
pub(crate) enum RulesCommand {
    /// Report the faults of rules files: mistakes, duplicates, records that cannot be found
    Check(RulesArgs),
    /// List the records
    List(RulesListArgs),
    /// Run the examples of every record through the linter
    Test(RulesArgs),
}

/// `misquote rules check` and `misquote rules test`.
#[derive(Args)]
pub(crate) struct RulesArgs {
    #[command(flatten)]
    pub(crate) files: RulesFiles,
    #[command(flatten)]
    pub(crate) levels: LevelArgs,
    #[command(flatten)]
    pub(crate) fail: FailArgs,
    #[command(flatten)]
    pub(crate) format: FormatArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// `misquote rules list`.
#[derive(Args)]
pub(crate) struct RulesListArgs {
    #[command(flatten)]
    pub(crate) files: RulesFiles,
    /// How to print the list
    #[arg(long, value_enum, default_value_t = ListFormat::Human, help_heading = "Output")]
    pub(crate) format: ListFormat,
}

/// Formats of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// A table
    Human,
    /// One JSON document
    Json,
}

/// Formats that have a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// misquote.toml
    Config,
    /// Rules files
    Rules,
    /// What `--format json` prints
    Output,
}
