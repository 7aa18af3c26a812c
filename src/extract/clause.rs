//! Who acts and who is acted upon: a verb → its logical subject, object and indirect object, wherever they stand.

use super::tree::Tree;
use crate::analysis::{NameType, Pos, Rel};

const SUBJECTS: [Rel; 3] = [Rel::Nsubj, Rel::NsubjPass, Rel::NsubjOuter];

/// Verbs whose object does what their infinitive says: "asked Microsoft to invest".
const OBJECT_CONTROL: &[&str] = &[
    "allow",
    "ask",
    "force",
    "urge",
    "want",
    "help",
    "enable",
    "order",
    "schedule",
    "tell",
    "expect",
    "require",
    "permit",
    "persuade",
    "encourage",
    "invite",
    "let",
    "make",
    "see",
    "get",
    "cause",
    "convince",
    "instruct",
    "advise",
    "call",
    "hear",
    "lead",
    "oblige",
    "compel",
    "pressure",
    "push",
    "prompt",
    "appoint",
    "hire",
    "name",
    "elect",
    "choose",
    "select",
    "stop",
    "prevent",
    "catch",
    "watch",
    "spot",
    "request",
    "recommend",
    "beg",
    "command",
];

/// The logical arguments of a verb: head tokens, coordination spread out.
#[derive(Debug, Default)]
pub(super) struct Roles {
    pub(super) subject: Vec<usize>,
    pub(super) object: Vec<usize>,
    pub(super) indirect: Vec<usize>,
}

/// Finds the logical arguments of `verb`, undoing passives, relative clauses, participles and control.
pub(super) fn roles(tree: &Tree, verb: usize) -> Roles {
    let spread = |token: Option<usize>| {
        token
            .map(|token| tree.coordinated(token))
            .unwrap_or_default()
    };
    let grammatical = subject(tree, verb);
    let object = object(tree, verb);
    let indirect = tree.kid(verb, &[Rel::Iobj]);
    if !passive(tree, verb) {
        return Roles {
            subject: spread(grammatical),
            object: spread(object),
            indirect: spread(indirect),
        };
    }
    let agent = agent(tree, verb);
    // "Microsoft was granted rights": with an object left, the subject is who received it.
    match object {
        Some(object) => Roles {
            subject: spread(agent),
            object: spread(Some(object)),
            indirect: spread(grammatical),
        },
        None => Roles {
            subject: spread(agent),
            object: spread(grammatical),
            indirect: Vec::new(),
        },
    }
}

/// Whether a verb is passive, also by coordination with a passive one ("was founded in 2009 and acquired by Adobe").
pub(super) fn passive(tree: &Tree, verb: usize) -> bool {
    if tree.is_passive(verb) {
        return true;
    }
    // "was arrested and charged with fraud", whatever the tag.
    let accused = matches!(tree.lemma(verb), "accuse" | "charge" | "convict" | "indict");
    let participle = tree.word(verb).tag == "VBN" || accused && tree.word(verb).tag == "VBD";
    tree.rel(verb) == Rel::Conj
        && participle
        && tree.kid(verb, &[Rel::Aux, Rel::Nsubj, Rel::Obj]).is_none()
        && tree
            .head(verb)
            .is_some_and(|first| tree.word(first).tag == "VBN" && tree.is_passive(first))
}

/// Who a passive verb is done "by".
pub(super) fn agent(tree: &Tree, verb: usize) -> Option<usize> {
    tree.kids_by(verb, &[Rel::OblAgent, Rel::Obl])
        .find(|kid| tree.cases(*kid).iter().any(|case| case == "by") && tree.value(*kid).is_none())
}

/// Finds the grammatical subject of a predicate, also where another clause holds it.
pub(super) fn subject(tree: &Tree, predicate: usize) -> Option<usize> {
    subject_within(tree, predicate, 8)
}

