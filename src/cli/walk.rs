//! Walking folders, in one stable order.

use std::fs;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};

/// What a walk comes upon. Paths are absolute.
#[derive(Debug)]
pub(crate) enum Seen {
    /// A file, or a link to one.
    File(PathBuf),
    /// Something that cannot be read, and why: a broken link, a device, a folder that may not be entered.
    Unreadable(PathBuf, String),
}

/// What a walk passes over besides hidden files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Honour {
    /// What git ignores.
    GitIgnore,
    /// Nothing: who writes a pattern for rules files means every file that it matches.
    Nothing,
}

/// Walks everything below `base`, an absolute folder, sorted by file name. `cwd` is the current folder.
///
/// Links to files are followed, links to folders are not (they may form a loop, and what they lead to is either in
/// the tree already or not part of it).
pub(crate) fn walk(base: &Path, cwd: &Path, honour: Honour, visit: &mut dyn FnMut(Seen)) {
    let top = match honour {
        Honour::GitIgnore => top_of(base, cwd),
        Honour::Nothing => base,
    };
    let mut reached = top == base;
    // A `.gitignore` further up is misapplied by a walk that starts below it: start at the top and go straight down.
    if top != base {
        let way = base.to_owned();
        let mut builder = WalkBuilder::new(top);
        builder.filter_entry(move |e| e.path().starts_with(&way) || way.starts_with(e.path()));
        run(builder, base, &mut reached, visit);
    }
    // The folder itself is hidden or ignored: it was named all the same.
    if top == base || !reached {
        let mut builder = WalkBuilder::new(base);
        if honour == Honour::Nothing {
            builder.standard_filters(false).hidden(true);
        }
        run(builder, base, &mut reached, visit);
    }
}

fn run(mut builder: WalkBuilder, base: &Path, reached: &mut bool, visit: &mut dyn FnMut(Seen)) {
    builder.require_git(false).sort_by_file_name(Ord::cmp);
    for entry in builder.build() {
        match entry {
            Ok(entry) if !entry.path().starts_with(base) => {}
            Ok(entry) => {
                *reached = true;
                if let Some(seen) = look_at(entry) {
                    visit(seen);
                }
            }
            Err(error) => {
                let path = path_of(&error).unwrap_or(base).to_owned();
                if path.starts_with(base) {
                    *reached = true;
                    visit(Seen::Unreadable(path, reason_of(&error)));
                }
            }
        }
    }
}

fn look_at(entry: DirEntry) -> Option<Seen> {
    let kind = entry.file_type()?;
    if kind.is_dir() {
        return None;
    }
    let path = entry.into_path();
    if kind.is_file() {
        return Some(Seen::File(path));
    }
    match fs::metadata(&path) {
        Ok(target) if target.is_dir() => None,
        _ => Some(match readable(&path) {
            Ok(()) => Seen::File(path),
            Err(reason) => Seen::Unreadable(path, reason),
        }),
    }
}

/// Whether there is a regular file at `path`, possibly behind links; else what is wrong, as a sentence's end.
pub(crate) fn readable(path: &Path) -> Result<(), String> {
    match fs::metadata(path) {
        Ok(target) if target.is_file() => Ok(()),
        Ok(target) if target.is_dir() => Err("it is a folder".to_owned()),
        // Reading a pipe or a terminal waits, perhaps for ever.
        Ok(_) => Err("it is a device or a pipe, not a file".to_owned()),
        Err(error) => match fs::read_link(path) {
            Ok(target) => Err(format!("it is a broken link to `{}`", target.display())),
            Err(_) => Err(io_reason(&error)),
        },
    }
}

/// What went wrong, without the number of the error, which differs between systems.
pub(crate) fn io_reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => {
            let text = error.to_string();
            match text.split_once(" (os error") {
                Some((text, _)) => text.to_lowercase(),
                None => text,
            }
        }
    }
}

/// The folder at which a walk to `base` starts: its repository, else the current folder if it holds `base`.
fn top_of<'a>(base: &'a Path, cwd: &'a Path) -> &'a Path {
    base.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(if base.starts_with(cwd) {
        cwd
    } else {
        base
    })
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

fn reason_of(error: &ignore::Error) -> String {
    match error {
        ignore::Error::WithPath { err, .. }
        | ignore::Error::WithDepth { err, .. }
        | ignore::Error::WithLineNumber { err, .. } => reason_of(err),
        ignore::Error::Io(error) => io_reason(error),
        other => other.to_string(),
    }
}
