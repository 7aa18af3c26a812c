//! The ontology as the rest of the program reads it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use oxigraph::model::NamedNode;

use super::example::Example;
use super::frame::Frame;
use super::gazetteer::Gazetteer;
use super::index::Lazy;
use crate::analysis::NameType;
use crate::relation::Weights;

/// Classes, relations, properties, cues and known names.
#[derive(Clone, Debug, Default)]
pub struct Ontology {
    /// Every class, by IRI.
    pub classes: BTreeMap<NamedNode, Class>,
    /// Every claimable relation (`by:Relation`), by IRI.
    pub relations: BTreeMap<NamedNode, Relation>,
    /// Every other property that can be asked for: the claim's qualifiers and what is recorded of articles.
    pub properties: BTreeMap<NamedNode, Property>,
    /// The status scheme from strongest to weakest; `denied` last, beside the scale.
    pub statuses: Vec<Status>,
    /// The words of the other closed schemes, in file order: certainty, polarity, kinds of source, bounds of sums.
    pub values: Vec<SchemeValue>,
    /// Wording that changes who says something and how sure they are.
    pub cues: Vec<Cue>,
    /// Which pronouns go with which given names and titles.
    pub genders: Vec<Gender>,
    /// Names known beforehand.
    pub known: Gazetteer,
    /// Whether only its own relations count, so that what it has no word for is left out.
    pub closed: bool,
    /// Files of learned weights that its own files name, as they name them.
    pub weight_files: Vec<String>,
    /// What was read from such files.
    pub(crate) weights: Vec<Arc<Weights<'static>>>,
    pub(crate) index: Lazy,
}

/// A class of things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Its IRI.
    pub iri: NamedNode,
    /// Its one label, lower case: "company".
    pub label: String,
    /// Further names.
    pub alt_labels: Vec<String>,
    /// Direct superclasses.
    pub parents: Vec<NamedNode>,
    /// Lemmas of nouns that stand for one of its members: "firm", "start-up".
    pub nouns: Vec<String>,
    /// Those of which a place has one, as they are written behind its name or its people's: "Samoan government".
    pub bodies: Vec<String>,
    /// The broad type whose name stands in the IRIs of its members, inherited from a superclass: "organization".
    pub segment: Option<String>,
    /// One sentence that says what it is.
    pub comment: String,
}

/// A claimable relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Its IRI.
    pub iri: NamedNode,
    /// Its one label: "invested in".
    pub label: String,
    /// Further names.
    pub alt_labels: Vec<String>,
    /// Names of the relation read backwards: "funded by".
    pub inverse_labels: Vec<String>,
    /// Classes of which a subject must be one; anything where empty.
    pub domain: Vec<NamedNode>,
    /// Classes (or datatypes) of which an object must be one; anything where empty.
    pub range: Vec<NamedNode>,
    /// Relations it is a special case of.
    pub parents: Vec<NamedNode>,
    /// The relation that says the same backwards, where both have an IRI.
    pub inverse_of: Option<NamedNode>,
    /// Whether a subject has at most one object at a time.
    pub functional: bool,
    /// Whether it holds both ways.
    pub symmetric: bool,
    /// Whether what somebody was is over with it, as with a death.
    pub ends_roles: bool,
    /// Relations that cannot hold between the same two things at the same time.
    pub incompatible: Vec<NamedNode>,
    /// Counterparts in other vocabularies.
    pub counterparts: Vec<NamedNode>,
    /// Words beside which, in one sentence, its wordings say something else; dictionary forms in lower case.
    pub not_beside: Vec<String>,
    /// Verbs of its wordings that tell of a state and no event: told in the past, it may be over; "be:" before a participle.
    pub state_verbs: Vec<String>,
    /// The wordings that express it.
    pub frames: Vec<Frame>,
    /// Sentences in which it must be claimed, or must not.
    pub examples: Vec<Example>,
    /// One sentence that says what it means.
    pub comment: String,
}

