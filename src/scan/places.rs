//! The places of words, sorted by the grams that begin there.

use super::index::{UNKNOWN, WordId};

/// The places of `tokens` that are words, of which there are `number`, sorted by the three words that begin there; and
/// where those of each word of the `vocabulary` begin among them.
///
/// They are sorted by the first word in one round over the tokens, which puts down the other two with each place; those of
/// one word then lie together, and are sorted where they are near.
pub(super) fn sorted(tokens: &[WordId], vocabulary: usize, number: usize) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0u32; vocabulary + 1];
    for &token in tokens {
        starts[token as usize + 1] += 1;
    }
    // Separators are no places.
    starts[1] = 0;
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    // A place with its words is one number wherever it fits into one.
    let bits = |most: usize| usize::BITS - most.leading_zeros();
    let (of_word, of_place) = (bits(vocabulary), bits(tokens.len()));
    let places = if 2 * of_word + of_place <= u64::BITS {
        in_one_number(tokens, &starts, number, of_word, of_place)
    } else {
        in_three_numbers(tokens, &starts, number)
    };
    (starts, places)
}

fn in_one_number(tokens: &[WordId], starts: &[u32], number: usize, of_word: u32, of_place: u32) -> Vec<u32> {
    let pack = |second: WordId, third: WordId, at: u32| {
        (u64::from(second) << of_word | u64::from(third)) << of_place | u64::from(at)
    };
    sorted_with(tokens, starts, number, pack, |packed: u64| (packed & ((1 << of_place) - 1)) as u32)
}

fn in_three_numbers(tokens: &[WordId], starts: &[u32], number: usize) -> Vec<u32> {
    let pack = |second, third, at| (second, third, at);
    sorted_with(tokens, starts, number, pack, |(_, _, at): (WordId, WordId, u32)| at)
}

/// `pack` makes a number of the second and the third word and the place, in this order of weight.
fn sorted_with<K: Copy + Ord + Default>(
    tokens: &[WordId],
    starts: &[u32],
    number: usize,
    pack: impl Fn(WordId, WordId, u32) -> K,
    place: impl Fn(K) -> u32,
) -> Vec<u32> {
    let mut packed = vec![K::default(); number];
    let mut next = starts.to_vec();
    for (at, &first) in tokens.iter().enumerate().filter(|(_, first)| **first != UNKNOWN) {
        // A separator stands behind the last word of each entry.
        let second = tokens[at + 1];
        let third = if second == UNKNOWN { UNKNOWN } else { tokens[at + 2] };
        let slot = &mut next[first as usize];
        packed[*slot as usize] = pack(second, third, at as u32);
        *slot += 1;
    }
    for of_one in starts.windows(2).filter(|ends| ends[1] - ends[0] > 1) {
        packed[of_one[0] as usize..of_one[1] as usize].sort_unstable();
    }
    // Not in the room of the numbers, which is twice as large.
    packed.iter().map(|&packed| place(packed)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_canon_too_large_for_one_number_is_sorted_alike(
            entries in proptest::collection::vec(proptest::collection::vec(1..5 as WordId, 1..20), 1..6),
        ) {
            let tokens: Vec<WordId> = entries.iter().flat_map(|entry| [entry, &[UNKNOWN][..]].concat()).collect();
            let number = entries.concat().len();
            let (starts, places) = sorted(&tokens, 5, number);
            prop_assert_eq!(in_three_numbers(&tokens, &starts, number), places);
        }
    }
}
