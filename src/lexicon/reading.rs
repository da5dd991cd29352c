//! What a few words come to when the habits of houses are taken off: `9%` and *nine per cent* are read alike.

use std::rc::Rc;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::Lang;
use super::elision;
use super::number::{self, Kind, Number, Sum};
use super::spelling::{spelling_group, split_possessive};
use super::variants::{
    ABBREVIATIONS, AGREEMENT, CONTRACTIONS, DIALECT, HOUSE_WORDS, SOUND_ALIKE, is_pair, split_ending,
};
use crate::normalize::fold;

mod pair;

pub use pair::share_a_reading;

/// How much is taken off: each depth takes off all that those before it do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// The points and spaces of short forms: *U.S.* and *US*, *9 a.m.* and *9am*.
    Written,
    /// Spellings of houses: *centre*.
    House,
    /// Numbers in digits, words or Roman letters.
    Numeral,
    /// Short forms: *Gen.*, `%`, *U.S.*
    Abbreviation,
    /// Spellings of sounds: *gonna*.
    Dialect,
    /// Contractions: *don't*.
    Contraction,
}

/// So many readings of a text are compared at most; short forms with several meanings multiply them.
const MOST_READINGS: usize = 64;

/// No more words are read: what differs by habit alone is short.
const MOST_WORDS: usize = 12;

/// Whether a text is one word of English that is read in no other way at any depth: neither a number nor a short form, nor
/// spelt otherwise elsewhere. Nearly all words that differ are.
#[must_use]
pub fn is_plain(text: &str, lang: Lang) -> bool {
    /// Longest word that is looked at.
    const LONGEST: usize = 32;
    let english = matches!(lang, Lang::En | Lang::Unknown);
    if !english || text.is_empty() || text.len() > LONGEST || !text.bytes().all(|b| b.is_ascii_alphabetic()) {
        return false;
    }
    let mut folded = [0; LONGEST];
    let folded = &mut folded[..text.len()];
    folded.copy_from_slice(text.as_bytes());
    folded.make_ascii_lowercase();
    let Ok(folded) = std::str::from_utf8(folded) else { return false };
    !folded.ends_with("in")
        && short_forms(folded).is_empty()
        && short_forms(text).is_empty()
        && number::from_word(folded, lang).is_none()
        && number::from_roman(text).is_none()
        && spelling_group(folded).is_none()
}

/// Whether a text is nothing but such words, with a space between two of them.
fn are_plain(text: &str, lang: Lang) -> bool {
    text.split(' ').all(|word| is_plain(word, lang))
}

/// A way to read a text, word by word. Numbers come as `#` and their millionths.
type Reading = Vec<Rc<str>>;

/// All that `text` may come to at `depth`; none for an empty or long text.
#[must_use]
pub fn readings(text: &str, lang: Lang, depth: Depth) -> Vec<Reading> {
    readings_of(&tokens(text, lang), lang, depth)
}

fn readings_of(tokens: &[Token], lang: Lang, depth: Depth) -> Vec<Reading> {
    if tokens.is_empty() || tokens.len() > MOST_WORDS {
        return Vec::new();
    }
    let mut readings: Vec<Vec<Token>> = vec![Vec::with_capacity(tokens.len())];
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].is_plain {
            readings.iter_mut().for_each(|reading| reading.push(tokens[at].clone()));
            at += 1;
            continue;
        }
        let (taken, alternatives) = expansions(&tokens[at..], lang, depth);
        at += taken;
        if readings.len() * alternatives.len() > MOST_READINGS {
            return Vec::new();
        }
        if let [only] = alternatives.as_slice() {
            readings.iter_mut().for_each(|reading| reading.extend_from_slice(only));
            continue;
        }
        readings = readings
            .iter()
            .flat_map(|reading| alternatives.iter().map(|more| [reading.as_slice(), more].concat()))
            .collect();
    }
    let mut readings: Vec<Reading> =
        readings.into_iter().map(|tokens| finish(&tokens, lang, depth)).collect();
    readings.sort();
    readings.dedup();
    readings
}

/// The numbers that `text` states, in order.
#[must_use]
pub fn numbers(text: &str, lang: Lang) -> Vec<Number> {
    if text.is_empty() || are_plain(text, lang) {
        return Vec::new();
    }
    with_numbers(&tokens(text, lang), lang).into_iter().filter_map(Result::err).collect()
}

/// Whether two folded English words only agree with what stands beside them: *was*, *were*.
#[must_use]
pub fn is_agreement(a: &str, b: &str) -> bool {
    is_pair(AGREEMENT, a, b)
}

