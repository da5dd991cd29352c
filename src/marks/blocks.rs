//! Block quotes and elements: their parts, their attribution line, and what marks inside them change.

use super::pair::{Marked, Stretch};
use super::{Form, Quotation};
use crate::prose::{BlockKind, Prose};
use crate::span::{Read, Span};

/// The block quotes of a draft, taken apart before its marks are paired.
pub(super) struct Quoted {
    /// For each block, the innermost block quote that holds it.
    innermost: Vec<Option<usize>>,
    /// For each block quote, the blocks that stand in no block quote inside it.
    own: Vec<Vec<usize>>,
    /// For each block quote, its attribution line.
    attributions: Vec<Option<Attribution>>,
}

/// The attribution line of a block quote.
#[derive(Debug, Clone, Copy)]
struct Attribution {
    block: usize,
    /// Where the line starts, with its dash.
    start: usize,
    /// The line without its dash.
    span: Span<Read>,
}

impl Quoted {
    pub(super) fn new(prose: &Prose) -> Self {
        let quotes = &prose.block_quotes;
        let mut quoted = Self {
            innermost: Vec::with_capacity(prose.blocks.len()),
            own: vec![Vec::new(); quotes.len()],
            attributions: Vec::with_capacity(quotes.len()),
        };
        // One sweep with a stack: a hostile file nests as deep as it is long.
        let (mut around, mut next): (Vec<usize>, usize) = (Vec::new(), 0);
        for block in 0..prose.blocks.len() {
            while around.last().is_some_and(|&quote| quotes[quote].blocks.end <= block) {
                around.pop();
            }
            while quotes.get(next).is_some_and(|quote| quote.blocks.start <= block) {
                around.push(next);
                next += 1;
            }
            let innermost = around.last().copied();
            quoted.innermost.push(innermost);
            if let Some(quote) = innermost {
                quoted.own[quote].push(block);
            }
        }
        for quote in 0..quotes.len() {
            let attribution = quoted.attribution(prose, quote);
            quoted.attributions.push(attribution);
        }
        quoted
    }

    /// The last line of a block quote, if it opens with a dash and is not all of it.
    fn attribution(&self, prose: &Prose, quote: usize) -> Option<Attribution> {
        let block = prose.block_quotes[quote].blocks.end - 1;
        if self.innermost[block] != Some(quote) {
            return None;
        }
        let span = prose.blocks[block].span;
        let text = prose.slice(span);
        // A block that opens with a dash is an attribution as a whole; else only the last line can be.
        // Where several lines open with one, they are a dialogue with the speaker below.
        let whole =
            after_dash(text).is_some() && !text.lines().skip(1).any(|line| after_dash(line).is_some());
        let start = if whole { 0 } else { text.rfind('\n')? + 1 };
        let line = &text[start..];
        let name = after_dash(line)?;
        let has_text = !whole || self.own[quote].len() > 1;
        let at = span.start + start + (line.len() - name.len());
        has_text.then(|| Attribution {
            block,
            start: span.start + start,
            span: Span::new(at, at + name.trim_end().len()),
        })
    }

    /// What of a block is text: all but the attribution line.
    fn text_of(&self, prose: &Prose, block: usize) -> (Span<Read>, Option<Span<Read>>) {
        let span = prose.blocks[block].span;
        let attribution = self.innermost[block].and_then(|quote| self.attributions[quote]);
        match attribution.filter(|attribution| attribution.block == block) {
            Some(Attribution { start, .. }) => {
                (trim(prose, Span::new(span.start, start)), Some(Span::new(start, span.end)))
            }
            None => (span, None),
        }
    }

    /// The stretches in which marks are paired: blocks, with attribution lines by themselves.
    pub(super) fn stretches(&self, prose: &Prose) -> Vec<Stretch> {
        let mut stretches = Vec::with_capacity(prose.blocks.len());
        for (at, block) in prose.blocks.iter().enumerate() {
            let (text, attribution) = self.text_of(prose, at);
            let next = prose.blocks.get(at + 1);
            let goes_on = attribution.is_none()
                && block.kind == BlockKind::Paragraph
                && next.is_some_and(|next| next.kind == BlockKind::Paragraph)
                && self.innermost[at] == self.innermost[at + 1];
            if !text.is_empty() {
                stretches.push(Stretch { span: text, goes_on });
            }
            stretches.extend(attribution.map(|span| Stretch { span, goes_on: false }));
        }
        stretches
    }

