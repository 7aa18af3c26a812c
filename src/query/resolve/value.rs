//! Comparisons: a value as written, beside something of a known kind → a [`Condition`].

use oxigraph::model::NamedNode;

use super::model::{Condition, Kind, Op, Test};
use super::{Resolver, Result, amount, date};
use crate::ontology::vocab;
use crate::query::ast::{Number, Scalar, Term, TermKind};
use crate::query::error::{ErrorKind, QueryError};
use crate::query::kind::currency_of;
use crate::text::Span;

/// What stands on the left of a comparison.
#[derive(Clone, Copy)]
pub(super) struct Left<'a> {
    pub(super) var: &'a str,
    pub(super) kind: Kind,
    /// How it is called in messages.
    pub(super) label: &'a str,
    /// Classes of its things.
    pub(super) range: &'a [NamedNode],
}

impl Resolver<'_> {
    /// Returns the condition that `left op term` stands for.
    pub(super) fn condition(&mut self, left: Left<'_>, op: Op, term: &Term) -> Result<Condition> {
        self.check_order(left, op, term.span)?;
        match &term.kind {
            TermKind::Param(name) => {
                let value = self.param(name, term.span)?;
                self.condition(left, op, &value)
            }
            TermKind::List(items) => {
                let positive = if op == Op::Differs { Op::Equal } else { op };
                let each: Result<Vec<_>> = items
                    .iter()
                    .map(|item| self.condition(left, positive, item))
                    .collect();
                Ok(negate_if(op == Op::Differs, Condition::Or(each?)))
            }
            TermKind::Range(from, to) => {
                let inside = Condition::And(vec![
                    self.condition(left, Op::AtLeast, from)?,
                    self.condition(left, Op::AtMost, to)?,
                ]);
                Ok(negate_if(op == Op::Differs, inside))
            }
            _ if op == Op::Differs => Ok(Condition::Not(Box::new(self.condition(
                left,
                Op::Equal,
                term,
            )?))),
            _ => self.plain(left, op, term),
        }
    }

    /// Things, text and flags have no order.
    fn check_order(&self, left: Left<'_>, op: Op, span: Span) -> Result<()> {
        let (one, many) = match left.kind {
            Kind::Thing | Kind::Term => ("a thing", "things have"),
            Kind::Text => ("text", "text has"),
            Kind::Claim => ("a claim", "claims have"),
            Kind::Relation => ("a relation", "relations have"),
            Kind::Flag => ("true or false", "these have"),
            Kind::Status | Kind::Date | Kind::Number | Kind::Money => return Ok(()),
        };
        if !op.orders() {
            return Ok(());
        }
        let kind = ErrorKind::Unordered(left.label.to_owned(), one, many);
        Err(QueryError::new(kind, span, "cannot be compared")
            .help("compare a date or a number instead, or use = and !="))
    }

    fn plain(&mut self, left: Left<'_>, op: Op, term: &Term) -> Result<Condition> {
        match left.kind {
            Kind::Date => date_test(self.stretch(term)?, op)
                .map(|test| test_of(left.var, test))
                .ok_or_else(|| wrong_type(Kind::Date, term.span)),
            Kind::Number | Kind::Money => self.number(left, op, term),
            Kind::Text => {
                let text = text_of(term)
                    .ok_or_else(|| wrong_type(Kind::Text, term.span))?
                    .to_lowercase();
                let test = if op == Op::Contains {
                    Test::Contains(text)
                } else {
                    Test::Text(text)
                };
                Ok(test_of(left.var, test))
            }
            Kind::Flag => flag(term).map(|flag| test_of(left.var, Test::Flag(flag))),
            Kind::Status => {
                let (statuses, _) = self.statuses(op, term)?;
                Ok(test_of(left.var, Test::OneOf(statuses)))
            }
            Kind::Term => self
                .term_word(left, term)
                .map(|iri| test_of(left.var, Test::OneOf(vec![iri]))),
            Kind::Relation => {
                let iri = self.relation_iri(term)?;
                Ok(test_of(left.var, Test::OneOf(vec![iri])))
            }
            Kind::Thing | Kind::Claim if op == Op::Contains => {
                Err(wrong_type(Kind::Text, term.span)
                    .help("write `contains` behind the thing itself"))
            }
            Kind::Thing | Kind::Claim => Ok(test_of(
                left.var,
                Test::OneOf(self.things(term, left.range)?),
            )),
        }
    }

    /// Returns the stretch of time that a term names.
    fn stretch(&self, term: &Term) -> Result<date::Stretch> {
        let today = &self.world.options.today;
        let text = match &term.kind {
            TermKind::Name(name) if name == "today" => Some(today.clone()),
            TermKind::Name(name) if name == "yesterday" => date::ago(today, 1, 'd'),
            TermKind::Scalar(Scalar::Ago(count, unit)) => date::ago(today, *count, *unit),
            TermKind::Scalar(Scalar::Date(text) | Scalar::Quoted(text)) => {
                Some(text.trim().to_owned())
            }
            TermKind::Scalar(Scalar::Number(number))
                if number.zeros == 0 && number.unit.is_none() =>
            {
                Some(number.digits.clone()).filter(|digits| digits.len() == 4)
            }
            _ => None,
        };
        text.and_then(|text| date::stretch(&text))
            .ok_or_else(|| wrong_type(Kind::Date, term.span))
    }

    fn number(&mut self, left: Left<'_>, op: Op, term: &Term) -> Result<Condition> {
        let number = match &term.kind {
            TermKind::Scalar(Scalar::Number(number)) => number.clone(),
            TermKind::Scalar(Scalar::Quoted(text)) => amount::read(text).ok_or_else(|| {
                QueryError::new(
                    ErrorKind::BadAmount(text.clone()),
                    term.span,
                    "not an amount",
                )
                .help("write 13B USD, 13 billion USD or \"$13 billion\"")
            })?,
            TermKind::Name(code)
                if left.kind == Kind::Money && crate::query::parse::is_unit(code) =>
            {
                return Ok(test_of(&currency_of(left.var), Test::Exactly(code.clone())));
            }
            _ => return Err(wrong_type(left.kind, term.span)),
        };
        self.number_test(left, op, &number, term.span)
    }

    fn number_test(
        &mut self,
        left: Left<'_>,
        op: Op,
        number: &Number,
        span: Span,
    ) -> Result<Condition> {
        let compared = test_of(left.var, Test::Number(op, amount::scale(number)));
        match (&number.unit, left.kind) {
            (Some(code), Kind::Money) if code != "%" => {
                let currency = test_of(&currency_of(left.var), Test::Exactly(code.clone()));
                Ok(Condition::And(vec![compared, currency]))
            }
            (None, Kind::Money) => {
                self.notes.push(
                    "W503: no currency given, so every currency matches; write e.g. 1B USD"
                        .to_owned(),
                );
                Ok(compared)
            }
            (Some(unit), _) if unit != "%" || left.kind == Kind::Money => Err(QueryError::new(
                ErrorKind::UnitOnNumber(unit.clone()),
                span,
                "has a unit",
            )),
            _ => Ok(compared),
        }
    }

    /// Returns the text that a term holds.
    pub(super) fn needle(&self, term: &Term) -> Result<String> {
        let term = match &term.kind {
            TermKind::Param(name) => self.param(name, term.span)?,
            _ => term.clone(),
        };
        match &term.kind {
            TermKind::Name(name) => Ok(name.replace('_', " ").to_lowercase()),
            _ => text_of(&term)
                .map(|text| text.to_lowercase())
                .ok_or_else(|| wrong_type(Kind::Text, term.span)),
        }
    }
}

