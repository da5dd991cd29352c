//! German, French, Spanish, Italian.

use super::Words;

/// German.
#[rustfmt::skip]
pub(super) static DE: Words = Words {
    negations: &[
        "nicht", "nichts", "nie", "niemals", "niemand", "niemanden", "niemandem", "kein", "keine", "keinen",
        "keinem", "keiner", "keines", "nirgends", "nirgendwo", "weder", "ohne", "kaum", "nein",
    ],
    numbers: &[
        ("null", 0), ("eins", 1), ("zwei", 2), ("drei", 3), ("vier", 4), ("fünf", 5), ("sechs", 6),
        ("sieben", 7), ("acht", 8), ("neun", 9), ("zehn", 10), ("elf", 11), ("zwölf", 12), ("dreizehn", 13),
        ("vierzehn", 14), ("fünfzehn", 15), ("sechzehn", 16), ("siebzehn", 17), ("achtzehn", 18),
        ("neunzehn", 19), ("zwanzig", 20), ("dreißig", 30), ("vierzig", 40), ("fünfzig", 50), ("sechzig", 60),
        ("siebzig", 70), ("achtzig", 80), ("neunzig", 90), ("hundert", 100), ("tausend", 1_000),
        ("million", 1_000_000), ("millionen", 1_000_000), ("milliarde", 1_000_000_000),
        ("milliarden", 1_000_000_000), ("erste", -1), ("ersten", -1), ("zweite", -2), ("zweiten", -2),
        ("dritte", -3), ("dritten", -3), ("vierte", -4), ("vierten", -4), ("fünfte", -5), ("fünften", -5),
    ],
    modals: &[
        "kann", "kannst", "können", "könnt", "konnte", "konnten", "könnte", "könnten", "darf", "dürfen",
        "durfte", "durften", "dürfte", "dürften", "muss", "müssen", "musste", "mussten", "müsste", "müssten",
        "soll", "sollen", "sollte", "sollten", "will", "wollen", "wollte", "wollten", "wird", "werden",
        "würde", "würden", "mag", "mögen", "möchte", "möchten",
    ],
    quantifiers: &[
        "alle", "allen", "aller", "alles", "einige", "einigen", "manche", "manchen", "mancher", "viele",
        "vielen", "viel", "wenige", "wenigen", "wenig", "jeder", "jede", "jedes", "jeden", "jedem", "mehrere",
        "beide", "beiden", "halb", "halbe", "mehr", "weniger", "meisten", "immer", "oft", "manchmal",
        "selten", "genug", "ganz", "jemand", "etwas",
    ],
    function: &[
        "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "und",
        "oder", "aber", "denn", "weil", "wenn", "als", "ob", "dass", "daß", "wie", "so", "ich", "du", "er",
        "sie", "es", "wir", "ihr", "mich", "mir", "dich", "dir", "ihn", "ihm", "uns", "euch", "ihnen", "mein",
        "dein", "sein", "seine", "seinen", "seinem", "seiner", "ihre", "ihren", "ihrem", "ihrer", "unser",
        "unsere", "sich", "man", "wer", "was", "wo", "wann", "warum", "welche", "welcher", "welches",
        "dieser", "diese", "dieses", "diesen", "diesem", "jene", "in", "im", "an", "am", "auf", "aus", "bei",
        "beim", "mit", "nach", "von", "vom", "vor", "zu", "zum", "zur", "über", "unter", "für", "durch",
        "gegen", "um", "bis", "seit", "zwischen", "hinter", "neben", "ist", "sind", "war", "waren", "bin",
        "bist", "wäre", "gewesen", "hat", "haben", "hatte", "hatten", "habe", "wurde", "wurden", "worden",
        "geworden", "auch", "noch", "nur", "schon", "sehr", "hier", "da", "dort", "dann", "nun", "ja", "doch",
        "mal",
    ],
};

