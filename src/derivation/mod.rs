//! Derivation: a stored claim → the sentence read once more, with the tree, the wording and the cues that make the claim.
//!
//! *Invariant:* what is told is found by the same steps that made the claim, never guessed from its words.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, NamedNodeRef, Term};
use serde::Serialize;

use crate::annotation::{Places, Token, tokens};
use crate::dossier::{Facts, Saying, claim, document, facts_of};
use crate::error::Error;
use crate::extract::{Argument, Statement};
use crate::graph::article_graph;
use crate::ontology::{Cue, Frame, FrameKind, Ontology, Shape, open, vocab};
use crate::pipeline::{Pipeline, Steps};
use crate::resolve::Resolved;
use crate::store::{Answer, Limits, Store, StoreError};
use crate::text::Span;

/// A claim and what makes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Derivation {
    /// The claim, as the store has it.
    pub claim: Saying,
    /// How its sentence is read; none where reading it now gives no such claim.
    pub reading: Option<Reading>,
}

/// What was found in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// The sentence's tokens, hung as the frames see them: as the parser left them, with its usual mistakes mended.
    pub tokens: Vec<Token>,
    /// The tokens that matter.
    pub roles: Vec<Role>,
    /// The wordings of the ontology that fit.
    pub frames: Vec<Wording>,
    /// Where none does, how likely the learned weights hold the relation, in hundredths.
    pub learned: Option<u8>,
    /// Where none fits and the words themselves name the relation, the wording that would find it.
    pub open: Option<Wording>,
    /// The words that gave status, certainty, polarity and holder, in order.
    pub cues: Vec<CueFound>,
}

/// What a token is to a claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Role {
    /// The `id` of the token.
    pub token: usize,
    /// "trigger", "subject", "object", "amount", "percent", "place", "cue" or "source".
    pub role: &'static str,
}

/// One wording frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wording {
    /// The label of the relation that it expresses.
    pub relation: String,
    /// The property that holds it: "by:verbFrame", "by:nounFrame" or "by:roleFrame".
    pub property: &'static str,
    /// The frame as written in the ontology.
    pub frame: String,
}

/// Words that are a cue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CueFound {
    /// As written in the text.
    pub words: String,
    /// What the ontology says of them; several where they can be cues of several kinds, none where they matter
    /// by their place alone.
    pub cues: Vec<CueMeaning>,
}

/// What a cue of the ontology does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CueMeaning {
    /// Its IRI.
    pub cue: String,
    /// How it reaches what it speaks about: "complement", "speech".
    pub scope: &'static str,
    /// The status it gives.
    pub status: Option<String>,
    /// The certainty it gives.
    pub certainty: Option<String>,
    /// Whether it turns the proposition round.
    pub negative: bool,
    /// The kind of source it names.
    pub source_kind: Option<String>,
}

/// Returns the claims that `words` mean: one by its IRI, with or without `<>`, or all whose IRI ends so.
pub fn find_claims(store: &Store, words: &str) -> Result<Vec<NamedNode>, StoreError> {
    let words = words.trim().trim_start_matches('<').trim_end_matches('>');
    if words.contains("://") {
        let Ok(node) = NamedNode::new(words) else {
            return Ok(Vec::new());
        };
        let known = claim(store, &node)?.is_some();
        return Ok(known.then_some(node).into_iter().collect());
    }
    // Nothing else stands at the end of a claim's IRI, and nothing else may get into the query.
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '/';
    if words.len() < 4 || !words.chars().all(plain) {
        return Ok(Vec::new());
    }
    let query = format!(
        "SELECT DISTINCT ?claim WHERE {{ ?claim a by:Claim FILTER STRENDS(STR(?claim), \"{words}\") }} ORDER BY ?claim"
    );
    let Answer::Rows { rows, .. } = store.sparql(&query, Limits::default())? else {
        return Ok(Vec::new());
    };
    let nodes = rows.into_iter().flatten().flatten();
    Ok(nodes
        .filter_map(|term| match term {
            Term::NamedNode(node) => Some(node),
            Term::BlankNode(_) | Term::Literal(_) => None,
        })
        .collect())
}

