//! Cuts an alignment into edits: inside one maximal difference words pair by spelling first; a negation, number, modal
//! verb, quantifier or name stands in an edit of its own; a run of five words or more that is only dropped, or only
//! added, is one edit; what is left is one edit.

use std::ops::Range;

use super::joined::same_words;
use super::likeness::{are_alike, one_for_two};
use super::{Alignment, Step};
use crate::checks;
use crate::edit::{Cause, Difference, Side};
use crate::lexicon::{self, Class, Lang};
use crate::normalize::{Bracket, Words};
use crate::span::{Read, Said, Span};

/// A run this long that is only dropped, or only added, is one edit whatever it holds.
pub const LONG_RUN: usize = 5;

/// How many words of context a check sees on either side.
const CONTEXT: usize = 4;

/// One text with its words.
#[derive(Debug, Clone, Copy)]
pub struct Worded<'a, S> {
    /// The text that the spans of the words index.
    pub text: &'a str,
    /// Its words.
    pub words: &'a Words<S>,
}

/// One piece of a maximal difference, with its places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What the checks judge.
    pub difference: Difference,
    /// Its words in the quotation.
    pub draft: Range<usize>,
    /// Its words in the record's wording.
    pub record: Range<usize>,
    /// Its place in the prose; zero-length after the word before where nothing stands.
    pub span: Span<Read>,
    /// Its place in the wording.
    pub said: Span<Said>,
}

impl<S> Worded<'_, S> {
    /// From the first to the last word of a range; for an empty range the place after the word before.
    #[must_use]
    pub fn span(&self, range: &Range<usize>) -> Span<S> {
        let words = &self.words.words;
        match words.get(range.clone()) {
            Some([first, .., last]) => first.span.to(last.span),
            Some([only]) => only.span,
            _ if range.start > 0 => Span::at(words[range.start - 1].span.end),
            _ => Span::at(words.first().map_or(0, |w| w.span.start)),
        }
    }

    /// The text of a range as it is read: line breaks gone, the words between the parts of a quotation left out.
    #[must_use]
    pub fn read(&self, range: &Range<usize>) -> String {
        let mut text = String::new();
        let mut from = range.start;
        let breaks = self.words.part_starts.iter().copied().filter(|p| range.contains(p) && *p > range.start);
        for to in breaks.chain([range.end]) {
            if from < to {
                push_spaced(&mut text, &squeeze(&self.text[self.span(&(from..to)).range()]));
            }
            from = to;
        }
        text
    }

    /// The words of a range, with some of those around them, as a check sees them.
    #[must_use]
    pub fn side(&self, range: &Range<usize>) -> Side {
        let folded = |r: Range<usize>| r.map(|i| self.words.folded(i).to_owned()).collect();
        Side {
            text: self.read(range),
            words: folded(range.clone()),
            surfaces: range.clone().map(|i| self.surface(i).to_owned()).collect(),
            before: folded(range.start.saturating_sub(CONTEXT)..range.start),
            after: folded(range.end..(range.end + CONTEXT).min(self.words.len())),
            opens_sentence: !range.is_empty() && self.opens_sentence(range.start),
        }
    }

    /// Whether a range holds nothing but plain words (see [`lexicon::is_plain`]), spaces and commas.
    pub(super) fn is_plain(&self, range: &Range<usize>, lang: Lang) -> bool {
        let text = &self.text[self.span(range).range()];
        text.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b' ' | b'\n' | b','))
            && range.clone().all(|i| lexicon::is_plain(self.surface(i), lang))
    }

    fn surface(&self, index: usize) -> &str {
        &self.text[self.words.words[index].span.range()]
    }

    /// Whether a sentence begins at a word. The full stop of *Mr.* and of *J.* ends none.
    fn opens_sentence(&self, index: usize) -> bool {
        let is_short = || {
            let before = self.words.folded(index - 1);
            before.chars().count() == 1 && before != "i" || lexicon::is_abbreviation(before)
        };
        let stop = self.words.between(self.text, index).is_some_and(|gap| gap.trim() == ".");
        self.words.stop_before(self.text, index) && !(index > 0 && stop && is_short())
    }

    /// Whether a word is the name of somebody or something: a capital where no sentence begins.
    pub(super) fn is_name(&self, index: usize, lang: Lang) -> bool {
        let mut letters = lexicon::without_elision(self.surface(index)).chars();
        lang != Lang::De
            && letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some()
            && !self.opens_sentence(index)
            && !self.words.folded(index).starts_with("i'")
            && !lexicon::is_function_word(self.words.folded(index), lang)
    }
}

