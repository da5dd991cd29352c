//! Laws of fixing: whatever a draft does to a record, fixes come to an end, mend what they say they mend, and leave every
//! other byte alone.

use misquote::canon::{Canon, rules};
use misquote::diagnostic::Remedy;
use misquote::fix::{Choice, apply, fix};
use misquote::lint::{Linter, Options};
use misquote::text_file::TextFile;
use proptest::prelude::*;
use std::sync::LazyLock;

const RULES: &str = r#"
[equivalents]
kyiv = ["Kyiv", "Kiev"]

[[quote]]
id = "levy"
speaker = "Ada Lindqvist"
text = "There is no doubt that we won't raise the levy on small farms, dairies, and mills before the spring session — not in Kyiv, and not by 5% a year."

[[quote]]
id = "light"
speaker = "Ada Lindqvist"
text = "After the storm there is nothing left of the harbour aside the old lighthouse."
misquotes = [{ text = "After the storm there is nothing left of the harbour except for the old lighthouse." }]
"#;

static CANON: LazyLock<Canon> = LazyLock::new(|| rules::load(vec![TextFile::new("rules.toml", RULES)]).canon);
static LINTER: LazyLock<Linter<'static>> = LazyLock::new(|| Linter::new(&CANON, Options::default()));

/// What a writer may do to one word.
#[derive(Debug, Clone)]
enum Slip {
    Drop,
    Change(&'static str),
    Add(&'static str),
    Wrap(&'static str, &'static str),
    Break,
}

fn slip() -> impl Strategy<Value = Slip> {
    let word = prop::sample::select(vec![
        "frankly,",
        "not",
        "lighthose",
        "7",
        "Kiev",
        "big",
        "will not",
        "teh",
        "…",
    ]);
    prop_oneof![
        2 => Just(Slip::Drop),
        3 => word.clone().prop_map(Slip::Change),
        3 => word.prop_map(Slip::Add),
        2 => prop::sample::select(vec![("*", "*"), ("<b>", "</b>"), ("[", "](u)"), ("`", "`")])
            .prop_map(|(open, close)| Slip::Wrap(open, close)),
        2 => Just(Slip::Break),
    ]
}

/// A draft that quotes one of the records with some slips.
fn draft() -> impl Strategy<Value = (String, &'static str)> {
    let slips = proptest::collection::vec((0..40_usize, slip()), 0..5);
    let frame = prop::sample::select(vec![
        ("a.txt", "Some words before.\n\nAda Lindqvist said: “", "”\n\nSome words after.\n", "\n"),
        ("a.txt", "Ada Lindqvist: \"", "\", she said.\r\nAnd more.\r\n", "\r\n"),
        ("a.md", "# One\n\nAda Lindqvist said, *“", "”* – again.\n", "\n"),
        ("a.md", "> ", "\n>\n> — Ada Lindqvist\n\nAfter.\n", "\n> "),
        ("a.md", "- Ada Lindqvist: “", "” <!-- a -->\n- two\n", "\r\n  "),
    ]);
    (0..2_usize, slips, frame).prop_map(|(record, slips, (path, before, after, line))| {
        let text = &CANON.records[record].wordings[0].text;
        let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        for (at, slip) in slips {
            let at = at % words.len();
            let word = &mut words[at];
            match slip {
                Slip::Drop => word.clear(),
                Slip::Change(other) => *word = other.to_owned(),
                Slip::Add(other) => *word = format!("{other} {word}"),
                Slip::Wrap(open, close) => *word = format!("{open}{word}{close}"),
                Slip::Break => word.push_str(line),
            }
        }
        words.retain(|word| !word.is_empty());
        let quoted = words.join(" ").replace(&format!("{line} "), line);
        (format!("{before}{quoted}{after}"), path)
    })
}

fn choice() -> impl Strategy<Value = Choice> {
    (any::<bool>(), prop::option::of(prop::sample::select(Remedy::ALL.to_vec())))
        .prop_map(|(unsafe_fixes, remedy)| Choice { unsafe_fixes, remedy })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn fixing_ends_and_changes_nothing_else((text, path) in draft(), choice in choice()) {
        let fixed = fix(&LINTER, TextFile::new(path, text.as_str()), &[], choice);
        let result = fixed.checked.file.text.clone();
        prop_assert_eq!(&apply(&text, &fixed.changes), &result, "the changes are the whole difference");
        prop_assert_eq!(fixed.changes.is_empty(), fixed.made == 0);
        // What stands outside of the quotation is as it was.
        for around in ["Some words before.\n\n", "Some words after.\n", "\r\nAnd more.\r\n", "# One\n\n", "\n- two\n", "\n\nAfter.\n"] {
            prop_assert_eq!(text.contains(around), result.contains(around), "{}", result);
        }
        let again = fix(&LINTER, TextFile::new(path, result.as_str()), &[], choice);
        prop_assert_eq!(&again.checked.file.text, &result, "what is fixed is fixed");
    }

    #[test]
    fn in_plain_prose_no_safe_fix_is_left((text, path) in draft()) {
        let fixed = fix(&LINTER, TextFile::new(path, text.as_str()), &[], Choice::default());
        if !text.contains(['*', '<', '`', '[']) {
            let left: Vec<_> =
                fixed.checked.findings.iter().filter(|f| Choice::default().of(f).is_some()).collect();
            prop_assert!(left.is_empty(), "{:?}\n{}", left, fixed.checked.file.text);
        }
    }
}
