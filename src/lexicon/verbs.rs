//! Tenses of English verbs: a closed list of irregular ones, and the regular endings.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// The tense that a form of a verb shows by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tense {
    /// *go*, *goes*.
    Present,
    /// *went*.
    Past,
    /// *gone*, where it differs from the past.
    Participle,
}

/// Whether the folded words `a` and `b` are forms of one English verb in different tenses: *say*/*said*, *is*/*was*,
/// *walks*/*walked*. A form that serves two tenses (*put*, *come*) differs from neither.
#[must_use]
pub fn differ_in_tense(a: &str, b: &str) -> bool {
    if a == b {
        return false;
    }
    let (forms_a, forms_b) = (irregular(a), irregular(b));
    if !forms_a.is_empty() || !forms_b.is_empty() {
        let same_verb = forms_a.iter().any(|(verb, _)| forms_b.iter().any(|(other, _)| other == verb));
        let same_tense = forms_a.iter().any(|form| forms_b.contains(form));
        return same_verb && !same_tense;
    }
    is_regular_past(a, b) || is_regular_past(b, a)
}

/// Whether the folded words are the base and the third person of one verb: *go*, *goes*.
#[must_use]
pub fn is_third_person_pair(a: &str, b: &str) -> bool {
    is_third_person(a, b) || is_third_person(b, a)
}

/// Whether `word` is surely a form of a verb: an irregular one of the list, or a regular past.
#[must_use]
pub fn is_verb(word: &str) -> bool {
    !irregular(word).is_empty() || word.len() > 4 && word.ends_with("ed")
}

/// Whether `word` is the irregular past or participle of a verb: *sold*, *gone*.
#[must_use]
pub fn is_past_form(word: &str) -> bool {
    irregular(word).iter().any(|(_, tense)| *tense != Tense::Present)
}

/// Whether `word` is a form of *be*, *have* or *do*: an auxiliary that carries a tense for another verb.
#[must_use]
pub fn is_form_of_be_have_do(word: &str) -> bool {
    irregular(word).iter().any(|(verb, _)| matches!(*verb, "be" | "have" | "do"))
}

