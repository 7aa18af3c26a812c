//! Tokens of a sentence → pieces: numbers, words and signs, so that "3-4m" reads the same however it was cut.

use crate::analysis::{Pos, Word};
use crate::text::{Document, Sentence, Span};

/// A number, a word or one sign.
pub(super) struct Piece<'a> {
    /// As written.
    pub(super) text: &'a str,
    /// Lower case, without a closing full stop, with a plain apostrophe.
    pub(super) key: String,
    /// The token it belongs to.
    pub(super) token: usize,
    /// What it is.
    pub(super) kind: Kind,
    /// Whether nothing stands between it and the piece before.
    pub(super) glued: bool,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Word,
    Sign,
}

/// The pieces of one sentence and what syntax says of its tokens.
pub(super) struct Pieces<'a> {
    pub(super) all: Vec<Piece<'a>>,
    words: &'a [Word],
}

/// A value found: pieces from where it was looked for up to `end`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found<T> {
    /// What it says.
    pub(super) value: T,
    /// The piece behind its last.
    pub(super) end: usize,
}

impl<T> Found<T> {
    pub(super) const fn new(value: T, end: usize) -> Self {
        Self { value, end }
    }
}

impl<'a> Pieces<'a> {
    pub(super) fn new(document: &'a Document, words: &'a [Word], sentence: &Sentence) -> Self {
        let mut all: Vec<Piece<'a>> = Vec::new();
        let mut last = None;
        for token in sentence.tokens.clone() {
            let Some(span) = document.tokens.get(token) else {
                break;
            };
            let mut start = span.start;
            while start < span.end {
                let rest = Span::new(start, span.end).of(&document.text);
                let (length, kind) = first_piece(rest);
                let text = &rest[..length];
                if !text.trim().is_empty() {
                    let key = text.to_lowercase().replace('’', "'");
                    let key = if key.len() > 1 {
                        key.trim_end_matches('.').to_owned()
                    } else {
                        key
                    };
                    all.push(Piece {
                        text,
                        key,
                        token,
                        kind,
                        glued: last == Some(start),
                    });
                    last = Some(start + length);
                }
                start += length.max(1);
            }
        }
        Self { all, words }
    }

    /// The key of the piece at `at`, empty outside the sentence.
    pub(super) fn key(&self, at: usize) -> &str {
        self.all.get(at).map_or("", |piece| &piece.key)
    }

    /// The key of the piece `back` pieces before `at`.
    pub(super) fn key_before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |place| self.key(place))
    }

    pub(super) fn is(&self, at: usize, keys: &[&str]) -> bool {
        keys.contains(&self.key(at))
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.all.get(at).map(|piece| piece.kind)
    }

    pub(super) fn glued(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|piece| piece.glued)
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.all
            .get(at)
            .is_some_and(|piece| piece.text.starts_with(char::is_uppercase))
    }

    pub(super) fn hyphen(&self, at: usize) -> bool {
        self.is(at, &["-", "–", "‑", "—"])
    }

    /// What syntax says of the token of the piece at `at`.
    pub(super) fn word(&self, at: usize) -> Option<&Word> {
        self.words.get(self.all.get(at)?.token)
    }

    /// What syntax says of the token numbered `token`.
    pub(super) fn token(&self, token: usize) -> Option<&Word> {
        self.words.get(token)
    }

    /// The words of this document whose head is `token`.
    pub(super) fn children(&self, token: usize) -> impl Iterator<Item = &Word> {
        let first = self.all.first().map_or(0, |piece| piece.token);
        let last = self.all.last().map_or(0, |piece| piece.token + 1);
        self.words
            .get(first..last)
            .unwrap_or_default()
            .iter()
            .filter(move |word| word.head == Some(token))
    }

    pub(super) fn pos(&self, at: usize) -> Option<Pos> {
        self.word(at).map(|word| word.pos)
    }

    /// Steps over the words of `phrase`; none where they do not stand at `at`.
    pub(super) fn phrase(&self, at: usize, phrase: &[&str]) -> Option<usize> {
        phrase
            .iter()
            .enumerate()
            .all(|(shift, word)| self.key(at + shift) == *word)
            .then_some(at + phrase.len())
    }

    /// Steps over a hyphen, if there is one.
    pub(super) fn skip_hyphen(&self, at: usize) -> usize {
        at + usize::from(self.hyphen(at))
    }
}

/// Returns the length and kind of the first piece of a token.
fn first_piece(text: &str) -> (usize, Kind) {
    let Some(first) = text.chars().next() else {
        return (0, Kind::Sign);
    };
    if first.is_ascii_digit() {
        return (number_length(text), Kind::Number);
    }
    let inner = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | '.');
    let starts_word = first.is_alphabetic()
        || (matches!(first, '\'' | '’') && text.chars().nth(1).is_some_and(char::is_alphabetic));
    if starts_word {
        return (text.find(|c| !inner(c)).unwrap_or(text.len()), Kind::Word);
    }
    (first.len_utf8(), Kind::Sign)
}

/// Length of digits with thousands and decimal marks: "2,500.25".
fn number_length(text: &str) -> usize {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(0);
    while text[end..].starts_with(',') && digits(end + 1) == 3 {
        end += 4;
    }
    if text[end..].starts_with('.') && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
    }
    end
}
