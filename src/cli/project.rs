//! A project: a configuration, or the lack of one, with its patterns ready to match.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::input::{Faulty, read_text};
use super::pattern::{FilePattern, relative, shown};
use super::sources::{SourceFile, is_readable};
use super::walk::{Honour, Seen, readable, walk};
use crate::canon::{Canon, rules};
use crate::checks::{Check, Level};
use crate::config::{Config, Pattern};
use crate::span::{Span, Text};
use crate::text_file::TextFile;
use crate::toml_file::Fault;

/// The rules files where nothing else is said.
pub(crate) const DEFAULT_RULES: &str = "rules/**/*.toml";

/// A configuration, or the lack of one.
pub(crate) struct Project {
    /// From where its patterns count: absolute, without `.` and `..`.
    folder: PathBuf,
    /// What it says.
    pub(crate) config: Config,
    /// What it says is checked when no path is named.
    pub(crate) drafts: Vec<FilePattern>,
    exclude: Vec<FilePattern>,
    overrides: Vec<Vec<FilePattern>>,
    rules: Vec<RecordPattern>,
    sources: Vec<RecordPattern>,
}

/// The style in which a draft is judged.
pub(crate) struct Style {
    /// The profile, if any is chosen.
    pub(crate) profile: Option<&'static str>,
    /// Whether an override chose it, so that the configuration's `[levels]`, which come before, do not hold.
    pub(crate) overridden: bool,
    /// Levels of the overrides: the later one wins.
    pub(crate) levels: Vec<(&'static Check, Level)>,
}

/// The patterns of the command line, in place of those of the configuration.
pub(crate) struct Wanted {
    /// `--rules`.
    pub(crate) rules: Vec<RecordPattern>,
    /// `--sources`.
    pub(crate) sources: Vec<RecordPattern>,
}

/// A pattern for rules files or source documents, and who wrote it.
#[derive(Clone)]
pub(crate) struct RecordPattern {
    pattern: FilePattern,
    from: Origin,
}

#[derive(Clone, Copy)]
enum Origin {
    CommandLine,
    Config(Span<Text>),
    Default,
}

/// How a file is read, from its path and the name that is shown.
type Read<'r> = dyn Fn(&Path, &str) -> Result<TextFile, String> + 'r;

/// The records of one project, or why there are none.
#[derive(Default)]
pub(crate) struct Records {
    /// The records.
    pub(crate) canon: Canon,
    /// Mistakes in the rules files, by index of the file in [`Canon::files`].
    pub(crate) faults: BTreeMap<usize, Vec<Fault>>,
    /// Rules files that could not be read.
    pub(crate) unreadable: Vec<Faulty>,
    /// Source documents, by the name that is shown.
    pub(crate) sources: Vec<SourceFile>,
    /// Source documents that could not be read: what is checked against the others is checked all the same.
    pub(crate) lost_sources: Vec<Faulty>,
    /// Patterns of the configuration that match nothing.
    pub(crate) config_faults: Vec<Fault>,
    /// Patterns of the command line that match nothing.
    pub(crate) errors: Vec<String>,
}

impl Records {
    /// Whether there is nothing to check against.
    pub(crate) fn are_none(&self) -> bool {
        self.canon.records.is_empty() && self.sources.is_empty() && self.lost_sources.is_empty()
    }

    /// Whether drafts can be checked against them.
    pub(crate) fn are_sound(&self) -> bool {
        self.faults.is_empty()
            && self.unreadable.is_empty()
            && self.config_faults.is_empty()
            && self.errors.is_empty()
    }
}

impl Project {
    /// The project of `config`, which lies in `folder`; `wanted` stands in place of its `rules` and `sources`. Patterns
    /// of the configuration that cannot be read are faults of it.
    pub(crate) fn new(folder: &Path, config: Config, wanted: &Wanted, faults: &mut Vec<Fault>) -> Self {
        let mut keep = |pattern: &Pattern, compiled: Result<FilePattern, String>| {
            compiled.map_err(|reason| faults.push(Fault::new(pattern.span, reason))).ok()
        };
        let mut compile = |patterns: &[Pattern]| -> Vec<FilePattern> {
            patterns.iter().filter_map(|p| keep(p, FilePattern::new(&p.glob, folder))).collect()
        };
        let exclude = compile(&config.exclude);
        let drafts = compile(config.drafts.as_deref().unwrap_or_default());
        let overrides = config.overrides.iter().map(|o| compile(&o.paths)).collect();
        let mut own = |p: &Pattern| {
            let pattern = keep(p, record_pattern(&p.glob, folder))?;
            Some(RecordPattern { pattern, from: Origin::Config(p.span) })
        };
        let rules = match &config.rules {
            _ if !wanted.rules.is_empty() => wanted.rules.clone(),
            Some(patterns) => patterns.iter().filter_map(&mut own).collect(),
            None => default_rules(folder),
        };
        let sources = match &config.sources {
            _ if !wanted.sources.is_empty() => wanted.sources.clone(),
            Some(patterns) => patterns.iter().filter_map(&mut own).collect(),
            None => Vec::new(),
        };
        Self { folder: folder.to_owned(), config, drafts, exclude, overrides, rules, sources }
    }

    /// Whether a file of this project is no draft unless it is named outright.
    pub(crate) fn passes_over(&self, path: &Path) -> bool {
        self.exclude.iter().any(|pattern| self.holds(pattern, path))
            || self.rules.iter().chain(&self.sources).any(|records| records.pattern.matches(path))
    }

    /// Whether records are read from a file.
    pub(crate) fn is_canon(&self, path: &Path) -> bool {
        self.rules.iter().any(|rules| rules.pattern.matches(path))
    }

