//! Sentences of other languages than English: what stands between a verb of saying and its subject, what goes on after
//! a name, and whom a phrase like *selon* names. All lists are in small letters.

use super::data::FOR_ANOTHER;
use super::tokens::{Token, begins_with};
use crate::lexicon::{Lang, List};

/// Days, months and times of day.
#[rustfmt::skip]
const TIMES: &List = &List::new(&[
    // French
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "hier", "aujourd'hui", "aujourd’hui",
    "matin", "soir", "après-midi", "midi", "nuit", "dernier", "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    // Spanish
    "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo", "hoy", "ayer", "anoche", "mañana",
    "tarde", "noche", "pasado", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
    // Italian
    "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica", "oggi", "ieri", "stamattina",
    "stamani", "stasera", "mattina", "sera", "pomeriggio", "notte", "scorso", "scorsa", "gennaio", "febbraio",
    "aprile", "maggio", "giugno", "luglio", "settembre", "ottobre", "dicembre",
    // German
    "gestern", "heute", "vorgestern", "abend", "morgen", "vormittag", "nachmittag", "mittag",
    // Polish
    "poniedziałek", "wtorek", "środa", "środę", "czwartek", "piątek", "sobota", "sobotę", "niedziela", "niedzielę",
    "dziś", "dzisiaj", "wczoraj", "rano", "wieczorem", "południu", "stycznia", "lutego", "marca", "kwietnia", "maja",
    "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia",
    // Czech
    "pondělí", "úterý", "středa", "středu", "čtvrtek", "pátek", "sobota", "sobotu", "neděle", "neděli", "dnes", "včera",
    "ráno", "večer", "odpoledne", "dopoledne", "ledna", "února", "března", "dubna", "května", "června", "července",
    "srpna", "září", "října", "listopadu", "prosince",
    // Russian
    "понедельник", "вторник", "среда", "среду", "четверг", "пятница", "пятницу", "суббота", "субботу", "воскресенье",
    "сегодня", "вчера", "накануне", "утром", "вечером", "днём", "днем", "ночью", "утра", "вечера", "января", "февраля",
    "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
    // Ukrainian
    "понеділок", "вівторок", "середа", "середу", "п'ятниця", "п'ятницю", "п’ятниця", "п’ятницю", "субота", "суботу",
    "неділя", "неділю", "сьогодні", "вчора", "учора", "напередодні", "вранці", "ввечері", "увечері", "вдень", "січня",
    "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня",
]);

/// German days and months, which have a capital.
#[rustfmt::skip]
const GERMAN_TIMES: &List = &List::new(&[
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "januar", "jänner",
    "februar", "märz", "juni", "juli", "oktober", "dezember", "abend", "morgen", "vormittag", "nachmittag", "mittag",
]);

/// Small adverbs beside a verb.
#[rustfmt::skip]
const ADVERBS: &List = &List::new(&[
    "également", "aussi", "ensuite", "encore", "notamment", "alors", "ainsi", "enfin", "pourtant", "toutefois", "déjà",
    "toujours", "puis", "simplement", "même",
    "también", "luego", "después", "además", "entonces", "igualmente", "finalmente", "asimismo",
    "anche", "poi", "inoltre", "ancora", "infine", "quindi", "pure", "invece",
    "auch", "dann", "außerdem", "weiter", "noch", "dazu", "daraufhin", "später", "zudem", "wiederum", "schließlich",
    "również", "także", "też", "potem", "następnie", "jeszcze", "wtedy", "później",
    "také", "též", "rovněž", "pak", "potom", "dále", "ještě", "nakonec", "později", "však",
    "также", "тоже", "потом", "затем", "ещё", "еще", "тогда", "позже", "ранее", "же",
    "se", "się", "si",
    "також", "теж", "потім", "потому", "згодом", "ще", "тоді", "пізніше", "раніше",
]);

