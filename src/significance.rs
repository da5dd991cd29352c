//! Whether shared words make a match: how unlikely they are by chance.
//!
//! The evidence is counted in bits. A matched word is worth −log2 of its probability, estimated from a fixed background
//! of the language and from the canon itself (without this record); a word that follows its neighbour as it usually does
//! is worth less. Each edit costs some bits, each marked omission a few. Against that stands the number of places at
//! which chance could have had its way: the size of the canon. Never the number of drafts: a draft gets the same
//! verdict alone or among thousands.

use std::cmp::Ordering;

use crate::align::{Alignment, Step};
use crate::scan::index::{Index, WordId};

/// What speaks for a match.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Information of the matched words, less what the edits cost.
    pub bits: f32,
    /// What is needed.
    pub needed: f32,
    /// Matched words as a share of the quotation's words outside brackets.
    pub share: f32,
    /// The smallest share that is accepted.
    pub share_needed: f32,
    /// The most information in one run of at least two matched words in a row, function words left out.
    pub telling_run: f32,
    /// How many words matched.
    pub matched: usize,
}

impl Evidence {
    /// Whether the quotation is taken for one of this record.
    #[must_use]
    pub fn is_significant(&self) -> bool {
        self.bits >= self.needed && self.share >= self.share_needed
    }

    /// Whether it is enough where nothing is found fault with: nobody is accused.
    #[must_use]
    pub fn is_plausible(&self) -> bool {
        self.bits >= self.needed - FAULTLESS && self.share >= self.share_needed
    }

    /// Which of two is the stronger.
    #[must_use]
    pub fn stands_to(&self, other: &Self) -> Ordering {
        (self.is_significant().cmp(&other.is_significant())).then(self.bits.total_cmp(&other.bits))
    }

    /// Whether two telling words in a row are shared.
    #[must_use]
    pub fn has_telling_run(&self) -> bool {
        self.telling_run >= TELLING
    }

    /// One line for `--explain-match`. `named` says that the record's speaker is named beside the quotation.
    #[must_use]
    pub fn explain(&self, named: bool) -> String {
        let run = match self.telling_run {
            0.0 => "no two telling words stand in a row".to_owned(),
            run => format!("the most telling words in a row carry {run:.0}"),
        };
        format!(
            "{} matched, {:.0} % of the quotation ({:.0} % needed), and carry {:.0} bits ({:.0} needed); {run}{}",
            if self.matched == 1 { "1 word".to_owned() } else { format!("{} words", self.matched) },
            self.share * 100.0,
            self.share_needed * 100.0,
            self.bits,
            self.needed.max(0.0),
            if named { "; the speaker is named beside it" } else { "" },
        )
    }
}

/// Two content words in a row that are no common pair.
const TELLING: f32 = 17.0;
/// Weight of the background against the canon's own counts, in words.
const BACKGROUND_WORDS: f32 = 20_000.0;
/// The same for what follows a given word.
const BACKGROUND_PAIRS: f32 = 40.0;
/// A word is never worth less than this part of what it is worth alone.
const LEAST_OF_ALONE: f32 = 0.35;
/// What one edit of wording costs.
pub const PER_EDIT: f32 = 8.0;
/// What a swapped word is worth, as a part of what it is worth alone.
pub const SWAPPED: f32 = 0.6;
/// What a marked omission costs, besides the logarithm of its length.
const PER_GAP: f32 = 3.0;
/// How sure one must be, in bits above the size of the canon.
const MARGIN: f32 = 18.0;
/// What it is worth that the record's speaker is named.
const NAMED: f32 = 10.0;
/// The share of a quotation that must be the record's words, if nobody is named and no more than a part of the record stands
/// in it.
pub const SHARE: f32 = 0.6;
/// The same when the speaker is named; when most of the record stands in the quotation, which then only says more.
const NAMED_SHARE: f32 = 0.45;
/// See [`NAMED_SHARE`].
const WHOLE_SHARE: f32 = 0.35;
/// What a passage of a document must have besides where it shares no two telling words in a row and [`NEARLY_ALL_OF_IT`] is
/// not its own: the frame of a sentence (*is like a … without a …*) stands in some book of every library.
const FRAME: f32 = 20.0;
/// See [`FRAME`].
const NEARLY_ALL_OF_IT: f32 = 0.9;
/// What it is worth that nearly all of the record is quoted.
const WHOLE_RECORD: f32 = 4.0;
/// What it is worth that no word of the quotation differs.
const FAULTLESS: f32 = 10.0;
/// What it is worth that, besides, nearly all of the quotation is the record's.
const ALL_OF_BOTH: f32 = 12.0;
/// See [`ALL_OF_BOTH`].
const NEARLY_ALL: f32 = 0.8;

