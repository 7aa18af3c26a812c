//! What stands round names → what they are: "the insurer Kestrel Mutual", "Harbourline, the company that", "Albion's shares".

use std::collections::BTreeMap;
use std::ops::Range;

use oxigraph::model::NamedNode;

use super::name::Name;

use super::view::View;
use super::{NameFinder, ends};
use crate::analysis::lists::Lists;
use crate::analysis::{NameType, Pos, Rel};
use crate::ontology::vocab;
use crate::text::Sentence;

/// What only bodies have, so that its owner is one.
const OWNED_BY_BODIES: &[&str] = &[
    "board",
    "ceo",
    "chairman",
    "chairwoman",
    "customer",
    "fleet",
    "headquarters",
    "share",
    "shareholder",
    "stock",
    "subsidiary",
    "workforce",
];

/// Offices that only bodies have, the last two words.
const OFFICES: &[(&str, &str)] = &[
    ("chief", "executive"),
    ("finance", "chief"),
    ("finance", "director"),
    ("general", "secretary"),
    ("head", "coach"),
    ("managing", "director"),
    ("market", "value"),
    ("operations", "director"),
    ("sporting", "director"),
];

/// Nouns that a person and a body may both be called.
const EITHER: &[&str] = &[
    "ally",
    "backer",
    "broker",
    "builder",
    "contractor",
    "dealer",
    "developer",
    "distributor",
    "investor",
    "leader",
    "maker",
    "operator",
    "owner",
    "partner",
    "producer",
    "promoter",
    "provider",
    "publisher",
    "rival",
    "service",
    "supplier",
    "trader",
    "victim",
];

/// Contests that are called games; others that are called so make them.
const CONTESTS: &[&str] = &[
    "asian",
    "commonwealth",
    "european",
    "highland",
    "invictus",
    "olympic",
    "pan",
    "paralympic",
    "world",
];

/// What a name is by the words that stand beside it somewhere in the article: its class, by how it is written.
pub(super) type Classes = BTreeMap<String, NamedNode>;

/// Gives names the types that their surroundings tell, everywhere in the article, and returns the classes found.
pub(super) fn tell(finder: &NameFinder, view: View<'_>, sentences: &mut [Vec<Name>]) -> Classes {
    let mut votes: BTreeMap<String, Vec<(NamedNode, usize)>> = BTreeMap::new();
    for (sentence, names) in view.document.sentences.iter().zip(sentences.iter()) {
        for name in names.iter().filter(|name| name.known.is_none()) {
            let Some(class) = class(finder, view, sentence, name) else {
                continue;
            };
            let seen = votes.entry(view.surface(&name.tokens).to_owned());
            let seen = seen.or_default();
            match seen.iter_mut().find(|(one, _)| *one == class) {
                Some((_, count)) => *count += 1,
                None => seen.push((class, 1)),
            }
        }
    }
    let mut classes: Classes = votes
        .into_iter()
        .filter_map(|(name, seen)| {
            // Of equals the first.
            let most = seen.iter().map(|(_, count)| *count).max()?;
            let (class, _) = seen.into_iter().find(|(_, count)| *count == most)?;
            Some((name, class))
        })
        .collect();
    for name in sentences.iter_mut().flatten() {
        let found = classes.get(view.surface(&name.tokens));
        let told = found.and_then(|class| finder.broad.get(class).copied());
        if told.is_some() && name.known.is_none() && !name.demonym {
            name.name_type = told;
        }
    }
    let body = |name: &str| {
        let class: Option<&NamedNode> = classes.get(name);
        class.and_then(|class| finder.broad.get(class)) == Some(&NameType::Organization)
    };
    for name in sentences.iter_mut().flatten() {
        let doubtful = matches!(name.name_type, None | Some(NameType::Person))
            && name.known.is_none()
            && ends::is_business(last(view, name));
        let mut parts = (name.tokens.start + 1..name.tokens.end)
            .map(|end| view.surface(&(name.tokens.start..end)));
        if doubtful && parts.any(body) {
            name.name_type = Some(NameType::Organization);
        }
    }
    short_forms(view, sentences, &mut classes);
    classes
}

/// What one occurrence of a name is said to be.
fn class(
    finder: &NameFinder,
    view: View<'_>,
    sentence: &Sentence,
    name: &Name,
) -> Option<NamedNode> {
    let told = described(finder, view, sentence, name).or_else(|| {
        let body = owns(view, sentence, name)
            || held(view, name)
            || seated(view, name)
            || acts_as_body(view, sentence, name)
            || makes_games(view, name);
        body.then(|| vocab::ORGANIZATION.into_owned())
    })?;
    let person = finder.broad.get(&told) == Some(&NameType::Person);
    if person && name.tokens.len() > 1 && ends::is_business(last(view, name)) {
        return Some(vocab::ORGANIZATION.into_owned());
    }
    (person || !looks_like_a_person(view, name)).then_some(told)
}

