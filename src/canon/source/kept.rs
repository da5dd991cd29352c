//! What is kept of a source document, so that passages can be cut out of it without reading it again.
//!
//! The prose is kept in frames of [`FRAME`] words: where each word begins, the blocks and the labels, the map to the text,
//! and the prose itself where it is not a copy of what lies on the disk. The text of the file is kept in pages: of each the
//! place at which it begins, and its bytes where the disk has others (another encoding, an archive), else their checksum.
//! Around a place that is asked for, frames and pages are read until nothing further off could change the answer: the
//! passage is the one that the whole document would have given.

use std::ops::Range;

use encoding_rs::Encoding;

use super::{FARTHEST, Label, Passage, Source, WHOLE_LINE, sentences};
use crate::packed::{Packer, SEAL, Unpacker, checksum};
use crate::prose::sentences::FARTHEST as LONGEST_SENTENCE;
use crate::prose::{Block, BlockKind, Prose};
use crate::span::{Disk, OffsetMap, Read, Span, Text};
use crate::text_file::{Stretch, TextFile, floor};

/// Words of a frame.
pub const FRAME: usize = 1024;
/// Bytes of text of a page.
const PAGE: usize = 8 << 10;
/// So many bytes of prose before and after a place are enough to find the sentences around it.
const MARGIN: usize = LONGEST_SENTENCE + 64;
/// So many bytes of text before and after a passage are enough to find its lines.
const LINE_MARGIN: usize = WHOLE_LINE + 64;

/// The bytes that were kept, and those of the document.
pub trait Store {
    /// So many bytes of [`Kept::places`] from `at` on; `None` if they cannot be read.
    fn places(&mut self, at: usize, length: usize) -> Option<Vec<u8>>;
    /// So many bytes of the document as it lies on the disk, from `at` on; `None` if they cannot be read.
    fn document(&mut self, at: usize, length: usize) -> Option<Vec<u8>>;
}

/// What is kept of one document, or of one piece of a large one.
#[derive(Debug, Default)]
pub struct Kept {
    /// The frames and the pages.
    pub places: Vec<u8>,
    /// Where each of them lies.
    pub index: Vec<u8>,
}

impl Kept {
    /// What is to be kept of `source`, whose words begin at `starts`, bytes of its prose. `before` is the label under which
    /// it begins.
    #[must_use]
    pub fn of(source: &Source, starts: &[u32], before: Option<&str>) -> Self {
        let (mut places, mut index) = (Packer::default(), Packer::default());
        let disk = disk_start(&source.file);
        index.text(source.file.encoding);
        index.number(disk.map_or(0, |start| start + 1));
        let frames = starts.chunks(FRAME).len().max(1);
        index.number(frames);
        let prose = &source.prose;
        let border = |frame: usize| match starts.get(frame * FRAME) {
            _ if frame == 0 => 0,
            Some(&start) => prose.map.atom_start(start as usize),
            None => prose.text.len(),
        };
        for frame in 0..frames {
            let from = places.bytes.len();
            let span = Span::new(border(frame), border(frame + 1).max(border(frame)));
            let words = &starts[starts.len().min(frame * FRAME)..starts.len().min((frame + 1) * FRAME)];
            source.pack_frame(span, words, before, disk.is_some(), &mut places);
            places.seal(from);
            index.number(places.bytes.len() - from);
            index.number(span.len());
        }
        source.file.pack_pages(disk.is_some(), &mut places, &mut index);
        index.seal(0);
        Self { places: places.bytes, index: index.bytes }
    }
}

/// Where the text begins on the disk, if its bytes are those of the disk.
fn disk_start(file: &TextFile) -> Option<usize> {
    if file.encoding != UTF_8 || file.layout().is_some() {
        return None;
    }
    let map = file.disk_map(Span::new(0, file.text.len()));
    let start = map.start(0);
    (map == OffsetMap::run(start, file.text.len())).then_some(start)
}

const UTF_8: &str = "UTF-8";

