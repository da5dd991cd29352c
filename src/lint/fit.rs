//! One quotation against the canon: which records it fits, how well, and by which edits.

use std::ops::Range;

use super::edge;
use super::far;
use super::hopes::Hopes;
use super::naming::{mark_mixed, name_pieces};
use crate::align::cut::{LONG_RUN, Piece, Worded, cut};
use crate::align::edges::widened;
use crate::align::reorder::Tile;
use crate::align::{Alignment, Query, Step, align, distance, reorder};
use crate::canon::{Canon, Record};
use crate::checks::{self, Check, Group, Level};
use crate::diagnostic::RecordId;
use crate::edit::{Cause, Difference, Side};
use crate::lexicon::Lang;
use crate::normalize::Words;
use crate::scan::index::{Index, Which, WordId};
use crate::scan::{Candidate, Scanner, pieces::edits_allowed};
use crate::significance::{Evidence, weigh};
use crate::span::{Read, Said, Span};

/// Shorter quotations, in words, are held to stricter rules.
pub const SHORT: usize = 5;

/// A piece with the check that names it.
#[derive(Debug, Clone)]
pub struct Named {
    /// The piece.
    pub piece: Piece,
    /// The check that claims it.
    pub check: &'static Check,
    /// The level in force.
    pub level: Level,
    /// What is known of it, when it is a known misquote.
    pub reason: Option<String>,
    /// Whether its words are those of another wording of the record.
    pub mixed: bool,
    /// At a joint, the words that are joined on.
    pub next: Option<RecordWords>,
}

/// Words of a record: which record, which of its wordings, and where in it.
pub type RecordWords = (RecordId, usize, Span<Said>);

impl Named {
    /// Whether it changes what was said.
    #[must_use]
    pub fn is_substantive(&self) -> bool {
        checks::is_substantive(self.check, &self.piece.difference)
    }
}

/// How a quotation fits one record.
#[derive(Debug, Clone)]
pub struct Fit {
    /// The record.
    pub record: RecordId,
    /// Whether the record is a stretch of a source document.
    pub from_source: bool,
    /// The wording that is nearest.
    pub wording: usize,
    /// The stretch of that wording.
    pub said: Span<Said>,
    /// The edits.
    pub edits: Vec<Named>,
    /// Cuts at the two ends to be warned of. They are no edits, and no matter of the verdict.
    pub cuts: Vec<Named>,
    /// What speaks for it.
    pub evidence: Evidence,
    /// Whether it lies within the bound: then it is listed whatever else is true of it.
    pub in_bound: bool,
    /// Whether the record's speaker is named beside the quotation.
    pub named: bool,
    /// Words of the quotation that differ, as a share.
    pub differing: f32,
    /// The words of the quotation that the record answers. All of them, but where the quotation runs on at an edge.
    pub core: Range<usize>,
    /// Whether the whole record stands in the quotation, which says more before or after it: of that the record says
    /// nothing, and the rest of the quotation is judged by itself.
    pub runs_on: bool,
    /// What speaks for the core alone.
    pub core_evidence: Evidence,
    /// From the first to the last word of the quotation that is the record's, what stands apart from the others at an
    /// edge left out.
    pub matched: Range<usize>,
    /// The place of the core in the prose.
    pub span: Span<Read>,
}

impl Fit {
    /// Edits of wording that are not allowed.
    pub fn faults(&self) -> impl Iterator<Item = &Named> {
        self.edits.iter().filter(|e| e.is_substantive() && e.level > Level::Allow)
    }

    /// Whether the draft makes a known misquote of the record.
    #[must_use]
    pub fn is_known_misquote(&self) -> bool {
        self.edits.iter().any(|e| e.check.group == Group::KnownMisquote)
    }

    /// Whether nothing differs but typography, the first letter's case and cuts at the two ends.
    #[must_use]
    pub fn is_verbatim(&self) -> bool {
        self.edits.iter().all(|e| {
            e.check == &checks::TYPOGRAPHY || (e.check == &checks::LETTER_CASE && e.piece.difference.first)
        })
    }

