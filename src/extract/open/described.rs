//! Descriptions: an object without a name → its own words, where they tell by themselves what is meant.

use super::gate;
use super::triples::phrase;
use crate::analysis::{NameType, Pos, Rel, ValueKind};
use crate::extract::cues::Cues;
use crate::extract::model::Argument;
use crate::extract::qualify;
use crate::extract::tree::Tree;
use crate::ontology::Scope;

/// The longest description that is taken as words, in tokens.
const LONGEST: usize = 12;
/// How many words that are no function words tell what is meant, where others have been left out or it is known already.
const TELLING: usize = 2;

/// The words of the noun at a token and of what belongs to it: "a state of emergency".
///
/// There are none where the text points at something that the words do not say: "his house", "this plan", "the deal".
pub(super) fn words(tree: &Tree, cues: &Cues, noun: usize) -> Option<Argument> {
    let common = matches!(tree.word(noun).tag, "NN" | "NNS") && !tree.is_name(noun);
    // "the data he has": a clause of its own, save where the noun is what something is said to be.
    let clause = tree.kid(noun, &[Rel::Cop]).is_none() && tree.kid(noun, &[Rel::Nsubj]).is_some();
    let content = tree
        .kids_by(noun, &[Rel::AclRelcl, Rel::Acl])
        .any(|clause| tells(tree, clause));
    // "the finding that he had engaged in fraud": the clause tells what was found.
    let finding = content
        && cues
            .at(tree, noun, &[Scope::SpeechNoun, Scope::Complement])
            .is_some();
    if !common || clause || finding || tree.value(noun).is_some() {
        return None;
    }
    let mut words = phrase(tree, noun);
    let whole = words.len();
    for beside in tree.kids_by(noun, &[Rel::Nmod]) {
        // "the recognition of the Heights as its own"
        let of = |kid: usize| tree.after(kid, &["of".to_owned()]);
        if tree.after(beside, &["as".to_owned()]) && tree.kids_by(noun, &[Rel::Nmod]).any(of) {
            return None;
        }
        if !belongs(tree, cues, beside) {
            let branch = tree.subtree(beside);
            words.retain(|word| !branch.contains(word));
        }
    }
    // "the number of citizens buying guns", "the 2019 campaign reminding him": what is cut off may be the point.
    let clauses = [Rel::Acl, Rel::AclRelcl, Rel::Advcl, Rel::Appos];
    let cut = words.len() < whole || tree.kid(noun, &clauses).is_some();
    let inner = words
        .iter()
        .any(|word| *word != noun && tree.kid(*word, &clauses).is_some());
    let (first, last) = (*words.first()?, *words.last()?);
    let one_piece = last - first + 1 == words.len() && words.len() <= LONGEST;
    // "one of", "a kind of": what it is stands behind.
    let empty = gate::weak(tree, cues, noun) && words.last() == Some(&noun);
    // "the champion Murat Gassiev"
    let titled = tree.sentence_tokens(noun).contains(&(last + 1)) && tree.is_name(last + 1);
    if !one_piece
        || empty
        || inner
        || titled
        || cut_off(tree, noun, first, last)
        || restricted(tree, noun)
        || words.iter().any(|word| points(tree, *word))
    {
        return None;
    }
    let telling = |word: &&usize| {
        let pos = tree.pos(**word);
        matches!(
            pos,
            Pos::Noun | Pos::Propn | Pos::Adj | Pos::Num | Pos::Verb
        )
    };
    let known = tree.lower(first) == "the";
    let told =
        words.iter().filter(telling).count() >= TELLING || !cut && !known && !shares(tree, noun);
    told.then(|| Argument::Words(tree.span(&(hedged(tree, first)..last + 1))))
}

/// Where a description begins with the word that makes its number a rough one: "approximately half of the votes".
fn hedged(tree: &Tree, first: usize) -> usize {
    let counts =
        tree.pos(first) == Pos::Num || matches!(tree.lower(first).as_str(), "half" | "all");
    let before = first.checked_sub(1).filter(|before| {
        let hedges = ["about", "almost", "approximately", "nearly", "roughly"];
        counts
            && tree.sentence_tokens(first).contains(before)
            && hedges.contains(&tree.lower(*before).as_str())
    });
    before.unwrap_or(first)
}

