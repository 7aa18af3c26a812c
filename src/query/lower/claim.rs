//! Claims and what is read from them → triples, OPTIONAL and FILTER.

use std::mem::take;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{Literal, NamedNode, Variable};
use spargebra::algebra::{Expression, Function, GraphPattern};
use spargebra::term::{NamedNodePattern, TermPattern};

use super::group::{
    Group, and, call, exists, expression, not, or, str_of, text, variable, variables_of,
};
use super::{Lowerer, Matched};
use crate::ontology::vocab;
use crate::query::resolve::model::{
    Claim, Mode, Node, Polarity, Predicate, Reading, Source, StatusTest,
};

/// A relation, of which several if it is a variable, and whether it reads from the object to the subject.
type Arm = (NamedNodePattern, Vec<NamedNode>, bool);

impl Lowerer<'_> {
    /// Adds a claim.
    pub(super) fn claim(&mut self, claim: &Claim, group: &mut Group) {
        let node = claim
            .name
            .as_ref()
            .map_or_else(|| self.fresh("c"), |name| variable(name));
        self.matched.push(Matched::Claim(node.clone()));
        let node = TermPattern::from(node);
        let mut rest = Group::default();
        let subject = self.term(&claim.subject, &mut rest);
        let object = self.term(&claim.object, &mut rest);
        for reading in claim
            .readings
            .iter()
            .filter(|reading| reading.mode == Mode::Required)
        {
            self.reading(&node, reading, &mut rest);
        }
        self.status(
            &node,
            &claim.status,
            claim.status_column.as_deref(),
            &mut rest,
        );
        self.statement(&node, [&subject, &object], &claim.predicate, rest, group);
        for reading in claim
            .readings
            .iter()
            .filter(|reading| reading.mode != Mode::Required)
        {
            self.reading(&node, reading, group);
        }
        if let Some(currency) = &claim.currency {
            self.currency(
                &node,
                &variable(&currency.column),
                currency.code.as_deref(),
                true,
                group,
            );
        }
    }

    /// Adds a claim beside another about the same two things.
    ///
    /// What must be there is a sub-select, so that Oxigraph 0.5 finds the claims of either kind once and joins them by
    /// hash. It would else take each claim of the one kind, and all others about one of its things: of 40,000 claims,
    /// the denied and the affirmed were paired in 0.35 s in place of 20.
    pub(super) fn claim_apart(&mut self, claim: &Claim, group: &mut Group) {
        let mut own = Group::default();
        self.claim(claim, &mut own);
        let inner = Group {
            triples: take(&mut own.triples),
            required: take(&mut own.required),
            ..Group::default()
        };
        let found = inner.close();
        let variables = variables_of(&found);
        let is_own = |test: &Expression| match test {
            Expression::In(tested, _) => {
                matches!(&**tested, Expression::Variable(name) if variables.contains(name))
            }
            _ => false,
        };
        let (tests, filters) = own.filters.into_iter().partition::<Vec<_>, _>(is_own);
        group.required.push(match tests.into_iter().reduce(and) {
            Some(expr) => apart(GraphPattern::Filter {
                expr,
                inner: Box::new(found),
            }),
            None => apart(found),
        });
        group.filters.extend(filters);
        for optional in own.optionals {
            group.optional(optional);
        }
        for (name, value) in own.binds {
            group.bind(name, value);
        }
        group.absent.extend(own.absent);
    }

    /// Adds the ends and the relation of a claim, and what else it must have.
    ///
    /// Where there are several ways for the first, each is an arm that has all of the second, and together they are a
    /// sub-select: Oxigraph 0.5 would else take all claims of a status, or all companies, and look for each which arms fit.
    /// Of 300,000 claims, those by which something is a partner of a thing, either way, were found in 0.3 s in place of
    /// more than 30.
    ///
    /// Several relations between two things that are not named are an arm each: 300,000 claims are else gone through for
    /// what two of a hundred relations say.
    fn statement(
        &mut self,
        claim: &TermPattern,
        [subject, object]: [&TermPattern; 2],
        predicate: &Predicate,
        mut rest: Group,
        group: &mut Group,
    ) {
        let arms = self.arms([subject, object], predicate, group);
        let add = |(relation, values, turned): &Arm, group: &mut Group| {
            let (from, to) = if *turned {
                (object, subject)
            } else {
                (subject, object)
            };
            group.triple(claim, rdf::SUBJECT.into_owned(), from);
            let relation_term = match relation {
                NamedNodePattern::NamedNode(node) => TermPattern::from(node.clone()),
                NamedNodePattern::Variable(var) => TermPattern::from(var.clone()),
            };
            group.triple(claim, rdf::PREDICATE.into_owned(), &relation_term);
            group.triple(claim, rdf::OBJECT.into_owned(), to);
            if let NamedNodePattern::Variable(var) = relation
                && !values.is_empty()
            {
                group.among(var, values);
            }
        };
        if let [only] = arms.as_slice() {
            add(only, group);
            return group.append(rest);
        }
        let (triples, required) = (take(&mut rest.triples), take(&mut rest.required));
        let union = arms
            .iter()
            .map(|arm| {
                let mut inner = Group::default();
                add(arm, &mut inner);
                inner.triples.extend(triples.iter().cloned());
                inner.required.extend(required.iter().cloned());
                inner.close()
            })
            .reduce(|left, right| GraphPattern::Union {
                left: Box::new(left),
                right: Box::new(right),
            });
        group.required.extend(union.map(apart));
        group.append(rest);
    }

    /// The ways in which a relation may be claimed between two things.
    fn arms(
        &mut self,
        ends: [&TermPattern; 2],
        predicate: &Predicate,
        group: &mut Group,
    ) -> Vec<Arm> {
        match predicate {
            Predicate::Open {
                var,
                forward,
                backward,
            } => {
                if self.resolved.closed {
                    group.filters.push(closed(&variable(var)));
                }
                let turned = [(*forward, false), (*backward, true)].into_iter();
                turned
                    .filter(|(asked, _)| *asked)
                    .map(|(_, turned)| (variable(var).into(), Vec::new(), turned))
                    .collect()
            }
            Predicate::Known(steps) => {
                let named = ends
                    .into_iter()
                    .any(|end| matches!(end, TermPattern::NamedNode(_)));
                let mut arms = Vec::new();
                for (relations, turned) in [(&steps.forward, false), (&steps.backward, true)] {
                    let parts = if named { relations.len().max(1) } else { 1 };
                    for part in relations.chunks(parts) {
                        let (relation, values) = self.predicates(part);
                        arms.push((relation, values, turned));
                    }
                }
                arms
            }
        }
    }

    /// One property as it is, several as a variable over them.
    fn predicates(&mut self, properties: &[NamedNode]) -> (NamedNodePattern, Vec<NamedNode>) {
        match properties {
            [one] => (one.clone().into(), Vec::new()),
            many => (self.fresh("p").into(), many.to_vec()),
        }
    }

    fn status(
        &mut self,
        claim: &TermPattern,
        test: &StatusTest,
        column: Option<&str>,
        group: &mut Group,
    ) {
        let property = || vocab::STATUS.into_owned();
        let shown = column.map(variable);
        match (test.any_of.as_deref(), &shown) {
            (None, None) => {}
            (None, Some(shown)) => group.triple(claim, property(), &shown.clone().into()),
            (Some([one]), None) => group.triple(claim, property(), &one.clone().into()),
            (Some(many), _) => {
                let status = shown.clone().unwrap_or_else(|| self.fresh("cert"));
                group.triple(claim, property(), &status.clone().into());
                group.among(&status, many);
            }
        }
        let positive = NamedNode::new_unchecked(format!("{}positive", vocab::BY));
        match &test.polarity {
            Polarity::Either => {}
            Polarity::Positive => {
                group.triple(claim, vocab::POLARITY.into_owned(), &positive.into());
            }
            Polarity::PositiveUnless(status) => {
                let mut inner = Group::default();
                inner.triple(claim, vocab::POLARITY.into_owned(), &positive.into());
                let mut denied = Group::default();
                denied.triple(claim, property(), &status.clone().into());
                let either = or(exists(inner.close()), exists(denied.close()));
                group.filters.push(either);
            }
        }
    }

    /// Adds what is read from a claim.
    pub(super) fn reading(&mut self, claim: &TermPattern, reading: &Reading, group: &mut Group) {
        let condition = reading.condition.as_ref().map(Self::condition);
        match (&reading.source, reading.mode) {
            (Source::When, _) => {
                if let Node::Var(name) = &reading.value {
                    self.when(claim, &variable(name), group);
                }
                group.filters.extend(condition);
            }
            (Source::Chain(chain), Mode::Required) => {
                let value = self.term(&reading.value, group);
                self.chain(claim, chain, &value, group);
                self.sum(claim, reading, group);
                group.filters.extend(condition);
            }
            (Source::Chain(chain), mode) => {
                let mut inner = Group::default();
                let value = self.term(&reading.value, &mut inner);
                if mode == Mode::Absent {
                    self.private_chain(claim, chain, &value, &mut inner);
                } else {
                    self.chain(claim, chain, &value, &mut inner);
                }
                self.sum(claim, reading, &mut inner);
                inner.filters.extend(condition);
                if mode == Mode::Absent {
                    self.lacking(inner, group);
                } else {
                    group.optional(inner.close());
                }
            }
        }
    }

    /// Adds the currency beside a sum.
    fn sum(&mut self, claim: &TermPattern, reading: &Reading, group: &mut Group) {
        if let (Some(code), Node::Var(name)) = (&reading.money, &reading.value) {
            let shown = !name.starts_with('_');
            let column = variable(&crate::query::currency_of(name));
            self.currency(claim, &column, code.as_deref(), shown, group);
        }
    }

    fn currency(
        &mut self,
        claim: &TermPattern,
        column: &Variable,
        code: Option<&str>,
        shown: bool,
        group: &mut Group,
    ) {
        let property = vocab::CURRENCY.into_owned();
        if let Some(code) = code {
            group.triple(claim, property, &Literal::new_simple_literal(code).into());
            if shown {
                group.bind(column.clone(), text(code));
            }
        } else {
            let mut inner = Group::default();
            inner.triple(claim, property, &column.clone().into());
            group.optional(inner.close());
        }
    }

    /// Adds properties one behind the other; middles are shared by all walks with the same beginning.
    pub(super) fn chain(
        &mut self,
        from: &TermPattern,
        chain: &[NamedNode],
        to: &TermPattern,
        group: &mut Group,
    ) {
        let start = expression(from).to_string();
        let mut at = from.clone();
        for (index, property) in chain.iter().enumerate() {
            let next = if index + 1 == chain.len() {
                to.clone()
            } else {
                let key = (
                    start.clone(),
                    chain.get(..=index).unwrap_or_default().to_vec(),
                );
                let known = self.middles.get(&key).cloned();
                let middle = known.unwrap_or_else(|| self.fresh("q"));
                self.middles.insert(key, middle.clone());
                middle.into()
            };
            group.triple(&at, property.clone(), &next);
            at = next;
        }
    }

    /// The same with middles of its own, for what must not be there.
    fn private_chain(
        &mut self,
        from: &TermPattern,
        chain: &[NamedNode],
        to: &TermPattern,
        group: &mut Group,
    ) {
        let shared = take(&mut self.middles);
        self.chain(from, chain, to, group);
        self.middles = shared;
    }

    /// Adds the best date known: since when, when, or when it was published.
    pub(super) fn when(&mut self, claim: &TermPattern, column: &Variable, group: &mut Group) {
        let ways: [(&str, &[NamedNode]); 3] = [
            ("since", &[vocab::VALID_FROM.into_owned()]),
            ("at", &[vocab::AT.into_owned()]),
            (
                "pub",
                &[
                    vocab::APPEARANCE.into_owned(),
                    vocab::DATE_PUBLISHED.into_owned(),
                ],
            ),
        ];
        let mut dates = Vec::new();
        for (stem, chain) in ways {
            let date = self.fresh(stem);
            let mut inner = Group::default();
            self.private_chain(claim, chain, &date.clone().into(), &mut inner);
            group.optional(inner.close());
            dates.push(date.into());
        }
        group.bind(column.clone(), Expression::Coalesce(dates));
    }
}

/// The test that a relation is none of the open ones.
pub(super) fn closed(relation: &Variable) -> Expression {
    let start = vec![str_of(relation), text(vocab::OPEN)];
    not(call(Function::StrStarts, start))
}

/// Returns a pattern as a sub-select, which is evaluated on its own.
fn apart(pattern: GraphPattern) -> GraphPattern {
    match pattern {
        GraphPattern::Project { .. } => pattern,
        pattern => GraphPattern::Project {
            variables: variables_of(&pattern),
            inner: Box::new(pattern),
        },
    }
}