impl Source {
    fn pack_frame(
        &self,
        span: Span<Read>,
        words: &[u32],
        before: Option<&str>,
        on_disk: bool,
        out: &mut Packer,
    ) {
        out.number(words.len());
        let mut last = span.start;
        for &start in words {
            out.number(start as usize - last);
            last = start as usize;
        }
        let blocks = &self.prose.blocks;
        let [first, next] = [span.start, span.end].map(|at| blocks.partition_point(|b| b.span.start < at));
        // The block that is open where the frame begins.
        let open = usize::from(first > 0);
        out.number(open);
        out.number(next - first + open);
        let mut last = 0;
        for block in &blocks[first - open..next] {
            out.number(block.span.start - last);
            out.number(block.span.len());
            last = block.span.start;
        }
        let [first, next] =
            [span.start, span.end].map(|at| self.labels.partition_point(|l| l.span.start < at));
        let before = self.labels[..first].last().map(|label| label.name.as_str()).or(before);
        out.number(usize::from(before.is_some()));
        out.text(before.unwrap_or_default());
        out.number(next - first);
        for label in &self.labels[first..next] {
            out.number(label.span.start - span.start);
            out.number(label.span.len());
            out.text(&label.name);
        }
        let map = self.prose.map.cut(span);
        pack_map(&map, out);
        // What is a copy of bytes that lie on the disk is not kept.
        let copied = copied_range(&map).filter(|range| on_disk && range.len() < 2 * span.len() + PAGE);
        out.number(usize::from(copied.is_none()));
        if copied.is_none() {
            out.text(self.prose.slice(span));
        }
    }
}

/// The bytes of the text from the first to the last that a prose was copied from; `None` if it is no mere copy, in order.
fn copied_range(map: &OffsetMap<Read, Text>) -> Option<Range<usize>> {
    let mut all: Option<Range<usize>> = None;
    for (_, from, is_copy) in map.all() {
        let start = all.as_ref().map_or(from.start, |all| all.start);
        if !is_copy || all.is_some_and(|all| from.start < all.end) {
            return None;
        }
        all = Some(start..from.end);
    }
    all
}

impl TextFile {
    fn pack_pages(&self, on_disk: bool, places: &mut Packer, index: &mut Packer) {
        let text = self.text.as_str();
        let mut ends = Vec::with_capacity(text.len() / PAGE + 1);
        let mut at = 0;
        while at < text.len() {
            at = floor(text, at + PAGE);
            // No page ends within a line break.
            at += usize::from(text.as_bytes()[at - 1] == b'\r' && text.as_bytes().get(at) == Some(&b'\n'));
            ends.push(at);
        }
        index.number(ends.len());
        let (mut start, mut place) = (0, self.stretch(0));
        for end in ends {
            let from = places.bytes.len();
            let page = &text[start..end];
            [place.line, place.column, place.utf16_column, place.utf8_column]
                .into_iter()
                .for_each(|n| places.number(n));
            if on_disk {
                places.bytes.extend_from_slice(&checksum(page.as_bytes()).to_le_bytes());
            } else {
                places.text(page);
                pack_map(&self.disk_map(Span::new(start, end)), places);
            }
            places.seal(from);
            index.number(places.bytes.len() - from);
            index.number(page.len());
            (start, place) = (end, place.after(page));
        }
    }
}

/// Writes a map: its pieces, those once that are repeated one after another.
fn pack_map<A, B>(map: &OffsetMap<A, B>, out: &mut Packer) {
    let mut groups: Vec<(usize, Span<B>, bool, usize)> = Vec::new();
    for (length, from, is_copy) in map.all() {
        if let Some((of, first, false, times)) = groups.last_mut()
            && !is_copy
            && (*of, first.len(), first.end + (*times - 1) * first.len()) == (length, from.len(), from.start)
        {
            *times += 1;
        } else {
            groups.push((length, from, is_copy, 1));
        }
    }
    out.number(groups.len());
    let mut last = 0;
    for (length, from, is_copy, times) in groups {
        out.step(last, from.start);
        last = from.start;
        out.number(length << 1 | usize::from(is_copy));
        if !is_copy {
            out.number(from.len());
            out.number(times);
        }
    }
}

