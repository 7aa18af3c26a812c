//! The view: what follows from the articles.

use oxigraph::model::vocab::rdf;

use super::*;

#[test]
fn the_view_describes_things_once() {
    let one = post(1)
        .claim("OpenAI", "investedIn", "B")
        .entity("OpenAI", |thing| {
            thing.classes = vec![by("Organization")];
            thing.names.insert("Open AI".into(), 2);
            thing.same_as = vec![NamedNode::new("http://www.wikidata.org/entity/Q1").unwrap()];
        });
    let two = post(2)
        .claim("OpenAI", "investedIn", "B")
        .entity("OpenAI", |thing| {
            thing.classes = vec![by("Company"), by("Thing")];
        });
    let store = filled(&[one.graph(), two.graph()]);
    dump(&store);
    let lines = view(
        &store,
        &[
            "rdfs:label",
            "http://www.w3.org/2004/02/skos/core#altLabel",
            "by:nameKey",
        ],
    );
    let lines: Vec<&String> = lines
        .iter()
        .filter(|line| line.starts_with("<openai>"))
        .collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    let found = store.find("openai");
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].label.as_str(), found[0].classes.as_slice()),
        ("OpenAI", [by("Company")].as_slice())
    );
    assert_eq!(store.label(&found[0].iri).as_deref(), Some("OpenAI"));
    assert_eq!(store.find("nobody"), []);
    assert_eq!(store.near("opnai", 2), ["OpenAI"]);
}

#[test]
fn claims_are_counted_where_things_share_a_name() {
    let article = post(1)
        .claim("Mercury Bank", "investedIn", "B")
        .claim("Mercury Star", "investedIn", "B")
        .claim("C", "investedIn", "Mercury Bank");
    let mercury = |thing: &mut crate::resolve::Entity| {
        thing.names.insert("Mercury".into(), 1);
    };
    let article = article
        .entity("Mercury Bank", mercury)
        .entity("Mercury Star", mercury);
    let store = filled(&[article.graph()]);
    let counted = |key| {
        let found = store.find(key);
        found.iter().map(|thing| thing.claims).collect::<Vec<_>>()
    };
    assert_eq!(counted("mercury"), [2, 1]);
    assert_eq!(counted("mercurybank"), [0], "nothing else has the name");
}

#[test]
fn the_rarest_of_several_things_is_told_by_counting_a_few() {
    let mut article = post(1).claim("Often", "investedIn", "Seldom");
    for other in ["B", "C", "D"] {
        article = article.claim("Often", "investedIn", other);
    }
    let store = filled(&[article.graph()]);
    let thing = |key| store.find(key).remove(0).iri;
    let (often, seldom) = (thing("often"), thing("seldom"));
    let often = (rdf::SUBJECT, often.as_ref());
    let seldom = (rdf::OBJECT, seldom.as_ref());
    assert_eq!(store.rarest(&[often, seldom]), Some(1));
    assert_eq!(store.rarest(&[seldom, often]), Some(0));
    let query = |text: &str| {
        let compiled = crate::query::compile(text, store.ontology(), &store, &Default::default());
        compiled.unwrap().sparql()
    };
    let said = query("Often invested_in Seldom [any]");
    let place = |property: &str| said.find(property).unwrap();
    assert!(place("rdf:object") < place("rdf:subject"), "{said}");
}

#[test]
fn another_preferred_name_changes_every_statement_about_a_thing() {
    let renamed = |number: u32, label: &str| {
        let label = label.to_owned();
        post(number)
            .claim("Meta", "investedIn", "B")
            .entity("Meta", |thing| thing.label = label)
            .graph()
    };
    let store = filled(&[renamed(1, "Meta")]);
    assert_eq!(said(&store, "origins"), ["Meta invested in B: 1"]);
    let other = renamed(2, "Facebook");
    store.add(&other).unwrap();
    dump(&store);
    assert_eq!(said(&store, "origins"), ["Facebook invested in B: 1"]);
    store.remove(&other.iri).unwrap();
    assert_eq!(said(&store, "origins"), ["Meta invested in B: 1"]);
    dump(&store);
}