fn subject_within(tree: &Tree, predicate: usize, depth: usize) -> Option<usize> {
    let depth = depth.checked_sub(1)?;
    if let Some(own) = tree.kid(predicate, &SUBJECTS) {
        return Some(antecedent(tree, own).unwrap_or(own));
    }
    let head = tree.head(predicate)?;
    if let Some(asked) = called_on(tree, head, predicate) {
        return Some(asked);
    }
    let rel = tree.rel(predicate);
    if rel != Rel::Conj && anybody(tree, head, predicate) {
        return None;
    }
    match rel {
        Rel::Conj | Rel::Parataxis if is_predicate(tree, head) => subject_within(tree, head, depth),
        Rel::Conj if tree.rel(head) == Rel::Acl => acl_subject(tree, head, depth),
        Rel::Xcomp => {
            let controls = OBJECT_CONTROL.contains(&tree.lemma(head)) && !tree.is_passive(head);
            let controller = tree.kid(head, &[Rel::Obj, Rel::Iobj]).filter(|_| controls);
            controller.or_else(|| subject_within(tree, head, depth))
        }
        // "as first spotted by the mayor": what the main clause tells was spotted, not its subject.
        Rel::Advcl if tree.word(predicate).tag == "VBN" && told_as(tree, predicate) => None,
        // "was called a triumph by Johnson, saying": who calls it so says so.
        Rel::Advcl
            if tree.word(predicate).tag == "VBG"
                && matches!(
                    tree.lemma(predicate),
                    "say" | "add" | "note" | "claim" | "argue" | "call"
                )
                && tree.is_passive(head)
                && agent(tree, head).is_some() =>
        {
            agent(tree, head)
        }
        Rel::Advcl if asked_for(tree, head, predicate) => tree.kid(head, &[Rel::Obj]),
        Rel::Advcl if held_against(tree, predicate) => tree
            .kid(head, &[Rel::Obj])
            .or_else(|| subject_within(tree, head, depth)),
        Rel::Advcl if !finite(tree, predicate) => subject_within(
            tree,
            quoted_before(tree, head, predicate).unwrap_or(head),
            depth,
        ),
        Rel::Amod if tree.pos(predicate) == Pos::Adj => Some(head),
        // "requested the governor declare it"
        Rel::Ccomp if tree.word(predicate).tag == "VB" => {
            let object = tree.kid(head, &[Rel::Obj]);
            object.filter(|object| head < *object && *object < predicate)
        }
        Rel::Ccomp if tree.word(predicate).tag == "VBG" => subject_within(tree, head, depth),
        Rel::Acl => acl_subject(tree, predicate, depth),
        _ => None,
    }
}

/// "a festival that involves giving presents", "recommends avoiding": whoever does so, it is not the festival.
fn anybody(tree: &Tree, verb: usize, gerund: usize) -> bool {
    let involves = matches!(
        tree.lemma(verb),
        "involve"
            | "include"
            | "entail"
            | "mean"
            | "recommend"
            | "advise"
            | "discourage"
            | "suggest"
            | "propose"
    );
    let bare = tree.kid(gerund, &[Rel::Mark, Rel::Case]).is_none();
    involves && verb < gerund && bare && tree.word(gerund).tag == "VBG"
}

/// "Students will be paid more, increasing most stipends, she said.": the participle goes on from what is said.
fn quoted_before(tree: &Tree, saying: usize, participle: usize) -> Option<usize> {
    let said = tree.kid(saying, &[Rel::Ccomp])?;
    (said < participle && participle < saying).then_some(said)
}

fn told_as(tree: &Tree, participle: usize) -> bool {
    tree.cases(participle).iter().any(|mark| mark == "as")
}

/// "scheduled a debate to air on Monday", "invited Reed, who was ill, to appear", "stopped customers lying": the object before
/// it does what is asked for, or hindered.
fn asked_for(tree: &Tree, verb: usize, asked: usize) -> bool {
    let object = tree.kid(verb, &[Rel::Obj]);
    let to = || tree.cases(asked).iter().any(|mark| mark == "to");
    let right_behind = || object.is_some_and(|object| tree.subtree(object).end == asked);
    OBJECT_CONTROL.contains(&tree.lemma(verb))
        && !tree.is_passive(verb)
        && match tree.word(asked).tag {
            "VB" => to(),
            "VBG" => tree.kid(asked, &[Rel::Mark]).is_none() && right_behind(),
            _ => false,
        }
        && object.is_some_and(|object| verb < object && object < asked)
}

