//! What is kept of source documents from one run to the next, in the folder that `--cache` names.
//!
//! Each document has a file of its own in it, which begins with what it is of: the version of this program, the path, how
//! the document was read, its size and the time of its last change. Only a file that begins with just the same bytes is
//! read, and every part of it has a checksum: anything else (older, damaged, cut off, of another program) is as good as
//! none, and the document is read as it would be without a cache. What is written is written beside it and put in its place
//! in one step, so that nobody ever reads half a file, and two runs may use one folder at the same time.

use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tempfile::NamedTempFile;

use super::args::VERSION;
use super::input::{Reading, is_in_index};
use super::sources::SourceFile;
use super::walk::io_reason;
use crate::canon::source::kept::Store;
use crate::lint::sources::{Reader, Recorded, Stored, Traces};
use crate::packed::{Packer, SEAL, Unpacker, checksum};
use crate::scan::numbered::Bytes;

/// Counts up whenever what is kept, or how, changes within one version of the program.
const FORMAT: usize = 2;
/// What every file begins with.
const MAGIC: &[u8] = b"misquote: words of a source\n";
/// Bytes of what comes before each piece: four numbers and their seal.
const HEAD: usize = 4 * 8 + SEAL;
/// So many bytes are read at once where fewer are asked for.
const AHEAD: usize = 64 << 10;

/// A folder in which words of source documents are kept.
#[derive(Debug)]
pub(crate) struct Cache {
    folder: PathBuf,
    /// Why nothing can be kept.
    trouble: OnceLock<String>,
}

impl Cache {
    /// The cache in `folder`, which need not be there yet.
    pub(crate) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), trouble: OnceLock::new() }
    }

    /// Why nothing could be kept, if so.
    pub(crate) fn trouble(&self) -> Option<&str> {
        self.trouble.get().map(String::as_str)
    }

    /// What is kept of a document as it is now.
    pub(crate) fn find(&self, of: &Identity) -> Option<Entry> {
        let file = File::open(self.folder.join(&of.name)).ok()?;
        let length = file.metadata().ok()?.len();
        let mut entry = Entry {
            file,
            length,
            at: 0,
            buffer: Vec::new(),
            start: 0,
            pieces: Vec::new(),
            piece: [0; 3],
            document: Document::At(of.path.clone()),
        };
        (entry.next(of.head.len())? == of.head).then_some(entry)
    }

    /// Begins to write what is to be kept of a document.
    pub(crate) fn record(&self, of: Identity) -> Option<Recording<'_>> {
        if self.trouble.get().is_some() {
            return None;
        }
        let place = self.folder.join(&of.name);
        let begin = || {
            let folder = place.parent().unwrap_or(&self.folder);
            self.prepare()?;
            fs::create_dir_all(folder)?;
            let mut out = BufWriter::with_capacity(1 << 20, NamedTempFile::new_in(folder)?);
            out.write_all(&of.head)?;
            Ok(out)
        };
        match begin() {
            Ok(out) => Some(Recording { cache: self, of, place: place.clone(), out }),
            Err(error) => self.fail(&error),
        }
    }

    /// Makes the folder. It says to git and to programs that make backups that it is of no interest to them.
    fn prepare(&self) -> io::Result<()> {
        if self.folder.is_dir() {
            return Ok(());
        }
        fs::create_dir_all(&self.folder)?;
        let tag = "Signature: 8a477f597d28d172789f06886806bc55\n# What misquote keeps of source documents (--cache). It is safe to delete.\n";
        fs::write(self.folder.join("CACHEDIR.TAG"), tag)?;
        fs::write(self.folder.join(".gitignore"), "*\n")
    }

    fn fail<T>(&self, error: &io::Error) -> Option<T> {
        self.trouble.get_or_init(|| io_reason(error));
        None
    }
}

/// A document as it is now: what its file in the cache begins with, and that file's name.
#[derive(Debug)]
pub(crate) struct Identity {
    path: PathBuf,
    stamp: Stamp,
    head: Vec<u8>,
    name: PathBuf,
}

