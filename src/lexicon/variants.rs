//! Pairs of closed data: what houses abbreviate, contract or spell as it is spoken.

/// Short forms and what they stand for: several readings where one short form has several. The first reading is what
/// both sides are reduced to. A short form with a capital is matched letter for letter (`US`,
/// never *us*; `Sun`, never *sun*).
pub(super) const ABBREVIATIONS: &[(&str, &[&str])] = &[
    ("%", &["percent"]),
    ("&", &["and"]),
    ("pct", &["percent"]),
    ("per cent", &["percent"]),
    ("No", &["number"]),
    ("Nos", &["numbers"]),
    ("mr", &["mister"]),
    ("dr", &["doctor", "drive"]),
    ("prof", &["professor"]),
    ("Gen", &["general"]),
    ("lt", &["lieutenant"]),
    ("Col", &["colonel"]),
    ("maj", &["major"]),
    ("capt", &["captain"]),
    ("sgt", &["sergeant"]),
    ("cpl", &["corporal"]),
    ("pvt", &["private"]),
    ("cmdr", &["commander"]),
    ("adm", &["admiral"]),
    ("gov", &["governor"]),
    ("govs", &["governors"]),
    ("sen", &["senator"]),
    ("sens", &["senators"]),
    ("Rep", &["representative"]),
    ("Reps", &["representatives"]),
    ("pres", &["president"]),
    ("hon", &["honorable", "honourable"]),
    ("Rev", &["reverend"]),
    ("Fr", &["father"]),
    ("st", &["saint", "street"]),
    ("ste", &["sainte"]),
    ("mt", &["mount"]),
    ("ft", &["fort", "feet", "foot"]),
    ("ave", &["avenue"]),
    ("blvd", &["boulevard"]),
    ("rd", &["road"]),
    ("jr", &["junior"]),
    ("sr", &["senior"]),
    ("co", &["company"]),
    ("corp", &["corporation"]),
    ("inc", &["incorporated"]),
    ("ltd", &["limited"]),
    ("bros", &["brothers"]),
    ("dept", &["department"]),
    ("govt", &["government"]),
    ("univ", &["university"]),
    ("vs", &["versus"]),
    ("v", &["versus"]),
    ("etc", &["et cetera"]),
    ("eg", &["for example"]),
    ("ie", &["that is"]),
    ("jan", &["january"]),
    ("feb", &["february"]),
    ("Mar", &["march"]),
    ("apr", &["april"]),
    ("jun", &["june"]),
    ("jul", &["july"]),
    ("aug", &["august"]),
    ("sep", &["september"]),
    ("sept", &["september"]),
    ("oct", &["october"]),
    ("nov", &["november"]),
    ("Dec", &["december"]),
    ("Mon", &["monday"]),
    ("tue", &["tuesday"]),
    ("tues", &["tuesday"]),
    ("Wed", &["wednesday"]),
    ("thu", &["thursday"]),
    ("thurs", &["thursday"]),
    ("fri", &["friday"]),
    ("Sat", &["saturday"]),
    ("Sun", &["sunday"]),
    ("US", &["united states"]),
    ("USA", &["united states of america", "united states"]),
    ("UK", &["united kingdom"]),
    ("UN", &["united nations"]),
    ("EU", &["european union"]),
    ("UAE", &["united arab emirates"]),
    ("EC", &["european commission"]),
    ("NY", &["new york"]),
    ("NYC", &["new york city"]),
    ("DC", &["district of columbia"]),
    ("LA", &["los angeles"]),
    ("TV", &["television"]),
    ("PM", &["prime minister"]),
    ("MP", &["member of parliament"]),
    ("MPs", &["members of parliament"]),
    ("GOP", &["republican party"]),
    ("WWI", &["world war 1"]),
    ("WWII", &["world war 2"]),
    ("km", &["kilometers", "kilometres", "kilometer", "kilometre"]),
    ("kms", &["kilometers", "kilometres"]),
    ("kg", &["kilograms", "kilogram", "kilos", "kilo"]),
    ("kgs", &["kilograms", "kilos"]),
    ("cm", &["centimeters", "centimetres", "centimeter", "centimetre"]),
    ("mm", &["millimeters", "millimetres", "millimeter", "millimetre"]),
    ("mph", &["miles per hour", "miles an hour"]),
    ("kph", &["kilometers per hour", "kilometres per hour"]),
    ("lb", &["pounds", "pound"]),
    ("lbs", &["pounds"]),
    ("oz", &["ounces", "ounce"]),
    ("hr", &["hour", "hours"]),
    ("hrs", &["hours"]),
    ("min", &["minutes", "minute"]),
    ("sec", &["seconds", "second"]),
    ("m", &["million", "meters", "metres"]),
    ("mn", &["million"]),
    ("bn", &["billion"]),
    ("tn", &["trillion"]),
    ("k", &["thousand"]),
    ("dollars", &["$"]),
    ("dollar", &["$"]),
    ("euros", &["€"]),
    ("euro", &["€"]),
    ("pounds", &["£"]),
    ("ok", &["okay"]),
];