    /// The smaller, the better it fits: settled wordings first (verbatim in rules, a known misquote, verbatim in a
    /// source), then the least changed.
    #[must_use]
    pub fn rank(&self) -> (u8, usize, usize, usize) {
        let class = match () {
            () if self.runs_on => 4,
            () if self.is_verbatim() => {
                if self.from_source {
                    2
                } else {
                    0
                }
            }
            () if self.is_known_misquote() => 1,
            () => 3,
        };
        let weight = |edit: &Named| match edit.piece.difference.cause {
            // Words that stand in another order, or far apart, are the record's words all the same.
            Cause::Moved | Cause::Joint => 3,
            _ => edit.piece.draft.len().max(edit.piece.record.len()).clamp(1, 8) + 1,
        };
        let words =
            |of: fn(&Named) -> bool| -> usize { self.edits.iter().filter(|e| of(e)).map(weight).sum() };
        let substantive = words(Named::is_substantive);
        let editorial = words(|e| e.check.group == Group::Editorial);
        (class, substantive, editorial, self.edits.len())
    }

    /// The words that the faults are about, as a weight.
    #[must_use]
    pub fn weight(&self) -> usize {
        self.rank().1
    }
}

/// What a fit depends on besides the words.
pub struct Context<'a> {
    /// The canon.
    pub canon: &'a Canon,
    /// Its index.
    pub scanner: &'a Scanner<'a>,
    /// The prose of the draft.
    pub prose: &'a str,
    /// The level of a check for an edit of a record.
    pub level: &'a dyn Fn(&'static Check, &Difference, &Record) -> Level,
    /// Whether a record's speaker is named beside the quotation.
    pub named: &'a dyn Fn(&Record) -> bool,
}

/// All records that `words` fits, by record. A record's nearest wording stands for it.
#[must_use]
pub fn fits(context: &Context<'_>, words: &Words<Read>) -> Vec<Fit> {
    search(context, words, None)
}

/// How `words` fit one record, if they do.
#[must_use]
pub fn fit_of(context: &Context<'_>, words: &Words<Read>, record: RecordId) -> Option<Fit> {
    search(context, words, Some(record)).pop()
}

fn search(context: &Context<'_>, words: &Words<Read>, only: Option<RecordId>) -> Vec<Fit> {
    let scanner = context.scanner;
    let found = scanner.find(words);
    let query = Query::new(words, &found.words);
    let free = query.bracketed();
    let own = free.iter().filter(|&&f| !f).count();
    let mut candidates = scanner.candidates(&found, &free, &query.borders());
    let record_of = |c: &Candidate| scanner.index.entries[c.entry as usize].record;
    match only {
        Some(record) => candidates.retain(|c| record_of(c) == record),
        None => {
            let mut hopes = Hopes::new(&scanner.index, query.numbers, &free, query.gap.contains(&true));
            candidates.retain(|c| {
                let words = scanner.index.words(c.entry);
                let alone = scanner.index.entries[c.entry as usize].alone && c.window.len() == words.len();
                let named = || (context.named)(&context.canon.records[record_of(c).0]);
                hopes.can_fit(&words[c.window.clone()], alone, named)
            });
        }
    }
    candidates.sort_by_key(|c| (record_of(c), c.entry, c.window.start));
    candidates
        .chunk_by(|a, b| record_of(a) == record_of(b))
        .filter_map(|chunk| fit(context, &query, own, record_of(&chunk[0]), chunk))
        .collect()
}

struct Tried {
    entry: u32,
    which: Which,
    window: Range<usize>,
    /// With the window.
    alignment: Alignment,
}

