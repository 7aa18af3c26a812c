//! Articles → claims drawn at random, each with what a reader needs to judge it.

use std::path::PathBuf;

use serde::Serialize;
use serde_json::{Value, json};

use super::reading::processor_time;
use super::shuffle::Random;
use crate::article::{Told, inputs};
use crate::coverage::{Coverage, coverage, qualifiers};
use crate::error::Error;
use crate::ontology::Ontology;
use crate::pipeline;
use crate::store::{Store, StoreOptions};

/// What was drawn, of what, and how fast that was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ClaimsReport {
    /// Articles read.
    pub articles: usize,
    /// What could not be read, each with its place and the reason.
    pub failed: Vec<String>,
    /// Their sentences of which claims can be expected.
    pub sentences: usize,
    /// Those that gave some.
    pub with_claims: usize,
    /// All claims.
    pub claims: usize,
    /// Claims drawn.
    pub drawn: usize,
    /// What the drawing started from.
    pub seed: u64,
    /// Articles per second of processor time, from the files to the claims in a store in memory, the models read, too.
    pub articles_per_second: f64,
}

/// Reads the articles under `paths` and draws `count` of their claims.
///
/// Each holds the claim's IRI (`claim`) and what it says (`subject`, `relation`, `object`, `negative`, `status`, `certainty`,
/// `by`, `relayed_by`, `qualifiers`), the `quote`, the sentences `before` it in its paragraph, and the `title` and date
/// (`published`) of its article. The same articles, count and seed give the same draw.
pub fn draw_claims(
    paths: &[PathBuf],
    count: usize,
    seed: u64,
) -> Result<(ClaimsReport, Vec<Value>), Error> {
    let ontology = Ontology::builtin_shared();
    let store = Store::in_memory(&StoreOptions::new(ontology))?;
    let (found, wrong) = inputs(paths);
    let mut report = ClaimsReport {
        failed: wrong.iter().map(ToString::to_string).collect(),
        seed,
        ..ClaimsReport::default()
    };
    let mut articles = Vec::new();
    let start = processor_time();
    pipeline::add(&store, &Told::default(), &found, &mut |added| match added {
        Ok(added) => articles.push(added.made.graph.iri),
        Err(error) => report.failed.push(error.to_string()),
    })?;
    let took = processor_time().saturating_sub(start).as_secs_f64();
    // The order of the files says nothing of which claims are drawn.
    articles.sort();
    articles.dedup();
    let covered = articles.iter().map(|article| coverage(&store, article));
    let covered: Vec<Coverage> = covered.collect::<Result<_, _>>()?;
    let mut drawn = Vec::new();
    for article in &covered {
        report.sentences += article.counts.sentences;
        report.with_claims += article.counts.with_claims;
        drawn.extend(claims(article));
    }
    report.articles = covered.len();
    report.claims = drawn.len();
    Random::new(seed).shuffle(&mut drawn);
    drawn.truncate(count);
    report.drawn = drawn.len();
    report.articles_per_second = (report.articles as f64 / took.max(1e-9) * 10.0).round() / 10.0;
    Ok((report, drawn))
}

/// The claims of an article, each as it is shown to a reader.
fn claims(article: &Coverage) -> Vec<Value> {
    let mut shown = Vec::new();
    for (at, sentence) in article.sentences.iter().enumerate() {
        let paragraph = article.sentences[..at]
            .iter()
            .filter(|earlier| earlier.block == sentence.block);
        let before: Vec<&str> = paragraph.map(|earlier| earlier.text.as_str()).collect();
        let before = before.join(" ");
        shown.extend(sentence.claims.iter().map(|claim| {
            json!({
                "claim": claim.claim, "title": article.name(), "published": article.published, "before": before, "quote": claim.quote,
                "subject": claim.subject, "relation": claim.relation, "object": claim.object,
                "negative": claim.negative, "status": claim.status, "certainty": claim.certainty,
                "by": claim.by, "relayed_by": claim.relayed_by, "qualifiers": qualifiers(claim),
            })
        }));
    }
    shown
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::draw_claims;

    #[test]
    fn the_same_seed_draws_the_same_claims() {
        let folder = tempfile::tempdir().unwrap();
        let article = |name: &str, text: &str| {
            fs::write(folder.path().join(name), text).unwrap();
        };
        article(
            "a.txt",
            "A day\n\nAcme Corp. has bought Blip Ltd. It sold Bolt Inc. in May.",
        );
        article("b.txt", "A week\n\nMary Smith was born in Paris.");
        let drawn = |seed| {
            let (report, claims) = draw_claims(&[folder.path().to_owned()], 2, seed).unwrap();
            assert_eq!((report.articles, report.drawn), (2, 2));
            assert!(report.failed.is_empty() && report.claims > 2, "{report:?}");
            claims
        };
        assert_eq!(drawn(3), drawn(3));
        assert!((0..8).any(|seed| drawn(seed) != drawn(3)));
    }
}
