//! The message loop.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{self as notes, Notification as _};
use lsp_types::request::{self as requests, Request as _};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionParams, CodeActionProviderCapability, DiagnosticOptions,
    DiagnosticServerCapabilities, DidChangeTextDocumentParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DocumentDiagnosticParams, FileSystemWatcher, GlobPattern,
    HoverProviderCapability, InitializeParams, OneOf, Position, PublishDiagnosticsParams, ReferenceParams,
    Registration, RegistrationParams, ServerCapabilities, TextDocumentPositionParams,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, Uri,
    WorkspaceDiagnosticParams,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::diagnostics::Style;
use super::documents::{Document, Documents};
use super::positions::Units;
use super::workspace::{Answer, Canons, Workspace};
use super::{actions, lookup, root_of, uri};
use crate::cli::args::LspArgs;
use crate::cli::discover::{Discovery, Input};
use crate::cli::input::read_text;
use crate::cli::levels::Levels;
use crate::cli::output::Complaint;
use crate::cli::pattern::normal;
use crate::cli::projects::{CONFIG_NAME, Projects};
use crate::cli::{End, current_folder};

/// How often files are asked whether they changed, where the editor does not watch them.
const POLL: Duration = Duration::from_secs(1);

/// One client and what it has open.
pub(super) struct Server<'c> {
    connection: &'c Connection,
    args: &'c LspArgs,
    levels: Levels,
    root: PathBuf,
    units: Units,
    client: Client,
    documents: Documents,
    asked: i32,
}

/// What the client can do.
#[derive(Debug, Clone, Copy)]
struct Client {
    pulls: bool,
    refreshes: bool,
    related: bool,
    watches: bool,
}

/// Why a round of serving ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// Go on.
    Serve,
    /// Something that projects are made of changed.
    Reload,
    /// The client is gone.
    Exit,
}

impl<'c> Server<'c> {
    pub(super) fn new(
        connection: &'c Connection,
        args: &'c LspArgs,
        levels: Levels,
        params: InitializeParams,
    ) -> Result<Self, End> {
        let root = match root_of(&params) {
            Some(root) => normal(&root),
            None => current_folder()?,
        };
        let document = params.capabilities.text_document.as_ref();
        let workspace = params.capabilities.workspace.as_ref();
        let offered = params.capabilities.general.as_ref().and_then(|g| g.position_encodings.as_deref());
        let client = Client {
            pulls: document.is_some_and(|d| d.diagnostic.is_some()),
            refreshes: workspace
                .and_then(|w| w.diagnostic.as_ref())
                .is_some_and(|d| d.refresh_support == Some(true)),
            related: document
                .and_then(|d| d.publish_diagnostics.as_ref())
                .is_some_and(|d| d.related_information == Some(true)),
            watches: workspace
                .and_then(|w| w.did_change_watched_files)
                .is_some_and(|w| w.dynamic_registration == Some(true)),
        };
        let units = Units::best_of(offered);
        // Mistakes in the arguments are told at once, not to a client that does not show them.
        Projects::new(&root, args.rules.config.as_deref(), &args.rules.globs, &args.rules.sources)
            .map_err(Complaint::new)?;
        Ok(Self { connection, args, levels, root, units, client, documents: Documents::default(), asked: 0 })
    }

