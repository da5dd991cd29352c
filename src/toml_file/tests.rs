use proptest::prelude::*;

use super::*;

const ENTRY: &[Key] =
    &[Key::required("text", Shape::Text, "the words"), Key::new("lang", Shape::Lang, "the language")];
const FILE: &[Key] = &[
    Key::new("entry", Shape::List(&Shape::Table(ENTRY), 0), "entries"),
    Key::new("flag", Shape::Flag, "a flag"),
    Key::new("day", Shape::Date, "a day"),
    Key::new("pair", Shape::List(&Shape::Text, 2), "two or more"),
];

/// The texts of the entries, and each fault as the words at fault and the message.
fn read_file(text: &str) -> (Vec<String>, Vec<(String, String)>) {
    let (texts, faults) = read(text, FILE, |root| {
        let entries = root.list("entry").into_iter().filter_map(Value::table);
        entries.filter_map(|entry| entry.string("text").map(str::to_owned)).collect()
    });
    let told = faults.into_iter().map(|f| (text[f.span.range()].to_owned(), f.message)).collect();
    (texts, told)
}

#[track_caller]
fn assert_faults(text: &str, expected: &[(&str, &str)]) {
    let (_, told) = read_file(text);
    let told: Vec<(&str, &str)> = told.iter().map(|(at, message)| (at.as_str(), message.as_str())).collect();
    assert_eq!(told, expected, "in\n{text}");
}

#[test]
fn all_mistakes_of_a_file_are_told_at_once() {
    assert_faults(
        "flag = 'yes'\nday = 12:30:00\npair = ['one']\ncolour = 1\n\
         [[entry]]\ntext = '   '\nlang = 'English'\n[[entry]]\ntxt = 'a'\n[[entry]]\ntext = 5\n",
        &[
            ("'yes'", "`flag` takes `true` or `false`, not a string"),
            ("12:30:00", "`day` takes a date or a string, not a date or time"),
            ("['one']", "`pair` needs at least 2 entries, it has 1"),
            ("colour", "unknown key `colour`"),
            ("'   '", "`text` is empty"),
            ("'English'", "`English` is not a language tag"),
            ("[[entry]]", "`entry` has no `text`"),
            ("txt", "unknown key `txt`"),
            ("5", "`text` takes a string, not an integer"),
        ],
    );
}

#[test]
fn broken_syntax_does_not_hide_what_comes_after_it() {
    let (texts, told) = read_file(
        "[[entry]]\ntext = \"one\nlang = 'en'\n\n[[entry]]\ntext 'two'\n\n[[entry]]\ntext = 'three'\n\
         [[entry]]\ntext = 'four' 'five'\n[[entry]]\nlung = 'en'\ntext = 'six'\n",
    );
    assert!(texts.ends_with(&["three".to_owned(), "four".to_owned(), "six".to_owned()]), "{texts:?}");
    let messages: Vec<&str> = told.iter().map(|(_, message)| message.as_str()).collect();
    assert_eq!(
        messages,
        ["invalid basic string", "key with no value", "unexpected key or value", "unknown key `lung`"]
    );
}

#[test]
fn one_mistake_is_told_once() {
    // Without the quotes there is no text either, and an empty value would be an empty text.
    assert_faults("[[entry]]\ntext\n", &[("", "key with no value")]);
    assert_faults("[[entry]]\ntext =\n", &[("", "string values must be quoted")]);
    assert_faults("[[entry]]\ntext = 'a'\ntext = 'b'\n", &[("text", "duplicate key")]);
    assert_faults("[[entry]]\ntext = 'a'\n[entry]\ntext = 'b'\n", &[("entry", "duplicate key")]);
}

#[test]
fn a_table_for_an_array_of_tables_is_told_how_to_write_it() {
    let ((), faults) = read("[entry]\ntext = 'a'\n", FILE, |_| ());
    assert_eq!(faults[0].message, "`entry` takes an array of tables, not a table");
    assert_eq!(faults[0].notes, ["write `[[entry]]`"]);
}

#[test]
fn a_mistyped_key_leads_to_the_right_one_and_a_strange_one_to_the_list() {
    let ((), faults) = read("flg = true\nzzzzzz = 1\n", FILE, |_| ());
    assert_eq!(faults[0].notes, ["did you mean `flag`?"]);
    assert_eq!(faults[1].notes, ["known keys: `entry`, `flag`, `day`, `pair`"]);
}

#[test]
fn byte_order_mark_and_carriage_returns_move_nothing() {
    assert_faults(
        "\u{feff}flag = 1\r\n[[entry]]\r\ntext = ''\r\n",
        &[("1", "`flag` takes `true` or `false`, not an integer"), ("''", "`text` is empty")],
    );
}

