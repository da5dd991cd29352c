//! `github`: workflow commands, which GitHub Actions shows at the lines of a pull request.
//!
//! The words of a draft are anybody's: all of them are escaped, so that none can begin a command of its own. GitHub
//! shows ten errors, ten warnings and ten notices a step, so the errors come first.

use super::view::{Locator, Place};
use super::{Chunk, Format, Found, Settings, summary};
use crate::canon::Canon;
use crate::diagnostic::Severity;
use crate::lint::Summary;

/// `--format github`.
pub struct GitHub {
    settings: Settings,
}

impl GitHub {
    /// The format as `settings` ask for it.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self { settings }
    }
}

impl Format for GitHub {
    fn file(&self, _canon: &Canon, found: Found<'_>) -> Chunk {
        let here = Locator::new(found.file);
        let mut chunk = Chunk::default();
        for (_, finding) in found.findings_for(self.settings.mode).filter(|(_, f)| f.suppressed.is_none()) {
            let notes = finding.notes.iter().map(String::as_str);
            let message: Vec<&str> = std::iter::once(finding.message.as_str()).chain(notes).collect();
            let line = format!(
                "::{} file={},{},title={}::{}\n",
                command(finding.severity),
                property(&found.file.path),
                lines(&here.place(finding.span)),
                property(finding.check.code),
                data(&message.join("\n"))
            );
            match finding.severity {
                Severity::Error => chunk.now += &line,
                Severity::Warning | Severity::Note => chunk.later += &line,
            }
        }
        chunk
    }

    fn tail(&self, later: &str, summary: &Summary) -> String {
        // The count is for whoever reads the log; it holds no words of a draft.
        if self.settings.quiet { later.to_owned() } else { format!("{later}{}\n", summary::line(summary)) }
    }
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

/// The columns may be given only where the lines are one.
fn lines(place: &Place) -> String {
    let (from, to) = (place.from, place.to);
    if from.line == to.line {
        format!("line={},endLine={},col={},endColumn={}", from.line, to.line, from.column, to.column)
    } else {
        format!("line={},endLine={}", from.line, to.line)
    }
}

/// Text after the `::`, escaped as the runner's own toolkit does: the percent sign first.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn one_command_a_finding_errors_first() {
        let output = samples::render_all(&GitHub::new(Settings::default()));
        let lines: Vec<&str> = output.lines().collect();
        assert!(lines[0].starts_with(
            "::error file=drafts/a.md,line=3,endLine=3,col=60,endColumn=70,title=known-misquote::`except for`"
        ));
        let severities: Vec<&str> = lines.iter().filter(|l| l.starts_with("::")).map(|l| &l[..5]).collect();
        let last_error = severities.iter().rposition(|s| *s == "::err").expect("errors");
        assert!(severities[..last_error].iter().all(|s| *s == "::err"), "{severities:?}");
        assert!(severities.contains(&"::war"));
        assert!(lines.last().is_some_and(|l| l.contains("quotations: ")), "{output}");
    }

    #[test]
    fn no_words_of_a_draft_begin_a_command() {
        let mut sample = samples::medvedev();
        sample.checked.findings[0].message = "100% of it\r\n::set-output name=x::y".into();
        sample.checked.findings[0].notes = vec!["::error::z".into()];
        sample.checked.file = crate::text_file::TextFile::new("a:b,c.md", sample.checked.file.text.clone());
        let output = sample.render(&GitHub::new(Settings { quiet: true, ..Settings::default() }));
        assert_eq!(output.lines().count(), 1, "{output}");
        assert!(output.starts_with("::error file=a%3Ab%2Cc.md,"), "{output}");
        assert!(output.contains("::100%25 of it%0D%0A::set-output name=x::y%0A::error::z"), "{output}");
    }
}
