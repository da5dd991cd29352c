//! Words that deny others by their first syllable.

use super::Lang;

/// What *in-*, *im-*, *il-*, *ir-* and *dis-* deny; elsewhere these letters are mostly no negation (*discover*,
/// *impress*). *un-* and *non-* need no list.
const DENIED: &[(&str, &[&str])] = &[
    (
        "in",
        &[
            "accura",
            "adequa",
            "appropria",
            "capable",
            "complete",
            "consisten",
            "correct",
            "credible",
            "decen",
            "definite",
            "dependen",
            "direct",
            "effective",
            "efficien",
            "eligible",
            "formal",
            "frequen",
            "human",
            "justice",
            "sane",
            "secur",
            "sensitiv",
            "sufficien",
            "tolera",
            "valid",
            "visib",
            "voluntar",
            "experienced",
            "expensive",
        ],
    ),
    (
        "im",
        &[
            "balance",
            "matur",
            "mobile",
            "modest",
            "moral",
            "mortal",
            "partial",
            "patien",
            "perfect",
            "plausib",
            "polite",
            "possib",
            "practical",
            "precise",
            "probab",
            "proper",
            "pure",
        ],
    ),
    ("il", &["legal", "legitima", "liberal", "litera", "logical"]),
    ("ir", &["rational", "regular", "relevan", "replaceable", "responsib", "reversib", "resistib"]),
    (
        "dis",
        &[
            "advantage",
            "agree",
            "allow",
            "approv",
            "believe",
            "connect",
            "continu",
            "honest",
            "honor",
            "honour",
            "like",
            "loyal",
            "obe",
            "prove",
            "qualif",
            "respect",
            "satisf",
            "similar",
            "trust",
            "united",
        ],
    ),
];

/// What *in-*, *im-* and *il-* deny in French, Spanish and Italian.
const DENIED_ROMANCE: &[&str] = &[
    "possib",
    "posib",
    "just",
    "giust",
    "capa",
    "util",
    "utile",
    "cert",
    "ciert",
    "legal",
    "legitim",
    "moral",
    "sufficien",
    "suficien",
    "suffisan",
    "complet",
    "direct",
    "dirett",
    "visib",
    "humain",
    "human",
    "uman",
    "fini",
    "regular",
    "regolar",
    "egal",
    "egual",
    "accept",
    "acept",
    "accett",
    "perfect",
    "perfett",
    "parfait",
    "prudent",
    "dependan",
    "dipenden",
    "dependien",
    "probab",
    "efficac",
    "eficac",
];

/// Whether one of the folded words denies the other by its first syllable: *likely*, *unlikely*; *legal*, *illegal*;
/// *möglich*, *unmöglich*; *chceme*, *nechceme*. In [`Lang::Unknown`] as in English.
#[must_use]
pub fn deny_each_other(a: &str, b: &str, lang: Lang) -> bool {
    denies(a, b, lang) || denies(b, a, lang)
}

fn denies(longer: &str, word: &str, lang: Lang) -> bool {
    let Some(prefix) = longer.strip_suffix(word) else { return false };
    let letters = word.chars().count();
    match (lang, prefix) {
        (Lang::En | Lang::Unknown, "un" | "non") => letters >= 4 && word != "less",
        (Lang::En | Lang::Unknown, _) => {
            DENIED.iter().any(|(p, stems)| *p == prefix && stems.iter().any(|stem| word.starts_with(stem)))
        }
        // *unter*, *und*; *unmöglich* has a word after the prefix.
        (Lang::De, "un") => letters >= 4,
        (Lang::De, "miss" | "nicht") => letters >= 5,
        (Lang::Fr | Lang::Es | Lang::It, "in" | "im" | "il" | "i" | "ir" | "ine") => {
            DENIED_ROMANCE.iter().any(|stem| word.starts_with(stem))
        }
        (Lang::Cs, "ne") => letters >= 2,
        (Lang::Pl, "nie") => letters >= 4,
        (Lang::Ru | Lang::Uk, "не") => letters >= 4,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_that_deny() {
        for (a, b) in
            [("likely", "unlikely"), ("illegal", "legal"), ("agree", "disagree"), ("impossible", "possible")]
        {
            assert!(deny_each_other(a, b, Lang::En) && deny_each_other(b, a, Lang::En), "{a} {b}");
        }
        for (a, b, lang) in [
            ("moglich", "unmoglich", Lang::De),
            ("possible", "impossible", Lang::Fr),
            ("justo", "injusto", Lang::Es),
            ("possibile", "impossibile", Lang::It),
            ("mozliwe", "niemozliwe", Lang::Pl),
            ("chceme", "nechceme", Lang::Cs),
            ("возможно", "невозможно", Lang::Ru),
            ("можливо", "неможливо", Lang::Uk),
        ] {
            assert!(deny_each_other(a, b, lang) && deny_each_other(b, a, lang), "{a} {b}");
            assert!(!deny_each_other(a, a, lang), "{a}");
        }
        for (a, b) in
            [("less", "unless"), ("cover", "discover"), ("press", "impress"), ("form", "inform"), ("a", "a")]
        {
            assert!(!deny_each_other(a, b, Lang::En), "{a} {b}");
        }
    }
}
