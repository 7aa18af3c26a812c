//! One sentence → candidates for names, from the known names, what the network says and the shape of words.

use std::ops::Range;

use super::extent::widen;
use super::known::Match;
use super::tied::tie;
use super::view::View;
use super::{NameFinder, words};
use crate::analysis::lists::Lists;
use crate::analysis::syntax::names::TYPES;
use crate::analysis::{NameType, Pos};
use crate::text::{Sentence, Span};

/// A candidate for a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) tokens: Range<usize>,
    pub(super) name_type: Option<NameType>,
    /// Index of a known name.
    pub(super) known: Option<usize>,
    /// Whether it is a word for the people of the known place.
    pub(super) demonym: bool,
    /// Whether something else in the article must confirm it: it stands in a title-case heading or opens a sentence.
    pub(super) doubtful: bool,
}

/// Returns the names of one sentence, by position, not overlapping.
pub(super) fn names(finder: &NameFinder, view: View<'_>, sentence: &Sentence) -> Vec<Name> {
    let known = known(finder, view, sentence);
    let tagged = tagged(view, sentence);
    let mut names = merge(view, known, tagged);
    shaped(view, sentence, &mut names);
    widen(view, sentence, &mut names);
    tie(view, sentence, &mut names);
    names.retain(|name| {
        !merely_common(view, sentence, name) && !is_seat(view.surface(&name.tokens))
    });
    names.sort_by_key(|name| name.tokens.start);
    names
}

fn known(finder: &NameFinder, view: View<'_>, sentence: &Sentence) -> Vec<Name> {
    let title_case = view.is_title_case(sentence);
    let text = sentence.span.of(&view.document.text);
    let shouted = text.chars().filter(|c| c.is_alphabetic()).count() > 8
        && !text.chars().any(char::is_lowercase);
    let opening = view.opening(sentence);
    let mut names = Vec::new();
    let mut token = sentence.tokens.start;
    while token < sentence.tokens.end {
        let start = view.document.tokens[token].start;
        let end_token = |length: usize| {
            let tokens = &view.document.tokens[token..sentence.tokens.end];
            tokens
                .binary_search_by_key(&(start + length), |span| span.end)
                .ok()
                .map(|place| token + place + 1)
        };
        let rest = Span::new(start, sentence.span.end).of(&view.document.text);
        let find = |shouted| {
            finder
                .known
                .at(rest, shouted, |length| end_token(length).is_some())
        };
        let found = find(shouted).or_else(|| find(true).filter(|_| is_shouted(view.text(token))));
        let Some(Match {
            known,
            demonym,
            length,
        }) = found
        else {
            token += 1;
            continue;
        };
        let end = end_token(length).unwrap_or(token + 1);
        if is_era(view, sentence, token) {
            token = end;
            continue;
        }
        // "the Americans" are people of the place, not the place.
        let people = demonym && end == token + 1 && is_plural(view, token);
        // A capital says nothing at the start of a sentence or in a heading: "Target prices rose".
        let common =
            end == token + 1 && Lists::built_in().is_common(&view.text(token).to_lowercase());
        let open = title_case || (token == opening && view.pos(token) != Some(Pos::Propn));
        let name_type = if demonym {
            NameType::Group
        } else {
            finder.types[known].0
        };
        names.push(Name {
            tokens: token..end,
            name_type: Some(name_type),
            known: Some(known).filter(|_| !people),
            demonym: demonym && !people,
            doubtful: common && open,
        });
        token = end;
    }
    names
}

/// How papers write the states that members of Congress sit for.
const SEATS: &str = "Ala Alaska Ariz Ark Calif Colo Conn Del Fla Ga Hawaii Idaho Ill Ind Iowa Kan Ky La Maine Mass Md Mich Minn Miss \
    Mo Mont N.C N.D N.H N.J N.M N.Y Neb Nev Ohio Okla Ore Pa R.I S.C S.D Tenn Texas Utah Va Vt W.Va Wash Wis Wisc Wyo";

