//! A closed list of words that is looked up, not read through.

/// Slots of a list: more than two for each word of the longest one.
const SLOTS: usize = 1024;

/// Words in small letters, each found in one step. Made when the program is compiled.
#[derive(Debug)]
pub struct List {
    words: &'static [&'static str],
    /// For each slot the number of a word, counted from 1; 0 where there is none. A word whose slot is taken stands in
    /// the next one that is free.
    slots: [u16; SLOTS],
}

impl List {
    /// The list of `words`. Those of more than 500 words do not compile.
    #[must_use]
    pub const fn new(words: &'static [&'static str]) -> Self {
        assert!(words.len() <= 500, "a longer list needs more slots");
        let mut slots = [0; SLOTS];
        let mut number = 0;
        while number < words.len() {
            let mut slot = slot_of(words[number]);
            while slots[slot] != 0 {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = number as u16 + 1;
            number += 1;
        }
        Self { words, slots }
    }

    /// Whether `word` is in the list, to the letter.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.find(word, |known| known == word)
    }

    /// Whether `word` in small letters is in the list.
    #[must_use]
    pub fn contains_ignoring_case(&self, word: &str) -> bool {
        match word.is_ascii() {
            true => self.find(word, |known| known.eq_ignore_ascii_case(word)),
            false => self.contains(&word.to_lowercase()),
        }
    }

    fn find(&self, word: &str, is: impl Fn(&str) -> bool) -> bool {
        let mut slot = slot_of(word);
        while let Some(number) = self.slots[slot].checked_sub(1) {
            if is(self.words[usize::from(number)]) {
                return true;
            }
            slot = (slot + 1) % SLOTS;
        }
        false
    }
}

/// The slot of a word, ASCII letters in either case.
const fn slot_of(word: &str) -> usize {
    let bytes = word.as_bytes();
    let mut hash = 0_u32;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at].to_ascii_lowercase() as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    (hash ^ hash >> 15) as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &[&str] = &["said", "says", "erklärt", "сказал", "s'écria", "a"];
    const SAID: &List = &List::new(WORDS);

    #[test]
    fn a_list_holds_its_words_in_either_case_and_no_others() {
        for word in WORDS {
            assert!(SAID.contains(word) && SAID.contains_ignoring_case(&word.to_uppercase()), "{word}");
        }
        for other in ["", "sai", "saids", "Said", "erklart", "b"] {
            assert!(!SAID.contains(other), "{other}");
        }
        assert!(!SAID.contains_ignoring_case("Erklart"));
    }
}
