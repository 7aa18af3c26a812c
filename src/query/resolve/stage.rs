//! Stages: their columns and paths → variables with types.

use super::model::{Aggregate, Block, Column, Condition, Function, Kind, Op, Path, SortKey, Stage};
use super::path::Reached;
use super::value::Left;
use super::{Resolver, Result};
use crate::query::ast::{self, Expr, Operand, StageKind, TermKind, Word};
use crate::query::error::{ErrorKind, QueryError};
use crate::text::Span;

impl Resolver<'_> {
    /// Resolves stages one by one, each on the table that the one before it leaves.
    pub(super) fn stages(&mut self, stages: &[ast::Stage], block: &mut Block) -> Result<()> {
        let mut table = block.columns.clone();
        let mut sorted = false;
        for stage in stages {
            let (resolved, columns) = match &stage.kind {
                StageKind::Where(expr) => {
                    let mut paths = Vec::new();
                    let condition = self.expr(expr, &table, &mut paths)?;
                    (Stage::Where { paths, condition }, table)
                }
                StageKind::Show(items) => {
                    let (paths, columns) = self.items(items, &table)?;
                    (Stage::Show(paths), columns)
                }
                StageKind::Aggregate { aggregates, keys } => {
                    if sorted {
                        self.notes
                            .push("W504: `sort` before `count` has no effect".to_owned());
                    }
                    self.aggregate(aggregates, keys, &table, stage.span)?
                }
                StageKind::Sort(keys) => {
                    let (keys, columns) = self.sort(keys, &table)?;
                    (Stage::Sort(keys), columns)
                }
                StageKind::Limit { limit, offset } => (
                    Stage::Limit {
                        limit: *limit,
                        offset: *offset,
                    },
                    table,
                ),
                StageKind::Form(_) => continue,
            };
            sorted = matches!(resolved, Stage::Sort(_))
                || sorted && matches!(resolved, Stage::Where { .. });
            table = columns;
            block.stages.push(resolved);
        }
        block.result = table;
        Ok(())
    }

    fn items(&mut self, items: &[ast::Item], table: &[Column]) -> Result<(Vec<Path>, Vec<Column>)> {
        let mut paths = Vec::new();
        let mut columns: Vec<Column> = Vec::new();
        for item in items {
            let mut path = self.path(&item.path, table)?.path;
            if let Some(name) = &item.name {
                path.var.clone_from(&name.text);
            }
            let clash = columns.iter().any(|column| column.name == path.var)
                || !path.chain.is_empty() && table.iter().any(|column| column.name == path.var);
            if clash {
                return Err(same_column(&path.var, item));
            }
            columns.push(Column {
                name: path.var.clone(),
                kind: path.kind,
            });
            paths.push(path);
        }
        Ok((paths, columns))
    }

    fn aggregate(
        &mut self,
        aggregates: &[ast::Aggregate],
        keys: &[ast::Item],
        table: &[Column],
        span: Span,
    ) -> Result<(Stage, Vec<Column>)> {
        if table.is_empty() {
            let name = aggregates
                .first()
                .map_or("count", |aggregate| aggregate.function.name());
            return Err(QueryError::new(
                ErrorKind::NoColumns(name),
                span,
                "no table to work on",
            ));
        }
        let (keys, mut columns) = self.items(keys, table)?;
        let mut resolved = Vec::new();
        for aggregate in aggregates {
            let function = aggregate.function;
            let reached = aggregate
                .path
                .as_ref()
                .map(|path| self.path(path, table))
                .transpose()?;
            if let Some(reached) = &reached {
                check_numbers(
                    function,
                    reached,
                    aggregate.path.as_ref().map_or(span, |path| path.span),
                )?;
            }
            let path = reached.map(|reached| reached.path);
            let var = match (&aggregate.name, &path, function) {
                (Some(name), ..) => name.text.clone(),
                (None, _, Function::Count) | (None, None, _) => function.name().to_owned(),
                (None, Some(path), _) => format!("{}_{}", function.name(), path.var),
            };
            if columns.iter().any(|column| column.name == var) {
                let help = format!("rename one: {} … as other", function.name());
                let kind = ErrorKind::SameColumn(var);
                return Err(QueryError::new(kind, aggregate.span, "already a column").help(help));
            }
            let kind = match (function, &path) {
                (Function::Count, _) | (_, None) => Kind::Number,
                (_, Some(path)) => path.kind,
            };
            columns.push(Column {
                name: var.clone(),
                kind,
            });
            resolved.push(Aggregate {
                function,
                path,
                var,
            });
        }
        Ok((
            Stage::Aggregate {
                aggregates: resolved,
                keys,
            },
            columns,
        ))
    }

    fn sort(
        &mut self,
        keys: &[ast::SortKey],
        table: &[Column],
    ) -> Result<(Vec<SortKey>, Vec<Column>)> {
        let mut columns = table.to_vec();
        let mut resolved = Vec::new();
        for key in keys {
            let path = self.path(&key.path, table)?.path;
            if !columns.iter().any(|column| column.name == path.var) {
                columns.push(Column {
                    name: path.var.clone(),
                    kind: path.kind,
                });
            }
            resolved.push(SortKey {
                path,
                descending: key.descending,
            });
        }
        Ok((resolved, columns))
    }

    fn expr(&mut self, expr: &Expr, table: &[Column], paths: &mut Vec<Path>) -> Result<Condition> {
        let all =
            |this: &mut Self, parts: &[Expr], paths: &mut Vec<Path>| -> Result<Vec<Condition>> {
                parts
                    .iter()
                    .map(|part| this.expr(part, table, paths))
                    .collect()
            };
        match expr {
            Expr::Or(parts) => Ok(Condition::Or(all(self, parts, paths)?)),
            Expr::And(parts) => Ok(Condition::And(all(self, parts, paths)?)),
            Expr::Not(inner) => Ok(Condition::Not(Box::new(self.expr(inner, table, paths)?))),
            Expr::Compare {
                left,
                op,
                op_span,
                right,
            } => self.comparison((left, *op, *op_span), right, table, paths),
        }
    }

    fn comparison(
        &mut self,
        (left, op, op_span): (&ast::Path, Op, Span),
        right: &Operand,
        table: &[Column],
        paths: &mut Vec<Path>,
    ) -> Result<Condition> {
        let mut left = self.hidden(left, table, paths)?;
        if op == Op::Contains && left.path.kind.is_iri() {
            left = self.label_of(left, paths);
        }
        let other = match right {
            Operand::Path(path) => Some(path.clone()),
            Operand::Term(term) => column_term(term, table),
        };
        let Some(other) = other else {
            let Operand::Term(term) = right else {
                return Ok(Condition::And(Vec::new()));
            };
            let side = Left {
                var: &left.path.var,
                kind: left.path.kind,
                label: &left.label,
                range: &left.range,
            };
            return self.condition(side, op, term);
        };
        let right = self.hidden(&other, table, paths)?;
        let (a, b) = (left.path.kind, right.path.kind);
        let numeric = |kind| matches!(kind, Kind::Number | Kind::Money);
        if a != b && !(numeric(a) && numeric(b)) {
            return Err(QueryError::new(
                ErrorKind::WrongType(a.phrase()),
                other.span,
                format!("this is {}", b.phrase()),
            ));
        }
        if op.orders()
            && matches!(
                a,
                Kind::Text | Kind::Flag | Kind::Relation | Kind::Status | Kind::Term
            )
        {
            let kind = ErrorKind::Unordered(left.label, a.phrase(), "such values have");
            return Err(QueryError::new(kind, op_span, "cannot be compared"));
        }
        Ok(Condition::Columns {
            left: left.path.var,
            op,
            right: right.path.var,
            kind: a,
        })
    }

    /// A path in a condition adds no column.
    fn hidden(
        &mut self,
        path: &ast::Path,
        table: &[Column],
        paths: &mut Vec<Path>,
    ) -> Result<Reached> {
        let mut reached = self.path(path, table)?;
        if !reached.path.chain.is_empty() || reached.path.part.is_some() {
            reached.path.var = self.helper(&reached.path.var);
            paths.push(reached.path.clone());
        }
        Ok(reached)
    }
}

