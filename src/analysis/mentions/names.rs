//! Names: runs of proper nouns, typed by what is known, by their own words and by the words beside them.

use std::collections::BTreeMap;
use std::ops::Range;

use oxigraph::model::NamedNode;

use super::known::{Hit, Index};
use super::{head, span};
use crate::analysis::{Mention, MentionKind, NameType, Pos, Rel, Word};
use crate::ontology::Ontology;
use crate::ontology::names::fold;
use crate::text::{BlockKind, Document};

/// Words that end the name of an organisation.
const ORGANIZATION_ENDS: &[&str] = &[
    "Inc", "Inc.", "Corp", "Corp.", "Corporation", "Ltd", "Ltd.", "Limited", "plc", "PLC", "LLC", "Co.", "Company", "Group",
    "Holdings", "University", "College", "School", "Institute", "Ministry", "Department", "Court", "Party", "FC", "United",
    "City", "Bank", "Council", "Union", "Association", "Federation", "Foundation", "Agency", "Authority", "Commission",
    "Committee", "Board", "Police", "Army", "Airlines", "Airways", "Motors", "Pharmaceuticals", "Pharma", "Energy",
    "Partners", "Capital", "Ventures", "Technologies", "Systems", "Hospital", "Church", "Parliament", "Senate", "Congress",
    "Times", "Post", "Herald", "Tribune", "Gazette", "News", "Courier", "Journal", "Foods", "Laboratories", "Labs", "Studios",
    "Pictures", "Records", "Club", "Rovers", "Athletic", "Alliance", "Service", "Services", "Office", "Bureau", "Treasury",
];
/// Words before the name of a person.
const TITLES: &[&str] = &[
    "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Sir", "Dame", "Lord", "Lady", "President", "Minister", "Senator",
    "Sen.", "Rep.", "Gov.", "Governor", "Judge", "Justice", "Professor", "Prof.", "General", "Gen.", "Captain", "Capt.",
    "Sgt.", "Sergeant", "Chancellor", "Mayor", "Pope", "King", "Queen", "Prince", "Princess", "Chairman", "CEO", "Rev.",
];
/// Words that head the name of a place.
const PLACE_WORDS: &[&str] = &[
    "Street", "Avenue", "Road", "River", "Lake", "Island", "Islands", "County", "Mountains", "Mount", "Valley", "Bay", "Airport",
    "Park", "Square", "Bridge", "Harbour", "Harbor", "Port", "Stadium", "Province", "State",
];
/// Nouns of action and of office that mark the name before them as a person's.
const SPEAKING: &[&str] = &["say", "tell", "add", "argue", "believe", "think", "write", "explain", "recall", "insist", "reply"];

/// The classes of broad types that words beside a name can ask for.
#[derive(Debug)]
pub(super) struct Broad {
    known: Vec<(NameType, Option<NamedNode>)>,
}

impl Broad {
    pub(super) fn new(ontology: &Ontology) -> Self {
        let known = ontology.known.iter().map(|known| (known.name_type, known.classes.first().cloned())).collect();
        Self { known }
    }
}

/// Finds the names of a document.
pub(super) fn find(
    document: &Document,
    words: &[Word],
    index: &Index,
    nouns: &BTreeMap<String, NamedNode>,
    broad: &Broad,
) -> Vec<Mention> {
    let text = |token: usize| document.tokens[token].of(&document.text);
    let mut found: Vec<Mention> = Vec::new();
    for sentence in &document.sentences {
        let kind = document.blocks.get(sentence.block).map(|block| block.kind);
        let shouted = matches!(kind, Some(BlockKind::Headline | BlockKind::Heading));
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let rest: Vec<&str> = (at..sentence.tokens.end.min(at + 8)).map(text).collect();
            let run = run_at(document, words, at, &sentence.tokens);
            let hit = index.at(&rest).filter(|hit| fits(hit, run.as_ref(), at, words));
            let (tokens, hit) = match (hit, run) {
                (Some(hit), _) => (at..at + hit.length, Some(hit)),
                (None, Some(run)) if !shouted => (run, None),
                _ => {
                    at += 1;
                    continue;
                }
            };
            at = tokens.end;
            found.push(mention(document, words, tokens, hit, nouns, broad));
        }
    }
    agree(document, &mut found);
    found
}

/// A known name counts unless it is the part of a longer proper name.
fn fits(hit: &Hit, run: Option<&Range<usize>>, at: usize, words: &[Word]) -> bool {
    let longer = run.is_some_and(|run| run.end > at + hit.length && run.start == at);
    let proper = (at..at + hit.length).any(|token| matches!(words[token].pos, Pos::Propn | Pos::Adj | Pos::Noun | Pos::X));
    // "Microsoft Azure" holds two names; "London Marathon Company" is one that happens to begin with a place.
    proper && (!longer || run.is_some_and(|run| words[run.end - 1].rel != Rel::Flat && hit.length > 1 || run.len() > 6) || hit.demonym)
}

/// The run of proper nouns that begins at `at`.
fn run_at(document: &Document, words: &[Word], at: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let text = |token: usize| document.tokens[token].of(&document.text);
    let capital = |token: usize| text(token).chars().next().is_some_and(char::is_uppercase);
    let proper = |token: usize| capital(token) && words[token].pos == Pos::Propn && text(token).chars().any(char::is_alphabetic);
    if !proper(at) || TITLES.contains(&text(at)) || is_date_word(text(at)) {
        return None;
    }
    let mut end = at + 1;
    while end < sentence.end {
        let joint = matches!(text(end), "of" | "for" | "and" | "the" | "&" | "-" | "de" | "van" | "von" | "al" | "del" | "la");
        if proper(end) && !is_date_word(text(end)) {
            end += 1;
        } else if joint && end + 1 < sentence.end && proper(end + 1) && joins(text(at), text(end), text(end - 1)) {
            end += 2;
        } else {
            break;
        }
    }
    Some(at..end)
}

