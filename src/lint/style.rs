//! How a draft is typeset: what is put into it is written the way it is written itself.

use std::cell::OnceCell;

use memchr::{memchr_iter, memchr2_iter, memmem, memrchr_iter};

/// The typographic habits of one draft, as far as it shows them: each is looked for when it is first asked for, since
/// most of what is put into a draft holds neither a dash nor an apostrophe.
#[derive(Debug)]
pub struct Style<'a> {
    text: &'a str,
    curly: OnceCell<Option<bool>>,
    dash: OnceCell<Option<&'static str>>,
    ellipsis: OnceCell<&'static str>,
    high_space: OnceCell<Option<char>>,
}

/// What was asked of a [`Style`], with the answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Habits {
    curly: Option<Option<bool>>,
    dash: Option<Option<&'static str>>,
    ellipsis: Option<&'static str>,
    high_space: Option<Option<char>>,
}

/// The signs of a dash.
const SIGNS: [&str; 3] = ["—", "–", "--"];
/// The same with what stands around them.
const DASHES: [&str; 8] = [" — ", "—", " – ", "–", "\u{a0}– ", "\u{a0}— ", " -- ", "--"];

/// The signs of an ellipsis, the longer before those that they hold.
const ELLIPSES: [&str; 7] = ["[…]", "[...]", "(…)", "(...)", ". . .", "...", "…"];

/// Signs that have a space before them in French typesetting.
const HIGH: [char; 5] = [';', ':', '?', '!', '»'];

impl<'a> Style<'a> {
    /// The habits of `text`, the prose of a draft.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        let (curly, dash, ellipsis, high_space) = Default::default();
        Self { text, curly, dash, ellipsis, high_space }
    }

    /// What was asked so far.
    pub(super) fn asked(&self) -> Habits {
        Habits {
            curly: self.curly.get().copied(),
            dash: self.dash.get().copied(),
            ellipsis: self.ellipsis.get().copied(),
            high_space: self.high_space.get().copied(),
        }
    }

    /// Whether all that was asked of another draft has the same answers here.
    pub(super) fn agrees(&self, asked: &Habits) -> bool {
        asked.curly.is_none_or(|curly| curly == self.curly())
            && asked.dash.is_none_or(|dash| dash == self.dash())
            && asked.ellipsis.is_none_or(|ellipsis| ellipsis == self.ellipsis())
            && asked.high_space.is_none_or(|space| space == self.high_space())
    }

    /// Whether apostrophes and quotation marks are curly; `None` where there are none.
    #[must_use]
    pub fn curly(&self) -> Option<bool> {
        *self.curly.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let is_curly = |at: &usize| matches!(bytes[*at..], [0xe2, 0x80, 0x98 | 0x99 | 0x9c | 0x9d, ..]);
            let curly = memchr_iter(0xe2, bytes).filter(is_curly).count();
            let straight = memchr2_iter(b'\'', b'"', bytes).count();
            (curly + straight > 0).then_some(curly >= straight)
        })
    }

    /// The ellipsis, as it stands between two words, spaces included.
    #[must_use]
    pub fn ellipsis(&self) -> &'static str {
        self.ellipsis.get_or_init(|| ellipsis(self.text, self.curly()))
    }

    /// The dash between words with what stands around it; `None` where there is none.
    fn dash(&self) -> Option<&'static str> {
        *self.dash.get_or_init(|| {
            let counts =
                DASHES.iter().map(|one| (memmem::find_iter(self.text.as_bytes(), one).count(), *one));
            // Of `–` and ` – ` the one with its spaces is in the text whenever it is counted.
            let of_one = counts.filter(|(count, _)| *count > 0);
            of_one.max_by_key(|(count, one)| (*count, one.len())).map(|(_, one)| one)
        })
    }

    /// The space before `;`, `:`, `?`, `!` and `»`, where the draft has one that does not break.
    fn high_space(&self) -> Option<char> {
        *self.high_space.get_or_init(|| {
            let bytes = self.text.as_bytes();
            // The last that counts is wanted.
            let last = |space: char| {
                let mut coded = [0; 4];
                let coded = space.encode_utf8(&mut coded).as_bytes();
                let signs = |at: &usize| {
                    bytes[..=*at].ends_with(coded)
                        && matches!(bytes[at + 1..], [b';' | b':' | b'?' | b'!', ..] | [0xc2, 0xbb, ..])
                };
                Some((memrchr_iter(coded[coded.len() - 1], bytes).find(signs)?, space))
            };
            ['\u{a0}', '\u{202f}'].into_iter().filter_map(last).max().map(|(_, space)| space)
        })
    }

    /// `text`, which stands in a record, as the draft would write it.
    #[must_use]
    pub fn written(&self, text: &str) -> String {
        const APOSTROPHES: [char; 3] = ['\'', '’', 'ʼ'];
        let mut written = match text.contains(APOSTROPHES).then(|| self.curly()) {
            None => text.to_owned(),
            Some(Some(true)) => text.replace('\'', "’"),
            Some(_) => text.replace(['’', 'ʼ'], "'"),
        };
        if SIGNS.iter().any(|sign| written.contains(sign))
            && let Some(dash) = self.dash()
        {
            written = with_dash(&written, dash);
        }
        for sign in HIGH {
            let spaced = format!(" {sign}");
            if written.contains(&spaced)
                && let Some(space) = self.high_space()
            {
                written = written.replace(&spaced, &format!("{space}{sign}"));
            }
        }
        written
    }
}

