//! Names: mentions by name → things, shorter forms joined to the fuller ones of the same article.

use std::collections::BTreeMap;

use oxigraph::model::NamedNode;

use super::antecedent::gender_of_name;
use super::things::Things;
use crate::analysis::{Mention, MentionKind, NameType, is_business, is_royal};
use crate::extract::{Argument, Statement};
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
];

/// Gives every mention by name its thing; `met` are the things of the metadata.
pub(super) fn names(things: &mut Things, statements: &[Statement], met: &[usize]) {
    let kinds = Kinds::of(things, statements);
    let mut order: Vec<usize> = (0..things.analysis.mentions.len())
        .filter(|m| things.is_name(*m) && !super::birth::is_birth_name(things, *m))
        .collect();
    // Known names first, then fuller forms, so that a surname finds its bearer wherever it stands.
    order.sort_by_key(|index| {
        let mention = &things.analysis.mentions[*index];
        (
            mention.known.is_none(),
            std::cmp::Reverse(mention.tokens.len().min(3)),
            mention.tokens.start,
        )
    });
    let mut seen: Vec<Seen> = Vec::new();
    let mut same: BTreeMap<String, usize> = met
        .iter()
        .map(|thing| (fold(&things.entities[*thing].label), *thing))
        .collect();
    for index in order {
        let mut mention = things.analysis.mentions[index].clone();
        let text = canonical(&things.words(mention.span));
        if mention.known.is_none() && mention.name_type.is_none() {
            mention.name_type = kinds.get(&fold(&text));
        }
        let thing = named_thing(things, &mention, &text, &seen, &same);
        let class = mention
            .known
            .is_none()
            .then(|| class_of(things, &mention))
            .flatten()
            .filter(|class| things.ontology.segment(class) == things.entities[thing].segment);
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
            same.entry(fold(&text)).or_insert(thing);
            seen.push(Seen {
                text,
                kind: mention.name_type,
                thing,
                at: mention.tokens.start,
            });
        }
    }
}

/// What the relations that untyped names stand in ask them to be, by folded name.
struct Kinds(BTreeMap<String, BTreeMap<NameType, usize>>);

impl Kinds {
    fn of(things: &Things, statements: &[Statement]) -> Self {
        let mut kinds = BTreeMap::<String, BTreeMap<NameType, usize>>::new();
        for statement in statements {
            let Some(relation) = things.ontology.relations.get(&statement.relation) else {
                continue;
            };
            for (argument, asked) in [
                (&statement.subject, &relation.domain),
                (&statement.object, &relation.range),
            ] {
                let &Argument::Mention(mention) = argument else {
                    continue;
                };
                if !things.is_name(mention) {
                    continue;
                }
                if let Some(kind) = only_kind(things, asked) {
                    let span = things.analysis.mentions[mention].span;
                    let key = fold(&canonical(&things.words(span)));
                    *kinds.entry(key).or_default().entry(kind).or_default() += 1;
                }
            }
        }
        Self(kinds)
    }

    /// What most relations ask a name to be; none where they differ.
    fn get(&self, key: &str) -> Option<NameType> {
        let asked = self.0.get(key)?;
        let most = asked.values().max()?;
        let mut first = asked.iter().filter(|(_, count)| *count == most);
        first
            .next()
            .map(|(kind, _)| *kind)
            .filter(|_| first.next().is_none())
    }
}

/// The one broad type of all that a relation asks for.
fn only_kind(things: &Things, asked: &[NamedNode]) -> Option<NameType> {
    let mut kinds = asked.iter().map(|class| things.ontology.name_type(class));
    let first = kinds.next()??;
    // Whatever is won or taken part in looks like a work or an event; only what acts or lies somewhere is asked for firmly.
    let firm = matches!(
        first,
        NameType::Person | NameType::Organization | NameType::Place | NameType::Product
    );
    (firm && kinds.all(|kind| kind == Some(first))).then_some(first)
}

/// A name that already has its thing.
struct Seen {
    text: String,
    kind: Option<NameType>,
    thing: usize,
    at: usize,
}

