use super::*;
use crate::decode::decode;
use crate::normalize::Words;
use crate::text_file::TextFile;

/// Dice that fall alike on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    fn pick(&mut self, from: &[&'static str]) -> &'static str {
        from[self.below(from.len())]
    }
}

/// What was kept of a document, and the document.
struct Memory {
    kept: Kept,
    disk: Vec<u8>,
}

impl Store for Memory {
    fn places(&mut self, at: usize, length: usize) -> Option<Vec<u8>> {
        self.kept.places.get(at..at + length).map(<[u8]>::to_vec)
    }

    fn document(&mut self, at: usize, length: usize) -> Option<Vec<u8>> {
        self.disk.get(at..at + length).map(<[u8]>::to_vec)
    }
}

/// A text of so many words with something of everything that a format has signs for.
fn text(dice: &mut Dice, words: usize, html: bool) -> String {
    const WORDS: &[&str] = &[
        "the",
        "harbour",
        "of",
        "lamp",
        "Élodie",
        "naïve",
        "10.4",
        "master",
        "we",
        "in",
        "keeper",
        "don’t",
        "Mr.",
        "said",
        "lighthouse-keeper",
        "and",
        "a",
        "island",
        "(as",
        "he)",
        "“so",
        "it”",
        "was",
    ];
    const BREAKS: &[&str] = &[
        " ",
        " ",
        " ",
        " ",
        "  ",
        "\n",
        "\n",
        ". ",
        ", ",
        "! ",
        ".\n",
        "\r\n",
        "\r",
        ".\n\n",
        ".\r\n\r\n",
        "…\n\n",
    ];
    const TEXT: &[&str] = &[
        "\n\nMRS. VANE: ",
        "\n\nPETER HOLM: ",
        " (Applause.) ",
        " [laughter]\n",
        ".[3] ",
        "\n\n> Quoted. ",
        "\n\n- An item ",
        " 日本語の文章はここにあります。",
        " [sic] ",
        "\n\n# misquote-ignore: so\n",
    ];
    const HTML: &[&str] = &[
        "</p>\n<p>",
        " <em>so</em> ",
        " &amp; ",
        "&nbsp;",
        "<br>",
        "<!-- a note -->",
        " caf&eacute;",
        "<pre>\nno prose\n</pre>",
    ];
    let mut out = String::from(if html { "<!doctype html><p>" } else { "" });
    for _ in 0..words {
        out.push_str(dice.pick(WORDS));
        out.push_str(match dice.below(40) {
            0 if html => dice.pick(HTML),
            0 => dice.pick(TEXT),
            _ => dice.pick(BREAKS),
        });
        if dice.below(4_000) == 0 {
            out.extend(std::iter::repeat_n("run-on/", 1 + dice.below(1_500)));
        }
    }
    out
}

/// From the first word to the first character of the last.
fn stretch(prose: &Prose, start: usize, last: usize) -> Span<Read> {
    Span::new(start, last + prose.text[last..].chars().next().map_or(0, char::len_utf8))
}

/// The passages of a document are the same whether it is read or what was kept of it.
fn assert_alike(name: &str, file: TextFile, disk: Vec<u8>, before: Option<&str>, dice: &mut Dice) {
    let source = Source::new(file);
    let words = Words::<Read>::of(&source.prose.text);
    let starts: Vec<u32> = words.words.iter().map(|word| word.span.start as u32).collect();
    let kept = Kept::of(&source, &starts, before);
    let mut places = Places::unpack(&kept.index).expect("an index");
    let mut memory = Memory { kept, disk };
    for _ in 0..if starts.is_empty() { 0 } else { 20 } {
        let first = match dice.below(6) {
            0 => dice.below(starts.len().min(4)),
            1 => starts.len() - 1 - dice.below(starts.len().min(4)),
            2 => (dice.below(starts.len()) / FRAME * FRAME + dice.below(3))
                .saturating_sub(1)
                .min(starts.len() - 1),
            _ => dice.below(starts.len()),
        };
        let most = if dice.below(9) == 0 { 3_000 } else { 40 };
        let end = (first + 1 + dice.below(most)).min(starts.len());
        let (start, last) = (starts[first] as usize, starts[end - 1] as usize);
        let whole = source.passage(stretch(&source.prose, start, last), before);
        let cut = places
            .passage(&mut memory, first..end, stretch)
            .unwrap_or_else(|| panic!("{name}: words {first}..{end}"));
        assert_eq!(format!("{whole:?}"), format!("{cut:?}"), "{name}: words {first}..{end}");
    }
}

#[test]
fn a_passage_is_the_same_from_what_was_kept() {
    for case in 0..15 {
        let mut dice = Dice(case * 104_729);
        let words = [3, 40, 900, 3_000, 9_000][case as usize % 5];
        for format in ["a.txt", "a.html", "a.md"] {
            let text = text(&mut dice, words, format == "a.html");
            let name = format!("case {case}, {format}");
            assert_alike(
                &name,
                TextFile::new(format, text.as_str()),
                text.clone().into_bytes(),
                None,
                &mut dice,
            );
            // The later part of a large file.
            let (head, rest) = text.split_at(floor(&text, dice.below(text.len())));
            let (after, map) = (Stretch::WHOLE.after(head), OffsetMap::run(head.len(), rest.len()));
            let piece = TextFile::excerpt(format, rest.to_owned(), "UTF-8", map, vec![after]);
            assert_alike(&name, piece, text.clone().into_bytes(), Some("Peter Holm"), &mut dice);
            // Other encodings, of which the disk has no UTF-8.
            let latin: Vec<u8> = text.chars().filter_map(|c| u8::try_from(c as u32).ok()).collect();
            if let Ok(file) = decode(format.to_owned(), latin.clone()) {
                assert_alike(&name, file, latin, None, &mut dice);
            }
            let wide: Vec<u8> =
                [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
            let file = decode(format.to_owned(), wide.clone()).expect("UTF-16");
            assert_alike(&name, file, wide, None, &mut dice);
        }
    }
}

#[test]
fn a_document_that_is_another_gives_no_passage() {
    let text = text(&mut Dice(7), 3_000, false);
    let source = Source::new(TextFile::new("a.txt", text.as_str()));
    let words = Words::<Read>::of(&source.prose.text);
    let starts: Vec<u32> = words.words.iter().map(|word| word.span.start as u32).collect();
    let kept = Kept::of(&source, &starts, None);
    let mut places = Places::unpack(&kept.index).expect("an index");
    let mut memory = Memory { kept, disk: text.replace("keeper", "kipper").into_bytes() };
    assert!(places.passage(&mut memory, 1_500..1_510, stretch).is_none());
    memory.disk = text.into_bytes();
    assert!(places.passage(&mut memory, 1_500..1_510, stretch).is_some());
    for at in 0..memory.kept.index.len() {
        let mut index = memory.kept.index.clone();
        index[at] ^= 1;
        assert!(Places::unpack(&index).is_none());
    }
}
