//! The JSON output, version 1. These shapes are a promise: fields may be added, none is renamed or taken away.
//!
//! The core's types are not `Serialize`, so that they can change without changing this.

mod schema;

use schemars::JsonSchema;
use serde::Serialize;

pub use self::schema::output_schema;
use super::fingerprint;
use super::view::{self, Locator};
use super::{Found, Mode, Settings};
use crate::canon::Canon;
use crate::checks::Applicability;
use crate::diagnostic::{self, Finding as CoreFinding, Judged, Match};
use crate::lint;
use crate::span::{Said, Span as CoreSpan, Text};

/// The version that every document begins with.
pub const VERSION: u32 = 1;

/// The document that `--format json` writes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "misquote output", rename = "Output")]
pub struct Output<'a> {
    /// Always 1 for this shape.
    pub version: u32,
    /// What is wrong: by `check`; and input that could not be read, by every command.
    pub findings: Vec<Finding<'a>>,
    /// All quotations: by `quotes`.
    pub quotations: Vec<Quotation<'a>>,
    /// Counts over the run.
    pub summary: Summary,
}

/// One line that `--format jsonl` writes. The last line is the summary.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "lowercase")]
#[schemars(rename = "Line")]
pub enum Line<'a> {
    /// A finding.
    Finding(Finding<'a>),
    /// A quotation.
    Quotation(Quotation<'a>),
    /// The last line.
    Summary(Summary),
}

/// A place in a file.
///
/// In a Word, OpenDocument or EPUB file, bytes, lines and columns are those of the text that was taken out of it, in
/// which a paragraph is a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Span")]
pub struct Span<'a> {
    /// First byte in the file as it is on disk.
    pub start: usize,
    /// One past the last byte in the file as it is on disk.
    pub end: usize,
    /// Line of the first character, from 1.
    #[schemars(range(min = 1))]
    pub line: usize,
    /// Its column in Unicode scalar values, from 1.
    #[schemars(range(min = 1))]
    pub column: usize,
    /// Line of the place just after the last character.
    #[schemars(range(min = 1))]
    pub end_line: usize,
    /// Its column.
    #[schemars(range(min = 1))]
    pub end_column: usize,
    /// In a Word, OpenDocument or EPUB file: the part of the archive that it begins in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<&'a str>,
    /// Which paragraph of that part it begins in, from 1; those in tables and text boxes and empty ones count.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub paragraph: Option<usize>,
}

/// A range of bytes in the text of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Range {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// One finding.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
pub struct Finding<'a> {
    /// Code of the check.
    pub check: &'a str,
    /// How bad it is.
    #[schemars(schema_with = "schema::severities")]
    pub severity: &'static str,
    /// What is wrong, in one sentence.
    pub message: &'a str,
    /// The file, relative to the current folder, with `/`.
    pub path: &'a str,
    /// Where in that file.
    pub span: Span<'a>,
    /// The `part` of `span`, for those who read no further.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<&'a str>,
    /// The `paragraph` of `span`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<usize>,
    /// What the draft says, as it is read.
    pub found: &'a str,
    /// What the record says instead.
    pub expected: &'a str,
    /// The record that it was compared with.
    pub record: Option<Record<'a>>,
    /// Ways to mend it, the best first.
    pub fixes: Vec<Fix<'a>>,
    /// Other places to look at.
    pub related: Vec<Related<'a>>,
    /// What else there is to know.
    pub notes: &'a [String],
    /// The same in every run, wherever the words stand in the file.
    pub fingerprint: String,
    /// The reason given by the ignore comment that silences it.
    pub suppressed: Option<&'a str>,
    /// Why the record was matched: with `--explain-match`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explain: Option<&'a str>,
}

/// A record that a finding was compared with.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Record")]
pub struct Record<'a> {
    /// Its id.
    pub id: &'a str,
    /// Who said it.
    pub speaker: Option<&'a str>,
    /// The wording that was compared with.
    pub text: &'a str,
    /// The file that holds it.
    pub path: &'a str,
    /// Where that wording stands in the file.
    pub span: Span<'a>,
    /// Which wording it is: 0 is the record's `text`, then `accepted` in order.
    pub wording: usize,
    /// The words of `text` that the finding is about.
    pub span_in_record: Range,
}

/// One way to mend a finding.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Fix")]
pub struct Fix<'a> {
    /// Whether it may be applied unread.
    #[schemars(schema_with = "schema::applicabilities")]
    pub applicability: &'static str,
    /// Which remedy of a desk it is.
    #[schemars(schema_with = "schema::remedies")]
    pub remedy: &'static str,
    /// What it does.
    pub message: &'a str,
    /// Its replacements, by offset, without overlap.
    pub edits: Vec<Replacement<'a>>,
}

/// A replacement in the file that the finding is about.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Replacement")]
pub struct Replacement<'a> {
    /// What is replaced.
    pub span: Span<'a>,
    /// By what.
    pub text: &'a str,
}