    pub(super) fn capabilities(&self) -> ServerCapabilities {
        ServerCapabilities {
            position_encoding: Some(self.units.kind()),
            text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                save: Some(true.into()),
                ..TextDocumentSyncOptions::default()
            })),
            diagnostic_provider: Some(DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("misquote".to_owned()),
                inter_file_dependencies: true,
                workspace_diagnostics: true,
                ..DiagnosticOptions::default()
            })),
            code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
                code_action_kinds: Some(vec![
                    CodeActionKind::QUICKFIX,
                    CodeActionKind::from(actions::FIX_ALL),
                ]),
                ..CodeActionOptions::default()
            })),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            definition_provider: Some(OneOf::Left(true)),
            references_provider: Some(OneOf::Left(true)),
            ..ServerCapabilities::default()
        }
    }

    /// Serves until the client is gone.
    pub(super) fn run(&mut self) {
        if self.client.watches {
            self.watch();
        }
        loop {
            let Ok(mut projects) = Projects::new(
                &self.root,
                self.args.rules.config.as_deref(),
                &self.args.rules.globs,
                &self.args.rules.sources,
            ) else {
                return;
            };
            for document in self.documents.0.values_mut() {
                projects.of_draft(&document.path);
                document.is_new = true;
            }
            let canons = Canons::load(&projects, &self.root, &self.documents);
            let (root, levels) = (self.root.clone(), std::mem::take(&mut self.levels));
            let mut workspace = Workspace::new(&root, projects, &canons, &levels, self.args.outside_marks);
            let next = self.serve(&mut workspace);
            drop(workspace);
            self.levels = levels;
            if next == Next::Exit {
                return;
            }
            if self.client.pulls && self.client.refreshes {
                self.ask::<requests::WorkspaceDiagnosticRefresh>(Value::Null);
            }
        }
    }

    fn serve(&mut self, workspace: &mut Workspace<'_>) -> Next {
        let mut polled = Instant::now();
        loop {
            // Whatever waits comes first: what it changes need not be looked at twice.
            let message = match self.connection.receiver.try_recv() {
                Ok(message) => message,
                Err(error) if error.is_disconnected() => return Next::Exit,
                Err(_) => {
                    self.publish(workspace);
                    match self.connection.receiver.recv() {
                        Ok(message) => message,
                        Err(_) => return Next::Exit,
                    }
                }
            };
            if !self.client.watches && polled.elapsed() >= POLL {
                polled = Instant::now();
                if workspace.canons.are_stale() {
                    // The message is not lost: its answer is worked out on the new records.
                    let next = self.one(workspace, message);
                    return if next == Next::Exit { next } else { Next::Reload };
                }
            }
            match self.one(workspace, message) {
                Next::Serve => {}
                next => return next,
            }
        }
    }

    fn one(&mut self, workspace: &mut Workspace<'_>, message: Message) -> Next {
        match message {
            Message::Request(request) if request.method == requests::Shutdown::METHOD => {
                self.send(Response::new_ok(request.id, ()));
                Next::Serve
            }
            Message::Request(request) => {
                let id = request.id.clone();
                // A bug that one document brings to light must not end the server.
                let answer = catch_unwind(AssertUnwindSafe(|| self.answer(workspace, request)));
                let failed =
                    |_| Response::new_err(id, ErrorCode::InternalError as i32, "a bug in misquote".into());
                self.send(answer.unwrap_or_else(failed));
                Next::Serve
            }
            Message::Notification(note) if note.method == notes::Exit::METHOD => Next::Exit,
            Message::Notification(note) => self.hear(workspace, note),
            Message::Response(_) => Next::Serve,
        }
    }

    /// A notification: documents open, change and close; files change.
    fn hear(&mut self, workspace: &mut Workspace<'_>, note: Notification) -> Next {
        match note.method.as_str() {
            notes::DidOpenTextDocument::METHOD => {
                let Some(params) = read::<DidOpenTextDocumentParams>(note.params) else { return Next::Serve };
                let item = params.text_document;
                let path = self.path_of(&item.uri);
                let known = workspace.project_of(&path).is_some();
                let differs = self.is_input(workspace, &path)
                    && read_text(&path, "").map(|file| file.text).ok().as_deref() != Some(item.text.as_str());
                let document = Document { path, version: item.version, text: item.text, is_new: true };
                self.documents.0.insert(item.uri.as_str().to_owned(), document);
                if known && !differs { Next::Serve } else { Next::Reload }
            }
            notes::DidChangeTextDocument::METHOD => {
                let Some(params) = read::<DidChangeTextDocumentParams>(note.params) else {
                    return Next::Serve;
                };
                let units = self.units;
                let id = params.text_document;
                let Some(document) = self.documents.0.get_mut(id.uri.as_str()) else { return Next::Serve };
                document.change(id.version, params.content_changes, units);
                let path = document.path.clone();
                if self.is_input(workspace, &path) { Next::Reload } else { Next::Serve }
            }
            notes::DidCloseTextDocument::METHOD => {
                let Some(params) = read::<DidCloseTextDocumentParams>(note.params) else {
                    return Next::Serve;
                };
                let uri = params.text_document.uri;
                let closed = self.documents.0.remove(uri.as_str());
                if !self.client.pulls {
                    self.tell::<notes::PublishDiagnostics>(PublishDiagnosticsParams::new(
                        uri,
                        Vec::new(),
                        None,
                    ));
                }
                // What was not saved holds no longer.
                let was_input = closed.is_some_and(|document| self.is_input(workspace, &document.path));
                if was_input { Next::Reload } else { Next::Serve }
            }
            notes::DidSaveTextDocument::METHOD if workspace.canons.are_stale() => Next::Reload,
            notes::DidChangeWatchedFiles::METHOD | notes::DidChangeConfiguration::METHOD => Next::Reload,
            _ => Next::Serve,
        }
    }

    /// A request.
    fn answer(&mut self, workspace: &mut Workspace<'_>, request: Request) -> Response {
        let id = request.id.clone();
        match request.method.as_str() {
            requests::DocumentDiagnosticRequest::METHOD => {
                with(request, |params: DocumentDiagnosticParams| {
                    let items = self.diagnostics(workspace, params.text_document.uri.as_str());
                    json!({ "kind": "full", "items": items })
                })
            }
            requests::WorkspaceDiagnosticRequest::METHOD => {
                with(request, |_: WorkspaceDiagnosticParams| json!({ "items": self.of_workspace(workspace) }))
            }
            requests::CodeActionRequest::METHOD => {
                with(request, |params: CodeActionParams| self.code_actions(workspace, &params))
            }
            requests::HoverRequest::METHOD => with(request, |params: lsp_types::HoverParams| {
                let at = params.text_document_position_params;
                let style = self.style(workspace.root);
                self.at(workspace, &at).and_then(|(canon, answer, at)| match answer {
                    Answer::Draft(checked) => lookup::hover(canon, &checked, at, style),
                    Answer::Mistakes(..) => None,
                })
            }),
            requests::GotoDefinition::METHOD => with(request, |params: lsp_types::GotoDefinitionParams| {
                let at = params.text_document_position_params;
                let style = self.style(workspace.root);
                self.at(workspace, &at).map(|(canon, answer, at)| match answer {
                    Answer::Draft(checked) => lookup::definition(canon, &checked, at, style),
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
        }
    }

    /// What there is to say of an open document.
    fn look(&self, workspace: &mut Workspace<'_>, uri: &str) -> Option<Answer> {
        let document = self.documents.0.get(uri)?;
        workspace.look_at(&document.path, &document.text)
    }

    /// The place that a request is about: the records of its project, what is said of the document, the byte.
    fn at<'a>(
        &self,
        workspace: &mut Workspace<'a>,
        at: &TextDocumentPositionParams,
    ) -> Option<(&'a crate::canon::Canon, Answer, usize)> {
        let uri = at.text_document.uri.as_str();
        let answer = self.look(workspace, uri)?;
        let index = workspace.project_of(&self.documents.0.get(uri)?.path)?;
        let offset = self.units.offset(answer.file(), at.position);
        Some((&workspace.canons.all[index].canon, answer, offset))
    }

    fn diagnostics(&self, workspace: &mut Workspace<'_>, uri: &str) -> Vec<lsp_types::Diagnostic> {
        let Some(document) = self.documents.0.get(uri) else { return Vec::new() };
        self.diagnostics_of(workspace, &document.path, &document.text)
    }

    fn diagnostics_of(
        &self,
        workspace: &mut Workspace<'_>,
        path: &Path,
        text: &str,
    ) -> Vec<lsp_types::Diagnostic> {
        let Some(answer) = workspace.look_at(path, text) else { return Vec::new() };
        let Some(index) = workspace.project_of(path) else { return Vec::new() };
        let canon = &workspace.canons.all[index].canon;
        self.style(workspace.root).diagnostics(canon, answer.file(), answer.findings())
    }

    /// Tells a client that does not ask what there is to say of documents that are new or changed.
    fn publish(&mut self, workspace: &mut Workspace<'_>) {
        let mut new: Vec<(String, i32)> = Vec::new();
        for (uri, document) in &mut self.documents.0 {
            if std::mem::take(&mut document.is_new) {
                new.push((uri.clone(), document.version));
            }
        }
        if self.client.pulls {
            return;
        }
        for (address, version) in new {
            let looked = catch_unwind(AssertUnwindSafe(|| self.diagnostics(workspace, &address)));
            let Ok(uri) = address.parse::<Uri>() else { continue };
            let params = PublishDiagnosticsParams::new(uri, looked.unwrap_or_default(), Some(version));
            self.tell::<notes::PublishDiagnostics>(params);
        }
    }

    /// Every draft of the workspace, with its text as it is in the editor or on disk.
    fn drafts(&self, workspace: &mut Workspace<'_>) -> Vec<(PathBuf, String)> {
        let root = workspace.root;
        let mut no_draft = |path: &Path| workspace.projects.passes_over(path);
        let mut discovery = Discovery::new(root, &mut no_draft);
        discovery.add_argument(root, None);
        let found = discovery.finish();
        let files = found.drafts.into_iter().filter(|draft| draft.input == Input::File);
        files
            .filter_map(|draft| {
                let text = match self.documents.text_at(&draft.path) {
                    Some(text) => text.to_owned(),
                    None => read_text(&draft.path, "").ok()?.text,
                };
                Some((draft.path, text))
            })
            .collect()
    }

    fn of_workspace(&self, workspace: &mut Workspace<'_>) -> Vec<Value> {
        let drafts = self.drafts(workspace);
        let report = |(path, text): (PathBuf, String)| {
            let items = self.diagnostics_of(workspace, &path, &text);
            let address = uri::uri(&path)?;
            let version = self.documents.0.get(address.as_str()).map(|document| document.version);
            Some(json!({ "kind": "full", "uri": address, "version": version, "items": items }))
        };
        drafts.into_iter().filter_map(report).collect()
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
        let Some((canon, Answer::Draft(checked), start)) = self.at(workspace, &at(params.range.start)) else {
            return Vec::new();
        };
        let end = self.units.offset(&checked.file, params.range.end).max(start);
        let only = params.context.only.as_deref();
        let span = crate::span::Span::new(start, end);
        let mut all = actions::quick_fixes(canon, &checked, span, uri, style, only);
        let path = self.path_of(uri);
        if let Some(index) = workspace.project_of(&path) {
            let (linter, judged) = workspace.linter(index, &path);
            all.extend(actions::fix_all(&linter, &checked.file, &judged.levels, uri, style, only));
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
        let drafts = self.drafts(workspace);
        let mut places = lookup::references(workspace, index, &records, &drafts, style);
        if params.context.include_declaration {
            places.extend(lookup::declarations(canon, &records, style));
        }
        places
    }

    fn style<'r>(&self, root: &'r Path) -> Style<'r> {
        // Pulled diagnostics have related places by the protocol; only a client that is told may lack them.
        Style { root, units: self.units, related: self.client.related || self.client.pulls }
    }

    fn path_of(&self, uri: &Uri) -> PathBuf {
        match uri::path(uri.as_str()) {
            Some(path) => normal(&path),
            // Not saved yet: its name tells the format at least.
            None => self.root.join(uri.as_str().rsplit(['/', ':']).next().unwrap_or("untitled")),
        }
    }

    /// Whether a file is one that projects are made of.
    fn is_input(&self, workspace: &mut Workspace<'_>, path: &Path) -> bool {
        path.file_name().is_some_and(|name| name == CONFIG_NAME)
            || path.extension().is_some_and(|extension| extension == "toml")
                && workspace.projects.passes_over(path)
    }

    fn watch(&mut self) {
        let watchers = ["**/*.toml"]
            .map(|glob| FileSystemWatcher { glob_pattern: GlobPattern::String(glob.to_owned()), kind: None });
        let registration = Registration {
            id: "misquote-files".to_owned(),
            method: notes::DidChangeWatchedFiles::METHOD.to_owned(),
            register_options: Some(json!({ "watchers": watchers })),
        };
        let params = RegistrationParams { registrations: vec![registration] };
        self.ask::<requests::RegisterCapability>(json!(params));
    }

    fn ask<R: requests::Request>(&mut self, params: Value) {
        self.asked += 1;
        let id = RequestId::from(format!("misquote-{}", self.asked));
        self.send(Request { id, method: R::METHOD.to_owned(), params });
    }

    fn tell<N: notes::Notification>(&self, params: N::Params) {
        self.send(Notification::new(N::METHOD.to_owned(), params));
    }

    fn send(&self, message: impl Into<Message>) {
        // A client that is gone is noticed when nothing more comes from it.
        let _ = self.connection.sender.send(message.into());
    }
}

fn read<P: DeserializeOwned>(params: Value) -> Option<P> {
    serde_json::from_value(params).ok()
}

/// Answers a request whose parameters can be read.
fn with<P: DeserializeOwned, A: Serialize>(request: Request, answer: impl FnOnce(P) -> A) -> Response {
    match serde_json::from_value(request.params) {
        Ok(params) => Response::new_ok(request.id, answer(params)),
        Err(error) => Response::new_err(request.id, ErrorCode::InvalidParams as i32, error.to_string()),
    }
}
