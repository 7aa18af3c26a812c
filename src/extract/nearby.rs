//! What stands right beside a word, for where the tree attaches a phrase elsewhere.

use super::tree::Tree;
use crate::analysis::{Mention, MentionKind, NameType, Pos, Rel};

/// The names after `token` and one of `prepositions` ("partnership with Amazon Web Services and Google"), if they follow at once.
pub(super) fn names_after(tree: &Tree, token: usize, prepositions: &[String]) -> Vec<usize> {
    let end = tree.sentence_tokens(token).end;
    let preposition = token + 1;
    // "merged with Acme having failed": what opens a clause is no preposition.
    if preposition >= end
        || !prepositions.contains(&tree.lower(preposition))
        || tree.rel(preposition) == Rel::Mark
    {
        return Vec::new();
    }
    names_from(tree, preposition + 1)
}

/// The coordinated names that begin at `start`, words that describe them left aside.
fn names_from(tree: &Tree, start: usize) -> Vec<usize> {
    let end = tree
        .sentence_tokens(start.min(tree.analysis.words.len() - 1))
        .end;
    let mut at = start;
    while at < end && at < start + 4 && name_starting(tree, at).is_none() {
        if !matches!(tree.pos(at), Pos::Det | Pos::Adj | Pos::Noun) {
            return Vec::new();
        }
        at += 1;
    }
    let mut found = Vec::new();
    while let Some(name) = (at < end).then(|| name_starting(tree, at)).flatten() {
        // "with Google's cloud": the name only owns what is meant.
        if name.tokens.end < end && tree.word(name.tokens.end).tag == "POS" {
            break;
        }
        found.push(name.head);
        at = name.tokens.end;
        let joined = at + 1 < end && matches!(tree.lower(at).as_str(), "and" | "or" | ",");
        if !joined
            || name_starting(tree, at + 1).is_none_or(|next| clause_follows(tree, next.tokens.end))
        {
            break;
        }
        at += 1;
    }
    found
}

/// Whether a new clause goes on behind a name: "with A and B said".
fn clause_follows(tree: &Tree, at: usize) -> bool {
    at < tree.analysis.words.len() && matches!(tree.word(at).tag, "VBD" | "VBZ" | "VBP" | "MD")
}

/// A name that stands for itself: no "Israeli" before "president", no "Yorkshire" of "Yorkshire Soap".
fn name_starting<'a>(tree: &Tree<'a>, token: usize) -> Option<&'a Mention> {
    let mention = &tree.analysis.mentions[tree.mention(token)?];
    let modifies = matches!(
        tree.rel(mention.head),
        Rel::Compound | Rel::Amod | Rel::NmodPoss
    ) && tree
        .head(mention.head)
        .is_some_and(|noun| noun >= mention.tokens.end);
    let own = mention.kind == MentionKind::Name && mention.name_type != Some(NameType::Group);
    (own && mention.tokens.start == token && !modifies).then_some(mention)
}

/// The first of `nouns` after a verb, with no other clause between them.
pub(super) fn noun_after(tree: &Tree, verb: usize, nouns: &[String]) -> Option<usize> {
    let end = tree.sentence_tokens(verb).end.min(verb + 9);
    (verb + 1..end)
        .take_while(|at| {
            !matches!(
                tree.pos(*at),
                Pos::Verb | Pos::Aux | Pos::Punct | Pos::Sconj
            )
        })
        .find(|at| nouns.iter().any(|noun| noun == tree.lemma(*at)))
        // "announced the end of his campaign" does not announce a campaign.
        .filter(|at| !tree.cases(*at).iter().any(|case| case == "of"))
        // "pleaded not guilty" does not plead guilty.
        .filter(|at| tree.lower(at - 1) != "not")
}

/// The owner right before a noun and its adjectives, wherever the tree hung its mark: "OpenAI's rumoured partnership".
pub(super) fn possessor_before(tree: &Tree, noun: usize) -> Option<usize> {
    let first = tree.sentence_tokens(noun).start;
    let mark = (first..noun)
        .rev()
        .take_while(|at| {
            matches!(
                tree.word(*at).tag,
                "JJ" | "VBN" | "VBG" | "NN" | "HYPH" | "POS"
            )
        })
        .find(|at| tree.word(*at).tag == "POS")?;
    let owner = tree.mention(mark.checked_sub(1)?)?;
    let owner = &tree.analysis.mentions[owner];
    (owner.kind == MentionKind::Name).then_some(owner.head)
}
