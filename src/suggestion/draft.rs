//! An open relation with its examples → the relation and the frames that would find them.

use std::collections::BTreeSet;

use oxigraph::model::NamedNode;

use super::{Draft, DraftedFrame, End, Example};
use crate::article::{Article, Metadata, Part};
use crate::ontology::names::fold;
use crate::ontology::vocab;
use crate::pipeline::Pipeline;
use crate::store::Store;
use crate::text::{BlockKind, clean};

/// A class must stand at an end in one of so many claims to be asked for there.
const RARE: usize = 6;
/// Where so many of a hundred ends are of no class asked for, nothing is.
const MOST_OTHERS: usize = 30;

/// Reads examples once more, to see which wording made them.
pub(super) struct Drafter<'s> {
    pipeline: Pipeline<'s>,
}

impl<'s> Drafter<'s> {
    pub(super) fn new(store: &'s Store) -> Self {
        Self {
            pipeline: Pipeline::new(store.ontology(), store.base()),
        }
    }

    pub(super) fn draft(
        &self,
        relation: &NamedNode,
        phrase: &str,
        subjects: &[End],
        objects: &[End],
        examples: &[Example],
    ) -> Draft {
        let ontology = self.pipeline.ontology;
        let known = ontology.relations_named(&fold(phrase)).next();
        let frames: BTreeSet<DraftedFrame> = examples
            .iter()
            .filter_map(|example| self.frame(relation, &example.quote))
            .collect();
        Draft {
            extends: known.map(|relation| relation.iri.as_str().to_owned()),
            domain: asked_for(subjects),
            range: asked_for(objects),
            frames: frames.into_iter().collect(),
        }
    }

    /// The frame that would find a relation in a sentence; none where the sentence alone does not say it.
    fn frame(&self, relation: &NamedNode, quote: &str) -> Option<DraftedFrame> {
        let article = Article {
            metadata: Metadata::default(),
            body: vec![Part {
                kind: BlockKind::Paragraph,
                text: quote.to_owned(),
            }],
        };
        let steps = self.pipeline.steps(clean(article));
        let extractor = &self.pipeline.extractor;
        let mut statements = steps.statements.iter();
        let (kind, frame) = statements
            .find(|statement| statement.relation == *relation)
            .and_then(|statement| extractor.draft(&steps.analysis, statement))?;
        Some(DraftedFrame {
            property: kind.property(),
            frame,
        })
    }
}

/// The classes that stand at an end often; none where much else stands there, too.
fn asked_for(ends: &[End]) -> Vec<String> {
    let all: usize = ends.iter().map(|end| end.claims).sum();
    let often = |end: &&End| end.claims * RARE >= all;
    let thing = vocab::THING.as_str();
    let classes = ends
        .iter()
        .filter(often)
        .filter_map(|end| end.class.clone());
    let mut classes: Vec<String> = classes.filter(|class| class != thing).collect();
    let covered: usize = ends
        .iter()
        .filter(|end| {
            end.class
                .as_ref()
                .is_some_and(|class| classes.contains(class))
        })
        .map(|end| end.claims)
        .sum();
    if (all - covered) * 100 > all * MOST_OTHERS {
        return Vec::new();
    }
    classes.sort();
    classes
}
