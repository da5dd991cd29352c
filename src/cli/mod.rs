//! The command line: files, threads and terminals around the library.
//!
//! ```text
//! args       what was asked for
//! projects   which configuration holds where    ← project, pattern, walk
//! discover   which drafts are meant             ← pattern, walk
//! check      one run over them                  ← input, fix, workers, terminal
//! annotate  rules  info  init  lsp              the other commands
//! ```

#[cfg(feature = "office")]
mod annotate;
mod accept;
mod args;
mod baseline;
mod check;
mod compare;
mod discover;
mod fix;
mod git;
mod hook;
mod info;
mod harvest;
mod init;
mod input;
mod levels;
#[cfg(feature = "lsp")]
mod lsp;
mod narrow;
mod output;
mod pattern;
mod project;
mod projects;
mod rules;
mod rules_file;
mod cache;
mod sources;
mod terminal;
mod unused;
mod walk;
mod workers;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ArgMatches, CommandFactory, FromArgMatches};

use self::args::{Cli, ColorChoice, Command, FixArgs, JobArgs, NarrowArgs, RulesCommand};
use self::check::Job;
use self::fix::Fixing;
use self::levels::Levels;
use self::output::Complaint;
use crate::report::Mode;

/// Where a run writes, and whether a person is looking.
pub struct Streams<'a> {
    /// Findings and lists.
    pub out: &'a mut dyn Write,
    /// Everything else.
    pub err: &'a mut dyn Write,
    /// Whether `out` is a terminal.
    pub out_is_terminal: bool,
    /// Whether `err` is a terminal.
    pub err_is_terminal: bool,
}

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// Nothing was found at or above the level that fails.
    Clean = 0,
    /// Something was.
    Findings = 1,
    /// Usage, configuration, rules or input were at fault. Beats findings: what could not be checked is not clean.
    Fault = 2,
}

