//! Output formats: from what the pipeline found to what people and programs read. One file a format.
//!
//! A run may be large, so the output is made in two steps. [`Format::file`] turns what was found in one file into its
//! finished [`Chunk`]; it may run on any thread, and after it the draft's text can be dropped. A [`Writer`] then joins
//! the chunks in the order in which it is given them, and closes with the run's summary.
//!
//! A new format is a file beside this one and a row in [`FORMATS`].
//!
//! All formats share one view of where things stand: bytes on disk, lines and columns come from [`view`], and the
//! identity of a finding comes from [`fingerprint`].

mod checkstyle;
mod coverage;
mod columns;
mod excerpt;
pub mod fingerprint;
mod github;
mod gitlab;
mod html;
mod human;
mod json;
mod junit;
mod rdjson;
mod sarif;
mod short;
mod snippet;
mod style;
pub mod summary;
mod terminal;
pub mod view;
pub mod wire;
mod xml;

#[cfg(test)]
mod samples;

use std::io::{self, Write};

use crate::canon::Canon;
use crate::checks::{Check, Group};
use crate::diagnostic::{Finding, Judged, Severity};
use crate::lint::{Checked, Summary};
use crate::span::{Span, Text};
use crate::text_file::TextFile;

/// What the output is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// `check`: findings.
    #[default]
    Findings,
    /// `quotes`: every quotation, and of the findings only those that say that input could not be read.
    Quotations,
}

/// How the output is to be written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings {
    /// What it is about.
    pub mode: Mode,
    /// Whether to say why each record was matched (`--explain-match`).
    pub explain: bool,
    /// Whether escape sequences for colours may be written. Without the feature `cli` none ever are.
    pub colour: bool,
    /// Whether somebody reads it on a terminal. What other programs read has each header on one line.
    pub terminal: bool,
    /// Whether to leave out what closes the output for people.
    pub quiet: bool,
    /// Whether what an earlier run found is told from what is new.
    pub baseline: bool,
}

/// An output format as it is chosen by name.
pub struct OutputFormat {
    /// The name after `--format`.
    pub name: &'static str,
    /// One line for the help text.
    pub summary: &'static str,
    /// Makes a writer of this format.
    pub make: fn(Settings) -> Box<dyn Format>,
}

/// All output formats; the first is the default.
pub static FORMATS: &[OutputFormat] = &[
    OutputFormat {
        name: "human",
        summary: "the draft's words beside the record's, for reading",
        make: |settings| Box::new(human::Human::new(settings)),
    },
    OutputFormat {
        name: "short",
        summary: "one line a finding: path:line:column: severity[check]: message",
        make: |settings| Box::new(short::Short::new(settings)),
    },
    OutputFormat {
        name: "json",
        summary: "one JSON document; `misquote schema output` prints its schema",
        make: |settings| Box::new(json::Json::new(settings)),
    },
    OutputFormat {
        name: "jsonl",
        summary: "JSON Lines: one finding or quotation a line, then a summary",
        make: |settings| Box::new(json::Lines::new(settings)),
    },
    OutputFormat {
        name: "html",
        summary: "one page for the desk: every quotation beside its record",
        make: |settings| Box::new(html::Html::new(settings)),
    },
    OutputFormat {
        name: "sarif",
        summary: "SARIF 2.1.0, for code scanning",
        make: |settings| Box::new(sarif::Sarif::new(settings)),
    },
    OutputFormat {
        name: "github",
        summary: "workflow commands of GitHub Actions",
        make: |settings| Box::new(github::GitHub::new(settings)),
    },
    OutputFormat {
        name: "gitlab",
        summary: "Code Quality report of GitLab",
        make: |settings| Box::new(gitlab::GitLab::new(settings)),
    },
    OutputFormat {
        name: "rdjson",
        summary: "Reviewdog Diagnostic Format, with suggestions",
        make: |settings| Box::new(rdjson::RdJson::new(settings)),
    },
    OutputFormat {
        name: "checkstyle",
        summary: "XML of Checkstyle",
        make: |settings| Box::new(checkstyle::Checkstyle::new(settings)),
    },
    OutputFormat {
        name: "junit",
        summary: "XML of JUnit",
        make: |settings| Box::new(junit::JUnit::new(settings)),
    },
];

/// The format called `name`.
#[must_use]
pub fn format(name: &str) -> Option<&'static OutputFormat> {
    FORMATS.iter().find(|f| f.name == name)
}

