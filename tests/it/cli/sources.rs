//! Whole documents as record, as a fact checker gives them to the program.

use std::collections::BTreeMap;

use super::Desk;
use crate::sources::{ACCEPTED, INVENTED, REFUSED, long_source};

/// The codes of the findings of `args`, by draft.
fn codes(desk: &Desk, args: &[&str], status: i32) -> BTreeMap<String, Vec<String>> {
    let json =
        desk.run(&[&["--format", "json", "--sources", "inquiry.txt"], args].concat()).ends(status).json();
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for finding in json["findings"].as_array().expect("findings") {
        let text = |key: &str| finding[key].as_str().expect("a text").to_owned();
        found.entry(text("path")).or_default().push(text("check"));
    }
    found
}

#[test]
fn nineteen_quotations_of_one_document_are_judged_as_an_editor_would() {
    let desk = Desk::empty();
    desk.file("inquiry.txt", long_source());
    let draft = |path: &str, words: &str| desk.file(path, format!("The keeper said: “{words}”\n"));
    for (at, (_, words)) in ACCEPTED.iter().enumerate() {
        draft(&format!("accepted/{at}.txt"), words);
    }
    for (at, (_, words, _)) in REFUSED.iter().enumerate() {
        draft(&format!("refused/{at}.txt"), words);
    }
    draft("invented.txt", INVENTED);

    assert_eq!(codes(&desk, &["accepted"], 0), BTreeMap::new());
    let refused = codes(&desk, &["refused"], 1);
    for (at, (what, _, code)) in REFUSED.iter().enumerate() {
        let found = refused.get(&format!("refused/{at}.txt")).cloned().unwrap_or_default();
        assert!(found.iter().any(|found| found == code), "{what}: {found:?}");
    }
    assert_eq!(codes(&desk, &["invented.txt"], 0), BTreeMap::new());
    let invented = codes(&desk, &["--deny", "unverified-quotation", "invented.txt"], 1);
    assert_eq!(invented["invented.txt"], ["unverified-quotation"]);
    desk.run(&["--sources", "inquiry.txt", "--deny", "unverified-quotation", "invented.txt"])
        .ends(1)
        .says(&["this quotation is in no record and in no source"]);
    desk.run(&["--no-rules", "--deny", "unverified-quotation", "invented.txt"])
        .ends(1)
        .says(&["this quotation is in no record\n"]);
}

#[test]
fn what_a_room_did_and_a_scribe_noted_is_no_part_of_what_was_said() {
    let desk = Desk::empty();
    desk.file(
        "speech.txt",
        "MR. HALE: We have waited nine years for this quay. (Applause.) We shall not wait [sic] for a tenth.[3] It opens \
         in June,\n[Laughter]\nwhatever the ferry [p. 12] company says of it.\n\nMRS. DUNN: Thank you, Mr. Hale. The \
         meeting is closed.\n\nMR. HALE: And the drinks are on the company.\n\nMRS. DUNN: Good night.\n",
    );
    let words = "We have waited nine years for this quay. We shall not wait for a tenth. It opens in June, whatever the \
                 ferry company says of it.";
    desk.file("a.md", format!("“{words}” Mr. Hale said.\n"));
    desk.run(&["--sources", "speech.txt", "a.md"]).ends(0).says(&["1 quotation: 1 verbatim"]);
    // A label in capitals is a name like any other.
    desk.file("b.md", format!("Mrs. Dunn said: “{words}”\n"));
    desk.run(&["--sources", "speech.txt", "b.md"]).ends(1).says(&["Mr. Hale"]);
}
