//! Pieces → ISO 4217 codes.

use super::pieces::{Found, Kind, Pieces};

/// Letters before a dollar sign.
const DOLLARS: &[(&str, &str)] = &[
    ("us", "USD"),
    ("u.s", "USD"),
    ("c", "CAD"),
    ("ca", "CAD"),
    ("can", "CAD"),
    ("a", "AUD"),
    ("au", "AUD"),
    ("aus", "AUD"),
    ("nz", "NZD"),
    ("hk", "HKD"),
    ("s", "SGD"),
    ("sg", "SGD"),
    ("nt", "TWD"),
    ("r", "BRL"),
    ("mx", "MXN"),
];
const SIGNS: &[(&str, &str)] = &[
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("₽", "RUB"),
    ("₺", "TRY"),
    ("₪", "ILS"),
    ("₴", "UAH"),
    ("₦", "NGN"),
    ("₱", "PHP"),
    ("₫", "VND"),
    ("฿", "THB"),
    ("₿", "XBT"),
];
/// Codes as they stand in articles; a few are no ISO codes.
const CODES: &[(&str, &str)] = &[
    ("USD", "USD"),
    ("EUR", "EUR"),
    ("GBP", "GBP"),
    ("JPY", "JPY"),
    ("CHF", "CHF"),
    ("CNY", "CNY"),
    ("RMB", "CNY"),
    ("AUD", "AUD"),
    ("CAD", "CAD"),
    ("NZD", "NZD"),
    ("HKD", "HKD"),
    ("SGD", "SGD"),
    ("INR", "INR"),
    ("Rs", "INR"),
    ("Rs.", "INR"),
    ("KRW", "KRW"),
    ("BRL", "BRL"),
    ("MXN", "MXN"),
    ("ZAR", "ZAR"),
    ("SEK", "SEK"),
    ("NOK", "NOK"),
    ("DKK", "DKK"),
    ("PLN", "PLN"),
    ("AED", "AED"),
    ("SAR", "SAR"),
    ("TRY", "TRY"),
    ("RUB", "RUB"),
    ("THB", "THB"),
    ("IDR", "IDR"),
    ("MYR", "MYR"),
    ("PHP", "PHP"),
    ("NGN", "NGN"),
    ("PKR", "PKR"),
    ("UAH", "UAH"),
    ("ILS", "ILS"),
];
/// Names that stand for one currency, whatever comes before.
const NAMES: &[(&str, &str)] = &[
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("yen", "JPY"),
    ("yuan", "CNY"),
    ("renminbi", "CNY"),
    ("rupee", "INR"),
    ("rupees", "INR"),
    ("ruble", "RUB"),
    ("rubles", "RUB"),
    ("rouble", "RUB"),
    ("roubles", "RUB"),
    ("zloty", "PLN"),
    ("zlotys", "PLN"),
    ("shekel", "ILS"),
    ("shekels", "ILS"),
    ("baht", "THB"),
    ("ringgit", "MYR"),
    ("rupiah", "IDR"),
    ("hryvnia", "UAH"),
    ("hryvnias", "UAH"),
    ("naira", "NGN"),
    ("rand", "ZAR"),
    ("lira", "TRY"),
    ("liras", "TRY"),
    ("forint", "HUF"),
    ("forints", "HUF"),
    ("dong", "VND"),
    ("reais", "BRL"),
    ("riyals", "SAR"),
    ("dirhams", "AED"),
    ("dollar", "USD"),
    ("dollars", "USD"),
    ("francs", "CHF"),
    ("pesos", "MXN"),
    ("sterling", "GBP"),
    ("bitcoins", "XBT"),
];
/// Names that are also ordinary words: only after "million" and the like.
const AFTER_MAGNITUDE: &[(&str, &str)] = &[
    ("pounds", "GBP"),
    ("pound", "GBP"),
    ("won", "KRW"),
    ("kronor", "SEK"),
    ("kroner", "NOK"),
];
/// Peoples before a name.
const OF_PEOPLE: &[(&str, &str, &str)] = &[
    ("us", "dollar", "USD"),
    ("u.s", "dollar", "USD"),
    ("american", "dollar", "USD"),
    ("canadian", "dollar", "CAD"),
    ("australian", "dollar", "AUD"),
    ("singapore", "dollar", "SGD"),
    ("taiwan", "dollar", "TWD"),
    ("british", "pound", "GBP"),
    ("egyptian", "pound", "EGP"),
    ("swiss", "franc", "CHF"),
    ("danish", "krone", "DKK"),
    ("norwegian", "krone", "NOK"),
    ("swedish", "krona", "SEK"),
    ("danish", "kroner", "DKK"),
    ("norwegian", "kroner", "NOK"),
    ("swedish", "kronor", "SEK"),
    ("pakistani", "rupee", "PKR"),
    ("indian", "rupee", "INR"),
    ("mexican", "peso", "MXN"),
    ("argentine", "peso", "ARS"),
    ("philippine", "peso", "PHP"),
    ("chilean", "peso", "CLP"),
    ("colombian", "peso", "COP"),
    ("turkish", "lira", "TRY"),
    ("brazilian", "real", "BRL"),
    ("korean", "won", "KRW"),
    ("chinese", "yuan", "CNY"),
    ("japanese", "yen", "JPY"),
    ("saudi", "riyal", "SAR"),
    ("qatari", "riyal", "QAR"),
    ("russian", "ruble", "RUB"),
    ("russian", "rouble", "RUB"),
];
/// Countries of two words before "dollars".
const OF_TWO_WORDS: &[(&str, &str, &str)] = &[("new", "zealand", "NZD"), ("hong", "kong", "HKD")];

