//! A draft as it was checked before, and which of its quotations are told of in the same words now.
//!
//! What is said of a quotation depends on a stretch of the draft around it, its [`Reach`]: its own blocks and those of the
//! quotations that share them, the block before (where a speaker may be named) and what is read after its end. Beyond that
//! it depends on how the whole draft is typeset, on which surnames the draft has, and on which records other quotations
//! settle. Where the reach is the same to the letter, in prose and in the file, and holds the same quotations, and the rest
//! has the same answers, what was said is said again, in another place.

use std::mem;

use memchr::memmem;
use rustc_hash::FxHashSet;

use super::draft::Said;
use super::reading::{AFTER, BEFORE};
use super::style::{Habits, Style};
use crate::attribution::Names;
use crate::marks::Quotation;
use crate::prose::{Block, Prose};
use crate::span::{Read, Span};

/// Further than what is read of a quotation itself reaches what is looked at beside that: the rest of a character, a quotation
/// mark and the spaces before it. In bytes.
const BESIDE: usize = 64;

/// A draft that was checked.
#[derive(Debug)]
pub(super) struct Earlier {
    source: String,
    prose: Prose,
    /// Its quotations as its marks have them.
    marked: Listed,
    /// Those of them that are better read as several.
    apart: Vec<(usize, Vec<Quotation>)>,
    /// What is judged, where that is another list.
    judged: Option<Listed>,
    /// What was said of each.
    said: Vec<Option<Said>>,
    habits: Habits,
    names: Names,
}

/// The quotations of a draft, in order.
#[derive(Debug)]
struct Listed {
    all: Vec<Quotation>,
    /// For each, where in `reaches` its own is.
    reach: Vec<usize>,
    reaches: Vec<Reach>,
}

/// What of a draft decides what is said of neighbouring quotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Reach {
    /// The prose.
    start: usize,
    end: usize,
    /// Its first block, and the last one.
    blocks: (usize, usize),
    /// The first quotation in it, and the one after the last.
    quotations: (usize, usize),
}

impl Reach {
    fn moved(self, by: &By) -> Option<Self> {
        let two = |(a, b): (usize, usize), by| Some((move_by(a, by)?, move_by(b, by)?));
        let (start, end) = two((self.start, self.end), by.read)?;
        let (blocks, quotations) = (two(self.blocks, by.blocks)?, two(self.quotations, by.quotations)?);
        Some(Self { start, end, blocks, quotations })
    }
}

fn move_by(at: usize, by: isize) -> Option<usize> {
    at.checked_add_signed(by)
}

impl Listed {
    fn new(prose: &Prose, all: Vec<Quotation>) -> Self {
        let mut listed = Self { reach: Vec::with_capacity(all.len()), reaches: Vec::new(), all };
        for (index, quotation) in listed.all.iter().enumerate() {
            let span = quotation.span();
            let block = |at| prose.block_at(at).unwrap_or(0);
            let (first, last) = (block(span.start), block(span.end - 1));
            let (start, end) = (span.start.saturating_sub(BEFORE + BESIDE), span.end + AFTER + BESIDE);
            match listed.reaches.last_mut() {
                // It shares a block with the one before.
                Some(reach) if first <= reach.blocks.1 => {
                    reach.blocks.1 = reach.blocks.1.max(last);
                    reach.quotations.1 = index + 1;
                    reach.start = reach.start.min(start);
                    reach.end = reach.end.max(end);
                }
                _ => listed.reaches.push(Reach {
                    start,
                    end,
                    blocks: (first, last),
                    quotations: (index, index + 1),
                }),
            }
            listed.reach.push(listed.reaches.len() - 1);
        }
        // The block before belongs to it, with all quotations that share that one.
        for at in (0..listed.reaches.len()).rev() {
            let before = at.checked_sub(1).map(|before| listed.reaches[before]);
            let reach = &mut listed.reaches[at];
            if let Some(block) = reach.blocks.0.checked_sub(1) {
                reach.blocks.0 = block;
                if let Some(before) = before.filter(|before| before.blocks.1 == block) {
                    reach.blocks.0 = before.blocks.0;
                    reach.quotations.0 = before.quotations.0;
                }
            }
            let (Some(first), Some(last)) =
                (prose.blocks.get(reach.blocks.0), prose.blocks.get(reach.blocks.1))
            else {
                continue;
            };
            reach.start = reach.start.min(first.span.start.saturating_sub(BESIDE));
            reach.end = reach.end.max(last.span.end + BESIDE);
        }
        listed
    }
}

