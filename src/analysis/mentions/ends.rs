//! Last words that a business, a club or an outlet bears, and by which it is seldom called: "Transcont Freight".

/// Last words of businesses, lower case.
const BUSINESS: &str = "aerospace airlines airways analytics athletic bank biosciences biotech books brewery brothers capital \
    chemicals co company corp corporation corporations defence defense diagnostics dredging dynamics electronics energy \
    engineering enterprises entertainment equities equity express financial foods freight fund gmbh group healthcare \
    holdings hotels inc industries insurance interactive international labs laboratories lines llc logistics ltd \
    machines marine materials media metals mining motors mutual networks oil partners petroleum pharma pharmaceuticals plc \
    power properties rail railroad railway railways resources resorts retail rovers securities semiconductor \
    semiconductors services shipping software solar solutions steel stores studios systems technologies \
    technology telecom telecommunications terminals therapeutics trust united utilities ventures wanderers wind";

/// Last words of newspapers, agencies and broadcasters, lower case.
const OUTLETS: &str = "chronicle courier dispatch echo gazette guardian herald journal ledger mirror news newspapers observer \
    post press telegraph times tribune";

/// Whether `word` ends the name of a business, a club or an outlet.
pub(crate) fn is_business(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    let among = |list: &str| list.split_whitespace().any(|one| one == word);
    among(BUSINESS) || among(OUTLETS)
}

#[cfg(test)]
mod tests {
    use super::is_business;

    #[test]
    fn the_last_word_tells_a_business() {
        assert!(is_business("Freight") && is_business("Inc.") && is_business("Ledger"));
        assert!(!is_business("Authority") && !is_business("Smith"));
    }
}
