//! What only an optional part binds must not decide another optional part: the order of clauses would change the answer.

use std::collections::BTreeSet;

use super::Result;
use super::model::{Block, Part};
use crate::query::error::{ErrorKind, QueryError};

type Names = BTreeSet<String>;

/// Refuses a variable that two optional parts share and nothing required binds.
pub(super) fn check(parts: &[Part], outer: &Names) -> Result<()> {
    let mut bound = outer.clone();
    for part in parts {
        if !matches!(part, Part::Maybe(..)) {
            part.variables(&mut bound);
        }
    }
    let mut optional = Names::new();
    for part in parts {
        match part {
            Part::Maybe(block, span) => {
                let mut names = Names::new();
                block
                    .parts
                    .iter()
                    .for_each(|part| part.variables(&mut names));
                names.retain(|name| !bound.contains(name) && !name.starts_with('_'));
                if let Some(shared) = names.intersection(&optional).next() {
                    let kind = ErrorKind::MaybeOnMaybe(shared.clone());
                    return Err(QueryError::new(kind, *span, "may have nothing to join")
                        .help("put both in one: maybe { …, … }"));
                }
                optional.extend(names);
                check(&block.parts, &bound)?;
            }
            Part::Not(block) => check(&block.parts, &bound)?,
            Part::Either(arms) => {
                for arm in arms {
                    check(&arm.parts, &bound)?;
                }
            }
            Part::Table(Block { parts, .. }) => check(parts, &Names::new())?,
            _ => {}
        }
    }
    Ok(())
}
