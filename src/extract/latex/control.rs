//! Control sequences: what a command or an environment does where it stands.

use unicode_normalization::char::compose;

use super::command::{Argument, Effect, Environment, accent, arguments, environment, symbol};
use super::{Closing, Reader, find};

/// A footnote that is longer is read where it stands, in bytes: nothing is searched further for its end.
const LONGEST_NOTE: usize = 8 << 10;

impl<'t> Reader<'t> {
    /// The command at hand.
    pub(super) fn command(&mut self) {
        let start = self.at;
        let rest = &self.text[start + 1..self.end];
        let letters = rest.bytes().take_while(|b| b.is_ascii_alphabetic() || *b == b'@').count();
        if letters == 0 {
            return self.sign(start);
        }
        let name = &rest[..letters];
        self.at = start + 1 + letters;
        if let Some(mark) = accent(name) {
            return self.accent(start, mark);
        }
        if let Some(text) = symbol(name) {
            if text == " " {
                self.skip_spaces();
                return self.replace(start..self.at, text);
            }
            let end = self.at;
            self.replace(start..end, text);
            if self.text[self.at..self.end].starts_with("{}") {
                self.at += 2;
            } else {
                self.skip_spaces();
            }
            return;
        }
        if self.text[self.at..self.end].starts_with('*') {
            self.at += 1;
        }
        match name {
            "begin" => return self.begin_environment(),
            "end" => return self.end_environment(),
            "verb" | "lstinline" | "mintinline" => return self.verb(name),
            "item" => {
                self.end_block();
                self.skip_spaces();
                if self.text[self.at..self.end].starts_with('[') {
                    self.at += 1;
                    self.push(Closing::Bracket, Effect::Block, &[]);
                }
                return;
            }
            "par" | "bigskip" | "medskip" | "smallskip" | "maketitle" | "tableofcontents" | "hrule"
            | "hline" | "toprule" | "midrule" | "bottomrule" => self.end_block(),
            "newline" | "linebreak" => self.new_line(start),
            "def" | "let" | "newif" => {
                // To the end of the body: `\def\name#1{…}`.
                let rest = &self.text.as_bytes()[self.at..self.end];
                let body = memchr::memchr3(b'{', b'\n', b'=', rest).unwrap_or(rest.len());
                self.at += body;
                if rest.get(body) == Some(&b'{') {
                    self.at += 1;
                    self.push(Closing::Brace, Effect::Hide, &[]);
                }
                return;
            }
            _ => {}
        }
        let here = self.at;
        self.arguments(arguments(name));
        if self.at == here {
            self.skip_spaces();
        }
    }

    /// A command of one sign.
    fn sign(&mut self, start: usize) {
        let Some(sign) = self.text[start + 1..self.end].chars().next() else {
            self.at = self.end;
            return;
        };
        self.at = start + 1 + sign.len_utf8();
        match sign {
            '\\' => {
                if self.text[self.at..self.end].starts_with('*') {
                    self.at += 1;
                }
                let here = self.at;
                self.new_line(start);
                if self.text[here..self.end].starts_with('[') {
                    self.arguments(&[Argument::Options]);
                }
            }
            '%' | '&' | '$' | '#' | '_' | '{' | '}' => self.copy(self.at - 1..self.at),
            ',' | ';' | ':' | '>' | ' ' | '\n' | '\t' | '\r' => self.replace(start..self.at, " "),
            '(' => self.skip_past(start, "\\)"),
            '[' => self.skip_past(start, "\\]"),
            '"' | '\'' | '`' | '^' | '~' | '=' | '.' => {
                if let Some(mark) = accent(sign.encode_utf8(&mut [0; 4])) {
                    self.accent(start, mark);
                }
            }
            // `\-`, `\/`, `\!`: nothing that is read.
            _ => {}
        }
    }

    /// A line break by command: a row's end in a table.
    fn new_line(&mut self, start: usize) {
        if self.tables > 0 {
            self.end_block();
        } else if self.hidden == 0 && self.builder.in_block() {
            self.builder.replace(start..self.at, "\n");
            // The line break of the source is none.
            let rest = &self.text[self.at..self.end];
            let space = &rest[..rest.len() - rest.trim_ascii_start().len()];
            if space.matches('\n').count() == 1 {
                self.at += space.len();
            }
        }
    }

    /// A letter with a mark on it: `\'e`, `\"{o}`, `\v s`, `\'{\i}`.
    fn accent(&mut self, start: usize, mark: char) {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        while at < self.end && matches!(bytes[at], b' ' | b'\t') {
            at += 1;
        }
        let braced = at < self.end && bytes[at] == b'{';
        at += usize::from(braced);
        let rest = &self.text[at..self.end];
        let (letter, len) =
            if rest.starts_with("\\i") && !rest[2..].starts_with(|c: char| c.is_ascii_alphabetic()) {
                ('i', 2)
            } else if rest.starts_with("\\j") && !rest[2..].starts_with(|c: char| c.is_ascii_alphabetic()) {
                ('j', 2)
            } else {
                match rest.chars().next() {
                    Some(c) if c.is_alphabetic() => (c, c.len_utf8()),
                    // Without a letter the mark is a sign of its own, and nothing that is read.
                    _ => return,
                }
            };
        at += len;
        if braced && self.text[at..self.end].starts_with('}') {
            at += 1;
        }
        self.at = at;
        let text = match compose(letter, mark) {
            Some(c) => c.to_string(),
            None => format!("{letter}{mark}"),
        };
        self.replace(start..at, &text);
    }

