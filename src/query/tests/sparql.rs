//! Questions and the SPARQL they become, prefixes left out.

use super::fixture::Graph;

/// Compares each question with the SPARQL behind it.
pub(super) fn check(cases: &[(&str, &str)]) {
    let graph = Graph::new();
    for (question, expected) in cases {
        let compiled = graph
            .compile(question)
            .map_err(|error| error.render("query", question, false));
        let printed = compiled.unwrap().sparql();
        let body: Vec<&str> = printed
            .lines()
            .filter(|line| !line.starts_with("PREFIX"))
            .collect();
        assert_eq!(body.join("\n"), *expected, "{question}");
    }
}

const CLAIMS: &[(&str, &str)] = &[
    (
        r#"who invested_in OpenAI [amount, since, by]"#,
        r#"SELECT DISTINCT ?who ?amount ?amount_currency ?since ?by WHERE {
  ?_c1 rdf:object organization:openai ; rdf:predicate by:investedIn ; rdf:subject ?who ; by:status ?_cert2 ; by:polarity by:positive .
  OPTIONAL { ?_c1 by:amount ?amount . OPTIONAL { ?_c1 by:currency ?amount_currency } }
  OPTIONAL { ?_c1 by:validFrom ?since }
  OPTIONAL { ?_c1 prov:wasAttributedTo ?by }
  FILTER (?_cert2 IN (by:confirmed, by:reported))
}"#,
    ),
    (
        r#"who partners_with what [rumoured, by] where who < what"#,
        r#"SELECT DISTINCT ?who ?what ?by WHERE {
  {
    SELECT ?_c1 ?who ?what WHERE {
      {
        ?_c1 rdf:predicate by:partnersWith ; rdf:subject ?who ; rdf:object ?what ; by:status by:rumoured ; by:polarity by:positive .
      }
      UNION {
        ?_c1 rdf:predicate by:partnersWith ; rdf:subject ?what ; rdf:object ?who ; by:status by:rumoured ; by:polarity by:positive .
      }
    }
  }
  OPTIONAL { ?_c1 prov:wasAttributedTo ?by }
  FILTER (STR(?who) < STR(?what))
}"#,
    ),
    (
        r#"organization partners_with Microsoft and competes_with Microsoft"#,
        r#"SELECT DISTINCT ?organization WHERE {
  {
    SELECT ?organization WHERE {
      ?organization a ?_type1 .
      VALUES ?_type1 { by:Company by:EnergyCompany by:Organization }
    }
  }
  ?organization by:partnersWith|^by:partnersWith organization:microsoft .
  ?organization by:competesWith|^by:competesWith organization:microsoft .
}"#,
    ),
    (
        r#"who relation what [by], who relation what [denied, by as denied_by]"#,
        r#"SELECT DISTINCT ?who ?relation ?what ?by ?denied_by WHERE {
  {
    SELECT ?_c1 ?who ?relation ?what ?_cert2 WHERE {
      ?_c1 rdf:subject ?who ; rdf:predicate ?relation ; rdf:object ?what ; by:status ?_cert2 ; by:polarity by:positive .
      FILTER (?_cert2 IN (by:confirmed, by:reported))
    }
  }
  {
    SELECT ?_c3 ?who ?relation ?what WHERE {
      ?_c3 rdf:subject ?who ; rdf:predicate ?relation ; rdf:object ?what ; by:status by:denied .
    }
  }
  OPTIONAL { ?_c1 prov:wasAttributedTo ?by }
  OPTIONAL { ?_c3 prov:wasAttributedTo ?denied_by }
}"#,
    ),
];

#[test]
fn claims_compile() {
    check(CLAIMS);
}

