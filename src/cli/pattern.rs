//! File patterns. There is one dialect everywhere (command line, `rules`, `drafts`, `exclude`, `overrides`):
//! `*`, `?`, `[…]`, `**` and `{a,b}` on `/`-separated paths. `*` and `?` stay within one folder; `**` is a whole
//! component and stands for any number of folders.
//!
//! A pattern is cut at its first component that holds a wildcard: what comes before is a folder to walk, what comes
//! after is matched with [`glob::Pattern`], which has no braces of its own, so they are expanded first.

use std::path::{Component, Path, PathBuf};

use glob::MatchOptions;

/// Most alternatives that the braces of one pattern may expand to: `{a,b}{a,b}…` doubles with every pair.
const MOST_ALTERNATIVES: usize = 1024;

const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    // Whether hidden files are looked at is the business of the walk.
    require_literal_leading_dot: false,
};

/// One pattern as its user wrote it, ready to match absolute paths.
#[derive(Debug, Clone)]
pub(crate) struct FilePattern {
    /// As written.
    pub(crate) source: String,
    alternatives: Vec<Alternative>,
}

/// One pattern without braces.
#[derive(Debug, Clone)]
pub(crate) struct Alternative {
    /// Its components before the first wildcard, as written.
    pub(crate) literal: String,
    /// The same as an absolute path: a folder to walk, or the file itself if [`Alternative::rest`] is none.
    pub(crate) root: PathBuf,
    rest: Option<glob::Pattern>,
}

impl FilePattern {
    /// A pattern for paths below `folder`, which is absolute. The error is a sentence without a final stop.
    pub(crate) fn new(source: &str, folder: &Path) -> Result<Self, String> {
        let alternatives = expand_braces(source)?
            .iter()
            .map(|one| Alternative::new(one, folder))
            .collect::<Result<_, _>>()
            .map_err(|reason| format!("`{source}` is not a pattern: {reason}"))?;
        Ok(Self { source: source.to_owned(), alternatives })
    }

    /// The pattern for everything below the folder `source`. The folder was named outright: no character of its name is
    /// a wildcard.
    pub(crate) fn all_in(source: &str, folder: &Path) -> Result<Self, String> {
        let literal = slashed(source);
        let rest = glob::Pattern::new("**/*").map_err(|e| e.msg.to_owned())?;
        let one = Alternative { root: normal(&folder.join(&literal)), literal, rest: Some(rest) };
        Ok(Self { source: source.to_owned(), alternatives: vec![one] })
    }

    /// The pattern for the path `source` and nothing else.
    pub(crate) fn literal(source: &str, folder: &Path) -> Self {
        let literal = slashed(source);
        let one = Alternative { root: normal(&folder.join(&literal)), literal, rest: None };
        Self { source: source.to_owned(), alternatives: vec![one] }
    }

    /// Whether `path`, absolute and [`normal`], is meant by the pattern.
    pub(crate) fn matches(&self, path: &Path) -> bool {
        self.alternatives.iter().any(|a| a.matches(path))
    }

    /// The patterns without braces that it stands for.
    pub(crate) fn alternatives(&self) -> &[Alternative] {
        &self.alternatives
    }
}

impl Alternative {
    fn new(source: &str, folder: &Path) -> Result<Self, String> {
        let source = slashed(source);
        let cut = first_wild_component(&source);
        let (literal, rest) = source.split_at(cut);
        let rest = match rest {
            "" => None,
            rest => Some(glob::Pattern::new(rest).map_err(|e| e.msg.to_owned())?),
        };
        Ok(Self { root: normal(&folder.join(literal)), literal: literal.to_owned(), rest })
    }

    /// Whether it holds no wildcard and so means one path.
    pub(crate) fn is_literal(&self) -> bool {
        self.rest.is_none()
    }

    /// Whether `path`, absolute and [`normal`], is meant.
    pub(crate) fn matches(&self, path: &Path) -> bool {
        match (&self.rest, path.strip_prefix(&self.root)) {
            (Some(rest), Ok(below)) => rest.matches_with(&slashed(&below.to_string_lossy()), OPTIONS),
            (None, Ok(below)) => below.as_os_str().is_empty(),
            (_, Err(_)) => false,
        }
    }
}

/// Whether an argument that names no file can be a pattern.
pub(crate) fn is_pattern(argument: &str) -> bool {
    argument.contains(['*', '?', '[', '{'])
}

/// `path` without `.` and `..`, by its text alone. `path` must be absolute.
pub(crate) fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}

/// `path` as seen from `folder`, both absolute and [`normal`], with `/` and without a leading `./`.
pub(crate) fn relative(path: &Path, folder: &Path) -> String {
    let shared = path.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return shown(path);
    }
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    let relative: PathBuf = up.chain(path.components().skip(shared)).collect();
    if relative.as_os_str().is_empty() { ".".to_owned() } else { shown(&relative) }
}

/// A path as given, the way it is reported: with `/`, without a leading `./`.
pub(crate) fn shown(path: &Path) -> String {
    let path = slashed(&path.to_string_lossy());
    let bare = path.trim_start_matches("./").trim_start_matches('/');
    if path.starts_with("./") && !bare.is_empty() { bare.to_owned() } else { path }
}

#[cfg(windows)]
fn slashed(path: &str) -> String {
    path.replace('\\', "/")
}

// Elsewhere a backslash is a character like any other.
#[cfg(not(windows))]
fn slashed(path: &str) -> String {
    path.to_owned()
}

