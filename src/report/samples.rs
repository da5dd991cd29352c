//! Checked drafts made by hand, for the tests of the formats.

use std::sync::Arc;

use super::{Format, Found, Writer, fault};
use crate::canon::{Canon, Examples, Record, Speaker, Wording};
use crate::checks::{Applicability, Check, Group, Judge, Level};
use crate::diagnostic::{
    Edit, Finding, Fix, Judged, Match, RecordId, Remedy, Replacement, Role, Severity, Verdict,
};
use crate::lexicon::Lang;
use crate::lint::{Checked, Summary, Uncovered};
use crate::span::{OffsetMap, Span, Text};
use crate::text_file::TextFile;

/// A draft with what was found in it, and the canon that it was checked against.
pub(super) struct Sample {
    pub(super) canon: Canon,
    pub(super) checked: Checked,
}

impl Sample {
    /// The whole output of a run over this draft alone.
    pub(super) fn render(&self, format: &dyn Format) -> String {
        render(format, std::slice::from_ref(self))
    }

    /// Says of the `nth` place (from 0) where `found` stands that the record has `expected`, and gives it a fix.
    pub(super) fn edit(
        &mut self,
        check: &'static Check,
        found: &str,
        nth: usize,
        expected: &str,
    ) -> &mut Finding {
        let text = &self.checked.file.text;
        let at = text.match_indices(found).nth(nth).expect(found).0;
        let span = Span::new(at, at + found.len());
        let words = self.canon.records[0].text();
        let start = words.find(expected).expect(expected);
        let said = Span::new(start, start + expected.len());
        let judged = &mut self.checked.quotations[0];
        judged.verdict = Verdict::Misquoted;
        judged.records[0].edits.push(Edit {
            check,
            span,
            shown: shown(&judged.text, judged.span, span),
            found: found.into(),
            expected: expected.into(),
            said,
            level: check.level,
        });
        judged.records[0].edits.sort_by_key(|e| e.span);
        self.checked.findings.push(Finding {
            check,
            severity: Severity::of(check.level).expect("a level that gives a finding"),
            message: format!("`{found}` is not what the record says"),
            span,
            found: found.into(),
            expected: expected.into(),
            record: Some((RecordId(0), 0, said)),
            fixes: vec![Fix {
                remedy: Remedy::Restore,
                applicability: check.fix,
                message: "restore the record's words".into(),
                edits: vec![Replacement { span, text: expected.into() }],
            }],
            related: Vec::new(),
            notes: Vec::new(),
            quotation: Some(0),
            suppressed: None,
        });
        self.checked.findings.last_mut().expect("the finding just added")
    }
}

/// Where `span` stands in the text of the quotation at `whole`, which is shown as it stands in the draft.
fn shown(text: &str, whole: Span<Text>, span: Span<Text>) -> std::ops::Range<usize> {
    let at = |offset: usize| (offset - whole.start).min(text.len());
    at(span.start)..at(span.end)
}

/// The whole output of a run over `samples`.
fn render(format: &dyn Format, samples: &[Sample]) -> String {
    let mut writer = Writer::new(format, Vec::new()).expect("memory");
    let mut summary = Summary::default();
    for sample in samples {
        writer.write(&format.file(&sample.canon, Found::from(&sample.checked))).expect("memory");
        summary.add(&sample.checked);
    }
    String::from_utf8(writer.finish(&summary).expect("memory")).expect("UTF-8")
}

/// All samples as one run.
pub(super) fn render_all(format: &dyn Format) -> String {
    render(format, &all())
}

/// Every sample.
pub(super) fn all() -> Vec<Sample> {
    vec![medvedev(), nothing(), utf16(), not_checked(), several()]
}

const fn check(code: &'static str, group: Group, level: Level, fix: Applicability) -> Check {
    Check { code, group, level, fix, summary: "", page: "", judge: Judge::Elsewhere }
}

pub(super) static KNOWN: Check =
    check("known-misquote", Group::KnownMisquote, Level::Deny, Applicability::Safe);
pub(super) static WORDS: Check = check("changed-words", Group::Wording, Level::Deny, Applicability::Unsafe);
pub(super) static DROPPED: Check = check("dropped-words", Group::Wording, Level::Deny, Applicability::Unsafe);
pub(super) static NUMBER: Check = check("changed-number", Group::Meaning, Level::Deny, Applicability::Unsafe);
pub(super) static MISSPELLING: Check =
    check("misspelling", Group::Accidental, Level::Warn, Applicability::Safe);
pub(super) static NOT_CHECKED: Check =
    check("not-checked", Group::Input, Level::Deny, Applicability::DisplayOnly);
pub(super) static INVALID: Check =
    check("invalid-rules", Group::Input, Level::Deny, Applicability::DisplayOnly);
pub(super) static UNBALANCED: Check =
    check("unbalanced-marks", Group::Marks, Level::Note, Applicability::DisplayOnly);

const SAID: &str = "After today's terrorist attack, there are no options left aside the physical elimination of Zelensky and his cabal.";

