//! A user's own file: how it joins, and every message.

use super::by;
use crate::analysis::NameType;
use crate::ontology::{Ontology, Source, check};

const HEAD: &str = "@prefix by: <https://w3id.org/byline/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ex: <https://example.org/> .
";

fn problems(text: &str) -> String {
    let problems = check("my.ttl", &format!("{HEAD}{text}"), Ontology::builtin());
    problems
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_users_file_joins_the_rest() {
    let text = format!(
        "{HEAD}ex:Winery a owl:Class ; rdfs:subClassOf by:Company ; rdfs:label \"winery\" .
ex:tasted a by:Relation ; rdfs:label \"tasted\" ; by:inverseLabel \"tasted by\" ; rdfs:range ex:Winery ;
    by:verbFrame \"S taste O\" .
by:acquired by:verbFrame \"S scoop +up O\" ; rdfs:label \"purchased\" .
<https://example.org/chateau> a ex:Winery ; rdfs:label \"Chateau Exemple\" ; by:demonym \"Exemplars\" ."
    );
    let base = Ontology::builtin();
    let joined = base.with("wine.ttl", &text).unwrap();
    let tasted = joined.relations_named("tastedby").next().unwrap();
    assert_eq!(tasted.inverse_labels, ["tasted by"]);
    let acquired = &joined.relations[&by("acquired")];
    assert_eq!(
        acquired.frames.len(),
        base.relations[&by("acquired")].frames.len() + 1
    );
    assert_eq!(acquired.label, "purchased");
    let named: Vec<_> = joined.relations_named("acquired").collect();
    assert_eq!(named, [acquired]);
    let known = joined.known.iter().last().unwrap();
    assert_eq!(
        (known.label.as_str(), known.name_type),
        ("Chateau Exemple", NameType::Organization)
    );
    assert_eq!(known.demonyms, ["Exemplars"]);
    assert!(base.classes_named("winery").next().is_none());
}

/// What is written on the fifth line of a file, and what is said of it.
const PROBLEMS: &[(&str, &str)] = &[
    (
        "ex:a a by:Relation ;\n  rdfs:label \"tasted\" ;;\n  ] .",
        "my.ttl:7:3: not Turtle: ",
    ),
    (
        "ex:a a by:Relation .",
        "my.ttl:5: `<https://example.org/a>` has no rdfs:label",
    ),
    (
        "\nex:a a by:Relation ;\n    rdfs:label \"tasted\" ;\n    rdfs:domain by:Organisation .",
        "my.ttl:8: `<https://example.org/a>`: no class `by:Organisation`; did you mean `by:Organization`?",
    ),
    (
        "ex:a a by:Relation ; rdfs:label \"tasted\" ; rdfs:range by:Xylophonist .",
        "my.ttl:5: `<https://example.org/a>`: no class `by:Xylophonist`",
    ),
    (
        "ex:a a by:Relation ; rdfs:label \"tasted\" ; rdfs:subPropertyOf by:lead .",
        "my.ttl:5: `<https://example.org/a>`: no relation `by:lead`; did you mean `by:leads`?",
    ),
    (
        "ex:a a by:Relation ; rdfs:label \"tasted\" ; by:incompatibleWith by:acquire .",
        "my.ttl:5: `<https://example.org/a>`: no relation `by:acquire`; did you mean `by:acquired`?",
    ),
    (
        "ex:A a owl:Class ; rdfs:label \"winery\" ; rdfs:subClassOf by:Compny .",
        "my.ttl:5: `<https://example.org/A>`: no class `by:Compny`; did you mean `by:Company`?",
    ),
    (
        "ex:A a owl:Class ; rdfs:label \"winery\" ; rdfs:subClassOf ex:A .",
        "my.ttl:5: `<https://example.org/A>` is a subclass of itself",
    ),
    (
        "ex:a a by:Relation ; rdfs:label \"tasted\" ;\n  by:verbFrame \"S taste\" .",
        "my.ttl:6: `<https://example.org/a>`: frame \"S taste\": expected one `O`, but found none",
    ),
    (
        "ex:a a by:Relation ; rdfs:label \"tasted\" ;\n  by:example \"[S Maya tasted [O Barolo].\" .",
        "my.ttl:6: `<https://example.org/a>`: example \"[S Maya tasted [O Barolo].\": the mark `[S Maya tasted [O Ba` is not closed with `]`",
    ),
    (
        "ex:a a by:Relation ; rdfs:label \"tasted\" ;\n  by:counterExample \"[S Maya] slept.\" .",
        "my.ttl:6: `<https://example.org/a>`: example \"[S Maya] slept.\": expected one `[O …]`, but found none",
    ),
    (
        "ex:a a by:Relation ; rdfs:label \"tasted\" ;\n\n  by:example \"[S Maya] tasted [O Barolo]. = rumored\" .",
        "",
    ),
    (
        "ex:a a by:Relation ; rdfs:label \"tasted\" ;\n  by:example \"[S Maya] tasted [O Barolo]. = deneid\" .",
        "my.ttl:6: `<https://example.org/a>`: no status `deneid`; did you mean `denied`?",
    ),
    (
        "ex:a a by:Relation ; rdfs:label \"Funded-by\" .",
        "my.ttl:5: the name \"funded by\" means both `<https://example.org/a>` and `by:investedIn`",
    ),
    (
        "ex:c a by:Cue ; by:lemmas \"word on the vine\" ; by:scope \"adverbs\" .",
        "my.ttl:5: `<https://example.org/c>`: no scope `adverbs`; did you mean `adverb`?",
    ),
    (
        "ex:c a by:Cue ; by:lemmas \"vine\" ; by:scope \"adverb\" ;\n  by:givesStatus by:rumored .",
        "my.ttl:6: `<https://example.org/c>`: no status `by:rumored`; did you mean `by:rumoured`?",
    ),
    (
        "ex:c a by:Cue ; by:lemmas \"vine\" ; by:scope \"adverb\" ; by:givesCertainty by:likely .",
        "my.ttl:5: `<https://example.org/c>`: no certainty `by:likely`",
    ),
    (
        "ex:c a by:Cue ; by:lemmas \"vine\" ; by:scope \"source\" ; by:givesSourceKind by:documents .",
        "my.ttl:5: `<https://example.org/c>`: no kind of source `by:documents`; did you mean `by:document`?",
    ),
    (
        "ex:c a by:Cue ; by:scope \"adverb\" .",
        "my.ttl:5: `<https://example.org/c>` has no by:lemmas",
    ),
    (
        "ex:n a by:Compani ; rdfs:label \"Exemple\" .",
        "my.ttl:5: `<https://example.org/n>`: no class `by:Compani`; did you mean `by:Company`?",
    ),
    (
        "ex:n a by:Company .",
        "my.ttl:5: `<https://example.org/n>` has no rdfs:label",
    ),
    ("ex: a owl:Ontology ; rdfs:label \"mine\" .", ""),
];

#[test]
fn every_problem_is_told_with_its_place() {
    for (text, expected) in PROBLEMS {
        let found = problems(text);
        if expected.ends_with("Turtle: ") {
            assert!(found.starts_with(expected), "{found}");
        } else {
            assert_eq!(found, *expected);
        }
    }
}

#[test]
fn all_problems_come_at_once() {
    let text = format!("{HEAD}ex:a a by:Relation ; rdfs:range by:Nowhere ; by:nounFrame \"x\" .");
    let error = Ontology::load(&[Source {
        name: "a.ttl",
        text: &text,
    }])
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "a.ttl:5: `<https://example.org/a>` has no rdfs:label
a.ttl:5: `<https://example.org/a>`: no class `by:Nowhere`
a.ttl:5: `<https://example.org/a>`: frame \"x\": expected one `S`, but found none"
    );
}
