//! Verb frames: a verb → the relations that its clause expresses.

use super::candidate::{Candidate, Construction, Filler, after, pairs};
use super::clause::{self, Roles};
use super::nearby;
use super::tree::Tree;
use crate::analysis::{NameType, Pos, Rel};
use crate::ontology::{Frame, Phrase, Relation, Shape, Slot};

/// Matches one verb frame at `verb`, whose lemma (or form, for participles) is one of the frame's.
pub(super) fn matches(
    tree: &Tree,
    verb: usize,
    relation: &Relation,
    frame: &Frame,
) -> Vec<Candidate> {
    let Shape::Verb {
        verbs,
        participle,
        particle,
        object_nouns,
        phrase,
        subject,
        object,
        ..
    } = &frame.shape
    else {
        return Vec::new();
    };
    if *participle && (!is_state(tree, verb) || strengthens(tree, verb))
        || !particle_fits(tree, verb, particle.as_deref())
    {
        return Vec::new();
    }
    if phrase
        .as_ref()
        .is_some_and(|phrase| !has_phrase(tree, verb, phrase))
    {
        return Vec::new();
    }
    let mut roles = if *participle {
        state_roles(tree, verb)
    } else {
        clause::roles(tree, verb)
    };
    if !narrow(tree, verb, object_nouns, &mut roles)
        || object_nouns.is_empty() && made_so(tree, verb)
    {
        return Vec::new();
    }
    if matches!(object, Some(Slot::Between)) {
        return together(verb, relation, &roles);
    }
    let subjects = fill(tree, verb, &roles, subject);
    let objects: Vec<Filler> = match (object, &frame.constant) {
        (_, Some(constant)) => vec![Filler::Constant(constant.clone())],
        (Some(slot), None) => fill(tree, verb, &roles, slot)
            .into_iter()
            .map(Filler::Token)
            .collect(),
        (None, None) => Vec::new(),
    };
    let mut found = pairs(relation, verb, &subjects, &objects, Construction::Clause);
    for candidate in &mut found {
        // "seek re-election": a verb that stands alone in its wording is what is done, not how real it is.
        candidate.light =
            !object_nouns.is_empty() && *object != Some(Slot::Object) && verbs.len() > 1;
    }
    found
}

/// "makes Gemini available", "left Anna furious": what comes of the object, not what is done to it.
fn made_so(tree: &Tree, verb: usize) -> bool {
    let object = tree.kid(verb, &[Rel::Obj]);
    let result = tree
        .kids_by(verb, &[Rel::Xcomp])
        .find(|kid| tree.pos(*kid) == Pos::Adj);
    object
        .zip(result)
        .is_some_and(|(object, result)| object < result)
}

/// Keeps as the object only one of the nouns that the wording names, where it names some; false where there is none.
fn narrow(tree: &Tree, verb: usize, object_nouns: &[String], roles: &mut Roles) -> bool {
    let wanted = |noun: &usize| object_nouns.iter().any(|o| o == tree.lemma(*noun));
    if !object_nouns.is_empty() && !roles.object.iter().any(wanted) {
        let Some(noun) = nearby::noun_after(tree, verb, object_nouns) else {
            return false;
        };
        roles.object = vec![noun];
    }
    // "pleaded not guilty"
    let denied = |noun: &usize| wanted(noun) && tree.lower(noun - 1) == "not";
    !roles.object.iter().any(denied)
}

/// "was dead set against it": the adjective only strengthens the participle behind it.
fn strengthens(tree: &Tree, adjective: usize) -> bool {
    let next = adjective + 1;
    tree.word(adjective).pos == Pos::Adj
        && next < tree.analysis.words.len()
        && tree.head(next) == Some(adjective)
        && tree.word(next).pos == Pos::Verb
}

/// "Acme and Bolt merged": the first of the subjects and each of the others.
fn together(verb: usize, relation: &Relation, roles: &Roles) -> Vec<Candidate> {
    let Some((first, others)) = roles.subject.split_first() else {
        return Vec::new();
    };
    let others: Vec<Filler> = others.iter().copied().map(Filler::Token).collect();
    pairs(relation, verb, &[*first], &others, Construction::Clause)
}

/// Whether a participle or adjective describes a state: "is based in", "a firm based in".
fn is_state(tree: &Tree, word: usize) -> bool {
    let copular = tree
        .kid(word, &[Rel::Cop, Rel::AuxPass, Rel::NsubjPass])
        .is_some();
    copular
        || matches!(
            tree.rel(word),
            Rel::Acl | Rel::AclRelcl | Rel::Advcl | Rel::Conj | Rel::Parataxis | Rel::Amod
        )
}

fn state_roles(tree: &Tree, word: usize) -> Roles {
    let described = matches!(tree.rel(word), Rel::Acl | Rel::Amod)
        .then(|| tree.head(word))
        .flatten();
    let subject = clause::subject(tree, word).or(described);
    Roles {
        subject: subject
            .map(|token| tree.coordinated(token))
            .unwrap_or_default(),
        ..Roles::default()
    }
}

