//! Resolve: statements of [`extract`](crate::extract) → [`Resolved`] (mentions become entities, statements become claims).
//!
//! *Invariant:* known names come with the ontology; the store is never asked.

mod antecedent;
mod birth;
mod claims;
mod described;
mod discourse;
mod ended;
mod gender;
mod model;
mod naming;
mod things;

#[cfg(test)]
mod tests;

use crate::analysis::Analysis;
use crate::extract::Statement;
use crate::ontology::Ontology;

pub use model::{Claim, Condition, Entity, Object, Resolved, Traced};

/// Finds what the mentions of an article stand for and turns its statements into claims about those things.
///
/// A statement whose subject or object stands for nothing identifiable is left out.
pub fn resolve(analysis: Analysis, statements: &[Statement], ontology: &Ontology) -> Resolved {
    trace(analysis, statements, ontology).resolved
}

/// Resolves, and tells what each mention stands for and which claim each statement became.
pub fn trace(analysis: Analysis, statements: &[Statement], ontology: &Ontology) -> Traced {
    let mut things = things::Things::new(&analysis, ontology);
    let publisher = things.publisher();
    let authors = things.authors(publisher);
    let agency = things.agency(publisher);
    let signed = authors.iter().copied().chain([publisher]);
    let met: Vec<usize> = signed.chain(agency).collect();
    naming::names(&mut things, statements, &met);
    gender::tell(&mut things);
    discourse::rest(&mut things);
    let (mut claims, statements) = claims::claims(&mut things, statements, publisher);
    ended::close(&mut claims, ontology);
    let mentions = std::mem::take(&mut things.of_mention);
    let entities = things.into_entities();
    let document = analysis.document;
    Traced {
        resolved: Resolved {
            metadata: document.metadata,
            text: document.text,
            entities,
            publisher,
            authors,
            agency,
            claims,
        },
        mentions,
        statements,
    }
}
