//! Inputs → the store, one article after the other.

use std::ops::ControlFlow;
use std::sync::Arc;

use oxigraph::model::NamedNode;

use super::{Made, Pipeline};
use crate::article::{Input, ReadErrorKind, Told, Visits};
use crate::error::Error;
use crate::graph::ArticleGraph;
use crate::store::{Outcome, Store};

/// What became of one article that was added.
#[derive(Clone, Debug)]
pub struct Added {
    /// The article.
    pub made: Made,
    /// What adding it did.
    pub outcome: Outcome,
}

/// Adds the articles of `inputs` to a store and tells `each` what became of them; stops at an error that is fatal.
///
/// What was told is in the store; when it returns, it would also survive a power cut. An address that was fetched
/// before is only read again if its server says that it has changed.
pub fn add(
    store: &Store,
    told: &Told,
    inputs: &[Input],
    each: &mut dyn FnMut(Result<Added, Error>),
) -> Result<(), Error> {
    let mut pipeline = Pipeline::new(store.ontology(), store.base());
    pipeline.told = told.clone();
    let visits = match &told.visits {
        Some(visits) => Arc::clone(visits),
        None => Arc::new(store.visits(told)?),
    };
    pipeline.told.visits = Some(Arc::clone(&visits));
    let mut fatal = None;
    pipeline.run(inputs, &mut |made| {
        let added = match made {
            Ok(made) => vec![added(store, &visits, made)],
            Err(Error::Read(error)) if matches!(error.kind, ReadErrorKind::Unchanged) => {
                unchanged(store, &visits, &error.source)
            }
            Err(error) => vec![Err(error)],
        };
        for added in added {
            match added {
                Err(error) if error.is_fatal() => {
                    fatal = Some(error);
                    return ControlFlow::Break(());
                }
                added => each(added),
            }
        }
        ControlFlow::Continue(())
    });
    store.flush()?;
    if let Some(error) = fatal {
        return Err(error);
    }
    // Only now does all that was visited survive a power cut.
    Ok(store.keep_visits(told, &visits)?)
}

fn added(store: &Store, visits: &Visits, made: Made) -> Result<Added, Error> {
    let outcome = store.add(&made.graph)?;
    if let Some(address) = &made.fetched_from {
        visits.added(address, made.graph.iri.as_str());
    }
    Ok(Added { made, outcome })
}

/// Returns the articles of an address that is as it was, as they are in the store.
fn unchanged(store: &Store, visits: &Visits, address: &str) -> Vec<Result<Added, Error>> {
    let articles = visits.known(address).unwrap_or_default().articles;
    let articles = articles.into_iter().map(|article| {
        let iri = NamedNode::new_unchecked(article);
        let (title, claims) = (store.title_of(&iri)?, store.claims_of(&iri)?);
        let made = Made {
            source: address.to_owned(),
            fetched_from: Some(address.to_owned()),
            title: Some(title),
            graph: ArticleGraph {
                iri,
                quads: Vec::new(),
                claims,
                entities: 0,
            },
        };
        Ok(Added {
            made,
            outcome: Outcome::Unchanged,
        })
    });
    articles.collect()
}
