//! Closed lists of attribution: verbs, titles, institutions, places. All in small letters.

use crate::lexicon::List;

/// Verbs whose object is said to be this or that: they name the speaker of a partial quotation only.
#[rustfmt::skip]
pub(super) const CALLING: &List = &List::new(&[
    "called", "calls", "described", "describes", "accused", "accuses", "branded", "denounced", "denounces",
    "condemned", "condemns", "hailed", "hails", "praised", "praises", "decried", "likened", "compared", "characterized",
    "characterised", "deplored", "threatened", "threatens",
]);

/// English verbs of saying that often say something else: a partial quotation is their subject's only after *that*.
#[rustfmt::skip]
pub(super) const WEAK: &List = &List::new(&[
    "concluded", "concludes", "continued", "continues", "answered", "answers", "observed", "observes", "noted", "notes",
    "recalled", "recalls", "repeated", "repeats", "maintained", "maintains", "suggested", "suggests", "posted", "asked",
    "asks", "responded", "responds", "announced", "announces", "explained", "explains", "admitted", "admits", "cried",
    "cries", "added", "adds", "inquired", "enquired", "muses", "mused", "affirmed", "testified", "testifies", "replied",
    "replies", "promised", "predicted", "predicts", "protested", "conceded", "concedes", "acknowledged", "acknowledges",
    "began", "corrected", "confirmed", "confirms", "agreed", "agrees", "objected", "objects", "wondered", "remembered",
]);

/// Words after which the words in marks need not be those of the sentence's speaker: another one's words, a title, a
/// name, or words that the speaker rejects.
#[rustfmt::skip]
pub(super) const FOREIGN: &List = &List::new(&[
    "saying", "calling", "reported", "reports", "reportedly", "referred", "refers", "spoke", "speaks", "according",
    "citing", "cited", "quoting", "quoted", "quotes", "so-called", "known", "dubbed", "titled", "entitled", "named",
    "nicknamed", "denied", "denies", "denying", "rejected", "rejects", "rejecting", "dismissed", "dismissing",
    "mocked", "mocking", "term", "terms", "phrase", "word", "words", "slogan", "slogans", "chant", "chants", "chanted",
    "chanting", "sign", "signs", "banner", "banners", "reading", "motto", "what", "whom", "film", "book", "song",
    "album", "novel", "poem", "show", "series", "movie", "essay", "article", "headline", "story", "play", "told",
    "hearing", "heard", "expression", "label", "labeled", "labelled", "claim", "by", "like", "not", "never", "no",
    "without", "instead", "written", "texted", "emailed", "spoken",
]);

/// Small words between a subject and its verb.
#[rustfmt::skip]
pub(super) const ADVERBS: &List = &List::new(&[
    "also", "later", "once", "then", "now", "has", "had", "have", "soon", "again", "earlier", "still", "often", "always",
    "ever", "just", "first", "even", "further", "yesterday", "today", "who", "morning", "evening", "afternoon", "night",
    "a", "est", "hat", "ha", "recently", "sometimes", "long", "reportedly", "therefore", "thus", "himself", "herself",
]);

/// Words between subject and verb that make it no saying of the subject: passive, denied, or not yet said.
#[rustfmt::skip]
pub(super) const NOT_SAID: &List = &List::new(&[
    "is", "was", "are", "were", "be", "been", "being", "not", "never", "hardly", "would", "could", "might", "may",
    "should", "will", "shall", "must", "can", "did", "to", "got", "isn't", "wasn't", "hadn't", "hasn't",
]);

/// Prepositions: a name after one is no subject.
#[rustfmt::skip]
pub(super) const PREPOSITIONS: &List = &List::new(&[
    "of", "in", "at", "by", "for", "from", "with", "to", "about", "against", "on", "upon", "over", "under", "near",
    "like", "than", "between", "among", "after", "before", "during", "into", "through", "toward", "towards", "until",
    "since", "behind", "beside", "via", "per", "if", "whether", "unless", "without", "around", "across", "outside",
    "inside", "within", "despite", "von", "bei", "mit", "aus", "chez", "avec", "con",
]);

/// Words that open a clause inside a sentence.
pub(super) const SUBORDINATING: &List = &List::new(&[
    "what", "when", "while", "because", "where", "which", "whom", "how", "as", "though", "although",
]);

