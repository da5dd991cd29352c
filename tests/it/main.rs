//! The integration tests: one binary.

mod oracle;
mod oracle_distance;
