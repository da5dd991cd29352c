//! Which name is the subject of a verb.

use super::abroad;
use super::data::*;
use super::identity::is_institution;
use super::run::{LONGEST, is_day, run_end, run_start, span_of, trim};
use super::surnames::Surnames;
use super::tokens::{Token, tokens};
use crate::lexicon::{self, Lang};
use crate::prose::Prose;
use crate::span::{Read, Span};

/// Who speaks, as a phrase has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// A person or institution by name.
    Named(Span<Read>),
    /// *He* or (`true`) *she*.
    Pronoun(bool),
    /// Somebody, but the sentence does not say who, or that cannot be read.
    Unnamed,
}

/// The longest apposition, in words.
const APPOSITION: usize = 18;

/// Whether a verb of saying of another language than English stands at `end` or right behind it.
fn is_foreign(words: &[Token<'_>], end: usize) -> bool {
    words[end..].iter().take(4).find_map(Token::tongue).is_some_and(|lang| lang != Lang::En)
}

/// What the run `start..end` says: a name, if it is one and may stand where it does.
fn who(words: &[Token<'_>], start: usize, end: usize, surnames: &Surnames<'_>, opens: bool) -> Who {
    let Some((from, to)) = trim(words, start, end) else { return Who::Unnamed };
    let name = &words[from..to];
    if name[name.len() - 1].possessive {
        return Who::Unnamed;
    }
    // *Critics said*: a capital at the start of a sentence makes no name of a common word.
    if opens && from == start && name.len() == 1 && !surnames.has(name[0].text) {
        let folded = name[0].text.to_lowercase();
        if is_foreign(words, end) && abroad::is_opener(&name[0])
            || !lexicon::is_name(&folded)
            || folded.ends_with('s') && lexicon::is_word(&folded, lexicon::Lang::En) != Some(true)
        {
            return Who::Unnamed;
        }
    }
    // *the Kremlin*; but *the Rev. Smith* is a person.
    let article = from.checked_sub(1).filter(|&i| words[i].is_in(&["the"]));
    match article {
        Some(article) if !name[0].is_in(TITLES) => {
            // *the University of Leeds*
            let of = words.get(to).is_some_and(|w| w.is_in(&["of"]) && w.is_lower());
            let place = if of { run_end(words, to + 1) } else { to };
            Who::Named(span_of(&words[article..if place > to + 1 { place } else { to }]))
        }
        _ => Who::Named(span_of(name)),
    }
}

/// The subject of the verb at `verb`, and where its phrase starts. `words` is a sentence, or the start or the end of one;
/// `opens` says whether its first word opens a sentence.
pub(super) fn subject(
    words: &[Token<'_>],
    verb: usize,
    surnames: &Surnames<'_>,
    opens: bool,
) -> (Who, usize) {
    let mut end = verb;
    while let Some(last) = end.checked_sub(1).map(|i| &words[i]) {
        if last.is_in(NOT_SAID) {
            return (Who::Unnamed, start_of_phrase(words, end));
        }
        let adverb = last.is_in(ADVERBS) && !last.is_in(&["who"])
            || last.is_lower() && last.text.ends_with("ly")
            || abroad::is_adverb(last);
        let is_time = |w: &Token<'_>| w.is_in(TIMES) || abroad::is_time(w);
        let day = is_time(last) && end < verb + 1 && end > 1;
        let on = (last.is_in(&["on"]) || abroad::is_link(last)) && end < verb && is_time(&words[end]);
        if !(adverb && last.is_lower() || day || on) || verb - end > 5 {
            break;
        }
        end -= 1;
    }
    let Some(last) = end.checked_sub(1).map(|i| &words[i]) else { return (Who::Unnamed, 0) };
    if last.is_in(&["he", "she"]) {
        let conditional = end > 1 && words[end - 2].is_in(&["if", "whether", "unless", "and", "or"]);
        return (if conditional { Who::Unnamed } else { Who::Pronoun(last.is_in(&["she"])) }, end - 1);
    }
    if last.is(",") {
        return set_off(words, end - 1, surnames, opens);
    }
    // *Smith, who said*
    if last.is_in(&["who"]) && end > 2 && words[end - 2].is(",") {
        return direct(words, end - 2, surnames, opens);
    }
    // *Smith (52) said*
    if last.is(")")
        && let Some(open) = (0..end - 1).rev().take(8).find(|&i| words[i].is("("))
    {
        return direct(words, open, surnames, opens);
    }
    direct(words, end, surnames, opens)
}

/// The name before the appositions that end at the comma `comma`: *Smith, 52, the head of the bank,*.
fn set_off(words: &[Token<'_>], mut comma: usize, surnames: &Surnames<'_>, opens: bool) -> (Who, usize) {
    // *The mayor of Port Ellery, Ruth Okafor, said*
    if let Some(before) = (0..comma).rev().take(LONGEST + 1).find(|&i| words[i].is(","))
        && comma - before > 2
        && run_start(words, comma) == before + 1
        && let Some(start) = office(&words[..before], Lang::En)
        && let Who::Named(name) = who(words, before + 1, comma, surnames, false)
    {
        return (Who::Named(name), start);
    }
    for _ in 0..3 {
        let Some(before) = (0..comma).rev().take(APPOSITION).find(|&i| words[i].is(",")) else { break };
        let first = &words[before + 1];
        let inside = &words[before + 1..comma];
        let describes = !inside.is_empty()
            && (first.is_lower()
                || first.possessive
                || first.text.starts_with(|c: char| c.is_ascii_digit())
                || first.is_in(TITLES))
            && !first.is_in(&[
                "he", "she", "it", "they", "i", "we", "you", "and", "or", "but", "said", "if", "when",
            ])
            && !inside.iter().any(|w| w.ends_sentence() || w.is(";"));
        if !describes {
            break;
        }
        if before > 0 && words[before - 1].is_capital() {
            return direct(words, before, surnames, opens);
        }
        comma = before;
    }
    (Who::Unnamed, start_of_phrase(words, comma))
}

/// The name that ends right before `end`, if it is the subject there.
fn direct(words: &[Token<'_>], end: usize, surnames: &Surnames<'_>, opens: bool) -> (Who, usize) {
    let mut run = run_start(words, end);
    // The capital of a word that opens the sentence is none of the name's.
    let opener = |w: &Token<'_>| w.is_in(OPENERS) || is_foreign(words, end) && abroad::is_opener(w);
    while run + 1 < end && (opener(&words[run]) || is_day(&words[run], end - run)) {
        run += 1;
    }
    if run == end || is_foreign(words, end) && abroad::is_preposition(&words[run]) {
        return (Who::Unnamed, start_of_phrase(words, end));
    }
    let named = |start: usize| who(words, run, end, surnames, opens && start == 0 && run == 0);
    let Some(before) = run.checked_sub(1) else { return (named(0), 0) };
    let word = &words[before];
    if !word.is_word {
        return (if word.is("&") { Who::Unnamed } else { named(run) }, run);
    }
    if word.is_in(&["and", "or", "nor"]) {
        let pair = before > 0
            && (words[before - 1].is_capital()
                || before == 1
                || words[before - 1].is_in(&["he", "she", "i"]));
        return (if pair { Who::Unnamed } else { named(run) }, run);
    }
    if word.possessive || word.is_in(PREPOSITIONS) || word.is_in(NOT_SAID) {
        return (Who::Unnamed, start_of_phrase(words, before));
    }
    if word.is_in(&[
        "that", "when", "while", "because", "though", "although", "what", "which", "whom", "where", "as",
        "but", "so", "how", "then",
    ]) {
        return (named(run), run);
    }
    let full_name = end - run > 1;
    if word.is_in(&["the"]) || word.is_in(TITLES) || full_name && word.is_role() {
        let start = start_of_phrase(words, run);
        let bound = start
            .checked_sub(1)
            .is_some_and(|i| words[i].is_in(PREPOSITIONS) || words[i].is_in(&["and", "or"]));
        return (if bound { Who::Unnamed } else { named(start) }, start);
    }
    if word.is_in(TIMES)
        || abroad::is_time(word)
        || word.is_lower() && (word.text.ends_with("ly") || word.is_in(ADVERBS))
    {
        return (named(run), before);
    }
    // *На вопрос о задержке Пётр Зуев ответил*
    if full_name
        && word.is_lower()
        && words[end..].iter().take(4).find(|w| w.tongue().is_some()).is_some_and(|verb| {
            let cases = matches!(verb.tongue(), Some(Lang::Pl | Lang::Cs | Lang::Ru | Lang::Uk));
            let feminine = verb.text.ends_with(['а', 'a', 'ь', 'e', 'е', 'є', 'í']);
            cases && !feminine && !abroad::may_be_genitive(&words[run..end], verb, word)
        })
    {
        return (named(run), run);
    }
    let determines = [
        "a", "an", "his", "her", "their", "its", "my", "our", "your", "this", "that", "some", "no", "every",
        "each", "all",
    ];
    if word.is_capital() && word.is_in(OPENERS) && !word.is_in(&determines) {
        return (named(run), before);
    }
    (Who::Unnamed, start_of_phrase(words, before))
}

/// Where the phrase starts that ends `words` and says what somebody is: *the mayor of Port Ellery*, with one office in
/// it, so that a name behind it is that person's. `None` where it is no such phrase.
fn office(words: &[Token<'_>], lang: Lang) -> Option<usize> {
    let office = |w: &Token<'_>| w.is_in(TITLES) && !w.is_in(&["former", "late", "then", "first", "state"]);
    let start = words.iter().rposition(|w| !w.is_word || w.says() || w.says_elsewhere()).map_or(0, |i| i + 1);
    let head = (start..words.len().min(start + 5)).find(|&i| office(&words[i]))?;
    // *vice president*, *prime minister*
    let head = (head..words.len()).take_while(|&i| words[i].is_in(TITLES)).last()?;
    let before = &words[start..head];
    // *мэр Приморска*: in a language with cases no preposition stands before the place.
    let cases = matches!(lang, Lang::Pl | Lang::Cs | Lang::Ru | Lang::Uk) && words[head].is_lower();
    let of = [
        "of", "for", "at", "in", "de", "du", "des", "del", "della", "dell", "di", "von", "vom", "der", "des",
    ];
    let of = words.get(head + 1).is_none_or(|w| {
        w.is_lower() && (w.is_in(&of) || w.text.contains(['\'', '’'])) || cases && w.is_capital()
    });
    let one = !words[head + 1..].iter().any(|w| w.is_role() || w.is_in(&["and", "or", "who", "that"]));
    let led = before.iter().all(|w| w.is_word && !w.is_in(PREPOSITIONS));
    (of && one && led && words.len() - start < APPOSITION).then_some(start)
}

/// Where the noun phrase starts that ends before `end`: after a sign, a preposition or a conjunction.
fn start_of_phrase(words: &[Token<'_>], end: usize) -> usize {
    let mut start = end;
    while start > 0 && end - start < 12 {
        let word = &words[start - 1];
        let joins = word.is_in(&[
            "and", "or", "but", "that", "when", "while", "because", "as", "so", "what", "which", "who",
        ]);
        if !word.is_word || joins || word.is_in(PREPOSITIONS) {
            break;
        }
        start -= 1;
        if word.is_in(&["the", "a", "an"]) {
            break;
        }
    }
    start
}

/// Who is named from `at` on: *mayor Sergei Sobyanin*, *the chairman, Vyacheslav Volodin* is not read. The name has to
/// be followed by the end of the clause or a word that goes on with it.
///
/// `lang` is the language of the verb before it.
pub(super) fn object(words: &[Token<'_>], at: usize, surnames: &Surnames<'_>, lang: Lang) -> Who {
    let mut start = if lang == Lang::En { at } else { abroad::skip(words, at) };
    while words.get(start).is_some_and(|w| w.is_lower() && w.text.ends_with("ly")) {
        start += 1;
    }
    if let Some(pronoun) = words.get(start).filter(|w| w.is_in(&["he", "she"]) && w.is_lower()) {
        return Who::Pronoun(pronoun.is_in(&["she"]));
    }
    // *said an old Irish proverb*
    let people =
        words[start..].iter().position(|w| !w.is_in(ARTICLES) && !w.is_in(&["a", "an", "old", "ancient"]));
    let people = start + people.unwrap_or(0);
    let end = run_end(words, people);
    if end > people
        && words.get(end).is_some_and(|w| w.is_lower() && w.is_in(SAYINGS))
        && closes(words, end + 1, lang)
    {
        return Who::Named(span_of(&words[people..=end]));
    }
    // *said the mayor of Port Ellery, Ruth Okafor*
    if let Some(comma) = (start..words.len().min(start + APPOSITION)).find(|&i| !words[i].is_word)
        && words[comma].is(",")
        && office(&words[start..comma], lang) == Some(0)
        && let end = run_end(words, comma + 1)
        && end > comma + 2
        && words.get(end).is_none_or(|w| !w.is_word || w.is_in(TIMES))
        && closes(words, end, lang)
    {
        return who(words, comma + 1, end, surnames, false);
    }
    let article = words.get(start).filter(|w| w.is_in(ARTICLES));
    start += usize::from(article.is_some());
    // German writes every noun with a capital: *sagte die Bäckerin*, but *sagte die Ministerin Keller*.
    if article.is_some_and(|w| w.is_in(GERMAN_ARTICLES)) {
        let office = words.get(start).is_some_and(|w| w.is_in(TITLES) || abroad::is_german_office(w));
        if !office || !words.get(start + 1).is_some_and(Token::is_capital) {
            return Who::Unnamed;
        }
        start += usize::from(abroad::is_german_office(&words[start]) && run_end(words, start) > start + 2);
    }
    let mut run = start;
    for _ in 0..8 {
        // Words of a description: lower-case titles and adjectives before them, *Kremlin spokesman*, *Russia's*.
        let end = run_end(words, run);
        let next = words.get(end);
        if end > run {
            let goes_on = next.is_some_and(|w| {
                w.is_lower() && w.is_in(TITLES) && !w.is_in(&["late", "then", "first", "head"])
            });
            if goes_on || words[end - 1].possessive {
                run = end;
                continue;
            }
            if words[run].is_in(TIMES) && end == run + 1 {
                return Who::Unnamed;
            }
            let other = lang != Lang::En && abroad::is_relation(&words[run..end]);
            if other || !closes(words, end, lang) {
                return Who::Unnamed;
            }
            // Without the article, where a description stands between.
            let run = if run > start { abroad::past_place(words, run, end, lang) } else { run };
            let verb = at.checked_sub(1).map(|i| &words[i]).filter(|w| w.tongue().is_some());
            if let Some(verb) = verb.filter(|_| lang != Lang::En)
                && (abroad::is_oblique(&words[run..end], verb)
                    || run > start && abroad::may_be_genitive(&words[run..end], verb, &words[run - 1]))
            {
                return Who::Unnamed;
            }
            return who(words, run, end, surnames, false);
        }
        let complement = next.filter(|w| lang != Lang::En && w.is_lower() && w.is_in(TITLES));
        if let Some(after) = complement.and_then(|_| abroad::past_complement(words, end)) {
            run = after;
            continue;
        }
        match next {
            Some(w)
                if w.is_lower() && w.is_in(TITLES) || w.is_role() && run_end(words, end + 1) > end + 2 =>
            {
                run = end + 1;
            }
            // An adjective of a description: what follows has to be a title.
            Some(w)
                if w.is_lower()
                    && words.get(end + 1).is_some_and(|n| n.is_lower() && n.is_in(TITLES))
                    && !closer(w) =>
            {
                run = end + 1;
            }
            _ => return Who::Unnamed,
        }
    }
    Who::Unnamed
}

fn closer(word: &Token<'_>) -> bool {
    word.is_in(CLOSERS) || word.text.ends_with("ly") || word.text.ends_with("ing")
}

fn closes(words: &[Token<'_>], end: usize, lang: Lang) -> bool {
    let Some(next) = words.get(end) else { return true };
    let capital = |i: usize| words.get(i).is_some_and(Token::is_capital);
    let and = |w: &Token<'_>| w.is_in(&["and", "or"]) || abroad::is_and(w, lang);
    if and(next) {
        // *said Smith and Jones*, *said Smith and the others*
        return !capital(end + 1)
            && !words
                .get(end + 1)
                .is_some_and(|w| w.is_in(&["the", "a", "his", "her", "their", "other", "others", "i"]));
    }
    if next.is(",") && capital(end + 1) {
        let second = run_end(words, end + 1);
        return !words.get(second).is_some_and(and) || words[second - 1].possessive;
    }
    if !next.is_word {
        return !next.is("&") && !next.is("/");
    }
    let abroad = lang != Lang::En && (abroad::closes(next) || abroad::is_time(next));
    abroad || next.is_in(TIMES) || next.is_lower() && closer(next)
}

/// Whether the phrase at `span` is surely a person's name: two words, a title, or a name that the draft has in full.
pub(super) fn is_person(prose: &Prose, span: Span<Read>, surnames: &Surnames<'_>) -> bool {
    let text = prose.slice(span);
    if is_institution(text) {
        return false;
    }
    let words = tokens(&prose.text, span, LONGEST + 2);
    let names = words.iter().filter(|w| w.is_word && !w.is_in(PARTICLES));
    names.count() > 1 || words.last().is_some_and(|w| surnames.has(w.text))
}