/// Words that may follow a speaker in his clause, besides `-ly` and `-ing` words.
#[rustfmt::skip]
pub(super) const CLOSERS: &List = &List::new(&[
    "of", "in", "at", "by", "for", "from", "with", "to", "about", "against", "on", "upon", "over", "under", "near",
    "than", "between", "among", "after", "before", "during", "into", "through", "toward", "towards", "until", "since",
    "behind", "beside", "via", "without", "around", "across", "outside", "inside", "despite", "when", "while", "as",
    "who", "whose", "this", "last", "yesterday", "today", "early", "late", "later", "again", "once", "then", "and",
    "but", "because", "if", "where", "so", "at", "out", "back", "aloud", "softly", "next", "a", "the", "his", "her",
    "that", "himself", "herself", "or", "though", "although", "like", "too", "also", "not", "only", "now", "just",
    "sagt", "im", "am", "zu", "dans", "en", "à", "el", "a", "w", "v", "в", "на", "у",
]);

/// Nouns that stand before a person's name, in small letters, without a comma: what the person is.
#[rustfmt::skip]
pub(super) const TITLES: &List = &List::new(&[
    "president", "ex-president", "vice-president", "vice", "prime", "minister", "premier", "chancellor", "secretary",
    "deputy", "mayor", "governor", "senator", "congressman", "congresswoman", "representative", "ambassador", "envoy",
    "general", "colonel", "major", "captain", "lieutenant", "sergeant", "admiral", "commander", "marshal", "officer",
    "sheriff", "judge", "justice", "attorney", "lawyer", "professor", "doctor", "sir", "dame", "king", "queen",
    "prince", "princess", "emperor", "pope", "cardinal", "bishop", "archbishop", "rabbi", "imam", "reverend", "father",
    "brother", "sister", "mother", "saint", "st", "spokesman", "spokeswoman", "spokesperson", "chairman", "chairwoman",
    "chair", "chairperson", "head", "chief", "director", "leader", "adviser", "advisor", "aide", "official", "analyst",
    "economist", "author", "writer", "poet", "actor", "actress", "singer", "comedian", "philosopher", "scientist",
    "physicist", "historian", "journalist", "reporter", "correspondent", "editor", "columnist", "coach", "manager",
    "executive", "ceo", "founder", "co-founder", "owner", "speaker", "lord", "lady", "mr", "mrs", "ms", "miss", "dr",
    "prof", "gen", "sen", "rep", "gov", "lt", "col", "capt", "sgt", "rev", "hon", "maj", "adm", "master", "madame",
    "monsieur", "mister", "uncle", "aunt", "former", "acting", "outgoing", "late", "then", "foreign", "defense",
    "defence", "finance", "interior", "state", "press", "first", "senior", "presidential", "counsellor", "politician", "councillor",
    "councilor", "councilman", "councilwoman", "alderman", "clerk", "guard", "cook", "pilot", "agent", "assistant", "consultant",
    "accountant", "merchant", "servant", "lieutenant-governor", "attorney-general",
    "activist", "lawmaker", "mp", "novelist", "playwright", "musician", "artist", "farmer", "resident", "teacher",
    "student", "inspector", "detective", "commissioner", "superintendent", "baron", "count", "countess", "duke",
    "duchess", "earl", "squire", "parson", "pastor", "nurse", "cousin", "friend", "colleague", "husband", "wife",
    "son", "daughter", "candidate", "nominee", "co-author", "researcher", "expert", "architect", "designer",
    "engineer", "herr", "frau", "bundeskanzler", "bundeskanzlerin", "kanzler", "kanzlerin", "präsident", "präsidentin",
    "ministerin", "sprecher", "sprecherin", "bürgermeister", "bürgermeisterin", "chef", "chefin", "direktor",
    "direktorin", "abgeordnete", "abgeordneter", "professorin", "señor", "señora", "signor", "pan", "pani",
    "président", "présidente", "ministre", "porte-parole", "directeur", "directrice", "maire", "député", "députée",
    "sénateur", "presidente", "ministro", "ministra", "portavoz", "alcalde", "alcaldesa", "directora", "jefe",
    "portavoce", "sindaco", "segretario", "prezydent", "rzecznik", "rzeczniczka", "szef", "dyrektor", "poseł",
    "burmistrz", "prezident", "premiér", "ministr", "mluvčí", "šéf", "ředitel", "ředitelka", "starosta", "primátor",
    "президент", "премьер", "премьер-министр", "министр", "глава", "директор", "депутат", "мэр", "спикер",
    "пресс-секретарь", "лидер", "прем'єр-міністр", "міністр", "голова", "речник", "речниця", "мер",
    // French, Spanish, Italian, German
    "secrétaire", "préfet", "préfète", "procureur", "procureure", "sénatrice", "professeur", "professeure", "première",
    "ancien", "ancienne", "économiste", "historien", "historienne", "patron", "patronne", "cheffe", "avocat", "avocate",
    "presidenta", "secretario", "secretaria", "diputado", "diputada", "senador", "senadora", "gobernador", "gobernadora",
    "consejero", "consejera", "líder", "fiscal", "profesor", "profesora", "juez", "jueza", "vicepresidente",
    "vicepresidenta", "exministro", "abogado", "abogada", "concejal", "sindaca", "segretaria", "governatore",
    "governatrice", "direttore", "direttrice", "professore", "professoressa", "capo", "procuratore", "assessore",
    "assessora", "deputato", "deputata", "senatore", "senatrice", "commissario", "avvocato", "avvocata",
    "élu", "élue", "concejala", "consigliere", "consigliera", "radny", "radna", "zastupitel", "zastupitelka",
    "депутатка", "ministerpräsident", "ministerpräsidentin", "vorsitzender", "vorsitzende", "generalsekretär", "generalsekretärin",
    "landrat", "landrätin", "präsidentin", "anwalt", "anwältin", "geschäftsführer", "geschäftsführerin", "experte",
    "expertin", "hafenmeister", "senatorin", "staatsanwalt", "staatsanwältin",
    // Polish, Czech
    "minister", "ministra", "marszałek", "wojewoda", "sekretarz", "przewodniczący", "przewodnicząca", "profesor",
    "trener", "lider", "liderka", "posłanka", "wiceminister", "wicepremier", "dowódca", "ekspert", "adwokat",
    "ministryně", "hejtman", "hejtmanka", "senátor", "senátorka", "poslanec", "poslankyně", "předseda", "předsedkyně",
    "náměstek", "náměstkyně", "starostka", "primátorka", "tajemník", "trenér", "ekonom", "ekonomka", "velitel",
    "místopředseda", "obhájce", "advokát",
    // Russian, Ukrainian; the genitive is for *по словам*
    "начальник", "генерал", "полковник", "профессор", "губернатор", "сенатор", "тренер", "посол", "экс-президент",
    "вице-премьер", "вице-президент", "адвокат", "представитель", "заместитель", "секретарь", "министра", "президента",
    "премьера", "премьер-министра", "главы", "мэра", "директора", "губернатора", "депутата", "лидера", "профессора",
    "генерала", "мерка", "міністерка", "депутатка", "президентка", "очільник", "очільниця", "губернатор", "генерал",
    "полковник", "професор", "професорка", "посол", "адвокат", "представник", "заступник", "секретар", "міністра",
    "голови", "мера", "професора", "прем'єра", "прем'єр", "прем’єр", "прем’єр-міністр",
]);

