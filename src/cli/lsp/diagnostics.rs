//! Findings as the protocol's diagnostics.

use std::path::Path;

use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Range,
};

use super::positions::Units;
use super::uri::uri;
use crate::canon::Canon;
use crate::diagnostic::{Finding, Place, Related, Severity};
use crate::report::Found;
use crate::report::view::{self, Locator};
use crate::text_file::TextFile;

/// What findings become, for one client.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style<'a> {
    /// The folder that relative paths count from.
    pub(super) root: &'a Path,
    /// The units of columns.
    pub(super) units: Units,
    /// Whether the client shows related places; otherwise the message tells of them.
    pub(super) related: bool,
}

impl Style<'_> {
    /// The diagnostics of `findings` in `file`, silenced ones left out.
    pub(super) fn diagnostics<'f>(
        self,
        canon: &Canon,
        file: &TextFile,
        findings: impl Iterator<Item = &'f Finding>,
    ) -> Vec<Diagnostic> {
        let here = Locator::new(file);
        let open = findings.filter(|finding| finding.suppressed.is_none());
        open.map(|finding| self.diagnostic(canon, &here, finding)).collect()
    }

    /// One finding.
    pub(super) fn diagnostic(self, canon: &Canon, here: &Locator<'_>, finding: &Finding) -> Diagnostic {
        self.diagnostic_among(canon, here, finding, &[])
    }

    /// One finding, which may point into `drafts`.
    pub(super) fn diagnostic_among(
        self,
        canon: &Canon,
        here: &Locator<'_>,
        finding: &Finding,
        drafts: &[&TextFile],
    ) -> Diagnostic {
        let found = Found { drafts, ..Found::faults(here.file(), &[]) };
        let mut message = finding.message.clone();
        for note in &finding.notes {
            message += &format!("\n{note}");
        }
        let related: Vec<DiagnosticRelatedInformation> =
            finding.related.iter().filter_map(|related| self.related(canon, found, related)).collect();
        if !self.related {
            for related in &finding.related {
                message += &format!("\n{}", in_words(canon, related));
            }
        }
        Diagnostic {
            range: self.units.range(here, finding.span),
            severity: Some(match finding.severity {
                Severity::Error => DiagnosticSeverity::ERROR,
                Severity::Warning => DiagnosticSeverity::WARNING,
                Severity::Note => DiagnosticSeverity::INFORMATION,
            }),
            code: Some(NumberOrString::String(finding.check.code.to_owned())),
            source: Some("misquote".to_owned()),
            message,
            related_information: (self.related && !related.is_empty()).then_some(related),
            ..Diagnostic::default()
        }
    }

    fn related(
        self,
        canon: &Canon,
        found: Found<'_>,
        related: &Related,
    ) -> Option<DiagnosticRelatedInformation> {
        let (file, span) = view::related(canon, found, related.place);
        let location = self.location(file, self.units.range(&Locator::new(file), span))?;
        Some(DiagnosticRelatedInformation { location, message: in_words(canon, related) })
    }

    /// A place in a file of this run.
    pub(super) fn location(self, file: &TextFile, range: Range) -> Option<Location> {
        Some(Location { uri: uri(&self.root.join(&file.path))?, range })
    }
}

/// A second place in words: who said it, and what.
fn in_words(canon: &Canon, related: &Related) -> String {
    match related.place {
        Place::Record { record, wording, .. } => {
            format!("{}: “{}”", related.message, view::record(canon, record, wording).text)
        }
        Place::Here(_) | Place::Draft { .. } | Place::Rules { .. } => related.message.clone(),
    }
}
