//! `misquote check` and `misquote quotes`: one run over many drafts.

mod house;

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::CommandFactory;

use self::house::{Files, How, houses, look_at};
use super::args::{Cli, DraftArgs, LookArgs, NarrowArgs, OutputArgs, RulesFrom, RunArgs};
use super::cache::Cache;
use super::compare::{Looked, Making, compare};
use super::discover::{Discovery, Draft, Found, Input};
use super::fix::{Fixing, Tally};
use super::input::{Faulty, Reading, findings_of};
use super::levels::Levels;
use super::narrow::{Narrow, Narrowed, Said};
use super::output::{Complaint, remark, warn, with_output};
use super::pattern::normal;
use super::project::{DEFAULT_RULES, Records, Style};
use super::projects::{CONFIG_NAME, Opened, Projects};
use super::sources::Shelf;
use super::terminal::Progress;
use super::unused::{self, Quoted};
use super::{End, Status, Streams, current_folder, workers};
use crate::canon::Canon;
use crate::diagnostic::{Finding, Severity};
use crate::lint::Summary;
use crate::report::{self, Chunk, Format, Mode, Settings, Writer};
use crate::text_file::TextFile;
use crate::toml_file::nearest::nearest;

/// What a run is to do.
pub(crate) struct Job<'a> {
    /// Findings or quotations.
    pub(crate) mode: Mode,
    /// What to read.
    pub(crate) drafts: &'a DraftArgs,
    /// What to check against.
    pub(crate) rules: &'a RulesFrom,
    /// Levels of the command line.
    pub(crate) levels: Levels,
    /// Least severity that makes the status [`Status::Findings`]; none for a list, which has no findings.
    pub(crate) fail_on: Option<Severity>,
    /// What of it counts.
    pub(crate) narrow: &'a NarrowArgs,
    /// Whether and how to mend what is found.
    pub(crate) fix: Option<Fixing>,
    /// How to write.
    pub(crate) format: &'a dyn Fn(Settings) -> Box<dyn Format>,
    /// Where to write.
    pub(crate) output: &'a OutputArgs,
    /// How to run.
    pub(crate) run: &'a RunArgs,
}

impl<'a> Job<'a> {
    /// A job in which all counts, that mends nothing, and that never fails because of what is found.
    pub(crate) fn new(
        mode: Mode,
        args: &'a LookArgs,
        levels: Levels,
        format: &'a dyn Fn(Settings) -> Box<dyn Format>,
    ) -> Self {
        let LookArgs { drafts, rules, output, run, .. } = args;
        Self {
            mode,
            drafts,
            rules,
            levels,
            fail_on: None,
            narrow: &EVERYTHING,
            fix: None,
            format,
            output,
            run,
        }
    }
}

/// All counts.
static EVERYTHING: NarrowArgs =
    NarrowArgs { staged: false, changed_since: None, baseline: None, write_baseline: None };

/// A project with its records.
pub(crate) struct Ready<'a> {
    pub(crate) opened: &'a Opened,
    pub(crate) records: Records,
    /// The source documents, once they are read.
    shelf: Option<Shelf>,
    /// Whether a draft belongs to it, or there are no drafts at all.
    pub(crate) used: bool,
    /// Whether its drafts can be checked.
    pub(crate) sound: bool,
}

/// One file of the output.
enum Item<'a> {
    /// A draft, the index of its project, and how it is judged.
    Draft(&'a Draft, usize, Style),
    /// A file with mistakes, and the records that its findings may point to.
    Mistakes(&'a TextFile, Vec<Finding>, Option<&'a Canon>),
}

/// What is said of one file.
#[derive(Clone, Default)]
pub(crate) struct Answer {
    pub(crate) chunk: Chunk,
    pub(crate) summary: Summary,
    pub(crate) fault: bool,
    pub(crate) tally: Tally,
    /// The records that it quotes.
    pub(crate) quoted: Quoted,
    /// For standard output itself, beside the report.
    pub(crate) output: Vec<u8>,
    pub(crate) narrowed: Narrowed,
    pub(crate) complaint: Option<Complaint>,
}

