//! What happens to a record on its way into a draft, and what is then true of it.

use crate::source::Source;
use crate::support::folder::Canonical;
use crate::support::rng::Rng;

/// A quotation to plant.
pub struct Planted<'a> {
    pub record: &'a Canonical,
    /// Its words in the draft, with straight apostrophes.
    pub text: String,
    pub band: &'static str,
    pub severity: &'static str,
}

/// Chooses records and what is done to them.
pub struct Planter<'a> {
    source: &'a Source,
    rng: Rng,
}

impl<'a> Planter<'a> {
    pub fn new(source: &'a Source, rng: Rng) -> Self {
        Self { source, rng }
    }

    /// The next quotation: 26 exact, 50 edited, 17 legitimately altered, 5 both, of 98.
    pub fn next(&mut self) -> Planted<'a> {
        loop {
            let record = self.rng.pick(&self.source.records);
            let planted = match self.rng.below(98) {
                0..26 => Some((record.text.clone(), "exact", "none")),
                26..76 => self.edited(&record.text),
                76..93 => self.altered(&record.text).map(|(text, band)| (text, band, "none")),
                _ => self.both(&record.text),
            };
            // Some records are too short for what was chosen: another one is tried.
            if let Some((text, band, severity)) = planted {
                return Planted { record, text, band, severity };
            }
        }
    }

    fn edited(&mut self, text: &str) -> Option<(String, &'static str, &'static str)> {
        if self.rng.chance(8) {
            return Some((misspelt(text, &mut self.rng)?, "misspelt", "any"));
        }
        let piece = if self.rng.chance(25) { partial(text, &mut self.rng) } else { None };
        let text = piece.as_deref().unwrap_or(text);
        let wanted = 1 + self.rng.below(3);
        let (text, done) = edited(text, wanted, &self.source.vocabulary, &mut self.rng)?;
        // As many as the bound promises to see in what is left, and no more.
        let least = [5, 8, 12][done - 1];
        (text.split(' ').count() >= least).then_some(())?;
        Some((text, ["k1", "k2", "k3"][done - 1], "words"))
    }

    fn altered(&mut self, text: &str) -> Option<(String, &'static str)> {
        let rng = &mut self.rng;
        match rng.below(6) {
            0 | 1 => Some((with_ellipsis(text, rng)?, "ellipsis")),
            2 => Some((with_bracket(text, rng)?, "bracket")),
            3 => Some((other_case(text, rng), "case")),
            4 => Some((partial(text, rng)?, "partial")),
            _ => Some((other_end(text, rng), "end")),
        }
    }

    fn both(&mut self, text: &str) -> Option<(String, &'static str, &'static str)> {
        // The edit comes first, so that no edit falls into what an ellipsis or a bracket stands for.
        let (text, _) = edited(text, 1, &self.source.vocabulary, &mut self.rng)?;
        let text = match self.rng.below(2) {
            0 => other_case(&text, &mut self.rng),
            _ => other_end(&text, &mut self.rng),
        };
        Some((text, "both", "words"))
    }

    /// Words to plant outside any marks: all of a record or a piece of it, with up to three edits.
    pub fn outside(&mut self) -> Planted<'a> {
        loop {
            let record = self.rng.pick(&self.source.records);
            let piece = if self.rng.chance(50) { partial(&record.text, &mut self.rng) } else { None };
            let text = piece.as_deref().unwrap_or(&record.text);
            let wanted = self.rng.below(4);
            let (text, done) = match wanted {
                0 => (text.to_owned(), 0),
                _ => match edited(text, wanted, &self.source.vocabulary, &mut self.rng) {
                    Some(edited) => edited,
                    None => continue,
                },
            };
            if text.split(' ').count() >= [8, 8, 10, 12][done] {
                let band = ["outside", "outside-k1", "outside-k2", "outside-k3"][done];
                let severity = if done == 0 { "none" } else { "words" };
                return Planted { record, text, band, severity };
            }
        }
    }

    /// A sentence of the running text with four to six words of a record in the middle of it.
    pub fn decoy(&mut self) -> (&'a Canonical, String) {
        loop {
            let record = self.rng.pick(&self.source.records);
            let said: Vec<&str> = record.text.split(' ').collect();
            let shared = 4 + self.rng.below(3);
            let paragraph = self.rng.pick(&self.source.running);
            let plain = |w: &&str| w.chars().all(|c| c.is_alphabetic());
            let own: Vec<&str> = paragraph.split(' ').filter(plain).take(2 * shared + 4).collect();
            if said.len() < shared + 2 || own.len() < 2 * shared + 4 {
                continue;
            }
            let at = 1 + self.rng.below(said.len() - shared - 1);
            let middle = own.len() / 2;
            let mut all = own[..middle].to_vec();
            all.extend(said[at..at + shared].iter().map(|w| w.trim_end_matches([',', '.', '!', '?'])));
            all.extend(&own[middle..]);
            return (record, all.join(" ") + ".");
        }
    }
}

