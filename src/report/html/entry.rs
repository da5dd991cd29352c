//! One quotation on the page, or one finding that is about no quotation.

use super::words::{Marked, marked};
use super::{text, tone};
use crate::canon::Canon;
use crate::checks::{self, Applicability, Level};
use crate::diagnostic::{Finding, Judged, Match, Role, Severity};
use crate::report::view::{self, Locator, uri};
use crate::report::xml::escape;
use crate::report::{Found, Settings, summary};

/// Everything there is to say of one file, in reading order.
pub(super) fn entries(canon: &Canon, found: Found<'_>, settings: Settings) -> String {
    let here = Locator::new(found.file);
    let page = Page { canon, found, here: &here, settings };
    let quotations =
        found.quotations.iter().enumerate().map(|(i, q)| (q.span.start, 0, page.quotation(i, q)));
    let others = found.findings.iter().filter(|f| f.quotation.is_none());
    let mut all: Vec<(usize, usize, String)> =
        quotations.chain(others.map(|f| (f.span.start, 1, page.other(f)))).collect();
    all.sort_by_key(|&(start, kind, _)| (start, kind));
    all.into_iter().map(|(.., entry)| entry).collect()
}

struct Page<'a> {
    canon: &'a Canon,
    found: Found<'a>,
    here: &'a Locator<'a>,
    settings: Settings,
}

