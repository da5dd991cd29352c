//! The list of modules in `src/lib.rs` is the architecture: these tests hold the code to it.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the crate in the order in which `lib.rs` lists them.
fn modules() -> Vec<String> {
    let lib = fs::read_to_string(source().join("lib.rs")).expect("lib.rs");
    lib.lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The Rust files of a module with their code, comments left out.
fn files_of(module: &str) -> Vec<(PathBuf, String)> {
    let mut open = vec![source().join(module), source().join(format!("{module}.rs"))];
    let mut files = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path()));
        } else if path.extension().is_some_and(|e| e == "rs") && path.exists() {
            let text = fs::read_to_string(&path).expect("a source file");
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            files.push((path, code.collect::<Vec<_>>().join("\n")));
        }
    }
    assert!(!files.is_empty(), "module `{module}` has no files");
    files
}

/// The modules that a piece of code names as `crate::…`.
fn named(code: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut named = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let Some(list) = rest.strip_prefix('{') else {
            named.push(word(rest));
            continue;
        };
        let mut depth = 1;
        let mut starts_item = true;
        for (i, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => starts_item = true,
                c if starts_item && depth == 1 && !c.is_whitespace() => {
                    named.push(word(&list[i..]));
                    starts_item = false;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    named
}

#[test]
fn a_module_names_only_modules_listed_before_it() {
    let modules = modules();
    assert!(modules.len() > 10, "the list in lib.rs is read: {modules:?}");
    let mut breaches = Vec::new();
    for (place, module) in modules.iter().enumerate() {
        for (path, code) in files_of(module) {
            for other in named(&code) {
                if modules.iter().position(|m| *m == other).is_some_and(|at| at > place) {
                    breaches.push(format!("{}: names `{other}`", path.display()));
                }
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn the_names_in_a_list_are_seen() {
    assert_eq!(
        named("use crate::{canon::{self, Canon}, report};\nlet x = crate::lint::Linter;"),
        ["canon", "report", "lint"]
    );
}

#[test]
fn the_library_does_no_input_or_output() {
    let doors =
        ["std::fs", "std::net", "std::env", "std::process", "io::stdin", "io::stdout", "println!", "print!("];
    let mut breaches = Vec::new();
    for module in modules().iter().filter(|module| *module != "cli") {
        for (path, code) in files_of(module) {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            if name == "tests" || name.ends_with("_tests") || name == "samples" {
                continue;
            }
            let code = code.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
            breaches.extend(
                doors.iter().filter(|d| code.contains(**d)).map(|d| format!("{}: {d}", path.display())),
            );
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}
