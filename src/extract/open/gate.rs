//! The gate of claims: which ends can be identified, and which clauses say that something is so.

use crate::analysis::{Mention, MentionKind, NameType, Pos, Rel, ValueKind, body_of_place};
use crate::extract::cues::Cues;
use crate::extract::model::Argument;
use crate::extract::tree::Tree;
use crate::extract::wording::says;
use crate::extract::{arguments, clause};
use crate::ontology::{Ontology, Scope};

/// The longest quantity with its noun that is taken as words, in tokens.
const LONGEST: usize = 6;
/// Last words of bodies that are named for several fields.
const BODIES: &[&str] = &[
    "Agency",
    "Association",
    "Board",
    "Center",
    "Centre",
    "Commission",
    "Committee",
    "Council",
    "Department",
    "Institute",
    "Ministry",
    "Office",
    "Society",
];
/// How many clauses up it is asked whether they leave a claim standing.
const DEPTH: usize = 16;

/// The thing that stands at a word by its whole name, as the one such body of a place ("Samoan government"), or by a pronoun
/// for a person.
///
/// Another description ("the company") is too often somebody else's where no frame vouches for what it must be.
pub(super) fn thing(tree: &Tree, ontology: &Ontology, token: usize) -> Option<usize> {
    let Argument::Mention(index) = arguments::at(tree, ontology, token, &[], false)? else {
        return None;
    };
    let mention = &tree.analysis.mentions[index];
    // "swinging Democratic": an adjective names nobody.
    if matches!(tree.word(mention.head).tag, "JJ" | "JJR" | "JJS") {
        return None;
    }
    let identified = match mention.kind {
        // A people's name stands for its country in other relations, and for anybody of it in these.
        MentionKind::Name => {
            let people = mention.name_type == Some(NameType::Group) && mention.known.is_some();
            !people && whole(tree, mention)
        }
        MentionKind::Nominal => body_of_place(tree.analysis, ontology, mention).is_some(),
        MentionKind::Pronoun => {
            let word = tree.lower(mention.head);
            let mut genders = ontology.genders.iter();
            !word.ends_with("self") && genders.any(|gender| gender.pronouns.contains(&word))
        }
    };
    identified.then_some(index)
}

/// Whether a name is all of what stands there: neither cut short ("University" of "University of Oslo", "War" of "Korean
/// War") nor the first part of something else ("United's manager", "the Trump campaign").
fn whole(tree: &Tree, mention: &Mention) -> bool {
    let sentence = tree.sentence_tokens(mention.head);
    let next = mention.tokens.end;
    let joined = |at: usize| matches!(tree.text(at), "-" | "–" | "‑" | "/" | "&");
    // "Lumio's City and Trail bikes"
    let owned = |kid: usize| !mention.tokens.contains(&kid);
    if tree.kids_by(mention.head, &[Rel::NmodPoss]).any(owned) {
        return false;
    }
    let before = mention.tokens.start.checked_sub(1);
    if let Some(before) = before.filter(|before| *before >= sentence.start) {
        // Only people have titles before their names.
        let person = mention.name_type == Some(NameType::Person);
        let capital = tree.text(before).starts_with(char::is_uppercase)
            && matches!(
                tree.word(before).tag,
                "NNP" | "NNPS" | "JJ" | "NN" | "VBN" | "CD"
            );
        // "Cotton Candy", "One Oslo Street": what opens the sentence may be a part, too.
        let part = before > sentence.start
            || tree.head(before) == Some(mention.head)
                && matches!(tree.rel(before), Rel::Compound | Rel::Amod | Rel::Nummod);
        // "the Diversity and Climate Committee"
        let field = tree.lower(before) == "and"
            && before > sentence.start
            && tree.text(before - 1).starts_with(char::is_uppercase)
            && tree.mention(before - 1).is_none();
        if field
            || joined(before)
            || matches!(tree.text(before), "(" | "[")
            || capital && !person && part
        {
            return false;
        }
    }
    if next >= sentence.end {
        return true;
    }
    let goes_on = match tree.word(next).tag {
        "POS" => true,
        "NN" | "NNS" | "NNP" | "NNPS" => tree.value(next).is_none(),
        _ => joined(next),
    };
    let more = next + 1 < sentence.end && matches!(tree.word(next + 1).tag, "NNP" | "NNPS" | "DT");
    let of = match tree.lower(next).as_str() {
        "of" => more && mention.name_type != Some(NameType::Person),
        // "the Agency for Food Safety", "the Select Committee on Aging"
        "for" => more && mention.name_type == Some(NameType::Organization),
        "on" => on_a_field(tree, mention),
        _ => false,
    };
    // "the Diversity and Climate Committee"
    let and = tree.lower(next) == "and" && {
        let end = (next + 1..sentence.end)
            .find(|at| !tree.text(*at).starts_with(char::is_uppercase))
            .unwrap_or(sentence.end);
        let body = |at: usize| BODIES.contains(&tree.text(at));
        end > next + 1 && body(end - 1) && !body(mention.tokens.end - 1)
    };
    !goes_on && !of && !and
}

