//! One group of SPARQL, collected in six lists so that the order of clauses changes nothing.

use oxigraph::model::vocab::rdf;
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Variable};
use spargebra::algebra::{Expression, Function, GraphPattern, PropertyPathExpression};
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};

use crate::ontology::vocab;

/// What every claim has, or shares with very many.
const COMMON: &[NamedNodeRef<'static>] = &[
    rdf::TYPE,
    rdf::SUBJECT,
    rdf::PREDICATE,
    rdf::OBJECT,
    vocab::STATUS,
    vocab::POLARITY,
    vocab::CERTAINTY,
    vocab::CURRENCY,
    vocab::APPEARANCE,
];

/// What a pair of braces will hold.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub(super) triples: Vec<TriplePattern>,
    /// Paths, VALUES, UNION and sub-SELECT.
    pub(super) required: Vec<GraphPattern>,
    pub(super) optionals: Vec<GraphPattern>,
    /// Optional parts that must stay without a match, which a filter looks after.
    pub(super) absent: Vec<GraphPattern>,
    pub(super) binds: Vec<(Variable, Expression)>,
    pub(super) filters: Vec<Expression>,
}

/// Adds a triple to a pattern or a template, once.
pub(super) fn add(
    triples: &mut Vec<TriplePattern>,
    subject: &TermPattern,
    predicate: impl Into<NamedNodePattern>,
    object: &TermPattern,
) {
    let triple = TriplePattern {
        subject: subject.clone(),
        predicate: predicate.into(),
        object: object.clone(),
    };
    if !triples.contains(&triple) {
        triples.push(triple);
    }
}

impl Group {
    pub(super) fn triple(
        &mut self,
        subject: &TermPattern,
        predicate: impl Into<NamedNodePattern>,
        object: &TermPattern,
    ) {
        add(&mut self.triples, subject, predicate, object);
    }

    pub(super) fn values(&mut self, variable: &Variable, things: &[NamedNode]) {
        let bindings = things
            .iter()
            .map(|thing| vec![Some(GroundTerm::NamedNode(thing.clone()))])
            .collect();
        self.required.push(GraphPattern::Values {
            variables: vec![variable.clone()],
            bindings,
        });
    }

    /// Keeps rows where a variable that a triple binds is one of several things.
    ///
    /// A filter, and no VALUES: Oxigraph 0.5 joins VALUES with all that the group finds without them. Of 200,000 claims,
    /// those of one thing were found in 8 ms in place of 331; where nothing else narrows the search, VALUES can win
    /// (477 ms, not 642).
    pub(super) fn among(&mut self, variable: &Variable, things: &[NamedNode]) {
        let things = things.iter().cloned().map(Expression::from).collect();
        let one = Box::new(Expression::from(variable.clone()));
        self.filters.push(Expression::In(one, things));
    }

    /// Adds an optional part, once.
    pub(super) fn optional(&mut self, inner: GraphPattern) {
        if !self.optionals.contains(&inner) {
            self.optionals.push(inner);
        }
    }

    pub(super) fn bind(&mut self, variable: Variable, expression: Expression) {
        if !self.binds.iter().any(|(known, _)| *known == variable) {
            self.binds.push((variable, expression));
        }
    }

    /// Whether every row has a value for a variable.
    pub(super) fn always_binds(&self, name: &Variable) -> bool {
        let end = TermPattern::from(name.clone());
        let mut triples = self.triples.iter();
        triples.any(|triple| triple.subject == end || triple.object == end)
    }

    /// Whether it is no more than one triple or path, perhaps with a condition.
    pub(super) fn is_one_triple(&self) -> bool {
        let paths = |part: &GraphPattern| matches!(part, GraphPattern::Path { .. });
        self.triples.len() + self.required.len() == 1
            && self.required.iter().all(paths)
            && self.optionals.is_empty()
            && self.absent.is_empty()
            && self.binds.is_empty()
    }

    /// Makes an optional part that gives a variable a part that must be there: rows without it would be dropped later.
    ///
    /// One that shares a variable with another optional part stays: which of them comes first may decide what is found.
    pub(super) fn require(&mut self, name: &Variable) {
        let given = self.optionals.iter().map(variables_of).collect::<Vec<_>>();
        let Some(at) = given.iter().position(|names| names.contains(name)) else {
            return;
        };
        let shared = |one: &Variable| {
            let others = given.iter().enumerate().filter(|(other, _)| *other != at);
            others.into_iter().any(|(_, names)| names.contains(one)) && !self.always_binds(one)
        };
        if given.get(at).is_none_or(|names| names.iter().any(shared)) {
            return;
        }
        let part = match self.optionals.get(at) {
            Some(GraphPattern::Bgp { patterns }) => Some((patterns.clone(), None)),
            Some(GraphPattern::LeftJoin {
                left,
                right,
                expression: None,
            }) => match &**left {
                GraphPattern::Bgp { patterns } if variables_of(left).contains(name) => {
                    Some((patterns.clone(), Some((**right).clone())))
                }
                _ => None,
            },
            _ => None,
        };
        if let Some((triples, rest)) = part {
            self.optionals.splice(at..=at, rest);
            self.triples.extend(triples);
        }
    }

    /// Adds all that another group holds.
    pub(super) fn append(&mut self, other: Self) {
        for triple in other.triples {
            self.triple(&triple.subject, triple.predicate, &triple.object);
        }
        self.required.extend(other.required);
        for inner in other.optionals {
            self.optional(inner);
        }
        for (name, value) in other.binds {
            self.bind(name, value);
        }
        self.absent.extend(other.absent);
        self.filters.extend(other.filters);
    }

