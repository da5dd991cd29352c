//! Findings and judged quotations: what the pipeline says of a draft. Plain data; formats live in [`crate::report`].

use std::ops::Range;

use crate::checks::{Applicability, Check, Level};
use crate::span::{Said, Span, Text};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look.
    Note,
    /// Probably a fault.
    Warning,
    /// A fault.
    Error,
}

impl Severity {
    /// The severity of a finding at `level`; none at [`Level::Allow`].
    #[must_use]
    pub fn of(level: Level) -> Option<Self> {
        match level {
            Level::Allow => None,
            Level::Note => Some(Self::Note),
            Level::Warn => Some(Self::Warning),
            Level::Deny => Some(Self::Error),
        }
    }

    /// The word in every output: `note`, `warning`, `error`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What is said of a quotation as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Word for word.
    Verbatim,
    /// Only marked or accidental edits, or allowed ones.
    Altered,
    /// A substantive edit.
    Misquoted,
    /// The record's words given to another speaker.
    Misattributed,
    /// Several records fit equally well and their verdicts differ.
    Ambiguous,
    /// In no record.
    Unverified,
}

impl Verdict {
    /// All verdicts in the order of the summary.
    pub const ALL: [Self; 6] = [
        Self::Verbatim,
        Self::Altered,
        Self::Misquoted,
        Self::Misattributed,
        Self::Ambiguous,
        Self::Unverified,
    ];

    /// The word in every output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Altered => "altered",
            Self::Misquoted => "misquoted",
            Self::Misattributed => "misattributed",
            Self::Ambiguous => "ambiguous",
            Self::Unverified => "unverified",
        }
    }
}

/// How a record relates to a quotation that it is listed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The record that the quotation is judged by.
    Match,
    /// An equal fit.
    Alternative,
    /// Close, but not judged.
    Resembles,
    /// One of several records joined in one pair of marks.
    Part,
}

impl Role {
    /// The word in every output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Match => "match",
            Self::Alternative => "alternative",
            Self::Resembles => "resembles",
            Self::Part => "part",
        }
    }
}

/// Index of a record in the canon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub usize);

/// One named piece of a maximal difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The check that claimed it.
    pub check: &'static Check,
    /// Its words in the draft; zero-length after the word before where none stand.
    pub span: Span<Text>,
    /// The same place in [`Judged::text`], in bytes.
    pub shown: Range<usize>,
    /// The draft's words as read.
    pub found: String,
    /// The record's words.
    pub expected: String,
    /// The record's words in the wording that was compared with; zero-length where none stand.
    pub said: Span<Said>,
    /// The level in force for it.
    pub level: Level,
}

/// A record that a quotation is listed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Which record.
    pub record: RecordId,
    /// How it relates.
    pub role: Role,
    /// Its share of the quotation.
    pub span: Span<Text>,
    /// Which wording was compared with: 0 is the record's `text`, then `accepted` in order.
    pub wording: usize,
    /// The stretch of that wording that the quotation answers.
    pub said: Span<Said>,
    /// How they differ, by offset.
    pub edits: Vec<Edit>,
    /// Why it was matched and judged so, for `--explain-match`.
    pub why: String,
}

/// One quotation of a draft with its verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// From the first to the last word, marks not included.
    pub span: Span<Text>,
    /// The words as read.
    pub text: String,
    /// Its parts.
    pub parts: Vec<(Span<Text>, String)>,
    /// The span of the quotation that it stands in.
    pub inside: Option<Span<Text>>,
    /// Whether it is marked as a quotation at all.
    pub marks: bool,
    /// The verdict.
    pub verdict: Verdict,
    /// Who the draft says is speaking.
    pub speaker: Option<String>,
    /// The records that it is listed with, the judged ones first.
    pub records: Vec<Match>,
}

/// A replacement in the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// What is replaced.
    pub span: Span<Text>,
    /// By what.
    pub text: String,
}

/// What a fix does about the words, in the order in which a desk thinks of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Remedy {
    /// Writes what the record says.
    Restore,
    /// Marks a cut with an ellipsis.
    Ellipsis,
    /// Puts an insertion in brackets.
    Bracket,
    /// Drops the quotation marks.
    Unquote,
}

impl Remedy {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Restore, Self::Ellipsis, Self::Bracket, Self::Unquote];

    /// The word in every output and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Restore => "restore",
            Self::Ellipsis => "ellipsis",
            Self::Bracket => "bracket",
            Self::Unquote => "unquote",
        }
    }
}

/// One way to mend a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does.
    pub remedy: Remedy,
    /// Whether it may be applied unread.
    pub applicability: Applicability,
    /// What it does.
    pub message: String,
    /// The replacements, by offset, without overlap. None where only a writer can make them, such as across a tag:
    /// then the message says what to write, and the fix is display-only.
    pub edits: Vec<Replacement>,
}

/// A second place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What is to be seen there.
    pub message: String,
}

/// A place in one of the files of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the file that the finding is about.
    Here(Span<Text>),
    /// In a wording of a record.
    Record {
        /// Which record.
        record: RecordId,
        /// Which wording.
        wording: usize,
        /// Where in it.
        said: Span<Said>,
    },
    /// In another draft of the run.
    Draft {
        /// Its index among the drafts that the pass over all of them was given.
        draft: usize,
        /// Where in it.
        span: Span<Text>,
    },
    /// In a rules file, by its index in the canon.
    Rules {
        /// Index of the file in `Canon::files`.
        file: usize,
        /// Where in it.
        span: Span<Text>,
    },
}

/// One diagnostic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which check.
    pub check: &'static Check,
    /// How bad.
    pub severity: Severity,
    /// What is wrong, in one sentence without a final stop.
    pub message: String,
    /// Where, in the file that was checked.
    pub span: Span<Text>,
    /// What the draft says there.
    pub found: String,
    /// What the record says instead.
    pub expected: String,
    /// The record's words that were compared with.
    pub record: Option<(RecordId, usize, Span<Said>)>,
    /// Ways to mend it, the best first.
    pub fixes: Vec<Fix>,
    /// Other places to look at.
    pub related: Vec<Related>,
    /// What else there is to know: one remark each.
    pub notes: Vec<String>,
    /// Index of the judged quotation that it is about.
    pub quotation: Option<usize>,
    /// The reason given by an ignore comment that silences it.
    pub suppressed: Option<String>,
}

impl Judged {
    /// The same quotation in a file in which it stands `by` bytes further on.
    #[must_use]
    pub fn moved(mut self, by: isize) -> Self {
        let to = |span: &mut Span<Text>| *span = span.moved(by);
        to(&mut self.span);
        self.parts.iter_mut().for_each(|(span, _)| to(span));
        self.inside.iter_mut().for_each(to);
        for listed in &mut self.records {
            to(&mut listed.span);
            listed.edits.iter_mut().for_each(|edit| to(&mut edit.span));
        }
        self
    }
}

impl Finding {
    /// The same finding in a file in which all that it points to stands `by` bytes further on.
    #[must_use]
    pub fn moved(mut self, by: isize) -> Self {
        let to = |span: &mut Span<Text>| *span = span.moved(by);
        to(&mut self.span);
        self.fixes.iter_mut().flat_map(|fix| &mut fix.edits).for_each(|edit| to(&mut edit.span));
        for related in &mut self.related {
            if let Place::Here(span) = &mut related.place {
                to(span);
            }
        }
        self
    }
}