fn first_wild_component(pattern: &str) -> usize {
    match pattern.find(['*', '?', '[']) {
        Some(wild) => pattern[..wild].rfind('/').map_or(0, |slash| slash + 1),
        None => pattern.len(),
    }
}

/// Every pattern that the braces stand for, in order; braces may be nested, and `[{]` is a brace as itself.
fn expand_braces(pattern: &str) -> Result<Vec<String>, String> {
    let mut open = vec![pattern.to_owned()];
    let mut done = Vec::new();
    while let Some(next) = open.pop() {
        match Braces::first(&next).map_err(|reason| format!("`{pattern}` is not a pattern: {reason}"))? {
            None => done.push(next),
            Some(braces) => open.extend(braces.alternatives(&next).into_iter().rev()),
        }
        if open.len() + done.len() > MOST_ALTERNATIVES {
            return Err(format!(
                "the braces of `{pattern}` stand for more than {MOST_ALTERNATIVES} patterns"
            ));
        }
    }
    Ok(done)
}

/// A pair of braces in a pattern: where it opens and closes, and its own commas.
struct Braces {
    open: usize,
    close: usize,
    commas: Vec<usize>,
}

impl Braces {
    /// The first pair, an outer one before those inside it.
    fn first(pattern: &str) -> Result<Option<Self>, &'static str> {
        let (mut start, mut depth, mut commas) = (None, 0, Vec::new());
        let mut class = None;
        for (i, c) in pattern.char_indices() {
            match (c, class) {
                // `[]…]` and `[!]…]`: a closing bracket that comes first stands for itself.
                (']', Some(open)) if i > open + 1 && pattern[open..i] != *"[!" => class = None,
                (_, Some(_)) => {}
                ('[', None) if pattern[i..].contains(']') => class = Some(i),
                ('{', None) => {
                    start = start.or(Some(i));
                    depth += 1;
                }
                ('}', None) if depth > 0 => {
                    depth -= 1;
                    if depth == 0 {
                        return Ok(start.map(|open| Self { open, close: i, commas }));
                    }
                }
                (',', None) if depth == 1 => commas.push(i),
                _ => {}
            }
        }
        if depth > 0 { Err("a `{` is never closed") } else { Ok(None) }
    }

    /// The pattern once for each alternative.
    fn alternatives(self, pattern: &str) -> Vec<String> {
        let (before, after) = (&pattern[..self.open], &pattern[self.close + 1..]);
        let mut from = self.open + 1;
        let mut alternatives = Vec::with_capacity(self.commas.len() + 1);
        for to in self.commas.into_iter().chain([self.close]) {
            alternatives.push(format!("{before}{}{after}", &pattern[from..to]));
            from = to + 1;
        }
        alternatives
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matching<'a>(pattern: &str, paths: &[&'a str]) -> Vec<&'a str> {
        let pattern = FilePattern::new(pattern, Path::new("/base")).expect("a pattern");
        paths.iter().copied().filter(|p| pattern.matches(&normal(&Path::new("/base").join(p)))).collect()
    }

    #[test]
    fn wildcards_stay_within_a_folder_and_double_stars_do_not() {
        let paths = ["a.md", "drafts/a.md", "drafts/b.txt", "drafts/old/c.md"];
        assert_eq!(matching("drafts/*.md", &paths), ["drafts/a.md"]);
        assert_eq!(matching("./drafts/*.md", &paths), ["drafts/a.md"]);
        assert_eq!(matching("**/*.md", &paths), ["a.md", "drafts/a.md", "drafts/old/c.md"]);
        assert_eq!(matching("drafts/**", &paths), ["drafts/a.md", "drafts/b.txt", "drafts/old/c.md"]);
        assert_eq!(matching("drafts/?.[!m]*", &paths), ["drafts/b.txt"]);
        assert_eq!(matching("../base/a.md", &paths), ["a.md"]);
    }

    #[test]
    fn braces_are_alternatives_also_nested_and_empty() {
        assert_eq!(
            expand_braces("a{b,c{d,e}}f{,g}").unwrap(),
            ["abf", "abfg", "acdf", "acdfg", "acef", "acefg"]
        );
        assert_eq!(expand_braces("a[{,}]b").unwrap(), ["a[{,}]b"]);
        assert_eq!(expand_braces("a}b").unwrap(), ["a}b"]);
        assert_eq!(matching("*.{md,t?t}", &["a.md", "a.txt", "a.rs"]), ["a.md", "a.txt"]);
    }

    #[test]
    fn a_pattern_that_cannot_be_read_is_refused_with_the_reason() {
        let reason = |p: &str| FilePattern::new(p, Path::new("/base")).expect_err("no pattern");
        assert!(reason("drafts/{a,b").contains("never closed"));
        assert!(reason("drafts/**.md").contains("drafts/**.md"));
        assert!(reason(&"{a,b}".repeat(40)).contains("more than 1024"));
    }

    #[test]
    fn paths_are_shown_as_seen_from_the_current_folder() {
        assert_eq!(relative(Path::new("/a/b/c.md"), Path::new("/a/b")), "c.md");
        assert_eq!(relative(Path::new("/a/x/c.md"), Path::new("/a/b/d")), "../../x/c.md");
        assert_eq!(shown(Path::new("./a/../b.md")), "a/../b.md");
        assert_eq!(shown(Path::new("/a/b.md")), "/a/b.md");
    }
}
