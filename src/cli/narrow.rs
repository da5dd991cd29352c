//! What of a run counts: all of it, or what is on changed lines, or what is not in the baseline.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Streams;
use super::args::{ColorChoice, NarrowArgs};
use super::baseline::{Baseline, Entry, document};
use super::discover::{Draft, Found, Input};
use super::git::{Against, Changes, Lines};
use super::input::{bytes_of, read_from_index};
use super::output::{Complaint, count, remark};
use super::pattern::{relative, shown};
use super::projects::{CONFIG_NAME, Projects};
use crate::canon::Canon;
use crate::diagnostic::Finding;
use crate::extract;
use crate::lint::Checked;

/// What of a run counts.
#[derive(Default)]
pub(crate) struct Narrow {
    changes: Option<Changes>,
    /// Changed lines by draft; none where every line counts.
    lines: Option<HashMap<PathBuf, Lines>>,
    baseline: Baseline,
}

/// What became of the findings of one draft.
#[derive(Clone, Default)]
pub(crate) struct Narrowed {
    /// Those that count for a baseline.
    pub(crate) entries: Vec<Entry>,
    /// Those that the baseline lists.
    pub(crate) known: Vec<Finding>,
    /// How many stand on lines that are not changed.
    pub(crate) elsewhere: usize,
}

impl Narrow {
    /// What `args` ask for. Must come before any file is read: with `--staged`, files are read as they are staged.
    pub(crate) fn new(args: &NarrowArgs, cwd: &Path) -> Result<Self, Complaint> {
        let baseline = Baseline::new(args.baseline.as_deref(), args.write_baseline.as_deref(), cwd)?;
        let (against, option) = match (&args.changed_since, args.staged) {
            (_, true) => (Against::Staged, "--staged"),
            (Some(revision), false) => (Against::Revision(revision.clone()), "--changed-since"),
            (None, false) => return Ok(Self { baseline, ..Self::default() }),
        };
        let cannot = |why: String| Complaint::new(format!("`{option}` cannot be followed: {why}"));
        let mut changes = Changes::new(cwd, against).map_err(cannot)?;
        if args.staged {
            let wanted = |path: &Path| {
                path.extension().is_some_and(|e| e == "toml")
                    || extract::format_for(&path.to_string_lossy()).is_some()
                    || changes.holds(path)
            };
            let staged = changes.staged(&wanted).map_err(cannot)?;
            changes.tracked = staged.tracked;
            read_from_index(staged.changed);
        }
        Ok(Self { changes: Some(changes), lines: None, baseline })
    }

    /// Leaves of the drafts those that are changed, with their changed lines; all of them if rules or configuration
    /// are.
    pub(crate) fn drafts(
        &mut self,
        found: &mut Found,
        projects: &mut Projects,
        all: bool,
        cwd: &Path,
    ) -> Result<(), Complaint> {
        let Some(changes) = &self.changes else {
            found.errors.append(&mut found.nothing);
            return Ok(());
        };
        // That nothing is changed is no mistake.
        found.nothing.clear();
        for draft in &mut found.drafts {
            // Gone from the working tree, but staged.
            if matches!(draft.input, Input::Unreadable(_)) && changes.is_staged(&draft.path) {
                draft.input = Input::File;
            }
        }
        if all {
            add_staged(changes, found, projects, cwd);
        }
        if changes.touched().any(|path| projects.is_rules(path)) {
            // What no commit knows is not asked about when one is made.
            found.drafts.retain(|draft| changes.may_be_checked(&draft.path) || draft.input == Input::Stdin);
            return Ok(());
        }
        found.drafts.retain(|draft| changes.holds(&draft.path) || changes.is_unmerged(&draft.path));
        let mut now = Vec::new();
        for draft in &mut found.drafts {
            if changes.is_unmerged(&draft.path) {
                let why = "two branches disagree on it: settle the conflict first";
                draft.input = Input::Unreadable(why.to_owned());
            } else if let Ok(bytes) = bytes_of(&draft.path) {
                now.push((draft.path.clone(), bytes));
            }
        }
        let now: Vec<(&Path, &[u8])> = now.iter().map(|(p, bytes)| (p.as_path(), bytes.as_slice())).collect();
        self.lines = Some(changes.lines(&now).map_err(Complaint::new)?);
        Ok(())
    }

