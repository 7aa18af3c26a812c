//! `relation object [brackets]` → facts, claims and conditions.

use oxigraph::model::NamedNode;

use super::lookup::Property;
use super::model::{
    Claim, Currency, Hops, Kind, Mode, Node, Op, Part, Polarity, Predicate, Reading, Source, StatusTest, Steps,
};
use super::noun::snake;
use super::suggest::{iri, no_relation};
use super::value::{Left, default_op, pins, split_currency};
use super::{Resolver, Result, Scope, lookup};
use crate::ontology::names::fold;
use crate::ontology::vocab;
use crate::query::ast::{Define, FormWord, Relation, RelationName, TermKind, Verb};
use crate::query::error::{ErrorKind, QueryError};
use crate::query::kind::currency_of;
use crate::text::Span;

/// What the relations of one verb come to.
#[derive(Default)]
struct Relations {
    steps: Steps,
    label: String,
    domain: Vec<NamedNode>,
    range: Vec<NamedNode>,
    kind: Option<Kind>,
    claimable: bool,
    hops: Option<Hops>,
    /// The variable of an open relation, and in which directions it is read.
    open: Option<(String, bool, bool)>,
    /// The way from a claim, for recorded properties that take more than one step.
    chain: Option<Vec<NamedNode>>,
    op: Option<Op>,
    symmetric: bool,
}

