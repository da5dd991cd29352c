//! `misquote lsp`: the language server, on standard input and output.
//!
//! Synchronous: one message after another, and what is to be said of changed documents is worked out when no message is
//! waiting, so that typing is never behind; then the other drafts of the workspace are looked at, one between two
//! messages. What a project is made of (configuration, rules files) is read once; when any of it changes, saved or not,
//! everything is read anew.
//!
//! ```text
//! server       messages in, notifications out  ← documents, workspace
//! requests     answers                         ← workspace
//! workspace    projects, linters, drafts       ← canons, compared    (the pipeline is `Linter::check`, as everywhere)
//! diagnostics  actions  lookup                   what is said, in the protocol's words
//! positions    uri                               its units
//! outbox                                         the threads that read and write
//! ```

mod actions;
mod canons;
mod compared;
mod diagnostics;
mod documents;
mod lookup;
mod outbox;
mod positions;
mod requests;
mod server;
#[cfg(test)]
mod tests;
mod uri;
mod workspace;

use std::path::PathBuf;

use lsp_server::Connection;

use self::outbox::Outbox;
use self::server::Server;
use super::args::LspArgs;
use super::levels::Levels;
use super::output::Complaint;
use super::{End, Status};

/// Serves one client until it says `exit` or closes the connection.
pub(crate) fn run(args: &LspArgs, levels: Levels) -> Result<Status, End> {
    outbox::on_standard_streams(|connection, outbox| serve(connection, outbox, args, levels))?
}

/// Serves one client whose messages come over `connection`. What it is told goes to `outbox` once both know each other.
fn serve(connection: &Connection, outbox: Outbox<'_>, args: &LspArgs, levels: Levels) -> Result<Status, End> {
    let (id, params) = match connection.initialize_start() {
        Ok(started) => started,
        // A client that goes away without a word wanted nothing.
        Err(error) if error.channel_is_disconnected() => return Ok(Status::Clean),
        Err(error) => return Err(Complaint::new(format!("no language client speaks: {error}")).into()),
    };
    let refreshes = refreshes(&params);
    let params = serde_json::from_value(params)
        .map_err(|error| Complaint::new(format!("the client's `initialize` cannot be read: {error}")))?;
    let mut server = Server::new((connection, outbox), args, levels, params, refreshes)?;
    let answer = serde_json::json!({
        "capabilities": server.capabilities(),
        "serverInfo": { "name": "misquote", "version": env!("CARGO_PKG_VERSION") },
    });
    if connection.initialize_finish(id, answer).is_err() {
        return Ok(Status::Clean);
    }
    server.run();
    Ok(Status::Clean)
}

/// Whether the client asks for diagnostics again when it is told to. The protocol calls this `diagnostics`, which the types
/// that we use do not know.
fn refreshes(params: &serde_json::Value) -> bool {
    let workspace = &params["capabilities"]["workspace"];
    ["diagnostics", "diagnostic"].iter().any(|key| workspace[key]["refreshSupport"] == true)
}

/// The folder that the workspace lies in, from what the client says of it.
fn root_of(params: &lsp_types::InitializeParams) -> Option<PathBuf> {
    let folders = params.workspace_folders.iter().flatten().map(|folder| folder.uri.as_str().to_owned());
    #[expect(deprecated, reason = "older clients say nothing else")]
    let root = params.root_uri.iter().map(|uri| uri.as_str().to_owned());
    folders.chain(root).find_map(|address| uri::path(&address))
}
