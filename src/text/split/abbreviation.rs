//! A word before a full stop → whether the stop belongs to the word.

/// Abbreviations that a name or number follows: the stop ends no sentence.
const BEFORE_NAME: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "prof", "rev", "fr", "gen", "col", "lt", "sgt", "capt", "cmdr",
    "maj", "adm", "brig", "gov", "sen", "rep", "reps", "sens", "pres", "st", "ste", "mt", "ft",
    "hon", "supt", "det", "insp", "messrs", "mme", "mlle", "sr.", "no", "nos", "vs", "v", "pp",
    "p", "fig", "figs", "sec", "art", "ch", "vol", "al", "cf", "viz", "approx", "ca", "e.g", "i.e",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "asst",
    "dept", "univ", "assn", "bros", "atty", "ph.d", "m.sc",
];

/// Abbreviations that may also close a sentence.
const ANYWHERE: &[&str] = &[
    "inc", "corp", "co", "cos", "ltd", "llc", "plc", "jr", "sr", "esq", "etc", "ave", "blvd", "rd",
    "hwy", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "est", "min",
    "max", "hr", "hrs", "lb", "lbs", "oz", "ed", "eds", "tel", "ext", "dist", "intl", "natl",
    "calif", "fla", "ga", "mass", "conn", "pa", "tenn", "tex", "va", "wash", "wis", "minn", "mich",
    "ariz", "colo", "ill", "ind", "kan", "ky", "la", "md", "mo", "neb", "nev", "okla", "ore",
];

/// Endings of [`BEFORE_NAME`] and [`ANYWHERE`] that are words of their own, so that only a number or name behind them tells.
const ALSO_WORDS: &[&str] = &[
    "no", "art", "sec", "mar", "sat", "sun", "mass", "ill", "ind", "wash", "fig", "min", "max",
    "det", "fr", "gen", "ed", "la", "pa", "mo", "mon", "wed", "co", "p", "ca", "rep", "dec",
];

/// What a full stop behind a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The end of a sentence.
    End,
    /// Part of an abbreviation that something always follows.
    Inside,
    /// Part of an abbreviation, and perhaps the end of a sentence too.
    Either,
}

/// Returns what a full stop behind `word` is.
pub(super) fn stop_behind(word: &str) -> Stop {
    let mut chars = word.chars();
    let (first, second) = (chars.next(), chars.next());
    if second.is_none() && first.is_some_and(|c| c.is_alphabetic() && c.is_uppercase() && c != 'I')
    {
        return Stop::Inside;
    }
    let lower = word.to_lowercase();
    if ALSO_WORDS.contains(&lower.as_str()) && !first.is_some_and(char::is_uppercase) {
        return Stop::End;
    }
    if BEFORE_NAME.contains(&lower.as_str()) {
        return Stop::Inside;
    }
    if ANYWHERE.contains(&lower.as_str())
        && first.is_some_and(|c| c.is_uppercase() || lower == "etc")
    {
        return Stop::Either;
    }
    if is_dotted(word) {
        Stop::Either
    } else {
        Stop::End
    }
}

/// Whether `word` is letters with stops between them: "U.S", "a.m", "J.K".
fn is_dotted(word: &str) -> bool {
    let mut parts = word.split('.');
    word.contains('.')
        && parts.all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}
