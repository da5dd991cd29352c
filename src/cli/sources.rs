//! Source documents: read once past the quotations of all drafts of a project, on all threads, and not kept.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rayon::ThreadPool;

use super::cache::{Cache, Identity, Recording};
use super::discover::{Draft, Input};
use super::input::{Faulty, Reading, read_document, read_stdin};
use super::walk::io_reason;
use super::workers;
use crate::canon::Canon;
use crate::canon::source::Source;
use crate::extract;
use crate::lint::sources::{Collection, Library, Located, Reader, Traces, wanted};
use crate::scan::Scanner;
use crate::scan::hunt::{Hunt, Wanted};
use crate::span::OffsetMap;
use crate::text_file::{Stretch, TextFile};

/// A plain text of more bytes is read in pieces of so many, so that no source need fit in memory.
const PIECE: usize = 8 << 20;

/// A source document to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SourceFile {
    /// Its path as it is reported.
    pub(crate) shown: String,
    /// Its absolute path.
    pub(crate) path: PathBuf,
}

/// The source documents of one project, after they were read.
pub(crate) struct Shelf {
    hunt: Hunt,
    library: Library,
    /// What each draft's quotations are, by its path.
    located: HashMap<PathBuf, Located>,
    /// The documents' names as shown, by path: no draft is its own source.
    names: HashMap<PathBuf, String>,
}

impl Shelf {
    /// Reads `files` past the quotations of `drafts`, adds the passages to `canon`, and says which documents could not
    /// be read.
    pub(crate) fn read<'d>(
        pool: &ThreadPool,
        files: &[SourceFile],
        drafts: impl Iterator<Item = &'d Draft>,
        reading: Reading<'_>,
        cache: Option<&Cache>,
        canon: &mut Canon,
    ) -> (Self, Vec<Faulty>) {
        let drafts: Vec<&Draft> = drafts.collect();
        let mut collection = Collection::default();
        let mut located = HashMap::new();
        let mut paths = drafts.iter();
        workers::in_order(
            pool,
            &drafts,
            |draft| quotations(draft, reading),
            |wanted| {
                if let Some(draft) = paths.next() {
                    located.insert(draft.path.clone(), collection.add(wanted));
                }
                ControlFlow::Continue(())
            },
        );
        let bytes: u64 = files.iter().filter_map(|file| fs::metadata(&file.path).ok()).map(|m| m.len()).sum();
        let hunt = collection.hunt(bytes / BYTES_A_WORD);
        let best = collection.best();
        let numbered: Vec<(usize, &SourceFile)> = files.iter().enumerate().collect();
        let mut library = Library::default();
        let mut faulty = Vec::new();
        let mut names = files.iter();
        workers::in_order(
            pool,
            &numbered,
            |(number, file)| {
                let reader = || Reader::new(&collection, &hunt).among(&best, *number);
                let read = AssertUnwindSafe(|| read(file, reading, reader, cache));
                catch_unwind(read).unwrap_or_else(|_| {
                    Err("the program failed on it: please report this as a bug".to_owned())
                })
            },
            |read| {
                let Some(SourceFile { shown, .. }) = names.next() else { return ControlFlow::Break(()) };
                match read {
                    Ok(traces) => library.add(shown, traces),
                    Err(why) => faulty.push(Faulty::not_checked(shown, why)),
                }
                ControlFlow::Continue(())
            },
        );
        library.add_records(canon);
        let names = files.iter().map(|file| (file.path.clone(), file.shown.clone())).collect();
        (Self { hunt, library, located, names }, faulty)
    }

    /// The passages that a draft is judged by.
    pub(crate) fn passages<'c>(&self, canon: &'c Canon, draft: &Draft) -> Option<Scanner<'c>> {
        let own = self.names.get(&draft.path).map(String::as_str);
        self.library.scanner(canon, &self.hunt, self.located.get(&draft.path)?, own)
    }
}

/// A word of English takes so many bytes, with the space after it.
const BYTES_A_WORD: u64 = 6;

/// The quotations of a draft. One that cannot be read has none here; why it cannot, its own check will say.
fn quotations(draft: &Draft, reading: Reading<'_>) -> Vec<Wanted> {
    let file = match draft.input {
        Input::Stdin => read_stdin(&draft.shown, reading),
        Input::File => read_document(&draft.path, &draft.shown, reading),
        Input::Unreadable(_) => return Vec::new(),
    };
    let found = file.ok().map(|file| catch_unwind(AssertUnwindSafe(|| wanted(&file))).unwrap_or_default());
    found.unwrap_or_default()
}

