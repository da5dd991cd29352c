//! Colours, for terminals that want them.

use std::io::{self, Write};

use codespan_reporting::diagnostic::{LabelStyle, Severity};
use codespan_reporting::term::WriteStyle;

/// What a piece of output is to its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The word `error`, `warning` or `note`.
    Header(Severity),
    /// The sentence after it.
    Message,
    /// Words of the draft under a primary label, their carets and the label's text.
    Label(Severity),
    /// Words beside which no fault stands: the record's, line numbers, borders.
    Frame,
    /// Something that is well.
    Good,
}

/// The escape sequence that begins `part`. Without the feature `cli` there are no colours.
#[cfg(feature = "cli")]
fn sequence(part: Part) -> String {
    use anstyle::{AnsiColor, Style};
    let of = |severity| match severity {
        Severity::Error | Severity::Bug => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Note | Severity::Help => AnsiColor::Green,
    };
    let style = match part {
        Part::Header(severity) => of(severity).on_default().bold(),
        Part::Message => Style::new().bold(),
        Part::Label(severity) => of(severity).on_default(),
        Part::Frame => AnsiColor::Cyan.on_default(),
        Part::Good => AnsiColor::Green.on_default(),
    };
    style.render().to_string()
}

#[cfg(not(feature = "cli"))]
fn sequence(_: Part) -> String {
    String::new()
}

/// The escape sequence that ends any part.
fn end() -> &'static str {
    if cfg!(feature = "cli") { "\u{1b}[0m" } else { "" }
}

/// `text` as `part`.
pub(super) fn paint(part: Part, text: &str, colour: bool) -> String {
    if colour { format!("{}{text}{}", sequence(part), end()) } else { text.to_owned() }
}

/// Bytes being written, with colours or without.
#[derive(Debug)]
pub(super) struct Painter {
    /// What was written so far.
    pub(super) out: Vec<u8>,
    /// Whether escape sequences are written.
    pub(super) colour: bool,
}

impl Painter {
    fn begin(&mut self, part: Part) -> io::Result<()> {
        if self.colour { self.out.write_all(sequence(part).as_bytes()) } else { Ok(()) }
    }
}

impl Write for Painter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl WriteStyle for Painter {
    fn set_header(&mut self, severity: Severity) -> io::Result<()> {
        self.begin(Part::Header(severity))
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        // The header's own colour would otherwise go on: a style adds to the one before it.
        self.reset()?;
        self.begin(Part::Message)
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.begin(Part::Frame)
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.begin(Part::Frame)
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.begin(Part::Frame)
    }

    fn set_label(&mut self, severity: Severity, style: LabelStyle) -> io::Result<()> {
        self.begin(match style {
            LabelStyle::Primary => Part::Label(severity),
            LabelStyle::Secondary => Part::Frame,
        })
    }

    fn reset(&mut self) -> io::Result<()> {
        if self.colour { self.out.write_all(end().as_bytes()) } else { Ok(()) }
    }
}
