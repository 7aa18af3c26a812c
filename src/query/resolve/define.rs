//! Defined relations → their pattern, with fresh inner variables.

use std::collections::BTreeMap;

use super::model::{Node, Part};
use super::{Resolver, Result, Scope};
use crate::query::ast::{Define, Relation};
use crate::query::error::{ErrorKind, QueryError};

/// Most expansions of definitions in one query.
const MAX_EXPANSIONS: usize = 100;

impl Resolver<'_> {
    /// Puts the pattern of a defined relation in place of its use.
    #[expect(
        clippy::too_many_arguments,
        reason = "both ends, the use and the place are all needed"
    )]
    pub(super) fn expand(
        &mut self,
        define: Define,
        builtin: bool,
        used: &Relation,
        subject: &Node,
        object: &Node,
        scope: &mut Scope,
        parts: &mut Vec<Part>,
    ) -> Result<()> {
        let name = define.name.text.clone();
        if self.open.contains(&name) {
            return Err(
                QueryError::new(ErrorKind::Recursive(name), used.span, "recursive")
                    .help("a definition is expanded in place; use + for transitive relations"),
            );
        }
        if used.hops.is_some() {
            return Err(QueryError::new(
                ErrorKind::QualifiedHops,
                used.span,
                "`+` does not work on definitions",
            ));
        }
        self.expansions += 1;
        if self.expansions > MAX_EXPANSIONS {
            let kind = ErrorKind::TooLarge {
                limit: MAX_EXPANSIONS,
                of: "uses of definitions",
            };
            return Err(QueryError::new(kind, used.span, "one too many"));
        }
        let (from, to) = if used.inverse {
            (object, subject)
        } else {
            (subject, object)
        };
        let bindings = BTreeMap::from([
            (define.subject.text, from.clone()),
            (define.object.text, to.clone()),
        ]);
        let mut inner = scope.nested();
        inner.bindings = Some((bindings, format!("_d{}_", self.expansions)));
        if self.absent == 0 {
            let words = format!(
                "{} · {name} · {} · as defined",
                self.called(subject),
                self.called(object)
            );
            self.reading.push(words);
        }
        let said = self.reading.len();
        self.open.push(name);
        let inside = self.clauses(&define.pattern, &mut inner);
        self.open.pop();
        self.reading.truncate(said);
        parts.extend(inside.map_err(|error| {
            if builtin {
                QueryError {
                    span: used.span,
                    fix: None,
                    ..error
                }
            } else {
                error
            }
        })?);
        Ok(())
    }
}
