//! Clauses and phrases → parts, with definitions expanded in place.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Block, Node, Part};
use super::{Resolver, Result, Scope, lookup};
use crate::ontology::vocab;
use crate::query::ast::{
    Body, Clause, ClauseKind, Define, Mode, Phrase, Predicate, Relation, Statement, Term, TermKind,
};
use crate::query::error::{ErrorKind, QueryError};

/// Most expansions of definitions in one query.
const MAX_EXPANSIONS: usize = 100;

impl Resolver<'_> {
    /// Returns a pattern with its stages.
    pub(super) fn body(&mut self, body: &Body, scope: &mut Scope) -> Result<Block> {
        let mut block = Block { parts: self.clauses(&body.pattern, scope)?, ..Block::default() };
        block.columns = scope.columns.clone();
        self.stages(&body.stages, &mut block)?;
        Ok(block)
    }

    fn clauses(&mut self, clauses: &[Clause], scope: &mut Scope) -> Result<Vec<Part>> {
        let mut parts = Vec::new();
        let mut apart = Apart::default();
        for clause in clauses {
            let before = parts.len();
            self.clause(clause, scope, &mut parts)?;
            if !matches!(clause.kind, ClauseKind::Not(_)) {
                apart.add(parts.get(before..).unwrap_or_default(), clause);
            }
        }
        if scope.bindings.is_none() {
            apart.check()?;
        }
        Ok(parts)
    }

    fn clause(&mut self, clause: &Clause, scope: &mut Scope, parts: &mut Vec<Part>) -> Result<()> {
        match &clause.kind {
            ClauseKind::Not(inner) => {
                let mut nested = scope.nested();
                self.absent += 1;
                let inside = self.clauses(std::slice::from_ref(inner), &mut nested);
                self.absent -= 1;
                parts.push(Part::Not(Block { parts: inside?, ..Block::default() }));
            }
            ClauseKind::Maybe(inner) => {
                let mut nested = scope.nested();
                let inside = self.clauses(std::slice::from_ref(inner), &mut nested)?;
                scope.columns = nested.columns;
                parts.push(Part::Maybe(Block { parts: inside, ..Block::default() }));
            }
            ClauseKind::Groups(arms) => self.groups(arms, scope, parts)?,
            ClauseKind::Statement(statement) => self.statement(statement, scope, parts)?,
        }
        Ok(())
    }

    /// `{ … }`, `{ … } or { … }`.
    fn groups(&mut self, arms: &[Body], scope: &mut Scope, parts: &mut Vec<Part>) -> Result<()> {
        if let [only] = arms
            && only.stages.is_empty()
        {
            parts.extend(self.clauses(&only.pattern, scope)?);
            return Ok(());
        }
        let mut blocks = Vec::new();
        let mut columns = scope.columns.clone();
        for arm in arms {
            let block = if arm.stages.is_empty() {
                let mut nested = scope.nested();
                let block = self.body(arm, &mut nested)?;
                merge(&mut columns, &block.result);
                block
            } else {
                let mut nested = Scope { bindings: scope.bindings.clone(), ..Scope::default() };
                let block = self.body(arm, &mut nested)?;
                merge(&mut columns, &block.result);
                Block { parts: vec![Part::Table(block)], ..Block::default() }
            };
            blocks.push(block);
        }
        scope.columns = columns;
        if blocks.len() == 1 {
            parts.extend(blocks.into_iter().flat_map(|block| block.parts));
        } else {
            parts.push(Part::Either(blocks));
        }
        Ok(())
    }

    fn statement(&mut self, statement: &Statement, scope: &mut Scope, parts: &mut Vec<Part>) -> Result<()> {
        let mut subject = self.noun(&statement.subject, scope, parts, &[])?;
        if matches!(subject, Node::Any(_)) {
            // One of the list is meant throughout the statement.
            let one = Node::Var(self.helper("any"));
            parts.push(Part::Same { node: one.clone(), other: subject, negated: false });
            subject = one;
        }
        if !statement.either {
            for phrase in &statement.phrases {
                self.phrase(&subject, phrase, scope, parts)?;
            }
            if statement.phrases.is_empty() {
                self.say(self.called(&subject));
            }
            return Ok(());
        }
        let mut arms = Vec::new();
        let mut columns = scope.columns.clone();
        for phrase in &statement.phrases {
            let mut nested = scope.nested();
            let mut inside = Vec::new();
            self.phrase(&subject, phrase, &mut nested, &mut inside)?;
            merge(&mut columns, &nested.columns);
            arms.push(Block { parts: inside, ..Block::default() });
        }
        scope.columns = columns;
        parts.push(Part::Either(arms));
        Ok(())
    }

    fn phrase(&mut self, subject: &Node, phrase: &Phrase, scope: &mut Scope, parts: &mut Vec<Part>) -> Result<()> {
        let Some(mode) = phrase.mode else {
            return self.predicate(subject, &phrase.predicate, scope, parts);
        };
        let mut nested = scope.nested();
        let mut inside = Vec::new();
        self.absent += usize::from(mode == Mode::Not);
        let done = self.predicate(subject, &phrase.predicate, &mut nested, &mut inside);
        self.absent -= usize::from(mode == Mode::Not);
        done?;
        let block = Block { parts: inside, ..Block::default() };
        match mode {
            Mode::Not => parts.push(Part::Not(block)),
            Mode::Maybe => {
                scope.columns = nested.columns;
                parts.push(Part::Maybe(block));
            }
        }
        Ok(())
    }

    fn predicate(
        &mut self,
        subject: &Node,
        predicate: &Predicate,
        scope: &mut Scope,
        parts: &mut Vec<Part>,
    ) -> Result<()> {
        match predicate {
            Predicate::Is { negated, term } => self.is(subject, *negated, term, scope, parts),
            Predicate::Contains(term) => {
                let needle = self.needle(term)?;
                let properties = self.text_properties(subject);
                self.say(format!("{} · contains · \"{needle}\"", self.called(subject)));
                parts.push(Part::Text { node: subject.clone(), properties, needle });
                Ok(())
            }
            Predicate::Verb(verb) => self.verb(subject, verb, scope, parts),
        }
    }

    /// `is company`, `is not Microsoft`, `is @other`.
    fn is(
        &mut self,
        subject: &Node,
        negated: bool,
        term: &Term,
        scope: &mut Scope,
        parts: &mut Vec<Part>,
    ) -> Result<()> {
        if let TermKind::Name(name) = &term.kind
            && let Some(class) = lookup::class(self.world.ontology, name)
        {
            let classes = lookup::with_subclasses(self.world.ontology, &class.iri);
            parts.push(Part::Class { node: subject.clone(), classes, negated });
            return Ok(());
        }
        let other = self.noun(term, scope, parts, &[])?;
        parts.push(Part::Same { node: subject.clone(), other, negated });
        Ok(())
    }

    /// What `contains` reads.
    fn text_properties(&self, node: &Node) -> Vec<oxigraph::model::NamedNode> {
        let class = match node {
            Node::Var(name) => self.variables.get(name).and_then(|known| known.class.as_ref()),
            Node::Thing(_) | Node::Any(_) => None,
        };
        let properties = match class.map(|class| class.as_ref()) {
            Some(class) if class == vocab::NEWS_ARTICLE => vec![vocab::HEADLINE, vocab::TEXT],
            Some(class) if class == vocab::CLAIM => vec![vocab::QUOTE],
            _ => vec![oxigraph::model::vocab::rdfs::LABEL],
        };
        properties.into_iter().map(oxigraph::model::NamedNodeRef::into_owned).collect()
    }

    /// Puts the pattern of a defined relation in place of its use.
    #[expect(clippy::too_many_arguments, reason = "both ends, the use and the place are all needed")]
    pub(super) fn expand(
        &mut self,
        define: Define,
        builtin: bool,
        used: &Relation,
        subject: &Node,
        object: &Node,
        scope: &mut Scope,
        parts: &mut Vec<Part>,
    ) -> Result<()> {
        let name = define.name.text.clone();
        if self.open.contains(&name) {
            return Err(QueryError::new(ErrorKind::Recursive(name), used.span, "recursive")
                .help("a definition is expanded in place; use + for transitive relations"));
        }
        if used.hops.is_some() {
            return Err(QueryError::new(ErrorKind::QualifiedHops, used.span, "`+` does not work on definitions"));
        }
        self.expansions += 1;
        if self.expansions > MAX_EXPANSIONS {
            let kind = ErrorKind::TooLarge { limit: MAX_EXPANSIONS, of: "uses of definitions" };
            return Err(QueryError::new(kind, used.span, "one too many"));
        }
        let (from, to) = if used.inverse { (object, subject) } else { (subject, object) };
        let bindings = BTreeMap::from([(define.subject.text, from.clone()), (define.object.text, to.clone())]);
        let mut inner = scope.nested();
        inner.bindings = Some((bindings, format!("_d{}_", self.expansions)));
        if self.absent == 0 {
            let words = format!("{} · {name} · {} · as defined", self.called(subject), self.called(object));
            self.reading.push(words);
        }
        let said = self.reading.len();
        self.open.push(name);
        let inside = self.clauses(&define.pattern, &mut inner);
        self.open.pop();
        self.reading.truncate(said);
        parts.extend(inside.map_err(|error| if builtin { QueryError { span: used.span, fix: None, ..error } } else { error })?);
        Ok(())
    }
}

