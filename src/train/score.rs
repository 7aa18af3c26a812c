//! Treebanks → how well tokens, tags and trees are found.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use super::conllu::{self, ConlluError, Leaf, Tree};
use crate::analysis::Pos;
use crate::analysis::syntax::model::{Model, Parsed};
use crate::analysis::syntax::tags::TagPair;
use crate::text::{Span, sentences, tokens};

/// How well the built-in syntax model does, in per cent.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
pub struct Tagging {
    /// Words measured.
    pub words: usize,
    /// Sentences found in running text, F1.
    pub sentence_f1: f64,
    /// Tokens found in running text, F1.
    pub token_f1: f64,
    /// Parts of speech right, from gold tokens.
    pub upos: f64,
    /// Penn tags right, from gold tokens.
    pub xpos: f64,
    /// Lemmas right, from gold tokens; case counts for proper nouns only.
    pub lemma: f64,
    /// Heads right, from gold tokens.
    pub uas: f64,
    /// Heads and relations right, from gold tokens; what follows a colon in a relation is left out, as the CoNLL 2018
    /// shared task does.
    pub las: f64,
    /// The same with the whole relation.
    pub las_subtypes: f64,
    /// Parts of speech right, from running text, F1.
    pub raw_upos: f64,
    /// Lemmas right, from running text, F1; case counts for proper nouns only.
    pub raw_lemma: f64,
    /// Heads right, from running text, F1.
    pub raw_uas: f64,
    /// Heads and relations right, from running text, F1; what follows a colon is left out.
    pub raw_las: f64,
    /// The same with the whole relation.
    pub raw_las_subtypes: f64,
    /// Tokens analysed per second on one core.
    pub tokens_per_second: f64,
}

/// Measures a model on CoNLL-U files: the given weights, or else the built-in ones.
///
/// What is found in the running text of the files is written to `predictions` as CoNLL-U.
pub fn measure_tagging(
    files: &[PathBuf],
    weights: Option<Vec<u8>>,
    predictions: Option<&mut dyn Write>,
) -> Result<Tagging, ConlluError> {
    let given = weights.map(|weights| Model::new(weights.leak()));
    let model = given.as_ref().unwrap_or_else(|| Model::built_in());
    let mut trees = Vec::new();
    for file in files {
        trees.append(&mut conllu::read(file)?);
    }
    let mut tagging = from_gold(model, &trees);
    from_text(model, &trees, &mut tagging, predictions).map_err(ConlluError::Write)?;
    Ok(tagging)
}

fn from_gold(model: &Model, trees: &[Tree]) -> Tagging {
    let start = busy_seconds();
    let parsed: Vec<Vec<Parsed>> = trees
        .iter()
        .map(|tree| model.analyse(&tree.forms()))
        .collect();
    let seconds = busy_seconds() - start;
    let pairs: Vec<(&Leaf, &Parsed)> = trees
        .iter()
        .flat_map(|tree| &tree.leaves)
        .zip(parsed.iter().flatten())
        .collect();
    let share = |right: &dyn Fn(&Leaf, &Parsed) -> bool| {
        percent(
            pairs
                .iter()
                .filter(|(leaf, parsed)| right(leaf, parsed))
                .count(),
            pairs.len(),
        )
    };
    Tagging {
        words: pairs.len(),
        upos: share(&|leaf, parsed| leaf.tags.is_some_and(|tags| tags.pos == parsed.tags.pos)),
        xpos: share(&|leaf, parsed| leaf.tags.is_some_and(|tags| tags.tag == parsed.tags.tag)),
        lemma: share(&same_lemma),
        uas: share(&|leaf, parsed| leaf.head == parsed.head),
        las: share(&|leaf, parsed| {
            leaf.head == parsed.head
                && universal(leaf.rel.as_str()) == universal(parsed.rel.as_str())
        }),
        las_subtypes: share(&|leaf, parsed| leaf.head == parsed.head && leaf.rel == parsed.rel),
        tokens_per_second: (pairs.len() as f64 / seconds).round(),
        ..Tagging::default()
    }
}

/// Returns the seconds that this thread has run on a core, so that a busy machine does not count; elsewhere than on
/// Linux, the seconds of the clock.
fn busy_seconds() -> f64 {
    let busy = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = busy.and_then(|text| text.split_whitespace().next()?.parse::<f64>().ok());
    let clock = || {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0.0, |time| time.as_secs_f64())
    };
    nanoseconds.map_or_else(clock, |busy| busy / 1e9)
}

/// Returns the part of a relation that all languages share.
fn universal(rel: &str) -> &str {
    rel.split(':').next().unwrap_or(rel)
}

fn same_lemma(leaf: &Leaf, parsed: &Parsed) -> bool {
    let proper = leaf.tags.is_some_and(|tags| tags.pos == Pos::Propn);
    alike(proper, &leaf.lemma, &parsed.lemma)
}

fn alike(proper: bool, gold: &str, found: &str) -> bool {
    gold == found || (!proper && gold.to_lowercase() == found.to_lowercase())
}

/// A word placed in the text of its paragraph.
struct Placed {
    span: Span,
    head: Option<Span>,
    tags: Option<TagPair>,
    lemma: String,
    rel: &'static str,
}

impl Placed {
    fn pos(&self) -> Option<Pos> {
        self.tags.map(|tags| tags.pos)
    }
}

