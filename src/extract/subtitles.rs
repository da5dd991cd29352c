//! Subtitles: SubRip (`.srt`) and WebVTT (`.vtt`).
//!
//! Cues are joined: a sentence runs on over as many as it takes. A block ends where somebody else speaks, and where a
//! sentence ends before a pause.

use std::ops::Range;

use super::builder::Builder;
use super::html::reference::reference;
use super::lines::Lines;
use crate::prose::{BlockKind, Prose};
use crate::text_file::TextFile;

/// A pause that ends a paragraph, in milliseconds.
const PAUSE: u64 = 2_000;
/// After so many bytes a block ends with its next sentence, pause or not.
const LONG: usize = 600;
/// After so many bytes it ends with the next cue: a quotation mark was forgotten.
const LONGEST: usize = 4_000;

/// Reads `file` as subtitles.
///
/// Left out: numbers, times, styles, notes, tags, lines that are wholly in brackets (`[music]`, `(door opens)`), and
/// within a line what is heard and not said (`[laughter]`, `(Applause.)`). A voice tag, `<v Anna>`, is read as `Anna: `.
#[must_use]
pub fn extract(file: &TextFile) -> Prose {
    let text = file.text.as_str();
    let mut reader = Reader { text, builder: Builder::new(text), end: 0, voice: "" };
    let lines: Vec<Range<usize>> = Lines::new(text, 0).map(|line| line.range).collect();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        let content = text[line.clone()].trim();
        if let Some((start, end)) = times(content) {
            reader.start_cue(start);
            while let Some(line) = lines.get(at).filter(|line| !text[(*line).clone()].trim().is_empty()) {
                if times(&text[line.clone()]).is_some() {
                    break;
                }
                reader.line(line.clone());
                at += 1;
            }
            reader.end = end;
        } else if content == "NOTE" || content.starts_with("NOTE ") {
            let start = line.start + (text[line.clone()].len() - text[line.clone()].trim_start().len()) + 4;
            let blank = lines[at..].iter().position(|line| text[line.clone()].trim().is_empty());
            at += blank.unwrap_or(lines.len() - at);
            reader.builder.comment(start..lines[at - 1].end);
        }
    }
    reader.builder.finish()
}

struct Reader<'t> {
    text: &'t str,
    builder: Builder<'t>,
    /// When the last cue ended, in milliseconds.
    end: u64,
    /// Who spoke last, by a voice tag.
    voice: &'t str,
}

impl<'t> Reader<'t> {
    /// A cue starts at `start` milliseconds: ends the block if the last sentence is over.
    fn start_cue(&mut self, start: u64) {
        let pause = start.saturating_sub(self.end) >= PAUSE;
        let open = self.builder.open_text();
        let over = is_over(open) && (pause || open.len() > LONG);
        if over || open.len() > LONGEST {
            self.builder.close_block();
        }
    }

    fn line(&mut self, line: Range<usize>) {
        let source = &self.text[line.clone()];
        let content = source.trim();
        let is_aside = |open: char, close| {
            content.starts_with(open) && content.ends_with(close) && !content[1..].contains(open)
        };
        if is_aside('[', ']') || is_aside('(', ')') {
            return;
        }
        let mut at = line.start + (source.len() - source.trim_start().len());
        let end = at + content.len();
        // `- No.` and `>> No.`: somebody else speaks.
        let signs = ["- ", "– ", "— ", ">>> ", ">> ", "&gt;&gt; ", "-"];
        if let Some(sign) = signs.iter().find(|sign| self.text[at..end].starts_with(**sign))
            && (*sign != "-" || self.text[at + 1..end].starts_with(char::is_uppercase))
        {
            self.builder.close_block();
            at += sign.len();
        } else if has_label(&self.text[at..end]) {
            self.builder.close_block();
        }
        let mut first = true;
        while at < end {
            let rest = &self.text[at..end];
            let stop = rest
                .bytes()
                .position(|b| matches!(b, b'<' | b'{' | b'&' | b'[' | b'('))
                .unwrap_or(rest.len());
            if stop > 0 {
                self.copy(at..at + stop, &mut first);
                at += stop;
                continue;
            }
            at += match rest.as_bytes()[0] {
                b'<' => self.tag(at, end, &mut first),
                // `{\an8}`: where the cue stands on the screen.
                b'{' if rest.starts_with("{\\") && rest.bytes().take(200).any(|b| b == b'}') => {
                    rest.find('}').map_or(1, |len| len + 1)
                }
                b'&' => match reference(rest) {
                    Some(found) => {
                        self.begin(at, &mut first);
                        self.builder.replace(at..at + found.len, &found.text);
                        found.len
                    }
                    None => {
                        self.copy(at..at + 1, &mut first);
                        1
                    }
                },
                _ => sound(rest).unwrap_or_else(|| {
                    self.copy(at..at + 1, &mut first);
                    1
                }),
            };
        }
    }

