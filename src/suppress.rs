//! Ignore comments: what a writer says to this program in the draft itself.
//!
//! ```text
//! misquote-ignore[changed-words]: as broadcast        for the block that follows, or that it stands in
//! misquote-ignore-file: a parody                      for the whole file; without codes, for any check
//! ```
//!
//! A finding that is silenced stays: it is marked with the reason, counts for nothing and is never fixed. And silence
//! itself is looked at: a comment that silences nothing, gives no reason or names no check is a finding.

use crate::checks::{self, Applicability, Check, Group};
use crate::diagnostic::{Finding, Fix, Remedy, Replacement, Severity};
use crate::prose::Prose;
use crate::span::{Span, Text};

/// What every ignore comment begins with.
const SIGN: &str = "misquote-ignore";

/// One ignore comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignore {
    /// The comment up to its codes: `misquote-ignore[changed-words]`.
    pub span: Span<Text>,
    /// The checks that it silences; none for any check.
    pub codes: Vec<Code>,
    /// Why.
    pub reason: Option<String>,
    /// Where.
    pub scope: Scope,
    /// Why it cannot be read; then it silences nothing.
    pub mistake: Option<String>,
}

/// A check that an ignore comment names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Its place.
    pub span: Span<Text>,
    /// The check; none if there is none of this name.
    pub check: Option<&'static Check>,
}

/// For what an ignore comment holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The file.
    File,
    /// A block, or a block quote with all its blocks.
    Block(Span<Text>),
    /// Nothing: no block follows.
    Nothing,
}

/// The ignore comments of a draft whose text is `text`, in order.
#[must_use]
pub fn ignores(prose: &Prose, text: &str) -> Vec<Ignore> {
    prose.comments.iter().filter_map(|comment| read(prose, text, *comment)).collect()
}

fn read(prose: &Prose, text: &str, comment: Span<Text>) -> Option<Ignore> {
    let said = &text[comment.range()];
    let start = comment.start + (said.len() - said.trim_start().len());
    let rest = said.trim().strip_prefix(SIGN)?;
    let file = rest.strip_prefix("-file");
    let rest = file.unwrap_or(rest);
    let scope = if file.is_some() { Scope::File } else { scope_of(prose, comment) };
    let mut at = start + SIGN.len() + if file.is_some() { "-file".len() } else { 0 };
    let mut ignore =
        Ignore { span: Span::new(start, at), codes: Vec::new(), reason: None, scope, mistake: None };
    let mut rest = rest;
    if let Some(list) = rest.strip_prefix('[') {
        let Some(end) = list.find(']') else {
            ignore.mistake = Some("the list of codes has no `]`".to_owned());
            return Some(ignore);
        };
        let mut from = at + 1;
        for name in list[..end].split(',') {
            let code = name.trim();
            let place = from + (name.len() - name.trim_start().len());
            if !code.is_empty() {
                ignore
                    .codes
                    .push(Code { span: Span::new(place, place + code.len()), check: checks::find(code) });
            }
            from += name.len() + 1;
        }
        at += end + 2;
        rest = &list[end + 1..];
        ignore.span = Span::new(start, at);
        if ignore.codes.is_empty() {
            ignore.mistake = Some("the list of codes is empty; without `[]`, any check is meant".to_owned());
            return Some(ignore);
        }
    }
    let reason = match rest.trim_start().strip_prefix(':') {
        Some(reason) => reason.trim(),
        None if rest.trim().is_empty() => "",
        // `misquote-ignored`, `misquote-ignore-next-line`…
        None if ignore.codes.is_empty() && !rest.starts_with(char::is_whitespace) => {
            let word =
                rest.split(|c: char| c.is_whitespace() || c == ':' || c == '[').next().unwrap_or_default();
            ignore.span = Span::new(start, at + word.len());
            ignore.mistake = Some(format!("there are `{SIGN}` and `{SIGN}-file`"));
            return Some(ignore);
        }
        None => {
            ignore.mistake = Some("a reason stands after a colon".to_owned());
            return Some(ignore);
        }
    };
    ignore.reason = Some(reason.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|r| !r.is_empty());
    Some(ignore)
}

