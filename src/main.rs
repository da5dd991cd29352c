//! The command line of `misquote`.
fn main() {}