    /// Puts the lists together: triples, required, optional, BIND, absent, FILTER.
    ///
    /// Oxigraph 0.5 takes all triples with an open subject for equally selective, and begins with the first: so those that
    /// name a thing come first, those that all claims have last. Of 300,000 claims, those by which something is bought
    /// were found in 0.1 s in place of 1.0, and that nothing was passed on in no time in place of 30 s.
    pub(super) fn close(self) -> GraphPattern {
        let mut patterns = self.triples;
        patterns.sort_by_key(breadth);
        let mut pattern = GraphPattern::Bgp { patterns };
        for right in self.required {
            pattern = join(pattern, right);
        }
        for inner in self.optionals {
            pattern = left_join(pattern, inner);
        }
        for (variable, expression) in self.binds {
            pattern = GraphPattern::Extend {
                inner: Box::new(pattern),
                variable,
                expression,
            };
        }
        // What must be absent may be said of whatever the rest gives.
        for inner in self.absent {
            pattern = left_join(pattern, inner);
        }
        match self.filters.into_iter().reduce(and) {
            Some(expr) => GraphPattern::Filter {
                expr,
                inner: Box::new(pattern),
            },
            None => pattern,
        }
    }
}

/// Adds what need not be there; a condition at its top belongs to the left join itself.
fn left_join(left: GraphPattern, optional: GraphPattern) -> GraphPattern {
    let (right, expression) = match optional {
        GraphPattern::Filter { expr, inner } => (inner, Some(expr)),
        other => (Box::new(other), None),
    };
    GraphPattern::LeftJoin {
        left: Box::new(left),
        right,
        expression,
    }
}

/// The breadth of a triple that names a thing of the data.
pub(super) const NAMES_A_THING: u8 = 0;

/// How much a triple may find, among those of its form.
pub(super) fn breadth(triple: &TriplePattern) -> u8 {
    let NamedNodePattern::NamedNode(property) = &triple.predicate else {
        return 3;
    };
    let common = COMMON.contains(&property.as_ref());
    match &triple.object {
        TermPattern::NamedNode(_) if *property == rdf::PREDICATE => 2,
        // Words of the vocabulary stand in many triples.
        TermPattern::NamedNode(thing) if !thing.as_str().starts_with(vocab::BY) => {
            if *property == rdf::TYPE {
                3
            } else {
                NAMES_A_THING
            }
        }
        _ if common => 3,
        _ => 1,
    }
}

/// Returns what a pattern binds, in order.
pub(super) fn variables_of(pattern: &GraphPattern) -> Vec<Variable> {
    let mut variables: Vec<Variable> = Vec::new();
    pattern.on_in_scope_variable(|name| {
        if !variables.contains(name) {
            variables.push(name.clone());
        }
    });
    variables
}

/// Joins two patterns; an empty one adds nothing.
pub(super) fn join(left: GraphPattern, right: GraphPattern) -> GraphPattern {
    match left {
        GraphPattern::Bgp { patterns } if patterns.is_empty() => right,
        left => GraphPattern::Join {
            left: Box::new(left),
            right: Box::new(right),
        },
    }
}

pub(super) fn and(left: Expression, right: Expression) -> Expression {
    Expression::And(Box::new(left), Box::new(right))
}

pub(super) fn or(left: Expression, right: Expression) -> Expression {
    Expression::Or(Box::new(left), Box::new(right))
}

pub(super) fn not(inner: Expression) -> Expression {
    Expression::Not(Box::new(inner))
}

pub(super) fn exists(pattern: GraphPattern) -> Expression {
    Expression::Exists(Box::new(pattern))
}

pub(super) fn same_term(left: &TermPattern, right: &TermPattern) -> Expression {
    Expression::SameTerm(Box::new(expression(left)), Box::new(expression(right)))
}

/// Returns a term as an expression.
pub(super) fn expression(term: &TermPattern) -> Expression {
    match term {
        TermPattern::NamedNode(node) => node.clone().into(),
        TermPattern::Literal(literal) => literal.clone().into(),
        TermPattern::Variable(variable) => variable.clone().into(),
        // The language has no blank nodes.
        TermPattern::BlankNode(node) => Literal::new_simple_literal(node.as_str()).into(),
    }
}

pub(super) fn call(function: Function, arguments: Vec<Expression>) -> Expression {
    Expression::FunctionCall(function, arguments)
}

pub(super) fn text(value: &str) -> Expression {
    Literal::new_simple_literal(value).into()
}

pub(super) fn str_of(variable: &Variable) -> Expression {
    call(Function::Str, vec![variable.clone().into()])
}

/// Returns any of the properties, forward or back.
pub(super) fn alternatives(
    forward: &[NamedNode],
    backward: &[NamedNode],
) -> Option<PropertyPathExpression> {
    let forward = forward
        .iter()
        .map(|iri| PropertyPathExpression::from(iri.clone()));
    let backward = backward
        .iter()
        .map(|iri| PropertyPathExpression::Reverse(Box::new(iri.clone().into())));
    forward
        .chain(backward)
        .reduce(|left, right| PropertyPathExpression::Alternative(Box::new(left), Box::new(right)))
}

/// Returns the variable with a name that the language made or checked.
pub(super) fn variable(name: &str) -> Variable {
    Variable::new_unchecked(name)
}