/// How a text can be written: its literal, with an escape wherever one is asked for.
fn literal(text: &str, kind: u8, escapes: &[bool], newline: &str) -> Option<String> {
    let lines = |s: &str| s.replace('\n', newline);
    let controls = text.chars().any(|c| c.is_control() && c != '\n' && c != '\t');
    match kind {
        0 => (!controls && !text.contains(['\'', '\n'])).then(|| format!("'{text}'")),
        1 => (!controls && !text.contains("''") && !text.ends_with('\''))
            .then(|| format!("'''{newline}{}'''", lines(text))),
        2 => Some(format!("\"{}\"", escaped(text, escapes, newline, false))),
        _ => Some(format!("\"\"\"{newline}{}\"\"\"", escaped(text, escapes, newline, true))),
    }
}

fn escaped(text: &str, escapes: &[bool], newline: &str, multi_line: bool) -> String {
    let mut out = String::new();
    for (index, c) in text.chars().enumerate() {
        let asked = escapes.get(index).copied().unwrap_or(false);
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' if multi_line && !asked => out.push_str(newline),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' if !asked => out.push('\t'),
            c if c.is_control() || asked => match u32::from(c) {
                code @ 0..=0xff if index % 2 == 0 => out.push_str(&format!("\\x{code:02X}")),
                code @ 0..=0xffff => out.push_str(&format!("\\u{code:04x}")),
                code => out.push_str(&format!("\\U{code:08x}")),
            },
            // A backslash at a line's end swallows white space, so it may stand before anything else.
            c if multi_line && index % 5 == 4 && !c.is_whitespace() => {
                out.push_str(&format!("\\  {newline}\t {newline}  "));
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

proptest! {
    /// Any text in any kind of string: the text that the `toml` crate reads (`\r\n` aside), and each of its characters
    /// leads to the place where it was written and, decoded alone, to itself.
    #[test]
    fn every_character_of_a_literal_leads_to_its_place(
        text in "[a-z \n\t\"'\\\\éяß中\u{301}\u{1f642}\u{1}\r]{0,24}",
        kind in 0u8..4,
        escapes in proptest::collection::vec(any::<bool>(), 24),
        newline in prop_oneof![Just("\n"), Just("\r\n")],
        before in "[a-zé# ]{0,6}",
    ) {
        let Some(literal) = literal(&text, kind, &escapes, newline) else { return Ok(()) };
        let (decoded, map) = string::decode(&literal, before.len());
        prop_assert_eq!(&decoded, &text);
        // A return of the text before a line break of the file would look like a part of it.
        if newline == "\n" || !text.contains('\r') {
            let by_crate = toml::de::DeValue::parse(&literal).unwrap().into_inner();
            prop_assert_eq!(by_crate.as_str().unwrap().replace(newline, "\n"), &text[..]);
        }

        let file = format!("{before}{literal}");
        prop_assert_eq!(map.end(), text.len());
        let mut last = before.len();
        for (at, c) in text.char_indices() {
            let place = map.span(Span::new(at, at + c.len_utf8()));
            prop_assert!(place.start >= last, "places go forward");
            last = place.end;
            let written = &file[place.range()];
            let quoted = format!("\"{written}\"");
            let alone = match written {
                "\n" | "\r\n" => "\n".to_owned(),
                "\"" | "\\" => written.to_owned(),
                _ => toml::de::DeValue::parse(&quoted).unwrap().into_inner().as_str().unwrap().to_owned(),
            };
            prop_assert_eq!(alone, c.to_string(), "written as {:?}", written);
        }
        if literal == format!("'{text}'") && !text.is_empty() {
            prop_assert!(map.is_run(Span::new(0, text.len())), "nothing is escaped: one run");
        }
    }

    /// Nothing that can stand in a file makes it panic, and every fault has a place in the file.
    #[test]
    fn any_bytes_give_faults_in_the_file(text in r#"([a-z\[\]{}=.,#"'\\ \n\ré]|\[\[entry\]\]|text = |lang|"""|'''|flag=true){0,40}"#) {
        let ((), faults) = read(&text, FILE, |root| {
            for entry in root.list("entry") {
                let _ = (entry.wording(), entry.table().map(|t| t.get("text").map(Value::wording)));
            }
        });
        for fault in faults {
            prop_assert!(text.get(fault.span.range()).is_some(), "{:?} in {:?}", fault, text);
        }
    }
}

#[test]
fn white_space_at_the_ends_is_no_part_of_a_wording() {
    let text = "[[entry]]\r\ntext = \"\"\"\r\n  To be\\tor \\\r\n   not\r\n\"\"\"\r\n";
    let (wording, faults) =
        read(text, FILE, |root| root.list("entry")[0].table().and_then(|entry| entry.get("text")?.wording()));
    assert_eq!(faults, []);
    let (wording, map) = wording.unwrap();
    assert_eq!(wording, "To be\tor not");
    assert_eq!(map.end(), wording.len());
    let place = |from, to| &text[map.span(Span::new(from, to)).range()];
    assert_eq!((place(0, 5), place(5, 6), place(9, 12)), ("To be", "\\t", "not"));
}
