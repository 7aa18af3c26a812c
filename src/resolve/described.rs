//! Descriptions: "the company", "its models", "the retailer Hollis & Crane" → the things they stand for.

use oxigraph::model::NamedNode;

use super::antecedent;
use super::discourse::latest;
use super::things::Things;
use crate::analysis::{Mention, MentionKind, Rel, body_of_place};
use crate::ontology::vocab;

/// How many words behind its noun what a thing is told apart by may end.
const FARTHEST: usize = 6;

/// Finds or makes the thing that a description stands for.
pub(super) fn nominal(things: &mut Things, mention: &Mention) -> Option<usize> {
    let class = mention.class.clone()?;
    // "every contract" is none of them.
    let any = determiner(things, mention.head);
    if any.is_some_and(|word| matches!(word.as_str(), "any" | "each" | "every" | "no")) {
        return None;
    }
    if let Some(named) = named_beside(things, mention, &class) {
        return Some(named);
    }
    if let Some(name) = body_of_place(things.analysis, things.ontology, mention) {
        let segment = things.ontology.segment(&class).to_owned();
        let index = things.thing(&segment, &name, true);
        let words = things.words(mention.span);
        things.occur(index, &words, Some(&class));
        return Some(index);
    }
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
    let aged = things.words(mention.span).ends_with("-old");
    let long = mention.tokens.len() > 2 && !aged;
    if !definite || plural || long || told_apart(things, mention) {
        return None;
    }
    let noun = things.analysis.words[mention.head].lemma.clone();
    let called = bearer(things, mention, &noun).or_else(|| called(things, mention, &noun));
    if called.is_some() {
        return called;
    }
    // "The council" is no club, and of a body no more is known than that it is one.
    if class.as_ref() == vocab::INSTITUTION {
        return None;
    }
    // "the Filipino" is the one person spoken of, or nobody knows who.
    let people = things.words(mention.span).starts_with(char::is_uppercase);
    if people {
        return antecedent::sole(things, mention, &class);
    }
    let last = latest(things, mention, std::slice::from_ref(&class))?;
    // "The remake" is not the film named last, nor "the gunman" the man: of those a story has many.
    if matches!(
        things.entities[last].segment.as_str(),
        "work" | "product" | "event" | "person"
    ) {
        return None;
    }
    // A town is no factory, though it may be any place; and of a body no more is known than that it is one, a party say.
    let of = &things.entities[last].classes;
    let governs = [vocab::GOVERNMENT, vocab::PARLIAMENT]
        .iter()
        .any(|body| things.ontology.is_a(&class, &body.into_owned()));
    let exact = things.entities[last].segment != "place" && !governs
        || things.ontology.fits(of, std::slice::from_ref(&class));
    // "the research paper" is not the company named last.
    let outlet = class.as_ref() != vocab::OUTLET || things.ontology.fits(of, &[class]);
    (outlet && exact && salient(things, mention, last)).then_some(last)
}

/// "the firm, Tidewater Dredging," is Tidewater Dredging.
fn named_beside(things: &Things, mention: &Mention, class: &NamedNode) -> Option<usize> {
    let words = &things.analysis.words;
    let document = &things.analysis.document;
    let text = |token: usize| {
        let span = document.tokens.get(token);
        span.map_or("", |span| span.of(&document.text))
    };
    let apposed = |rel: Rel| matches!(rel, Rel::Appos | Rel::Flat);
    // "the retailer Hollis & Crane", "Paper Lantern, the studio that made it", whatever the tree makes of them.
    let next = |other: &Mention| {
        let word = &words[other.head];
        let own_clause = matches!(word.rel, Rel::Nsubj | Rel::NsubjPass)
            && word.head != words[mention.head].head;
        other.tokens.start == mention.tokens.end && !own_clause
    };
    let behind = |other: &Mention| {
        let at = other.tokens.end;
        text(at) == ","
            && matches!(text(at + 1), "the" | "a" | "an")
            && mention.tokens.start == at + 2
            && matches!(
                text(mention.tokens.end),
                "that" | "which" | "who" | "behind" | ","
            )
    };
    let beside = |other: &Mention| {
        let below = words[other.head].head == Some(mention.head) && apposed(words[other.head].rel);
        let above =
            words[mention.head].head == Some(other.head) && apposed(words[mention.head].rel);
        other.kind == MentionKind::Name && (below || above || next(other) || behind(other))
    };
    let named = things.analysis.mentions.iter().position(beside)?;
    let thing = things.of_mention[named]?;
    things
        .fits(thing, std::slice::from_ref(class))
        .then_some(thing)
}

