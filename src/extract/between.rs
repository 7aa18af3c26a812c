//! Two ends of a sentence → the frames that might relate them, by the words between them in the tree.
//!
//! Whether a frame finds them, and what else it finds, is for the extractor to tell: what is listed here is only worth a try.

use std::collections::BTreeSet;

use super::open::dictionary_form;
use super::tree::Tree;
use super::{Extractor, clause, nearby, verb};
use crate::analysis::{Analysis, Pos, Rel};
use crate::ontology::FrameKind;

/// A frame in the making: its notation round the one word for which others may stand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wording {
    /// Which notation it is written in.
    pub kind: FrameKind,
    /// What stands before the word.
    pub before: String,
    /// The verb, the noun or the name of the role.
    pub word: String,
    /// What stands behind the word.
    pub after: String,
}

impl Wording {
    /// The frame in the notation of the ontology.
    pub fn text(&self) -> String {
        format!("{}{}{}", self.before, self.word, self.after)
    }
}

impl Extractor<'_> {
    /// Lists the frames that might find a relation between two ends, each given by the tokens that stand for it.
    pub fn between(
        &self,
        analysis: &Analysis,
        subject: &[usize],
        object: &[usize],
    ) -> BTreeSet<Wording> {
        let tree = &Tree::new(analysis, &self.cues);
        let mut path = Path {
            tree,
            ends: [subject, object],
            found: BTreeSet::new(),
        };
        for token in 0..analysis.words.len() {
            let sentence = tree.sentence(token);
            let here = |end: &[usize]| end.iter().any(|other| tree.sentence(*other) == sentence);
            if !here(subject) || !here(object) || tree.is_name(token) {
                continue;
            }
            match tree.pos(token) {
                Pos::Verb => path.verb(token),
                Pos::Adj => path.state(token),
                Pos::Noun | Pos::Propn => {
                    path.state(token);
                    path.noun(token);
                    path.role(token);
                }
                _ => {}
            }
        }
        path.found
    }
}

/// Where an end stands by a verb or a noun.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    Subject,
    Object,
    Indirect,
    After(String),
    OwnerOfSubject(String),
    OwnerOfObject(String),
    Owner,
}

struct Path<'t> {
    tree: &'t Tree<'t>,
    /// The tokens that stand for the subject and for the object.
    ends: [&'t [usize]; 2],
    found: BTreeSet<Wording>,
}

/// The letters of the two ends.
const LETTERS: [char; 2] = ['S', 'O'];