/// What an alignment is worth, whoever is said to speak.
#[derive(Debug, Clone, Copy)]
pub struct Weight {
    /// Information of the matched words, less what the edits cost.
    pub bits: f32,
    needed: f32,
    share: f32,
    whole: bool,
    telling_run: f32,
    matched: usize,
}

impl Weight {
    /// What speaks for the match. `named` says that the record's speaker is named beside the quotation.
    #[must_use]
    pub fn evidence(&self, named: bool) -> Evidence {
        let Self { bits, needed, share, whole, telling_run, matched } = *self;
        Evidence {
            bits,
            needed: needed - if named { NAMED } else { 0.0 },
            share,
            share_needed: match () {
                () if whole => WHOLE_SHARE,
                () if named => NAMED_SHARE,
                () => SHARE,
            },
            telling_run,
            matched,
        }
    }
}

/// Weighs an alignment of a quotation of `own` words (those in brackets not counted) with the `words` of a record.
#[must_use]
pub fn weigh(index: &Index, own: usize, words: &[WordId], alignment: &Alignment) -> Weight {
    let (mut bits, mut run, mut telling_run, mut matched, mut run_words) =
        (0.0f32, 0.0f32, 0.0f32, 0usize, 0usize);
    let mut last: Option<(usize, usize)> = None;
    let mut in_difference = false;
    for step in &alignment.steps {
        match step {
            Step::Same { draft, record: at } => {
                let word = words[*at];
                let follows = last.is_some_and(|(d, r)| (d + 1, r + 1) == (*draft, *at));
                let before = follows.then(|| words[at - 1]);
                let worth = word_bits(index, word, before);
                bits += worth;
                matched += 1;
                if !follows {
                    (run, run_words) = (0.0, 0);
                }
                if index.is_function_word(word) {
                    (run, run_words) = (0.0, 0);
                } else {
                    run += worth;
                    run_words += 1;
                }
                if run_words > 1 {
                    telling_run = telling_run.max(run);
                }
                last = Some((*draft, *at));
                in_difference = false;
            }
            Step::Differs { draft, record } => {
                if (draft.len(), record.len()) == (2, 2) {
                    // Two swapped neighbours are the record's words all the same.
                    bits += SWAPPED * record.clone().map(|at| word_bits(index, words[at], None)).sum::<f32>();
                    matched += 2;
                }
                if !in_difference {
                    bits -= PER_EDIT;
                }
                // What is left out in silence might have been left out anywhere.
                bits -= (record.len().max(1) as f32).log2();
                in_difference = true;
            }
            Step::Gap { record, .. } | Step::Bracketed { record, .. } => {
                bits -= PER_GAP + ((record.len() + 1) as f32).log2();
                in_difference = false;
            }
        }
    }
    // Where a passage of a document begins and ends nobody chose: that all of it is quoted says nothing.
    let whole = !index.is_of_passages() && matched * 5 >= words.len() * 4;
    let share = (matched as f32 / own.max(1) as f32).min(1.0);
    let is_frame = index.is_of_passages() && telling_run < TELLING && share < NEARLY_ALL_OF_IT;
    let needed = size_bits(index) + MARGIN + if is_frame { FRAME } else { 0.0 }
        - match () {
            () if whole && share >= NEARLY_ALL => ALL_OF_BOTH,
            () if whole => WHOLE_RECORD,
            () => 0.0,
        };
    Weight { bits, needed, share, whole, telling_run, matched }
}