    /// Reads the `<` at `at`; the length of what it starts.
    fn tag(&mut self, at: usize, end: usize, first: &mut bool) -> usize {
        let rest = &self.text[at..end];
        let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/');
        let Some(len) = rest.bytes().take(200).position(|b| b == b'>').filter(|_| is_tag) else {
            self.copy(at..at + 1, first);
            return 1;
        };
        let tag = &rest[1..len];
        let class = tag.split_once(char::is_whitespace);
        if let Some((name, voice)) = class
            && (name == "v" || name.starts_with("v."))
        {
            let voice = voice.trim();
            if voice != self.voice || !self.builder.in_block() {
                self.builder.close_block();
                self.voice = voice;
                let start = at + len - voice.len() - (rest[..len].len() - rest[..len].trim_end().len());
                self.begin(start, first);
                self.builder.copy(start..start + voice.len());
                self.builder.replace(start + voice.len()..at + len + 1, ": ");
            }
        }
        len + 1
    }

    fn copy(&mut self, from: Range<usize>, first: &mut bool) {
        if !self.text[from.clone()].trim().is_empty() || !*first {
            self.begin(from.start, first);
            self.builder.copy(from);
        }
    }

    /// Before the first words of a line: opens a block, or breaks the line of the open one.
    fn begin(&mut self, next: usize, first: &mut bool) {
        if !std::mem::take(first) && self.builder.in_block() {
            return;
        }
        if self.builder.in_block() {
            self.builder.replace(next..next, "\n");
        } else {
            let before = self.builder.source_end();
            if self.builder.len() > 0 {
                self.builder.replace(before..before, "\n\n");
            }
            self.builder.open_block(BlockKind::Paragraph);
        }
    }
}

/// Whether a text ends with a sentence, and no quotation is open in it.
fn is_over(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»)]♪".contains(c));
    let count = |mark: char| text.matches(mark).count();
    bare.ends_with(['.', '!', '?', '…', '。', '？', '！'])
        && count('"').is_multiple_of(2)
        && count('“') <= count('”')
        && count('«') <= count('»')
        && count('„') <= count('“') + count('”')
}

/// `ANNA: …`, `Anna Smith: …`: up to four words with capitals before a colon.
fn has_label(line: &str) -> bool {
    let Some((label, rest)) = line.split_once(':') else { return false };
    let words: Vec<&str> = label.split_whitespace().collect();
    (rest.is_empty() || rest.starts_with(' '))
        && label.len() <= 60
        && (1..=4).contains(&words.len())
        && words.iter().all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
        && label.starts_with(char::is_uppercase)
}

/// The length of what is heard and not said, with the space after it: `[laughter]`, `(Applause and cheers.)`.
fn sound(rest: &str) -> Option<usize> {
    const LONGEST: usize = 40;
    const SOUNDS: [&str; 26] = [
        "applause",
        "applauds",
        "booing",
        "boos",
        "cheering",
        "cheers",
        "chuckles",
        "chuckling",
        "coughs",
        "coughing",
        "crosstalk",
        "crying",
        "gasps",
        "inaudible",
        "indistinct",
        "laughing",
        "laughs",
        "laughter",
        "music",
        "pause",
        "sighs",
        "silence",
        "singing",
        "sobbing",
        "sobs",
        "unintelligible",
    ];
    let close = match rest.as_bytes()[0] {
        b'[' => ']',
        b'(' => ')',
        _ => return None,
    };
    let len = rest.bytes().take(LONGEST).position(|b| b == close as u8)?;
    let mut words = rest[1..len].split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let is_sound = |word: &str| SOUNDS.iter().any(|known| known.eq_ignore_ascii_case(word));
    let heard = words.next().is_some_and(is_sound) || words.next_back().is_some_and(is_sound);
    let len = len + 1;
    heard.then(|| len + rest[len..].bytes().take_while(|&b| b == b' ').count())
}