/// Runs a job.
pub(crate) fn run(job: &Job<'_>, streams: &mut Streams<'_>) -> Result<Status, End> {
    if job.drafts.stdin_path.is_some() && !job.drafts.paths.iter().any(|path| path.as_os_str() == "-") {
        let complaint =
            Complaint::new("`--stdin-path` names what comes from standard input, which is not read");
        return Err(complaint.help("write `-` among the paths to read it").into());
    }
    let cwd = current_folder()?;
    let mut narrow = Narrow::new(job.narrow, &cwd)?;
    let mut projects = Projects::new(&cwd, job.rules.config.as_deref(), &job.rules.globs, &job.rules.sources)
        .map_err(Complaint::new)?;
    let mut found = discover(job, &cwd, &mut projects);
    narrow.drafts(&mut found, &mut projects, job.drafts.paths.is_empty(), &cwd)?;
    let home: Vec<usize> = found.drafts.iter().map(|draft| projects.of_draft(&draft.path)).collect();

    let mut complaints: Vec<Complaint> = found.errors.iter().map(Complaint::new).collect();
    let mut ready = make_ready(job, &cwd, &projects, &home, &mut complaints);
    for complaint in &complaints {
        complaint.print(streams, job.output.color);
    }
    if job.run.verbose {
        say_what_is_used(job, &ready, &found, streams);
    }
    let unreadable = unreadable(&found);
    let has_sources = ready.iter().any(|ready| !ready.records.sources.is_empty());
    let most = if found.drafts.len() > 1 || has_sources { usize::MAX } else { 1 };
    let pool = workers::pool(job.run.threads, most)
        .map_err(|error| Complaint::new(format!("cannot start threads: {error}")))?;
    let cache = job.run.cache.as_ref().map(|folder| Cache::new(&cwd.join(folder)));
    read_sources(&pool, &mut ready, &found, &home, job.drafts.reading(), cache.as_ref());
    if let (Some(folder), Some(why)) = (&job.run.cache, cache.as_ref().and_then(Cache::trouble)) {
        let message = format!("nothing can be kept in `{}`: {why}", folder.display());
        warn(streams, job.output.color, &message);
    }
    let items = items(job, &ready, &found, &home, &unreadable);
    if items.is_empty() && !complaints.is_empty() {
        return Ok(Status::Fault);
    }
    let (summary, fault, narrowed) =
        write_report(job, &pool, &narrow, &items, &ready, found.skipped.len(), streams)?;
    let checked: Vec<&Path> = found.drafts.iter().map(|draft| draft.path.as_path()).collect();
    let said = Said { color: job.output.color, quiet: job.output.quiet, verbose: job.run.verbose };
    narrow.finish(narrowed, &checked, fault || !complaints.is_empty(), said, streams)?;
    Ok(match job.fail_on {
        _ if fault || !complaints.is_empty() => Status::Fault,
        Some(least) if summary.at_least(least) > 0 => Status::Findings,
        _ => Status::Clean,
    })
}

/// The drafts that are meant: the arguments, else those of the configuration, else the current folder.
fn discover(job: &Job<'_>, cwd: &Path, projects: &mut Projects) -> Found {
    let configured = projects.all()[0].project.drafts.clone();
    let broken = !projects.all()[0].faults.is_empty();
    let output = job.output.output.as_ref().map(|path| normal(&cwd.join(path)));
    let cache = job.run.cache.as_ref().map(|path| normal(&cwd.join(path)));
    // A report that an earlier run left is no draft, nor is anything that is kept for the next.
    let mut no_draft = |path: &Path| {
        output.as_deref() == Some(path)
            || cache.as_ref().is_some_and(|cache| path.starts_with(cache))
            || projects.passes_over(path)
    };
    let mut discovery = Discovery::new(cwd, &mut no_draft);
    for path in &job.drafts.paths {
        discovery.add_argument(path, job.drafts.stdin_path.as_deref());
    }
    if job.drafts.paths.is_empty() && !broken {
        for pattern in &configured {
            discovery.add_configured(pattern);
        }
        if configured.is_empty() {
            discovery.add_argument(Path::new("."), None);
        }
    }
    discovery.finish()
}

