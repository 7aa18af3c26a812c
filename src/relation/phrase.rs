//! A sentence → titles, quotations and noun phrases, whole and in part, where names alone are too few.

use std::collections::BTreeMap;
use std::ops::Range;

use super::short;
use super::term::{Sources, Term, TermKind};
use crate::analysis::{Analysis, Pos};
use crate::text::Sentence;

/// The most words of a part of a noun phrase.
const CHUNK: usize = 4;
/// The most words between two quotation marks that can be a title.
const TITLE: usize = 12;
/// The most small words inside a run of capitalised ones.
const SMALL: usize = 2;

/// Adds the phrases of a sentence; one that is there already gains a source.
pub(super) fn add(analysis: &Analysis, sentence: &Sentence, found: &mut Vec<Term>) {
    let tokens = sentence.tokens.clone();
    if tokens.is_empty() {
        return;
    }
    let view = View { analysis, tokens };
    let mut phrases: BTreeMap<(usize, usize), Sources> = BTreeMap::new();
    let mut note = |tokens: Range<usize>, source: Sources| {
        if tokens.start < tokens.end {
            let sources = phrases.entry((tokens.start, tokens.end)).or_default();
            *sources = sources.with(source);
        }
    };
    view.topic(&mut note);
    view.runs(&mut note);
    view.quoted(&mut note);
    view.chunks(&mut note);
    for term in found.iter_mut() {
        if let Some(sources) = phrases.remove(&(term.tokens.start, term.tokens.end)) {
            term.sources = term.sources.with(sources);
        }
    }
    found.extend(phrases.into_iter().map(|((start, end), sources)| Term {
        sources,
        ..Term::new(analysis, start..end, TermKind::Phrase)
    }));
    let short = short::names(analysis, found);
    found.extend(short);
}

struct View<'a> {
    analysis: &'a Analysis,
    tokens: Range<usize>,
}