/// French.
#[rustfmt::skip]
pub(super) static FR: Words = Words {
    negations: &[
        "ne", "pas", "non", "jamais", "rien", "personne", "aucun", "aucune", "nulle", "sans", "ni", "guère",
        "nullement",
    ],
    numbers: &[
        ("zéro", 0), ("deux", 2), ("trois", 3), ("quatre", 4), ("cinq", 5), ("six", 6), ("sept", 7),
        ("huit", 8), ("neuf", 9), ("dix", 10), ("onze", 11), ("douze", 12), ("treize", 13), ("quatorze", 14),
        ("quinze", 15), ("seize", 16), ("vingt", 20), ("trente", 30), ("quarante", 40), ("cinquante", 50),
        ("soixante", 60), ("cent", 100), ("cents", 100), ("mille", 1_000), ("million", 1_000_000),
        ("millions", 1_000_000), ("milliard", 1_000_000_000), ("milliards", 1_000_000_000), ("premier", -1),
        ("première", -1), ("deuxième", -2), ("troisième", -3),
    ],
    modals: &[
        "peut", "peux", "peuvent", "pouvons", "pouvez", "pouvait", "pouvaient", "pourra", "pourrait",
        "pourraient", "doit", "dois", "doivent", "devons", "devez", "devait", "devaient", "devra", "devrait",
        "devraient", "faut", "faudra", "faudrait", "veut", "veulent", "voudrait",
    ],
    quantifiers: &[
        "tout", "toute", "tous", "toutes", "quelques", "plusieurs", "certains", "certaines", "beaucoup",
        "peu", "chaque", "chacun", "chacune", "plus", "moins", "plupart", "moitié", "toujours", "souvent",
        "parfois", "rarement", "assez", "quelqu'un",
    ],
    function: &[
        "le", "la", "les", "l'", "un", "une", "des", "du", "de", "d'", "et", "ou", "mais", "donc", "car",
        "que", "qui", "quoi", "dont", "où", "si", "quand", "comme", "parce", "je", "tu", "il", "elle", "on",
        "nous", "vous", "ils", "elles", "me", "te", "se", "lui", "leur", "moi", "toi", "eux", "mon", "ma",
        "mes", "ton", "ta", "tes", "son", "sa", "ses", "notre", "nos", "votre", "vos", "leurs", "ce", "cet",
        "cette", "ces", "cela", "ça", "ceci", "à", "au", "aux", "en", "dans", "par", "pour", "sur", "sous",
        "avec", "chez", "vers", "entre", "depuis", "pendant", "après", "avant", "contre", "est", "sont",
        "était", "étaient", "être", "été", "suis", "es", "sommes", "êtes", "sera", "ai", "as", "a", "avons",
        "avez", "ont", "avait", "avaient", "avoir", "eu", "c'", "n'", "s'", "qu'", "j'", "m'", "t'", "c'est",
        "n'est", "qu'il", "y", "très", "bien", "aussi", "même", "ici", "là", "encore", "déjà", "alors",
        "ainsi",
    ],
};

/// Spanish.
#[rustfmt::skip]
pub(super) static ES: Words = Words {
    negations: &[
        "no", "nunca", "jamás", "nadie", "nada", "ningún", "ninguno", "ninguna", "tampoco", "sin", "ni",
        "apenas",
    ],
    numbers: &[
        ("cero", 0), ("dos", 2), ("tres", 3), ("cuatro", 4), ("cinco", 5), ("seis", 6), ("siete", 7),
        ("ocho", 8), ("nueve", 9), ("diez", 10), ("once", 11), ("doce", 12), ("trece", 13), ("catorce", 14),
        ("quince", 15), ("dieciséis", 16), ("diecisiete", 17), ("dieciocho", 18), ("diecinueve", 19),
        ("veinte", 20), ("treinta", 30), ("cuarenta", 40), ("cincuenta", 50), ("sesenta", 60),
        ("setenta", 70), ("ochenta", 80), ("noventa", 90), ("cien", 100), ("ciento", 100), ("mil", 1_000),
        ("millón", 1_000_000), ("millones", 1_000_000), ("primero", -1), ("primera", -1), ("segundo", -2),
        ("segunda", -2), ("tercero", -3), ("tercera", -3),
    ],
    modals: &[
        "puede", "puedo", "pueden", "podemos", "podía", "podían", "podrá", "podrán", "podría", "podrían",
        "debe", "debo", "deben", "debemos", "debía", "debería", "deberían", "quiere", "quieren", "quisiera",
    ],
    quantifiers: &[
        "todo", "toda", "todos", "todas", "algunos", "algunas", "alguno", "alguna", "algún", "muchos",
        "muchas", "mucho", "mucha", "pocos", "pocas", "poco", "cada", "varios", "varias", "ambos", "ambas",
        "más", "menos", "mayoría", "mitad", "siempre", "raramente", "bastante", "alguien", "algo",
    ],
    function: &[
        "el", "la", "los", "las", "lo", "un", "una", "unos", "unas", "de", "del", "y", "e", "o", "u", "pero",
        "que", "si", "porque", "como", "cuando", "donde", "quien", "quienes", "cual", "cuales", "cuyo", "yo",
        "tú", "él", "ella", "ello", "nosotros", "vosotros", "ellos", "ellas", "usted", "ustedes", "me", "te",
        "se", "nos", "os", "le", "les", "mi", "mis", "tu", "tus", "su", "sus", "nuestro", "nuestra",
        "nuestros", "nuestras", "este", "esta", "esto", "estos", "estas", "ese", "esa", "eso", "esos", "esas",
        "aquel", "aquella", "a", "al", "en", "por", "para", "con", "contra", "desde", "hasta", "entre",
        "sobre", "hacia", "tras", "es", "son", "era", "eran", "ser", "sido", "soy", "somos", "fue", "fueron",
        "será", "está", "están", "estaba", "estar", "ha", "han", "he", "hemos", "había", "haber", "hay",
        "muy", "ya", "también", "sí", "aún", "así", "aquí", "allí", "entonces",
    ],
};

