//! The words and signs beside a quotation.

use super::data;
use crate::lexicon::{Lang, List, saying};
use crate::prose::sentences::is_abbreviation;
use crate::span::{Read, Span};

/// The endings of what people are by trade.
const ROLE_ENDINGS: [&str; 8] = ["man", "woman", "person", "ist", "ian", "er", "or", "eur"];

/// A word or a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// The word, without the full stop of an abbreviation and without a possessive ending; or one sign.
    pub text: &'a str,
    /// Where all of it stands, an abbreviation's full stop included.
    pub span: Span<Read>,
    pub is_word: bool,
    /// *Smith's*, *Jones’*.
    pub possessive: bool,
    /// A word that has its full stop: *Mr.*, *J.*
    pub dotted: bool,
    /// Whether a line break stands before it.
    pub opens_line: bool,
}

impl Token<'_> {
    pub fn is(&self, sign: &str) -> bool {
        !self.is_word && self.text == sign
    }

    pub fn is_dash(&self) -> bool {
        !self.is_word && self.text.starts_with(['—', '–', '―', '-'])
    }

    pub fn is_capital(&self) -> bool {
        self.is_word && self.text.starts_with(char::is_uppercase)
    }

    /// A word that starts with a small letter.
    pub fn is_lower(&self) -> bool {
        self.is_word && self.text.starts_with(char::is_lowercase)
    }

    /// Whether it is one of `list`, which is in small letters.
    pub fn is_in(&self, list: impl Listed) -> bool {
        self.is_word && list.holds(self.text)
    }

    /// Whether it is an English verb of saying.
    pub fn says(&self) -> bool {
        self.tongue() == Some(Lang::En)
    }

    /// The same in another language.
    pub fn says_elsewhere(&self) -> bool {
        self.tongue().is_some_and(|lang| lang != Lang::En)
    }

    /// The language whose verb of saying it is.
    pub fn tongue(&self) -> Option<Lang> {
        if self.is_word { saying::tongue(self.text).map(|(lang, _)| lang) } else { None }
    }

    /// Whether it is what somebody is, in small letters: an office of the list, or a trade by its ending (*fisherman*,
    /// *treasurer*, *violinist*). What ends so and is none (*after*, *remember*) is left out by name.
    pub fn is_role(&self) -> bool {
        if !self.is_lower() {
            return false;
        }
        let longer = |ending: &str| self.text.len() > ending.len() + 3 && self.text.ends_with(ending);
        self.is_in(data::TITLES)
            || ROLE_ENDINGS.iter().any(|ending| longer(ending)) && !self.is_in(data::NO_ROLES)
    }

    pub fn ends_sentence(&self) -> bool {
        !self.is_word && matches!(self.text, "." | "!" | "?" | "…" | "。" | "！" | "？")
    }
}

/// Whether `words` begin with those of `phrase`, which is in small letters.
pub(super) fn begins_with(words: &[Token<'_>], phrase: &[&str]) -> bool {
    phrase.len() <= words.len() && phrase.iter().zip(words).all(|(known, word)| word.is_in(&[*known]))
}

/// A list of words in small letters.
pub(super) trait Listed {
    /// Whether `word`, in either case, is in it.
    fn holds(self, word: &str) -> bool;
}

impl Listed for &List {
    fn holds(self, word: &str) -> bool {
        self.contains_ignoring_case(word)
    }
}

/// A few words, looked through.
impl Listed for &[&str] {
    fn holds(self, word: &str) -> bool {
        if word.is_ascii() {
            return self.iter().any(|known| known.eq_ignore_ascii_case(word));
        }
        let lower = word.to_lowercase();
        self.iter().any(|known| lower == *known)
    }
}

impl<const N: usize> Listed for &[&str; N] {
    fn holds(self, word: &str) -> bool {
        self.as_slice().holds(word)
    }
}

/// The tokens of `text[span]`, at most `most` of them.
pub(super) fn tokens(text: &str, span: Span<Read>, most: usize) -> Vec<Token<'_>> {
    let mut out = Vec::with_capacity((span.len() / 5 + 1).min(most));
    let mut at = span.start;
    let mut opens_line = false;
    while at < span.end && out.len() < most {
        let rest = &text[at..span.end];
        let Some(c) = rest.chars().next() else { break };
        if c.is_whitespace() {
            opens_line |= c == '\n';
            at += c.len_utf8();
            continue;
        }
        let mut token = if c.is_alphanumeric() { word(rest, at) } else { sign(rest, c, at) };
        token.opens_line = opens_line;
        opens_line = false;
        at = token.span.end;
        out.push(token);
    }
    out
}

fn sign(rest: &str, c: char, at: usize) -> Token<'_> {
    // `--` and `...` are one sign.
    let len = match c {
        '-' | '.' => rest.bytes().take_while(|&b| b == c as u8).count(),
        _ => c.len_utf8(),
    };
    let text = if c == '.' && len > 1 { "…" } else { &rest[..len] };
    let span = Span::new(at, at + len);
    Token { text, span, is_word: false, possessive: false, dotted: false, opens_line: false }
}

fn word(rest: &str, at: usize) -> Token<'_> {
    // Nearly all words are ASCII letters with a space or a comma behind them.
    let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let ends = |next: &u8| next.is_ascii() && !matches!(next, b'\'' | b'-' | b'&' | b'.');
    if plain > 0 && rest.as_bytes().get(plain).is_none_or(ends) {
        let (text, span) = (&rest[..plain], Span::new(at, at + plain));
        return Token { text, span, is_word: true, possessive: false, dotted: false, opens_line: false };
    }
    let mut len = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let inner = |next: Option<&(usize, char)>| next.is_some_and(|(_, n)| n.is_alphanumeric());
        // *U.S.* and *J.R.R.* are words with full stops inside.
        let is_initial_stop = c == '.' && is_initial_before(&rest[..i]) && inner(chars.peek());
        let joins = matches!(c, '\'' | '’' | '-' | '&') && inner(chars.peek());
        if !(c.is_alphanumeric() || is_combining(c) || joins || is_initial_stop) {
            break;
        }
        len = i + c.len_utf8();
    }
    let full = &rest[..len];
    let stem = ["'s", "’s", "'S", "’S"].iter().find_map(|ending| full.strip_suffix(ending));
    let after = rest[len..].chars().next();
    // *the critics’ word*, but not the mark that closes *‘the critics’*: that one is cut off before.
    let bare = full.ends_with('s') && matches!(after, Some('\'' | '’'));
    let end = if stem.is_none() && bare { len + after.map_or(0, char::len_utf8) } else { len };
    let text = stem.unwrap_or(full);
    let possessive = stem.is_some() || bare;
    let dotted = after == Some('.')
        && !rest[len + 1..].starts_with('.')
        && !possessive
        && (is_initial_before(text) || is_abbreviation(text));
    Token {
        text,
        span: Span::new(at, at + if dotted { len + 1 } else { end }),
        is_word: true,
        possessive,
        dotted,
        opens_line: false,
    }
}

/// Whether `text` ends in one capital letter alone.
fn is_initial_before(text: &str) -> bool {
    let mut chars = text.chars().rev();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none_or(|c| c == '.')
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}