/// The block that a comment stands in, else the next one; where that begins a block quote, all of it.
fn scope_of(prose: &Prose, comment: Span<Text>) -> Scope {
    let next = prose.blocks.partition_point(|block| prose.map.span(block.span).end <= comment.start);
    let Some(block) = prose.blocks.get(next) else { return Scope::Nothing };
    let place = prose.map.span(block.span);
    if place.start < comment.start {
        return Scope::Block(place);
    }
    let quotes = prose.block_quotes.iter().filter(|quote| quote.blocks.start == next);
    let end = quotes.map(|quote| quote.blocks.end).max().unwrap_or(next + 1);
    Scope::Block(place.to(prose.map.span(prose.blocks[end - 1].span)))
}

/// Silences what the `ignores` of a draft silence, and adds to `findings` what is wrong with the comments themselves.
///
/// `quotation` is the place of a quotation by its index: a finding belongs to the block in which its quotation begins,
/// too. `severity` is that of a check in this draft, none where it is allowed. With `judged` false nothing was compared
/// with any record, so that nothing can be said of comments that silence nothing.
pub fn silence(
    ignores: &[Ignore],
    text: &str,
    findings: &mut Vec<Finding>,
    quotation: &dyn Fn(usize) -> Span<Text>,
    severity: &dyn Fn(&'static Check) -> Option<Severity>,
    judged: bool,
) {
    if ignores.is_empty() {
        return;
    }
    let mut used: Vec<Vec<bool>> = ignores.iter().map(|i| vec![false; i.codes.len().max(1)]).collect();
    for finding in findings.iter_mut() {
        silence_one(ignores, finding, finding.quotation.map(quotation), &mut used);
    }
    let mut own = Vec::new();
    let add = |own: &mut Vec<Finding>, used: &mut Vec<Vec<bool>>, finding: Option<Finding>| {
        own.extend(finding.map(|mut finding| {
            silence_own(ignores, &mut finding, used);
            finding
        }));
    };
    let say = |check, span: Span<Text>, message: String, note: Option<String>| {
        Some(about(check, severity(check)?, span, text, message, note))
    };
    for ignore in ignores {
        for code in ignore.codes.iter().filter(|code| code.check.is_none()) {
            add(&mut own, &mut used, unknown(code, text, severity));
        }
        if ignore.reason.is_none() && ignore.mistake.is_none() {
            let sign = &text[ignore.span.range()];
            let finding = say(
                &checks::IGNORE_WITHOUT_REASON,
                ignore.span,
                "this comment does not say why".to_owned(),
                Some(format!("help: write `{sign}: the reason`")),
            );
            add(&mut own, &mut used, finding);
        }
    }
    // A comment on comments that silence nothing is looked at last.
    for last in [false, true] {
        for (index, ignore) in ignores.iter().enumerate() {
            if let Some(mistake) = ignore.mistake.as_ref().filter(|_| !last) {
                let message = "this comment cannot be read, and silences nothing".to_owned();
                let finding = say(&checks::UNUSED_IGNORE, ignore.span, message, Some(mistake.clone()));
                add(&mut own, &mut used, finding);
            }
            if ignore.mistake.is_some() {
                continue;
            }
            if ignore.codes.is_empty() && !used[index][0] && judged && !last {
                let message = "this comment silences nothing".to_owned();
                add(&mut own, &mut used, say(&checks::UNUSED_IGNORE, ignore.span, message, None));
            }
            for (place, code) in ignore.codes.iter().enumerate() {
                let Some(check) = code.check.filter(|check| (*check == &checks::UNUSED_IGNORE) == last)
                else {
                    continue;
                };
                let message = if check.group == Group::Input {
                    format!("`{}` cannot be silenced: what could not be checked is never clean", check.code)
                } else if used[index][place] || !judged || !can_tell(check, severity) {
                    continue;
                } else {
                    format!("there is no `{}` here to silence", check.code)
                };
                add(&mut own, &mut used, say(&checks::UNUSED_IGNORE, code.span, message, None));
            }
        }
    }
    findings.extend(own);
}

/// Silences a finding that was made of several drafts, after each was checked for itself, and gives the comment that did.
pub fn silence_later(
    ignores: &[Ignore],
    finding: &mut Finding,
    quotation: Option<Span<Text>>,
) -> Option<Span<Text>> {
    let mut used: Vec<Vec<bool>> = ignores.iter().map(|i| vec![false; i.codes.len().max(1)]).collect();
    silence_one(ignores, finding, quotation, &mut used);
    let spoke = used.iter().position(|used| used.contains(&true))?;
    Some(ignores[spoke].span)
}

/// Whether this run could have found something: not where the check is allowed, and not of one draft alone where it
/// takes several.
fn can_tell(check: &'static Check, severity: &dyn Fn(&'static Check) -> Option<Severity>) -> bool {
    severity(check).is_some() && check.code != "inconsistent-quotation"
}

