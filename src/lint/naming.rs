//! The names of the edits of one fit: known misquotes first, then the first check that claims each.

use super::fit::{Context, Named};
use crate::align::cut::{Piece, Worded, cut};
use crate::align::{Query, align};
use crate::canon::Record;
use crate::checks;
use crate::edit::Cause;
use crate::lexicon;
use crate::normalize::Words;
use crate::scan::index::Index;
use crate::span::{Read, Said};

/// Names every piece, known misquotes first.
pub(super) fn name_pieces(
    context: &Context<'_>,
    record: &Record,
    said: Worded<'_, Said>,
    pieces: Vec<Piece>,
    wrong_verbatim: bool,
) -> Vec<Named> {
    let known = if pieces.iter().any(|p| p.difference.cause == Cause::Wording) {
        known_pieces(record, said, &context.canon.equivalents)
    } else {
        Vec::new()
    };
    pieces
        .into_iter()
        .map(|mut piece| {
            let same = |k: &&(Piece, Option<String>)| {
                k.0.record == piece.record && k.0.difference.found.words == piece.difference.found.words
            };
            let listed = known.iter().find(same);
            let wording = matches!(piece.difference.cause, Cause::Wording | Cause::Moved);
            piece.difference.known_misquote = wording && (listed.is_some() || wrong_verbatim);
            let reason = match listed {
                Some((_, reason)) => reason.clone(),
                None if wrong_verbatim => record.misquotes.first().and_then(|m| m.reason.clone()),
                None => None,
            };
            let check = checks::name(&piece.difference);
            let level = (context.level)(check, &piece.difference, record);
            Named { piece, check, level, reason, mixed: false, next: None }
        })
        .collect()
}

/// Marks the edits whose words stand in another right wording of `record` than `nearest`: words of two agreed translations
/// are mixed. A word that every text has says nothing.
pub(super) fn mark_mixed(edits: &mut [Named], record: &Record, nearest: usize) {
    if record.wordings.len() < 2 || !edits.iter().any(Named::is_substantive) {
        return;
    }
    let folded = |text: &str| {
        let words = Words::<Said>::of(text);
        (0..words.len()).map(|i| words.folded(i).to_owned()).collect::<Vec<String>>()
    };
    let wordings: Vec<Vec<String>> = record.wordings.iter().map(|wording| folded(&wording.text)).collect();
    for edit in edits.iter_mut().filter(|edit| edit.is_substantive()) {
        let found = &edit.piece.difference.found.words;
        let stands_in = |words: &Vec<String>| words.windows(found.len()).any(|run| run == found);
        let tells = found.iter().any(|word| !lexicon::is_function_word(word, record.lang));
        edit.mixed = tells
            && !stands_in(&wordings[nearest])
            && wordings.iter().enumerate().any(|(at, words)| at != nearest && stands_in(words));
    }
}

/// The edits that make the known misquotes of a record out of one of its wordings.
fn known_pieces(
    record: &Record,
    said: Worded<'_, Said>,
    equivalents: &[Vec<String>],
) -> Vec<(Piece, Option<String>)> {
    let mut known = Vec::new();
    for misquote in &record.misquotes {
        let words = Words::<Read>::of(&misquote.text);
        // A little index of the one wording: the words get numbers of their own.
        let index = Index::of_text(said.text);
        let numbers: Vec<_> = (0..words.len()).map(|i| index.number(words.folded(i))).collect();
        let query = Query::new(&words, &numbers);
        let alignment = align(&query, &index, 0, 0..index.length(0));
        let draft = Worded { text: &misquote.text, words: &words };
        let pieces = cut(draft, said, &alignment, record.lang, equivalents);
        let wordings = pieces.into_iter().filter(|p| p.difference.cause == Cause::Wording);
        known.extend(wordings.map(|p| (p, misquote.reason.clone())));
    }
    known
}
