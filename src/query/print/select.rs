//! SELECT with its projection, groups, order and limits.

use oxigraph::model::Variable;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};

use super::{Item, Printer, conjuncts, is_select};

/// The keys of a grouped table, and what is computed for each.
type Group<'a> = (&'a [Variable], &'a [(Variable, AggregateExpression)]);

/// The parts of a SELECT.
#[derive(Default)]
struct Select<'a> {
    variables: &'a [Variable],
    distinct: bool,
    group: Option<Group<'a>>,
    having: Option<&'a Expression>,
    order: &'a [OrderExpression],
    slice: Option<(usize, Option<usize>)>,
}

impl Printer {
    /// A SELECT with everything around its braces.
    pub(super) fn select(&mut self, pattern: &GraphPattern) -> Item {
        let mut select = Select::default();
        let mut at = pattern;
        loop {
            at = match at {
                GraphPattern::Slice {
                    inner,
                    start,
                    length,
                } => {
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
        let mut head = String::from(if select.distinct {
            "SELECT DISTINCT"
        } else {
            "SELECT"
        });
        if select.variables.is_empty() {
            // A yes/no question that is cut or sorted projects nothing, which SPARQL cannot write.
            head += " *";
        }
        for name in select.variables {
            let aggregates = select.group.map_or(&[][..], |(_, aggregates)| aggregates);
            match aggregates.iter().find(|(known, _)| known == name) {
                Some((_, aggregate)) => {
                    head += &format!(" ({} AS {name})", self.aggregate(aggregate));
                }
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
            let having: Vec<_> = select.having.into_iter().flat_map(conjuncts).collect();
            if !having.is_empty() {
                tail += " HAVING";
            }
            for expr in having {
                tail += &format!(" ({})", self.having(expr, aggregates));
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
    fn having(
        &mut self,
        expr: &Expression,
        aggregates: &[(Variable, AggregateExpression)],
    ) -> String {
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
            AggregateExpression::FunctionCall {
                name,
                expr,
                distinct,
            } => {
                let distinct = if *distinct { "DISTINCT " } else { "" };
                format!(
                    "{}({distinct}{})",
                    name.to_string().to_uppercase(),
                    self.expression(expr)
                )
            }
        }
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
    if let GraphPattern::Group {
        inner,
        variables,
        aggregates,
    } = at
    {
        select.group = Some((variables, aggregates));
        at = inner;
    }
    let head = printer.head(select);
    let items = if is_select(at) {
        vec![printer.braced(at)]
    } else {
        printer.items(at)
    };
    let tail = printer.tail(select);
    Item::Block(head, items, tail)
}

/// Replaces a variable, but not one that begins with its name.
fn replace_word(text: &str, word: &str, by: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(word) {
        let (before, found) = rest.split_at(at);
        let after = found.get(word.len()..).unwrap_or_default();
        let ends = after
            .chars()
            .next()
            .is_none_or(|c| !c.is_alphanumeric() && c != '_');
        out += before;
        out += if ends { by } else { word };
        rest = after;
    }
    out + rest
}
