//! Arguments: a token and what the relation allows there → the mention, value or words that stand for it.

use oxigraph::model::NamedNode;

use super::clause;
use super::model::Argument;
use super::tree::Tree;
use crate::analysis::{Mention, MentionKind, NameType, Pos, Rel, ValueKind};
use crate::ontology::{Ontology, vocab};

const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// Finds what `token` stands for, of the kinds that `allowed` admits; beside a title a name needs no type of its own.
pub(super) fn at(
    tree: &Tree,
    ontology: &Ontology,
    token: usize,
    allowed: &[NamedNode],
    titled: bool,
) -> Option<Argument> {
    let token = clause::antecedent(tree, token).unwrap_or(token);
    let token = counted(tree, token).unwrap_or(token);
    if let Some(value) = value(tree, token, allowed) {
        return Some(Argument::Value(value));
    }
    let things = allowed.is_empty() || allowed.iter().any(|class| !is_value(class));
    if let Some(mention) = thing(tree, ontology, token, allowed, titled).filter(|_| things) {
        return Some(Argument::Mention(mention));
    }
    let words = allowed
        .iter()
        .any(|class| class.as_str().strip_prefix(XSD) == Some("string"));
    // "his extradition": whose, the words alone do not say.
    let whole = tree
        .kids_by(token, &[Rel::NmodPoss])
        .all(|kid| tree.pos(kid) != Pos::Pron);
    // A bare sum or date is no wording: "is suing the firm for $12 million" does not say what for, nor "as until 2018" as what.
    let bare = tree.value(token).is_some_and(|value| {
        let value = &tree.analysis.values[value];
        value.is_sum() || matches!(value.kind, ValueKind::Date(_))
    });
    // Nor does "each crime" say which.
    let pointed = tree.kids_by(token, &[Rel::Det]).any(|det| {
        matches!(
            tree.lower(det).as_str(),
            "each" | "every" | "this" | "that" | "these" | "those" | "such"
        )
    });
    (words && whole && !bare && !pointed).then(|| Argument::Words(phrase(tree, token)))
}

/// "88 of the 200 seats": the number that is counted out of the noun.
fn counted(tree: &Tree, noun: usize) -> Option<usize> {
    let of = tree
        .kids_by(noun, &[Rel::Case])
        .find(|case| tree.lower(*case) == "of")?;
    let value = tree.value(of.checked_sub(1)?)?;
    let value = &tree.analysis.values[value];
    matches!(value.kind, ValueKind::Count(_)).then_some(value.head)
}

/// Whether a class of the ontology is a kind of value rather than of things.
fn is_value(class: &NamedNode) -> bool {
    class.as_str().starts_with(XSD) || class.as_ref() == vocab::MONEY
}

fn value(tree: &Tree, token: usize, allowed: &[NamedNode]) -> Option<usize> {
    let wanted = |kind: &ValueKind| {
        allowed.iter().any(|class| match kind {
            ValueKind::Money(_) => class.as_ref() == vocab::MONEY,
            ValueKind::Date(_) => matches!(
                class.as_str().strip_prefix(XSD),
                Some("date" | "gYear" | "gYearMonth" | "dateTime")
            ),
            ValueKind::Percent(_) | ValueKind::Count(_) => {
                matches!(
                    class.as_str().strip_prefix(XSD),
                    Some("decimal" | "integer" | "double" | "nonNegativeInteger")
                )
            }
            ValueKind::Age(_) => class.as_str().strip_prefix(XSD) == Some("integer"),
            ValueKind::Duration(_) => class.as_str().strip_prefix(XSD) == Some("duration"),
        })
    };
    let fits = |index: &usize| wanted(&tree.analysis.values[*index].kind);
    // "1,200 jobs": the number hangs on its noun.
    tree.value(token).filter(fits).or_else(|| {
        tree.kids_by(token, &[Rel::Nummod, Rel::Compound, Rel::Amod])
            .filter_map(|kid| tree.value(kid))
            .find(fits)
    })
}

