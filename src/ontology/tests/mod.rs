//! Tests of the ontology.

mod builtin;
mod lookup;
mod notation;
mod user;

use oxigraph::model::NamedNode;

use super::vocab;
use super::{Frame, Shape, Slot};

fn by(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{}{local}", vocab::BY))
}

/// Prints a frame on one line.
fn shown(frame: &Frame) -> String {
    let mut parts = Vec::new();
    let (subject, object) = match &frame.shape {
        Shape::Verb {
            verbs,
            participle,
            particle,
            object_nouns,
            phrase,
            subject,
            object,
        } => {
            parts.push(format!(
                "{}{}",
                if *participle { "be " } else { "" },
                verbs.join("/")
            ));
            parts.extend(particle.iter().map(|particle| format!("+{particle}")));
            parts.extend(
                (!object_nouns.is_empty()).then(|| format!("noun {}", object_nouns.join("/"))),
            );
            parts.extend(phrase.iter().map(|phrase| {
                format!(
                    "{} {}",
                    phrase.prepositions.join("/"),
                    phrase.nouns.join("/")
                )
            }));
            (Some(subject), object.as_ref())
        }
        Shape::Noun {
            nouns,
            subject,
            object,
        } => {
            parts.push(nouns.join("/"));
            (Some(subject), object.as_ref())
        }
        Shape::Role {
            titles,
            prepositions,
        } => {
            let titles: Vec<String> = titles.iter().map(|title| title.join(" ")).collect();
            parts.push(format!("{} | {}", titles.join("/"), prepositions.join("/")));
            (None, None)
        }
    };
    parts.extend(subject.map(|slot| format!("S={}", place(slot))));
    parts.extend(object.map(|slot| format!("O={}", place(slot))));
    parts.extend(
        frame
            .constant
            .iter()
            .map(|constant| format!("=\"{constant}\"")),
    );
    parts.join("; ")
}

fn place(slot: &Slot) -> String {
    match slot {
        Slot::Subject => "subject".to_owned(),
        Slot::Object => "object".to_owned(),
        Slot::Indirect => "receiver".to_owned(),
        Slot::After(prepositions) => format!("after {}", prepositions.join("/")),
        Slot::OwnerOfSubject(nouns) => format!("owner of subject {}", nouns.join("/")),
        Slot::OwnerOfObject(nouns) => format!("owner of object {}", nouns.join("/")),
        Slot::Owner => "owner".to_owned(),
        Slot::Between => "between".to_owned(),
    }
}