fn has_phrase(tree: &Tree, verb: usize, phrase: &Phrase) -> bool {
    let slot = Slot::After(phrase.prepositions.clone());
    after(tree, &[verb], &slot)
        .into_iter()
        .any(|noun| phrase.nouns.iter().any(|lemma| lemma == tree.lemma(noun)))
}

/// "pleaded not guilty" does not plead guilty.
fn denied(tree: &Tree, word: usize) -> bool {
    word > tree.sentence_tokens(word).start && tree.lower(word - 1) == "not"
}

fn particle_fits(tree: &Tree, verb: usize, wanted: Option<&str>) -> bool {
    let found = tree
        .kid(verb, &[Rel::CompoundPrt])
        .filter(|particle| !denied(tree, *particle))
        .map(|particle| tree.lower(particle));
    match wanted {
        Some(wanted) => {
            let beside = tree
                .kids_by(verb, &[Rel::Advmod, Rel::Case, Rel::Obl])
                .any(|kid| tree.lower(kid) == wanted && !denied(tree, kid));
            found.as_deref() == Some(wanted) || beside
        }
        None => found.is_none(),
    }
}

/// The tokens that stand in a slot.
fn fill(tree: &Tree, verb: usize, roles: &Roles, slot: &Slot) -> Vec<usize> {
    match slot {
        Slot::Subject => roles.subject.clone(),
        // "fined Albion £61.5 million": who a sum was taken from or given to is acted upon, too.
        Slot::Object if roles.object.iter().any(|token| is_sum(tree, *token)) => {
            let both = roles.object.iter().chain(&roles.indirect);
            both.copied().collect()
        }
        Slot::Object => roles.object.clone(),
        Slot::Indirect if roles.indirect.is_empty() => {
            after(tree, &[verb], &Slot::After(vec!["to".to_owned()]))
        }
        Slot::Indirect => roles.indirect.clone(),
        Slot::After(prepositions) => {
            // "invested $13 billion in OpenAI": the phrase may hang on the object instead. "Jane Hale, 29, of Ash Park, was
            // convicted of": what hangs on a name before the verb tells who that is.
            let told = |noun: &usize| *noun < verb && tree.is_name(*noun);
            let nouns = tree.kids_by(verb, &[Rel::Obj, Rel::NsubjPass]);
            let nouns = nouns.filter(|noun| !told(noun));
            let mut governors: Vec<usize> = std::iter::once(verb).chain(nouns).collect();
            governors.extend(
                roles
                    .object
                    .iter()
                    .copied()
                    .filter(|noun| *noun > verb && *noun < verb + 9),
            );
            let mut found = after(tree, &governors, slot);
            let beside = governors
                .iter()
                .flat_map(|word| nearby::names_after(tree, *word, prepositions));
            found.extend(beside);
            let mut seen = std::collections::BTreeSet::new();
            found.retain(|token| seen.insert(*token));
            found
        }
        Slot::OwnerOfSubject(nouns) => {
            let subjects = clause::subject(tree, verb)
                .map(|token| tree.coordinated(token))
                .unwrap_or_default();
            owners(tree, &subjects, nouns)
        }
        Slot::OwnerOfObject(nouns) => owners(tree, &roles.object, nouns),
        Slot::Owner | Slot::Between => Vec::new(),
    }
}

fn is_sum(tree: &Tree, token: usize) -> bool {
    tree.value(token)
        .is_some_and(|value| tree.analysis.values[value].is_sum())
}

fn owners(tree: &Tree, owned: &[usize], nouns: &[String]) -> Vec<usize> {
    let fitting = owned
        .iter()
        .copied()
        .filter(|noun| nouns.iter().any(|lemma| lemma == tree.lemma(*noun)));
    fitting.filter_map(|noun| holder_of(tree, noun)).collect()
}

/// Whose a noun is: "Microsoft's shares", "shares of Microsoft", "Microsoft shares".
pub(super) fn holder_of(tree: &Tree, noun: usize) -> Option<usize> {
    // "shares in Microsoft" are its shares, "the policy in California" is not the state's.
    let place = |kid: usize| {
        let name = tree.name(kid);
        name.is_some_and(|name| name.name_type == Some(NameType::Place))
    };
    let of = |kid: &usize| {
        tree.cases(*kid)
            .iter()
            .any(|case| case == "of" || case == "in" && !place(*kid))
    };
    clause::owner(tree, noun)
        .or_else(|| tree.kids_by(noun, &[Rel::Nmod]).find(of))
        .or_else(|| {
            tree.kids_by(noun, &[Rel::Compound])
                .find(|kid| tree.mention_headed(*kid).is_some())
        })
}
