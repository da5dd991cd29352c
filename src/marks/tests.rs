use proptest::prelude::*;

use super::*;
use crate::extract::{markdown, plain};
use crate::text_file::TextFile;

/// Quotations as text: parts joined by ` | `, nested ones after a `>` a level, the attribution after a `~`.
fn list(prose: &Prose) -> Vec<String> {
    let (quotations, _) = quotations(prose);
    let depth = |mut at: usize| {
        let mut depth = 0;
        while let Some(outer) = quotations[at].inside {
            (at, depth) = (outer, depth + 1);
        }
        depth
    };
    let line = |(at, quotation): (usize, &Quotation)| {
        let parts: Vec<_> =
            quotation.parts.iter().map(|&part| prose.slice(part).replace('\n', "/")).collect();
        let by = quotation.attribution.map_or(String::new(), |by| format!(" ~ {}", prose.slice(by)));
        format!("{}{}{by}", ">".repeat(depth(at)), parts.join(" | "))
    };
    quotations.iter().enumerate().map(line).collect()
}

fn plain(text: &str) -> Vec<String> {
    list(&plain::extract(&TextFile::new("a.txt", text)))
}

fn markdown(text: &str) -> Vec<String> {
    list(&markdown::extract(&TextFile::new("a.md", text)))
}

/// The marks without a partner, each with the few characters after it.
fn unbalanced(text: &str) -> Vec<String> {
    let prose = plain::extract(&TextFile::new("a.txt", text));
    let after = |mark: Span<Read>| prose.text[mark.start..].chars().take(6).collect();
    quotations(&prose).1.iter().map(|unbalanced| after(unbalanced.mark)).collect()
}

/// Styles in which the same text is written: opening mark, closing mark, apostrophe.
const STYLES: [(&str, &str, &str); 13] = [
    ("\"", "\"", "'"),
    ("“", "”", "’"),
    ("“", "”", "'"),
    ("'", "'", "'"),
    ("‘", "’", "’"),
    ("‘", "’", "'"),
    ("„", "“", "’"),
    ("„", "”", "’"),
    ("”", "”", "’"),
    ("«", "»", "’"),
    ("« ", " »", "'"),
    ("»", "«", "’"),
    ("``", "''", "'"),
];

/// The same article in every style: `{` and `}` stand for the marks and `^` for the apostrophe.
fn in_every_style(text: &str, expected: &[&str]) {
    for (open, close, apostrophe) in STYLES {
        let styled = text.replace('{', open).replace('}', close).replace('^', apostrophe);
        let expected: Vec<String> = expected.iter().map(|line| line.replace('^', apostrophe)).collect();
        assert_eq!(plain(&styled), expected, "{styled}");
    }
}

#[test]
fn a_news_article_reads_the_same_in_every_style() {
    in_every_style(
        "The minister said a key war leak was a {bad story}.\n\n\
         • The Kremlin^s press service called it a {planned terrorist act} on Putin^s life\n\n\
         Dmitry Medvedev said there were {no options left aside the physical elimination of Zelensky and his cabal}. \
         The outlet^s source urged Moscow to {shoot down his [Zelensky^s] plane,} and the Russians^ allies to stop \
         targeting {decision-making centers} in the capital, the drones^ launch sites, and the {decision makers,} it \
         noted.\n\n\
         {We didn^t attack Putin. We don^t have enough weapons for this,} he told reporters. {We fight on our \
         territory.}\n\n\
         The speaker recognized Kyiv as a {terrorist organization} and demanded {the use of weapons capable of \
         stopping and destroying the Kyiv terrorist regime.}\n",
        &[
            "bad story",
            "planned terrorist act",
            "no options left aside the physical elimination of Zelensky and his cabal",
            "shoot down his [Zelensky^s] plane,",
            "decision-making centers",
            "decision makers,",
            "We didn^t attack Putin. We don^t have enough weapons for this,",
            "We fight on our territory.",
            "terrorist organization",
            "the use of weapons capable of stopping and destroying the Kyiv terrorist regime.",
        ],
    );
}

#[test]
fn interruptions_reopenings_and_paragraphs_read_the_same_in_every_style() {
    in_every_style(
        "{I would take it,} Blinken said, {with a very large shaker of salt.} Asked again, he said: {No.} {Why?} she \
         asked, {was it a drill?}\n\n\
         He added: {It is the drivers^ choice.\n\n\
         {It^s not ours,} he said, and left.\n",
        &[
            "I would take it, | with a very large shaker of salt.",
            "No.",
            "Why? | was it a drill?",
            "It is the drivers^ choice. | It^s not ours,",
        ],
    );
}

