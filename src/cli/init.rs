//! `misquote init`: a start that works.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::output::Complaint;
use super::walk::io_reason;
use super::{End, Status, Streams};

const FILES: [(&str, &str); 2] = [
    ("misquote.toml", include_str!("init/misquote.toml")),
    ("rules/example.toml", include_str!("init/example.toml")),
];

/// Writes a configuration and a first rules file into the current folder. A file that is there already stays as it is.
pub(crate) fn init(streams: &mut Streams<'_>) -> Result<Status, End> {
    for (name, text) in FILES {
        match write_new(Path::new(name), text) {
            Ok(()) => writeln!(streams.out, "wrote {name}")?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                writeln!(streams.out, "kept {name}, which is there already")?;
            }
            Err(error) => {
                return Err(Complaint::new(format!("cannot write `{name}`: {}", io_reason(&error))).into());
            }
        }
    }
    writeln!(
        streams.out,
        "next: put what was said into rules/, then run `misquote rules test` and `misquote`"
    )?;
    Ok(Status::Clean)
}

/// Never follows a link and never overwrites, even if the file appears at this moment.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}
