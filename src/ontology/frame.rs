//! Wording frames: one line of text → [`Frame`], what extraction matches over the dependency tree.

/// The wording of a relation, written once for all its constructions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The line as written in the ontology.
    pub text: String,
    /// Its parts.
    pub shape: Shape,
    /// An object that the wording itself names: `"down"` in `S's stock fall = "down"`.
    pub constant: Option<String>,
}

/// The parts of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `S acquire|buy O`, `S invest in|into O`, `S take stake in O`, `S step down as O`, `S's share fall`, `O join S`:
    /// stands for the active clause, the passive, relative clauses, participles, infinitives and coordination.
    Verb {
        /// Lemmas of the verb; a participle after `be:` as in `S be:based in O` is kept in `participle`.
        verbs: Vec<String>,
        /// Whether the predicate is a participle or an adjective after "be" (`be:based`, `be:critical`).
        participle: bool,
        /// A particle: "down", "off".
        particle: Option<String>,
        /// Nouns of which the direct object must be one, for light verbs: "stake", "deal". Where the relation's object
        /// is the direct object itself (`S cut O:job|post`), it is the count or the thing that such a noun heads.
        object_nouns: Vec<String>,
        /// A prepositional phrase that must stand with the verb: `file for:bankruptcy`, `enter into:agreement`.
        phrase: Option<Phrase>,
        /// Where the relation's subject stands.
        subject: Slot,
        /// Where the relation's object stands; none with a constant.
        object: Option<Slot>,
    },
    /// `S's investment in O`, `partnership between S and O`, `S's talks with O`.
    Noun {
        /// Lemmas of the noun.
        nouns: Vec<String>,
        /// Where the relation's subject stands.
        subject: Slot,
        /// Where the relation's object stands; none with a constant.
        object: Option<Slot>,
    },
    /// `CEO|chief executive of O`: the subject is who holds the role; covers copula, apposition, title and "as".
    Role {
        /// Names of the role, each one or more lemmas, all in lower case ("ceo").
        titles: Vec<Vec<String>>,
        /// Prepositions before the object.
        prepositions: Vec<String>,
    },
}

/// A prepositional phrase of the wording itself: `on:strike`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// One of these prepositions.
    pub prepositions: Vec<String>,
    /// Lemmas, one of which must head the noun behind it.
    pub nouns: Vec<String>,
}

/// Where an argument stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The subject of the verb (the object of a passive by-phrase).
    Subject,
    /// The direct object of the verb (the subject of a passive).
    Object,
    /// The indirect object: "granted Microsoft rights".
    Indirect,
    /// After one of these prepositions.
    After(Vec<String>),
    /// The owner of the subject: "Microsoft's shares fell", with the nouns that may be owned.
    OwnerOfSubject(Vec<String>),
    /// The owner of the direct object: "criticised Trump's decision", with the nouns that may be owned.
    OwnerOfObject(Vec<String>),
    /// The owner of a noun: "OpenAI's partnership", "partnership by OpenAI", "OpenAI partnership".
    Owner,
    /// Both arguments in one place: "between S and O", "S and O merge".
    Between,
}
