//! Parts of one name that a small word or a mark keeps apart: "Growers' Union", "Institute for Human Rights".

use std::ops::Range;

use super::name::Name;
use super::view::View;
use super::words;
use crate::analysis::lists::Lists;
use crate::analysis::{NameType, Pos, Rel};
use crate::text::Sentence;

/// Nouns that a title stands behind, so that what follows is one work, lower case.
const WORKS: &[&str] = &[
    "album",
    "book",
    "documentary",
    "film",
    "memoir",
    "movie",
    "musical",
    "novel",
    "play",
    "show",
    "single",
    "song",
];

/// Last words of programmes that are named for those who host them.
const PROGRAMMES: &[&str] = &["Hour", "Podcast", "Show"];

/// Last words of houses that are named for several founders.
const HOUSES: &[&str] = &[
    "Center", "Centre", "Church", "Clinic", "College", "Hospital", "Library", "School",
];

/// What an honour is of, behind "of the".
const HONOURS: &[&str] = &["Year", "Month", "Week", "Day", "Match", "Decade", "Century"];

/// Last words of the parts of a place.
const SIDES: &[&str] = &["Side", "Bank", "Shore", "Slope", "Edge", "Rim"];

/// Small words inside titles.
const LINKS: &[&str] = &[
    "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with",
];

/// Offices whose fields stand before them.
const PORTFOLIOS: &[&str] = &["Commissioner", "Minister", "Ministry", "Secretary"];

/// What a rule makes of a name and what stands behind it: the whole and its type.
type Whole = (Range<usize>, Option<NameType>);

/// Joins the parts of names in running text.
pub(super) fn tie(view: View<'_>, sentence: &Sentence, names: &mut Vec<Name>) {
    if view.is_title_case(sentence) {
        return;
    }
    names.sort_by_key(|name| name.tokens.start);
    let mut at = 0;
    while at < names.len() {
        let Some((tokens, name_type)) = whole(view, sentence, names, at) else {
            at += 1;
            continue;
        };
        let name = Name {
            tokens: tokens.clone(),
            name_type,
            known: None,
            demonym: false,
            doubtful: names[at].doubtful,
        };
        names.retain(|one| one.tokens.end <= tokens.start || tokens.end <= one.tokens.start);
        names.push(name);
        names.sort_by_key(|name| name.tokens.start);
        // What is joined may be a part of more.
        at = names.partition_point(|name| name.tokens.start < tokens.start);
    }
}

fn whole(view: View<'_>, sentence: &Sentence, names: &[Name], at: usize) -> Option<Whole> {
    let name = &names[at];
    let next = names.get(at + 1);
    quoted(view, sentence, name)
        .or_else(|| honour(view, sentence, name))
        .or_else(|| imperative(view, sentence, name, next))
        .or_else(|| office(view, sentence, name))
        .or_else(|| centre(view, sentence, names, at))
        .or_else(|| {
            let own = name.known.is_none() && !name.demonym;
            own.then(|| {
                possessive(view, sentence, name, next)
                    .or_else(|| field(view, sentence, name, next))
                    .or_else(|| bracket(view, sentence, name))
                    .or_else(|| numbered(view, sentence, name))
                    .or_else(|| branch(view, name, next?))
                    .or_else(|| programme(view, sentence, name, next?))
                    .or_else(|| pair(view, sentence, name, next?))
            })
            .flatten()
        })
}

/// The end of the words with a capital from `start` on.
fn capitals(view: View<'_>, sentence: &Sentence, start: usize) -> usize {
    let mut end = start;
    while end < sentence.tokens.end && view.capital(end) {
        end += 1;
    }
    end
}

fn is_common(view: View<'_>, token: usize) -> bool {
    Lists::built_in().is_common(&view.text(token).to_lowercase())
}

/// The end of a title that starts at `start`: words with a capital, and small ones between them.
fn title(view: View<'_>, sentence: &Sentence, start: usize) -> usize {
    let mut end = capitals(view, sentence, start);
    let mut next = end;
    while next < sentence.tokens.end && (view.capital(next) || LINKS.contains(&view.text(next))) {
        next += 1;
        if view.capital(next - 1) {
            end = next;
        }
    }
    end
}

