//! Verbs of saying, in the forms that stand beside a speaker in the third person singular. All in small letters.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Lang;

/// Whether `word` says so wherever it stands beside words in marks, in any of the languages of the lists.
#[must_use]
pub fn is_saying(word: &str) -> bool {
    // An English one with a capital opens a sentence of its own.
    let english = matches!(word, "say" | "saying");
    let capital = word.is_ascii() && word.starts_with(char::is_uppercase);
    english || !capital && matches!(tongue(word), Some((_, depends)) if !depends)
}

/// The language whose verb of saying `word` is, in small letters or not, and whether it says so only where a speaker is
/// its subject (*claimed*).
#[must_use]
pub fn tongue(word: &str) -> Option<(Lang, bool)> {
    static KNOWN: LazyLock<FxHashMap<&str, (Lang, bool)>> = LazyLock::new(|| {
        let english =
            |list: &'static [&'static str], depends| list.iter().map(move |w| (*w, (Lang::En, depends)));
        let elsewhere = ELSEWHERE.iter().flat_map(|(lang, list)| list.iter().map(|w| (*w, (*lang, false))));
        elsewhere.chain(english(WITH_A_SPEAKER, true)).chain(english(PLAIN, false)).collect()
    });
    if let Some(&known) = KNOWN.get(word) {
        return Some(known);
    }
    let capital = word.chars().any(char::is_uppercase);
    if capital { KNOWN.get(word.to_lowercase().as_str()).copied() } else { None }
}

/// English verbs that hardly ever mean anything else.
#[rustfmt::skip]
const PLAIN: &[&str] = &[
    "said", "says", "asked", "asks", "replied", "replies", "answered", "added", "adds", "continued", "continues",
    "cried", "exclaimed", "wrote", "writes", "told", "tells", "remarked", "observed", "declared", "whispered",
    "murmured", "muttered", "shouted", "explained", "insisted", "argued", "noted", "admitted",
];

/// English verbs that say so where a speaker is their subject.
#[rustfmt::skip]
const WITH_A_SPEAKER: &[&str] = &[
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
];

/// English verbs that say so right behind the words in marks and before their subject only: *“…,” returned Emma*.
pub const INVERTED: &[&str; 7] =
    &["returned", "resumed", "thought", "pursued", "rejoined", "responded", "put"];

