//! `misquote accept PATH:LINE`: the wording of a finding becomes a right one of its record.

use std::path::PathBuf;

use super::args::AcceptArgs;
use super::check::how_to_start;
use super::fix::replace_file;
use super::input::{Reading, read_document};
use super::levels::Levels;
use super::output::Complaint;
use super::pattern::normal;
use super::projects::Projects;
use super::rules_file::with_accepted;
use super::{End, Status, Streams, current_folder};
use crate::canon::Canon;
use crate::checks::Group;
use crate::diagnostic::{Edit, Finding, Match, RecordId};
use crate::lint::{Checked, Linter, Options};
use crate::text_file::visible;

/// A place in a draft, as every report gives it: `PATH:LINE` or `PATH:LINE:COLUMN`, both from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LinePlace {
    path: PathBuf,
    line: usize,
    column: Option<usize>,
}

impl LinePlace {
    /// Reads a place; the error is what is wrong with it.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let number = |text: &str| text.parse::<usize>().ok().filter(|&number| number > 0);
        let split = |text: &str| {
            let (rest, last) = text.rsplit_once(':')?;
            Some((rest.to_owned(), number(last)?))
        };
        let Some((path, last)) = split(text) else {
            return Err(
                "name the line of the finding: `drafts/a.md:12`, or with its column, `drafts/a.md:12:5`"
                    .to_owned(),
            );
        };
        let (path, line, column) = match split(&path) {
            Some((path, line)) => (path, line, Some(last)),
            None => (path, last, None),
        };
        if path.is_empty() {
            return Err("name the draft before the line: `drafts/a.md:12`".to_owned());
        }
        Ok(Self { path: path.into(), line, column })
    }
}

/// Runs `misquote accept`.
pub(crate) fn run(args: &AcceptArgs, levels: Levels, streams: &mut Streams<'_>) -> Result<Status, End> {
    let place = &args.place;
    let shown = place.path.to_string_lossy().replace('\\', "/");
    let cwd = current_folder()?;
    let path = normal(&cwd.join(&place.path));
    let mut projects =
        Projects::new(&cwd, args.config.as_deref(), &args.globs, &[]).map_err(Complaint::new)?;
    let home = projects.of_draft(&path);
    let opened = &projects.all()[home];
    let records = opened.project.records(&cwd);
    if !opened.faults.is_empty() || !records.are_sound() {
        let complaint = match records.errors.first() {
            Some(error) => Complaint::new(error),
            None => Complaint::new("the rules files or the configuration have mistakes")
                .help("`misquote rules check` shows them"),
        };
        return Err(complaint.into());
    }
    if records.canon.records.is_empty() {
        return Err(how_to_start().into());
    }
    let draft = read_document(&path, &shown, Reading::default())
        .map_err(|reason| Complaint::new(format!("`{shown}` cannot be checked: {reason}")))?;
    let style = opened.project.style(&path, levels.profile);
    let options = Options {
        profile: style.profile.unwrap_or(Options::default().profile),
        levels: if style.overridden { Vec::new() } else { opened.project.config.levels.clone() },
        last_levels: levels.last,
        ..Options::default()
    };
    let canon = &records.canon;
    let checked = Linter::new(canon, options).check(draft, &style.levels);
    let finding = the_finding(&checked, place, &shown)?;
    let Acceptance { record: id, wording, edited } =
        acceptance(canon, &checked, finding, args.reason.as_deref())?;
    let record = &canon.records[id.0];
    let file = &canon.files[record.file];
    replace_file(&cwd.join(&file.path), file.text.as_bytes(), edited.as_bytes())
        .map_err(|reason| Complaint::new(format!("cannot write `{}`: {reason}", file.path)))?;
    let line = file.position(record.span.start).line;
    writeln!(
        streams.out,
        "{}:{line}: `{}` now accepts “{}”",
        visible(&file.path),
        visible(&record.id),
        visible(&wording)
    )?;
    Ok(Status::Clean)
}

/// A wording that becomes a right one of its record.
pub(crate) struct Acceptance {
    /// The record.
    pub(crate) record: RecordId,
    /// The whole of it in the draft's words.
    pub(crate) wording: String,
    /// The text of the record's rules file with the wording in it.
    pub(crate) edited: String,
}

/// What it takes to accept the wording that `finding` is about; the complaint says why that is not possible.
pub(crate) fn acceptance(
    canon: &Canon,
    checked: &Checked,
    finding: &Finding,
    reason: Option<&str>,
) -> Result<Acceptance, Complaint> {
    let (id, wording) = wording_of(checked, canon, finding)?;
    let record = &canon.records[id.0];
    let file = &canon.files[record.file];
    let ordinal = (0..id.0).filter(|&other| canon.records.file(other) == record.file).count();
    let edited = with_accepted(&file.text, ordinal, &wording, reason);
    let edited = edited.filter(|_| file.is_utf8()).ok_or_else(|| {
        Complaint::new(format!("`{}` cannot be edited", file.path))
            .help("add the wording under `accepted` of its record by hand")
    })?;
    Ok(Acceptance { record: id, wording, edited })
}