/// "Content Creator of the Year", "East Side of the Dueling Peaks": an honour, and a part of what has a name.
fn honour(view: View<'_>, sentence: &Sentence, name: &Name) -> Option<Whole> {
    let of = name.tokens.end;
    let last = view.text(of - 1);
    let opens = view.text(of) == "of" && matches!(view.text(of + 1), "the" | "The");
    if !opens || name.known.is_some() || name.name_type == Some(NameType::Person) {
        return None;
    }
    let end = capitals(view, sentence, of + 2);
    let year = HONOURS.contains(&view.text(of + 2));
    let part = SIDES.contains(&last);
    (end > of + 2 && (year || part)).then(|| {
        let kind = name.name_type.filter(|_| part);
        (name.tokens.start..if year { of + 3 } else { end }, kind)
    })
}

/// A word that is no name by itself: one often written small, or one made from another ("Liberation").
fn is_field(view: View<'_>, token: usize) -> bool {
    const MADE: &[&str] = &["tion", "sion", "ism", "ness", "ment", "ity", "ence", "ance"];
    let text = view.text(token);
    is_common(view, token) || text.len() > 6 && MADE.iter().any(|end| text.ends_with(end))
}

/// "Center for Marine Life": what a body is for is no name without it.
fn centre(view: View<'_>, sentence: &Sentence, names: &[Name], at: usize) -> Option<Whole> {
    let name = &names[at];
    let body = name.tokens.start.checked_sub(2)?;
    let apart = at
        .checked_sub(1)
        .is_none_or(|before| names[before].tokens.end <= body);
    let opens = body >= sentence.tokens.start
        && view.text(body + 1) == "for"
        && matches!(view.text(body), "Center" | "Centre" | "Institute")
        && name.known.is_none();
    let before = (sentence.tokens.start..body).rev();
    let start = before
        .take_while(|at| apart && view.capital(*at) && view.pos(*at) != Some(Pos::Verb))
        .last()
        .unwrap_or(body);
    opens.then_some((start..name.tokens.end, Some(NameType::Organization)))
}

/// "Bay County Sheriff's Department": what belongs to an office is one body with the place before it.
fn office(view: View<'_>, sentence: &Sentence, name: &Name) -> Option<Whole> {
    let body = name.tokens.start;
    let officer = body
        .checked_sub(2)
        .filter(|officer| *officer >= sentence.tokens.start)?;
    let holds = matches!(view.text(body - 1), "'s" | "’s")
        && view.capital(officer)
        && (words::is_title(view.text(officer)) || is_common(view, officer))
        && (words::is_body(view.text(body)) || view.text(body) == "Office");
    let before = (sentence.tokens.start..officer).rev();
    let start = before.take_while(|at| view.capital(*at)).last();
    holds.then(|| {
        let start = start.unwrap_or(officer);
        (start..name.tokens.end, Some(NameType::Organization))
    })
}

/// "Growers' Union": the plural of an ordinary noun owns no body but is named for it.
fn possessive(
    view: View<'_>,
    sentence: &Sentence,
    name: &Name,
    next: Option<&Name>,
) -> Option<Whole> {
    let mark = name.tokens.end;
    let body = mark + 1;
    let last = mark - 1;
    let word = view.text(last).to_lowercase();
    let one = word.trim_end_matches('s');
    let made = ["er", "or", "ist", "ian"];
    let many = is_common(view, last)
        || Lists::built_in().is_common(one)
        || words::is_title(one)
        || made.iter().any(|end| one.ends_with(end));
    let owns = many
        && view.text(last).ends_with('s')
        && matches!(view.text(mark), "'" | "’")
        && body < sentence.tokens.end
        && view.capital(body)
        && words::is_body(view.text(body));
    if !owns {
        return None;
    }
    let same = next.filter(|next| next.tokens.start == body && next.known.is_none());
    let end = same.map_or_else(|| capitals(view, sentence, body), |next| next.tokens.end);
    Some((name.tokens.start..end, Some(NameType::Organization)))
}

