//! Every mistake that a name, a type or a shape can make, and its message.

use super::fixture::Graph;

/// Each question, and its message: head, place and label, help, fix.
const MESSAGES: &[(&str, &str)] = &[
    (
        "who invests_inn OpenAI",
        "E201 no relation called `invests_inn` · 4..15 did you mean `invested_in`? · fix: who invested_in OpenAI",
    ),
    (
        "who OpenAI invested_in",
        "E201 no relation called `OpenAI` · 4..10 unknown relation · `OpenAI` is an entity; a statement is written `noun relation noun`",
    ),
    (
        "who invested_in OpenAl",
        "E202 nothing in the graph is called `OpenAl` · 16..22 did you mean `OpenAI`? · fix: who invested_in OpenAI",
    ),
    (
        "who invested_in Zzyzx",
        "E202 nothing in the graph is called `Zzyzx` · 16..21 unknown name",
    ),
    (
        "who linked Mercury",
        "E203 `Mercury` could be 3 things · 11..18 ambiguous name · \
         <https://w3id.org/byline/data/organization/mercury>  company · \
         <https://w3id.org/byline/data/person/mercury>  person · <https://w3id.org/byline/data/place/mercury>  place",
    ),
    (
        "compny@a acquired what",
        "E204 no class called `compny` · 0..6 did you mean `company@a`? · fix: company@a acquired what",
    ),
    (
        "who partners_with :target",
        "E205 parameter `:target` has no value · 18..25 needs a value · \
         give it one: --set target=…   or declare a default: param target = …",
    ),
    (
        "who invested_in OpenAI [amont]",
        "E206 claims have no qualifier called `amont` · 24..29 did you mean `amount`? · qualifiers: amount, article, by, certainty, \
         disputed, if, origins, polarity, quote, since, status, until, when; status words: confirmed, reported, planned, \
         opinion, possible, rumoured, conditional, denied, asserted, any · fix: who invested_in OpenAI [amount]",
    ),
    (
        "who invested_in OpenAI [amount] sort amont desc",
        "E207 no column called `amont` at this point · 37..42 did you mean `amount`? · columns here: who, amount · \
         fix: who invested_in OpenAI [amount] sort amount desc",
    ),
    (
        "who company@r OpenAI",
        "E208 `company` is not a kind of relation · 4..11 not a relation · only `relation@x` or `@x` can stand for a relation",
    ),
    (
        "who invested_in 3",
        "E301 expected a name here, found a value · 16..17 a value · names that start with a digit need quotes: \"3M\"",
    ),
    (
        "who invested_in > OpenAI",
        "E302 `invested in` leads to a thing, and things have no order · 18..24 cannot be compared · \
         compare a date or a number instead, or use = and !=",
    ),
    (
        "who invested_in OpenAI [since soon]",
        "E303 this is compared with a date · 30..34 not a date · dates: 2024, 2024-03, 2024-03-15, today, -30d",
    ),
    (
        "who invested_in OpenAI [amount > \"a lot of $\"]",
        "E303 cannot read \"a lot of $\" as an amount · 33..45 not an amount · write 13B USD, 13 billion USD or \"$13 billion\"",
    ),
    (
        "who invested_in OpenAI [by] sum by",
        "E303 `sum` needs numbers, and `by` is not a number · 32..34 not a number",
    ),
    (
        "who acquired (Fitbit, what)",
        "E304 a list holds names only · 22..26 not a name",
    ),
    (
        "article publisher Reuters [amount]",
        "E305 `publisher` is recorded, not claimed: it has no amount, date or status · 27..33 nothing to qualify",
    ),
    (
        "company subsidiary_of+ Alphabet [by]",
        "E306 `+` follows facts from entity to entity; it takes no qualifiers · 33..35 cannot be asked of a path",
    ),
    (
        "company employees > 5 USD",
        "E307 this number has no unit, but `USD` was given · 20..25 has a unit",
    ),
    (
        "who linked+9 OpenAI",
        "E309 `+9` is out of range · 4..12 too far · 1 to 6 hops, or + for any number",
    ),
    (
        "company competes_with company",
        "E401 both sides are the same `company` · 8..29 one variable, used twice · name them apart: company@a … company@b",
    ),
    (
        "who invested_in OpenAI [by], who partners_with Microsoft [by]",
        "E402 two columns would be called `by` · 58..60 already a column · rename one: [by as other_by] · \
         fix: who invested_in OpenAI [by], who partners_with Microsoft [by as by2]",
    ),
    (
        "article mentions what timeline",
        "E403 a timeline needs a statement about a relation · 0..30 no such statement",
    ),
    (
        "define @a knows @b as { @a knows @b } who knows OpenAI",
        "E404 `knows` is defined in terms of itself · 27..32 recursive · a definition is expanded in place; use + for transitive relations",
    ),
    (
        "who invested_in OpenAI, person leads company",
        "E405 these parts have nothing in common: (who) and (company, person) · 24..44 not connected to the rest · \
         every combination would match; use the same noun in both, or ask two questions",
    ),
    (
        "Apple acquired Fitbit count",
        "E406 nothing to count: this is a yes/no question · 22..27 no table to work on",
    ),
    (
        "person leads company, maybe company acquired @t, maybe @t headquartered_in place",
        "E408 `@t` is bound only inside another `maybe` · 49..80 may have nothing to join · put both in one: maybe { …, … }",
    ),
    (
        "who acquired what graph limit 3",
        "E407 `graph` must come last · 18..23 more follows",
    ),
    (
        "who acquired dbo:Fitbit",
        "E106 unknown prefix `dbo:` · 13..23 unknown prefix · known prefixes: by, open, owl, prov, rdf, rdfs, schema, skos, wd, wdt, xsd, \
         d, article, claim, organization, person, place, proposition, thing",
    ),
    (
        "who invested in OpenAI",
        "E102 expected a comma, `and`, a stage such as `show` or `count`, or the end, found `OpenAI` · 16..22 unexpected · \
         names of several words take underscores or quotes · fix: who invested_in OpenAI",
    ),
    (
        "who invested_in OpenAI [certainty sure]",
        "E202 nothing in the graph is called `sure` · 34..38 unknown word · words here: certain, probable, possibly, unknown",
    ),
];

#[test]
fn messages_are_as_written() {
    let graph = Graph::new();
    for (question, expected) in MESSAGES {
        let error = graph.compile(question).unwrap_err();
        let mut parts = vec![
            format!("{} {error}", error.code()),
            format!("{}..{} {}", error.span.start, error.span.end, error.label),
        ];
        parts.extend(error.help.iter().cloned());
        parts.extend(
            error
                .fix
                .as_ref()
                .map(|fix| format!("fix: {}", fix.apply(question))),
        );
        assert_eq!(parts.join(" · "), *expected, "{question}");
    }
}

#[test]
fn every_repair_makes_the_query_compile() {
    let graph = Graph::new();
    for (question, _) in MESSAGES {
        let error = graph.compile(question).unwrap_err();
        if let Some(fix) = error.fix {
            let fixed = fix.apply(question);
            assert!(graph.compile(&fixed).is_ok(), "{fixed}");
        }
    }
}

#[test]
fn a_name_of_several_things_is_settled_by_the_relation() {
    let graph = Graph::new();
    let compiled = graph
        .compile("organization headquartered_in Mercury")
        .unwrap();
    assert!(compiled.sparql().contains("place:mercury"));
    let exact = graph.compile("who linked person:mercury").unwrap();
    assert!(exact.sparql().contains("person:mercury"));
}
