//! The names that an article is signed with, in several places → its authors and its agency.

use super::organisations::{agency, same};
use super::{Field, Metadata, Origin};

/// Takes the authors from the first place that names people, or else from the first that names a body; the publisher
/// that signs its own articles is none, and an agency that signs is where the text comes from.
pub(crate) fn sign(
    metadata: &mut Metadata,
    places: impl IntoIterator<Item = (Origin, Vec<String>)>,
) {
    let mut bodies = (Origin::Byline, Vec::new());
    for (origin, mut names) in places {
        names.retain(|name| {
            let publisher = metadata.publisher.as_deref();
            publisher.is_none_or(|publisher| !same(name, publisher))
        });
        if let Some(agency) = names.iter().find_map(|name| agency(name))
            && metadata.agency.is_none()
        {
            metadata.agency = Some(agency.to_owned());
            metadata.origins.insert(Field::Agency, origin);
        }
        let (signing, people): (Vec<String>, Vec<String>) = names
            .into_iter()
            .partition(|name| metadata.is_organisation(name));
        if !people.is_empty() {
            metadata.authors = people;
            metadata.origins.insert(Field::Authors, origin);
            return;
        }
        if bodies.1.is_empty() {
            bodies = (origin, signing);
        }
    }
    if !bodies.1.is_empty() {
        metadata.authors = bodies.1;
        metadata.origins.insert(Field::Authors, bodies.0);
    }
}

#[cfg(test)]
mod tests {
    use super::sign;
    use crate::article::authors::names;
    use crate::article::{Metadata, Origin};

    #[test]
    fn people_are_told_from_bodies_and_agencies() {
        let signed = |places: &[&str], publisher: Option<&str>| {
            let mut metadata = Metadata {
                publisher: publisher.map(str::to_owned),
                ..Metadata::default()
            };
            sign(
                &mut metadata,
                places.iter().map(|line| (Origin::Byline, names(line))),
            );
            format!(
                "{} / {}",
                metadata.authors.join("; "),
                metadata.agency.unwrap_or_default()
            )
        };
        assert_eq!(
            signed(&["By Jane Doe, Associated Press"], None),
            "Jane Doe / Associated Press"
        );
        assert_eq!(
            signed(&["AFP", "Jane Doe"], None),
            "Jane Doe / Agence France-Presse"
        );
        assert_eq!(signed(&["By Reuters"], None), "Reuters / Reuters");
        assert_eq!(signed(&["Example News"], Some("Example News")), " / ");
        assert_eq!(
            signed(&["Institute for Weather", ""], None),
            "Institute for Weather / "
        );
    }
}
