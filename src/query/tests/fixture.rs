//! A small ontology, a small graph, and the names in it.

use std::collections::BTreeMap;

use oxigraph::io::RdfFormat;
use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{GraphNameRef, Literal, NamedNode, NamedNodeRef, Term};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;

use crate::ontology::names::{NameIndex, Named, fold};
use crate::ontology::{Class, Ontology, Property, Relation, Status, vocab};
use crate::query::{Compiled, Options, QueryError, compile};

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
        segment: (segment != "-").then(|| segment.to_owned()),
        comment: String::new(),
    };
    (iri, class)
}

pub(super) fn ontology() -> Ontology {
    let mut classes: BTreeMap<_, _> = CLASSES
        .iter()
        .map(|(label, local, parent, segment)| class(label, by(local), parent, segment))
        .collect();
    classes.extend([class("article", vocab::NEWS_ARTICLE.into_owned(), "-", "-")]);
    let relation = |&(label, local, inverse, domain, range, symmetric): &(
        &str,
        &str,
        &str,
        &str,
        &str,
        bool,
    )| {
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
            frames: Vec::new(),
            comment: String::new(),
        };
        (by(local), relation)
    };
    let property = |&(label, iri, domain, range): &(&str, NamedNodeRef<'_>, &str, &str)| {
        let property = Property {
            iri: iri.into_owned(),
            label: label.into(),
            alt_labels: Vec::new(),
            domain: vec![term(domain)],
            range: vec![term(range)],
            comment: String::new(),
        };
        (iri.into_owned(), property)
    };
    let scale = [
        "confirmed",
        "reported",
        "planned",
        "opinion",
        "possible",
        "rumoured",
        "conditional",
    ];
    let ranked = scale
        .iter()
        .zip(1..)
        .map(|(label, rank)| (*label, Some(rank)));
    let status = |(label, rank): (&str, Option<u32>)| Status {
        iri: by(label),
        label: label.into(),
        alt_labels: if label == "rumoured" {
            vec!["rumored".into()]
        } else {
            Vec::new()
        },
        rank,
        asserted: rank.is_some_and(|rank| rank <= 2),
    };
    Ontology {
        classes,
        relations: RELATIONS.iter().map(relation).collect(),
        properties: RECORDED.iter().map(property).collect(),
        statuses: ranked.chain([("denied", None)]).map(status).collect(),
        ..Ontology::default()
    }
}

/// `slug label class`, one thing a line.
const THINGS: &[(&str, &str, &str)] = &[
    ("organization/openai", "OpenAI", "Company"),
    ("organization/microsoft", "Microsoft", "Company"),
    ("organization/apple", "Apple", "Company"),
    ("organization/perplexity", "Perplexity", "Company"),
    ("organization/google", "Google", "Company"),
    ("organization/alphabet", "Alphabet", "Company"),
    ("organization/fitbit", "Fitbit", "Company"),
    ("organization/aws", "AWS", "Company"),
    ("organization/azure", "Azure", "Company"),
    ("organization/exelon", "Exelon", "EnergyCompany"),
    (
        "organization/activision-blizzard",
        "Activision Blizzard",
        "Company",
    ),
    ("organization/reuters", "Reuters", "Organization"),
    ("organization/mercury", "Mercury", "Company"),
    ("person/mercury", "Mercury", "Person"),
    ("place/mercury", "Mercury", "Place"),
    ("organization/the-verge", "The Verge", "Organization"),
    ("organization/thrive", "Thrive Capital", "Company"),
    ("person/sam-altman", "Sam Altman", "Person"),
    ("person/satya-nadella", "Satya Nadella", "Person"),
    ("place/mountain-view", "Mountain View", "Place"),
];

