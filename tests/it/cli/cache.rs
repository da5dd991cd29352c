//! `--cache`: what is kept of source documents never changes what is said.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::Desk;
use crate::sources::{ACCEPTED, INVENTED, REFUSED, long_source};

/// A folder with source documents in several formats and encodings, and drafts that quote them.
fn library() -> Desk {
    let desk = Desk::empty();
    let text = long_source();
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    let part = |of: usize| paragraphs.chunks(paragraphs.len() / 4).nth(of).expect("a part").join("\n\n");
    let latin =
        |text: &str| text.chars().map(|c| u8::try_from(c as u32).unwrap_or(b'?')).collect::<Vec<u8>>();
    desk.file("sources/inquiry.txt", &text);
    desk.file("sources/windows.txt", part(1).replace('\n', "\r\n"));
    desk.file("sources/latin.txt", latin(&format!("Café à la crème, déjà vu.\n\n{}", part(2))));
    desk.file("sources/page.html", format!("<!doctype html><p>{}</p>", part(3).replace("\n\n", "</p>\n<p>")));
    desk.file(
        "sources/notes.md",
        format!("# Minutes\n\n*{}*\n\n[^1]: A note.\n", part(0).replace("\n\n", "*\n\n> *")),
    );
    desk.file(
        "sources/hearing.txt",
        format!("CLERK: {}\n\nKEEPER: {}\n\nCLERK: Thank you.\n\nKEEPER: Good night.\n", part(1), part(2)),
    );
    desk.file("sources/empty.txt", "");
    let own = "The ferry company and the town agreed on a fare of four crowns for a cart and a horse.";
    desk.file("sources/fare.txt", latin(&format!("Déjà vu, à la carte.\n\n{own}\n")));
    let other = "No boat of the Amity’s line has carried salt over the bar since the autumn of the flood.";
    desk.file(
        "sources/salt.html",
        format!("<!doctype html><p>{}</p>", other.replace("salt", "<em>salt</em>").replace('’', "&rsquo;")),
    );
    let draft = |path: String, words: &str| desk.file(&path, format!("The keeper said: “{words}”\n"));
    ACCEPTED.iter().enumerate().for_each(|(at, (_, words))| draft(format!("drafts/a{at}.md"), words));
    REFUSED.iter().enumerate().for_each(|(at, (_, words, _))| draft(format!("drafts/r{at}.md"), words));
    draft("drafts/invented.md".to_owned(), INVENTED);
    draft("drafts/fare.md".to_owned(), &own.replace("four", "five"));
    draft("drafts/salt.md".to_owned(), &other.replace("autumn", "spring"));
    for file in files_in(&desk.path("sources")) {
        set_age(&file, 60);
    }
    desk
}

fn set_age(path: &Path, seconds: u64) {
    let file = File::options().append(true).open(path).expect("a file");
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 - seconds)).expect("a time");
}

/// The files in a folder and below, by path.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        if path.is_dir() { files.extend(files_in(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

/// What is kept in the cache.
fn kept(desk: &Desk) -> Vec<PathBuf> {
    let mut files = files_in(&desk.path("kept"));
    files.retain(|file| file.extension().is_some_and(|e| e == "words"));
    files
}

/// What is said of the drafts, without a cache and with it. It is the same.
#[track_caller]
fn assert_unchanged(desk: &Desk) -> String {
    let args = ["--format", "json", "--sources", "sources/*", "drafts"];
    let plain = desk.run(&args).ends(1);
    for _ in 0..2 {
        let cached = desk.run(&[&args[..], &["--cache", "kept"]].concat()).ends(1);
        assert!(plain.out == cached.out, "without:\n{}\nwith:\n{}", plain.out, cached.out);
        assert_eq!(cached.err, "");
    }
    plain.out
}

#[test]
fn a_run_with_a_cache_says_what_one_without_says() {
    let desk = library();
    let before = assert_unchanged(&desk);
    assert_eq!(kept(&desk).len(), 9, "every document is kept");
    assert!(before.contains("sources/salt.html") && before.contains("sources/fare.txt"), "{before}");
    for drafts in ["drafts/r1.md", "drafts/invented.md"] {
        let args = ["--sources", "sources", "--deny", "unverified-quotation", drafts];
        let plain = desk.run(&args);
        let cached = desk.run(&[&args[..], &["--cache", "kept"]].concat());
        assert_eq!((plain.status, plain.out), (cached.status, cached.out));
    }
    // A folder that walks come upon holds no drafts and no sources.
    let args = ["--sources", "sources/**", "--no-rules", "."];
    assert_eq!(desk.run(&args).out, desk.run(&[&args[..], &["--cache", "kept"]].concat()).out);
    assert!(desk.path("kept/CACHEDIR.TAG").exists() && desk.path("kept/.gitignore").exists());
    fs::remove_dir_all(desk.path("kept")).expect("it is safe to delete");
    assert_eq!(assert_unchanged(&desk), before);
}