/// How many places chance has, as bits.
fn size_bits(index: &Index) -> f32 {
    (index.searched_words() + 1_000.0).log2()
}

/// The least that any quotation needs.
#[must_use]
pub fn least_needed(index: &Index) -> f32 {
    let whole = if index.is_of_passages() { 0.0 } else { ALL_OF_BOTH };
    size_bits(index) + MARGIN - NAMED - whole - FAULTLESS
}

/// The least that a quotation needs that nobody who is named said, and of whose record no more stands in it than that.
#[must_use]
pub fn least_unnamed(index: &Index, most: &AtMost) -> f32 {
    let whole = !index.is_of_passages() && most.matched * 5 >= most.record * 4;
    size_bits(index) + MARGIN - if whole { ALL_OF_BOTH } else { 0.0 }
}

/// What is known of the words that a quotation shares with a record before the two are aligned.
#[derive(Debug, Clone, Copy)]
pub struct AtMost {
    /// Words of the quotation. None of them is bracketed.
    pub own: usize,
    /// Words of the record.
    pub record: usize,
    /// How many words can match at most.
    pub matched: usize,
    /// What all of the quotation is worth at most, in bits, less what differences cost.
    pub bits: f32,
    /// What a stretch of it is worth at most.
    pub of_core: f32,
    /// What a telling run in it is worth at most.
    pub run: f32,
}

impl AtMost {
    /// What can be said of `matched` words that are worth `bits` together, wherever they stand.
    #[must_use]
    pub fn of(own: usize, record: usize, matched: usize, bits: f32) -> Self {
        let edited = if matched < own { PER_EDIT } else { 0.0 };
        Self { own, record, matched, bits: bits - edited, of_core: bits, run: bits }
    }
}

/// Whether any alignment that matches no more than this can be worth a look, as [`weigh`] weighs it: as a whole, in
/// its core of `short` words or more, or for a telling run of fewer. `named` as there; it is asked only where it decides.
#[must_use]
pub fn can_count(index: &Index, most: AtMost, short: usize, named: impl FnOnce() -> bool) -> bool {
    // Sums of the same numbers in another order differ in the last places.
    const ROUNDING: f32 = 0.01;
    let AtMost { own, record, matched, bits, of_core, run } = most;
    let whole = matched * 5 >= record * 4;
    let share = matched as f32 / own.max(1) as f32;
    let both = if whole { ALL_OF_BOTH } else { 0.0 };
    let as_whole = match () {
        () if whole && share >= NEARLY_ALL => ALL_OF_BOTH,
        () if whole => WHOLE_RECORD,
        () => 0.0,
    };
    let with = |named: bool| {
        let needed = size_bits(index) + MARGIN - ROUNDING - if named { NAMED } else { 0.0 };
        let least_share = match () {
            () if whole => WHOLE_SHARE,
            () if named => NAMED_SHARE,
            () => SHARE,
        };
        (share >= least_share && bits >= needed - as_whole - FAULTLESS)
            || (own > short && of_core >= needed - both)
            || (own < short && run >= TELLING - ROUNDING)
    };
    with(false) || (with(true) && named())
}

/// What a matched word is worth, after `before` if the word before it matched too.
#[must_use]
pub fn word_bits(index: &Index, word: WordId, before: Option<WordId>) -> f32 {
    let total = index.searched_words();
    let count = index.count(word);
    let p = ((count - 1.0).max(0.0) + BACKGROUND_WORDS * index.background(word)) / (total + BACKGROUND_WORDS);
    let alone = -p.log2();
    let Some(before) = before else { return alone };
    let first = index.count(before);
    let pairs = index.count_pair(before, word);
    let usual = index.followers(before).and_then(|followers| followers.bits(index.spelling(word)));
    let usual = usual.map_or(p, |b| (-b).exp2());
    let follows =
        ((pairs - 1.0).max(0.0) + BACKGROUND_PAIRS * usual) / ((first - 1.0).max(0.0) + BACKGROUND_PAIRS);
    (-follows.log2()).clamp(alone * LEAST_OF_ALONE, alone)
}
