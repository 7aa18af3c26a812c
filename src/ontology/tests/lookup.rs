//! What is a special case of what, and what a name means.

use super::by;
use crate::analysis::NameType;
use crate::ontology::names::fold;
use crate::ontology::{Ontology, vocab};

#[test]
fn classes_know_their_kin() {
    let ontology = Ontology::builtin();
    assert!(ontology.is_a(&by("Bank"), &by("Organization")));
    assert!(!ontology.is_a(&by("Organization"), &by("Bank")));
    assert_eq!(
        ontology.ancestors(&by("Bank")),
        [
            &by("Bank"),
            &by("Company"),
            &by("Organization"),
            &by("Thing")
        ]
    );
    assert_eq!(
        ontology.subclasses(&by("SoftwareProduct")),
        [by("Game"), by("Model"), by("SoftwareProduct")]
    );
    assert_eq!(ontology.segment(&by("Bank")), "organization");
    assert_eq!(ontology.segment(&by("Clause")), "agreement");
    assert_eq!(ontology.segment(&by("Nowhere")), "thing");
    assert_eq!(ontology.name_type(&by("City")), Some(NameType::Place));
    assert_eq!(ontology.name_type(&by("Clause")), None);
    assert_eq!(ontology.broad(NameType::Group), by("Group"));
    assert!(ontology.fits(&[by("Bank")], &[by("Person"), by("Organization")]));
    assert!(!ontology.fits(&[by("Bank")], &[by("Person")]));
    assert!(ontology.fits(&[by("Bank")], &[by("Thing")]));
    assert!(ontology.fits(&[], &[]) && !ontology.fits(&[], &[by("Person")]));
    assert!(
        ontology
            .sub_relations(&by("leads"))
            .contains(&by("chiefExecutiveOf"))
    );
}

#[test]
fn names_lead_to_the_terms_that_have_them() {
    let ontology = Ontology::builtin();
    let relations = |name: &str| -> Vec<_> {
        let found = ontology.relations_named(&fold(name));
        found.map(|relation| relation.iri.clone()).collect()
    };
    for name in ["invested_in", "investedIn", "funded by"] {
        assert_eq!(relations(name), [by("investedIn")], "{name}");
    }
    assert!(relations("prime minister").contains(&by("headsGovernmentOf")));
    let classes = |name: &str| -> Vec<_> {
        let found = ontology.classes_named(&fold(name));
        found.map(|class| class.iri.clone()).collect()
    };
    assert_eq!(classes("energy_company"), [by("EnergyCompany")]);
    assert_eq!(classes("firm"), [by("Company")]);
    assert_eq!(classes("article"), [vocab::NEWS_ARTICLE.into_owned()]);
    assert!(classes("OpenAI").is_empty());
    let properties = |name: &str| -> Vec<_> {
        let found = ontology.properties_named(&fold(name));
        found.map(|property| property.iri.clone()).collect()
    };
    assert_eq!(
        properties("title"),
        [vocab::HEADLINE.into_owned(), by("role")]
    );
    assert_eq!(properties("since"), [vocab::VALID_FROM.into_owned()]);
    let certainty = ontology
        .value_named(by("Certainty").as_ref(), "likely")
        .map(|value| value.iri.clone());
    assert_eq!(certainty, Some(by("probable")));
}