/// "the French business of Unilever", "the studio that made it": a description that says itself which one it means.
fn told_apart(things: &Things, mention: &Mention) -> bool {
    let document = &things.analysis.document;
    let words = &things.analysis.words;
    let comma = document
        .tokens
        .get(mention.tokens.end)
        .is_some_and(|token| token.of(&document.text) == ",");
    let verb = |kid: usize| {
        let object = |of: &usize| words[*of].rel == Rel::Obj;
        things.children[kid].iter().any(object)
    };
    let another = |kid: &usize| {
        let word = things.analysis.token_text(*kid).to_lowercase();
        matches!(
            word.as_str(),
            "new"
                | "next"
                | "former"
                | "previous"
                | "old"
                | "other"
                | "first"
                | "second"
                | "current"
                | "local"
                | "regional"
                | "state"
        )
    };
    // "the Trump administration".
    let owner = |kid: &usize| {
        *kid < mention.head
            && words[*kid].rel == Rel::Compound
            && matches!(words[*kid].tag, "NNP" | "NNPS")
    };
    // "That witness, the former director Paul Reyes,".
    let next = document.tokens.get(mention.tokens.end + 1);
    let renamed =
        comma && next.is_some_and(|token| matches!(token.of(&document.text), "the" | "a" | "an"));
    let kids = &things.children[mention.head];
    if renamed || kids.iter().any(another) || kids.iter().any(owner) {
        return true;
    }
    things.children[mention.head]
        .iter()
        .filter(|kid| **kid > mention.head)
        .any(|kid| match words[*kid].rel {
            Rel::Appos => true,
            Rel::Nmod | Rel::AclRelcl => !comma,
            // "said the firm expected sales": more likely the verb of what is said.
            Rel::Acl => !(comma || words[*kid].tag == "VBN" && verb(*kid)),
            _ => false,
        })
}

/// "the council" is the Eastbridge City Council, "the bank" the Nordhavn Bank: the last whose name says so.
fn bearer(things: &Things, mention: &Mention, noun: &str) -> Option<usize> {
    let document = &things.analysis.document;
    let says = |token: usize| {
        document.tokens[token]
            .of(&document.text)
            .eq_ignore_ascii_case(noun)
    };
    let named = |other: &Mention| {
        let of = other
            .tokens
            .clone()
            .find(|token| things.analysis.token_text(*token) == "of");
        let last = of.unwrap_or(other.tokens.end).saturating_sub(1);
        other.kind == MentionKind::Name && other.tokens.len() > 1 && says(last)
    };
    // "Vale University's chess team": another, without a name.
    let another = |index: usize, other: &Mention| {
        other.kind == MentionKind::Nominal
            && things.of_mention[index].is_none()
            && things.analysis.words[other.head].lemma == noun
            && other.tokens.len() > 1
    };
    let before = things.analysis.mentions.iter().enumerate();
    let found = before
        .take_while(|(_, other)| other.tokens.start < mention.tokens.start)
        .filter(|(index, other)| named(other) || another(*index, other));
    found.last().and_then(|(index, _)| things.of_mention[index])
}

/// "the studio" is what was introduced as a studio.
fn called(things: &Things, mention: &Mention, noun: &str) -> Option<usize> {
    let before = things.analysis.mentions.iter().enumerate();
    let same = |(index, other): &(usize, &Mention)| {
        other.kind == MentionKind::Nominal
            && things.analysis.words[other.head].lemma == noun
            && things.of_mention[*index].is_some_and(|thing| things.named[thing])
            && other
                .class
                .as_ref()
                .is_some_and(|class| named_beside(things, other, class).is_some())
    };
    let found: Vec<usize> = before
        .take_while(|(_, other)| other.tokens.start < mention.tokens.start)
        .filter(same)
        .filter_map(|(index, _)| things.of_mention[index])
        .collect();
    let last = found.last().copied()?;
    // Where many persons are spoken of, "the boxer" is not the one called so a page ago.
    let person = things.entities[last].segment == "person";
    (!person || antecedent::spoken_of(things, mention, last)).then_some(last)
}