/// Those of [`TITLES`] that somebody else's name follows in the genitive: *mluvčí Jana Nováka*.
#[rustfmt::skip]
pub(super) const FOR_ANOTHER: &List = &List::new(&[
    "rzecznik", "rzeczniczka", "sekretarz", "adwokat", "mluvčí", "tajemník", "náměstek", "náměstkyně", "obhájce",
    "advokát", "пресс-секретарь", "секретарь", "адвокат", "представитель", "заместитель", "речник", "речниця",
    "представник", "заступник", "секретар", "avocat", "avocate", "abogado", "abogada", "avvocato", "avvocata",
    "porte-parole", "portavoz", "portavoce", "szef", "šéf", "глава", "голова",
]);

/// Words that end as a trade does, and are none: verbs, comparatives and words of grammar.
#[rustfmt::skip]
pub(super) const NO_ROLES: &List = &List::new(&[
    "consider", "remember", "discover", "deliver", "answer", "suffer", "differ", "prefer", "wonder", "whisper", "gather",
    "bother", "recover", "uncover", "encounter", "register", "murder", "honor", "favor", "favour", "mirror", "however",
    "whether", "rather", "further", "either", "neither", "another", "together", "altogether", "earlier", "later",
    "former", "latter", "never", "ever", "forever", "whenever", "wherever", "whoever", "whatever", "whichever",
    "moreover", "hereafter", "thereafter", "better", "greater", "larger", "smaller", "longer", "younger", "older",
    "elder", "bigger", "higher", "lower", "upper", "inner", "outer", "proper", "clever", "bitter", "tender", "sober",
    "major", "minor", "junior", "senior", "prior", "superior", "exterior", "interior", "human", "german", "roman",
    "persist", "insist", "assist", "resist", "consist", "exist",
]);