fn unpack_map<A, B>(bytes: &mut Unpacker<'_>, map: &mut OffsetMap<A, B>) -> Option<()> {
    let mut at = 0;
    for _ in 0..bytes.number()? {
        at = bytes.step(at)?;
        let length = bytes.number()?;
        if length & 1 == 1 {
            map.push_same(at, length >> 1);
            continue;
        }
        let (wide, times) = (bytes.number()?, bytes.number()?);
        for nth in 0..times {
            map.push_atom(Span::new(at + nth * wide, at + (nth + 1) * wide), length >> 1);
        }
    }
    Some(())
}

/// Where the frames and the pages of a document lie, and those that were read.
#[derive(Debug)]
pub struct Places {
    encoding: &'static str,
    /// Where the text begins on the disk, if it lies there.
    disk: Option<usize>,
    frames: Slots<Frame>,
    pages: Slots<Page>,
}

/// Things that lie one after another, each in the bytes that were kept and in the text that it is of.
#[derive(Debug)]
struct Slots<T> {
    /// Where each begins in both, and the end of the last.
    borders: Vec<(usize, usize)>,
    read: Vec<Option<T>>,
}

impl<T> Slots<T> {
    fn unpack(bytes: &mut Unpacker<'_>, mut at: usize) -> Option<Self> {
        let number = bytes.number()?;
        let mut borders = vec![(at, 0)];
        for _ in 0..number {
            at += bytes.number()?;
            let end = borders.last()?.1 + bytes.number()?;
            borders.push((at, end));
        }
        Some(Self { borders, read: (0..number).map(|_| None).collect() })
    }

    /// The one that holds a byte of the text, or else the last.
    fn at(&self, byte: usize) -> usize {
        let next = self.borders.partition_point(|border| border.1 <= byte);
        next.saturating_sub(1).min(self.read.len().saturating_sub(1))
    }

    /// The bytes that were kept of one, and its place in the text.
    fn load(&self, at: usize, store: &mut dyn Store) -> Option<(Vec<u8>, Range<usize>)> {
        let [(from, start), (to, end)] = *self.borders.get(at..at + 2)? else { return None };
        Some((store.places(from, to - from)?, start..end))
    }

    fn get(&self, range: Range<usize>) -> impl Iterator<Item = &T> {
        self.read[range].iter().flatten()
    }
}

/// A frame; places in it are those of the whole prose.
#[derive(Debug)]
struct Frame {
    start: usize,
    text: String,
    map: OffsetMap<Read, Text>,
    /// Where its words begin.
    words: Vec<usize>,
    /// The block that is open where it begins.
    open: Option<Span<Read>>,
    blocks: Vec<Span<Read>>,
    /// The label before it.
    before: Option<String>,
    labels: Vec<Label>,
}

/// A page.
#[derive(Debug)]
struct Page {
    start: usize,
    text: String,
    first: Stretch,
    to_disk: OffsetMap<Text, Disk>,
}

/// The prose around a place.
struct Window {
    prose: Prose,
    labels: Vec<Label>,
    /// The label before it.
    before: Option<String>,
}

impl Places {
    /// Reads an index.
    #[must_use]
    pub fn unpack(index: &[u8]) -> Option<Self> {
        let mut bytes = Unpacker::sealed(index)?;
        let encoding = match bytes.text()? {
            UTF_8 => UTF_8,
            other => Encoding::for_label(other.as_bytes())?.name(),
        };
        let disk = bytes.number()?.checked_sub(1);
        let frames = Slots::unpack(&mut bytes, 0)?;
        let pages = Slots::unpack(&mut bytes, frames.borders.last()?.0)?;
        (!frames.read.is_empty()).then_some(Self { encoding, disk, frames, pages })
    }

