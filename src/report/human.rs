//! `human`: the draft's words underlined beside the record's, who said them and where, and what to write instead.
//!
//! One diagnostic a quotation with all its findings, since an editor mends a quotation, not an edit.

use std::rc::Rc;

use super::snippet::{Drawing, Snippet};
use super::terminal::{shorten, unwrapped, width};
use super::view::{self, Locator, RecordView, floor};
use super::{Chunk, Format, Found, Mode, Settings, coverage, summary, wire};
use crate::canon::Canon;
use crate::checks::{Applicability, Group};
use crate::diagnostic::{Finding, Fix, Place, RecordId, Remedy, Replacement};
use crate::lint::Summary;
use crate::report::excerpt::Label;
use crate::span::{Said, Span, Text};
use crate::text_file::TextFile;

/// Findings of one quotation that are drawn; the others are counted.
const MOST: usize = 12;
/// Columns of the record's words in a label; a note below has them whole.
const LABEL_WORDS: usize = 36;
/// Columns of a source's title in a label, and of all that a label says of a record.
const SOURCE: usize = 32;
/// See [`SOURCE`].
const ATTRIBUTION: usize = 62;
/// Columns of the words to write in a note; beyond that the labels have to do.
const HELP_WORDS: usize = 400;

/// `--format human`.
pub struct Human {
    settings: Settings,
}

impl Human {
    /// The format as `settings` ask for it.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self { settings }
    }

    fn draw(&self, canon: &Canon, found: Found<'_>, here: &Rc<Locator<'_>>, group: &[&Finding]) -> String {
        let Some(head) = head(group) else { return String::new() };
        let shown = &group[..group.len().min(MOST)];
        let mut notes = help(found.file, group).into_iter().collect::<Vec<_>>();
        if group.len() > MOST {
            notes.push(format!("{} more findings in this quotation are not shown", group.len() - MOST));
        }
        let explain = |f: &&Finding| {
            self.settings.explain.then(|| wire::why(found, f)).flatten().map(|why| format!("why: {why}"))
        };
        let remarks = (shown.iter().filter_map(|f| in_full(head, f)))
            .chain(group.iter().flat_map(|f| f.notes.iter().cloned().chain(explain(f))))
            .chain(group.iter().filter_map(|f| long_source(canon, f)));
        for note in remarks {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        notes.extend(paragraph(found.file, head.span));
        let unread = found.file.text.is_empty();
        let message =
            if unread { format!("{}: {}", found.file.path, head.message) } else { head.message.clone() };
        let snippets = if unread { Vec::new() } else { snippets(canon, found, here, head, shown) };
        let (severity, code, terminal) = (head.severity, head.check.code, self.settings.terminal);
        Drawing { severity, code, message, snippets, notes, terminal }.draw(self.settings.colour)
    }
}

impl Format for Human {
    fn file(&self, canon: &Canon, found: Found<'_>) -> Chunk {
        let findings: Vec<&Finding> = found
            .findings_for(self.settings.mode)
            .map(|(_, f)| f)
            .filter(|f| f.suppressed.is_none())
            .collect();
        let here = Rc::new(Locator::new(found.file));
        let mut now = String::new();
        let mut quotations = rustc_hash::FxHashMap::default();
        let mut groups: Vec<Vec<&Finding>> = Vec::new();
        for finding in findings {
            let next = groups.len();
            let at = finding.quotation.map_or(next, |q| *quotations.entry(q).or_insert(next));
            if at == next {
                groups.push(Vec::new());
            }
            groups[at].push(finding);
        }
        for group in &groups {
            now += &self.draw(canon, found, &here, group);
        }
        if self.settings.mode == Mode::Quotations {
            now += &coverage::list(canon, found, self.settings);
        }
        Chunk { now, later: String::new() }
    }

    fn tail(&self, _later: &str, summary: &Summary) -> String {
        if self.settings.quiet { String::new() } else { summary::line(summary) + "\n" }
    }
}

/// The finding that gives the diagnostic its header: the first of the worst.
fn head<'f>(group: &[&'f Finding]) -> Option<&'f Finding> {
    group.iter().rev().max_by_key(|f| f.severity).copied()
}

