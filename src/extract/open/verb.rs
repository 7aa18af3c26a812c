//! A verb → what it says of its subject and its object, or of its subject and what stands behind a preposition.

use super::phrase::Phrase;
use super::{Said, gate};
use crate::analysis::Rel;
use crate::extract::candidate::Construction;
use crate::extract::clause;
use crate::extract::cues::Cues;
use crate::extract::tree::Tree;

/// How far behind its verb a preposition may stand.
const REACH: usize = 10;

/// What a verb says.
pub(super) fn said(tree: &Tree, cues: &Cues, verb: usize) -> Vec<Said> {
    // "asked Y to", "thinks that": what such a clause is about stands in another.
    let passes_on = tree
        .kid(verb, &[Rel::Ccomp, Rel::Xcomp, Rel::Iobj, Rel::Csubj])
        .is_some();
    if passes_on
        || gate::no_verb(tree, verb)
        || gate::misread(tree, verb)
        || !gate::asserted(tree, cues, verb)
        || completed_behind(tree, verb)
    {
        return Vec::new();
    }
    let particle = tree.kid(verb, &[Rel::CompoundPrt]);
    if particle.is_some_and(|particle| !gate::goes_with(tree, verb, particle)) {
        return Vec::new();
    }
    let weak = gate::weak(tree, cues, verb) && particle.is_none();
    // "demanded the release of": what is done to a thing with a name would have a frame.
    let reports = gate::reports(tree, cues, verb);
    let vague = reports || gate::vague(tree, cues, verb) && particle.is_none();
    let passive = clause::passive(tree, verb);
    let mut roles = clause::roles(tree, verb);
    // "the money he got": without a pronoun, what a clause hangs on need not be its object.
    let unmarked =
        tree.kid(verb, &[Rel::Obj]).is_none() && tree.rel(verb) == Rel::AclRelcl && !passive;
    if unmarked {
        roles.object.clear();
    }
    let phrase = Phrase::verb(tree, verb, particle);
    if !roles.object.is_empty() && !roles.subject.is_empty() {
        let mut found = Vec::new();
        if !weak {
            found = pairs(verb, &phrase, &roles.subject, &roles.object);
            for said in &mut found {
                said.vague = vague;
                said.reports = reports;
            }
        }
        if !passive && let [noun] = roles.object[..] {
            found.extend(idiom(tree, cues, verb, &phrase, noun, &roles.subject));
        }
        return found;
    }
    if weak || vague || tree.kid(verb, &[Rel::Obj]).is_some() {
        return Vec::new();
    }
    match (passive, particle) {
        (false, _) => behind(tree, cues, verb, &phrase, &roles.subject),
        (true, None) if !is_participle(tree, verb) => Vec::new(),
        (true, None) => behind(tree, cues, verb, &Phrase::state(tree, verb), &roles.object),
        (true, Some(_)) => Vec::new(),
    }
}

/// Whether what stands behind a preposition completes a verb, so that its object alone is not what it says.
fn completed_behind(tree: &Tree, verb: usize) -> bool {
    let behind = |rels: &[Rel], preposition: &str| {
        let word = [preposition.to_owned()];
        let mut kids = tree.kids(verb).iter();
        kids.any(|kid| *kid > verb && rels.contains(&tree.rel(*kid)) && tree.after(*kid, &word))
    };
    // "designated Y as Z" says of Y what neither the verb nor its object tells.
    let as_something = behind(&[Rel::Obl, Rel::Advcl, Rel::Xcomp], "as");
    // "provided customers with an index": what is provided stands there.
    let provides = ["provide", "supply", "present", "equip", "furnish"];
    let with = provides.contains(&tree.lemma(verb)) && behind(&[Rel::Obl], "with");
    // "among voters under 30 she leads": only there.
    let among = tree
        .kids_by(verb, &[Rel::Obl])
        .any(|kid| tree.after(kid, &["among".to_owned()]));
    as_something || with || among
}

/// Whether a passive verb is one by its auxiliary, or by what it describes, and not only by its subject.
fn is_participle(tree: &Tree, verb: usize) -> bool {
    tree.kid(verb, &[Rel::AuxPass]).is_some() || matches!(tree.rel(verb), Rel::Acl | Rel::Conj)
}

/// What stands behind a preposition of a verb.
fn behind(tree: &Tree, cues: &Cues, verb: usize, phrase: &Phrase, subjects: &[usize]) -> Vec<Said> {
    let mut found = Vec::new();
    for noun in tree.kids_by(verb, &[Rel::Obl]) {
        let near = (verb..verb + REACH).contains(&noun) && gate::beside(tree, verb, noun);
        let Some(preposition) = gate::preposition(tree, cues, noun).filter(|_| near) else {
            continue;
        };
        let phrase = phrase.clone().with_preposition(&preposition);
        found.extend(pairs(verb, &phrase, subjects, &tree.coordinated(noun)));
    }
    found
}

/// "took part in the Olympics": a bare noun belongs to the verb.
fn idiom(
    tree: &Tree,
    cues: &Cues,
    verb: usize,
    phrase: &Phrase,
    noun: usize,
    subjects: &[usize],
) -> Vec<Said> {
    let part_of_noun = |kid: &usize| !matches!(tree.rel(*kid), Rel::Nmod | Rel::Acl);
    let bare = tree.word(noun).tag == "NN"
        && noun > verb
        && tree.mention(noun).is_none()
        && tree.value(noun).is_none()
        && !tree.kids(noun).iter().any(part_of_noun)
        && tree.text(noun).chars().all(char::is_lowercase);
    if !bare {
        return Vec::new();
    }
    let phrase = phrase.clone().with_noun(tree, noun);
    let next = |object: &usize| {
        tree.kids_by(*object, &[Rel::Case])
            .next()
            .is_some_and(|case| case == noun + 1)
    };
    let behind: Vec<usize> = tree
        .kids_by(verb, &[Rel::Obl])
        .chain(tree.kids_by(noun, &[Rel::Nmod]))
        .filter(next)
        .collect();
    let mut found = Vec::new();
    for object in behind {
        if let Some(preposition) = gate::preposition(tree, cues, object) {
            let phrase = phrase.clone().with_preposition(&preposition);
            found.extend(pairs(verb, &phrase, subjects, &tree.coordinated(object)));
        }
    }
    found
}

fn pairs(trigger: usize, phrase: &Phrase, subjects: &[usize], objects: &[usize]) -> Vec<Said> {
    let each = |subject: usize| {
        objects.iter().map(move |object| Said {
            trigger,
            phrase: phrase.name(),
            frame: phrase.frame(),
            subject,
            object: *object,
            direct: phrase.is_direct(),
            vague: false,
            reports: false,
            construction: Construction::Clause,
        })
    };
    let both = subjects.iter().flat_map(|subject| each(*subject));
    both.filter(|said| said.subject != said.object).collect()
}
