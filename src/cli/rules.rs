//! `misquote rules check`, `rules list` and `rules test`.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use serde::Serialize;

use super::args::{ListFormat, RulesArgs, RulesFiles, RulesListArgs};
use super::check::how_to_start;
use super::input::{check_of, findings_of};
use super::levels::Levels;
use super::output::{Complaint, count, with_output};
use super::project::Records;
use super::projects::{Opened, Projects};
use super::{End, Status, Streams, current_folder};
use crate::canon::{Canon, Record, Wording, faults};
use crate::checks::{Check, Level};
use crate::diagnostic::{Finding, Place, RecordId, Related, Severity};
use crate::lint::{Linter, Options, Summary};
use crate::report::{Found, Settings, Writer, fault};
use crate::span::Span;
use crate::text_file::{TextFile, visible};

/// Findings about rules files, by index of the file in the canon.
pub(crate) type ByFile = BTreeMap<usize, Vec<Finding>>;

/// `misquote rules check`: mistakes, and doubts about records that could be read.
pub(crate) fn check(args: &RulesArgs, levels: Levels, streams: &mut Streams<'_>) -> Result<Status, End> {
    let projects = open(&args.files)?;
    let (opened, records) = load(&projects)?;
    let findings = doubts(opened, &records.canon, &levels);
    let doubts: usize = findings.values().map(Vec::len).sum();
    let (files, number) = (records.canon.files.len(), records.canon.records.len());
    let closing =
        format!("{} in {}: {}", count(number, "record"), count(files, "rules file"), count(doubts, "doubt"));
    write_report(args, opened, &records, findings, &closing, streams)
}

/// Doubts about records that could be read, as findings of the level that holds for each.
pub(crate) fn doubts(opened: &Opened, canon: &Canon, levels: &Levels) -> ByFile {
    let mut findings = ByFile::new();
    for doubt in faults::doubts(canon) {
        let check = check_of(doubt.code);
        let level = level(check, opened, canon.records.levels(doubt.record.0), levels);
        let Some(severity) = Severity::of(level) else { continue };
        let mut finding = fault(check, severity, doubt.span, doubt.message, doubt.notes);
        finding.related = doubt.related;
        findings.entry(doubt.file).or_default().push(finding);
    }
    findings
}

/// `misquote rules test`: every example through the linter.
pub(crate) fn test(args: &RulesArgs, levels: Levels, streams: &mut Streams<'_>) -> Result<Status, End> {
    let projects = open(&args.files)?;
    let (opened, records) = load(&projects)?;
    let canon = &records.canon;
    let config = &opened.project.config;
    let linter = Linter::new(
        canon,
        Options {
            profile: levels.profile.or(config.profile).unwrap_or(Options::default().profile),
            levels: config.levels.clone(),
            last_levels: levels.last.clone(),
            ..Options::default()
        },
    );
    let (mut findings, mut examples) = (ByFile::new(), 0);
    let sound = is_sound(opened, &records);
    for (index, record) in canon.records.iter().enumerate().filter(|_| sound) {
        let Some((number, failing)) = failing_examples(&linter, RecordId(index), opened, &levels) else {
            continue;
        };
        examples += number;
        if !failing.is_empty() {
            findings.entry(record.file).or_default().extend(failing);
        }
    }
    let failed: usize = findings.values().map(Vec::len).sum();
    let closing = match examples {
        0 if !sound => format!("{}: no examples were run", count(canon.records.len(), "record")),
        0 => format!("{}: no examples", count(canon.records.len(), "record")),
        _ => format!(
            "{}, {}: {} passed, {failed} failed",
            count(canon.records.len(), "record"),
            count(examples, "example"),
            examples - failed
        ),
    };
    write_report(args, opened, &records, findings, &closing, streams)
}