/// A bare word that names a column.
fn column_term(term: &ast::Term, table: &[Column]) -> Option<ast::Path> {
    let (text, variable) = match &term.kind {
        TermKind::Name(name) => (name.clone(), false),
        TermKind::Open(name) => ((*name).to_owned(), false),
        TermKind::Variable(name) => (name.clone(), true),
        _ => return None,
    };
    let is_column = variable || table.iter().any(|column| column.name == text);
    is_column.then(|| ast::Path {
        column: Word {
            text,
            span: term.span,
        },
        variable,
        steps: Vec::new(),
        span: term.span,
    })
}

fn check_numbers(function: Function, reached: &Reached, span: Span) -> Result<()> {
    let kind = reached.path.kind;
    let good = match function {
        Function::Count => true,
        Function::Sum | Function::Avg => matches!(kind, Kind::Number | Kind::Money),
        Function::Min | Function::Max => matches!(kind, Kind::Number | Kind::Money | Kind::Date),
    };
    if good {
        return Ok(());
    }
    let column = reached.path.var.clone();
    let kind = ErrorKind::NotNumbers {
        function: function.name(),
        column,
        kind: "not a number",
    };
    Err(QueryError::new(kind, span, "not a number"))
}

fn same_column(name: &str, item: &ast::Item) -> QueryError {
    let at = Span::new(item.path.span.end, item.path.span.end);
    let (place, text) = match &item.name {
        Some(word) => (word.span, format!("{name}2")),
        None => (at, format!(" as {name}2")),
    };
    QueryError::new(
        ErrorKind::SameColumn(name.to_owned()),
        item.path.span,
        "already a column",
    )
    .help(format!("rename one: {name} as other_{name}"))
    .fix(place, text)
}
