//! A check that remembers the one before finds what a check without a memory finds, whatever was typed in between.

use misquote::canon::{Canon, rules};
use misquote::checks::{self, Level};
use misquote::diagnostic::Verdict;
use misquote::lint::asked::Opened;
use misquote::lint::{Checked, Linter, Memory, Options};
use misquote::scan::answers::Questions;
use misquote::text_file::TextFile;
use proptest::prelude::*;

const RULES: &str = r#"
[speakers.vane]
name = "Harriet Vane"
aliases = ["Vane", "the mayor"]

[[quote]]
speaker = "vane"
text = "We will not close the harbour before the winter, and nobody has asked us to do it."
misquotes = [{ text = "We will close the harbour before the winter, and nobody has asked us to do it.", reason = "a slip of the wire" }]

[[quote]]
speaker = "Tom Addo"
text = "The nets were empty on nine days out of ten. My father never saw such a summer."

[[quote]]
speaker = "Ines Okafor"
text = "The nets were empty on nine days out of twelve, and the price of herring doubled."

[[quote]]
text = "A borrowed boat sinks twice."

[[quote]]
speaker = "Maori proverb"
text = "Turn your face to the sun and the shadows fall behind you."
"#;

const MARKDOWN: &str = "---\ntitle: The harbour stays\n---\n\n# Vane: “We will not close the harbour”\n\n\
Harriet Vane met the fishermen on Monday. “We will not close the harbor before winter,” she said, “and nobody has asked us to.”\n\n\
“The nets were empty on nine days out of eleven,” Tom Addo said. “My father never saw such a winter.”\n\n\
<!-- misquote-ignore[changed-number]: as printed -->\n\
Ines Okafor had counted, too: \"The nets were empty on nine days out of fourteen, and the price of herring doubled.\"\n\n\
> Turn your face to the sun and the shadow falls behind you.\n>\n> — Tom Addo\n\n\
“We will not close the harbour before the winter.\n\n“The nets were empty on nine days out of ten,” he said, and the ‘borrowed boat’ sank.\n\n\
<!-- misquote-ignore: nothing here -->\nThe mayor wouldn't say more. 'A borrowed boat sinks twice', they say; \"nobody has asked\".\n";

const TEXT: &str = "THE HARBOUR STAYS\n\n\"We will close the harbour before the winter, and nobody has asked us to do it,\" Vane said.\n\n\
# misquote-ignore[dropped-words]: broadcast\n\
\"The nets were empty on nine days of ten,\" said Tom Addo [emphasis added]. \"My father never ... saw such a summer.\"\n\n\
He would not \"close the harbour before the winter\", \"nobody has asked us\", and 'The nets were empty'.\n\n\
According to Ines Okafor, \"the nets were empty on nine days out of ten and the price of herring doubled\".\n";

const HTML: &str = "<html><body><h1>The harbour stays</h1><p>“We will not close the <em>harbour</em> before the spring,” Harriet Vane said.</p>\n\
<!-- misquote-ignore-file[typography]: house -->\n\
<blockquote><p>The nets were empty on ten days out of ten.</p><p>My father never saw such a summer.</p></blockquote>\n\
<p>She added: <q>A borrowed boat sinks three times.</q> &ldquo;Turn your face to the sun&rdquo;, Addo replied.</p></body></html>\n";

/// A footnote is read after its paragraph.
const LATEX: &str = "\\documentclass{article}\n\\begin{document}\n\\section{The harbour stays}\n\n\
``We will not close the harbor before winter,'' Vane said.\\footnote{Tom Addo said: ``The nets were empty on ten days out of \
ten.''} ``And nobody has asked \\emph{us} to do it,'' she added.\n\n\
% misquote-ignore[changed-number]: as printed\n\
\\enquote{The nets were empty on nine days out of fourteen, and the price of herring doubled}, Okafor wrote.\n\n\
\\begin{quote}\nTurn your face to the sun.\n\\end{quote}\n\n\
Addo wouldn't close it. ``A borrowed boat never sinks,'' said Tom Addo, ``and nobody has asked us.''\n";

/// What nobody quotes: far enough from one quotation to the next that what changes there changes nothing here.
const FILLER: &str = "Nothing much was said of it in the town that day, and the paper had other things to print.\n\n\
The ferry was late, and later still on the way back. A dog was lost and found. Mr. Holt painted his fence, and nobody saw \
why the gulls had left the pier to the crows, which had come from the fields when the first frost fell.\n\n\
Of the old school only the wall stands. It rained in the night, and the streets were dry again by noon.\n";