/// Words that houses choose between as they do between spellings, beside the list of spellings.
pub(super) const HOUSE_WORDS: &[(&str, &[&str])] = &[
    ("towards", &["toward"]),
    ("afterwards", &["afterward"]),
    ("backwards", &["backward"]),
    ("forwards", &["forward"]),
    ("upwards", &["upward"]),
    ("downwards", &["downward"]),
    ("whilst", &["while"]),
    ("amongst", &["among"]),
    ("amidst", &["amid"]),
    ("burnt", &["burned"]),
    ("dreamt", &["dreamed"]),
    ("spelt", &["spelled"]),
    ("spoilt", &["spoiled"]),
    ("leapt", &["leaped"]),
    ("leant", &["leaned"]),
    ("learnt", &["learned"]),
];

/// Contractions with what they stand for, beside the regular *n't*, *'re*, *'ve*, *'ll*, *'m*, *'d*, *'s*.
pub(super) const CONTRACTIONS: &[(&str, &[&str])] = &[
    ("cannot", &["can not"]),
    ("can't", &["can not"]),
    ("won't", &["will not"]),
    ("shan't", &["shall not"]),
    ("let's", &["let us"]),
    ("'tis", &["it is"]),
    ("'twas", &["it was"]),
    // An apostrophe at the front may be taken for a mark.
    ("tis", &["it is"]),
    ("twas", &["it was"]),
    ("twere", &["it were"]),
    ("twould", &["it would"]),
];

/// The speaker's own sounds and what they stand for. Those of two words and more are listed as they are written.
pub(super) const DIALECT: &[(&str, &[&str])] = &[
    ("alright", &["all right"]),
    ("gainst", &["against"]),
    ("neath", &["beneath"]),
    ("twixt", &["betwixt"]),
    ("mongst", &["amongst"]),
    ("gonna", &["going to"]),
    ("wanna", &["want to", "want a"]),
    ("gotta", &["got to", "have to", "have got to", "got a", "'ve got to"]),
    ("hafta", &["have to"]),
    ("oughta", &["ought to"]),
    ("kinda", &["kind of"]),
    ("sorta", &["sort of"]),
    ("outta", &["out of"]),
    ("lotta", &["lot of"]),
    ("lotsa", &["lots of"]),
    ("coulda", &["could have"]),
    ("woulda", &["would have"]),
    ("shoulda", &["should have"]),
    ("musta", &["must have"]),
    ("lemme", &["let me"]),
    ("gimme", &["give me"]),
    ("dunno", &["don't know", "do not know"]),
    ("whatcha", &["what are you", "what have you"]),
    ("gotcha", &["got you"]),
    ("betcha", &["bet you"]),
    ("c'mon", &["come on"]),
    ("y'all", &["you all"]),
    ("yall", &["you all"]),
    ("d'you", &["do you"]),
    ("'cause", &["because"]),
    ("cause", &["because"]),
    ("cuz", &["because"]),
    ("cos", &["because"]),
    ("coz", &["because"]),
    ("'em", &["them"]),
    ("em", &["them"]),
    ("'til", &["until"]),
    ("til", &["until"]),
    ("till", &["until"]),
    ("'bout", &["about"]),
    ("bout", &["about"]),
    ("'round", &["around"]),
    ("ya", &["you"]),
    ("yer", &["your"]),
    ("ol", &["old"]),
    ("tho", &["though"]),
    ("altho", &["although"]),
    ("thru", &["through"]),
    ("nite", &["night"]),
    ("yeah", &["yes"]),
    ("yep", &["yes"]),
    ("yup", &["yes"]),
    ("nope", &["no"]),
    ("nah", &["no"]),
    ("ma'am", &["madam"]),
    (
        "ain't",
        &["am not", "is not", "are not", "isn't", "aren't", "has not", "have not", "hasn't", "haven't"],
    ),
];

