//! Markdown, by pulldown-cmark with source offsets.
//!
//! The parser splits text at every entity and escape, so that each text event is either a copy of its source or one
//! replacement of it as a whole: the two kinds of piece that an offset map has.

mod quick;

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use self::quick::Stretch;
use super::builder::{Builder, OpenQuote};
use super::html::raw::{self, Piece};
use super::spell;
use crate::prose::{BlockKind, Prose};
use crate::span::Span;
use crate::text_file::TextFile;

/// Reads `file` as Markdown.
///
/// Left out: code blocks, comments, front matter, link destinations, footnote references, the alternative text of
/// an image inside a paragraph. Inline code stays, as words. A callout (`> [!NOTE]`) is no block quote.
#[must_use]
pub fn extract(file: &TextFile) -> Prose {
    read(&file.text)
}

/// Reads Markdown that stands in another file.
pub(super) fn read(text: &str) -> Prose {
    // The parser knows no byte-order mark: `\u{feff}# Title` would be a paragraph.
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = Reader::new(text);
    match quick::stretches(text, start) {
        None => reader.parse(start..text.len()),
        Some(stretches) => stretches.into_iter().for_each(|stretch| match stretch {
            Stretch::Plain(range) => reader.paragraph(range),
            Stretch::Other(range) => reader.parse(range),
        }),
    }
    reader.finish()
}

#[cfg(test)]
fn extract_by_parser_alone(file: &TextFile) -> Prose {
    let mut reader = Reader::new(&file.text);
    reader.parse(0..file.text.len());
    reader.finish()
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_GFM
}

type Events<'e> = [(Event<'e>, Range<usize>)];

struct Reader<'t> {
    text: &'t str,
    builder: Builder<'t>,
    /// What a block that opens now is.
    kind: BlockKind,
    /// How many elements are open whose text no reader reads as prose.
    hidden: usize,
    /// Events before this one were read together with an earlier one.
    skip_to: usize,
    /// The open block quotes; `None` for a callout.
    quotes: Vec<Option<OpenQuote>>,
    /// What ends the HTML comment or tag that the last line left open.
    html_until: Option<&'static str>,
    /// Where the comment that the last line left open begins, behind its sign.
    comment_from: Option<usize>,
    /// The HTML elements that matter and are open.
    open_tags: Vec<OpenTag>,
}