/// "accused Microsoft of lying", "kept it from lying", "fined it for lying": the object does what the preposition brings.
fn held_against(tree: &Tree, gerund: usize) -> bool {
    tree.word(gerund).tag == "VBG"
        && tree
            .cases(gerund)
            .iter()
            .any(|case| matches!(case.as_str(), "of" | "from" | "into" | "as" | "for"))
}

/// "called on Fox News to fire her", "demanded of it to fire her", "lobbied for the league to ban him": who is asked does what is asked for.
fn called_on(tree: &Tree, verb: usize, asked_for: usize) -> Option<usize> {
    let infinitive =
        matches!(tree.rel(asked_for), Rel::Xcomp | Rel::Advcl) && tree.word(asked_for).tag == "VB";
    if !infinitive {
        return None;
    }
    let calls = tree.lemma(verb) == "call";
    let asks = matches!(tree.lemma(verb), "demand" | "request" | "require" | "ask");
    let body = |kid: usize| {
        let name = tree.name(kid);
        name.is_none_or(|name| name.name_type != Some(NameType::Place))
    };
    let asked = |kid: &usize| {
        let right_before = tree.subtree(*kid).end + 1 == asked_for;
        (verb..asked_for).contains(kid)
            && tree.value(*kid).is_none()
            && tree.cases(*kid).iter().any(|case| match case.as_str() {
                "on" | "upon" => calls,
                "from" | "of" => asks,
                "for" => right_before && body(*kid),
                _ => false,
            })
    };
    tree.kids_by(verb, &[Rel::Obl]).find(asked)
}

/// The subject of a clause that describes a noun: "a firm making chips", "plans to deploy".
fn acl_subject(tree: &Tree, predicate: usize, depth: usize) -> Option<usize> {
    let noun = tree.head(predicate)?;
    // "force likely to create injury"
    if matches!(tree.word(predicate).tag, "VBG" | "VBN") || tree.pos(predicate) == Pos::Adj {
        return Some(noun);
    }
    owner(tree, noun).or_else(|| {
        let verb = tree.head(noun)?;
        // "warned against attempts to enter": they are somebody else's.
        let against = [
            "against", "about", "of", "over", "by", "despite", "after", "amid",
        ]
        .map(str::to_owned);
        let inside = matches!(tree.rel(noun), Rel::Obj | Rel::Obl | Rel::Xcomp)
            && !(tree.rel(noun) == Rel::Obl && tree.after(noun, &against));
        if inside {
            subject_within(tree, verb, depth)
        } else {
            None
        }
    })
}

/// The owner of a noun: "OpenAI's plans", "plans by OpenAI".
pub(super) fn owner(tree: &Tree, noun: usize) -> Option<usize> {
    let possessor = tree.kid(noun, &[Rel::NmodPoss]);
    let possessor = possessor.map(|token| antecedent(tree, token).unwrap_or(token));
    possessor.or_else(|| {
        tree.kids_by(noun, &[Rel::Nmod])
            .find(|kid| tree.cases(*kid).iter().any(|case| case == "by"))
    })
}

/// What a relative pronoun stands for.
pub(super) fn antecedent(tree: &Tree, pronoun: usize) -> Option<usize> {
    if !matches!(
        tree.lower(pronoun).as_str(),
        "who" | "which" | "that" | "whom" | "whose"
    ) {
        return None;
    }
    let noun = tree
        .ancestors(pronoun)
        .find_map(|clause| match tree.rel(clause) {
            Rel::AclRelcl => tree.head(clause),
            _ => None,
        })?;
    // "Ann Lee, of Oslo; the twins Meyer, who drew weapons": a list of clauses keeps its pronouns apart.
    if (noun..pronoun).any(|at| tree.text(at) == ";") {
        return None;
    }
    match tree.lower(pronoun).as_str() {
        "who" | "whom" => Some(somebody(tree, noun)),
        "which" => thing_before(tree, around(tree, nearest(tree, noun, pronoun)), pronoun),
        _ => Some(noun),
    }
}

