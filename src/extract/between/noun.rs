//! A noun or an adjective → the frames that have both ends: what is said of its subject, whose action it is, whose role.

use std::collections::BTreeSet;

use super::{LETTERS, Path, Place};
use crate::analysis::{Pos, Rel};
use crate::extract::{clause, nearby};
use crate::ontology::FrameKind;

impl Path<'_> {
    /// "X is loyal to Y", "X, native to Y".
    pub(super) fn state(&mut self, word: usize) {
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
    pub(super) fn noun(&mut self, noun: usize) {
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
    pub(super) fn role(&mut self, noun: usize) {
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
