//! Claims: statements about mentions → claims about things.

use std::collections::BTreeMap;

use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, NamedNode, NamedNodeRef};

use super::model::{Claim, Condition, Object};
use super::things::Things;
use crate::analysis::{Bound, MentionKind, Rel, ValueKind, bound_before};
use crate::extract::{Argument, Content, Qualifiers, Source, SourceKind, Statement};
use crate::ontology::{Ontology, open, vocab};

/// Turns statements into claims; those about nothing identifiable are left out.
///
/// Returns, beside the claims, which one each statement became: two that say the same become one.
pub(super) fn claims(
    things: &mut Things,
    statements: &[Statement],
    publisher: usize,
) -> (Vec<Claim>, Vec<Option<usize>>) {
    let mut claims: Vec<Claim> = Vec::new();
    let mut became = Vec::new();
    for statement in statements {
        let place = claim(things, statement, publisher).map(|claim| {
            let known = claims.iter().position(|known| *known == claim);
            known.unwrap_or_else(|| {
                claims.push(claim);
                claims.len() - 1
            })
        });
        became.push(place);
    }
    (claims, became)
}

fn claim(things: &mut Things, statement: &Statement, publisher: usize) -> Option<Claim> {
    let ends = Ends::of(things.ontology, &statement.relation)?;
    let Argument::Mention(subject) = statement.subject else {
        return None;
    };
    let subject = thing(things, subject, ends.subject, ends.open)?;
    let mut qualifiers = BTreeMap::new();
    let object = object(things, &ends, &statement.object, &mut qualifiers)
        .filter(|object| *object != Object::Entity(subject))?;
    qualify(things, &statement.qualifiers, &mut qualifiers);
    let stance = &statement.stance;
    let mut sources: Vec<(usize, SourceKind)> = vec![(publisher, SourceKind::AuthorVoice)];
    for source in &stance.sources {
        if nobody(things, *source) {
            return None;
        }
        let found = holder(things, *source);
        // What "The Morning Ledger has learned" the paper says itself.
        if same_name(things, found.0, publisher) {
            continue;
        }
        if !sources.contains(&found) {
            sources.push(found);
        }
    }
    let (holder, kind) = sources.pop()?;
    let condition = stance.condition.map(|span| Condition {
        text: clause(&things.words(span)),
        triple: statement
            .condition
            .as_ref()
            .and_then(|content| depends(things, content)),
    });
    Some(Claim {
        subject,
        relation: statement.relation.clone(),
        object,
        qualifiers: qualifiers.into_iter().collect(),
        status: by(stance.status.local_name()),
        certainty: by(stance.certainty.local_name()),
        polarity: by(if stance.positive {
            "positive"
        } else {
            "negative"
        }),
        holder,
        relayed_by: sources
            .into_iter()
            .rev()
            .map(|(source, _)| source)
            .collect(),
        source_kind: by(kind.local_name()),
        cues: stance.cues.iter().map(|cue| things.words(*cue)).collect(),
        condition,
        quote: statement.quote,
    })
}

/// What a relation asks of its ends.
struct Ends<'o> {
    subject: &'o [NamedNode],
    object: &'o [NamedNode],
    /// Whether no ontology knows the relation, so that nothing vouches for its ends but their names.
    open: bool,
}

impl<'o> Ends<'o> {
    /// Returns what a relation asks for; none where it is neither known nor open.
    fn of(ontology: &'o Ontology, relation: &NamedNode) -> Option<Self> {
        match ontology.relations.get(relation) {
            Some(known) => Some(Self {
                subject: &known.domain,
                object: &known.range,
                open: false,
            }),
            None => open::is_open(relation).then_some(Self {
                subject: &[],
                object: &[],
                open: true,
            }),
        }
    }
}

/// The thing that a mention stands for, where it may be one of `classes`, and has a name where that is asked for.
fn thing(things: &Things, mention: usize, classes: &[NamedNode], named: bool) -> Option<usize> {
    things.of_mention[mention]
        .filter(|thing| things.fits(*thing, classes) && (!named || things.named[*thing]))
}

