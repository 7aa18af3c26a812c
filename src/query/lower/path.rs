//! Paths from a column → OPTIONAL and BIND.

use oxigraph::model::Literal;
use spargebra::algebra::Function;
use spargebra::term::TermPattern;

use super::Lowerer;
use super::group::{Group, call, str_of, variable};
use crate::ontology::vocab;
use crate::query::currency_of;
use crate::query::resolve::model::{Kind, Path, Step};

impl Lowerer<'_> {
    /// Makes the variable of a path available.
    pub(super) fn fetch(&mut self, path: &Path, group: &mut Group) {
        let end = variable(&path.var);
        let mut at = variable(&path.column);
        let mut inner = Group::default();
        for (index, (step, middle)) in path.chain.iter().enumerate() {
            let last = index + 1 == path.chain.len() && path.part.is_none();
            let next = if last { end.clone() } else { variable(middle) };
            let (from, to) = (TermPattern::from(at), TermPattern::from(next.clone()));
            match step {
                Step::Steps(steps) => self.fact(&from, steps, None, &to, &mut inner),
                Step::Chain(chain) => {
                    self.chain(&from, chain, &to, &mut inner);
                    if last && path.kind == Kind::Money {
                        let mut currency = Group::default();
                        let column = variable(&currency_of(&path.var));
                        currency.triple(&from, vocab::CURRENCY.into_owned(), &column.into());
                        inner.optional(currency.close());
                    }
                }
                Step::When if inner.triples.is_empty() => self.when(&from, &next, group),
                Step::When => self.when(&from, &next, &mut inner),
            }
            at = next;
        }
        if !inner.triples.is_empty() || !inner.required.is_empty() {
            group.optional(inner.close());
        }
        if let Some(part) = path.part {
            let length = i64::try_from(part.length()).unwrap_or(10);
            let arguments = vec![
                str_of(&at),
                Literal::from(1).into(),
                Literal::from(length).into(),
            ];
            group.bind(end, call(Function::SubStr, arguments));
        } else if path.chain.is_empty() && path.var != path.column {
            group.bind(end, at.clone().into());
            if path.kind == Kind::Money {
                let from = variable(&currency_of(&path.column));
                group.bind(variable(&currency_of(&path.var)), from.into());
            }
        }
    }
}
