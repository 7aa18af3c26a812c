//! Examples are tried as articles are read, the built-in ones among them.

use super::{ReasonKind, Trial, trials};
use crate::ontology::Ontology;

const HEAD: &str = "@prefix by: <https://w3id.org/byline/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ex: <https://example.org/> .
ex:tasted a by:Relation ; rdfs:label \"tasted\" ; rdfs:domain by:Person ; rdfs:range by:Product ;
    by:verbFrame \"S taste|sample|review O\" ;
";

fn tried(examples: &str) -> Vec<Trial> {
    let base = Ontology::builtin().without_examples();
    trials(
        &base
            .with("wine.ttl", &format!("{HEAD}    {examples} ."))
            .unwrap(),
    )
}

fn reasons(examples: &str) -> Vec<(ReasonKind, String)> {
    let tried = tried(examples);
    assert_eq!(tried.len(), 1);
    let trial = &tried[0];
    assert!(!trial.passes, "{trial:?}");
    let reasons = trial.reasons.iter();
    reasons.map(|one| (one.kind, one.text.clone())).collect()
}

#[test]
fn the_built_in_examples_pass() {
    let failed: Vec<Trial> = trials(Ontology::builtin())
        .into_iter()
        .filter(|trial| !trial.passes)
        .collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn what_is_claimed_as_asked_passes() {
    for example in [
        "by:example \"[S Maya Chen] sampled [O the iPhone 15].\"",
        "by:example \"Maya Chen came home early, and [S she] tasted [O the iPhone 15].\"",
        "by:example \"[S Maya Chen] said she came home early and that she had sampled [O the iPhone 15].\"",
        "by:example \"[S Maya Chen] denied that she had tasted [O the iPhone 15]. = denied\"",
        "by:counterExample \"Maya Chen has good taste in wine.\"",
        "by:counterExample \"[S Maya Chen] was shown [O the iPhone 15].\"",
    ] {
        let tried = tried(example);
        assert!(tried[0].passes, "{:#?}", tried[0]);
    }
}

#[test]
fn another_status_is_told_with_its_cue() {
    let told = reasons("by:example \"[S Maya Chen] will review [O the iPhone 15]. = denied\"");
    let expected = "claimed as planned, not denied: by “will”";
    assert_eq!(told, [(ReasonKind::Status, expected.to_owned())]);
}

#[test]
fn a_frame_that_fits_is_told_with_what_refuses_it() {
    let told = reasons("by:example \"[S Tim Cook] tasted [O Angela Merkel].\"");
    let texts: Vec<&str> = told.iter().map(|(_, text)| text.as_str()).collect();
    assert!(
        texts.contains(
            &"the frame “S taste|sample|review O” fits, but its object “Angela Merkel” cannot be product"
        ),
        "{texts:?}"
    );
    assert!(
        texts.contains(&"“Angela Merkel” is read as a name (politician)"),
        "{texts:?}"
    );
}

#[test]
fn without_a_frame_it_is_told_what_is_claimed_instead() {
    let told = reasons("by:example \"[S Google] acquired [O Fitbit].\"");
    let texts: Vec<&str> = told.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(
        texts[0],
        "claimed instead: Google acquired Fitbit (reported)"
    );
    assert!(
        texts.contains(&"no frame of the relation fits"),
        "{texts:?}"
    );
}

#[test]
fn what_must_not_be_claimed_is_told_with_its_frame() {
    let told = reasons("by:counterExample \"Maya Chen sampled the iPhone 15.\"");
    assert_eq!(told.len(), 1);
    assert!(
        told[0]
            .1
            .ends_with("by the frame “S taste|sample|review O”"),
        "{told:?}"
    );
}