/// Loads the records of every project that has a draft; of the first in any case, so that its mistakes are told.
fn make_ready<'a>(
    job: &Job<'_>,
    cwd: &Path,
    projects: &'a Projects,
    home: &[usize],
    complaints: &mut Vec<Complaint>,
) -> Vec<Ready<'a>> {
    let mut errors = Vec::new();
    let mut without_records = false;
    let mut ready = Vec::new();
    for (index, opened) in projects.all().iter().enumerate() {
        let used = home.contains(&index) || home.is_empty();
        let mut records = match used && !job.rules.no_rules {
            true => opened.project.records(cwd),
            false => Records::default(),
        };
        if used && (!job.rules.no_rules || !job.rules.sources.is_empty()) {
            opened.project.find_sources(cwd, &mut records);
        }
        let mut sound = opened.faults.is_empty() && records.are_sound();
        errors.extend(records.errors.iter().cloned());
        if sound && used && job.mode == Mode::Findings && !job.rules.no_rules && records.are_none() {
            (sound, without_records) = (false, true);
        }
        ready.push(Ready { opened, records, shelf: None, used, sound });
    }
    // The command line holds for all projects: its mistakes are told once.
    errors.sort();
    errors.dedup();
    complaints.extend(errors.into_iter().map(Complaint::new));
    if without_records {
        // Where nothing was named, nothing else is worth saying.
        if job.drafts.paths.is_empty() {
            complaints.clear();
        }
        complaints.push(how_to_start());
    }
    ready
}

/// Reads the source documents of every project past the quotations of its drafts.
fn read_sources(
    pool: &rayon::ThreadPool,
    ready: &mut [Ready<'_>],
    found: &Found,
    home: &[usize],
    reading: Reading<'_>,
    cache: Option<&Cache>,
) {
    for (project, ready) in ready.iter_mut().enumerate() {
        if !ready.sound || ready.records.sources.is_empty() {
            continue;
        }
        let drafts =
            found.drafts.iter().zip(home).filter(|(_, home)| **home == project).map(|(draft, _)| draft);
        let records = &mut ready.records;
        let (shelf, lost) = Shelf::read(pool, &records.sources, drafts, reading, cache, &mut records.canon);
        records.lost_sources.extend(lost);
        ready.shelf = Some(shelf);
    }
}

/// What to do where there are no rules.
pub(crate) fn how_to_start() -> Complaint {
    Complaint::new(format!(
        "there are no records to check against: no rules file in `{DEFAULT_RULES}`, no rules and no sources in \
         {CONFIG_NAME}"
    ))
    .help("`misquote init` writes a first rules file and a configuration into the current folder")
    .help("`misquote --rules GLOB [PATH]...` checks drafts against the rules files that GLOB matches")
    .help("`misquote --sources GLOB [PATH]...` checks drafts against whole documents: transcripts, speeches, books")
    .help("`misquote quotes [PATH]...` lists quotations without any rules; `--no-rules` checks without them")
}

/// A file of its own for every draft that cannot be read.
fn unreadable(found: &Found) -> Vec<Faulty> {
    let mut all = Vec::new();
    for draft in &found.drafts {
        let Input::Unreadable(reason) = &draft.input else { continue };
        let mut faulty = Faulty::not_checked(&draft.shown, reason.as_str());
        if let Some(command) = command_like(&draft.shown) {
            let note =
                format!("did you mean the command `{command}`? It comes first: `misquote {command} …`");
            faulty.findings.iter_mut().for_each(|finding| finding.notes.push(note.clone()));
        }
        all.push(faulty);
    }
    all
}

/// The command that somebody probably meant by a path that does not exist.
fn command_like(path: &str) -> Option<String> {
    let cli = Cli::command();
    nearest(path, cli.get_subcommands().map(clap::Command::get_name)).map(str::to_owned)
}

/// Everything that the output is about, by path.
fn items<'a>(
    job: &Job<'_>,
    ready: &'a [Ready<'a>],
    found: &'a Found,
    home: &[usize],
    unreadable: &'a [Faulty],
) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    for Ready { opened, records, .. } in ready.iter().filter(|ready| ready.used) {
        let config = opened.faults.iter().chain(&records.config_faults).cloned().collect::<Vec<_>>();
        if let (Some(file), false) = (&opened.file, config.is_empty()) {
            items.push(Item::Mistakes(file, findings_of("invalid-config", config), None));
        }
        for faulty in records.unreadable.iter().chain(&records.lost_sources) {
            items.push(Item::Mistakes(&faulty.file, faulty.findings.clone(), None));
        }
        for (&file, faults) in &records.faults {
            let findings = findings_of("invalid-rules", faults.clone());
            items.push(Item::Mistakes(&records.canon.files[file], findings, Some(&records.canon)));
        }
    }
    for faulty in unreadable {
        items.push(Item::Mistakes(&faulty.file, faulty.findings.clone(), None));
    }
    for (draft, &project) in found.drafts.iter().zip(home) {
        if ready[project].sound && !matches!(draft.input, Input::Unreadable(_)) {
            let style = ready[project].opened.project.style(&draft.path, job.levels.profile);
            items.push(Item::Draft(draft, project, style));
        }
    }
    items.sort_by(|a, b| a.path().cmp(b.path()));
    // Projects that share their rules files share the mistakes in them.
    items.dedup_by(|a, b| match (a, b) {
        (Item::Mistakes(a, fa, _), Item::Mistakes(b, fb, _)) => a.path == b.path && fa == fb,
        _ => false,
    });
    items
}