impl Resolver<'_> {
    /// Adds what a verb says of a subject.
    pub(super) fn verb(&mut self, subject: &Node, verb: &Verb, scope: &mut Scope, parts: &mut Vec<Part>) -> Result<()> {
        if let [relation] = verb.relations.as_slice()
            && let RelationName::Name(name) = &relation.name
            && let Some((define, builtin)) = self.defined(name)
        {
            let object = self.noun(&verb.object, scope, parts, &[])?;
            return self.expand(define, builtin, relation, subject, &object, scope, parts);
        }
        let relations = self.relations(&verb.relations, scope)?;
        let span = verb.relations.first().map_or(verb.object.span, |first| first.span.to(verb.object.span));
        let data = relations.kind.is_some_and(|kind| kind != Kind::Thing && kind != Kind::Claim);
        let compared = !matches!(verb.object.kind, TermKind::Open(_) | TermKind::Variable(_) | TermKind::Typed(..));
        if data && compared {
            return self.compared(subject, &relations, verb, scope, parts);
        }
        if let Some((op, _)) = verb.op.filter(|(op, _)| *op != Op::Equal) {
            let label = relations.label.clone();
            let left = Left { var: "_", kind: Kind::Thing, label: &label, range: &relations.range };
            self.condition(left, op, &verb.object)?;
            return self.other_than(subject, &relations, verb, scope, parts);
        }
        let object = self.noun(&verb.object, scope, parts, &relations.range)?;
        if subject == &object
            && let Node::Var(name) = subject
        {
            let kind = ErrorKind::SameNoun(name.clone());
            return Err(QueryError::new(kind, span, "one variable, used twice")
                .help(format!("name them apart: {name}@a … {name}@b")));
        }
        if let (Node::Var(name), Some(kind)) = (&object, relations.kind) {
            self.set_kind(name, kind);
            let kind = self.kind_of(name);
            scope.columns.iter_mut().filter(|column| column.name == *name).for_each(|column| column.kind = kind);
        }
        self.state(subject, relations, &object, verb, scope, parts)
    }

    /// `who acquired != Fitbit`: some other thing.
    fn other_than(
        &mut self,
        subject: &Node,
        relations: &Relations,
        verb: &Verb,
        scope: &mut Scope,
        parts: &mut Vec<Part>,
    ) -> Result<()> {
        let var = self.helper("other");
        let left = Left { var: &var, kind: Kind::Thing, label: &relations.label, range: &relations.range };
        let condition = self.condition(left, Op::Differs, &verb.object)?;
        parts.push(Part::Filter(condition));
        let relations = self.relations(&verb.relations, scope)?;
        self.state(subject, relations, &Node::Var(var), verb, scope, parts)
    }

    /// `employees > 1000`: a value and a condition on it.
    fn compared(
        &mut self,
        subject: &Node,
        relations: &Relations,
        verb: &Verb,
        scope: &mut Scope,
        parts: &mut Vec<Part>,
    ) -> Result<()> {
        let kind = relations.kind.unwrap_or(Kind::Text);
        let op = verb.op.map(|(op, _)| op).or(relations.op).unwrap_or(Op::Equal);
        let column = snake(&relations.label);
        let shown = !pins(op, &verb.object) && self.absent == 0 && scope.bindings.is_none() && !scope.has(&column);
        let var = if shown { column } else { self.helper(&column) };
        if shown {
            self.set_kind(&var, kind);
            scope.mention(&var, kind);
        }
        let left = Left { var: &var, kind, label: &relations.label, range: &relations.range };
        let condition = self.condition(left, op, &verb.object)?;
        let relations = self.relations(&verb.relations, scope)?;
        let (code, rest) =
            if kind == Kind::Money { split_currency(condition, &var) } else { (None, Some(condition)) };
        let before = parts.len();
        self.state(subject, relations, &Node::Var(var), verb, scope, parts)?;
        if let Some(Part::Claim(Claim { currency: Some(currency), .. })) = parts.get_mut(before) {
            currency.code = code;
        }
        parts.extend(rest.map(Part::Filter));
        Ok(())
    }

    /// Adds a statement whose two ends are known.
    fn state(
        &mut self,
        subject: &Node,
        relations: Relations,
        object: &Node,
        verb: &Verb,
        scope: &mut Scope,
        parts: &mut Vec<Part>,
    ) -> Result<()> {
        let qualified = verb.qualifiers.as_ref();
        let first = qualified.and_then(|items| items.first()).map_or(verb.object.span, |item| item.span);
        if relations.hops.is_some() && qualified.is_some() {
            return Err(QueryError::new(ErrorKind::QualifiedHops, first, "cannot be asked of a path"));
        }
        if !relations.claimable && qualified.is_some() {
            return Err(QueryError::new(ErrorKind::Recorded(relations.label), first, "nothing to qualify"));
        }
        self.read_back(subject, &relations, object, verb);
        if let Some(chain) = relations.chain {
            parts.push(Part::Reading {
                subject: subject.clone(),
                reading: Reading {
                    source: Source::Chain(chain),
                    value: object.clone(),
                    mode: Mode::Required,
                    condition: None,
                    money: None,
                },
            });
            return Ok(());
        }
        let open_ends = matches!((subject, object), (Node::Var(_), Node::Var(_)));
        if open_ends && relations.hops.is_some() {
            self.notes.push("W505: both ends of `+` are open; some endpoints refuse such paths".to_owned());
        }
        if open_ends && relations.symmetric && scope.top && self.absent == 0 {
            let (a, b) = (self.called(subject), self.called(object));
            self.notes.push(format!(
                "W501: `{}` works both ways, so each pair appears twice; add: where {a} < {b}",
                relations.label
            ));
        }
        let wants_claim = qualified.is_some()
            || relations.open.is_some()
            || relations.kind == Some(Kind::Money)
            || self.relaxed && self.absent == 0
            || scope.top && self.form == Some(FormWord::Timeline)
            || self.absent == 0 && self.form == Some(FormWord::Graph);
        if !relations.claimable || relations.hops.is_some() || !wants_claim {
            if relations.claimable && relations.hops.is_none() {
                // Remembered so that an empty answer can be asked again with every status.
                self.default_status |= self.absent == 0;
            }
            let Relations { steps, hops, .. } = relations;
            parts.push(Part::Fact { subject: subject.clone(), steps, hops, object: object.clone() });
            return Ok(());
        }
        self.claim(subject, relations, object, verb, scope, parts)
    }

    /// Adds a statement as a claim.
    fn claim(
        &mut self,
        subject: &Node,
        relations: Relations,
        object: &Node,
        verb: &Verb,
        scope: &mut Scope,
        parts: &mut Vec<Part>,
    ) -> Result<()> {
        let currency = match object {
            Node::Var(var) if relations.kind == Some(Kind::Money) => {
                Some(Currency { column: currency_of(var), code: None })
            }
            _ => None,
        };
        let predicate = match relations.open {
            Some((var, forward, backward)) => Predicate::Open { var, forward, backward },
            None => Predicate::Known(relations.steps),
        };
        let mut claim = Claim {
            name: None,
            subject: subject.clone(),
            predicate,
            object: object.clone(),
            status: StatusTest { any_of: None, polarity: Polarity::Either },
            status_column: None,
            readings: Vec::new(),
            currency,
        };
        if scope.top && self.form == Some(FormWord::Timeline) && !self.timed {
            self.timed = true;
            scope.columns.insert(0, super::Column { name: "when".into(), kind: Kind::Date });
            claim.readings.push(Reading {
                source: Source::When,
                value: Node::Var("when".into()),
                mode: Mode::Optional,
                condition: None,
                money: None,
            });
        }
        match &verb.qualifiers {
            Some(items) => self.brackets(items, &mut claim, scope)?,
            None => claim.status = self.default_status(),
        }
        parts.push(Part::Claim(claim));
        Ok(())
    }

    fn read_back(&mut self, subject: &Node, relations: &Relations, object: &Node, verb: &Verb) {
        let statuses = match &verb.qualifiers {
            _ if !relations.claimable => "recorded",
            Some(_) => "claims as asked",
            None => "asserted claims",
        };
        let relation = match relations.steps.forward.first() {
            Some(iri) if relations.open.is_none() => format!("{} ({iri})", relations.label),
            _ => relations.label.clone(),
        };
        self.say(format!("{} · {relation} · {} · {statuses}", self.called(subject), self.called(object)));
    }

    /// Returns what the relations of a verb come to.
    fn relations(&mut self, written: &[Relation], scope: &mut Scope) -> Result<Relations> {
        let mut all = Relations::default();
        for relation in written {
            if let Some(hops) = relation.hops {
                if let Hops::UpTo(steps) = hops
                    && !(1..=6).contains(&steps)
                {
                    return Err(QueryError::new(ErrorKind::Hops(steps), relation.span, "too far")
                        .help("1 to 6 hops, or + for any number"));
                }
                all.hops = Some(hops);
            }
            self.add_relation(relation, &mut all, scope)?;
        }
        Ok(all)
    }

    fn add_relation(&mut self, relation: &Relation, all: &mut Relations, scope: &mut Scope) -> Result<()> {
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
                all.steps.add(Steps { forward: vec![related.clone()], backward: vec![related] });
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
            all.steps.add(lookup::steps(self.world.ontology, property.iri, turned));
            all.take(&property, turned);
        }
        Ok(())
    }

    fn open_relation(&mut self, name: &str, relation: &Relation, all: &mut Relations, scope: &mut Scope) -> Result<()> {
        if relation.hops.is_some() {
            return Err(QueryError::new(ErrorKind::QualifiedHops, relation.span, "name the relation, or use `linked`"));
        }
        let Node::Var(var) = self.variable(name, Kind::Relation, scope) else { return Ok(()) };
        let (_, forward, backward) = all.open.take().unwrap_or((String::new(), false, false));
        all.open = Some((var, forward || !relation.inverse, backward || relation.inverse));
        all.label = "relation".into();
        all.claimable = true;
        Ok(())
    }

    /// Returns the properties with a name; several of one name are all meant.
    fn named_relation(&self, name: &str, span: Span) -> Result<Vec<(Property<'_>, bool)>> {
        let found = lookup::named(self.world.ontology, name);
        if found.is_empty() {
            let defined: Vec<&str> = self.definitions().map(|(define, _)| define.name.text.as_str()).collect();
            return Err(no_relation(self.world, &defined, name, span));
        }
        let claimable = found.iter().any(|(property, _)| property.claimable);
        Ok(found.into_iter().filter(|(property, _)| property.claimable == claimable).collect())
    }

    fn property(&self, iri: &NamedNode, span: Span) -> Result<Property<'_>> {
        lookup::property(self.world.ontology, iri)
            .ok_or_else(|| no_relation(self.world, &[], iri.as_str(), span))
    }

    /// Returns every definition, and whether it is one that is always there.
    pub(super) fn definitions(&self) -> impl Iterator<Item = (&Define, bool)> {
        let own = self.query.defines.iter().map(|define| (define, false));
        own.chain(self.world.prelude.iter().map(|define| (define, true)))
    }

    fn defined(&self, name: &str) -> Option<(Define, bool)> {
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
        let (domain, range) =
            if turned { (property.range, property.domain) } else { (property.domain, property.range) };
        self.domain.extend(domain.iter().cloned());
        self.range.extend(range.iter().cloned());
        self.claimable |= property.claimable;
        self.symmetric |= property.symmetric;
        self.op = (!property.claimable).then(|| default_op(property.iri));
        let chain = property.chain(true);
        self.chain = (chain.len() > 1 && !turned).then_some(chain);
    }
}

