//! What an apostrophe leaves of a word whose start or end is dropped: closed data.

/// What is left of a word when its start is dropped, and is no word itself: in English, Dutch, German and
/// Italian.
pub(super) const ELIDED: &[&str] = &[
    "tis",
    "twas",
    "twere",
    "twill",
    "twould",
    "twixt",
    "tween",
    "twasn",
    "tisn",
    "em",
    "n",
    "til",
    "nother",
    "gainst",
    "neath",
    "nuff",
    "cept",
    "fraid",
    "pon",
    "ere",
    "ud",
    "ll",
    "ve",
    "re",
    "d",
    "s",
    "t",
    "k",
    "m",
    "r",
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
];

/// The same where what is left is a word too.
pub(super) const ELIDED_OR_WORD: &[&str] =
    &["cause", "bout", "round", "cos", "cuz", "cross", "way", "less", "fore", "ome", "un"];

/// What Cockney leaves of words with an *h*.
pub(super) const AITCHLESS: &[&str] = &[
    "e", "im", "er", "is", "ers", "as", "ave", "aving", "avin", "ad", "adn", "asn", "aven", "ow", "ouse",
    "ead", "eads", "eard", "ear", "eart", "old", "ell", "elp", "alf", "and", "ands", "ard", "ope", "undred",
    "ole", "oly", "ot", "orse", "orses", "imself", "erself", "isself", "ello", "ullo", "appen", "appened",
    "appy", "ill", "igh", "it", "ate", "air", "arf", "at", "ang", "ook", "oo", "ungry", "urry", "urt",
    "istory", "ospital", "eaven", "igher", "eavy",
];

/// Words that have lost their end.
pub(super) const CLIPPED: &[&str] =
    &["o", "an", "th", "wi", "ol", "mo", "ha", "lil", "fo", "t", "po", "yo", "ne", "di"];

/// The length of `'n'` in *rock 'n' roll*, if `rest` starts with it.
pub(super) fn elided_and(rest: &str) -> Option<usize> {
    let (n, after) = rest.char_indices().nth(1).zip(rest.char_indices().nth(2))?;
    let is_and = matches!(n.1, 'n' | 'N') && matches!(after.1, '\'' | '’' | '‘');
    let end = after.0 + after.1.len_utf8();
    (is_and && !rest[end..].starts_with(char::is_alphanumeric)).then_some(end)
}