/// Returns what makes a claim; none where the store has no such claim.
pub fn derivation(store: &Store, node: &NamedNode) -> Result<Option<Derivation>, Error> {
    let Some(saying) = claim(store, node)? else {
        return Ok(None);
    };
    let article = NamedNode::new_unchecked(&saying.article.article);
    let pipeline = Pipeline::new(store.ontology(), store.base());
    let steps = pipeline.steps(document(store, &article)?);
    let stored = facts_of(store, node)?;
    let places = Places::new(&steps.analysis.document.text);
    let statement = statement(&pipeline, &steps, &places, &saying, &stored);
    let reading = statement.map(|statement| read(&pipeline, &steps, &places, statement));
    Ok(Some(Derivation {
        claim: saying,
        reading,
    }))
}

/// Returns the statement that becomes the stored claim: of those with its relation and place, the most like it.
///
/// The store does not keep all that an article's metadata said, so some identifiers may have come out otherwise.
fn statement<'s>(
    pipeline: &Pipeline<'_>,
    steps: &'s Steps,
    places: &Places,
    saying: &Saying,
    stored: &Facts,
) -> Option<&'s Statement> {
    let mut best: Option<(usize, &Statement)> = None;
    for (statement, claim) in steps.statements.iter().zip(&steps.traced.statements) {
        let here = places.of(statement.quote) == (saying.quote_start, saying.quote_end);
        let Some(claim) = claim.filter(|_| here) else {
            continue;
        };
        let facts = facts_again(pipeline, &steps.traced.resolved, claim);
        let same = |property: NamedNodeRef<'_>| {
            let property = property.into_owned();
            facts.get(&property) == stored.get(&property)
        };
        let [subject, predicate, object] = [rdf::SUBJECT, rdf::PREDICATE, rdf::OBJECT].map(same);
        let alike = stored
            .keys()
            .filter(|property| same(property.as_ref()))
            .count();
        if predicate && (subject || object) && best.is_none_or(|(most, _)| alike > most) {
            best = Some((alike, statement));
        }
    }
    best.map(|(_, statement)| statement)
}

/// Returns the facts that the graph would have of one claim of an article.
fn facts_again(pipeline: &Pipeline<'_>, resolved: &Resolved, claim: usize) -> Facts {
    let alone = Resolved {
        claims: vec![resolved.claims[claim].clone()],
        ..resolved.clone()
    };
    let mut facts: BTreeMap<NamedNode, BTreeSet<String>> = BTreeMap::new();
    let Ok(graph) = article_graph(&alone, &pipeline.base, pipeline.ontology) else {
        return facts;
    };
    let is_claim = Term::from(vocab::CLAIM.into_owned());
    let quads = graph.quads.iter();
    let node = quads
        .clone()
        .find(|quad| quad.predicate == rdf::TYPE && quad.object == is_claim)
        .map(|quad| &quad.subject);
    for quad in quads.filter(|quad| Some(&quad.subject) == node) {
        let text = match &quad.object {
            Term::NamedNode(node) => node.as_str().to_owned(),
            Term::Literal(literal) => literal.value().to_owned(),
            Term::BlankNode(node) => node.as_str().to_owned(),
        };
        facts
            .entry(quad.predicate.clone())
            .or_default()
            .insert(text);
    }
    facts
}

