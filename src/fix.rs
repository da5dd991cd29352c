//! From fixes to text: which fixes are made, and the file with them made.
//!
//! Pure: the command line writes files, the language server sends edits, `annotate` tracks changes; all three ask here.
//!
//! A fix may uncover another (two neighbours cannot be mended in one go), so fixes are made in rounds until none is
//! left. After each round the file is read again, and a fix after which anything but its own place reads differently is
//! taken back: what a record says may be markup in the draft's format. Nor is one made that the file's encoding has no bytes
//! for.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::checks::{Applicability, Check, Level};
use crate::decode::encode;
use crate::diagnostic::{Finding, Fix, Remedy, Replacement};
use crate::extract;
use crate::lint::{Checked, Linter};
use crate::prose::Prose;
use crate::span::{Span, Text};
use crate::text_file::TextFile;

/// More rounds than any draft needs: a fix that undoes another would go on for ever.
const ROUNDS: usize = 32;

/// Which fixes are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Choice {
    /// Whether to make fixes that somebody should read.
    pub unsafe_fixes: bool,
    /// The remedy to take where a finding has it, safe or not: it was asked for by name.
    pub remedy: Option<Remedy>,
}

impl Choice {
    /// The fix to make for a finding, if any. Never one of a finding that is silenced.
    #[must_use]
    pub fn of(self, finding: &Finding) -> Option<&Fix> {
        if finding.suppressed.is_some() {
            return None;
        }
        let least = if self.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        let can = |fix: &&Fix| fix.applicability > Applicability::DisplayOnly && !fix.edits.is_empty();
        let named = |fix: &&Fix| self.remedy.is_some_and(|r| r != Remedy::Restore && r == fix.remedy);
        let restores = |fix: &&Fix| fix.remedy == Remedy::Restore && fix.applicability >= least;
        let mut fixes = finding.fixes.iter().filter(can);
        fixes.clone().find(named).or_else(|| fixes.find(restores))
    }
}

/// The file with its fixes made.
#[derive(Debug)]
pub struct Fixed {
    /// What is said of the result.
    pub checked: Checked,
    /// From the text before to the text after: by offset, without overlap, in places of the text before.
    pub changes: Vec<Replacement>,
    /// How many findings were mended.
    pub made: usize,
}

/// Checks `file` and makes the fixes that `choice` asks for until none is left. `levels` are those of
/// [`Linter::check`]. The text between the changes is the same, byte for byte.
#[must_use]
pub fn fix(linter: &Linter<'_>, file: TextFile, levels: &[(&'static Check, Level)], choice: Choice) -> Fixed {
    fix_by(&|file| linter.check(file, levels), file, choice)
}

/// The same by a check of the caller's choice.
#[must_use]
pub fn fix_by(check: &dyn Fn(TextFile) -> Checked, file: TextFile, choice: Choice) -> Fixed {
    let encoding = file.encoding;
    let mut patch = Patch::new(file.text.len());
    let mut checked = check(file);
    let mut refused = FxHashSet::default();
    let mut seen = FxHashSet::default();
    let mut made = 0;
    for _ in 0..ROUNDS {
        let wanted: Vec<&Finding> =
            checked.findings.iter().filter(|f| !refused.contains(&key(&checked.file, f))).collect();
        let chosen = choose(&wanted, choice);
        if chosen.is_empty() {
            break;
        }
        let before = extract::extract(&checked.file);
        let can_be_written =
            |(_, fix): &(&Finding, &Fix)| fix.edits.iter().all(|edit| encode(&edit.text, encoding).is_ok());
        let (chosen, mut rest): (Chosen<'_>, Chosen<'_>) = chosen.into_iter().partition(can_be_written);
        let (sound, unsound) = sound(&checked.file, &before, &chosen);
        rest.extend(unsound);
        refused.extend(rest.into_iter().map(|(finding, _)| key(&checked.file, finding)));
        let edits = edits_of(&sound);
        let text = apply(&checked.file.text, &edits);
        if sound.is_empty() {
            continue;
        }
        if !seen.insert(text.clone()) {
            break;
        }
        made += sound.len();
        patch.add(&edits);
        checked = check(checked.file.changed(text));
    }
    Fixed { checked, changes: patch.changes(), made }
}

/// `text` with `edits` made, which come by offset and do not overlap.
#[must_use]
pub fn apply(text: &str, edits: &[Replacement]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.span.start]);
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(&text[at..]);
    out
}

type Chosen<'f> = Vec<(&'f Finding, &'f Fix)>;