/// An HTML element that is open.
struct OpenTag {
    name: String,
    /// Where it starts in the prose.
    at: usize,
    /// The block quote that it is.
    quote: Option<OpenQuote>,
    /// How many Markdown block quotes were open: a tag never closes what opened outside of its own quote.
    depth: usize,
    /// Whether it stands in running text. It then ends with its block, even without an end tag: `the <pre> element`
    /// in a paragraph must not hide the rest of the draft.
    inline: bool,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            builder: Builder::new(text),
            kind: BlockKind::Paragraph,
            hidden: 0,
            skip_to: 0,
            quotes: Vec::new(),
            html_until: None,
            comment_from: None,
            open_tags: Vec::new(),
        }
    }

    /// Reads a stretch of the file that is a document of its own.
    fn parse(&mut self, range: Range<usize>) {
        let start = range.start;
        let events: Vec<(Event<'_>, Range<usize>)> = Parser::new_ext(&self.text[range], options())
            .into_offset_iter()
            .map(|(event, range)| (event, range.start + start..range.end + start))
            .collect();
        self.skip_to = 0;
        for at in 0..events.len() {
            if at >= self.skip_to {
                self.event(&events, at);
            }
        }
    }

    /// Reads a paragraph that is its source.
    fn paragraph(&mut self, range: Range<usize>) {
        self.builder.close_block();
        self.builder.spelling(range.start, spell::markdown);
        self.begin();
        self.builder.copy(range);
        self.builder.close_block();
        self.kind = BlockKind::Paragraph;
    }

    fn event(&mut self, events: &Events<'_>, at: usize) {
        let (event, range) = &events[at];
        match event {
            Event::Start(tag) => self.start(tag, events, at),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => {
                self.builder.spelling(range.start, spell::markdown);
                self.words(text, range.clone());
            }
            Event::Code(code) => {
                let start = self.begin();
                self.words(code, inner_code(self.text, range.clone(), code));
                if self.hidden == 0 {
                    self.builder.inert(Span::new(start, self.builder.len()));
                }
            }
            Event::Html(html) => self.html(html, range.clone(), false),
            Event::InlineHtml(html) => self.html(html, range.clone(), true),
            Event::SoftBreak | Event::HardBreak => self.line_break(range.clone()),
            Event::Rule => self.builder.close_block(),
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, events: &Events<'_>, at: usize) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => {}
            Tag::Superscript | Tag::Subscript => {}
            Tag::Image { .. } => {
                // Alone in its paragraph an image is a figure, and its text the caption.
                let is_figure =
                    matches!(events.get(at.wrapping_sub(1)), Some((Event::Start(Tag::Paragraph), _)))
                        && matches!(
                            events.get(matching_end(events, at) + 1),
                            Some((Event::End(TagEnd::Paragraph), _))
                        );
                if is_figure {
                    self.builder.close_block();
                    self.kind = BlockKind::Other;
                } else {
                    self.hidden += 1;
                }
            }
            Tag::Heading { .. } => {
                self.builder.close_block();
                self.kind = BlockKind::Heading;
            }
            Tag::TableCell => {
                self.builder.close_block();
                self.kind = BlockKind::Other;
            }
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                self.builder.close_block();
                self.hidden += 1;
            }
            Tag::BlockQuote(kind) => {
                let is_callout = kind.is_some() || is_callout(&self.text[events[at].1.clone()]);
                self.builder.close_block();
                let quote = (!is_callout).then(|| self.builder.open_quote());
                self.quotes.push(quote);
            }
            Tag::List(None) => {
                self.builder.close_block();
                self.dash_line(events, at);
            }
            _ => self.builder.close_block(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {}
            TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::Image if self.hidden > 0 => self.hidden -= 1,
            TagEnd::Image => {}
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => self.hidden = self.hidden.saturating_sub(1),
            TagEnd::BlockQuote(_) => {
                self.builder.close_block();
                let depth = self.quotes.len();
                self.close_tags(|open| open.depth == depth);
                if let Some(Some(quote)) = self.quotes.pop() {
                    self.builder.close_quote(&quote);
                }
            }
            _ => {
                (self.html_until, self.comment_from) = (None, None);
                self.close_tags(|open| open.inline || open.quote.is_none());
                self.builder.close_block();
                self.kind = BlockKind::Paragraph;
            }
        }
    }

    /// `- Anna` at the end of a block quote is a list of one item to the parser and an attribution line to a reader:
    /// its dash is kept.
    fn dash_line(&mut self, events: &Events<'_>, list: usize) {
        let end = matching_end(events, list);
        let in_quote = matches!(events.get(end + 1), Some((Event::End(TagEnd::BlockQuote(_)), _)));
        let one_item = matches!(events.get(list + 1), Some((Event::Start(Tag::Item), _)))
            && matching_end(events, list + 1) + 1 == end;
        let item = events[list].1.clone();
        if in_quote && one_item && self.text[item.clone()].starts_with('-') {
            self.skip_to = list + 2;
            self.begin();
            self.builder.copy(item.start..item.start + 1);
            self.builder.replace(item.start + 1..item.start + 1, " ");
            // A loose item would open a block of its own.
            if matches!(events.get(list + 2), Some((Event::Start(Tag::Paragraph), _))) {
                self.skip_to = list + 3;
            }
        }
    }

    /// Opens a block unless one is open, and tells where the prose ends.
    fn begin(&mut self) -> usize {
        if self.hidden == 0 && !self.builder.in_block() {
            let at = self.builder.len();
            if at > 0 {
                let before = self.builder.source_end();
                self.builder.replace(before..before, "\n\n");
            }
            self.builder.open_block(self.kind);
        }
        self.builder.len()
    }

    fn words(&mut self, text: &str, from: Range<usize>) {
        if self.hidden > 0 {
            return;
        }
        self.begin();
        if self.text[from.clone()] == *text {
            self.builder.copy(from);
        } else {
            self.builder.replace(from, text);
        }
    }

    fn line_break(&mut self, from: Range<usize>) {
        if self.hidden == 0 && self.builder.in_block() {
            // The spaces before a line break and the prefixes after it are markup.
            match self.text[from.clone()].find('\n') {
                Some(at) => self.builder.copy(from.start + at..from.start + at + 1),
                None => self.builder.replace(from, "\n"),
            }
        }
    }

    fn html(&mut self, html: &str, from: Range<usize>, inline: bool) {
        // Raw HTML is never rewritten by the parser, save for a zero byte or a `\r`: what comes after has then the place
        // of all of it.
        let source = self.text[from.clone()].bytes();
        let exact = source.zip(html.bytes()).take_while(|(a, b)| a == b).count();
        let place = |at: usize, len: usize| {
            if at + len <= exact { from.start + at..from.start + at + len } else { from.clone() }
        };
        // The parser gives a line at a time of a comment or tag over several lines.
        let start = match self.html_until.take() {
            None => 0,
            Some(end) => match html.find(end) {
                Some(at) => {
                    if let Some(from) = self.comment_from.take() {
                        self.builder.comment(from..place(at, 0).start.max(from));
                    }
                    at + end.len()
                }
                None => {
                    self.html_until = Some(end);
                    return;
                }
            },
        };
        for (at, piece) in raw::pieces(&html[start..]).map(|(at, piece)| (start + at, piece)) {
            match piece {
                Piece::Tag(tag) if tag.closes => self.close_tag(&tag.name),
                Piece::Tag(tag) => self.open_tag(tag.name, place(at, 0), inline),
                Piece::Text(text) if text.trim().is_empty() && !self.builder.in_block() => {}
                Piece::Text(text) => {
                    let from = place(at, text.len());
                    self.builder.spelling(from.start, spell::html);
                    self.words(text, from);
                }
                Piece::Reference(source, text) => self.words(&text, place(at, source.len())),
                Piece::Comment(text) => {
                    let from = place(at + "<!--".len(), text.len());
                    if html[start..].len() == at - start + "<!--".len() + text.len() {
                        self.comment_from = Some(from.start);
                    } else {
                        self.builder.comment(from);
                    }
                }
                Piece::Hidden => {}
                Piece::GoesOn(end) => self.html_until = Some(end),
            }
        }
    }

    fn open_tag(&mut self, name: String, place: Range<usize>, inline: bool) {
        let depth = self.quotes.len();
        match name.as_str() {
            "br" if self.hidden == 0 && self.builder.in_block() => self.builder.replace(place, "\n"),
            "blockquote" => {
                self.builder.close_block();
                let quote = Some(self.builder.open_quote());
                self.open_tags.push(OpenTag { name, at: self.builder.len(), quote, depth, inline });
            }
            "q" | "code" | "kbd" | "samp" => {
                let at = self.begin();
                self.open_tags.push(OpenTag { name, at, quote: None, depth, inline });
            }
            _ if hides(&name) => {
                self.hidden += 1;
                self.open_tags.push(OpenTag { name, at: 0, quote: None, depth, inline });
            }
            _ if is_block(&name) => self.builder.close_block(),
            _ => {}
        }
    }

    fn close_tag(&mut self, name: &str) {
        let depth = self.quotes.len();
        match self.open_tags.iter().rposition(|open| open.name == name && open.depth == depth) {
            Some(at) => {
                let mut index = self.open_tags.len();
                self.close_tags(|_| {
                    index -= 1;
                    index >= at
                });
            }
            None if is_block(name) => self.builder.close_block(),
            None => {}
        }
    }

    /// Closes the innermost open elements as long as `which` says so.
    fn close_tags(&mut self, mut which: impl FnMut(&OpenTag) -> bool) {
        while self.open_tags.last().is_some_and(&mut which) {
            let Some(open) = self.open_tags.pop() else { return };
            let end = self.builder.len();
            match open.name.as_str() {
                "blockquote" => {
                    if let Some(quote) = &open.quote {
                        self.builder.close_quote(quote);
                    }
                }
                "q" if open.at < end => self.builder.element(Span::new(open.at, end)),
                "code" | "kbd" | "samp" if open.at < end => self.builder.inert(Span::new(open.at, end)),
                name if hides(name) => self.hidden = self.hidden.saturating_sub(1),
                _ => {}
            }
        }
    }

    fn finish(mut self) -> Prose {
        self.builder.close_block();
        self.close_tags(|_| true);
        self.builder.finish()
    }
}

