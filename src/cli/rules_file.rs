//! Changes to rules files that leave every other byte as it was.

use std::ops::Range;

use toml_edit::{Array, DocumentMut, InlineTable, Item, TableLike, Value};

/// `text`, a rules file, with `wording` among the `accepted` ones of its record number `ordinal`, from 0. `None` where
/// there is no such record or `accepted` is no list.
pub(crate) fn with_accepted(
    text: &str,
    ordinal: usize,
    wording: &str,
    reason: Option<&str>,
) -> Option<String> {
    // The library writes line ends in one way: what it adds is put into the file as it is.
    let (mark, body) = text.strip_prefix('\u{feff}').map_or(("", text), |body| ("\u{feff}", body));
    let plain = body.replace("\r\n", "\n");
    let mut document: DocumentMut = plain.parse().ok()?;
    add(record(&mut document, ordinal)?, wording, reason)?;
    let edited = document.to_string();
    edited.parse::<DocumentMut>().ok()?;
    Some(format!("{mark}{}", spliced(body, &plain, &edited)))
}

fn record(document: &mut DocumentMut, ordinal: usize) -> Option<&mut dyn TableLike> {
    match document.get_mut("quote")? {
        Item::ArrayOfTables(tables) => tables.get_mut(ordinal).map(|table| table as &mut dyn TableLike),
        Item::Value(Value::Array(tables)) => match tables.get_mut(ordinal)? {
            Value::InlineTable(table) => Some(table as &mut dyn TableLike),
            _ => None,
        },
        _ => None,
    }
}

fn add(record: &mut dyn TableLike, wording: &str, reason: Option<&str>) -> Option<()> {
    let entry = match reason {
        None => Value::from(wording),
        Some(reason) => {
            let mut table = InlineTable::new();
            table.insert("text", wording.into());
            table.insert("reason", reason.into());
            Value::InlineTable(table)
        }
    };
    match record.get_mut("accepted") {
        None => {
            let mut list = Array::new();
            list.push(entry);
            record.insert("accepted", Item::Value(Value::Array(list)));
        }
        Some(Item::Value(Value::Array(list))) => push(list, entry),
        Some(Item::ArrayOfTables(tables)) => {
            let mut table = toml_edit::Table::new();
            table.insert("text", toml_edit::value(wording));
            if let Some(reason) = reason {
                table.insert("reason", toml_edit::value(reason));
            }
            tables.push(table);
        }
        Some(_) => return None,
    }
    Some(())
}

/// Adds an entry in the style of the list: on a line of its own where the last one stands on its own.
fn push(list: &mut Array, mut entry: Value) {
    let last = list.iter().last().and_then(|last| last.decor().prefix()).and_then(|raw| raw.as_str());
    let Some(indent) = last.and_then(|prefix| prefix.rsplit_once('\n')).map(|(_, indent)| indent.to_owned())
    else {
        list.push(entry);
        return;
    };
    // What follows the last comma, a comment perhaps, belongs to the entry before.
    let trailing = list.trailing().as_str().unwrap_or_default().to_owned();
    let (comment, end) = trailing.rsplit_once('\n').unwrap_or((trailing.trim_end(), ""));
    entry.decor_mut().set_prefix(format!("{comment}\n{indent}"));
    let end = format!("\n{end}");
    list.push_formatted(entry);
    list.set_trailing(end);
    list.set_trailing_comma(true);
}

/// `original` with the one change that makes `edited` of `plain`, which is `original` with plain line ends.
fn spliced(original: &str, plain: &str, edited: &str) -> String {
    let (changed, added) = change(plain, edited);
    let place = |plain_offset: usize| {
        // Each line end before it is a byte longer where it is one of two characters.
        let mut left = plain_offset;
        let mut at = 0;
        while left > 0 {
            let two = original[at..].starts_with("\r\n");
            let length = original[at..].chars().next().map_or(1, char::len_utf8);
            at += if two { 2 } else { length };
            left = left.saturating_sub(if two { 1 } else { length });
        }
        at
    };
    let added = if original.contains("\r\n") { added.replace('\n', "\r\n") } else { added.to_owned() };
    format!("{}{added}{}", &original[..place(changed.start)], &original[place(changed.end)..])
}

