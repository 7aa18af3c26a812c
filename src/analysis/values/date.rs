//! Pieces → dates: what the other rules find, ranges of them, and the preposition that opens them.

use super::calendar::{Calendar, Period};
use super::month;
use super::pieces::{Found, Pieces};
use super::relative::relative;
use super::year;
use crate::analysis::{DateValue, Pos, Rel, Word};
use crate::article::day_of_week;

/// `date = single [("to" | "until" | "through" | "-" | "and") single]`
pub(super) fn date(pieces: &Pieces<'_>, at: usize, calendar: Calendar) -> Option<Found<DateValue>> {
    let forward = is_ahead(pieces, at);
    let first = single(pieces, at, calendar, forward)?;
    let opening = opening(pieces, at);
    let joined = match pieces.key(first.end) {
        "to" | "until" | "till" | "through" => opening.as_deref() != Some("between"),
        "and" => opening.as_deref() == Some("between"),
        _ => pieces.hyphen(first.end),
    };
    let second = if joined {
        single(pieces, first.end + 1, calendar, forward)
    } else {
        None
    };
    let (period, end) =
        match second.and_then(|last| Some((range(first.value.clone(), last.value)?, last.end))) {
            Some(range) => range,
            None => (first.value, first.end),
        };
    let preposition = opening.filter(|_| !modifies(pieces, at, end));
    Some(Found::new(
        DateValue {
            start: period.start,
            end: period.end,
            preposition,
        },
        end,
    ))
}

/// `[weekday [","]] (month | year | relative)`
fn single(
    pieces: &Pieces<'_>,
    at: usize,
    calendar: Calendar,
    forward: bool,
) -> Option<Found<Period>> {
    if day_of_week(pieces.key(at)).is_some() {
        let next = at + 1 + usize::from(pieces.is(at + 1, &[","]));
        let the = next + usize::from(pieces.is(next, &["the"]));
        if let Some(day) =
            month::month(pieces, the, calendar, forward).filter(|day| day.value.start.len() == 10)
        {
            return Some(day);
        }
    }
    month::month(pieces, at, calendar, forward)
        .or_else(|| year::year(pieces, at, calendar))
        .or_else(|| relative(pieces, at, calendar, forward))
}

/// Joins two dates; where only the second has a year of its own, the first shares it.
fn range(mut first: Period, last: Period) -> Option<Period> {
    let end = last.end.unwrap_or(last.start);
    if first.guessed && !last.guessed && first.start.len() >= 4 {
        first.start.replace_range(..4, end.get(..4)?);
    }
    (first.start < end).then_some(Period {
        start: first.start,
        end: Some(end),
        guessed: last.guessed,
    })
}

/// Words that open a date.
const PREPOSITIONS: &[&str] = &[
    "since",
    "until",
    "till",
    "in",
    "by",
    "from",
    "on",
    "after",
    "before",
    "between",
    "during",
    "through",
    "throughout",
    "to",
    "at",
    "within",
    "for",
    "over",
    "around",
    "starting",
    "beginning",
];
/// Words between a preposition and its date.
const FILLERS: &[&str] = &[
    "the", "early", "late", "mid", "-", "about", "around", "fiscal", "year", "earlier", "later",
    "sometime", "both",
];
/// Parts of a period, with "of" behind them.
const PARTS: &[&str] = &[
    "end",
    "beginning",
    "start",
    "middle",
    "close",
    "summer",
    "spring",
    "autumn",
    "fall",
    "winter",
    "course",
    "half",
];

fn opening(pieces: &Pieces<'_>, at: usize) -> Option<String> {
    let mut place = at;
    while place > 0 {
        place -= 1;
        let key = pieces.key(place);
        if PREPOSITIONS.contains(&key)
            && !(key == "around" && place > 0 && PREPOSITIONS.contains(&pieces.key(place - 1)))
        {
            return Some(key.to_owned());
        }
        let part = key == "of" && place > 0 && PARTS.contains(&pieces.key(place - 1));
        if part {
            place -= 1;
        } else if !FILLERS.contains(&key) {
            return None;
        }
    }
    None
}