/// "High Commissioner for Human Rights", "Party for Work and Freedom": what a body is for is part of its name.
fn field(view: View<'_>, sentence: &Sentence, name: &Name, next: Option<&Name>) -> Option<Whole> {
    let link = name.tokens.end;
    let start = link + 1;
    let free = next.is_none_or(|next| next.known.is_none() || next.tokens.start > start);
    let inside = name
        .tokens
        .clone()
        .skip(1)
        .find(|token| matches!(view.text(*token), "for" | "of"));
    // "left the Labour Party for Reform", but a name can open with "Party for".
    let fielded = |body: usize| {
        let text = view.text(body);
        words::has_fields(text) || body == name.tokens.start && text == "Party"
    };
    let opens = match view.text(link) {
        "for" => fielded(link - 1),
        "and" => inside.is_some_and(|inside| fielded(inside - 1)),
        _ => false,
    };
    if name.name_type != Some(NameType::Organization) || !opens || !free {
        return None;
    }
    let end = capitals(view, sentence, start);
    let fields = start < end && (start..end).all(|token| is_field(view, token));
    fields.then_some((name.tokens.start..end, name.name_type))
}

/// "Women's World [Chess] Championship": what an editor puts in brackets stands amid the name.
fn bracket(view: View<'_>, sentence: &Sentence, name: &Name) -> Option<Whole> {
    let open = name.tokens.end;
    if view.text(open) != "[" {
        return None;
    }
    let close = capitals(view, sentence, open + 1);
    let end = capitals(view, sentence, close + 1);
    let amid = close > open + 1 && view.text(close) == "]" && end > close + 1;
    let end_type = words::type_by_end(view.text(end.saturating_sub(1)));
    amid.then(|| (name.tokens.start..end, end_type.or(name.name_type)))
}

/// "Ostara 7", "Night Rails II": the number of a version or sequel.
fn numbered(view: View<'_>, sentence: &Sentence, name: &Name) -> Option<Whole> {
    let number = name.tokens.end;
    let word = view.words.get(number)?;
    let text = view.text(number);
    let digits = text.starts_with(|c: char| c.is_ascii_digit()) && word.rel == Rel::Flat;
    // "Red Hat 7 or 8 years ago", "Acme 20 years on"
    let counts = view.text(number + 1) == "or"
        || view.pos(number + 1) == Some(Pos::Noun) && view.text(number + 1).ends_with('s');
    let short =
        !counts && text.len() < 5 && (digits || matches!(text, "II" | "III" | "IV" | "V" | "VI"));
    let tied = word.head.is_some_and(|head| name.tokens.contains(&head));
    let thing = !matches!(
        name.name_type,
        Some(NameType::Person | NameType::Place | NameType::Group)
    );
    let more = sentence.tokens.contains(&number) && short && tied && thing;
    // What has versions is no body.
    let kind = name
        .name_type
        .filter(|kind| *kind != NameType::Organization);
    more.then(|| (name.tokens.start..number + 1, kind))
}

/// "Youth Forum Eastland": a body of several words and the country right behind it are its branch there.
fn branch(view: View<'_>, name: &Name, place: &Name) -> Option<Whole> {
    let touching = name.tokens.end == place.tokens.start;
    let body = name.name_type == Some(NameType::Organization)
        && name.tokens.len() > 1
        && name.tokens.clone().all(|token| view.capital(token));
    let known = place.name_type == Some(NameType::Place) && place.known.is_some();
    (touching && body && known).then_some((name.tokens.start..place.tokens.end, name.name_type))
}

