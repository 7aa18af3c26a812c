//! Algebra → SPARQL 1.1 text that a person can read.

use oxigraph::model::Variable;
use spargebra::Query;
use spargebra::algebra::{
    AggregateExpression, Expression, GraphPattern, OrderExpression, PropertyPathExpression,
};
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};

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
    let mut printer = Printer { terms: Terms::new(base), out: String::new() };
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

/// The parts of a SELECT.
#[derive(Default)]
struct Select<'a> {
    variables: &'a [Variable],
    distinct: bool,
    group: Option<(&'a [Variable], &'a [(Variable, AggregateExpression)])>,
    having: Option<&'a Expression>,
    order: &'a [OrderExpression],
    slice: Option<(usize, Option<usize>)>,
}

impl Printer {
    fn query(&mut self, query: &Query) -> Vec<Item> {
        match query {
            Query::Select { pattern, .. } => vec![self.select(pattern)],
            Query::Ask { pattern, .. } => {
                let inner = if is_select(pattern) { vec![self.braced(pattern)] } else { self.items(pattern) };
                vec![Item::Block("ASK {".into(), inner, "}".into())]
            }
            Query::Construct { template, pattern, .. } => {
                let triples = self.triples(template);
                vec![
                    Item::Block("CONSTRUCT {".into(), triples, "}".into()),
                    Item::Block("WHERE {".into(), self.items(pattern), "}".into()),
                ]
            }
            Query::Describe { pattern, .. } => {
                vec![Item::Block("DESCRIBE * WHERE {".into(), self.items(pattern), "}".into())]
            }
        }
    }

    /// A SELECT with everything around its braces.
    fn select(&mut self, pattern: &GraphPattern) -> Item {
        let mut select = Select::default();
        let mut at = pattern;
        loop {
            at = match at {
                GraphPattern::Slice { inner, start, length } => {
                    select.slice = Some((*start, *length));
                    inner
                }
                GraphPattern::Distinct { inner } => {
                    select.distinct = true;
                    inner
                }
                GraphPattern::Project { inner, variables } => {
                    select.variables = variables;
                    break at_end(inner, &mut select, self);
                }
                other => break Item::Block("{".into(), self.items(other), "}".into()),
            };
        }
    }

    fn head(&mut self, select: &Select<'_>) -> String {
        let mut head = String::from(if select.distinct { "SELECT DISTINCT" } else { "SELECT" });
        for name in select.variables {
            let aggregates = select.group.map_or(&[][..], |(_, aggregates)| aggregates);
            match aggregates.iter().find(|(known, _)| known == name) {
                Some((_, aggregate)) => head += &format!(" ({} AS {name})", self.aggregate(aggregate)),
                None => head += &format!(" {name}"),
            }
        }
        head + " WHERE {"
    }

    fn tail(&mut self, select: &Select<'_>) -> String {
        let mut tail = String::from("}");
        if let Some((keys, aggregates)) = select.group {
            if !keys.is_empty() {
                tail += " GROUP BY";
                keys.iter().for_each(|key| tail += &format!(" {key}"));
            }
            for expr in select.having.into_iter().flat_map(conjuncts) {
                let inner = self.having(expr, aggregates);
                tail += &format!(" HAVING ({inner})");
            }
        }
        if !select.order.is_empty() {
            tail += " ORDER BY";
            for key in select.order {
                tail += &match key {
                    OrderExpression::Asc(expr) => format!(" ASC({})", self.expression(expr)),
                    OrderExpression::Desc(expr) => format!(" DESC({})", self.expression(expr)),
                };
            }
        }
        if let Some((start, length)) = select.slice {
            tail += &length.map_or_else(String::new, |length| format!(" LIMIT {length}"));
            if start > 0 {
                tail += &format!(" OFFSET {start}");
            }
        }
        tail
    }

    /// Names of aggregates stand for their expressions in HAVING.
    fn having(&mut self, expr: &Expression, aggregates: &[(Variable, AggregateExpression)]) -> String {
        let mut text = self.expression(expr);
        for (name, aggregate) in aggregates {
            let written = self.aggregate(aggregate);
            text = replace_word(&text, &name.to_string(), &written);
        }
        text
    }

