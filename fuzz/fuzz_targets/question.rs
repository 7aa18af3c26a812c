//! Any text: it is refused with a place inside it, or it means the same after formatting and its SPARQL can be read again.
#![no_main]

use byline::ontology::Ontology;
use byline::ontology::names::{NameIndex, Named};
use byline::query::{Options, compile, complete, format, highlight, parse};
use libfuzzer_sys::fuzz_target;

/// Knows every name.
struct AnyName;

impl NameIndex for AnyName {
    fn find(&self, key: &str) -> Vec<Named> {
        let iri = oxigraph::model::NamedNode::new("https://example.org/thing/x").unwrap();
        vec![Named {
            iri,
            label: key.to_owned(),
            classes: Vec::new(),
            known: false,
            claims: 1,
        }]
    }

    fn label(&self, _: &oxigraph::model::NamedNode) -> Option<String> {
        None
    }

    fn near(&self, _: &str, _: usize) -> Vec<String> {
        Vec::new()
    }
}

fuzz_target!(|text: &str| {
    let ontology = Ontology::builtin();
    let options = Options::default();
    for (span, _) in highlight(text) {
        assert!(text.get(span.start..span.end).is_some());
    }
    let found = complete(text, text.len(), ontology, &AnyName, &options);
    assert!(text.get(found.start..).is_some());
    if parse(text).is_ok() {
        let once = format(text, None).unwrap();
        assert_eq!(format(&once, None).unwrap(), once);
    }
    match compile(text, ontology, &AnyName, &options) {
        Ok(compiled) => {
            let sparql = compiled.sparql();
            spargebra::SparqlParser::new().parse_query(&sparql).unwrap();
        }
        Err(error) => {
            assert!(text.get(error.span.start..error.span.end).is_some());
            error.render("query", text, false);
        }
    }
});
