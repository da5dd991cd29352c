//! How alike two folded words are in spelling.

use super::cost;
use crate::lexicon;

/// A folded word, with the little by which nearly all pairs of words are told apart.
#[derive(Debug, Clone, Copy)]
pub struct Spelled<'a> {
    /// Its letters.
    pub text: &'a str,
    /// Its first and its last byte.
    edges: (u8, u8),
    /// Whether it is neither a number in digits nor a sign.
    is_word: bool,
}

impl<'a> Spelled<'a> {
    /// The word `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let edges = (bytes.first().copied().unwrap_or(0), bytes.last().copied().unwrap_or(0));
        let is_word = !(edges.0.is_ascii_digit() || matches!(edges.0, b'.' | b',' | b':' | b'%'));
        Self { text, edges, is_word }
    }

    /// What it costs to pair it with another word.
    #[must_use]
    pub fn pair_cost(self, other: Self) -> u32 {
        // Words that are unlike at both ends are not alike.
        let may_be_alike = self.edges.0 == other.edges.0 || self.edges.1 == other.edges.1;
        match () {
            () if may_be_alike && are_alike(self.text, other.text) => ALIKE,
            () if self.is_word && other.is_word => cost::WORD,
            () => sign_cost(self.text, other.text),
        }
    }

    /// See [`one_for_two`].
    #[must_use]
    pub fn is_one_for_two(self, first: Self, second: Self) -> bool {
        self.edges.0 == first.edges.0 && one_for_two(self.text, first.text, second.text)
    }
}

/// What two words cost that are alike.
const ALIKE: u32 = cost::WORD - 35;
/// What two words cost that state one number: no two different words cost less.
pub const SAME_NUMBER: u32 = cost::WORD - 50;

/// The least that it costs to pair two different words of the two sides, or to add one.
#[must_use]
pub fn least_pair(a: &[Spelled<'_>], b: &[Spelled<'_>]) -> u32 {
    if a.iter().chain(b).all(|word| word.is_word) { ALIKE } else { SAME_NUMBER }
}

/// Whether some word of one side may stand for two of the other.
#[must_use]
pub fn some_are_one_for_two(a: &[Spelled<'_>], b: &[Spelled<'_>]) -> bool {
    let some = |ones: &[Spelled<'_>], others: &[Spelled<'_>]| {
        others.windows(2).any(|two| ones.iter().any(|one| one.is_one_for_two(two[0], two[1])))
    };
    some(a, b) || some(b, a)
}

/// What it costs to pair two different words of which one at least is a number in digits or a sign.
fn sign_cost(a: &str, b: &str) -> u32 {
    let digits = |w: &str| w.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b':'));
    match (digits(a), digits(b)) {
        (true, true) => cost::WORD - 25,
        // `9` and *nine*, `%` and *percent*.
        (true, false) if states(b, a) => SAME_NUMBER,
        (false, true) if states(a, b) => SAME_NUMBER,
        _ if a == "%" && b.starts_with("per") || b == "%" && a.starts_with("per") => SAME_NUMBER,
        _ => cost::WORD,
    }
}

/// Whether the number word `word` states what `digits` do, in some language.
fn states(word: &str, digits: &str) -> bool {
    let stated = lexicon::number_word(word).filter(|value| *value != 0);
    stated.is_some_and(|value| digits.parse::<i64>().is_ok_and(|digits| digits == value.abs()))
}

/// Whether two words are spelled alike: a common beginning of at least three letters and half of the longer word
/// (*attack*/*attacking*), or a difference of at most a third of the longer word (*weapon*/*waepon*).
#[must_use]
pub fn are_alike(a: &str, b: &str) -> bool {
    // Nearly all pairs fail here.
    let (x, y) = (a.as_bytes(), b.as_bytes());
    if x.is_empty() || y.is_empty() || x.len().max(y.len()) > 3 * x.len().min(y.len()) {
        return false;
    }
    if x[0] != y[0] && x[x.len() - 1] != y[y.len() - 1] {
        return false;
    }
    if a.is_ascii() && b.is_ascii() {
        alike(x, y)
    } else {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        alike(&a, &b)
    }
}

fn alike<L: Copy + PartialEq>(a: &[L], b: &[L]) -> bool {
    let longer = a.len().max(b.len());
    if (a.len().abs_diff(b.len())) * 2 > longer {
        return false;
    }
    let common = a.iter().zip(b).take_while(|(p, q)| p == q).count();
    if common >= 3 && common * 2 >= longer {
        return true;
    }
    longer >= 4 && a.len().abs_diff(b.len()) * 3 <= longer && distance(a, b) * 3 <= longer
}