#[test]
fn only_what_the_policy_accepts_is_a_fact() {
    let stances = [
        ("confirmed", "positive"),
        ("rumoured", "positive"),
        ("planned", "positive"),
        ("reported", "negative"),
    ];
    for (stance, fact) in stances.into_iter().zip([true, false, false, false]) {
        let store = filled(&[post(1).said("X", stance, ("A", "investedIn", "B")).graph()]);
        dump(&store);
        let expected: &[&str] = if fact {
            &["<a> <by:investedIn> <b>", "<a> <by:related> <b>"]
        } else {
            &[]
        };
        assert_eq!(
            view(&store, &["by:investedIn", "by:related"]),
            expected,
            "{stance:?}"
        );
        assert_eq!(store.counts().unwrap().facts, usize::from(fact));
    }
}

#[test]
fn a_link_between_things_lasts_as_long_as_one_fact_does() {
    let one = post(1)
        .claim("A", "investedIn", "B")
        .claim("A", "foundedOn", "\"2015\"")
        .graph();
    let two = post(2).claim("A", "partnerOf", "B").graph();
    let store = filled(&[one.clone(), two.clone()]);
    store.remove(&one.iri).unwrap();
    assert_eq!(view(&store, &["by:related"]), ["<a> <by:related> <b>"]);
    store.remove(&two.iri).unwrap();
    assert_eq!(view(&store, &["by:related"]), Vec::<String>::new());
}

#[test]
fn papers_that_print_one_agency_are_one_origin() {
    let printed = |paper: &str| {
        let mut draft = Draft::new(&format!("https://{paper}.com/1"), paper, "2024");
        let agency = draft.thing("Reuters", &["Outlet"]);
        let mut resolved = draft.claim("A", "investedIn", "B").resolved();
        resolved.agency = Some(agency);
        article_graph(&resolved, BASE, &ontology()).unwrap()
    };
    let store = filled(&[printed("times"), printed("post")]);
    assert_eq!(said(&store, "origins"), ["A invested in B: 1"]);
    let other = Draft::new("https://herald.com/1", "Herald", "2024").claim("A", "investedIn", "B");
    let other = other.graph();
    store.add(&other).unwrap();
    assert_eq!(said(&store, "origins"), ["A invested in B: 2"]);
    store.remove(&printed("times").iri).unwrap();
    assert_eq!(dump(&store), dump(&filled(&[printed("post"), other])));
}

#[test]
fn origins_are_holders_or_the_publisher_of_the_article() {
    let author = |number: u32| {
        let mut draft = post(number);
        let (author, subject, object) = (draft.thing("Jane Doe", &["Person"]), "A", "B");
        let mut resolved = draft
            .claim_with(subject, "investedIn", object, |claim| claim.holder = author)
            .resolved();
        resolved.authors = vec![author];
        article_graph(&resolved, BASE, &ontology()).unwrap()
    };
    let times = Draft::new("https://times.com/1", "Times", "2023").said(
        "The Post",
        ("reported", "positive"),
        ("A", "investedIn", "B"),
    );
    let store = filled(&[author(1), author(2), times.graph()]);
    assert_eq!(said(&store, "origins"), ["A invested in B: 1"]);
    assert_eq!(said(&store, "firstClaimed"), ["A invested in B: 2023"]);
    assert_eq!(said(&store, "lastClaimed"), ["A invested in B: 2024-03-03"]);
    store
        .add(
            &post(3)
                .said("X", ("rumoured", "positive"), ("A", "investedIn", "B"))
                .graph(),
        )
        .unwrap();
    assert_eq!(said(&store, "origins"), ["A invested in B: 2"]);
    assert_eq!(said(&store, "disputed"), Vec::<String>::new());
}

#[test]
fn a_denial_disputes_what_another_affirms() {
    let claim = post(1).claim("A", "partnerOf", "B").graph();
    let denial = post(2)
        .said("B", ("denied", "negative"), ("B", "partnerOf", "A"))
        .graph();
    let store = filled(&[claim, denial.clone()]);
    dump(&store);
    assert_eq!(said(&store, "disputed"), ["A partner of B: true"]);
    store.remove(&denial.iri).unwrap();
    dump(&store);
    assert_eq!(said(&store, "disputed"), Vec::<String>::new());
    let conditional = post(3)
        .said("B", ("conditional", "negative"), ("B", "partnerOf", "A"))
        .graph();
    store.add(&conditional).unwrap();
    assert_eq!(said(&store, "disputed"), Vec::<String>::new());
}

