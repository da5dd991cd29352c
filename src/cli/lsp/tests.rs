//! The server over a connection in memory.

use std::fs;
use std::thread;

use clap::Parser;
use lsp_server::{Connection, Message, Notification, Request};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::outbox::Outgoing;
use crate::cli::args::{Cli, Command};
use crate::cli::levels::Levels;

const RULES: &str = "[[quote]]\nid = \"ships\"\nspeaker = \"Ada Brenner\"\ntext = \"We have lost 14 ships in the strait this winter, and we shall not forget one of them.\"\n";
/// An emoji before the words: two UTF-16 units, four bytes, one character.
const DRAFT: &str = "😀 Ada Brenner said: “We have lost 104 ships in the strait this winter.”\n";

/// A client of a server that runs on another thread.
struct Client {
    folder: TempDir,
    connection: Connection,
    server: Option<thread::JoinHandle<()>>,
    asked: i32,
    /// Notifications that came while an answer was waited for.
    heard: Vec<Notification>,
    /// What the server asked for.
    asked_for: Vec<String>,
}

impl Client {
    fn start(capabilities: Value) -> (Self, Value) {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("rules")).expect("a folder");
        fs::write(folder.path().join("rules/a.toml"), RULES).expect("a file");
        fs::write(folder.path().join("a.md"), DRAFT).expect("a file");
        let (ours, theirs) = Connection::memory();
        let server = thread::spawn(move || {
            let Some(Command::Lsp(args)) = Cli::parse_from(["misquote", "lsp"]).command else {
                panic!("lsp")
            };
            let outbox = |message: Outgoing| drop(theirs.sender.send(message.as_read()));
            assert!(super::serve(&theirs, &outbox, &args, Levels::default()).is_ok());
        });
        let mut client = Self {
            folder,
            connection: ours,
            server: Some(server),
            asked: 0,
            heard: Vec::new(),
            asked_for: Vec::new(),
        };
        let root = client.address("");
        let answer = client.ask("initialize", json!({ "capabilities": capabilities, "rootUri": root }));
        client.tell("initialized", json!({}));
        (client, answer)
    }

    fn address(&self, name: &str) -> String {
        let path = fs::canonicalize(self.folder.path()).expect("a path").join(name);
        super::uri::uri(&path).expect("an address").as_str().trim_end_matches('/').to_owned()
    }

    fn tell(&self, method: &str, params: Value) {
        let note = Notification { method: method.to_owned(), params };
        self.connection.sender.send(note.into()).expect("a server");
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let request = Request { id: self.asked.into(), method: method.to_owned(), params };
        self.connection.sender.send(request.into()).expect("a server");
        loop {
            match self.connection.receiver.recv().expect("an answer") {
                Message::Response(response) => {
                    assert_eq!(response.id, self.asked.into());
                    return serde_json::to_value(response).expect("JSON")["result"].clone();
                }
                Message::Notification(note) => self.heard.push(note),
                Message::Request(request) => self.asked_for.push(request.method),
            }
        }
    }

    fn open(&self, name: &str, text: &str) {
        let item = json!({ "uri": self.address(name), "languageId": "markdown", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": item }));
    }

    fn change(&self, name: &str, version: i32, changes: Value) {
        let id = json!({ "uri": self.address(name), "version": version });
        self.tell("textDocument/didChange", json!({ "textDocument": id, "contentChanges": changes }));
    }

    fn pull(&mut self, name: &str) -> Vec<Value> {
        let id = json!({ "uri": self.address(name) });
        let report = self.ask("textDocument/diagnostic", json!({ "textDocument": id }));
        report["items"].as_array().expect("items").clone()
    }

    fn actions(&mut self, name: &str, range: &Value) -> Vec<Value> {
        let params = json!({ "textDocument": { "uri": self.address(name) }, "range": range, "context": { "diagnostics": [] } });
        self.ask("textDocument/codeAction", params).as_array().expect("actions").clone()
    }

    /// The last diagnostics that the server sent by itself before its last answer.
    fn published_last(&mut self) -> Vec<Value> {
        let heard = std::mem::take(&mut self.heard);
        let last = heard.iter().rev().find(|note| note.method == "textDocument/publishDiagnostics");
        last.expect("diagnostics").params["diagnostics"].as_array().expect("a list").clone()
    }

    /// The next diagnostics that the server sends by itself.
    fn published(&mut self) -> Value {
        loop {
            let note = match self.heard.is_empty() {
                true => match self.connection.receiver.recv().expect("a message") {
                    Message::Notification(note) => note,
                    _ => continue,
                },
                false => self.heard.remove(0),
            };
            if note.method == "textDocument/publishDiagnostics" {
                return note.params;
            }
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if !thread::panicking() {
            self.ask("shutdown", Value::Null);
            self.tell("exit", Value::Null);
            self.server.take().expect("a server").join().expect("the server ends");
        }
    }
}

/// What a report on the workspace says of one file.
fn report_of<'v>(report: &'v Value, address: &str) -> &'v Value {
    let items = report["items"].as_array().expect("items");
    items.iter().find(|item| item["uri"] == address).unwrap_or_else(|| panic!("{address}: {report}"))
}