/// The draft with a primary label a finding, then the files of the records with the record's words.
fn snippets<'a>(
    canon: &'a Canon,
    found: Found<'a>,
    here: &Rc<Locator<'a>>,
    head: &Finding,
    group: &[&'a Finding],
) -> Vec<Snippet<'a>> {
    let primary = |f: &&Finding| Label { span: f.span, message: label(f, head), primary: true };
    let mut snippets =
        vec![Snippet { locator: Rc::clone(here), labels: group.iter().map(primary).collect() }];
    let mut add = |file: &'a TextFile, span: Span<Text>, message: String| {
        let at = snippets.iter().position(|s| std::ptr::eq(s.locator.file(), file)).unwrap_or_else(|| {
            snippets.push(Snippet { locator: Rc::new(Locator::new(file)), labels: Vec::new() });
            snippets.len() - 1
        });
        let labels = &mut snippets[at].labels;
        // Each thing is told once: who said the words, of several pieces of one record, at the first of them.
        let told = labels.iter().any(|l| !l.primary && l.message == message);
        let message = if told { String::new() } else { message };
        match labels.iter_mut().find(|l| !l.primary && l.span == span) {
            Some(_) if message.is_empty() => {}
            Some(same) if same.message.is_empty() => same.message = message,
            _ => labels.push(Label { span, message, primary: false }),
        }
    };
    let mut records: Vec<(RecordId, usize, Span<Said>)> =
        group.iter().filter_map(|f| record_words(found, f)).collect();
    records.sort_by_key(|&(id, wording, said)| (id, wording, said));
    for (id, wording, said) in records {
        let (file, span) = view::said(canon, id, wording, said);
        add(&canon.files[file], span, attribution(&view::record(canon, id, wording)));
    }
    for finding in group {
        let own = finding.record.map(|(record, wording, said)| Place::Record { record, wording, said });
        // The finding's own words of the record have been underlined.
        for related in finding.related.iter().filter(|r| Some(r.place) != own) {
            let (file, span) = view::related(canon, found, related.place);
            add(file, span, related.message.clone());
        }
    }
    snippets
}

/// The record's words that answer a finding's: those of its edit if the quotation lists it.
fn record_words(found: Found<'_>, finding: &Finding) -> Option<(RecordId, usize, Span<Said>)> {
    let (id, wording, said) = finding.record?;
    let judged = finding.quotation.and_then(|q| found.quotations.get(q));
    let edits = judged.iter().flat_map(|j| &j.records).filter(|m| m.record == id).flat_map(|m| &m.edits);
    let mut same = edits.filter(|e| e.check == finding.check && e.span == finding.span);
    Some((id, wording, same.next().map_or(said, |edit| edit.said)))
}

/// What stands beside the carets of a finding: what the record has, as tersely as can be.
fn label(finding: &Finding, head: &Finding) -> String {
    let expected = shorten(&unwrapped(&finding.expected), LABEL_WORDS);
    let terse = match (finding.found.is_empty(), finding.expected.is_empty()) {
        (_, false) if finding.check.group == Group::Attribution => format!("said by {expected}"),
        (_, false) if finding.check.group == Group::Corpus => format!("elsewhere `{expected}`"),
        (false, true) if finding.check.group == Group::Corpus => "not elsewhere".to_owned(),
        (true, false) => format!("the record has `{expected}` here"),
        (false, true) if finding.record.is_some() => "not in the record".to_owned(),
        (false, false) => format!("the record says `{expected}`"),
        _ => String::new(),
    };
    let code = finding.check.code;
    match (code == head.check.code, terse.is_empty()) {
        // The header has said it.
        (true, true) if finding.message == head.message => String::new(),
        (true, true) => finding.message.clone(),
        (true, false) => terse,
        (false, true) => format!("{code}: {}", finding.message),
        (false, false) => format!("{code}: {terse}"),
    }
}

/// Who said it, where and when; the record's id if none of it is known. A long title of the source is left to
/// [`long_source`].
fn attribution(record: &RecordView<'_>) -> String {
    let source = record.source.filter(|_| !is_left_out(record));
    said_by(record, source)
}

fn said_by(record: &RecordView<'_>, source: Option<&str>) -> String {
    let known: Vec<&str> = [record.speaker, source, record.date].into_iter().flatten().collect();
    let mut line =
        if known.is_empty() { format!("record `{}`", record.id) } else { unwrapped(&known.join(", ")) };
    if record.wording > 0 {
        line += " (an accepted wording)";
    }
    line
}

