//! The message loop.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::Duration;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{self as notes, Notification as _};
use lsp_types::request::{self as requests, Request as _};
use lsp_types::{
    CancelParams, CodeActionKind, CodeActionOptions, CodeActionProviderCapability, DiagnosticOptions,
    DiagnosticServerCapabilities, DidChangeTextDocumentParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, FileSystemWatcher, GlobPattern, HoverProviderCapability, InitializeParams,
    MessageType, NumberOrString, OneOf, PublishDiagnosticsParams, Registration, RegistrationParams,
    ServerCapabilities, ShowMessageParams, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, Uri,
};
use serde_json::{Value, json};

use super::canons::Canons;
use super::documents::{Document, Documents};
use super::outbox::{Outbox, Outgoing};
use super::positions::Units;
use super::requests::{Pending, read};
use super::workspace::Workspace;
use super::{actions, root_of, uri};
use crate::cli::args::LspArgs;
use crate::cli::input::read_text;
use crate::cli::levels::Levels;
use crate::cli::output::Complaint;
use crate::cli::pattern::normal;
use crate::cli::projects::Projects;
use crate::cli::{End, current_folder};

/// How often files are asked whether they changed, where the editor does not watch them.
const POLL: Duration = Duration::from_secs(1);

/// One client and what it has open.
pub(super) struct Server<'c> {
    connection: &'c Connection,
    pub(super) outbox: Outbox<'c>,
    args: &'c LspArgs,
    levels: Levels,
    root: PathBuf,
    pub(super) units: Units,
    pub(super) client: Client,
    pub(super) documents: Documents,
    /// What waits until every draft of the workspace was looked at.
    pub(super) pending: Vec<Pending>,
    /// The mistakes in files that are not open, as they were told last.
    told: Vec<String>,
    asked: i32,
}

