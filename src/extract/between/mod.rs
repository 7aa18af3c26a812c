//! Two ends of a sentence → the frames that might relate them, by the words between them in the tree.
//!
//! Whether a frame finds them, and what else it finds, is for the extractor to tell: what is listed here is only worth a try.

mod noun;
mod verb;

use std::collections::BTreeSet;

use super::tree::Tree;
use super::{Extractor, clause, nearby};
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
}
