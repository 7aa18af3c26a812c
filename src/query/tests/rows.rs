//! Questions and their answers. Each also runs as printed text and must mean the same.

use super::fixture::{Graph, options};
use super::ontology::ontology;
use crate::query::{Form, Options, Param, compile_relaxed};

fn check(cases: &[(&str, &str)]) {
    let graph = Graph::new();
    for (question, expected) in cases {
        assert_eq!(graph.rows(question), *expected, "{question}");
    }
}

#[test]
fn only_what_is_asserted_is_a_fact() {
    check(&[
        ("who invested_in OpenAI", "Microsoft"),
        ("who invested_in OpenAI [rumoured]", "Thrive Capital"),
        (
            "who invested_in OpenAI [rumoured, confirmed]",
            "Microsoft | Thrive Capital",
        ),
        (
            "who invested_in OpenAI [status >= possible]",
            "Microsoft confirmed",
        ),
        ("who invested_in OpenAI [not rumoured]", "Microsoft"),
        ("OpenAI funded_by who", "Microsoft"),
        ("Apple acquired Perplexity", "true"),
        ("Microsoft acquired \"Activision Blizzard\"", "false"),
        // What is reported as not so is no partnership, with brackets or without.
        ("Apple partners_with who", ""),
        ("Apple partners_with who [by]", ""),
        ("Apple partners_with who [reported]", ""),
        ("Apple partners_with who [any, polarity]", "OpenAI negative"),
    ]);
}

#[test]
fn brackets_show_and_filter_claims() {
    check(&[
        (
            "who invested_in OpenAI [amount, since, by]",
            "Microsoft 10000000000 USD 2023-01 Satya Nadella",
        ),
        (
            "who invested_in what [any, amount > 1B USD]",
            "Microsoft OpenAI 10000000000 USD",
        ),
        (
            "who invested_in what [any, amount EUR]",
            "Thrive Capital OpenAI 500000000 EUR",
        ),
        (
            "who invested_in what [since 2022]",
            "Microsoft OpenAI 2023-01",
        ),
        ("who invested_in what [since 2023-02]", ""),
        (
            "who acquired what [since 2021..2023]",
            "Google Fitbit 2021-01-14",
        ),
        (
            "Apple acquired Perplexity [denied, by, quote]",
            "Apple We did not buy Perplexity",
        ),
        ("who acquired what [not by Reuters]", ""),
        (
            "who acquired what [any, not by Reuters, by]",
            "Apple Perplexity Apple",
        ),
        (
            "who acquired what [contains \"bought\"]",
            "Apple Perplexity",
        ),
        (
            "who competes_with what [if]",
            "Microsoft OpenAI regulators agree | OpenAI Microsoft regulators agree",
        ),
        ("who acquired what [disputed true]", "Apple Perplexity"),
        ("who invested_in what [origins >= 2]", "Microsoft OpenAI 2"),
        (
            "who invested_in what [article.publisher]",
            "Microsoft OpenAI Reuters",
        ),
        (
            "who invested_in what [@deal] show who, @deal.by",
            "Microsoft Satya Nadella",
        ),
        (
            "who relation what [by], who relation what [denied, by as denied_by]",
            "Apple acquired Perplexity Reuters Apple",
        ),
    ]);
}

#[test]
fn a_blank_is_not_what_it_is_compared_with() {
    check(&[
        (
            "company headquartered_in place or employees > 1 where not place = \"Mountain View\"",
            "Microsoft - 220000 | OpenAI - 3000",
        ),
        (
            "who invested_in OpenAI [any, since] where not since = 2023",
            "Thrive Capital -",
        ),
        (
            "who invested_in OpenAI [any, since] where since != 2023",
            "Thrive Capital -",
        ),
        (
            "who invested_in OpenAI [any, since] where since = 2023 or not since > 2000",
            "Microsoft 2023-01 | Thrive Capital -",
        ),
        (
            "who invested_in OpenAI [any, since] where not (since = 2023 and who = Microsoft)",
            "Thrive Capital -",
        ),
        (
            "who invested_in OpenAI [any, since] where not not since = 2023",
            "Microsoft 2023-01",
        ),
        (
            "who invested_in OpenAI [any, by] count per who where count != 2",
            "Microsoft 1 | Thrive Capital 1",
        ),
    ]);
}

