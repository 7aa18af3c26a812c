//! What extraction hands to resolution: statements about mentions, with their stance and their place.

use oxigraph::model::NamedNode;

use crate::text::Span;

/// One thing that a sentence says, in terms of the analysis it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The relation's subject.
    pub subject: Argument,
    /// A relation of the ontology, or an [open](crate::ontology::open) one.
    pub relation: NamedNode,
    /// The relation's object.
    pub object: Argument,
    /// When, where and how much.
    pub qualifiers: Qualifiers,
    /// Who says so, and how sure.
    pub stance: Stance,
    /// The words that say it.
    pub quote: Span,
    /// The token that triggered it.
    pub trigger: usize,
    /// What the condition says that it depends on, where that is a relation, too.
    pub condition: Option<Content>,
}

/// What a clause is about, whoever says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The relation's subject.
    pub subject: Argument,
    /// A relation of the ontology, or an [open](crate::ontology::open) one.
    pub relation: NamedNode,
    /// The relation's object.
    pub object: Argument,
}

/// What stands in a place of a relation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Argument {
    /// An index into [`Analysis::mentions`](crate::analysis::Analysis::mentions).
    Mention(usize),
    /// An index into [`Analysis::values`](crate::analysis::Analysis::values).
    Value(usize),
    /// Words taken as they stand.
    Words(Span),
    /// A value that the frame itself gives.
    Constant(String),
}

/// When, where and how much.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Qualifiers {
    /// A sum: an index into the analysis' values.
    pub amount: Option<usize>,
    /// A share of a hundred: an index into the analysis' values.
    pub percent: Option<usize>,
    /// Since when it holds, ISO 8601.
    pub from: Option<String>,
    /// Until when it holds, ISO 8601.
    pub until: Option<String>,
    /// When it happened, ISO 8601.
    pub at: Option<String>,
    /// Where it happened: an index into the analysis' mentions.
    pub place: Option<usize>,
    /// The words of the title that is held: "deputy chairman".
    pub role: Option<Span>,
    /// Whether it is a state that is told in the past tense, and may hold no longer.
    pub over: bool,
}

/// Who says something, and how sure they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stance {
    /// How it is asserted.
    pub status: Status,
    /// How sure the holder is.
    pub certainty: Certainty,
    /// Whether the holder affirms it.
    pub positive: bool,
    /// Who says so, outermost first; the last is the holder, the author's own voice where empty.
    pub sources: Vec<Source>,
    /// The words that gave the stance.
    pub cues: Vec<Span>,
    /// The words of the condition it depends on.
    pub condition: Option<Span>,
}

/// Who says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The words that name the source: a mention's head or any noun's.
    pub head: usize,
    /// What kind of source it is.
    pub kind: SourceKind,
}

macro_rules! scheme {
    ($(#[$doc:meta])* $name:ident { $($(#[$item:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$item])* $variant,)* }

        impl $name {
            /// Returns the local name of its IRI.
            pub const fn local_name(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// Returns what the local name `text` stands for.
            pub fn from_local_name(text: &str) -> Option<Self> {
                [$(Self::$variant,)*].into_iter().find(|item| item.local_name() == text)
            }
        }
    };
}

scheme! {
    /// How something is asserted. Where several fit, the first wins.
    Status {
        /// Holds only if something else does.
        Conditional = "conditional",
        /// The holder rejects it.
        Denied = "denied",
        /// Hearsay.
        Rumoured = "rumoured",
        /// A commitment to the future.
        Planned = "planned",
        /// Speculation.
        Possible = "possible",
        /// A belief or a reading.
        Opinion = "opinion",
        /// Said by a party to it or by an official record.
        Confirmed = "confirmed",
        /// Plainly stated.
        Reported = "reported",
    }
}

scheme! {
    /// How sure the holder is, least first.
    Certainty {
        /// The holder does not commit.
        Unknown = "unknown",
        /// Might be.
        Possible = "possibly",
        /// Is likely.
        Probable = "probable",
        /// Is so.
        Certain = "certain",
    }
}

scheme! {
    /// What kind of source a holder is.
    SourceKind {
        /// The article itself.
        AuthorVoice = "authorVoice",
        /// A person by name.
        NamedPerson = "namedPerson",
        /// An organisation by name.
        NamedOrganization = "namedOrganization",
        /// A news outlet.
        Outlet = "outlet",
        /// A document: a filing, a law, a report.
        Document = "document",
        /// Someone known by a role only.
        UnnamedRole = "unnamedRole",
        /// Someone who is not to be named.
        Anonymous = "anonymous",
        /// Many at once: analysts, critics.
        Collective = "collective",
    }
}
