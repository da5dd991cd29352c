//! Plain words, which nearly all of most texts is made of: read byte by byte.

/// What a byte is to a reader in a hurry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Plain {
    /// An ASCII letter or digit.
    Letter,
    /// A sign that only parts words.
    Between,
    /// A full stop, which may begin an ellipsis.
    Stop,
    /// Anything else.
    Other,
}

const PLAIN: [Plain; 256] = {
    let mut table = [Plain::Other; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => Plain::Letter,
            b' ' | b'\t' | b'\n' | b'\r' | b',' | b';' | b':' | b'!' | b'?' | b'"' | b'\'' | b'-' | b'/'
            | b'*' | b'_' => Plain::Between,
            b'.' => Plain::Stop,
            _ => Plain::Other,
        };
        byte += 1;
    }
    table
};

/// Whether the bytes start with a curly mark or a dash, which only part words where they stand alone.
fn is_curly_or_dash(bytes: &[u8]) -> bool {
    matches!(bytes, [0xe2, 0x80, 0x93 | 0x94 | 0x98 | 0x99 | 0x9c | 0x9d, ..])
}

/// The end of the word that starts at `at`, and whether a curly apostrophe stands in it; `None` if it takes a closer look
/// to tell.
fn plain_word(bytes: &[u8], at: usize) -> Option<(usize, bool)> {
    let letter = |at: usize| bytes.get(at).is_some_and(|&b| PLAIN[b as usize] == Plain::Letter);
    let mut curly = false;
    let mut end = at + 1;
    loop {
        while letter(end) {
            end += 1;
        }
        match bytes.get(end) {
            None | Some(b' ' | b'\n' | b'\t' | b'\r' | b';' | b'!' | b'?' | b'"' | b'/' | b'*' | b'_') => {
                return Some((end, curly));
            }
            // Between digits they belong to a number.
            Some(b'.' | b',' | b':')
                if !bytes[end - 1].is_ascii_digit()
                    || bytes.get(end + 1).is_none_or(|b| b.is_ascii() && !b.is_ascii_digit()) =>
            {
                return Some((end, curly));
            }
            // Inside a word an apostrophe belongs to it; at a line's end a hyphen may.
            Some(b'\'') if letter(end + 1) => end += 2,
            Some(b'\'') if bytes.get(end + 1).is_none_or(u8::is_ascii) => return Some((end, curly)),
            Some(b'-') if letter(end + 1) => return Some((end, curly)),
            Some(0xe2) => match bytes[end + 1..] {
                [0x80, 0x99, ..] if letter(end + 3) => (end, curly) = (end + 4, true),
                [0x80, 0x98 | 0x99] => return Some((end, curly)),
                [0x80, 0x98 | 0x99, next, ..] if next.is_ascii() && !letter(end + 3) => {
                    return Some((end, curly));
                }
                [0x80, 0x93 | 0x94 | 0x9c | 0x9d, ..] => return Some((end, curly)),
                _ => return None,
            },
            _ => return None,
        }
    }
}

/// Reads plain words from `at` on, and what stands between them, up to the next character that asks for a closer look: its
/// place, or the end. `word` gets where each begins and ends, and whether a curly apostrophe stands in it. Nearly all of
/// most texts is plain, and this way costs a tenth of the other.
pub(super) fn plain_words(bytes: &[u8], mut at: usize, mut word: impl FnMut(usize, usize, bool)) -> usize {
    while let Some(&first) = bytes.get(at) {
        match PLAIN[first as usize] {
            Plain::Letter => {
                let Some((end, curly)) = plain_word(bytes, at) else { break };
                word(at, end, curly);
                at = end;
            }
            Plain::Between => at += 1,
            // A stop is no ellipsis when a letter or a line follows, with or without a space.
            Plain::Stop => match bytes.get(at + 1..) {
                Some([b' ' | b'\n', next, ..]) if PLAIN[*next as usize] == Plain::Letter => at += 2,
                Some([next, ..]) if PLAIN[*next as usize] == Plain::Letter => at += 1,
                Some([]) | None => at += 1,
                _ => break,
            },
            Plain::Other if is_curly_or_dash(&bytes[at..]) => at += '’'.len_utf8(),
            Plain::Other => break,
        }
    }
    at
}

/// Appends the folded form of a plain word, in which a curly apostrophe may stand.
pub(super) fn fold_plain(word: &str, curly: bool, out: &mut String) {
    let start = out.len();
    if curly {
        out.extend(word.chars().map(|c| if c == '’' { '\'' } else { c }));
    } else {
        out.push_str(word);
    }
    out[start..].make_ascii_lowercase();
}
