//! The different wordings of all drafts, and which of them share words that few others hold.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher;
use std::sync::OnceLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::Draft;
use crate::attribution::same_person;
use crate::lexicon::{Lang, bits, is_function_word};
use crate::lint::UncoveredQuotation;
use crate::normalize::Words;
use crate::significance;
use crate::span::Read;

/// A gram that more wordings hold is an idiom, or a refrain.
const COMMON: usize = 64;
/// Two wordings of one statement share a gram for this many words of the shorter one at least: those whose every fourth
/// word differs share one for four.
const WORDS_A_GRAM: usize = 5;

/// So many words are hardly said twice by chance: a story or an interview in which nobody is named repeats shorter things.
const TOLD: u32 = 12;

/// One wording.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// Where it is quoted, by draft and offset.
    pub members: Vec<Member<'a>>,
    /// See [`Group::telling`]: asked of the few that share words in a row with another.
    telling: OnceLock<Vec<(u64, f32)>>,
}

/// One quotation of a draft.
#[derive(Debug)]
pub(super) struct Member<'a> {
    /// Index of its draft.
    pub draft: usize,
    /// Its words.
    pub uncovered: UncoveredQuotation<'a>,
    /// Who is said to speak: read only where another wording is near.
    pub speaker: Option<String>,
}

/// All wordings.
#[derive(Debug)]
pub(super) struct Groups<'a> {
    /// By the first place.
    pub all: Vec<Group<'a>>,
    /// For each the longer ones, or those as long that come first, with which it shares so many words in a row that
    /// they may be one statement.
    pub partners: Vec<Vec<usize>>,
}

impl<'a> Groups<'a> {
    pub fn of(drafts: &[Draft<'a>]) -> Self {
        let mut all: Vec<Group<'a>> = Vec::new();
        let mut known: FxHashMap<u64, usize> = FxHashMap::default();
        for (draft, Draft { uncovered, .. }) in drafts.iter().enumerate() {
            for uncovered in uncovered.iter() {
                let member = Member { draft, uncovered, speaker: None };
                let at = *known.entry(FxBuildHasher.hash_one(uncovered.hashes())).or_insert(all.len());
                match all.get_mut(at).filter(|group| group.hashes() == uncovered.hashes()) {
                    Some(group) => group.members.push(member),
                    None => all.push(Group { members: vec![member], telling: OnceLock::new() }),
                }
            }
        }
        drop(known);
        let partners = partners(&all);
        Self { all, partners }
    }

    /// Where quotations of the wordings that have partners stand in `all`: by draft, which one it is, and the wording.
    fn concerned(&self) -> BTreeMap<usize, Vec<(usize, usize)>> {
        let with_partners = (0..self.all.len()).filter(|&index| !self.partners[index].is_empty());
        let concerned: BTreeSet<usize> =
            with_partners.chain(self.partners.iter().flatten().copied()).collect();
        let mut places: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for group in concerned {
            for (at, member) in self.all[group].members.iter().enumerate() {
                places.entry(member.draft).or_default().push((group, at));
            }
        }
        places
    }

    /// See [`Comparison::asked`](super::Comparison::asked).
    pub fn asked(&self) -> Vec<(usize, Vec<UncoveredQuotation<'a>>)> {
        let quotations = |places: Vec<(usize, usize)>| {
            places.into_iter().map(|(group, at)| self.all[group].members[at].uncovered).collect()
        };
        self.concerned().into_iter().map(|(draft, places)| (draft, quotations(places))).collect()
    }

    /// See [`Comparison::answer`](super::Comparison::answer).
    pub fn answer(&mut self, speakers: Vec<Vec<Option<String>>>) {
        let places = self.concerned().into_values().flatten();
        for ((group, at), speaker) in places.zip(speakers.into_iter().flatten()) {
            self.all[group].members[at].speaker = speaker;
        }
        let (all, bits) = (&self.all, KnownBits::default());
        for (index, partners) in self.partners.iter_mut().enumerate() {
            partners.retain(|&other| {
                let [least, words] = if all[index].is_one_speaker(&all[other]) { NAMED } else { ALONE };
                all[index].may_be(&all[other], &bits, [least, words])
            });
        }
    }
}

impl<'a> Member<'a> {
    /// Whether one speaker is named for both; `None` where that cannot be told.
    fn is_one_speaker(&self, other: &Self) -> Option<bool> {
        same_person(self.speaker.as_deref()?, other.speaker.as_deref()?)
    }