/// Whether a name goes on with what its body is there for: "the Select Committee on Aging".
pub(in crate::extract) fn on_a_field(tree: &Tree, mention: &Mention) -> bool {
    let on = mention.tokens.end;
    let inside = tree.sentence_tokens(mention.head);
    let field = (on + 1..inside.end)
        .find(|at| tree.pos(*at) != Pos::Det)
        .filter(|at| tree.text(*at).starts_with(char::is_uppercase) && tree.value(*at).is_none());
    let own = |at: usize| {
        tree.ancestors(at)
            .take(3)
            .any(|above| above == mention.head)
    };
    inside.contains(&on)
        && tree.lower(on) == "on"
        && mention.name_type != Some(NameType::Person)
        && field.is_some_and(own)
}

/// A sum, or a quantity with its noun: "$3 million", "two goals", "12 % of the shares".
pub(super) fn value(tree: &Tree, token: usize) -> Option<Argument> {
    if let Some(index) = tree.value(token).filter(|index| {
        let value = &tree.analysis.values[*index];
        value.is_sum()
    }) {
        return Some(Argument::Value(index));
    }
    if tree.is_name(token) || tree.word(token).tag != "NNS" {
        return None;
    }
    let counted = tree
        .kids_by(token, &[Rel::Nummod])
        .filter_map(|kid| tree.value(kid))
        .any(|value| matches!(tree.analysis.values[value].kind, ValueKind::Count(_)));
    let words = tree.subtree_without(token, &|kid| tree.rel(kid) == Rel::Case);
    // "300 delegates fewer than" are not 300.
    let compared = tree
        .analysis
        .words
        .get(token + 1)
        .is_some_and(|next| matches!(next.tag, "JJR" | "RBR" | "JJ") || next.lemma == "than");
    let plain = words.end == token + 1
        && !compared
        && !rate(tree, token)
        && words.len() <= LONGEST
        && words.clone().all(|at| {
            matches!(
                tree.pos(at),
                Pos::Num | Pos::Noun | Pos::Adj | Pos::Propn | Pos::Adv
            )
        });
    (counted && plain).then(|| Argument::Words(tree.span(&words)))
}

/// Whether a quantity that ends at a word is one of each year or day: "1,000 pits a year".
pub(super) fn rate(tree: &Tree, last: usize) -> bool {
    last + 2 < tree.sentence_tokens(last).end
        && matches!(
            tree.lower(last + 1).as_str(),
            "a" | "per" | "each" | "every"
        )
        && matches!(
            tree.lemma(last + 2),
            "year" | "month" | "week" | "day" | "hour" | "minute" | "second"
        )
}

