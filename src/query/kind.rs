//! What an answer looks like: its form, its columns and what stands in them.

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Rows.
    Table,
    /// Yes or no.
    Ask,
    /// All that is known of one or more things.
    Card,
    /// What matched, with its evidence.
    Graph,
    /// Rows in order of time.
    Timeline,
}

impl Form {
    /// Returns its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Ask => "ask",
            Self::Card => "card",
            Self::Graph => "graph",
            Self::Timeline => "timeline",
        }
    }

    /// Whether the answer is rows.
    pub const fn has_rows(self) -> bool {
        matches!(self, Self::Table | Self::Timeline)
    }

    /// Whether the answer is triples.
    pub const fn has_triples(self) -> bool {
        matches!(self, Self::Card | Self::Graph)
    }
}

/// A column of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name, also of its variable.
    pub name: String,
    /// What stands in it.
    pub kind: Kind,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Something that has a name.
    Thing,
    /// A claim.
    Claim,
    /// A relation.
    Relation,
    /// A status.
    Status,
    /// Another word of the vocabulary: a certainty, a kind of source.
    Term,
    /// A date of any precision.
    Date,
    /// A number.
    Number,
    /// A number with its currency, which stands in the variable `{name}_currency`.
    Money,
    /// Text.
    Text,
    /// True or false.
    Flag,
}

impl Kind {
    /// Returns its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Thing => "thing",
            Self::Claim => "claim",
            Self::Relation => "relation",
            Self::Status => "status",
            Self::Term => "term",
            Self::Date => "date",
            Self::Number => "number",
            Self::Money => "money",
            Self::Text => "text",
            Self::Flag => "flag",
        }
    }

    /// Returns its name as a sentence uses it.
    pub(in crate::query) const fn phrase(self) -> &'static str {
        match self {
            Self::Thing => "a thing",
            Self::Claim => "a claim",
            Self::Relation => "a relation",
            Self::Status => "a status",
            Self::Term => "a word of the vocabulary",
            Self::Date => "a date",
            Self::Number => "a number",
            Self::Money => "an amount",
            Self::Text => "text",
            Self::Flag => "true or false",
        }
    }

    /// Whether values of it are IRIs.
    pub const fn is_iri(self) -> bool {
        matches!(
            self,
            Self::Thing | Self::Claim | Self::Relation | Self::Status | Self::Term
        )
    }
}

/// Returns the variable that holds the currency of a sum.
pub(crate) fn currency_of(column: &str) -> String {
    format!("{column}_currency")
}