/// `subject relation object status polarity by more`, one claim a line, numbered from 1.
const CLAIMS: &[(&str, &str, &str, &str, &str, &str, &str)] = &[
    (
        "organization/microsoft",
        "investedIn",
        "organization/openai",
        "confirmed",
        "positive",
        "person/satya-nadella",
        "by:amount 10000000000 ; by:currency \"USD\" ; by:validFrom \"2023-01\"^^xsd:gYearMonth ; by:quote \"a multibillion dollar investment\"",
    ),
    (
        "organization/thrive",
        "investedIn",
        "organization/openai",
        "rumoured",
        "positive",
        "organization/the-verge",
        "by:amount 500000000 ; by:currency \"EUR\" ; by:quote \"could put in half a billion\"",
    ),
    (
        "organization/apple",
        "acquired",
        "organization/perplexity",
        "reported",
        "positive",
        "organization/reuters",
        "by:quote \"Apple has bought Perplexity\"",
    ),
    (
        "organization/apple",
        "acquired",
        "organization/perplexity",
        "denied",
        "negative",
        "organization/apple",
        "by:quote \"We did not buy Perplexity\"",
    ),
    (
        "organization/apple",
        "partnersWith",
        "organization/openai",
        "reported",
        "negative",
        "organization/reuters",
        "by:quote \"Apple does not work with OpenAI\"",
    ),
    (
        "organization/microsoft",
        "partnersWith",
        "organization/openai",
        "confirmed",
        "positive",
        "organization/reuters",
        "by:validFrom \"2019\"^^xsd:gYear",
    ),
    (
        "organization/openai",
        "competesWith",
        "organization/microsoft",
        "reported",
        "positive",
        "organization/reuters",
        "by:ifProposition p:9 ; by:quote \"rivals\"",
    ),
    (
        "organization/google",
        "subsidiaryOf",
        "organization/alphabet",
        "reported",
        "positive",
        "organization/reuters",
        "by:quote \"owned by Alphabet\"",
    ),
    (
        "organization/google",
        "acquired",
        "organization/fitbit",
        "confirmed",
        "positive",
        "organization/reuters",
        "by:validFrom \"2021-01-14\"^^xsd:date",
    ),
    (
        "person/sam-altman",
        "leads",
        "organization/openai",
        "reported",
        "positive",
        "organization/reuters",
        "by:quote \"boss\"",
    ),
    (
        "organization/fitbit",
        "subsidiaryOf",
        "organization/google",
        "reported",
        "positive",
        "organization/reuters",
        "by:quote \"part of Google\"",
    ),
    (
        "organization/google",
        "headquarteredIn",
        "place/mountain-view",
        "reported",
        "positive",
        "organization/reuters",
        "by:quote \"in Mountain View\"",
    ),
];

const EXTRA: &str = "
GRAPH <https://w3id.org/byline/data/article/1> {
  a:1 a schema:NewsArticle ; schema:headline \"Big deal\" ; by:text \"A Data Center for OpenAI.\" ;
    schema:datePublished \"2024-03-15\"^^xsd:date ; schema:publisher o:reuters ;
    schema:mentions o:openai , o:microsoft , o:aws , o:exelon .
}
GRAPH <https://w3id.org/byline/data/article/2> {
  a:2 a schema:NewsArticle ; schema:headline \"Other\" ; by:text \"Nothing.\" ;
    schema:datePublished \"2024-04\"^^xsd:gYearMonth ; schema:publisher o:the-verge ;
    schema:mentions o:apple , o:azure , o:aws .
}
p:1 by:origins 2 . p:3 by:disputed true . p:9 by:statement \"regulators agree\" .
o:microsoft by:employees 220000 . o:openai by:employees 3000 . o:openai by:foundedOn \"2015-12-11\"^^xsd:date .
";

fn trig() -> String {
    use std::fmt::Write as _;
    let mut text = String::from(
        "PREFIX d: <https://w3id.org/byline/data/> PREFIX o: <https://w3id.org/byline/data/organization/> \
         PREFIX a: <https://w3id.org/byline/data/article/> PREFIX p: <https://w3id.org/byline/data/proposition/>\n",
    );
    for (name, iri) in vocab::PREFIXES {
        writeln!(text, "PREFIX {name}: <{iri}>").unwrap();
    }
    let iri = |path: &str| format!("<{}{path}>", vocab::DATA);
    for (path, label, class) in THINGS {
        writeln!(
            text,
            "{} a by:{class} ; rdfs:label \"{label}\" ; by:nameKey \"{}\" .",
            iri(path),
            fold(label)
        )
        .unwrap();
    }
    for (at, (s, p, o, status, polarity, holder, more)) in CLAIMS.iter().enumerate() {
        let (n, article) = (at + 1, at % 2 + 1);
        let (s, o) = (iri(s), iri(o));
        writeln!(
            text,
            "GRAPH {} {{ {} a by:Claim ; rdf:subject {s} ; rdf:predicate by:{p} ; rdf:object {o} ; by:status by:{status} ; \
             by:polarity by:{polarity} ; prov:wasAttributedTo {} ; schema:appearance {} ; by:proposition p:{n} ; {more} . }}",
            iri(&format!("article/{article}")), iri(&format!("claim/{n}")), iri(holder), iri(&format!("article/{article}")),
        )
        .unwrap();
        if ["confirmed", "reported"].contains(status) && *polarity == "positive" {
            writeln!(text, "{s} by:{p} {o} ; by:related {o} .").unwrap();
        }
    }
    text + EXTRA
}

/// The graph and its names.
pub(super) struct Graph {
    pub(super) store: Store,
}

impl Graph {
    pub(super) fn new() -> Self {
        let store = Store::new().unwrap();
        store
            .load_from_slice(RdfFormat::TriG, trig().as_bytes())
            .unwrap();
        Self { store }
    }

