//! One diagnostic, drawn.

use std::rc::Rc;

use codespan_reporting::diagnostic::{Diagnostic, Label as Drawn, LabelStyle, Severity as Colour};
use codespan_reporting::term::{self, Config};

use super::excerpt::{Excerpt, Excerpts, Label, Piece};
use super::style::Painter;
use super::terminal::{COLUMNS, TAB, one_line, width, wrap};
use super::view::Locator;
use crate::diagnostic::Severity;
use crate::text_file::visible;

/// What stands before the further lines of a header.
const INDENT: &str = "  ";

/// What is shown of one file.
pub(super) struct Snippet<'a> {
    /// The file. Diagnostics of one file share its locator, which goes on from the last place asked for.
    pub(super) locator: Rc<Locator<'a>>,
    /// What is underlined in it. Never empty.
    pub(super) labels: Vec<Label>,
}

/// A diagnostic before it is drawn. Its texts may hold anything: they are made harmless here.
pub(super) struct Drawing<'a> {
    /// How bad it is.
    pub(super) severity: Severity,
    /// The check's code.
    pub(super) code: &'a str,
    /// The sentence after it.
    pub(super) message: String,
    /// The places, the draft first.
    pub(super) snippets: Vec<Snippet<'a>>,
    /// Remarks below, one paragraph each.
    pub(super) notes: Vec<String>,
    /// Whether its header is wrapped, too.
    pub(super) terminal: bool,
}

impl Drawing<'_> {
    /// The diagnostic as text, an empty line after it.
    pub(super) fn draw(&self, colour: bool) -> String {
        let columns = COLUMNS - 1 - (self.digits() + 3).min(20);
        let mut excerpts = Vec::new();
        let mut labels = Vec::new();
        for (id, snippet) in self.snippets.iter().enumerate() {
            let (excerpt, pieces) = Excerpt::new(Rc::clone(&snippet.locator), &snippet.labels, columns);
            for piece in &pieces {
                let label = &snippet.labels[piece.label];
                let style = if label.primary { LabelStyle::Primary } else { LabelStyle::Secondary };
                let message = if piece.last { one_line(&label.message) } else { String::new() };
                labels.extend(carets(style, id, &excerpt, piece, message, columns));
            }
            excerpts.push(excerpt);
        }
        let note = |note: &String| wrap(&visible(note).replace('\t', " "), columns);
        let diagnostic = Diagnostic::new(severity(self.severity))
            .with_code(self.code)
            .with_message(self.header())
            .with_labels(labels)
            .with_notes(self.notes.iter().map(note).collect());
        let config = Config { tab_width: TAB, ..Config::default() };
        let mut painter = Painter { out: Vec::new(), colour };
        // Writing to memory cannot fail, and every place asked for is one of the excerpts': should the renderer ever
        // disagree, what it wrote until then is still shown.
        let _ = term::emit_to_write_style(&mut painter, &config, &Excerpts(excerpts), &diagnostic);
        let drawn = String::from_utf8_lossy(&painter.out);
        // The renderer pads some lines with spaces, which no one sees and which break comparisons.
        drawn.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
    }

    /// The message, on a terminal wrapped behind what stands before it: `error[code]: `.
    fn header(&self) -> String {
        if !self.terminal {
            return one_line(&self.message);
        }
        let before = self.severity.name().len() + self.code.len() + "[]: ".len();
        let line = "x".repeat(before) + &one_line(&self.message);
        wrap(&line, COLUMNS - INDENT.len()).split_off(before).replace('\n', &format!("\n{INDENT}"))
    }

    /// Digits of the greatest line number that stands in the margin.
    fn digits(&self) -> usize {
        let last = |s: &Snippet<'_>| {
            let file = s.locator.file();
            let starts = file.line_starts();
            let line = |l: &Label| file.line_number(starts.partition_point(|&start| start <= l.span.end) - 1);
            s.labels.iter().map(line).max()
        };
        let number = self.snippets.iter().filter_map(last).max().unwrap_or(1);
        number.max(1).ilog10() as usize + 1
    }
}

/// The labels to draw for one piece. The renderer writes a message behind the carets unless something overlaps them; a
/// message for which there is no room behind is therefore given to the first character alone, below which it hangs.
fn carets(
    style: LabelStyle,
    id: usize,
    excerpt: &Excerpt<'_>,
    piece: &Piece,
    message: String,
    columns: usize,
) -> Vec<Drawn<usize>> {
    let behind = piece.before + width(excerpt.slice(piece)) + 1 + width(&message);
    let first = excerpt.slice(piece).chars().next().map_or(0, char::len_utf8);
    if message.is_empty() || behind <= columns || first == piece.range.len() {
        return vec![Drawn::new(style, id, piece.range.clone()).with_message(message)];
    }
    let start = piece.range.start..piece.range.start + first;
    vec![Drawn::new(style, id, piece.range.clone()), Drawn::new(style, id, start).with_message(message)]
}

/// The renderer's word for a severity.
pub(super) fn severity(severity: Severity) -> Colour {
    match severity {
        Severity::Error => Colour::Error,
        Severity::Warning => Colour::Warning,
        Severity::Note => Colour::Note,
    }
}
