//! Persons whose names tell no gender → what the pronouns of their own sentences tell.

use std::collections::BTreeMap;

use super::things::Things;
use crate::analysis::{Mention, MentionKind, Rel};
use crate::ontology::vocab;

/// More than this share of the pronouns must be of one gender, in percent.
const MOST: usize = 75;

/// Tells the gender of each person without one whom mostly the pronouns of one gender follow, where nobody else is named before
/// them in the sentence: "Vanja Dacre discusses her career".
pub(super) fn tell(things: &mut Things) {
    let mut votes: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    // Who is named in the sentence so far, none for somebody without a name, and whether as a subject.
    let mut named: Vec<(Option<usize>, bool)> = Vec::new();
    let mut sentence = None;
    let analysis = things.analysis;
    for (index, mention) in analysis.mentions.iter().enumerate() {
        let here = things.sentence(mention.tokens.start);
        if sentence != Some(here) {
            sentence = Some(here);
            named.clear();
        }
        if mention.kind == MentionKind::Nominal && is_person(things, mention) {
            named.push((None, false));
        }
        if let Some(thing) = things.of_mention[index].filter(|thing| person(things, *thing)) {
            let rel = analysis.words[mention.head].rel;
            named.push((Some(thing), matches!(rel, Rel::Nsubj | Rel::NsubjPass)));
        }
        let pronoun = mention.kind == MentionKind::Pronoun;
        let word = things.words(mention.span).to_lowercase();
        let Some(gender) = things.gender_of_pronoun(&word).filter(|_| pronoun) else {
            continue;
        };
        let quotation = things.quotations[mention.tokens.start].is_some();
        if let [(Some(thing), true), rest @ ..] = named.as_slice()
            && rest.iter().all(|(other, _)| *other == Some(*thing))
            && !quotation
        {
            *votes.entry(*thing).or_default().entry(gender).or_default() += 1;
        }
    }
    for (thing, genders) in votes {
        let sum: usize = genders.values().sum();
        let most = genders.iter().max_by_key(|(_, count)| **count);
        if let Some((gender, count)) = most
            && count * 100 > sum * MOST
            && things.gender(thing).is_none()
        {
            things.tell_gender(thing, *gender);
        }
    }
}

fn person(things: &Things, thing: usize) -> bool {
    things.entities[thing].segment == "person"
}

fn is_person(things: &Things, mention: &Mention) -> bool {
    let class = mention.class.as_ref();
    class.is_some_and(|class| things.ontology.is_a(class, &vocab::PERSON.into_owned()))
}
