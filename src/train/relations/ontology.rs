//! A user's ontology with examples → how well its facts are found in other sentences.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;

use rayon::prelude::*;
use serde_json::{Value, json};

use super::error::ExamplesError;
use super::examples::Examples;
use super::labels::{DateStyle, Style, folded, known_name, label};
use super::subjects::learn_subjects;
use super::telling::{Learned, tell};
use super::triples::{self, Example, Triple};
use super::{analyse, per_second, rounded, scores, shown};
use crate::analysis::{Analyser, Analysis};
use crate::ontology::Ontology;
use crate::relation::{Lexicon, Reach, Sources, Term, label_key};
use crate::text::Span;
use crate::train::reading::processor_time;

/// Of sentences that are no example of a relation, one in so many is learned from: it may well hold there, too.
const ELSEWHERE: usize = 2;
/// Of pairs that no example names, one in so many is learned from.
const ONE_IN: u32 = 2;
/// Weights below this are left out.
const SMALLEST: f32 = 0.01;

/// Learns from the examples in `train`, tells the facts of the sentences in `test` and scores them by those in `gold`.
///
/// `macro` is Text2KGBench's published scoring: per sentence, of what was told only what has a relation that the gold
/// has there, then the mean over sentences. `micro` is strict: all that was told counts. Labels are compared without
/// case, spaces and underscores. Sentences of `test` are taken out of the examples first. Predictions are written as
/// that benchmark's systems write them: an `id` and `triples`, each a list of three, spaces in relations as underscores.
pub fn measure_ontology(
    ontology: &Path,
    train: &Path,
    test: &Path,
    gold: &Path,
    predictions: Option<&mut dyn Write>,
) -> Result<Value, ExamplesError> {
    let relations = triples::relation_labels(ontology)?;
    let tests = triples::read(test)?;
    let asked: BTreeSet<&str> = tests.iter().map(|test| test.sentence.as_str()).collect();
    let mut examples = triples::read(train)?;
    examples.retain(|example| !asked.contains(example.sentence.as_str()));
    let start = processor_time();
    let analyser = Analyser::new(Ontology::builtin());
    let learned = learn(&analyser, relations, &grouped(&examples));
    let weights = learned.weights();
    let taught = processor_time();
    let told: Vec<Vec<Triple>> = tests
        .par_iter()
        .map(|test| tell(&analyser, &learned, &weights, &test.sentence))
        .collect();
    let finished = processor_time();
    if let Some(predictions) = predictions {
        for (test, told) in tests.iter().zip(&told) {
            let triples: Vec<[String; 3]> = told
                .iter()
                .map(|one| [one.sub.clone(), one.rel.replace(' ', "_"), one.obj.clone()])
                .collect();
            writeln!(
                predictions,
                "{}",
                json!({ "id": test.id, "triples": triples })
            )?;
        }
    }
    let mut report = scored(&tests, &told, &triples::read(gold)?);
    let known: BTreeSet<String> = learned.relations.iter().map(|name| folded(name)).collect();
    let all = told.iter().flatten();
    let conforming = all
        .clone()
        .filter(|one| known.contains(&folded(&one.rel)))
        .count();
    report["conformance"] = rounded(if told.iter().all(Vec::is_empty) {
        1.0
    } else {
        conforming as f64 / all.count() as f64
    });
    report["ontology"] = json!(shown(ontology));
    report["examples"] = json!(examples.len());
    report["training_seconds"] = rounded(taught.saturating_sub(start).as_secs_f64());
    report["sentences_per_second"] = per_second(tests.len(), finished.saturating_sub(taught));
    Ok(report)
}

/// Puts the triples of equal sentences together.
fn grouped(examples: &[Example]) -> Vec<Example> {
    let mut of_sentence: BTreeMap<&str, usize> = BTreeMap::new();
    let mut grouped: Vec<Example> = Vec::new();
    for example in examples {
        let at = *of_sentence
            .entry(&example.sentence)
            .or_insert(grouped.len());
        match grouped.get_mut(at) {
            Some(known) => known.triples.extend(example.triples.iter().cloned()),
            None => grouped.push(example.clone()),
        }
    }
    grouped
}

/// The triples of an example, each with the class of its relation.
type Classed<'e> = Vec<(usize, &'e Triple)>;

fn learn<'e>(analyser: &Analyser, relations: Vec<String>, examples: &'e [Example]) -> Learned {
    let class_of: BTreeMap<String, usize> =
        relations.iter().map(|name| folded(name)).zip(0..).collect();
    let texts: Vec<Analysis> = examples
        .par_iter()
        .map(|example| analyse(analyser, &example.sentence))
        .collect();
    let classed: Vec<Classed> = examples
        .iter()
        .map(|example| {
            let known = |triple: &'e Triple| Some((*class_of.get(&folded(&triple.rel))?, triple));
            example.triples.iter().filter_map(known).collect()
        })
        .collect();
    let styles: Vec<Style> = (0..relations.len())
        .map(|class| style(class, &texts, &classed))
        .collect();
    let mut lexicon = Lexicon::default();
    for (class, triple) in classed.iter().flatten() {
        lexicon.count(label_key(&triple.obj), *class as u16);
    }
    // A sentence is read by what the others had, as a new one will be.
    let others = |unit: usize| {
        let mut others = lexicon.clone();
        for (class, triple) in &classed[unit] {
            others.forget(label_key(&triple.obj), *class as u16);
        }
        others
    };
    let classes = |unit: usize, terms: &[Term], subject: usize, object: usize| {
        let pair = [subject, object];
        classes_of(&texts[unit], &classed[unit], terms, pair, &styles)
    };
    // Which subject a sentence has is learned apart, so that its objects are learned for the right one alone.
    let wanted = |unit: usize, terms: &[Term], subject: usize| {
        let analysis = &texts[unit];
        let own = subject_label(analysis, &terms[subject]);
        let mut triples = classed[unit].iter();
        triples.any(|(_, triple)| subject_is(analysis, terms, subject, &own, triple))
    };
    let pairs = Examples::new(&texts, Reach::Phrases, ONE_IN, wanted, classes, others);
    let asked = |unit: usize, class: usize| {
        let own = classed[unit].iter().any(|(known, _)| *known == class);
        own || (unit + class).is_multiple_of(ELSEWHERE)
    };
    let bytes = pairs.learn_choices(&relations, asked, &lexicon, SMALLEST);
    let right = |unit: usize, term: &Term| {
        let own = subject_label(&texts[unit], term);
        let mut triples = classed[unit].iter();
        triples.any(|(_, triple)| folded(&triple.sub) == own)
    };
    let subjects = learn_subjects(&texts, right, SMALLEST);
    Learned {
        bytes,
        subjects,
        relations,
        styles,
    }
}

