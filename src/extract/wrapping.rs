//! Which line breaks of a plain text end a paragraph, and which were put in by hand or by an editor's fill command.
//!
//! A file whose prose has no line of more than 120 characters is hard-wrapped: its paragraphs end at blank lines.
//! Unless it has none while most lines end a sentence: then each line is a paragraph. A file with long lines holds a
//! paragraph a line, as a rule; but one long line among hundreds of wrapped ones is the slip of a writer, and an
//! e-mail pasted under such paragraphs is still wrapped. So there each neighbourhood is read for itself: a run of
//! lines that are neither blank nor long.
//!
//! What tells a wrapped line is that it breaks off within a sentence and the next one goes on with a small letter (or
//! with one of a script that has no others). A run in which a third of the breaks are such is wrapped, as is any run
//! of a file that has more than four such breaks for each long line. A long line is a block of its own, unless
//! a sentence runs over its edge in such surroundings.

use super::lines::{Lines, comment_prefix, quote_prefix};

/// The longest line of a file that is broken by hand or by an editor's fill command, in characters.
const LONGEST_WRAPPED: usize = 120;
/// A word of more bytes is an address, a path or a rule: no line can be broken inside it.
const LONGEST_WORD: usize = 40;
/// So many wrapped lines outvote one that is too long.
const WRAPPED_FOR_LONG: usize = 4;
/// One break in so many has to be within a sentence for a run to be wrapped. In wrapped prose it is two of three, in
/// German, with its capitals, one of two.
const BREAKS_FOR_WRAPPED: usize = 3;

/// The line breaks that end a block, besides those at blank lines and at changes of quote depth.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Breaks {
    /// None.
    No,
    /// All.
    Every,
    /// Those before the lines that start at these bytes, in order.
    Before(Vec<usize>),
}

impl Breaks {
    /// Reads the lines of `text` from byte `start` on.
    pub(super) fn of(text: &str, start: usize) -> Self {
        let mut blank_before_text = false;
        let mut blank = false;
        let (mut lines, mut sentences) = (0_usize, 0_usize);
        for line in Lines::new(text, start) {
            let line = &text[line.range];
            // A line that is short and begins with a letter is neither long nor a comment nor blank.
            if blank_before_text
                && line.len() <= LONGEST_WRAPPED
                && line.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
            {
                continue;
            }
            if comment_prefix(line).is_some() {
                continue;
            }
            if is_long(line) {
                return Self::Before(by_neighbourhood(text, start));
            }
            if line.trim_ascii_start().is_empty() {
                blank = lines > 0;
            } else {
                blank_before_text |= blank;
                // Once there is a blank line between two others, only long lines matter.
                if !blank_before_text {
                    lines += 1;
                    sentences += usize::from(ends_sentence(line));
                }
            }
        }
        if blank_before_text || sentences * 2 <= lines { Self::No } else { Self::Every }
    }

    /// Whether the break before the line that starts at `line` ends a block. `passed` counts the breaks before lines
    /// that were asked for before: lines are asked for in order.
    pub(super) fn is_before(&self, line: usize, passed: &mut usize) -> bool {
        match self {
            Self::No => false,
            Self::Every => true,
            Self::Before(starts) => {
                while starts.get(*passed).is_some_and(|&start| start < line) {
                    *passed += 1;
                }
                starts.get(*passed) == Some(&line)
            }
        }
    }
}

/// A line that is not blank, and the break before it.
#[derive(Debug)]
struct Line {
    start: usize,
    long: bool,
    /// Whether the line before is blank or in another block quote.
    is_first: bool,
    /// Whether the line before breaks off within a sentence.
    broken: bool,
    /// Whether, besides, this one goes on with a small letter.
    goes_on: bool,
}

/// The line starts before which a block ends, in a text with long lines.
fn by_neighbourhood(text: &str, start: usize) -> Vec<usize> {
    let lines = survey(text, start);
    let long = lines.iter().filter(|line| line.long).count();
    let wrapped = lines.iter().filter(|line| line.goes_on).count();
    let file_is_wrapped = wrapped > long * WRAPPED_FOR_LONG;

    let mut starts = Vec::new();
    // Whether the run before the long lines that are being passed is wrapped.
    let mut run_before = false;
    let mut at = 0;
    while at < lines.len() {
        if lines[at].is_first {
            run_before = false;
        }
        let run = lines[at..].iter().enumerate();
        let len = run.take_while(|(i, line)| !line.long && (*i == 0 || !line.is_first)).count();
        let breaks = &lines[at + 1..(at + len).max(at + 1)];
        let wrapped = breaks.iter().filter(|line| line.goes_on).count();
        let run_is_wrapped = wrapped > 0 && wrapped * BREAKS_FOR_WRAPPED >= breaks.len();
        // The break at the edge of a long line; and at the start of a run after one.
        let first = &lines[at];
        let joins = first.broken && (file_is_wrapped || first.goes_on && (run_before || run_is_wrapped));
        if !first.is_first && !joins {
            starts.push(first.start);
        }
        if !(file_is_wrapped || run_is_wrapped) {
            starts.extend(breaks.iter().map(|line| line.start));
        }
        run_before = run_is_wrapped;
        at += len.max(1);
    }
    starts
}