#[test]
fn two_answers_to_a_question_with_one_are_disputed() {
    let seat = |number: u32, place: &str, since: &str| {
        let draft = post(number).claim_with("A", "headquarteredIn", place, |claim| {
            let since = Object::Literal(Literal::new_simple_literal(since));
            claim.qualifiers = vec![(vocab::VALID_FROM.into_owned(), since)];
        });
        draft.graph()
    };
    let store = filled(&[
        seat(1, "Paris", "2020"),
        seat(2, "Rome", "2020"),
        seat(3, "Oslo", "2021"),
    ]);
    dump(&store);
    assert_eq!(
        said(&store, "disputed"),
        [
            "A headquartered in Paris: true",
            "A headquartered in Rome: true"
        ]
    );
    store.remove(&seat(2, "Rome", "2020").iri).unwrap();
    dump(&store);
    assert_eq!(said(&store, "disputed"), Vec::<String>::new());
    let rumour = post(4)
        .said(
            "X",
            ("rumoured", "positive"),
            ("A", "headquarteredIn", "Bonn"),
        )
        .graph();
    store.add(&rumour).unwrap();
    assert_eq!(said(&store, "disputed"), Vec::<String>::new());
}

#[test]
fn dates_of_another_precision_do_not_clash() {
    let founded = |number: u32, date: &str| {
        post(number)
            .claim("A", "foundedOn", &format!("\"{date}\""))
            .graph()
    };
    let store = filled(&[founded(1, "2015"), founded(2, "2015-12")]);
    dump(&store);
    assert_eq!(said(&store, "disputed"), Vec::<String>::new());
    store.add(&founded(3, "2016")).unwrap();
    dump(&store);
    let disputed = [
        "A founded on 2015: true",
        "A founded on 2015-12: true",
        "A founded on 2016: true",
    ];
    assert_eq!(said(&store, "disputed"), disputed);
}

#[test]
fn relations_that_exclude_each_other_are_disputed() {
    let store = filled(&[
        post(1).claim("A", "partnerOf", "B").graph(),
        post(2).claim("B", "competesWith", "A").graph(),
    ]);
    dump(&store);
    assert_eq!(
        said(&store, "disputed"),
        ["A competes with B: true", "A partner of B: true"]
    );
}

#[test]
fn a_condition_has_a_statement_claimed_or_not() {
    let triple = |draft: &mut Draft| {
        let (subject, object) = (draft.thing("R", &[]), draft.thing("S", &[]));
        Some((subject, by("investedIn"), Object::Entity(object)))
    };
    let depends = |number: u32| {
        let mut draft = post(number);
        let triple = triple(&mut draft);
        let condition = Condition {
            text: format!("if R pays {number}"),
            triple,
        };
        draft
            .claim_with("A", "investedIn", "B", |claim| {
                claim.condition = Some(condition);
            })
            .graph()
    };
    let store = filled(&[depends(2), depends(1)]);
    dump(&store);
    let conditions = |store: &Store| {
        let query = "SELECT DISTINCT ?s { ?c by:ifProposition/by:statement ?s }";
        match store.sparql(query, Limits::default()).unwrap() {
            Answer::Rows { rows, .. } => rows
                .iter()
                .map(|row| text(row[0].as_ref().unwrap()).to_owned())
                .collect(),
            _ => vec![],
        }
    };
    assert_eq!(conditions(&store), ["if R pays 1"]);
    let claimed = post(3).claim("R", "investedIn", "S").graph();
    store.add(&claimed).unwrap();
    dump(&store);
    assert_eq!(conditions(&store), ["R invested in S"]);
    store.remove(&claimed.iri).unwrap();
    store.remove(&depends(1).iri).unwrap();
    dump(&store);
    assert_eq!(conditions(&store), ["if R pays 2"]);
}
