//! A pronoun or description → what it stands for, by what was spoken of last; nothing where two things could be meant.

use oxigraph::model::NamedNode;

use super::things::Things;
use crate::analysis::{Mention, MentionKind, Rel};

/// How many sentences back something may have been named.
const REACH: usize = 2;
/// How far back the only one that fits may have been named.
const LONE_REACH: usize = 5;

/// What a pronoun or description asks of what it stands for.
pub(super) struct Wanted<'a> {
    /// Classes of which it must be one.
    pub(super) classes: &'a [NamedNode],
    /// Index of the gender of a personal pronoun.
    pub(super) gender: Option<usize>,
    /// Whether only the subject of a sentence will do.
    pub(super) subject: bool,
    /// Further classes of which only the subject of a sentence will do.
    pub(super) subjects: &'a [NamedNode],
}

/// Something that a mention could stand for.
struct Candidate {
    thing: usize,
    /// Sentences between it and the mention.
    distance: usize,
    subject: bool,
    /// Whether it is the subject of what the whole sentence says.
    main: bool,
    /// Whether its gender is known to be the one asked for.
    sure: bool,
    /// Its head.
    at: usize,
}

/// Finds what `mention` stands for among the things named before it.
pub(super) fn find(things: &Things, mention: &Mention, wanted: &Wanted<'_>) -> Option<usize> {
    if let Some(first) = first_conjunct(things, mention, wanted) {
        return Some(first);
    }
    if let Some(blamed) = blamed(things, mention, wanted) {
        return Some(blamed);
    }
    let candidates = candidates(things, mention, wanted);
    for distance in 0..=REACH {
        let mut near: Vec<&Candidate> = candidates
            .iter()
            .filter(|candidate| candidate.distance == distance)
            .collect();
        if near.is_empty() {
            continue;
        }
        if let Some(one) = only(&near) {
            return Some(one);
        }
        // "Haugen met Dacre after he had lost": either of them had.
        if distance == 0 && wanted.gender.is_some() && either(things, mention, &near) {
            return None;
        }
        if near.iter().any(|candidate| candidate.sure) {
            near.retain(|candidate| candidate.sure);
        }
        if near.iter().any(|candidate| candidate.subject) {
            near.retain(|candidate| candidate.subject);
        }
        // "Haugen was jailed after he met Dacre when Dacre was mayor."
        if distance > 0 && near.iter().any(|candidate| candidate.main) {
            near.retain(|candidate| candidate.main);
        }
        return only(&near);
    }
    only(&candidates.iter().collect::<Vec<_>>())
}

/// Whether a pronoun is the subject of a clause about a verb whose subject and object are two persons it could stand for.
fn either(things: &Things, mention: &Mention, near: &[&Candidate]) -> bool {
    let words = &things.analysis.words;
    let clause = words[mention.head]
        .head
        .filter(|_| matches!(words[mention.head].rel, Rel::Nsubj | Rel::NsubjPass));
    let Some(main) = clause
        .filter(|clause| words[*clause].rel == Rel::Advcl)
        .and_then(|clause| words[clause].head)
    else {
        return false;
    };
    let of_main = |subject: bool| {
        near.iter().find(|candidate| {
            let object = words[candidate.at].rel == Rel::Obj;
            words[candidate.at].head == Some(main)
                && candidate.subject == subject
                && (subject || object)
        })
    };
    matches!((of_main(true), of_main(false)), (Some(one), Some(other)) if one.thing != other.thing)
}

/// "Though he grew up in Belfast, Hill lives in London": a clause that opens its sentence speaks of the subject behind it.
pub(super) fn later(things: &Things, mention: &Mention, wanted: &Wanted<'_>) -> Option<usize> {
    let words = &things.analysis.words;
    let above = |at: usize| words.get(at).and_then(|word| word.head);
    let clause = std::iter::successors(Some(mention.head), |at| above(*at))
        .take(words.len())
        .find(|at| words[*at].rel == Rel::Advcl)?;
    let main = words[clause].head.filter(|main| *main > clause)?;
    let kids = things.children.get(main)?;
    let subject = *kids
        .iter()
        .find(|kid| matches!(words[**kid].rel, Rel::Nsubj | Rel::NsubjPass))?;
    // "After he was dismissed, Hill attacked him": another.
    let another = kids
        .iter()
        .any(|kid| words[*kid].tag == "PRP" && words[*kid].rel != Rel::Nsubj);
    if subject < clause || another {
        return None;
    }
    let named = |other: &Mention| other.kind == MentionKind::Name && other.head == subject;
    let index = things.analysis.mentions.iter().position(named)?;
    let same_voice = things.quotations[subject] == things.quotations[mention.tokens.start];
    things.of_mention[index].filter(|thing| {
        let gender = things.gender(*thing);
        same_voice && fits(things, *thing, wanted) && (gender.is_none() || gender == wanted.gender)
    })
}

