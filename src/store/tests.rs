//! Tests of the store and the view together, on small articles.

use std::sync::Arc;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Literal};

use super::*;
use crate::article::Metadata;
use crate::graph::tests::{BASE, Draft, by, ontology};
use crate::graph::{ArticleGraph, article_graph, slug};
use crate::ontology::names::NameIndex;
use crate::resolve::{Condition, Object, Resolved};

fn store() -> Store {
    let options = StoreOptions {
        base: Some(BASE.to_owned()),
        ..StoreOptions::new(Arc::new(ontology()))
    };
    Store::in_memory(&options).unwrap()
}

fn filled(articles: &[ArticleGraph]) -> Store {
    let store = store();
    for article in articles {
        store.add(article).unwrap();
    }
    store
}

/// Everything in the store, and nothing else: also that it follows from the article graphs alone.
fn dump(store: &Store) -> Vec<String> {
    let mut lines: Vec<String> = store
        .database
        .iter()
        .map(|quad| quad.unwrap().to_string())
        .collect();
    lines.sort();
    let view: Vec<String> = store
        .view_quads()
        .map(|quad| write::triple(&quad.unwrap()).to_string())
        .collect();
    let mut view: Vec<String> = view.into_iter().collect();
    view.sort();
    let built: Vec<String> = store.built_view().unwrap().into_keys().collect();
    assert_eq!(view, built, "the view does not follow from the articles");
    lines
}

fn export(store: &Store, scope: &ExportScope, format: ExportFormat) -> String {
    let mut out = Vec::new();
    let written = store.export(&mut out, scope, format).unwrap();
    assert!(written > 0 || out.len() < 1_000);
    String::from_utf8(out).unwrap()
}

/// The view in short: what it says by some predicates.
fn view(store: &Store, predicates: &[&str]) -> Vec<String> {
    let short = |text: String| {
        let text = text
            .replace(BASE, "")
            .replace(vocab::BY, "by:")
            .replace("http://www.w3.org/2001/XMLSchema#", "xsd:");
        text.replace("organization/", "")
            .replace("http://www.w3.org/2000/01/rdf-schema#", "rdfs:")
    };
    let shown = |quad: Quad| short(write::triple(&quad).to_string());
    let lines = store.view_quads().map(|quad| shown(quad.unwrap()));
    let mut lines: Vec<String> = lines
        .filter(|line| {
            predicates
                .iter()
                .any(|name| line.contains(&format!(" <{name}>")))
        })
        .collect();
    lines.sort();
    lines
}

/// What is said of propositions, each named by its statement.
fn said(store: &Store, predicate: &str) -> Vec<String> {
    let query = format!("SELECT ?s ?o {{ ?p by:statement ?s ; by:{predicate} ?o }} ORDER BY ?s ?o");
    let Answer::Rows {
        rows,
        complete: true,
        ..
    } = store.sparql(&query, Limits::default()).unwrap()
    else {
        unreachable!()
    };
    let cell = |term: &Option<Term>| {
        term.as_ref()
            .map_or("-", text)
            .replace(BASE, "")
            .replace("organization/", "")
    };
    rows.iter()
        .map(|row| row.iter().map(cell).collect::<Vec<_>>().join(": "))
        .collect()
}

fn post(number: u32) -> Draft {
    Draft::new(
        &format!("https://post.com/{number}"),
        "The Post",
        &format!("2024-03-{:02}", number % 28 + 1),
    )
}

#[test]
fn adding_the_same_again_changes_nothing() {
    let article = || post(1).claim("Microsoft", "investedIn", "OpenAI").graph();
    let store = store();
    assert_eq!(store.add(&article()).unwrap(), Outcome::Added);
    let before = dump(&store);
    assert_eq!(store.add(&article()).unwrap(), Outcome::Unchanged);
    assert_eq!(dump(&store), before);
}

#[test]
fn a_changed_article_replaces_its_own_statements() {
    let other = post(2).claim("Google", "investedIn", "Anthropic").graph();
    let first = post(1).claim("Microsoft", "investedIn", "OpenAI").graph();
    let second = post(1)
        .claim("Microsoft", "investedIn", "Anthropic")
        .graph();
    let store = filled(&[first, other.clone()]);
    assert_eq!(store.add(&second).unwrap(), Outcome::Replaced);
    assert_eq!(dump(&store), dump(&filled(&[other, second])));
}

