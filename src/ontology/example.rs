//! Example sentences of a relation: one line of text → [`Example`]. `ontology/README.md` explains them to those who write them.

use thiserror::Error;

use crate::text::Span;

/// What opens the mark of the subject and of the object.
const MARKS: [(&str, char); 2] = [("[S ", 'S'), ("[O ", 'O')];
/// What stands before a status or before an object that the wording itself names.
const SIGN: &str = " = ";

/// A sentence in which a relation must be claimed, or must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The line as written in the ontology.
    pub written: String,
    /// The sentence without its marks.
    pub text: String,
    /// Whether the relation must be claimed; where not, it must not be.
    pub holds: bool,
    /// Between which ends; none only where no two ends at all may be related.
    pub marks: Option<Marks>,
    /// By which name of the status scheme it must be claimed; any where none.
    pub status: Option<String>,
}

/// The ends of a relation in an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Where the subject stands in the sentence.
    pub subject: Span,
    /// Where the object stands; none with a constant.
    pub object: Option<Span>,
    /// An object that the wording itself names, as a frame with `=` does.
    pub constant: Option<String>,
}

/// Why a line is not an example.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Error)]
pub enum ExampleError {
    /// Nothing is written.
    #[error("there is nothing in it")]
    Empty,
    /// A mark has no end, or another begins within it.
    #[error("the mark `{0}` is not closed with `]`")]
    Open(String),
    /// A mark encloses nothing.
    #[error("there is nothing in the mark of `{0}`")]
    Nothing(char),
    /// The subject or object is marked twice.
    #[error("expected one `[{0} …]`, but found two")]
    Two(char),
    /// The subject or object is not marked.
    #[error("expected one `[{0} …]`, but found none")]
    None(char),
    /// An object is marked and named as well.
    #[error("an example with `= \"…\"` has no `[O …]`")]
    ConstantAndObject,
    /// Something is said twice behind the sentence.
    #[error(
        "expected one status and one object in double quotes behind the sentence, each after ` = `"
    )]
    Endings,
    /// A sentence that must not be claimed asks for a status.
    #[error("a counter-example has no status")]
    Status,
}

impl Example {
    /// Reads an example, or where it must not hold, a counter-example.
    ///
    /// ```
    /// use byline::ontology::Example;
    ///
    /// let example = Example::parse("[S Acme] denied that it had bought [O Bolt]. = denied", true)?;
    /// assert_eq!(example.text, "Acme denied that it had bought Bolt.");
    /// assert_eq!(example.status.as_deref(), Some("denied"));
    /// # Ok::<(), byline::ontology::ExampleError>(())
    /// ```
    pub fn parse(written: &str, holds: bool) -> Result<Self, ExampleError> {
        let line = written.split_whitespace().collect::<Vec<_>>().join(" ");
        let (sentence, endings) = endings(&line)?;
        if endings.status.is_some() && !holds {
            return Err(ExampleError::Status);
        }
        let (text, [subject, object]) = unmarked(sentence)?;
        if text.is_empty() {
            return Err(ExampleError::Empty);
        }
        let anything = subject.is_none() && object.is_none() && endings.constant.is_none();
        let marks = match (subject, object, endings.constant) {
            _ if anything && !holds => None,
            (None, ..) => return Err(ExampleError::None('S')),
            (Some(_), Some(_), Some(_)) => return Err(ExampleError::ConstantAndObject),
            (Some(_), None, None) => return Err(ExampleError::None('O')),
            (Some(subject), object, constant) => Some(Marks {
                subject,
                object,
                constant,
            }),
        };
        Ok(Self {
            written: written.to_owned(),
            text,
            holds,
            marks,
            status: endings.status,
        })
    }
}

#[derive(Default)]
struct Endings {
    status: Option<String>,
    constant: Option<String>,
}

/// Takes what stands behind a sentence: `= denied`, `= "down"`.
fn endings(line: &str) -> Result<(&str, Endings), ExampleError> {
    let (mut sentence, mut found) = (line, Endings::default());
    while let Some((before, ending)) = sentence.rsplit_once(SIGN) {
        let ending = ending.trim();
        let quoted = ending
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        let (place, value) = match quoted {
            Some(words) => (&mut found.constant, words),
            None => (&mut found.status, ending),
        };
        if value.is_empty() || place.replace(value.to_owned()).is_some() {
            return Err(ExampleError::Endings);
        }
        sentence = before.trim_end();
    }
    Ok((sentence, found))
}

