//! Role frames: a title → who holds it and where ("OpenAI CEO Sam Altman", "Sam Altman, the chief executive of OpenAI,").

use std::ops::Range;

use super::candidate::{Candidate, Construction, Filler, pairs};
use super::clause;
use super::open::on_a_field;
use super::tree::Tree;
use super::wording;
use crate::analysis::{Mention, MentionKind, NameType, Pos, Rel};
use crate::ontology::{Frame, Relation, Shape, vocab};

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
    if tree
        .name(body)
        .is_some_and(|name| is_other(tree, relation, &title, name))
    {
        return Vec::new();
    }
    let role = words_of(tree, &title, body);
    // "the mayor of Esperanza, Sultan Kudarat": only "and" joins another body.
    let joined = |other: &usize| {
        *other == body || (body.min(*other)..body.max(*other)).any(|at| tree.pos(at) == Pos::Cconj)
    };
    let bodies: Vec<Filler> = tree
        .coordinated(body)
        .into_iter()
        .filter(joined)
        .map(Filler::Token)
        .collect();
    let mut found = pairs(relation, head, &[holder], &bodies, construction);
    for candidate in &mut found {
        candidate.role = Some(role.clone());
    }
    found
}

/// Whether the name at a body's place is not that of the whole body, or no body that the title could be held in.
fn is_other(tree: &Tree, relation: &Relation, title: &Range<usize>, name: &Mention) -> bool {
    let before = name.head < title.start;
    // "Oceanography" of "Scripps Oceanography", "Program" of "Program on Science" is cut short.
    cut_left(tree, name)
        || on_a_field(tree, name)
        // "acting NIH Director": what the body's name parts from the title still bears on it.
        || before && stands_in(tree, name)
        // "Civil Aviation Minister": of an office only a place, or a body that is known for one, stands before its title.
        || before && portfolio(tree, relation, name)
        // "Head of Product" taken for one name is no body.
        || title.clone().any(|token| name.tokens.contains(&token))
}

/// Whether a word with a capital that belongs to the same phrase stands before the name of a body, and is no name itself.
fn cut_left(tree: &Tree, name: &Mention) -> bool {
    let first = tree.sentence_tokens(name.head).start;
    let before = name.tokens.start.checked_sub(1);
    let part = before
        .filter(|before| *before > first)
        .is_some_and(|before| {
            matches!(tree.word(before).tag, "NNP" | "NNPS")
                && tree.rel(before) == Rel::Compound
                && tree.mention(before).is_none()
        });
    part && name.name_type != Some(NameType::Person)
}

/// Whether a word before the name of a body says that somebody holds the title behind it only for a time, or below another.
fn stands_in(tree: &Tree, body: &Mention) -> bool {
    let first = tree.sentence_tokens(body.head).start;
    let before = body.tokens.start.checked_sub(1).filter(|at| *at >= first);
    before.is_some_and(|at| {
        matches!(
            tree.lower(at).as_str(),
            "acting" | "assistant" | "associate" | "deputy" | "interim" | "presumptive" | "vice"
        )
    })
}

/// Whether a name before a title that is held in a place is that of no place and no body that is known.
fn portfolio(tree: &Tree, relation: &Relation, name: &Mention) -> bool {
    let held_in = |class: oxigraph::model::NamedNodeRef<'_>| {
        relation.range.iter().any(|one| one.as_ref() == class)
    };
    held_in(vocab::PLACE)
        && !held_in(vocab::ORGANIZATION)
        && name.name_type == Some(NameType::Organization)
        && name.class.is_none()
        && name.known.is_none()
        && (name.tokens.len() > 1 || tree.word(name.head).tag == "JJ")
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
        // "acting director", "managing editor"
        let doing = tree.word(before).tag == "VBG"
            && start == title.start
            && tree.lower(before) != "including";
        let describes = (doing || matches!(tree.word(before).tag, "JJ" | "NN" | "NNP"))
            && tree.mention(before).is_none_or(|m| {
                let mention = &tree.analysis.mentions[m];
                mention.kind != MentionKind::Name || mention.name_type == Some(NameType::Group)
            })
            && before != body;
        // "Pulitzer-winning author"
        let tied = before > first && matches!(tree.text(before - 1), "-" | "‑");
        if !describes || tied {
            break;
        }
        start = before;
    }
    start..title.end
}

