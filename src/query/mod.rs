//! Lede: text → one SPARQL query.
//!
//! ```text
//! query     = { param } { define } body ;
//! param     = "param" IDENT [ "=" term ] ;
//! define    = "define" VAR NAME VAR "as" "{" pattern "}" ;
//! body      = pattern { stage } ;
//! pattern   = clause { "," clause } ;
//! clause    = "not" clause | "maybe" clause | group { "or" group } | term [ phrases ] ;
//! group     = "{" body "}" ;
//! phrases   = phrase { "and" phrase } | phrase { "or" phrase } ;
//! phrase    = [ "not" | "maybe" ] predicate ;
//! predicate = "is" [ "not" ] term | "contains" term | verb [ op ] term [ "[" qual { "," qual } "]" ] ;
//! verb      = rel | "(" rel { "," rel } ")" ;
//! rel       = [ "^" ] ( NAME | QUOTED | PNAME | IRI | VAR | NAME VAR ) [ "+" [ DIGITS ] ] ;
//! qual      = VAR | "contains" term | [ "not" ] qname { "." qname } [ "as" IDENT | op term | term ] ;
//! stage     = "where" expr | "show" item { "," item } | agg { "," agg } [ "per" item { "," item } ]
//!           | "sort" path [ "desc" ] { "," path [ "desc" ] } | "limit" DIGITS [ "offset" DIGITS ]
//!           | "graph" | "describe" | "ask" | "timeline" ;
//! agg       = "count" [ path ] [ "as" IDENT ] | ( "sum" | "avg" | "min" | "max" ) path [ "as" IDENT ] ;
//! item      = path [ "as" IDENT ] ;
//! path      = column { "." qname } ;
//! expr      = conj { "or" conj } ;
//! conj      = unary { "and" unary } ;
//! unary     = "not" unary | "(" expr ")" | path op ( path | term ) ;
//! op        = "=" | "!=" | "<" | "<=" | ">" | ">=" | "contains" ;
//! term      = scalar [ ".." scalar ] | "(" term { "," term } ")" | "who" | "what"
//!           | NAME | VAR | NAME VAR | PNAME | IRI | PARAM ;
//! scalar    = DATE | AGO | NUMBER | QUOTED ;
//! ```
//!
//! *Invariant:* no word of a query is ever pasted into the text of another query; words enter the algebra as terms.

pub mod ast;
mod complete;
mod error;
mod format;
mod highlight;
mod kind;
mod labels;
mod lower;
mod parse;
mod print;
mod resolve;
mod why;
mod words;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

pub use complete::{Candidate, Completion, complete};
pub use error::{ErrorKind, Fix, QueryError};
pub use format::format;
pub use highlight::{Paint, highlight};
pub(crate) use kind::currency_of;
pub use kind::{Column, Form, Kind};
pub use parse::{parse, parse_library};
pub use why::{Step, why};
pub use words::{KEYWORDS, is_keyword};

use crate::ontology::names::NameIndex;
use crate::ontology::{Ontology, vocab};

/// What a query is compiled with.
#[derive(Clone, Debug)]
pub struct Options {
    /// Values of parameters.
    pub params: BTreeMap<String, Param>,
    /// Today's date, as ISO text.
    pub today: String,
    /// Base of the data's IRIs.
    pub base: String,
    /// Whether the store holds accepted facts as plain triples, which paths follow.
    pub has_facts: bool,
    /// Definitions that join those of the question.
    pub library: Vec<ast::Define>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            params: BTreeMap::new(),
            today: "1970-01-01".to_owned(),
            base: vocab::DATA.to_owned(),
            has_facts: true,
            library: Vec::new(),
        }
    }
}

/// The value of a parameter: one term, never syntax.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Param {
    /// A name.
    Name(String),
    /// Text that takes its type from its place, as quoted text does.
    Text(String),
    /// A number.
    Number(String),
    /// A date.
    Date(String),
    /// An identifier.
    Iri(String),
    /// Any of these.
    List(Vec<Self>),
}

impl fmt::Display for Param {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(text) | Self::Number(text) | Self::Date(text) => f.write_str(text),
            Self::Text(text) => write!(f, "\"{text}\""),
            Self::Iri(iri) => write!(f, "<{iri}>"),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(ToString::to_string).collect();
                write!(f, "({})", items.join(", "))
            }
        }
    }
}

/// A query that can be run.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// The query.
    pub query: spargebra::Query,
    /// The form of its answer.
    pub form: Form,
    /// The columns of its answer, where it has rows.
    pub columns: Vec<Column>,
    /// What was understood, with the names resolved.
    pub reading: String,
    /// Warnings.
    pub notes: Vec<String>,
    /// Whether some statement was answered from what is asserted because no status was asked for.
    pub default_status: bool,
    base: String,
}

impl Compiled {
    /// Returns the query as SPARQL text.
    pub fn sparql(&self) -> String {
        self.print(&self.query)
    }

    /// Gives the query a column of labels beside each column of things, for servers that are asked without Byline.
    pub fn add_labels(&mut self) {
        self.query = labels::with_labels(&self.query, &self.columns);
    }

    /// Returns another query about the same data as SPARQL text.
    pub(crate) fn print(&self, query: &spargebra::Query) -> String {
        print::print(query, &self.base)
    }
}

/// Returns the query that a text stands for.
pub fn compile(
    text: &str,
    ontology: &Ontology,
    names: &dyn NameIndex,
    options: &Options,
) -> Result<Compiled, QueryError> {
    with_world(ontology, names, options, |world| {
        let query = parse(text).map_err(|error| resolve::join_words(world, text, error))?;
        compile_parsed(&query, world)
    })
}

/// Returns the query that a text would stand for if it asked for every status, to be run where it gave nothing.
///
/// None where the text names its statuses, or where its answer is a graph.
pub fn compile_relaxed(
    text: &str,
    ontology: &Ontology,
    names: &dyn NameIndex,
    options: &Options,
) -> Option<spargebra::Query> {
    with_world(ontology, names, options, |world| {
        let resolved = resolve::resolve(&parse(text).ok()?, world, true).ok()?;
        let rows = resolved.form.has_rows() || resolved.form == Form::Ask;
        (resolved.default_status && rows).then(|| lower::lower(&resolved, world.names))
    })
}

/// Runs work that needs to look up names.
fn with_world<T>(
    ontology: &Ontology,
    names: &dyn NameIndex,
    options: &Options,
    work: impl FnOnce(&resolve::World<'_>) -> T,
) -> T {
    static PRELUDE: LazyLock<Vec<ast::Define>> =
        LazyLock::new(|| parse_library(include_str!("prelude.lede")).unwrap_or_default());
    work(&resolve::World {
        ontology,
        names,
        options,
        prelude: &PRELUDE,
    })
}

fn compile_parsed(query: &ast::Query, world: &resolve::World<'_>) -> Result<Compiled, QueryError> {
    let resolved = resolve::resolve(query, world, false)?;
    Ok(Compiled {
        query: lower::lower(&resolved, world.names),
        form: resolved.form,
        columns: if resolved.form.has_rows() {
            resolved.body.result
        } else {
            Vec::new()
        },
        reading: resolved.reading,
        notes: resolved.notes,
        default_status: resolved.default_status,
        base: world.options.base.clone(),
    })
}

#[cfg(test)]
mod tests;