/// What a writer types in between.
const SNIPPETS: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "’",
    "«",
    "»",
    "\n",
    "\n\n",
    " ",
    ".",
    ",",
    "…",
    " ... ",
    "[",
    "]",
    "> ",
    "— ",
    "a",
    "not ",
    "never ",
    "nine",
    "Ines Okafor",
    "Tom Addo said. ",
    "Harriet Vane",
    "she said, ",
    "Smith",
    "John Smith wrote. ",
    "Mary Okafor of Leeds ",
    "\n---\n",
    "```\n",
    "`",
    "<!--",
    "-->",
    "<!-- misquote-ignore: why -->\n\n",
    "# misquote-ignore[changed-words]: why\n",
    "*",
    "<q>",
    "</q>",
    "</p>",
    "<p>",
    "(emphasis added) ",
    "“The nets were empty on nine days out of ten,” ",
    "harbour-\n",
    "é",
    "\u{301}",
    "“nobody has asked us to”",
    "only ",
    ": ",
    "\r\n",
    "🐟",
    "\\footnote{",
    "}",
    "%",
    "&amp;",
];

#[derive(Debug, Clone)]
enum Edit {
    /// Puts a snippet somewhere.
    Type(u16, usize),
    /// Takes out so many characters.
    Delete(u16, usize),
    /// Copies a stretch to another place.
    Copy(u16, u16, usize),
    /// Swaps two blocks.
    Swap(u16, u16),
    /// Goes back to the text before the last edit.
    Undo,
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        6 => (any::<u16>(), 0..SNIPPETS.len()).prop_map(|(at, what)| Edit::Type(at, what)),
        3 => (any::<u16>(), 1..12_usize).prop_map(|(at, len)| Edit::Delete(at, len)),
        1 => (any::<u16>(), 1..160_usize).prop_map(|(at, len)| Edit::Delete(at, len)),
        1 => (any::<u16>(), any::<u16>(), 1..120_usize).prop_map(|(from, to, len)| Edit::Copy(from, to, len)),
        1 => (any::<u16>(), any::<u16>()).prop_map(|(a, b)| Edit::Swap(a, b)),
        1 => Just(Edit::Undo),
    ]
}

/// The place of a share of `text`, between two characters.
fn place(text: &str, share: u16) -> usize {
    let mut at = text.len() * usize::from(share) / usize::from(u16::MAX);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn stretch(text: &str, share: u16, chars: usize) -> std::ops::Range<usize> {
    let start = place(text, share);
    let end = text[start..].char_indices().nth(chars).map_or(text.len(), |(at, _)| start + at);
    start..end
}

fn edited(text: &str, before: &str, edit: &Edit) -> String {
    let mut text = text.to_owned();
    match *edit {
        Edit::Type(at, what) => text.insert_str(place(&text, at), SNIPPETS[what]),
        Edit::Delete(at, chars) => drop(text.drain(stretch(&text, at, chars))),
        Edit::Copy(from, to, chars) => {
            let copy = text[stretch(&text, from, chars)].to_owned();
            text.insert_str(place(&text, to), &copy);
        }
        Edit::Swap(a, b) => {
            let mut blocks: Vec<&str> = text.split("\n\n").collect();
            let index = |share: u16| usize::from(share) % blocks.len();
            let (a, b) = (index(a), index(b));
            blocks.swap(a, b);
            text = blocks.join("\n\n");
        }
        Edit::Undo => text = before.to_owned(),
    }
    text
}

fn canon() -> Canon {
    let loaded = rules::load(vec![TextFile::new("rules.toml", RULES)]);
    assert!(loaded.faults.is_empty(), "{:?}", loaded.faults);
    loaded.canon
}

/// All that a check says of a draft.
fn told(checked: &Checked) -> String {
    format!(
        "{:#?}\n{:#?}\n{:#?}\n{:#?}",
        checked.quotations, checked.findings, checked.uncovered, checked.ignores
    )
}

fn follows(name: &str, text: &str, edits: &[Edit], options: Options) -> Result<(), TestCaseError> {
    let canon = canon();
    let linter = Linter::new(&canon, options);
    let levels = [(checks::find("letter-case").unwrap(), Level::Note)];
    let mut memory = Memory::default();
    let (mut before, mut text) = (text.to_owned(), text.to_owned());
    drop(linter.check_again(TextFile::new(name, text.as_str()), &levels, &mut memory));
    for edit in edits {
        let now = edited(&text, &before, edit);
        before = std::mem::replace(&mut text, now);
        let again = linter.check_again(TextFile::new(name, text.as_str()), &levels, &mut memory);
        let cold = linter.check(TextFile::new(name, text.as_str()), &levels);
        prop_assert_eq!(told(&again), told(&cold), "after {:?}:\n{}", edit, text);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn a_check_with_a_memory_finds_what_one_without_finds(
        which in 0..4_usize,
        edits in prop::collection::vec(edit(), 1..24),
        (all_speakers, outside_marks) in any::<(bool, bool)>(),
        is_long in any::<bool>(),
    ) {
        let (name, text) = DRAFTS[which];
        let text = if is_long { format!("{text}\n\n{FILLER}\n\n{text}\n\n{FILLER}") } else { text.to_owned() };
        follows(name, &text, &edits, Options { all_speakers, outside_marks, ..Options::default() })?;
    }
}

/// The drafts that are typed into.
const DRAFTS: [(&str, &str); 4] = [("a.md", MARKDOWN), ("a.txt", TEXT), ("a.html", HTML), ("a.tex", LATEX)];

/// A linter that was made for these drafts alone.
fn made_for<'c>(canon: &'c Canon, options: Options, drafts: &[(&str, &str)]) -> Linter<'c> {
    let mut questions = Questions::default();
    for &(name, text) in drafts {
        let quoted = Opened::new(TextFile::new(name, text)).quoted();
        quoted.iter().for_each(|words| questions.add(words));
    }
    Linter::for_drafts(canon, options, &questions)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn a_linter_that_was_made_for_drafts_finds_what_any_finds(
        which in 0..4_usize,
        edits in prop::collection::vec(edit(), 0..24),
        (all_speakers, outside_marks, resemblances) in any::<(bool, bool, bool)>(),
    ) {
        let canon = canon();
        let options = || Options { all_speakers, outside_marks, resemblances, ..Options::default() };
        let (name, text) = DRAFTS[which];
        let (mut before, mut text) = (text.to_owned(), text.to_owned());
        for edit in &edits {
            let now = edited(&text, &before, edit);
            before = std::mem::replace(&mut text, now);
        }
        let (own, other) = ((name, text.as_str()), ("b.md", MARKDOWN));
        let check = |linter: &Linter<'_>| told(&linter.check(TextFile::new(name, text.as_str()), &[]));
        let plain = check(&Linter::new(&canon, options()));
        prop_assert_eq!(&check(&made_for(&canon, options(), &[other, own])), &plain, "{}", text);
        // Of a draft that it was not made for, too.
        prop_assert_eq!(&check(&made_for(&canon, options(), &[other])), &plain, "{}", text);
    }
}