/// Takes the marks out of a sentence; other square brackets are part of it.
fn unmarked(sentence: &str) -> Result<(String, [Option<Span>; 2]), ExampleError> {
    let (mut text, mut ends) = (String::new(), [None, None]);
    let mut rest = sentence;
    while let Some((at, place)) = next_mark(rest) {
        let (opening, name) = MARKS[place];
        let inner = &rest[at + opening.len()..];
        let close = inner.find(']');
        let Some(close) = close.filter(|close| !inner[..*close].contains('[')) else {
            let shown: String = rest[at..].chars().take(20).collect();
            return Err(ExampleError::Open(shown));
        };
        text.push_str(&rest[..at]);
        let words = inner[..close].trim();
        if words.is_empty() {
            return Err(ExampleError::Nothing(name));
        }
        let start = text.len();
        text.push_str(words);
        if ends[place].replace(Span::new(start, text.len())).is_some() {
            return Err(ExampleError::Two(name));
        }
        rest = &inner[close + 1..];
    }
    text.push_str(rest);
    Ok((text, ends))
}

/// Where the next mark opens, and whose it is.
fn next_mark(text: &str) -> Option<(usize, usize)> {
    let found = MARKS.iter().enumerate();
    found
        .filter_map(|(place, (opening, _))| Some((text.find(opening)?, place)))
        .min()
}

#[cfg(test)]
mod tests {
    use super::{Example, ExampleError};

    fn parse(text: &str) -> Result<Example, ExampleError> {
        Example::parse(text, true)
    }

    #[test]
    fn marks_are_taken_out_and_remembered() {
        let example = parse("[O Barolo 2019] [sic]  was sampled by [S Zoë Chen].").unwrap();
        assert_eq!(example.text, "Barolo 2019 [sic] was sampled by Zoë Chen.");
        let marks = example.marks.unwrap();
        assert_eq!(marks.subject.of(&example.text), "Zoë Chen");
        assert_eq!(marks.object.unwrap().of(&example.text), "Barolo 2019");
        assert_eq!(example.status, None);
    }

    #[test]
    fn what_follows_the_sentence_is_read() {
        let example = parse("[S Acme]'s shares may fall. = \"down\" = possible").unwrap();
        assert_eq!(example.text, "Acme's shares may fall.");
        assert_eq!(example.status.as_deref(), Some("possible"));
        assert_eq!(example.marks.unwrap().constant.as_deref(), Some("down"));
    }

    #[test]
    fn a_counter_example_may_be_without_marks() {
        let example = Example::parse("Maya Chen has good taste.", false).unwrap();
        assert_eq!(example.marks, None);
        assert_eq!(
            parse("Maya Chen has good taste."),
            Err(ExampleError::None('S'))
        );
    }

    #[test]
    fn every_mistake_has_its_message() {
        let told = |text: &str, holds: bool| Example::parse(text, holds).unwrap_err().to_string();
        for (text, expected) in [
            ("", "there is nothing in it"),
            (
                "[S Acme bought [O Bolt].",
                "the mark `[S Acme bought [O Bo` is not closed with `]`",
            ),
            (
                "[S Acme] bought [O Bolt.",
                "the mark `[O Bolt.` is not closed with `]`",
            ),
            (
                "[S Acme] bought Bolt.",
                "expected one `[O …]`, but found none",
            ),
            (
                "Acme bought [O Bolt].",
                "expected one `[S …]`, but found none",
            ),
            (
                "[S Acme] and [S Bolt] bought [O Cog].",
                "expected one `[S …]`, but found two",
            ),
            (
                "[S ] bought [O Cog].",
                "there is nothing in the mark of `S`",
            ),
            (
                "[S Acme] bought [O Bolt]. = \"x\"",
                "an example with `= \"…\"` has no `[O …]`",
            ),
            (
                "[S Acme] bought [O Bolt]. = denied = planned",
                "expected one status and one object in double quotes behind the sentence, each after ` = `",
            ),
        ] {
            let holds = !text.is_empty();
            assert_eq!(told(text, holds), expected, "{text}");
        }
        assert_eq!(
            told("[S Acme] bought [O Bolt]. = denied", false),
            "a counter-example has no status"
        );
        assert_eq!(
            told("[S Acme] bought Bolt.", false),
            "expected one `[O …]`, but found none"
        );
    }
}
