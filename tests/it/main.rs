//! The integration tests: one binary.

mod again;
mod architecture;
#[cfg(feature = "cli")]
mod cli;
mod edits;
mod fix_laws;
mod formats;
mod judgement;
mod languages;
#[cfg(feature = "office")]
mod office;
mod oracle;
mod oracle_distance;
#[cfg(feature = "cli")]
mod pages;
#[cfg(feature = "cli")]
mod places;
mod readme;
mod sources;
mod speakers;