/// Words that open a sentence with a capital and are no names.
#[rustfmt::skip]
const OPENERS: &List = &List::new(&[
    "il", "elle", "ils", "elles", "on", "je", "nous", "ce", "cela", "mais", "et", "puis", "comme", "quand", "si",
    "él", "ella", "ellos", "ellas", "pero", "y", "como", "cuando", "según", "yo", "nosotros", "así",
    "lui", "lei", "egli", "ella", "loro", "ma", "e", "come", "quando", "se", "io", "noi", "così",
    "er", "sie", "es", "wir", "ich", "das", "aber", "und", "so", "dann", "als", "wie", "wenn", "da", "man",
    "ona", "oni", "ono", "ale", "i", "jak", "to", "gdy", "kiedy", "ja", "my", "tak", "więc",
    "a", "když", "já", "tak", "proto", "pak",
    "он", "она", "они", "оно", "это", "как", "так", "но", "и", "а", "что", "если", "когда", "потом", "я", "мы", "вы", "ты",
    "він", "вона", "вони", "воно", "це", "як", "але", "і", "та", "що", "якщо", "коли", "ми", "ви", "ти", "тут", "там",
]);

/// Words that lead up to a time or to somebody who is told: *le*, *в*, *ai*.
#[rustfmt::skip]
const LINKS: &List = &List::new(&[
    "le", "ce", "cette", "la", "à", "aux", "au", "des", "el", "este", "esta", "por", "de", "del", "a", "al", "los", "las",
    "lo", "il", "alla", "alle", "ai", "agli", "am", "an", "diesem", "dem", "den", "der", "gegenüber", "w", "we", "po",
    "v", "ve", "в", "во", "у", "per", "dello", "della", "questa", "questo", "z", "ze", "agentuře", "agencji",
    "агентству", "агенції", "газете", "газеті",
]);

/// Who is told.
#[rustfmt::skip]
const LISTENERS: &List = &List::new(&[
    "journalistes", "presse", "reporters", "periodistas", "prensa", "reporteros", "medios", "giornalisti", "cronisti",
    "stampa", "journalisten", "reportern", "dziennikarzom", "reporterom", "novinářům", "reportérům", "журналистам",
    "репортерам", "репортёрам", "журналістам", "репортерам", "reuters", "reutersu", "ansa", "новости", "интерфаксу",
    "интерфакс", "укрінформу", "інтерфаксу", "тасс", "jornalistas",
]);

/// Words that may follow a name in its clause.
#[rustfmt::skip]
const CLOSERS: &List = &List::new(&[
    "devant", "lors", "au", "aux", "sur", "pour", "après", "avant", "pendant", "depuis", "avec", "chez", "sans", "qui",
    "dont", "par", "sous", "ce", "le", "ante", "durante", "tras", "al", "con", "sobre", "desde", "que", "quien", "sin",
    "por", "según", "davanti", "nel", "nella", "alla", "su", "dopo", "che", "da", "senza", "presso", "vor", "bei", "nach",
    "auf", "gegenüber", "dem", "der", "den", "mit", "während", "aus", "von", "über", "als", "ohne", "fort", "hinzu",
    "ein", "klar", "an", "przed", "podczas", "na", "po", "do", "z", "ze", "dla", "o", "we", "który", "która", "bez",
    "před", "při", "ve", "pro", "k", "s", "se", "který", "která", "перед", "после", "во", "из", "с", "со", "к", "о", "об",
    "без", "под", "для", "по", "під", "після", "зі", "із", "до", "про", "який", "яка", "который", "которая", "уже",
]);

/// *Of*, in the languages that have it.
const OF: &List = &List::new(&[
    "de", "du", "des", "del", "della", "dell", "di", "la", "las", "los", "le", "degli", "dei", "delle",
]);

/// *And* between two names.
const AND: &[(Lang, &[&str])] = &[
    (Lang::Fr, &["et", "ou"]),
    (Lang::Es, &["y", "e", "o"]),
    (Lang::It, &["e", "ed", "o"]),
    (Lang::De, &["und", "oder"]),
    (Lang::Pl, &["i", "oraz"]),
    (Lang::Cs, &["a"]),
    (Lang::Ru, &["и"]),
    (Lang::Uk, &["і", "й", "та"]),
];

