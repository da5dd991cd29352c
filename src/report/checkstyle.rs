//! `checkstyle`: the XML of Checkstyle, which nearly every CI server can read.

use super::view::Locator;
use super::xml::escape;
use super::{Chunk, Format, Found, Settings};
use crate::canon::Canon;
use crate::diagnostic::Severity;
use crate::lint::Summary;

/// `--format checkstyle`.
pub struct Checkstyle {
    settings: Settings,
}

impl Checkstyle {
    /// The format as `settings` ask for it.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self { settings }
    }
}

impl Format for Checkstyle {
    fn head(&self) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"8.0\">\n".to_owned()
    }

    fn file(&self, _canon: &Canon, found: Found<'_>) -> Chunk {
        let here = Locator::new(found.file);
        let mut errors = String::new();
        for (_, finding) in found.findings_for(self.settings.mode).filter(|(_, f)| f.suppressed.is_none()) {
            let at = here.place(finding.span).from;
            let severity = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "info",
            };
            let notes = finding.notes.iter().map(|note| format!("; {note}")).collect::<String>();
            errors += &format!(
                "<error line=\"{}\" column=\"{}\" severity=\"{severity}\" message=\"{}\" source=\"misquote.{}\"/>\n",
                at.line,
                at.column,
                escape(&format!("{}{notes}", finding.message)),
                finding.check.code
            );
        }
        let path = escape(&found.file.path);
        let now = if errors.is_empty() {
            String::new()
        } else {
            format!("<file name=\"{path}\">\n{errors}</file>\n")
        };
        Chunk { now, later: String::new() }
    }

    fn tail(&self, _later: &str, _summary: &Summary) -> String {
        "</checkstyle>\n".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn one_element_a_finding_within_its_file() {
        let output = samples::medvedev().render(&Checkstyle::new(Settings::default()));
        let expected = "<file name=\"drafts/a.md\">\n<error line=\"3\" column=\"60\" severity=\"error\" \
                        message=\"`except for` is a known misquote: machine translation\" \
                        source=\"misquote.known-misquote\"/>\n</file>\n";
        assert!(output.contains(expected), "{output}");
    }

    #[test]
    fn no_words_of_a_draft_are_markup() {
        let mut sample = samples::medvedev();
        sample.checked.findings[0].message = "a \"b\" <c/> & d".into();
        let output = sample.render(&Checkstyle::new(Settings::default()));
        assert!(output.contains("message=\"a &quot;b&quot; &lt;c/&gt; &amp; d\""), "{output}");
    }
}
