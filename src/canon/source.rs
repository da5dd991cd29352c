//! Source documents: whole texts that count as record. They are read past the quotations of the drafts (see
//! [`crate::scan::hunt`]) and not kept; of each only the passages stay that may hold a quotation.
//!
//! A passage is whole sentences, with the lines of the file around them for the reports. A transcript names its speakers
//! with labels (`NAME:` at the start of a line); whose label the words stand under is noted, and whether the text is a
//! transcript at all is settled when all of it has been read: two labels must repeat.

pub mod kept;

use super::remarks::without_remarks;
use crate::extract;
use crate::normalize::is_unspaced;
use crate::prose::Prose;
use crate::prose::sentences::{sentence_end, sentence_start};
use crate::span::{OffsetMap, Read, Said, Span, Text};
use crate::text_file::{Stretch, TextFile};

/// A source document, or a part of one that is too large to be read in one piece.
#[derive(Debug)]
pub struct Source {
    file: TextFile,
    /// What a reader of it reads.
    pub prose: Prose,
    /// The labels, by offset.
    labels: Vec<Label>,
}

/// A speaker's label.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Label {
    /// From its first letter to its colon, colon included.
    span: Span<Read>,
    name: String,
}

/// Whose words a place of a source holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Voice {
    /// No label stands before it.
    #[default]
    None,
    /// The words of the label's bearer.
    One(String),
    /// A label stands within it.
    Several,
}

/// Whole sentences of a source, with the lines that they stand on.
#[derive(Debug, Clone)]
pub struct Passage {
    /// The sentences. Where parts that stand far from one another were put together, an ellipsis stands between them.
    pub text: String,
    /// From the sentences to `lines`.
    pub map: OffsetMap<Said, Text>,
    /// The bytes of `text` at which the next part begins, where parts were put together.
    pub joints: Vec<usize>,
    /// The lines of the file.
    pub lines: Lines,
    /// Whose words they are.
    pub voice: Voice,
    /// The place of the sentences in the whole file, in bytes on disk: what sorts passages.
    pub place: Span<crate::span::Disk>,
}

/// Lines of a file with their places in the whole of it.
#[derive(Debug, Clone)]
pub struct Lines {
    text: String,
    encoding: &'static str,
    to_disk: OffsetMap<Text, crate::span::Disk>,
    stretches: Vec<Stretch>,
}

/// What stands between two parts that were put together.
const ELISION: &str = " … ";
/// A sentence is followed no further than this, in bytes: verses and tables may have no stops at all.
const FARTHEST: usize = 1_000;
/// A line is shown whole up to this, in bytes before and after a passage.
const WHOLE_LINE: usize = 2_000;

impl Source {
    /// Reads a file. Never fails: what cannot be understood is read as text.
    #[must_use]
    pub fn new(file: TextFile) -> Self {
        let read = extract::extract(&file);
        let prose = without_remarks(&read).unwrap_or(read);
        let labels = labels(&prose);
        Self { file, prose, labels }
    }

    /// The names of the labels in it, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.labels.iter().map(|label| label.name.as_str())
    }

    /// The whole sentences around a stretch of the prose. `before` is the label under which the text begins, if it is
    /// the later part of a file.
    #[must_use]
    pub fn passage(&self, stretch: Span<Read>, before: Option<&str>) -> Passage {
        let (span, voice) = sentences(&self.prose, &self.labels, stretch, before);
        self.cut(span, voice)
    }

    fn cut(&self, span: Span<Read>, voice: Voice) -> Passage {
        let text = self.prose.slice(span);
        let lead = text.len() - text.trim_start().len();
        let span = Span::<Read>::new(span.start + lead, span.start + lead + text.trim().len());
        let in_file = self.prose.map.span(span);
        let (lines, start) = self.lines(in_file);
        let map = self.prose.map.cut(span).shifted(start).of_copy();
        let place = self.file.disk(in_file);
        Passage { text: self.prose.slice(span).to_owned(), map, joints: Vec::new(), lines, voice, place }
    }

    /// The place of a byte in the whole file.
    fn place(&self, at: usize) -> Stretch {
        let text = &self.file.text;
        let line = text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let own = self.file.stretch(line);
        let from = Stretch {
            line: self.file.position(line).line,
            ..if own.at == line { own } else { Stretch::WHOLE }
        };
        from.after(&text[line..at])
    }

    /// The lines that hold `span`, and the byte at which they start. A very long line is cut.
    fn lines(&self, span: Span<Text>) -> (Lines, usize) {
        let text = &self.file.text;
        let is_break = |c: char| matches!(c, '\n' | '\r');
        let start = text[..span.start].rfind(is_break).map_or(0, |at| at + 1);
        let end = text[span.end..].find(is_break).map_or(text.len(), |at| span.end + at);
        let start = crate::text_file::floor(text, start.max(span.start.saturating_sub(WHOLE_LINE)));
        let end = crate::text_file::floor(text, end.min(span.end + WHOLE_LINE)).max(span.end);
        let stretch = self.place(start);
        let lines = Lines {
            text: text[start..end].to_owned(),
            encoding: self.file.encoding,
            to_disk: self.file.disk_map(Span::new(start, end)),
            stretches: vec![stretch],
        };
        (lines, start)
    }
}