#[test]
fn removing_leaves_the_store_as_if_the_article_had_never_come() {
    let one = post(1).claim("Microsoft", "investedIn", "OpenAI").graph();
    let two = post(2)
        .claim("Microsoft", "investedIn", "OpenAI")
        .claim("A", "partnerOf", "B")
        .graph();
    let store = filled(&[one.clone(), two.clone()]);
    assert!(store.remove(&two.iri).unwrap());
    assert_eq!(dump(&store), dump(&filled(&[one.clone()])));
    assert!(!store.remove(&two.iri).unwrap());
    assert!(store.remove(&one.iri).unwrap());
    assert_eq!(dump(&store), Vec::<String>::new());
}

#[test]
fn an_article_of_another_base_is_refused() {
    let resolved = post(1).resolved();
    let article = article_graph(&resolved, "https://elsewhere.org/", &ontology()).unwrap();
    assert!(matches!(
        store().add(&article),
        Err(StoreError::OtherBase { .. })
    ));
    let bad = StoreOptions {
        base: Some("no base".to_owned()),
        ..StoreOptions::new(Arc::default())
    };
    assert!(matches!(
        Store::in_memory(&bad),
        Err(StoreError::BadBase(_))
    ));
}

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
                claim.condition = Some(condition)
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

/// A small generator of numbers, so that the same sequences run everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }
}

/// Makes one of a few versions of one of a few articles about a few things.
fn random_article(dice: &mut Dice) -> ArticleGraph {
    let number = dice.roll(6);
    let outlets = ["The Post", "Times", "A"];
    let mut draft = Draft::new(
        &format!("https://x.com/{number}"),
        dice.pick(&outlets),
        dice.pick(&["2024", "2024-03", "2023-01-02"]),
    );
    for _ in 0..dice.roll(4) {
        let (subject, object) = (
            dice.pick(&["A", "B", "C"]),
            dice.pick(&["A", "B", "C", "\"2015\"", "\"2015-12\"", "\"2016\""]),
        );
        let relation = match object.starts_with('"') {
            true => "foundedOn",
            false => dice.pick(&["investedIn", "partnerOf", "headquarteredIn", "competesWith"]),
        };
        let holder = draft.thing(dice.pick(&["H", "A", "Times"]), &[]);
        let status = by(dice.pick(&[
            "confirmed",
            "reported",
            "opinion",
            "denied",
            "conditional",
            "rumoured",
        ]));
        let polarity = by(dice.pick(&["positive", "positive", "negative"]));
        let since = dice.pick(&["", "2020"]);
        let condition = (dice.roll(4) == 0).then(|| {
            let ends = (draft.thing("A", &[]), draft.thing("B", &[]));
            let triple = (ends.0, by("partnerOf"), Object::Entity(ends.1));
            Condition {
                text: format!("if {number}"),
                triple: (dice.roll(2) == 0).then_some(triple),
            }
        });
        draft = draft.claim_with(subject, relation, object, |claim| {
            (claim.holder, claim.status, claim.polarity, claim.condition) =
                (holder, status, polarity, condition);
            if !since.is_empty() {
                let since = Object::Literal(Literal::new_simple_literal(since));
                claim
                    .qualifiers
                    .push((vocab::VALID_FROM.into_owned(), since));
            }
        });
    }
    let (class, label) = (
        dice.pick(&["Company", "Organization", "Thing", "Outlet"]),
        dice.pick(&["A", "Aa", "0A"]),
    );
    let mut draft = draft.entity("A", |thing| {
        thing.classes = vec![by(class)];
        thing.names.insert(label.to_owned(), 1);
        thing.same_as =
            vec![NamedNode::new(format!("http://www.wikidata.org/entity/Q{label}")).unwrap()];
        thing.slug = slug("A");
    });
    if dice.roll(3) == 0 {
        draft = draft.entity("A", |thing| thing.label = label.to_owned());
    }
    draft.graph()
}

