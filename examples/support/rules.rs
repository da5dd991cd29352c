//! A rules file made of plain records.

use serde::Serialize;

use super::folder::Canonical;

/// The TOML of `records`: one `[[quote]]` each, with its speaker as a plain name.
pub fn toml(records: &[Canonical]) -> String {
    #[derive(Serialize)]
    struct Quote<'a> {
        id: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        speaker: Option<&'a str>,
        text: &'a str,
    }
    #[derive(Serialize)]
    struct File<'a> {
        quote: Vec<Quote<'a>>,
    }
    let quote =
        records.iter().map(|r| Quote { id: &r.id, speaker: r.speaker.as_deref(), text: &r.text }).collect();
    toml::to_string(&File { quote }).unwrap_or_else(|e| panic!("strings are always valid TOML: {e}"))
}
