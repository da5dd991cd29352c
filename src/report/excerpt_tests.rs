use proptest::prelude::*;

use super::*;
use crate::text_file::visible;

fn label(span: Range<usize>) -> Label {
    Label { span: Span::new(span.start, span.end), message: String::new(), primary: true }
}

/// The excerpt as lines of `number│text`, and under each the carets of `labels`, by characters.
fn show(text: &str, labels: &[Label], columns: usize) -> String {
    let file = TextFile::new("a.md", text);
    let (excerpt, pieces) = Excerpt::new(Rc::new(Locator::new(&file)), labels, columns);
    let mut out = String::new();
    let mut last = None;
    for line in &excerpt.lines {
        if last.is_some_and(|last| line.index > last + 1) {
            out += "·\n";
        }
        last = Some(line.index);
        out += &format!("{}│{}\n │", line.number, &excerpt.text[line.whole.clone()]);
        let under = excerpt.text[line.whole.clone()].char_indices().map(|(i, _)| line.whole.start + i);
        let caret = |at: usize| {
            let hit = pieces.iter().any(|p| p.range.contains(&at) || p.range == (at..at));
            if hit { '^' } else { ' ' }
        };
        let carets: String = under.chain([line.whole.end]).map(caret).collect();
        out += carets.trim_end();
        out += "\n";
    }
    out
}

fn at(text: &str, words: &str) -> Label {
    let start = text.find(words).expect(words);
    label(start..start + words.len())
}

#[test]
fn a_short_line_is_shown_as_it_is() {
    let text = "\u{feff}He said “yes” twice.\r\nAnd left.";
    assert_eq!(show(text, &[at(text, "yes")], 40), "1│He said “yes” twice.\n │         ^^^\n");
}

#[test]
fn a_long_line_is_folded_around_its_labels() {
    let text =
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen";
    assert_eq!(
        show(text, &[at(text, "eight")], 40),
        "1│… five six seven eight nine ten eleven …\n │                 ^^^^^\n"
    );
    assert_eq!(
        show(text, &[at(text, "two"), at(text, "fifteen")], 40),
        "1│one two three four five six seven …\n │    ^^^\n1│… thirteen fourteen fifteen sixteen\n │                    ^^^^^^^\n"
    );
}

#[test]
fn a_label_over_a_line_break_has_a_piece_on_each_line() {
    let text = "no options left except\r\n  for the physical elimination";
    let except = at(text, "except\r\n  for");
    let file = TextFile::new("a.md", text);
    let (excerpt, pieces) = Excerpt::new(Rc::new(Locator::new(&file)), std::slice::from_ref(&except), 40);
    let words: Vec<&str> = pieces.iter().map(|p| excerpt.slice(p).trim()).collect();
    assert_eq!(words, ["except", "for"]);
    assert_eq!(pieces.iter().map(|p| p.last).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn the_middle_of_a_long_label_is_left_out() {
    let lines: Vec<String> = (1..=30).map(|i| format!("line number {i}\n")).collect();
    let text = lines.concat();
    let shown = show(&text, &[at(&text, text.trim_end().split_once(' ').expect("words").1)], 40);
    assert_eq!(
        shown,
        "1│line number 1\n │     ^^^^^^^^\n2│line number 2\n │^^^^^^^^^^^^^\n·\n30│line number 30\n │^^^^^^^^^^^^^^\n"
    );
    let paragraph = text.replace('\n', " ");
    let inner = &paragraph[12..paragraph.len() - 20];
    let shown = show(&paragraph, &[at(&paragraph, inner)], 40);
    assert!(shown.lines().count() <= 9 && shown.contains("·\n"), "{shown}");
}

#[test]
fn a_place_between_words_has_a_caret_of_its_own() {
    let text = "we shall forget";
    assert_eq!(show(text, &[label(8..8)], 40), "1│we shall forget\n │        ^\n");
    assert_eq!(show(text, &[label(15..15)], 40), "1│we shall forget\n │               ^\n");
    assert_eq!(show("", &[label(0..0)], 40), "1│\n │^\n");
    assert_eq!(show("end\n", &[label(3..4)], 40), "1│end\n │   ^\n");
}

#[test]
fn an_accent_alone_is_underlined_with_its_letter() {
    let text = "cafe\u{301}s";
    let file = TextFile::new("a.md", text);
    let (excerpt, pieces) = Excerpt::new(Rc::new(Locator::new(&file)), &[at(text, "\u{301}")], 40);
    assert_eq!(excerpt.slice(&pieces[0]), "e\u{301}");
}

/// Text as hostile as drafts come: wide, combining and invisible characters, control characters, every line end.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = [
        "word ",
        "a",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "日本",
        "e\u{301}",
        "\u{301}",
        "👩\u{200d}👧",
        "\u{202e}",
        "\u{1b}[31m",
        "\0",
        "\u{2028}",
        "\u{ad}",
        "“",
        "…",
        "\u{feff}",
        "supercalifragilistic",
        "\u{7f}",
        "\u{85}",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..120).prop_map(|p| p.concat())
}

proptest! {
    /// Whatever the text and the labels: every label is shown, in lines that keep to their width, and nothing that a
    /// terminal would obey gets through.
    #[test]
    fn every_label_is_shown_harmlessly(
        text in hostile(),
        ends in prop::collection::vec((0usize..600, 0usize..90), 1..6),
        columns in 24usize..80,
    ) {
        let labels: Vec<Label> = ends.iter().map(|&(start, len)| label(start..start + len)).collect();
        let file = TextFile::new("a.md", text.clone());
        let (excerpt, pieces) = Excerpt::new(Rc::new(Locator::new(&file)), &labels, columns);
        for i in 0..labels.len() {
            prop_assert_eq!(pieces.iter().filter(|p| p.label == i && p.last).count(), 1, "label {}", i);
        }
        prop_assert!(!excerpt.text.contains(|c: char| c != '\n' && stand_in(c).is_some()));
        for line in &excerpt.lines {
            prop_assert!(width(&excerpt.text[line.whole.clone()]) <= columns, "{:?}", excerpt.text);
        }
        for piece in &pieces {
            let lines: Vec<&Line> = excerpt
                .lines
                .iter()
                .filter(|l| l.whole.start <= piece.range.start && piece.range.end <= l.whole.end)
                .collect();
            prop_assert_eq!(lines.len(), 1, "a piece stays on one line: {:?} of {:?}", piece, excerpt.lines);
        }
    }

    /// What is underlined is what was labelled, and the renderer is told the true line and column of it.
    #[test]
    fn the_words_and_their_place_are_true(text in hostile(), start in 0usize..400, len in 0usize..24) {
        let file = TextFile::new("a.md", text.clone());
        let span = tidy(&text, Span::new(start, start + len));
        prop_assume!(!text[span.clone()].contains(['\n', '\r', '\u{feff}']));
        let (excerpt, pieces) = Excerpt::new(Rc::new(Locator::new(&file)), &[label(start..start + len)], 60);
        let shown: String = pieces.iter().map(|p| excerpt.slice(p)).collect();
        let words = visible(&text[span.clone()]).into_owned();
        // Longer only by the base of a mark that stands at the start.
        prop_assert!(shown.ends_with(&words), "{shown:?} for {words:?}");
        let base = shown[..shown.len() - words.len()].chars().count();
        prop_assert!(base == 0 || width(&words) == 0);
        let files = Excerpts(vec![excerpt]);
        let place = files.location(0, pieces[0].range.start + (shown.len() - words.len())).expect("a place");
        let truth = file.position(span.start);
        prop_assert_eq!((place.line_number, place.column_number), (truth.line, truth.column));
    }
}