/// Words right before words in marks that make them a thing in the sentence around: *a review of “…”, Smith says,*.
pub(super) const OWNERS: &List = &List::new(&["of", "titled", "entitled", "called", "named"]);

/// What stands before a description in [`object`](super::phrase::object).
pub(super) const ARTICLES: &List = &List::new(&["the", "le", "la", "les", "der", "die", "el", "il", "lo"]);

/// Those of [`ARTICLES`] of a language that writes all its nouns with a capital.
pub(super) const GERMAN_ARTICLES: &List = &List::new(&["der", "die"]);

/// What a people says.
pub(super) const SAYINGS: &List = &List::new(&["proverb", "saying", "adage", "maxim"]);

/// Titles under which a person is known by another name than his own.
pub(super) const REGNAL: &List = &List::new(&[
    "lord", "lady", "king", "queen", "prince", "princess", "pope", "baron", "count", "countess", "duke",
    "duchess", "earl", "emperor", "saint", "st", "brother", "sister", "mother", "father",
]);

/// Titles of women and of men, for *she* and *he*.
pub(super) const WOMEN: &List = &List::new(&[
    "mrs", "ms", "miss", "lady", "dame", "queen", "princess", "aunt", "madame", "mme", "countess", "duchess",
]);
/// See [`WOMEN`].
pub(super) const MEN: &List = &List::new(&[
    "mr", "sir", "lord", "king", "prince", "uncle", "father", "brother", "pope", "duke", "monsieur",
]);

/// Particles inside names.
#[rustfmt::skip]
pub(super) const PARTICLES: &List = &List::new(&[
    "de", "del", "della", "di", "da", "dos", "du", "des", "la", "le", "van", "von", "der", "den", "ter", "ten", "bin",
    "ibn", "al", "el", "y", "zu", "st",
]);

/// Days and months.
#[rustfmt::skip]
pub(super) const TIMES: &List = &List::new(&[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "aug",
    "sept", "oct", "nov", "dec", "christmas", "easter",
]);

/// Words that open a sentence with a capital and are no names.
#[rustfmt::skip]
pub(super) const OPENERS: &List = &List::new(&[
    "the", "a", "an", "he", "she", "it", "they", "we", "i", "you", "his", "her", "their", "its", "my", "our", "your",
    "this", "that", "these", "those", "there", "here", "then", "now", "when", "while", "as", "but", "and", "or", "so",
    "yet", "if", "because", "although", "though", "since", "after", "before", "until", "in", "on", "at", "by", "for",
    "from", "with", "to", "of", "about", "even", "only", "once", "later", "yesterday", "today", "tomorrow", "earlier",
    "meanwhile", "however", "still", "again", "also", "finally", "suddenly", "what", "who", "whom", "which", "where",
    "why", "how", "one", "another", "some", "many", "most", "few", "all", "both", "each", "every", "no", "none",
    "nobody", "someone", "somebody", "everyone", "everybody", "anyone", "not", "well", "yes", "oh", "ah", "alas",
    "perhaps", "maybe", "indeed", "thus", "therefore", "hence", "moreover", "like", "said", "says", "asked", "added",
    "according", "presently", "whereupon", "thereupon", "thereafter", "afterwards", "soon", "instead", "nevertheless",
    "nonetheless", "other", "others", "such", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "first", "second", "last", "next", "neither", "either", "never", "let", "just", "quite", "rather", "too", "very",
    "god", "heaven", "christ", "goodness",
]);

/// Peoples and parties: they are no names of persons.
#[rustfmt::skip]
pub(super) const PEOPLES: &List = &List::new(&[
    "american", "americans", "russian", "russians", "ukrainian", "ukrainians", "british", "english", "englishman",
    "irish", "irishman", "scottish", "scot", "welsh", "french", "frenchman", "german", "germans", "italian", "spanish",
    "spaniard", "dutch", "dutchman", "polish", "pole", "czech", "slovak", "hungarian", "romanian", "bulgarian", "greek",
    "turkish", "turk", "chinese", "japanese", "korean", "indian", "pakistani", "israeli", "palestinian", "arab",
    "iranian", "iraqi", "syrian", "egyptian", "saudi", "african", "european", "asian", "canadian", "mexican",
    "brazilian", "australian", "austrian", "swiss", "swedish", "swede", "norwegian", "danish", "dane", "finnish",
    "belgian", "portuguese", "cuban", "soviet", "western", "eastern", "northern", "southern", "democratic", "democrat",
    "democrats", "republican", "republicans", "conservative", "labour", "liberal", "tory", "jewish", "jew", "muslim",
    "christian", "catholic", "protestant", "belarusian", "lithuanian", "latvian", "estonian", "georgian", "armenian",
    "socialist", "communist", "nazi", "texan", "roman", "latin", "victorian",
]);

