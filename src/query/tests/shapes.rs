//! Groups, walks, definitions and values, and the SPARQL they become.

use super::fixture::Graph;
use super::sparql::check;

const GROUPS: &[(&str, &str)] = &[
    (
        r#"{ who acquired Fitbit } or { who acquired Perplexity [since] }"#,
        r#"SELECT DISTINCT ?who ?since WHERE {
  { ?who by:acquired organization:fitbit }
  UNION {
    ?_c1 rdf:object organization:perplexity ; rdf:predicate by:acquired ; rdf:subject ?who ; by:status ?_cert2 ; by:polarity by:positive .
    OPTIONAL { ?_c1 by:validFrom ?since }
    FILTER (?_cert2 IN (by:confirmed, by:reported))
  }
}"#,
    ),
    (
        r#"company headquartered_in place and maybe acquired company@target"#,
        r#"SELECT DISTINCT ?company ?place ?target WHERE {
  ?company by:headquarteredIn ?place .
  ?place a by:Place .
  {
    SELECT ?company WHERE { ?company a ?_type1 . VALUES ?_type1 { by:Company by:EnergyCompany } }
  }
  OPTIONAL {
    ?company by:acquired ?target .
    {
      SELECT ?target WHERE { ?target a ?_type2 . VALUES ?_type2 { by:Company by:EnergyCompany } }
    }
  }
}"#,
    ),
    (
        r#"{ article mentions company count per company where count >= 3 }, company headquartered_in place"#,
        r#"SELECT DISTINCT ?company ?count ?place WHERE {
  ?company by:headquarteredIn ?place .
  ?place a by:Place .
  {
    SELECT ?company (COUNT(DISTINCT ?article) AS ?count) WHERE {
      ?article schema:mentions ?company ; a schema:NewsArticle .
      {
        SELECT ?company WHERE { ?company a ?_type1 . VALUES ?_type1 { by:Company by:EnergyCompany } }
      }
    } GROUP BY ?company HAVING (COUNT(DISTINCT ?article) >= 3)
  }
  {
    SELECT ?company WHERE { ?company a ?_type2 . VALUES ?_type2 { by:Company by:EnergyCompany } }
  }
}"#,
    ),
    (
        r#"who acquired what [since 2021..2023]"#,
        r#"SELECT DISTINCT ?who ?what ?since WHERE {
  ?_c1 by:validFrom ?since ; rdf:predicate by:acquired ; rdf:subject ?who ; rdf:object ?what ; by:status ?_cert2 ; by:polarity by:positive .
  FILTER (STR(?since) >= "2021")
  FILTER (STR(?since) < "2024")
  FILTER (?_cert2 IN (by:confirmed, by:reported))
}"#,
    ),
];

#[test]
fn groups_compile() {
    check(GROUPS);
}

