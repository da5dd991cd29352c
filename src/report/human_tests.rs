use proptest::prelude::*;

use super::super::{fault, samples};
use super::*;
use crate::diagnostic::{self, Severity};
use crate::text_file::stand_in;

fn human() -> Human {
    Human::new(Settings::default())
}

/// Output as it is written here: without the first line break and the last one.
fn assert_shows(output: &str, expected: &str) {
    let expected = expected.trim_start_matches('\n');
    assert_eq!(output.trim_end(), expected.trim_end(), "\n{output}");
}

/// A long line shows what matters; its number and column are those of the file.
#[test]
fn a_misquote_stands_beside_its_record() {
    assert_shows(
        &samples::medvedev().render(&human()),
        "
error[known-misquote]: `except for` is a known misquote: machine translation
  ┌─ drafts/a.md:3:60
  │
3 │ … attack, there are no options left except for the physical elimination …
  │                                     ^^^^^^^^^^ the record says `aside`
  │
  ┌─ rules/kremlin-drones.toml:4:67
  │
4 │ … are no options left aside the physical elimination of Zelensky and his …
  │                       ----- Dmitry Medvedev, Telegram post, 2023-05-03
  │
  = help: write `aside`

2 quotations: 1 misquoted, 1 in no record",
    );
}

#[test]
fn all_faults_of_a_quotation_are_one_diagnostic() {
    assert_shows(
        &samples::several().render(&human()),
        "
error[changed-number]: the number differs from the record
  ┌─ drafts/navy.txt:3:15
  │
3 │ \"We have lost 104 ships in
  │               ^^^ the record says `14`
4 │ the straight, and we shall forget a single one of them,\" the
  │     ^^^^^^^^              ^ dropped-words: the record has `not` here
  │     │
  │     misspelling: the record says `strait`
  │
  ┌─ rules/kremlin-drones.toml:4:22
  │
4 │ … = \"We have lost 14 ships in the strait, and we shall not forget a …
  │                   --              ------               ---
  │                   │
  │                   Dmitry Medvedev, Telegram post, 2023-05-03
  │
  = help: write `14 ships in the strait, and we shall not`

1 quotation: 1 misquoted",
    );
}

/// Parts that moved can be as long as the quotation: its two ends tell where it is.
#[test]
fn of_a_long_label_the_ends_are_shown() {
    let said = "Nothing more was said. We are going down to the harbour at dawn, we are taking every boat that floats, we are leaving nothing behind for those who follow us, neither rope nor oar nor lamp, and we are not coming back, whatever they may tell you tomorrow.";
    let quoted = "we are not coming back, whatever they may tell you tomorrow. We are going down to the harbour at dawn, we are taking every boat that floats, we are leaving nothing behind for those who follow us, neither rope nor oar nor lamp";
    let text = format!("In his last letter the ferryman wrote, and not for the first time: “{quoted}.”\n");
    let mut sample = samples::sample("essays/ferry.md", &text, quoted, said);
    let finding = sample.edit(&samples::WORDS, quoted, 0, "we are not coming back, whatever they may");
    finding.message = "the parts stand in another order in the record".into();
    assert_shows(
        &sample.render(&human()),
        "
error[changed-words]: the parts stand in another order in the record
  ┌─ essays/ferry.md:1:69
  │
1 │ … time: “we are not coming back, whatever they may tell you tomorrow. We
  │          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
1 │ are going down to the harbour at dawn, we are taking every boat that …
  │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  ·
1 │ … rope nor oar nor lamp.”
  │   ^^^^^^^^^^^^^^^^^^^^^ the record says `we are not coming back, whatever…`
  │
  ┌─ rules/kremlin-drones.toml:4:202
  │
4 │ … oar nor lamp, and we are not coming back, whatever they may tell you …
  │                     -----------------------------------------
  │                     │
  │                     Dmitry Medvedev, Telegram post, 2023-05-03
  │
  = help: write `we are not coming back, whatever they may`

1 quotation: 1 misquoted
",
    );
}

#[test]
fn wide_characters_are_underlined_in_full() {
    let said = "我们将在田野和街头作战。";
    let quoted = said.replace("田野", "田地");
    let mut sample = samples::sample("中文.md", &format!("\t他说：「{quoted}」"), &quoted, said);
    sample.edit(&samples::WORDS, "田地", 0, "田野");
    let output = sample.render(&human());
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(lines[1], "  ┌─ 中文.md:1:10");
    assert_eq!(lines[3], "1 │     他说：「我们将在田地和街头作战。」");
    assert_eq!(lines[4], "  │                     ^^^^ the record says `田野`");
}

