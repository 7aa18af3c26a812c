//! Texts with the subjects that examples name → weights by which the subject of a sentence is chosen.

use rayon::prelude::*;

use super::choice::{Group, choose};
use super::examples::numbered;
use crate::analysis::Analysis;
use crate::relation::{Lexicon, Term, WeightsBuilder, for_subjects};

/// Whether a term is right, and its features.
type Candidate = (bool, Vec<u32>);

/// Learns packed weights of one class; `right` says whether a term of a text is a subject of one of its examples.
pub(super) fn learn_subjects(
    texts: &[Analysis],
    right: impl Fn(usize, &Term) -> bool + Sync,
    smallest: f32,
) -> Vec<u8> {
    let candidates = texts.par_iter().enumerate().map(|(unit, analysis)| {
        let mut candidates: Vec<Candidate> = Vec::new();
        for_subjects(analysis, |views, terms, subject| {
            let mut keys = Vec::new();
            views.subject_features(terms, subject, &mut keys);
            candidates.push((right(unit, &terms[subject]), keys));
        });
        candidates
    });
    // Where no term is the subject, nothing is learned of how it is chosen.
    let units: Vec<Vec<Candidate>> = candidates
        .filter(|candidates| candidates.iter().any(|(right, _)| *right))
        .collect();
    let (keys, rows) = numbered(units.iter().flatten().map(|(_, keys)| keys));
    let mut groups = Vec::new();
    let mut start = 0;
    for candidates in &units {
        let right = (start..).zip(candidates).filter(|(_, (right, _))| *right);
        groups.push(Group {
            rows: start..start + candidates.len(),
            right: right.map(|(row, _)| row).collect(),
        });
        start += candidates.len();
    }
    let weights = choose(&rows, &groups, &vec![0.0; start], keys.len());
    let mut builder = WeightsBuilder::default();
    builder.class(String::new(), Vec::new(), weights);
    builder.pack(&keys, &Lexicon::default(), smallest)
}

#[cfg(test)]
mod tests {
    use super::learn_subjects;
    use crate::analysis::Analyser;
    use crate::ontology::Ontology;
    use crate::relation::{Weights, subjects};
    use crate::train::relations::analyse;

    #[test]
    fn a_subject_is_chosen_by_where_it_stands() {
        let analyser = Analyser::new(Ontology::builtin());
        let firms = ["Acme", "Orbex", "Zenit", "Norvik", "Talmar", "Ferrol"];
        let sentence = |firm: &str| format!("In Vienna, {firm} was founded by Maria Keller.");
        let texts = firms.map(|firm| analyse(&analyser, &sentence(firm)));
        let right = |unit: usize, term: &crate::relation::Term| {
            term.span.of(&texts[unit].document.text) == firms[unit]
        };
        let bytes = learn_subjects(&texts, right, 0.01);
        let new = analyse(&analyser, &sentence("Lundberg"));
        let scored = subjects(&Weights::read(&bytes).unwrap(), &new);
        let likeliest = scored
            .iter()
            .max_by(|(_, one), (_, other)| one.total_cmp(other));
        let (term, _) = likeliest.unwrap();
        assert_eq!(term.span.of(&new.document.text), "Lundberg");
    }
}
