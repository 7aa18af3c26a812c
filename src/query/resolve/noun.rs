//! Nouns → nodes.

use oxigraph::model::NamedNode;

use super::model::{Kind, Node, Part};
use super::suggest::{iri, no_class, no_name};
use super::{Resolver, Result, Scope, Variable, lookup};
use crate::ontology::names::{Named, fold, preferred};
use crate::ontology::{Class, vocab};
use crate::query::ast::{Scalar, Term, TermKind};
use crate::query::error::{ErrorKind, QueryError};
use crate::text::Span;

impl Resolver<'_> {
    /// Returns the node of a noun; `fit` are classes of which a thing should be one.
    pub(super) fn noun(
        &mut self,
        term: &Term,
        scope: &mut Scope,
        parts: &mut Vec<Part>,
        fit: &[NamedNode],
    ) -> Result<Node> {
        match &term.kind {
            TermKind::Open(word) => Ok(self.variable(word, Kind::Thing, scope)),
            TermKind::Variable(name) => Ok(self.variable(name, Kind::Thing, scope)),
            TermKind::Name(name) => match lookup::class(self.world.ontology, name) {
                Some(class) => {
                    self.warn_of_namesake(name);
                    Ok(self.class_noun(class, &snake(&class.label), scope, parts))
                }
                None => self.thing(name, term.span, fit, false).map(Node::Thing),
            },
            TermKind::Typed(noun, name) => match lookup::class(self.world.ontology, &noun.text) {
                Some(class) => Ok(self.class_noun(class, name, scope, parts)),
                None => Err(no_class(self.world, noun, name, term.span)),
            },
            TermKind::List(_) | TermKind::Param(_) => self.several(term, fit),
            TermKind::Scalar(_)
            | TermKind::Range(..)
            | TermKind::Prefixed(..)
            | TermKind::Iri(_) => self.one_thing(term, fit, false).map(Node::Thing),
        }
    }

    /// Returns the node of a list or a parameter.
    fn several(&mut self, term: &Term, fit: &[NamedNode]) -> Result<Node> {
        let mut things = self.things(term, fit)?;
        if things.len() == 1 {
            Ok(Node::Thing(things.remove(0)))
        } else {
            Ok(Node::Any(things))
        }
    }

    /// Returns the things of a term that holds names only.
    pub(super) fn things(&mut self, term: &Term, fit: &[NamedNode]) -> Result<Vec<NamedNode>> {
        match &term.kind {
            TermKind::List(items) => {
                let mut all = Vec::new();
                for item in items {
                    for thing in self.things(item, fit)? {
                        if !all.contains(&thing) {
                            all.push(thing);
                        }
                    }
                }
                Ok(all)
            }
            TermKind::Param(name) => {
                let value = self.param(name, term.span)?;
                match &value.kind {
                    TermKind::List(items) if items.is_empty() => {
                        Err(no_name(self.world, "()", term.span, true))
                    }
                    TermKind::List(items) => items
                        .iter()
                        .map(|item| self.one_thing(item, fit, true))
                        .collect(),
                    _ => Ok(vec![self.one_thing(&value, fit, true)?]),
                }
            }
            _ => Ok(vec![self.one_thing(term, fit, false)?]),
        }
    }

    /// Returns the one thing of a term.
    fn one_thing(&mut self, term: &Term, fit: &[NamedNode], from_param: bool) -> Result<NamedNode> {
        match &term.kind {
            TermKind::Name(name) => self.thing(name, term.span, fit, from_param),
            TermKind::Scalar(Scalar::Quoted(name)) => self.thing(name, term.span, fit, from_param),
            TermKind::Prefixed(prefix, local) => self.prefixed(prefix, local, term.span),
            TermKind::Iri(text) => iri(text, term.span),
            TermKind::Open(_) | TermKind::Variable(_) | TermKind::Typed(..) => Err(
                QueryError::new(ErrorKind::ListOfValues, term.span, "not a name"),
            ),
            TermKind::Scalar(_) | TermKind::Range(..) | TermKind::List(_) | TermKind::Param(_) => {
                Err(
                    QueryError::new(ErrorKind::ValueForName, term.span, "a value")
                        .help("names that start with a digit need quotes: \"3M\""),
                )
            }
        }
    }

    /// Returns the thing with a name; of several, those that fit.
    pub(super) fn thing(
        &mut self,
        name: &str,
        span: Span,
        fit: &[NamedNode],
        from_param: bool,
    ) -> Result<NamedNode> {
        let key = fold(name);
        let found = best(self.world.names.find(&key), name, &key);
        let fitting: Vec<&Named> = found
            .iter()
            .filter(|thing| {
                thing.classes.is_empty()
                    || thing
                        .classes
                        .iter()
                        .any(|class| lookup::may_be(self.world.ontology, class, fit))
            })
            .collect();
        match (found.as_slice(), fitting.as_slice()) {
            ([], _) => Err(no_name(self.world, name, span, from_param)),
            ([one], _) => Ok(self.meet(one)),
            (_, [one]) => Ok(self.meet(one)),
            (_, []) => self.meant(name, &found.iter().collect::<Vec<_>>(), span),
            (_, several) => self.meant(name, several, span),
        }
    }

    /// Returns the one of several things of which far more is known than of the others, and says so.
    fn meant(&mut self, name: &str, things: &[&Named], span: Span) -> Result<NamedNode> {
        let Some(one) = preferred(things) else {
            return Err(self.ambiguous(name, things, span));
        };
        let others: Vec<String> = things
            .iter()
            .filter(|other| other.iri != one.iri)
            .map(|other| format!("{} {}", self.class_of(other), other.iri))
            .collect();
        self.notes.push(format!(
            "W507: `{name}` is read as the {} {}, of which more is claimed than of the {}",
            self.class_of(one),
            one.iri,
            others.join(" and the ")
        ));
        Ok(self.meet(one))
    }

    fn class_of(&self, thing: &Named) -> &str {
        thing
            .classes
            .first()
            .and_then(|class| self.world.ontology.classes.get(class))
            .map_or("thing", |class| class.label.as_str())
    }

    /// Remembers the classes of a thing, for warnings.
    fn meet(&self, thing: &Named) -> NamedNode {
        let classes = thing.classes.clone();
        self.met.borrow_mut().insert(thing.iri.clone(), classes);
        thing.iri.clone()
    }

    fn ambiguous(&self, name: &str, things: &[&Named], span: Span) -> QueryError {
        let kind = ErrorKind::Ambiguous {
            name: name.to_owned(),
            count: things.len(),
        };
        things.iter().take(8).fold(
            QueryError::new(kind, span, "ambiguous name"),
            |error, thing| error.help(format!("{}  {}", thing.iri, self.class_of(thing))),
        )
    }

    /// Returns the IRI of a prefixed name.
    pub(super) fn prefixed(&self, prefix: &str, local: &str, span: Span) -> Result<NamedNode> {
        let base = &self.world.options.base;
        let known = vocab::PREFIXES
            .iter()
            .find(|(name, _)| *name == prefix)
            .map(|(_, iri)| (*iri).to_owned());
        let segments = self.segments();
        let namespace = known
            .or_else(|| (prefix == "d").then(|| base.clone()))
            .or_else(|| {
                segments
                    .contains(&prefix)
                    .then(|| format!("{base}{prefix}/"))
            });
        let Some(namespace) = namespace else {
            let mut all: Vec<&str> = vocab::PREFIXES
                .iter()
                .map(|(name, _)| *name)
                .chain(["d"])
                .collect();
            all.extend(segments);
            return Err(QueryError::new(
                ErrorKind::UnknownPrefix(prefix.to_owned()),
                span,
                "unknown prefix",
            )
            .help(format!("known prefixes: {}", all.join(", "))));
        };
        iri(&format!("{namespace}{local}"), span)
    }

    /// Parts of the data's IRIs that serve as prefixes.
    fn segments(&self) -> Vec<&str> {
        let mut all: Vec<&str> = self
            .world
            .ontology
            .classes
            .values()
            .filter_map(|class| class.segment.as_deref())
            .collect();
        all.extend(["article", "claim", "proposition"]);
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Returns the node of a variable.
    pub(super) fn variable(&mut self, name: &str, kind: Kind, scope: &mut Scope) -> Node {
        if let Some((bindings, prefix)) = &scope.bindings {
            return bindings
                .get(name)
                .cloned()
                .unwrap_or_else(|| Node::Var(format!("{prefix}{name}")));
        }
        self.set_kind(name, kind);
        scope.mention(name, self.kind_of(name));
        Node::Var(name.to_owned())
    }

    fn class_noun(
        &mut self,
        class: &Class,
        name: &str,
        scope: &mut Scope,
        parts: &mut Vec<Part>,
    ) -> Node {
        let kind = if class.iri.as_ref() == vocab::CLAIM {
            Kind::Claim
        } else {
            Kind::Thing
        };
        let node = self.variable(name, kind, scope);
        if let Node::Var(var) = &node {
            let iri = class.iri.clone();
            let known = self
                .variables
                .entry(var.clone())
                .or_insert(Variable { kind, class: None });
            known.class.get_or_insert(iri);
            if !scope.typed.insert(format!("{var} {}", class.iri.as_str())) {
                return node;
            }
        }
        self.push_class(&node, &class.iri, parts);
        node
    }

    /// Returns how a node is called in the reading.
    pub(super) fn called(&self, node: &Node) -> String {
        let thing = |iri: &NamedNode| {
            self.world
                .names
                .label(iri)
                .map_or_else(|| iri.to_string(), |label| format!("{label} ({iri})"))
        };
        match node {
            Node::Var(name) => name.clone(),
            Node::Thing(iri) => thing(iri),
            Node::Any(all) => all.iter().map(thing).collect::<Vec<_>>().join(" or "),
        }
    }
}

/// Keeps the best tier: exact label, folded label, any name.
fn best(found: Vec<Named>, name: &str, key: &str) -> Vec<Named> {
    let tier = |thing: &Named| {
        if thing.label == name || thing.label == name.replace('_', " ") {
            0
        } else {
            1 + u8::from(fold(&thing.label) != key)
        }
    };
    let first = found.iter().map(tier).min();
    found
        .into_iter()
        .filter(|thing| Some(tier(thing)) == first)
        .collect()
}

/// Returns a label as a variable: `energy company` is `energy_company`.
pub(super) fn snake(label: &str) -> String {
    let name: String = label
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name
    } else {
        format!("x{name}")
    }
}
