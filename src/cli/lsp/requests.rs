//! Requests and their answers.

use std::collections::BTreeMap;
use std::hash::BuildHasher;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use lsp_server::{ErrorCode, Request, RequestId, Response};
use lsp_types::request::{self as requests, Request as _};
use lsp_types::{
    CodeActionParams, Diagnostic, DocumentDiagnosticParams, Position, ReferenceParams,
    TextDocumentPositionParams, WorkspaceDiagnosticParams,
};
use rustc_hash::FxBuildHasher;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::actions::Touched;
use super::diagnostics::Style;
use super::outbox::Outgoing;
use super::server::Server;
use super::workspace::{Answer, Workspace};
use super::{actions, lookup, uri};
use crate::canon::Canon;
use crate::span::Span;

/// A question about the whole workspace, which is answered when every draft was looked at.
pub(super) struct Pending {
    pub(super) id: RequestId,
    /// What the client has of each file, by address.
    known: BTreeMap<String, String>,
}

impl Server<'_> {
    /// The answer to a request; none yet if it has to wait.
    pub(super) fn answer(&mut self, workspace: &mut Workspace<'_>, request: Request) -> Option<Outgoing> {
        let id = request.id.clone();
        let invalid = |id| {
            let error = Response::new_err(id, ErrorCode::InvalidParams as i32, String::new());
            Some(Outgoing::Message(error.into()))
        };
        let response = match request.method.as_str() {
            requests::DocumentDiagnosticRequest::METHOD => {
                let Some(params) = read::<DocumentDiagnosticParams>(request.params) else {
                    return invalid(id);
                };
                let items = self.diagnostics(workspace, params.text_document.uri.as_str());
                let result = report(&items, params.previous_result_id.as_deref(), "");
                return Some(Outgoing::Answer { id, result });
            }
            requests::WorkspaceDiagnosticRequest::METHOD => {
                let Some(params) = read::<WorkspaceDiagnosticParams>(request.params) else {
                    return invalid(id);
                };
                let known = params.previous_result_ids.into_iter().map(|p| (p.uri.to_string(), p.value));
                self.pending.push(Pending { id, known: known.collect() });
                workspace.find_drafts(&self.documents, true);
                return None;
            }
            requests::CodeActionRequest::METHOD => {
                with(request, |params: CodeActionParams| self.code_actions(workspace, &params))
            }
            requests::HoverRequest::METHOD => with(request, |params: lsp_types::HoverParams| {
                let at = params.text_document_position_params;
                let style = self.style(workspace.root);
                let (canon, answer, at) = self.at(workspace, &at)?;
                match &*answer {
                    Answer::Draft(checked) => lookup::hover(canon, checked, at, style),
                    Answer::Mistakes(..) => None,
                }
            }),
            requests::GotoDefinition::METHOD => with(request, |params: lsp_types::GotoDefinitionParams| {
                let at = params.text_document_position_params;
                let style = self.style(workspace.root);
                self.at(workspace, &at).map(|(canon, answer, at)| match &*answer {
                    Answer::Draft(checked) => lookup::definition(canon, checked, at, style),
                    Answer::Mistakes(..) => Vec::new(),
                })
            }),
            requests::References::METHOD => {
                with(request, |params: ReferenceParams| self.references(workspace, &params))
            }
            method => {
                let message = format!("misquote does not know `{method}`");
                Response::new_err(id, ErrorCode::MethodNotFound as i32, message)
            }
        };
        Some(Outgoing::Message(response.into()))
    }

    /// What there is to say of an open document.
    fn look(&self, workspace: &mut Workspace<'_>, uri: &str) -> Option<Rc<Answer>> {
        let document = self.documents.0.get(uri)?;
        workspace.look_at(&document.path, &document.text)
    }

    /// The place that a request is about: the records of its project, what is said of the document, the byte.
    fn at<'a>(
        &self,
        workspace: &mut Workspace<'a>,
        at: &TextDocumentPositionParams,
    ) -> Option<(&'a Canon, Rc<Answer>, usize)> {
        let uri = at.text_document.uri.as_str();
        let answer = self.look(workspace, uri)?;
        let index = workspace.project_of(&self.documents.0.get(uri)?.path)?;
        let offset = self.units.offset(answer.file(), at.position);
        Some((&workspace.canons.all[index].canon, answer, offset))
    }

    /// The diagnostics of an open document.
    pub(super) fn diagnostics(&self, workspace: &mut Workspace<'_>, uri: &str) -> Vec<Diagnostic> {
        let Some(document) = self.documents.0.get(uri) else { return Vec::new() };
        self.diagnostics_of(workspace, &document.path, &document.text)
    }

    fn diagnostics_of(&self, workspace: &mut Workspace<'_>, path: &Path, text: &str) -> Vec<Diagnostic> {
        let Some(answer) = workspace.look_at(path, text) else { return Vec::new() };
        let Some(index) = workspace.project_of(path) else { return Vec::new() };
        let canon = &workspace.canons.all[index].canon;
        let style = self.style(workspace.root);
        let beside = workspace.said_beside_others(path, style);
        let findings = answer.findings().iter().filter(|finding| workspace.holds(path, finding));
        let mut all = style.diagnostics(canon, answer.file(), findings);
        if !beside.is_empty() {
            all.extend(beside);
            all.sort_by_key(|diagnostic| diagnostic.range.start);
        }
        all
    }

    /// Answers what was asked about the whole workspace, now that every draft was looked at.
    pub(super) fn answer_pending(&mut self, workspace: &mut Workspace<'_>) {
        if self.pending.is_empty() {
            return;
        }
        let mut files: BTreeMap<PathBuf, String> = workspace.inputs().into_iter().collect();
        let drafts = workspace.looked.iter().filter(|(_, looked)| looked.judged.is_some());
        files.extend(drafts.map(|(path, looked)| (path.clone(), looked.answer.file().text.clone())));
        let mut reports: Vec<(String, Option<i32>, Vec<Diagnostic>)> = Vec::new();
        for (path, text) in files {
            let Some(address) = uri::uri(&path) else { continue };
            let open = self.documents.0.values().find(|document| document.path == path);
            let (version, text) = open.map_or((None, text), |open| (Some(open.version), open.text.clone()));
            let items = self.diagnostics_of(workspace, &path, &text);
            reports.push((address.to_string(), version, items));
        }
        for Pending { id, known } in std::mem::take(&mut self.pending) {
            let items = reports.iter().map(|(address, version, items)| {
                let about = format!(r#","uri":{},"version":{}"#, json!(address), json!(version));
                report(items, known.get(address).map(String::as_str), &about)
            });
            // What is no longer there has nothing left to show.
            let gone = known.keys().filter(|uri| !reports.iter().any(|(address, ..)| address == *uri));
            let gone = gone
                .map(|uri| json!({ "kind": "full", "uri": uri, "version": null, "items": [] }).to_string());
            let items: Vec<String> = items.chain(gone).collect();
            (self.outbox)(Outgoing::Answer { id, result: format!(r#"{{"items":[{}]}}"#, items.join(",")) });
        }
    }

    fn code_actions(
        &self,
        workspace: &mut Workspace<'_>,
        params: &CodeActionParams,
    ) -> Vec<lsp_types::CodeActionOrCommand> {
        let uri = &params.text_document.uri;
        let style = self.style(workspace.root);
        let at = |position: Position| TextDocumentPositionParams {
            text_document: params.text_document.clone(),
            position,
        };
        let Some((canon, answer, start)) = self.at(workspace, &at(params.range.start)) else {
            return Vec::new();
        };
        let Answer::Draft(checked) = &*answer else { return Vec::new() };
        let end = self.units.offset(&checked.file, params.range.end).max(start);
        let only = params.context.only.as_deref();
        let wanted = actions::wants_quick_fixes(only);
        let touched = Touched::new((canon, checked), Span::new(start, end), uri, style);
        let mut all = if wanted { touched.quick_fixes() } else { Vec::new() };
        let path = self.path_of(uri);
        if let Some(index) = workspace.project_of(&path) {
            if wanted && workspace.canons.all[index].are_sound() {
                all.extend(touched.acceptances());
            }
            let judged = workspace.judged(index, &path);
            workspace.check_like(&path, &judged, |check| {
                if wanted {
                    all.extend(touched.restorations(check));
                }
                all.extend(actions::fix_all(checked, check, uri, style, only));
            });
        }
        all
    }

    fn references(
        &self,
        workspace: &mut Workspace<'_>,
        params: &ReferenceParams,
    ) -> Vec<lsp_types::Location> {
        let at = &params.text_document_position;
        let Some((canon, answer, offset)) = self.at(workspace, at) else { return Vec::new() };
        let records = lookup::records_at(canon, &answer, offset);
        let Some(index) = workspace.project_of(&self.path_of(&at.text_document.uri)) else {
            return Vec::new();
        };
        if records.is_empty() {
            return Vec::new();
        }
        let style = self.style(workspace.root);
        workspace.find_drafts(&self.documents, true);
        while workspace.look_at_next(&self.documents) {}
        let mut places = lookup::references(workspace, index, &records, style);
        if params.context.include_declaration {
            places.extend(lookup::declarations(canon, &records, style));
        }
        places
    }

    /// What findings become for this client.
    pub(super) fn style<'r>(&self, root: &'r Path) -> Style<'r> {
        // Pulled diagnostics have related places by the protocol; only a client that is told may lack them.
        Style { root, units: self.units, related: self.client.related || self.client.pulls }
    }
}

/// A diagnostic report as JSON: all of it, or that it is what the client has already. `about` are more of its fields, each
/// with a comma before it.
fn report(items: &[Diagnostic], known: Option<&str>, about: &str) -> String {
    // Writing to a string cannot fail.
    let items = serde_json::to_string(items).unwrap_or_default();
    let id = format!("{:016x}", FxBuildHasher.hash_one(&items));
    match known == Some(id.as_str()) {
        true => format!(r#"{{"kind":"unchanged","resultId":"{id}"{about}}}"#),
        false => format!(r#"{{"kind":"full","resultId":"{id}"{about},"items":{items}}}"#),
    }
}

/// The parameters of a message, if they can be read.
pub(super) fn read<P: DeserializeOwned>(params: Value) -> Option<P> {
    serde_json::from_value(params).ok()
}

/// Answers a request whose parameters can be read.
fn with<P: DeserializeOwned, A: Serialize>(request: Request, answer: impl FnOnce(P) -> A) -> Response {
    match serde_json::from_value(request.params) {
        Ok(params) => Response::new_ok(request.id, answer(params)),
        Err(error) => Response::new_err(request.id, ErrorCode::InvalidParams as i32, error.to_string()),
    }
}