#[test]
fn relations_join_reverse_and_repeat() {
    check(&[
        (
            "organization partners_with Microsoft and competes_with Microsoft",
            "OpenAI",
        ),
        ("company subsidiary_of+ Alphabet", "Fitbit | Google"),
        ("company subsidiary_of+1 Alphabet", "Google"),
        (
            "company is Alphabet or subsidiary_of+ Alphabet",
            "Alphabet | Fitbit | Google",
        ),
        (
            "company subsidiary_of+ Alphabet show company, company.headquartered_in as hq",
            "Fitbit - | Google Mountain View",
        ),
        ("person linked+2 Microsoft", "Sam Altman"),
        ("Google (acquired, ^subsidiary_of) company", "Fitbit"),
        ("(Google, Apple) acquired company", "Fitbit | Perplexity"),
        (
            "company headquartered_in place and maybe acquired company@target",
            "Google Mountain View Fitbit",
        ),
        (
            "who acquired company, not company subsidiary_of what show company",
            "Perplexity",
        ),
        (
            "{ who acquired Fitbit } or { who acquired Perplexity [quote] }",
            "Apple Apple has bought Perplexity | Google -",
        ),
        (
            "Microsoft (relation, ^relation) OpenAI [status]",
            "competesWith reported | investedIn confirmed | partnersWith confirmed",
        ),
        (
            "company mentioned_with AWS and not mentioned_with Azure",
            "Azure | Exelon | Microsoft | OpenAI",
        ),
        ("who acquired what, what is not Fitbit", "Apple Perplexity"),
        ("what is energy_company", "Exelon"),
    ]);
}

#[test]
fn values_compare_by_their_type() {
    check(&[
        ("company employees > 100_000", "Microsoft 220000"),
        ("company employees 1k..5k", "OpenAI 3000"),
        ("company founded_on 2015", "OpenAI"),
        ("company founded_on < 2015-12", ""),
        ("company founded_on <= 2015-12", "OpenAI 2015-12-11"),
        ("article published >= -30d", "1 2024-03-15 | 2 2024-04"),
        ("article published today", ""),
        ("article title what", "1 Big deal | 2 Other"),
        ("article title \"big deal\"", "1"),
        (
            "article contains \"data center\" and mentions energy_company",
            "1 Exelon",
        ),
    ]);
}

#[test]
fn stages_work_on_the_table_so_far() {
    check(&[
        (
            "article count per article.publisher, article.published.month",
            "Reuters 2024-03 1 | The Verge 2024-04 1",
        ),
        ("article mentions company count", "7"),
        ("article mentions company count article", "2"),
        (
            "article mentions company count per company where count > 1",
            "AWS 2",
        ),
        (
            "who acquired what sort what desc",
            "Apple Perplexity | Google Fitbit",
        ),
        ("who acquired what sort who limit 1 show what", "Perplexity"),
        (
            "who invested_in what [any, amount] sum amount per what sort sum_amount",
            "OpenAI 500000000 EUR | OpenAI 10000000000 USD",
        ),
        (
            "who invested_in what [any, amount] max amount as most where most > 1B USD",
            "10000000000 USD",
        ),
        (
            "who invested_in what [any, amount] sum amount as total per what sort total desc limit 1 show what, total as all",
            "OpenAI 10000000000 USD",
        ),
        (
            "who partners_with what where who < what",
            "Microsoft OpenAI",
        ),
        (
            "who acquired what where who contains \"goo\"",
            "Google Fitbit",
        ),
        (
            "who acquired what where what.headquartered_in = \"Mountain View\"",
            "",
        ),
        (
            "claim count per claim.by where count > 2 show by, count",
            "Reuters 9",
        ),
        ("claim status rumoured and by \"The Verge\"", "2"),
        (
            "{ article mentions company count per company where count >= 2 }, article mentions company",
            "AWS 2 1 | AWS 2 2",
        ),
        ("who acquired what ask", "true"),
    ]);
}