impl Identity {
    /// That of a file; `None` where it cannot be told whether the file changed.
    pub(crate) fn of(file: &SourceFile, reading: Reading<'_>) -> Option<Self> {
        if is_in_index(&file.path) {
            return None;
        }
        let stamp = Stamp::of(&fs::metadata(&file.path).ok()?)?;
        // How a document is read is decided by its name.
        let name = Path::new(&file.shown).file_name().unwrap_or_default();
        let mut what = Packer::default();
        what.bytes.extend_from_slice(file.path.as_os_str().as_encoded_bytes());
        what.bytes.push(0);
        what.bytes.extend_from_slice(name.as_encoded_bytes());
        what.bytes.push(0);
        what.bytes.extend_from_slice(format!("{reading:?}").as_bytes());
        let first = checksum(&what.bytes);
        what.bytes.push(1);
        let name = format!(
            "{:02x}/{:014x}{:016x}.words",
            first >> 56,
            first & (u64::MAX >> 8),
            checksum(&what.bytes)
        );
        let mut head = Packer { bytes: MAGIC.to_vec() };
        head.text(VERSION);
        head.number(FORMAT);
        head.number(what.bytes.len());
        head.bytes.extend_from_slice(&what.bytes);
        head.number(stamp.size as usize);
        head.number(stamp.changed.as_secs() as usize);
        head.number(stamp.changed.subsec_nanos() as usize);
        head.seal(0);
        Some(Self { path: file.path.clone(), stamp, head: head.bytes, name: PathBuf::from(name) })
    }

    /// Whether the file is still the same, and has been for so long that a change would have given it another time.
    fn is_settled(&self) -> bool {
        let now = fs::metadata(&self.path).ok();
        let age = SystemTime::now().duration_since(UNIX_EPOCH + self.stamp.changed);
        // Some file systems count in seconds, or in two of them; all others at least in hundredths.
        let tick = if self.stamp.changed.subsec_nanos() == 0 { 2_000 } else { 20 };
        now.and_then(|now| Stamp::of(&now)) == Some(self.stamp)
            && age.is_ok_and(|age| age > Duration::from_millis(tick))
    }
}

/// What tells that a file is still the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    size: u64,
    /// Since 1970.
    changed: Duration,
}

impl Stamp {
    fn of(file: &Metadata) -> Option<Self> {
        let changed = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(Self { size: file.len(), changed })
    }
}

/// What is being written of a document.
pub(crate) struct Recording<'c> {
    cache: &'c Cache,
    of: Identity,
    place: PathBuf,
    out: BufWriter<NamedTempFile>,
}

impl<'c> Recording<'c> {
    /// Writes what is kept of its next piece; nothing is left if that fails.
    pub(crate) fn add(mut self, piece: &Recorded) -> Option<Self> {
        let Recorded { words, kept } = piece;
        let lengths = [1, words.len(), kept.places.len(), kept.index.len()];
        match [head(lengths).as_slice(), words, &kept.places, &kept.index]
            .into_iter()
            .try_for_each(|bytes| self.out.write_all(bytes))
        {
            Ok(()) => Some(self),
            Err(error) => self.cache.fail(&error),
        }
    }

    /// Puts it in its place, unless the document changed while it was read.
    pub(crate) fn finish(mut self, is_transcript: bool) {
        if !self.of.is_settled() {
            return;
        }
        let cache: &'c Cache = self.cache;
        let place = self.place;
        let put = self.out.write_all(&head([0, usize::from(is_transcript), 0, 0])).and_then(|()| {
            let file = self.out.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.persist(place).map_err(|error| error.error)
        });
        if let Err(error) = put {
            cache.fail::<()>(&error);
        }
    }
}

fn head(numbers: [usize; 4]) -> Vec<u8> {
    let mut head = Packer::default();
    numbers.iter().for_each(|&number| head.bytes.extend_from_slice(&(number as u64).to_le_bytes()));
    head.seal(0);
    head.bytes
}

