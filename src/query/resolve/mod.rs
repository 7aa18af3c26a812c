//! Resolve: [`Query`] → [`Resolved`](model::Resolved); names become IRIs, values get their types.

mod amount;
mod apart;
mod bracket;
mod date;
mod define;
mod lookup;
mod maybe;
pub(super) mod model;
mod noun;
mod path;
mod pattern;
mod relation;
mod stage;
mod status;
mod story;
mod suggest;
mod value;
mod verb;
mod vocabulary;
mod warning;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::NamedNode;

use self::model::{Block, Column, Form, Kind, Node, Part, Resolved};
use super::ast::{ClauseKind, Define, FormWord, Query, StageKind, Term, TermKind};
use super::error::{ErrorKind, QueryError};
use super::{Options, Param};
use crate::ontology::Ontology;
use crate::ontology::names::NameIndex;
use crate::text::Span;

pub(super) use suggest::{join_words, usual_name, written};
pub(super) use vocabulary::Vocabulary;

type Result<T> = std::result::Result<T, QueryError>;

/// What a query is resolved against.
pub(super) struct World<'a> {
    pub(super) ontology: &'a Ontology,
    pub(super) names: &'a dyn NameIndex,
    pub(super) options: &'a Options,
    /// Definitions that are always there.
    pub(super) prelude: &'a [Define],
}

/// Everything that is known while names are looked up.
struct Resolver<'a> {
    world: &'a World<'a>,
    query: &'a Query,
    /// Whether every status matches where none is asked for.
    relaxed: bool,
    form: Option<FormWord>,
    asserted: Vec<NamedNode>,
    variables: BTreeMap<String, Variable>,
    /// How often definitions were expanded.
    expansions: usize,
    /// Helper variables made so far.
    helpers: usize,
    /// The definitions being expanded.
    open: Vec<String>,
    /// Depth inside `not`.
    absent: usize,
    default_status: bool,
    /// Whether some claim shows `when`.
    timed: bool,
    /// Symmetric relations with both ends open: both variables and the note.
    doubled: Vec<(String, String, String)>,
    /// Classes of the things named so far.
    met: RefCell<BTreeMap<NamedNode, Vec<NamedNode>>>,
    reading: Vec<String>,
    notes: Vec<String>,
}

/// What is known of a variable.
#[derive(Clone, Debug)]
struct Variable {
    kind: Kind,
    class: Option<NamedNode>,
}

/// What is visible at one point.
#[derive(Clone, Debug, Default)]
struct Scope {
    /// Variables whose class is already required here.
    typed: BTreeSet<String>,
    columns: Vec<Column>,
    /// Inside a definition: its parameters, and the prefix of its other variables.
    bindings: Option<(BTreeMap<String, Node>, String)>,
    /// Whether this is the outermost pattern.
    top: bool,
}

impl Scope {
    /// Returns the same for a pattern nested in this one.
    fn nested(&self) -> Self {
        Self {
            typed: self.typed.clone(),
            columns: self.columns.clone(),
            bindings: self.bindings.clone(),
            top: false,
        }
    }

    fn has(&self, name: &str) -> bool {
        self.columns.iter().any(|column| column.name == name)
    }

    /// Adds the variable of a noun, once.
    fn mention(&mut self, name: &str, kind: Kind) {
        if !self.has(name) && !name.starts_with('_') {
            self.columns.push(Column {
                name: name.to_owned(),
                kind,
            });
        }
    }

    /// Adds a new column; two of one name are a mistake.
    fn add(
        &mut self,
        name: &str,
        kind: Kind,
        span: Span,
        rename: impl FnOnce() -> (Span, String),
    ) -> Result<()> {
        if self.has(name) {
            let (place, text) = rename();
            return Err(QueryError::new(
                ErrorKind::SameColumn(name.to_owned()),
                span,
                "already a column",
            )
            .help(format!("rename one: [{name} as other_{name}]"))
            .fix(place, text));
        }
        self.columns.push(Column {
            name: name.to_owned(),
            kind,
        });
        Ok(())
    }
}

/// Returns what a query means.
pub(super) fn resolve(query: &Query, world: &World<'_>, relaxed: bool) -> Result<Resolved> {
    let form = form_word(query)?;
    let mut resolver = Resolver {
        world,
        query,
        relaxed,
        form,
        asserted: lookup::asserted(world.ontology),
        variables: BTreeMap::new(),
        expansions: 0,
        helpers: 0,
        open: Vec::new(),
        absent: 0,
        default_status: false,
        timed: false,
        doubled: Vec::new(),
        met: RefCell::default(),
        reading: Vec::new(),
        notes: Vec::new(),
    };
    if let Some(card) = resolver.lone_name()? {
        return Ok(resolver.finish(Block::default(), Form::Card, card));
    }
    let mut scope = Scope {
        top: true,
        ..Scope::default()
    };
    let story = (form == Some(FormWord::Timeline))
        .then(|| story::story(&query.body))
        .flatten();
    let mut body = resolver.body(story.as_ref().unwrap_or(&query.body), &mut scope)?;
    maybe::check(&body.parts, &BTreeSet::new())?;
    let form = resolver.form(&mut body)?;
    Ok(resolver.finish(body, form, Vec::new()))
}

/// The word that chooses the form; it stands last.
fn form_word(query: &Query) -> Result<Option<FormWord>> {
    let mut found = None;
    for stage in &query.body.stages {
        if let Some((word, span)) = found {
            let kind = ErrorKind::FormNotLast(form_name(word));
            return Err(QueryError::new(kind, span, "more follows"));
        }
        if let StageKind::Form(word) = stage.kind {
            found = Some((word, stage.span));
        }
    }
    Ok(found.map(|(word, _)| word))
}

