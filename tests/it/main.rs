//! The integration tests: one binary.

mod architecture;
#[cfg(feature = "cli")]
mod cli;
mod fix_laws;
mod formats;
mod judgement;
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
