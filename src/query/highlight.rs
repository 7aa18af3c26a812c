//! A text, right or wrong → which stretches of it are keywords, quotes, numbers and the like, for colours.

use super::parse::{Word, words_of};
use super::words::KEYWORDS;
use crate::text::Span;

/// What a stretch of a question is, as far as its letters show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// A word of the language.
    Keyword,
    /// How sure a claim is.
    Status,
    /// `who`, `what`, `@x`.
    Variable,
    /// `:org`.
    Parameter,
    /// Quoted text or an identifier.
    Quoted,
    /// A number or a date.
    Number,
    /// A remark.
    Comment,
}

/// Words for how sure a claim is, which brackets hold.
const STATUSES: &[&str] = &[
    "confirmed",
    "reported",
    "planned",
    "opinion",
    "possible",
    "rumoured",
    "rumored",
    "conditional",
    "denied",
    "asserted",
    "any",
];

/// Returns the stretches of a text that have a colour, in order.
pub fn highlight(text: &str) -> Vec<(Span, Paint)> {
    let mut found: Vec<(Span, Paint)> = words_of(text)
        .into_iter()
        .filter_map(|(span, word)| Some((span, paint(span.of(text), word)?)))
        .collect();
    let comments = super::parse::comments(text);
    found.extend(comments.into_iter().map(|span| (span, Paint::Comment)));
    found.sort_by_key(|(span, _)| *span);
    found
}

fn paint(written: &str, word: Word) -> Option<Paint> {
    Some(match word {
        Word::Variable => Paint::Variable,
        Word::Parameter => Paint::Parameter,
        Word::Quoted => Paint::Quoted,
        Word::Number => Paint::Number,
        Word::Name if ["who", "what"].contains(&written) => Paint::Variable,
        Word::Name if KEYWORDS.contains(&written) => Paint::Keyword,
        Word::Name if STATUSES.contains(&written) => Paint::Status,
        Word::Name | Word::Other => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Paint, highlight};

    #[test]
    fn every_kind_of_word_has_its_colour_and_an_open_quote_its_own() {
        let text = "who is \"a b\" [any, x > 3] :p # end\nand 'open";
        let shown: Vec<(&str, Paint)> = highlight(text)
            .into_iter()
            .map(|(span, paint)| (span.of(text), paint))
            .collect();
        assert_eq!(
            shown,
            [
                ("who", Paint::Variable),
                ("is", Paint::Keyword),
                ("\"a b\"", Paint::Quoted),
                ("any", Paint::Status),
                ("3", Paint::Number),
                (":p", Paint::Parameter),
                ("# end", Paint::Comment),
                ("and", Paint::Keyword),
                ("'open", Paint::Quoted),
            ]
        );
    }
}