/// Whether what stands above a predicate leaves it said: it heads its sentence, or hangs where a cue tells how it is meant.
pub(super) fn asserted(tree: &Tree, cues: &Cues, predicate: usize) -> bool {
    let mut node = predicate;
    // "accused of beating Y", "argued against leaving Y"
    let under_preposition = |mark: usize| cues.at(tree, mark, &[Scope::Alongside]).is_none();
    if tree.word(predicate).tag == "VBG"
        && tree
            .kids_by(predicate, &[Rel::Case, Rel::Mark])
            .any(under_preposition)
    {
        return false;
    }
    for _ in 0..DEPTH {
        let Some(head) = tree.head(node) else {
            return true;
        };
        let governed = || {
            let scopes = [Scope::Speech, Scope::Complement];
            cues.at(tree, head, &scopes).is_some()
        };
        match tree.rel(node) {
            Rel::Root | Rel::Parataxis => return true,
            Rel::Conj => {}
            Rel::Ccomp => return governed(),
            Rel::Xcomp if governed() => return true,
            Rel::Xcomp if cues.at(tree, head, &[Scope::Realising]).is_some() => {}
            Rel::AclRelcl => return relative(tree, node),
            Rel::Acl => {
                // Behind another verb a participle may belong to anything.
                let participle = matches!(tree.word(node).tag, "VBG" | "VBN")
                    && tree.kid(node, &[Rel::Nsubj, Rel::Mark]).is_none()
                    && !tree.after(head, &["with", "without"].map(str::to_owned))
                    && (head + 1..node).all(|at| tree.pos(at) != Pos::Verb);
                return participle || says(tree, cues, node, head);
            }
            // "appeared content to lose": the infinitive belongs to what stands before it.
            Rel::Advcl => {
                let own = tree
                    .kids_by(head, &[Rel::Obj, Rel::Xcomp])
                    .all(|kid| kid < head || node < kid);
                return governed() && own || told_beside(tree, cues, node);
            }
            _ => return false,
        }
        node = head;
    }
    false
}

/// Whether a relative clause says what it is relative to: not "the claim he met her", nor "the money he got from her".
fn relative(tree: &Tree, clause: usize) -> bool {
    tree.kids(clause).iter().any(|kid| match tree.rel(*kid) {
        Rel::Nsubj | Rel::NsubjPass | Rel::Obj => {
            matches!(tree.word(*kid).tag, "WDT" | "WP") && tree.kid(*kid, &[Rel::Case]).is_none()
        }
        Rel::Advmod => tree.word(*kid).tag == "WRB",
        _ => false,
    })
}

/// Whether an adverbial clause is claimed beside its sentence: "while X beat Y", "…, beating Y".
fn told_beside(tree: &Tree, cues: &Cues, adverbial: usize) -> bool {
    let marks: Vec<usize> = tree
        .kids_by(adverbial, &[Rel::Mark, Rel::Case])
        .chain(
            tree.kids_by(adverbial, &[Rel::Advmod])
                .filter(|kid| tree.word(*kid).tag == "WRB"),
        )
        .collect();
    if marks.is_empty() {
        let own = tree.kid(adverbial, &[Rel::Nsubj]).is_some();
        return tree.word(adverbial).tag == "VBG" && !own || clause::finite(tree, adverbial);
    }
    let scopes = [Scope::Alongside, Scope::Condition];
    marks
        .into_iter()
        .all(|mark| cues.at(tree, mark, &scopes).is_some())
}

/// Whether a word cannot be the verb that the tree takes it for: a name inside a sentence, or a bare infinitive on its own.
pub(super) fn no_verb(tree: &Tree, verb: usize) -> bool {
    let first = tree.sentence_tokens(verb).start;
    let capital = verb > first && tree.text(verb).starts_with(char::is_uppercase);
    let bare = tree.word(verb).tag == "VB"
        && !matches!(tree.rel(verb), Rel::Xcomp | Rel::Ccomp)
        && !goes_on(tree, verb)
        && tree.kid(verb, &[Rel::Aux, Rel::Mark]).is_none();
    // "will be on the sidelines"
    let phrase = tree.kid(verb, &[Rel::Det, Rel::Case]).is_some() && tree.word(verb).tag != "VBG";
    capital || bare || phrase
}

