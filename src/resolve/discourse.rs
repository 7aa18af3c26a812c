//! Discourse: pronouns and descriptions → the things they stand for, by what was spoken of last.

use oxigraph::model::NamedNode;

use super::antecedent::{self, Wanted};
use super::birth;
use super::claims::role;
use super::described::nominal;
use super::things::Things;
use crate::analysis::{Mention, MentionKind, Rel};
use crate::ontology::vocab;

/// How many sentences back a rival description counts.
const REACH: usize = 4;

/// Gives pronouns and descriptions their things, in reading order.
pub(super) fn rest(things: &mut Things) {
    for index in 0..things.analysis.mentions.len() {
        if things.of_mention[index].is_some() {
            continue;
        }
        let mention = things.analysis.mentions[index].clone();
        let thing = match mention.kind {
            MentionKind::Name => bearer(things, index),
            MentionKind::Pronoun => pronoun(things, &mention),
            MentionKind::Nominal => nominal(things, &mention),
        };
        things.of_mention[index] = thing;
    }
}

/// Who was born with the name: "Born Ivo Moss in Oslo, he took another name".
fn bearer(things: &mut Things, index: usize) -> Option<usize> {
    let subject = birth::bearer(things, index)?;
    let mention = things.analysis.mentions[subject].clone();
    match mention.kind {
        MentionKind::Pronoun => pronoun(things, &mention),
        _ => things.of_mention[subject],
    }
}

fn pronoun(things: &mut Things, mention: &Mention) -> Option<usize> {
    let person = [vocab::PERSON.into_owned()];
    let body = [
        vocab::ORGANIZATION.into_owned(),
        vocab::PRODUCT.into_owned(),
        vocab::AGREEMENT.into_owned(),
    ];
    let country = [vocab::COUNTRY.into_owned()];
    let bodies = [vocab::ORGANIZATION.into_owned(), vocab::GROUP.into_owned()];
    let word = things.words(mention.span).to_lowercase();
    let gender = things.gender_of_pronoun(&word);
    let (classes, subject, subjects) = match word.as_str() {
        _ if gender.is_some() => (&person[..], false, &[][..]),
        "it" | "its" | "itself" => (&body[..], false, &country[..]),
        "they" | "their" | "them" | "themselves" => (&bodies[..], true, &[][..]),
        _ => return None,
    };
    let wanted = Wanted {
        classes,
        gender,
        subject,
        subjects,
    };
    if gender.is_some()
        && let Some(later) = antecedent::later(things, mention, &wanted)
    {
        return Some(later);
    }
    let found = antecedent::find(things, mention, &wanted)
        .filter(|thing| !overshadowed(things, mention, *thing, classes, subject));
    if subject {
        return found.or_else(|| several(things, mention));
    }
    found
}

/// The thing of one of `classes` spoken of last.
pub(super) fn latest(things: &Things, mention: &Mention, classes: &[NamedNode]) -> Option<usize> {
    let wanted = Wanted {
        classes,
        gender: None,
        subject: false,
        subjects: &[],
    };
    antecedent::find(things, mention, &wanted)
}

/// Whether a description that stands for nothing known ("a jury") is nearer to a pronoun than `thing` and as fitting.
fn overshadowed(
    things: &Things,
    mention: &Mention,
    thing: usize,
    classes: &[NamedNode],
    several: bool,
) -> bool {
    let here = things.sentence(mention.tokens.start);
    let before = || {
        let all = things.analysis.mentions.iter().enumerate();
        all.take_while(|(_, other)| other.tokens.start < mention.tokens.start)
    };
    let nearest = before()
        .filter(|(index, _)| things.of_mention[*index] == Some(thing))
        .filter_map(|(_, other)| place(things, here, other))
        .max();
    let rival = |(index, other): (usize, &Mention)| {
        let tag = things.analysis.words[other.head].tag;
        let number = matches!(tag, "NN" | "NNP") || several && tag == "NNS";
        let class = other.class.as_ref().filter(|_| {
            other.kind == MentionKind::Nominal && things.of_mention[index].is_none() && number
        })?;
        let fits = things.ontology.fits(std::slice::from_ref(class), classes);
        (fits || several && tag == "NNS")
            .then(|| place(things, here, other))
            .flatten()
    };
    before()
        .filter_map(rival)
        .any(|other| Some(other) > nearest && (other.1 || other.0 == REACH))
}

/// "The council's lawyers disagree. They say": people without a name of their own, where they are who was spoken of.
fn several(things: &mut Things, mention: &Mention) -> Option<usize> {
    let here = things.sentence(mention.tokens.start);
    let before = things.analysis.mentions.iter().enumerate();
    let (_, other) = before
        .take_while(|(_, other)| other.tokens.start < mention.tokens.start)
        .filter(|(index, other)| {
            other.kind == MentionKind::Nominal
                && things.of_mention[*index].is_none()
                && things.analysis.words[other.head].tag == "NNS"
                && place(things, here, other).is_some_and(|at| at.1 && at.0 + 1 >= REACH)
        })
        .last()?;
    let label = role(things, other.head);
    let thing = things.thing("group", &label, false);
    things.occur(thing, &label, Some(&vocab::GROUP.into_owned()));
    Some(thing)
}

/// How near a mention is to sentence `here`: nearest sentence, subject, position; none out of reach.
fn place(things: &Things, here: usize, other: &Mention) -> Option<(usize, bool, usize)> {
    let distance = here - things.sentence(other.tokens.start);
    let subject = matches!(
        things.analysis.words[other.head].rel,
        Rel::Nsubj | Rel::NsubjPass
    );
    let reach = REACH.checked_sub(distance)?;
    Some((reach, subject, other.tokens.start))
}
