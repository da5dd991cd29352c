//! Drafts in eight languages, each in its own marks: what is said of them, and who is found to be speaking.

use misquote::attribution::same_person;
use misquote::canon::Canon;
use misquote::diagnostic::Verdict;
use misquote::lint::{Checked, Linter, Options};
use misquote::text_file::TextFile;

/// A statement, and how a newspaper of its language quotes it.
struct Language {
    name: &'static str,
    speaker: &'static str,
    record: &'static str,
    /// The number in words and in digits, and another number.
    number: [&'static str; 3],
    /// Words with a denial, and the same without it.
    denial: [&'static str; 2],
    /// `“A,” she said` and `She said: “A”`, with `@` for the words.
    frames: [&'static str; 4],
}

const LANGUAGES: [Language; 9] = [
    Language {
        name: "English",
        speaker: "Martha Quill",
        record: "We will not sell the old boats before the winter, because twelve of them still lie in the harbour.",
        number: ["twelve", "12", "twenty"],
        denial: ["will not sell", "will sell"],
        frames: [
            "“@,” Martha Quill said.",
            "Martha Quill said: “@.”",
            "“@,” said Martha Quill on Monday.",
            "According to Martha Quill, “@.”",
        ],
    },
    Language {
        name: "German",
        speaker: "Hanna Voss",
        record: "Wir werden die alten Boote nicht vor dem Winter verkaufen, denn im Hafen liegen noch zwölf davon.",
        number: ["zwölf", "12", "zwanzig"],
        denial: ["Boote nicht vor", "Boote vor"],
        frames: [
            "„@“, sagte Hanna Voss.",
            "Hanna Voss sagte: „@.“",
            "»@«, erklärte Hanna Voss am Montag.",
            "Hanna Voss betonte: „@.“",
        ],
    },
    Language {
        name: "French",
        speaker: "Claire Morvan",
        record: "Nous ne vendrons pas les vieux bateaux avant l'hiver, car il en reste douze dans le port.",
        number: ["douze", "12", "vingt"],
        denial: ["ne vendrons pas", "vendrons"],
        frames: [
            "«\u{a0}@\u{a0}», a déclaré Claire Morvan.",
            "Claire Morvan a déclaré\u{a0}: «\u{a0}@.\u{a0}»",
            "«\u{202f}@\u{202f}», a affirmé lundi Claire Morvan.",
            "Selon Claire Morvan, «\u{a0}@\u{a0}».",
        ],
    },
    Language {
        name: "Spanish",
        speaker: "Lucía Ferrer",
        record: "El puerto no venderá los barcos viejos antes del invierno, porque en el muelle quedan doce.",
        number: ["doce", "12", "veinte"],
        denial: ["no venderá", "venderá"],
        frames: [
            "«@», dijo Lucía Ferrer.",
            "Lucía Ferrer dijo: «@».",
            "“@”, afirmó Lucía Ferrer el lunes.",
            "Según Lucía Ferrer, «@».",
        ],
    },
    Language {
        name: "Italian",
        speaker: "Chiara Bassi",
        record: "Il porto non venderà le vecchie barche prima dell'inverno, perché nel bacino ne restano dodici.",
        number: ["dodici", "12", "venti"],
        denial: ["non venderà", "venderà"],
        frames: [
            "«@», ha detto Chiara Bassi.",
            "Chiara Bassi ha detto: «@».",
            "“@”, ha dichiarato lunedì Chiara Bassi.",
            "Secondo Chiara Bassi, «@».",
        ],
    },
    Language {
        name: "Polish",
        speaker: "Maria Wrona",
        record: "Przed zimą nie sprzedamy starych łodzi, bo w porcie zostało ich jeszcze dwanaście.",
        number: ["dwanaście", "12", "dwadzieścia"],
        denial: ["nie sprzedamy", "sprzedamy"],
        frames: [
            "„@”, powiedziała Maria Wrona.",
            "Maria Wrona powiedziała: „@”.",
            "„@” – oświadczyła Maria Wrona.",
            "Maria Wrona podkreśliła: „@”.",
        ],
    },
    Language {
        name: "Czech",
        speaker: "Jana Holubová",
        record: "Staré lodě před zimou neprodáme, protože v přístavu jich zbývá ještě dvanáct.",
        number: ["dvanáct", "12", "dvacet"],
        denial: ["neprodáme", "prodáme"],
        frames: [
            "„@,“ řekla Jana Holubová.",
            "Jana Holubová řekla: „@.“",
            "„@,“ uvedla v pondělí Jana Holubová.",
            "Jana Holubová dodala: „@.“",
        ],
    },
    Language {
        name: "Russian",
        speaker: "Анна Лебедева",
        record: "Мы не продадим старые лодки до зимы, потому что в порту их осталось двенадцать.",
        number: ["двенадцать", "12", "двадцать"],
        denial: ["не продадим", "продадим"],
        frames: [
            "«@», — сказала Анна Лебедева.",
            "Анна Лебедева сказала: «@».",
            "«@», — заявила в понедельник Анна Лебедева.",
            "По словам Анны Лебедевой, «@».",
        ],
    },
    Language {
        name: "Ukrainian",
        speaker: "Олена Коваль",
        record: "Ми не продамо старі човни до зими, бо в порту їх лишилося дванадцять.",
        number: ["дванадцять", "12", "двадцять"],
        denial: ["не продамо", "продамо"],
        frames: [
            "«@», — сказала Олена Коваль.",
            "Олена Коваль сказала: «@».",
            "«@», — заявила в понеділок Олена Коваль.",
            "За словами Олени Коваль, «@».",
        ],
    },
];

fn check(language: &Language, words: &str, frame: &str) -> Checked {
    let mut canon = Canon::default();
    canon.add_plain("r", Some(language.speaker), language.record);
    let words = words.trim_end_matches('.');
    let draft = format!("{}\n", frame.replace('@', words));
    Linter::new(&canon, Options::default()).check(TextFile::new("draft.txt", draft), &[])
}

#[test]
fn each_language_is_read_in_its_own_marks_and_judged_by_its_own_words() {
    let mut wrong = Vec::new();
    for language in &LANGUAGES {
        let swapped = |from: &str, to: &str| {
            assert!(language.record.contains(from), "{}: {from}", language.name);
            language.record.replacen(from, to, 1)
        };
        let [number, digits, other] = language.number;
        let cases = [
            ("exact", language.record.to_owned(), Verdict::Verbatim, None),
            ("in digits", swapped(number, digits), Verdict::Altered, None),
            (
                "denied",
                swapped(language.denial[0], language.denial[1]),
                Verdict::Misquoted,
                Some("changed-negation"),
            ),
            ("another number", swapped(number, other), Verdict::Misquoted, Some("changed-number")),
        ];
        for (what, words, verdict, code) in &cases {
            for frame in language.frames {
                let checked = check(language, words, frame);
                let [quotation] = checked.quotations.as_slice() else {
                    wrong.push(format!(
                        "{} {what} {frame}: {} quotations",
                        language.name,
                        checked.quotations.len()
                    ));
                    continue;
                };
                // *ne … pas* denies in two places.
                let mut found: Vec<&str> = checked.findings.iter().map(|f| f.check.code).collect();
                found.dedup();
                let expected: Vec<&str> = code.iter().copied().collect();
                if quotation.verdict != *verdict || found != expected {
                    wrong
                        .push(format!("{} {what} {frame}: {:?} {found:?}", language.name, quotation.verdict));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn who_is_speaking_is_found_before_and_after_the_words() {
    let mut wrong = Vec::new();
    for language in &LANGUAGES {
        for (at, frame) in language.frames.iter().enumerate() {
            let checked = check(language, language.record, frame);
            let speaker = checked.quotations.first().and_then(|quotation| quotation.speaker.clone());
            // The first two are the plain ones; where another is not understood, nobody is named at all.
            // A name in the genitive is that person's.
            let same = |name: &str| same_person(name, language.speaker) == Some(true);
            let right = speaker.as_deref() == Some(language.speaker)
                || (at > 1 && speaker.as_deref().is_none_or(same));
            if !right {
                wrong.push(format!("{} {frame}: {speaker:?}", language.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn another_speaker_is_told_in_every_language() {
    let mut wrong = Vec::new();
    for language in &LANGUAGES {
        let other =
            LANGUAGES.iter().find(|other| other.name != language.name).expect("two languages").speaker;
        for frame in &language.frames[..2] {
            let draft = frame.replace(language.speaker, other);
            let checked = check(language, language.record, &draft);
            let verdicts: Vec<Verdict> = checked.quotations.iter().map(|q| q.verdict).collect();
            if verdicts != [Verdict::Misattributed] {
                wrong.push(format!("{} {draft}: {verdicts:?}", language.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
