//! What analysis says of a document, in Universal Dependencies terms.

use std::ops::Range;

use oxigraph::model::NamedNode;

use crate::text::{Document, Span};

/// An analysed document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// The document.
    pub document: Document,
    /// One word for each of [`Document::tokens`].
    pub words: Vec<Word>,
    /// Names, nominals that can stand for them, and pronouns, by position, not overlapping unless nested.
    pub mentions: Vec<Mention>,
    /// Sums, dates and quantities, by position.
    pub values: Vec<Value>,
}

impl Analysis {
    /// Returns the dependents of each token, in order.
    pub fn children(&self) -> Vec<Vec<usize>> {
        dependents(&self.words)
    }

    /// Returns a token as written.
    pub(crate) fn token_text(&self, token: usize) -> &str {
        self.document.tokens[token].of(&self.document.text)
    }

    /// Returns a stretch as written, with one space between words.
    pub(crate) fn written(&self, span: Span) -> String {
        let text = span.of(&self.document.text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Returns the dependents of each word, in order.
pub(crate) fn dependents(words: &[Word]) -> Vec<Vec<usize>> {
    let mut children = vec![Vec::new(); words.len()];
    for (index, word) in words.iter().enumerate() {
        if let Some(kids) = word.head.and_then(|head| children.get_mut(head)) {
            kids.push(index);
        }
    }
    children
}

/// What is known of one token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Dictionary form, lower case except for proper nouns.
    pub lemma: String,
    /// Part of speech.
    pub pos: Pos,
    /// Penn Treebank tag.
    pub tag: &'static str,
    /// The governing token (an index into all tokens of the document); the root of a sentence has none.
    pub head: Option<usize>,
    /// The relation to the head.
    pub rel: Rel,
    /// The tag of the name that it stands in.
    pub(crate) name: super::syntax::names::NameTag,
}

macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the Universal Dependencies guidelines define each label")]
        pub enum $name { $($variant,)* }

        impl $name {
            /// All labels, in declaration order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Returns the label as written in CoNLL-U.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// Returns the label written as `text`.
            pub fn from_text(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|label| label.as_str() == text)
            }
        }
    };
}

labels! {
    /// A universal part of speech.
    Pos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ",
        Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT",
        Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
    }
}

labels! {
    /// A universal dependency relation, with the subtypes that English treebanks use.
    Rel {
        Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl", Advmod = "advmod",
        Amod = "amod", Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc",
        CcPreconj = "cc:preconj", Ccomp = "ccomp", Clf = "clf", Compound = "compound", CompoundPrt = "compound:prt",
        Conj = "conj", Cop = "cop", Csubj = "csubj", CsubjOuter = "csubj:outer", CsubjPass = "csubj:pass", Dep = "dep", Det = "det",
        DetPredet = "det:predet", Discourse = "discourse", Dislocated = "dislocated", Expl = "expl",
        Fixed = "fixed", Flat = "flat", FlatForeign = "flat:foreign", Goeswith = "goeswith", Iobj = "iobj",
        List = "list", Mark = "mark", Nmod = "nmod", NmodDesc = "nmod:desc", NmodPoss = "nmod:poss",
        NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj", NsubjOuter = "nsubj:outer", NsubjPass = "nsubj:pass",
        Nummod = "nummod", Obj = "obj", Obl = "obl", OblAgent = "obl:agent", OblUnmarked = "obl:unmarked",
        Orphan = "orphan", Parataxis = "parataxis", Punct = "punct", Reparandum = "reparandum", Root = "root",
        Vocative = "vocative", Xcomp = "xcomp",
    }
}

/// A stretch that refers to something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its tokens, without a leading article or a closing possessive mark.
    pub tokens: Range<usize>,
    /// The token that governs the others.
    pub head: usize,
    /// Where it lies in the document's text.
    pub span: Span,
    /// How it refers.
    pub kind: MentionKind,
    /// Its type, where known.
    pub name_type: Option<NameType>,
    /// The most specific class the ontology knows for it: a known name's class, or the class whose noun heads a nominal.
    pub class: Option<NamedNode>,
    /// The known name it matches: an index into [`Ontology::known`](crate::ontology::Ontology).
    pub known: Option<usize>,
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// By a proper name: "OpenAI", "Sam Altman".
    Name,
    /// By a description: "the company", "the 39-year-old", "OpenAI's models".
    Nominal,
    /// By a pronoun: "he", "its", "who".
    Pronoun,
}

/// The broad type of a named thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameType {
    /// A person.
    Person,
    /// An organisation, company, institution, party, team.
    Organization,
    /// A place: country, city, region, building.
    Place,
    /// A product or service.
    Product,
    /// A book, film, law, report.
    Work,
    /// An event: an election, a cup, a storm.
    Event,
    /// A people, nationality or religion.
    Group,
}

/// A typed value in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The token that governs the others.
    pub head: usize,
    /// Where it lies in the document's text.
    pub span: Span,
    /// What it says.
    pub kind: ValueKind,
}

impl Value {
    /// Whether it is a sum of money.
    pub const fn is_sum(&self) -> bool {
        matches!(self.kind, ValueKind::Money(_))
    }
}

/// What a value says.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueKind {
    /// A sum of money.
    Money(Money),
    /// A day, month, quarter, year or span of them.
    Date(DateValue),
    /// A share of a hundred; the text is an exact decimal.
    Percent(String),
    /// A bare count; the text is an exact decimal.
    Count(String),
    /// A stretch of time as ISO 8601 ("P3D").
    Duration(String),
    /// An age in years.
    Age(u32),
}

/// A sum of money in base units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// Exact decimal in base units: "13000000000". Of a range, the lower end.
    pub amount: String,
    /// ISO 4217 code.
    pub currency: String,
    /// Whether the sum is exact.
    pub bound: Bound,
}

/// How a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// "$13 billion".
    Exact,
    /// "about", "nearly", "some".
    About,
    /// "more than", "over", "at least".
    AtLeast,
    /// "up to", "less than", "at most".
    AtMost,
}

/// A date of some precision, resolved against the publication date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateValue {
    /// ISO 8601 of native precision: `2024`, `2024-03`, `2024-03-15`.
    pub start: String,
    /// Last day, month or year of a span such as "2019 to 2023", a quarter or a week; none where `start` names it all.
    pub end: Option<String>,
    /// The word that opens it, lower case, where there is one: "since", "until", "in", "by", "from", "on", "after", "before".
    pub preposition: Option<String>,
}
