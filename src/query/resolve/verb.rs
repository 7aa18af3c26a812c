//! `relation object [brackets]` → facts, claims and conditions.

use super::model::{
    Claim, Currency, Kind, Mode, Node, Op, Part, Polarity, Predicate, Reading, Source, StatusTest,
};
use super::noun::snake;
use super::relation::Relations;
use super::value::{Left, pins, split_currency};
use super::{Resolver, Result, Scope};
use crate::query::ast::{FormWord, RelationName, TermKind, Verb};
use crate::query::error::{ErrorKind, QueryError};
use crate::query::kind::currency_of;

impl Resolver<'_> {
    /// Adds what a verb says of a subject.
    pub(super) fn verb(
        &mut self,
        subject: &Node,
        verb: &Verb,
        scope: &mut Scope,
        parts: &mut Vec<Part>,
    ) -> Result<()> {
        if let [relation] = verb.relations.as_slice()
            && let RelationName::Name(name) = &relation.name
            && let Some((define, builtin)) = self.defined(name)
        {
            let object = self.noun(&verb.object, scope, parts, &[])?;
            return self.expand(define, builtin, relation, subject, &object, scope, parts);
        }
        let relations = self.relations(&verb.relations, scope)?;
        let span = verb
            .relations
            .first()
            .map_or(verb.object.span, |first| first.span.to(verb.object.span));
        let data = relations
            .kind
            .is_some_and(|kind| kind != Kind::Thing && kind != Kind::Claim);
        let compared = !matches!(
            verb.object.kind,
            TermKind::Open(_) | TermKind::Variable(_) | TermKind::Typed(..)
        );
        if data && compared {
            return self.compared(subject, &relations, verb, scope, parts);
        }
        if let Some((op, _)) = verb.op.filter(|(op, _)| *op != Op::Equal) {
            let label = relations.label.clone();
            let left = Left {
                var: "_",
                kind: Kind::Thing,
                label: &label,
                range: &relations.range,
            };
            self.condition(left, op, &verb.object)?;
            return self.other_than(subject, &relations, verb, scope, parts);
        }
        let object = self.noun(&verb.object, scope, parts, &relations.range)?;
        if subject == &object
            && let Node::Var(name) = subject
        {
            let kind = ErrorKind::SameNoun(name.clone());
            return Err(QueryError::new(kind, span, "one variable, used twice")
                .help(format!("name them apart: {name}@a … {name}@b")));
        }
        if let (Node::Var(name), Some(kind)) = (&object, relations.kind) {
            self.set_kind(name, kind);
            let kind = self.kind_of(name);
            scope
                .columns
                .iter_mut()
                .filter(|column| column.name == *name)
                .for_each(|column| column.kind = kind);
        }
        self.state(subject, relations, &object, verb, scope, parts)
    }

    /// `who acquired != Fitbit`: some other thing.
    fn other_than(
        &mut self,
        subject: &Node,
        relations: &Relations,
        verb: &Verb,
        scope: &mut Scope,
        parts: &mut Vec<Part>,
    ) -> Result<()> {
        let var = self.helper("other");
        let left = Left {
            var: &var,
            kind: Kind::Thing,
            label: &relations.label,
            range: &relations.range,
        };
        let condition = self.condition(left, Op::Differs, &verb.object)?;
        parts.push(Part::Filter(condition));
        let relations = self.relations(&verb.relations, scope)?;
        self.state(subject, relations, &Node::Var(var), verb, scope, parts)
    }

    /// `employees > 1000`: a value and a condition on it.
    fn compared(
        &mut self,
        subject: &Node,
        relations: &Relations,
        verb: &Verb,
        scope: &mut Scope,
        parts: &mut Vec<Part>,
    ) -> Result<()> {
        let kind = relations.kind.unwrap_or(Kind::Text);
        let op = verb
            .op
            .map(|(op, _)| op)
            .or(relations.op)
            .unwrap_or(Op::Equal);
        let column = snake(&relations.label);
        let shown = !pins(op, &verb.object)
            && self.absent == 0
            && scope.bindings.is_none()
            && !scope.has(&column);
        let var = if shown { column } else { self.helper(&column) };
        if shown {
            self.set_kind(&var, kind);
            scope.mention(&var, kind);
        }
        let left = Left {
            var: &var,
            kind,
            label: &relations.label,
            range: &relations.range,
        };
        let condition = self.condition(left, op, &verb.object)?;
        let relations = self.relations(&verb.relations, scope)?;
        let (code, rest) = if kind == Kind::Money {
            split_currency(condition, &var)
        } else {
            (None, Some(condition))
        };
        let before = parts.len();
        self.state(subject, relations, &Node::Var(var), verb, scope, parts)?;
        if let Some(Part::Claim(Claim {
            currency: Some(currency),
            ..
        })) = parts.get_mut(before)
        {
            currency.code = code;
        }
        parts.extend(rest.map(Part::Filter));
        Ok(())
    }

    /// Adds a statement whose two ends are known.
    fn state(
        &mut self,
        subject: &Node,
        relations: Relations,
        object: &Node,
        verb: &Verb,
        scope: &mut Scope,
        parts: &mut Vec<Part>,
    ) -> Result<()> {
        check_brackets(&relations, verb)?;
        self.read_back(subject, &relations, object, verb);
        if let Some(chain) = relations.chain {
            parts.push(Part::Reading {
                subject: subject.clone(),
                reading: Reading {
                    source: Source::Chain(chain),
                    value: object.clone(),
                    mode: Mode::Required,
                    condition: None,
                    money: None,
                },
            });
            return Ok(());
        }
        self.warn(subject, &relations, object, scope.top);
        let wants_claim = verb.qualifiers.is_some()
            || relations.open.is_some()
            || relations.kind == Some(Kind::Money)
            || self.relaxed && self.absent == 0
            || scope.top && self.form == Some(FormWord::Timeline)
            || self.absent == 0 && self.form == Some(FormWord::Graph);
        if !relations.claimable || relations.hops.is_some() || !wants_claim {
            if relations.claimable && relations.hops.is_none() {
                // Remembered so that an empty answer can be asked again with every status.
                self.default_status |= self.absent == 0;
            }
            let Relations { steps, hops, .. } = relations;
            parts.push(Part::Fact {
                subject: subject.clone(),
                steps,
                hops,
                object: object.clone(),
            });
            return Ok(());
        }
        self.claim(subject, relations, object, verb, scope, parts)
    }

    /// Adds a statement as a claim.
    fn claim(
        &mut self,
        subject: &Node,
        relations: Relations,
        object: &Node,
        verb: &Verb,
        scope: &mut Scope,
        parts: &mut Vec<Part>,
    ) -> Result<()> {
        let currency = match object {
            Node::Var(var) if relations.kind == Some(Kind::Money) => Some(Currency {
                column: currency_of(var),
                code: None,
            }),
            _ => None,
        };
        let predicate = match relations.open {
            Some((var, forward, backward)) => Predicate::Open {
                var,
                forward,
                backward,
            },
            None => Predicate::Known(relations.steps),
        };
        let mut claim = Claim {
            name: None,
            subject: subject.clone(),
            predicate,
            object: object.clone(),
            status: StatusTest {
                any_of: None,
                polarity: Polarity::Either,
            },
            status_column: None,
            readings: Vec::new(),
            currency,
        };
        if scope.top && self.form == Some(FormWord::Timeline) && !self.timed {
            self.timed = true;
            scope.columns.insert(
                0,
                super::Column {
                    name: "when".into(),
                    kind: Kind::Date,
                },
            );
            claim.readings.push(Reading {
                source: Source::When,
                value: Node::Var("when".into()),
                mode: Mode::Optional,
                condition: None,
                money: None,
            });
        }
        match &verb.qualifiers {
            Some(items) => self.brackets(items, &mut claim, scope)?,
            None => claim.status = self.default_status(),
        }
        parts.push(Part::Claim(claim));
        Ok(())
    }

    fn read_back(&mut self, subject: &Node, relations: &Relations, object: &Node, verb: &Verb) {
        let statuses = match &verb.qualifiers {
            _ if !relations.claimable => "recorded",
            Some(_) => "claims as asked",
            None => "asserted claims",
        };
        let relation = match relations.steps.forward.first() {
            Some(iri) if relations.open.is_none() => format!("{} ({iri})", relations.label),
            _ => relations.label.clone(),
        };
        self.say(format!(
            "{} · {relation} · {} · {statuses}",
            self.called(subject),
            self.called(object)
        ));
    }
}

/// Brackets speak of claims; paths and recorded properties have none.
fn check_brackets(relations: &Relations, verb: &Verb) -> Result<()> {
    let qualified = verb.qualifiers.as_ref();
    let first = qualified
        .and_then(|items| items.first())
        .map_or(verb.object.span, |item| item.span);
    if relations.hops.is_some() && qualified.is_some() {
        return Err(QueryError::new(
            ErrorKind::QualifiedHops,
            first,
            "cannot be asked of a path",
        ));
    }
    if !relations.claimable && qualified.is_some() {
        return Err(QueryError::new(
            ErrorKind::Recorded(relations.label.clone()),
            first,
            "nothing to qualify",
        ));
    }
    Ok(())
}