/// Whether a small word may stand inside a name that begins with `first`.
fn joins(first: &str, word: &str, before: &str) -> bool {
    match word {
        "of" | "for" => ORGANIZATION_ENDS.contains(&before) || matches!(first, "University" | "Bank" | "House" | "Ministry"),
        "&" | "-" | "de" | "van" | "von" | "al" | "del" | "la" => true,
        _ => false,
    }
}

fn is_date_word(word: &str) -> bool {
    const DAYS: &[&str] = &[
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April",
        "June", "July", "August", "September", "October", "November", "December", "Jan.", "Feb.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
    ];
    DAYS.contains(&word)
}

fn mention(
    document: &Document,
    words: &[Word],
    tokens: Range<usize>,
    hit: Option<Hit>,
    nouns: &BTreeMap<String, NamedNode>,
    broad: &Broad,
) -> Mention {
    let (mut name_type, mut class, mut known) = (None, None, None);
    if let Some(hit) = hit {
        known = Some(hit.known);
        let (kind, own) = &broad.known[hit.known];
        name_type = Some(if hit.demonym { NameType::Group } else { *kind });
        class.clone_from(own);
    } else {
        name_type = guessed(document, words, &tokens).or(name_type);
        if name_type == Some(NameType::Organization) {
            let last = document.tokens[tokens.end - 1].of(&document.text).to_lowercase();
            class = nouns.get(&last).cloned();
        }
    }
    let (head, span) = (head(words, &tokens), span(document, &tokens));
    Mention { tokens, head, span, kind: MentionKind::Name, name_type, class, known }
}

/// The type that a name's own words and its neighbours suggest.
fn guessed(document: &Document, words: &[Word], tokens: &Range<usize>) -> Option<NameType> {
    let text = |token: usize| document.tokens[token].of(&document.text);
    let (first, last) = (text(tokens.start), text(tokens.end - 1));
    if ORGANIZATION_ENDS.contains(&last) && tokens.len() > 1 || tokens.clone().any(|token| matches!(text(token), "of" | "&")) {
        return Some(NameType::Organization);
    }
    if PLACE_WORDS.contains(&last) || PLACE_WORDS.contains(&first) && tokens.len() > 1 {
        return Some(NameType::Place);
    }
    let before = tokens.start.checked_sub(1).map(text).unwrap_or_default();
    let governor = words[head(words, tokens)].head.map(|verb| words[verb].lemma.as_str()).unwrap_or_default();
    let named_like_person = (2..=3).contains(&tokens.len())
        && tokens.clone().all(|token| text(token).chars().skip(1).any(char::is_lowercase) || text(token).ends_with('.'));
    if TITLES.contains(&before) || named_like_person && person_context(document, words, tokens, governor) {
        return Some(NameType::Person);
    }
    if last.len() > 1 && tokens.len() == 1 && last.chars().all(|c| c.is_uppercase() || c == '.') {
        return Some(NameType::Organization);
    }
    let placed = matches!(before, "in" | "In" | "near" | "across" | "outside" | "at");
    if placed && tokens.len() <= 2 {
        return Some(NameType::Place);
    }
    if named_like_person {
        return Some(NameType::Person);
    }
    None
}

fn person_context(document: &Document, words: &[Word], tokens: &Range<usize>, governor: &str) -> bool {
    let next = document.tokens.get(tokens.end).map(|token| token.of(&document.text)).unwrap_or_default();
    let after_next = document.tokens.get(tokens.end + 1).map(|token| token.of(&document.text)).unwrap_or_default();
    let age = next == "," && after_next.chars().all(|c| c.is_ascii_digit()) && !after_next.is_empty();
    let titled = tokens.start.checked_sub(1).is_some_and(|before| words[before].pos == Pos::Noun);
    age || titled || SPEAKING.contains(&governor) || matches!(next, "who" | "whose")
}

/// A name has one type in an article: the one found most often among those that were found, fuller forms counting for their parts.
fn agree(document: &Document, found: &mut [Mention]) {
    let words = |mention: &Mention| mention.span.of(&document.text).to_owned();
    let mut votes: BTreeMap<String, BTreeMap<NameType, usize>> = BTreeMap::new();
    for mention in found.iter() {
        let Some(kind) = mention.name_type.filter(|kind| *kind != NameType::Group) else { continue };
        let text = words(mention);
        *votes.entry(fold(&text)).or_default().entry(kind).or_insert(0) += 2;
        if kind == NameType::Person {
            if let Some(surname) = text.split(' ').next_back() {
                *votes.entry(fold(surname)).or_default().entry(kind).or_insert(0) += 3;
            }
        }
        if kind == NameType::Organization {
            if let Some(first) = text.split(' ').next() {
                *votes.entry(fold(first)).or_default().entry(kind).or_insert(0) += 1;
            }
        }
    }
    for mention in found.iter_mut().filter(|mention| mention.known.is_none()) {
        let kinds = votes.get(&fold(&words(mention)));
        let best = kinds.and_then(|kinds| kinds.iter().max_by_key(|(kind, count)| (**count, std::cmp::Reverse(**kind))));
        mention.name_type = best.map(|(kind, _)| *kind).or(mention.name_type);
    }
}
