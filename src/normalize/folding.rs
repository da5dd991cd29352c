//! Folds one word: case, accents of Latin and Greek letters, apostrophes, invisible characters.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::chars::{is_apostrophe, is_invisible};

/// Appends the folded form of one word.
pub(super) fn fold_word(word: &str, out: &mut String) {
    if word.is_ascii() {
        let bytes = word.as_bytes();
        for (i, &b) in bytes.iter().enumerate() {
            match b {
                b'[' | b']' | b'(' | b')' => {}
                b'`' => out.push('\''),
                // A comma that groups thousands is a matter of style.
                b',' if groups_thousands(bytes, i) => {}
                _ => out.push(b.to_ascii_lowercase() as char),
            }
        }
        return;
    }
    let shown = word.chars().filter(|&c| !is_invisible(c) && !matches!(c, '[' | ']' | '(' | ')'));
    let start = out.len();
    // Compatibility forms would make a space and a combining mark of an acute accent that stands for an apostrophe.
    for c in shown.map(|c| if c == '\u{b4}' { '\'' } else { c }).nfkc() {
        // A compatibility form may begin with an apostrophe (`ŉ`), which no word does.
        if !(is_apostrophe(c) && (out.len() == start || out.ends_with('\''))) {
            fold_char(c, out);
        }
    }
}

fn groups_thousands(bytes: &[u8], comma: usize) -> bool {
    let after = bytes[comma + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
    after == 3
}

fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(if c == '`' { '\'' } else { c.to_ascii_lowercase() });
        return;
    }
    match c {
        _ if is_apostrophe(c) => out.push('\''),
        // The dot of Catalan `l·l`; `Ŀ` resolves to it.
        '\u{b7}' => {}
        'ß' | 'ẞ' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'ς' => out.push('σ'),
        'ё' | 'Ё' => out.push('е'),
        // Stress marks, Hebrew points, Arabic vowel signs and the tatweel are left out by most writers.
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{640}' | '\u{64b}'..='\u{652}' => {}
        _ if is_latin_or_greek(c) => {
            for part in std::iter::once(c).nfd().filter(|&p| !is_combining_mark(p)) {
                if part == c {
                    out.extend(c.to_lowercase().filter(|&l| !is_combining_mark(l)));
                } else {
                    fold_char(part, out);
                }
            }
        }
        _ => out.extend(c.to_lowercase()),
    }
}

fn is_latin_or_greek(c: char) -> bool {
    matches!(c as u32, 0xc0..=0x24f | 0x1e00..=0x1eff | 0x370..=0x3ff | 0x1f00..=0x1fff)
}