/// The mention at a token that can be one of `allowed`; of "the chipmaker Arm" and "Adobe, the software firm," the name.
fn thing(
    tree: &Tree,
    ontology: &Ontology,
    token: usize,
    allowed: &[NamedNode],
    titled: bool,
) -> Option<usize> {
    let own = tree.mention_headed(token).or_else(|| {
        let around = tree.mention(token)?;
        (tree.analysis.mentions[around].kind == MentionKind::Name).then_some(around)
    });
    let is_name = |index: &usize| tree.analysis.mentions[*index].kind == MentionKind::Name;
    // "Paper Lantern, the studio that made the game": the name that the description stands beside.
    let above = tree
        .head(token)
        .filter(|_| tree.rel(token) == Rel::Appos)
        .and_then(|name| tree.mention_headed(name))
        .filter(|index| is_name(index) && can_be(tree, ontology, *index, allowed, titled));
    if own.is_some_and(|index| !is_name(&index)) && above.is_some() {
        return above;
    }
    let named = tree
        .kids_by(token, &[Rel::Appos, Rel::Flat])
        // "that witness, the director Paul Reyes": the name may be that of what stands beside it.
        .flat_map(|kid| std::iter::once(kid).chain(tree.kids_by(kid, &[Rel::Flat])))
        .filter_map(|kid| tree.mention_headed(kid))
        .find(|index| {
            is_name(index)
                && can_be(tree, ontology, *index, allowed, titled)
                && alike(tree, ontology, own, *index)
        });
    if own.is_none_or(|index| !is_name(&index)) && named.is_some() {
        return named;
    }
    own.filter(|index| can_be(tree, ontology, *index, allowed, titled))
}

/// "The Oslo Institute scientist Ann Lee": whether a name only tells where the person behind it belongs.
pub(super) fn is_epithet(tree: &Tree, argument: &Argument) -> bool {
    let Argument::Mention(mention) = argument else {
        return false;
    };
    let mention = &tree.analysis.mentions[*mention];
    let end = tree.sentence_tokens(mention.head).end;
    let behind = mention.tokens.end..end.min(mention.tokens.end + 4);
    let words = behind
        .clone()
        .take_while(|at| matches!(tree.word(*at).tag, "JJ" | "NN") && tree.name(*at).is_none())
        .count();
    let next = behind.start + words;
    let person = tree
        .name(next.min(end - 1))
        .filter(|name| name.tokens.start == next);
    mention.kind == MentionKind::Name
        && mention.name_type != Some(NameType::Person)
        && words > 0
        && person.is_some_and(|name| name.name_type == Some(NameType::Person))
}

/// Whether a description and a name beside it can mean one thing: "the chipmaker Arm", but not "its deal, Arm".
fn alike(tree: &Tree, ontology: &Ontology, described: Option<usize>, named: usize) -> bool {
    let class = |index: usize| {
        let mention = &tree.analysis.mentions[index];
        let broad = mention.name_type.map(|kind| ontology.broad(kind));
        mention.class.clone().or(broad)
    };
    match (described.and_then(class), class(named)) {
        (Some(one), Some(other)) => ontology.segment(&one) == ontology.segment(&other),
        _ => true,
    }
}

/// Whether nothing that is known of a mention rules out the classes asked for.
fn can_be(
    tree: &Tree,
    ontology: &Ontology,
    mention: usize,
    allowed: &[NamedNode],
    titled: bool,
) -> bool {
    let mention = &tree.analysis.mentions[mention];
    if qualified(tree, mention) {
        return false;
    }
    if mention.name_type == Some(NameType::Group) && mention.kind == MentionKind::Name {
        return ontology.fits(&[vocab::GROUP.into_owned()], allowed);
    }
    let class = mention
        .class
        .clone()
        .or_else(|| mention.name_type.map(|kind| ontology.broad(kind)));
    let Some(class) = class else {
        // A name that nothing types is rarely a person, a body or a place: those are mostly known by their looks.
        let typed = [
            vocab::PERSON.into_owned(),
            vocab::ORGANIZATION.into_owned(),
            vocab::PLACE.into_owned(),
            vocab::GROUP.into_owned(),
        ];
        let only_typed = allowed
            .iter()
            .all(|wanted| ontology.fits(std::slice::from_ref(wanted), &typed));
        // "Professor of Engineering": of one word no title tells that it is a body.
        let titled = titled && mention.tokens.len() > 1;
        return mention.kind != MentionKind::Name || allowed.is_empty() || titled || !only_typed;
    };
    ontology.fits(std::slice::from_ref(&class), allowed) || ontology.may_be(&class, allowed)
}

/// Whether the words around a name mean less than it says: "three Samoans", "most Democrats", `a "no deal" Brexit`.
fn qualified(tree: &Tree, mention: &Mention) -> bool {
    if mention.kind != MentionKind::Name || mention.name_type == Some(NameType::Person) {
        return false;
    }
    let of_group = |kid: usize| match tree.rel(kid) {
        Rel::Nummod => true,
        Rel::Amod | Rel::Det => matches!(
            tree.lower(kid).as_str(),
            "some" | "many" | "most" | "few" | "several" | "certain" | "other" | "no"
        ),
        // "Democrats in the House", "Muslims who fast"
        Rel::Nmod | Rel::AclRelcl => kid > mention.head,
        _ => false,
    };
    let group = mention.name_type == Some(NameType::Group) || tree.word(mention.head).tag == "NNPS";
    let closes = |at: &usize| matches!(tree.text(*at), "\"" | "”" | "’");
    let quoted = mention.tokens.start.checked_sub(2).is_some_and(|word| {
        closes(&(word + 1))
            && tree.head(word) == Some(mention.head)
            && matches!(tree.rel(word), Rel::Compound | Rel::Amod)
    });
    quoted
        || less_than_all(tree, mention)
        || group && tree.kids(mention.head).iter().any(|kid| of_group(*kid))
}

