//! Source documents: what a fact checker gives the program, and what it says of quotations from them.

use misquote::canon::Canon;
use misquote::canon::source::Source;
use misquote::diagnostic::Verdict;
use misquote::lint::sources::{Collection, Library, Reader, wanted};
use misquote::lint::{Checked, Linter, Options};
use misquote::text_file::TextFile;

/// A statement of some 800 words.
const INQUIRY: &str = include_str!("../sources/inquiry.txt");

/// What an editor accepts, each with its name.
pub const ACCEPTED: [(&str, &str); 9] = [
    (
        "exact",
        "A second keeper would have held the spare lantern to the window, and the master of the Amity would have seen it.",
    ),
    (
        "curly marks",
        "At nine the lamp failed. It did not go out; it sank, the way a candle sinks in a room without air",
    ),
    ("[T]", "[T]he women come out and stand by the wall, and they do not talk"),
    ("a gloss", "I have mended that pump [of the burner] four times, and I knew what to do"),
    (
        "a bracket of the record",
        "I wrote to the Board that the pump was worn [see the letter of 3 April] and that it would fail.",
    ),
    ("a marked omission", "I will answer your questions … as many as you have."),
    ("a final comma", "Eleven minutes is a long time to be in the wrong room,"),
    ("an accent", "It would be naive to think that one old pump sank a ship."),
    (
        "a dropped um",
        "You have been told by a gentleman who has never been to the island, that a second keeper would have made no difference.",
    ),
];

/// What an editor refuses, each with its name and that of its fault.
pub const REFUSED: [(&str, &str, &str); 9] = [
    ("a word swap", "The wind went round to the south a little after four.", "changed-words"),
    ("a dropped not", "She did strike the bar. She struck the wreck of the Halcyon", "changed-negation"),
    (
        "10.4 → 14.0",
        "The depth over the inner bar was 14.0 metres at the top of that tide.",
        "changed-number",
    ),
    ("10.4 → 104", "The depth over the inner bar was 104 metres at the top of that tide.", "changed-number"),
    (
        "may → will",
        "A vessel that draws four metres will cross the bar at any state of the tide",
        "changed-modal",
    ),
    (
        "a splice",
        "The oil was good; I had strained it myself that morning. The harbour master has asked that the light be closed.",
        "splice",
    ),
    (
        "an ellipsis over not",
        "the women come out and stand by the wall, and they do … talk, and they look at the light",
        "misleading-omission",
    ),
    (
        "parts reversed",
        "She struck the wreck of the Halcyon … At nine the lamp failed. It did not go out",
        "reordered-parts",
    ),
    (
        "parts pages apart",
        "There was no ship in sight and no reason to expect one. Nobody on that island is proud of the ninth.",
        "splice",
    ),
];

/// What nobody said.
pub const INVENTED: &str = "The Board sent three telegrams that week and burned the copies of them all.";

/// The statement between the minutes of other sessions: some 2,000 words.
pub fn long_source() -> String {
    let minutes = |session: usize| {
        let of = |words: &[&'static str], n: usize| words[n % words.len()];
        let mut text = String::new();
        for item in 0..11 {
            let n = session * 31 + item * 7;
            text += &format!(
                "Item {} of session {session}: the {} reported that the {} of the {} had been {} in the week after the {}, at \
                 a cost of {} crowns, and the members took note of it.\n\n",
                item + 1,
                of(&["treasurer", "clerk", "surveyor", "warden", "secretary"], n),
                of(&["roof", "boundary", "drain", "railing", "account", "register"], n / 2),
                of(&["school", "market", "chapel", "mill", "slipway", "weigh-house", "bridge"], n / 3),
                of(&["mended", "painted", "closed", "opened", "measured"], n / 5),
                of(&["fair", "frost", "harvest", "election", "flood"], n / 7),
                100 + n * 13 % 900
            );
        }
        text
    };
    format!("{}{INQUIRY}\n{}{}", minutes(1), minutes(2), minutes(3))
}

/// A draft judged against documents, each a path and a text.
fn check_with(documents: &[(&str, &str)], draft: &str, canon: &mut Canon) -> Checked {
    let file = || TextFile::new("draft.txt", draft);
    let mut collection = Collection::default();
    let located = collection.add(wanted(&file()));
    let words = documents.iter().map(|(_, text)| text.len() as u64 / 6).sum();
    let hunt = collection.hunt(words);
    let mut library = Library::default();
    for (path, text) in documents {
        let mut reader = Reader::new(&collection, &hunt);
        reader.read(&Source::new(TextFile::new(*path, *text)));
        library.add(path, reader.finish());
    }
    library.add_records(canon);
    let passages = library.scanner(canon, &hunt, &located, None);
    Linter::new(canon, Options::default()).check_with(file(), &[], passages.as_ref())
}

fn check(documents: &[(&str, &str)], draft: &str) -> Checked {
    check_with(documents, draft, &mut Canon::default())
}

/// Verdict and codes of the findings of a draft that quotes `words`.
fn judged(source: &str, words: &str) -> (Verdict, Vec<&'static str>) {
    let checked = check(&[("inquiry.txt", source)], &format!("The keeper said: “{words}”\n"));
    assert_eq!(checked.quotations.len(), 1, "{words}");
    (checked.quotations[0].verdict, checked.findings.iter().map(|f| f.check.code).collect())
}

#[test]
fn what_an_editor_accepts_is_accepted() {
    let source = long_source();
    assert!((1_800..2_300).contains(&source.split_whitespace().count()));
    let mut wrong = Vec::new();
    for (what, words) in ACCEPTED {
        let (verdict, findings) = judged(&source, words);
        if !matches!(verdict, Verdict::Verbatim | Verdict::Altered) || !findings.is_empty() {
            wrong.push(format!("{what}: {verdict:?} {findings:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_an_editor_refuses_is_refused_by_its_name() {
    let source = long_source();
    let mut wrong = Vec::new();
    for (what, words, code) in REFUSED {
        let (verdict, findings) = judged(&source, words);
        if verdict != Verdict::Misquoted || !findings.contains(&code) {
            wrong.push(format!("{what}: {verdict:?} {findings:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let (verdict, _) = judged(&source, INVENTED);
    assert_eq!(verdict, Verdict::Unverified, "an invented sentence");
}
