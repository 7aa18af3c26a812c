//! Turtle: triples → text that a person can read: grouped by subject, `a` first, what says most before what says least.
//!
//! Input in any order gives the same bytes.

use std::collections::BTreeMap;
use std::io::{self, Write};

use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{Literal, NamedNodeRef, NamedOrBlankNode, Term, Triple};

use crate::ontology::vocab;

pub use super::prefixes::Prefixes;

/// The order of predicates under one subject; others stand before [`LAST`], by IRI.
const FIRST: &[NamedNodeRef<'_>] = &[
    rdf::TYPE,
    rdfs::LABEL,
    vocab::ALT_LABEL,
    vocab::SAME_AS,
    vocab::HEADLINE,
    vocab::DATE_PUBLISHED,
    vocab::DATE_MODIFIED,
    vocab::AUTHOR,
    vocab::PUBLISHER,
    vocab::SOURCE_ORGANIZATION,
    vocab::URL,
    vocab::IN_LANGUAGE,
    vocab::ARTICLE_SECTION,
    vocab::KEYWORDS,
    vocab::DESCRIPTION,
    vocab::ABSTRACT,
    vocab::TIME_REQUIRED,
    vocab::METADATA_ORIGIN,
    vocab::STATEMENT,
    vocab::DISPUTED,
    vocab::ORIGINS,
    vocab::ORIGIN,
    vocab::CLAIMED_POLARITY,
    vocab::FIRST_CLAIMED,
    vocab::LAST_CLAIMED,
    rdf::SUBJECT,
    rdf::PREDICATE,
    rdf::OBJECT,
    vocab::PROPOSITION_OF,
    vocab::AMOUNT,
    vocab::CURRENCY,
    vocab::AMOUNT_BOUND,
    vocab::PERCENT,
    vocab::VALID_FROM,
    vocab::VALID_UNTIL,
    vocab::AT,
    vocab::PLACE_OF,
];
const LAST: &[NamedNodeRef<'_>] = &[
    vocab::STATUS,
    vocab::CERTAINTY,
    vocab::POLARITY,
    vocab::ATTRIBUTED_TO,
    vocab::RELAYED_BY,
    vocab::RELAY_ORDER,
    vocab::SOURCE_KIND,
    vocab::CUE,
    vocab::IF_PROPOSITION,
    vocab::CONDITION,
    vocab::CLAIMED_AT,
    vocab::APPEARANCE,
    vocab::QUOTE,
    vocab::QUOTE_START,
    vocab::QUOTE_END,
    vocab::MENTION_NAME,
    vocab::MENTION_OF,
    vocab::MENTION_TYPE,
    vocab::MENTION_PREFERRED,
    vocab::MENTION_COUNT,
    vocab::MENTION_SAME_AS,
    vocab::RELATED,
    vocab::SLOT,
    vocab::NAME_KEY,
    vocab::RELATION_KEY,
    vocab::MENTIONS,
    vocab::TEXT,
    vocab::SKETCH,
    vocab::CONTENT_HASH,
];

/// Writes a whole Turtle document: the prefixes that it needs and its triples.
///
/// ```
/// use byline::render::turtle;
/// use oxigraph::model::{NamedNode, Triple, vocab::rdf};
///
/// let company = NamedNode::new("https://w3id.org/byline/ns#Company")?;
/// let openai = NamedNode::new("https://example.org/openai")?;
/// let mut out = Vec::new();
/// turtle::write(&mut out, &[Triple::new(openai, rdf::TYPE, company)], &turtle::Prefixes::vocabularies())?;
/// let expected = "@prefix by: <https://w3id.org/byline/ns#> .\n\n<https://example.org/openai> a by:Company .\n";
/// assert_eq!(String::from_utf8(out)?, expected);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write(out: &mut dyn Write, triples: &[Triple], prefixes: &Prefixes) -> io::Result<()> {
    let used = prefixes.used(triples);
    used.write(out)?;
    if !used.0.is_empty() && !triples.is_empty() {
        writeln!(out)?;
    }
    write_triples(out, triples, &used, "")
}

/// Writes triples without a head, each line after `indent`, subjects apart by an empty line.
pub fn write_triples(
    out: &mut dyn Write,
    triples: &[Triple],
    prefixes: &Prefixes,
    indent: &str,
) -> io::Result<()> {
    let mut subjects = BTreeMap::<String, Vec<&Triple>>::new();
    for triple in triples {
        subjects
            .entry(triple.subject.to_string())
            .or_default()
            .push(triple);
    }
    let mut subjects: Vec<_> = subjects
        .into_iter()
        .map(|(name, triples)| (place(&triples), name, triples))
        .collect();
    subjects.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
    for (number, (_, _, triples)) in subjects.into_iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        write_subject(out, &triples, prefixes, indent)?;
    }
    Ok(())
}