/// "Joe Biden and his son": whose son it is stands right before.
fn first_conjunct(things: &Things, mention: &Mention, wanted: &Wanted<'_>) -> Option<usize> {
    let words = &things.analysis.words;
    let owned = words[mention.head]
        .head
        .filter(|_| words[mention.head].rel == Rel::NmodPoss)?;
    let first = words[owned]
        .head
        .filter(|_| words[owned].rel == Rel::Conj)?;
    let mentions = &things.analysis.mentions;
    let index = mentions.iter().position(|other| other.head == first)?;
    // "Haugen won over Dacre and lost his title, and his loss": the sentence has already said whose.
    let here = things.sentence(mention.tokens.start);
    let said = |(at, other): (usize, &Mention)| {
        other.kind == MentionKind::Pronoun
            && things.sentence(other.tokens.start) == here
            && other.span.of(&things.analysis.document.text)
                == mention.span.of(&things.analysis.document.text)
            && things.of_mention[at] != things.of_mention[index]
    };
    let mut before = mentions
        .iter()
        .enumerate()
        .take_while(|(_, other)| other.tokens.start < mention.tokens.start);
    if before.any(said) {
        return None;
    }
    things.of_mention[index].filter(|thing| fits(things, *thing, wanted))
}

/// "attacked Ted Cruz over his birth": what somebody is spoken to "over" is his own.
fn blamed(things: &Things, mention: &Mention, wanted: &Wanted<'_>) -> Option<usize> {
    let analysis = things.analysis;
    let words = &analysis.words;
    let matter = words[mention.head]
        .head
        .filter(|_| words[mention.head].rel == Rel::NmodPoss)?;
    let over = things.children[matter].iter().any(|kid| {
        words[*kid].rel == Rel::Case && things.words(analysis.document.tokens[*kid]) == "over"
    });
    let verb = words[matter]
        .head
        .filter(|_| over && words[matter].rel == Rel::Obl)?;
    let object = *things.children[verb]
        .iter()
        .find(|kid| words[**kid].rel == Rel::Obj && **kid < matter)?;
    let told = |other: &Mention| other.head == object || words[other.head].head == Some(object);
    let named = |other: &Mention| other.tokens.start < mention.tokens.start && told(other);
    let index = analysis
        .mentions
        .iter()
        .rposition(|other| other.kind == MentionKind::Name && named(other))?;
    things.of_mention[index].filter(|thing| {
        let gender = things.gender(*thing);
        fits(things, *thing, wanted) && (gender.is_none() || gender == wanted.gender)
    })
}

/// The only thing of a class that was spoken of lately.
pub(super) fn sole(things: &Things, mention: &Mention, class: &NamedNode) -> Option<usize> {
    let wanted = Wanted {
        classes: std::slice::from_ref(class),
        gender: None,
        subject: false,
        subjects: &[],
    };
    let candidates = candidates(things, mention, &wanted);
    only(&candidates.iter().collect::<Vec<_>>())
}

/// Whether a thing was spoken of lately.
pub(super) fn spoken_of(things: &Things, mention: &Mention, thing: usize) -> bool {
    let here = things.sentence(mention.tokens.start);
    let mut before = things.analysis.mentions.iter().enumerate();
    before.any(|(index, other)| {
        other.tokens.start < mention.tokens.start
            && things.of_mention[index] == Some(thing)
            && here - things.sentence(other.tokens.start) <= LONE_REACH
    })
}

/// The thing that all candidates are.
fn only(candidates: &[&Candidate]) -> Option<usize> {
    let first = candidates.first()?.thing;
    candidates
        .iter()
        .all(|candidate| candidate.thing == first)
        .then_some(first)
}

