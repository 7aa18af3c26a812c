//! The IRIs of the schema in which `ontology/*.ttl` is written.

use oxigraph::model::{NamedNode, NamedNodeRef};

use super::vocab::PREFIXES;

macro_rules! terms {
    ($($name:ident = $iri:literal;)*) => {
        $(pub(super) const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked($iri);)*
    };
}

terms! {
    OWL_CLASS = "http://www.w3.org/2002/07/owl#Class";
    OBJECT_PROPERTY = "http://www.w3.org/2002/07/owl#ObjectProperty";
    DATATYPE_PROPERTY = "http://www.w3.org/2002/07/owl#DatatypeProperty";
    FUNCTIONAL = "http://www.w3.org/2002/07/owl#FunctionalProperty";
    SYMMETRIC = "http://www.w3.org/2002/07/owl#SymmetricProperty";
    INVERSE_OF = "http://www.w3.org/2002/07/owl#inverseOf";
    CLOSE_MATCH = "http://www.w3.org/2004/02/skos/core#closeMatch";
    RECORDED = "https://w3id.org/byline/ns#Recorded";
    QUALIFIER = "https://w3id.org/byline/ns#Qualifier";
    STATUS_CLASS = "https://w3id.org/byline/ns#Status";
    CERTAINTY_CLASS = "https://w3id.org/byline/ns#Certainty";
    POLARITY_CLASS = "https://w3id.org/byline/ns#Polarity";
    SOURCE_KIND_CLASS = "https://w3id.org/byline/ns#SourceKind";
    BOUND_CLASS = "https://w3id.org/byline/ns#AmountBound";
    CUE_CLASS = "https://w3id.org/byline/ns#Cue";
    NOUN = "https://w3id.org/byline/ns#noun";
    BODY_NOUN = "https://w3id.org/byline/ns#bodyNoun";
    SEGMENT = "https://w3id.org/byline/ns#segment";
    INVERSE_LABEL = "https://w3id.org/byline/ns#inverseLabel";
    INCOMPATIBLE = "https://w3id.org/byline/ns#incompatibleWith";
    NOT_BESIDE = "https://w3id.org/byline/ns#notBeside";
    ENDS_ROLES = "https://w3id.org/byline/ns#EndsRoles";
    STATE_VERB = "https://w3id.org/byline/ns#stateVerb";
    VERB_FRAME = "https://w3id.org/byline/ns#verbFrame";
    NOUN_FRAME = "https://w3id.org/byline/ns#nounFrame";
    ROLE_FRAME = "https://w3id.org/byline/ns#roleFrame";
    EXAMPLE = "https://w3id.org/byline/ns#example";
    COUNTER_EXAMPLE = "https://w3id.org/byline/ns#counterExample";
    WEIGHTS = "https://w3id.org/byline/ns#weights";
    RANK = "https://w3id.org/byline/ns#rank";
    ASSERTED = "https://w3id.org/byline/ns#asserted";
    LEMMAS = "https://w3id.org/byline/ns#lemmas";
    SCOPE = "https://w3id.org/byline/ns#scope";
    GIVES_STATUS = "https://w3id.org/byline/ns#givesStatus";
    GIVES_CERTAINTY = "https://w3id.org/byline/ns#givesCertainty";
    GIVES_SOURCE_KIND = "https://w3id.org/byline/ns#givesSourceKind";
    NEGATES = "https://w3id.org/byline/ns#negates";
    VOIDS = "https://w3id.org/byline/ns#voids";
    FACTIVE = "https://w3id.org/byline/ns#factive";
    PAST_FACTIVE = "https://w3id.org/byline/ns#pastFactive";
    GENDER_CLASS = "https://w3id.org/byline/ns#Gender";
    PRONOUN = "https://w3id.org/byline/ns#pronoun";
    TITLE = "https://w3id.org/byline/ns#title";
    GIVEN_NAME = "https://w3id.org/byline/ns#givenName";
    DEMONYM = "https://w3id.org/byline/ns#demonym";
}

/// The namespaces whose classes describe an ontology rather than the world.
pub(super) const MACHINERY: &[&str] = &[
    "http://www.w3.org/2002/07/owl#",
    "http://www.w3.org/2000/01/rdf-schema#",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/2004/02/skos/core#",
    "http://www.w3.org/ns/shacl#",
];

/// Datatypes that the range of a relation or property may name.
pub(super) const DATATYPES: &str = "http://www.w3.org/2001/XMLSchema#";

/// Returns what follows the last `#`, `/` or `:` of an IRI.
pub(super) fn local_name(iri: &str) -> &str {
    iri.rsplit(['#', '/', ':']).next().unwrap_or(iri)
}

/// Writes an IRI as messages show it: `by:Organization`, else `<https://…>`.
pub(super) fn short(iri: &NamedNode) -> String {
    PREFIXES
        .iter()
        .find_map(|(prefix, space)| {
            let local = iri.as_str().strip_prefix(space)?;
            Some(format!("{prefix}:{local}"))
        })
        .unwrap_or_else(|| iri.to_string())
}