/// What stands as the object of a relation; a sum brings its currency and its bound.
fn object(
    things: &Things,
    ends: &Ends<'_>,
    argument: &Argument,
    qualifiers: &mut Found,
) -> Option<Object> {
    Some(match argument {
        Argument::Mention(mention) => {
            Object::Entity(thing(things, *mention, ends.object, ends.open)?)
        }
        Argument::Value(value) => value_object(things, *value, qualifiers),
        Argument::Words(span) => Object::Literal(Literal::new_simple_literal(things.words(*span))),
        Argument::Constant(text) => Object::Literal(Literal::new_simple_literal(text)),
    })
}

/// What a claim depends on, where it is about identifiable things.
fn depends(things: &Things, content: &Content) -> Option<(usize, NamedNode, Object)> {
    let ends = Ends::of(things.ontology, &content.relation)?;
    let Argument::Mention(subject) = content.subject else {
        return None;
    };
    let subject = thing(things, subject, ends.subject, ends.open)?;
    let object = object(things, &ends, &content.object, &mut BTreeMap::new())?;
    let itself = object == Object::Entity(subject);
    (!itself).then(|| (subject, content.relation.clone(), object))
}

fn by(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{}{local}", vocab::BY))
}

/// The words of a clause without the punctuation that only ties it to its sentence.
fn clause(words: &str) -> String {
    let tie = |c: char| c.is_whitespace() || ",;:—–-".contains(c);
    words.trim_matches(tie).to_owned()
}

type Found = BTreeMap<NamedNode, Object>;

/// Sets a qualifier; the graph gives the text the type that the property asks for.
fn put(found: &mut Found, property: NamedNodeRef<'_>, text: &str) {
    let literal = Literal::new_simple_literal(text);
    found.insert(property.into_owned(), Object::Literal(literal));
}

fn value_object(things: &Things, value: usize, qualifiers: &mut Found) -> Object {
    let value = &things.analysis.values[value];
    Object::Literal(match &value.kind {
        ValueKind::Money(money) => {
            put(qualifiers, vocab::CURRENCY, &money.currency);
            bound(money.bound, qualifiers);
            Literal::new_typed_literal(&money.amount, xsd::DECIMAL)
        }
        ValueKind::Date(date) => Literal::new_simple_literal(&date.start),
        ValueKind::Percent(text) | ValueKind::Count(text) | ValueKind::Duration(text) => {
            let text_before = &things.analysis.document.text[..value.span.start];
            let line = text_before.rsplit('\n').next().unwrap_or_default();
            bound(bound_before(line), qualifiers);
            Literal::new_simple_literal(text)
        }
        ValueKind::Age(years) => Literal::new_simple_literal(years.to_string()),
    })
}

fn bound(bound: Bound, found: &mut Found) {
    let name = match bound {
        Bound::Exact => return,
        Bound::About => "about",
        Bound::AtLeast => "atLeast",
        Bound::AtMost => "atMost",
    };
    found.insert(vocab::AMOUNT_BOUND.into_owned(), Object::Word(by(name)));
}

fn qualify(things: &Things, qualifiers: &Qualifiers, found: &mut Found) {
    let values = &things.analysis.values;
    if let Some(ValueKind::Money(money)) = qualifiers.amount.map(|index| &values[index].kind)
        && !found.contains_key(&vocab::CURRENCY.into_owned())
    {
        put(found, vocab::AMOUNT, &money.amount);
        put(found, vocab::CURRENCY, &money.currency);
        bound(money.bound, found);
    }
    if let Some(ValueKind::Percent(share)) = qualifiers.percent.map(|index| &values[index].kind) {
        put(found, vocab::PERCENT, share);
    }
    let dates = [
        (vocab::VALID_FROM, &qualifiers.from),
        (vocab::VALID_UNTIL, &qualifiers.until),
        (vocab::AT, &qualifiers.at),
    ];
    for (property, date) in dates {
        if let Some(date) = date {
            put(found, property, date);
        }
    }
    if let Some(place) = qualifiers
        .place
        .and_then(|mention| things.of_mention[mention])
    {
        found.insert(vocab::PLACE_OF.into_owned(), Object::Entity(place));
    }
    if let Some(role) = qualifiers.role {
        put(found, vocab::ROLE, &things.words(role));
    }
    if qualifiers.over {
        put(found, vocab::TENSE, "past");
    }
}

/// Whether two things have one name, but for the article before it.
fn same_name(things: &Things, one: usize, other: usize) -> bool {
    let name = |thing: usize| {
        let label = things.entities[thing].label.to_lowercase();
        label
            .strip_prefix("the ")
            .map(str::to_owned)
            .unwrap_or(label)
    };
    name(one) == name(other)
}

