//! A name that several things have: the one of which far more is known is meant, and a note says so.

use oxigraph::model::NamedNode;

use super::fixture::options;
use super::ontology::ontology;
use crate::ontology::names::{NameIndex, Named};
use crate::query::compile;

/// Two things of one name: a class and a number of claims each.
struct Twins([(&'static str, usize); 2]);

impl NameIndex for Twins {
    fn find(&self, _: &str) -> Vec<Named> {
        let named = |(class, claims): &(&str, usize)| Named {
            iri: NamedNode::new_unchecked(format!("https://e.org/{class}/valdera")),
            label: "Valdera".to_owned(),
            classes: match *class {
                "thing" => Vec::new(),
                class => vec![NamedNode::new_unchecked(format!(
                    "https://w3id.org/byline/ns#{class}"
                ))],
            },
            known: false,
            claims: *claims,
        };
        self.0.iter().map(named).collect()
    }

    fn label(&self, _: &NamedNode) -> Option<String> {
        Some("Valdera".to_owned())
    }

    fn starting(&self, _: &str, _: usize) -> Vec<String> {
        Vec::new()
    }

    fn near(&self, _: &str, _: usize) -> Vec<String> {
        Vec::new()
    }
}

fn read(twins: [(&'static str, usize); 2]) -> String {
    match compile("who linked Valdera", &ontology(), &Twins(twins), &options()) {
        Ok(compiled) => compiled.notes.join("; "),
        Err(error) => error.kind.to_string(),
    }
}

#[test]
fn far_more_claims_decide_between_things_of_one_name() {
    let place = "W507: `Valdera` is read as the place <https://e.org/Place/valdera>, of which more is claimed \
                 than of the person <https://e.org/Person/valdera>";
    assert_eq!(read([("Person", 1), ("Place", 4)]), place);
    assert_eq!(read([("Person", 0), ("Place", 1)]), place);
    assert_eq!(
        read([("Person", 2), ("Place", 4)]),
        "`Valdera` could be 2 things"
    );
}

#[test]
fn a_thing_without_a_type_gives_way_to_one_that_has_one() {
    assert!(read([("Place", 1), ("thing", 3)]).contains("is read as the place"));
    assert!(read([("thing", 0), ("Place", 0)]).contains("is read as the place"));
    assert_eq!(
        read([("Person", 0), ("Place", 0)]),
        "`Valdera` could be 2 things"
    );
}
