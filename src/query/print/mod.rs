//! Algebra → SPARQL 1.1 text that a person can read.

use oxigraph::model::Variable;
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};

mod expression;
mod select;
mod terms;

use self::terms::Terms;

/// Longest block that is written on one line.
const WIDTH: usize = 96;

/// One line of a group, or a nested group.
enum Item {
    /// Triples; a full stop separates them from what follows.
    Triples(String),
    /// Anything else that ends by itself.
    Line(String),
    /// What opens a block, what it holds and what closes it.
    Block(String, Vec<Self>, String),
}

/// Returns a query as text, with the prefixes it uses.
pub(super) fn print(query: &Query, base: &str) -> String {
    let mut printer = Printer {
        terms: Terms::new(base),
        out: String::new(),
    };
    let items = printer.query(query);
    for item in &items {
        printer.write(item, 0, false);
    }
    let body = std::mem::take(&mut printer.out);
    format!("{}{}", printer.terms.prologue(), body.trim_end())
}

struct Printer {
    terms: Terms,
    out: String,
}

impl Printer {
    fn query(&mut self, query: &Query) -> Vec<Item> {
        match query {
            Query::Select { pattern, .. } => vec![self.select(pattern)],
            Query::Ask { pattern, .. } => {
                let inner = if is_select(pattern) {
                    vec![self.braced(pattern)]
                } else {
                    self.items(pattern)
                };
                vec![Item::Block("ASK {".into(), inner, "}".into())]
            }
            Query::Construct {
                template, pattern, ..
            } => {
                let triples = self.triples(template);
                vec![
                    Item::Block("CONSTRUCT {".into(), triples, "}".into()),
                    Item::Block("WHERE {".into(), self.items(pattern), "}".into()),
                ]
            }
            Query::Describe { pattern, .. } => {
                vec![Item::Block(
                    "DESCRIBE * WHERE {".into(),
                    self.items(pattern),
                    "}".into(),
                )]
            }
        }
    }

    fn braced(&mut self, pattern: &GraphPattern) -> Item {
        if is_select(pattern) {
            let inner = self.select(pattern);
            Item::Block("{".into(), vec![inner], "}".into())
        } else {
            Item::Block("{".into(), self.items(pattern), "}".into())
        }
    }

    /// The lines of a group.
    fn items(&mut self, pattern: &GraphPattern) -> Vec<Item> {
        match pattern {
            GraphPattern::Bgp { patterns } => self.triples(patterns),
            GraphPattern::Path {
                subject,
                path,
                object,
            } => {
                let text = format!(
                    "{} {} {}",
                    self.term(subject),
                    self.path(path, false),
                    self.term(object)
                );
                vec![Item::Triples(text)]
            }
            GraphPattern::Join { left, right } => self.join(left, right),
            GraphPattern::LeftJoin {
                left,
                right,
                expression,
            } => self.optional(left, right, expression.as_ref()),
            GraphPattern::Filter { expr, inner } => {
                let mut items = self.items(inner);
                items.extend(self.filters(expr));
                items
            }
            GraphPattern::Extend {
                inner,
                variable,
                expression,
            } => {
                let mut items = self.items(inner);
                items.push(Item::Line(format!(
                    "BIND ({} AS {variable})",
                    self.expression(expression)
                )));
                items
            }
            GraphPattern::Union { left, right } => self.union(left, right),
            GraphPattern::Values {
                variables,
                bindings,
            } => vec![Item::Line(self.values(variables, bindings))],
            other => vec![self.braced_select(other)],
        }
    }

    fn join(&mut self, left: &GraphPattern, right: &GraphPattern) -> Vec<Item> {
        let mut items = self.items(left);
        // What would change the meaning of its neighbours stands in braces of its own.
        let own = matches!(
            right,
            GraphPattern::Filter { .. }
                | GraphPattern::LeftJoin { .. }
                | GraphPattern::Extend { .. }
        );
        if own || is_select(right) {
            items.push(self.braced(right));
        } else {
            items.extend(self.items(right));
        }
        items
    }

    fn optional(
        &mut self,
        left: &GraphPattern,
        right: &GraphPattern,
        expr: Option<&Expression>,
    ) -> Vec<Item> {
        let mut items = self.items(left);
        let mut inner = if is_select(right) {
            vec![self.braced(right)]
        } else {
            self.items(right)
        };
        if let Some(expr) = expr {
            inner.extend(self.filters(expr));
        }
        items.push(Item::Block("OPTIONAL {".into(), inner, "}".into()));
        items
    }

    fn union(&mut self, left: &GraphPattern, right: &GraphPattern) -> Vec<Item> {
        let mut items = if matches!(left, GraphPattern::Union { .. }) {
            self.items(left)
        } else {
            vec![self.braced(left)]
        };
        items.push(match self.braced(right) {
            Item::Block(open, inner, close) => Item::Block(format!("UNION {open}"), inner, close),
            other => other,
        });
        items
    }