fn candidates(things: &Things, mention: &Mention, wanted: &Wanted<'_>) -> Vec<Candidate> {
    let here = things.sentence(mention.tokens.start);
    let quotation = things.quotations[mention.tokens.start];
    let words = &things.analysis.words;
    let mut found = Vec::new();
    for (index, other) in things.analysis.mentions.iter().enumerate() {
        if other.tokens.start >= mention.tokens.start {
            break;
        }
        let distance = here - things.sentence(other.tokens.start);
        let Some(thing) = things.of_mention[index].filter(|_| distance <= LONE_REACH) else {
            continue;
        };
        let subject = matches!(words[other.head].rel, Rel::Nsubj | Rel::NsubjPass);
        let acting = subject
            && !wanted.subjects.is_empty()
            && things
                .ontology
                .fits(&things.entities[thing].classes, wanted.subjects);
        // "((Ann Lee)) She has a plan": whoever the label names is not meant.
        if labels(things, other) {
            continue;
        }
        // Who speaks is "I" to himself, and what a quotation names is not what the article goes on about.
        if things.quotations[other.tokens.start] != quotation
            || !(acting || fits(things, thing, wanted))
        {
            continue;
        }
        // "Owens investigated his death": nobody does anything about his own.
        if subject && distance == 0 && dies(things, mention) {
            continue;
        }
        // "Owens met him": nobody is both doer and object of one verb.
        let same_clause = subject
            && words[other.head].head == words[mention.head].head
            && matches!(words[mention.head].rel, Rel::Obj | Rel::Iobj | Rel::Obl)
            && distance == 0;
        if same_clause || wanted.subject && !subject {
            continue;
        }
        let gender = things.gender(thing);
        if wanted.gender.is_some() && gender.is_some() && wanted.gender != gender {
            continue;
        }
        let sure = wanted.gender.is_some() && gender == wanted.gender;
        found.push(Candidate {
            thing,
            distance,
            subject,
            main: subject && main_clause(things, other.head),
            sure,
            at: other.head,
        });
    }
    found
}

/// Whether a name only says who speaks in its paragraph.
fn labels(things: &Things, mention: &Mention) -> bool {
    let text = &things.analysis.document.text;
    let before = text.get(..mention.span.start);
    before.is_some_and(|before| before.ends_with("(("))
}

/// Whether a pronoun says whose end a noun is: "his death".
fn dies(things: &Things, mention: &Mention) -> bool {
    let words = &things.analysis.words;
    let noun = words[mention.head]
        .head
        .filter(|_| words[mention.head].rel == Rel::NmodPoss);
    noun.is_some_and(|noun| {
        matches!(
            words[noun].lemma.as_str(),
            "death" | "funeral" | "murder" | "killing" | "assassination" | "burial"
        ) && !matches!(words[noun].rel, Rel::Nsubj | Rel::NsubjPass)
            // "worked there until his death"
            && !things.children[noun].iter().any(|kid| {
                words[*kid].rel == Rel::Case
                    && matches!(words[*kid].lemma.as_str(), "until" | "before" | "prior" | "after" | "following" | "at" | "to" | "since")
            })
    })
}

/// Whether the verb of a subject is its sentence's root.
fn main_clause(things: &Things, subject: usize) -> bool {
    let words = &things.analysis.words;
    words[subject]
        .head
        .is_some_and(|verb| words[verb].head.is_none())
}

/// A thing of which nothing is known stands for no pronoun.
fn fits(things: &Things, thing: usize, wanted: &Wanted<'_>) -> bool {
    !things.entities[thing].classes.is_empty() && things.fits(thing, wanted.classes)
}

/// The gender that a name, or the title before it, tells: its index in the ontology.
pub(super) fn gender_of_name(things: &Things, mention: &Mention) -> Option<usize> {
    let text = |token: usize| things.analysis.token_text(token);
    let first = text(mention.tokens.start);
    let genders = &things.ontology.genders;
    let titled = |word: &str| {
        genders
            .iter()
            .position(|gender| gender.titles.contains(word))
    };
    let before = mention.tokens.start.checked_sub(1).map(text);
    before
        .and_then(titled)
        .or_else(|| titled(first).filter(|_| mention.tokens.len() > 1))
        .or_else(|| {
            genders
                .iter()
                .position(|gender| gender.given_names.contains(first))
        })
}
