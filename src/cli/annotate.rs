//! `misquote annotate`: the findings of one Word document written into a copy of it.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use clap::ArgMatches;

use super::args::{AnnotateArgs, ColorChoice, OutputArgs};
use super::check::{self, Job};
use super::input::bytes_of;
use super::levels::Levels;
use super::output::{Complaint, count};
use super::walk::io_reason;
use super::{End, Status, Streams};
use crate::canon::Canon;
use crate::checks::Group;
use crate::diagnostic::Finding;
use crate::fix::Choice;
use crate::lint::Summary;
use crate::office::annotate::{Annotated, Remark, annotate};
use crate::report::{self, Chunk, Format, Found, Mode, Settings, view};

/// Characters of a record that a comment shows: who needs more has the rules file.
const LONGEST: usize = 600;

/// Checks the document and writes the copy.
pub(crate) fn run(
    args: &AnnotateArgs,
    matches: &ArgMatches,
    color: ColorChoice,
    streams: &mut Streams<'_>,
) -> Result<Status, End> {
    let job = &args.job.report.look;
    let [draft] = &job.drafts.paths[..] else {
        return Err(Complaint::new("`annotate` takes one Word document").into());
    };
    let Some(out) = &job.output.output else {
        return Err(
            Complaint::new("`annotate` needs `-o OUT.docx`: the document itself is never changed").into()
        );
    };
    let same =
        |a: &Path, b: &Path| fs::canonicalize(a).is_ok_and(|a| fs::canonicalize(b).is_ok_and(|b| a == b));
    if same(draft, out) {
        return Err(Complaint::new(format!("`{}` is the document itself", out.display()))
            .help("give the copy another name")
            .into());
    }
    if draft.as_os_str() == "-" {
        return Err(Complaint::new("`annotate` reads a file, not standard input").into());
    }
    let found = Arc::new(Mutex::new(Vec::new()));
    let suggest = args.suggest;
    let format = |settings: Settings| -> Box<dyn Format> {
        let human = (report::FORMATS[0].make)(settings);
        Box::new(Remarks { found: Arc::clone(&found), suggest, human })
    };
    let output = OutputArgs { output: None, ..job.output.clone() };
    let status = check::run(
        &Job {
            fail_on: Some(args.job.fail.fail_on.severity()),
            output: &output,
            ..Job::new(Mode::Findings, job, Levels::new(&job.levels, matches, color, streams), &format)
        },
        streams,
    )?;
    if status == Status::Fault {
        return Ok(status);
    }
    let remarks = std::mem::take(&mut *found.lock().unwrap_or_else(PoisonError::into_inner));
    let fail = |why: String| Complaint::new(format!("cannot annotate `{}`: {why}", draft.display()));
    let bytes = bytes_of(draft).map_err(fail)?;
    let done = annotate(&bytes, job.drafts.reading().tracked, &remarks).map_err(fail)?;
    write(out, &done.bytes).map_err(|error| {
        Complaint::new(format!("cannot write `{}`: {}", out.display(), io_reason(&error)))
    })?;
    if !job.output.quiet {
        writeln!(streams.err, "{}", said(&done, out))?;
    }
    Ok(status)
}

/// What was done, for people.
fn said(done: &Annotated, out: &Path) -> String {
    let mut said = format!("wrote {}", count(done.comments, "comment"));
    if done.suggestions > 0 {
        said += &format!(" and {}", count(done.suggestions, "suggestion"));
    }
    said += &format!(" into {}", out.display());
    if done.unsafe_suggestions > 0 {
        said += &format!(
            "; {} left out that would cut through a field, another tracked change or a text box",
            count(done.unsafe_suggestions, "suggestion")
        );
    }
    said
}

/// Writes the copy, whole or not at all.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".misquote-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Collects what is to be said of the document. A fault of it is told as always.
struct Remarks {
    found: Arc<Mutex<Vec<Remark>>>,
    suggest: bool,
    human: Box<dyn Format>,
}

impl Format for Remarks {
    fn file(&self, canon: &Canon, found: Found<'_>) -> Chunk {
        let is_fault = |finding: &Finding| matches!(finding.check.group, Group::Input | Group::Rules);
        if found.file.layout().is_none() || found.findings.iter().any(is_fault) {
            return self.human.file(canon, found);
        }
        let told = found.findings.iter().filter(|finding| finding.suppressed.is_none());
        let remarks = told.map(|finding| remark(canon, finding, self.suggest));
        self.found.lock().unwrap_or_else(PoisonError::into_inner).extend(remarks);
        Chunk::default()
    }

    fn tail(&self, later: &str, summary: &Summary) -> String {
        self.human.tail(later, summary)
    }
}

fn remark(canon: &Canon, finding: &Finding, suggest: bool) -> Remark {
    let mut paragraphs =
        vec![format!("{}[{}]: {}", finding.severity.name(), finding.check.code, finding.message)];
    if let Some((id, wording, _)) = finding.record {
        let record = view::record(canon, id, wording);
        let known: Vec<&str> = [record.speaker, record.source, record.date].into_iter().flatten().collect();
        let mut text: String = record.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some((end, _)) = text.char_indices().nth(LONGEST) {
            text.truncate(end);
            text.push('…');
        }
        let who = if known.is_empty() { format!("record `{}`", record.id) } else { known.join(", ") };
        paragraphs.push(format!("{who}: {text}"));
    }
    paragraphs.extend(finding.notes.iter().cloned());
    let choice = Choice { unsafe_fixes: false, remedy: None };
    let fix = choice.of(finding).filter(|_| suggest);
    let suggestion =
        fix.iter().flat_map(|fix| &fix.edits).map(|edit| (edit.span, edit.text.clone())).collect();
    Remark { span: finding.span, paragraphs, suggestion }
}