/// Letters changed, dropped, added or swapped with a neighbour (optimal string alignment).
#[must_use]
pub fn distance<L: Copy + PartialEq>(a: &[L], b: &[L]) -> usize {
    /// Words of this length and shorter ones need no room of their own.
    const SHORT: usize = 32;
    let width = b.len() + 1;
    if width <= SHORT {
        return rows(a, b, &mut [0; 3 * SHORT][..3 * width]);
    }
    rows(a, b, &mut vec![0; 3 * width])
}

/// The distance, by three rows of a table in `room`.
fn rows<L: Copy + PartialEq>(a: &[L], b: &[L], room: &mut [usize]) -> usize {
    let width = b.len() + 1;
    let (mut before_last, rest) = room.split_at_mut(width);
    let (mut last, mut row) = rest.split_at_mut(width);
    last.iter_mut().enumerate().for_each(|(j, cost)| *cost = j);
    for i in 1..=a.len() {
        row[0] = i;
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        (before_last, last, row) = (last, row, before_last);
    }
    last[b.len()]
}

/// Whether `bracketed` (brackets folded away) may be a form of `word`: `walk[ed]` for *walks*, `[h]is` for *his*.
#[must_use]
pub fn bracketed_form(bracketed: &str, word: &str) -> bool {
    let common = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
        a.zip(b).take_while(|(p, q)| p == q).count()
    };
    let head = common(&mut bracketed.chars(), &mut word.chars());
    let tail = common(&mut bracketed.chars().rev(), &mut word.chars().rev());
    let shorter = bracketed.chars().count().min(word.chars().count());
    bracketed == word || head.max(tail) * 2 >= shorter.max(2)
}

/// Whether one word is written for two: run together (*everyday*), or contracted (*don't*, *I'll*, *cannot*).
#[must_use]
pub fn one_for_two(one: &str, first: &str, second: &str) -> bool {
    let (o, f) = (one.as_bytes(), first.as_bytes());
    // Nearly all pairs fail here.
    if o.first() != f.first() || o.len() > f.len() + second.len() {
        return false;
    }
    if o.len() == f.len() + second.len() && o.starts_with(f) && o.ends_with(second.as_bytes()) {
        return true;
    }
    let Some((stem, ending)) = one.split_once('\'') else { return is_run_together(one, first, second) };
    match ending {
        "t" if second == "not" => {
            stem == "won" && first == "will" || stem.strip_suffix('n') == Some(first) || stem == "can"
        }
        "ll" => stem == first && matches!(second, "will" | "shall"),
        "re" => stem == first && second == "are",
        "ve" => stem == first && second == "have",
        "m" => stem == first && second == "am",
        "s" => stem == first && matches!(second, "is" | "has" | "us"),
        "d" => stem == first && matches!(second, "would" | "had"),
        _ => false,
    }
}

/// Two words as they are spoken: *gonna*.
fn is_run_together(one: &str, first: &str, second: &str) -> bool {
    const SPOKEN: [(&str, &str, &str); 16] = [
        ("gonna", "going", "to"),
        ("wanna", "want", "to"),
        ("gotta", "got", "to"),
        ("gotta", "have", "to"),
        ("hafta", "have", "to"),
        ("oughta", "ought", "to"),
        ("kinda", "kind", "of"),
        ("sorta", "sort", "of"),
        ("outta", "out", "of"),
        ("lotta", "lot", "of"),
        ("coulda", "could", "have"),
        ("woulda", "would", "have"),
        ("shoulda", "should", "have"),
        ("lemme", "let", "me"),
        ("gimme", "give", "me"),
        ("gotcha", "got", "you"),
    ];
    SPOKEN.contains(&(one, first, second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_words_are_told_from_unlike_ones() {
        for (a, b) in
            [("attack", "attacking"), ("weapon", "waepon"), ("receive", "recieve"), ("city", "cities")]
        {
            assert!(are_alike(a, b) && are_alike(b, a), "{a} {b}");
        }
        for (a, b) in
            [("attack", "act"), ("attack", "we"), ("now", "not"), ("for", "from"), ("aside", "except")]
        {
            assert!(!are_alike(a, b), "{a} {b}");
        }
    }

    #[test]
    fn one_word_is_written_for_two() {
        for (one, first, second) in [
            ("don't", "do", "not"),
            ("won't", "will", "not"),
            ("i'll", "i", "will"),
            ("everyday", "every", "day"),
        ] {
            assert!(one_for_two(one, first, second), "{one}");
        }
        assert!(!one_for_two("don't", "did", "not") && !one_for_two("its", "it", "is"));
    }

    #[test]
    fn a_bracketed_ending_stands_for_a_form_of_the_word() {
        assert!(bracketed_form("walked", "walks"));
        assert!(bracketed_form("weapons", "weapon"));
        assert!(bracketed_form("there", "there"));
        assert!(!bracketed_form("there", "house"));
    }
}
