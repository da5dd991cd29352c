//! What git knows: which files and lines are changed, and what is staged. Git itself is asked.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::pattern::normal;
use crate::decode::decode;
use crate::diagnostic::Finding;
use crate::span::{Span, Text};
use crate::text_file::TextFile;

/// Whose changes count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Against {
    /// Those that are staged, as the next commit will have them.
    Staged,
    /// Those of the working tree since a revision, or since the branch left it.
    Revision(String),
}

/// What is changed in a repository.
#[derive(Debug)]
pub(crate) struct Changes {
    /// The top folder of the repository.
    root: PathBuf,
    against: Against,
    /// Changed files by their place, with the object that was there before; none where there was none.
    files: HashMap<PathBuf, Option<String>>,
    /// Files that were removed or renamed.
    gone: HashSet<PathBuf>,
    /// Files with a conflict that nobody has settled, where changes are looked at as they are staged.
    unmerged: HashSet<PathBuf>,
    /// Every file of the index, where changes are looked at as they are staged.
    pub(crate) tracked: HashSet<PathBuf>,
}

/// What the index holds.
pub(crate) struct Staged {
    /// The files that the working tree has otherwise, or not at all, with their bytes.
    pub(crate) changed: HashMap<PathBuf, Vec<u8>>,
    /// All files.
    pub(crate) tracked: HashSet<PathBuf>,
}

/// The lines of a file that are changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lines {
    /// All of them.
    All,
    /// Lines, from 0, that are new; and lines before which others are gone. Both in order.
    Some {
        /// New lines.
        new: Vec<usize>,
        /// Lines before which others are gone.
        gone: Vec<usize>,
    },
}

impl Changes {
    /// What is changed in the repository that `cwd` lies in. The error is a sentence without a final stop.
    pub(crate) fn new(cwd: &Path, against: Against) -> Result<Self, String> {
        let root = top(cwd)?;
        let mut changes = Self {
            root,
            against,
            files: HashMap::new(),
            gone: HashSet::new(),
            unmerged: HashSet::new(),
            tracked: HashSet::new(),
        };
        let mut args =
            vec!["diff", "--raw", "-z", "-M", "--no-abbrev", "--no-ext-diff", "--ignore-submodules"];
        let base;
        match &changes.against {
            Against::Staged => args.push("--cached"),
            Against::Revision(revision) => {
                base = changes.base(revision)?;
                args.push(&base);
            }
        }
        args.push("--");
        let raw = git(&changes.root, &args)?;
        changes.add(&raw);
        if changes.against != Against::Staged {
            let new = git(&changes.root, &["ls-files", "--others", "--exclude-standard", "-z"])?;
            for name in new.split(|&b| b == 0).filter(|name| !name.is_empty()) {
                changes.files.insert(changes.root.join(path_of(name)), None);
            }
        }
        Ok(changes)
    }