    /// The passage around some words, by their numbers. `stretch_of` says which stretch of a prose is meant, from where
    /// the first and where the last of them begins. `None` if what was kept is damaged, or of another document.
    pub fn passage(
        &mut self,
        store: &mut dyn Store,
        words: Range<usize>,
        stretch_of: impl Fn(&Prose, usize, usize) -> Span<Read>,
    ) -> Option<Passage> {
        let start = self.word(store, words.start)?;
        let last = self.word(store, words.end.checked_sub(1)?)?;
        let (mut margin, mut from, mut to);
        margin = MARGIN;
        let (window, stretch) = loop {
            from = self.frames.at(start.saturating_sub(margin));
            to = self.frames.at(last + margin) + 1;
            let window = self.window(store, from..to)?;
            let base = self.frames.borders[from].1;
            let text = &window.prose.text;
            let stretch = stretch_of(&window.prose, start - base, last - base);
            // A word that goes on and on is followed for as long as it does.
            let begins = from == 0 || text[..stretch.end].contains(char::is_whitespace);
            if begins && (to == self.frames.read.len() || text.len() - stretch.end >= MARGIN) {
                break (window, stretch);
            }
            margin *= 4;
        };
        let (span, voice) = sentences(&window.prose, &window.labels, stretch, window.before.as_deref());
        let map = window.prose.map.cut(span);
        let start = map.all().map(|(_, from, _)| from.start).min()?;
        let end = map.all().map(|(_, from, _)| from.end).max()?;
        let pages = self.pages_of(store, start.saturating_sub(LINE_MARGIN)..end + LINE_MARGIN)?;
        let (file, at) = self.file(pages)?;
        let text = window.prose.slice(span).to_owned();
        let whole = Span::new(0, text.len());
        let prose = Prose { text, map: map.shifted(at), ..Prose::default() };
        Some(Source { file, prose, labels: Vec::new() }.cut(whole, voice))
    }

    /// Where a word begins.
    fn word(&mut self, store: &mut dyn Store, word: usize) -> Option<usize> {
        self.frame(store, word / FRAME)?.words.get(word % FRAME).copied()
    }

    /// The prose of some frames.
    fn window(&mut self, store: &mut dyn Store, range: Range<usize>) -> Option<Window> {
        for at in range.clone() {
            self.frame(store, at)?;
        }
        let mut frames = self.frames.get(range).peekable();
        let first = frames.peek()?;
        let base = first.start;
        let moved =
            |span: Span<Read>| Span::new(span.start.saturating_sub(base), span.end.saturating_sub(base));
        let mut window = Window { prose: Prose::default(), labels: Vec::new(), before: first.before.clone() };
        let block = |span| Block { span: moved(span), kind: BlockKind::Paragraph };
        window.prose.blocks.extend(first.open.map(block));
        for frame in frames {
            window.prose.text.push_str(&frame.text);
            window.prose.map.append(&frame.map, 0);
            window.prose.blocks.extend(frame.blocks.iter().copied().map(block));
            let label = |label: &Label| Label { span: moved(label.span), name: label.name.clone() };
            window.labels.extend(frame.labels.iter().map(label));
        }
        // The last block may go on beyond what was read.
        let end = window.prose.text.len();
        for block in &mut window.prose.blocks {
            block.span = Span::new(block.span.start.min(end), block.span.end.min(end));
        }
        Some(window)
    }

    fn frame(&mut self, store: &mut dyn Store, at: usize) -> Option<&Frame> {
        if self.frames.read.get(at)?.is_none() {
            self.frames.read[at] = Some(self.read_frame(store, at)?);
        }
        self.frames.read[at].as_ref()
    }