#[test]
fn any_sequence_of_adding_and_removing_leaves_what_its_survivors_give() {
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    for sequence in 0..200 {
        let store = store();
        let mut survivors: Vec<ArticleGraph> = Vec::new();
        for _ in 0..dice.roll(12) + 1 {
            let article = random_article(&mut dice);
            survivors.retain(|survivor| survivor.iri != article.iri);
            if dice.roll(3) == 0 {
                store.remove(&article.iri).unwrap();
            } else {
                store.add(&article).unwrap();
                survivors.push(article);
            }
        }
        let at = dice.roll(survivors.len().max(1));
        survivors.rotate_left(at);
        survivors.reverse();
        assert_eq!(
            dump(&store),
            dump(&filled(&survivors)),
            "sequence {sequence}"
        );
        assert_eq!(store.verify().unwrap().problems, [], "sequence {sequence}");
        assert_eq!(store.rebuild().unwrap(), 0, "sequence {sequence}");
    }
}

#[test]
fn no_quad_is_said_in_two_graphs() {
    let store = filled(&[
        post(1).claim("A", "investedIn", "B").graph(),
        post(2).claim("A", "investedIn", "B").graph(),
    ]);
    let mut triples: Vec<String> = store
        .database
        .iter()
        .map(|quad| write::triple(&quad.unwrap()).to_string())
        .collect();
    let all = triples.len();
    triples.sort();
    triples.dedup();
    assert_eq!(triples.len(), all);
}

#[test]
fn verify_finds_what_was_tampered_with() {
    let article = post(1).claim("A", "investedIn", "B").graph();
    let store = filled(&[article.clone()]);
    let report = store.verify().unwrap();
    assert_eq!(
        (
            report.articles,
            report.claims,
            report.facts,
            report.problems.len()
        ),
        (1, 1, 1, 0)
    );
    let quote = article
        .quads
        .iter()
        .find(|quad| quad.predicate == vocab::QUOTE)
        .unwrap();
    let forged = Literal::new_simple_literal("A bought B");
    store.database.remove(quote).unwrap();
    store
        .database
        .insert(&Quad {
            object: forged.into(),
            ..quote.clone()
        })
        .unwrap();
    let (a, b) = (
        NamedNode::new(format!("{BASE}organization/a")).unwrap(),
        NamedNode::new(format!("{BASE}organization/b")).unwrap(),
    );
    store
        .database
        .insert(&Quad::new(
            b.clone(),
            by("investedIn"),
            a.clone(),
            GraphName::DefaultGraph,
        ))
        .unwrap();
    store
        .database
        .remove(&Quad::new(a, vocab::RELATED, b, GraphName::DefaultGraph))
        .unwrap();
    let problems: Vec<String> = store
        .verify()
        .unwrap()
        .problems
        .iter()
        .map(ToString::to_string)
        .collect();
    let ends = [
        "the text has `“A” investedIn B.` where it quotes `A bought B`",
        "no accepted claim gives `<https://example.org/data/organization/b> <https://w3id.org/byline/ns#investedIn> <https://example.org/data/organization/a>`",
        "the view lacks `<https://example.org/data/organization/a> <https://w3id.org/byline/ns#related> <https://example.org/data/organization/b>`",
    ];
    assert_eq!(problems.len(), 3, "{problems:?}");
    for (problem, end) in problems.iter().zip(ends) {
        assert!(problem.ends_with(end), "{problem}");
    }
    assert_eq!(store.rebuild().unwrap(), 2);
    assert_eq!(store.verify().unwrap().problems.len(), 1);
}

