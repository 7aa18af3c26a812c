//! Forms: table, yes or no, card, graph.

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNode, Variable};
use spargebra::Query;
use spargebra::algebra::{GraphPattern, OrderExpression};
use spargebra::term::{TermPattern, TriplePattern};

use super::claim::closed;
use super::group::{Group, add, and, exists, str_of, variable};
use super::{Lowerer, Matched};
use crate::ontology::vocab;
use crate::query::resolve::model::Form;

impl Lowerer<'_> {
    pub(super) fn select(&mut self) -> Query {
        let mut table = self.table(&self.resolved.body);
        if self.resolved.form == Form::Timeline && table.order.is_empty() {
            table.order = vec![OrderExpression::Asc(str_of(&variable("when")))];
        }
        Query::Select {
            dataset: None,
            pattern: table.close(),
            base_iri: None,
        }
    }

    pub(super) fn ask(&mut self) -> Query {
        let body = &self.resolved.body;
        let pattern = if body.stages.is_empty() {
            self.parts(&body.parts).close()
        } else {
            self.table(body).close()
        };
        Query::Ask {
            dataset: None,
            pattern,
            base_iri: None,
        }
    }

    /// All triples of the things, and all claims about them.
    pub(super) fn card(&mut self) -> Query {
        let (s, p, o) = (variable("_s"), variable("_p"), variable("_o"));
        let mut whole = Group::default();
        let subject = self.described(&mut whole);
        let mut own = Group::default();
        match &subject {
            TermPattern::NamedNode(only) => {
                own.triple(&s.clone().into(), p.clone(), &o.clone().into());
                own.values(&s, std::slice::from_ref(only));
            }
            other => {
                own.triple(other, p.clone(), &o.clone().into());
                own.bind(s.clone(), super::group::expression(other));
            }
        }
        let relation = self.resolved.closed.then(|| self.fresh("relation"));
        if relation.is_some() {
            own.filters.push(closed(&p));
        }
        let about = |end: NamedNode| {
            let mut group = Group::default();
            group.triple(&s.clone().into(), end, &subject);
            if let Some(relation) = &relation {
                let claimed = rdf::PREDICATE.into_owned();
                group.triple(&s.clone().into(), claimed, &relation.clone().into());
                group.filters.push(closed(relation));
            }
            group.triple(&s.clone().into(), p.clone(), &o.clone().into());
            group.close()
        };
        let arms = [
            own.close(),
            about(rdf::SUBJECT.into_owned()),
            about(rdf::OBJECT.into_owned()),
        ];
        let union = arms.into_iter().reduce(|left, right| GraphPattern::Union {
            left: Box::new(left),
            right: Box::new(right),
        });
        whole.required.extend(union);
        let template = vec![TriplePattern {
            subject: s.into(),
            predicate: p.into(),
            object: o.into(),
        }];
        Query::Construct {
            template,
            dataset: None,
            pattern: whole.close(),
            base_iri: None,
        }
    }

    /// The things of a card: one, several, or the first column of a table.
    fn described(&mut self, whole: &mut Group) -> TermPattern {
        let things = &self.resolved.card;
        if let [only] = things.as_slice() {
            only.clone().into()
        } else if things.is_empty() {
            let column = self
                .resolved
                .body
                .result
                .iter()
                .find(|column| column.kind.is_iri());
            let name = column
                .map_or("_s", |column| column.name.as_str())
                .to_owned();
            let table = self.table(&self.resolved.body).close();
            let variables = vec![variable(&name)];
            let only = GraphPattern::Project {
                inner: Box::new(table),
                variables,
            };
            whole.required.push(GraphPattern::Distinct {
                inner: Box::new(only),
            });
            variable(&name).into()
        } else {
            let any = self.fresh("any");
            whole.values(&any, things);
            any.into()
        }
    }

    /// Every matched claim in full, its plain triple if it is asserted, and labels.
    pub(super) fn graph(&mut self) -> Query {
        let body = &self.resolved.body;
        let mut whole = if body.stages.is_empty() {
            self.parts(&body.parts)
        } else {
            self.staged_graph()
        };
        let mut template: Vec<TriplePattern> = Vec::new();
        let mut ends: Vec<TermPattern> = Vec::new();
        for matched in std::mem::take(&mut self.matched) {
            let (subject, object) = match matched {
                Matched::Claim(claim) => self.exported(&claim, &mut whole, &mut template),
                Matched::Fact(subject, property, object) => {
                    add(&mut template, &subject, property, &object);
                    (subject, object)
                }
            };
            for end in [subject, object] {
                if !ends.contains(&end) {
                    ends.push(end);
                }
            }
        }
        for column in &body.columns {
            let end = TermPattern::from(variable(&column.name));
            if ends.is_empty() && column.kind.is_iri() {
                ends.push(end);
            }
        }
        for end in ends
            .iter()
            .filter(|end| !matches!(end, TermPattern::Literal(_)))
        {
            let label = self.fresh("l");
            let mut inner = Group::default();
            inner.triple(end, rdfs::LABEL.into_owned(), &label.clone().into());
            whole.optional(inner.close());
            add(&mut template, end, rdfs::LABEL.into_owned(), &label.into());
        }
        Query::Construct {
            template,
            dataset: None,
            pattern: whole.close(),
            base_iri: None,
        }
    }

    /// Stages decide which rows are exported; the pattern beside them names the claims.
    fn staged_graph(&mut self) -> Group {
        let body = &self.resolved.body;
        let table = self.table(body).close();
        self.matched.clear();
        let mut whole = self.parts(&body.parts);
        whole.required.insert(0, table);
        whole
    }

    fn exported(
        &mut self,
        claim: &Variable,
        whole: &mut Group,
        template: &mut Vec<TriplePattern>,
    ) -> (TermPattern, TermPattern) {
        let node = TermPattern::from(claim.clone());
        let [s, p, o, status, cp, co] =
            ["s", "p", "o", "a", "cp", "co"].map(|stem| self.fresh(stem));
        let (subject, object) = (TermPattern::from(s), TermPattern::from(o));
        whole.triple(&node, cp.clone(), &co.clone().into());
        whole.triple(&node, rdf::SUBJECT.into_owned(), &subject);
        whole.triple(&node, rdf::OBJECT.into_owned(), &object);
        let mut asserted = Group::default();
        asserted.triple(&node, rdf::PREDICATE.into_owned(), &p.clone().into());
        // Conditions, and no triples beside the first: Oxigraph 0.5 would find those for all claims.
        let mut of_status = Group::default();
        of_status.triple(&node, vocab::STATUS.into_owned(), &status.clone().into());
        of_status.among(&status, &self.resolved.asserted);
        let positive = NamedNode::new_unchecked(format!("{}positive", vocab::BY));
        let mut affirmed = Group::default();
        affirmed.triple(&node, vocab::POLARITY.into_owned(), &positive.into());
        let both = and(exists(of_status.close()), exists(affirmed.close()));
        asserted.filters.push(both);
        whole.optional(asserted.close());
        add(template, &subject, p, &object);
        add(template, &node, cp, &co.into());
        (subject, object)
    }
}