    /// Whether `other` can be another quotation of the same statement: not another person's, nor one around this one or
    /// inside it, nor one beside it, since whoever says a thing twice in a breath may say it in other words.
    pub fn may_repeat(&self, other: &Self) -> bool {
        let apart = other.draft != self.draft
            || (other.uncovered.block() != self.uncovered.block()
                && !other.uncovered.span().overlaps(&self.uncovered.span()));
        let one_speaker = self.is_one_speaker(other);
        let told = one_speaker == Some(true)
            || self.uncovered.own()[0].min(other.uncovered.own()[0]) >= TOLD
            || !self.is_told_with(other);
        let titles = || self.uncovered.in_title_case() && other.uncovered.in_title_case();
        apart && told && one_speaker != Some(false) && !titles()
    }

    /// Whether both stand in the running text of one draft.
    fn is_told_with(&self, other: &Self) -> bool {
        self.draft == other.draft && self.uncovered.in_body() && other.uncovered.in_body()
    }
}

impl<'a> Group<'a> {
    /// The first quotation of this wording that can be another of the statement in `member`.
    pub fn partner(&self, member: &Member<'a>) -> Option<&Member<'a>> {
        self.members.iter().find(|other| member.may_repeat(other))
    }

    /// Whether one speaker is named for a quotation of each.
    pub fn is_one_speaker(&self, other: &Self) -> bool {
        let named = |member: &Member<'a>| {
            other.members.iter().any(|other| member.is_one_speaker(other) == Some(true))
        };
        self.members.iter().any(named)
    }

    /// Whether the telling words that two wordings share are `words` and as rare as `enough` bits, and half of those of
    /// either.
    fn may_be(&self, other: &Self, bits: &KnownBits, [enough, words]: [f32; 2]) -> bool {
        let (own, others) = (self.telling(bits), other.telling(bits));
        let is_shared =
            |(word, _): &&(u64, f32)| others.binary_search_by_key(word, |&(word, _)| word).is_ok();
        let shared: Vec<f32> = own.iter().filter(is_shared).map(|&(_, bits)| bits).collect();
        let sum = |words: &[(u64, f32)]| words.iter().map(|(_, bits)| bits).sum::<f32>();
        let least = sum(own).min(sum(others)) * SHARE;
        shared.len() as f32 >= words && shared.iter().sum::<f32>() >= enough.max(least)
    }

    /// Its words. They are read again where they are asked for: most wordings are not.
    pub fn words(&self) -> Words<Read> {
        self.members[0].uncovered.words()
    }

    /// How many of its words stand outside brackets.
    pub fn own(&self) -> usize {
        self.members[0].uncovered.own()[0] as usize
    }

    fn hashes(&self) -> &'a [u64] {
        self.members[0].uncovered.hashes()
    }

    /// Whether so many words of this one, which is not the longer one, stand in `other` too as an alignment has to match: for
    /// nearly all that share a few words in a row by chance, this is far too few.
    fn can_match(&self, other: &Self) -> bool {
        let [_, own] = self.members[0].uncovered.own();
        let others = other.hashes();
        let shared = self.hashes().iter().filter(|word| others.contains(word)).count();
        shared as f32 / own.max(1) as f32 >= significance::SHARE
    }

    /// Its different telling words as hashes, in order, each with what it tells in bits.
    fn telling(&self, bits: &KnownBits) -> &[(u64, f32)] {
        self.telling.get_or_init(|| {
            let words = self.words();
            let lang = Lang::detect(self.members[0].uncovered.text());
            let bits = |i: usize| {
                let word = words.folded(i);
                let hash = FxBuildHasher.hash_one([word].as_slice());
                Some((hash, bits.of(hash, word, lang)?))
            };
            let mut telling: Vec<(u64, f32)> = (0..words.len()).filter_map(bits).collect();
            telling.sort_by_key(|(word, _)| *word);
            telling.dedup_by_key(|(word, _)| *word);
            telling
        })
    }
}