#[test]
fn a_document_that_changed_is_read_again() {
    let desk = library();
    let before = assert_unchanged(&desk);
    let path = desk.path("sources/fare.txt");
    let old = fs::read(&path).expect("a file");
    // As long as path, size and time are the same, it is taken for the same.
    fs::write(&path, vec![b' '; old.len()]).expect("a file");
    set_age(&path, 60);
    let args = ["--format", "json", "--sources", "sources/*", "drafts", "--cache", "kept"];
    assert_eq!(desk.run(&args).out, before);
    // Another time.
    set_age(&path, 59);
    assert_ne!(assert_unchanged(&desk), before);
    // Another size.
    fs::write(&path, [&old[..], b"\n"].concat()).expect("a file");
    set_age(&path, 59);
    assert_unchanged(&desk);
    // Where the text itself is read again, what lies there counts, whatever its time says.
    let path = desk.path("sources/inquiry.txt");
    let text = fs::read_to_string(&path).expect("a text");
    fs::write(&path, text.replace("did not strike", "did now strike").replace("At nine", "At five"))
        .expect("a file");
    set_age(&path, 60);
    assert_unchanged(&desk);
    // One that changes as it is looked at is not kept: its next change may bear the same time.
    let kept_before = kept(&desk).len();
    desk.file("sources/new.txt", long_source());
    let file = File::options().append(true).open(desk.path("sources/new.txt")).expect("a file");
    file.set_modified(SystemTime::now() + Duration::from_secs(60)).expect("a time");
    assert_unchanged(&desk);
    assert_eq!(kept(&desk).len(), kept_before);
}

#[test]
fn what_is_damaged_or_strange_is_not_trusted() {
    let desk = library();
    let before = assert_unchanged(&desk);
    let files = kept(&desk);
    let whole: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).expect("a file")).collect();
    let args = ["--format", "json", "--sources", "sources/*", "drafts", "--cache", "kept"];
    type Damage = Box<dyn Fn(usize, &[u8]) -> Vec<u8>>;
    let mut damages: Vec<Damage> = vec![
        Box::new(|_, _| Vec::new()),
        Box::new(|at, bytes| vec![at as u8; bytes.len()]),
        Box::new(|_, bytes| [bytes, b"more"].concat()),
        // What another version wrote.
        Box::new(|_, bytes| {
            let version = env!("CARGO_PKG_VERSION").as_bytes();
            let at = bytes.windows(version.len()).position(|here| here == version).expect("the version");
            [&bytes[..at], b"0.0.9", &bytes[at + version.len()..]].concat()
        }),
    ];
    for share in [1, 5, 9, 13] {
        damages.push(Box::new(move |_, bytes| bytes[..bytes.len() * share / 14].to_vec()));
        damages.push(Box::new(move |_, bytes| {
            let mut bytes = bytes.to_vec();
            let at = bytes.len() * share / 14;
            bytes[at] ^= 1 << (share % 8);
            bytes
        }));
    }
    for damage in damages {
        for (at, (file, whole)) in files.iter().zip(&whole).enumerate() {
            fs::write(file, damage(at, whole)).expect("a file");
        }
        assert_eq!(desk.run(&args).out, before);
        for (file, whole) in files.iter().zip(&whole) {
            // What is looked at only around a passage may stay damaged where there is none.
            let now = fs::read(file).expect("a file");
            assert!(now == *whole || now.len() == whole.len(), "{}", file.display());
        }
    }
    // The file of one document in place of another's.
    fs::copy(&files[0], &files[1]).expect("a copy");
    assert_eq!(assert_unchanged(&desk), before);
}

#[test]
fn a_cache_that_cannot_be_written_is_told_and_changes_nothing() {
    let desk = library();
    desk.file("kept", "no folder");
    let args = ["--format", "json", "--sources", "sources/*", "drafts"];
    let plain = desk.run(&args).ends(1);
    let cached = desk.run(&[&args[..], &["--cache", "kept"]].concat()).ends(1);
    assert_eq!(plain.out, cached.out);
    cached.complains(&["warning: nothing can be kept in `kept`: "]);
    assert_eq!(fs::read_to_string(desk.path("kept")).expect("the file"), "no folder");
}

#[test]
fn several_runs_use_one_cache_at_the_same_time() {
    let desk = library();
    let args = ["--format", "json", "--sources", "sources/*", "drafts", "--cache", "kept"];
    let plain = desk.run(&args[..5]).ends(1).out;
    let start = || {
        let mut command = desk.command("", &args);
        command.stdout(std::process::Stdio::piped());
        command.spawn().expect("the program runs")
    };
    let running: Vec<_> = (0..4).map(|_| start()).collect();
    for child in running {
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(String::from_utf8(output.stdout).expect("UTF-8"), plain);
    }
    assert_eq!(assert_unchanged(&desk), plain);
    assert_eq!(files_in(&desk.path("kept")).len(), 9 + 2, "nothing is left over");
}