/// The verbs and tenses that `word` is an irregular form of.
fn irregular(word: &str) -> &'static [(&'static str, Tense)] {
    static FORMS: OnceLock<FxHashMap<String, Vec<(&'static str, Tense)>>> = OnceLock::new();
    FORMS.get_or_init(all_forms).get(word).map_or(&[], Vec::as_slice)
}

fn all_forms() -> FxHashMap<String, Vec<(&'static str, Tense)>> {
    let mut forms: FxHashMap<String, Vec<(&'static str, Tense)>> = FxHashMap::default();
    for &(present, past, participle) in IRREGULAR {
        let verb = present.split(' ').next().unwrap_or(present);
        for (tense, list) in [(Tense::Present, present), (Tense::Past, past), (Tense::Participle, participle)]
        {
            for form in list.split(' ').filter(|form| !form.is_empty()) {
                forms.entry(form.to_owned()).or_default().push((verb, tense));
            }
        }
        let third = match verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
            Some(stem) => format!("{stem}ies"),
            None if verb.ends_with(['s', 'h', 'o', 'x']) => format!("{verb}es"),
            None => format!("{verb}s"),
        };
        forms.entry(third).or_default().push((verb, Tense::Present));
    }
    forms
}

/// *goes* of *go*, *says* of *say*, *flies* of *fly*.
fn is_third_person(word: &str, base: &str) -> bool {
    match word.strip_suffix('s') {
        Some(stem) => {
            stem == base
                || stem.strip_suffix('e') == Some(base)
                || stem.strip_suffix("ie").is_some_and(|stem| base.strip_suffix('y') == Some(stem))
        }
        None => false,
    }
}

/// Whether `past` is the regular past of the present form `present` (base or third person).
fn is_regular_past(present: &str, past: &str) -> bool {
    let Some(stem) = past.strip_suffix("ed").filter(|stem| stem.len() >= 3) else { return false };
    // *feed* is no past of *fee*; of the verbs in -ee only these are common.
    if stem.ends_with('e') && !matches!(stem, "agre" | "disagre" | "guarante" | "fre" | "decre") {
        return false;
    }
    let mut bases = vec![stem.to_owned(), format!("{stem}e")];
    if let Some(short) = stem.strip_suffix('i') {
        bases.push(format!("{short}y"));
    }
    let mut letters = stem.chars().rev();
    if let (Some(last), Some(before)) = (letters.next(), letters.next())
        && last == before
    {
        bases.push(stem[..stem.len() - last.len_utf8()].to_owned());
    }
    bases.iter().any(|base| base.len() >= 3 && (base == present || is_third_person(present, base)))
}

/// Base, past, participle; forms of one tense are separated by a space. The participle is left empty where it is the
/// past. Base forms come first; *be* lists its present forms after it.
#[rustfmt::skip]
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("be is are am isn't aren't", "was were wasn't weren't", "been"), ("have has haven't hasn't", "had hadn't", ""),
    ("do does don't doesn't", "did didn't", "done"), ("go", "went", "gone"), ("say", "said", ""), ("make", "made", ""),
    ("take", "took", "taken"), ("come", "came", "come"), ("see", "saw", "seen"), ("know", "knew", "known"),
    ("get", "got", "gotten got"), ("give", "gave", "given"), ("find", "found", ""), ("think", "thought", ""),
    ("tell", "told", ""), ("become", "became", "become"), ("show", "showed", "shown"), ("leave", "left", ""),
    ("feel", "felt", ""), ("bring", "brought", ""), ("begin", "began", "begun"), ("keep", "kept", ""),
    ("hold", "held", ""), ("write", "wrote", "written"), ("stand", "stood", ""), ("hear", "heard", ""),
    ("mean", "meant", ""), ("meet", "met", ""), ("run", "ran", "run"), ("pay", "paid", ""), ("sit", "sat", ""),
    ("speak", "spoke", "spoken"), ("lie", "lay", "lain"), ("lead", "led", ""), ("grow", "grew", "grown"),
    ("lose", "lost", ""), ("fall", "fell", "fallen"), ("send", "sent", ""), ("build", "built", ""),
    ("understand", "understood", ""), ("draw", "drew", "drawn"), ("break", "broke", "broken"),
    ("spend", "spent", ""), ("rise", "rose", "risen"), ("drive", "drove", "driven"), ("buy", "bought", ""),
    ("wear", "wore", "worn"), ("choose", "chose", "chosen"), ("eat", "ate", "eaten"), ("fight", "fought", ""),
    ("teach", "taught", ""), ("catch", "caught", ""), ("win", "won", ""), ("forget", "forgot", "forgotten"),
    ("lay", "laid", ""), ("sell", "sold", ""), ("fly", "flew", "flown"), ("throw", "threw", "thrown"),
    ("seek", "sought", ""), ("sing", "sang", "sung"), ("sleep", "slept", ""), ("swim", "swam", "swum"),
    ("shoot", "shot", ""), ("strike", "struck", "stricken"), ("steal", "stole", "stolen"), ("swear", "swore", "sworn"),
    ("tear", "tore", "torn"), ("wake", "woke", "woken"), ("bear", "bore", "borne born"), ("bend", "bent", ""),
    ("bind", "bound", ""), ("bite", "bit", "bitten"), ("bleed", "bled", ""), ("blow", "blew", "blown"),
    ("breed", "bred", ""), ("cling", "clung", ""), ("creep", "crept", ""), ("deal", "dealt", ""), ("dig", "dug", ""),
    ("drink", "drank", "drunk"), ("feed", "fed", ""), ("flee", "fled", ""), ("forbid", "forbade", "forbidden"),
    ("forgive", "forgave", "forgiven"), ("freeze", "froze", "frozen"), ("hang", "hung", ""), ("hide", "hid", "hidden"),
    ("lend", "lent", ""), ("light", "lit", ""), ("overcome", "overcame", "overcome"), ("ride", "rode", "ridden"),
    ("ring", "rang", "rung"), ("shake", "shook", "shaken"), ("shine", "shone", ""), ("shrink", "shrank", "shrunk"),
    ("sink", "sank", "sunk"), ("slide", "slid", ""), ("spin", "spun", ""), ("spring", "sprang", "sprung"),
    ("stick", "stuck", ""), ("sting", "stung", ""), ("stink", "stank", "stunk"), ("sweep", "swept", ""),
    ("swing", "swung", ""), ("undertake", "undertook", "undertaken"), ("undergo", "underwent", "undergone"),
    ("weave", "wove", "woven"), ("weep", "wept", ""), ("wind", "wound", ""), ("withdraw", "withdrew", "withdrawn"),
    ("withhold", "withheld", ""), ("withstand", "withstood", ""), ("foresee", "foresaw", "foreseen"),
    ("mistake", "mistook", "mistaken"), ("overthrow", "overthrew", "overthrown"), ("arise", "arose", "arisen"),
    ("awake", "awoke", "awoken"), ("behold", "beheld", ""), ("uphold", "upheld", ""), ("rebuild", "rebuilt", ""),
    ("put", "put", ""), ("cut", "cut", ""), ("let", "let", ""), ("set", "set", ""), ("hit", "hit", ""),
    ("hurt", "hurt", ""), ("shut", "shut", ""), ("cost", "cost", ""), ("quit", "quit", ""), ("spread", "spread", ""),
    ("read", "read", ""), ("beat", "beat", "beaten"), ("bet", "bet", ""), ("cast", "cast", ""), ("split", "split", ""),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenses_of_one_verb_differ() {
        for (a, b) in [
            ("say", "said"),
            ("says", "said"),
            ("went", "go"),
            ("goes", "gone"),
            ("is", "was"),
            ("are", "were"),
            ("isn't", "wasn't"),
            ("has", "had"),
            ("walk", "walked"),
            ("attacks", "attacked"),
            ("move", "moved"),
            ("carries", "carried"),
            ("stop", "stopped"),
            ("agree", "agreed"),
            ("took", "taken"),
        ] {
            assert!(differ_in_tense(a, b) && differ_in_tense(b, a), "{a} {b}");
        }
    }

    #[test]
    fn other_pairs_do_not() {
        for (a, b) in [
            ("is", "are"),
            ("was", "were"),
            ("has", "have"),
            ("say", "says"),
            ("say", "went"),
            ("put", "puts"),
            ("see", "seed"),
            ("fee", "feed"),
            ("we", "wed"),
            ("she", "shed"),
            ("attack", "attacking"),
            ("walked", "walked"),
            ("nation", "national"),
        ] {
            assert!(!differ_in_tense(a, b) && !differ_in_tense(b, a), "{a} {b}");
        }
    }
}