/// "the plant in Karnataka, which employs": what stands in a place and has no name of its own is more than the place.
fn around(tree: &Tree, noun: usize) -> usize {
    let place = tree
        .name(noun)
        .is_some_and(|name| name.name_type == Some(NameType::Place));
    let within = tree.rel(noun) == Rel::Nmod && tree.after(noun, &["in", "at"].map(str::to_owned));
    tree.head(noun)
        .filter(|above| place && within && *above < noun && tree.name(*above).is_none())
        .filter(|above| tree.is_nominal(*above))
        .unwrap_or(noun)
}

/// "Ann Lee of EMC Research, which polled": nobody is a "which", but the thing right before it may be.
fn thing_before(tree: &Tree, noun: usize, pronoun: usize) -> Option<usize> {
    let person = |token: usize| {
        let name = tree.name(token);
        name.is_some_and(|name| name.name_type == Some(NameType::Person))
    };
    if !person(noun) {
        return Some(noun);
    }
    let before = (noun..pronoun).rev().find(|at| tree.text(*at) != ",")?;
    let name = tree.name(before)?;
    (!person(before)).then_some(name.head)
}

/// "shares in Ostara, which is listed in London": the thing right before the comma, where the noun it belongs to is no thing.
fn nearest(tree: &Tree, noun: usize, pronoun: usize) -> usize {
    let comma = pronoun.checked_sub(1).filter(|at| tree.text(*at) == ",");
    let before = comma.and_then(|at| at.checked_sub(1));
    let name = before.and_then(|at| tree.name(at));
    // "the plant in Karnataka, which employs": what stands in a place is not the place.
    let thing = name.filter(|name| name.name_type != Some(NameType::Place));
    let head = thing
        .filter(|_| tree.mention(noun).is_none())
        .map(|name| name.head);
    head.filter(|head| *head > noun && tree.ancestors(*head).any(|above| above == noun))
        .unwrap_or(noun)
}

/// "a scientist at the Union of Concerned Scientists, who": somebody, so not the body or place beside whose name it stands.
fn somebody(tree: &Tree, noun: usize) -> usize {
    let body = |token: usize| {
        let kinds = [NameType::Organization, NameType::Place, NameType::Product];
        let kind = tree.name(token).and_then(|name| name.name_type);
        kind.is_some_and(|kind| kinds.contains(&kind))
    };
    let mut found = noun;
    while tree.rel(found) == Rel::Nmod
        && (body(found) || found != noun)
        && let Some(head) = tree.head(found).filter(|head| tree.is_nominal(*head))
    {
        found = head;
    }
    found
}

fn object(tree: &Tree, verb: usize) -> Option<usize> {
    if let Some(own) = tree.kid(verb, &[Rel::Obj]) {
        return Some(antecedent(tree, own).unwrap_or(own));
    }
    // "the start-up that Google acquired", "the start-up Google acquired".
    let relative = tree.rel(verb) == Rel::AclRelcl && !tree.is_passive(verb);
    let own_subject = tree
        .kid(verb, &[Rel::Nsubj])
        .filter(|own| antecedent(tree, *own).is_none());
    if relative && own_subject.is_some() {
        tree.head(verb)
    } else {
        None
    }
}

/// Whether a word heads a clause.
pub(super) fn is_predicate(tree: &Tree, token: usize) -> bool {
    matches!(tree.pos(token), Pos::Verb | Pos::Aux) || tree.kid(token, &[Rel::Cop]).is_some()
}

/// Whether a clause has a tense of its own.
pub(super) fn finite(tree: &Tree, predicate: usize) -> bool {
    let own = matches!(tree.word(predicate).tag, "VBD" | "VBZ" | "VBP" | "MD");
    own || tree
        .kids_by(predicate, &[Rel::Aux, Rel::AuxPass, Rel::Cop])
        .any(|aux| matches!(tree.word(aux).tag, "VBD" | "VBZ" | "VBP" | "MD"))
}
