//! Tests of the graph, and the small articles that other modules test with.

use std::collections::BTreeMap;

use super::*;
use crate::article::{Field, Metadata, Origin};
use crate::ontology::{Class, Relation};
use crate::resolve::{Claim, Condition, Object};
use crate::text::Span;

/// Where the test data stands.
pub(crate) const BASE: &str = "https://example.org/data/";

/// Returns a term of the `by:` vocabulary.
pub(crate) fn by(name: &str) -> NamedNode {
    NamedNode::new(format!("{}{name}", vocab::BY)).unwrap()
}

/// Returns an ontology with classes of two levels, a functional, a symmetric and two incompatible relations.
pub(crate) fn ontology() -> Ontology {
    let mut ontology = Ontology::default();
    for (name, parent, segment) in [
        ("Thing", None, "thing"),
        ("Organization", Some("Thing"), "organization"),
        ("Company", Some("Organization"), "organization"),
        ("Outlet", Some("Company"), "organization"),
        ("Person", Some("Thing"), "person"),
    ] {
        let class = Class {
            iri: by(name),
            label: name.to_lowercase(),
            alt_labels: vec![],
            parents: parent.into_iter().map(by).collect(),
            nouns: vec![],
            bodies: vec![],
            segment: Some(segment.into()),
            comment: String::new(),
        };
        ontology.classes.insert(class.iri.clone(), class);
    }
    for (name, label) in [
        ("investedIn", "invested in"),
        ("partnerOf", "partner of"),
        ("headquarteredIn", "headquartered in"),
        ("competesWith", "competes with"),
        ("foundedOn", "founded on"),
    ] {
        ontology.relations.insert(by(name), relation(name, label));
    }
    ontology
}

fn relation(name: &str, label: &str) -> Relation {
    let dated = name == "foundedOn";
    Relation {
        iri: by(name),
        label: label.into(),
        alt_labels: vec![],
        inverse_labels: vec![],
        domain: vec![],
        range: dated.then(|| xsd::DATE.into_owned()).into_iter().collect(),
        parents: vec![],
        inverse_of: None,
        functional: matches!(name, "headquarteredIn" | "foundedOn"),
        symmetric: matches!(name, "partnerOf" | "competesWith"),
        incompatible: if name == "partnerOf" {
            vec![by("competesWith")]
        } else {
            vec![]
        },
        counterparts: vec![],
        ends_roles: false,
        not_beside: vec![],
        state_verbs: vec![],
        frames: vec![],
        examples: vec![],
        comment: String::new(),
    }
}

/// Builds small articles: every claim's quote is the whole of one sentence of its own.
#[derive(Default)]
pub(crate) struct Draft {
    pub(crate) resolved: Resolved,
}

impl Draft {
    /// Begins an article of the outlet `publisher`.
    pub(crate) fn new(url: &str, publisher: &str, published: &str) -> Self {
        let mut draft = Self::default();
        draft.resolved.metadata = Metadata {
            url: Some(url.into()),
            title: Some(format!("News from {publisher}")),
            published: Some(published.into()),
            publisher: Some(publisher.into()),
            ..Metadata::default()
        };
        draft.resolved.publisher = draft.thing(publisher, &["Outlet"]);
        draft
    }

    /// Returns the thing of that name, made as an organisation where it is new.
    pub(crate) fn thing(&mut self, name: &str, classes: &[&str]) -> usize {
        let known = self
            .resolved
            .entities
            .iter()
            .position(|entity| entity.label == name);
        let index = known.unwrap_or_else(|| {
            self.resolved.entities.push(Entity {
                segment: "organization".into(),
                slug: slug(name),
                label: name.into(),
                names: BTreeMap::from([(name.into(), 1)]),
                mentioned: true,
                ..Entity::default()
            });
            self.resolved.entities.len() - 1
        });
        for class in classes {
            let class = by(class);
            let entity = &mut self.resolved.entities[index];
            if !entity.classes.contains(&class) {
                entity.classes.push(class);
            }
        }
        index
    }

    /// Changes a thing that is there already.
    pub(crate) fn entity(mut self, name: &str, change: impl FnOnce(&mut Entity)) -> Self {
        let index = self.thing(name, &[]);
        change(&mut self.resolved.entities[index]);
        self
    }

    /// Adds a claim of the publisher that it reports as a fact.
    pub(crate) fn claim(self, subject: &str, relation: &str, object: &str) -> Self {
        self.claim_with(subject, relation, object, |_| {})
    }