/// When a cue starts and ends, in milliseconds: `00:00:01,000 --> 00:00:04,000`.
fn times(line: &str) -> Option<(u64, u64)> {
    let (start, rest) = line.split_once("-->")?;
    Some((time(start.trim())?, time(rest.split_whitespace().next()?)?))
}

fn time(text: &str) -> Option<u64> {
    let (seconds, millis) = text.split_once([',', '.'])?;
    let millis: u64 = millis.get(..3).unwrap_or(millis).parse().ok()?;
    let mut all = 0_u64;
    for part in seconds.split(':') {
        all = all.checked_mul(60)?.checked_add(part.parse().ok()?)?;
    }
    all.checked_mul(1000)?.checked_add(millis)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::builder::assert_sound;
    use super::super::texts;
    use super::*;

    fn blocks(text: &str) -> Vec<String> {
        let prose = extract(&TextFile::new("a.vtt", text));
        assert_sound(&prose, text);
        texts::blocks(&prose)
    }

    #[test]
    fn cues_are_joined_into_sentences() {
        let text = "1\r\n00:00:01,000 --> 00:00:02,000\r\nHe said \"it is\r\n<i>over</i>.\r\n\r\n2\r\n00:00:02,100 --> 00:00:03,000\r\n\
                    Now.\"\r\n\r\n3\r\n00:00:09,000 --> 00:00:10,000 X1:3\r\n{\\an8}Then\r\n\r\n4\r\n00:00:15,000 --> 00:00:16,000\r\nhe left. [1]\r\n";
        assert_eq!(blocks(text), ["He said \"it is\nover.\nNow.\"", "Then\nhe left. [1]"]);
    }

    #[test]
    fn who_speaks_is_read_and_ends_a_block() {
        let text = "WEBVTT - no\n\nSTYLE\n::cue { no }\n\nNOTE no\nno\n\nid\n00:01.000 --> 00:02.000 align:start\n<v.loud Anna>It is &amp; was\n\n\
                    00:02.000 --> 00:03.000\n<v Anna>over.\n\n00:03.000 --> 00:04.000\n<v Bob>No<00:03.500> <c.x>way</c>.</v>\n\n\
                    00:04.000 --> 00:05.000\n[music]\n- Yes.\n- No.\nANNA SMITH: Stop\nNote: 3 < 4\n";
        assert_eq!(
            blocks(text),
            ["Anna: It is & was\nover.", "Bob: No way.", "Yes.", "No.", "ANNA SMITH: Stop", "Note: 3 < 4"]
        );
        let prose = extract(&TextFile::new("a.vtt", text));
        assert_eq!(&text[prose.comments[0].range()], " no\nno");
    }

    #[test]
    fn what_is_heard_and_not_said_is_left_out() {
        let text = "1\n00:00:01,000 --> 00:00:02,000\nWe will (Applause.) not [crowd laughs] go [home].\n(DOOR OPENS)\n(or so\n";
        assert_eq!(blocks(text), ["We will not go [home].\n(or so"]);
    }

    #[test]
    fn a_long_file_takes_no_more_than_linear_time() {
        for unit in
            ["00:01.000 --> 00:02.000\n\"a\n\n", "<v ", "00:01.000 --> 00:02.000\n", "a <", "&", "NOTE\n\n"]
        {
            blocks(&format!("00:01.000 --> 00:02.000\n{}", unit.repeat(20_000)));
        }
    }

    proptest! {
        #[test]
        fn any_subtitles_are_read_in_order(parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..40)) {
            blocks(&parts.concat());
        }
    }

    const PARTS: &[&str] = &[
        "00:00:01,000 --> 00:00:02,000\n",
        "00:01.000 --> 00:09.000\n",
        "word",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "é",
        "\"",
        "“",
        "<v Anna>",
        "<v >",
        "<i>",
        "</i>",
        "<",
        "{\\an8}",
        "{",
        "&amp;",
        "&",
        "- ",
        "ANNA: ",
        ".",
        "NOTE ",
        "WEBVTT\n",
        "[a]",
        ">> ",
        "\u{a0}",
    ];
}