/// A second place that belongs to a finding.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Related")]
pub struct Related<'a> {
    /// The file.
    pub path: &'a str,
    /// Where in it.
    pub span: Span<'a>,
    /// What is to be seen there.
    pub message: &'a str,
}

/// One quotation.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Quotation")]
pub struct Quotation<'a> {
    /// The draft, relative to the current folder, with `/`.
    pub path: &'a str,
    /// From its first to its last word, marks not included.
    pub span: Span<'a>,
    /// The `part` of `span`, for those who read no further.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<&'a str>,
    /// The `paragraph` of `span`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<usize>,
    /// Its words as they are read.
    pub text: &'a str,
    /// Its parts, in order.
    pub parts: Vec<Part<'a>>,
    /// The quotation that it stands in.
    pub inside: Option<Span<'a>>,
    /// Whether it is marked as a quotation at all.
    pub marks: bool,
    /// What is said of it as a whole.
    #[schemars(schema_with = "schema::verdicts")]
    pub verdict: &'static str,
    /// Who the draft says is speaking.
    pub speaker: Option<&'a str>,
    /// The records that it is listed with, the judged ones first.
    pub records: Vec<Listed<'a>>,
}

/// One part of a quotation.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Part")]
pub struct Part<'a> {
    /// Where it stands.
    pub span: Span<'a>,
    /// Its words as they are read.
    pub text: &'a str,
}

/// A record that a quotation is listed with.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ListedRecord")]
pub struct Listed<'a> {
    /// Its id.
    pub id: &'a str,
    /// How it relates to the quotation.
    #[schemars(schema_with = "schema::roles")]
    pub role: &'static str,
    /// Its share of the quotation.
    pub span: Span<'a>,
    /// Which wording was compared with: 0 is the record's `text`, then `accepted` in order.
    pub wording: usize,
    /// The stretch of that wording that the quotation answers.
    pub span_in_record: Range,
    /// How the two differ. Each edit's span replaced by its `expected` gives the words of `span_in_record`.
    pub edits: Vec<Edit<'a>>,
    /// Why it was matched and judged so: with `--explain-match`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explain: Option<&'a str>,
}

/// One named piece of a difference.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Edit")]
pub struct Edit<'a> {
    /// Code of the check that names it.
    pub check: &'static str,
    /// Its words in the draft; zero-length after the word before where none stand.
    pub span: Span<'a>,
    /// What the draft says.
    pub found: &'a str,
    /// What the record says.
    pub expected: &'a str,
}

/// Counts over a run.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Summary {
    /// Files that were checked.
    pub files: usize,
    /// Named files that could not be checked.
    pub not_checked: usize,
    /// Files that a walk passed over because their format is not known.
    pub skipped: usize,
    /// Quotations in the checked files.
    pub quotations: usize,
    /// Quotations that are word for word.
    pub verbatim: usize,
    /// Quotations with only marked, accidental or allowed edits.
    pub altered: usize,
    /// Quotations with a substantive edit.
    pub misquoted: usize,
    /// Quotations given to another speaker.
    pub misattributed: usize,
    /// Quotations that several records fit equally well.
    pub ambiguous: usize,
    /// Quotations in no record.
    pub unverified: usize,
    /// Of these, quotations of which a finding says that they resemble a record.
    pub resembling: usize,
    /// Findings of severity `error`.
    pub errors: usize,
    /// Findings of severity `warning`.
    pub warnings: usize,
    /// Findings of severity `note`.
    pub notes: usize,
    /// Findings that ignore comments silence, not counted above.
    pub suppressed: usize,
}

impl From<&lint::Summary> for Summary {
    fn from(summary: &lint::Summary) -> Self {
        let [verbatim, altered, misquoted, misattributed, ambiguous, unverified] = summary.verdicts;
        let &lint::Summary {
            files,
            not_checked,
            skipped,
            quotations,
            errors,
            warnings,
            notes,
            suppressed,
            resembling,
            ..
        } = summary;
        Self {
            files,
            not_checked,
            skipped,
            quotations,
            verbatim,
            altered,
            misquoted,
            misattributed,
            ambiguous,
            unverified,
            resembling,
            errors,
            warnings,
            notes,
            suppressed,
        }
    }
}

/// The findings of one file as `settings` ask for them.
#[must_use]
pub fn findings<'a>(canon: &'a Canon, found: Found<'a>, settings: Settings) -> Vec<Finding<'a>> {
    let here = Locator::new(found.file);
    let prints = fingerprint::fingerprints(canon, found).findings;
    let wire = |(index, f)| finding(canon, found, &here, f, prints[index], settings);
    found.findings_for(settings.mode).map(wire).collect()
}

/// The findings of one file that a baseline lists.
#[must_use]
pub fn known<'a>(canon: &'a Canon, found: Found<'a>, settings: Settings) -> Vec<Finding<'a>> {
    let here = Locator::new(found.file);
    let prints = fingerprint::fingerprints(canon, found).known;
    let wire = |(f, print)| finding(canon, found, &here, f, print, settings);
    found.known.iter().zip(prints).map(wire).collect()
}