/// `text` with `wanted` edits in its inner words, no two beside one another, and how many there are; `None` if there is
/// no room for one.
pub fn edited(text: &str, wanted: usize, vocabulary: &[String], rng: &mut Rng) -> Option<(String, usize)> {
    let words: Vec<&str> = text.split(' ').collect();
    let mut places: Vec<usize> = Vec::new();
    for _ in 0..40 {
        if places.len() == wanted || words.len() < 5 {
            break;
        }
        // The outer words may be cut without anybody's minding; a swap takes the next word too.
        let place = 1 + rng.below(words.len() - 3);
        if places.iter().all(|p| p.abs_diff(place) > 2) {
            places.push(place);
        }
    }
    if places.is_empty() {
        return None;
    }
    places.sort_unstable_by(|a, b| b.cmp(a));
    let mut out: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
    for &place in &places {
        edit(&mut out, place, vocabulary, rng);
    }
    Some((out.join(" "), places.len()))
}

/// One edit at `place`.
fn edit(words: &mut Vec<String>, place: usize, vocabulary: &[String], rng: &mut Rng) {
    let bare = bare(&words[place]).to_lowercase();
    let other = |rng: &mut Rng| loop {
        let word = rng.pick(vocabulary);
        // Nothing that could pass for a spelling or an inflection of the word, and no word that speakers fill pauses with.
        if word.as_bytes()[0] != bare.as_bytes().first().copied().unwrap_or(b' ')
            && !FILLERS.contains(&word.as_str())
        {
            break word.clone();
        }
    };
    if let Some(pair) = TENSES.iter().chain(&NUMBERS).find(|pair| pair[0] == bare)
        && rng.chance(70)
    {
        words[place] = respell(&words[place], pair[1]);
        return;
    }
    if AUXILIARIES.contains(&bare.as_str()) && rng.chance(70) && words[place + 1] != "not" {
        words.insert(place + 1, "not".into());
        return;
    }
    if matches!(bare.as_str(), "not" | "never") {
        words.remove(place);
        return;
    }
    match rng.below(4) {
        0 if !FILLERS.contains(&bare.as_str()) => {
            words.remove(place);
        }
        1 => {
            let word = other(rng);
            words.insert(place, word);
        }
        2 if bare != self::bare(&words[place + 1]).to_lowercase() => words.swap(place, place + 1),
        _ => words[place] = respell(&words[place], &other(rng)),
    }
}

/// `new` with the punctuation that `old` has around it.
fn respell(old: &str, new: &str) -> String {
    let core = bare(old);
    if core.is_empty() { new.to_owned() } else { old.replacen(core, new, 1) }
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Two letters of a long word change places.
fn misspelt(text: &str, rng: &mut Rng) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let long: Vec<usize> = (1..words.len().saturating_sub(1))
        .filter(|&i| words[i].len() >= 7 && words[i].bytes().all(|b| b.is_ascii_lowercase()))
        .collect();
    let place = *long.get(rng.below(long.len().max(1)))?;
    let mut bytes = words[place].as_bytes().to_vec();
    let at = (2..bytes.len() - 2).find(|&i| bytes[i] != bytes[i + 1])?;
    bytes.swap(at, at + 1);
    let wrong = String::from_utf8(bytes).ok()?;
    Some(
        words[..place]
            .iter()
            .copied()
            .chain([wrong.as_str()])
            .chain(words[place + 1..].iter().copied())
            .collect::<Vec<_>>()
            .join(" "),
    )
}