impl Page<'_> {
    fn quotation(&self, index: usize, judged: &Judged) -> String {
        let findings: Vec<&Finding> =
            self.found.findings.iter().filter(|finding| finding.quotation == Some(index)).collect();
        let worst = findings.iter().filter(|f| f.suppressed.is_none()).map(|f| f.severity).max();
        let who = judged
            .speaker
            .as_deref()
            .map_or(String::new(), |name| format!("<span class=\"who\">given to {}</span>", text(name)));
        let shown: Vec<&Match> = judged.records.iter().filter(|m| shows(m.role)).collect();
        let draft = format!(
            "<div class=\"draft\"><h4>The draft</h4><blockquote dir=\"auto\">{}</blockquote></div>",
            draft_words(judged, &shown)
        );
        let records: String = shown.iter().map(|found| self.record(found)).collect();
        let two = if records.is_empty() { "" } else { " two" };
        format!(
            "<article class=\"{}\" data-verdict=\"{}\" data-severity=\"{}\">\n<header><h3><span class=\"verdict\">{}</span></h3>{}{who}</header>\n\
             <div class=\"pair{two}\">{draft}{records}</div>\n{}{}{}</article>\n",
            tone(judged.verdict),
            judged.verdict.name(),
            worst.map_or("none", Severity::name),
            capital(summary::words(judged.verdict)),
            self.place(judged.span),
            self.also(judged),
            self.findings(&findings),
            self.why(judged),
        )
    }

    /// A finding that is about no quotation: a mark without its partner, a file that could not be read.
    fn other(&self, finding: &Finding) -> String {
        let tone = match finding.severity {
            Severity::Error => "bad",
            Severity::Warning => "ask",
            Severity::Note => "none",
        };
        let severity = if finding.suppressed.is_some() { "none" } else { finding.severity.name() };
        format!(
            "<article class=\"{tone}\" data-verdict=\"other\" data-severity=\"{severity}\">\n<header><h3><span class=\"verdict\">{}</span></h3>{}</header>\n{}</article>\n",
            capital(finding.severity.name()),
            self.place(finding.span),
            self.findings(&[finding]),
        )
    }

    fn place(&self, span: crate::span::Span<crate::span::Text>) -> String {
        let at = self.here.place(span).from;
        let path = &self.here.file().path;
        format!(
            "<a class=\"place\" href=\"{}#L{}\">{}:{}:{}</a>",
            escape(&uri(path)),
            at.line,
            text(path),
            at.line,
            at.column
        )
    }

    fn record(&self, found: &Match) -> String {
        let record = view::record(self.canon, found.record, found.wording);
        let mut marks: Vec<Marked> = found
            .edits
            .iter()
            .filter(|edit| edit.level > Level::Allow)
            .map(|edit| Marked { at: edit.said.range(), class: "", label: "the record" })
            .collect();
        marks.sort_by_key(|mark| (mark.at.start, mark.at.end));
        // What the draft adds stands nowhere in the record.
        marks.retain(|mark| !mark.at.is_empty());
        let who: Vec<String> =
            [record.speaker, record.source, record.date].into_iter().flatten().map(text).collect();
        let line = record.file.position(record.span.start).line;
        let path = &record.file.path;
        let title = match found.role {
            Role::Resembles => "A record that it resembles",
            Role::Part => "The record of a part",
            Role::Alternative => "Another record that fits",
            Role::Match => "The record",
        };
        format!(
            "<div class=\"record\"><h4>{title}</h4><blockquote dir=\"auto\">{}</blockquote><cite>{}{}<a class=\"place\" href=\"{}#L{line}\">{}</a></cite></div>",
            marked(record.text, &found.said.range(), &marks),
            who.join(", "),
            if who.is_empty() { "" } else { " · " },
            escape(&uri(path)),
            text(record.id),
        )
    }

    /// Records that are only named.
    fn also(&self, judged: &Judged) -> String {
        let ids = |role| -> Vec<String> {
            let of_role = judged.records.iter().filter(|m| m.role == role && !shows(m.role));
            of_role.map(|m| text(&self.canon.records[m.record.0].id)).collect()
        };
        let line = |title: &str, ids: Vec<String>| match ids.is_empty() {
            true => String::new(),
            false => format!("<p class=\"who\">{title} {}</p>\n", ids.join(", ")),
        };
        line("Fits as well:", ids(Role::Alternative)) + &line("Resembles:", ids(Role::Resembles))
    }

    fn findings(&self, findings: &[&Finding]) -> String {
        if findings.is_empty() {
            return String::new();
        }
        let items: String = findings.iter().map(|finding| self.finding(finding)).collect();
        format!("<ul class=\"edits\">{items}</ul>\n")
    }

    fn finding(&self, finding: &Finding) -> String {
        let class = if finding.suppressed.is_some() { "silenced" } else { finding.severity.name() };
        let mut why = vec![text(finding.check.summary)];
        why.extend(finding.notes.iter().map(|note| text(note)));
        if let Some(reason) = &finding.suppressed {
            why.push(format!("silenced: {}", text(reason)));
        }
        let fixes = finding.fixes.iter().filter(|fix| fix.applicability > Applicability::DisplayOnly);
        let ways: Vec<String> = fixes.map(|fix| ticked(&fix.message)).collect();
        if let Some((last, others)) = ways.split_last() {
            let others = others.join(", ");
            let or = if others.is_empty() { "" } else { " or " };
            why.push(format!("to mend it: {others}{or}{last}"));
        }
        // Where another place of a draft belongs to it, and not only the record that stands beside it.
        for related in &finding.related {
            if let crate::diagnostic::Place::Record { .. } = related.place {
                continue;
            }
            let (file, span) = view::related(self.canon, self.found, related.place);
            let line = file.position(span.start).line;
            why.push(format!(
                "{}: <a class=\"place\" href=\"{}#L{line}\">{}:{line}</a>",
                text(&related.message),
                escape(&uri(&file.path)),
                text(&file.path)
            ));
        }
        format!(
            "<li class=\"{class}\"><p><span class=\"away\">{}: </span>{}</p><p class=\"why\"><code>{}</code> · {}</p></li>",
            finding.severity.name(),
            ticked(&capital(&finding.message)),
            finding.check.code,
            why.join(" · ")
        )
    }

    fn why(&self, judged: &Judged) -> String {
        let why = judged.records.iter().filter(|m| self.settings.explain && !m.why.is_empty());
        why.map(|m| {
            let id = &self.canon.records[m.record.0].id;
            format!("<p class=\"who\">{}: {}</p>\n", text(id), text(&m.why))
        })
        .collect()
    }
}