fn write_subject(
    out: &mut dyn Write,
    triples: &[&Triple],
    prefixes: &Prefixes,
    indent: &str,
) -> io::Result<()> {
    let Some(first) = triples.first() else {
        return Ok(());
    };
    let mut predicates = BTreeMap::<(usize, &str), Vec<String>>::new();
    for triple in triples {
        let predicate = triple.predicate.as_ref();
        let key = (rank(predicate), triple.predicate.as_str());
        predicates
            .entry(key)
            .or_default()
            .push(term(&triple.object, prefixes));
    }
    match &first.subject {
        NamedOrBlankNode::NamedNode(node) => {
            write!(out, "{indent}{}", prefixes.shorten(node.as_ref()))?;
        }
        NamedOrBlankNode::BlankNode(node) => write!(out, "{indent}{node}")?,
    }
    for (number, ((_, predicate), mut objects)) in predicates.into_iter().enumerate() {
        objects.sort();
        objects.dedup();
        let verb = NamedNodeRef::new_unchecked(predicate);
        let verb = if verb == rdf::TYPE {
            "a".to_owned()
        } else {
            prefixes.shorten(verb)
        };
        match number {
            0 => write!(out, " {verb} ")?,
            _ => write!(out, " ;\n{indent}    {verb} ")?,
        }
        write!(out, "{}", objects.join(", "))?;
    }
    writeln!(out, " .")
}

fn rank(predicate: NamedNodeRef<'_>) -> usize {
    let first = FIRST.iter().position(|known| *known == predicate);
    let last = || {
        LAST.iter()
            .position(|known| *known == predicate)
            .map(|place| FIRST.len() + 1 + place)
    };
    first.or_else(last).unwrap_or(FIRST.len())
}

/// Articles, things, propositions, claims in the order of their quotes, mentions.
fn place(triples: &[&Triple]) -> (usize, u64) {
    let is = |class: NamedNodeRef<'_>| {
        let class = Term::from(class.into_owned());
        triples
            .iter()
            .any(|triple| triple.predicate == rdf::TYPE && triple.object == class)
    };
    let number = |predicate: NamedNodeRef<'_>| {
        let value = triples
            .iter()
            .find(|triple| triple.predicate == predicate)
            .map(|triple| &triple.object);
        match value {
            Some(Term::Literal(literal)) => literal.value().parse().unwrap_or(0),
            _ => 0,
        }
    };
    if is(vocab::NEWS_ARTICLE) {
        (0, 0)
    } else if is(vocab::CLAIM) {
        (3, number(vocab::QUOTE_START))
    } else if is(vocab::MENTION) {
        (4, 0)
    } else if is(vocab::PROPOSITION) {
        (2, 0)
    } else {
        (1, 0)
    }
}

fn term(term: &Term, prefixes: &Prefixes) -> String {
    match term {
        Term::NamedNode(node) => prefixes.shorten(node.as_ref()),
        Term::BlankNode(node) => node.to_string(),
        Term::Literal(literal) => value(literal, prefixes),
    }
}

fn value(literal: &Literal, prefixes: &Prefixes) -> String {
    if is_bare(literal) {
        return literal.value().to_owned();
    }
    let quoted = quote(literal.value());
    match (literal.language(), shown_datatype(literal)) {
        (Some(language), _) => format!("{quoted}@{language}"),
        (None, Some(datatype)) => format!("{quoted}^^{}", prefixes.shorten(datatype)),
        (None, None) => quoted,
    }
}

/// Returns the datatype that has to be written beside a text.
pub(super) fn shown_datatype(literal: &Literal) -> Option<NamedNodeRef<'_>> {
    let plain = is_bare(literal) || literal.language().is_some();
    Some(literal.datatype()).filter(|datatype| !plain && *datatype != xsd::STRING)
}

/// Whether a value is known by its form and needs no quotation marks.
fn is_bare(literal: &Literal) -> bool {
    let (text, datatype) = (literal.value(), literal.datatype());
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    if datatype == xsd::INTEGER {
        digits(unsigned)
    } else if datatype == xsd::DECIMAL {
        let parts = unsigned.split_once('.');
        parts.is_some_and(|(whole, fraction)| digits(whole) && digits(fraction))
    } else {
        datatype == xsd::BOOLEAN && matches!(text, "true" | "false")
    }
}