    pub(super) fn compile(&self, text: &str) -> Result<Compiled, QueryError> {
        self.compile_with(text, &options())
    }

    pub(super) fn compile_with(
        &self,
        text: &str,
        options: &Options,
    ) -> Result<Compiled, QueryError> {
        compile(text, &ontology(), self, options)
    }

    pub(super) fn run(&self, query: &spargebra::Query) -> QueryResults<'static> {
        let mut prepared = SparqlEvaluator::new().for_query(query.clone());
        prepared.dataset_mut().set_default_graph_as_union();
        prepared.on_store(&self.store).execute().unwrap()
    }

    /// Returns rows as text, sorted unless the query sorts: cells joined by a blank, rows by ` | `.
    pub(super) fn rows(&self, text: &str) -> String {
        let compiled = self
            .compile(text)
            .unwrap_or_else(|error| unreachable!("{}", error.render("q", text, false)));
        let mut rows = self.table(&compiled.query);
        if !compiled.sparql().contains("ORDER BY") {
            rows.sort();
        }
        let printed = spargebra::SparqlParser::new().parse_query(&compiled.sparql());
        let printed = printed.unwrap_or_else(|error| unreachable!("{error}\n{}", compiled.sparql()));
        let mut again = self.table(&printed);
        if !compiled.sparql().contains("ORDER BY") {
            again.sort();
        }
        assert_eq!(
            rows,
            again,
            "the printed text means something else:\n{}",
            compiled.sparql()
        );
        rows.join(" | ")
    }

    pub(super) fn table(&self, query: &spargebra::Query) -> Vec<String> {
        match self.run(query) {
            QueryResults::Solutions(solutions) => {
                let names = solutions.variables().to_vec();
                solutions
                    .map(|solution| {
                        let solution = solution.unwrap();
                        names
                            .iter()
                            .map(|name| self.cell(solution.get(name)))
                            .collect::<Vec<_>>()
                            .join(" ")
                    })
                    .collect()
            }
            QueryResults::Boolean(yes) => vec![yes.to_string()],
            QueryResults::Graph(triples) => {
                let mut all: Vec<String> = triples
                    .map(|triple| {
                        let triple = triple.unwrap();
                        let terms = [
                            triple.subject.into(),
                            triple.predicate.into(),
                            triple.object,
                        ];
                        terms.map(|term: Term| self.cell(Some(&term))).join(" ")
                    })
                    .collect();
                all.sort();
                all.dedup();
                all
            }
        }
    }

    fn cell(&self, term: Option<&Term>) -> String {
        match term {
            None => "-".into(),
            Some(Term::NamedNode(node)) => self.label(node).unwrap_or_else(|| {
                node.as_str()
                    .rsplit(['#', '/'])
                    .next()
                    .unwrap_or_default()
                    .to_owned()
            }),
            Some(Term::Literal(literal)) => literal.value().to_owned(),
            Some(other) => other.to_string(),
        }
    }
}

pub(super) fn options() -> Options {
    Options {
        today: "2024-04-01".into(),
        ..Options::default()
    }
}

impl NameIndex for Graph {
    fn find(&self, key: &str) -> Vec<Named> {
        let key = Literal::new_simple_literal(key);
        let mut found: Vec<Named> = self
            .store
            .quads_for_pattern(
                None,
                Some(vocab::NAME_KEY),
                Some((&key).into()),
                Some(GraphNameRef::DefaultGraph),
            )
            .filter_map(|quad| match quad.unwrap().subject {
                oxigraph::model::NamedOrBlankNode::NamedNode(node) => Some(node),
                oxigraph::model::NamedOrBlankNode::BlankNode(_) => None,
            })
            .map(|iri| {
                let classes = self
                    .store
                    .quads_for_pattern(
                        Some((&iri).into()),
                        Some(rdf::TYPE),
                        None,
                        Some(GraphNameRef::DefaultGraph),
                    )
                    .filter_map(|quad| match quad.unwrap().object {
                        Term::NamedNode(node) => Some(node),
                        _ => None,
                    })
                    .collect();
                Named {
                    label: self.label(&iri).unwrap_or_default(),
                    iri,
                    classes,
                }
            })
            .collect();
        found.sort();
        found
    }

    fn label(&self, iri: &NamedNode) -> Option<String> {
        let mut labels = self.store.quads_for_pattern(
            Some(iri.as_ref().into()),
            Some(rdfs::LABEL),
            None,
            Some(GraphNameRef::DefaultGraph),
        );
        match labels.next()?.unwrap().object {
            Term::Literal(literal) => Some(literal.value().to_owned()),
            _ => None,
        }
    }

    fn near(&self, _: &str, limit: usize) -> Vec<String> {
        THINGS
            .iter()
            .map(|(_, label, _)| (*label).to_owned())
            .take(limit)
            .collect()
    }
}