/// "on The Hidden Dancer Eastland": names that touch behind a capital "The" amid a sentence are one title.
fn programme(view: View<'_>, sentence: &Sentence, name: &Name, next: &Name) -> Option<Whole> {
    let the = name.tokens.start.checked_sub(1)?;
    let amid = the > view.opening(sentence)
        && view.text(the) == "The"
        && view.text(the - 1).starts_with(char::is_lowercase);
    if !amid {
        return None;
    }
    let tokens = name.tokens.start..next.tokens.end;
    if name.tokens.end == next.tokens.start && !next.demonym {
        let same = name.name_type == next.name_type;
        return Some((tokens, name.name_type.filter(|_| same)));
    }
    // "The Nina and Sid Show".
    let hosts = view.text(name.tokens.end) == "and"
        && next.tokens.start == name.tokens.end + 1
        && PROGRAMMES.contains(&view.text(next.tokens.end - 1));
    hosts.then_some((tokens, Some(NameType::Work)))
}

/// "Road Transport and Bridges Minister", "the book Too Old and Never Wise", "the Hale and Moss Medical Centre".
fn pair(view: View<'_>, sentence: &Sentence, name: &Name, next: &Name) -> Option<Whole> {
    let joined = matches!(view.text(name.tokens.end), "and" | "&")
        && next.tokens.start == name.tokens.end + 1
        && next.known.is_none()
        && !next.demonym;
    let before = name
        .tokens
        .start
        .checked_sub(1)
        .filter(|before| sentence.tokens.contains(before));
    if !joined {
        return None;
    }
    let tokens = name.tokens.start..next.tokens.end;
    let works = [name, next].map(|name| name.name_type == Some(NameType::Work));
    if works == [true, true] && before.is_some_and(|noun| WORKS.contains(&view.text(noun))) {
        return Some((tokens, Some(NameType::Work)));
    }
    let last = view.text(next.tokens.end - 1);
    let bodies = [name, next].map(|name| name.name_type == Some(NameType::Organization));
    let portfolio = PORTFOLIOS.contains(&view.text(next.tokens.end));
    if bodies == [true, true] && portfolio && !words::is_body(last) {
        return Some((tokens, Some(NameType::Organization)));
    }
    let house = before.is_some_and(|the| view.text(the) == "the")
        && HOUSES.contains(&last)
        && name.name_type != Some(NameType::Person)
        && words::type_by_end(view.text(name.tokens.end - 1)).is_none();
    house.then_some((tokens, Some(NameType::Organization)))
}

/// `the slur "Big Nils"`: words with capitals that quotation marks enclose are one name.
fn quoted(view: View<'_>, sentence: &Sentence, name: &Name) -> Option<Whole> {
    let open = (sentence.tokens.start..name.tokens.start)
        .rev()
        .take(3)
        .find(|token| matches!(view.text(*token), "\"" | "“" | "‘"))?;
    let end = title(view, sentence, open + 1);
    let closed = matches!(view.text(end), "\"" | "”" | "’") && end >= name.tokens.end;
    let more = end - open - 1 > name.tokens.len();
    let plain = (open + 1..end).all(|token| {
        matches!(view.pos(token), Some(Pos::Propn | Pos::Adj | Pos::Noun))
            && !words::is_title(view.text(token))
            || LINKS.contains(&view.text(token))
    });
    let same = name.name_type.filter(|kind| *kind != NameType::Person);
    (closed && more && plain).then_some((open + 1..end, same))
}

/// "a call to Unfund the Guard": a slogan that commands.
fn imperative(
    view: View<'_>,
    sentence: &Sentence,
    name: &Name,
    next: Option<&Name>,
) -> Option<Whole> {
    let the = name.tokens.end;
    let noun = the + 1;
    let before = name.tokens.start.checked_sub(1)?;
    let free = next.is_none_or(|next| next.tokens.start > noun);
    let slogan = name.known.is_none()
        && name.name_type.is_none()
        && name.tokens.len() == 1
        && view.text(the) == "the"
        && noun < sentence.tokens.end
        && view.capital(noun)
        && is_common(view, noun)
        && matches!(view.pos(before), Some(Pos::Adp | Pos::Part));
    (slogan && free).then(|| (name.tokens.start..noun + 1, None))
}