/// The whole sentences around a stretch of `prose`, and whose words they are.
fn sentences(
    prose: &Prose,
    labels: &[Label],
    stretch: Span<Read>,
    before: Option<&str>,
) -> (Span<Read>, Voice) {
    let text = &prose.text;
    let first = labels.partition_point(|l| l.span.end <= stretch.start);
    let last = labels.partition_point(|l| l.span.start < stretch.end);
    let own = first.checked_sub(1).map(|i| &labels[i]);
    let voice = match own.map(|l| l.name.as_str()).or(before) {
        _ if last > first => Voice::Several,
        Some(name) => Voice::One(name.to_owned()),
        None => Voice::None,
    };
    // No sentence runs over a block's edge or a label.
    let block = |at: usize| prose.block_at(at).map(|b| prose.blocks[b].span);
    let from = block(stretch.start).map_or(0, |b| b.start).max(own.map_or(0, |l| l.span.end));
    let to = block(stretch.end.max(1) - 1).map_or(text.len(), |b| b.end);
    let to = to.max(stretch.end).min(labels.get(last).map_or(text.len(), |l| l.span.start)).max(stretch.end);
    let start = sentence_start(text, from.min(stretch.start), stretch.start);
    let end = sentence_end(text, stretch.end, to);
    let start = bounded(text, start, stretch.start, true);
    let end = bounded(text, end, stretch.end, false);
    (Span::new(start, end), voice)
}

/// `at` if it is near enough to `stretch`; else the nearest space before which it is.
fn bounded(text: &str, at: usize, stretch: usize, backwards: bool) -> usize {
    if at.abs_diff(stretch) <= FARTHEST {
        return at;
    }
    let limit = if backwards { stretch - FARTHEST } else { stretch + FARTHEST };
    let limit = crate::text_file::floor(text, limit);
    let space = |c: char| c.is_whitespace() || is_unspaced(c);
    match backwards {
        true => text[limit..stretch].find(space).map_or(stretch, |space| limit + space),
        false => text[stretch..limit].rfind(space).map_or(stretch, |space| stretch + space),
    }
}

impl Passage {
    /// This passage and a later one of the same file as one, with an ellipsis between them.
    #[must_use]
    pub fn and(mut self, later: &Self) -> Self {
        self.lines.text.push('\n');
        let shift = self.lines.text.len();
        // The line break stands for whatever lies between.
        let end = self.lines.to_disk.finish(shift - 1);
        let next = later.lines.to_disk.start(0);
        self.lines.to_disk.push_atom(Span::new(end, next.max(end)), 1);
        self.lines.to_disk.append(&later.lines.to_disk, 0);
        self.lines.stretches.extend(later.lines.stretches.iter().map(|s| Stretch { at: s.at + shift, ..*s }));
        self.lines.text.push_str(&later.lines.text);
        self.map.push_atom(Span::at(shift - 1), ELISION.len());
        self.text.push_str(ELISION);
        self.joints.push(self.text.len());
        self.joints.extend(later.joints.iter().map(|j| j + self.text.len()));
        self.map.append(&later.map, shift);
        self.text.push_str(&later.text);
        if self.voice != later.voice {
            self.voice = Voice::Several;
        }
        self.place = self.place.to(later.place);
        self
    }
}