    /// Adds the block quotes to the quotations in marks, which are in order. One that is wholly in marks is one
    /// quotation with them.
    pub(super) fn add_to(&self, prose: &Prose, marked: &[(Marked, Quotation)], all: &mut Vec<Quotation>) {
        let mut taken: Vec<usize> = Vec::new();
        for quote in 0..prose.block_quotes.len() {
            let parts: Vec<Span<Read>> = self.own[quote]
                .iter()
                .map(|&block| self.text_of(prose, block).0)
                .filter(|part| !part.is_empty())
                .collect();
            let (Some(first), Some(last)) = (parts.first(), parts.last()) else { continue };
            let attribution = self.attributions[quote].map(|attribution| attribution.span);
            let at = marked.partition_point(|(marked, _)| marked.outer.start < first.start);
            let wholly = marked.get(at).is_some_and(|(marked, quotation)| {
                marked.outer.start == first.start
                    && prose.text[marked.outer.end.min(last.end)..last.end]
                        .trim_end_matches(['.', ',', ';', '!', '?'])
                        .is_empty()
                    && quotation.parts.len() == parts.len()
            });
            if wholly {
                taken.push(at);
                all.push(Quotation { form: Form::Block, attribution, ..marked[at].1.clone() });
            } else {
                all.push(Quotation { parts, inside: None, form: Form::Block, attribution });
            }
        }
        taken.sort_unstable();
        let free = marked.iter().enumerate().filter(|(at, _)| taken.binary_search(at).is_err());
        all.extend(free.map(|(_, (_, quotation))| quotation.clone()));
    }
}

/// Adds the elements to `all`. One that is wholly in marks, or wholly around them, is one quotation with them.
pub(super) fn add_elements(prose: &Prose, marked: &[(Marked, Quotation)], all: &mut Vec<Quotation>) {
    for &element in &prose.elements {
        let element = trim(prose, element);
        let at = marked.partition_point(|(marked, _)| marked.outer.start < element.start);
        let holds_marks = marked.get(at).is_some_and(|(marked, _)| marked.outer == element);
        // The mark before an element is one character back.
        let in_marks = prose.text[..element.start].chars().next_back().is_some_and(|mark| {
            let from = element.start - mark.len_utf8();
            let at = marked.partition_point(|(marked, _)| marked.outer.start < from);
            marked.get(at).is_some_and(|(_, quotation)| quotation.parts == [element])
        });
        if !holds_marks && !in_marks {
            let first = prose.blocks.partition_point(|block| block.span.end <= element.start);
            let parts: Vec<Span<Read>> = prose.blocks[first..]
                .iter()
                .take_while(|block| block.span.start < element.end)
                .map(|block| Span::new(block.span.start.max(element.start), block.span.end.min(element.end)))
                .map(|part| trim(prose, part))
                .filter(|part| !part.is_empty())
                .collect();
            if !parts.is_empty() {
                all.push(Quotation { parts, inside: None, form: Form::Element, attribution: None });
            }
        }
    }
}

/// The span without the spaces at its ends.
pub(super) fn trim(prose: &Prose, span: Span<Read>) -> Span<Read> {
    let text = prose.slice(span);
    let start = span.start + (text.len() - text.trim_start().len());
    Span::new(start, start + text.trim().len())
}

/// What follows the dash that a line opens with: `– Anna`, `-- Anna`, `—Anna`. A minus sign before a number is no
/// dash.
fn after_dash(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let name = line.trim_start_matches(['—', '–', '―', '-', '‒', '‐', '‑', '−']);
    if name.len() == line.len() {
        return None;
    }
    let name_start = name.trim_start();
    let is_number = name.len() == name_start.len() && name.starts_with(|c: char| c.is_ascii_digit());
    (!name_start.is_empty() && !is_number && !line.starts_with("---")).then_some(name_start)
}