    /// Whether what an earlier run found is told from what is new.
    pub(crate) fn has_baseline(&self) -> bool {
        self.baseline.is_read
    }

    /// Takes the findings that do not count out of `checked`, which lies at `path` (absolute).
    pub(crate) fn apply(&self, canon: &Canon, checked: &mut Checked, path: &Path) -> Narrowed {
        let mut narrowed = Narrowed::default();
        if !self.baseline.is_idle() {
            (narrowed.entries, narrowed.known) = self.baseline.apply(canon, checked, path);
        }
        if let Some(lines) = self.lines.as_ref().and_then(|lines| lines.get(path)) {
            let Checked { file, quotations, findings, .. } = checked;
            findings.retain(|finding| {
                let quotation = finding.quotation.and_then(|at| quotations.get(at)).map(|q| q.span);
                let counts = lines.hold(file, finding, quotation);
                narrowed.elsewhere += usize::from(!counts && finding.suppressed.is_none());
                counts
            });
        }
        narrowed
    }

    /// Says what was left out, and writes the baseline if nothing is at fault.
    pub(crate) fn finish(
        &self,
        narrowed: Narrowed,
        checked: &[&Path],
        fault: bool,
        how: Said,
        streams: &mut Streams<'_>,
    ) -> Result<(), Complaint> {
        let mut say = |message: String| remark(streams, how.color, &message);
        if narrowed.elsewhere > 0 && !how.quiet {
            say(format!("{} on lines that are not changed", count(narrowed.elsewhere, "finding")));
        }
        if how.verbose {
            let stale = self.baseline.stale(&narrowed.entries, checked);
            stale.into_iter().for_each(|entry| say(format!("no longer found, but in the baseline: {entry}")));
        }
        let Some(path) = &self.baseline.write else { return Ok(()) };
        if fault {
            return Err(Complaint::new(format!(
                "no baseline is written to `{}`: not everything could be checked",
                shown(path)
            )));
        }
        let number = narrowed.entries.len();
        write_whole(path, &document(narrowed.entries)).map_err(|error| {
            Complaint::new(format!("cannot write `{}`: {}", shown(path), super::walk::io_reason(&error)))
        })?;
        if !how.quiet {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            say(format!("wrote {name}: {}", count(number, "finding")));
        }
        Ok(())
    }
}

/// How to say it.
#[derive(Clone, Copy)]
pub(crate) struct Said {
    pub(crate) color: ColorChoice,
    pub(crate) quiet: bool,
    pub(crate) verbose: bool,
}

/// Drafts below the current folder that are staged and not in the working tree.
fn add_staged(changes: &Changes, found: &mut Found, projects: &mut Projects, cwd: &Path) {
    for path in changes.files() {
        let is_draft = path.starts_with(cwd)
            && changes.is_staged(path)
            && extract::format_for(&path.to_string_lossy()).is_some()
            && !found.drafts.iter().any(|draft| draft.path == path)
            && !projects.passes_over(path);
        if is_draft {
            let name = relative(path, cwd);
            found.drafts.push(Draft { shown: name, path: path.to_owned(), named: false, input: Input::File });
        }
    }
}

/// Whether a changed file makes every draft worth another look.
impl Projects {
    fn is_rules(&mut self, path: &Path) -> bool {
        path.file_name().is_some_and(|name| name == CONFIG_NAME) || self.is_canon(path)
    }
}

/// The old file or the new one, whole.
fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("/"));
    let mut file = tempfile::Builder::new().prefix(".misquote-").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(path).map_or(0o644, |old| old.permissions().mode());
        file.as_file().set_permissions(std::fs::Permissions::from_mode(mode))?;
    }
    file.persist(path).map(drop).map_err(|error| error.error)
}