/// A property that is recorded rather than claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// Its IRI.
    pub iri: NamedNode,
    /// Its one label: "publisher", "amount".
    pub label: String,
    /// Further names.
    pub alt_labels: Vec<String>,
    /// Classes it describes; `by:Claim` makes it a qualifier.
    pub domain: Vec<NamedNode>,
    /// Class or datatype of its values.
    pub range: Vec<NamedNode>,
    /// One sentence that says what it means.
    pub comment: String,
}

/// One word of the status scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Its IRI.
    pub iri: NamedNode,
    /// Its label: "rumoured".
    pub label: String,
    /// Further names: "rumored".
    pub alt_labels: Vec<String>,
    /// Place on the scale, 1 strongest; none for `denied`.
    pub rank: Option<u32>,
    /// Whether the default policy accepts it as fact.
    pub asserted: bool,
    /// One sentence that says what it means.
    pub comment: String,
}

/// One word of a closed scheme other than status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemeValue {
    /// Its IRI: `by:probable`.
    pub iri: NamedNode,
    /// The scheme: `by:Certainty`, `by:Polarity`, `by:SourceKind`, `by:AmountBound`.
    pub scheme: NamedNode,
    /// Its label: "probable".
    pub label: String,
    /// Further names.
    pub alt_labels: Vec<String>,
}

/// Pronouns with the given names and titles of those whom they stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gender {
    /// Its IRI.
    pub iri: NamedNode,
    /// Lower case: "she", "her".
    pub pronouns: BTreeSet<String>,
    /// As written before a name: "Mrs", "Queen".
    pub titles: BTreeSet<String>,
    /// As written: "Mary".
    pub given_names: BTreeSet<String>,
}

/// A wording that changes who says something, or how sure they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Its IRI.
    pub iri: NamedNode,
    /// Alternatives, each one or more lemmas in order: `[["plan"], ["set", "to"]]`.
    pub lemmas: Vec<Vec<String>>,
    /// How it reaches what it speaks about.
    pub scope: Scope,
    /// The status it gives, by local name ("planned"); none where it leaves the status alone.
    pub status: Option<String>,
    /// The certainty it gives, by local name ("probable").
    pub certainty: Option<String>,
    /// Whether it turns the proposition round.
    pub negative: bool,
    /// Whether nothing at all is claimed under it ("declined to comment", "did not deny").
    pub voids: bool,
    /// Whether the content is taken as true even where the cue is negated ("regret", "reveal").
    pub factive: bool,
    /// Whether the content came about where the cue stands in the past tense ("was able to").
    pub past_factive: bool,
    /// Kind of source it names, by local name ("anonymous", "document", "outlet", "unnamedRole", "collective").
    pub source_kind: Option<String>,
}

/// How a cue reaches the proposition it speaks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// A verb, adjective or noun that governs it: "plans to V", "is set to V", "its plan to V", "in talks to V".
    Complement,
    /// An auxiliary of its verb: "could V".
    Auxiliary,
    /// An adverb of its verb or a word beside it: "reportedly", "not", "never".
    Adverb,
    /// An adjective before its noun: "alleged", "planned", "rumoured".
    Adjective,
    /// A verb of saying or thinking whose subject holds it: "says that", "denies V-ing".
    Speech,
    /// A noun of saying or thinking with a clause: "the claim that", "a rumour that", "speculation that".
    SpeechNoun,
    /// A preposition before the holder: "according to X", "in the words of X".
    Preposition,
    /// A conjunction that opens a condition: "if", "unless", "provided that".
    Condition,
    /// A verb that lends its subject to the noun it governs: "has a stake in", "announced a partnership with".
    Light,
    /// A verb or adjective whose subject takes a stand, which leaves open how real its object is: "criticised", "eager to".
    Attitude,
    /// A noun whose owner takes a stand: "her support for", "its refusal to".
    AttitudeNoun,
    /// A verb whose subject takes its object for what a clause or an "as" says it is: "called it a mistake".
    Naming,
    /// An adjective or noun of a judgement about what something is said to be: "is a great man", "is a genius".
    Judgement,
    /// A noun that, as a source, says what kind of source it is: "sources", "people familiar", "filing", "analysts".
    Source,
    /// A verb, adjective or noun that makes no open relation of its own: "take", "happen", "kind".
    Weak,
    /// A verb that makes an open relation only with a value or a description: "offer free tuition", "cut 200 jobs".
    Vague,
    /// A noun of action that makes an open relation between whose it is and what it is done to: "visit to", "victory over".
    Action,
    /// A verb under which comes about what it governs: "began to V", "managed to V".
    Realising,
    /// A conjunction whose clause is claimed as its sentence is: "while", "after".
    Alongside,
    /// A preposition that may end the name of an open relation: "lose to".
    Relating,
}

