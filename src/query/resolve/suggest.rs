//! What an unknown word may have been meant to be.

use super::lookup;
use super::{Result, World};
use crate::ontology::Ontology;
use crate::ontology::names::{fold, folds_to};
use crate::query::ast::Word;
use crate::query::error::{ErrorKind, QueryError};
use crate::query::words::{KEYWORDS, nearest, similar};
use crate::text::Span;

/// Names of open relations read at most to suggest one.
const MOST_NAMES: usize = 100_000;

/// Returns a name as the language writes it: underscores where they suffice, else quotes.
pub(in crate::query) fn written(name: &str) -> String {
    let snake = name.replace(' ', "_");
    let plain = snake.starts_with(char::is_alphabetic)
        && snake.chars().all(|c| c.is_alphanumeric() || c == '_')
        && !KEYWORDS.contains(&snake.as_str());
    if plain {
        snake
    } else {
        format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// Returns the name that the ontology gives a relation, as the language writes it.
pub(in crate::query) fn usual_name(ontology: &Ontology, name: &str) -> Option<String> {
    match lookup::named(ontology, name).as_slice() {
        [(property, false)] => Some(written(property.label)),
        [(property, true)] => {
            let same = |label: &&String| fold(label) == fold(name);
            property.inverse_label(same).map(written)
        }
        _ => None,
    }
}

/// Adds near matches to an error, the best as its label and its fix.
pub(super) fn offer(mut error: QueryError, found: &[String], place: Span) -> QueryError {
    let Some((first, others)) = found.split_first() else {
        return error;
    };
    error.label = format!("did you mean `{}`?", written(first));
    if !others.is_empty() {
        let others: Vec<String> = others
            .iter()
            .map(|other| format!("`{}`", written(other)))
            .collect();
        error
            .help
            .push(format!("also close: {}", others.join(", ")));
    }
    error.fix(place, written(first))
}

/// No relation has this name.
pub(super) fn no_relation(
    world: &World<'_>,
    defined: &[&str],
    name: &str,
    span: Span,
) -> QueryError {
    let error = QueryError::new(
        ErrorKind::UnknownRelation(name.to_owned()),
        span,
        "unknown relation",
    );
    if !world.names.guesses() && !world.names.find(&fold(name)).is_empty() {
        return error.help(format!(
            "`{name}` is an entity; a statement is written `noun relation noun`"
        ));
    }
    if lookup::class(world.ontology, name).is_some() {
        return error.help(format!(
            "`{name}` is a class; a statement is written `noun relation noun`"
        ));
    }
    let mut labels = relation_names(world.ontology);
    if !world.ontology.closed {
        labels.extend(world.names.relation_names("", MOST_NAMES));
    }
    let labels = labels
        .iter()
        .map(String::as_str)
        .chain(defined.iter().copied())
        .chain(["linked", "relation"]);
    offer(error, &similar(name, labels), span)
}

pub(super) fn relation_names(ontology: &Ontology) -> Vec<String> {
    let inverse = ontology
        .relations
        .values()
        .flat_map(|relation| relation.inverse_labels.iter().cloned());
    lookup::properties(ontology)
        .map(|property| property.label.to_owned())
        .chain(inverse)
        .collect()
}

/// Nothing has this name.
pub(super) fn no_name(world: &World<'_>, name: &str, span: Span, from_param: bool) -> QueryError {
    let kind = ErrorKind::UnknownName(name.to_owned());
    if from_param {
        return QueryError::new(kind, span, "this is the value of the parameter");
    }
    let error = QueryError::new(kind, span, "unknown name");
    let near = world.names.near(&fold(name), 20);
    let classes = world
        .ontology
        .classes
        .values()
        .map(|class| class.label.as_str());
    let near = similar(name, near.iter().map(String::as_str).chain(classes));
    if near.is_empty() {
        return known_beforehand(world.ontology, name, error);
    }
    offer(error, &near, span)
}

/// A name that the ontology knows but no claim is about: the word is right, or nearly, and the articles are missing.
fn known_beforehand(ontology: &Ontology, name: &str, error: QueryError) -> QueryError {
    let known = ontology.known.iter();
    let names = known.flat_map(|known| std::iter::once(&known.label).chain(&known.alt_labels));
    let key = fold(name);
    if names.clone().any(|known| folds_to(known, &key)) {
        return error.help("the name is known, but no article in this store tells anything of it");
    }
    match nearest(name, names.map(String::as_str)) {
        Some(near) => error.help(format!(
            "`{near}` is a known name, but no article in this store tells anything of it"
        )),
        None => error,
    }
}

/// No class has this name.
pub(super) fn no_class(world: &World<'_>, noun: &Word, variable: &str, whole: Span) -> QueryError {
    let error = QueryError::new(
        ErrorKind::UnknownClass(noun.text.clone()),
        noun.span,
        "unknown class",
    );
    let classes = world
        .ontology
        .classes
        .values()
        .map(|class| class.label.as_str());
    match similar(&noun.text, classes).first() {
        Some(near) => {
            let text = format!("{}@{variable}", written(near));
            let mut error = error.fix(whole, text.clone());
            error.label = format!("did you mean `{text}`?");
            error
        }
        None => error,
    }
}

/// Claims have no such qualifier.
pub(super) fn no_qualifier(world: &World<'_>, word: &Word) -> QueryError {
    let error = QueryError::new(
        ErrorKind::UnknownQualifier(word.text.clone()),
        word.span,
        "unknown qualifier",
    );
    let mut qualifiers: Vec<&str> = lookup::properties(world.ontology)
        .filter(|property| !property.claimable && property.qualifies())
        .map(|property| property.label)
        .collect();
    qualifiers.sort_unstable();
    let statuses: Vec<&str> = world
        .ontology
        .statuses
        .iter()
        .map(|status| status.label.as_str())
        .collect();
    let help = format!(
        "qualifiers: {}, when; status words: {}, asserted, any",
        qualifiers.join(", "),
        statuses.join(", ")
    );
    let all = qualifiers
        .into_iter()
        .chain(statuses)
        .chain(["when", "any", "asserted"]);
    offer(error, &similar(&word.text, all), word.span).help(help)
}

/// The table has no such column.
pub(super) fn no_column(columns: &[&str], word: &Word) -> QueryError {
    let error = QueryError::new(
        ErrorKind::UnknownColumn(word.text.clone()),
        word.span,
        "unknown column",
    );
    let listed = if columns.is_empty() {
        "none".to_owned()
    } else {
        columns.join(", ")
    };
    offer(
        error,
        &similar(&word.text, columns.iter().copied()),
        word.span,
    )
    .help(format!("columns here: {listed}"))
}

/// Adds the repair of names whose words were not joined: `invested in` → `invested_in`.
pub(in crate::query) fn join_words(world: &World<'_>, text: &str, error: QueryError) -> QueryError {
    let words = words_around(text, error.span);
    for length in [3, 2] {
        for run in words.windows(length).rev() {
            let (Some(first), Some(last)) = (run.first(), run.last()) else {
                continue;
            };
            let near = first.start <= error.span.start && error.span.start <= last.end + 1;
            let name: Vec<&str> = run.iter().map(|span| span.of(text)).collect();
            if near && known(world, &name.concat()) {
                let place = Span::new(first.start, last.end);
                let error = error.help("names of several words take underscores or quotes");
                return error.fix(place, written(&name.join(" ")));
            }
        }
    }
    error
}

/// The words in a row around a place, nothing but blanks between them.
fn words_around(text: &str, place: Span) -> Vec<Span> {
    let mut rows: Vec<Vec<Span>> = vec![Vec::new()];
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), '\0')]) {
        let inside = c.is_alphanumeric() || c == '_';
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                start = None;
                if let Some(row) = rows.last_mut() {
                    row.push(Span::new(from, at));
                }
            }
            _ => {}
        }
        if !inside && !c.is_whitespace() {
            rows.push(Vec::new());
        }
    }
    rows.into_iter()
        .find(|row| row.iter().any(|word| word.start == place.start))
        .unwrap_or_default()
}

fn known(world: &World<'_>, name: &str) -> bool {
    !lookup::named(world.ontology, name).is_empty()
        || lookup::class(world.ontology, name).is_some()
        || !world.names.find(&fold(name)).is_empty()
        || !world.ontology.closed && !world.names.relations(&fold(name)).is_empty()
}

/// Returns the IRI, which may have been written by hand.
pub(super) fn iri(text: &str, span: Span) -> Result<oxigraph::model::NamedNode> {
    oxigraph::model::NamedNode::new(text).map_err(|_| {
        QueryError::new(
            ErrorKind::BadIri(text.to_owned()),
            span,
            "not an absolute IRI",
        )
    })
}