/// The end event of the start event at `start`, if it is near: a caption or an attribution line is short, and a list
/// may nest as deep as the file is long.
fn matching_end(events: &Events<'_>, start: usize) -> usize {
    let mut depth = 0_usize;
    for (at, (event, _)) in events.iter().enumerate().skip(start).take(100) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    events.len()
}

/// Where the words of inline code stand between its backticks. Their source differs from them only where the code
/// runs over a line break; it is then replaced as a whole.
fn inner_code(text: &str, range: Range<usize>, code: &str) -> Range<usize> {
    let source = &text[range.clone()];
    let ticks = source.bytes().take_while(|&b| b == b'`').count();
    let padding = source.len().saturating_sub(2 * ticks + code.len());
    let start = range.start + ticks + padding / 2;
    if text.get(start..start + code.len()) == Some(code) { start..start + code.len() } else { range }
}

/// `> [!info] Title`, as other programs than GitHub's write a callout.
fn is_callout(quote: &str) -> bool {
    let inner = quote.trim_start_matches(['>', ' ', '\t']);
    inner.strip_prefix("[!").is_some_and(|rest| {
        let name = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
        name > 0 && rest.as_bytes().get(name) == Some(&b']')
    })
}

fn hides(tag: &str) -> bool {
    matches!(tag, "script" | "style" | "pre" | "template" | "textarea" | "svg" | "math")
}

fn is_block(tag: &str) -> bool {
    const BLOCKS: [&str; 32] = [
        "address",
        "article",
        "aside",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "section",
        "summary",
        "td",
        "th",
        "ul",
    ];
    BLOCKS.contains(&tag)
}

#[cfg(test)]
mod tests;
