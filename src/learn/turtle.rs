//! What was learned → an ontology file in Turtle, for a person to edit.

use std::collections::BTreeMap;
use std::io::{self, Write};

use oxigraph::model::NamedNode;

use super::{Learned, LearnedRelation};
use crate::ontology::{Ontology, Relation, Shape, vocab};

/// The ontology that names learned weights.
const LEARNED: &str = "https://w3id.org/byline/learned";

/// Writes what was learned for the relations of `ontology` as a Turtle file that joins it; `prefixes` shorten its IRIs,
/// `weights` is the file of weights that goes with it.
pub fn write(
    learned: &Learned,
    ontology: &Ontology,
    prefixes: &BTreeMap<String, String>,
    weights: Option<&str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut prefixes = prefixes.clone();
    for (prefix, space) in vocab::PREFIXES {
        if matches!(*prefix, "by" | "owl" | "rdfs" | "xsd") {
            prefixes.insert((*prefix).to_owned(), (*space).to_owned());
        }
    }
    writeln!(
        out,
        "# Frames learned from {} of {} triples in {} sentences. It joins the ontology that they were learned for; edit it,\n\
         # and check it with `byline ontology test`. Right and wrong count what a frame finds in these same sentences,\n\
         # elsewhere what it finds in sentences whose triples are of other relations.",
        learned.found, learned.triples, learned.sentences
    )?;
    writeln!(out)?;
    for (prefix, space) in &prefixes {
        writeln!(out, "@prefix {prefix}: <{space}> .")?;
    }
    if let Some(file) = weights {
        writeln!(
            out,
            "\n<{LEARNED}> a owl:Ontology ;\n    by:weights {} .",
            quoted(file)
        )?;
    }
    for one in &learned.relations {
        if let Some(relation) = ontology.relations.get(&one.iri) {
            writeln!(out)?;
            described(one, relation, &prefixes, out)?;
        }
    }
    if !learned.without.is_empty() {
        writeln!(
            out,
            "\n# Nothing was learned for: {}.",
            learned.without.join(", ")
        )?;
    }
    Ok(())
}

fn described(
    one: &LearnedRelation,
    relation: &Relation,
    prefixes: &BTreeMap<String, String>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let name = |iri: &NamedNode| short(iri.as_str(), prefixes);
    let mut lines = vec![(
        format!("rdfs:label {}", quoted(&relation.label)),
        String::new(),
    )];
    for (property, classes) in [
        ("rdfs:domain", &relation.domain),
        ("rdfs:range", &relation.range),
    ] {
        if !classes.is_empty() {
            let classes: Vec<String> = classes.iter().map(name).collect();
            lines.push((format!("{property} {}", classes.join(" , ")), String::new()));
        }
    }
    for frame in &relation.frames {
        let property = match frame.shape {
            Shape::Verb { .. } => "by:verbFrame",
            Shape::Noun { .. } => "by:nounFrame",
            Shape::Role { .. } => "by:roleFrame",
        };
        lines.push((format!("{property} {}", quoted(&frame.text)), String::new()));
    }
    for frame in &one.frames {
        let line = format!("{} {}", frame.property, quoted(&frame.text));
        let mut count = format!("  # right {}, wrong {}", frame.right, frame.wrong);
        if frame.elsewhere > 0 {
            count += &format!(", elsewhere {}", frame.elsewhere);
        }
        lines.push((line, count));
    }
    let examples = one.examples.iter();
    lines
        .extend(examples.map(|example| (format!("by:example {}", quoted(example)), String::new())));
    writeln!(out, "{} a by:Relation ;", name(&one.iri))?;
    let last = lines.len() - 1;
    for (at, (line, comment)) in lines.iter().enumerate() {
        let end = if at == last { "." } else { ";" };
        writeln!(out, "    {line} {end}{comment}")?;
    }
    Ok(())
}

fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

fn short(iri: &str, prefixes: &BTreeMap<String, String>) -> String {
    let found = prefixes.iter().find_map(|(prefix, space)| {
        let local = iri.strip_prefix(space.as_str())?;
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let usable = !local.is_empty() && local.chars().all(plain);
        usable.then(|| format!("{prefix}:{local}"))
    });
    found.unwrap_or_else(|| format!("<{iri}>"))
}
