//! English.

use super::Words;

/// English. *none* counts as a quantifier, the answer to *all* and *some*; *one* as a number, though it is often a pronoun.
#[rustfmt::skip]
pub(super) static EN: Words = Words {
    negations: &[
        "not", "no", "never", "nobody", "nothing", "nowhere", "neither", "nor", "cannot", "cant", "without",
        "hardly", "scarcely", "barely", "nay", "nought", "naught",
        "ne'er",
    ],
    numbers: &[
        ("zero", 0), ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7),
        ("eight", 8), ("nine", 9), ("ten", 10), ("eleven", 11), ("twelve", 12), ("thirteen", 13),
        ("fourteen", 14), ("fifteen", 15), ("sixteen", 16), ("seventeen", 17), ("eighteen", 18),
        ("nineteen", 19), ("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60),
        ("seventy", 70), ("eighty", 80), ("ninety", 90), ("hundred", 100), ("thousand", 1_000),
        ("million", 1_000_000), ("billion", 1_000_000_000), ("trillion", 1_000_000_000_000), ("dozen", 12),
        ("dozens", 12), ("hundreds", 100), ("thousands", 1_000), ("millions", 1_000_000),
        ("billions", 1_000_000_000), ("trillions", 1_000_000_000_000), ("first", -1), ("second", -2),
        ("third", -3), ("fourth", -4), ("fifth", -5), ("sixth", -6), ("seventh", -7), ("eighth", -8),
        ("ninth", -9), ("tenth", -10), ("eleventh", -11), ("twelfth", -12), ("thirteenth", -13),
        ("fourteenth", -14), ("fifteenth", -15), ("sixteenth", -16), ("seventeenth", -17),
        ("eighteenth", -18), ("nineteenth", -19), ("twentieth", -20), ("thirtieth", -30), ("fortieth", -40),
        ("fiftieth", -50), ("sixtieth", -60), ("seventieth", -70), ("eightieth", -80), ("ninetieth", -90),
        ("hundredth", -100), ("thousandth", -1_000), ("millionth", -1_000_000),
    ],
    modals: &[
        "may", "might", "can", "could", "will", "would", "shall", "should", "must", "need", "ought", "shalt", "wilt",
        "canst", "couldst", "wouldst", "shouldst", "mayst", "mayest", "mightst",
    ],
    quantifiers: &[
        "all", "some", "most", "many", "few", "every", "none", "each", "any", "several", "half", "both",
        "much", "more", "less", "fewer", "least", "everyone", "everybody", "everything", "everywhere",
        "someone", "somebody", "something", "somewhere", "anyone", "anybody", "anything", "anywhere",
        "always", "often", "sometimes", "usually", "rarely", "seldom", "majority", "minority", "enough",
        "entire", "whole",
    ],
    function: &[
        "a", "an", "the", "i", "me", "my", "mine", "myself", "you", "your", "yours", "yourself", "yourselves",
        "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself", "we", "us",
        "our", "ours", "ourselves", "they", "them", "their", "theirs", "themselves", "one", "ones", "who",
        "whom", "whose", "which", "what", "that", "this", "these", "those", "there", "here", "and", "or",
        "but", "so", "if", "then", "than", "as", "because", "since", "while", "when", "where", "why", "how",
        "though", "although", "unless", "until", "till", "whether", "in", "on", "at", "by", "for", "from",
        "to", "of", "with", "into", "onto", "upon", "about", "above", "below", "under", "over", "after",
        "before", "between", "among", "through", "during", "against", "toward", "towards", "within", "along",
        "across", "behind", "beyond", "beside", "besides", "near", "off", "out", "up", "down", "again",
        "also", "too", "just", "only", "even", "still", "yet", "already", "ever", "very", "quite", "rather",
        "really", "now", "once", "am", "is", "are", "was", "were", "be", "been", "being", "have", "has",
        "had", "having", "do", "does", "did", "doing", "done", "get", "got", "go", "let", "like", "such",
        "same", "other", "another", "own", "else", "however", "therefore", "thus", "well", "oh", "yes", "sir",
        "mr", "mrs", "ms", "dr", "thee", "thou", "thy", "ye", "unto",
    ],
    fillers: &[
        "um", "umm", "uh", "uhh", "uhm", "er", "erm", "ah", "eh", "hm", "hmm", "mm", "mmm", "mhm", "huh",
    ],
    tenses: &[],
};
