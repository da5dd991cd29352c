//! Tables of reStructuredText.

use std::ops::Range;

use super::Reader;
use crate::prose::BlockKind;

impl Reader<'_> {
    /// A table drawn with `+`, `-` and `|`: what stands between two bars is a block, over all lines of its row.
    pub(super) fn grid_table(&mut self) {
        let mut row: Vec<Vec<Range<usize>>> = Vec::new();
        while self.line(self.at).starts_with(['+', '|']) {
            let line = self.lines[self.at].range.clone();
            self.at += 1;
            if self.text[line.clone()].starts_with('+') {
                self.row(&std::mem::take(&mut row));
                continue;
            }
            let bars: Vec<usize> =
                self.text[line.clone()].match_indices('|').map(|(bar, _)| line.start + bar).collect();
            let cells: Vec<Range<usize>> = bars.windows(2).map(|pair| pair[0] + 1..pair[1]).collect();
            // Where a cell reaches over several columns or rows, each line is by itself.
            if row.last().is_some_and(|above| above.len() != cells.len()) {
                self.row(&std::mem::take(&mut row));
            }
            row.push(cells);
        }
        self.row(&row);
    }

    /// The cells of one row of a grid, by lines.
    fn row(&mut self, lines: &[Vec<Range<usize>>]) {
        for column in 0..lines.first().map_or(0, Vec::len) {
            let mut open = false;
            for line in lines {
                let cell = line[column].clone();
                let text = &self.text[cell.clone()];
                let start = cell.start + (text.len() - text.trim_start().len());
                let words = start..start + text.trim().len();
                if words.is_empty() {
                    self.builder.close_block();
                    open = false;
                    continue;
                }
                if open {
                    self.builder.replace(words.start..words.start, "\n");
                } else {
                    self.open(BlockKind::Other);
                    open = true;
                }
                self.inline(words);
            }
            self.builder.close_block();
        }
    }

    /// Whether a table drawn with rows of `=` starts at the line at hand.
    pub(super) fn is_simple_table(&self) -> bool {
        let line = self.line(self.at);
        line.starts_with("==") && line.contains("= ") && line.bytes().all(|b| matches!(b, b'=' | b' '))
    }

    /// A table drawn with rows of `=`: what stands in one column of one line is a block.
    pub(super) fn simple_table(&mut self) {
        let mut columns = Vec::new();
        let ruler = self.line(self.at);
        let mut at = 0;
        for column in ruler.split(' ') {
            if !column.is_empty() {
                columns.push(at);
            }
            at += column.len() + 1;
        }
        let mut rules = 0;
        while self.at < self.lines.len() {
            let line = self.lines[self.at].clone();
            let text = &self.text[line.range.clone()];
            self.at += 1;
            if text.starts_with("==") && text.bytes().all(|b| matches!(b, b'=' | b' ')) {
                rules += 1;
                let more = self.lines[self.at..].iter().take_while(|line| !line.is_blank()).count();
                // The last rule is followed by a blank line; the one below the head is not.
                if rules >= 2 && more == 0 {
                    break;
                }
                continue;
            }
            if text.starts_with("--") && text.bytes().all(|b| matches!(b, b'-' | b' ')) {
                continue;
            }
            // Tabs and byte-order marks take other widths in columns than in bytes.
            let raw_start = self.text[..line.range.start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
            for (n, &column) in columns.iter().enumerate() {
                let start = self.column(raw_start, column).max(line.range.start);
                let end = columns.get(n + 1).map_or(line.range.end, |&next| self.column(raw_start, next));
                let end = end.min(line.range.end);
                if start < end {
                    self.write(start..end, BlockKind::Other);
                }
            }
        }
    }

    /// The byte of a column of the line that starts at `start`.
    fn column(&self, start: usize, column: usize) -> usize {
        self.text[start..].char_indices().nth(column).map_or(self.text.len(), |(at, _)| start + at)
    }
}
