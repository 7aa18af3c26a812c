//! A small ontology.

use std::collections::BTreeMap;

use oxigraph::model::vocab::xsd;
use oxigraph::model::{NamedNode, NamedNodeRef};

use crate::ontology::{Class, Ontology, Property, Relation, SchemeValue, Status, vocab};

fn by(local: &str) -> NamedNode {
    NamedNode::new(format!("{}{local}", vocab::BY)).unwrap()
}

/// `label local parents segment`, one class a line; `-` for none.
const CLASSES: &[(&str, &str, &str, &str)] = &[
    ("thing", "Thing", "-", "thing"),
    ("organization", "Organization", "Thing", "organization"),
    ("company", "Company", "Organization", "-"),
    ("energy company", "EnergyCompany", "Company", "-"),
    ("person", "Person", "Thing", "person"),
    ("place", "Place", "Thing", "place"),
    ("claim", "Claim", "-", "-"),
];

/// `label local inverse domain range symmetric`.
const RELATIONS: &[(&str, &str, &str, &str, &str, bool)] = &[
    (
        "acquired",
        "acquired",
        "acquired by",
        "Organization",
        "Organization",
        false,
    ),
    (
        "invested in",
        "investedIn",
        "funded by",
        "Thing",
        "Organization",
        false,
    ),
    (
        "partners with",
        "partnersWith",
        "",
        "Organization",
        "Organization",
        true,
    ),
    (
        "competes with",
        "competesWith",
        "",
        "Organization",
        "Organization",
        true,
    ),
    (
        "founded",
        "founded",
        "founded by",
        "Person",
        "Organization",
        false,
    ),
    ("leads", "leads", "led by", "Person", "Organization", false),
    (
        "subsidiary of",
        "subsidiaryOf",
        "",
        "Organization",
        "Organization",
        false,
    ),
    (
        "headquartered in",
        "headquarteredIn",
        "",
        "Organization",
        "Place",
        false,
    ),
    (
        "employees",
        "employees",
        "",
        "Organization",
        "xsd:integer",
        false,
    ),
    (
        "founded on",
        "foundedOn",
        "",
        "Organization",
        "xsd:date",
        false,
    ),
    ("revenue", "revenue", "", "Organization", "Money", false),
];

/// `label iri domain range`, recorded properties.
const RECORDED: &[(&str, NamedNodeRef<'static>, &str, &str)] = &[
    ("status", vocab::STATUS, "Claim", "Status"),
    ("certainty", vocab::CERTAINTY, "Claim", "Certainty"),
    ("by", vocab::ATTRIBUTED_TO, "Claim", "Thing"),
    ("polarity", vocab::POLARITY, "Claim", "Polarity"),
    ("amount", vocab::AMOUNT, "Claim", "Money"),
    ("since", vocab::VALID_FROM, "Claim", "xsd:date"),
    ("until", vocab::VALID_UNTIL, "Claim", "xsd:date"),
    ("quote", vocab::QUOTE, "Claim", "xsd:string"),
    ("article", vocab::APPEARANCE, "Claim", "schema:NewsArticle"),
    ("if", vocab::IF_PROPOSITION, "Claim", "Proposition"),
    ("disputed", vocab::DISPUTED, "Claim", "xsd:boolean"),
    ("origins", vocab::ORIGINS, "Claim", "xsd:integer"),
    ("mentions", vocab::MENTIONS, "schema:NewsArticle", "Thing"),
    (
        "publisher",
        vocab::PUBLISHER,
        "schema:NewsArticle",
        "Organization",
    ),
    (
        "published",
        vocab::DATE_PUBLISHED,
        "schema:NewsArticle",
        "xsd:date",
    ),
    ("title", vocab::HEADLINE, "schema:NewsArticle", "xsd:string"),
];

fn term(name: &str) -> NamedNode {
    if let Some(local) = name.strip_prefix("xsd:") {
        let namespace = xsd::DATE.as_str().trim_end_matches("date");
        return NamedNode::new(format!("{namespace}{local}")).unwrap();
    }
    match name.strip_prefix("schema:") {
        Some(local) => NamedNode::new(format!("{}{local}", vocab::SCHEMA)).unwrap(),
        None => by(name),
    }
}

fn class(label: &str, iri: NamedNode, parent: &str, segment: &str) -> (NamedNode, Class) {
    let parents = if parent == "-" {
        Vec::new()
    } else {
        vec![term(parent)]
    };
    let class = Class {
        iri: iri.clone(),
        label: label.into(),
        alt_labels: Vec::new(),
        parents,
        nouns: Vec::new(),
        bodies: vec![],
        segment: (segment != "-").then(|| segment.to_owned()),
        comment: String::new(),
    };
    (iri, class)
}

fn relation(
    (label, local, inverse, domain, range, symmetric): (&str, &str, &str, &str, &str, bool),
) -> (NamedNode, Relation) {
    let relation = Relation {
        iri: by(local),
        label: label.into(),
        alt_labels: Vec::new(),
        inverse_labels: if inverse.is_empty() {
            Vec::new()
        } else {
            vec![inverse.to_owned()]
        },
        domain: vec![term(domain)],
        range: vec![term(range)],
        parents: Vec::new(),
        inverse_of: None,
        functional: false,
        symmetric,
        incompatible: Vec::new(),
        counterparts: Vec::new(),
        ends_roles: false,
        not_beside: Vec::new(),
        state_verbs: Vec::new(),
        frames: Vec::new(),
        examples: Vec::new(),
        comment: String::new(),
    };
    (by(local), relation)
}

fn property(
    (label, iri, domain, range): (&str, NamedNodeRef<'_>, &str, &str),
) -> (NamedNode, Property) {
    let property = Property {
        iri: iri.into_owned(),
        label: label.into(),
        alt_labels: Vec::new(),
        domain: vec![term(domain)],
        range: vec![term(range)],
        comment: String::new(),
    };
    (iri.into_owned(), property)
}

fn status((label, rank): (&str, Option<u32>)) -> Status {
    Status {
        iri: by(label),
        label: label.into(),
        alt_labels: if label == "rumoured" {
            vec!["rumored".into()]
        } else {
            Vec::new()
        },
        rank,
        asserted: rank.is_some_and(|rank| rank <= 2),
        comment: String::new(),
    }
}

fn certainty(label: &str) -> SchemeValue {
    SchemeValue {
        iri: by(label),
        scheme: by("Certainty"),
        label: label.into(),
        alt_labels: Vec::new(),
    }
}

pub(in crate::query) fn ontology() -> Ontology {
    let mut classes: BTreeMap<_, _> = CLASSES
        .iter()
        .map(|(label, local, parent, segment)| class(label, by(local), parent, segment))
        .collect();
    classes.extend([class("article", vocab::NEWS_ARTICLE.into_owned(), "-", "-")]);
    let scale = [
        "confirmed",
        "reported",
        "planned",
        "opinion",
        "possible",
        "rumoured",
        "conditional",
    ];
    let ranked = scale.into_iter().zip((1..).map(Some));
    Ontology {
        classes,
        relations: RELATIONS.iter().copied().map(relation).collect(),
        properties: RECORDED.iter().copied().map(property).collect(),
        statuses: ranked.chain([("denied", None)]).map(status).collect(),
        values: ["certain", "probable", "possibly", "unknown"]
            .map(certainty)
            .into(),
        ..Ontology::default()
    }
}