/// Whether what stands right before or behind a name makes it that of something else, or of a part.
fn less_than_all(tree: &Tree, mention: &Mention) -> bool {
    let sentence = tree.sentence_tokens(mention.head);
    let before = mention.tokens.start.checked_sub(1);
    // "the 16-inch MacBook Pro", "second-generation AirPods": one of several of the name.
    let model = before.is_some_and(|before| {
        let word = tree.lower(before);
        let tied = before > 0 && matches!(tree.text(before - 1), "-" | "‑");
        ["inch", "generation"].iter().any(|kind| {
            word.strip_suffix(kind)
                .is_some_and(|rest| rest.ends_with(['-', '‑']) || rest.is_empty() && tied)
        })
    });
    // "1 scoop Shakeology": some of it.
    let measured = before.is_some_and(|before| {
        tree.word(before).tag == "NN"
            && before > sentence.start
            && tree.word(before - 1).tag == "CD"
            && tree.head(before) == Some(mention.head)
    });
    // "Science, Quickly is": a title that goes on behind its comma.
    let comma = mention.tokens.end;
    let goes_on = comma + 2 < sentence.end
        && tree.text(comma) == ","
        && tree.text(comma + 1).starts_with(char::is_uppercase)
        && tree.mention(comma + 1).is_none()
        && matches!(tree.pos(comma + 1), Pos::Adv | Pos::Adj)
        && matches!(tree.pos(comma + 2), Pos::Aux | Pos::Verb);
    model || measured || goes_on
}

/// A noun with all that belongs to it, without a relative clause or an apposition.
fn phrase(tree: &Tree, token: usize) -> crate::text::Span {
    // "convicted of terrorism years ago": how long ago is no part of it.
    let ago = tree.sentence_tokens(token).end > token + 1 && tree.lower(token + 1) == "ago";
    let before = tree.kid(token, &[Rel::Compound]).filter(|_| ago);
    if let Some(noun) = before {
        return phrase(tree, noun);
    }
    // "of bribery and of fraud" are two things, "to the pitch and the stands" is one.
    let other = |kid: usize| {
        tree.rel(kid) == Rel::Conj && kid > token && tree.kid(kid, &[Rel::Case]).is_some()
    };
    let skip = |kid: usize| {
        other(kid)
            || matches!(
                tree.rel(kid),
                Rel::AclRelcl
                    | Rel::Appos
                    | Rel::Parataxis
                    | Rel::Case
                    | Rel::Punct
                    | Rel::Advcl
                    | Rel::Mark
                    | Rel::NmodUnmarked
                    | Rel::OblUnmarked
            )
            || tree.rel(kid) == Rel::Conj && clause::is_predicate(tree, kid)
            || kid < token && matches!(tree.rel(kid), Rel::Punct | Rel::Cc)
    };
    let mut words = tree.subtree_without(token, &skip);
    // "the Lord Mayor of Melbourne": what the noun is "of" belongs to it, wherever the tree hung it.
    let sentence = tree.sentence_tokens(token);
    if words.end == token + 1 && words.end + 1 < sentence.end && tree.lower(words.end) == "of" {
        let of = words.end;
        let next = (of + 1..sentence.end.min(of + 5)).find(|at| tree.is_nominal(*at));
        if let Some(noun) = next.and_then(|at| tree.mention(at)) {
            words.end = tree.analysis.mentions[noun].tokens.end;
        }
    }
    // "applies only to the pitch": the phrase begins behind its preposition.
    let case = tree
        .kids_by(token, &[Rel::Case])
        .filter(|case| *case < token);
    words.start = case
        .last()
        .map_or(words.start, |case| words.start.max(case + 1));
    // "conspiracy in what they said was a scheme": what the pronoun opens is left out, and so is the pronoun.
    while words.len() > 1
        && (matches!(tree.word(words.end - 1).tag, "WP" | "WDT")
            || tree.pos(words.end - 1) == Pos::Adp)
    {
        words.end -= 1;
    }
    tree.span(&words)
}