impl View<'_> {
    fn text(&self, token: usize) -> &str {
        self.analysis.token_text(token)
    }

    fn pos(&self, token: usize) -> Pos {
        self.analysis.words[token].pos
    }

    fn capital(&self, token: usize) -> bool {
        let opens = self.text(token).chars().next();
        opens.is_some_and(|first| first.is_uppercase() || first.is_ascii_digit())
            || self.pos(token) == Pos::Propn
    }

    /// The words before the first verb, bracket or comma, and what else may be a title there.
    ///
    /// What opens with "In" or "When" says when or where, not what the sentence is about.
    fn topic(&self, note: &mut impl FnMut(Range<usize>, Sources)) {
        let tokens = self.tokens.clone();
        if matches!(self.pos(tokens.start), Pos::Adp | Pos::Sconj | Pos::Cconj) {
            return;
        }
        let up_to = |stops: &dyn Fn(usize) -> bool| {
            let end = tokens.clone().find(|token| stops(*token));
            tokens.start..end.unwrap_or(tokens.end)
        };
        let marked = |token| matches!(self.text(token), "(" | "[" | "/" | "," | ";");
        let topic = up_to(&|token| self.is_verb(token) || marked(token));
        // "Hold It Against Me was": a title may have verbs inside,
        let verbs_inside = up_to(&|token| self.pos(token) == Pos::Aux || marked(token));
        // "Cotton Fields or Cotton Song is": or another one behind it,
        let first_of_two = up_to(&|token| self.text(token) == "or");
        self.whole(verbs_inside, Sources::TITLE, note);
        if first_of_two.end < topic.end {
            self.whole(first_of_two, Sources::TITLE, note);
        }
        // "Jillian (I'd Give My Heart) was": or brackets and commas.
        if let Some(verb) = self.verb_outside_brackets() {
            self.whole(tokens.start..verb, Sources::TITLE, note);
        }
        self.whole(topic, Sources::TOPIC, note);
    }

    fn is_verb(&self, token: usize) -> bool {
        matches!(self.pos(token), Pos::Verb | Pos::Aux)
    }

    fn verb_outside_brackets(&self) -> Option<usize> {
        let mut open = 0_usize;
        self.tokens.clone().find(|token| {
            match self.text(*token) {
                "(" => open += 1,
                ")" => open = open.saturating_sub(1),
                _ => {}
            }
            open == 0 && self.is_verb(*token)
        })
    }

    /// Notes a stretch without quotation marks around it, with and without article.
    fn whole(
        &self,
        tokens: Range<usize>,
        source: Sources,
        note: &mut impl FnMut(Range<usize>, Sources),
    ) {
        let Range { mut start, mut end } = tokens;
        while start < end && is_quote(self.text(start)) {
            start += 1;
        }
        while start < end && is_quote(self.text(end - 1)) {
            end -= 1;
        }
        note(start..end, source);
        if start < end && self.pos(start) == Pos::Det {
            note(start + 1..end, source);
        }
    }

    /// Capitalised words with the small ones between them, and their parts.
    fn runs(&self, note: &mut impl FnMut(Range<usize>, Sources)) {
        let mut at = self.tokens.start;
        while at < self.tokens.end {
            if !self.capital(at) || self.pos(at) == Pos::Punct {
                at += 1;
                continue;
            }
            let mut last = at;
            let mut next = at + 1;
            while next < self.tokens.end {
                if self.capital(next) {
                    last = next;
                } else if !joins(self.text(next)) || next - last > SMALL {
                    break;
                }
                next += 1;
            }
            note(at..last + 1, Sources::RUN);
            let mut parts = vec![at];
            let mut ends = Vec::new();
            for token in at..=last {
                if joins(self.text(token)) && !self.capital(token) {
                    ends.push(token);
                    parts.push(token + 1);
                }
            }
            ends.push(last + 1);
            for (number, start) in parts.iter().enumerate() {
                for end in &ends[number..] {
                    note(*start..*end, Sources::PART);
                }
            }
            at = last + 1;
        }
    }

    /// What stands between two quotation marks.
    fn quoted(&self, note: &mut impl FnMut(Range<usize>, Sources)) {
        let mut open: Option<usize> = None;
        for token in self.tokens.clone() {
            match (is_quote(self.text(token)), open) {
                (true, None) => open = Some(token),
                (true, Some(start)) => {
                    if token - start <= TITLE {
                        note(start + 1..token, Sources::QUOTED);
                    }
                    open = None;
                }
                (false, _) => {}
            }
        }
    }

    /// Every short stretch of a noun phrase that ends as one can.
    fn chunks(&self, note: &mut impl FnMut(Range<usize>, Sources)) {
        let opens = |pos| {
            matches!(
                pos,
                Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num | Pos::Verb | Pos::X | Pos::Adv
            )
        };
        for start in self.tokens.clone() {
            if !opens(self.pos(start)) {
                continue;
            }
            for end in start..self.tokens.end.min(start + CHUNK) {
                let pos = self.pos(end);
                let inside = opens(pos)
                    || matches!(pos, Pos::Adp | Pos::Part)
                    || matches!(self.text(end), "-" | "–" | "&");
                if !inside {
                    break;
                }
                if matches!(pos, Pos::Noun | Pos::Propn | Pos::Adj | Pos::X | Pos::Num) {
                    note(start..end + 1, Sources::CHUNK);
                }
            }
        }
    }
}

fn is_quote(text: &str) -> bool {
    matches!(
        text,
        "\"" | "“" | "”" | "``" | "''" | "«" | "»" | "'" | "‘" | "’"
    )
}

/// Whether a word or mark can stand inside a title or name.
fn joins(text: &str) -> bool {
    let lower = text.to_lowercase();
    matches!(
        lower.as_str(),
        "of" | "the"
            | "and"
            | "in"
            | "on"
            | "for"
            | "at"
            | "to"
            | "a"
            | "with"
            | "from"
            | "de"
            | "la"
            | "le"
            | "du"
            | "von"
            | "van"
            | "der"
            | "del"
            | "di"
            | "da"
            | "el"
            | "al"
            | "&"
            | "-"
            | ":"
            | "'s"
            | "’s"
            | ","
            | "."
            | "!"
            | "?"
            | "/"
    )
}