/// What the telling words that two wordings of one statement share are worth, in bits, and how many there are; idioms
/// are worth less.
const ALONE: [f32; 2] = [34.0, 3.0];
/// The same where both are given to one speaker.
const NAMED: [f32; 2] = [20.0, 2.0];
/// The telling words that two wordings share are this much of those of either.
const SHARE: f32 = 0.5;

/// What words tell, each looked up once in each language: by its hash.
#[derive(Default)]
struct KnownBits(RefCell<FxHashMap<(u64, Lang), Option<f32>>>);

impl KnownBits {
    /// What a folded word tells in bits; none if it only holds sentences together.
    fn of(&self, hash: u64, word: &str, lang: Lang) -> Option<f32> {
        let bits = || (!is_function_word(word, lang)).then(|| bits(word, lang));
        *self.0.borrow_mut().entry((hash, lang)).or_insert_with(bits)
    }
}

/// See [`Groups::partners`].
fn partners(groups: &[Group<'_>]) -> Vec<Vec<usize>> {
    let (mut holders, bits) = (shared_grams(groups), KnownBits::default());
    let mut partners = Vec::with_capacity(groups.len());
    let mut grams = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
        telling_grams(group.hashes(), &mut grams);
        for gram in &grams {
            let Some(holders) = holders.get_mut(gram) else { continue };
            holders.iter().for_each(|&other| *shared.entry(other as usize).or_default() += 1);
            holders.push(index as u32);
        }
        let enough = |&(&other, &count): &(&usize, &usize)| {
            let other = &groups[other];
            let [shorter, longer] = if group.own() <= other.own() { [group, other] } else { [other, group] };
            count >= (shorter.own() / WORDS_A_GRAM).max(1)
                && shorter.can_match(longer)
                && group.may_be(other, &bits, NAMED)
        };
        let mut found: Vec<usize> = shared.iter().filter(enough).map(|(&other, _)| other).collect();
        found.sort_unstable();
        partners.push(found);
    }
    // So far each knows the earlier ones.
    for index in 0..partners.len() {
        let is_longer = |other: &usize| groups[index].own() <= groups[*other].own();
        let (longer, shorter) = std::mem::take(&mut partners[index]).into_iter().partition(is_longer);
        partners[index] = longer;
        let shorter: Vec<usize> = shorter;
        shorter.into_iter().for_each(|other| partners[other].push(index));
    }
    partners
}

/// The grams that several wordings hold, but not too many, each with room for its holders.
fn shared_grams(groups: &[Group<'_>]) -> FxHashMap<u64, Vec<u32>> {
    // Nearly all grams are one wording's: sorted, they take a tenth of the room of a table.
    let words = groups.iter().map(|group| group.hashes().len()).sum::<usize>();
    let (mut all, mut grams) = (Vec::with_capacity(words * 2), Vec::new());
    for group in groups {
        telling_grams(group.hashes(), &mut grams);
        all.extend_from_slice(&grams);
    }
    all.sort_unstable();
    let same = all.chunk_by(|a, b| a == b).filter(|same| (2..=COMMON).contains(&same.len()));
    same.map(|same| (same[0], Vec::new())).collect()
}

/// Makes `grams` those of the words with these hashes: pairs of telling words, and runs of three words, each once.
fn telling_grams(words: &[u64], grams: &mut Vec<u64>) {
    let is_telling = |word: &u64| word & 1 == 0;
    let pairs = words.windows(2).filter(|pair| pair.iter().all(is_telling));
    grams.clear();
    grams.extend(pairs.chain(words.windows(3)).map(|gram| FxBuildHasher.hash_one(gram)));
    grams.sort_unstable();
    grams.dedup();
}