const WALKS_AND_DEFINITIONS: &[(&str, &str)] = &[
    (
        r#"who invested_in OpenAI [@deal, amount > 1B USD] show who, @deal.quote, @deal.article.publisher as publisher"#,
        r#"SELECT DISTINCT ?who ?quote ?publisher WHERE {
  ?deal rdf:object organization:openai ; by:amount ?amount ; rdf:predicate by:investedIn ; rdf:subject ?who ; by:currency "USD" ; by:status ?_cert1 ; by:polarity by:positive .
  OPTIONAL { ?deal by:quote ?quote }
  OPTIONAL { ?_deal_article schema:publisher ?publisher . ?deal schema:appearance ?_deal_article }
  BIND ("USD" AS ?amount_currency)
  FILTER (?amount > 1000000000)
  FILTER (?_cert1 IN (by:confirmed, by:reported))
}"#,
    ),
    (
        r#"who invested_in what [article.published >= 2024-06, article.publisher]"#,
        r#"SELECT DISTINCT ?who ?what ?published ?publisher WHERE {
  ?_q2 schema:datePublished ?published .
  ?_c1 rdf:predicate by:investedIn ; rdf:subject ?who ; rdf:object ?what ; schema:appearance ?_q2 ; by:status ?_cert3 ; by:polarity by:positive .
  OPTIONAL { ?_q2 schema:publisher ?publisher . ?_c1 schema:appearance ?_q2 }
  FILTER (STR(?published) >= "2024-06")
  FILTER (?_cert3 IN (by:confirmed, by:reported))
}"#,
    ),
    (
        r#"company is Alphabet or subsidiary_of+ Alphabet"#,
        r#"SELECT DISTINCT ?company WHERE {
  {
    SELECT ?company WHERE { ?company a ?_type1 . VALUES ?_type1 { by:Company by:EnergyCompany } }
  }
  { BIND (organization:alphabet AS ?company) }
  UNION {
    ?company by:subsidiaryOf+ organization:alphabet .
    FILTER (!sameTerm(?company, organization:alphabet))
  }
}"#,
    ),
    (
        r#"define @a co_invested_with @b as { @a invested_in @t, @b invested_in @t, @a is not @b } @x co_invested_with Microsoft and co_invested_with "Thrive Capital""#,
        r#"SELECT DISTINCT ?x WHERE {
  ?x by:investedIn ?_d1_t ; by:investedIn ?_d2_t .
  organization:microsoft by:investedIn ?_d1_t .
  organization:thrive by:investedIn ?_d2_t .
  FILTER (!sameTerm(?x, organization:microsoft))
  FILTER (!sameTerm(?x, organization:thrive))
}"#,
    ),
    (
        r#"Google (acquired, ^subsidiary_of) company"#,
        r#"SELECT DISTINCT ?company WHERE {
  {
    SELECT ?company WHERE { ?company a ?_type1 . VALUES ?_type1 { by:Company by:EnergyCompany } }
  }
  organization:google by:acquired|^by:subsidiaryOf ?company .
}"#,
    ),
    (
        r#"claim count per claim.by where count > 2 sort count desc limit 3 show by, count"#,
        r#"SELECT DISTINCT ?by ?count WHERE {
  {
    SELECT ?by (COUNT(DISTINCT ?claim) AS ?count) WHERE {
      ?claim a by:Claim .
      OPTIONAL { ?claim prov:wasAttributedTo ?by }
    } GROUP BY ?by HAVING (COUNT(DISTINCT ?claim) > 2) ORDER BY DESC(?count) LIMIT 3
  }
}"#,
    ),
];

#[test]
fn walks_and_definitions_compile() {
    check(WALKS_AND_DEFINITIONS);
}

