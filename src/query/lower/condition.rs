//! Conditions → filter expressions.

use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, Variable};
use spargebra::algebra::{Expression, Function};

use super::Lowerer;
use super::group::{and, call, not, or, str_of, text, variable};
use crate::query::resolve::model::{Condition, Kind, Op, Test};

impl Lowerer<'_> {
    /// Returns the expression of a condition on values that are there.
    pub(super) fn condition(condition: &Condition) -> Expression {
        lowered(condition, false)
    }

    /// Returns the expression of a condition on rows, whose cells may be blank: a blank equals nothing, so `not` keeps it.
    pub(super) fn row_condition(condition: &Condition) -> Expression {
        lowered(condition, true)
    }
}

fn lowered(condition: &Condition, blanks: bool) -> Expression {
    let each = |parts: &[Condition], both: fn(Expression, Expression) -> Expression, none: bool| {
        let all = parts.iter().map(|part| lowered(part, blanks));
        all.reduce(both)
            .unwrap_or_else(|| Literal::from(none).into())
    };
    match condition {
        Condition::Or(parts) => each(parts, or, false),
        Condition::And(parts) => each(parts, and, true),
        Condition::Not(inner) => refused(lowered(inner, blanks), blanks),
        Condition::Test { var, test } => tested(&variable(var), test),
        Condition::Columns {
            left,
            op,
            right,
            kind,
        } => {
            let side = |name: &str| match kind {
                Kind::Number | Kind::Money => variable(name).into(),
                Kind::Date => str_of(&variable(name)),
                _ if op.orders() => str_of(&variable(name)),
                Kind::Text => call(Function::LCase, vec![str_of(&variable(name))]),
                _ => variable(name).into(),
            };
            let (left, right) = (side(left), side(right));
            if *op == Op::Differs {
                refused(compare(Op::Equal, left, right), blanks)
            } else {
                compare(*op, left, right)
            }
        }
    }
}

/// A comparison with a blank is an error in SPARQL, and the negation of an error would drop the row.
fn refused(inner: Expression, blanks: bool) -> Expression {
    if blanks {
        let otherwise = Literal::from(false).into();
        not(Expression::Coalesce(vec![inner, otherwise]))
    } else {
        not(inner)
    }
}

fn tested(var: &Variable, test: &Test) -> Expression {
    let lower = || call(Function::LCase, vec![str_of(var)]);
    match test {
        Test::Number(op, value) => compare(*op, var.clone().into(), number(value)),
        Test::Date { from, before } => {
            let from = from
                .as_ref()
                .map(|from| compare(Op::AtLeast, str_of(var), text(from)));
            let before = before
                .as_ref()
                .map(|before| compare(Op::Less, str_of(var), text(before)));
            let both = from.into_iter().chain(before).reduce(and);
            both.unwrap_or_else(|| Expression::Bound(var.clone()))
        }
        Test::Text(value) => compare(Op::Equal, lower(), text(value)),
        Test::Contains(value) => call(Function::Contains, vec![lower(), text(value)]),
        Test::OneOf(things) => match things.as_slice() {
            [one] => compare(Op::Equal, var.clone().into(), one.clone().into()),
            many => {
                let many = many.iter().map(|thing| thing.clone().into()).collect();
                Expression::In(Box::new(var.clone().into()), many)
            }
        },
        Test::Flag(flag) => compare(Op::Equal, var.clone().into(), Literal::from(*flag).into()),
        Test::Exactly(value) => compare(Op::Equal, var.clone().into(), text(value)),
    }
}

fn compare(op: Op, left: Expression, right: Expression) -> Expression {
    let (left, right) = (Box::new(left), Box::new(right));
    match op {
        Op::Equal => Expression::Equal(left, right),
        Op::Differs => not(Expression::Equal(left, right)),
        Op::Less => Expression::Less(left, right),
        Op::AtMost => Expression::LessOrEqual(left, right),
        Op::Greater => Expression::Greater(left, right),
        Op::AtLeast => Expression::GreaterOrEqual(left, right),
        Op::Contains => call(Function::Contains, vec![*left, *right]),
    }
}

fn number(value: &str) -> Expression {
    let datatype = if value.contains('.') {
        xsd::DECIMAL
    } else {
        xsd::INTEGER
    };
    Literal::new_typed_literal(value, datatype).into()
}