    /// Adds a claim of somebody with a status and a polarity.
    pub(crate) fn said(
        self,
        holder: &str,
        stance: (&str, &str),
        triple: (&str, &str, &str),
    ) -> Self {
        let mut draft = self;
        let holder = draft.thing(holder, &["Company"]);
        draft.claim_with(triple.0, triple.1, triple.2, |claim| {
            claim.holder = holder;
            claim.status = by(stance.0);
            claim.polarity = by(stance.1);
        })
    }

    /// Adds a claim that `change` may alter; an object in quotation marks is a literal.
    pub(crate) fn claim_with(
        mut self,
        subject: &str,
        relation: &str,
        object: &str,
        change: impl FnOnce(&mut Claim),
    ) -> Self {
        let subject_index = self.thing(subject, &["Company"]);
        let object_term = match object.strip_prefix('"') {
            Some(text) => Object::Literal(Literal::new_simple_literal(text.trim_end_matches('"'))),
            None => Object::Entity(self.thing(object, &["Company"])),
        };
        let start = self.resolved.text.len();
        self.resolved
            .text
            .push_str(&format!("“{subject}” {relation} {object}. "));
        let mut claim = Claim {
            subject: subject_index,
            relation: by(relation),
            object: object_term,
            qualifiers: vec![],
            status: by("reported"),
            certainty: by("certain"),
            polarity: by("positive"),
            holder: self.resolved.publisher,
            relayed_by: vec![],
            source_kind: by("authorVoice"),
            cues: vec![],
            condition: None,
            quote: Span::new(start, self.resolved.text.len() - 1),
        };
        change(&mut claim);
        self.resolved.claims.push(claim);
        self
    }

    /// Returns the resolved article.
    pub(crate) fn resolved(self) -> Resolved {
        self.resolved
    }

    /// Returns the article's graph.
    pub(crate) fn graph(self) -> ArticleGraph {
        article_graph(&self.resolved, BASE, &ontology()).unwrap()
    }
}

fn values(graph: &ArticleGraph, predicate: NamedNodeRef<'_>) -> Vec<String> {
    let found = graph
        .quads
        .iter()
        .filter(|quad| quad.predicate == predicate);
    found
        .map(|quad| {
            quad.object
                .to_string()
                .replace(BASE, "")
                .replace(vocab::BY, "by:")
        })
        .collect()
}

#[test]
fn an_article_becomes_a_graph_of_its_own_name() {
    let graph = Draft::new("https://a.com/1", "The Post", "2024-03-15")
        .claim("Microsoft", "investedIn", "OpenAI")
        .graph();
    assert_eq!((graph.claims, graph.entities), (1, 3));
    assert!(
        graph
            .quads
            .iter()
            .all(|quad| quad.graph_name == GraphName::from(graph.iri.clone()))
    );
    assert_eq!(values(&graph, rdf::SUBJECT), ["<organization/microsoft>"]);
    assert_eq!(
        values(&graph, vocab::ATTRIBUTED_TO),
        ["<organization/the-post>"]
    );
    assert_eq!(values(&graph, vocab::URL), ["<https://a.com/1>"]);
    assert_eq!(
        values(&graph, vocab::CLAIMED_AT),
        values(&graph, vocab::DATE_PUBLISHED)
    );
    assert_eq!(values(&graph, vocab::CONTENT_HASH).len(), 1);
}

#[test]
fn the_agency_and_where_metadata_were_read_are_kept() {
    let mut draft = Draft::new("https://a.com/1", "P", "2024");
    let agency = draft.thing("Reuters", &["Outlet"]);
    let mut resolved = draft.resolved();
    resolved.agency = Some(agency);
    resolved.metadata.origins = BTreeMap::from([
        (Field::Published, Origin::JsonLd),
        (Field::Agency, Origin::Dateline),
    ]);
    let graph = article_graph(&resolved, BASE, &ontology()).unwrap();
    assert_eq!(
        values(&graph, vocab::METADATA_ORIGIN),
        ["\"agency: dateline\"", "\"published: JSON-LD\""]
    );
    assert_eq!(
        values(&graph, vocab::SOURCE_ORGANIZATION),
        ["<organization/reuters>"]
    );
}