/// The fixes that can be made together, the remedy that was asked for by name before the others. Several findings may
/// ask for the same edits (to drop one pair of marks): these are made once.
#[must_use]
pub fn choose<'f>(findings: &[&'f Finding], choice: Choice) -> Chosen<'f> {
    let mut wanted: Chosen<'f> = findings.iter().filter_map(|f| Some((*f, choice.of(f)?))).collect();
    wanted.sort_by_key(|(_, fix)| (fix.remedy == Remedy::Restore, fix.edits.first().map(|e| e.span)));
    let mut edits: BTreeMap<Span<Text>, &Replacement> = BTreeMap::new();
    let mut chosen = Vec::new();
    for (finding, fix) in wanted {
        let clashes = |edit: &Replacement| {
            let before = edits.range(..edit.span).next_back();
            let mut near = before.into_iter().chain(edits.range(edit.span..=Span::at(edit.span.end)));
            near.any(|(_, other)| *other != edit && clash(other, edit))
        };
        if !fix.edits.iter().any(clashes) {
            edits.extend(fix.edits.iter().map(|edit| (edit.span, edit)));
            chosen.push((finding, fix));
        }
    }
    chosen
}

/// Whether two edits change the same bytes, or put words into one place.
fn clash(a: &Replacement, b: &Replacement) -> bool {
    let inside =
        |place: &Span<Text>, other: &Span<Text>| other.start < place.start && place.start < other.end;
    match (a.span.is_empty(), b.span.is_empty()) {
        (false, false) => a.span.overlaps(&b.span),
        (true, false) => inside(&a.span, &b.span),
        (false, true) => inside(&b.span, &a.span),
        (true, true) => a.span == b.span,
    }
}

/// The edits of `chosen`, by offset, each once.
fn edits_of(chosen: &[(&Finding, &Fix)]) -> Vec<Replacement> {
    let mut edits: Vec<Replacement> = chosen.iter().flat_map(|(_, fix)| fix.edits.iter().cloned()).collect();
    edits.sort_by(|a, b| (a.span, &a.text).cmp(&(b.span, &b.text)));
    edits.dedup();
    edits
}

/// Parts `chosen` into the fixes that leave the rest of the draft as it was, together, and the others.
fn sound<'f>(file: &TextFile, before: &Prose, chosen: &[(&'f Finding, &'f Fix)]) -> (Chosen<'f>, Chosen<'f>) {
    let is_sound = |fixes: &[(&'f Finding, &'f Fix)]| {
        let edits = edits_of(fixes);
        let after = file.changed(apply(&file.text, &edits));
        reads_the_same(before, &extract::extract(&after), &edits)
    };
    let (mut good, mut bad) = (Chosen::new(), Chosen::new());
    let mut open = vec![chosen];
    while let Some(part) = open.pop() {
        let len = good.len();
        good.extend_from_slice(part);
        if is_sound(&good) {
            continue;
        }
        good.truncate(len);
        match part {
            [one] => bad.push(*one),
            _ => open.extend([&part[part.len() / 2..], &part[..part.len() / 2]]),
        }
    }
    (good, bad)
}

/// Whether everything outside of the places that `edits` change reads as before, in blocks and quotations as before.
fn reads_the_same(before: &Prose, after: &Prose, edits: &[Replacement]) -> bool {
    let shape = |prose: &Prose| (prose.blocks.len(), prose.block_quotes.len(), prose.elements.len());
    if shape(before) != shape(after) {
        return false;
    }
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    let whole = letters(&after.text);
    let mut rest = whole.as_str();
    let mut from = 0;
    for (index, edit) in edits.iter().enumerate() {
        let start = before.map.back(edit.span.start).max(from);
        let kept = letters(&before.text[from..start]);
        let found = if index == 0 { rest.starts_with(&kept).then_some(0) } else { rest.find(&kept) };
        let Some(at) = found else { return false };
        rest = &rest[at + kept.len()..];
        from = before.map.back(edit.span.end).max(start);
    }
    rest.ends_with(&letters(&before.text[from..]))
}

/// A finding by what it says and what stands before it: known again when other fixes have moved it.
fn key(file: &TextFile, finding: &Finding) -> (&'static str, String, String, String) {
    let before = file.text[..finding.span.start].chars().rev().take(24).collect();
    (finding.check.code, finding.found.clone(), finding.expected.clone(), before)
}

/// The edits of several rounds as one list in places of the first text.
#[derive(Debug)]
struct Patch {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    /// Bytes of the first text.
    Kept(Span<Text>),
    /// New text in place of bytes of the first text.
    New(Span<Text>, String),
}

impl Piece {
    fn len(&self) -> usize {
        match self {
            Self::Kept(span) => span.len(),
            Self::New(_, text) => text.len(),
        }
    }
}

impl Patch {
    fn new(len: usize) -> Self {
        Self { pieces: vec![Piece::Kept(Span::new(0, len))] }
    }

