//! Paths and expressions.

use spargebra::algebra::{Expression, GraphPattern, PropertyPathExpression};

use super::{Item, Printer, inline};

impl Printer {
    pub(super) fn path(&mut self, path: &PropertyPathExpression, inside: bool) -> String {
        let wrap = |text: String| if inside { format!("({text})") } else { text };
        match path {
            PropertyPathExpression::NamedNode(node) => self.terms.iri(node),
            PropertyPathExpression::Reverse(inner) => format!("^{}", self.path(inner, true)),
            PropertyPathExpression::Sequence(a, b) => {
                let text = format!("{}/{}", self.path(a, true), self.path(b, true));
                wrap(text)
            }
            PropertyPathExpression::Alternative(a, b) => {
                let side = |this: &mut Self, side: &PropertyPathExpression| match side {
                    PropertyPathExpression::Alternative(..) => this.path(side, false),
                    other => this.path(other, true),
                };
                let text = format!("{}|{}", side(self, a), side(self, b));
                wrap(text)
            }
            PropertyPathExpression::ZeroOrMore(inner) => format!("{}*", self.path(inner, true)),
            PropertyPathExpression::OneOrMore(inner) => format!("{}+", self.path(inner, true)),
            PropertyPathExpression::ZeroOrOne(inner) => format!("{}?", self.path(inner, true)),
            PropertyPathExpression::NegatedPropertySet(nodes) => {
                let nodes: Vec<String> = nodes.iter().map(|node| self.terms.iri(node)).collect();
                format!("!({})", nodes.join("|"))
            }
        }
    }

    pub(super) fn expression(&mut self, expr: &Expression) -> String {
        match expr {
            Expression::NamedNode(node) => self.terms.iri(node),
            Expression::Literal(literal) => self.terms.literal(literal),
            Expression::Variable(name) => name.to_string(),
            Expression::Or(a, b) => self.infix(a, "||", b),
            Expression::And(a, b) => self.infix(a, "&&", b),
            Expression::Equal(a, b) => self.infix(a, "=", b),
            Expression::Greater(a, b) => self.infix(a, ">", b),
            Expression::GreaterOrEqual(a, b) => self.infix(a, ">=", b),
            Expression::Less(a, b) => self.infix(a, "<", b),
            Expression::LessOrEqual(a, b) => self.infix(a, "<=", b),
            Expression::SameTerm(a, b) => {
                format!("sameTerm({}, {})", self.expression(a), self.expression(b))
            }
            Expression::In(a, all) => format!("{} IN ({})", self.operand(a), self.list(all)),
            Expression::Not(inner) => match &**inner {
                Expression::Equal(a, b) => self.infix(a, "!=", b),
                Expression::In(a, all) => {
                    format!("{} NOT IN ({})", self.operand(a), self.list(all))
                }
                Expression::Exists(pattern) => format!("NOT {}", self.exists(pattern)),
                other => format!("!{}", self.operand(other)),
            },
            Expression::Exists(pattern) => self.exists(pattern),
            Expression::Bound(name) => format!("BOUND({name})"),
            Expression::Coalesce(all) => format!("COALESCE({})", self.list(all)),
            Expression::FunctionCall(function, all) => format!("{function}({})", self.list(all)),
            // The compiler makes no others; spargebra's own text is right for each alone.
            other => other.to_string(),
        }
    }

    pub(super) fn exists(&mut self, pattern: &GraphPattern) -> String {
        let block = Item::Block("EXISTS {".into(), self.items(pattern), "}".into());
        inline(&block, false)
    }

    pub(super) fn infix(&mut self, left: &Expression, sign: &str, right: &Expression) -> String {
        format!("{} {sign} {}", self.operand(left), self.operand(right))
    }

    pub(super) fn operand(&mut self, expr: &Expression) -> String {
        let text = self.expression(expr);
        let whole = matches!(
            expr,
            Expression::NamedNode(_)
                | Expression::Literal(_)
                | Expression::Variable(_)
                | Expression::FunctionCall(..)
                | Expression::SameTerm(..)
                | Expression::Bound(_)
                | Expression::Coalesce(_)
        );
        if whole { text } else { format!("({text})") }
    }

    pub(super) fn list(&mut self, all: &[Expression]) -> String {
        all.iter()
            .map(|expr| self.expression(expr))
            .collect::<Vec<_>>()
            .join(", ")
    }
}
