//! Clauses and phrases → parts, with definitions expanded in place.

use super::apart::Apart;
use super::model::{Block, Node, Part};
use super::{Resolver, Result, Scope, lookup};
use crate::ontology::vocab;
use crate::query::ast::{
    Body, Clause, ClauseKind, Mode, Phrase, Predicate, Statement, Term, TermKind,
};

impl Resolver<'_> {
    /// Returns a pattern with its stages.
    pub(super) fn body(&mut self, body: &Body, scope: &mut Scope) -> Result<Block> {
        let mut block = Block {
            parts: self.clauses(&body.pattern, scope)?,
            ..Block::default()
        };
        block.columns = scope.columns.clone();
        self.stages(&body.stages, &mut block)?;
        Ok(block)
    }

    pub(super) fn clauses(&mut self, clauses: &[Clause], scope: &mut Scope) -> Result<Vec<Part>> {
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
                parts.push(Part::Not(Block {
                    parts: inside?,
                    ..Block::default()
                }));
            }
            ClauseKind::Maybe(inner) => {
                let mut nested = scope.nested();
                let inside = self.clauses(std::slice::from_ref(inner), &mut nested)?;
                scope.columns = nested.columns;
                let block = Block {
                    parts: inside,
                    ..Block::default()
                };
                parts.push(Part::Maybe(block, clause.span));
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
                let mut nested = Scope {
                    bindings: scope.bindings.clone(),
                    ..Scope::default()
                };
                let block = self.body(arm, &mut nested)?;
                merge(&mut columns, &block.result);
                Block {
                    parts: vec![Part::Table(block)],
                    ..Block::default()
                }
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

    fn statement(
        &mut self,
        statement: &Statement,
        scope: &mut Scope,
        parts: &mut Vec<Part>,
    ) -> Result<()> {
        let mut subject = self.noun(&statement.subject, scope, parts, &[])?;
        if matches!(subject, Node::Any(_)) {
            // One of the list is meant throughout the statement.
            let one = Node::Var(self.helper("any"));
            parts.push(Part::Same {
                node: one.clone(),
                other: subject,
                negated: false,
            });
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
            arms.push(Block {
                parts: inside,
                ..Block::default()
            });
        }
        scope.columns = columns;
        parts.push(Part::Either(arms));
        Ok(())
    }

    fn phrase(
        &mut self,
        subject: &Node,
        phrase: &Phrase,
        scope: &mut Scope,
        parts: &mut Vec<Part>,
    ) -> Result<()> {
        let Some(mode) = phrase.mode else {
            return self.predicate(subject, &phrase.predicate, scope, parts);
        };
        let mut nested = scope.nested();
        let mut inside = Vec::new();
        self.absent += usize::from(mode == Mode::Not);
        let done = self.predicate(subject, &phrase.predicate, &mut nested, &mut inside);
        self.absent -= usize::from(mode == Mode::Not);
        done?;
        let block = Block {
            parts: inside,
            ..Block::default()
        };
        match mode {
            Mode::Not => parts.push(Part::Not(block)),
            Mode::Maybe => {
                scope.columns = nested.columns;
                parts.push(Part::Maybe(block, phrase.span));
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
                self.say(format!(
                    "{} · contains · \"{needle}\"",
                    self.called(subject)
                ));
                parts.push(Part::Text {
                    node: subject.clone(),
                    properties,
                    needle,
                });
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
            let classes = self.world.ontology.subclasses(&class.iri);
            parts.push(Part::Class {
                node: subject.clone(),
                classes,
                negated,
            });
            return Ok(());
        }
        let other = self.noun(term, scope, parts, &[])?;
        parts.push(Part::Same {
            node: subject.clone(),
            other,
            negated,
        });
        Ok(())
    }

    /// What `contains` reads.
    fn text_properties(&self, node: &Node) -> Vec<oxigraph::model::NamedNode> {
        let class = match node {
            Node::Var(name) => self
                .variables
                .get(name)
                .and_then(|known| known.class.as_ref()),
            Node::Thing(_) | Node::Any(_) => None,
        };
        let properties = match class.map(|class| class.as_ref()) {
            Some(class) if class == vocab::NEWS_ARTICLE => vec![vocab::HEADLINE, vocab::TEXT],
            Some(class) if class == vocab::CLAIM => vec![vocab::QUOTE],
            _ => vec![oxigraph::model::vocab::rdfs::LABEL],
        };
        properties
            .into_iter()
            .map(oxigraph::model::NamedNodeRef::into_owned)
            .collect()
    }
}

fn merge(columns: &mut Vec<super::Column>, more: &[super::Column]) {
    for column in more {
        if !columns.iter().any(|known| known.name == column.name) {
            columns.push(column.clone());
        }
    }
}
