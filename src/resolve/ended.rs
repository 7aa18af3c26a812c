//! What somebody was who has died, in the article that tells so: over, though a title before a name has no tense.

use oxigraph::model::{Literal, NamedNode};

use super::model::{Claim, Object};
use crate::ontology::{Ontology, vocab};

/// Marks the roles of those of whom a relation that ends roles is asserted as past, where no date bounds them.
pub(super) fn close(claims: &mut [Claim], ontology: &Ontology) {
    let ends = |claim: &&Claim| {
        let relation = ontology.relations.get(&claim.relation);
        let mut statuses = ontology.statuses.iter();
        statuses.any(|status| status.asserted && status.iri == claim.status)
            && claim.polarity.as_ref() == vocab::POSITIVE
            && relation.is_some_and(|relation| relation.ends_roles)
    };
    let ended: Vec<usize> = claims
        .iter()
        .filter(ends)
        .map(|claim| claim.subject)
        .collect();
    for claim in claims.iter_mut() {
        let relation = ontology.relations.get(&claim.relation);
        let state = relation.is_some_and(|relation| !relation.state_verbs.is_empty());
        // Who was married to the dead is so no longer.
        let partner = relation.is_some_and(|relation| relation.symmetric)
            && matches!(&claim.object, Object::Entity(other) if ended.contains(other));
        if !(ended.contains(&claim.subject) || state && partner) {
            continue;
        }
        let has = |property: &NamedNode| claim.qualifiers.iter().any(|(own, _)| own == property);
        let bounds = [vocab::TENSE, vocab::VALID_UNTIL, vocab::AT];
        let bounded = bounds.iter().any(|bound| has(&bound.into_owned()));
        // Who was somebody's child is so still.
        let kin = relation.is_some_and(|relation| {
            let only = |classes: &[NamedNode]| classes == [vocab::PERSON.into_owned()];
            !relation.symmetric && only(&relation.domain) && only(&relation.range)
        });
        if (has(&vocab::ROLE.into_owned()) || state) && !bounded && !kin {
            let past = Object::Literal(Literal::new_simple_literal("past"));
            claim.qualifiers.push((vocab::TENSE.into_owned(), past));
            claim.qualifiers.sort_by(|one, other| one.0.cmp(&other.0));
        }
    }
}
