//! Files of published corpora → [`TaggedSentence`]s.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::analysis::NameType;
use crate::analysis::syntax::names::{TAGS, TYPES};

/// A tokenised sentence with one tag per token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaggedSentence {
    /// Its tokens.
    pub words: Vec<String>,
    /// Its tags: 0 outside, then begin and inside of each type in turn.
    pub tags: Vec<usize>,
    /// Whether a new document begins with it.
    pub opens: bool,
}

/// Which labels a column file uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corpus {
    /// Universal NER: number, word, label, two more columns.
    Uner,
    /// CrossNER or WNUT 17: word and label.
    TwoColumns,
}

/// Returns the type for a corpus label; the outer option is none where the label names nothing we tell apart.
pub(super) fn name_type(label: &str) -> Option<Option<NameType>> {
    Some(match label {
        "PER" | "person" | "writer" | "musicalartist" | "scientist" | "politician"
        | "researcher" => Some(NameType::Person),
        "ORG" | "organisation" | "organization" | "band" | "university" | "corporation"
        | "group" | "magazine" | "politicalparty" => Some(NameType::Organization),
        "LOC" | "location" | "country" | "place" => Some(NameType::Place),
        "product" => Some(NameType::Product),
        "creative-work" | "book" | "album" | "song" | "poem" | "academicjournal" => {
            Some(NameType::Work)
        }
        "event" => Some(NameType::Event),
        "OTH" | "MISC" | "misc" | "award" | "astronomicalobject" => None,
        _ => return None,
    })
}

fn tag_of(kind: Option<NameType>, begin: bool) -> usize {
    let place = TYPES
        .iter()
        .position(|known| *known == kind)
        .unwrap_or(TYPES.len() - 1);
    1 + 2 * place + usize::from(!begin)
}

impl TaggedSentence {
    pub(super) fn mark(&mut self, start: usize, end: usize, kind: Option<NameType>) {
        let alone = end == start + 1 && demonym(&self.words[start]);
        let kind = if alone && kind != Some(NameType::Person) {
            Some(NameType::Group)
        } else {
            kind
        };
        for index in start..end {
            self.tags[index] = tag_of(kind, index == start);
        }
    }
}

/// Reads a file of one token per line, blank lines between sentences.
pub fn read_columns(text: &str, corpus: Corpus) -> Vec<TaggedSentence> {
    let mut sentences = Vec::new();
    let (mut words, mut labels) = (Vec::new(), Vec::new());
    let mut opens = false;
    for line in text.lines().chain([""]) {
        if line.trim().is_empty() {
            if !words.is_empty() {
                let sentence = from_labels(std::mem::take(&mut words), &labels);
                sentences.push(TaggedSentence {
                    opens: std::mem::take(&mut opens),
                    ..sentence
                });
                labels.clear();
            }
            continue;
        }
        let columns: Vec<&str> = if line.contains('\t') {
            line.split('\t').collect()
        } else {
            line.split_whitespace().collect()
        };
        let (word, label) = match corpus {
            Corpus::Uner if line.starts_with('#') => {
                opens |= line.starts_with("# newdoc");
                continue;
            }
            Corpus::TwoColumns if line.starts_with("-DOCSTART-") => {
                opens = true;
                continue;
            }
            Corpus::Uner => (columns.get(1), columns.get(2)),
            Corpus::TwoColumns => (columns.first(), columns.last()),
        };
        if let (Some(word), Some(label)) = (word, label) {
            words.push((*word).to_owned());
            labels.push((*label).to_owned());
        }
    }
    sentences
}

fn from_labels(words: Vec<String>, labels: &[String]) -> TaggedSentence {
    let mut sentence = TaggedSentence {
        tags: vec![0; words.len()],
        words,
        opens: false,
    };
    let mut start = 0;
    while start < labels.len() {
        let Some(kind) = labels[start].get(2..).and_then(name_type) else {
            start += 1;
            continue;
        };
        let inside = format!("I-{}", &labels[start][2..]);
        let mut end = start + 1;
        while labels.get(end) == Some(&inside) {
            end += 1;
        }
        sentence.mark(start, end, kind);
        start = end;
    }
    sentence
}