/// Line breaks and runs of spaces become one space; a word cut at a line's end is whole again.
#[must_use]
pub fn squeeze(text: &str) -> String {
    let mut spaced = true;
    let is_squeezed = text.chars().all(|c| {
        let twice = spaced && c.is_whitespace();
        spaced = c == ' ';
        !twice && (spaced || !c.is_whitespace())
    });
    if is_squeezed && !text.ends_with(' ') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        push_spaced(&mut out, word);
    }
    out
}

fn push_spaced(out: &mut String, piece: &str) {
    if !out.is_empty() && !piece.is_empty() {
        out.push(' ');
    }
    out.push_str(piece);
}

/// Cuts `alignment` into pieces, in the order of the draft.
#[must_use]
pub fn cut(
    draft: Worded<'_, Read>,
    record: Worded<'_, Said>,
    alignment: &Alignment,
    lang: Lang,
    equivalents: &[Vec<String>],
) -> Vec<Piece> {
    let mut cutter = Cutter { draft, record, lang, equivalents, pieces: Vec::new() };
    let steps = cutter.join_habits(&cutter.join_moved_words(&alignment.steps));
    let steps = cutter.habits_beside_gaps(steps);
    let mut run: Vec<&Step> = Vec::new();
    for (i, step) in steps.iter().enumerate() {
        if matches!(step, Step::Differs { .. }) {
            run.push(step);
            continue;
        }
        cutter.flush(&mut run);
        match step {
            Step::Same { draft, record } => {
                if i > 0 {
                    cutter.between(&steps[i - 1], *draft, *record);
                }
                cutter.surface(*draft, *record);
            }
            Step::Gap { draft, record } => cutter.gap(*draft, record),
            Step::Bracketed { bracket, span, draft, record } => {
                let cause = if *bracket == Bracket::Square { Cause::Square } else { Cause::Round };
                cutter.push(cause, draft.clone(), record.clone());
                if let Some(piece) = cutter.pieces.last_mut() {
                    piece.span = *span;
                    piece.difference.found.text = squeeze(&cutter.draft.text[span.range()]);
                }
            }
            Step::Differs { .. } => {}
        }
    }
    cutter.flush(&mut run);
    cutter.pieces.sort_by_key(|p| (p.span, p.said));
    cutter.pieces
}

/// Makes pieces of differences.
pub(super) struct Cutter<'a> {
    pub(super) draft: Worded<'a, Read>,
    pub(super) record: Worded<'a, Said>,
    pub(super) lang: Lang,
    pub(super) equivalents: &'a [Vec<String>],
    pub(super) pieces: Vec<Piece>,
}