fn pulls(encodings: &[&str]) -> Value {
    json!({ "textDocument": { "diagnostic": {} }, "general": { "positionEncodings": encodings } })
}

#[test]
fn columns_are_in_the_units_that_were_agreed_on() {
    for (offered, agreed, start) in
        [(&["utf-16"][..], "utf-16", 35), (&["utf-16", "utf-8"], "utf-8", 39), (&[], "utf-16", 35)]
    {
        let (mut client, answer) = Client::start(pulls(offered));
        assert_eq!(answer["capabilities"]["positionEncoding"], agreed);
        client.open("a.md", DRAFT);
        let items = client.pull("a.md");
        assert_eq!(items.len(), 1, "{items:?}");
        assert_eq!(items[0]["code"], "changed-number");
        assert_eq!(items[0]["range"]["start"], json!({ "line": 0, "character": start }), "{agreed}");
        assert_eq!(items[0]["range"]["end"], json!({ "line": 0, "character": start + 3 }), "{agreed}");
        let related = &items[0]["relatedInformation"][0];
        assert_eq!(related["location"]["uri"], client.address("rules/a.toml"));
        assert_eq!(related["location"]["range"]["start"]["line"], 3);
    }
}

#[test]
fn what_is_typed_counts_and_a_client_that_does_not_ask_is_told() {
    let (mut client, _) = Client::start(json!({}));
    client.open("a.md", DRAFT);
    let told = client.published();
    assert_eq!(told["diagnostics"][0]["code"], "changed-number");
    // Without related places the message has the record.
    assert!(
        told["diagnostics"][0]["message"].as_str().expect("text").contains("shall not forget one of them")
    );
    let range = json!({ "start": { "line": 0, "character": 35 }, "end": { "line": 0, "character": 38 } });
    client.change("a.md", 2, json!([{ "range": range, "text": "14" }]));
    let told = client.published();
    assert_eq!((&told["version"], &told["diagnostics"]), (&json!(2), &json!([])));
}

#[test]
fn a_quick_fix_restores_the_record() {
    let (mut client, _) = Client::start(pulls(&["utf-16"]));
    client.open("a.md", DRAFT);
    let range = client.pull("a.md")[0]["range"].clone();
    let params = json!({ "textDocument": { "uri": client.address("a.md") }, "range": range, "context": { "diagnostics": [] } });
    let actions = client.ask("textDocument/codeAction", params);
    let fix = &actions[0];
    assert_eq!((&fix["title"], &fix["kind"]), (&json!("Write “14”"), &json!("quickfix")));
    let edits = &fix["edit"]["changes"][client.address("a.md")];
    assert_eq!(edits, &json!([{ "range": range, "newText": "14" }]));
}

#[test]
fn a_quotation_with_several_faults_is_restored_in_one_go() {
    let (mut client, _) = Client::start(pulls(&["utf-8"]));
    let draft = "Ada Brenner said: “We have not lost 104 boats in the strait this winter, and we shall never forget one of them.”\n";
    client.open("b.md", draft);
    let faults = client.pull("b.md");
    assert!(faults.len() > 2, "{faults:?}");
    let actions = client.actions("b.md", &faults[0]["range"]);
    let title = format!("Restore the record in this quotation ({} places)", faults.len());
    let action = actions.iter().find(|action| action["title"] == title).expect("an action");
    let edits = action["edit"]["changes"][client.address("b.md")].as_array().expect("edits");
    let mut text = draft.to_owned();
    for edit in edits.iter().rev() {
        let at = |end: &str| edit["range"][end]["character"].as_u64().expect("a number") as usize;
        text.replace_range(at("start")..at("end"), edit["newText"].as_str().expect("text"));
    }
    assert_eq!(
        text,
        format!("Ada Brenner said: “{}”\n", &RULES[RULES.find("We have").unwrap()..RULES.len() - 2])
    );
}