fn fit(
    context: &Context<'_>,
    query: &Query<'_>,
    own: usize,
    id: RecordId,
    candidates: &[Candidate],
) -> Option<Fit> {
    let index = &context.scanner.index;
    let record = &context.canon.records[id.0];
    let tried: Vec<Tried> = candidates.iter().map(|c| try_entry(query, index, c)).collect();
    let lang = record.lang;
    let at_most = |t: &Tried, edits: usize| {
        distance::is_at_most(query, &index.words(t.entry)[t.window.clone()], &t.alignment, edits)
    };
    let in_bound = |t: &Tried| own > 1 && at_most(t, edits_allowed(own));
    let right = tried.iter().filter(|t| matches!(t.which, Which::Wording(_)));
    let nearest_right = right.min_by_key(|t| (t.alignment.cost, t.which));
    let wrong = tried.iter().filter(|t| matches!(t.which, Which::Misquote(_)));
    let nearest_wrong = wrong.min_by_key(|t| (t.alignment.cost, t.which));
    let bound = tried.iter().any(in_bound);
    // A known misquote may share too little with the record to have pointed to it.
    let owned;
    let nearest = match nearest_right {
        Some(nearest) => nearest,
        None => {
            let entry = index.first_entry(id);
            owned = try_entry(query, index, &Candidate { entry, window: 0..index.words(entry).len() });
            &owned
        }
    };
    let Which::Wording(wording) = nearest.which else { return None };
    let differs = nearest.alignment.steps.iter().any(|s| matches!(s, Step::Differs { .. }));
    let tiles = if differs { moved_tiles(context, query, index.words(nearest.entry)) } else { None };
    let whole = 0..query.numbers.len();
    let core = if tiles.is_some() { whole.clone() } else { nearest.alignment.core(whole.end) };
    let matched = matched(&nearest.alignment.within(&core));
    let core = if long_enough(&core, &whole) { core } else { whole.clone() };
    let alignment = if core == whole { nearest.alignment.clone() } else { nearest.alignment.within(&core) };
    let weight = |t: &Tried, own: usize, a: &Alignment| weigh(index, own, index.words(t.entry), a);
    let (of_right, of_wrong) = match &tiles {
        Some(tiles) => (weight(nearest, own, &in_tiles(tiles)), None),
        None => {
            (weight(nearest, own, &nearest.alignment), nearest_wrong.map(|t| weight(t, own, &t.alignment)))
        }
    };
    let of_core = (core != whole).then(|| weight(nearest, core.len(), &alignment));
    let evidence = |named: bool| -> (Evidence, Evidence) {
        let right = of_right.evidence(named);
        let evidence = match of_wrong.map(|wrong| wrong.evidence(named)) {
            Some(wrong) if right.stands_to(&wrong).is_le() => wrong,
            _ => right,
        };
        let of_core = of_core.map_or_else(|| evidence.clone(), |core| core.evidence(named));
        (evidence, of_core)
    };
    let worth_a_look = |(evidence, of_core): &(Evidence, Evidence)| {
        evidence.is_plausible()
            || (core != whole && core.len() >= SHORT && of_core.is_significant())
            || (own < SHORT && evidence.has_telling_run())
    };
    // What is worth no look even with its speaker's name beside it need not have its speaker looked for.
    if !bound && nearest_wrong.is_none() && !worth_a_look(&evidence(true)) {
        return None;
    }
    let named = (context.named)(record);
    let worth = evidence(named);
    if !bound && !worth_a_look(&worth) {
        return None;
    }
    let (evidence, core_evidence) = worth;
    let runs_on = core != whole && runs_on(context, query, &core, nearest, index.words(nearest.entry).len());
    let text = &record.wordings[wording].text;
    let said_words = Words::<Said>::of(text);
    let joints = record.passage.as_ref().map_or(&[][..], |excerpt| &excerpt.joints);
    let chance = !joints.is_empty() && {
        let parts = tiles.as_ref().map_or_else(|| nearest.alignment.clone(), |tiles| in_tiles(tiles));
        !far::each_tells(index, index.words(nearest.entry), &said_words, joints, &parts, &evidence)
    };
    if chance {
        return None;
    }
    let draft = Worded { text: context.prose, words: query.words };
    let said = Worded { text, words: &said_words };
    let wrong_verbatim = nearest_wrong.is_some_and(|t| at_most(t, 0));
    let is_moved = tiles.is_some();
    let (pieces, stretch) = match tiles {
        Some(tiles) => moved_piece(&tiles, draft, said),
        None => {
            let alignment = if runs_on { &alignment } else { &nearest.alignment };
            let alignment = widened(draft, said, alignment, lang, &context.canon.equivalents);
            let pieces = cut(draft, said, &alignment, lang, &context.canon.equivalents);
            (pieces, alignment.record)
        }
    };
    let pieces = if record.passage.is_some() { far::far_apart(pieces, joints) } else { pieces };
    let cuts = if is_moved { Vec::new() } else { edge::misleading(context, record, draft, said, &stretch) };
    let mut edits = name_pieces(context, record, said, pieces, wrong_verbatim);
    mark_mixed(&mut edits, record, wording);
    let differing: usize = edits.iter().filter(|e| e.is_substantive()).map(|e| e.piece.draft.len()).sum();
    Some(Fit {
        record: id,
        from_source: record.passage.is_some(),
        wording,
        said: said.span(&stretch),
        edits,
        cuts,
        evidence,
        in_bound: bound,
        named,
        differing: differing as f32 / own.max(1) as f32,
        matched,
        span: draft.span(if runs_on { &core } else { &whole }),
        core,
        runs_on,
        core_evidence,
    })
}

/// From the first to the last word that is the same.
fn matched(alignment: &Alignment) -> Range<usize> {
    let same = |step: &Step| if let Step::Same { draft, .. } = step { Some(*draft) } else { None };
    let first = alignment.steps.iter().find_map(same).unwrap_or(0);
    first..alignment.steps.iter().rev().find_map(same).map_or(first, |last| last + 1)
}

