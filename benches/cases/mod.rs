//! Questions for the graph of [`skew`](super::skew), with what an expert would write for the same answer.
//!
//! The expert knows Oxigraph: what names a thing comes first, then the relation, and a list of statuses is a filter.

/// A name, a question, and what an expert would write.
pub(crate) const CASES: &[(&str, &str, &str)] = &[
    (
        "point",
        "who acquired \"Company 7\"",
        "SELECT DISTINCT ?who { ?who by:acquired o:company-7 }",
    ),
    (
        "claim",
        "who invested_in \"Company 7\" [amount, since, by]",
        "SELECT DISTINCT ?who ?amount ?c ?since ?by { ?k rdf:object o:company-7 ; rdf:predicate by:investedIn ; rdf:subject ?who ; \
         by:status ?s ; by:polarity by:positive FILTER (?s IN (by:confirmed, by:reported)) \
         OPTIONAL { ?k by:amount ?amount . OPTIONAL { ?k by:currency ?c } } OPTIONAL { ?k by:validFrom ?since } \
         OPTIONAL { ?k prov:wasAttributedTo ?by } }",
    ),
    (
        "rumours",
        "who acquired what [rumoured, by]",
        "SELECT DISTINCT ?who ?what ?by { ?k rdf:predicate by:acquired ; rdf:subject ?who ; rdf:object ?what ; \
         by:status by:rumoured ; by:polarity by:positive OPTIONAL { ?k prov:wasAttributedTo ?by } }",
    ),
    (
        "conflict",
        "who relation \"Company 12\" [by], who relation \"Company 12\" [denied, by as denied_by]",
        "SELECT DISTINCT ?who ?r ?by ?denied { ?k rdf:object o:company-12 ; rdf:subject ?who ; rdf:predicate ?r ; by:status ?s ; \
         by:polarity by:positive . ?d rdf:object o:company-12 ; rdf:subject ?who ; rdf:predicate ?r ; by:status by:denied \
         FILTER (?s IN (by:confirmed, by:reported)) OPTIONAL { ?k prov:wasAttributedTo ?by } OPTIONAL { ?d prov:wasAttributedTo ?denied } }",
    ),
    (
        "became",
        "who acquired what [rumoured], who acquired what [confirmed, by]",
        "SELECT DISTINCT ?who ?what ?by { ?k rdf:predicate by:acquired ; rdf:subject ?who ; rdf:object ?what ; \
         by:status by:rumoured ; by:polarity by:positive . ?d rdf:predicate by:acquired ; rdf:subject ?who ; rdf:object ?what ; \
         by:status by:confirmed ; by:polarity by:positive OPTIONAL { ?d prov:wasAttributedTo ?by } }",
    ),
    (
        "sum",
        "who invested_in what [confirmed, amount USD] sum amount per who sort sum_amount desc limit 10",
        "SELECT ?who (SUM(?amount) AS ?sum) { { SELECT DISTINCT ?who ?what ?amount { ?k by:amount ?amount ; \
         rdf:predicate by:investedIn ; rdf:subject ?who ; rdf:object ?what ; by:currency \"USD\" ; by:status by:confirmed ; \
         by:polarity by:positive } } } GROUP BY ?who ORDER BY DESC(?sum) LIMIT 10",
    ),
    (
        "hops",
        "person linked+2 \"Company 900\"",
        "SELECT DISTINCT ?person { ?person a by:Person . ?person (by:related|^by:related)/(by:related|^by:related)? o:company-900 }",
    ),
    (
        "months",
        "article count per article.publisher, article.published.month",
        // An article that gives two dates in one month counts once.
        "SELECT ?p ?m (COUNT(DISTINCT ?a) AS ?n) { ?a a schema:NewsArticle OPTIONAL { ?a schema:publisher ?p } \
         OPTIONAL { ?a schema:datePublished ?d } BIND (SUBSTR(STR(?d), 1, 7) AS ?m) } GROUP BY ?p ?m",
    ),
];

/// How many claims the graph holds.
pub(crate) fn claims() -> usize {
    let set = std::env::var("BYLINE_CLAIMS").ok();
    set.and_then(|text| text.parse().ok()).unwrap_or(100_000)
}
