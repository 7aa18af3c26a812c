//! Names: mentions by name → things, shorter forms joined to the fuller ones of the same article.

use super::antecedent::gender_of_name;
use super::things::Things;
use crate::analysis::{Mention, NameType};
use crate::ontology::names::fold;
use crate::ontology::vocab;

/// Legal forms that newspapers write or leave out at will.
const LEGAL_FORMS: &[&str] = &[
    "inc",
    "inc.",
    "corp",
    "corp.",
    "corporation",
    "ltd",
    "ltd.",
    "limited",
    "plc",
    "co",
    "co.",
    "llc",
    "ag",
    "sa",
    "s.a.",
    "nv",
    "n.v.",
    "se",
    "gmbh",
    "spa",
    "s.p.a.",
    "lp",
    "llp",
    "incorporated",
];

/// Gives every mention by name its thing.
pub(super) fn names(things: &mut Things) {
    let mut order: Vec<usize> = (0..things.analysis.mentions.len())
        .filter(|m| things.is_name(*m))
        .collect();
    // Fuller forms first, so that a surname finds its bearer wherever it stands.
    order.sort_by_key(|index| {
        let mention = &things.analysis.mentions[*index];
        (
            std::cmp::Reverse(mention.tokens.len().min(3)),
            mention.tokens.start,
        )
    });
    let mut seen: Vec<Seen> = Vec::new();
    for index in order {
        let mention = things.analysis.mentions[index].clone();
        let text = canonical(&things.words(mention.span));
        let thing = named_thing(things, &mention, &text, &seen);
        let class = mention
            .known
            .is_none()
            .then(|| class_of(things, &mention))
            .flatten();
        let written = things.words(mention.span);
        let demonym = mention.name_type == Some(NameType::Group) && mention.known.is_some();
        if demonym {
            things.entities[thing].mentioned = true;
        } else {
            things.occur(thing, &written, class.as_ref());
        }
        things.of_mention[index] = Some(thing);
        if let Some(gender) = gender_of_name(things, &mention) {
            things.tell_gender(thing, gender);
        }
        if !demonym {
            seen.push(Seen {
                text,
                kind: mention.name_type,
                thing,
                at: mention.tokens.start,
            });
        }
    }
}

/// A name that already has its thing.
struct Seen {
    text: String,
    kind: Option<NameType>,
    thing: usize,
    at: usize,
}

fn named_thing(things: &mut Things, mention: &Mention, text: &str, seen: &[Seen]) -> usize {
    if let Some(known) = mention
        .known
        .and_then(|known| things.ontology.known.get(known))
    {
        return things.known(known);
    }
    let key = fold(text);
    if let Some(same) = seen
        .iter()
        .find(|other| fold(&other.text) == key && agree(other.kind, mention.name_type))
    {
        return same.thing;
    }
    if let Some(fuller) = fuller(text, mention, seen) {
        return fuller;
    }
    let segment = class_of(things, mention).map_or_else(
        || "thing".to_owned(),
        |class| things.ontology.segment(&class).to_owned(),
    );
    let index = things.thing(&segment, text, true);
    things.entities[index]
        .names
        .entry(text.to_owned())
        .or_insert(0);
    index
}

fn agree(one: Option<NameType>, other: Option<NameType>) -> bool {
    one.is_none() || other.is_none() || one == other
}

/// The thing with a fuller name of which `text` is a part: a surname, "Northwind" of "Northwind Energy", initials.
fn fuller(text: &str, mention: &Mention, seen: &[Seen]) -> Option<usize> {
    let words: Vec<&str> = text.split(' ').collect();
    let part_of = |other: &&Seen| {
        let whole: Vec<&str> = other.text.split(' ').collect();
        if whole.len() <= words.len() || !agree(other.kind, mention.name_type) {
            return false;
        }
        // A person is nobody's show and no company: "Doris Day" is not "The Doris Day Show".
        if mention.name_type == Some(NameType::Person) && other.kind != mention.name_type {
            return false;
        }
        match other.kind {
            Some(NameType::Person) => {
                whole.ends_with(&words) || words.len() == 1 && whole[0] == words[0]
            }
            Some(NameType::Organization) => {
                let plural = words.len() == 1 && text.ends_with('s');
                whole.starts_with(&words)
                    || initials(&whole) == text
                    || plural && whole.ends_with(&words)
            }
            Some(NameType::Event | NameType::Work | NameType::Product) | None => {
                whole.starts_with(&words)
            }
            Some(NameType::Place | NameType::Group) => false,
        }
    };
    let fitting = seen.iter().filter(part_of);
    // Of several bearers the one whom the article names first: it is about her, not about her daughter.
    fitting
        .min_by_key(|other| other.at)
        .map(|other| other.thing)
}

fn initials(words: &[&str]) -> String {
    words
        .iter()
        .filter_map(|word| word.chars().next())
        .filter(|first| first.is_uppercase())
        .collect()
}

/// A name without article, possessive mark and legal form.
pub(super) fn canonical(text: &str) -> String {
    let text = text.trim_start_matches("the ").trim_start_matches("The ");
    let text = text
        .trim_end_matches("'s")
        .trim_end_matches("’s")
        .trim_end_matches(['\'', '’', ',']);
    let mut words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    while words.len() > 1
        && words.last().is_some_and(|last| {
            LEGAL_FORMS.contains(&last.trim_matches(',').to_lowercase().as_str())
        })
    {
        words.pop();
    }
    words.join(" ").trim_end_matches(',').to_owned()
}

fn class_of(things: &Things, mention: &Mention) -> Option<oxigraph::model::NamedNode> {
    let broad = mention.name_type.map(|kind| things.ontology.broad(kind));
    mention
        .class
        .clone()
        .or(broad)
        .filter(|class| class.as_ref() != vocab::THING)
}