/// What stands before the one whose words follow.
#[rustfmt::skip]
const ACCORDING: &[&[&str]] = &[
    &["selon"], &["d'après"], &["d’après"], &["laut"], &["según"], &["secondo"], &["według"], &["zdaniem"], &["podle"],
    &["dle"], &["stando", "a"], &["a", "detta", "di"], &["nelle", "parole", "di"], &["de", "acuerdo", "con"],
    &["en", "palabras", "de"], &["en", "opinión", "de"], &["a", "juicio", "de"], &["a", "decir", "de"],
    &["nach", "angaben", "von"], &["nach", "worten", "von"], &["nach", "den", "worten", "von"],
    &["nach", "ansicht", "von"], &["nach", "meinung", "von"], &["nach", "aussage", "von"], &["aus", "sicht", "von"],
    &["słowami"], &["w", "opinii"], &["по", "словам"], &["по", "мнению"], &["по", "оценке"], &["по", "утверждению"],
    &["за", "словами"], &["на", "думку"], &["на", "переконання"], &["за", "оцінкою"], &["slovy"],
];

/// The same, but of other meanings too: only right before a name that leads up to the marks.
const PERHAPS: &List = &List::new(&["pour", "para", "per", "für", "dla", "pro", "для"]);

/// Verbs whose object is called this or that.
#[rustfmt::skip]
const CALLING: &List = &List::new(&[
    "qualifié", "qualifie", "dénonce", "fustige", "fustigé", "évoque", "évoqué", "accusé", "accuse", "traité", "calificó",
    "califica", "calificado", "tachó", "tildó", "tildado", "tachado", "definito", "definì", "bollato", "bolla", "accusato",
    "nannte", "bezeichnete", "bezeichnet", "sprach", "nazwał", "nazwała", "nazywa", "określił", "określiła", "označil",
    "označila", "nazval", "nazvala", "назвал", "назвала", "называет", "назвав", "назвала", "називає",
]);

/// Verbs of saying in two pieces: *fügte … hinzu*.
const IN_TWO: &[(&[&str], &[&str])] = &[
    (&["fügte", "fügt"], &["hinzu", "an"]),
    (&["fuhr", "fährt"], &["fort"]),
    (&["teilte", "teilt"], &["mit"]),
    (&["stellte", "stellt"], &["klar", "fest"]),
    (&["räumte", "räumt", "warf", "wirft", "wandte"], &["ein"]),
    (&["kündigte", "kündigt"], &["an"]),
    (&["setzte", "setzt"], &["hinzu"]),
    (&["legte", "legt"], &["nach"]),
];

/// What the names of German offices end in.
#[rustfmt::skip]
const GERMAN_OFFICES: &[&str] = &[
    "politiker", "politikerin", "minister", "ministerin", "präsident", "präsidentin", "sprecher", "sprecherin", "meister",
    "meisterin", "chef", "chefin", "leiter", "leiterin", "direktor", "direktorin", "experte", "expertin", "forscher",
    "forscherin", "vorsitzende", "vorsitzender", "anwalt", "anwältin", "kanzler", "kanzlerin", "landrat", "stadtrat",
    "rätin", "trainer", "trainerin", "autor", "autorin", "professor", "professorin", "sekretär", "sekretärin",
    "vertreter", "vertreterin", "kandidat", "kandidatin", "abgeordnete", "abgeordneter", "beauftragte", "beauftragter",
];

/// Prepositions at the start of a sentence, and German articles and pronouns that stand before no subject.
#[rustfmt::skip]
const PREPOSITIONS: &List = &List::new(&[
    "auf", "in", "im", "nach", "bei", "beim", "mit", "vor", "am", "an", "zu", "zum", "zur", "für", "während", "seit",
    "aus", "von", "vom", "über", "unter", "gegenüber", "ohne", "trotz", "wegen", "dem", "den", "einem", "einen", "einer", "ihm", "ihnen", "uns", "mir", "sur", "dans", "devant", "lors",
    "après", "avant", "avec", "chez", "à", "au", "en", "ante", "tras", "sobre", "con", "desde", "durante", "a", "su", "dopo",
    "davanti", "nel", "nella", "al", "alla", "da", "na", "w", "po", "przed", "podczas", "v", "ve", "před", "při", "в", "на",
    "по", "после", "перед", "у", "під", "після", "з", "с", "из",
]);

