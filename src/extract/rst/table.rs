//! Tables of reStructuredText.

use super::Reader;
use crate::prose::BlockKind;

impl Reader<'_> {
    /// A table drawn with `+`, `-` and `|`: what stands between two bars of one line is a block.
    pub(super) fn grid_table(&mut self) {
        while self.line(self.at).starts_with(['+', '|']) {
            let line = self.lines[self.at].range.clone();
            if self.line(self.at).starts_with('|') {
                let mut start = line.start + 1;
                for (bar, _) in self.text[line.clone()].match_indices('|').skip(1) {
                    self.write(start..line.start + bar, BlockKind::Other);
                    start = line.start + bar + 1;
                }
            }
            self.at += 1;
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