const fn form_name(word: FormWord) -> &'static str {
    match word {
        FormWord::Graph => "graph",
        FormWord::Describe => "describe",
        FormWord::Ask => "ask",
        FormWord::Timeline => "timeline",
    }
}

impl Resolver<'_> {
    fn finish(self, body: Block, form: Form, card: Vec<NamedNode>) -> Resolved {
        let mut notes = self.notes;
        let ordered = |a: &str, b: &str| body.stages.iter().any(|stage| stage.compares(a, b));
        notes.extend(
            self.doubled
                .into_iter()
                .filter(|(a, b, _)| !ordered(a, b))
                .map(|(_, _, note)| note),
        );
        let mut seen = BTreeSet::new();
        notes.retain(|note| seen.insert(note.clone()));
        Resolved {
            body,
            form,
            card,
            reading: self.reading.join("; "),
            notes,
            default_status: self.default_status,
            asserted: self.asserted,
            closed: self.world.ontology.closed,
        }
    }

    /// The thing of a query that is one name.
    fn lone_name(&mut self) -> Result<Option<Vec<NamedNode>>> {
        let [clause] = self.query.body.pattern.as_slice() else {
            return Ok(None);
        };
        let ClauseKind::Statement(statement) = &clause.kind else {
            return Ok(None);
        };
        let described = matches!(self.form, None | Some(FormWord::Describe));
        let stages = self
            .query
            .body
            .stages
            .iter()
            .any(|stage| !matches!(stage.kind, StageKind::Form(_)));
        if !statement.phrases.is_empty() || stages || !described {
            return Ok(None);
        }
        let mut scope = Scope::default();
        let mut parts = Vec::new();
        match self.noun(&statement.subject, &mut scope, &mut parts, &[])? {
            Node::Thing(thing) => Ok(Some(vec![thing])),
            Node::Any(things) => Ok(Some(things)),
            Node::Var(_) => {
                self.reading.clear();
                Ok(None)
            }
        }
    }

    /// The form of the answer, with what it needs.
    fn form(&mut self, body: &mut Block) -> Result<Form> {
        let end = self.query.body.span;
        match self.form {
            Some(FormWord::Graph) => Ok(Form::Graph),
            Some(FormWord::Ask) => Ok(Form::Ask),
            Some(FormWord::Describe) => {
                match body.result.iter().find(|column| column.kind.is_iri()) {
                    Some(_) => Ok(Form::Card),
                    None => Err(QueryError::new(
                        ErrorKind::NoColumns("describe"),
                        end,
                        "no column",
                    )),
                }
            }
            Some(FormWord::Timeline) if !self.timed => Err(QueryError::new(
                ErrorKind::Timeline,
                end,
                "no such statement",
            )),
            Some(FormWord::Timeline) => Ok(Form::Timeline),
            None if body.result.is_empty() => Ok(Form::Ask),
            None => Ok(Form::Table),
        }
    }

    /// Returns a variable that no query can name.
    fn helper(&mut self, stem: &str) -> String {
        self.helpers += 1;
        format!("_{stem}_{}", self.helpers)
    }

    fn kind_of(&self, variable: &str) -> Kind {
        self.variables
            .get(variable)
            .map_or(Kind::Thing, |known| known.kind)
    }

    fn set_kind(&mut self, variable: &str, kind: Kind) {
        let known = self
            .variables
            .entry(variable.to_owned())
            .or_insert(Variable { kind, class: None });
        if known.kind == Kind::Thing {
            known.kind = kind;
        }
    }

    /// The value of a parameter, as a term at the place of its use.
    fn param(&self, name: &str, span: Span) -> Result<Term> {
        if let Some(value) = self.world.options.params.get(name) {
            return Ok(bound(value, span));
        }
        let declared = self
            .query
            .params
            .iter()
            .find(|param| param.name.text == name);
        if let Some(default) = declared.and_then(|param| param.default.as_ref())
            && !matches!(default.kind, TermKind::Param(_))
        {
            return Ok(Term {
                span,
                ..default.clone()
            });
        }
        Err(QueryError::new(
            ErrorKind::UnboundParam(name.to_owned()),
            span,
            "needs a value",
        )
        .help(format!(
            "give it one: --set {name}=…   or declare a default: param {name} = …"
        )))
    }

    fn say(&mut self, words: String) {
        if self.absent == 0 {
            self.reading.push(words);
        }
    }

    fn push_class(&self, node: &Node, class: &NamedNode, parts: &mut Vec<Part>) {
        let classes = self.world.ontology.subclasses(class);
        parts.push(Part::Class {
            node: node.clone(),
            classes,
            negated: false,
        });
    }
}

/// A parameter's value enters as one term, never as text of the query.
fn bound(value: &Param, span: Span) -> Term {
    use super::ast::Scalar;
    let kind = match value {
        Param::Name(name) => TermKind::Name(name.clone()),
        Param::Text(text) | Param::Number(text) => TermKind::Scalar(Scalar::Quoted(text.clone())),
        Param::Date(date) => TermKind::Scalar(Scalar::Date(date.clone())),
        Param::Iri(iri) => TermKind::Iri(iri.clone()),
        Param::List(items) => TermKind::List(items.iter().map(|item| bound(item, span)).collect()),
    };
    Term { kind, span }
}
