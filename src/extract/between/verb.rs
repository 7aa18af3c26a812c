//! A clause → the frames of its verb that have both ends.

use super::{LETTERS, Path, Place};
use crate::analysis::{Pos, Rel};
use crate::extract::clause::{self, Roles};
use crate::extract::open::dictionary_form;
use crate::extract::verb;
use crate::ontology::FrameKind;

impl Path<'_> {
    /// "X acquired Y", "X invested in Y", "X took a stake in Y", "X's shares fell to Y", "X was born in Y".
    pub(super) fn verb(&mut self, verb: usize) {
        let tree = self.tree;
        let roles = clause::roles(tree, verb);
        let said_of: Vec<usize> = tree
            .kids_by(verb, &[Rel::Xcomp])
            .filter(|kid| tree.is_nominal(*kid))
            .collect();
        let passives = tree.kids_by(verb, &[Rel::NsubjPass]);
        let governors: Vec<usize> = std::iter::once(verb)
            .chain(roles.object.iter().copied())
            .chain(said_of.iter().copied())
            .chain(passives)
            .collect();
        let passive = clause::passive(tree, verb);
        let mut behind = self.behind(&governors);
        // Who does it is the subject already.
        behind.retain(|(case, _)| !(passive && case == "by"));
        let [subjects, objects] = [0, 1].map(|end| self.places(end, &roles, &behind));
        let objects_of = roles.object.iter().chain(&said_of).copied();
        let nouns: Vec<String> = objects_of
            .filter(|noun| self.is_common(*noun) && !self.is(0, *noun) && !self.is(1, *noun))
            .map(|noun| tree.lemma(noun).to_lowercase())
            .collect();
        let word = dictionary_form(&tree.lower(verb), &tree.lemma(verb).to_lowercase());
        let particle = tree.kid(verb, &[Rel::CompoundPrt]);
        let particle = particle.map(|particle| format!(" +{}", tree.lower(particle)));
        for subject in &subjects {
            for object in &objects {
                let places = [subject, object];
                if passive || tree.word(verb).tag == "VBN" {
                    self.participle(verb, places);
                }
                let bare = std::iter::once(None);
                for noun in bare.chain(nouns.iter().map(Some)) {
                    if let Some((before, after)) = clause_round(places, noun) {
                        let after = particle.clone().unwrap_or_default() + &after;
                        self.put(FrameKind::Verb, before, &word, after);
                    }
                }
            }
        }
    }

    /// Where an end stands in a clause.
    fn places(&self, end: usize, roles: &Roles, behind: &[(String, usize)]) -> Vec<Place> {
        let tree = self.tree;
        let own = [
            (Place::Subject, &roles.subject),
            (Place::Object, &roles.object),
            (Place::Indirect, &roles.indirect),
        ];
        let own = own.into_iter().filter(|(_, tokens)| self.any(end, tokens));
        let mut places: Vec<Place> = own.map(|(place, _)| place).collect();
        let after = behind.iter().filter(|(_, token)| self.is(end, *token));
        places.extend(after.map(|(case, _)| Place::After(case.clone())));
        let owned = |noun: &&usize| {
            let owner = verb::holder_of(tree, **noun);
            self.is_common(**noun) && owner.is_some_and(|owner| self.is(end, owner))
        };
        let lemma = |noun: &usize| tree.lemma(*noun).to_lowercase();
        let of_subject = roles.subject.iter().filter(owned).map(lemma);
        places.extend(of_subject.map(Place::OwnerOfSubject));
        let of_object = roles.object.iter().filter(owned).map(lemma);
        places.extend(of_object.map(Place::OwnerOfObject));
        places.dedup();
        places
    }

    /// A noun that is no name and no value.
    fn is_common(&self, noun: usize) -> bool {
        self.tree.pos(noun) == Pos::Noun
            && !self.tree.is_name(noun)
            && self.tree.value(noun).is_none()
    }

    /// "X was born in Y", "X, based in Y".
    fn participle(&mut self, verb: usize, places: [&Place; 2]) {
        for (one, other) in [(0, 1), (1, 0)] {
            if let (Place::Object | Place::Subject, Place::After(case)) =
                (places[one], places[other])
            {
                let before = format!("{} be:", LETTERS[one]);
                let after = format!(" {case} {}", LETTERS[other]);
                self.put(FrameKind::Verb, before, &self.tree.lower(verb), after);
            }
        }
    }
}

/// What stands before and behind the verb of a clause, where its ends can be written so.
fn clause_round(places: [&Place; 2], noun: Option<&String>) -> Option<(String, String)> {
    if places == [&Place::Subject, &Place::Subject] {
        return noun
            .is_none()
            .then(|| ("S and O ".to_owned(), String::new()));
    }
    let (mut before, mut objects, mut behind) = (Vec::new(), Vec::new(), String::new());
    for (letter, place) in LETTERS.into_iter().zip(places) {
        match place {
            Place::Subject => before.push(format!("{letter} ")),
            Place::OwnerOfSubject(noun) => before.push(format!("{letter}'s {noun} ")),
            // The receiver stands before what is received.
            Place::Indirect => objects.insert(0, letter.to_string()),
            Place::Object => objects.push(letter.to_string()),
            Place::OwnerOfObject(noun) => objects.push(format!("{letter}'s {noun}")),
            Place::After(case) => behind += &format!(" {case} {letter}"),
            Place::Owner => return None,
        }
    }
    let received = places.contains(&&Place::Indirect);
    match (objects.len(), noun) {
        (0, Some(noun)) => objects.push(noun.clone()),
        (1, Some(noun)) if received => objects.push(noun.clone()),
        (_, Some(_)) => return None,
        (1, None) if received => return None,
        (0 | 1, None) => {}
        (2, None) if received => {}
        (_, None) => return None,
    }
    let before = match before.len() {
        0 => "_ ".to_owned(),
        1 => before.remove(0),
        _ => return None,
    };
    let objects: String = objects.iter().map(|object| format!(" {object}")).collect();
    Some((before, objects + &behind))
}
