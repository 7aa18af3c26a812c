//! The marked ends of an example: whether something stands there, and how they are read.

use crate::analysis::{Mention, MentionKind, ValueKind};
use crate::extract::Argument;
use crate::ontology::Ontology;
use crate::pipeline::Steps;
use crate::text::Span;

/// Whether an argument is what is marked, or stands for the same thing.
pub(crate) fn is_at(steps: &Steps, argument: &Argument, mark: Span) -> bool {
    let analysis = &steps.analysis;
    match argument {
        Argument::Mention(index) => {
            let things = &steps.traced.mentions;
            let same = |other: usize| things[other].is_some() && things[other] == things[*index];
            marked(steps, mark).any(|other| other == *index || same(other))
        }
        Argument::Value(value) => analysis.values[*value].span.overlaps(&mark),
        Argument::Words(span) => span.overlaps(&mark),
        Argument::Constant(_) => false,
    }
}

/// The mentions that a mark means: names that share words with it, and what else has its head in it.
fn marked(steps: &Steps, mark: Span) -> impl Iterator<Item = usize> {
    let all = steps.analysis.mentions.iter().enumerate();
    all.filter(move |(_, mention)| match mention.kind {
        MentionKind::Name => mention.span.overlaps(&mark),
        MentionKind::Nominal | MentionKind::Pronoun => {
            mark.contains(&steps.analysis.document.tokens[mention.head])
        }
    })
    .map(|(index, _)| index)
}

/// How a mark is read, in words: "“Barolo” is read as a name (product)".
pub(super) fn reading(steps: &Steps, ontology: &Ontology, mark: Span) -> String {
    let analysis = &steps.analysis;
    let text = &analysis.document.text;
    // A name tells more than the description round it.
    let best = marked(steps, mark).min_by_key(|index| analysis.mentions[*index].kind);
    if let Some(index) = best {
        let mention = &analysis.mentions[index];
        let written = mention.span.of(text);
        return match mention.kind {
            MentionKind::Name => {
                format!(
                    "“{written}” is read as a name ({})",
                    class(ontology, mention)
                )
            }
            MentionKind::Nominal => {
                let class = class(ontology, mention);
                format!("“{written}” is read as a description ({class})")
            }
            MentionKind::Pronoun => match steps.traced.mentions[index] {
                Some(thing) => {
                    let label = &steps.traced.resolved.entities[thing].label;
                    format!("“{written}” is read as a pronoun for {label}")
                }
                None => format!("“{written}” is read as a pronoun for nobody known"),
            },
        };
    }
    let mut values = analysis.values.iter();
    if let Some(value) = values.find(|value| value.span.overlaps(&mark)) {
        let kind = match value.kind {
            ValueKind::Money(_) => "a sum of money",
            ValueKind::Date(_) => "a date",
            ValueKind::Percent(_) => "a share of a hundred",
            ValueKind::Count(_) => "a number",
            ValueKind::Duration(_) => "a duration",
            ValueKind::Age(_) => "an age",
        };
        return format!("“{}” is read as {kind}", value.span.of(text));
    }
    format!("“{}” is read as neither a name nor a value", mark.of(text))
}

fn class(ontology: &Ontology, mention: &Mention) -> String {
    let broad = || mention.name_type.map(|kind| ontology.broad(kind));
    let class = mention.class.clone().or_else(broad);
    let label = class.and_then(|class| Some(ontology.classes.get(&class)?.label.clone()));
    label.unwrap_or_else(|| "of no known class".to_owned())
}