    /// Makes `edits`, in places of the text as it is now.
    fn add(&mut self, edits: &[Replacement]) {
        for edit in edits.iter().rev() {
            let first = self.split(edit.span.start);
            let last = self.split(edit.span.end).max(first);
            let place = |index: usize| self.pieces.get(index).map_or_else(|| self.end(), start_of);
            let start = place(first);
            let end = if last > first { end_of(&self.pieces[last - 1]) } else { start };
            self.pieces.splice(first..last, [Piece::New(Span::new(start, end), edit.text.clone())]);
        }
    }

    fn end(&self) -> usize {
        self.pieces.last().map_or(0, end_of)
    }

    /// Cuts at byte `at` of the text as it is now, and tells the index of the piece that begins there. A piece of new
    /// text that is cut leaves the bytes that it stands for to its first half.
    fn split(&mut self, at: usize) -> usize {
        let mut start = 0;
        for index in 0..self.pieces.len() {
            if start >= at {
                return index;
            }
            let len = self.pieces[index].len();
            if at < start + len {
                let cut = at - start;
                let (a, b) = match &self.pieces[index] {
                    Piece::Kept(span) => (
                        Piece::Kept(Span::new(span.start, span.start + cut)),
                        Piece::Kept(Span::new(span.start + cut, span.end)),
                    ),
                    Piece::New(span, text) => (
                        Piece::New(*span, text[..cut].to_owned()),
                        Piece::New(Span::at(span.end), text[cut..].to_owned()),
                    ),
                };
                self.pieces.splice(index..=index, [a, b]);
                return index + 1;
            }
            start += len;
        }
        self.pieces.len()
    }

    /// All of it as replacements in the first text; neighbours are one.
    fn changes(self) -> Vec<Replacement> {
        let mut changes: Vec<Replacement> = Vec::new();
        let mut joins = false;
        for piece in self.pieces {
            match piece {
                Piece::Kept(span) => joins &= span.is_empty(),
                Piece::New(span, text) => {
                    match changes.last_mut().filter(|_| joins) {
                        Some(last) => {
                            last.span = last.span.to(span);
                            last.text.push_str(&text);
                        }
                        None => changes.push(Replacement { span, text }),
                    }
                    joins = true;
                }
            }
        }
        changes.retain(|change| !(change.span.is_empty() && change.text.is_empty()));
        changes
    }
}

fn start_of(piece: &Piece) -> usize {
    match piece {
        Piece::Kept(span) | Piece::New(span, _) => span.start,
    }
}

fn end_of(piece: &Piece) -> usize {
    match piece {
        Piece::Kept(span) | Piece::New(span, _) => span.end,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn edit(start: usize, end: usize, text: &str) -> Replacement {
        Replacement { span: Span::new(start, end), text: text.to_owned() }
    }

    #[test]
    fn edits_are_made_and_what_stands_between_stays() {
        assert_eq!(apply("abcdef", &[edit(0, 1, "X"), edit(2, 2, "-"), edit(4, 6, "")]), "Xb-cd");
        assert_eq!(apply("abc", &[]), "abc");
    }

    #[test]
    fn edits_that_touch_do_not_clash_and_two_insertions_in_one_place_do() {
        assert!(!clash(&edit(0, 2, "a"), &edit(2, 3, "b")));
        assert!(!clash(&edit(2, 2, "a"), &edit(2, 3, "b")));
        assert!(clash(&edit(2, 2, "a"), &edit(2, 2, "b")));
        assert!(clash(&edit(1, 3, "a"), &edit(2, 2, "b")));
        assert!(clash(&edit(1, 3, "a"), &edit(2, 4, "b")));
    }

    /// Edits that lie in a text of `len` bytes, in order.
    fn edits(len: usize) -> impl Strategy<Value = Vec<Replacement>> {
        let one = (0..=len, 0..4_usize, "[a-z]{0,3}");
        proptest::collection::vec(one, 0..5).prop_map(move |all| {
            let mut all: Vec<Replacement> =
                all.into_iter().map(|(at, width, text)| edit(at, (at + width).min(len), &text)).collect();
            all.sort_by_key(|edit| edit.span);
            let mut kept: Vec<Replacement> = Vec::new();
            for edit in all {
                if kept.iter().all(|other| !clash(other, &edit)) {
                    kept.push(edit);
                }
            }
            kept
        })
    }

    proptest! {
        #[test]
        fn several_rounds_are_one_list_of_changes(
            text in "[A-Z]{0,20}",
            rounds in proptest::collection::vec(edits(12), 0..4),
        ) {
            let mut now = text.clone();
            let mut patch = Patch::new(text.len());
            for edits in rounds {
                let edits: Vec<Replacement> =
                    edits.into_iter().filter(|edit| edit.span.end <= now.len()).collect();
                now = apply(&now, &edits);
                patch.add(&edits);
            }
            let changes = patch.changes();
            prop_assert!(changes.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
            prop_assert_eq!(apply(&text, &changes), now);
        }
    }
}