/// "R-Neb", "D-Calif": a party and the state that somebody sits for.
fn is_seat(name: &str) -> bool {
    let state = ["D-", "I-", "R-"]
        .iter()
        .find_map(|party| name.strip_prefix(party));
    state.is_some_and(|state| {
        let state = state.trim_end_matches('.');
        SEATS.split_whitespace().any(|seat| seat == state)
    })
}

/// "70 B.C.", "the first century B.C.".
fn is_era(view: View<'_>, sentence: &Sentence, token: usize) -> bool {
    let year = |before: &str| before == "century" || before.bytes().all(|b| b.is_ascii_digit());
    matches!(view.text(token), "B.C." | "BC" | "A.D." | "AD")
        && token > sentence.tokens.start
        && year(view.text(token - 1))
}

/// Whether a name of people stands for several of them: "Americans", not "American officials", "the British".
fn is_plural(view: View<'_>, token: usize) -> bool {
    let word = &view.words[token];
    view.text(token).ends_with('s') && matches!(word.tag, "NNS" | "NNPS")
}

/// Whether a word in capitals is more than an acronym: "TEHRAN".
fn is_shouted(word: &str) -> bool {
    word.chars().count() > 3 && word.chars().all(char::is_uppercase)
}

fn tagged(view: View<'_>, sentence: &Sentence) -> Vec<Name> {
    let tags: Vec<usize> = sentence
        .tokens
        .clone()
        .map(|token| usize::from(view.words[token].name))
        .collect();
    let doubtful = view.is_title_case(sentence);
    let mut names = Vec::new();
    let mut start = 0;
    while start < tags.len() {
        let mut end = start + 1;
        if tags[start] % 2 == 1 {
            while tags.get(end) == Some(&(tags[start] + 1)) {
                end += 1;
            }
            let name_type = TYPES[(tags[start] - 1) / 2];
            let first = sentence.tokens.start;
            let mut tokens = trim(view, first + start..first + end);
            // "General Santos City" is no general.
            if name_type != Some(NameType::Place) {
                tokens = without_titles(view, tokens);
            }
            // "Amy Klobuchar of Minnesota" names two things, "Catherine of Aragon" one.
            if name_type == Some(NameType::Person)
                && let Some(of) = tokens
                    .clone()
                    .skip(2)
                    .find(|token| view.text(*token) == "of")
            {
                tokens.end = of;
            }
            // "Bishop-Emeritus".
            let office = tokens.len() > 1
                && tokens
                    .clone()
                    .all(|token| view.text(token) == "-" || words::is_title(view.text(token)));
            if !tokens.is_empty()
                && !office
                && !words::is_abbreviation(view.surface(&tokens))
                && tokens.clone().any(|token| {
                    view.capital(token) || view.text(token).chars().any(char::is_uppercase)
                })
            {
                names.push(Name {
                    tokens,
                    name_type,
                    known: None,
                    demonym: false,
                    doubtful,
                });
            }
        }
        start = end;
    }
    names
}

/// Takes articles off the front, possessive marks and punctuation off the end.
pub(super) fn trim(view: View<'_>, mut tokens: Range<usize>) -> Range<usize> {
    let mark = |token: usize| {
        matches!(
            view.text(token),
            "'s" | "’s"
                | "'"
                | "’"
                | ","
                | "\""
                | "”"
                | "“"
                | "("
                | ")"
                | "-"
                | "–"
                | ":"
                | "&"
                | "+"
                | "v."
                | "vs."
        )
    };
    // "Kestrel deny": a small word that is often written closes no name.
    let plain = |token: usize| {
        let text = view.text(token);
        text.chars().all(char::is_lowercase)
            && (Lists::built_in().is_common(text)
                || matches!(view.pos(token), Some(Pos::Verb | Pos::Aux)))
    };
    while tokens.end > tokens.start
        && (mark(tokens.end - 1) || tokens.len() > 1 && plain(tokens.end - 1))
    {
        tokens.end -= 1;
    }
    // "Growers' Association fears": behind the last word of an institution nothing small belongs to its name.
    let small = |token: usize| view.text(token).chars().all(char::is_lowercase);
    if tokens.len() > 2
        && small(tokens.end - 1)
        && words::type_by_end(view.text(tokens.end - 2)) == Some(NameType::Organization)
        && view.capital(tokens.end - 2)
    {
        tokens.end -= 1;
    }
    while tokens.start < tokens.end
        && (mark(tokens.start)
            || matches!(view.text(tokens.start), "the" | "The" | "a" | "A" | "an"))
    {
        tokens.start += 1;
    }
    tokens
}

