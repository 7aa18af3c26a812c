//! Claims of a store → what makes them.

use std::path::{Path, PathBuf};

use oxigraph::model::NamedNode;

use super::{Derivation, derivation, find_claims};
use crate::article::{Told, inputs};
use crate::coverage::coverage;
use crate::ontology::Ontology;
use crate::pipeline;
use crate::store::{Store, StoreOptions};

fn store_of(paths: &[PathBuf]) -> Store {
    let store = Store::in_memory(&StoreOptions::new(Ontology::builtin_shared())).unwrap();
    let (found, wrong) = inputs(paths);
    assert!(wrong.is_empty(), "{wrong:?}");
    pipeline::add(&store, &Told::default(), &found, &mut |added| {
        added.unwrap();
    })
    .unwrap();
    store
}

fn claims(store: &Store) -> Vec<NamedNode> {
    let articles = store.articles().unwrap();
    let covered = articles
        .iter()
        .map(|article| coverage(store, &article.iri).unwrap());
    let sentences = covered.flat_map(|covered| covered.sentences);
    let claims = sentences.flat_map(|sentence| sentence.claims);
    claims
        .map(|claim| NamedNode::new(claim.claim).unwrap())
        .collect()
}

/// The derivation of the one claim that a text makes.
fn of(text: &str) -> Derivation {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.md");
    std::fs::write(
        &path,
        format!("---\npublisher: Coast Courier\ndate: 2026-03-05\n---\n# Deal\n\n{text}\n"),
    )
    .unwrap();
    let store = store_of(&[path]);
    let claims = claims(&store);
    assert_eq!(claims.len(), 1, "{claims:?}");
    derivation(&store, &claims[0]).unwrap().unwrap()
}

#[test]
fn the_wording_the_cue_and_the_words_that_fill_it_are_told() {
    let found = of("Sam Altman reported that OpenAI plans to acquire Figure Labs.");
    let reading = found.reading.unwrap();
    let form = |role: &str| -> Vec<&str> {
        let roles = reading.roles.iter().filter(|known| known.role == role);
        roles
            .map(|known| reading.tokens[known.token - 1].form.as_str())
            .collect()
    };
    assert_eq!(form("trigger"), ["acquire"]);
    assert_eq!(form("subject"), ["OpenAI"]);
    assert_eq!(form("object"), ["Labs"]);
    assert_eq!(form("source"), ["Sam"]);
    assert_eq!(reading.frames.len(), 1);
    assert_eq!(reading.frames[0].property, "by:verbFrame");
    assert!(
        reading.frames[0].frame.contains("acquire"),
        "{:?}",
        reading.frames
    );
    let planned = reading
        .cues
        .iter()
        .find(|cue| cue.words.starts_with("plan"))
        .unwrap();
    assert_eq!(planned.cues[0].status.as_deref(), Some("planned"));
    assert_eq!(found.claim.status, "planned");
    // "reported" before a noun would doubt it; as a verb it is one of speech.
    let verb = reading
        .cues
        .iter()
        .find(|cue| cue.words == "reported")
        .unwrap();
    let scopes: Vec<&str> = verb.cues.iter().map(|cue| cue.scope).collect();
    assert_eq!(scopes, ["speech"]);
}

#[test]
fn every_claim_of_the_samples_is_found_again_with_its_wording() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending != "ttl"))
        .collect();
    paths.sort();
    let store = store_of(&paths);
    let claims = claims(&store);
    assert!(claims.len() > 50, "{}", claims.len());
    let mut lost = Vec::new();
    for claim in &claims {
        let found = derivation(&store, claim).unwrap().unwrap();
        let words = format!("{} in {}", found.claim.statement, found.claim.quote);
        match found.reading {
            Some(reading)
                if !reading.frames.is_empty()
                    || reading.open.is_some()
                    || reading.learned.is_some() =>
            {
                let said: Vec<&String> = reading.cues.iter().map(|cue| &cue.words).collect();
                assert!(
                    found.claim.cues.iter().all(|cue| said.contains(&cue)),
                    "{words}: {said:?}"
                );
            }
            _ => lost.push(words),
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn claims_are_found_by_the_end_of_their_identifiers() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles/transfer-confirmed.md");
    let store = store_of(&[folder]);
    let claims = claims(&store);
    let iri = claims[0].as_str();
    for words in [
        iri.to_owned(),
        format!("<{iri}>"),
        iri[iri.len() - 8..].to_owned(),
    ] {
        assert_eq!(find_claims(&store, &words).unwrap(), [claims[0].clone()]);
    }
    for none in [
        "claim/",
        "",
        "abc",
        "no-such",
        "\") } #",
        "https://example.org/claim/1",
    ] {
        assert!(find_claims(&store, none).unwrap().is_empty(), "{none}");
    }
}
