//! What makes a finding the same finding in another run: its path, check, record, words and occurrence number, never a
//! line number. Baselines and code-scanning services match findings by it.

use rustc_hash::FxHashMap;

use super::Found;
use crate::canon::Canon;
use crate::diagnostic::Finding;

/// The fingerprints of a file's findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prints {
    /// Those of [`Found::findings`], in their order.
    pub findings: Vec<u64>,
    /// Those of [`Found::known`], in their order.
    pub known: Vec<u64>,
}

/// The fingerprints of a file's findings. Of findings that are otherwise equal, the first in the file is number 0,
/// whether a baseline lists it or not.
#[must_use]
pub fn fingerprints(canon: &Canon, found: Found<'_>) -> Prints {
    fingerprints_at(canon, found, &found.file.path)
}

/// The same as if the file were called `path`.
#[must_use]
pub fn fingerprints_at(canon: &Canon, found: Found<'_>, path: &str) -> Prints {
    let mut seen: FxHashMap<u64, u64> = FxHashMap::default();
    let mut one = |finding: &Finding| {
        let record = finding.record.map_or("", |(id, ..)| canon.records[id.0].id.as_str());
        let facts = [path, finding.check.code, record, &finding.found, &finding.expected];
        let base = facts.iter().fold(OFFSET, |hash, fact| add(add(hash, fact.as_bytes()), &[SEPARATOR]));
        let number: &mut u64 = seen.entry(base).or_default();
        let hash = add(base, &number.to_le_bytes());
        *number += 1;
        hash
    };
    let mut prints = Prints { findings: Vec::new(), known: Vec::new() };
    let mut known = found.known.iter().peekable();
    let place = |finding: &Finding| (finding.span, finding.check.code);
    for finding in found.findings {
        while let Some(before) = known.next_if(|known| place(known) <= place(finding)) {
            prints.known.push(one(before));
        }
        prints.findings.push(one(finding));
    }
    prints.known.extend(known.map(one));
    prints
}

/// A fingerprint as outputs show it: 16 hexadecimal digits.
#[must_use]
pub fn hex(fingerprint: u64) -> String {
    format!("{fingerprint:016x}")
}

// FNV-1a, 64 bits: fixed for ever, unlike the hashers of the standard library.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;
/// A byte that UTF-8 never holds, so that `("ab", "c")` and `("a", "bc")` differ.
const SEPARATOR: u8 = 0xff;

fn add(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    /// A baseline written today must still be read in five years: the value itself is the promise.
    #[test]
    fn a_fingerprint_is_fixed_for_ever() {
        assert_eq!(add(OFFSET, b"foobar"), 0x8594_4171_f739_67e8, "FNV-1a's own test vector");
        let sample = samples::medvedev();
        let first = fingerprints(&sample.canon, (&sample.checked).into()).findings;
        assert_eq!(hex(first[0]), "81267bb364f64bc9");
    }

    #[test]
    fn lines_added_above_leave_it_alone_and_equal_findings_differ() {
        let sample = samples::medvedev();
        let before = fingerprints(&sample.canon, (&sample.checked).into()).findings;
        let mut moved = samples::medvedev();
        for finding in &mut moved.checked.findings {
            finding.span = crate::span::Span::new(finding.span.start + 7, finding.span.end + 7);
        }
        assert_eq!(before, fingerprints(&moved.canon, (&moved.checked).into()).findings);
        let twice = moved.checked.findings[0].clone();
        moved.checked.findings.push(twice);
        let after = fingerprints(&moved.canon, (&moved.checked).into()).findings;
        assert_eq!(after[..before.len()], before[..]);
        assert_ne!(after[0], after[before.len()]);
    }
}
