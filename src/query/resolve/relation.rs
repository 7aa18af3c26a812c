//! Relations by name → the properties they stand for.

use oxigraph::model::NamedNode;

use super::lookup::Property;
use super::model::{Hops, Kind, Node, Op, Steps};
use super::suggest::{iri, no_relation};
use super::value::default_op;
use super::{Resolver, Result, Scope, lookup};
use crate::ontology::names::fold;
use crate::ontology::{open, vocab};
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
                if self.world.ontology.closed {
                    let note = "`linked` follows open relations, too";
                    self.notes.push(note.to_owned());
                }
                return Ok(());
            }
            RelationName::Name(name) => {
                let open = self.minted(name);
                if !open.is_empty() {
                    all.take_open(open, relation.inverse);
                    return Ok(());
                }
                self.named_relation(name, relation.span)?
            }
            RelationName::Prefixed(prefix, local) => {
                let iri = self.prefixed(prefix, local, relation.span)?;
                return self.identified(&iri, relation, all);
            }
            RelationName::Iri(text) => {
                let iri = iri(text, relation.span)?;
                return self.identified(&iri, relation, all);
            }
        };
        self.take_all(properties, relation, all);
        Ok(())
    }

    /// Takes the relation with an IRI.
    fn identified(&self, iri: &NamedNode, relation: &Relation, all: &mut Relations) -> Result<()> {
        if self.is_minted(iri) {
            all.take_open(vec![iri.clone()], relation.inverse);
        } else {
            let property = self.property(iri, relation.span)?;
            self.take_all(vec![(property, false)], relation, all);
        }
        Ok(())
    }

    fn take_all(
        &self,
        properties: Vec<(Property<'_>, bool)>,
        relation: &Relation,
        all: &mut Relations,
    ) {
        for (property, inverse) in properties {
            let turned = inverse != relation.inverse;
            all.steps
                .add(lookup::steps(self.world.ontology, property.iri, turned));
            all.take(&property, turned);
        }
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

    /// Returns the open relations with a name for which the ontology has no relation.
    pub(super) fn minted(&self, name: &str) -> Vec<NamedNode> {
        let ontology = self.world.ontology;
        if ontology.closed || !lookup::named(ontology, name).is_empty() {
            return Vec::new();
        }
        self.world.names.relations(&fold(name))
    }

    /// Whether some claim uses the open relation with this IRI; without a store there is none to ask.
    fn is_minted(&self, iri: &NamedNode) -> bool {
        let names = self.world.names;
        let known = |label: String| names.relations(&fold(&label)).contains(iri);
        !self.world.ontology.closed && open::label(iri).is_some_and(|l| names.guesses() || known(l))
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
    /// Takes open relations, of whose ends nothing is known.
    fn take_open(&mut self, relations: Vec<NamedNode>, turned: bool) {
        if self.label.is_empty() {
            self.label = relations.first().and_then(open::label).unwrap_or_default();
        }
        let (forward, backward) = if turned {
            (Vec::new(), relations)
        } else {
            (relations, Vec::new())
        };
        self.steps.add(Steps { forward, backward });
        self.kind = Some(Kind::Thing);
        self.domain.push(vocab::THING.into_owned());
        self.range.push(vocab::THING.into_owned());
        self.claimable = true;
        self.op = None;
        self.chain = None;
    }

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
