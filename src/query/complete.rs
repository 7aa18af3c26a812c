//! A text and a cursor → what the word under the cursor may become, by what the parser would take there.

use super::parse::{expected, starts};
use super::resolve::{Vocabulary, written};
use super::words::STAGES;
use super::{Options, compile, is_keyword};
use crate::ontology::Ontology;
use crate::ontology::names::{NameIndex, fold};

/// Names offered at most.
const MOST: usize = 50;
/// How far back a part of the question is looked for that compiles.
const MOST_CUTS: usize = 12;

/// What the word under the cursor may become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// Where the word begins, in bytes.
    pub start: usize,
    /// What may stand in its place, best first.
    pub candidates: Vec<Candidate>,
}

/// A word that may stand in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// As it is written.
    pub text: String,
    /// What it is: "relation", "class", "name", "qualifier", "status", "column", "keyword".
    pub kind: &'static str,
}

/// Returns what the word before the cursor may become.
pub fn complete(
    text: &str,
    cursor: usize,
    ontology: &Ontology,
    names: &dyn NameIndex,
    options: &Options,
) -> Completion {
    let before = text.get(..cursor).unwrap_or(text);
    let (_, open) = starts(before);
    let start = open.unwrap_or_else(|| word_start(before));
    let (head, word) = before.split_at(start);
    let mut offers = Offers {
        key: fold_start(word),
        quoted: open.is_some(),
        words: Vocabulary(ontology),
        names,
        candidates: Vec::new(),
    };
    let wanted = expected(head);
    for what in &wanted {
        offers.kind(what, head, || columns(head, ontology, names, options));
    }
    for word in wanted
        .iter()
        .filter(|word| is_keyword(word) || is_small(word))
    {
        offers.add(word, "keyword");
    }
    Completion {
        start,
        candidates: offers.candidates,
    }
}

/// Where the word at the end of a text begins.
fn word_start(text: &str) -> usize {
    let part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    text.trim_end_matches(part).len()
}

/// Returns the folded beginning of a name; signs alone are none.
fn fold_start(word: &str) -> String {
    let word = word.trim_start_matches(['"', '\'', '“', '‘']);
    if word.chars().any(char::is_alphanumeric) {
        fold(word)
    } else {
        String::new()
    }
}

/// Words that mean something only in their place.
fn is_small(word: &str) -> bool {
    ["as", "per", "desc", "offset"].contains(&word)
}

/// Returns the columns that the beginning of a question has.
fn columns(
    head: &str,
    ontology: &Ontology,
    names: &dyn NameIndex,
    options: &Options,
) -> Vec<String> {
    let (starts, _) = starts(head);
    for cut in starts.into_iter().rev().take(MOST_CUTS) {
        let (part, stage) = head.split_at(cut);
        let word = stage.split(|c: char| !c.is_ascii_alphabetic()).next();
        // What a stage works on is the table before it.
        if !word.is_some_and(|word| STAGES.contains(&word)) {
            continue;
        }
        if let Ok(compiled) = compile(part, ontology, names, options) {
            return compiled
                .columns
                .into_iter()
                .map(|column| column.name)
                .collect();
        }
    }
    Vec::new()
}

/// The words that fit so far.
struct Offers<'a> {
    key: String,
    quoted: bool,
    words: Vocabulary<'a>,
    names: &'a dyn NameIndex,
    candidates: Vec<Candidate>,
}

