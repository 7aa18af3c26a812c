//! Word lists that shape names: what names end in, what stands before them and is no part of them.

use super::ends;
use crate::analysis::NameType;
use crate::article::{day_of_week, is_zone, month_number};

/// Last words that make a name one of an organisation.
const ORGANIZATIONS: &[&str] = &[
    "ag",
    "sa",
    "nv",
    "companies",
    "university",
    "college",
    "institute",
    "school",
    "academy",
    "ministry",
    "department",
    "agency",
    "authority",
    "commission",
    "committee",
    "council",
    "court",
    "senate",
    "parliament",
    "congress",
    "assembly",
    "party",
    "alliance",
    "association",
    "coalition",
    "federation",
    "foundation",
    "union",
    "fc",
    "afc",
    "cf",
    "police",
    "bureau",
    "office",
    "organization",
    "organisation",
    "society",
    "club",
    "hospital",
    "museum",
    "broadcasting",
    "records",
    "center",
    "centre",
    "administration",
    "league",
    "board",
    "army",
    "navy",
    "guard",
    "electric",
];

/// Last words that make a name one of a place.
const PLACES: &[&str] = &[
    "street",
    "avenue",
    "road",
    "river",
    "island",
    "islands",
    "lake",
    "mountain",
    "mountains",
    "county",
    "airport",
    "bridge",
    "valley",
    "beach",
    "bay",
    "sea",
    "ocean",
    "province",
    "district",
    "peninsula",
    "desert",
    "stadium",
    "arena",
    "square",
    "strait",
    "canal",
    "forest",
    "hills",
    "coast",
];

/// Last words that make a name one of an event.
const EVENTS: &[&str] = &[
    "cup",
    "olympics",
    "festival",
    "championship",
    "championships",
    "open",
    "summit",
    "games",
    "prix",
    "marathon",
    "election",
    "elections",
    "war",
    "awards",
    "hurricane",
    "tour",
    "final",
];

/// Words before "of" that open the name of an institution.
const INSTITUTIONS: &[&str] = &[
    "bank",
    "university",
    "college",
    "department",
    "ministry",
    "church",
    "house",
    "institute",
    "bureau",
    "board",
    "office",
    "court",
    "council",
    "museum",
    "society",
    "association",
    "chamber",
    "federation",
    "school",
    "academy",
    "league",
    "organization",
    "organisation",
    "commission",
    "confederation",
    "congress",
    "union",
    "committee",
    "royal",
    "corps",
    "library",
    "secretariat",
];

/// Titles and offices before a name, lower case without full stop.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
    "lady",
    "president",
    "vice",
    "prime",
    "minister",
    "senator",
    "sen",
    "rep",
    "representative",
    "congressman",
    "congresswoman",
    "gov",
    "governor",
    "mayor",
    "chancellor",
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "archbishop",
    "bishop",
    "cardinal",
    "rev",
    "councillor",
    "councilor",
    "detective",
    "inspector",
    "reverend",
    "father",
    "sister",
    "gen",
    "general",
    "col",
    "colonel",
    "maj",
    "major",
    "capt",
    "captain",
    "lt",
    "lieutenant",
    "sgt",
    "sergeant",
    "cpl",
    "judge",
    "justice",
    "chief",
    "ceo",
    "cfo",
    "coo",
    "cto",
    "chairman",
    "chairwoman",
    "director",
    "secretary",
    "ambassador",
    "coach",
    "manager",
    "founder",
    "co-founder",
    "emir",
    "sheikh",
    "sultan",
    "ayatollah",
    "imam",
    "attorney",
    "deputy",
    "sheriff",
    "emeritus",
    "spokesman",
    "spokeswoman",
    "executive",
    "officer",
    "former",
    "the",
    "a",
    "an",
];

/// Titles that make what follows a person.
const PERSONAL: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "senator",
    "sen",
    "president",
    "chancellor",
    "gov",
    "rep",
    "ceo",
    "governor",
    "mayor",
    "justice",
    "judge",
    "lieutenant",
    "sergeant",
    "captain",
    "colonel",
    "councillor",
    "councilor",
    "spokesman",
    "spokeswoman",
];

