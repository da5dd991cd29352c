//! `junit`: the XML of JUnit, as CI servers show test results. A file is a test suite, and a finding a test case: an
//! error fails, a warning or a note passes with its text as output, a silenced finding is skipped with its reason. A
//! file without findings is one test that passes.

use super::view::Locator;
use super::xml::escape;
use super::{Chunk, Format, Found, Settings};
use crate::canon::Canon;
use crate::checks::Group;
use crate::diagnostic::{Finding, Severity};
use crate::lint::Summary;

/// `--format junit`.
pub struct JUnit {
    settings: Settings,
}

impl JUnit {
    /// The format as `settings` ask for it.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self { settings }
    }
}

/// What becomes of a test case.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failure,
    Error,
    Skipped,
}

impl Format for JUnit {
    fn head(&self) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"misquote\">\n".to_owned()
    }

    fn file(&self, _canon: &Canon, found: Found<'_>) -> Chunk {
        let here = Locator::new(found.file);
        let path = escape(&found.file.path);
        let findings: Vec<&Finding> = found.findings_for(self.settings.mode).map(|(_, f)| f).collect();
        let outcomes: Vec<Outcome> = findings.iter().map(|finding| outcome(finding)).collect();
        let count = |of| outcomes.iter().filter(|&&outcome| outcome == of).count();
        let mut cases: String =
            findings.iter().zip(&outcomes).map(|(finding, outcome)| case(&here, finding, *outcome)).collect();
        if findings.is_empty() {
            cases = format!("<testcase classname=\"{path}\" name=\"no findings\" time=\"0\"/>\n");
        }
        let now = format!(
            "<testsuite name=\"{path}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"0\">\n{cases}</testsuite>\n",
            findings.len().max(1),
            count(Outcome::Failure),
            count(Outcome::Error),
            count(Outcome::Skipped),
        );
        Chunk { now, later: String::new() }
    }

    fn tail(&self, _later: &str, _summary: &Summary) -> String {
        "</testsuites>\n".to_owned()
    }
}

fn outcome(finding: &Finding) -> Outcome {
    match finding.severity {
        _ if finding.suppressed.is_some() => Outcome::Skipped,
        Severity::Error if finding.check.group == Group::Input => Outcome::Error,
        Severity::Error => Outcome::Failure,
        Severity::Warning | Severity::Note => Outcome::Passed,
    }
}

fn case(here: &Locator<'_>, finding: &Finding, outcome: Outcome) -> String {
    let path = escape(&here.file().path);
    let at = here.place(finding.span).from;
    let (code, message) = (finding.check.code, escape(&finding.message));
    let mut text = format!("{}:{}:{}: {}", here.file().path, at.line, at.column, finding.message);
    for note in &finding.notes {
        text += &format!("\n{note}");
    }
    let text = escape(&text);
    let inside = match outcome {
        Outcome::Failure => format!("<failure message=\"{message}\" type=\"{code}\">{text}</failure>"),
        Outcome::Error => format!("<error message=\"{message}\" type=\"{code}\">{text}</error>"),
        Outcome::Skipped => {
            format!("<skipped message=\"{}\"/>", escape(finding.suppressed.as_deref().unwrap_or_default()))
        }
        Outcome::Passed => format!("<system-out>{}: {text}</system-out>", finding.severity.name()),
    };
    // The place is part of the name: names of one class must differ.
    let name = format!("{code} at {}:{}", at.line, at.column);
    format!("<testcase classname=\"{path}\" name=\"{name}\" time=\"0\">{inside}</testcase>\n")
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn errors_fail_warnings_pass_and_what_is_silenced_is_skipped() {
        let mut sample = samples::several();
        let output = sample.render(&JUnit::new(Settings::default()));
        assert!(output.contains("tests=\"3\" failures=\"2\" errors=\"0\" skipped=\"0\""), "{output}");
        assert!(
            output.contains("<system-out>warning: drafts/navy.txt:4:5: `straight` is a slip"),
            "{output}"
        );
        sample.checked.findings[0].suppressed = Some("agreed".into());
        let output = sample.render(&JUnit::new(Settings::default()));
        assert!(output.contains("failures=\"1\" errors=\"0\" skipped=\"1\""), "{output}");
        assert!(output.contains("<skipped message=\"agreed\"/>"), "{output}");
    }

    #[test]
    fn a_file_that_was_not_checked_is_an_error_and_a_clean_one_a_test_that_passes() {
        let output = samples::not_checked().render(&JUnit::new(Settings::default()));
        assert!(
            output.contains("<error message=\"it is binary, not text\" type=\"not-checked\">"),
            "{output}"
        );
        let output = samples::nothing().render(&JUnit::new(Settings::default()));
        assert!(output.contains("tests=\"1\" failures=\"0\""), "{output}");
        assert!(output.contains("name=\"no findings\" time=\"0\"/>"), "{output}");
    }
}