fn named_thing(
    things: &mut Things,
    mention: &Mention,
    text: &str,
    seen: &[Seen],
    same: &BTreeMap<String, usize>,
) -> usize {
    if let Some(known) = mention
        .known
        .and_then(|known| things.ontology.known.get(known))
    {
        return things.known(known);
    }
    // Within an article one name means one thing, however it is written; but a surname can be a town's name, too.
    let twin = same.get(&fold(text)).copied();
    let alike = |thing: usize| {
        let kind = mention.name_type.map(|kind| things.ontology.broad(kind));
        kind.is_none_or(|class| things.ontology.segment(&class) == things.entities[thing].segment)
    };
    if let Some(thing) = twin.filter(|thing| alike(*thing)) {
        return thing;
    }
    if let Some(fuller) = fuller(things, text, mention, seen)
        && (is_surname(mention, text) || !first_by(things, text, fuller.at))
    {
        return fuller.thing;
    }
    if let Some(thing) = twin {
        return thing;
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

/// First words of what is a part or a work of the body named before it, or a day of the feast, lower case.
const PARTS: &[&str] = &[
    "board",
    "commission",
    "committee",
    "day",
    "department",
    "division",
    "eve",
    "guide",
    "network",
    "office",
];

const NUMERALS: &[&str] = &["II", "III", "IV", "VI", "VII", "VIII", "IX"];

/// The thing with a fuller name of which `text` is a part: a surname, "Northwind" of "Northwind Energy", initials.
fn fuller<'s>(
    things: &Things,
    text: &str,
    mention: &Mention,
    seen: &'s [Seen],
) -> Option<&'s Seen> {
    let mut words: Vec<&str> = text.split(' ').collect();
    // "Princess Diana" may be a Diana with another name.
    if words.len() == 2 && is_royal(words[0]) {
        words.remove(0);
    }
    let text = words.join(" ");
    let text = text.as_str();
    let at = mention.tokens.start;
    let part_of = |other: &&Seen| {
        let whole: Vec<&str> = other.text.split(' ').collect();
        if whole.len() <= words.len() || !agree(other.kind, mention.name_type) {
            return false;
        }
        // "Ostara 8" and "Ostara III" are versions of Ostara.
        let version = |word: &&str| {
            word.starts_with(|c: char| c.is_ascii_digit())
                || other.kind != Some(NameType::Person) && NUMERALS.contains(word)
        };
        if whole.last().is_some_and(version) {
            return false;
        }
        // "Vale State" is the school and not the Vale State Board of Trustees.
        let next = whole[words.len()].to_lowercase();
        if whole.starts_with(&words) && PARTS.contains(&next.as_str()) {
            return false;
        }
        // "the Green Party" is not that of one state.
        if next == "of" && words.last().is_some_and(|last| *last == "Party") {
            return false;
        }
        // A person is nobody's show and no company: "Doris Day" is not "The Doris Day Show".
        if mention.name_type == Some(NameType::Person) && other.kind != mention.name_type {
            return false;
        }
        match other.kind {
            // Who is called "Lily" at first is not the Lily Quill of a later line, save beside others of that name.
            Some(NameType::Person) => {
                let given = words.len() == 1 && whole[0] == words[0];
                let spoken_of = || other.at < at || family(things, at, whole[whole.len() - 1]);
                whole.ends_with(&words) || given && spoken_of()
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
    let first = fitting.min_by_key(|other| other.at)?;
    if ambiguous(text, first, seen) {
        return None;
    }
    Some(first)
}

/// Whether somebody with a surname has been named by the end of the sentence of the token `at`, or nothing has as in a title.
fn family(things: &Things, at: usize, surname: &str) -> bool {
    let here = things.sentence(at);
    let named = |other: &Mention| {
        other.kind == MentionKind::Name
            && things.sentence(other.tokens.start) <= here
            && canonical(&things.words(other.span))
                .rsplit(' ')
                .next()
                .is_some_and(|last| last == surname)
    };
    here == 0 || things.analysis.mentions.iter().any(named)
}

/// Whether a name is one word for a person: that is what people are called, whatever else they are called later.
fn is_surname(mention: &Mention, text: &str) -> bool {
    mention.name_type == Some(NameType::Person) && !text.contains(' ')
}

/// Whether a name stands in the text more than once before a fuller one at `at` does: who is called "Bethesda" from the start
/// is not short for the "Bethesda RPG" of a later line.
fn first_by(things: &Things, text: &str, at: usize) -> bool {
    let names = things
        .analysis
        .mentions
        .iter()
        .filter(|mention| mention.kind == MentionKind::Name && mention.tokens.start < at);
    let same = names.filter(|mention| {
        // A title may well be short.
        things.sentence(mention.tokens.start) > 0 && canonical(&things.words(mention.span)) == text
    });
    same.count() > 1
}

/// Whether `text`, which `fuller` begins with, may as well be short for something else: "Ostara" of "Ostara Linux" and
/// "Ostara Cloud" is the maker of both, "Rocky" of "Rocky Haugen" and "Rocky Linux" either of them.
fn ambiguous(text: &str, fuller: &Seen, seen: &[Seen]) -> bool {
    let begins = |other: &Seen| {
        let rest = other.text.strip_prefix(text);
        rest.is_some_and(|rest| rest.starts_with(' '))
    };
    // "the House" is the House of Representatives, whatever committees it has, and "Marlow" the club before its fans' trust.
    let last = fuller.text.rsplit(' ').next().unwrap_or_default();
    let body = fuller.kind == Some(NameType::Organization) && is_business(last);
    if !begins(fuller) || body || fuller.text[text.len()..].starts_with(" of ") {
        return false;
    }
    let person = Some(NameType::Person);
    seen.iter().any(|other| {
        let both = fuller.kind == person && other.kind == person;
        begins(other) && other.thing != fuller.thing && !both
    })
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

fn class_of(things: &Things, mention: &Mention) -> Option<NamedNode> {
    let broad = mention.name_type.map(|kind| things.ontology.broad(kind));
    mention
        .class
        .clone()
        .or(broad)
        .filter(|class| class.as_ref() != vocab::THING)
}