fn read(pipeline: &Pipeline<'_>, steps: &Steps, places: &Places, statement: &Statement) -> Reading {
    let document = &steps.analysis.document;
    let fired = pipeline.extractor.fired(&steps.analysis, statement);
    let behind = document
        .sentences
        .partition_point(|sentence| sentence.tokens.end <= statement.trigger);
    let sentence = &document.sentences[behind];
    let id = |token: usize| {
        let inside = sentence.tokens.contains(&token);
        inside.then(|| token - sentence.tokens.start + 1)
    };
    let mut roles = roles(steps, statement, &id);
    for (span, _) in &fired.cues {
        let first = document
            .tokens
            .partition_point(|token| token.start < span.start);
        let words =
            (first..document.tokens.len()).take_while(|at| document.tokens[*at].end <= span.end);
        roles.extend(words.filter_map(|at| {
            Some(Role {
                token: id(at)?,
                role: "cue",
            })
        }));
    }
    roles.sort();
    roles.dedup();
    let cues = fired.cues.iter().map(|(span, cues)| CueFound {
        words: span.of(&document.text).to_owned(),
        cues: cues.iter().map(|cue| meaning(cue)).collect(),
    });
    Reading {
        tokens: tokens(document, &fired.words, sentence, places),
        roles,
        frames: fired
            .frames
            .iter()
            .map(|frame| wording(pipeline.ontology, statement, frame))
            .collect(),
        learned: fired.learned.map(|score| (score * 100.0) as u8),
        open: (fired.frames.is_empty() && fired.learned.is_none())
            .then(|| open_wording(pipeline, steps, statement))
            .flatten(),
        cues: cues.collect(),
    }
}

fn open_wording(pipeline: &Pipeline<'_>, steps: &Steps, statement: &Statement) -> Option<Wording> {
    let (kind, frame) = pipeline.extractor.draft(&steps.analysis, statement)?;
    let known = pipeline.ontology.relations.get(&statement.relation);
    let known = known.map(|relation| relation.label.clone());
    Some(Wording {
        relation: known.or_else(|| open::label(&statement.relation))?,
        property: kind.property(),
        frame,
    })
}

/// The tokens that the statement points at, as far as they stand in its sentence.
fn roles(steps: &Steps, statement: &Statement, id: &dyn Fn(usize) -> Option<usize>) -> Vec<Role> {
    let analysis = &steps.analysis;
    let value = |value: usize| analysis.values[value].head;
    let within = |span: Span| {
        let tokens = &analysis.document.tokens;
        tokens.partition_point(|token| token.start < span.start)
    };
    let token = |argument: &Argument| match argument {
        Argument::Mention(mention) => Some(analysis.mentions[*mention].head),
        Argument::Value(index) => Some(value(*index)),
        Argument::Words(span) => Some(within(*span)),
        Argument::Constant(_) => None,
    };
    let qualifiers = &statement.qualifiers;
    let place = qualifiers.place.map(|place| analysis.mentions[place].head);
    let mut found = vec![
        ("trigger", Some(statement.trigger)),
        ("subject", token(&statement.subject)),
        ("object", token(&statement.object)),
        ("amount", qualifiers.amount.map(value)),
        ("percent", qualifiers.percent.map(value)),
        ("place", place),
    ];
    let sources = statement.stance.sources.iter();
    found.extend(sources.map(|source| ("source", Some(source.head))));
    let found = found.into_iter();
    found
        .filter_map(|(role, token)| {
            Some(Role {
                token: id(token?)?,
                role,
            })
        })
        .collect()
}

fn wording(ontology: &Ontology, statement: &Statement, frame: &Frame) -> Wording {
    let relation = ontology.relations.get(&statement.relation);
    Wording {
        relation: relation
            .map(|relation| relation.label.clone())
            .unwrap_or_default(),
        property: match frame.shape {
            Shape::Verb { .. } => FrameKind::Verb,
            Shape::Noun { .. } => FrameKind::Noun,
            Shape::Role { .. } => FrameKind::Role,
        }
        .property(),
        frame: frame.text.clone(),
    }
}

fn meaning(cue: &Cue) -> CueMeaning {
    CueMeaning {
        cue: cue.iri.as_str().to_owned(),
        scope: cue.scope.name(),
        status: cue.status.clone(),
        certainty: cue.certainty.clone(),
        negative: cue.negative,
        source_kind: cue.source_kind.clone(),
    }
}