#[test]
fn hover_definition_and_references_lead_from_a_quotation_to_its_record_and_back() {
    let (mut client, _) = Client::start(pulls(&["utf-16"]));
    client.open("a.md", DRAFT);
    let here = json!({ "textDocument": { "uri": client.address("a.md") }, "position": { "line": 0, "character": 30 } });
    let hover = client.ask("textDocument/hover", here.clone());
    let shown = hover["contents"]["value"].as_str().expect("text");
    assert!(
        shown.contains("misquoted") && shown.contains("we shall not forget") && shown.contains("Ada Brenner"),
        "{shown}"
    );
    let record = client.ask("textDocument/definition", here);
    assert_eq!(record[0]["uri"], client.address("rules/a.toml"));
    assert_eq!(record[0]["range"]["start"], json!({ "line": 3, "character": 8 }));
    let there = json!({
        "textDocument": { "uri": client.address("rules/a.toml") },
        "position": { "line": 3, "character": 9 },
        "context": { "includeDeclaration": false },
    });
    client.open("rules/a.toml", RULES);
    let places = client.ask("textDocument/references", there);
    assert_eq!(places.as_array().map(Vec::len), Some(1), "{places}");
    assert_eq!(places[0]["uri"], client.address("a.md"));
}

#[test]
fn who_is_quoted_is_told_of_what_is_in_no_record() {
    let (mut client, _) = Client::start(pulls(&["utf-16"]));
    client.open("c.md", BRIDGE);
    let here = json!({ "textDocument": { "uri": client.address("c.md") }, "position": { "line": 0, "character": 30 } });
    let hover = client.ask("textDocument/hover", here);
    let shown = hover["contents"]["value"].as_str().expect("text");
    assert!(shown.contains("in no record") && shown.contains("given to Olaf Steen"), "{shown}");
}

#[test]
fn a_rules_file_counts_as_it_is_in_the_editor_and_its_mistakes_are_shown() {
    let (mut client, _) = Client::start(pulls(&["utf-16"]));
    client.open("a.md", DRAFT);
    client.open("rules/a.toml", RULES);
    assert_eq!(client.pull("rules/a.toml"), Vec::<Value>::new());
    client.change("rules/a.toml", 2, json!([{ "text": RULES.replace("14", "104") }]));
    assert_eq!(client.pull("a.md"), Vec::<Value>::new());
    client.change("rules/a.toml", 3, json!([{ "text": RULES.replace("speaker", "speeker") }]));
    let items = client.pull("rules/a.toml");
    assert_eq!(items[0]["code"], "invalid-rules");
    assert_eq!(items[0]["range"]["start"]["line"], 2);
    // Closed without being saved, it is what is on disk.
    client
        .tell("textDocument/didClose", json!({ "textDocument": { "uri": client.address("rules/a.toml") } }));
    assert_eq!(client.pull("a.md").len(), 1);
}

#[test]
fn the_workspace_is_checked_as_a_whole() {
    let (mut client, _) = Client::start(pulls(&["utf-16"]));
    let report = client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let items = report["items"].as_array().expect("items");
    assert_eq!(items.len(), 2, "the draft, and the rules file, which has no fault: {report}");
    assert_eq!(report_of(&report, &client.address("a.md"))["items"][0]["code"], "changed-number");
    assert_eq!(report_of(&report, &client.address("rules/a.toml"))["items"], json!([]));
}

