//! Stages → one SELECT, nested where a later stage needs the finished table of an earlier one.

use oxigraph::model::Variable;
use oxigraph::model::vocab::rdfs;
use spargebra::algebra::{
    AggregateExpression, AggregateFunction, Expression, GraphPattern, OrderExpression,
};

use super::Lowerer;
use super::group::{Group, and, str_of, variable};
use crate::query::currency_of;
use crate::query::resolve::model::{
    Aggregate, Block, Condition, Function, Kind, Path, SortKey, Stage,
};

/// A table that is still being worked on.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) group: Group,
    pub(super) columns: Vec<Column>,
    grouped: Option<Grouped>,
    pub(super) order: Vec<OrderExpression>,
    slice: Option<(usize, Option<usize>)>,
    /// Whether rows may repeat.
    repeats: bool,
}

/// A column and the variable of its currency.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) name: String,
    currency: Option<String>,
}

/// A table under an aggregate.
#[derive(Debug)]
struct Grouped {
    inner: GraphPattern,
    keys: Vec<Variable>,
    aggregates: Vec<(Variable, AggregateExpression)>,
    having: Vec<Expression>,
}

impl Column {
    fn new(name: &str, kind: Kind) -> Self {
        let currency = (kind == Kind::Money).then(|| currency_of(name));
        Self {
            name: name.to_owned(),
            currency,
        }
    }
}

impl Table {
    /// Returns the variables of the columns, each once.
    fn variables(&self) -> Vec<Variable> {
        let mut all: Vec<Variable> = Vec::new();
        for column in &self.columns {
            for name in std::iter::once(&column.name).chain(&column.currency) {
                let name = variable(name);
                if !all.contains(&name) {
                    all.push(name);
                }
            }
        }
        all
    }

    /// Returns the finished SELECT.
    pub(super) fn close(self) -> GraphPattern {
        let variables = self.variables();
        let distinct = self.grouped.is_none() || self.repeats;
        let mut pattern = match self.grouped {
            None => self.group.close(),
            Some(grouped) => {
                let inner = Box::new(grouped.inner);
                let pattern = GraphPattern::Group {
                    inner,
                    variables: grouped.keys,
                    aggregates: grouped.aggregates,
                };
                match grouped.having.into_iter().reduce(and) {
                    Some(expr) => GraphPattern::Filter {
                        expr,
                        inner: Box::new(pattern),
                    },
                    None => pattern,
                }
            }
        };
        if !self.order.is_empty() {
            pattern = GraphPattern::OrderBy {
                inner: Box::new(pattern),
                expression: self.order,
            };
        }
        pattern = GraphPattern::Project {
            inner: Box::new(pattern),
            variables,
        };
        if distinct {
            pattern = GraphPattern::Distinct {
                inner: Box::new(pattern),
            };
        }
        match self.slice {
            Some((limit, offset)) => GraphPattern::Slice {
                inner: Box::new(pattern),
                start: offset.unwrap_or(0),
                length: Some(limit),
            },
            None => pattern,
        }
    }

    /// Returns a new table over the finished one, where each sum has a currency of its own name.
    fn wrap(self) -> Self {
        let mut columns = self.columns.clone();
        let mut group = Group {
            required: vec![self.close()],
            ..Group::default()
        };
        for column in &mut columns {
            let own = currency_of(&column.name);
            if let Some(known) = column.currency.as_ref().filter(|known| **known != own) {
                group.bind(variable(&own), variable(known).into());
                column.currency = Some(own);
            }
        }
        Self {
            group,
            columns,
            ..Self::default()
        }
    }

    /// Returns a condition with the variables that hold currencies at this point.
    fn localised(&self, condition: &Condition) -> Condition {
        self.columns
            .iter()
            .fold(condition.clone(), |condition, column| {
                match &column.currency {
                    Some(known) => condition.renamed(&currency_of(&column.name), known),
                    None => condition,
                }
            })
    }

    fn is_final(&self) -> bool {
        self.slice.is_some()
    }

    fn open(self) -> Self {
        if self.is_final() || self.grouped.is_some() {
            self.wrap()
        } else {
            self
        }
    }