/// The one finding about a record's words at `place`.
fn the_finding<'c>(checked: &'c Checked, place: &LinePlace, shown: &str) -> Result<&'c Finding, Complaint> {
    let file = &checked.file;
    let lines = |finding: &Finding| {
        let (start, end) = (file.position(finding.span.start), file.position(finding.span.end));
        (start, end)
    };
    let open: Vec<&Finding> =
        checked.findings.iter().filter(|finding| finding.suppressed.is_none()).collect();
    let on_line: Vec<&Finding> = open
        .iter()
        .copied()
        .filter(|finding| {
            let (start, end) = lines(finding);
            (start.line..=end.line).contains(&place.line)
        })
        .collect();
    let at: Vec<&Finding> = match place.column {
        None => on_line.clone(),
        Some(column) => on_line
            .iter()
            .copied()
            .filter(|finding| {
                let (start, end) = lines(finding);
                let from = if start.line == place.line { start.column } else { 1 };
                let to = if end.line == place.line { end.column } else { usize::MAX };
                (from..=to).contains(&column)
            })
            .collect(),
    };
    let told = |finding: &&&Finding| {
        let (start, _) = lines(finding);
        format!("{shown}:{}:{}: {}: {}", start.line, start.column, finding.check.code, finding.message)
    };
    // Of several only those that can be accepted are a choice.
    let wordings: Vec<&Finding> = at.iter().copied().filter(|finding| is_wording(finding)).collect();
    match (wordings.as_slice(), at.as_slice()) {
        (&[only], _) | ([], &[only]) => Ok(only),
        (several @ [_, _, ..], _) | ([], several @ [_, ..]) => {
            let complaint = Complaint::new(format!(
                "there are {} findings at {shown}:{}; name one with its column",
                several.len(),
                place.line
            ));
            Err(several.iter().map(|finding| told(&finding)).fold(complaint, Complaint::help))
        }
        ([], []) if !on_line.is_empty() => {
            let complaint =
                Complaint::new(format!("no finding stands at that column of {shown}:{}", place.line));
            Err(on_line.iter().map(|finding| told(&finding)).fold(complaint, Complaint::help))
        }
        ([], []) => {
            let complaint = Complaint::new(format!("there is no finding at {shown}:{}", place.line));
            let acceptable = open.iter().filter(|finding| is_wording(finding));
            let mut near: Vec<&&Finding> = acceptable.collect();
            near.sort_by_key(|finding| lines(finding).0.line.abs_diff(place.line));
            near.truncate(3);
            near.sort_by_key(|finding| finding.span);
            Err(near.iter().map(told).fold(complaint, Complaint::help))
        }
    }
}

fn is_wording(finding: &Finding) -> bool {
    finding.record.is_some()
        && matches!(finding.check.group, Group::Meaning | Group::Accidental | Group::Wording)
        && finding.check.code != "splice"
}

/// The record of a finding, and the wording of it that was compared with, as the draft has it at that place.
fn wording_of(checked: &Checked, canon: &Canon, finding: &Finding) -> Result<(RecordId, String), Complaint> {
    let refuse = |why: &str| Complaint::new(format!("`{}` cannot be accepted: {why}", finding.check.code));
    let code = finding.check.code;
    match finding.check.group {
        Group::KnownMisquote => {
            return Err(refuse("the record lists this wording as wrong")
                .help("take it out of the record's `misquotes` if it is right after all"));
        }
        Group::Editorial => {
            let levels = format!("`levels = {{ {code} = \"allow\" }}` in the record lets it pass");
            return Err(refuse("the writer's own mark is no wording of the record").help(levels));
        }
        _ => {}
    }
    let judged = finding.quotation.and_then(|index| checked.quotations.get(index));
    let of_finding = |matched: &&Match| finding.record.is_some_and(|(id, ..)| id == matched.record);
    let matched = judged.into_iter().flat_map(|judged| &judged.records).find(of_finding);
    let edit = matched
        .into_iter()
        .flat_map(|m| &m.edits)
        .find(|edit: &&Edit| edit.check == finding.check && edit.span == finding.span && is_wording(finding));
    let (Some(matched), Some(edit)) = (matched, edit) else {
        return Err(refuse("it is not about other words than a record's"));
    };
    let text = &canon.records[matched.record.0].wordings[matched.wording].text;
    Ok((matched.record, replaced(text, edit)))
}

/// `text` with the words of an edit as the draft has them.
fn replaced(text: &str, edit: &Edit) -> String {
    let (before, after) = (&text[..edit.said.start], &text[edit.said.end..]);
    let between = edit.found.is_empty() || edit.expected.is_empty();
    let words = edit.found.trim();
    match (between, words.is_empty()) {
        // Nothing is left between two spaces, or before a stop.
        (true, true) if before.is_empty() => after.trim_start().to_owned(),
        (true, true) => format!("{}{after}", before.trim_end()),
        (true, false) if before.is_empty() => format!("{words} {after}"),
        (true, false) => format!("{} {words}{after}", before.trim_end()),
        (false, _) => format!("{before}{}{after}", edit.found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_path_a_line_and_perhaps_a_column() {
        let place = |path: &str, line, column| Ok(LinePlace { path: path.into(), line, column });
        assert_eq!(LinePlace::parse("a.md:12"), place("a.md", 12, None));
        assert_eq!(LinePlace::parse("b/a.md:12:5"), place("b/a.md", 12, Some(5)));
        assert_eq!(LinePlace::parse("C:\\a.md:12"), place("C:\\a.md", 12, None));
        for wrong in ["a.md", "a.md:", "a.md:0", "a.md:x", ":3", "12"] {
            assert!(LinePlace::parse(wrong).is_err(), "{wrong}");
        }
    }
}
