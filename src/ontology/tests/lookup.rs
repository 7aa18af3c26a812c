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
fn names_lead_to_their_terms() {
    let ontology = Ontology::builtin();
    for (name, iri, backwards) in [
        ("invested_in", "investedIn", false),
        ("investedIn", "investedIn", false),
        ("funded by", "investedIn", true),
        ("CEO of", "chiefExecutiveOf", false),
        ("prime minister", "headsGovernmentOf", true),
    ] {
        let found = ontology
            .relation_named(&fold(name))
            .map(|(relation, back)| (relation.iri.clone(), back));
        assert_eq!(found, Some((by(iri), backwards)), "{name}");
    }
    let class = |name: &str| {
        ontology
            .class_named(&fold(name))
            .map(|class| class.iri.clone())
    };
    assert_eq!(class("energy_company"), Some(by("EnergyCompany")));
    assert_eq!(class("firm"), Some(by("Company")));
    assert_eq!(class("article"), Some(vocab::NEWS_ARTICLE.into_owned()));
    assert_eq!(class("OpenAI"), None);
    let property = |name: &str| {
        ontology
            .property_named(&fold(name))
            .map(|property| property.iri.clone())
    };
    assert_eq!(property("title"), Some(vocab::HEADLINE.into_owned()));
    assert_eq!(property("since"), Some(vocab::VALID_FROM.into_owned()));
    let qualifier = |name: &str| {
        ontology
            .qualifier_named(&fold(name))
            .map(|property| property.iri.clone())
    };
    assert_eq!(qualifier("by"), Some(vocab::ATTRIBUTED_TO.into_owned()));
    assert_eq!(qualifier("publisher"), None);
    assert_eq!(
        ontology
            .status_named("rumored")
            .map(|status| status.iri.clone()),
        Some(by("rumoured"))
    );
    let certainty = ontology
        .value_named(by("Certainty").as_ref(), "likely")
        .map(|value| value.iri.clone());
    assert_eq!(certainty, Some(by("probable")));
}
