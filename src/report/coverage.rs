//! `quotes` for people: every quotation in a short block of its own, an empty line after each file.
//!
//! ```text
//! drafts/a.md:3:2  misquoted     Dmitry Medvedev → medvedev-no-options
//!     “After today's terrorist attack, there are no options left except for the…”
//!     known-misquote: `except for`, the record says `aside`
//! ```

use codespan_reporting::diagnostic::Severity;

use super::style::{Part, paint};
use super::terminal::{COLUMNS, one_line, shorten, unwrapped, width, wrap};
use super::view::Locator;
use super::{Found, Settings, summary};
use crate::canon::Canon;
use crate::diagnostic::{Edit, Judged, Role, Verdict};

/// Edits of one quotation that are shown; the others are counted.
const MOST: usize = 6;

/// The quotations of one file.
pub(super) fn list(canon: &Canon, found: Found<'_>, settings: Settings) -> String {
    let locator = Locator::new(found.file);
    let path = one_line(&found.file.path);
    let place = |judged: &Judged| {
        let at = locator.place(judged.span).from;
        format!("{path}:{}:{}", at.line, at.column)
    };
    let places: Vec<String> = found.quotations.iter().map(place).collect();
    let columns = places.iter().map(|p| width(p)).max().unwrap_or(0);
    let block = |(judged, place): (&Judged, &String)| block(canon, judged, place, columns, settings);
    let list: String = found.quotations.iter().zip(&places).map(block).collect();
    if list.is_empty() { list } else { list + "\n" }
}

fn block(canon: &Canon, judged: &Judged, place: &str, columns: usize, settings: Settings) -> String {
    let verdict = summary::words(judged.verdict);
    let painted = paint(part(judged.verdict), verdict, settings.colour);
    let source = source(canon, judged);
    let mut out = format!("{place}{}  {painted}", " ".repeat(columns - width(place)));
    if !source.is_empty() {
        // As wide as the widest verdict, so that the names stand in one column.
        out += &format!("{}  {source}", " ".repeat("misattributed".len() - verdict.len()));
    }
    let text = shorten(&unwrapped(&judged.text), COLUMNS - 7);
    // Words outside marks are shown without any.
    out += &if judged.marks { format!("\n    “{text}”\n") } else { format!("\n    {text}\n") };
    if matches!(judged.verdict, Verdict::Verbatim) {
        return out + &explanation(judged, settings);
    }
    let edits: Vec<&Edit> = judged.records.iter().filter(|m| judges(m.role)).flat_map(|m| &m.edits).collect();
    for edit in edits.iter().take(MOST) {
        out += &format!("    {}\n", described(edit));
    }
    if edits.len() > MOST {
        out += &format!("    and {} more\n", edits.len() - MOST);
    }
    out + &explanation(judged, settings)
}

fn explanation(judged: &Judged, settings: Settings) -> String {
    let why = judged.records.iter().map(|m| m.why.as_str()).filter(|w| settings.explain && !w.is_empty());
    why.map(|w| {
        format!("    {}\n", wrap(&unwrapped(&format!("why: {w}")), COLUMNS - 5).replace('\n', "\n    "))
    })
    .collect()
}

fn judges(role: Role) -> bool {
    matches!(role, Role::Match | Role::Part)
}

/// Who is speaking and in which record the words stand: `Medvedev → medvedev-no-options`.
fn source(canon: &Canon, judged: &Judged) -> String {
    let id = |m: &crate::diagnostic::Match| canon.records[m.record.0].id.as_str();
    let ids = |role: fn(Role) -> bool| -> Vec<&str> {
        judged.records.iter().filter(|m| role(m.role)).map(id).collect()
    };
    let mut records = ids(judges).join(" + ");
    for (role, sign) in [
        ((|r| r == Role::Alternative) as fn(Role) -> bool, "or"),
        ((|r| r == Role::Resembles) as fn(Role) -> bool, "resembles"),
    ] {
        let others = ids(role);
        if !others.is_empty() {
            let space = if records.is_empty() { "" } else { " " };
            records += &format!("{space}{sign} {}", others.join(", "));
        }
    }
    let speaker = judged.speaker.as_deref().unwrap_or_default();
    unwrapped(&match (speaker.is_empty(), records.is_empty()) {
        (false, false) => format!("{speaker} → {records}"),
        (true, false) => format!("→ {records}"),
        _ => speaker.to_owned(),
    })
}

fn described(edit: &Edit) -> String {
    let code = edit.check.code;
    // Both sides share what the words around them leave of the line.
    let columns = (COLUMNS - 1).saturating_sub(width(&format!("    {code}: ``, the record says ``"))) / 2;
    let words = |text: &str| shorten(&unwrapped(text), columns);
    let (found, expected) = (words(&edit.found), words(&edit.expected));
    match (found.is_empty(), expected.is_empty()) {
        (false, false) => format!("{code}: `{found}`, the record says `{expected}`"),
        (false, true) => format!("{code}: `{found}`"),
        (true, false) => format!("{code}: the record has `{expected}`"),
        (true, true) => code.to_owned(),
    }
}

fn part(verdict: Verdict) -> Part {
    match verdict {
        Verdict::Verbatim | Verdict::Altered => Part::Good,
        Verdict::Misquoted | Verdict::Misattributed => Part::Label(Severity::Error),
        Verdict::Ambiguous => Part::Label(Severity::Warning),
        Verdict::Unverified => Part::Frame,
    }
}