/// What is kept of a document.
pub(crate) struct Entry {
    file: File,
    length: u64,
    /// Where the next bytes are.
    at: u64,
    /// What was read last, and where it begins.
    buffer: Vec<u8>,
    start: u64,
    /// Where the words, the places and the index of each piece end.
    pieces: Vec<[u64; 3]>,
    /// Those of the piece that is asked about.
    piece: [u64; 3],
    document: Document,
}

/// The document itself, which is opened when something of it is wanted.
enum Document {
    At(PathBuf),
    Open(File),
}

impl Entry {
    /// Reads a document as it was recorded; `None` if that is damaged.
    pub(crate) fn recall(mut self, mut reader: Reader<'_>) -> Option<Traces> {
        loop {
            let mut head = Unpacker::sealed(self.next(HEAD)?)?;
            let mut number = || Some(u64::from_le_bytes(head.bytes(8)?.try_into().ok()?));
            let (kind, words, places, index) = (number()?, number()?, number()?, number()?);
            if kind == 0 {
                let is_whole = self.at == self.length && words < 2;
                return is_whole.then(|| reader.finish_recalled(&mut self, words == 1))?;
            }
            let words = self.at.checked_add(words)?;
            let places = words.checked_add(places)?;
            let index = places.checked_add(index).filter(|end| *end <= self.length)?;
            self.pieces.push([words, places, index]);
            reader.recall(&mut self)?;
            self.at = index;
        }
    }

    /// Some bytes from `at` on, from what was read last if they are in it.
    fn bytes(&mut self, at: u64, length: usize, ahead: usize) -> Option<&[u8]> {
        let end = at.checked_add(length as u64).filter(|end| *end <= self.length)?;
        if at < self.start || end > self.start + self.buffer.len() as u64 {
            let wanted = (length.max(ahead) as u64).min(self.length - at);
            self.buffer.resize(wanted as usize, 0);
            // Until they are read, there are none.
            self.start = u64::MAX - wanted;
            self.file.seek(SeekFrom::Start(at)).ok()?;
            self.file.read_exact(&mut self.buffer).ok()?;
            self.start = at;
        }
        let from = (at - self.start) as usize;
        self.buffer.get(from..from + length)
    }
}

impl Bytes for Entry {
    fn next(&mut self, length: usize) -> Option<&[u8]> {
        let at = self.at;
        self.at = at.checked_add(length as u64)?;
        self.bytes(at, length, AHEAD)
    }
}

impl Store for Entry {
    fn places(&mut self, at: usize, length: usize) -> Option<Vec<u8>> {
        let [words, places, _] = self.piece;
        let at = words.checked_add(at as u64)?;
        at.checked_add(length as u64).filter(|end| *end <= places)?;
        // The places of one quotation's words are often neighbours.
        self.bytes(at, length, AHEAD / 4).map(<[u8]>::to_vec)
    }

    fn document(&mut self, at: usize, length: usize) -> Option<Vec<u8>> {
        if let Document::At(path) = &self.document {
            self.document = Document::Open(File::open(path).ok()?);
        }
        let Document::Open(file) = &mut self.document else { return None };
        file.seek(SeekFrom::Start(at as u64)).ok()?;
        // No more is asked for than was there, but the file may have changed since.
        let mut bytes = Vec::with_capacity(length);
        file.take(length as u64).read_to_end(&mut bytes).ok()?;
        (bytes.len() == length).then_some(bytes)
    }
}

impl Stored for Entry {
    fn turn_to(&mut self, piece: usize) -> Option<()> {
        self.piece = *self.pieces.get(piece)?;
        Some(())
    }

    fn index(&mut self) -> Option<Vec<u8>> {
        let [_, places, index] = self.piece;
        self.bytes(places, (index - places) as usize, 0).map(<[u8]>::to_vec)
    }
}