/// How many examples a record has, and findings about those that fail; none where the check is allowed.
pub(crate) fn failing_examples(
    linter: &Linter<'_>,
    id: RecordId,
    opened: &Opened,
    levels: &Levels,
) -> Option<(usize, Vec<Finding>)> {
    let check = check_of("failing-example");
    let record = &linter.canon().records[id.0];
    let severity = Severity::of(level(check, opened, &record.levels, levels))?;
    let good = record.examples.ok.iter().map(|example| (example, fails_to_pass(linter, example)));
    let bad = record.examples.bad.iter().map(|e| (e, fails_to_fail(linter, id, record, e)));
    let failing = good.chain(bad).filter_map(|(example, failure)| {
        let (message, related, notes) = failure?;
        let span = example.map.span(Span::new(0, example.text.len()));
        let mut finding = fault(check, severity, span, message, notes);
        finding.related = related;
        Some(finding)
    });
    Some((record.examples.ok.len() + record.examples.bad.len(), failing.collect()))
}

/// What is wrong with an example: the message, the places in it, remarks.
type Failure = Option<(String, Vec<Related>, Vec<String>)>;

fn fails_to_pass(linter: &Linter<'_>, example: &Wording) -> Failure {
    let findings = look_at(linter, example);
    let serious: Vec<&Finding> = findings.iter().filter(|f| f.severity >= Severity::Warning).collect();
    if serious.is_empty() {
        return None;
    }
    let place = |finding: &&Finding| Related {
        place: Place::Here(example.map.span(Span::new(finding.span.start, finding.span.end))),
        message: format!("{}: {}", finding.check.code, finding.message),
    };
    Some((
        "this example should pass, but does not".to_owned(),
        serious.iter().map(place).collect(),
        Vec::new(),
    ))
}

fn fails_to_fail(linter: &Linter<'_>, id: RecordId, record: &Record, example: &Wording) -> Failure {
    let findings = look_at(linter, example);
    if findings.iter().any(|f| f.record.is_some_and(|(of, ..)| of == id)) {
        return None;
    }
    let notes = findings.iter().map(|f| format!("what is found: {}: {}", f.check.code, f.message)).collect();
    Some((
        format!("this example should get a finding about `{}`, but gets none", record.id),
        Vec::new(),
        notes,
    ))
}

fn look_at(linter: &Linter<'_>, example: &Wording) -> Vec<Finding> {
    let mut findings = linter.check(TextFile::new("example.txt", example.text.as_str()), &[]).findings;
    findings.retain(|finding| finding.suppressed.is_none());
    findings
}

/// `misquote rules list`.
pub(crate) fn list(args: &RulesListArgs, streams: &mut Streams<'_>) -> Result<Status, End> {
    let projects = open(&args.files)?;
    let (opened, records) = load(&projects)?;
    if !is_sound(opened, &records) {
        return Err(Complaint::new("the rules files have mistakes")
            .help("`misquote rules check` shows them")
            .into());
    }
    let canon = &records.canon;
    let mut out = BufWriter::new(&mut *streams.out);
    match args.format {
        ListFormat::Human => write_table(canon, &mut out)?,
        ListFormat::Json => {
            let records: Vec<Row<'_>> = canon.records.iter().map(|record| Row::new(canon, record)).collect();
            let list = List { version: 1, records };
            writeln!(out, "{}", serde_json::to_string_pretty(&list).unwrap_or_default())?;
        }
    }
    out.flush()?;
    Ok(Status::Clean)
}

/// What `rules list --format json` prints.
#[derive(Serialize)]
struct List<'a> {
    version: u32,
    records: Vec<Row<'a>>,
}

/// One record of the list.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    speaker: Option<&'a str>,
    text: &'a str,
    date: Option<&'a str>,
    source: Option<&'a str>,
    url: Option<&'a str>,
    translated: bool,
    accepted: Vec<&'a str>,
    misquotes: Vec<&'a str>,
    path: &'a str,
    line: usize,
}

impl<'a> Row<'a> {
    fn new(canon: &'a Canon, record: &'a Record) -> Self {
        let texts = |wordings: &'a [Wording]| wordings.iter().map(|w| w.text.as_str()).collect();
        let file = &canon.files[record.file];
        Self {
            id: &record.id,
            speaker: record.speaker.map(|speaker| canon.speakers[speaker].name.as_str()),
            text: record.text(),
            date: record.date.as_deref(),
            source: record.source.as_deref(),
            url: record.url.as_deref(),
            translated: record.translated,
            accepted: texts(&record.wordings[1..]),
            misquotes: texts(&record.misquotes),
            path: &file.path,
            line: file.position(record.span.start).line,
        }
    }
}