/// How much two drafts have in common at the start, or at the end.
#[derive(Debug, Clone, Copy, Default)]
struct Common {
    /// Bytes of the prose that stand for the same bytes of the file.
    read: usize,
    blocks: usize,
    quotations: usize,
}

/// How much further on something stands now than before.
#[derive(Debug, Clone, Copy, Default)]
struct By {
    read: isize,
    text: isize,
    blocks: isize,
    quotations: isize,
}

/// The draft that is checked and the same draft as it was before: where they are the same.
pub(super) struct Again<'n> {
    earlier: Option<Earlier>,
    prose: &'n Prose,
    start: Common,
    end: Common,
    /// How much further on stands what they have in common at the end.
    by: By,
    names: Names,
    /// The surnames that one of the two has and the other has not.
    differing: FxHashSet<String>,
    marked: Listed,
    /// For each of `marked`, which of the earlier ones it is.
    same: Vec<Option<Same>>,
}

/// A quotation of the earlier draft that stands in this one, too, with its reach.
#[derive(Debug, Clone, Copy)]
struct Same {
    earlier: usize,
    by: By,
}

impl<'n> Again<'n> {
    /// `source` is the text of the file of `prose`, `marked` its quotations.
    pub(super) fn of(earlier: Option<Earlier>, source: &str, prose: &'n Prose, marked: &[Quotation]) -> Self {
        let mut again = Self {
            earlier: None,
            prose,
            start: Common::default(),
            end: Common::default(),
            by: By::default(),
            names: Names::default(),
            differing: FxHashSet::default(),
            marked: Listed::new(prose, marked.to_vec()),
            same: Vec::new(),
        };
        match earlier {
            None => again.names = Names::of(prose),
            Some(earlier) => again.compare(earlier, source),
        }
        again
    }

    fn compare(&mut self, mut earlier: Earlier, source: &str) {
        let (before, prose) = (&earlier.prose, self.prose);
        let more = |now: usize, before: usize| now.wrapping_sub(before) as isize;
        self.by = By {
            read: more(prose.text.len(), before.text.len()),
            text: more(source.len(), earlier.source.len()),
            blocks: more(prose.blocks.len(), before.blocks.len()),
            quotations: 0,
        };
        self.start = common_start((&earlier.source, before), (source, prose));
        self.end = common_end((&earlier.source, before), (source, prose), &self.by);
        // What is the same at both ends does not count twice.
        let fewest = prose.blocks.len().min(before.blocks.len());
        let end = self.end.blocks.min(fewest - self.start.blocks);
        let changed = |prose: &Prose| self.start.blocks..prose.blocks.len() - end;
        let mut names = mem::take(&mut earlier.names);
        let gone = names.remove(before, changed(before));
        let new = names.add(prose, changed(prose));
        let differ = |one: &[&str], other: &[&str]| -> Vec<String> {
            one.iter().filter(|name| !other.contains(name)).map(|name| (*name).to_owned()).collect()
        };
        self.differing = differ(&gone, &new).into_iter().chain(differ(&new, &gone)).collect();
        self.names = names;
        self.same = self.same(&earlier.marked, &self.marked);
        self.earlier = Some(earlier);
    }

    /// Which quotation of the list `before` each of the list `now` is.
    fn same(&self, before: &Listed, now: &Listed) -> Vec<Option<Same>> {
        let (old, new) = (before.all.len(), now.all.len());
        let by = By { quotations: new.wrapping_sub(old) as isize, ..self.by };
        let start = before.all.iter().zip(&now.all).take_while(|(before, now)| before == now).count();
        let end = before.all.iter().rev().zip(now.all.iter().rev());
        let end = end.take_while(|(before, now)| moved(before, &by).as_ref() == Some(*now)).count();
        let first = Common { quotations: start, ..self.start };
        let last = Common { quotations: end, ..self.end };
        let lengths =
            Lengths { read: self.prose.text.len(), blocks: self.prose.blocks.len(), quotations: new };
        let of_reach = |reach: &Reach, earlier: usize, by: By| {
            let was = before.reach.get(earlier).map(|&at| before.reaches[at])?;
            (was.moved(&by).as_ref() == Some(reach)).then_some(Same { earlier, by })
        };
        let mut all = Vec::with_capacity(new);
        for (at, reach) in now.reach.iter().map(|&reach| &now.reaches[reach]).enumerate() {
            let same = match () {
                () if self.names_differ(reach) => None,
                () if first.begins_with(reach) => of_reach(reach, at, By::default()),
                () if last.ends_with(reach, &lengths) => {
                    move_by(at, -by.quotations).and_then(|earlier| of_reach(reach, earlier, by))
                }
                () => None,
            };
            all.push(same);
        }
        all
    }

