//! Quotations in the order of the file. A footnote is read after the paragraph that it stands in.

use std::cmp::Reverse;

use super::Uncovered;
use crate::diagnostic::{Finding, Judged};

/// Sorts the quotations of a draft by their places, and what points to one of them with them.
pub(super) fn by_place(
    judged: Vec<Judged>,
    findings: &mut [Finding],
    uncovered: &mut Uncovered,
) -> Vec<Judged> {
    let mut sorted: Vec<(usize, Judged)> = judged.into_iter().enumerate().collect();
    sorted.sort_by_key(|(_, judged)| (judged.span.start, Reverse(judged.span.end)));
    let mut places = vec![0; sorted.len()];
    sorted.iter().enumerate().for_each(|(place, (old, _))| places[*old] = place);
    findings.iter_mut().filter_map(|finding| finding.quotation.as_mut()).for_each(|at| *at = places[*at]);
    uncovered.renumber(&places);
    sorted.into_iter().map(|(_, judged)| judged).collect()
}

#[cfg(test)]
mod tests {
    use crate::canon::Canon;
    use crate::lint::{Linter, Options};
    use crate::text_file::TextFile;

    #[test]
    fn a_finding_in_a_footnote_belongs_to_the_quotation_there() {
        let mut canon = Canon::default();
        canon.add_plain("gulls", None, "We leave the harbour to the gulls by winter.");
        let text = "Vane said ``nobody has paid for the pier since the war.''\\footnote{Later she said ``we leave the \
                    harbour to the gulls by summer.''} She added ``we mend our own nets in this town.''\n";
        let checked = Linter::new(&canon, Options::default()).check(TextFile::new("a.tex", text), &[]);
        assert_eq!(checked.quotations.len(), 3);
        assert!(checked.quotations.is_sorted_by_key(|quotation| quotation.span.start));
        let [finding] = checked.findings.as_slice() else { panic!("{:?}", checked.findings) };
        assert_eq!(finding.quotation, Some(1));
        let held = checked.uncovered.iter().map(|quotation| (quotation.index(), quotation.span()));
        let places: Vec<_> = held.collect();
        assert_eq!(places, [0, 2].map(|at: usize| (at, checked.quotations[at].span)));
    }
}