const VALUES: &[(&str, &str)] = &[
    (
        r#"company employees > 1000"#,
        r#"SELECT DISTINCT ?company ?employees WHERE {
  ?company by:employees ?employees .
  {
    SELECT ?company WHERE { ?company a ?_type1 . VALUES ?_type1 { by:Company by:EnergyCompany } }
  }
  FILTER (?employees > 1000)
}"#,
    ),
    (
        r#"company revenue > 1B USD"#,
        r#"SELECT DISTINCT ?company ?revenue ?revenue_currency WHERE {
  ?_c2 rdf:predicate by:revenue ; rdf:subject ?company ; rdf:object ?revenue ; by:status ?_cert3 ; by:polarity by:positive ; by:currency "USD" .
  {
    SELECT ?company WHERE { ?company a ?_type1 . VALUES ?_type1 { by:Company by:EnergyCompany } }
  }
  BIND ("USD" AS ?revenue_currency)
  FILTER (?_cert3 IN (by:confirmed, by:reported))
  FILTER (?revenue > 1000000000)
}"#,
    ),
    (
        r#"who (acquired, founded) what [any, amount, status] where amount > 1B"#,
        r#"SELECT DISTINCT ?who ?what ?amount ?amount_currency ?status WHERE {
  ?_c1 by:amount ?amount .
  {
    SELECT ?_c1 ?who ?what ?status WHERE {
      { ?_c1 rdf:predicate by:acquired ; rdf:subject ?who ; rdf:object ?what ; by:status ?status }
      UNION {
        ?_c1 rdf:predicate by:founded ; rdf:subject ?who ; rdf:object ?what ; by:status ?status .
      }
    }
  }
  OPTIONAL { ?_c1 by:currency ?amount_currency }
  FILTER (?amount > 1000000000)
}"#,
    ),
    (
        r#"who invested_in what [amount] where amount > 1B or not amount > 1M"#,
        r#"SELECT DISTINCT ?who ?what ?amount ?amount_currency WHERE {
  ?_c1 rdf:predicate by:investedIn ; rdf:subject ?who ; rdf:object ?what ; by:status ?_cert2 ; by:polarity by:positive .
  OPTIONAL { ?_c1 by:amount ?amount . OPTIONAL { ?_c1 by:currency ?amount_currency } }
  FILTER (?_cert2 IN (by:confirmed, by:reported))
  FILTER ((?amount > 1000000000) || (!COALESCE(?amount > 1000000, false)))
}"#,
    ),
    (
        r#"claim status rumoured and by Reuters"#,
        r#"SELECT DISTINCT ?claim WHERE {
  ?claim prov:wasAttributedTo organization:reuters ; a by:Claim ; by:status ?_status_1 .
  FILTER (?_status_1 = by:rumoured)
}"#,
    ),
    (
        r#"who invested_in what [not by Reuters, if, disputed, origins >= 2]"#,
        r#"SELECT DISTINCT ?who ?what ?if ?disputed ?origins WHERE {
  ?_c1 by:proposition ?_q2 ; rdf:predicate by:investedIn ; rdf:subject ?who ; rdf:object ?what ; by:status ?_cert3 ; by:polarity by:positive .
  ?_q2 by:origins ?origins .
  OPTIONAL { ?_c1 by:ifProposition ?_q4 . ?_q4 by:statement ?if }
  OPTIONAL { ?_c1 by:proposition ?_q2 . ?_q2 by:disputed ?disputed }
  FILTER (?origins >= 2)
  FILTER (?_cert3 IN (by:confirmed, by:reported))
  FILTER NOT EXISTS { ?_c1 prov:wasAttributedTo organization:reuters }
}"#,
    ),
    (
        r#"company describe"#,
        r#"CONSTRUCT {
  ?_s ?_p ?_o .
}
WHERE {
  {
    SELECT DISTINCT ?company WHERE {
      {
        SELECT DISTINCT ?company WHERE {
          {
            SELECT ?company WHERE { ?company a ?_type1 . VALUES ?_type1 { by:Company by:EnergyCompany } }
          }
        }
      }
    }
  }
  { ?company ?_p ?_o . BIND (?company AS ?_s) }
  UNION { ?_s rdf:subject ?company ; ?_p ?_o }
  UNION { ?_s rdf:object ?company ; ?_p ?_o }
}"#,
    ),
];

#[test]
fn values_compile() {
    check(VALUES);
}

#[test]
fn labels_stand_beside_things_where_they_are_asked_for() {
    let graph = Graph::new();
    for (question, named) in [
        ("who invested_in OpenAI sort who limit 2", "?who ?who_label"),
        (
            "who invested_in what count per what sort count desc limit 2",
            "?what ?what_label",
        ),
    ] {
        let mut compiled = graph.compile(question).unwrap();
        let plain = graph.table(&compiled.query);
        compiled.add_labels();
        let sparql = compiled.sparql();
        assert!(sparql.contains(named), "{sparql}");
        let parsed = spargebra::SparqlParser::new().parse_query(&sparql);
        let rows = graph.table(&parsed.unwrap());
        assert_eq!(rows.len(), plain.len());
        for (row, plain) in rows.iter().zip(&plain) {
            let first = plain.split(' ').next().unwrap();
            assert!(row.starts_with(&format!("{first} {first}")), "{row}");
        }
    }
}

#[test]
fn a_yes_or_no_that_is_cut_can_be_written() {
    let graph = Graph::new();
    for question in ["OpenAI limit 3", "Google acquired Fitbit limit 3"] {
        let sparql = graph.compile(question).unwrap().sparql();
        let parsed = spargebra::SparqlParser::new().parse_query(&sparql);
        assert!(parsed.is_ok(), "{sparql}");
    }
}