/// Words of which the name of an institution is made.
#[rustfmt::skip]
pub(super) const INSTITUTIONS: &List = &List::new(&[
    "kremlin", "ministry", "service", "services", "office", "department", "party", "committee", "council",
    "commission", "university", "college", "school", "institute", "foundation", "house", "court", "agency", "press",
    "company", "corporation", "corp", "inc", "ltd", "llc", "plc", "group", "bank", "association", "society", "union",
    "federation", "league", "club", "church", "government", "administration", "parliament", "congress", "senate",
    "duma", "pentagon", "police", "army", "navy", "force", "forces", "times", "post", "news", "journal", "guardian",
    "telegraph", "tribune", "herald", "gazette", "mail", "daily", "weekly", "magazine", "board", "bureau", "center",
    "centre", "organization", "organisation", "nations", "embassy", "vatican", "treasury", "reserve", "campaign",
    "coalition", "alliance", "network", "team", "band", "authority", "fund", "museum", "hospital", "library",
    "theatre", "theater", "staff", "command", "guard", "street", "hill", "city", "county", "states", "kingdom",
    "republic", "security", "affairs", "media", "radio", "television", "tv", "reuters", "tass", "interfax",
    "bloomberg", "telegram", "twitter", "facebook", "instagram", "youtube", "google", "apple", "microsoft", "amazon",
    "meta", "tesla", "boeing", "airbus", "toyota", "intel", "ibm", "netflix", "uber", "nvidia", "samsung", "sony",
    "walmart", "pfizer", "exxonmobil", "volkswagen", "siemens", "politico", "axios", "newsweek", "forbes", "wikipedia",
    "greenpeace", "amnesty", "hamas", "hezbollah", "taliban", "congressional", "project", "initiative", "lab",
    "laboratory", "laboratories", "motors", "airlines", "records", "studios", "pictures", "entertainment",
    "industries", "systems", "technologies", "international", "bible", "talmud", "koran", "quran", "gospel", "proverb",
    "proverbs", "saying", "adage", "maxim", "book", "chronicle", "review", "register", "government's", "agence",
    "spiegel", "zeitung",
]);

/// Places that speak for those who govern them.
#[rustfmt::skip]
pub(super) const PLACES: &List = &List::new(&[
    "russia", "ukraine", "moscow", "kyiv", "kiev", "washington", "beijing", "london", "paris", "berlin", "brussels",
    "rome", "madrid", "warsaw", "prague", "vienna", "tokyo", "seoul", "pyongyang", "delhi", "tehran", "baghdad",
    "jerusalem", "cairo", "ankara", "athens", "lisbon", "dublin", "oslo", "stockholm", "helsinki", "copenhagen",
    "budapest", "bucharest", "sofia", "belgrade", "minsk", "vilnius", "riga", "tallinn", "geneva", "canberra", "ottawa",
    "havana", "riyadh", "doha", "damascus", "beirut", "kabul", "islamabad", "taipei", "america", "britain", "england",
    "scotland", "wales", "ireland", "france", "germany", "italy", "spain", "portugal", "poland", "czechia", "slovakia",
    "hungary", "romania", "bulgaria", "greece", "turkey", "china", "japan", "korea", "india", "pakistan", "israel",
    "palestine", "iran", "iraq", "syria", "egypt", "canada", "mexico", "brazil", "argentina", "chile", "cuba",
    "venezuela", "australia", "austria", "switzerland", "sweden", "norway", "denmark", "finland", "belgium",
    "netherlands", "holland", "belarus", "lithuania", "latvia", "estonia", "georgia", "armenia", "azerbaijan",
    "kazakhstan", "europe", "africa", "asia", "afghanistan", "vietnam", "thailand", "indonesia", "philippines",
    "nigeria", "kenya", "ethiopia", "sudan", "libya", "yemen", "qatar", "lebanon", "taiwan", "california", "texas",
    "florida", "hollywood", "whitehall", "westminster", "crimea", "donetsk", "kharkiv", "kherson", "odesa", "lviv",
    "u.s", "u.k", "eu", "u.n", "boston", "chicago", "york", "manchester", "oxford", "cambridge",
]);
