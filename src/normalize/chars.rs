//! What kinds of characters there are to a reader of words.

/// Whether a character belongs to words.
pub(super) fn is_word_char(c: char) -> bool {
    // The modifier letters that some take for apostrophes are letters by Unicode.
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        c.is_alphanumeric() && !is_footnote_digit(c) && !is_apostrophe(c)
    }
}

/// Signs that are read aloud as words, so that dropping one drops a word.
pub(super) fn is_symbol_word(c: char) -> bool {
    matches!(c, '%' | '&' | '$' | '€' | '£' | '¥' | '§' | '°' | '‰' | '+' | '=' | '₴' | '₽' | '¢')
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '\u{2bb}' | '\u{ff07}' | '\u{b4}' | '`')
}

/// Superscript digits in prose are nearly always footnote marks.
pub(super) fn is_footnote_digit(c: char) -> bool {
    matches!(c, '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2070}' | '\u{2074}'..='\u{2079}')
}

/// Characters that no reader sees.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{34f}')
}

/// Letters of scripts that are written without spaces.
#[must_use]
pub fn is_unspaced(c: char) -> bool {
    matches!(c as u32, 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3005..=0x3007 | 0x3040..=0x30ff
        | 0x31f0..=0x31ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0xff66..=0xff9d | 0x20000..=0x3ffff)
        && c.is_alphanumeric()
}