/// A canon of one record that says `said`, in a rules file with `before` before it.
pub(super) fn canon(said: &str, before: &str) -> Canon {
    let rules = format!(
        "{before}[[quote]]\nid = \"medvedev-no-options\"\nspeaker = \"medvedev\"\ntext = \"{said}\"\ndate = 2023-05-03\n"
    );
    let at = rules.find(said).expect("the words");
    let record = Record {
        id: "medvedev-no-options".into(),
        speaker: Some(0),
        wordings: vec![Wording { text: said.into(), map: OffsetMap::run(at, said.len()), reason: None }],
        misquotes: Vec::new(),
        date: Some("2023-05-03".into()),
        source: Some("Telegram post".into()),
        url: None,
        lang: Lang::En,
        lang_tag: None,
        translated: true,
        levels: Vec::new(),
        examples: Examples::default(),
        file: 0,
        span: Span::new(before.len(), before.len() + 9),
        passage: None,
    };
    Canon {
        files: vec![Arc::new(TextFile::new("rules/kremlin-drones.toml", rules))],
        records: [record].into_iter().collect(),
        speakers: vec![Speaker { name: "Dmitry Medvedev".into(), aliases: vec!["Medvedev".into()] }],
        equivalents: Vec::new(),
    }
}

/// A draft at `path` whose first quotation, `quoted`, is verbatim to the record `said` until edits are added.
pub(super) fn sample(path: &str, text: &str, quoted: &str, said: &str) -> Sample {
    let canon = canon(said, "");
    let at = text.find(quoted).expect(quoted);
    let span = Span::new(at, at + quoted.len());
    let judged = Judged {
        span,
        text: quoted.into(),
        parts: vec![(span, quoted.into())],
        inside: None,
        marks: true,
        verdict: Verdict::Verbatim,
        speaker: Some("Medvedev".into()),
        records: vec![Match {
            record: RecordId(0),
            role: Role::Match,
            span,
            wording: 0,
            said: Span::new(0, said.len()),
            edits: Vec::new(),
            why: "nine telling words in a row; the speaker is named in the sentence".into(),
        }],
    };
    let file = TextFile::new(path, text);
    Sample {
        canon,
        checked: Checked {
            file,
            quotations: vec![judged],
            findings: Vec::new(),
            uncovered: Uncovered::default(),
            ignores: Vec::new(),
        },
    }
}

/// One known misquote in a paragraph of more than 80 columns, and a quotation in no record.
pub(super) fn medvedev() -> Sample {
    let quoted = SAID.replace("aside", "except for").replace("cabal.", "cabal,");
    let text = format!(
        "# Kremlin drones\n\n“{quoted}” he wrote, as translated via Google Translate. Mr Medvedev, who currently serves as the Deputy Secretary of Russia's Security Council, called it a “bad story”.\n"
    );
    let mut sample = sample("drafts/a.md", &text, &quoted, SAID);
    sample.edit(&KNOWN, "except for", 0, "aside").message =
        "`except for` is a known misquote: machine translation".into();
    let at = text.find("bad story").expect("a second quotation");
    let span = Span::new(at, at + "bad story".len());
    sample.checked.quotations.push(Judged {
        span,
        text: "bad story".into(),
        parts: vec![(span, "bad story".into())],
        inside: None,
        marks: true,
        verdict: Verdict::Unverified,
        speaker: None,
        records: Vec::new(),
    });
    sample
}

/// Three faults of different kinds in one quotation of a hard-wrapped draft.
pub(super) fn several() -> Sample {
    let said = "We have lost 14 ships in the strait, and we shall not forget a single one of them.";
    let quoted = "We have lost 104 ships in\nthe straight, and we shall forget a single one of them";
    let text = format!("The admiral spoke for an hour.\n\n\"{quoted},\" the\nadmiral said in the evening.\n");
    let mut sample = sample("drafts/navy.txt", &text, quoted, said);
    sample.edit(&NUMBER, "104", 0, "14").message = "the number differs from the record".into();
    sample.edit(&MISSPELLING, "straight", 0, "strait").message = "`straight` is a slip for `strait`".into();
    let at = text.find("shall").expect("the word before") + "shall".len();
    let finding = sample.edit(&DROPPED, "shall", 0, "not");
    finding.message = "a word of the record is left out".into();
    (finding.span, finding.found) = (Span::at(at), String::new());
    finding.fixes[0].edits[0] = Replacement { span: Span::at(at), text: " not".into() };
    let edit = sample.checked.quotations[0].records[0].edits.last_mut().expect("the edit");
    (edit.span, edit.found) = (Span::at(at), String::new());
    edit.shown = edit.shown.end..edit.shown.end;
    sample
}

/// A draft without quotations.
pub(super) fn nothing() -> Sample {
    let file = TextFile::new("drafts/empty.md", "Nobody said a word.\n");
    Sample {
        canon: canon(SAID, ""),
        checked: Checked {
            file,
            quotations: Vec::new(),
            findings: Vec::new(),
            uncovered: Uncovered::default(),
            ignores: Vec::new(),
        },
    }
}

/// A draft that is UTF-16 on disk, with its byte-order mark, which the decoder took away.
pub(super) fn utf16() -> Sample {
    let quoted = "there are no options left outside the physical elimination of Zelensky";
    let text = format!("\"{quoted}\"");
    let mut map = OffsetMap::default();
    for (i, _) in text.char_indices() {
        map.push_atom(Span::new(2 + 2 * i, 4 + 2 * i), 1);
    }
    let mut sample = sample("drafts/b.txt", &text, quoted, SAID);
    sample.checked.file = TextFile::decoded("drafts/b.txt", text, "UTF-16LE", map);
    sample.edit(&WORDS, "outside", 0, "aside");
    sample
}

/// A named file of which nothing could be read.
pub(super) fn not_checked() -> Sample {
    let mut sample = nothing();
    sample.checked.file = TextFile::new("drafts/scan.pdf", "");
    sample.checked.findings.push(fault(
        &NOT_CHECKED,
        Severity::Error,
        Span::at(0),
        "it is binary, not text",
        Vec::new(),
    ));
    sample
}
