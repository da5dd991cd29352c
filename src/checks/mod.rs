//! The checks: a table of values, one row a check.
//!
//! The set is closed and *the order is the classification*: of the checks that judge an edit, the first that claims it
//! names it, and the last wording row claims all that is left. A new check is a row of [`TABLE`] with its function and
//! its page in `tests/checks/`; a missing page does not compile.
//!
//! Judges are pure: they see one [`Difference`] and the closed data of [`crate::lexicon`], nothing else.

use std::fmt;

use crate::edit::Difference;

/// A check as a static, with its page found by its code.
macro_rules! check {
    ($name:ident, $code:literal, $group:ident, $level:ident, $fix:ident, $judge:expr, $summary:literal) => {
        #[doc = $summary]
        #[allow(rustdoc::broken_intra_doc_links, reason = "`[sic]` in a summary is no link")]
        pub static $name: $crate::checks::Check = $crate::checks::Check {
            code: $code,
            group: $crate::checks::Group::$group,
            level: $crate::checks::Level::$level,
            fix: $crate::checks::Applicability::$fix,
            summary: $summary,
            page: include_str!(concat!("../../tests/checks/", $code, ".md")),
            judge: $judge,
        };
    };
}

mod accidental;
mod editorial;
mod elsewhere;
mod meaning;
mod numeral;
pub mod parenthetical;
pub mod profiles;
mod table;
mod wording;

#[cfg(test)]
pub(crate) mod tests;

pub use accidental::*;
pub use editorial::*;
pub use elsewhere::*;
pub use meaning::*;
pub use table::{TABLE, find, is_editorial_or_accidental, is_substantive, name, nearest};
pub use wording::*;

/// How much a finding of a check counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// No finding.
    Allow,
    /// A note.
    Note,
    /// A warning.
    Warn,
    /// An error.
    Deny,
}

/// Whether a fix may be applied unread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// Shown, never applied.
    DisplayOnly,
    /// Applied when asked for by name.
    Unsafe,
    /// Applied by `fix`.
    Safe,
}

/// Family of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// A wording that the rules file lists as wrong.
    KnownMisquote,
    /// The writer marked it.
    Editorial,
    /// It changes what was said.
    Meaning,
    /// Spelling, punctuation, case, spacing.
    Accidental,
    /// Any other change of words or of their order.
    Wording,
    /// Who is said to have said it.
    Attribution,
    /// The quotation as a whole and its marks.
    Marks,
    /// What the drafts of a run say between them.
    Corpus,
    /// Faults of rules files.
    Rules,
    /// Ignore comments.
    Suppression,
    /// Input that could not be checked.
    Input,
}

impl Group {
    /// Its name in lists and reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::KnownMisquote => "known-misquote",
            Self::Editorial => "editorial",
            Self::Meaning => "meaning",
            Self::Accidental => "accidental",
            Self::Wording => "wording",
            Self::Attribution => "attribution",
            Self::Marks => "marks",
            Self::Corpus => "corpus",
            Self::Rules => "rules",
            Self::Suppression => "suppression",
            Self::Input => "input",
        }
    }

    /// Whether an edit of this group is a change of wording that makes a misquote.
    #[must_use]
    pub fn is_substantive(self) -> bool {
        matches!(self, Self::KnownMisquote | Self::Meaning | Self::Wording)
    }
}

/// What a check looks at.
#[derive(Clone, Copy)]
pub enum Judge {
    /// One edit: whether the check claims it.
    Edit(fn(&Difference) -> bool),
    /// Something else, judged where it is found.
    Elsewhere,
}

/// One way in which a quotation can be at fault.
#[derive(Clone, Copy)]
pub struct Check {
    /// Names the fault; reads after "allow".
    pub code: &'static str,
    /// Family.
    pub group: Group,
    /// Level in the default profile.
    pub level: Level,
    /// Whether the fix of its edits may be applied unread.
    pub fix: Applicability,
    /// One line for lists and tables.
    pub summary: &'static str,
    /// Its documentation, which is also its tests.
    pub page: &'static str,
    /// What it looks at.
    pub judge: Judge,
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}
impl PartialEq for Check {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}
impl Eq for Check {}
