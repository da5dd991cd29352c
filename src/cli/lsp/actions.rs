//! Quick fixes, and all safe fixes of a draft in one go.

use std::collections::HashMap;

use lsp_types::{CodeAction, CodeActionKind, CodeActionOrCommand, Range, TextEdit, Uri, WorkspaceEdit};

use super::diagnostics::Style;
use crate::canon::Canon;
use crate::checks::Applicability;
use crate::cli::accept::{Acceptance, acceptance};
use crate::cli::rules_file::change;
use crate::diagnostic::{Finding, Replacement};
use crate::fix::{self, Choice};
use crate::lint::Checked;
use crate::report::view::Locator;
use crate::span::{Span, Text};
use crate::text_file::TextFile;

/// The kind of the action that makes all safe fixes.
pub(super) const FIX_ALL: &str = "source.fixAll.misquote";

/// Whether a client that asks for `only` wants actions of `kind`: kinds are paths, and a longer one is a narrower one.
fn wants(only: Option<&[CodeActionKind]>, kind: &str) -> bool {
    only.is_none_or(|only| {
        only.iter().any(|wanted| {
            let wanted = wanted.as_str();
            wanted.is_empty()
                || kind == wanted
                || kind.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('.'))
        })
    })
}

/// Whether a client that asks for `only` wants quick fixes.
pub(super) fn wants_quick_fixes(only: Option<&[CodeActionKind]>) -> bool {
    wants(only, CodeActionKind::QUICKFIX.as_str())
}

/// How a text that is nearly the document's is checked.
pub(super) type Check<'c> = &'c dyn Fn(TextFile) -> Checked;

/// The stretch of a checked draft that quick fixes are asked for.
pub(super) struct Touched<'t> {
    canon: &'t Canon,
    checked: &'t Checked,
    span: Span<Text>,
    uri: &'t Uri,
    style: Style<'t>,
    here: Locator<'t>,
}

impl<'t> Touched<'t> {
    pub(super) fn new(
        (canon, checked): (&'t Canon, &'t Checked),
        span: Span<Text>,
        uri: &'t Uri,
        style: Style<'t>,
    ) -> Self {
        Self { canon, checked, span, uri, style, here: Locator::new(&checked.file) }
    }

    /// The findings that it touches, silenced ones left out.
    fn findings(&self) -> impl Iterator<Item = &'t Finding> {
        let span = self.span;
        (self.checked.findings.iter())
            .filter(|finding| finding.suppressed.is_none())
            .filter(move |finding| finding.span.start <= span.end && span.start <= finding.span.end)
    }

    /// An action that mends `findings` by `edit`.
    fn action(&self, title: String, findings: &[&Finding], edit: WorkspaceEdit) -> CodeAction {
        let diagnostic = |finding: &&Finding| self.style.diagnostic(self.canon, &self.here, finding);
        CodeAction {
            title,
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(findings.iter().map(diagnostic).collect()),
            edit: Some(edit),
            ..CodeAction::default()
        }
    }

    /// An edit of the draft.
    fn edit(&self, replacements: &[Replacement]) -> WorkspaceEdit {
        edit(self.uri, edits(&self.checked.file, replacements, self.style))
    }

    /// The fixes of its findings.
    pub(super) fn quick_fixes(&self) -> Vec<CodeActionOrCommand> {
        let mut actions = Vec::new();
        for finding in self.findings() {
            let can_be_made = |fix: &&crate::diagnostic::Fix| {
                fix.applicability > Applicability::DisplayOnly && !fix.edits.is_empty()
            };
            for (number, fix) in finding.fixes.iter().filter(can_be_made).enumerate() {
                actions.push(CodeActionOrCommand::CodeAction(CodeAction {
                    is_preferred: Some(number == 0 && fix.applicability == Applicability::Safe),
                    ..self.action(title(&fix.message), &[finding], self.edit(&fix.edits))
                }));
            }
        }
        actions
    }

    /// Where the words of a finding may be right: its record accepts them from then on.
    pub(super) fn acceptances(&self) -> Vec<CodeActionOrCommand> {
        let action = |finding: &'t Finding| {
            let Acceptance { record, edited, .. } =
                acceptance(self.canon, self.checked, finding, None).ok()?;
            let record = &self.canon.records[record.0];
            let file = &self.canon.files[record.file];
            let uri = super::uri::uri(&self.style.root.join(&file.path))?;
            let what = match (finding.found.as_str(), finding.expected.as_str()) {
                ("", expected) => format!("to leave out “{expected}”"),
                (found, _) => format!("“{found}”"),
            };
            let (changed, text) = change(&file.text, &edited);
            let replacement =
                Replacement { span: Span::new(changed.start, changed.end), text: text.to_owned() };
            Some(CodeActionOrCommand::CodeAction(self.action(
                format!("Accept {what} as right in record “{}”", record.id),
                &[finding],
                edit(&uri, edits(file, &[replacement], self.style)),
            )))
        };
        self.findings().filter_map(action).collect()
    }

    /// For each quotation that it touches and that differs from its record in several places: all of it restored.
    pub(super) fn restorations(&self, check: Check<'_>) -> Vec<CodeActionOrCommand> {
        let checked = self.checked;
        let choice = Choice { unsafe_fixes: true, remedy: None };
        let mut quotations: Vec<usize> = self.findings().filter_map(|finding| finding.quotation).collect();
        quotations.sort_unstable();
        quotations.dedup();
        let action = |quotation: usize| {
            let is_mended = |f: &&Finding| f.quotation == Some(quotation) && choice.of(f).is_some();
            let findings: Vec<&Finding> = checked.findings.iter().filter(is_mended).collect();
            if findings.len() < 2 {
                return None;
            }
            let check = |file| {
                let mut checked = check(file);
                checked.findings.retain(|finding| finding.quotation == Some(quotation));
                checked
            };
            let fixed = fix::fix_by(&check, checked.file.changed(checked.file.text.clone()), choice);
            (!fixed.changes.is_empty()).then(|| {
                let title = format!("Restore the record in this quotation ({} places)", findings.len());
                CodeActionOrCommand::CodeAction(self.action(title, &findings, self.edit(&fixed.changes)))
            })
        };
        quotations.into_iter().filter_map(action).collect()
    }
}

