//! Noun frames: a noun of action or of relation → the relations that it expresses with the words around it.

use super::candidate::{Candidate, Construction, Filler, after, pairs};
use super::tree::Tree;
use super::{clause, nearby};
use crate::analysis::Rel;
use crate::article::day_of_week;
use crate::ontology::{Frame, Relation, Shape, Slot};

/// Matches one noun frame at `noun`, whose lemma is one of the frame's.
pub(super) fn matches(
    tree: &Tree,
    noun: usize,
    relation: &Relation,
    frame: &Frame,
) -> Vec<Candidate> {
    let Shape::Noun {
        subject, object, ..
    } = &frame.shape
    else {
        return Vec::new();
    };
    // In "death sentence" and "merger law" the noun only describes another.
    // "the Nevada Test and Training Range" is a name, and tests nothing.
    if tree.rel(noun) == Rel::Compound || tree.word(noun).tag.starts_with("NNP") {
        return Vec::new();
    }
    if matches!(object, Some(Slot::Between)) {
        return between(tree, noun, relation);
    }
    let mut subjects = fill(tree, noun, subject);
    let mut objects = match (object, &frame.constant) {
        (_, Some(constant)) => vec![Filler::Constant(constant.clone())],
        (Some(slot), None) => fill(tree, noun, slot)
            .into_iter()
            .map(Filler::Token)
            .collect(),
        (None, None) => Vec::new(),
    };
    if matches!(object, Some(Slot::After(words)) if words.iter().any(|word| word == "of")) {
        objective_genitive(tree, noun, &mut subjects, &mut objects);
    }
    pairs(relation, noun, &subjects, &objects, Construction::Noun)
}

/// "Statsig's acquisition by OpenAI", "the Statsig acquisition": the owner or the name before it is what is acted upon.
fn objective_genitive(
    tree: &Tree,
    noun: usize,
    subjects: &mut Vec<usize>,
    objects: &mut Vec<Filler>,
) {
    if !objects.is_empty() {
        return;
    }
    let by: Vec<usize> = after(tree, &[noun], &Slot::After(vec!["by".to_owned()]));
    let possessor = tree.kid(noun, &[Rel::NmodPoss]);
    if let (Some(possessor), false) = (possessor, by.is_empty()) {
        *objects = vec![Filler::Token(possessor)];
        *subjects = by;
    } else if let Some(name) = name_before(tree, noun)
        .filter(|name| !subjects.contains(name) && !is_day(tree, noun, *name))
    {
        *objects = vec![Filler::Token(name)];
    }
}

/// "the Black Friday sale": when it is, not what is sold.
fn is_day(tree: &Tree, noun: usize, name: usize) -> bool {
    (name..noun).any(|at| day_of_week(&tree.lower(at)).is_some())
}

fn between(tree: &Tree, noun: usize, relation: &Relation) -> Vec<Candidate> {
    let slot = Slot::After(vec!["between".to_owned()]);
    let ends = after(tree, &[noun], &slot);
    let Some((first, others)) = ends.split_first() else {
        return Vec::new();
    };
    let others: Vec<Filler> = others.iter().copied().map(Filler::Token).collect();
    pairs(relation, noun, &[*first], &others, Construction::Noun)
}

fn fill(tree: &Tree, noun: usize, slot: &Slot) -> Vec<usize> {
    match slot {
        Slot::Owner => owners(tree, noun),
        Slot::After(prepositions) => {
            let mut found = after(tree, &[noun], slot);
            for name in nearby::names_after(tree, noun, prepositions) {
                if !found.contains(&name) {
                    found.push(name);
                }
            }
            // "signed a deal on Monday with AWS": the phrase may hang on the verb instead.
            if found.is_empty() && tree.rel(noun) == Rel::Obj {
                found = after(tree, tree.head(noun).as_slice(), slot);
            }
            found
        }
        Slot::Subject
        | Slot::Object
        | Slot::Indirect
        | Slot::OwnerOfSubject(_)
        | Slot::OwnerOfObject(_)
        | Slot::Between => Vec::new(),
    }
}

/// Whose a noun is: its possessor, who it is "by", the name before it, or the subject of a light verb ("has a stake in").
fn owners(tree: &Tree, noun: usize) -> Vec<usize> {
    let verb = tree
        .head(noun)
        .filter(|verb| tree.rel(noun) == Rel::Obj && tree.is_light(*verb));
    let owner = clause::owner(tree, noun)
        .or_else(|| nearby::possessor_before(tree, noun))
        .or_else(|| verb.and_then(|verb| clause::roles(tree, verb).subject.first().copied()))
        .or_else(|| name_before(tree, noun));
    owner
        .map(|token| tree.coordinated(token))
        .unwrap_or_default()
}

fn name_before(tree: &Tree, noun: usize) -> Option<usize> {
    tree.kids_by(noun, &[Rel::Compound, Rel::Amod, Rel::NmodUnmarked])
        .find(|kid| tree.is_name(*kid))
}