    /// Where the branch left `revision`; the revision itself where they have nothing in common.
    fn base(&self, revision: &str) -> Result<String, String> {
        let unknown = || format!("git knows no revision `{revision}`");
        if revision.starts_with('-') || revision.is_empty() {
            return Err(unknown());
        }
        let commit =
            git(&self.root, &["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")])
                .map_err(|_| unknown())?;
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).trim().to_owned();
        let commit = text(commit);
        Ok(git(&self.root, &["merge-base", &commit, "HEAD"]).map(text).unwrap_or(commit))
    }

    /// Adds the files of `git diff --raw -z`.
    fn add(&mut self, raw: &[u8]) {
        let mut fields = raw.split(|&b| b == 0);
        while let Some(header) = fields.next().filter(|header| !header.is_empty()) {
            let header = String::from_utf8_lossy(header);
            let mut words = header.trim_start_matches(':').split(' ');
            let (_, mode, old) = (words.next(), words.next().unwrap_or(""), words.next().unwrap_or(""));
            let status = words.nth(1).unwrap_or("");
            let Some(name) = fields.next() else { return };
            let mut path = self.root.join(path_of(name));
            if status.starts_with(['R', 'C']) {
                let Some(name) = fields.next() else { return };
                if status.starts_with('R') {
                    self.gone.insert(path);
                }
                path = self.root.join(path_of(name));
            }
            match status.chars().next() {
                Some('D') => {
                    self.gone.insert(path);
                }
                Some('U') if self.against == Against::Staged => {
                    self.unmerged.insert(path);
                }
                Some('U') => {
                    self.files.insert(path, None);
                }
                // A link is no file of its own, and a submodule is another repository.
                _ if !mode.starts_with("100") => {}
                _ => {
                    let is_new = old.bytes().all(|b| b == b'0');
                    self.files.insert(path, (!is_new).then(|| old.to_owned()));
                }
            }
        }
        // A file in conflict is told twice.
        self.files.retain(|path, _| !self.unmerged.contains(path));
    }

    /// Whether a file is changed.
    pub(crate) fn holds(&self, path: &Path) -> bool {
        self.files.contains_key(path)
    }

    /// The changed files that are there, in order.
    pub(crate) fn files(&self) -> Vec<&Path> {
        let mut files: Vec<&Path> = self.files.keys().map(PathBuf::as_path).collect();
        files.sort_unstable();
        files
    }

    /// Every file that is not what it was: changed, new, removed, renamed.
    pub(crate) fn touched(&self) -> impl Iterator<Item = &Path> {
        self.files.keys().chain(&self.gone).map(PathBuf::as_path)
    }

    /// Whether the index has a file, as far as that counts.
    pub(crate) fn is_staged(&self, path: &Path) -> bool {
        self.tracked.contains(path)
    }

    /// Whether a draft belongs to what is looked at: with `--staged`, what git does not know is no part of the commit.
    pub(crate) fn may_be_checked(&self, path: &Path) -> bool {
        self.against != Against::Staged || self.tracked.contains(path)
    }

    /// Whether two branches disagree on a file and nobody has settled it.
    pub(crate) fn is_unmerged(&self, path: &Path) -> bool {
        self.unmerged.contains(path)
    }

    /// What the index has of the files that `wanted` asks for, where the working tree has something else: by place.
    /// Everything else is staged as it lies on disk. And all files of the index.
    pub(crate) fn staged(&self, wanted: &dyn Fn(&Path) -> bool) -> Result<Staged, String> {
        let raw = git(&self.root, &["ls-files", "--stage", "-z", "--", "."])?;
        let mut objects = HashMap::new();
        for entry in raw.split(|&b| b == 0).filter(|entry| entry.starts_with(b"100")) {
            let Some(tab) = entry.iter().position(|&b| b == b'\t') else { continue };
            let facts = String::from_utf8_lossy(&entry[..tab]);
            let mut facts = facts.split(' ').skip(1);
            if let (Some(object), Some("0")) = (facts.next(), facts.next()) {
                objects.insert(path_of(&entry[tab + 1..]), object.to_owned());
            }
        }
        let other =
            git(&self.root, &["diff", "--name-only", "-z", "--no-ext-diff", "--ignore-submodules", "--"])?;
        let other: Vec<(PathBuf, String)> = (other.split(|&b| b == 0))
            .filter(|name| !name.is_empty())
            .map(path_of)
            .filter_map(|name| Some((self.root.join(&name), objects.get(&name)?.clone())))
            .filter(|(path, _)| wanted(path))
            .collect();
        let blobs = self.blobs(other.iter().map(|(_, object)| object.as_str()))?;
        let changed = other
            .into_iter()
            .filter_map(|(path, object)| Some((path, blobs.get(&object)?.clone())))
            .collect();
        let tracked = objects.into_keys().map(|name| self.root.join(name)).collect();
        Ok(Staged { changed, tracked })
    }

    /// The changed lines of the files in `now`, each with its place and its bytes as they are now.
    pub(crate) fn lines(&self, now: &[(&Path, &[u8])]) -> Result<HashMap<PathBuf, Lines>, String> {
        let before = |path: &Path| self.files.get(path).and_then(Option::as_deref);
        let blobs = self.blobs(now.iter().filter_map(|(path, _)| before(path)))?;
        let lines = |(path, new): &(&Path, &[u8])| {
            let lines = match before(path).and_then(|object| blobs.get(object)) {
                Some(old) => changed(old, new),
                None => Lines::All,
            };
            (path.to_path_buf(), lines)
        };
        Ok(now.iter().map(lines).collect())
    }

    /// The contents of objects.
    fn blobs<'o>(&self, objects: impl Iterator<Item = &'o str>) -> Result<HashMap<String, Vec<u8>>, String> {
        let objects: HashSet<&str> = objects.collect();
        if objects.is_empty() {
            return Ok(HashMap::new());
        }
        let mut command = command(&self.root, &["cat-file", "--batch"]);
        let mut child = command.stdin(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(cannot_run)?;
        let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("git cannot be talked to".to_owned());
        };
        let list: String = objects.iter().flat_map(|object| [object, "\n"]).collect();
        let found = std::thread::scope(|scope| {
            // Git answers while it still is being asked.
            scope.spawn(move || stdin.write_all(list.as_bytes()));
            read_blobs(BufReader::new(stdout), objects.len())
        });
        let status = child.wait();
        match (found, status) {
            (Ok(found), Ok(status)) if status.success() => Ok(found),
            _ => Err("git cannot read an object of its own (`git fsck` says more)".to_owned()),
        }
    }
}

fn read_blobs(mut from: impl BufRead, number: usize) -> io::Result<HashMap<String, Vec<u8>>> {
    let mut blobs = HashMap::new();
    for _ in 0..number {
        let mut header = String::new();
        from.read_line(&mut header)?;
        let mut words = header.trim_end().split(' ');
        let (object, kind, size) = (words.next(), words.next(), words.next());
        let size = size.and_then(|size| size.parse::<usize>().ok());
        // A missing one, such as in a clone that leaves objects out: nothing is known of what was there.
        let (Some(object), Some("blob"), Some(size)) = (object, kind, size) else { continue };
        let mut bytes = vec![0; size];
        from.read_exact(&mut bytes)?;
        from.read_exact(&mut [0])?;
        blobs.insert(object.to_owned(), bytes);
    }
    Ok(blobs)
}