#[test]
fn positions_are_code_points() {
    let draft = Draft::new("https://a.com/1", "The Post", "2024");
    let graph = draft
        .claim("Zürich", "investedIn", "A")
        .claim("B", "investedIn", "C")
        .graph();
    let integer = |text: &str| format!("\"{text}\"^^<http://www.w3.org/2001/XMLSchema#integer>");
    let mut starts = values(&graph, vocab::QUOTE_START);
    starts.sort();
    assert_eq!(starts, [integer("0"), integer("23")]);
}

#[test]
fn a_claim_without_an_exact_quote_is_refused() {
    let refused = |start: usize, end: usize| {
        let draft = Draft::new("https://a.com/1", "P", "2024").claim_with(
            "Ä",
            "investedIn",
            "B",
            |claim| {
                claim.quote = Span::new(start, end);
            },
        );
        article_graph(&draft.resolved(), BASE, &ontology())
            .map(|_| ())
            .map_err(|error| error.to_string())
    };
    let outside = "the quote of claim 1 (1 to 9) is no stretch of the text, which has 23 bytes";
    assert_eq!(refused(1, 9), Err(outside.to_owned()));
    assert_eq!(refused(3, 5), Ok(()));
    assert!(refused(0, 900).is_err());
    assert!(refused(9, 3).is_err());
    assert_eq!(
        refused(5, 5),
        Err("the quote of claim 1 is blank".to_owned())
    );
    assert_eq!(
        refused(8, 9),
        Err("the quote of claim 1 is blank".to_owned())
    );
}

#[test]
fn things_out_of_range_and_reserved_relations_are_refused() {
    let draft =
        Draft::new("https://a.com/1", "P", "2024")
            .claim_with("A", "investedIn", "B", |claim| claim.holder = 77);
    let error = article_graph(&draft.resolved(), BASE, &ontology()).unwrap_err();
    assert_eq!(
        error,
        GraphError::NoSuchEntity {
            index: 77,
            count: 3
        }
    );
    let draft =
        Draft::new("https://a.com/1", "P", "2024").claim_with("A", "investedIn", "B", |claim| {
            claim.relation = vocab::RELATED.into_owned();
        });
    let error = article_graph(&draft.resolved(), BASE, &ontology()).unwrap_err();
    assert!(
        matches!(error, GraphError::ReservedRelation { .. }),
        "{error}"
    );
}

#[test]
fn claims_that_say_the_same_or_the_opposite_meet_in_one_proposition() {
    let proposition = |graph: &ArticleGraph| values(graph, vocab::PROPOSITION_OF);
    let draft = |url: &str| Draft::new(url, "P", "2024");
    let one = draft("https://a.com/1")
        .claim("A", "partnerOf", "B")
        .graph();
    let other = draft("https://a.com/2")
        .said("C", ("denied", "negative"), ("B", "partnerOf", "A"))
        .graph();
    assert_eq!(proposition(&one), proposition(&other));
    let forward = draft("https://a.com/1")
        .claim("A", "investedIn", "B")
        .graph();
    let backward = draft("https://a.com/1")
        .claim("B", "investedIn", "A")
        .graph();
    assert_ne!(proposition(&forward), proposition(&backward));
}

#[test]
fn conditions_and_relays_are_written_out() {
    let mut draft = Draft::new("https://a.com/1", "P", "2024");
    let (first, second) = (draft.thing("R1", &[]), draft.thing("R2", &[]));
    let graph = draft
        .claim_with("A", "investedIn", "B", |claim| {
            claim.relayed_by = vec![second, first];
            claim.condition = Some(Condition {
                text: "if it rains".into(),
                triple: None,
            });
        })
        .claim_with("A", "investedIn", "C", |claim| {
            let triple = Some((first, by("investedIn"), Object::Entity(second)));
            claim.condition = Some(Condition {
                text: "if R1 pays".into(),
                triple,
            });
        })
        .graph();
    assert_eq!(
        values(&graph, vocab::RELAY_ORDER),
        [format!("\"{BASE}organization/r2 {BASE}organization/r1\"").replace(BASE, "")]
    );
    assert_eq!(values(&graph, vocab::STATEMENT), ["\"if it rains\""]);
    assert_eq!(values(&graph, vocab::CONDITION), ["\"if R1 pays\""]);
    assert_eq!(values(&graph, vocab::IF_PROPOSITION).len(), 2);
}

#[test]
fn values_are_typed_by_the_ontology() {
    let graph = Draft::new("https://a.com/1", "P", "2024")
        .claim("A", "foundedOn", "\"2015-12\"")
        .graph();
    assert_eq!(
        values(&graph, rdf::OBJECT),
        ["\"2015-12\"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>"]
    );
}