/// All safe fixes of a draft, if there are any.
pub(super) fn fix_all(
    checked: &Checked,
    check: Check<'_>,
    uri: &Uri,
    style: Style<'_>,
    only: Option<&[CodeActionKind]>,
) -> Option<CodeActionOrCommand> {
    let is_mended = |finding: &Finding| Choice::default().of(finding).is_some();
    if !wants(only, FIX_ALL) || !checked.findings.iter().any(is_mended) {
        return None;
    }
    let file = &checked.file;
    let fixed = fix::fix_by(check, file.changed(file.text.clone()), Choice::default());
    if fixed.changes.is_empty() {
        return None;
    }
    let n = fixed.made;
    Some(CodeActionOrCommand::CodeAction(CodeAction {
        title: format!("Mend {n} quotation fault{} that need no reading", if n == 1 { "" } else { "s" }),
        kind: Some(CodeActionKind::from(FIX_ALL)),
        edit: Some(edit(uri, edits(file, &fixed.changes, style))),
        ..CodeAction::default()
    }))
}

/// A fix's message as the title of an action.
fn title(message: &str) -> String {
    let mut chars = message.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    let words = format!("{first}{}", chars.as_str()).replacen('`', "“", 1).replacen('`', "”", 1);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn edits(file: &TextFile, replacements: &[Replacement], style: Style<'_>) -> Vec<TextEdit> {
    let here = Locator::new(file);
    let edit = |replacement: &Replacement| {
        let range: Range = style.units.range(&here, replacement.span);
        TextEdit { range, new_text: replacement.text.clone() }
    };
    replacements.iter().map(edit).collect()
}

fn edit(uri: &Uri, edits: Vec<TextEdit>) -> WorkspaceEdit {
    #[expect(clippy::mutable_key_type, reason = "the protocol's own type; its key is not changed")]
    let changes = HashMap::from([(uri.clone(), edits)]);
    WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wider_kind_asks_for_the_narrower_ones() {
        let only = |kind: &str| [CodeActionKind::from(kind.to_owned())];
        assert!(wants(None, FIX_ALL));
        assert!(wants(Some(&only("source")), FIX_ALL) && wants(Some(&only("source.fixAll")), FIX_ALL));
        assert!(wants(Some(&only(FIX_ALL)), FIX_ALL) && !wants(Some(&only("quickfix")), FIX_ALL));
        assert!(!wants(Some(&only("source.fix")), FIX_ALL));
    }

    #[test]
    fn titles_read_as_sentences() {
        assert_eq!(title("write `aside`"), "Write “aside”");
    }
}