/// A name known beforehand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its canonical name.
    pub label: String,
    /// Further names, demonyms among them marked in [`demonyms`](Self::demonyms).
    pub alt_labels: Vec<String>,
    /// Adjectives and nouns for its people: "French", "Frenchman".
    pub demonyms: Vec<String>,
    /// Its most specific classes.
    pub classes: Vec<NamedNode>,
    /// Its broad type.
    pub name_type: NameType,
    /// The same thing in other data sets (Wikidata).
    pub same_as: Vec<NamedNode>,
}

impl Class {
    /// Returns one of which nothing but the IRI is known.
    pub(super) fn named(iri: &NamedNode) -> Self {
        Self {
            iri: iri.clone(),
            label: String::new(),
            alt_labels: Vec::new(),
            parents: Vec::new(),
            nouns: Vec::new(),
            bodies: Vec::new(),
            segment: None,
            comment: String::new(),
        }
    }
}

impl Relation {
    /// Returns one of which nothing but the IRI is known.
    pub(super) fn named(iri: &NamedNode) -> Self {
        Self {
            iri: iri.clone(),
            label: String::new(),
            alt_labels: Vec::new(),
            inverse_labels: Vec::new(),
            domain: Vec::new(),
            range: Vec::new(),
            parents: Vec::new(),
            inverse_of: None,
            functional: false,
            symmetric: false,
            ends_roles: false,
            incompatible: Vec::new(),
            counterparts: Vec::new(),
            not_beside: Vec::new(),
            state_verbs: Vec::new(),
            frames: Vec::new(),
            examples: Vec::new(),
            comment: String::new(),
        }
    }
}

impl Property {
    /// Returns one of which nothing but the IRI is known.
    pub(super) fn named(iri: &NamedNode) -> Self {
        Self {
            iri: iri.clone(),
            label: String::new(),
            alt_labels: Vec::new(),
            domain: Vec::new(),
            range: Vec::new(),
            comment: String::new(),
        }
    }
}

impl Scope {
    /// All scopes, in declaration order.
    pub const ALL: &'static [Self] = &[
        Self::Complement,
        Self::Auxiliary,
        Self::Adverb,
        Self::Adjective,
        Self::Speech,
        Self::SpeechNoun,
        Self::Preposition,
        Self::Condition,
        Self::Light,
        Self::Attitude,
        Self::AttitudeNoun,
        Self::Naming,
        Self::Judgement,
        Self::Source,
        Self::Weak,
        Self::Vague,
        Self::Action,
        Self::Realising,
        Self::Alongside,
        Self::Relating,
    ];

    /// Returns its name in an ontology file: "speechNoun".
    pub const fn name(self) -> &'static str {
        match self {
            Self::Complement => "complement",
            Self::Auxiliary => "auxiliary",
            Self::Adverb => "adverb",
            Self::Adjective => "adjective",
            Self::Speech => "speech",
            Self::SpeechNoun => "speechNoun",
            Self::Preposition => "preposition",
            Self::Condition => "condition",
            Self::Light => "light",
            Self::Attitude => "attitude",
            Self::AttitudeNoun => "attitudeNoun",
            Self::Naming => "naming",
            Self::Judgement => "judgement",
            Self::Source => "source",
            Self::Weak => "weak",
            Self::Vague => "vague",
            Self::Action => "action",
            Self::Realising => "realising",
            Self::Alongside => "alongside",
            Self::Relating => "relating",
        }
    }

    /// Returns the scope with that name.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|scope| scope.name() == name)
    }
}
