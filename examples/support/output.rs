//! What the linter says of one draft, in the shape of its JSON output: from the library, or from a binary that is run.
//!
//! The measurements read nothing else, so that either way measures what users see.

use std::path::Path;
use std::process::Command;

use misquote::diagnostic::Judged;
use misquote::lint::Checked;
use serde::Deserialize;

/// Bytes of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Bytes {
    pub start: usize,
    pub end: usize,
}

impl Bytes {
    pub fn overlap(self, other: Self) -> usize {
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }
}

/// One `edits` entry of a listed record.
#[derive(Debug, Clone, Deserialize)]
pub struct Edit {
    pub check: String,
    pub span: Bytes,
    pub found: String,
    pub expected: String,
}

/// One `records` entry of a quotation.
#[derive(Debug, Clone, Deserialize)]
pub struct Listed {
    pub id: String,
    pub role: String,
    pub span: Bytes,
    pub wording: usize,
    pub span_in_record: Bytes,
    pub edits: Vec<Edit>,
    /// Why it was matched and judged so; a binary tells it with `--explain-match` only.
    #[serde(default)]
    pub why: String,
}

/// One entry of `quotations`.
#[derive(Debug, Clone, Deserialize)]
pub struct Quotation {
    pub path: String,
    pub span: Bytes,
    pub text: String,
    pub marks: bool,
    pub verdict: String,
    pub speaker: Option<String>,
    pub records: Vec<Listed>,
}

impl Quotation {
    /// The record that it is judged by.
    pub fn matched(&self) -> Option<&Listed> {
        self.records.iter().find(|r| r.role == "match")
    }
}

/// One entry of `findings`.
#[derive(Debug, Clone, Deserialize)]
pub struct Finding {
    pub path: String,
    pub check: String,
    pub severity: String,
    pub message: String,
    pub span: Bytes,
}

/// Everything said of one draft.
#[derive(Debug, Clone, Default)]
pub struct Output {
    pub quotations: Vec<Quotation>,
    pub findings: Vec<Finding>,
}

impl Output {
    /// What the library returned. `ids` are the ids of the canon's records.
    pub fn of(checked: &Checked, ids: &[&str]) -> Self {
        let bytes = |span| {
            let disk = checked.file.disk(span);
            Bytes { start: disk.start, end: disk.end }
        };
        let quotation = |q: &Judged| Quotation {
            path: checked.file.path.clone(),
            span: bytes(q.span),
            text: q.text.clone(),
            marks: q.marks,
            verdict: q.verdict.name().into(),
            speaker: q.speaker.clone(),
            records: q
                .records
                .iter()
                .map(|m| Listed {
                    id: ids[m.record.0].into(),
                    role: m.role.name().into(),
                    span: bytes(m.span),
                    wording: m.wording,
                    why: m.why.clone(),
                    span_in_record: Bytes { start: m.said.start, end: m.said.end },
                    edits: m
                        .edits
                        .iter()
                        .map(|e| Edit {
                            check: e.check.code.into(),
                            span: bytes(e.span),
                            found: e.found.clone(),
                            expected: e.expected.clone(),
                        })
                        .collect(),
                })
                .collect(),
        };
        let findings = checked.findings.iter().filter(|f| f.suppressed.is_none()).map(|f| Finding {
            path: checked.file.path.clone(),
            check: f.check.code.into(),
            severity: f.severity.name().into(),
            message: f.message.clone(),
            span: bytes(f.span),
        });
        Self { quotations: checked.quotations.iter().map(quotation).collect(), findings: findings.collect() }
    }

    /// What a binary prints for `drafts` (paths as they are to be shown) with one rules file.
    pub fn run(
        binary: &Path,
        rules: &Path,
        folder: &Path,
        drafts: &[String],
        options: &[&str],
    ) -> Result<Vec<Self>, String> {
        #[derive(Deserialize)]
        struct Whole {
            findings: Vec<Finding>,
            quotations: Vec<Quotation>,
        }
        let run = |command: &str| -> Result<Whole, String> {
            let output = Command::new(binary)
                .current_dir(folder)
                .arg(command)
                .arg("--rules")
                .arg(rules)
                .args(options)
                .args(["--format", "json", "--"])
                .args(drafts)
                .output()
                .map_err(|e| format!("{}: {e}", binary.display()))?;
            serde_json::from_slice(&output.stdout).map_err(|e| {
                format!("{} {command}: {e}: {}", binary.display(), String::from_utf8_lossy(&output.stderr))
            })
        };
        let (findings, quotations) = (run("check")?.findings, run("quotes")?.quotations);
        let of = |draft: &String| Self {
            quotations: quotations.iter().filter(|q| q.path == *draft).cloned().collect(),
            findings: findings.iter().filter(|f| f.path == *draft).cloned().collect(),
        };
        Ok(drafts.iter().map(of).collect())
    }
}