fn merge(columns: &mut Vec<super::Column>, more: &[super::Column]) {
    for column in more {
        if !columns.iter().any(|known| known.name == column.name) {
            columns.push(column.clone());
        }
    }
}

/// Finds parts that share no variable.
#[derive(Default)]
struct Apart {
    groups: Vec<(BTreeSet<String>, crate::text::Span)>,
}

impl Apart {
    fn add(&mut self, parts: &[Part], clause: &Clause) {
        let mut variables = BTreeSet::new();
        parts.iter().for_each(|part| part.variables(&mut variables));
        if variables.is_empty() {
            return;
        }
        let mut span = clause.span;
        let mut rest = Vec::new();
        for (known, place) in std::mem::take(&mut self.groups) {
            if known.is_disjoint(&variables) {
                rest.push((known, place));
            } else {
                variables.extend(known);
                span = place;
            }
        }
        rest.push((variables, span));
        rest.sort_by_key(|(_, place)| *place);
        self.groups = rest;
    }

    fn check(&self) -> Result<()> {
        let [(first, _), (second, span), ..] = self.groups.as_slice() else { return Ok(()) };
        let list = |names: &BTreeSet<String>| {
            names.iter().filter(|name| !name.starts_with('_')).cloned().collect::<Vec<_>>().join(", ")
        };
        let kind = ErrorKind::Apart(list(first), list(second));
        Err(QueryError::new(kind, *span, "not connected to the rest")
            .help("every combination would match; use the same noun in both, or ask two questions"))
    }
}

