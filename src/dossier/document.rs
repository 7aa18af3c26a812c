//! An article of a store → its document, cut again from what is kept of it.

use oxigraph::model::{NamedNode, NamedNodeRef};

use super::read::{facts_of, name};
use crate::article::Metadata;
use crate::ontology::vocab;
use crate::store::{Store, StoreError};
use crate::text::{Document, recut};

/// Returns the document of a stored article; its text is the stored one, so quotes keep their places.
pub fn document(store: &Store, article: &NamedNode) -> Result<Document, StoreError> {
    let facts = facts_of(store, article)?;
    let all = |property: NamedNodeRef<'_>| -> Vec<String> {
        let values = facts.get(&property.into_owned());
        values.into_iter().flatten().cloned().collect()
    };
    let one = |property| all(property).into_iter().next();
    let named = |property| -> Vec<String> {
        let things = all(property).into_iter();
        things.map(|thing| name(store, &thing)).collect()
    };
    // The entity that stands in for a publisher that is not known is no name to read again.
    let known = |publisher: &String| !publisher.ends_with("-unknown-publisher");
    let metadata = Metadata {
        title: one(vocab::HEADLINE),
        url: one(vocab::URL),
        publisher: one(vocab::PUBLISHER)
            .filter(known)
            .map(|publisher| name(store, &publisher)),
        authors: named(vocab::AUTHOR),
        agency: named(vocab::SOURCE_ORGANIZATION).into_iter().next(),
        published: one(vocab::DATE_PUBLISHED),
        modified: one(vocab::DATE_MODIFIED),
        language: one(vocab::IN_LANGUAGE),
        section: one(vocab::ARTICLE_SECTION),
        ..Metadata::default()
    };
    Ok(recut(metadata, &store.text_of(article)?))
}