const FACTS_AND_COUNTS: &[(&str, &str)] = &[
    (
        r#"person linked+2 "Sam Altman""#,
        r#"SELECT DISTINCT ?person WHERE {
  ?person a by:Person .
  ?person (by:related|^by:related)/(by:related|^by:related)? person:sam-altman .
  FILTER (!sameTerm(?person, person:sam-altman))
}"#,
    ),
    (
        r#"article count per article.publisher, article.published.month"#,
        r#"SELECT ?publisher ?month (COUNT(DISTINCT ?article) AS ?count) WHERE {
  ?article a schema:NewsArticle .
  OPTIONAL { ?article schema:publisher ?publisher }
  OPTIONAL { ?article schema:datePublished ?_article_published }
  BIND (SUBSTR(STR(?_article_published), 1, 7) AS ?month)
} GROUP BY ?publisher ?month"#,
    ),
    (
        r#"who relation what [denied, by, quote]"#,
        r#"SELECT DISTINCT ?who ?relation ?what ?by ?quote WHERE {
  ?_c1 rdf:subject ?who ; rdf:predicate ?relation ; rdf:object ?what ; by:status by:denied .
  OPTIONAL { ?_c1 prov:wasAttributedTo ?by }
  OPTIONAL { ?_c1 by:quote ?quote }
}"#,
    ),
    (
        r#"company mentioned_with AWS and not mentioned_with Azure"#,
        r#"SELECT DISTINCT ?company WHERE {
  ?_d1_article schema:mentions organization:aws ; schema:mentions ?company ; a schema:NewsArticle .
  {
    SELECT ?company WHERE { ?company a ?_type1 . VALUES ?_type1 { by:Company by:EnergyCompany } }
  }
  OPTIONAL {
    ?_d2_article schema:mentions organization:azure ; schema:mentions ?company ; a schema:NewsArticle .
    BIND (true AS ?_found2)
    FILTER (!sameTerm(?company, organization:azure))
  }
  FILTER (!sameTerm(?company, organization:aws))
  FILTER (!BOUND(?_found2))
}"#,
    ),
    (
        r#"Microsoft (relation, ^relation) OpenAI [any, status, by]"#,
        r#"SELECT DISTINCT ?relation ?status ?by WHERE {
  {
    SELECT ?_c1 ?relation ?status WHERE {
      {
        ?_c1 rdf:subject organization:microsoft ; rdf:object organization:openai ; rdf:predicate ?relation ; by:status ?status .
      }
      UNION {
        ?_c1 rdf:subject organization:openai ; rdf:object organization:microsoft ; rdf:predicate ?relation ; by:status ?status .
      }
    }
  }
  OPTIONAL { ?_c1 prov:wasAttributedTo ?by }
}"#,
    ),
    (
        r#"Microsoft acquired "Activision Blizzard""#,
        r#"ASK {
  organization:microsoft by:acquired organization:activision-blizzard .
}"#,
    ),
    (
        r#"OpenAI"#,
        r#"CONSTRUCT {
  ?_s ?_p ?_o .
}
WHERE {
  { ?_s ?_p ?_o . VALUES ?_s { organization:openai } }
  UNION { ?_s rdf:subject organization:openai ; ?_p ?_o }
  UNION { ?_s rdf:object organization:openai ; ?_p ?_o }
}"#,
    ),
];

#[test]
fn facts_and_counts_compile() {
    check(FACTS_AND_COUNTS);
}

const TIMES_AND_SUMS: &[(&str, &str)] = &[
    (
        r#"who invested_in OpenAI [any, amount, status] timeline"#,
        r#"SELECT DISTINCT ?when ?who ?amount ?amount_currency ?status WHERE {
  ?_c1 rdf:object organization:openai ; rdf:predicate by:investedIn ; rdf:subject ?who ; by:status ?status .
  OPTIONAL { ?_c1 by:validFrom ?_since2 }
  OPTIONAL { ?_c1 by:at ?_at3 }
  OPTIONAL { ?_q5 schema:datePublished ?_pub4 . ?_c1 schema:appearance ?_q5 }
  OPTIONAL { ?_c1 by:amount ?amount . OPTIONAL { ?_c1 by:currency ?amount_currency } }
  BIND (COALESCE(?_since2, ?_at3, ?_pub4) AS ?when)
} ORDER BY ASC(STR(?when))"#,
    ),
    (
        r#"who invested_in what [confirmed, amount USD, since]
sum amount per who
sort sum_amount desc
limit 10"#,
        r#"SELECT ?who (SUM(?amount) AS ?sum_amount) ?amount_currency WHERE {
  {
    SELECT DISTINCT ?who ?what ?amount ?amount_currency ?since WHERE {
      ?_c1 by:amount ?amount ; rdf:predicate by:investedIn ; rdf:subject ?who ; rdf:object ?what ; by:currency "USD" ; by:status by:confirmed ; by:polarity by:positive .
      OPTIONAL { ?_c1 by:validFrom ?since }
      BIND ("USD" AS ?amount_currency)
    }
  }
} GROUP BY ?who ?amount_currency ORDER BY DESC(?sum_amount) LIMIT 10"#,
    ),
    (
        r#"who invested_in what [confirmed, amount > 1B USD, since 2023]"#,
        r#"SELECT DISTINCT ?who ?what ?amount ?amount_currency ?since WHERE {
  ?_c1 by:amount ?amount ; by:validFrom ?since ; rdf:predicate by:investedIn ; rdf:subject ?who ; rdf:object ?what ; by:currency "USD" ; by:status by:confirmed ; by:polarity by:positive .
  BIND ("USD" AS ?amount_currency)
  FILTER (?amount > 1000000000)
  FILTER (STR(?since) >= "2023")
}"#,
    ),
    (
        r#"company subsidiary_of+ Alphabet
show company, company.headquartered_in as hq"#,
        r#"SELECT DISTINCT ?company ?hq WHERE {
  {
    SELECT ?company WHERE { ?company a ?_type1 . VALUES ?_type1 { by:Company by:EnergyCompany } }
  }
  ?company by:subsidiaryOf+ organization:alphabet .
  OPTIONAL { ?company by:headquarteredIn ?hq }
  FILTER (!sameTerm(?company, organization:alphabet))
}"#,
    ),
    (
        r#"article contains "data center" and mentions energy_company sort article.published desc limit 10 offset 10"#,
        r#"SELECT DISTINCT ?article ?energy_company ?published WHERE {
  ?article schema:mentions ?energy_company ; a schema:NewsArticle .
  ?energy_company a by:EnergyCompany .
  ?article schema:headline|by:text ?_text1 .
  OPTIONAL { ?article schema:datePublished ?published }
  FILTER (CONTAINS(LCASE(STR(?_text1)), "data center"))
} ORDER BY DESC(STR(?published)) LIMIT 10 OFFSET 10"#,
    ),
];

