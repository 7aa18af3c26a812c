//! Parts of a question → one line of text, names as they were written.

use crate::query::ast::{
    Aggregate, Expr, FormWord, Hops, Item, Mode, Number, Op, Operand, Path, Phrase, Predicate,
    Qualifier, QualifierKind, Relation, RelationName, Scalar, SortKey, StageKind, Term, TermKind,
    Verb, Word,
};
use crate::text::Span;

/// Writes parts of one text.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) source: &'a str,
    /// Returns another name for a relation, where names are to be made alike.
    pub(super) rename: &'a dyn Fn(&str) -> Option<String>,
}

impl Words<'_> {
    pub(super) fn term(&self, term: &Term) -> String {
        match &term.kind {
            TermKind::Open(word) => (*word).to_owned(),
            TermKind::Name(name) => name.clone(),
            TermKind::Variable(name) => format!("@{name}"),
            TermKind::Typed(noun, name) => format!("{}@{name}", noun.text),
            TermKind::Prefixed(prefix, local) => format!("{prefix}:{local}"),
            TermKind::Iri(iri) => format!("<{iri}>"),
            TermKind::Param(name) => format!(":{name}"),
            TermKind::List(items) => {
                format!("({})", join(items, ", ", |item| self.term(item)))
            }
            TermKind::Scalar(scalar) => self.scalar(scalar, term.span),
            TermKind::Range(from, to) => format!("{}..{}", self.term(from), self.term(to)),
        }
    }

    fn scalar(&self, scalar: &Scalar, span: Span) -> String {
        match scalar {
            Scalar::Quoted(text) => requoted(text, span.of(self.source)),
            Scalar::Date(date) => date.clone(),
            Scalar::Ago(count, unit) => format!("-{count}{unit}"),
            Scalar::Number(number) => number_text(number, span.of(self.source)),
        }
    }

    /// A name, quoted if it was.
    fn word(&self, word: &Word) -> String {
        let written = word.span.of(self.source);
        if written == word.text {
            word.text.clone()
        } else {
            requoted(&word.text, written)
        }
    }

    fn relation(&self, relation: &Relation) -> String {
        let written = relation.span.of(self.source);
        let name = match &relation.name {
            RelationName::Name(name) => (self.rename)(name).unwrap_or_else(|| {
                let bare = written.trim_start_matches('^').trim_start();
                if !name.is_empty() && bare.starts_with(name.as_str()) {
                    name.clone()
                } else {
                    requoted(name, bare)
                }
            }),
            RelationName::Prefixed(prefix, local) => format!("{prefix}:{local}"),
            RelationName::Iri(iri) => format!("<{iri}>"),
            RelationName::Variable(noun, name) => {
                let noun = noun.as_ref().map_or("", |noun| noun.text.as_str());
                format!("{noun}@{name}")
            }
        };
        let inverse = if relation.inverse { "^" } else { "" };
        match relation.hops {
            None => format!("{inverse}{name}"),
            Some(Hops::Any) => format!("{inverse}{name}+"),
            Some(Hops::UpTo(steps)) => format!("{inverse}{name}+{steps}"),
        }
    }

    pub(super) fn phrase(&self, phrase: &Phrase) -> String {
        let mode = match phrase.mode {
            None => "",
            Some(Mode::Not) => "not ",
            Some(Mode::Maybe) => "maybe ",
        };
        let predicate = match &phrase.predicate {
            Predicate::Is { negated, term } => {
                format!(
                    "is {}{}",
                    if *negated { "not " } else { "" },
                    self.term(term)
                )
            }
            Predicate::Contains(term) => format!("contains {}", self.term(term)),
            Predicate::Verb(verb) => self.verb(verb),
        };
        format!("{mode}{predicate}")
    }

    fn verb(&self, verb: &Verb) -> String {
        let mut text = match verb.relations.as_slice() {
            [one] => self.relation(one),
            many => format!("({})", join(many, ", ", |one| self.relation(one))),
        };
        if let Some((op, _)) = verb.op {
            text += &format!(" {}", sign(op));
        }
        text += &format!(" {}", self.term(&verb.object));
        if let Some(items) = &verb.qualifiers {
            text += &format!(" [{}]", join(items, ", ", |item| self.qualifier(item)));
        }
        text
    }

    fn qualifier(&self, qualifier: &Qualifier) -> String {
        match &qualifier.kind {
            QualifierKind::Claim(name) => format!("@{name}"),
            QualifierKind::Contains(term) => format!("contains {}", self.term(term)),
            QualifierKind::Item {
                negated,
                path,
                name,
                test,
            } => {
                let not = if *negated { "not " } else { "" };
                let path = join(path, ".", |word| self.word(word));
                let alias = alias(name.as_ref());
                let test = match test {
                    None => String::new(),
                    Some((None, term)) => format!(" {}", self.term(term)),
                    Some((Some(op), term)) => format!(" {} {}", sign(*op), self.term(term)),
                };
                format!("{not}{path}{alias}{test}")
            }
        }
    }

    pub(super) fn stage(&self, stage: &StageKind) -> String {
        match stage {
            StageKind::Where(expr) => format!("where {}", self.expr(expr)),
            StageKind::Show(items) => format!("show {}", self.items(items)),
            StageKind::Aggregate { aggregates, keys } => {
                let computed = join(aggregates, ", ", |aggregate| self.aggregate(aggregate));
                if keys.is_empty() {
                    computed
                } else {
                    format!("{computed} per {}", self.items(keys))
                }
            }
            StageKind::Sort(keys) => format!("sort {}", join(keys, ", ", |key| self.key(key))),
            StageKind::Limit { limit, offset } => match offset {
                None => format!("limit {limit}"),
                Some(offset) => format!("limit {limit} offset {offset}"),
            },
            StageKind::Form(word) => form(*word).to_owned(),
        }
    }

    fn items(&self, items: &[Item]) -> String {
        join(items, ", ", |item| {
            format!("{}{}", self.path(&item.path), alias(item.name.as_ref()))
        })
    }

    fn aggregate(&self, aggregate: &Aggregate) -> String {
        let mut text = aggregate.function.name().to_owned();
        if let Some(path) = &aggregate.path {
            text += &format!(" {}", self.path(path));
        }
        text + &alias(aggregate.name.as_ref())
    }

    fn key(&self, key: &SortKey) -> String {
        let desc = if key.descending { " desc" } else { "" };
        format!("{}{desc}", self.path(&key.path))
    }

    fn path(&self, path: &Path) -> String {
        let at = if path.variable { "@" } else { "" };
        let mut text = format!("{at}{}", path.column.text);
        for step in &path.steps {
            text += &format!(".{}", self.word(step));
        }
        text
    }

    fn expr(&self, expr: &Expr) -> String {
        match expr {
            Expr::Or(parts) => join(parts, " or ", |part| match part {
                Expr::Or(_) => format!("({})", self.expr(part)),
                _ => self.expr(part),
            }),
            Expr::And(parts) => join(parts, " and ", |part| match part {
                Expr::Or(_) | Expr::And(_) => format!("({})", self.expr(part)),
                _ => self.expr(part),
            }),
            Expr::Not(inner) => match &**inner {
                Expr::Or(_) | Expr::And(_) => format!("not ({})", self.expr(inner)),
                _ => format!("not {}", self.expr(inner)),
            },
            Expr::Compare {
                left, op, right, ..
            } => {
                let right = match right {
                    Operand::Path(path) => self.path(path),
                    Operand::Term(term) => self.term(term),
                };
                format!("{} {} {right}", self.path(left), sign(*op))
            }
        }
    }
}

