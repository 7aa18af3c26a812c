//! Brackets: what is said of a claim → its statuses and readings.

use oxigraph::model::NamedNode;

use super::model::{
    Claim, Condition, Kind, Mode, Node, Op, Polarity, Reading, Source, StatusTest, Test,
};
use super::suggest::no_qualifier;
use super::value::{Left, default_op, pins, split_currency, test_of};
use super::{Resolver, Result, Scope, lookup};
use crate::ontology::vocab;
use crate::query::ast::{Qualifier, QualifierKind, Term, TermKind, Word};
use crate::query::error::{ErrorKind, QueryError};
use crate::text::Span;

/// Status words gathered from one pair of brackets.
#[derive(Default)]
struct Words {
    any: bool,
    given: bool,
    statuses: Vec<NamedNode>,
}

/// One qualifier, found by its name.
struct Found {
    source: Source,
    kind: Kind,
    range: Vec<NamedNode>,
    op: Op,
    label: String,
}

/// One item of the brackets.
struct Item<'a> {
    negated: bool,
    path: &'a [Word],
    name: Option<&'a Word>,
    test: Option<&'a (Option<Op>, Term)>,
    span: Span,
}

impl Resolver<'_> {
    /// Adds what the brackets say to a claim.
    pub(super) fn brackets(
        &mut self,
        items: &[Qualifier],
        claim: &mut Claim,
        scope: &mut Scope,
    ) -> Result<()> {
        let mut words = Words::default();
        for item in items {
            match &item.kind {
                QualifierKind::Claim(name) => {
                    if let Node::Var(name) = self.variable(name, Kind::Claim, scope) {
                        claim.name = Some(name);
                    }
                }
                QualifierKind::Contains(term) => {
                    let needle = self.needle(term)?;
                    let value = self.helper("quote");
                    let condition = Some(test_of(&value, Test::Contains(needle)));
                    claim.readings.push(Reading {
                        source: Source::Chain(vec![vocab::QUOTE.into_owned()]),
                        value: Node::Var(value),
                        mode: Mode::Required,
                        condition,
                        money: None,
                    });
                }
                QualifierKind::Item {
                    negated,
                    path,
                    name,
                    test,
                } => {
                    let item = Item {
                        negated: *negated,
                        path,
                        name: name.as_ref(),
                        test: test.as_ref(),
                        span: item.span,
                    };
                    self.bracket_item(&item, claim, scope, &mut words)?;
                }
            }
        }
        claim.status = self.status_test(words);
        Ok(())
    }

    fn bracket_item(
        &mut self,
        item: &Item<'_>,
        claim: &mut Claim,
        scope: &mut Scope,
        words: &mut Words,
    ) -> Result<()> {
        if let ([word], None, None) = (item.path, item.name, item.test)
            && self.status_word(word, item.negated, words)?
        {
            return Ok(());
        }
        let found = self.qualifier(item.path)?;
        let is_status = item.path.len() == 1 && found.kind == Kind::Status;
        if is_status {
            return self.status_item(item, claim, scope, words);
        }
        let reading = self.reading(item, &found, scope)?;
        claim.readings.push(reading);
        Ok(())
    }

    /// Takes a bare status word.
    fn status_word(&self, word: &Word, negated: bool, words: &mut Words) -> Result<bool> {
        let before = words.statuses.len();
        match word.text.as_str() {
            "any" => words.any = true,
            "asserted" => words.statuses.extend(self.asserted.iter().cloned()),
            name => match lookup::status(self.world.ontology, name) {
                Some(status) => words.statuses.push(status.iri.clone()),
                None => return Ok(false),
            },
        }
        words.given = true;
        if negated {
            let refused = words.statuses.split_off(before);
            words.statuses.extend(self.statuses_but(&refused));
        }
        Ok(true)
    }

    /// `status`, `status >= planned`.
    fn status_item(
        &mut self,
        item: &Item<'_>,
        claim: &mut Claim,
        scope: &mut Scope,
        words: &mut Words,
    ) -> Result<()> {
        let shown = match item.test {
            None => true,
            Some((op, term)) => {
                let op = op.unwrap_or(Op::Equal);
                let (statuses, any) =
                    self.statuses(if item.negated { Op::Differs } else { op }, term)?;
                words.given = true;
                words.any |= any;
                words.statuses.extend(statuses);
                !item.negated && !pins(op, term)
            }
        };
        if shown {
            let column = item.name.map_or("status", |name| name.text.as_str());
            let column = self.column(column, item, Kind::Status, scope)?;
            claim.status_column = Some(column);
        }
        Ok(())
    }

    fn status_test(&mut self, words: Words) -> StatusTest {
        if !words.given {
            return self.default_status();
        }
        if words.any {
            return StatusTest {
                any_of: None,
                polarity: Polarity::Either,
            };
        }
        let mut any_of: Vec<NamedNode> = Vec::new();
        for status in words.statuses {
            if !any_of.contains(&status) {
                any_of.push(status);
            }
        }
        let polarity = self.polarity(&any_of);
        StatusTest {
            any_of: Some(any_of),
            polarity,
        }
    }

    /// A denial is negative by nature; any other claim that matches is positive.
    fn polarity(&self, statuses: &[NamedNode]) -> Polarity {
        let beside = self
            .world
            .ontology
            .statuses
            .iter()
            .find(|status| status.rank.is_none());
        match beside.filter(|status| statuses.contains(&status.iri)) {
            Some(_) if statuses.len() == 1 => Polarity::Either,
            Some(status) => Polarity::PositiveUnless(status.iri.clone()),
            None => Polarity::Positive,
        }
    }

    /// The statuses of a statement without a status word.
    pub(super) fn default_status(&mut self) -> StatusTest {
        if self.absent == 0 {
            self.default_status = true;
            if self.relaxed {
                return StatusTest {
                    any_of: None,
                    polarity: Polarity::Either,
                };
            }
        }
        StatusTest {
            any_of: Some(self.asserted.clone()),
            polarity: Polarity::Positive,
        }
    }

    /// Returns the qualifier that a path of names leads to.
    fn qualifier(&self, path: &[Word]) -> Result<Found> {
        let Some((first, rest)) = path.split_first() else {
            return Err(QueryError::new(ErrorKind::Empty, Span::default(), ""));
        };
        if first.text == "when" && rest.is_empty() {
            return Ok(Found {
                source: Source::When,
                kind: Kind::Date,
                range: Vec::new(),
                op: Op::Equal,
                label: "when".into(),
            });
        }
        let Some(mut property) = lookup::qualifier(self.world.ontology, &first.text) else {
            return Err(no_qualifier(self.world, first));
        };
        let mut chain = property.chain(rest.is_empty());
        for (at, word) in rest.iter().enumerate() {
            property = self.step(&property, word)?;
            let last = at + 1 == rest.len();
            chain.extend(if property.qualifies() {
                property.chain(last)
            } else {
                vec![property.iri.clone()]
            });
        }
        Ok(Found {
            source: Source::Chain(chain),
            kind: property.kind(),
            range: property.range.to_vec(),
            op: default_op(property.iri),
            label: property.label.to_owned(),
        })
    }

    /// Returns the property that a word names behind another.
    fn step(&self, from: &lookup::Property<'_>, word: &Word) -> Result<lookup::Property<'_>> {
        let named = lookup::named(self.world.ontology, &word.text);
        let fits = |domain: &[NamedNode]| {
            from.range
                .iter()
                .any(|class| lookup::may_be(self.world.ontology, class, domain))
                || from.range.is_empty()
        };
        let found = named
            .iter()
            .find(|(property, inverse)| !inverse && fits(property.domain));
        match found.or_else(|| named.iter().find(|(_, inverse)| !inverse)) {
            Some((property, _)) => Ok(*property),
            None => Err(super::suggest::no_relation(
                self.world,
                &[],
                &word.text,
                word.span,
            )),
        }
    }

    fn reading(&mut self, item: &Item<'_>, found: &Found, scope: &mut Scope) -> Result<Reading> {
        let default = item.path.last().map_or("value", |word| word.text.as_str());
        let stem = super::noun::snake(item.name.map_or(default, |name| name.text.as_str()));
        let (op, term) = match item.test {
            Some((op, term)) => (op.unwrap_or(found.op), Some(term)),
            None => (Op::Equal, None),
        };
        let shown = !item.negated && term.is_none_or(|term| !pins(op, term));
        let value = if shown {
            self.column(&stem, item, found.kind, scope)?
        } else {
            self.helper(&stem)
        };
        let mode = match (item.negated, term) {
            (true, _) => Mode::Absent,
            (false, None) => Mode::Optional,
            (false, Some(_)) => Mode::Required,
        };
        let mut reading = Reading {
            source: found.source.clone(),
            value: Node::Var(value.clone()),
            mode,
            condition: None,
            money: (found.kind == Kind::Money).then_some(None),
        };
        let Some(term) = term else { return Ok(reading) };
        if let Some(variable) = self.joined(term, scope) {
            reading.value = variable;
            return Ok(reading);
        }
        let left = Left {
            var: &value,
            kind: found.kind,
            label: &found.label,
            range: &found.range,
        };
        let condition = self.condition(left, op, term)?;
        self.settle(&mut reading, condition, &value);
        Ok(reading)
    }

    /// A qualifier may lead to something that the query names elsewhere: `[by who]`, `[by person]`.
    fn joined(&mut self, term: &Term, scope: &mut Scope) -> Option<Node> {
        match &term.kind {
            TermKind::Open(name) => Some(self.variable(name, Kind::Thing, scope)),
            TermKind::Variable(name) => Some(self.variable(name, Kind::Thing, scope)),
            _ => None,
        }
    }

    /// Puts constants in place of variables where a condition pins them.
    fn settle(&self, reading: &mut Reading, condition: Condition, value: &str) {
        if reading.money.is_some() {
            let (code, rest) = split_currency(condition, value);
            reading.money = Some(code);
            reading.condition = rest;
            return;
        }
        match condition {
            Condition::Test {
                test: Test::OneOf(mut things),
                ..
            } if value.starts_with('_') => {
                reading.value = if things.len() == 1 {
                    Node::Thing(things.remove(0))
                } else {
                    Node::Any(things)
                };
            }
            other => reading.condition = Some(other),
        }
    }

    /// Adds the column of a shown qualifier; inside `not` nothing is shown.
    fn column(
        &mut self,
        name: &str,
        item: &Item<'_>,
        kind: Kind,
        scope: &mut Scope,
    ) -> Result<String> {
        if self.absent > 0 || scope.bindings.is_some() {
            return Ok(self.helper(name));
        }
        let taken = |count: usize| format!("{name}{count}");
        let free = (2..)
            .map(taken)
            .find(|name| !scope.has(name))
            .unwrap_or_default();
        let place = item
            .name
            .map_or(Span::new(item.span.end, item.span.end), |name| name.span);
        let text = if item.name.is_some() {
            free.clone()
        } else {
            format!(" as {free}")
        };
        scope.add(name, kind, item.span, || (place, text))?;
        self.set_kind(name, kind);
        Ok(name.to_owned())
    }
}
