//! Where output goes, and how this program complains.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use anstyle::{AnsiColor, Style};

use super::args::{ColorChoice, OutputArgs};
use super::terminal::colored;
use super::walk::io_reason;
use super::{End, Streams};
use crate::text_file::visible;

/// Something that is wrong with how the program is used, for standard error.
#[derive(Debug, Clone)]
pub(crate) struct Complaint {
    message: String,
    help: Vec<String>,
}

impl Complaint {
    /// What is wrong, in one sentence without a final stop.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: Vec::new() }
    }

    /// The same with a remark on what to do.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Writes it to standard error. That it cannot be written is no reason to fail: the exit status tells.
    pub(crate) fn print(&self, streams: &mut Streams<'_>, color: ColorChoice) {
        say(streams, color, "error", AnsiColor::Red, &self.message);
        for help in &self.help {
            say(streams, color, " help", AnsiColor::Cyan, help);
        }
    }
}

/// Writes a remark to standard error.
pub(crate) fn remark(streams: &mut Streams<'_>, color: ColorChoice, message: &str) {
    say(streams, color, " note", AnsiColor::Green, message);
}

/// Writes a warning to standard error.
pub(crate) fn warn(streams: &mut Streams<'_>, color: ColorChoice, message: &str) {
    say(streams, color, "warning", AnsiColor::Yellow, message);
}

fn say(streams: &mut Streams<'_>, color: ColorChoice, label: &str, hue: AnsiColor, message: &str) {
    let style = match colored(color, streams.err_is_terminal, variable) {
        true => hue.on_default().bold(),
        false => Style::new(),
    };
    let _ = writeln!(streams.err, "{style}{label}{style:#}: {}", visible(message));
}

/// `1 file`, `2 files`.
pub(crate) fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// A variable of the environment.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Runs `write` with the place where findings and lists go, and whether that shows colours.
pub(crate) fn with_output<T>(
    args: &OutputArgs,
    streams: &mut Streams<'_>,
    write: impl FnOnce(&mut dyn Write, bool) -> Result<T, End>,
) -> Result<T, End> {
    match &args.output {
        Some(path) => {
            let cannot = |error: &io::Error| {
                Complaint::new(format!("cannot write `{}`: {}", path.display(), io_reason(error)))
            };
            let mut file = BufWriter::new(File::create(path).map_err(|e| cannot(&e))?);
            let color = args.color == ColorChoice::Always;
            let result = write(&mut file, color)?;
            file.flush().map_err(|e| cannot(&e))?;
            Ok(result)
        }
        None => {
            let color = colored(args.color, streams.out_is_terminal, variable);
            let result = write(&mut BufWriter::new(&mut *streams.out), color)?;
            streams.out.flush()?;
            Ok(result)
        }
    }
}