impl Path<'_> {
    /// Whether a token stands for an end.
    fn is(&self, end: usize, token: usize) -> bool {
        let (tree, ends) = (self.tree, self.ends[end]);
        let token = clause::antecedent(tree, token).unwrap_or(token);
        let mention = tree.mention(token).filter(|_| tree.is_name(token));
        let mention = mention.map(|index| tree.analysis.mentions[index].head);
        let value = tree
            .value(token)
            .map(|index| tree.analysis.values[index].head);
        let named = || {
            let beside = [Rel::Appos, Rel::Flat, Rel::Nummod];
            mention.is_none() && tree.kids_by(token, &beside).any(|kid| ends.contains(&kid))
        };
        let mut own = [Some(token), mention, value].into_iter().flatten();
        own.any(|token| ends.contains(&token)) || named()
    }

    fn any(&self, end: usize, tokens: &[usize]) -> bool {
        tokens.iter().any(|token| self.is(end, *token))
    }

    fn put(&mut self, kind: FrameKind, before: String, word: &str, after: String) {
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | ' ');
        if word.chars().all(plain) && !word.is_empty() {
            let word = word.to_lowercase();
            self.found.insert(Wording {
                kind,
                before,
                word,
                after,
            });
        }
    }

    /// The prepositions before a noun, where the tree takes no other word for one.
    fn cases(&self, noun: usize) -> Vec<String> {
        let tree = self.tree;
        let marks = tree.kids_by(noun, &[Rel::Case, Rel::Mark]);
        marks
            .filter(|mark| matches!(tree.pos(*mark), Pos::Adp | Pos::Part))
            .map(|mark| tree.with_fixed(mark))
            .collect()
    }

    /// What stands behind a preposition of one of these words, each with its preposition.
    fn behind(&self, governors: &[usize]) -> Vec<(String, usize)> {
        let tree = self.tree;
        let rels = [Rel::Obl, Rel::OblAgent, Rel::Nmod, Rel::Xcomp, Rel::Advcl];
        let mut found = Vec::new();
        for governor in governors {
            for kid in tree
                .kids_by(*governor, &rels)
                .filter(|kid| tree.is_nominal(*kid))
            {
                for case in self.cases(kid) {
                    let coordinated = tree.coordinated(kid).into_iter();
                    found.extend(coordinated.map(|token| (case.clone(), token)));
                }
            }
            let next = governor + 1;
            if next < tree.sentence_tokens(*governor).end && tree.pos(next) == Pos::Adp {
                let case = tree.lower(next);
                let names = nearby::names_after(tree, *governor, std::slice::from_ref(&case));
                found.extend(names.into_iter().map(|token| (case.clone(), token)));
            }
        }
        found.retain(|(case, _)| case.chars().all(char::is_alphabetic));
        found
    }

    fn verb(&mut self, verb: usize) {
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
        let behind = self.behind(&governors);
        let passive = clause::passive(tree, verb);
        let places = |end: usize| {
            let mut places = Vec::new();
            let own = [
                (Place::Subject, &roles.subject),
                (Place::Object, &roles.object),
                (Place::Indirect, &roles.indirect),
            ];
            for (place, tokens) in own {
                if self.any(end, tokens) {
                    places.push(place);
                }
            }
            for (case, token) in &behind {
                let agent = passive && case == "by";
                if !agent && self.is(end, *token) {
                    places.push(Place::After(case.clone()));
                }
            }
            let owned: [(fn(String) -> Place, _); 2] = [
                (Place::OwnerOfSubject, &roles.subject),
                (Place::OwnerOfObject, &roles.object),
            ];
            for (place, tokens) in owned {
                for noun in tokens.iter().filter(|noun| self.is_common(**noun)) {
                    if verb::holder_of(tree, *noun).is_some_and(|owner| self.is(end, owner)) {
                        places.push(place(tree.lemma(*noun).to_lowercase()));
                    }
                }
            }
            places.dedup();
            places
        };
        let (subjects, objects) = (places(0), places(1));
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

    /// "X is loyal to Y", "X, native to Y".
    fn state(&mut self, word: usize) {
        let tree = self.tree;
        let described = matches!(tree.rel(word), Rel::Acl | Rel::Amod)
            .then(|| tree.head(word))
            .flatten();
        let copular = tree.kid(word, &[Rel::Cop]).is_some();
        let subject = clause::subject(tree, word)
            .filter(|_| copular)
            .or(described);
        let Some(subject) = subject else { return };
        let subjects = tree.coordinated(subject);
        let behind = self.behind(&[word]);
        for (one, other) in [(0, 1), (1, 0)] {
            if !self.any(one, &subjects) {
                continue;
            }
            for (case, token) in &behind {
                if self.is(other, *token) {
                    let word = match tree.pos(word) {
                        Pos::Adj => tree.lower(word),
                        _ => tree.lemma(word).to_lowercase(),
                    };
                    let after = format!(" {case} {}", LETTERS[other]);
                    self.put(
                        FrameKind::Verb,
                        format!("{} be:", LETTERS[one]),
                        &word,
                        after,
                    );
                }
            }
        }
    }

    /// "X's purchase of Y", "talks between X and Y", "lawsuit against X over Y".
    fn noun(&mut self, noun: usize) {
        let tree = self.tree;
        if tree.rel(noun) == Rel::Compound {
            return;
        }
        let behind = self.behind(&[noun]);
        let owners: Vec<usize> = clause::owner(tree, noun)
            .or_else(|| nearby::possessor_before(tree, noun))
            .into_iter()
            .chain(tree.kids_by(noun, &[Rel::Compound]))
            .flat_map(|owner| tree.coordinated(owner))
            .collect();
        let places = |end: usize| {
            let mut places: Vec<Place> = behind
                .iter()
                .filter(|(_, token)| self.is(end, *token))
                .map(|(case, _)| Place::After(case.clone()))
                .collect();
            if self.any(end, &owners) {
                places.insert(0, Place::Owner);
            }
            places.dedup();
            places
        };
        let word = tree.lemma(noun).to_lowercase();
        let objects = places(1);
        for subject in places(0) {
            for object in &objects {
                let (before, after) = match (&subject, object) {
                    (Place::Owner, Place::After(case)) => ("S's ".to_owned(), format!(" {case} O")),
                    (Place::After(case), Place::Owner) => ("O's ".to_owned(), format!(" {case} S")),
                    (Place::After(one), Place::After(other)) if one == other => {
                        if one != "between" {
                            continue;
                        }
                        (String::new(), " between S and O".to_owned())
                    }
                    (Place::After(one), Place::After(other)) => {
                        (String::new(), format!(" {one} S {other} O"))
                    }
                    _ => continue,
                };
                self.put(FrameKind::Noun, before, &word, after);
            }
        }
    }

    /// "X is chief executive of Y", "Y's chief executive X".
    fn role(&mut self, noun: usize) {
        let tree = self.tree;
        if !self
            .holders(noun)
            .into_iter()
            .any(|holder| self.is(0, holder))
        {
            return;
        }
        let mut cases: BTreeSet<String> = self
            .behind(&[noun])
            .into_iter()
            .filter(|(_, token)| self.is(1, *token))
            .map(|(case, _)| case)
            .collect();
        let before = tree.kids_by(noun, &[Rel::NmodPoss, Rel::Compound, Rel::Amod]);
        if before.into_iter().any(|kid| self.is(1, kid)) {
            cases.insert("of".to_owned());
        }
        let first = tree.sentence_tokens(noun).start;
        let mut title = tree.lemma(noun).to_lowercase();
        let mut titles = vec![title.clone()];
        for at in (first..noun).rev() {
            let describes = matches!(tree.rel(at), Rel::Compound | Rel::Amod);
            if !describes || tree.is_name(at) || tree.value(at).is_some() {
                break;
            }
            title = format!("{} {title}", tree.lower(at));
            titles.push(title.clone());
        }
        for case in cases {
            for title in &titles {
                self.put(FrameKind::Role, String::new(), title, format!(" {case} O"));
            }
        }
    }

    /// Who may be what a noun says.
    fn holders(&self, noun: usize) -> Vec<usize> {
        let tree = self.tree;
        let end = tree.sentence_tokens(noun).end;
        let comma = usize::from(noun + 1 < end && tree.text(noun + 1) == ",");
        let next = noun + 1 + comma;
        let subject = tree
            .kid(noun, &[Rel::Cop])
            .and_then(|_| clause::subject(tree, noun));
        let above = tree.head(noun).filter(|_| tree.rel(noun) == Rel::Appos);
        let doer = tree
            .head(noun)
            .filter(|_| tree.cases(noun).iter().any(|case| case == "as"))
            .and_then(|verb| clause::subject(tree, verb));
        let beside = tree.kids_by(noun, &[Rel::Appos, Rel::Flat]);
        let follows = (next < end).then_some(next);
        let all = subject.into_iter().chain(above).chain(doer);
        all.chain(beside).chain(follows).collect()
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