    /// The style in which a draft is judged. `profile` is that of the command line, which stands in place of all others.
    pub(crate) fn style(&self, path: &Path, profile: Option<&'static str>) -> Style {
        let fixed = profile.or(self.config.profile);
        let mut style = Style { profile: fixed, overridden: false, levels: Vec::new() };
        let holds = |patterns: &[FilePattern]| patterns.iter().any(|pattern| self.holds(pattern, path));
        for (one, _) in
            self.config.overrides.iter().zip(&self.overrides).filter(|(_, patterns)| holds(patterns))
        {
            if one.profile.is_some() && profile.is_none() {
                // A profile gives every check a level: none of what came before it holds any longer.
                style = Style { profile: one.profile, overridden: true, levels: Vec::new() };
            }
            style.levels.extend_from_slice(&one.levels);
        }
        style
    }

    /// The records of the rules files, by path. `cwd` is the current folder.
    pub(crate) fn records(&self, cwd: &Path) -> Records {
        self.records_from(cwd, &read_text)
    }

    /// The same, of rules files as `read` gives them, from a path and the name that is shown.
    pub(crate) fn records_from(&self, cwd: &Path, read: &Read) -> Records {
        let mut records = Records::default();
        let files = self.files(&self.rules, cwd, &mut records, "rules", &|path| {
            path.extension().is_some_and(|e| e == "toml")
        });
        let mut texts = Vec::new();
        for (name, path) in files {
            match path.and_then(|path| read(&path, &name)) {
                Ok(text) => texts.push(text),
                Err(why) => {
                    let message = format!("cannot be read: {why}");
                    records.unreadable.push(Faulty::whole("invalid-rules", &name, message));
                }
            }
        }
        let loaded = rules::load(texts);
        records.canon = loaded.canon;
        for (file, fault) in loaded.faults {
            records.faults.entry(file).or_default().push(fault);
        }
        records.canon.equivalents.extend(self.config.equivalents.iter().cloned());
        records
    }

    /// Finds the source documents, by path, and notes them in `records`. They are not read yet.
    pub(crate) fn find_sources(&self, cwd: &Path, records: &mut Records) {
        for (shown, path) in self.files(&self.sources, cwd, records, "sources", &is_readable) {
            match path {
                Ok(path) => records.sources.push(SourceFile { shown, path }),
                Err(why) => records.lost_sources.push(Faulty::not_checked(&shown, why)),
            }
        }
    }

    /// The files that patterns mean, by the name that is shown. One that matches nothing is a mistake of who wrote it.
    fn files(
        &self,
        patterns: &[RecordPattern],
        cwd: &Path,
        records: &mut Records,
        what: &str,
        is_one: &dyn Fn(&Path) -> bool,
    ) -> BTreeMap<String, Result<PathBuf, String>> {
        let mut files = BTreeMap::new();
        for one in patterns {
            let found = files_of(&one.pattern, cwd, is_one);
            if found.is_empty() {
                let message = format!("`{}` matches no file", one.pattern.source);
                match one.from {
                    Origin::CommandLine => records.errors.push(format!("no {what}: {message}")),
                    Origin::Config(span) => records.config_faults.push(Fault::new(span, message)),
                    Origin::Default => {}
                }
            }
            files.extend(found);
        }
        files
    }

    /// Whether `path`, or a folder of the project that it lies in, is meant: `old` is all of the folder `old`.
    fn holds(&self, pattern: &FilePattern, path: &Path) -> bool {
        path.ancestors().take_while(|p| *p != self.folder).any(|p| pattern.matches(p))
    }
}

impl RecordPattern {
    /// A pattern, file or folder named on the command line.
    pub(crate) fn named(source: &str, cwd: &Path) -> Result<Self, String> {
        Ok(Self { pattern: record_pattern(source, cwd)?, from: Origin::CommandLine })
    }
}

fn default_rules(folder: &Path) -> Vec<RecordPattern> {
    let pattern = FilePattern::new(DEFAULT_RULES, folder).ok();
    pattern.map(|pattern| RecordPattern { pattern, from: Origin::Default }).into_iter().collect()
}

/// A pattern for files that hold records: a folder means every such file in it, and what exists is never taken for a
/// pattern.
fn record_pattern(source: &str, folder: &Path) -> Result<FilePattern, String> {
    let path = folder.join(source);
    if path.is_dir() {
        FilePattern::all_in(source, folder)
    } else if fs::symlink_metadata(&path).is_ok() {
        Ok(FilePattern::literal(source, folder))
    } else {
        FilePattern::new(source, folder)
    }
}

/// The files that a pattern means by the name that is shown, with what is wrong if one cannot be read. Of what a
/// wildcard matches only those count that `is_one` holds for: a folder of rules may hold a page that says how to write
/// them, and a folder of books their covers.
fn files_of(
    pattern: &FilePattern,
    cwd: &Path,
    is_one: &dyn Fn(&Path) -> bool,
) -> BTreeMap<String, Result<PathBuf, String>> {
    let absolute = Path::new(&pattern.source).is_absolute();
    let name = |path: &Path| if absolute { shown(path) } else { relative(path, cwd) };
    let mut files = BTreeMap::new();
    for one in pattern.alternatives() {
        if one.is_literal() {
            if fs::symlink_metadata(&one.root).is_ok() {
                files.insert(name(&one.root), readable(&one.root).map(|()| one.root.clone()));
            }
            continue;
        }
        if one.root.is_dir() {
            walk(&one.root, cwd, Honour::Nothing, &mut |seen| match seen {
                Seen::File(path) if one.matches(&path) && is_one(&path) => {
                    files.insert(name(&path), Ok(path));
                }
                Seen::Unreadable(path, why) if path.is_dir() || one.matches(&path) && is_one(&path) => {
                    files.insert(name(&path), Err(why));
                }
                _ => {}
            });
        }
    }
    files
}