/// Whether "the company" can safely be the one spoken of last: that was no passing mention beside a main subject.
fn salient(things: &Things, mention: &Mention, thing: usize) -> bool {
    let mut times: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    let mut subject = false;
    for (index, other) in things.analysis.mentions.iter().enumerate() {
        let Some(of) = things.of_mention[index] else {
            continue;
        };
        if other.tokens.start >= mention.tokens.start {
            break;
        }
        *times.entry(of).or_insert(0) += usize::from(other.kind == MentionKind::Name);
        let rel = things.analysis.words[other.head].rel;
        subject |= of == thing && matches!(rel, Rel::Nsubj | Rel::NsubjPass);
    }
    let class = mention.class.clone().into_iter().collect::<Vec<_>>();
    let rivals = times
        .iter()
        .filter(|(other, count)| **other != thing && **count > 2 && things.fits(**other, &class));
    let once = times.get(&thing).copied().unwrap_or(0) < 2 && !subject;
    !once || rivals.count() == 0
}

/// An agreement is spoken of by its words: "the exclusivity clause"; "the agreement" alone is the one spoken of last.
fn agreement_thing(
    things: &mut Things,
    mention: &Mention,
    class: &NamedNode,
    definite: bool,
) -> usize {
    let words = described(things, mention);
    // "the contract with Acme" says which.
    let with = things.children[mention.head]
        .iter()
        .any(|kid| *kid > mention.head && things.analysis.words[*kid].rel == Rel::Nmod);
    let bare = words.split(' ').count() == 1 && !with;
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
    let rest = told_with(things, mention);
    let label = format!("{}'s {words}{rest}", things.entities[owner].label);
    let segment = things.ontology.segment(class).to_owned();
    let index = things.thing(&segment, &label, true);
    things.occur(index, &label, Some(class));
    Some(index)
}

/// " with Boeing" of "NASA's contract with Boeing", " of cosmonauts" of a team: without it another may be meant.
fn told_with(things: &Things, mention: &Mention) -> String {
    let analysis = things.analysis;
    let phrase = things.children[mention.head]
        .iter()
        .find(|kid| **kid > mention.head && analysis.words[**kid].rel == Rel::Nmod);
    let end = phrase.and_then(|kid| {
        let mut mentions = analysis.mentions.iter();
        let name = mentions.find(|other| other.head == *kid && other.kind == MentionKind::Name);
        let of = analysis.token_text(mention.head + 1) == "of";
        let members = of && *kid == mention.head + 2 && analysis.words[*kid].tag == "NNS";
        name.map_or(members.then_some(*kid), |name| Some(name.tokens.end - 1))
    });
    let Some(end) = end.filter(|end| end - mention.head <= FARTHEST) else {
        return String::new();
    };
    let tokens = &analysis.document.tokens;
    let words = things.words(tokens[mention.head + 1].to(tokens[end]));
    format!(" {words}")
}

/// The head of a description with the words that tell it apart.
fn described(things: &Things, mention: &Mention) -> String {
    let words = &things.analysis.words;
    let document = &things.analysis.document;
    let kept = |token: &usize| {
        // "the South Carolina primary": what describes a describing word belongs to it.
        let mut above = std::iter::successors(Some(*token), |at| words[*at].head);
        let modifier = above
            .by_ref()
            .take_while(|at| *at != mention.head)
            .take(4)
            .all(|at| matches!(words[at].rel, Rel::Amod | Rel::Compound | Rel::Flat))
            && !words[*token].tag.starts_with("CD");
        *token < mention.head
            && modifier
            && things
                .analysis
                .token_text(*token)
                .chars()
                .all(|c| !c.is_ascii_digit())
    };
    let text = |token: usize| things.analysis.token_text(token);
    // "a two-year deal": what a hyphen joins to a word belongs to it.
    let joined = |token: usize| {
        let mut start = token;
        while start >= mention.tokens.start + 2 && text(start - 1) == "-" {
            start -= 2;
        }
        let span = document.tokens[start].to(document.tokens[token]);
        span.of(&document.text).to_owned()
    };
    let mut parts: Vec<String> = Vec::new();
    for token in mention.tokens.clone().filter(kept) {
        // The part before the hyphen stands with the one behind it.
        if text(token + 1) != "-" {
            parts.push(joined(token));
        }
    }
    let singular = things
        .ontology
        .segment(mention.class.as_ref().unwrap_or(&vocab::THING.into_owned()))
        == "agreement"
        && words[mention.head].tag != "NNS";
    let head = things.analysis.token_text(mention.head);
    parts.push(if singular {
        words[mention.head].lemma.clone()
    } else {
        head.to_owned()
    });
    parts.join(" ")
}

fn determiner(things: &Things, head: usize) -> Option<String> {
    let det = things.children[head]
        .iter()
        .find(|kid| things.analysis.words[**kid].rel == Rel::Det)?;
    Some(things.analysis.token_text(*det).to_lowercase())
}