/// Does what the arguments say, the program's name first, and answers with the exit status.
pub fn run(args: impl IntoIterator<Item = OsString>, streams: &mut Streams<'_>) -> ExitCode {
    let parsed = Cli::command()
        .try_get_matches_from(args)
        .and_then(|matches| Cli::from_arg_matches(&matches).map(|cli| (cli, matches)));
    let (result, color) = match parsed {
        Ok((cli, matches)) => {
            let color = color_of(&matches);
            (dispatch(cli, &matches, color, streams), color)
        }
        Err(error) => (usage(&error, streams), ColorChoice::Auto),
    };
    let status = match result {
        Ok(status) => status,
        Err(End::Complaint(complaint)) => {
            complaint.print(streams, color);
            Status::Fault
        }
        // Who reads our output has read enough.
        Err(End::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => Status::Clean,
        Err(End::Io(error)) => {
            Complaint::new(format!("cannot write: {}", walk::io_reason(&error))).print(streams, color);
            Status::Fault
        }
    };
    ExitCode::from(status as u8)
}

/// Why a run ends early.
enum End {
    Complaint(Complaint),
    Io(io::Error),
}

impl From<Complaint> for End {
    fn from(complaint: Complaint) -> Self {
        Self::Complaint(complaint)
    }
}

impl From<io::Error> for End {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// `--color` of whichever command has it.
fn color_of(matches: &ArgMatches) -> ColorChoice {
    match matches.subcommand() {
        Some((_, inner)) => color_of(inner),
        None => matches.try_get_one("color").ok().flatten().copied().unwrap_or(ColorChoice::Auto),
    }
}

fn dispatch(
    cli: Cli,
    matches: &ArgMatches,
    color: ColorChoice,
    streams: &mut Streams<'_>,
) -> Result<Status, End> {
    let inner = matches.subcommand().map_or(matches, |(_, inner)| inner);
    match cli.command.unwrap_or(Command::Check(cli.check)) {
        Command::Check(args) => {
            let fix = (args.fix || args.how.diff).then(|| args.how.fixing());
            if fix.is_none() && args.how != FixArgs::default() {
                let complaint = Complaint::new("`--unsafe-fixes` and `--remedy` say how to fix");
                return Err(complaint
                    .help("add `--fix` to change the drafts, or `--diff` to look first")
                    .into());
            }
            check_drafts(&args.job, &args.narrow, fix, inner, color, streams)
        }
        Command::Fix(args) => {
            check_drafts(&args.job, &NarrowArgs::default(), Some(args.how.fixing()), inner, color, streams)
        }
        Command::Quotes(args) => {
            let levels = Levels::new(&args.look.levels, inner, color, streams);
            check::run(&Job::new(Mode::Quotations, &args.look, levels, &args.format.format.make), streams)
        }
        Command::Harvest(args) => {
            let levels = Levels::new(&args.levels, inner, color, streams);
            harvest::run(&args, levels, streams)
        }
        Command::Accept(args) => {
            let levels = Levels::new(&args.levels, inner, color, streams);
            accept::run(&args, levels, streams)
        }
        Command::Rules { command } => {
            let inner = inner.subcommand().map_or(inner, |(_, inner)| inner);
            match command {
                RulesCommand::Check(args) => {
                    rules::check(&args, Levels::new(&args.levels, inner, color, streams), streams)
                }
                RulesCommand::Test(args) => {
                    rules::test(&args, Levels::new(&args.levels, inner, color, streams), streams)
                }
                RulesCommand::List(args) => rules::list(&args, streams),
            }
        }
        Command::Explain { code } => info::explain(code, streams),
        Command::Checks { format } => info::checks(format, streams),
        Command::Schema { of } => info::schema(of, streams),
        Command::Completions { shell } => info::completions(shell, streams),
        Command::Man => info::man(streams),
        #[cfg(feature = "office")]
        Command::Annotate(args) => annotate::run(&args, inner, color, streams),
        #[cfg(feature = "lsp")]
        Command::Lsp(args) => lsp::run(&args, Levels::new(&args.levels, inner, color, streams)),
        Command::Init { git_hook: true } => hook::install(streams),
        Command::Init { git_hook: false } => init::init(streams),
    }
}

/// `misquote check` and `misquote fix`.
fn check_drafts(
    args: &JobArgs,
    narrow: &NarrowArgs,
    fix: Option<Fixing>,
    matches: &ArgMatches,
    color: ColorChoice,
    streams: &mut Streams<'_>,
) -> Result<Status, End> {
    let look = &args.report.look;
    let levels = Levels::new(&look.levels, matches, color, streams);
    let job = Job {
        fail_on: Some(args.fail.fail_on.severity()),
        narrow,
        fix,
        ..Job::new(Mode::Findings, look, levels, &args.report.format.format.make)
    };
    check::run(&job, streams)
}

/// The current folder, absolute and without `.` and `..`.
fn current_folder() -> Result<PathBuf, Complaint> {
    let folder = std::env::current_dir();
    let gone = |error| Complaint::new(format!("cannot tell the current folder: {}", walk::io_reason(&error)));
    folder.map(|folder| pattern::normal(&folder)).map_err(gone)
}

/// What clap has to say: help and version to standard output, mistakes to standard error.
fn usage(error: &clap::Error, streams: &mut Streams<'_>) -> Result<Status, End> {
    let to_err = error.use_stderr();
    let is_terminal = if to_err { streams.err_is_terminal } else { streams.out_is_terminal };
    let text = error.render();
    let text = match terminal::colored(ColorChoice::Auto, is_terminal, output::variable) {
        true => text.ansi().to_string(),
        false => text.to_string(),
    };
    if to_err {
        streams.err.write_all(text.as_bytes())?;
        return Ok(Status::Fault);
    }
    streams.out.write_all(text.as_bytes())?;
    Ok(Status::Clean)
}
