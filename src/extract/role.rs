//! Role frames: a title → who holds it and where ("OpenAI CEO Sam Altman", "Sam Altman, the chief executive of OpenAI,").

use std::ops::Range;

use super::candidate::{Candidate, Construction, Filler, pairs};
use super::clause;
use super::tree::Tree;
use crate::analysis::{Mention, MentionKind, NameType, Rel};
use crate::ontology::{Frame, Relation, Shape};

/// Matches one role frame whose title ends at `last`.
pub(super) fn matches(
    tree: &Tree,
    last: usize,
    relation: &Relation,
    frame: &Frame,
) -> Vec<Candidate> {
    let Shape::Role {
        titles,
        prepositions,
    } = &frame.shape
    else {
        return Vec::new();
    };
    let Some(title) = titles
        .iter()
        .filter_map(|words| ending_at(tree, last, words))
        .max_by_key(Range::len)
        .filter(|title| stands_alone(tree, title))
    else {
        return Vec::new();
    };
    let head = title
        .clone()
        .find(|token| tree.head(*token).is_none_or(|h| !title.contains(&h)))
        .unwrap_or(last);
    if describes(tree, &title, head) {
        return Vec::new();
    }
    let Some((holder, construction)) = holder(tree, &title, head) else {
        return Vec::new();
    };
    let Some(body) = body(tree, &title, head, holder, prepositions) else {
        return Vec::new();
    };
    let role = words_of(tree, &title, body);
    let bodies: Vec<Filler> = tree
        .coordinated(body)
        .into_iter()
        .map(Filler::Token)
        .collect();
    let mut found = pairs(relation, head, &[holder], &bodies, construction);
    for candidate in &mut found {
        candidate.role = Some(role.clone());
    }
    found
}

/// "a Lord Mayor candidate": the title only tells what kind of candidate.
fn describes(tree: &Tree, title: &Range<usize>, head: usize) -> bool {
    tree.rel(head) == Rel::Compound
        && tree
            .head(head)
            .is_some_and(|noun| noun >= title.end && !tree.is_name(noun))
        || title.end < tree.sentence_tokens(head).end
            && matches!(
                tree.lower(title.end).as_str(),
                "candidate" | "designate" | "nominee" | "elect"
            )
}

/// How many words of a title end at `last`, of the longest that does.
pub(super) fn length(tree: &Tree, last: usize, frame: &Frame) -> usize {
    let Shape::Role { titles, .. } = &frame.shape else {
        return 0;
    };
    titles
        .iter()
        .filter_map(|words| ending_at(tree, last, words))
        .map(|title| title.len())
        .max()
        .unwrap_or(0)
}

/// No part of a longer word: "son-in-law" is no son.
fn stands_alone(tree: &Tree, title: &Range<usize>) -> bool {
    let inside = |at: usize| at < tree.sentence_tokens(title.start).end;
    !(inside(title.end) && matches!(tree.text(title.end), "-" | "‐" | "‑"))
}

/// The title with the words that describe it: "U.S. Senator", "Secretary of State".
fn words_of(tree: &Tree, title: &Range<usize>, body: usize) -> Range<usize> {
    let first = tree.sentence_tokens(title.start).start;
    let mut start = title.start;
    while start > first {
        let before = start - 1;
        let describes = matches!(tree.word(before).tag, "JJ" | "NN" | "NNP")
            && tree.mention(before).is_none_or(|m| {
                let mention = &tree.analysis.mentions[m];
                mention.kind != MentionKind::Name || mention.name_type == Some(NameType::Group)
            })
            && before != body;
        if !describes {
            break;
        }
        start = before;
    }
    start..title.end
}

fn ending_at(tree: &Tree, last: usize, words: &[String]) -> Option<Range<usize>> {
    let first = (last + 1).checked_sub(words.len())?;
    let range = first..last + 1;
    let fits = first >= tree.sentence_tokens(last).start
        && range
            .clone()
            .zip(words)
            .all(|(token, word)| tree.lemma(token) == word || tree.lower(token) == *word);
    fits.then_some(range)
}