/// The lines of `new` that are not in `old`.
fn changed(old: &[u8], new: &[u8]) -> Lines {
    let read = |bytes: &[u8]| decode(String::new(), bytes.to_vec());
    let (Ok(old), Ok(new)) = (read(old), read(new)) else { return Lines::All };
    let (old, new) = (lines_of(&old), lines_of(&new));
    let (mut fresh, mut gone) = (Vec::new(), Vec::new());
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        match op {
            DiffOp::Equal { .. } => {}
            DiffOp::Delete { new_index, .. } => gone.push(new_index),
            DiffOp::Insert { new_index, new_len, .. } | DiffOp::Replace { new_index, new_len, .. } => {
                fresh.extend(new_index..new_index + new_len);
            }
        }
    }
    Lines::Some { new: fresh, gone }
}

/// The lines without what ends them: git may store other line ends than the working tree has.
fn lines_of(file: &TextFile) -> Vec<&str> {
    let starts = file.line_starts();
    let ends = starts.iter().skip(1).copied().chain([file.text.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| file.text[start..end].trim_end_matches(['\r', '\n']))
        .collect()
}

impl Lines {
    /// Whether a finding stands on a changed line, or right where lines were taken out of its quotation.
    pub(crate) fn hold(&self, file: &TextFile, finding: &Finding, quotation: Option<Span<Text>>) -> bool {
        let Self::Some { new, gone } = self else { return true };
        let line = |offset: usize| file.position(offset).line - 1;
        let (first, last) = (line(finding.span.start), line(finding.span.end));
        let inside = |list: &[usize], from: usize, to: usize| {
            list.get(list.partition_point(|&at| at < from)).is_some_and(|&at| at <= to)
        };
        if inside(new, first, last) {
            return true;
        }
        let (from, to) = quotation.map_or((first, last), |q| (line(q.start), line(q.end)));
        // Before line `at` something is gone: between two lines of the quotation, next to the finding.
        gone.iter().any(|&at| from < at && at <= to && first <= at && at <= last + 1)
    }
}

/// Runs git and answers with what it prints. The error is a sentence without a final stop.
fn git(folder: &Path, args: &[&str]) -> Result<Vec<u8>, String> {
    let output = command(folder, args).stdin(Stdio::null()).output().map_err(cannot_run)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let told = String::from_utf8_lossy(&output.stderr);
    let told = told.lines().next().unwrap_or("").trim_start_matches("fatal: ");
    if told.starts_with("not a git repository") {
        return Err("this folder is in no git repository".to_owned());
    }
    Err(format!("git says: {told}"))
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.args(args).current_dir(folder).stdout(Stdio::piped());
    // What git says is read by its first words.
    command.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0");
    command
}

#[allow(clippy::needless_pass_by_value, reason = "it is handed to `map_err`")]
fn cannot_run(error: io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "`git` is not installed".to_owned(),
        _ => format!("cannot run `git`: {}", super::walk::io_reason(&error)),
    }
}

/// The folder of a repository's hooks, as git has it: `core.hooksPath` counts.
pub(crate) fn hooks(cwd: &Path) -> Result<PathBuf, String> {
    let top = top(cwd)?;
    let told = git(&top, &["rev-parse", "--git-path", "hooks"])?;
    Ok(normal(&top.join(path_of(told.strip_suffix(b"\n").unwrap_or(&told)))))
}

/// The top folder of the repository that `cwd` lies in.
fn top(cwd: &Path) -> Result<PathBuf, String> {
    let told = git(cwd, &["rev-parse", "--show-toplevel"])?;
    Ok(normal(&path_of(told.strip_suffix(b"\n").unwrap_or(&told))))
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    let text = String::from_utf8_lossy(bytes);
    PathBuf::from(OsStr::new(text.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_lines_are_those_that_were_not_there() {
        let some = |new: &[usize], gone: &[usize]| Lines::Some { new: new.to_vec(), gone: gone.to_vec() };
        assert_eq!(changed(b"a\nb\nc\n", b"a\nx\nc\nd\n"), some(&[1, 3], &[]));
        assert_eq!(changed(b"a\nb\nc\n", b"a\nc\n"), some(&[], &[1]));
        assert_eq!(changed(b"a\r\nb\r\n", b"a\nb\n"), some(&[], &[]), "line ends are no change");
        assert_eq!(changed(b"\x7fELF\0\0\0", b"a\n"), Lines::All);
    }

    #[test]
    fn objects_are_read_by_their_size_and_missing_ones_are_passed_over() {
        let told = b"aa blob 3\nx\ny\nbb missing\ncc blob 0\n\n";
        let blobs = read_blobs(&told[..], 3).expect("an answer");
        assert_eq!(blobs["aa"], b"x\ny");
        assert_eq!(blobs["cc"], b"");
        assert!(!blobs.contains_key("bb"));
    }
}