/// Whether one word of the English texts only agrees with what stands beside it, and the others are read alike: *there's*,
/// *there are*.
#[must_use]
pub fn agree_otherwise(a: &str, b: &str) -> bool {
    if is_plain(a, Lang::En) && is_plain(b, Lang::En) {
        return is_agreement(&a.to_ascii_lowercase(), &b.to_ascii_lowercase());
    }
    let differs_by_one = |a: &Reading, b: &Reading| {
        let mut pairs = a.iter().zip(b).filter(|(a, b)| a != b);
        let agreement = pairs.next().is_some_and(|(a, b)| is_agreement(a, b));
        a.len() == b.len() && agreement && pairs.next().is_none()
    };
    let (a, b) = (readings(a, Lang::En, Depth::Contraction), readings(b, Lang::En, Depth::Contraction));
    a.iter().any(|a| b.iter().any(|b| differs_by_one(a, b)))
}

/// Whether two folded English words are mixed up by the pen: *its*, *it's*; also a possessive without its apostrophe.
#[must_use]
pub fn sound_alike(a: &str, b: &str) -> bool {
    let bare = |word: &str| word.replace('\'', "");
    is_pair(SOUND_ALIKE, a, b) || a != b && a.ends_with('s') && b.ends_with('s') && bare(a) == bare(b)
}

/// A word or a symbol. Its copies share their letters.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    folded: Rc<str>,
    surface: Rc<str>,
    /// Whether it is known to be read in no other way: see [`is_plain`].
    is_plain: bool,
}

impl Token {
    fn new(surface: &str) -> Self {
        let letters: Rc<str> = surface.into();
        if surface.bytes().all(|b| b.is_ascii_lowercase()) {
            return Self { folded: letters.clone(), surface: letters, is_plain: false };
        }
        // *'cause* and *'em* are told from *cause* and *em*; folding drops an apostrophe at an edge.
        let apostrophe = if surface.starts_with(['\'', '’', '‘']) { "'" } else { "" };
        Self { folded: (apostrophe.to_owned() + &fold(surface)).into(), surface: letters, is_plain: false }
    }

    /// A word of a text, which is looked up more than once.
    fn of_text(surface: &str, lang: Lang) -> Self {
        Self { is_plain: is_plain(surface, lang), ..Self::new(surface) }
    }
}

/// The words and the symbols that are read aloud.
fn tokens(text: &str, lang: Lang) -> Vec<Token> {
    let mut tokens = Vec::new();
    let is_break = |c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '—' | '/' | '…');
    for chunk in text.split(is_break) {
        let chunk =
            chunk.trim_matches(|c: char| !c.is_alphanumeric() && !is_read_aloud(c) && c != '\'' && c != '’');
        let chunk = chunk.trim_end_matches(['’', '\'']);
        let initials = is_initials(chunk);
        let chunk = if initials { chunk.replace('.', "") } else { chunk.to_owned() };
        let mut rest = chunk.as_str();
        while !rest.is_empty() {
            let piece = piece(rest, lang);
            tokens.push(Token::of_text(piece, lang));
            rest = &rest[piece.len()..];
        }
    }
    tokens
}

fn is_read_aloud(c: char) -> bool {
    matches!(c, '%' | '&' | '$' | '€' | '£' | '¥' | '§' | '°')
}

/// `U.S`, `a.m`: single letters between full stops.
fn is_initials(chunk: &str) -> bool {
    chunk.contains('.')
        && chunk.split('.').all(|part| part.chars().count() <= 1 && part.chars().all(char::is_alphabetic))
}