/// Pairs that only agree with what stands beside them. A noun's plural is none: it says how many.
pub(super) const AGREEMENT: &[(&str, &str)] = &[
    ("was", "were"),
    ("wasn't", "weren't"),
    ("is", "are"),
    ("isn't", "aren't"),
    ("am", "is"),
    ("am", "are"),
    ("has", "have"),
    ("hasn't", "haven't"),
    ("does", "do"),
    ("doesn't", "don't"),
    ("a", "an"),
    ("have", "hast"),
    ("do", "dost"),
    ("did", "didst"),
    ("had", "hadst"),
    ("shall", "shalt"),
    ("will", "wilt"),
    ("can", "canst"),
    ("may", "mayst"),
    ("might", "mightst"),
    ("could", "couldst"),
    ("would", "wouldst"),
    ("should", "shouldst"),
];

/// The form of today of an English modal verb that goes with *thou*: *shall* of *shalt*.
#[must_use]
pub fn without_thou(word: &str) -> Option<&'static str> {
    let word = if word == "mayest" { "mayst" } else { word };
    AGREEMENT
        .iter()
        .find(|(today, thou)| *thou == word && thou.ends_with('t') && *today != "was")
        .map(|(today, _)| *today)
}

/// Words that sound alike and are mixed up by the pen: both are words, so no list finds them.
pub(super) const SOUND_ALIKE: &[(&str, &str)] = &[
    ("its", "it's"),
    ("whose", "who's"),
    ("your", "you're"),
    ("lets", "let's"),
    ("their", "they're"),
    ("there", "they're"),
    ("there", "their"),
];

/// What stands before a contracted verb or *not*, and what the contraction may be of: *we'll* is *we* and *will*.
/// The stem of *can't*, *won't*, *shan't* and *ain't* is none: these stand in the lists.
#[must_use]
pub(super) fn split_ending(word: &str) -> Option<(&str, &'static [&'static str])> {
    if let Some(stem) = word.strip_suffix("n't") {
        return (!matches!(stem, "" | "ca" | "wo" | "sha" | "ai")).then_some((stem, &["not"]));
    }
    let (stem, ending) = word.rsplit_once('\'')?;
    let endings: &[&str] = match ending {
        "re" => &["are"],
        "ve" => &["have"],
        "ll" => &["will", "shall"],
        "m" => &["am"],
        "d" => &["would", "had", "did"],
        "s" => &["is", "has"],
        _ => return None,
    };
    (!stem.is_empty()).then_some((stem, endings))
}

/// Whether `a` and `b`, in either order, are a pair of `list`.
pub(super) fn is_pair(list: &[(&str, &str)], a: &str, b: &str) -> bool {
    list.iter().any(|&(x, y)| (x, y) == (a, b) || (x, y) == (b, a))
}

/// Whether the folded `word` is a short form that takes a full stop in some houses, so that the stop after it ends no
/// sentence: *Gen.*, *Dr.*, *St.*
#[must_use]
pub fn is_abbreviation(word: &str) -> bool {
    const OTHERS: &[&str] =
        &["mrs", "ms", "messrs", "mme", "mlle", "hr", "fr", "nr", "bzw", "z", "sr", "sra", "ing", "g", "mgr"];
    // Neither `US`, which is written without stops, nor *dollars*, which `$` is short for.
    let with_stop = |short: &str| short.bytes().skip(1).all(|b| b.is_ascii_lowercase()) && short.len() > 1;
    OTHERS.contains(&word)
        || ABBREVIATIONS.iter().any(|(short, long)| {
            short.eq_ignore_ascii_case(word)
                && with_stop(short)
                && long.iter().all(|long| long.starts_with(char::is_alphabetic))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_data_is_lower_case_but_for_short_forms() {
        for (short, long) in CONTRACTIONS.iter().chain(DIALECT) {
            assert_eq!(*short, short.to_ascii_lowercase());
            assert!(!long.is_empty());
        }
        for (short, long) in ABBREVIATIONS {
            assert!(long.iter().all(|long| long != short && *long == long.to_ascii_lowercase()), "{short}");
        }
    }
}