/// Whether what stands outside the core is long enough to be somebody else's words.
fn long_enough(core: &Range<usize>, whole: &Range<usize>) -> bool {
    let outside = |words: usize| words == 0 || words >= SET_OFF;
    !core.is_empty() && outside(core.start) && outside(whole.end - core.end)
}

/// A run of this many words at an edge is more than an addition if a stop sets it off.
const SET_OFF: usize = 3;

/// Whether the record stands in the quotation from its first to its last word, and the quotation says more on one side
/// or both: a long run, or a shorter one that a stop sets off.
fn runs_on(
    context: &Context<'_>,
    query: &Query<'_>,
    core: &Range<usize>,
    nearest: &Tried,
    length: usize,
) -> bool {
    const STOPS: [char; 8] = ['.', '?', '!', ';', ':', '—', '–', '…'];
    let record = nearest.alignment.within(core).record;
    let set_off = |at: usize| {
        query.words.between(context.prose, at).is_none_or(|gap| gap.contains(STOPS) || gap.contains("--"))
    };
    let beyond = |words: usize, at: usize| words == 0 || words >= LONG_RUN || set_off(at);
    let before = core.start == 0 || record.start == 0;
    let after = core.end == query.numbers.len() || record.end == length;
    before && after && beyond(core.start, core.start) && beyond(query.numbers.len() - core.end, core.end)
}

fn try_entry(query: &Query<'_>, index: &Index, candidate: &Candidate) -> Tried {
    let window = candidate.window.clone();
    let words = &index.words(candidate.entry)[window.clone()];
    let stops = &index.stops(candidate.entry)[window.clone()];
    let mut alignment = align(query, index, words, stops);
    shift(&mut alignment, window.start);
    let which = index.entries[candidate.entry as usize].which;
    Tried { entry: candidate.entry, which, window, alignment }
}

/// Makes an alignment with a window one with the whole entry.
fn shift(alignment: &mut Alignment, by: usize) {
    if by == 0 {
        return;
    }
    let move_range = |r: &mut Range<usize>| *r = r.start + by..r.end + by;
    move_range(&mut alignment.record);
    for step in &mut alignment.steps {
        match step {
            Step::Same { record, .. } => *record += by,
            Step::Differs { record, .. } | Step::Gap { record, .. } | Step::Bracketed { record, .. } => {
                move_range(record);
            }
        }
    }
}

/// The quotation as parts in another order, if that explains it to the word.
fn moved_tiles(context: &Context<'_>, query: &Query<'_>, record: &[WordId]) -> Option<Vec<Tile>> {
    let n = query.numbers.len();
    let set_off: Vec<bool> =
        (0..n).map(|i| query.gap[i] || query.words.stop_before(context.prose, i)).collect();
    reorder::moved(query, record, &set_off)
}

/// Parts in another order as an alignment, in which every word is the same.
fn in_tiles(tiles: &[Tile]) -> Alignment {
    let same = |t: &Tile| {
        t.draft
            .clone()
            .zip(t.record.clone())
            .map(|(draft, record)| Step::Same { draft, record })
            .collect::<Vec<_>>()
    };
    Alignment { cost: 0, record: stretch(tiles), steps: tiles.iter().flat_map(same).collect() }
}

fn stretch(tiles: &[Tile]) -> Range<usize> {
    let start = tiles.iter().map(|t| t.record.start).min().unwrap_or(0);
    start..tiles.iter().map(|t| t.record.end).max().unwrap_or(start)
}

/// The one edit that says that parts stand in another order.
fn moved_piece(
    tiles: &[Tile],
    draft: Worded<'_, Read>,
    said: Worded<'_, Said>,
) -> (Vec<Piece>, Range<usize>) {
    let whole = stretch(tiles);
    let tiles = reorder::only_moved(tiles);
    let range = tiles[0].draft.start..tiles[tiles.len() - 1].draft.end;
    let record = stretch(&tiles);
    let mut ordered = tiles;
    ordered.sort_by_key(|t| t.record.start);
    let expected: Vec<String> = ordered.iter().map(|t| said.read(&t.record)).collect();
    let difference = Difference {
        cause: Cause::Moved,
        found: Side { text: draft.read(&range), ..Side::default() },
        expected: Side { text: expected.join(" … "), ..Side::default() },
        lang: Lang::Unknown,
        first: range.start == 0,
        last: range.end == draft.words.len(),
        known_misquote: false,
        equivalent: false,
    };
    let piece =
        Piece { difference, span: draft.span(&range), said: said.span(&record), draft: range, record };
    (vec![piece], whole)
}