    /// Returns the rows as they are found, where it changes no aggregate that some come twice; and the variable whose
    /// distinct values are as many as the distinct rows of a group, if there is one.
    ///
    /// It spares the table of distinct rows: 100,000 articles are counted by month in two thirds of the time.
    fn rows_of(
        &self,
        keys: &[Variable],
        aggregates: &[Aggregate],
        computed: &[Variable],
    ) -> Option<(GraphPattern, Option<Variable>)> {
        if self.is_final() || self.grouped.is_some() {
            return None;
        }
        let variables = self.variables();
        let mut rest = variables.iter().filter(|name| !keys.contains(name));
        let counted = match (rest.next(), rest.next()) {
            (Some(one), None) if self.group.always_binds(one) => Some(one.clone()),
            _ => None,
        };
        let once = |aggregate: &Aggregate| match aggregate.function {
            Function::Count => aggregate.path.is_some() || counted.is_some(),
            Function::Min | Function::Max => true,
            Function::Sum | Function::Avg => false,
        };
        let rows = self.group.clone().close();
        let mut taken = false;
        rows.on_in_scope_variable(|name| taken |= computed.contains(name));
        (!taken && aggregates.iter().all(once)).then_some((rows, counted))
    }

    fn column(&self, path: &Path) -> Column {
        let known = self.columns.iter().find(|column| column.name == path.var);
        known.cloned().unwrap_or_else(|| {
            let mut column = Column::new(&path.var, path.kind);
            if path.chain.is_empty()
                && self
                    .columns
                    .iter()
                    .any(|known| known.name == path.column && known.currency.is_none())
            {
                column.currency = None;
            }
            column
        })
    }
}