#[test]
fn a_stray_mark_costs_itself_and_turns_nothing_round() {
    for (open, close, _) in STYLES {
        let text = "It was a {fake} event. The {blast is hardly worth the name, and after this {attack} the {parade} went on."
            .replace('{', open)
            .replace('}', close);
        // Only an apostrophe can hide the slip: ’ before a word is one more often than not.
        assert_eq!(plain(&text), ["fake", "attack", "parade"], "{text}");
        let text = "It was a {fake} event. The blast} is hardly worth the name, and the {parade} went on."
            .replace('{', open)
            .replace('}', close);
        assert_eq!(plain(&text), ["fake", "parade"], "{text}");
    }
    assert_eq!(unbalanced("The \"blast is \"worth\" it."), ["\"blast"]);
    assert_eq!(unbalanced("The blast” is “worth” it."), ["” is “"]);
    assert_eq!(unbalanced("He said “no.\n\nShe said “yes.”\n"), ["“no.\n\n"]);
}

#[test]
fn apostrophes_are_no_marks() {
    let text = "'Tis the '90s: rock 'n' roll, the boys' room, o'clock, Jesus' words, goin' 'bout it, y'all, don't give 'em \
                the Joneses' keys.";
    for text in [text.to_owned(), text.replace('\'', "’")] {
        assert!(plain(&text).is_empty(), "{:?}", plain(&text));
        assert!(unbalanced(&text).is_empty());
        assert_eq!(plain(&format!("He said ‘{text}’")), [text.as_str()]);
    }
    // A program that curls marks opens a decade with the wrong one.
    assert!(plain("the ‘90s and ‘tis the season").is_empty());
    assert!(plain("de foto's van 's avonds in 't Gooi, zo'n huis").is_empty());
}

#[test]
fn possessives_inside_single_marks_close_nothing() {
    assert_eq!(
        plain("'The Russians' plan is the boys' plan,' he said."),
        ["The Russians' plan is the boys' plan,"]
    );
    assert_eq!(plain("the 'bad' boys' plan and the girls' 'good' one"), ["bad", "good"]);
    assert_eq!(plain("the drivers' union called it 'a dogs' breakfast'."), ["a dogs' breakfast"]);
}

#[test]
fn inches_and_minutes_are_no_marks() {
    let text = "He is 5'10\" or 5' 11\" tall, at 12' 30\" N, with a 6\" pipe and an 8.5\" one.";
    assert!(plain(text).is_empty() && unbalanced(text).is_empty());
    assert_eq!(plain("\"He is 5'10\" tall,\" she said of the 6\" man."), ["He is 5'10\" tall,"]);
    assert_eq!(plain("the \"Class of 68\" met"), ["Class of 68"]);
}

#[test]
fn styles_alternate_inside_each_other() {
    assert_eq!(
        plain("“He told me, ‘Don’t say “never”,’ and left.”"),
        ["He told me, ‘Don’t say “never”,’ and left.", ">Don’t say “never”,", ">>never"]
    );
    assert_eq!(
        plain("'He told me, \"Don't go.\"' \"'No,' I said.\""),
        ["He told me, \"Don't go.\"", ">Don't go.", "'No,' I said.", ">No,"]
    );
    assert_eq!(plain("«Он сказал: „Нет“, — и ушёл»"), ["Он сказал: „Нет“, — и ушёл", ">Нет"]);
    assert_eq!(plain("「彼は『いいえ』と言った」と書いた。"), ["彼は『いいえ』と言った", ">いいえ"]);
    assert_eq!(plain("그는 \"아니다\"라고 말했다. 他说“不”然后走了。"), ["아니다", "不"]);
}

#[test]
fn two_quotations_in_a_row_are_two_unless_a_sentence_was_interrupted() {
    let two = |text: &str| assert_eq!(plain(text).len(), 2, "{text}");
    let one = |text: &str| assert_eq!(plain(text).len(), 1, "{text}");
    two("“There are no options left,” he wrote, as translated by a program. “It is not even needed.”");
    two("“A thing,” she said. “but no.”");
    two("He called it “bad” and “good”.");
    two("the “bad,” “good,” idea");
    two("“No,” he said, adding: “It is over.”");
    two("“I am tired,” said Tom, and Anna replied, “So am I.”");
    two("He said, “How do you feel?” and I said, “You know.”");
    two("“It is over.” – Anna Smith, “A Book”");
    two("The word “foo,” which means, “Bar”, is odd.");
    one("“It is,” said Mr. J. R. Smith, “a trap.”");
    one("“It is,” said Tom Smith, who came late, “I fear.”");
    one("“It is”, she said, “a trap”.");
    one("“It is—” she paused “—a trap.”");
    one("“It is”—she paused—“a trap.”");
    one("“What,” she asked “is it?”");
    one("„Das ist“, sagte er, „eine Falle.“");
    one("«C’est, dit-il, un piège»");
    assert_eq!(plain("“A,” he said, “b,” he went on, “c.”"), ["A, | b, | c."]);
}