impl Cutter<'_> {
    pub(super) fn difference(&self, cause: Cause, draft: &Range<usize>, record: &Range<usize>) -> Difference {
        let found = self.draft.side(draft);
        let expected = self.record.side(record);
        // *Kiev's* for *Kyiv's*: a possessive is not listed by itself.
        let spelled = |side: &Side| {
            let words = side.words.join(" ");
            let (stem, ending) = lexicon::split_possessive(&words);
            (stem.to_owned(), !ending.is_empty())
        };
        let (draft_spells, record_spells) = (spelled(&found), spelled(&expected));
        let listed = |set: &Vec<String>| set.contains(&draft_spells.0) && set.contains(&record_spells.0);
        let equivalent = draft_spells.1 == record_spells.1 && self.equivalents.iter().any(listed);
        Difference {
            cause,
            found,
            expected,
            lang: self.lang,
            first: draft.start == 0,
            last: draft.end == self.draft.words.len(),
            known_misquote: false,
            equivalent,
        }
    }

    pub(super) fn push(&mut self, cause: Cause, draft: Range<usize>, record: Range<usize>) {
        let difference = self.difference(cause, &draft, &record);
        let (span, said) = (self.draft.span(&draft), self.record.span(&record));
        self.pieces.push(Piece { difference, draft, record, span, said });
    }

    /// A matched pair whose surfaces differ. Brackets inside a word that the record does not have (`[T]here`) are the
    /// writer's.
    fn surface(&mut self, draft: usize, record: usize) {
        if self.draft.surface(draft) == self.record.surface(record) {
            return;
        }
        let brackets = (self.draft.words.words[draft].inner, self.record.words.words[record].inner);
        let cause = match brackets {
            (Some(Bracket::Square), None) => Cause::Square,
            (Some(Bracket::Round), None) => Cause::Round,
            _ => Cause::Surface,
        };
        self.push(cause, draft..draft + 1, record..record + 1);
    }

    /// What stands between two matched neighbours.
    fn between(&mut self, before: &Step, draft: usize, record: usize) {
        let Step::Same { draft: d, record: r } = before else { return };
        if (*d + 1, *r + 1) != (draft, record) {
            return;
        }
        let (Some(found), Some(expected)) = (
            self.draft.words.between(self.draft.text, draft),
            self.record.words.between(self.record.text, record),
        ) else {
            return;
        };
        if found == expected {
            return;
        }
        let (found_text, expected_text) = (in_between(found), in_between(expected));
        if found_text == expected_text {
            return;
        }
        self.push(Cause::Between, draft..draft, record..record);
        if let Some(piece) = self.pieces.last_mut() {
            piece.difference.found.text = found_text;
            piece.difference.expected.text = expected_text;
            piece.span =
                Span::new(self.draft.words.words[*d].span.end, self.draft.words.words[draft].span.start);
            piece.said =
                Span::new(self.record.words.words[*r].span.end, self.record.words.words[record].span.start);
        }
    }

    fn gap(&mut self, draft: usize, record: &Range<usize>) {
        let Some(&(_, span)) = self.draft.words.ellipses.iter().find(|e| e.0 == draft) else { return };
        // The speaker's own pause, or one that the record prints too, leaves nothing out.
        if record.is_empty() && self.record.words.ellipses.iter().any(|e| e.0 == record.start) {
            return;
        }
        self.push(Cause::Ellipsis, draft..draft, record.clone());
        if let Some(piece) = self.pieces.last_mut() {
            piece.span = span;
            piece.difference.found.text = squeeze(&self.draft.text[span.range()]);
        }
    }

    /// One maximal difference.
    fn flush(&mut self, run: &mut Vec<&Step>) {
        let ranges: Vec<(Range<usize>, Range<usize>)> = run
            .drain(..)
            .filter_map(|s| match s {
                Step::Differs { draft, record } => Some((draft.clone(), record.clone())),
                _ => None,
            })
            .collect();
        let (Some(first), Some(last)) = (ranges.first(), ranges.last()) else { return };
        let (draft, record) = (first.0.start..last.0.end, first.1.start..last.1.end);
        if self.are_habits_apart(&draft, &record) {
            for (found, expected) in draft.zip(record) {
                self.push(Cause::Wording, found..found + 1, expected..expected + 1);
            }
            return;
        }
        if self.is_whole(&draft, &record) {
            return self.push(Cause::Wording, draft, record);
        }
        let (mut d, mut r) = (draft.start, record.start);
        for (found, expected) in ranges {
            if self.belong_together(&found, &expected) {
                self.segment(d..found.start, r..expected.start);
                (d, r) = (found.end, expected.end);
                self.push(Cause::Wording, found, expected);
            }
        }
        self.segment(d..draft.end, r..record.end);
    }

    /// Whether a difference must not be cut: the same letters or words on both sides, or a long one-sided run.
    fn is_whole(&self, draft: &Range<usize>, record: &Range<usize>) -> bool {
        if draft.is_empty() || record.is_empty() {
            return draft.len().max(record.len()) >= LONG_RUN;
        }
        let found: String = draft.clone().map(|i| self.draft.words.folded(i)).collect();
        let expected: String = record.clone().map(|i| self.record.words.folded(i)).collect();
        // *do not* for *don't* is one contraction, not a dropped *not*.
        found == expected
            || same_words(self.draft.words, draft, self.record.words, record)
            || checks::is_editorial_or_accidental(&self.difference(Cause::Wording, draft, record))
    }

    fn belong_together(&self, draft: &Range<usize>, record: &Range<usize>) -> bool {
        match (draft.len(), record.len()) {
            (1, 1) => are_alike(self.draft.words.folded(draft.start), self.record.words.folded(record.start)),
            (1, 2) | (2, 1) => self.one_for_two(draft, record),
            // Swapped neighbours.
            (2, 2) => same_words(self.draft.words, draft, self.record.words, record),
            // Longer steps are made where several differences are one.
            (0, _) | (_, 0) => false,
            _ => self.says_the_same(draft, record),
        }
    }

    fn one_for_two(&self, draft: &Range<usize>, record: &Range<usize>) -> bool {
        let (d, r) = (&self.draft.words, &self.record.words);
        if draft.len() == 1 {
            one_for_two(d.folded(draft.start), r.folded(record.start), r.folded(record.start + 1))
        } else {
            one_for_two(r.folded(record.start), d.folded(draft.start), d.folded(draft.start + 1))
        }
    }

    /// What is left between words that pair by spelling: words of special classes stand alone.
    fn segment(&mut self, draft: Range<usize>, record: Range<usize>) {
        if draft.is_empty() && record.is_empty() {
            return;
        }
        // The cheapest alignment may pass over a word that both have.
        let same = draft.clone().find_map(|d| {
            let is_same = |r: &usize| self.draft.words.folded(d) == self.record.words.folded(*r);
            record.clone().find(is_same).map(|r| (d, r))
        });
        let whole = self.is_whole(&draft, &record);
        if let (Some((d, r)), false) = (same, whole) {
            self.segment(draft.start..d, record.start..r);
            self.surface(d, r);
            return self.segment(d + 1..draft.end, r + 1..record.end);
        }
        if whole || (draft.len() <= 1 && record.len() <= 1) || self.says_the_same(&draft, &record) {
            return self.push(Cause::Wording, draft, record);
        }
        for kind in [
            Kind::Class(Class::Negation),
            Kind::Class(Class::Number),
            Kind::Class(Class::Modal),
            Kind::Class(Class::Quantifier),
            Kind::Name,
        ] {
            let found = run_of(&draft, |i| self.is_kind(kind, i, true));
            let expected = run_of(&record, |i| self.is_kind(kind, i, false));
            let (d, r) = match (found, expected) {
                (None, None) => continue,
                (Some(d), Some(r)) => (d, r),
                // The class stands on one side only: alone, unless it is all that stands there.
                (Some(d), None) if d == draft => return self.push(Cause::Wording, draft, record),
                (None, Some(r)) if r == record => return self.push(Cause::Wording, draft, record),
                (Some(d), None) => {
                    let at = split_point(&d, &draft, &record);
                    (d, at..at)
                }
                (None, Some(r)) => {
                    let at = split_point(&r, &record, &draft);
                    (at..at, r)
                }
            };
            self.segment(draft.start..d.start, record.start..r.start);
            self.push(Cause::Wording, d.clone(), r.clone());
            return self.segment(d.end..draft.end, r.end..record.end);
        }
        self.push(Cause::Wording, draft, record);
    }

    /// Whether the two sides have words of the classes that stand alone, but deny, count and name the same: *nobody* and
    /// *no one*.
    fn says_the_same(&self, draft: &Range<usize>, record: &Range<usize>) -> bool {
        let has_class = |range: &Range<usize>, in_draft: bool| {
            let classed = |i| {
                let words = if in_draft { self.draft.words.folded(i) } else { self.record.words.folded(i) };
                lexicon::class(words, self.lang).is_some()
            };
            range.clone().any(classed)
        };
        has_class(draft, true)
            && has_class(record, false)
            && *checks::name(&self.difference(Cause::Wording, draft, record)) == checks::CHANGED_WORDS
    }

    fn is_kind(&self, kind: Kind, index: usize, in_draft: bool) -> bool {
        let folded = if in_draft { self.draft.words.folded(index) } else { self.record.words.folded(index) };
        match kind {
            Kind::Class(class) => lexicon::class(folded, self.lang) == Some(class),
            Kind::Name if in_draft => self.draft.is_name(index, self.lang),
            Kind::Name => self.record.is_name(index, self.lang),
        }
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Class(Class),
    Name,
}

/// The first run of words in `range` for which `is` holds.
fn run_of(range: &Range<usize>, is: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    let start = range.clone().find(|&i| is(i))?;
    let end = (start..range.end).find(|&i| !is(i)).unwrap_or(range.end);
    Some(start..end)
}

/// Where the other side is cut when `part` of `whole` stands alone: as far along as the part is, but at an end if the
/// part is at that end.
fn split_point(part: &Range<usize>, whole: &Range<usize>, other: &Range<usize>) -> usize {
    if part.start == whole.start {
        other.start
    } else if part.end == whole.end {
        other.end
    } else {
        other.start + (part.start - whole.start).min(other.len())
    }
}

/// What stands between two words, with spaces made plain; a hyphen at a line's end is a hyphen.
fn in_between(text: &str) -> String {
    let squeezed = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let spaced = squeezed.is_empty() || text.starts_with(char::is_whitespace);
    let lead = if spaced { " " } else { "" };
    let trail =
        if !squeezed.is_empty() && text.ends_with(char::is_whitespace) && squeezed != "-" { " " } else { "" };
    format!("{lead}{squeezed}{trail}")
}
