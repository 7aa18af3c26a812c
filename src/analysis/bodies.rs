//! Bodies of a country or a town: "the Samoan army", "the government of Samoa", "Portland police" → what they are called.

use super::{Analysis, Mention, MentionKind, NameType};
use crate::ontology::{Known, Ontology, vocab};

/// The name of the one body that a description stands for, none where the ontology knows no such body of a place.
///
/// The people's adjective stands in it, where the ontology has one for a country, so that "the US military" and "the
/// American military" are the same.
pub(crate) fn body_of_place(
    analysis: &Analysis,
    ontology: &Ontology,
    mention: &Mention,
) -> Option<String> {
    let class = ontology.classes.get(mention.class.as_ref()?)?;
    let described = mention.kind == MentionKind::Nominal;
    let text = |token: usize| analysis.token_text(token).to_lowercase();
    let noun = text(mention.head);
    if !described || !class.bodies.contains(&noun) {
        return None;
    }
    let name = |tokens: &dyn Fn(&Mention) -> bool| {
        let mut names = analysis.mentions.iter();
        names.find(|other| other.kind == MentionKind::Name && tokens(other))
    };
    let end = mention.head + 1;
    let of = analysis.words.get(end).is_some_and(|_| text(end) == "of");
    let start = match of && end + 1 < analysis.words.len() && text(end + 1) == "the" {
        true => end + 2,
        false => end + 1,
    };
    let before = name(&|other| other.tokens.end == mention.head);
    let place = before.or_else(|| name(&|other| of && other.tokens.start == start))?;
    let known = place.known.and_then(|index| ontology.known.get(index));
    let of_whom = match place.name_type {
        Some(NameType::Group) => adjective(known?).to_owned(),
        Some(NameType::Place) => known
            .filter(|known| !known.demonyms.is_empty() && is_country(ontology, known))
            .map_or_else(
                || analysis.written(place.span),
                |known| adjective(known).to_owned(),
            ),
        _ => return None,
    };
    Some(format!("{of_whom} {noun}"))
}

/// The adjective for what belongs to a country.
fn adjective(known: &Known) -> &str {
    known.demonyms.first().unwrap_or(&known.label)
}

fn is_country(ontology: &Ontology, known: &Known) -> bool {
    let country = vocab::COUNTRY.into_owned();
    let mut classes = known.classes.iter();
    classes.any(|class| ontology.is_a(class, &country))
}