/// Who holds the title, by what the words beside it are.
fn holder(tree: &Tree, title: &Range<usize>, head: usize) -> Option<(usize, Construction)> {
    if let Some(subject) = tree
        .kid(head, &[Rel::Cop])
        .and_then(|_| tree.kid(head, &[Rel::Nsubj]))
    {
        return Some((
            clause::antecedent(tree, subject).unwrap_or(subject),
            Construction::Clause,
        ));
    }
    // "CEO Sam Altman", "chief executive, Sam Altman,".
    let after = name_at(tree, title.end)
        .or_else(|| comma(tree, title.end).and_then(|next| name_at(tree, next)));
    if let Some(name) = after.filter(|name| is_person(name)) {
        return Some((name.head, Construction::Title));
    }
    if let Some(named) = apposition(tree, head) {
        return Some((named, Construction::Title));
    }
    // "its rival Orsa Biotech", "the supplier, Shenlan Energy,": bodies have roles, too.
    let body = name_at(tree, title.end).or_else(|| {
        tree.kids_by(head, &[Rel::Appos, Rel::Flat])
            .find_map(|kid| name_at(tree, kid))
    });
    // "the presidents of Harvard and MIT": several are not the one whose name stands before a comma.
    let several = matches!(tree.word(title.end - 1).tag, "NNS" | "NNPS");
    let joined = |name: &&Mention| !several || tree.kid(name.head, &[Rel::Conj]).is_some();
    let body = body.filter(joined);
    if let Some(name) = body.filter(|name| name.name_type != Some(NameType::Group)) {
        return Some((name.head, Construction::Title));
    }
    let phrase = tree.subtree(head);
    let before = phrase
        .start
        .min(title.start)
        .checked_sub(2)
        .filter(|_| phrase.start > 0);
    let name = before
        .filter(|at| comma(tree, at + 1).is_some())
        .and_then(|at| name_at(tree, at))
        .filter(joined);
    name.filter(|name| name.name_type != Some(NameType::Group))
        .map(|name| (name.head, Construction::Title))
}

fn apposition(tree: &Tree, head: usize) -> Option<usize> {
    let named = |token: usize| {
        tree.mention_headed(token)
            .map(|m| &tree.analysis.mentions[m])
            .filter(|m| is_person(m))
    };
    let above = tree
        .head(head)
        .filter(|_| tree.rel(head) == Rel::Appos)
        .and_then(named);
    above
        .or_else(|| tree.kids_by(head, &[Rel::Appos, Rel::Flat]).find_map(named))
        .map(|mention| mention.head)
}

/// Where the title is held: "of OpenAI", "OpenAI's", or the name before it.
fn body(
    tree: &Tree,
    title: &Range<usize>,
    head: usize,
    holder: usize,
    prepositions: &[String],
) -> Option<usize> {
    let governors = [head, title.end - 1, title.start];
    let of = governors
        .iter()
        .flat_map(|at| tree.kids_by(*at, &[Rel::Nmod, Rel::Obl]))
        .find(|kid| !title.contains(kid) && tree.after(*kid, prepositions));
    // "Toronto lawyer" does not act for the town: only where the title is one "of" something may a name stand before it.
    // "U.N. director for the Crisis Group" works for the group.
    let elsewhere = governors.iter().any(|at| {
        tree.kids_by(*at, &[Rel::Nmod])
            .any(|kid| tree.is_name(kid) && tree.after(kid, &["for".to_owned()]))
    });
    let bare = !elsewhere && prepositions.iter().any(|word| word == "of" || word == "at");
    let possessor = [head, holder]
        .iter()
        .find_map(|at| tree.kid(*at, &[Rel::NmodPoss]));
    let possessor = possessor.map(|token| clause::antecedent(tree, token).unwrap_or(token));
    of.or(possessor)
        .or_else(|| bare.then(|| before(tree, title)).flatten())
        .filter(|body| *body != holder)
}

/// The name that ends right before a title, with adjectives and a possessive mark between them allowed.
fn before(tree: &Tree, title: &Range<usize>) -> Option<usize> {
    let first = tree.sentence_tokens(title.start).start;
    let mut at = title.start;
    while at > first {
        at -= 1;
        if let Some(name) = name_at(tree, at)
            // "Antitrust lawyer": a capital that opens a sentence makes no body.
            .filter(|name| name.name_type.is_some() || name.tokens.start > first)
            .filter(|name| name.name_type != Some(NameType::Person))
        {
            // "State President" taken for one name is no body.
            return (name.tokens.end <= title.start).then_some(name.head);
        }
        if !matches!(tree.word(at).tag, "JJ" | "POS" | "HYPH" | "VBN" | "VBG") {
            return None;
        }
    }
    None
}

fn comma(tree: &Tree, at: usize) -> Option<usize> {
    let inside = at < tree.analysis.words.len() && tree.text(at) == ",";
    (inside && at + 1 < tree.analysis.words.len()).then_some(at + 1)
}

fn name_at<'a>(tree: &Tree<'a>, token: usize) -> Option<&'a Mention> {
    let inside = token < tree.analysis.words.len();
    inside.then(|| tree.name(token)).flatten()
}

fn is_person(mention: &Mention) -> bool {
    mention.kind == MentionKind::Name && matches!(mention.name_type, Some(NameType::Person) | None)
}
