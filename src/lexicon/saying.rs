//! Verbs of saying, in the forms that stand beside a speaker in the third person singular. All in small letters.

use super::List;

/// Whether `word` says so wherever it stands beside words in marks, in any of the languages of the lists.
#[must_use]
pub fn is_saying(word: &str) -> bool {
    let known =
        |word: &str| PLAIN.contains(&word) || ELSEWHERE.contains(&word) || matches!(word, "say" | "saying");
    known(word) || (!word.is_ascii() && known(&word.to_lowercase()))
}

/// English verbs that hardly ever mean anything else.
#[rustfmt::skip]
pub const PLAIN: &List = &List::new(&[
    "said", "says", "asked", "asks", "replied", "replies", "answered", "added", "adds", "continued", "continues",
    "cried", "exclaimed", "wrote", "writes", "told", "tells", "remarked", "observed", "declared", "whispered",
    "murmured", "muttered", "shouted", "explained", "insisted", "argued", "noted", "admitted",
]);

/// English verbs that say so where a speaker is their subject.
#[rustfmt::skip]
pub const WITH_A_SPEAKER: &List = &List::new(&[
    "tweeted", "tweets", "posted", "claimed", "claims", "declares", "stated", "states", "insists", "argues",
    "explains", "notes", "remarks", "observes", "answers", "responded", "responds", "concluded", "concludes",
    "warned", "warns", "announced", "announces", "admits", "acknowledged", "acknowledges", "conceded", "concedes",
    "recalled", "recalls", "exclaims", "cries", "shouts", "whispers", "quipped", "quips", "joked", "jokes",
    "commented", "comments", "complained", "complains", "confessed", "confesses", "boasted", "boasts", "promised",
    "vowed", "vows", "pledged", "suggested", "suggests", "repeated", "repeats", "retorted", "testified", "testifies",
    "inquired", "enquired", "stressed", "stresses", "emphasized", "emphasised", "reiterated", "lamented", "laments",
    "asserted", "asserts", "maintained", "maintains", "affirmed", "contended", "contends", "countered", "opined",
    "mused", "muses", "interjected", "rejoined", "ejaculated", "protested", "demanded", "demands", "urged", "urges",
    "predicted", "predicts", "hissed", "sighed", "groaned", "growled", "snapped", "laughed", "sobbed", "gasped",
    "stammered", "chimed", "drawled", "barked", "bellowed", "breathed", "faltered", "grumbled", "moaned", "pleaded",
    "begged", "reflected", "recounted", "elaborated", "alleged", "alleges", "proclaimed", "ventured", "implored",
    "enthused", "fumed", "volunteered", "recollected", "bragged", "remembered", "began", "corrected", "confirmed",
    "confirms", "commanded", "agreed", "agrees", "objected", "objects", "persisted",
    "screamed", "yelled", "whined", "snarled", "wondered",
]);

/// Verbs of other languages.
#[rustfmt::skip]
pub const ELSEWHERE: &List = &List::new(&[
    // German
    "sagte", "sagt", "gesagt", "erklärte", "erklärt", "schrieb", "schreibt", "betonte", "betont", "meinte", "meint",
    "fragte", "fragt", "antwortete", "rief", "entgegnete", "behauptete", "twitterte", "warnte", "forderte",
    "ergänzte", "berichtete", "mahnte", "kommentierte", "erwiderte", "flüsterte",
    // French
    "dit", "disait", "déclaré", "déclare", "affirmé", "affirme", "expliqué", "explique", "écrit", "ajouté", "ajoute",
    "ajouta", "répondit", "répondu", "répond", "demanda", "demandé", "s'écria", "souligné", "souligne", "assuré",
    "assure", "tweeté", "lancé", "lança", "lance", "indiqué", "indique", "précisé", "précise", "estimé", "estime",
    "confié", "confie", "rappelé", "rappelle", "murmura", "répliqua", "s'exclama", "expliqua", "déclara", "affirma",
    "raconte", "raconté", "regretté", "prévenu",
    // Spanish
    "dijo", "dice", "dicho", "declaró", "declara", "declarado", "afirmó", "afirma", "afirmado", "aseguró", "asegura",
    "asegurado", "explicó", "explica", "explicado", "escribió", "escribe", "añadió", "añade", "añadido", "agregó",
    "respondió", "responde", "preguntó", "señaló", "señala", "manifestó", "indicó", "sostuvo", "sostiene", "advirtió",
    "comentó", "contestó", "subrayó", "destacó", "exclamó", "reconoció", "recordó",
    // Italian
    "disse", "detto", "dichiarato", "dichiarò", "dichiara", "affermato", "affermò", "afferma", "spiegato", "spiegò",
    "spiega", "aggiunto", "aggiunse", "aggiunge", "rispose", "risposto", "chiese", "chiesto", "scritto", "scrisse",
    "scrive", "sottolineato", "sottolinea", "ribadito", "commentato", "commenta", "osservato", "precisato",
    "assicurato", "replicato", "esclamò", "mormorò", "domandò",
    // Polish
    "powiedział", "powiedziała", "mówi", "mówił", "mówiła", "oświadczył", "oświadczyła", "stwierdził", "stwierdziła",
    "dodał", "dodała", "napisał", "napisała", "zapytał", "zapytała", "odpowiedział", "odpowiedziała", "podkreślił",
    "podkreśliła", "zaznaczył", "zaznaczyła", "wyjaśnił", "wyjaśniła", "twierdzi", "przyznał", "przyznała", "ocenił",
    "oceniła", "odparł", "odparła", "rzekł", "rzekła",
    // Czech
    "řekl", "řekla", "říká", "uvedl", "uvedla", "uvádí", "prohlásil", "prohlásila", "dodal", "dodala", "dodává",
    "napsal", "napsala", "odpověděl", "odpověděla", "zdůraznil", "zdůraznila", "vysvětlil", "vysvětlila", "sdělil",
    "sdělila", "poznamenal", "poznamenala", "konstatoval", "konstatovala", "tvrdí",
    // Russian
    "сказал", "сказала", "говорит", "заявил", "заявила", "написал", "написала", "пишет", "добавил", "добавила",
    "подчеркнул", "подчеркнула", "ответил", "ответила", "спросил", "спросила", "отметил", "отметила", "сообщил",
    "сообщила", "рассказал", "рассказала", "пояснил", "пояснила", "объяснил", "объяснила", "уточнил", "уточнила",
    "воскликнул", "воскликнула", "крикнул", "крикнула", "считает", "утверждает",
    // Ukrainian
    "сказав", "каже", "заявив", "заявляє", "написав", "додав", "додала", "підкреслив", "підкреслила", "відповів",
    "відповіла", "наголосив", "наголосила", "зазначив", "зазначила", "повідомив", "повідомила", "розповів",
    "розповіла", "пояснив", "запитав", "запитала", "вважає", "уточнив",
]);
