//! Discourse: pronouns and descriptions → the things they stand for, by what was spoken of last.

use oxigraph::model::NamedNode;

use super::antecedent::{self, Wanted};
use super::things::Things;
use crate::analysis::{Mention, MentionKind, Rel};
use crate::ontology::vocab;

/// Gives pronouns and descriptions their things, in reading order.
pub(super) fn rest(things: &mut Things) {
    for index in 0..things.analysis.mentions.len() {
        if things.of_mention[index].is_some() {
            continue;
        }
        let mention = things.analysis.mentions[index].clone();
        let thing = match mention.kind {
            MentionKind::Name => None,
            MentionKind::Pronoun => pronoun(things, &mention),
            MentionKind::Nominal => nominal(things, &mention),
        };
        things.of_mention[index] = thing;
    }
}

fn pronoun(things: &Things, mention: &Mention) -> Option<usize> {
    let person = [vocab::PERSON.into_owned()];
    let body = [
        vocab::ORGANIZATION.into_owned(),
        vocab::PRODUCT.into_owned(),
        vocab::AGREEMENT.into_owned(),
    ];
    let bodies = [vocab::ORGANIZATION.into_owned(), vocab::GROUP.into_owned()];
    let word = things.words(mention.span).to_lowercase();
    let gender = things
        .ontology
        .genders
        .iter()
        .position(|gender| gender.pronouns.contains(&word));
    let (classes, subject) = match word.as_str() {
        _ if gender.is_some() => (&person[..], false),
        "it" | "its" | "itself" => (&body[..], false),
        "they" | "their" | "them" | "themselves" => (&bodies[..], true),
        _ => return None,
    };
    let wanted = Wanted {
        classes,
        gender,
        subject,
    };
    antecedent::find(things, mention, &wanted)
}

/// The thing of one of `classes` spoken of last.
fn latest(things: &Things, mention: &Mention, classes: &[NamedNode]) -> Option<usize> {
    let wanted = Wanted {
        classes,
        gender: None,
        subject: false,
    };
    antecedent::find(things, mention, &wanted)
}

fn nominal(things: &mut Things, mention: &Mention) -> Option<usize> {
    let class = mention.class.clone()?;
    if let Some(owned) = owned(things, mention, &class) {
        return Some(owned);
    }
    let plural = things.analysis.words[mention.head].tag == "NNS";
    let definite = determiner(things, mention.head)
        .is_some_and(|word| matches!(word.as_str(), "the" | "this" | "that" | "these" | "those"));
    let agreement = things.ontology.is_a(&class, &vocab::AGREEMENT.into_owned());
    if agreement {
        return Some(agreement_thing(things, mention, &class, definite));
    }
    if definite && !plural && mention.tokens.len() <= 2 {
        return latest(things, mention, &[class]);
    }
    None
}

/// An agreement is spoken of by its words: "the exclusivity clause"; "the agreement" alone is the one spoken of last.
fn agreement_thing(
    things: &mut Things,
    mention: &Mention,
    class: &NamedNode,
    definite: bool,
) -> usize {
    let words = described(things, mention);
    let bare = words.split(' ').count() == 1;
    let broad = [vocab::AGREEMENT.into_owned()];
    if let Some(last) = (definite && bare)
        .then(|| latest(things, mention, &broad))
        .flatten()
    {
        return last;
    }
    let segment = things.ontology.segment(class).to_owned();
    let index = things.thing(&segment, &words, false);
    things.occur(index, &words, Some(class));
    index
}

/// "OpenAI's models", "Microsoft's legal team": a thing named by its owner.
fn owned(things: &mut Things, mention: &Mention, class: &NamedNode) -> Option<usize> {
    let possessor = *things.children[mention.head]
        .iter()
        .find(|kid| things.analysis.words[**kid].rel == Rel::NmodPoss)?;
    let owner = things
        .analysis
        .mentions
        .iter()
        .position(|other| other.head == possessor)?;
    let owner = things.of_mention[owner].filter(|owner| things.named[*owner])?;
    // "his deputy", "Khan's victims": somebody else may be meant by the same words a line below.
    if things.ontology.is_a(class, &vocab::PERSON.into_owned()) {
        return None;
    }
    let words = described(things, mention);
    let label = format!("{}'s {words}", things.entities[owner].label);
    let segment = things.ontology.segment(class).to_owned();
    let index = things.thing(&segment, &label, true);
    things.occur(index, &label, Some(class));
    Some(index)
}

/// The head of a description with the words that tell it apart, in the singular for agreements.
fn described(things: &Things, mention: &Mention) -> String {
    let words = &things.analysis.words;
    let document = &things.analysis.document;
    let kept = |token: &usize| {
        let modifier = matches!(words[*token].rel, Rel::Amod | Rel::Compound)
            && !words[*token].tag.starts_with("CD");
        let head_of = words[*token].head == Some(mention.head);
        *token < mention.head
            && modifier
            && head_of
            && document.tokens[*token]
                .of(&document.text)
                .chars()
                .all(|c| !c.is_ascii_digit())
    };
    let mut parts: Vec<String> = mention
        .tokens
        .clone()
        .filter(kept)
        .map(|token| document.tokens[token].of(&document.text).to_owned())
        .collect();
    let singular = things
        .ontology
        .segment(mention.class.as_ref().unwrap_or(&vocab::THING.into_owned()))
        == "agreement";
    let head = document.tokens[mention.head].of(&document.text);
    parts.push(if singular {
        words[mention.head].lemma.clone()
    } else {
        head.to_owned()
    });
    parts.join(" ")
}

fn determiner(things: &Things, head: usize) -> Option<String> {
    let document = &things.analysis.document;
    let det = things.children[head]
        .iter()
        .find(|kid| things.analysis.words[**kid].rel == Rel::Det)?;
    Some(document.tokens[*det].of(&document.text).to_lowercase())
}
