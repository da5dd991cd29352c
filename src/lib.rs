//! `misquote`: a compiler-style linter for quotations.
//!
//! One pipeline, one direction:
//!
//! ```text
//! bytes → TextFile → Prose → quotations + words → candidates → alignments → edits → findings → report
//!         decode     extract   marks, normalize     scan         align        checks  lint
//! ```
//!
//! The modules below stand in the order of the pipeline, and a module names only modules listed before it
//! (a test holds the code to that): this list is the architecture. The library does no input or output, so it cannot
//! fail: bad input is data. Files, clocks and terminals live in `cli`.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod span;
pub mod packed;
pub mod prose;
pub mod layout;
pub mod text_file;
pub mod decode;
pub mod normalize;
pub mod lexicon;
pub mod edit;
pub mod checks;
pub mod diagnostic;
pub mod extract;
#[cfg(feature = "office")]
pub mod office;
pub mod marks;
pub mod toml_file;
pub mod canon;
pub mod config;
pub mod scan;
pub mod align;
pub mod significance;
pub mod attribution;
pub mod suppress;
pub mod lint;
pub mod corpus;
pub mod fix;
pub mod report;
#[cfg(feature = "cli")]
pub mod cli;
