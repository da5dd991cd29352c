//! Which edits a difference is cut into: the fewest that a reader would name, equal words before related ones before any.

use misquote::canon::Canon;
use misquote::diagnostic::Verdict;
use misquote::lint::{Linter, Options};
use misquote::text_file::TextFile;
use proptest::prelude::*;
use proptest::sample::subsequence;

/// The edits of a quotation of `record`, each as `check: found → expected`.
fn edits(record: &str, draft: &str) -> Vec<String> {
    let mut canon = Canon::default();
    canon.add_plain("r", Some("Ada Lindqvist"), record);
    let draft = format!("“{draft}” Ada Lindqvist said.\n");
    let checked = Linter::new(&canon, Options::default()).check(TextFile::new("a.txt", draft.as_str()), &[]);
    let [quotation] = checked.quotations.as_slice() else { panic!("one quotation: {draft}") };
    let Some(fit) = quotation.records.first() else { panic!("in no record: {draft}") };
    let told = fit.edits.iter().filter(|edit| !matches!(edit.check.code, "letter-case" | "punctuation"));
    told.map(|edit| format!("{}: {} → {}", edit.check.code, edit.found, edit.expected)).collect()
}

/// Holds each record and quotation to its edits; tells of all that are wrong.
fn all_edits(cases: &[(&str, &str, &[&str])]) {
    let mut wrong = Vec::new();
    for (record, draft, expected) in cases {
        let found = edits(record, draft);
        if found != *expected {
            wrong.push(format!("{draft}\n    {found:?}\n    {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_difference_is_told_in_the_fewest_words() {
    all_edits(&[
        (
            "The toll on the bridge will rise from 5 to 10 crowns before the summer.",
            "The toll on the bridge will rise from 10 to 5 crowns before the summer.",
            &["changed-number: 10 → 5", "changed-number: 5 → 10"][..],
        ),
        (
            "We counted between five and ten boats on the slipway that night.",
            "We counted between ten and five boats on the slipway that night.",
            &["transposed-words: ten and five → five and ten"],
        ),
        (
            "The mayor of Bergen told the mayor of Trondheim to close the quay.",
            "The mayor of Trondheim told the mayor of Bergen to close the quay.",
            &["changed-name: Trondheim → Bergen", "changed-name: Bergen → Trondheim"],
        ),
        (
            "We will leave the harbour to the gulls by the end of the winter.",
            "We leave the harbour to the gulls by the end of the winter.",
            &["changed-modal:  → will"],
        ),
        (
            "We leave the harbour to the gulls by the end of the winter.",
            "We will leave the harbour to the gulls by the end of the winter.",
            &["changed-modal: will → "],
        ),
        (
            "Nobody shall raise the levy on small farms before the session of the council ends.",
            "Nobody shall raise the levy on small farms before the spring session ends",
            &["added-words: spring → ", "dropped-words:  → of the council"],
        ),
        (
            "There is no money left for the lights on the northern pier.",
            "There isn't any money left for the lights on the northern pier.",
            &["changed-words: isn't any → is no"],
        ),
        (
            "There isn't any money left for the lights on the northern pier.",
            "There is no money left for the lights on the northern pier.",
            &["changed-words: is no → isn't any"],
        ),
        (
            "We have no money left for the lights on the northern pier.",
            "We don't have any money left for the lights on the northern pier.",
            &["changed-words: don't have any → have no"],
        ),
        (
            "We have no money left for the lights on the northern pier.",
            "We have any money left for the lights on the northern pier.",
            &["changed-negation: any → no"],
        ),
    ]);
}

/// Words that have nothing in common, neither letters nor class.
const WORDS: [&str; 24] = [
    "harbour", "kitchen", "lantern", "velvet", "thunder", "pigeon", "meadow", "sculptor", "ink", "orchard",
    "glacier", "bishop", "whisper", "juggler", "tavern", "zebra", "quarry", "fable", "umbrella", "noodle",
    "yacht", "rhubarb", "cobweb", "dynamo",
];

fn record() -> impl Strategy<Value = Vec<&'static str>> {
    subsequence(WORDS.to_vec(), 12..20).prop_shuffle()
}

#[test]
fn old_spellings_and_old_verbs_are_what_they_are() {
    all_edits(&[
        (
            "The lamp of heaven burned over every tower of the sleeping town.",
            "The lamp of heav'n burn'd o’er ev'ry tow'r of the sleeping town.",
            &[
                "dialect: heav'n → heaven",
                "dialect: burn'd → burned",
                "dialect: o’er → over",
                "dialect: ev'ry → every",
                "dialect: tow'r → tower",
            ][..],
        ),
        (
            "Against the wind and the tide it is said that he never walked the shore alone.",
            "'Gainst the wind and the tide 'tis said that he ne'er walk'd the shore alone.",
            &[
                "dialect: Gainst → Against",
                "contraction: tis → it is",
                "dialect: ne'er → never",
                "dialect: walk'd → walked",
            ],
        ),
        (
            "He would heed the bell of the harbour and weed the garden of the house.",
            "He would he'd the bell of the harbour and we'd the garden of the house.",
            &["changed-modal: he'd → heed", "changed-modal: we'd → weed"],
        ),
        (
            "You shall have the lamp and you will keep the key of the tower.",
            "You shalt have the lamp and you wilt keep the key of the tower.",
            &["agreement: shalt → shall", "agreement: wilt → will"],
        ),
        (
            "She says that the sea hides the bell and that you know the hour.",
            "She saith that the sea hideth the bell and that you knowest the hour.",
            &[
                "changed-words: saith → says",
                "changed-words: hideth → hides",
                "changed-words: knowest → know",
            ],
        ),
        (
            "The old pump has lost two teeth and the bolder of the men laughed.",
            "The old pump has lost two tees and the boldest of the men laughed.",
            &["changed-words: tees → teeth", "changed-words: boldest → bolder"],
        ),
        (
            "You may have the lamp and you will keep the key of the tower.",
            "You shalt have the lamp and you will keep the key of the tower.",
            &["changed-modal: shalt → may"],
        ),
        (
            "The FAI of that time was more loosely jointed than many had supposed.",
            "The F.A.I. … was more loosely jointed than many had supposed.",
            &["abbreviation: F.A.I → FAI", "marked-omission: . … → of that time"],
        ),
        (
            "The boats of the old FAI were more loosely jointed than many had supposed.",
            "The boats … F.A.I. were more loosely jointed than many had supposed.",
            &["marked-omission: … → of the old", "abbreviation: F.A.I → FAI"],
        ),
        (
            "It was all right until the frost came down into the valley.",
            "It was alright until the frost came down into the valley.",
            &["dialect: alright → all right"],
        ),
    ]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_word_that_is_left_out_is_one_edit(record in record(), at in 1usize..10) {
        let mut draft = record.clone();
        let gone = draft.remove(at);
        let found = edits(&record.join(" "), &draft.join(" "));
        prop_assert_eq!(found, [format!("dropped-words:  → {gone}")]);
    }

    #[test]
    fn a_word_that_is_put_in_is_one_edit(record in record(), at in 1usize..11) {
        let mut draft = record.clone();
        draft.insert(at, "sandals");
        let found = edits(&record.join(" "), &draft.join(" "));
        prop_assert_eq!(found, ["added-words: sandals → "]);
    }

    /// However many words are changed, dropped and added: none that both have in its place is part of an edit.
    #[test]
    fn equal_words_are_paired_with_each_other(record in record(), changes in subsequence((1..10).collect::<Vec<usize>>(), 1..4)) {
        let mut draft = record.clone();
        for (n, &at) in changes.iter().enumerate() {
            draft[at] = ["sandals", "mother", "copper"][n];
        }
        let found = edits(&record.join(" "), &draft.join(" "));
        let touched: Vec<String> = found.iter().flat_map(|edit| edit.split(' ').skip(1).map(str::to_owned)).collect();
        for (at, word) in record.iter().enumerate() {
            let is_changed = changes.contains(&at);
            prop_assert_eq!(touched.iter().any(|touched| touched == word), is_changed, "{} in {:?}", word, found);
        }
    }
}

/// Brackets and apostrophes meet in one word wherever a pronoun is replaced: `[I]'d`, `[the mayor]'s`, `who['d]`.
#[test]
fn an_ending_after_brackets_is_no_word_of_its_own() {
    let mut wrong = Vec::new();
    for (record, draft) in [
        ("He's never been one to mend the nets.", "[Vane]'s never been one to mend the nets."),
        ("He's never been one to mend the nets.", "[The mayor]'s never been one to mend the nets."),
        ("I'd have sold the boat to pay the toll.", "[i]'d have sold the boat to pay the toll."),
        ("We're leaving the harbour to the gulls.", "[We]'re leaving the harbour to the gulls."),
        ("There's nobody who'd mend the nets now.", "There['s] nobody who['d] mend the nets now."),
        ("The town's gulls own the market by night.", "[Bergen]'s gulls own the market by night."),
        ("They won't leave it to the gulls, will they?", "[The men] won't leave it to the gulls, will they?"),
    ] {
        let mut canon = Canon::default();
        canon.add_plain("r", Some("Ada Lindqvist"), record);
        for curly in [false, true] {
            let said = if curly { draft.replace('\'', "’") } else { draft.to_owned() };
            for (open, close) in [("“", "”"), ("\"", "\""), ("‘", "’")] {
                let text = format!("{open}{said}{close} said Ada Lindqvist.\n");
                let checked =
                    Linter::new(&canon, Options::default()).check(TextFile::new("a.txt", text.as_str()), &[]);
                let verdicts: Vec<Verdict> = checked.quotations.iter().map(|q| q.verdict).collect();
                if verdicts != [Verdict::Altered] {
                    wrong.push(format!("{text}  {verdicts:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