impl Item<'_> {
    fn path(&self) -> &str {
        match self {
            Self::Draft(draft, ..) => &draft.shown,
            Self::Mistakes(file, ..) => &file.path,
        }
    }
}

fn write_report(
    job: &Job<'_>,
    pool: &rayon::ThreadPool,
    narrow: &Narrow,
    items: &[Item<'_>],
    ready: &[Ready<'_>],
    skipped: usize,
    streams: &mut Streams<'_>,
) -> Result<(Summary, bool, Narrowed), End> {
    let houses = houses(job, pool, items, ready);
    let shared = streams.out_is_terminal && job.output.output.is_none();
    let mut progress = Progress::new(items.len(), streams.err_is_terminal && !job.output.quiet, shared);

    let is_stdin = |item: &Item<'_>| matches!(item, Item::Draft(draft, ..) if draft.input == Input::Stdin);
    let aside = job.fix.is_some_and(|fix| fix.diff || items.iter().any(is_stdin));
    let (mut remarks, mut nowhere) = (Vec::new(), io::sink());
    let (mut tally, mut complaints) = (Tally::default(), Vec::new());
    let mut narrowed = Narrowed::default();
    let (summary, fault) = with_output(job.output, streams, |out, colour| {
        let colour = colour && !aside;
        let settings = Settings {
            mode: job.mode,
            explain: job.drafts.explain_match,
            terminal: shared,
            colour,
            quiet: job.output.quiet,
            baseline: narrow.has_baseline(),
        };
        let format = (job.format)(settings);
        let making = Making { narrow, format: &*format };
        let how = How { reading: job.drafts.reading(), fix: job.fix, making };
        // Those whose answers wait for the others of their batch count, too.
        let finished = AtomicUsize::new(0);
        let look = |item| {
            let looked = look_at(item, &houses, how);
            finished.fetch_add(1, Ordering::Relaxed);
            looked
        };
        // Where a text or a difference is asked for, it has standard output to itself.
        let (report, text): (&mut dyn Write, &mut dyn Write) =
            if aside { (&mut remarks, out) } else { (out, &mut nowhere) };
        let mut writer = Writer::new(&*format, report)?;
        let mut summary = Summary { skipped, ..Summary::default() };
        let (mut done, mut fault, mut failed) = (0, false, None);
        let waits = job.mode == Mode::Findings && unused::is_asked_for(ready, &job.levels);
        let (mut quoted, mut chunks, mut told) = (Quoted::default(), Vec::new(), 0);
        let mut write = |answer: Answer, progress: &Progress| {
            summary.join(&answer.summary);
            fault |= answer.fault;
            tally.add(answer.tally);
            complaints.extend(answer.complaint);
            narrowed.entries.extend(answer.narrowed.entries);
            narrowed.elsewhere += answer.narrowed.elsewhere;
            quoted.join(answer.quoted);
            told += 1;
            if waits {
                failed = failed.take().or(text.write_all(&answer.output).err());
                chunks.push((items[told - 1].path().to_owned(), answer.chunk));
                return ControlFlow::Continue(());
            }
            let written = match answer.chunk.now.is_empty() && answer.output.is_empty() {
                true => writer.write(&answer.chunk),
                false => progress.around(|| {
                    text.write_all(&answer.output)?;
                    writer.write(&answer.chunk)
                }),
            };
            match written {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failed = Some(error);
                    ControlFlow::Break(())
                }
            }
        };
        // From the first draft on that another one may contradict, the answers wait for the last one.
        let mut waiting: Vec<Looked<'_>> = Vec::new();
        workers::in_order(pool, items, look, |looked| {
            done += 1;
            progress.at(finished.load(Ordering::Relaxed));
            match looked {
                Looked::Done(answer) if waiting.is_empty() => write(answer, &progress),
                looked => {
                    waiting.push(looked);
                    ControlFlow::Continue(())
                }
            }
        });
        progress.compares(waiting.len());
        let again = Files { items: &items[done - waiting.len()..], houses: &houses, how };
        compare(pool, waiting, &again, making, |answer| write(answer, &progress));
        drop(progress);
        for (index, ready) in ready.iter().enumerate().filter(|_| waits) {
            for (file, findings) in unused::findings(ready, index, &quoted, &job.levels) {
                let canon = &ready.records.canon;
                let file = &canon.files[file];
                findings.iter().for_each(|finding| summary.count(finding.severity));
                chunks.push((file.path.clone(), format.file(canon, report::Found::faults(file, &findings))));
            }
        }
        chunks.sort_by(|(a, _), (b, _)| a.cmp(b));
        for (_, chunk) in &chunks {
            failed = failed.or(writer.write(chunk).err());
        }
        match failed.map_or_else(|| writer.finish(&summary).map(drop), Err) {
            // Who reads our output has read enough. What was found so far still counts.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
            result => result?,
        }
        Ok((summary, fault))
    })?;
    streams.err.write_all(&remarks)?;
    for complaint in &complaints {
        complaint.print(streams, job.output.color);
    }
    if let Some(fixing) = job.fix.filter(|_| !job.output.quiet) {
        fixing.say(tally, streams)?;
    }
    Ok((summary, fault, narrowed))
}

/// What `--verbose` tells.
fn say_what_is_used(job: &Job<'_>, ready: &[Ready<'_>], found: &Found, streams: &mut Streams<'_>) {
    let mut say = |message: String| remark(streams, job.output.color, &message);
    for Ready { opened, records, .. } in ready.iter().filter(|ready| ready.used) {
        let config = opened.file.as_ref().map_or("no configuration", |file| &file.path);
        let (files, number, sources) =
            (records.canon.files.len(), records.canon.records.len(), records.sources.len());
        say(format!("{config}: rules files: {files}, records: {number}, sources: {sources}"));
        for file in &records.canon.files {
            say(format!("rules file: {}", file.path));
        }
        for source in &records.sources {
            say(format!("source: {}", source.shown));
        }
    }
    for draft in &found.drafts {
        say(format!("draft: {}", draft.shown));
    }
    for name in &found.skipped {
        say(format!("passed over, of no known format: {name}"));
    }
}