/// The first token of a chunk without spaces: `$` of `$5m`, `5` of `5m`; a word otherwise.
fn piece(chunk: &str, lang: Lang) -> &str {
    let first = chunk.chars().next().unwrap_or_default();
    if is_read_aloud(first) {
        return &chunk[..first.len_utf8()];
    }
    let end = if first.is_ascii_digit() {
        let digits = chunk.find(|c: char| c.is_alphabetic() || is_read_aloud(c)).unwrap_or(chunk.len());
        let ending: &str = &chunk[digits..];
        let english = matches!(lang, Lang::En | Lang::Unknown);
        let ordinal = english && matches!(ending.to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th");
        // `1990s`, `’90s`: a word of its own.
        if ordinal || ending == "s" { chunk.len() } else { digits }
    } else {
        chunk.find(is_read_aloud).unwrap_or(chunk.len())
    };
    &chunk[..end]
}

/// How many tokens are taken from the front of `tokens`, and what they may stand for.
fn expansions(tokens: &[Token], lang: Lang, depth: Depth) -> (usize, Vec<Vec<Token>>) {
    let first = &tokens[0];
    let mut alternatives = vec![vec![first.clone()]];
    if !matches!(lang, Lang::En | Lang::Unknown) {
        let next = tokens.get(1).map_or("", |token| &token.folded);
        return match percent(&first.folded, next) {
            Some(taken) if depth >= Depth::Abbreviation => (taken, vec![vec![Token::new("percent")]]),
            _ => (1, alternatives),
        };
    }
    let parse = |long: &str| long.split(' ').map(Token::new).collect::<Vec<_>>();
    // `US` is told from *us*, `Sun` from *sun*.
    let keys: [&str; 2] = [&first.folded, &first.surface];
    let keys = if keys[0] == keys[1] { &keys[..1] } else { &keys[..] };
    for form in keys.iter().flat_map(|key| short_forms(key)).filter(|form| form.from <= depth) {
        match form.second {
            Some(second) if tokens.get(1).is_some_and(|token| *token.folded == *second) => {
                return (2, form.long.iter().map(|long| parse(long)).collect());
            }
            Some(_) => {}
            None => alternatives.extend(form.long.iter().map(|long| parse(long))),
        }
    }
    if depth >= Depth::Dialect
        && let Some(stem) = first.folded.strip_suffix("in").or_else(|| first.folded.strip_suffix("in'"))
        && stem.len() >= 2
    {
        alternatives.push(vec![Token::new(&format!("{stem}ing"))]);
    }
    if depth >= Depth::Dialect {
        alternatives
            .extend(elision::full_words(&first.surface).into_iter().map(|word| vec![Token::new(&word)]));
    }
    if depth >= Depth::Contraction
        && let Some((stem, endings)) = split_ending(&first.folded)
    {
        alternatives.extend(endings.iter().map(|ending| vec![Token::new(stem), Token::new(ending)]));
    }
    (1, alternatives)
}

/// How many of two folded words mean `%` in a language of the data other than English.
fn percent(first: &str, next: &str) -> Option<usize> {
    match (first, next) {
        ("pour", "cent") | ("por", "ciento" | "cien") | ("per", "cento") => Some(2),
        (
            "%" | "prozent" | "procent" | "procenta" | "procentow" | "procento" | "процент" | "процента"
            | "процентов",
            _,
        )
        | ("відсоток" | "відсотка" | "відсотки" | "відсотків", _) => Some(1),
        _ => None,
    }
}

/// A short form by its first word.
struct ShortForm {
    from: Depth,
    second: Option<&'static str>,
    long: &'static [&'static str],
}

fn short_forms(key: &str) -> &'static [ShortForm] {
    static FORMS: OnceLock<FxHashMap<&'static str, Vec<ShortForm>>> = OnceLock::new();
    let forms = FORMS.get_or_init(|| {
        let mut forms: FxHashMap<_, Vec<ShortForm>> = FxHashMap::default();
        let tables = [
            (Depth::House, HOUSE_WORDS),
            (Depth::Abbreviation, ABBREVIATIONS),
            (Depth::Dialect, DIALECT),
            (Depth::Contraction, CONTRACTIONS),
        ];
        for (from, table) in tables {
            for &(short, long) in table {
                let (first, second) = short.split_once(' ').map_or((short, None), |(a, b)| (a, Some(b)));
                forms.entry(first).or_default().push(ShortForm { from, second, long });
            }
        }
        forms
    });
    forms.get(key).map_or(&[], Vec::as_slice)
}

/// The canonical words of one choice of expansions.
fn finish(tokens: &[Token], lang: Lang, depth: Depth) -> Reading {
    let house = matches!(lang, Lang::En | Lang::Unknown) && depth >= Depth::House;
    let group = |token: &Token| if house && !token.is_plain { spelling_group(&token.folded) } else { None };
    let word = |token: Token| match group(&token) {
        Some(group) => format!("~{group}{}", split_possessive(&token.folded).1).into(),
        None => token.folded,
    };
    if depth < Depth::Numeral {
        return tokens.iter().cloned().map(word).collect();
    }
    let mut result: Reading = Vec::with_capacity(tokens.len());
    let mut currency = None;
    for item in with_numbers(tokens, lang) {
        match item {
            // `$5 million` is read *five million dollars*.
            Ok(token) if matches!(&*token.folded, "$" | "€" | "£" | "¥") && currency.is_none() => {
                currency = Some(token.folded);
            }
            Ok(token) => result.push(word(token)),
            Err(number) => {
                result.push(format!("#{:?}{}", number.kind, number.millionths).into());
                result.extend(currency.take());
                continue;
            }
        }
    }
    result.extend(currency);
    // `5% to 10%` is read *5 to 10 percent*.
    let is_number = |word: &str| word.starts_with('#');
    while let Some(at) = (1..result.len().saturating_sub(3)).find(|&at| {
        *result[at] == *"percent"
            && is_number(&result[at - 1])
            && matches!(&*result[at + 1], "to" | "and" | "or")
            && is_number(&result[at + 2])
            && *result[at + 3] == *"percent"
    }) {
        result.remove(at);
    }
    result
}