/// Every dash between two words drawn as `dash`. One between two digits is a range and stays.
fn with_dash(text: &str, dash: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, sign)) = SIGNS.iter().filter_map(|d| Some((rest.find(d)?, *d))).min() {
        let (before, after) = (&rest[..at], &rest[at + sign.len()..]);
        let touches = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if touches(before.chars().next_back()) && touches(after.chars().next()) {
            out.push_str(&rest[..at + sign.len()]);
            rest = after;
            continue;
        }
        let spaced = before.ends_with([' ', '\u{a0}']) || after.starts_with([' ', '\u{a0}']);
        out.push_str(before.trim_end_matches([' ', '\u{a0}']));
        // What opens or ends the stretch has its space from what stands there.
        let drawn = if before.is_empty() && spaced { dash.trim_start() } else { dash };
        out.push_str(drawn);
        rest = after.trim_start_matches([' ', '\u{a0}']);
    }
    out.push_str(rest);
    out
}

/// The ellipsis that `text` uses most between two words; else one that goes with its marks.
fn ellipsis(text: &str, curly: Option<bool>) -> &'static str {
    const FORMS: [(&str, [&str; 4]); 7] = [
        ("[…]", [" […] ", "[…] ", " […]", "[…]"]),
        ("[...]", [" [...] ", "[...] ", " [...]", "[...]"]),
        ("(…)", [" (…) ", "(…) ", " (…)", "(…)"]),
        ("(...)", [" (...) ", "(...) ", " (...)", "(...)"]),
        (". . .", [" . . . ", ". . . ", " . . .", ". . ."]),
        ("...", [" ... ", "... ", " ...", "..."]),
        ("…", [" … ", "… ", " …", "…"]),
    ];
    let mut counts = [[0_usize; 4]; FORMS.len()];
    // Where each of the signs comes next.
    let find =
        |sign: &str, from: usize| Some(from + memmem::find(&text.as_bytes()[from..], sign.as_bytes())?);
    let held = ["…", "...", ". . ."].map(|sign| (sign, find(sign, 0).is_some()));
    let is_held = |one: &str| held.iter().any(|(sign, held)| *held && one.contains(sign));
    let mut next = ELLIPSES.map(|sign| if is_held(sign) { find(sign, 0) } else { None });
    while let Some((start, sign)) = (0..ELLIPSES.len()).filter_map(|i| Some((next[i]?, i))).min() {
        let end = start + ELLIPSES[sign].len();
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        let spaces = |c: Option<char>| c.is_some_and(char::is_whitespace);
        let letters = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if (spaces(before) || letters(before)) && (spaces(after) || letters(after)) {
            let form = usize::from(!spaces(before)) + 2 * usize::from(!spaces(after));
            counts[sign][form] += 1;
        }
        for (next, sign) in next.iter_mut().zip(ELLIPSES) {
            *next = next.and_then(|at| if at < end { find(sign, end) } else { Some(at) });
        }
    }
    let all = (0..FORMS.len()).flat_map(|sign| (0..4).map(move |form| (sign, form)));
    let best = all.filter(|&(s, f)| counts[s][f] > 0).max_by_key(|&(s, f)| counts[s][f]);
    match best {
        Some((sign, form)) => FORMS[sign].1[form],
        None if curly == Some(false) => " ... ",
        None => " … ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apostrophes_follow_the_draft() {
        assert_eq!(Style::of("“It’s”").written("don't"), "don’t");
        assert_eq!(Style::of("\"It's\"").written("don’t"), "don't");
        assert_eq!(Style::of("no marks").written("don’t"), "don't");
    }

    #[test]
    fn dashes_follow_the_draft_and_ranges_stay() {
        let style = Style::of("One – two – three.");
        assert_eq!(style.written("a—b, 1914–1918"), "a – b, 1914–1918");
        assert_eq!(Style::of("One—two.").written("a – b"), "a—b");
        assert_eq!(Style::of("None.").written("a – b—c"), "a – b—c");
    }

    #[test]
    fn a_high_space_that_does_not_break_is_kept() {
        assert_eq!(Style::of("«\u{a0}Quoi\u{202f}?\u{a0}»").written("Non ? Si !"), "Non\u{a0}? Si\u{a0}!");
        // The last one that stands before such a sign is the draft's, another in between is not.
        let mixed = "«\u{a0}Quoi\u{a0}?\u{a0}» 5\u{202f}000\u{202f}euros\u{202f}! Et 10\u{a0}%, à";
        assert_eq!(Style::of(mixed).written("Non ?"), "Non\u{202f}?");
    }

    #[test]
    fn the_ellipsis_is_the_one_that_the_draft_uses() {
        let of = |text| Style::of(text).ellipsis();
        assert_eq!(of("One […] two. Three … four […] five."), " […] ");
        assert_eq!(of("One... two."), "... ");
        assert_eq!(of("One . . . two"), " . . . ");
        assert_eq!(of("Nobody knows..."), " … ");
        assert_eq!(of("\"Nobody knows\""), " ... ");
    }
}
