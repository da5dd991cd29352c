//! A quotation that is better read as several.
//!
//! *Over several paragraphs*: the closing mark of the first may have been forgotten. Marks alone cannot tell the two
//! readings apart where the paragraphs say nothing else. The records can: a quotation is taken apart if one of its
//! paragraphs is in a record and the paragraphs, each judged alone, differ from the records in fewer places than the
//! whole. If both readings fit equally well, it stays one, as the marks have it.
//!
//! *Interrupted* (`“A,” she said, “B.”`): it is one where B goes on with A's sentence, which the words between often leave
//! open. Where a part stands word for word in a record that begins or ends just there, nobody knows what was said
//! beyond: the other part is no addition to it, and the two are no splice.

use super::draft::Draft;
use super::fit::{Fit, SHORT};
use super::judge::{SaidBy, judge};
use super::reading::{Depth, Quoted, own_words};
use crate::checks::Level;
use crate::diagnostic::Role;
use crate::marks::{Form, Quotation};
use crate::normalize::Words;

impl Draft<'_> {
    /// The quotations that are better read as several, as indices in order, each with these. `known` tells of which it is
    /// known, and what.
    pub(super) fn to_take_apart(
        self,
        known: impl Fn(usize) -> Option<Option<Vec<Quotation>>>,
    ) -> Vec<(usize, Vec<Quotation>)> {
        let quotations =
            self.quotations.iter().enumerate().filter(|(_, quotation)| quotation.parts.len() > 1);
        quotations
            .filter_map(|(at, quotation)| {
                if let Some(known) = known(at) {
                    return Some((at, known?));
                }
                let paragraphs = quotation.paragraphs(self.prose);
                let several = match paragraphs.len() {
                    1 => self.interrupted(quotation),
                    _ => self.is_better_apart(quotation, &paragraphs).then_some(paragraphs),
                };
                Some((at, several?))
            })
            .collect()
    }

    fn is_better_apart(&self, quotation: &Quotation, paragraphs: &[Quotation]) -> bool {
        let alone: Vec<usize> =
            paragraphs.iter().filter_map(|paragraph| Some(differences(&self.nearest(paragraph)?))).collect();
        !alone.is_empty()
            && self.nearest(quotation).is_none_or(|whole| alone.iter().sum::<usize>() < differences(&whole))
    }

    /// The parts of an interrupted quotation, if they are better read as quotations of their own.
    fn interrupted(&self, quotation: &Quotation) -> Option<Vec<Quotation>> {
        if quotation.form != Form::Marks {
            return None;
        }
        let parts: Vec<Quotation> = quotation
            .parts
            .iter()
            .map(|&part| Quotation { parts: vec![part], ..quotation.clone() })
            .collect();
        let fits: Vec<Option<Fit>> = parts.iter().map(|part| self.nearest(part)).collect();
        let apart = fits.iter().any(Option::is_some)
            && fits.iter().flatten().all(|fit| differences(fit) == 0)
            && fits.windows(2).all(|pair| {
                pair[0].as_ref().is_none_or(|fit| self.is_at_edge(fit, true))
                    && pair[1].as_ref().is_none_or(|fit| self.is_at_edge(fit, false))
            })
            && self.nearest(quotation).is_none_or(|whole| differences(&whole) > 0);
        apart.then_some(parts)
    }

    /// Whether the words of a fit reach to the end of its record, or to its start.
    fn is_at_edge(&self, fit: &Fit, end: bool) -> bool {
        let text = &self.linter.canon.records[fit.record.0].wordings[fit.wording].text;
        let beyond = if end { &text[fit.said.end..] } else { &text[..fit.said.start] };
        !beyond.contains(char::is_alphanumeric)
    }

    /// The record that a quotation is judged by, whoever is said to speak; `None` if it is too short or in none.
    fn nearest(&self, quotation: &Quotation) -> Option<Fit> {
        let mut words = Words::default();
        quotation.parts.iter().for_each(|part| words.add_part(&self.prose.text, *part));
        // Words that a line's end cut in two are one at least.
        if own_words(&words) < SHORT {
            return None;
        }
        let Quoted { count, fits, .. } = self.read(quotation, &|| None, Depth::Words);
        if count < SHORT || fits.is_empty() {
            return None;
        }
        let mut judgement = judge(self.linter.canon, fits, count, SaidBy::default(), &|_| false);
        let is_judged = judgement.listed.first().is_some_and(|(role, _)| *role == Role::Match);
        (is_judged && judgement.resembles.is_none()).then(|| judgement.listed.swap_remove(0).1)
    }
}

/// In how many places that matter a quotation differs from its record.
fn differences(fit: &Fit) -> usize {
    fit.edits.iter().filter(|edit| edit.level != Level::Allow).count()
}

#[cfg(test)]
mod tests {
    use crate::canon::Canon;
    use crate::diagnostic::Verdict::{self, Misquoted, Unverified, Verbatim};
    use crate::lint::{Linter, Options};
    use crate::text_file::TextFile;

    const RECORD: &str =
        "We fight on our own ground, and we defend our villages and our cities. It is nobody else's.";

    fn verdicts(text: &str) -> Vec<Verdict> {
        let mut canon = Canon::default();
        canon.add_plain("ground", None, RECORD);
        let checked = Linter::new(&canon, Options::default()).check(TextFile::new("a.txt", text), &[]);
        checked.quotations.iter().map(|quotation| quotation.verdict).collect()
    }

    #[test]
    fn a_forgotten_closing_mark_accuses_no_one() {
        let text = "“We did not attack anyone last night.\n\n\
                    “We fight on our own ground, and we defend our towns and our cities,” he said.\n";
        assert_eq!(verdicts(text), [Unverified, Misquoted]);
        assert_eq!(verdicts(&text.replace("towns", "villages")), [Unverified, Verbatim]);
    }

    #[test]
    fn a_record_quoted_over_two_paragraphs_is_quoted_once() {
        let text = "“We fight on our own ground, and we defend our villages and our cities.\n\n\
                    “It is nobody else's,” he said.\n";
        assert_eq!(verdicts(text), [Verbatim]);
        assert_eq!(verdicts(&text.replace("villages", "towns")), [Misquoted]);
    }

    #[test]
    fn records_that_an_interruption_parts_are_two_quotations() {
        let whole = "“Ah, the mayor,” said Vane, “we fight on our own ground, and we defend our villages and our cities.”\n";
        assert_eq!(verdicts(whole), [Unverified, Verbatim]);
        // The first part is nobody's yet; words inside the record are somebody's.
        assert_eq!(verdicts(&whole.replace("fight on our own", "fight on the")), [Misquoted]);
        assert_eq!(verdicts(&whole.replace("we fight on our own ground, and we", "we")), [Misquoted]);
        let mut canon = Canon::default();
        canon.add_plain("ground", None, "We fight on our own ground, and we defend our villages.");
        canon.add_plain("harbour", None, "Nobody has paid for the harbour since the war.");
        let check = |text: &str| {
            let checked = Linter::new(&canon, Options::default()).check(TextFile::new("a.txt", text), &[]);
            checked.quotations.iter().map(|quotation| quotation.verdict).collect::<Vec<_>>()
        };
        let two = "“We fight on our own ground, and we defend our villages,” said Vane, “and nobody has paid for the \
                   harbour since the war.”\n";
        assert_eq!(check(&two.replace("and nobody", "Nobody")), [Verbatim, Verbatim]);
        // Cut out of its sentence, the second one is made a part of the first.
        assert_eq!(check(&two.replace("and nobody has paid for", "for")), [Misquoted]);
    }
}