fn join<T>(items: &[T], separator: &str, write: impl Fn(&T) -> String) -> String {
    items.iter().map(write).collect::<Vec<_>>().join(separator)
}

fn alias(name: Option<&Word>) -> String {
    name.map_or_else(String::new, |name| format!(" as {}", name.text))
}

const fn sign(op: Op) -> &'static str {
    match op {
        Op::Equal => "=",
        Op::Differs => "!=",
        Op::Less => "<",
        Op::AtMost => "<=",
        Op::Greater => ">",
        Op::AtLeast => ">=",
        Op::Contains => "contains",
    }
}

const fn form(word: FormWord) -> &'static str {
    match word {
        FormWord::Graph => "graph",
        FormWord::Describe => "describe",
        FormWord::Ask => "ask",
        FormWord::Timeline => "timeline",
    }
}

/// Returns text in straight double quotes, or as it was written if it holds one.
fn requoted(text: &str, written: &str) -> String {
    let whole = ['\'', '“', '‘']
        .iter()
        .any(|open| written.starts_with(*open));
    if text.contains('"') && whole && !written.contains('\n') {
        return written.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Returns a number with its magnitude as letters: `13 billion USD` is `13B USD`.
fn number_text(number: &Number, written: &str) -> String {
    let digits = |c: char| c.is_ascii_digit() || "-_.".contains(c);
    let end = written.find(|c| !digits(c)).unwrap_or(written.len());
    let mut text = written.get(..end).unwrap_or_default().to_owned();
    let mut zeros = number.zeros;
    // More than one letter does not stick to a number, so the rest stays a word.
    for (letter, word, count) in [
        ("T", " trillion", 12),
        ("B", " billion", 9),
        ("M", " million", 6),
        ("k", " thousand", 3),
    ] {
        if zeros >= count {
            text += if zeros == number.zeros { letter } else { word };
            zeros -= count;
            if zeros >= count {
                text += word;
                zeros -= count;
            }
        }
    }
    match &number.unit {
        None => text,
        Some(unit) if unit == "%" => format!("{text}%"),
        Some(unit) => format!("{text} {unit}"),
    }
}
