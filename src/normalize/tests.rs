use super::*;
use crate::span::Read;

fn folded(text: &str) -> Vec<String> {
    let words = Words::<Read>::of(text);
    (0..words.len()).map(|i| words.folded(i).to_owned()).collect()
}

#[test]
fn apostrophes_case_accents_and_ligatures_do_not_make_another_word() {
    assert_eq!(
        folded("Don’t na\u{ef}ve ﬁne co\u{ad}operate Ελλάς nai\u{308}ve"),
        ["don't", "naive", "fine", "cooperate", "ελλασ", "naive"]
    );
}

#[test]
fn short_i_is_a_letter_of_its_own_but_io_may_lose_its_dots() {
    assert_eq!(folded("мой мои ёлка и\u{306}"), ["мой", "мои", "елка", "й"]);
}

#[test]
fn numbers_keep_their_points_and_lose_their_grouping() {
    assert_eq!(folded("10.4 1,000 5% 3,14 10:30"), ["10.4", "1000", "5", "%", "3,14", "10:30"]);
}

#[test]
fn a_character_is_a_word_where_no_spaces_are_written() {
    assert_eq!(folded("日本 ไทย"), ["日", "本", "ไ", "ท", "ย"]);
}

#[test]
fn ellipses_in_every_spelling_stand_between_words() {
    for dots in ["...", "…", ". . .", "[...]", "[…]", "(…)", " [ … ] ", "....", "[..]"] {
        let words = Words::<Read>::of(&format!("one {dots} two"));
        assert_eq!(words.len(), 2, "{dots}");
        assert_eq!(words.ellipses.iter().map(|e| e.0).collect::<Vec<_>>(), [1], "{dots}");
        assert!(words.groups.is_empty(), "{dots}");
    }
    assert!(Words::<Read>::of("one. Two.").ellipses.is_empty());
}

#[test]
fn brackets_group_words_or_stand_inside_one() {
    let words = Words::<Read>::of("[T]here is his [Zelensky's] plane and weapon[s] (sic) note[12]");
    assert_eq!(words.folded(0), "there");
    assert_eq!(words.words[0].inner, Some(Bracket::Square));
    assert_eq!(words.folded(6), "weapons");
    assert_eq!(words.words[6].inner, Some(Bracket::Square));
    assert_eq!(words.groups.len(), 2);
    assert_eq!(words.groups[0], Group { bracket: Bracket::Square, words: 3..4, span: Span::new(15, 27) });
    assert_eq!(words.folded(words.len() - 1), "note");
    let words = Words::<Read>::of("[I]’d say there[’s] a man [the mayor]’s known");
    assert_eq!(words.folded(0), "i'd");
    assert_eq!(words.words[2].inner, Some(Bracket::Square));
    assert_eq!(words.folded(2), "there's");
    assert_eq!(words.groups, [Group { bracket: Bracket::Square, words: 5..8, span: Span::new(30, 45) }]);
}

#[test]
fn a_word_cut_at_a_lines_end_is_joined_when_the_whole_is_known() {
    let mut words = Words::<Read>::of("a deci-\nsion-\nmaking body");
    words.join_cuts(|w| w == "decision");
    let all: Vec<_> = (0..words.len()).map(|i| words.folded(i).to_owned()).collect();
    assert_eq!(all, ["a", "decision", "making", "body"]);
    assert_eq!(words.words[1].span, Span::new(2, 12));
}

/// The words of a text by the long way alone.
fn slowly(text: &str) -> Words<Read> {
    let mut words = Words::<Read>::default();
    Scanner { text, at: 0, end: text.len(), open: None, quick: false, out: &mut words }.run();
    words
}

proptest::proptest! {
    #[test]
    fn the_quick_way_reads_the_same_words(text in "[a-zA-C0-9é’‘“”—'`.,:;!\"()\\[\\]…%$/_*\u{ad} \n\r-]{0,40}") {
        let (quick, slow) = (Words::<Read>::of(&text), slowly(&text));
        proptest::prop_assert_eq!(format!("{quick:?}"), format!("{slow:?}"));
    }

    #[test]
    fn one_word_folds_as_it_does_in_a_text(word in "[a-cA-C0-9а-яА-ЯёіїÉß]{1,8}") {
        let words = Words::<Read>::of(&word);
        let read: Vec<_> = (0..words.len()).map(|i| words.folded(i)).collect();
        proptest::prop_assert_eq!(fold(&word), read.join(" "));
    }

    #[test]
    fn words_stand_in_order_on_character_boundaries(text in "\\PC{0,40}") {
        let words = Words::<Read>::of(&text);
        let mut last = 0;
        for word in &words.words {
            proptest::prop_assert!(word.span.start >= last && !word.span.is_empty());
            proptest::prop_assert!(text.get(word.span.range()).is_some());
            last = word.span.end;
        }
    }

    #[test]
    fn folding_twice_changes_nothing(text in "[a-zA-ZÀ-ʯа-яА-ЯёЁ' ]{0,30}") {
        let once = fold(&text);
        proptest::prop_assert_eq!(fold(&once), once);
    }
}
