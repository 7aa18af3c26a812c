//! The facts of an article → its metadata, each field with where it was read.

use oxigraph::model::NamedNodeRef;

use super::Recorded;
use super::read::{Facts, name};
use crate::article::Field;
use crate::ontology::vocab;
use crate::store::Store;

/// Returns what is recorded of an article, in the order of [`Field::ALL`]; nothing of what is no article.
pub(super) fn recorded(store: &Store, facts: &Facts) -> Vec<Recorded> {
    let of = |property: NamedNodeRef<'_>| facts.get(&property.into_owned()).into_iter().flatten();
    if of(vocab::TEXT).next().is_none() {
        return Vec::new();
    }
    let origin = |field: Field| {
        let mut origins = of(vocab::METADATA_ORIGIN).filter_map(|line| line.split_once(": "));
        let found = origins.find(|(about, _)| *about == field.name());
        found.map(|(_, origin)| origin.to_owned())
    };
    let fields = Field::ALL.into_iter().map(|field| Recorded {
        field: field.name().to_owned(),
        values: of(property(field))
            .map(|value| shown(store, field, value))
            .collect(),
        origin: origin(field),
    });
    fields.filter(|one| !one.values.is_empty()).collect()
}

/// An address is a name already; what else has an IRI goes by its label.
fn shown(store: &Store, field: Field, value: &str) -> String {
    match field {
        Field::Publisher | Field::Authors | Field::Agency => name(store, value),
        _ => value.to_owned(),
    }
}

/// The property that an article's graph gives a field under.
const fn property(field: Field) -> NamedNodeRef<'static> {
    match field {
        Field::Title => vocab::HEADLINE,
        Field::Published => vocab::DATE_PUBLISHED,
        Field::Modified => vocab::DATE_MODIFIED,
        Field::Authors => vocab::AUTHOR,
        Field::Publisher => vocab::PUBLISHER,
        Field::Agency => vocab::SOURCE_ORGANIZATION,
        Field::Url => vocab::URL,
        Field::Language => vocab::IN_LANGUAGE,
        Field::Section => vocab::ARTICLE_SECTION,
        Field::Keywords => vocab::KEYWORDS,
        Field::Description => vocab::DESCRIPTION,
        Field::Summary => vocab::ABSTRACT,
        Field::ReadingTime => vocab::TIME_REQUIRED,
    }
}