impl Part {
    /// Adds every variable that joins this part with others.
    fn variables(&self, into: &mut BTreeSet<String>) {
        let mut node = |node: &Node| {
            if let Node::Var(name) = node {
                into.insert(name.clone());
            }
        };
        match self {
            Self::Class { node: one, .. } | Self::Text { node: one, .. } => node(one),
            Self::Same { node: one, other, .. } => {
                node(one);
                node(other);
            }
            Self::Fact { subject, object, .. } => {
                node(subject);
                node(object);
            }
            Self::Claim(claim) => {
                node(&claim.subject);
                node(&claim.object);
                claim.readings.iter().for_each(|reading| node(&reading.value));
                into.extend(claim.name.clone());
                if let super::model::Predicate::Open { var, .. } = &claim.predicate {
                    into.insert(var.clone());
                }
            }
            Self::Reading { subject, reading } => {
                node(subject);
                node(&reading.value);
            }
            Self::Filter(_) | Self::Not(_) => {}
            Self::Maybe(block) => block.parts.iter().for_each(|part| part.variables(into)),
            Self::Table(block) => into.extend(block.result.iter().map(|column| column.name.clone())),
            Self::Either(arms) => {
                arms.iter().flat_map(|arm| &arm.parts).for_each(|part| part.variables(into));
            }
        }
    }
}