/// What the client can do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Client {
    /// It asks for diagnostics, and is not told of them.
    pub(super) pulls: bool,
    refreshes: bool,
    /// It shows related places of diagnostics that it is told of.
    pub(super) related: bool,
    watches: bool,
    /// It has a folder open: its drafts are looked at, too. A file alone may lie in a home folder.
    has_folder: bool,
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
        (connection, outbox): (&'c Connection, Outbox<'c>),
        args: &'c LspArgs,
        levels: Levels,
        params: InitializeParams,
        refreshes: bool,
    ) -> Result<Self, End> {
        let folder = root_of(&params);
        let has_folder = folder.is_some();
        let root = match folder {
            Some(root) => normal(&root),
            None => current_folder()?,
        };
        let document = params.capabilities.text_document.as_ref();
        let workspace = params.capabilities.workspace.as_ref();
        let offered = params.capabilities.general.as_ref().and_then(|g| g.position_encodings.as_deref());
        let client = Client {
            pulls: document.is_some_and(|d| d.diagnostic.is_some()),
            refreshes,
            related: document
                .and_then(|d| d.publish_diagnostics.as_ref())
                .is_some_and(|d| d.related_information == Some(true)),
            watches: workspace
                .and_then(|w| w.did_change_watched_files)
                .is_some_and(|w| w.dynamic_registration == Some(true)),
            has_folder,
        };
        let units = Units::best_of(offered);
        // Mistakes in the arguments are told at once, not to a client that does not show them.
        Projects::new(&root, args.rules.config.as_deref(), &args.rules.globs, &args.rules.sources)
            .map_err(Complaint::new)?;
        Ok(Self {
            connection,
            outbox,
            args,
            levels,
            root,
            units,
            client,
            documents: Documents::default(),
            pending: Vec::new(),
            told: Vec::new(),
            asked: 0,
        })
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
            workspace.are_drafts_found = !self.client.has_folder && self.pending.is_empty();
            self.tell_of_mistakes(&workspace);
            let next = self.serve(&mut workspace);
            drop(workspace);
            self.levels = levels;
            if next == Next::Exit {
                return;
            }
            self.refresh();
        }
    }

    fn serve(&mut self, workspace: &mut Workspace<'_>) -> Next {
        loop {
            let next = match self.wait(workspace) {
                Ok(message) => self.one(workspace, message),
                Err(next) => next,
            };
            if next != Next::Serve {
                return next;
            }
        }
    }

    /// The next message. While none waits, what is to be said is worked out: of open documents first, then of the other
    /// drafts, one after another.
    fn wait(&mut self, workspace: &mut Workspace<'_>) -> Result<Message, Next> {
        loop {
            // Whatever waits comes first: what it changes need not be looked at twice.
            match self.connection.receiver.try_recv() {
                Ok(message) => return Ok(message),
                Err(error) if error.is_disconnected() => return Err(Next::Exit),
                Err(_) => {}
            }
            self.publish(workspace);
            // A bug that one draft brings to light must not end the server.
            if catch_unwind(AssertUnwindSafe(|| workspace.look_at_next(&self.documents))).unwrap_or(true) {
                continue;
            }
            self.settle(workspace);
            if self.client.watches {
                return self.connection.receiver.recv().map_err(|_| Next::Exit);
            }
            match self.connection.receiver.recv_timeout(POLL) {
                Ok(message) => return Ok(message),
                Err(error) if error.is_disconnected() => return Err(Next::Exit),
                Err(_) if workspace.canons.are_stale() => return Err(Next::Reload),
                Err(_) => {}
            }
        }
    }

    /// What can be said once every draft was looked at.
    fn settle(&mut self, workspace: &mut Workspace<'_>) {
        let style = self.style(workspace.root);
        let compared = catch_unwind(AssertUnwindSafe(|| workspace.compare_if_changed(style)));
        let changed: BTreeSet<PathBuf> = std::mem::take(&mut workspace.compared.changed);
        let mut touched = false;
        for document in self.documents.0.values_mut().filter(|d| changed.contains(&d.path)) {
            document.is_new = true;
            touched = true;
        }
        if touched && compared.is_ok() {
            self.refresh();
            self.publish(workspace);
        }
        self.answer_pending(workspace);
    }

    /// Has a client that asks for diagnostics ask again.
    fn refresh(&mut self) {
        if self.client.pulls && self.client.refreshes {
            self.ask::<requests::WorkspaceDiagnosticRefresh>(Value::Null);
        }
    }

    /// Tells of mistakes in configuration and rules files that nobody has open: without these records, what is said of
    /// drafts is not all.
    fn tell_of_mistakes(&mut self, workspace: &Workspace<'_>) {
        let mistakes: Vec<String> = workspace
            .mistakes()
            .filter(|(path, _)| self.documents.text_at(path).is_none())
            .map(|(_, mistake)| mistake)
            .collect();
        if mistakes != self.told && !mistakes.is_empty() {
            let more = match mistakes.len() - 1 {
                0 => String::new(),
                more => format!(" (and {more} more)"),
            };
            let message = format!("not all records can be used: {}{more}", mistakes[0]);
            self.tell::<notes::ShowMessage>(ShowMessageParams { typ: MessageType::WARNING, message });
        }
        self.told = mistakes;
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
                let failed = |_| {
                    let bug = "a bug in misquote".to_owned();
                    Response::new_err(id, ErrorCode::InternalError as i32, bug).into()
                };
                if let Some(answer) = answer.unwrap_or_else(|error| Some(Outgoing::Message(failed(error)))) {
                    (self.outbox)(answer);
                }
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
                let differs = workspace.is_input(&path)
                    && read_text(&path, "").map(|file| file.text).ok().as_deref() != Some(item.text.as_str());
                let path = match uri::path(item.uri.as_str()) {
                    Some(_) => path,
                    None => named_by_language(path, &item.language_id),
                };
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
                if workspace.is_input(&path) { Next::Reload } else { Next::Serve }
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
                let Some(closed) = closed else { return Next::Serve };
                // What was not saved holds no longer.
                if workspace.is_input(&closed.path) {
                    return Next::Reload;
                }
                workspace.forget(&closed.path);
                Next::Serve
            }
            notes::DidSaveTextDocument::METHOD if workspace.canons.are_stale() => Next::Reload,
            notes::Cancel::METHOD => {
                let Some(CancelParams { id }) = read(note.params) else { return Next::Serve };
                let id = match id {
                    NumberOrString::Number(id) => RequestId::from(id),
                    NumberOrString::String(id) => RequestId::from(id),
                };
                if let Some(at) = self.pending.iter().position(|pending| pending.id == id) {
                    let Pending { id, .. } = self.pending.remove(at);
                    self.send(Response::new_err(id, ErrorCode::RequestCanceled as i32, "cancelled".into()));
                }
                Next::Serve
            }
            notes::DidChangeWatchedFiles::METHOD | notes::DidChangeConfiguration::METHOD => Next::Reload,
            _ => Next::Serve,
        }
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
            // Told of after every keystroke: no second copy of it is made.
            if let Ok(params) = serde_json::to_string(&params) {
                (self.outbox)(Outgoing::Note { method: notes::PublishDiagnostics::METHOD, params });
            }
        }
    }

    /// Where the document at an address lies.
    pub(super) fn path_of(&self, uri: &Uri) -> PathBuf {
        if let Some(document) = self.documents.0.get(uri.as_str()) {
            return document.path.clone();
        }
        match uri::path(uri.as_str()) {
            Some(path) => normal(&path),
            // Not saved yet: its name tells the format at least.
            None => self.root.join(uri.as_str().rsplit(['/', ':']).next().unwrap_or("untitled")),
        }
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

    pub(super) fn send(&self, message: impl Into<Message>) {
        (self.outbox)(Outgoing::Message(message.into()));
    }
}

/// The place of a document that was not saved yet, with the ending of what it is written in.
fn named_by_language(path: PathBuf, language: &str) -> PathBuf {
    let ending = match language {
        "markdown" | "quarto" => "md",
        "html" => "html",
        "latex" | "tex" => "tex",
        "restructuredtext" | "rst" => "rst",
        "asciidoc" => "adoc",
        "json" | "jsonl" | "srt" | "vtt" => language,
        _ => return path,
    };
    if path.extension().is_some() { path } else { path.with_extension(ending) }
}