fn from_text(
    model: &Model,
    trees: &[Tree],
    tagging: &mut Tagging,
    mut predictions: Option<&mut dyn Write>,
) -> io::Result<()> {
    let (mut same_sentences, mut all_sentences) = (0, 0);
    let (mut same, mut all, mut tagged, mut headed, mut labelled) = (0, 0, 0, 0, 0);
    let (mut lemmas, mut whole) = (0, 0);
    let paragraphs = trees.chunk_by(|_, next| !next.opens);
    for paragraph in paragraphs {
        let (text, gold_sentences, gold) = place_gold(paragraph);
        let spans = sentences(&text, Span::new(0, text.len()));
        let gold_set: BTreeSet<Span> = gold_sentences.iter().copied().collect();
        same_sentences += spans.iter().filter(|span| gold_set.contains(span)).count();
        all_sentences += spans.len() + gold_sentences.len();
        let mut found = Vec::new();
        for span in &spans {
            let words = place_found(model, &text, *span);
            if let Some(predictions) = predictions.as_deref_mut() {
                write_sentence(predictions, &text, *span, &words)?;
            }
            found.extend(words);
        }
        all += found.len() + gold.len();
        let gold: BTreeMap<Span, Placed> = gold.into_iter().map(|word| (word.span, word)).collect();
        for word in found {
            let Some(right) = gold.get(&word.span) else {
                continue;
            };
            same += 1;
            tagged += usize::from(word.pos() == right.pos());
            let proper = right.pos() == Some(Pos::Propn);
            lemmas += usize::from(alike(proper, &right.lemma, &word.lemma));
            let head = word.head == right.head;
            headed += usize::from(head);
            labelled += usize::from(head && universal(word.rel) == universal(right.rel));
            whole += usize::from(head && word.rel == right.rel);
        }
    }
    tagging.sentence_f1 = percent(2 * same_sentences, all_sentences);
    tagging.token_f1 = percent(2 * same, all);
    tagging.raw_upos = percent(2 * tagged, all);
    tagging.raw_uas = percent(2 * headed, all);
    tagging.raw_las = percent(2 * labelled, all);
    tagging.raw_las_subtypes = percent(2 * whole, all);
    tagging.raw_lemma = percent(2 * lemmas, all);
    Ok(())
}

/// Writes what was found in a sentence as CoNLL-U.
fn write_sentence(
    to: &mut dyn Write,
    text: &str,
    sentence: Span,
    words: &[Placed],
) -> io::Result<()> {
    writeln!(to, "# text = {}", sentence.of(text))?;
    let number = |span: &Span| {
        words
            .iter()
            .position(|word| word.span == *span)
            .map_or(0, |at| at + 1)
    };
    for (index, word) in words.iter().enumerate() {
        let (pos, tag) = word
            .tags
            .map_or(("_", "_"), |tags| (tags.pos.as_str(), tags.tag_text()));
        let head = word.head.as_ref().map_or(0, number);
        let next = words.get(index + 1);
        let misc = match next.is_some_and(|next| next.span.start == word.span.end) {
            true => "SpaceAfter=No",
            false => "_",
        };
        let (id, form, lemma, rel) = (index + 1, word.span.of(text), &word.lemma, word.rel);
        writeln!(
            to,
            "{id}\t{form}\t{lemma}\t{pos}\t{tag}\t_\t{head}\t{rel}\t_\t{misc}"
        )?;
    }
    writeln!(to)
}

/// Joins the sentences of a paragraph and finds each word in the text.
fn place_gold(paragraph: &[Tree]) -> (String, Vec<Span>, Vec<Placed>) {
    let (mut text, mut spans, mut words) = (String::new(), Vec::new(), Vec::new());
    for tree in paragraph {
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(tree.text.trim());
        spans.push(Span::new(start, text.len()));
        let mut at = start;
        let places: Vec<Span> = tree
            .leaves
            .iter()
            .map(|leaf| find(&text, &mut at, &leaf.form))
            .collect();
        words.extend(tree.leaves.iter().zip(&places).map(|(leaf, span)| Placed {
            span: *span,
            head: leaf.head.map(|head| places[head]),
            tags: leaf.tags,
            lemma: leaf.lemma.clone(),
            rel: leaf.rel.as_str(),
        }));
    }
    (text, spans, words)
}

fn find(text: &str, at: &mut usize, form: &str) -> Span {
    let rest = &text[*at..];
    let blank = rest.len() - rest.trim_start().len();
    let start = if rest[blank..].starts_with(form) {
        *at + blank
    } else {
        *at + rest.find(form).unwrap_or(blank)
    };
    let end = (start + form.len()).min(text.len());
    let end = if text.is_char_boundary(end) {
        end
    } else {
        text.len()
    };
    *at = end;
    Span::new(start, end)
}

fn place_found(model: &Model, text: &str, sentence: Span) -> Vec<Placed> {
    let spans = tokens(text, sentence);
    let forms: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
    let parsed = model.analyse(&forms).into_iter().zip(&spans);
    parsed
        .map(|(word, span)| Placed {
            span: *span,
            head: word.head.map(|head| spans[head]),
            tags: Some(word.tags),
            lemma: word.lemma,
            rel: word.rel.as_str(),
        })
        .collect()
}

fn percent(part: usize, whole: usize) -> f64 {
    (part as f64 / whole.max(1) as f64 * 10_000.0).round() / 100.0
}