/// Italian.
#[rustfmt::skip]
pub(super) static IT: Words = Words {
    negations: &[
        "non", "no", "mai", "nessuno", "nessuna", "nessun", "niente", "nulla", "né", "senza", "neppure",
        "neanche", "nemmeno",
    ],
    numbers: &[
        ("zero", 0), ("due", 2), ("tre", 3), ("quattro", 4), ("cinque", 5), ("sei", 6), ("sette", 7),
        ("otto", 8), ("nove", 9), ("dieci", 10), ("undici", 11), ("dodici", 12), ("tredici", 13),
        ("quattordici", 14), ("quindici", 15), ("sedici", 16), ("diciassette", 17), ("diciotto", 18),
        ("diciannove", 19), ("venti", 20), ("trenta", 30), ("quaranta", 40), ("cinquanta", 50),
        ("sessanta", 60), ("settanta", 70), ("ottanta", 80), ("novanta", 90), ("cento", 100),
        ("mille", 1_000), ("mila", 1_000), ("milione", 1_000_000), ("milioni", 1_000_000),
        ("miliardo", 1_000_000_000), ("miliardi", 1_000_000_000), ("primo", -1), ("prima", -1),
        ("secondo", -2), ("seconda", -2), ("terzo", -3), ("terza", -3),
    ],
    modals: &[
        "può", "posso", "possono", "possiamo", "poteva", "potevano", "potrà", "potranno", "potrebbe",
        "potrebbero", "deve", "devo", "devono", "dobbiamo", "doveva", "dovevano", "dovrà", "dovrebbe",
        "dovrebbero", "vuole", "vogliono", "vorrebbe",
    ],
    quantifiers: &[
        "tutto", "tutta", "tutti", "tutte", "alcuni", "alcune", "qualche", "molti", "molte", "molto", "molta",
        "pochi", "poche", "poco", "ogni", "ciascuno", "entrambi", "entrambe", "diversi", "parecchi", "più",
        "meno", "maggioranza", "metà", "sempre", "spesso", "talvolta", "raramente", "abbastanza", "qualcuno",
        "qualcosa",
    ],
    function: &[
        "il", "lo", "la", "i", "gli", "le", "l'", "un", "uno", "una", "di", "del", "dello", "della", "dei",
        "degli", "delle", "d'", "e", "ed", "o", "ma", "che", "chi", "cui", "se", "perché", "come", "quando",
        "dove", "quale", "quali", "io", "tu", "lui", "lei", "noi", "voi", "loro", "mi", "ti", "si", "ci",
        "vi", "ne", "me", "te", "mio", "mia", "miei", "mie", "tuo", "tua", "suo", "sua", "suoi", "sue",
        "nostro", "nostra", "vostro", "questo", "questa", "questi", "queste", "quello", "quella", "quelli",
        "quelle", "a", "al", "allo", "alla", "ai", "agli", "alle", "da", "dal", "dalla", "dai", "in", "nel",
        "nello", "nella", "nei", "nelle", "su", "sul", "sulla", "con", "per", "tra", "fra", "contro", "verso",
        "è", "sono", "era", "erano", "essere", "stato", "stata", "siamo", "sia", "fu", "furono", "sarà", "ha",
        "hanno", "ho", "abbiamo", "aveva", "avere", "c'è", "anche", "già", "ancora", "qui", "lì", "così",
        "poi", "allora", "solo", "molto",
    ],
};
