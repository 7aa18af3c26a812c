//! An example that does not pass → why, in words.

use oxigraph::model::NamedNode;

use super::said::{Said, status};
use super::{Reason, ReasonKind, ends};
use crate::extract::{Refusal, Refused};
use crate::ontology::{Marks, Ontology, Relation};
use crate::pipeline::{Pipeline, Steps};
use crate::text::Span;

/// Why what must not be claimed is.
pub(super) fn of_claimed(pipeline: &Pipeline<'_>, own: &[&Said]) -> Vec<Reason> {
    let told = |said: &&Said| {
        let (words, status) = (&said.words, status(pipeline.ontology, &said.claim.status));
        let by = match said.frames.first() {
            Some(frame) => format!(", by the frame “{frame}”"),
            None => ", by no frame".to_owned(),
        };
        reason(
            ReasonKind::Claimed,
            format!("claimed: {words} ({status}){by}"),
        )
    };
    own.iter().map(told).collect()
}

/// Why what must be claimed is not, or not with the wanted status.
pub(super) fn of_missing(
    pipeline: &Pipeline<'_>,
    steps: &Steps,
    relation: &Relation,
    (marks, wanted): (&Marks, Option<&str>),
    said: &[Said],
    own: &[&Said],
) -> Vec<Reason> {
    let ontology = pipeline.ontology;
    if let Some(wanted) = wanted.filter(|_| !own.is_empty()) {
        let told = |said: &&Said| {
            let status = status(ontology, &said.claim.status);
            let text = match said.claim.cues.as_slice() {
                [] => format!("claimed as {status}, not {wanted}: no cue says so"),
                cues => format!(
                    "claimed as {status}, not {wanted}: by “{}”",
                    cues.join("”, “")
                ),
            };
            reason(ReasonKind::Status, text)
        };
        return own.iter().map(told).collect();
    }
    let mut reasons: Vec<Reason> = said
        .iter()
        .map(|said| {
            let status = status(ontology, &said.claim.status);
            let text = format!("claimed instead: {} ({status})", said.words);
            reason(ReasonKind::Instead, text)
        })
        .collect();
    let refused = pipeline.extractor.refused(&steps.analysis, &relation.iri);
    let mut explained = refused
        .iter()
        .map(|one| reason(ReasonKind::Refused, refusal(ontology, steps, relation, one)))
        .collect::<Vec<_>>();
    explained.dedup();
    if explained.is_empty() {
        explained.extend(unmatched(steps, relation));
    }
    reasons.extend(explained);
    let ends = [
        (ReasonKind::Subject, Some(marks.subject)),
        (ReasonKind::Object, marks.object),
    ];
    for (kind, mark) in ends {
        if let Some(mark) = mark {
            reasons.push(reason(kind, ends::reading(steps, ontology, mark)));
        }
    }
    reasons
}

/// Where no frame was held back: none fits, or what fits stands for nothing identifiable.
fn unmatched(steps: &Steps, relation: &Relation) -> Option<Reason> {
    let mut statements = steps.statements.iter().zip(&steps.traced.statements);
    let lost = statements
        .clone()
        .any(|(statement, claim)| statement.relation == relation.iri && claim.is_none());
    let text = if lost {
        "a frame fits, but one of its ends stands for nothing that can be identified"
    } else if relation.frames.is_empty() {
        "the relation has no frame"
    } else if statements.any(|(statement, _)| statement.relation == relation.iri) {
        return None;
    } else {
        "no frame of the relation fits"
    };
    Some(reason(ReasonKind::NoFrame, text.to_owned()))
}

fn refusal(ontology: &Ontology, steps: &Steps, relation: &Relation, one: &Refused<'_>) -> String {
    let frame = &one.frame.text;
    let words = |span: Span| span.of(&steps.analysis.document.text).to_owned();
    let end = |name: &str, span: Span, classes: &[NamedNode]| {
        let (words, classes) = (words(span), labels(ontology, classes));
        format!("the frame “{frame}” fits, but its {name} “{words}” cannot be {classes}")
    };
    match (one.refusal, one.object) {
        (Refusal::Subject, _) => end("subject", one.subject, &relation.domain),
        (Refusal::Object, Some(object)) => end("object", object, &relation.range),
        (Refusal::Object | Refusal::Ends, _) => {
            format!("the frame “{frame}” fits, but its ends are one, or only said to be")
        }
        (Refusal::Unclaimed, _) => {
            format!(
                "the frame “{frame}” fits, but nobody claims it there: a question, or a cue that voids it"
            )
        }
    }
}

/// "person or organization".
fn labels(ontology: &Ontology, classes: &[NamedNode]) -> String {
    let label = |class: &NamedNode| match ontology.classes.get(class) {
        Some(known) => known.label.clone(),
        None => {
            let local = class.as_str().rsplit(['#', '/']).next();
            local.unwrap_or_default().to_owned()
        }
    };
    if classes.is_empty() {
        return "identified".to_owned();
    }
    classes.iter().map(label).collect::<Vec<_>>().join(" or ")
}

fn reason(kind: ReasonKind, text: String) -> Reason {
    Reason { kind, text }
}