#[test]
fn a_quotation_over_several_paragraphs_is_one() {
    assert_eq!(
        plain("“One.\n\n“Two ‘in.\n\n“‘Still in.’ Three.”\n\nFour"),
        ["One. | Two ‘in. | ‘Still in.’ Three.", ">in. | Still in."]
    );
    // Without blank lines, by the indent.
    assert_eq!(plain("He said: \"One.\n   \"Two.\"\n   \"Three,\" she said."), ["One. | Two.", "Three,"]);
    // A heading, a list or another block quote ends it.
    assert_eq!(markdown("“One.\n\n# “Two”\n\n“Three”"), ["Two", "Three"]);
    assert_eq!(markdown("> “One.\n\n“Two”"), ["“One.", "Two"]);
}

#[test]
fn a_forgotten_closing_mark_does_not_swallow_the_quotation_of_the_next_paragraph() {
    for slip in [
        // The paragraph says who said the words, and nobody tells so within the marks.
        "{We did not attack anyone, said the minister.",
        "{We did not attack anyone, the minister said.",
        "{Did we attack anyone? asked the minister, who had come late.",
        "{Did we attack anyone? he asked, and left the room.",
        // A fragment, after which other sentences follow.
        "The event was a {fake, as experts see it. Nobody was hurt. The parade went on.",
    ] {
        for (open, close, _) in STYLES.iter().filter(|(open, ..)| !matches!(*open, "'" | "‘")) {
            let text = format!("{slip}\n\n{{We fight on our own ground,}} the president replied.");
            let text = text.replace('{', open).replace('}', close);
            let found = plain(&text);
            assert_eq!(
                found.last().map(String::as_str),
                Some("We fight on our own ground,"),
                "{text}: {found:?}"
            );
            assert_eq!(unbalanced(&text).len(), 1, "{text}");
        }
    }
    // Stories that are told within marks tell of others who spoke.
    for kept in [
        "{He raised his hand, told the men to go, and came up, saying he was ready.",
        "{It was, he said to me afterwards, the worst of days, and he said nothing more.",
        "He said: {it was a ‘fake’, and so it was. Nobody was hurt.",
        "A very old man once told us that {probably the best music is played in the north.",
    ] {
        let text = format!("{kept}\n\n{{We went home.}}").replace('{', "“").replace('}', "”");
        assert!(
            plain(&text).iter().any(|found| found.ends_with(" | We went home.")),
            "{text}: {:?}",
            plain(&text)
        );
    }
}

#[test]
fn a_block_quote_is_a_quotation_with_its_speaker() {
    assert_eq!(markdown("> It is over.\n> — Anna"), ["It is over. ~ Anna"]);
    assert_eq!(markdown("> It is over.\n>\n> -- Anna, *A Book*"), ["It is over. ~ Anna, A Book"]);
    assert_eq!(markdown("> It is over.\n> - Anna"), ["It is over. ~ Anna"]);
    assert_eq!(markdown("> One.\n>\n> Two.\n>\n> –Anna"), ["One. | Two. ~ Anna"]);
    assert_eq!(plain("> It is\n> over.\n> – Anna\n"), ["It is/over. ~ Anna"]);
    assert_eq!(markdown("> — No.\n> — Yes.\n> — Anna"), ["— No./— Yes. ~ Anna"]);
    // A dash alone, a list, a minus: no attribution.
    assert_eq!(markdown("> — It is over."), ["— It is over."]);
    assert_eq!(markdown("> It was cold:\n> -5 degrees"), ["It was cold:/-5 degrees"]);
    // A title in marks in the attribution belongs to no quotation.
    assert_eq!(
        markdown("> It is “over”.\n> — Anna, “A Book”"),
        ["It is “over”. ~ Anna, “A Book”", ">over", "A Book"]
    );
}

#[test]
fn a_block_quote_wholly_in_marks_is_one_quotation() {
    for (open, close, _) in STYLES {
        let text = format!("> {open}It is over,\n> all of it.{close}\n>\n> — Anna");
        assert_eq!(plain(&text), ["It is over,/all of it. ~ Anna"], "{text}");
    }
    assert_eq!(markdown("> “One.\n>\n> “Two.”\n> — Anna"), ["One. | Two. ~ Anna"]);
    assert_eq!(markdown("> “It is ‘over’”."), ["It is ‘over’", ">over"]);
    assert_eq!(markdown("> “It is,” she said, “over.”"), ["“It is,” she said, “over.”", ">It is, | over."]);
}