    /// `\verb|…|`: the next character ends it.
    fn verb(&mut self, name: &str) {
        if name != "verb" {
            for (open, close) in [("[", "]"), ("{", "}")] {
                if self.text[self.at..self.end].starts_with(open) && (name == "mintinline" || open == "[") {
                    self.skip_past(self.at, close);
                }
            }
        }
        let rest = &self.text[self.at..self.end];
        let Some(mark) = rest.chars().next() else { return };
        let close = if mark == '{' { '}' } else { mark };
        let line = rest.find('\n').unwrap_or(rest.len());
        if let Some(end) = rest[..line].get(mark.len_utf8()..).and_then(|inner| inner.find(close)) {
            self.at += mark.len_utf8() + end + close.len_utf8();
        }
    }

    /// Goes past the next `end`, if there is one; `from` is where what it ends begins.
    fn skip_past(&mut self, from: usize, end: &str) {
        if self.missing.get(end).is_some_and(|&missing| missing <= from) {
            return;
        }
        match find(&self.text[..self.end], self.at, end) {
            Some(at) => self.at = at + end.len(),
            None => {
                self.missing.insert(end.to_owned(), from);
            }
        }
    }

    fn skip_spaces(&mut self) {
        let rest = &self.text[self.at..self.end];
        let space = &rest[..rest.len() - rest.trim_ascii_start().len()];
        if space.matches('\n').count() < 2 {
            self.at += space.len();
        }
    }

    /// Opens the first of `arguments` that stands here.
    pub(super) fn arguments(&mut self, mut arguments: &'static [Argument]) {
        let here = self.at;
        while let Some((first, rest)) = arguments.split_first() {
            match first {
                // Behind a space a bracket is the writer's: `\noindent [He] said`.
                Argument::Options if self.next_is(b'[') => {
                    self.at += 1;
                    return self.push(Closing::Bracket, Effect::Hide, arguments);
                }
                Argument::Options => arguments = rest,
                Argument::Braces(effect) => {
                    self.skip_spaces();
                    if self.next_is(b'{') {
                        self.at += 1;
                        return self.argument(*effect, rest);
                    }
                    // `\emph x`, or a command that was only named.
                    self.at = here;
                    return;
                }
            }
        }
    }

    fn next_is(&self, byte: u8) -> bool {
        self.text.as_bytes()[self.at..self.end].first() == Some(&byte)
    }

    /// An argument in braces, whose first byte is at hand.
    fn argument(&mut self, effect: Effect, rest: &'static [Argument]) {
        match effect {
            Effect::Note if self.hidden == 0 && !self.in_note => {
                if let Some(len) = group_len(&self.text[self.at..self.end]) {
                    self.notes.push(self.at..self.at + len);
                    self.at += len + 1;
                    return;
                }
                self.push(Closing::Brace, Effect::Plain, rest);
            }
            Effect::Raised => {
                let near = &self.text.as_bytes()[self.at..self.end.min(self.at + 8)];
                let mark = near.iter().take_while(|&&b| b != b'}');
                let is_mark = mark.clone().count() > 0 && mark.copied().all(|b| b"0123456789,*".contains(&b));
                self.push(Closing::Brace, if is_mark { Effect::Hide } else { Effect::Plain }, rest);
            }
            effect => self.push(Closing::Brace, effect, rest),
        }
    }

    fn begin_environment(&mut self) {
        let Some((name, full)) = self.environment_name() else { return };
        match environment(name) {
            kind @ (Environment::Listing | Environment::Formula) => {
                if self.hidden == 0 && kind == Environment::Listing {
                    self.end_block();
                }
                let end = format!("\\end{{{full}}}");
                self.skip_past(self.at, &end);
            }
            kind => {
                if self.hidden == 0 {
                    self.end_block();
                }
                let start = self.at - full.len() - 1;
                let closing = Closing::End(start, start + full.len());
                let table = kind == Environment::Table;
                let effect = if let Environment::Prose(effect) = kind { effect } else { Effect::Block };
                *self.environments.entry(full).or_default() += 1;
                self.push(closing, effect, &[]);
                self.tables += usize::from(table);
                if let Some(group) = self.stack.last_mut() {
                    group.table = table;
                }
                self.environment_arguments();
            }
        }
    }

    /// What follows the name of an environment on its line is no prose.
    fn environment_arguments(&mut self) {
        const ARGUMENTS: &[Argument] = &[
            Argument::Options,
            Argument::Braces(Effect::Hide),
            Argument::Options,
            Argument::Braces(Effect::Hide),
            Argument::Options,
        ];
        if self.next_is(b'[') || self.next_is(b'{') {
            self.arguments(ARGUMENTS);
        }
    }

    fn end_environment(&mut self) {
        let Some((_, full)) = self.environment_name() else { return };
        if self.environments.get(full).is_some_and(|&open| open > 0) {
            while let Some(closing) = self.innermost() {
                let found = matches!(closing, Closing::End(a, b) if &self.text[a..b] == full);
                self.pop();
                if found {
                    break;
                }
            }
        }
        if self.hidden == 0 {
            self.end_block();
        }
    }

    /// Reads `{name}`: the name without its star, and with it.
    fn environment_name(&mut self) -> Option<(&'t str, &'t str)> {
        let rest = self.text[self.at..self.end].strip_prefix('{')?;
        let len = rest.bytes().take(40).position(|b| b == b'}')?;
        self.at += len + 2;
        let full = &rest[..len];
        Some((full.trim_end_matches('*'), full))
    }
}

/// The length of the group whose first byte is behind its brace; `None` if it does not end soon.
fn group_len(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, b) in text.bytes().enumerate().take(LONGEST_NOTE) {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some(at),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}
