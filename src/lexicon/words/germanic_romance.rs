//! German, French, Spanish, Italian.

use super::Words;

/// German.
#[rustfmt::skip]
pub(super) static DE: Words = Words {
    negations: &[
        "nicht", "nichts", "nie", "niemals", "niemand", "niemanden", "niemandem", "kein", "keine", "keinen",
        "keinem", "keiner", "keines", "nirgends", "nirgendwo", "weder", "ohne", "kaum", "nein", "keinerlei",
        "keineswegs", "keinesfalls", "nimmer", "keins",
    ],
    numbers: &[
        ("null", 0), ("eins", 1), ("zwei", 2), ("drei", 3), ("vier", 4), ("fünf", 5), ("sechs", 6), ("sieben", 7),
        ("acht", 8), ("neun", 9), ("zehn", 10), ("elf", 11), ("zwölf", 12), ("dreizehn", 13), ("vierzehn", 14),
        ("fünfzehn", 15), ("sechzehn", 16), ("siebzehn", 17), ("achtzehn", 18), ("neunzehn", 19), ("zwanzig", 20),
        ("dreißig", 30), ("vierzig", 40), ("fünfzig", 50), ("sechzig", 60), ("siebzig", 70), ("achtzig", 80),
        ("neunzig", 90), ("hundert", 100), ("tausend", 1_000), ("million", 1_000_000), ("millionen", 1_000_000),
        ("milliarde", 1_000_000_000), ("milliarden", 1_000_000_000), ("erste", -1), ("ersten", -1), ("zweite", -2),
        ("zweiten", -2), ("dritte", -3), ("dritten", -3), ("vierte", -4), ("vierten", -4), ("fünfte", -5),
        ("fünften", -5), ("erster", -1), ("erstes", -1), ("erstem", -1), ("zweiter", -2), ("zweites", -2),
        ("zweitem", -2), ("dritter", -3), ("drittes", -3), ("drittem", -3), ("vierter", -4), ("viertes", -4),
        ("viertem", -4), ("fünfter", -5), ("fünftes", -5), ("fünftem", -5), ("sechste", -6), ("sechsten", -6),
        ("sechster", -6), ("sechstes", -6), ("sechstem", -6), ("siebte", -7), ("siebten", -7), ("siebter", -7),
        ("siebtes", -7), ("siebtem", -7), ("achte", -8), ("achten", -8), ("achter", -8), ("achtes", -8),
        ("achtem", -8), ("neunte", -9), ("neunten", -9), ("neunter", -9), ("neuntes", -9), ("neuntem", -9),
        ("zehnte", -10), ("zehnten", -10), ("zehnter", -10), ("zehntes", -10), ("zehntem", -10), ("elfte", -11),
        ("elften", -11), ("elfter", -11), ("elftes", -11), ("elftem", -11), ("zwölfte", -12), ("zwölften", -12),
        ("zwölfter", -12), ("zwölftes", -12), ("zwölftem", -12), ("zwanzigste", -20), ("zwanzigsten", -20),
        ("zwanzigster", -20), ("zwanzigstes", -20), ("zwanzigstem", -20), ("dreißigste", -30), ("dreißigsten", -30),
        ("dreißigster", -30), ("dreißigstes", -30), ("dreißigstem", -30), ("zwo", 2), ("dutzend", 12),
        ("billion", 1_000_000_000_000), ("billionen", 1_000_000_000_000),
    ],
    modals: &[
        "kann", "kannst", "können", "könnt", "konnte", "konnten", "könnte", "könnten", "darf", "dürfen", "durfte",
        "durften", "dürfte", "dürften", "muss", "müssen", "musste", "mussten", "müsste", "müssten", "soll", "sollen",
        "sollte", "sollten", "will", "wollen", "wollte", "wollten", "wird", "werden", "würde", "würden", "mag",
        "mögen", "möchte", "möchten", "musst", "sollst", "willst", "wirst", "werdet", "müsse", "könne", "dürfe",
        "solle", "wolle", "sollt", "dürft", "wollt", "würdest", "könntest", "magst",
    ],
    quantifiers: &[
        "alle", "allen", "aller", "alles", "einige", "einigen", "manche", "manchen", "mancher", "viele", "vielen",
        "viel", "wenige", "wenigen", "wenig", "jeder", "jede", "jedes", "jeden", "jedem", "mehrere", "beide",
        "beiden", "halb", "halbe", "mehr", "weniger", "meisten", "immer", "oft", "manchmal", "selten", "genug",
        "ganz", "jemand", "etwas", "sämtliche", "einiger", "wenigstens", "mindestens", "höchstens", "meiste",
        "wenigsten",
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
    fillers: &[
        "äh", "ähm", "öh", "öhm", "hm", "hmm", "mhm",
    ],
    tenses: &[
        &["ist", "war"], &["sind", "waren"], &["bin", "war"], &["hat", "hatte"], &["haben", "hatten"],
        &["habe", "hatte"], &["sei", "wäre"], &["geht", "ging"], &["gehen", "gingen"], &["kommt", "kam"],
        &["kommen", "kamen"], &["steht", "stand"], &["stehen", "standen"], &["gibt", "gab"], &["geben", "gaben"],
        &["sieht", "sah"], &["sehen", "sahen"], &["weiß", "wusste"], &["wissen", "wussten"], &["nimmt", "nahm"],
        &["nehmen", "nahmen"], &["bleibt", "blieb"], &["bleiben", "blieben"], &["heißt", "hieß"], &["liegt", "lag"],
        &["liegen", "lagen"], &["findet", "fand"], &["finden", "fanden"], &["spricht", "sprach"],
        &["sprechen", "sprachen"], &["tut", "tat"], &["tun", "taten"], &["hält", "hielt"], &["halten", "hielten"],
        &["lässt", "ließ"], &["lassen", "ließen"], &["sagt", "sagte"], &["sagen", "sagten"], &["macht", "machte"],
        &["machen", "machten"], &["glaubt", "glaubte"], &["glauben", "glaubten"], &["lebt", "lebte"],
        &["leben", "lebten"], &["braucht", "brauchte"], &["brauchen", "brauchten"], &["fragt", "fragte"],
        &["zeigt", "zeigte"], &["denkt", "dachte"], &["denken", "dachten"], &["bringt", "brachte"],
        &["kennt", "kannte"], &["kämpft", "kämpfte"], &["kämpfen", "kämpften"], &["fährt", "fuhr"],
        &["fahren", "fuhren"], &["verliert", "verlor"], &["verlieren", "verloren"],
    ],
};

/// French.
#[rustfmt::skip]
pub(super) static FR: Words = Words {
    negations: &[
        "ne", "pas", "non", "jamais", "rien", "personne", "aucun", "aucune", "nulle", "sans", "ni", "guère",
        "nullement", "nul", "aucunement",
    ],
    numbers: &[
        ("zéro", 0), ("deux", 2), ("trois", 3), ("quatre", 4), ("cinq", 5), ("six", 6), ("sept", 7), ("huit", 8),
        ("neuf", 9), ("dix", 10), ("onze", 11), ("douze", 12), ("treize", 13), ("quatorze", 14), ("quinze", 15),
        ("seize", 16), ("vingt", 20), ("trente", 30), ("quarante", 40), ("cinquante", 50), ("soixante", 60),
        ("cent", 100), ("cents", 100), ("mille", 1_000), ("million", 1_000_000), ("millions", 1_000_000),
        ("milliard", 1_000_000_000), ("milliards", 1_000_000_000), ("premier", -1), ("première", -1),
        ("deuxième", -2), ("troisième", -3), ("septante", 70), ("huitante", 80), ("nonante", 90), ("quatrième", -4),
        ("cinquième", -5), ("sixième", -6), ("septième", -7), ("huitième", -8), ("neuvième", -9), ("dixième", -10),
        ("vingtième", -20), ("second", -2), ("seconde", -2), ("premiers", -1), ("premières", -1), ("vingts", 20),
        ("douzaine", 12),
    ],
    modals: &[
        "peut", "peux", "peuvent", "pouvons", "pouvez", "pouvait", "pouvaient", "pourra", "pourrait", "pourraient",
        "doit", "dois", "doivent", "devons", "devez", "devait", "devaient", "devra", "devrait", "devraient", "faut",
        "faudra", "faudrait", "veut", "veulent", "voudrait", "pouvais", "pourrai", "pourrons", "pourront",
        "pourriez", "devrai", "devront", "devrons", "fallait", "veux", "voulons", "voulez", "vouloir", "pouvoir",
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
    fillers: &[
        "euh", "heu", "hum", "hein", "bah",
    ],
    tenses: &[
        &["est", "était", "fut", "sera"], &["sont", "étaient", "furent", "seront"], &["suis", "étais", "serai"],
        &["sommes", "étions", "serons"], &["êtes", "étiez", "serez"], &["a", "avait", "eut", "aura"],
        &["ont", "avaient", "eurent", "auront"], &["ai", "avais", "aurai"], &["avons", "avions", "aurons"],
        &["avez", "aviez", "aurez"], &["fait", "faisait", "fit", "fera"], &["font", "faisaient", "firent", "feront"],
        &["va", "allait", "alla", "ira"], &["vont", "allaient", "allèrent", "iront"], &["dit", "disait", "dira"],
        &["sait", "savait", "saura"], &["vient", "venait", "vint", "viendra"], &["peut", "pouvait", "pourra"],
        &["voit", "voyait", "verra"], &["reste", "restait", "resta", "restera"], &["veut", "voulait", "voudra"],
    ],
};

/// Spanish.
#[rustfmt::skip]
pub(super) static ES: Words = Words {
    negations: &[
        "no", "nunca", "jamás", "nadie", "nada", "ningún", "ninguno", "ninguna", "tampoco", "sin", "ni", "apenas",
        "ningunos",
    ],
    numbers: &[
        ("cero", 0), ("dos", 2), ("tres", 3), ("cuatro", 4), ("cinco", 5), ("seis", 6), ("siete", 7), ("ocho", 8),
        ("nueve", 9), ("diez", 10), ("once", 11), ("doce", 12), ("trece", 13), ("catorce", 14), ("quince", 15),
        ("dieciséis", 16), ("diecisiete", 17), ("dieciocho", 18), ("diecinueve", 19), ("veinte", 20),
        ("treinta", 30), ("cuarenta", 40), ("cincuenta", 50), ("sesenta", 60), ("setenta", 70), ("ochenta", 80),
        ("noventa", 90), ("cien", 100), ("ciento", 100), ("mil", 1_000), ("millón", 1_000_000),
        ("millones", 1_000_000), ("primero", -1), ("primera", -1), ("segundo", -2), ("segunda", -2), ("tercero", -3),
        ("tercera", -3), ("doscientos", 200), ("doscientas", 200), ("trescientos", 300), ("trescientas", 300),
        ("cuatrocientos", 400), ("cuatrocientas", 400), ("quinientos", 500), ("quinientas", 500),
        ("seiscientos", 600), ("seiscientas", 600), ("setecientos", 700), ("setecientas", 700), ("ochocientos", 800),
        ("ochocientas", 800), ("novecientos", 900), ("novecientas", 900), ("veintiuno", 21), ("veintiún", 21),
        ("veintiuna", 21), ("veintidós", 22), ("veintitrés", 23), ("veinticuatro", 24), ("veinticinco", 25),
        ("veintiséis", 26), ("veintisiete", 27), ("veintiocho", 28), ("veintinueve", 29), ("cuarto", -4),
        ("cuarta", -4), ("quinto", -5), ("quinta", -5), ("sexto", -6), ("sexta", -6), ("séptimo", -7),
        ("séptima", -7), ("octavo", -8), ("octava", -8), ("noveno", -9), ("novena", -9), ("décimo", -10),
        ("décima", -10), ("primer", -1), ("tercer", -3), ("docena", 12),
    ],
    modals: &[
        "puede", "puedo", "pueden", "podemos", "podía", "podían", "podrá", "podrán", "podría", "podrían", "debe",
        "debo", "deben", "debemos", "debía", "debería", "deberían", "quiere", "quieren", "quisiera", "podré",
        "podremos", "podíamos", "podríamos", "pudo", "pudieron", "debieron", "deberá", "deberán", "quiero",
        "queremos", "debió",
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
    fillers: &[
        "eh", "ehm", "em", "mmm",
    ],
    tenses: &[
        &["es", "era fue", "será"], &["son", "eran fueron", "serán"], &["soy", "era fui", "seré"],
        &["somos", "éramos fuimos", "seremos"], &["está", "estaba estuvo", "estará"],
        &["están", "estaban estuvieron", "estarán"], &["ha", "había", "habrá"], &["han", "habían", "habrán"],
        &["he", "había", "habré"], &["hemos", "habíamos", "habremos"], &["hay", "había hubo", "habrá"],
        &["tiene", "tenía tuvo", "tendrá"], &["tienen", "tenían tuvieron", "tendrán"],
        &["hace", "hacía hizo", "hará"], &["va", "iba", "irá"], &["van", "iban", "irán"],
        &["dice", "decía dijo", "dirá"], &["sabe", "sabía supo", "sabrá"], &["viene", "venía vino", "vendrá"],
        &["queda", "quedaba quedó", "quedará"],
    ],
};

/// Italian.
#[rustfmt::skip]
pub(super) static IT: Words = Words {
    negations: &[
        "non", "no", "mai", "nessuno", "nessuna", "nessun", "niente", "nulla", "né", "senza", "neppure", "neanche",
        "nemmeno", "mica",
    ],
    numbers: &[
        ("zero", 0), ("due", 2), ("tre", 3), ("quattro", 4), ("cinque", 5), ("sei", 6), ("sette", 7), ("otto", 8),
        ("nove", 9), ("dieci", 10), ("undici", 11), ("dodici", 12), ("tredici", 13), ("quattordici", 14),
        ("quindici", 15), ("sedici", 16), ("diciassette", 17), ("diciotto", 18), ("diciannove", 19), ("venti", 20),
        ("trenta", 30), ("quaranta", 40), ("cinquanta", 50), ("sessanta", 60), ("settanta", 70), ("ottanta", 80),
        ("novanta", 90), ("cento", 100), ("mille", 1_000), ("mila", 1_000), ("milione", 1_000_000),
        ("milioni", 1_000_000), ("miliardo", 1_000_000_000), ("miliardi", 1_000_000_000), ("primo", -1),
        ("prima", -1), ("secondo", -2), ("seconda", -2), ("terzo", -3), ("terza", -3), ("quarto", -4),
        ("quarta", -4), ("quinto", -5), ("quinta", -5), ("sesto", -6), ("sesta", -6), ("settimo", -7),
        ("settima", -7), ("ottavo", -8), ("ottava", -8), ("nono", -9), ("nona", -9), ("decimo", -10),
        ("decima", -10), ("dozzina", 12),
    ],
    modals: &[
        "può", "posso", "possono", "possiamo", "poteva", "potevano", "potrà", "potranno", "potrebbe", "potrebbero",
        "deve", "devo", "devono", "dobbiamo", "doveva", "dovevano", "dovrà", "dovrebbe", "dovrebbero", "vuole",
        "vogliono", "vorrebbe", "puoi", "potrò", "potremo", "potremmo", "devi", "dovremo", "dovremmo", "dovete",
        "potete", "vuoi", "voglio", "vogliamo", "dovranno",
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
    fillers: &[
        "ehm", "eh", "uhm", "mmm",
    ],
    tenses: &[
        &["è", "era fu", "sarà"], &["sono", "erano furono", "saranno"], &["siamo", "eravamo fummo", "saremo"],
        &["ha", "aveva ebbe", "avrà"], &["hanno", "avevano ebbero", "avranno"], &["ho", "avevo ebbi", "avrò"],
        &["abbiamo", "avevamo", "avremo"], &["fa", "faceva fece", "farà"], &["fanno", "facevano fecero", "faranno"],
        &["va", "andava andò", "andrà"], &["vanno", "andavano", "andranno"], &["dice", "diceva disse", "dirà"],
        &["sa", "sapeva seppe", "saprà"], &["viene", "veniva venne", "verrà"], &["sta", "stava stette", "starà"],
    ],
};