/// The one change that makes `new` of `old`: the bytes of `old`, and what stands there in `new`.
pub(crate) fn change<'n>(old: &str, new: &'n str) -> (Range<usize>, &'n str) {
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| -> usize {
        a.zip(b).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum()
    };
    let start = same(&mut old.chars(), &mut new.chars());
    let end = same(&mut old[start..].chars().rev(), &mut new[start..].chars().rev());
    (start..old.len() - end, &new[start..new.len() - end])
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# Rules of the house.\n\n[[quote]] # first\ntext = \"A b c.\" # as said\naccepted = []   # none yet\n\n\
                        # The second.\n[[quote]]\ntext = 'D \"e\" f.'\nspeaker = \"Ann\"\n\n[quote.examples]\nok = [\"D e\"]\n";

    /// What is added to `text`, which must be left as it is elsewhere.
    fn added(text: &str, ordinal: usize, reason: Option<&str>) -> String {
        let edited = with_accepted(text, ordinal, "X “y” z.", reason).expect("a record");
        let start = text.bytes().zip(edited.bytes()).take_while(|(a, b)| a == b).count();
        let end = text[start..].bytes().rev().zip(edited.bytes().rev()).take_while(|(a, b)| a == b).count();
        assert_eq!(start + end, text.len(), "more than an addition:\n{edited}");
        toml::from_str::<toml::Table>(edited.trim_start_matches('\u{feff}')).expect("TOML");
        edited[start..edited.len() - end].to_owned()
    }

    #[test]
    fn an_entry_is_all_that_is_added() {
        assert_eq!(added(FILE, 0, None), "\"X “y” z.\"");
        assert_eq!(added(FILE, 1, None), "accepted = [\"X “y” z.\"]\n");
        let with_reason = "accepted = [{ text = \"X “y” z.\", reason = \"it \\\"is\\\"\" }]\n";
        assert_eq!(
            added(FILE, 1, Some("it \"is\"")).replace("'it \"is\"'", "\"it \\\"is\\\"\""),
            with_reason
        );
    }

    #[test]
    fn line_ends_and_a_byte_order_mark_stay() {
        let windows = format!("\u{feff}{}", FILE.replace('\n', "\r\n"));
        assert_eq!(added(&windows, 1, None), "accepted = [\"X “y” z.\"]\r\n");
        let no_end = "[[quote]]\ntext = \"a\"";
        assert!(with_accepted(no_end, 0, "b", None).expect("a record").starts_with(no_end));
    }

    #[test]
    fn a_list_keeps_its_style_and_its_comments() {
        let lines = "[[quote]]\ntext = \"a\"\naccepted = [\n    \"b\", # first\n    \"c\",  # second\n]\n";
        assert_eq!(added(lines, 0, None).trim(), "\"X “y” z.\",");
        let edited = with_accepted(lines, 0, "d", None).expect("a record");
        assert_eq!(edited, lines.replace("# second\n", "# second\n    \"d\",\n"));
        let one = "[[quote]]\ntext = \"a\"\naccepted = [\"b\", { text = \"c\", reason = \"r\" }] # list\n";
        assert_eq!(added(one, 0, None), ", \"X “y” z.\"");
        let tables = "[[quote]]\ntext = \"a\"\n[[quote.accepted]]\ntext = \"b\"\n\n[[quote]]\ntext = \"c\"\n";
        let entry = "[[quote.accepted]]\ntext = \"X “y” z.\"\nreason = \"r\"\n";
        assert!(with_accepted(tables, 0, "X “y” z.", Some("r")).is_some_and(|edited| edited.contains(entry)));
        let inline = "quote = [{ text = \"a\" }, { text = \"b\" }]\n";
        assert_eq!(added(inline, 1, None).trim(), ", accepted = [\"X “y” z.\"]");
        assert_eq!(with_accepted(FILE, 2, "x", None), None);
    }
}
