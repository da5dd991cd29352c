//! The command line of `misquote`: a shell around [`misquote::cli`].

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use misquote::cli::{Streams, run};

fn main() -> ExitCode {
    let (out, err) = (io::stdout(), io::stderr());
    let (out_is_terminal, err_is_terminal) = (out.is_terminal(), err.is_terminal());
    // Not locked: a thread that panics says so on standard error, and would wait for ever.
    let mut streams = Streams { out: &mut &out, err: &mut &err, out_is_terminal, err_is_terminal };
    run(std::env::args_os(), &mut streams)
}
