//! Names of relations, and the frames that would find them: a verb, its particle and a preposition → "take over", "lose to".

use crate::analysis::{Rel, is_frequent};
use crate::extract::tree::Tree;
use crate::ontology::FrameKind;

/// A name in the making, with its frame.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    words: Vec<String>,
    kind: FrameKind,
    /// What stands between the slots of the frame.
    middle: String,
    direct: bool,
}

impl Phrase {
    /// A verb in its dictionary form with its particle.
    pub(super) fn verb(tree: &Tree, verb: usize, particle: Option<usize>) -> Self {
        let lemma = dictionary_form(&tree.lower(verb), &tree.lemma(verb).to_lowercase());
        let particle = particle.map(|word| tree.lower(word));
        let middle = match &particle {
            Some(particle) => format!("{lemma} +{particle}"),
            None => lemma.clone(),
        };
        Self {
            words: std::iter::once(lemma).chain(particle).collect(),
            kind: FrameKind::Verb,
            middle,
            direct: true,
        }
    }

    /// A participle or an adjective after "be": "named after", "loyal to".
    pub(super) fn state(tree: &Tree, word: usize) -> Self {
        let form = tree.lower(word);
        Self {
            middle: format!("be:{form}"),
            words: vec![form],
            kind: FrameKind::Verb,
            direct: true,
        }
    }

    /// A noun behind "be" and prepositions: "at odds with".
    pub(super) fn whereabouts(tree: &Tree, noun: usize) -> Self {
        let mut words = tree.cases(noun);
        words.push(tree.lower(noun));
        Self {
            middle: format!("be:{}", words.join(" ")),
            words,
            kind: FrameKind::Verb,
            direct: true,
        }
    }

    /// What a noun says that it is said of: "is" a lyricist.
    pub(super) fn being() -> Self {
        Self {
            words: vec!["is".to_owned()],
            kind: FrameKind::Verb,
            middle: "be".to_owned(),
            direct: true,
        }
    }

    /// A noun of action: "visit to".
    pub(super) fn action(tree: &Tree, noun: usize) -> Self {
        let lemma = tree.lemma(noun).to_lowercase();
        Self {
            middle: lemma.clone(),
            words: vec![lemma],
            kind: FrameKind::Noun,
            direct: true,
        }
    }

    /// What somebody is called, with what it does: "critic of", "running mate of".
    pub(super) fn role(tree: &Tree, noun: usize) -> Self {
        let before = noun.checked_sub(1).filter(|before| {
            let part = matches!(tree.rel(*before), Rel::Compound | Rel::Amod);
            let word = tree.text(*before);
            let plain = word.chars().all(char::is_lowercase) && word.ends_with("ing");
            part && plain && tree.head(*before) == Some(noun)
        });
        let lemma = tree.lemma(noun).to_lowercase();
        let name = match before {
            Some(before) => format!("{} {lemma}", tree.lower(before)),
            None => lemma,
        };
        Self {
            middle: name.clone(),
            words: vec![name],
            kind: FrameKind::Role,
            direct: true,
        }
    }

    /// The same with a bare noun as the object of the verb: "take part in".
    pub(super) fn with_noun(mut self, tree: &Tree, noun: usize) -> Self {
        let lemma = tree.lemma(noun).to_lowercase();
        self.middle = format!("{} {lemma}", self.middle.replace('+', ""));
        self.words.push(lemma);
        self
    }

    /// The same with a preposition at its end.
    pub(super) fn with_preposition(mut self, preposition: &str) -> Self {
        // "+" marks a particle only where a slot follows at once.
        self.middle = format!("{} {preposition}", self.middle.replace('+', ""));
        self.words.push(preposition.to_owned());
        self.direct = false;
        self
    }

    /// Whether the object follows without a preposition.
    pub(super) const fn is_direct(&self) -> bool {
        self.direct
    }

    /// The name.
    pub(super) fn name(&self) -> String {
        self.words.join(" ")
    }

    /// The frame in the ontology's notation.
    pub(super) fn frame(&self) -> (FrameKind, String) {
        let text = match self.kind {
            FrameKind::Verb => format!("S {} O", self.middle),
            FrameKind::Noun => format!("S's {} O", self.middle),
            FrameKind::Role => format!("{} O", self.middle),
        };
        (self.kind, text)
    }
}

/// The dictionary form of a verb: its lemma, or where that is no word that is often written, another that the form can be of
/// ("conceded" of "concede", "controlled" of "control").
pub(in crate::extract) fn dictionary_form(form: &str, lemma: &str) -> String {
    // "fry" is no form of "fr".
    if form.strip_prefix(lemma) == Some("y") {
        return form.to_owned();
    }
    if form == lemma || is_frequent(lemma) {
        return lemma.to_owned();
    }
    let stem = ["ed", "ing", "es", "s"]
        .iter()
        .find_map(|ending| form.strip_suffix(ending));
    let Some(stem) = stem.filter(|stem| stem.is_ascii() && stem.len() > 2) else {
        return lemma.to_owned();
    };
    let single = &stem[..stem.len() - 1];
    let doubled = stem.ends_with(&single[single.len() - 1..]);
    let forms = [format!("{stem}e"), stem.to_owned(), single.to_owned()];
    let mut forms = forms.into_iter().take(if doubled { 3 } else { 2 });
    let found = forms.find(|form| is_frequent(form));
    let told = form.ends_with("ed") || form.ends_with("ing");
    found
        .or_else(|| spelled(stem).filter(|_| told))
        .unwrap_or_else(|| lemma.to_owned())
}

/// The form that English spelling leaves a stem: "hyping" of "hype", or its last letter would be doubled; "lauded" of "laud".
fn spelled(stem: &str) -> Option<String> {
    let vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let letters: Vec<char> = stem.chars().rev().take(3).collect();
    let [last, before, first] = letters[..] else {
        return None;
    };
    if vowel(&last) || !vowel(&before) || matches!(last, 'c' | 'g' | 's' | 'v' | 'w' | 'x' | 'z') {
        return None;
    }
    let short = stem.chars().filter(vowel).count() == 1;
    let pair = matches!(
        (first, before),
        ('a' | 'e' | 'o', 'i' | 'u') | ('e' | 'o', 'a') | ('e' | 'i', 'e') | ('o', 'o')
    );
    if pair {
        Some(stem.to_owned())
    } else {
        short.then(|| format!("{stem}e"))
    }
}

#[cfg(test)]
mod tests {
    use super::dictionary_form;

    #[test]
    fn a_form_that_no_rule_knows_is_of_a_word_that_is_written() {
        for (form, lemma, expected) in [
            ("conceded", "conced", "concede"),
            ("controlled", "controll", "control"),
            ("visited", "visit", "visit"),
            ("zorbled", "zorble", "zorble"),
            ("hyping", "hyp", "hype"),
            ("lauded", "laude", "laud"),
            ("fry", "fr", "fry"),
            ("mediated", "mediate", "mediate"),
            ("slaps", "slap", "slap"),
        ] {
            assert_eq!(dictionary_form(form, lemma), expected, "{form}");
        }
    }
}