fn finding<'a>(
    canon: &'a Canon,
    found: Found<'a>,
    here: &Locator<'a>,
    finding: &'a CoreFinding,
    print: u64,
    settings: Settings,
) -> Finding<'a> {
    let span = span(here, finding.span);
    Finding {
        check: finding.check.code,
        severity: finding.severity.name(),
        message: &finding.message,
        path: &found.file.path,
        part: span.part,
        paragraph: span.paragraph,
        span,
        found: &finding.found,
        expected: &finding.expected,
        record: finding.record.map(|(id, wording, said)| record(canon, id, wording, said)),
        fixes: finding.fixes.iter().map(|f| fix(here, f)).collect(),
        related: finding.related.iter().map(|r| related(canon, found, r)).collect(),
        notes: &finding.notes,
        fingerprint: fingerprint::hex(print),
        suppressed: finding.suppressed.as_deref(),
        explain: settings.explain.then(|| why(found, finding)).flatten(),
    }
}

/// The quotations of one file: none unless `settings` ask for them.
#[must_use]
pub fn quotations<'a>(canon: &'a Canon, found: Found<'a>, settings: Settings) -> Vec<Quotation<'a>> {
    if settings.mode != Mode::Quotations {
        return Vec::new();
    }
    let here = Locator::new(found.file);
    let wire = |at: Span<'a>, judged: &'a Judged| Quotation {
        path: &found.file.path,
        span: at,
        part: at.part,
        paragraph: at.paragraph,
        text: &judged.text,
        parts: judged.parts.iter().map(|(s, text)| Part { span: span(&here, *s), text }).collect(),
        inside: judged.inside.map(|s| span(&here, s)),
        marks: judged.marks,
        verdict: judged.verdict.name(),
        speaker: judged.speaker.as_deref(),
        records: judged.records.iter().map(|m| listed(canon, &here, m, settings.explain)).collect(),
    };
    found.quotations.iter().map(|judged| wire(span(&here, judged.span), judged)).collect()
}

/// Why the record of a finding was matched, if anything was written down about it.
pub(super) fn why<'a>(found: Found<'a>, finding: &CoreFinding) -> Option<&'a str> {
    let judged = found.quotations.get(finding.quotation?)?;
    let (id, ..) = finding.record?;
    let why = judged.records.iter().find(|m| m.record == id).map(|m| m.why.as_str())?;
    (!why.is_empty()).then_some(why)
}

fn listed<'a>(canon: &'a Canon, here: &Locator<'a>, found: &'a Match, explain: bool) -> Listed<'a> {
    let edit = |e: &'a diagnostic::Edit| Edit {
        check: e.check.code,
        span: span(here, e.span),
        found: &e.found,
        expected: &e.expected,
    };
    Listed {
        id: &canon.records[found.record.0].id,
        role: found.role.name(),
        span: span(here, found.span),
        wording: found.wording,
        span_in_record: range(found.said),
        edits: found.edits.iter().map(edit).collect(),
        explain: (explain && !found.why.is_empty()).then_some(&found.why),
    }
}

fn record(canon: &Canon, id: diagnostic::RecordId, wording: usize, said: CoreSpan<Said>) -> Record<'_> {
    let view = view::record(canon, id, wording);
    Record {
        id: view.id,
        speaker: view.speaker,
        text: view.text,
        path: &view.file.path,
        span: span(&Locator::new(view.file), view.span),
        wording,
        span_in_record: range(said),
    }
}

fn related<'a>(canon: &'a Canon, found: Found<'a>, related: &'a diagnostic::Related) -> Related<'a> {
    let (file, at) = view::related(canon, found, related.place);
    Related { path: &file.path, span: span(&Locator::new(file), at), message: &related.message }
}

fn fix<'a>(here: &Locator<'a>, fix: &'a diagnostic::Fix) -> Fix<'a> {
    let edit = |e: &'a diagnostic::Replacement| Replacement { span: span(here, e.span), text: &e.text };
    Fix {
        applicability: applicability(fix.applicability),
        remedy: fix.remedy.name(),
        message: &fix.message,
        edits: fix.edits.iter().map(edit).collect(),
    }
}

fn span<'a>(locator: &Locator<'a>, span: CoreSpan<Text>) -> Span<'a> {
    let place = locator.place(span);
    let laid_out = locator.file().layout().and_then(|layout| layout.place(span.start));
    Span {
        start: place.start,
        end: place.end,
        line: place.from.line,
        column: place.from.column,
        end_line: place.to.line,
        end_column: place.to.column,
        part: laid_out.map(|(part, _)| part),
        paragraph: laid_out.map(|(_, paragraph)| paragraph),
    }
}

fn range(said: CoreSpan<Said>) -> Range {
    Range { start: said.start, end: said.end }
}

/// The word for an applicability in every output.
#[must_use]
pub fn applicability(applicability: Applicability) -> &'static str {
    match applicability {
        Applicability::DisplayOnly => "display-only",
        Applicability::Unsafe => "unsafe",
        Applicability::Safe => "safe",
    }
}