/// Relatives and aides, who are not the one whose name stands before them: *Peters Frau*.
#[rustfmt::skip]
const GERMAN_RELATIONS: &List = &List::new(&[
    "frau", "mann", "sohn", "tochter", "bruder", "schwester", "mutter", "vater", "freund", "freundin", "anwalt",
    "anwältin", "sprecher", "sprecherin", "chef", "chefin", "kollege", "kollegin", "nachbar", "nachbarin", "berater",
    "beraterin", "onkel", "tante", "großmutter", "großvater", "schwager", "witwe", "partei", "regierung",
]);

/// Auxiliaries right before the participle of a verb of saying.
pub(super) const AUXILIARIES: &List =
    &List::new(&["a", "hat", "ha", "avait", "había", "aveva", "hatte", "s'est", "s’est", "l'a", "l’a"]);

/// Whether it is a time of another language. Only German ones have capitals, and *Domingo* is a name.
pub(super) fn is_time(word: &Token<'_>) -> bool {
    if word.is_lower() { word.is_in(TIMES) } else { is_german_time(word) }
}

/// *Montag*, *Montagabend*.
fn is_german_time(word: &Token<'_>) -> bool {
    let stem = |ending: &str| word.text.strip_suffix(ending);
    let day = ["abend", "morgen", "vormittag", "nachmittag", "mittag", "nacht"].into_iter().find_map(stem);
    let word = Token { text: day.unwrap_or(word.text), ..*word };
    word.is_in(GERMAN_TIMES)
}

/// Whether a capital at the start of a sentence makes it no name.
pub(super) fn is_opener(word: &Token<'_>) -> bool {
    word.is_in(OPENERS) || word.is_in(ADVERBS) || word.is_in(TIMES)
}

/// Whether it opens a phrase that holds no subject: *Auf Twitter schrieb…*
pub(super) fn is_preposition(word: &Token<'_>) -> bool {
    word.is_in(PREPOSITIONS)
}

/// Whether it is a German office: *Grünen-Politikerin*, *Innenminister*. German makes them by putting words together.
pub(super) fn is_german_office(word: &Token<'_>) -> bool {
    let small = word.text.to_lowercase();
    word.is_capital() && GERMAN_OFFICES.iter().any(|office| small.ends_with(office))
}

/// Whether it leads up to a time: *в* понедельник.
pub(super) fn is_link(word: &Token<'_>) -> bool {
    word.is_lower() && word.is_in(LINKS)
}

/// Whether it is a small adverb of another language.
pub(super) fn is_adverb(word: &Token<'_>) -> bool {
    word.is_lower() && word.is_in(ADVERBS)
}

/// Whether it calls its object something, in another language.
pub(super) fn is_calling(word: &Token<'_>) -> bool {
    word.is_in(CALLING)
}

/// Whether a clause may go on so after a name.
pub(super) fn closes(word: &Token<'_>) -> bool {
    word.is_lower()
        && (word.is_in(CLOSERS) || word.is_in(TIMES) || word.is_in(LISTENERS) || word.is_in(ADVERBS))
}

/// Whether it joins two names in the language of the verb.
pub(super) fn is_and(word: &Token<'_>, lang: Lang) -> bool {
    let slavic = |lang| matches!(lang, Lang::Ru | Lang::Uk);
    AND.iter().any(|(of, list)| (*of == lang || slavic(*of) && slavic(lang)) && word.is_in(*list))
}

