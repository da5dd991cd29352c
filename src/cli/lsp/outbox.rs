//! Messages on their way to the client.
//!
//! What there is to say of a long draft is a lot of text, and it is said after every keystroke. It is written as JSON once,
//! where it is made, and no value is built of it that another thread would have to write and take apart.

use std::io::{self, BufRead, Write};
use std::sync::mpsc;
use std::thread;

use lsp_server::{Connection, Message, RequestId};
use serde_json::json;

/// What is sent to the client.
pub(super) enum Outgoing {
    /// Any message.
    Message(Message),
    /// An answer, of which the result is JSON already.
    Answer { id: RequestId, result: String },
    /// A notification, of which the parameters are JSON already.
    Note { method: &'static str, params: String },
}

impl Outgoing {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let text = match self {
            Self::Message(message) => return message.write(out),
            Self::Answer { id, result } => {
                format!(r#"{{"jsonrpc":"2.0","id":{},"result":{result}}}"#, json!(id))
            }
            Self::Note { method, params } => {
                format!(r#"{{"jsonrpc":"2.0","method":"{method}","params":{params}}}"#)
            }
        };
        write!(out, "Content-Length: {}\r\n\r\n{text}", text.len())?;
        out.flush()
    }
}

/// Where messages to the client go.
pub(super) type Outbox<'o> = &'o dyn Fn(Outgoing);

/// Serves a client that reads and writes the standard streams: `serve` is given the connection that messages come from,
/// and where to send them.
pub(super) fn on_standard_streams<T, E>(
    serve: impl FnOnce(&Connection, Outbox<'_>) -> Result<T, E>,
) -> io::Result<Result<T, E>> {
    let (client, server) = Connection::memory();
    let Connection { sender: to_server, receiver: from_server } = client;
    let (outbox, outgoing) = mpsc::channel::<Outgoing>();
    let reader =
        thread::spawn(move || read(&mut io::stdin().lock(), |message| to_server.send(message).is_ok()));
    let writer = thread::spawn(move || -> io::Result<()> {
        let mut out = io::stdout().lock();
        outgoing.iter().try_for_each(|message| message.write(&mut out))
    });
    // What the connection itself says while client and server get to know each other.
    let first = outbox.clone();
    let forwarder = thread::spawn(move || {
        for message in from_server {
            let _ = first.send(Outgoing::Message(message));
        }
    });
    // A client that is gone is noticed when nothing more comes from it.
    let served = serve(&server, &|message| drop(outbox.send(message)));
    drop((server, outbox));
    let failed = |_| io::Error::other("a thread of the language server failed");
    forwarder.join().map_err(failed)?;
    writer.join().map_err(failed)??;
    // Where nobody was served, the client may wait for an answer, and say nothing more.
    if served.is_ok() {
        reader.join().map_err(failed)??;
    }
    Ok(served)
}

/// Hands over messages up to the one that ends the server, or until nobody takes them.
fn read(from: &mut impl BufRead, take: impl Fn(Message) -> bool) -> io::Result<()> {
    while let Some(message) = Message::read(from)? {
        let is_last = matches!(&message, Message::Notification(note) if note.method == "exit");
        if !take(message) || is_last {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
impl Outgoing {
    /// The message as a client reads it.
    pub(super) fn as_read(&self) -> Message {
        let mut text = Vec::new();
        self.write(&mut text).expect("a vector");
        Message::read(&mut text.as_slice()).expect("a message").expect("one")
    }
}
