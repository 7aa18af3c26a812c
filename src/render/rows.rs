//! Solutions → rows of typed cells, with labels and currencies beside their values.

use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, NamedNode, Term, Variable};
use oxigraph::sparql::{QueryEvaluationError, QuerySolution, QuerySolutionIter};

use crate::query::{Column, Kind, currency_of};

/// A table of answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// What stands in each column.
    pub columns: Vec<Column>,
    /// The rows, a cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// Whether more rows were there.
    pub truncated: bool,
}

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known.
    Empty,
    /// Something with an identifier.
    Thing {
        /// Its IRI.
        iri: String,
        /// Its label, where it has one.
        label: Option<String>,
    },
    /// Text.
    Text(String),
    /// A number, perhaps of a unit or currency.
    Number {
        /// The number as stored.
        text: String,
        /// Its unit.
        unit: Option<String>,
    },
    /// A date as stored, of any precision.
    Date(String),
    /// True or false.
    Flag(bool),
}

impl Cell {
    /// Returns the value as plain text: a label where there is one.
    pub fn plain(&self, ids: bool) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Thing { iri, .. } if ids => iri.clone(),
            Self::Thing { iri, label } => label.clone().unwrap_or_else(|| short(iri).to_owned()),
            Self::Text(text) | Self::Date(text) => text.clone(),
            Self::Number { text, .. } => text.clone(),
            Self::Flag(flag) => flag.to_string(),
        }
    }
}

/// Returns the last part of an IRI, for things without a label.
fn short(iri: &str) -> &str {
    iri.rsplit(['#', '/'])
        .next()
        .filter(|part| !part.is_empty())
        .unwrap_or(iri)
}

/// Returns columns for the variables of a query that was not written in Lede.
pub fn columns(variables: &[Variable]) -> Vec<Column> {
    variables
        .iter()
        .map(|name| Column {
            name: name.as_str().to_owned(),
            kind: Kind::Text,
        })
        .collect()
}

/// Returns the rows of an answer, at most `limit` of them.
pub fn rows(
    mut solutions: QuerySolutionIter<'_>,
    columns: &[Column],
    limit: Option<usize>,
    label: &dyn Fn(&NamedNode) -> Option<String>,
) -> Result<Rows, QueryEvaluationError> {
    let variables = solutions.variables().to_vec();
    let currencies: Vec<Option<String>> = columns
        .iter()
        .map(|column| currency(column, columns, &variables))
        .collect();
    let mut found = Vec::new();
    let mut truncated = false;
    while let Some(solution) = solutions.next().transpose()? {
        if limit.is_some_and(|limit| found.len() >= limit) {
            truncated = true;
            break;
        }
        let cells = columns.iter().zip(&currencies);
        found.push(
            cells
                .map(|(column, currency)| cell(&solution, &column.name, currency.as_deref(), label))
                .collect(),
        );
    }
    Ok(Rows {
        columns: columns.to_vec(),
        rows: found,
        truncated,
    })
}

/// The variable that holds the currency of a column of sums.
///
/// An aggregate keeps the currency of the column it was computed from.
fn currency(column: &Column, columns: &[Column], variables: &[Variable]) -> Option<String> {
    let has = |name: &str| variables.iter().any(|variable| variable.as_str() == name);
    let own = currency_of(&column.name);
    if column.kind != Kind::Money {
        return None;
    }
    if has(&own) {
        return Some(own);
    }
    let taken = |name: &str| {
        columns
            .iter()
            .any(|other| other.name == name || currency_of(&other.name) == name)
    };
    let mut others = variables
        .iter()
        .map(Variable::as_str)
        .filter(|name| name.ends_with("_currency") && !taken(name));
    let only = others.next()?;
    others.next().is_none().then(|| only.to_owned())
}

fn cell(
    solution: &QuerySolution,
    name: &str,
    currency: Option<&str>,
    label: &dyn Fn(&NamedNode) -> Option<String>,
) -> Cell {
    match solution.get(name) {
        None => Cell::Empty,
        Some(Term::NamedNode(node)) => Cell::Thing {
            iri: node.as_str().to_owned(),
            label: label(node),
        },
        Some(Term::Literal(literal)) => {
            let unit = currency.and_then(|currency| match solution.get(currency) {
                Some(Term::Literal(code)) => Some(code.value().to_owned()),
                _ => None,
            });
            value(literal, unit)
        }
        Some(other) => Cell::Text(other.to_string()),
    }
}

fn value(literal: &Literal, unit: Option<String>) -> Cell {
    let text = literal.value().to_owned();
    let datatype = literal.datatype();
    let numbers = [
        xsd::INTEGER,
        xsd::DECIMAL,
        xsd::DOUBLE,
        xsd::FLOAT,
        xsd::INT,
        xsd::LONG,
        xsd::NON_NEGATIVE_INTEGER,
    ];
    if numbers.contains(&datatype) {
        Cell::Number { text, unit }
    } else if [xsd::DATE, xsd::DATE_TIME, xsd::G_YEAR, xsd::G_YEAR_MONTH].contains(&datatype) {
        Cell::Date(text)
    } else if datatype == xsd::BOOLEAN {
        Cell::Flag(text == "true" || text == "1")
    } else {
        Cell::Text(text)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use oxigraph::model::vocab::xsd;
    use oxigraph::model::{Literal, NamedNode, Term, Variable};
    use oxigraph::sparql::QuerySolutionIter;

    use super::{Cell, rows};
    use crate::query::{Column, Kind};

    fn column(name: &str, kind: Kind) -> Column {
        Column {
            name: name.into(),
            kind,
        }
    }

    #[test]
    fn a_sum_carries_its_currency_and_a_thing_its_label() {
        let names: Arc<[Variable]> = ["who", "sum_amount", "amount_currency", "since"]
            .map(Variable::new_unchecked)
            .into();
        let values: Vec<Option<Term>> = vec![
            Some(NamedNode::new("https://example.org/a/x").unwrap().into()),
            Some(Literal::new_typed_literal("10", xsd::DECIMAL).into()),
            Some(Literal::new_simple_literal("USD").into()),
            Some(Literal::new_typed_literal("2023-01", xsd::G_YEAR_MONTH).into()),
        ];
        let two = vec![Ok(values.clone()), Ok(values)];
        let columns = [
            column("who", Kind::Thing),
            column("sum_amount", Kind::Money),
            column("since", Kind::Date),
        ];
        let found = rows(
            QuerySolutionIter::from_tuples(names, two),
            &columns,
            Some(1),
            &|_| Some("X".into()),
        )
        .unwrap();
        assert!(found.truncated);
        assert_eq!(
            found.rows,
            [[
                Cell::Thing {
                    iri: "https://example.org/a/x".into(),
                    label: Some("X".into())
                },
                Cell::Number {
                    text: "10".into(),
                    unit: Some("USD".into())
                },
                Cell::Date("2023-01".into()),
            ]]
        );
    }
}
