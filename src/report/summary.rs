//! The line that ends an output for people.

use crate::diagnostic::Verdict;
use crate::lint::Summary;

/// The end of a run in one line, without a line break: `13 quotations: 5 verbatim, 3 misquoted, 5 in no record`.
/// Counts of zero are left out, except that no quotations at all is said.
#[must_use]
pub fn line(summary: &Summary) -> String {
    let mut line = match summary.quotations {
        0 => match summary.files {
            0 => "no files were checked".to_owned(),
            files => format!("no quotations found in {}", count(files, "file")),
        },
        quotations => {
            // What resembles a record has been shown beside it: to call it unknown would deny what was just said.
            let resembling = summary.resembling;
            let counts = Verdict::ALL.iter().zip(summary.verdicts).map(|(&verdict, n)| match verdict {
                Verdict::Unverified => (words(verdict), n.saturating_sub(resembling)),
                _ => (words(verdict), n),
            });
            let verdicts: Vec<String> = counts
                .chain([("resembling a record", resembling)])
                .filter(|&(_, n)| n > 0)
                .map(|(what, n)| format!("{n} {what}"))
                .collect();
            format!("{}: {}", count(quotations, "quotation"), verdicts.join(", "))
        }
    };
    if summary.not_checked > 0 {
        line += &format!("; {} not checked", count(summary.not_checked, "file"));
    }
    if summary.skipped > 0 {
        line += &format!("; {} of unknown format skipped", count(summary.skipped, "file"));
    }
    if summary.suppressed > 0 {
        line += &format!("; {} silenced by comments", count(summary.suppressed, "finding"));
    }
    line
}

/// A verdict as it is said to people.
#[must_use]
pub fn words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Unverified => "in no record",
        other => other.name(),
    }
}

fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_zero_are_left_out() {
        let summary =
            Summary { files: 1, quotations: 13, verdicts: [5, 0, 3, 0, 0, 5], ..Summary::default() };
        assert_eq!(line(&summary), "13 quotations: 5 verbatim, 3 misquoted, 5 in no record");
        let one_is_near = Summary { resembling: 1, ..summary };
        assert_eq!(
            line(&one_is_near),
            "13 quotations: 5 verbatim, 3 misquoted, 4 in no record, 1 resembling a record"
        );
        let one = Summary { files: 1, quotations: 1, verdicts: [0, 1, 0, 0, 0, 0], ..Summary::default() };
        assert_eq!(line(&one), "1 quotation: 1 altered");
    }

    #[test]
    fn nothing_found_and_nothing_read_are_said() {
        assert_eq!(line(&Summary { files: 2, ..Summary::default() }), "no quotations found in 2 files");
        assert_eq!(line(&Summary::default()), "no files were checked");
        let summary = Summary { not_checked: 1, skipped: 12, ..Summary::default() };
        assert_eq!(
            line(&summary),
            "no files were checked; 1 file not checked; 12 files of unknown format skipped"
        );
    }
}