/// Puts a text in quotation marks; one of several lines keeps its lines.
fn quote(text: &str) -> String {
    let lines = text.contains('\n');
    let mark = if lines { "\"\"\"" } else { "\"" };
    let mut quoted = String::with_capacity(text.len() + 8);
    quoted.push_str(mark);
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push('\n'),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() || is_invisible(c) => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push_str(mark);
    quoted
}

/// Marks that change the direction or order of what is shown, and those that some readers take for the end of a line.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use oxigraph::io::{RdfFormat, RdfParser};
    use oxigraph::model::NamedNode;

    use super::*;

    fn node(iri: &str) -> NamedNode {
        NamedNode::new(iri).unwrap()
    }

    fn parsed(text: &str) -> Vec<String> {
        let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(text.as_bytes());
        let mut lines: Vec<String> = quads
            .map(|quad| Triple::from(quad.unwrap()).to_string())
            .collect();
        lines.sort();
        lines
    }

    fn written(triples: &[Triple]) -> String {
        let prefixes =
            Prefixes::vocabularies().with_data("https://example.org/", ["person", "organization"]);
        let mut out = Vec::new();
        write(&mut out, triples, &prefixes).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn sample() -> Vec<Triple> {
        let (a, b) = (
            node("https://example.org/organization/zürich-re"),
            node("https://example.org/person/j.-doe"),
        );
        let typed =
            |text: &str, datatype: NamedNodeRef<'_>| Literal::new_typed_literal(text, datatype);
        vec![
            Triple::new(
                a.clone(),
                vocab::TEXT,
                Literal::new_simple_literal("one \"two\"\r\n\tthree\\ \u{1}\u{202e}\""),
            ),
            Triple::new(
                a.clone(),
                rdfs::LABEL,
                Literal::new_simple_literal("Zürich Re"),
            ),
            Triple::new(a.clone(), vocab::AMOUNT, typed("13000000000", xsd::DECIMAL)),
            Triple::new(a.clone(), vocab::AMOUNT, typed("-1.5", xsd::DECIMAL)),
            Triple::new(a.clone(), vocab::ORIGINS, typed("-7", xsd::INTEGER)),
            Triple::new(a.clone(), vocab::DISPUTED, Literal::from(true)),
            Triple::new(a.clone(), vocab::AT, typed("2024-03", xsd::G_YEAR_MONTH)),
            Triple::new(a.clone(), vocab::RELATED, b.clone()),
            Triple::new(a, rdf::TYPE, vocab::ORGANIZATION),
            Triple::new(
                b.clone(),
                rdfs::LABEL,
                Literal::new_language_tagged_literal("J. Doe", "en-gb").unwrap(),
            ),
            Triple::new(
                b,
                node("https://other.org/p"),
                Literal::new_simple_literal(""),
            ),
        ]
    }

    #[test]
    fn turtle_reads_well() {
        let expected = "\
@prefix by: <https://w3id.org/byline/ns#> .
@prefix organization: <https://example.org/organization/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

organization:zürich-re a by:Organization ;
    rdfs:label \"Zürich Re\" ;
    by:disputed true ;
    by:origins -7 ;
    by:amount \"13000000000\"^^xsd:decimal, -1.5 ;
    by:at \"2024-03\"^^xsd:gYearMonth ;
    by:related <https://example.org/person/j.-doe> ;
    by:text \"\"\"one \\\"two\\\"\\r
\\tthree\\\\ \\u0001\\u202E\\\"\"\"\" .

<https://example.org/person/j.-doe> rdfs:label \"J. Doe\"@en-gb ;
    <https://other.org/p> \"\" .
";
        assert_eq!(written(&sample()), expected);
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        let triples = sample();
        let mut expected: Vec<String> = triples.iter().map(ToString::to_string).collect();
        expected.sort();
        assert_eq!(parsed(&written(&triples)), expected);
    }

    #[test]
    fn order_and_repetition_of_the_input_do_not_show() {
        let mut triples = sample();
        let text = written(&triples);
        triples.reverse();
        triples.extend(sample());
        assert_eq!(written(&triples), text);
    }

    #[test]
    fn no_triples_give_no_text() {
        assert_eq!(written(&[]), "");
    }
}
