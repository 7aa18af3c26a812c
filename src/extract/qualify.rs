//! Qualifiers: the words around a relation → when, where and how much, no value used twice.

use super::candidate::{Candidate, Filler};
use super::model::{Argument, Qualifiers};
use super::tree::Tree;
use crate::analysis::{DateValue, MentionKind, NameType, Pos, Rel, Value, ValueKind};
use crate::ontology::open;

/// Finds the qualifiers of a candidate; `taken` are the arguments that it already uses.
pub(super) fn of(
    tree: &Tree,
    candidate: &Candidate,
    rivals: &[usize],
    taken: [&Argument; 2],
) -> Qualifiers {
    let mut found = Qualifiers::default();
    let sentence = tree.sentence_tokens(candidate.trigger);
    let is_date = |argument: &&Argument| {
        let value = match argument {
            Argument::Value(index) => tree.analysis.values.get(*index),
            _ => None,
        };
        value.is_some_and(|value| matches!(value.kind, ValueKind::Date(_)))
    };
    // "died in 1984, and Mike in 1987": what is a date itself has no other.
    let dated_by_object = taken.iter().any(is_date);
    for (index, value) in tree.analysis.values.iter().enumerate() {
        let date = matches!(value.kind, ValueKind::Date(_));
        let spoken = date && tree.quotations[value.head].is_some() && !dated_in_full(tree, value);
        if spoken
            || date && dated_by_object
            || date && describes_noun(tree, value.head, candidate.trigger)
        {
            continue;
        }
        if date && listed(tree, value.head) && listed(tree, candidate.subject) {
            continue;
        }
        if date && open::is_open(&candidate.relation) && !dates(tree, value.head, candidate.trigger)
        {
            continue;
        }
        let free = !taken.contains(&&Argument::Value(index));
        if !free
            || !sentence.contains(&value.head)
            || nearest(tree, value.head, rivals) != Some(candidate.trigger)
                && !(date && meanwhile(tree, value.head, candidate.trigger))
            || told_aside(tree, candidate.trigger, value.head)
        {
            continue;
        }
        match &value.kind {
            ValueKind::Money(_) => found.amount = found.amount.or(Some(index)),
            ValueKind::Percent(_) => found.percent = found.percent.or(Some(index)),
            ValueKind::Date(date) => dated(&mut found, date, years_apart(tree, value)),
            ValueKind::Count(_) | ValueKind::Duration(_) | ValueKind::Age(_) => {}
        }
    }
    // Of "won in Maine and Virginia" neither is where the other was, however the tree hung them.
    let placed = open::is_open(&candidate.relation)
        && matches!(taken[1], Argument::Mention(mention)
            if tree.analysis.mentions[*mention].name_type == Some(NameType::Place));
    found.place = place(tree, candidate, taken).filter(|_| !placed);
    found.role = candidate.role.as_ref().map(|role| tree.span(role));
    found
}

/// Whether a date hangs on a word itself and in its own clause, as is asked where no frame vouches for the rest.
fn dates(tree: &Tree, date: usize, trigger: usize) -> bool {
    let between = date.min(trigger)..date.max(trigger);
    tree.head(date) == Some(trigger)
        && between
            .into_iter()
            .all(|at| tree.pos(at) != Pos::Cconj || tree.lower(at) != "but")
}

/// Whether a word is one of several in a list: of two lists it is not told which goes with which.
pub(super) fn listed(tree: &Tree, token: usize) -> bool {
    tree.rel(token) == Rel::Conj || tree.kid(token, &[Rel::Conj]).is_some()
}

/// Whether a date is two years with a dash between them: "president, 1987–2017,".
fn years_apart(tree: &Tree, value: &Value) -> bool {
    let words = value.span.of(&tree.analysis.document.text);
    let years: Vec<&str> = words.split(['-', '–', '‑']).map(str::trim).collect();
    let year = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    years.len() == 2 && years.iter().all(year)
}

fn dated(found: &mut Qualifiers, date: &DateValue, spanning: bool) {
    let start = Some(date.start.clone());
    match date.preposition.as_deref() {
        None if spanning => {
            found.from = found.from.take().or(start);
            found.until = found.until.take().or_else(|| date.end.clone());
        }
        // When something else was before or after says not when this was.
        Some("before" | "after") => {}
        Some("since") => found.from = found.from.take().or(start),
        Some("from") => {
            found.from = found.from.take().or(start);
            found.until = found.until.take().or_else(|| date.end.clone());
        }
        Some("until" | "till" | "to" | "through") => {
            let end = date.end.clone().or(start);
            found.until = found.until.take().or(end);
        }
        _ => found.at = found.at.take().or_else(|| whole(date)),
    }
}

/// The day, month or year that holds all of a date: of "last week" the month, of "the 1970s" none.
fn whole(date: &DateValue) -> Option<String> {
    let Some(end) = &date.end else {
        return Some(date.start.clone());
    };
    ["yyyy-mm-dd", "yyyy-mm", "yyyy"]
        .into_iter()
        .filter_map(|precision| date.start.get(..precision.len()))
        .find(|shared| end.starts_with(shared))
        .map(str::to_owned)
}

/// Whether a date is written with a year: "this evening" in a quotation is somebody else's evening.
fn dated_in_full(tree: &Tree, value: &Value) -> bool {
    let words = value.span.of(&tree.analysis.document.text);
    words
        .split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4)
}