/// Takes titles off the front: "President Nils Haugen".
fn without_titles(view: View<'_>, mut tokens: Range<usize>) -> Range<usize> {
    while tokens.end > tokens.start + 1 && words::is_title(view.text(tokens.start)) {
        let tied = matches!(view.text(tokens.start + 1), "of" | "for" | "-");
        if tied {
            break;
        }
        tokens.start += 1;
    }
    tokens
}

/// Where a known and a tagged name overlap, takes the longer, unless the longer only strings known names together.
fn merge(view: View<'_>, known: Vec<Name>, tagged: Vec<Name>) -> Vec<Name> {
    let overlaps = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    let mut kept = Vec::new();
    let mut dropped = vec![false; known.len()];
    for name in tagged {
        let inside: Vec<usize> = (0..known.len())
            .filter(|&index| overlaps(&known[index].tokens, &name.tokens))
            .collect();
        if inside.is_empty() {
            kept.push(name);
            continue;
        }
        let covers = inside.iter().all(|&index| {
            let tokens = &known[index].tokens;
            name.tokens.start <= tokens.start
                && tokens.end <= name.tokens.end
                && tokens.len() < name.tokens.len()
        });
        let extra = name.tokens.clone().any(|token| {
            !inside
                .iter()
                .any(|&index| known[index].tokens.contains(&token))
                && view.text(token).starts_with(char::is_alphanumeric)
                && !words::is_title(view.text(token))
        });
        let doubted = name.doubtful && !inside.iter().all(|&index| known[index].demonym);
        if covers && extra && !doubted && extends(view, &known, &inside, &name) {
            for index in inside {
                dropped[index] = true;
            }
            kept.push(name);
        }
    }
    kept.extend(
        known
            .into_iter()
            .zip(dropped)
            .filter(|(_, dropped)| !dropped)
            .map(|(name, _)| name),
    );
    kept
}

/// Whether a tagged name is more than the known names in it: "Bank of America Securities", not "Microsoft and Amazon".
fn extends(view: View<'_>, known: &[Name], inside: &[usize], name: &Name) -> bool {
    // "Microsoft owns Anthropic" is no name, whatever the network makes of it.
    let small = |token: usize| {
        let text = view.text(token);
        text.chars().all(char::is_lowercase)
            && matches!(view.pos(token), Some(Pos::Verb | Pos::Aux))
    };
    let [only] = inside else {
        return !name.tokens.clone().any(small)
            && !name
                .tokens
                .clone()
                .any(|token| matches!(view.text(token), "and" | "&" | "/" | ","))
            && name.name_type != Some(NameType::Place);
    };
    let part = &known[*only];
    let plain_person =
        part.name_type == Some(NameType::Person) && name.name_type == Some(NameType::Person);
    part.demonym || !plain_person || part.tokens.len() == 1
}