#[test]
fn times_and_sums_compile() {
    check(TIMES_AND_SUMS);
}

const JOINS_AND_EXPORTS: &[(&str, &str)] = &[
    (
        r#"who invested_in company, not company headquartered_in what show company"#,
        r#"SELECT DISTINCT ?company WHERE {
  ?who by:investedIn ?company .
  {
    SELECT ?company WHERE { ?company a ?_type1 . VALUES ?_type1 { by:Company by:EnergyCompany } }
  }
  FILTER NOT EXISTS { ?company by:headquarteredIn ?what }
}"#,
    ),
    (
        r#"person (founded, leads) company, (Google, Microsoft) acquired company"#,
        r#"SELECT DISTINCT ?person ?company WHERE {
  ?_any_1 by:acquired ?company .
  ?person a by:Person .
  {
    SELECT ?company WHERE { ?company a ?_type1 . VALUES ?_type1 { by:Company by:EnergyCompany } }
  }
  ?person by:founded|by:leads ?company .
  VALUES ?_any_1 { organization:google organization:microsoft }
}"#,
    ),
    (
        r#"who relation what [article.publisher] count publisher per who, relation, what where count = 1 sort who"#,
        r#"SELECT DISTINCT ?who ?relation ?what ?count WHERE {
  {
    SELECT ?who ?relation ?what (COUNT(DISTINCT ?publisher) AS ?count) WHERE {
      ?_c1 rdf:subject ?who ; rdf:predicate ?relation ; rdf:object ?what ; by:status ?_cert2 ; by:polarity by:positive .
      OPTIONAL { ?_q3 schema:publisher ?publisher . ?_c1 schema:appearance ?_q3 }
      FILTER (?_cert2 IN (by:confirmed, by:reported))
    } GROUP BY ?who ?relation ?what HAVING (COUNT(DISTINCT ?publisher) = 1)
  }
  OPTIONAL { ?who rdfs:label ?_label4 }
} ORDER BY ASC(?_label4)"#,
    ),
    (
        r#"Microsoft partners_with who [since >= 2019] graph"#,
        r#"CONSTRUCT {
  ?_s3 ?_p4 ?_o5 ; rdfs:label ?_l9 .
  ?_c1 ?_cp7 ?_co8 .
  ?_o5 rdfs:label ?_l10 .
}
WHERE {
  ?_c1 ?_cp7 ?_co8 ; rdf:subject ?_s3 ; rdf:object ?_o5 .
  {
    SELECT ?_c1 ?since ?who ?_cert2 WHERE {
      {
        ?_c1 rdf:subject organization:microsoft ; by:validFrom ?since ; rdf:predicate by:partnersWith ; rdf:object ?who ; by:status ?_cert2 ; by:polarity by:positive .
      }
      UNION {
        ?_c1 rdf:object organization:microsoft ; by:validFrom ?since ; rdf:predicate by:partnersWith ; rdf:subject ?who ; by:status ?_cert2 ; by:polarity by:positive .
      }
    }
  }
  OPTIONAL {
    ?_c1 rdf:predicate ?_p4 .
    FILTER EXISTS { ?_c1 by:status ?_a6 . FILTER (?_a6 IN (by:confirmed, by:reported)) }
    FILTER EXISTS { ?_c1 by:polarity by:positive }
  }
  OPTIONAL { ?_s3 rdfs:label ?_l9 }
  OPTIONAL { ?_o5 rdfs:label ?_l10 }
  FILTER (STR(?since) >= "2019")
  FILTER (?_cert2 IN (by:confirmed, by:reported))
}"#,
    ),
];

#[test]
fn joins_and_exports_compile() {
    check(JOINS_AND_EXPORTS);
}