fn find(table: &[(&str, &'static str)], key: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|(name, _)| *name == key)
        .map(|(_, code)| *code)
}

/// A sign or code before a sum: "$", "US$", "Rs", "EUR".
pub(super) fn sign(pieces: &Pieces<'_>, at: usize) -> Option<Found<&'static str>> {
    if let Some(code) = find(SIGNS, pieces.key(at)) {
        return Some(Found::new(code, at + 1));
    }
    if pieces.kind(at) != Some(Kind::Word) || !pieces.capital(at) {
        return None;
    }
    if pieces.is(at + 1, &["$"]) && pieces.glued(at + 1) {
        return Some(Found::new(find(DOLLARS, pieces.key(at))?, at + 2));
    }
    let code = find(CODES, pieces.all[at].text)?;
    let dot = usize::from(pieces.is(at + 1, &["."]) && pieces.glued(at + 1));
    Some(Found::new(code, at + 1 + dot))
}

/// A currency behind a sum: "dollars", "US dollars", "EUR", "€".
pub(super) fn name(pieces: &Pieces<'_>, at: usize, magnitude: bool) -> Option<Found<&'static str>> {
    let key = pieces.key(at);
    if let Some(code) = find(NAMES, key) {
        return Some(Found::new(code, at + 1));
    }
    if let Some(code) = find(AFTER_MAGNITUDE, key).filter(|_| magnitude) {
        return Some(Found::new(code, at + 1));
    }
    if key == "pounds" && pieces.is(at + 1, &["sterling"]) {
        return Some(Found::new("GBP", at + 2));
    }
    if let Some(code) = find(SIGNS, key).filter(|_| key != "$") {
        return Some(Found::new(code, at + 1));
    }
    if let Some(code) = pieces
        .all
        .get(at)
        .and_then(|piece| find(CODES, piece.text))
        .filter(|_| !key.starts_with("rs"))
    {
        return Some(Found::new(code, at + 1));
    }
    let next = pieces.key(at + 1);
    let single = next.strip_suffix('s').unwrap_or(next);
    if let Some((_, _, code)) = OF_PEOPLE
        .iter()
        .find(|(people, name, _)| *people == key && (*name == next || *name == single))
    {
        return Some(Found::new(code, at + 2));
    }
    let two = |(first, second, _): &&(&str, &str, &str)| *first == key && *second == next;
    let (_, _, code) = OF_TWO_WORDS.iter().find(two)?;
    pieces
        .is(at + 2, &["dollar", "dollars"])
        .then(|| Found::new(*code, at + 3))
}

/// A currency code or people behind a sum that has a dollar sign already: "$5 million Canadian".
pub(super) fn after_sum(pieces: &Pieces<'_>, at: usize) -> Option<Found<&'static str>> {
    let code = match pieces.all.get(at)?.text {
        "US" | "USD" => "USD",
        "Canadian" | "CAD" => "CAD",
        "Australian" | "AUD" => "AUD",
        _ => return None,
    };
    // "$5 million Canadian investment" speaks of an investment.
    pieces
        .pos(at + 1)
        .is_none_or(|pos| {
            !matches!(
                pos,
                crate::analysis::Pos::Noun | crate::analysis::Pos::Propn
            )
        })
        .then(|| Found::new(code, at + 1))
}
