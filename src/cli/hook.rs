//! `misquote init --git-hook`: a hook of git's own, for those who use no hook manager.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};

use super::output::Complaint;
use super::pattern::relative;
use super::walk::io_reason;
use super::{End, Status, Streams, current_folder, git};

/// What the hook runs; by this line one of ours is known again.
const CALL: &str = "misquote check --staged --quiet";

const HOOK: &str = "#!/bin/sh
# Written by `misquote init --git-hook`: refuses a commit whose changed lines misquote somebody.
# To commit all the same: git commit --no-verify
if ! command -v misquote >/dev/null; then
    echo 'misquote is not installed, so the quotations in this commit are not checked' >&2
    exit 1
fi
exec misquote check --staged --quiet
";

/// Writes the hook into the folder that git looks in. One that is there already stays as it is.
pub(crate) fn install(streams: &mut Streams<'_>) -> Result<Status, End> {
    let cwd = current_folder()?;
    let cannot = |why: String| Complaint::new(format!("cannot install a git hook: {why}"));
    let folder = git::hooks(&cwd).map_err(cannot)?;
    let path = folder.join("pre-commit");
    let name = relative(&path, &cwd);
    fs::create_dir_all(&folder).map_err(|error| cannot(io_reason(&error)))?;
    match OpenOptions::new().write(true).create_new(true).open(&path) {
        Ok(mut file) => {
            let written = file.write_all(HOOK.as_bytes()).and_then(|()| make_executable(&file));
            written.map_err(|error| cannot(io_reason(&error)))?;
            writeln!(streams.out, "wrote {name}: from now on `git commit` runs `{CALL}`")?;
            Ok(Status::Clean)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            if fs::read_to_string(&path).is_ok_and(|hook| hook.contains(CALL)) {
                writeln!(streams.out, "kept {name}, which runs `{CALL}` already")?;
                return Ok(Status::Clean);
            }
            let complaint = cannot(format!("there is one already, `{name}`, and it stays as it is"));
            Err(complaint.help(format!("add this line to it: {CALL} || exit 1")).into())
        }
        Err(error) => Err(cannot(io_reason(&error)).into()),
    }
}

#[cfg(unix)]
fn make_executable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_executable(_: &fs::File) -> io::Result<()> {
    Ok(())
}
