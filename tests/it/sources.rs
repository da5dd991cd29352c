//! Source documents: what a fact checker gives the program, and what it says of quotations from them.

use misquote::canon::Canon;
use misquote::canon::source::Source;
use misquote::canon::source::kept::{Kept, Store};
use misquote::diagnostic::Verdict;
use misquote::lint::sources::{Collection, Library, Reader, Stored, wanted};
use misquote::lint::{Checked, Linter, Options};
use misquote::scan::numbered::Bytes;
use misquote::text_file::TextFile;

use crate::oracle::Dice;
use crate::oracle_distance::{Item, is_promised, promised_edits};

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

#[test]
fn what_stands_beside_a_few_words_in_some_document_says_nothing() {
    let filler =
        |n: usize| format!("The clerk read the list of the boats of the year {n}, and nobody spoke. ");
    let document = format!(
        "{}We only have a harbour-industrial complex until the day of the storm, and then the town has none. {}",
        (1700..1760).map(filler).collect::<String>(),
        (1760..1800).map(filler).collect::<String>()
    );
    let few = check(&[("minutes.txt", &document)], "He warned of the “harbour-industrial complex” in May.\n");
    assert!(few.findings.is_empty(), "{:?}", few.findings);
    let many = "He spoke of the “harbour-industrial complex until the day of the storm, and then the town has none” in May.\n";
    let many = check(&[("minutes.txt", &document)], many);
    let codes: Vec<&str> = many.findings.iter().map(|finding| finding.check.code).collect();
    assert_eq!(codes, ["misleading-omission"]);
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
        let source = Source::new(TextFile::new(*path, *text));
        library.add(path, Reader::new(&collection, &hunt).finish_with(&source));
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

/// A text of so many words, some of them words that every text has, in sentences and paragraphs; and the words.
fn document(dice: &mut Dice, words: usize) -> (String, Vec<String>) {
    let common = ["the", "of", "and", "to", "in", "we", "that", "it", "was", "for"];
    let (mut text, mut all) = (String::new(), Vec::new());
    for at in 0..words {
        let mut word = String::new();
        if dice.one_in(3) {
            word.push_str(dice.pick(&common));
        } else {
            for _ in 0..2 + dice.below(2) {
                word.push(dice.pick(&['b', 'd', 'g', 'k', 'l', 'm', 'n', 'r', 's', 't']));
                word.push(dice.pick(&['a', 'e', 'i', 'o', 'u']));
            }
        }
        text.push_str(match at {
            0 => "",
            _ if at % 60 == 0 => ".\n\n",
            _ if at % 12 == 0 => ". ",
            _ if at % 9 == 0 => "\n",
            _ => " ",
        });
        text.push_str(&word);
        all.push(word);
    }
    (text + ".\n", all)
}

/// The bound of the rules files holds for documents too: a quotation that is so near to a stretch of one is listed with
/// that document, and a stretch as it stands is never a misquote.
#[test]
fn whatever_is_near_to_a_stretch_of_a_document_is_listed_with_it() {
    let (mut promised, mut lost) = (0, Vec::new());
    for case in 0..60 {
        let mut dice = Dice(case * 7_919);
        let documents: Vec<(String, Vec<String>)> = (0..3)
            .map(|_| {
                let words = 100 + dice.below(700);
                document(&mut dice, words)
            })
            .collect();
        let mut draft = String::new();
        let mut quoted = Vec::new();
        for _ in 0..6 {
            let of = dice.below(documents.len());
            let words = &documents[of].1;
            let length = 5 + dice.below(40);
            let start = dice.below(words.len() - length);
            let mut items: Vec<&str> = words[start..start + length].iter().map(String::as_str).collect();
            let edits = dice.below(1 + promised_edits(length).expect("five words"));
            for _ in 0..edits {
                let at = dice.below(items.len());
                match dice.below(4) {
                    0 => items[at] = "xylophone",
                    1 => items.insert(at, "marmalade"),
                    2 => drop(items.remove(at)),
                    _ if at > 0 => items.swap(at - 1, at),
                    _ => {}
                }
            }
            let near: Vec<Item> = items.iter().map(|word| Item::Word(word)).collect();
            let record: Vec<&str> = words.iter().map(String::as_str).collect();
            quoted.push((of, is_promised(&record, &near), edits == 0, items.join(" ")));
            draft += &format!("“{}” Ada Lindqvist said.\n\n", items.join(" "));
        }
        let names = ["a.txt", "b.txt", "c.txt"];
        let library: Vec<(&str, &str)> =
            names.iter().zip(&documents).map(|(name, (text, _))| (*name, text.as_str())).collect();
        let mut canon = Canon::default();
        let checked = check_with(&library, &draft, &mut canon);
        assert_eq!(checked.quotations.len(), quoted.len(), "{draft}");
        for (judged, (of, near, exact, text)) in checked.quotations.iter().zip(quoted) {
            let listed = judged.records.iter().any(|fit| canon.records[fit.record.0].id == names[of]);
            promised += usize::from(near);
            if near && !listed {
                lost.push(format!("case {case}: {text}"));
            }
            assert!(!exact || judged.verdict != Verdict::Misquoted, "case {case}: {text}");
            let mut places: Vec<(&str, usize, usize)> = Vec::new();
            for fit in &judged.records {
                let record = &canon.records[fit.record.0];
                let place = canon.files[record.file].disk(record.wordings[fit.wording].map.span(fit.said));
                let overlaps = |(of, start, end): &(&str, usize, usize)| {
                    *of == record.id && *start < place.end && place.start < *end
                };
                assert!(!places.iter().any(overlaps), "case {case}: one place is listed twice: {text}");
                places.push((record.id.as_str(), place.start, place.end));
            }
        }
    }
    assert!(promised > 250, "only {promised} cases are within the bound");
    assert!(lost.is_empty(), "{} of {promised} are lost:\n{}", lost.len(), lost.join("\n"));
}

/// What was recorded of a document.
struct Shelved {
    words: Vec<u8>,
    kept: Kept,
    text: String,
    read: usize,
}

impl Bytes for Shelved {
    fn next(&mut self, length: usize) -> Option<&[u8]> {
        let from = self.read;
        self.read += length;
        self.words.get(from..self.read)
    }
}

impl Store for Shelved {
    fn places(&mut self, at: usize, length: usize) -> Option<Vec<u8>> {
        self.kept.places.get(at..at + length).map(<[u8]>::to_vec)
    }

    fn document(&mut self, at: usize, length: usize) -> Option<Vec<u8>> {
        self.text.as_bytes().get(at..at + length).map(<[u8]>::to_vec)
    }
}

impl Stored for Shelved {
    fn turn_to(&mut self, piece: usize) -> Option<()> {
        (piece == 0).then_some(())
    }

    fn index(&mut self) -> Option<Vec<u8>> {
        Some(self.kept.index.clone())
    }
}

/// Whatever is found in a document is found in what was recorded of it, whichever quotations it was recorded for.
#[test]
fn what_was_recorded_of_a_document_says_the_same_of_other_quotations() {
    for case in 0..40 {
        let mut dice = Dice(case * 6_101);
        let size = [20, 600, 2_500, 9_000][case as usize % 4];
        let (mut text, words) = document(&mut dice, size);
        if dice.one_in(2) {
            text = text
                .replace(".\n\n", ".\n\nMRS. VANE: ")
                .replace(". ", ". (Applause.) ")
                .replace('\n', "\r\n");
        }
        let draft = |dice: &mut Dice| {
            let mut draft = String::new();
            for _ in 0..8 {
                let most = if dice.one_in(5) { 200 } else { 14 };
                let length = 2 + dice.below(most);
                let start = dice.below(words.len().saturating_sub(length).max(1));
                let mut items: Vec<&str> =
                    words[start..(start + length).min(words.len())].iter().map(String::as_str).collect();
                if dice.one_in(2) {
                    let at = dice.below(items.len());
                    items[at] = dice.pick(&["xylophone", "[…]", "…"]);
                }
                draft += &format!("“{}” Ada Lindqvist said.\n\n", items.join(" "));
            }
            let mut collection = Collection::default();
            collection.add(wanted(&TextFile::new("draft.txt", draft)));
            collection
        };
        let (others, collection) = (draft(&mut dice), draft(&mut dice));
        let source = Source::new(TextFile::new("a.txt", text.as_str()));
        let hunt = collection.hunt(size as u64);
        let plain = Reader::new(&collection, &hunt).finish_with(&source);
        let (recording, _) = Reader::new(&collection, &hunt).finish_recording(&source);
        assert_eq!(format!("{plain:?}"), format!("{recording:?}"), "case {case}");
        let hunt_others = others.hunt(1);
        let recorded = Reader::new(&others, &hunt_others).record(&source);
        let mut stored = Shelved { words: recorded.words, kept: recorded.kept, text, read: 0 };
        let mut reader = Reader::new(&collection, &hunt);
        reader.recall(&mut stored).expect("nothing is damaged");
        assert_eq!(stored.read, stored.words.len(), "all of it is read");
        let recalled = reader.finish_recalled(&mut stored, plain.is_transcript).expect("nothing is damaged");
        assert_eq!(format!("{plain:?}"), format!("{recalled:?}"), "case {case}");
    }
}