#[test]
fn articles_are_listed_and_found() {
    let titled = |number: u32, title: Option<&str>| {
        let mut resolved: Resolved = post(number).claim("A", "investedIn", "B").resolved();
        resolved.metadata = Metadata {
            title: title.map(Into::into),
            ..resolved.metadata
        };
        article_graph(&resolved, BASE, &ontology()).unwrap()
    };
    let (one, two) = (
        titled(1, Some("OpenAI turns to AWS")),
        titled(2, Some("OpenAI grows")),
    );
    let store = filled(&[one.clone(), two.clone(), titled(3, None)]);
    let articles = store.articles().unwrap();
    assert_eq!(
        articles
            .iter()
            .map(|article| article.published.as_deref().unwrap())
            .collect::<Vec<_>>(),
        ["2024-03-04", "2024-03-03", "2024-03-02"]
    );
    assert_eq!(
        (articles[2].publisher.as_deref(), articles[2].claims),
        (Some("The Post"), 1)
    );
    let found = |text: &str| store.find_article(text).map_err(|error| error.to_string());
    assert_eq!(found(one.iri.as_str()), Ok(one.iri.clone()));
    assert_eq!(found("https://post.com/2"), Ok(two.iri.clone()));
    assert_eq!(found("openai TURNS to aws"), Ok(one.iri.clone()));
    assert_eq!(found("grows"), Ok(two.iri.clone()));
    assert_eq!(
        found(&one.iri.as_str()[one.iri.as_str().len() - 8..]),
        Ok(one.iri)
    );
    assert!(
        found("OpenAI")
            .unwrap_err()
            .starts_with("`OpenAI` fits 2 articles: ")
    );
    assert_eq!(
        found("nothing like it").unwrap_err(),
        "no article is known as `nothing like it`"
    );
    let near = store.find_article("OpenAI growz").unwrap_err();
    assert_eq!(near.hint().as_deref(), Some("did you mean `OpenAI grows`?"));
    let counts = store.counts().unwrap();
    let expected = Counts {
        articles: 3,
        entities: 3,
        claims: 3,
        propositions: 1,
        disputed: 0,
        facts: 1,
        quads: counts.quads,
    };
    assert_eq!(counts, expected);
}

#[test]
fn exports_have_the_same_bytes_in_any_order() {
    let articles = [
        post(1)
            .claim("A", "investedIn", "Zürich Re")
            .claim("A", "foundedOn", "\"2015\"")
            .graph(),
        post(2)
            .said("X", ("denied", "negative"), ("A", "investedIn", "B"))
            .graph(),
    ];
    let (one, mut other) = (filled(&articles), articles.to_vec());
    other.reverse();
    let other = filled(&other);
    for scope in [
        ExportScope::All,
        ExportScope::Accepted,
        ExportScope::Article(articles[0].iri.clone()),
    ] {
        for format in ExportFormat::ALL {
            assert_eq!(
                export(&one, &scope, *format),
                export(&other, &scope, *format),
                "{scope:?} {format:?}"
            );
        }
    }
    let accepted = export(&one, &ExportScope::Accepted, ExportFormat::Turtle);
    assert!(
        accepted.contains("organization:a a by:Company ;\n    rdfs:label \"A\" ;\n"),
        "{accepted}"
    );
    assert!(
        accepted.contains("by:investedIn organization:zürich-re"),
        "{accepted}"
    );
    assert!(
        !accepted.contains("nameKey") && !accepted.contains("by:Proposition"),
        "{accepted}"
    );
}

#[test]
fn exports_read_back_as_what_is_in_the_store() {
    let mut draft = post(1);
    let holder = draft.thing("B", &[]);
    let article = draft.claim_with("A \"quoted\" \\ name\u{202e}", "investedIn", "B", |claim| {
        let value = |text: &str| Object::Literal(Literal::new_simple_literal(text));
        claim.qualifiers = vec![
            (vocab::AMOUNT.into_owned(), value("13000000000")),
            (vocab::VALID_FROM.into_owned(), value("2024-03")),
        ];
        claim.holder = holder;
        claim.cues = vec!["line\nbreak".into(), "tab\t".into()];
    });
    let store = filled(&[
        article.graph(),
        post(2).claim("A", "partnerOf", "B").graph(),
    ]);
    let lines = |quads: &mut dyn Iterator<Item = Quad>, graphs: bool| {
        let mut lines: Vec<String> = quads
            .map(|quad| {
                if graphs {
                    quad.to_string()
                } else {
                    write::triple(&quad).to_string()
                }
            })
            .collect();
        lines.sort();
        lines
    };
    let formats = [
        RdfFormat::Turtle,
        RdfFormat::NTriples,
        RdfFormat::TriG,
        RdfFormat::NQuads,
    ];
    for (format, reader) in ExportFormat::ALL.iter().zip(formats) {
        let text = export(&store, &ExportScope::All, *format);
        let graphs = matches!(format, ExportFormat::TriG | ExportFormat::NQuads);
        let mut parsed = RdfParser::from_format(reader)
            .for_slice(text.as_bytes())
            .map(|quad| quad.unwrap());
        let mut stored = store.database.iter().map(|quad| quad.unwrap());
        assert_eq!(
            lines(&mut parsed, graphs),
            lines(&mut stored, graphs),
            "{format:?}"
        );
    }
}

