//! A folder to measure on: `canonicals.json`, `gold.json`, perhaps `lookalikes.json`, and the drafts that they name.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// A record as the folder gives it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Canonical {
    /// Its id.
    pub id: String,
    /// Who said it, if known.
    pub speaker: Option<String>,
    /// Its words.
    pub text: String,
}

/// [`Gold::kind`] of a record's words outside any marks.
pub const OUTSIDE: &str = "outside";

/// One quotation whose truth is known.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Gold {
    /// The draft that it stands in, relative to the folder.
    pub draft: String,
    /// Where, in bytes of the file; `None` where only the draft is known.
    #[serde(default)]
    pub start: Option<usize>,
    /// One past its last byte.
    #[serde(default)]
    pub end: Option<usize>,
    /// The record that it quotes (of a look-alike: that it does not quote).
    pub canonical_id: String,
    /// Records that it quotes as well.
    #[serde(default)]
    pub also: Vec<String>,
    /// `exact` or `variant`, [`OUTSIDE`], or what a generator planted.
    pub kind: String,
    /// How much of it differs: `exact`, `partial`, `v10`, `v20`, `v35`, `v50`.
    #[serde(default)]
    pub band: String,
    /// Whether the draft and the record name one author.
    #[serde(default = "yes")]
    pub same_author: bool,
    /// The author that the draft names.
    #[serde(default)]
    pub draft_author: Option<String>,
    /// What differs: `none`, `orthographic`, `words`; `any` where a verdict is not asked for.
    #[serde(default = "none")]
    pub severity: String,
    /// Its text.
    #[serde(default)]
    pub text: String,
}

fn yes() -> bool {
    true
}

fn none() -> String {
    "none".into()
}

impl Gold {
    /// The band, or for a folder without bands the kind.
    pub fn band(&self) -> &str {
        if self.band.is_empty() { &self.kind } else { &self.band }
    }

    /// Whether `id` is a record that it quotes.
    pub fn quotes(&self, id: &str) -> bool {
        self.canonical_id == id || self.also.iter().any(|a| a == id)
    }

    /// Whether it shares a byte with `start..end`. One without offsets may stand anywhere.
    pub fn overlaps(&self, start: usize, end: usize) -> bool {
        match (self.start, self.end) {
            (Some(from), Some(to)) => from < end && start < to,
            _ => true,
        }
    }

    /// Whether the draft gives it to somebody by name.
    pub fn names_author(&self) -> bool {
        let author = self.draft_author.as_deref().unwrap_or("").trim().to_lowercase();
        !matches!(author.as_str(), "" | "unknown" | "anonymous" | "anon" | "unattributed" | "author unknown")
    }
}

/// A folder as loaded.
pub struct Folder {
    /// Where it is.
    pub root: PathBuf,
    /// The records.
    pub canonicals: Vec<Canonical>,
    /// The known quotations.
    pub gold: Vec<Gold>,
    /// Quotations that only look like one of a record.
    pub lookalikes: Vec<Gold>,
}

impl Folder {
    /// Reads everything but the drafts. A missing folder or file is an error, never an empty measurement.
    pub fn load(root: &Path) -> Result<Self, String> {
        let lookalikes = root.join("lookalikes.json");
        let folder = Self {
            root: root.to_owned(),
            canonicals: json(&root.join("canonicals.json"))?,
            gold: json(&root.join("gold.json"))?,
            lookalikes: if lookalikes.exists() { json(&lookalikes)? } else { Vec::new() },
        };
        if folder.canonicals.is_empty() || folder.gold.is_empty() {
            return Err(format!("{}: no records or no known quotations", root.display()));
        }
        Ok(folder)
    }

    /// Whether words outside any marks are part of the truth.
    pub fn has_outside(&self) -> bool {
        self.gold.iter().any(|g| g.kind == OUTSIDE)
    }

    /// The drafts that the truth names, each once, in order.
    pub fn drafts(&self) -> Vec<String> {
        let mut drafts: Vec<String> =
            self.gold.iter().chain(&self.lookalikes).map(|g| g.draft.clone()).collect();
        drafts.sort();
        drafts.dedup();
        drafts
    }
}

/// Reads a JSON file, naming it when that fails.
pub fn json<T: DeserializeOwned>(path: &Path) -> Result<T, String> {
    let bytes = fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    serde_json::from_slice(&bytes).map_err(|e| format!("{}: {e}", path.display()))
}
