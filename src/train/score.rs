//! Treebanks → how well tokens, tags and trees are found.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Instant;

use super::conllu::{self, ConlluError, Leaf, Tree};
use crate::analysis::Pos;
use crate::analysis::syntax::model::{Model, Parsed};
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
    /// Heads and relations right, from gold tokens.
    pub las: f64,
    /// Parts of speech right, from running text, F1.
    pub raw_upos: f64,
    /// Heads right, from running text, F1.
    pub raw_uas: f64,
    /// Heads and relations right, from running text, F1.
    pub raw_las: f64,
    /// Tokens analysed per second on one core.
    pub tokens_per_second: f64,
}

/// Measures the built-in model on CoNLL-U files.
pub fn measure_tagging(files: &[PathBuf]) -> Result<Tagging, ConlluError> {
    let mut trees = Vec::new();
    for file in files {
        trees.append(&mut conllu::read(file)?);
    }
    let mut tagging = from_gold(&trees);
    from_text(&trees, &mut tagging);
    Ok(tagging)
}

fn from_gold(trees: &[Tree]) -> Tagging {
    let model = Model::built_in();
    let start = Instant::now();
    let parsed: Vec<Vec<Parsed>> = trees
        .iter()
        .map(|tree| model.analyse(&tree.forms()))
        .collect();
    let seconds = start.elapsed().as_secs_f64();
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
        las: share(&|leaf, parsed| leaf.head == parsed.head && leaf.rel == parsed.rel),
        tokens_per_second: (pairs.len() as f64 / seconds).round(),
        ..Tagging::default()
    }
}

fn same_lemma(leaf: &Leaf, parsed: &Parsed) -> bool {
    let proper = leaf.tags.is_some_and(|tags| tags.pos == Pos::Propn);
    leaf.lemma == parsed.lemma
        || (!proper && leaf.lemma.to_lowercase() == parsed.lemma.to_lowercase())
}

/// A word placed in the text of its paragraph.
struct Placed {
    span: Span,
    head: Option<Span>,
    tag: Option<Pos>,
    rel: &'static str,
}

fn from_text(trees: &[Tree], tagging: &mut Tagging) {
    let (mut same_sentences, mut all_sentences) = (0, 0);
    let (mut same, mut all, mut tagged, mut headed, mut labelled) = (0, 0, 0, 0, 0);
    let paragraphs = trees.chunk_by(|_, next| !next.opens);
    for paragraph in paragraphs {
        let (text, gold_sentences, gold) = place_gold(paragraph);
        let spans = sentences(&text, Span::new(0, text.len()));
        let gold_set: BTreeSet<Span> = gold_sentences.iter().copied().collect();
        same_sentences += spans.iter().filter(|span| gold_set.contains(span)).count();
        all_sentences += spans.len() + gold_sentences.len();
        let found: Vec<Placed> = spans
            .iter()
            .flat_map(|span| place_found(&text, *span))
            .collect();
        all += found.len() + gold.len();
        let gold: BTreeMap<Span, Placed> = gold.into_iter().map(|word| (word.span, word)).collect();
        for word in found {
            let Some(right) = gold.get(&word.span) else {
                continue;
            };
            same += 1;
            tagged += usize::from(word.tag == right.tag);
            let head = word.head == right.head;
            headed += usize::from(head);
            labelled += usize::from(head && word.rel == right.rel);
        }
    }
    tagging.sentence_f1 = percent(2 * same_sentences, all_sentences);
    tagging.token_f1 = percent(2 * same, all);
    tagging.raw_upos = percent(2 * tagged, all);
    tagging.raw_uas = percent(2 * headed, all);
    tagging.raw_las = percent(2 * labelled, all);
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
            tag: leaf.tags.map(|tags| tags.pos),
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

fn place_found(text: &str, sentence: Span) -> Vec<Placed> {
    let spans = tokens(text, sentence);
    let forms: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
    let parsed = Model::built_in().analyse(&forms).into_iter().zip(&spans);
    parsed
        .map(|(word, span)| Placed {
            span: *span,
            head: word.head.map(|head| spans[head]),
            tag: Some(word.tags.pos),
            rel: word.rel.as_str(),
        })
        .collect()
}

fn percent(part: usize, whole: usize) -> f64 {
    (part as f64 / whole.max(1) as f64 * 10_000.0).round() / 100.0
}
