//! A lone noun in time: the statement that a question `Perplexity timeline` stands for.

use crate::query::ast::{
    Body, Clause, ClauseKind, Phrase, Predicate, Relation, RelationName, Statement, Term, TermKind,
    Verb,
};

/// A lone noun in time: every claim about it, whichever end it is.
pub(super) fn story(body: &Body) -> Option<Body> {
    let [clause] = body.pattern.as_slice() else {
        return None;
    };
    let ClauseKind::Statement(statement) = &clause.kind else {
        return None;
    };
    if !statement.phrases.is_empty() {
        return None;
    }
    let span = clause.span;
    let relation = |inverse| Relation {
        inverse,
        name: RelationName::Name("relation".to_owned()),
        hops: None,
        span,
    };
    let verb = Verb {
        relations: vec![relation(false), relation(true)],
        op: None,
        object: Term {
            kind: TermKind::Open("what"),
            span,
        },
        qualifiers: None,
    };
    let phrases = vec![Phrase {
        mode: None,
        predicate: Predicate::Verb(verb),
        span,
    }];
    let statement = Statement {
        phrases,
        ..statement.clone()
    };
    let pattern = vec![Clause {
        kind: ClauseKind::Statement(statement),
        span,
    }];
    Some(Body {
        pattern,
        ..body.clone()
    })
}
