//! Sentences in several wordings make the claims that stand below them in `tests/sentences`.

use std::fmt::Write;
use std::fs;

use byline::analysis::Analyser;
use byline::article::{Article, Metadata, Part};
use byline::extract::Extractor;
use byline::ontology::{Ontology, open};
use byline::resolve::{Claim, Object, Resolved, resolve};
use byline::text::{BlockKind, clean};

use super::support::{assert_golden, files, golden};

/// Each block of a file is a text, one line, and the claims made of it, indented.
#[test]
fn sentences_make_the_claims_below_them() {
    let ontology = Ontology::builtin();
    let (analyser, extractor) = (Analyser::new(ontology), Extractor::new(ontology));
    let understand = |text: &str| {
        let analysis = analyser.analyse(clean(article(text)));
        let statements = extractor.extract(&analysis);
        resolve(analysis, &statements, ontology)
    };
    let differences: Vec<String> = files("tests/sentences", &["txt"])
        .iter()
        .filter_map(|path| {
            let file = fs::read_to_string(path).unwrap();
            let mut found = String::new();
            for line in file.lines().filter(|line| !line.starts_with("  ")) {
                writeln!(found, "{line}").unwrap();
                if !line.is_empty() && !line.starts_with('#') {
                    found.push_str(&listing(&understand(line), ontology));
                }
            }
            golden(path, &found)
        })
        .collect();
    assert_golden(&differences);
}

fn article(text: &str) -> Article {
    Article {
        metadata: Metadata {
            publisher: Some("The Publisher".to_owned()),
            ..Metadata::default()
        },
        body: vec![Part {
            kind: BlockKind::Paragraph,
            text: text.to_owned(),
        }],
    }
}

fn listing(resolved: &Resolved, ontology: &Ontology) -> String {
    let mut lines: Vec<String> = resolved
        .claims
        .iter()
        .map(|claim| line(resolved, claim, ontology))
        .collect();
    lines.sort();
    lines.concat()
}

/// Prints a claim: what, how it stands, who says so.
fn line(resolved: &Resolved, claim: &Claim, ontology: &Ontology) -> String {
    let name = |entity: usize| resolved.entities[entity].label.as_str();
    let local = |iri: &str| iri.rsplit('#').next().unwrap_or(iri).to_owned();
    let value = |object: &Object| match object {
        Object::Entity(entity) => name(*entity).to_owned(),
        Object::Literal(literal) => literal.value().to_owned(),
        Object::Word(word) => local(word.as_str()),
    };
    let known = ontology.relations.get(&claim.relation);
    // Brackets tell an open relation from one of the ontology.
    let open = || open::label(&claim.relation).map(|label| format!("[{label}]"));
    let relation = known.map(|relation| relation.label.clone()).or_else(open);
    let relation = relation.unwrap();
    let (subject, object) = (name(claim.subject), value(&claim.object));
    let mut line = format!("  {subject} · {relation} · {object} · ");
    line += &local(claim.status.as_str());
    if local(claim.polarity.as_str()) == "negative" {
        line += ", not so";
    }
    for (property, object) in &claim.qualifiers {
        let (property, object) = (local(property.as_str()), value(object));
        write!(line, ", {property} {object}").unwrap();
    }
    if let Some(condition) = &claim.condition {
        write!(line, ", if {}", condition.text).unwrap();
    }
    if name(claim.holder) != "The Publisher" {
        write!(line, " · {}", name(claim.holder)).unwrap();
    }
    line.push('\n');
    line
}