/// Returns how the examples of a class write its objects.
fn style(class: usize, texts: &[Analysis], classed: &[Classed]) -> Style {
    let own: Vec<(&Analysis, &Triple)> = texts
        .iter()
        .zip(classed)
        .flat_map(|(text, classed)| {
            classed
                .iter()
                .map(move |(known, triple)| (*known, text, *triple))
        })
        .filter(|(known, ..)| *known == class)
        .map(|(_, text, triple)| (text, triple))
        .collect();
    let known: i32 = own
        .iter()
        .map(|(text, triple)| known_rather(text, triple))
        .sum();
    Style {
        dates: DateStyle::of(&own.iter().map(|(_, triple)| triple.obj.as_str())),
        known: known > 0,
    }
}

/// Returns the classes that an example says hold between two terms.
fn classes_of(
    analysis: &Analysis,
    classed: &Classed<'_>,
    terms: &[Term],
    [subject, object]: [usize; 2],
    styles: &[Style],
) -> Vec<usize> {
    let written = |style| folded(&label(analysis, Ontology::builtin(), &terms[object], style));
    let first = subject_label(analysis, &terms[subject]);
    let mut classes: Vec<usize> = classed
        .iter()
        .filter(|(class, triple)| {
            folded(&triple.obj) == written(styles[*class])
                && subject_is(analysis, terms, subject, &first, triple)
        })
        .map(|(class, _)| *class)
        .collect();
    classes.sort_unstable();
    classes.dedup();
    classes
}

/// 1 where only the known name of a mention is a triple's object, -1 where a mention is written so.
fn known_rather(analysis: &Analysis, triple: &Triple) -> i32 {
    let wanted = folded(&triple.obj);
    let mut mentions = analysis.mentions.iter();
    let written = |span: &Span| folded(span.of(&analysis.document.text)) == wanted;
    if mentions.clone().any(|mention| written(&mention.span)) {
        return -1;
    }
    let known = |mention| known_name(mention, Ontology::builtin()).map(folded);
    i32::from(mentions.any(|mention| known(mention).as_deref() == Some(&wanted)))
}

/// Whether a term is the subject of a triple; where no term is, what the sentence is about stands for it.
fn subject_is(
    analysis: &Analysis,
    terms: &[Term],
    subject: usize,
    own: &str,
    triple: &Triple,
) -> bool {
    let wanted = folded(&triple.sub);
    if own == wanted {
        return true;
    }
    terms[subject].sources.any(Sources::TOPIC)
        && !terms
            .iter()
            .any(|term| subject_label(analysis, term) == wanted)
}

/// The label of a term as a subject, as labels are compared.
fn subject_label(analysis: &Analysis, term: &Term) -> String {
    folded(&label(
        analysis,
        Ontology::builtin(),
        term,
        Style::default(),
    ))
}

type Folded = BTreeSet<[String; 3]>;

fn fold(triples: &[Triple]) -> Folded {
    triples
        .iter()
        .map(|one| [folded(&one.sub), folded(&one.rel), folded(&one.obj)])
        .collect()
}

fn scored(tests: &[Example], told: &[Vec<Triple>], gold: &[Example]) -> Value {
    let of_id: BTreeMap<&str, &[Triple]> = tests
        .iter()
        .zip(told)
        .map(|(test, told)| (test.id.as_str(), told.as_slice()))
        .collect();
    let mut means = [0.0; 3];
    let (mut right, mut found, mut wanted) = (0, 0, 0);
    for example in gold {
        let truth = fold(&example.triples);
        let told = fold(of_id.get(example.id.as_str()).copied().unwrap_or_default());
        let hits = truth.intersection(&told).count();
        right += hits;
        found += told.len();
        wanted += truth.len();
        let relations: BTreeSet<&String> = truth.iter().map(|[_, relation, _]| relation).collect();
        let judged = told
            .iter()
            .filter(|[_, relation, _]| relations.contains(relation))
            .count();
        for (mean, score) in means
            .iter_mut()
            .zip(scores(hits, judged, hits, truth.len()))
        {
            *mean += score / gold.len() as f64;
        }
    }
    let written = |[precision, recall, f1]: [f64; 3]| json!({ "precision": rounded(precision), "recall": rounded(recall), "f1": rounded(f1) });
    json!({
        "macro": written(means),
        "micro": written(scores(right, found, right, wanted)),
        "sentences": gold.len(), "gold": wanted, "told": found, "right": right,
    })
}