    /// Whether a surname is read in `reach` that is one of the draft now and was none, or the other way round.
    fn names_differ(&self, reach: &Reach) -> bool {
        let text = &self.prose.text.as_bytes()[reach.start..reach.end.min(self.prose.text.len())];
        self.differing.iter().any(|name| memmem::find(text, name.as_bytes()).is_some())
    }

    /// Whether quotation `at` of those that the marks make is better read as several, and as which; `None` if that is not
    /// known.
    pub(super) fn apart(&self, at: usize) -> Option<Option<Vec<Quotation>>> {
        let (earlier, same) = (self.earlier.as_ref()?, (*self.same.get(at)?)?);
        let found = earlier.apart.binary_search_by_key(&same.earlier, |(at, _)| *at).ok();
        let Some(found) = found else { return Some(None) };
        let parts = earlier.apart[found].1.iter().map(|part| moved(part, &same.by));
        parts.collect::<Option<Vec<Quotation>>>().map(Some)
    }

    /// What was said of each of `quotations`, where that holds, and what there is to remember after this check.
    pub(super) fn said(
        mut self,
        quotations: &[Quotation],
        apart: Vec<(usize, Vec<Quotation>)>,
        style: &Style<'_>,
    ) -> (Vec<Option<Said>>, Remember) {
        let judged = (quotations != self.marked.all).then(|| Listed::new(self.prose, quotations.to_vec()));
        let mut said: Vec<Option<Said>> = (0..quotations.len()).map(|_| None).collect();
        if let Some(mut earlier) = self.earlier.take().filter(|earlier| style.agrees(&earlier.habits)) {
            let other = judged.is_some() || earlier.judged.is_some();
            let same = match other {
                false => mem::take(&mut self.same),
                true => {
                    let before = earlier.judged.as_ref().unwrap_or(&earlier.marked);
                    self.same(before, judged.as_ref().unwrap_or(&self.marked))
                }
            };
            for (said, same) in said.iter_mut().zip(same) {
                let Some(Same { earlier: at, by }) = same else { continue };
                *said = earlier.said[at].take().map(|said| said.moved(by.text));
            }
        }
        (said, Remember { marked: self.marked, apart, judged, names: self.names })
    }
}

/// What is remembered of a draft before it is judged.
pub(super) struct Remember {
    marked: Listed,
    apart: Vec<(usize, Vec<Quotation>)>,
    judged: Option<Listed>,
    /// The surnames of the draft.
    pub(super) names: Names,
}

impl Remember {
    /// The same with what was judged.
    pub(super) fn with(self, source: &str, prose: Prose, habits: Habits, said: Vec<Option<Said>>) -> Earlier {
        let Self { marked, apart, judged, names } = self;
        Earlier { source: source.to_owned(), prose, marked, apart, judged, said, habits, names }
    }
}

struct Lengths {
    read: usize,
    blocks: usize,
    quotations: usize,
}

impl Common {
    fn begins_with(&self, reach: &Reach) -> bool {
        reach.end <= self.read && reach.blocks.1 < self.blocks && reach.quotations.1 <= self.quotations
    }

    fn ends_with(&self, reach: &Reach, of: &Lengths) -> bool {
        reach.start + self.read >= of.read
            && reach.blocks.0 + self.blocks >= of.blocks
            && reach.quotations.0 + self.quotations >= of.quotations
    }
}