#[test]
fn a_fault_of_a_rules_file_is_drawn_like_a_finding() {
    let rules = TextFile::new("rules/drones.toml", "[[quote]]\r\nid = \"a\"\r\nspeeker = \"medvedev\"\r\n");
    let at = rules.text.find("speeker").expect("the key");
    let notes = vec!["the nearest known key is `speaker`".to_owned()];
    let span = Span::new(at, at + 7);
    let faults = [fault(&samples::INVALID, Severity::Error, span, "unknown key `speeker`", notes)];
    for mode in [Mode::Findings, Mode::Quotations] {
        let human = Human::new(Settings { mode, ..Settings::default() });
        assert_shows(
            &human.file(&Canon::default(), Found::faults(&rules, &faults)).now,
            "
error[invalid-rules]: unknown key `speeker`
  ┌─ rules/drones.toml:3:1
  │
3 │ speeker = \"medvedev\"
  │ ^^^^^^^
  │
  = the nearest known key is `speaker`",
        );
    }
}

#[test]
fn a_file_that_could_not_be_read_is_named() {
    assert_shows(
        &samples::not_checked().render(&human()),
        "
error[not-checked]: drafts/scan.pdf: it is binary, not text

no quotations found in 1 file",
    );
}

#[test]
fn a_finding_without_a_quotation_stands_alone_with_its_other_place() {
    let text = "He said “yes.\n\nShe said no.”\n";
    let mark = text.find('“').expect("the mark");
    let other = text.find('”').expect("the other mark");
    let mut finding = fault(
        &samples::UNBALANCED,
        Severity::Note,
        Span::new(mark, mark + 3),
        "this quotation mark is never closed",
        Vec::new(),
    );
    finding.related.push(diagnostic::Related {
        place: diagnostic::Place::Here(Span::new(other, other + 3)),
        message: "this one was never opened".into(),
    });
    let file = TextFile::new("a.md", text);
    assert_shows(
        &human().file(&Canon::default(), Found::faults(&file, &[finding])).now,
        "
note[unbalanced-marks]: this quotation mark is never closed
  ┌─ a.md:1:9
  │
1 │ He said “yes.
  │         ^
  ·
3 │ She said no.”
  │             - this one was never opened",
    );
}

#[test]
fn what_is_to_be_added_or_taken_out_is_said() {
    let said = "We shall not forget it.";
    let mut sample = samples::sample("a.md", "“We shall forget it.”", "We shall forget it", said);
    let finding = sample.edit(&samples::DROPPED, "shall", 0, "not");
    let at = finding.span.end;
    (finding.span, finding.found) = (Span::at(at), String::new());
    finding.fixes[0].edits[0] = Replacement { span: Span::at(at), text: " not".into() };
    assert!(sample.render(&human()).contains("= help: add `not` after `shall`"));

    let finding = &mut sample.checked.findings[0];
    let span = Span::new(at, at + " forget".len());
    (finding.span, finding.found, finding.expected) = (span, "forget".into(), String::new());
    finding.fixes[0].edits[0] = Replacement { span, text: String::new() };
    let output = sample.render(&human());
    assert!(output.contains("= help: take out `forget`"), "{output}");
    assert!(output.contains("^^^^^^ not in the record"), "{output}");
}

/// The title of a source may be long: the label keeps to its line, and a note has the title.
#[test]
fn a_long_title_of_the_source_goes_below() {
    let mut sample = samples::medvedev();
    let title = "Telegram; English wording as printed by a newspaper on the next day";
    sample.canon.records[0].source = Some(title.into());
    sample.checked.findings[0].notes.push("differs from the agreed translation".into());
    let (record, wording, said) = sample.checked.findings[0].record.expect("a record");
    sample.checked.findings[0].related.push(diagnostic::Related {
        place: Place::Record { record, wording, said },
        message: format!("Dmitry Medvedev, {title}, 2023-05-03"),
    });
    let output = sample.render(&human());
    assert!(
        output.contains(
            "
  │                                     ----- Dmitry Medvedev, 2023-05-03
  │
  = help: write `aside`
  = differs from the agreed translation
  = source: Telegram; English wording as printed by a newspaper on the next day
"
        ),
        "{output}"
    );
}

/// Words of the record that no label, fix or header has in full stand in a note.
#[test]
fn the_record_is_quoted_in_full_when_nothing_else_does_it() {
    let mut sample = samples::medvedev();
    let finding = &mut sample.checked.findings[0];
    finding.expected = "there are no options left aside the physical elimination of Zelensky".into();
    finding.fixes.clear();
    let note =
        "  = the record says `there are no options left aside the physical elimination\n    of Zelensky`\n";
    let output = sample.render(&human());
    assert!(output.contains(note), "{output}");
    let finding = &mut sample.checked.findings[0];
    finding.message = format!("the draft leaves out `{}`", finding.expected);
    assert!(!sample.render(&human()).contains(note));
}