    fn aggregate(&mut self, aggregate: &AggregateExpression) -> String {
        match aggregate {
            AggregateExpression::CountSolutions { distinct: true } => "COUNT(DISTINCT *)".into(),
            AggregateExpression::CountSolutions { distinct: false } => "COUNT(*)".into(),
            AggregateExpression::FunctionCall { name, expr, distinct } => {
                let distinct = if *distinct { "DISTINCT " } else { "" };
                format!("{}({distinct}{})", name.to_string().to_uppercase(), self.expression(expr))
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
            GraphPattern::Path { subject, path, object } => {
                let text =
                    format!("{} {} {}", self.term(subject), self.path(path, false), self.term(object));
                vec![Item::Triples(text)]
            }
            GraphPattern::Join { left, right } => {
                let mut items = self.items(left);
                let own = matches!(
                    **right,
                    GraphPattern::Filter { .. } | GraphPattern::LeftJoin { .. } | GraphPattern::Extend { .. }
                );
                if own || is_select(right) { items.push(self.braced(right)) } else { items.extend(self.items(right)) }
                items
            }
            GraphPattern::LeftJoin { left, right, expression } => {
                let mut items = self.items(left);
                let mut inner =
                    if is_select(right) { vec![self.braced(right)] } else { self.items(right) };
                inner.extend(expression.iter().flat_map(|expr| self.filters(expr)).collect::<Vec<_>>());
                items.push(Item::Block("OPTIONAL {".into(), inner, "}".into()));
                items
            }
            GraphPattern::Filter { expr, inner } => {
                let mut items = self.items(inner);
                items.extend(self.filters(expr));
                items
            }
            GraphPattern::Extend { inner, variable, expression } => {
                let mut items = self.items(inner);
                items.push(Item::Line(format!("BIND ({} AS {variable})", self.expression(expression))));
                items
            }
            GraphPattern::Union { left, right } => {
                let mut items = if matches!(**left, GraphPattern::Union { .. }) {
                    self.items(left)
                } else {
                    vec![self.braced(left)]
                };
                let arm = match self.braced(right) {
                    Item::Block(open, inner, close) => Item::Block(format!("UNION {open}"), inner, close),
                    other => other,
                };
                items.push(arm);
                items
            }
            GraphPattern::Values { variables, bindings } => vec![Item::Line(self.values(variables, bindings))],
            other => vec![self.braced_select(other)],
        }
    }

    fn braced_select(&mut self, pattern: &GraphPattern) -> Item {
        let inner = self.select(pattern);
        Item::Block("{".into(), vec![inner], "}".into())
    }

    fn values(&mut self, variables: &[Variable], bindings: &[Vec<Option<GroundTerm>>]) -> String {
        let name = variables.first().map(ToString::to_string).unwrap_or_default();
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
                Expression::Exists(inner) => Item::Block("FILTER EXISTS {".into(), self.items(inner), "}".into()),
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
                    .map(|triple| format!("{} {}", self.predicate(&triple.predicate), self.term(&triple.object)))
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

    fn path(&mut self, path: &PropertyPathExpression, inside: bool) -> String {
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

    fn expression(&mut self, expr: &Expression) -> String {
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
            Expression::SameTerm(a, b) => format!("sameTerm({}, {})", self.expression(a), self.expression(b)),
            Expression::In(a, all) => format!("{} IN ({})", self.operand(a), self.list(all)),
            Expression::Not(inner) => match &**inner {
                Expression::Equal(a, b) => self.infix(a, "!=", b),
                Expression::In(a, all) => format!("{} NOT IN ({})", self.operand(a), self.list(all)),
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

    fn exists(&mut self, pattern: &GraphPattern) -> String {
        let block = Item::Block("EXISTS {".into(), self.items(pattern), "}".into());
        inline(&block, false)
    }

    fn infix(&mut self, left: &Expression, sign: &str, right: &Expression) -> String {
        format!("{} {sign} {}", self.operand(left), self.operand(right))
    }

    fn operand(&mut self, expr: &Expression) -> String {
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

    fn list(&mut self, all: &[Expression]) -> String {
        all.iter().map(|expr| self.expression(expr)).collect::<Vec<_>>().join(", ")
    }

    /// Writes an item, on one line where it fits.
    fn write(&mut self, item: &Item, depth: usize, more: bool) {
        let indent = "  ".repeat(depth);
        let line = inline(item, more);
        let open = match item {
            Item::Block(open, inner, close) if depth == 0 || line.chars().count() > WIDTH || holds_select(inner) => {
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

/// Reads what stands under a projection.
fn at_end<'a>(inner: &'a GraphPattern, select: &mut Select<'a>, printer: &mut Printer) -> Item {
    let mut at = inner;
    if let GraphPattern::OrderBy { inner, expression } = at {
        select.order = expression;
        at = inner;
    }
    if let GraphPattern::Filter { expr, inner } = at
        && matches!(**inner, GraphPattern::Group { .. })
    {
        select.having = Some(expr);
        at = inner;
    }
    if let GraphPattern::Group { inner, variables, aggregates } = at {
        select.group = Some((variables, aggregates));
        at = inner;
    }
    let head = printer.head(select);
    let items = if is_select(at) { vec![printer.braced(at)] } else { printer.items(at) };
    let tail = printer.tail(select);
    Item::Block(head, items, tail)
}

const fn is_select(pattern: &GraphPattern) -> bool {
    matches!(pattern, GraphPattern::Project { .. } | GraphPattern::Distinct { .. } | GraphPattern::Slice { .. })
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
            let inner: Vec<String> =
                inner.iter().enumerate().map(|(at, item)| inline(item, at < last)).collect();
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

/// Replaces a variable, but not one that begins with its name.
fn replace_word(text: &str, word: &str, by: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(word) {
        let (before, found) = rest.split_at(at);
        let after = found.get(word.len()..).unwrap_or_default();
        let ends = after.chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '_');
        out += before;
        out += if ends { by } else { word };
        rest = after;
    }
    out + rest
}