#[test]
fn a_draft_is_checked_once_by_a_linter_that_was_made_for_it() {
    let canon = canon();
    let cut =
        "“The nets were em-\npty on nine days out of ten. My father ne-\nver saw such a sum-\nmer,” he said.";
    for (name, text) in DRAFTS.into_iter().chain([("cut.txt", cut)]) {
        let linter = made_for(&canon, Options::default(), &[(name, text)]);
        assert!(!linter.check(TextFile::new(name, text), &[]).quotations.is_empty());
        assert_eq!(linter.missed(), 0, "{name}");
        drop(linter.check(TextFile::new("other.txt", "“Nobody asked for another word,” he said."), &[]));
        assert_ne!(linter.missed(), 0, "{name}");
    }
}

#[test]
fn a_memory_serves_one_linter_and_one_list_of_levels_at_a_time() {
    let (canon, empty) = (canon(), Canon::default());
    let linter = Linter::new(&canon, Options::default());
    let other = Linter::new(&empty, Options::default());
    let file = || TextFile::new("a.txt", TEXT);
    let allowed: Vec<_> = ["known-misquote", "changed-words", "added-words", "dropped-words"]
        .map(|code| (checks::find(code).unwrap(), Level::Allow))
        .into();
    let mut memory = Memory::default();
    for _ in 0..2 {
        for (linter, levels) in [(&linter, &[][..]), (&other, &[][..]), (&linter, &allowed[..])] {
            let again = linter.check_again(file(), levels, &mut memory);
            assert_eq!(told(&again), told(&linter.check(file(), levels)));
        }
    }
}

#[test]
fn an_answer_is_given_again_only_where_the_names_beside_it_are_the_same() {
    let canon = canon();
    let linter = Linter::new(&canon, Options::default());
    let said = "“The nets were empty on nine days out of ten,” Tom Addo said.\n";
    let far = "Nothing much was said of it in the town that day, and the paper had other things to print. "
        .repeat(4);
    let mut memory = Memory::default();
    let verdict = |text: &str, memory: &mut Memory| {
        linter.check_again(TextFile::new("a.txt", text), &[], memory).quotations[0].verdict
    };
    let before = verdict(said, &mut memory);
    // The paragraph before makes a pronoun of it another speaker's.
    let other = said.replace("Tom Addo", "Harriet Vane");
    assert_ne!(before, verdict(&other, &mut memory));
    assert_eq!(before, verdict(&format!("{far}\n\n{said}"), &mut memory));
    assert_eq!(before, verdict(said, &mut memory));
}

#[test]
fn a_surname_that_a_draft_gains_or_loses_far_away_counts() {
    let canon = canon();
    let linter = Linter::new(&canon, Options::default());
    let said =
        "“The nets were empty on nine days out of ten. My father never saw such a summer,” Zander said.";
    let mut memory = Memory::default();
    let mut verdict = |end: &str| {
        let text = format!("{said}\n\n{FILLER}\n\n{FILLER}\n\n{end}\n");
        linter.check_again(TextFile::new("a.txt", text), &[], &mut memory).quotations[0].verdict
    };
    assert_eq!(verdict("It was John."), Verdict::Verbatim);
    assert_eq!(verdict("It was John Zander."), Verdict::Misattributed);
    assert_eq!(verdict("It was John Zander, so to speak."), Verdict::Misattributed);
    assert_eq!(verdict("It was John."), Verdict::Verbatim);
}
