//! Paths: a column and dotted steps → properties and the variable at the end.

use oxigraph::model::NamedNode;
use oxigraph::model::vocab::rdfs;

use super::model::{Column, DatePart, Kind, Path, Step, Steps};
use super::noun::snake;
use super::suggest::{no_column, no_relation};
use super::{Resolver, Result, lookup};
use crate::ontology::names::fold;
use crate::query::ast::{self, Word};

/// Where a path has come to.
pub(super) struct Reached {
    pub(super) path: Path,
    pub(super) range: Vec<NamedNode>,
    pub(super) label: String,
}

impl Resolver<'_> {
    /// What `contains` reads of a thing is its label.
    pub(super) fn label_of(&mut self, thing: Reached, paths: &mut Vec<Path>) -> Reached {
        let steps = Steps {
            forward: vec![rdfs::LABEL.into_owned()],
            backward: Vec::new(),
        };
        let var = self.helper("label");
        let path = Path {
            column: thing.path.var,
            chain: vec![(Step::Steps(steps), var.clone())],
            part: None,
            var,
            kind: Kind::Text,
        };
        paths.push(path.clone());
        Reached {
            path,
            range: Vec::new(),
            label: thing.label,
        }
    }

    /// Follows a path from its column.
    pub(super) fn path(&self, written: &ast::Path, table: &[Column]) -> Result<Reached> {
        let column = self.find_column(&written.column, table)?;
        let label = column.name.replace('_', " ");
        let mut reached = Reached {
            path: Path {
                column: column.name.clone(),
                chain: Vec::new(),
                part: None,
                var: column.name.clone(),
                kind: column.kind,
            },
            range: self
                .variables
                .get(&column.name)
                .and_then(|known| known.class.clone())
                .into_iter()
                .collect(),
            label,
        };
        let mut middle = format!("_{}", column.name);
        for step in &written.steps {
            let name = snake(&step.text);
            middle = format!("{middle}_{name}");
            if let Some(part) = date_part(&reached, step) {
                reached.path.part = Some(part);
                reached.path.kind = Kind::Text;
            } else {
                let (way, kind, range) = self.way(&reached, step)?;
                reached.path.chain.push((way, middle.clone()));
                reached.path.kind = kind;
                reached.range = range;
            }
            reached.path.var.clone_from(&name);
            reached.label = name;
        }
        Ok(reached)
    }

    /// One step of a path.
    fn way(&self, from: &Reached, step: &Word) -> Result<(Step, Kind, Vec<NamedNode>)> {
        if from.path.part.is_some() {
            return Err(no_relation(self.world, &[], &step.text, step.span));
        }
        if from.path.kind == Kind::Claim {
            if step.text == "when" {
                return Ok((Step::When, Kind::Date, Vec::new()));
            }
            let Some(property) = lookup::qualifier(self.world.ontology, &step.text) else {
                return Err(super::suggest::no_qualifier(self.world, step));
            };
            return Ok((
                Step::Chain(property.chain(true)),
                property.kind(),
                property.range.to_vec(),
            ));
        }
        let named = lookup::named(self.world.ontology, &step.text);
        let ontology = self.world.ontology;
        let fits = |property: &lookup::Property<'_>, inverse: bool| {
            let classes = if inverse {
                property.range
            } else {
                property.domain
            };
            from.range.is_empty()
                || from
                    .range
                    .iter()
                    .any(|class| lookup::may_be(ontology, class, classes))
        };
        let found = named
            .iter()
            .find(|(property, inverse)| fits(property, *inverse))
            .or_else(|| named.first());
        let Some((property, inverse)) = found else {
            return self.open_way(step);
        };
        let steps = lookup::steps(ontology, property.iri, *inverse);
        let kind = if *inverse {
            Kind::Thing
        } else {
            property.kind()
        };
        let range = if *inverse {
            property.domain
        } else {
            property.range
        };
        Ok((Step::Steps(steps), kind, range.to_vec()))
    }

    /// One step along an open relation.
    fn open_way(&self, step: &Word) -> Result<(Step, Kind, Vec<NamedNode>)> {
        let forward = self.minted(&step.text);
        if forward.is_empty() {
            return Err(no_relation(self.world, &[], &step.text, step.span));
        }
        let backward = Vec::new();
        let steps = Steps { forward, backward };
        Ok((Step::Steps(steps), Kind::Thing, Vec::new()))
    }

    fn find_column<'t>(&self, word: &Word, table: &'t [Column]) -> Result<&'t Column> {
        let exact = table.iter().find(|column| column.name == word.text);
        let folded = || {
            table
                .iter()
                .find(|column| fold(&column.name) == fold(&word.text))
        };
        let by_class = || {
            let class = lookup::class(self.world.ontology, &word.text)?;
            let name = snake(&class.label);
            table.iter().find(|column| column.name == name).or_else(|| {
                let mut typed = table.iter().filter(|column| {
                    self.variables
                        .get(&column.name)
                        .is_some_and(|known| known.class.as_ref() == Some(&class.iri))
                });
                let first = typed.next();
                first.filter(|_| typed.next().is_none())
            })
        };
        let by_function = || {
            let mut found = table.iter().filter(|column| {
                ["sum", "avg", "min", "max"].contains(&word.text.as_str())
                    && column.name.starts_with(&format!("{}_", word.text))
            });
            let first = found.next();
            first.filter(|_| found.next().is_none())
        };
        exact
            .or_else(folded)
            .or_else(by_class)
            .or_else(by_function)
            .ok_or_else(|| {
                let names: Vec<&str> = table.iter().map(|column| column.name.as_str()).collect();
                no_column(&names, word)
            })
    }
}

fn date_part(from: &Reached, step: &Word) -> Option<DatePart> {
    if from.path.kind != Kind::Date || from.path.part.is_some() {
        return None;
    }
    match step.text.as_str() {
        "year" => Some(DatePart::Year),
        "month" => Some(DatePart::Month),
        "day" => Some(DatePart::Day),
        _ => None,
    }
}