/// Whether the words of a record in this role stand beside the draft's.
fn shows(role: Role) -> bool {
    matches!(role, Role::Match | Role::Part)
}

fn draft_words(judged: &Judged, shown: &[&Match]) -> String {
    let mut marks: Vec<Marked> = shown
        .iter()
        .flat_map(|found| &found.edits)
        .filter(|edit| edit.check != &checks::TYPOGRAPHY || edit.level > Level::Allow)
        .map(|edit| Marked {
            at: edit.shown.clone(),
            class: match edit.level {
                Level::Deny => "",
                Level::Warn | Level::Note => "mild",
                Level::Allow => "fine",
            },
            label: if edit.level == Level::Allow { "allowed" } else { "differs" },
        })
        .collect();
    // What is allowed and has no words is not worth a mark.
    marks.retain(|mark| mark.class != "fine" || !mark.at.is_empty());
    marks.sort_by_key(|mark| (mark.at.start, mark.at.end));
    let (open, close) = if judged.marks { ("“", "”") } else { ("", "") };
    format!("{open}{}{close}", marked(&judged.text, &(0..judged.text.len()), &marks))
}

/// The first letter as a capital.
fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// A message with what stands between backticks as quoted words.
fn ticked(message: &str) -> String {
    let mut pieces = message.split('`');
    let mut out = text(pieces.next().unwrap_or_default());
    for (number, piece) in pieces.enumerate() {
        out += if number % 2 == 0 { "<q>" } else { "</q>" };
        out += &text(piece);
    }
    // A backtick without its partner.
    if message.matches('`').count() % 2 == 1 {
        out += "</q>";
    }
    out
}

/// Whether anything was explained is asked of the JSON output too.
#[cfg(test)]
mod tests {
    use super::super::Html;
    use super::*;
    use crate::report::samples;

    #[test]
    fn the_words_that_differ_are_marked_in_both() {
        let page = samples::medvedev().render(&Html::new(Settings::default()));
        let mark = |words: &str, label: &str| {
            format!("[{label}: </span>{words}<span class=\"away\">]</span></mark>")
        };
        assert!(page.contains(&mark("except for", "differs")), "{page}");
        assert!(page.contains(&mark("aside", "the record")), "{page}");
        assert!(page.contains("1 of 2 quotations must be corrected"));
        assert!(page.contains("<code>known-misquote</code>"));
        assert!(page.contains("Dmitry Medvedev, Telegram post, 2023-05-03"));
    }

    #[test]
    fn no_words_of_a_draft_are_markup() {
        let mut sample = samples::medvedev();
        let evil = "</script><script>alert(1)</script><img src=x onerror=y>\u{202e}`a`b`";
        sample.checked.quotations[0].text.push_str(evil);
        sample.checked.quotations[0].speaker = Some(evil.into());
        sample.checked.findings[0].message = evil.into();
        sample.checked.findings[0].notes = vec![evil.into()];
        let page = sample.render(&Html::new(Settings::default()));
        assert_eq!(page.matches("<script>").count(), 1);
        assert!(!page.contains("<img") && !page.contains('\u{202e}'), "{page}");
    }

    #[test]
    fn everything_that_was_found_stands_on_the_page() {
        let page = samples::render_all(&Html::new(Settings::default()));
        for sample in samples::all() {
            for finding in &sample.checked.findings {
                assert!(
                    page.contains(&format!("<code>{}</code>", finding.check.code)),
                    "{}",
                    finding.check.code
                );
            }
        }
        let quotations: usize = samples::all().iter().map(|s| s.checked.quotations.len()).sum();
        let others: usize =
            samples::all().iter().flat_map(|s| &s.checked.findings).filter(|f| f.quotation.is_none()).count();
        assert_eq!(page.matches("<article ").count(), quotations + others);
    }
}
