//! A made-up graph of any size with the skew of news: a few names stand in most claims.

use byline::ontology::names::{NameIndex, Named, fold};
use byline::ontology::vocab::{BY, DATA, PREFIXES};
use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};

/// Claims in one article.
const CLAIMS_PER_ARTICLE: usize = 10;
/// Claims for each name there is.
pub(crate) const CLAIMS_PER_NAME: usize = 20;
/// Relations, those first that are claimed most.
const RELATIONS: &[&str] = &[
    "partnersWith",
    "competesWith",
    "investedIn",
    "acquired",
    "leads",
    "subsidiaryOf",
    "deploysOn",
    "founded",
];
/// Statuses, as often as each is listed.
const STATUSES: &[&str] = &[
    "reported",
    "reported",
    "reported",
    "confirmed",
    "confirmed",
    "planned",
    "opinion",
    "rumoured",
    "possible",
    "denied",
];

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Returns a number below `count`, evenly.
    fn any(&mut self, count: usize) -> usize {
        ((self.roll() * count as f64) as usize).min(count - 1)
    }

    /// Returns a number below `count`, small ones far more often.
    fn skewed(&mut self, count: usize) -> usize {
        let roll = self.roll();
        ((roll * roll * roll * roll * count as f64) as usize).min(count - 1)
    }
}

/// Names of so many claims, found without the graph.
pub(crate) struct Names(usize);

impl Names {
    pub(crate) fn new(claims: usize) -> Self {
        Self((claims / CLAIMS_PER_NAME).max(50))
    }

    fn named(&self, number: usize) -> Named {
        let person = number % 5 == 4;
        let (kind, class, path) = if person {
            ("Person", "Person", "person/person")
        } else {
            ("Company", "Company", "organization/company")
        };
        Named {
            iri: iri(&format!("{path}-{number}")),
            label: format!("{kind} {number}"),
            classes: vec![by(class)],
            known: false,
            claims: 1,
        }
    }
}

impl NameIndex for Names {
    fn find(&self, key: &str) -> Vec<Named> {
        let digits = key.trim_start_matches(|c: char| !c.is_ascii_digit());
        let number = digits.parse().ok().filter(|number| *number < self.0);
        let named = number.map(|number| self.named(number));
        named
            .into_iter()
            .filter(|named| fold(&named.label) == key)
            .collect()
    }

    fn label(&self, _: &NamedNode) -> Option<String> {
        None
    }

    fn near(&self, _: &str, _: usize) -> Vec<String> {
        Vec::new()
    }
}

pub(crate) fn by(name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{BY}{name}"))
}

fn iri(path: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{DATA}{path}"))
}

fn other(prefix: &str, name: &str) -> NamedNode {
    let known = PREFIXES.iter().find(|(known, _)| *known == prefix);
    NamedNode::new_unchecked(format!("{}{name}", known.map_or("", |(_, iri)| iri)))
}

/// Gives every quad of a graph with so many claims.
pub(crate) fn graph(claims: usize, add: &mut dyn FnMut(Quad)) {
    let names = Names::new(claims);
    let view = GraphName::DefaultGraph;
    for number in 0..names.0 {
        let named = names.named(number);
        let mut say = |property: NamedNode, value: Term| {
            add(Quad::new(named.iri.clone(), property, value, view.clone()));
        };
        say(rdf::TYPE.into_owned(), named.classes[0].clone().into());
        say(
            rdfs::LABEL.into_owned(),
            Literal::from(named.label.as_str()).into(),
        );
        say(by("nameKey"), Literal::from(fold(&named.label)).into());
    }
    let mut dice = Dice(42);
    for article in 0..claims.div_ceil(CLAIMS_PER_ARTICLE) {
        add_article(article, claims, &names, &mut dice, add);
    }
}

fn add_article(
    article: usize,
    claims: usize,
    names: &Names,
    dice: &mut Dice,
    add: &mut dyn FnMut(Quad),
) {
    let node = iri(&format!("article/{article}"));
    let graph = GraphName::from(node.clone());
    let date = format!(
        "20{:02}-{:02}-{:02}",
        18 + dice.any(7),
        1 + dice.any(12),
        1 + dice.any(28)
    );
    let publisher = names.named(5 * dice.skewed(names.0 / 50 + 1)).iri;
    let about: [(NamedNode, Term); 4] = [
        (
            rdf::TYPE.into_owned(),
            other("schema", "NewsArticle").into(),
        ),
        (
            other("schema", "headline"),
            Literal::from(format!("Headline {article}")).into(),
        ),
        (
            other("schema", "datePublished"),
            Literal::new_typed_literal(date, xsd::DATE).into(),
        ),
        (other("schema", "publisher"), publisher.into()),
    ];
    for (property, value) in about {
        add(Quad::new(node.clone(), property, value, graph.clone()));
    }
    let first = article * CLAIMS_PER_ARTICLE;
    for number in first..(first + CLAIMS_PER_ARTICLE).min(claims) {
        add_claim(number, &node, &graph, names, dice, add);
    }
}

fn add_claim(
    number: usize,
    article: &NamedNode,
    graph: &GraphName,
    names: &Names,
    dice: &mut Dice,
    add: &mut dyn FnMut(Quad),
) {
    let claim = iri(&format!("claim/{number}"));
    let subject = names.named(dice.skewed(names.0)).iri;
    let object = names.named(dice.skewed(names.0)).iri;
    let relation = by(RELATIONS[dice.skewed(RELATIONS.len())]);
    let status = STATUSES[dice.any(STATUSES.len())];
    let polarity = if status == "denied" {
        "negative"
    } else {
        "positive"
    };
    let mut say = |property: NamedNode, value: Term| {
        add(Quad::new(claim.clone(), property, value, graph.clone()));
    };
    say(rdf::TYPE.into_owned(), by("Claim").into());
    say(rdf::SUBJECT.into_owned(), subject.clone().into());
    say(rdf::PREDICATE.into_owned(), relation.clone().into());
    say(rdf::OBJECT.into_owned(), object.clone().into());
    say(by("status"), by(status).into());
    say(by("polarity"), by(polarity).into());
    say(
        other("prov", "wasAttributedTo"),
        names.named(dice.skewed(names.0)).iri.into(),
    );
    say(other("schema", "appearance"), article.clone().into());
    say(
        by("proposition"),
        iri(&format!("proposition/{number}")).into(),
    );
    say(
        by("quote"),
        Literal::from(format!("what was said in claim {number}")).into(),
    );
    qualify(dice, &mut say);
    add(Quad::new(
        article.clone(),
        other("schema", "mentions"),
        subject.clone(),
        graph.clone(),
    ));
    if ["confirmed", "reported"].contains(&status) {
        let view = GraphName::DefaultGraph;
        add(Quad::new(
            subject.clone(),
            relation,
            object.clone(),
            view.clone(),
        ));
        add(Quad::new(subject, by("related"), object, view));
    }
}

/// Sums for three claims in ten, and dates for four.
fn qualify(dice: &mut Dice, say: &mut dyn FnMut(NamedNode, Term)) {
    if dice.any(10) < 3 {
        say(
            by("amount"),
            Literal::from(1_000_000 * (1 + dice.skewed(20_000) as i64)).into(),
        );
        say(
            by("currency"),
            Literal::from(["USD", "EUR"][dice.any(2)]).into(),
        );
    }
    if dice.any(10) < 4 {
        let year = format!("20{:02}", 10 + dice.any(15));
        say(
            by("validFrom"),
            Literal::new_typed_literal(year, xsd::G_YEAR).into(),
        );
    }
}