#[test]
fn what_a_client_has_of_the_workspace_is_not_sent_again() {
    let (mut client, _) = Client::start(pulls(&["utf-16"]));
    let first = client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let known: Vec<Value> = first["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|report| json!({ "uri": report["uri"], "value": report["resultId"] }))
        .collect();
    let again = client.ask("workspace/diagnostic", json!({ "previousResultIds": known }));
    let kinds: Vec<&Value> =
        again["items"].as_array().expect("items").iter().map(|report| &report["kind"]).collect();
    assert!(kinds.iter().all(|kind| *kind == "unchanged"), "{again}");
    // Changed on disk, not in the editor.
    fs::write(client.folder.path().join("a.md"), DRAFT.replace("104", "14")).expect("a file");
    let third = client.ask("workspace/diagnostic", json!({ "previousResultIds": known }));
    assert_eq!(report_of(&third, &client.address("a.md"))["items"], json!([]), "{third}");
    fs::remove_file(client.folder.path().join("a.md")).expect("a file");
    let last = client.ask("workspace/diagnostic", json!({ "previousResultIds": known }));
    assert_eq!(report_of(&last, &client.address("a.md"))["items"], json!([]), "{last}");
}

#[test]
fn a_wording_is_accepted_in_its_rules_file_whose_comments_stay() {
    let (mut client, _) = Client::start(pulls(&["utf-16"]));
    let draft = "Ada Brenner said: “We have lost 14 ships in the strait this summer, and we shall not forget one of them.”\n";
    let rules = format!("# Remarks.\r\n{}# The end.\r\n", RULES.replace('\n', "\r\n"));
    client.open("rules/a.toml", &rules);
    client.open("a.md", draft);
    let item = &client.pull("a.md")[0];
    assert_eq!(item["code"], "changed-words");
    let actions = client.actions("a.md", &item["range"]);
    let accept = actions
        .iter()
        .find(|a| a["title"] == "Accept “summer” as right in record “ships”")
        .expect("an action");
    let edits = accept["edit"]["changes"][client.address("rules/a.toml")].as_array().expect("edits").clone();
    client.change("rules/a.toml", 2, json!([{ "range": edits[0]["range"], "text": edits[0]["newText"] }]));
    assert_eq!(client.pull("a.md"), Vec::<Value>::new());
    // All that is changed is one line, and it ends as the others do.
    let added = "accepted = [\"We have lost 14 ships in the strait this summer, and we shall not forget one of them.\"]\r\n";
    assert_eq!((edits.len(), &edits[0]["newText"]), (1, &json!(added)));
    assert_eq!(edits[0]["range"]["start"], edits[0]["range"]["end"]);
}

#[test]
fn a_listed_misquote_is_not_offered_for_acceptance() {
    let (mut client, _) = Client::start(pulls(&["utf-16"]));
    let listed = "misquotes = [{ text = \"We have lost 104 ships in the strait this winter, and we shall not forget one of them.\", reason = \"an agency\" }]\n";
    client.open("rules/a.toml", &format!("{RULES}{listed}"));
    client.open("a.md", DRAFT);
    let item = &client.pull("a.md")[0];
    assert_eq!(item["code"], "known-misquote");
    let titles: Vec<Value> =
        client.actions("a.md", &item["range"]).iter().map(|a| a["title"].clone()).collect();
    assert!(
        titles.contains(&json!("Write “14”"))
            && !titles.iter().any(|t| t.as_str().is_some_and(|t| t.starts_with("Accept"))),
        "{titles:?}"
    );
}

const BRIDGE: &str =
    "Olaf Steen said: “The old bridge will be closed for seven months from the first of March.”\n";

#[test]
fn one_statement_in_two_wordings_is_told_in_the_draft_that_is_open() {
    for capabilities in [pulls(&["utf-16"]), json!({})] {
        let told = capabilities.get("textDocument").is_none();
        let (mut client, _) = Client::start(capabilities);
        fs::write(client.folder.path().join("b.md"), BRIDGE).expect("a file");
        let other = BRIDGE.replace("seven months", "nine months");
        client.open("c.md", &other);
        // Every draft is looked at before this is answered.
        client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
        let items = if told { client.published_last() } else { client.pull("c.md") };
        assert_eq!(items.len(), 1, "{items:?}");
        assert_eq!(items[0]["code"], "inconsistent-quotation");
        let start = items[0]["range"]["start"]["character"].clone();
        if !told {
            assert_eq!(items[0]["relatedInformation"][0]["location"]["uri"], client.address("b.md"));
        }
        // The place moves with the words, and goes when they agree.
        client.change("c.md", 2, json!([{ "text": format!("The mayor: {other}") }]));
        client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
        let items = if told { client.published_last() } else { client.pull("c.md") };
        assert_eq!(items[0]["range"]["start"]["character"], json!(start.as_u64().expect("a number") + 11));
        client.change("c.md", 3, json!([{ "text": BRIDGE }]));
        client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
        let items = if told { client.published_last() } else { client.pull("c.md") };
        assert_eq!(items, Vec::<Value>::new());
    }
}

#[test]
fn a_comment_that_silences_what_another_draft_contradicts_is_of_use() {
    const BRIDGE: &str =
        "“The old bridge will be closed for nine weeks from the first of May,” the mayor said.\n";
    let silenced = |comment: &str| {
        format!("<!-- {comment}: as printed -->\n\n{}\n\nAnother line.\n", BRIDGE.replace("nine", "seven"))
    };
    for (comment, unused) in [
        ("misquote-ignore", None),
        ("misquote-ignore[inconsistent-quotation]", None),
        ("misquote-ignore[changed-words, inconsistent-quotation]", Some(21)),
    ] {
        let (mut client, _) = Client::start(pulls(&["utf-8"]));
        fs::write(client.folder.path().join("b.md"), BRIDGE).expect("a file");
        client.open("c.md", &silenced(comment));
        for _ in 0..2 {
            let items = client.pull("c.md");
            let starts: Vec<_> =
                items.iter().map(|item| item["range"]["start"]["character"].as_u64()).collect();
            assert_eq!(starts, Vec::from_iter(unused.map(Some)), "{comment}: {items:?}");
            client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
        }
        // When the two agree, the comment is of no use any more.
        client.change("c.md", 2, json!([{ "text": silenced(comment).replace("seven", "nine") }]));
        client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
        let items = client.pull("c.md");
        let expected = if comment.contains("[inc") { 0 } else { 1 };
        assert_eq!(items.len(), expected, "{comment}: {items:?}");
    }
}

#[test]
fn a_rules_file_shows_examples_that_fail_and_doubts() {
    let (mut client, _) = Client::start(pulls(&["utf-16"]));
    let examples = "examples = { ok = [\"“We have lost 15 ships in the strait this winter”\"], bad = [] }\n";
    let twice = RULES.replace("id = \"ships\"\n", "");
    client.open("rules/a.toml", &format!("{RULES}{examples}\n{twice}"));
    let codes: Vec<Value> = client.pull("rules/a.toml").iter().map(|item| item["code"].clone()).collect();
    assert_eq!(codes, ["failing-example", "duplicate-record"]);
}

#[test]
fn mistakes_in_a_rules_file_that_is_not_open_are_told() {
    let (mut client, _) = Client::start(pulls(&["utf-16"]));
    fs::write(client.folder.path().join("rules/b.toml"), "[[quote]]\ntxt = \"a\"\n").expect("a file");
    client.tell("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    let report = client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let rules = report_of(&report, &client.address("rules/b.toml"));
    assert_eq!(rules["items"][0]["code"], "invalid-rules", "{report}");
    let told = client.heard.iter().find(|note| note.method == "window/showMessage").expect("a message");
    let message = told.params["message"].as_str().expect("text");
    assert!(message.contains("rules/b.toml:1: `quote` has no `text`"), "{message}");
}

#[test]
fn what_is_no_draft_is_not_judged() {
    let (mut client, _) = Client::start(pulls(&["utf-16"]));
    fs::write(client.folder.path().join("misquote.toml"), "exclude = [\"old\"]\n").expect("a file");
    client.tell("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    for (name, findings) in [("Cargo.toml", 0), ("old/a.md", 0), ("new/a.md", 1), ("notes", 1)] {
        client.open(name, DRAFT);
        assert_eq!(client.pull(name).len(), findings, "{name}");
    }
}

#[test]
fn a_document_that_was_never_saved_is_read_as_what_it_is_written_in() {
    let (mut client, _) = Client::start(pulls(&["utf-16"]));
    let item = |language: &str| {
        let text = format!("    code “{}”\n", &DRAFT[DRAFT.find("We").expect("words")..DRAFT.len() - 4]);
        json!({ "textDocument": { "uri": format!("untitled:Untitled-{language}"), "languageId": language, "version": 1, "text": text } })
    };
    // Four blanks begin code in Markdown, and a paragraph in plain text.
    for (language, findings) in [("markdown", 0), ("plaintext", 1)] {
        client.tell("textDocument/didOpen", item(language));
        let document = json!({ "textDocument": { "uri": format!("untitled:Untitled-{language}") } });
        let report = client.ask("textDocument/diagnostic", document);
        assert_eq!(report["items"].as_array().map(Vec::len), Some(findings), "{language}: {report}");
    }
}

#[test]
fn a_client_is_told_to_ask_again_when_a_rules_file_changes() {
    let capabilities = json!({ "textDocument": { "diagnostic": {} }, "workspace": { "diagnostics": { "refreshSupport": true } } });
    let (mut client, _) = Client::start(capabilities);
    client.open("a.md", DRAFT);
    assert_eq!(client.pull("a.md").len(), 1);
    client.asked_for.clear();
    fs::write(client.folder.path().join("rules/a.toml"), RULES.replace("14", "104")).expect("a file");
    client.tell("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    assert_eq!(client.pull("a.md"), Vec::<Value>::new());
    assert_eq!(client.asked_for, ["workspace/diagnostic/refresh"]);
}

#[test]
fn what_the_server_does_not_know_is_no_end() {
    let (mut client, _) = Client::start(pulls(&[]));
    assert_eq!(client.ask("textDocument/rename", json!({})), Value::Null);
    assert_eq!(client.ask("textDocument/hover", json!({ "no": "document" })), Value::Null);
    client.tell("textDocument/didChange", json!("nonsense"));
    client.open("a.md", DRAFT);
    assert_eq!(client.pull("a.md").len(), 1);
}
