use super::{Lexicon, Reach, Sources, Weights, WeightsBuilder, relate, short_name, terms};
use crate::analysis::Analyser;
use crate::article::Metadata;
use crate::ontology::Ontology;
use crate::text::recut;

fn related(text: &str, least: f32) -> Vec<String> {
    let analysis = Analyser::new(Ontology::builtin()).analyse(recut(Metadata::default(), text));
    let weights = Weights::built_in();
    let words = |span: crate::text::Span| span.of(&analysis.document.text).to_owned();
    let found = relate(weights, &analysis, Reach::Mentions, least, |_, _| true);
    let found = found.iter().map(|one| {
        let (_, local) = weights.name(one.class).rsplit_once('#').unwrap_or_default();
        format!(
            "{} {local} {}",
            words(one.subject.span),
            words(one.object.span)
        )
    });
    found.collect()
}

#[test]
fn lives_are_read_without_frames() {
    let found = related(
        "Ines Moreau, the Lyon-born engineer, earned her doctorate at Stanford University in 2009.",
        0.5,
    );
    assert!(
        found.contains(&"Ines Moreau educatedAt Stanford University".to_owned()),
        "{found:?}"
    );
}

#[test]
fn dates_of_other_things_are_nobodys_birthday() {
    let found = related("Ines Moreau opened the fair in Lyon on 5 July 2019.", 0.4);
    assert!(found.iter().all(|one| !one.contains("bornOn")), "{found:?}");
}

#[test]
fn packed_weights_are_read_again() {
    let mut builder = WeightsBuilder::default();
    builder.class("likes".to_owned(), vec![7], vec![1.0, -2.0, 0.0]);
    let mut lexicon = Lexicon::default();
    lexicon.count(5, 0);
    let bytes = builder.pack(&[10, 20, 30], &lexicon, 0.1);
    let weights = Weights::read(&bytes).expect("what was packed");
    assert_eq!(weights.name(0), "likes");
    assert_eq!(weights.lexicon(), &lexicon);
    let score = |keys: &[u32]| weights.scores(keys, &[0]).next().expect("one class").1;
    assert!((score(&[10]) - 0.731).abs() < 0.01);
    assert!((score(&[20]) - 0.119).abs() < 0.01);
    assert!((score(&[30]) - 0.5).abs() < 0.01);
}

#[test]
fn other_bytes_are_no_weights() {
    for bytes in [&b""[..], b"BYREL", b"BYREL1", b"BYREL1\x05\x00\xff\xff"] {
        assert!(Weights::read(bytes).is_none());
    }
}

/// The terms of a sentence that have a source, in words; short names as they are shortened.
fn phrases(text: &str, source: Sources) -> Vec<String> {
    let analysis = Analyser::new(Ontology::builtin()).analyse(recut(Metadata::default(), text));
    let found = terms(&analysis, &analysis.document.sentences[0], Reach::Phrases);
    let found = found.iter().filter(|term| term.sources.any(source));
    found
        .map(|term| {
            let short = term.sources.any(Sources::SHORT);
            let short = short.then(|| short_name(&analysis, term)).flatten();
            short.unwrap_or_else(|| term.span.of(&analysis.document.text).to_owned())
        })
        .collect()
}

#[test]
fn full_names_have_a_short_form_with_the_small_words_before_the_last() {
    let short = |text: &str| phrases(text, Sources::SHORT);
    assert_eq!(
        short("Michiel Adriaenszoon de Ruyter was a Dutch admiral."),
        ["Michiel de Ruyter"]
    );
    assert_eq!(
        short("Maria Keller met Harriet Louise Stone in Vienna."),
        ["Harriet Stone"]
    );
    assert!(short("Maria van Keller was a Dutch admiral.").is_empty());
}

#[test]
fn when_and_where_are_not_what_a_sentence_is_about() {
    let topics = |text: &str| phrases(text, Sources::TOPIC);
    assert_eq!(topics("\"Northern Light\" is a film."), ["Northern Light"]);
    assert_eq!(topics("In 1988, Maria Keller was made a judge."), [""; 0]);
}

#[test]
fn titles_have_verbs_brackets_and_second_names() {
    let titles = |text: &str| phrases(text, Sources::TITLE);
    assert!(
        titles("Jillian (I'd Give My Heart) was released in 2004.")
            .contains(&"Jillian (I'd Give My Heart)".to_owned())
    );
    assert!(titles("Hold Me Close was a hit.").contains(&"Hold Me Close".to_owned()));
    assert!(titles("The Red Kite or Great Kite is a bird.").contains(&"Red Kite".to_owned()));
}
