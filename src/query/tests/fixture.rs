//! A small graph and the names in it.

use oxigraph::io::RdfFormat;
use oxigraph::model::vocab::rdfs;
use oxigraph::model::{Literal, Term};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;

use super::ontology::ontology;
use crate::ontology::names::{NameIndex, fold};
use crate::ontology::vocab;
use crate::query::{Compiled, Options, QueryError, compile};

/// `slug label class`, one thing a line.
pub(super) const THINGS: &[(&str, &str, &str)] = &[
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
pub(in crate::query) struct Graph {
    pub(in crate::query) store: Store,
}

impl Graph {
    pub(in crate::query) fn new() -> Self {
        let store = Store::new().unwrap();
        store
            .load_from_slice(RdfFormat::TriG, trig().as_bytes())
            .unwrap();
        Self { store }
    }

    /// Adds something that has a name and no class.
    pub(in crate::query) fn name(&self, path: &str, label: &str) {
        let line = format!(
            "<{}{path}> {} {} ; {} {} .",
            vocab::DATA,
            rdfs::LABEL,
            Literal::new_simple_literal(label),
            vocab::NAME_KEY,
            Literal::new_simple_literal(fold(label))
        );
        self.store
            .load_from_slice(RdfFormat::Turtle, line.as_bytes())
            .unwrap();
    }

    pub(in crate::query) fn compile(&self, text: &str) -> Result<Compiled, QueryError> {
        self.compile_with(text, &options())
    }

    pub(in crate::query) fn compile_with(
        &self,
        text: &str,
        options: &Options,
    ) -> Result<Compiled, QueryError> {
        compile(text, &ontology(), self, options)
    }

    pub(in crate::query) fn run(&self, query: &spargebra::Query) -> QueryResults<'static> {
        let mut prepared = SparqlEvaluator::new().for_query(query.clone());
        prepared.dataset_mut().set_default_graph_as_union();
        prepared.on_store(&self.store).execute().unwrap()
    }

    /// Returns rows as text, sorted unless the query sorts: cells joined by a blank, rows by ` | `.
    pub(in crate::query) fn rows(&self, text: &str) -> String {
        let compiled = self
            .compile(text)
            .unwrap_or_else(|error| unreachable!("{}", error.render("q", text, false)));
        let mut rows = self.table(&compiled.query);
        if !compiled.sparql().contains("ORDER BY") {
            rows.sort();
        }
        let printed = spargebra::SparqlParser::new().parse_query(&compiled.sparql());
        let printed =
            printed.unwrap_or_else(|error| unreachable!("{error}\n{}", compiled.sparql()));
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

    pub(in crate::query) fn table(&self, query: &spargebra::Query) -> Vec<String> {
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

pub(in crate::query) fn options() -> Options {
    Options {
        today: "2024-04-01".into(),
        ..Options::default()
    }
}