/// Whether a source is a pronoun of which nobody can say whom it means.
fn nobody(things: &Things, source: Source) -> bool {
    let mentions = things.analysis.mentions.iter().zip(&things.of_mention);
    mentions
        .filter(|(mention, _)| mention.head == source.head)
        .any(|(mention, thing)| mention.kind == MentionKind::Pronoun && thing.is_none())
}

/// The thing that speaks, and what kind of source it is.
fn holder(things: &mut Things, source: Source) -> (usize, SourceKind) {
    let mention = things
        .analysis
        .mentions
        .iter()
        .position(|mention| mention.head == source.head);
    if let Some(thing) = mention.and_then(|mention| things.of_mention[mention]) {
        let pronoun = mention
            .is_some_and(|index| things.analysis.mentions[index].kind == MentionKind::Pronoun);
        return (thing, kind_of(things, thing, source.kind, pronoun));
    }
    let label = role(things, source.head);
    let (segment, class) = match source.kind {
        SourceKind::Document => ("work", vocab::WORK),
        _ if things.analysis.words[source.head].tag == "NN" => ("person", vocab::PERSON),
        _ => ("group", vocab::GROUP),
    };
    let index = things.thing(segment, &label, false);
    things.occur(index, &label, Some(&class.into_owned()));
    let kind = match source.kind {
        SourceKind::NamedPerson | SourceKind::NamedOrganization | SourceKind::AuthorVoice => {
            SourceKind::UnnamedRole
        }
        other => other,
    };
    (index, kind)
}

fn kind_of(things: &Things, thing: usize, said: SourceKind, pronoun: bool) -> SourceKind {
    let classes = &things.entities[thing].classes;
    let is = |class: NamedNodeRef<'_>| {
        classes
            .iter()
            .any(|own| things.ontology.is_a(own, &class.into_owned()))
    };
    if !things.named[thing] {
        return match said {
            SourceKind::Document | SourceKind::Anonymous | SourceKind::Collective => said,
            _ => SourceKind::UnnamedRole,
        };
    }
    if is(vocab::OUTLET) {
        SourceKind::Outlet
    } else if is(vocab::PERSON) {
        SourceKind::NamedPerson
    } else if pronoun || is(vocab::ORGANIZATION) {
        SourceKind::NamedOrganization
    } else {
        said
    }
}

/// The words for a source without a name: its noun with what belongs to it, without clauses.
pub(super) fn role(things: &Things, head: usize) -> String {
    let words = &things.analysis.words;
    let left = things.children[head].iter().copied().filter(|kid| {
        *kid < head
            && matches!(
                words[*kid].rel,
                Rel::Amod | Rel::Compound | Rel::NmodPoss | Rel::Nummod
            )
    });
    // "the United States government": what describes a describing word belongs to it.
    let before = |at: usize| {
        let mut kids = things.children[at].iter().copied();
        kids.find(|kid| *kid < at && matches!(words[*kid].rel, Rel::Amod | Rel::Compound))
    };
    let first = left.min().unwrap_or(head);
    let first = std::iter::successors(Some(first), |at| before(*at))
        .last()
        .unwrap_or(first);
    let right = things.children[head]
        .iter()
        .copied()
        .filter(|kid| *kid > head && *kid <= head + 6);
    // "the government of Burundi on Tuesday announced": when it spoke is no part of who spoke.
    let values = &things.analysis.values;
    let date = |kid: usize| {
        values
            .iter()
            .any(|value| value.head == kid && matches!(value.kind, ValueKind::Date(_)))
    };
    // "Iran-backed rebels": what a hyphen joins belongs together.
    let first = std::iter::successors(Some(first), |at| {
        let mark = at.checked_sub(1).filter(|mark| *mark > 0)?;
        let joined = things.analysis.token_text(mark) == "-";
        joined.then(|| mark - 1)
    });
    let first = first.last().unwrap_or(head);
    let of = right
        .filter(|kid| matches!(words[*kid].rel, Rel::Nmod | Rel::Amod) && !date(*kid))
        .max()
        .unwrap_or(head);
    let tokens = &things.analysis.document.tokens;
    things.words(tokens[first].to(tokens[of.max(head)]))
}
