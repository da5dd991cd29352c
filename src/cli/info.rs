//! Commands that print what the program knows: `explain`, `checks`, `schema`, `completions`, `man`.

use std::io::Write as _;

use clap::CommandFactory;
use serde::Serialize;

use super::args::{Cli, ListFormat, SchemaOf};
use super::{End, Status, Streams};
use crate::checks::{self, Applicability, Check, Level};
use crate::{canon, config, report};

/// Prints the page of a check.
pub(crate) fn explain(check: &Check, streams: &mut Streams<'_>) -> Result<Status, End> {
    writeln!(streams.out, "{}", check.page.trim_end())?;
    Ok(Status::Clean)
}

/// One row of `checks --format json`.
#[derive(Serialize)]
struct Row {
    code: &'static str,
    group: &'static str,
    level: &'static str,
    fix: &'static str,
    summary: &'static str,
}

/// Prints the table of checks.
pub(crate) fn checks(format: ListFormat, streams: &mut Streams<'_>) -> Result<Status, End> {
    let rows: Vec<Row> = checks::TABLE
        .iter()
        .map(|check| Row {
            code: check.code,
            group: check.group.name(),
            level: level(check.level),
            fix: fix(check.fix),
            summary: check.summary,
        })
        .collect();
    match format {
        ListFormat::Json => {
            writeln!(streams.out, "{}", serde_json::to_string_pretty(&rows).unwrap_or_default())?;
        }
        ListFormat::Human => {
            let width = rows.iter().map(|row| row.code.len()).max().unwrap_or(0);
            for row in &rows {
                writeln!(streams.out, "{:width$}  {:5}  {}", row.code, row.level, row.summary)?;
            }
        }
    }
    Ok(Status::Clean)
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Allow => "allow",
        Level::Note => "note",
        Level::Warn => "warn",
        Level::Deny => "deny",
    }
}

fn fix(fix: Applicability) -> &'static str {
    match fix {
        Applicability::DisplayOnly => "none",
        Applicability::Unsafe => "unsafe",
        Applicability::Safe => "safe",
    }
}

/// Prints the JSON Schema of a format.
pub(crate) fn schema(of: SchemaOf, streams: &mut Streams<'_>) -> Result<Status, End> {
    let schema = match of {
        SchemaOf::Config => config::config_schema(),
        SchemaOf::Rules => canon::rules::rules_schema(),
        SchemaOf::Output => report::wire::output_schema(),
    };
    writeln!(streams.out, "{}", serde_json::to_string_pretty(&schema).unwrap_or_default())?;
    Ok(Status::Clean)
}

/// Prints a script for a shell.
pub(crate) fn completions(shell: clap_complete::Shell, streams: &mut Streams<'_>) -> Result<Status, End> {
    // Written to memory first: the generator takes a broken pipe for a bug.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "misquote", &mut script);
    streams.out.write_all(&script)?;
    Ok(Status::Clean)
}

/// Prints the manual page: that of the program, then those of its commands, as one document.
pub(crate) fn man(streams: &mut Streams<'_>) -> Result<Status, End> {
    let mut page = Vec::new();
    let command = Cli::command();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    let mut open = vec![("misquote".to_owned(), command)];
    while let Some((name, command)) = open.pop() {
        for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
            let name = format!("{name} {}", inner.get_name());
            let inner = inner.clone().bin_name(name.clone());
            writeln!(page, ".SH {}", name.to_uppercase())?;
            let man = clap_mangen::Man::new(inner.clone());
            man.render_synopsis_section(&mut page)?;
            man.render_description_section(&mut page)?;
            man.render_options_section(&mut page)?;
            open.push((name, inner));
        }
    }
    streams.out.write_all(&page)?;
    Ok(Status::Clean)
}