    fn braced_select(&mut self, pattern: &GraphPattern) -> Item {
        let inner = self.select(pattern);
        Item::Block("{".into(), vec![inner], "}".into())
    }

    fn values(&mut self, variables: &[Variable], bindings: &[Vec<Option<GroundTerm>>]) -> String {
        let name = variables
            .first()
            .map(ToString::to_string)
            .unwrap_or_default();
        let mut text = format!("VALUES {name} {{");
        for value in bindings.iter().flatten() {
            let value = match value {
                Some(GroundTerm::NamedNode(node)) => self.terms.iri(node),
                Some(GroundTerm::Literal(literal)) => self.terms.literal(literal),
                _ => "UNDEF".into(),
            };
            text += &format!(" {value}");
        }
        text + " }"
    }

    fn filters(&mut self, expr: &Expression) -> Vec<Item> {
        conjuncts(expr)
            .into_iter()
            .map(|expr| match expr {
                Expression::Exists(inner) => {
                    Item::Block("FILTER EXISTS {".into(), self.items(inner), "}".into())
                }
                Expression::Not(inner) => match &**inner {
                    Expression::Exists(inner) => {
                        Item::Block("FILTER NOT EXISTS {".into(), self.items(inner), "}".into())
                    }
                    _ => Item::Line(format!("FILTER ({})", self.expression(expr))),
                },
                expr => Item::Line(format!("FILTER ({})", self.expression(expr))),
            })
            .collect()
    }

    /// Triples, those of one subject on one line.
    fn triples(&mut self, triples: &[TriplePattern]) -> Vec<Item> {
        let mut seen: Vec<&TermPattern> = Vec::new();
        for triple in triples {
            if !seen.contains(&&triple.subject) {
                seen.push(&triple.subject);
            }
        }
        seen.into_iter()
            .map(|subject| {
                let about = triples.iter().filter(|triple| triple.subject == *subject);
                let pairs: Vec<String> = about
                    .map(|triple| {
                        format!(
                            "{} {}",
                            self.predicate(&triple.predicate),
                            self.term(&triple.object)
                        )
                    })
                    .collect();
                Item::Triples(format!("{} {}", self.term(subject), pairs.join(" ; ")))
            })
            .collect()
    }

    fn predicate(&mut self, predicate: &NamedNodePattern) -> String {
        match predicate {
            NamedNodePattern::NamedNode(node) => self.terms.predicate(node),
            NamedNodePattern::Variable(name) => name.to_string(),
        }
    }

    fn term(&mut self, term: &TermPattern) -> String {
        match term {
            TermPattern::NamedNode(node) => self.terms.iri(node),
            TermPattern::Literal(literal) => self.terms.literal(literal),
            TermPattern::Variable(name) => name.to_string(),
            TermPattern::BlankNode(node) => node.to_string(),
        }
    }

    /// Writes an item, on one line where it fits.
    fn write(&mut self, item: &Item, depth: usize, more: bool) {
        let indent = "  ".repeat(depth);
        let line = inline(item, more);
        let open = match item {
            Item::Block(open, inner, close)
                if depth == 0 || line.chars().count() > WIDTH || holds_select(inner) =>
            {
                Some((open, inner, close))
            }
            _ => None,
        };
        let Some((open, inner, close)) = open else {
            self.out += &format!("{indent}{line}\n");
            return;
        };
        self.out += &format!("{indent}{open}\n");
        for item in inner {
            // Every line of triples ends in a full stop where there is room for it.
            self.write(item, depth + 1, true);
        }
        self.out += &format!("{indent}{close}\n");
    }
}

const fn is_select(pattern: &GraphPattern) -> bool {
    matches!(
        pattern,
        GraphPattern::Project { .. } | GraphPattern::Distinct { .. } | GraphPattern::Slice { .. }
    )
}

fn holds_select(items: &[Item]) -> bool {
    items.iter().any(|item| match item {
        Item::Block(open, inner, _) => open.starts_with("SELECT") || holds_select(inner),
        Item::Triples(_) | Item::Line(_) => false,
    })
}

/// Returns an item on one line.
fn inline(item: &Item, more: bool) -> String {
    match item {
        Item::Triples(text) if more => format!("{text} ."),
        Item::Triples(text) | Item::Line(text) => text.clone(),
        Item::Block(open, inner, close) => {
            let last = inner.len().saturating_sub(1);
            let inner: Vec<String> = inner
                .iter()
                .enumerate()
                .map(|(at, item)| inline(item, at < last))
                .collect();
            format!("{open} {} {close}", inner.join(" "))
        }
    }
}

fn conjuncts(expr: &Expression) -> Vec<&Expression> {
    match expr {
        Expression::And(a, b) => conjuncts(a).into_iter().chain(conjuncts(b)).collect(),
        other => vec![other],
    }
}