#[test]
fn a_lone_name_in_time_has_all_its_asserted_claims() {
    check(&[("Perplexity timeline", "2024-03-15 acquired Apple")]);
}

#[test]
fn a_timeline_is_in_order_and_takes_the_best_date() {
    check(&[(
        "who acquired what [any] timeline",
        "2021-01-14 Google Fitbit | 2024-03-15 Apple Perplexity | 2024-04 Apple Perplexity",
    )]);
}

#[test]
fn a_card_holds_the_thing_and_its_claims() {
    let graph = Graph::new();
    let compiled = graph.compile("Perplexity").unwrap();
    assert_eq!(compiled.form, Form::Card);
    let triples = graph.table(&compiled.query);
    assert!(triples.contains(&"Perplexity label Perplexity".to_owned()));
    assert!(triples.contains(&"4 status denied".to_owned()));
}

#[test]
fn an_exported_rumour_is_no_fact() {
    let graph = Graph::new();
    let triples = graph.table(
        &graph
            .compile("who invested_in OpenAI [any] graph")
            .unwrap()
            .query,
    );
    assert!(triples.contains(&"Microsoft investedIn OpenAI".to_owned()));
    assert!(triples.contains(&"2 status rumoured".to_owned()));
    assert!(!triples.contains(&"Thrive Capital investedIn OpenAI".to_owned()));
}

#[test]
fn parameters_are_terms_and_take_their_type_from_their_place() {
    let graph = Graph::new();
    let text = "param year = 2019 :org partners_with who [since >= :year]";
    let mut options = Options {
        params: [("org".to_owned(), Param::Text("Microsoft".into()))].into(),
        ..options()
    };
    let run = |options: &Options| {
        graph
            .table(&graph.compile_with(text, options).unwrap().query)
            .join(" | ")
    };
    assert_eq!(run(&options), "OpenAI 2019");
    options
        .params
        .insert("year".into(), Param::Text("2020".into()));
    assert_eq!(run(&options), "");
    options.params.insert(
        "org".into(),
        Param::List(vec![
            Param::Name("Apple".into()),
            Param::Text("OpenAI".into()),
        ]),
    );
    options
        .params
        .insert("year".into(), Param::Date("2018-05".into()));
    assert_eq!(run(&options), "Microsoft 2019");
}

#[test]
fn an_empty_answer_can_be_asked_again_with_every_status() {
    let graph = Graph::new();
    let question = "Apple partners_with OpenAI";
    let compiled = graph.compile(question).unwrap();
    assert!(compiled.default_status);
    assert_eq!(graph.table(&compiled.query), ["false"]);
    let relaxed = |question: &str| compile_relaxed(question, &ontology(), &graph, &options());
    assert_eq!(graph.table(&relaxed(question).unwrap()), ["true"]);
    let asked = "Apple partners_with OpenAI [rumoured]";
    assert!(!graph.compile(asked).unwrap().default_status && relaxed(asked).is_none());
}

#[test]
fn what_may_surprise_is_noted() {
    let graph = Graph::new();
    let notes = |text: &str| graph.compile(text).unwrap().notes.join(" | ");
    assert_eq!(
        notes("who invested_in what [amount > 1B]"),
        "W503: no currency given, so every currency matches; write e.g. 1B USD"
    );
    assert_eq!(
        notes("who partners_with what"),
        "W501: `partners with` works both ways, so each pair appears twice; add: where who < what"
    );
    assert_eq!(notes("who partners_with what where who < what"), "");
    assert_eq!(
        notes("who acquired what sort who count"),
        "W504: `sort` before `count` has no effect"
    );
    assert_eq!(
        graph.compile("who invested_in OpenAI").unwrap().reading,
        "who · invested in (<https://w3id.org/byline/ns#investedIn>) · OpenAI \
         (<https://w3id.org/byline/data/organization/openai>) · asserted claims"
    );
}
