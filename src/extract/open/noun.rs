//! A noun of action, or a noun or an adjective behind "be" → what it says of its owner or subject and of what follows it.

use super::phrase::Phrase;
use super::{Said, described, gate};
use crate::analysis::{Pos, Rel};
use crate::extract::candidate::Construction;
use crate::extract::clause;
use crate::extract::cues::Cues;
use crate::extract::tree::Tree;
use crate::ontology::Scope;

/// What a noun or an adjective says.
pub(super) fn said(tree: &Tree, cues: &Cues, word: usize) -> Vec<Said> {
    if tree.is_name(word) || tree.rel(word) == Rel::Compound {
        return Vec::new();
    }
    if let Some(found) = predicate(tree, cues, word) {
        return found;
    }
    if tree.pos(word) != Pos::Noun {
        return Vec::new();
    }
    if let Some(found) = apposition(tree, cues, word) {
        return found;
    }
    action(tree, cues, word)
}

/// "X is a critic of Y", "X is loyal to Y".
fn predicate(tree: &Tree, cues: &Cues, word: usize) -> Option<Vec<Said>> {
    tree.kid(word, &[Rel::Cop])?;
    let subject = clause::subject(tree, word)?;
    // "Among the Fairies is a plane."
    if gate::misread(tree, word) {
        return Some(Vec::new());
    }
    let said_of_it = !gate::weak(tree, cues, word)
        && !gate::reports(tree, cues, word)
        && cues
            .at(tree, word, &[Scope::Complement, Scope::Speech])
            .is_none()
        && gate::asserted(tree, cues, word)
        && plain(tree, cues, word);
    if !said_of_it {
        return Some(Vec::new());
    }
    let phrase = match tree.pos(word) {
        // "is like a brother of": a simile.
        Pos::Noun if tree.after(word, &["like".to_owned()]) => return Some(Vec::new()),
        // "at odds with", "on the tip of": where somebody is, not what.
        Pos::Noun if tree.kid(word, &[Rel::Case]).is_some() => {
            let at = ["at", "in", "on", "under"].map(str::to_owned);
            if !tree.after(word, &at) {
                return Some(Vec::new());
            }
            Phrase::whereabouts(tree, word)
        }
        Pos::Noun => Phrase::role(tree, word),
        _ => Phrase::state(tree, word),
    };
    let subjects = tree.coordinated(subject);
    let mut found = behind(tree, cues, word, &phrase, &subjects, Construction::Clause);
    found.retain(|said| relates(tree, said.object) && !owned(tree, word));
    let bare = tree.pos(word) == Pos::Noun && tree.kid(word, &[Rel::Case]).is_none();
    if found.is_empty() && bare && !praised(tree, word) {
        found = being(word, &subjects, Construction::Clause);
    }
    Some(found)
}

/// "Ostara's head for Peru": without whose it says something else.
fn owned(tree: &Tree, noun: usize) -> bool {
    tree.kid(noun, &[Rel::NmodPoss]).is_some()
}

/// "X is a lyricist", "X, a lyricist,".
fn being(noun: usize, subjects: &[usize], construction: Construction) -> Vec<Said> {
    let phrase = Phrase::being();
    let said = |subject: &usize| Said {
        trigger: noun,
        phrase: phrase.name(),
        frame: phrase.frame(),
        subject: *subject,
        object: noun,
        direct: true,
        vague: true,
        reports: false,
        construction,
    };
    subjects.iter().map(said).collect()
}

/// "the best film": a judgement, whoever makes it.
fn praised(tree: &Tree, noun: usize) -> bool {
    let most = |word: usize| matches!(tree.word(word).tag, "JJS" | "RBS");
    let best = most(noun) || tree.lower(noun).ends_with("iest");
    let mut adjectives = tree.kids_by(noun, &[Rel::Amod]);
    best || adjectives.any(|kid| most(kid) || tree.kids(kid).iter().any(|word| most(*word)))
}

/// "a critic of Y", "loyal to Y", but not "a politician in Y": where somebody is what they are says little of the two.
fn relates(tree: &Tree, object: usize) -> bool {
    let related = ["of", "to", "for", "with", "against"].map(str::to_owned);
    tree.after(object, &related)
}

