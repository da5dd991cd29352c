//! What the examples share.
#![allow(dead_code, reason = "each example uses its own share")]

pub mod canon;
pub mod folder;
pub mod output;
pub mod rng;
pub mod rules;
pub mod typeset;
pub mod words;