impl Lines {
    /// The lines as a file of their own that goes by `path`.
    #[must_use]
    pub fn into_file(self, path: &str) -> TextFile {
        TextFile::excerpt(path, self.text, self.encoding, self.to_disk, self.stretches)
    }
}

/// Longest label, in bytes and in words.
const LONGEST_LABEL: usize = 48;
/// See [`LONGEST_LABEL`].
const MOST_WORDS: usize = 5;

/// Words before a colon at the start of many lines that name nobody.
const NO_NAMES: &[&str] = &[
    "note",
    "notes",
    "nb",
    "warning",
    "caution",
    "tip",
    "hint",
    "example",
    "examples",
    "chapter",
    "section",
    "part",
    "book",
    "act",
    "scene",
    "figure",
    "fig",
    "table",
    "source",
    "sources",
    "date",
    "time",
    "place",
    "location",
    "subject",
    "from",
    "to",
    "cc",
    "bcc",
    "re",
    "sent",
    "title",
    "author",
    "editor",
    "translator",
    "release date",
    "language",
    "credits",
    "copyright",
    "isbn",
    "url",
    "http",
    "https",
    "email",
    "phone",
    "tel",
    "fax",
    "address",
    "summary",
    "abstract",
    "introduction",
    "conclusion",
    "references",
    "see",
    "see also",
    "cf",
    "ps",
    "p s",
    "todo",
    "fixme",
    "answer key",
    "keywords",
    "tags",
    "category",
    "status",
    "version",
    "total",
    "price",
    "name",
];

/// The labels at the starts of lines: up to five capitalised words and a colon.
fn labels(prose: &Prose) -> Vec<Label> {
    let bytes = prose.text.as_bytes();
    let mut labels = Vec::new();
    let mut start = 0;
    loop {
        if let Some(label) = label(&prose.text, start) {
            labels.push(label);
        }
        match memchr::memchr(b'\n', &bytes[start..]) {
            Some(end) => start += end + 1,
            None => return labels,
        }
    }
}

fn label(text: &str, start: usize) -> Option<Label> {
    let bytes = text.as_bytes();
    let start = start + bytes[start..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
    let first = *bytes.get(start)?;
    // Nearly every line ends here.
    if !first.is_ascii_uppercase() && first.is_ascii() {
        return None;
    }
    let end = bytes[start..]
        .iter()
        .take(LONGEST_LABEL + 1)
        .take_while(|b| **b != b'\n')
        .position(|&b| b == b':')?;
    let name = text.get(start..start + end)?;
    let after = bytes.get(start + end + 1).copied().unwrap_or(b'\n');
    if !after.is_ascii_whitespace() {
        return None;
    }
    // `SMITH (continuing):`, `Q.:`
    let bare = name.split(['(', '[', ',']).next().unwrap_or(name).trim().trim_end_matches('.');
    let words: Vec<&str> = bare.split_whitespace().collect();
    let small = |word: &&&str| word.chars().next().is_some_and(char::is_lowercase);
    let is_name = !words.is_empty()
        && words.len() <= MOST_WORDS
        && words.first().is_some_and(|word| word.starts_with(char::is_uppercase))
        && words.iter().all(|word| word.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '\'' | '’' | '#' | '&')))
        // `Ludwig van Beethoven`, but no sentence.
        && words.iter().filter(small).count() * 2 < words.len()
        && !NO_NAMES.contains(&bare.to_lowercase().as_str());
    is_name.then(|| Label { span: Span::new(start, start + end + 1), name: shown(&words) })
}

/// A label as a name: `SECRETARY BLINKEN` is Secretary Blinken.
fn shown(words: &[&str]) -> String {
    let shout = words.iter().all(|word| !word.contains(char::is_lowercase));
    let mut name = String::new();
    for word in words {
        if !name.is_empty() {
            name.push(' ');
        }
        let mut begins = true;
        for c in word.chars() {
            if shout && !begins {
                name.extend(c.to_lowercase());
            } else {
                name.push(c);
            }
            begins = !c.is_alphanumeric();
        }
    }
    name
}

#[cfg(test)]
#[path = "source_tests.rs"]
mod tests;
