//! The counts: what the output of a run says of each known quotation.

use std::collections::{BTreeMap, HashMap};

use crate::spelled::only_in_spelling;
use crate::support::folder::{Folder, Gold};
use crate::support::output::{Bytes, Listed, Output, Quotation};
use crate::support::words::words;

/// So many of so many.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rate {
    pub hits: usize,
    pub of: usize,
}

impl Rate {
    pub fn add(&mut self, hit: bool) {
        self.hits += usize::from(hit);
        self.of += 1;
    }

    /// Nothing of nothing is no figure.
    pub fn percent(self) -> Option<f64> {
        (self.of > 0).then(|| 100.0 * self.hits as f64 / self.of as f64)
    }
}

/// The counts of one band.
#[derive(Debug, Clone, Copy, Default)]
pub struct Band {
    /// Its record is listed with a quotation that overlaps it.
    pub found: Rate,
    /// The verdict is what the contract says.
    pub verdict: Rate,
    /// No error is raised, `wrong-speaker` aside. Asked of those whose words do not differ.
    pub no_error: Rate,
}

/// A list that `--list` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Missed,
    Verdict,
    Errors,
    WrongRecord,
    FalseAlarms,
    Lookalikes,
    Edits,
    /// Not a failure: known misquotes rightly called so, to weigh a threshold by.
    Accused,
}

impl Kind {
    pub const ALL: [(Self, &str); 8] = [
        (Self::Missed, "missed"),
        (Self::Verdict, "verdict"),
        (Self::Errors, "errors"),
        (Self::WrongRecord, "wrong-record"),
        (Self::FalseAlarms, "false-alarms"),
        (Self::Lookalikes, "look-alikes"),
        (Self::Edits, "edits"),
        (Self::Accused, "accused"),
    ];
}

/// Something to read: where it is, and what was said of it.
#[derive(Debug, Clone)]
pub struct Case {
    pub kind: Kind,
    pub draft: String,
    pub at: usize,
    pub lines: Vec<String>,
}

/// Everything that is counted.
#[derive(Debug, Default)]
pub struct Measured {
    /// By band and whether the author is the same.
    pub bands: BTreeMap<(String, bool), Band>,
    /// Quotations whose `match` is a record that they do not quote.
    pub wrong_record: Rate,
    /// Quotations called misquoted of which the truth says nothing. Out of all such quotations.
    pub false_alarms: Rate,
    /// Quotations whose verdict counts as right though the truth has it that words differ: they are called `altered`, and
    /// only their spelling differs.
    pub spelled: usize,
    /// Places outside any marks that are listed though the truth knows of nothing there.
    pub outside_alarms: usize,
    /// Bytes of the drafts.
    pub bytes: usize,
    /// Look-alikes with another named author, called a misquote of what they resemble.
    pub lookalikes_named: Rate,
    /// The other look-alikes, called so.
    pub lookalikes_unnamed: Rate,
    /// Listed quotations whose edits, undone, give the record's words.
    pub edits: Rate,
    /// Drafts of which nothing at all was listed.
    pub silent_drafts: Vec<String>,
    /// What to read.
    pub cases: Vec<Case>,
}

/// Holds `outputs`, one a draft, to the truth of `folder`. `texts` are the drafts as they lie on disk; of a draft that
/// is no text, edits are compared by what they say they found.
pub fn measure(folder: &Folder, drafts: &[String], texts: &[Option<String>], outputs: &[Output]) -> Measured {
    let records: HashMap<&str, &str> =
        folder.canonicals.iter().map(|c| (c.id.as_str(), c.text.as_str())).collect();
    let mut measured = Measured::default();
    for ((draft, text), output) in drafts.iter().zip(texts).zip(outputs) {
        let mut bench = Bench { records: &records, draft, text: text.as_deref(), output, out: &mut measured };
        let known: Vec<&Gold> = folder.gold.iter().filter(|g| g.draft == *draft).collect();
        let alike: Vec<&Gold> = folder.lookalikes.iter().filter(|g| g.draft == *draft).collect();
        known.iter().for_each(|gold| bench.known(gold));
        alike.iter().for_each(|gold| bench.lookalike(gold));
        bench.unknown(&known, &alike);
        measured.bytes += text.as_ref().map_or(0, String::len);
        if output.quotations.is_empty() {
            measured.silent_drafts.push(draft.clone());
        }
    }
    measured
}

/// One draft on the bench.
struct Bench<'a> {
    records: &'a HashMap<&'a str, &'a str>,
    draft: &'a str,
    text: Option<&'a str>,
    output: &'a Output,
    out: &'a mut Measured,
}