/// "the 2016 election", "the attack on Tuesday": a date that tells one thing from others does not date what happened to it.
fn describes_noun(tree: &Tree, date: usize, trigger: usize) -> bool {
    let Some(noun) = tree.head(date).filter(|noun| *noun != trigger) else {
        return false;
    };
    let part = matches!(
        tree.rel(date),
        Rel::Compound
            | Rel::Nummod
            | Rel::Amod
            | Rel::NmodPoss
            | Rel::NmodDesc
            | Rel::NmodUnmarked
            | Rel::Nmod
            | Rel::Acl
            | Rel::Appos
    );
    let plain = tree.pos(noun) == Pos::Noun && tree.rel(noun) != Rel::Root;
    // "the 2016 and 2021 Olympics": the one year tells as much as the other, which the name holds.
    let of_name = tree
        .kid(date, &[Rel::Conj])
        .is_some_and(|other| tree.is_name(other) && tree.is_name(noun));
    part && (plain || of_name)
}

/// "presented it in 1986, while he was a researcher": what the clause of the date tells happened while this was so.
fn meanwhile(tree: &Tree, date: usize, trigger: usize) -> bool {
    let subject = tree.kid(trigger, &[Rel::Nsubj]);
    tree.rel(trigger) == Rel::Advcl
        && tree.rel(date) == Rel::Obl
        && tree.head(date) == tree.head(trigger)
        && tree.cases(trigger).iter().any(|mark| mark == "while")
        && subject.is_some_and(|subject| tree.pos(subject) == Pos::Pron)
}

/// The trigger under which a word stands, without another clause between them.
fn nearest(tree: &Tree, token: usize, rivals: &[usize]) -> Option<usize> {
    if rivals.contains(&token) {
        return Some(token);
    }
    let date = tree.value(token).is_some_and(|value| {
        let kind = &tree.analysis.values[value].kind;
        matches!(kind, ValueKind::Date(_) | ValueKind::Percent(_))
    });
    let mut below = token;
    for above in tree.ancestors(token) {
        // "founded it, but was arrested in 1963", "has led it after being elected in 2005"
        let elsewhere = below != token
            && match tree.rel(below) {
                Rel::Conj => true,
                Rel::Advcl => date && tree.word(below).tag != "VB",
                _ => false,
            };
        if rivals.contains(&above) {
            return (!elsewhere).then_some(above);
        }
        // A clause of its own, or another verb's object, keeps its sums and dates to itself.
        if matches!(
            tree.rel(below),
            Rel::Acl
                | Rel::AclRelcl
                | Rel::AdvclRelcl
                | Rel::Ccomp
                | Rel::Parataxis
                | Rel::Advcl
                | Rel::Conj
                | Rel::Appos
        ) {
            return None;
        }
        below = above;
    }
    None
}

/// "replaces Whitfield, who resigned on Wednesday": what stands behind a relative pronoun or a semicolon belongs to its clause.
fn told_aside(tree: &Tree, trigger: usize, value: usize) -> bool {
    let between = trigger.min(value)..trigger.max(value);
    if between.clone().any(|at| tree.text(at) == ";") {
        return true;
    }
    // "has died, her club announced yesterday": the day of the verb right before it.
    let first = tree.kid(value, &[Rel::Case]).unwrap_or(value);
    let verb = first.checked_sub(1).filter(|before| trigger < *before);
    if verb.is_some_and(|verb| {
        tree.word(verb).tag == "VBD"
            && between.clone().any(|at| tree.text(at) == ",")
            && tree.kid(verb, &[Rel::Nsubj]).is_some()
    }) {
        return true;
    }
    (trigger + 1..value)
        .rev()
        .take_while(|at| tree.text(*at) != ",")
        .any(|at| matches!(tree.word(at).tag, "WDT" | "WP" | "WP$"))
}

fn place(tree: &Tree, candidate: &Candidate, taken: [&Argument; 2]) -> Option<usize> {
    // A title says nothing of where; and of "wins in Arizona and Florida" neither is where the other was.
    if candidate.role.is_some() {
        return None;
    }
    let beside: Vec<usize> = match candidate.object {
        Filler::Token(token) => {
            let first = tree.head(token).filter(|_| tree.rel(token) == Rel::Conj);
            tree.coordinated(first.unwrap_or(token))
        }
        Filler::Constant(_) => Vec::new(),
    };
    let here = |kid: &usize| {
        tree.cases(*kid)
            .iter()
            .any(|case| case == "in" || case == "at")
    };
    tree.kids_by(candidate.trigger, &[Rel::Obl, Rel::Nmod])
        .filter(here)
        // "earned 26 delegates in Iowa and Nevada": not in each.
        .filter(|kid| tree.kid(*kid, &[Rel::Conj]).is_none())
        .filter(|kid| !beside.contains(kid))
        .filter(|kid| *kid != candidate.subject && candidate.object != Filler::Token(*kid))
        .filter_map(|kid| tree.mention_headed(kid))
        .find(|index| {
            let mention = &tree.analysis.mentions[*index];
            let named =
                mention.kind == MentionKind::Name && mention.name_type == Some(NameType::Place);
            // "the Northern District of Texas" is cut short.
            let whole = mention.tokens.end >= tree.analysis.words.len()
                || tree.text(mention.tokens.end) != "of";
            named && whole && !taken.contains(&&Argument::Mention(*index))
        })
}
