//! Files of published corpora → [`TaggedSentence`]s.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::analysis::NameType;
use crate::analysis::names::{TAGS, TYPES};

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
fn name_type(label: &str) -> Option<Option<NameType>> {
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
    fn mark(&mut self, start: usize, end: usize, kind: Option<NameType>) {
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
        let columns: Vec<&str> = line.split('\t').collect();
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
        for mention in list(&document["vertexSet"])
            .iter()
            .flat_map(|entity| list(entity))
        {
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

/// Reads a CoNLL-U file whose last column holds nested entity brackets and keeps those around proper nouns.
pub fn read_entities(text: &str) -> Vec<TaggedSentence> {
    let mut sentences = Vec::new();
    let mut rows: Vec<Vec<&str>> = Vec::new();
    for line in text.lines().chain([""]) {
        if line.is_empty() {
            if !rows.is_empty() {
                sentences.push(entities_of(&rows));
            }
            rows.clear();
        } else if line.starts_with(|c: char| c.is_ascii_digit()) {
            let columns: Vec<&str> = line.split('\t').collect();
            if columns.len() == 10 && columns[0].bytes().all(|b| b.is_ascii_digit()) {
                rows.push(columns);
            }
        }
    }
    sentences
}

fn entities_of(rows: &[Vec<&str>]) -> TaggedSentence {
    let words: Vec<String> = rows.iter().map(|row| row[1].to_owned()).collect();
    let mut sentence = TaggedSentence {
        tags: vec![0; words.len()],
        words,
        opens: false,
    };
    let mut open: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
    let mut spans = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let Some(text) = row[9]
            .split('|')
            .find_map(|part| part.strip_prefix("Entity="))
        else {
            continue;
        };
        for piece in text.split_inclusive(')').flat_map(split_opening) {
            let id = piece
                .trim_matches(['(', ')'])
                .split('-')
                .next()
                .unwrap_or_default();
            if piece.starts_with('(') {
                let kind = piece
                    .trim_matches(['(', ')'])
                    .split('-')
                    .nth(1)
                    .unwrap_or_default();
                open.entry(id).or_default().push((index, kind));
            }
            if piece.ends_with(')')
                && let Some((start, kind)) = open.get_mut(id).and_then(Vec::pop)
            {
                spans.push((start, index + 1, kind));
            }
        }
    }
    // Longest first, so that a name inside a longer one does not cut it.
    spans.sort_by_key(|&(start, end, _)| (std::cmp::Reverse(end - start), start));
    for (start, end, kind) in spans {
        if let Some((start, end)) = proper_part(rows, start, end)
            && sentence.tags[start..end].iter().all(|&tag| tag == 0)
            && let Some(kind) = name_type(if matches!(kind, "abstract" | "object") {
                "MISC"
            } else {
                kind
            })
        {
            sentence.mark(start, end, kind);
        }
    }
    sentence
}

fn split_opening(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(next) = rest.get(1..).and_then(|tail| tail.find('(')) {
        pieces.push(&rest[..=next]);
        rest = &rest[next + 1..];
    }
    pieces.push(rest);
    pieces
}

/// Narrows a bracketed phrase to the proper nouns around its head; none where its head is a common noun.
fn proper_part(rows: &[Vec<&str>], start: usize, end: usize) -> Option<(usize, usize)> {
    let outside = |row: &&Vec<&str>| {
        row[6]
            .parse::<usize>()
            .is_ok_and(|head| head == 0 || head <= start || head > end)
    };
    let head = start + rows[start..end].iter().position(|row| outside(&row))?;
    if rows[head][3] != "PROPN" {
        return None;
    }
    let proper = |index: usize| rows[index][3] == "PROPN";
    let titled = |index: usize| proper(index) && !matches!(rows[index][7], "nmod:desc");
    let link = |index: usize| {
        matches!(
            rows[index][1],
            "-" | "of" | "the" | "&" | "–" | "de" | "for" | "and"
        )
    };
    let (mut left, mut right) = (head, head + 1);
    while left > start
        && (titled(left - 1)
            || (left - 1 > start
                && link(left - 1)
                && rows[left - 1][1] != "and"
                && titled(left - 2)))
    {
        left -= if titled(left - 1) { 1 } else { 2 };
    }
    while right < end {
        let mut next = right;
        while next < end && next < right + 2 && link(next) {
            next += 1;
        }
        if next < end && proper(next) && !matches!(rows[next][7], "conj" | "appos") {
            right = next + 1;
        } else {
            break;
        }
    }
    Some((left, right))
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