/// Reads documents of the DocRED family.
pub fn read_relations(text: &str) -> Vec<TaggedSentence> {
    let documents: Vec<Value> = serde_json::from_str(text).unwrap_or_default();
    let mut all = Vec::new();
    for document in &documents {
        let mut sentences: Vec<TaggedSentence> = list(&document["sents"])
            .iter()
            .map(|sentence| {
                let words: Vec<String> = list(sentence)
                    .iter()
                    .filter_map(|word| word.as_str().map(str::to_owned))
                    .collect();
                TaggedSentence {
                    tags: vec![0; words.len()],
                    words,
                    opens: false,
                }
            })
            .collect();
        for mention in list(&document["vertexSet"]).iter().flat_map(list) {
            let number = |value: &Value| value.as_u64().map(|number| number as usize);
            let (Some(sentence), Some(start), Some(end)) = (
                number(&mention["sent_id"]),
                number(&mention["pos"][0]),
                number(&mention["pos"][1]),
            ) else {
                continue;
            };
            let Some(kind) = mention["type"].as_str().and_then(name_type) else {
                continue;
            };
            if let Some(sentence) = sentences
                .get_mut(sentence)
                .filter(|sentence| end <= sentence.words.len() && start < end)
            {
                sentence.mark(start, end, kind);
            }
        }
        all.extend(sentences);
    }
    all
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Reads names of cities from a JSON object of objects with a `name` and a `population`.
pub fn read_cities(text: &str, population: u64) -> Vec<String> {
    let cities: BTreeMap<String, Value> = serde_json::from_str(text).unwrap_or_default();
    cities
        .values()
        .filter(|city| {
            city["population"]
                .as_u64()
                .is_some_and(|people| people >= population)
        })
        .filter_map(|city| city["name"].as_str().map(str::to_lowercase))
        .collect()
}

/// Irregular names of peoples and religions.
const PEOPLES: &[&str] = &[
    "afghan",
    "arab",
    "arabic",
    "british",
    "czech",
    "dane",
    "dutch",
    "english",
    "finnish",
    "french",
    "german",
    "greek",
    "iraqi",
    "irish",
    "israeli",
    "jew",
    "jewish",
    "kashmiri",
    "kurd",
    "kurdish",
    "kuwaiti",
    "latin",
    "latino",
    "moroccan",
    "moslem",
    "muslim",
    "pakistani",
    "american",
    "mexican",
    "african",
    "filipino",
    "roman",
    "saudi",
    "scot",
    "scottish",
    "serb",
    "shia",
    "shiite",
    "sikh",
    "slovak",
    "slovene",
    "somali",
    "spanish",
    "sunni",
    "swede",
    "swedish",
    "swiss",
    "thai",
    "turk",
    "turkish",
    "uzbek",
    "welsh",
    "yemeni",
    "hindu",
    "buddhist",
    "catholic",
    "christian",
    "protestant",
    "german",
    "european",
    "korean",
    "bangladeshi",
    "palestinian",
    "kazakh",
    "croat",
    "pole",
    "bengali",
    "punjabi",
    "tamil",
    "briton",
    "islamic",
    "icelandic",
    "nordic",
    "slavic",
    "hispanic",
    "celtic",
    "cuban",
    "jamaican",
    "dominican",
    "puerto rican",
];

/// Whether `word` alone names a people, a nationality or a religion.
pub fn demonym(word: &str) -> bool {
    let lower = word.to_lowercase();
    let single = lower
        .strip_suffix('s')
        .filter(|rest| !rest.ends_with('s'))
        .unwrap_or(&lower);
    word.starts_with(char::is_uppercase)
        && (PEOPLES.contains(&single)
            || PEOPLES.contains(&lower.as_str())
            || (single.len() > 5
                && (single.ends_with("ian") || single.ends_with("ese"))
                && !single.ends_with("christian"))
            || (single.len() > 5 && single.ends_with("ish")))
}

const _: () = assert!(TAGS == 17, "readers and tagger agree on the tags");
