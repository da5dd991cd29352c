//! A project: a configuration, or the lack of one, with its patterns ready to match.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::input::{Faulty, read_text};
use super::pattern::{FilePattern, relative, shown};
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
    rules: Vec<RulesPattern>,
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

/// A pattern for rules files, and who wrote it.
#[derive(Clone)]
pub(crate) struct RulesPattern {
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
    /// Patterns of the configuration that match nothing.
    pub(crate) config_faults: Vec<Fault>,
    /// Patterns of the command line that match nothing.
    pub(crate) errors: Vec<String>,
}

impl Records {
    /// Whether drafts can be checked against them.
    pub(crate) fn are_sound(&self) -> bool {
        self.faults.is_empty()
            && self.unreadable.is_empty()
            && self.config_faults.is_empty()
            && self.errors.is_empty()
    }
}

impl Project {
    /// The project of `config`, which lies in `folder`; `wanted` stands in place of its `rules`. Patterns of the
    /// configuration that cannot be read are faults of it.
    pub(crate) fn new(
        folder: &Path,
        config: Config,
        wanted: &[RulesPattern],
        faults: &mut Vec<Fault>,
    ) -> Self {
        let mut keep = |pattern: &Pattern, compiled: Result<FilePattern, String>| {
            compiled.map_err(|reason| faults.push(Fault::new(pattern.span, reason))).ok()
        };
        let mut compile = |patterns: &[Pattern]| -> Vec<FilePattern> {
            patterns.iter().filter_map(|p| keep(p, FilePattern::new(&p.glob, folder))).collect()
        };
        let exclude = compile(&config.exclude);
        let drafts = compile(config.drafts.as_deref().unwrap_or_default());
        let overrides = config.overrides.iter().map(|o| compile(&o.paths)).collect();
        let own = |p: &Pattern| {
            let pattern = keep(p, rules_pattern(&p.glob, folder))?;
            Some(RulesPattern { pattern, from: Origin::Config(p.span) })
        };
        let rules = match &config.rules {
            _ if !wanted.is_empty() => wanted.to_vec(),
            Some(patterns) => patterns.iter().filter_map(own).collect(),
            None => default_rules(folder),
        };
        Self { folder: folder.to_owned(), config, drafts, exclude, overrides, rules }
    }

    /// Whether a file of this project is no draft unless it is named outright.
    pub(crate) fn passes_over(&self, path: &Path) -> bool {
        self.exclude.iter().any(|pattern| self.holds(pattern, path))
            || self.rules.iter().any(|rules| rules.pattern.matches(path))
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
        let mut files: BTreeMap<String, Result<PathBuf, String>> = BTreeMap::new();
        for rules in &self.rules {
            let found = files_of(&rules.pattern, cwd);
            if found.is_empty() {
                let message = format!("`{}` matches no file", rules.pattern.source);
                match rules.from {
                    Origin::CommandLine => records.errors.push(format!("no rules: {message}")),
                    Origin::Config(span) => records.config_faults.push(Fault::new(span, message)),
                    Origin::Default => {}
                }
            }
            files.extend(found);
        }
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

    /// Whether `path`, or a folder of the project that it lies in, is meant: `old` is all of the folder `old`.
    fn holds(&self, pattern: &FilePattern, path: &Path) -> bool {
        path.ancestors().take_while(|p| *p != self.folder).any(|p| pattern.matches(p))
    }
}

impl RulesPattern {
    /// A pattern, file or folder named on the command line.
    pub(crate) fn named(source: &str, cwd: &Path) -> Result<Self, String> {
        Ok(Self { pattern: rules_pattern(source, cwd)?, from: Origin::CommandLine })
    }
}

fn default_rules(folder: &Path) -> Vec<RulesPattern> {
    let pattern = FilePattern::new(DEFAULT_RULES, folder).ok();
    pattern.map(|pattern| RulesPattern { pattern, from: Origin::Default }).into_iter().collect()
}

/// A pattern for rules files: a folder means every TOML file in it, and what exists is never taken for a pattern.
fn rules_pattern(source: &str, folder: &Path) -> Result<FilePattern, String> {
    let path = folder.join(source);
    if path.is_dir() {
        FilePattern::all_in(source, folder, "toml")
    } else if fs::symlink_metadata(&path).is_ok() {
        Ok(FilePattern::literal(source, folder))
    } else {
        FilePattern::new(source, folder)
    }
}

/// The files that a pattern means by the name that is shown, with what is wrong if one cannot be read. Of what a
/// wildcard matches only TOML files count: a folder of rules may hold a page that says how to write them.
fn files_of(pattern: &FilePattern, cwd: &Path) -> BTreeMap<String, Result<PathBuf, String>> {
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
            let is_toml = |path: &Path| path.extension().is_some_and(|e| e == "toml");
            walk(&one.root, cwd, Honour::Nothing, &mut |seen| match seen {
                Seen::File(path) if one.matches(&path) && is_toml(&path) => {
                    files.insert(name(&path), Ok(path));
                }
                Seen::Unreadable(path, why) if path.is_dir() || one.matches(&path) && is_toml(&path) => {
                    files.insert(name(&path), Err(why));
                }
                _ => {}
            });
        }
    }
    files
}
