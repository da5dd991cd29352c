//! Prints what is read in files: the prose that quotations are looked for in.
//!
//! ```text
//! cargo run --example prose -- FILE... [--blocks]
//! ```
//!
//! With `--blocks`, a block a line, with its kind and a `>` for each block quote around it.
//!
//! Exit status: 0, or 2 if a file cannot be read.

use std::process::ExitCode;

use misquote::prose::Prose;
use misquote::text_file::TextFile;
use misquote::{decode, extract};

fn main() -> ExitCode {
    let (options, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let blocks = options.iter().any(|option| option == "--blocks");
    if files.is_empty() || options.len() > usize::from(blocks) {
        eprintln!("prose: name files to read");
        return ExitCode::from(2);
    }
    for path in files {
        match std::fs::read(&path).map_err(|e| e.to_string()).and_then(|bytes| read(&path, bytes)) {
            Ok(file) if blocks => print_blocks(&extract::extract(&file)),
            Ok(file) => println!("{}", extract::extract(&file).text),
            Err(reason) => {
                eprintln!("prose: {path}: {reason}");
                return ExitCode::from(2);
            }
        }
    }
    ExitCode::SUCCESS
}

#[cfg(feature = "office")]
fn read(path: &str, bytes: Vec<u8>) -> Result<TextFile, String> {
    use misquote::office;

    match office::is_archive(path, &bytes) {
        true => office::read(path.to_owned(), &bytes, office::TrackedChanges::Accept),
        false => decode::decode(path.to_owned(), bytes),
    }
}

#[cfg(not(feature = "office"))]
fn read(path: &str, bytes: Vec<u8>) -> Result<TextFile, String> {
    decode::decode(path.to_owned(), bytes)
}

fn print_blocks(prose: &Prose) {
    for (at, block) in prose.blocks.iter().enumerate() {
        let depth = prose.block_quotes.iter().filter(|quote| quote.blocks.contains(&at)).count();
        println!("{:?}{} {:?}", block.kind, ">".repeat(depth), prose.slice(block.span));
    }
    for &span in &prose.elements {
        println!("quotation {:?}", prose.slice(span));
    }
}
