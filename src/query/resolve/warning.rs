//! Notes on what may surprise: none of them stops a question.

use oxigraph::model::NamedNode;

use super::model::Node;
use super::relation::Relations;
use super::suggest::written;
use super::{Resolver, lookup};
use crate::ontology::names::fold;
use crate::query::words::{any_of, with_article};

impl Resolver<'_> {
    /// Notes what may surprise in a statement.
    pub(super) fn warn(
        &mut self,
        subject: &Node,
        relations: &Relations,
        object: &Node,
        outermost: bool,
    ) {
        let open_ends = matches!((subject, object), (Node::Var(_), Node::Var(_)));
        if open_ends && relations.hops.is_some() {
            self.notes.push(
                "W505: both ends of `+` are open; some endpoints refuse such paths".to_owned(),
            );
        }
        if open_ends && relations.symmetric && outermost && self.absent == 0 {
            let (a, b) = (self.called(subject), self.called(object));
            let label = &relations.label;
            let note = format!(
                "W501: `{label}` works both ways, so each pair appears twice; add: where {a} < {b}"
            );
            self.doubled.push((a, b, note));
        }
        let label = relations.label.clone();
        self.warn_of_misfit(subject, &relations.domain, &format!("`{label}` expects"));
        self.warn_of_misfit(object, &relations.range, &format!("`{label}` leads to"));
    }

    /// W502: a thing of this class never stands at this end of the relation, if the ontology is right.
    fn warn_of_misfit(&mut self, node: &Node, expected: &[NamedNode], opening: &str) {
        let ontology = self.world.ontology;
        let labels: Option<Vec<String>> = expected
            .iter()
            .map(|class| Some(with_article(&ontology.classes.get(class)?.label)))
            .collect();
        let Some(labels) = labels.filter(|labels| !labels.is_empty()) else {
            return;
        };
        let classes = match node {
            Node::Var(name) => {
                let known = self.variables.get(name);
                known
                    .and_then(|known| known.class.clone())
                    .into_iter()
                    .collect()
            }
            Node::Thing(iri) => self.met.borrow().get(iri).cloned().unwrap_or_default(),
            Node::Any(_) => Vec::new(),
        };
        let fits = |class: &NamedNode| lookup::may_be(ontology, class, expected);
        let Some(class) = classes.first().filter(|_| !classes.iter().any(fits)) else {
            return;
        };
        let Some(class) = ontology.classes.get(class) else {
            return;
        };
        let found = match node {
            Node::Thing(iri) => {
                let name = self
                    .world
                    .names
                    .label(iri)
                    .unwrap_or_else(|| iri.to_string());
                format!("{name} is {}", with_article(&class.label))
            }
            _ => format!("{} never is one", with_article(&class.label)),
        };
        self.notes
            .push(format!("W502: {opening} {}, and {found}", any_of(&labels)));
    }

    /// W506: a word is read as a class although something has it as its name.
    pub(super) fn warn_of_namesake(&mut self, name: &str) {
        let named = self.world.names.find(&fold(name));
        let Some(thing) = named.first() else { return };
        let class = thing
            .classes
            .first()
            .and_then(|class| self.world.ontology.classes.get(class))
            .map_or("thing", |class| class.label.as_str());
        let quoted = match written(&thing.label) {
            quoted if quoted.starts_with('"') => quoted,
            bare => format!("\"{}\"", bare.replace('_', " ")),
        };
        self.notes.push(format!(
            "W506: `{name}` is read as the class; write {quoted} for the {class}"
        ));
    }
}
