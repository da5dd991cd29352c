//! `html`: the report for the desk. One page that needs nothing beside it: every quotation in reading order with its
//! verdict, the record's words beside the draft's, what differs marked in both, and the check that names it.
//!
//! The answer stands first and is known last, so all files are held back until the end of the run.

mod entry;
mod words;

use super::view::uri;
use super::xml::escape;
use super::{Chunk, Format, Found, Settings, summary};
use crate::canon::Canon;
use crate::diagnostic::{Severity, Verdict};
use crate::lint::Summary;
use crate::text_file::visible;

/// `--format html`.
pub struct Html {
    settings: Settings,
}

impl Html {
    /// The format as `settings` ask for it.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self { settings }
    }
}

impl Format for Html {
    fn shows_quotations(&self) -> bool {
        true
    }

    fn file(&self, canon: &Canon, found: Found<'_>) -> Chunk {
        let entries = entry::entries(canon, found, self.settings);
        let path = &found.file.path;
        let count = match found.quotations.len() {
            0 => "No quotations".to_owned(),
            1 => "1 quotation".to_owned(),
            n => format!("{n} quotations"),
        };
        let by_verdict: Vec<String> = Verdict::ALL
            .iter()
            .map(|&verdict| (verdict, found.quotations.iter().filter(|q| q.verdict == verdict).count()))
            .filter(|&(_, n)| n > 0)
            .map(|(verdict, n)| format!("{n} {}", summary::words(verdict)))
            .collect();
        let counts =
            if by_verdict.is_empty() { count } else { format!("{count}: {}", by_verdict.join(", ")) };
        let section = format!(
            "<section class=\"file\">\n<h2><a href=\"{}\">{}</a></h2>\n<p>{counts}</p>\n{entries}</section>\n",
            escape(&uri(path)),
            text(path)
        );
        Chunk { now: String::new(), later: section }
    }

    fn tail(&self, later: &str, summary: &Summary) -> String {
        let (tone, answer) = answer(summary);
        format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n\
             <meta name=\"generator\" content=\"misquote {}\">\n<title>{answer} – quotation report</title>\n\
             <style>\n{}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#report\">To the quotations</a>\n\
             <header class=\"top\">\n<h1>Quotation report</h1>\n<p class=\"answer {tone}\">{answer}</p>\n\
             <p class=\"also\">{}</p>\n{}{}<p class=\"count\" role=\"status\"></p>\n</header>\n\
             <main id=\"report\" tabindex=\"-1\">\n{later}</main>\n\
             <footer class=\"top\">Made by misquote {}. `misquote explain CODE` says more of each check.</footer>\n\
             <script>\n{}</script>\n</body>\n</html>\n",
            env!("CARGO_PKG_VERSION"),
            include_str!("page.css"),
            also(summary),
            bar(summary),
            filters(summary, later.contains("data-verdict=\"other\"")),
            env!("CARGO_PKG_VERSION"),
            include_str!("page.js"),
        )
    }
}

/// How a verdict looks: good, bad, to be asked about, or not known.
fn tone(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Verbatim | Verdict::Altered => "good",
        Verdict::Misquoted | Verdict::Misattributed => "bad",
        Verdict::Ambiguous => "ask",
        Verdict::Unverified => "none",
    }
}

/// The run in one sentence, and how it looks.
fn answer(summary: &Summary) -> (&'static str, String) {
    let [.., misquoted, misattributed, ambiguous, unverified] = summary.verdicts;
    let wrong = misquoted + misattributed;
    let of = |n: usize| format!("{n} of {} quotation{}", summary.quotations, plural(summary.quotations));
    match () {
        () if wrong > 0 => ("bad", format!("{} must be corrected", of(wrong))),
        () if summary.not_checked > 0 => (
            "bad",
            format!("{} file{} could not be checked", summary.not_checked, plural(summary.not_checked)),
        ),
        () if summary.errors > 0 => {
            ("bad", format!("{} error{} to mend", summary.errors, plural(summary.errors)))
        }
        () if ambiguous > 0 || summary.warnings > 0 => {
            ("ask", "No misquotes, but something to look at".to_owned())
        }
        () if summary.quotations == 0 => ("none", "No quotations found".to_owned()),
        () if unverified == summary.quotations => ("none", "No quotation is in any record".to_owned()),
        () => ("good", "Every quotation on record stands as it was said".to_owned()),
    }
}

/// What else a managing editor wants to know.
fn also(summary: &Summary) -> String {
    let mut line = summary::line(summary);
    let findings: Vec<String> =
        [(summary.errors, "error"), (summary.warnings, "warning"), (summary.notes, "note")]
            .into_iter()
            .filter(|&(n, _)| n > 0)
            .map(|(n, what)| format!("{n} {what}{}", plural(n)))
            .collect();
    if !findings.is_empty() {
        line += &format!(". Findings: {}", findings.join(", "));
    }
    escape(&format!("{line}."))
}

fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}

/// The verdicts as one bar. The sentence below it says the same.
fn bar(summary: &Summary) -> String {
    let piece = |(&verdict, n): (&Verdict, usize)| {
        (n > 0).then(|| {
            let words = summary::words(verdict);
            format!("<span class=\"{}\" style=\"flex:{n}\" title=\"{n} {words}\"></span>", tone(verdict))
        })
    };
    let pieces: String = Verdict::ALL.iter().zip(summary.verdicts).filter_map(piece).collect();
    if pieces.is_empty() {
        pieces
    } else {
        format!("<div class=\"bar\" aria-hidden=\"true\">{pieces}</div>\n")
    }
}

/// The form that chooses what is shown; `others` says that some entries are about no quotation. A script unhides it.
fn filters(summary: &Summary, others: bool) -> String {
    let chip = |name: &str, value: &str, label: &str, n: Option<usize>| {
        let n = n.map_or(String::new(), |n| format!(" <b>{n}</b>"));
        format!(
            "<label class=\"chip\"><input type=\"checkbox\" name=\"{name}\" value=\"{value}\" checked>{label}{n}</label>\n"
        )
    };
    let verdicts: String = Verdict::ALL
        .iter()
        .zip(summary.verdicts)
        .filter(|&(_, n)| n > 0)
        .map(|(verdict, n)| chip("verdict", verdict.name(), summary::words(*verdict), Some(n)))
        .chain(others.then(|| chip("verdict", "other", "not a quotation", None)))
        .collect();
    let severities: String = [Severity::Error, Severity::Warning, Severity::Note]
        .map(|severity| chip("severity", severity.name(), severity.name(), None))
        .into_iter()
        .chain([chip("severity", "none", "no finding", None)])
        .collect();
    format!(
        "<form hidden aria-label=\"Filters\">\n<fieldset><legend>Verdict</legend>{verdicts}</fieldset>\n\
         <fieldset><legend>Worst finding</legend>{severities}</fieldset>\n</form>\n"
    )
}

/// Words of a draft or of a record as text of the page: no markup, nothing invisible.
fn text(words: &str) -> String {
    escape(&visible(words).replace(['\n', '\t'], " "))
}
