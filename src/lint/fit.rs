//! One quotation against the canon: which records it fits, how well, and by which edits.

use std::ops::Range;

use super::edge;
use super::far;
use super::naming::{mark_mixed, name_pieces};
use super::weighed::{self, Tried, Weighed, in_tiles, stretch};
use crate::align::cut::{LONG_RUN, Piece, Worded, cut};
use crate::align::edges::widened;
use crate::align::reorder::Tile;
use crate::align::{Query, reorder};
use crate::canon::{Canon, Record};
use crate::checks::{self, Check, Group, Level};
use crate::diagnostic::RecordId;
use crate::edit::{Cause, Difference, Side};
use crate::lexicon::Lang;
use crate::normalize::Words;
use crate::scan::Scanner;
use crate::significance::Evidence;
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
    /// Whether it may be listed or judged. Of others no edit is named: they tell where words of a record lie, and no more.
    pub counts: bool,
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
    /// Whether a record counts that a quotation lies within the bound of, though nothing else speaks for it.
    pub resemblances: bool,
}

/// All records that `words` fits, by record. A record's nearest wording stands for it.
#[must_use]
pub fn fits(context: &Context<'_>, words: &Words<Read>) -> Vec<Fit> {
    search(context, words, None, &|_, _| true)
}

/// The same, but only those whose evidence is `enough`: what differs in the others is not worth being named.
#[must_use]
pub fn fits_with(
    context: &Context<'_>,
    words: &Words<Read>,
    enough: &dyn Fn(RecordId, &Evidence) -> bool,
) -> Vec<Fit> {
    search(context, words, None, enough)
}

/// How `words` fit one record, if they do.
#[must_use]
pub fn fit_of(context: &Context<'_>, words: &Words<Read>, record: RecordId) -> Option<Fit> {
    search(context, words, Some(record), &|_, _| true).pop()
}

fn search(
    context: &Context<'_>,
    words: &Words<Read>,
    only: Option<RecordId>,
    enough: &dyn Fn(RecordId, &Evidence) -> bool,
) -> Vec<Fit> {
    let found = context.scanner.find(words);
    let query = Query::new(words, &found.words);
    let weighed = weighed::search(context, &query, &found, only);
    let weighed = weighed.into_iter().filter(|weighed| enough(weighed.record, &weighed.evidence));
    weighed.filter_map(|weighed| fit(context, &query, weighed)).collect()
}

/// Names the differences.
fn fit(context: &Context<'_>, query: &Query<'_>, weighed: Weighed) -> Option<Fit> {
    let Weighed { record: id, wording, nearest, tiles, core, of_core, .. } = &weighed;
    let index = &context.scanner.index;
    let record = &context.canon.records[id.0];
    let lang = record.lang;
    let whole = 0..query.numbers.len();
    let runs_on = *core != whole && runs_on(context, query, core, nearest, index.words(nearest.entry).len());
    let text = &record.wordings[*wording].text;
    let said_words = Words::<Said>::of(text);
    let joints = record.passage.as_ref().map_or(&[][..], |excerpt| &excerpt.joints);
    let chance = !joints.is_empty() && {
        let parts = tiles.as_ref().map_or_else(|| nearest.alignment.clone(), |tiles| in_tiles(tiles));
        !far::each_tells(index, index.words(nearest.entry), &said_words, joints, &parts, &weighed.evidence)
    };
    if chance {
        return None;
    }
    let draft = Worded { text: context.prose, words: query.words };
    let said = Worded { text, words: &said_words };
    let short = weighed.own < SHORT && weighed.evidence.has_telling_run();
    let counts =
        runs_on || (weighed.in_bound && context.resemblances) || weighed.evidence.is_plausible() || short;
    let (pieces, stretch) = match tiles {
        _ if !counts => (Vec::new(), nearest.alignment.record.clone()),
        Some(tiles) => moved_piece(tiles, draft, said),
        None => {
            let alignment = if runs_on { of_core } else { &nearest.alignment };
            let alignment = widened(draft, said, alignment, lang, &context.canon.equivalents);
            let pieces = cut(draft, said, &alignment, lang, &context.canon.equivalents);
            (pieces, alignment.record)
        }
    };
    let pieces = if record.passage.is_some() { far::far_apart(pieces, joints) } else { pieces };
    let has_cuts = counts && tiles.is_none();
    let cuts = if has_cuts { edge::misleading(context, record, draft, said, &stretch) } else { Vec::new() };
    let mut edits = name_pieces(context, record, said, pieces, weighed.is_known_misquote);
    mark_mixed(&mut edits, record, *wording);
    let differing: usize = edits.iter().filter(|e| e.is_substantive()).map(|e| e.piece.draft.len()).sum();
    Some(Fit {
        record: *id,
        from_source: record.passage.is_some(),
        wording: *wording,
        said: said.span(&stretch),
        edits,
        cuts,
        in_bound: weighed.in_bound,
        named: weighed.named,
        differing: differing as f32 / weighed.own.max(1) as f32,
        span: draft.span(if runs_on { core } else { &whole }),
        runs_on,
        evidence: weighed.evidence,
        counts,
        matched: weighed.matched,
        core: weighed.core,
        core_evidence: weighed.core_evidence,
    })
}

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