fn ending_at(tree: &Tree, last: usize, words: &[String]) -> Option<Range<usize>> {
    // "the director": one of several, "a director of", is something else.
    let (sole, words) = match words {
        [the, words @ ..] if the == "the" && !words.is_empty() => (true, words),
        _ => (false, words),
    };
    let first = (last + 1).checked_sub(words.len())?;
    let range = first..last + 1;
    let fits = first >= tree.sentence_tokens(last).start
        && range
            .clone()
            .zip(words)
            .all(|(token, word)| tree.lemma(token) == word || tree.lower(token) == *word);
    let several = sole && range.clone().any(|token| wording::indefinite(tree, token));
    (fits && !several).then_some(range)
}

/// Who holds the title, by what the words beside it are.
fn holder(tree: &Tree, title: &Range<usize>, head: usize) -> Option<(usize, Construction)> {
    if let Some(subject) = tree
        .kid(head, &[Rel::Cop])
        // "is like a sister of": who stands behind a preposition is not what the subject is.
        .filter(|_| tree.kid(head, &[Rel::Case]).is_none())
        .and_then(|_| tree.kid(head, &[Rel::Nsubj]))
    {
        return Some((
            clause::antecedent(tree, subject).unwrap_or(subject),
            Construction::Clause,
        ));
    }
    // "CEO Sam Altman", "chief executive, Sam Altman,", "MP (Member of Parliament) Ann Lee".
    let next = behind_gloss(tree, title.end);
    // "the presidents of Harvard and MIT": several are not the one whose name stands beside a comma.
    let several = matches!(tree.word(title.end - 1).tag, "NNS" | "NNPS");
    let joined = |name: &&Mention| !several || tree.kid(name.head, &[Rel::Conj]).is_some();
    let behind = |at: usize| comma(tree, at).and_then(|next| name_at(tree, next));
    let after = name_at(tree, next).or_else(|| behind(next).filter(joined));
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
    let body = body.filter(joined);
    if let Some(name) = body.filter(|name| name.name_type != Some(NameType::Group)) {
        return Some((name.head, Construction::Title));
    }
    let phrase = tree.subtree(head);
    // "Speaking to AFP, the head of the league, Jamel Haddad, said": whom the title goes before holds it.
    let next =
        behind(phrase.end).filter(|name| is_person(name) && comma(tree, name.tokens.end).is_some());
    if let Some(name) = next.filter(joined) {
        return Some((name.head, Construction::Title));
    }
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

/// Where the sentence goes on behind brackets that only spell out the title.
fn behind_gloss(tree: &Tree, at: usize) -> usize {
    let end = tree.analysis.words.len();
    let opens = at < end && tree.text(at) == "(";
    let sentence = at..if opens {
        tree.sentence_tokens(at).end
    } else {
        at
    };
    let closes = sentence.into_iter().find(|at| tree.text(*at) == ")");
    closes.map_or(at, |closes| closes + 1)
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
    let possessor = |of: &[usize]| {
        let owner = of.iter().find_map(|at| tree.kid(*at, &[Rel::NmodPoss]));
        owner.map(|token| clause::antecedent(tree, token).unwrap_or(token))
    };
    of.or_else(|| possessor(&[head, holder]))
        .or_else(|| bare.then(|| before(tree, title)).flatten())
        .or_else(|| possessor(joined_to(tree, head).as_slice()))
        .filter(|body| *body != holder)
}

/// "her mother and sister": the noun whose owner a title without a word of its own shares.
fn joined_to(tree: &Tree, head: usize) -> Option<usize> {
    let plain = tree.rel(head) == Rel::Conj && tree.kid(head, &[Rel::Det, Rel::NmodPoss]).is_none();
    tree.head(head)
        .filter(|first| plain && tree.pos(*first) == Pos::Noun)
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
            // "State President" taken for one name is no body, and of "Roads and Bridges Minister" half is none.
            // "International Trade Minister": before another word of the office stands the body only where that is a place.
            let field = (name.tokens.end..title.start).any(|at| tree.word(at).tag == "NNP");
            let place = matches!(name.name_type, Some(NameType::Place | NameType::Group));
            let whole = name.tokens.end <= title.start
                && !joined_before(tree, name.tokens.start)
                && (place || !field || name.tokens.len() > 1);
            return whole.then_some(name.head);
        }
        if !matches!(tree.word(at).tag, "JJ" | "POS" | "HYPH" | "VBN" | "VBG") {
            return None;
        }
    }
    None
}

/// Whether "and" joins a capitalised word to the name that starts at a word.
fn joined_before(tree: &Tree, start: usize) -> bool {
    let first = tree.sentence_tokens(start).start;
    let person = |at: usize| {
        let name = tree.name(at);
        name.is_some_and(|name| name.name_type == Some(NameType::Person))
    };
    start >= first + 2
        && matches!(tree.lower(start - 1).as_str(), "and" | "&")
        && tree.text(start - 2).starts_with(char::is_uppercase)
        && !person(start - 2)
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