/// Whether nothing but a time, an adverb or *as* (*jak*, *come*) stands in `words`: the verb after them may come before
/// its subject. With `as_only` it has to be *as*.
pub(super) fn leads_to_verb(words: &[Token<'_>], lang: Lang, as_only: bool) -> bool {
    const AS: [&str; 8] = ["jak", "wie", "comme", "como", "come", "как", "як", "según"];
    let bare = match words {
        [bare @ .., last] if last.is_lower() && last.is_in(AUXILIARIES) => bare,
        all => all,
    };
    if let [word] = bare
        && word.is_in(&AS)
    {
        return true;
    }
    // *Auf die Verzögerung angesprochen, antwortete Keller:*; *Auf Twitter schrieb Keller:*
    let phrase = words.first().is_some_and(is_preposition) && words.iter().all(|w| w.is_word);
    if lang == Lang::De && !as_only && (phrase || words.last().is_some_and(|w| w.is(","))) {
        return true;
    }
    let small = |w: &Token<'_>| {
        let lower = w.text.to_lowercase();
        let word = Token { text: &lower, ..*w };
        w.is_word && (word.is_in(TIMES) || word.is_in(LINKS) || word.is_in(ADVERBS) || is_german_time(w))
            || w.text.starts_with(|c: char| c.is_ascii_digit())
    };
    !as_only && words.len() < 6 && words.iter().all(small)
}

/// Past what may stand between a verb and its subject: *lundi*, *в понедельник*, *à l’AFP*, *novinářům*, *poi*. Where
/// no subject follows the phrase is none, and `at` is handed back.
pub(super) fn skip(words: &[Token<'_>], mut at: usize) -> usize {
    loop {
        let mut next = at;
        let link = |w: &&Token<'_>| {
            w.is_in(LINKS) && w.is_lower() || w.is_word && w.text.starts_with(|c: char| c.is_ascii_digit())
        };
        while next < at + 3 && words.get(next).is_some_and(|w| link(&w)) {
            next += 1;
        }
        // *3. května*: the full stop of an ordinal.
        if next > at && words.get(next).is_some_and(|w| w.is(".")) {
            next += 1;
        }
        let Some(word) = words.get(next) else { return at };
        let told = is_listener(word);
        if !(is_time(word) || next == at && is_adverb(word) || told) {
            return at;
        }
        at = next + 1;
        // *РИА Новости*
        if told && words.get(at).is_some_and(|w| w.is_in(&["новости"])) {
            at += 1;
        }
    }
}

/// *журналистам*, *AFP*, *l’AFP*, *all’Ansa*.
fn is_listener(word: &Token<'_>) -> bool {
    let bare = word.text.rsplit(['\'', '’']).next().unwrap_or(word.text);
    let abbreviation = bare.chars().count() > 1 && bare.chars().all(char::is_uppercase);
    word.is_word && (abbreviation || bare == "dpa" || Token { text: bare, ..*word }.is_in(LISTENERS))
}