impl Offers<'_> {
    /// Adds what is meant by a phrase of the parser's messages.
    fn kind(&mut self, wanted: &str, head: &str, columns: impl FnOnce() -> Vec<String>) {
        match wanted {
            "a relation" => {
                let subject = head.split_whitespace().next_back().unwrap_or_default();
                self.all(self.words.relations(subject), "relation");
                // Without a beginning every name would fit.
                if !self.key.is_empty() && !self.words.0.closed {
                    let open = self.names.relation_names(&self.key, MOST);
                    self.all(open, "relation");
                }
            }
            "a statement"
            | "a group"
            | "an object after the relation"
            | "a name"
            | "a class or a name after `is`" => self.nouns(),
            "a qualifier" => self.all(self.words.qualifiers(), "qualifier"),
            "a qualifier such as `amount` or `by`" => {
                self.all(self.words.qualifiers(), "qualifier");
                self.all(self.words.statuses(), "status");
            }
            "a value" | "a value to compare with" => self.values(),
            "a value or a column" => {
                self.all(columns(), "column");
                self.values();
            }
            "a column" | "a condition" => self.all(columns(), "column"),
            "a name after the dot" => self.all(self.words.properties(), "qualifier"),
            _ => {}
        }
    }

    fn nouns(&mut self) {
        if !self.quoted {
            self.all(self.words.classes(), "class");
            self.add("who", "keyword");
            self.add("what", "keyword");
        }
        self.things();
    }

    fn values(&mut self) {
        if !self.quoted {
            self.all(self.words.statuses(), "status");
            self.add("today", "keyword");
            self.add("yesterday", "keyword");
        }
        self.things();
    }

    fn things(&mut self) {
        // Without a beginning every name would fit.
        if !self.key.is_empty() {
            self.all(self.names.starting(&self.key, MOST), "name");
        }
    }

    fn all(&mut self, names: Vec<String>, kind: &'static str) {
        for name in names {
            // An alias may be what begins so, where the label does not.
            if kind == "name" || fold(&name).starts_with(&self.key) {
                self.push(&name, kind);
            }
        }
    }

    fn add(&mut self, word: &str, kind: &'static str) {
        if !self.quoted && word.starts_with(&self.key) {
            self.push(word, kind);
        }
    }

    fn push(&mut self, name: &str, kind: &'static str) {
        let text = match written(name) {
            _ if kind == "keyword" || kind == "column" => name.to_owned(),
            bare if self.quoted && !bare.starts_with('"') => format!("\"{name}\""),
            text => text,
        };
        if !self.candidates.iter().any(|known| known.text == text) {
            self.candidates.push(Candidate { text, kind });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::fixture::{Graph, options};
    use super::super::tests::ontology::ontology;
    use super::complete;

    fn offered(text: &str) -> String {
        let graph = Graph::new();
        let found = complete(text, text.len(), &ontology(), &graph, &options());
        let words: Vec<String> = found
            .candidates
            .iter()
            .take(6)
            .map(|candidate| candidate.text.clone())
            .collect();
        format!("{} {}", found.start, words.join(" "))
    }

    #[test]
    fn words_fit_their_place() {
        let mut wrong = Vec::new();
        for (text, expected) in [
            ("who inv", "4 invested_in"),
            ("who acquired by", "13 "),
            ("person le", "7 leads led_by"),
            ("who invested_in Op", "16 OpenAI"),
            ("who invested_in \"sam a", "16 \"Sam Altman\""),
            ("comp", "0 company"),
            ("who invested_in OpenAI [am", "24 amount"),
            ("who invested_in OpenAI [ru", "24 rumoured"),
            (
                "who invested_in OpenAI [article.pub",
                "32 published publisher",
            ),
            ("who invested_in OpenAI [by Re", "27 reported Reuters"),
            ("who invested_in OpenAI [amount] so", "32 sort"),
            ("who invested_in OpenAI [amount] sort am", "37 amount"),
            ("who invested_in OpenAI [amount] where wh", "38 who"),
            ("who invested_in OpenAI [amount] count per w", "42 who"),
            (
                "who invested_in OpenAI [status] where status = den",
                "47 denied",
            ),
            ("who m", "4 mentions maybe min max"),
            (
                "",
                "0 article claim company energy_company organization person",
            ),
        ] {
            let found = offered(text);
            if found != expected {
                wrong.push(format!("{text}: {found}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn relations_that_fit_the_subject_come_first() {
        let text = "person ";
        let graph = Graph::new();
        let found = complete(text, text.len(), &ontology(), &graph, &options());
        let at = |name: &str| found.candidates.iter().position(|known| known.text == name);
        assert!(at("leads") < at("acquired"), "{:?}", found.candidates);
        assert!(at("acquired").is_some() && at("not").is_some());
    }
}
