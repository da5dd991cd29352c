//! Baselines: the findings that a newsroom had when it began, so that only new ones fail.
//!
//! A finding is known again by its fingerprint, in which the path is that from the baseline's folder, so that it does not
//! matter from where the program is run; no line number is in it.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::output::Complaint;
use super::pattern::{normal, relative, shown};
use super::walk::io_reason;
use crate::canon::Canon;
use crate::checks::Group;
use crate::diagnostic::Finding;
use crate::lint::Checked;
use crate::report::fingerprint::{fingerprints_at, hex};

const VERSION: u32 = 1;

/// A finding as a baseline lists it. The fingerprint alone decides; the rest is for those who read the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    path: String,
    check: String,
    record: Option<String>,
    found: String,
    expected: String,
    fingerprint: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u32,
    findings: Vec<Entry>,
}

/// The baselines of a run: what is passed over, and where to write.
#[derive(Debug, Default)]
pub(crate) struct Baseline {
    /// The folder from which paths count.
    folder: PathBuf,
    known: HashMap<String, Entry>,
    /// Whether there is one to pass over.
    pub(crate) is_read: bool,
    /// The file to write what is found to.
    pub(crate) write: Option<PathBuf>,
}

impl Baseline {
    /// Reads the baseline `read`, and remembers that `write` is to be written. `cwd` is the current folder.
    pub(crate) fn new(read: Option<&Path>, write: Option<&Path>, cwd: &Path) -> Result<Self, Complaint> {
        let file = |path: &Path| normal(&cwd.join(path));
        let folder = |path: Option<&Path>| path.and_then(|path| file(path).parent().map(Path::to_owned));
        let mut known = HashMap::new();
        if let Some(path) = read {
            let cannot = |why: String| {
                let complaint = Complaint::new(format!("cannot read the baseline `{}`: {why}", shown(path)));
                complaint.help(format!("`misquote check --write-baseline {}` writes it anew", shown(path)))
            };
            let text = fs::read_to_string(file(path)).map_err(|error| cannot(io_reason(&error)))?;
            let document: Document =
                serde_json::from_str(&text).map_err(|error| cannot(error.to_string()))?;
            if document.version != VERSION {
                return Err(cannot(format!("its version is {}, not {VERSION}", document.version)));
            }
            known.extend(document.findings.into_iter().map(|entry| (entry.fingerprint.clone(), entry)));
        }
        let folder = folder(read).or_else(|| folder(write)).unwrap_or_default();
        Ok(Self { folder, known, is_read: read.is_some(), write: write.map(file) })
    }

    /// Whether there is nothing to do for it.
    pub(crate) fn is_idle(&self) -> bool {
        self.known.is_empty() && self.write.is_none()
    }

    /// Takes the findings that it knows out of `checked`, which lies at `path`, and answers with the entries of all
    /// that count, known or not, and with the known findings.
    pub(crate) fn apply(
        &self,
        canon: &Canon,
        checked: &mut Checked,
        path: &Path,
    ) -> (Vec<Entry>, Vec<Finding>) {
        let path = if path.is_absolute() { relative(path, &self.folder) } else { shown(path) };
        let prints = fingerprints_at(canon, (&*checked).into(), &path).findings;
        let (mut entries, mut known) = (Vec::new(), Vec::new());
        let mut prints = prints.into_iter();
        checked.findings.retain(|finding| {
            let fingerprint = hex(prints.next().unwrap_or_default());
            if finding.suppressed.is_some() || finding.check.group == Group::Input {
                return true;
            }
            let is_known = self.known.contains_key(&fingerprint);
            entries.push(Entry {
                path: path.clone(),
                check: finding.check.code.to_owned(),
                record: finding.record.map(|(id, ..)| canon.records[id.0].id.clone()),
                found: finding.found.clone(),
                expected: finding.expected.clone(),
                fingerprint,
            });
            let counts = !is_known && self.write.is_none();
            if !counts {
                known.push(finding.clone());
            }
            counts
        });
        (entries, known)
    }

    /// The entries of files that were checked, or are gone, and that nothing was found for. `checked` are the paths of
    /// the drafts of the run.
    pub(crate) fn stale(&self, found: &[Entry], checked: &[&Path]) -> Vec<String> {
        let found: BTreeSet<&str> = found.iter().map(|entry| entry.fingerprint.as_str()).collect();
        let checked: BTreeSet<String> = checked.iter().map(|path| relative(path, &self.folder)).collect();
        let is_stale = |entry: &&Entry| {
            !found.contains(entry.fingerprint.as_str())
                && (checked.contains(&entry.path) || !self.folder.join(&entry.path).exists())
        };
        let mut stale: Vec<&Entry> = self.known.values().filter(is_stale).collect();
        stale.sort_unstable();
        stale.iter().map(|e| format!("{}: {}: `{}`", e.path, e.check, e.found)).collect()
    }
}

/// A baseline of `entries`: sorted, a finding a line, the same whatever the order in which they were found.
pub(crate) fn document(mut entries: Vec<Entry>) -> String {
    entries.sort_unstable();
    // Strings and numbers only: this cannot fail.
    let lines: Vec<String> =
        entries.iter().map(|entry| serde_json::to_string(entry).unwrap_or_default()).collect();
    match lines.is_empty() {
        true => format!("{{\"version\":{VERSION},\n\"findings\":[]}}\n"),
        false => format!("{{\"version\":{VERSION},\n\"findings\":[\n{}\n]}}\n", lines.join(",\n")),
    }
}
