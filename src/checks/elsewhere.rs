//! Checks that judge no edit: they are found where the pipeline meets them, and stand here for their words.

use super::Judge::Elsewhere;

check!(
    WRONG_SPEAKER,
    "wrong-speaker",
    Attribution,
    Deny,
    DisplayOnly,
    Elsewhere,
    "The words are on record, but someone else said them"
);
check!(
    RESEMBLES_RECORD,
    "resembles-record",
    Attribution,
    Warn,
    DisplayOnly,
    Elsewhere,
    "The words resemble a record too little, or name another speaker, to be judged by it"
);
check!(
    AMBIGUOUS_QUOTATION,
    "ambiguous-quotation",
    Marks,
    Note,
    DisplayOnly,
    Elsewhere,
    "Several records fit equally well, and they disagree on whether the quotation is right"
);
check!(
    UNBALANCED_MARKS,
    "unbalanced-marks",
    Marks,
    Note,
    DisplayOnly,
    Elsewhere,
    "A quotation mark without its partner: where the quotation ends is not known"
);
check!(
    UNVERIFIED_QUOTATION,
    "unverified-quotation",
    Marks,
    Allow,
    DisplayOnly,
    Elsewhere,
    "The quotation is in no record"
);
check!(
    MISSING_QUOTATION_MARKS,
    "missing-quotation-marks",
    Marks,
    Allow,
    DisplayOnly,
    Elsewhere,
    "A record's words stand in running text without quotation marks"
);
check!(
    INCONSISTENT_QUOTATION,
    "inconsistent-quotation",
    Corpus,
    Warn,
    DisplayOnly,
    Elsewhere,
    "One statement is quoted in different words in two places of the drafts"
);
check!(
    DUPLICATE_RECORD,
    "duplicate-record",
    Rules,
    Warn,
    DisplayOnly,
    Elsewhere,
    "Two records of one speaker have the same words"
);
check!(
    DISAGREEING_RECORDS,
    "disagreeing-records",
    Rules,
    Warn,
    DisplayOnly,
    Elsewhere,
    "Two records of one statement differ in their words"
);
check!(
    SHORT_RECORD,
    "short-record",
    Rules,
    Warn,
    DisplayOnly,
    Elsewhere,
    "A record of one word, or without a telling word, can match nothing safely"
);
check!(
    MISQUOTE_IS_ACCEPTED,
    "misquote-is-accepted",
    Rules,
    Warn,
    DisplayOnly,
    Elsewhere,
    "A wording is listed both as a known misquote and as a right wording of one record"
);
check!(
    UNUSED_RECORD,
    "unused-record",
    Rules,
    Allow,
    DisplayOnly,
    Elsewhere,
    "A record that no draft of the run quotes"
);
check!(
    UNUSED_IGNORE,
    "unused-ignore",
    Suppression,
    Warn,
    DisplayOnly,
    Elsewhere,
    "An ignore comment that silences nothing"
);
check!(
    IGNORE_WITHOUT_REASON,
    "ignore-without-reason",
    Suppression,
    Warn,
    DisplayOnly,
    Elsewhere,
    "An ignore comment that does not say why"
);
check!(
    UNKNOWN_CHECK,
    "unknown-check",
    Suppression,
    Deny,
    Unsafe,
    Elsewhere,
    "An ignore comment names a check that does not exist"
);
check!(
    FAILING_EXAMPLE,
    "failing-example",
    Rules,
    Deny,
    DisplayOnly,
    Elsewhere,
    "An example of a record is not judged as the record says"
);
check!(
    NOT_CHECKED,
    "not-checked",
    Input,
    Deny,
    DisplayOnly,
    Elsewhere,
    "A file that was asked for could not be checked"
);
check!(INVALID_RULES, "invalid-rules", Input, Deny, DisplayOnly, Elsewhere, "A mistake in a rules file");
check!(
    INVALID_CONFIG,
    "invalid-config",
    Input,
    Deny,
    DisplayOnly,
    Elsewhere,
    "A mistake in the configuration"
);