/// What was found in one file. Of a draft it is made from its [`Checked`]; of a rules file, a config file or a file that
/// could not be read it holds findings alone.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// The file.
    pub file: &'a TextFile,
    /// Its quotations, by offset.
    pub quotations: &'a [Judged],
    /// What is wrong with it, by offset.
    pub findings: &'a [Finding],
    /// The drafts that a [`Place::Draft`](crate::diagnostic::Place::Draft) of a finding counts in.
    pub drafts: &'a [&'a TextFile],
    /// Findings that count no longer since a baseline lists them, by offset: for a format that keeps what is passed over.
    pub known: &'a [Finding],
}

impl<'a> From<&'a Checked> for Found<'a> {
    fn from(checked: &'a Checked) -> Self {
        let Checked { file, quotations, findings, .. } = checked;
        Self { file, quotations, findings, drafts: &[], known: &[] }
    }
}

impl<'a> Found<'a> {
    /// Findings about a file in which no quotations were looked for.
    #[must_use]
    pub fn faults(file: &'a TextFile, findings: &'a [Finding]) -> Self {
        Self { file, quotations: &[], findings, drafts: &[], known: &[] }
    }

    /// The findings that an output of `mode` is about, silenced ones included.
    fn findings_for(self, mode: Mode) -> impl Iterator<Item = (usize, &'a Finding)> {
        self.findings.iter().enumerate().filter(move |(_, f)| {
            mode == Mode::Findings || matches!(f.check.group, Group::Input | Group::Rules)
        })
    }
}

/// A fault of a rules file, a config file or of a file that could not be read, as a finding: `found` and `expected` are
/// empty. For a file of which nothing could be read, give `TextFile::new(path, "")` and the empty span at its start.
#[must_use]
pub fn fault(
    check: &'static Check,
    severity: Severity,
    span: Span<Text>,
    message: impl Into<String>,
    notes: Vec<String>,
) -> Finding {
    Finding {
        check,
        severity,
        message: message.into(),
        span,
        found: String::new(),
        expected: String::new(),
        record: None,
        fixes: Vec::new(),
        related: Vec::new(),
        notes,
        quotation: None,
        suppressed: None,
    }
}

/// The finished output of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chunk {
    /// Written in the file's turn.
    pub now: String,
    /// Held back until all files had their turn: the second of two lists, say.
    pub later: String,
}

impl Chunk {
    /// The same without the room that grew with it: it may wait for many others.
    #[must_use]
    pub fn shrunk(mut self) -> Self {
        self.now.shrink_to_fit();
        self.later.shrink_to_fit();
        self
    }
}

/// One way to write down what was found.
pub trait Format: Send + Sync {
    /// What stands before the first chunk.
    fn head(&self) -> String {
        String::new()
    }

    /// The output of one file. Depends on nothing but its arguments, so that files can be done in any order.
    fn file(&self, canon: &Canon, found: Found<'_>) -> Chunk;

    /// Whether it shows every quotation of a check, whatever was found.
    fn shows_quotations(&self) -> bool {
        false
    }

    /// What stands between two chunks (or two parts held back) that are not empty.
    fn separator(&self) -> &'static str {
        ""
    }

    /// What stands after the last chunk. `later` is what the chunks held back, joined.
    fn tail(&self, later: &str, summary: &Summary) -> String;
}

/// Joins chunks in the order in which they come.
pub struct Writer<'f, W> {
    format: &'f dyn Format,
    out: W,
    later: String,
    begun: bool,
}

impl<'f, W: Write> Writer<'f, W> {
    /// Begins the output.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn new(format: &'f dyn Format, mut out: W) -> io::Result<Self> {
        out.write_all(format.head().as_bytes())?;
        Ok(Self { format, out, later: String::new(), begun: false })
    }

    /// Adds the output of the next file.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&mut self, chunk: &Chunk) -> io::Result<()> {
        let separator = self.format.separator();
        if !chunk.now.is_empty() {
            if std::mem::replace(&mut self.begun, true) {
                self.out.write_all(separator.as_bytes())?;
            }
            self.out.write_all(chunk.now.as_bytes())?;
        }
        if !chunk.later.is_empty() {
            if !self.later.is_empty() {
                self.later.push_str(separator);
            }
            self.later.push_str(&chunk.later);
        }
        Ok(())
    }

    /// Ends the output with the summary of the run and gives back what was written to.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn finish(mut self, summary: &Summary) -> io::Result<W> {
        self.out.write_all(self.format.tail(&self.later, summary).as_bytes())?;
        self.out.flush()?;
        Ok(self.out)
    }
}