fn write_table(canon: &Canon, out: &mut dyn Write) -> std::io::Result<()> {
    for record in canon.records.iter() {
        let row = Row::new(canon, record);
        let speaker = row.speaker.unwrap_or("speaker not named");
        writeln!(out, "{}  ({}:{})", visible(row.id), visible(row.path), row.line)?;
        writeln!(out, "    {}: {}", visible(speaker), visible(&row.text.replace('\n', " ")))?;
    }
    writeln!(out, "{} in {}", count(canon.records.len(), "record"), count(canon.files.len(), "rules file"))
}

fn open(files: &RulesFiles) -> Result<Projects, End> {
    let globs: Vec<PathBuf> = files.paths.iter().chain(&files.globs).cloned().collect();
    Ok(Projects::new(&current_folder()?, files.config.as_deref(), &globs, &[]).map_err(Complaint::new)?)
}

/// The first project, which is the only one that `misquote rules` is about, with its records.
fn load(projects: &Projects) -> Result<(&Opened, Records), End> {
    let opened = &projects.all()[0];
    let records = opened.project.records(&current_folder()?);
    if let Some(error) = records.errors.first() {
        return Err(Complaint::new(error).into());
    }
    if is_sound(opened, &records) && records.canon.files.is_empty() {
        return Err(how_to_start().into());
    }
    Ok((opened, records))
}

fn is_sound(opened: &Opened, records: &Records) -> bool {
    opened.faults.is_empty() && records.are_sound()
}

/// The level of a check that looks at rules files, for a record with levels of its `own`; later words win.
pub(crate) fn level(
    check: &Check,
    opened: &Opened,
    own: &[(&'static Check, Level)],
    levels: &Levels,
) -> Level {
    let said = opened.project.config.levels.iter().chain(own).chain(&levels.last);
    said.filter(|(about, _)| *about == check).map(|&(_, level)| level).next_back().unwrap_or(check.level)
}

/// Writes mistakes and findings, file by file, and how it all ended.
fn write_report(
    args: &RulesArgs,
    opened: &Opened,
    records: &Records,
    mut findings: ByFile,
    closing: &str,
    streams: &mut Streams<'_>,
) -> Result<Status, End> {
    for (&file, faults) in &records.faults {
        findings.entry(file).or_default().extend(findings_of("invalid-rules", faults.clone()));
    }
    let canon = &records.canon;
    let config: Vec<_> = opened.faults.iter().chain(&records.config_faults).cloned().collect();
    let config = findings_of("invalid-config", config);
    let mut files: Vec<(&TextFile, &[Finding])> = Vec::new();
    files.extend(opened.file.as_ref().filter(|_| !config.is_empty()).map(|file| (file, config.as_slice())));
    files.extend(records.unreadable.iter().map(|faulty| (&faulty.file, faulty.findings.as_slice())));
    for (&file, findings) in &mut findings {
        findings.sort_by_key(|finding| finding.span);
        files.push((&canon.files[file], findings.as_slice()));
    }
    files.sort_by_key(|(file, _)| &file.path);

    let mistakes = records.faults.values().map(Vec::len).sum::<usize>()
        + config.len()
        + records.unreadable.iter().map(|faulty| faulty.findings.len()).sum::<usize>();
    let mut summary = Summary { files: canon.files.len(), ..Summary::default() };
    files.iter().flat_map(|(_, findings)| *findings).for_each(|finding| summary.count(finding.severity));
    with_output(&args.output, streams, |out, colour| {
        // The counts that end a check are about quotations; these are about records.
        let settings = Settings { colour, quiet: true, ..Settings::default() };
        let format = (args.format.format.make)(settings);
        let mut writer = Writer::new(&*format, out)?;
        for (file, findings) in files {
            writer.write(&format.file(canon, Found::faults(file, findings)))?;
        }
        writer.finish(&summary)?;
        Ok(())
    })?;
    if !args.output.quiet {
        let mistakes = match mistakes {
            0 => String::new(),
            mistakes => format!("; {}", count(mistakes, "mistake")),
        };
        writeln!(streams.err, "{closing}{mistakes}")?;
    }
    Ok(match summary.at_least(args.fail.fail_on.severity()) {
        _ if !is_sound(opened, records) => Status::Fault,
        0 => Status::Clean,
        _ => Status::Findings,
    })
}
