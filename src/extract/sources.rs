//! Sources: a noun → who or what speaks, and what kind of source that is.

use super::clause;
use super::cues::Cues;
pub(super) use super::model::Source;
use super::model::SourceKind;
use super::tree::Tree;
use crate::analysis::{Mention, MentionKind, NameType, Pos, Rel};
use crate::ontology::{Scope, vocab};

/// What speaks at `token`; nothing where the noun is no source ("it" as a filler, a date).
pub(super) fn at(tree: &Tree, cues: &Cues, token: usize) -> Option<Source> {
    let token = clause::antecedent(tree, token).unwrap_or(token);
    // "according to statements, Reed, now ill, rests": a document introduces nobody.
    let document = || kind_of_noun(tree, cues, token) == Some(SourceKind::Document);
    let token = introduced(tree, token)
        .filter(|_| !document())
        .unwrap_or(token);
    let mention = tree
        .mention_headed(token)
        .map(|index| &tree.analysis.mentions[index]);
    match mention.map(|mention| (mention, mention.kind)) {
        Some((mention, MentionKind::Name)) => Some(Source {
            head: token,
            kind: named(mention),
        }),
        // Who "I" is only the quotation around it tells; a relative pronoun without its noun is nobody.
        Some((_, MentionKind::Pronoun)) => matches!(
            tree.lower(token).as_str(),
            "he" | "she" | "it" | "they" | "him" | "her" | "them" | "his" | "their" | "its"
        )
        .then_some(Source {
            head: token,
            kind: SourceKind::NamedPerson,
        }),
        Some((_, MentionKind::Nominal)) | None => described(tree, cues, token),
    }
}

fn named(mention: &Mention) -> SourceKind {
    let class = mention.class.as_ref();
    if class.is_some_and(|class| class.as_ref() == vocab::OUTLET) {
        SourceKind::Outlet
    } else {
        kind_of_name(mention.name_type)
    }
}

/// What a common noun stands for as a source, or who made the document that it is.
fn described(tree: &Tree, cues: &Cues, token: usize) -> Option<Source> {
    if !matches!(
        tree.pos(token),
        Pos::Noun | Pos::Propn | Pos::Adj | Pos::Pron
    ) {
        return None;
    }
    let kind = kind_of_noun(tree, cues, token);
    // "internal reports from The Decoder", "a Reuters report": a document speaks for who made it.
    if (kind == Some(SourceKind::Document)
        || kind.is_none() && tree.mention_headed(token).is_none())
        && let Some(maker) = maker(tree, token)
    {
        let name = tree
            .mention_headed(maker)
            .map(|index| tree.analysis.mentions[index].name_type);
        return Some(Source {
            head: maker,
            kind: name.map_or(SourceKind::UnnamedRole, kind_of_name),
        });
    }
    // "the hashtags", "election implications" say nothing: only people and bodies do, and what they write.
    let speaks = tree.mention_headed(token).is_some_and(|index| {
        let mention = &tree.analysis.mentions[index];
        mention.kind == MentionKind::Nominal
            && matches!(
                mention.name_type,
                Some(NameType::Person | NameType::Organization | NameType::Group)
            )
    });
    // "The News reported": a capital in the middle of a sentence is that of a name.
    let named = tree.text(token).starts_with(char::is_uppercase)
        && token > tree.sentence_tokens(token).start;
    let kind = kind
        .or(speaks.then_some(SourceKind::UnnamedRole))
        .or(named.then_some(SourceKind::NamedOrganization))?;
    Some(Source { head: token, kind })
}

/// The kind of source that the cues tell a common noun to be.
fn kind_of_noun(tree: &Tree, cues: &Cues, noun: usize) -> Option<SourceKind> {
    let found = cues.at(tree, noun, &[Scope::Source])?;
    let kind = found.cue.source_kind.as_deref()?;
    SourceKind::from_local_name(kind)
}

/// "Its chief executive, Tessa Brandvold, denied", "coach Tessa Brandvold": whom a role introduces speaks.
fn introduced(tree: &Tree, role: usize) -> Option<usize> {
    let person = |token: usize| {
        let mention = &tree.analysis.mentions[tree.mention_headed(token)?];
        let named = mention.kind == MentionKind::Name;
        (named && mention.name_type == Some(NameType::Person)).then_some(mention)
    };
    let beside = (role + 1..tree.sentence_tokens(role).end.min(role + 5))
        .find_map(person)
        .filter(|name| name.tokens.start == role + 1 && tree.pos(role) == Pos::Noun);
    if let Some(name) = beside {
        return Some(name.head);
    }
    let named = tree
        .mention_headed(role)
        .is_some_and(|index| tree.analysis.mentions[index].kind != MentionKind::Nominal);
    let end = tree.sentence_tokens(role).end;
    let comma = |at: usize| at < end && tree.text(at) == ",";
    // "expert and former official, Tessa Brandvold, said"
    let behind = (role + 1..end.min(role + 7)).find(|at| comma(*at));
    let nominal = |at: usize| !matches!(tree.pos(at), Pos::Verb | Pos::Aux | Pos::Punct);
    let behind = behind.filter(|comma| !named && (role + 1..*comma).all(nominal))?;
    let name = (behind + 1..end.min(behind + 5)).find_map(person)?;
    let closed = name.tokens.start == behind + 1 && comma(name.tokens.end);
    closed.then_some(name.head)
}

/// Who made a document: "a report by the ministry", "a Reuters report".
pub(super) fn maker(tree: &Tree, document: usize) -> Option<usize> {
    let named = |kid: &usize| {
        tree.mention_headed(*kid)
            .is_some_and(|index| tree.analysis.mentions[index].kind == MentionKind::Name)
    };
    let by = |kid: &usize| {
        tree.cases(*kid)
            .iter()
            .any(|case| matches!(case.as_str(), "from" | "by" | "in"))
    };
    tree.kids_by(document, &[Rel::Nmod, Rel::Obl])
        .filter(by)
        .find(named)
        .or_else(|| {
            tree.kids_by(document, &[Rel::NmodPoss, Rel::Compound])
                .find(named)
        })
        .or_else(|| {
            // "a statement released by her family"
            let made = tree.kids_by(document, &[Rel::Acl]);
            made.filter_map(|verb| clause::agent(tree, verb)).next()
        })
}

fn kind_of_name(name_type: Option<NameType>) -> SourceKind {
    match name_type {
        Some(NameType::Person) => SourceKind::NamedPerson,
        Some(NameType::Group) => SourceKind::Collective,
        Some(NameType::Work | NameType::Product | NameType::Event) => SourceKind::Document,
        Some(NameType::Organization | NameType::Place) | None => SourceKind::NamedOrganization,
    }
}
