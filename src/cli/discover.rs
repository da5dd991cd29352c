//! Which drafts an invocation means.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::pattern::{FilePattern, is_pattern, normal, relative, shown};
use super::walk::{Honour, Seen, readable, walk};
use crate::extract;

/// Something to check.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// Its path as it is reported: as given or walked, relative to the current folder, with `/`.
    pub(crate) shown: String,
    /// Absolute and without `.` and `..`; for standard input, the place that `--stdin-path` gives it.
    pub(crate) path: PathBuf,
    /// Whether it was named outright: then it is read whatever its format, and no `exclude` holds for it.
    pub(crate) named: bool,
    /// Where its bytes come from.
    pub(crate) input: Input,
}

/// Where the bytes of a draft come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// The file at the draft's path.
    File,
    /// Standard input.
    Stdin,
    /// Nowhere: it cannot be read, for this reason.
    Unreadable(String),
}

/// What the arguments came to.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The drafts, each once, in the order in which they were found.
    pub(crate) drafts: Vec<Draft>,
    /// Files of unknown formats that the walks passed over, as they are shown.
    pub(crate) skipped: Vec<String>,
    /// What is wrong with the arguments: a pattern that cannot be read.
    pub(crate) errors: Vec<String>,
    /// Arguments that come to nothing, and why: a mistake unless only what is changed is asked for.
    pub(crate) nothing: Vec<String>,
}

/// A search for drafts under way.
pub(crate) struct Discovery<'a> {
    found: Found,
    /// Absolute, without `.` and `..`.
    cwd: &'a Path,
    /// Whether a file that was not named outright is no draft (`exclude`, rules files).
    no_draft: &'a mut dyn FnMut(&Path) -> bool,
    places: HashMap<PathBuf, usize>,
    passed_over: HashSet<PathBuf>,
    now: Tally,
}

/// What became of the files that one argument means.
#[derive(Debug, Default)]
struct Tally {
    drafts: usize,
    unknown_format: usize,
    no_draft: usize,
}

impl<'a> Discovery<'a> {
    /// A search from the folder `cwd`, which is absolute and [`normal`].
    pub(crate) fn new(cwd: &'a Path, no_draft: &'a mut dyn FnMut(&Path) -> bool) -> Self {
        let (places, passed_over) = (HashMap::new(), HashSet::new());
        Self { found: Found::default(), cwd, no_draft, places, passed_over, now: Tally::default() }
    }

    /// What was found.
    pub(crate) fn finish(self) -> Found {
        self.found
    }

    /// Adds what an argument of the command line means: a file, a folder, a pattern or `-`.
    pub(crate) fn add_argument(&mut self, argument: &Path, stdin_path: Option<&Path>) {
        let source = argument.to_string_lossy();
        if source == "-" {
            let name = stdin_path.unwrap_or(Path::new("<stdin>"));
            self.draft(shown(name), normal(&self.cwd.join(name)), true, Input::Stdin);
            return;
        }
        // What the system resolves: `..` after a link to a folder leads on from the link's target.
        let file = self.cwd.join(argument);
        // The link itself counts: a broken one was named, and is not taken for a pattern.
        if fs::symlink_metadata(&file).is_err() && is_pattern(&source) {
            match FilePattern::new(&source, self.cwd) {
                Ok(pattern) => self.add_pattern(&pattern, &|literal, _| literal.to_owned()),
                Err(reason) => self.found.errors.push(reason),
            }
        } else if file.is_dir() {
            let prefix = shown(argument);
            self.walk(&normal(&file), &prefix, &|_| true);
            self.settle(&source);
        } else {
            let input = match readable(&file) {
                Ok(()) => Input::File,
                Err(reason) => Input::Unreadable(reason),
            };
            self.draft(shown(argument), normal(&file), true, input);
        }
    }

    /// Adds the drafts that a pattern of a configuration file in `folder` means.
    pub(crate) fn add_configured(&mut self, pattern: &FilePattern) {
        let cwd = self.cwd;
        self.add_pattern(pattern, &|_, root| relative(root, cwd));
    }

    /// Walks where the pattern can match. `name` says how the folder that a walk starts from is shown, given its name
    /// in the pattern and its path.
    fn add_pattern(&mut self, pattern: &FilePattern, name: &dyn Fn(&str, &Path) -> String) {
        for one in pattern.alternatives() {
            let prefix = shown(Path::new(&name(&one.literal, &one.root)));
            if one.root.is_dir() {
                self.walk(&one.root, &prefix, &|path| one.is_literal() || one.matches(path));
            } else if one.is_literal() && fs::symlink_metadata(&one.root).is_ok() {
                let seen = match readable(&one.root) {
                    Ok(()) => Seen::File(one.root.clone()),
                    Err(reason) => Seen::Unreadable(one.root.clone(), reason),
                };
                self.seen(seen, &one.root, &prefix);
            }
        }
        self.settle(&pattern.source);
    }

    fn walk(&mut self, base: &Path, prefix: &str, wanted: &dyn Fn(&Path) -> bool) {
        walk(base, self.cwd, Honour::GitIgnore, &mut |seen| {
            let (Seen::File(path) | Seen::Unreadable(path, _)) = &seen;
            // A folder that may not be entered hides what was asked for.
            if wanted(path) || path.is_dir() {
                self.seen(seen, base, prefix);
            }
        });
    }

    fn seen(&mut self, seen: Seen, base: &Path, prefix: &str) {
        let (path, input) = match seen {
            Seen::File(path) => (path, Input::File),
            Seen::Unreadable(path, reason) => (path, Input::Unreadable(reason)),
        };
        let below = shown(path.strip_prefix(base).unwrap_or(&path));
        let name = match prefix.trim_end_matches('/') {
            "" | "." if !prefix.starts_with('/') => below,
            prefix if below.is_empty() => prefix.to_owned(),
            prefix => format!("{prefix}/{below}"),
        };
        if (self.no_draft)(&path) {
            self.now.no_draft += 1;
        } else if path.is_dir() || extract::format_for(&name).is_some() {
            self.draft(name, path, false, input);
        } else {
            self.now.unknown_format += 1;
            if self.passed_over.insert(path) {
                self.found.skipped.push(name);
            }
        }
    }

    /// A file that is meant twice is one draft; an argument that names it outright is the one that counts.
    fn draft(&mut self, shown: String, path: PathBuf, named: bool, input: Input) {
        self.now.drafts += 1;
        let draft = Draft { shown, path, named, input };
        match self.places.get(&draft.path) {
            Some(&at) if named && !self.found.drafts[at].named => self.found.drafts[at] = draft,
            Some(_) => {}
            None => {
                self.places.insert(draft.path.clone(), self.found.drafts.len());
                self.found.drafts.push(draft);
            }
        }
    }

    /// A folder or pattern that comes to nothing is an error: a gate that checks nothing must not look like one that
    /// found nothing.
    fn settle(&mut self, source: &str) {
        let now = std::mem::take(&mut self.now);
        if now.drafts > 0 {
            return;
        }
        let mut reasons = Vec::new();
        if now.unknown_format > 0 {
            reasons
                .push(format!("{} of no known format (name them outright to read them)", now.unknown_format));
        }
        if now.no_draft > 0 {
            reasons.push(format!("{} excluded or rules files", now.no_draft));
        }
        let why = match reasons.as_slice() {
            [] => "no file there is a draft".to_owned(),
            reasons => format!("it meets only files that are no drafts: {}", reasons.join(", ")),
        };
        self.found.nothing.push(format!("nothing to check in `{source}`: {why}"));
    }
}