impl Lowerer<'_> {
    /// Returns the table of a pattern and its stages.
    pub(super) fn table(&mut self, block: &Block) -> Table {
        let group = self.parts(&block.parts);
        let columns = block
            .columns
            .iter()
            .map(|column| Column::new(&column.name, column.kind))
            .collect();
        let table = Table {
            group,
            columns,
            ..Table::default()
        };
        block
            .stages
            .iter()
            .fold(table, |table, stage| self.stage(table, stage))
    }

    fn stage(&mut self, table: Table, stage: &Stage) -> Table {
        match stage {
            Stage::Where { paths, condition } => self.filter(table, paths, condition),
            Stage::Show(paths) => self.show(table, paths),
            Stage::Aggregate { aggregates, keys } => self.aggregate(table, aggregates, keys),
            Stage::Sort(keys) => self.sort(table, keys),
            Stage::Limit { limit, offset } => {
                let mut table = if table.is_final() {
                    table.wrap()
                } else {
                    table
                };
                table.slice = Some((*limit, *offset));
                table
            }
        }
    }

    fn filter(&mut self, mut table: Table, paths: &[Path], condition: &Condition) -> Table {
        let having = Self::row_condition(&table.localised(condition));
        if !table.is_final()
            && paths.is_empty()
            && let Some(grouped) = &mut table.grouped
        {
            grouped.having.push(having);
            return table;
        }
        let mut table = self.with(table, paths);
        let condition = table.localised(condition);
        for name in condition.needed() {
            table.group.require(&variable(name));
        }
        table.group.filters.push(Self::row_condition(&condition));
        table
    }

    /// Opens a table and fetches what `paths` lead to; an order that nothing has used up yet stays.
    fn with(&mut self, mut table: Table, paths: &[Path]) -> Table {
        let order = if table.is_final() {
            Vec::new()
        } else {
            std::mem::take(&mut table.order)
        };
        let mut table = table.open();
        for path in paths {
            self.fetch(path, &mut table.group);
        }
        table.order = order;
        table
    }

    fn show(&mut self, mut table: Table, paths: &[Path]) -> Table {
        let plain = paths
            .iter()
            .all(|path| path.chain.is_empty() && path.part.is_none() && path.var == path.column);
        if !table.is_final() && plain && table.grouped.is_some() {
            table.repeats = paths.len() < table.columns.len();
            table.columns = paths.iter().map(|path| table.column(path)).collect();
            return table;
        }
        let mut table = self.with(table, paths);
        table.columns = paths.iter().map(|path| table.column(path)).collect();
        table
    }

    fn aggregate(&mut self, mut table: Table, aggregates: &[Aggregate], keys: &[Path]) -> Table {
        // An order before an aggregate is forgotten, unless it decided what was cut.
        if !table.is_final() {
            table.order.clear();
        }
        let mut table = table.open();
        let sources = aggregates
            .iter()
            .filter_map(|aggregate| aggregate.path.as_ref());
        for path in keys.iter().chain(sources) {
            self.fetch(path, &mut table.group);
            if !table.columns.iter().any(|column| column.name == path.var) {
                let column = table.column(path);
                table.columns.push(column);
            }
        }
        let mut columns: Vec<Column> = keys.iter().map(|path| table.column(path)).collect();
        let mut computed = Vec::new();
        for aggregate in aggregates {
            let source = aggregate.path.as_ref().map(|path| table.column(path));
            let currency = source
                .filter(|_| aggregate.function != Function::Count)
                .and_then(|column| column.currency);
            columns.push(Column {
                name: aggregate.var.clone(),
                currency,
            });
            computed.push((variable(&aggregate.var), expression(aggregate)));
        }
        let computed_names: Vec<Variable> = computed.iter().map(|(name, _)| name.clone()).collect();
        let mut outer = Table {
            columns,
            ..Table::default()
        };
        let keys: Vec<Variable> = outer
            .variables()
            .into_iter()
            .filter(|name| !computed_names.contains(name))
            .collect();
        let inner = match table.rows_of(&keys, aggregates, &computed_names) {
            Some((rows, counted)) => {
                for (_, aggregate) in &mut computed {
                    if let (AggregateExpression::CountSolutions { .. }, Some(counted)) =
                        (&*aggregate, &counted)
                    {
                        *aggregate = count_distinct(counted);
                    }
                }
                rows
            }
            None => table.close(),
        };
        outer.grouped = Some(Grouped {
            inner,
            keys,
            aggregates: computed,
            having: Vec::new(),
        });
        outer
    }

    fn sort(&mut self, table: Table, keys: &[SortKey]) -> Table {
        let by_label = keys.iter().any(|key| key.path.kind.is_iri());
        let fetched = keys
            .iter()
            .any(|key| !key.path.chain.is_empty() || key.path.part.is_some());
        let mut table = if table.is_final() || by_label {
            table.wrap()
        } else {
            table
        };
        if fetched {
            table = table.open();
        }
        let mut order = Vec::new();
        for key in keys {
            let path = &key.path;
            self.fetch(path, &mut table.group);
            let hidden = path.var.starts_with('_');
            if !hidden && !table.columns.iter().any(|column| column.name == path.var) {
                let column = table.column(path);
                table.columns.push(column);
            }
            let value = self.sort_value(path, &mut table.group);
            order.push(if key.descending {
                OrderExpression::Desc(value)
            } else {
                OrderExpression::Asc(value)
            });
        }
        table.order = order;
        table
    }

    fn sort_value(&mut self, path: &Path, group: &mut Group) -> Expression {
        let end = variable(&path.var);
        match path.kind {
            kind if kind.is_iri() => {
                let label = self.fresh("label");
                let mut inner = Group::default();
                inner.triple(&end.into(), rdfs::LABEL.into_owned(), &label.clone().into());
                group.optional(inner.close());
                label.into()
            }
            Kind::Date => str_of(&end),
            _ => end.into(),
        }
    }
}

fn expression(aggregate: &Aggregate) -> AggregateExpression {
    let Some(path) = &aggregate.path else {
        return AggregateExpression::CountSolutions { distinct: false };
    };
    let source = variable(&path.var);
    let name = match aggregate.function {
        Function::Count => return count_distinct(&source),
        Function::Sum => AggregateFunction::Sum,
        Function::Avg => AggregateFunction::Avg,
        Function::Min => AggregateFunction::Min,
        Function::Max => AggregateFunction::Max,
    };
    AggregateExpression::FunctionCall {
        name,
        expr: source.into(),
        distinct: false,
    }
}

fn count_distinct(of: &Variable) -> AggregateExpression {
    AggregateExpression::FunctionCall {
        name: AggregateFunction::Count,
        expr: of.clone().into(),
        distinct: true,
    }
}