#[test]
fn experts_can_ask_in_sparql() {
    let store = filled(&[post(1).claim("A", "investedIn", "B").graph()]);
    let ask = |query: &str| store.sparql(query, Limits::default());
    assert_eq!(
        ask("ASK { ?c by:quote ?q }").unwrap(),
        Answer::Boolean(true)
    );
    let rows = ask("SELECT ?s ?nothing { ?s by:investedIn ?o }").unwrap();
    let Answer::Rows {
        columns,
        rows,
        complete,
    } = rows
    else {
        unreachable!()
    };
    assert_eq!((columns.len(), rows.len(), complete), (2, 1, true));
    assert_eq!(rows[0][1], None);
    let Answer::Graph { triples, .. } = ask("CONSTRUCT WHERE { ?s by:investedIn ?o }").unwrap()
    else {
        unreachable!()
    };
    assert_eq!(triples.len(), 1);
    let limited = store
        .sparql(
            "SELECT * { ?s ?p ?o }",
            Limits {
                rows: 3,
                ..Limits::default()
            },
        )
        .unwrap();
    assert!(matches!(limited, Answer::Rows { rows, complete: false, .. } if rows.len() == 3));
    assert!(matches!(ask("SELECT ?s {"), Err(StoreError::Syntax(_))));
    assert!(matches!(ask("DROP ALL"), Err(StoreError::Refused { .. })));
    assert!(matches!(
        ask("ASK { SERVICE <http://localhost/> {} }"),
        Err(StoreError::Refused { .. })
    ));
}

#[test]
fn deep_queries_do_not_end_the_process() {
    let store = store();
    let ask = |query: &str| store.sparql(query, Limits::default());
    let nested = |n: usize| format!("ASK {}{}", "{".repeat(n), "}".repeat(n));
    assert!(ask(&nested(guard::MAX_DEPTH)).is_ok());
    assert!(matches!(
        ask(&nested(600)),
        Err(StoreError::TooLarge { .. })
    ));
    for (open, close) in [
        ("!", ""),
        ("true || ", ""),
        ("true && ", ""),
        ("1 + ", ""),
        ("-", ""),
    ] {
        let n = (guard::MAX_OPERATORS - 10) / open.matches(['!', '|', '&', '+', '-']).count();
        let query = format!("ASK {{ FILTER({}1{}) }}", open.repeat(n), close.repeat(n));
        assert!(
            !matches!(
                ask(&query),
                Err(StoreError::Lost | StoreError::TooLarge { .. })
            ),
            "{open}"
        );
    }
    let query = format!(
        "ASK {{ {{}} {} }}",
        "UNION {} ".repeat(guard::MAX_OPERATORS / 2 - 10)
    );
    assert_eq!(ask(&query).unwrap(), Answer::Boolean(true));
    let query = format!(
        "ASK {{ {} }}",
        "OPTIONAL {} ".repeat(guard::MAX_OPERATORS - 10)
    );
    assert_eq!(ask(&query).unwrap(), Answer::Boolean(true));
}

#[test]
fn a_query_without_time_is_cut_off() {
    let store = filled(
        &(1..4)
            .map(|number| post(number).claim("A", "investedIn", "B").graph())
            .collect::<Vec<_>>(),
    );
    let limits = Limits {
        time: std::time::Duration::from_millis(50),
        ..Limits::default()
    };
    let query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }";
    assert!(matches!(
        store.sparql(query, limits),
        Err(StoreError::TimedOut(_))
    ));
}

#[test]
fn without_a_disk_a_path_is_refused_with_a_way_out() {
    if cfg!(feature = "rocksdb") {
        return;
    }
    let error = Store::open("somewhere", &StoreOptions::new(Arc::default()))
        .map(drop)
        .unwrap_err();
    assert_eq!(
        error.hint().as_deref(),
        Some("use `:memory:`, or build with the feature `rocksdb`")
    );
}