fn key(word: &str) -> String {
    word.trim_end_matches('.').to_lowercase()
}

/// Returns the type that the last word of a name gives it.
pub(super) fn type_by_end(word: &str) -> Option<NameType> {
    let key = key(word);
    let has = |list: &[&str]| list.contains(&key.as_str());
    if has(ORGANIZATIONS) || ends::is_business(&key) {
        Some(NameType::Organization)
    } else if has(PLACES) {
        Some(NameType::Place)
    } else if has(EVENTS) {
        Some(NameType::Event)
    } else {
        None
    }
}

/// Whether `word` is a body that ordinary people may own: "Actors' Equity", "Bishops' Conference".
pub(super) fn is_body(word: &str) -> bool {
    matches!(word, "Conference" | "Guild") || type_by_end(word) == Some(NameType::Organization)
}

/// Whether `word` alone only says of what kind a place is: "County", "Bay".
pub(super) fn is_kind_of_place(word: &str) -> bool {
    PLACES.contains(&key(word).as_str())
}

/// Whether `word` tells one bearer of a name from another: "Martin Luther King Jr".
pub(super) fn is_suffix(word: &str) -> bool {
    matches!(key(word).as_str(), "jr" | "sr" | "ii" | "iii" | "iv")
}

/// Whether `word` before a given name tells who is meant as well as a surname does.
pub(crate) fn is_royal(word: &str) -> bool {
    matches!(word, "King" | "Queen" | "Prince" | "Princess" | "Pope")
}

/// Whether `word` before "of" opens the name of an institution.
pub(super) fn opens_institution(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && INSTITUTIONS.contains(&key(word).as_str())
}

/// Whether `word` before a name is a title or an article, no part of it.
pub(super) fn is_title(word: &str) -> bool {
    TITLES.contains(&key(word).as_str())
}

/// Whether `word` before a name shows that it is a person's.
pub(super) fn is_personal_title(word: &str) -> bool {
    PERSONAL.contains(&key(word).as_str())
}

/// Whether `word` names a day or month.
pub(super) fn is_calendar(word: &str) -> bool {
    let key = key(word);
    let day = key.ends_with("day") && day_of_week(&key).is_some();
    day || month_number(&key).is_some()
}

/// Whether an institution that opens with `word` is named by its fields: "Department of Health and Human Services".
pub(super) fn has_fields(word: &str) -> bool {
    const BODIES: &[&str] = &[
        "institute",
        "institutes",
        "department",
        "ministry",
        "committee",
        "office",
        "bureau",
        "college",
        "school",
        "faculty",
        "museum",
        "board",
        "center",
        "centre",
        "secretary",
        "campaign",
        "coalition",
        "commissioner",
        "council",
    ];
    BODIES.contains(&key(word).as_str())
}

/// Whether `word` alone is an abbreviation of ordinary words, no name.
pub(super) fn is_abbreviation(word: &str) -> bool {
    const COMMON: &[&str] = &[
        "AI", "COVID", "Covid", "Q1", "Q2", "Q3", "Q4", "TV", "PC", "IT", "CEO", "CFO", "COO",
        "CTO", "GDP", "IPO", "DNA", "RNA", "EV", "EVs", "ID", "PR", "HR", "VR", "AR", "UFO", "ATM",
        "CCTV", "GPS", "SUV", "SUVs", "CPI", "OK", "AM", "PM", "ESG", "R&D", "API", "APIs", "GPU",
        "GPUs", "CPU", "LLM", "LLMs", "PDF", "USB", "VIP", "MP", "MPs", "MEP", "MEPs", "HIV",
        "ICU", "PPE", "CV", "Q&A", "FAQ", "DJ", "QR", "MVP", "AGI", "No.", "Nos.", "TD", "TDs",
        "KO", "TKO",
    ];
    let zone = || !word.contains(char::is_lowercase) && is_zone(&word.to_lowercase());
    COMMON.contains(&word) || zone()
}
