//! Trial: the example sentences of an ontology's relations → whether what they say is claimed, and why not where it is not.
//!
//! Each sentence is understood as an article of its own, with all that the ontology knows.
//!
//! *Invariant:* the same ontology gives the same trials, in the same order.

mod ends;
mod reason;
mod said;
#[cfg(test)]
mod tests;

use oxigraph::model::NamedNode;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde::Serialize;

pub(crate) use self::ends::is_at;
use self::said::Said;
use crate::article::Metadata;
use crate::ontology::names::fold;
use crate::ontology::{Example, Ontology, Relation, vocab};
use crate::pipeline::{Pipeline, Steps};
use crate::text::recut;

/// An example with what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trial {
    /// The IRI of the relation.
    pub relation: String,
    /// Its label.
    pub label: String,
    /// The sentence.
    pub sentence: String,
    /// The example as it is written in the ontology, with its marks.
    pub written: String,
    /// Whether the relation must be claimed; where not, it must not be.
    pub holds: bool,
    /// Whether what must be is.
    pub passes: bool,
    /// What the sentence claims.
    pub claims: Vec<Claimed>,
    /// Where it does not pass, why.
    pub reasons: Vec<Reason>,
}

/// A claim of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Claimed {
    /// What it says, in words.
    pub statement: String,
    /// How it is asserted.
    pub status: String,
    /// The frames that found it.
    pub frames: Vec<String>,
}

/// Something that explains why an example does not pass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// What is explained.
    pub kind: ReasonKind,
    /// The explanation, in words.
    pub text: String,
}

/// What a reason explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ReasonKind {
    /// What is claimed that should not be.
    Claimed,
    /// What is claimed instead.
    Instead,
    /// It is claimed with another status.
    Status,
    /// A frame fits, but something holds it back.
    Refused,
    /// No frame fits.
    NoFrame,
    /// How the subject is read.
    Subject,
    /// How the object is read.
    Object,
}

/// Tries every example of every relation of an ontology.
///
/// ```
/// use byline::ontology::Ontology;
/// use byline::trial::trials;
///
/// let mine = r#"
/// @prefix by: <https://w3id.org/byline/ns#> .
/// by:acquired by:example "[S Google] bought [O Fitbit]." ; by:counterExample "[S Fitbit] was bought by [O Google]." ."#;
/// let ontology = Ontology::builtin().without_examples().with("mine.ttl", mine)?;
/// assert!(trials(&ontology).iter().all(|trial| trial.passes));
/// # Ok::<(), byline::ontology::OntologyError>(())
/// ```
pub fn trials(ontology: &Ontology) -> Vec<Trial> {
    let all: Vec<(&Relation, &Example)> = ontology
        .relations
        .values()
        .flat_map(|relation| {
            let examples = relation.examples.iter();
            examples.map(move |example| (relation, example))
        })
        .collect();
    if all.is_empty() {
        return Vec::new();
    }
    let pipeline = Pipeline::new(ontology, vocab::DATA);
    let tried = all
        .into_par_iter()
        .map(|(relation, example)| tried(&pipeline, relation, example));
    tried.collect()
}

/// Understands one sentence as adding an article of it would.
pub(crate) fn understood(pipeline: &Pipeline<'_>, sentence: &str) -> Steps {
    pipeline.steps(recut(Metadata::default(), sentence))
}

/// Tries one example.
pub(crate) fn tried(pipeline: &Pipeline<'_>, relation: &Relation, example: &Example) -> Trial {
    let ontology = pipeline.ontology;
    let steps = understood(pipeline, &example.text);
    let said = said::all(pipeline, &steps);
    let own: Vec<&Said> = said
        .iter()
        .filter(|said| said.fits(&steps, ontology, relation, example.marks.as_ref()))
        .collect();
    let wanted: Option<&NamedNode> = example
        .status
        .as_deref()
        .and_then(|status| ontology.status_named(&fold(status)))
        .map(|status| &status.iri);
    let as_wanted = |said: &&&Said| wanted.is_none_or(|wanted| said.claim.status == *wanted);
    let passes = if example.holds {
        own.iter().any(|said| as_wanted(&said))
    } else {
        own.is_empty()
    };
    let reasons = match (passes, &example.marks) {
        (true, _) => Vec::new(),
        (false, Some(marks)) if example.holds => reason::of_missing(
            pipeline,
            &steps,
            relation,
            (marks, example.status.as_deref()),
            &said,
            &own,
        ),
        (false, _) => reason::of_claimed(pipeline, &own),
    };
    Trial {
        relation: relation.iri.as_str().to_owned(),
        label: relation.label.clone(),
        sentence: example.text.clone(),
        written: example.written.clone(),
        holds: example.holds,
        passes,
        claims: said.iter().map(|said| said.told(ontology)).collect(),
        reasons,
    }
}