/// A given name and more: no wording makes a company of Hywel Dacre, the developer.
fn looks_like_a_person(view: View<'_>, name: &Name) -> bool {
    let first = view.text(name.tokens.start).to_lowercase();
    name.tokens.len() > 1
        && name.name_type == Some(NameType::Person)
        && Lists::built_in().is_first_name(&first)
        && !ends::is_business(view.text(name.tokens.end - 1))
}

/// "the insurer Kestrel Mutual", "the firm, Tidewater Dredging,", "Harbourline, the company that".
fn described(
    finder: &NameFinder,
    view: View<'_>,
    sentence: &Sentence,
    name: &Name,
) -> Option<NamedNode> {
    let before = name.tokens.start.checked_sub(1)?;
    let inside = |token: usize| sentence.tokens.contains(&token);
    let comma = inside(before) && view.text(before) == ",";
    let noun = if comma {
        before.checked_sub(1)?
    } else {
        before
    };
    if inside(noun) && one_thing(view, noun) && together(view, noun, &name.tokens, comma) {
        let start = (sentence.tokens.start..noun).rev().take(6);
        let determined = start
            .take_while(|token| phrase_word(view, *token))
            .any(|token| determines(view, token))
            || noun == view.opening(sentence);
        if let Some(class) = told_by(finder, view, noun, name).filter(|_| determined) {
            return Some(class);
        }
    }
    let comma = name.tokens.end;
    let words = comma + 1..sentence.tokens.end.min(comma + 9);
    let phrase = words.take_while(|token| phrase_word(view, *token) || determines(view, *token));
    let last = phrase.last().filter(|_| view.text(comma) == ",")?;
    let determined = determines(view, comma + 1);
    let beside = one_thing(view, last) && together(view, last, &name.tokens, true) && determined;
    told_by(finder, view, last, name).filter(|_| beside)
}

/// The class that a noun gives the name beside it; a person's full name keeps what it is where the noun fits both.
fn told_by(finder: &NameFinder, view: View<'_>, noun: usize, name: &Name) -> Option<NamedNode> {
    let class = finder.noun_class(view, noun)?;
    let either = EITHER.contains(&view.lemma(noun));
    let person = name.name_type == Some(NameType::Person) && name.tokens.len() > 1;
    let same = finder.broad.get(&class).copied() == name.name_type;
    (same || !either || !person && finder.broad.get(&class) == Some(&NameType::Organization))
        .then_some(class)
}

fn one_thing(view: View<'_>, token: usize) -> bool {
    let word = view.words.get(token);
    // "the daily Kapitalnytt": an adjective that has become a noun.
    word.is_some_and(|word| {
        matches!(word.tag, "NN" | "JJ") && matches!(word.pos, Pos::Noun | Pos::Adj)
    }) && !view.capital(token)
}

fn phrase_word(view: View<'_>, token: usize) -> bool {
    matches!(
        view.pos(token),
        Some(Pos::Noun | Pos::Adj | Pos::Propn | Pos::Det | Pos::Num)
    ) || matches!(view.text(token), "-" | "'s" | "’s")
        || determines(view, token)
}

fn determines(view: View<'_>, token: usize) -> bool {
    matches!(
        view.text(token).to_lowercase().as_str(),
        "the" | "a" | "an" | "its" | "his" | "her" | "their" | "our" | "'s" | "’s" | "another"
    )
}

/// Whether the tree takes a noun and a name for one thing: either hangs on the other, or both are one verb's subject.
fn together(view: View<'_>, noun: usize, name: &Range<usize>, comma: bool) -> bool {
    let top = crate::analysis::values::head(view.words, name);
    let (Some(one), Some(other)) = (view.words.get(noun), view.words.get(top)) else {
        return false;
    };
    let apposed = |rel: Rel| matches!(rel, Rel::Appos | Rel::Flat | Rel::NmodDesc);
    let beside = |rel: Rel| {
        apposed(rel) || !comma && matches!(rel, Rel::Compound | Rel::Nmod | Rel::Amod | Rel::Nsubj)
    };
    let on_name = one.head.is_some_and(|head| name.contains(&head)) && beside(one.rel);
    let on_noun = other.head == Some(noun) && beside(other.rel);
    let both = !comma && one.head.is_some() && one.head == other.head;
    on_name || on_noun || both
}

/// "Albion's chief executive", "Transcont's shares".
fn owns(view: View<'_>, sentence: &Sentence, name: &Name) -> bool {
    let mark = name.tokens.end;
    if !matches!(view.text(mark), "'s" | "’s" | "'" | "’") {
        return false;
    }
    let noun =
        |token: usize| view.pos(token) == Some(Pos::Noun) || view.lemma(token) == "executive";
    let words = mark + 1..sentence.tokens.end.min(mark + 5);
    let phrase = words.take_while(|token| noun(*token) || view.pos(*token) == Some(Pos::Adj));
    phrase.last().is_some_and(|last| {
        let pair = (view.lemma(last - 1), view.lemma(last));
        OWNED_BY_BODIES.contains(&pair.1) || OFFICES.contains(&pair)
    })
}