/// Whether the date stands inside a noun phrase: "in the 2019 agreement" does not open a date.
fn modifies(pieces: &Pieces<'_>, at: usize, end: usize) -> bool {
    let Some(last) = end.checked_sub(1).and_then(|last| pieces.all.get(last)) else {
        return false;
    };
    let inside = |word: &Word| {
        matches!(
            word.rel,
            Rel::Nummod
                | Rel::Compound
                | Rel::Amod
                | Rel::NmodPoss
                | Rel::NmodUnmarked
                | Rel::NmodDesc
        ) && word.head.is_some_and(|head| head > last.token)
    };
    (at..end).any(|piece| pieces.word(piece).is_some_and(inside))
        && pieces
            .pos(end)
            .is_some_and(|pos| matches!(pos, Pos::Noun | Pos::Propn | Pos::Adj))
}

/// Lemmas under which an infinitive lies ahead.
const PLANS: &[&str] = &[
    "plan",
    "expect",
    "schedule",
    "set",
    "due",
    "aim",
    "intend",
    "hope",
    "slate",
    "prepare",
    "want",
    "go",
    "forecast",
    "predict",
    "project",
    "anticipate",
    "poise",
];

/// Lemmas of verbs that put an end or a day off, until one that lies ahead.
const DEFERRING: &[&str] = &[
    "extend", "prolong", "postpone", "delay", "defer", "push", "move", "adjourn", "suspend",
];

/// Lemmas of what is arranged: its own date lies ahead.
const ARRANGED: &[&str] = &["expect", "schedule", "set", "due", "slate", "plan"];

/// "meets them on Saturday", "is facing them in May": with a date of its own the present tense tells what is to come.
fn present(pieces: &Pieces<'_>, token: usize, word: &Word) -> bool {
    let now = |child: &Word| child.rel == Rel::Aux && matches!(child.tag, "VBZ" | "VBP");
    word.pos == Pos::Verb
        && match word.tag {
            "VBZ" | "VBP" => true,
            "VBG" => pieces.children(token).any(now),
            _ => false,
        }
}

/// Whether the clause of the date speaks of what is to come.
fn is_ahead(pieces: &Pieces<'_>, at: usize) -> bool {
    let Some(mut token) = pieces.all.get(at).map(|piece| piece.token) else {
        return false;
    };
    let mut direct = true;
    for _ in 0..5 {
        let Some(word) = pieces.token(token) else {
            return false;
        };
        if matches!(word.pos, Pos::Verb | Pos::Aux | Pos::Adj | Pos::Noun) {
            let will = pieces.children(token).any(|child| {
                matches!(child.rel, Rel::Aux | Rel::AuxPass)
                    && matches!(child.lemma.as_str(), "will" | "shall" | "'ll" | "wo")
            });
            let infinitive = pieces
                .children(token)
                .any(|child| child.rel == Rel::Mark && child.lemma == "to");
            let planned = word
                .head
                .and_then(|head| pieces.token(head))
                .is_some_and(|head| PLANS.contains(&head.lemma.as_str()));
            let deferred = DEFERRING.contains(&word.lemma.as_str())
                && opening(pieces, at)
                    .is_some_and(|word| matches!(word.as_str(), "to" | "until" | "till"));
            if will
                || deferred
                || direct && present(pieces, token, word)
                || (infinitive && planned)
                || ARRANGED.contains(&word.lemma.as_str())
            {
                return true;
            }
            if word.pos == Pos::Verb && word.rel != Rel::Xcomp && word.rel != Rel::Conj {
                return false;
            }
        }
        let Some(head) = word.head else { return false };
        // "stays on after his win on Wednesday": the date is that of the noun.
        direct &= !matches!(word.rel, Rel::Nmod | Rel::Acl);
        token = head;
    }
    false
}