/// Whether the title of a record's source is too long for a label.
fn is_left_out(record: &RecordView<'_>) -> bool {
    record
        .source
        .is_some_and(|source| width(source) > SOURCE || width(&said_by(record, Some(source))) > ATTRIBUTION)
}

/// The record's words that a label had no room for, unless the header or a fix has them whole.
fn in_full(head: &Finding, finding: &Finding) -> Option<String> {
    let expected = unwrapped(&finding.expected);
    let told = restores(finding).is_some()
        || head.message.contains(&finding.expected)
        || finding.check.group == Group::Corpus;
    (width(&expected) > LABEL_WORDS && !told)
        .then(|| format!("the record says `{}`", shorten(&expected, HELP_WORDS)))
}

/// The title of a record's source, if it was too long for the label.
fn long_source(canon: &Canon, finding: &Finding) -> Option<String> {
    let (id, wording, _) = finding.record?;
    let record = view::record(canon, id, wording);
    let source = record.source.filter(|_| is_left_out(&record))?;
    Some(format!("source: {}", unwrapped(source)))
}

/// What to write, from the best fix of each finding: one answer for the quotation, to be typed or pasted.
fn help(file: &TextFile, group: &[&Finding]) -> Option<String> {
    let fixes: Vec<_> = group.iter().filter_map(|f| restores(f)).collect();
    if let [fix] = fixes[..]
        && (fix.applicability == Applicability::DisplayOnly || fix.edits.is_empty())
    {
        return Some(format!("help: {}", fix.message));
    }
    let mut edits: Vec<&Replacement> = fixes
        .iter()
        .filter(|f| f.applicability > Applicability::DisplayOnly)
        .flat_map(|f| &f.edits)
        .collect();
    edits.sort_by_key(|e| e.span);
    edits.dedup();
    // Two fixes of the same words: the labels have to do.
    if edits.windows(2).any(|pair| pair[0].span.end > pair[1].span.start) {
        return None;
    }
    let (first, last) = (edits.first()?, edits.last()?);
    let mut stretch = String::new();
    let mut at = first.span.start;
    for edit in &edits {
        stretch += file.text.get(at..edit.span.start)?;
        stretch += &edit.text;
        at = edit.span.end;
    }
    let raw = file.text.get(first.span.start..last.span.end)?;
    // A space for a hyphen, or a hyphen for a space, is told with the words on its two sides.
    let is_space = |text: &str| !text.is_empty() && text.trim().is_empty();
    if is_space(raw) || is_space(&stretch) {
        let after = file.text[last.span.end..].split_whitespace().next()?;
        let after = after.trim_end_matches(|c: char| !c.is_alphanumeric());
        let before = word_before(file, first.span.start)?;
        let before = before.trim_start_matches(|c: char| !c.is_alphanumeric());
        return Some(format!("help: write `{before}{stretch}{after}`"));
    }
    let written = unwrapped(&stretch);
    if width(&written) > HELP_WORDS {
        return None;
    }
    let old = unwrapped(raw);
    Some(match (written.is_empty(), old.is_empty()) {
        (true, _) => format!("help: take out `{}`", shorten(&old, HELP_WORDS)),
        (false, true) => format!("help: add `{written}` after `{}`", word_before(file, first.span.start)?),
        (false, false) => format!("help: write `{written}`"),
    })
}

/// The fix that restores the record's words: the others are for those who ask for them by name.
fn restores(finding: &Finding) -> Option<&Fix> {
    finding.fixes.first().filter(|fix| fix.remedy == Remedy::Restore)
}

/// Which paragraph of which part of an archive a place stands in, where that is not the line that is shown.
fn paragraph(file: &TextFile, span: Span<Text>) -> Option<String> {
    let layout = file.layout()?;
    let (part, number) = layout.place(span.start)?;
    let is_line = layout.paragraph_at(span.start)?.part == 0 && file.position(span.start).line == number;
    (!is_line).then(|| format!("in {part}, paragraph {number}"))
}

/// The word that ends before `at`.
fn word_before(file: &TextFile, at: usize) -> Option<&str> {
    let near = floor(&file.text, at.saturating_sub(200));
    let mut words = file.text[near..floor(&file.text, at)].split_whitespace();
    words.next_back().map(|word| word.trim_start_matches(|c: char| !c.is_alphanumeric()))
}

#[cfg(test)]
#[path = "human_tests.rs"]
mod tests;