#[test]
fn a_silenced_finding_is_not_drawn() {
    let mut sample = samples::medvedev();
    sample.checked.findings[0].suppressed = Some("agreed with the author".into());
    assert_eq!(
        sample.render(&human()),
        "2 quotations: 1 misquoted, 1 in no record; 1 finding silenced by comments\n"
    );
}

#[test]
fn the_coverage_report_lists_every_quotation() {
    let human = Human::new(Settings { mode: Mode::Quotations, explain: true, ..Settings::default() });
    assert_shows(
        &samples::medvedev().render(&human),
        "
drafts/a.md:3:2    misquoted      Medvedev → medvedev-no-options
    “After today's terrorist attack, there are no options left except for…”
    known-misquote: `except for`, the record says `aside`
    why: nine telling words in a row; the speaker is named in the sentence
drafts/a.md:3:271  in no record
    “bad story”

2 quotations: 1 misquoted, 1 in no record",
    );
}

/// Colours add escape sequences and change nothing else, and without them there are none.
#[test]
fn colours_are_only_colours() {
    for mode in [Mode::Findings, Mode::Quotations] {
        let plain = samples::render_all(&Human::new(Settings { mode, ..Settings::default() }));
        let colour = samples::render_all(&Human::new(Settings { mode, colour: true, ..Settings::default() }));
        assert!(!plain.contains('\u{1b}'));
        assert_eq!(colour.contains("\u{1b}[31m"), cfg!(feature = "cli"));
        let mut parts = colour.split('\u{1b}');
        let mut stripped = parts.next().unwrap_or_default().to_owned();
        stripped.extend(parts.map(|part| part.split_once('m').expect("a sequence").1));
        assert_eq!(stripped, plain);
    }
}

proptest! {
    /// However many labels stand beside one another on however long a line, with whatever to say, a terminal of 80 columns
    /// shows them whole.
    #[test]
    fn nothing_is_wider_than_a_terminal(
        words in prop::collection::vec("[a-z]{1,12}", 3..80),
        places in prop::collection::vec((0usize..80, 1usize..9, "[a-z]{1,9}( [a-z]{1,9}){0,9}"), 1..9),
        message in "[a-z]{1,12}( [a-z]{1,12}){0,16}",
    ) {
        let file = TextFile::new("a.md", words.join(" "));
        let starts: Vec<usize> = words.iter().scan(0, |at, word| Some(std::mem::replace(at, *at + word.len() + 1))).collect();
        let finding = |(at, more, expected): &(usize, usize, String)| {
            let (first, last) = (at % words.len(), (at % words.len() + more - 1).min(words.len() - 1));
            let span = Span::new(starts[first], starts[last] + words[last].len());
            let mut finding = fault(&samples::UNBALANCED, Severity::Note, span, message.clone(), Vec::new());
            (finding.quotation, finding.expected) = (Some(0), expected.clone());
            finding
        };
        let mut findings: Vec<Finding> = places.iter().map(finding).collect();
        findings.sort_by_key(|finding| finding.span);
        findings.dedup_by(|later, earlier| later.span.overlaps(&earlier.span));
        let human = Human::new(Settings { terminal: true, ..Settings::default() });
        let output = human.file(&Canon::default(), Found::faults(&file, &findings)).now;
        for line in output.lines() {
            prop_assert!(width(line) <= 80, "{} columns:\n{output}", width(line));
        }
    }

    /// Nothing in a draft, a message or a note makes the renderer fail or reaches the terminal, and each message and
    /// note is there.
    #[test]
    fn any_finding_is_drawn_harmlessly(
        text in "([a-zé日\u{301}\u{1b}\u{202e}\u{0}\t\r“] ?|\n|\r\n| |word ){1,150}",
        places in prop::collection::vec((0usize..500, 0usize..120), 1..16),
        message in "[a-z][a-z\n\u{1b}\u{202e}]{1,60}",
    ) {
        let file = TextFile::new("a\u{1b}.md", text);
        let findings: Vec<Finding> = places
            .iter()
            .map(|&(start, len)| {
                let notes = vec![format!("note {message}")];
                let span = Span::new(start, start + len);
                let mut finding = fault(&samples::UNBALANCED, Severity::Note, span, message.clone(), notes);
                finding.quotation = Some(start % 3);
                finding.expected = message.clone();
                finding
            })
            .collect();
        let mut groups: Vec<usize> = places.iter().map(|p| p.0 % 3).collect();
        groups.sort_unstable();
        groups.dedup();
        let output = human().file(&Canon::default(), Found::faults(&file, &findings)).now;
        prop_assert!(!output.contains(|c: char| stand_in(c).is_some()), "{output:?}");
        prop_assert_eq!(output.matches("note[unbalanced-marks]: ").count(), groups.len());
        prop_assert_eq!(output.matches("= note ").count(), groups.len());
        prop_assert!(output.matches("the record").count() >= findings.len().min(MOST), "{}", output);
    }
}
