//! Arguments: a token and what the relation allows there → the mention, value or words that stand for it.

use oxigraph::model::NamedNode;

use super::clause;
use super::model::Argument;
use super::tree::Tree;
use crate::analysis::{MentionKind, NameType, Rel, ValueKind};
use crate::ontology::{Ontology, vocab};

const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// Finds what `token` stands for, of the kinds that `allowed` admits.
pub(super) fn at(
    tree: &Tree,
    ontology: &Ontology,
    token: usize,
    allowed: &[NamedNode],
) -> Option<Argument> {
    let token = clause::antecedent(tree, token).unwrap_or(token);
    if let Some(value) = value(tree, token, allowed) {
        return Some(Argument::Value(value));
    }
    let things = allowed.is_empty() || allowed.iter().any(|class| !is_value(class));
    if let Some(mention) = thing(tree, ontology, token, allowed).filter(|_| things) {
        return Some(Argument::Mention(mention));
    }
    let words = allowed
        .iter()
        .any(|class| class.as_str().strip_prefix(XSD) == Some("string"));
    words.then(|| Argument::Words(phrase(tree, token)))
}

/// Whether a class of the ontology is a kind of value rather than of things.
fn is_value(class: &NamedNode) -> bool {
    class.as_str().starts_with(XSD) || class.as_ref() == vocab::MONEY
}

fn value(tree: &Tree, token: usize, allowed: &[NamedNode]) -> Option<usize> {
    let wanted = |kind: &ValueKind| {
        allowed.iter().any(|class| match kind {
            ValueKind::Money(_) => class.as_ref() == vocab::MONEY,
            ValueKind::Date(_) => matches!(
                class.as_str().strip_prefix(XSD),
                Some("date" | "gYear" | "gYearMonth" | "dateTime")
            ),
            ValueKind::Percent(_) | ValueKind::Count(_) => {
                matches!(
                    class.as_str().strip_prefix(XSD),
                    Some("decimal" | "integer" | "double" | "nonNegativeInteger")
                )
            }
            ValueKind::Age(_) => class.as_str().strip_prefix(XSD) == Some("integer"),
            ValueKind::Duration(_) => class.as_str().strip_prefix(XSD) == Some("duration"),
        })
    };
    let fits = |index: &usize| wanted(&tree.analysis.values[*index].kind);
    // "1,200 jobs": the number hangs on its noun.
    tree.value(token).filter(fits).or_else(|| {
        tree.kids_by(token, &[Rel::Nummod, Rel::Compound, Rel::Amod])
            .filter_map(|kid| tree.value(kid))
            .find(fits)
    })
}

/// The mention at a token that can be one of `allowed`; of "the chipmaker Arm" and "Adobe, the software firm," the name.
fn thing(tree: &Tree, ontology: &Ontology, token: usize, allowed: &[NamedNode]) -> Option<usize> {
    let own = tree.mention_headed(token).or_else(|| {
        let around = tree.mention(token)?;
        (tree.analysis.mentions[around].kind == MentionKind::Name).then_some(around)
    });
    let is_name = |index: &usize| tree.analysis.mentions[*index].kind == MentionKind::Name;
    let named = tree
        .kids_by(token, &[Rel::Appos, Rel::Flat])
        .filter_map(|kid| tree.mention_headed(kid))
        .find(|index| {
            is_name(index)
                && can_be(tree, ontology, *index, allowed)
                && alike(tree, ontology, own, *index)
        });
    if own.is_none_or(|index| !is_name(&index)) && named.is_some() {
        return named;
    }
    own.filter(|index| can_be(tree, ontology, *index, allowed))
}

/// Whether a description and a name beside it can mean one thing: "the chipmaker Arm", but not "its deal, Arm".
fn alike(tree: &Tree, ontology: &Ontology, described: Option<usize>, named: usize) -> bool {
    let class = |index: usize| {
        let mention = &tree.analysis.mentions[index];
        let broad = mention.name_type.map(|kind| ontology.broad(kind));
        mention.class.clone().or(broad)
    };
    match (described.and_then(class), class(named)) {
        (Some(one), Some(other)) => ontology.segment(&one) == ontology.segment(&other),
        _ => true,
    }
}

/// Whether nothing that is known of a mention rules out the classes asked for.
fn can_be(tree: &Tree, ontology: &Ontology, mention: usize, allowed: &[NamedNode]) -> bool {
    let mention = &tree.analysis.mentions[mention];
    if mention.name_type == Some(NameType::Group) && mention.kind == MentionKind::Name {
        return ontology.fits(&[vocab::GROUP.into_owned()], allowed);
    }
    let class = mention
        .class
        .clone()
        .or_else(|| mention.name_type.map(|kind| ontology.broad(kind)));
    let Some(class) = class else {
        // A name that nothing types is rarely a person: those have given names and speak.
        let person = [vocab::PERSON.into_owned()];
        let only_people = allowed
            .iter()
            .all(|wanted| ontology.fits(std::slice::from_ref(wanted), &person));
        return mention.kind != MentionKind::Name || allowed.is_empty() || !only_people;
    };
    ontology.fits(std::slice::from_ref(&class), allowed) || ontology.may_be(&class, allowed)
}

/// A noun with all that belongs to it, without a relative clause or an apposition.
fn phrase(tree: &Tree, token: usize) -> crate::text::Span {
    let skip = |kid: usize| {
        matches!(
            tree.rel(kid),
            Rel::AclRelcl
                | Rel::Appos
                | Rel::Parataxis
                | Rel::Case
                | Rel::Punct
                | Rel::Advcl
                | Rel::Mark
        ) || kid < token && matches!(tree.rel(kid), Rel::Punct | Rel::Cc)
    };
    tree.span(&tree.subtree_without(token, &skip))
}