/// Verbs of other languages, by language. A word of two of them stands with the first.
#[rustfmt::skip]
const ELSEWHERE: &[(Lang, &[&str])] = &[
    (Lang::De, &[
        "sagte", "sagt", "gesagt", "erklärte", "erklärt", "schrieb", "schreibt", "betonte", "betont", "meinte",
        "meint", "fragte", "fragt", "antwortete", "rief", "entgegnete", "behauptete", "twitterte", "warnte",
        "forderte", "ergänzte", "berichtete", "mahnte", "kommentierte", "erwiderte", "flüsterte", "versicherte",
        "versichert", "klagte", "klagt", "versprach", "verspricht", "kritisierte", "kritisiert", "bestätigte",
        "bestätigt", "bekräftigte", "bekräftigt", "erzählte", "erzählt", "murmelte", "murmelt", "schrie", "seufzte",
        "ruft", "antwortet", "warnt", "fordert", "mahnt", "ergänzt", "berichtet", "kommentiert", "scherzte",
        "gestand", "resümierte", "urteilte", "wiederholte", "entgegnet", "erwidert", "flüstert", "beklagte",
        "beklagt", "beteuerte", "beteuert", "prophezeite", "unterstrich", "brummte", "stammelte", "rühmte",
    ]),
    (Lang::Fr, &[
        "dit", "disait", "déclaré", "déclare", "affirmé", "affirme", "expliqué", "explique", "écrit", "ajouté",
        "ajoute", "ajouta", "répondit", "répondu", "répond", "demanda", "demandé", "s'écria", "souligné", "souligne",
        "assuré", "assure", "tweeté", "lancé", "lança", "lance", "indiqué", "indique", "précisé", "précise", "estimé",
        "estime", "confié", "confie", "rappelé", "rappelle", "murmura", "répliqua", "s'exclama", "expliqua",
        "déclara", "affirma", "raconte", "raconté", "regretté", "regrette", "prévenu", "promis", "promet", "insisté", "insiste",
        "poursuivi", "poursuit", "poursuivit", "martelé", "martèle", "résumé", "résume", "conclu", "conclut",
        "plaidé", "plaide", "soupira", "soupire", "reprit", "reprend", "cria", "crié", "s'indigne", "s'étonne",
        "témoigne", "témoigné", "tranché", "ironise", "ironisé", "commente", "commenté", "détaillé", "reconnaît",
        "reconnu", "prévient", "dénoncé", "déplore", "déploré", "s'exclame", "annonce", "annoncé", "répète", "répété",
        "confirme", "confirmé", "souffle", "soufflé", "jugé", "analysé", "admis", "admet", "demande", "interrogé",
        "assène", "soutient", "soutenu", "s'agace", "s'inquiète", "s'emporte", "raille", "glissé",
        "glisse", "avoue", "avoué", "avoua", "murmure", "chuchota", "hurla", "fit-il", "écrivait", "écrivit",
        "exhorte", "exhorté", "renchérit", "salué", "s'alarme",
        "réclamé", "réclame", "répliqué", "réplique", "rétorqué", "rétorque",
    ]),
    (Lang::Es, &[
        "dijo", "dice", "dicho", "declaró", "declara", "declarado", "afirmó", "afirma", "afirmado", "aseguró",
        "asegura", "asegurado", "explicó", "explica", "explicado", "escribió", "escribe", "añadió", "añade",
        "añadido", "agregó", "respondió", "responde", "preguntó", "señaló", "señala", "manifestó", "indicó",
        "sostuvo", "sostiene", "advirtió", "comentó", "contestó", "subrayó", "destacó", "exclamó", "reconoció",
        "recordó", "prometió", "promete", "insistió", "lamentó", "lamenta", "continuó", "prosiguió", "concluyó",
        "apuntó", "apunta", "puntualizó", "recalcó", "aclaró", "admitió", "denunció", "gritó", "murmuró", "susurró",
        "replicó", "repuso", "relató", "relata", "opinó", "opina", "sentenció", "zanjó", "avisó", "alertó", "confesó",
        "precisó", "matizó", "repitió", "anunció", "garantizó", "comenta", "recuerda", "subraya", "destaca",
        "advierte", "reconoce", "contó", "confirmó", "expresó", "enfatizó", "remarcó", "reiteró", "cuestionó",
        "apostilló", "ironizó", "defendió", "señalado", "escrito", "comentado",
        "advertido", "insistido", "manifestado",
        "reclamó", "reclama", "exigió", "exige", "pidió", "pide",
    ]),
    (Lang::It, &[
        "disse", "detto", "dichiarato", "dichiarò", "dichiara", "affermato", "affermò", "afferma", "spiegato",
        "spiegò", "spiega", "aggiunto", "aggiunse", "aggiunge", "rispose", "risposto", "chiese", "chiesto", "scritto",
        "scrisse", "scrive", "sottolineato", "sottolinea", "ribadito", "commentato", "commenta", "osservato",
        "precisato", "assicurato", "replicato", "esclamò", "mormorò", "domandò", "promesso", "promette", "insistito",
        "lamentato", "continuato", "proseguito", "prosegue", "ammesso", "ammette", "denunciato", "gridò", "gridato",
        "sussurrò", "ribatté", "raccontato", "racconta", "raccontò", "avvertito", "avverte", "annunciato",
        "confermato", "ricordato", "ricorda", "precisa", "risponde", "chiede", "assicura", "ribadisce", "incalza",
        "sbottò", "ripeté", "ripetuto", "tuonato", "attaccato", "chiarito", "concluso", "evidenziato", "ironizzato",
        "auspicato", "sostenuto", "diceva", "soggiunse", "proseguì", "continuò", "concluse",
    ]),
    (Lang::Pl, &[
        "powiedział", "powiedziała", "mówi", "mówił", "mówiła", "oświadczył", "oświadczyła", "stwierdził",
        "stwierdziła", "dodał", "dodała", "napisał", "napisała", "zapytał", "zapytała", "odpowiedział",
        "odpowiedziała", "podkreślił", "podkreśliła", "zaznaczył", "zaznaczyła", "wyjaśnił", "wyjaśniła", "twierdzi",
        "przyznał", "przyznała", "ocenił", "oceniła", "odparł", "odparła", "rzekł", "rzekła", "zapewnił", "zapewniła",
        "zapewnia", "ubolewa", "obiecał", "obiecała", "krzyknął", "krzyknęła", "kontynuował", "kontynuowała",
        "tłumaczy", "tłumaczył", "tłumaczyła", "dodaje", "podkreśla", "wyjaśnia", "zaznacza", "ocenia", "przyznaje",
        "przekonuje", "przekonywał", "przekonywała", "poinformował", "poinformowała", "informuje", "zapowiedział",
        "zapowiedziała", "szepnął", "szepnęła", "mruknął", "mruknęła", "westchnął", "westchnęła", "zawołał",
        "zawołała", "spytał", "spytała", "pyta", "odpowiada", "pisze", "ostrzegł", "ostrzegła", "skomentował",
        "skomentowała", "przypomniał", "przypomniała", "wspomina", "opowiada", "apeluje", "zauważył", "zauważyła",
        "stwierdza", "komentuje", "przypomina", "wykrzyknął", "wykrzyknęła", "powtórzył", "powtórzyła",
        "opowiadał", "opowiadała", "zaapelował", "zaapelowała",
        "zażądał", "zażądała", "wezwał", "wezwała",
    ]),
    (Lang::Cs, &[
        "řekl", "řekla", "říká", "uvedl", "uvedla", "uvádí", "prohlásil", "prohlásila", "dodal", "dodala", "dodává",
        "napsal", "napsala", "odpověděl", "odpověděla", "zdůraznil", "zdůraznila", "vysvětlil", "vysvětlila",
        "sdělil", "sdělila", "poznamenal", "poznamenala", "konstatoval", "konstatovala", "tvrdí", "ujistil",
        "ujistila", "lituje", "slíbil", "slíbila", "křičel", "křičela", "vykřikl", "vykřikla", "pokračoval",
        "pokračovala", "zopakoval", "zopakovala", "varoval", "varovala", "doplnil", "doplnila", "upozornil",
        "upozornila", "připomněl", "připomněla", "přiznal", "přiznala", "potvrdil", "potvrdila", "oznámil",
        "oznámila", "zeptal", "zeptala", "odvětil", "odvětila", "zašeptal", "zašeptala", "zavolal", "zavolala",
        "vysvětluje", "podotkl", "podotkla", "poznamenává", "upozorňuje", "vzkázal", "vzkázala", "informoval",
        "informovala", "okomentoval", "okomentovala", "zvolal", "zvolala", "šeptal", "šeptala", "popsal", "popsala",
        "míní", "domnívá", "zdůrazňuje", "doplňuje", "komentoval", "komentovala", "vyzval", "vyzvala",
        "přiblížil", "přiblížila", "odpovídá", "píše", "povzdechl", "povzdechla",
        "požadoval", "požadovala",
    ]),
    (Lang::Ru, &[
        "сказал", "сказала", "говорит", "заявил", "заявила", "написал", "написала", "пишет", "добавил", "добавила",
        "подчеркнул", "подчеркнула", "ответил", "ответила", "спросил", "спросила", "отметил", "отметила", "сообщил",
        "сообщила", "рассказал", "рассказала", "пояснил", "пояснила", "объяснил", "объяснила", "уточнил", "уточнила",
        "воскликнул", "воскликнула", "крикнул", "крикнула", "считает", "утверждает", "заверил", "заверила", "сетует",
        "пообещал", "пообещала", "продолжил", "продолжила", "подтвердил", "подтвердила", "признал", "признала",
        "признался", "призналась", "напомнил", "напомнила", "предупредил", "предупредила", "прокомментировал",
        "прокомментировала", "возразил", "возразила", "прошептал", "прошептала", "пробормотал", "пробормотала",
        "вздохнул", "вздохнула", "закричал", "закричала", "заметил", "заметила", "поинтересовался",
        "поинтересовалась", "говорил", "говорила", "отмечает", "подчеркивает", "подчёркивает", "заявляет",
        "рассказывает", "поясняет", "уверен", "уверена", "полагает", "сообщает", "произнёс", "произнес", "произнесла",
        "промолвил", "промолвила", "буркнул", "буркнула", "проговорил", "проговорила", "отвечает", "отвечал",
        "отвечала", "спрашивает", "повторил", "повторила", "резюмировал", "резюмировала", "пожаловался",
        "пожаловалась", "объясняет", "добавляет", "уточняет", "вспоминает", "указал", "указала", "констатировал",
        "констатировала", "подытожил", "подытожила", "молвил", "молвила",
        "потребовал", "потребовала", "возражает", "требует", "призвал", "призвала",
        "настаивает", "настаивал", "настаивала", "отрезал", "отрезала",
    ]),
    (Lang::Uk, &[
        "сказав", "каже", "заявив", "заявляє", "написав", "додав", "додала", "підкреслив", "підкреслила", "відповів",
        "відповіла", "наголосив", "наголосила", "зазначив", "зазначила", "повідомив", "повідомила", "розповів",
        "розповіла", "пояснив", "запитав", "запитала", "вважає", "уточнив", "запевнив", "запевнила", "пообіцяв",
        "пообіцяла", "продовжив", "продовжила", "вигукнув", "вигукнула", "говорить", "говорив", "зазначає",
        "наголошує", "пише", "підтвердив", "підтвердила", "визнав", "визнала", "нагадав", "нагадала", "попередив",
        "попередила", "прокоментував", "прокоментувала", "прошепотів", "прошепотіла", "зауважив", "зауважила",
        "відповідає", "питає", "спитав", "спитала", "додає", "розповідає", "стверджує", "переконаний", "переконана",
        "повідомляє", "підкреслює", "пояснює", "крикнув", "зітхнув", "зітхнула", "промовив", "промовила",
        "констатував", "констатувала", "згадує", "резюмував", "резюмувала", "повторив", "відповідав", "вказав",
        "вказала",
        "вимагав", "вимагала", "заперечив", "заперечила", "вимагає", "закликав", "закликала",
        "наполягає", "наполягав", "наполягала",
    ]),
];