/// "the past, present and future of the stars", "security and rescue staff": whether a bare noun may share what stands beside
/// another that it is joined to.
fn shares(tree: &Tree, noun: usize) -> bool {
    let first = tree
        .head(noun)
        .filter(|_| tree.rel(noun) == Rel::Conj)
        .unwrap_or(noun);
    let parts = [Rel::Amod, Rel::Compound, Rel::Nmod, Rel::Det, Rel::NmodPoss];
    let more = |other: usize| other != noun && tree.kid(other, &parts).is_some();
    std::iter::once(first)
        .chain(tree.kids_by(first, &[Rel::Conj]))
        .any(more)
}

/// Whether a noun may be what a thing with a name is: one of a kind, and of the thing's own kind ("Kim Abrams, a robotics firm").
pub(super) fn can_be(tree: &Tree, subject: usize, noun: usize) -> bool {
    let determined = tree.kid(noun, &[Rel::Det, Rel::NmodPoss]).is_some();
    let plural = tree.word(noun).tag == "NNS";
    let several = qualify::listed(tree, subject);
    // "the first woman to serve", "the only business offering food"
    let told_apart = tree
        .kids_by(noun, &[Rel::Acl, Rel::AclRelcl])
        .next()
        .is_some()
        && tree
            .kids_by(noun, &[Rel::Det])
            .any(|kid| tree.lower(kid) == "the");
    let counted = tree.kid(noun, &[Rel::Nummod]).is_some();
    // "the third woman to be nominated", wherever the tree hangs the rest; "a thickening and stabilizing agent"
    let ranked = tree.kids_by(noun, &[Rel::Amod]).any(|kid| {
        let word = tree.lower(kid);
        ORDINALS.contains(&word.as_str()) || matches!(word.as_str(), "only" | "last")
    });
    let goes_on = tree.sentence_tokens(noun).contains(&(noun + 1)) && tree.lower(noun + 1) == "to";
    let told_apart =
        told_apart || ranked && (goes_on || tree.lower(tree.subtree(noun).start) == "the");
    let doing = tree.lower(noun).ends_with("ing") && tree.kid(noun, &[Rel::Conj]).is_some();
    alike(tree, subject, noun)
        && !told_apart
        && !counted
        && !doing
        && (determined || plural)
        && !(plural && several)
}

/// Whether a noun that speaks of a person stands beside the name of something else.
pub(super) fn somebody_else(tree: &Tree, name: usize, noun: usize) -> bool {
    kind(tree, noun) == Some(NameType::Person)
        && kind(tree, name).is_some_and(|kind| kind != NameType::Person)
}

/// Whether a name and a noun both speak of persons, or neither does, as far as is known.
fn alike(tree: &Tree, name: usize, noun: usize) -> bool {
    let person = |token: usize| kind(tree, token).map(|kind| kind == NameType::Person);
    person(name)
        .zip(person(noun))
        .is_none_or(|(one, other)| one == other)
}

fn kind(tree: &Tree, token: usize) -> Option<NameType> {
    let mention = tree.mention_headed(token).or_else(|| tree.mention(token))?;
    tree.analysis.mentions[mention].name_type
}

/// Whether a description is the first words of more, or of something else: "300 fewer" of "300 fewer than Biden", "war" in quotation
/// marks, "funding for a wall, and the conflict" that begins another clause.
fn cut_off(tree: &Tree, noun: usize, first: usize, last: usize) -> bool {
    let sentence = tree.sentence_tokens(noun);
    let compared = (first..=last).any(|word| matches!(tree.word(word).tag, "JJR" | "RBR"))
        && (last + 1..sentence.end).any(|word| tree.lower(word) == "than");
    let goes_on = sentence.contains(&(last + 1))
        && matches!(tree.pos(last + 1), Pos::Noun | Pos::Propn | Pos::Adj)
        && tree.value(last + 1).is_none();
    let quote = |word: usize| matches!(tree.text(word), "\"" | "“" | "”" | "‘" | "’");
    let in_quotes = first > sentence.start
        && quote(first - 1)
        && sentence.contains(&(last + 1))
        && quote(last + 1);
    let before = tree
        .kid(noun, &[Rel::Cc])
        .and_then(|joint| joint.checked_sub(1));
    let other_clause = tree.rel(noun) == Rel::Conj
        && before.is_some_and(|mark| tree.text(mark) == ",")
        && tree
            .head(noun)
            .is_some_and(|first| tree.kids_by(first, &[Rel::Conj]).count() == 1);
    // "a record fourth", "sets complete with": the noun is left out, or what follows it goes on.
    let unsaid = ORDINALS.contains(&tree.lower(noun).as_str())
        || last > noun && tree.pos(noun + 1) == Pos::Adj
        || tree.pos(last) == Pos::Verb && last != noun;
    // "travel from China"
    let bare = first == last
        && sentence.contains(&(last + 1))
        && matches!(
            tree.lower(last + 1).as_str(),
            "from" | "over" | "against" | "between" | "about"
        );
    // "expanded coverage and extended policies": another verb; "in the year ended 2021": cut short.
    let participle = |at: usize| matches!(tree.word(at).tag, "VBN" | "VBD");
    let verb = tree.rel(noun) == Rel::Conj && participle(first) && first < noun;
    let ended = last != noun
        && sentence.contains(&(last + 1))
        && participle(last + 1)
        && tree
            .kid(
                last + 1,
                &[Rel::Aux, Rel::AuxPass, Rel::Nsubj, Rel::NsubjPass],
            )
            .is_none();
    // "a partnership with Japan" of one with Japan and South Korea
    let joined = sentence.contains(&(last + 2))
        && matches!(tree.lower(last + 1).as_str(), "and" | "or")
        && tree.is_name(last)
        && tree.is_name(last + 2);
    // "photographers the world over"
    let other = last > noun && tree.pos(noun + 1) == Pos::Det;
    // "blind-spot and rear traffic warning", "third party and independent candidates"
    let shared = tree.word(noun).tag == "NN"
        && tree.kid(noun, &[Rel::Det, Rel::NmodPoss]).is_none()
        && tree.kids_by(noun, &[Rel::Conj]).count() == 1
        && shares(tree, noun);
    compared
        || other
        || joined
        || verb
        || ended
        || shared
        || goes_on
        || unsaid
        || bare
        || gate::rate(tree, last)
        || in_quotes
        || other_clause
}

