//! Records of one speaker whose texts are nearly the same: one of them is probably wrong.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::{Doubt, Folded, place_of_words};

/// The shortest text, in words, that can disagree with another: below it, a word in common says nothing.
const SHORTEST: usize = 4;
/// Texts disagree, rather than say different things, up to one word in so many.
const WORDS_PER_EDIT: usize = 5;
/// Pairs of words that stand in more records than this are not compared through: they are turns of phrase.
const COMMON: usize = 32;
/// Through how many of its pairs of words a record is compared. Two texts within the bound share most of theirs.
const PICKS: usize = 6;

/// For each record the one before it that it nearly repeats, if there is one: the nearest, the first of equals.
pub(super) fn find(folded: &Folded<'_>) -> Vec<Doubt> {
    let mut nearest: FxHashMap<usize, (usize, usize)> = FxHashMap::default();
    let mut pairs: Vec<(usize, usize)> = candidates(folded).into_iter().collect();
    pairs.sort_unstable();
    for (first, second) in pairs {
        if let Some(edits) = disagree(folded, first, second) {
            let best = nearest.entry(second).or_insert((edits, first));
            if edits < best.0 {
                *best = (edits, first);
            }
        }
    }
    nearest.into_iter().map(|(second, (_, first))| doubt(folded, first, second)).collect()
}

/// Pairs of records, the earlier first, of one speaker and with a rare pair of neighbouring words in common.
fn candidates(folded: &Folded<'_>) -> FxHashSet<(usize, usize)> {
    // By hash: two pairs of words that share one by chance cost a comparison, no more.
    let mut grams: Vec<(u64, usize)> = Vec::new();
    for (index, wordings) in folded.wordings.iter().enumerate() {
        let words = &wordings[0];
        if words.len() >= SHORTEST {
            let speaker = folded.record(index).speaker;
            grams.extend(words.windows(2).map(|pair| (FxBuildHasher.hash_one((speaker, pair)), index)));
        }
    }
    grams.sort_unstable();
    grams.dedup();

    let groups: Vec<&[(u64, usize)]> =
        grams.chunk_by(|a, b| a.0 == b.0).filter(|group| (2..=COMMON).contains(&group.len())).collect();
    let mut picks: Vec<Vec<usize>> = vec![Vec::new(); folded.wordings.len()];
    for (group, members) in groups.iter().enumerate() {
        for &(_, index) in *members {
            picks[index].push(group);
        }
    }
    let mut pairs = FxHashSet::default();
    for (index, mut picked) in picks.into_iter().enumerate() {
        picked.sort_by_key(|&group| (groups[group].len(), group));
        let members = picked.into_iter().take(PICKS).flat_map(|group| groups[group]);
        pairs.extend(members.filter(|m| m.1 != index).map(|m| (index.min(m.1), index.max(m.1))));
    }
    pairs
}

/// By how many words two records disagree; none if they agree, or are two statements.
fn disagree(folded: &Folded<'_>, first: usize, second: usize) -> Option<usize> {
    let speaker = |index| folded.record(index).speaker;
    let date = |index| folded.record(index).date.as_deref();
    if speaker(first) != speaker(second) {
        return None;
    }
    // On another day the same speaker may well have put it differently.
    if date(first).zip(date(second)).is_some_and(|(a, b)| a != b) {
        return None;
    }
    let (a, b) = (&folded.wordings[first], &folded.wordings[second]);
    if a.iter().any(|wording| b.contains(wording)) {
        return None;
    }
    let most = (a[0].len().max(b[0].len()) / WORDS_PER_EDIT).max(1);
    distance(&a[0], &b[0], most)
}

/// Words to replace, drop and add to get from one text to the other, if at most `most`.
fn distance(a: &[u32], b: &[u32], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let far = most + 1;
    let mut last: Vec<usize> = (0..=b.len()).map(|j| j.min(far)).collect();
    let mut row = vec![far; b.len() + 1];
    for i in 1..=a.len() {
        // Only a band around the diagonal can stay within the bound.
        let (from, to) = (i.saturating_sub(most).max(1), (i + most).min(b.len()));
        row[from - 1] = if from == 1 { i.min(far) } else { far };
        for j in from..=to {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let above = if j == i + most { far } else { last[j] + 1 };
            row[j] = replaced.min(above).min(row[j - 1] + 1).min(far);
        }
        std::mem::swap(&mut last, &mut row);
    }
    (last[b.len()] <= most).then_some(last[b.len()])
}

fn doubt(folded: &Folded<'_>, first: usize, second: usize) -> Doubt {
    let (a, b) = (&folded.wordings[first][0], &folded.wordings[second][0]);
    let before = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let shorter = a.len().min(b.len()) - before;
    let after = a.iter().rev().zip(b.iter().rev()).take(shorter).take_while(|(x, y)| x == y).count();
    let (earlier, later) = (folded.record(first), folded.record(second));
    let there = place_of_words(earlier.text(), before, a.len() - after);
    let here = place_of_words(later.text(), before, b.len() - after);
    let message = format!("the record `{}` disagrees with `{}`", later.id, earlier.id);
    Doubt::about(folded.canon, "disagreeing-records", second, here, message)
        .see(first, 0, there, "otherwise here")
        .note("if both are right, list one as an accepted wording of the other")
}