fn silence_one(
    ignores: &[Ignore],
    finding: &mut Finding,
    quotation: Option<Span<Text>>,
    used: &mut [Vec<bool>],
) {
    if matches!(finding.check.group, Group::Input | Group::Suppression) {
        return;
    }
    let holds = |ignore: &Ignore, wide: bool| match ignore.scope {
        Scope::File => wide,
        Scope::Block(block) => {
            let starts_in = |span: Span<Text>| block.start <= span.start && span.start <= block.end;
            !wide && (starts_in(finding.span) || quotation.is_some_and(starts_in))
        }
        Scope::Nothing => false,
    };
    // The nearest comment is the one that speaks.
    let found = [false, true].iter().find_map(|&wide| {
        ignores.iter().enumerate().filter(|(_, i)| i.mistake.is_none() && holds(i, wide)).find_map(
            |(index, ignore)| {
                let place = match ignore.codes.is_empty() {
                    true => Some(0),
                    false => ignore.codes.iter().position(|code| code.check == Some(finding.check)),
                };
                Some((index, place?))
            },
        )
    });
    if let Some((index, place)) = found {
        used[index][place] = true;
        finding.suppressed = Some(reason(&ignores[index]));
    }
}

/// A finding about a comment is silenced by one that names its check: for the file, or in the comment itself.
fn silence_own(ignores: &[Ignore], finding: &mut Finding, used: &mut [Vec<bool>]) {
    for (index, ignore) in ignores.iter().enumerate() {
        let holds = ignore.scope == Scope::File || ignore.span.holds(&finding.span);
        let place = ignore.codes.iter().position(|code| code.check == Some(finding.check));
        if let (true, Some(place)) = (holds, place) {
            used[index][place] = true;
            finding.suppressed = Some(reason(ignore));
            return;
        }
    }
}

fn reason(ignore: &Ignore) -> String {
    ignore.reason.clone().unwrap_or_else(|| "no reason given".to_owned())
}

fn unknown(
    code: &Code,
    text: &str,
    severity: &dyn Fn(&'static Check) -> Option<Severity>,
) -> Option<Finding> {
    let check = &checks::UNKNOWN_CHECK;
    let name = &text[code.span.range()];
    let near = checks::nearest(name).map(|near| near.code);
    let hint = near
        .map_or_else(|| "`misquote checks` lists all".to_owned(), |near| format!("did you mean `{near}`?"));
    let message = format!("there is no check `{name}`; {hint}");
    let mut finding = about(check, severity(check)?, code.span, text, message, None);
    finding.fixes.extend(near.map(|near| Fix {
        remedy: Remedy::Restore,
        applicability: Applicability::Unsafe,
        message: format!("write `{near}`"),
        edits: vec![Replacement { span: code.span, text: near.to_owned() }],
    }));
    Some(finding)
}

fn about(
    check: &'static Check,
    severity: Severity,
    span: Span<Text>,
    text: &str,
    message: String,
    note: Option<String>,
) -> Finding {
    Finding {
        check,
        severity,
        message,
        span,
        found: text[span.range()].to_owned(),
        expected: String::new(),
        record: None,
        fixes: Vec::new(),
        related: Vec::new(),
        notes: note.into_iter().collect(),
        quotation: None,
        suppressed: None,
    }
}
