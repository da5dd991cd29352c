//! Writes the commit into the version of a release build, where the sources come from git or from a package that says
//! so. A development build does without: it would be compiled anew after every commit.

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("PROFILE").as_deref() != Ok("release") {
        return;
    }
    println!("cargo::rerun-if-changed=.cargo_vcs_info.json");
    if Path::new(".git/HEAD").exists() {
        println!("cargo::rerun-if-changed=.git/HEAD");
        println!("cargo::rerun-if-changed=.git/logs/HEAD");
    }
    if let Some(commit) = from_git().or_else(from_package) {
        println!("cargo::rustc-env=MISQUOTE_VERSION={} ({commit})", env!("CARGO_PKG_VERSION"));
    }
}

fn from_git() -> Option<String> {
    // Below somebody else's repository git would tell that one's commit.
    Path::new(".git").exists().then_some(())?;
    let output = Command::new("git").args(["rev-parse", "--short=9", "HEAD"]).output().ok()?;
    let commit = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !commit.is_empty()).then_some(commit)
}

fn from_package() -> Option<String> {
    let info = std::fs::read_to_string(".cargo_vcs_info.json").ok()?;
    let (_, rest) = info.split_once("\"sha1\"")?;
    let commit: String = rest.chars().skip_while(|c| !c.is_ascii_hexdigit()).take(9).collect();
    (commit.len() == 9).then_some(commit)
}
