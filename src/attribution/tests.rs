//! Sentences and who speaks in them.

use super::speakers;
use crate::marks;
use crate::prose::{Block, BlockKind, Prose};
use crate::span::Span;

/// The speakers of all quotations of `text`, a block a line; `-` for none.
fn read(text: &str) -> Vec<String> {
    let mut prose = Prose { text: text.into(), ..Prose::default() };
    let mut start = 0;
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len());
        prose.blocks.push(Block { span, kind: BlockKind::Paragraph });
        start += line.len() + 1;
    }
    let (quotations, _) = marks::quotations(&prose);
    let name = |a: Option<super::Attribution>| a.map_or("-", |a| prose.slice(a.name)).to_owned();
    speakers(&prose, &quotations).into_iter().map(name).collect()
}

fn assert_speakers(text: &str, expected: &[&str]) {
    let wrong = misread(text, expected);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Which of the text in curly, straight and British marks is not read as expected, and how it is read.
fn misread(text: &str, expected: &[&str]) -> Vec<(String, Vec<String>)> {
    let straight = text.replace(['“', '”'], "\"");
    let british = text.replace('“', "‘").replace(",”", "’,").replace('”', "’");
    let mut forms = vec![text.to_owned(), straight];
    if !text.contains(['\'', '’']) {
        forms.push(british);
    }
    let readings = forms.into_iter().map(|form| (read(&form), form));
    readings.filter(|(names, _)| names != expected).map(|(names, form)| (form, names)).collect()
}

#[test]
fn a_name_beside_a_verb_of_saying_speaks() {
    let mut wrong = Vec::new();
    for (text, name) in [
        ("“We will not go back to that,” said Marta Keller.", "Marta Keller"),
        ("“We will not go back to that,” Marta Keller said.", "Marta Keller"),
        ("“We will not go back to that,” Mr. Keller said on Monday.", "Mr. Keller"),
        ("“We will not go back to that,” said Gen. Paul Orwin in a statement.", "Gen. Paul Orwin"),
        ("“We will not go back to that,” said Red Smith.", "Red Smith"),
        ("“We will not go back to that,” wrote J. R. Hartley, who lives in Leeds.", "J. R. Hartley"),
        ("“We will not go back to that,” said Ludwig van Doren when the lights came on.", "Ludwig van Doren"),
        ("“We will not go back to that,” said President Keller.", "President Keller"),
        ("“We will not go back to that,” said Ukrainian President Volodymyr Zelensky.", "Volodymyr Zelensky"),
        ("“We will not go back to that,” said mayor Sergei Sobyanin.", "Sergei Sobyanin"),
        ("“We will not go back to that,” said Kremlin spokesman Dmitry Peskov.", "Dmitry Peskov"),
        ("“We will not go back to that,” said the ministry's spokeswoman Anna Lind.", "Anna Lind"),
        (
            "“We will not go back to that,” said Vyacheslav Volodin, the chairman of the State Duma, in May.",
            "Vyacheslav Volodin",
        ),
        (
            "“We will not go back to that,” Vyacheslav Volodin, the chairman of the State Duma, said.",
            "Vyacheslav Volodin",
        ),
        ("“We will not go back to that,” Marta Keller, 52, a baker from Bern, said.", "Marta Keller"),
        ("“We will not go back to that,” the Kremlin said.", "the Kremlin"),
        ("“We will not go back to that,” said the White House.", "the White House"),
        ("“We will not go back to that,” Marta Keller told reporters in Oslo.", "Marta Keller"),
        ("“We will not go back to that,” Marta Keller later tweeted.", "Marta Keller"),
        ("“We will not go back to that,” Marta Keller has said.", "Marta Keller"),
        ("“We will not go back to that,” as Marta Keller once wrote.", "Marta Keller"),
        ("“We will not go back to that,” according to Marta Keller.", "Marta Keller"),
        ("“Will we go back to that?” asked Marta Keller.", "Marta Keller"),
        ("“Will we go back to that?” Marta Keller asked.", "Marta Keller"),
        ("“We will not go back to that”, said Marta Keller.", "Marta Keller"),
        ("“We will not go back to that,” said Walter Keller Jr. on Friday.", "Walter Keller Jr."),
        ("Marta Keller said: “We will not go back to that.”", "Marta Keller"),
        ("Marta Keller said, “We will not go back to that.”", "Marta Keller"),
        ("Then Marta Keller said, “We will not go back to that.”", "Marta Keller"),
        ("On Monday Marta Keller said: “We will not go back to that.”", "Marta Keller"),
        ("In a statement, mayor Sergei Sobyanin said: “We will not go back to that.”", "Sergei Sobyanin"),
        (
            "President Zelensky on Wednesday evening said: “We will not go back to that.”",
            "President Zelensky",
        ),
        ("Vincent Sardi, Jr. once remarked: “We will not go back to that.”", "Vincent Sardi, Jr."),
        ("Marta Keller told the paper on Monday: “We will not go back to that.”", "Marta Keller"),
        ("Marta Keller wrote on her page: “We will not go back to that.”", "Marta Keller"),
        ("Zelensky: “We will not go back to that.” Volodymyr Zelensky was in Oslo.", "Zelensky"),
        ("According to Marta Keller, “we will not go back to that.”", "Marta Keller"),
        ("In the words of Marta Keller, “we will not go back to that.”", "Marta Keller"),
        ("Marta Keller claimed that the town had been “sold down the river” in May.", "Marta Keller"),
        ("Marta Keller called it “a very great mistake” for the town.", "Marta Keller"),
        ("Mr. Keller also accused Bern of “selling us down the river” last year.", "Mr. Keller"),
        ("The Kremlin claimed that it was a “planned act of terror” by Kyiv.", "The Kremlin"),
        (
            "Russia's ex-president Dmitry Medvedev later called for the “removal of all of them” there.",
            "Dmitry Medvedev",
        ),
        (
            "Vyacheslav Volodin, the speaker of the Duma, added. “No talks can take place with them.”",
            "Vyacheslav Volodin",
        ),
        (
            "Adviser Mykhailo Podolyak denied the claims and suggested it was done by “local forces of resistance” there.",
            "-",
        ),
        (
            "Mykhailo Podolyak denied the claims and said it was done with “local forces of resistance” there.",
            "Mykhailo Podolyak",
        ),
        ("“We will not go back to that.” — Marta Keller", "Marta Keller"),
        ("Marta Keller said:\n“We will not go back to that.”", "Marta Keller"),
    ] {
        wrong.extend(misread(text, &[name]));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_the_sentence_does_not_say_is_not_claimed() {
    let mut wrong = Vec::new();
    for text in [
        "“Marta Keller said we will not go back.”",
        "“We will not go back to that,” said the spokesman.",
        "“We will not go back to that,” he told Smith.",
        "“We will not go back to that,” said on Monday.",
        "“We will not go back to that,” critics of Marta Keller said.",
        "“We will not go back to that,” Marta Keller’s spokesman said.",
        "“We will not go back to that,” said Marta Keller’s spokesman.",
        "“We will not go back to that,” an official in Paris said.",
        "“We will not go back to that,” said an official in Paris.",
        "“We will not go back to that,” said a friend of Marta Keller.",
        "“We will not go back to that,” said Marta Keller and Paul Orwin.",
        "“We will not go back to that,” Marta Keller and Paul Orwin said.",
        "“We will not go back to that,” Critics said.",
        "“We will not go back to that,” the American said.",
        "“We will not go back to that,” the outlet noted.",
        "“We will not go back to that,” The Daily Beast reported.",
        "“We will not go back to that,” Monday said.",
        "“We will not go back to that.” Marta Keller said the plan was dead.",
        "“Will we go back to that?” Marta Keller said she did not know.",
        "Marta Keller was told: “We will not go back to that.”",
        "Marta Keller never said: “We will not go back to that.”",
        "Marta Keller would say: “We will not go back to that.”",
        "If Marta Keller said, “We will not go back,” the town would laugh.",
        "Critics of Marta Keller said: “We will not go back to that.”",
        "An official told Marta Keller: “We will not go back to that.”",
        "A colleague of mayor Sergei Sobyanin said: “We will not go back to that.”",
        "Breaking News: “We will not go back to that.”",
        "Marta Keller denied that she had “gone back to that” in May.",
        "Marta Keller rejected the term “a very great mistake” for it.",
        "Marta Keller said the book titled “Going Back to That” was bad.",
        "Marta Keller said that critics had called it “a very great mistake” in May.",
        "In a review of “A Winter at the Pier”, Marta Keller says, nothing new is found.",
        "Marta Keller noted that Paul Orwin had referred to the talks as “a very great waste”.",
        "The town resumed scowling and “Smiling Marta” was seen no more.",
        "Marta Keller mocked Paul Orwin’s “very great mistake” in May.",
        "Marta Keller concludes the joke that is played on the head of an “island” in the film.",
        "Marta Keller insists the motto of her friend in the race last year was, “We will not go back.”",
        "If he knew what Marta Keller said during the talk, he would have fired “somebody” there.",
        "Marta Keller was ill. When the friend came and asked, she replied, “We will not go back.”",
        "The sign said “no going back to that” in red.",
        "Marta Keller went home. The word “mistake” was heard.",
        "Marta Keller and Paul Orwin met. “We will not go back,” she said.",
    ] {
        let read = read(text);
        if read.iter().any(|name| name != "-") {
            wrong.push((text, read));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_proverb_is_named_and_is_no_person() {
    for (text, name) in [
        ("“Who waits long eats well,” said Chinese Proverb.", "Chinese Proverb"),
        ("“Who waits long eats well,” says an old Irish proverb.", "Irish proverb"),
        ("According to a Maori proverb, “who waits long eats well”.", "Maori proverb"),
        ("“Who waits long eats well,” according to the Danish saying.", "Danish saying"),
    ] {
        assert_speakers(text, &[name]);
        assert!(super::is_proverb(name), "{name}");
    }
}

#[test]
fn a_pronoun_is_read_where_one_person_stands_in_the_sentence_before() {
    assert_speakers("Marta Keller was tired. “We will not go back,” she said.", &["Marta Keller"]);
    assert_speakers("Marta Keller was tired. She added: “We will not go back.”", &["Marta Keller"]);
    assert_speakers("Mrs. Keller was tired. “We will not go back,” he said.", &["-"]);
    assert_speakers("Marta Keller met Paul Orwin. “We will not go back,” she said.", &["-"]);
    assert_speakers("A letter came from Marta Keller. “We will not go back,” she said.", &["-"]);
    assert_speakers(
        "Former Prime Minister Dmitry Medvedev, who serves on Russia’s Security Council, called for it.\n“There are no options left,” he wrote.",
        &["Dmitry Medvedev"],
    );
}

#[test]
fn a_speaker_goes_on_after_the_attribution() {
    assert_speakers("“We will not go back,” Marta Keller said. “It is over.”", &["Marta Keller"; 2]);
    assert_speakers("“We will,” Marta Keller said, “not go back.”", &["Marta Keller"]);
    assert_speakers(
        "“We will not go back,” Marta Keller said. “It is over,” the clerk said.",
        &["Marta Keller", "-"],
    );
    assert_speakers("Marta Keller called it “bad” and “stupid” in May.", &["Marta Keller"; 2]);
    assert_speakers(
        "“We will not go back,” Marta Keller said. She left. “It is over.”",
        &["Marta Keller", "-"],
    );
}

#[test]
fn other_languages_have_verbs_of_their_own() {
    for (text, name) in [
        ("„Wir gehen nicht zurück“, sagte Marta Keller.", "Marta Keller"),
        ("Marta Keller sagte: „Wir gehen nicht zurück.“", "Marta Keller"),
        ("« Nous ne reviendrons pas », a déclaré Marta Keller.", "Marta Keller"),
        ("«No volveremos», dijo Marta Keller.", "Marta Keller"),
        ("«Non torneremo», ha detto Marta Keller.", "Marta Keller"),
        ("„Nie wrócimy”, powiedziała Marta Keller.", "Marta Keller"),
        ("„Nevrátíme se,“ řekla Marta Keller.", "Marta Keller"),
        ("«Мы не вернёмся», — сказала Марта Келлер.", "Марта Келлер"),
        ("«Ми не повернемося», — сказала Марта Келлер.", "Марта Келлер"),
        ("„Wir gehen nicht zurück“, betonte Marta Keller am Montag.", "Marta Keller"),
        ("Laut Marta Keller: „Wir gehen nicht zurück.“", "Marta Keller"),
        ("„Wir gehen nicht zurück“, sagte die Bäckerin.", "-"),
        ("„Wir gehen nicht zurück“, sagte der Sprecher der Polizei.", "-"),
        ("„Wir gehen nicht zurück“, sagte die Ministerin Marta Keller.", "Marta Keller"),
        ("Marta Keller a déclaré : « Nous ne reviendrons pas. »", "Marta Keller"),
        ("« Nous ne reviendrons pas », a affirmé la ministre Marta Keller.", "Marta Keller"),
        ("« Nous ne reviendrons pas », selon Marta Keller.", "Marta Keller"),
        ("« Nous ne reviendrons pas », a expliqué un proche de Marta Keller.", "-"),
        ("Marta Keller dijo: «No volveremos».", "Marta Keller"),
        ("«No volveremos», aseguró la ministra Marta Keller.", "Marta Keller"),
        ("Según Marta Keller, «no volveremos».", "Marta Keller"),
        ("Marta Keller ha detto: «Non torneremo».", "Marta Keller"),
        ("«Non torneremo», ha dichiarato Marta Keller.", "Marta Keller"),
        ("„Nie wrócimy” – podkreślił Marek Nowak.", "Marek Nowak"),
        ("Marek Nowak powiedział: „Nie wrócimy”.", "Marek Nowak"),
        ("„Nevrátíme se,“ uvedl Karel Novák.", "Karel Novák"),
        ("Karel Novák řekl: „Nevrátíme se.“", "Karel Novák"),
        ("«Мы не вернёмся», — заявил Пётр Орлов.", "Пётр Орлов"),
        ("Пётр Орлов сказал: «Мы не вернёмся».", "Пётр Орлов"),
        ("«Мы не вернёмся», — сказал министр Пётр Орлов.", "Пётр Орлов"),
        ("«Ми не повернемося», — наголосив Петро Орлик.", "Петро Орлик"),
        ("Петро Орлик заявив: «Ми не повернемося».", "Петро Орлик"),
    ] {
        assert_eq!(read(text), [name], "{text}");
    }
}
