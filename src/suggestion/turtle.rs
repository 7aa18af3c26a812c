//! Suggestions → an ontology file in Turtle, for a person to edit.

use std::io::{self, Write};

use super::{Draft, Suggestion};
use crate::ontology::names::fold;
use crate::ontology::vocab;

/// The namespace of drafted relations, to be replaced by the user's own.
const DRAFT: &str = "https://example.org/relations#";

/// Writes suggestions as a Turtle file that loads as it stands.
pub fn write(suggestions: &[Suggestion], out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "# Relations drafted from the open relations of a store. Edit the names and the frames, then add the articles again\n\
         # with --ontology and this file. `skos:closeMatch` tells what each open relation was."
    )?;
    writeln!(out)?;
    for (prefix, iri) in [
        ("by", vocab::BY),
        ("ex", DRAFT),
        ("open", vocab::OPEN),
        ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
        ("skos", "http://www.w3.org/2004/02/skos/core#"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ] {
        writeln!(out, "@prefix {prefix}: <{iri}> .")?;
    }
    for suggestion in suggestions {
        writeln!(out)?;
        one(suggestion, out)?;
    }
    Ok(())
}

fn one(suggestion: &Suggestion, out: &mut dyn Write) -> io::Result<()> {
    let Draft {
        extends,
        domain,
        range,
        frames,
    } = &suggestion.draft;
    writeln!(
        out,
        "# `{}`: {} in {}",
        suggestion.label,
        counted(suggestion.claims, "claim"),
        counted(suggestion.articles, "article")
    )?;
    for example in &suggestion.examples {
        let quote: Vec<&str> = example.quote.split_whitespace().collect();
        writeln!(out, "# “{}”", quote.join(" "))?;
    }
    if frames.is_empty() {
        return writeln!(out, "# The examples alone give no frame.");
    }
    let mut lines = Vec::new();
    let head = if let Some(known) = extends {
        writeln!(
            out,
            "# The ontology has a relation of this name, which gets the wording."
        )?;
        short(known)
    } else {
        lines.push(format!("rdfs:label \"{}\"", suggestion.label));
        let ends = [("rdfs:domain", domain), ("rdfs:range", range)];
        for (property, classes) in ends.into_iter().filter(|(_, classes)| !classes.is_empty()) {
            let classes: Vec<String> = classes.iter().map(|class| short(class)).collect();
            lines.push(format!("{property} {}", classes.join(" , ")));
        }
        format!("ex:{} a by:Relation", camel(&suggestion.label))
    };
    for frame in frames {
        lines.push(format!("{} \"{}\"", frame.property, frame.frame));
    }
    if extends.is_none() {
        lines.push(format!("skos:closeMatch {}", short(&suggestion.relation)));
        lines.push(format!(
            "rdfs:comment \"Drafted from {}; say what it means.\"",
            counted(suggestion.claims, "claim")
        ));
    }
    let separator = if extends.is_some() { "" } else { " ;\n   " };
    writeln!(out, "{head}{separator} {} .", lines.join(" ;\n    "))
}

fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// Returns "loseTo" for "lose to".
fn camel(phrase: &str) -> String {
    let mut words = phrase.split([' ', '-']);
    let mut name = words.next().map(fold).unwrap_or_default();
    for word in words {
        let mut letters = word.chars();
        name.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        name.extend(letters);
    }
    name
}

fn short(iri: &str) -> String {
    let prefixes = [
        ("by", vocab::BY),
        ("open", vocab::OPEN),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ];
    let found = prefixes.iter().find_map(|(prefix, space)| {
        let local = iri.strip_prefix(space)?;
        let plain = local.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        plain.then(|| format!("{prefix}:{local}"))
    });
    found.unwrap_or_else(|| format!("<{iri}>"))
}