impl<'a> Bench<'a> {
    /// The quotations that overlap `gold`, the one that shares most with it first.
    fn quotations(&self, gold: &Gold) -> Vec<&'a Quotation> {
        let mut found: Vec<&Quotation> =
            self.output.quotations.iter().filter(|q| gold.overlaps(q.span.start, q.span.end)).collect();
        match (gold.start, gold.end) {
            (Some(start), Some(end)) => {
                found.sort_by_key(|q| std::cmp::Reverse(q.span.overlap(Bytes { start, end })));
            }
            // Anywhere in the draft: the one that says the most for it.
            _ => found.sort_by_key(|q| {
                let listed = q.records.iter().find(|r| gold.quotes(&r.id));
                (listed.is_none(), q.verdict != "verbatim")
            }),
        }
        found
    }

    fn known(&mut self, gold: &Gold) {
        let quotations = self.quotations(gold);
        let first = quotations.first().copied();
        let listing =
            quotations.iter().find_map(|q| q.records.iter().find(|r| gold.quotes(&r.id)).map(|r| (*q, r)));
        let placed = gold.start.is_some();
        let errors: Vec<_> = self
            .output
            .findings
            .iter()
            .filter(|f| f.severity == "error" && f.check != "wrong-speaker")
            .filter(|f| placed && gold.overlaps(f.span.start, f.span.end.max(f.span.start + 1)))
            .collect();
        // Without offsets, a quotation counts as found where it is listed and verbatim.
        let found =
            if placed { listing.is_some() } else { listing.is_some_and(|(q, _)| q.verdict == "verbatim") };
        let by_the_truth = first.is_some_and(|q| verdict_is_right(gold, &q.verdict, listing.is_some()));
        let record = self.records.get(gold.canonical_id.as_str()).copied().unwrap_or_default();
        let spelled = !by_the_truth
            && first.is_some_and(|q| q.verdict == "altered")
            && only_in_spelling(&gold.text, record);
        self.out.spelled += usize::from(spelled);
        let right = by_the_truth || spelled;

        let band = self.out.bands.entry((gold.band().to_owned(), gold.same_author)).or_default();
        band.found.add(found);
        // Of some nobody but a reader can say what they are: a slip of the writer or another word.
        let judged = gold.severity != "any";
        if judged {
            band.verdict.add(right);
        }
        let faithful = matches!(gold.severity.as_str(), "none" | "orthographic");
        if faithful {
            band.no_error.add(errors.is_empty());
        }
        if !found {
            self.case(Kind::Missed, gold, first, None);
        } else if judged && !right {
            self.case(Kind::Verdict, gold, first, listing.map(|l| l.1));
        }
        if let Some(accused) = first.filter(|q| right && q.verdict == "misquoted") {
            self.case(Kind::Accused, gold, first, accused.matched());
        }
        if faithful && !errors.is_empty() {
            let said =
                errors.iter().map(|f| format!("{}: {}", f.check, f.message)).collect::<Vec<_>>().join("; ");
            self.case_with(Kind::Errors, gold, first, listing.map(|l| l.1), Some(format!("errors:  {said}")));
        }
        if let Some(matched) = first.filter(|_| placed).and_then(Quotation::matched) {
            let wrong = !gold.quotes(&matched.id);
            self.out.wrong_record.add(wrong);
            if wrong {
                self.case(Kind::WrongRecord, gold, first, Some(matched));
            }
        }
        if let Some((quotation, listed)) = listing {
            let undone = self.undone(quotation, listed);
            self.out.edits.add(undone.is_ok());
            if let Err(why) = undone {
                self.case_with(Kind::Edits, gold, Some(quotation), Some(listed), Some(why));
            }
        }
    }

    fn lookalike(&mut self, gold: &Gold) {
        let accused = self.quotations(gold).into_iter().find_map(|q| {
            let accuser = q.records.iter().find(|r| r.role == "match" && r.id == gold.canonical_id);
            accuser.filter(|_| q.verdict == "misquoted").map(|r| (q, r))
        });
        let rate = if gold.names_author() {
            &mut self.out.lookalikes_named
        } else {
            &mut self.out.lookalikes_unnamed
        };
        rate.add(accused.is_some());
        if let Some((quotation, listed)) = accused {
            self.case(Kind::Lookalikes, gold, Some(quotation), Some(listed));
        }
    }

    /// Quotations that neither list of the truth knows.
    fn unknown(&mut self, known: &[&Gold], alike: &[&Gold]) {
        if known.iter().any(|g| g.start.is_none()) {
            return;
        }
        for quotation in &self.output.quotations {
            let span = quotation.span;
            if known.iter().chain(alike).any(|g| g.overlaps(span.start, span.end)) {
                continue;
            }
            let alarm = quotation.verdict == "misquoted";
            if quotation.marks {
                self.out.false_alarms.add(alarm);
            } else {
                self.out.outside_alarms += 1;
            }
            let alarm = alarm || !quotation.marks;
            if alarm {
                let lines = self.told(Some(quotation), quotation.matched());
                let case = Case {
                    kind: Kind::FalseAlarms,
                    draft: self.draft.into(),
                    at: quotation.span.start,
                    lines,
                };
                self.out.cases.push(case);
            }
        }
    }

    /// Whether the draft's words, with each edit replaced by what it expects, are the record's words.
    fn undone(&self, quotation: &Quotation, listed: &Listed) -> Result<(), String> {
        let record = self.records.get(listed.id.as_str()).copied().unwrap_or_default();
        // Another wording than `text` is not in the folder.
        if listed.wording != 0 {
            return Ok(());
        }
        let said = record
            .get(listed.span_in_record.start..listed.span_in_record.end)
            .ok_or("span_in_record is not a range of the record's text")?;
        let Some(text) = self.text else {
            return if !listed.edits.is_empty() || words(&quotation.text) == words(said) {
                Ok(())
            } else {
                Err("no edits, yet the words differ".into())
            };
        };
        let slice = |start, end| {
            text.get(start..end).ok_or_else(|| format!("{start}..{end} is no range of the draft"))
        };
        let mut restored = String::new();
        let mut at = listed.span.start;
        for edit in &listed.edits {
            restored.push_str(slice(at, edit.span.start)?);
            let there = slice(edit.span.start, edit.span.end)?;
            if words(there) != words(&edit.found) {
                return Err(format!("{}: found is {:?}, the draft says {there:?}", edit.check, edit.found));
            }
            // Where no words stand (a zero-length place, an ellipsis at a word's edge) the expected ones stand apart.
            let apart = words(there).is_empty() && !words(&edit.expected).is_empty();
            let glue = if apart { " " } else { "" };
            restored.extend([glue, &edit.expected, glue]);
            at = edit.span.end;
        }
        restored.push_str(slice(at, listed.span.end.max(at))?);
        let (restored, said) = (words(&restored), words(said));
        if restored == said {
            Ok(())
        } else {
            Err(format!("undone:  {}\nrecord:  {}", restored.join(" "), said.join(" ")))
        }
    }

    fn case(&mut self, kind: Kind, gold: &Gold, quotation: Option<&Quotation>, listed: Option<&Listed>) {
        self.case_with(kind, gold, quotation, listed, None);
    }

    fn case_with(
        &mut self,
        kind: Kind,
        gold: &Gold,
        quotation: Option<&Quotation>,
        listed: Option<&Listed>,
        more: Option<String>,
    ) {
        let truth = self.records.get(gold.canonical_id.as_str()).copied().unwrap_or("(no such record)");
        let author = gold.draft_author.as_deref().unwrap_or("nobody");
        let mut lines = vec![
            format!("truth:   {} {} {}, author {author}", gold.band(), gold.severity, gold.kind),
            format!("draft:   {}", gold.text),
            format!("record:  {} {truth}", gold.canonical_id),
        ];
        lines.extend(self.told(quotation, listed));
        lines.extend(more.iter().flat_map(|m| m.lines()).map(str::to_owned));
        self.out.cases.push(Case { kind, draft: self.draft.into(), at: gold.start.unwrap_or(0), lines });
    }

    /// What the linter said, as lines.
    fn told(&self, quotation: Option<&Quotation>, listed: Option<&Listed>) -> Vec<String> {
        let Some(quotation) = quotation else {
            return vec!["said:    no quotation here".into()];
        };
        let speaker = quotation.speaker.as_deref().unwrap_or("nobody");
        let place = if quotation.marks { "" } else { " outside marks" };
        let mut lines = vec![format!(
            "said:    {}{place} of {speaker}: {}",
            quotation.verdict,
            one_line(&quotation.text)
        )];
        for r in quotation.records.iter().take(4) {
            let text = self.records.get(r.id.as_str()).copied().unwrap_or_default();
            lines.push(format!("{:<9}{} {}", format!("{}:", r.role), r.id, one_line(text)));
        }
        for edit in listed.iter().flat_map(|l| &l.edits) {
            lines.push(format!("edit:    {} {:?} → {:?}", edit.check, edit.found, edit.expected));
        }
        lines.extend(listed.filter(|l| !l.why.is_empty()).map(|l| format!("why:     {}", l.why)));
        lines
    }
}

/// Whether `verdict` is one that the contract allows for `gold`.
fn verdict_is_right(gold: &Gold, verdict: &str, listed: bool) -> bool {
    let faithful = matches!(verdict, "verbatim" | "altered");
    // Names are spelt in many ways, so that even one author may be taken for another.
    let misattributed = verdict == "misattributed";
    match gold.severity.as_str() {
        // Substantive edits with another speaker named are `unverified`, listed as a resemblance.
        "words" => verdict == "misquoted" || (!gold.same_author && listed && verdict == "unverified"),
        _ => faithful || misattributed,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
