//! Whether two texts come to the same.

use std::cell::RefCell;

use super::{Depth, MOST_WORDS, Token, are_plain, readings_of, tokens};
use crate::lexicon::Lang;

/// Whether the texts `a` and `b` come to the same at `depth`. Texts of more than a dozen words do not.
#[must_use]
pub fn share_a_reading(a: &str, b: &str, lang: Lang, depth: Depth) -> bool {
    // The checks ask for one depth after another of the same two texts, and for a stretch of them in between.
    LAST.with_borrow_mut(|last| {
        let at = last.iter().position(|pair| pair.is_of(a, b, lang)).unwrap_or_else(|| {
            last.truncate(MOST_PAIRS - 1);
            last.push(Pair::new(a, b, lang));
            last.len() - 1
        });
        last[..=at].rotate_right(1);
        last[0].share_a_reading(depth)
    })
}

/// So many pairs of texts are remembered.
const MOST_PAIRS: usize = 4;

thread_local! {
    /// The texts that were compared last, the last ones first.
    static LAST: RefCell<Vec<Pair>> = const { RefCell::new(Vec::new()) };
}

/// Two texts, and what is known of their readings.
struct Pair {
    texts: [String; 2],
    lang: Lang,
    /// Those of both, unless both are plain and read in one way at any depth.
    tokens: Option<[Vec<Token>; 2]>,
    /// For each depth that was asked for, whether they share a reading.
    shared: [Option<bool>; Depth::Contraction as usize + 1],
}

impl Pair {
    fn new(a: &str, b: &str, lang: Lang) -> Self {
        let texts = [a, b];
        let (tokens, shared) = if are_plain(a, lang) && are_plain(b, lang) {
            let same = a.eq_ignore_ascii_case(b) && a.split(' ').count() <= MOST_WORDS;
            (None, [Some(same); Depth::Contraction as usize + 1])
        } else {
            (Some(texts.map(|text| tokens(text, lang))), Default::default())
        };
        Self { texts: texts.map(str::to_owned), lang, tokens, shared }
    }

    fn is_of(&self, a: &str, b: &str, lang: Lang) -> bool {
        self.lang == lang && self.texts[0] == a && self.texts[1] == b
    }

    fn share_a_reading(&mut self, depth: Depth) -> bool {
        let Self { tokens, lang, .. } = self;
        let read = |side: usize| {
            tokens.as_ref().map_or_else(Vec::new, |tokens| readings_of(&tokens[side], *lang, depth))
        };
        *self.shared[depth as usize].get_or_insert_with(|| {
            let a = read(0);
            !a.is_empty() && read(1).iter().any(|reading| a.contains(reading))
        })
    }
}