/// Adds names that only their shape gives away: runs that end in "Inc", institutions "of", other proper nouns.
fn shaped(view: View<'_>, sentence: &Sentence, names: &mut Vec<Name>) {
    join_institutions(view, sentence, names);
    if view.is_title_case(sentence) {
        return;
    }
    let mut taken = vec![false; sentence.tokens.len()];
    for name in names.iter() {
        for token in name.tokens.clone() {
            taken[token - sentence.tokens.start] = true;
        }
    }
    for name in names.iter_mut() {
        let next = name.tokens.end;
        let free = next < sentence.tokens.end && !taken[next - sentence.tokens.start];
        if free
            && given_name(view, name)
            && view.capital(next)
            && view.pos(next) == Some(Pos::Propn)
        {
            // "Vladimir" alone is a town, "Vladimir Rebic" is a man.
            (name.name_type, name.tokens.end) = (Some(NameType::Person), next + 1);
            taken[next - sentence.tokens.start] = true;
        }
    }
    let mut token = sentence.tokens.start;
    while token < sentence.tokens.end {
        let free =
            |token: usize| token < sentence.tokens.end && !taken[token - sentence.tokens.start];
        let proper = |token: usize| {
            free(token) && view.capital(token) && view.pos(token) == Some(Pos::Propn)
        };
        let mut end = token;
        while proper(end) {
            end += 1;
        }
        let tokens = without_titles(view, trim(view, token..end));
        let titled = tokens.start > sentence.tokens.start
            && words::is_personal_title(view.text(tokens.start - 1))
            && view.capital(tokens.start - 1);
        if !tokens.is_empty() && named(view, &tokens, titled) {
            let name_type =
                words::type_by_end(view.text(tokens.end - 1)).filter(|_| tokens.len() > 1);
            let name_type = name_type.or(titled.then_some(NameType::Person));
            names.push(Name {
                tokens,
                name_type,
                known: None,
                demonym: false,
                doubtful: false,
            });
        }
        token = end.max(token) + 1;
    }
}

/// "the Party", "Information": one ordinary word with a capital is no name where nothing types it or where it opens its sentence
/// as a noun.
fn merely_common(view: View<'_>, sentence: &Sentence, name: &Name) -> bool {
    let first = name.tokens.start;
    let opens = first == view.opening(sentence);
    let alone = name.known.is_none() && name.tokens.len() == 1;
    // "County sheriffs say", "Per reports".
    let word = view.text(first);
    let bare =
        words::is_kind_of_place(word) || word == "Per" && view.pos(first + 1) == Some(Pos::Noun);
    if alone && opens && bare {
        return true;
    }
    alone
        && (name.name_type.is_none() || opens && view.pos(first) == Some(Pos::Noun))
        && Lists::built_in().is_common(&view.text(name.tokens.start).to_lowercase())
}

fn given_name(view: View<'_>, name: &Name) -> bool {
    name.known.is_none()
        && name.tokens.len() == 1
        && Lists::built_in().is_first_name(&view.text(name.tokens.start).to_lowercase())
}

/// Whether proper nouns that nothing else takes for a name are one.
fn named(view: View<'_>, tokens: &Range<usize>, titled: bool) -> bool {
    let text = view.text(tokens.start);
    let alone = tokens.len() == 1;
    // A capital makes no name of a word that is written small elsewhere: "the Office", "Year".
    let plain = !titled && Lists::built_in().is_common(&text.to_lowercase());
    if view.is_fragment(tokens) {
        return false;
    }
    !(words::is_calendar(text)
        || (alone
            && (words::is_title(text)
                || words::is_abbreviation(text)
                || text.chars().count() < 2
                || plain)))
}

/// Joins "Bank" + "of" + "England" to one name.
fn join_institutions(view: View<'_>, sentence: &Sentence, names: &mut Vec<Name>) {
    for of in sentence.tokens.clone().skip(1) {
        let inside = names
            .iter()
            .any(|name| name.tokens.start < of && of + 1 < name.tokens.end);
        if inside || view.text(of) != "of" || !words::opens_institution(view.text(of - 1)) {
            continue;
        }
        let next = of + 1 + usize::from(view.text(of + 1) == "the");
        let mut end = next;
        while end < sentence.tokens.end && view.capital(end) {
            end += 1;
        }
        if let Some(name) = names.iter().find(|name| name.tokens.start == next) {
            end = end.max(name.tokens.end);
        }
        if end == next {
            continue;
        }
        let mut start = of - 1;
        while start > sentence.tokens.start
            && view.capital(start - 1)
            && view.pos(start - 1) == Some(Pos::Propn)
            && !words::is_title(view.text(start - 1))
        {
            start -= 1;
        }
        names.retain(|name| name.tokens.end <= start || end <= name.tokens.start);
        let doubtful = false;
        names.push(Name {
            tokens: start..end,
            name_type: Some(NameType::Organization),
            known: None,
            demonym: false,
            doubtful,
        });
    }
}