fn text_of(term: &Term) -> Option<String> {
    match &term.kind {
        TermKind::Scalar(Scalar::Quoted(text) | Scalar::Date(text)) => Some(text.clone()),
        TermKind::Name(name) => Some(name.clone()),
        TermKind::Scalar(Scalar::Number(number)) if number.zeros == 0 && number.unit.is_none() => {
            Some(number.digits.clone())
        }
        _ => None,
    }
}

fn flag(term: &Term) -> Result<bool> {
    match text_of(term).as_deref() {
        Some("true" | "yes") => Ok(true),
        Some("false" | "no") => Ok(false),
        _ => Err(wrong_type(Kind::Flag, term.span)),
    }
}

pub(super) fn test_of(var: &str, test: Test) -> Condition {
    Condition::Test {
        var: var.to_owned(),
        test,
    }
}

fn negate_if(negated: bool, condition: Condition) -> Condition {
    if negated {
        Condition::Not(Box::new(condition))
    } else {
        condition
    }
}

fn date_test(stretch: date::Stretch, op: Op) -> Option<Test> {
    let date::Stretch { from, before } = stretch;
    let (from, before) = match op {
        Op::Equal | Op::Differs => (Some(from), Some(before)),
        Op::Less => (None, Some(from)),
        Op::AtMost => (None, Some(before)),
        Op::Greater => (Some(before), None),
        Op::AtLeast => (Some(from), None),
        Op::Contains => return None,
    };
    Some(Test::Date { from, before })
}

/// A value of another kind stands beside something of this kind.
pub(super) fn wrong_type(kind: Kind, span: Span) -> QueryError {
    let phrase = kind.phrase();
    let error = QueryError::new(ErrorKind::WrongType(phrase), span, format!("not {phrase}"));
    match kind {
        Kind::Date => error.help("dates: 2024, 2024-03, 2024-03-15, today, -30d"),
        Kind::Money => error.help("amounts: 13B USD, 13 billion USD, \"$13 billion\""),
        Kind::Flag => error.help("write true or false"),
        _ => error,
    }
}

/// Returns the operator of a qualifier without one.
pub(super) fn default_op(iri: &NamedNode) -> Op {
    if iri.as_ref() == vocab::VALID_FROM {
        Op::AtLeast
    } else if iri.as_ref() == vocab::VALID_UNTIL {
        Op::AtMost
    } else {
        Op::Equal
    }
}

/// Returns the currency that a condition on a sum pins, and what else it asks.
pub(super) fn split_currency(
    condition: Condition,
    column: &str,
) -> (Option<String>, Option<Condition>) {
    let currency = currency_of(column);
    match condition {
        Condition::Test {
            var,
            test: Test::Exactly(code),
        } if var == currency => (Some(code), None),
        Condition::And(parts) => {
            let mut code = None;
            let mut rest = Vec::new();
            for part in parts {
                let (found, left) = split_currency(part, column);
                if code.is_some() && found.is_some() && code != found {
                    rest.push(test_of(&currency, Test::Exactly(found.unwrap_or_default())));
                } else {
                    code = code.or(found);
                }
                rest.extend(left);
            }
            let left = if rest.len() > 1 {
                Some(Condition::And(rest))
            } else {
                rest.pop()
            };
            (code, left)
        }
        other => (None, Some(other)),
    }
}

/// Whether an operator and a value pin one value, so that showing it says nothing new.
pub(super) fn pins(op: Op, term: &Term) -> bool {
    let currency_alone =
        matches!(&term.kind, TermKind::Name(name) if crate::query::parse::is_unit(name));
    matches!(op, Op::Equal | Op::Differs)
        && !matches!(term.kind, TermKind::Range(..))
        && !currency_alone
}
