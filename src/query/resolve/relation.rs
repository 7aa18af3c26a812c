//! Relations by name → the properties they stand for.

use oxigraph::model::NamedNode;

use super::lookup::Property;
use super::model::{Hops, Kind, Node, Op, Steps};
use super::suggest::{iri, no_relation};
use super::value::default_op;
use super::{Resolver, Result, Scope, lookup};
use crate::ontology::names::fold;
use crate::ontology::vocab;
use crate::query::ast::{Define, Relation, RelationName};
use crate::query::error::{ErrorKind, QueryError};
use crate::text::Span;

/// What the relations of one verb come to.
#[derive(Default)]
pub(super) struct Relations {
    pub(super) steps: Steps,
    pub(super) label: String,
    pub(super) domain: Vec<NamedNode>,
    pub(super) range: Vec<NamedNode>,
    pub(super) kind: Option<Kind>,
    pub(super) claimable: bool,
    pub(super) hops: Option<Hops>,
    /// The variable of an open relation, and in which directions it is read.
    pub(super) open: Option<(String, bool, bool)>,
    /// The way from a claim, for recorded properties that take more than one step.
    pub(super) chain: Option<Vec<NamedNode>>,
    pub(super) op: Option<Op>,
    pub(super) symmetric: bool,
}

impl Resolver<'_> {
    /// Returns what the relations of a verb come to.
    pub(super) fn relations(
        &mut self,
        written: &[Relation],
        scope: &mut Scope,
    ) -> Result<Relations> {
        let mut all = Relations::default();
        for relation in written {
            if let Some(hops) = relation.hops {
                if let Hops::UpTo(steps) = hops
                    && !(1..=6).contains(&steps)
                {
                    return Err(
                        QueryError::new(ErrorKind::Hops(steps), relation.span, "too far")
                            .help("1 to 6 hops, or + for any number"),
                    );
                }
                if !self.world.options.has_facts {
                    let error = QueryError::new(ErrorKind::NoFacts, relation.span, "follows facts");
                    return Err(
                        error.help("ask step by step, with claims: `who acquired @x [any]`")
                    );
                }
                all.hops = Some(hops);
            }
            self.add_relation(relation, &mut all, scope)?;
        }
        Ok(all)
    }

    fn add_relation(
        &mut self,
        relation: &Relation,
        all: &mut Relations,
        scope: &mut Scope,
    ) -> Result<()> {
        let properties = match &relation.name {
            RelationName::Variable(noun, name) => {
                if let Some(noun) = noun.as_ref().filter(|noun| fold(&noun.text) != "relation") {
                    let kind = ErrorKind::RelationVariable(noun.text.clone());
                    return Err(QueryError::new(kind, noun.span, "not a relation")
                        .help("only `relation@x` or `@x` can stand for a relation"));
                }
                return self.open_relation(name, relation, all, scope);
            }
            RelationName::Name(name) if fold(name) == "relation" => {
                return self.open_relation("relation", relation, all, scope);
            }
            RelationName::Name(name) if fold(name) == "linked" => {
                let related = vocab::RELATED.into_owned();
                all.steps.add(Steps {
                    forward: vec![related.clone()],
                    backward: vec![related],
                });
                all.label = "linked".into();
                all.kind = Some(Kind::Thing);
                return Ok(());
            }
            RelationName::Name(name) => self.named_relation(name, relation.span)?,
            RelationName::Prefixed(prefix, local) => {
                let iri = self.prefixed(prefix, local, relation.span)?;
                vec![(self.property(&iri, relation.span)?, false)]
            }
            RelationName::Iri(text) => {
                let iri = iri(text, relation.span)?;
                vec![(self.property(&iri, relation.span)?, false)]
            }
        };
        for (property, inverse) in properties {
            let turned = inverse != relation.inverse;
            all.steps
                .add(lookup::steps(self.world.ontology, property.iri, turned));
            all.take(&property, turned);
        }
        Ok(())
    }

    fn open_relation(
        &mut self,
        name: &str,
        relation: &Relation,
        all: &mut Relations,
        scope: &mut Scope,
    ) -> Result<()> {
        if relation.hops.is_some() {
            return Err(QueryError::new(
                ErrorKind::QualifiedHops,
                relation.span,
                "name the relation, or use `linked`",
            ));
        }
        let Node::Var(var) = self.variable(name, Kind::Relation, scope) else {
            return Ok(());
        };
        let (_, forward, backward) = all.open.take().unwrap_or((String::new(), false, false));
        all.open = Some((
            var,
            forward || !relation.inverse,
            backward || relation.inverse,
        ));
        all.label = "relation".into();
        all.claimable = true;
        Ok(())
    }

    /// Returns the properties with a name; several of one name are all meant.
    fn named_relation(&self, name: &str, span: Span) -> Result<Vec<(Property<'_>, bool)>> {
        let found = lookup::named(self.world.ontology, name);
        if found.is_empty() {
            let defined: Vec<&str> = self
                .definitions()
                .map(|(define, _)| define.name.text.as_str())
                .collect();
            return Err(no_relation(self.world, &defined, name, span));
        }
        let claimable = found.iter().any(|(property, _)| property.claimable);
        Ok(found
            .into_iter()
            .filter(|(property, _)| property.claimable == claimable)
            .collect())
    }

    fn property(&self, iri: &NamedNode, span: Span) -> Result<Property<'_>> {
        lookup::property(self.world.ontology, iri)
            .ok_or_else(|| no_relation(self.world, &[], iri.as_str(), span))
    }

    /// Returns every definition, and whether it is one that is always there.
    pub(super) fn definitions(&self) -> impl Iterator<Item = (&Define, bool)> {
        let own = self.query.defines.iter().map(|define| (define, false));
        own.chain(
            self.world
                .options
                .library
                .iter()
                .chain(self.world.prelude)
                .map(|define| (define, true)),
        )
    }

    pub(super) fn defined(&self, name: &str) -> Option<(Define, bool)> {
        let key = fold(name);
        self.definitions()
            .find(|(define, _)| fold(&define.name.text) == key)
            .map(|(define, builtin)| (define.clone(), builtin))
    }
}

impl Steps {
    /// Adds more, each once.
    fn add(&mut self, more: Self) {
        for iri in more.forward {
            if !self.forward.contains(&iri) {
                self.forward.push(iri);
            }
        }
        for iri in more.backward {
            if !self.backward.contains(&iri) {
                self.backward.push(iri);
            }
        }
    }
}

impl Relations {
    fn take(&mut self, property: &Property<'_>, turned: bool) {
        if self.label.is_empty() {
            self.label = property.label.to_owned();
        }
        let kind = if turned { Kind::Thing } else { property.kind() };
        self.kind = Some(match self.kind {
            Some(before) if before != kind => Kind::Thing,
            _ => kind,
        });
        let (domain, range) = if turned {
            (property.range, property.domain)
        } else {
            (property.domain, property.range)
        };
        // Where one of several relations takes anything, the verb does.
        let anything = [vocab::THING.into_owned()];
        let or_anything = |classes: &[NamedNode]| {
            let known = if classes.is_empty() {
                &anything
            } else {
                classes
            };
            known.to_vec()
        };
        self.domain.extend(or_anything(domain));
        self.range.extend(or_anything(range));
        self.claimable |= property.claimable;
        self.symmetric |= property.symmetric;
        self.op = (!property.claimable).then(|| default_op(property.iri));
        let chain = property.chain(true);
        self.chain = (chain.len() > 1 && !turned).then_some(chain);
    }
}