/// "X, a critic of Y,".
fn apposition(tree: &Tree, cues: &Cues, noun: usize) -> Option<Vec<Said>> {
    let named = tree
        .head(noun)
        .filter(|head| tree.rel(noun) == Rel::Appos && tree.is_name(*head))?;
    // "CAM [Critics of Acme in Mora]": brackets spell the name out.
    let first = tree.subtree(noun).start;
    let opens = |at: usize| matches!(tree.text(at), "[" | "(");
    if opens(first) || first > 0 && opens(first - 1) {
        return Some(Vec::new());
    }
    // "Acme and Broadleaf, a services firm": it is about the name right before it.
    let end = tree.name(named).map_or(named, |name| name.tokens.end);
    let other = (end..first).any(|at| tree.is_name(at));
    let several = tree.word(noun).tag == "NNS" && tree.kid(named, &[Rel::Conj]).is_none();
    let said_of_it = !several && !other && !gate::weak(tree, cues, noun) && plain(tree, cues, noun);
    let phrase = Phrase::role(tree, noun);
    if !said_of_it {
        return Some(Vec::new());
    }
    let mut found = behind(tree, cues, noun, &phrase, &[named], Construction::Title);
    found.retain(|said| {
        relates(tree, said.object)
            && !owned(tree, noun)
            && !described::somebody_else(tree, named, noun)
    });
    let one = |kid: usize| matches!(tree.lower(kid).as_str(), "a" | "an");
    // "Ann Lee, a rabbit.": a caption says little of who is meant.
    let finite = |at: usize| matches!(tree.word(at).tag, "VBD" | "VBZ" | "VBP" | "MD");
    let caption = tree.rel(named) == Rel::Root && !tree.sentence_tokens(named).any(finite);
    if found.is_empty()
        && !caption
        && tree.kids_by(noun, &[Rel::Det]).any(one)
        && !praised(tree, noun)
    {
        found = being(noun, &[named], Construction::Title);
    }
    Some(found)
}

/// "X's visit to Y", "the attack by X on Y".
fn action(tree: &Tree, cues: &Cues, noun: usize) -> Vec<Said> {
    if cues.at(tree, noun, &[Scope::Action]).is_none() || !plain(tree, cues, noun) {
        return Vec::new();
    }
    let Some(owner) = clause::owner(tree, noun) else {
        return Vec::new();
    };
    let owners = tree.coordinated(owner);
    let phrase = Phrase::action(tree, noun);
    let mut found = behind(tree, cues, noun, &phrase, &owners, Construction::Noun);
    found.retain(|said| !owners.contains(&said.object));
    found
}

/// Whether nothing before a noun turns it into something else: "no friend of", "former critic of", "one of two visits to".
fn plain(tree: &Tree, cues: &Cues, noun: usize) -> bool {
    let before = [Rel::Amod, Rel::Det, Rel::Nummod, Rel::Compound, Rel::Advmod];
    tree.kids_by(noun, &before).all(|kid| {
        let word = tree.lower(kid);
        let none = matches!(
            word.as_str(),
            "no" | "any" | "every" | "each" | "neither" | "not" | "chief"
        );
        !none && cues.at(tree, kid, &[Scope::Adjective]).is_none() && !nearly(tree, cues, kid)
    })
}

/// "almost entirely a farm": it is none.
fn nearly(tree: &Tree, cues: &Cues, adverb: usize) -> bool {
    let voids = |word: &usize| {
        let found = cues.at(tree, *word, &[Scope::Adverb]);
        found.is_some_and(|found| found.cue.voids)
    };
    tree.rel(adverb) == Rel::Advmod && tree.kids_by(adverb, &[Rel::Advmod]).any(|kid| voids(&kid))
}

fn behind(
    tree: &Tree,
    cues: &Cues,
    word: usize,
    phrase: &Phrase,
    subjects: &[usize],
    construction: Construction,
) -> Vec<Said> {
    let mut found = Vec::new();
    for object in tree.kids_by(word, &[Rel::Nmod, Rel::Obl]) {
        let first = tree.kid(object, &[Rel::Case]) == Some(word + 1);
        let Some(preposition) = gate::preposition(tree, cues, object).filter(|_| first) else {
            continue;
        };
        let phrase = phrase.clone().with_preposition(&preposition);
        for subject in subjects {
            for object in tree.coordinated(object) {
                found.push(Said {
                    trigger: word,
                    phrase: phrase.name(),
                    frame: phrase.frame(),
                    subject: *subject,
                    object,
                    direct: false,
                    vague: false,
                    reports: false,
                    construction,
                });
            }
        }
    }
    found.retain(|said| said.subject != said.object);
    found
}