/// Reads one document past the quotations.
fn read<'r>(
    file: &SourceFile,
    reading: Reading<'_>,
    reader: impl Fn() -> Reader<'r>,
    cache: Option<&'r Cache>,
) -> Result<Traces, String> {
    let mut recording = None;
    if let Some(cache) = cache
        && let Some(identity) = Identity::of(file, reading)
    {
        if let Some(traces) = cache.find(&identity).and_then(|entry| entry.recall(reader())) {
            return Ok(traces);
        }
        recording = cache.record(identity);
    }
    let mut sink = Sink { reader: reader(), recording };
    let is_plain =
        extract::format_for(&file.shown).is_none_or(|format| std::ptr::eq(format, &extract::PLAIN));
    let large = fs::metadata(&file.path).is_ok_and(|file| file.len() > PIECE as u64);
    let left = if is_plain && large { in_pieces(file, &mut sink)? } else { Left::Everything };
    let last = match left {
        Left::Everything => Some(Source::new(read_document(&file.path, &file.shown, reading)?)),
        Left::Piece(last) => Some(*last),
        Left::Nothing => None,
    };
    Ok(sink.finish(last.as_ref()))
}

/// Where the pieces of a document go: past the quotations, and perhaps into a cache.
struct Sink<'r> {
    reader: Reader<'r>,
    recording: Option<Recording<'r>>,
}

impl Sink<'_> {
    /// Reads a piece that others follow.
    fn read(&mut self, source: &Source) {
        match self.recording.take() {
            Some(recording) => {
                let piece = self.reader.record(source);
                self.recording = recording.add(&piece);
            }
            None => self.reader.read(source),
        }
    }

    /// Reads the last piece, or the whole document, if there is one left.
    fn finish(self, last: Option<&Source>) -> Traces {
        let Self { reader, mut recording } = self;
        let traces = match (last, recording.take()) {
            (None, of) => {
                recording = of;
                reader.finish()
            }
            (Some(last), None) => reader.finish_with(last),
            (Some(last), Some(of)) => {
                let (traces, piece) = reader.finish_recording(last);
                recording = of.add(&piece);
                traces
            }
        };
        if let Some(recording) = recording {
            recording.finish(traces.is_transcript);
        }
        traces
    }
}

/// What is left of a large text when it was read piece by piece.
enum Left {
    Nothing,
    /// The last piece.
    Piece(Box<Source>),
    /// It is not UTF-8, and nothing of it has been read.
    Everything,
}

/// Reads a large plain text piece by piece.
fn in_pieces(file: &SourceFile, reader: &mut Sink<'_>) -> Result<Left, String> {
    let mut input = File::open(&file.path).map_err(|error| io_reason(&error))?;
    let mut rest: Vec<u8> = Vec::new();
    let (mut offset, mut next) = (0, Stretch::WHOLE);
    loop {
        let had = rest.len();
        rest.reserve_exact(PIECE - had);
        input
            .by_ref()
            .take((PIECE - had) as u64)
            .read_to_end(&mut rest)
            .map_err(|error| io_reason(&error))?;
        let is_last = rest.len() < PIECE;
        if rest.is_empty() {
            return Ok(Left::Nothing);
        }
        let end = if is_last { rest.len() } else { piece_end(&rest) };
        let left = rest.split_off(end);
        let zero = memchr::memchr(0, &rest);
        let text = match (String::from_utf8(rest), zero) {
            (Ok(text), None) => text,
            _ if offset == 0 => return Ok(Left::Everything),
            (_, Some(zero)) => return Err(format!("it is binary: a zero byte at offset {}", offset + zero)),
            (Err(error), None) => {
                let at = offset + error.utf8_error().valid_up_to();
                return Err(format!("it begins as UTF-8, but the byte at offset {at} is not"));
            }
        };
        let after = next.after(&text);
        let map = OffsetMap::run(offset, text.len());
        offset += text.len();
        let piece = Source::new(TextFile::excerpt(file.shown.as_str(), text, "UTF-8", map, vec![next]));
        if is_last {
            return Ok(Left::Piece(Box::new(piece)));
        }
        reader.read(&piece);
        (rest, next) = (left, after);
    }
}

/// Where a piece ends: after its last blank line, else its last line, else its last space, else its last character.
fn piece_end(bytes: &[u8]) -> usize {
    let half = bytes.len() / 2;
    let last = |what: &[u8]| memchr::memmem::rfind(&bytes[half..], what).map(|at| half + at + what.len());
    let character = || {
        let tail = bytes.iter().rev().take(3).take_while(|b| **b & 0xc0 == 0x80).count();
        bytes.len() - tail - 1
    };
    last(b"\n\n")
        .or_else(|| last(b"\n\r\n"))
        .or_else(|| last(b"\n"))
        .or_else(|| last(b" "))
        .unwrap_or_else(character)
}

/// Whether a walk takes the file at `path` for a source.
pub(crate) fn is_readable(path: &Path) -> bool {
    extract::format_for(&path.to_string_lossy()).is_some()
}