/// "the voters who are 17", "criminals released early": whether a clause says which or what kind of them is meant.
fn restricted(tree: &Tree, noun: usize) -> bool {
    let one = |kid: usize| matches!(tree.lower(kid).as_str(), "a" | "an");
    let closes = |clause: usize| {
        let first = tree.subtree(clause).start;
        first
            .checked_sub(1)
            .is_none_or(|before| tree.text(before) != "," && tree.text(first) != ",")
    };
    !tree.kids_by(noun, &[Rel::Det]).any(one)
        && tree.kids_by(noun, &[Rel::Acl, Rel::AclRelcl]).any(closes)
}

/// Whether a clause behind a noun may tell its content: it opens with "that" or "to".
fn tells(tree: &Tree, clause: usize) -> bool {
    tree.kids_by(clause, &[Rel::Mark, Rel::Obj])
        .any(|word| matches!(tree.lower(word).as_str(), "that" | "to"))
}

/// Words that count the noun behind them, which may be left out.
const ORDINALS: &[&str] = &[
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
];

/// Prepositions behind which stands when, how or on what ground something was done, and nothing of a noun before them.
const APART: &[&str] = &[
    "after",
    "ahead of",
    "alongside",
    "along with",
    "amid",
    "as",
    "because of",
    "before",
    "by",
    "despite",
    "due to",
    "during",
    "except",
    "following",
    "including",
    "since",
    "such as",
    "throughout",
    "until",
    "via",
    "without",
];

/// Whether what stands behind a noun belongs to it, and does not tell when or where something was done.
fn belongs(tree: &Tree, cues: &Cues, beside: usize) -> bool {
    let cases = tree.cases(beside);
    let dated = (tree.subtree(beside)).any(|word| {
        tree.value(word)
            .is_some_and(|value| matches!(tree.analysis.values[value].kind, ValueKind::Date(_)))
    });
    // "a sale in an interview", "the schedule in a press release": where it was said.
    let source = cues.at(tree, beside, &[Scope::Source]);
    let document = source.is_some_and(|found| found.cue.source_kind.as_deref() == Some("document"));
    let told =
        cases.iter().any(|case| case == "in") && (document || tree.lemma(beside) == "interview");
    let apart = cases.iter().any(|case| APART.contains(&case.as_str()));
    !cases.is_empty() && !apart && !dated && !told
}

/// Whether a word points at something that stands elsewhere, or at nothing.
fn points(tree: &Tree, word: usize) -> bool {
    let pointer = matches!(
        tree.lower(word).as_str(),
        "no" | "zero"
            | "any"
            | "each"
            | "every"
            | "either"
            | "neither"
            | "both"
            | "this"
            | "that"
            | "these"
            | "those"
            | "such"
            | "same"
            | "other"
            | "others"
            | "what"
            | "whatever"
            | "which"
            | "whose"
            | "not"
            | "respective"
    );
    pointer
        || matches!(
            tree.pos(word),
            Pos::Pron | Pos::Aux | Pos::Punct | Pos::Sconj
        ) && tree.text(word) != "-"
}