fn survey(text: &str, start: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    // The quote depth of the line before and whether it ends a sentence, if it is not blank.
    let mut before: Option<(usize, bool)> = None;
    for line in Lines::new(text, start) {
        let start = line.range.start;
        let (depth, prefix) = quote_prefix(&text[line.range.clone()]);
        let line = &text[start + prefix..line.range.end];
        if line.trim_ascii_start().is_empty() || comment_prefix(line).is_some() {
            before = None;
            continue;
        }
        let last = before.filter(|(last_depth, _)| *last_depth == depth);
        let broken = last.is_some_and(|(_, is_sentence)| !is_sentence);
        let goes_on = broken && starts_small(line);
        lines.push(Line { start, long: is_long(line), is_first: last.is_none(), broken, goes_on });
        before = Some((depth, ends_sentence(line)));
    }
    lines
}

/// Whether a line has more characters than one that was broken by hand or by a fill command, without what no one
/// breaks: addresses, rules, the rows of a table.
fn is_long(line: &str) -> bool {
    if line.len() <= LONGEST_WRAPPED || memchr::memchr2_iter(b'|', b'\t', line.as_bytes()).nth(2).is_some() {
        return false;
    }
    // Nearly always the first words decide, all of them short: a leap from space to space is enough.
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < ENOUGH.min(bytes.len()) {
        let reach = &bytes[at..bytes.len().min(at + LONGEST_WORD + 1)];
        match memchr::memrchr(b' ', reach) {
            Some(space) => at += space + 1,
            None => return is_long_without_tokens(line),
        }
    }
    let starts_character = |byte: &&u8| **byte & 0xc0 != 0x80;
    bytes[..at].iter().filter(starts_character).count() > LONGEST_WRAPPED || is_long_without_tokens(line)
}

/// So many bytes hold more than the characters of a wrapped line, in most texts.
const ENOUGH: usize = 140;

fn is_long_without_tokens(line: &str) -> bool {
    let mut length = 0;
    line.split(' ').any(|word| {
        if !is_unbreakable(word) {
            length += word.chars().count() + 1;
        }
        length > LONGEST_WRAPPED + 1
    })
}

/// Whether a word is too long for one, in a script that sets spaces between words.
fn is_unbreakable(word: &str) -> bool {
    word.len() > LONGEST_WORD && !word.chars().any(|c| matches!(c, '\u{e00}'..='\u{1fff}' | '\u{2e80}'..))
}

fn ends_sentence(line: &str) -> bool {
    let closing = |c: char| c.is_whitespace() || "\"'”’»“)]*_".contains(c);
    line.trim_end_matches(closing).ends_with(['.', '?', '!', '…', ':', '。', '！', '？'])
}

/// Whether the first letter of a line, after marks and brackets, is no capital.
fn starts_small(line: &str) -> bool {
    let word = line.trim_start_matches(|c: char| c.is_whitespace() || "\"'“‘„«(*_".contains(c));
    word.starts_with(|c: char| c.is_alphabetic() && !c.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRAPPED: &str = "The mayor of the town, who had not been asked before,\n\
                           said on Monday that nobody at the meeting of the\n\
                           council had expected as many as forty people. Anna\n\
                           Schmidt, the clerk, had found chairs for eleven, and\n\
                           the others stood along the wall of the small hall.\n";
    const LONG: &str = "Nobody had told the caretaker either, who came at nine to lock the doors of the hall, found forty \
                        people in it, and went home again without a word.\n";

    fn starts(text: &str) -> Vec<&str> {
        match Breaks::of(text, 0) {
            Breaks::No => Vec::new(),
            Breaks::Every => vec!["every"],
            Breaks::Before(starts) => {
                starts.iter().map(|&at| text[at..].split(' ').next().unwrap_or_default()).collect()
            }
        }
    }

    #[test]
    fn wrapped_lines_beside_long_ones_belong_together() {
        // Wherever the long line stands, and whatever the rest of the file is.
        for rest in ["\n", LONG, &LONG.repeat(9), &WRAPPED.repeat(9)] {
            let breaks = |text: &str| {
                let text = format!("{text}\n{rest}");
                starts(&text).iter().take_while(|word| **word != "Nobody").count()
            };
            assert_eq!(breaks(WRAPPED), 0, "{rest}");
            assert_eq!(starts(&format!("{WRAPPED}{LONG}{WRAPPED}\n{rest}"))[..2], ["Nobody", "The"]);
        }
    }

    #[test]
    fn a_long_line_is_part_of_a_wrapped_paragraph_where_its_sentence_runs_over_the_edge() {
        // A line of a wrapped paragraph to which words were added later.
        let grown = WRAPPED
            .replace("council had", &format!("council had, as she {} put it, never", "very ".repeat(20)));
        assert_eq!(starts(&format!("{grown}\n{WRAPPED}")), [""; 0]);
    }

    #[test]
    fn short_lines_among_paragraphs_of_one_line_are_paragraphs() {
        let text =
            format!("A title\n{LONG}A caption without a stop\nShe came at nine.\nHe left.\n{LONG}{LONG}");
        assert_eq!(starts(&text), ["Nobody", "A", "She", "He", "Nobody", "Nobody"]);
    }

    #[test]
    fn a_single_token_is_never_a_long_line() {
        for c in ["a", "é", "a.1+", "“a”-"] {
            let text = format!("{WRAPPED}{}\n{WRAPPED}\n{WRAPPED}", c.repeat(443));
            assert_eq!(Breaks::of(&text, 0), Breaks::No, "{c}");
        }
        // A script without spaces has no tokens.
        assert_eq!(starts(&format!("{}。\n题\n", "字".repeat(121))), ["题\n"]);
    }

    #[test]
    fn a_wrapped_reply_keeps_its_paragraphs_under_a_letter_that_is_not_wrapped() {
        let quoted: String = WRAPPED.lines().map(|line| format!("> {line}\n")).collect();
        assert_eq!(starts(&format!("{LONG}{LONG}{quoted}")), ["Nobody"]);
    }
}