/// `tokens` with each run that states a number replaced by it.
fn with_numbers(tokens: &[Token], lang: Lang) -> Vec<Result<Token, Number>> {
    let mut result = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        // Of the plain words only *a* begins a number.
        let may_begin = !tokens[at].is_plain || *tokens[at].folded == *"a";
        match may_begin.then(|| number_at(&tokens[at..], lang)).flatten() {
            Some((number, taken)) => {
                result.push(Err(number));
                at += taken;
            }
            None => {
                result.push(Ok(tokens[at].clone()));
                at += 1;
            }
        }
    }
    result
}

/// The number that stands at the front of `tokens`, and how many of them state it.
fn number_at(tokens: &[Token], lang: Lang) -> Option<(Number, usize)> {
    let mut sum = Sum::default();
    let mut taken = 0;
    // *a hundred*, *a dozen*; *no one* states no number.
    if lang == Lang::En
        && *tokens[0].folded == *"a"
        && tokens.len() > 1
        && value_at(&tokens[1..], lang).is_some_and(|v| v.multiplies && v.number.kind == Kind::Cardinal)
    {
        taken = 1;
    }
    while taken < tokens.len() {
        let joint = usize::from(joins(&tokens[taken..], &sum, lang));
        let after_joint = joint == 1;
        let Some(value) = value_at(&tokens[taken + joint..], lang).or_else(|| {
            // *vingt et un*: alone, *un* is an article.
            let is_one =
                after_joint && matches!(&*tokens[taken + joint].folded, "un" | "une" | "uno" | "una");
            is_one.then_some(Value { number: Number::whole(1), multiplies: false, tokens: 1 })
        }) else {
            break;
        };
        // Digits with digits beside them are two numbers, unless they are a group of thousands: `10 000`.
        let group = taken > 0
            && lang != Lang::En
            && number::is_group(&tokens[taken - 1].folded, &tokens[taken].folded);
        if group {
            let millionths = sum.finish()?.millionths * 1000 + value.number.millionths;
            return Some((Number { millionths, ..value.number }, taken + 1));
        }
        if !sum.push(value.number, value.multiplies) {
            break;
        }
        taken += joint + value.tokens;
    }
    sum.finish().map(|number| (number, taken))
}

/// A number word or a number of digits.
struct Value {
    number: Number,
    /// Whether it multiplies what stands before it.
    multiplies: bool,
    /// How many tokens it takes.
    tokens: usize,
}

fn value_at(tokens: &[Token], lang: Lang) -> Option<Value> {
    let first = tokens.first()?;
    let second = tokens.get(1).map_or("", |token| &token.folded);
    let small = |number, tokens| Some(Value { number: Number::whole(number), multiplies: false, tokens });
    if lang == Lang::Fr {
        match (&*first.folded, second) {
            ("quatre", "vingt" | "vingts") => return small(80, 2),
            ("dix", "sept") => return small(17, 2),
            ("dix", "huit") => return small(18, 2),
            ("dix", "neuf") => return small(19, 2),
            _ => {}
        }
    }
    if let Some(number) =
        number::from_digits(&first.folded, lang).or_else(|| number::from_roman(&first.surface))
    {
        return Some(Value { number, multiplies: false, tokens: 1 });
    }
    let (number, multiplies) = number::from_word(&first.folded, lang)?;
    Some(Value { number, multiplies, tokens: 1 })
}

/// Whether the first of `tokens` is the *and* inside a number, of which `sum` is the start: *two hundred and five*, *vingt
/// et un*, *treinta y cinco*.
fn joins(tokens: &[Token], sum: &Sum, lang: Lang) -> bool {
    let [and, next, ..] = tokens else { return false };
    match (lang, &*and.folded) {
        (Lang::En, "and") => sum.takes_and(),
        (Lang::Fr, "et") => sum.takes_unit() && matches!(&*next.folded, "un" | "une" | "onze"),
        (Lang::Es, "y") => sum.takes_unit(),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
