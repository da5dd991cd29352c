//! A text as the numbers of its words.

use super::index::{UNKNOWN, WordId};

/// The words of a text, each as a search has a number for it.
pub trait Text: Copy {
    /// How many words it has: the place after the last.
    fn end(&self) -> usize;
    /// The word at a place that it has.
    fn word(&self, at: usize) -> WordId;
    /// Copies the words from one on, as many as there is room for and one that is not looked for if they end before. Returns
    /// how many there were.
    fn copy(&self, from: usize, to: &mut [WordId]) -> usize;

    /// The word at a place, if it has one.
    #[inline]
    fn get(&self, at: usize) -> Option<WordId> {
        (at < self.end()).then(|| self.word(at))
    }
}

impl Text for &[WordId] {
    #[inline]
    fn end(&self) -> usize {
        self.len()
    }

    #[inline]
    fn word(&self, at: usize) -> WordId {
        self[at]
    }

    fn copy(&self, from: usize, to: &mut [WordId]) -> usize {
        let number = to.len().min(self.len() - from);
        to[..number].copy_from_slice(&self[from..from + number]);
        to[number..].iter_mut().take(1).for_each(|next| *next = UNKNOWN);
        number
    }
}

/// A text whose words are numbers of a vocabulary of its own.
#[derive(Debug, Clone, Copy)]
pub struct Coded<'t, N> {
    /// The numbers of its words.
    pub numbers: &'t [N],
    /// For each word of its vocabulary, the number that a search has for it.
    pub known: &'t [WordId],
}

impl<N: Copy + Into<u32>> Text for Coded<'_, N> {
    #[inline]
    fn end(&self) -> usize {
        self.numbers.len()
    }

    #[inline]
    fn word(&self, at: usize) -> WordId {
        self.known.get(self.numbers[at].into() as usize).copied().unwrap_or(UNKNOWN)
    }
    fn copy(&self, from: usize, to: &mut [WordId]) -> usize {
        let number = to.len().min(self.numbers.len() - from);
        for (to, &number) in to.iter_mut().zip(&self.numbers[from..]) {
            *to = self.known.get(number.into() as usize).copied().unwrap_or(UNKNOWN);
        }
        to[number..].iter_mut().take(1).for_each(|next| *next = UNKNOWN);
        number
    }
}
