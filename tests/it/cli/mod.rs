//! The command line as its users meet it.

mod bad_input;
mod cache;
mod commands;
mod consistency;
mod discovery;
mod few;
mod fix;
mod git;
#[cfg(feature = "office")]
mod office;
mod harvest;
mod output;
mod silence;
mod sources;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// What Antony Blinken said, as a rules file.
const SALT: &str = r#"[[quote]]
id = "salt"
speaker = "Antony Blinken"
text = "I would take anything coming out of the Kremlin with a very large shaker of salt."
"#;

/// A draft that quotes it right.
const RIGHT: &str = "Antony Blinken said: “I would take anything coming out of the Kremlin with a very large shaker of salt.”\n";

/// A draft that quotes it wrong: one word.
const WRONG: &str = "Antony Blinken said: “I would take anything coming out of the Kremlin with a very large pinch of salt.”\n";

/// A folder with files, and the program to run in it.
struct Desk {
    folder: TempDir,
}

/// What a run came to.
struct Ran {
    status: i32,
    out: String,
    err: String,
}

impl Desk {
    /// An empty folder.
    fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    /// A folder with a rules file that holds [`SALT`].
    fn with_rules() -> Self {
        let desk = Self::empty();
        desk.file("rules/salt.toml", SALT);
        desk
    }

    /// Writes a file, and the folders that it lies in.
    fn file(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, text).expect("a file");
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.folder.path().join(path)
    }

    fn command(&self, folder: &str, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_misquote"));
        command.args(args).current_dir(self.path(folder)).stdin(Stdio::null());
        for variable in [
            "NO_COLOR",
            "CLICOLOR_FORCE",
            "FORCE_COLOR",
            "COLUMNS",
            "GIT_DIR",
            "GIT_INDEX_FILE",
            "GIT_WORK_TREE",
        ] {
            command.env_remove(variable);
        }
        command
    }

    /// Runs the program in the folder.
    fn run(&self, args: &[&str]) -> Ran {
        self.run_in("", args)
    }

    /// Runs the program in a folder of the folder.
    fn run_in(&self, folder: &str, args: &[&str]) -> Ran {
        Ran::of(self.command(folder, args).output().expect("the program runs"))
    }

    /// Runs the program with something on its standard input.
    fn run_with_input(&self, args: &[&str], input: &str) -> Ran {
        let mut command = self.command("", args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        child.stdin.take().expect("its input").write_all(input.as_bytes()).expect("it reads");
        Ran::of(child.wait_with_output().expect("it ends"))
    }
}

impl Ran {
    fn of(output: std::process::Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        let status = output.status.code().expect("an exit status");
        Self { status, out: text(output.stdout), err: text(output.stderr) }
    }

    /// The same, if it ended with `status`.
    #[track_caller]
    fn ends(self, status: i32) -> Self {
        assert_eq!(self.status, status, "\nout:\n{}\nerr:\n{}", self.out, self.err);
        self
    }

    /// The same, if all `words` are on standard output.
    #[track_caller]
    fn says(self, words: &[&str]) -> Self {
        for word in words {
            assert!(self.out.contains(word), "no `{word}` in\n{}\nerr:\n{}", self.out, self.err);
        }
        self
    }

    /// The same, if all `words` are on standard error.
    #[track_caller]
    fn complains(self, words: &[&str]) -> Self {
        for word in words {
            assert!(self.err.contains(word), "no `{word}` in\n{}\nout:\n{}", self.err, self.out);
        }
        self
    }

    /// Its output as JSON.
    #[track_caller]
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}:\n{}\nerr:\n{}", self.out, self.err))
    }

    /// Check and path of every finding, of the output as JSON.
    #[track_caller]
    fn findings(&self) -> Vec<(String, String)> {
        let json = self.json();
        let text = |value: &Value| value.as_str().expect("a string").to_owned();
        let findings = json["findings"].as_array().expect("findings");
        findings.iter().map(|f| (text(&f["check"]), text(&f["path"]))).collect()
    }

    /// The drafts that were listed or complained of, of the output as JSON, each once.
    #[track_caller]
    fn paths(&self) -> Vec<String> {
        let json = self.json();
        let lists = ["findings", "quotations"].map(|list| json[list].as_array().expect("a list").clone());
        let path = |entry: &Value| entry["path"].as_str().expect("a path").to_owned();
        let mut paths: Vec<String> = lists.iter().flatten().map(path).collect();
        paths.dedup();
        paths
    }
}

/// A pair for comparison with [`Ran::findings`].
fn finding(check: &str, path: &str) -> (String, String) {
    (check.to_owned(), path.to_owned())
}

#[cfg(unix)]
fn link(target: &str, place: &Path) {
    std::os::unix::fs::symlink(target, place).expect("a link");
}