/// The number of words of *selon*, *по словам* at the start of `words`; `None` where they say nothing of the kind.
pub(super) fn according(words: &[Token<'_>]) -> Option<usize> {
    let is = |phrase: &&&[&str]| phrase.len() < words.len() && begins_with(words, phrase);
    ACCORDING.iter().find(is).map(|phrase| phrase.len())
}

/// The same for words that are mostly no such phrase: *pour*, *per*.
pub(super) fn perhaps_according(words: &[Token<'_>]) -> bool {
    words.len() > 2 && words[0].is_in(PERHAPS)
}

/// Whether `words[at]` is a verb of saying whose second piece stands near behind it.
pub(super) fn is_in_two(words: &[Token<'_>], at: usize) -> bool {
    let second = |list: &[&str]| words[at + 1..].iter().take(12).any(|w| w.is_lower() && w.is_in(list));
    IN_TWO.iter().any(|(first, rest)| words[at].is_in(*first) && second(rest))
}

/// Whether a name is in another case than the subject's, after or before `verb`: *сказал Анне*, *řekl Janu Novákovi*.
/// The first word decides; what cannot be told is taken for one.
pub(super) fn is_oblique(name: &[Token<'_>], verb: &Token<'_>) -> bool {
    if verb.tongue().is_some_and(|lang| name.iter().any(|w| is_surely_oblique(w.text, lang))) {
        return true;
    }
    let first = name[0].text.to_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| first.ends_with(ending));
    match verb.tongue() {
        Some(lang @ (Lang::Ru | Lang::Uk)) => {
            ends(&["у", "ю", "е", "ом", "ем", "ові", "еві", "єві", "ої", "ії"])
                || lang == Lang::Uk && ends(&["і"])
                || lang == Lang::Ru && ends(&["ии"])
        }
        Some(Lang::Pl) => ends(&["owi", "emu", "ie", "ii", "ji", "em"]),
        Some(Lang::Cs) => ends(&["ovi", "u", "ě", "ii", "em"]),
        _ => false,
    }
}

/// Whether a word of a name has an ending that no subject has: *Беловой*, *Bielskiej*, *Novákové*.
fn is_surely_oblique(word: &str, lang: Lang) -> bool {
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    match lang {
        Lang::Ru => ends(&["овой", "евой", "ёвой", "ской", "цкой", "иной", "ого", "ому"]),
        Lang::Uk => ends(&["ої", "ого", "ому", "ові", "еві"]),
        Lang::Pl => ends(&["iej", "ego", "emu", "owi"]),
        Lang::Cs => ends(&["ové", "ého", "ému", "ovi"]),
        _ => false,
    }
}

/// Whether a name that follows a noun may be its genitive: *mluvčí Jana Nováka řekl*. It is the subject for sure where
/// the verb is of a man and the name does not end as the genitive of one.
pub(super) fn may_be_genitive(name: &[Token<'_>], verb: &Token<'_>, noun: &Token<'_>) -> bool {
    let Some(lang @ (Lang::Pl | Lang::Cs | Lang::Ru | Lang::Uk)) = verb.tongue() else {
        return noun.is_in(FOR_ANOTHER) && name.len() < 2;
    };
    let ends = |text: &str, endings: &[&str]| endings.iter().any(|ending| text.ends_with(ending));
    let man = match lang {
        Lang::Ru => ends(verb.text, &["л", "лся"]),
        Lang::Uk => ends(verb.text, &["в", "вся"]),
        Lang::Pl => ends(verb.text, &["ł"]),
        _ => ends(verb.text, &["l"]),
    };
    let genitive =
        ends(name[0].text, &["a", "e", "ě", "y", "i", "u", "а", "я", "ы", "и", "і", "ї", "у", "ю"]);
    if man { genitive } else { noun.is_in(FOR_ANOTHER) }
}

/// The start of the name in `words[start..end]`, which follows an office: *мэр Приморска Вера Волкова*, *ministre de la
/// Défense Jean Dupont*, where the first word is what the office is for.
pub(super) fn past_place(words: &[Token<'_>], start: usize, end: usize, lang: Lang) -> usize {
    let genitive = |text: &str| {
        let endings: &[&str] = match lang {
            Lang::Ru | Lang::Uk => &["а", "я", "ы", "и", "у", "і", "ї"],
            Lang::Pl => &["a", "y", "i", "u"],
            Lang::Cs => &["a", "u", "y", "e", "ě"],
            _ => &[],
        };
        endings.iter().any(|ending| text.ends_with(ending))
    };
    let of = start.checked_sub(1).is_some_and(|i| words[i].is_in(OF));
    if end - start > 2 && (of || genitive(words[start].text)) { start + 1 } else { start }
}

/// Where the name begins after an office at `at` that says what it is for: *министр обороны Сергей Громов*, *ministre de
/// l’Intérieur Jean Dupont*. `None` where no full name does.
pub(super) fn past_complement(words: &[Token<'_>], at: usize) -> Option<usize> {
    let mut next = at + 1;
    while next < at + 4
        && words.get(next).is_some_and(|w| w.is_lower() && w.tongue().is_none() && !w.possessive)
    {
        next += 1;
    }
    let between = words.get(at + 1..next)?;
    let of = between.first()?.is_in(OF);
    let cased = between.len() < 3 && between.iter().all(|w| !w.text.is_ascii() && !closes(w));
    let capitals = words[next..].iter().take_while(|w| w.is_capital()).count();
    let needed = 2 + usize::from(of && between.last()?.is_in(OF));
    ((of || cased) && capitals >= needed && !words[at].is_in(FOR_ANOTHER)).then_some(next)
}

/// *Peters Frau*, *Kellers Sprecherin*: somebody else than the name says.
pub(super) fn is_relation(words: &[Token<'_>]) -> bool {
    words.len() > 1 && words[1..].iter().any(|w| w.is_capital() && w.is_in(GERMAN_RELATIONS))
}