#[test]
fn block_quotes_nest_without_counting_words_twice() {
    assert_eq!(markdown("> One.\n>\n> > Two.\n>\n> Three."), ["One. | Three.", ">Two."]);
    assert_eq!(markdown("> > Two.\n> > — Anna"), ["Two. ~ Anna"]);
}

#[test]
fn elements_are_quotations_and_one_with_the_marks_around_or_in_them() {
    assert_eq!(markdown("He said <q>it is <q>over</q></q>."), ["it is over", ">over"]);
    assert_eq!(markdown("He said <q>“it is”</q> and “<q>over</q>”."), ["it is", "over"]);
}

#[test]
fn marks_in_code_are_no_marks() {
    assert_eq!(markdown("Type `\"` to say “`\"no`”."), ["\"no"]);
    assert_eq!(plain("Type `echo \"` to say \"no\"."), ["no"]);
}

#[test]
fn markup_does_not_matter() {
    assert_eq!(
        markdown("He said &ldquo;it *is*\n[over](x \"title\")&rdquo;, \\\"no\\\" and **\"yes\"**."),
        ["it is/over", "no", "yes"]
    );
}

#[test]
fn nothing_empty_is_a_quotation() {
    assert!(plain("An \"\" and “ ” and '' here.").is_empty());
}

#[test]
fn a_mebibyte_of_marks_takes_linear_time() {
    for unit in ["\"", "'", "“", "“‘", "\"'", " \"a", "'s ", "’ ‘", "«»", "\n\n“"] {
        let prose = plain::extract(&TextFile::new("a.txt", unit.repeat((1 << 20) / unit.len())));
        let (quotations, unbalanced) = quotations(&prose);
        assert!(quotations.len() + unbalanced.len() < prose.text.len());
    }
}

#[test]
fn deep_nesting_takes_linear_time() {
    let text = "<blockquote>\n\na\n\n".repeat(30_000);
    let prose = markdown::extract(&TextFile::new("a.md", text));
    assert_eq!(quotations(&prose).0.len(), 30_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn whatever_the_text_quotations_are_ordered_trimmed_and_nested(
        parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..40)
    ) {
        let text = parts.concat();
        for prose in [
            plain::extract(&TextFile::new("a.txt", text.as_str())),
            markdown::extract(&TextFile::new("a.md", text.as_str())),
        ] {
            let (quotations, unbalanced) = quotations(&prose);
            for (at, quotation) in quotations.iter().enumerate() {
                prop_assert!(!quotation.parts.is_empty());
                for part in &quotation.parts {
                    prop_assert!(!part.is_empty());
                    prop_assert_eq!(prose.slice(*part), prose.slice(*part).trim());
                }
                prop_assert!(quotation.parts.windows(2).all(|pair| pair[0].end <= pair[1].start));
                if at > 0 {
                    prop_assert!(quotations[at - 1].span().start <= quotation.span().start);
                }
                if let Some(outer) = quotation.inside {
                    prop_assert!(outer < at && quotations[outer].span().holds(&quotation.span()));
                }
                // No two quotations are the same words twice.
                prop_assert!(!quotations[..at].iter().any(|other| other.parts == quotation.parts));
            }
            prop_assert!(unbalanced.windows(2).all(|pair| pair[0].mark.end <= pair[1].mark.start));
        }
    }

    #[test]
    fn words_between_plain_marks_are_always_found(words in "[a-z]{4,8}( [a-z]{4,8}){0,4}[.,?!]?", style in 0..STYLES.len()) {
        let (open, close, _) = STYLES[style];
        let text = format!("The man said {open}{words}{close} and more.");
        prop_assert_eq!(plain(&text), [words]);
    }
}

const PARTS: &[&str] = &[
    "word", " ", " ", "\n", "\n\n", "\n  ", "> ", "- ", "— ", "\"", "'", "“", "”", "‘", "’", "„", "«", "»",
    "``", "''", "`", "「", "」", ",", ".", "?", "s", "5", "é", "日", "<q>", "</q>", "&quot;", "*", "(", ")",
    "'90s", " said ", "…", "-- ",
];

#[test]
fn single_angles_among_plain_spaces_are_arrows() {
    for text in ["‹ The quay in winter up The ferry ›", "Home › News › The quay", "‹ Back"] {
        assert_eq!(plain(text), [""; 0], "{text}");
        assert_eq!(unbalanced(text), [""; 0], "{text}");
    }
    assert_eq!(plain("‹The quay in winter› opened in May."), ["The quay in winter"]);
}