fn common_start(before: (&str, &Prose), now: (&str, &Prose)) -> Common {
    let source = same_start(before.0.as_bytes(), now.0.as_bytes());
    let (before, now) = (before.1, now.1);
    let mapped = before.map.common_start(&now.map, source);
    let read = same_start(before.text.as_bytes(), now.text.as_bytes()).min(mapped);
    let inert = |prose: &Prose| -> Vec<Span<Read>> {
        let inert = prose.inert.iter().filter(|span| span.start < read);
        inert.map(|span| Span::new(span.start, span.end.min(read))).collect()
    };
    let spelled = |prose: &Prose| spelling(prose, 0, source);
    if inert(before) != inert(now) || spelled(before) != spelled(now) {
        return Common::default();
    }
    let blocks = before.blocks.iter().zip(&now.blocks);
    let blocks = blocks.take_while(|(before, now)| before == now && now.span.end <= read).count();
    Common { read, blocks, quotations: 0 }
}

fn common_end(before: (&str, &Prose), now: (&str, &Prose), by: &By) -> Common {
    let source = same_end(before.0.as_bytes(), now.0.as_bytes());
    let ends = (before.0.len(), now.0.len());
    let (before, now) = (before.1, now.1);
    let mapped = before.map.common_end(&now.map, ends, source);
    let read = same_end(before.text.as_bytes(), now.text.as_bytes()).min(mapped);
    // Counted from the ends.
    let inert = |prose: &Prose| -> Vec<(usize, usize)> {
        let end = prose.text.len();
        let inert = prose.inert.iter().filter(|span| span.end > end - read);
        inert.map(|span| ((end - span.start).min(read), end - span.end)).collect()
    };
    let spelled = |prose: &Prose, end: usize| -> Vec<(usize, Spelling)> {
        let spelled = spelling(prose, end - source, end).into_iter();
        spelled.map(|(from, how)| (end - from, how)).collect()
    };
    if inert(before) != inert(now) || spelled(before, ends.0) != spelled(now, ends.1) {
        return Common::default();
    }
    let is_same = |before: &Block, now: &Block| {
        before.kind == now.kind
            && move_by(before.span.start, by.read) == Some(now.span.start)
            && move_by(before.span.end, by.read) == Some(now.span.end)
    };
    let blocks = before.blocks.iter().rev().zip(now.blocks.iter().rev());
    let from = now.text.len() - read;
    let blocks = blocks.take_while(|(before, now)| is_same(before, now) && now.span.start >= from).count();
    Common { read, blocks, quotations: 0 }
}

/// A way to write words, by its address.
type Spelling = usize;

/// How words are written in `from..to` of the file: from which byte on in which way.
fn spelling(prose: &Prose, from: usize, to: usize) -> Vec<(usize, Spelling)> {
    let first = prose.spelling.partition_point(|(at, _)| *at <= from).saturating_sub(1);
    let all = prose.spelling[first..].iter().take_while(|(at, _)| *at < to);
    all.map(|(at, spell)| ((*at).max(from), *spell as Spelling)).collect()
}

/// How many bytes two texts have in common at the start.
fn same_start(a: &[u8], b: &[u8]) -> usize {
    const STEP: usize = 1024;
    let steps = a.chunks(STEP).zip(b.chunks(STEP)).take_while(|(a, b)| a == b && a.len() == STEP).count();
    let rest = a[steps * STEP..].iter().zip(&b[steps * STEP..]).take_while(|(a, b)| a == b).count();
    steps * STEP + rest
}

/// The same at the end.
fn same_end(a: &[u8], b: &[u8]) -> usize {
    const STEP: usize = 1024;
    let steps = a.rchunks(STEP).zip(b.rchunks(STEP)).take_while(|(a, b)| a == b && a.len() == STEP).count();
    let (a, b) = (&a[..a.len() - steps * STEP], &b[..b.len() - steps * STEP]);
    steps * STEP + a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count()
}

/// The same quotation in a draft in which it stands further on.
fn moved(quotation: &Quotation, by: &By) -> Option<Quotation> {
    let inside = match quotation.inside {
        Some(outer) => Some(move_by(outer, by.quotations)?),
        None => None,
    };
    Some(Quotation {
        parts: quotation.parts.iter().map(|part| part.moved(by.read)).collect(),
        inside,
        attribution: quotation.attribution.map(|name| name.moved(by.read)),
        ..*quotation
    })
}