/// Whether a bare infinitive is joined to another one, or at least by a word that joins: "treats them well compare to" is not.
fn goes_on(tree: &Tree, verb: usize) -> bool {
    let first = tree.head(verb).filter(|_| tree.rel(verb) == Rel::Conj);
    first.is_some_and(|first| tree.word(first).tag == "VB" || tree.kid(verb, &[Rel::Cc]).is_some())
}

/// Whether a particle goes with its verb: right behind it, or behind the object with no other noun to govern.
pub(super) fn goes_with(tree: &Tree, verb: usize, particle: usize) -> bool {
    let next = particle + 1;
    // "owed over $850,000"
    let bounds = matches!(
        tree.lower(particle).as_str(),
        "over" | "under" | "around" | "about"
    );
    if bounds
        && next < tree.sentence_tokens(verb).end
        && (tree.value(next).is_some() || tree.value(particle).is_some())
    {
        return false;
    }
    // "watched out-of-control spending"
    if next < tree.sentence_tokens(verb).end && matches!(tree.text(next), "-" | "‑") {
        return false;
    }
    let governs = next < tree.sentence_tokens(verb).end
        && matches!(
            tree.pos(next),
            Pos::Det | Pos::Noun | Pos::Propn | Pos::Adj | Pos::Pron | Pos::Num
        );
    particle == verb + 1 || !governs
}

/// Whether what the tree takes for the subject or the object of a verb cannot be it: a preposition or "whose" opens it, or
/// another stands beside it.
pub(super) fn misread(tree: &Tree, verb: usize) -> bool {
    let opened = |noun: usize| {
        let first = tree.subtree(noun).start;
        tree.pos(first) == Pos::Adp || tree.word(first).tag == "WP$"
    };
    let subjects = [Rel::Nsubj, Rel::NsubjPass];
    tree.kids_by(verb, &[Rel::Nsubj, Rel::NsubjPass, Rel::Obj])
        .any(opened)
        || tree.kids_by(verb, &subjects).count() > 1
        || tree.kids_by(verb, &[Rel::Obj]).count() > 1
}

/// Whether a preposition goes with its verb: nothing but adverbs stands between them.
pub(super) fn beside(tree: &Tree, verb: usize, noun: usize) -> bool {
    let case = tree.kid(noun, &[Rel::Case]).filter(|case| *case > verb);
    // "operates independently from": how it does so turns what it does.
    let turned = |at: usize| tree.pos(at) == Pos::Adv && tree.lower(at).ends_with("ly");
    case.is_some_and(|case| {
        (verb + 1..case)
            .all(|at| matches!(tree.pos(at), Pos::Adv | Pos::Adp | Pos::Part) && !turned(at))
    })
}

/// The one preposition before a noun, where it may end the name of a relation.
pub(super) fn preposition(tree: &Tree, cues: &Cues, noun: usize) -> Option<String> {
    let mut cases = tree.kids_by(noun, &[Rel::Case]).filter(|case| *case < noun);
    let case = cases.next()?;
    let relating = tree.kid(case, &[Rel::Fixed]).is_none()
        && cases.next().is_none()
        && cues.at(tree, case, &[Scope::Relating]).is_some();
    relating.then(|| tree.lower(case))
}

/// Whether a word is one that makes no relation: too weak alone, or a cue that says how something else is meant.
pub(super) fn weak(tree: &Tree, cues: &Cues, word: usize) -> bool {
    cues.at(tree, word, &[Scope::Weak]).is_some()
}

/// Whether a verb says enough only with an object in words.
pub(super) fn vague(tree: &Tree, cues: &Cues, verb: usize) -> bool {
    cues.at(tree, verb, &[Scope::Vague]).is_some()
}

/// Whether a word says something of the reality of others, and nothing of its own.
pub(super) fn reports(tree: &Tree, cues: &Cues, word: usize) -> bool {
    let lemma = tree.lemma(word).to_lowercase();
    cues.says(&lemma) || cues.governs(&lemma)
}
