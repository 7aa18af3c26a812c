//! Facts: the quads of an article's graph → what the view needs of them.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use crate::ontology::vocab;

/// What the view needs of one article.
#[derive(Clone, Debug, Default)]
pub(crate) struct ArticleFacts {
    /// The names it uses.
    pub(crate) mentions: Vec<MentionFacts>,
    /// The claims it makes.
    pub(crate) claims: Vec<ClaimFacts>,
}

/// One name of one thing.
#[derive(Clone, Debug)]
pub(crate) struct MentionFacts {
    pub(crate) entity: NamedNode,
    pub(crate) name: String,
    pub(crate) preferred: bool,
    pub(crate) types: BTreeSet<NamedNode>,
    pub(crate) same_as: BTreeSet<NamedNode>,
}

/// One claim.
#[derive(Clone, Debug)]
pub(crate) struct ClaimFacts {
    pub(crate) subject: NamedNode,
    pub(crate) relation: NamedNode,
    pub(crate) object: Term,
    pub(crate) proposition: NamedNode,
    pub(crate) status: NamedNode,
    pub(crate) polarity: NamedNode,
    /// The holder, or the publisher where the article speaks for itself.
    pub(crate) origin: Option<NamedNode>,
    pub(crate) claimed_at: Option<Literal>,
    /// When it holds, as one text.
    pub(crate) validity: String,
    /// What it depends on, with the words where the proposition does not carry them.
    pub(crate) condition: Option<(NamedNode, String)>,
}

/// The statements with one subject.
struct Node<'a>(Vec<&'a Quad>);

impl<'a> Node<'a> {
    fn all(&self, predicate: NamedNodeRef<'_>) -> impl Iterator<Item = &'a Term> {
        self.0
            .iter()
            .filter(move |quad| quad.predicate == predicate)
            .map(|quad| &quad.object)
    }

    fn nodes(&self, predicate: NamedNodeRef<'_>) -> BTreeSet<NamedNode> {
        self.all(predicate).filter_map(as_node).collect()
    }

    fn node(&self, predicate: NamedNodeRef<'_>) -> Option<NamedNode> {
        self.nodes(predicate).pop_first()
    }

    fn literal(&self, predicate: NamedNodeRef<'_>) -> Option<&'a Literal> {
        let literals = self.all(predicate).filter_map(|term| match term {
            Term::Literal(literal) => Some(literal),
            Term::NamedNode(_) | Term::BlankNode(_) => None,
        });
        literals.min_by(|one, other| one.value().cmp(other.value()))
    }

    fn text(&self, predicate: NamedNodeRef<'_>) -> String {
        self.literal(predicate)
            .map(|literal| literal.value().to_owned())
            .unwrap_or_default()
    }

    fn is(&self, class: NamedNodeRef<'_>) -> bool {
        self.all(rdf::TYPE)
            .any(|term| as_node(term).is_some_and(|node| node == class))
    }
}

/// Returns what the view needs of the quads of one article; what is incomplete is left out.
pub(crate) fn read_article(quads: &[Quad]) -> ArticleFacts {
    let mut nodes = BTreeMap::<&str, Node<'_>>::new();
    for quad in quads {
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
            nodes
                .entry(subject.as_str())
                .or_insert_with(|| Node(Vec::new()))
                .0
                .push(quad);
        }
    }
    let mut facts = ArticleFacts::default();
    for node in nodes.values() {
        if node.is(vocab::CLAIM) {
            let article = node.node(vocab::APPEARANCE);
            let article = article
                .as_ref()
                .and_then(|article| nodes.get(article.as_str()));
            facts.claims.extend(claim(node, article));
        } else if node.is(vocab::MENTION) {
            facts.mentions.extend(mention(node));
        }
    }
    facts
}

fn mention(node: &Node<'_>) -> Option<MentionFacts> {
    Some(MentionFacts {
        entity: node.node(vocab::MENTION_OF)?,
        name: node.literal(vocab::MENTION_NAME)?.value().to_owned(),
        preferred: node.text(vocab::MENTION_PREFERRED) == "true",
        types: node.nodes(vocab::MENTION_TYPE),
        same_as: node.nodes(vocab::MENTION_SAME_AS),
    })
}

fn claim(node: &Node<'_>, article: Option<&Node<'_>>) -> Option<ClaimFacts> {
    let validity: Vec<String> = [vocab::VALID_FROM, vocab::VALID_UNTIL, vocab::AT]
        .into_iter()
        .map(|property| node.text(property))
        .collect();
    let condition = node.node(vocab::IF_PROPOSITION);
    Some(ClaimFacts {
        subject: node.node(rdf::SUBJECT)?,
        relation: node.node(rdf::PREDICATE)?,
        object: node.all(rdf::OBJECT).next()?.clone(),
        proposition: node.node(vocab::PROPOSITION_OF)?,
        status: node.node(vocab::STATUS)?,
        polarity: node.node(vocab::POLARITY)?,
        origin: origin(node.node(vocab::ATTRIBUTED_TO), article),
        claimed_at: node.literal(vocab::CLAIMED_AT).cloned(),
        validity: validity.join(" "),
        condition: condition.map(|proposition| (proposition, node.text(vocab::CONDITION))),
    })
}

/// An article's own words come from the agency that it has them from, or else from its publisher, whichever of its
/// authors is named.
fn origin(holder: Option<NamedNode>, article: Option<&Node<'_>>) -> Option<NamedNode> {
    let node = |property| article.and_then(|article| article.node(property));
    let publisher = node(vocab::PUBLISHER);
    let agency = node(vocab::SOURCE_ORGANIZATION);
    let authors = article
        .map(|article| article.nodes(vocab::AUTHOR))
        .unwrap_or_default();
    match holder {
        Some(holder) if !authors.contains(&holder) && publisher.as_ref() != Some(&holder) => {
            Some(holder)
        }
        other => agency.or(publisher).or(other),
    }
}

fn as_node(term: &Term) -> Option<NamedNode> {
    match term {
        Term::NamedNode(node) => Some(node.clone()),
        Term::Literal(_) | Term::BlankNode(_) => None,
    }
}