    fn read_frame(&mut self, store: &mut dyn Store, at: usize) -> Option<Frame> {
        let (bytes, place) = self.frames.load(at, store)?;
        let mut bytes = Unpacker::sealed(&bytes)?;
        let mut words = Vec::with_capacity(FRAME);
        let mut word = place.start;
        for _ in 0..bytes.number()? {
            word += bytes.number()?;
            words.push(word);
        }
        let is_open = bytes.number()? > 0;
        let (mut open, mut blocks) = (None, Vec::new());
        let mut start = 0;
        for nth in 0..bytes.number()? {
            start += bytes.number()?;
            let span = Span::new(start, start + bytes.number()?);
            match nth {
                0 if is_open => open = Some(span),
                _ => blocks.push(span),
            }
        }
        let has_label = bytes.number()? > 0;
        let before = Some(bytes.text()?.to_owned()).filter(|_| has_label);
        let mut labels = Vec::new();
        for _ in 0..bytes.number()? {
            let start = place.start + bytes.number()?;
            let span = Span::new(start, start + bytes.number()?);
            labels.push(Label { span, name: bytes.text()?.to_owned() });
        }
        let mut map = OffsetMap::default();
        unpack_map(&mut bytes, &mut map)?;
        let mut text = String::with_capacity(place.len());
        if bytes.number()? > 0 {
            text.push_str(bytes.text()?);
        } else if !place.is_empty() {
            let pages = self.pages_of(store, copied_range(&map)?)?;
            for (_, from, _) in map.all() {
                for page in self.pages.get(pages.clone()) {
                    let end = page.start + page.text.len();
                    if from.start < end && page.start < from.end {
                        let own = from.start.max(page.start) - page.start..from.end.min(end) - page.start;
                        text.push_str(page.text.get(own)?);
                    }
                }
            }
        }
        let is_whole = text.len() == place.len() && map.end() == place.len();
        is_whole.then_some(Frame { start: place.start, text, map, words, open, blocks, before, labels })
    }

    /// Reads the pages that hold a range of the text as far as there is one, and says which they are.
    fn pages_of(&mut self, store: &mut dyn Store, range: Range<usize>) -> Option<Range<usize>> {
        let pages = self.pages.at(range.start)..self.pages.at(range.end.saturating_sub(1)) + 1;
        for at in pages.clone() {
            if self.pages.read.get(at)?.is_none() {
                self.pages.read[at] = Some(self.read_page(store, at)?);
            }
        }
        Some(pages)
    }

    fn read_page(&self, store: &mut dyn Store, at: usize) -> Option<Page> {
        let (bytes, place) = self.pages.load(at, store)?;
        let mut bytes = Unpacker::sealed(&bytes)?;
        let (line, column) = (bytes.number()?, bytes.number()?);
        let (utf16_column, utf8_column) = (bytes.number()?, bytes.number()?);
        let first = Stretch { at: 0, line, column, utf16_column, utf8_column };
        let (text, to_disk) = if let Some(disk) = self.disk {
            let text = store.document(disk + place.start, place.len())?;
            let sum = u64::from_le_bytes(bytes.bytes(SEAL)?.try_into().ok()?);
            let text = (checksum(&text) == sum).then(|| String::from_utf8(text).ok())??;
            (text, OffsetMap::run(disk + place.start, place.len()))
        } else {
            let text = bytes.text()?.to_owned();
            let mut to_disk = OffsetMap::default();
            unpack_map(&mut bytes, &mut to_disk)?;
            (text, to_disk)
        };
        (text.len() == place.len()).then_some(Page { start: place.start, text, first, to_disk })
    }

    /// Pages that were read as a file, and the byte at which it begins.
    fn file(&self, pages: Range<usize>) -> Option<(TextFile, usize)> {
        let mut pages = self.pages.get(pages).peekable();
        let &&Page { start, first, .. } = pages.peek()?;
        let (mut text, mut to_disk) = (String::new(), OffsetMap::default());
        for page in pages {
            text.push_str(&page.text);
            to_disk.append(&page.to_disk, 0);
        }
        Some((TextFile::excerpt("", text, self.encoding, to_disk, vec![first]), start))
    }
}

// What is read around a place must reach as far as what is looked at around it.
const _: () = assert!(MARGIN > FARTHEST);

#[cfg(test)]
#[path = "kept_tests.rs"]
mod tests;
