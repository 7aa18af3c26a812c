//! A noun of saying, thinking or wanting → its attribution: "his claim that …", "the senator's support for …".

use std::ops::Range;

use super::content::{branch, tidied};
use super::draft::{Draft, tokens_of};
use crate::analysis::{Pos, Rel};
use crate::extract::clause;
use crate::extract::cues::Cues;
use crate::extract::sources;
use crate::extract::tree::Tree;
use crate::ontology::Scope;

/// The attribution of the noun at `noun`, where it is told whose it is and what it says, or what clause it says.
pub(super) fn at(tree: &Tree, cues: &Cues, noun: usize) -> Option<Draft> {
    let found = cues.at(tree, noun, &[Scope::SpeechNoun, Scope::AttitudeNoun])?;
    if tree.pos(noun) != Pos::Noun || tree.rel(noun) == Rel::Compound {
        return None;
    }
    let cue = tokens_of(tree, found.span);
    let owner = owner(tree, cues, noun);
    let that = |kid: &usize| {
        tree.rel(*kid) == Rel::Ccomp
            || tree
                .kids_by(*kid, &[Rel::Mark])
                .any(|mark| matches!(tree.lower(mark).as_str(), "that" | "to" | "whether"))
    };
    let clauses: Vec<usize> = tree
        .kids_by(noun, &[Rel::Acl, Rel::AclRelcl, Rel::Ccomp])
        .filter(that)
        .collect();
    let about = |kid: &usize| {
        *kid > noun
            && Some(*kid) != owner
            && tree.cases(*kid).iter().any(|case| {
                matches!(
                    case.as_str(),
                    "of" | "for" | "about" | "on" | "over" | "against" | "to" | "in"
                )
            })
    };
    let mut content: Vec<usize> = clauses;
    if content.is_empty() && owner.is_some() {
        content = tree.kids_by(noun, &[Rel::Nmod]).filter(about).collect();
    }
    let source = owner.map(|owner| phrase(tree, owner, noun));
    let mut own = cue.clone().collect::<std::collections::BTreeSet<usize>>();
    own.extend(source.iter().flat_map(Clone::clone));
    let said = content
        .iter()
        .flat_map(|kid| branch(tree, *kid, &|_| false))
        .collect();
    let content = tidied(tree, said, &own);
    (!content.is_empty()).then_some(Draft {
        cue,
        source,
        content,
    })
}

/// Whose it is: its owner, who made it, or who makes it ("issued a warning that").
fn owner(tree: &Tree, cues: &Cues, noun: usize) -> Option<usize> {
    let speaks = |token: &usize| {
        tree.pos(*token) == Pos::Pron
            || tree.is_name(*token)
            || sources::at(tree, cues, *token).is_some()
    };
    let own = tree
        .kid(noun, &[Rel::NmodPoss])
        .or_else(|| clause::owner(tree, noun));
    own.filter(speaks)
        .or_else(|| sources::maker(tree, noun))
        .or_else(|| {
            let verb = tree.head(noun).filter(|_| tree.rel(noun) == Rel::Obj)?;
            clause::subject(tree, verb)
                .filter(|_| !clause::passive(tree, verb))
                .filter(speaks)
        })
}

fn phrase(tree: &Tree, owner: usize, noun: usize) -> Range<usize> {
    let words = tree.subtree_without(owner, &|kid| {
        kid == noun || tree.rel(kid) == Rel::Case || matches!(tree.rel(kid), Rel::Punct)
    });
    if owner < noun {
        words.start..words.end.min(noun)
    } else {
        words
    }
}
