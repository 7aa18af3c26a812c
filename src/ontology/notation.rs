//! The notation of wording frames: one line of text → [`Frame`]. `ontology/README.md` explains it to those who write it.

use thiserror::Error;

use super::frame::{Frame, Phrase, Shape, Slot};

/// Which notation a line is written in, by the property that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FrameKind {
    /// `by:verbFrame`.
    Verb,
    /// `by:nounFrame`.
    Noun,
    /// `by:roleFrame`.
    Role,
}

impl FrameKind {
    /// Returns the property, as the ontology's files write it.
    pub const fn property(self) -> &'static str {
        match self {
            Self::Verb => "by:verbFrame",
            Self::Noun => "by:nounFrame",
            Self::Role => "by:roleFrame",
        }
    }
}

/// Why a line is not a frame.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Error)]
pub enum FrameError {
    /// Nothing is written.
    #[error("there is nothing in it")]
    Empty,
    /// The subject or object of the relation has no place.
    #[error("expected one `{0}`, but found none")]
    NoSlot(char),
    /// The subject or object has two places.
    #[error("expected one `{0}`, but found two")]
    TwoSlots(char),
    /// There is no verb, noun or role.
    #[error("expected {0}, but found `{1}`")]
    Expected(&'static str, String),
    /// The line ends too early.
    #[error("expected {0}, but found the end")]
    Ends(&'static str),
    /// A constant is not quoted, or something follows it.
    #[error("expected one word or phrase in double quotes after `=`")]
    Constant,
    /// A line has both `O` and a constant.
    #[error("a frame with `=` has no `O`")]
    ConstantAndObject,
}

/// Words that, before a preposition or at the end, belong to the verb.
const PARTICLES: &[&str] = &[
    "about", "ahead", "along", "apart", "around", "aside", "away", "back", "down", "forward", "in",
    "off", "on", "out", "over", "through", "together", "up",
];

impl Frame {
    /// Reads a frame.
    ///
    /// ```
    /// use byline::ontology::{Frame, FrameKind};
    ///
    /// let frame = Frame::parse(FrameKind::Verb, "S invest in|into O")?;
    /// assert_eq!(frame.text, "S invest in|into O");
    /// # Ok::<(), byline::ontology::FrameError>(())
    /// ```
    pub fn parse(kind: FrameKind, text: &str) -> Result<Self, FrameError> {
        let (wording, constant) = match text.split_once('=') {
            None => (text, None),
            Some((wording, value)) => (wording, Some(quoted(value.trim())?)),
        };
        let words: Vec<&str> = wording.split_whitespace().collect();
        if words.is_empty() {
            return Err(FrameError::Empty);
        }
        let shape = match kind {
            FrameKind::Verb => verb_frame(&words, constant.is_some())?,
            FrameKind::Noun => noun_frame(&words, constant.is_some())?,
            FrameKind::Role => role_frame(&words, constant.is_some())?,
        };
        Ok(Self {
            text: text.to_owned(),
            shape,
            constant,
        })
    }
}

fn quoted(value: &str) -> Result<String, FrameError> {
    let inner = value
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .ok_or(FrameError::Constant)?;
    if inner.is_empty() || inner.contains('"') {
        Err(FrameError::Constant)
    } else {
        Ok(inner.to_owned())
    }
}

/// The places found so far.
#[derive(Default)]
struct Places {
    subject: Option<Slot>,
    object: Option<Slot>,
}

impl Places {
    fn put(&mut self, name: char, slot: Slot) -> Result<(), FrameError> {
        let place = match name {
            'S' => &mut self.subject,
            'O' => &mut self.object,
            _ => return Ok(()),
        };
        if place.replace(slot).is_some() {
            Err(FrameError::TwoSlots(name))
        } else {
            Ok(())
        }
    }

    fn finish(self, constant: bool) -> Result<(Slot, Option<Slot>), FrameError> {
        let subject = self.subject.ok_or(FrameError::NoSlot('S'))?;
        match (&self.object, constant) {
            (Some(_), true) => Err(FrameError::ConstantAndObject),
            (None, false) => Err(FrameError::NoSlot('O')),
            _ => Ok((subject, self.object)),
        }
    }
}

/// Reads `S`, `O` or `_`.
fn slot(word: &str) -> Option<char> {
    match word {
        "S" => Some('S'),
        "O" => Some('O'),
        "_" => Some('_'),
        _ => None,
    }
}

/// Reads `S's` or `O's`.
fn owner(word: &str) -> Option<char> {
    slot(
        word.strip_suffix("'s")
            .or_else(|| word.strip_suffix("’s"))?,
    )
}

fn alternatives(word: &str) -> Vec<String> {
    word.split('|')
        .filter(|part| !part.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Takes the next word, which must be wording and not a slot.
fn wording<'a>(words: &mut &[&'a str], expected: &'static str) -> Result<&'a str, FrameError> {
    let (first, rest) = words.split_first().ok_or(FrameError::Ends(expected))?;
    let is_slot = slot(first).is_some() || owner(first).is_some();
    if is_slot || alternatives(first).is_empty() || first.starts_with(':') {
        return Err(FrameError::Expected(expected, (*first).to_owned()));
    }
    *words = rest;
    Ok(first)
}

fn verb_frame(mut words: &[&str], constant: bool) -> Result<Shape, FrameError> {
    let mut places = Places::default();
    if let ["S", "and", "O", rest @ ..] = words {
        places.put('S', Slot::Subject)?;
        places.put('O', Slot::Between)?;
        words = rest;
    } else if let Some(name) = words.first().and_then(|word| slot(word)) {
        places.put(name, Slot::Subject)?;
        words = &words[1..];
    } else if let Some(name) = words.first().and_then(|word| owner(word)) {
        words = &words[1..];
        places.put(
            name,
            Slot::OwnerOfSubject(alternatives(wording(&mut words, "a noun that is owned")?)),
        )?;
    }
    let verb = wording(&mut words, "a verb")?;
    let participle = verb.strip_prefix("be:");
    let mut rest = Rest::default();
    while !words.is_empty() {
        rest.take(&mut words, &mut places)?;
    }
    let (subject, object) = places.finish(constant)?;
    let verbs = alternatives(participle.unwrap_or(verb));
    if verbs.is_empty() {
        return Err(FrameError::Expected(
            "a participle or adjective after `be:`",
            verb.to_owned(),
        ));
    }
    Ok(Shape::Verb {
        verbs,
        participle: participle.is_some(),
        particle: rest.particle,
        object_nouns: rest.nouns,
        phrase: rest.phrase,
        subject,
        object,
    })
}

/// What follows the verb.
#[derive(Default)]
struct Rest {
    particle: Option<String>,
    nouns: Vec<String>,
    phrase: Option<Phrase>,
}

impl Rest {
    fn take(&mut self, words: &mut &[&str], places: &mut Places) -> Result<(), FrameError> {
        let first = words[0];
        let next = words.get(1).copied();
        if let Some(name) = slot(first) {
            // "grant S right": what stands before another object is the receiver.
            let receiver = next
                .is_some_and(|next| slot(next).is_some() || !leads_on(next, words.get(2).copied()));
            *words = &words[1..];
            return places.put(
                name,
                if receiver {
                    Slot::Indirect
                } else {
                    Slot::Object
                },
            );
        }
        if let Some(nouns) = first.strip_prefix("O:") {
            *words = &words[1..];
            self.nouns = alternatives(nouns);
            return places.put('O', Slot::Object);
        }
        if let Some(name) = owner(first) {
            *words = &words[1..];
            let nouns = alternatives(wording(words, "a noun that is owned")?);
            return places.put(name, Slot::OwnerOfObject(nouns));
        }
        wording(words, "a word or a slot")?;
        if let Some(particle) = first.strip_prefix('+') {
            self.particle = Some(particle.to_lowercase());
        } else if let Some((prepositions, nouns)) = first.split_once(':') {
            let phrase = Phrase {
                prepositions: alternatives(prepositions),
                nouns: alternatives(nouns),
            };
            if phrase.nouns.is_empty() {
                return Err(FrameError::Expected("a noun after `:`", first.to_owned()));
            }
            self.phrase = Some(phrase);
        } else if let Some(name) = next.and_then(slot) {
            *words = &words[1..];
            places.put(name, Slot::After(alternatives(first)))?;
        } else if PARTICLES.contains(&first) {
            self.particle = Some(first.to_owned());
        } else if self.nouns.is_empty() {
            self.nouns = alternatives(first);
        } else {
            return Err(FrameError::Expected(
                "a slot or a preposition before a slot",
                first.to_owned(),
            ));
        }
        Ok(())
    }
}

/// Whether a word after an object leads on to another part instead of being an object itself.
fn leads_on(word: &str, next: Option<&str>) -> bool {
    word.starts_with('+')
        || word.contains(':')
        || next.and_then(slot).is_some()
        || PARTICLES.contains(&word)
}

fn noun_frame(mut words: &[&str], constant: bool) -> Result<Shape, FrameError> {
    let mut places = Places::default();
    if let Some(name) = words.first().and_then(|word| owner(word)) {
        places.put(name, Slot::Owner)?;
        words = &words[1..];
    }
    let nouns = alternatives(wording(&mut words, "a noun")?);
    while !words.is_empty() {
        let preposition = wording(&mut words, "a preposition")?;
        let (first, rest) = words.split_first().ok_or(FrameError::Ends("a slot"))?;
        let name =
            slot(first).ok_or_else(|| FrameError::Expected("a slot", (*first).to_owned()))?;
        words = rest;
        if let ["and", second, rest @ ..] = words {
            let other =
                slot(second).ok_or_else(|| FrameError::Expected("a slot", (*second).to_owned()))?;
            places.put(name, Slot::Between)?;
            places.put(other, Slot::Between)?;
            words = rest;
        } else {
            places.put(name, Slot::After(alternatives(preposition)))?;
        }
    }
    let (subject, object) = places.finish(constant)?;
    Ok(Shape::Noun {
        nouns,
        subject,
        object,
    })
}

fn role_frame(words: &[&str], constant: bool) -> Result<Shape, FrameError> {
    if constant {
        return Err(FrameError::Constant);
    }
    let [titles @ .., prepositions, "O"] = words else {
        return Err(FrameError::Ends("a preposition and `O`"));
    };
    if let Some(word) = titles
        .iter()
        .chain([prepositions])
        .find(|word| slot(word).is_some() || owner(word).is_some())
    {
        return Err(FrameError::Expected(
            "the names of a role",
            (*word).to_owned(),
        ));
    }
    let titles: Vec<Vec<String>> = titles
        .join(" ")
        .split('|')
        .map(|title| {
            title
                .split_whitespace()
                .map(str::to_lowercase)
                .collect::<Vec<_>>()
        })
        .filter(|title| !title.is_empty())
        .collect();
    if titles.is_empty() {
        return Err(FrameError::Expected(
            "the name of a role",
            (*prepositions).to_owned(),
        ));
    }
    Ok(Shape::Role {
        titles,
        prepositions: alternatives(prepositions),
    })
}