/// "shares in Ostara", "a stake in Bolt".
fn held(view: View<'_>, name: &Name) -> bool {
    let Some(noun) = name.tokens.start.checked_sub(2) else {
        return false;
    };
    matches!(view.text(noun + 1), "in" | "of")
        && matches!(view.lemma(noun), "share" | "stake" | "shareholding")
        && view.pos(noun) == Some(Pos::Noun)
}

/// "Meridian, based in Calgary", "Transcont, founded in Winnipeg".
fn seated(view: View<'_>, name: &Name) -> bool {
    let comma = name.tokens.end;
    view.text(comma) == ","
        && matches!(
            view.text(comma + 1),
            "based" | "headquartered" | "founded" | "established" | "coached" | "owned"
        )
        && matches!(view.text(comma + 2), "in" | "by")
}

/// "Valdera have signed", "Vireo cancelled the closure of its plant": no person is many, or "it".
fn acts_as_body(view: View<'_>, sentence: &Sentence, name: &Name) -> bool {
    let top = crate::analysis::values::head(view.words, &name.tokens);
    let word = view.words.get(top);
    let subject = word.is_some_and(|word| matches!(word.rel, Rel::Nsubj | Rel::NsubjPass));
    let before = name
        .tokens
        .start
        .checked_sub(1)
        .map_or("", |token| view.text(token));
    let alone = !matches!(before, "and" | "or" | "," | "&") && !last(view, name).ends_with('s');
    let verb = name.tokens.end;
    if !subject || !alone || name.tokens.len() > 2 {
        return false;
    }
    let many = matches!(view.text(verb), "have" | "are" | "were");
    let clause = verb + 1..sentence.tokens.end.min(verb + 9);
    let mut clause = clause.take_while(|token| {
        let opens = matches!(view.pos(*token), Some(Pos::Punct | Pos::Sconj | Pos::Propn));
        !opens && !matches!(view.text(*token), "that" | "which" | "who" | "and" | "but")
    });
    many || word.is_some_and(|word| word.head == Some(verb))
        && clause.any(|token| matches!(view.text(token), "its" | "itself"))
}

/// "Longshan Games", but not the Commonwealth Games.
fn makes_games(view: View<'_>, name: &Name) -> bool {
    let first = view.text(name.tokens.start).to_lowercase();
    name.tokens.len() == 2
        && last(view, name) == "Games"
        && !CONTESTS.contains(&first.as_str())
        && !first.ends_with(|c: char| c.is_ascii_digit())
}

/// "Transcont" of "Transcont Freight" is the same business; a town is not its port authority.
fn short_forms(view: View<'_>, sentences: &mut [Vec<Name>], classes: &mut Classes) {
    let mut surnames: Vec<&str> = Vec::new();
    let mut places: Vec<&str> = Vec::new();
    for name in sentences.iter().flatten() {
        if looks_like_a_person(view, name) {
            surnames.push(view.text(name.tokens.end - 1));
        }
        let before = name.tokens.start.checked_sub(1);
        if before.is_some_and(|token| matches!(view.text(token), "in" | "near"))
            && !held(view, name)
        {
            places.push(view.surface(&name.tokens));
        }
    }
    let mut shorter: BTreeMap<String, Option<NamedNode>> = BTreeMap::new();
    let mut tails: Vec<&str> = Vec::new();
    for name in sentences.iter().flatten().filter(|name| !name.demonym) {
        let full = view.surface(&name.tokens);
        let organization = name.name_type == Some(NameType::Organization);
        if organization && last(view, name).ends_with('s') {
            tails.push(last(view, name));
        }
        if organization && (classes.contains_key(full) || ends::is_business(last(view, name))) {
            for end in name.tokens.start + 1..name.tokens.end {
                let short = view.surface(&(name.tokens.start..end)).to_owned();
                shorter.insert(short, classes.get(full).cloned());
            }
        }
    }
    let told: Vec<String> = classes.keys().cloned().collect();
    for name in sentences.iter_mut().flatten() {
        let short = view.surface(&name.tokens);
        let common = Lists::built_in().is_common(&short.to_lowercase());
        let free = name.known.is_none()
            && !name.demonym
            && told
                .binary_search_by(|one| one.as_str().cmp(short))
                .is_err()
            && !surnames.contains(&short)
            && !places.contains(&short)
            && !common;
        let before = name.tokens.start.checked_sub(1);
        let definite = before.is_some_and(|the| matches!(view.text(the), "the" | "The"));
        if free && definite && tails.contains(&short) {
            // "the Ravens" are the Eastbridge Ravens.
            name.name_type = Some(NameType::Organization);
        }
        if let Some(class) = shorter.get(short).filter(|_| free) {
            name.name_type = Some(NameType::Organization);
            if let Some(class) = class {
                classes.insert(short.to_owned(), class.clone());
            }
        }
    }
}

fn last<'a>(view: View<'a>, name: &Name) -> &'a str {
    view.text(name.tokens.end - 1)
}