/// A run of two to four harmless words gives way to an ellipsis, in one of its five spellings.
fn with_ellipsis(text: &str, rng: &mut Rng) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let run = 2 + rng.below(3);
    if words.len() < run + 8 {
        return None;
    }
    let start = (0..8)
        .map(|_| 3 + rng.below(words.len() - run - 5))
        .find(|&at| words[at..at + run].iter().all(|w| is_harmless(w)))?;
    let ellipsis = *rng.pick(&["…", "...", ". . .", "[…]", "[...]"]);
    let all = words[..start].iter().chain([&ellipsis]).chain(&words[start + run..]);
    Some(all.copied().collect::<Vec<_>>().join(" "))
}

/// A bracketed word is added, stands for one of the record's, or shows a changed letter.
fn with_bracket(text: &str, rng: &mut Rng) -> Option<String> {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    match rng.below(3) {
        0 => {
            let first = words.first_mut()?;
            let mut chars = first.chars();
            let initial = chars.next()?;
            *first = format!("[{}]{}", initial.to_lowercase(), chars.as_str());
        }
        1 => {
            let place = 2 + rng.below(words.len().checked_sub(4).filter(|&n| n > 0)?);
            words.insert(place, "[the delegates]".into());
        }
        _ => {
            let pronouns = ["he", "she", "it", "they", "him", "her", "them"];
            let place = (1..words.len() - 1).find(|&i| pronouns.contains(&words[i].as_str()))?;
            words[place] = "[the committee]".into();
        }
    }
    Some(words.join(" "))
}

/// The first letter in the other case, as inside a running sentence.
fn other_case(text: &str, _rng: &mut Rng) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}

/// Another mark at the end, or none.
fn other_end(text: &str, rng: &mut Rng) -> String {
    let bare = text.trim_end_matches(['.', '!', '?', ',']);
    format!("{bare}{}", rng.pick(&["", ",", "!", "."]))
}

/// A contiguous piece of at least eight words.
fn partial(text: &str, rng: &mut Rng) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let length = 8 + rng.below(words.len().checked_sub(9)?.max(1));
    let start = rng.below(words.len() - length + 1);
    Some(words[start..start + length].join(" ").trim_end_matches([',', '-']).to_owned())
}

/// Whether a quotation may leave `word` out at a marked place without its becoming another statement.
fn is_harmless(word: &str) -> bool {
    let word = bare(word).to_lowercase();
    !word.ends_with("n't")
        && !WEIGHTY.contains(&word.as_str())
        && word.chars().all(|c| c.is_ascii_lowercase())
}

const FILLERS: [&str; 16] = [
    "well",
    "just",
    "really",
    "actually",
    "indeed",
    "like",
    "yeah",
    "okay",
    "mean",
    "know",
    "very",
    "quite",
    "sort",
    "kind",
    "basically",
    "literally",
];
const AUXILIARIES: [&str; 14] = [
    "is", "was", "are", "were", "do", "did", "will", "would", "can", "could", "should", "must", "has", "had",
];
const TENSES: [[&str; 2]; 10] = [
    ["said", "says"],
    ["went", "goes"],
    ["came", "comes"],
    ["took", "takes"],
    ["made", "makes"],
    ["saw", "sees"],
    ["will", "would"],
    ["can", "could"],
    ["knew", "knows"],
    ["gave", "gives"],
];
const NUMBERS: [[&str; 2]; 8] = [
    ["one", "seven"],
    ["two", "nine"],
    ["three", "eight"],
    ["four", "six"],
    ["five", "twelve"],
    ["ten", "forty"],
    ["hundred", "thousand"],
    ["thousand", "million"],
];
const WEIGHTY: [&str; 50] = [
    "not", "no", "never", "none", "nor", "neither", "nothing", "nobody", "hardly", "scarcely", "without",
    "only", "unless", "if", "but", "except", "although", "though", "however", "may", "might", "could",
    "would", "should", "must", "can", "cannot", "will", "shall", "all", "some", "few", "many", "most",
    "every", "each", "any", "both", "almost", "nearly", "perhaps", "seldom", "rarely", "barely", "less",
    "more", "least", "until", "alleged", "or",
];
