//! A canon for the library: a rules file made of plain records, read as any rules file is.

use misquote::canon::Canon;
use misquote::canon::rules::load;
use misquote::text_file::TextFile;

use super::folder::Canonical;
use super::rules::toml;

/// The canon of `records`, in their order. A record that the rules format refuses is an error.
pub fn canon(records: &[Canonical]) -> Result<Canon, String> {
    let loaded = load(vec![TextFile::new("rules.toml", toml(records))]);
    match loaded.faults.first() {
        None => Ok(loaded.canon),
        Some((_, fault)) => {
            let at = loaded.canon.files[0].position(fault.span.start);
            Err(format!("the records are no rules file: line {}: {}", at.line, fault.message))
        }
    }
}
