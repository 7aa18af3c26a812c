//! An empty answer → which of its statements matches nothing, alone or with those before it.

use super::ast::{Body, Clause, ClauseKind, FormWord, Query, Stage, StageKind, Statement};
use super::{Compiled, Options, QueryError, compile_parsed, parse, with_world};
use crate::ontology::Ontology;
use crate::ontology::names::NameIndex;
use crate::text::Span;

/// One statement of a question, as questions that are answered by yes or no.
#[derive(Clone, Debug)]
pub struct Step {
    /// Where it is written.
    pub span: Span,
    /// Does it match anything?
    pub alone: Compiled,
    /// Does it match anything together with all that stands before it? None for the first.
    pub together: Option<Compiled>,
}

/// Returns the statements of a question one by one.
pub fn why(
    text: &str,
    ontology: &Ontology,
    names: &dyn NameIndex,
    options: &Options,
) -> Result<Vec<Step>, QueryError> {
    let query = parse(text)?;
    let clauses: Vec<Clause> = query.body.pattern.iter().flat_map(apart).collect();
    with_world(ontology, names, options, |world| {
        let asked = |clauses: &[Clause]| compile_parsed(&question(&query, clauses), world);
        let step = |(at, clause): (usize, &Clause)| {
            let before = clauses.get(..=at).unwrap_or_default();
            Ok(Step {
                span: clause.span,
                alone: asked(std::slice::from_ref(clause))?,
                // What only later statements connect cannot be asked together yet.
                together: (at > 0).then(|| asked(before).ok()).flatten(),
            })
        };
        clauses.iter().enumerate().map(step).collect()
    })
}

/// Takes the phrases of a statement apart where all of them must hold.
fn apart(clause: &Clause) -> Vec<Clause> {
    match &clause.kind {
        ClauseKind::Statement(statement) if !statement.either && statement.phrases.len() > 1 => {
            let one = |phrase: &super::ast::Phrase| Clause {
                kind: ClauseKind::Statement(Statement {
                    subject: statement.subject.clone(),
                    phrases: vec![phrase.clone()],
                    either: false,
                }),
                span: phrase.span,
            };
            statement.phrases.iter().map(one).collect()
        }
        _ => vec![clause.clone()],
    }
}

/// Returns the question whether some clauses match.
fn question(query: &Query, clauses: &[Clause]) -> Query {
    let stage = Stage {
        kind: StageKind::Form(FormWord::Ask),
        span: query.body.span,
    };
    Query {
        body: Body {
            pattern: clauses.to_vec(),
            stages: vec![stage],
            span: query.body.span,
        },
        ..query.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::fixture::{Graph, options};
    use super::super::tests::ontology::ontology;
    use super::why;

    #[test]
    fn each_statement_is_asked_alone_and_with_those_before_it() {
        let graph = Graph::new();
        let question = "who invested_in OpenAI and acquired Fitbit, who linked what";
        let steps = why(question, &ontology(), &graph, &options()).unwrap();
        let shown: Vec<String> = steps
            .iter()
            .map(|step| {
                let yes = |compiled: &crate::query::Compiled| graph.table(&compiled.query).concat();
                let together = step.together.as_ref().map(yes);
                format!(
                    "{} {} {together:?}",
                    step.span.of(question),
                    yes(&step.alone)
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                "invested_in OpenAI true None",
                "acquired Fitbit true Some(\"false\")",
                "who linked what true Some(\"false\")",
            ]
        );
    }
}
